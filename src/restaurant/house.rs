//! What every actor has at hand while it handles a message: clock, messages, orders, menu, ears.

use super::building::Storeroom;
use super::data::Data;
use super::dining_room::LongVisit;
use super::errand::Team;
use super::fact::{Fact, Witness};
use super::menu::{Dish, Step};
use super::message::{Message, Whose};
use super::order::{Deadlines, Leaves, NOT_ON_THE_MENU, Orders};
use super::{Outcome, Phase};
use crate::kernel::{Agenda, Arena, Class, Distribution, Line, Luck, Span, Time, stream};
use std::collections::BTreeMap;
use std::ops::{Deref, DerefMut};

/// What all actors have in common: what happens next, and the orders in the house.
#[derive(Clone, Debug, Default)]
pub(super) struct Floor {
    pub agenda: Agenda<Message>,
    pub orders: Orders,
    pub teams: Arena<Team>,
    /// Visits between their attempts, or at another than the first.
    pub long_visits: Arena<LongVisit>,
    /// How often each shelf of each pantry was filled. No actor acts on it: it only tells how old
    /// what lies in a fridge really is, which nobody in the kitchen knows.
    pub filled: Vec<Vec<u64>>,
    /// Work that a chef has laid down: how long it still takes.
    pub laid_down: BTreeMap<u32, Span>,
    /// Chefs of all kitchens who take breaks: each has one message pending.
    pub breaking_chefs: usize,
    /// Those of them who are on a break.
    pub absent_chefs: usize,
    /// Of each building.
    pub clocks: Vec<Clock>,
    pub storerooms: Vec<Storeroom>,
    pub data: Data,
}

/// When something happens by itself in a building; a message that says another time is stale.
#[derive(Clone, Copy, Debug)]
pub(super) struct Clock {
    /// The next of those who share burners is done.
    pub cooked: Time,
    /// A generator starts or stops, or everything has booted.
    pub power: Time,
}

impl Default for Clock {
    fn default() -> Self {
        Clock { cooked: Time::NEVER, power: Time::NEVER }
    }
}

impl Floor {
    #[inline]
    pub fn now(&self) -> Time {
        self.agenda.now()
    }
}

/// The surroundings of one handled message.
pub(super) struct House<'a, W> {
    pub floor: &'a mut Floor,
    pub menu: &'a [Dish],
    pub witness: &'a mut W,
}

impl<W> Deref for House<'_, W> {
    type Target = Floor;
    #[inline(always)]
    fn deref(&self) -> &Floor {
        self.floor
    }
}

impl<W> DerefMut for House<'_, W> {
    #[inline(always)]
    fn deref_mut(&mut self) -> &mut Floor {
        self.floor
    }
}

impl<'a, W> House<'a, W> {
    /// Returns the step of the recipe at which an order is; none when the recipe has ended.
    #[inline]
    pub fn step(&self, order: u32) -> Option<&'a Step> {
        let order = &self.floor.orders[order];
        self.menu[order.slip.dish as usize].recipe.get(order.ticket.step as usize)
    }

    /// Returns the dish of an order unless no menu has it.
    #[inline]
    pub fn dish(&self, order: u32) -> Option<&'a Dish> {
        match self.floor.orders[order].slip.dish {
            NOT_ON_THE_MENU => None,
            dish => self.menu.get(dish as usize),
        }
    }
}

