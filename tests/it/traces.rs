//! Traces small enough to work out by hand: every figure must be exact.
//!
//! What falls on one instant goes in this order: work that ends, guests that come, patience that
//! ends; equals in the order they were scheduled. Several traces are laid out to tie.

use std::fmt::Write;

use serde_json::Value;

use crate::support::{
    Folder, assert_mentions, dial, json, refusal, report, report_of_trace, small_with,
};

/// One kitchen whose orders come at given moments, each for a dish of its own: `o0`, `o1`, ….
struct Trace<'a> {
    /// Moments in seconds, as written in the file.
    at: &'a [String],
    /// The work each dish takes; the last one holds for all that follow.
    cook: &'a [&'a str],
    kitchen: &'a str,
    room: &'a str,
    /// Patience as a column of the file.
    patience: Option<&'a str>,
    /// Nobody new comes in from here on; then the kitchen empties.
    closing: &'a str,
    /// What else the scenario says.
    rest: &'a str,
}

impl Trace<'_> {
    fn run(&self, extra: &[&str]) -> Value {
        let Self { kitchen, room, closing, rest, .. } = self;
        let mut scenario = format!(
            "title = \"Trace\"\nduration = \"{closing}\"\n\
             [dining_room.web]\narrivals = {{ trace = \"trace.csv\" }}\n{room}\n\
             [kitchen.main]\n{kitchen}\n{rest}\n"
        );
        let column = if self.patience.is_some() { ",patience" } else { "" };
        let mut trace = format!("at,dish{column}\n");
        for (i, at) in self.at.iter().enumerate() {
            let cook = self.cook.get(i).or(self.cook.last()).unwrap();
            writeln!(scenario, "[menu.o{i}]\nrecipe = [{{ cook = \"{cook}\" }}]").unwrap();
            let patience = self.patience.map(|column| format!(",{column}")).unwrap_or_default();
            writeln!(trace, "{at},o{i}{patience}").unwrap();
        }
        report_of_trace(&scenario, &trace, extra)
    }
}

/// Orders at 0, 1, 2, … seconds.
fn every_second(count: u32) -> Vec<String> {
    (0..count).map(|second| second.to_string()).collect()
}

/// One letter an order, in order of arrival: served, refused, abandoned.
fn fates(report: &Value, count: usize) -> String {
    let is = |i: usize, end: &str| dial(report, &format!("menu.o{i}.orders.{end}")) > 0.0;
    (0..count)
        .map(|i| match (is(i, "served"), is(i, "refused"), is(i, "abandoned")) {
            (true, false, false) => 's',
            (false, true, false) => 'r',
            (false, false, true) => 'a',
            _ => '?',
        })
        .collect()
}

/// Latencies of single orders.
fn latencies(report: &Value, orders: &[usize]) -> Vec<f64> {
    orders.iter().map(|i| dial(report, &format!("menu.o{i}.latency.mean"))).collect()
}

