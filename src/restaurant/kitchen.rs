//! A kitchen: a rail of tickets and chefs who follow recipes.
//!
//! A blocking chef's hands are taken from pick-up until the recipe ends. A juggling chef's are
//! taken during prep and cooking only; at every other step the order is set aside, and to go on it
//! waits for any free chef, before new tickets.

use super::fact::{Capacity, Cost, Fact, Witness};
use super::house::House;
use super::menu::Step;
use super::message::Message;
use super::rail::{Rail, RailOrder};
use super::{KitchenTurn, Outcome, Phase};
use crate::kernel::{Line, Span};

/// A kitchen as the scenario means it.
#[derive(Clone, Debug, PartialEq)]
pub struct KitchenPlan {
    /// How many chefs there are; none: unlimited.
    pub chefs: Option<u32>,
    /// How many orders a chef has in hand at most; above one the chef is asynchronous.
    pub juggles: u32,
    /// How many tickets may wait.
    pub capacity: Option<u32>,
    /// In which order tickets are taken.
    pub order: RailOrder,
    /// Whether a ticket whose guest has left is thrown away instead of cooked.
    pub tosses_stale_tickets: bool,
    /// In which building it is.
    pub building: Option<u32>,
    /// What a chef costs an hour, in cents.
    pub wage: i64,
}

impl Default for KitchenPlan {
    fn default() -> Self {
        KitchenPlan {
            chefs: None,
            juggles: 1,
            capacity: None,
            order: RailOrder::Fifo,
            tosses_stale_tickets: false,
            building: None,
            wage: 0,
        }
    }
}

/// A kitchen in a run.
#[derive(Clone, Debug)]
pub(super) struct Kitchen {
    number: u32,
    plan: KitchenPlan,
    has_power: bool,
    rail: Rail,
    /// Tickets that came to the rail.
    hung: u64,
    /// Chefs whose hands are taken.
    hands_taken: u32,
    /// Orders picked up and not finished.
    in_hand: u32,
    /// Set aside, and ready to go on.
    resuming: Line,
    /// Expected work of each dish, for `shortest`.
    expected_work: Vec<i64>,
}

impl Kitchen {
    pub fn new(number: u32, plan: KitchenPlan, expected_work: Vec<i64>) -> Kitchen {
        Kitchen {
            number,
            plan,
            has_power: true,
            rail: Rail::default(),
            hung: 0,
            hands_taken: 0,
            in_hand: 0,
            resuming: Line::default(),
            expected_work,
        }
    }

    pub fn open<W: Witness>(&self, house: &mut House<'_, W>) {
        let (kitchen, chefs) = (self.number, self.plan.chefs);
        house.tell(Fact::Capacity { of: Capacity::Chefs(kitchen), count: chefs });
        let cents_per_hour = self.plan.wage * i64::from(chefs.unwrap_or(0));
        house.tell(Fact::Costs { of: Cost::Wages(kitchen), cents_per_hour });
    }

    pub fn building(&self) -> Option<u32> {
        self.plan.building
    }

    fn juggles(&self) -> bool {
        self.plan.juggles > 1
    }

    fn has_free_hands(&self) -> bool {
        self.plan.chefs.is_none_or(|chefs| self.hands_taken < chefs)
    }

    fn can_pick_up(&self) -> bool {
        let most = self.plan.chefs.map(|chefs| u64::from(chefs) * u64::from(self.plan.juggles));
        self.has_free_hands() && most.is_none_or(|most| u64::from(self.in_hand) < most)
    }

    fn rank<W: Witness>(&self, order: u32, house: &House<'_, W>) -> i64 {
        match self.plan.order {
            RailOrder::Fifo | RailOrder::Lifo => 0,
            RailOrder::Shortest => self.expected_work[house.orders[order].slip.dish as usize],
            RailOrder::Priority => house.dish(order).map_or(0, |dish| -dish.priority),
        }
    }

    /// A ticket comes to the rail. A free chef takes it at once; else it needs a place.
    pub fn on_ticket<W: Witness>(&mut self, order: u32, house: &mut House<'_, W>) {
        if !self.has_power {
            house.end(order, Outcome::POWER_OUT);
        } else if self.can_pick_up() {
            self.number_ticket(order, house);
            if self.is_tossed(order, house) {
                house.close(order);
            } else {
                house.tell(Fact::TakenAtOnce { kitchen: self.number, order });
                self.take_up(order, house);
            }
        } else if self.plan.capacity.is_some_and(|most| self.rail.len() >= most) {
            house.end(order, Outcome::RAIL_FULL);
        } else {
            self.number_ticket(order, house);
            house.moved(order, Phase::RailWait);
            house.tell(Fact::Hung { kitchen: self.number, order });
            let rank = self.rank(order, house);
            self.rail.hang(order, rank, house.orders);
            house.may_wait_long(order);
        }
    }

    #[inline(always)]
    fn number_ticket<W: Witness>(&mut self, order: u32, house: &mut House<'_, W>) {
        let ticket = &mut house.orders[order].ticket;
        ticket.number = self.hung;
        ticket.step = 0;
        self.hung += 1;
    }