impl<W: Witness> House<'_, W> {
    /// Says what happened.
    #[inline(always)]
    pub fn tell(&mut self, fact: Fact) {
        self.witness.see(self.floor.now(), fact);
    }

    /// Sends a message that is due now.
    #[inline]
    pub fn send(&mut self, message: Message) {
        self.agenda.send(message);
    }

    /// Moves an order to another phase.
    #[inline(always)]
    pub fn moved(&mut self, order: u32, phase: Phase) {
        self.orders[order].phase = phase;
        self.tell(Fact::Moved { order, phase });
    }

    /// Lets an order wait for something that comes after `delay`.
    #[inline(always)]
    pub fn due_in(&mut self, delay: Span, order: u32) {
        let message = Message::Due(order, self.whose(order));
        let due = self.agenda.send_in(delay, Class::WorkEnds, message);
        let waiting = &mut self.orders[order];
        waiting.due = due;
        if waiting.deadlines.patience < due {
            self.expect_patience_to_end(order);
        }
    }

    /// Lets an order wait in a line, for nobody knows how long.
    #[inline]
    pub fn join(&mut self, line: &mut Line, order: u32) {
        line.join(order, &mut self.orders);
        self.may_wait_long(order);
    }

    /// Tells an order from others that have its slot before or after it.
    #[inline]
    pub fn whose(&self, order: u32) -> Whose {
        self.orders[order].whose()
    }

    /// Notes that an order waits for nobody knows how long.
    #[inline]
    pub fn may_wait_long(&mut self, order: u32) {
        if self.orders[order].deadlines.patience != Time::NEVER {
            self.expect_patience_to_end(order);
        }
    }

    /// Queues the end of the guest's patience, once.
    fn expect_patience_to_end(&mut self, order: u32) {
        let deadlines = &mut self.orders[order].deadlines;
        if deadlines.leaves == Leaves::Unexpected {
            deadlines.leaves = Leaves::Queued;
            let patience = deadlines.patience;
            // As if it had been queued when the order was placed: after work that ends meanwhile.
            let message = Message::PatienceEnds(order, self.whose(order));
            self.agenda.queue(patience, Class::Patience, message);
        }
    }

    /// Draws how long the present work takes; what was laid down takes what was left of it.
    #[inline]
    pub fn draw_work(&mut self, order: u32, time: &crate::kernel::Distribution) -> Span {
        if !self.laid_down.is_empty()
            && let Some(left) = self.laid_down.remove(&order)
        {
            return left;
        }
        self.draw_step(order, time)
    }

    /// Draws how long the present step takes.
    #[inline]
    pub fn draw_step(&self, order: u32, time: &Distribution) -> Span {
        self.draw_with(self.orders[order].slip.luck, order, time)
    }

    /// Draws how long the present attempt at a call takes.
    #[inline]
    pub fn draw_call(&self, order: u32, time: &Distribution) -> Span {
        self.draw_with(self.call_luck(order), order, time)
    }

    #[inline]
    fn draw_with(&self, luck: Luck, order: u32, time: &Distribution) -> Span {
        const STEP: u64 = stream("step");
        time.sample(luck.nth(STEP.wrapping_add(u64::from(self.orders[order].ticket.step))))
    }

    /// Returns the key of the draws of the present attempt at a call.
    #[inline]
    pub fn call_luck(&self, order: u32) -> Luck {
        const CALL_AGAIN: u64 = stream("call again");
        let order = &self.orders[order];
        match order.ticket.attempt {
            0 => order.slip.luck,
            attempt => order.slip.luck.nth(CALL_AGAIN).nth(attempt.into()),
        }
    }

    /// Returns what decides whether the answer to the present attempt at a call is a good one.
    #[inline]
    pub fn answer_luck(&self, order: u32) -> Luck {
        const FAILS: u64 = stream("fails");
        self.call_luck(order).nth(FAILS).nth(u64::from(self.orders[order].ticket.step))
    }

    /// The step at which an order is has been done.
    #[inline]
    pub fn step_is_done(&mut self, order: u32) {
        let step = self.orders[order].ticket.step;
        let may_be_undone = self.data.is_used
            && !matches!(self.step(order), Some(Step::Call { .. }))
            && self.pad(order).is_some_and(|pad| pad.transaction.is_some());
        self.tell(Fact::StepDone { order, step, for_good: !may_be_undone });
    }

    /// Decides how an order ends, while somebody in the house still has it.
    pub fn decide(&mut self, order: u32, outcome: Outcome) {
        let decided = &mut self.orders[order];
        decided.fate = Some(outcome);
        let Deadlines { patience, leaves, answer, call } = decided.deadlines;
        decided.deadlines = Deadlines { call, ..Deadlines::default() };
        if leaves == Leaves::Queued {
            self.cancel(patience);
        }
        self.cancel(answer);
        if outcome == Outcome::WHO_ARE_YOU && self.data.is_used {
            self.note_wrong_try(order);
        }
        self.tell(Fact::Decided { order, outcome });
    }

    /// Ends an order that nobody in the house has to do with any more: decides it, unless that has
    /// happened, and lets the guest hear. Of an errand those hear who wait for it.
    pub fn end(&mut self, order: u32, outcome: Outcome) {
        if self.data.is_used {
            self.forget_rows(order);
        }
        if self.orders[order].is_errand() {
            self.orders[order].fate = Some(outcome);
            self.send(Message::Asked(order));
        } else if let Some(fate) = self.orders[order].fate {
            if outcome == Outcome::WHO_ARE_YOU && fate != outcome && self.data.is_used {
                self.note_wrong_try(order);
            }
            self.close(order);
        } else {
            self.decide(order, outcome);
            self.send(Message::Answer(order));
        }
    }

    /// Gives an order's slot back.
    #[inline(always)]
    pub fn close(&mut self, order: u32) {
        debug_assert!(self.orders[order].fate.is_some(), "an order is decided before it closes");
        self.tell(Fact::Closed { order });
        self.clear_away(order);
    }

    /// Takes back the slot of an order or errand that nobody speaks of any more.
    #[inline(always)]
    pub fn clear_away(&mut self, order: u32) {
        let slot = &mut self.orders[order];
        // Whatever is still queued for this slot is stale from now on.
        slot.due = Time::NEVER;
        slot.deadlines = Deadlines::default();
        if self.data.is_used {
            self.forget_rows(order);
            self.throw_pad_away(order);
        }
        self.orders.remove(order);
    }

    /// The guest no longer waits with a limit.
    #[inline]
    pub fn forget_patience(&mut self, order: u32) {
        let deadlines = &mut self.orders[order].deadlines;
        let deadline = std::mem::replace(&mut deadlines.patience, Time::NEVER);
        if std::mem::take(&mut deadlines.leaves) == Leaves::Queued {
            self.cancel(deadline);
        }
    }

    /// The waiter no longer waits for the kitchen.
    #[inline]
    pub fn forget_answer(&mut self, order: u32) {
        let deadline = std::mem::replace(&mut self.orders[order].deadlines.answer, Time::NEVER);
        self.cancel(deadline);
    }

    /// The kitchen no longer waits for a partner.
    #[inline]
    pub fn forget_call(&mut self, order: u32) {
        let deadline = std::mem::replace(&mut self.orders[order].deadlines.call, Time::NEVER);
        self.cancel(deadline);
    }

    /// Nothing that was on its way to this order matters any more.
    pub fn forget_due(&mut self, order: u32) {
        let due = std::mem::replace(&mut self.orders[order].due, Time::NEVER);
        self.cancel(due);
    }

    /// Expects the next of those who share a building's burners to be done.
    pub fn expect_cooked(&mut self, building: u32, at: Time) {
        let clock = &mut self.clocks[building as usize].cooked;
        let before = std::mem::replace(clock, at);
        self.expect(before, at, Message::NextCooked(building));
    }

    /// Expects the power of a building to change; none: it does not by itself.
    pub fn expect_power(&mut self, building: u32, at: Option<Time>) {
        let at = at.unwrap_or(Time::NEVER);
        let clock = &mut self.clocks[building as usize].power;
        let before = std::mem::replace(clock, at);
        self.expect(before, at, Message::PowerChanges(building));
    }

    /// Lets a message come at another time than it was to come.
    fn expect(&mut self, before: Time, at: Time, message: Message) {
        if before != at {
            self.cancel(before);
            if at != Time::NEVER {
                let delay = at - self.now();
                self.agenda.send_in(delay, Class::WorkEnds, message);
            }
        }
    }

    /// Notes that a message queued for `due` is stale, and sweeps when many are.
    #[inline]
    fn cancel(&mut self, due: Time) {
        if due != Time::NEVER && due > self.now() && self.agenda.cancel() {
            self.sweep();
        }
    }

    #[cold]
    fn sweep(&mut self) {
        let Floor { agenda, orders, clocks, .. } = &mut *self.floor;
        agenda.sweep(|due, message| is_live(orders, clocks, due, *message));
    }
}

/// Says whether a queued message still means something.
#[inline]
pub(super) fn is_live(orders: &Orders, clocks: &[Clock], due: Time, message: Message) -> bool {
    match message {
        Message::Due(order, whose) => orders[order].is(whose) && orders[order].due == due,
        Message::PatienceEnds(order, whose) => {
            orders[order].is(whose) && orders[order].deadlines.patience == due
        }
        Message::AnswerOverdue(order, whose) => {
            orders[order].is(whose) && orders[order].deadlines.answer == due
        }
        Message::CallOverdue(order, whose) => {
            orders[order].is(whose) && orders[order].deadlines.call == due
        }
        Message::NextCooked(building) => clocks[building as usize].cooked == due,
        Message::PowerChanges(building) => clocks[building as usize].power == due,
        _ => true,
    }
}
