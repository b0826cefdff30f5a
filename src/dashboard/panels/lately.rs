//! Charts and story as rows: how things have gone of late.

use super::clock;
use super::row::Row;
use crate::dashboard::app::App;
use crate::dashboard::theme::Role;
use crate::dashboard::view::sentences;
use crate::runner::snapshot::{FloorShot, TrendPoint};

/// What is read of a point of the trends.
type Of<T> = fn(&TrendPoint) -> T;

/// Returns a row for each line of the charts, as it stands at the last point; in a fork in both
/// futures.
pub fn charts(app: &App) -> Vec<Row> {
    let tongue = app.tongue();
    let row = |name: String, values: Vec<String>| {
        let mut values = values.into_iter();
        let row = Row::new(name).value(values.next().unwrap_or_default());
        row.lately(values.next().unwrap_or_default())
    };
    let all = |of: &dyn Fn(&FloorShot) -> String| app.shot.floors.iter().map(of).collect();
    let mut rows = Vec::new();
    if app.shot.floors.len() > 1 {
        let since = app.forked_at().unwrap_or_else(|| app.scenario.warm_up_ends());
        let since = [("time", clock(app, since))];
        rows.push(Row::head(tongue.shows("dials.futures", &since)));
    }
    for pin in app.pins.list() {
        let (name, values) = super::pins::title(app, pin);
        rows.push(row(name, values));
    }
    let long = app.lately(app.shot.floor()).filter(|_| app.shot.floors.len() < 2);
    let waits = |time: String| {
        let name = ("name", tongue.screen("chart.latency").to_owned());
        tongue.shows("chart.lately", &[name, ("time", time)])
    };
    let waits = long.map_or_else(|| tongue.screen("chart.latency").to_owned(), waits);
    for p in ["p50", "p95"] {
        let read = |floor: &FloorShot| {
            let dial = format!("latency.{p}");
            let is_forked = app.shot.floors.len() > 1;
            let read = if is_forked {
                app.since_fork(floor, &dial)
            } else {
                app.book.lately(floor, &dial)
            };
            read.map_or("–".to_owned(), |time| app.brief(time))
        };
        rows.push(row(format!("{waits} {p}"), all(&read)));
    }
    if app.shot.floors.iter().all(|floor| floor.trends.points.is_empty()) {
        return rows;
    }
    let last = |floor: &FloorShot| floor.trends.points.last().copied().unwrap_or_default();
    let counts: [(&str, Of<u32>); 2] =
        [("chart.in", |point| point.placed), ("chart.out", |point| point.served)];
    for (id, of) in counts {
        let rate = |floor: &FloorShot| {
            let minutes = (floor.trends.step.0 as f64 / 60e9).max(1e-12);
            format!("{:.1}", f64::from(of(&last(floor))) / minutes)
        };
        let name = format!("{} {}", tongue.screen("chart.orders"), tongue.screen(id));
        rows.push(row(name, all(&rate)));
    }
    let rail = |floor: &FloorShot| format!("{:.1}", last(floor).rail);
    rows.push(row(tongue.screen("chart.rail").to_owned(), all(&rail)));
    let levels: [(&str, Of<Option<f64>>); 4] = [
        ("part.waiters", |point| point.waiters),
        ("part.chefs", |point| point.chefs),
        ("part.burners", |point| point.burners),
        ("part.hatches", |point| point.hatches),
    ];
    for (id, of) in levels {
        let shown =
            |floor: &FloorShot| of(&last(floor)).map(|level| format!("{:.0} %", level * 100.0));
        if app.shot.floors.iter().all(|floor| shown(floor).is_none()) {
            continue;
        }
        let name = format!("{}: {}", tongue.screen("chart.busy"), tongue.screen(id));
        rows.push(row(name, all(&|floor| shown(floor).unwrap_or_else(|| "–".to_owned()))));
    }
    rows
}

/// Returns a row for each sentence of the story.
pub fn story(app: &App) -> Vec<Row> {
    let row = |(clock, text, role): (String, String, Role)| Row::new(clock).note(text).role(role);
    sentences(app).into_iter().map(row).collect()
}
