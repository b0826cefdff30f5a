//! The one table of keys: what may stand in a scenario file.
//!
//! Checking, suggestions, the lists of knobs and the reference all come from here. In a path `*`
//! is a name of the author's choice and `[]` an entry of a list. A key that a turner is given for
//! is live: it is a knob that can be turned while the restaurant is open.

use crate::knobs::turns::{self, Turner};
use crate::restaurant::Side;

/// The most parts of one kind.
pub const MOST_PARTS: usize = 256;
/// The most entries of one list.
pub const MOST_ITEMS: usize = 10_000;
/// The most chefs of one kitchen, and of all copies of all kitchens where they take breaks.
pub const MOST_CHEFS: u64 = 100_000;
/// The most guests in one closed room, and in all of them.
pub const MOST_GUESTS: u64 = 1_000_000;
/// The most of anything else.
const MANY: u64 = 1_000_000;

/// What kind of value a key takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A text of at most so many characters.
    Text(usize),
    /// A whole number between two bounds.
    Whole(i64, i64),
    /// A number of things between two bounds, or `"unlimited"`.
    Count(u64, u64),
    /// A number of things between two bounds.
    Limited(u64, u64),
    /// A number from 0 to 1.
    Share,
    /// A number between two bounds.
    Number(u32, u32),
    /// A number above zero.
    Positive,
    /// A number above zero, or `"unlimited"`.
    Flow,
    /// What gives power while there is none.
    Generator,
    /// What guests' devices do with an answer.
    Device,
    /// A plain number, not negative, in the money of the house.
    Money,
    /// `true` or `false`.
    Flag,
    /// One of these words.
    Word(&'static [&'static str]),
    /// A duration.
    Span,
    /// A duration that may be zero.
    SpanOrZero,
    /// A wall-clock time.
    TimeOfDay,
    /// A duration since opening, or a wall-clock time.
    Moment,
    /// A distribution of durations.
    Distribution,
    /// At most so many in a unit of time, or `"unlimited"`.
    Rate,
    /// How guests come.
    Arrivals,
    /// Weights by dish.
    Weights,
    /// A list of steps.
    Recipe,
    /// `"1s = 10ms"`
    TimeScale,
    /// The name of a part of this kind.
    Name(&'static str),
    /// The name of a building, or a list of them.
    Buildings,
    /// The name of a field.
    Field,
    /// A list of names of fields.
    Fields,
    /// A list of scenarios that come with the program.
    Scenarios,
    /// Rows, one by one, by a pattern, or in a file.
    Rows,
    /// When rows are safe from a power cut.
    Durable,
    /// Fields, and an expression for each.
    Says,
    /// How rows are found.
    Index,
    /// Knobs and what they are set to.
    Sets,
    /// A dial, a comparison and a value.
    Reach,
}

/// One key of the scenario file.
#[derive(Clone, Copy, Debug)]
pub struct Key {
    /// Where it stands.
    pub path: &'static str,
    /// What it takes.
    pub kind: Kind,
    /// What holds when it is left out, as one would write or say it.
    pub default: &'static str,
    /// How it is turned; none: not live.
    pub turner: Option<Turner>,
}

impl Key {
    /// Says whether it can be turned while the restaurant is open.
    pub fn is_live(&self) -> bool {
        self.turner.is_some()
    }

    /// Returns the side of the house on which it is turned; none: it is on no side.
    pub fn side(&self) -> Option<Side> {
        Side::of_section(self.path.split('.').next().unwrap_or_default())
    }

    /// Says whether it must be written wherever its section is.
    pub fn is_required(&self) -> bool {
        self.default == REQUIRED
    }
}

const fn key(path: &'static str, kind: Kind, default: &'static str) -> Key {
    Key { path, kind, default, turner: None }
}

const fn knob(path: &'static str, kind: Kind, default: &'static str, turner: Turner) -> Key {
    Key { path, kind, default, turner: Some(turner) }
}

const REQUIRED: &str = "required";
const UNLIMITED: &str = "\"unlimited\"";
const AT_ONCE: &str = "no time at all";

