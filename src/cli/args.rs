//! What can be written on the command line.

use clap::{Args as ClapArgs, Parser, Subcommand, ValueEnum};

/// Learn how a backend works by running a restaurant.
///
/// Guests order through a waiter (the API) from a kitchen (the backend) that draws on a pantry (the
/// database) in a building (the server). Begin with: boh run lunch-rush
#[derive(Debug, Parser)]
#[command(name = "boh", version, max_term_width = 100)]
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
