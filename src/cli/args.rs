//! What can be written on the command line.

use crate::dashboard::Panel;
use crate::dashboard::panels::Topic;
use crate::experiment::MOST_REPLICATIONS;
use crate::lesson::ENOUGH_SEEDS;
use crate::scenario::safe_text::safe_short;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{Args as ClapArgs, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

/// What the first screen of help ends with.
const EXAMPLES: &str = "\
Begin with:
  boh list                          what there is to run
  boh run first-order               one order, station by station
  boh explain backend               what a word means
  boh new scenario cafe.toml        a restaurant of your own

`boh COMMAND --help` tells more about a command.";

/// What the help of `boh run` ends with.
const RUN_EXAMPLES: &str = "\
Examples:
  boh run lunch-rush
  boh run lunch-rush --set pantry.main.hatches=4
  boh run lunch-rush --set 'pantry.main.take={ exp = \"2s\" }' --seed 8
  boh run cafe.toml --duration 10m --json
  boh show lunch-rush | boh run -
  boh run lunch-rush --plain --panel lanes --panel time --at 12:15

`boh knobs SCENARIO` lists what can be set, `boh explain KNOB` says what it does.
Exit status: 0 all goals met, 1 a goal missed, 2 not a valid scenario, 3 stopped by a cap.";

/// What the help of `boh learn` ends with.
const LEARN_EXAMPLES: &str = "\
Examples:
  boh learn                         the course, and what is done of it
  boh learn the-first-guest --plain
  boh learn lesson.md --answers answers.toml

In a file of answers, `id = answer` answers a block: the words of a choice or its number, a figure,
or for a goal what is turned, as in g = { \"kitchen.main.chefs\" = 3 }, or a list of lines.
Exit status: 0 all answered and reached, 1 something is wrong, missed or open, 2 not a valid lesson.";

/// Learn how a backend works by running a restaurant.
///
/// Guests order through a waiter (the API) from a kitchen (the backend) that draws on a pantry (the
/// database) in a building (the server).
#[derive(Debug, Parser)]
#[command(name = "boh", version, max_term_width = 100, after_help = EXAMPLES)]
pub struct Args {
    #[command(flatten)]
    pub global: Global,
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// Options of every command.
#[expect(clippy::struct_excessive_bools, reason = "each one is a switch of its own")]
#[derive(Clone, Copy, Debug, ClapArgs)]
pub struct Global {
    /// When to use colours in messages
    #[arg(long, global = true, value_enum, default_value_t = Color::Auto)]
    pub color: Color,
    /// In which colours to draw the dashboard, where there are to be colours at all
    #[arg(long, global = true, value_enum, default_value_t = ThemeName::Auto)]
    pub theme: ThemeName,
    /// Draw with ASCII characters only
    #[arg(long, global = true)]
    pub ascii: bool,
    /// Draw few things, and large: for a projector, to be read from the last row
    #[arg(long, global = true)]
    pub big: bool,
    /// Let nothing glide on the screen
    #[arg(long, global = true)]
    pub reduced_motion: bool,
    /// Say nothing but the result
    #[arg(short, long, global = true)]
    pub quiet: bool,
    /// Say more
    #[arg(short, long, global = true, conflicts_with = "quiet")]
    pub verbose: bool,
}

/// When to use colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// Where the terminal shows them
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// In which colours to draw.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ThemeName {
    /// The terminal's own sixteen, on its own background
    Auto,
    /// Light on dark
    Dark,
    /// Dark on light, for bright rooms
    Light,
    /// Colours that almost everybody can tell apart, on black
    #[value(alias = "color-blind")]
    ColourBlind,
    /// Nothing faint, on black
    HighContrast,
    /// None: bold, dim, underlined and reversed
    Mono,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Run a scenario and report what happened
    #[command(after_help = RUN_EXAMPLES)]
    Run(Run),
    /// Run again what a journal holds: the same run, to the byte
    Replay(Replay),
    /// Check scenarios and lessons and say what is wrong, and what to write instead; prove lessons
    Check(Check),
    /// See in half a minute what this is: a rush, and two futures of it
    Demo(Demo),
    /// List the scenarios and lessons that come with the program
    List,
    /// Show the text of a scenario or lesson
    Show(Show),
    /// Learn: read, predict, turn and explain; without a lesson, list the course
    #[command(after_help = LEARN_EXAMPLES)]
    Learn(Learn),
    /// Show what has been done in the lessons
    Progress(Progress),
    /// List what can be turned in a scenario
    Knobs(Knobs),
    /// List what can be read of a scenario
    Dials(Dials),
    /// Say what a word means, in the kitchen and in a backend
    Explain(Explain),
    /// Write a file to begin with
    New(New),
    /// Print the JSON Schema of scenario files, lessons or reports
    Schema(Schema),
    /// Print the completions for a shell
    Completions(Completions),
    /// Write the manual pages into a folder
    Man(Man),
}

/// `boh run`
#[derive(Debug, ClapArgs)]
pub struct Run {
    /// A bundled scenario, a file, or - for standard input
    pub scenario: String,
    /// The seed: the same seed gives the same run
    #[arg(long, value_name = "N")]
    pub seed: Option<u64>,
    /// How long to simulate, such as 10m
    #[arg(long, value_name = "TIME")]
    pub duration: Option<String>,
    /// Set a key of the scenario, such as kitchen.main.chefs=3
    #[arg(long = "set", value_name = "PATH=VALUE")]
    pub sets: Vec<String>,
    /// After closing time, go on until the house is empty
    #[arg(long)]
    pub drain: bool,
    /// Run so many times, with one seed after another, and report means with 95 % intervals
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(2..=MOST_REPLICATIONS))]
    pub reps: Option<u64>,
    /// On how many threads to replicate; the result is the same for any number
    #[arg(long, value_name = "N", requires = "reps", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub threads: Option<u16>,
    /// Write a journal, from which `boh replay` runs the same run again
    #[arg(long, value_name = "FILE")]
    pub journal: Option<String>,
    /// Tell what a panel of the dashboard holds, line by line, and nothing else: at the end, or with
    /// --at
    #[arg(
        long = "panel",
        value_name = "PANEL",
        value_parser = topics(),
        requires = "plain",
        conflicts_with_all = ["csv", "speed", "journal", "reps"]
    )]
    pub panels: Vec<Topic>,
    /// At which time to tell it, such as 12:15, or 10m after opening
    #[arg(long, value_name = "TIME", requires = "panels")]
    pub at: Option<String>,
    /// Which order to tell of with --panel life; 1 is the first
    #[arg(long, value_name = "N", requires = "panels", value_parser = clap::value_parser!(u64).range(1..))]
    pub order: Option<u64>,
    #[command(flatten)]
    pub view: View,
}

