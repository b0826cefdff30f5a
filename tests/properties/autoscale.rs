//! Copies that open and close by themselves, under random rushes.

use crate::dials::finished;
use crate::driver::{Pace, Watch, drive, facts};
use crate::render::Sample;
use boh::kernel::{SECOND, Time};
use boh::report::Report;
use boh::restaurant::{Cost, Fact, Restaurant, Stage, Witness};
use proptest::option::of;
use proptest::prelude::*;
use std::fmt::Write as _;

/// A restaurant with copies, as plain numbers; times in seconds.
#[derive(Clone, Debug)]
struct Scaling {
    seed: u64,
    copies: u32,
    from: u32,
    to: Option<u32>,
    chefs: u32,
    /// Per cent.
    busy: u32,
    every: u32,
    opens_in: u32,
    closes_after: u32,
    /// Orders a minute, one number for each minute.
    rush: Vec<u32>,
    patience: Option<u32>,
    /// One building for each copy, so far away.
    distance: Option<u32>,
    juggles: bool,
    policy: usize,
    /// Whether the first building is dark for a minute.
    is_cut: bool,
    /// At which minute `from` is turned to what.
    turned: Option<(u32, u32)>,
    drain: bool,
}

prop_compose! {
    fn scaling()(
        (seed, copies, chefs, busy, every) in (0..1000_u64, 2..5_u32, 1..4_u32, 20..100_u32, 1..40_u32),
        (from, to, opens_in, closes_after) in (1..5_u32, of(1..5_u32), 0..100_u32, 0..90_u32),
        rush in prop::collection::vec(0..120_u32, 4..8),
        (patience, distance, juggles, policy) in (of(5..60_u32), of(0..9_u32), any::<bool>(), 0..5_usize),
        (is_cut, turned, drain) in (any::<bool>(), of((1..6_u32, 1..6_u32)), any::<bool>()),
    ) -> Scaling {
        let from = from.min(copies);
        let to = to.map(|to| to.clamp(from, copies));
        Scaling {
            seed, copies, from, to, chefs, busy, every, opens_in, closes_after, rush, patience,
            distance, juggles, policy, is_cut, turned, drain,
        }
    }
}

impl Scaling {
    fn sample(&self) -> Sample {
        let Scaling { seed, copies, from, chefs, every, opens_in, closes_after, .. } = self;
        let minutes = self.rush.len();
        let policy = boh::knobs::turns::POLICIES[self.policy];
        let steps =
            self.rush.iter().enumerate().map(|(at, rate)| format!("[\"{at}m\", \"{rate}/min\"]"));
        let mut text = format!(
            "title = \"Copies\"\nduration = \"{minutes}m\"\nseed = {seed}\ndrain = {}\n\
             [menu.dish]\nrecipe = [{{ prep = {{ exp = \"4s\" }} }}, {{ take = {{ food = 1 }} }}, {{ prep = \"1s\" }}]\n\
             [dispatcher]\npolicy = \"{policy}\"\n[pantry.main]\ntake = \"2s\"\nhatches = 9\nwage = 5\nshelf.food = {{}}\n\
             [dining_room.web]\narrivals = {{ steps = [{}] }}\n",
            self.drain,
            steps.collect::<Vec<_>>().join(", "),
        );
        if let Some(patience) = self.patience {
            let _ = writeln!(text, "patience = \"{patience}s\"");
        }
        let _ = writeln!(text, "[kitchen.main]\ncopies = {copies}\nchefs = {chefs}\nwage = 36");
        if self.juggles {
            text.push_str("juggles = 3\n");
        }
        if self.distance.is_some() {
            let names: Vec<String> = (0..*copies).map(|at| format!("\"b{at}\"")).collect();
            let _ = writeln!(text, "building = [{}]", names.join(", "));
        }
        let _ = writeln!(
            text,
            "[kitchen.main.autoscale]\nbusy = {}\nfrom = {from}\nevery = \"{every}s\"\n\
             opens_in = \"{opens_in}s\"\ncloses_after = \"{closes_after}s\"",
            f64::from(self.busy) / 100.0,
        );
        if let Some(to) = self.to {
            let _ = writeln!(text, "to = {to}");
        }
        for at in (0..*copies).filter(|_| self.distance.is_some()) {
            let distance = self.distance.unwrap_or(0);
            let _ = writeln!(text, "[building.b{at}]\ndistance = \"{distance}s\"\nrent = 72");
        }
        if self.is_cut && self.distance.is_some() {
            text.push_str("[[timeline]]\nat = \"2m\"\nfor = \"1m\"\nset = { \"building.b0.power\" = \"off\" }\n");
        }
        if let Some((at, from)) = self.turned {
            let _ = writeln!(
                text,
                "[[timeline]]\nat = \"{at}m\"\nset = {{ \"kitchen.main.autoscale.from\" = {from} }}"
            );
        }
        Sample { text, trace: None, features: std::collections::BTreeSet::new() }
    }
}

