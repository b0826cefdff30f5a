//! A partner outside the house: answers after a while, sometimes badly, sometimes not at all.

use super::PartnerTurn;
use super::fact::{Fact, Witness};
use super::house::House;
use super::menu::Step;
use super::message::Message;
use crate::kernel::{Class, Distribution, Span, Time, fraction, stream};

/// Whether a partner is there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Power {
    /// It answers.
    #[default]
    On,
    /// Calls fail at once.
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
}

impl Partner {
    pub fn new(number: u32, plan: PartnerPlan) -> Partner {
        Partner { number, plan }
    }

    /// An order calls.
    pub fn on_call<W: Witness>(&self, order: u32, house: &mut House<'_, W>) {
        house.tell(Fact::Called { partner: self.number, order, fee: self.plan.fee });
        match self.plan.power {
            Power::Off => {
                self.answer(order, false, house);
                return;
            }
            Power::Hangs => {
                house.orders[order].due = Time::NEVER;
                house.may_wait_long(order);
            }
            Power::On => {
                let answers = self.plan.answers.as_ref();
                let time = answers.map_or(Span::ZERO, |time| house.draw_step(order, time));
                house.due_in(time, order);
            }
        }
        if let Some(Step::Call { timeout: Some(timeout), .. }) = house.step(order) {
            let (timeout, late) = (*timeout, Message::CallOverdue(order));
            let due = house.agenda.send_in(timeout, Class::Deadline, late);
            house.orders[order].deadlines.call = due;
        }
    }

    /// The answer has come.
    pub fn on_answered<W: Witness>(&self, order: u32, house: &mut House<'_, W>) {
        house.forget_call(order);
        let well = self.plan.fails == 0.0 || {
            const FAILS: u64 = stream("fails");
            let asked = &house.orders[order];
            let luck = asked.slip.luck.nth(FAILS).nth(u64::from(asked.ticket.step));
            fraction(&mut luck.draw()) > self.plan.fails
        };
        self.answer(order, well, house);
    }

    /// The caller waits no longer.
    #[cold]
    pub fn on_overdue<W: Witness>(&self, order: u32, house: &mut House<'_, W>) {
        house.orders[order].deadlines.call = Time::NEVER;
        house.forget_due(order);
        self.answer(order, false, house);
    }

    fn answer<W: Witness>(&self, order: u32, well: bool, house: &mut House<'_, W>) {
        house.tell(Fact::Answered { partner: self.number, order, well });
        house.send(if well { Message::Helped(order) } else { Message::NotHelped(order) });
    }

    pub fn turn(&mut self, turn: PartnerTurn) {
        match turn {
            PartnerTurn::Answers(answers) => self.plan.answers = answers,
            PartnerTurn::Fails(share) => self.plan.fails = share,
            PartnerTurn::Power(power) => self.plan.power = power,
            PartnerTurn::Fee(fee) => self.plan.fee = fee,
        }
    }
}
