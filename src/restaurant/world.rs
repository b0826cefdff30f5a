//! The restaurant itself: it owns the actors and routes messages, nothing else.

use super::building::Building;
use super::dining_room::{DiningRoom, RoomPlan};
use super::dispatcher::Dispatcher;
use super::errand::ORPHAN;
use super::fact::Witness;
use super::house::{Floor, House, is_live};
use super::kitchen::Kitchen;
use super::menu::{Dish, Step};
use super::message::Message;
use super::pantry::{Pantry, PantryPlan};
use super::partner::Partner;
use super::plan::Plan;
use super::turn::{BuildingTurn, Turn};
use super::waiter::Waiter;
use super::{Arrivals, Phase};
use crate::kernel::{Class, Luck, Time};
use std::ops::Range;

/// Why a restaurant did not go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stop {
    /// The moment asked for was reached.
    Reached,
    /// More messages than asked for were handled.
    Handled,
    /// So much happened at one instant that time seems to stand still.
    StandsStill,
}

/// So many messages at one instant make one look whether time stands still.
const ENOUGH: u64 = 1_000_000;

/// A restaurant in a run. A clone of it goes on exactly as the original.
#[derive(Clone, Debug)]
pub struct Restaurant {
    pub(super) floor: Floor,
    menu: Vec<Dish>,
    pub(super) rooms: Vec<DiningRoom>,
    pub(super) waiter: Waiter,
    dispatcher: Dispatcher,
    /// The copies of each kitchen.
    copies: Vec<Range<u32>>,
    /// All copies of all kitchens.
    pub(super) kitchens: Vec<Kitchen>,
    pub(super) pantries: Vec<Pantry>,
    partners: Vec<Partner>,
    pub(super) buildings: Vec<Building>,
    restocking: usize,
}

/// Lends the surroundings of a message to an actor.
macro_rules! house {
    ($self:ident, $witness:ident) => {
        &mut House { floor: &mut $self.floor, menu: &$self.menu, witness: $witness }
    };
}

/// Returns the actor that has to do with an order: its kitchen, its dining room.
macro_rules! of {
    ($self:ident.kitchens, $order:ident) => {
        $self.kitchens[$self.floor.orders[$order].ticket.kitchen as usize]
    };
    ($self:ident.rooms, $order:ident) => {
        $self.rooms[$self.floor.orders[$order].slip.room as usize]
    };
}

impl Restaurant {
    /// Opens a restaurant: everything stands ready and the first guests have set out.
    pub fn open<W: Witness>(plan: Plan, seed: u64, witness: &mut W) -> Restaurant {
        let expected_work: Vec<i64> =
            plan.menu.iter().map(|dish| dish.expected_work() as i64).collect();
        let run = Luck::of_seed(seed);
        let copies = plan.copies();
        let kitchens: Vec<Kitchen> = plan
            .kitchens
            .iter()
            .zip(&copies)
            .flat_map(|(plan, all)| {
                all.clone().map(move |number| (plan, number, number - all.start))
            })
            .map(|(plan, number, copy)| Kitchen::new(number, copy, plan, &expected_work, run))
            .collect();
        let buildings = (0..).zip(plan.buildings);
        let partners = (0..).zip(plan.partners);
        let restocking = plan.pantries.iter().flat_map(|pantry| &pantry.shelves);
        let mut restaurant = Restaurant {
            floor: Floor::default(),
            menu: plan.menu,
            rooms: rooms(plan.rooms, run),
            waiter: Waiter::new(plan.waiter),
            dispatcher: Dispatcher::new(plan.dispatcher, copies.len(), kitchens.len()),
            copies,
            kitchens,
            restocking: restocking.filter(|shelf| shelf.restock.is_some()).count(),
            pantries: pantries(plan.pantries),
            partners: partners.map(|(number, plan)| Partner::new(number, plan)).collect(),
            buildings: buildings.map(|(number, plan)| Building::new(number, plan)).collect(),
        };
        restaurant.start(witness);
        restaurant
    }

    fn start<W: Witness>(&mut self, witness: &mut W) {
        let house = house!(self, witness);
        self.waiter.open(house);
        self.buildings.iter().for_each(|building| building.open(house));
        for kitchen in &mut self.kitchens {
            kitchen.open(house);
            let building = kitchen.building().map(|building| &self.buildings[building as usize]);
            if building.is_some_and(|building| !building.has_power()) {
                kitchen.on_power(false, house);
            }
            self.dispatcher.note(kitchen.number(), kitchen.is_healthy(), Time::OPENING);
        }
        self.pantries.iter().for_each(|pantry| pantry.open(house));
        self.rooms.iter_mut().for_each(|room| room.open(house));
    }

