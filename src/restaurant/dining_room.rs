//! A dining room: guests come, order, wait, hear, and perhaps order again.

use super::arrivals::{ArrivalClock, Arrivals, TraceRow};
use super::errand::Errand;
use super::fact::{Fact, Witness};
use super::house::House;
use super::message::{Message, Visit};
use super::order::{Deadlines, NOT_ON_THE_MENU, Order, Slip, Ticket};
use super::{Outcome, Phase, RoomTurn};
use crate::kernel::{Class, Distribution, Link, Luck, NOBODY, Span, Time, fraction, stream};

/// Until when patience counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Until {
    /// Until the plate comes; work for a guest who left goes on.
    #[default]
    Plate,
    /// Until a chef picks the ticket up; a guest who leaves takes it along.
    Chef,
}

/// Which dishes are ordered, and how often: (dish, weights summed up so far).
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Mix(Box<[(u32, f64)]>);

impl Mix {
    /// Returns the mix with these weights.
    pub fn new(weights: impl IntoIterator<Item = (u32, f64)>) -> Mix {
        let mut sum = 0.0;
        let add = |(dish, weight): (u32, f64)| {
            sum += weight;
            (dish, sum)
        };
        Mix(weights.into_iter().filter(|(_, weight)| *weight > 0.0).map(add).collect())
    }

    #[inline]
    fn draw(&self, luck: Luck) -> u32 {
        const DISH: u64 = stream("dish");
        match &*self.0 {
            [] => NOT_ON_THE_MENU,
            [(dish, _)] => *dish,
            [.., (last, sum)] => {
                let level = fraction(&mut luck.nth(DISH).draw()) * sum;
                let at = self.0.partition_point(|(_, upto)| *upto < level);
                self.0.get(at).map_or(*last, |(dish, _)| *dish)
            }
        }
    }
}

/// A dining room as the scenario means it.
#[derive(Clone, Debug, PartialEq)]
pub struct RoomPlan {
    /// How guests come.
    pub arrivals: Arrivals,
    /// What they order.
    pub mix: Mix,
    /// How many come together; each orders at the same instant.
    pub group: u32,
    /// How long a guest waits; none: for ever.
    pub patience: Option<Distribution>,
    /// Until when patience counts.
    pub until: Until,
    /// One way to the waiter.
    pub distance: Span,
}

/// A dining room in a run.
#[derive(Clone, Debug)]
pub(super) struct DiningRoom {
    number: u32,
    plan: RoomPlan,
    luck: Luck,
    clock: ArrivalClock,
    /// Visits begun in an open room.
    visits: u64,
    /// The number of the first guest of this room among all closed rooms.
    first_guest: u32,
    guests: u32,
    is_open: bool,
}

impl DiningRoom {
    pub fn new(number: u32, plan: RoomPlan, run: Luck, first_guest: u32) -> DiningRoom {
        let luck = run.nth(stream("dining room")).nth(u64::from(number));
        let guests = match plan.arrivals {
            Arrivals::Closed(guests, _) => guests,
            _ => 0,
        };
        DiningRoom {
            number,
            luck,
            clock: ArrivalClock::new(luck),
            visits: 0,
            first_guest,
            guests,
            is_open: true,
            plan,
        }
    }

    pub fn guests(&self) -> std::ops::Range<u32> {
        self.first_guest..self.first_guest + self.guests
    }

    /// Lets the first guests set out.
    pub fn open<W: Witness>(&mut self, house: &mut House<'_, W>) {
        self.clock.start(&self.plan.arrivals);
        self.expect_guests(house);
        for guest in self.guests() {
            self.think((guest, Visit::default()), Span::ZERO, house);
        }
    }

    /// Nobody new comes in any more.
    pub fn shut(&mut self) {
        self.is_open = false;
    }

    #[inline(always)]
    fn expect_guests<W: Witness>(&mut self, house: &mut House<'_, W>) {
        if self.clock.next != Time::NEVER {
            let delay = self.clock.next - house.now();
            house.agenda.send_in(delay, Class::Arrival, Message::GuestsArrive(self.number));
        }
    }

    /// The next guests of an open room have come.
    pub fn on_guests<W: Witness>(&mut self, house: &mut House<'_, W>) {
        if !self.is_open || self.clock.next != house.now() {
            return;
        }
        let (count, row) = match &self.plan.arrivals {
            Arrivals::Burst(size, _) => (*size, None),
            Arrivals::Trace(rows) => (1, self.clock.row(rows)),
            _ => (1, None),
        };
        for _ in 0..u64::from(count) * u64::from(self.plan.group) {
            let luck = self.luck.nth(self.visits);
            self.visits += 1;
            self.place(None, luck, row, house);
        }
        self.clock.advance(&self.plan.arrivals, house.now());
        self.expect_guests(house);
    }

    /// A guest of a closed room has thought long enough.
    pub fn on_ready<W: Witness>(&mut self, guest: u32, visit: Visit, house: &mut House<'_, W>) {
        if self.is_open {
            self.place(Some((guest, visit)), self.luck_of(guest, visit), None, house);
        }
    }

    fn luck_of(&self, guest: u32, visit: Visit) -> Luck {
        self.luck.nth(u64::from(guest - self.first_guest) << 24 | visit.number())
    }

