//! Copies of kitchens, the dispatcher, closed kitchens and chefs on a break.

use super::*;
use crate::restaurant::{BreakPlan, DispatcherPlan, Policy};

/// Copies of a kitchen with one chef each, each in a building of its own.
fn copies(count: u32, policy: Policy, recipe: Vec<Step>, room: RoomPlan) -> Plan {
    let mut plan = plan(1, recipe, room);
    plan.kitchens[0].copies = count;
    plan.kitchens[0].buildings = (0..count).collect();
    plan.buildings = vec![BuildingPlan::default(); count as usize];
    plan.dispatcher = DispatcherPlan { policy, checks: None };
    plan
}

/// Returns which copy got each ticket that a chef took at once or that was hung.
fn chosen(stories: &Stories) -> Vec<u32> {
    let chosen = |(_, fact): &(Time, Fact)| match fact {
        Fact::TakenAtOnce { kitchen, .. } | Fact::Hung { kitchen, .. } => Some(*kitchen),
        _ => None,
    };
    stories.facts.iter().filter_map(chosen).collect()
}

#[test]
fn round_robin_goes_round() {
    let stories = run(copies(3, Policy::RoundRobin, vec![cook(10.0)], every_second(7)));
    assert_eq!(chosen(&stories), [0, 1, 2, 0, 1, 2, 0]);
}

#[test]
fn the_least_busy_copy_gets_the_ticket() {
    // Long work first: the copy that got it is avoided until it is done.
    let mut plan = copies(2, Policy::LeastBusy, vec![cook(10.0)], every_second(1));
    plan.menu.push(dish(vec![cook(0.5)]));
    plan.rooms = vec![room(&[(0.0, 0), (1.0, 1), (2.0, 1), (3.0, 1)])];
    let copies = chosen(&run(plan));
    assert!(copies[1..].iter().all(|copy| *copy != copies[0]), "{copies:?}");
}

#[test]
fn of_two_copies_two_choices_take_the_less_busy_one() {
    let mut plan = copies(2, Policy::TwoChoices, vec![cook(10.0)], every_second(1));
    plan.menu.push(dish(vec![cook(0.5)]));
    plan.rooms = vec![room(&[(0.0, 0), (1.0, 1), (2.0, 1), (3.0, 1)])];
    let copies = chosen(&run(plan));
    assert!(copies[1..].iter().all(|copy| *copy != copies[0]), "{copies:?}");
}

#[test]
fn a_guest_always_comes_to_the_same_copy() {
    let mut plan = copies(5, Policy::Sticky, vec![cook(0.5)], every_second(1));
    let alone = RoomPlan {
        arrivals: Arrivals::Closed(1, Distribution::Exponential(3e9)),
        mix: Mix::new([(0, 1.0)]),
        ..plan.rooms[0].clone()
    };
    plan.rooms = vec![alone; 20];
    let stories = run(plan);
    let (mut rooms, mut pairs) = (vec![0; 20], std::collections::BTreeSet::new());
    for (_, fact) in &stories.facts {
        match *fact {
            Fact::Placed { order, room, .. } => rooms[order as usize] = room,
            Fact::TakenAtOnce { kitchen, order } | Fact::Hung { kitchen, order } => {
                pairs.insert((rooms[order as usize], kitchen));
            }
            _ => {}
        }
    }
    assert_eq!(pairs.len(), 20, "one copy for each guest");
    let used: std::collections::BTreeSet<u32> = pairs.iter().map(|pair| pair.1).collect();
    assert!(used.len() > 2, "guests are spread over {used:?}");
}

#[test]
fn without_checks_every_other_order_goes_to_the_dark_copy() {
    let plan = copies(2, Policy::RoundRobin, vec![cook(0.5)], every_second(6));
    let dark = Turn::Building(1, BuildingTurn::Power(false));
    let (_, stories) = run_with(plan, &[(0.5, dark)]);
    let lost: Vec<usize> = stories.those(Outcome::POWER_OUT).iter().map(|lost| lost.0).collect();
    assert_eq!(lost, [1, 3, 5]);
}