/// `boh demo`
#[derive(Debug, ClapArgs)]
pub struct Demo {
    #[command(flatten)]
    pub words: Words,
}

/// How a run is shown.
#[derive(Debug, ClapArgs)]
pub struct View {
    /// Print one JSON object and nothing else
    #[arg(long)]
    pub json: bool,
    /// Report at the end, draw nothing
    #[arg(long)]
    pub headless: bool,
    /// Tell what happens line by line, one fact a line; paced only in a terminal
    #[arg(long, conflicts_with_all = ["json", "headless"])]
    pub plain: bool,
    /// How many simulated seconds pass in a second where it is watched; if not said, an ordinary
    /// order takes four seconds
    #[arg(long, value_name = "N", value_parser = speed)]
    pub speed: Option<f64>,
    #[command(flatten)]
    pub words: Words,
    /// Write every dial at the end of every simulated second, as CSV; - is standard output
    #[arg(long, value_name = "FILE")]
    pub csv: Option<String>,
}

/// What can be told line by line, and how the help tells of it.
const TOPICS: &[(Topic, &str)] = &[
    (Topic::Panel(Panel::Floor), "The restaurant, part by part"),
    (Topic::Panel(Panel::Charts), "How long, how many, how busy"),
    (Topic::Panel(Panel::Story), "What happened last"),
    (Topic::Panel(Panel::Dials), "Everything that can be read"),
    (Topic::Panel(Panel::Lanes), "What each chef did when"),
    (Topic::Panel(Panel::Guests), "Each order from arrival to departure"),
    (Topic::Panel(Panel::Time), "Where the time goes"),
    (Topic::Panel(Panel::Places), "Pantries, buildings, partners"),
    (Topic::Panel(Panel::Timeline), "What was, what is to come, and the branches"),
    (Topic::Branches, "The branches alone"),
    (Topic::Knobs, "What can be turned, and where it stands"),
    (
        Topic::Life,
        "One order (--order): all that was said of it, how far its recipe is, its phases",
    ),
];

fn topics() -> impl TypedValueParser<Value = Topic> {
    let known = TOPICS.iter().map(|(topic, help)| PossibleValue::new(topic.name()).help(*help));
    PossibleValuesParser::new(known).try_map(|name| {
        let mut known = TOPICS.iter().map(|(topic, _)| *topic);
        known.find(|topic| topic.name() == name).ok_or("there is no such panel")
    })
}

/// In whose words something is told.
#[derive(Debug, ClapArgs)]
pub struct Words {
    /// In whose words to tell: kitchen, backend, both, car, theatre, or the file of a lens; what a
    /// lens has no words for is told in those of the backend, marked with *
    #[arg(long, value_name = "LENS", default_value = "kitchen")]
    pub lens: String,
}

