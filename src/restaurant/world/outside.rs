//! What comes from outside: an order placed by hand, a knob turned, the doors shut.

use super::Restaurant;
use crate::restaurant::dining_room::DiningRoom;
use crate::restaurant::fact::Witness;
use crate::restaurant::house::House;
use crate::restaurant::pad::Carried;
use crate::restaurant::turn::{DishTurn, Turn};

impl Restaurant {
    /// Somebody places an order by hand, now: a dish (none: one that no menu has), and what the
    /// order carries besides what its room says. Returns the order, or none if nobody new comes in
    /// any more.
    pub fn place<W: Witness>(
        &mut self,
        room: u32,
        order: (Option<u32>, Option<Carried>),
        witness: &mut W,
    ) -> Option<u32> {
        self.run_course(witness);
        self.rooms[room as usize].on_order_by_hand(order, house!(self, witness))
    }

    /// Turns a knob, now.
    pub fn turn<W: Witness>(&mut self, turn: Turn, witness: &mut W) {
        self.run_course(witness);
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
            Turn::Autoscaler(kitchen, turn) => self.turn_autoscaler(kitchen, turn, witness),
            Turn::Pantry(pantry, turn) => self.pantries[pantry as usize].turn(turn, house),
            Turn::Partner(partner, turn) => self.partners[partner as usize].turn(turn, house),
            Turn::Building(building, turn) => self.turn_building(building, turn, witness),
            Turn::District(district, on) => self.turn_district(district, on, witness),
            Turn::Dish(dish, turn) => {
                if let DishTurn::GuestLimit(limit) = turn {
                    let (old, now) = (house.menu[dish as usize].admission.guest_limit, house.now());
                    house.data.door.turn_limit(Some(dish), (old, limit), now);
                    // From now on it is written down whose orders they are.
                    house.data.is_used |= limit.is_some();
                }
                self.menu[dish as usize].turn(turn);
            }
        }
    }

    /// Nobody new comes in any more.
    pub fn shut(&mut self) {
        self.rooms.iter_mut().for_each(DiningRoom::shut);
    }

    /// What an earlier turn has set off runs its course. Until opening nothing has.
    fn run_course<W: Witness>(&mut self, witness: &mut W) {
        while self.handled() > 0
            && let Some(message) = self.floor.agenda.next_now()
        {
            self.handle(message, witness);
        }
    }
}
