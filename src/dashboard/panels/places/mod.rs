//! Places: pantries, buildings, fridges and partners, fuller than there is room for on the floor.

mod building;
mod pantry;

use super::row::{Graph, Row};
use crate::dashboard::app::App;
use crate::dashboard::floor::{count, letters};
use crate::dashboard::theme::Role;
use crate::runner::snapshot::{LineScene, OrderShot, Power};

/// So many of a line are told where there is little room.
const FEW: usize = 3;
/// With fewer rows than this there is little room.
const ROOMY: usize = 20;

/// Returns a head for each place with its rows.
pub fn rows(app: &App, room: usize) -> Vec<Row> {
    let floor = app.shot.floor();
    let most = if room < ROOMY { FEW } else { room };
    let mut rows = Vec::new();
    for at in 0..floor.scene.pantries.len() {
        rows.extend(pantry::rows(app, at, most));
    }
    for at in 0..floor.scene.kitchens.len() {
        rows.extend(fridge(app, at));
    }
    for at in 0..floor.scene.buildings.len() {
        rows.extend(building::rows(app, at));
    }
    for at in 0..floor.scene.partners.len() {
        rows.extend(partner(app, at));
    }
    if rows.is_empty() {
        rows.push(Row::note_only(app.tongue().screen("places.none")));
    }
    rows
}

/// Names a place and what it stands for.
fn head(app: &App, id: &'static str, name: &str) -> Row {
    let tongue = app.tongue();
    let (word, meaning) = (tongue.lens().screen(id), tongue.other().screen(id));
    Row::head(format!("{word} {name}")).note(format!("= {meaning}"))
}

/// Shows how much of something is taken.
fn taken(name: &str, taken: u64, all: Option<u64>, line: &LineScene, app: &App) -> Row {
    let role = if line.len > 0 { Role::Wait } else { Role::Plain };
    let note = if line.len > 0 {
        app.tongue().shows("part.line", &[("n", count(line.len.into()))])
    } else {
        String::new()
    };
    let row = Row::new(name).role(role).note(note);
    match all {
        Some(all) => row
            .value(format!("{}/{}", count(taken), count(all)))
            .graph(Graph::Bar(taken as f64 / all.max(1) as f64, Role::Plate)),
        None => row.value(count(taken)),
    }
}

/// Says of what there is any number that there is.
fn endless(row: Row, all: Option<u64>, app: &App) -> Row {
    if all.is_some() || !row.note.is_empty() {
        return row;
    }
    row.note(app.tongue().screen("places.endless"))
}

fn fridge(app: &App, at: usize) -> Vec<Row> {
    let floor = app.shot.floor();
    let scene = &floor.scene.kitchens[at];
    let Some((lies, fits)) = scene.fridge else { return Vec::new() };
    let name = &app.scenario.names().kitchens[scene.kitchen as usize];
    let read = |dial: &str| {
        let value = app.book.read(floor, &format!("kitchen.{name}.fridge.{dial}"));
        value.map_or("–".to_owned(), |value| format!("{value:.0}"))
    };
    let slots = [("hits", read("hits")), ("misses", read("misses")), ("stale", read("stale"))];
    let note = app.tongue().shows("places.fridge", &slots);
    let word = app.tongue().screen("part.fridge");
    let row = taken(word, lies.into(), Some(fits.into()), &LineScene::default(), app);
    vec![head(app, "part.kitchen", name), row.note(note)]
}

fn partner(app: &App, at: usize) -> Vec<Row> {
    let (floor, tongue) = (app.shot.floor(), app.tongue());
    let scene = &floor.scene.partners[at];
    let name = &app.scenario.names().partners[at];
    let calls = tongue.screen("places.calls");
    let mut row = taken(calls, scene.busy.into(), scene.at_once.map(u64::from), &scene.line, app);
    if scene.at_once.is_none() {
        // Calls without a limit are counted as orders that wait for an answer.
        let calls = |order: &&OrderShot| {
            order.scene.partner == Some(at as u32) && order.scene.letter.is_none()
        };
        let calling = floor.orders.iter().filter(calls);
        row = row.value(count(calling.count() as u64));
    }
    let state = match scene.power {
        Power::On => String::new(),
        Power::Off => tongue.screen("part.partner_off").to_owned(),
        Power::Hangs => tongue.screen("part.hangs").to_owned(),
    };
    if !state.is_empty() {
        row = row.note(state).role(Role::Bad);
    }
    let letters = letters(at, floor, tongue);
    let told: Vec<String> = letters.into_iter().map(|(text, _)| text).collect();
    let told =
        (!told.is_empty()).then(|| Row::new(tongue.screen("places.letters")).note(told.join(", ")));
    [head(app, "part.partner", name), row].into_iter().chain(told).collect()
}
