//! Live charts: orders in and out, how long they take, the rail, and what is busy.

use crate::dashboard::app::App;
use crate::dashboard::canvas::{Canvas, cells};
use crate::dashboard::panels::pins::{self, Pin};
use crate::dashboard::theme::Role;
use crate::runner::snapshot::TrendPoint;
use ratatui::layout::Rect;

const EIGHTHS: [&str; 9] = [" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"];
/// The fewest columns of a chart.
const FEWEST: u16 = 28;
/// The most rows of a chart: a higher one tells no more.
const HIGHEST: u16 = 12;

/// A chart of one figure, or of two of which the first is never smaller.
struct Chart {
    /// The title, which is the legend as well: what is named is drawn in the same colour.
    title: Vec<(String, Role)>,
    /// What the highest value is shown as.
    top: String,
    behind: Vec<f64>,
    front: Vec<f64>,
}

/// Draws as many charts as there is room for.
pub fn draw(canvas: &mut Canvas<'_>, app: &App) {
    let (width, height) = (canvas.width(), canvas.height());
    let all = charts(app);
    let pinned = app.pins.list().len() as u16;
    // Where there is height for two rows of charts, two of them share the width.
    let most = if height >= 2 * HIGHEST { 2 } else { 4 };
    let across = (width / FEWEST).clamp(1, most).min(all.len() as u16 + 1);
    let down = ((all.len() as u16 + 1).div_ceil(across)).min((height / 4).max(1));
    let (wide, high) = (width / across, (height / down).min(HIGHEST));
    // Behind the wall is what keeps everybody busy.
    let shown = if app.wall { 1 } else { (across * down).min(all.len() as u16 + 1) };
    for at in 0..shown {
        let (left, top) = (at % across * wide, at / across * high);
        if left > 0 {
            // A figure at the end of one title must not read as the beginning of the next.
            let line = canvas.theme.sign("│", "|");
            (top..top + high).for_each(|y| _ = canvas.text(left - 2, y, line, Role::Quiet));
        }
        let place = Rect::new(left, top, wide.saturating_sub(3), high);
        let mut part = canvas.part(place);
        // What somebody has pinned comes first; what is busy is second of the others: it says why.
        let busy_at = pinned + 1;
        match at {
            at if at == busy_at => busy(&mut part, app),
            at => chart(&mut part, &all[usize::from(if at < busy_at { at } else { at - 1 })]),
        }
    }
}

fn charts(app: &App) -> Vec<Chart> {
    let trends = &app.shot.floor().trends;
    let tongue = app.tongue();
    let minutes = trends.step.0 as f64 / 60e9;
    let series =
        |value: fn(&TrendPoint) -> f64| -> Vec<f64> { trends.points.iter().map(value).collect() };
    let rate = |value: fn(&TrendPoint) -> f64| -> Vec<f64> {
        series(value).iter().map(|number| number / minutes.max(1e-12)).collect()
    };
    let p95 = series(|point| point.p95.unwrap_or(f64::NAN));
    let p50 = series(|point| point.p50.unwrap_or(f64::NAN));
    let placed = rate(|point| point.placed.into());
    let served = rate(|point| point.served.into());
    let rail = series(|point| point.rail);
    let latency = |p: &str| {
        let read = app.book.read(app.shot.floor(), &format!("latency.{p}"));
        let time = read.map_or("–".to_owned(), |seconds| app.brief(seconds));
        tongue.shows(if p == "p50" { "chart.p50" } else { "chart.p95" }, &[("time", time)])
    };
    let words = |id, role| (format!("{} ", tongue.screen(id)), role);
    let waits = vec![
        words("chart.latency", Role::Strong),
        (latency("p50") + " ", Role::First),
        (latency("p95"), Role::Second),
    ];
    let flow = vec![
        words("chart.orders", Role::Strong),
        words("chart.in", Role::Second),
        words("chart.out", Role::First),
    ];
    let line = vec![words("chart.rail", Role::Second)];
    let own = [
        Chart::new(waits, p95, p50, |seconds| app.brief(seconds)),
        Chart::new(flow, placed, served, plain),
        Chart::new(line, rail, Vec::new(), plain),
    ];
    app.pins.list().iter().map(|pin| pinned(pin, app)).chain(own).collect()
}

