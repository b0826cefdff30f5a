//! A dining room: guests come, order, wait, hear, and perhaps order again.

mod device;
mod patience;
mod retry;
mod told;

pub use device::Device;
pub(super) use retry::LongVisit;
pub use retry::RetryPlan;

use super::arrivals::{ArrivalClock, Arrivals, TraceRow};
use super::errand::Errand;
use super::fact::{Fact, Witness};
use super::house::House;
use super::message::{Guest, Message, Visit};
use super::order::{Deadlines, NOT_ON_THE_MENU, Order, Slip, Ticket};
use super::pad::{Carried, Pad};
use super::people::{People, Person};
use super::scene::RoomScene;
use super::{Outcome, Phase, RoomTurn};
use crate::kernel::{
    Class, Distribution, Line, Link, Luck, NOBODY, Span, Time, fraction, pick, stream,
};
use crate::rules::{Expression, Value};
use patience::Patient;
use retry::{Budget, Wish};
use std::sync::Arc;
use told::Told;

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
    /// How guests try again.
    pub retry: RetryPlan,
    /// Who the guests are; none: nothing is known of them.
    pub people: Option<People>,
    /// What their orders carry, by field.
    pub says: Box<[(u32, Expression)]>,
    /// Whether they come to do harm.
    pub is_attacker: bool,
    /// What their own devices do with an answer.
    pub device: Device,
    /// How they go about it.
    pub manner: Manner,
    /// What an answer looks like on their screens.
    pub look: ScreenLook,
    /// Whether what they say is sealed until the waiter opens it.
    pub is_sealed: bool,
}

/// How guests go about an order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Manner {
    /// Whether they go to an address where nobody is.
    pub is_lost: bool,
    /// Whether they do not speak as guests do, but as waiters do to the kitchen.
    pub speaks_kitchen: bool,
}

/// What an answer looks like on a guest's screen: the answer is the same.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ScreenLook {
    /// A page in a browser.
    #[default]
    Page,
    /// A phone.
    Phone,
    /// A kiosk with large buttons.
    Kiosk,
}

/// The stream from which it is drawn who comes.
const PERSON: u64 = stream("person");

/// A dining room in a run.
#[derive(Clone, Debug)]
pub(super) struct DiningRoom {
    number: u32,
    plan: RoomPlan,
    luck: Luck,
    clock: ArrivalClock,
    /// Visits begun in an open room.
    visits: u64,
    /// What was said of each order placed by hand.
    by_hand: Vec<Option<Carried>>,
    /// The trace by which guests come, if they do; it cannot be turned.
    trace: Option<Arc<[TraceRow]>>,
    /// The number of the first guest of this room among all closed rooms.
    first_guest: u32,
    guests: u32,
    is_open: bool,
    budget: Budget,
    patient: Patient,
    /// Orders whose answers lie on devices that are off.
    unseen: Line,
}

impl DiningRoom {
    pub fn new(number: u32, plan: RoomPlan, run: Luck, first_guest: u32) -> DiningRoom {
        let luck = run.nth(stream("dining room")).nth(u64::from(number));
        let guests = match plan.arrivals {
            Arrivals::Closed(guests, _) => guests,
            _ => 0,
        };
        let trace = match &plan.arrivals {
            Arrivals::Trace(rows) => Some(Arc::clone(rows)),
            _ => None,
        };
        DiningRoom {
            number,
            luck,
            clock: ArrivalClock::new(luck),
            visits: 0,
            by_hand: Vec::new(),
            trace,
            first_guest,
            guests,
            is_open: true,
            budget: Budget::default(),
            patient: Patient::default(),
            unseen: Line::default(),
            plan,
        }
    }

    pub fn guests(&self) -> std::ops::Range<u32> {
        self.first_guest..self.first_guest + self.guests
    }

    /// Lets the first guests set out.
    pub fn open<W: Witness>(&mut self, house: &mut House<'_, W>) {
        if self.plan.retry.is_on() {
            self.tell_retries(house);
        }
        self.clock.start(&self.plan.arrivals);
        self.expect_guests(house);
        for guest in self.guests() {
            self.think(Guest::new(guest, Visit::default()), Span::ZERO, house);
        }
    }

    /// Nobody new comes in any more.
    pub fn shut(&mut self) {
        self.is_open = false;
    }

    #[inline(always)]
    fn expect_guests<W: Witness>(&mut self, house: &mut House<'_, W>) {
        if self.clock.next != Time::NEVER {
            let message = Message::GuestsArrive(self.number);
            house.agenda.send_at(self.clock.next, Class::Arrival, message);
        }
    }

    /// The next guests of an open room have come.
    pub fn on_guests<W: Witness>(&mut self, house: &mut House<'_, W>) {
        if !self.is_open || self.clock.next != house.now() {
            return;
        }
        let (count, row) = match &self.plan.arrivals {
            Arrivals::Burst(size, _) => (*size, None),
            Arrivals::Trace(_) => (1, Some(self.clock.row())),
            _ => (1, None),
        };
        for _ in 0..u64::from(count) * u64::from(self.plan.group) {
            let luck = self.luck.nth(self.visits);
            self.visits += 1;
            self.begin_visit(None, luck, row, house);
        }
        self.clock.advance(&self.plan.arrivals, house.now());
        self.expect_guests(house);
    }

