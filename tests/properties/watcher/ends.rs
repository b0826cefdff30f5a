//! How orders end: once, for a reason, and paid for only when served.

use super::{Book, Watcher};
use boh::kernel::{Distribution, Span, Time};
use boh::restaurant::{Device, Manner, Outcome, Phase, Until};

impl Watcher {
    pub(super) fn decided(&mut self, order: usize, outcome: Outcome) {
        let now = self.now;
        self.undecided.add(-1, now);
        let goes_nowhere = outcome == Outcome::POWER_OUT && self.orders[order].copy.is_some();
        let is_lost = self.orders[order].manner.is_lost && outcome == Outcome::WRONG_ADDRESS;
        if outcome == Outcome::SERVED || is_lost || goes_nowhere && !self.is_cut_short(order) {
            self.has_lasted(order, false);
        }
        let is_right = self.is_right(order, outcome);
        let book = &mut self.orders[order];
        book.spend(now);
        let before = book.outcome.replace((now, outcome));
        let (latency, sum) = ((now - book.placed).0, book.spent.iter().sum::<u64>());
        self.must(before.is_none(), || format!("order {order} is decided twice: {before:?}"));
        self.must(sum == latency, || format!("{sum} ns in phases, but {latency} ns in all"));
        let paid = self.orders[order].paid.is_some();
        self.must(!paid || outcome == Outcome::SERVED, || format!("{order} paid for nothing"));
        self.must(is_right, || format!("order {order} ends as {outcome:?}"));
        if matches!(outcome, Outcome::RAIL_FULL | Outcome::POWER_OUT) {
            self.refused_by_copy(order, outcome);
        }
        self.attempt_ended(order, outcome);
    }

    /// Says whether an order can end so, here and now.
    pub(super) fn is_right(&self, order: usize, outcome: Outcome) -> bool {
        let book = &self.orders[order];
        let waiter = &self.plan.waiter;
        let after = |from: Time, time: Span| from + time == self.now;
        let is_errand = book.errand.is_some();
        let device = &self.plan.rooms[book.room as usize].device;
        !is_errand
            && self.suits(order, outcome)
            && match outcome {
                Outcome::SERVED => {
                    let price = book.dish.map(|dish| self.plan.menu[dish as usize].price);
                    self.may_be_done(order)
                        && (*device == Device::AtOnce || book.phase == Phase::Displaying)
                        && !book.is_waiting
                        && book.phase != Phase::PassWait
                        && (book.phase != Phase::HandsWait || book.is_past)
                        && self.may_be_brought(order)
                        && book.paid == price.filter(|cents| *cents > 0)
                }
                Outcome::PATIENCE if self.is_impatient(order) => true,
                Outcome::NOT_ON_THE_MENU => book.dish.is_none() && book.handed.is_none(),
                Outcome::WRONG_ADDRESS if book.manner.is_lost => book.phase == Phase::WalkingIn,
                Outcome::MALFORMED if book.manner.speaks_kitchen => book.handed.is_none(),
                Outcome::TOO_MANY_ORDERS => {
                    waiter.limit.is_some() && book.phase == Phase::WalkingIn
                }
                Outcome::QUEUE_FULL => {
                    waiter.queue.is_some_and(|most| self.guests.len() >= most as usize)
                        && book.phase == Phase::WalkingIn
                }
                Outcome::RAIL_FULL if book.copy.is_none() => {
                    self.bound_for(order).into_iter().any(|copy| self.is_full(copy))
                }
                Outcome::POWER_OUT if book.copy.is_none() => {
                    let mut copies = self.bound_for(order).into_iter();
                    copies.any(|copy| self.is_dark(copy) || self.is_outer_dark(copy))
                }
                Outcome::TOO_SLOW if self.is_overdue(order, after) => true,
                _ => {
                    self.reasons(order).contains(&outcome)
                        || self.reasons_of_branches(order).contains(&outcome)
                }
            }
    }

