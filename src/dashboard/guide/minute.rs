//! The first minute: one is a guest in front of a wall, lifts it, and sees why sixty guests are too
//! many, which knob does not help, and which one does.

use super::{Notes, Script, Slots, Step, Until, at, followed, no_slots, stands_at, turn};
use crate::dashboard::app::App;
use crate::runner::{Request, Speed};
use ratatui::crossterm::event::KeyCode;

/// The restaurant that it goes through.
pub const MINUTE_SCENARIO: &str = include_str!("minute.toml");

/// When the bus stops outside, in seconds after opening.
const BUS: u64 = 300;
/// When everybody who came with it has eaten, or left.
const GONE: u64 = BUS + 75;
/// How many seconds go by in one while a single guest is there, and while the bus is.
const SLOWLY: f64 = 2.5;
const BRISKLY: f64 = 5.0;

const SERVED: &str = "orders.served";

/// What is said and done.
pub static MINUTE: Script = Script { title: "minute.title", steps: STEPS, yields: false };

const ON: Until = Until::Key(KeyCode::Enter);

static STEPS: &[Step] = &[
    Step { id: "minute.order", begins: build_wall, until: ON, slots: no_slots },
    Step { id: "minute.wait", begins: order, until: Until::Seen(is_served), slots: no_slots },
    Step {
        id: "minute.plate",
        begins: pause,
        until: Until::Key(KeyCode::Char('b')),
        slots: how_long,
    },
    Step { id: "minute.lifted", begins: lift_wall, until: ON, slots: no_slots },
    Step { id: "minute.station", begins: order, until: Until::Stations, slots: no_slots },
    Step { id: "minute.bus", begins: pause, until: ON, slots: how_long },
    Step { id: "minute.stops", begins: go_to_bus, until: Until::Seen(is_bus), slots: no_slots },
    Step { id: "minute.rush", begins: go_on, until: Until::Seen(is_rail_full), slots: no_slots },
    Step { id: "minute.full", begins: pause, until: ON, slots: how_full },
    Step { id: "minute.back", begins: go_to_bus, until: Until::Seen(is_bus), slots: no_slots },
    Step { id: "minute.chefs", begins: hire, until: Until::Seen(is_gone), slots: no_slots },
    Step { id: "minute.vain", begins: pause, until: ON, slots: how_many },
    Step { id: "minute.back", begins: go_to_bus, until: Until::Seen(is_bus), slots: no_slots },
    Step { id: "minute.race", begins: fork, until: Until::Seen(is_gone), slots: no_slots },
    Step { id: "minute.end", begins: pause, until: Until::Last, slots: how_many },
];

fn build_wall(app: &mut App, _: &mut Notes) {
    app.wall = true;
    app.ask(Request::Pause);
    app.ask(Request::Speed(Speed::Times(SLOWLY)));
}

fn lift_wall(app: &mut App, _: &mut Notes) {
    app.wall = false;
}

fn order(app: &mut App, _: &mut Notes) {
    let names = app.scenario.names();
    let (room, dish) = (names.rooms[0].clone(), names.dishes[0].clone());
    app.ask(Request::Place { room, dish, says: Vec::new() });
    app.ask(Request::Resume);
}

fn pause(app: &mut App, _: &mut Notes) {
    app.ask(Request::Pause);
}

fn go_to_bus(app: &mut App, notes: &mut Notes) {
    // What was eaten before the bus came is not theirs.
    notes.before = notes.before.or_else(|| app.book.read(app.shot.floor(), SERVED));
    app.ask(Request::To(at(BUS)));
}

fn go_on(app: &mut App, _: &mut Notes) {
    app.ask(Request::Speed(Speed::Times(BRISKLY)));
    app.ask(Request::Resume);
}

fn hire(app: &mut App, notes: &mut Notes) {
    turn(app, "kitchen.main.chefs", "18");
    go_on(app, notes);
}

/// Above with ten more chefs, below with two more hatches.
fn fork(app: &mut App, notes: &mut Notes) {
    app.ask(Request::Fork);
    turn(app, "kitchen.main.chefs", "8");
    turn(app, "pantry.main.hatches", "3");
    go_on(app, notes);
}

fn is_served(app: &App, notes: &Notes) -> bool {
    followed(app, notes).is_some_and(|life| life.decided.is_some())
}

fn is_bus(app: &App, _: &Notes) -> bool {
    stands_at(app, at(BUS))
}

fn is_rail_full(app: &App, _: &Notes) -> bool {
    app.book.read(app.shot.floor(), "orders.refused").is_some_and(|refused| refused > 0.0)
}

fn is_gone(app: &App, _: &Notes) -> bool {
    app.shot.now >= at(GONE)
}

fn how_long(app: &App, _: &Notes) -> Slots {
    let life = app.shot.floor().life.as_ref();
    let took = life.and_then(|life| Some((life.decided?.0 - life.placed).seconds()));
    vec![("time", took.map_or_else(|| "–".to_owned(), |time| app.brief(time)))]
}

fn how_full(app: &App, _: &Notes) -> Slots {
    let scene = &app.shot.floor().scene;
    let in_line: u32 = scene.pantries.iter().map(|pantry| pantry.line.len).sum();
    let rail: u32 = scene.kitchens.iter().map(|kitchen| kitchen.rail.len).sum();
    vec![("line", in_line.to_string()), ("rail", rail.to_string())]
}

fn how_many(app: &App, notes: &Notes) -> Slots {
    let read = |floor: usize, dial| app.book.read(app.shot.floors.get(floor)?, dial);
    let of = |floor| Some(read(floor, SERVED)? - notes.before?);
    let shown = |count: Option<f64>| count.map_or_else(|| "–".to_owned(), |n| format!("{n:.0}"));
    let refused = read(0, "orders.refused");
    vec![("plates", shown(of(0))), ("more", shown(of(1))), ("refused", shown(refused))]
}
