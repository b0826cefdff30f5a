//! Following a run from outside: rows of CSV, lines of plain text.

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::support::{Folder, SMALL, assert_mentions, boh, json, kind, refusal, run, small_with};

fn rows(text: &str) -> Vec<csv::StringRecord> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
    reader.records().map(Result::unwrap).collect()
}

fn csv_of(scenario: &str, extra: &[&str]) -> (Vec<csv::StringRecord>, Value) {
    let folder = Folder::new();
    let file = folder.path().join("rows.csv");
    let args = [&["run", "-", "--json", "--csv", file.to_str().unwrap()], extra].concat();
    let report = json(&args, scenario);
    assert_eq!(files(folder.path()), ["rows.csv"]);
    (rows(&fs::read_to_string(file).unwrap()), report)
}

fn files(folder: &Path) -> Vec<String> {
    let names = fs::read_dir(folder).unwrap();
    let mut names: Vec<String> =
        names.map(|file| file.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

fn assert_shows(row: &csv::StringRecord, head: &csv::StringRecord, report: &Value) {
    for (name, cell) in head.iter().zip(row).skip(1) {
        match &report["dials"][name] {
            Value::Null => assert_eq!(cell, "", "{name}"),
            shown => assert_eq!(cell.parse::<f64>().ok(), shown.as_f64(), "{name}"),
        }
    }
}

#[test]
fn csv_has_a_row_for_each_second_and_ends_with_the_report() {
    let (rows, report) = csv_of(SMALL, &[]);
    let (head, rows) = rows.split_first().unwrap();
    let dials = report["dials"].as_object().unwrap();
    let columns: Vec<&str> = head.iter().skip(1).collect();
    assert_eq!(&head[0], "time");
    assert_eq!(columns, dials.keys().map(String::as_str).collect::<Vec<_>>());
    let seconds: Vec<String> = rows.iter().map(|row| row[0].to_owned()).collect();
    assert_eq!(seconds, (1..=600).map(|second: u32| second.to_string()).collect::<Vec<_>>());
    assert_shows(rows.last().unwrap(), head, &report);
    // A row in the middle is what a shorter run would have reported, but for work that ends then.
    let (_, shorter) = csv_of(SMALL, &["--duration", "299500ms"]);
    let placed = columns.iter().position(|name| *name == "orders.placed").unwrap() + 1;
    let at = |second: usize| rows[second - 1][placed].parse::<f64>().unwrap();
    let then = shorter["dials"]["orders.placed"].as_f64().unwrap();
    assert!((at(299)..=at(300)).contains(&then));
}

#[test]
fn csv_changes_nothing_and_is_empty_in_the_warm_up() {
    let scenario = small_with("duration", "warm_up = \"1m\"\nduration");
    let without = |mut report: Value| {
        report["performance"] = Value::Null;
        report
    };
    for extra in [&[][..], &["--drain"], &["--duration", "90500ms"]] {
        let (rows, report) = csv_of(&scenario, extra);
        let plain = json(&[&["run", "-", "--json"], extra].concat(), &scenario);
        let whole_seconds = report["simulated_seconds"].as_f64().unwrap() as usize;
        assert_eq!(rows.len(), 1 + whole_seconds, "{extra:?}");
        assert_eq!(without(report), without(plain), "{extra:?}");
        assert!(rows[60].iter().skip(1).all(str::is_empty), "{:?}", rows[60]);
        assert!(!rows[61][1].is_empty());
    }
}

#[test]
fn csv_may_go_to_standard_output() {
    let output = run(&["run", "-", "--csv", "-"], SMALL.as_bytes());
    let (stdout, stderr) = kind(&output);
    assert_eq!((output.status.code(), stderr.as_str()), (Some(0), ""));
    assert_eq!(rows(&stdout).len(), 601);
}

#[test]
fn csv_that_cannot_be_is_refused() {
    let both = ["run", "first-order", "--csv", "-", "--json"];
    assert_mentions(&refusal(&both, b""), &["standard output", "--csv rows.csv"]);
    let years = ["run", "first-order", "--csv", "x.csv", "--duration", "87600h"];
    assert_mentions(&refusal(&years, b""), &["1000000", "--duration"]);
    let reps = ["run", "first-order", "--csv", "x.csv", "--reps", "3"];
    assert_mentions(&refusal(&reps, b""), &["leave out --reps", "--seed"]);
    let folder = Folder::new();
    let name = folder.path().to_str().unwrap();
    for option in ["--csv", "--journal"] {
        let text = refusal(&["run", "first-order", option, name], b"");
        assert_mentions(&text, &["no regular file"]);
        let missing = format!("{name}/there/is/none.csv");
        let output = run(&["run", "first-order", option, &missing], b"");
        let (_, stderr) = kind(&output);
        assert_eq!(output.status.code(), Some(3));
        assert_mentions(&stderr, &["cannot be written", "none.csv", "there is no such folder"]);
        assert!(!stderr.contains(".boh-"), "{stderr}");
    }
    assert_eq!(files(folder.path()), [""; 0]);
    let journal = refusal(&["run", "first-order", "--journal", "-"], b"");
    assert_mentions(&journal, &["--journal mine.journal"]);
}

/// A file that is there is replaced as a whole, and a link to it stays a link.
#[cfg(unix)]
#[test]
fn csv_replaces_what_a_link_leads_to() {
    let folder = Folder::new();
    let (file, link) = (folder.file("old.csv", "old"), folder.path().join("link.csv"));
    std::os::unix::fs::symlink("old.csv", &link).unwrap();
    let csv = link.to_str().unwrap();
    assert_eq!(run(&["run", "-", "--csv", csv], SMALL.as_bytes()).status.code(), Some(0));
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    assert_eq!(rows(&fs::read_to_string(file).unwrap()).len(), 601);
}

#[test]
fn plain_tells_one_fact_a_line_and_then_the_report() {
    let output = run(&["run", "first-order", "--plain"], b"");
    let (stdout, stderr) = kind(&output);
    assert_eq!((output.status.code(), stderr.as_str()), (Some(0), ""));
    let report = kind(&run(&["run", "first-order"], b"")).0;
    let story = stdout.strip_suffix(&format!("\n{report}")).unwrap();
    let mut times: Vec<&str> = Vec::new();
    for line in story.lines() {
        let (time, said) = line.split_once("  ").unwrap();
        assert!(!said.is_empty() && time.len() == "00:00:08.000".len(), "{line}");
        times.push(time);
    }
    assert!(times.is_sorted() && times.len() > 20);
    let told = ["00:00:08.000  order 1 (table, soup): a guest orders", "a guest has read the menu"];
    assert_mentions(story, &told);
    assert_mentions(story, &["order 3 (table, soup): the guest got the plate"]);
}

#[test]
fn plain_speaks_through_a_lens() {
    let plain = |lens: &str| kind(&run(&["run", "first-order", "--plain", "--lens", lens], b"")).0;
    assert_mentions(&plain("backend"), &["request 1 (table, soup): a client sends it"]);
    let both = plain("both");
    assert_mentions(&both, &["order 1 (table, soup): a guest orders (a client sends it)"]);
    for args in [
        &["run", "first-order", "--plain", "--lens", "opera"][..],
        &["run", "first-order", "--plain", "--json"],
        &["run", "first-order", "--plain", "--speed", "0"],
        &["run", "first-order", "--plain", "--speed", "fast"],
        &["run", "first-order", "--plain", "--reps", "2"],
    ] {
        refusal(args, b"");
    }
}

/// Into a pipe nothing is paced: a day of one order an hour takes no time.
#[test]
fn plain_is_not_paced_in_a_pipe() {
    let quiet = small_with("2/min", "1/h").replace("\"10m\"", "\"24h\"");
    let output = run(&["run", "-", "--plain", "--speed", "1"], quiet.as_bytes());
    let (stdout, _) = kind(&output);
    assert_eq!(output.status.code(), Some(0));
    assert_mentions(&stdout, &["23:"]);
}

#[test]
fn a_row_and_a_line_end_quietly_in_a_closed_pipe() {
    for extra in [&["--plain"][..], &["--csv", "-"], &["--reps", "2"]] {
        let mut child = boh()
            .args([&["run", "lunch-rush"], extra].concat())
            .stdin(std::process::Stdio::null())
            .stdout(std::process::Stdio::piped())
            .stderr(std::process::Stdio::piped())
            .spawn()
            .unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        assert_eq!(kind(&output).1, "", "{extra:?}");
        assert_eq!(output.status.code(), Some(1), "{extra:?}: its goal is missed");
    }
}