fn speed(text: &str) -> Result<f64, String> {
    match text.parse::<f64>() {
        Ok(speed) if speed > 0.0 && speed <= FASTEST => Ok(speed),
        _ => Err(format!("write a number above 0, at most {FASTEST}")),
    }
}

/// Faster than anybody could look: a year in half a minute.
const FASTEST: f64 = 1_000_000.0;

/// `boh replay`
#[derive(Debug, ClapArgs)]
pub struct Replay {
    /// A journal that `boh run --journal` wrote, or - for standard input
    pub journal: String,
    /// Write a journal of what is done this time as well
    #[arg(long = "journal", value_name = "FILE")]
    pub written: Option<String>,
    #[command(flatten)]
    pub view: View,
}

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

/// `boh show`
#[derive(Debug, ClapArgs)]
pub struct Show {
    /// A bundled scenario or lesson, a file, or - for standard input
    #[arg(value_name = "NAME")]
    pub name: String,
}

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
    #[command(flatten)]
    pub words: Words,
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

/// `boh knobs`
#[derive(Debug, ClapArgs)]
pub struct Knobs {
    /// A bundled scenario, a file, or - for standard input
    pub scenario: String,
    #[command(flatten)]
    pub words: Words,
}

/// `boh dials`
#[derive(Debug, ClapArgs)]
pub struct Dials {
    /// A bundled scenario, a file, or - for standard input
    pub scenario: String,
    #[command(flatten)]
    pub words: Words,
}

/// `boh explain`
#[derive(Debug, ClapArgs)]
#[command(after_help = "Examples:
  boh explain waiter
  boh explain load balancer
  boh explain kitchen.main.chefs
  boh explain latency.p95
  boh explain 503")]
pub struct Explain {
    /// A term, knob, dial, phase, outcome or HTTP status; none lists the terms
    #[arg(value_name = "WORD")]
    pub asked: Vec<String>,
    #[command(flatten)]
    pub words: Words,
}

/// `boh new`
#[derive(Debug, ClapArgs)]
pub struct New {
    #[command(subcommand)]
    pub what: NewWhat,
}

/// What can be begun.
#[derive(Debug, Subcommand)]
pub enum NewWhat {
    /// Write a scenario to begin with, or a copy of a bundled one
    #[command(after_help = "Examples:
  boh new scenario cafe.toml
  boh new scenario rush.toml --from lunch-rush")]
    Scenario(NewScenario),
    /// Write a lesson to begin with, about one knob of a scenario; all that it claims is measured
    #[command(after_help = "Examples:
  boh new lesson hatches.md --from lunch-rush --teach pantry.main.hatches
  boh new lesson cafe.md --from cafe.toml --teach kitchen.main.chefs")]
    Lesson(NewLesson),
}

/// `boh new lesson`
#[derive(Debug, ClapArgs)]
pub struct NewLesson {
    /// Where to write it; it must end in .md, and is never overwritten
    pub file: PathBuf,
    /// A bundled scenario, or a file in the folder of the lesson
    #[arg(long, value_name = "SCENARIO")]
    pub from: String,
    /// The knob that the lesson is about, such as pantry.main.hatches
    #[arg(long, value_name = "KNOB")]
    pub teach: String,
}

/// `boh new scenario`
#[derive(Debug, ClapArgs)]
pub struct NewScenario {
    /// Where to write it; it must end in .toml, and is never overwritten
    pub file: PathBuf,
    /// The bundled scenario to copy
    #[arg(long, value_name = "NAME")]
    pub from: Option<String>,
}

/// `boh schema`
#[derive(Debug, ClapArgs)]
pub struct Schema {
    /// Of what
    #[arg(value_enum)]
    pub what: SchemaOf,
}

/// What there is a schema of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum SchemaOf {
    /// A scenario file, read as JSON
    Scenario,
    /// The front matter of a lesson, read as JSON, and among its definitions each kind of block
    Lesson,
    /// The report of `boh run --json`
    Report,
}

/// `boh completions`
#[derive(Debug, ClapArgs)]
pub struct Completions {
    /// For which shell
    #[arg(value_enum)]
    pub shell: clap_complete::Shell,
}

/// `boh man`
#[derive(Debug, ClapArgs)]
pub struct Man {
    /// The folder to write into; it is made if it is not there
    #[arg(value_name = "DIR")]
    pub folder: PathBuf,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_panel_can_be_told() {
        for panel in Panel::ALL {
            assert!(TOPICS.iter().any(|(topic, _)| *topic == Topic::Panel(panel)), "{panel:?}");
        }
    }
}
