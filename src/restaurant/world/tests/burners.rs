//! Burners in turns and in slices, and what turning them does to orders that cook.

use super::*;
use crate::restaurant::{BuildingPlan, Sharing};

/// A kitchen with chefs for all in a building with so many burners.
fn kitchen_with(burners: u32, sharing: Sharing, recipe: Vec<Step>, room: RoomPlan) -> Plan {
    let mut plan = plan(99, recipe, room);
    plan.kitchens[0].buildings = vec![0];
    let burners = Some(burners);
    plan.buildings = vec![BuildingPlan { burners, sharing, ..BuildingPlan::default() }];
    plan
}

fn turn(turn: BuildingTurn) -> Turn {
    Turn::Building(0, turn)
}

/// How many burners were busy from when on, as told where burners are shared.
fn busy(stories: &Stories) -> Vec<(f64, u32)> {
    let told = stories.facts.iter().filter_map(|(now, fact)| match fact {
        Fact::BurnersBusy { busy, .. } => Some((now.seconds(), *busy)),
        _ => None,
    });
    told.collect()
}

#[test]
fn in_slices_all_cook_at_the_same_pace() {
    let mut plan = kitchen_with(1, Sharing::Slices, vec![cook(3.0)], room(&[(0.0, 0), (1.0, 1)]));
    plan.menu.push(dish(vec![cook(1.0)]));
    let stories = run(plan.clone());
    // From 1 s on each has half a burner; order 1 is done at 3 s, order 0 alone again at 4 s.
    assert_eq!(stories.ended(), served(&[4.0, 3.0]));
    assert_eq!(stories.all[1].work, [(1.0, 3.0)]);
    assert_eq!(busy(&stories), [(0.0, 1), (1.0, 1), (3.0, 1), (4.0, 0)]);
    plan.buildings[0].sharing = Sharing::Turns;
    assert_eq!(run(plan).ended(), served(&[3.0, 4.0]));
}

#[test]
fn no_order_has_more_than_one_burner_and_equals_end_as_they_joined() {
    let at_once = room(&[(0.0, 0), (0.0, 0), (0.0, 0)]);
    let plan = kitchen_with(2, Sharing::Slices, vec![cook(3.0)], at_once);
    let stories = run(plan.clone());
    assert_eq!(stories.ended(), served(&[4.5, 4.5, 4.5]));
    let decided = stories.facts.iter().filter_map(|(_, fact)| match fact {
        Fact::Decided { order, .. } => Some(*order),
        _ => None,
    });
    assert_eq!(decided.collect::<Vec<_>>(), [0, 1, 2]);
    let (mut alone, mut unlimited) = (plan.clone(), plan);
    alone.rooms = vec![room(&[(0.0, 0)])];
    assert_eq!(run(alone).ended(), served(&[3.0]));
    unlimited.buildings[0].burners = None;
    assert_eq!(run(unlimited).ended(), served(&[3.0, 3.0, 3.0]));
}

#[test]
fn turning_burners_keeps_the_work_that_is_left() {
    let plan = kitchen_with(1, Sharing::Slices, vec![cook(4.0)], room(&[(0.0, 0), (0.0, 0)]));
    // At 2 s each has 3 s left; with a burner each that takes 3 s.
    let more = turn(BuildingTurn::Burners(Some(2)));
    let (_, stories) = run_with(plan.clone(), &[(2.0, more)]);
    assert_eq!(stories.ended(), served(&[5.0, 5.0]));
    // Without any nothing goes on until there is one again.
    let none = turn(BuildingTurn::Burners(Some(0)));
    let one = turn(BuildingTurn::Burners(Some(1)));
    let (_, stories) = run_with(plan, &[(2.0, none), (7.0, one)]);
    assert_eq!(stories.ended(), served(&[13.0, 13.0]));
    assert_eq!(busy(&stories)[2..4], [(2.0, 0), (7.0, 1)]);
}

