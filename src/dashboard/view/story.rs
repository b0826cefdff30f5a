//! The story: what happened, in sentences.

use crate::dashboard::app::{App, Panel};
use crate::dashboard::canvas::Canvas;
use crate::dashboard::floor::count;
use crate::dashboard::theme::Role;
use crate::kernel::{SECOND, Span, Time};
use crate::lens::Lens;
use crate::report::wrap;
use crate::runner::minutes::{Minute, Minutes, ROUND};
use crate::runner::snapshot::State;
use crate::runner::{Happening, Kind, Speed};
use crate::scenario::units::show_clock;

/// At the highest speed there are at least so many sentences in a day.
const FEWEST: u64 = 12;
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

/// A sentence: the clock, the words, and what they mean.
type Sentence = (String, String, Role);

/// Returns what happened, the last sentence last. What cannot be read one by one is told minute by
/// minute, and what is rare in any case.
pub fn sentences(app: &App) -> Vec<Sentence> {
    let floor = app.shot.floor();
    let all = is_readable(app);
    let wanted = app.filter_of(Panel::Story);
    let news = floor.news.iter().filter(|news| all || is_rare(news.kind));
    let news = news.filter(|news| !app.wall || is_seen_by_guests(news));
    let mut lines: Vec<(Time, Sentence)> = Vec::new();
    if wanted.is_empty() && !app.wall {
        lines.extend(minutes(app, all));
    }
    lines.extend(news.map(|news| (news.at, sentence(news, app))));
    // Of what is of the same moment, the minute that begins with it comes first.
    lines.sort_by_key(|line| line.0);
    let lines = lines.into_iter().map(|line| line.1);
    lines.filter(|line| wanted.is_empty() || line.1.to_lowercase().contains(&wanted)).collect()
}

/// Says whether the story goes slowly enough to be read sentence by sentence.
fn is_readable(app: &App) -> bool {
    let floor = app.shot.floor();
    match app.shot.state {
        State::Running => {}
        // What is left of a day is the day, and not its last moments, unless these are all of it.
        State::Over(_) => return floor.told_since == Time::OPENING,
        _ => return true,
    }
    let Speed::Times(speed) = app.shot.speed else { return false };
    let told = floor.news.iter().filter(|news| news.at >= floor.told_since).count();
    let seconds = (app.shot.now - floor.told_since).seconds() / speed;
    told < 10 || told as f64 / seconds < READABLE
}

/// Says whether something is told even if much happens.
fn is_rare(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Said
            | Kind::First
            | Kind::Turned
            | Kind::TurnedByHand
            | Kind::TurnedBack
            | Kind::Emptied
            | Kind::WentDark
            | Kind::WorksAgain
            | Kind::BreakerOpened
            | Kind::BreakerClosed
            | Kind::CopyCalled
            | Kind::CopyOpened
            | Kind::CopyCloses
            | Kind::CopyClosed
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
                | Kind::First
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

/// Returns a sentence for each minute, or for several where they go by quickly; where everything is
/// told that happened of late, only of those before that.
fn minutes(app: &App, all: bool) -> Vec<(Time, Sentence)> {
    let floor = app.shot.floor();
    let Minutes { step, over } = &*floor.minutes;
    let opens = app.scenario.opens.0;
    let long = at_once(app, *step);
    let mut told: Vec<Minute> = Vec::new();
    for minute in over.iter().chain([&floor.minute]).filter(|minute| minute.long > Span::ZERO) {
        if all && minute.from >= floor.told_since {
            break;
        }
        let number = |minute: &Minute| (opens + minute.from.0) / long.0;
        match told.last_mut() {
            Some(last) if number(last) == number(minute) => *last = last.and(*minute),
            _ => told.push(*minute),
        }
    }
    let mut was_full = false;
    let tell = |minute: Minute| {
        let is_over = (opens + app.shot.now.0) / long.0 > (opens + minute.from.0) / long.0;
        let is_full = is_full(&minute, app);
        // That the rail is full is said once.
        let id = match minute.lost {
            _ if is_full && !was_full => "says.weeds",
            0 => "says.minute",
            _ => "says.minute.lost",
        };
        was_full = is_full;
        // What it has come to so far is the last word, unless that is told one by one.
        let at = if is_over || all { minute.from } else { Time::NEVER };
        (at, tell(&minute, id, (is_over, long > *step), app))
    };
    told.into_iter().map(tell).collect()
}

/// Says whether rails were as good as full in a minute.
fn is_full(minute: &Minute, app: &App) -> bool {
    let kitchens = &app.shot.floor().scene.kitchens;
    let places: Option<u32> = kitchens.iter().map(|kitchen| kitchen.rail_capacity).sum();
    places.is_some_and(|most| most > 0 && minute.rail >= 0.9 * f64::from(most))
}

/// Returns for how long one sentence stands: for so long that a real second passes at least.
fn at_once(app: &App, step: Span) -> Span {
    let wanted = match app.shot.speed {
        _ if app.shot.state != State::Running => step.0,
        Speed::Times(speed) => (speed * 1e9) as u64,
        Speed::Max => app.scenario.duration.0 / FEWEST,
    };
    let round = ROUND.iter().map(|seconds| seconds * SECOND.0);
    let mut fitting = round.filter(|span| *span >= wanted && span.is_multiple_of(step.0));
    fitting.next().map_or(Span(step.0 * wanted.div_ceil(step.0).next_power_of_two()), Span)
}

/// Says what a minute has come to, or several.
fn tell(minute: &Minute, id: &str, (is_over, are_several): (bool, bool), app: &App) -> Sentence {
    let clock = show_clock(app.scenario.opens.0 + minute.from.0);
    let slots = [
        ("placed", count(minute.placed)),
        ("served", count(minute.served)),
        ("lost", count(minute.lost)),
        ("rail", count(minute.rail.round() as u64)),
    ];
    let said = app.tongue().both(|lens| lens.shows(id, &slots));
    let said = match app.figures().unscaled().brief(minute.long.seconds()) {
        long if are_several && is_over => format!("{long}: {said}"),
        _ => said,
    };
    let said = if is_over { said } else { app.tongue().shows("says.so_far", &[("said", said)]) };
    (clock, said, Role::Plain)
}
