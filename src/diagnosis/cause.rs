//! Why things are as they are: what is short, or what else is wrong.

use super::bottleneck::{Bottleneck, Resource, SHORT_AT_TIMES};
use super::examiner::Sight;
use super::moment::Calls;
use super::trouble::Trouble;
use super::unindexed::reads_most;
use crate::restaurant::Phase;

/// Why things are as they are.
#[derive(Clone, Debug, PartialEq)]
pub enum Cause {
    /// There is too little of something.
    Short(Bottleneck),
    /// Something is off, and this knob turns it on.
    Off(String),
    /// All chefs of a kitchen call a partner, and have for long.
    Calls {
        /// Who calls whom.
        calls: Calls,
        /// Whether such a call has no time limit.
        is_endless: bool,
    },
    /// There was no power, and there is again.
    WasOut,
    /// There is enough, but some copies have all the work.
    Unshared,
    /// This shelf of this pantry does not hold enough.
    SoldOut(usize, usize),
    /// Chefs of this kitchen cook what nobody waits for any more.
    Stale(usize),
    /// Guests of this room go where nobody is.
    Address(usize),
    /// All rows of this shelf of this pantry are read, because there is no index of what is asked for.
    ReadsAll(usize, usize),
    /// Between looking and taking, others look as well: there is no transaction.
    NotAtomic,
    /// A recipe says no, or the door does: nothing is short.
    Says,
}

/// What fails for want of power is why, if it is more than this share of all that is lost.
const DARK: f64 = 0.5;
/// What a rule says no to is why, if it is more than this share of all that is lost.
const SAID: f64 = 0.5;
/// What is sold out is why, if it is more than this share of all that is lost.
const SOLD_OUT: f64 = 0.5;
/// With less than this share of their chefs busy, some copies have room for more.
const ROOM: f64 = 0.95;
/// If so large a share of the orders that are decided is cooked for nobody, …
const WASTED: f64 = 0.1;
/// … by chefs whose hands are full for so large a share of the time, that is why.
const FULL: f64 = 0.9;
/// Where some copies have all the work, it is so large a share of what is lost.
const WASTED_OF_LOST: f64 = 0.3;
/// Whoever works for less than this share of the time that the hands are full waits for others.
const IDLE: f64 = 0.5;
/// So large a share of all waits is where orders wait.
const MOST: f64 = 0.6;

/// Returns why things are as they are; none: nobody knows.
pub(super) fn cause(
    sight: &Sight<'_>,
    trouble: Trouble,
    short: Option<Bottleneck>,
) -> Option<Cause> {
    let lost = lost(sight);
    match trouble {
        Trouble::Twice(_) => return Some(Cause::NotAtomic),
        Trouble::Reads(_) => return reads_all(sight),
        Trouble::Lost(_) | Trouble::Slow(_) | Trouble::Late(_) => {}
    }
    let dark = sight.count("outcomes.failed.power_out");
    let astray = sight.count("outcomes.failed.wrong_address");
    if dark + astray > DARK * lost {
        return if astray > dark { address(sight) } else { off(sight).or(Some(Cause::WasOut)) };
    }
    if sight.count("outcomes.refused.sold_out") > SOLD_OUT * lost {
        let emptiest = stocks(sight).min_by(|a, b| a.2.total_cmp(&b.2));
        return emptiest.map(|(pantry, shelf, _)| Cause::SoldOut(pantry, shelf));
    }
    // Work is also wasted for those who are told no at its end: nobody could have known before.
    let left = sight.count("orders.abandoned") + sight.count("outcomes.failed.too_slow");
    let wasted = sight.count("wasted.orders").min(left);
    let full = (0..sight.names.kitchens.len()).find(|at| cooks_for_nobody(sight, *at));
    if let Some(calls) = sight.calls {
        let is_endless = sight.endless.contains(&calls.step);
        return Some(Cause::Calls { calls, is_endless });
    }
    if let Some(at) = unshared(sight) {
        let is_stale = wasted > WASTED_OF_LOST * lost && takes_stale_tickets(sight, at);
        return Some(if is_stale { Cause::Stale(at) } else { Cause::Unshared });
    }
    if let Some(at) = stands(sight) {
        return Some(Cause::Short(at));
    }
    let decided = lost + sight.count("orders.served");
    if let Some(at) = full.filter(|_| lost > 0.0 && wasted > WASTED * decided) {
        return Some(Cause::Stale(at));
    }
    let slow = matches!(trouble, Trouble::Slow(_) | Trouble::Late(_));
    if let Some(reads) = reads_all(sight).filter(|_| slow) {
        return Some(reads);
    }
    let short = short.or_else(|| where_they_wait(sight).filter(|_| slow));
    short.map(Cause::Short).or_else(|| says_no(sight, lost))
}

