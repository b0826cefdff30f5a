//! The figures that tell most: how long the slowest wait, how many plates come, how many wait.

use super::digits::{self, Size};
use crate::dashboard::app::App;
use crate::dashboard::canvas::{Canvas, cells};
use crate::dashboard::floor::count;
use crate::dashboard::theme::Role;
use crate::dashboard::view::plain;

/// A figure and what it tells.
struct Figure {
    shown: String,
    label: &'static str,
    role: Role,
}

/// Between two figures.
const BETWEEN: u16 = 3;

/// Draws the first few figures of a restaurant in so many rows, and in one more what they tell.
/// Returns how many rows that took.
pub fn draw(canvas: &mut Canvas<'_>, app: &App, (at, few): (usize, usize), rows: u16) -> u16 {
    let mut figures = all(app, at);
    figures.truncate(few);
    let room = canvas.width().saturating_sub(2);
    let texts: Vec<&str> = figures.iter().map(|figure| figure.shown.as_str()).collect();
    let size = Size::largest(&texts, (room, rows), BETWEEN, canvas.theme.unicode);
    let high = size.map_or(1, Size::rows);
    let shown =
        |figure: &Figure| size.map_or(cells(&figure.shown), |size| size.columns(&figure.shown));
    let label = |figure: &Figure| cells(app.tongue().screen(figure.label));
    let needed = |figure: &Figure| shown(figure).max(label(figure));
    let needed_all: u16 = figures.iter().map(needed).sum();
    // What is left is shared; where nothing is, the labels are cut.
    let fits = needed_all + BETWEEN * (figures.len() as u16 - 1) <= room;
    let width = |figure: &Figure| if fits { needed(figure) } else { shown(figure) };
    let widths: u16 = figures.iter().map(width).sum();
    let share = room.saturating_sub(widths) / figures.len() as u16;
    let mut x = 1;
    for figure in &figures {
        let wide = width(figure) + share;
        match size {
            Some(size) => _ = digits::draw(canvas, (x, 0), (&figure.shown, size), figure.role),
            None => _ = canvas.short((x, 0), &figure.shown, wide, figure.role),
        }
        let text = app.tongue().screen(figure.label);
        canvas.short((x, high), text, wide.saturating_sub(1), Role::Strong);
        x += wide;
    }
    high + 1
}

fn all(app: &App, at: usize) -> Vec<Figure> {
    let floor = &app.shot.floors[at];
    let unknown = || "–".to_owned();
    let slow = app.book.read(floor, "latency.p95").map_or_else(unknown, |time| app.brief(time));
    // What it is like of late: the mean since opening would hardly move any more.
    let rate = app.book.place("throughput.rate").and_then(|at| *floor.recent.get(at)?);
    let rate = rate.map_or_else(unknown, |rate| plain(rate * 60.0));
    let waiting: u64 = floor.waiting.iter().map(|waiting| u64::from(*waiting)).sum();
    vec![
        Figure { shown: slow, label: "big.p95", role: Role::Second },
        Figure { shown: rate, label: "big.plates", role: Role::Plate },
        Figure { shown: count(waiting), label: "big.waiting", role: Role::Wait },
    ]
}
