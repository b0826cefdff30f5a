//! A building: the frame around its kitchens, and a line for what it has to give.

use super::sites::House;
use super::{Part, Picture, count, framed, kitchen};
use crate::dashboard::canvas::{Canvas, cells};
use crate::dashboard::theme::Role;
use crate::runner::snapshot::PowerScene;
use ratatui::layout::Rect;

/// Draws a building with its kitchens, or a kitchen that is in none.
pub fn draw(canvas: &mut Canvas<'_>, house: &House, picture: &Picture<'_>) {
    let scene = &picture.floor.scene;
    let names = picture.scenario.names();
    // A kitchen without a title of its own is chosen with its frame.
    let mut kitchens = house.kitchens.iter();
    let is_chosen = kitchens.any(|(number, place)| {
        let has_title = house.building.is_some() && place.height > 2;
        !has_title && picture.chosen == Some(Part::Kitchen(*number))
    });
    let building = house.building.map(Part::Building);
    let is_chosen = is_chosen || building.is_some() && picture.chosen == building;
    let mut inside = canvas.part(house.area);
    if let Some(number) = house.building {
        let building = &scene.buildings[number];
        let is_up = building.power == PowerScene::Up;
        let is_spare = picture.floor.is_spare(number);
        let role = if is_up || is_spare { Role::Quiet } else { Role::Bad };
        // Where there is only one, what it is matters more than its name.
        let own = if names.buildings.len() == 1 { "" } else { names.buildings[number].as_str() };
        let name = (own, "part.building");
        framed(&mut inside, name, (is_chosen, role), picture.tongue);
        if !is_up {
            let id = match building.power {
                _ if is_spare => "part.spare",
                PowerScene::Boots => "part.boots",
                PowerScene::Dark | PowerScene::Up => "part.power_off",
            };
            let text = format!(" {} ", picture.tongue.screen(id));
            let x = inside.width().saturating_sub(cells(&text) + 2);
            inside.text(x, 0, &text, role);
        }
        if let Some(district) = building.district {
            district_of(&mut inside, &names.districts[district as usize], picture);
        }
        if house.area.height > 4 {
            let place = Rect::new(1, house.area.height - 2, house.area.width.saturating_sub(2), 1);
            gauges(&mut inside.part(place), number, picture);
        }
    } else {
        framed(&mut inside, ("", "part.kitchen"), (is_chosen, Role::Quiet), picture.tongue);
    }
    let alone = house.building.is_none() && house.kitchens.len() == 1;
    for (number, place) in &house.kitchens {
        kitchen::draw(&mut canvas.part(*place), *number, alone, picture);
    }
}

/// Writes into the lower edge which district a building is in.
fn district_of(frame: &mut Canvas<'_>, name: &str, picture: &Picture<'_>) {
    let text = picture.tongue.shows("part.district", &[("name", name.to_owned())]);
    let room = frame.width().saturating_sub(4);
    let text = format!(" {text} ");
    let x = frame.width().saturating_sub(cells(&text).min(room) + 2);
    let y = frame.height().saturating_sub(1);
    frame.short((x, y), &text, room, Role::Meaning);
}

/// Writes what is taken of everything that the building has only so much of.
fn gauges(canvas: &mut Canvas<'_>, number: usize, picture: &Picture<'_>) {
    let building = &picture.floor.scene.buildings[number];
    let mut told: Vec<(&'static str, String, bool)> = Vec::new();
    if let Some(burners) = building.burners {
        let wait = building.burner_line.len > 0;
        told.push((
            "part.burners",
            format!("{}/{burners}", building.burners_busy.min(burners)),
            wait,
        ));
    }
    if let Some(places) = building.worktop {
        let wait = building.worktop_line.len > 0;
        told.push(("part.worktop", format!("{}/{places}", building.places_taken), wait));
    }
    if building.water.is_some() {
        let waiting = building.pipe_line.len;
        let text = picture.tongue.shows("part.line", &[("n", count(waiting.into()))]);
        told.push(("part.water", text, waiting > 0));
    }
    if let Some(most) = building.storeroom {
        let text = format!("{}/{}", count(building.rows), count(most));
        told.push(("part.storeroom", text, building.rows >= most));
    }
    if building.on_generator {
        told.push(("part.generator", String::new(), true));
    }
    let mut x = 0;
    if let Some(outer) = building.inside {
        let name = picture.scenario.names().buildings[outer as usize].clone();
        let around = &picture.floor.scene.buildings[outer as usize];
        let burners = around.burners.map_or(String::new(), |all| {
            let word = picture.tongue.screen("part.burners");
            format!(" ({word} {}/{all})", around.burners_busy.min(all))
        });
        let text = picture.tongue.shows("part.virtual", &[("building", name + burners.as_str())]);
        let role = if around.burner_line.len > 0 { Role::Wait } else { Role::Meaning };
        x = canvas.text(x, 0, &text, role) + 2;
    }
    for (id, numbers, is_short) in told {
        let role = if is_short { Role::Wait } else { Role::Quiet };
        let end = canvas.text(x, 0, picture.tongue.screen(id), role);
        let end =
            canvas.text(end + 1, 0, &numbers, if is_short { Role::Wait } else { Role::Plain });
        x = end + 2;
    }
}
