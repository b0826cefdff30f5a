//! A pantry: shelves of food behind a few hatches.

mod keeping;

use super::fact::{Capacity, Fact, Witness};
use super::house::House;
use super::menu::{Items, Step};
use super::message::Message;
use super::scene::{Look, PantryScene};
use super::{Outcome, PantryTurn, Phase, ShelfTurn};
use crate::kernel::{Class, Distribution, Line, Span};

/// How a shelf is filled up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Restock {
    /// How often.
    pub every: Span,
    /// Up to how many portions.
    pub to: u64,
}

/// A shelf as the scenario means it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ShelfPlan {
    /// Portions at opening; none: never sold out.
    pub stock: Option<u64>,
    /// How it is filled up.
    pub restock: Option<Restock>,
}

/// A pantry as the scenario means it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PantryPlan {
    /// How many can be served at once; none: unlimited.
    pub hatches: Option<u32>,
    /// The building in which it is; none: an ideal one.
    pub building: Option<u32>,
    /// How long taking takes.
    pub take: Option<Distribution>,
    /// How long putting takes.
    pub put: Option<Distribution>,
    /// Its shelves.
    pub shelves: Vec<ShelfPlan>,
}

/// A pantry in a run.
#[derive(Clone, Debug)]
pub(super) struct Pantry {
    number: u32,
    plan: PantryPlan,
    /// The number of its first shelf among all shelves.
    first_shelf: u32,
    busy: u32,
    line: Line,
    has_power: bool,
    /// Of each shelf, how much of what was put there was not taken again.
    kept: Vec<u64>,
}

impl Pantry {
    pub fn new(number: u32, plan: PantryPlan, first_shelf: u32) -> Pantry {
        let kept = vec![0; plan.shelves.len()];
        let line = Line::default();
        Pantry { number, plan, first_shelf, busy: 0, line, has_power: true, kept }
    }

    pub fn shelves(&self) -> std::ops::Range<u32> {
        self.first_shelf..self.first_shelf + self.plan.shelves.len() as u32
    }

    pub fn open<W: Witness>(&self, house: &mut House<'_, W>) {
        self.tell_hatches(house);
        for (shelf, plan) in (0..).zip(&self.plan.shelves) {
            if plan.stock.is_some() {
                house.tell(Fact::Stock { pantry: self.number, shelf, level: plan.stock });
            }
            self.expect_restock(shelf, house);
        }
    }

    fn tell_hatches<W: Witness>(&self, house: &mut House<'_, W>) {
        let of = Capacity::Hatches(self.number);
        house.tell(Fact::Capacity { of, count: self.plan.hatches });
    }

    fn expect_restock<W: Witness>(&self, shelf: u32, house: &mut House<'_, W>) {
        if let Some(restock) = self.plan.shelves[shelf as usize].restock {
            let message = Message::Restock(self.first_shelf + shelf);
            house.agenda.send_in(restock.every, Class::WorkEnds, message);
        }
    }

    /// A shelf is filled up.
    #[cold]
    pub fn on_restock<W: Witness>(&mut self, shelf: u32, house: &mut House<'_, W>) {
        let shelf = shelf - self.first_shelf;
        let plan = &mut self.plan.shelves[shelf as usize];
        if let (Some(stock), Some(restock)) = (&mut plan.stock, plan.restock) {
            let rises = *stock < restock.to;
            *stock = (*stock).max(restock.to);
            let level = Some(*stock);
            house.filled[self.number as usize][shelf as usize] += u64::from(rises);
            house.tell(Fact::Stock { pantry: self.number, shelf, level });
        }
        self.expect_restock(shelf, house);
    }

    fn has_free_hatch(&self) -> bool {
        self.plan.hatches.is_none_or(|hatches| self.busy < hatches)
    }

    /// An order comes to the hatches.
    pub fn on_at_hatch<W: Witness>(&mut self, order: u32, house: &mut House<'_, W>) {
        if !self.has_power {
            house.send(Message::NoPower(order));
        } else if self.has_free_hatch() {
            self.serve(order, house);
        } else {
            house.moved(order, Phase::HatchWait);
            house.join(&mut self.line, order);
        }
    }