    /// A guest of a closed room has thought long enough.
    pub fn on_ready<W: Witness>(&mut self, guest: u32, visit: Visit, house: &mut House<'_, W>) {
        if self.is_open {
            let guest = Guest::new(guest, visit);
            self.begin_visit(Some(guest), self.luck_of(guest), None, house);
        }
    }

    /// Somebody places an order by hand: a visit with luck of its own, so that no other draw changes.
    /// Returns the order; none: nobody new comes in any more.
    pub fn on_order_by_hand<W: Witness>(
        &mut self,
        (dish, carries): (Option<u32>, Option<Carried>),
        house: &mut House<'_, W>,
    ) -> Option<u32> {
        const BY_HAND: u64 = stream("by hand");
        let luck = self.luck.nth(BY_HAND).nth(self.by_hand.len() as u64);
        let told = Told::ByHand(self.by_hand.len() as u32);
        self.by_hand.push(carries);
        let dish = dish.unwrap_or(NOT_ON_THE_MENU);
        let wish = Wish { guest: None, luck, dish, patience: None, told };
        self.is_open.then(|| self.begin(&wish, house))
    }

    fn luck_of(&self, guest: Guest) -> Luck {
        self.luck.nth(u64::from(guest.number() - self.first_guest) << 24 | guest.visit().number())
    }

    /// A visit begins with its first attempt; returns that order.
    #[inline(always)]
    fn begin_visit<W: Witness>(
        &mut self,
        guest: Option<Guest>,
        luck: Luck,
        row: Option<usize>,
        house: &mut House<'_, W>,
    ) -> u32 {
        let (dish, patience, told) = match row {
            Some(row) => self.written(row),
            None => (self.plan.mix.draw(luck), None, Told::Nowhere),
        };
        let wish = Wish { guest, luck, dish, patience, told };
        self.begin(&wish, house)
    }

    #[inline(always)]
    fn begin<W: Witness>(&mut self, wish: &Wish, house: &mut House<'_, W>) -> u32 {
        let mut visit = NOBODY;
        if self.plan.retry.is_on() {
            self.budget.earn(&self.plan.retry);
            visit = self.note_wish(wish, house);
        }
        self.place(wish, wish.luck, visit, house)
    }

    /// Places an order: an attempt with draws of its own.
    #[inline(always)]
    fn place<W: Witness>(
        &mut self,
        wish: &Wish,
        luck: Luck,
        visit: u32,
        house: &mut House<'_, W>,
    ) -> u32 {
        let guest_key = self.guest_key(wish);
        let order = house.orders.insert(Order {
            slip: Slip {
                room: self.number,
                guest: wish.guest,
                dish: wish.dish,
                luck,
                guest_key,
                takes_ticket_along: self.plan.until == Until::Chef,
                manner: self.plan.manner,
            },
            deadlines: Deadlines::default(),
            ticket: Ticket::default(),
            phase: Phase::WalkingIn,
            due: Time::NEVER,
            fate: None,
            link: Link::default(),
            errand: Errand::default(),
            visit,
        });
        if house.data.is_used {
            let guest = self.person(wish, &house.data.nobody);
            house.write_pad(order, guest, &self.plan.says, self.carried(wish.told));
        }
        let dish = (wish.dish != NOT_ON_THE_MENU).then_some(wish.dish);
        let is_retry = visit != NOBODY && house.long_visits[visit].is_retry();
        let visit = is_retry.then_some(visit);
        house.tell(Fact::Placed { order, room: self.number, dish, visit });
        house.say_what_it_carries(order);
        if let Some(patience) = self.patience(wish, luck) {
            let is_own = wish.patience.is_some();
            self.begins_to_wait(order, (patience, is_own), house);
        }
        if self.plan.distance == Span::ZERO {
            house.send(Message::Guest(order));
        } else {
            house.due_in(self.plan.distance, order);
        }
        order
    }

    /// Returns who is behind a visit.
    fn person(&self, wish: &Wish, nobody: &Arc<[Value]>) -> Person {
        let (room, is_attacker) = (self.number, self.plan.is_attacker);
        let Some(people) = self.known_people() else {
            return Person { room, number: None, is_attacker, row: Arc::clone(nobody) };
        };
        let number = self.number_of(wish, people);
        Person { room, number: Some(number), is_attacker, row: people.row(number) }
    }

    /// Returns which of the people who are known is behind a visit.
    fn number_of(&self, wish: &Wish, people: &People) -> u32 {
        match wish.guest {
            None if matches!(wish.told, Told::ByHand(_)) => 0,
            Some(guest) => (guest.number() - self.first_guest) % people.count(),
            None => pick(&mut wish.luck.nth(PERSON).draw(), people.count() as usize) as u32,
        }
    }

