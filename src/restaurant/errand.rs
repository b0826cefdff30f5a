//! Errands: what an order sends others on while it waits: the branches of its recipe, which share
//! one chef's hands, and dishes asked of other kitchens.

use super::building::Holds;
use super::fact::{Fact, Witness};
use super::house::House;
use super::message::Message;
use super::order::{Deadlines, Order, Slip, Ticket};
use super::{Outcome, Phase};
use crate::kernel::{Line, Link, NOBODY, Time, stream};

/// The parent of an errand that nobody waits for any more.
pub(super) const ORPHAN: u32 = NOBODY - 1;

/// How an order and its errands find each other; [`NOBODY`] where there is none.
#[derive(Clone, Copy, Debug)]
pub(super) struct Errand {
    /// Who waits for this errand.
    pub parent: u32,
    /// The first errand that this one waits for.
    pub first: u32,
    /// The next errand of the same parent.
    pub next: u32,
    /// The team of branches that share one chef's hands.
    pub team: u32,
}

impl Default for Errand {
    fn default() -> Self {
        Errand { parent: NOBODY, first: NOBODY, next: NOBODY, team: NOBODY }
    }
}

/// Branches of one order's recipe: waits overlap, handwork does not.
#[derive(Clone, Debug)]
pub(super) struct Team {
    /// The order that the chef has picked up.
    pub holder: u32,
    /// The branch that has the hands, or waits for a chef to lend some; [`NOBODY`]: they are free.
    pub working: u32,
    /// Branches that want the hands next.
    pub line: Line,
    /// Why one of them could not go on: the others end with the step at which they are.
    pub failed: Option<Outcome>,
}

impl<W: Witness> House<'_, W> {
    /// Sends somebody on an errand for an order, which waits until it comes back.
    fn send_on_errand(&mut self, parent: u32, slip: Slip, ticket: Ticket, team: u32) -> u32 {
        let waiting = &mut self.orders[parent];
        // Not told: an order that waits for errands is in their phases.
        waiting.phase = Phase::PartnerWait;
        let errand = Errand { parent, first: NOBODY, next: waiting.errand.first, team };
        let child = self.orders.insert(Order {
            slip,
            deadlines: Deadlines::default(),
            ticket,
            phase: Phase::PartnerWait,
            due: Time::NEVER,
            fate: None,
            link: Link::default(),
            errand,
            visit: NOBODY,
        });
        self.orders[parent].errand.first = child;
        self.may_wait_long(parent);
        self.tell(Fact::Split { order: parent, errand: child, dish: slip.dish });
        child
    }

    /// Asks a kitchen for a dish on behalf of an order.
    pub fn ask(&mut self, parent: u32, dish: u32) {
        const ASK: u64 = stream("ask");
        let asking = &self.orders[parent];
        let luck = asking.slip.luck.nth(ASK).nth(u64::from(asking.ticket.step));
        let slip = Slip { guest: None, dish, luck, takes_ticket_along: false, ..asking.slip };
        let kitchen = self.menu[dish as usize].kitchen;
        let ticket = Ticket { kitchen, ..Ticket::default() };
        let child = self.send_on_errand(parent, slip, ticket, NOBODY);
        if self.data.is_used {
            self.copy_pad(parent, child);
        }
        self.send(Message::Ticket(child));
    }

    /// Lets an order's recipe go on in several branches at once; returns the first branch, to
    /// which the others are linked.
    pub fn branch(&mut self, parent: u32, branches: &[u32]) -> u32 {
        let Order { slip, ticket, errand, .. } = self.orders[parent];
        let team = match errand.team {
            NOBODY => self.teams.insert(Team {
                holder: parent,
                working: NOBODY,
                line: Line::default(),
                failed: None,
            }),
            team => team,
        };
        self.orders[parent].errand.team = team;
        // From the last to the first, so that the list of errands begins with the first.
        for step in branches.iter().rev() {
            let ticket = Ticket {
                step: *step,
                has_hands: false,
                is_branch: true,
                holds: Holds::default(),
                ..ticket
            };
            let slip = Slip { guest: None, takes_ticket_along: false, ..slip };
            self.send_on_errand(parent, slip, ticket, team);
        }
        self.orders[parent].errand.first
    }

    /// An errand comes back; returns who waited for it, if anybody still does, and whether it was
    /// the last one out.
    pub fn come_back(&mut self, child: u32) -> Option<(u32, bool)> {
        let parent = self.orders[child].errand.parent;
        if parent == ORPHAN {
            if self.is_letter(child) {
                self.strike_letter_out(child);
            }
            self.tell(Fact::Closed { order: child });
            self.clear_away(child);
            return None;
        }
        self.unlink(parent, child);
        let last = !self.orders[parent].waits_for_errands();
        self.tell(Fact::Joined { order: parent, errand: child, last });
        self.clear_away(child);
        Some((parent, last))
    }

    /// Nobody waits for the errands of an order any more; they go on for nothing.
    #[cold]
    pub fn disown_errands(&mut self, parent: u32) {
        let mut child = std::mem::replace(&mut self.orders[parent].errand.first, NOBODY);
        while child != NOBODY {
            let errand = &mut self.orders[child].errand;
            errand.parent = ORPHAN;
            child = std::mem::replace(&mut errand.next, NOBODY);
        }
    }

    fn unlink(&mut self, parent: u32, child: u32) {
        let next = self.orders[child].errand.next;
        let mut at = self.orders[parent].errand.first;
        if at == child {
            self.orders[parent].errand.first = next;
            return;
        }
        while self.orders[at].errand.next != child {
            at = self.orders[at].errand.next;
        }
        self.orders[at].errand.next = next;
    }

    /// Returns the guest's order behind an errand; none: it was disowned.
    pub fn root(&self, order: u32) -> Option<u32> {
        let mut at = order;
        loop {
            match self.orders[at].errand.parent {
                NOBODY => return Some(at),
                ORPHAN => return None,
                parent => at = parent,
            }
        }
    }

    /// Returns whose hands are meant when an order works: its own, or those of its team.
    pub fn holder(&self, order: u32) -> u32 {
        match self.orders[order].errand.team {
            NOBODY => order,
            team => self.teams[team].holder,
        }
    }
}