    /// Returns the clock.
    pub fn now(&self) -> Time {
        self.floor.agenda.now()
    }

    /// Returns how many messages the actors have handled.
    pub fn handled(&self) -> u64 {
        self.floor.agenda.handled()
    }

    /// Returns how many orders the house still has to do with.
    pub fn orders(&self) -> usize {
        self.floor.orders.len()
    }

    /// Returns how many messages are pending, cancelled ones included.
    pub fn pending(&self) -> usize {
        self.floor.agenda.pending()
    }

    /// Says whether nothing but restocking and breaks can ever happen again.
    pub fn is_at_rest(&self) -> bool {
        let nobody_is_in = self.orders() == 0 && self.floor.long_visits.is_empty();
        nobody_is_in || self.floor.agenda.pending() <= self.background()
    }

    /// Returns how many messages are always pending and change nothing for those who wait.
    fn background(&self) -> usize {
        if self.kitchens.iter().any(Kitchen::misses_a_chef) {
            return 0;
        }
        self.restocking + self.kitchens.iter().map(Kitchen::break_clocks).sum::<usize>()
    }

    /// Nobody new comes in any more.
    pub fn shut(&mut self) {
        self.rooms.iter_mut().for_each(DiningRoom::shut);
    }

    /// Handles everything before `limit`, and stands there afterwards; a knob turned then comes
    /// before all that happens at `limit`. Stops early after about `most` messages.
    pub fn run_to<W: Witness>(&mut self, limit: Time, most: u64, witness: &mut W) -> Stop {
        let stop = self.run_before(limit, Class::WorkEnds, most, witness);
        if stop == Stop::Reached {
            self.floor.agenda.advance(limit);
        }
        stop
    }

    /// As [`run_to`](Self::run_to), but work that ends at `limit` still ends; nobody comes or
    /// leaves any more. This is how closing time is drawn.
    pub fn run_through<W: Witness>(&mut self, limit: Time, most: u64, witness: &mut W) -> Stop {
        let stop = self.run_before(limit, Class::Arrival, most, witness);
        if stop == Stop::Reached {
            self.floor.agenda.advance(limit);
        }
        stop
    }

    /// Handles everything until the house is empty or nothing can happen any more.
    pub fn run_until_empty<W: Witness>(&mut self, limit: Time, most: u64, witness: &mut W) -> Stop {
        let end = self.handled().saturating_add(most);
        while !self.is_at_rest() {
            let before = self.handled();
            match self.run_before(limit, Class::WorkEnds, 1, witness) {
                Stop::Handled if self.handled() >= end => return Stop::Handled,
                Stop::StandsStill => return Stop::StandsStill,
                Stop::Reached if self.handled() == before => {
                    if limit != Time::NEVER {
                        self.floor.agenda.advance(limit);
                    }
                    break;
                }
                Stop::Handled | Stop::Reached => {}
            }
        }
        Stop::Reached
    }

    pub(super) fn run_before<W: Witness>(
        &mut self,
        limit: Time,
        class: Class,
        most: u64,
        witness: &mut W,
    ) -> Stop {
        let mut left = most;
        loop {
            let stretch = left.min(ENOUGH);
            for _ in 0..stretch {
                let Some(message) = self.floor.agenda.next_before(limit, class) else {
                    return Stop::Reached;
                };
                self.handle(message, witness);
            }
            if self.stands_still() {
                return Stop::StandsStill;
            }
            left -= stretch;
            if left == 0 {
                return Stop::Handled;
            }
        }
    }

    /// More at one instant than even a burst of every guest there may be could need.
    fn stands_still(&self) -> bool {
        let at_once = self.floor.agenda.handled_at_this_instant();
        at_once >= ENOUGH && at_once > 64 * (self.floor.orders.len() as u64 + ENOUGH / 64)
    }

