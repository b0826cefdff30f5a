//! Figures: every dial there is, narrowed by what is typed.

use crate::dashboard::app::{App, Panel};
use crate::dashboard::canvas::{Canvas, cells};
use crate::dashboard::theme::Role;
use crate::dials::Dial;

/// Draws the dials that have something to say.
pub fn draw(canvas: &mut Canvas<'_>, app: &App) {
    let floor = app.shot.floor();
    let wanted = app.filter_of(Panel::Figures);
    let named = |dial: &Dial| {
        let words = app.tongue().both(|lens| lens.dial_name(&dial.id));
        wanted.split(' ').all(|part| dial.name.contains(part) || words.contains(part))
    };
    let values = floor.dials.iter().copied();
    let known = app.book.dials.iter().zip(values).filter_map(|(dial, value)| Some((dial, value?)));
    let shown = known.filter(|(dial, _)| named(dial)).skip(app.scrolled);
    for (y, (dial, value)) in (0..canvas.height()).zip(shown) {
        let value = app.figures().value(value, dial.unit);
        let room = canvas.width().saturating_sub(cells(&value) + 2);
        let end = canvas.short((1, y), &dial.name, room, Role::Plain);
        let words = app.tongue().both(|lens| lens.dial_name(&dial.id));
        canvas.short((end + 2, y), &words, room.saturating_sub(end + 2), Role::Quiet);
        canvas.text_right(y, &value, Role::Strong);
    }
}
