//! The thirty-second show: the rush at 12:10, and two futures of it.

use super::{Notes, Script, Slots, Step, Until, at, no_slots, nothing, stands_at, turn};
use crate::dashboard::app::App;
use crate::runner::{Request, Speed};
use std::time::Duration;

/// The bundled scenario that it shows.
pub const DEMO_SCENARIO: &str = "lunch-rush";

/// What is said and done.
pub static DEMO: Script = Script { title: "demo.title", steps: STEPS, yields: true };

/// When it begins, and when the office next door empties, in seconds after opening.
const BEGINS: u64 = 8 * 60;
const RUSH: u64 = 10 * 60;
/// When it ends: early enough that whoever takes over still finds the restaurant open.
const ENDS: u64 = 25 * 60;

const P95: &str = "latency.p95";

/// As long as it takes to read two lines.
const A_MOMENT: Until = Until::Passed(Duration::from_secs(4));

static STEPS: &[Step] = &[
    Step { id: "demo.opens", begins: go_to_noon, until: A_MOMENT, slots: no_slots },
    Step { id: "demo.calm", begins: go_on, until: Until::Seen(is_rush), slots: no_slots },
    Step { id: "demo.rush", begins: nothing, until: Until::Seen(is_rail_full), slots: no_slots },
    Step { id: "demo.full", begins: hurry, until: Until::Seen(is_late), slots: how_full },
    Step { id: "demo.question", begins: remember, until: A_MOMENT, slots: how_slow },
    Step { id: "demo.back", begins: go_back, until: Until::Seen(is_back), slots: no_slots },
    Step { id: "demo.race", begins: fork, until: Until::Seen(is_late), slots: how_slow },
    Step { id: "demo.end", begins: nothing, until: Until::Last, slots: how_slow },
];

fn go_to_noon(app: &mut App, _: &mut Notes) {
    app.ask(Request::To(at(BEGINS)));
}

fn go_on(app: &mut App, _: &mut Notes) {
    app.ask(Request::Speed(Speed::Times(40.0)));
    app.ask(Request::Resume);
}

fn is_rush(app: &App, _: &Notes) -> bool {
    app.shot.now >= at(RUSH)
}

fn is_rail_full(app: &App, _: &Notes) -> bool {
    app.shot.floor().scene.kitchens.iter().any(|kitchen| kitchen.rail.len >= 40)
}

fn hurry(app: &mut App, _: &mut Notes) {
    app.ask(Request::Speed(Speed::Times(200.0)));
    app.ask(Request::GoOnTo(at(ENDS)));
}

fn is_late(app: &App, _: &Notes) -> bool {
    stands_at(app, at(ENDS))
}

fn remember(app: &mut App, notes: &mut Notes) {
    notes.before = app.book.read(app.shot.floor(), P95);
}

fn go_back(app: &mut App, _: &mut Notes) {
    app.ask(Request::To(at(RUSH)));
}

fn is_back(app: &App, _: &Notes) -> bool {
    stands_at(app, at(RUSH))
}

/// Above with ten more chefs, below with two more hatches.
fn fork(app: &mut App, _: &mut Notes) {
    turn(app, "kitchen.main.chefs", "30");
    app.ask(Request::Fork);
    turn(app, "kitchen.main.chefs", "20");
    turn(app, "pantry.main.hatches", "4");
    app.ask(Request::Speed(Speed::Times(120.0)));
    app.ask(Request::GoOnTo(at(ENDS)));
}

fn how_full(app: &App, _: &Notes) -> Slots {
    let kitchens = &app.shot.floor().scene.kitchens;
    let rail: u32 = kitchens.iter().map(|kitchen| kitchen.rail.len).sum();
    vec![("rail", rail.to_string())]
}

fn how_slow(app: &App, notes: &Notes) -> Slots {
    let shown = |read: Option<f64>| read.map_or_else(|| "–".to_owned(), |time| app.brief(time));
    let of = |at: usize| app.shot.floors.get(at).and_then(|floor| app.book.read(floor, P95));
    vec![("before", shown(notes.before)), ("chefs", shown(of(0))), ("hatches", shown(of(1)))]
}
