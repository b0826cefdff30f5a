//! A restaurant without an event queue: whatever can happen next has one slot, and the least of the
//! twenty slots is what happens next.
//!
//! ```text
//! arrive -> waiter (4, 0.2 s) -> 50 ms -> chef (12): half of 1 s, hatch (6, 0.2 s), other half
//!                                          |                                  -> 50 ms -> served
//!                                          +- gives up after 30 s in the queue for a chef
//! ```

use std::collections::VecDeque;

use hdrhistogram::Histogram;

use super::{Chance, Measured};

const GAP: f64 = 1.0 / 9.0;
const WAITERS: usize = 4;
const TAKING_ORDER: f64 = 0.2;
const CHEFS: usize = 12;
const COOKING: f64 = 1.0;
const HATCHES: usize = 6;
const IN_PANTRY: f64 = 0.2;
const WAY: u64 = 50_000_000;
const PATIENCE: u64 = 30_000_000_000;

// The slots: waiters, chefs, then one for each queue whose head alone can be next.
const FIRST_CHEF: usize = WAITERS;
const ROAD: usize = FIRST_CHEF + CHEFS;
const DOOR: usize = ROAD + 1;
const RAIL: usize = DOOR + 1;
const SLOTS: usize = 20;
const SLOT_BITS: u32 = 5;
const NEVER: u64 = u64::MAX;

/// What a chef will have done when its slot is due.
#[derive(Clone, Copy, PartialEq)]
enum Stage {
    FirstHalf,
    InPantry,
    SecondHalf,
}

/// An order under way between waiter and kitchen.
struct Walk {
    until: u64,
    placed: u64,
    to_kitchen: bool,
}

/// An order in the queue for a chef.
struct Ticket {
    since: u64,
    placed: u64,
}

struct Restaurant {
    chance: Chance,
    /// `time << SLOT_BITS | slot`, so that the least entry names its slot.
    due: [u64; SLOTS],
    /// When the order in a waiter's or chef's hands was placed: all that is known of it.
    placed: [u64; SLOTS],
    half: [u64; SLOTS],
    stage: [Stage; SLOTS],
    idle_waiters: u32, // one bit each
    idle_chefs: u32,
    free_hatches: usize,
    at_door: VecDeque<u64>,
    road: VecDeque<Walk>,
    rail: VecDeque<Ticket>,
    at_hatch: VecDeque<usize>, // slots of chefs
    expected: u64,
    served: u64,
    gave_up: u64,
    waited: u64,
    latency_us: Histogram<u64>,
}

/// Serves `n` orders; p50, p95 and p99 are of their latency, from door to plate.
#[inline(never)]
pub(crate) fn w2(n: u64, seed: u64) -> Measured {
    let mut r = Restaurant::new(n, seed);
    while r.served + r.gave_up < n {
        let (now, slot) = r.next();
        if (FIRST_CHEF..ROAD).contains(&slot) {
            match r.stage[slot] {
                Stage::FirstHalf => r.reach_for_hatch(now, slot),
                Stage::InPantry => r.leave_hatch(now, slot),
                Stage::SecondHalf => r.hand_over(now, slot),
            }
        } else if slot == ROAD {
            r.end_walk(now);
        } else if slot < WAITERS {
            r.pass_on(now, slot);
        } else if slot == DOOR {
            r.arrive(now);
        } else {
            r.give_up();
        }
    }
    r.measured(n)
}

impl Restaurant {
    fn new(n: u64, seed: u64) -> Self {
        let mut new = Self {
            chance: Chance::new(seed),
            due: [NEVER; SLOTS],
            placed: [0; SLOTS],
            half: [0; SLOTS],
            stage: [Stage::FirstHalf; SLOTS],
            idle_waiters: (1 << WAITERS) - 1,
            idle_chefs: (1 << CHEFS) - 1,
            free_hatches: HATCHES,
            at_door: VecDeque::new(),
            road: VecDeque::new(),
            rail: VecDeque::new(),
            at_hatch: VecDeque::new(),
            expected: n,
            served: 0,
            gave_up: 0,
            waited: 0,
            latency_us: Histogram::new_with_bounds(1, 3_600_000_000, 3)
                .expect("three digits up to an hour are legal bounds"),
        };
        let first = new.chance.nanos(GAP);
        new.set(DOOR, first);
        new
    }

    #[inline]
    fn set(&mut self, slot: usize, time: u64) {
        self.due[slot] = time << SLOT_BITS | slot as u64;
    }

    /// Returns the least slot; four lanes let the compiler compare side by side.
    #[inline]
    fn next(&self) -> (u64, usize) {
        let mut least = [NEVER; 4];
        for row in self.due.as_chunks::<4>().0 {
            for (a, b) in least.iter_mut().zip(row) {
                *a = (*a).min(*b);
            }
        }
        let [a, b, c, d] = least;
        let next = a.min(b).min(c.min(d));
        (next >> SLOT_BITS, (next & ((1 << SLOT_BITS) - 1)) as usize)
    }

