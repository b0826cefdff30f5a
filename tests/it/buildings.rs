//! What a building gives and takes, from the scenario to the report.

use serde_json::Value;

use crate::support::{assert_mentions, assert_same, dial, finding, report};

/// Everything at once, in a virtual building inside of a physical one, and a plain one beside it.
const TOWN: &str = r#"title = "Town"
duration = "10m"

[menu.soup]
size = 2
recipe = [{ cook = { exp = "2s" } }, { put = { bowls = 1 } }]

[menu.tea]
kitchen = "small"
recipe = [{ cook = "1s" }]

[dining_room.web]
arrivals = "20/min"

[kitchen.main]
chefs = 4
building = "flat"

[kitchen.small]
building = "shed"

[pantry.main]
building = "house"
put = "1s"
shelf.bowls = { stock = 0 }

[building.house]
burners = 2
sharing = "slices"
worktop = 3
water = 10
distance = "300ms"
storeroom = 120
boots_in = "20s"
district = "north"
generator = { starts_in = "10s", lasts = "1m" }

[building.flat]
inside = "house"
burners = 1
worktop = 2
water = 8
distance = "200ms"

[building.shed]

[[timeline]]
at = "5m"
set = { "district.north.power" = "off" }
for = "3m"
"#;

fn town(old: &str, new: &str) -> String {
    assert!(TOWN.contains(old), "{old}");
    TOWN.replacen(old, new, 1).replacen("[menu.soup]", "[menu.soup]\nkitchen = \"main\"", 1)
}

fn town_report() -> Value {
    report(&town("Town", "Town"), 1, &[])
}

#[test]
fn the_phases_of_an_order_sum_to_its_latency() {
    let report = town_report();
    let phases = report["dials"].as_object().unwrap().iter();
    let phases = phases.filter(|(name, _)| name.starts_with("phase."));
    let sum: f64 = phases.filter_map(|(_, value)| value.as_f64()).sum();
    assert!((sum - dial(&report, "latency.mean")).abs() < 1e-9);
    for waited in ["water_wait", "worktop_wait", "walking_in", "walking_out", "cooking"] {
        assert!(dial(&report, &format!("phase.{waited}.mean")) > 0.0, "{waited}");
    }
}

#[test]
fn dials_tell_what_is_limited_and_nothing_of_what_is_not() {
    let report = town_report();
    for of in ["burners", "worktop", "water"] {
        for building in ["building.house.", "building.flat.", ""] {
            let busy = dial(&report, &format!("{building}{of}.busy"));
            assert!(busy > 0.0 && busy < 1.0, "{building}{of}: {busy}");
            assert!(dial(&report, &format!("{building}{of}.wait.mean")) >= 0.0);
        }
        assert_eq!(report["dials"][format!("building.shed.{of}.busy")], Value::Null);
    }
    let rows = dial(&report, "building.house.storeroom.rows");
    assert!(rows > 0.0 && rows <= 120.0);
    assert_same(&report["dials"]["storeroom.rows"], rows);
    for absent in ["building.shed.storeroom.rows", "building.flat.storeroom.rows"] {
        assert_eq!(report["dials"][absent], Value::Null);
    }
    for absent in ["building.shed.worktop.wait.mean", "building.shed.water.wait.mean"] {
        assert_eq!(report["dials"][absent], Value::Null);
    }
}

#[test]
fn uptime_is_the_share_of_time_with_power_and_everything_booted() {
    let report = town_report();
    // Dark from 5 m to 5 m 10 s, booting for 20 s, on the generator until 6 m 10 s, dark until
    // 8 m, booting for 20 s: 140 s + 20 s of 600 s are lost.
    assert_same(&report["dials"]["building.house.up"], 1.0 - 160.0 / 600.0);
    assert_same(&report["dials"]["building.flat.up"], 1.0 - 160.0 / 600.0);
    assert_same(&report["dials"]["building.shed.up"], 1.0);
    assert!(dial(&report, "outcomes.failed.power_out") > 0.0);
}

#[test]
fn a_worktop_may_crash_and_a_storeroom_may_be_full() {
    let crash = town("worktop = 3", "worktop = 3\nworktop_full = \"crash\"");
    let crash = crash.replace("worktop = 2", "worktop = 2\nworktop_full = \"crash\"");
    assert!(dial(&report(&crash, 1, &[]), "outcomes.failed.crashed") > 0.0);
    let small = report(&town("storeroom = 120", "storeroom = 3"), 1, &[]);
    assert!(dial(&small, "outcomes.failed.storeroom_full") > 0.0);
    assert_same(&small["dials"]["storeroom.rows"], 3.0);
}

#[test]
fn what_cannot_be_built_is_found() {
    for (old, new, words) in [
        ("inside = \"house\"", "inside = \"flat\"", &["inside of itself", "physical"][..]),
        ("[building.shed]", "[building.shed]\ninside = \"flat\"", &["virtual", "shed"]),
        ("inside = \"house\"", "inside = \"hous\"", &["did you mean", "house"]),
        ("inside = \"house\"", "inside = \"house\"\nsharing = \"turns\"", &["virtual", "turns"]),
        (
            "{ \"district.north.power\"",
            "{ \"building.flat.sharing\" = \"slices\", \"district.north.power\"",
            &["virtual"],
        ),
        (
            "{ \"district.north.power\"",
            "{ \"district.nord.power\"",
            &["did you mean", "district.north.power"],
        ),
        ("district = \"north\"", "district = \"The North\"", &["no name"]),
        ("\"slices\"", "\"slice\"", &["did you mean", "slices"]),
        ("water = 10", "water = 0", &["out of range", "0.000001"]),
        ("water = 10", "water = \"much\"", &["number above 0", "unlimited"]),
        ("size = 2", "size = \"unlimited\"", &["number above 0"]),
        ("{ starts_in = \"10s\", lasts = \"1m\" }", "\"of\"", &["did you mean", "off"]),
        ("{ starts_in = \"10s\", lasts = \"1m\" }", "{ starts_in = \"10s\" }", &["lasts"]),
        ("building = \"house\"", "building = \"hose\"", &["did you mean", "house"]),
        ("worktop = 3", "worktop = -3", &["out of range"]),
        ("boots_in = \"20s\"", "boots_in = 20", &["duration"]),
    ] {
        assert_mentions(&finding(&town(old, new)), words);
    }
}

#[test]
fn knobs_of_buildings_and_districts_can_be_set_from_outside() {
    let sets = [
        ["--set", "district.north.power=off"],
        ["--set", "building.house.generator=on"],
        ["--set", "building.house.water=unlimited"],
    ];
    let report =
        report(&town("[[timeline]]", "[district.north]\n\n[[timeline]]"), 1, &sets.concat());
    assert_same(&report["dials"]["building.house.up"], 1.0);
    assert_eq!(report["dials"]["building.house.water.busy"], Value::Null);
    assert_same(&report["dials"]["outcomes.failed.power_out"], 0.0);
}
