//! Recipes with branches, chances and dishes asked of other kitchens.

use super::*;

fn ask(dish: u32) -> Step {
    Step::Ask { dish, or: None }
}

/// Branches one behind the other, each a list of steps without branches of its own.
fn together(branches: Vec<Vec<Step>>) -> Vec<Step> {
    let (mut starts, mut steps) = (Vec::new(), Vec::new());
    for branch in branches {
        starts.push(steps.len() as u32 + 1);
        steps.extend(branch);
        steps.push(Step::BranchEnds);
    }
    let then = steps.len() as u32 + 1;
    steps.insert(0, Step::Together { branches: starts.into(), then, or: None });
    steps
}

/// A kitchen that asks another one, with so many chefs each.
fn asking(recipe: Vec<Step>, asked: Vec<Step>, chefs: [u32; 2], room: RoomPlan) -> Plan {
    let mut plan = plan(chefs[0], recipe, room);
    plan.menu.push(Dish { kitchen: 1, ..dish(asked) });
    plan.kitchens.push(KitchenPlan { chefs: Some(chefs[1]), ..KitchenPlan::default() });
    plan
}

/// Returns the times of an order's own phases and those of its errands, as they happened.
fn phases(stories: &Stories) -> Vec<(f64, Phase)> {
    let moved = |&(now, fact): &(Time, Fact)| match fact {
        Fact::Moved { phase, .. } => Some((now.seconds(), phase)),
        _ => None,
    };
    stories.facts.iter().filter_map(moved).collect()
}

#[test]
fn an_asked_dish_is_waited_for() {
    let recipe = vec![prep(1.0), ask(1), prep(1.0)];
    let stories = run(asking(recipe, vec![cook(3.0)], [1, 1], every_second(1)));
    assert_eq!(stories.ended(), served(&[5.0]));
    let seen = phases(&stories);
    assert_eq!(seen, [(0.0, Phase::Prep), (1.0, Phase::Cooking), (4.0, Phase::Prep)]);
}

#[test]
fn a_blocking_chef_waits_for_the_other_kitchen() {
    // One chef here, one there: the second order starts when the first is done.
    let recipe = vec![prep(1.0), ask(1)];
    let stories = run(asking(recipe, vec![cook(3.0)], [1, 1], room(&[(0.0, 0), (0.0, 0)])));
    assert_eq!(stories.ended(), served(&[4.0, 8.0]));
}

#[test]
fn a_juggling_chef_goes_on_with_another_order_meanwhile() {
    let recipe = vec![prep(1.0), ask(1), prep(1.0)];
    let mut plan = asking(recipe, vec![cook(3.0)], [1, 2], room(&[(0.0, 0), (0.0, 0)]));
    plan.kitchens[0].juggles = 2;
    assert_eq!(run(plan).ended(), served(&[5.0, 6.0]));
}

#[test]
fn the_phases_of_an_order_are_those_of_the_errand_that_ends_last() {
    let recipe = together(vec![vec![ask(1)], vec![call(None)]]);
    let mut plan = asking(recipe, vec![cook(2.0)], [1, 1], every_second(1));
    plan.partners.push(PartnerPlan { answers: Some(constant(5.0)), ..PartnerPlan::default() });
    assert_eq!(run(plan).ended(), served(&[5.0]));
}

#[test]
fn waits_of_branches_overlap_and_handwork_does_not() {
    let wait = |seconds: f64| vec![call(None), prep(seconds)];
    let mut plan = plan(2, together(vec![wait(1.0), wait(2.0), vec![prep(1.5)]]), every_second(1));
    plan.partners.push(PartnerPlan { answers: Some(constant(1.0)), ..PartnerPlan::default() });
    let stories = run(plan);
    // Both calls are answered at 1; hands: 0 to 1.5, 1.5 to 2.5, 2.5 to 4.5.
    assert_eq!(stories.ended(), served(&[4.5]));
    let hands = stories.count(|fact| matches!(fact, Fact::HandsTaken { .. }));
    assert_eq!(hands, 1, "one chef does it all");
}

#[test]
fn empty_branches_take_no_time() {
    let mut recipe = together(vec![vec![], vec![]]);
    recipe.push(prep(1.0));
    assert_eq!(run(plan(1, recipe, every_second(1))).ended(), served(&[1.0]));
}

#[test]
fn an_asked_dish_that_is_refused_refuses_the_order() {
    let mut plan = asking(vec![ask(1)], vec![cook(3.0)], [2, 1], room(&[(0.0, 0), (0.0, 0)]));
    plan.kitchens[1].capacity = Some(0);
    let stories = run(plan);
    assert_eq!(stories.ended(), [(3.0, Outcome::SERVED), (0.0, Outcome::RAIL_FULL)]);
}

