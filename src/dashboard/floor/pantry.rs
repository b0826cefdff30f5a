//! A pantry: its hatches with whom they serve, the line in front of them, and its shelves.

use super::{Part, Picture, count, framed, gauge, queue};
use crate::dashboard::canvas::{Canvas, cells};
use crate::dashboard::theme::Role;

/// Draws a pantry.
pub fn draw(canvas: &mut Canvas<'_>, number: usize, picture: &Picture<'_>) {
    let scene = &picture.floor.scene.pantries[number];
    let (name, shelves) = &picture.scenario.names().pantries[number];
    let is_chosen = picture.chosen == Some(Part::Pantry(number));
    let role = if scene.has_power { Role::Quiet } else { Role::Bad };
    let is_alone = picture.floor.scene.pantries.len() == 1;
    let own = if is_alone { "" } else { name };
    framed(canvas, (own, "part.pantry"), (is_chosen, role), picture.tongue);
    let (width, height) = (canvas.width().saturating_sub(2), canvas.height().saturating_sub(2));
    let mut inside = canvas.part(ratatui::layout::Rect::new(1, 1, width, height));
    if !scene.has_power {
        inside.text(0, 0, picture.tongue.screen("part.power_off"), Role::Bad);
        return;
    }
    let mut y = 0;
    let id = if scene.hatches == Some(1) { "part.hatch" } else { "part.hatches" };
    let x = inside.text(0, y, picture.tongue.screen(id), Role::Plain) + 1;
    match scene.hatches {
        Some(all) => {
            gauge(&mut inside, (x, y), (scene.busy.into(), all.into()), Role::Plate);
        }
        None => {
            inside.text(x, y, &count(scene.busy.into()), Role::Plate);
        }
    }
    y += 1;
    if scene.line.len > 0 && height > 1 {
        let text = picture.tongue.shows("part.line", &[("n", count(scene.line.len.into()))]);
        let x = inside.text(0, y, &text, Role::Wait) + 1;
        queue(&mut inside, (x, y), width.saturating_sub(x), &[], scene.line.len as usize);
    }
    y += 1;
    for (shelf, stock) in shelves.iter().zip(&scene.shelves) {
        if y >= height {
            break;
        }
        let Some(stock) = stock else { continue };
        let numbers = count(*stock);
        let role = if *stock == 0 { Role::Bad } else { Role::Plain };
        inside.short((0, y), shelf, width.saturating_sub(cells(&numbers) + 1), Role::Quiet);
        inside.text_right(y, &numbers, role);
        y += 1;
    }
}
