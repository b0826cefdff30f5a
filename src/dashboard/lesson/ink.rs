//! Rows of words, each in its role: what everything in the pane of a lesson is made of.

use crate::dashboard::canvas::{Canvas, cells};
use crate::dashboard::theme::Role;
use crate::lesson::prose::{Inline, Line};
use ratatui::style::Modifier;
use unicode_width::UnicodeWidthChar;

/// A few words in one role.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// The words.
    pub text: String,
    /// What they mean on the screen.
    pub role: Role,
    /// Whether they are stressed.
    pub stressed: bool,
}

impl Piece {
    /// Returns words that are not stressed.
    pub fn of(text: impl Into<String>, role: Role) -> Piece {
        Piece { text: text.into(), role, stressed: false }
    }

    /// Returns how many cells they take.
    fn wide(&self) -> usize {
        usize::from(cells(&self.text))
    }
}

/// A row of the pane.
pub type Row = Vec<Piece>;

/// Returns a row of one piece.
pub fn row(text: impl Into<String>, role: Role) -> Row {
    vec![Piece::of(text, role)]
}

/// Returns how many cells a row takes.
pub fn wide(row: &Row) -> usize {
    row.iter().map(Piece::wide).sum()
}

/// Breaks a text into rows of so many cells.
pub fn flow(text: &str, cells: usize, role: Role) -> Vec<Row> {
    let line = Inline { text: text.to_owned(), ..Inline::default() };
    flow_line(&[line], cells, role)
}

/// Breaks a line of prose into rows of so many cells.
pub fn flow_line(line: &[Inline], cells: usize, role: Role) -> Vec<Row> {
    let cells = cells.max(1);
    let mut rows: Vec<Row> = vec![Row::new()];
    for word in words(line, role) {
        let Some(word) = word else {
            rows.push(Row::new());
            continue;
        };
        for (at, part) in cut(word, cells).into_iter().enumerate() {
            let last = rows.last_mut().expect("there is always a row");
            if last.is_empty() {
                *last = part;
            } else if at == 0 && wide(last) + 1 + wide(&part) <= cells {
                join(last, part);
            } else {
                rows.push(part);
            }
        }
    }
    rows
}

/// Lists the words of a line, each in its pieces; none: the author wants a new row.
fn words(line: &[Inline], role: Role) -> Vec<Option<Row>> {
    let mut words = Vec::new();
    let mut word = Row::new();
    let end = |word: &mut Row, words: &mut Vec<Option<Row>>| {
        if !word.is_empty() {
            words.push(Some(std::mem::take(word)));
        }
    };
    for inline in with_links(line) {
        if inline.text == "\n" {
            end(&mut word, &mut words);
            words.push(None);
            continue;
        }
        let (role, stressed) = (role_of(&inline, role), inline.style.stressed);
        for (at, part) in inline.text.split(char::is_whitespace).enumerate() {
            if at > 0 {
                end(&mut word, &mut words);
            }
            if !part.is_empty() {
                word.push(Piece { text: part.to_owned(), role, stressed });
            }
        }
    }
    end(&mut word, &mut words);
    words
}

/// Says behind each link where it leads, for nobody can press it.
fn with_links(line: &[Inline]) -> Line {
    let mut all = Line::new();
    for (at, inline) in line.iter().enumerate() {
        all.push(inline.clone());
        let Some(link) = &inline.link else { continue };
        let goes_on = line.get(at + 1).is_some_and(|next| next.link.as_ref() == Some(link));
        if !goes_on && *link != inline.text {
            all.push(Inline { text: " ".to_owned(), ..Inline::default() });
            all.push(Inline {
                text: format!("<{link}>"),
                link: Some(link.clone()),
                ..Inline::default()
            });
        }
    }
    all
}

fn role_of(inline: &Inline, role: Role) -> Role {
    match inline {
        Inline { style, .. } if style.code => Role::Key,
        Inline { style, .. } if style.strong && role == Role::Plain => Role::Strong,
        Inline { link: Some(_), .. } => Role::Meaning,
        _ => role,
    }
}

/// Cuts a word, or what is to stay as it is, into parts that fit into so many cells.
pub fn cut(word: Row, cells: usize) -> Vec<Row> {
    if wide(&word) <= cells {
        return vec![word];
    }
    let mut parts: Vec<Row> = vec![Row::new()];
    let mut taken = 0;
    for piece in word {
        for c in piece.text.chars() {
            let needed = c.width().unwrap_or(0);
            if taken + needed > cells {
                parts.push(Row::new());
                taken = 0;
            }
            taken += needed;
            let part = parts.last_mut().expect("there is always a part");
            match part.last_mut() {
                Some(last) if last.role == piece.role && last.stressed == piece.stressed => {
                    last.text.push(c);
                }
                _ => part.push(Piece { text: c.to_string(), ..piece.clone() }),
            }
        }
    }
    parts
}

/// Puts a word behind a blank; words in the same role become one piece.
fn join(row: &mut Row, word: Row) {
    for (at, piece) in word.into_iter().enumerate() {
        let gap = if at == 0 { " " } else { "" };
        match row.last_mut() {
            Some(last) if last.role == piece.role && last.stressed == piece.stressed => {
                last.text.push_str(gap);
                last.text.push_str(&piece.text);
            }
            _ => {
                // The blank belongs to what stands before it: nothing is underlined too far.
                if let (Some(last), " ") = (row.last_mut(), gap) {
                    last.text.push(' ');
                }
                row.push(piece);
            }
        }
    }
}

/// Puts something in front of rows: a sign at the first one, blanks as wide at the others.
pub fn hung(rows: Vec<Row>, sign: &Piece) -> Vec<Row> {
    let blank = " ".repeat(sign.wide());
    let before = |(at, mut row): (usize, Row)| {
        let sign = if at == 0 { sign.clone() } else { Piece::of(blank.clone(), Role::Plain) };
        row.insert(0, sign);
        row
    };
    rows.into_iter().enumerate().map(before).collect()
}

/// Puts a sign in front of every row.
pub fn barred(rows: Vec<Row>, sign: &Piece) -> Vec<Row> {
    let before = |mut row: Row| {
        row.insert(0, sign.clone());
        row
    };
    rows.into_iter().map(before).collect()
}

/// Draws a row; returns the column behind it.
pub fn draw(canvas: &mut Canvas<'_>, (x, y): (u16, u16), row: &Row) -> u16 {
    let mut x = x;
    for piece in row {
        let style = canvas.theme.style(piece.role);
        let style = if piece.stressed { style.add_modifier(Modifier::ITALIC) } else { style };
        x = canvas.styled(x, y, &piece.text, style);
    }
    x
}