    /// The hatch opens: here it is decided whether something is sold out, or has no room.
    fn serve<W: Witness>(&mut self, order: u32, house: &mut House<'_, W>) {
        house.tell(Fact::HatchTaken { pantry: self.number, order });
        let step = house.step(order);
        let (time, refused) = match step {
            Some(Step::Take { items, .. }) => {
                let sold_out = items.iter().any(|(shelf, portions)| {
                    self.plan.shelves[*shelf as usize].stock.is_some_and(|stock| stock < *portions)
                });
                (self.plan.take.as_ref(), sold_out)
            }
            Some(Step::Put { items, .. }) => {
                (self.plan.put.as_ref(), !self.has_room(items, &mut house.storerooms))
            }
            _ => (None, false),
        };
        if refused {
            house.tell(Fact::HatchFree { pantry: self.number });
            house.send(Message::NotHelped(order));
            return;
        }
        let time = time.map_or(Span::ZERO, |time| house.draw_step(order, time));
        self.busy += 1;
        if let Some(Step::Take { items, .. }) = step {
            self.stock(items, |stock, portions| stock - portions, house);
            self.take_from_storeroom(items, house);
        }
        house.moved(order, Phase::InPantry);
        house.due_in(time, order);
    }

    fn stock<W: Witness>(
        &mut self,
        items: &Items,
        change: impl Fn(u64, u64) -> u64,
        house: &mut House<'_, W>,
    ) {
        for &(shelf, portions) in items {
            if let Some(stock) = &mut self.plan.shelves[shelf as usize].stock {
                *stock = change(*stock, portions);
                let level = Some(*stock);
                house.tell(Fact::Stock { pantry: self.number, shelf, level });
            }
        }
    }

    /// A visit to the hatch has ended.
    pub fn on_visited<W: Witness>(&mut self, order: u32, house: &mut House<'_, W>) {
        if let Some(Step::Put { items, .. }) = house.step(order) {
            self.stock(items, u64::saturating_add, house);
            let filled = &mut house.filled[self.number as usize];
            items.iter().for_each(|(shelf, _)| filled[*shelf as usize] += 1);
            self.put_into_storeroom(items, house);
        }
        house.send(Message::Helped(order));
        self.free_hatch(house);
    }

    fn free_hatch<W: Witness>(&mut self, house: &mut House<'_, W>) {
        self.busy -= 1;
        house.tell(Fact::HatchFree { pantry: self.number });
        self.go_on(house);
    }

    fn go_on<W: Witness>(&mut self, house: &mut House<'_, W>) {
        while self.has_power
            && self.has_free_hatch()
            && let Some(order) = self.line.serve(&mut house.orders)
        {
            self.serve(order, house);
        }
    }

    /// An order's kitchen has lost its power: it waits and holds nothing here any more.
    #[cold]
    pub fn on_leaves_hatch<W: Witness>(&mut self, order: u32, house: &mut House<'_, W>) {
        self.leave(order, house);
        house.end(order, Outcome::POWER_OUT);
    }

    fn leave<W: Witness>(&mut self, order: u32, house: &mut House<'_, W>) {
        if house.orders[order].phase == Phase::InPantry {
            self.forgo_room(order, house);
            self.free_hatch(house);
        } else {
            self.line.leave(order, &mut house.orders);
        }
    }

    pub fn building(&self) -> Option<u32> {
        self.plan.building
    }

    /// The power of its building goes off, or everything there has booted.
    #[cold]
    pub fn on_power(&mut self, on: bool) {
        self.has_power = on;
    }

    /// Without power an order at the hatches, or in front of them, goes back to its kitchen.
    #[cold]
    pub fn send_back<W: Witness>(&mut self, order: u32, house: &mut House<'_, W>) {
        house.forget_due(order);
        self.leave(order, house);
        house.send(Message::NoPower(order));
    }

    pub fn turn<W: Witness>(&mut self, turn: PantryTurn, house: &mut House<'_, W>) {
        match turn {
            PantryTurn::Hatches(hatches) => {
                self.plan.hatches = hatches;
                self.tell_hatches(house);
                self.go_on(house);
            }
            PantryTurn::Take(time) => self.plan.take = time,
            PantryTurn::Put(time) => self.plan.put = time,
            PantryTurn::Shelf(shelf, ShelfTurn::Stock(stock)) => {
                self.plan.shelves[shelf as usize].stock = stock;
                house.filled[self.number as usize][shelf as usize] += 1;
                self.keep_at_most(shelf, stock, house);
                house.tell(Fact::Stock { pantry: self.number, shelf, level: stock });
            }
        }
    }

    pub fn scene(&self, look: &Look<'_>) -> PantryScene {
        PantryScene {
            hatches: self.plan.hatches,
            busy: self.busy,
            line: look.line(&self.line),
            shelves: self.plan.shelves.iter().map(|shelf| shelf.stock).collect(),
            has_power: self.has_power,
            building: self.plan.building,
        }
    }

    pub(super) fn audit(&self) -> (u32, u32, bool) {
        let is_idle = self.has_power && self.has_free_hatch() && !self.line.is_empty();
        (self.busy, self.line.len(), is_idle)
    }
}
