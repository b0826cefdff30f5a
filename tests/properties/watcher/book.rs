//! One order and its way through the house: which phase may follow which.

use super::recipe::constant;
use super::slices::Slice;
use super::storeroom::Putting;
use super::way::Spot;
use super::{ErrandOf, Place, Watcher};
use boh::kernel::{Distribution, Span, Time};
use boh::restaurant::{Device, Manner, Outcome, Phase, Step, Until};
use std::collections::BTreeMap;

/// What is known of one order, or of an errand of one, for ever.
#[derive(Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "they are facts, not states of a machine")]
pub(crate) struct Book {
    pub room: u32,
    pub visit: usize,
    pub is_retry: bool,
    pub is_counted: bool,
    pub dish: Option<u32>,
    pub placed: Time,
    pub phase: Phase,
    pub entered: Time,
    /// Up to when its time is booked.
    pub(super) booked: Time,
    /// Nanoseconds in each phase until it was decided.
    pub spent: [u64; Phase::COUNT],
    pub outcome: Option<(Time, Outcome)>,
    pub is_closed: bool,
    pub paid: Option<i64>,
    /// Where in its recipe it may be.
    pub places: Vec<Place>,
    /// How long was worked on it, by dish and step, errands included.
    pub works: BTreeMap<(u32, usize), u64>,
    /// When it reached the kitchen, and which copy.
    pub handed: Option<Time>,
    pub copy: Option<usize>,
    pub errand: Option<ErrandOf>,
    /// How many errands are out, and how many were sent at this step.
    pub(super) out: usize,
    pub(super) sent: usize,
    /// It does nothing but wait for its errands.
    pub(super) is_waiting: bool,
    /// Why it cannot go on, if an errand said so.
    pub(super) broken: Vec<Outcome>,
    /// One of its branches could not go on: the others end where they are.
    pub(super) has_failed: bool,
    /// How many are at work with the hands that it has.
    pub(super) workers: i64,
    /// Its chef took a break: the step is not over.
    pub(super) is_kept: bool,
    pub(super) patience: Option<Distribution>,
    pub(super) until: Until,
    pub(super) timeout: Option<Span>,
    pub(super) began: Option<Time>,
    /// How long the present phase lasts, if it is no step of the recipe and no matter of chance.
    pub(super) stays: Option<Span>,
    pub(super) called: Option<Time>,
    /// When the partner began to answer.
    pub(super) taken: Option<Time>,
    /// When the last answer came.
    pub(super) heard: Option<Time>,
    /// The how manieth further attempt at a call.
    pub(super) attempt: u32,
    /// The call is not made.
    pub(super) is_prevented: bool,
    /// How long the partner takes, likewise.
    pub(super) answers_in: Option<Span>,
    pub(super) answered: Option<bool>,
    /// It has found something in the fridge since it entered its phase, so that is over.
    pub(super) is_past: bool,
    /// It is at a hatch and takes something.
    pub(super) is_fetching: bool,
    pub(super) putting: Option<Putting>,
    /// Where between waiter and kitchen it may be.
    pub(super) way: Vec<Spot>,
    /// Through the pipe of which building it passes.
    pub(super) passes: Option<usize>,
    /// A chef has taken it up and done nothing else for it yet.
    pub(super) is_new: bool,
    /// It has what it waited for in its building, and asks for the same in the one around it.
    pub(super) turns_outward: bool,
    pub(super) has_own_place: bool,
    pub(super) has_own_burner: bool,
    /// Of the burners: what it has, and what it will have once it cooks.
    pub(super) slice: Option<Slice>,
    pub(super) next_slice: Option<Slice>,
    /// How often its chef has laid it down while it cooked in slices.
    pub(super) laid_down: u32,
    /// How its guest goes about it.
    pub(super) manner: Manner,
    /// The plate has come to the waiter.
    pub(super) is_brought: bool,
    /// The last visit to a hatch failed.
    pub(super) sold_out: bool,
}

