//! The followed order, as rows: what was said of it, what pantries were asked, where it was and for how
//! long, and what its guest sees.

use super::row::Row;
use crate::dashboard::app::App;
use crate::dashboard::screens::{LOOKS, Shown};
use crate::dashboard::texts::Texts;
use crate::runner::snapshot::LifeSpan;

/// Returns the rows of the followed order.
pub fn rows(app: &App) -> Vec<Row> {
    let tongue = app.tongue();
    let Some(life) = app.shot.floor().life.as_deref() else {
        return vec![Row::note_only(tongue.screen("order.unknown"))];
    };
    let texts = Texts::of(life, app);
    let said = [
        ("life.guest_says", texts.says),
        ("life.ticket", texts.ticket),
        ("life.request", texts.request),
        ("life.asked", texts.asked),
        ("life.answer", texts.answer),
    ];
    let mut rows: Vec<Row> = said
        .into_iter()
        .flat_map(|(id, lines)| {
            let name = tongue.screen(id).trim_end_matches(':');
            lines.into_iter().map(move |line| Row::new(name).value(line))
        })
        .collect();
    let own = app.scenario.plan.rooms[life.room as usize].look;
    let look = LOOKS.iter().find(|(look, _)| *look == own).map_or("", |(_, id)| id);
    let sees = tongue.screen("order.sees");
    let shown = Shown::of(life, app);
    let seen =
        shown.lines.into_iter().map(|line| Row::new(sees).value(tongue.screen(look)).note(line));
    rows.extend(seen);
    rows.extend(life.spans.iter().filter(|span| span.to != Some(span.from)).map(|span| {
        let name = tongue.phase(span.phase.id());
        Row::new(name).value(app.brief(lasted(span, app)))
    }));
    rows
}

fn lasted(span: &LifeSpan, app: &App) -> f64 {
    let to = span.to.unwrap_or(app.shot.now);
    to.0.saturating_sub(span.from.0) as f64 / 1e9
}
