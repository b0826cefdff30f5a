//! What the generator covers is tested, too: a feature that is never tried is never tested.

use crate::driver::{Pace, Watch, drive};
use crate::render::{Sample, live_keys, sample};
use boh::kernel::Time;
use boh::restaurant::{Fact, Outcome, Witness};
use boh::scenario::{KEYS, Key, Scenario};
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use std::collections::{BTreeMap, BTreeSet};

const SAMPLES: usize = 2_000;

/// Every feature that a random scenario may have.
const FEATURES: &[&str] = &[
    "poisson",
    "every",
    "steps",
    "ramp",
    "burst",
    "closed",
    "trace",
    "group",
    "orders",
    "constant patience",
    "random patience",
    "until plate",
    "until chef",
    "distance",
    "device",
    "wrong address",
    "speaks kitchen",
    "retry",
    "whole seconds",
    "random times",
    "clock",
    "warm_up",
    "drain",
    "goal",
    "waiter count",
    "take_order",
    "serve",
    "queue",
    "limit",
    "timeout",
    "dispatcher",
    "two kitchens",
    "copies",
    "chefs",
    "juggles",
    "no capacity",
    "some capacity",
    "tosses",
    "wage",
    "breaks",
    "fifo",
    "lifo",
    "shortest",
    "priority",
    "building",
    "burners",
    "rent",
    "boots",
    "generator",
    "district",
    "pantry in a building",
    "storeroom",
    "water",
    "worktop",
    "size",
    "building distance",
    "price",
    "prep",
    "cook",
    "take",
    "put",
    "call",
    "ask",
    "together",
    "chance",
    "call timeout",
    "or",
    "hatches",
    "take time",
    "put time",
    "stock",
    "restock",
    "answers",
    "fails",
    "fee",
    "timeline",
    "for",
    "several turns at once",
];

/// Features that are part of another one: tried in fewer scenarios, and not in pairs.
const PARTS: &[&str] = &[
    "retry unlimited",
    "backoff",
    "jitter",
    "budget",
    "round_robin",
    "random",
    "least_busy",
    "two_choices",
    "sticky",
    "checks",
    "several buildings",
    "ask or",
    "together or",
    "closed kitchen",
    "call again",
    "breaker",
    "at once",
    "fridge",
    "fresh for",
    "worktop crash",
    "slices",
    "inside",
];

/// Keys that say nothing to the model.
const WORDS: &[&str] =
    &["format", "title", "teaches", "chapter", "needs", "time_scale", "timeline[].say"];

/// Keys of what is written down: `rows.rs` has restaurants of its own for them, and the tests from
/// outside have examples of each.
const WRITTEN_DOWN: &[&str] = &[
    "menu.*.asks",
    "menu.*.needs",
    "menu.*.staff",
    "menu.*.locks_out.by",
    "menu.*.locks_out.after",
    "menu.*.locks_out.for",
    "menu.*.guest_limit",
    "waiter.guest_limit",
    "waiter.neutralises",
    "dining_room.*.sealed",
    "dining_room.*.overhears",
    "dining_room.*.people",
    "dining_room.*.says",
    "dining_room.*.look",
    "dining_room.*.attacker",
    "pantry.*.durable",
    "pantry.*.copies.of",
    "pantry.*.copies.every",
    "pantry.*.shelf.*.rows",
    "pantry.*.shelf.*.index",
    "pantry.*.shelf.*.scan",
    "pantry.*.shelf.*.owner",
    "pantry.*.shelf.*.stands_for",
];

/// Keys of copies that open and close by themselves, and of what hatches cost: `autoscale.rs` has
/// restaurants for them.
const SCALED: &[&str] = &["kitchen.*.autoscale.", "pantry.*.wage"];

/// What a run shows.
#[derive(Default)]
struct Seen {
    outcomes: BTreeSet<Outcome>,
    /// Guests who tried again, and guests who gave up after that.
    retries: [bool; 2],
    is_breaker_open: bool,
    now: Time,
    /// Kinds of queued events at this instant, one bit each: work that ends, guests, deadlines.
    kinds: u8,
    is_simultaneous: bool,
}

impl Witness for Seen {
    fn see(&mut self, now: Time, fact: Fact) {
        if now != self.now {
            (self.now, self.kinds) = (now, 0);
        }
        let deadline = |outcome| matches!(outcome, Outcome::PATIENCE | Outcome::TOO_SLOW);
        self.kinds |= match fact {
            Fact::WorkEnded { .. } | Fact::Answered { well: true, .. } => 1,
            Fact::Placed { .. } => 2,
            Fact::Decided { outcome, .. } if deadline(outcome) => 4,
            _ => 0,
        };
        self.is_simultaneous |= self.kinds.count_ones() > 1;
        match fact {
            Fact::Decided { outcome, .. } => drop(self.outcomes.insert(outcome)),
            Fact::WillRetry { .. } => self.retries[0] = true,
            Fact::GaveUp { .. } => self.retries[1] = true,
            Fact::BreakerOpened { .. } => self.is_breaker_open = true,
            _ => {}
        }
    }
}