/// What is known of one copy.
#[derive(Clone, Copy, Debug)]
struct Copy {
    stage: Stage,
    since: Time,
    wage: i64,
    rent: i64,
}

/// Looks at all copies, and complains.
struct Looker {
    plan: Scaling,
    copies: Vec<Copy>,
    problems: Vec<String>,
    opened: usize,
}

impl Looker {
    fn new(plan: &Scaling) -> Looker {
        // Until something else is told, everything is there.
        let copy = Copy { stage: Stage::Open, since: Time(0), wage: 0, rent: 0 };
        let copies = vec![copy; plan.copies as usize];
        Looker { plan: plan.clone(), copies, problems: Vec::new(), opened: 0 }
    }

    fn must(&mut self, ok: bool, problem: impl Fn() -> String) {
        if !ok && self.problems.len() < 5 {
            self.problems.push(problem());
        }
    }

    fn enters(&mut self, now: Time, copy: usize, stage: Stage) {
        let before = self.copies[copy];
        self.copies[copy] = Copy { stage, since: now, ..before };
        if now == Time(0) {
            return;
        }
        let may = match (before.stage, stage) {
            (Stage::Closed | Stage::Closing, Stage::Opening)
            | (Stage::Open | Stage::Opening, Stage::Closing | Stage::Closed)
            | (Stage::Closing, Stage::Closed) => true,
            (Stage::Opening, Stage::Open) => {
                self.opened += 1;
                now.0 - before.since.0 == u64::from(self.plan.opens_in) * SECOND.0
            }
            // It takes no time at all.
            (Stage::Closed | Stage::Closing, Stage::Open) => self.plan.opens_in == 0,
            _ => false,
        };
        self.must(may, || format!("{now:?}: copy {copy} goes from {before:?} to {stage:?}"));
    }

    fn comes(&mut self, now: Time, copy: u32) {
        let stage = self.copies[copy as usize].stage;
        let is_far = self.plan.distance.is_some_and(|distance| distance > 0);
        let may = stage == Stage::Open || is_far && stage != Stage::Closed;
        self.must(may, || format!("{now:?}: a ticket comes to copy {copy}, which is {stage:?}"));
    }
}

impl Witness for Looker {
    fn see(&mut self, now: Time, fact: Fact) {
        match fact {
            Fact::Copy { kitchen, stage, .. } => self.enters(now, kitchen as usize, stage),
            Fact::Hung { kitchen, .. } | Fact::TakenAtOnce { kitchen, .. } => {
                self.comes(now, kitchen);
            }
            Fact::HandsTaken { kitchen, .. } => {
                let stage = self.copies[kitchen as usize].stage;
                self.must(stage != Stage::Closed, || format!("{now:?}: hands in a closed copy"));
            }
            Fact::Costs { of: Cost::Wages(copy), cents_per_hour } => {
                self.copies[copy as usize].wage = cents_per_hour;
            }
            Fact::Costs { of: Cost::Rent(building), cents_per_hour } => {
                self.copies[building as usize].rent = cents_per_hour;
            }
            _ => {}
        }
    }
}