    /// Takes a ticket that has come down from the rail.
    fn pick_up<W: Witness>(&mut self, order: u32, house: &mut House<'_, W>) {
        if self.is_tossed(order, house) {
            house.tell(Fact::Tossed { kitchen: self.number, order });
            house.close(order);
        } else {
            house.tell(Fact::PickedUp { kitchen: self.number, order });
            self.take_up(order, house);
        }
    }

    /// Says whether a ticket is thrown away, because its guest has left or been sent away.
    fn is_tossed<W: Witness>(&self, order: u32, house: &House<'_, W>) -> bool {
        self.plan.tosses_stale_tickets && house.orders[order].fate.is_some()
    }

    /// A chef takes a ticket in hand.
    #[inline(always)]
    fn take_up<W: Witness>(&mut self, order: u32, house: &mut House<'_, W>) {
        if house.orders[order].slip.takes_ticket_along {
            house.forget_patience(order);
        }
        self.in_hand += 1;
        self.take_hands(order, house);
        self.begin_step(order, house);
    }

    #[inline(always)]
    fn take_hands<W: Witness>(&mut self, order: u32, house: &mut House<'_, W>) {
        self.hands_taken += 1;
        house.orders[order].ticket.has_hands = true;
        house.tell(Fact::HandsTaken { kitchen: self.number });
    }

    #[inline(always)]
    fn free_hands<W: Witness>(&mut self, order: u32, house: &mut House<'_, W>) {
        if std::mem::take(&mut house.orders[order].ticket.has_hands) {
            self.hands_taken -= 1;
            house.tell(Fact::HandsFree { kitchen: self.number });
        }
    }

    /// Begins the step at which an order is; the caller lets others go on with hands set free.
    fn begin_step<W: Witness>(&mut self, order: u32, house: &mut House<'_, W>) {
        match house.step(order) {
            None => self.finish(order, house),
            Some(Step::Prep(time)) => {
                let time = house.draw_step(order, time);
                self.work(order, Phase::Prep, time, house);
            }
            Some(Step::Cook(time)) => {
                let time = house.draw_step(order, time);
                if self.plan.building.is_some() {
                    house.send(Message::BurnerWanted(order));
                } else {
                    self.work(order, Phase::Cooking, time, house);
                }
            }
            Some(Step::Take { .. } | Step::Put { .. }) => {
                self.set_aside(order, house);
                house.send(Message::AtHatch(order));
            }
            Some(Step::Call { .. }) => {
                self.set_aside(order, house);
                house.moved(order, Phase::PartnerWait);
                house.send(Message::Call(order));
            }
        }
    }

    #[inline(always)]
    fn work<W: Witness>(&mut self, order: u32, phase: Phase, time: Span, house: &mut House<'_, W>) {
        house.moved(order, phase);
        house.tell(Fact::WorkBegan { kitchen: self.number, order });
        house.due_in(time, order);
    }

    #[inline]
    fn set_aside<W: Witness>(&mut self, order: u32, house: &mut House<'_, W>) {
        if self.juggles() {
            self.free_hands(order, house);
        }
    }

    /// A burner is free for an order.
    pub fn on_burner<W: Witness>(&mut self, order: u32, house: &mut House<'_, W>) {
        if let Some(Step::Cook(time)) = house.step(order) {
            let time = house.draw_step(order, time);
            self.work(order, Phase::Cooking, time, house);
        }
    }

    /// Prep or cooking has ended; the chef goes on with the same order.
    #[inline(always)]
    pub fn on_worked<W: Witness>(&mut self, order: u32, house: &mut House<'_, W>) {
        house.tell(Fact::WorkEnded { kitchen: self.number, order });
        if house.orders[order].phase == Phase::Cooking
            && let Some(building) = self.plan.building
        {
            house.send(Message::BurnerBack(building));
        }
        house.orders[order].ticket.step += 1;
        self.begin_step(order, house);
        self.go_on(house);
    }

    /// The pantry or a partner has done what was asked.
    pub fn on_helped<W: Witness>(&mut self, order: u32, house: &mut House<'_, W>) {
        house.orders[order].ticket.step += 1;
        if house.orders[order].ticket.has_hands || house.step(order).is_none() {
            self.begin_step(order, house);
        } else if self.has_free_hands() {
            self.take_hands(order, house);
            self.begin_step(order, house);
        } else {
            house.moved(order, Phase::HandsWait);
            house.join(&mut self.resuming, order);
        }
        self.go_on(house);
    }

    /// The pantry or a partner could not: the order ends with the reason of the step.
    #[cold]
    pub fn on_not_helped<W: Witness>(&mut self, order: u32, house: &mut House<'_, W>) {
        let reason = match house.step(order) {
            Some(Step::Take { or, .. } | Step::Call { or, .. }) => *or,
            Some(Step::Prep(_) | Step::Cook(_) | Step::Put { .. }) | None => Outcome::CRASHED,
        };
        self.let_go(order, house);
        house.end(order, reason);
        self.go_on(house);
    }

