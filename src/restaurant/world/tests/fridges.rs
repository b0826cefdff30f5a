//! The fridge beside the chefs.

use super::*;
use crate::restaurant::FridgePlan;

const SALT: (u32, u64) = (0, 1);
const RICE: (u32, u64) = (1, 1);
const FISH: (u32, u64) = (2, 1);

fn take_of(items: &[(u32, u64)]) -> Step {
    Step::Take { pantry: 0, items: items.into(), or: Outcome::SOLD_OUT }
}

/// A kitchen with a fridge; the dishes take salt, rice, fish, or rice and fish, and a visit takes a
/// second; the last one puts rice in.
fn fridge(holds: u32, fresh_for: Option<f64>, orders: &[(f64, u32)]) -> Plan {
    let mut plan = plan(1, vec![take_of(&[SALT])], room(orders));
    for items in [&[RICE][..], &[FISH], &[RICE, FISH]] {
        plan.menu.push(dish(vec![take_of(items)]));
    }
    plan.menu.push(dish(vec![Step::Put {
        pantry: 0,
        items: [RICE].into(),
        or: Outcome::STOREROOM_FULL,
    }]));
    plan.kitchens[0].chefs = None;
    let fresh_for = fresh_for.map(span);
    plan.kitchens[0].fridge = FridgePlan { holds: Some(holds), fresh_for, rent: 0 };
    plan.kitchens[0].buildings = vec![0];
    plan.buildings = vec![BuildingPlan::default()];
    let (take, put) = (Some(constant(1.0)), Some(constant(1.0)));
    let shelves = vec![ShelfPlan { stock: Some(100), restock: None, ..ShelfPlan::default() }; 3];
    plan.pantries = vec![PantryPlan { take, put, shelves, ..PantryPlan::default() }];
    plan
}

/// For each look into the fridge, when it was and what was found.
fn looks(stories: &Stories) -> Vec<(f64, &'static str)> {
    let look = |(at, fact): &(Time, Fact)| match fact {
        Fact::FridgeHit { is_stale: false, .. } => Some((at.seconds(), "hit")),
        Fact::FridgeHit { is_stale: true, .. } => Some((at.seconds(), "stale")),
        Fact::FridgeMissed { .. } => Some((at.seconds(), "miss")),
        _ => None,
    };
    stories.facts.iter().filter_map(look).collect()
}

fn found(stories: &Stories) -> Vec<&'static str> {
    looks(stories).into_iter().map(|look| look.1).collect()
}

#[test]
fn what_was_taken_once_takes_no_time_again_until_it_is_no_longer_fresh() {
    // Fetched at 1 s, fresh until just before 5 s.
    let orders = [(0.0, 0), (1.0, 0), (4.9, 0), (5.0, 0), (6.5, 0)];
    let stories = run(fridge(1, Some(4.0), &orders));
    assert_eq!(found(&stories), ["miss", "hit", "hit", "miss", "hit"]);
    assert_eq!(stories.ended(), served(&[1.0, 1.0, 4.9, 6.0, 6.5]));
    // A hit needs no hatch and takes nothing from the shelf.
    let hatches = stories.count(|fact| matches!(fact, Fact::HatchTaken { .. }));
    let mut levels = stories.facts.iter().filter_map(|(_, fact)| match fact {
        Fact::Stock { shelf: 0, level, .. } => *level,
        _ => None,
    });
    assert_eq!((hatches, levels.next_back()), (2, Some(98)));
    // Without a limit it is fresh for ever.
    let stories = run(fridge(1, None, &orders));
    assert_eq!(found(&stories), ["miss", "hit", "hit", "hit", "hit"]);
}

#[test]
fn those_who_miss_together_all_go_to_the_pantry() {
    let stories = run(fridge(1, None, &[(0.0, 0), (0.0, 0), (0.9, 0), (1.0, 0)]));
    assert_eq!(looks(&stories), [(0.0, "miss"), (0.0, "miss"), (0.9, "miss"), (1.0, "hit")]);
    assert_eq!(stories.ended(), served(&[1.0, 1.0, 1.9, 1.0]));
}

#[test]
fn what_was_used_least_recently_makes_room() {
    // Salt and rice are there at 3 s; salt is used at 4 s, so the fish of 6 s takes the rice's place.
    let orders = [(0.0, 0), (2.0, 1), (4.0, 0), (5.0, 2), (7.0, 0), (8.0, 2), (9.0, 1)];
    let stories = run(fridge(2, None, &orders));
    assert_eq!(found(&stories), ["miss", "miss", "hit", "miss", "hit", "hit", "miss"]);
}

#[test]
fn all_shelves_of_a_step_must_be_there() {
    let orders = [(0.0, 1), (2.0, 3), (4.0, 3), (5.0, 2)];
    assert_eq!(found(&run(fridge(2, None, &orders))), ["miss", "miss", "hit", "hit"]);
    // Where only one has room the step always misses; the fish, put in last, stays.
    let orders = [(0.0, 3), (4.0, 3), (6.0, 2), (7.0, 1)];
    assert_eq!(found(&run(fridge(1, None, &orders))), ["miss", "miss", "hit", "miss"]);
    assert_eq!(found(&run(fridge(0, None, &orders))), ["miss"; 4]);
}

