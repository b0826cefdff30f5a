//! Errands: branches of recipes, and dishes that are asked for. They are told as if they were
//! orders; whoever sent them waits until the last one is back.

use super::{Book, Place, Watcher};
use boh::restaurant::{Outcome, Phase, Step};

/// Of an errand: who waits for it, and whether it is a branch or a dish that was asked for.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ErrandOf {
    pub parent: usize,
    pub is_branch: bool,
}

impl Watcher {
    /// An order sends somebody on an errand.
    pub(super) fn split(&mut self, slot: u32, parent: usize, errand: u32, dish: u32) {
        if !self.orders[parent].is_waiting {
            self.waits_for_errands(slot, parent);
        }
        let sent = self.orders[parent].sent;
        let start = |place: &Place| match self.step_at(place)? {
            Step::Ask { dish, .. } => (sent == 0).then_some((Place::before(*dish, 0), false)),
            Step::Together { branches, .. } => {
                // From the last branch to the first.
                let at = branches.len().checked_sub(sent + 1)?;
                Some((Place::before(place.dish, branches[at]), true))
            }
            _ => None,
        };
        let is_sent = |place: &Place| start(place).filter(|(start, _)| start.dish == dish);
        let places = self.orders[parent].places.iter();
        let (at, starts): (Vec<_>, Vec<_>) =
            places.filter_map(|place| Some((*place, is_sent(place)?))).unzip();
        let is_branch = starts.first().is_some_and(|start| start.1);
        let ok = !starts.is_empty() && starts.iter().all(|start| start.1 == is_branch);
        self.must(ok, || format!("order {parent} sends errand {sent} of its step"));
        let Book { room, visit, is_retry, is_counted, copy, .. } = self.orders[parent];
        let book = Book {
            dish: Some(dish),
            is_retry,
            is_counted,
            phase: Phase::PartnerWait,
            copy: copy.filter(|_| is_branch),
            places: starts.into_iter().map(|start| start.0).collect(),
            errand: Some(ErrandOf { parent, is_branch }),
            ..Book::new(room, visit, self.now)
        };
        self.open_slot(errand, book);
        if !is_branch {
            self.asks(self.orders.len() - 1);
        }
        let waiting = &mut self.orders[parent];
        // Who asks shows which way it has gone.
        waiting.places = at;
        (waiting.out, waiting.sent) = (waiting.out + 1, waiting.sent + 1);
    }

    fn waits_for_errands(&mut self, slot: u32, order: usize) {
        self.leave(slot, order);
        self.has_lasted(order, false);
        self.begin_step(order, |watcher, place| {
            matches!(watcher.step_at(place), Some(Step::Ask { .. } | Step::Together { .. }))
        });
        self.count_order(order, -1);
        let now = self.now;
        let book = &mut self.orders[order];
        book.enters(Phase::PartnerWait, now);
        (book.stays, book.sent, book.is_waiting) = (None, 0, true);
        self.count_order(order, 1);
    }

    /// An errand is back.
    pub(super) fn joined(&mut self, parent: usize, slot: u32, last: bool) {
        let Some(errand) = self.slots.get(slot as usize).copied().flatten() else {
            self.must(false, || format!("errand {slot} comes back and was never sent"));
            return;
        };
        let is_its = self.orders[errand].errand.is_some_and(|of| of.parent == parent);
        self.must(is_its, || format!("errand {errand} comes back to order {parent}"));
        if !self.is_cut_short(errand) {
            self.has_lasted(errand, false);
        }
        self.check_result(parent, errand);
        let now = self.now;
        let book = &mut self.orders[errand];
        book.spend(now);
        let (all, sum) = ((now - book.placed).0, book.spent.iter().sum::<u64>());
        let (spent, works) = (book.spent, std::mem::take(&mut book.works));
        self.must(all == sum, || format!("{sum} ns of {errand} in phases, but {all} ns in all"));
        self.leaves_house(slot, errand);
        self.count_order(parent, -1);
        let book = &mut self.orders[parent];
        for (at, nanos) in works {
            *book.works.entry(at).or_default() += nanos;
        }
        book.out = book.out.saturating_sub(1);
        let is_last = book.out == 0;
        if is_last {
            (book.is_waiting, book.answered) = (false, Some(true));
            if book.outcome.is_none() {
                book.spent.iter_mut().zip(spent).for_each(|(sum, spent)| *sum += spent);
                book.skip(now);
            }
            book.enters(Phase::PartnerWait, now);
        }
        self.count_order(parent, 1);
        self.must(is_last == last, || format!("order {parent} goes on: {last}"));
    }

