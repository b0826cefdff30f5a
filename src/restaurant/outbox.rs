//! The outbox: letters that nobody waits for. A partner is called for each until it takes it.

use super::Phase;
use super::building::Holds;
use super::errand::{Errand, ORPHAN};
use super::fact::{Fact, Witness};
use super::house::House;
use super::menu::Step;
use super::message::Message;
use super::order::{AtPartner, Deadlines, Order, Slip, Ticket};
use super::rules::Rule;
use crate::kernel::{Link, NOBODY, SECOND, Span, Time, stream};

/// After so long a letter that was not taken is tried again.
const TRIES_AGAIN_IN: Span = Span(5 * SECOND.0);

impl<W> House<'_, W> {
    /// Says whether this is a letter and no order.
    #[inline]
    pub fn is_letter(&self, order: u32) -> bool {
        self.data.is_used && self.step(order).is_some_and(Step::is_letter)
    }
}

impl<W: Witness> House<'_, W> {
    /// An order leaves a letter in the outbox; in a transaction it is sent when that ends well.
    pub fn leave_letter(&mut self, order: u32, step: u32) {
        match self.pad_mut(order).and_then(|pad| pad.transaction.as_mut()) {
            Some(transaction) => transaction.letters.push(step),
            None => self.send_letter(order, step),
        }
    }

    /// Sends the letter that a step of an order's recipe writes.
    pub fn send_letter(&mut self, order: u32, step: u32) {
        const MAIL: u64 = stream("mail");
        let Order { slip, ticket, .. } = self.orders[order];
        let recipe = &self.menu[slip.dish as usize].recipe;
        let Some(Step::Rule(rule)) = recipe.get(step as usize) else { return };
        let Rule::Mail { partner } = **rule else { return };
        let luck = slip.luck.nth(MAIL).nth(u64::from(step));
        let holds = Holds::default();
        let letter = self.orders.insert(Order {
            slip: Slip { guest: None, luck, takes_ticket_along: false, ..slip },
            deadlines: Deadlines::default(),
            ticket: Ticket { kitchen: ticket.kitchen, step, holds, ..Ticket::default() },
            phase: Phase::PartnerWait,
            due: Time::NEVER,
            fate: None,
            link: Link::default(),
            errand: Errand { parent: ORPHAN, ..Errand::default() },
            visit: NOBODY,
        });
        self.data.letters += 1;
        self.tell(Fact::Mailed { order, letter, partner });
        self.send(Message::Call(letter));
    }

    /// A letter was taken, or not; then it is tried again after a while.
    pub fn letter_came_back(&mut self, letter: u32, was_taken: bool) {
        if was_taken {
            self.come_back(letter);
        } else {
            self.orders[letter].ticket.at = AtPartner::CallsAgain;
            self.due_in(TRIES_AGAIN_IN, letter);
        }
    }
}
