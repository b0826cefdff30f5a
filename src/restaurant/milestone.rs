//! Milestones of recipes: the steps that move something, write it down or tell it somebody.

use super::menu::{Change, ChangeKind, Dish, Step};
use super::money::Money;
use super::rules::Rule;

/// A step of a recipe that somebody who waits for an order would ask about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Milestone {
    /// The step.
    pub step: u32,
    /// Its kind, as it is written in recipes.
    pub kind: &'static str,
    /// With whom, or where.
    pub at: MilestoneAt,
}

/// With whom, or where, a milestone is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MilestoneAt {
    /// In the kitchen.
    Kitchen,
    /// At a partner.
    Partner(u32),
    /// At a shelf of a pantry.
    Shelf(u32, u32),
    /// At whoever makes this dish.
    Dish(u32),
}

impl Step {
    fn milestone(&self) -> Option<(&'static str, MilestoneAt)> {
        let first = |pantry: u32, items: &[(u32, u64)]| {
            let shelf = items.first().map(|(shelf, _)| *shelf)?;
            Some(MilestoneAt::Shelf(pantry, shelf))
        };
        Some(match self {
            Step::Take { pantry, items, .. } => ("take", first(*pantry, items)?),
            Step::Put { pantry, items, .. } => ("put", first(*pantry, items)?),
            Step::Change(change) => {
                let Change { pantry, shelf, kind, .. } = &**change;
                let kind = match kind {
                    ChangeKind::Put { .. } => "put",
                    ChangeKind::Update { .. } => "update",
                    ChangeKind::Remove { .. } => "remove",
                };
                (kind, MilestoneAt::Shelf(*pantry, *shelf))
            }
            Step::Call { partner, money, .. } => {
                let gives_back = matches!(money.as_deref(), Some(Money::GivesBack));
                (if gives_back { "refund" } else { "call" }, MilestoneAt::Partner(*partner))
            }
            Step::Ask { dish, .. } => ("ask", MilestoneAt::Dish(*dish)),
            Step::Rule(rule) => match **rule {
                Rule::Mail { partner, .. } => ("mail", MilestoneAt::Partner(partner)),
                Rule::Answer { .. } => ("answer", MilestoneAt::Kitchen),
                Rule::Wristband { .. } => ("wristband", MilestoneAt::Kitchen),
                _ => return None,
            },
            _ => return None,
        })
    }
}

impl Dish {
    /// Lists the milestones of its recipe.
    pub fn milestones(&self) -> Vec<Milestone> {
        let steps = (0..).zip(&self.recipe);
        let milestone = |(step, at): (u32, &Step)| {
            at.milestone().map(|(kind, at)| Milestone { step, kind, at })
        };
        steps.filter_map(milestone).collect()
    }
}