    /// Returns what is the same for all orders of one guest: of one visit, where nobody is known.
    #[inline]
    fn guest_key(&self, wish: &Wish) -> u32 {
        match wish.guest {
            Some(guest) => self.luck.nth(guest.number().into()).number(),
            None if self.plan.people.is_some() => self.key_of_person(wish),
            None => wish.luck.number(),
        }
    }

    // Apart, so that the usual way has no registers to save.
    #[inline(never)]
    fn key_of_person(&self, wish: &Wish) -> u32 {
        let Some(people) = self.known_people() else { return wish.luck.number() };
        self.luck.nth(PERSON).nth(self.number_of(wish, people).into()).number()
    }

    /// Returns the guests of whom something is known, if there are any.
    fn known_people(&self) -> Option<&People> {
        self.plan.people.as_ref().filter(|people| people.count() > 0)
    }

    /// The house has decided about an order without a plate; the guest hears `distance` later.
    pub fn on_answer<W: Witness>(&mut self, order: u32, house: &mut House<'_, W>) {
        self.attempt_failed(order, self.plan.distance, house);
        house.close(order);
    }

    /// The waiter has said that it takes too long; the kitchen cooks on.
    #[cold]
    pub fn on_apology<W: Witness>(&mut self, order: u32, house: &mut House<'_, W>) {
        self.attempt_failed(order, self.plan.distance, house);
    }

    /// A plate has come.
    #[inline(always)]
    pub fn on_plate<W: Witness>(&mut self, order: u32, house: &mut House<'_, W>) {
        if matches!(self.plan.device, Device::AtOnce) || house.orders[order].fate.is_some() {
            self.on_displayed(order, house);
        } else {
            self.display(order, house);
        }
    }

    /// The guest sees the answer.
    #[inline(always)]
    pub fn on_displayed<W: Witness>(&mut self, order: u32, house: &mut House<'_, W>) {
        if house.orders[order].fate.is_none() {
            let sent = house.pad(order).and_then(Pad::earned);
            if let Some(cents) = sent.or_else(|| house.dish(order).map(|dish| dish.price))
                && cents != 0
            {
                house.tell(Fact::Paid { order, cents, was_sent: sent.is_some() });
            }
            let leaks = house.pad(order).map_or(0, |pad| pad.leaks);
            if leaks > 0 {
                house.tell(Fact::Leaked { order, rows: leaks });
            }
            house.decide(order, Outcome::SERVED);
            if house.data.is_used {
                house.confirm(order);
                house.forget_wrong_tries(order);
            }
            let Order { visit, slip: Slip { guest, .. }, .. } = house.orders[order];
            if visit != NOBODY {
                house.long_visits.remove(visit);
            }
            if let Some(guest) = guest {
                self.think_again(guest, Span::ZERO, house);
            }
        }
        house.close(order);
    }

    /// An attempt has ended without a plate: the guest tries again, or goes on.
    fn attempt_failed<W: Witness>(&mut self, order: u32, hears_in: Span, house: &mut House<'_, W>) {
        if !self.tries_again(order, hears_in, house)
            && let Some(guest) = house.orders[order].slip.guest
        {
            self.think_again(guest, hears_in, house);
        }
    }

    fn think_again<W: Witness>(&self, guest: Guest, hears_in: Span, house: &mut House<'_, W>) {
        self.think(Guest::new(guest.number(), guest.visit().next()), hears_in, house);
    }

    fn think<W: Witness>(&self, guest: Guest, hears_in: Span, house: &mut House<'_, W>) {
        const THINK: u64 = stream("think");
        if let Arrivals::Closed(_, think) = &self.plan.arrivals {
            let time = think.sample(self.luck_of(guest).nth(THINK));
            let delay = Span(hears_in.0 + time.0);
            house.agenda.send_in(
                delay,
                Class::Arrival,
                Message::GuestReady(guest.number(), guest.visit()),
            );
        }
    }

    pub fn turn<W: Witness>(&mut self, turn: RoomTurn, house: &mut House<'_, W>) {
        match turn {
            RoomTurn::Arrivals(arrivals) => {
                let expected = self.clock.next;
                self.clock.turn(&self.plan.arrivals, &arrivals, house.now());
                self.plan.arrivals = arrivals;
                if self.clock.next != expected {
                    self.expect_guests(house);
                }
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
            RoomTurn::Device(device) => self.turn_device(device, house),
            RoomTurn::Lost(is_lost) => self.plan.manner.is_lost = is_lost,
            RoomTurn::Speaks(speaks_kitchen) => self.plan.manner.speaks_kitchen = speaks_kitchen,
            RoomTurn::Sealed(is_sealed) => {
                self.plan.is_sealed = is_sealed;
                house.data.ways.seal(self.number, is_sealed);
            }
            RoomTurn::Retry(turn) => self.turn_retry(turn, house),
        }
    }

    pub fn scene(&self) -> RoomScene {
        let stays = matches!(self.plan.arrivals, Arrivals::Closed(..));
        let next = (self.is_open && self.clock.next != Time::NEVER).then_some(self.clock.next);
        RoomScene { guests: stays.then_some(self.guests), next, is_open: self.is_open }
    }

    pub fn distance(&self) -> Span {
        self.plan.distance
    }
}
