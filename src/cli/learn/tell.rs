//! What is told of a step, before anybody answers.

use crate::lens::Lens;
use crate::lesson::block::{Goal, Number, Predict, Quiz, Run, SetKnobs, Until};
use crate::lesson::walk::{Done, Walk};
use crate::lesson::{Block, NoWorld, Task, What};
use crate::report::{lesson, wrap};
use crate::runner::Command;
use crate::scenario::knobs;
use crate::scenario::units::{show_clock, show_duration};
use crate::text::safe_text::safe;

/// Cells in a line.
pub const WIDTH: usize = 80;

/// Breaks a text into lines.
pub fn wrapped(text: &str) -> Vec<String> {
    wrap(&safe(text), WIDTH)
}

/// Tells a step: prose as it is, of a block what it does or asks; `done`: what was done in the lesson
/// some other day.
pub fn step((walk, done): (&Walk, &[Done]), number: usize, lens: &'static Lens) -> Vec<String> {
    match walk.lesson().steps.get(number).map(|step| &step.what) {
        Some(What::Prose(piece)) => lesson::prose(piece, WIDTH),
        // Of a block that is behind, it is told what it did to the world and what was done there.
        Some(What::Block(block)) => self::block((walk, done), block, lens),
        _ => Vec::new(),
    }
}

fn block((walk, done): (&Walk, &[Done]), block: &Block, lens: &'static Lens) -> Vec<String> {
    let is_here = walk.block().is_some_and(|here| here.id == block.id);
    match &block.task {
        Task::Run(run) => running(walk, run, is_here, lens),
        Task::Set(set) => turned(set, lens),
        Task::Place(place) => {
            let slots = [("dish", place.dish.clone()), ("room", place.room.clone())];
            wrapped(&lens.report("learn.placed", &slots))
        }
        Task::Predict(predict) if is_here => question(walk, &predict.ask),
        Task::Quiz(quiz) if is_here => question(walk, &quiz.ask),
        Task::Number(number) if is_here => wrapped(&number.ask),
        Task::Goal(goal) if is_here => self::goal(walk, goal, lens),
        Task::Predict(Predict { ask, .. })
        | Task::Quiz(Quiz { ask, .. })
        | Task::Number(Number { ask, .. })
        | Task::Goal(Goal { text: ask, .. }) => {
            let known = done.iter().find(|done| done.block == block.id && done.is_over());
            let told = known.map(|known| [ask.clone(), lesson::before(block, known, lens)]);
            told.iter().flatten().flat_map(|said| wrapped(said)).collect()
        }
        _ => Vec::new(),
    }
}

fn running(walk: &Walk, run: &Run, is_here: bool, lens: &'static Lens) -> Vec<String> {
    let mut lines = Vec::new();
    if run.opens
        && let Ok(scenario) = walk.world().scenario(&[])
    {
        lines.extend(wrapped(&lens.report("learn.opens", &[("title", scenario.title.clone())])));
    }
    if is_here && run.until.is_some() {
        let opens = walk.world().scenario(&[]).map_or(0, |scenario| scenario.opens.0);
        let to = show_clock(opens + walk.stand().at.0);
        let (id, condition) = match &run.until {
            Some(Until::When(condition)) if walk.stand().missed => {
                ("learn.waits_in_vain", condition.text.clone())
            }
            _ => ("learn.goes_on", String::new()),
        };
        lines.extend(wrapped(&lens.report(id, &[("to", to), ("condition", condition)])));
    }
    lines
}

fn turned(set: &SetKnobs, lens: &'static Lens) -> Vec<String> {
    let sets = lesson::sets(&set.set, lens);
    let text = match set.lasts {
        None => lens.report("learn.turned", &[("sets", sets)]),
        Some(lasts) => {
            let slots = [("sets", sets), ("time", show_duration(lasts.0))];
            lens.report("learn.turned_for", &slots)
        }
    };
    wrapped(&text)
}

/// Tells a question and its choices, each with its number.
fn question(walk: &Walk, ask: &str) -> Vec<String> {
    let choices = walk.choices();
    let choices = (1..).zip(&choices).flat_map(|(at, choice)| hung(&format!("  {at}  "), choice));
    wrapped(ask).into_iter().chain(choices).collect()
}

/// Breaks a text into lines behind a mark, below which they are hung.
fn hung(mark: &str, text: &str) -> Vec<String> {
    let indent = " ".repeat(mark.len());
    let lines = wrap(&safe(text), WIDTH - mark.len()).into_iter().enumerate();
    lines.map(|(at, line)| format!("{}{line}", if at == 0 { mark } else { &indent })).collect()
}

/// Tells a goal: what is to be reached, when it is judged, and what may be turned.
fn goal(walk: &Walk, goal: &Goal, lens: &'static Lens) -> Vec<String> {
    let mut lines = wrapped(&goal.text);
    lines.push(String::new());
    let opens = walk.world().scenario(&[]).map_or(0, |scenario| scenario.opens.0);
    let clock = |at: crate::kernel::Time| show_clock(opens + at.0);
    let begins = walk.attempt().map_or(walk.stand().at, |attempt| attempt.begins().at);
    let by = clock(goal.by);
    let judged = if goal.hold.0 == 0 {
        lens.report("learn.judged", &[("from", clock(begins)), ("by", by)])
    } else {
        let hold = show_duration(goal.hold.0);
        lens.report("learn.judged_hold", &[("from", clock(begins)), ("by", by), ("time", hold)])
    };
    lines.extend(wrapped(&judged));
    lines.extend(goal.reach.iter().flat_map(|condition| {
        let dial = lens.dial_name(&condition.reach.dial.id);
        let slots = [("condition", condition.text.clone()), ("dial", dial)];
        hung("  ", &lens.report("learn.reach", &slots))
    }));
    lines.push(lens.report("learn.knobs", &[]));
    lines.extend(standing(walk, goal).unwrap_or_default());
    lines
}

/// Lists the knobs that may be turned, and where they stand.
pub fn standing(walk: &Walk, goal: &Goal) -> Result<Vec<String>, NoWorld> {
    let scenario = walk.world().scenario(&[])?;
    let all = knobs(&scenario);
    let stand = walk.stand();
    let line = |name: &String| {
        let entered = stand.entries.iter().rev().filter(|entry| entry.at <= stand.at);
        let turned = entered.filter_map(|entry| match &entry.command {
            Command::Turn(turned) if turned.knob == *name => Some(turned.written.clone()),
            _ => None,
        });
        let info = all.iter().find(|info| info.name == *name);
        let written = || info.map(|info| info.written.clone().unwrap_or(info.key.default.into()));
        let value = turned.into_iter().next().or_else(written).unwrap_or_default();
        format!("  {name} = {}", safe(&value))
    };
    Ok(goal.knobs.iter().map(line).collect())
}
