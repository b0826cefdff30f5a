//! Money at partners: what was taken for which order, what a key makes a partner remember, and what
//! was given back.
//!
//! A partner does what it was asked whether or not anybody still waits for its answer: a call that
//! took too long may have moved money all the same, and one that is made once more moves it again.

use super::errand::ORPHAN;
use super::fact::{Fact, Witness};
use super::house::House;
use super::menu::Step;
use super::message::Message;
use super::order::{AtPartner, Order};
use super::pad::Pad;
use crate::kernel::{Arena, Class, Luck, NOBODY, Time};
use crate::rules::{self, Expression, Value};
use std::collections::BTreeMap;
use std::sync::Arc;

/// What a call is about, if it is about money.
#[derive(Clone, Debug, PartialEq)]
pub enum Money {
    /// It moves money to the partner.
    Sends {
        /// How much.
        amount: Expression,
        /// What tells the partner that it has been asked for this before; none: nothing does.
        key: Option<Expression>,
    },
    /// The partner gives back what it has taken for this order.
    GivesBack,
}

/// What an order believes to have sent.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sent {
    partner: u32,
    cents: i64,
    /// Whether its transaction has not ended yet.
    in_mind: bool,
}

/// What a call is about to send.
#[derive(Clone, Debug)]
pub(super) struct Sending {
    cents: i64,
    key: Option<Value>,
}

/// What a call asks of a partner.
#[derive(Clone, Debug)]
struct Deal {
    partner: u32,
    /// The order for which it is, by the number of its writer, and by its slot while it has one.
    writer: u64,
    root: u32,
    /// When that order was placed.
    placed: Time,
    /// The step that calls, of one and the same order or dish asked for.
    purpose: (u32, u32),
    /// Nothing: give money back.
    sends: Option<Sending>,
}

/// A call that nobody waits for any more.
#[derive(Clone, Debug)]
pub(super) struct LateCall {
    deal: Deal,
    /// Decides whether it ends well.
    pub luck: Luck,
}

impl LateCall {
    pub fn partner(&self) -> u32 {
        self.deal.partner
    }
}

/// What a partner has taken for an order.
#[derive(Clone, Debug)]
struct Taken {
    partner: u32,
    purpose: (u32, u32),
    cents: i64,
    /// With a key the money may have been taken for another order.
    key: Option<Value>,
}

/// What partners know of one order.
#[derive(Clone, Debug, Default)]
struct Account {
    /// Pads and calls left behind that may still add to it.
    users: u32,
    taken: Vec<Taken>,
}

/// The books of all partners.
#[derive(Clone, Debug, Default)]
pub(super) struct Books {
    /// Orders that have sent something, by the numbers of their writers, while they are in the
    /// house or a call of theirs is under way.
    accounts: BTreeMap<u64, Account>,
    /// What was taken by a key, by partner and key; clones share it until one of them adds to it.
    remembered: Arc<BTreeMap<(u32, Value), i64>>,
    late: Arena<LateCall>,
}

impl Books {
    /// Says whether no call is under way that nobody waits for.
    pub fn are_settled(&self) -> bool {
        self.late.is_empty()
    }

    /// Returns about how many bytes a clone takes in the end.
    pub fn bytes(&self) -> u64 {
        /// A key with its place in the tree.
        const KEY: usize = 64;
        (self.remembered.len() * KEY) as u64
    }

    pub fn late_call(&self, late: u32) -> &LateCall {
        &self.late[late]
    }

    fn use_account(&mut self, writer: u64) {
        self.accounts.entry(writer).or_default().users += 1;
    }

    /// Somebody will add nothing to an account any more.
    pub fn leave_account(&mut self, writer: u64) {
        if let Some(account) = self.accounts.get_mut(&writer) {
            account.users -= 1;
            if account.users == 0 {
                self.accounts.remove(&writer);
            }
        }
    }

