//! What can be written after `boh learn`, `boh progress` and `boh check`.

use super::Words;
use crate::lesson::ENOUGH_SEEDS;
use crate::text::safe_text::safe_short;
use clap::Args as ClapArgs;

/// What the help of `boh learn` ends with.
pub(super) const LEARN_EXAMPLES: &str = "\
Examples:
  boh learn                         the course, and what is done of it
  boh learn the-first-guest --plain
  boh learn lesson.md --answers answers.toml
  boh learn lesson.md --watch       beside the editor in which you write it

In a file of answers, `id = answer` answers a block: the words of a choice or its number, a figure,
or for a goal what is turned, as in g = { \"kitchen.main.chefs\" = 3 }, or a list of lines.
Exit status: 0 all answered and reached, 1 something is wrong, missed or open, 2 not a valid lesson.";

/// `boh learn`
#[derive(Debug, ClapArgs)]
pub struct Learn {
    /// A bundled lesson, a file, or - for standard input; none lists the course
    pub lesson: Option<String>,
    #[command(flatten)]
    pub kept: Kept,
    /// Take the answers from a file, with nobody there: a line `id = answer` for each block
    #[arg(long, value_name = "FILE", requires = "lesson")]
    pub answers: Option<String>,
    /// Line by line: read, and write an answer where one is asked for
    #[arg(long)]
    pub plain: bool,
    /// For whoever writes the lesson: read it again whenever it is saved, and show it at the same place;
    /// nothing is kept as progress
    #[arg(long, requires = "lesson", conflicts_with_all = ["plain", "answers", "here"])]
    pub watch: bool,
    #[command(flatten)]
    pub words: Words,
}

/// What the help of `boh present` ends with.
pub(super) const PRESENT_EXAMPLES: &str = "\
Examples:
  boh present the-first-guest           on the projector
  boh present the-first-guest --notes   in a second terminal: notes, what comes next, the time
  boh present the-first-guest --plain   to rehearse: every slide with its notes, line by line

Nothing of a presentation is kept in anybody's progress, and nothing is graded.";

/// `boh present`
#[derive(Debug, ClapArgs)]
pub struct Present {
    /// A bundled lesson, a file, or - for standard input
    pub lesson: String,
    /// Show the notes of the slide that another terminal shows, what comes next, and the time
    #[arg(long, conflicts_with = "plain")]
    pub notes: bool,
    /// Line by line: every slide, what comes of its question, and its notes
    #[arg(long)]
    pub plain: bool,
    /// Begin with this slide
    #[arg(long, value_name = "SLIDE", default_value_t = 1, value_parser = slide)]
    pub from: usize,
    #[command(flatten)]
    pub words: Words,
}

fn slide(text: &str) -> Result<usize, String> {
    let number = text.parse().ok().filter(|number| *number > 0);
    number.ok_or_else(|| "write the number of a slide, from 1 on".to_owned())
}

/// `boh progress`
#[derive(Debug, ClapArgs)]
pub struct Progress {
    #[command(flatten)]
    pub kept: Kept,
    /// Print one JSON object and nothing else
    #[arg(long)]
    pub json: bool,
    /// Print a row for each answer, as CSV
    #[arg(long, conflicts_with = "json")]
    pub csv: bool,
    /// Forget what has been done in this lesson; a copy of what was known before stays
    #[arg(long, value_name = "LESSON", conflicts_with_all = ["json", "csv"])]
    pub forget: Option<String>,
}

/// Whose progress it is, and where it is kept.
#[derive(Debug, ClapArgs)]
pub struct Kept {
    /// Who learns: what differs from student to student is drawn from this
    #[arg(long, value_name = "ID", value_parser = student)]
    pub student: Option<String>,
    /// Keep progress in boh-progress.toml in this folder, not where programs keep such things
    #[arg(long)]
    pub here: bool,
}

fn student(text: &str) -> Result<String, String> {
    let harmless = safe_short(text, MOST_OF_A_NAME);
    if text.trim().is_empty() || harmless != text {
        return Err(format!("write a name of at most {MOST_OF_A_NAME} letters"));
    }
    Ok(harmless)
}

/// How many cells a student's name takes.
const MOST_OF_A_NAME: usize = 64;

/// `boh check`
#[derive(Debug, ClapArgs)]
pub struct Check {
    /// Bundled scenarios or lessons, files, or - for a scenario from standard input; what ends in .md
    /// is a lesson
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<String>,
    /// With how many seeds to prove what a lesson claims
    #[arg(long, value_name = "N", default_value_t = ENOUGH_SEEDS, value_parser = clap::value_parser!(u64).range(1..=1000))]
    pub seeds: u64,
    /// Write the borders that a lesson's predictions need into its file
    #[arg(long)]
    pub fill: bool,
}
