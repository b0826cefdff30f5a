//! A kitchen: a rail of tickets and chefs who follow recipes.
//!
//! A blocking chef's hands are taken from pick-up until the recipe ends. A juggling chef's are
//! taken during prep and cooking only; at every other step the order is set aside, and to go on it
//! waits for any free chef, before new tickets.

mod branches;
mod breaker;
mod breaks;
mod calls;
mod fridge;
mod place;
mod power;
mod scene;
mod stage;
mod steps;

use super::autoscaler::{AutoscalePlan, Stage};
use super::fact::{Capacity, Cost, Fact, Witness};
use super::house::House;
use super::message::Message;
use super::rail::{Rail, RailOrder};
use super::{KitchenTurn, Outcome, Phase};
use crate::kernel::{Line, Luck, stream};
pub use breaks::BreakPlan;
use breaks::Staff;
use calls::StepBreaker;
use fridge::Fridge;
pub use fridge::FridgePlan;
use std::collections::BTreeMap;

/// A kitchen as the scenario means it. What it says holds for each copy.
#[derive(Clone, Debug, PartialEq)]
pub struct KitchenPlan {
    /// How many copies of it there are.
    pub copies: u32,
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
    /// In which buildings the copies are: none, one for all, or one for each.
    pub buildings: Vec<u32>,
    /// What a chef costs an hour, in cents.
    pub wage: i64,
    /// Whether chefs take new tickets.
    pub is_open: bool,
    /// When chefs take breaks.
    pub breaks: BreakPlan,
    /// The fridge beside its chefs.
    pub fridge: FridgePlan,
    /// How copies open and close by themselves; none: all are open.
    pub autoscale: Option<AutoscalePlan>,
}

impl Default for KitchenPlan {
    fn default() -> Self {
        KitchenPlan {
            copies: 1,
            chefs: None,
            juggles: 1,
            capacity: None,
            order: RailOrder::Fifo,
            tosses_stale_tickets: false,
            buildings: Vec::new(),
            wage: 0,
            is_open: true,
            breaks: BreakPlan::default(),
            fridge: FridgePlan::default(),
            autoscale: None,
        }
    }
}

impl KitchenPlan {
    /// Returns what a copy that is open costs an hour, in cents: its chefs, and its fridge.
    pub fn cents_per_hour(&self) -> i64 {
        let wages = self.wage.saturating_mul(i64::from(self.chefs.unwrap_or(0)));
        wages.saturating_add(self.fridge.cents_per_hour())
    }

    /// Returns the building in which a copy is; none: an ideal one.
    pub fn building(&self, copy: u32) -> Option<u32> {
        match self.buildings[..] {
            [building] => Some(building),
            _ => self.buildings.get(copy as usize).copied(),
        }
    }
}

/// One copy of a kitchen in a run.
#[derive(Clone, Debug)]
pub(super) struct Kitchen {
    /// Its number among the copies of all kitchens.
    number: u32,
    plan: KitchenPlan,
    building: Option<u32>,
    /// The physical building around that, if that is a virtual one.
    outer: Option<u32>,
    /// Whether an order in progress needs a place on the worktop.
    needs_places: bool,
    has_power: bool,
    /// What it is doing as a whole, and whether its chefs are there.
    stage: Stage,
    is_staffed: bool,
    rail: Rail,
    /// Tickets that came to the rail.
    hung: u32,
    /// Chefs whose hands are taken.
    hands_taken: u32,
    /// Orders picked up and not finished.
    in_hand: u32,
    /// Set aside, and ready to go on.
    resuming: Line,
    /// Expected work of each dish, for `shortest`.
    expected_work: Vec<i64>,
    luck: Luck,
    /// The chefs one by one, where they take breaks.
    staff: Option<Box<Staff>>,
    fridge: Option<Fridge>,
    /// By dish and step of its recipe; a breaker is there once its call has been reached.
    breakers: BTreeMap<(u32, u32), StepBreaker>,
}

impl Kitchen {
    /// Returns the copy with this number among all, and this one among its own.
    pub fn new(
        number: u32,
        copy: u32,
        plan: &KitchenPlan,
        expected_work: &[i64],
        run: Luck,
    ) -> Kitchen {
        Kitchen {
            number,
            building: plan.building(copy),
            outer: None,
            needs_places: false,
            plan: plan.clone(),
            has_power: true,
            stage: Stage::Open,
            is_staffed: true,
            rail: Rail::default(),
            hung: 0,
            hands_taken: 0,
            in_hand: 0,
            resuming: Line::default(),
            expected_work: expected_work.to_vec(),
            luck: run.nth(stream("kitchen")).nth(number.into()),
            staff: None,
            fridge: plan.fridge.holds.map(|_| Fridge::default()),
            breakers: BTreeMap::new(),
        }
    }

    pub fn open<W: Witness>(&mut self, house: &mut House<'_, W>) {
        self.staff_breaks(house);
        self.tell_chefs(house);
        self.tell_wages(house);
        if let Some(holds) = self.plan.fridge.holds {
            house.tell(Fact::Fridge { kitchen: self.number, holds: Some(holds) });
        }
    }

    fn tell_chefs<W: Witness>(&self, house: &mut House<'_, W>) {
        let of = Capacity::Chefs(self.number);
        let count = if self.is_staffed { self.present_chefs() } else { Some(0) };
        house.tell(Fact::Capacity { of, count });
    }

