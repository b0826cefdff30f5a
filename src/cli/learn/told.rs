//! What a restaurant did while it went on: told afterwards, for whoever does not see it.

use crate::dials::Dial;
use crate::kernel::Time;
use crate::lens::Lens;
use crate::lesson::block::{Over, Whom};
use crate::lesson::walk::Walk;
use crate::lesson::{Look, NoWorld};
use crate::report;

use crate::runner::{Command, Entry, Happening, Kind, Progress, Run, Teller};
use crate::scenario::Scenario;
use crate::scenario::units::show_clock;

/// After so many messages what was told is looked through.
const TOLD_AT_ONCE: u64 = 1_000;
/// The most lines that are told of what happened.
const MOST_LINES: usize = 40;

/// Tells what happened from where the present block began to where its world stands now: to the
/// order that is followed, and to everybody; then how many orders there were.
pub fn told(
    walk: &Walk,
    followed: Option<&Whom>,
    lens: &'static Lens,
) -> Result<Vec<String>, NoWorld> {
    let (from, stand) = (walk.asked_at(), walk.stand());
    let over = Over { from, to: stand.at };
    if over.to <= over.from {
        return Ok(Vec::new());
    }
    let world = walk.world();
    let scenario = world.scenario(&[])?;
    let happened = happened(&scenario, world.seed(), &stand.entries, over, followed);
    let line = |happening: &Happening| report::plain(happening, scenario.opens.0, &[lens]);
    let mut lines: Vec<String> = happened.iter().take(MOST_LINES).map(line).collect();
    if happened.len() > MOST_LINES {
        lines.push("…".into());
    }
    // What came before the warm-up ended is not counted.
    let counted = Over { from: over.from.max(scenario.warm_up_ends()), ..over };
    if counted.to <= counted.from {
        return Ok(lines);
    }
    let dials = Dial::all(scenario.names());
    let find = |name: &str| dials.iter().find(|dial| dial.name == name);
    let counts = ["orders.placed", "orders.served"].map(find);
    let looks = counts.iter().flatten().map(|dial| Look::over(dial, counted)).collect();
    let seen = world.trial(&[], stand.entries.clone(), looks)?.run(&|| false);
    if let [placed, served] = seen[..] {
        let count = |figure: Option<f64>| format!("{:.0}", figure.unwrap_or(0.0));
        let slots = [
            ("from", show_clock(scenario.opens.0 + counted.from.0)),
            ("to", show_clock(scenario.opens.0 + counted.to.0)),
            ("placed", count(placed)),
            ("served", count(served)),
        ];
        lines.push(lens.report("learn.went_on", &slots));
    }
    Ok(lines)
}

/// Lists what happened to the followed order, and to no order.
fn happened(
    scenario: &Scenario,
    seed: u64,
    entries: &[Entry],
    over: Over,
    followed: Option<&Whom>,
) -> Vec<Happening> {
    let mut run = Run::open(scenario, seed, scenario.drain, Teller::new(scenario.names()));
    run.expect(entries);
    let mut number = match followed {
        Some(Whom::Number(number)) => Some(*number),
        _ => None,
    };
    let by_hand = last_by_hand(entries, over.to);
    let mut kept = Vec::new();
    loop {
        let progress = run.advance(over.to, TOLD_AT_ONCE);
        for happening in run.follower().take() {
            let is_followed = || is_it(&happening, followed, over.from, by_hand);
            if number.is_none() && happening.kind == Kind::Placed && is_followed() {
                number = happening.order.as_ref().map(|order| order.number);
            }
            let tells = match &happening.order {
                Some(order) => Some(order.number) == number,
                None => true,
            };
            if tells && happening.at >= over.from && kept.len() <= MOST_LINES {
                kept.push(happening);
            }
        }
        if progress != Progress::Handled {
            return kept;
        }
    }
}

/// Returns when an order was placed by hand last, and what.
fn last_by_hand(entries: &[Entry], until: Time) -> Option<(Time, &str, &str)> {
    entries.iter().rev().filter(|entry| entry.at <= until).find_map(|entry| match &entry.command {
        Command::Place(order) => Some((entry.at, &*order.room_name, &*order.dish_name)),
        Command::Turn(_) => None,
    })
}

/// Says whether this is the order to be followed, just placed.
fn is_it(
    placed: &Happening,
    followed: Option<&Whom>,
    from: Time,
    by_hand: Option<(Time, &str, &str)>,
) -> bool {
    let (Some(order), Some(whom)) = (&placed.order, followed) else { return false };
    match whom {
        Whom::NextDish(dish) => placed.at >= from && order.dish.as_deref() == Some(dish),
        Whom::NextRoom(room) => placed.at >= from && order.room == *room,
        Whom::Mine => by_hand.is_some_and(|(at, room, dish)| {
            placed.at == at && order.room == room && order.dish.as_deref() == Some(dish)
        }),
        Whom::Number(number) => order.number == *number,
    }
}
