//! Small files that ask for huge restaurants, and runs that would never end.

use std::fmt::Write;

use boh::kernel::Time;
use boh::restaurant::{Restaurant, Round, Stop};
use boh::scenario::{Source, understand};

use crate::support::{SMALL, assert_mentions, finding, json, run, small_with};

/// Adds to the kitchen of the small scenario.
fn kitchen(lines: &str) -> String {
    small_with("chefs = 1", lines)
}

/// A chain of dishes, each of which asks twice for the next one.
fn chain(length: u32, step: impl Fn(&str) -> String) -> String {
    let mut scenario = small_with("arrivals", "orders = { dish0 = 1 }\narrivals");
    for dish in 0..length {
        let next = if dish + 1 < length { format!("dish{}", dish + 1) } else { "soup".to_owned() };
        let (name, steps) = (format!("dish{dish}"), step(&next));
        write!(scenario, "[menu.{name}]\nrecipe = [{steps}]\n").unwrap();
    }
    scenario
}

/// Each would need gigabytes if it were built: that it is refused shows that it was not.
#[test]
fn counts_that_multiply_are_refused_before_anything_is_built() {
    let breaks = "breaks = { every = { exp = \"1h\" }, for = \"1m\" }";
    let mut kitchens = SMALL.replacen("[menu.soup]", "[menu.soup]\nkitchen = \"main\"", 1);
    let mut shelves = kitchen("copies = 1000\nfridge = { holds = \"unlimited\" }");
    for part in 0..250 {
        write!(kitchens, "[kitchen.more{part}]\ncopies = 1000\n").unwrap();
    }
    for part in 0..250 {
        for pantry in 0..8 {
            writeln!(shelves, "[pantry.p{pantry}.shelf.s{pantry}-{part}]").unwrap();
        }
    }
    let call = "{ call = \"bank\", breaker = {} }, ".repeat(900);
    let breakers = (0..2).fold(kitchen("copies = 1000"), |scenario, dish| {
        format!("{scenario}[menu.calls{dish}]\nrecipe = [{call}]\n")
    }) + "[partner.bank]\n";
    let together = |next: &str| {
        format!("{{ together = [[{{ ask = \"{next}\" }}], [{{ ask = \"{next}\" }}]] }}")
    };
    let goals = "[[goal]]\nreach = \"latency.p95 < 1s\"\n".repeat(9_000);
    let many_rooms = (0..99).fold(format!("{SMALL}{goals}"), |scenario, room| {
        format!("{scenario}[dining_room.more{room}]\narrivals = \"1/min\"\n")
    });
    let guests = "[dining_room.city]\nguests = 1000000\nthink = \"1h\"\n";
    for (scenario, wanted) in [
        (kitchens, &["250001 copies", "at most 10000"][..]),
        (many_rooms, &["100 dining rooms", "9000 goals", "at most 500000"]),
        (
            kitchen(&format!("copies = 1000\nchefs = 100000\n{breaks}")),
            &["100000000 chefs", "breaks", "at most 100000"],
        ),
        (
            kitchen(&format!("copies = 1000\nchefs = 1\n{breaks}"))
                + "[[timeline]]\nat = \"1m\"\nset = { \"kitchen.main.chefs\" = 100000 }\n",
            &["100000000 chefs", "breaks", "at most 100000"],
        ),
        (shelves, &["2000000 shelves", "fridges", "at most 1000000"]),
        (breakers, &["1800000 breakers", "at most 1000000"]),
        (
            chain(14, |next| format!("{{ ask = \"{next}\" }}, {{ ask = \"{next}\" }}")),
            &["one order of dish0", "32766 tickets", "at most 10000"],
        ),
        (chain(90, together), &["one order of dish0", "endlessly many", "at most 10000"]),
        (
            small_with(
                "arrivals = \"2/min\"",
                "group = 10000\narrivals = { burst = { size = 101, every = \"1s\" } }",
            ),
            &["101 groups of 10000", "at most 1000000"],
        ),
        (
            format!("{SMALL}{guests}{}", guests.replace("city", "town")),
            &["2000000 guests", "at most 1000000"],
        ),
    ] {
        assert_mentions(&finding(&scenario), &[wanted, &["^", "= help: "]].concat());
    }
}

/// What goes round without taking any time is stopped, told as far as it came, and named.
#[test]
fn a_run_that_stands_still_says_what_goes_round() {
    let retries = small_with("patience = \"90s\"", "retry = { limit = \"unlimited\" }");
    for (scenario, round) in [
        (
            retries.replace("chefs = 1", "chefs = 1\nrail = { capacity = 0 }\nopen = \"off\""),
            "guests of the dining room web try again",
        ),
        (
            retries.replace("chefs = 1", "building = \"one\"\n[building.one]\npower = \"off\""),
            "guests of the dining room web try again",
        ),
        (
            SMALL
                .replace("{ cook = { exp = \"20s\" } }", "")
                .replace("arrivals = \"2/min\"", "guests = 3\nthink = \"0s\""),
            "guests who stay in the dining room web order",
        ),
    ] {
        let output = run(&["run", "-", "--json"], scenario.as_bytes());
        assert_eq!(output.status.code(), Some(3), "{scenario}");
        let report = json(&["run", "-", "--json"], &scenario);
        assert_eq!(report["partial"], true);
        let warnings = report["warnings"].to_string();
        assert_mentions(&warnings, &["time stands still", round]);
        let memory = report["performance"]["peak_memory_bytes"].as_u64();
        assert!(memory.is_none_or(|bytes| bytes < 64 << 20), "{memory:?}");
    }
}

/// A chef goes for a nanosecond and comes for one: time passes, so only the caps would end it.
#[test]
fn endless_breaks_are_what_goes_round() {
    let scenario = kitchen("chefs = 1\nbreaks = { every = \"0s\", for = \"0s\" }");
    let source = Source::from_text("breaks", &scenario);
    let plan = understand(&source, &[]).expect("it is valid").plan;
    let mut restaurant = Restaurant::open(plan, 1, &mut ());
    assert_eq!(restaurant.run_to(Time::NEVER, 10_000, &mut ()), Stop::Handled);
    assert_eq!(restaurant.what_goes_round(Time::NEVER, &mut ()), Some(Round::Breaks(0)));
}

/// Guests who never leave and a chef who never comes: it ends below two gigabytes.
#[test]
fn a_crowd_that_only_grows_is_stopped() {
    let scenario = small_with(
        "arrivals = \"2/min\"",
        "arrivals = { burst = { size = 1000000, every = \"1s\" } }",
    )
    .replace("patience = \"90s\"", "")
    .replace("chefs = 1", "chefs = 0");
    let report = json(&["run", "-", "--json"], &scenario);
    assert_eq!(report["partial"], true);
    assert_mentions(&report["warnings"].to_string(), &["5000000 orders", "patience"]);
    let memory = report["performance"]["peak_memory_bytes"].as_u64();
    assert!(memory.is_none_or(|bytes| bytes < 2 << 30), "{memory:?}");
}
