//! The figures that tell most: how long the slowest wait, how many plates come, how many wait.

use super::digits::{self, Size};
use crate::dashboard::app::App;
use crate::dashboard::canvas::{Canvas, cells};
use crate::dashboard::floor::count;
use crate::dashboard::theme::Role;
use crate::dashboard::view::plain;
use crate::diagnosis::Moment;

/// A figure and what it tells.
struct Figure {
    shown: String,
    /// The same with its time, and without where there is no room for that.
    labels: [String; 2],
    /// The same in a word, for large letters.
    short: &'static str,
    role: Role,
}

/// Between two figures.
const BETWEEN: u16 = 2;

/// Draws the first few figures of a restaurant in so many rows, and in one more what they tell.
/// Returns how many rows that took.
pub fn draw(canvas: &mut Canvas<'_>, app: &App, (at, few): (usize, usize), rows: u16) -> u16 {
    let room = canvas.width().saturating_sub(2);
    let size = size(app, few, (room, rows));
    let figures = first(app, at, few);
    let high = size.map_or(1, Size::rows);
    let mut widths = widths(app, few, size);
    let gaps = BETWEEN * (few as u16).saturating_sub(1);
    // Where there is no room for what they tell, that is cut, and the figures are not.
    let labelled = |tier: usize| -> Vec<u16> {
        let both = widths.iter().zip(&figures);
        both.map(|(width, figure)| cells(&figure.labels[tier]).max(*width)).collect()
    };
    let fits = |tier: &usize| labelled(*tier).iter().sum::<u16>() + gaps <= room;
    let found = (0..2).find(fits);
    let tier = found.unwrap_or(1);
    if found.is_some() {
        widths = labelled(tier);
    }
    let share = room.saturating_sub(widths.iter().sum()) / few.max(1) as u16;
    // Large words as well, where there is room for all of them and as much again below.
    let short = |figure: &Figure| app.tongue().screen(figure.short);
    let is_wide = |(figure, width): (&Figure, &u16)| {
        Size::Medium.columns(short(figure)) < width + share
            && Size::Medium.can_draw(&[short(figure)], app.theme().unicode)
    };
    let is_large =
        high + 2 * Size::Medium.rows() <= rows && figures.iter().zip(&widths).all(is_wide);
    let mut x = 1;
    for (figure, width) in figures.iter().zip(widths) {
        let wide = width + share;
        match size {
            Some(size) => _ = digits::draw(canvas, (x, 0), (&figure.shown, size), figure.role),
            None => _ = canvas.short((x, 0), &figure.shown, wide, figure.role),
        }
        if is_large {
            let words = (short(figure), Size::Medium);
            digits::draw(canvas, (x, high + 1), words, Role::Strong);
        } else {
            canvas.short((x, high), &figure.labels[tier], wide.saturating_sub(1), Role::Strong);
        }
        x += wide;
    }
    if is_large { high + 1 + Size::Medium.rows() } else { high + 1 }
}

/// Returns how many columns each figure takes on the floor on which it takes most: those of two
/// futures stand one below the other.
fn widths(app: &App, few: usize, size: Option<Size>) -> Vec<u16> {
    let wide = |shown: &str| size.map_or(cells(shown), |size| size.columns(shown));
    let mut widest = Vec::new();
    for floor in 0..app.shot.floors.len() {
        let figures = first(app, floor, few);
        widest.resize(figures.len(), 0);
        for (width, figure) in widest.iter_mut().zip(&figures) {
            *width = wide(&figure.shown).max(*width);
        }
    }
    widest
}

/// Finds the size in which the figures of every floor fit: two futures look alike.
fn size(app: &App, few: usize, room: (u16, u16)) -> Option<Size> {
    let of_floor = |at| {
        let figures = first(app, at, few);
        let texts: Vec<&str> = figures.iter().map(|figure| figure.shown.as_str()).collect();
        Size::largest(&texts, room, BETWEEN, app.theme().unicode)
    };
    let sizes: Option<Vec<Size>> = (0..app.shot.floors.len()).map(of_floor).collect();
    sizes?.into_iter().max()
}

fn first(app: &App, at: usize, few: usize) -> Vec<Figure> {
    let mut figures = all(app, at);
    figures.truncate(few);
    figures
}

fn all(app: &App, at: usize) -> Vec<Figure> {
    let floor = &app.shot.floors[at];
    let unknown = || "–".to_owned();
    let tongue = app.tongue();
    let nobody = app.nobody_served(floor);
    let slow = app.book.lately(floor, "latency.p95").filter(|_| nobody.is_none());
    // What it is like of late: the figures since opening would hardly move any more.
    let rate = app.book.lately(floor, "throughput.rate").filter(|_| nobody.is_none());
    let waiting: u64 = floor.waiting.iter().map(|waiting| u64::from(*waiting)).sum();
    let lately = app.lately(floor);
    let with_time = |id: &'static str, long: &str| {
        let brief = tongue.screen(id).to_owned();
        let time = lately.clone().map(|time| tongue.shows(long, &[("time", time)]));
        [time.unwrap_or_else(|| brief.clone()), brief]
    };
    let brief = tongue.screen("big.waiting").to_owned();
    let waited = Moment::of(floor, app.ordinary).oldest.filter(|_| waiting > 0);
    let waits = waited.map_or_else(
        || brief.clone(),
        |waited| tongue.shows("big.waiting.oldest", &[("time", app.brief(waited))]),
    );
    let slowest = match nobody {
        Some(nobody) => [nobody.clone(), nobody],
        None => with_time("big.p95", "big.p95.lately"),
    };
    vec![
        Figure {
            shown: slow.map_or_else(unknown, |time| app.brief(time)),
            labels: slowest,
            short: "big.p95.short",
            role: Role::Second,
        },
        Figure {
            shown: rate.map_or_else(unknown, |rate| plain(rate * 60.0)),
            labels: with_time("big.plates", "big.plates.lately"),
            short: "big.plates.short",
            role: Role::Plate,
        },
        Figure {
            shown: count(waiting),
            labels: [waits, brief],
            short: "big.waiting.short",
            role: Role::Wait,
        },
    ]
}
