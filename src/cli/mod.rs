//! The command line: one file a command. It alone knows all other rooms.

mod args;
mod check;
mod choose;
mod completions;
mod demo;
mod dials;
mod explain;
mod files;
mod follow;
mod keeping;
mod knobs;
mod learn;
mod lenses;
mod lessons;
mod list;
mod live;
mod man;
mod memory;
mod new;
mod output;
mod panels;
mod present;
mod preview;
mod progress;
mod prove;
mod replay;
mod replicate;
mod run;
mod schema;
mod show;
mod signals;
mod study;
mod subjects;

use crate::runner::Stopped;
use args::{Args, Command};
use clap::Parser;
use std::ffi::OsString;
use std::process::ExitCode;

/// How a command ended; the number is the exit status.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// Done, and every goal met.
    Done,
    /// It ran well, and a goal was missed.
    Missed,
    /// Wrong usage, or an invalid file.
    Invalid,
    /// A later read or write failed, or a cap stopped the run.
    Failed,
    /// Stopped by this signal.
    Signal(i32),
}

impl Exit {
    /// Returns how a command ends that has shown its report: by why it stopped early, whether every
    /// goal was met, and the signal that came meanwhile.
    fn of(stopped: Option<Stopped>, all_met: bool, signal: Option<i32>) -> Exit {
        match (stopped, signal) {
            (Some(Stopped::Interrupted), Some(signal)) => Exit::Signal(signal),
            (Some(_), _) => Exit::Failed,
            (None, _) if all_met => Exit::Done,
            (None, _) => Exit::Missed,
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> ExitCode {
        ExitCode::from(match exit {
            Exit::Done => 0,
            Exit::Missed => 1,
            Exit::Invalid => 2,
            Exit::Failed => 3,
            Exit::Signal(number) => u8::try_from(128 + number).unwrap_or(130),
        })
    }
}

/// Runs the program with these arguments.
pub fn main(arguments: impl IntoIterator<Item = OsString>) -> Exit {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    let args = match Args::try_parse_from(&arguments) {
        Ok(args) => args,
        Err(error) => return output::usage(error),
    };
    let done = match args.command {
        Some(Command::Run(run)) => run::run(&run, args.global),
        Some(Command::Replay(replay)) => replay::replay(&replay, args.global),
        Some(Command::Check(check)) => check::check(&check, args.global),
        None if live::has_terminal() => choose::choose(args.global),
        None | Some(Command::List) => list::list(),
        Some(Command::Demo(demo)) => demo::demo(&demo, args.global),
        Some(Command::Show(show)) => show::show(&show),
        Some(Command::Learn(learn)) => learn::learn(&learn, args.global),
        Some(Command::Present(present)) => present::present(&present, args.global),
        Some(Command::Progress(progress)) => progress::progress(&progress, args.global),
        Some(Command::Knobs(knobs)) => knobs::knobs(&knobs, args.global),
        Some(Command::Dials(dials)) => dials::dials(&dials, args.global),
        Some(Command::Explain(explain)) => explain::explain(&explain, args.global),
        Some(Command::New(new)) => new::new(&new, args.global),
        Some(Command::Schema(schema)) => schema::schema(&schema),
        Some(Command::Completions(shell)) => completions::completions(&shell),
        Some(Command::Man(man)) => man::man(&man, args.global),
    };
    done.unwrap_or_else(|error| output::failed(&error))
}
