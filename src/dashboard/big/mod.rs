//! Few things, and large: what can be read from the last row of a classroom. The clock, two or
//! three figures, how full each kind of part is, and one sentence.

mod boxes;
pub mod digits;
mod figures;
mod levels;
mod verdict;

use super::app::{App, FUTURES};
use super::canvas::Canvas;
use super::theme::Role;
use super::view::header;
use digits::Size;
use ratatui::layout::Rect;
use verdict::Verdict;

/// On so many rows the clock is large as well.
const MANY_ROWS: u16 = 20;
/// On fewer rows than this the figures are not large.
const FEW_ROWS: u16 = 10;

/// Draws it; `is_guided` says that somebody else says what is to be said.
pub fn draw(canvas: &mut Canvas<'_>, app: &App, is_guided: bool) {
    let (width, height) = (canvas.width(), canvas.height());
    let top = if height >= MANY_ROWS { clock(canvas, app) } else { 1 };
    if top == 1 {
        header::draw(&mut canvas.part(Rect::new(0, 0, width, 1)), app);
    }
    let said = if is_guided { Verdict::default() } else { Verdict::of(app, (width, height)) };
    let bottom = height.saturating_sub(said.rows());
    said.draw(&mut canvas.part(Rect::new(0, bottom, width, height - bottom)));
    let rows = bottom.saturating_sub(top);
    if app.shot.floors.len() > 1 {
        // As everywhere: above as it was, below with the change.
        let upper = rows / 2;
        for (at, y, height) in [(0, top, upper), (1, top + upper, rows - upper)] {
            one_of_two(&mut canvas.part(Rect::new(0, y, width, height)), app, at);
        }
    } else {
        alone(&mut canvas.part(Rect::new(0, top, width, rows)), app);
    }
}

/// Draws the clock, and what goes on beside it; returns how many rows that took.
fn clock(canvas: &mut Canvas<'_>, app: &App) -> u16 {
    let clock = header::clock(app);
    let room = (canvas.width() / 2, if canvas.height() >= 2 * MANY_ROWS { 8 } else { 4 });
    let Some(size) = Size::largest(&[&clock], room, 0, canvas.theme.unicode) else { return 1 };
    let x = digits::draw(canvas, (1, 0), (&clock, size), Role::Strong) + 3;
    let room = canvas.width().saturating_sub(x + 1);
    canvas.short((x, 0), &app.scenario.title, room, Role::Name);
    let mut facts = header::facts(app).into_iter();
    // What goes on and how fast; then the rest, as far as there is room.
    for (y, count) in [(1, 2), (2, 2), (3, 1)] {
        let mut x = x;
        for (text, role) in facts.by_ref().take(count) {
            let room = canvas.width().saturating_sub(x + 1);
            x = canvas.short((x, y), &text, room, role) + 3;
        }
    }
    size.rows() + 1
}

/// Draws the figures of the restaurant, and below them how full everything is.
fn alone(canvas: &mut Canvas<'_>, app: &App) {
    let (width, height) = (canvas.width(), canvas.height());
    // At most half of the rows: how full everything is needs the rest.
    let room = if height < FEW_ROWS { 1 } else { (height / 2).saturating_sub(1) };
    let rows = figures::draw(canvas, app, (app.shot.current, 3), room);
    let rows = rows + u16::from(height > 12);
    let below = Rect::new(0, rows, width, height.saturating_sub(rows));
    boxes::draw(&mut canvas.part(below), app, app.shot.current);
}

/// Draws one of two futures: its name and its figures, and beside them how full everything is.
fn one_of_two(canvas: &mut Canvas<'_>, app: &App, at: usize) {
    let (width, height) = (canvas.width(), canvas.height());
    let (id, _) = FUTURES[at.min(1)];
    canvas.text(1, 0, app.tongue().screen(id), Role::Meaning);
    let left = width / 2;
    let place = Rect::new(0, 1, left, height.saturating_sub(1));
    figures::draw(&mut canvas.part(place), app, (at, 2), height.saturating_sub(2));
    let beside = Rect::new(left, 0, width - left, height);
    boxes::draw(&mut canvas.part(beside), app, at);
}
