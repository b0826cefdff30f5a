//! What the headers of the scenarios about buildings say in words.

use serde_json::Value;

use super::{check, ratio, with};
use crate::support::{dial, json, run};

fn more(name: &str, sets: &[&str], of: &str) -> f64 {
    dial(&with(name, sets), of) - dial(&with(name, &[]), of)
}

#[test]
fn what_and_where() {
    let places: [&[&str]; 3] =
        [&[], &["kitchen.photos.building=overseas"], &["kitchen.photos.building=data-hall"]];
    for place in places {
        let page = with("what-and-where", place);
        check("the work is the same anywhere", dial(&page, "phase.cooking.mean"), 1.8..2.2);
    }
    let home = with("what-and-where", &[]);
    assert!(dial(&home, "phase.burner_wait.mean") > 30.0);
    let far = with("what-and-where", places[1]);
    check("there and back", dial(&far, "phase.walking_out.mean"), 6.09..6.11);
    let letters = with("what-and-where", &["dining_room.web.orders={ letter = 1 }"]);
    check("no burner for letters", dial(&letters, "phase.cooking.mean"), 0.0..0.001);
}

#[test]
fn always_open() {
    let report = with("always-open", &[]);
    check("the laptop", dial(&report, "building.laptop.up"), 0.655..0.665);
    check("the server", dial(&report, "building.server.up"), 1.0..1.000_001);
    let p95 = |place: &str| dial(&report, &format!("menu.page-from-the-{place}.latency.p95"));
    check("a page beside games", p95("laptop"), 33.0..34.5);
    check("a page on a server", p95("server"), 15.5..16.5);
    let sets =
        ["dining_room.web.orders={ page-from-the-server = 1 }", "building.server.generator=off"];
    let lost = dial(&with("always-open", &sets), "orders.failed");
    check("lost without the generator", lost, 83.5..84.5);
}

#[test]
fn power_cut() {
    let report = with("power-cut", &[]);
    check("orders", dial(&report, "orders.placed"), 1062.5..1063.5);
    // 40 seconds without power, 60 seconds of booting, of 28 minutes.
    let down = 1.0 - dial(&report, "building.high-street.up");
    check("down", down * 28.0 * 60.0, 99.9..100.1);
    let spare = ratio("power-cut", &["building.mill-lane.power=on"], "money.costs");
    check("the spare is paid for anyway", spare, 0.999..1.001);
}

#[test]
fn under_one_roof() {
    let apart = [
        "kitchen.canteen.building=annexe",
        "building.annexe.rent=30",
        "kitchen.bar.building=cellar",
        "building.cellar.rent=30",
    ];
    check("rents", ratio("under-one-roof", &apart, "money.costs"), 2.99..3.01);
    check("served", ratio("under-one-roof", &apart, "orders.served"), 0.999..1.001);
}

#[test]
fn noisy_neighbour() {
    let p95 = |report: &Value| dial(report, "dining_room.cafe.latency.p95");
    let plain = with("noisy-neighbour", &[]);
    let quiet = with("noisy-neighbour", &["dining_room.bakery.arrivals=10/min"]);
    check("slower coffee", p95(&plain) / p95(&quiet), 5.0..6.5);
    let cakes = "dining_room.bakery.orders.served";
    let limit = ratio("noisy-neighbour", &["building.bakehouse.burners=4"], cakes);
    check("cakes that are left", limit, 0.5..0.65);
    let burners = ratio("noisy-neighbour", &["building.arcade.burners=12"], cakes);
    check("cakes with twice the burners", burners, 2.0..5.0);
    // The bakery moves out: the header says how.
    let text = include_str!("../../../scenarios/noisy-neighbour.toml");
    let moved = text.replace("\ninside = \"arcade\"\n", "\nburners = 12\nrent = 80.0\n");
    assert_ne!(moved, text);
    let moved = json(&["run", "-", "--json"], &moved);
    check("coffee without a neighbour", p95(&moved) / p95(&quiet), 0.8..1.2);
    check("cakes in a building of their own", dial(&moved, cakes) / dial(&plain, cakes), 2.0..5.0);
}