    fn tell_wages<W: Witness>(&self, house: &mut House<'_, W>) {
        let of = Cost::Wages(self.number);
        let cents_per_hour = match self.stage {
            Stage::Closed => 0,
            _ => self.plan.cents_per_hour(),
        };
        house.tell(Fact::Costs { of, cents_per_hour });
    }

    pub fn number(&self) -> u32 {
        self.number
    }

    pub fn building(&self) -> Option<u32> {
        self.building
    }

    /// Returns how many tickets it has, waiting or in hand.
    pub fn load(&self) -> u64 {
        u64::from(self.rail.len()) + u64::from(self.in_hand)
    }

    /// Says whether it would answer a health check.
    pub fn is_healthy(&self) -> bool {
        self.has_power && self.plan.is_open
    }

    fn juggles(&self) -> bool {
        self.plan.juggles > 1
    }

    fn has_free_hands(&self) -> bool {
        self.plan.chefs.is_none_or(|chefs| match &self.staff {
            None => self.hands_taken < chefs,
            Some(staff) => staff.has_free(chefs, self.hands_taken),
        })
    }

    /// Says whether a chef with free hands may take a new ticket.
    fn may_pick_up(&self) -> bool {
        let most = self.plan.chefs.map(|chefs| u64::from(chefs) * u64::from(self.plan.juggles));
        self.plan.is_open && most.is_none_or(|most| u64::from(self.in_hand) < most)
    }

    fn can_pick_up(&self) -> bool {
        self.has_free_hands() && self.may_pick_up()
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
                toss(order, house);
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
            self.rail.hang(order, rank, &mut house.orders);
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
            toss(order, house);
        } else {
            house.tell(Fact::PickedUp { kitchen: self.number, order });
            self.take_up(order, house);
        }
    }

    /// Says whether a ticket is thrown away, because its guest has left or been sent away.
    fn is_tossed<W: Witness>(&self, order: u32, house: &House<'_, W>) -> bool {
        self.plan.tosses_stale_tickets
            && house.root(order).is_none_or(|root| house.orders[root].fate.is_some())
    }

    /// A chef takes a ticket in hand.
    #[inline(always)]
    fn take_up<W: Witness>(&mut self, order: u32, house: &mut House<'_, W>) {
        if house.orders[order].slip.takes_ticket_along {
            house.forget_patience(order);
        }
        self.in_hand += 1;
        self.take_hands(order, house);
        if self.needs_places {
            house.send(Message::PlaceWanted(order));
        } else {
            self.begin_step(order, house);
        }
    }

    #[inline(always)]
    fn take_hands<W: Witness>(&mut self, order: u32, house: &mut House<'_, W>) {
        self.hands_taken += 1;
        if let Some(staff) = &mut self.staff {
            staff.take(order);
        }
        house.orders[order].ticket.has_hands = true;
        house.tell(Fact::HandsTaken { kitchen: self.number, order });
    }

    #[inline(always)]
    fn free_hands<W: Witness>(&mut self, order: u32, house: &mut House<'_, W>) {
        if std::mem::take(&mut house.orders[order].ticket.has_hands) {
            self.hands_taken -= 1;
            if let Some(staff) = &mut self.staff {
                staff.release(order);
            }
            house.tell(Fact::HandsFree { kitchen: self.number, order });
        }
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
            if let Some(order) = self.resuming.serve(&mut house.orders) {
                self.take_hands(house.holder(order), house);
                self.go_on_with(order, house);
            } else if self.may_pick_up()
                && let Some(order) = self.rail.take(self.plan.order, &mut house.orders)
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
        self.rail.remove(order, rank, &mut house.orders);
        house.tell(Fact::TakenAlong { kitchen: self.number, order });
        house.close(order);
    }

    pub fn turn<W: Witness>(&mut self, turn: KitchenTurn, house: &mut House<'_, W>) {
        match turn {
            KitchenTurn::Chefs(chefs) => self.plan.chefs = chefs,
            KitchenTurn::Juggles(juggles) => self.plan.juggles = juggles,
            KitchenTurn::Capacity(capacity) => self.plan.capacity = capacity,
            KitchenTurn::Order(order) => {
                let tickets = self.rail.clear(&mut house.orders);
                self.plan.order = order;
                for ticket in tickets {
                    let rank = self.rank(ticket, house);
                    self.rail.hang(ticket, rank, &mut house.orders);
                }
            }
            KitchenTurn::TossesStaleTickets(tosses) => self.plan.tosses_stale_tickets = tosses,
            KitchenTurn::Wage(wage) => self.plan.wage = wage,
            KitchenTurn::Open(open) => self.plan.is_open = open,
            KitchenTurn::BreaksEvery(every) => self.plan.breaks.every = every,
            KitchenTurn::BreaksFor(lasts) => self.plan.breaks.lasts = lasts,
            KitchenTurn::FridgeHolds(holds) => self.resize_fridge(holds, house),
            KitchenTurn::FreshFor(span) => self.plan.fridge.fresh_for = span,
            KitchenTurn::FridgeRent(rent) => self.plan.fridge.rent = rent,
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
            half_open: self.half_open(),
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
    pub half_open: u32,
    pub idle_with_work: bool,
}

/// Throws a ticket away whose guest has gone.
#[cold]
fn toss<W: Witness>(order: u32, house: &mut House<'_, W>) {
    if house.orders[order].is_errand() {
        house.end(order, Outcome::PATIENCE);
    } else {
        house.close(order);
    }
}