    /// A partner is asked for money; says how much it takes and whether it has done so before, or
    /// nothing if it knows the key.
    fn take(&mut self, deal: &Deal, sending: &Sending) -> Option<(i64, bool)> {
        let Deal { partner, purpose, .. } = *deal;
        let Sending { cents, key } = sending.clone();
        let known = key.as_ref().and_then(|key| self.remembered.get(&(partner, key.clone())));
        let taken = Taken { partner, purpose, cents: known.copied().unwrap_or(cents), key };
        let is_known = known.is_some();
        if let (false, Some(key)) = (is_known, &taken.key) {
            Arc::make_mut(&mut self.remembered).insert((partner, key.clone()), cents);
        }
        let account = self.accounts.entry(deal.writer).or_default();
        let same = |known: &Taken| (known.partner, known.purpose) == (partner, purpose);
        let again = account.taken.iter().any(same);
        account.taken.push(taken);
        (!is_known).then_some((cents, again))
    }

    /// A partner gives back what it has taken for an order; returns how much that is.
    fn give_back(&mut self, writer: u64, partner: u32) -> i64 {
        let Some(account) = self.accounts.get_mut(&writer) else { return 0 };
        let mut sum = 0_i64;
        for taken in account.taken.extract_if(.., |taken| taken.partner == partner) {
            let cents = match taken.key {
                None => taken.cents,
                // Its key is free again; whoever else has used it gets nothing more.
                Some(key) => {
                    Arc::make_mut(&mut self.remembered).remove(&(partner, key)).unwrap_or(0)
                }
            };
            sum = sum.saturating_add(cents);
        }
        sum
    }
}

