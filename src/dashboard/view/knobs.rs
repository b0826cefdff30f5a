//! The list of knobs: where each stands, what it does, what it takes.

use crate::dashboard::app::App;
use crate::dashboard::canvas::Canvas;
use crate::dashboard::help::card;
use crate::dashboard::knobs::KnobList;
use crate::dashboard::panels;
use crate::dashboard::theme::Role;
use crate::lens::Lens;
use crate::report::wrap;
use crate::scenario::Kind;

/// Draws the knobs over what is there.
pub fn draw(canvas: &mut Canvas<'_>, list: &KnobList, app: &App) {
    let tongue = app.tongue();
    let shown = list.shown(&app.shot.knobs);
    let size = (canvas.width().min(96), (app.shot.knobs.len() as u16).min(12) + 9);
    let mut card = card(canvas, size, &app.titled(tongue.screen("knobs.title")));
    let (width, height) = (card.width(), card.height());
    let x = card.text(1, 0, &format!("{} ", tongue.screen("knobs.filter")), Role::Quiet);
    card.text(x, 0, &format!("{}_", list.filter), Role::Key);
    let rows = usize::from(height.saturating_sub(6));
    let first = list.at.saturating_sub(rows / 2).min(shown.len().saturating_sub(rows));
    for (y, (at, knob)) in (2..).zip(shown.iter().enumerate().skip(first).take(rows)) {
        let is_chosen = at == list.at;
        let stands = match &list.value {
            Some((name, typed)) if *name == knob.name => format!("{typed}_"),
            _ => tongue.lens().value(&knob.stands).to_owned(),
        };
        let role = if knob.is_turned { Role::Strong } else { Role::Plain };
        let end = card.short((1, y), &knob.name, width / 2, Role::Plain);
        let x = (width / 2).max(end + 1);
        card.short((x, y), &stands, width.saturating_sub(x + 1), role);
        if knob.is_turned {
            card.text(0, y, "*", Role::Strong);
        }
        if is_chosen {
            card.mark((1, y), width.saturating_sub(2), Role::Chosen);
        }
    }
    let Some(knob) = shown.get(list.at) else { return };
    let infos = crate::scenario::knobs(&app.scenario);
    let Some(info) = infos.iter().find(|info| info.name == knob.name) else { return };
    let help = panels::knobs::help(app, info);
    let takes = tongue.shows("knobs.takes", &[("what", takes(info.key.kind, tongue.lens()))]);
    let price = panels::knobs::price(app, knob, info).unwrap_or_default();
    let takes = format!("{takes} {price}");
    let lines = wrap(&help, usize::from(width.saturating_sub(2)));
    let top = height.saturating_sub(3);
    for (y, line) in (top..).zip(lines.iter().take(2)) {
        card.text(1, y, line, Role::Plain);
    }
    let (last, role) = match app.news() {
        Some((text, role)) => (text, role),
        None => (takes, Role::Meaning),
    };
    card.short((1, height.saturating_sub(1)), &last, width - 2, role);
}

/// Says what a kind of knob takes.
pub fn takes(kind: Kind, lens: &Lens) -> String {
    let (id, slots) = kind.told();
    let in_words = |(slot, value): (&'static str, String)| match slot {
        "words" => {
            let or = format!(" {} ", lens.value("takes.or"));
            (slot, value.split(' ').collect::<Vec<_>>().join(&or))
        }
        "section" => (slot, lens.word(&value).to_owned()),
        _ => (slot, value),
    };
    let slots: Vec<(&str, String)> = slots.into_iter().map(in_words).collect();
    lens.takes(id, &slots)
}