#[test]
fn with_checks_the_dispatcher_finds_out_at_the_next_one_and_again_when_it_is_well() {
    let mut plan = copies(2, Policy::RoundRobin, vec![cook(0.5)], every_second(12));
    plan.dispatcher.checks = Some(span(4.0));
    let power = |on| Turn::Building(1, BuildingTurn::Power(on));
    let (_, stories) = run_with(plan, &[(0.5, power(false)), (8.5, power(true))]);
    let lost: Vec<usize> = stories.those(Outcome::POWER_OUT).iter().map(|lost| lost.0).collect();
    // Dark since 0.5, known from 4 on; well since 8.5, known from 12 on.
    assert_eq!(lost, [1, 3]);
    assert_eq!(chosen(&stories)[2..], [0, 0, 0, 0, 0, 0, 0, 0]);
}

#[test]
fn with_checks_a_closed_kitchen_is_known_to_be_ill_from_the_beginning() {
    // Nobody is well: one is as good as the other, in turn.
    let mut plan = copies(2, Policy::RoundRobin, vec![cook(0.5)], every_second(4));
    plan.dispatcher.checks = Some(span(1.0));
    plan.kitchens[0].is_open = false;
    plan.buildings[1].power = false;
    let (_, stories) = run_with(plan, &[]);
    let lost: Vec<usize> = stories.those(Outcome::POWER_OUT).iter().map(|lost| lost.0).collect();
    assert_eq!(lost, [1, 3]);
}

#[test]
fn a_closed_kitchen_finishes_what_it_has_and_lets_the_rest_wait() {
    let plan = plan(1, vec![cook(2.5)], every_second(3));
    let open = |on| Turn::Kitchen(0, KitchenTurn::Open(on));
    let (_, stories) = run_with(plan, &[(1.5, open(false)), (10.0, open(true))]);
    assert_eq!(stories.ended(), served(&[2.5, 12.5, 15.0]));
}

/// One chef who is there for 4 s, then away for 10 s, and so on.
fn with_breaks(recipe: Vec<Step>, room: RoomPlan) -> Plan {
    let mut plan = plan(1, recipe, room);
    let (every, lasts) = (Some(constant(4.0)), Some(constant(10.0)));
    plan.kitchens[0].breaks = BreakPlan { every, lasts };
    plan
}

#[test]
fn work_in_hand_is_kept_over_a_break() {
    let stories = run(with_breaks(vec![cook(3.0)], room(&[(0.0, 0), (1.0, 0)])));
    // The second begins at 3, is interrupted at 4 with 2 s to go, and goes on at 14.
    assert_eq!(stories.ended(), served(&[3.0, 16.0]));
    assert_eq!(stories.all[1].work, [(3.0, 4.0), (14.0, 16.0)]);
}

#[test]
fn another_chef_goes_on_with_it_before_new_tickets() {
    let mut plan = with_breaks(vec![cook(3.0)], room(&[(2.0, 0), (2.0, 0), (2.5, 0)]));
    plan.kitchens[0].breaks = BreakPlan::default();
    plan.kitchens[0].chefs = Some(2);
    let breaks = |time| Turn::Kitchen(0, KitchenTurn::BreaksEvery(time));
    let lasts = Turn::Kitchen(0, KitchenTurn::BreaksFor(Some(constant(100.0))));
    // Both go at 4 with 1 s of work left each; breaks end for good at 10, and all go on.
    let turns = [(0.0, lasts), (0.0, breaks(Some(constant(4.0)))), (10.0, breaks(None))];
    let (_, stories) = run_with(plan, &turns);
    assert_eq!(stories.ended(), served(&[11.0, 11.0, 14.0]));
}

#[test]
fn whoever_stands_at_a_hatch_during_a_break_waits_for_hands_afterwards() {
    let mut plan = with_breaks(vec![take(1), prep(1.0)], every_second(1));
    let take = Some(constant(5.0));
    let shelves = vec![ShelfPlan::default()];
    plan.pantries.push(PantryPlan { take, shelves, ..PantryPlan::default() });
    assert_eq!(run(plan).ended(), served(&[15.0]));
}

#[test]
fn a_burner_that_comes_during_a_break_is_given_back() {
    // The other kitchen's dish holds the only burner until 6.
    let mut plan = with_breaks(vec![cook(1.0)], room(&[(0.0, 1), (1.0, 0)]));
    plan.kitchens.push(KitchenPlan { chefs: Some(1), ..KitchenPlan::default() });
    plan.menu.push(Dish { kitchen: 1, ..dish(vec![cook(6.0)]) });
    plan.kitchens.iter_mut().for_each(|kitchen| kitchen.buildings = vec![0]);
    plan.buildings.push(BuildingPlan { burners: Some(1), ..BuildingPlan::default() });
    assert_eq!(run(plan).ended(), served(&[6.0, 15.0]));
}
