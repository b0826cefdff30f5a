//! A fork: what differs between two futures with the same guests, and what that comes to.

use crate::dashboard::app::{App, FUTURES};
use crate::dashboard::canvas::{Canvas, cells};
use crate::dashboard::panels::clock;
use crate::dashboard::since_fork::COMPARED;
use crate::dashboard::theme::Role;
use crate::kernel::Time;
use crate::runner::snapshot::{BranchShot, FloorShot};
use ratatui::layout::Rect;

/// What they are called where there is little room.
const BRIEF: &[(&str, &str)] = &[("latency.p50", "gap.p50"), ("latency.p95", "gap.p95")];

/// Draws the bar above one of two floors: which future it is, and what was done in it.
pub fn bar(canvas: &mut Canvas<'_>, app: &App, at: usize) {
    let Some(floor) = app.shot.floors.get(at) else { return };
    let (id, role) = FUTURES[at.min(1)];
    let width = canvas.width();
    canvas.line((0, 0), width, canvas.theme.sign("━", "="), role);
    let done = done_in(floor, app).join(", ");
    let told = match done.as_str() {
        "" => app.tongue().screen(id).to_uppercase(),
        _ => app.tongue().shows("gap.with", &[("done", done)]),
    };
    canvas.short((1, 0), &format!(" {told} "), width.saturating_sub(2), role);
}

/// Lists what was done in a future since the two part.
fn done_in(floor: &FloorShot, app: &App) -> Vec<String> {
    let branch =
        |floor: &FloorShot| app.shot.branches.iter().find(|branch| branch.number == floor.branch);
    let parts = app.shot.floors.last().and_then(branch).map_or(Time::NEVER, |branch| branch.from);
    let done = branch(floor).map_or(&[][..], |branch: &BranchShot| &branch.done);
    let since = done.iter().filter(|(at, _)| *at >= parts);
    since.map(|(_, done)| brief(done, app)).collect()
}

/// Shortens what was done: of the name of a knob only as much as tells it from all others.
fn brief(done: &str, app: &App) -> String {
    let Some((knob, value)) = done.split_once(" = ") else { return done.to_owned() };
    let parts: Vec<&str> = knob.split('.').collect();
    let ends = (0..parts.len()).rev().map(|from| parts[from..].join("."));
    let is_told_apart = |end: &String| {
        let same =
            |name: &str| name.strip_suffix(end.as_str()).is_some_and(|front| front.ends_with('.'));
        app.shot.knobs.iter().filter(|known| same(&known.name)).count() <= 1
    };
    let end = ends.into_iter().find(is_told_apart).unwrap_or_else(|| knob.to_owned());
    format!("{end} = {value}")
}

/// Draws what differs between the two floors from the fork on: before it nothing does.
pub fn draw(canvas: &mut Canvas<'_>, app: &App) {
    let [was, is] = &app.shot.floors[..] else { return };
    let (tongue, figures) = (app.tongue(), app.figures());
    canvas.line((0, 0), canvas.width(), canvas.theme.sign("─", "-"), Role::Quiet);
    canvas.text(1, 0, &format!(" {} ", tongue.screen("gap.title")), Role::Strong);
    let width = canvas.width();
    let column = 14;
    // Names have what three columns of figures leave.
    let name_wide = width.saturating_sub(3 * column).clamp(12, 36);
    if let Some(from) = app.forked_at() {
        let text = tongue.shows("gap.since", &[("time", clock(app, from))]);
        canvas.short((1, 1), &text, name_wide - 2, Role::Quiet);
    }
    let heads = ["gap.was", "gap.is", "gap.change"];
    for (at, id) in (0..).zip(heads) {
        canvas.short((name_wide + at * column, 1), tongue.screen(id), column - 1, Role::Quiet);
    }
    let mut y = 2;
    let last = canvas.height().saturating_sub(1);
    for name in COMPARED {
        let Some(dial) = app.book.dial(name) else { continue };
        let read = |floor| app.since_fork(floor, name);
        let (before, after) = (read(was), read(is));
        if y >= last || (before.unwrap_or(0.0) == 0.0 && after.unwrap_or(0.0) == 0.0) {
            continue;
        }
        let mut words = tongue.lens().dial_name(&dial.id);
        if let Some((_, id)) = BRIEF.iter().find(|(of, _)| of == name)
            && cells(&words) > name_wide - 2
        {
            tongue.screen(id).clone_into(&mut words);
        }
        canvas.short((1, y), &words, name_wide - 2, Role::Plain);
        let shown =
            |value: Option<f64>| value.map_or("–".to_owned(), |v| figures.value(v, dial.unit));
        canvas.short((name_wide, y), &shown(before), column - 1, Role::Plain);
        canvas.short((name_wide + column, y), &shown(after), column - 1, Role::Plain);
        if let (Some(before), Some(after)) = (before, after) {
            let change = after - before;
            let sign = if change > 0.0 { "+" } else { "-" };
            let text = if change == 0.0 {
                "=".to_owned()
            } else {
                format!("{sign}{}", figures.value(change.abs(), dial.unit))
            };
            canvas.short((name_wide + 2 * column, y), &text, column - 1, Role::Strong);
        }
        y += 1;
    }
    let text = sentence(app);
    let mut below = canvas.part(Rect::new(0, last, width, 1));
    let room = width.saturating_sub(cells(" ") + 1);
    below.short((1, 0), &text, room, Role::Strong);
}

/// Says in one sentence what the change has come to so far.
pub fn sentence(app: &App) -> String {
    let [was, is] = &app.shot.floors[..] else { return String::new() };
    let done = app
        .shot
        .branches
        .iter()
        .find(|branch| branch.number == is.branch)
        .and_then(|branch| branch.done.last())
        .map(|(_, done)| brief(done, app));
    let tongue = app.tongue();
    let Some(done) = done else { return tongue.screen("gap.same").to_owned() };
    let read = |floor, name| app.since_fork(floor, name);
    let p95 = (read(was, "latency.p95"), read(is, "latency.p95"));
    let served = (read(was, "orders.served"), read(is, "orders.served"));
    let (Some(before), Some(after)) = p95 else {
        return tongue.shows("gap.waits", &[("done", done)]);
    };
    let more = served.1.unwrap_or(0.0) - served.0.unwrap_or(0.0);
    let id = match after / before {
        share if share < 0.95 => "gap.faster",
        share if share > 1.05 => "gap.slower",
        _ => "gap.alike",
    };
    let slots = [
        ("done", done),
        ("before", app.brief(before)),
        ("after", app.brief(after)),
        ("more", format!("{more:+.0}")),
    ];
    tongue.shows(id, &slots)
}
