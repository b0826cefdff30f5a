//! Dishes and their recipes: what the kitchen does for an order, step by step.

use super::Outcome;
use super::admission::Admission;
use super::money::Money;
use super::rules::Rule;
use super::turn::DishTurn;
use crate::kernel::{Distribution, Span};
use crate::rules::Expression;

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
        /// The outcome when there is no room for it.
        or: Outcome,
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
        /// What it is about, if it is about money.
        money: Option<Box<Money>>,
    },
    /// Looks for rows through a hatch.
    Search(Box<Search>),
    /// Changes rows through a hatch.
    Change(Box<Change>),
    /// Thinks: that takes no time.
    Rule(Box<Rule>),
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
    /// Goes on with the next step; if one of those up to here cannot be done, it goes on there.
    Try {
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

impl Step {
    /// Returns the pantry to whose hatch it goes.
    pub fn pantry(&self) -> Option<u32> {
        match self {
            Step::Take { pantry, .. } | Step::Put { pantry, .. } => Some(*pantry),
            Step::Search(search) => Some(search.pantry),
            Step::Change(change) => Some(change.pantry),
            _ => None,
        }
    }

    /// Returns the partner that it calls, or writes to.
    pub fn partner(&self) -> Option<u32> {
        match self {
            Step::Call { partner, .. } => Some(*partner),
            Step::Rule(rule) => match **rule {
                Rule::Mail { partner, .. } => Some(partner),
                _ => None,
            },
            _ => None,
        }
    }

    /// Returns the pantry that keeps the letter which it writes.
    pub fn outbox(&self) -> Option<u32> {
        match self {
            Step::Rule(rule) => match **rule {
                Rule::Mail { outbox, .. } => outbox,
                _ => None,
            },
            _ => None,
        }
    }

    /// Says whether it writes a letter.
    pub fn is_letter(&self) -> bool {
        matches!(self, Step::Rule(rule) if matches!(**rule, Rule::Mail { .. }))
    }
}

/// A search among the rows of a shelf.
#[derive(Clone, Debug, PartialEq)]
pub struct Search {
    /// Whose hatch.
    pub pantry: u32,
    /// Whose rows: those of the pantry itself, or of the one that it is a copy of.
    pub of: u32,
    /// Which shelf.
    pub shelf: u32,
    /// What is wanted of the rows that fit.
    pub wanted: Wanted,
    /// Fields, and what they must hold.
    pub conditions: Box<[(u32, Expression)]>,
    /// Whether these become a text that is understood only then, instead of values.
    pub is_pasted: bool,
    /// The number of the name that the result gets.
    pub into: Option<u32>,
    /// The outcome when there is none.
    pub or: Outcome,
}

/// What is wanted of the rows that fit.
#[derive(Clone, Debug, PartialEq)]
pub enum Wanted {
    /// The first one.
    One,
    /// Those that rank highest.
    Ranked {
        /// How high a row ranks.
        by: Expression,
        /// So many.
        top: u32,
        /// If it ranks by the words of a field: what is asked for, and the field.
        words: Option<(Expression, u32)>,
    },
    /// How many there are.
    Count,
    /// What this comes to, added up.
    Sum {
        /// What is added up.
        of: Expression,
    },
}

/// A change to the rows of a shelf.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// Whose hatch.
    pub pantry: u32,
    /// Which shelf.
    pub shelf: u32,
    /// What changes.
    pub kind: ChangeKind,
    /// The outcome when there is no such row.
    pub or: Outcome,
}

/// What changes.
#[derive(Clone, Debug, PartialEq)]
pub enum ChangeKind {
    /// A new row comes.
    Put {
        /// Fields, and what they hold.
        cells: Box<[(u32, Expression)]>,
        /// The number of the name that the new row gets.
        into: Option<u32>,
    },
    /// A row holds something else.
    Update {
        /// Which row.
        key: Expression,
        /// Fields, and what they hold from now on.
        set: Box<[(u32, Expression)]>,
    },
    /// A row goes.
    Remove {
        /// Which row.
        key: Expression,
    },
}

impl Change {
    /// Says whether it is about a new row.
    pub fn is_put(&self) -> bool {
        matches!(self.kind, ChangeKind::Put { .. })
    }
}

/// What a kitchen does about calls that fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Care {
    /// How often it calls once more, at most; none: as often as it takes.
    pub retries: Option<u32>,
    /// How long it waits before each of these calls.
    pub wait: Span,
    /// When it stops calling for a while; none: never.
    pub breaker: Option<BreakerPlan>,
}

impl Default for Care {
    fn default() -> Care {
        Care { retries: Some(0), wait: Span::ZERO, breaker: None }
    }
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
    /// What is asked of whoever orders it.
    pub admission: Admission,
    /// How many names its recipe gives.
    pub names: u32,
}

impl Dish {
    pub(super) fn turn(&mut self, turn: DishTurn) {
        match turn {
            DishTurn::Price(cents) => self.price = cents,
            turn => self.admission.turn(turn),
        }
    }

    /// Returns where an order goes on that cannot do a step; none: nothing is tried there.
    pub fn fallback(&self, step: u32) -> Option<u32> {
        let before = self.recipe.get(..step as usize)?;
        before.iter().rev().find_map(|before| match before {
            Step::Try { otherwise } if step < *otherwise => Some(*otherwise),
            _ => None,
        })
    }

    /// Says whether calls of its recipe send money to a partner, or ask it to give some back.
    pub fn moves_money_to(&self, whom: u32) -> bool {
        let moves = |step: &Step| matches!(step, Step::Call { partner, money: Some(_), .. } if *partner == whom);
        self.recipe.iter().any(moves)
    }

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
                    let (first, second, end) = self.ways(at, *otherwise);
                    sum += share * first + (1.0 - share) * second;
                    at = end;
                    continue;
                }
                Step::Rule(rule) if let Rule::When { otherwise, .. } = &**rule => {
                    let (first, second, end) = self.ways(at, *otherwise);
                    // Nobody knows which way it will be.
                    sum += f64::midpoint(first, second);
                    at = end;
                    continue;
                }
                Step::Try { otherwise } => {
                    // As long as nothing goes wrong.
                    let (first, _, end) = self.ways(at, *otherwise);
                    sum += first;
                    at = end;
                    continue;
                }
                Step::Take { .. }
                | Step::Put { .. }
                | Step::Call { .. }
                | Step::Search(_)
                | Step::Change(_)
                | Step::Rule(_)
                | Step::Ask { .. }
                | Step::GoTo(_)
                | Step::Together { .. }
                | Step::BranchEnds => {}
            }
            at += 1;
        }
        sum
    }

    /// Returns the expected work of both ways that begin at a step, and where they end.
    fn ways(&self, at: usize, otherwise: u32) -> (f64, f64, usize) {
        let other = otherwise as usize;
        // The first way ends with the step that leads past the other one.
        let end = match self.recipe.get(other - 1) {
            Some(Step::GoTo(end)) => *end as usize,
            _ => other,
        };
        (self.work_between(at + 1, other - 1), self.work_between(other, end), end)
    }
}
