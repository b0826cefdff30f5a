//! One order and its way through the house: which phase may follow which.

use super::Watcher;
use boh::kernel::{Distribution, Span, Time};
use boh::restaurant::{Arrivals, Outcome, Phase, Step, Until};

/// What is known of one order, for ever.
#[derive(Clone, Debug)]
pub(crate) struct Book {
    pub room: u32,
    pub visit: usize,
    pub is_retry: bool,
    pub dish: Option<u32>,
    pub placed: Time,
    pub phase: Phase,
    pub entered: Time,
    /// Nanoseconds in each phase until it was decided.
    pub spent: [u64; Phase::COUNT],
    pub outcome: Option<(Time, Outcome)>,
    pub is_closed: bool,
    pub paid: Option<i64>,
    /// Steps of the recipe that have begun.
    pub steps: usize,
    /// Durations of prep and cooking, by step.
    pub works: Vec<(usize, u64)>,
    /// When it reached the kitchen, and which copy.
    pub handed: Option<Time>,
    pub copy: Option<usize>,
    pub(super) patience: Option<Distribution>,
    pub(super) until: Until,
    pub(super) timeout: Option<Span>,
    pub(super) began: Option<Time>,
    /// How long the present phase lasts, where that is no matter of chance or of others.
    pub(super) stays: Option<Span>,
    pub(super) called: Option<Time>,
    /// How long the partner takes, likewise.
    pub(super) answers_in: Option<Span>,
    pub(super) answered: Option<bool>,
    /// The step whose visit to a hatch failed.
    pub(super) sold_out: Option<usize>,
}

impl Watcher {
    pub(super) fn placed(&mut self, slot: u32, room: u32, dish: Option<u32>, visit: Option<u32>) {
        let is_retry = visit.is_some();
        let visit = self.attempt(room, visit);
        let at = slot as usize;
        if at >= self.slots.len() {
            self.must(at == self.slots.len(), || format!("slot {slot} skips some"));
            self.slots.resize(at + 1, None);
        }
        let is_free = self.slots[at].is_none();
        self.must(is_free, || format!("slot {slot} is used twice"));
        self.slots[at] = Some(self.orders.len());
        let plan = &self.plan.rooms[room as usize];
        let is_trace = matches!(plan.arrivals, Arrivals::Trace(_));
        self.orders.push(Book {
            room,
            visit,
            is_retry,
            dish,
            placed: self.now,
            phase: Phase::WalkingIn,
            entered: self.now,
            spent: [0; Phase::COUNT],
            outcome: None,
            is_closed: false,
            paid: None,
            steps: 0,
            works: Vec::new(),
            handed: None,
            copy: None,
            patience: if is_trace { None } else { plan.patience.clone() },
            until: plan.until,
            timeout: None,
            began: None,
            stays: Some(plan.distance),
            called: None,
            answers_in: None,
            answered: None,
            sold_out: None,
        });
        self.open += 1;
        self.undecided.add(1, self.now);
        self.phases[Phase::WalkingIn as usize] += 1;
    }

    /// Moves an order in the counts of phases.
    pub(super) fn count_phase(&mut self, order: usize, from: Option<Phase>, to: Option<Phase>) {
        let kitchen = self.orders[order].copy;
        let here = |phase: Phase| phase >= Phase::RailWait && phase <= Phase::PartnerWait;
        for (phase, change) in [(from, -1), (to, 1)] {
            let Some(phase) = phase else { continue };
            self.phases[phase as usize] += change;
            if let Some(kitchen) = kitchen.filter(|_| here(phase)) {
                self.kitchens[kitchen].phases[phase as usize] += change;
            }
        }
    }

    pub(super) fn moved(&mut self, slot: u32, order: usize, to: Phase) {
        let from = self.orders[order].phase;
        let follows = self.follows(order, to);
        self.must(follows, || format!("order {order} goes from {from:?} to {to:?}"));
        self.leave(slot, order, from);
        self.stayed(order);
        self.count_phase(order, Some(from), Some(to));
        let now = self.now;
        let book = &mut self.orders[order];
        if book.outcome.is_none() {
            book.spent[from as usize] += (now - book.entered).0;
        }
        (book.phase, book.entered) = (to, now);
        if begins_step(from, to) {
            book.steps += 1;
        }
        self.enter(slot, order, to);
    }

    /// A phase is over: it has lasted as long as it should.
    pub(super) fn stayed(&mut self, order: usize) {
        let Book { phase, entered, stays, .. } = self.orders[order];
        let ok = stays.is_none_or(|stays| entered + stays == self.now);
        self.must(ok, || format!("order {order} is in {phase:?} since {} s", entered.seconds()));
    }

    /// Returns how long an order stays in its phase, unless that is a matter of chance or of others.
    fn stay(&self, order: usize) -> Option<Span> {
        let book = &self.orders[order];
        let constant = |time: Option<&Distribution>| match time {
            None => Some(Span::ZERO),
            Some(Distribution::Constant(time)) => Some(*time),
            Some(_) => None,
        };
        match (book.phase, self.step(order)) {
            (Phase::WalkingOut, _) => Some(self.plan.rooms[book.room as usize].distance),
            (Phase::Ordering, _) => constant(self.plan.waiter.take_order.as_ref()),
            (Phase::Serving, _) => constant(self.plan.waiter.serve.as_ref()),
            (Phase::Prep, Some(Step::Prep(time))) | (Phase::Cooking, Some(Step::Cook(time))) => {
                constant(Some(time))
            }
            (Phase::InPantry, Some(Step::Take { pantry, .. })) => {
                constant(self.plan.pantries[*pantry as usize].take.as_ref())
            }
            (Phase::InPantry, Some(Step::Put { pantry, .. })) => {
                constant(self.plan.pantries[*pantry as usize].put.as_ref())
            }
            _ => None,
        }
    }

