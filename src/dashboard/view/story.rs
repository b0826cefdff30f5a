//! The story: what happened, in sentences.

use crate::dashboard::app::{App, Panel};
use crate::dashboard::canvas::Canvas;
use crate::dashboard::floor::count;
use crate::dashboard::theme::Role;
use crate::lens::Lens;
use crate::report::wrap;
use crate::runner::snapshot::State;
use crate::runner::{Happening, Kind, Speed};
use crate::scenario::units::show_clock;

/// More sentences than this in a real second cannot be read.
const READABLE: f64 = 8.0;

/// Draws the story, the last sentence below.
pub fn draw(canvas: &mut Canvas<'_>, app: &App) {
    let lines = sentences(app);
    let height = usize::from(canvas.height());
    let wide = usize::from(canvas.width().saturating_sub(11));
    let mut rows: Vec<(String, String, Role)> = Vec::new();
    let shown =
        lines.len().saturating_sub(if app.panel == Panel::Story { app.scrolled } else { 0 });
    // From the last one up, as many as fit.
    for (clock, text, role) in lines[..shown].iter().rev() {
        for (at, line) in wrap(text, wide).into_iter().enumerate().rev() {
            let clock = if at == 0 { clock.clone() } else { String::new() };
            rows.push((clock, line, *role));
        }
        if rows.len() >= height {
            break;
        }
    }
    rows.truncate(height);
    // A sentence without its beginning is not shown, unless there is no other.
    let whole = rows.iter().rposition(|(clock, ..)| !clock.is_empty());
    rows.truncate(whole.map_or(height, |last| last + 1));
    for (y, (clock, text, role)) in (0..).zip(rows.iter().rev()) {
        canvas.text(1, y, clock, Role::Quiet);
        canvas.text(10, y, text, *role);
    }
}

/// Returns what happened, the last sentence last: the clock, the sentence, and what it means.
pub fn sentences(app: &App) -> Vec<(String, String, Role)> {
    let floor = app.shot.floor();
    let all = is_readable(app);
    let wanted = app.filter_of(Panel::Story);
    let mut lines: Vec<(String, String, Role)> = floor
        .news
        .iter()
        .filter(|news| all || is_rare(news.kind))
        .filter(|news| !app.wall || is_seen_by_guests(news))
        .map(|news| sentence(news, app))
        .filter(|line| wanted.is_empty() || line.1.to_lowercase().contains(&wanted))
        .collect();
    if !all && wanted.is_empty() && !app.wall {
        lines.push(digest(app));
    }
    lines
}

/// Says whether the story goes slowly enough to be read sentence by sentence.
fn is_readable(app: &App) -> bool {
    let news = &app.shot.floor().news;
    let (Some(first), Some(last)) = (news.first(), news.last()) else { return true };
    let Speed::Times(speed) = app.shot.speed else { return app.shot.state != State::Running };
    let seconds = (last.at - first.at).0 as f64 / 1e9 / speed;
    app.shot.state != State::Running || news.len() < 10 || news.len() as f64 / seconds < READABLE
}

/// Says whether something is told even if much happens.
fn is_rare(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Said
            | Kind::Turned
            | Kind::TurnedByHand
            | Kind::TurnedBack
            | Kind::Emptied
            | Kind::WentDark
            | Kind::WorksAgain
            | Kind::BreakerOpened
            | Kind::BreakerClosed
    )
}

/// Says whether a guest would know of it.
fn is_seen_by_guests(news: &Happening) -> bool {
    let walks = |phase: &str| matches!(phase, "walking_in" | "ordering" | "walking_out");
    match news.kind {
        Kind::Moved => news.slots.iter().any(|(_, phase)| walks(phase)),
        kind => matches!(
            kind,
            Kind::Placed
                | Kind::PlacedAgain
                | Kind::GaveUp
                | Kind::Decided
                | Kind::Paid
                | Kind::Said
        ),
    }
}

fn sentence(news: &Happening, app: &App) -> (String, String, Role) {
    let clock = show_clock(app.scenario.opens.0 + news.at.0);
    let said = app.tongue().both(|lens| lens.say(news.kind.id(), &news.slots));
    let talk = talk(news, app.tongue().lens());
    let talk = if talk.is_empty() { talk } else { format!("{talk} ") };
    let order = news.order.as_ref().map_or_else(String::new, |order| {
        format!("#{} {}: ", order.number, order.dish.as_deref().unwrap_or("?"))
    });
    let role = match news.kind {
        Kind::Said => Role::Strong,
        kind if is_rare(kind) => Role::Meaning,
        _ => Role::Plain,
    };
    (clock, format!("{order}{talk}{said}"), role)
}

/// What one calls out in a kitchen.
fn talk(news: &Happening, lens: &Lens) -> String {
    let phase =
        news.slots.iter().find(|(slot, _)| *slot == "phase").map(|(_, phase)| phase.as_str());
    let id = match (news.kind, phase) {
        (Kind::PickedUp | Kind::TakenAtOnce, _) => "talk.heard",
        (Kind::Moved, Some("pass_wait")) => "talk.hands",
        (Kind::Emptied, _) => "talk.eighty_six",
        _ => return String::new(),
    };
    lens.shows(id, &news.slots)
}

/// Says in one sentence what happens at large.
fn digest(app: &App) -> (String, String, Role) {
    let floor = app.shot.floor();
    let clock = show_clock(app.scenario.opens.0 + app.shot.now.0);
    let rail: u32 = floor.scene.kitchens.iter().map(|kitchen| kitchen.rail.len).sum();
    let recent = floor.trends.points.iter().rev().nth(1);
    let placed = recent.map_or(0, |point| point.placed);
    let served = recent.map_or(0, |point| point.served);
    let slots = [
        ("placed", count(placed.into())),
        ("served", count(served.into())),
        ("rail", count(rail.into())),
        ("step", app.figures().unscaled().duration(floor.trends.step.seconds())),
    ];
    let full = floor.scene.kitchens.iter().any(|kitchen| {
        kitchen.rail_capacity.is_some_and(|most| most > 0 && kitchen.rail.len * 10 >= most * 9)
    });
    let id = if full { "says.weeds" } else { "says.digest" };
    (clock, app.tongue().both(|lens| lens.shows(id, &slots)), Role::Plain)
}
