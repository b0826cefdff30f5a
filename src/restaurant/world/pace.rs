//! How far a restaurant runs: up to a moment, through it, or until the house is empty.

use super::{Restaurant, Stop};
use crate::kernel::{Class, Time};
use crate::restaurant::Witness;

/// The most orders in the house at once, those that wait for errands and these themselves counted.
pub const MOST_ORDERS: usize = 5_000_000;
/// How many messages are handled between two looks at how many orders there are: one message may
/// bring hundreds.
const GLANCE: u64 = 4_096;
/// So many messages at one instant make one look whether time stands still.
const ENOUGH: u64 = 1_000_000;

impl Restaurant {
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
            let stop = self.run_before(limit, Class::WorkEnds, 1, witness);
            match stop {
                Stop::Handled if self.handled() >= end => return Stop::Handled,
                Stop::StandsStill | Stop::Overcrowded => return stop,
                Stop::Reached if self.handled() == before => {
                    if limit != Time::NEVER {
                        self.floor.agenda.advance(limit);
                    }
                    break;
                }
                Stop::Handled | Stop::Reached => {}
            }
        }
        // Nobody is in, but what is due at this moment still happens: places come free.
        let left = end.saturating_sub(self.handled()).max(1);
        self.run_before(self.now(), Class::WorkEnds, left, witness)
    }

    pub(in crate::restaurant) fn run_before<W: Witness>(
        &mut self,
        limit: Time,
        class: Class,
        most: u64,
        witness: &mut W,
    ) -> Stop {
        let mut left = most;
        loop {
            let stretch = left.min(GLANCE);
            for _ in 0..stretch {
                let Some(message) = self.floor.agenda.next_before(limit, class) else {
                    return Stop::Reached;
                };
                self.handle(message, witness);
            }
            if self.stands_still() {
                return Stop::StandsStill;
            }
            if self.orders() > MOST_ORDERS {
                return Stop::Overcrowded;
            }
            left -= stretch;
            if left == 0 {
                return Stop::Handled;
            }
        }
    }

    /// More at one instant than all guests at once could need: all who stay, and as many as have
    /// ever been in the house together, even if they have all just left.
    fn stands_still(&self) -> bool {
        let at_once = self.floor.agenda.handled_at_this_instant();
        at_once >= ENOUGH && {
            let guests = self.rooms.last().map_or(0, |room| room.guests().end);
            at_once > 64 * (self.floor.orders.slots() as u64 + u64::from(guests) + ENOUGH / 64)
        }
    }
}
