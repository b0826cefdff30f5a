//! The command line from outside: what it answers, with which exit code, and how it stops.

use std::io::{BufRead, BufReader};
use std::process::Stdio;

use crate::support::{Folder, assert_mentions, assert_same, boh, json, kind, printed, refusal};

/// The first example of the contract.
const LUNCH_RUSH: &str = r#"format   = 1
title    = "Lunch rush"
teaches  = "What happens when orders arrive faster than the kitchen can cook, and why hiring does not always help."
chapter  = "Busy"
opens    = "12:00"
duration = "30m"
warm_up  = "2m"
seed     = 7
time_scale = "1s = 10ms"

[menu.burger]
price  = 9.50
recipe = [
  { take = { patty = 1, bun = 1 } },
  { prep = "2s" },
  { cook = { exp = "3s" } },
  { put  = { orders = 1 } },
  { call = "bank", timeout = "5s" },
]

[dining_room.web]
arrivals = { steps = [["12:00", "40/min"], ["12:10", "120/min"]] }
patience = "90s"
distance = "500ms"

[waiter]
count      = 10
take_order = { exp = "1s" }

[kitchen.main]
chefs    = 20
rail     = { capacity = 40, order = "fifo" }
building = "high-street"
wage     = 18.0

[pantry.main]
hatches = 2
take    = { exp = "1s" }
put     = { exp = "500ms" }
shelf.patty  = { stock = 5000 }
shelf.bun    = { stock = 5000 }
shelf.orders = { stock = 0 }

[partner.bank]
answers = "300ms"

[building.high-street]
burners = 10
rent    = 60.0

[[timeline]]
at  = "12:10"
say = "The office next door has just emptied."

[[goal]]
reach = "latency.p95@12:20..12:30 < 30s"
"#;

#[test]
fn a_lesson_is_learned_and_a_scenario_is_run() {
    let folder = Folder::new();
    let lesson =
        folder.file("mine.md", "+++\ntitle = \"T\"\nscenario = \"first-order\"\n+++\nWords.\n");
    let scenario = folder.file("mine.toml", LUNCH_RUSH);
    let (lesson, scenario) = (lesson.to_str().unwrap(), scenario.to_str().unwrap());
    for (args, told) in [
        (["run", lesson], format!("boh learn {lesson}")),
        (["knobs", lesson], format!("boh learn {lesson}")),
        (["run", "the-first-guest"], "boh learn the-first-guest".into()),
        (["learn", scenario], format!("boh run {scenario}")),
        (["learn", "lunch-rush"], "boh run lunch-rush".into()),
    ] {
        let refused = refusal(&args, b"");
        assert!(refused.contains(&format!("write `{told}`")), "{args:?}: {refused}");
    }
}

#[test]
fn wrong_usage_is_refused() {
    for args in [
        &["rnu", "lunch-rush"][..],
        &["run"],
        &["run", "lunch-rush", "--sede", "1"],
        &["run", "lunch-rush", "--seed"],
        &["run", "lunch-rush", "--seed", "-1"],
        &["run", "lunch-rush", "--duration", "soon"],
        &["run", "lunch-rush", "--duration", "0s"],
        &["run", "lunch-rush", "--set", "kitchen.main.chefs"],
        &["run", "lunch-rush", "--set", "kitchen.main.chefs=many"],
        &["check"],
    ] {
        refusal(args, b"");
    }
    let lesson = refusal(&["check", "-"], b"+++\nid = \"mine\"\n+++\n# Mine\n");
    assert_mentions(&lesson, &["is a lesson, no scenario", "boh learn -"]);
    let long = refusal(&["run", "lunch-rush", "--seed", &"9".repeat(3_000)], b"");
    assert!(long.len() < 1_000, "{long}");
}

#[test]
fn misspelt_names_get_suggestions() {
    for command in ["run", "show", "knobs", "dials"] {
        assert_mentions(&refusal(&[command, "lunch-rsh"], b""), &["lunch-rsh", "lunch-rush"]);
    }
    let knob = refusal(&["run", "lunch-rush", "--set", "kitchen.main.chef=2"], b"");
    assert_mentions(&knob, &["did you mean", "kitchen.main.chefs"]);
}

#[test]
fn help_and_version_are_answers() {
    assert_mentions(
        &printed(&["--help"]),
        &["run", "replay", "check", "list", "show", "knobs", "dials"],
    );
    assert_mentions(&printed(&["run", "--help"]), &["--seed", "--json", "--set", "--drain"]);
    assert_mentions(&printed(&["--version"]), &["boh", env!("CARGO_PKG_VERSION")]);
}

#[test]
fn what_there_is_can_be_listed() {
    assert_mentions(&printed(&[]), &["lunch-rush"]);
    assert_mentions(&printed(&["list"]), &["lunch-rush"]);
    assert_mentions(&printed(&["show", "lunch-rush"]), &["lunch rush", "kitchen"]);
    let knobs = ["kitchen.main.chefs", "pantry.main.hatches", "waiter.count"];
    assert_mentions(&printed(&["knobs", "lunch-rush"]), &knobs);
    let dials = ["latency.p95", "rail.wait.mean", "chefs.busy", "orders.served", "throughput.rate"];
    assert_mentions(&printed(&["dials", "lunch-rush"]), &dials);
}

/// What `dials` lists is what a report holds.
#[test]
fn every_dial_of_a_report_is_listed() {
    let listed = printed(&["dials", "lunch-rush"]);
    let report = json(&["run", "lunch-rush", "--json"], "");
    for name in report["dials"].as_object().unwrap().keys() {
        assert!(listed.contains(name.as_str()), "{name}");
    }
}

#[test]
fn the_example_of_the_contract_is_valid() {
    let folder = Folder::new();
    let file = folder.file("lunch.toml", LUNCH_RUSH);
    printed(&["check", file.to_str().unwrap()]);

    let report = json(&["run", "-", "--json"], LUNCH_RUSH);
    assert_eq!(report["seed"], 7);
    assert_same(&report["simulated_seconds"], 1800.0);
    let goal = &report["goals"][0];
    assert_eq!(goal["reach"], "latency.p95@12:20..12:30 < 30s");
    assert_eq!(goal["met"], goal["got"].as_f64().unwrap() < 30.0);
}

#[test]
fn a_closed_pipe_ends_quietly() {
    for args in [
        &["run", "lunch-rush"][..],
        &["run", "lunch-rush", "--json"],
        &["list"],
        &["show", "lunch-rush"],
        &["knobs", "lunch-rush"],
        &["dials", "lunch-rush"],
        &["--help"],
    ] {
        for lines in [0, 1] {
            let mut child = boh()
                .args(args)
                .stdin(Stdio::null())
                .stdout(Stdio::piped())
                .stderr(Stdio::piped())
                .spawn()
                .unwrap();
            let stdout = BufReader::new(child.stdout.take().unwrap());
            assert_eq!(stdout.lines().take(lines).count(), lines, "{args:?}");
            // The pipe is closed by now.
            let output = child.wait_with_output().unwrap();
            let (_, stderr) = kind(&output);
            assert_eq!(stderr, "", "{args:?}");
            // Of a run the exit code still tells whether the goals were met.
            let worst = i32::from(args[0] == "run");
            let code = output.status.code();
            assert!(code.is_some_and(|code| (0..=worst).contains(&code)), "{args:?}: {code:?}");
        }
    }
}
