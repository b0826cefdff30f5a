//! Dishes and their recipes: what the kitchen does for an order, step by step.

use super::Outcome;
use crate::kernel::{Distribution, Span};

/// What one visit to a hatch moves: (shelf of the pantry, portions).
pub type Items = Box<[(u32, u64)]>;

/// One step of a recipe.
#[derive(Clone, Debug, PartialEq)]
pub enum Step {
    /// Takes hands.
    Prep(Distribution),
    /// Takes hands and a burner.
    Cook(Distribution),
    /// Takes food through a hatch, all or nothing.
    Take {
        /// Whose hatch.
        pantry: u32,
        /// What and how much.
        items: Items,
        /// The outcome when it is sold out.
        or: Outcome,
    },
    /// Puts food in through a hatch.
    Put {
        /// Whose hatch.
        pantry: u32,
        /// What and how much.
        items: Items,
    },
    /// Calls a partner and waits for the answer.
    Call {
        /// Who is called.
        partner: u32,
        /// How long the answer is waited for.
        timeout: Option<Span>,
        /// The outcome when there is no good answer.
        or: Outcome,
    },
}

/// Something on the menu.
#[derive(Clone, Debug, PartialEq)]
pub struct Dish {
    /// What a served one earns, in cents.
    pub price: i64,
    /// Which kitchen makes it.
    pub kitchen: u32,
    /// Higher is served first where the rail goes by priority.
    pub priority: i64,
    /// What the kitchen does.
    pub recipe: Vec<Step>,
}

impl Dish {
    /// Returns the expected prep and cook time in nanoseconds.
    pub fn expected_work(&self) -> f64 {
        let work = |step: &Step| match step {
            Step::Prep(time) | Step::Cook(time) => time.mean(),
            Step::Take { .. } | Step::Put { .. } | Step::Call { .. } => 0.0,
        };
        self.recipe.iter().map(work).sum()
    }
}
