//! Live charts: orders in and out, how long they take, the rail, and what is busy; in a fork each
//! in both futures.

mod curves;

use crate::dashboard::app::{App, FUTURES};
use crate::dashboard::canvas::{Canvas, cells};
use crate::dashboard::panels::pins::{self, Pin};
use crate::dashboard::theme::Role;
use crate::kernel::Time;
use crate::runner::snapshot::{Busy, FloorShot, TrendPoint};
use curves::{Chart, Curves, Points};
use ratatui::layout::Rect;

/// The fewest columns of a chart.
const FEWEST: u16 = 28;
/// So many charts there are that nobody has asked for, but for what is busy.
const OWN: u16 = 3;
/// The most rows of a chart: a higher one tells no more.
const HIGHEST: u16 = 12;

/// Draws as many charts as there is room for.
pub fn draw(canvas: &mut Canvas<'_>, app: &App) {
    let (width, height) = (canvas.width(), canvas.height());
    let pinned = app.pins.list().len() as u16;
    // Where there is height for two rows of charts, two of them share the width.
    let most = if height >= 2 * HIGHEST { 2 } else { 4 };
    // With what is busy.
    let count = pinned + OWN + 1;
    let across = (width / FEWEST).clamp(1, most).min(count);
    let down = count.div_ceil(across).min((height / 4).max(1));
    let (wide, high) = (width / across, (height / down).min(HIGHEST));
    let all = charts(app, wide.saturating_sub(3));
    // Behind the wall is what keeps everybody busy.
    let shown = if app.wall { 1 } else { (across * down).min(count) };
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
            at => {
                let chart = if at < busy_at { at } else { at - 1 };
                curves::draw(&mut part, &all[usize::from(chart)]);
            }
        }
    }
}

/// Returns all charts, with titles for so many cells.
fn charts(app: &App, room: u16) -> Vec<Chart> {
    let own = match &app.shot.floors[..] {
        [was, is] => of_futures(app, was, is),
        _ => of_one(app, app.shot.floor(), room),
    };
    app.pins.list().iter().map(|pin| pinned(pin, app)).chain(own).collect()
}

/// Returns the charts of a restaurant.
fn of_one(app: &App, floor: &FloorShot, room: u16) -> Vec<Chart> {
    let theme = app.theme();
    let name = |id| (app.tongue().screen(id).to_owned(), Role::Strong);
    // Without colours it is said how each of them is drawn.
    let named = |text: &str, role| {
        let fill = if theme.has_colours() { "" } else { theme.fill(role) };
        (format!("{fill}{text}"), role)
    };
    let words = |id, role| named(app.tongue().screen(id), role);
    let waits = waits(app, floor, room, named);
    let flow = vec![
        name("chart.orders"),
        words("chart.in", Role::Second),
        words("chart.out", Role::First),
    ];
    let line = vec![words("chart.rail", Role::First)];
    let within = |behind, front| Curves::Within { behind, front };
    vec![
        Chart::new(waits, within(course(floor, p95), course(floor, p50)), |s| app.brief(s)),
        Chart::new(flow, within(rate(floor, placed), rate(floor, served)), plain),
        Chart::new(line, Curves::One(course(floor, rail)), plain),
    ]
}

/// Returns the title of the chart of waits: how long those of late had to wait, and of which time
/// that is, as far as there is room for it.
fn waits(
    app: &App,
    floor: &FloorShot,
    room: u16,
    named: impl Fn(&str, Role) -> (String, Role),
) -> Vec<(String, Role)> {
    let tongue = app.tongue();
    let short = tongue.screen("chart.latency").to_owned();
    let slots = |time| [("name", short.clone()), ("time", time)];
    let long = app.lately(floor).map(|time| tongue.shows("chart.lately", &slots(time)));
    let read = |id, p, role| {
        let time = app.book.lately(floor, &format!("latency.{p}"));
        let time = time.map_or("–".to_owned(), |seconds| app.brief(seconds));
        named(&tongue.shows(id, &[("time", time)]), role)
    };
    let mut figures = match app.nobody_served(floor) {
        Some(text) => vec![(text, Role::Wait)],
        None => vec![read("chart.p50", "p50", Role::First), read("chart.p95", "p95", Role::Second)],
    };
    let wide = |figures: &[(String, Role)]| -> u16 {
        figures.iter().map(|(text, _)| cells(text) + 1).sum()
    };
    // Where there is room for one of them, it is that of the slowest.
    let few = usize::from(cells(&short) + wide(&figures) > room) * (figures.len() - 1);
    let figures = figures.split_off(few);
    let wanted = wide(&figures);
    let fits = |long: &String| cells(long) + wanted <= room;
    let name = long.filter(fits).unwrap_or(short);
    std::iter::once((name, Role::Strong)).chain(figures).collect()
}

