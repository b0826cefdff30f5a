//! A run that is interrupted still reports what it measured. Linux only: its `/proc` tells when the
//! program is ready for a signal, so that no test has to guess.

use std::fs;
use std::io::Write;
use std::process::{Child, Command, Stdio};
use std::thread;

use serde_json::Value;

use crate::support::{Folder, assert_mentions, boh, kind};

/// Ten years, far more than a test can wait for; should the signal do nothing, the run ends with
/// another exit code.
const TEN_YEARS: &str = r#"
title = "Ten years"
duration = "87600h"

[menu.soup]
recipe = [{ cook = { exp = "20s" } }]

[dining_room.web]
arrivals = "60/min"

[kitchen.main]
chefs = 30
"#;

/// Waits until the child catches a signal instead of dying by it.
fn wait_until_caught(child: &mut Child, signal: u32) {
    let status = format!("/proc/{}/status", child.id());
    loop {
        assert!(child.try_wait().unwrap().is_none(), "ended without catching signal {signal}");
        let text = fs::read_to_string(&status).unwrap();
        let caught = text.lines().find_map(|line| line.strip_prefix("SigCgt:")).unwrap();
        if u64::from_str_radix(caught.trim(), 16).unwrap() >> (signal - 1) & 1 == 1 {
            return;
        }
        thread::yield_now();
    }
}

/// Starts what takes ten years.
fn started(args: &[&str]) -> Child {
    let mut command = boh();
    command.args(args).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    child.stdin.take().unwrap().write_all(TEN_YEARS.as_bytes()).unwrap();
    child
}

fn send(signal: u32, child: &Child) {
    let kill = format!("kill -{signal} {}", child.id());
    assert!(Command::new("sh").args(["-c", &kill]).status().unwrap().success());
}

fn assert_interrupted(signal: u32, extra: &[&str], exit: i32) {
    let mut child = started(&[&["run", "-", "--json"], extra].concat());
    wait_until_caught(&mut child, signal);
    send(signal, &child);

    let output = child.wait_with_output().unwrap();
    let (stdout, stderr) = kind(&output);
    assert_eq!(output.status.code(), Some(exit), "{stderr}");
    let report: Value = serde_json::from_str(&stdout).unwrap();
    assert_eq!(report["partial"], true);
    if !extra.contains(&"--reps") {
        assert!(report["simulated_seconds"].as_f64().unwrap() < 87_600.0 * 3600.0);
        assert!(report["dials"].as_object().unwrap().contains_key("orders.placed"));
    }
}

#[test]
fn an_interrupted_run_reports_what_it_measured() {
    assert_interrupted(2, &[], 130);
    assert_interrupted(15, &[], 143);
}

#[test]
fn an_interrupted_experiment_reports_the_replications_that_were_finished() {
    assert_interrupted(2, &["--reps", "1000"], 130);
}

/// The rows so far are kept, and the journal is written.
#[test]
fn an_interrupted_run_leaves_its_files() {
    let folder = Folder::new();
    let (rows, journal) = (folder.path().join("rows.csv"), folder.path().join("a.journal"));
    let journal = journal.to_str().unwrap();
    let files = ["--duration", "270h", "--csv", rows.to_str().unwrap(), "--journal", journal];
    assert_interrupted(15, &files, 143);
    let rows = fs::read_to_string(rows).unwrap();
    assert!(rows.starts_with("time,orders.placed,") && rows.ends_with('\n'));
    let cells = |row: &str| row.split(',').count();
    assert!(rows.lines().all(|row| cells(row) == cells(rows.lines().next().unwrap())));
    assert!(fs::read_to_string(journal).unwrap().contains("Ten years"));
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2);
}

/// What panels hold is told as far as it went, and that it went no farther.
#[test]
fn whoever_is_interrupted_while_it_goes_to_where_panels_are_told_tells_them() {
    for (signal, exit) in [(2, 130), (15, 143)] {
        let mut child = started(&["run", "-", "--plain", "--panel", "time", "--panel", "dials"]);
        wait_until_caught(&mut child, signal);
        send(signal, &child);
        let output = child.wait_with_output().unwrap();
        let (stdout, stderr) = kind(&output);
        assert_eq!(output.status.code(), Some(exit), "{stderr}");
        assert_mentions(&stdout, &["where the time goes", "interrupted: this is what"]);
    }
}
