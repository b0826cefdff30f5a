//! The ledger: folds facts, one by one.

use super::layout::Layout;
use super::levels::Levels;
use super::tally::{Tally, Window};
use crate::kernel::Time;
use crate::restaurant::{Capacity, Cost, Fact, Outcome, Phase, Witness};

/// What the ledger notes about an order in the house.
#[derive(Clone, Debug)]
struct Record {
    placed: Time,
    /// When the present phase was entered.
    entered: Time,
    /// Up to when time has been booked.
    booked: Time,
    cell: u32,
    room: u32,
    phase: Phase,
    is_counted: bool,
    is_served: bool,
    is_errand: bool,
    /// The visit to which it is another attempt.
    visit: Option<u32>,
    /// Work done on errands whose time is not the order's own.
    worked_elsewhere: u64,
    spent: [u64; Phase::COUNT],
}

impl Record {
    /// Books the time since the last move on the present phase.
    #[inline]
    fn book(&mut self, now: Time) {
        self.spent[self.phase as usize] += (now - self.booked).0;
        self.booked = now;
    }

    /// Returns the time that was worked on it, with or without fire.
    fn worked(&self) -> u64 {
        let own = self.spent[Phase::Prep as usize] + self.spent[Phase::Cooking as usize];
        own + self.worked_elsewhere
    }
}

