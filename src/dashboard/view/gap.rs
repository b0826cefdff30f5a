//! A fork: what differs between two futures with the same guests, and what that comes to.

use crate::dashboard::app::App;
use crate::dashboard::canvas::{Canvas, cells};
use crate::dashboard::theme::Role;
use ratatui::layout::Rect;

/// The dials that are compared.
const COMPARED: &[&str] = &[
    "latency.p50",
    "latency.p95",
    "orders.served",
    "orders.abandoned",
    "orders.refused",
    "orders.failed",
    "rail.wait.mean",
    "money.profit",
];

/// Draws what differs between the two floors.
pub fn draw(canvas: &mut Canvas<'_>, app: &App) {
    let [was, is] = &app.shot.floors[..] else { return };
    let (tongue, figures) = (app.tongue(), app.figures());
    canvas.line((0, 0), canvas.width(), canvas.theme.sign("─", "-"), Role::Quiet);
    canvas.text(1, 0, &format!(" {} ", tongue.screen("gap.title")), Role::Strong);
    let width = canvas.width();
    let name_wide = (width / 3).min(34);
    let column = 14;
    let heads = ["gap.was", "gap.is", "gap.change"];
    for (at, id) in (0..).zip(heads) {
        canvas.short((name_wide + at * column, 1), tongue.screen(id), column - 1, Role::Quiet);
    }
    let mut y = 2;
    let last = canvas.height().saturating_sub(1);
    for name in COMPARED {
        let Some(dial) = app.book.dial(name) else { continue };
        let read = |floor| app.book.read(floor, name);
        let (before, after) = (read(was), read(is));
        if y >= last || (before.unwrap_or(0.0) == 0.0 && after.unwrap_or(0.0) == 0.0) {
            continue;
        }
        let words = tongue.lens().dial_name(&dial.id);
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
        .map(|(_, done)| done.clone());
    let tongue = app.tongue();
    let Some(done) = done else { return tongue.screen("gap.same").to_owned() };
    let read = |floor, name| app.book.read(floor, name);
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