/// Every key there is.
pub const KEYS: &[Key] = &[
    key("format", Kind::Whole(1, 1), "1"),
    key("title", Kind::Text(120), REQUIRED),
    key("teaches", Kind::Text(1_000), "nothing said"),
    key("chapter", Kind::Text(60), "none"),
    key("needs", Kind::Scenarios, "nothing"),
    key("opens", Kind::TimeOfDay, "\"00:00\""),
    key("duration", Kind::Span, REQUIRED),
    key("warm_up", Kind::SpanOrZero, "\"0s\""),
    key("seed", Kind::Whole(0, i64::MAX), "1"),
    key("drain", Kind::Flag, "false"),
    key("time_scale", Kind::TimeScale, "\"1s = 1s\""),
    knob("menu.*.price", Kind::Money, "0", turns::PRICE),
    key("menu.*.recipe", Kind::Recipe, "[]"),
    key("menu.*.kitchen", Kind::Name("kitchen"), "the only kitchen"),
    key("menu.*.priority", Kind::Whole(-1_000_000, 1_000_000), "0"),
    key("menu.*.size", Kind::Positive, "1"),
    key("menu.*.asks", Kind::Fields, "nothing"),
    key("menu.*.needs", Kind::Word(&["wristband"]), "nothing"),
    key("menu.*.staff", Kind::Flag, "false"),
    key("menu.*.locks_out.by", Kind::Field, "never"),
    knob("menu.*.locks_out.after", Kind::Count(1, MANY), "required with by", turns::LOCKS_AFTER),
    knob("menu.*.locks_out.for", Kind::Span, "required with by", turns::LOCKS_FOR),
    knob("menu.*.guest_limit", Kind::Rate, "no limit", turns::DISH_GUEST_LIMIT),
    knob("dining_room.*.arrivals", Kind::Arrivals, "none: say guests instead", turns::ARRIVALS),
    key("dining_room.*.guests", Kind::Limited(1, MOST_GUESTS), "none: say arrivals instead"),
    knob("dining_room.*.think", Kind::Distribution, "required with guests", turns::THINK),
    knob("dining_room.*.orders", Kind::Weights, "all dishes alike", turns::ORDERS),
    key("dining_room.*.group", Kind::Limited(1, 10_000), "1"),
    knob("dining_room.*.patience", Kind::Distribution, "for ever", turns::PATIENCE),
    knob(
        "dining_room.*.patience_until",
        Kind::Word(turns::UNTIL),
        "\"plate\"",
        turns::PATIENCE_UNTIL,
    ),
    knob("dining_room.*.distance", Kind::SpanOrZero, "\"0s\"", turns::DISTANCE),
    knob("dining_room.*.address", Kind::Word(turns::ADDRESSES), "\"right\"", turns::ADDRESS),
    knob("dining_room.*.speaks", Kind::Word(turns::LANGUAGES), "\"guest\"", turns::SPEAKS),
    knob("dining_room.*.device", Kind::Device, AT_ONCE, turns::DEVICE),
    key("dining_room.*.look", Kind::Word(turns::SCREEN_LOOKS), "\"page\""),
    knob("dining_room.*.retry.limit", Kind::Count(0, MANY), "0", turns::RETRY_LIMIT),
    knob("dining_room.*.retry.wait", Kind::SpanOrZero, "\"0s\"", turns::RETRY_WAIT),
    knob("dining_room.*.retry.backoff", Kind::Number(1, 1_000), "1", turns::RETRY_BACKOFF),
    knob("dining_room.*.retry.jitter", Kind::Flag, "false", turns::RETRY_JITTER),
    knob("dining_room.*.retry.budget", Kind::Number(0, 100), "no budget", turns::RETRY_BUDGET),
    key("dining_room.*.people", Kind::Rows, "nobody in particular"),
    key("dining_room.*.says", Kind::Says, "nothing but the dish"),
    key("dining_room.*.attacker", Kind::Flag, "false"),
    knob("dining_room.*.sealed", Kind::Flag, "false", turns::SEALED),
    key("dining_room.*.overhears", Kind::Name("dining_room"), "nobody"),
    knob("waiter.count", Kind::Count(0, MANY), UNLIMITED, turns::WAITERS),
    knob("waiter.take_order", Kind::Distribution, AT_ONCE, turns::TAKE_ORDER),
    knob("waiter.serve", Kind::Distribution, AT_ONCE, turns::SERVE),
    knob("waiter.queue", Kind::Count(0, MANY), UNLIMITED, turns::QUEUE),
    knob("waiter.limit", Kind::Rate, "no limit", turns::LIMIT),
    knob("waiter.guest_limit", Kind::Rate, "no limit", turns::GUEST_LIMIT),
    knob("waiter.neutralises", Kind::Word(turns::POWER), "\"on\"", turns::NEUTRALISES),
    knob("waiter.timeout", Kind::Span, "for ever", turns::TIMEOUT),
    knob("dispatcher.policy", Kind::Word(turns::POLICIES), "\"round_robin\"", turns::POLICY),
    knob("dispatcher.checks", Kind::Span, "never", turns::CHECKS),
    key("kitchen.*.copies", Kind::Limited(1, 1_000), "1"),
    knob("kitchen.*.chefs", Kind::Count(0, MOST_CHEFS), UNLIMITED, turns::CHEFS),
    knob("kitchen.*.juggles", Kind::Count(1, 10_000), "1", turns::JUGGLES),
    knob("kitchen.*.rail.capacity", Kind::Count(0, 10_000_000), UNLIMITED, turns::CAPACITY),
    knob("kitchen.*.rail.order", Kind::Word(turns::RAIL_ORDERS), "\"fifo\"", turns::RAIL_ORDER),
    knob("kitchen.*.tosses_stale_tickets", Kind::Flag, "false", turns::TOSSES),
    key("kitchen.*.building", Kind::Buildings, "an ideal one"),
    knob("kitchen.*.wage", Kind::Money, "0", turns::WAGE),
    knob("kitchen.*.open", Kind::Word(turns::POWER), "\"on\"", turns::OPEN),
    knob("kitchen.*.breaks.every", Kind::Distribution, "never", turns::BREAKS_EVERY),
    knob("kitchen.*.breaks.for", Kind::Distribution, "required with every", turns::BREAKS_FOR),
    knob("kitchen.*.fridge.holds", Kind::Count(0, MANY), "no fridge", turns::FRIDGE_HOLDS),
    knob("kitchen.*.fridge.fresh_for", Kind::Span, "for ever", turns::FRESH_FOR),
    knob("kitchen.*.fridge.rent", Kind::Money, "0", turns::FRIDGE_RENT),
    knob("kitchen.*.autoscale.busy", Kind::Share, "all copies are open", turns::SCALE_BUSY),
    knob("kitchen.*.autoscale.from", Kind::Limited(1, 1_000), "1", turns::SCALE_FROM),
    knob("kitchen.*.autoscale.to", Kind::Count(1, 1_000), "all copies", turns::SCALE_TO),
    knob("kitchen.*.autoscale.every", Kind::Span, "\"15s\"", turns::SCALE_EVERY),
    knob("kitchen.*.autoscale.opens_in", Kind::SpanOrZero, AT_ONCE, turns::SCALE_OPENS_IN),
    knob("kitchen.*.autoscale.closes_after", Kind::SpanOrZero, "\"0s\"", turns::SCALE_CLOSES_AFTER),
    key("pantry.*.building", Kind::Name("building"), "an ideal one"),
    knob("pantry.*.hatches", Kind::Count(0, MANY), UNLIMITED, turns::HATCHES),
    knob("pantry.*.wage", Kind::Money, "0", turns::HATCH_WAGE),
    knob("pantry.*.take", Kind::Distribution, AT_ONCE, turns::TAKE),
    knob("pantry.*.put", Kind::Distribution, AT_ONCE, turns::PUT),
    knob("pantry.*.shelf.*.stock", Kind::Count(0, 1_000_000_000_000), UNLIMITED, turns::STOCK),
    key("pantry.*.shelf.*.restock.every", Kind::Span, "never"),
    key("pantry.*.shelf.*.restock.to", Kind::Limited(0, 1_000_000_000_000), "required with every"),
    key("pantry.*.copies.of", Kind::Name("pantry"), "none: it has its own shelves"),
    knob("pantry.*.copies.every", Kind::SpanOrZero, "\"0s\"", turns::COPIED_EVERY),
    key("pantry.*.durable", Kind::Durable, "\"every write\""),
    key("pantry.*.shelf.*.rows", Kind::Rows, "none: it holds portions"),
    key("pantry.*.shelf.*.index", Kind::Index, "none: every row is read"),
    key("pantry.*.shelf.*.scan", Kind::SpanOrZero, "\"0s\""),
    key("pantry.*.shelf.*.owner", Kind::Field, "none: the rows are everybody's"),
    key("pantry.*.shelf.*.stands_for", Kind::Limited(1, 1_000_000_000), "1"),
    knob("partner.*.answers", Kind::Distribution, AT_ONCE, turns::ANSWERS),
    knob("partner.*.fails", Kind::Share, "0", turns::FAILS),
    knob("partner.*.at_once", Kind::Count(0, MANY), UNLIMITED, turns::ANSWERED_AT_ONCE),
    knob("partner.*.power", Kind::Word(turns::PARTNER_POWER), "\"on\"", turns::PARTNER_POWERED),
    knob("partner.*.fee", Kind::Money, "0", turns::FEE),
    knob("building.*.power", Kind::Word(turns::POWER), "\"on\"", turns::BUILDING_POWER),
    knob("building.*.generator", Kind::Generator, "\"off\"", turns::GENERATOR),
    knob("building.*.generator_rent", Kind::Money, "0", turns::GENERATOR_RENT),
    knob("building.*.boots_in", Kind::SpanOrZero, "\"0s\"", turns::BOOTS_IN),
    knob("building.*.burners", Kind::Count(0, MANY), UNLIMITED, turns::BURNERS),
    knob("building.*.burner_rent", Kind::Money, "0", turns::BURNER_RENT),
    knob("building.*.sharing", Kind::Word(turns::SHARINGS), "\"turns\"", turns::SHARING),
    knob("building.*.worktop", Kind::Count(0, MANY), UNLIMITED, turns::WORKTOP),
    knob("building.*.worktop_full", Kind::Word(turns::WORKTOP_FULL), "\"wait\"", turns::WHEN_FULL),
    knob("building.*.water", Kind::Flow, UNLIMITED, turns::WATER),
    knob("building.*.storeroom", Kind::Count(0, 1_000_000_000), UNLIMITED, turns::STOREROOM),
    knob("building.*.distance", Kind::SpanOrZero, "\"0s\"", turns::BUILDING_DISTANCE),
    key("building.*.inside", Kind::Name("building"), "none: a physical one"),
    key("building.*.district", Kind::Text(64), "none"),
    knob("building.*.rent", Kind::Money, "0", turns::RENT),
    knob("district.*.power", Kind::Word(turns::POWER), "\"on\"", turns::DISTRICT_POWER),
    key("timeline[].at", Kind::Moment, REQUIRED),
    key("timeline[].set", Kind::Sets, "nothing"),
    key("timeline[].for", Kind::Span, "for good"),
    key("timeline[].say", Kind::Text(300), "nothing"),
    key("goal[].reach", Kind::Reach, REQUIRED),
];

