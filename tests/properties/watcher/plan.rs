//! The plan of the restaurant, with every knob that has been turned.

use super::Watcher;
use boh::restaurant::{
    BuildingTurn, DishTurn, DispatcherTurn, KitchenTurn, PantryTurn, PartnerTurn, RetryTurn,
    RoomTurn, ShelfTurn, Turn, WaiterTurn,
};

impl Watcher {
    /// Notes that a knob is turned.
    pub(super) fn turn(&mut self, turn: &Turn) {
        let plan = &mut self.plan;
        match turn.clone() {
            Turn::Dish(dish, DishTurn::Price(cents)) => plan.menu[dish as usize].price = cents,
            Turn::Dish(..) => unreachable!("nobody is asked anything at the door"),
            Turn::Autoscaler(..) => unreachable!("all copies are open"),
            Turn::Room(room, turn) => {
                let room = &mut plan.rooms[room as usize];
                match turn {
                    RoomTurn::Arrivals(arrivals) => room.arrivals = arrivals,
                    RoomTurn::Patience(patience) => room.patience = patience,
                    RoomTurn::Until(until) => room.until = until,
                    RoomTurn::Distance(distance) => room.distance = distance,
                    RoomTurn::Device(device) => room.device = device,
                    RoomTurn::Lost(is_lost) => room.manner.is_lost = is_lost,
                    RoomTurn::Speaks(kitchen) => room.manner.speaks_kitchen = kitchen,
                    RoomTurn::Sealed(is_sealed) => room.is_sealed = is_sealed,
                    RoomTurn::Retry(turn) => match turn {
                        RetryTurn::Limit(limit) => room.retry.limit = limit,
                        RetryTurn::Wait(wait) => room.retry.wait = wait,
                        RetryTurn::Backoff(factor) => room.retry.backoff = factor,
                        RetryTurn::Jitter(jitter) => room.retry.jitter = jitter,
                        RetryTurn::Budget(budget) => room.retry.budget = budget,
                    },
                    RoomTurn::Think(_) | RoomTurn::Mix(_) => {}
                }
            }
            Turn::Waiter(turn) => match turn {
                WaiterTurn::Count(count) => plan.waiter.count = count,
                WaiterTurn::TakeOrder(time) => plan.waiter.take_order = time,
                WaiterTurn::Serve(time) => plan.waiter.serve = time,
                WaiterTurn::Queue(most) => plan.waiter.queue = most,
                WaiterTurn::Limit(limit) => plan.waiter.limit = limit,
                WaiterTurn::GuestLimit(limit) => plan.waiter.guest_limit = limit,
                WaiterTurn::IsCareless(is) => plan.waiter.is_careless = is,
                WaiterTurn::Timeout(timeout) => plan.waiter.timeout = timeout,
            },
            Turn::Dispatcher(turn) => match turn {
                DispatcherTurn::Policy(policy) => plan.dispatcher.policy = policy,
                DispatcherTurn::Checks(checks) => plan.dispatcher.checks = checks,
            },
            Turn::Kitchen(kitchen, turn) => {
                let copies = self.copies[kitchen as usize].clone();
                let kitchen = &mut plan.kitchens[kitchen as usize];
                match turn {
                    KitchenTurn::Chefs(chefs) => kitchen.chefs = chefs,
                    KitchenTurn::Juggles(juggles) => {
                        // The hands tell nothing while orders are set aside.
                        let juggled = kitchen.juggles > 1;
                        kitchen.juggles = juggles;
                        self.kitchens[copies].iter_mut().for_each(|c| c.has_juggled |= juggled);
                    }
                    KitchenTurn::Capacity(capacity) => kitchen.capacity = capacity,
                    KitchenTurn::Order(order) => kitchen.order = order,
                    KitchenTurn::TossesStaleTickets(on) => kitchen.tosses_stale_tickets = on,
                    KitchenTurn::Wage(wage) => kitchen.wage = wage,
                    KitchenTurn::Open(open) => {
                        kitchen.is_open = open;
                        self.kitchens[copies].iter_mut().for_each(|copy| copy.opened = self.now);
                    }
                    KitchenTurn::BreaksEvery(_) | KitchenTurn::BreaksFor(_) => {
                        self.kitchens[copies].iter_mut().for_each(|copy| copy.has_breaks = true);
                    }
                    KitchenTurn::FridgeHolds(holds) => kitchen.fridge.holds = holds,
                    KitchenTurn::FreshFor(span) => kitchen.fridge.fresh_for = span,
                    KitchenTurn::FridgeRent(cents) => kitchen.fridge.rent = cents,
                }
            }
            Turn::Pantry(pantry, turn) => match turn {
                PantryTurn::CopiedEvery(_) => {}
                PantryTurn::Wage(cents) => plan.pantries[pantry as usize].wage = cents,
                PantryTurn::Hatches(hatches) => plan.pantries[pantry as usize].hatches = hatches,
                PantryTurn::Shelf(shelf, ShelfTurn::Stock(stock)) => {
                    self.stock[pantry as usize][shelf as usize] = stock;
                    self.keeps_at_most(pantry as usize, shelf as usize, stock);
                }
                PantryTurn::Take(time) => plan.pantries[pantry as usize].take = time,
                PantryTurn::Put(time) => plan.pantries[pantry as usize].put = time,
            },
            Turn::Partner(partner, turn) => {
                let at = partner as usize;
                let partner = &mut plan.partners[at];
                match turn {
                    PartnerTurn::Power(power) => partner.power = power,
                    PartnerTurn::Fee(fee) => partner.fee = fee,
                    PartnerTurn::Answers(time) => partner.answers = time,
                    PartnerTurn::Fails(share) => partner.fails = share,
                    PartnerTurn::AtOnce(most) => {
                        partner.at_once = most;
                        if most.is_none() {
                            self.nobody_waits_for(at);
                        }
                    }
                }
            }
            Turn::District(district, on) => {
                self.switch(|watcher| watcher.plan.districts[district as usize] = on);
            }
            Turn::Building(building, turn) => self.turn_building(building as usize, turn),
        }
    }

    fn turn_building(&mut self, at: usize, turn: BuildingTurn) {
        let building = &mut self.plan.buildings[at];
        match turn {
            BuildingTurn::Power(on) => {
                self.switch(|watcher| watcher.plan.buildings[at].power = on);
            }
            BuildingTurn::Generator(generator) => building.generator = generator,
            BuildingTurn::BootsIn(span) => building.boots_in = span,
            BuildingTurn::Burners(burners) => building.burners = burners,
            BuildingTurn::Storeroom(rows) => building.storeroom = rows,
            BuildingTurn::Worktop(most) => {
                building.worktop = most;
                self.counts_places(at);
            }
            BuildingTurn::WorktopFull(full) => building.worktop_full = full,
            BuildingTurn::Water(water) => {
                building.water = water;
                self.note_far_copies();
            }
            BuildingTurn::Distance(distance) => {
                building.distance = distance;
                self.note_far_copies();
            }
            BuildingTurn::Rent(rent) => building.rent = rent,
            BuildingTurn::GeneratorRent(rent) => building.generator_rent = rent,
            BuildingTurn::BurnerRent(rent) => building.burner_rent = rent,
            BuildingTurn::Sharing(_) => unreachable!("who shares burners goes on sharing"),
        }
    }
}
