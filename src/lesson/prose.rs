//! Prose as plain data: what stands between the blocks of a lesson, for whoever draws or tells it.

/// A piece of prose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Prose {
    /// A heading: its level, from 1, and its words.
    Heading(u8, Line),
    /// A paragraph.
    Paragraph(Line),
    /// A list: the number of its first item if they are numbered, and the items.
    List(Option<u64>, Vec<Vec<Prose>>),
    /// A table: the cells of its head, and those of each row.
    Table(Vec<Line>, Vec<Vec<Line>>),
    /// Text to be shown as it stands: its language, perhaps empty, and its lines.
    Code(String, Vec<String>),
    /// What somebody else says.
    Quote(Vec<Prose>),
    /// A line across.
    Rule,
}

/// Words in a row. They are broken where they do not fit, and where an [`Inline`] is a line break.
pub type Line = Vec<Inline>;

/// A few words in one style. The text is harmless.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Inline {
    /// The words, blanks included; `"\n"` alone is a line break that the author wants.
    pub text: String,
    /// How they look.
    pub style: Style,
    /// Where they lead, as the author wrote it; it is shown and never opened.
    pub link: Option<String>,
}

/// How words look.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Style {
    /// Important.
    pub strong: bool,
    /// Stressed.
    pub stressed: bool,
    /// As one types it.
    pub code: bool,
}

/// Returns the plain text of a line.
pub fn plain(line: &[Inline]) -> String {
    line.iter().map(|inline| inline.text.as_str()).collect()
}

impl Prose {
    /// Lists all lines of it, those of what it holds included.
    pub fn lines(&self) -> Vec<&Line> {
        match self {
            Prose::Heading(_, line) | Prose::Paragraph(line) => vec![line],
            Prose::List(_, items) => {
                items.iter().flat_map(|item| item.iter().flat_map(Prose::lines)).collect()
            }
            Prose::Table(head, rows) => head.iter().chain(rows.iter().flatten()).collect(),
            Prose::Quote(pieces) => pieces.iter().flat_map(Prose::lines).collect(),
            Prose::Code(..) | Prose::Rule => Vec::new(),
        }
    }
}
