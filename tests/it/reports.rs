//! What a run tells: the JSON object, the text, and whether the goals were met.

use serde_json::Value;

use crate::support::{SMALL, assert_mentions, assert_same, dial, json, kind, run};

fn keys(object: &Value) -> Vec<&str> {
    let mut keys: Vec<&str> = object.as_object().unwrap().keys().map(String::as_str).collect();
    keys.sort_unstable();
    keys
}

#[test]
fn a_json_report_is_one_object_with_every_field() {
    let goal = "[[goal]]\nreach = \"orders.placed > 0\"\n";
    let output = run(&["run", "-", "--json", "--seed", "7"], format!("{SMALL}{goal}").as_bytes());
    let (stdout, _) = kind(&output);
    assert_eq!(output.status.code(), Some(0));
    let report: Value = serde_json::from_str(&stdout).unwrap();

    let mut fields = [
        "schema_version",
        "engine",
        "scenario",
        "scenario_hash",
        "seed",
        "partial",
        "simulated_seconds",
        "events",
        "dials",
        "outcomes",
        "goals",
        "sides",
        "warnings",
        "performance",
    ];
    fields.sort_unstable();
    assert_eq!(keys(&report), fields);
    assert_eq!(report["schema_version"], 1);
    assert!(report["engine"].is_u64());
    assert!(report["scenario"].is_string());
    assert!(report["scenario_hash"].as_str().is_some_and(|hash| hash.len() >= 8));
    assert_eq!(report["seed"], 7);
    assert_eq!(report["partial"], false);
    assert_same(&report["simulated_seconds"], 600.0);
    assert!(report["events"].as_u64().is_some_and(|events| events > 0));
    assert!(report["warnings"].is_array());

    assert_eq!(report["goals"].as_array().unwrap().len(), 1);
    let goal = &report["goals"][0];
    assert_eq!(keys(goal), ["got", "met", "reach"]);
    assert_eq!(goal["reach"], "orders.placed > 0");
    assert_same(&goal["got"], dial(&report, "orders.placed"));
    assert_eq!(goal["met"], true);

    let performance = &report["performance"];
    assert_eq!(keys(performance), ["events_per_second", "peak_memory_bytes", "wall_seconds"]);
    assert!(performance["wall_seconds"].as_f64().is_some_and(|seconds| seconds > 0.0));
    assert!(performance["events_per_second"].as_f64().is_some_and(|rate| rate > 0.0));
}

#[test]
fn a_report_holds_the_dials_of_the_contract() {
    let report = json(&["run", "-", "--json"], SMALL);
    let dials = report["dials"].as_object().unwrap();
    let families = [
        ("orders", &["placed", "served", "refused", "failed", "abandoned", "in_flight"][..]),
        ("visits", &["begun", "happy", "unhappy"]),
        ("latency", &["mean", "p50", "p90", "p95", "p99", "max"]),
        ("visit.latency", &["mean", "p50", "p95", "p99"]),
        ("throughput", &["rate"]),
        ("goodput", &["rate", "share"]),
        ("waiter", &["busy", "wait.mean", "queue.mean"]),
        ("rail.length", &["now", "mean", "max"]),
        ("rail.wait", &["mean", "p50", "p90", "p95", "p99", "max"]),
        ("rail", &["waited.share", "left.wait.mean"]),
        ("chefs", &["busy", "working"]),
        ("burners", &["busy", "wait.mean"]),
        ("hatches", &["busy", "wait.mean"]),
        ("money", &["revenue", "costs", "profit"]),
        ("phase", &["rail_wait.mean", "cooking.mean", "waiter_wait.mean", "walking_in.mean"]),
        ("outcomes", &["served", "refused.rail_full", "abandoned.patience"]),
        ("dining_room.web", &["orders.placed", "latency.p95"]),
        ("menu.soup", &["orders.served", "latency.mean"]),
        ("kitchen.main", &["chefs.busy", "rail.wait.mean"]),
    ];
    let missing: Vec<String> = families
        .iter()
        .flat_map(|(family, names)| names.iter().map(move |name| format!("{family}.{name}")))
        .filter(|name| !dials.contains_key(name))
        .collect();
    assert_eq!(missing, [""; 0]);
    for (name, value) in dials {
        let legal = value.is_null() || value.as_f64().is_some_and(f64::is_finite);
        assert!(legal, "{name}: {value}");
    }
    // Without a pantry or a waiter there is nothing to be busy.
    assert_eq!(dials["hatches.busy"], Value::Null);
    assert_eq!(dials["waiter.busy"], Value::Null);
}

#[test]
fn no_order_is_lost_in_a_report() {
    for args in [&["run", "lunch-rush", "--json"][..], &["run", "lunch-rush", "--json", "--drain"]]
    {
        let report = json(args, "");
        let orders = |end: &str| dial(&report, &format!("orders.{end}"));
        let ended: f64 = ["served", "refused", "failed", "abandoned"].map(orders).iter().sum();
        assert_same(&report["dials"]["orders.placed"], ended + orders("in_flight"));
        let outcomes = report["outcomes"].as_object().unwrap();
        let sum: f64 = outcomes.values().map(|count| count.as_f64().unwrap()).sum();
        assert_same(&sum.into(), ended);
        for (name, count) in outcomes {
            assert_same(count, dial(&report, &format!("outcomes.{name}")));
        }
        if args.contains(&"--drain") {
            assert_same(&report["dials"]["orders.in_flight"], 0.0);
        }
    }
}

