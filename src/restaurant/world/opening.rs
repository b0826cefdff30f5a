//! Opening: from a plan to a restaurant in which everything stands ready.

use super::{Restaurant, buildings, scaling};
use crate::kernel::{Luck, Time};
use crate::restaurant::Arrivals;
use crate::restaurant::data::Data;
use crate::restaurant::dining_room::{DiningRoom, RoomPlan};
use crate::restaurant::dispatcher::Dispatcher;
use crate::restaurant::fact::Witness;
use crate::restaurant::house::{Floor, House};
use crate::restaurant::kitchen::Kitchen;
use crate::restaurant::overheard::Ways;
use crate::restaurant::pantry::{Pantry, PantryPlan, Shelves};
use crate::restaurant::partner::Partner;
use crate::restaurant::plan::Plan;
use crate::restaurant::waiter::Waiter;
use std::sync::Arc;

impl Restaurant {
    /// Opens a restaurant: everything stands ready and the first guests have set out.
    pub fn open<W: Witness>(plan: Plan, seed: u64, witness: &mut W) -> Restaurant {
        let expected_work: Vec<i64> =
            plan.menu.iter().map(|dish| dish.expected_work() as i64).collect();
        let run = Luck::of_seed(seed);
        let data = data(&plan);
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
        let partners = (0..).zip(plan.partners);
        let restocking = plan.pantries.iter().flat_map(|pantry| &pantry.shelves);
        let mut restaurant = Restaurant {
            floor: Floor {
                filled: unfilled(&plan.pantries),
                data,
                ..buildings::floor(&plan.buildings)
            },
            menu: plan.menu,
            rooms: rooms(plan.rooms, run),
            waiter: Waiter::new(plan.waiter),
            dispatcher: Dispatcher::new(plan.dispatcher, copies.len(), kitchens.len()),
            in_service: copies.clone(),
            autoscalers: scaling::autoscalers(&plan.kitchens, &copies),
            copies,
            kitchens,
            restocking: restocking.filter(|shelf| shelf.restock.is_some()).count(),
            pantries: pantries(plan.pantries),
            partners: partners.map(|(number, plan)| Partner::new(number, plan)).collect(),
            buildings: buildings::buildings(&plan.buildings, &plan.districts),
        };
        restaurant.start(witness);
        restaurant
    }

    fn start<W: Witness>(&mut self, witness: &mut W) {
        let house = house!(self, witness);
        self.waiter.open(house);
        self.kitchens.iter_mut().for_each(|kitchen| kitchen.open(house));
        self.settle_in(witness);
        self.open_autoscalers(witness);
        for kitchen in &self.kitchens {
            // A closed kitchen is as little use as a dark one.
            self.dispatcher.note(kitchen.number(), kitchen.is_healthy(), Time::OPENING);
        }
        let house = house!(self, witness);
        self.pantries.iter().for_each(|pantry| pantry.open(house));
        self.partners.iter().for_each(|partner| partner.open(house));
        self.rooms.iter_mut().for_each(|room| room.open(house));
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

/// What is written down at opening.
fn data(plan: &Plan) -> Data {
    Data {
        plan: Arc::clone(&plan.pad),
        is_used: plan.writes_down(),
        nobody: plan.pad.nobody(),
        shelves: Shelves::of_all(&plan.pantries),
        ways: Ways::new(plan.rooms.iter().map(|room| room.is_sealed), &plan.pad.overhears),
        ..Data::default()
    }
}

/// No shelf has been filled yet.
fn unfilled(pantries: &[PantryPlan]) -> Vec<Vec<u64>> {
    pantries.iter().map(|pantry| vec![0; pantry.shelves.len()]).collect()
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