impl<W: Witness> House<'_, W> {
    /// Returns what the call that an order makes asks of its partner, if it is about money.
    fn deal(&self, order: u32) -> Option<Deal> {
        let Some(Step::Call { partner, money: Some(money), .. }) = self.step(order) else {
            return None;
        };
        let sends = match **money {
            Money::Sends { .. } => Some(self.data.sending.get(&order)?.clone()),
            Money::GivesBack => None,
        };
        let pad = self.pad(order)?;
        let at = &self.orders[order];
        Some(Deal {
            partner: *partner,
            writer: pad.writer,
            root: self.root(order).unwrap_or(NOBODY),
            placed: pad.placed,
            purpose: (at.slip.luck.number(), at.ticket.step),
            sends,
        })
    }

    /// Notes how much money a call is about to send; returns whether that can be said.
    pub fn notes_what_is_sent(&mut self, order: u32, money: &Money) -> bool {
        let Money::Sends { amount, key } = money else { return true };
        let amount = self.work_out(order, amount, None).ok().and_then(|amount| amount.number());
        let cents = amount.and_then(rules::cents).filter(|cents| *cents >= 0);
        let key = match key {
            None => Some(None),
            Some(key) => self.work_out(order, key, None).ok().and_then(as_key).map(Some),
        };
        let (Some(cents), Some(key)) = (cents, key) else { return false };
        self.data.sending.insert(order, Sending { cents, key });
        self.open_account(order);
        true
    }

    /// An order's account, and that of whoever waits for it, is kept as long as they may use it.
    fn open_account(&mut self, order: u32) {
        let mut at = order;
        loop {
            let data = &mut self.floor.data;
            if let Some(pad) = data.pads.of_mut(at).filter(|pad| !pad.has_account) {
                pad.has_account = true;
                data.books.use_account(pad.writer);
            }
            match self.floor.orders[at].errand.parent {
                NOBODY | ORPHAN => return,
                parent => at = parent,
            }
        }
    }

    /// What an order waited for went well; if that was a call about money, it believes that it was
    /// sent, or given back.
    pub fn notes_that_it_was_sent(&mut self, order: u32) {
        let Some(Step::Call { partner, money: Some(money), .. }) = self.step(order) else { return };
        let sending = self.data.sending.remove(&order);
        let Some(pad) = self.pad_mut(order) else { return };
        match (&**money, sending) {
            (Money::Sends { .. }, Some(Sending { cents, .. })) => {
                let in_mind = pad.transaction.is_some();
                pad.sent.get_or_insert_default().push(Sent { partner: *partner, cents, in_mind });
            }
            (Money::GivesBack, _) => {
                pad.sent.get_or_insert_default().retain(|sent| sent.partner != *partner);
            }
            (Money::Sends { .. }, None) => {}
        }
    }

    /// What a dish that was asked for has sent, the order has sent.
    pub fn takes_over_what_was_sent(&mut self, asked: u32) {
        let parent = self.orders[asked].errand.parent;
        if parent == ORPHAN {
            return;
        }
        let sent = self.data.pads.of_mut(asked).and_then(|pad| pad.sent.take());
        if let (Some(sent), Some(pad)) = (sent, self.pad_mut(parent)) {
            pad.sent.get_or_insert_default().extend(sent);
        }
    }

    /// Nobody waits any more for a call that is being answered: the partner does what it was asked
    /// all the same.
    pub fn leaves_call_behind(&mut self, order: u32) {
        let Order { ticket, due, .. } = self.orders[order];
        let is_answered = matches!(ticket.at, AtPartner::Nowhere | AtPartner::Answered);
        if due == Time::NEVER || !is_answered {
            return;
        }
        let Some(deal) = self.deal(order) else { return };
        let luck = self.answer_luck(order);
        self.data.books.use_account(deal.writer);
        let late = self.data.books.late.insert(LateCall { deal, luck });
        let rest = due - self.now();
        self.agenda.send_in(rest, Class::WorkEnds, Message::LateCall(late));
    }

    /// A partner answers a call well: what it was asked about money is done.
    pub fn settle(&mut self, order: u32) {
        if let Some(deal) = self.deal(order) {
            self.book(&deal);
        }
    }

    /// A call that nobody waits for has come to its end; `well` says how its luck decides.
    pub fn late_call_ends(&mut self, late: u32, well: impl FnOnce(Luck) -> bool) {
        let LateCall { deal, luck } = self.data.books.late[late].clone();
        self.data.books.late.remove(late);
        if well(luck) {
            self.book(&deal);
        }
        self.data.books.leave_account(deal.writer);
    }

    fn book(&mut self, deal: &Deal) {
        let Deal { partner, writer, root, placed, .. } = *deal;
        let is_here = self.data.pads.of(root).is_some_and(|pad| pad.writer == writer);
        let order = is_here.then_some(root);
        let is_owed = order.is_none_or(|order| self.orders[order].fate.is_some());
        let books = &mut self.data.books;
        let fact = match &deal.sends {
            None => {
                let cents = books.give_back(writer, partner);
                Fact::Refunded { partner, order, placed, cents, is_owed }
            }
            Some(sending) => match books.take(deal, sending) {
                Some((cents, again)) => {
                    Fact::Charged { partner, order, placed, cents, again, is_owed }
                }
                None => Fact::Remembered { partner, order },
            },
        };
        self.tell(fact);
    }
}

impl Pad {
    /// Returns what the till gets for the order, in cents; none: nothing was to be sent.
    pub fn earned(&self) -> Option<i64> {
        let sum = |sum: i64, sent: &Sent| sum.saturating_add(sent.cents);
        self.sent.as_ref().map(|all| all.iter().fold(0, sum))
    }

    /// What was sent in a transaction stays sent.
    pub fn keeps_what_was_sent(&mut self) {
        self.sent.iter_mut().flatten().for_each(|sent| sent.in_mind = false);
    }

    /// Nothing comes of a transaction: the till knows nothing of what it has sent, the partner does.
    pub fn forgets_what_was_sent(&mut self) {
        if let Some(sent) = &mut self.sent {
            sent.retain(|sent| !sent.in_mind);
        }
    }
}

/// Only a number, a text or a flag can be a key.
fn as_key(value: Value) -> Option<Value> {
    matches!(value, Value::Number(_) | Value::Text(_) | Value::Flag(_)).then_some(value)
}