/// Returns how many orders were not served.
fn lost(sight: &Sight<'_>) -> f64 {
    ["refused", "failed", "abandoned"].iter().map(|how| sight.count(&format!("orders.{how}"))).sum()
}

/// Returns the shelf that is read row by row for most of the time; none: there is none.
fn reads_all(sight: &Sight<'_>) -> Option<Cause> {
    let (reads, _) = reads_most(sight.unindexed, sight.dial)?;
    Some(Cause::ReadsAll(reads.pantry, reads.shelf))
}

/// Returns the room whose guests go to the wrong address.
fn address(sight: &Sight<'_>) -> Option<Cause> {
    let is_wrong = |room: &String| sight.is(&format!("dining_room.{room}.address"), "wrong");
    sight.names.rooms.iter().position(is_wrong).map(Cause::Address)
}

/// Says whether most of what is lost is what recipes, or the door, say no to.
fn says_no(sight: &Sight<'_>, lost: f64) -> Option<Cause> {
    let said: f64 = sight.said.iter().map(|id| sight.count(&format!("outcomes.{id}"))).sum();
    (said > SAID * lost).then_some(Cause::Says)
}

/// Returns a kitchen whose chefs have their hands full and do nothing, although nothing that they
/// need in the house is short: they wait for somebody else.
fn stands(sight: &Sight<'_>) -> Option<Bottleneck> {
    let names = sight.names;
    let busy = |at: usize, dial: &str| {
        (sight.dial)(&format!("kitchen.{}.{dial}", names.kitchens[at])).unwrap_or(0.0)
    };
    let full = |at: &usize| busy(*at, "chefs.busy") > FULL;
    let idle = |at: &usize| busy(*at, "chefs.working") < IDLE * busy(*at, "chefs.busy");
    let at = (0..names.kitchens.len()).find(|at| full(at) && idle(at))?;
    let hatches = names.pantries.iter().map(|(name, _)| format!("pantry.{name}.hatches.busy"));
    let burners = names.buildings.iter().map(|name| format!("building.{name}.burners.busy"));
    let is_short = hatches.chain(burners).any(|dial| sight.count(&dial) >= SHORT_AT_TIMES);
    let outside = sight.outside[at];
    let (resource, busy) = (Resource::Chefs(at), busy(at, "chefs.busy"));
    let held_by = Some(Phase::PartnerWait);
    (outside.asks || outside.calls && !is_short).then_some(Bottleneck {
        resource,
        busy,
        held_by,
        in_vain: None,
    })
}

/// Returns what is off; none: nothing is, or what was off is on again.
fn off(sight: &Sight<'_>) -> Option<Cause> {
    let names = sight.names;
    let recovers = names.buildings.iter().any(|name| {
        let up = (sight.dial)(&format!("building.{name}.up"));
        up.is_some_and(|up| up > 0.0 && up < 1.0)
            && sight.is(&format!("building.{name}.power"), "on")
    });
    let districts = names.districts.iter().map(|name| format!("district.{name}.power"));
    let buildings = names.buildings.iter().map(|name| format!("building.{name}.power"));
    let mut off = districts.chain(buildings).filter(|knob| sight.is(knob, "off"));
    if recovers { None } else { off.next().map(Cause::Off) }
}

