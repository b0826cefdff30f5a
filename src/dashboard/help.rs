//! The help: what every key of a place does.

use super::canvas::{Canvas, cells};
use super::footer::shown;
use super::keymap::{self, Place};
use super::speech::Tongue;
use super::theme::Role;
use ratatui::layout::Rect;

/// Draws the keys of a place over what is there.
pub fn draw(canvas: &mut Canvas<'_>, place: Place, tongue: Tongue) {
    let lines: Vec<(String, &str)> = keymap::of(place)
        .map(|binding| (shown(binding, canvas.theme.unicode), tongue.screen(binding.id)))
        .collect();
    let longest = lines.iter().map(|(_, text)| cells(text)).max().unwrap_or(0);
    let mut card =
        card(canvas, (longest + 16, lines.len() as u16 + 2), tongue.screen("help.title"));
    for (y, (key, text)) in (0..).zip(&lines) {
        card.text(1, y, key, Role::Key);
        card.text(12, y, text, Role::Plain);
    }
}

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
