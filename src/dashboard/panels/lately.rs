//! Charts and story as rows: how things have gone of late.

use super::row::{Graph, Row};
use crate::dashboard::app::App;
use crate::dashboard::theme::Role;
use crate::dashboard::view::sentences;

/// Returns a row for each line of the charts, as it stands at the last point.
pub fn charts(app: &App) -> Vec<Row> {
    let (tongue, floor) = (app.tongue(), app.shot.floor());
    let mut rows = Vec::new();
    for pin in app.pins.list() {
        let (name, value) = super::pins::title(app, pin);
        rows.push(Row::new(name).value(value));
    }
    for p in ["p50", "p95"] {
        let read = app.book.read(floor, &format!("latency.{p}"));
        let name = format!("{} {p}", tongue.screen("chart.latency"));
        rows.push(Row::new(name).value(read.map_or("–".to_owned(), |time| app.brief(time))));
    }
    let trends = &floor.trends;
    let Some(last) = trends.points.last() else { return rows };
    let minutes = (trends.step.0 as f64 / 60e9).max(1e-12);
    for (id, number) in [("chart.in", last.placed), ("chart.out", last.served)] {
        let name = format!("{} {}", tongue.screen("chart.orders"), tongue.screen(id));
        rows.push(Row::new(name).value(format!("{:.1}", f64::from(number) / minutes)));
    }
    rows.push(Row::new(tongue.screen("chart.rail")).value(format!("{:.1}", last.rail)));
    let levels = [
        ("part.waiters", last.waiters),
        ("part.chefs", last.chefs),
        ("part.burners", last.burners),
        ("part.hatches", last.hatches),
    ];
    for (id, level) in levels {
        let Some(level) = level else { continue };
        let name = format!("{}: {}", tongue.screen("chart.busy"), tongue.screen(id));
        let row = Row::new(name).value(format!("{:.0} %", level * 100.0));
        rows.push(row.graph(Graph::Bar(level, Role::Work)));
    }
    rows
}

/// Returns a row for each sentence of the story.
pub fn story(app: &App) -> Vec<Row> {
    let row = |(clock, text, role): (String, String, Role)| Row::new(clock).note(text).role(role);
    sentences(app).into_iter().map(row).collect()
}
