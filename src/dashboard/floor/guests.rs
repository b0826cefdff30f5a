//! A dining room: who waits, how content they are, and how those ended who are gone.

use super::figures::{self, Person, Size};
use super::mood::Mood;
use super::{Part, Picture, Seen, count, meaning};
use crate::dashboard::canvas::{Canvas, cells};
use crate::dashboard::theme::{Role, Theme};
use crate::kernel::Time;
use crate::runner::snapshot::Phase;
use crate::scenario::units::show_clock;

/// The words for guests who were served.
const SERVED: &str = "room.served";

/// Where there are more rows than this, two of them tell what guests came to.
const HIGH: u16 = 8;

/// The cells beside a figure and below it.
const AROUND: (u16, u16) = (4, 2);
/// More guests than this are drawn as small faces.
const MOST_FIGURES: usize = 9;

/// Draws a dining room.
pub fn draw(canvas: &mut Canvas<'_>, room: usize, picture: &Picture<'_>) {
    let name = &picture.scenario.names().rooms[room];
    let is_chosen = picture.chosen == Some(Part::Room(room));
    let end = canvas.text(0, 0, name, Role::Name);
    if is_chosen {
        canvas.mark((0, 0), end, Role::Chosen);
    }
    let word = picture.tongue.screen("part.guests");
    let stands_for = meaning(picture.tongue, "part.guests").map(|meaning| format!("= {meaning}"));
    let full = stands_for.as_ref().map(|stands_for| format!("{word} {stands_for}"));
    let told = [full, stands_for.clone(), Some(word.to_owned())];
    let mut y = 1;
    let fits = |text: &&String| end + 1 + cells(text) <= canvas.width();
    if let Some(text) = told.iter().flatten().find(fits) {
        canvas.text(end + 1, 0, text, Role::Meaning);
    } else if canvas.height() > 5 {
        let text = stands_for.unwrap_or_else(|| word.to_owned());
        canvas.text(0, 1, &text, Role::Meaning);
        y = 2;
    }
    let height = canvas.height();
    let ends = height > y + 1;
    // Where it is high enough, what they came to has two lines: words take more room than numbers.
    let is_high = height > y + HIGH;
    let below = if ends { 1 + u16::from(is_high) } else { 0 };
    let body = height.saturating_sub(y + below);
    let waiting: Vec<&Seen> = picture
        .orders
        .iter()
        .filter(|order| order.room == room && !order.is_errand && !order.is_over)
        .collect();
    let part = ratatui::layout::Rect::new(0, y, canvas.width(), body);
    people(&mut canvas.part(part), room, &waiting, picture);
    if ends {
        let again = waiting.iter().filter(|order| order.is_retry).count();
        ended(canvas, (height - 1, is_high), (room, again), picture);
    }
}

/// Draws those who are there, as large as there is room for all of them.
fn people(canvas: &mut Canvas<'_>, room: usize, waiting: &[&Seen], picture: &Picture<'_>) {
    let scene = &picture.floor.scene.rooms[room];
    let present = picture.floor.waiting.get(room).map_or(0, |waiting| *waiting as usize);
    let readers = scene.guests.map_or(0, |guests| (guests as usize).saturating_sub(present));
    let all = present + readers;
    if all == 0 {
        let text = picture.tongue.screen("room.empty");
        canvas.short((0, canvas.height() / 2), text, canvas.width(), Role::Quiet);
        return;
    }
    let size = (canvas.width(), canvas.height());
    let shown = waiting.len() >= present;
    if shown
        && all <= MOST_FIGURES
        && let Some(group) = figures::group(size, all, AROUND)
    {
        for (at, place) in group.places.iter().enumerate() {
            let order = waiting.get(at).copied();
            figure(canvas, *place, (group.size, group.wide), order, picture);
        }
        return;
    }
    let across = size.0 / 3;
    if shown && all <= usize::from(across) * usize::from(size.1) {
        for at in 0..all {
            let (x, y) = (at as u16 % across * 3, at as u16 / across);
            match waiting.get(at) {
                Some(order) => {
                    let mood = Mood::of(order, picture);
                    canvas.text(x, y, mood.face(), mood.role());
                }
                None => {
                    canvas.text(x, y, "..", Role::Idle);
                }
            }
        }
        return;
    }
    groups(canvas, (present, readers), waiting, picture);
}

fn figure(
    canvas: &mut Canvas<'_>,
    (x, y): (u16, u16),
    (size, wide): (Size, u16),
    order: Option<&Seen>,
    picture: &Picture<'_>,
) {
    let below = y + size.cells().1;
    let Some(order) = order else {
        figures::draw(canvas, (x, y), (Person::Reader, size), Role::Idle);
        canvas.text(x, below, picture.tongue.screen("does.thinking"), Role::Quiet);
        return;
    };
    let mood = Mood::of(order, picture);
    figures::draw(canvas, (x, y), (Person::Guest(mood), size), mood.role());
    let waited = picture.now().0.saturating_sub(order.placed.0) as f64 / 1e9;
    let time = picture.figures().brief(waited);
    let text = match order.phase {
        Phase::Displaying => picture.tongue.screen("does.displaying").to_owned(),
        _ => picture.tongue.shows("does.waits", &[("time", time.clone())]),
    };
    // Beside the next one there may be room for the time alone.
    let text = if cells(&text) < wide { text } else { time };
    canvas.short((x, below), &text, wide.saturating_sub(1), mood.role());
}

