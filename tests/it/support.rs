//! Runs the real `boh` and reads its reports.

use std::fs;
use std::io::Write;
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;

use serde_json::Value;
use tempfile::TempDir;

/// A scenario in which little happens.
pub(crate) const SMALL: &str = r#"title = "Small"
duration = "10m"

[menu.soup]
price = 5
recipe = [{ cook = { exp = "20s" } }]

[dining_room.web]
arrivals = "2/min"
patience = "90s"

[kitchen.main]
chefs = 1
"#;

/// Returns the command under test, without arguments.
pub(crate) fn boh() -> Command {
    Command::new(env!("CARGO_BIN_EXE_boh"))
}

/// Runs `boh` to its end with `stdin` as its standard input.
pub(crate) fn run(args: &[&str], stdin: &[u8]) -> Output {
    let mut child = boh()
        .args(args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut pipe = child.stdin.take().unwrap();
    thread::scope(|scope| {
        // A program that refuses its input need not read it to the end: a broken pipe is fine.
        scope.spawn(move || pipe.write_all(stdin).ok());
        child.wait_with_output().unwrap()
    })
}

/// Runs a scenario that names no goal, or meets them all, and returns its report.
pub(crate) fn report(scenario: &str, seed: u64, extra: &[&str]) -> Value {
    let seed = seed.to_string();
    let args = [&["run", "-", "--json", "--seed", &seed], extra].concat();
    read_report(&run(&args, scenario.as_bytes()))
}

/// Runs a scenario whose `arrivals` are `{ trace = "trace.csv" }`, with that trace beside it.
pub(crate) fn report_of_trace(scenario: &str, trace: &str, extra: &[&str]) -> Value {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("scenario.toml");
    fs::write(&file, scenario).unwrap();
    fs::write(folder.path().join("trace.csv"), trace).unwrap();
    let args = [&["run", file.to_str().unwrap(), "--json"], extra].concat();
    read_report(&run(&args, b""))
}

fn read_report(output: &Output) -> Value {
    let messages = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(0), "{messages}");
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(report["partial"], Value::Bool(false), "{messages}");
    report
}

/// Runs a scenario with the seeds 1 to `count`, spread over the processors; reports in that order.
pub(crate) fn replications(count: u64, scenario: &str, extra: &[&str]) -> Vec<Value> {
    let next_seed = AtomicU64::new(1);
    let work = || {
        let mut reports = Vec::new();
        loop {
            let seed = next_seed.fetch_add(1, Ordering::Relaxed);
            if seed > count {
                return reports;
            }
            reports.push((seed, report(scenario, seed, extra)));
        }
    };
    let workers = thread::available_parallelism().map_or(2, NonZero::get).max(2);
    let mut reports: Vec<(u64, Value)> = thread::scope(|scope| {
        let workers: Vec<_> = (0..workers).map(|_| scope.spawn(work)).collect();
        workers.into_iter().flat_map(|worker| worker.join().unwrap()).collect()
    });
    reports.sort_by_key(|(seed, _)| *seed);
    reports.into_iter().map(|(_, report)| report).collect()
}

/// Returns a dial's value; a dial that is missing or null fails the test.
pub(crate) fn dial(report: &Value, name: &str) -> f64 {
    report["dials"][name]
        .as_f64()
        .unwrap_or_else(|| panic!("dial `{name}` is {:?}", report["dials"].get(name)))
}

/// Returns the mean of a figure over replications.
pub(crate) fn mean(reports: &[Value], figure: impl Fn(&Value) -> f64) -> f64 {
    reports.iter().map(figure).sum::<f64>() / reports.len() as f64
}

/// Compares a mean with its formula; `tolerance` is in per cent of the formula's value.
pub(crate) fn check(name: &str, mean: f64, theory: f64, tolerance: f64) -> Result<(), String> {
    let off = (mean / theory - 1.0) * 100.0;
    // Written so that NaN is a miss.
    if off.abs() <= tolerance {
        Ok(())
    } else {
        Err(format!("{name}: {mean:.6}, not {theory:.6} ({off:+.3} %, allowed {tolerance} %)"))
    }
}

/// What a command printed, on both streams, after a look for what no command may ever print.
pub(crate) fn kind(output: &Output) -> (String, String) {
    let [stdout, stderr] = [&output.stdout, &output.stderr].map(|stream| {
        let text = String::from_utf8(stream.clone()).unwrap();
        let bad = |c: &char| c.is_control() && !matches!(c, '\n' | '\r' | '\t');
        assert_eq!(text.chars().find(bad), None, "{text:?}");
        assert!(!text.contains("panicked"), "{text}");
        text
    });
    (stdout, stderr)
}

/// Runs a command that must end well, and returns what it printed.
pub(crate) fn printed(args: &[&str]) -> String {
    let output = run(args, b"");
    let (stdout, stderr) = kind(&output);
    assert_eq!(output.status.code(), Some(0), "{args:?}: {stderr}");
    stdout
}

/// Runs a command that must be refused with a message, and returns the message.
///
/// The message goes to the standard error; only `check`, whose result it is, may choose.
pub(crate) fn refusal(args: &[&str], stdin: &[u8]) -> String {
    let output = run(args, stdin);
    let (stdout, stderr) = kind(&output);
    assert_eq!(output.status.code(), Some(2), "{args:?}: {stdout}{stderr}");
    let message = if args[0] == "check" {
        stdout + stderr.as_str()
    } else {
        assert_eq!(stdout, "", "{args:?}");
        stderr
    };
    assert_ne!(message.trim(), "", "{args:?}");
    message
}

/// Has a scenario refused, from standard input.
pub(crate) fn finding(scenario: &str) -> String {
    refusal(&["run", "-", "--json"], scenario.as_bytes())
}

pub(crate) fn small_with(old: &str, new: &str) -> String {
    assert!(SMALL.contains(old), "{old}");
    SMALL.replacen(old, new, 1)
}

pub(crate) fn json(args: &[&str], stdin: &str) -> Value {
    let output = run(args, stdin.as_bytes());
    let (stdout, stderr) = kind(&output);
    serde_json::from_str(&stdout).unwrap_or_else(|error| panic!("{error}: {stdout}{stderr}"))
}

pub(crate) fn assert_mentions(text: &str, words: &[&str]) {
    let text = text.to_lowercase();
    for word in words {
        assert!(text.contains(&word.to_lowercase()), "no `{word}` in:\n{text}");
    }
}

pub(crate) struct Folder(TempDir);

impl Folder {
    pub(crate) fn new() -> Self {
        Self(TempDir::new().unwrap())
    }

    pub(crate) fn path(&self) -> &Path {
        self.0.path()
    }

    pub(crate) fn file(&self, name: &str, text: impl AsRef<[u8]>) -> PathBuf {
        let file = self.path().join(name);
        fs::write(&file, text).unwrap();
        file
    }
}

/// Compares a number of a report with what it must be, but for the last digits.
pub(crate) fn assert_same(got: &Value, want: f64) {
    let got = got.as_f64().unwrap();
    assert!((got - want).abs() <= 1e-9 * want.abs(), "{got}, not {want}");
}