impl Watch for Seen {}

/// How often each thing was met.
#[derive(Default)]
struct Counts(BTreeMap<String, usize>);

impl Counts {
    fn add(&mut self, thing: impl Into<String>) {
        *self.0.entry(thing.into()).or_default() += 1;
    }

    /// Lists what was met in too few scenarios.
    fn below(&self, percent: usize, things: impl IntoIterator<Item = String>) -> Vec<String> {
        let too_rare = |thing: String| {
            let count = self.0.get(&thing).copied().unwrap_or(0);
            (count * 100 < percent * SAMPLES).then(|| format!("{thing}: {count} of {SAMPLES}"))
        };
        things.into_iter().filter_map(too_rare).collect()
    }
}

/// The same samples every time.
fn fixed_samples() -> impl Iterator<Item = Sample> {
    let rng = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    let mut runner = TestRunner::new_with_rng(Config::default(), rng);
    (0..SAMPLES).map(move |_| sample().new_tree(&mut runner).unwrap().current())
}

/// Returns the pattern of the key that stands at a path.
fn pattern(scenario: &Scenario, path: &str) -> &'static str {
    if let Some((_, key)) = path.split_once("].") {
        let of_list = |known: &&Key| known.path.split_once("[].").is_some_and(|(_, k)| k == key);
        return KEYS.iter().find(of_list).unwrap().path;
    }
    scenario.parts.locate(path).unwrap().0.path
}

fn pair(one: &str, other: &str) -> String {
    format!("{one} with {other}")
}

fn count(sample: &Sample, counts: &mut Counts) {
    let scenario = sample.scenario();
    for (at, feature) in sample.features.iter().enumerate() {
        let known = FEATURES.contains(feature) || PARTS.contains(feature);
        assert!(known, "{feature} is not on the list");
        counts.add(*feature);
        sample.features.iter().skip(at + 1).for_each(|other| counts.add(pair(feature, other)));
    }
    let written = scenario.written.keys().map(|path| pattern(&scenario, path));
    written.collect::<BTreeSet<_>>().into_iter().for_each(|key| counts.add(format!("key {key}")));
    let sets = scenario.timeline.iter().flat_map(|entry| &entry.sets);
    let turned: BTreeSet<_> = sets.map(|set| pattern(&scenario, &set.knob)).collect();
    for key in turned {
        counts.add(format!("turn {key}"));
    }
    let seen = drive(&scenario, Pace::Straight, Seen::default()).witness;
    for outcome in seen.outcomes {
        counts.add(scenario.names().outcomes().nth(usize::from(outcome.0)).unwrap());
    }
    if seen.retries == [true; 2] {
        counts.add("retried and given up");
    }
    if seen.is_breaker_open {
        counts.add("breaker open");
    }
    if seen.is_simultaneous {
        counts.add("simultaneous");
    }
}

#[test]
fn generator_covers_features_pairs_and_outcomes() {
    let mut counts = Counts::default();
    fixed_samples().for_each(|sample| count(&sample, &mut counts));
    let names = || FEATURES.iter().map(|feature| (*feature).to_owned());
    let pairs = names().enumerate().flat_map(|(at, one)| {
        let others: Vec<String> = names().skip(at + 1).collect();
        others.into_iter().map(move |other| {
            let (first, second) = if one < other { (&one, &other) } else { (&other, &one) };
            pair(first, second)
        })
    });
    let often = ["refused.rail_full", "refused.sold_out", "abandoned.patience"];
    let often = often.into_iter().chain(["failed.too_slow", "failed.power_out"]);
    let elsewhere = |key: &Key| {
        let lists = [WORDS, WRITTEN_DOWN];
        lists.iter().any(|list| list.contains(&key.path))
            || SCALED.iter().any(|of| key.path.starts_with(of))
    };
    let keys = KEYS.iter().filter(|key| !elsewhere(key));
    let mut missing = counts.below(20, names());
    missing.extend(counts.below(4, PARTS.iter().map(|part| (*part).to_owned())));
    missing.extend(counts.below(5, pairs));
    missing.extend(counts.below(1, Outcome::FIXED.iter().map(|(id, _)| (*id).to_owned())));
    missing.extend(counts.below(5, often.map(str::to_owned)));
    missing.extend(counts.below(5, ["retried and given up", "breaker open"].map(str::to_owned)));
    missing.extend(counts.below(20, ["simultaneous".to_owned()]));
    missing.extend(counts.below(5, keys.map(|key| format!("key {}", key.path))));
    missing.extend(counts.below(2, live_keys().map(|key| format!("turn {}", key.path))));
    assert!(missing.is_empty(), "covered too rarely:\n{}", missing.join("\n"));
}
