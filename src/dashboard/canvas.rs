//! A piece of the screen to draw on: whatever would stand outside of it is left out.

use super::theme::{Role, Theme};
use crate::text::safe_text::safe_short;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Eighths of a cell, from the left.
const EIGHTHS: [&str; 8] = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];

/// A piece of the screen; places are counted from its upper left corner.
pub struct Canvas<'b> {
    buffer: &'b mut Buffer,
    area: Rect,
    /// How things look.
    pub theme: Theme,
}

impl<'b> Canvas<'b> {
    /// Returns a canvas for a part of a buffer.
    pub fn new(buffer: &'b mut Buffer, area: Rect, theme: Theme) -> Canvas<'b> {
        let area = area.intersection(buffer.area);
        Canvas { buffer, area, theme }
    }

    /// Returns how many columns there are.
    pub fn width(&self) -> u16 {
        self.area.width
    }

    /// Returns how many rows there are.
    pub fn height(&self) -> u16 {
        self.area.height
    }

    /// Returns a canvas for a part of this one.
    pub fn part(&mut self, part: Rect) -> Canvas<'_> {
        let moved = Rect {
            x: self.area.x.saturating_add(part.x),
            y: self.area.y.saturating_add(part.y),
            ..part
        };
        let area = moved.intersection(self.area);
        Canvas { buffer: self.buffer, area, theme: self.theme }
    }

    /// Returns what stands in a cell.
    pub fn sign_at(&self, (x, y): (u16, u16)) -> &str {
        let at = (self.area.x.saturating_add(x), self.area.y.saturating_add(y));
        self.buffer.cell(at).map_or("", |cell| cell.symbol())
    }

    /// Writes a text, cut where there is no more room; returns the column behind it.
    pub fn text(&mut self, x: u16, y: u16, text: &str, role: Role) -> u16 {
        let style = self.theme.style(role);
        self.styled(x, y, text, style)
    }

    /// Writes a text that may take at most so many cells.
    pub fn short(&mut self, (x, y): (u16, u16), text: &str, cells: u16, role: Role) -> u16 {
        let cells = cells.min(self.width().saturating_sub(x));
        let text = cut(text, usize::from(cells));
        self.text(x, y, &text, role)
    }

    /// Writes a text in a style of its own.
    pub fn styled(&mut self, x: u16, y: u16, text: &str, style: Style) -> u16 {
        if x >= self.area.width || y >= self.area.height {
            return x;
        }
        let room = self.area.width - x;
        let text = cut(text, usize::from(room));
        let text = if self.theme.unicode { text } else { ascii(&text) };
        let (column, row) = (self.area.x + x, self.area.y + y);
        // Nothing is left of how that looked which stood here before.
        let gone = Modifier::all().difference(style.add_modifier);
        let style = Style { fg: style.fg.or(self.theme.blank().fg), ..style.remove_modifier(gone) };
        let (end, _) = self.buffer.set_stringn(column, row, &text, usize::from(room), style);
        end - self.area.x
    }

    /// Writes a text that ends at the right edge; returns where it begins.
    pub fn text_right(&mut self, y: u16, text: &str, role: Role) -> u16 {
        let width = u16::try_from(text.width()).unwrap_or(u16::MAX);
        let x = self.width().saturating_sub(width);
        self.text(x, y, text, role);
        x
    }

    /// Writes a text in the middle.
    pub fn text_middle(&mut self, y: u16, text: &str, role: Role) {
        let width = u16::try_from(text.width()).unwrap_or(u16::MAX);
        let x = self.width().saturating_sub(width) / 2;
        self.text(x, y, text, role);
    }

    /// Fills a row, or a part of it, with a sign.
    pub fn line(&mut self, (x, y): (u16, u16), cells: u16, sign: &str, role: Role) {
        let cells = cells.min(self.width().saturating_sub(x));
        self.text(x, y, &sign.repeat(usize::from(cells)), role);
    }

    /// Draws a share of a full bar, and what is left of it.
    pub fn bar(&mut self, (x, y): (u16, u16), cells: u16, share: f64, role: Role) {
        let share = if share.is_nan() { 0.0 } else { share.clamp(0.0, 1.0) };
        let cells = cells.min(self.width().saturating_sub(x));
        self.line((x, y), cells, self.theme.sign("▁", "_"), Role::Quiet);
        let fill = self.theme.fill(role);
        if !self.theme.unicode || role == Role::Second {
            let full = (share * f64::from(cells)).round() as u16;
            self.line((x, y), full, fill, role);
            return;
        }
        let eighths = (share * f64::from(cells) * 8.0).round() as u16;
        self.line((x, y), eighths / 8, fill, role);
        let rest = EIGHTHS[usize::from(eighths % 8)];
        if !rest.is_empty() {
            self.text(x + eighths / 8, y, rest, role);
        }
    }

