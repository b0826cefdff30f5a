//! What goes round when a run never ends: found out only once it has been stopped.

use super::Restaurant;
use crate::kernel::{Class, Time};
use crate::restaurant::Witness;
use crate::restaurant::message::Message;

/// Something that happens again and again; numbers are those of the parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Round {
    /// Guests of a dining room come back and try again.
    Retries(u32),
    /// Guests who stay in a dining room have thought, and order.
    Thinking(u32),
    /// Guests come to a dining room.
    Arrivals(u32),
    /// Chefs of a kitchen go on breaks and come back.
    Breaks(u32),
    /// A shelf of a pantry is filled up.
    Deliveries(u32, u32),
    /// Somebody looks whether copies of a kitchen should open or close.
    Looks(u32),
    /// Steps of a dish are done.
    Steps(u32),
}

/// So many messages are looked at.
const LOOK: u32 = 4_096;
/// What makes one message in so many happen is what goes round; the rest follows from it.
const RARE: u32 = 64;

impl Restaurant {
    /// Goes on for a moment, at most until `limit`, and returns what most of that comes from.
    pub fn what_goes_round<W: Witness>(&mut self, limit: Time, witness: &mut W) -> Option<Round> {
        let mut seen: Vec<(Round, u32)> = Vec::new();
        for _ in 0..LOOK {
            let Some(message) = self.floor.agenda.next_before(limit, Class::Arrival) else { break };
            if let Some(round) = self.round(message) {
                match seen.iter_mut().find(|(known, _)| *known == round) {
                    Some((_, times)) => *times += 1,
                    None => seen.push((round, 1)),
                }
            }
            self.handle(message, witness);
        }
        // Steps are done because somebody ordered; guests try again because the answer was no.
        let often = |(round, times): &&(Round, u32)| match round {
            Round::Steps(_) => false,
            _ => *times >= LOOK / RARE,
        };
        let most = |seen: &mut dyn Iterator<Item = &(Round, u32)>| {
            seen.max_by_key(|(round, times)| (*times, std::cmp::Reverse(*round))).map(|most| most.0)
        };
        most(&mut seen.iter().filter(often)).or_else(|| most(&mut seen.iter()))
    }

    fn round(&self, message: Message) -> Option<Round> {
        let shelf_of = |shelf: u32| {
            let pantry = self.pantries.partition_point(|pantry| pantry.shelves().end <= shelf);
            Round::Deliveries(pantry as u32, shelf - self.pantries[pantry].shelves().start)
        };
        Some(match message {
            Message::GuestsArrive(room) => Round::Arrivals(room),
            Message::GuestReady(guest, _) => {
                let room = self.rooms.partition_point(|room| room.guests().end <= guest);
                Round::Thinking(room as u32)
            }
            Message::ComesBack(visit) => Round::Retries(self.floor.long_visits[visit].room),
            Message::ChefsClock { copy, .. } => {
                let copies = &self.copies;
                Round::Breaks(copies.partition_point(|all| all.end <= copy.into()) as u32)
            }
            Message::AutoscalerLooks(kitchen) => Round::Looks(kitchen),
            Message::Restock(shelf) => shelf_of(shelf),
            Message::Due(order, _)
            | Message::Guest(order)
            | Message::Ticket(order)
            | Message::Asked(order)
            | Message::Answer(order)
            | Message::Plate(order)
            | Message::Spoiled(order)
            | Message::PlateComes(order)
            | Message::Call(order) => Round::Steps(self.floor.orders[order].slip.dish),
            _ => return None,
        })
    }
}
