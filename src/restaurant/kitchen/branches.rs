//! Branches of a recipe: they share the order's hands, so waits overlap and handwork does not.

use super::Kitchen;
use crate::kernel::NOBODY;
use crate::restaurant::fact::Witness;
use crate::restaurant::house::{Floor, House};
use crate::restaurant::menu::Step;
use crate::restaurant::message::Message;
use crate::restaurant::{Outcome, Phase};

impl Kitchen {
    /// An order's recipe goes on in several branches.
    pub(super) fn split_up<W: Witness>(
        &mut self,
        order: u32,
        branches: &[u32],
        house: &mut House<'_, W>,
    ) {
        let holder = house.holder(order);
        let mut branch = house.branch(order, branches);
        while branch != NOBODY {
            // Taken first: a branch without any step ends at once, and the last one with it.
            let next = house.orders[branch].errand.next;
            self.go_on_with(branch, house);
            branch = next;
        }
        if self.juggles() {
            self.set_aside_if_idle(holder, house);
        }
    }

    /// A juggling chef sets an order aside when none of its branches wants hands.
    fn set_aside_if_idle<W: Witness>(&mut self, holder: u32, house: &mut House<'_, W>) {
        let team = house.orders[holder].errand.team;
        if team != NOBODY && house.teams[team].working == NOBODY {
            self.free_hands(holder, house);
        }
    }

    /// Goes on with an order or a branch of one; a branch whose team has failed ends here.
    pub(super) fn go_on_with<W: Witness>(&mut self, order: u32, house: &mut House<'_, W>) {
        let at = &house.orders[order];
        if at.ticket.is_branch && house.teams[at.errand.team].failed.is_some() {
            // Work that a break has interrupted is not taken up again.
            house.laid_down.remove(&order);
            self.pass_hands_on(order, house);
            self.branch_ends(order, house);
        } else {
            self.begin_step(order, house);
        }
    }

    /// A branch comes to prep or cooking.
    pub(super) fn want_hands<W: Witness>(&mut self, branch: u32, house: &mut House<'_, W>) {
        let team = house.orders[branch].errand.team;
        let (working, holder) = (house.teams[team].working, house.teams[team].holder);
        if working == branch {
            self.handwork(branch, house);
        } else if working != NOBODY {
            house.moved(branch, Phase::HandsWait);
            let Floor { teams, orders, .. } = &mut *house.floor;
            teams[team].line.join(branch, orders);
        } else {
            house.teams[team].working = branch;
            if house.orders[holder].ticket.has_hands {
                self.handwork(branch, house);
            } else if self.has_free_hands() {
                self.take_hands(holder, house);
                self.handwork(branch, house);
            } else {
                self.wait_for_hands(branch, house);
            }
        }
    }

    /// A branch that had the hands keeps them for more handwork; otherwise the next branch that
    /// wants them gets them, and if none does a juggling chef sets the order aside.
    pub(super) fn pass_hands_on<W: Witness>(&mut self, branch: u32, house: &mut House<'_, W>) {
        self.find_way(branch, house);
        let team = house.orders[branch].errand.team;
        let goes_on = matches!(house.step(branch), Some(Step::Prep(_) | Step::Cook(_)))
            && house.teams[team].failed.is_none();
        if house.teams[team].working != branch || goes_on {
            return;
        }
        let Floor { teams, orders, .. } = &mut *house.floor;
        let next = teams[team].line.serve(orders);
        house.teams[team].working = next.unwrap_or(NOBODY);
        if let Some(next) = next {
            self.go_on_with(next, house);
        } else if self.juggles() {
            self.free_hands(house.holder(branch), house);
        }
    }

    /// A branch has come to its end; after the last one the order goes on.
    pub(super) fn branch_ends<W: Witness>(&mut self, branch: u32, house: &mut House<'_, W>) {
        if let Some((order, true)) = house.come_back(branch) {
            self.branches_have_ended(order, house);
        }
    }

    fn branches_have_ended<W: Witness>(&mut self, order: u32, house: &mut House<'_, W>) {
        if let Some(Step::Together { then, .. }) = house.step(order) {
            house.orders[order].ticket.step = *then;
        }
        if house.orders[order].ticket.is_branch {
            self.go_on_with(order, house);
            return;
        }
        match disband(order, house) {
            None => self.resume(order, house),
            Some(reason) => {
                self.let_go(order, house);
                self.clear_place(order, house);
                let ended = &house.orders[order];
                if ended.fate.is_some() && !ended.is_errand() {
                    // Not at once: the guest has to hear first what was decided.
                    house.send(Message::Spoiled(order));
                } else {
                    house.end(order, reason);
                }
            }
        }
    }

    /// A branch cannot go on: the order has failed, and the guest hears it at once. The other
    /// branches end with the step at which they are.
    #[cold]
    pub(super) fn break_off<W: Witness>(
        &mut self,
        branch: u32,
        reason: Outcome,
        house: &mut House<'_, W>,
    ) {
        let team = house.orders[branch].errand.team;
        let holder = house.teams[team].holder;
        let mut reason = reason;
        let mut at = branch;
        while at != holder {
            at = house.orders[at].errand.parent;
            if let Some(Step::Together { or: Some(or), .. }) = house.step(at) {
                reason = *or;
            }
        }
        house.teams[team].failed.get_or_insert(reason);
        let waits = &house.orders[holder];
        if !waits.is_errand() && waits.fate.is_none() {
            house.decide(holder, reason);
            house.send(Message::Apology(holder));
        }
        self.branch_ends(branch, house);
    }
}

/// An order has no branches any more; returns why one of them could not go on.
pub(super) fn disband<W>(order: u32, house: &mut House<'_, W>) -> Option<Outcome> {
    let team = std::mem::replace(&mut house.orders[order].errand.team, NOBODY);
    if team == NOBODY {
        return None;
    }
    let failed = house.teams[team].failed;
    house.teams.remove(team);
    failed
}