    #[inline(always)]
    fn finish<W: Witness>(&mut self, order: u32, house: &mut House<'_, W>) {
        self.let_go(order, house);
        house.send(Message::Plate(order));
    }

    #[inline(always)]
    fn let_go<W: Witness>(&mut self, order: u32, house: &mut House<'_, W>) {
        self.free_hands(order, house);
        self.in_hand -= 1;
    }

    /// Free chefs turn to what waits: orders set aside before new tickets.
    #[inline]
    fn go_on<W: Witness>(&mut self, house: &mut House<'_, W>) {
        if self.rail.len() > 0 || !self.resuming.is_empty() {
            self.take_up_waiting(house);
        }
    }

    fn take_up_waiting<W: Witness>(&mut self, house: &mut House<'_, W>) {
        while self.has_free_hands() {
            if let Some(order) = self.resuming.serve(house.orders) {
                self.take_hands(order, house);
                self.begin_step(order, house);
            } else if self.can_pick_up()
                && let Some(order) = self.rail.take(self.plan.order, house.orders)
            {
                self.pick_up(order, house);
            } else {
                break;
            }
        }
    }

    /// A guest leaves and takes the ticket along, unless a chef was faster.
    #[cold]
    pub fn on_left<W: Witness>(&mut self, order: u32, house: &mut House<'_, W>) {
        let rank = self.rank(order, house);
        self.rail.remove(order, rank, house.orders);
        house.tell(Fact::TakenAlong { kitchen: self.number, order });
        house.close(order);
    }

    /// The power goes off: every order in this kitchen ends at once. Comes on: work goes on.
    #[cold]
    pub fn on_power<W: Witness>(&mut self, on: bool, house: &mut House<'_, W>) {
        self.has_power = on;
        if on {
            return;
        }
        for order in self.rail.clear(house.orders) {
            house.tell(Fact::Tossed { kitchen: self.number, order });
            house.end(order, Outcome::POWER_OUT);
        }
        self.drop_all(|phase| !matches!(phase, Phase::RailWait | Phase::InPantry), house);
        self.resuming = Line::default();
    }

    /// Without power, orders at a hatch leave it, after all that wait for one: a hatch that comes
    /// free is not given to somebody who leaves, too.
    pub fn leave_hatches<W: Witness>(&mut self, house: &mut House<'_, W>) {
        if !self.has_power {
            self.drop_all(|phase| phase == Phase::InPantry, house);
        }
    }

    fn drop_all<W: Witness>(&mut self, whose: fn(Phase) -> bool, house: &mut House<'_, W>) {
        let here = |order: &super::order::Order| {
            order.ticket.kitchen == self.number && order.phase.is_in_kitchen() && whose(order.phase)
        };
        let orders = house.orders.iter().filter(|(_, order)| here(order));
        for order in orders.map(|(order, _)| order).collect::<Vec<_>>() {
            self.drop(order, house);
        }
    }

    /// Lets go of an order that was being worked on when the power went out.
    fn drop<W: Witness>(&mut self, order: u32, house: &mut House<'_, W>) {
        let phase = house.orders[order].phase;
        house.forget_due(order);
        house.forget_call(order);
        if matches!(phase, Phase::Prep | Phase::Cooking) {
            house.tell(Fact::WorkEnded { kitchen: self.number, order });
        }
        self.let_go(order, house);
        if matches!(phase, Phase::HatchWait | Phase::InPantry) {
            house.send(Message::LeavesHatch(order));
        } else {
            house.end(order, Outcome::POWER_OUT);
        }
    }

    pub fn turn<W: Witness>(&mut self, turn: KitchenTurn, house: &mut House<'_, W>) {
        match turn {
            KitchenTurn::Chefs(chefs) => self.plan.chefs = chefs,
            KitchenTurn::Juggles(juggles) => self.plan.juggles = juggles,
            KitchenTurn::Capacity(capacity) => self.plan.capacity = capacity,
            KitchenTurn::Order(order) => {
                let tickets = self.rail.clear(house.orders);
                self.plan.order = order;
                for ticket in tickets {
                    let rank = self.rank(ticket, house);
                    self.rail.hang(ticket, rank, house.orders);
                }
            }
            KitchenTurn::TossesStaleTickets(tosses) => self.plan.tosses_stale_tickets = tosses,
            KitchenTurn::Wage(wage) => self.plan.wage = wage,
        }
        self.open(house);
        self.go_on(house);
    }

    pub(super) fn audit(&self) -> KitchenAudit {
        KitchenAudit {
            rail: self.rail.len(),
            hands_taken: self.hands_taken,
            in_hand: self.in_hand,
            resuming: self.resuming.len(),
            idle_with_work: self.has_power
                && (self.can_pick_up() && self.rail.len() > 0
                    || self.has_free_hands() && !self.resuming.is_empty()),
        }
    }
}

/// What an audit looks at.
pub(super) struct KitchenAudit {
    pub rail: u32,
    pub hands_taken: u32,
    pub in_hand: u32,
    pub resuming: u32,
    pub idle_with_work: bool,
}
