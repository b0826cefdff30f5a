//! The waiters: who takes an order down, who carries a plate, and who waits for them.

use super::figures::{self, Person};
use super::motion::Point;
use super::{Part, Picture, Seen, count, gauge, heading, queue};
use crate::dashboard::canvas::Canvas;
use crate::dashboard::theme::Role;
use crate::runner::snapshot::Phase;

const FIGURE: (u16, u16) = (11, 5);

/// Draws the waiters.
pub fn draw(canvas: &mut Canvas<'_>, picture: &Picture<'_>) {
    let scene = &picture.floor.scene.waiter;
    let id = if scene.count == Some(1) { "part.waiter" } else { "part.waiters" };
    let is_chosen = picture.chosen == Some(Part::Waiter);
    let top = heading(canvas, ("", id), is_chosen, picture.tongue);
    let works = |order: &&Seen| matches!(order.phase, Phase::Ordering | Phase::Serving);
    let working: Vec<&Seen> = picture.orders.iter().filter(works).collect();
    let lines = u16::from(scene.guests.len > 0) + u16::from(scene.plates.len > 0);
    let size = (canvas.width(), canvas.height());
    let mut y = top;
    let places = places(size, picture);
    if places.is_empty() {
        y = crowd(canvas, y, &working, picture);
    } else {
        for (at, place) in places.iter().enumerate() {
            figure(canvas, *place, working.get(at).copied(), picture);
        }
        y = canvas.height().saturating_sub(lines);
    }
    let lines = [
        ("part.line", scene.guests.len, Role::Wait),
        ("part.plates", scene.plates.len, Role::Plate),
    ];
    for (id, number, role) in lines {
        if number > 0 {
            let text = picture.tongue.shows(id, &[("n", count(number.into()))]);
            let x = canvas.text(0, y, &text, role);
            let room = canvas.width().saturating_sub(x + 2);
            queue(canvas, (x + 1, y), room, &vec![role; usize::from(room)], number as usize);
            y += 1;
        }
    }
}

/// Draws how many waiters are busy, and with what; returns the next row.
fn crowd(canvas: &mut Canvas<'_>, mut y: u16, working: &[&Seen], picture: &Picture<'_>) -> u16 {
    let scene = &picture.floor.scene.waiter;
    match scene.count {
        Some(all) => {
            gauge(canvas, (0, y), (scene.busy.into(), all.into()), Role::Work);
        }
        None => {
            canvas.text(0, y, &count(scene.busy.into()), Role::Work);
        }
    }
    y += 1;
    for (phase, role) in [(Phase::Ordering, Role::Work), (Phase::Serving, Role::Plate)] {
        let number = working.iter().filter(|order| order.phase == phase).count();
        if number > 0 && canvas.height() > 6 {
            let word = picture.tongue.screen(does(phase));
            canvas.text(0, y, &format!("{number} {word}"), role);
            y += 1;
        }
    }
    y
}

/// Returns where waiters stand that are drawn as figures; none if there is no room for all.
pub fn places((width, height): (u16, u16), picture: &Picture<'_>) -> Vec<Point> {
    let Some(all) = picture.floor.scene.waiter.count.filter(|all| *all > 0) else {
        return Vec::new();
    };
    // Above them is the heading, below them those who wait.
    let room = (width, height.saturating_sub(4));
    let Some((across, down)) = figures::grid(room, all as usize, FIGURE) else {
        return Vec::new();
    };
    let top = 2 + room.1.saturating_sub(down * FIGURE.1) / 2;
    let place = |at: u16| (at % across * FIGURE.0, top + at / across * FIGURE.1);
    (0..all as u16).map(place).collect()
}

fn figure(
    canvas: &mut Canvas<'_>,
    (x, y): (u16, u16),
    order: Option<&Seen>,
    picture: &Picture<'_>,
) {
    let role = match order.map(|order| order.phase) {
        Some(Phase::Serving) => Role::Plate,
        Some(_) => Role::Work,
        None => Role::Idle,
    };
    figures::draw(canvas, (x, y), Person::Waiter, role);
    let id = order.map_or("does.idle", |order| does(order.phase));
    canvas.text(x, y + 3, picture.tongue.screen(id), role);
    if let Some(done) = order.and_then(|order| order.done(picture.now())) {
        canvas.bar((x, y + 4), FIGURE.0 - 2, done, role);
    }
}

fn does(phase: Phase) -> &'static str {
    super::kitchen::does(phase)
}
