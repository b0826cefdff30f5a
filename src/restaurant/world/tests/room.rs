//! Worktop and storeroom: room for orders in progress, and for what is kept.

use super::*;
use crate::restaurant::{BuildingPlan, WhenFull};

/// A building with so much room on its worktop.
fn with_worktop(places: u32, mut plan: Plan) -> Plan {
    plan.kitchens[0].buildings = vec![0];
    plan.buildings = vec![BuildingPlan { worktop: Some(places), ..BuildingPlan::default() }];
    plan
}

fn ask(dish: u32) -> Step {
    Step::Ask { dish, or: None }
}

#[test]
fn a_ticket_that_finds_no_place_waits_with_its_chef() {
    let plan = with_worktop(1, plan(2, vec![cook(2.5)], every_second(3)));
    let stories = run(plan.clone());
    // Order 1 has a chef at 1 s and a place at 2.5 s; order 2 has neither until then.
    assert_eq!(stories.started(), some(&[0.0, 1.0, 2.5]));
    assert_eq!(stories.ended(), served(&[2.5, 5.0, 7.5]));
    let room = Turn::Building(0, BuildingTurn::Worktop(Some(2)));
    let (_, stories) = run_with(plan, &[(1.5, room)]);
    assert_eq!(stories.all[1].work, [(1.5, 4.0)]);
}

#[test]
fn or_it_crashes() {
    let mut plan = with_worktop(1, plan(9, vec![cook(2.5)], every_second(4)));
    plan.buildings[0].worktop_full = WhenFull::Crash;
    let stories = run(plan);
    assert_eq!(stories.those(Outcome::CRASHED), [(1, 1.0), (2, 2.0)]);
    assert_eq!(stories.those(Outcome::SERVED), [(0, 2.5), (3, 5.5)]);
}

#[test]
fn a_chef_who_juggles_sets_it_aside() {
    // Order 0 is at the partner's until 4 s; 1 and 2 are picked up meanwhile and find no place.
    let mut plan = plan(1, vec![call(None)], room(&[(0.0, 0), (1.0, 1), (2.0, 1)]));
    plan.menu.push(dish(vec![prep(1.0)]));
    plan.partners = vec![PartnerPlan { answers: Some(constant(4.0)), ..PartnerPlan::default() }];
    plan.kitchens[0].juggles = 3;
    let stories = run(with_worktop(1, plan));
    assert_eq!(stories.started(), some(&[0.0, 1.0, 2.0]));
    assert_eq!(stories.ended(), served(&[4.0, 5.0, 6.0]));
}

#[test]
fn asked_tickets_take_a_place_and_branches_do_not() {
    let mut plan = plan(9, vec![ask(1)], room(&[(0.0, 0), (0.0, 0)]));
    plan.menu.push(dish(vec![prep(1.0)]));
    // Two orders and one of their asks fit: the other ask waits until 1 s.
    assert_eq!(run(with_worktop(3, plan.clone())).ended(), served(&[1.0, 2.0]));
    let branches = [1, 3].into();
    plan.menu[0].recipe = vec![
        Step::Together { branches, then: 5, or: None },
        call(None),
        Step::BranchEnds,
        prep(1.0),
        Step::BranchEnds,
    ];
    plan.partners = vec![PartnerPlan { answers: Some(constant(1.0)), ..PartnerPlan::default() }];
    assert_eq!(run(with_worktop(1, plan)).ended(), served(&[1.0, 2.0]));
}

#[test]
fn a_worktop_that_was_unlimited_knows_who_is_in_progress() {
    let mut plan = with_worktop(1, plan(9, vec![cook(4.0)], every_second(5)));
    plan.buildings[0].worktop = None;
    let room = |most| Turn::Building(0, BuildingTurn::Worktop(most));
    // Three are in progress at 2.5 s and are finished; two of the next have to wait.
    let (_, stories) = run_with(plan.clone(), &[(2.5, room(Some(1)))]);
    assert_eq!(stories.ended(), served(&[4.0, 5.0, 6.0, 10.0, 14.0]));
    let (_, stories) = run_with(plan, &[(2.5, room(Some(1))), (4.5, room(None))]);
    assert_eq!(stories.ended(), served(&[4.0, 5.0, 6.0, 8.5, 8.5]));
}

