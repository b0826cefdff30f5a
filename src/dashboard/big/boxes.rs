//! Boxes side by side, one for each kind of part, filled from below as far as the parts are taken:
//! one sees from afar where it is full.

use super::digits::{self, Size};
use super::levels::{Level, levels};
use crate::dashboard::app::App;
use crate::dashboard::canvas::{Canvas, cells};
use crate::dashboard::floor::bricks;
use crate::dashboard::theme::Role;
use ratatui::layout::Rect;

/// Eighths of a cell, from below.
const EIGHTHS: [&str; 8] = ["", "▁", "▂", "▃", "▄", "▅", "▆", "▇"];
/// The fewest and the most columns of a box with the blank beside it.
const FEWEST: u16 = 9;
const MOST: u16 = 46;
/// A box with fewer rows than this would not be one.
const LOWEST: u16 = 6;
/// From so many rows on the numbers are large.
const HIGH: u16 = 14;

/// What matters most where there is no room for all.
const FIRST: [&str; 7] = [
    "part.rail",
    "part.chefs",
    "part.hatches",
    "part.waiters",
    "part.burners",
    "part.partner",
    "part.worktop",
];

/// Draws the boxes of one restaurant.
pub fn draw(canvas: &mut Canvas<'_>, app: &App, at: usize) {
    let room = canvas.width().saturating_sub(1);
    let mut shown = levels(app, at);
    let rank = |level: &Level| FIRST.iter().position(|id| *id == level.id);
    while shown.len() as u16 * FEWEST > room && !shown.is_empty() {
        let last = (0..shown.len()).max_by_key(|at| rank(&shown[*at]));
        shown.remove(last.unwrap_or(0));
    }
    let height = canvas.height();
    let wide = room.checked_div(shown.len() as u16).unwrap_or(0).min(MOST);
    let digits = digits(&shown, (wide.saturating_sub(1), height), canvas.theme.unicode);
    for (number, level) in (0..).zip(&shown) {
        let place = Rect::new(1 + number * wide, 0, wide.saturating_sub(1), height);
        let mut part = canvas.part(place);
        if height < LOWEST {
            line(&mut part, level, app);
        } else {
            vessel(&mut part, level, digits, app);
        }
    }
    if app.wall {
        let x = 1 + wide * shown.len() as u16;
        bricks(&mut canvas.part(Rect::new(x, 0, room.saturating_sub(x), height)));
    }
}

/// Finds the size in which the numbers of all boxes fit, if they are to be large.
fn digits(shown: &[Level], (width, height): (u16, u16), unicode: bool) -> Option<Size> {
    if height < HIGH {
        return None;
    }
    let size = |level: &Level| Size::largest(&[&level.shown], (width, 4), 0, unicode);
    let sizes: Option<Vec<Size>> = shown.iter().map(size).collect();
    sizes?.into_iter().max()
}

/// Draws a box with its name above and its numbers below.
fn vessel(canvas: &mut Canvas<'_>, level: &Level, digits: Option<Size>, app: &App) {
    let (width, height) = (canvas.width(), canvas.height());
    name(canvas, level, app);
    let below = digits.map_or(1, Size::rows) + 1;
    let place = Rect::new(0, 1, width, height.saturating_sub(1 + below));
    fill(&mut canvas.part(place), level, app.looks.reduced_motion);
    let y = height - below;
    if let Some(size) = digits {
        let x = width.saturating_sub(size.columns(&level.shown)) / 2;
        digits::draw(canvas, (x, y), (&level.shown, size), Role::Strong);
    } else {
        canvas.text_middle(y, &level.shown, Role::Strong);
    }
    let (text, role) = note(level, app);
    let x = width.saturating_sub(cells(&text)) / 2;
    canvas.short((x, height - 1), &text, width, role);
}

/// Draws a level in three rows: its name, how full it is, and the numbers.
fn line(canvas: &mut Canvas<'_>, level: &Level, app: &App) {
    name(canvas, level, app);
    let width = canvas.width();
    canvas.bar((0, 1), width, level.share, role(level));
    canvas.short((0, 2), &level.shown, width, Role::Strong);
    let (text, role) = note(level, app);
    canvas.short((0, 3), &text, width, role);
}

fn name(canvas: &mut Canvas<'_>, level: &Level, app: &App) {
    let name = app.tongue().screen(level.id);
    let x = canvas.width().saturating_sub(cells(name)) / 2;
    let width = canvas.width();
    canvas.short((x, 0), name, width, Role::Name);
}

/// Draws the box itself; one that never gets full has no lid.
fn fill(canvas: &mut Canvas<'_>, level: &Level, in_steps: bool) {
    canvas.frame(level.is_full(), if level.is_full() { role(level) } else { Role::Quiet });
    let (width, height) = (canvas.width().saturating_sub(2), canvas.height().saturating_sub(2));
    if level.is_endless && canvas.height() > 1 {
        canvas.line((1, 0), width, " ", Role::Plain);
    }
    let share = if level.share.is_nan() { 0.0 } else { level.share.clamp(0.0, 1.0) };
    let in_steps = in_steps || !canvas.theme.unicode;
    let rows = share * f64::from(height);
    let eighths = if in_steps { rows.round() as u16 * 8 } else { (rows * 8.0).round() as u16 };
    for up in 0..height {
        let here = eighths.saturating_sub(up * 8).min(8);
        let sign = match here {
            0 => continue,
            8 => canvas.theme.sign("█", "#"),
            part => EIGHTHS[usize::from(part)],
        };
        canvas.line((1, height - up), width, sign, role(level));
    }
}

/// Says what is to be said of a level: that it does not work, is full, or how many wait.
fn note(level: &Level, app: &App) -> (String, Role) {
    let tongue = app.tongue();
    match level.waiting {
        _ if level.is_off() => (tongue.screen(level.when_off).to_owned(), Role::Bad),
        Some(waiting) if waiting > 0 => {
            (tongue.shows("big.wait", &[("n", waiting.to_string())]), Role::Wait)
        }
        _ if level.off.0 > 0 => {
            let slots = [("n", level.off.0.to_string()), ("all", level.off.1.to_string())];
            (tongue.shows("big.off", &slots), Role::Uneasy)
        }
        None if level.share >= 1.0 => (tongue.screen("big.full").to_owned(), Role::Bad),
        _ => (String::new(), Role::Plain),
    }
}

fn role(level: &Level) -> Role {
    let is_wanted = level.waiting.is_none_or(|waiting| waiting > 0);
    match level.is_full() {
        _ if level.is_off() => Role::Bad,
        true if is_wanted => Role::Bad,
        true => Role::Uneasy,
        false => Role::Work,
    }
}
