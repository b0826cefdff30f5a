//! The one table of what may stand in a lesson: the keys of its front matter and of each block.
//!
//! Checking, suggestions, `boh schema lesson` and the tables in `docs/teaching.md` come from here.

/// The most characters of a question, a choice, a hint or an explanation.
pub const MOST_TEXT: usize = 1_000;
/// The most choices of a question.
pub const MOST_CHOICES: usize = 9;
/// The most entries of any other list.
pub const MOST_ITEMS: usize = 24;

/// What a key takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Takes {
    /// A text of one paragraph, of at most so many characters.
    Text(usize),
    /// A name: letters, digits, `-` and `_`.
    Name,
    /// A whole number between two bounds.
    Whole(i64, i64),
    /// A number above 0.
    Positive,
    /// A number from 0.
    NotNegative,
    /// A bundled scenario, or a file in the lesson's folder.
    Scenario,
    /// A moment.
    Moment,
    /// A moment or a condition.
    Until,
    /// A duration.
    Span,
    /// A duration that may be zero.
    SpanOrZero,
    /// A stretch of time.
    Over,
    /// A dial, without a window.
    Dial,
    /// One of three words.
    Measure,
    /// Knobs and what they are turned to while the restaurant is open.
    Turns,
    /// Keys of the scenario and what they are set to from the opening on.
    Change,
    /// A list of turns.
    Attempts,
    /// Names of knobs.
    Knobs,
    /// A knob.
    Knob,
    /// Answers: texts, or texts with conditions.
    Choices,
    /// Borders between answers.
    Cut,
    /// A text, or a text and why it is right or wrong.
    Choice,
    /// A list of those.
    Wrong,
    /// What shows that an answer is right.
    Proof,
    /// Texts.
    Hints,
    /// A condition, or a list of them.
    Reach,
    /// Whom to follow.
    Who,
    /// A part of the restaurant.
    Part,
    /// What an order carries.
    Says,
    /// Keys of the scenario, each with a list of values.
    Vary,
}

impl Takes {
    /// Returns what the key takes, in words.
    pub fn tells(self) -> String {
        let text = match self {
            Takes::Text(most) => return format!("a text of at most {most} characters"),
            Takes::Whole(least, most) if least == most => return least.to_string(),
            Takes::Whole(least, most) => {
                return format!("a whole number from {least} to {most}");
            }
            Takes::Name => "a name of a-z, 0-9, - and _, such as \"lunch-rush\"",
            Takes::Positive => "a number above 0, such as 20",
            Takes::NotNegative => "a number from 0, such as 0.02",
            Takes::Scenario => {
                "a bundled scenario such as \"lunch-rush\", or a file in the lesson's folder such as \
                 \"cafe.toml\""
            }
            Takes::Moment => "a time, such as \"12:10\", or since opening, such as \"10m\"",
            Takes::Until => {
                "a time, such as \"12:10\", or a condition, such as \"rail.length.now > 20\""
            }
            Takes::Span => "a duration, such as \"90s\"",
            Takes::SpanOrZero => "a duration, such as \"1m\", or \"0s\"",
            Takes::Over => "two times, such as \"12:15..12:25\"",
            Takes::Dial => "a dial, such as \"latency.p95\"",
            Takes::Measure => "\"ratio\", \"difference\" or \"value\"",
            Takes::Turns => "knobs, such as { \"kitchen.main.chefs\" = 3 }",
            Takes::Change => "keys of the scenario, such as { \"kitchen.main.chefs\" = 3 }",
            Takes::Attempts => "a list of turns, such as [{ \"kitchen.main.chefs\" = 30 }]",
            Takes::Knob => "a knob, such as \"kitchen.main.chefs\"",
            Takes::Knobs => "a list of knobs, such as [\"kitchen.main.chefs\"]",
            Takes::Choices => {
                "a list of answers, such as [\"about as long\", \"twice as long\"], or of { text = \
                 \"…\", when = \"latency.p95 < 10s\" }"
            }
            Takes::Cut => "the borders between the choices, such as [1.4, 2.3]",
            Takes::Choice => "an answer, such as \"The chefs\"",
            Takes::Wrong => {
                "a list of answers, such as [\"The chefs\", { text = \"The bank\", why = \"It \
                 answers at once.\" }]"
            }
            Takes::Proof => {
                "a claim, such as { set = { \"kitchen.main.chefs\" = 3 }, dial = \
                 \"latency.p95@12:20..12:30\", falls_by = 0.3 }"
            }
            Takes::Hints => "a list of texts, such as [\"Follow one order with o.\"]",
            Takes::Reach => "a condition, such as \"latency.p95@2m < 30s\", or a list of them",
            Takes::Who => "\"next DISH\", \"next ROOM\" or \"mine\"",
            Takes::Part => "a part of the restaurant, such as \"kitchen.main\" or \"waiter\"",
            Takes::Says => "what the order carries, such as { seats = 2 }",
            Takes::Vary => {
                "keys of the scenario, each with a list of values, such as { \
                 \"dining_room.web.arrivals\" = [\"100/min\", \"120/min\"] }"
            }
        };
        text.to_owned()
    }
}

