//! Guests who wait, and leave when they have waited long enough.
//!
//! Where all guests of a room have the same patience, they lose it in the order in which they came.
//! So the room keeps them in a line and lets itself be told of the first one only: most are long
//! gone by then, and cost the event queue nothing.

use super::DiningRoom;
use super::retry::Wish;
use crate::kernel::{Class, Distribution, Luck, Span, Time, stream};
use crate::restaurant::fact::Witness;
use crate::restaurant::house::House;
use crate::restaurant::message::{Message, Whose};
use crate::restaurant::order::{Leaves, Orders};
use crate::restaurant::{Outcome, Phase};
use std::collections::VecDeque;

/// An order in the line, and when its guest has no patience left.
#[derive(Clone, Copy, Debug)]
struct Waiting {
    ends: Time,
    order: u32,
    whose: Whose,
}

impl Waiting {
    /// Says whether the guest still waits.
    fn is_live(&self, orders: &Orders) -> bool {
        let order = &orders[self.order];
        let deadlines = &order.deadlines;
        order.is(self.whose)
            && deadlines.patience == self.ends
            && deadlines.leaves == Leaves::InLine
    }
}

/// Orders by when their guests have no patience left; among them are some that have ended.
#[derive(Clone, Debug, Default)]
pub(super) struct Patient {
    line: VecDeque<Waiting>,
    /// How long the line may become before those that have ended are taken out.
    most: usize,
    /// Whether the room is told when the first one's patience ends.
    looks: bool,
}

impl Patient {
    /// Says whether somebody who comes now and waits until then is the last to leave.
    fn is_last(&self, ends: Time) -> bool {
        self.line.back().is_none_or(|last| last.ends <= ends)
    }

    #[inline]
    fn join(&mut self, waiting: Waiting, orders: &Orders) {
        const FEW: usize = 64;
        if self.line.len() >= self.most {
            self.line.retain(|waiting| waiting.is_live(orders));
            self.most = FEW.max(2 * self.line.len());
        }
        self.line.push_back(waiting);
    }

    /// Returns the first one who still waits.
    fn first(&mut self, orders: &Orders) -> Option<Waiting> {
        while let Some(first) = self.line.front() {
            if first.is_live(orders) {
                return Some(*first);
            }
            self.line.pop_front();
        }
        None
    }
}

impl DiningRoom {
    pub(super) fn patience(&self, wish: &Wish, luck: Luck) -> Option<Span> {
        const PATIENCE: u64 = stream("patience");
        let drawn = || Some(self.plan.patience.as_ref()?.sample(luck.nth(PATIENCE)));
        wish.patience.or_else(drawn)
    }

    /// The guest of an order waits so long from now on, as all of the room do or as this one was
    /// told to.
    #[inline(always)]
    pub(super) fn begins_to_wait<W: Witness>(
        &mut self,
        order: u32,
        (patience, is_own): (Span, bool),
        house: &mut House<'_, W>,
    ) {
        let ends = house.now() + patience;
        let whose = house.whose(order);
        let deadlines = &mut house.orders[order].deadlines;
        deadlines.patience = ends;
        if patience == Span::ZERO {
            deadlines.leaves = Leaves::Queued;
            house.send(Message::PatienceEnds(order, whose));
        } else if !is_own
            && matches!(self.plan.patience, Some(Distribution::Constant(_)))
            && ends < Time::NEVER
            && self.patient.is_last(ends)
        {
            deadlines.leaves = Leaves::InLine;
            self.patient.join(Waiting { ends, order, whose }, &house.orders);
            self.expect_first(house);
        }
    }

    /// Lets the room be told when the first guest's patience ends.
    #[inline(always)]
    fn expect_first<W: Witness>(&mut self, house: &mut House<'_, W>) {
        if !self.patient.looks
            && let Some(first) = self.patient.line.front()
        {
            self.patient.looks = true;
            let message = Message::PatienceLooks(self.number);
            house.agenda.queue(first.ends, Class::Patience, message);
        }
    }

    /// The first guest's patience has ended, unless that guest has gone meanwhile.
    #[cold]
    pub fn on_patience_looks<W: Witness>(&mut self, house: &mut House<'_, W>) {
        self.patient.looks = false;
        let first = self.patient.first(&house.orders).filter(|first| first.ends == house.now());
        if first.is_some() {
            self.patient.line.pop_front();
        } else {
            house.agenda.was_nothing();
        }
        self.expect_first(house);
        if let Some(first) = first {
            self.on_patience(first.order, house);
        }
    }

    /// A guest has waited long enough and leaves.
    #[cold]
    pub fn on_patience<W: Witness>(&mut self, order: u32, house: &mut House<'_, W>) {
        house.orders[order].deadlines.patience = Time::NEVER;
        house.decide(order, Outcome::PATIENCE);
        let left = &house.orders[order];
        let is_unseen = left.phase == Phase::Displaying && left.due == Time::NEVER;
        let message = match left.phase {
            _ if !left.slip.takes_ticket_along => None,
            Phase::WaiterWait => Some(Message::GuestLeft(order)),
            Phase::RailWait => Some(Message::TicketLeft(order)),
            _ => None,
        };
        if let Some(message) = message {
            house.send(message);
        }
        self.attempt_failed(order, Span::ZERO, house);
        if is_unseen {
            self.turns_away(order, house);
        }
    }
}
