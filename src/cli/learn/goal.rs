//! A goal, line by line: knobs are turned, time goes on, and it is judged.

use super::dialogue::{Dialogue, Flow};
use super::lines::Said;
use super::tell::{standing, wrapped};
use crate::cli::signals::never;
use crate::lesson::Task;
use crate::lesson::block::Goal;
use crate::lesson::measure::Reached;
use crate::lesson::walk::{Help, Refused, Waits};
use crate::report::lesson::{conditions, sets};
use crate::scenario::Set;
use crate::scenario::units::{moment_ns, show_clock};
use crate::text::safe_text::safe_short;
use std::ops::ControlFlow;

/// Does what somebody says at a goal.
pub fn turn(dialogue: &mut Dialogue) -> Flow {
    let line = match dialogue.next("learn.goal", &[])? {
        Said::Line(line) => line,
        Said::Nothing => return dialogue.leaves(),
        Said::Over => return Ok(ControlFlow::Break(())),
    };
    let (word, rest) = line.split_once(' ').unwrap_or((&line, ""));
    match word {
        _ if line.contains('=') => turns(dialogue, &line)?,
        "q" | "quit" => return Ok(ControlFlow::Break(())),
        "n" | "next" => return dialogue.leaves(),
        "c" | "check" => check(dialogue)?,
        "h" | "hint" => hint(dialogue)?,
        "solution" => solve(dialogue)?,
        "x" | "again" => again(dialogue)?,
        "show" => show(dialogue)?,
        "run" => wait(dialogue, rest.trim())?,
        _ => dialogue.says("learn.help_goal", &[])?,
    }
    Ok(ControlFlow::Continue(()))
}

fn goal(dialogue: &Dialogue) -> Option<&Goal> {
    match dialogue.walk.block().map(|block| &block.task) {
        Some(Task::Goal(goal)) => Some(goal),
        _ => None,
    }
}

/// Returns a moment as the clock on the wall shows it.
fn clock(dialogue: &Dialogue, at: crate::kernel::Time) -> String {
    let opens = dialogue.walk.world().scenario(&[]).map_or(0, |scenario| scenario.opens.0);
    show_clock(opens + at.0)
}

fn turns(dialogue: &mut Dialogue, line: &str) -> anyhow::Result<()> {
    let Ok(set) = Set::parse(line) else { return dialogue.says("learn.help_goal", &[]) };
    let at = dialogue.walk.attempt().map(|attempt| clock(dialogue, attempt.now()));
    let turned = dialogue.walk.turn(&set);
    if dialogue.moved(turned)? {
        let slots = [("at", at.unwrap_or_default()), ("sets", sets(&[set], dialogue.lens))];
        dialogue.says("learn.turned_at", &slots)?;
    }
    Ok(())
}

fn check(dialogue: &mut Dialogue) -> anyhow::Result<()> {
    match dialogue.walk.check(&never) {
        Ok(reached) => {
            dialogue.keep();
            if reached.is_met() {
                return dialogue.comes_of_it();
            }
            let mut lines = vec![dialogue.lens.report("lesson.missed", &[])];
            lines.extend(stood(dialogue, &reached));
            dialogue.paragraph(&lines)
        }
        Err(refused) => dialogue.moved(Err::<(), _>(refused)).map(|_| ()),
    }
}

/// Says of each condition of the goal whether it holds.
fn stood(dialogue: &Dialogue, reached: &Reached) -> Vec<String> {
    let told = goal(dialogue).map(|goal| conditions(goal, reached, dialogue.lens));
    told.unwrap_or_default().iter().flat_map(|said| wrapped(said)).collect()
}

