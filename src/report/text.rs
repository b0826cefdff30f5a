//! The report for people: the words of a lens on the left, what they stand for on the right.

#[cfg(test)]
mod tests;

use super::bars::{bar, left, right, rule, wrap};
use super::page::{Options, Page, WIDTH};
use super::summary::{Report, Told};
use crate::diagnosis::{Bottleneck, Resource};
use crate::lens::Lens;
use crate::restaurant::Phase;

/// Cells of a bar.
const BAR: usize = 9;

/// Returns the report as lines of text.
pub fn text(report: &Report, options: Options) -> String {
    let mut page = Page::new(report, options, report.time_scale);
    page.head();
    page.orders();
    page.guests();
    page.time();
    page.busy();
    page.money();
    page.bottleneck();
    page.goals();
    page.warnings();
    page.borrowed();
    page.out
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

impl Page<'_, Report> {
    fn percent(&self, share: f64) -> String {
        let sign = self.options.tongue.lens().units.name("share");
        if share > 0.0 && share < 0.001 {
            format!("< 0.1 {sign}")
        } else if share < 0.1 {
            format!("{:.1} {sign}", share * 100.0)
        } else {
            format!("{:.0} {sign}", share * 100.0)
        }
    }

    /// Begins a section; its title may have a time in it.
    fn section(&mut self, id: &str, beside: Option<&str>, slots: &[(&str, String)]) {
        self.line("");
        let title = left(&self.says(id, slots), WIDTH - 26);
        let other = self.options.tongue.other();
        let beside = beside.map_or_else(String::new, |id| other.report(id, &[]));
        self.line(&format!("{title}{beside}"));
        self.line(&rule(WIDTH, self.options.unicode));
    }

    fn paragraph(&mut self, text: &str) {
        for line in wrap(text, WIDTH - 2) {
            self.line(&format!("  {line}"));
        }
    }

    /// Writes a figure, with what it is and what that stands for.
    fn row(&mut self, figure: &str, share: Option<f64>, name: impl Fn(&Lens) -> String) {
        let bar = share.map_or_else(String::new, |share| bar(share, BAR, self.options.unicode));
        let tongue = self.options.tongue;
        let own = left(&name(tongue.lens()), 31);
        let meaning = name(tongue.other());
        self.line(&format!("{} {own} {} {meaning}", right(figure, 11), left(&bar, BAR)));
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
        let real = self.figures.unscaled();
        let slots = [
            ("seed", report.seed.to_string()),
            ("time", real.duration(report.simulated.seconds())),
            ("events", count(report.events as f64)),
            ("warm_up", real.duration(report.warm_up.seconds())),
        ];
        let id = if report.warm_up.0 > 0 { "head.run_warm_up" } else { "head.run" };
        self.line(&self.says(id, &slots));
        if let Some(time) = self.figures.second() {
            for line in wrap(&self.says("head.scale", &[("time", time)]), WIDTH) {
                self.line(&line);
            }
        }
        for told in &report.story {
            let text = self.told(told);
            for (at, line) in wrap(&text, WIDTH - 12).into_iter().enumerate() {
                let clock = if at == 0 { told.clock.as_str() } else { "" };
                self.line(&format!("  {} {line}", left(clock, 9)));
            }
        }
        self.sides(&report.sides);
    }

    /// Tells what was said and turned.
    fn told(&self, told: &Told) -> String {
        let turned = |knob: &String| self.says("story.turned", &[("knob", knob.clone())]);
        let turned = told.turned.iter().map(turned).collect::<Vec<_>>().join(", ");
        let lasts = told.lasts.map_or_else(String::new, |span| {
            let time = self.figures.unscaled().duration(span.seconds());
            format!(" {}", self.says("story.for", &[("time", time)]))
        });
        match (&told.say, turned.is_empty()) {
            (Some(say), true) => say.clone(),
            (say, _) => {
                let say = say.as_ref().map(|say| format!("{say} ")).unwrap_or_default();
                format!("{say}({turned}{lasts})")
            }
        }
    }

    fn orders(&mut self) {
        self.section("orders", Some("orders.beside"), &[]);
        let placed = self.shows("orders.placed").unwrap_or(0.0);
        let all = (placed > 0.0).then_some(1.0);
        self.row(&count(placed), all, |lens| lens.dial_name("orders.placed"));
        for id in &self.report.outcomes {
            let ended = self.report.outcome(id);
            if ended > 0 {
                let share = ended as f64 / placed.max(1.0);
                self.row(&count(ended as f64), Some(share), |lens| lens.outcome_name(id));
            }
        }
        let inside = self.shows("orders.in_flight").unwrap_or(0.0);
        if inside > 0.0 {
            let share = Some(inside / placed.max(1.0));
            self.row(&count(inside), share, |lens| lens.dial_name("orders.in_flight"));
        }
    }

    fn guests(&mut self) {
        self.section("guests", Some("guests.beside"), &[]);
        let served = self.shows("latency.p95").zip(self.shows("latency.p50"));
        let Some((p95, p50)) = served else {
            self.paragraph(&self.says("guests.nobody", &[]));
            return;
        };
        let max = self.shows("latency.max").unwrap_or(p95);
        let slots = [("p95", p95), ("p50", p50), ("max", max)];
        let slots = slots.map(|(slot, seconds)| (slot, self.figures.duration(seconds)));
        self.paragraph(&self.says("guests.waited", &slots));
        if let Some(happy) = self.shows("goodput.share")
            && happy < 1.0
        {
            let slots = [("share", self.percent(happy))];
            self.paragraph(&self.says("guests.happy", &slots));
        }
    }

    fn time(&mut self) {
        let Some(mean) = self.shows("latency.mean").filter(|mean| *mean > 0.0) else { return };
        let slots = [("time", self.figures.duration(mean))];
        self.section("time", Some("time.beside"), &slots);
        for phase in Phase::ALL {
            let spent = self.shows(&format!("phase.{}.mean", phase.id())).unwrap_or(0.0);
            if spent > 0.0 {
                let shown = self.figures.duration(spent);
                self.row(&shown, Some(spent / mean), |lens| phase_name(lens, phase));
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
        self.section("busy", Some("busy.beside"), &[]);
        for (id, busy) in shown {
            self.row(&self.percent(busy), Some(busy), |lens| lens.dial_name(id));
        }
        if let Some(longest) = self.shows("rail.length.max").filter(|longest| *longest > 0.0) {
            let mean = self.shows("rail.length.mean").unwrap_or(0.0);
            let slots = [("mean", format!("{mean:.1}")), ("max", count(longest))];
            self.paragraph(&self.says("busy.rail", &slots));
        }
        if let Some(wasted) = self.shows("wasted.orders").filter(|wasted| *wasted > 0.0) {
            let time = self.shows("wasted.seconds").unwrap_or(0.0);
            let slots = [("time", self.figures.duration(time)), ("orders", count(wasted))];
            self.paragraph(&self.says("busy.wasted", &slots));
        }
    }

    fn money(&mut self) {
        let show = |dial: &str| self.shows(dial).unwrap_or(0.0);
        let (revenue, costs, profit) =
            (show("money.revenue"), show("money.costs"), show("money.profit"));
        if revenue != 0.0 || costs != 0.0 {
            self.section("money", None, &[]);
            let slots = [
                ("revenue", format!("{revenue:.2}")),
                ("costs", format!("{costs:.2}")),
                ("profit", format!("{profit:+.2}")),
            ];
            self.paragraph(&self.says("money.sum", &slots));
        }
    }

    fn bottleneck(&mut self) {
        self.section("short", Some("short.beside"), &[]);
        let text = match self.report.bottleneck {
            None if self.shows("orders.served") == Some(0.0) => self.says("short.nobody", &[]),
            None => self.says("short.nothing", &[]),
            Some(found) => self.word_bottleneck(found),
        };
        self.paragraph(&text);
        if let Some((pantry, shelf)) = self.report.reads_all {
            let shelf = self.report.names.pantries[pantry].1[shelf].clone();
            let text = self.says("short.reads", &[("shelf", shelf)]);
            self.paragraph(&text);
        }
    }

    /// Names what was short, and in brackets what that stands for.
    fn name(&self, resource: Resource) -> String {
        let names = &self.report.names;
        let (word, part) = match resource {
            Resource::Waiters => ("waiters", None),
            Resource::Chefs(at) => {
                ("chefs", (names.kitchens.len() > 1).then(|| &names.kitchens[at]))
            }
            Resource::Hatches(at) => {
                ("hatches", (names.pantries.len() > 1).then(|| &names.pantries[at].0))
            }
            Resource::Burners(at) => ("burners", self.building(at)),
            Resource::Worktop(at) => ("worktop", self.building(at)),
            Resource::Water(at) => ("water", self.building(at)),
            Resource::Calls(at) => {
                ("calls", (names.partners.len() > 1).then(|| &names.partners[at]))
            }
        };
        let name = |lens: &'static Lens| match part {
            Some(part) => {
                let slots = [("what", lens.word(word).to_owned()), ("part", part.clone())];
                lens.report("short.of", &slots)
            }
            None => lens.word(word).to_owned(),
        };
        let own = name(self.options.tongue.lens());
        let meaning = self.options.tongue.meaning(name);
        meaning.map_or(own.clone(), |meaning| format!("{own} ({meaning})"))
    }

    /// Returns the name of a building where there are several.
    fn building(&self, at: usize) -> Option<&String> {
        let buildings = &self.report.names.buildings;
        (buildings.len() > 1).then(|| &buildings[at])
    }

    fn word_bottleneck(&self, found: Bottleneck) -> String {
        let what = ("what", self.name(found.resource));
        let busy = ("busy", self.percent(found.busy));
        let mut text = match found.held_by {
            None => self.says("short.busy", &[what, busy]),
            Some(phase) => {
                let phase = ("phase", phase.id().to_owned());
                self.says("short.held", &[what, busy, phase])
            }
        };
        if let Some(in_vain) = found.in_vain {
            text.push(' ');
            text.push_str(&self.says("short.in_vain", &[("what", self.name(in_vain))]));
        }
        text
    }

    fn goals(&mut self) {
        if self.report.goals.is_empty() {
            return;
        }
        self.section("goals", Some("goals.beside"), &[]);
        let (yes, no) = if self.options.unicode { ("✓", "✗") } else { ("+", "-") };
        for goal in &self.report.goals {
            let (mark, id) = if goal.met { (yes, "goals.met") } else { (no, "goals.missed") };
            let got = goal.got.map_or_else(
                || self.says("goals.nothing", &[]),
                |got| self.figures.unscaled().value(got, goal.dial.unit),
            );
            let told = self.says(id, &[("reach", goal.reach.clone()), ("got", got)]);
            self.line(&format!("  {mark} {told}"));
        }
    }

    fn warnings(&mut self) {
        if self.report.warnings.is_empty() {
            return;
        }
        self.section("warnings", None, &[]);
        for warning in &self.report.warnings {
            let sign = if self.options.unicode { "▲" } else { "!" };
            let said = warning.by(self.options.tongue.lens());
            for (at, line) in wrap(&said, WIDTH - 4).into_iter().enumerate() {
                let lead = if at == 0 { sign } else { " " };
                self.line(&format!("  {lead} {line}"));
            }
        }
    }
}

/// Returns the name of a phase.
fn phase_name(lens: &Lens, phase: Phase) -> String {
    lens.phase(phase.id()).map_or_else(|| phase.id().to_owned(), |words| words.name.clone())
}