    /// An errand has done what it should, or there is a reason why not.
    fn check_result(&mut self, parent: usize, errand: usize) {
        let reasons = self.reasons(errand);
        let is_done = !self.orders[errand].is_waiting && self.may_be_done(errand);
        let holder = self.holder(errand);
        let ok = is_done || !reasons.is_empty() || self.orders[holder].has_failed;
        self.must(ok, || format!("errand {errand} comes back and is not done"));
        if !reasons.is_empty() {
            let lifted = self.lifted(parent, &reasons);
            self.orders[parent].broken.extend(lifted);
            if self.orders[errand].is_branch() {
                self.orders[holder].has_failed = true;
            }
        }
    }

    /// An errand ends for which nobody waits any more: whoever did has lost its power.
    pub(super) fn orphan_closes(&mut self, slot: u32, errand: usize, parent: usize) {
        let waits = &self.orders[parent];
        let is_dark = waits.copy.is_some_and(|copy| self.is_dark(copy));
        let ok = waits.is_closed || is_dark;
        self.must(ok, || format!("errand {errand} ends and order {parent} still waits"));
        self.leaves_house(slot, errand);
        if self.orders[errand].is_counted {
            self.wasted_on_errands += self.orders[errand].worked();
        }
    }

    /// Returns whose hands an order uses: its own, or those of the order whose branch it is.
    pub(super) fn holder(&self, order: usize) -> usize {
        match self.orders[order].errand {
            Some(ErrandOf { parent, is_branch: true }) => self.holder(parent),
            _ => order,
        }
    }

    /// Says whether the guest behind an order or errand has left, or nobody waits any more.
    pub(super) fn is_stale(&self, order: usize) -> bool {
        let book = &self.orders[order];
        match book.errand {
            None => book.outcome.is_some(),
            Some(of) => self.orders[of.parent].is_closed || self.is_stale(of.parent),
        }
    }

    /// Lists why an order or errand cannot go on from where it is.
    pub(super) fn reasons(&self, order: usize) -> Vec<Outcome> {
        let book = &self.orders[order];
        let mut reasons = book.broken.clone();
        for step in self.steps(order) {
            match step {
                Step::Take { or, .. } if book.sold_out => reasons.push(*or),
                Step::Put { .. } if book.sold_out => reasons.push(Outcome::STOREROOM_FULL),
                Step::Call { or, care, .. }
                    if book.answered == Some(false)
                        && self.is_last_attempt(order, care.as_deref()) =>
                {
                    reasons.push(*or);
                }
                _ => {}
            }
        }
        let is_dark = |copy: usize| self.is_dark(copy);
        if self.is_cut_short(order) || book.copy.is_some() && self.goes_to_dark_pantry(order) {
            reasons.push(Outcome::POWER_OUT);
        }
        if self.may_crash(order) {
            reasons.push(Outcome::CRASHED);
        }
        if book.errand.is_some() && book.copy.is_none() {
            // Refused where it was asked for.
            let mut copies = self.copies_for(order);
            if copies.clone().any(is_dark) {
                reasons.push(Outcome::POWER_OUT);
            }
            let plan = copies.next().map(|copy| self.plan_of(copy));
            if plan.is_some_and(|plan| plan.capacity.is_some()) {
                reasons.push(Outcome::RAIL_FULL);
            }
            if plan.is_some_and(|plan| plan.tosses_stale_tickets) && self.is_stale(order) {
                reasons.push(Outcome::PATIENCE);
            }
        }
        reasons
    }

    /// What the reasons of an errand are called by whoever sent it.
    fn lifted(&self, parent: usize, reasons: &[Outcome]) -> Vec<Outcome> {
        let named = self.steps(parent).map(|step| match step {
            Step::Ask { or, .. } | Step::Together { or, .. } => *or,
            _ => None,
        });
        named.flat_map(|or| or.map_or(reasons.to_vec(), |or| vec![or])).collect()
    }

    /// Lists why an order cannot go on because one of its branches cannot.
    pub(super) fn reasons_of_branches(&self, holder: usize) -> Vec<Outcome> {
        let open = self.slots.iter().flatten().copied();
        let mut all = Vec::new();
        for branch in open.filter(|at| *at != holder && self.holder(*at) == holder) {
            let (mut at, mut reasons) = (branch, self.reasons(branch));
            while let Some(of) = self.orders[at].errand.filter(|_| at != holder) {
                at = of.parent;
                reasons = self.lifted(at, &reasons);
            }
            all.extend(reasons);
        }
        all
    }
}
