//! The dispatcher: chooses the copy of a kitchen that gets a ticket.

use super::DispatcherTurn;
use super::order::Order;
use crate::kernel::{Luck, Span, Time, pick, stream};

const DISPATCH: u64 = stream("dispatch");

/// How a copy is chosen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Policy {
    /// One after the other.
    #[default]
    RoundRobin,
    /// Any.
    Random,
    /// The one with the fewest tickets, ties at random.
    LeastBusy,
    /// The less busy of two different ones, ties at random.
    TwoChoices,
    /// For one guest always the same.
    Sticky,
}

/// The dispatcher as the scenario means it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DispatcherPlan {
    /// How a copy is chosen.
    pub policy: Policy,
    /// How often the copies are asked whether they are well; none: never.
    pub checks: Option<Span>,
}

/// What the dispatcher knows of a copy.
#[derive(Clone, Copy, Debug)]
struct Health {
    /// What the last check found.
    known: bool,
    /// What the next check will find.
    actual: bool,
    since: Time,
}

/// The dispatcher in a run.
#[derive(Clone, Debug)]
pub(super) struct Dispatcher {
    plan: DispatcherPlan,
    /// Of each kitchen, how many tickets have been given out.
    given: Vec<u32>,
    /// Of each copy.
    health: Vec<Health>,
    /// Copies to choose from; kept so that its memory is used again.
    candidates: Vec<u32>,
}

impl Dispatcher {
    pub fn new(plan: DispatcherPlan, kitchens: usize, copies: usize) -> Dispatcher {
        let well = Health { known: true, actual: true, since: Time::OPENING };
        Dispatcher {
            plan,
            given: vec![0; kitchens],
            health: vec![well; copies],
            candidates: Vec::new(),
        }
    }

    /// A copy is well from now on, or is not. Nobody tells the dispatcher: it finds out when it
    /// asks.
    pub fn note(&mut self, copy: u32, is_well: bool, now: Time) {
        self.check(copy, now);
        let health = &mut self.health[copy as usize];
        (health.actual, health.since) = (is_well, now);
        if now == Time::OPENING {
            health.known = is_well;
        }
    }

    /// Makes up for the checks of a copy up to now: only the last one matters.
    fn check(&mut self, copy: u32, now: Time) {
        let health = &mut self.health[copy as usize];
        match self.plan.checks {
            Some(every) => {
                let last = now.0 / every.0 * every.0;
                if last >= health.since.0 {
                    health.known = health.actual;
                }
            }
            None => health.known = true,
        }
    }

    /// Chooses one of the copies of a kitchen; `load` is how many tickets a copy has. If all are
    /// known to be ill, any may be chosen.
    pub fn choose(
        &mut self,
        kitchen: u32,
        copies: std::ops::Range<u32>,
        order: &Order,
        now: Time,
        load: impl Fn(u32) -> u64,
    ) -> u32 {
        self.candidates.clear();
        for copy in copies.clone() {
            self.check(copy, now);
            if self.health[copy as usize].known {
                self.candidates.push(copy);
            }
        }
        if self.candidates.is_empty() {
            self.candidates.extend(copies.clone());
        }
        let luck = order.slip.luck.nth(DISPATCH);
        let candidates = &self.candidates[..];
        match self.plan.policy {
            Policy::RoundRobin => self.next_in_turn(kitchen, copies),
            Policy::Random => candidates[pick(&mut luck.draw(), candidates.len())],
            Policy::LeastBusy => {
                let least = candidates.iter().map(|copy| load(*copy)).min().unwrap_or(0);
                let equals = candidates.iter().filter(|copy| load(**copy) == least);
                let at = pick(&mut luck.draw(), equals.clone().count());
                equals.copied().nth(at).unwrap_or(copies.start)
            }
            Policy::TwoChoices => less_busy_of_two(candidates, luck, load),
            Policy::Sticky => {
                let home = copies.start + order.slip.guest_key % (copies.end - copies.start);
                // Who has no home at the moment goes to the next one.
                let next = candidates.iter().find(|copy| **copy >= home);
                *next.unwrap_or(&candidates[0])
            }
        }
    }

    /// Returns the next candidate in turn; those who are ill miss theirs.
    fn next_in_turn(&mut self, kitchen: u32, copies: std::ops::Range<u32>) -> u32 {
        let given = &mut self.given[kitchen as usize];
        let count = copies.end - copies.start;
        loop {
            let copy = copies.start + *given % count;
            *given = given.wrapping_add(1) % count;
            if self.candidates.binary_search(&copy).is_ok() {
                return copy;
            }
        }
    }

    pub fn turn(&mut self, turn: DispatcherTurn, now: Time) {
        // What was found out so far was found out by the old interval.
        for copy in 0..self.health.len() as u32 {
            self.check(copy, now);
        }
        match turn {
            DispatcherTurn::Policy(policy) => self.plan.policy = policy,
            DispatcherTurn::Checks(checks) => self.plan.checks = checks,
        }
    }
}

fn less_busy_of_two(candidates: &[u32], luck: Luck, load: impl Fn(u32) -> u64) -> u32 {
    let mut draw = luck.draw();
    let first = pick(&mut draw, candidates.len());
    if candidates.len() == 1 {
        return candidates[first];
    }
    let step = 1 + pick(&mut draw, candidates.len() - 1);
    let (one, other) = (candidates[first], candidates[(first + step) % candidates.len()]);
    // The first was drawn at random, so it wins ties at random.
    if load(other) < load(one) { other } else { one }
}
