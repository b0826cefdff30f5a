//! A goal: how far each condition is while somebody tries, what it costs, what may be turned.

use super::ink::{self, Piece, Row, flow};
use super::page::{asked, sets, windowed};
use super::study::Study;
use crate::dashboard::panels::{knobs, windows};
use crate::dashboard::theme::Role;
use crate::kernel::Span;
use crate::lesson::block::{Goal, Task};
use crate::lesson::walk::Attempt;
use crate::scenario::Goal as Condition;
use crate::scenario::units::show_clock;

/// The ids of the words that differ with who tries.
#[derive(Clone, Copy, Debug)]
pub struct Words {
    goal: &'static str,
    solution: &'static str,
    missed: &'static str,
}

/// Somebody tries alone, for points.
pub const ALONE: Words =
    Words { goal: "lesson.goal", solution: "lesson.solution", missed: "lesson.missed" };
/// A class tries, on one screen.
pub const IN_CLASS: Words =
    Words { goal: "slides.goal", solution: "slides.solution", missed: "slides.missed" };

/// Lists all there is to say about the present attempt.
pub fn rows(study: &Study, goal: &Goal, cells: usize, words: Words) -> Vec<Row> {
    let tongue = study.house.app.tongue();
    let mut rows = asked(study, words.goal, &goal.text, cells);
    rows.push(Row::new());
    rows.extend(knob_rows(study, goal, cells));
    let is_solved = study.walk.attempt().is_some_and(Attempt::is_solved);
    if is_solved {
        let slots = [("set", sets(&goal.solution))];
        rows.extend(flow(&tongue.shows(words.solution, &slots), cells, Role::Meaning));
    } else {
        for (at, hint) in study.hints.iter().enumerate() {
            let slots = [("n", (at + 1).to_string()), ("hint", hint.clone())];
            rows.extend(flow(&tongue.shows("lesson.hint", &slots), cells, Role::Meaning));
        }
    }
    rows.push(Row::new());
    rows.extend(flow(&when(study, goal), cells, Role::Quiet));
    let judged = study.reached.as_ref();
    for (at, condition) in goal.reach.iter().enumerate() {
        let seen = judged.and_then(|reached| reached.conditions.get(at)).copied();
        let (got, met) = seen.unwrap_or_else(|| {
            let got = reads(study, condition);
            (got, condition.reach.is_met_by(got))
        });
        rows.extend(condition_rows(study, condition, (got, met), cells));
    }
    rows.extend(costs(study, goal, cells));
    if judged.is_some() {
        rows.extend(flow(tongue.screen(words.missed), cells, Role::Bad));
    }
    rows
}

/// Says when it is judged.
fn when(study: &Study, goal: &Goal) -> String {
    let app = &study.house.app;
    let by = ("time", show_clock(app.scenario.opens.0 + goal.by.0));
    let hold = app.figures().unscaled().duration(goal.hold.seconds());
    if goal.hold == Span::ZERO {
        app.tongue().shows("lesson.by", &[by])
    } else {
        app.tongue().shows("lesson.by_hold", &[by, ("hold", hold)])
    }
}

/// Says what may be turned, where it stands and what it costs.
fn knob_rows(study: &Study, goal: &Goal, cells: usize) -> Vec<Row> {
    let app = &study.house.app;
    let mut rows = flow(app.tongue().screen("lesson.knobs"), cells, Role::Quiet);
    rows.extend(goal.knobs.iter().flat_map(|name| knob_row(study, name, cells)));
    rows
}

/// Says where a knob stands, and what one more costs.
pub fn knob_row(study: &Study, name: &str, cells: usize) -> Vec<Row> {
    let app = &study.house.app;
    let Some(shot) = app.shot.knobs.iter().find(|knob| knob.name == name) else {
        return Vec::new();
    };
    let infos = crate::scenario::knobs(&app.scenario);
    let price = infos.iter().find(|info| info.name == name);
    let price = price.and_then(|info| knobs::price(app, shot, info)).unwrap_or_default();
    let stands = app.tongue().lens().value(&shot.stands);
    let role = if shot.is_turned { Role::Strong } else { Role::Plain };
    let price = if price.is_empty() { price } else { format!(". {price}") };
    let text = format!("{name} = {stands}{price}");
    ink::hung(flow(&text, cells.saturating_sub(2), role), &Piece::of("  ", role))
}