/// Tells how far each condition is now, and where the knobs stand.
fn show(dialogue: &mut Dialogue) -> anyhow::Result<()> {
    let Some(now) = dialogue.walk.attempt().map(crate::lesson::walk::Attempt::now) else {
        return Ok(());
    };
    match dialogue.walk.distances(now, &never) {
        Ok(reached) => {
            let mut lines =
                vec![dialogue.lens.report("learn.now", &[("at", clock(dialogue, now))])];
            if let Some(goal) = goal(dialogue) {
                lines.extend(stood(dialogue, &reached));
                lines.extend(standing(&dialogue.walk, goal).unwrap_or_default());
            }
            dialogue.paragraph(&lines)
        }
        Err(refused) => dialogue.moved(Err::<(), _>(refused)).map(|_| ()),
    }
}

fn wait(dialogue: &mut Dialogue, until: &str) -> anyhow::Result<()> {
    let opens = dialogue.walk.world().scenario(&[]).map_or(0, |scenario| scenario.opens.0);
    let Ok(at) = moment_ns(until, opens) else { return dialogue.says("learn.help_goal", &[]) };
    let waited = dialogue.walk.wait(crate::kernel::Time(at));
    if dialogue.moved(waited)? { show(dialogue) } else { Ok(()) }
}

fn again(dialogue: &mut Dialogue) -> anyhow::Result<()> {
    let begun = dialogue.walk.again();
    if dialogue.moved(begun)? {
        let at = dialogue.walk.attempt().map(|attempt| clock(dialogue, attempt.now()));
        dialogue.says("learn.again", &[("at", at.unwrap_or_default())])?;
    }
    Ok(())
}

fn hint(dialogue: &mut Dialogue) -> anyhow::Result<()> {
    let all = goal(dialogue).map_or(0, |goal| goal.hints.len());
    let said = match dialogue.walk.hint() {
        Ok(Help::Hint(number, text)) => {
            Ok([("n", number.to_string()), ("all", all.to_string()), ("text", text.to_owned())])
        }
        Ok(Help::NoMore) => return dialogue.says("learn.no_more_hints", &[]),
        Err(refused) => Err(refused),
    };
    match said {
        Ok(slots) => dialogue.says("learn.hint", &slots),
        Err(refused) => dialogue.moved(Err::<(), _>(refused)).map(|_| ()),
    }
}

fn solve(dialogue: &mut Dialogue) -> anyhow::Result<()> {
    let solved = dialogue.walk.solve();
    if dialogue.moved(solved)?
        && let Some(goal) = goal(dialogue)
    {
        let slots = [("sets", sets(&goal.solution, dialogue.lens))];
        dialogue.says("learn.solution", &slots)?;
    }
    Ok(())
}

/// Says why something was not done, and what can be instead.
pub fn refusal(refused: &Refused, dialogue: &Dialogue) -> String {
    let lens = dialogue.lens;
    match refused {
        Refused::NotThisKnob(knob) => {
            let knobs = goal(dialogue).map_or_else(String::new, |goal| goal.knobs.join(", "));
            let slots = [("knob", safe_short(knob, 60)), ("knobs", knobs)];
            lens.report("learn.not_this_knob", &slots)
        }
        Refused::Impossible(cause) => {
            let remedy = Some(&cause.remedy).filter(|remedy| !remedy.is_empty());
            let meant = cause.meant.as_ref().map(|meant| format!("{meant}?"));
            let parts = [Some(cause.cause.clone()), remedy.cloned(), meant];
            parts.into_iter().flatten().collect::<Vec<_>>().join(": ")
        }
        Refused::OutOfTime(from, to) => {
            let slots = [("from", clock(dialogue, *from)), ("to", clock(dialogue, *to))];
            lens.report("learn.out_of_time", &slots)
        }
        Refused::HintsFirst(left) => lens.report("learn.hints_first", &[("n", left.to_string())]),
        Refused::NoOrders => lens.report("learn.no_orders", &[]),
        Refused::NoSuchChoice(count) => {
            lens.report("learn.help_choice", &[("n", count.to_string())])
        }
        Refused::NotNow(Waits::Goal) => lens.report("learn.help_goal", &[]),
        Refused::NotNow(_) | Refused::Interrupted => lens.report("learn.help_pause", &[]),
    }
}
