//! Where the time goes: how long an average order that was served of late was in each phase; in a
//! fork in both futures.

use super::row::{Graph, Row};
use crate::dashboard::app::{App, FUTURES};
use crate::dashboard::theme::Role;
use crate::runner::snapshot::{FloorShot, Phase};

/// Returns a row for each phase that took any time, in the order in which one travels.
pub fn rows(app: &App) -> Vec<Row> {
    let tongue = app.tongue();
    let futures = futures(app);
    let read = |floor: &FloorShot, phase: Phase| {
        app.book.lately(floor, &format!("phase.{}.mean", phase.id())).unwrap_or(0.0)
    };
    let mut rows: Vec<Row> = Vec::new();
    for (floor, id, role) in &futures {
        let Some(mean) = app.book.lately(floor, "latency.mean") else { continue };
        let served = app.book.lately(floor, "orders.served").unwrap_or(0.0);
        let row = Row::head(tongue.screen(if id.is_empty() { "time.all" } else { id }));
        let time = app.lately(floor).unwrap_or_default();
        let note = tongue.shows("time.served", &[("n", format!("{served:.0}")), ("time", time)]);
        rows.push(Row { role: *role, ..row.value(app.figures().duration(mean)).note(note) });
    }
    if rows.is_empty() {
        let text = match app.lately(app.shot.floor()) {
            Some(time) => tongue.shows("time.nobody_lately", &[("time", time)]),
            None => tongue.screen("time.nobody").to_owned(),
        };
        return vec![Row::note_only(text)];
    }
    let all = || futures.iter().map(|(floor, ..)| *floor);
    let longest = Phase::ALL
        .into_iter()
        .flat_map(|phase| all().map(move |floor| read(floor, phase)))
        .fold(0.0, f64::max);
    for phase in Phase::ALL {
        if all().all(|floor| read(floor, phase) == 0.0) {
            continue;
        }
        let words = |lens: &'static crate::lens::Lens| {
            lens.phase(phase.id()).map_or(phase.id(), |words| words.name.as_str())
        };
        for (at, (floor, _, role)) in futures.iter().enumerate() {
            let mean = read(floor, phase);
            let name = if at == 0 { words(tongue.lens()) } else { "" };
            let note = if at == 0 { words(tongue.other()) } else { "" };
            let graph = Graph::Bar(mean / longest.max(1e-12), *role);
            let row = Row::new(name).value(app.figures().duration(mean));
            rows.push(row.graph(graph).note(note));
        }
    }
    rows
}

/// Lists what is seen with the ids of their names: one, or two futures.
fn futures(app: &App) -> Vec<(&FloorShot, &'static str, Role)> {
    match &app.shot.floors[..] {
        [was, is] => {
            let named = [was, is].into_iter().zip(FUTURES);
            named.map(|(floor, (id, role))| (floor, id, role)).collect()
        }
        _ => vec![(app.shot.floor(), "", Role::Work)],
    }
}
