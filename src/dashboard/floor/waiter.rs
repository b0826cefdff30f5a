//! The waiters: who takes an order down, who carries a plate, and who waits for them.

use super::figures::{self, Group, Person, Size};
use super::motion::Point;
use super::{Part, Picture, Seen, count, gauge, heading, queue};
use crate::dashboard::canvas::Canvas;
use crate::dashboard::theme::Role;
use crate::runner::snapshot::Phase;

/// The cells beside a figure and below it.
const AROUND: (u16, u16) = (3, 2);
/// More waiters than this are only counted.
const MOST_FIGURES: u32 = 4;

/// Draws the waiters.
pub fn draw(canvas: &mut Canvas<'_>, picture: &Picture<'_>) {
    let scene = &picture.floor.scene.waiter;
    let id = if scene.count == Some(1) { "part.waiter" } else { "part.waiters" };
    let is_chosen = picture.chosen == Some(Part::Waiter);
    let top = heading(canvas, ("", id), is_chosen, picture.tongue);
    let works = |order: &&Seen| matches!(order.phase, Phase::Ordering | Phase::Serving);
    let working: Vec<&Seen> = picture.orders.iter().filter(works).collect();
    let lines = u16::from(scene.guests.len > 0) + u16::from(scene.plates.len > 0);
    let mut y = top;
    if let Some(group) = group((canvas.width(), canvas.height()), picture) {
        for (at, place) in group.places.iter().enumerate() {
            let order = working.get(at).copied();
            figure(canvas, *place, (group.size, group.wide), order, picture);
        }
        y = canvas.height().saturating_sub(lines);
    } else {
        y = crowd(canvas, y, &working, picture);
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

/// Returns where waiters stand that are drawn as figures; none if there are too many.
pub fn group((width, height): (u16, u16), picture: &Picture<'_>) -> Option<Group> {
    let all = picture.floor.scene.waiter.count.filter(|all| *all <= MOST_FIGURES)?;
    // Above them is the heading, below them those who wait.
    let mut group = figures::group((width, height.saturating_sub(4)), all as usize, AROUND)?;
    group.places.iter_mut().for_each(|place| place.1 += 2);
    Some(group)
}

fn figure(
    canvas: &mut Canvas<'_>,
    (x, y): Point,
    (size, room): (Size, u16),
    order: Option<&Seen>,
    picture: &Picture<'_>,
) {
    let role = match order.map(|order| order.phase) {
        Some(Phase::Serving) => Role::Plate,
        Some(_) => Role::Work,
        None => Role::Idle,
    };
    figures::draw(canvas, (x, y), (Person::Waiter, size), role);
    let id = order.map_or("does.idle", |order| does(order.phase));
    let (wide, high) = size.cells();
    let text = picture.tongue.screen(id);
    canvas.short((x, y + high), text, room.saturating_sub(1), role);
    if let Some(done) = order.and_then(|order| order.done(picture.now())) {
        canvas.bar((x, y + high + 1), (wide + 2).min(room.saturating_sub(2)), done, role);
    }
}

fn does(phase: Phase) -> &'static str {
    super::kitchen::does(phase)
}