impl Book {
    pub(super) fn new(room: u32, visit: usize, now: Time) -> Book {
        Book {
            room,
            visit,
            is_retry: false,
            is_counted: false,
            dish: None,
            placed: now,
            phase: Phase::WalkingIn,
            entered: now,
            booked: now,
            spent: [0; Phase::COUNT],
            outcome: None,
            is_closed: false,
            manner: Manner::default(),
            paid: None,
            places: Vec::new(),
            works: BTreeMap::new(),
            handed: None,
            copy: None,
            errand: None,
            out: 0,
            sent: 0,
            is_waiting: false,
            broken: Vec::new(),
            has_failed: false,
            workers: 0,
            is_kept: false,
            patience: None,
            until: Until::Plate,
            timeout: None,
            began: None,
            stays: None,
            called: None,
            taken: None,
            heard: None,
            attempt: 0,
            is_prevented: false,
            answers_in: None,
            answered: None,
            is_past: false,
            is_fetching: false,
            putting: None,
            way: Vec::new(),
            passes: None,
            is_new: false,
            turns_outward: false,
            has_own_place: false,
            has_own_burner: false,
            slice: None,
            next_slice: None,
            laid_down: 0,
            is_brought: false,
            sold_out: false,
        }
    }

    pub(crate) fn is_branch(&self) -> bool {
        self.errand.is_some_and(|of| of.is_branch)
    }

    /// How long was worked on it, in nanoseconds.
    pub(crate) fn worked(&self) -> u64 {
        self.works.values().sum()
    }

    /// Books the time in the present phase, until it was decided.
    pub(super) fn spend(&mut self, now: Time) {
        if self.outcome.is_none() {
            self.spent[self.phase as usize] += (now - self.booked).0;
        }
        self.booked = now;
    }

    /// The time since then is not its own: its errands have spent it.
    pub(super) fn skip(&mut self, now: Time) {
        self.booked = now;
    }

    /// Enters a phase.
    pub(super) fn enters(&mut self, phase: Phase, now: Time) {
        self.spend(now);
        (self.phase, self.entered, self.is_past, self.is_new) = (phase, now, false, false);
    }
}

impl Watcher {
    pub(super) fn placed(&mut self, slot: u32, room: u32, dish: Option<u32>, visit: Option<u32>) {
        let is_retry = visit.is_some();
        let visit = self.attempt(room, visit);
        let plan = &self.plan.rooms[room as usize];
        let is_of_trace = self.visits[visit].is_of_trace;
        let book = Book {
            is_retry,
            is_counted: self.now >= self.warm_up,
            dish,
            places: dish.map(|dish| Place::before(dish, 0)).into_iter().collect(),
            patience: if is_of_trace { None } else { plan.patience.clone() },
            until: plan.until,
            manner: plan.manner,
            stays: Some(plan.distance),
            ..Book::new(room, visit, self.now)
        };
        self.open_slot(slot, book);
        self.undecided.add(1, self.now);
    }

    /// An order or errand gets a slot.
    pub(super) fn open_slot(&mut self, slot: u32, book: Book) {
        let at = slot as usize;
        if at >= self.slots.len() {
            self.must(at == self.slots.len(), || format!("slot {slot} skips some"));
            self.slots.resize(at + 1, None);
        }
        let is_free = self.slots[at].is_none();
        self.must(is_free, || format!("slot {slot} is used twice"));
        self.slots[at] = Some(self.orders.len());
        self.orders.push(book);
        self.open += 1;
        self.count_order(self.orders.len() - 1, 1);
    }

    /// Counts an order where it is, or takes it out of the counts.
    pub(super) fn count_order(&mut self, order: usize, change: i64) {
        let Book { phase, copy, is_waiting, .. } = self.orders[order];
        if is_waiting {
            self.waiting += change;
        } else {
            self.phases[phase as usize] += change;
        }
        let in_kitchen = phase >= Phase::RailWait && phase <= Phase::PartnerWait;
        let is_branch = self.orders[order].is_branch();
        if let Some(copy) = copy.filter(|_| in_kitchen) {
            let kitchen = &mut self.kitchens[copy];
            if !is_waiting {
                kitchen.phases[phase as usize] += change;
            }
            if !is_branch && phase != Phase::RailWait {
                kitchen.in_hand += change;
            }
        }
    }

