//! Large letters, for figures: as large as there is room for.

use crate::dashboard::canvas::Canvas;
use crate::dashboard::theme::Role;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Widget;
use tui_big_text::{BigText, PixelSize};

/// How large a letter is; the largest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Size {
    /// Eight columns and eight rows.
    Huge,
    /// Eight columns and four rows.
    Large,
    /// Four columns and four rows.
    Medium,
}

impl Size {
    /// All sizes, the largest first.
    pub const ALL: [Size; 3] = [Size::Huge, Size::Large, Size::Medium];

    /// Finds the largest size in which these texts fit side by side into so many columns and rows,
    /// with so many columns between them; none: not in any.
    pub fn largest(
        texts: &[&str],
        (columns, rows): (u16, u16),
        between: u16,
        unicode: bool,
    ) -> Option<Size> {
        let gaps = between * (texts.len() as u16).saturating_sub(1);
        let fits = |size: &Size| {
            let wide: u16 = texts.iter().map(|text| size.columns(text)).sum();
            wide + gaps <= columns && size.rows() <= rows
        };
        Size::ALL.into_iter().find(|size| size.can_draw(texts, unicode) && fits(size))
    }

    /// Says whether these texts can be drawn in this size, with more than ASCII or without.
    pub fn can_draw(self, texts: &[&str], unicode: bool) -> bool {
        // Quarters of a cell are no ASCII.
        let has_cells = unicode || self != Size::Medium;
        has_cells && texts.iter().all(|text| can_draw(text))
    }

    /// Returns how many rows a letter takes.
    pub fn rows(self) -> u16 {
        if self == Size::Huge { 8 } else { 4 }
    }

    /// Returns how many columns a text takes.
    pub fn columns(self, text: &str) -> u16 {
        text.chars().map(|letter| self.piece(letter).1).sum()
    }

    /// Returns which columns of a letter are drawn, the first and how many: what is narrow takes
    /// half as many.
    fn piece(self, letter: char) -> (u16, u16) {
        let all = if self == Size::Medium { 4 } else { 8 };
        if matches!(letter, '.' | ',' | ':' | ' ') { (all / 4, all / 2) } else { (0, all) }
    }

    fn pixels(self) -> PixelSize {
        match self {
            Size::Huge => PixelSize::Full,
            Size::Large => PixelSize::HalfHeight,
            Size::Medium => PixelSize::Quadrant,
        }
    }
}

/// Says whether there are large letters for a text.
fn can_draw(text: &str) -> bool {
    text.chars().all(|letter| matches!(letter, ' '..='~' | '\u{a1}'..='\u{ff}' | '–'))
}

/// Draws a text in large letters; returns the column behind it.
pub fn draw(
    canvas: &mut Canvas<'_>,
    (x, y): (u16, u16),
    (text, size): (&str, Size),
    role: Role,
) -> u16 {
    let mut x = x;
    for letter in text.chars() {
        let (first, columns) = size.piece(letter);
        let drawn = large(letter, size);
        for row in 0..size.rows() {
            let cells = (first..first + columns).map(|column| drawn[(column, row)].symbol());
            let line: String =
                cells.map(|cell| if canvas.theme.unicode { cell } else { ascii(cell) }).collect();
            canvas.text(x, y + row, &line, role);
        }
        x += columns;
    }
    x
}

fn large(letter: char, size: Size) -> Buffer {
    // The nought of this font has a stroke through it, and is taken for an eight.
    let letter = match letter {
        '–' => '-',
        '0' => 'O',
        letter => letter,
    };
    let area = Rect::new(0, 0, 8, 8);
    let mut buffer = Buffer::empty(area);
    let text =
        BigText::builder().pixel_size(size.pixels()).lines([letter.to_string().into()]).build();
    text.render(area, &mut buffer);
    buffer
}

/// Returns what stands for a piece of a letter where only ASCII can be drawn.
fn ascii(cell: &str) -> &'static str {
    match cell {
        "█" => "#",
        "▀" => "\"",
        "▄" => "m",
        _ => " ",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_largest_that_fits_is_taken() {
        let figures = ["28 s", "137"];
        assert_eq!(Size::largest(&figures, (60, 8), 2, true), Some(Size::Huge));
        assert_eq!(Size::largest(&figures, (60, 4), 2, true), Some(Size::Large));
        assert_eq!(Size::largest(&figures, (40, 8), 2, true), Some(Size::Medium));
        assert_eq!(Size::largest(&figures, (20, 8), 2, true), None);
        assert_eq!(Size::largest(&figures, (40, 8), 2, false), None);
        assert_eq!(Size::largest(&figures, (60, 3), 2, true), None);
    }

    /// Who sits in the last row sees nothing but the outline.
    #[test]
    fn a_nought_is_no_eight() {
        let is_hollow = |letter: char| large(letter, Size::Medium)[(1, 1)].symbol() == " ";
        assert!(is_hollow('0') && !is_hollow('8'));
    }

    #[test]
    fn words_without_large_letters_are_not_drawn_as_blanks() {
        assert_eq!(Size::largest(&["28 мс"], (200, 8), 0, true), None);
        for letter in ('!'..='~').chain("µäöüß–".chars()) {
            let is_seen = |at: u16| large(letter, Size::Huge)[(at % 8, at / 8)].symbol() != " ";
            assert!((0..64).any(is_seen), "{letter}");
        }
    }
}
