//! The dispatcher: which copy may get a ticket.

use super::Watcher;
use boh::restaurant::{Outcome, Policy};

impl Watcher {
    /// Lists the copies of a kitchen that the dispatcher believes to be well; if there are none,
    /// all. None: its last check was before a change, and what it believes is not known here.
    fn believed(&self, home: usize) -> Option<Vec<usize>> {
        let all = self.copies[home].clone();
        let Some(every) = self.plan.dispatcher.checks else { return Some(all.collect()) };
        let last = self.now.0 / every.0 * every.0;
        let since = |copy: usize| {
            let powered = self.building_of(copy).map_or(0, |at| self.power[at].changed.0);
            powered.max(self.kitchens[copy].opened.0)
        };
        if all.clone().any(|copy| since(copy) > last) {
            return None;
        }
        let well: Vec<usize> = all.clone().filter(|copy| self.is_well(*copy)).collect();
        Some(if well.is_empty() { all.collect() } else { well })
    }

    fn is_well(&self, copy: usize) -> bool {
        !self.is_dark(copy) && self.plan_of(copy).is_open
    }

    /// Returns whose turn it is at a kitchen, and passes the turn on.
    fn next_in_turn(&mut self, home: usize, believed: Option<&[usize]>) -> Option<usize> {
        let all = self.copies[home].clone();
        let turn = self.in_turn[home].take().filter(|_| !self.confused[home])?;
        let next = (turn..all.end).chain(all.start..turn);
        let next = next.into_iter().find(|copy| believed.is_some_and(|b| b.contains(copy)))?;
        self.in_turn[home] = Some(if next + 1 == all.end { all.start } else { next + 1 });
        Some(next)
    }

    /// How many tickets a copy has, if that is what the hands tell.
    fn load(&self, copy: usize) -> Option<i64> {
        let book = &self.kitchens[copy];
        let juggles = book.has_juggled || book.has_breaks || self.plan_of(copy).juggles > 1;
        (!juggles).then(|| book.rail.now + book.chefs.taken.now)
    }

    /// A ticket has come to a copy.
    pub(super) fn dispatched(&mut self, copy: usize, order: usize) {
        let home = self.kitchens[copy].home;
        if self.is_far[home] {
            return;
        }
        let policy = self.plan.dispatcher.policy;
        let believed = self.believed(home);
        if policy == Policy::RoundRobin {
            let next = self.next_in_turn(home, believed.as_deref());
            self.must(next.is_none_or(|next| next == copy), || {
                format!("order {order} goes to copy {copy}, it is the turn of {next:?}")
            });
        }
        let Some(believed) = believed else { return };
        let is_well = believed.contains(&copy);
        self.must(is_well, || format!("order {order} goes to copy {copy}, which is known ill"));
        let loads = believed.iter().filter(|other| **other != copy).map(|other| self.load(*other));
        let loads: Option<Vec<i64>> = loads.collect();
        let others = believed.len() - 1;
        let ok = match (policy, loads, self.load(copy)) {
            (Policy::LeastBusy, Some(loads), Some(load)) => loads.iter().all(|l| *l >= load),
            // One of two is never the only busiest of all.
            (Policy::TwoChoices, Some(loads), Some(load)) => {
                others == 0 || loads.iter().any(|l| *l >= load)
            }
            (Policy::Sticky, ..) => self.is_at_home(order, home, copy),
            _ => true,
        };
        self.must(ok, || format!("{policy:?} sends order {order} to copy {copy}"));
    }

    /// A sticky guest is sent where it was sent before, as long as all copies are well.
    fn is_at_home(&mut self, order: usize, home: usize, copy: usize) -> bool {
        let all_well = match self.plan.dispatcher.checks {
            None => true,
            Some(_) => self.copies[home].clone().all(|copy| self.is_well(copy)),
        };
        if !all_well {
            return true;
        }
        let visit = &mut self.visits[self.orders[order].visit];
        if let Some((_, known)) = visit.homes.iter().find(|known| known.0 == home) {
            return *known == copy;
        }
        visit.homes.push((home, copy));
        true
    }

    /// A guest's ticket was refused by some copy: it was some copy's turn.
    pub(super) fn refused_by_copy(&mut self, order: usize, outcome: Outcome) {
        let book = &self.orders[order];
        let (None, Some(dish)) = (book.copy, book.dish) else { return };
        let home = self.plan.menu[dish as usize].kitchen as usize;
        if self.is_far[home] {
            return;
        }
        let believed = self.believed(home);
        let refuses = |copy: usize| match outcome {
            Outcome::RAIL_FULL => self.is_full(copy),
            _ => self.is_dark(copy),
        };
        let may = believed.as_ref().is_none_or(|all| all.iter().any(|copy| refuses(*copy)));
        self.must(may, || format!("order {order} is refused by nobody who is known to be well"));
        if self.plan.dispatcher.policy == Policy::RoundRobin {
            let next = self.next_in_turn(home, believed.as_deref());
            let refuses = match (next, outcome) {
                (None, _) => true,
                (Some(copy), Outcome::RAIL_FULL) => self.is_full(copy),
                (Some(copy), _) => self.is_dark(copy),
            };
            self.must(refuses, || format!("copy {next:?} has no reason to refuse {order}"));
        }
    }

    /// A dish is asked for; if it is refused, nobody says by which copy.
    pub(super) fn asks(&mut self, order: usize) {
        let Some(dish) = self.orders[order].dish else { return };
        let home = self.plan.menu[dish as usize].kitchen as usize;
        let plan = &self.plan.kitchens[home];
        let may_refuse = plan.capacity.is_some()
            || plan.tosses_stale_tickets
            || self.copies[home].clone().any(|copy| self.building_of(copy).is_some());
        if may_refuse {
            self.confused[home] = true;
        }
    }

    /// A stale ticket may have been thrown away as it came to a copy, and nobody said which.
    pub(super) fn maybe_tossed(&mut self, order: usize) {
        let book = &self.orders[order];
        let stale = book.outcome.is_some_and(|(_, outcome)| outcome == Outcome::PATIENCE);
        if let (None, Some(dish), true) = (book.copy, book.dish, stale) {
            let home = self.plan.menu[dish as usize].kitchen as usize;
            self.in_turn[home] = None;
        }
    }
}
