//! A partner outside the house: answers after a while, sometimes badly, sometimes not at all.
//!
//! Where there is a limit to the calls that it answers at once, others wait in its line. A call that
//! is given up while it is being answered keeps its place until the answer would have come: the
//! partner does not know that nobody waits for it any more. Without a limit there are no places,
//! and nothing is kept of calls that were given up.

use super::fact::{Capacity, Fact, Witness};
use super::house::House;
use super::menu::Step;
use super::message::Message;
use super::order::{AtPartner, Order};
use super::scene::{Look, PartnerScene};
use super::{Outcome, PartnerTurn, Phase};
use crate::kernel::{Class, Distribution, Line, Luck, Span, Time, fraction};

/// Whether a partner is there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Power {
    /// It answers.
    #[default]
    On,
    /// Calls fail at once, those in its line too; those being answered still get their answer.
    Off,
    /// Calls are taken and never answered.
    Hangs,
}

/// A partner as the scenario means it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PartnerPlan {
    /// How long an answer takes.
    pub answers: Option<Distribution>,
    /// The share of bad answers.
    pub fails: f64,
    /// How many calls are answered at once; none: unlimited.
    pub at_once: Option<u32>,
    /// Whether it is there.
    pub power: Power,
    /// What a call costs, in cents.
    pub fee: i64,
}

/// A partner in a run.
#[derive(Clone, Debug)]
pub(super) struct Partner {
    number: u32,
    plan: PartnerPlan,
    /// Places taken, as long as there is a limit to them.
    busy: u32,
    /// Of those, the ones of calls that nobody waits for any more.
    given_up: u32,
    line: Line,
}

impl Partner {
    pub fn new(number: u32, plan: PartnerPlan) -> Partner {
        Partner { number, plan, busy: 0, given_up: 0, line: Line::default() }
    }

    pub fn open<W: Witness>(&self, house: &mut House<'_, W>) {
        if house.menu.iter().any(|dish| dish.moves_money_to(self.number)) {
            house.tell(Fact::TakesMoney { partner: self.number });
        }
        if self.plan.at_once.is_some() {
            self.tell_capacity(house);
        }
    }

    fn tell_capacity<W: Witness>(&self, house: &mut House<'_, W>) {
        let of = Capacity::Calls(self.number);
        house.tell(Fact::Capacity { of, count: self.plan.at_once });
    }

    fn has_free_place(&self) -> bool {
        self.plan.at_once.is_none_or(|most| self.busy < most)
    }

    /// An order calls.
    pub fn on_call<W: Witness>(&mut self, order: u32, house: &mut House<'_, W>) {
        house.tell(Fact::Called { partner: self.number, order, fee: self.plan.fee });
        if self.plan.power == Power::Off {
            self.answer(order, false, house);
            return;
        }
        if self.has_free_place() {
            self.turn_to(order, house);
        } else {
            house.orders[order].ticket.at = AtPartner::InLine;
            house.join(&mut self.line, order);
        }
        if let Some(Step::Call { timeout: Some(timeout), .. }) = house.step(order) {
            let late = Message::CallOverdue(order, house.whose(order));
            let due = house.agenda.send_in(*timeout, Class::Deadline, late);
            house.orders[order].deadlines.call = due;
        }
    }

    /// A call is taken; there is a place for it.
    fn turn_to<W: Witness>(&mut self, order: u32, house: &mut House<'_, W>) {
        if self.plan.at_once.is_some() {
            self.take_place(order, house);
        }
        if self.plan.power == Power::Hangs {
            house.orders[order].due = Time::NEVER;
            house.may_wait_long(order);
        } else {
            let answers = self.plan.answers.as_ref();
            let time = answers.map_or(Span::ZERO, |time| house.draw_call(order, time));
            house.due_in(time, order);
        }
    }

    fn take_place<W: Witness>(&mut self, order: u32, house: &mut House<'_, W>) {
        self.busy += 1;
        house.orders[order].ticket.at = AtPartner::Answered;
        house.tell(Fact::PartnerTaken { partner: self.number, order });
    }

    fn free_place<W: Witness>(&mut self, house: &mut House<'_, W>) {
        self.busy -= 1;
        house.tell(Fact::PartnerFree { partner: self.number });
        self.go_on(house);
    }

    fn go_on<W: Witness>(&mut self, house: &mut House<'_, W>) {
        while self.has_free_place()
            && let Some(order) = self.line.serve(&mut house.orders)
        {
            house.orders[order].ticket.at = AtPartner::Nowhere;
            self.turn_to(order, house);
        }
    }

    /// The answer has come.
    pub fn on_answered<W: Witness>(&mut self, order: u32, house: &mut House<'_, W>) {
        house.forget_call(order);
        let well = self.plan.fails == 0.0 || self.is_well(house.answer_luck(order));
        self.answer(order, well, house);
        if house.orders[order].ticket.at == AtPartner::Answered {
            house.orders[order].ticket.at = AtPartner::Nowhere;
            self.free_place(house);
        }
    }

