//! The restaurant itself: it owns the actors and routes messages, nothing else.
//!
//! `opening` makes it from a plan, `pace` lets it run, and `outside` has what somebody does to it
//! while it runs. Here every message goes on to its actor; what concerns several actors at once is in
//! `ways`, `buildings`, `power` and `scaling`.

mod pace;
mod rounds;

use super::Phase;
use super::autoscaler::Autoscaler;
use super::building::{Building, Leg};
use super::dining_room::DiningRoom;
use super::dispatcher::Dispatcher;
use super::errand::ORPHAN;
use super::fact::Witness;
use super::house::{Floor, House, is_live};
use super::kitchen::Kitchen;
use super::menu::{Dish, Step};
use super::message::{Message, Whose};
use super::order::{AtPartner, Order};
use super::pantry::Pantry;
use super::partner::Partner;
use super::waiter::Waiter;
use crate::kernel::Time;
pub use pace::MOST_ORDERS;
pub use rounds::Round;
use std::collections::BTreeMap;
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
    /// There are more orders in the house than there may be.
    Overcrowded,
}

/// A restaurant in a run. A clone of it goes on exactly as the original.
#[derive(Clone, Debug)]
pub struct Restaurant {
    pub(super) floor: Floor,
    pub(super) menu: Vec<Dish>,
    pub(super) rooms: Vec<DiningRoom>,
    pub(super) waiter: Waiter,
    dispatcher: Dispatcher,
    /// The copies of each kitchen.
    pub(super) copies: Vec<Range<u32>>,
    /// Those of them that get tickets.
    in_service: Vec<Range<u32>>,
    /// Of the kitchens whose copies open and close by themselves.
    autoscalers: BTreeMap<u32, Autoscaler>,
    /// All copies of all kitchens.
    pub(super) kitchens: Vec<Kitchen>,
    pub(super) pantries: Vec<Pantry>,
    pub(super) partners: Vec<Partner>,
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

mod buildings;
mod opening;
mod outside;
mod power;
mod scaling;
mod ways;

impl Restaurant {
    /// Returns the clock.
    pub fn now(&self) -> Time {
        self.floor.agenda.now()
    }

    /// Returns how many messages the actors have handled.
    pub fn handled(&self) -> u64 {
        self.floor.agenda.handled()
    }

    /// Returns how many orders the house still has to do with; letters in the outbox are none.
    pub fn orders(&self) -> usize {
        self.floor.orders.len() - self.floor.data.letters
    }

    /// Returns how many guests wait for what comes of their orders.
    pub fn waiting(&self) -> usize {
        let waits = |order: &Order| !order.is_errand() && order.fate.is_none();
        self.floor.orders.iter().filter(|(_, order)| waits(order)).count()
    }

    /// Returns how many messages are pending, cancelled ones included.
    pub fn pending(&self) -> usize {
        self.floor.agenda.pending()
    }

    /// Says whether nothing but restocking and breaks can ever happen again.
    pub fn is_at_rest(&self) -> bool {
        let nobody_is_in = self.orders() == 0
            && self.floor.long_visits.is_empty()
            && self.floor.data.books.are_settled();
        nobody_is_in || self.floor.agenda.pending() <= self.background()
    }

    /// Returns how many messages are always pending and change nothing for those who wait.
    fn background(&self) -> usize {
        if self.floor.absent_chefs > 0 && self.kitchens.iter().any(Kitchen::misses_a_chef) {
            return 0;
        }
        self.restocking + self.floor.breaking_chefs + self.autoscalers.len()
    }

