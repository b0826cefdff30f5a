//! Dials: all that have something to say, narrowed by typing; Enter draws one as a chart. In a fork
//! both futures stand side by side.

use super::pins::Pinned;
use super::row::{Goes, Row};
use super::{clock, windows};
use crate::dashboard::app::{App, Panel};
use crate::dashboard::theme::Role;
use crate::dials::Dial;

/// Returns a row for each window of one's own, then one for each dial.
pub fn rows(app: &App) -> Vec<Row> {
    let floor = app.shot.floor();
    let wanted = app.filter_of(Panel::Dials);
    // What stands behind the @ is a window, and narrows nothing.
    let wanted = wanted.split('@').next().unwrap_or_default();
    let words = |dial: &Dial| app.tongue().both(|lens| lens.dial_name(&dial.id));
    let named = |dial: &Dial| {
        let words = words(dial).to_lowercase();
        wanted.split(' ').all(|part| dial.name.contains(part) || words.contains(part))
    };
    let (values, beside) = match &app.shot.floors[..] {
        [was, is] => (&was.dials, &is.dials),
        _ => (&floor.dials, &floor.recent),
    };
    let known = app.book.dials.iter().enumerate().zip(values.iter().zip(beside.iter()));
    let is_forked = app.shot.floors.len() > 1;
    let shown = known.filter_map(|((at, dial), (value, beside))| {
        let is_known = value.is_some() || is_forked && beside.is_some();
        is_known.then_some((at, dial, *value, *beside))
    });
    let figures = app.figures();
    let rows = shown.filter(|(_, dial, ..)| named(dial)).map(|(at, dial, value, beside)| {
        let is_pinned = app.pins.has(&Pinned::Dial(at));
        let name = if is_pinned { format!("*{}", dial.name) } else { dial.name.clone() };
        let figure = |value: Option<f64>| value.map(|value| figures.value(value, dial.unit));
        Row::new(name)
            .value(figure(value).unwrap_or_else(|| "–".to_owned()))
            .lately(figure(beside).unwrap_or_default())
            .note(words(dial))
            .role(if is_pinned { Role::Strong } else { Role::Plain })
            .goes(Goes::Pin(Pinned::Dial(at)))
    });
    let since = [("time", clock(app, app.scenario.warm_up_ends()))];
    let id = if is_forked { "dials.futures" } else { "dials.since" };
    let head = Row::head(app.tongue().shows(id, &since));
    std::iter::once(head).chain(windows::rows(app)).chain(rows).collect()
}
