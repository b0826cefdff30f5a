//! The commands in the headers of scenarios end as is written below them, on other days as well.

use serde_json::Value;

use crate::docs::words;
use crate::support::json;

/// A command of a header, and what is written below it.
struct Claim {
    arguments: Vec<String>,
    is_met: bool,
    /// Such as `p95 is 6.5 s`, `11 of 100` or `4 lost`.
    figure: String,
}

/// Lists the commands of a header that have a verdict below them.
fn claims(text: &str) -> Vec<Claim> {
    let header: Vec<&str> = text.lines().map_while(|line| line.strip_prefix('#')).collect();
    let header = header.join("\n").replace("\\\n", " ");
    let lines: Vec<&str> = header.lines().map(str::trim).collect();
    let claim = |pair: &[&str]| {
        let (mut arguments, _) = words(pair[0].strip_prefix("boh ")?);
        arguments.push("--json".into());
        let (verdict, figure) = pair[1].split_once(": ")?;
        assert!(["met", "missed"].contains(&verdict), "{}", pair[1]);
        Some(Claim { arguments, is_met: verdict == "met", figure: figure.into() })
    };
    lines.windows(2).filter_map(claim).collect()
}

impl Claim {
    fn run(&self, extra: &[&str]) -> Value {
        let own = self.arguments.iter().map(String::as_str);
        json(&own.chain(extra.iter().copied()).collect::<Vec<_>>(), "")
    }

    fn check_goals(&self, report: &Value) {
        let goals = report["goals"].as_array().unwrap();
        let is_met = goals.iter().all(|goal| goal["met"] == true);
        assert_eq!(is_met, self.is_met, "{:?}, seed {}", self.arguments, report["seed"]);
    }

    /// Checks the figure, which is that of the first goal, as exactly as it is written.
    fn check_figure(&self, report: &Value) {
        let got = report["goals"][0]["got"].as_f64();
        let is_close = match (figure(&self.figure), got) {
            // A figure that ends in a half may be rounded either way.
            (Some((wanted, step)), Some(got)) => (got - wanted).abs() <= step * 0.5001,
            (wanted, got) => wanted.is_none() && got.is_none(),
        };
        assert!(is_close, "{:?}: {got:?}, not {}", self.arguments, self.figure);
    }
}

/// Reads a figure: its value, and that of its last digit; nothing where nobody is served.
fn figure(text: &str) -> Option<(f64, f64)> {
    let text = text.split(", but").next().unwrap();
    let number = |text: &str| -> (f64, f64) {
        let decimals = text.split_once('.').map_or(0, |(_, decimals)| decimals.len());
        (text.parse().unwrap(), 0.1_f64.powi(decimals as i32))
    };
    if text == "all of them" {
        return Some((1.0, 0.002));
    }
    if let Some(share) = text.strip_suffix(" of 100") {
        let (value, step) = number(share);
        return Some((value / 100.0, step / 100.0));
    }
    if text == "nobody is served" {
        return None;
    }
    if !text.contains(" is ") {
        let (count, _) = text.split_once(' ').unwrap();
        return Some(if count == "none" { (0.0, 0.0) } else { number(count) });
    }
    let (_, time) = text.split_once(" is ").unwrap_or_else(|| panic!("no figure: {text}"));
    let (minutes, seconds) = time.split_once(" min ").unwrap_or(("0", time));
    let (seconds, step) = number(seconds.strip_suffix(" s").unwrap());
    Some((number(minutes).0 * 60.0 + seconds, step))
}

#[test]
fn what_is_written_below_a_command_is_what_it_shows() {
    let mut count = 0;
    for scenario in boh::scenario::bundled() {
        for claim in claims(scenario.text) {
            let report = claim.run(&[]);
            claim.check_goals(&report);
            claim.check_figure(&report);
            count += 1;
        }
    }
    assert!(count > 40, "{count}");
}

#[test]
fn the_lesson_of_a_scenario_is_the_same_on_other_days() {
    for scenario in boh::scenario::bundled() {
        for claim in claims(scenario.text) {
            for seed in ["101", "102", "103"] {
                claim.check_goals(&claim.run(&["--seed", seed]));
            }
        }
    }
}

#[test]
fn figures_are_read_as_meant() {
    assert_eq!(figure("p95 is 1 min 22 s, but for 34 more"), Some((82.0, 1.0)));
    assert_eq!(figure("p99 is 5.5 s"), Some((5.5, 0.1)));
    assert_eq!(figure("11 of 100"), Some((0.11, 0.01)));
    assert_eq!(figure("82 lost"), Some((82.0, 1.0)));
    assert_eq!(figure("nobody is served"), None);
    assert_eq!(figure("none lost"), Some((0.0, 0.0)));
    assert_eq!(figure("51 sold twice"), Some((51.0, 1.0)));
}
