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
        /// What is done about calls that fail; none: nothing.
        care: Option<Box<Care>>,
    },
    /// Asks a kitchen for another dish and waits for it.
    Ask {
        /// Which dish.
        dish: u32,
        /// The outcome when it does not come; none: the reason why it does not.
        or: Option<Outcome>,
    },
    /// Goes on with the next step by this chance, else elsewhere.
    Chance {
        /// How likely the next step is.
        share: f64,
        /// Where it goes on otherwise.
        otherwise: u32,
    },
    /// Goes on elsewhere.
    GoTo(u32),
    /// Goes on in several places at once.
    Together {
        /// Where each branch begins.
        branches: Box<[u32]>,
        /// Where it goes on once all have ended.
        then: u32,
        /// The outcome when one of them cannot go on; none: the reason of that one.
        or: Option<Outcome>,
    },
    /// The end of one of several branches.
    BranchEnds,
}

/// What a kitchen does about calls that fail.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Care {
    /// How often it calls once more, at most.
    pub retries: u8,
    /// How long it waits before each of these calls.
    pub wait: Span,
    /// When it stops calling for a while; none: never.
    pub breaker: Option<BreakerPlan>,
}

/// When a kitchen stops calling a partner, and for how long.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BreakerPlan {
    /// After so many failures, one right after the other.
    pub after: u32,
    /// For so long no call is made; then a single one tries.
    pub lasts: Span,
}

/// Something on the menu.
///
/// Its recipe is flat: branches stand one behind the other, and a step says where it goes on if
/// that is not the next one. So a step is told by its number alone.
#[derive(Clone, Debug, PartialEq)]
pub struct Dish {
    /// What a served one earns, in cents.
    pub price: i64,
    /// Which kitchen makes it.
    pub kitchen: u32,
    /// Higher is served first where the rail goes by priority.
    pub priority: i64,
    /// How much water an order of it takes on its way in, and its plate on the way out.
    pub size: f64,
    /// What the kitchen does.
    pub recipe: Vec<Step>,
}

impl Dish {
    /// Returns the expected prep and cook time in nanoseconds.
    pub fn expected_work(&self) -> f64 {
        self.work_between(0, self.recipe.len())
    }

    /// Returns the expected work of some of the steps; all that begins there ends there.
    fn work_between(&self, from: usize, to: usize) -> f64 {
        let (mut at, mut sum) = (from, 0.0);
        while at < to {
            match &self.recipe[at] {
                Step::Prep(time) | Step::Cook(time) => sum += time.mean(),
                Step::Chance { share, otherwise } => {
                    let other = *otherwise as usize;
                    // The first way ends with the step that leads past the other one.
                    let Some(Step::GoTo(end)) = self.recipe.get(other - 1) else { break };
                    sum += share * self.work_between(at + 1, other - 1);
                    sum += (1.0 - share) * self.work_between(other, *end as usize);
                    at = *end as usize;
                    continue;
                }
                Step::Take { .. }
                | Step::Put { .. }
                | Step::Call { .. }
                | Step::Ask { .. }
                | Step::GoTo(_)
                | Step::Together { .. }
                | Step::BranchEnds => {}
            }
            at += 1;
        }
        sum
    }
}