    #[inline]
    fn arrive(&mut self, now: u64) {
        self.expected -= 1;
        if self.expected > 0 {
            let next = now + self.chance.nanos(GAP);
            self.set(DOOR, next);
        } else {
            self.due[DOOR] = NEVER;
        }
        if self.idle_waiters == 0 {
            self.at_door.push_back(now);
        } else {
            let waiter = self.idle_waiters.trailing_zeros() as usize;
            self.idle_waiters &= self.idle_waiters - 1;
            self.take_order(now, waiter, now);
        }
    }

    #[inline]
    fn take_order(&mut self, now: u64, waiter: usize, placed: u64) {
        self.placed[waiter] = placed;
        let end = now + self.chance.nanos(TAKING_ORDER);
        self.set(waiter, end);
    }

    #[inline]
    fn pass_on(&mut self, now: u64, waiter: usize) {
        self.walk(now, self.placed[waiter], true);
        if let Some(placed) = self.at_door.pop_front() {
            self.take_order(now, waiter, placed);
        } else {
            self.due[waiter] = NEVER;
            self.idle_waiters |= 1 << waiter;
        }
    }

    /// All ways take alike, so who set out first arrives first.
    #[inline]
    fn walk(&mut self, now: u64, placed: u64, to_kitchen: bool) {
        let until = now + WAY;
        if self.road.is_empty() {
            self.set(ROAD, until);
        }
        self.road.push_back(Walk { until, placed, to_kitchen });
    }

    #[inline]
    fn end_walk(&mut self, now: u64) {
        let Some(Walk { placed, to_kitchen, .. }) = self.road.pop_front() else { return };
        self.due[ROAD] =
            self.road.front().map_or(NEVER, |walk| walk.until << SLOT_BITS | ROAD as u64);
        if !to_kitchen {
            self.latency_us.saturating_record((now - placed) / 1000);
            self.served += 1;
        } else if self.idle_chefs == 0 {
            if self.rail.is_empty() {
                self.set(RAIL, now + PATIENCE);
            }
            self.rail.push_back(Ticket { since: now, placed });
        } else {
            let chef = FIRST_CHEF + self.idle_chefs.trailing_zeros() as usize;
            self.idle_chefs &= self.idle_chefs - 1;
            self.cook(now, chef, placed);
        }
    }

    #[inline]
    fn cook(&mut self, now: u64, chef: usize, placed: u64) {
        let half = self.chance.nanos(COOKING) / 2;
        self.placed[chef] = placed;
        self.half[chef] = half;
        self.stage[chef] = Stage::FirstHalf;
        self.set(chef, now + half);
    }

    #[inline]
    fn reach_for_hatch(&mut self, now: u64, chef: usize) {
        if self.free_hatches > 0 {
            self.free_hatches -= 1;
            self.enter_pantry(now, chef);
        } else {
            self.due[chef] = NEVER;
            self.at_hatch.push_back(chef);
        }
    }

    #[inline]
    fn enter_pantry(&mut self, now: u64, chef: usize) {
        self.stage[chef] = Stage::InPantry;
        let end = now + self.chance.nanos(IN_PANTRY);
        self.set(chef, end);
    }

    #[inline]
    fn leave_hatch(&mut self, now: u64, chef: usize) {
        self.stage[chef] = Stage::SecondHalf;
        self.set(chef, now + self.half[chef]);
        match self.at_hatch.pop_front() {
            Some(next) => self.enter_pantry(now, next),
            None => self.free_hatches += 1,
        }
    }

    #[inline]
    fn hand_over(&mut self, now: u64, chef: usize) {
        self.walk(now, self.placed[chef], false);
        if let Some(Ticket { since, placed }) = self.rail.pop_front() {
            self.watch_rail();
            self.waited += now - since;
            self.cook(now, chef, placed);
        } else {
            self.due[chef] = NEVER;
            self.idle_chefs |= 1 << (chef - FIRST_CHEF);
        }
    }

    #[inline]
    fn give_up(&mut self) {
        self.rail.pop_front();
        self.watch_rail();
        self.gave_up += 1;
    }

    /// Patience is the same for all, so only the head of the rail can run out of it next.
    #[inline]
    fn watch_rail(&mut self) {
        self.due[RAIL] = self
            .rail
            .front()
            .map_or(NEVER, |ticket| (ticket.since + PATIENCE) << SLOT_BITS | RAIL as u64);
    }

    fn measured(&self, n: u64) -> Measured {
        let percentile = |q| self.latency_us.value_at_quantile(q) as f64 / 1e6;
        Measured {
            orders: self.served,
            mean_wait: self.waited as f64 / 1e9 / n as f64,
            p50: percentile(0.50),
            p95: percentile(0.95),
            p99: percentile(0.99),
        }
    }
}