impl Watch for Looker {
    fn settled(&mut self, restaurant: &Restaurant) {
        let now = restaurant.now();
        let open: Vec<bool> = self.copies.iter().map(|copy| copy.stage == Stage::Open).collect();
        let first = open.iter().take_while(|open| **open).count();
        let count = open.iter().filter(|open| **open).count();
        self.must(first == count, || format!("{now:?}: not the first copies are open: {open:?}"));
        let most = self.plan.to.unwrap_or(self.plan.copies) as usize;
        if self.plan.turned.is_none() {
            let least = self.plan.from as usize;
            self.must((least..=most).contains(&count), || format!("{now:?}: {count} are open"));
        }
        for at in 0..self.copies.len() {
            let Copy { stage, wage, rent, .. } = self.copies[at];
            let is_paid = stage != Stage::Closed;
            let wages = if is_paid { i64::from(self.plan.chefs) * 3600 } else { 0 };
            let rents = if is_paid && self.plan.distance.is_some() { 7200 } else { 0 };
            let ok = (wage, rent) == (wages, rents);
            self.must(ok, || format!("{now:?}: copy {at}, {stage:?}, costs {wage} and {rent}"));
        }
    }
}

proptest! {
    #[test]
    fn copies_open_and_close_as_written(plan in scaling()) {
        let scenario = plan.sample().scenario();
        let looker = drive(&scenario, Pace::Messages, Looker::new(&plan)).witness;
        prop_assert!(looker.problems.is_empty(), "{:#?}", looker.problems);
    }

    #[test]
    fn how_a_run_is_cut_changes_nothing(plan in scaling(), stretches in prop::collection::vec(any::<u64>(), 9)) {
        let scenario = plan.sample().scenario();
        let stretches = stretches.into_iter().map(|stretch| stretch % (60 * SECOND.0)).collect();
        let straight = facts(&scenario, Pace::Straight);
        prop_assert_eq!(&straight, &facts(&scenario, Pace::Messages));
        prop_assert_eq!(&straight, &facts(&scenario, Pace::Stretches(stretches)));
    }

    #[test]
    fn what_is_open_is_what_is_read_and_paid_for(plan in scaling()) {
        let scenario = plan.sample().scenario();
        let all = facts(&scenario, Pace::Straight);
        let report = Report::new(&scenario, &finished(&scenario), None);
        let end = report.simulated.0;
        // Areas of what is open, and of what is paid for, from the facts alone.
        let copies = plan.copies as usize;
        let (mut open, mut paid) = (vec![(0_u128, None); copies], vec![(0_u128, (0_i64, 0_u64)); 2 * copies + 1]);
        for (now, fact) in all {
            match fact {
                Fact::Copy { kitchen, stage, .. } => {
                    let (area, since): &mut (u128, Option<u64>) = &mut open[kitchen as usize];
                    *area += since.map_or(0, |since| u128::from(now.0 - since));
                    *since = (stage == Stage::Open).then_some(now.0);
                }
                Fact::Costs { of, cents_per_hour } => {
                    let at = match of {
                        Cost::Wages(copy) => copy as usize,
                        Cost::Rent(building) => copies + building as usize,
                        Cost::Hatches(_) => 2 * copies,
                    };
                    let (area, (cents, since)) = &mut paid[at];
                    *area += u128::from(now.0 - *since) * *cents as u128;
                    (*cents, *since) = (cents_per_hour, now.0);
                }
                _ => {}
            }
        }
        let open: u128 = open.iter().map(|(area, since)| area + since.map_or(0, |since| u128::from(end - since))).sum();
        let mean = report.dial("copies.open.mean").unwrap();
        prop_assert!((mean - open as f64 / end as f64).abs() < 1e-9, "{mean}");
        let paid = paid.iter().map(|(area, (cents, since))| area + u128::from(end - since) * *cents as u128);
        let cents = (paid.sum::<u128>() as f64 / 3.6e12).round_ties_even();
        let costs = report.dial("money.costs").unwrap();
        prop_assert!((costs * 100.0 - cents).abs() < 1e-6, "{costs}, not {cents} cents");
    }
}

/// The laws are worth something only if copies open and close in most restaurants.
#[test]
fn copies_do_open_here() {
    use proptest::strategy::ValueTree;
    use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
    let rng = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    let mut runner = TestRunner::new_with_rng(Config::default(), rng);
    let opened = (0..60).filter(|_| {
        let plan = scaling().new_tree(&mut runner).unwrap().current();
        let scenario = plan.sample().scenario();
        drive(&scenario, Pace::Straight, Looker::new(&plan)).witness.opened > 0
    });
    let opened = opened.count();
    assert!(opened > 20, "{opened}");
}