    #[inline(always)]
    fn handle<W: Witness>(&mut self, message: Message, witness: &mut W) {
        match message {
            Message::Due(order, whose) => self.on_due(order, whose, witness),
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
            Message::Plate(order) => self.on_plate(order, witness),
            Message::Spoiled(order) => house!(self, witness).close(order),
            Message::Ticket(order) => {
                self.dispatch(order);
                self.on_ticket(order, witness);
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
            // Whoever has lost the power meanwhile does not wait any more.
            Message::RowGiven(order) if !self.floor.waits_with_a_row(order) => {}
            Message::AtHatch(order) | Message::RowGiven(order) => {
                if let Some(pantry) = self.pantry_of(order) {
                    self.pantries[pantry].on_at_hatch(order, house!(self, witness));
                }
            }
            Message::LeavesHatch(order) => {
                if let Some(pantry) = self.pantry_of(order) {
                    self.pantries[pantry].on_leaves_hatch(order, house!(self, witness));
                }
            }
            Message::AutoscalerLooks(kitchen) => self.on_autoscaler_looks(kitchen, witness),
            Message::CopyOpens(kitchen) => self.on_copy_opens(kitchen, witness),
            Message::Restock(shelf) => {
                let pantry = self.pantries.partition_point(|pantry| pantry.shelves().end <= shelf);
                self.pantries[pantry].on_restock(shelf, house!(self, witness));
            }
            Message::FoodBack(pantry) => {
                self.pantries[pantry as usize].on_food_back(house!(self, witness));
            }
            Message::RowBack(pantry) => {
                self.pantries[pantry as usize].on_row_back(house!(self, witness));
            }
            Message::Call(order) => {
                if let Some(partner) = self.partner_of(order) {
                    self.partners[partner].on_call(order, house!(self, witness));
                }
            }
            Message::LeavesPartner(order) => {
                if let Some(partner) = self.partner_of(order) {
                    self.partners[partner].on_leaves(order, house!(self, witness));
                }
            }
            Message::PartnerBack(partner) => {
                self.partners[partner as usize].on_back(house!(self, witness));
            }
            Message::LateCall(late) => {
                let partner = self.floor.data.books.late_call(late).partner();
                self.partners[partner as usize].on_late_call(late, house!(self, witness));
            }
            Message::BurnerWanted(order) => {
                if let Some(building) = of!(self.kitchens, order).building() {
                    let building = &mut self.buildings[building as usize];
                    building.burners.on_wanted(order, house!(self, witness));
                }
            }
            Message::BurnerBack(building) => {
                self.buildings[building as usize].burners.on_back(house!(self, witness));
            }
            other if other.is_deadline() => self.on_deadline(other, witness),
            other => self.on_building(other, witness),
        }
    }

    /// Chooses the copy of the kitchen that a ticket is for.
    #[inline(always)]
    fn dispatch(&mut self, order: u32) {
        let now = self.floor.agenda.now();
        let order = &mut self.floor.orders[order];
        let kitchen = order.ticket.kitchen;
        let copies = self.in_service[kitchen as usize].clone();
        order.ticket.kitchen = copies.start;
        if copies.len() > 1 {
            let load = |copy: u32| self.kitchens[copy as usize].load();
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
    fn on_due<W: Witness>(&mut self, order: u32, whose: Whose, witness: &mut W) {
        let waiting = &mut self.floor.orders[order];
        if !waiting.is(whose) || waiting.due != self.floor.agenda.now() {
            self.floor.agenda.was_stale();
            return;
        }
        waiting.due = Time::NEVER;
        match waiting.phase {
            Phase::WalkingIn | Phase::WalkingOut if waiting.ticket.leg != Leg::None => {
                self.on_leg(order, witness);
            }
            Phase::WalkingIn => self.waiter.on_guest(order, house!(self, witness)),
            Phase::Displaying => {
                of!(self.rooms, order).on_displayed(order, house!(self, witness));
            }
            Phase::Ordering => self.waiter.on_taken(order, house!(self, witness)),
            Phase::Prep | Phase::Cooking => {
                of!(self.kitchens, order).on_worked(order, house!(self, witness));
            }
            Phase::InPantry => {
                if let Some(pantry) = self.pantry_of(order) {
                    self.pantries[pantry].on_visited(order, house!(self, witness));
                }
            }
            Phase::PartnerWait if waiting.ticket.at == AtPartner::CallsAgain => {
                of!(self.kitchens, order).on_calls_again(order, house!(self, witness));
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

    /// Says whether a message that is due now still means something.
    #[inline(always)]
    fn is_live(&self, message: Message) -> bool {
        is_live(&self.floor.orders, &self.floor.clocks, self.floor.agenda.now(), message)
    }

    fn on_deadline<W: Witness>(&mut self, message: Message, witness: &mut W) {
        if !self.is_live(message) {
            self.floor.agenda.was_stale();
            return;
        }
        match message {
            Message::PatienceEnds(order, _) => {
                of!(self.rooms, order).on_patience(order, house!(self, witness));
            }
            Message::CallOverdue(order, _) => {
                if let Some(partner) = self.partner_of(order) {
                    self.partners[partner].on_overdue(order, house!(self, witness));
                }
            }
            Message::AnswerOverdue(order, _) => Waiter::on_overdue(order, house!(self, witness)),
            Message::PatienceLooks(room) => {
                self.rooms[room as usize].on_patience_looks(house!(self, witness));
            }
            other => unreachable!("{other:?} is no deadline"),
        }
    }

    pub(super) fn step_of(&self, order: u32) -> Option<&Step> {
        let order = &self.floor.orders[order];
        self.menu[order.slip.dish as usize].recipe.get(order.ticket.step as usize)
    }

    fn pantry_of(&self, order: u32) -> Option<usize> {
        self.step_of(order)?.pantry().map(|pantry| pantry as usize)
    }

    fn partner_of(&self, order: u32) -> Option<usize> {
        self.step_of(order)?.partner().map(|partner| partner as usize)
    }
}

#[cfg(test)]
mod tests;
