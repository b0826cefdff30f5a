//! Laws of every message: nothing is lost, nothing is counted twice, nobody is in two places.

use crate::by_hand::{ByHand, by_hand, placed};
use crate::dials::finished;
use crate::driver::{Driver, Pace, drive_with, facts};
use crate::render::{Sample, sample};
use crate::watcher::{Book, Watcher};
use boh::kernel::{Span, Time};
use boh::report::{Report, json};
use boh::restaurant::{Arrivals, Category, Device, Plan, RoomPlan, Step};
use boh::scenario::Scenario;
use proptest::collection::vec;
use proptest::prelude::*;

/// Watches a run message by message. Some thousand audits a run are enough.
pub(crate) fn watched(scenario: &Scenario) -> Driver<'_, Watcher> {
    watched_with(scenario, &[])
}

/// The same of a run in which orders are placed by hand.
pub(crate) fn watched_with<'a>(scenario: &'a Scenario, by_hand: &[ByHand]) -> Driver<'a, Watcher> {
    let expected = facts(scenario, Pace::Straight).len() as u64;
    let watcher = Watcher::new(&scenario.plan, scenario.warm_up_ends(), 1 + expected / 4_000);
    let mut driver = drive_with(scenario, by_hand, Pace::Messages, watcher);
    driver.witness.ends(driver.restaurant.now());
    driver
}

/// Fails with whatever the watcher found wrong.
pub(crate) fn nothing_wrong(watcher: &Watcher) -> Result<(), TestCaseError> {
    prop_assert!(watcher.wrong.is_empty(), "{:#?}", watcher.wrong);
    Ok(())
}

/// The report without what differs from run to run.
fn report(sample: &Sample) -> String {
    let scenario = sample.scenario();
    let text = json(&Report::new(&scenario, &finished(&scenario), None));
    text[..text.find("\"performance\"").unwrap()].to_owned()
}

/// Returns when orders are placed in a room; none: by chance, or when others are served.
fn expected_guests(room: &RoomPlan, closing: Time) -> Option<Vec<Time>> {
    let every = |span: Span| (0..closing.0).step_by(span.0 as usize).map(Time);
    let (moments, at_once): (Vec<Time>, u32) = match &room.arrivals {
        Arrivals::Regular(span) => (every(*span).collect(), 1),
        Arrivals::Burst(size, span) => (every(*span).collect(), *size),
        Arrivals::Trace(rows) => {
            (rows.iter().map(|row| row.at).filter(|at| *at < closing).collect(), 1)
        }
        Arrivals::Poisson(_) | Arrivals::Closed(..) => return None,
    };
    let orders = (at_once * room.group) as usize;
    Some(moments.into_iter().flat_map(|at| std::iter::repeat_n(at, orders)).collect())
}

/// Says whether kitchens may wait for each other for ever: orders have chefs and places, ask for
/// dishes, and whoever should make these waits for those chefs or places.
fn is_circular(plan: &Plan) -> bool {
    // What an order has while its dish is made: a chef of the kitchen, places in its buildings.
    let kitchens = plan.kitchens.len();
    let all = kitchens + plan.buildings.len();
    let needs = |dish: usize| {
        let kitchen = plan.menu[dish].kitchen as usize;
        let own = plan.kitchens[kitchen].buildings.iter().copied();
        let outer = own.clone().filter_map(|at| plan.buildings[at as usize].inside);
        std::iter::once(kitchen).chain(own.chain(outer).map(move |at| kitchens + at as usize))
    };
    // What of it waits for what, asked by way of others included.
    let mut waits = vec![vec![false; all]; all];
    for dish in 0..plan.menu.len() {
        for asked in asked_by(plan, dish) {
            for had in needs(dish) {
                needs(asked).for_each(|needed| waits[had][needed] = true);
            }
        }
    }
    let chefs = (0..kitchens).filter(|at| plan.kitchens[*at].chefs.is_some());
    let worktops = (0..plan.buildings.len()).filter(|at| plan.buildings[*at].worktop.is_some());
    let limited: Vec<usize> = chefs.chain(worktops.map(|at| kitchens + at)).collect();
    // And by way of those who wait as well (Warshall's algorithm).
    for &by in &limited {
        for from in 0..all {
            for to in 0..all {
                waits[from][to] |= waits[from][by] && waits[by][to];
            }
        }
    }
    limited.iter().any(|&at| waits[at][at])
}

/// Lists the dishes that one order of a dish may ask for, and those that these ask for.
fn asked_by(plan: &Plan, dish: usize) -> Vec<usize> {
    let asks = plan.menu[dish].recipe.iter().filter_map(|step| match step {
        Step::Ask { dish, .. } => Some(*dish as usize),
        _ => None,
    });
    asks.flat_map(|asked| std::iter::once(asked).chain(asked_by(plan, asked))).collect()
}

