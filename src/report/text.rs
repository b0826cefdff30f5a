//! The report for people: kitchen words on the left, backend words on the right.

use super::bars::{bar, left, right, rule, wrap};
use super::summary::Report;
use crate::diagnosis::{Bottleneck, Resource};
use crate::dials::Unit;
use crate::lens::Lens;
use crate::restaurant::Phase;
use crate::scenario::{show_value, units::show_duration};
use std::fmt::Write as _;

/// How a text report is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Options {
    /// Whether the terminal shows more than ASCII.
    pub unicode: bool,
}

/// Cells in a line.
pub(super) const WIDTH: usize = 80;
/// Cells of a bar.
const BAR: usize = 9;

/// Returns the report as lines of text.
pub fn text(report: &Report, options: Options) -> String {
    let mut page = Page { out: String::new(), options, report };
    page.head();
    page.orders();
    page.guests();
    page.time();
    page.busy();
    page.money();
    page.bottleneck();
    page.goals();
    page.warnings();
    page.out
}

struct Page<'a> {
    out: String,
    options: Options,
    report: &'a Report,
}

/// Writes a count with a blank between thousands.
pub(super) fn count(value: f64) -> String {
    let digits = format!("{value:.0}");
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

fn seconds(value: f64) -> String {
    show_value(value, Unit::Seconds)
}

fn percent(share: f64) -> String {
    if share > 0.0 && share < 0.001 {
        "< 0.1 %".into()
    } else if share < 0.1 {
        format!("{:.1} %", share * 100.0)
    } else {
        format!("{:.0} %", share * 100.0)
    }
}

impl Page<'_> {
    fn line(&mut self, text: &str) {
        self.out.push_str(text.trim_end());
        self.out.push('\n');
    }

    fn section(&mut self, kitchen: &str, backend: &str) {
        self.line("");
        let kitchen = left(kitchen, WIDTH - 26);
        self.line(&format!("{kitchen}{backend}"));
        self.line(&rule(WIDTH, self.options.unicode));
    }

    fn paragraph(&mut self, text: &str) {
        for line in wrap(text, WIDTH - 2) {
            self.line(&format!("  {line}"));
        }
    }

    fn row(&mut self, figure: &str, kitchen: &str, share: Option<f64>, backend: &str) {
        let bar = share.map_or_else(String::new, |share| bar(share, BAR, self.options.unicode));
        let row =
            format!("{} {} {} {backend}", right(figure, 11), left(kitchen, 31), left(&bar, BAR));
        self.line(&row);
    }

    fn shows(&self, dial: &str) -> Option<f64> {
        self.report.dial(dial)
    }

    fn head(&mut self) {
        let report = self.report;
        self.line(&report.title);
        if !report.teaches.is_empty() {
            for line in wrap(&report.teaches, WIDTH) {
                self.line(&line);
            }
        }
        self.line("");
        let mut run = format!(
            "Seed {}: {} simulated, {} events",
            report.seed,
            show_duration(report.simulated.0),
            count(report.events as f64)
        );
        if report.warm_up.0 > 0 {
            let _ = write!(run, "; the first {} are not counted", show_duration(report.warm_up.0));
        }
        self.line(&format!("{run}."));
        for (clock, told) in &report.story {
            for (at, line) in wrap(told, WIDTH - 12).into_iter().enumerate() {
                let clock = if at == 0 { clock.as_str() } else { "" };
                self.line(&format!("  {} {line}", left(clock, 9)));
            }
        }
    }

    fn orders(&mut self) {
        let (kitchen, backend) = (Lens::kitchen(), Lens::backend());
        self.section("What happened", "in backend words");
        let placed = self.shows("orders.placed").unwrap_or(0.0);
        let dial = |lens: &Lens, id: &str| lens.dial(id).map_or(id.to_owned(), |w| w.name.clone());
        let all = (placed > 0.0).then_some(1.0);
        self.row(
            &count(placed),
            &dial(kitchen, "orders.placed"),
            all,
            &dial(backend, "orders.placed"),
        );
        for id in &self.report.outcomes {
            let ended = self.report.outcome(id);
            if ended > 0 {
                let (left, right) = (kitchen.outcome_name(id), backend.outcome_name(id));
                let share = ended as f64 / placed.max(1.0);
                self.row(&count(ended as f64), &left, Some(share), &right);
            }
        }
        let inside = self.shows("orders.in_flight").unwrap_or(0.0);
        if inside > 0.0 {
            let share = Some(inside / placed.max(1.0));
            let (left, right) =
                (dial(kitchen, "orders.in_flight"), dial(backend, "orders.in_flight"));
            self.row(&count(inside), &left, share, &right);
        }
    }

    fn guests(&mut self) {
        self.section("What guests felt", "latency of requests");
        let served = self.shows("latency.p95").zip(self.shows("latency.p50"));
        let Some((p95, p50)) = served else {
            self.paragraph("Nobody was served, so there is nothing to tell.");
            return;
        };
        let max = self.shows("latency.max").unwrap_or(p95);
        self.paragraph(&format!(
            "Of those served, 19 of 20 waited {} or less (p95), half of them {} or less (p50); \
             the unluckiest waited {} (max).",
            seconds(p95),
            seconds(p50),
            seconds(max)
        ));
        if let Some(happy) = self.shows("goodput.share")
            && happy < 1.0
        {
            self.paragraph(&format!(
                "Of all guests whose visit ended, {} got what they wanted (goodput).",
                percent(happy)
            ));
        }
    }

    fn time(&mut self) {
        let Some(mean) = self.shows("latency.mean").filter(|mean| *mean > 0.0) else { return };
        let title = format!("Where the time went ({} on average)", seconds(mean));
        self.section(&title, "in backend words");
        for phase in Phase::ALL {
            let spent = self.shows(&format!("phase.{}.mean", phase.id())).unwrap_or(0.0);
            if spent > 0.0 {
                let name = |lens: &Lens| lens.phase(phase.id()).map(|words| words.name.clone());
                let kitchen = name(Lens::kitchen()).unwrap_or_default();
                let backend = name(Lens::backend()).unwrap_or_default();
                self.row(&seconds(spent), &kitchen, Some(spent / mean), &backend);
            }
        }
    }

    fn busy(&mut self) {
        const BUSY: [&str; 5] =
            ["waiter.busy", "chefs.busy", "chefs.working", "burners.busy", "hatches.busy"];
        let shown: Vec<_> = BUSY.into_iter().filter_map(|id| Some((id, self.shows(id)?))).collect();
        if shown.is_empty() {
            return;
        }
        self.section("How busy everybody was", "utilisation");
        for (id, busy) in shown {
            let name =
                |lens: &Lens| lens.dial(id).map_or(id.to_owned(), |words| words.name.clone());
            let (kitchen, backend) = (name(Lens::kitchen()), name(Lens::backend()));
            self.row(&percent(busy), &kitchen, Some(busy), &backend);
        }
        if let Some(longest) = self.shows("rail.length.max").filter(|longest| *longest > 0.0) {
            let mean = self.shows("rail.length.mean").unwrap_or(0.0);
            self.paragraph(&format!(
                "On the rail hung {mean:.1} tickets on average, {} at most (the queue).",
                count(longest)
            ));
        }
        if let Some(wasted) = self.shows("wasted.orders").filter(|wasted| *wasted > 0.0) {
            let time = self.shows("wasted.seconds").map(seconds).unwrap_or_default();
            self.paragraph(&format!(
                "Chefs worked {time} on {} orders that nobody got (wasted work).",
                count(wasted)
            ));
        }
    }

    fn money(&mut self) {
        let show = |dial: &str| self.shows(dial).unwrap_or(0.0);
        let (revenue, costs, profit) =
            (show("money.revenue"), show("money.costs"), show("money.profit"));
        if revenue != 0.0 || costs != 0.0 {
            self.section("Money", "");
            self.paragraph(&format!("{revenue:.2} taken, {costs:.2} spent: {profit:+.2}"));
        }
    }

    fn bottleneck(&mut self) {
        self.section("What was short", "the bottleneck");
        let text = match self.report.bottleneck {
            None if self.shows("orders.served") == Some(0.0) => {
                "Nobody was served: look for a part that is off, or that there is none of."
                    .to_owned()
            }
            None => {
                "Nothing: no part was busy most of the time. More of anything would hardly help."
                    .to_owned()
            }
            Some(found) => self.word_bottleneck(found),
        };
        self.paragraph(&text);
    }

    fn name(&self, resource: Resource) -> (String, String) {
        let names = &self.report.names;
        let of = |word: &str, part: &str, several: bool| {
            let name = |lens: &Lens| {
                let words = lens.word(word);
                if several { format!("{words} of {part}") } else { words.to_owned() }
            };
            (name(Lens::kitchen()), name(Lens::backend()))
        };
        match resource {
            Resource::Waiters => of("waiters", "", false),
            Resource::Chefs(at) => of("chefs", &names.kitchens[at], names.kitchens.len() > 1),
            Resource::Hatches(at) => of("hatches", &names.pantries[at].0, names.pantries.len() > 1),
            Resource::Burners(at) => of("burners", &names.buildings[at], names.buildings.len() > 1),
            Resource::Worktop(at) => of("worktop", &names.buildings[at], names.buildings.len() > 1),
            Resource::Calls(at) => of("calls", &names.partners[at], names.partners.len() > 1),
            Resource::Water(at) => of("water", &names.buildings[at], names.buildings.len() > 1),
        }
    }

    fn word_bottleneck(&self, found: Bottleneck) -> String {
        let (kitchen, backend) = self.name(found.resource);
        let busy = percent(found.busy);
        let mut text = match found.held_by {
            None => format!("The {kitchen} ({backend}) were busy {busy} of the time."),
            Some(phase) => {
                let place =
                    Lens::kitchen().phase(phase.id()).map_or(phase.id(), |w| w.name.as_str());
                format!(
                    "The {kitchen} ({backend}) had their hands full {busy} of the time, but hardly \
                     with work: what takes longest is \"{place}\"."
                )
            }
        };
        if let Some(in_vain) = found.in_vain {
            let (kitchen, backend) = self.name(in_vain);
            let _ = write!(
                text,
                " The {kitchen} ({backend}) had their hands full too, but stood waiting: more of \
                 them would hardly help."
            );
        }
        text
    }

    fn goals(&mut self) {
        if self.report.goals.is_empty() {
            return;
        }
        self.section("Goals", "objectives");
        let (yes, no) = if self.options.unicode { ("✓", "✗") } else { ("+", "-") };
        for goal in &self.report.goals {
            let (mark, word) = if goal.met { (yes, "met") } else { (no, "missed") };
            let got = goal.got.map_or_else(
                || "nothing to read".to_owned(),
                |got| show_value(got, goal.dial.unit),
            );
            self.line(&format!("  {mark} {word}: {} (it was {got})", goal.reach));
        }
    }

    fn warnings(&mut self) {
        if self.report.warnings.is_empty() {
            return;
        }
        self.section("Before you believe it", "");
        for warning in &self.report.warnings {
            let sign = if self.options.unicode { "▲" } else { "!" };
            for (at, line) in wrap(warning, WIDTH - 4).into_iter().enumerate() {
                let lead = if at == 0 { sign } else { " " };
                self.line(&format!("  {lead} {line}"));
            }
        }
    }
}