/// Reads what a condition compares, as it is now.
fn reads(study: &Study, condition: &Condition) -> Option<f64> {
    let app = &study.house.app;
    let floor = app.shot.floor();
    match windowed(&condition.text) {
        Some(text) => windows::shot(floor, &text).and_then(|shot| shot.value),
        None => app.book.read(floor, &condition.reach.dial.name),
    }
}

/// Tells a condition: what it is about, how far it is, what is wanted.
pub fn condition_rows(
    study: &Study,
    condition: &Condition,
    (got, met): (Option<f64>, bool),
    cells: usize,
) -> Vec<Row> {
    let app = &study.house.app;
    let (tongue, theme) = (app.tongue(), app.theme());
    let reach = &condition.reach;
    let (sign, role) = match (got, met) {
        (_, true) => (theme.sign("✓ ", "+ "), Role::Fine),
        (None, false) => (theme.sign("· ", ". "), Role::Quiet),
        (Some(_), false) => (theme.sign("✗ ", "x "), Role::Uneasy),
    };
    let words = tongue.both(|lens| lens.dial_name(&reach.dial.id));
    let figures = app.figures().unscaled();
    let got = got.map_or_else(|| "–".to_owned(), |got| figures.value(got, reach.dial.unit));
    let wanted = format!("{} {}", reach.comparison, figures.value(reach.value, reach.dial.unit));
    let slots = [("what", words), ("got", got), ("wanted", wanted)];
    let text = tongue.shows("lesson.condition", &slots);
    let mut rows = ink::hung(flow(&text, cells.saturating_sub(2), role), &Piece::of(sign, role));
    // As it is written: behind it, if there is room.
    let written = Piece::of(format!("  {}", condition.text), Role::Quiet);
    match rows.last_mut() {
        Some(last) if ink::wide(last) + ink::wide(&vec![written.clone()]) <= cells => {
            last.push(written);
        }
        _ => rows.push(vec![written]),
    }
    rows
}

/// Says what it has cost so far, unless a condition does.
fn costs(study: &Study, goal: &Goal, cells: usize) -> Vec<Row> {
    let app = &study.house.app;
    let is_told = goal.reaches().any(|reach| reach.dial.name == "money.costs");
    let costs = app.book.read(app.shot.floor(), "money.costs").filter(|costs| *costs > 0.0);
    let Some(costs) = costs.filter(|_| !is_told) else { return Vec::new() };
    let slots = [("costs", format!("{costs:.2}"))];
    flow(&app.tongue().shows("lesson.costs", &slots), cells, Role::Plain)
}

/// Looks at a picture: an attempt that has come to its end is judged.
pub fn look(study: &mut Study) {
    let Some(Task::Goal(goal)) = study.walk.block().map(|block| &block.task) else { return };
    let by = goal.by;
    let tried = study.house.stand.at == by;
    if tried && study.reached.is_none() && study.house.stands_at(by) {
        check(study);
    }
}

/// Judges the attempt.
pub fn check(study: &mut Study) {
    let reached = note_turns(study).and_then(|()| study.walk.check(&|| false));
    match reached {
        Ok(reached) => study.reached = Some(reached).filter(|reached| !reached.is_met()),
        Err(refused) => study.refuse(&refused),
    }
    study.does(Ok(Vec::new()));
}

/// Lets the walk know what has been turned.
pub fn note_turns(study: &mut Study) -> Result<(), crate::lesson::walk::Refused> {
    let Some(attempt) = study.walk.attempt() else { return Ok(()) };
    let entries = study.house.entered_since(attempt.begins());
    let now = study.house.app.shot.now;
    study.walk.entered(&entries, now)
}
