//! The life of one order: where it was and for how long, behind whom it waited, and what was said,
//! as the guest, the kitchen and a backend would say it.

use crate::dashboard::app::App;
use crate::dashboard::canvas::{Canvas, cells};
use crate::dashboard::help::card;
use crate::dashboard::panels::{self, Row, Texture};
use crate::dashboard::texts::{Texts, dish};
use crate::dashboard::theme::Role;
use crate::dashboard::view::diagnosis;
use crate::diagnosis::{Bottleneck, Cause};
use crate::kernel::Time;
use crate::runner::snapshot::{Life, LifeSpan, Phase};
use ratatui::layout::Rect;

/// The rows for what was said, at least.
const SAID: u16 = 6;
/// So many of the things that pantries were asked are shown.
const MOST_ASKED: u16 = 4;

/// Draws the life of the followed order over what is there.
pub fn draw(canvas: &mut Canvas<'_>, app: &App) {
    let tongue = app.tongue();
    let Some(life) = app.shot.floor().life.as_deref() else {
        return nobody(canvas, app);
    };
    let dish = dish(life, app);
    let slots = [
        ("order", life.number.to_string()),
        ("dish", dish.clone()),
        ("room", app.scenario.names().rooms[life.room as usize].clone()),
    ];
    let texts = Texts::of(life, app);
    let steps = steps(life, app);
    let width = canvas.width().min(110);
    // Where there are few rows, the phases have half of them.
    let talk = rows_said(&texts, width.saturating_sub(4) / 4).min((canvas.height() / 2).max(SAID));
    let asks = (texts.asked.len() as u16).min(MOST_ASKED).min(canvas.height().saturating_sub(20));
    let lamps = steps.len() as u16;
    let high = talk + asks + lamps + rows(life).len() as u16 + 4;
    let size = (width, high.max(16));
    let mut card = card(canvas, size, &app.titled(&tongue.shows("life.of", &slots)));
    let (width, height) = (card.width(), card.height());
    let (talk, asks) = if height >= 14 { (talk, asks) } else { (0, 0) };
    if talk > 0 {
        said(&mut card.part(Rect::new(1, 0, width - 2, talk)), &texts, app);
        asked(&mut card.part(Rect::new(1, talk - 1, width - 2, asks)), &texts.asked, app);
    }
    let talk = talk + asks;
    let lamps = if height >= talk + lamps + 4 { lamps } else { 0 };
    for (y, row) in (talk..talk + lamps).zip(&steps) {
        card.short((1, y), &row.tell(|_| String::new()).join(" "), width - 2, row.role);
    }
    let talk = talk + lamps;
    let place = Rect::new(1, talk, width - 2, height.saturating_sub(talk + 1));
    spans(&mut card.part(place), life, app);
    total(&mut card.part(Rect::new(1, height - 1, width - 2, 1)), life, app);
}

/// Says that nobody is followed yet.
pub fn nobody(canvas: &mut Canvas<'_>, app: &App) {
    let tongue = app.tongue();
    let size = (canvas.width().min(60), 5);
    let mut card = card(canvas, size, tongue.screen("life.title"));
    card.short((1, 1), tongue.screen("life.nobody"), card.width() - 2, Role::Plain);
}

/// Lists the lamps of its recipe, and its letters.
fn steps(life: &Life, app: &App) -> Vec<Row> {
    let mut rows = panels::life::lamps(app, life);
    rows.extend(life.letters.iter().map(|letter| panels::life::letter(app, letter)));
    rows
}

/// What the guest says, the ticket, the request, and what comes back, side by side, and below it
/// what pantries were asked.
fn said(canvas: &mut Canvas<'_>, texts: &Texts, app: &App) {
    let tongue = app.tongue();
    let wide = canvas.width() / 4;
    for (at, (id, lines)) in (0..).zip(columns(texts)) {
        let high = canvas.height();
        let mut part = canvas.part(Rect::new(at * wide, 0, wide.saturating_sub(1), high));
        part.text(0, 0, tongue.screen(id), Role::Name);
        for (y, line) in (1..).zip(wrapped(lines, wide)) {
            part.text(0, y, &line, Role::Plain);
        }
    }
}

