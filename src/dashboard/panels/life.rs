//! The life of the followed order as rows: how far its recipe is, its letters, its phases.

use super::clock;
use super::row::Row;
use crate::dashboard::app::App;
use crate::dashboard::screens::{LOOKS, Shown};
use crate::dashboard::texts::Texts;
use crate::dashboard::theme::Role;
use crate::runner::snapshot::{Life, LifeLetter, LifeSpan, Light, MilestoneAt};

/// Returns all rows, as they are told.
pub fn rows(app: &App) -> Vec<Row> {
    let tongue = app.tongue();
    let Some(life) = app.shot.floor().life.as_deref() else {
        return vec![Row::note_only(tongue.screen("life.nobody"))];
    };
    let names = app.scenario.names();
    let dish = life.dish.and_then(|dish| names.dishes.get(dish as usize));
    let slots = [
        ("order", life.number.to_string()),
        ("dish", dish.map_or("?".to_owned(), Clone::clone)),
        ("room", names.rooms[life.room as usize].clone()),
    ];
    let mut rows = vec![Row::head(tongue.shows("life.of", &slots))];
    rows.extend(said(app, life));
    let errands = life.errands.iter().flat_map(|errand| &errand.spans);
    let spans = life.spans.iter().chain(errands);
    rows.extend(spans.filter(|span| span.to != Some(span.from)).map(|span| phase(app, span)));
    rows.extend(lamps(app, life));
    rows.extend(life.letters.iter().map(|known| letter(app, known)));
    rows
}

/// Returns a row for each line of what was said of an order, and of what its guest sees.
fn said(app: &App, life: &Life) -> Vec<Row> {
    let tongue = app.tongue();
    let texts = Texts::of(life, app);
    let said = [
        ("life.guest_says", texts.says),
        ("life.ticket", texts.ticket),
        ("life.request", texts.request),
        ("life.asked", texts.asked),
        ("life.answer", texts.answer),
    ];
    let lines = said.into_iter().flat_map(|(id, lines)| {
        let name = tongue.screen(id).trim_end_matches(':');
        lines.into_iter().map(move |line| Row::new(name).value(line))
    });
    let own = app.scenario.plan.rooms[life.room as usize].look;
    let look = LOOKS.iter().find(|(look, _)| *look == own).map_or("", |(_, id)| id);
    let name = format!("{}, {}", tongue.screen("order.sees"), tongue.screen(look));
    let seen = Shown::of(life, app).lines;
    lines.chain(seen.into_iter().map(|line| Row::new(name.clone()).value(line))).collect()
}

fn phase(app: &App, span: &LifeSpan) -> Row {
    let length = span.to.unwrap_or(app.shot.now).0.saturating_sub(span.from.0) as f64 / 1e9;
    Row::new(name(app, span)).value(app.figures().duration(length))
}

/// Names what an order was at.
pub fn name(app: &App, span: &LifeSpan) -> String {
    match span.at_hatch {
        Some(kind) => app.tongue().both(|lens| lens.say(kind, &[])),
        None => app.tongue().phase(span.phase.id()),
    }
}

/// Returns a row for each lamp: what is done there, and whether it has been.
pub fn lamps(app: &App, life: &Life) -> Vec<Row> {
    let (tongue, names) = (app.tongue(), app.scenario.names());
    let row = |lamp: &crate::runner::snapshot::Lamp| {
        let kind = lamp.milestone.kind;
        let step = tongue.lens().step(kind).map_or(kind, |words| words.name.as_str());
        let at = match lamp.milestone.at {
            MilestoneAt::Kitchen => String::new(),
            MilestoneAt::Partner(at) => names.partners[at as usize].clone(),
            MilestoneAt::Shelf(pantry, shelf) => {
                names.pantries[pantry as usize].1[shelf as usize].clone()
            }
            MilestoneAt::Dish(dish) => names.dishes[dish as usize].clone(),
        };
        let (id, sign, role) = match lamp.light {
            Light::Done => ("lamp.done", ("●", "*"), Role::Fine),
            Light::Now => ("lamp.now", ("◐", ">"), Role::Strong),
            Light::Ahead => ("lamp.ahead", ("○", "o"), Role::Plain),
            Light::Never => ("lamp.never", ("×", "x"), Role::Quiet),
        };
        let sign = app.looks.theme.sign(sign.0, sign.1);
        let what = if at.is_empty() { step.to_owned() } else { format!("{step} ({at})") };
        Row::new(format!("{sign} {what}")).value(tongue.screen(id)).role(role)
    };
    life.lamps.iter().map(row).collect()
}

/// Returns a row for a letter: whether it lies in the guest's postbox.
pub fn letter(app: &App, letter: &LifeLetter) -> Row {
    let tongue = app.tongue();
    let (id, at) = match (letter.sent, letter.lost) {
        (Some(at), _) => ("letter.sent", at),
        (_, Some(at)) => ("letter.lost", at),
        _ => ("letter.written", letter.written),
    };
    let partner = app.scenario.names().partners[letter.partner as usize].clone();
    Row::note_only(tongue.shows(id, &[("partner", partner), ("at", clock(app, at))]))
}
