//! Chefs' lanes: who did what when, over the last while. Where there are more chefs than rows, they
//! are stacked: at every moment those who do the same stand together.

use super::clock;
use super::row::{Graph, Piece, Row, Strip};
use super::texture::{Texture, legend, says, shortly, unwatched};
use crate::dashboard::app::App;
use crate::dashboard::floor::why_off;
use crate::dashboard::theme::Role;
use crate::kernel::{Span, Time};
use crate::runner::history::{Doing, MOST_STRETCHES, ORDERS_LONG, Stretch};

/// A stack is made of so many moments.
const MOMENTS: u64 = 200;

/// The moments between which lanes are shown, and from when on that is known.
#[derive(Clone, Copy)]
struct Seen {
    window: (Time, Time),
    since: Time,
}

impl Seen {
    fn of(app: &App) -> Seen {
        let long = Span::from_nanos((app.ordinary * ORDERS_LONG).max(1e-3) * 1e9);
        let now = app.shot.now;
        let from = Time(now.0.saturating_sub(long.0));
        Seen { window: (from, now), since: app.shot.floor().history.since.clamp(from, now) }
    }

    /// Returns from when on it is known what went on in a lane, of which the last stretches are kept.
    fn since(self, lane: &[Stretch]) -> Time {
        let first = lane.first().filter(|_| lane.len() >= MOST_STRETCHES);
        first.map_or(self.since, |first| first.from.clamp(self.since, self.window.1))
    }
}

/// Returns a row for each chef, or for a few of them.
pub fn rows(app: &App, room: usize) -> Vec<Row> {
    let floor = app.shot.floor();
    let tongue = app.tongue();
    let seen = Seen::of(app);
    let crews: Vec<Crew> = (0..floor.scene.kitchens.len()).map(|at| Crew::of(app, at)).collect();
    let copies = crews.iter().filter(|crew| crew.all > 0).count();
    // Where each kitchen has no more than a row, its name stands in front of that.
    let has_heads = floor.scene.kitchens.len() > 1 && room >= 2 + 2 * crews.len();
    let heads = if has_heads { crews.len() } else { crews.len() - copies };
    // The legend and the clock take two rows; each kitchen gets its share of the others.
    let space = room.saturating_sub(2 + heads).max(copies);
    let all: usize = crews.iter().map(|crew| crew.all).sum();
    let is_stacked = all > space || crews.iter().any(|crew| crew.seen < crew.all);
    let mut rows = Vec::new();
    let mut drawn = Vec::new();
    for (copy, crew) in crews.iter().enumerate() {
        let scene = &floor.scene.kitchens[copy];
        if !scene.has_power || !scene.is_open {
            let (text, role) = if scene.has_power {
                (tongue.screen("part.closed").to_owned(), Role::Bad)
            } else {
                why_off(floor, scene.building, (tongue, app.figures()))
            };
            rows.push(Row::new(name(app, copy)).value(text).role(role));
            continue;
        }
        if crew.all == 0 {
            continue;
        }
        let fit = if all <= space { crew.all } else { (crew.all * space / all).max(1) };
        let fit = fit.min(crew.seen);
        if has_heads {
            rows.push(Row::head(name(app, copy)));
        }
        let lanes = floor.history.lanes.get(copy).map_or(&[][..], Vec::as_slice);
        if fit < crew.all {
            let mut stacked = stack((crew, fit), lanes, seen, app);
            let needs_name = floor.scene.kitchens.len() > 1 && !has_heads;
            if let Some(first) = stacked.first_mut().filter(|_| needs_name) {
                first.name = name(app, copy);
            }
            rows.extend(stacked);
            continue;
        }
        let empty = Vec::new();
        rows.extend((0..crew.all).map(|at| chef(app, at, lanes.get(at).unwrap_or(&empty), seen)));
    }
    for row in &rows {
        if let Graph::Strip(strip) = &row.graph {
            drawn.extend(strip.pieces.iter().map(|piece| piece.texture));
        }
    }
    if rows.is_empty() {
        return vec![Row::note_only(tongue.screen("lanes.nobody"))];
    }
    let axis = Graph::Axis(clock(app, seen.window.0), clock(app, seen.window.1));
    let axis = Row::new(whose(app, &crews, is_stacked)).role(Role::Quiet).graph(axis);
    let top = [Row::new("").graph(legend(app, drawn)), axis];
    top.into_iter().chain(rows).collect()
}

/// Says whose rows these are. Where they are stacked, a row stands for so many of them, and for
/// nobody in particular.
fn whose(app: &App, crews: &[Crew], is_stacked: bool) -> String {
    let tongue = app.tongue();
    let count = |of: fn(&Crew) -> usize| {
        let sum: usize = crews.iter().map(of).sum();
        crate::dashboard::floor::count(sum as u64)
    };
    let slots = [("n", count(|crew| crew.all)), ("all", count(|crew| crew.all + crew.others))];
    if crews.iter().any(|crew| crew.others > 0) {
        return tongue.shows("lanes.first", &slots);
    }
    tongue.shows(if is_stacked { "lanes.stacked" } else { "part.chefs" }, &slots)
}

/// The chefs of a copy of a kitchen.
struct Crew {
    /// How many there are; where any number may be, how many have been seen.
    all: usize,
    /// How many of them are seen one by one: those stand for all.
    seen: usize,
    /// How many have something in hand besides them.
    others: usize,
}