    /// Draws a frame around everything; `is_chosen` draws it thicker.
    pub fn frame(&mut self, is_chosen: bool, role: Role) {
        let (right, bottom) = (self.width(), self.height());
        if right < 2 || bottom < 2 {
            return;
        }
        let (right, bottom) = (right - 1, bottom - 1);
        let set = if is_chosen { self.theme.thick_frame() } else { self.theme.frame() };
        let across = right - 1;
        self.line((1, 0), across, set.horizontal_top, role);
        self.line((1, bottom), across, set.horizontal_bottom, role);
        for y in 1..bottom {
            self.text(0, y, set.vertical_left, role);
            self.text(right, y, set.vertical_right, role);
        }
        self.text(0, 0, set.top_left, role);
        self.text(right, 0, set.top_right, role);
        self.text(0, bottom, set.bottom_left, role);
        self.text(right, bottom, set.bottom_right, role);
    }

    /// Takes away whatever stands here.
    pub fn clear(&mut self) {
        let blank = " ".repeat(usize::from(self.width()));
        for y in 0..self.height() {
            let (x, y) = (self.area.x, self.area.y + y);
            self.buffer.set_string(x, y, &blank, self.theme.blank());
        }
    }

    /// Lays a style over what stands in a row.
    pub fn mark(&mut self, (x, y): (u16, u16), cells: u16, role: Role) {
        let style = self.theme.style(role);
        let row = Rect { x: self.area.x + x, y: self.area.y + y, width: cells, height: 1 };
        self.buffer.set_style(row.intersection(self.area), style);
    }
}

/// Returns a text in at most so many cells. No figure stands where it was cut: half of a figure is
/// another one, and without its unit it may be.
fn cut(text: &str, cells: usize) -> String {
    let short = safe_short(text, cells);
    let Some(kept) = short.strip_suffix('…').filter(|_| text.width() > cells) else {
        return short;
    };
    let is_of_figure = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | ':');
    let whole = kept.trim_end().trim_end_matches(is_of_figure);
    // Figures in names, and behind signs such as that for numbers, are no amounts.
    let is_amount = whole.is_empty() || whole.ends_with(char::is_whitespace);
    if is_amount { format!("{}…", whole.trim_end()) } else { short }
}

/// Returns a text in ASCII, with as many cells.
fn ascii(text: &str) -> String {
    let plain = |c: char| match c {
        c if c.is_ascii() => c,
        '“' | '”' => '"',
        '…' => '~',
        '–' => '-',
        _ => '?',
    };
    text.chars().filter(|c| c.width() != Some(0)).map(plain).collect()
}

/// Returns how many cells a text takes.
pub fn cells(text: &str) -> u16 {
    u16::try_from(text.width()).unwrap_or(u16::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dashboard::stage::looks;

    #[test]
    fn no_figure_is_cut() {
        let over = "half 45 s, 5 % over 54 s";
        for (text, cells, short) in [
            (over, 24, over),
            (over, 23, "half 45 s, 5 % over…"),
            (over, 22, "half 45 s, 5 % over…"),
            (over, 8, "half…"),
            ("✗ 763", 4, "✗…"),
            ("12:30:15", 5, "…"),
            ("1234", 4, "1234"),
            // A name and a number are known by their beginnings.
            ("kitchen12 of 20", 9, "kitchen1…"),
            ("#2707 burger", 6, "#2707…"),
            ("", 0, ""),
        ] {
            assert_eq!(cut(text, cells), short, "{text} in {cells}");
        }
    }

    /// What is drawn over something else looks as if that had never been there.
    #[test]
    fn nothing_shines_through() {
        let area = Rect::new(0, 0, 4, 1);
        let mut buffer = Buffer::empty(area);
        let mut canvas = Canvas::new(&mut buffer, area, looks(true).theme);
        for role in [Role::Bad, Role::Quiet, Role::Work, Role::Quiet] {
            canvas.text(0, 0, "text", role);
        }
        let dim = buffer[(0, 0)].style();
        let mut clean = Buffer::empty(area);
        Canvas::new(&mut clean, area, looks(true).theme).text(0, 0, "text", Role::Quiet);
        assert_eq!(dim, clean[(0, 0)].style());
    }
}
