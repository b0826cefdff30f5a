//! The life of one order: where it was and for how long, behind whom it waited, and what was said,
//! as the guest, the kitchen and a backend would say it.

use crate::dashboard::app::App;
use crate::dashboard::canvas::{Canvas, cells};
use crate::dashboard::help::card;
use crate::dashboard::panels::{self, Row, Texture};
use crate::dashboard::theme::Role;
use crate::dashboard::view::diagnosis;
use crate::diagnosis::{Bottleneck, Cause};
use crate::kernel::Time;
use crate::runner::snapshot::{Category, Life, LifeSpan, Outcome, Phase};
use ratatui::layout::Rect;

/// The rows for what was said.
const SAID: u16 = 6;

/// Draws the life of the followed order over what is there.
pub fn draw(canvas: &mut Canvas<'_>, app: &App) {
    let tongue = app.tongue();
    let Some(life) = app.shot.floor().life.as_deref() else {
        let size = (canvas.width().min(60), 5);
        let mut card = card(canvas, size, tongue.screen("life.title"));
        card.short((1, 1), tongue.screen("life.nobody"), card.width() - 2, Role::Plain);
        return;
    };
    let dish = dish(life, app);
    let slots = [
        ("order", life.number.to_string()),
        ("dish", dish.clone()),
        ("room", app.scenario.names().rooms[life.room as usize].clone()),
    ];
    let steps = steps(life, app);
    let lamps = steps.len() as u16;
    let high = SAID + lamps + rows(life).len() as u16 + 4;
    let size = (canvas.width().min(110), high.max(16));
    let mut card = card(canvas, size, &app.titled(&tongue.shows("life.of", &slots)));
    let (width, height) = (card.width(), card.height());
    let talk = if height >= 14 { SAID } else { 0 };
    if talk > 0 {
        said(&mut card.part(Rect::new(1, 0, width - 2, talk)), life, app);
    }
    let lamps = if height >= talk + lamps + 4 { lamps } else { 0 };
    for (y, row) in (talk..talk + lamps).zip(&steps) {
        card.short((1, y), &row.tell(|_| String::new()).join(" "), width - 2, row.role);
    }
    let talk = talk + lamps;
    let place = Rect::new(1, talk, width - 2, height - talk - 1);
    spans(&mut card.part(place), life, app);
    total(&mut card.part(Rect::new(1, height - 1, width - 2, 1)), life, app);
}

/// Lists the lamps of its recipe, and its letters.
fn steps(life: &Life, app: &App) -> Vec<Row> {
    let mut rows = panels::life::lamps(app, life);
    rows.extend(life.letters.iter().map(|letter| panels::life::letter(app, letter)));
    rows
}

fn dish(life: &Life, app: &App) -> String {
    let names = app.scenario.names();
    let dish = life.dish.and_then(|dish| names.dishes.get(dish as usize));
    dish.map_or("?".to_owned(), Clone::clone)
}

/// What the guest says, the ticket, the request, and what comes back, side by side.
fn said(canvas: &mut Canvas<'_>, life: &Life, app: &App) {
    let tongue = app.tongue();
    let dish = dish(life, app);
    let slots = [("dish", dish.clone()), ("order", life.number.to_string())];
    let names = app.scenario.names();
    let (answer, plate) = match life.decided {
        None => ("…".to_owned(), tongue.screen("life.open").to_owned()),
        Some((_, outcome)) => {
            let id = names.outcomes().nth(usize::from(outcome.0)).unwrap_or_default().to_owned();
            let status = match Outcome::FIXED.get(usize::from(outcome.0)) {
                Some((_, Some(status))) => http(*status, app),
                Some((_, None)) => tongue.screen("life.no_answer").to_owned(),
                // A reason that the scenario itself names.
                None => http(422, app),
            };
            // A client that has gone away hears nothing.
            let status = match outcome.category() {
                Category::Abandoned => tongue.screen("life.gone").to_owned(),
                _ => status,
            };
            (status, tongue.lens().outcome_name(&id))
        }
    };
    let paid = life.paid.map_or(String::new(), |cents| format!("{:.2}", cents as f64 / 100.0));
    let columns = [
        ("life.guest_says", vec![tongue.shows("life.please", &slots)]),
        ("life.ticket", vec![tongue.shows("life.ticket_text", &slots)]),
        (
            "life.request",
            vec![
                tongue.shows("life.request_line", &slots),
                tongue.shows("life.request_number", &slots),
            ],
        ),
        ("life.answer", vec![answer, plate, paid]),
    ];
    let wide = canvas.width() / 4;
    for (at, (id, lines)) in (0..).zip(columns) {
        let mut part = canvas.part(Rect::new(at * wide, 0, wide.saturating_sub(1), SAID));
        part.text(0, 0, tongue.screen(id), Role::Name);
        let mut y = 1;
        for line in lines {
            for line in crate::report::wrap(&line, usize::from(wide.saturating_sub(2))) {
                part.text(0, y, &line, Role::Plain);
                y += 1;
            }
        }
    }
}

/// Returns the first line of an answer.
fn http(status: u16, app: &App) -> String {
    app.tongue().shows("life.status", &[("status", status.to_string())])
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
        let name = app.tongue().phase(span.phase.id());
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