/// Compares dials with what they must be, but for the last digits of a binary fraction.
fn exact(report: &Value, wanted: &[(&str, f64)]) {
    let wrong: Vec<String> = wanted
        .iter()
        .map(|&(name, want)| (name, dial(report, name), want))
        .filter(|&(_, got, want)| !same(got, want))
        .map(|(name, got, want)| format!("{name}: {got}, not {want}"))
        .collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

fn same(got: f64, want: f64) -> bool {
    (got - want).abs() <= 1e-12 * want.abs().max(1.0)
}

fn assert_all_same(got: &[f64], want: &[f64]) {
    let pairs = || got.iter().zip(want);
    assert!(got.len() == want.len() && pairs().all(|(&g, &w)| same(g, w)), "{got:?}, not {want:?}");
}

fn simulated_seconds(report: &Value) -> f64 {
    report["simulated_seconds"].as_f64().unwrap()
}

/// The restaurant starts and ends empty, so Little's law holds to the nanosecond: the integral of
/// the number inside, waiting or in hands, is the sum of all the time spent inside.
fn assert_little(report: &Value, chefs: f64, integral: f64) {
    let length = dial(report, "rail.length.mean") + chefs * dial(report, "chefs.busy");
    let sum = dial(report, "latency.mean") * dial(report, "orders.served");
    assert_all_same(&[length * simulated_seconds(report), sum], &[integral, integral]);
}

#[test]
fn t1_one_cook() {
    let report = Trace {
        at: &every_second(5),
        cook: &["2.5s"],
        kitchen: "chefs = 1",
        room: "",
        patience: None,
        closing: "4.5s",
        rest: "",
    }
    .run(&["--drain"]);
    exact(
        &report,
        &[
            ("orders.placed", 5.0),
            ("orders.served", 5.0),
            ("orders.refused", 0.0),
            ("orders.failed", 0.0),
            ("orders.abandoned", 0.0),
            ("orders.in_flight", 0.0),
            ("outcomes.served", 5.0),
            ("rail.wait.mean", 3.0),
            ("rail.wait.p50", 3.0),
            ("rail.wait.p90", 6.0),
            ("rail.wait.max", 6.0),
            ("rail.waited.share", 0.8),
            ("rail.length.mean", 15.0 / 12.5),
            ("rail.length.max", 3.0),
            ("rail.length.now", 0.0),
            ("latency.mean", 5.5),
            ("latency.p50", 5.5),
            ("latency.p95", 8.5),
            ("latency.max", 8.5),
            ("chefs.busy", 1.0),
            ("throughput.rate", 5.0 / 12.5),
            ("phase.rail_wait.mean", 3.0),
            ("phase.cooking.mean", 2.5),
        ],
    );
    assert_all_same(&[simulated_seconds(&report)], &[12.5]);
    assert_all_same(&latencies(&report, &[0, 1, 2, 3, 4]), &[2.5, 4.0, 5.5, 7.0, 8.5]);
    assert_little(&report, 1.0, 27.5);
}

#[test]
fn t2_two_cooks() {
    let report = Trace {
        at: &every_second(5),
        cook: &["2.5s"],
        kitchen: "chefs = 2",
        room: "",
        patience: None,
        closing: "4.5s",
        rest: "",
    }
    .run(&["--drain"]);
    exact(
        &report,
        &[
            ("orders.served", 5.0),
            ("rail.wait.mean", 0.4),
            ("rail.wait.p50", 0.5),
            ("rail.wait.max", 1.0),
            ("rail.waited.share", 0.6),
            ("rail.length.mean", 2.0 / 7.5),
            ("rail.length.max", 1.0),
            ("latency.mean", 2.9),
            ("latency.p50", 3.0),
            ("latency.p95", 3.5),
            ("latency.max", 3.5),
            ("chefs.busy", 12.5 / 15.0),
        ],
    );
    assert_all_same(&[simulated_seconds(&report)], &[7.5]);
    assert_all_same(&latencies(&report, &[0, 1, 2, 3, 4]), &[2.5, 2.5, 3.0, 3.0, 3.5]);
    assert_little(&report, 2.0, 14.5);
}

/// At 5 s and 10 s an order is done at the moment another comes. Were the one that comes let in
/// first, order 5 would be refused and order 6 would not.
#[test]
fn t3_one_place_on_the_rail() {
    let report = Trace {
        at: &every_second(10),
        cook: &["2.5s"],
        kitchen: "chefs = 1\nrail = { capacity = 1 }",
        room: "",
        patience: None,
        closing: "9.5s",
        rest: "",
    }
    .run(&["--drain"]);
    assert_eq!(fates(&report, 10), "ssrsrsrrsr");
    exact(
        &report,
        &[
            ("orders.placed", 10.0),
            ("orders.served", 5.0),
            ("orders.refused", 5.0),
            ("outcomes.refused.rail_full", 5.0),
            ("rail.wait.mean", 1.6),
            ("rail.wait.p50", 2.0),
            ("rail.wait.max", 2.5),
            ("rail.waited.share", 0.8),
            ("rail.length.mean", 8.0 / 12.5),
            ("rail.length.max", 1.0),
            ("latency.mean", 4.1),
            ("latency.p50", 4.5),
            ("latency.p95", 5.0),
            ("latency.max", 5.0),
            ("chefs.busy", 1.0),
        ],
    );
    assert_eq!(report["outcomes"]["served"], 5);
    assert_eq!(report["outcomes"]["refused.rail_full"], 5);
    assert_all_same(&[simulated_seconds(&report)], &[12.5]);
    assert_all_same(&latencies(&report, &[0, 1, 3, 5, 8]), &[2.5, 4.0, 4.5, 5.0, 4.5]);
    assert_little(&report, 1.0, 20.5);
}

/// Orders 2 and 7 reach a chef at the very moment their patience ends, and are served.
fn t4(room: &str, patience: Option<&str>) {
    let report = Trace {
        at: &every_second(10),
        cook: &["2.5s"],
        kitchen: "chefs = 1",
        room,
        patience,
        closing: "9.5s",
        rest: "",
    }
    .run(&["--drain"]);
    assert_eq!(fates(&report, 10), "sssaasasaa");
    exact(
        &report,
        &[
            ("orders.served", 5.0),
            ("orders.abandoned", 5.0),
            ("outcomes.abandoned.patience", 5.0),
            ("rail.wait.mean", 2.0),
            ("rail.wait.p50", 2.5),
            ("rail.wait.max", 3.0),
            ("rail.left.wait.mean", 3.0),
            ("rail.waited.share", 0.9),
            ("rail.length.mean", 25.0 / 12.5),
            // At 6 s order 6 comes before order 3 loses patience.
            ("rail.length.max", 4.0),
            ("latency.mean", 4.5),
            ("latency.p50", 5.0),
            ("latency.max", 5.5),
            ("chefs.busy", 1.0),
        ],
    );
    assert_all_same(&[simulated_seconds(&report)], &[12.5]);
    assert_all_same(&latencies(&report, &[0, 1, 2, 5, 7]), &[2.5, 4.0, 5.5, 5.0, 5.5]);
}

#[test]
fn t4_patience_of_the_room() {
    t4("patience = \"3s\"\npatience_until = \"chef\"", None);
}

#[test]
fn t4_patience_of_the_trace() {
    t4("patience_until = \"chef\"", Some("3"));
}

/// Order 1 reaches the chef as its patience ends, then nobody else does.
#[test]
fn t5_patience_ends_as_the_chef_is_free() {
    let report = Trace {
        at: &every_second(4),
        cook: &["3s"],
        kitchen: "chefs = 1",
        room: "patience = \"2s\"\npatience_until = \"chef\"",
        patience: None,
        closing: "3.5s",
        rest: "",
    }
    .run(&["--drain"]);
    assert_eq!(fates(&report, 4), "ssaa");
    exact(
        &report,
        &[
            ("orders.served", 2.0),
            ("orders.abandoned", 2.0),
            ("rail.wait.mean", 1.0),
            ("rail.wait.p50", 0.0),
            ("rail.wait.max", 2.0),
            ("rail.left.wait.mean", 2.0),
            ("rail.waited.share", 0.75),
            ("rail.length.mean", 1.0),
            ("rail.length.max", 2.0),
            ("latency.mean", 4.0),
            ("latency.p50", 3.0),
            ("latency.p95", 5.0),
            ("chefs.busy", 1.0),
        ],
    );
    assert_all_same(&[simulated_seconds(&report)], &[6.0]);
}

const FREEZE: &str = r#"
[[timeline]]
at  = "50s"
set = { "kitchen.main.chefs" = 0 }
for = "10s"
"#;

/// An order every 100 ms for 100 s, a millisecond of work, and ten seconds without a chef: guests
/// who come anyway feel all of it.
#[test]
fn t6_guests_feel_the_freeze() {
    let mut trace = "at,dish\n".to_owned();
    for tenth in 0..1000 {
        writeln!(trace, "{}.{},dish", tenth / 10, tenth % 10).unwrap();
    }
    let scenario = format!(
        "title = \"Freeze\"\nduration = \"99.95s\"\n\
         [menu.dish]\nrecipe = [{{ cook = \"1ms\" }}]\n\
         [dining_room.web]\narrivals = {{ trace = \"trace.csv\" }}\n\
         [kitchen.main]\nchefs = 1\n{FREEZE}"
    );
    let report = report_of_trace(&scenario, &trace, &["--drain"]);
    exact(
        &report,
        &[
            ("orders.placed", 1000.0),
            ("orders.served", 1000.0),
            ("latency.mean", 0.511_051),
            ("latency.p50", 0.001),
            ("latency.p90", 0.101),
            ("latency.p95", 5.051),
            ("latency.p99", 9.011),
            ("latency.max", 10.001),
            ("rail.wait.mean", 0.510_051),
            ("rail.wait.p50", 0.0),
            ("rail.wait.p90", 0.1),
            ("rail.wait.p95", 5.05),
            ("rail.wait.p99", 9.01),
            ("rail.wait.max", 10.0),
            // All that came during the freeze, the one that came as it ended, and the next.
            ("rail.waited.share", 0.102),
            ("rail.length.max", 100.0),
        ],
    );
}

/// The same freeze seen by one guest who asks again only when answered: one bad answer in 900.
#[test]
fn t6_a_closed_room_hides_the_freeze() {
    let scenario = format!(
        "title = \"Freeze\"\nduration = \"99.95s\"\n\
         [menu.dish]\nrecipe = [{{ cook = \"1ms\" }}]\n\
         [dining_room.web]\nguests = 1\nthink = \"99ms\"\n\
         [kitchen.main]\nchefs = 1\n{FREEZE}"
    );
    let report = report(&scenario, 1, &["--drain"]);
    exact(
        &report,
        &[
            ("orders.served", 900.0),
            ("latency.mean", (899.0 * 0.001 + 9.902) / 900.0),
            ("latency.p50", 0.001),
            ("latency.p99", 0.001),
            ("latency.max", 9.902),
            ("rail.waited.share", 1.0 / 900.0),
        ],
    );
}

/// Latencies to order: unlimited chefs, and a dish for each latency.
fn latencies_of(cook: &[&str]) -> Value {
    let count = u32::try_from(cook.len()).unwrap();
    Trace {
        at: &every_second(count),
        cook,
        kitchen: "",
        room: "",
        patience: None,
        closing: "1h",
        rest: "",
    }
    .run(&[])
}

#[test]
fn percentiles_of_six_are_members() {
    // Not in ascending order, so that nobody gets by without sorting.
    let report = latencies_of(&["6.16s", "5.34s", "11.56s", "5.93s", "6.56s", "5.75s"]);
    exact(
        &report,
        &[
            ("latency.p50", 5.93),
            ("latency.p90", 11.56),
            ("latency.p95", 11.56),
            ("latency.p99", 11.56),
            ("latency.max", 11.56),
        ],
    );
}

#[test]
fn percentiles_of_a_hundred() {
    let seconds: Vec<String> = (1..=100).rev().map(|second| format!("{second}s")).collect();
    let seconds: Vec<&str> = seconds.iter().map(String::as_str).collect();
    exact(
        &latencies_of(&seconds),
        &[
            ("latency.mean", 50.5),
            ("latency.p50", 50.0),
            ("latency.p90", 90.0),
            ("latency.p95", 95.0),
            ("latency.p99", 99.0),
            ("latency.max", 100.0),
        ],
    );
}

#[test]
fn percentiles_of_one_are_itself() {
    let one = 2.345_678_912;
    exact(
        &latencies_of(&["2.345678912s"]),
        &[
            ("latency.mean", one),
            ("latency.p50", one),
            ("latency.p95", one),
            ("latency.p99", one),
            ("latency.max", one),
        ],
    );
}

/// One order that is still cooking when the run ends: no data is null, never 0.
#[test]
fn percentiles_of_none_are_null() {
    let report = latencies_of(&["2h"]);
    exact(&report, &[("orders.placed", 1.0), ("orders.in_flight", 1.0)]);
    for figure in ["mean", "p50", "p90", "p95", "p99", "max"] {
        let name = format!("latency.{figure}");
        assert_eq!(report["dials"].get(&name), Some(&Value::Null), "{name}");
    }
}

/// Six a second are six in each second, though a sixth of one is no whole number of nanoseconds.
#[test]
fn a_limit_lets_in_every_order_of_its_second() {
    for (limit, arrivals, served) in [
        ("6/s", "{ burst = { size = 6, every = \"1s\" } }", 600.0),
        ("11/s", "{ burst = { size = 12, every = \"1s\" } }", 1100.0),
        // One and a half at opening, then three quarters with each guest.
        ("1.5/s", "{ every = \"500ms\" }", 150.0),
        ("40/min", "{ every = \"500ms\" }", 67.0),
    ] {
        let scenario = format!(
            "title = \"Limit\"\nduration = \"99900ms\"\n[menu.soup]\n[waiter]\nlimit = \"{limit}\"\n\
             [dining_room.web]\narrivals = {arrivals}\n"
        );
        exact(&report(&scenario, 1, &[]), &[("orders.served", served)]);
    }
}

/// Ten tokens at opening, and a tenth for each of twenty guests: twelve.
#[test]
fn tenths_of_a_budget_add_up_to_whole_retries() {
    let scenario = "title = \"Budget\"\nduration = \"1m\"\n[menu.soup]\n\
                    [dining_room.web]\narrivals = { burst = { size = 20, every = \"1h\" } }\n\
                    retry = { limit = 1, wait = \"1s\", budget = 0.1 }\n\
                    [kitchen.main]\nchefs = 0\nrail = { capacity = 0 }\n";
    exact(&report(scenario, 1, &[]), &[("orders.placed", 32.0)]);
}

#[test]
fn what_finds_no_room_ends_as_the_recipe_says() {
    let scenario = "title = \"Room\"\nduration = \"1m\"\n\
                    [menu.soup]\nrecipe = [{ put = { notes = { of = \"1\" } }, or = \"no room\" }]\n\
                    [menu.stew]\nrecipe = [{ put = { pots = 1 }, or = \"crashed\" }]\n\
                    [dining_room.web]\narrivals = { every = \"10s\" }\norders = { soup = 1 }\n\
                    [dining_room.app]\narrivals = { every = \"10s\" }\norders = { stew = 1 }\n\
                    [pantry.main]\nbuilding = \"here\"\n\
                    shelf.notes = { rows = [{ id = 1, of = 1 }] }\nshelf.pots = { stock = 0 }\n\
                    [building.here]\nstoreroom = 4\n";
    let wanted = [
        ("orders.served", 4.0),
        ("outcomes.refused.no_room", 4.0),
        ("outcomes.failed.crashed", 4.0),
        ("outcomes.failed.storeroom_full", 0.0),
    ];
    exact(&report(scenario, 1, &[]), &wanted);
}

const ONE_CHEF: &str = "title = \"Chef\"\nduration = \"1m\"\n\
                        [menu.soup]\nrecipe = [{ call = \"bank\" }, { prep = \"1s\" }]\n\
                        [dining_room.web]\narrivals = { burst = { size = 9, every = \"1h\" } }\n\
                        [kitchen.main]\nchefs = 1\n[partner.bank]\nanswers = \"10s\"\n";

#[test]
fn a_chef_may_have_any_number_of_orders_in_hand() {
    let all = report(ONE_CHEF, 1, &["--set", "kitchen.main.juggles=unlimited"]);
    exact(&all, &[("orders.served", 9.0), ("latency.max", 19.0)]);
    assert_eq!(all["dials"], report(ONE_CHEF, 1, &["--set", "kitchen.main.juggles=9"])["dials"]);
}

#[test]
fn keys_of_one_group_are_set_together_or_one_by_one() {
    let group =
        report(ONE_CHEF, 1, &["--set", "kitchen.main.rail={ capacity = 2, order = \"lifo\" }"]);
    let each = ["--set", "kitchen.main.rail.capacity=2", "--set", "kitchen.main.rail.order=lifo"];
    assert_eq!(group["dials"], report(ONE_CHEF, 1, &each)["dials"]);
    exact(&group, &[("orders.refused", 6.0)]);
}

/// They all come at one instant and all go at one: that is much at once, but not without end.
#[test]
fn a_crowd_at_one_instant_is_no_time_that_stands_still() {
    for rail in ["", "chefs = 0\nrail = { capacity = 0 }\n"] {
        let scenario = format!(
            "title = \"Crowd\"\nduration = \"15s\"\n[menu.soup]\nrecipe = [{{ prep = \"1s\" }}]\n\
             [dining_room.web]\nguests = 400_000\nthink = \"10s\"\n[kitchen.main]\n{rail}"
        );
        let report = report(&scenario, 1, &[]);
        assert_eq!(
            (&report["partial"], dial(&report, "orders.placed")),
            (&false.into(), 400_000.0)
        );
    }
}

/// What would be read otherwise than it is meant is found, with its line.
#[test]
fn a_trace_that_cannot_be_meant_is_refused() {
    let folder = Folder::new();
    let scenario = small_with("\"2/min\"", "{ trace = \"trace.csv\" }");
    let file = folder.file("scenario.toml", scenario);
    let file = file.to_str().unwrap();
    for (trace, says) in [
        ("at,dish\n0,soup\n1,\"soup\n2,soup\n3,soup\n", ["line 3", "quote", "write \" behind"]),
        ("at,dish,note\n0,soup,\"a \"\"b\n1,soup,c\n", ["line 2", "quote", "write \" behind"]),
        ("at,dish,dish\n0,soup,stew\n", ["\"dish\" twice", "column", "each once"]),
        ("at,dish,note,note\n0,soup,a,b\n", ["\"note\" twice", "column", "each once"]),
        ("at,dish\nsoon,soup\n", ["line 2", "\"soon\" is no time", "5e-05"]),
    ] {
        folder.file("trace.csv", trace);
        assert_mentions(&refusal(&["run", file, "--json"], b""), &says);
    }
    let quoted = "at,dish,note\n5e-05,soup,\"two\nlines, \"\"quoted\"\"\"\n1.2e1,soup,5\" wide\n";
    folder.file("trace.csv", quoted);
    let report = json(&["run", file, "--json"], "");
    exact(&report, &[("orders.placed", 2.0)]);
}

/// One order empties the bucket; ten seconds at one an hour earn nothing, whatever comes then.
#[test]
fn what_a_limit_let_in_before_it_was_turned_is_as_it_was() {
    let scenario = "title = \"Limit\"\nduration = \"1m\"\n[menu.soup]\n[waiter]\nlimit = \"1/h\"\n\
                    [dining_room.web]\narrivals = { every = \"10s\" }\ngroup = 10\n\
                    [[timeline]]\nat = \"10s\"\nset = { \"waiter.limit\" = \"2/s\" }\n";
    // One at opening, none at 10 s, then as many as a second's worth each time.
    exact(&report(scenario, 1, &[]), &[("orders.served", 1.0 + 4.0 * 2.0)]);
}

/// Guests of every four seconds come every four seconds, if that is turned to what it is; from 20 s
/// on they come twice as often, and the one of that moment comes as well.
#[test]
fn guests_who_were_on_their_way_come_when_arrivals_are_turned() {
    for (turned, placed) in [("4s", 10.0), ("2s", 5.0 + 10.0)] {
        for at in ["18s", "20s"] {
            let scenario = format!(
                "title = \"Turned\"\nduration = \"40s\"\n[menu.soup]\n\
                 [dining_room.web]\narrivals = {{ every = \"4s\" }}\n[[timeline]]\nat = \"{at}\"\n\
                 set = {{ \"dining_room.web.arrivals\" = {{ every = \"{turned}\" }} }}\n"
            );
            // At 18 s half of a gap is left, so the next guest comes at 19 s: one more until 40 s.
            let more = if (turned, at) == ("2s", "18s") { 1.0 } else { 0.0 };
            exact(&report(&scenario, 1, &[]), &[("orders.placed", placed + more)]);
        }
    }
}

/// Everybody is the same person, and always comes to the same copy.
#[test]
fn whoever_is_known_comes_to_the_same_copy_on_every_visit() {
    let scenario = "title = \"Sticky\"\nduration = \"100s\"\n[menu.soup]\n\
                    recipe = [{ cook = \"500ms\" }]\n\
                    [dining_room.web]\narrivals = { every = \"1s\" }\npeople = [{ id = 1 }]\n\
                    [kitchen.main]\ncopies = 2\nbuilding = [\"x\", \"y\"]\n\
                    [building.x]\nburners = 1\n[building.y]\nburners = 1\n\
                    [dispatcher]\npolicy = \"sticky\"\n";
    let report = report(scenario, 1, &[]);
    let busy = ["x", "y"].map(|name| dial(&report, &format!("building.{name}.burners.busy")));
    assert!(same(busy.iter().sum(), 0.5), "{busy:?}");
    assert!(busy.contains(&0.0), "{busy:?}");
}

/// The chef's break begins as the soup is ready: it is handed over first.
#[test]
fn work_that_ends_as_a_break_begins_has_ended() {
    let scenario = "title = \"Break\"\nduration = \"1m\"\n[menu.soup]\nrecipe = [{ prep = \"4s\" }]\n\
                    [dining_room.web]\narrivals = { every = \"1h\" }\n\
                    [kitchen.main]\nchefs = 1\nbreaks = { every = \"4s\", for = \"3s\" }\n";
    exact(&report(scenario, 1, &[]), &[("latency.max", 4.0), ("phase.hands_wait.mean", 0.0)]);
}

/// Guests leave after 20 s, their tickets never: the bank hangs. Those of 0 s to 570 s have left.
#[test]
fn work_is_wasted_although_its_ticket_stays_in_the_kitchen() {
    let scenario = "title = \"Wasted\"\nduration = \"10m\"\n[menu.soup]\n\
                    recipe = [{ prep = \"5s\" }, { call = \"bank\" }]\n\
                    [dining_room.web]\narrivals = { every = \"10s\" }\npatience = \"20s\"\n\
                    [partner.bank]\npower = \"hangs\"\n";
    let wasted = [("orders.abandoned", 58.0), ("wasted.orders", 58.0), ("wasted.seconds", 290.0)];
    exact(&report(scenario, 1, &[]), &wasted);
    // Work that goes on when the guest leaves counts once it is done.
    let scenario = "title = \"Wasted\"\nduration = \"9s\"\n[menu.soup]\n\
                    recipe = [{ prep = \"2s\" }, { prep = \"6s\" }, { prep = \"9s\" }]\n\
                    [dining_room.web]\narrivals = { every = \"1h\" }\npatience = \"3s\"\n";
    for (until, seconds) in [("2500ms", 0.0), ("4s", 2.0), ("7s", 2.0), ("9s", 8.0)] {
        let report = report(scenario, 1, &["--duration", until]);
        exact(&report, &[("wasted.seconds", seconds)]);
    }
}
