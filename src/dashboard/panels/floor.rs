//! The floor as rows: what each part is at.

use super::row::Row;
use crate::dashboard::app::App;
use crate::dashboard::floor::{count, letters};
use crate::dashboard::view;

/// Returns a row for each part.
pub fn rows(app: &App) -> Vec<Row> {
    let (tongue, floor) = (app.tongue(), app.shot.floor());
    let (scene, names) = (&floor.scene, app.scenario.names());
    let told = |id: &str, n: u32| tongue.shows(id, &[("n", count(n.into()))]);
    let part = |id: &'static str, name: &str| format!("{} {name}", tongue.screen(id));
    let taken = |taken: u32, all: Option<u32>| match all {
        Some(all) => format!("{taken}/{all}"),
        None => taken.to_string(),
    };
    let said = view::said(app);
    let said = [said.0, said.1].into_iter().filter(|text| !text.is_empty());
    let mut rows: Vec<Row> = said.map(Row::note_only).collect();
    for (at, room) in names.rooms.iter().enumerate() {
        let waiting = floor.waiting.get(at).copied().unwrap_or(0);
        let read = |dial: &str| {
            let dial = format!("dining_room.{room}.orders.{dial}");
            app.book.read(floor, &dial).unwrap_or(0.0) as u32
        };
        let lost = read("abandoned") + read("refused") + read("failed");
        let note = [told("room.served", read("served")), told("room.lost", lost)].join(", ");
        let row = Row::new(part("part.guests", room));
        rows.push(row.value(told("floor.waiting", waiting)).note(note));
    }
    if app.picture(app.shot.current).has_waiter() {
        let waiter = &scene.waiter;
        let note = [told("part.line", waiter.guests.len), told("part.plates", waiter.plates.len)];
        let row = Row::new(tongue.screen("part.waiters"));
        rows.push(row.value(taken(waiter.busy, waiter.count)).note(note.join(", ")));
    }
    for kitchen in &scene.kitchens {
        let name = &names.kitchens[kitchen.kitchen as usize];
        let rail = taken(kitchen.rail.len, kitchen.rail_capacity);
        let note = format!("{} {rail}", tongue.screen("part.rail"));
        let chefs = taken(kitchen.hands_taken, kitchen.chefs);
        let row = Row::new(part("part.kitchen", name));
        rows.push(row.value(format!("{} {chefs}", tongue.screen("part.chefs"))).note(note));
    }
    for (pantry, (name, _)) in scene.pantries.iter().zip(&names.pantries) {
        let hatches = taken(pantry.busy, pantry.hatches);
        let row = Row::new(part("part.pantry", name));
        let row = row.value(format!("{} {hatches}", tongue.screen("part.hatches")));
        rows.push(row.note(told("part.line", pantry.line.len)));
    }
    for (at, (partner, name)) in scene.partners.iter().zip(&names.partners).enumerate() {
        let row = Row::new(part("part.partner", name));
        rows.push(
            row.value(told("part.calls", partner.busy)).note(told("part.line", partner.line.len)),
        );
        let letters = letters(at, floor, tongue).into_iter().map(|(text, _)| text);
        let letters = letters.collect::<Vec<_>>().join(", ");
        rows.extend(
            (!letters.is_empty()).then(|| Row::new(part("part.partner", name)).note(letters)),
        );
    }
    for (building, name) in scene.buildings.iter().zip(&names.buildings) {
        let burners = taken(building.burners_busy, building.burners);
        let row = Row::new(part("part.building", name));
        let row = row.value(format!("{} {burners}", tongue.screen("part.burners")));
        rows.push(row.note(told("part.line", building.burner_line.len)));
    }
    rows
}