/// Returns the key that stands at exactly this pattern.
pub fn find(pattern: &str) -> Option<&'static Key> {
    KEYS.iter().find(|key| key.path == pattern)
}

/// Says whether any key stands below this pattern.
pub fn is_section(pattern: &str) -> bool {
    let below =
        |key: &Key| key.path.strip_prefix(pattern).is_some_and(|rest| rest.starts_with(['.', '[']));
    pattern.is_empty() || KEYS.iter().any(below)
}

/// Lists the words that may stand right below a pattern; a name of the author's choice is `*`.
pub fn children(pattern: &str) -> Vec<&'static str> {
    let mut words: Vec<&str> = Vec::new();
    for key in KEYS {
        let rest = if pattern.is_empty() {
            Some(key.path)
        } else {
            key.path.strip_prefix(pattern).and_then(|rest| rest.strip_prefix('.'))
        };
        if let Some(word) = rest.and_then(|rest| rest.split(['.', '[']).next())
            && !words.contains(&word)
        {
            words.push(word);
        }
    }
    words
}

/// Appends a word to a pattern or path.
pub fn below(pattern: &str, word: &str) -> String {
    if pattern.is_empty() { word.to_owned() } else { format!("{pattern}.{word}") }
}

impl Kind {
    /// Returns the id under which lenses tell what the key takes, and what that speaks of: `words`
    /// with a blank between them, `section` by its id.
    pub fn told(self) -> (&'static str, Vec<(&'static str, String)>) {
        let bounds = |least: String, most: String| vec![("least", least), ("most", most)];
        let id = match self {
            Kind::Text(most) => return ("takes.text", vec![("most", most.to_string())]),
            Kind::Whole(least, i64::MAX) => {
                return ("takes.whole_from", vec![("least", least.to_string())]);
            }
            Kind::Whole(least, most) if least == most => {
                return ("takes.exactly", vec![("least", least.to_string())]);
            }
            Kind::Whole(least, most) => {
                return ("takes.whole", bounds(least.to_string(), most.to_string()));
            }
            Kind::Count(least, most) => {
                return ("takes.count", bounds(least.to_string(), most.to_string()));
            }
            Kind::Limited(least, most) => {
                return ("takes.whole", bounds(least.to_string(), most.to_string()));
            }
            Kind::Number(least, most) => {
                return ("takes.number", bounds(least.to_string(), most.to_string()));
            }
            Kind::Word(words) => {
                let quoted: Vec<String> = words.iter().map(|word| format!("\"{word}\"")).collect();
                return ("takes.word", vec![("words", quoted.join(" "))]);
            }
            Kind::Name(section) => return ("takes.name", vec![("section", section.to_owned())]),
            Kind::Share => "takes.share",
            Kind::Positive => "takes.positive",
            Kind::Flow => "takes.flow",
            Kind::Generator => "takes.generator",
            Kind::Device => "takes.device",
            Kind::Money => "takes.money",
            Kind::Flag => "takes.flag",
            Kind::Span => "takes.span",
            Kind::SpanOrZero => "takes.span_or_zero",
            Kind::TimeOfDay => "takes.time_of_day",
            Kind::Moment => "takes.moment",
            Kind::Distribution => "takes.distribution",
            Kind::Rate => "takes.rate",
            Kind::Arrivals => "takes.arrivals",
            Kind::Weights => "takes.weights",
            Kind::Recipe => "takes.recipe",
            Kind::TimeScale => "takes.time_scale",
            Kind::Buildings => "takes.buildings",
            Kind::Field => "takes.field",
            Kind::Fields => "takes.fields",
            Kind::Scenarios => "takes.scenarios",
            Kind::Rows => "takes.rows",
            Kind::Durable => "takes.durable",
            Kind::Says => "takes.says",
            Kind::Index => "takes.index",
            Kind::Sets => "takes.sets",
            Kind::Reach => "takes.reach",
        };
        (id, Vec::new())
    }

    /// Returns what the key takes, in words.
    pub fn tells(self) -> String {
        match self {
            Kind::Text(most) => format!("a text of at most {most} characters"),
            Kind::Whole(least, i64::MAX) => format!("a whole number from {least}"),
            Kind::Whole(least, most) if least == most => format!("{least}"),
            Kind::Whole(least, most) => format!("a whole number from {least} to {most}"),
            Kind::Count(least, most) => {
                format!("a whole number from {least} to {most}, or \"unlimited\"")
            }
            Kind::Limited(least, most) => format!("a whole number from {least} to {most}"),
            Kind::Number(least, most) => format!("a number from {least} to {most}"),
            Kind::Share => "a share from 0 to 1".into(),
            Kind::Positive => "a number above 0, such as 2.5".into(),
            Kind::Flow => "a number above 0, such as 100, or \"unlimited\"".into(),
            Kind::Generator => "\"off\", \"on\", or { starts_in = \"10s\", lasts = \"1h\" }".into(),
            Kind::Device => {
                "a duration or a distribution, such as { exp = \"200ms\" }, or \"off\"".into()
            }
            Kind::Money => "an amount of money, such as 9.50".into(),
            Kind::Flag => "true or false".into(),
            Kind::Word(words) => {
                let quoted: Vec<String> = words.iter().map(|word| format!("\"{word}\"")).collect();
                quoted.join(" or ")
            }
            Kind::Span => "a duration, such as \"90s\" or \"1h 30m\"".into(),
            Kind::SpanOrZero => "a duration, such as \"500ms\", or \"0s\"".into(),
            Kind::TimeOfDay => "a time of day, such as \"12:00\"".into(),
            Kind::Moment => "a time, such as \"12:10\", or since opening, such as \"10m\"".into(),
            Kind::Distribution => {
                "a duration, such as \"2s\", or a distribution, such as { exp = \"2s\" }".into()
            }
            Kind::Rate => "a rate, such as \"40/min\", or \"unlimited\"".into(),
            Kind::Arrivals => {
                "a rate, such as \"40/min\", or { every = \"2s\" }, { steps = [[\"0s\", \
                 \"40/min\"], …] }, { ramp = […] }, { burst = { size = 10, every = \"1m\" } }, \
                 { trace = \"file.csv\" }"
                    .into()
            }
            Kind::Weights => "weights by dish, such as { burger = 2, salad = 1 }".into(),
            Kind::Recipe => {
                "a list of steps: { prep = \"2s\" }, { cook = \"3s\" }, { take = { patty = 1 } }, \
                 { put = { orders = 1 } }, { call = \"bank\" }"
                    .into()
            }
            Kind::TimeScale => "a scale, such as \"1s = 10ms\"".into(),
            Kind::Name(section) => format!("the name of a {section}"),
            Kind::Buildings => "the name of a building, or a list with one for each copy".into(),
            Kind::Field => "the name of a field, such as \"email\"".into(),
            Kind::Scenarios => {
                "a list of scenarios that come with the program, such as [\"first-order\"]".into()
            }
            Kind::Fields => "a list of names, such as [\"email\", \"password\"]".into(),
            Kind::Rows => {
                "rows, such as [{ name = \"Ada\", id = 1 }], { count = 40, free = true } or \
                 { from = \"file.csv\" }"
                    .into()
            }
            Kind::Durable => "\"every write\", \"every 5s\" or \"never\"".into(),
            Kind::Says => "names and expressions, such as { email = \"guest.email\" }".into(),
            Kind::Index => "names of fields, such as [\"email\"], or { words = \"text\" }".into(),
            Kind::Sets => "knobs, such as { \"kitchen.main.chefs\" = 3 }".into(),
            Kind::Reach => "a comparison, such as \"latency.p95@2m < 30s\"".into(),
        }
    }
}