proptest! {
    /// I1, I3 to I8, I10, I11: see what the watcher calls wrong.
    #[test]
    fn the_books_balance_after_every_message(sample in sample(), wishes in by_hand()) {
        let scenario = sample.scenario();
        let run = watched_with(&scenario, &placed(&scenario, &wishes));
        nothing_wrong(&run.witness)?;
        let categories = [Category::Served, Category::Refused, Category::Failed];
        let ended = categories.into_iter().chain([Category::Abandoned]);
        let ended: usize = ended.map(|category| run.witness.ended(category)).sum();
        let open = run.witness.guests().count() - ended;
        prop_assert_eq!(i64::try_from(open).unwrap(), run.witness.undecided.now);
    }

    /// Guests come as it is written, where that is no matter of chance.
    #[test]
    fn guests_come_as_written(sample in sample()) {
        let scenario = sample.scenario();
        let run = watched(&scenario);
        for (number, room) in (0_u32..).zip(&scenario.plan.rooms) {
            let name = &scenario.names().rooms[number as usize];
            let knob = format!("dining_room.{name}.arrivals");
            let mut sets = scenario.timeline.iter().flat_map(|entry| &entry.sets);
            let Some(wanted) = expected_guests(room, scenario.closing()) else { continue };
            if sets.any(|set| set.knob == knob) {
                continue;
            }
            let first = |book: &&Book| book.room == number && !book.is_retry;
            let came = run.witness.guests().filter(first);
            let came: Vec<Time> = came.map(|book| book.placed).collect();
            prop_assert_eq!(came, wanted, "{}", name);
        }
    }

    /// I9: the integral of the orders in the house is the sum of the time that each spent there.
    #[test]
    fn littles_law_holds_to_the_nanosecond(sample in sample(), wishes in by_hand()) {
        let scenario = sample.scenario();
        let run = watched_with(&scenario, &placed(&scenario, &wishes));
        let end = run.restaurant.now();
        let spent = |book: &Book| {
            let until = book.outcome.map_or(end, |(at, _)| at);
            i128::from((until - book.placed).0)
        };
        let sum: i128 = run.witness.guests().map(spent).sum();
        prop_assert_eq!(run.witness.undecided.area(end), sum);
    }

    /// I13: the same bytes and the same seed give the same run, to the last byte of the report.
    #[test]
    fn the_same_text_and_seed_give_the_same_run(sample in sample()) {
        let [one, two] = [(); 2].map(|()| facts(&sample.scenario(), Pace::Straight));
        prop_assert!(one == two);
        prop_assert_eq!(report(&sample), report(&sample));
    }

    /// I13: neither looking, nor stopping anywhere, nor going on with a clone changes anything.
    #[test]
    fn a_run_in_pieces_is_the_same_run(
        sample in sample(),
        stretches in vec(0..20_000_000_000_u64, 0..60),
    ) {
        let scenario = sample.scenario();
        let straight = facts(&scenario, Pace::Straight);
        prop_assert!(straight == facts(&scenario, Pace::Stretches(stretches)));
        prop_assert!(straight == facts(&scenario, Pace::Messages));
    }

    /// I16: once nobody new comes in the house empties, unless there is a part that never will.
    #[test]
    fn a_drained_house_is_empty_or_says_that_it_is_stuck(sample in sample()) {
        let mut scenario = sample.scenario();
        scenario.drain = true;
        let (run, driver) = (finished(&scenario), watched(&scenario));
        let watcher = &driver.witness;
        prop_assert_eq!(i64::try_from(run.stuck).unwrap(), watcher.undecided.now);
        let plan = &watcher.plan;
        let nobody = |count: Option<u32>| count == Some(0);
        let is_stuck = nobody(plan.waiter.count)
            || plan.kitchens.iter().any(|kitchen| nobody(kitchen.chefs) || !kitchen.is_open)
            || plan.pantries.iter().any(|pantry| nobody(pantry.hatches))
            || plan.partners.iter().any(|partner| nobody(partner.at_once))
            || plan.buildings.iter().any(|at| nobody(at.burners) || nobody(at.worktop))
            || watcher.hangs
            || plan.rooms.iter().any(|room| room.device == Device::Off)
            || is_circular(plan);
        prop_assert!(is_stuck || run.stuck == 0, "{} orders are left", run.stuck);
        // Nobody is left who would try again some day.
        prop_assert!(run.stuck > 0 || watcher.visits.iter().all(|visit| visit.ended.is_some()));
    }
}