#[test]
fn turning_sharing_keeps_the_work_that_is_left() {
    let slices = turn(BuildingTurn::Sharing(Sharing::Slices));
    let turns = turn(BuildingTurn::Sharing(Sharing::Turns));
    let plan = kitchen_with(1, Sharing::Turns, vec![cook(4.0)], room(&[(0.0, 0), (0.0, 0)]));
    // Order 0 has 2 s left and order 1 has 4 s; they share the burner until 6 s.
    let (_, stories) = run_with(plan, &[(2.0, slices)]);
    assert_eq!(stories.ended(), served(&[6.0, 8.0]));
    assert_eq!(stories.all[0].work, [(0.0, 6.0)]);

    // Who shares a burner goes on sharing it until 4 s; who comes then waits for a turn.
    let three = room(&[(0.0, 0), (0.0, 0), (2.0, 0)]);
    let plan = kitchen_with(1, Sharing::Slices, vec![cook(2.0)], three);
    let (_, stories) = run_with(plan, &[(1.0, turns)]);
    assert_eq!(stories.ended(), served(&[4.0, 4.0, 6.0]));
    assert_eq!(stories.all[2].work, [(4.0, 6.0)]);
}

#[test]
fn a_power_cut_takes_what_shares_burners() {
    for sharing in [Sharing::Turns, Sharing::Slices] {
        let plan = kitchen_with(1, sharing, vec![cook(4.0)], room(&[(0.0, 0), (0.0, 0), (3.0, 0)]));
        let power = |on| turn(BuildingTurn::Power(on));
        let (_, stories) = run_with(plan, &[(1.0, power(false)), (2.0, power(true))]);
        let dark = (1.0, Outcome::POWER_OUT);
        assert_eq!(stories.ended(), [dark, dark, (7.0, Outcome::SERVED)]);
    }
}

/// Two virtual buildings with a burner each, in a physical one with so many; kitchen 0 is in the
/// one, kitchen 1 in the other. Orders of dish 1 are for kitchen 1.
fn virtual_buildings(burners: u32, room: RoomPlan) -> Plan {
    let mut plan = plan(99, vec![cook(2.0)], room);
    plan.menu.push(Dish { kitchen: 1, ..dish(vec![cook(2.0)]) });
    plan.kitchens.push(plan.kitchens[0].clone());
    plan.kitchens[0].buildings = vec![1];
    plan.kitchens[1].buildings = vec![2];
    let physical = BuildingPlan { burners: Some(burners), ..BuildingPlan::default() };
    let inside = BuildingPlan { burners: Some(1), inside: Some(0), ..BuildingPlan::default() };
    plan.buildings = vec![physical, inside, inside];
    plan
}

#[test]
fn in_a_virtual_building_cooking_needs_a_burner_of_both() {
    // Order 1 waits for the burner of its own building first, and so comes after order 2.
    let orders = room(&[(0.0, 0), (0.0, 0), (1.0, 1)]);
    assert_eq!(run(virtual_buildings(1, orders.clone())).ended(), served(&[2.0, 6.0, 4.0]));
    // With two burners only the virtual building's own one is short.
    assert_eq!(run(virtual_buildings(2, orders.clone())).ended(), served(&[2.0, 4.0, 3.0]));
    // Shared by both virtual buildings: order 0 and 2 have half a burner from 1 s on.
    let mut plan = virtual_buildings(1, orders);
    plan.buildings[0].sharing = Sharing::Slices;
    assert_eq!(run(plan).ended(), served(&[3.0, 6.0, 5.0]));
}

#[test]
fn a_power_cut_in_one_virtual_building_frees_burners_of_the_physical_one() {
    for sharing in [Sharing::Turns, Sharing::Slices] {
        let mut plan = virtual_buildings(1, room(&[(0.0, 0), (0.0, 0), (0.5, 1)]));
        plan.buildings[0].sharing = sharing;
        let off = Turn::Building(1, BuildingTurn::Power(false));
        let (_, stories) = run_with(plan.clone(), &[(1.0, off)]);
        let dark = (1.0, Outcome::POWER_OUT);
        let done = if sharing == Sharing::Turns { 3.0 } else { 2.75 };
        assert_eq!(stories.ended(), [dark, dark, (done, Outcome::SERVED)], "{sharing:?}");
        // Without power for the physical one nobody cooks.
        let (_, stories) = run_with(plan, &[(1.0, turn(BuildingTurn::Power(false)))]);
        assert_eq!(stories.ended(), [dark; 3]);
    }
}