    #[inline(always)]
    fn place<W: Witness>(
        &mut self,
        guest: Option<(u32, Visit)>,
        luck: Luck,
        row: Option<TraceRow>,
        house: &mut House<'_, W>,
    ) {
        let dish = match row {
            Some(row) => row.dish.unwrap_or(NOT_ON_THE_MENU),
            None => self.plan.mix.draw(luck),
        };
        let guest_key =
            guest.map_or(luck.number(), |(guest, _)| self.luck.nth(guest.into()).number());
        let ticket = Ticket { is_taken_along: self.plan.until == Until::Chef, ..Ticket::default() };
        let order = house.orders.insert(Order {
            slip: Slip { room: self.number, guest, dish, luck, guest_key },
            deadlines: Deadlines::default(),
            ticket,
            phase: Phase::WalkingIn,
            due: Time::NEVER,
            fate: None,
            link: Link::default(),
            errand: Errand::default(),
            visit: NOBODY,
        });
        let on_the_menu = (dish != NOT_ON_THE_MENU).then_some(dish);
        house.tell(Fact::Placed { order, room: self.number, dish: on_the_menu });
        if let Some(patience) = self.patience(luck, row) {
            let ends = house.now() + patience;
            let deadlines = &mut house.orders[order].deadlines;
            deadlines.patience = ends;
            if patience == Span::ZERO {
                deadlines.patience_is_queued = true;
                house.send(Message::PatienceEnds(order));
            }
        }
        if self.plan.distance == Span::ZERO {
            house.send(Message::Guest(order));
        } else {
            house.due_in(self.plan.distance, order);
        }
    }

    fn patience(&self, luck: Luck, row: Option<TraceRow>) -> Option<Span> {
        const PATIENCE: u64 = stream("patience");
        let own = row.and_then(|row| row.patience);
        own.or_else(|| Some(self.plan.patience.as_ref()?.sample(luck.nth(PATIENCE))))
    }

    /// A guest has waited long enough and leaves.
    #[cold]
    pub fn on_patience<W: Witness>(&mut self, order: u32, house: &mut House<'_, W>) {
        house.orders[order].deadlines.patience = Time::NEVER;
        house.decide(order, Outcome::PATIENCE);
        let left = &house.orders[order];
        let message = match left.phase {
            _ if !left.ticket.is_taken_along => None,
            Phase::WaiterWait => Some(Message::GuestLeft(order)),
            Phase::RailWait => Some(Message::TicketLeft(order)),
            _ => None,
        };
        if let Some(message) = message {
            house.send(message);
        }
        self.go_on(left_guest(house, order), house);
    }

    /// The house has decided about an order without a plate; the guest hears `distance` later.
    pub fn on_answer<W: Witness>(&mut self, order: u32, house: &mut House<'_, W>) {
        let guest = left_guest(house, order);
        house.close(order);
        self.go_on(guest, house);
    }

    /// The waiter has said that it takes too long; the kitchen cooks on.
    #[cold]
    pub fn on_apology<W: Witness>(&mut self, order: u32, house: &mut House<'_, W>) {
        self.go_on(left_guest(house, order), house);
    }

    /// A plate has come.
    #[inline(always)]
    pub fn on_plate<W: Witness>(&mut self, order: u32, house: &mut House<'_, W>) {
        if house.orders[order].fate.is_none() {
            if let Some(cents) = house.dish(order).map(|dish| dish.price)
                && cents != 0
            {
                house.tell(Fact::Paid { order, cents });
            }
            house.decide(order, Outcome::SERVED);
            if let Some((guest, visit)) = house.orders[order].slip.guest {
                self.think((guest, visit.next()), Span::ZERO, house);
            }
        }
        house.close(order);
    }

    /// A guest who has heard, or left, goes on.
    fn go_on<W: Witness>(&self, left: Option<Left>, house: &mut House<'_, W>) {
        if let Some(((guest, visit), outcome)) = left {
            let hears_in = match outcome {
                Outcome::PATIENCE => Span::ZERO,
                _ => self.plan.distance,
            };
            self.think((guest, visit.next()), hears_in, house);
        }
    }

    fn think<W: Witness>(
        &self,
        (guest, visit): (u32, Visit),
        hears_in: Span,
        house: &mut House<'_, W>,
    ) {
        const THINK: u64 = stream("think");
        if let Arrivals::Closed(_, think) = &self.plan.arrivals {
            let time = think.sample(self.luck_of(guest, visit).nth(THINK));
            let delay = Span(hears_in.0 + time.0);
            house.agenda.send_in(delay, Class::Arrival, Message::GuestReady(guest, visit));
        }
    }

    pub fn turn<W: Witness>(&mut self, turn: RoomTurn, house: &mut House<'_, W>) {
        match turn {
            RoomTurn::Arrivals(arrivals) => {
                self.clock.turn(&self.plan.arrivals, &arrivals, house.now());
                self.plan.arrivals = arrivals;
                self.expect_guests(house);
            }
            RoomTurn::Think(think) => {
                if let Arrivals::Closed(_, old) = &mut self.plan.arrivals {
                    *old = think;
                }
            }
            RoomTurn::Mix(mix) => self.plan.mix = mix,
            RoomTurn::Patience(patience) => self.plan.patience = patience,
            RoomTurn::Until(until) => self.plan.until = until,
            RoomTurn::Distance(distance) => self.plan.distance = distance,
        }
    }

    pub fn distance(&self) -> Span {
        self.plan.distance
    }
}

/// A guest of a closed room whose order has ended, and how.
type Left = ((u32, Visit), Outcome);

fn left_guest<W>(house: &House<'_, W>, order: u32) -> Option<Left> {
    let order = &house.orders[order];
    Some((order.slip.guest?, order.fate?))
}