impl Crew {
    fn of(app: &App, copy: usize) -> Crew {
        let floor = app.shot.floor();
        let scene = &floor.scene.kitchens[copy];
        if !scene.has_power || !scene.is_open {
            return Crew { all: 0, seen: 0, others: 0 };
        }
        let lanes = floor.history.lanes.get(copy).map_or(0, Vec::len);
        let each = floor.history.each.get(copy).map_or(1, |each| *each as usize);
        match scene.chefs {
            Some(chefs) if each > 1 => {
                let all = chefs as usize;
                Crew { all, seen: all.div_ceil(each), others: 0 }
            }
            chefs => {
                let all = lanes.max(chefs.unwrap_or(0) as usize);
                let others = (scene.hands_taken as usize).saturating_sub(all);
                Crew { all, seen: all, others }
            }
        }
    }
}

fn name(app: &App, copy: usize) -> String {
    let scene = &app.shot.floor().scene.kitchens[copy];
    let kitchen = &app.scenario.names().kitchens[scene.kitchen as usize];
    let alone = app.shot.floor().scene.kitchens.iter().filter(|k| k.kitchen == scene.kitchen);
    let word = app.tongue().screen("part.kitchen");
    if alone.count() > 1 {
        format!("{word} {kitchen} {}", scene.copy + 1)
    } else {
        format!("{word} {kitchen}")
    }
}

fn chef(app: &App, at: usize, lane: &[Stretch], seen: Seen) -> Row {
    let (from, to) = (seen.since(lane), seen.window.1);
    let tongue = app.tongue();
    let present = lane.last().filter(|last| last.to.is_none());
    let now = present.map_or(tongue.screen("does.idle"), |last| shortly(app, last.doing));
    let inside = |stretch: &&Stretch| stretch.to.is_none_or(|end| end > from);
    let long = |wanted: fn(Texture) -> bool| -> f64 {
        let lane = lane.iter().filter(|stretch| wanted(Texture::of(stretch.doing)));
        lane.map(|stretch| stretch.seconds_within(from, to)).fold(0.0, |sum, each| sum + each)
    };
    let whole = to.0.saturating_sub(from.0) as f64 / 1e9;
    let waits = long(|texture| texture == Texture::Wait) / whole.max(1e-9);
    let works = long(|texture| matches!(texture, Texture::Hand | Texture::Fire)) / whole.max(1e-9);
    let slots = [
        ("works", format!("{:.0} %", works * 100.0)),
        ("waits", format!("{:.0} %", waits * 100.0)),
    ];
    let watched = lane.iter().filter(inside).map(|stretch| piece(app, stretch, (from, to)));
    let pieces = unwatched(app, (seen.window.0, from)).into_iter().chain(watched).collect();
    let role = match present.map(|last| Texture::of(last.doing)) {
        None => Role::Idle,
        Some(Texture::Wait) => Role::Wait,
        Some(_) => Role::Plain,
    };
    Row::new(tongue.shows("lanes.chef", &[("n", (at + 1).to_string())]))
        .value(now)
        .role(role)
        .graph(Graph::Strip(Strip { window: seen.window, pieces, end: None }))
        .note(tongue.shows("lanes.shares", &slots))
}

fn piece(app: &App, stretch: &Stretch, (from, to): (Time, Time)) -> Piece {
    let (from, to) = (stretch.from.max(from), stretch.to.unwrap_or(to));
    let (number, what) = (stretch.order.to_string(), says(app, stretch.doing));
    let order = app.tongue().shows("guests.order", &[("order", number.clone())]);
    let (label, says) = match stretch.doing {
        Doing::Unknown => (String::new(), what),
        _ => (number, format!("{order}: {what}")),
    };
    Piece { from, to, texture: Texture::of(stretch.doing), label, says }
}

/// Stacks chefs: so many of them in so many rows.
fn stack((crew, fit): (&Crew, usize), lanes: &[Vec<Stretch>], seen: Seen, app: &App) -> Vec<Row> {
    let since = lanes.iter().map(|lane| seen.since(lane)).max().unwrap_or(seen.since);
    let (from, to) = (since, seen.window.1);
    let step = (to.0.saturating_sub(from.0) / MOMENTS).max(1);
    let unwatched = unwatched(app, (seen.window.0, from));
    let mut rows: Vec<Vec<Piece>> = vec![unwatched.into_iter().collect(); fit];
    for at in (0..MOMENTS).map(|moment| Time(from.0 + moment * step)).take_while(|at| *at < to) {
        let doing = |lane: &Vec<Stretch>| {
            let here = lane.iter().rev().find(|stretch| stretch.from <= at)?;
            here.to.is_none_or(|end| end > at).then(|| Texture::of(here.doing))
        };
        let mut here: Vec<Texture> =
            lanes.iter().map(|lane| doing(lane).unwrap_or(Texture::Idle)).collect();
        here.resize(crew.seen, Texture::Idle);
        here.sort_unstable();
        for (row, pieces) in rows.iter_mut().enumerate() {
            let texture = here[(2 * row + 1) * crew.seen / (2 * fit)];
            let next = Time(at.0 + step).min(to);
            match pieces.last_mut() {
                Some(last) if last.texture == texture => last.to = next,
                _ => {
                    let (label, says) = (String::new(), String::new());
                    pieces.push(Piece { from: at, to: next, texture, label, says });
                }
            }
        }
    }
    let strip = |pieces| Graph::Strip(Strip { window: seen.window, pieces, end: None });
    let label = |row: usize| {
        let first = row * crew.all / fit + 1;
        let last = (row + 1) * crew.all / fit;
        let n = if last > first { format!("{first}–{last}") } else { first.to_string() };
        app.tongue().shows("lanes.of", &[("n", n), ("all", crew.all.to_string())])
    };
    rows.into_iter()
        .enumerate()
        .map(|(row, pieces)| Row::new(label(row)).graph(strip(pieces)))
        .collect()
}
