//! What can be written on the command line.

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

`boh knobs SCENARIO` lists what can be set, `boh explain KNOB` says what it does.
Exit status: 0 all goals met, 1 a goal missed, 2 not a valid scenario, 3 stopped by a cap.";

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
#[derive(Clone, Copy, Debug, ClapArgs)]
pub struct Global {
    /// When to use colours in messages
    #[arg(long, global = true, value_enum, default_value_t = Color::Auto)]
    pub color: Color,
    /// Draw with ASCII characters only
    #[arg(long, global = true)]
    pub ascii: bool,
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

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Run a scenario and report what happened
    #[command(after_help = RUN_EXAMPLES)]
    Run(Run),
    /// Check scenario files and say what is wrong, and what to write instead
    Check(Check),
    /// List the scenarios that come with the program
    List,
    /// Show the text of a scenario
    Show(Show),
    /// List what can be turned in a scenario
    Knobs(Knobs),
    /// List what can be read of a scenario
    Dials(Dials),
    /// Say what a word means, in the kitchen and in a backend
    Explain(Explain),
    /// Write a file to begin with
    New(New),
    /// Print the JSON Schema of scenario files or of reports
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
    /// Print one JSON object and nothing else
    #[arg(long)]
    pub json: bool,
    /// Report at the end, draw nothing
    #[arg(long)]
    pub headless: bool,
}

/// `boh check`
#[derive(Debug, ClapArgs)]
pub struct Check {
    /// Bundled scenarios, files, or - for standard input
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<String>,
}

/// `boh show`
#[derive(Debug, ClapArgs)]
pub struct Show {
    /// A bundled scenario, a file, or - for standard input
    #[arg(value_name = "NAME")]
    pub name: String,
}

/// `boh knobs`
#[derive(Debug, ClapArgs)]
pub struct Knobs {
    /// A bundled scenario, a file, or - for standard input
    pub scenario: String,
}

/// `boh dials`
#[derive(Debug, ClapArgs)]
pub struct Dials {
    /// A bundled scenario, a file, or - for standard input
    pub scenario: String,
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
    pub words: Vec<String>,
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