    #[inline(always)]
    fn handle<W: Witness>(&mut self, message: Message, witness: &mut W) {
        match message {
            Message::Due(order) => self.on_due(order, witness),
            Message::GuestsArrive(room) => {
                self.rooms[room as usize].on_guests(house!(self, witness));
            }
            Message::GuestReady(guest, visit) => {
                let room = self.rooms.partition_point(|room| room.guests().end <= guest);
                self.rooms[room].on_ready(guest, visit, house!(self, witness));
            }
            Message::ComesBack(visit) => {
                let room = self.floor.long_visits[visit].room;
                self.rooms[room as usize].on_back(visit, house!(self, witness));
            }
            Message::PatienceEnds(_) | Message::AnswerOverdue(_) | Message::CallOverdue(_) => {
                self.on_deadline(message, witness);
            }
            Message::Answer(order) => {
                of!(self.rooms, order).on_answer(order, house!(self, witness));
            }
            Message::PlateComes(order) => {
                of!(self.rooms, order).on_plate(order, house!(self, witness));
            }
            Message::Apology(order) => {
                of!(self.rooms, order).on_apology(order, house!(self, witness));
            }
            Message::Guest(order) => self.waiter.on_guest(order, house!(self, witness)),
            Message::GuestLeft(order) => self.waiter.on_left(order, house!(self, witness)),
            Message::Plate(order) => {
                let distance = of!(self.rooms, order).distance();
                self.waiter.on_plate(order, distance, house!(self, witness));
            }
            Message::Ticket(order) => {
                self.dispatch(order);
                of!(self.kitchens, order).on_ticket(order, house!(self, witness));
            }
            Message::Asked(order) => self.on_asked(order, witness),
            Message::TicketLeft(order) => {
                of!(self.kitchens, order).on_left(order, house!(self, witness));
            }
            Message::ChefsClock { copy, chef } => {
                self.kitchens[usize::from(copy)].on_clock(chef, house!(self, witness));
            }
            Message::BurnerGiven(order) => {
                of!(self.kitchens, order).on_burner(order, house!(self, witness));
            }
            Message::Helped(order) => {
                of!(self.kitchens, order).on_helped(order, house!(self, witness));
            }
            Message::NotHelped(order) => {
                of!(self.kitchens, order).on_not_helped(order, house!(self, witness));
            }
            Message::AtHatch(_) | Message::LeavesHatch(_) | Message::Restock(_) => {
                self.on_pantry(message, witness);
            }
            Message::Call(order) => {
                if let Some(partner) = self.partner_of(order) {
                    self.partners[partner].on_call(order, house!(self, witness));
                }
            }
            Message::BurnerWanted(order) => {
                if let Some(building) = of!(self.kitchens, order).building() {
                    self.buildings[building as usize].on_wanted(order, house!(self, witness));
                }
            }
            Message::BurnerBack(building) => {
                self.buildings[building as usize].on_back(house!(self, witness));
            }
        }
    }

    /// Chooses the copy of the kitchen that a ticket is for.
    #[inline(always)]
    fn dispatch(&mut self, order: u32) {
        let ticket = &mut self.floor.orders[order].ticket;
        let kitchen = ticket.kitchen;
        let copies = self.copies[kitchen as usize].clone();
        ticket.kitchen = copies.start;
        if copies.len() > 1 {
            let order = &mut self.floor.orders[order];
            let load = |copy: u32| self.kitchens[copy as usize].load();
            let now = self.floor.agenda.now();
            order.ticket.kitchen = self.dispatcher.choose(kitchen, copies, order, now, load);
        }
    }

    /// A dish that was asked for is done: whoever asked goes on.
    fn on_asked<W: Witness>(&mut self, asked: u32, witness: &mut W) {
        let house = house!(self, witness);
        match house.orders[asked].errand.parent {
            ORPHAN => drop(house.come_back(asked)),
            parent => {
                let kitchen = house.orders[parent].ticket.kitchen;
                self.kitchens[kitchen as usize].on_asked(asked, house);
            }
        }
    }

    /// What an order waited for has come: its phase says to whom that matters.
    #[inline(always)]
    fn on_due<W: Witness>(&mut self, order: u32, witness: &mut W) {
        if !is_live(&self.floor.orders, self.floor.agenda.now(), Message::Due(order)) {
            self.floor.agenda.was_stale();
            return;
        }
        self.floor.orders[order].due = Time::NEVER;
        match self.floor.orders[order].phase {
            Phase::WalkingIn => self.waiter.on_guest(order, house!(self, witness)),
            Phase::Ordering => self.waiter.on_taken(order, house!(self, witness)),
            Phase::Prep | Phase::Cooking => {
                of!(self.kitchens, order).on_worked(order, house!(self, witness));
            }
            Phase::InPantry => {
                if let Some(pantry) = self.pantry_of(order) {
                    self.pantries[pantry].on_visited(order, house!(self, witness));
                }
            }
            Phase::PartnerWait => {
                if let Some(partner) = self.partner_of(order) {
                    self.partners[partner].on_answered(order, house!(self, witness));
                }
            }
            Phase::Serving => {
                let distance = of!(self.rooms, order).distance();
                self.waiter.on_served(order, distance, house!(self, witness));
            }
            Phase::WalkingOut => {
                of!(self.rooms, order).on_plate(order, house!(self, witness));
            }
            waiting => unreachable!("nothing comes due for an order in {waiting:?}"),
        }
    }