    pub(super) fn moved(&mut self, slot: u32, order: usize, to: Phase) {
        let from = self.orders[order].phase;
        let follows = !self.orders[order].is_waiting && self.follows(order, to);
        self.must(follows, || format!("order {order} goes from {from:?} to {to:?}"));
        self.leave(slot, order);
        let at_work = matches!(from, Phase::Prep | Phase::Cooking | Phase::BurnerWait);
        let is_interrupted = at_work && to == Phase::HandsWait;
        self.has_lasted(order, is_interrupted && from != Phase::BurnerWait);
        self.on_way(order, to);
        let goes_on = std::mem::replace(&mut self.orders[order].is_kept, is_interrupted);
        self.orders[order].has_own_burner &= to != Phase::HandsWait;
        match to {
            Phase::InPantry => self.gets_in(order),
            Phase::Cooking | Phase::BurnerWait if from == Phase::BurnerWait => {}
            Phase::Prep | Phase::BurnerWait | Phase::Cooking if goes_on => {}
            Phase::Prep
            | Phase::BurnerWait
            | Phase::Cooking
            | Phase::HatchWait
            | Phase::PartnerWait => {
                self.begin_step(order, |watcher, place| watcher.begins(order, place, to));
            }
            _ => {}
        }
        self.count_order(order, -1);
        let now = self.now;
        self.orders[order].enters(to, now);
        self.count_order(order, 1);
        self.enter(slot, order, to);
    }

    /// Returns how long an order stays in its phase, unless it is a step of its recipe, or that is
    /// a matter of chance or of others.
    fn stay(&self, order: usize) -> Option<Span> {
        let book = &self.orders[order];
        match book.phase {
            Phase::WalkingOut if book.is_brought => {
                Some(self.plan.rooms[book.room as usize].distance)
            }
            Phase::Displaying => match &self.plan.rooms[book.room as usize].device {
                Device::Takes(time) => constant(Some(time)),
                Device::AtOnce | Device::Off => None,
            },
            Phase::Ordering => constant(self.plan.waiter.take_order.as_ref()),
            Phase::Serving => constant(self.plan.waiter.serve.as_ref()),
            _ => None,
        }
    }

