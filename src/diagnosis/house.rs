//! How a restaurant is built, as far as an examination has to know: who is inside of what, who waits
//! for whom.

use crate::restaurant::{Category, Outcome, Rule, Step};
use crate::scenario::Scenario;

/// For whom the chefs of a kitchen wait with an order in hand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Outside {
    /// Whether they call partners.
    pub calls: bool,
    /// Whether they ask for other dishes.
    pub asks: bool,
}

/// Returns which building each of them is inside of.
pub fn inside(scenario: &Scenario) -> Vec<Option<usize>> {
    scenario.plan.buildings.iter().map(|building| building.inside.map(|at| at as usize)).collect()
}

/// Returns for whom each kitchen waits.
pub(super) fn outside(scenario: &Scenario) -> Vec<Outside> {
    let mut outside = vec![Outside::default(); scenario.names().kitchens.len()];
    for dish in &scenario.plan.menu {
        if let Some(kitchen) = outside.get_mut(dish.kitchen as usize) {
            kitchen.calls |= dish.recipe.iter().any(|step| matches!(step, Step::Call { .. }));
            kitchen.asks |= dish.recipe.iter().any(|step| matches!(step, Step::Ask { .. }));
        }
    }
    outside
}

/// Lists the dishes and their steps at which a partner is called without a time limit.
pub(super) fn endless(scenario: &Scenario) -> Vec<(u32, u32)> {
    let steps = (0..).zip(&scenario.plan.menu).flat_map(|(dish, plan)| {
        (0..).zip(&plan.recipe).map(move |(number, step)| ((dish, number), step))
    });
    let is_endless = |step: &Step| matches!(step, Step::Call { timeout: None, .. });
    steps.filter(|(_, step)| is_endless(step)).map(|(place, _)| place).collect()
}

/// Lists the ids of what only rules say no to: those of recipes, and those of the door.
pub(super) fn said(scenario: &Scenario) -> Vec<String> {
    let mut said = vec![
        Outcome::MALFORMED,
        Outcome::WHO_ARE_YOU,
        Outcome::NOT_ALLOWED,
        Outcome::NOT_ON_THE_MENU,
    ];
    let mut others = vec![Outcome::SOLD_OUT, Outcome::PAYMENT_FAILED];
    for step in scenario.plan.menu.iter().flat_map(|dish| &dish.recipe) {
        match step {
            Step::Search(search) => said.push(search.or),
            Step::Change(change) => said.push(change.or),
            Step::Rule(rule) => said.extend(match **rule {
                Rule::Require { or, .. } => Some(or),
                _ => None,
            }),
            Step::Take { or, .. } | Step::Call { or, .. } => others.push(*or),
            Step::Ask { or, .. } | Step::Together { or, .. } => others.extend(*or),
            _ => {}
        }
    }
    said.retain(|or| or.category() == Category::Refused && !others.contains(or));
    said.sort_unstable();
    said.dedup();
    let ids: Vec<&str> = scenario.names().outcomes().collect();
    said.iter().filter_map(|or| Some((*ids.get(usize::from(or.0))?).to_owned())).collect()
}
