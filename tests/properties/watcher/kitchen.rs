//! Waiters, rails and chefs: who is next, and whose hands are full. A kitchen is one copy here.

use super::Watcher;
use super::fridge::FridgeBook;
use super::levels::{Level, Pool};
use boh::kernel::Time;
use boh::restaurant::{Phase, RailOrder, Step};
use std::collections::BTreeSet;

/// What happens in one kitchen.
#[derive(Clone, Debug)]
pub(crate) struct KitchenBook {
    /// The kitchen of which this is a copy.
    pub home: usize,
    /// A chef had several orders in hand once.
    pub(super) has_juggled: bool,
    /// Chefs take breaks, or did once.
    pub(super) has_breaks: bool,
    pub fridge: FridgeBook,
    /// Since when it is open or closed.
    pub(super) opened: Time,
    /// Orders picked up and not finished.
    pub(super) in_hand: i64,
    pub chefs: Pool,
    pub working: Level,
    pub rail: Level,
    pub wages: Level,
    pub came: u64,
    pub at_once: u64,
    pub waits: Vec<u64>,
    pub left: Vec<u64>,
    /// Tickets in the order in which they were hung.
    pub(super) hung: Vec<u32>,
    /// Orders set aside that wait for hands.
    pub(super) aside: Vec<u32>,
    /// A new ticket is about to get hands.
    takes_new: bool,
    pub(super) phases: [i64; Phase::COUNT],
}

impl KitchenBook {
    pub(super) fn from(from: Time, home: usize) -> KitchenBook {
        KitchenBook {
            home,
            has_juggled: false,
            has_breaks: false,
            fridge: FridgeBook::default(),
            opened: Time::OPENING,
            in_hand: 0,
            chefs: Pool::from(from),
            working: Level::from(from),
            rail: Level::from(from),
            wages: Level::from(from),
            came: 0,
            at_once: 0,
            waits: Vec::new(),
            left: Vec::new(),
            hung: Vec::new(),
            aside: Vec::new(),
            takes_new: false,
            phases: [0; Phase::COUNT],
        }
    }
}

impl Watcher {
    pub(super) fn waiter(&mut self, change: i64) {
        self.waiters.add(change, self.now);
        let ok = if change > 0 { self.waiters.is_within() } else { self.waiters.taken.now >= 0 };
        self.must(ok, || "more waiters work than there are".into());
    }

    pub(super) fn guest_taken(&mut self, slot: u32, order: usize, queued: bool) {
        let wait = self.waits(order, Phase::WaiterWait);
        self.waiter_waits.extend(wait);
        if queued {
            self.queue.add(-1, self.now);
            let first = (!self.guests.is_empty()).then(|| self.guests.remove(0));
            self.must(first == Some(slot), || format!("{slot} is taken before {first:?}"));
            let plates = self.phases[Phase::PassWait as usize];
            self.must(plates == 0, || "a guest is served before a plate".into());
        }
        self.waiter(1);
    }

    /// A ticket comes to the rail of its kitchen.
    pub(super) fn at_rail(&mut self, kitchen: usize, order: usize) {
        self.dispatched(kitchen, order);
        self.has_come(kitchen, order);
        self.count_order(order, -1);
        let book = &mut self.orders[order];
        if book.handed.is_none() {
            (book.handed, book.timeout) = (Some(self.now), self.plan.waiter.timeout);
        }
        let before = book.copy.replace(kitchen);
        self.count_order(order, 1);
        self.must(before.is_none(), || format!("the ticket of order {order} comes twice"));
        let is_home = self.copies_for(order).contains(&kitchen);
        self.must(is_home, || format!("order {order} is in kitchen {kitchen}"));
        let is_dark = self.is_dark(kitchen);
        self.must(!is_dark, || "a ticket comes to a dark kitchen".into());
    }

    pub(super) fn taken_at_once(&mut self, kitchen: usize, order: usize) {
        self.at_rail(kitchen, order);
        self.takes_new(kitchen);
        self.orders[order].is_new = true;
        let is_counted = self.orders[order].is_counted;
        let book = &mut self.kitchens[kitchen];
        if is_counted {
            book.came += 1;
            book.at_once += 1;
            book.waits.push(0);
        }
        let waiting = book.hung.len();
        self.must(waiting == 0, || format!("a new ticket goes before {waiting} on the rail"));
    }

    pub(super) fn hung(&mut self, kitchen: usize, slot: u32, order: usize) {
        self.at_rail(kitchen, order);
        let is_counted = self.orders[order].is_counted;
        let capacity = self.plan_of(kitchen).capacity;
        let book = &mut self.kitchens[kitchen];
        book.came += u64::from(is_counted);
        book.hung.push(slot);
        book.rail.add(1, self.now);
        let length = book.hung.len();
        if self.now >= self.warm_up {
            self.note_longest();
        }
        let fits = capacity.is_none_or(|most| length <= most as usize);
        self.must(fits, || format!("{length} tickets on a rail for {capacity:?}"));
    }

    pub(super) fn is_full(&self, kitchen: usize) -> bool {
        let most = self.plan_of(kitchen).capacity;
        most.is_some_and(|most| self.kitchens[kitchen].rail.now >= most.into())
    }