/// Draws how many there are of each mood.
fn groups(
    canvas: &mut Canvas<'_>,
    (present, readers): (usize, usize),
    waiting: &[&Seen],
    picture: &Picture<'_>,
) {
    let all = (present + readers).max(1);
    let mut rows: Vec<(&str, &str, Role, usize)> = Mood::ALL
        .into_iter()
        .map(|mood| {
            let seen = waiting.iter().filter(|order| Mood::of(order, picture) == mood).count();
            // Of a large crowd only some are looked at; they stand for the others.
            let number = (seen * present).checked_div(waiting.len()).unwrap_or(0);
            (mood.face(), picture.tongue.screen(mood.id()), mood.role(), number)
        })
        .collect();
    if readers > 0 {
        rows.insert(0, ("..", picture.tongue.screen("does.thinking"), Role::Idle, readers));
    }
    let roomy = canvas.height() as usize >= rows.len() * 2;
    for (at, (face, word, role, number)) in (0..).zip(rows) {
        let y = if roomy { at * 2 } else { at };
        let x = canvas.text(0, y, face, role);
        let x = canvas.text(x + 1, y, &count(number as u64), Role::Plain);
        if roomy {
            canvas.text(x + 1, y, word, Role::Quiet);
            let width = canvas.width().saturating_sub(1);
            canvas.bar((0, y + 1), width, number as f64 / all as f64, role);
        } else {
            let room = canvas.width().saturating_sub(10);
            canvas.bar((9.max(x + 1), y), room, number as f64 / all as f64, role);
        }
    }
}

/// Writes how many got a plate, how many did not, and how many of those try again.
fn ended(
    canvas: &mut Canvas<'_>,
    (y, is_high): (u16, bool),
    (room, again): (usize, usize),
    picture: &Picture<'_>,
) {
    let name = &picture.scenario.names().rooms[room];
    let get =
        |what: &str| picture.dial(&format!("dining_room.{name}.orders.{what}")).unwrap_or(0.0);
    let served = get("served") as u64;
    let lost = (get("refused") + get("failed") + get("abandoned")) as u64;
    if served + lost == 0 {
        return;
    }
    let is_attacker = picture.scenario.plan.rooms[room].is_attacker;
    let [(well, fine, says), (badly, bad, says_lost)] = judged(canvas.theme, served, is_attacker);
    let lost_long = picture.tongue.shows(says_lost, &[("n", count(lost))]);
    let beside = if lost > 0 { cells(&lost_long) + 4 } else { 0 };
    // Two lines leave all of the width to each.
    let room = canvas.width().saturating_sub(if is_high { 0 } else { beside });
    let long = long(room, (says, served), picture);
    let widest = cells(&long).max(cells(&lost_long)) + 2;
    let has_room = cells(&long) + 2 + beside <= canvas.width();
    let has_lines = !has_room && is_high && lost > 0 && widest <= canvas.width();
    let has_words = has_room || has_lines;
    if is_attacker && !has_words {
        // A number alone would be praise.
        canvas.short((0, y), &format!("{well} {long}"), canvas.width(), fine);
        return;
    }
    let served = if has_words { long } else { count(served) };
    let above = if has_lines { y - 1 } else { y };
    let lost = if lost == 0 { None } else { Some(if has_words { lost_long } else { count(lost) }) };
    // Where they hardly fit, they stand closer: half of a number would be another one.
    let wide = lost.as_ref().map_or(0, |lost| cells(&served) + cells(lost) + 6);
    let blank = if wide <= canvas.width() || has_lines { " " } else { "" };
    let x = canvas.text(0, above, &format!("{well}{blank}{served}"), fine);
    if let Some(lost) = lost {
        let x = if has_lines { 0 } else { x + 1 + cells(blank) };
        let x = canvas.text(x, y, &format!("{badly}{blank}{lost}"), bad);
        if again > 0 {
            let text = picture.tongue.shows("room.again", &[("n", count(again as u64))]);
            canvas.text(x + 2, y, &text, Role::Uneasy);
        }
    }
}

/// Returns how it is told of those who got a plate and of those who did not: sign, meaning, and the
/// id of the words. Whoever comes to do harm is to get nothing.
fn judged(theme: Theme, served: u64, is_attacker: bool) -> [(&'static str, Role, &'static str); 2] {
    let (well, badly) = (theme.sign("✓", "+"), theme.sign("✗", "x"));
    match is_attacker {
        false => [(well, Role::Plate, SERVED), (badly, Role::Bad, "room.lost")],
        true if served == 0 => {
            [(well, Role::Plate, "room.got_through"), (well, Role::Plate, "room.kept_out")]
        }
        true => [(badly, Role::Bad, "room.got_through"), (well, Role::Plate, "room.kept_out")],
    }
}

/// Says how many were served: since when, if those of the warm-up are not counted and there is room
/// for it.
fn long(room: u16, (says, served): (&str, u64), picture: &Picture<'_>) -> String {
    let warm_up = picture.scenario.warm_up_ends();
    let n = ("n", count(served));
    let since = show_clock(picture.scenario.opens.0 + warm_up.0);
    let long = picture.tongue.shows("room.since", &[n.clone(), ("time", since)]);
    if says == SERVED && warm_up > Time::OPENING && cells(&long) + 2 <= room {
        long
    } else {
        picture.tongue.shows(says, &[n])
    }
}
