//! What could help: each knob with what came of turning it, as far as trials have shown.

use super::diagnosis;
use crate::dashboard::app::App;
use crate::dashboard::canvas::{Canvas, cells};
use crate::dashboard::checks::{CheckList, Tried};
use crate::dashboard::help::card;
use crate::dashboard::theme::Role;
use crate::diagnosis::Trouble;
use crate::report::wrap;
use crate::runner::snapshot::State;
use crate::runner::{Checked, TrialState};
use crate::scenario::units::show_clock;

/// Cells for each figure.
const FIGURE: u16 = 12;

/// Draws what could help over what is there.
pub fn draw(canvas: &mut Canvas<'_>, list: &CheckList, app: &App) {
    let tongue = app.tongue();
    let trials = app.trials();
    let size = (canvas.width().min(96), trials.len().min(12) as u16 + 9);
    let mut card = card(canvas, size, tongue.screen("check.title"));
    let (width, height) = (card.width(), card.height());
    let Some(checked) = &app.shot.checked else {
        let is_over = matches!(app.shot.state, State::Over(_));
        let id = if is_over { "check.none" } else { "check.begins" };
        card.short((1, 0), tongue.screen(id), width.saturating_sub(2), Role::Quiet);
        return;
    };
    let clock = |at: crate::kernel::Time| show_clock(app.scenario.opens.0 + at.0);
    let (ended, all) = checked.progress();
    let id = if ended < all { "check.runs" } else { "check.done" };
    let slots = [
        ("from", clock(checked.from)),
        ("to", clock(checked.to)),
        ("n", ended.to_string()),
        ("all", all.to_string()),
    ];
    card.short((1, 0), &tongue.shows(id, &slots), width.saturating_sub(2), Role::Quiet);
    let first = width.saturating_sub(3 * FIGURE);
    let heads = ["check.served", "check.p95", "check.cost"];
    for (at, id) in (0..).zip(heads) {
        card.short((first + at * FIGURE, 1), tongue.screen(id), FIGURE - 1, Role::Quiet);
    }
    card.short((1, 2), tongue.screen("check.as_it_is"), first.saturating_sub(2), Role::Plain);
    for (at, text) in (0..).zip(as_it_is(checked, app)) {
        card.short((first + at * FIGURE, 2), &text, FIGURE - 1, Role::Plain);
    }
    let rows = usize::from(height.saturating_sub(6));
    let chosen = list.at(&trials);
    let skipped = chosen.saturating_sub(rows / 2).min(trials.len().saturating_sub(rows));
    let shown = trials.iter().enumerate().skip(skipped).take(rows);
    let arrow = card.theme.sign("→", "->");
    for (y, (at, tried)) in (3..).zip(shown) {
        let what = format!("{} {} {arrow} {}", tried.trial.knob, tried.trial.from, tried.trial.to);
        let helps = tried.effect.is_some_and(|effect| effect.helps);
        let role = if helps { Role::Strong } else { Role::Quiet };
        // To what it is turned says more than whose it is.
        let room = first.saturating_sub(2);
        card.short((1, y), &end_of(&what, room), room, role);
        let figures = figures(tried, app);
        for (at, text) in (0..).zip(&figures) {
            let is_alone = figures.get(usize::from(at) + 1).is_some_and(String::is_empty);
            let cells = if is_alone { 2 * FIGURE - 1 } else { FIGURE - 1 };
            card.short((first + at * FIGURE, y), text, cells, role);
        }
        if at == chosen {
            card.mark((1, y), width.saturating_sub(2), Role::Chosen);
        }
    }
    let said = if trials.is_empty() && ended >= all {
        tongue.screen("check.fine").to_owned()
    } else {
        let remains = diagnosis::remains(app).filter(|_| !trials.is_empty());
        let all: Vec<String> = std::iter::once(says(&trials, app)).chain(remains).collect();
        all.join(" ")
    };
    let lines = wrap(&said, usize::from(width.saturating_sub(2)));
    for (y, line) in (height.saturating_sub(2)..height).zip(&lines) {
        card.text(1, y, line, Role::Plain);
    }
}

/// Returns a text, or of a longer one its end, in so many cells.
fn end_of(text: &str, room: u16) -> String {
    let over = usize::from(cells(text).saturating_sub(room));
    if over == 0 {
        return text.to_owned();
    }
    let end: String = text.chars().skip(over + 1).collect();
    format!("…{end}")
}

/// Returns what comes of it when nothing is changed: orders served, and how long the slowest wait.
fn as_it_is(checked: &Checked, app: &App) -> [String; 2] {
    let read = |dial: &str| {
        let dials = checked.unchanged.dials()?;
        dials.get(app.book.place(dial)?).copied().flatten()
    };
    let served = read("orders.served").map_or_else(String::new, |served| format!("{served:.0}"));
    let p95 = read("latency.p95").map_or_else(String::new, |time| app.figures().duration(time));
    [served, p95]
}

/// Returns what came of a trial: orders served, time saved, what it costs.
fn figures(tried: &Tried<'_>, app: &App) -> [String; 3] {
    let tongue = app.tongue();
    let Some(effect) = tried.effect else {
        let word = match tried.trial.state {
            TrialState::Waits => tongue.screen("check.waits").to_owned(),
            TrialState::Runs(share) => format!("{:.0} %", share * 100.0),
            TrialState::Done(_) | TrialState::GivenUp => tongue.screen("check.given_up").to_owned(),
        };
        return [word, String::new(), String::new()];
    };
    let cost = if effect.cost == 0.0 {
        tongue.screen("check.free").to_owned()
    } else {
        tongue.shows("check.hour", &[("money", format!("{:+.0}", effect.cost))])
    };
    if effect.served == 0.0 && effect.p95.is_none_or(|saved| saved == 0.0) {
        return [tongue.screen("check.same").to_owned(), String::new(), cost];
    }
    // What is saved is less time: shown as what becomes of the time.
    let time = effect.p95.map_or("–".to_owned(), |saved| signed(-saved, app));
    [format!("{:+.0}", effect.served), time, cost]
}

/// Shows a length of time that is added or saved.
fn signed(value: f64, app: &App) -> String {
    if value == 0.0 {
        return "=".to_owned();
    }
    format!("{}{}", if value > 0.0 { "+" } else { "-" }, app.figures().duration(value.abs()))
}

/// Says in a sentence what is best, as far as it is known.
fn says(trials: &[Tried<'_>], app: &App) -> String {
    let tongue = app.tongue();
    let best = trials.iter().find_map(|tried| Some((tried.trial, tried.effect?)));
    let Some((trial, effect)) = best else { return String::new() };
    if !effect.helps {
        return tongue.screen("check.nothing").to_owned();
    }
    let knob = ("knob", trial.knob.clone());
    match app.measure() {
        Trouble::Lost(_) | Trouble::Late(_) => {
            let n = format!("{:.0}", effect.served);
            tongue.shows("check.best.lost", &[knob, ("value", trial.to.clone()), ("n", n)])
        }
        Trouble::Twice(_) => {
            let n = format!("{:.0}", effect.better);
            tongue.shows("check.best.twice", &[knob, ("value", trial.to.clone()), ("n", n)])
        }
        Trouble::Slow(_) | Trouble::Reads(_) => {
            let time = app.figures().duration(effect.mean.unwrap_or(0.0).max(0.0));
            tongue.shows("check.best.slow", &[knob, ("value", trial.to.clone()), ("time", time)])
        }
    }
}
