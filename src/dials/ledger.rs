//! The ledger: folds facts, one by one.

mod blame;
mod buildings;
mod calls;
mod door;
mod errands;
mod money;
mod visits;

use super::layout::Layout;
use super::levels::Levels;
use super::record::{Attempt, Record};
use super::spread::{Mean, Spread};
use super::tally::{Tally, Window};
use super::totals::Totals;
use crate::kernel::Time;
use crate::restaurant::{Capacity, Cost, Fact, Outcome, Phase, Witness};
use blame::Glance;
use std::collections::BTreeMap;
use visits::LongVisit;

/// Facts, folded. It has one tally for the run since its warm-up, and one for each window.
#[derive(Clone, Debug)]
pub struct Ledger {
    pub(super) layout: Layout,
    warm_up: Time,
    pub(super) now: Time,
    records: Vec<Record>,
    long_visits: Vec<LongVisit>,
    /// By room: whether guests may try again.
    retries: Vec<bool>,
    pub(super) levels: Levels,
    /// What partners have taken for orders that are not decided yet, in cents, by order.
    held: BTreeMap<u32, i64>,
    /// What chefs were doing when a visit was last lost that took too long.
    glance: Option<Glance>,
    /// Tallies being written.
    pub(super) open: Vec<Tally>,
    /// Tallies whose window has ended.
    closed: Vec<Tally>,
}

impl Ledger {
    /// Returns an empty ledger; `shelves` is the number of shelves of each pantry.
    pub fn new(layout: Layout, warm_up: Time, shelves: &[usize]) -> Ledger {
        Ledger {
            warm_up,
            now: Time::OPENING,
            records: Vec::new(),
            long_visits: Vec::new(),
            retries: vec![false; layout.rooms],
            levels: Levels::new(&layout, shelves),
            held: BTreeMap::new(),
            glance: None,
            open: Vec::new(),
            closed: Vec::new(),
            layout,
        }
    }

    /// Begins a window now: everything before this moment has been told.
    pub fn open(&mut self, window: Window, now: Time) {
        self.now = now;
        self.open.push(Tally::new(window, &self.layout, &self.levels));
    }

    /// Ends a window now.
    pub fn close(&mut self, window: Window, now: Time) {
        self.now = now;
        if let Some(at) = self.open.iter().position(|tally| tally.is_of(window)) {
            let mut tally = self.open.remove(at);
            tally.closed = Some((now, self.levels.clone()));
            self.closed.push(tally);
        }
    }

    /// Forgets what was noted over a window.
    pub fn forget(&mut self, window: Window) {
        self.open.retain(|tally| !tally.is_of(window));
        self.closed.retain(|tally| !tally.is_of(window));
    }

    /// Moves the ledger's clock, so that levels can be read as of now.
    pub fn advance(&mut self, now: Time) {
        self.now = now;
    }

    /// Puts what is kept in order, so that reading it again and again is cheap.
    pub fn settle(&mut self) {
        self.open.iter_mut().flat_map(Tally::spreads).for_each(Spread::settle);
    }

    /// Returns when an order in the house, or an errand, entered its present phase.
    pub fn entered(&self, order: u32) -> Time {
        self.records.get(order as usize).map_or(Time::OPENING, |record| record.entered)
    }

    /// Returns about how many bytes a clone takes.
    pub fn bytes(&self) -> u64 {
        let spreads = self.open.iter().chain(&self.closed).flat_map(Tally::all_spreads);
        let records = self.records.len() * size_of::<Record>();
        let visits = self.long_visits.len() * size_of::<LongVisit>();
        (records + visits) as u64 + spreads.map(Spread::bytes).sum::<u64>()
    }

    pub(super) fn tally(&self, window: Window) -> Option<&Tally> {
        self.open.iter().chain(&self.closed).find(|tally| tally.is_of(window))
    }

    #[inline]
    fn placed(&mut self, now: Time, order: u32, room: u32, dish: Option<u32>) {
        let dishes = self.layout.dishes as u32;
        let cell = room * (dishes + 1) + dish.unwrap_or(dishes);
        let is_counted = now >= self.warm_up;
        let Some(record) = self.records.get_mut(order as usize) else {
            self.placed_anew(now, order, room, dish);
            return;
        };
        *record = Record::new(now, cell, room, is_counted);
        if is_counted {
            self.levels.totals.cells[cell as usize].placed += 1;
            self.levels.totals.visits[room as usize].begun += 1;
        }
    }

