//! What a part is: in the restaurant, in a backend, and where the comparison ends.

use crate::dashboard::app::App;
use crate::dashboard::canvas::Canvas;
use crate::dashboard::floor::Part;
use crate::dashboard::help::card;
use crate::dashboard::theme::Role;
use crate::lens::Terms;
use crate::report::wrap;

/// Draws what a part is over what is there.
pub fn draw(canvas: &mut Canvas<'_>, part: Part, app: &App) {
    let terms = Terms::bundled();
    let Some(term) = terms.find(term_of(part)) else { return };
    let tongue = app.tongue();
    let (kitchen, backend) = (&term.kitchen, &term.backend);
    let width = canvas.width().min(76);
    let inside = usize::from(width.saturating_sub(4));
    let mut lines: Vec<(String, Role)> = Vec::new();
    let mut add = |text: &str, role: Role| {
        lines.extend(wrap(text, inside).into_iter().map(|line| (line, role)));
        lines.push((String::new(), Role::Plain));
    };
    add(&term.in_kitchen, Role::Plain);
    add(&term.in_backend, Role::Meaning);
    let ends: Vec<&str> =
        term.ends.iter().filter_map(|id| Some(terms.limit(id)?.says.as_str())).collect();
    if !ends.is_empty() {
        add(&format!("{} {}", tongue.screen("help.ends"), ends.join(" ")), Role::Uneasy);
    }
    if matches!(part, Part::Kitchen(_)) {
        add(tongue.screen("talk.help"), Role::Quiet);
    }
    lines.pop();
    let size = (width, lines.len() as u16 + 2);
    let mut card = card(canvas, size, &format!("{kitchen} = {backend}"));
    for (y, (line, role)) in (0..).zip(lines.iter().skip(app.scrolled)) {
        card.text(1, y, line, *role);
    }
}

/// Returns the word under which a part is explained.
fn term_of(part: Part) -> &'static str {
    match part {
        Part::Room(_) => "dining room",
        Part::Waiter => "waiter",
        Part::Kitchen(_) => "kitchen",
        Part::Pantry(_) => "pantry",
        Part::Partner(_) => "integration",
    }
}
