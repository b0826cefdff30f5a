//! Makes text from files, arguments and other people harmless for a terminal.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// How many code points one terminal cell may hold.
const PILE_MAX: usize = 8;

/// What a character that could harm a terminal or deceive a reader turns into.
const INSTEAD: char = char::REPLACEMENT_CHARACTER;

/// Returns `text` with every harmful character replaced by U+FFFD.
///
/// Harmful are escape and control characters (newlines and tabs too), bidirectional and other
/// invisible format characters, and marks that pile up in one cell (those are dropped).
pub fn safe(text: &str) -> String {
    let mut harmless = String::with_capacity(text.len());
    let mut cell = Cell::default();
    for c in text.chars().map(|c| if is_harmful(c) { INSTEAD } else { c }) {
        if cell.takes(c).is_some() {
            harmless.push(c);
        }
    }
    harmless
}

/// Returns [`safe`] text cut to `cells` terminal cells, with an ellipsis where it was cut.
pub fn safe_short(text: &str, cells: usize) -> String {
    let mut harmless = String::new();
    let mut cell = Cell::default();
    let mut width = 0;
    let mut cut_at = 0;
    for c in text.chars().map(|c| if is_harmful(c) { INSTEAD } else { c }) {
        let Some(growth) = cell.takes(c) else { continue };
        width += growth;
        if width > cells {
            harmless.truncate(cut_at);
            return harmless + if cells == 0 { "" } else { "…" };
        }
        harmless.push(c);
        if width < cells {
            cut_at = harmless.len();
        }
    }
    harmless
}

/// Returns harmless text in which every byte offset means the same as in `text`.
///
/// A harmful or surplus character of n bytes turns into n bytes of filler, a tab into a space;
/// newlines stay.
pub fn safe_same_bytes(text: &str) -> String {
    let mut harmless = String::with_capacity(text.len());
    let mut cell = Cell::default();
    for c in text.chars() {
        if c == '\n' {
            cell = Cell::default();
            harmless.push(c);
        } else if c == '\t' {
            cell.takes(' ');
            harmless.push(' ');
        } else if !is_harmful(c) && cell.takes(c).is_some() {
            harmless.push(c);
        } else {
            cell = Cell::default();
            push_filler(&mut harmless, c.len_utf8());
        }
    }
    harmless
}

/// Appends `bytes` bytes that stand for one character which must not be shown.
fn push_filler(harmless: &mut String, bytes: usize) {
    if bytes == INSTEAD.len_utf8() {
        harmless.push(INSTEAD);
    } else {
        harmless.extend(std::iter::repeat_n('?', bytes));
    }
}

/// Tells whether a terminal could obey `c`, or a reader could not see it.
///
/// Controls (C0, DEL, C1), line separators and the format characters (Cf) of Unicode 17.
fn is_harmful(c: char) -> bool {
    c.is_control()
        || !c.is_ascii()
            && matches!(c,
                '\u{ad}' | '\u{600}'..='\u{605}' | '\u{61c}' | '\u{6dd}' | '\u{70f}'
                | '\u{890}'..='\u{891}' | '\u{8e2}' | '\u{180e}' | '\u{200b}'..='\u{200f}'
                | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}'
                | '\u{fff0}'..='\u{fffb}' | '\u{110bd}' | '\u{110cd}'
                | '\u{13430}'..='\u{1343f}' | '\u{1bca0}'..='\u{1bca3}'
                | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e00ff}'
                | '\u{e01f0}'..='\u{e0fff}')
}

/// The characters that share the terminal cell (or two cells) written last.
///
/// It starts as if a character stood before the text, because marks would sit on that one.
struct Cell {
    text: String,
    width: usize,
    pile: usize,
}

impl Default for Cell {
    fn default() -> Self {
        Self { text: String::new(), width: 0, pile: 1 }
    }
}

impl Cell {
    /// Returns how many cells `c` adds to the line, or None if the pile is full.
    ///
    /// A character may join the one before it although it has a width of its own (Khmer
    /// stacks, Arabic ligatures), so the width of the whole is measured.
    fn takes(&mut self, c: char) -> Option<usize> {
        let own_width = c.width().unwrap_or(0);
        if own_width == 0 && self.pile >= PILE_MAX {
            return None;
        }
        self.text.push(c);
        let grown = if c.is_ascii() { self.width + 1 } else { self.text.width() };
        let growth = grown.saturating_sub(self.width);
        if own_width > 0 && growth > 0 {
            self.text.clear();
            self.text.push(c);
            (self.width, self.pile) = (own_width, 1);
        } else if self.pile >= PILE_MAX {
            self.text.pop();
            return None;
        } else {
            self.width = grown;
            self.pile += 1;
        }
        Some(growth)
    }
}

#[cfg(test)]
mod tests;