    // Apart, so that the usual way has no registers to save.
    #[cold]
    #[inline(never)]
    fn placed_anew(&mut self, now: Time, order: u32, room: u32, dish: Option<u32>) {
        self.add_record();
        self.placed(now, order, room, dish);
    }

    fn add_record(&mut self) {
        self.records.push(Record::new(Time::OPENING, 0, 0, false));
    }

    #[inline(always)]
    fn decided(&mut self, now: Time, order: u32, outcome: Outcome) {
        if !self.held.is_empty() {
            self.is_owed_from_now_on(order);
        }
        let is_served = outcome == Outcome::SERVED;
        if !is_served {
            // What is being done just now is not, until it is done.
            self.waste(order);
        }
        let record = &mut self.records[order as usize];
        record.outcome = Some(outcome);
        if record.is_counted {
            record.book(now);
            let cell = &mut self.levels.totals.cells[record.cell as usize];
            cell.ended[usize::from(outcome.0)] += 1;
        }
        match record.attempt {
            Attempt::Again(_) if is_served => self.served_again(now, order),
            // Where guests may try again, this one says next whether it will.
            Attempt::First if is_served || !self.retries[record.room as usize] => {
                if record.is_counted {
                    self.visit_decided(now, order);
                }
            }
            Attempt::First | Attempt::Again(_) => {}
        }
    }

    /// The only order of a visit was decided.
    #[inline(always)]
    fn visit_decided(&mut self, now: Time, order: u32) {
        let record = &self.records[order as usize];
        let latency = (now - record.placed).0;
        let visits = &mut self.levels.totals.visits[record.room as usize];
        if record.is_served() {
            visits.happy += 1;
            let at = record.cell as usize;
            self.levels.totals.cells[at].phases.add(latency, &record.spent);
            self.open.iter_mut().for_each(|tally| tally.latency[at].record(latency));
        } else {
            visits.unhappy += 1;
            let room = record.room as usize;
            self.open.iter_mut().for_each(|tally| tally.visit_latency[room].record(latency));
            self.blame(now, order);
        }
    }

    #[inline]
    fn paid(&mut self, order: u32, cents: i64, was_sent: bool) {
        let record = &self.records[order as usize];
        if record.is_counted {
            self.levels.totals.cells[record.cell as usize].revenue += cents;
            self.levels.totals.owed -= if was_sent { cents } else { 0 };
        }
    }

    /// Nothing is left of an order.
    #[inline]
    fn closed(&mut self, now: Time, order: u32) {
        let record = &mut self.records[order as usize];
        record.is_closed = true;
        if !record.is_served() {
            record.book(now);
            self.waste(order);
        }
    }

    /// Prep or cooking has ended, perhaps for a guest who has left.
    #[inline]
    fn work_ended(&mut self, now: Time, kitchen: u32, order: u32) {
        self.levels.kitchens[kitchen as usize].working.fall(now);
        let record = &mut self.records[order as usize];
        if record.is_lost() {
            record.book(now);
            self.waste(order);
        }
    }

    /// Notes the work on an order that no guest gets, as far as it has not been.
    #[cold]
    fn waste(&mut self, order: u32) {
        let record = &mut self.records[order as usize];
        let more = record.worked() - record.wasted;
        if !record.is_counted || more == 0 {
            return;
        }
        let is_first = record.wasted == 0 && !record.is_errand;
        record.wasted += more;
        let wasted = &mut self.levels.totals.wasted;
        if is_first {
            wasted.record(more);
        } else {
            wasted.add(more);
        }
    }

    /// Returns how long a counted order has waited, if it is in the phase of such a wait at all.
    #[inline]
    fn wait(&self, now: Time, order: u32, phase: Phase) -> Option<u64> {
        let record = &self.records[order as usize];
        let waited = if record.phase == phase { (now - record.entered).0 } else { 0 };
        record.is_counted.then_some(waited)
    }

    /// Notes how long a counted order has waited in the phase of such a wait.
    #[inline]
    fn waited(
        &mut self,
        now: Time,
        order: u32,
        phase: Phase,
        waits: impl FnOnce(&mut Totals) -> &mut Mean,
    ) {
        if let Some(wait) = self.wait(now, order, phase) {
            waits(&mut self.levels.totals).record(wait);
        }
    }

