//! Every sentence of the two texts that this program was made from can be watched, and is proven.
//!
//! `docs/seeds.md` says how its tables are read: a row is a sentence, a claim, a command and the
//! conditions that its report fulfils, with each of five seeds.

use std::collections::BTreeMap;
use std::num::NonZero;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use serde_json::Value;

use crate::docs::words;
use crate::support::json;

const TEXT: &str = include_str!("../../docs/seeds.md");
const HEAD: &str = "| sentence | claim | watch | proof |";
const SEEDS: [&str; 5] = ["1", "2", "3", "4", "5"];

/// A row of a table with proofs.
struct Row {
    line: usize,
    arguments: Vec<String>,
    proof: Vec<Condition>,
}

/// What a report must say, such as `latency.p95 < 1`.
struct Condition {
    text: String,
    dial: String,
    operator: String,
    value: f64,
}

impl Row {
    fn parse(line: usize, text: &str) -> Row {
        let cells = cells(text);
        let [sentence, claim, watch, proof] = cells[..] else {
            panic!("docs/seeds.md:{line}: {} cells, not four", cells.len());
        };
        assert!(!sentence.is_empty() && !claim.is_empty(), "docs/seeds.md:{line}: an empty cell");
        let [command] = quoted(watch)[..] else {
            panic!("docs/seeds.md:{line}: not one command: {watch}");
        };
        let (words, comment) = words(command);
        let ["boh", "run", ..] = words.iter().map(String::as_str).collect::<Vec<_>>()[..] else {
            panic!("docs/seeds.md:{line}: no `boh run`: {command}");
        };
        let is_whole = comment.is_empty() && words.iter().any(|word| word == "--json");
        assert!(is_whole, "docs/seeds.md:{line}: without --json there is no report: {command}");
        let conditions = quoted(proof);
        let joined: Vec<String> = conditions.iter().map(|one| format!("`{one}`")).collect();
        assert_eq!(joined.join(" and "), proof, "docs/seeds.md:{line}");
        let proof = conditions.into_iter().map(Condition::parse).collect();
        Row { line, arguments: words[1..].to_vec(), proof }
    }

    /// Says which of its conditions a report does not fulfil.
    fn broken<'a>(&'a self, report: &'a Value) -> impl Iterator<Item = String> + 'a {
        let broken = self.proof.iter().filter(move |condition| !condition.holds(report));
        broken.map(move |condition| {
            let (got, seed) = (condition.got(report), &report["seed"]);
            format!("docs/seeds.md:{}: {}: {got:?} with seed {seed}", self.line, condition.text)
        })
    }
}

impl Condition {
    fn parse(text: &str) -> Condition {
        let parts: Vec<&str> = text.split(' ').collect();
        let [dial, operator, value] = parts[..] else { panic!("no condition: {text}") };
        assert!(["=", "<", "<=", ">", ">="].contains(&operator), "no operator: {text}");
        let value: f64 = value.parse().unwrap_or_else(|_| panic!("no number: {text}"));
        Condition { text: text.into(), dial: dial.into(), operator: operator.into(), value }
    }

    /// Returns what the report says of its dial; one with a window stands with the goals.
    fn got(&self, report: &Value) -> Option<f64> {
        let is_its = |goal: &&Value| {
            let reach = goal["reach"].as_str().unwrap();
            reach.split(' ').next() == Some(self.dial.as_str())
        };
        let of_goal = || report["goals"].as_array().unwrap().iter().find(is_its)?["got"].as_f64();
        match report["dials"].get(&self.dial) {
            Some(value) => value.as_f64(),
            None => of_goal(),
        }
    }

    fn holds(&self, report: &Value) -> bool {
        let Some(got) = self.got(report) else { return false };
        match self.operator.as_str() {
            "<" => got < self.value,
            "<=" => got <= self.value,
            ">" => got > self.value,
            ">=" => got >= self.value,
            _ => (got - self.value).abs() <= 1e-9 * self.value.abs().max(1.0),
        }
    }
}

/// Returns the cells of a row of a table.
fn cells(row: &str) -> Vec<&str> {
    row.trim_matches(['|', ' ']).split(" | ").collect()
}

/// Lists what stands in backticks.
fn quoted(cell: &str) -> Vec<&str> {
    cell.split('`').skip(1).step_by(2).collect()
}

/// Lists the rows below each head of a table, with their lines.
fn rows_below() -> Vec<(usize, &'static str)> {
    let mut found = Vec::new();
    let mut is_below = false;
    for (number, line) in (1..).zip(TEXT.lines()) {
        is_below = line == HEAD || is_below && line.starts_with('|');
        if is_below && line != HEAD && !line.starts_with("|-") {
            found.push((number, line));
        }
    }
    found
}

/// Runs each command with each seed, on all processors, and lists the conditions that are broken.
fn broken(rows: &[Row]) -> Vec<String> {
    let mut by_command: BTreeMap<&[String], Vec<&Row>> = BTreeMap::new();
    for row in rows {
        by_command.entry(&row.arguments).or_default().push(row);
    }
    let runs: Vec<_> =
        SEEDS.iter().flat_map(|seed| by_command.iter().map(move |run| (*seed, run))).collect();
    let next = AtomicUsize::new(0);
    let work = || {
        let mut broken = Vec::new();
        while let Some((seed, (arguments, rows))) = runs.get(next.fetch_add(1, Ordering::Relaxed)) {
            let own = arguments.iter().map(String::as_str);
            let report = json(&own.chain(["--seed", *seed]).collect::<Vec<_>>(), "");
            broken.extend(rows.iter().flat_map(|row| row.broken(&report)));
        }
        broken
    };
    let workers = thread::available_parallelism().map_or(2, NonZero::get);
    let mut broken: Vec<String> = thread::scope(|scope| {
        let workers: Vec<_> = (0..workers).map(|_| scope.spawn(work)).collect();
        workers.into_iter().flat_map(|worker| worker.join().unwrap()).collect()
    });
    broken.sort();
    broken
}

#[test]
fn every_sentence_is_proven() {
    let rows: Vec<Row> =
        rows_below().into_iter().map(|(line, text)| Row::parse(line, text)).collect();
    assert!(rows.len() > 150, "only {} rows were found", rows.len());
    let broken = broken(&rows);
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn conditions_are_read_as_meant() {
    let report = serde_json::json!({
        "seed": 3,
        "dials": { "orders.served": 3, "latency.p95": null },
        "goals": [{ "reach": "latency.p95@12:10..12:20 < 1s", "got": 0.5, "met": true }],
    });
    for (text, holds) in [
        ("orders.served = 3", true),
        ("orders.served = 4", false),
        ("orders.served < 3", false),
        ("orders.served <= 3", true),
        ("orders.served > 3", false),
        ("orders.served >= 3", true),
        ("latency.p95 < 1", false),
        ("latency.p95@12:10..12:20 < 1", true),
        ("latency.p95@12:10..12:20 > 1", false),
        ("orders.eaten = 0", false),
    ] {
        assert_eq!(Condition::parse(text).holds(&report), holds, "{text}");
    }
    let row = "| A sentence. | What it says. | `boh run x --set 'a=\"b\"' --json` | \
               `orders.served = 3` and `latency.p95 < 1` |";
    let row = Row::parse(7, row);
    assert_eq!(row.arguments, ["run", "x", "--set", "a=\"b\"", "--json"]);
    let broken: Vec<String> = row.broken(&report).collect();
    assert_eq!(broken, ["docs/seeds.md:7: latency.p95 < 1: None with seed 3"]);
}
