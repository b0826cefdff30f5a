//! The engine beside special-purpose loops written for the same work, in one run.
//!
//! `cargo bench` prints ratios: engine time over the time of the loop in `limit`, round by round,
//! and their median. Absolute times differ from machine to machine; ratios hardly do. Every dial is
//! on. `cargo bench -- W2` runs one work only.

#![allow(clippy::disallowed_methods, reason = "a bench measures real time")]
#![allow(clippy::print_stdout, reason = "a bench prints what it measured")]

mod limit;
mod watched;

use boh::dials::Window;
use boh::kernel::{Span, Time};
use boh::restaurant::Restaurant;
use boh::runner::live::{Beginning, Live, WallClock};
use boh::runner::{self, Options, Request, Speed, ledger_of};
use boh::scenario::{Scenario, Set, Source, understand};
use std::hint::black_box;
use std::sync::Arc;
use std::time::Instant;

/// A piece of work: the scenario, and the loop that does nothing else.
struct Work {
    name: &'static str,
    orders: u64,
    most: f64,
    scenario: String,
    limit: fn(u64, u64) -> limit::Measured,
}

const ROUNDS: u64 = 7;

fn works() -> Vec<Work> {
    let w1 = r#"
        title = "M/M/10"
        duration = "333334s"
        [menu.dish]
        recipe = [{ prep = { exp = "1s" } }]
        [dining_room.web]
        arrivals = "9/s"
        [kitchen.main]
        chefs = 10
    "#;
    vec![
        Work { name: "W1", orders: 3_000_000, most: 8.0, scenario: w1.into(), limit: limit::w1 },
        Work {
            name: "W2",
            orders: 1_000_000,
            most: 3.0,
            scenario: chain("111112s"),
            limit: limit::w2,
        },
        Work {
            name: "W3",
            orders: 1_000_000,
            most: 3.0,
            // A cycle takes 101 s on average, so every guest closes one.
            scenario: closed(1_000_000, "101s"),
            limit: limit::w3,
        },
    ]
}

/// The restaurant chain: waiters, 50 ms of network, chefs who visit the pantry in between.
fn chain(duration: &str) -> String {
    format!(
        r#"
        title = "Restaurant chain"
        duration = "{duration}"
        [menu.dish]
        recipe = [
          {{ prep = {{ exp = "500ms" }} }},
          {{ take = {{ food = 1 }} }},
          {{ prep = {{ exp = "500ms" }} }},
        ]
        [dining_room.web]
        arrivals = "9/s"
        distance = "50ms"
        patience = "30s"
        patience_until = "chef"
        [waiter]
        count = 4
        take_order = {{ exp = "200ms" }}
        [kitchen.main]
        chefs = 12
        [pantry.main]
        hatches = 6
        take = {{ exp = "200ms" }}
        shelf.food = {{}}
        "#
    )
}

fn closed(guests: u64, duration: &str) -> String {
    // The number of servers of the work as it was first told: nine in ten are busy.
    let chefs = (guests as f64 / 101.0 / 0.9).ceil();
    format!(
        r#"
        title = "Closed loop"
        duration = "{duration}"
        [menu.dish]
        recipe = [{{ prep = {{ exp = "1s" }} }}]
        [dining_room.city]
        guests = {guests}
        think = {{ exp = "100s" }}
        [kitchen.main]
        chefs = {chefs}
        "#
    )
}

fn understood(text: &str) -> Scenario {
    understand(&Source::from_text("bench", text), &[])
        .unwrap_or_else(|findings| panic!("{}", findings.render(false, false)))
}