/// Returns the chart of a dial that somebody has pinned.
fn pinned(pin: &Pin, app: &App) -> Chart {
    let (name, shown) = pins::title(app, pin);
    let title = vec![(format!("{name} "), Role::Strong), (shown, Role::Second)];
    Chart::new(title, pin.points.iter().map(|point| point.1).collect(), Vec::new(), plain)
}

/// Shows a number with as many digits as can be told at a glance.
pub fn plain(value: f64) -> String {
    if value < 10.0 { format!("{value:.1}") } else { format!("{value:.0}") }
}

impl Chart {
    fn new(
        title: Vec<(String, Role)>,
        behind: Vec<f64>,
        front: Vec<f64>,
        show: impl Fn(f64) -> String,
    ) -> Chart {
        let known = behind.iter().chain(&front).copied().filter(|value| value.is_finite());
        let top = known.fold(0.0, f64::max);
        Chart { title, top: if top > 0.0 { show(top) } else { String::new() }, behind, front }
    }
}

fn chart(canvas: &mut Canvas<'_>, chart: &Chart) {
    let end = canvas.width().saturating_sub(cells(&chart.top) + 1);
    let mut x = 0;
    for (text, role) in &chart.title {
        x = canvas.short((x, 0), text.trim_end(), end.saturating_sub(x), *role) + 1;
    }
    canvas.text_right(0, &chart.top, Role::Quiet);
    let finite = |v: &&f64| v.is_finite();
    let all = chart.behind.iter().chain(&chart.front);
    let top = all.filter(finite).copied().fold(0.0, f64::max);
    let (width, height) = (canvas.width(), canvas.height().saturating_sub(1));
    if top <= 0.0 || height == 0 {
        return;
    }
    for x in 0..width {
        for (series, role) in [(&chart.behind, Role::Second), (&chart.front, Role::First)] {
            let value = column(series, x, width);
            let eighths = (value / top * f64::from(height) * 8.0).round() as u16;
            let eighths = if value > 0.0 { eighths.max(1) } else { 0 };
            for row in 0..height {
                let here = eighths.saturating_sub(row * 8).min(8);
                if here > 0 {
                    let (unicode, ascii) = (EIGHTHS[usize::from(here)], "|");
                    let ascii = if role == Role::First { "#" } else { ascii };
                    let sign = canvas.theme.sign(unicode, ascii);
                    canvas.text(x, height - row, sign, role);
                }
            }
        }
    }
}

/// Returns the highest point of a series in a column of so many; a short series is drawn point by
/// point.
fn column(series: &[f64], x: u16, width: u16) -> f64 {
    let (x, width) = (usize::from(x), usize::from(width).max(1));
    let (from, to) = if series.len() <= width {
        (x, x + 1)
    } else {
        (x * series.len() / width, (x + 1) * series.len() / width)
    };
    let points = series.get(from..to.min(series.len())).unwrap_or_default();
    points.iter().copied().filter(|v| v.is_finite()).fold(0.0, f64::max)
}

/// Draws how much of everything is taken.
fn busy(canvas: &mut Canvas<'_>, app: &App) {
    canvas.text(0, 0, app.tongue().screen("chart.busy"), Role::Strong);
    let levels = [
        ("waiter", "part.waiters"),
        ("chefs", "part.chefs"),
        ("burners", "part.burners"),
        ("hatches", "part.hatches"),
    ];
    let known = levels.iter().filter_map(|(name, id)| Some((app.smooth.of(name)?, *id)));
    for (y, (level, id)) in (1..canvas.height()).zip(known) {
        canvas.short((0, y), app.tongue().screen(id), 11, Role::Plain);
        let role = if level > 0.9 { Role::Wait } else { Role::Work };
        let room = canvas.width().saturating_sub(17);
        canvas.bar((12, y), room, level, role);
        canvas.text_right(y, &format!("{:>3.0}%", level * 100.0), Role::Plain);
    }
}