#[test]
fn a_reason_of_its_own_names_the_outcome_of_an_ask() {
    let recipe = vec![Step::Ask { dish: 1, or: Some(Outcome::NO_TABLE) }];
    let mut plan = asking(recipe, vec![take(1)], [1, 1], every_second(1));
    let empty = ShelfPlan { stock: Some(0), restock: None, ..ShelfPlan::default() };
    plan.pantries.push(PantryPlan { shelves: vec![empty], ..PantryPlan::default() });
    assert_eq!(run(plan).ended(), [(0.0, Outcome::NO_TABLE)]);
}

#[test]
fn a_branch_that_fails_fails_the_order_at_once_and_the_chef_is_free_after_the_others() {
    let recipe = together(vec![vec![take(1)], vec![prep(5.0), prep(5.0)]]);
    let mut plan = plan(1, recipe, room(&[(0.0, 0), (1.0, 0)]));
    let empty = ShelfPlan { stock: Some(0), restock: None, ..ShelfPlan::default() };
    plan.pantries.push(PantryPlan { shelves: vec![empty], ..PantryPlan::default() });
    let stories = run(plan);
    assert_eq!(stories.ended(), [(0.0, Outcome::SOLD_OUT), (5.0, Outcome::SOLD_OUT)]);
    // The prep in progress is finished, the one behind it never begins.
    assert_eq!(stories.all[0].closed, Some(5.0));
}

#[test]
fn the_power_takes_an_order_and_leaves_what_it_asked_elsewhere() {
    let recipe = together(vec![vec![ask(1)], vec![prep(5.0)], vec![take(1)]]);
    let mut plan = asking(recipe, vec![cook(4.0)], [1, 1], every_second(1));
    plan.kitchens[0].buildings = vec![0];
    plan.buildings.push(BuildingPlan::default());
    let shelf = ShelfPlan::default();
    let take = Some(constant(9.0));
    plan.pantries.push(PantryPlan { take, shelves: vec![shelf], ..PantryPlan::default() });
    let dark = Turn::Building(0, BuildingTurn::Power(false));
    let (restaurant, stories) = run_with(plan, &[(2.0, dark)]);
    assert_eq!(stories.ended(), [(2.0, Outcome::POWER_OUT)]);
    assert_eq!(restaurant.orders(), 0, "whatever was asked for has come to its end");
    let last = stories.facts.iter().rfind(|(_, fact)| matches!(fact, Fact::Closed { .. }));
    assert_eq!(last.unwrap().0, at(4.0), "the other kitchen cooked on");
}

#[test]
fn the_power_of_the_asked_kitchen_fails_the_order() {
    let mut plan = asking(vec![ask(1)], vec![cook(4.0)], [1, 1], every_second(1));
    plan.kitchens[1].buildings = vec![0];
    plan.buildings.push(BuildingPlan::default());
    let dark = Turn::Building(0, BuildingTurn::Power(false));
    let (_, stories) = run_with(plan, &[(2.0, dark)]);
    assert_eq!(stories.ended(), [(2.0, Outcome::POWER_OUT)]);
}

#[test]
fn a_chance_goes_one_way_or_the_other_as_often_as_it_says() {
    let recipe =
        vec![Step::Chance { share: 0.25, otherwise: 3 }, prep(1.0), Step::GoTo(4), prep(2.0)];
    let mut plan = plan(1, recipe, every_second(1));
    plan.kitchens[0].chefs = None;
    plan.rooms = vec![room(&vec![(0.0, 0); 40_000])];
    let mut stories = Stories::default();
    Restaurant::open(plan, 1, &mut stories).run_to(at(9.0), u64::MAX, &mut stories);
    let ended = stories.ended();
    let quick = ended.iter().filter(|end| **end == (1.0, Outcome::SERVED)).count();
    let slow = ended.iter().filter(|end| **end == (2.0, Outcome::SERVED)).count();
    assert_eq!(quick + slow, 40_000);
    // Five standard deviations of a binomial count.
    assert!((quick as f64 - 10_000.0).abs() < 5.0 * 86.6, "{quick} of 40000");
}

#[test]
fn expected_work_weighs_the_two_ways_of_a_chance() {
    let recipe = vec![
        prep(4.0),
        Step::Chance { share: 0.25, otherwise: 3 },
        prep(1.0),
        Step::GoTo(4),
        prep(2.0),
    ];
    // The numbers of the steps count from the chance, which is the second one.
    let recipe: Vec<Step> = recipe
        .into_iter()
        .map(|step| match step {
            Step::Chance { share, .. } => Step::Chance { share, otherwise: 4 },
            Step::GoTo(_) => Step::GoTo(5),
            other => other,
        })
        .collect();
    let expected = 4.0 + 0.25 * 1.0 + 0.75 * 2.0;
    assert!((dish(recipe).expected_work() / 1e9 - expected).abs() < 1e-9);
}