/// The four texts that stand side by side.
fn columns(texts: &Texts) -> [(&'static str, &[String]); 4] {
    [
        ("life.guest_says", &texts.says),
        ("life.ticket", &texts.ticket),
        ("life.request", &texts.request),
        ("life.answer", &texts.answer),
    ]
}

fn wrapped(lines: &[String], wide: u16) -> impl Iterator<Item = String> {
    let room = usize::from(wide.saturating_sub(2));
    lines.iter().flat_map(move |line| crate::report::wrap(line, room))
}

/// The rows for what was said in columns so wide: as many as the longest text takes.
fn rows_said(texts: &Texts, wide: u16) -> u16 {
    let rows = columns(texts).map(|(_, lines)| wrapped(lines, wide).count() as u16);
    rows.into_iter().max().unwrap_or(0).max(SAID - 2) + 2
}

/// What pantries were asked, the last things last.
fn asked(canvas: &mut Canvas<'_>, asked: &[String], app: &App) {
    let fit = usize::from(canvas.height());
    for (y, line) in (0..).zip(asked.iter().skip(asked.len().saturating_sub(fit))) {
        let x = canvas.text(0, y, app.tongue().screen("life.asked"), Role::Name);
        canvas.short((x + 1, y), line, canvas.width().saturating_sub(x + 1), Role::Plain);
    }
}

/// Lists the phases that took any time, each with how far its name is moved in: errands follow the
/// order that sent them.
fn rows(life: &Life) -> Vec<(&LifeSpan, u16)> {
    let own = life.spans.iter().map(|span| (span, 0));
    let errands = life.errands.iter().flat_map(|errand| errand.spans.iter().map(|span| (span, 2)));
    own.chain(errands).filter(|(span, _)| span.to != Some(span.from)).collect()
}

/// A row for each phase: when, how long, where, and behind whom.
fn spans(canvas: &mut Canvas<'_>, life: &Life, app: &App) {
    let now = app.shot.now;
    let end = life.closed.or(life.decided.map(|decided| decided.0)).unwrap_or(now);
    let last = life.spans.last().and_then(|span| span.to).unwrap_or(end).max(end);
    let all = rows(life);
    let fit = usize::from(canvas.height());
    let first = (all.len().saturating_sub(fit)).saturating_sub(app.scrolled);
    let name_wide = (canvas.width() * 2 / 5).min(38);
    let bar_from = name_wide + 9;
    let where_wide = 18;
    let bar_wide = canvas.width().saturating_sub(bar_from + where_wide + 1);
    for (y, (span, indent)) in (0..).zip(all.into_iter().skip(first).take(fit)) {
        let to = span.to.unwrap_or(now);
        let texture = Texture::of_phase(span.phase);
        let name = panels::life::name(app, span);
        canvas.short((indent, y), &name, name_wide - indent, Role::Plain);
        let length = app.brief((to.0.saturating_sub(span.from.0)) as f64 / 1e9);
        canvas.text(name_wide + 8 - cells(&length).min(8), y, &length, Role::Strong);
        waterfall(canvas, (bar_from, y, bar_wide), (life.placed, last), (span.from, to), texture);
        let at = whereabouts(span, app);
        canvas.short((bar_from + bar_wide + 1, y), &at, where_wide, Role::Quiet);
    }
}

/// Draws when something was, within the whole.
fn waterfall(
    canvas: &mut Canvas<'_>,
    (x, y, wide): (u16, u16, u16),
    (from, to): (Time, Time),
    (begins, ends): (Time, Time),
    texture: Texture,
) {
    let whole = (to.0.saturating_sub(from.0)).max(1) as f64;
    let column = |at: Time| {
        let share = at.0.saturating_sub(from.0) as f64 / whole;
        (share * f64::from(wide)).round() as u16
    };
    let (left, right) = (column(begins).min(wide.saturating_sub(1)), column(ends).min(wide));
    canvas.line((x, y), wide, canvas.theme.sign("·", "."), Role::Quiet);
    let long = (right.saturating_sub(left)).max(1);
    canvas.line((x + left, y), long, texture.drawn(canvas.theme), texture.role());
}

/// Says where it was and behind whom it waited.
fn whereabouts(span: &LifeSpan, app: &App) -> String {
    let names = app.scenario.names();
    if let Some(behind) = span.behind {
        return app.tongue().shows("life.behind", &[("order", behind.to_string())]);
    }
    if let Some(pantry) = span.pantry {
        return names.pantries[pantry as usize].0.clone();
    }
    if let Some(partner) = span.partner {
        return names.partners[partner as usize].clone();
    }
    let kitchen = span.kitchen.and_then(|k| app.shot.floor().scene.kitchens.get(k as usize));
    kitchen.map_or(String::new(), |scene| names.kitchens[scene.kitchen as usize].clone())
}

fn total(canvas: &mut Canvas<'_>, life: &Life, app: &App) {
    let end = life.decided.map_or(app.shot.now, |decided| decided.0);
    let waits = |span: &&LifeSpan| span.phase.is_wait();
    let length = |span: &LifeSpan| {
        let to = span.to.unwrap_or(app.shot.now).min(end);
        to.0.saturating_sub(span.from.0) as f64 / 1e9
    };
    let waited = life.spans.iter().filter(waits).map(length).fold(0.0, |sum, each| sum + each);
    let on_rail = |span: &&LifeSpan| span.phase == Phase::RailWait;
    let hung = life.spans.iter().filter(on_rail).map(length).fold(0.0, |sum, each| sum + each);
    let all = end.0.saturating_sub(life.placed.0) as f64 / 1e9;
    let slots = [("all", app.brief(all)), ("waited", app.brief(waited))];
    let id = if life.decided.is_some() { "life.took" } else { "life.takes" };
    let x = canvas.text(0, 0, &app.tongue().shows(id, &slots), Role::Strong);
    let room = canvas.width().saturating_sub(x + 1);
    if let Some(because) = because(app).filter(|text| hung * 2.0 > waited && cells(text) <= room) {
        canvas.text(x + 1, 0, &because, Role::Plain);
    }
}

/// Says why tickets wait on the rail where chefs are not what is short; none: they are.
fn because(app: &App) -> Option<String> {
    let Some(Cause::Short(Bottleneck { resource, in_vain: Some(_), .. })) = app.diagnosis.cause
    else {
        return None;
    };
    let what = diagnosis::name(resource, app.scenario.names(), app.tongue().lens());
    Some(app.tongue().shows("life.because", &[("what", what)]))
}
