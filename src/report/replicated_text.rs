//! The report of replications for people: means, and how far their intervals reach.

use super::bars::{left, right, rule, wrap};
use super::replicated::Replicated;
use super::text::{Options, WIDTH, count};
use crate::dials::{Dial, Unit};
use crate::experiment::Interval;
use crate::lens::Lens;
use crate::restaurant::Phase;
use crate::scenario::{show_value, units::show_duration};
use std::fmt::Write as _;

/// Cells of a figure with its interval.
const FIGURE: usize = 20;
/// Cells of a name.
const NAME: usize = 35;

/// The sections: title in kitchen and in backend words, and ids of dials.
const SECTIONS: &[(&str, &str, &[&str])] = &[
    (
        "What guests felt",
        "latency of requests",
        &[
            "latency.mean",
            "latency.p50",
            "latency.p95",
            "latency.p99",
            "latency.max",
            "goodput.share",
        ],
    ),
    (
        "How busy everybody was",
        "utilisation",
        &[
            "waiter.busy",
            "chefs.busy",
            "chefs.working",
            "burners.busy",
            "hatches.busy",
            "rail.length.mean",
            "wasted.orders",
        ],
    ),
    ("Money", "", &["money.revenue", "money.costs", "money.profit"]),
];

/// Returns the report as lines of text.
pub fn replicated_text(report: &Replicated, options: Options) -> String {
    let mut page = Page { out: String::new(), options, report };
    page.head();
    page.section("What happened", "in backend words", &page.outcomes());
    let phases = Phase::ALL.map(|phase| format!("phase.{}.mean", phase.id()));
    let (guests, rest) = SECTIONS.split_first().expect("there are some");
    let ids = |ids: &[&str]| ids.iter().map(|id| (*id).to_owned()).collect::<Vec<_>>();
    page.section(guests.0, guests.1, &ids(guests.2));
    page.section("Where the time went", "in backend words", &phases);
    for (kitchen, backend, dials) in rest {
        page.section(kitchen, backend, &ids(dials));
    }
    page.goals();
    page.warnings();
    page.out
}

struct Page<'a> {
    out: String,
    options: Options,
    report: &'a Replicated,
}

impl Page<'_> {
    fn line(&mut self, text: &str) {
        self.out.push_str(text.trim_end());
        self.out.push('\n');
    }

    fn lines(&mut self, text: &str) {
        for line in wrap(text, WIDTH) {
            self.line(&line);
        }
    }

    fn head(&mut self) {
        let (report, run) = (self.report, &self.report.run);
        self.line(&report.title);
        if !report.teaches.is_empty() {
            self.lines(&report.teaches);
        }
        self.line("");
        let (first, last) = (run.plan.seed, run.plan.seed.wrapping_add(run.finished.max(1) - 1));
        let simulated = show_duration((run.simulated_seconds * 1e9) as u64);
        let events = count(run.events as f64);
        let mut told = format!(
            "{} replications, seeds {first} to {last}: {simulated} simulated, {events} events.",
            run.finished
        );
        if report.warm_up.0 > 0 {
            let warm_up = show_duration(report.warm_up.0);
            let _ = write!(told, " The first {warm_up} of each are not counted.");
        }
        if run.finished > 1 {
            told.push_str(" Every figure is a mean and its 95 % interval.");
        }
        self.lines(&told);
    }

    /// Lists the ids of what orders came to.
    fn outcomes(&self) -> Vec<String> {
        let outcomes = self.report.outcomes.iter().map(|id| format!("outcomes.{id}"));
        let (placed, inside) = ("orders.placed".to_owned(), "orders.in_flight".to_owned());
        std::iter::once(placed).chain(outcomes).chain([inside]).collect()
    }

    /// Writes a line for each dial that shows anything but nothing at all.
    fn section(&mut self, kitchen: &str, backend: &str, ids: &[String]) {
        let shown = ids.iter().filter_map(|id| {
            let (dial, shown) = self.report.run.dials.iter().find(|(dial, _)| dial.name == *id)?;
            shown.filter(|shown| shown.mean != 0.0).map(|shown| (dial, shown))
        });
        let shown: Vec<(&Dial, Interval)> = shown.collect();
        if shown.is_empty() {
            return;
        }
        self.line("");
        self.line(&format!("{}{backend}", left(kitchen, FIGURE + NAME + 2)));
        self.line(&rule(WIDTH, self.options.unicode));
        for (dial, shown) in shown {
            let name = |lens: &Lens| match dial.id.strip_prefix("outcomes.") {
                Some(outcome) => lens.outcome_name(outcome),
                None => phase_name(lens, &dial.id).unwrap_or_else(|| lens.dial_name(&dial.id)),
            };
            let figure = right(&self.figure(shown, dial.unit), FIGURE);
            let (kitchen, backend) = (name(Lens::kitchen()), name(Lens::backend()));
            self.line(&format!("{figure} {} {backend}", left(&kitchen, NAME)));
        }
    }

    /// Writes a mean and how far its interval reaches.
    fn figure(&self, shown: Interval, unit: Unit) -> String {
        let is_large = unit == Unit::Count && shown.mean >= 100.0;
        let mean = if is_large { count(shown.mean) } else { show_value(shown.mean, unit) };
        let show = |reach: f64| match is_large {
            true if reach >= 100.0 => count(reach),
            true => format!("{reach:.1}"),
            false => show_value(reach, unit),
        };
        let sign = if self.options.unicode { "±" } else { "+-" };
        match shown.reach {
            None => mean,
            Some(reach) => format!("{mean} {sign} {}", show(reach)),
        }
    }

    fn goals(&mut self) {
        if self.report.run.goals.is_empty() {
            return;
        }
        self.line("");
        self.line(&format!("{}objectives", left("Goals", FIGURE + NAME + 2)));
        self.line(&rule(WIDTH, self.options.unicode));
        let (yes, no) = if self.options.unicode { ("✓", "✗") } else { ("+", "-") };
        for goal in &self.report.run.goals {
            let (mark, word) = if goal.met { (yes, "met") } else { (no, "missed") };
            let got = goal.got.map_or_else(
                || "nothing to read".to_owned(),
                |got| self.figure(got, goal.dial.unit),
            );
            self.line(&format!("  {mark} {word}: {} (it was {got})", goal.reach));
        }
    }

    fn warnings(&mut self) {
        let sign = if self.options.unicode { "▲" } else { "!" };
        if !self.report.warnings.is_empty() {
            self.line("");
            self.line("Before you believe it");
            self.line(&rule(WIDTH, self.options.unicode));
        }
        for warning in &self.report.warnings {
            for (at, line) in wrap(warning, WIDTH - 4).into_iter().enumerate() {
                let lead = if at == 0 { sign } else { " " };
                self.line(&format!("  {lead} {line}"));
            }
        }
    }
}

/// Returns the name of the phase whose mean a dial is.
fn phase_name(lens: &Lens, id: &str) -> Option<String> {
    let phase = id.strip_prefix("phase.")?.strip_suffix(".mean")?;
    Some(lens.phase(phase)?.name.clone())
}