    /// Says whether an outcome suits a guest who goes astray, or speaks as waiters do.
    fn suits(&self, order: usize, outcome: Outcome) -> bool {
        let Manner { is_lost, speaks_kitchen } = self.orders[order].manner;
        let nowhere = [Outcome::WRONG_ADDRESS, Outcome::PATIENCE];
        let at_the_waiter = [
            Outcome::PATIENCE,
            Outcome::TOO_MANY_ORDERS,
            Outcome::QUEUE_FULL,
            Outcome::NOT_ON_THE_MENU,
            Outcome::MALFORMED,
        ];
        (!is_lost || nowhere.contains(&outcome))
            && (is_lost || !speaks_kitchen || at_the_waiter.contains(&outcome))
    }

    fn is_overdue(&self, order: usize, after: impl Fn(Time, Span) -> bool) -> bool {
        let book = &self.orders[order];
        match (book.handed, book.timeout) {
            (Some(handed), Some(timeout)) => after(handed, timeout),
            _ => false,
        }
    }

    /// Says whether a guest may leave now.
    pub(super) fn is_impatient(&self, order: usize) -> bool {
        let book = &self.orders[order];
        let in_time = match &book.patience {
            Some(Distribution::Constant(time)) => book.placed + *time == self.now,
            _ => true,
        };
        let before_the_chef = matches!(
            book.phase,
            Phase::WalkingIn
                | Phase::WaterWait
                | Phase::WaiterWait
                | Phase::Ordering
                | Phase::RailWait
        );
        in_time && (book.until == Until::Plate || before_the_chef)
    }

    /// Whoever waited in a line has left it.
    pub(super) fn leaves_lines(&mut self, slot: u32) {
        self.guests.retain(|waiting| *waiting != slot);
        self.pipes.iter_mut().for_each(|pipe| pipe.line.retain(|waiting| *waiting != slot));
        self.leaves_kitchen(slot);
    }

    /// Whoever waited for something in a kitchen waits no longer.
    pub(super) fn leaves_kitchen(&mut self, slot: u32) {
        for kitchen in &mut self.kitchens {
            kitchen.aside.retain(|waiting| *waiting != slot);
        }
        let places = self.hatches.iter_mut().chain(&mut self.burners).chain(&mut self.partners);
        for place in places.chain(&mut self.worktops) {
            place.line.retain(|waiting| *waiting != slot);
        }
    }

    /// Lists the work on counted orders that no guest got, in nanoseconds.
    pub(crate) fn wasted(&self) -> impl Iterator<Item = u64> + '_ {
        let is_lost = |book: &&Book| {
            let is_unserved = book.outcome.is_some_and(|outcome| outcome.1 != Outcome::SERVED);
            is_unserved && book.errand.is_none() && book.is_counted && book.worked() > 0
        };
        self.orders.iter().filter(is_lost).map(Book::worked)
    }

    pub(super) fn closed(&mut self, slot: u32, order: usize) {
        if let Some(of) = self.orders[order].errand {
            self.orphan_closes(slot, order, of.parent);
            return;
        }
        self.maybe_tossed(order);
        self.leaves_house(slot, order);
        let book = &self.orders[order];
        let is_decided = book.outcome.is_some();
        self.must(is_decided, || format!("order {order} is closed but not decided"));
    }

    /// Nothing is left of an order or errand.
    pub(super) fn leaves_house(&mut self, slot: u32, order: usize) {
        self.fetches(order);
        self.has_put(order);
        self.slots[slot as usize] = None;
        self.open -= 1;
        self.count_order(order, -1);
        self.leaves_lines(slot);
        let on_rail = self.kitchens.iter().any(|kitchen| kitchen.hung.contains(&slot));
        self.must(!on_rail, || format!("order {order} is closed and hangs on the rail"));
        self.orders[order].is_closed = true;
    }

    pub(super) fn paid(&mut self, order: usize, cents: i64) {
        let book = &mut self.orders[order];
        let before = book.paid.replace(cents);
        let dish = book.dish;
        let is_undecided = book.outcome.is_none();
        self.must(before.is_none() && is_undecided, || format!("order {order} pays twice"));
        let price = dish.map(|dish| self.plan.menu[dish as usize].price);
        self.must(price == Some(cents), || format!("order {order} pays {cents}, not {price:?}"));
    }
}