/// A visit between attempts, or at another than the first.
#[derive(Clone, Copy, Debug)]
struct LongVisit {
    began: Time,
    is_counted: bool,
}

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
    /// Tallies being written.
    open: Vec<Tally>,
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
        if let Some(at) = self.open.iter().position(|tally| tally.window == window) {
            let mut tally = self.open.remove(at);
            tally.closed = Some((now, self.levels.clone()));
            self.closed.push(tally);
        }
    }

    /// Moves the ledger's clock, so that levels can be read as of now.
    pub fn advance(&mut self, now: Time) {
        self.now = now;
    }

    pub(super) fn tally(&self, window: Window) -> Option<&Tally> {
        self.open.iter().chain(&self.closed).find(|tally| tally.window == window)
    }

    #[inline]
    fn placed(&mut self, now: Time, order: u32, room: u32, dish: Option<u32>) {
        let dishes = self.layout.dishes as u32;
        let cell = room * (dishes + 1) + dish.unwrap_or(dishes);
        let is_counted = now >= self.warm_up;
        let at = order as usize;
        if at == self.records.len() {
            self.records.push(Record {
                placed: now,
                entered: now,
                booked: now,
                cell,
                room,
                phase: Phase::WalkingIn,
                is_counted,
                is_served: false,
                is_errand: false,
                visit: None,
                worked_elsewhere: 0,
                spent: [0; Phase::COUNT],
            });
        } else {
            let record = &mut self.records[at];
            (record.placed, record.entered, record.booked) = (now, now, now);
            (record.cell, record.room) = (cell, room);
            (record.phase, record.spent) = (Phase::WalkingIn, [0; Phase::COUNT]);
            (record.is_counted, record.is_served) = (is_counted, false);
            (record.is_errand, record.worked_elsewhere) = (false, 0);
            record.visit = None;
        }
        if is_counted {
            self.levels.open_orders[cell as usize] += 1;
            for tally in &mut self.open {
                tally.cells[cell as usize].placed += 1;
                tally.visits[room as usize].begun += 1;
            }
        }
    }

    /// Another attempt of a visit begins.
    #[cold]
    fn attempt_begins(&mut self, order: u32, visit: u32) {
        let record = &mut self.records[order as usize];
        record.visit = Some(visit);
        if record.is_counted {
            let room = record.room as usize;
            self.open.iter_mut().for_each(|tally| tally.visits[room].begun -= 1);
        }
    }

    /// Returns the visit of an order, from its first attempt.
    fn long_visit(&self, order: u32) -> LongVisit {
        let record = &self.records[order as usize];
        let first = LongVisit { began: record.placed, is_counted: record.is_counted };
        record.visit.map_or(first, |visit| self.long_visits[visit as usize])
    }

    #[cold]
    fn will_retry(&mut self, order: u32, visit: u32) {
        let (at, long) = (visit as usize, self.long_visit(order));
        if at >= self.long_visits.len() {
            self.long_visits.resize(at + 1, long);
        }
        self.long_visits[at] = long;
    }

    #[cold]
    fn gave_up(&mut self, now: Time, order: u32) {
        let visit = self.long_visit(order);
        let room = self.records[order as usize].room as usize;
        if visit.is_counted {
            for tally in &mut self.open {
                tally.visits[room].unhappy += 1;
                tally.visits[room].latency.record((now - visit.began).0);
            }
        }
    }

    /// A retry was served: its latency is the order's, the visit's is counted from the beginning.
    #[cold]
    fn served_again(&mut self, now: Time, order: u32) {
        let visit = self.long_visit(order);
        let record = &self.records[order as usize];
        let latency = (now - record.placed).0;
        for tally in &mut self.open {
            if record.is_counted {
                let cell = &mut tally.cells[record.cell as usize];
                cell.again.record(latency);
                cell.phases.add(latency, &record.spent);
            }
            if visit.is_counted {
                let visits = &mut tally.visits[record.room as usize];
                visits.happy += 1;
                visits.latency.record((now - visit.began).0);
            }
        }
    }

    #[inline]
    fn decided(&mut self, now: Time, order: u32, outcome: Outcome) {
        let record = &mut self.records[order as usize];
        record.is_served = outcome == Outcome::SERVED;
        if record.is_counted {
            self.levels.open_orders[record.cell as usize] -= 1;
            record.book(now);
            for tally in &mut self.open {
                let cell = &mut tally.cells[record.cell as usize];
                cell.ended[usize::from(outcome.0)] += 1;
            }
        }
        // Whose guest may try again, that one says next whether it will.
        let is_told = !record.is_served && self.retries[record.room as usize];
        match (record.visit, record.is_served) {
            (Some(_), true) => self.served_again(now, order),
            (None, _) if !is_told && record.is_counted => self.visit_decided(now, order),
            _ => {}
        }
    }

    /// The only order of a visit was decided.
    #[inline]
    fn visit_decided(&mut self, now: Time, order: u32) {
        let record = &self.records[order as usize];
        let latency = (now - record.placed).0;
        for tally in &mut self.open {
            let cell = &mut tally.cells[record.cell as usize];
            let visits = &mut tally.visits[record.room as usize];
            if record.is_served {
                visits.happy += 1;
                cell.latency.record(latency);
                cell.phases.add(latency, &record.spent);
            } else {
                visits.unhappy += 1;
                visits.latency.record(latency);
            }
        }
    }

    /// Nothing is left of an order: work on it that no guest got was wasted.
    #[inline]
    fn closed(&mut self, now: Time, order: u32) {
        let record = &mut self.records[order as usize];
        if record.is_counted && !record.is_served {
            record.book(now);
            let worked = record.worked();
            if record.is_errand {
                self.open.iter_mut().for_each(|tally| tally.wasted.add(worked));
            } else if worked > 0 {
                self.open.iter_mut().for_each(|tally| tally.wasted.record(worked));
            }
        }
    }

    /// An errand begins to keep its own time; the order that waits for it stops.
    #[cold]
    fn split(&mut self, now: Time, order: u32, errand: u32) {
        let waiting = &mut self.records[order as usize];
        waiting.book(now);
        waiting.phase = Phase::PartnerWait;
        let record = Record {
            placed: now,
            entered: now,
            booked: now,
            is_served: false,
            is_errand: true,
            visit: None,
            worked_elsewhere: 0,
            spent: [0; Phase::COUNT],
            ..*waiting
        };
        match self.records.get_mut(errand as usize) {
            Some(slot) => *slot = record,
            None => self.records.push(record),
        }
    }

    /// The time of the errand that ended last is the order's own; all its work counts.
    #[cold]
    fn joined(&mut self, now: Time, order: u32, errand: u32, last: bool) {
        self.records[errand as usize].book(now);
        let Record { spent, worked_elsewhere, .. } = self.records[errand as usize];
        let worked = self.records[errand as usize].worked();
        let record = &mut self.records[order as usize];
        if last {
            record.worked_elsewhere += worked_elsewhere;
            record.spent.iter_mut().zip(spent).for_each(|(sum, spent)| *sum += spent);
            (record.booked, record.entered) = (now, now);
        } else {
            record.worked_elsewhere += worked;
        }
    }

    /// Returns how long a counted order has waited, if it is in the phase of such a wait at all.
    #[inline]
    fn wait(&self, now: Time, order: u32, phase: Phase) -> Option<u64> {
        let record = &self.records[order as usize];
        let waited = if record.phase == phase { (now - record.entered).0 } else { 0 };
        record.is_counted.then_some(waited)
    }

    #[inline]
    fn hung(&mut self, now: Time, kitchen: u32, order: u32) {
        self.levels.kitchens[kitchen as usize].rail.rise(now);
        let is_counted = self.records[order as usize].is_counted;
        let of = self.layout.kitchen_of(kitchen);
        let length = self.levels.tickets_of(&self.layout.kitchens[of]);
        let all = self.levels.tickets();
        for tally in &mut self.open {
            let rail = &mut tally.rails[kitchen as usize];
            rail.came += u64::from(is_counted);
            tally.longest[of] = tally.longest[of].max(length);
            tally.longest_of_all = tally.longest_of_all.max(all);
        }
    }

    #[inline]
    fn taken_at_once(&mut self, kitchen: u32, order: u32) {
        if self.records[order as usize].is_counted {
            for tally in &mut self.open {
                let rail = &mut tally.rails[kitchen as usize];
                rail.came += 1;
                rail.at_once += 1;
                rail.wait.record(0);
            }
        }
    }

    #[inline]
    fn picked_up(&mut self, now: Time, kitchen: u32, order: u32) {
        self.levels.kitchens[kitchen as usize].rail.fall(now);
        if let Some(wait) = self.wait(now, order, Phase::RailWait) {
            for tally in &mut self.open {
                let rail = &mut tally.rails[kitchen as usize];
                rail.at_once += u64::from(wait == 0);
                rail.wait.record(wait);
            }
        }
    }

    #[cold]
    fn taken_along(&mut self, now: Time, kitchen: u32, order: u32) {
        self.levels.kitchens[kitchen as usize].rail.fall(now);
        if let Some(wait) = self.wait(now, order, Phase::RailWait) {
            self.open.iter_mut().for_each(|tally| tally.rails[kitchen as usize].left.record(wait));
        }
    }

    #[inline]
    fn guest_taken(&mut self, now: Time, order: u32, queued: bool) {
        self.levels.waiters.take(now);
        if queued {
            self.levels.guests_queued.fall(now);
        }
        if let Some(wait) = self.wait(now, order, Phase::WaiterWait) {
            self.open.iter_mut().for_each(|tally| tally.waiter_wait.record(wait));
        }
    }

    #[cold]
    fn capacity(&mut self, now: Time, of: Capacity, count: Option<u32>) {
        let pool = match of {
            Capacity::Waiters => &mut self.levels.waiters,
            Capacity::Chefs(kitchen) => &mut self.levels.kitchens[kitchen as usize].chefs,
            Capacity::Hatches(pantry) => &mut self.levels.hatches[pantry as usize],
            Capacity::Burners(building) => &mut self.levels.burners[building as usize],
        };
        pool.want(count, now);
    }

    #[cold]
    fn costs(&mut self, now: Time, of: Cost, cents_per_hour: i64) {
        let gauge = match of {
            Cost::Wages(kitchen) => &mut self.levels.kitchens[kitchen as usize].wages,
            Cost::Rent(building) => &mut self.levels.rents[building as usize],
        };
        gauge.set(cents_per_hour, now);
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
            Fact::Moved { order, phase } => {
                let record = &mut self.records[order as usize];
                record.book(now);
                record.entered = now;
                record.phase = phase;
            }
            Fact::Decided { order, outcome } => self.decided(now, order, outcome),
            Fact::Paid { order, cents } => {
                let record = &self.records[order as usize];
                if record.is_counted {
                    let cell = record.cell as usize;
                    self.open.iter_mut().for_each(|tally| tally.cells[cell].revenue += cents);
                }
            }
            Fact::Closed { order } => self.closed(now, order),
            Fact::Split { order, errand } => self.split(now, order, errand),
            Fact::Joined { order, errand, last } => self.joined(now, order, errand, last),
            Fact::GuestQueued => self.levels.guests_queued.rise(now),
            Fact::GuestUnqueued => self.levels.guests_queued.fall(now),
            Fact::GuestTaken { order, queued } => self.guest_taken(now, order, queued),
            Fact::PlateTaken { .. } => self.levels.waiters.take(now),
            Fact::WaiterFree => self.levels.waiters.free(now),
            Fact::TakenAtOnce { kitchen, order } => self.taken_at_once(kitchen, order),
            Fact::Hung { kitchen, order } => self.hung(now, kitchen, order),
            Fact::PickedUp { kitchen, order } => self.picked_up(now, kitchen, order),
            Fact::TakenAlong { kitchen, order } => self.taken_along(now, kitchen, order),
            Fact::Tossed { kitchen, .. } => {
                self.levels.kitchens[kitchen as usize].rail.fall(now);
            }
            Fact::HandsTaken { kitchen } => self.levels.kitchens[kitchen as usize].chefs.take(now),
            Fact::HandsFree { kitchen } => self.levels.kitchens[kitchen as usize].chefs.free(now),
            Fact::WorkBegan { kitchen, .. } => {
                self.levels.kitchens[kitchen as usize].working.rise(now);
            }
            Fact::WorkEnded { kitchen, .. } => {
                self.levels.kitchens[kitchen as usize].working.fall(now);
            }
            Fact::BurnerTaken { building, order } => {
                self.levels.burners[building as usize].take(now);
                if let Some(wait) = self.wait(now, order, Phase::BurnerWait) {
                    let building = building as usize;
                    self.open.iter_mut().for_each(|tally| tally.burner_wait[building].record(wait));
                }
            }
            Fact::BurnerFree { building } => self.levels.burners[building as usize].free(now),
            Fact::HatchTaken { pantry, order } => {
                self.levels.hatches[pantry as usize].take(now);
                if let Some(wait) = self.wait(now, order, Phase::HatchWait) {
                    let pantry = pantry as usize;
                    self.open.iter_mut().for_each(|tally| tally.hatch_wait[pantry].record(wait));
                }
            }
            Fact::HatchFree { pantry } => self.levels.hatches[pantry as usize].free(now),
            Fact::Stock { pantry, shelf, level } => {
                self.levels.stock[pantry as usize][shelf as usize] = level;
            }
            Fact::Called { partner, order, fee } => {
                if self.records[order as usize].is_counted {
                    for tally in &mut self.open {
                        tally.partners[partner as usize].calls += 1;
                        tally.fees += fee;
                    }
                }
            }
            Fact::Answered { partner, order, well } => {
                if !well && self.records[order as usize].is_counted {
                    let partner = partner as usize;
                    self.open.iter_mut().for_each(|tally| tally.partners[partner].failed += 1);
                }
            }
            Fact::Capacity { of, count } => self.capacity(now, of, count),
            Fact::Costs { of, cents_per_hour } => self.costs(now, of, cents_per_hour),
        }
    }
}
