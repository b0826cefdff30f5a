//! A pantry: its hatches with whom they serve, the line in front of them, and its shelves.

use super::power::why_off;
use super::{Part, Picture, count, framed, gauge, queue};
use crate::dashboard::canvas::{Canvas, cells};
use crate::dashboard::theme::Role;
use crate::runner::snapshot::{Phase, ShelfScene};

/// At more hatches than this nobody looks how far each is.
const MOST_BARS: u16 = 4;

/// Returns how far the work is at each of so many hatches; nothing is done at those that are free.
fn at_hatches(pantry: usize, hatches: usize, picture: &Picture<'_>) -> Vec<f64> {
    let there = picture.orders.iter().filter(|order| order.pantry == Some(pantry));
    let served = there.filter(|order| order.phase == Phase::InPantry);
    let mut done: Vec<f64> = served.filter_map(|order| order.done(picture.now())).collect();
    done.resize(hatches, 0.0);
    done
}

/// Writes into the lower edge which building a pantry is in, if no kitchen there says so.
fn building(frame: &mut Canvas<'_>, number: usize, picture: &Picture<'_>) {
    let building = picture.floor.scene.pantries[number].building.map(|building| building as usize);
    let Some(building) = building.filter(|building| !picture.has_kitchen(*building)) else {
        return;
    };
    let name = picture.scenario.names().buildings[building].clone();
    let text = format!(" {} ", picture.tongue.shows("part.in_building", &[("building", name)]));
    let room = frame.width().saturating_sub(4);
    let x = frame.width().saturating_sub(cells(&text).min(room) + 2);
    let y = frame.height().saturating_sub(1);
    let is_chosen = picture.chosen == Some(Part::Building(building));
    let end = frame.short((x, y), &text, room, Role::Name);
    if is_chosen {
        frame.mark((x, y), end - x, Role::Chosen);
    }
}

/// Draws a pantry.
pub fn draw(canvas: &mut Canvas<'_>, number: usize, picture: &Picture<'_>) {
    let scene = &picture.floor.scene.pantries[number];
    let (name, shelves) = &picture.scenario.names().pantries[number];
    let is_chosen = picture.chosen == Some(Part::Pantry(number));
    let role = if scene.has_power { Role::Quiet } else { Role::Bad };
    let is_alone = picture.floor.scene.pantries.len() == 1;
    let own = if is_alone { "" } else { name };
    framed(canvas, (own, "part.pantry"), (is_chosen, role), picture.tongue);
    building(canvas, number, picture);
    let (width, height) = (canvas.width().saturating_sub(2), canvas.height().saturating_sub(2));
    let mut inside = canvas.part(ratatui::layout::Rect::new(1, 1, width, height));
    if !scene.has_power {
        let words = (picture.tongue, picture.figures());
        let (text, role) = why_off(picture.floor, scene.building, words);
        inside.text(0, 0, &text, role);
        return;
    }
    let mut y = 0;
    if let Some(all) = scene.hatches {
        let id = if all == 1 { "part.hatch" } else { "part.hatches" };
        let x = inside.text(0, y, picture.tongue.screen(id), Role::Plain) + 1;
        gauge(&mut inside, (x, y), (scene.busy.into(), all.into()), Role::Plate);
    } else {
        // There are as many as are needed: it is said how many are taken.
        let text = picture.tongue.shows("part.at_hatches", &[("n", count(scene.busy.into()))]);
        inside.text(0, y, &text, if scene.busy > 0 { Role::Plate } else { Role::Idle });
    }
    y += 1;
    if scene.line.len > 0 && height > 1 {
        let text = picture.tongue.shows("part.line", &[("n", count(scene.line.len.into()))]);
        let x = inside.text(0, y, &text, Role::Wait) + 1;
        queue(&mut inside, (x, y), width.saturating_sub(x), &[], scene.line.len as usize);
    }
    // The row of the line stays free for it, where there is room for the shelves as well.
    y += u16::from(scene.line.len > 0 || height > 2);
    // Where there are few hatches and room enough, one sees at each how far it is.
    let few = scene.hatches.map(|all| all as u16).filter(|all| *all <= MOST_BARS);
    let few = few.filter(|all| height >= all + shelves.len() as u16 + 3);
    for done in at_hatches(number, usize::from(few.unwrap_or(0)), picture) {
        inside.bar((0, y), width, done, Role::Plate);
        y += 1;
    }
    for (shelf, stock) in shelves.iter().zip(&scene.shelves) {
        if y >= height {
            break;
        }
        let (numbers, role) = match stock {
            ShelfScene::Endless => continue,
            ShelfScene::Portions(0) => (count(0), Role::Bad),
            ShelfScene::Portions(stock) => (count(*stock), Role::Plain),
            ShelfScene::Rows { count: rows, .. } => {
                (picture.tongue.shows("part.rows", &[("n", count(*rows))]), Role::Plain)
            }
        };
        inside.short((0, y), shelf, width.saturating_sub(cells(&numbers) + 1), Role::Quiet);
        inside.text_right(y, &numbers, role);
        y += 1;
    }
}