#[test]
fn bigger_building() {
    let chefs = ["kitchen.main.chefs=24"];
    check("wages", more("bigger-building", &chefs, "money.costs"), 100.5..101.5);
    let rail = ratio("bigger-building", &chefs, "rail.wait.mean");
    check("less wait on the rail", rail, 0.8..0.999);
    let burner = ratio("bigger-building", &chefs, "burners.wait.mean");
    check("more wait for burners", burner, 2.0..4.0);
    let bigger = ["building.corner.burners=8"];
    check("rent", more("bigger-building", &bigger, "money.costs"), 23.0..24.0);
    check("earned", more("bigger-building", &bigger, "money.profit"), 3_550.0..3_650.0);
    let full = ["building.corner.burners=8", "building.corner.storeroom=1000"];
    let full = dial(&with("bigger-building", &full), "outcomes.failed.storeroom_full");
    check("no room in the storeroom", full, 1261.5..1262.5);
}

#[test]
fn more_kitchens() {
    for policy in ["least_busy", "two_choices"] {
        let set = format!("dispatcher.policy={policy}");
        check(policy, more("more-kitchens", &[&set], "orders.served"), 2_250.0..2_350.0);
    }
    let wages = more("more-kitchens", &["kitchen.main.chefs=10"], "money.costs");
    check("wages", wages, 67.5..68.5);
}

#[test]
fn virtual_buildings() {
    let report = with("virtual-buildings", &[]);
    check("lost in the dark", dial(&report, "outcomes.failed.power_out"), 133.5..134.5);
    for flat in ["pasta-flat", "pizza-flat", "sushi-flat"] {
        let up = dial(&report, &format!("building.{flat}.up"));
        assert!((up - dial(&report, "building.tower.up")).abs() < 1e-9 && up < 0.98, "{flat}");
    }
    let p95 = |dish: &str| {
        let dial = format!("menu.{dish}.latency.p95");
        ratio("virtual-buildings", &["building.pasta-flat.burners=8"], &dial)
    };
    check("pasta with a bigger promise", p95("pasta"), 0.05..0.3);
    check("pizza beside it", p95("pizza"), 1.01..1.5);
    let dark = with("virtual-buildings", &["building.pasta-flat.power=off"]);
    assert_eq!(dial(&dark, "menu.pasta.orders.served") as u64, 0);
    check("others, when one flat is dark", dial(&dark, "building.pizza-flat.up"), 0.97..0.98);
}

#[test]
fn two_districts() {
    let checks = ["dispatcher.checks=5s"];
    let served = ratio("two-districts", &checks, "orders.served");
    check("served with checks alone", served, 0.6..0.9);
    let both = with("two-districts", &["dispatcher.checks=5s", "kitchen.main.chefs=14"]);
    check("lost with both", dial(&both, "orders.failed"), 8.5..9.5);
}

#[test]
fn sick_copy() {
    let failed = |sets: &[&str]| dial(&with("sick-copy", sets), "orders.failed");
    check("failed", failed(&[]), 280.0..300.0);
    check("failed with checks", failed(&["dispatcher.checks=5s"]), 2.5..3.5);
    check("failed attempts", failed(&["dining_room.web.retry.limit=1"]), 389.5..390.5);
}

#[test]
fn new_recipe() {
    let report = with("new-recipe", &[]);
    let crashed =
        |town: &str| dial(&report, &format!("dining_room.{town}.outcomes.failed.crashed"));
    check("boiled over in the north", crashed("north"), 280.5..281.5);
    check("boiled over in the south", crashed("south"), 69.5..70.5);
    let wages = more("new-recipe", &["kitchen.south.chefs=8"], "money.costs");
    check("wages", wages, 66.5..67.5);
}