/// A key.
#[derive(Clone, Copy, Debug)]
pub struct Key {
    /// Its name.
    pub name: &'static str,
    /// What it takes.
    pub takes: Takes,
    /// What holds when it is left out, as one would write or say it.
    pub default: &'static str,
}

impl Key {
    /// Says whether it must be written.
    pub fn is_required(&self) -> bool {
        self.default == REQUIRED
    }
}

/// The front matter, or a kind of block.
#[derive(Debug)]
pub struct Section {
    /// What stands behind `toml` in the fence; empty: the front matter.
    pub word: &'static str,
    /// Its keys.
    pub keys: &'static [Key],
}

const REQUIRED: &str = "required";

const fn key(name: &'static str, takes: Takes, default: &'static str) -> Key {
    Key { name, takes, default }
}

const TEXT: Takes = Takes::Text(MOST_TEXT);
const POINTS: Key = key("points", Takes::Whole(0, 100), "1");

/// The front matter.
pub const FRONT: Section = Section {
    word: "",
    keys: &[
        key("format", Takes::Whole(1, 1), "1"),
        key("id", Takes::Name, "the name of the file"),
        key("title", Takes::Text(80), REQUIRED),
        key("teaches", Takes::Text(300), "nothing said"),
        key("scenario", Takes::Scenario, REQUIRED),
        key("minutes", Takes::Whole(1, 240), "nothing said"),
        key("vary", Takes::Vary, "every student has the same"),
    ],
};

/// Every kind of block.
pub const BLOCKS: &[Section] = &[
    Section {
        word: "run",
        keys: &[
            key("scenario", Takes::Scenario, "the one that runs"),
            key("until", Takes::Until, "required without scenario"),
            key("speed", Takes::Positive, "an ordinary order takes four seconds"),
        ],
    },
    Section {
        word: "set",
        keys: &[key("set", Takes::Turns, REQUIRED), key("for", Takes::Span, "for good")],
    },
    Section {
        word: "place",
        keys: &[
            key("room", Takes::Name, REQUIRED),
            key("dish", Takes::Text(200), REQUIRED),
            key("says", Takes::Says, "what the room says"),
        ],
    },
    Section {
        word: "follow",
        keys: &[
            key("who", Takes::Who, "required without order"),
            key("order", Takes::Whole(1, 1_000_000_000), "none"),
        ],
    },
    Section {
        word: "focus",
        keys: &[
            key("panel", Takes::Name, "required without part"),
            key("part", Takes::Part, "none"),
            key("knob", Takes::Knob, "none"),
        ],
    },
    Section {
        word: "predict",
        keys: &[
            key("ask", TEXT, REQUIRED),
            key("dial", Takes::Dial, "required without conditions"),
            key("over", Takes::Over, REQUIRED),
            key("measure", Takes::Measure, "\"ratio\""),
            key("change", Takes::Change, "nothing"),
            key("choices", Takes::Choices, REQUIRED),
            key("cut", Takes::Cut, "required without conditions"),
            POINTS,
        ],
    },
    Section {
        word: "quiz",
        keys: &[
            key("ask", TEXT, REQUIRED),
            key("right", Takes::Choice, REQUIRED),
            key("wrong", Takes::Wrong, REQUIRED),
            key("why", TEXT, "nothing said"),
            key("proof", Takes::Proof, "none"),
            POINTS,
        ],
    },
    Section {
        word: "number",
        keys: &[
            key("ask", TEXT, REQUIRED),
            key("dial", Takes::Dial, REQUIRED),
            key("over", Takes::Over, "from the opening to the present"),
            key("tolerance", Takes::NotNegative, "0.05"),
            key("why", TEXT, "nothing said"),
            POINTS,
        ],
    },
    Section {
        word: "goal",
        keys: &[
            key("text", TEXT, REQUIRED),
            key("reach", Takes::Reach, REQUIRED),
            key("from", Takes::Moment, "the world as it stands at the block"),
            key("by", Takes::Moment, "closing time"),
            key("hold", Takes::SpanOrZero, "\"0s\""),
            key("knobs", Takes::Knobs, REQUIRED),
            key("hints", Takes::Hints, "none"),
            key("solution", Takes::Turns, REQUIRED),
            key("wrong", Takes::Attempts, "none"),
            POINTS,
        ],
    },
    Section {
        word: "compare",
        keys: &[
            key("a", Takes::Change, REQUIRED),
            key("b", Takes::Change, REQUIRED),
            key("dial", Takes::Dial, REQUIRED),
            key("over", Takes::Over, "from the opening to closing time"),
        ],
    },
];

/// Returns the kind of block of this name.
pub fn section(word: &str) -> Option<&'static Section> {
    BLOCKS.iter().find(|section| section.word == word)
}

impl Section {
    /// Returns the key of this name.
    pub fn key(&self, name: &str) -> Option<&'static Key> {
        self.keys.iter().find(|key| key.name == name)
    }

    /// Lists the names of its keys.
    pub fn names(&self) -> Vec<&'static str> {
        self.keys.iter().map(|key| key.name).collect()
    }
}
