//! The waiter: takes orders in, checks them, hands them to the kitchen, brings plates back.

use super::bucket::Bucket;
use super::fact::{Capacity, Fact, Witness};
use super::house::House;
use super::message::Message;
use super::scene::{Look, WaiterScene};
use super::{Outcome, Phase, WaiterTurn};
use crate::kernel::{Class, Distribution, Line, Span, Time, stream};

/// The waiters as the scenario means them; what is absent is ideal.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct WaiterPlan {
    /// How many there are.
    pub count: Option<u32>,
    /// How long an order takes to take down.
    pub take_order: Option<Distribution>,
    /// How long a plate takes to serve.
    pub serve: Option<Distribution>,
    /// How many guests may wait.
    pub queue: Option<u32>,
    /// How far apart orders are at the allowed rate.
    pub limit: Option<Span>,
    /// How far apart orders of one guest are at the allowed rate.
    pub guest_limit: Option<Span>,
    /// Whether they hand on quotes in what guests say as they are, wherever it is pasted.
    pub is_careless: bool,
    /// How long the kitchen's answer is waited for.
    pub timeout: Option<Span>,
}

/// The waiters in a run.
#[derive(Clone, Debug)]
pub(super) struct Waiter {
    plan: WaiterPlan,
    busy: u32,
    guests: Line,
    plates: Line,
    bucket: Bucket,
}

impl Waiter {
    pub fn new(plan: WaiterPlan) -> Waiter {
        let (guests, plates) = (Line::default(), Line::default());
        Waiter { plan, busy: 0, guests, plates, bucket: Bucket::default() }
    }

    pub fn open<W: Witness>(&self, house: &mut House<'_, W>) {
        house.tell(Fact::Capacity { of: Capacity::Waiters, count: self.plan.count });
    }

    fn is_free(&self) -> bool {
        self.plan.count.is_none_or(|count| self.busy < count)
    }

    /// A guest has come. The checks: limits, queue; dish and what it asks once it is taken down.
    #[inline(always)]
    pub fn on_guest<W: Witness>(&mut self, order: u32, house: &mut House<'_, W>) {
        if took_ticket_along(order, house) {
            house.close(order);
            return;
        }
        if house.orders[order].slip.manner.is_lost {
            nobody_is_there(order, house);
            return;
        }
        if house.data.is_used {
            house.speak(order);
        }
        if let Some(price) = self.plan.guest_limit
            && !house.allows_guest(order, None, price)
        {
            house.end(order, Outcome::TOO_MANY_ORDERS);
        } else if let Some(price) = self.plan.limit
            && !self.bucket.allows(price, house.now())
        {
            house.end(order, Outcome::TOO_MANY_ORDERS);
        } else if self.plan.take_order.is_none() {
            self.hand_over(order, house);
        } else if self.is_free() {
            self.take_order(order, false, house);
        } else if self.plan.queue.is_some_and(|most| self.guests.len() >= most) {
            house.end(order, Outcome::QUEUE_FULL);
        } else {
            house.moved(order, Phase::WaiterWait);
            house.tell(Fact::GuestQueued);
            house.join(&mut self.guests, order);
        }
    }

    fn take_order<W: Witness>(&mut self, order: u32, queued: bool, house: &mut House<'_, W>) {
        const TAKE_ORDER: u64 = stream("take_order");
        self.busy += 1;
        house.tell(Fact::GuestTaken { order, queued });
        house.moved(order, Phase::Ordering);
        let luck = house.orders[order].slip.luck.nth(TAKE_ORDER);
        let time = self.plan.take_order.as_ref().map_or(Span::ZERO, |time| time.sample(luck));
        house.due_in(time, order);
    }

    /// An order has been taken down.
    pub fn on_taken<W: Witness>(&mut self, order: u32, house: &mut House<'_, W>) {
        self.busy -= 1;
        house.tell(Fact::WaiterFree);
        if took_ticket_along(order, house) {
            house.close(order);
        } else {
            self.hand_over(order, house);
        }
        self.go_on(house);
    }

    #[inline(always)]
    fn hand_over<W: Witness>(&mut self, order: u32, house: &mut House<'_, W>) {
        let Some(kitchen) = house.dish(order).map(|dish| dish.kitchen) else {
            house.end(order, Outcome::NOT_ON_THE_MENU);
            return;
        };
        if house.orders[order].slip.manner.speaks_kitchen {
            house.end(order, Outcome::MALFORMED);
            return;
        }
        if house.data.is_used {
            if let Some(reason) = house.why_not_admitted(order) {
                house.end(order, reason);
                return;
            }
            if let Some(pad) = house.pad_mut(order) {
                pad.is_raw = self.plan.is_careless;
            }
        }
        house.orders[order].ticket.kitchen = kitchen;
        if let Some(timeout) = self.plan.timeout
            && house.orders[order].fate.is_none()
        {
            let late = Message::AnswerOverdue(order, house.whose(order));
            let due = house.agenda.send_in(timeout, Class::Deadline, late);
            house.orders[order].deadlines.answer = due;
        }
        house.send(Message::Ticket(order));
    }

