//! What the header of every bundled scenario says will happen, happens.

use crate::support::{dial, json};
use serde_json::Value;

mod building;
mod busy;
mod door;
mod headers;

const ALL: [&str; 38] = [
    "first-order",
    "two-languages",
    "two-looks",
    "many-dining-rooms",
    "wrong-address",
    "reservation",
    "saved-document",
    "search",
    "social-feed",
    "slow-pantry",
    "no-index",
    "lost-data",
    "notice-board",
    "login",
    "break-in",
    "overheard",
    "slow-bank",
    "payment",
    "lunch-rush",
    "one-to-a-million",
    "retry-storm",
    "cache-stampede",
    "timeout-cascade",
    "what-and-where",
    "always-open",
    "power-cut",
    "under-one-roof",
    "noisy-neighbour",
    "bigger-building",
    "more-kitchens",
    "rush-hour-copies",
    "virtual-buildings",
    "two-districts",
    "sick-copy",
    "new-recipe",
    "whose-fault",
    "full-stack",
    "streaming-night",
];

fn with(scenario: &str, sets: &[&str]) -> Value {
    let mut args = vec!["run", scenario, "--json"];
    for set in sets {
        args.extend(["--set", set]);
    }
    json(&args, "")
}

/// How many times larger a dial is with the knobs turned.
fn ratio(scenario: &str, sets: &[&str], name: &str) -> f64 {
    dial(&with(scenario, sets), name) / dial(&with(scenario, &[]), name)
}

fn check(what: &str, found: f64, range: std::ops::Range<f64>) {
    assert!(range.contains(&found), "{what}: {found} is not in {range:?}");
}

#[test]
fn every_bundled_scenario_is_known_and_tells_how_it_is_used() {
    let names: Vec<&str> = boh::scenario::bundled().iter().map(|one| one.name).collect();
    assert_eq!(names, ALL, "a newcomer meets them in this order, and each has a test here");
    for scenario in boh::scenario::bundled() {
        assert!(scenario.text.starts_with("# "), "{} has no header", scenario.name);
        let source = boh::scenario::Source::open(scenario.name).unwrap();
        let known = boh::scenario::understand(&source, &[]).unwrap();
        assert!(known.warnings.is_empty(), "{}", known.warnings.render(false, false));
        assert!(!known.teaches.is_empty() && !known.chapter.is_empty());
        // What is to be known first is met first, so nobody goes round in circles.
        let met = names.iter().take_while(|name| **name != scenario.name);
        let met: Vec<&str> = met.copied().collect();
        assert_eq!(known.needs.is_empty(), met.is_empty(), "{} needs nothing", scenario.name);
        for need in &known.needs {
            assert!(
                met.contains(&need.as_str()),
                "{} needs {need}, which comes later",
                scenario.name
            );
        }
    }
}

#[test]
fn first_order() {
    let plain = with("first-order", &[]);
    assert_eq!(dial(&plain, "orders.served") as u64, 3);
    let nobody = with("first-order", &["kitchen.main.chefs=0"]);
    assert_eq!((dial(&nobody, "orders.served"), dial(&nobody, "orders.in_flight")), (0.0, 1.0));
    let hangs = with("first-order", &["partner.bank.power=hangs"]);
    assert_eq!(dial(&hangs, "orders.served") as u64, 0);
    assert!(dial(&hangs, "outcomes.failed.partner") >= 2.0);
}

#[test]
fn two_languages() {
    let pad =
        ["dining_room.regulars.orders={ soup = 1 }", "dining_room.tourists.orders={ soup = 1 }"];
    let (plain, checked) = (with("two-languages", &[]), with("two-languages", &pad));
    check("pots for nobody", dial(&plain, "wasted.orders"), 305.5..306.5);
    check("pots with an order pad", dial(&checked, "wasted.orders"), -0.5..0.5);
    let sent_back = dial(&checked, "dining_room.tourists.outcomes.refused.malformed");
    check("sent back", sent_back / dial(&checked, "orders.refused"), 1.0..1.000_001);
    let chefs = with("two-languages", &["kitchen.main.chefs=5"]);
    check("pots with more chefs", dial(&chefs, "wasted.orders"), 338.5..339.5);
    check("wages", dial(&chefs, "money.costs") - dial(&plain, "money.costs"), 10.5..11.5);
}

