//! Guests: each order a line from its arrival to its departure, the newest below.

use super::row::{Graph, Mark, Piece, Row, Strip};
use super::texture::{Texture, legend, says, shortly, unwatched};
use super::{clock, since};
use crate::dashboard::app::App;
use crate::dashboard::theme::Role;
use crate::kernel::Time;
use crate::runner::history::{Course, Doing, Stretch};
use crate::runner::snapshot::{Category, Outcome, Phase};

/// Returns a row for each order that is shown: if there is no room for all, some that are over and
/// some that are not.
pub fn rows(app: &App, room: usize) -> Vec<Row> {
    let courses = &app.shot.floor().history.courses;
    let fit = room.saturating_sub(2).max(1);
    let open = courses.iter().position(|course| course.decided.is_none());
    let open = open.unwrap_or(courses.len());
    let last_first = courses.len().saturating_sub(fit);
    let first = (open.saturating_sub(fit.div_ceil(2)) as isize).saturating_add(app.browsed);
    let first = first.clamp(0, last_first as isize) as usize;
    let shown = &courses[first..courses.len().min(first.saturating_add(fit))];
    let Some(from) = shown.iter().map(|course| course.placed).min() else {
        return vec![Row::note_only(app.tongue().screen("room.empty"))];
    };
    let window = (from, app.shot.now);
    let lines: Vec<Row> = shown.iter().map(|course| line(app, course, window)).collect();
    let mut drawn = Vec::new();
    for row in &lines {
        if let Graph::Strip(strip) = &row.graph {
            drawn.extend(strip.pieces.iter().map(|piece| piece.texture));
        }
    }
    let axis = Graph::Axis(clock(app, window.0), clock(app, window.1));
    let top = [Row::new("").graph(legend(app, drawn)), Row::new("").graph(axis)];
    top.into_iter().chain(lines).collect()
}

fn line(app: &App, course: &Course, window: (Time, Time)) -> Row {
    let tongue = app.tongue();
    let now = app.shot.now;
    let dish = course.dish.and_then(|dish| app.scenario.names().dishes.get(dish as usize));
    let dish = dish.map_or("?", String::as_str);
    let end = course.decided.map_or(now, |decided| decided.0);
    let long = app.brief((end.0 - course.placed.0) as f64 / 1e9);
    let (role, sign, text) = match course.decided {
        None => (Role::Plain, None, present(app, course)),
        Some((at, outcome)) => {
            let (sign, role) = ended(outcome);
            let id = app.scenario.names().outcomes().nth(usize::from(outcome.0));
            let name = tongue.both(|lens| lens.outcome_name(id.unwrap_or_default()));
            (role, Some(Mark { at, sign, role }), name)
        }
    };
    let known = course.stretches.iter().map(|stretch| piece(app, stretch));
    let before = unwatched(app, (course.placed, course.known_from));
    let pieces = before.into_iter().chain(known).collect();
    Row::new(format!("#{} {dish}", course.number))
        .value(long)
        .role(role)
        .graph(Graph::Strip(Strip { window, pieces, end: sign }))
        .note(text)
}

fn present(app: &App, course: &Course) -> String {
    let Some(last) = course.stretches.last() else { return String::new() };
    let doing = if app.wall { seen(last.doing) } else { last.doing };
    format!("{} {}", shortly(app, doing), since(app, last.from))
}

fn piece(app: &App, stretch: &Stretch) -> Piece {
    let doing = if app.wall { seen(stretch.doing) } else { stretch.doing };
    Piece {
        from: stretch.from,
        to: stretch.to.unwrap_or(app.shot.now),
        texture: Texture::of(doing),
        label: String::new(),
        says: says(app, doing),
    }
}

/// Returns what a guest sees of it: behind the wall nothing but that one waits.
fn seen(doing: Doing) -> Doing {
    use Phase::{Displaying, Ordering, Serving, WaiterWait, WalkingIn, WalkingOut};
    match doing {
        Doing::Phase(WalkingIn | WaiterWait | Ordering | Serving | WalkingOut | Displaying) => {
            doing
        }
        _ => Doing::Phase(WaiterWait),
    }
}

/// Returns the sign of how an order ended, and what it means.
fn ended(outcome: Outcome) -> ((&'static str, &'static str), Role) {
    match outcome.category() {
        Category::Served => (("✓", "v"), Role::Plate),
        Category::Refused => (("✗", "x"), Role::Bad),
        Category::Failed => (("!", "!"), Role::Bad),
        Category::Abandoned => (("‹", "<"), Role::Uneasy),
    }
}