    /// What must be so when an order leaves a phase in good order.
    pub(super) fn leave(&mut self, slot: u32, order: usize, from: Phase) {
        let began = self.orders[order].began;
        match from {
            Phase::Prep | Phase::Cooking => {
                self.must(began.is_none(), || format!("order {order} leaves while worked on"));
            }
            Phase::HandsWait => {
                let waits = self.kitchens.iter().any(|kitchen| kitchen.aside.contains(&slot));
                self.must(!waits, || format!("order {order} goes on without hands"));
            }
            Phase::PartnerWait => {
                let answered = self.orders[order].answered;
                self.must(answered == Some(true), || format!("{order} goes on unanswered"));
            }
            _ => {}
        }
    }

    /// What begins as an order enters a phase.
    pub(super) fn enter(&mut self, slot: u32, order: usize, to: Phase) {
        self.orders[order].stays = self.stay(order);
        match to {
            Phase::WaiterWait => self.guests.push(slot),
            Phase::HandsWait => {
                if let Some(kitchen) = self.orders[order].copy {
                    self.kitchens[kitchen].aside.push(slot);
                }
            }
            Phase::HatchWait => {
                if let Some(Step::Take { pantry, .. } | Step::Put { pantry, .. }) = self.step(order)
                {
                    let pantry = *pantry as usize;
                    self.hatches[pantry].line.push(slot);
                }
            }
            Phase::BurnerWait => {
                let copy = self.orders[order].copy;
                if let Some(building) = copy.and_then(|copy| self.building_of(copy)) {
                    self.burners[building].line.push(slot);
                }
            }
            Phase::InPantry => {
                let sold_out = self.orders[order].sold_out;
                self.must(sold_out.is_none(), || format!("order {order} takes what is sold out"));
            }
            Phase::PartnerWait => self.orders[order].answered = None,
            _ => {}
        }
    }

    /// Says whether a phase may follow the present one: this is the floor plan of the house.
    pub(super) fn follows(&self, order: usize, to: Phase) -> bool {
        let book = &self.orders[order];
        let starts = |at: usize| self.starts(order, at, to);
        match book.phase {
            Phase::WalkingIn => {
                matches!(to, Phase::WaiterWait | Phase::Ordering | Phase::RailWait) || starts(0)
            }
            Phase::WaiterWait => to == Phase::Ordering,
            Phase::Ordering => to == Phase::RailWait || starts(0),
            Phase::RailWait => starts(0),
            Phase::BurnerWait => to == Phase::Cooking,
            Phase::HatchWait => to == Phase::InPantry,
            Phase::Prep | Phase::Cooking => starts(book.steps),
            Phase::InPantry | Phase::PartnerWait => {
                starts(book.steps) || to == Phase::HandsWait && !self.has_ended(order)
            }
            Phase::HandsWait => starts(book.steps) && !self.has_ended(order),
            Phase::PassWait => to == Phase::Serving,
            Phase::Serving => to == Phase::WalkingOut,
            _ => false,
        }
    }

    /// Says whether an order has begun all steps of its recipe.
    pub(super) fn has_ended(&self, order: usize) -> bool {
        let book = &self.orders[order];
        book.dish.is_some_and(|dish| self.plan.menu[dish as usize].recipe.len() == book.steps)
    }

    /// Says whether the n-th step of the recipe begins with this phase.
    pub(super) fn starts(&self, order: usize, at: usize, phase: Phase) -> bool {
        let Book { dish: Some(dish), copy, .. } = self.orders[order] else { return false };
        let dish = &self.plan.menu[dish as usize];
        let has_burners = copy.is_some_and(|copy| self.building_of(copy).is_some());
        match dish.recipe.get(at) {
            None => matches!(phase, Phase::PassWait | Phase::Serving | Phase::WalkingOut),
            Some(Step::Prep(_)) => phase == Phase::Prep,
            Some(Step::Cook(_)) => {
                phase == Phase::Cooking || phase == Phase::BurnerWait && has_burners
            }
            Some(Step::Take { .. } | Step::Put { .. }) => {
                matches!(phase, Phase::HatchWait | Phase::InPantry)
            }
            Some(Step::Call { .. }) => phase == Phase::PartnerWait,
            Some(step) => unreachable!("no random recipe has {step:?}"),
        }
    }
}

/// Says whether going from one phase to another begins a step of the recipe.
fn begins_step(from: Phase, to: Phase) -> bool {
    match to {
        Phase::Prep | Phase::BurnerWait | Phase::HatchWait | Phase::PartnerWait => true,
        Phase::Cooking => from != Phase::BurnerWait,
        Phase::InPantry => from != Phase::HatchWait,
        _ => false,
    }
}