    /// What must be so when an order leaves its phase in good order.
    pub(super) fn leave(&mut self, slot: u32, order: usize) {
        let Book { phase, began, answered, copy, .. } = self.orders[order];
        match phase {
            Phase::Prep | Phase::Cooking => {
                self.must(began.is_none(), || format!("order {order} leaves while worked on"));
            }
            Phase::HandsWait => {
                let is_simple = copy.is_some_and(|copy| self.is_simple(copy));
                let waits = self.kitchens.iter().any(|kitchen| kitchen.aside.contains(&slot));
                self.must(!(waits && is_simple), || format!("order {order} goes on without hands"));
            }
            Phase::PartnerWait if self.orders[order].called.is_some() => {
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
            Phase::WaterWait | Phase::WalkingIn | Phase::WalkingOut => {
                self.expect_way_end(slot, order);
            }
            Phase::HandsWait => {
                let copy = self.orders[order].copy;
                if let Some(copy) = copy.filter(|copy| self.is_simple(*copy)) {
                    self.kitchens[copy].aside.push(slot);
                }
            }
            Phase::WorktopWait => self.waits_for_place(slot, order),
            Phase::HatchWait => {
                for pantry in self.pantries_of(order) {
                    self.hatches[pantry].line.push(slot);
                }
            }
            Phase::BurnerWait => {
                self.waits_for_burner(slot, order);
            }
            Phase::Prep | Phase::Cooking | Phase::InPantry => {
                let book = &mut self.orders[order];
                book.slice = book.next_slice.take().filter(|_| to == Phase::Cooking);
                self.expect_end(order);
            }
            Phase::PartnerWait => {
                let book = &mut self.orders[order];
                (book.answered, book.called, book.attempt) = (None, None, 0);
            }
            _ => {}
        }
    }

    /// Lists the pantries of the steps in which an order may be.
    pub(super) fn pantries_of(&self, order: usize) -> Vec<usize> {
        let pantries = self.steps(order).filter_map(|step| match step {
            Step::Take { pantry, .. } | Step::Put { pantry, .. } => Some(*pantry as usize),
            _ => None,
        });
        let mut pantries: Vec<usize> = pantries.collect();
        pantries.sort_unstable();
        pantries.dedup();
        pantries
    }

    /// Says whether the guest's own device draws the answer in this phase.
    pub(super) fn is_displayed(&self, order: usize, phase: Phase) -> bool {
        let room = &self.plan.rooms[self.orders[order].room as usize];
        phase == Phase::Displaying && room.device != Device::AtOnce
    }

    /// Says whether a phase may follow the present one: this is the floor plan of the house.
    pub(super) fn follows(&self, order: usize, to: Phase) -> bool {
        let book = &self.orders[order];
        let begins = |place: &Place| self.begins(order, place, to);
        let starts = book.copy.is_some()
            && match to {
                Phase::InPantry => self.taking == Some(order),
                _ => self.next_places(order).iter().any(begins),
            };
        if to == Phase::WorktopWait {
            return book.copy.is_some() && (book.is_new || book.phase == Phase::WorktopWait);
        }
        let has_breaks = book.copy.is_some_and(|copy| self.kitchens[copy].has_breaks);
        // Which way it is follows from where it is on it.
        let is_in = book.copy.is_none() && book.errand.is_none();
        let sets_out = is_in && matches!(to, Phase::WalkingIn | Phase::WaterWait);
        let is_displayed = self.is_displayed(order, to);
        let is_plate =
            is_displayed || matches!(to, Phase::PassWait | Phase::Serving | Phase::WalkingOut);
        match book.phase {
            Phase::WalkingIn if book.handed.is_some() => {
                to == Phase::RailWait || sets_out || starts
            }
            Phase::WalkingIn => {
                matches!(to, Phase::WaiterWait | Phase::Ordering | Phase::RailWait)
                    || sets_out
                    || starts
            }
            Phase::WaterWait if is_in => to == Phase::WalkingIn,
            Phase::Serving | Phase::Displaying if is_displayed => true,
            Phase::WalkingOut if book.is_brought => is_displayed,
            Phase::WaterWait | Phase::Serving => to == Phase::WalkingOut,
            Phase::WalkingOut if !book.is_brought => is_plate || to == Phase::WaterWait,
            Phase::WaiterWait => to == Phase::Ordering,
            Phase::Ordering => to == Phase::RailWait || sets_out || starts,
            Phase::RailWait => starts,
            Phase::WorktopWait => starts || to == Phase::HandsWait && self.may_want_hands(order),
            Phase::BurnerWait if to == Phase::BurnerWait => book.has_own_burner,
            Phase::BurnerWait => to == Phase::Cooking || to == Phase::HandsWait && has_breaks,
            Phase::HatchWait => to == Phase::InPantry && starts,
            Phase::Prep | Phase::Cooking => starts || to == Phase::HandsWait && has_breaks,
            Phase::InPantry | Phase::PartnerWait => {
                let is_asked = book.errand.is_some() && book.copy.is_none();
                starts
                    || to == Phase::HandsWait && self.may_want_hands(order)
                    || to == Phase::RailWait && is_asked
            }
            Phase::HandsWait if book.is_kept => book.places.iter().any(begins),
            Phase::HandsWait => starts && (book.is_past || !is_plate && to != Phase::WaterWait),
            Phase::PassWait => to == Phase::Serving,
            _ => false,
        }
    }
}