#[test]
fn in_a_virtual_building_an_order_needs_a_place_in_both() {
    let mut plan = plan(9, vec![cook(2.0)], room(&[(0.0, 0), (0.0, 0), (1.0, 1)]));
    plan.menu.push(Dish { kitchen: 1, ..dish(vec![cook(2.0)]) });
    plan.kitchens.push(plan.kitchens[0].clone());
    let mut plan = with_worktop(1, plan);
    plan.kitchens[0].buildings = vec![1];
    plan.kitchens[1].buildings = vec![0];
    let inside = BuildingPlan { inside: Some(0), ..plan.buildings[0] };
    plan.buildings.push(inside);
    let stories = run(plan.clone());
    assert_eq!(stories.ended(), served(&[2.0, 6.0, 4.0]));
    // The virtual building goes dark at 1.5 s: order 2 has its place at once.
    let off = Turn::Building(1, BuildingTurn::Power(false));
    let (_, stories) = run_with(plan, &[(1.5, off)]);
    let dark = (1.5, Outcome::POWER_OUT);
    assert_eq!(stories.ended(), [dark, dark, (3.5, Outcome::SERVED)]);
}

fn put(portions: u64) -> Step {
    Step::Put { pantry: 0, items: [(0, portions)].into(), or: Outcome::STOREROOM_FULL }
}

/// Putting takes a second; the storeroom holds two rows.
fn with_storeroom(room: RoomPlan) -> Plan {
    let mut plan = plan(9, vec![put(1)], room);
    plan.menu.push(dish(vec![take(1)]));
    plan.pantries = vec![PantryPlan {
        building: Some(0),
        put: Some(constant(1.0)),
        shelves: vec![ShelfPlan { stock: Some(1), restock: None, ..ShelfPlan::default() }],
        ..PantryPlan::default()
    }];
    plan.buildings = vec![BuildingPlan { storeroom: Some(2), ..BuildingPlan::default() }];
    plan
}

fn rows(stories: &Stories) -> Vec<u64> {
    let rows = stories.facts.iter().filter_map(|(_, fact)| match fact {
        Fact::Rows { rows, .. } => Some(*rows),
        _ => None,
    });
    rows.collect()
}

#[test]
fn a_full_storeroom_keeps_nothing_more_until_something_is_taken() {
    // Two puts begin at 0 s and 0.5 s and fill it; the third finds it full before they end.
    let orders = [(0.0, 0), (0.5, 0), (0.7, 0), (3.0, 0), (4.0, 1), (5.0, 0), (7.0, 0)];
    let stories = run(with_storeroom(room(&orders)));
    let full = [(2, 0.7), (3, 3.0), (6, 7.0)];
    assert_eq!(stories.those(Outcome::STOREROOM_FULL), full);
    assert_eq!(stories.those(Outcome::SERVED), [(0, 1.0), (1, 1.5), (4, 4.0), (5, 6.0)]);
    assert_eq!(rows(&stories), [1, 2, 1, 2]);
    // What was in stock from the beginning was never put: three can be taken, two of them rows.
    let orders = [(0.0, 0), (0.0, 0), (2.0, 1), (2.0, 1), (2.0, 1)];
    assert_eq!(rows(&run(with_storeroom(room(&orders)))), [1, 2, 1, 0]);
}

#[test]
fn the_storeroom_is_a_knob_and_a_power_cut_leaves_it_as_it_is() {
    let plan = with_storeroom(room(&[(0.0, 0), (0.0, 0), (2.5, 0), (5.0, 0)]));
    let size = |rows| Turn::Building(0, BuildingTurn::Storeroom(rows));
    let power = |on| Turn::Building(0, BuildingTurn::Power(on));
    let (_, stories) = run_with(plan.clone(), &[(2.0, size(Some(3)))]);
    assert_eq!(stories.those(Outcome::STOREROOM_FULL), [(3, 5.0)]);
    // The put of order 2 is cut short: its room is free for order 3.
    let turns = [(2.0, size(Some(3))), (3.0, power(false)), (4.0, power(true))];
    let (_, stories) = run_with(plan, &turns);
    assert_eq!(stories.those(Outcome::POWER_OUT), [(2, 3.0)]);
    assert_eq!(stories.those(Outcome::SERVED).last(), Some(&(3, 6.0)));
    assert_eq!(rows(&stories), [1, 2, 3]);
}