    fn on_deadline<W: Witness>(&mut self, message: Message, witness: &mut W) {
        if !is_live(&self.floor.orders, self.floor.agenda.now(), message) {
            self.floor.agenda.was_stale();
            return;
        }
        match message {
            Message::PatienceEnds(order) => {
                of!(self.rooms, order).on_patience(order, house!(self, witness));
            }
            Message::CallOverdue(order) => {
                if let Some(partner) = self.partner_of(order) {
                    self.partners[partner].on_overdue(order, house!(self, witness));
                }
            }
            Message::AnswerOverdue(order) => Waiter::on_overdue(order, house!(self, witness)),
            other => unreachable!("{other:?} is no deadline"),
        }
    }

    fn on_pantry<W: Witness>(&mut self, message: Message, witness: &mut W) {
        match message {
            Message::Restock(shelf) => {
                let pantry = self.pantries.partition_point(|pantry| pantry.shelves().end <= shelf);
                self.pantries[pantry].on_restock(shelf, house!(self, witness));
            }
            Message::AtHatch(order) | Message::LeavesHatch(order) => {
                let Some(pantry) = self.pantry_of(order) else { return };
                let (pantry, house) = (&mut self.pantries[pantry], house!(self, witness));
                match message {
                    Message::AtHatch(_) => pantry.on_at_hatch(order, house),
                    _ => pantry.on_leaves_hatch(order, house),
                }
            }
            other => unreachable!("{other:?} is not for a pantry"),
        }
    }

    fn step_of(&self, order: u32) -> Option<&Step> {
        let order = &self.floor.orders[order];
        self.menu[order.slip.dish as usize].recipe.get(order.ticket.step as usize)
    }

    fn pantry_of(&self, order: u32) -> Option<usize> {
        match self.step_of(order)? {
            Step::Take { pantry, .. } | Step::Put { pantry, .. } => Some(*pantry as usize),
            _ => None,
        }
    }

    fn partner_of(&self, order: u32) -> Option<usize> {
        match self.step_of(order)? {
            Step::Call { partner, .. } => Some(*partner as usize),
            _ => None,
        }
    }

    /// Turns a knob, now.
    pub fn turn<W: Witness>(&mut self, turn: Turn, witness: &mut W) {
        // What an earlier turn has set off runs its course first. Until opening nothing has.
        while self.handled() > 0
            && let Some(message) = self.floor.agenda.next_now()
        {
            self.handle(message, witness);
        }
        let house = house!(self, witness);
        match turn {
            Turn::Room(room, turn) => self.rooms[room as usize].turn(turn, house),
            Turn::Waiter(turn) => self.waiter.turn(turn, house),
            Turn::Dispatcher(turn) => self.dispatcher.turn(turn, house.now()),
            Turn::Kitchen(kitchen, turn) => {
                for copy in self.copies[kitchen as usize].clone() {
                    let kitchen = &mut self.kitchens[copy as usize];
                    kitchen.turn(turn.clone(), house);
                    self.dispatcher.note(copy, kitchen.is_healthy(), house.now());
                }
            }
            Turn::Pantry(pantry, turn) => self.pantries[pantry as usize].turn(turn, house),
            Turn::Partner(partner, turn) => self.partners[partner as usize].turn(turn),
            Turn::Building(building, turn) => {
                self.buildings[building as usize].turn(turn, house);
                if let BuildingTurn::Power(on) = turn {
                    let inside = |kitchen: &&mut Kitchen| kitchen.building() == Some(building);
                    self.kitchens.iter_mut().filter(inside).for_each(|k| k.on_power(on, house));
                    self.kitchens.iter_mut().filter(inside).for_each(|k| k.leave_hatches(house));
                    for kitchen in self.kitchens.iter().filter(|k| k.building() == Some(building)) {
                        self.dispatcher.note(kitchen.number(), kitchen.is_healthy(), house.now());
                    }
                }
            }
            Turn::Price(dish, cents) => self.menu[dish as usize].price = cents,
        }
    }
}

fn rooms(plans: Vec<RoomPlan>, run: Luck) -> Vec<DiningRoom> {
    let mut first_guest = 0;
    let mut room = |(number, plan): (u32, RoomPlan)| {
        let first = first_guest;
        if let Arrivals::Closed(guests, _) = plan.arrivals {
            first_guest += guests;
        }
        DiningRoom::new(number, plan, run, first)
    };
    (0..).zip(plans).map(&mut room).collect()
}

fn pantries(plans: Vec<PantryPlan>) -> Vec<Pantry> {
    let mut first_shelf = 0;
    let mut pantry = |(number, plan): (u32, PantryPlan)| {
        let first = first_shelf;
        first_shelf += plan.shelves.len() as u32;
        Pantry::new(number, plan, first)
    };
    (0..).zip(plans).map(&mut pantry).collect()
}

#[cfg(test)]
mod tests;