/// Lists the shelves that can be sold out, with what they hold.
pub(super) fn stocks<'a>(sight: &'a Sight<'_>) -> impl Iterator<Item = (usize, usize, f64)> + 'a {
    sight.names.pantries.iter().enumerate().flat_map(move |(at, (pantry, shelves))| {
        let known = shelves.iter().enumerate().filter_map(move |(shelf_at, shelf)| {
            let stock = (sight.dial)(&format!("pantry.{pantry}.shelf.{shelf}.stock"))?;
            Some((at, shelf_at, stock))
        });
        known.collect::<Vec<_>>()
    })
}

/// Returns a kitchen where tickets wait although there are chefs who have nothing to do.
fn unshared(sight: &Sight<'_>) -> Option<usize> {
    let shares = ["round_robin", "random"].iter().any(|word| sight.is("dispatcher.policy", word));
    let waits = |name: &String| {
        let of = |dial: &str| (sight.dial)(&format!("kitchen.{name}.{dial}"));
        let chefs = of("chefs.busy").is_some_and(|busy| busy < ROOM);
        chefs && of("rail.length.mean").is_some_and(|tickets| tickets > 5.0)
    };
    sight.names.kitchens.iter().position(waits).filter(|_| sight.has_copies && shares)
}

/// Says whether a kitchen is full, and does not look whether anybody still waits.
fn cooks_for_nobody(sight: &Sight<'_>, at: usize) -> bool {
    let name = &sight.names.kitchens[at];
    let busy = (sight.dial)(&format!("kitchen.{name}.chefs.busy"));
    takes_stale_tickets(sight, at) && busy.is_some_and(|busy| busy > FULL)
}

fn takes_stale_tickets(sight: &Sight<'_>, at: usize) -> bool {
    sight.is(&format!("kitchen.{}.tosses_stale_tickets", sight.names.kitchens[at]), "false")
}

/// Returns what most wait for who wait at all, although it is not busy all the time: at times it is.
fn where_they_wait(sight: &Sight<'_>) -> Option<Bottleneck> {
    let spent = |phase: Phase| sight.count(&format!("phase.{}.mean", phase.id()));
    let all: f64 = Phase::ALL.into_iter().filter(|phase| phase.is_wait()).map(spent).sum();
    let most = |phase: Phase| all > 0.0 && spent(phase) > MOST * all;
    let longest = |part: &str, names: &mut dyn Iterator<Item = &String>, dial: &str| {
        let of = |name: &String| (sight.dial)(&format!("{part}.{name}.{dial}"));
        let known = names.enumerate().filter_map(|(at, name)| Some((at, of(name)?)));
        known.max_by(|a, b| a.1.total_cmp(&b.1)).map(|(at, _)| at)
    };
    let names = sight.names;
    let (resource, dial) = if most(Phase::HatchWait) {
        let pantries = &mut names.pantries.iter().map(|pantry| &pantry.0);
        let at = longest("pantry", pantries, "hatches.wait.mean")?;
        (Resource::Hatches(at), format!("pantry.{}.hatches.busy", names.pantries[at].0))
    } else if most(Phase::BurnerWait) {
        let at = longest("building", &mut names.buildings.iter(), "burners.wait.mean")?;
        (Resource::Burners(at), format!("building.{}.burners.busy", names.buildings[at]))
    } else if most(Phase::WaiterWait) {
        (Resource::Waiters, "waiter.busy".to_owned())
    } else {
        return None;
    };
    let busy = (sight.dial)(&dial)?;
    Some(Bottleneck { resource, busy, held_by: None, in_vain: None })
}
