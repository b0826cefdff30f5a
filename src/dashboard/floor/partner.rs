//! A partner outside the restaurant: how many calls it has, and whether it answers.

use super::{Part, Picture, Seen, count, framed, gauge, queue};
use crate::dashboard::canvas::{Canvas, cells};
use crate::dashboard::theme::Role;
use crate::lens::Tongue;
use crate::runner::snapshot::{FloorShot, LettersShot, Power};

/// Of more calls than this nobody looks how far each is.
const MOST_BARS: usize = 4;

/// Says what has become of letters to a partner, what matters most first; nothing: nobody writes to it.
pub fn letters(number: usize, floor: &FloorShot, tongue: Tongue) -> Vec<(String, Role)> {
    let Some(open) = floor.scene.partners[number].letters else { return Vec::new() };
    let LettersShot { sent, lost } = floor.letters.get(number).copied().unwrap_or_default();
    let waits = if open.in_outbox > 0 { Role::Wait } else { Role::Idle };
    let all = [
        ("letters.outbox", u64::from(open.in_outbox), waits),
        ("letters.lost", lost, Role::Bad),
        ("letters.way", open.on_way.into(), Role::Work),
        ("letters.sent", sent, Role::Plate),
    ];
    let told = all.into_iter().filter(|(id, n, _)| *n > 0 || *id == "letters.outbox");
    told.map(|(id, n, role)| (tongue.shows(id, &[("n", count(n))]), role)).collect()
}

/// Says how many letters lie in postboxes; none: nobody writes any.
pub fn in_postboxes(floor: &FloorShot, tongue: Tongue) -> Option<String> {
    let writes = floor.scene.partners.iter().any(|partner| partner.letters.is_some());
    let sent = floor.letters.iter().map(|letters| letters.sent).sum();
    writes.then(|| postbox(sent, tongue))
}

/// Says how many letters lie in a postbox.
pub fn postbox(letters: u64, tongue: Tongue) -> String {
    match letters {
        0 => tongue.screen("post.none").to_owned(),
        1 => tongue.screen("post.one").to_owned(),
        n => tongue.shows("post.many", &[("n", count(n))]),
    }
}

/// Draws a partner.
pub fn draw(canvas: &mut Canvas<'_>, number: usize, picture: &Picture<'_>) {
    let scene = &picture.floor.scene.partners[number];
    let name = &picture.scenario.names().partners[number];
    let is_chosen = picture.chosen == Some(Part::Partner(number));
    let trouble = match scene.power {
        Power::On => None,
        Power::Off => Some("part.partner_off"),
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
    let is_call = |order: &&Seen| order.partner == Some(number) && order.letter.is_none();
    let calls = picture.orders.iter().filter(is_call).count();
    let text = picture.tongue.shows("part.calls", &[("n", count(calls as u64))]);
    let role = if calls > 0 { Role::Work } else { Role::Idle };
    // Whom nobody calls needs no telephone.
    let has_calls = calls > 0 || scene.letters.is_none();
    match scene.at_once {
        Some(all) => {
            gauge(&mut inside, (0, y), (scene.busy.into(), all.into()), Role::Work);
            y += 1;
        }
        None if has_calls => {
            inside.text(0, y, &text, role);
            y += 1;
        }
        None => {}
    }
    // What has gone wrong, and what waits, before what is well.
    let mut x = 0;
    for (text, role) in letters(number, picture.floor, picture.tongue) {
        if x > 0 && x + cells(&text) > width {
            (x, y) = (0, y + 1);
        }
        x = inside.text(x, y, &text, role) + 2;
    }
    y += u16::from(x > 0);
    if scene.line.len > 0 {
        let text = picture.tongue.shows("part.line", &[("n", count(scene.line.len.into()))]);
        let x = inside.text(0, y, &text, Role::Wait) + 1;
        queue(&mut inside, (x, y), width.saturating_sub(x), &[], scene.line.len as usize);
        y += 1;
    }
    // How far each call is, or each letter, above the last row, in which its order stands if it has a name.
    let called = picture.orders.iter().filter(|order| order.partner == Some(number));
    let done = called.filter_map(|order| order.done(picture.now()));
    for (y, done) in (y..height.saturating_sub(1)).zip(done.take(MOST_BARS)) {
        inside.bar((0, y), width, done, Role::Work);
    }
}