/// Who speaks to the kitchen past the waiter is turned away, and nothing of it is cooked.
#[test]
fn nobody_speaks_to_the_kitchen_past_the_waiter() {
    let shout = ["dining_room.regulars.orders={ soup = 1 }", "dining_room.tourists.speaks=kitchen"];
    let report = with("two-languages", &shout);
    let malformed = "dining_room.tourists.outcomes.refused.malformed";
    check("turned away", dial(&report, malformed), 342.5..343.5);
    check("pots for nobody", dial(&report, "wasted.orders"), -0.5..0.5);
}

/// A kitchen notices nothing of what guests' devices do.
#[test]
fn two_looks() {
    let (on, off) = (with("two-looks", &[]), with("two-looks", &["dining_room.phone.device=off"]));
    for name in ["chefs.busy", "hatches.busy", "waiter.busy", "orders.placed"] {
        check(name, dial(&off, name) / dial(&on, name), 0.999_999..1.000_001);
    }
    check("answers on phones", dial(&off, "dining_room.phone.orders.served"), -0.5..0.5);
}

/// A copy takes the crowd, and knows nothing of what was written a moment ago.
#[test]
fn notice_board() {
    let report = with("notice-board", &[]);
    assert!(dial(&report, "pantry.window.stale") > 2_000.0, "most of what is read is out of date");
    check("the pantry itself", dial(&report, "pantry.main.stale"), -0.5..0.5);
    assert!(dial(&report, "pantry.main.hatches.busy") < 0.1);
    let pinned = "menu.pin.orders.placed";
    let none = with("notice-board", &["pantry.window.copies.every=0s"]);
    check("brought up to date at once", dial(&none, "pantry.stale"), -0.5..0.5);
    check("the same guests", dial(&none, pinned) / dial(&report, pinned), 0.999..1.001);
    let text = include_str!("../../scenarios/notice-board.toml");
    let alone = text.split("[pantry.window]").next().unwrap();
    let alone = json(&["run", "-", "--json"], alone);
    assert!(dial(&alone, "pantry.main.hatches.busy") > 0.99, "two hatches are too few for all");
}

#[test]
fn wrong_address() {
    let report = with("wrong-address", &[]);
    let lost = dial(&report, "outcomes.failed.wrong_address");
    check("nobody is there", lost / dial(&report, "dining_room.flyers.orders.placed"), 0.99..1.01);
    check("the kitchen knows nothing", dial(&report, "orders.refused"), -0.5..0.5);
}

#[test]
fn many_dining_rooms() {
    let web = "dining_room.web.latency.p95";
    let quiet = ratio("many-dining-rooms", &["dining_room.app.arrivals=20/min"], web);
    check("the website without the rush in the app", quiet, 0.5..0.75);
    let chefs = ratio("many-dining-rooms", &["kitchen.main.chefs=16"], web);
    check("the website with more chefs", chefs, 0.5..0.75);
}

#[test]
fn slow_pantry() {
    let hatches = ratio("slow-pantry", &["pantry.main.hatches=2"], "latency.p95");
    check("two hatches", hatches, 0.25..0.4);
    let chefs = ratio("slow-pantry", &["kitchen.main.chefs=12"], "latency.p95");
    check("twice the chefs", chefs, 0.95..1.05);
}

#[test]
fn lunch_rush() {
    let hatches = ratio("lunch-rush", &["pantry.main.hatches=4"], "latency.p95");
    check("four hatches", hatches, 0.2..0.4);
    let chefs = ratio("lunch-rush", &["kitchen.main.chefs=30"], "latency.p95");
    check("thirty chefs", chefs, 1.01..1.3);
}

#[test]
fn one_to_a_million() {
    let of = |guests: u32| {
        let set = format!("dining_room.city.guests={guests}");
        with("one-to-a-million", &[&set])
    };
    let share = |report: &Value, name: &str| dial(report, name) / dial(report, "orders.placed");
    let below = of(95_000);
    check("a wait below the limit", dial(&below, "rail.wait.mean"), 0.0..0.05);
    let (double, million) = (of(200_000), of(1_000_000));
    check("given up by twice as many", share(&double, "orders.abandoned"), 0.3..0.45);
    check("given up by a million", share(&million, "orders.abandoned"), 0.75..0.9);
    let more = dial(&million, "throughput.rate") / dial(&double, "throughput.rate");
    check("throughput beyond the limit", more, 0.99..1.01);
}