#[test]
fn latency_is_the_sum_of_its_phases() {
    let report = json(&["run", "lunch-rush", "--json"], "");
    let phases: f64 = report["dials"]
        .as_object()
        .unwrap()
        .iter()
        .filter(|(name, _)| name.starts_with("phase."))
        .map(|(_, mean)| mean.as_f64().unwrap_or(0.0))
        .sum();
    assert_same(&phases.into(), dial(&report, "latency.mean"));
}

/// Cuts the one field that may differ between two runs.
fn without_performance(report: &[u8]) -> String {
    let text = String::from_utf8(report.to_vec()).unwrap();
    let start = text.find("\"performance\"").unwrap();
    let length = text[start..].find('}').unwrap();
    format!("{}{}", &text[..start], &text[start + length..])
}

#[test]
fn the_same_seed_gives_the_same_bytes() {
    let lunch = |seed: &str, extra: &[&str]| {
        let args = [&["run", "lunch-rush", "--json", "--seed", seed], extra].concat();
        without_performance(&run(&args, b"").stdout)
    };
    assert_eq!(lunch("7", &[]), lunch("7", &[]));
    assert_ne!(lunch("7", &[]), lunch("8", &[]));
}

#[test]
fn a_run_can_be_changed_from_the_command_line() {
    let wait = |extra: &[&str]| {
        dial(&json(&[&["run", "-", "--json"], extra].concat(), SMALL), "rail.wait.mean")
    };
    assert!(wait(&["--set", "kitchen.main.chefs=4"]) < wait(&[]));

    let short = json(&["run", "-", "--json", "--duration", "1m 30s"], SMALL);
    assert_same(&short["simulated_seconds"], 90.0);
}

/// The guests of a seed come at the same moments whatever the kitchen is like.
#[test]
fn more_chefs_leave_the_guests_as_they_are() {
    let placed = |chefs: &str| {
        let set = format!("kitchen.main.chefs={chefs}");
        dial(&json(&["run", "-", "--json", "--set", &set], SMALL), "orders.placed")
    };
    assert_same(&placed("1").into(), placed("9"));
}

#[test]
fn a_text_report_is_plain_text() {
    for args in [&["run", "lunch-rush"][..], &["run", "lunch-rush", "--headless"]] {
        let output = run(args, b"");
        let (stdout, stderr) = kind(&output);
        assert!(matches!(output.status.code(), Some(0 | 1)), "{args:?}: {stderr}");
        assert_mentions(&stdout, &["lunch rush"]);
    }
}

fn run_with_goals(goals: &[&str]) -> (Option<i32>, Value) {
    let goals = goals.iter().map(|goal| format!("[[goal]]\nreach = \"{goal}\"\n"));
    let scenario: String = [SMALL.to_owned()].into_iter().chain(goals).collect();
    let output = run(&["run", "-", "--json"], scenario.as_bytes());
    let (stdout, _) = kind(&output);
    (output.status.code(), serde_json::from_str(&stdout).unwrap())
}

#[test]
fn goals_decide_the_exit_code() {
    let (code, report) = run_with_goals(&["orders.placed > 0", "latency.p95 < 1h"]);
    assert_eq!((code, &report["goals"][1]["met"]), (Some(0), &Value::Bool(true)));

    let (code, report) = run_with_goals(&["orders.placed > 0", "latency.p95 < 1ms"]);
    assert_eq!(code, Some(1));
    assert_eq!(report["goals"][0]["met"], true);
    assert_eq!(report["goals"][1]["met"], false);
    assert_same(&report["goals"][1]["got"], dial(&report, "latency.p95"));
}

#[test]
fn a_dial_without_data_misses_its_goal() {
    let (code, report) = run_with_goals(&["hatches.wait.mean < 1h"]);
    assert_eq!(code, Some(1));
    assert_eq!(report["goals"][0]["got"], Value::Null);
    assert_eq!(report["goals"][0]["met"], false);
}

/// Ten years of work, and a tail far beyond them: nothing overflows, and a drain still ends.
#[test]
fn the_longest_times_are_no_trouble() {
    let text = r#"
        title = "Geology"
        duration = "3650d"
        [menu.rock]
        recipe = [{ cook = { exp = "3650d" } }]
        [dining_room.web]
        arrivals = "1/h"
        patience = { lognormal = { mean = "3650d", sd = "3650d" } }
    "#;
    let report = json(&["run", "-", "--json", "--drain"], text);
    let of = |name: &str| dial(&report, name);
    let ended = of("orders.served") + of("orders.abandoned");
    assert!(of("orders.placed") > 80_000.0);
    assert_same(&(ended + of("orders.in_flight")).into(), of("orders.placed"));
}
