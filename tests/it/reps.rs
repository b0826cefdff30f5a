//! Replications from outside: means with their intervals, the same for any number of threads.

use serde_json::Value;

use crate::support::{
    SMALL, assert_mentions, assert_same, dial, json, kind, mean, refusal, replications, run,
};

fn reps(scenario: &str, extra: &[&str]) -> Value {
    json(&[&["run", "-", "--json"], extra].concat(), scenario)
}

#[test]
fn a_report_of_replications_holds_means_and_intervals() {
    let goals = "[[goal]]\nreach = \"orders.placed > 0\"\n[[goal]]\nreach = \"hatches.busy > 0\"\n";
    let report = reps(&format!("{SMALL}{goals}"), &["--reps", "8", "--seed", "1"]);
    let single = replications(8, SMALL, &[]);
    assert_eq!((&report["replications"], &report["seed"]), (&8.into(), &1.into()));
    assert_eq!(report["partial"], false);
    assert_same(&report["simulated_seconds"], 8.0 * 600.0);
    let events: u64 = single.iter().map(|report| report["events"].as_u64().unwrap()).sum();
    assert_eq!(report["events"], events);
    assert_eq!(
        report["dials"].as_object().unwrap().keys().collect::<Vec<_>>(),
        single[0]["dials"].as_object().unwrap().keys().collect::<Vec<_>>()
    );
    for name in ["orders.placed", "latency.p95", "chefs.busy", "money.revenue"] {
        let values: Vec<f64> = single.iter().map(|report| dial(report, name)).collect();
        let middle = mean(&single, |report| dial(report, name));
        let squares: f64 = values.iter().map(|value| (value - middle).powi(2)).sum();
        // 2.364624 is the 97.5 % quantile of Student's t with seven degrees of freedom.
        let reach = 2.364_624_251_593 * (squares / 7.0 / 8.0).sqrt();
        let shown = &report["dials"][name];
        assert_same(&shown["mean"], middle);
        assert_same(&shown["low"], middle - reach);
        assert_same(&shown["high"], middle + reach);
    }
    assert_eq!(report["outcomes"]["served"], report["dials"]["outcomes.served"]);
    assert_eq!(report["dials"]["hatches.busy"], Value::Null);
    let goals = &report["goals"];
    assert_eq!(goals[0]["got"], report["dials"]["orders.placed"]);
    assert_eq!((&goals[0]["met"], &goals[1]["met"]), (&true.into(), &false.into()));
    assert_eq!(goals[1]["got"], Value::Null);
}

#[test]
fn the_number_of_threads_changes_no_byte() {
    let report = |threads: &str| {
        let args = ["run", "lunch-rush", "--json", "--reps", "12", "--threads", threads];
        let output = run(&args, b"");
        // The mean misses the goal.
        assert_eq!(output.status.code(), Some(1));
        kind(&output).0.split("\"performance\"").next().unwrap().to_owned()
    };
    let one = report("1");
    for threads in ["2", "3", "12"] {
        assert_eq!(report(threads), one, "{threads} threads");
    }
}

#[test]
fn the_text_tells_how_sure_each_figure_is() {
    let output = run(&["run", "lunch-rush", "--reps", "5", "--ascii"], b"");
    let (stdout, stderr) = kind(&output);
    assert_eq!((output.status.code(), stderr.as_str()), (Some(1), ""));
    let words = ["5 replications", "seeds 7 to 11", "+-", "the guest got the plate", "missed"];
    assert_mentions(&stdout, &words);
}

#[test]
fn one_replication_has_means_and_no_intervals() {
    let report = reps(SMALL, &["--reps", "1"]);
    let served = &report["dials"]["orders.served"];
    assert!(served["mean"].as_f64().unwrap() > 0.0, "{served}");
    assert_eq!((&served["low"], &served["high"]), (&Value::Null, &Value::Null));
    assert_eq!(report["partial"], false);
    let schema: Value = serde_json::from_slice(&run(&["schema", "report"], b"").stdout).unwrap();
    assert!(jsonschema::is_valid(&schema, &report));
    let end = schema["$defs"]["interval"]["properties"]["low"]["description"].as_str().unwrap();
    assert_mentions(end, &["null", "one replication"]);
    let told = kind(&run(&["run", "-", "--reps", "1"], SMALL.as_bytes())).0;
    assert_mentions(&told, &["1 replication, seed ", "One day alone has no"]);
}

#[test]
fn an_odd_number_of_replications_is_refused() {
    for reps in ["0", "100001", "many"] {
        assert_mentions(&refusal(&["run", "first-order", "--reps", reps], b""), &["--reps"]);
    }
    refusal(&["run", "first-order", "--threads", "2"], b"");
    refusal(&["run", "first-order", "--reps", "2", "--threads", "0"], b"");
    let last = ["run", "first-order", "--reps", "2", "--seed", "18446744073709551615"];
    assert_mentions(&refusal(&last, b""), &["--seed"]);
}