    pub(super) fn taken_down(&mut self, kitchen: usize, slot: u32) -> Option<usize> {
        let book = &mut self.kitchens[kitchen];
        let at = book.hung.iter().position(|hung| *hung == slot);
        if let Some(at) = at {
            book.hung.remove(at);
            book.rail.add(-1, self.now);
        }
        self.must(at.is_some(), || format!("{slot} is not on the rail"));
        at
    }

    /// Returns the ticket whose turn it is.
    pub(super) fn next_ticket(&self, kitchen: usize) -> Option<u32> {
        let hung = &self.kitchens[kitchen].hung;
        let dish = |slot: &u32| {
            let order = self.slots[*slot as usize]?;
            Some(&self.plan.menu[self.orders[order].dish? as usize])
        };
        match self.plan_of(kitchen).order {
            RailOrder::Fifo => hung.first().copied(),
            RailOrder::Lifo => hung.last().copied(),
            RailOrder::Shortest => {
                let work = |slot: &&u32| dish(slot).map_or(0, |dish| dish.expected_work() as i64);
                hung.iter().min_by_key(work).copied()
            }
            RailOrder::Priority => {
                let rank = |slot: &&u32| dish(slot).map_or(0, |dish| -dish.priority);
                hung.iter().min_by_key(rank).copied()
            }
        }
    }

    pub(super) fn picked_up(&mut self, kitchen: usize, slot: u32, order: usize) {
        let next = self.next_ticket(kitchen);
        self.must(next == Some(slot), || format!("{slot} is picked up before {next:?}"));
        self.taken_down(kitchen, slot);
        self.takes_new(kitchen);
        self.orders[order].is_new = true;
        if let Some(wait) = self.waits(order, Phase::RailWait) {
            let book = &mut self.kitchens[kitchen];
            book.at_once += u64::from(wait == 0);
            book.waits.push(wait);
        }
    }

    /// A chef turns to a new ticket: nobody set aside may wait.
    fn takes_new(&mut self, kitchen: usize) {
        let plan = self.plan_of(kitchen);
        let is_open = plan.is_open;
        self.must(is_open, || format!("kitchen {kitchen} is closed and takes a ticket"));
        let book = &mut self.kitchens[kitchen];
        book.takes_new = true;
        let aside = book.aside.len();
        self.must(aside == 0, || format!("a new ticket goes before {aside} set aside"));
    }

    pub(super) fn hands(&mut self, kitchen: usize, change: i64) {
        let now = self.now;
        let book = &mut self.kitchens[kitchen];
        // Only where no branches are, it is told who gets the hands.
        if change > 0 && !std::mem::take(&mut book.takes_new) && !book.aside.is_empty() {
            book.aside.remove(0);
        }
        book.chefs.add(change, now);
        let ok = if change > 0 { book.chefs.is_within() } else { book.chefs.taken.now >= 0 };
        let hands = book.chefs.taken.now;
        self.must(ok, || format!("{hands} hands are taken in kitchen {kitchen}"));
    }

    pub(super) fn work(&mut self, kitchen: usize, order: usize, begins: bool) {
        let now = self.now;
        let book = &mut self.kitchens[kitchen];
        book.working.add(if begins { 1 } else { -1 }, now);
        let (working, hands) = (book.working.now, book.chefs.taken.now);
        // Without power everything ends, one after the other.
        let ok = (0..=hands).contains(&working) || self.is_dark(kitchen);
        self.must(ok, || format!("{working} work with {hands} hands"));
        let holder = self.holder(order);
        let workers = &mut self.orders[holder].workers;
        *workers += if begins { 1 } else { -1 };
        let ok = (0..=1).contains(workers);
        self.must(ok, || format!("the hands of order {holder} work twice at once"));
        let book = &mut self.orders[order];
        book.has_own_burner &= begins;
        let is_working = matches!(book.phase, Phase::Prep | Phase::Cooking);
        let began = std::mem::replace(&mut book.began, begins.then_some(now));
        if let (Some(began), Some(place)) = (began, book.places.first()) {
            *book.works.entry((place.dish, place.at)).or_default() += (now - began).0;
        }
        self.must(is_working && began.is_none() == begins, || format!("work on order {order}"));
    }

    /// Says whether it is told who gets the hands that come free.
    pub(super) fn is_simple(&self, copy: usize) -> bool {
        let book = &self.kitchens[copy];
        let dishes = self.plan.menu.iter().filter(|dish| dish.kitchen as usize == book.home);
        let is_branch = |step: &Step| matches!(step, Step::Together { .. });
        !book.has_breaks && !dishes.into_iter().any(|dish| dish.recipe.iter().any(is_branch))
    }

    /// Counts the orders set aside that wait for a chef. Of the branches of one order at most one
    /// does: the others wait for that one.
    pub(super) fn wanting(&self, copy: usize) -> i64 {
        if self.kitchens[copy].phases[Phase::HandsWait as usize] == 0 {
            return 0;
        }
        let (mut wanting, mut busy) = (BTreeSet::new(), BTreeSet::new());
        for order in self.slots.iter().flatten().copied() {
            let book = &self.orders[order];
            if book.copy != Some(copy) || book.is_waiting {
                continue;
            }
            match book.phase {
                Phase::HandsWait => drop(wanting.insert(self.holder(order))),
                Phase::Prep | Phase::Cooking | Phase::BurnerWait => {
                    busy.insert(self.holder(order));
                }
                _ => {}
            }
        }
        wanting.difference(&busy).count() as i64
    }
}
