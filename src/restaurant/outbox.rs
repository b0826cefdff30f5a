//! The outbox: letters that nobody waits for. A partner is called for each until it takes it.
//!
//! A letter that no pantry keeps is gone with its kitchen's power. One that a pantry keeps is as safe
//! as rows are there: a power cut of the pantry takes it, or only lets it wait.

use super::Phase;
use super::building::Holds;
use super::errand::{Errand, ORPHAN};
use super::fact::{Fact, Witness};
use super::house::House;
use super::menu::Step;
use super::message::Message;
use super::order::{AtPartner, Deadlines, Order, Slip, Ticket};
use super::rules::Rule;
use super::{Durable, Outcome};
use crate::kernel::{Link, NOBODY, SECOND, Span, Time, stream};
use std::collections::{BTreeMap, BTreeSet};

/// After so long a letter that was not taken is tried again.
const TRIES_AGAIN_IN: Span = Span(5 * SECOND.0);

/// A letter that a pantry keeps.
#[derive(Clone, Copy, Debug)]
struct Kept {
    pantry: u32,
    written: Time,
    /// Whether a power cut has taken it.
    is_lost: bool,
}

/// What pantries keep of letters.
#[derive(Clone, Debug, Default)]
pub(super) struct Outbox {
    kept: BTreeMap<u32, Kept>,
    /// Pantries without power.
    dark: BTreeSet<u32>,
}

impl Outbox {
    /// Says whether a pantry has no power.
    pub fn is_dark(&self, pantry: u32) -> bool {
        self.dark.contains(&pantry)
    }

    /// Says whether a letter does not need its kitchen.
    pub fn keeps(&self, letter: u32) -> bool {
        self.kept.contains_key(&letter)
    }

    /// Lists the letters that a pantry keeps.
    fn in_pantry(&self, pantry: u32) -> Vec<u32> {
        let here = self.kept.iter().filter(|(_, kept)| kept.pantry == pantry);
        here.map(|(letter, _)| *letter).collect()
    }
}

impl<W> House<'_, W> {
    /// Says whether this is a letter and no order.
    #[inline]
    pub fn is_letter(&self, order: u32) -> bool {
        self.data.is_used && self.step(order).is_some_and(Step::is_letter)
    }
}

impl<W: Witness> House<'_, W> {
    /// An order leaves a letter in the outbox; in a transaction it is sent when that ends well.
    pub fn leave_letter(&mut self, order: u32, letter: (u32, Option<u32>)) {
        match self.pad_mut(order).and_then(|pad| pad.transaction.as_mut()) {
            Some(transaction) => transaction.letters.push(letter),
            None => self.send_letter(order, letter.0),
        }
    }

    /// Sends the letter that a step of an order's recipe writes.
    pub fn send_letter(&mut self, order: u32, step: u32) {
        const MAIL: u64 = stream("mail");
        let Order { slip, ticket, .. } = self.orders[order];
        let recipe = &self.menu[slip.dish as usize].recipe;
        let Some(Step::Rule(rule)) = recipe.get(step as usize) else { return };
        let Rule::Mail { partner, outbox } = **rule else { return };
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
        if let Some(pantry) = outbox {
            let kept = Kept { pantry, written: self.now(), is_lost: false };
            self.data.outbox.kept.insert(letter, kept);
        }
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

    /// A letter is not in the outbox any more: its partner has it, or a power cut.
    pub fn strike_letter_out(&mut self, letter: u32) {
        self.data.letters -= 1;
        self.data.outbox.kept.remove(&letter);
        if let Some(partner) = self.step(letter).and_then(Step::partner) {
            let is_lost = self.orders[letter].fate.is_some();
            self.tell(if is_lost {
                Fact::LetterLost { partner, letter }
            } else {
                Fact::LetterSent { partner, letter }
            });
        }
    }

    /// A pantry has lost its power: nobody sends the letters that it keeps, and what was not safe is
    /// lost.
    #[cold]
    pub fn letters_go_dark(&mut self, pantry: u32, durable: Durable) {
        self.data.outbox.dark.insert(pantry);
        for letter in self.data.outbox.in_pantry(pantry) {
            let now = self.now();
            if let Some(kept) = self.data.outbox.kept.get_mut(&letter) {
                kept.is_lost = !durable.is_safe(kept.written, now);
            }
            if self.orders[letter].ticket.at.has_place() {
                self.send(Message::LeavesPartner(letter));
            } else {
                self.forget_due(letter);
                self.wait_in_the_dark(letter);
            }
        }
    }

    /// Nobody sends a letter just now; one that is lost is no letter any more.
    pub fn wait_in_the_dark(&mut self, letter: u32) {
        let is_lost = self.data.outbox.kept.get(&letter).is_none_or(|kept| kept.is_lost);
        if is_lost {
            self.end(letter, Outcome::POWER_OUT);
        } else {
            self.orders[letter].ticket.at = AtPartner::CallsAgain;
        }
    }

    /// A pantry has power again: the letters that it has kept are sent.
    #[cold]
    pub fn letters_see_light(&mut self, pantry: u32) {
        if self.data.outbox.dark.remove(&pantry) {
            for letter in self.data.outbox.in_pantry(pantry) {
                self.orders[letter].ticket.at = AtPartner::Nowhere;
                self.send(Message::Call(letter));
            }
        }
    }
}