    /// The caller waits no longer.
    #[cold]
    pub fn on_overdue<W: Witness>(&mut self, order: u32, house: &mut House<'_, W>) {
        house.orders[order].deadlines.call = Time::NEVER;
        self.give_up(order, house);
        self.answer(order, false, house);
    }

    /// An order's kitchen has lost its power: it waits for no answer any more.
    #[cold]
    pub fn on_leaves<W: Witness>(&mut self, order: u32, house: &mut House<'_, W>) {
        self.give_up(order, house);
        if house.data.is_used && house.data.outbox.keeps(order) {
            house.wait_in_the_dark(order);
        } else {
            house.end(order, Outcome::POWER_OUT);
        }
    }

    /// Nobody waits for a call any more: it leaves the line, or its place stays taken as long as
    /// the partner is busy with it.
    fn give_up<W: Witness>(&mut self, order: u32, house: &mut House<'_, W>) {
        if house.data.is_used {
            house.leaves_call_behind(order);
        }
        match std::mem::take(&mut house.orders[order].ticket.at) {
            AtPartner::InLine => self.line.leave(order, &mut house.orders),
            AtPartner::Answered => {
                let hangs = house.orders[order].due == Time::NEVER;
                let rest = if hangs { Span::ZERO } else { house.orders[order].due - house.now() };
                self.given_up += 1;
                // Also without delay it comes after all others who leave now.
                let back = Message::PartnerBack(self.number);
                house.agenda.send_in(rest, Class::WorkEnds, back);
            }
            AtPartner::Nowhere | AtPartner::CallsAgain => {}
        }
        house.forget_due(order);
    }

    /// Says whether an answer is a good one.
    #[inline]
    fn is_well(&self, luck: Luck) -> bool {
        self.plan.fails == 0.0 || fraction(&mut luck.draw()) > self.plan.fails
    }

    /// A call that nobody waits for any more has come to its end.
    #[cold]
    pub fn on_late_call<W: Witness>(&self, late: u32, house: &mut House<'_, W>) {
        house.late_call_ends(late, |luck| self.is_well(luck));
    }

    /// An answer that nobody waits for is ready.
    #[cold]
    pub fn on_back<W: Witness>(&mut self, house: &mut House<'_, W>) {
        self.given_up -= 1;
        self.free_place(house);
    }

    fn answer<W: Witness>(&self, order: u32, well: bool, house: &mut House<'_, W>) {
        if well && house.data.is_used {
            house.settle(order);
        }
        house.tell(Fact::Answered { partner: self.number, order, well });
        house.send(if well { Message::Helped(order) } else { Message::NotHelped(order) });
    }

    pub fn turn<W: Witness>(&mut self, turn: PartnerTurn, house: &mut House<'_, W>) {
        match turn {
            PartnerTurn::Answers(answers) => self.plan.answers = answers,
            PartnerTurn::Fails(share) => self.plan.fails = share,
            PartnerTurn::AtOnce(most) => self.limit(most, house),
            PartnerTurn::Power(power) => {
                self.plan.power = power;
                if power == Power::Off {
                    self.turn_line_away(house);
                }
            }
            PartnerTurn::Fee(fee) => self.plan.fee = fee,
        }
    }

    /// From now on so many calls are answered at once. Without a limit so far, calls under way take
    /// their places, even if these are more than there will be.
    fn limit<W: Witness>(&mut self, most: Option<u32>, house: &mut House<'_, W>) {
        if self.plan.at_once.is_none() && most.is_some() {
            let calls = |order: &Order| {
                order.phase == Phase::PartnerWait && order.ticket.at == AtPartner::Nowhere
            };
            let waiting = house.orders.iter().filter(|(_, order)| calls(order));
            for order in waiting.map(|(order, _)| order).collect::<Vec<_>>() {
                let step = house.step(order);
                if step.and_then(Step::partner) == Some(self.number) {
                    self.take_place(order, house);
                }
            }
        }
        self.plan.at_once = most;
        self.tell_capacity(house);
        self.go_on(house);
    }

    /// Nobody is there any more: calls in the line fail.
    fn turn_line_away<W: Witness>(&mut self, house: &mut House<'_, W>) {
        while let Some(order) = self.line.serve(&mut house.orders) {
            house.orders[order].ticket.at = AtPartner::Nowhere;
            house.forget_call(order);
            self.answer(order, false, house);
        }
    }

    pub fn scene(&self, look: &Look<'_>) -> PartnerScene {
        PartnerScene {
            at_once: self.plan.at_once,
            busy: self.busy,
            line: look.line(&self.line),
            power: self.plan.power,
            letters: None,
        }
    }

    pub(super) fn audit(&self) -> PartnerAudit {
        PartnerAudit {
            answered: self.busy - self.given_up,
            in_line: self.line.len(),
            idle_with_work: self.has_free_place() && !self.line.is_empty(),
        }
    }
}

/// What an audit looks at.
pub(super) struct PartnerAudit {
    pub answered: u32,
    pub in_line: u32,
    pub idle_with_work: bool,
}
