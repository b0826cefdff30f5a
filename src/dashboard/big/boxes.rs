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
/// From so many rows on the words are large as well: a bar tells no more where it is higher still.
const VERY_HIGH: u16 = 20;

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
    let letters = Letters::of(&shown, (wide.saturating_sub(1), height), app);
    for (number, level) in (0..).zip(&shown) {
        let place = Rect::new(1 + number * wide, 0, wide.saturating_sub(1), height);
        let mut part = canvas.part(place);
        if height < LOWEST {
            line(&mut part, level, app);
        } else {
            vessel(&mut part, level, letters, app);
        }
    }
    if app.wall {
        let x = 1 + wide * shown.len() as u16;
        bricks(&mut canvas.part(Rect::new(x, 0, room.saturating_sub(x), height)));
    }
}

/// How large is written what stands above and below all boxes; none: as everything else.
#[derive(Clone, Copy)]
struct Letters {
    numbers: Option<Size>,
    words: Option<Size>,
}

impl Letters {
    /// Finds the sizes in which the numbers, and the names, of all boxes fit.
    fn of(shown: &[Level], (width, height): (u16, u16), app: &App) -> Letters {
        let unicode = app.theme().unicode;
        let sizes = |text: &dyn Fn(&Level) -> String| -> Option<Size> {
            let size = |level: &Level| Size::largest(&[&text(level)], (width, 4), 0, unicode);
            shown.iter().map(size).collect::<Option<Vec<Size>>>()?.into_iter().max()
        };
        let name = |level: &Level| app.tongue().screen(level.id).to_owned();
        Letters {
            numbers: sizes(&|level| level.shown.clone()).filter(|_| height >= HIGH),
            // Whatever is to be said below takes as much room as the name.
            words: sizes(&name).filter(|_| height >= VERY_HIGH),
        }
    }
}

/// Draws a box with its name above and its numbers below.
fn vessel(canvas: &mut Canvas<'_>, level: &Level, letters: Letters, app: &App) {
    let (width, height) = (canvas.width(), canvas.height());
    let rows = |size: Option<Size>| size.map_or(1, Size::rows);
    let name = app.tongue().screen(level.id);
    middle(canvas, 0, (name, letters.words), Role::Name);
    let (above, noted) = (rows(letters.words), rows(letters.words));
    let below = rows(letters.numbers) + noted;
    let place = Rect::new(0, above, width, height.saturating_sub(above + below));
    fill(&mut canvas.part(place), level, app.looks.reduced_motion);
    middle(canvas, height - below, (&level.shown, letters.numbers), Role::Strong);
    let (text, role) = note(level, app);
    middle(canvas, height - noted, (&text, letters.words), role);
}

/// Writes a text in the middle, in large letters if it is to be and there is room for it.
fn middle(canvas: &mut Canvas<'_>, y: u16, (text, size): (&str, Option<Size>), role: Role) {
    let width = canvas.width();
    let size = size
        .filter(|size| size.columns(text) <= width && size.can_draw(&[text], canvas.theme.unicode));
    if let Some(size) = size {
        let x = (width - size.columns(text)) / 2;
        digits::draw(canvas, (x, y), (text, size), role);
    } else {
        let x = width.saturating_sub(cells(text)) / 2;
        canvas.short((x, y), text, width, role);
    }
}

/// Draws a level in three rows: its name, how full it is, and the numbers.
fn line(canvas: &mut Canvas<'_>, level: &Level, app: &App) {
    let width = canvas.width();
    middle(canvas, 0, (app.tongue().screen(level.id), None), Role::Name);
    canvas.bar((0, 1), width, level.share, role(level));
    canvas.short((0, 2), &level.shown, width, Role::Strong);
    let (text, role) = note(level, app);
    canvas.short((0, 3), &text, width, role);
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