/// Runs a scenario; returns nanoseconds, orders placed and events.
fn engine(scenario: &Scenario, seed: u64) -> (f64, f64, f64) {
    let options = Options { seed, drain: false, interrupted: &|| false };
    let begun = Instant::now();
    let run = runner::run(scenario, options);
    let nanos = begun.elapsed().as_nanos() as f64;
    let placed = boh::dials::Dial::find("orders.placed", scenario.names())
        .and_then(|dial| run.reading()?.read(&dial))
        .unwrap_or(f64::NAN);
    (nanos, placed, run.events as f64)
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

/// Engine and loop in turn, round by round.
fn compare(work: &Work) {
    let scenario = understood(&work.scenario);
    let (mut ratios, mut ours, mut theirs) = (Vec::new(), Vec::new(), Vec::new());
    for round in 1..=ROUNDS {
        let begun = Instant::now();
        black_box((work.limit)(work.orders, round));
        let limit = begun.elapsed().as_nanos() as f64 / work.orders as f64;
        let (nanos, placed, _) = engine(&scenario, round);
        ratios.push(nanos / placed / limit);
        ours.push(nanos / placed);
        theirs.push(limit);
    }
    println!(
        "{}  {:>9.1} ns an order   {:>9.1} ns in the loop   ratio {:>5.2}   (to hold: {:.1})",
        work.name,
        median(ours),
        median(theirs),
        median(ratios),
        work.most
    );
}

/// From a thousand to a million guests: what an event costs.
fn growth() {
    let cost = |guests, duration| {
        let scenario = understood(&closed(guests, duration));
        move |seed| {
            let (nanos, _, events) = engine(&scenario, seed);
            nanos / events
        }
    };
    let (small, large) = (cost(1_000, "101000s"), cost(1_000_000, "101s"));
    let ratios = (1..=ROUNDS).map(|seed| large(seed) / small(seed)).collect();
    println!(
        "growth  an event of a million guests costs {:.2} times one of a thousand   (to hold: 2.5)",
        median(ratios)
    );
}

/// Events after which it is known what one costs.
const MANY: f64 = 2e6;

/// What an event costs where recipes look rows up, decide and answer, beside the lunch rush.
fn data() {
    let cost = |name| {
        let scenario = understand(&Source::open(name).expect("it is bundled"), &[]);
        let scenario = scenario.expect("it is good");
        move |seed| {
            let (mut nanos, mut events) = (0.0, 0.0);
            while events < MANY {
                let (more_nanos, _, more) = engine(&scenario, seed);
                (nanos, events) = (nanos + more_nanos, events + more);
            }
            nanos / events
        }
    };
    let plain = cost("lunch-rush");
    for name in ["payment", "streaming-night"] {
        let with_data = cost(name);
        let ratios = (1..=ROUNDS).map(|seed| with_data(seed) / plain(seed)).collect();
        println!(
            "data    an event of {name} costs {:.2} times one of the lunch rush   (to hold: 3.0)",
            median(ratios)
        );
    }
}

const CLONES: u32 = 10_000;

/// What a checkpoint of the lunch rush costs, its ledger left out.
fn checkpoint() {
    let source = Source::open("lunch-rush").expect("it is bundled");
    let scenario = understand(&source, &[]).expect("it is good");
    let mut world = Restaurant::open(scenario.plan.clone(), 7, &mut ());
    world.run_to(Time(20 * 60 * 1_000_000_000), u64::MAX, &mut ());
    let begun = Instant::now();
    for _ in 0..CLONES {
        black_box(world.clone());
    }
    let micros = begun.elapsed().as_secs_f64() * 1e6 / f64::from(CLONES);
    println!("clone   the lunch rush in mid-run: {micros:.2} us   (to hold: 10)");
}

/// Allocations in the steady state of the restaurant chain, every dial on.
fn allocations() {
    let scenario = understood(&chain("200000s"));
    let mut ledger = ledger_of(&scenario);
    let mut world = Restaurant::open(scenario.plan.clone(), 1, &mut ledger);
    ledger.open(Window { from: Time::OPENING, to: Time::NEVER }, Time::OPENING);
    let warm = Time::OPENING + Span(60_000_000_000_000);
    world.run_to(warm, u64::MAX, &mut ledger);
    let before = world.handled();
    let counted = allocation_counter::measure(|| {
        world.run_to(warm + Span(60_000_000_000_000), u64::MAX, &mut ledger);
    });
    let events = world.handled() - before;
    println!("memory  {} allocations in {events} events of the steady state", counted.count_total);
}

/// Works that somebody watches: those above, and two scenarios, long enough to be measured.
fn shows() -> Vec<(&'static str, Scenario)> {
    let works = works().into_iter().map(|work| (work.name, understood(&work.scenario)));
    let with = |name: &'static str, sets: &[(&str, &str)]| {
        let set =
            |(path, value): &(&str, &str)| Set { path: (*path).into(), value: (*value).into() };
        let sets: Vec<Set> = sets.iter().map(set).collect();
        let source = Source::open(name).expect("it is bundled");
        (name, understand(&source, &sets).expect("it is good"))
    };
    let rush = [("duration", "200h"), ("pantry.main.shelf.patty.stock", "unlimited")];
    let rush = [&rush[..], &[("pantry.main.shelf.bun.stock", "unlimited")]].concat();
    let city = [("duration", "10m"), ("dining_room.city.guests", "1000000")];
    works.chain([with("lunch-rush", &rush), with("one-to-a-million", &city)]).collect()
}

/// What is left of the engine's speed while somebody watches as fast as pictures come.
fn live() {
    for (name, scenario) in shows() {
        let scenario = Arc::new(scenario);
        let mut screens = Vec::new();
        let mut spared = Vec::new();
        let ratio = |seed| {
            let thread = || watched::on_processor("engine");
            let before = thread();
            let (alone, _, events) = engine(&scenario, seed);
            let alone_on = before.zip(thread()).map(|(before, after)| after - before);
            let beginning = Beginning {
                seed,
                drain: false,
                speed: Some(Speed::Max),
                ..Beginning::of(&scenario)
            };
            let begun = Instant::now();
            let watched = Live::start(Arc::clone(&scenario), beginning, WallClock::start());
            let (seen, drawn) = watched::draw(Arc::clone(&scenario), &watched);
            let seconds = begun.elapsed().as_secs_f64();
            let watched_on = watched::on_processor("kitchen");
            let _ = watched.requests.send(Request::Quit);
            watched.thread.join().expect("it ends");
            screens.push(drawn as f64 / seconds);
            let per_event = |nanos: Option<f64>, events: f64| nanos.map(|nanos| nanos / events);
            spared.extend(
                per_event(alone_on, events)
                    .zip(per_event(watched_on, seen))
                    .map(|(alone, watched)| alone / watched),
            );
            seen / seconds / (events / (alone * 1e-9))
        };
        let ratio = median((1..=ROUNDS).map(ratio).collect());
        let on = if spared.is_empty() { f64::NAN } else { median(spared) };
        println!(
            "live    {name} at {ratio:.2} of its speed while {:.0} screens a second are drawn, at {on:.2} \
             if only its own thread's time counts   (to hold: 0.7)",
            median(screens)
        );
    }
}

fn main() {
    // `cargo test --benches` and `cargo bench` pass flags of their own.
    let wanted: Vec<String> =
        std::env::args().skip(1).filter(|arg| !arg.starts_with('-')).collect();
    if std::env::args().any(|arg| arg == "--test") {
        return;
    }
    let wants = |name: &str| wanted.is_empty() || wanted.iter().any(|arg| arg == name);
    works().iter().filter(|work| wants(work.name)).for_each(compare);
    let parts: [(&str, fn()); 5] = [
        ("growth", growth),
        ("data", data),
        ("clone", checkpoint),
        ("memory", allocations),
        ("live", live),
    ];
    for (name, part) in parts {
        if wants(name) {
            part();
        }
    }
}
