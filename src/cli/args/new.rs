//! What can be written after `boh new`.

use clap::{Args as ClapArgs, Subcommand};
use std::path::PathBuf;

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
