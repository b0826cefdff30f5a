//! From a shape to the text of a scenario, and from the text to the scenario itself.

/// Writes one line of the file.
macro_rules! line {
    ($writer:ident, $($part:tt)*) => {
        writeln!($writer.sample.text, $($part)*).unwrap()
    };
}

mod places;
mod rooms;
mod sections;
mod turns;

use crate::generator::{CONSTANTS, Count, Dist, FAMILIES, MS, SECOND, Shape, shape};
use boh::scenario::{KEYS, Key, Scenario, Source, understand};
use proptest::prelude::*;
use std::collections::BTreeSet;
use std::fmt::{self, Write as _};

/// Reasons that a step can name: fixed outcomes that nothing else leads to yet, and own ones.
pub(crate) const REASONS: &[&str] = &[
    "malformed",
    "who are you",
    "payment failed",
    "not allowed",
    "no table",
    "crashed",
    "storeroom full",
    "wrong address",
    "the dog ate it",
    "reason 2",
];

/// Goals, which are read over windows of their own.
pub(crate) const GOALS: &[&str] = &[
    "latency.p95@20s < 30s",
    "orders.placed@10s..40s > 3",
    "rail.length.max@30s..10m <= 5",
    "money.profit > 0",
    "chefs.busy@1m < 0.9",
];

/// Sizes of dishes and how much fits through a pipe in a second: the time that a dish takes is a
/// whole number of nanoseconds at every scale.
pub(crate) const SIZES: &[f64] = &[0.5, 1.0, 2.0, 3.0];
/// See [`SIZES`].
pub(crate) const FLOWS: &[f64] = &[0.5, 1.0, 2.0, 4.0, 8.0];

/// A shape chooses a knob by a number below this one.
pub(crate) const KNOB_WEIGHTS: usize = 10_000;

/// How a shape is written down.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Style {
    /// Every duration is so many times as long, and every rate so many times as low.
    pub scale: u64,
    /// Added to the choice of names.
    pub names: usize,
    /// What is absent is written out as unlimited.
    pub spelled_out: bool,
    /// Only times and rates that can be scaled without rounding.
    pub exact: bool,
}

impl Default for Style {
    fn default() -> Self {
        Style { scale: 1, names: 0, spelled_out: false, exact: false }
    }
}

/// A scenario as text, with the trace that lies beside it.
#[derive(Clone)]
pub(crate) struct Sample {
    pub text: String,
    pub trace: Option<String>,
    pub features: BTreeSet<&'static str>,
}

impl fmt::Debug for Sample {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "\n{}", self.text)?;
        self.trace.iter().try_for_each(|trace| writeln!(f, "# trace.csv\n{trace}"))
    }
}

/// A random scenario.
pub(crate) fn sample() -> impl Strategy<Value = Sample> {
    shape().prop_map(|shape| Sample::of(&shape, Style::default()))
}

impl Sample {
    /// Writes a shape down.
    pub(crate) fn of(shape: &Shape, style: Style) -> Sample {
        let sample = Sample { text: String::new(), trace: None, features: BTreeSet::new() };
        let mut writer = Writer { shape, style, sample };
        writer.all();
        writer.sample
    }

    /// Reads the text as the program does.
    pub(crate) fn scenario(&self) -> Scenario {
        self.opened().1
    }

    /// Reads the text, and says what the scenario was made from.
    pub(crate) fn opened(&self) -> (Source, Scenario) {
        // The folder lasts until the trace has been read.
        let folder;
        let source = match &self.trace {
            None => Source::from_text("sample", &self.text),
            Some(trace) => {
                folder = tempfile::TempDir::new().unwrap();
                let file = folder.path().join("sample.toml");
                std::fs::write(folder.path().join("trace.csv"), trace).unwrap();
                std::fs::write(&file, &self.text).unwrap();
                Source::open(file.to_str().unwrap()).unwrap()
            }
        };
        let scenario = understand(&source, &[]).unwrap_or_else(|findings| {
            panic!("a generated scenario is refused: {}\n{self:?}", findings.render(false, false))
        });
        (source, scenario)
    }
}

/// Keys that can be turned elsewhere. How burners are shared stays as it is: what becomes of those
/// who hold one is in exact traces. What is asked at the door is turned in `rows.rs`, what opens
/// and closes copies in `autoscale.rs`.
const NOT_TURNED: &[&str] = &[
    "building.*.sharing",
    "menu.*.locks_out.after",
    "menu.*.locks_out.for",
    "menu.*.guest_limit",
    "waiter.guest_limit",
    "waiter.neutralises",
    "dining_room.*.sealed",
    "pantry.*.wage",
    "pantry.*.copies.every",
    "kitchen.*.autoscale.busy",
    "kitchen.*.autoscale.from",
    "kitchen.*.autoscale.to",
    "kitchen.*.autoscale.every",
    "kitchen.*.autoscale.opens_in",
    "kitchen.*.autoscale.closes_after",
];

/// Lists the keys that can be turned.
pub(crate) fn live_keys() -> impl Iterator<Item = &'static Key> {
    KEYS.iter().filter(|key| key.is_live() && !NOT_TURNED.contains(&key.path))
}

struct Writer<'a> {
    shape: &'a Shape,
    style: Style,
    sample: Sample,
}