/// Returns the same of two futures: of each chart what the guests feel most.
fn of_futures(app: &App, was: &FloorShot, is: &FloorShot) -> Vec<Chart> {
    let tongue = app.tongue();
    let both = |of: &dyn Fn(&FloorShot) -> Points| Curves::Futures { was: of(was), is: of(is) };
    let values = |of: &dyn Fn(&FloorShot) -> String| [of(was), of(is)];
    let last = |points: Points| points.last().map_or("–".to_owned(), |point| plain(point.1));
    let flow = format!("{} {}", tongue.screen("chart.orders"), tongue.screen("chart.out"));
    let chart = |name: &str, values, curves, show: &dyn Fn(f64) -> String| {
        Chart::new(two(app, name, values), curves, show)
    };
    vec![
        chart(
            tongue.screen("chart.slowest"),
            values(&|floor| latency(app, floor, "p95")),
            both(&|floor| course(floor, p95)),
            &|seconds| app.brief(seconds),
        ),
        chart(
            &flow,
            values(&|floor| last(rate(floor, served))),
            both(&|floor| rate(floor, served)),
            &plain,
        ),
        chart(
            tongue.screen("chart.rail"),
            values(&|floor| last(course(floor, rail))),
            both(&|floor| course(floor, rail)),
            &plain,
        ),
    ]
}

/// Returns the title of a chart of two futures: what it is about, and what it is in each.
fn two(app: &App, name: &str, values: [String; 2]) -> Vec<(String, Role)> {
    let name = (name.trim_end_matches(':').to_owned(), Role::Strong);
    let value = |((_, role), value): ((&str, Role), String)| {
        (format!("{}{value}", app.theme().fill(role)), role)
    };
    std::iter::once(name).chain(FUTURES.into_iter().zip(values).map(value)).collect()
}

/// Shows how long those of one of two futures waited, from the fork on.
fn latency(app: &App, floor: &FloorShot, p: &str) -> String {
    let read = app.since_fork(floor, &format!("latency.{p}"));
    read.map_or("–".to_owned(), |seconds| app.brief(seconds))
}

fn p50(point: &TrendPoint) -> f64 {
    point.p50.unwrap_or(f64::NAN)
}

fn p95(point: &TrendPoint) -> f64 {
    point.p95.unwrap_or(f64::NAN)
}

fn placed(point: &TrendPoint) -> f64 {
    point.placed.into()
}

fn served(point: &TrendPoint) -> f64 {
    point.served.into()
}

fn rail(point: &TrendPoint) -> f64 {
    point.rail
}

/// Returns how a figure has gone.
fn course(floor: &FloorShot, value: fn(&TrendPoint) -> f64) -> Points {
    let step = floor.trends.step.0;
    let points = (1..).zip(&floor.trends.points);
    points.map(|(number, point)| (Time(number * step), value(point))).collect()
}

/// Returns the same of something that is counted, for each minute.
fn rate(floor: &FloorShot, value: fn(&TrendPoint) -> f64) -> Points {
    let minutes = (floor.trends.step.0 as f64 / 60e9).max(1e-12);
    course(floor, value).into_iter().map(|(at, number)| (at, number / minutes)).collect()
}

/// Returns the chart of a dial that somebody has pinned.
fn pinned(pin: &Pin, app: &App) -> Chart {
    let (name, shown) = pins::title(app, pin);
    match (&pin.courses[..], &shown[..]) {
        ([was, is], [before, now]) => {
            let title = two(app, &name, [before.clone(), now.clone()]);
            let curves = Curves::Futures { was: was.points.clone(), is: is.points.clone() };
            Chart::new(title, curves, plain)
        }
        (courses, shown) => {
            let title = vec![(name, Role::Strong), (shown.concat(), Role::First)];
            let points = courses.first().map(|course| course.points.clone());
            Chart::new(title, Curves::One(points.unwrap_or_default()), plain)
        }
    }
}

/// Shows a number with as many digits as can be told at a glance.
pub fn plain(value: f64) -> String {
    if value < 10.0 { format!("{value:.1}") } else { format!("{value:.0}") }
}

/// What is read of how busy everything was.
type Share = fn(Busy) -> Option<f64>;

/// Draws how much of everything was taken over the last moments; in a fork in both futures, below
/// each other.
fn busy(canvas: &mut Canvas<'_>, app: &App) {
    canvas.text(0, 0, app.tongue().screen("chart.busy.now"), Role::Strong);
    let levels: [(&str, Share); 4] = [
        ("part.waiters", |busy| busy.waiters),
        ("part.chefs", |busy| busy.chefs),
        ("part.burners", |busy| busy.burners),
        ("part.hatches", |busy| busy.hatches),
    ];
    let is_forked = app.shot.floors.len() > 1;
    let mut y = 1;
    for (id, of) in levels {
        for (at, floor) in app.shot.floors.iter().enumerate() {
            let Some(level) = of(floor.busy).filter(|_| y < canvas.height()) else { continue };
            if at == 0 {
                canvas.short((0, y), app.tongue().screen(id), 11, Role::Plain);
            }
            let role = match level {
                _ if is_forked => FUTURES[at.min(1)].1,
                level if level > 0.9 => Role::Wait,
                _ => Role::Work,
            };
            let room = canvas.width().saturating_sub(17);
            canvas.bar((12, y), room, level, role);
            canvas.text_right(y, &format!("{:>3.0}%", level * 100.0), Role::Plain);
            y += 1;
        }
    }
}
