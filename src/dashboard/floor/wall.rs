//! The wall: what is behind it a guest does not see.

use super::{Picture, Sites, count, partner};
use crate::dashboard::canvas::Canvas;
use crate::dashboard::theme::Role;
use crate::report::wrap;

/// Draws a wall where the kitchen would be, and what is left to know of it.
pub fn draw(canvas: &mut Canvas<'_>, sites: &Sites, picture: &Picture<'_>) {
    let mut wall = canvas.part(ratatui::layout::Rect {
        x: sites.wall.x,
        width: sites.behind.width + 1,
        ..sites.behind
    });
    let (width, height) = (wall.width(), wall.height());
    bricks(&mut wall);
    let get = |what: &str| picture.dial(&format!("orders.{what}")).unwrap_or(0.0) as u64;
    let lost = get("refused") + get("failed") + get("abandoned");
    let waiting = picture.orders.iter().filter(|order| !order.is_errand).count();
    let slots = [
        ("waiting", count(waiting as u64)),
        ("served", count(get("served"))),
        ("lost", count(lost)),
    ];
    let room = usize::from(width.saturating_sub(8).min(46));
    let mut lines = wrap(picture.tongue.screen("wall.text"), room);
    lines.push(String::new());
    lines.extend(wrap(&picture.tongue.shows("wall.waits", &slots), room));
    if let Some(post) = partner::in_postboxes(picture.floor, picture.tongue) {
        lines.extend(wrap(&post, room));
    }
    let top = height.saturating_sub(lines.len() as u16) / 2;
    let blank = " ".repeat(room + 2);
    let edge = top.saturating_sub(1);
    for y in edge..=(top + lines.len() as u16) {
        wall.text_middle(y, &blank, Role::Plain);
    }
    let left = width.saturating_sub(room as u16) / 2;
    for (y, line) in (top..).zip(&lines) {
        wall.text(left, y, line, Role::Plain);
    }
}

/// Fills everything with bricks.
pub fn bricks(canvas: &mut Canvas<'_>) {
    for y in 0..canvas.height() {
        let brick = if y % 2 == 0 {
            canvas.theme.sign("▂▂▂▏", "___|")
        } else {
            canvas.theme.sign("▂▏▂▂", "_|__")
        };
        let row: String = brick.chars().cycle().take(usize::from(canvas.width())).collect();
        canvas.text(0, y, &row, Role::Quiet);
    }
}