impl Writer<'_> {
    fn all(&mut self) {
        let shape = self.shape;
        self.head();
        for (at, dish) in shape.dishes.iter().enumerate() {
            self.dish(at, dish);
        }
        for (at, room) in shape.rooms.iter().enumerate() {
            self.room(at, room);
        }
        self.waiter();
        for (at, kitchen) in shape.kitchens.iter().enumerate() {
            self.kitchen(at, kitchen);
        }
        self.dispatcher();
        self.buildings();
        let mut shelves = 0;
        for (at, pantry) in shape.pantries.iter().enumerate() {
            self.pantry(at, pantry, shelves);
            shelves += pantry.shelves.len();
        }
        self.partners();
        shape.timeline.iter().for_each(|entry| self.entry(entry));
        if let Some(goal) = shape.head.goal.filter(|_| self.style.scale == 1) {
            self.has("goal");
            line!(self, "[[goal]]\nreach = \"{}\"", GOALS[goal]);
        }
    }

    fn has(&mut self, feature: &'static str) {
        self.sample.features.insert(feature);
    }

    fn has_if(&mut self, is: bool, feature: &'static str) {
        if is {
            self.has(feature);
        }
    }

    fn name(&self, kind: &str, at: usize) -> String {
        let letter = &kind[..1];
        match (self.shape.head.names + self.style.names) % 4 {
            0 => format!("{kind}{at}"),
            1 => format!("{at}nd-{kind}_{letter}"),
            2 => format!("{letter}-{at}-0_"),
            _ => at.to_string(),
        }
    }

    fn time(&self, nanos: u64) -> String {
        let nanos = nanos * self.style.scale;
        match (nanos / (60 * SECOND), nanos % (60 * SECOND)) {
            (0, 0) => "0s".into(),
            (minutes @ 1.., 0) => format!("{minutes}m"),
            (minutes @ 1.., rest) if rest % SECOND == 0 => {
                format!("{minutes}m {}s", rest / SECOND)
            }
            (0, rest) if rest % SECOND == 0 => format!("{}s", rest / SECOND),
            _ if nanos.is_multiple_of(MS) => format!("{}ms", nanos / MS),
            _ => format!("{}.{:09}s", nanos / SECOND, nanos % SECOND),
        }
    }

    /// A moment so many seconds after opening: as such, or on the clock.
    fn moment(&mut self, seconds: u64) -> String {
        match self.shape.head.opens {
            Some(opens) if seconds.is_multiple_of(2) => {
                self.has("clock");
                let clock = opens * 60 + seconds * self.style.scale;
                let (hours, minutes) = (clock / 3600 % 24, clock / 60 % 60);
                match clock % 60 {
                    0 => format!("{hours:02}:{minutes:02}"),
                    seconds => format!("{hours:02}:{minutes:02}:{seconds:02}"),
                }
            }
            _ => self.time(seconds * SECOND),
        }
    }

    fn rate(&self, per_minute: f64) -> String {
        format!("\"{}/min\"", per_minute / self.style.scale as f64)
    }

    fn dist(&mut self, Dist { family, mean }: Dist) -> String {
        let family = if self.style.exact { family % 2 * (FAMILIES - 1) } else { family };
        let time = |nanos: u64| format!("\"{}\"", self.time(nanos.max(1)));
        let (half, more) = (mean / 2, mean + mean / 2);
        let text = match family {
            _ if mean == 0 => "\"0s\"".into(),
            6 | 7 => format!("{{ exp = {} }}", time(mean)),
            8 => format!("{{ uniform = [{}, {}] }}", time(half), time(more)),
            9 => format!("{{ normal = [{}, {}] }}", time(mean), time(half)),
            10 => format!("{{ lognormal = {{ mean = {}, sd = {} }} }}", time(mean), time(more)),
            11 => format!("{{ erlang = {{ k = 3, mean = {} }} }}", time(mean)),
            12 => format!("{{ hyperexp = [[0.75, {}], [0.25, {}]] }}", time(half), time(3 * mean)),
            13 => format!("{{ empirical = [{}, {}, {}] }}", time(half), time(mean), time(2 * mean)),
            _ => time(mean),
        };
        self.has_if(family >= CONSTANTS, "random times");
        self.has_if(family < CONSTANTS && mean % SECOND == 0, "whole seconds");
        text
    }

    fn count(count: Count) -> String {
        count.map_or("\"unlimited\"".into(), |count| count.to_string())
    }

    /// Writes a key that may be absent.
    fn maybe(&mut self, key: &str, value: Option<String>) {
        if let Some(value) = value {
            line!(self, "{key} = {value}");
        }
    }

    /// Writes a count that may be absent.
    fn maybe_count(&mut self, key: &str, count: Option<Count>) {
        let unlimited = self.style.spelled_out.then_some(None);
        self.maybe(key, count.or(unlimited).map(Self::count));
    }

    fn maybe_dist(&mut self, key: &str, dist: Option<Dist>) {
        let dist = dist.map(|dist| self.dist(dist));
        self.maybe(key, dist);
    }

    fn maybe_money(&mut self, key: &str, cents: Option<u32>) {
        self.maybe(key, cents.map(|cents| format!("{:.2}", f64::from(cents) / 100.0)));
    }
}
