//! What can be written on the command line.

mod learning;
mod new;
mod running;

use clap::{Args as ClapArgs, Parser, Subcommand, ValueEnum};
pub use learning::{Check, Kept, Learn, Present, Progress};
use learning::{LEARN_EXAMPLES, PRESENT_EXAMPLES};
pub use new::{New, NewLesson, NewScenario, NewWhat};
use running::RUN_EXAMPLES;
pub use running::{Replay, Run, View};
use std::path::PathBuf;

/// What the first screen of help ends with.
const EXAMPLES: &str = "\
Begin with:
  boh list                          what there is to run
  boh run first-order               one order, station by station
  boh explain backend               what a word means
  boh new scenario cafe.toml        a restaurant of your own

`boh COMMAND --help` tells more about a command.";

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
    /// Present a lesson to a class: slide by slide, with votes, and notes in a second terminal
    #[command(after_help = PRESENT_EXAMPLES)]
    Present(Present),
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

/// `boh demo`
#[derive(Debug, ClapArgs)]
pub struct Demo {
    #[command(flatten)]
    pub words: Words,
}

/// In whose words something is told.
#[derive(Debug, ClapArgs)]
pub struct Words {
    /// In whose words to tell: kitchen, backend, both, car, theatre, or the file of a lens; what a
    /// lens has no words for is told in those of the backend, marked with *
    #[arg(long, value_name = "LENS", default_value = "kitchen")]
    pub lens: String,
}

/// `boh show`
#[derive(Debug, ClapArgs)]
pub struct Show {
    /// A bundled scenario or lesson, a file, or - for standard input
    #[arg(value_name = "NAME")]
    pub name: String,
}

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