#[test]
fn whose_fault() {
    let report = with("whose-fault", &[]);
    let lost = ["orders.refused", "orders.failed", "orders.abandoned"].map(|of| dial(&report, of));
    check("lost", lost.iter().sum(), 408.5..409.5);
    check("lost in the frontend", dial(&report, "outcomes.refused.malformed"), 29.5..30.5);
    let blamed = ["frontend", "api", "kitchen", "pantry", "server", "partner"];
    let blamed = blamed.map(|side| dial(&report, &format!("blame.{side}")) as u64);
    assert_eq!(blamed, [30, 73, 88, 54, 77, 87], "as its header says");
    for room in ["web", "kiosk"] {
        let name = format!("dining_room.{room}.outcomes.refused.malformed");
        assert_eq!(dial(&report, &name) as u64, 0, "{room}");
    }
    let wages = more("whose-fault", &["kitchen.main.chefs=40"], "money.costs");
    check("wages", wages, 131.5..132.5);
    let again = ["web", "app", "kiosk"].map(|room| format!("dining_room.{room}.retry.limit=9"));
    let again = again.each_ref().map(String::as_str);
    let orders = with("whose-fault", &again);
    check("the app forgets", dial(&orders, "outcomes.refused.malformed"), 29.5..30.5);
    check("orders", ratio("whose-fault", &again, "orders.placed"), 1.5..2.0);
}

/// While all chefs are busy nobody sees how many more are needed: the last copy is called late.
#[test]
fn rush_hour_copies() {
    let late = with("rush-hour-copies", &[]);
    let quick = with("rush-hour-copies", &["kitchen.main.autoscale.opens_in=20s"]);
    check("lost when copies are late", dial(&late, "orders.abandoned"), 500.0..650.0);
    check("lost when they are quick", dial(&quick, "orders.abandoned"), -0.5..0.5);
    let more = dial(&quick, "money.costs") - dial(&late, "money.costs");
    check("what being quick costs", more, 0.0..30.0);
    check("open when nobody is needed", dial(&late, "copies.open.mean"), 2.5..3.5);
}

/// Neither side alone reaches the goal, and the report says on which sides somebody turned.
#[test]
fn full_stack() {
    let (screen, hatch) = ("dining_room.kiosk.device=500ms", "pantry.main.hatches=2");
    for one in [screen, hatch] {
        check(one, dial(&with("full-stack", &[one]), "latency.p95"), 9.0..20.0);
    }
    let both = with("full-stack", &[screen, hatch]);
    check("both", dial(&both, "latency.p95"), 5.0..7.0);
    let output = run(&["run", "full-stack", "--set", screen, "--set", hatch], b"");
    let report = String::from_utf8(output.stdout).unwrap();
    let sides = "You turned something on the side of: dining room (frontend), pantry (database).";
    assert!(report.contains(sides), "{report}");
    let told = serde_json::json!({ "by_hand": ["frontend", "pantry"], "by_timeline": [] });
    assert_eq!(both["sides"], told);
    let several = ["run", "full-stack", "--reps", "2", "--set", screen, "--set", hatch];
    let report = String::from_utf8(run(&several, b"").stdout).unwrap();
    assert!(report.contains(sides), "{report}");
    assert_eq!(with("power-cut", &[])["sides"]["by_timeline"], serde_json::json!(["server"]));
}

/// When each building was up is told piece by piece, and drawn as a strip in the dashboard.
#[test]
fn always_open_tells_the_day_of_both_buildings() {
    let output = run(&["run", "always-open", "--plain", "--panel", "places"], b"");
    let told = String::from_utf8(output.stdout).unwrap();
    let days: Vec<&str> = told.split("building ").skip(1).collect();
    let [laptop, server] = days[..] else { panic!("{told}") };
    assert_eq!(laptop.matches("  dark").count(), 2, "in the afternoon and at night: {laptop}");
    assert_eq!((server.matches("  dark").count(), server.contains("100.0 %")), (0, true));
    assert!(laptop.contains("23:00:00.000 – +1d 07:01:00.000  dark"), "{laptop}");
}
