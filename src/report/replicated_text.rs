//! The report of replications for people: means, and how far their intervals reach.

use super::bars::{left, right, rule, wrap};
use super::figures::Figures;
use super::page::{Options, Page, WIDTH};
use super::replicated::Replicated;
use super::text::count;
use crate::dials::{Dial, Unit};
use crate::experiment::Interval;
use crate::lens::Lens;
use crate::restaurant::Phase;

/// Cells of a figure with its interval.
const FIGURE: usize = 20;
/// Cells of a name.
const NAME: usize = 35;

/// The sections: ids of the title and of what stands beside it, and ids of dials.
const SECTIONS: &[(&str, Option<&str>, &[&str])] = &[
    (
        "guests",
        Some("guests.beside"),
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
        "busy",
        Some("busy.beside"),
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
    ("money", None, &["money.revenue", "money.costs", "money.profit"]),
];

/// Returns the report as lines of text.
pub fn replicated_text(report: &Replicated, options: Options) -> String {
    let mut page = Page::new(report, options, report.time_scale);
    page.head();
    page.section("orders", Some("orders.beside"), &page.outcomes());
    let phases = Phase::ALL.map(|phase| format!("phase.{}.mean", phase.id()));
    let (guests, rest) = SECTIONS.split_first().expect("there are some");
    let ids = |ids: &[&str]| ids.iter().map(|id| (*id).to_owned()).collect::<Vec<_>>();
    page.section(guests.0, guests.1, &ids(guests.2));
    page.section("times", Some("time.beside"), &phases);
    for (title, beside, dials) in rest {
        page.section(title, *beside, &ids(dials));
    }
    page.goals();
    page.warnings();
    page.borrowed();
    page.out
}

impl Page<'_, Replicated> {
    fn head(&mut self) {
        let (report, run) = (self.report, &self.report.run);
        self.line(&report.title);
        if !report.teaches.is_empty() {
            self.lines(&report.teaches);
        }
        self.line("");
        let (first, last) = (run.plan.seed, run.plan.seed.wrapping_add(run.finished.max(1) - 1));
        let real = self.figures.unscaled();
        let slots = [
            ("n", run.finished.to_string()),
            ("first", first.to_string()),
            ("last", last.to_string()),
            ("time", real.duration(run.simulated_seconds)),
            ("events", count(run.events as f64)),
            ("warm_up", real.duration(report.warm_up.seconds())),
        ];
        let (runs, warm_up, sure) = match run.finished {
            0 => ("head.runs_none", "head.one_warm_up", None),
            1 => ("head.runs_one", "head.one_warm_up", Some("head.no_interval")),
            _ => ("head.runs", "head.runs_warm_up", Some("head.interval")),
        };
        let warm_up = (report.warm_up.0 > 0).then_some(warm_up);
        let told = [Some(runs), warm_up, sure].into_iter().flatten();
        let mut told: Vec<String> = told.map(|id| self.says(id, &slots)).collect();
        if let Some(time) = self.figures.second() {
            told.push(self.says("head.scale", &[("time", time)]));
        }
        let told = told.join(" ");
        self.lines(&told);
        self.sides(&report.sides);
    }

    /// Lists the ids of what orders came to.
    fn outcomes(&self) -> Vec<String> {
        let outcomes = self.report.outcomes.iter().map(|id| format!("outcomes.{id}"));
        let (placed, inside) = ("orders.placed".to_owned(), "orders.in_flight".to_owned());
        std::iter::once(placed).chain(outcomes).chain([inside]).collect()
    }

    /// Writes a line for each dial that shows anything but nothing at all.
    fn section(&mut self, title: &str, beside: Option<&str>, ids: &[String]) {
        let shown = ids.iter().filter_map(|id| {
            let (dial, shown) = self.report.run.dials.iter().find(|(dial, _)| dial.name == *id)?;
            shown.filter(|shown| shown.mean != 0.0).map(|shown| (dial, shown))
        });
        let shown: Vec<(&Dial, Interval)> = shown.collect();
        if shown.is_empty() {
            return;
        }
        self.heading(title, beside);
        for (dial, shown) in shown {
            let name = |lens: &Lens| match dial.id.strip_prefix("outcomes.") {
                Some(outcome) => lens.outcome_name(outcome),
                None => phase_name(lens, &dial.id).unwrap_or_else(|| lens.dial_name(&dial.id)),
            };
            let figure = right(&self.figure(shown, dial.unit, self.figures), FIGURE);
            let tongue = self.options.tongue;
            let (own, meaning) = (name(tongue.lens()), name(tongue.other()));
            self.line(&format!("{figure} {} {meaning}", left(&own, NAME)));
        }
    }

    fn heading(&mut self, title: &str, beside: Option<&str>) {
        self.line("");
        let title = left(&self.says(title, &[]), FIGURE + NAME + 2);
        let other = self.options.tongue.other();
        let beside = beside.map_or_else(String::new, |id| other.report(id, &[]));
        self.line(&format!("{title}{beside}"));
        self.line(&rule(WIDTH, self.options.unicode));
    }

    /// Writes a mean and how far its interval reaches.
    fn figure(&self, shown: Interval, unit: Unit, figures: Figures) -> String {
        let is_large = unit == Unit::Count && shown.mean >= 100.0;
        let mean = if is_large { count(shown.mean) } else { figures.value(shown.mean, unit) };
        let show = |reach: f64| match is_large {
            true if reach >= 100.0 => count(reach),
            true => format!("{reach:.1}"),
            false => figures.value(reach, unit),
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
        self.heading("goals", Some("goals.beside"));
        let (yes, no) = if self.options.unicode { ("✓", "✗") } else { ("+", "-") };
        for goal in &self.report.run.goals {
            let (mark, id) = if goal.met { (yes, "goals.met") } else { (no, "goals.missed") };
            let got = goal.got.map_or_else(
                || self.says("goals.nothing", &[]),
                |got| self.figure(got, goal.dial.unit, self.figures.unscaled()),
            );
            let told = self.says(id, &[("reach", goal.reach.clone()), ("got", got)]);
            self.line(&format!("  {mark} {told}"));
        }
    }

    fn warnings(&mut self) {
        let sign = if self.options.unicode { "▲" } else { "!" };
        if !self.report.warnings.is_empty() {
            self.heading("warnings", None);
        }
        for warning in &self.report.warnings {
            for (at, line) in
                wrap(&warning.by(self.options.tongue.lens()), WIDTH - 4).into_iter().enumerate()
            {
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
