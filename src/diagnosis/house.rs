//! How a restaurant is built, as far as an examination has to know: who is inside of what, who waits
//! for whom.

use crate::restaurant::Step;
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
