//! A row of a panel.

use super::pins::Pinned;
use super::texture::Texture;
use crate::dashboard::theme::Role;
use crate::kernel::Time;
use crate::report::wrap;

/// A row: what it is about, how much, drawn as well if that can be, and what else is to be said.
#[derive(Clone, Debug)]
pub struct Row {
    /// What it is about.
    pub name: String,
    /// How much, or what it does.
    pub value: String,
    /// How much it was of late, if that is known apart.
    pub lately: String,
    /// The same as a drawing.
    pub graph: Graph,
    /// What else is to be said.
    pub note: String,
    /// What it means.
    pub role: Role,
    /// Whether it is the title of those that follow.
    pub is_head: bool,
    /// What can be done with it.
    pub goes: Option<Goes>,
}

/// What Enter does with a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Goes {
    /// Goes to a moment.
    To(Time),
    /// Goes to a branch.
    Branch(u32),
    /// Draws a dial as a chart, or no longer.
    Pin(Pinned),
}

/// A drawing in a row.
#[derive(Clone, Debug, Default)]
pub enum Graph {
    /// None.
    #[default]
    None,
    /// A share of the whole.
    Bar(f64, Role),
    /// What went on in a stretch of time.
    Strip(Strip),
    /// The two ends of that stretch of time.
    Axis(String, String),
    /// Moments in a stretch of time, with their signs.
    Marks((Time, Time), Vec<Mark>),
    /// What the textures mean.
    Legend(Vec<(Texture, String)>),
}

/// What went on from one moment to another.
#[derive(Clone, Debug)]
pub struct Strip {
    /// The two moments.
    pub window: (Time, Time),
    /// What went on.
    pub pieces: Vec<Piece>,
    /// How it ended.
    pub end: Option<Mark>,
}

/// A piece of a strip.
#[derive(Clone, Debug)]
pub struct Piece {
    /// From when.
    pub from: Time,
    /// Until when.
    pub to: Time,
    /// How it is drawn.
    pub texture: Texture,
    /// What stands on it, if there is room.
    pub label: String,
    /// What it is, in words; empty: nothing to be told.
    pub says: String,
}

/// A moment with a sign.
#[derive(Clone, Copy, Debug)]
pub struct Mark {
    /// When.
    pub at: Time,
    /// The sign.
    pub sign: (&'static str, &'static str),
    /// What it means.
    pub role: Role,
}

impl Row {
    /// Returns a row about something.
    pub fn new(name: impl Into<String>) -> Row {
        Row {
            name: name.into(),
            value: String::new(),
            lately: String::new(),
            graph: Graph::None,
            note: String::new(),
            role: Role::Plain,
            is_head: false,
            goes: None,
        }
    }

    /// Returns the title of rows that follow.
    pub fn head(name: impl Into<String>) -> Row {
        Row { is_head: true, role: Role::Name, ..Row::new(name) }
    }

    /// Returns a row that is a sentence.
    pub fn note_only(note: impl Into<String>) -> Row {
        Row::new("").note(note)
    }

    /// Says how much.
    #[must_use]
    pub fn value(self, value: impl Into<String>) -> Row {
        Row { value: value.into(), ..self }
    }

    /// Says how much it was of late.
    #[must_use]
    pub fn lately(self, lately: impl Into<String>) -> Row {
        Row { lately: lately.into(), ..self }
    }

    /// Draws it.
    #[must_use]
    pub fn graph(self, graph: Graph) -> Row {
        Row { graph, ..self }
    }

    /// Says what else is to be said.
    #[must_use]
    pub fn note(self, note: impl Into<String>) -> Row {
        Row { note: note.into(), ..self }
    }

    /// Says what it means.
    #[must_use]
    pub fn role(self, role: Role) -> Row {
        Row { role, ..self }
    }

    /// Lets something be done with it.
    #[must_use]
    pub fn goes(self, goes: Goes) -> Row {
        Row { goes: Some(goes), ..self }
    }

    /// Returns it in several rows, if it is a sentence that is longer than so many cells.
    pub fn wrapped(self, cells: usize) -> Vec<Row> {
        let is_sentence = self.name.is_empty() && self.value.is_empty() && !self.note.is_empty();
        if !is_sentence || cells == 0 {
            return vec![self];
        }
        let row = |note| Row { note, ..self.clone() };
        wrap(&self.note, cells).into_iter().map(row).collect()
    }

    /// Says whether it only helps to read a drawing.
    pub fn is_for_the_eye(&self) -> bool {
        matches!(self.graph, Graph::Axis(..) | Graph::Legend(_))
    }

    /// Tells it: a line, and one for each piece of its drawing.
    pub fn tell(&self, moment: impl Fn(Time) -> String) -> Vec<String> {
        if self.is_for_the_eye() {
            return Vec::new();
        }
        let texts = [self.name.trim(), self.value.trim()];
        let told: Vec<&str> = texts.into_iter().filter(|text| !text.is_empty()).collect();
        let mut line = told.join(": ");
        if !self.lately.is_empty() {
            line = format!("{line} | {}", self.lately);
        }
        let note = self.note.trim();
        if !note.is_empty() {
            let between = match (line.is_empty(), self.is_head) {
                (true, _) => "",
                (false, true) => " ",
                (false, false) => "; ",
            };
            line = format!("{line}{between}{note}");
        }
        if self.is_head && self.value.is_empty() {
            line.push(':');
        }
        let mut lines = if line.is_empty() { Vec::new() } else { vec![line] };
        if let Graph::Strip(strip) = &self.graph {
            let told = strip.pieces.iter().filter(|piece| !piece.says.is_empty());
            lines.extend(told.map(|piece| {
                let (from, to) = (moment(piece.from), moment(piece.to));
                format!("  {from} – {to}  {}", piece.says)
            }));
        }
        lines
    }
}
