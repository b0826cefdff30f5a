//! What a part is: in the restaurant, in a backend, and where the comparison ends.

use crate::dashboard::app::App;
use crate::dashboard::canvas::Canvas;
use crate::dashboard::floor::Part;
use crate::dashboard::help::card;
use crate::dashboard::theme::Role;
use crate::lens::{Card, Lens};
use crate::report::wrap;

/// Draws what a part is over what is there: in the words of the lens, and what it stands for.
pub fn draw(canvas: &mut Canvas<'_>, part: Part, app: &App) {
    let tongue = app.tongue();
    let id = id_of(part);
    let (Some(own), Some(other)) = (tongue.lens().card(id), tongue.other().card(id)) else {
        return;
    };
    let width = canvas.width().min(76);
    let inside = usize::from(width.saturating_sub(4));
    let mut lines: Vec<(String, Role)> = Vec::new();
    let mut add = |text: &str, role: Role| {
        lines.extend(wrap(text, inside).into_iter().map(|line| (line, role)));
        lines.push((String::new(), Role::Plain));
    };
    add(&own.help, Role::Plain);
    if let Some(help) = tongue.meaning(|lens| told(lens, id).help) {
        add(&help, Role::Meaning);
    }
    // A lens that is silent about it leaves it to the field.
    let ends = if own.ends.is_empty() { &other.ends } else { &own.ends };
    if !ends.is_empty() {
        add(&format!("{} {ends}", tongue.screen("help.ends")), Role::Uneasy);
    }
    if matches!(part, Part::Kitchen(_)) {
        add(tongue.screen("talk.help"), Role::Quiet);
    }
    lines.pop();
    let size = (width, lines.len() as u16 + 2);
    let title = match tongue.meaning(|lens| told(lens, id).name) {
        Some(meaning) => format!("{} = {meaning}", own.name),
        None => own.name.clone(),
    };
    let mut card = card(canvas, size, &title);
    for (y, (line, role)) in (0..).zip(lines.iter().skip(app.scrolled)) {
        card.text(1, y, line, *role);
    }
}

fn told(lens: &Lens, id: &str) -> Card {
    lens.card(id).cloned().unwrap_or_default()
}

/// Returns the id under which a part is explained.
fn id_of(part: Part) -> &'static str {
    match part {
        Part::Room(_) => "guests",
        Part::Waiter => "waiter",
        Part::Kitchen(_) => "kitchen",
        Part::Pantry(_) => "pantry",
        Part::Partner(_) => "partner",
    }
}
