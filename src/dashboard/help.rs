//! The help: what every key of a place does.

use super::canvas::{Canvas, cells};
use super::footer::shown;
use super::keymap::{self, Place};
use super::message::Action;
use super::theme::Role;
use crate::lens::Tongue;
use ratatui::layout::Rect;

/// Draws the keys of a place over what is there.
pub fn draw(canvas: &mut Canvas<'_>, place: Place, tongue: Tongue) {
    // Whoever reads this knows how to open it, and below it stands how to close it.
    let is_told = |key: &&keymap::Binding| !matches!(key.action, Action::Help | Action::Close);
    let all: Vec<_> = keymap::of(place).filter(is_told).collect();
    // Where there are few rows, the keys stand side by side, with fewer words.
    let noted = u16::from(tongue.lens().borrows);
    let rows = usize::from(canvas.height().saturating_sub(2 + noted)).max(1);
    let columns = all.len().div_ceil(rows).max(1);
    let down = all.len().div_ceil(columns);
    let words = |id, short| tongue.screen(if columns == 1 { id } else { short });
    let lines: Vec<(String, &str)> = all
        .iter()
        .map(|key| (shown(key, canvas.theme.unicode), words(key.id, key.short)))
        .collect();
    let longest = lines.iter().map(|(_, text)| cells(text)).max().unwrap_or(0);
    let wide = (longest + KEYS).min(canvas.width().saturating_sub(4) / columns as u16);
    let size = (wide * columns as u16 + 3, down as u16 + 2 + noted);
    let mut card = card(canvas, size, tongue.screen("help.title"));
    if noted > 0 {
        let note = tongue.screen("help.borrowed");
        card.short((1, down as u16), note, size.0.saturating_sub(4), Role::Meaning);
    }
    for (at, (key, text)) in lines.iter().enumerate() {
        let (x, y) = ((at / down) as u16 * wide + 1, (at % down) as u16);
        card.text(x, y, key, Role::Key);
        card.short((x + KEYS, y), text, wide.saturating_sub(KEYS + 1), Role::Plain);
    }
}

/// The cells for the keys themselves.
const KEYS: u16 = 9;

/// Draws an empty card in the middle, for so many columns and rows with its frame; returns what is
/// inside of the frame.
pub fn card<'c>(
    canvas: &'c mut Canvas<'_>,
    (width, height): (u16, u16),
    title: &str,
) -> Canvas<'c> {
    let width = width.min(canvas.width());
    let height = height.min(canvas.height());
    let (x, y) = ((canvas.width() - width) / 2, (canvas.height() - height) / 2);
    {
        let mut card = canvas.part(Rect::new(x, y, width, height));
        card.clear();
        card.frame(false, Role::Name);
        card.text(2, 0, &format!(" {title} "), Role::Name);
    }
    let inside = Rect::new(x + 1, y + 1, width.saturating_sub(2), height.saturating_sub(2));
    canvas.part(inside)
}
