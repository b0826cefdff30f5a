//! The list of knobs: where each stands, what it does, what it takes.

use crate::dashboard::app::App;
use crate::dashboard::canvas::Canvas;
use crate::dashboard::help::card;
use crate::dashboard::knobs::KnobList;
use crate::dashboard::panels;
use crate::dashboard::theme::Role;
use crate::lens::Lens;
use crate::report::wrap;
use crate::runner::snapshot::KnobShot;
use crate::scenario::{Kind, KnobInfo};

/// Where there are fewer rows than this, one less is left for what a knob does and takes.
const LOW: u16 = 14;

/// Draws the knobs over what is there.
pub fn draw(canvas: &mut Canvas<'_>, list: &KnobList, app: &App) {
    let tongue = app.tongue();
    let shown = list.shown(&app.shot.knobs);
    let size = (canvas.width().min(96), (app.shot.knobs.len() as u16).min(12) + 10);
    let mut card = card(canvas, size, &app.titled(tongue.screen("knobs.title")));
    let (width, height) = (card.width(), card.height());
    let x = card.text(1, 0, &format!("{} ", tongue.screen("knobs.filter")), Role::Quiet);
    card.text(x, 0, &format!("{}_", list.filter), Role::Key);
    let below = if height < LOW { 3 } else { 4 };
    let rows = usize::from(height.saturating_sub(below + 3));
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
    told(&mut card, app, (knob, info), below);
}

/// Says in so many rows at the end what a knob does, and what it takes and costs, or what came of
/// turning it.
fn told(card: &mut Canvas<'_>, app: &App, (knob, info): (&KnobShot, &KnobInfo), rows: u16) {
    let tongue = app.tongue();
    let (last, role) = app.news().unwrap_or_else(|| {
        let takes = tongue.shows("knobs.takes", &[("what", takes(info.key.kind, tongue.lens()))]);
        let price = panels::knobs::price(app, knob, info).unwrap_or_default();
        (format!("{takes} {price}"), Role::Meaning)
    });
    let cells = card.width().saturating_sub(2);
    let last = in_rows(last.trim_end(), cells, 2);
    let help = in_rows(&panels::knobs::help(app, info), cells, usize::from(rows) - last.len());
    let top = card.height().saturating_sub(rows);
    for (y, line) in (top..).zip(&help) {
        card.short((1, y), line, cells, Role::Plain);
    }
    let top = card.height().saturating_sub(last.len() as u16);
    for (y, line) in (top..).zip(&last) {
        card.short((1, y), line, cells, role);
    }
}

/// Breaks a text into at most so many rows; the last one has all the rest.
fn in_rows(text: &str, cells: u16, most: usize) -> Vec<String> {
    let mut rows = wrap(text, usize::from(cells));
    if rows.len() > most {
        let rest = rows.split_off(most - 1).join(" ");
        rows.push(rest);
    }
    rows
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
