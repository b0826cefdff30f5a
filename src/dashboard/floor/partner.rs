//! A partner outside the restaurant: how many calls it has, and whether it answers.

use super::{Part, Picture, count, framed, gauge, queue};
use crate::dashboard::canvas::Canvas;
use crate::dashboard::theme::Role;
use crate::runner::snapshot::Power;

/// Of more calls than this nobody looks how far each is.
const MOST_BARS: usize = 4;

/// Draws a partner.
pub fn draw(canvas: &mut Canvas<'_>, number: usize, picture: &Picture<'_>) {
    let scene = &picture.floor.scene.partners[number];
    let name = &picture.scenario.names().partners[number];
    let is_chosen = picture.chosen == Some(Part::Partner(number));
    let trouble = match scene.power {
        Power::On => None,
        Power::Off => Some("part.power_off"),
        Power::Hangs => Some("part.hangs"),
    };
    let role = if trouble.is_some() { Role::Bad } else { Role::Quiet };
    framed(canvas, (name, "part.partner"), (is_chosen, role), picture.tongue);
    let (width, height) = (canvas.width().saturating_sub(2), canvas.height().saturating_sub(2));
    let mut inside = canvas.part(ratatui::layout::Rect::new(1, 1, width, height));
    let mut y = 0;
    if let Some(id) = trouble {
        inside.text(0, y, picture.tongue.screen(id), Role::Bad);
        y += 1;
    }
    let calls = picture.orders.iter().filter(|order| order.partner == Some(number)).count();
    let text = picture.tongue.shows("part.calls", &[("n", count(calls as u64))]);
    let role = if calls > 0 { Role::Work } else { Role::Idle };
    match scene.at_once {
        Some(all) => {
            gauge(&mut inside, (0, y), (scene.busy.into(), all.into()), Role::Work);
        }
        None => {
            inside.text(0, y, &text, role);
        }
    }
    y += 1;
    if scene.line.len > 0 {
        let text = picture.tongue.shows("part.line", &[("n", count(scene.line.len.into()))]);
        let x = inside.text(0, y, &text, Role::Wait) + 1;
        queue(&mut inside, (x, y), width.saturating_sub(x), &[], scene.line.len as usize);
        y += 1;
    }
    // How far each call is, above the last row, in which its order stands if it has a name.
    let called = picture.orders.iter().filter(|order| order.partner == Some(number));
    let done = called.filter_map(|order| order.done(picture.now()));
    for (y, done) in (y..height.saturating_sub(1)).zip(done.take(MOST_BARS)) {
        inside.bar((0, y), width, done, Role::Work);
    }
}