    /// The kitchen is too slow: the guest is told so, the kitchen cooks on.
    #[cold]
    pub fn on_overdue<W: Witness>(order: u32, house: &mut House<'_, W>) {
        house.orders[order].deadlines.answer = Time::NEVER;
        house.decide(order, Outcome::TOO_SLOW);
        house.send(Message::Apology(order));
    }

    /// A guest in the queue has left.
    #[cold]
    pub fn on_left<W: Witness>(&mut self, order: u32, house: &mut House<'_, W>) {
        self.guests.leave(order, &mut house.orders);
        house.tell(Fact::GuestUnqueued);
        house.close(order);
    }

    /// A plate is ready at the pass.
    #[inline(always)]
    pub fn on_plate<W: Witness>(&mut self, order: u32, distance: Span, house: &mut House<'_, W>) {
        let is_decided = house.orders[order].fate.is_some();
        house.forget_answer(order);
        if is_decided {
            house.close(order);
        } else if self.plan.serve.is_none() {
            walk_out(order, distance, house);
        } else if self.is_free() {
            self.serve(order, house);
        } else {
            house.moved(order, Phase::PassWait);
            house.join(&mut self.plates, order);
        }
    }

    fn serve<W: Witness>(&mut self, order: u32, house: &mut House<'_, W>) {
        const SERVE: u64 = stream("serve");
        self.busy += 1;
        house.tell(Fact::PlateTaken { order });
        house.moved(order, Phase::Serving);
        let luck = house.orders[order].slip.luck.nth(SERVE);
        let time = self.plan.serve.as_ref().map_or(Span::ZERO, |time| time.sample(luck));
        house.due_in(time, order);
    }

    /// A plate has left the waiter's hands.
    pub fn on_served<W: Witness>(&mut self, order: u32, distance: Span, house: &mut House<'_, W>) {
        self.busy -= 1;
        house.tell(Fact::WaiterFree);
        walk_out(order, distance, house);
        self.go_on(house);
    }

    /// Free waiters turn to what waits: plates before guests.
    fn go_on<W: Witness>(&mut self, house: &mut House<'_, W>) {
        while self.is_free() {
            if let Some(order) = self.plates.serve(&mut house.orders) {
                if house.orders[order].fate.is_some() {
                    house.close(order);
                } else {
                    self.serve(order, house);
                }
            } else if let Some(order) = self.guests.serve(&mut house.orders) {
                self.take_order(order, true, house);
            } else {
                break;
            }
        }
    }

    pub fn turn<W: Witness>(&mut self, turn: WaiterTurn, house: &mut House<'_, W>) {
        match turn {
            WaiterTurn::Count(count) => {
                self.plan.count = count;
                self.open(house);
                self.go_on(house);
            }
            WaiterTurn::TakeOrder(time) => self.plan.take_order = time,
            WaiterTurn::Serve(time) => self.plan.serve = time,
            WaiterTurn::Queue(most) => self.plan.queue = most,
            WaiterTurn::Limit(limit) => {
                self.bucket.turn(self.plan.limit, limit, house.now());
                self.plan.limit = limit;
            }
            WaiterTurn::GuestLimit(limit) => {
                let (old, now) = (self.plan.guest_limit, house.now());
                house.data.door.turn_limit(None, (old, limit), now);
                self.plan.guest_limit = limit;
                // From now on it is written down whose orders they are.
                house.data.is_used |= limit.is_some();
            }
            WaiterTurn::IsCareless(is_careless) => self.plan.is_careless = is_careless,
            WaiterTurn::Timeout(timeout) => self.plan.timeout = timeout,
        }
    }

    pub fn scene(&self, look: &Look<'_>) -> WaiterScene {
        WaiterScene {
            count: self.plan.count,
            busy: self.busy,
            takes_orders: self.plan.take_order.is_some(),
            serves: self.plan.serve.is_some(),
            guests: look.line(&self.guests),
            plates: look.line(&self.plates),
        }
    }

    pub(super) fn audit(&self) -> (u32, u32, u32, bool) {
        let (guests, plates) = (self.guests.len(), self.plates.len());
        (self.busy, guests, plates, self.is_free() && guests + plates > 0)
    }
}

/// A guest stands where no restaurant is: no answer ever comes from there.
#[cold]
fn nobody_is_there<W: Witness>(order: u32, house: &mut House<'_, W>) {
    house.end(order, Outcome::WRONG_ADDRESS);
}

/// The guest has left and needs nothing cooked any more.
fn took_ticket_along<W>(order: u32, house: &House<'_, W>) -> bool {
    let order = &house.orders[order];
    order.fate.is_some() && order.slip.takes_ticket_along
}

#[inline(always)]
fn walk_out<W: Witness>(order: u32, distance: Span, house: &mut House<'_, W>) {
    if distance == Span::ZERO {
        house.send(Message::PlateComes(order));
    } else {
        house.moved(order, Phase::WalkingOut);
        house.due_in(distance, order);
    }
}
