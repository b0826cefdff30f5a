//! The way between waiter and kitchen: distance and water.

use super::*;
use crate::restaurant::BuildingPlan;

/// One dish, cooked in a second, in a building with this water and distance.
fn far_away(water: Option<f64>, distance: f64, room: RoomPlan) -> Plan {
    let mut plan = plan(9, vec![cook(1.0)], room);
    plan.kitchens[0].buildings = vec![0];
    plan.buildings =
        vec![BuildingPlan { water, distance: span(distance), ..BuildingPlan::default() }];
    plan
}

/// The phases of an order from when on, in seconds.
fn phases(stories: &Stories, slot: u32) -> Vec<(f64, Phase)> {
    let moves = stories.facts.iter().filter_map(|(now, fact)| match fact {
        Fact::Moved { order, phase } if *order == slot => Some((now.seconds(), *phase)),
        _ => None,
    });
    moves.collect()
}

#[test]
fn a_ticket_walks_to_its_building_and_the_plate_back() {
    let stories = run(far_away(None, 2.0, room(&[(0.0, 0)])));
    assert_eq!(stories.started(), some(&[2.0]));
    assert_eq!(stories.ended(), served(&[5.0]));
    let expected = [(0.0, Phase::WalkingIn), (2.0, Phase::Cooking), (3.0, Phase::WalkingOut)];
    assert_eq!(phases(&stories, 0), expected);
}

#[test]
fn orders_in_and_plates_out_pass_one_pipe_in_turn() {
    let mut plan = far_away(Some(0.5), 0.0, room(&[(0.0, 0), (1.0, 0)]));
    let stories = run(plan.clone());
    // The plate of order 0, ready at 3 s, comes after order 1, which came at 1 s.
    assert_eq!(stories.started(), some(&[2.0, 4.0]));
    assert_eq!(stories.ended(), served(&[6.0, 8.0]));
    let expected = [
        (1.0, Phase::WaterWait),
        (2.0, Phase::WalkingIn),
        (4.0, Phase::Cooking),
        (5.0, Phase::WaterWait),
        (6.0, Phase::WalkingOut),
    ];
    assert_eq!(phases(&stories, 1), expected);
    // In: first the distance, then the water; out the other way round.
    plan.buildings[0].distance = span(0.5);
    assert_eq!(run(plan.clone()).ended(), served(&[7.0, 9.0]));
    // The place on the worktop is free when the plate has left the pipe, at 6.5 s.
    plan.buildings[0].worktop = Some(1);
    let stories = run(plan.clone());
    assert_eq!(stories.all[1].work, [(6.5, 7.5)]);
    assert_eq!(stories.ended(), served(&[7.0, 10.0]));
    // Twice as big takes twice as long.
    plan.menu[0].size = 2.0;
    plan.rooms = vec![room(&[(0.0, 0)])];
    assert_eq!(run(plan).ended(), served(&[10.0]));
}

#[test]
fn water_is_a_knob() {
    let water = |water| Turn::Building(0, BuildingTurn::Water(water));
    let plan = far_away(None, 0.0, room(&[(0.0, 0), (2.0, 0), (2.0, 0), (2.0, 0)]));
    let (_, stories) = run_with(plan, &[(1.5, water(Some(0.5))), (3.0, water(None))]);
    // What passes has begun and takes its time; the others are through right behind it.
    assert_eq!(stories.started(), some(&[0.0, 4.0, 4.0, 4.0]));
    assert_eq!(stories.ended(), served(&[1.0, 5.0, 5.0, 5.0]));
}

#[test]
fn a_guest_who_leaves_takes_along_a_ticket_that_walks() {
    let mut plan = far_away(None, 2.0, room(&[(0.0, 0)]));
    plan.rooms[0].patience = Some(constant(1.0));
    let stories = run(plan.clone());
    assert_eq!(stories.ended(), [(1.0, Outcome::PATIENCE)]);
    assert_eq!((stories.started(), stories.all[0].closed), (some(&[2.0]), Some(5.0)));
    plan.rooms[0].until = Until::Chef;
    let stories = run(plan.clone());
    assert_eq!(stories.ended(), [(1.0, Outcome::PATIENCE)]);
    assert_eq!((stories.started(), stories.all[0].closed), (vec![None], Some(2.0)));
    // One that waits for the pipe never enters it.
    plan.buildings = vec![BuildingPlan { water: Some(0.5), ..BuildingPlan::default() }];
    plan.rooms = vec![room(&[(0.0, 0), (0.0, 0), (0.0, 0)])];
    (plan.rooms[0].patience, plan.rooms[0].until) = (Some(constant(3.0)), Until::Chef);
    let stories = run(plan);
    assert_eq!(stories.those(Outcome::PATIENCE), [(1, 3.0), (2, 3.0)]);
    assert_eq!(stories.those(Outcome::SERVED), [(0, 6.0)]);
    assert_eq!(stories.all[2].closed, Some(4.0));
}

#[test]
fn an_apology_on_the_way_changes_nothing_for_the_kitchen() {
    let mut plan = far_away(None, 2.0, room(&[(0.0, 0)]));
    (plan.waiter.timeout, plan.rooms[0].until) = (Some(span(1.0)), Until::Chef);
    let stories = run(plan);
    assert_eq!(stories.ended(), [(1.0, Outcome::TOO_SLOW)]);
    assert_eq!((stories.all[0].work.clone(), stories.all[0].closed), (vec![(2.0, 3.0)], Some(5.0)));
}

#[test]
fn into_a_virtual_building_the_way_leads_through_the_physical_one() {
    let mut plan = far_away(Some(1.0), 0.5, room(&[(0.0, 0), (0.0, 0)]));
    plan.kitchens[0].buildings = vec![1];
    let inside = BuildingPlan { inside: Some(0), water: Some(0.5), ..plan.buildings[0] };
    plan.buildings.push(inside);
    let stories = run(plan);
    // 1 s of distance, 1 s and 2 s of water. Out: order 0 shares its building's pipe with order 1,
    // which is in it from 4 s to 6 s, and the plate after it until 8 s, then 1 s, then 1 s.
    assert_eq!(stories.started(), some(&[4.0, 6.0]));
    assert_eq!(stories.ended(), served(&[10.0, 12.0]));
}

#[test]
fn without_power_nobody_is_there_and_the_pipe_is_empty() {
    let power = |on| Turn::Building(0, BuildingTurn::Power(on));
    let orders = room(&[(0.0, 0), (1.0, 0), (2.5, 0), (4.0, 0), (6.0, 0)]);
    let plan = far_away(Some(0.5), 1.0, orders);
    let (restaurant, stories) = run_with(plan, &[(4.5, power(false)), (6.0, power(true))]);
    // At 4.5 s order 0 waits with its plate, order 1 is in the pipe, order 2 waits to come in;
    // order 3 arrives in the dark.
    let dark = |at| (at, Outcome::POWER_OUT);
    let expected = [dark(4.5), dark(4.5), dark(4.5), dark(5.0), (13.0, Outcome::SERVED)];
    assert_eq!(stories.ended(), expected);
    assert_eq!(restaurant.orders(), 0);
}