    #[inline]
    fn hung(&mut self, now: Time, kitchen: u32, order: u32) {
        let (of, length) = self.levels.hang(kitchen, now);
        let is_counted = self.records[order as usize].is_counted;
        let at = kitchen as usize;
        self.levels.totals.rails[at].came += u64::from(is_counted);
        for tally in &mut self.open {
            let longest = &mut tally.longest[of];
            *longest = (*longest).max(length);
            tally.longest_rails = tally.longest_rails.max(self.levels.tickets);
        }
    }

    #[inline]
    fn taken_at_once(&mut self, kitchen: u32, order: u32) {
        if self.records[order as usize].is_counted {
            let rail = &mut self.levels.totals.rails[kitchen as usize];
            rail.came += 1;
            rail.at_once += 1;
        }
    }

    #[inline]
    fn picked_up(&mut self, now: Time, kitchen: u32, order: u32) {
        self.levels.take_down(kitchen, now);
        let at = kitchen as usize;
        match self.wait(now, order, Phase::RailWait) {
            None => {}
            Some(0) => self.levels.totals.rails[at].at_once += 1,
            Some(wait) => self.open.iter_mut().for_each(|tally| tally.rail_wait[at].record(wait)),
        }
    }

    #[cold]
    fn taken_along(&mut self, now: Time, kitchen: u32, order: u32) {
        self.levels.take_down(kitchen, now);
        let at = kitchen as usize;
        self.waited(now, order, Phase::RailWait, |totals| &mut totals.rails[at].left);
    }

    #[inline]
    fn guest_taken(&mut self, now: Time, order: u32, queued: bool) {
        self.levels.waiters.take(now);
        if queued {
            self.levels.guests_queued.fall(now);
        }
        self.waited(now, order, Phase::WaiterWait, |totals| &mut totals.waiter_wait);
    }

    /// Notes something about a counted order.
    #[inline]
    fn count(&mut self, order: u32, note: impl Fn(&mut Totals)) {
        if self.records[order as usize].is_counted {
            note(&mut self.levels.totals);
        }
    }

    /// How much there is of something from now on, and what it costs.
    #[cold]
    fn plan(&mut self, now: Time, fact: Fact) {
        match fact {
            Fact::Copy { kitchen, of, stage, .. } => self.levels.enter(kitchen, of, stage, now),
            Fact::Capacity { of, count } => self.capacity(now, of, count),
            Fact::Costs { of, cents_per_hour } => self.costs(now, of, cents_per_hour),
            _ => {}
        }
    }

    fn capacity(&mut self, now: Time, of: Capacity, count: Option<u32>) {
        let pool = match of {
            Capacity::Waiters => &mut self.levels.waiters,
            Capacity::Chefs(kitchen) => &mut self.levels.kitchens[kitchen as usize].chefs,
            Capacity::Hatches(pantry) => &mut self.levels.hatches[pantry as usize],
            Capacity::Calls(partner) => &mut self.levels.partners[partner as usize],
            Capacity::Burners(building) => &mut self.levels.buildings[building as usize].burners,
            Capacity::Worktop(building) => &mut self.levels.buildings[building as usize].worktop,
            Capacity::Water(building) => &mut self.levels.buildings[building as usize].water,
            Capacity::Storeroom(building) => {
                self.levels.buildings[building as usize].storeroom = count;
                return;
            }
        };
        pool.want(count, now);
    }

    fn costs(&mut self, now: Time, of: Cost, cents_per_hour: i64) {
        let gauge = match of {
            Cost::Wages(kitchen) => &mut self.levels.kitchens[kitchen as usize].wages,
            Cost::Hatches(pantry) => &mut self.levels.hatch_wages[pantry as usize],
            Cost::Rent(building) => &mut self.levels.buildings[building as usize].rent,
        };
        gauge.set(cents_per_hour, now);
    }

    #[inline]
    fn hatch_taken(&mut self, now: Time, pantry: u32, order: u32) {
        let at = pantry as usize;
        self.levels.hatches[at].take(now);
        self.waited(now, order, Phase::HatchWait, |totals| &mut totals.hatch_wait[at]);
    }
}