#[test]
fn a_hit_on_a_shelf_that_was_filled_since_is_stale() {
    // Rice is fetched at 1 s, put in at 3 s, fetched anew at 9 s.
    let orders = [(0.0, 1), (2.0, 4), (2.9, 1), (3.0, 1), (8.0, 1), (9.5, 1)];
    let stories = run(fridge(3, Some(6.5), &orders));
    assert_eq!(found(&stories), ["miss", "hit", "stale", "miss", "hit"]);
    // A delivery that brings something counts, one that finds the shelf full does not.
    let mut plan = fridge(3, None, &[(0.0, 1), (4.0, 1), (6.0, 1), (12.0, 1)]);
    plan.pantries[0].shelves[1] = ShelfPlan {
        stock: Some(9),
        restock: Some(Restock { every: span(5.0), to: 9 }),
        ..ShelfPlan::default()
    };
    assert_eq!(found(&run(plan.clone())), ["miss", "hit", "stale", "stale"]);
    plan.pantries[0].shelves[1].stock = Some(20);
    assert_eq!(found(&run(plan)), ["miss", "hit", "hit", "hit"]);
}

#[test]
fn a_power_cut_empties_the_fridge_of_the_copies_that_it_hits() {
    let power = |on| Turn::Building(0, BuildingTurn::Power(on));
    let orders: Vec<_> = (0..8).map(|n| (f64::from(n) * 2.0, 0)).collect();
    let mut plan = fridge(1, None, &orders);
    plan.kitchens[0].copies = 2;
    plan.kitchens[0].buildings = vec![0, 1];
    plan.buildings = vec![BuildingPlan::default(); 2];
    let (_, stories) = run_with(plan, &[(7.2, power(false)), (7.4, power(true))]);
    // The copies take turns; only the first one has lost what it had.
    let expected = ["miss", "miss", "hit", "hit", "miss", "hit", "hit", "hit"];
    assert_eq!(found(&stories), expected);
}

#[test]
fn a_fridge_that_is_turned_down_or_taken_away_loses_what_does_not_fit() {
    let holds = |count| Turn::Kitchen(0, KitchenTurn::FridgeHolds(count));
    let orders = [(0.0, 0), (2.0, 1), (5.0, 1), (6.0, 0), (8.0, 0), (9.0, 0), (12.0, 0)];
    let plan = fridge(2, None, &orders);
    let turns = [(4.0, holds(Some(1))), (8.5, holds(None)), (11.0, holds(Some(5)))];
    let (_, stories) = run_with(plan, &turns);
    let seen =
        [(0.0, "miss"), (2.0, "miss"), (5.0, "hit"), (6.0, "miss"), (8.0, "hit"), (12.0, "miss")];
    assert_eq!(looks(&stories), seen);
    // Freshness counts from when it was fetched, whenever it is turned.
    let fresh = |seconds| Turn::Kitchen(0, KitchenTurn::FreshFor(Some(span(seconds))));
    let plan = fridge(2, None, &[(0.0, 0), (5.0, 0), (6.0, 0)]);
    let (_, stories) = run_with(plan, &[(5.5, fresh(3.0))]);
    assert_eq!(found(&stories), ["miss", "hit", "miss"]);
}

#[test]
fn a_chef_keeps_what_is_in_hand_for_a_hit() {
    // One chef who juggles: without the fridge order 0 would be set aside after its first step, and
    // order 1 taken up.
    let recipe = vec![prep(1.0), take_of(&[SALT]), prep(1.0)];
    let mut plan = fridge(1, None, &[(0.0, 0), (3.0, 1), (3.0, 1)]);
    plan.menu[1] = dish(recipe);
    (plan.kitchens[0].chefs, plan.kitchens[0].juggles) = (Some(1), 2);
    let stories = run(plan.clone());
    assert_eq!(stories.all[1].work, [(3.0, 4.0), (4.0, 5.0)]);
    assert_eq!(stories.all[2].work, [(5.0, 6.0), (6.0, 7.0)]);
    plan.kitchens[0].fridge.holds = None;
    let stories = run(plan);
    assert_eq!(stories.all[1].work, [(3.0, 4.0), (5.0, 6.0)]);
    assert_eq!(stories.all[2].work, [(4.0, 5.0), (6.0, 7.0)]);
}

#[test]
fn a_branch_keeps_the_hands_for_a_hit() {
    let steps = vec![
        Step::Together { branches: [1, 5].into(), then: 7, or: None },
        prep(1.0),
        take_of(&[SALT]),
        prep(1.0),
        Step::BranchEnds,
        prep(1.0),
        Step::BranchEnds,
    ];
    let mut plan = fridge(1, None, &[(0.0, 0), (3.0, 1)]);
    plan.menu[1] = dish(steps);
    plan.kitchens[0].chefs = Some(1);
    let stories = run(plan);
    assert_eq!(found(&stories), ["miss", "hit"]);
    // The first branch takes salt at 4 s and works on; the second one begins at 5 s.
    assert_eq!(looks(&stories)[1], (4.0, "hit"));
    assert_eq!(stories.ended(), served(&[1.0, 6.0]));
    let hands = (stories.count(is_hands_taken), stories.count(is_hands_free));
    assert_eq!(hands, (2, 2));
}
