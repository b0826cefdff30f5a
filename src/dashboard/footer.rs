//! The last line: the keys that work here, as many as there is room for.

use super::canvas::{Canvas, cells};
use super::keymap::{self, Place};
use super::message::Action;
use super::theme::Role;
use crate::lens::Tongue;

/// Draws the keys of a place.
pub fn draw(canvas: &mut Canvas<'_>, place: Place, tongue: Tongue) {
    draw_those(canvas, place, tongue, |_| true);
}

/// Draws those keys of a place that do something now.
pub fn draw_those(
    canvas: &mut Canvas<'_>,
    place: Place,
    tongue: Tongue,
    does_something: impl Fn(Action) -> bool,
) {
    let mut x = 1;
    let is_few = place == Place::Big;
    let is_told = |binding: &&keymap::Binding| {
        let action = binding.action;
        binding.is_in_footer && is_enough(place, action) && does_something(action)
    };
    let all: Vec<_> = keymap::of(place).filter(is_told).collect();
    // The last ones, how to get out and to the help, are always told.
    let out = |binding: &&keymap::Binding| {
        matches!(binding.action, Action::Close | Action::Help | Action::Quit)
    };
    let (kept, rest): (Vec<_>, Vec<_>) = all.into_iter().partition(out);
    let width = |binding: &&keymap::Binding| {
        cells(&short(binding, canvas.theme.unicode)) + 1 + cells(tongue.screen(binding.short)) + 2
    };
    let reserved: u16 = kept.iter().map(width).sum();
    let mut told = Vec::new();
    let mut room = canvas.width().saturating_sub(reserved + 1);
    for binding in rest {
        let needed = width(&binding);
        if needed > room {
            break;
        }
        room -= needed;
        told.push(binding);
    }
    for binding in told.into_iter().chain(kept) {
        x = canvas.text(x, 0, &short(binding, canvas.theme.unicode), Role::Key);
        let role = if is_few { Role::Strong } else { Role::Quiet };
        x = canvas.text(x + 1, 0, tongue.screen(binding.short), role) + 2;
    }
}

/// Says whether a key is one of the few that are named where few things are drawn.
fn is_enough(place: Place, action: Action) -> bool {
    match place {
        Place::Big => {
            matches!(action, Action::Pause | Action::Big | Action::Help | Action::Quit)
        }
        Place::Slide => matches!(
            action,
            Action::Next | Action::Back | Action::Jump | Action::Help | Action::Quit
        ),
        _ => true,
    }
}

/// Returns how a key is shown where there is little room.
fn short(binding: &keymap::Binding, unicode: bool) -> String {
    let shown = shown(binding, unicode);
    // Signs may stand side by side, words may not.
    if unicode && shown.chars().count() == 3 { shown.replace(' ', "") } else { shown }
}

/// Returns how a key is shown.
pub fn shown(binding: &keymap::Binding, unicode: bool) -> String {
    if unicode {
        return binding.shown.to_owned();
    }
    let spelt = [("↑", "up"), ("↓", "down"), ("←", "left"), ("→", "right"), ("…", "-")];
    spelt.iter().fold(binding.shown.to_owned(), |text, (sign, word)| text.replace(sign, word))
}