/// Says whether a live key means anything where it stands: guests who come do not think between
/// orders, guests who stay do not arrive, a virtual building's burners are held in turns, and only a
/// copy is brought up to date.
pub fn means_something(path: &str, is_written: impl Fn(&str) -> bool) -> bool {
    let stays = |room: &str| is_written(&format!("{room}.guests"));
    match path.rsplit_once('.') {
        Some((room, "arrivals")) => !stays(room),
        Some((room, "think")) => stays(room),
        Some((lock, "after" | "for")) if lock.ends_with(".locks_out") => {
            is_written(&format!("{lock}.by"))
        }
        Some((copies, "every")) if copies.ends_with(".copies") => {
            is_written(&format!("{copies}.of"))
        }
        Some((pantry, "put")) => !is_written(&format!("{pantry}.copies.of")),
        Some((scaler, _)) if scaler.ends_with(".autoscale") => {
            is_written(&format!("{scaler}.busy"))
        }
        Some((shelf, "stock")) => !is_written(&format!("{shelf}.rows")),
        Some((building, "sharing")) => !is_written(&format!("{building}.inside")),
        _ => true,
    }
}

/// Says why a live key means nothing where it stands, and what to turn instead.
pub fn meaningless(path: &str) -> (String, &'static str) {
    let (why, remedy) = match path.split('.').next().zip(path.rsplit('.').next()) {
        Some(("building", _)) => ("in a virtual building", "turn sharing of the physical building"),
        Some(("kitchen", _)) => (
            ": all copies are always open",
            "write autoscale = { busy = 0.7, opens_in = \"1m\" } at the kitchen",
        ),
        Some(("menu", _)) => (
            ": this dish never locks anybody out",
            "write locks_out = { by = \"email\", after = 5, for = \"15m\" } at the dish",
        ),
        Some(("pantry", "put")) => {
            (": nobody puts anything into a copy", "turn put of the pantry itself")
        }
        Some(("pantry", "stock")) => {
            (": this shelf holds rows, not portions", "put or remove rows in a recipe")
        }
        Some(("pantry", _)) => (
            ": this pantry is no copy",
            "write copies = { of = \"main\", every = \"5s\" } at a pantry without shelves",
        ),
        _ => ("in this dining room", "turn arrivals where guests come, think where they stay"),
    };
    let space = if why.starts_with(':') { "" } else { " " };
    (format!("{path} means nothing{space}{why}"), remedy)
}