impl Witness for Ledger {
    // The caller names the fact, so only one arm is left of this at each place.
    #[inline(always)]
    fn see(&mut self, now: Time, fact: Fact) {
        match fact {
            Fact::Placed { order, room, dish, visit } => {
                self.placed(now, order, room, dish);
                if let Some(visit) = visit {
                    self.attempt_begins(order, visit);
                }
            }
            Fact::WillRetry { order, visit } => self.will_retry(order, visit),
            Fact::GaveUp { order } => self.gave_up(now, order),
            Fact::Retries { room, on } => self.retries[room as usize] = on,
            Fact::Split { order, errand, .. } => self.split(now, order, errand),
            Fact::Mailed { .. } | Fact::LetterSent { .. } | Fact::LetterLost { .. } => {
                self.of_letters(now, fact);
            }
            Fact::Joined { order, errand, last } => self.joined(now, order, errand, last),
            Fact::Moved { order, phase } => self.records[order as usize].enter(now, phase),
            Fact::Decided { order, outcome } => self.decided(now, order, outcome),
            Fact::Paid { order, cents, was_sent } => self.paid(order, cents, was_sent),
            Fact::Closed { order } => self.closed(now, order),
            Fact::GuestQueued => self.levels.guests_queued.rise(now),
            Fact::GuestUnqueued => self.levels.guests_queued.fall(now),
            Fact::GuestTaken { order, queued } => self.guest_taken(now, order, queued),
            Fact::PlateTaken { .. } => self.levels.waiters.take(now),
            Fact::WaiterFree => self.levels.waiters.free(now),
            Fact::TakenAtOnce { kitchen, order } => self.taken_at_once(kitchen, order),
            Fact::Hung { kitchen, order } => self.hung(now, kitchen, order),
            Fact::PickedUp { kitchen, order } => self.picked_up(now, kitchen, order),
            Fact::TakenAlong { kitchen, order } => self.taken_along(now, kitchen, order),
            Fact::Tossed { kitchen, .. } => self.levels.take_down(kitchen, now),
            Fact::HandsTaken { kitchen, .. } => {
                self.levels.kitchens[kitchen as usize].chefs.take(now);
            }
            Fact::HandsFree { kitchen, .. } => {
                self.levels.kitchens[kitchen as usize].chefs.free(now);
            }
            Fact::WorkBegan { kitchen, .. } => {
                self.levels.kitchens[kitchen as usize].working.rise(now);
            }
            Fact::WorkEnded { kitchen, order } => self.work_ended(now, kitchen, order),
            Fact::BurnerTaken { building, order } => {
                self.levels.buildings[building as usize].burners.take(now);
                self.burner_wait(now, building, order);
            }
            Fact::BurnerFree { building } => {
                self.levels.buildings[building as usize].burners.free(now);
            }
            Fact::BurnerShared { .. }
            | Fact::BurnersBusy { .. }
            | Fact::PlaceTaken { .. }
            | Fact::PlaceFree { .. }
            | Fact::WaterTaken { .. }
            | Fact::WaterFree { .. }
            | Fact::Rows { .. }
            | Fact::Power { .. }
            | Fact::Up { .. } => self.of_building(now, fact),
            Fact::HatchTaken { pantry, order } => self.hatch_taken(now, pantry, order),
            Fact::HatchFree { pantry } => self.levels.hatches[pantry as usize].free(now),
            Fact::Stock { pantry, shelf, level } => {
                self.levels.stock[pantry as usize][shelf as usize] = level;
            }
            Fact::Answered { .. }
            | Fact::BreakerClosed { .. }
            | Fact::BreakerOpened { .. }
            | Fact::Called { .. }
            | Fact::CalledAgain { .. }
            | Fact::Fridge { .. }
            | Fact::FridgeHit { .. }
            | Fact::FridgeMissed { .. }
            | Fact::PartnerFree { .. }
            | Fact::PartnerTaken { .. }
            | Fact::Prevented { .. }
            | Fact::Probed { .. } => self.of_call_or_fridge(now, fact),
            Fact::RowsRead { .. }
            | Fact::Stale { .. }
            | Fact::Conflict { .. }
            | Fact::SoldTwice { .. }
            | Fact::RowsLost { .. }
            | Fact::Wristband { .. }
            | Fact::Leaked { .. }
            | Fact::Overheard { .. }
            | Fact::LockedOut { .. } => self.of_rows_or_door(now, fact),
            Fact::FellBack { .. }
            | Fact::IsAtHatch { .. }
            | Fact::StepDone { .. }
            | Fact::StepsUndone { .. } => {}
            Fact::TakesMoney { .. }
            | Fact::Charged { .. }
            | Fact::Refunded { .. }
            | Fact::Remembered { .. } => self.of_money(fact),
            Fact::Copy { .. } | Fact::Capacity { .. } | Fact::Costs { .. } => self.plan(now, fact),
        }
    }
}
