//! Closing time: what came of the day, on a card over the floor.

use super::goals;
use super::layout::Layout;
use crate::dashboard::app::{App, Panel};
use crate::dashboard::canvas::Canvas;
use crate::dashboard::floor::count;
use crate::dashboard::help::card;
use crate::dashboard::theme::Role;
use crate::diagnosis::{Bottleneck, bottleneck, inside, reads_most, unindexed};
use crate::dials::Unit;
use crate::report::wrap;
use ratatui::layout::Rect;

/// The most columns of the card.
const WIDEST: u16 = 76;

/// Draws the card, unless somebody looks at something else.
pub fn draw(canvas: &mut Canvas<'_>, app: &App) {
    let looks_elsewhere = app.panel != Panel::Floor || app.chosen.is_some();
    if app.overlay.is_some() || !app.looks.is_big && looks_elsewhere {
        return;
    }
    let place = place(app, (canvas.width(), canvas.height()));
    let mut canvas = canvas.part(place);
    let width = WIDEST.min(canvas.width());
    let lines = lines(app, usize::from(width.saturating_sub(4)));
    let size = (width, lines.len() as u16 + 2);
    let mut card = card(&mut canvas, size, &app.titled(app.tongue().screen("closing.title")));
    for (y, (text, role)) in (0..).zip(&lines) {
        card.text(1, y, text, *role);
    }
}

/// Returns where there is room for it: over the floor that keys go to.
fn place(app: &App, (width, height): (u16, u16)) -> Rect {
    if app.looks.is_big {
        return Rect::new(0, 1, width, height.saturating_sub(2));
    }
    let floors = Layout::of(app, (width, height)).floors;
    floors.get(app.shot.current).copied().unwrap_or_default()
}

/// Says what came of the day: the goals, how many got something, what was short.
fn lines(app: &App, width: usize) -> Vec<(String, Role)> {
    let mut lines: Vec<(String, Role)> = Vec::new();
    for goal in goals::all(app) {
        let (sign, role) = goal.mark.sign(app.theme());
        let rows = wrap(&goal.reported(app), width.saturating_sub(2));
        for (at, row) in rows.into_iter().enumerate() {
            let lead = if at == 0 { sign } else { " " };
            lines.push((format!("{lead} {row}"), role));
        }
    }
    if !lines.is_empty() {
        lines.push((String::new(), Role::Plain));
    }
    lines.push((came(app), Role::Strong));
    lines.extend(wrap(&short(app), width).into_iter().map(|line| (line, Role::Plain)));
    lines
}

/// Says how many got something, and how many did not.
fn came(app: &App) -> String {
    let read = |what: &str| app.book.read(app.shot.floor(), &format!("orders.{what}"));
    let served = read("served").unwrap_or(0.0);
    let lost: f64 = ["refused", "failed", "abandoned"].into_iter().filter_map(read).sum();
    let says = |id, number: f64| app.tongue().shows(id, &[("n", count(number as u64))]);
    format!("{}, {}", says("room.served", served), says("room.lost", lost))
}

/// Says what was short over the whole day, as the report does.
fn short(app: &App) -> String {
    let names = app.scenario.names();
    let lens = app.tongue().lens();
    let read = |name: &str| app.book.read(app.shot.floor(), name);
    let mut said = match bottleneck(names, &inside(&app.scenario), &read) {
        None if read("orders.served").unwrap_or(0.0) == 0.0 => lens.report("short.nobody", &[]),
        None => lens.report("short.nothing", &[]),
        Some(found) => in_words(&found, app),
    };
    if let Some((reads, _)) = reads_most(&unindexed(&app.scenario), &read) {
        let shelf = names.pantries[reads.pantry].1[reads.shelf].clone();
        said = lens.report("short.reads", &[("shelf", shelf)]);
    }
    said
}

fn in_words(found: &Bottleneck, app: &App) -> String {
    let lens = app.tongue().lens();
    let what = super::diagnosis::name(found.resource, app.scenario.names(), lens);
    let busy = app.figures().value(found.busy, Unit::Share);
    let mut slots = vec![("what", what), ("busy", busy)];
    match found.held_by {
        None => lens.report("short.busy", &slots),
        Some(phase) => {
            let name = lens.phase(phase.id()).map_or(phase.id(), |words| words.name.as_str());
            slots.push(("phase", name.to_owned()));
            lens.report("short.held", &slots)
        }
    }
}
