//! Dials: all that have something to say, narrowed by typing; Enter draws one as a chart.

use super::clock;
use super::row::{Goes, Row};
use crate::dashboard::app::{App, Panel};
use crate::dashboard::theme::Role;
use crate::dials::Dial;

/// Returns a row for each dial.
pub fn rows(app: &App) -> Vec<Row> {
    let floor = app.shot.floor();
    let wanted = app.filter_of(Panel::Dials);
    let words = |dial: &Dial| app.tongue().both(|lens| lens.dial_name(&dial.id));
    let named = |dial: &Dial| {
        let words = words(dial).to_lowercase();
        wanted.split(' ').all(|part| dial.name.contains(part) || words.contains(part))
    };
    let values = floor.dials.iter().copied();
    let known = app.book.dials.iter().enumerate().zip(values);
    let shown = known.filter_map(|((at, dial), value)| Some((at, dial, value?)));
    let figures = app.figures();
    let lately = |at: usize, dial: &Dial| {
        // Percentiles are known over the whole run alone.
        let value = floor.recent.get(at).copied().flatten();
        value.map_or_else(String::new, |value| figures.value(value, dial.unit))
    };
    let rows = shown.filter(|(_, dial, _)| named(dial)).map(|(at, dial, value)| {
        let is_pinned = app.pins.has(at);
        let name = if is_pinned { format!("*{}", dial.name) } else { dial.name.clone() };
        Row::new(name)
            .value(figures.value(value, dial.unit))
            .lately(lately(at, dial))
            .note(words(dial))
            .role(if is_pinned { Role::Strong } else { Role::Plain })
            .goes(Goes::Pin(at))
    });
    let since = [("time", clock(app, app.scenario.warm_up_ends()))];
    let head = Row::head(app.tongue().shows("dials.since", &since));
    std::iter::once(head).chain(rows).collect()
}
