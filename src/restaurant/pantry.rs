//! A pantry: shelves of food behind a few hatches.

mod best;
mod change;
mod copied;
mod durable;
mod index;
mod keeping;
mod locks;
mod pasted;
mod remembered;
mod rows;
mod search;
mod view;

use super::data::Data;
use super::fact::{AtHatch, Capacity, Cost, Fact, Witness};
use super::house::House;
use super::menu::{Items, Step};
use super::message::Message;
use super::scene::{Look, PantryScene, ShelfScene};
use super::transaction::Food;
use super::{Outcome, PantryTurn, Phase, ShelfTurn};
use crate::kernel::{Class, Distribution, Line, Span, Time};
pub use copied::CopyPlan;
pub(super) use pasted::Statements;
pub use rows::RowsPlan;
pub(super) use rows::{RowAt, Shelves};
pub(super) use search::answer_now;
use std::sync::Arc;

/// How a shelf is filled up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Restock {
    /// How often.
    pub every: Span,
    /// Up to how many portions.
    pub to: u64,
}

/// A shelf as the scenario means it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ShelfPlan {
    /// Portions at opening; none: never sold out.
    pub stock: Option<u64>,
    /// How it is filled up.
    pub restock: Option<Restock>,
    /// Its rows; none: it holds portions.
    pub rows: Option<Arc<RowsPlan>>,
}

/// When rows that are written are safe from a power cut.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Durable {
    /// As soon as they are written.
    #[default]
    EveryWrite,
    /// So often.
    Every(Span),
    /// Never: after a power cut everything is as it was at opening.
    Never,
}

impl Durable {
    /// Says whether what was written at a moment is safe from a power cut now.
    pub(super) fn is_safe(self, written: Time, now: Time) -> bool {
        match self {
            Durable::EveryWrite => true,
            Durable::Every(span) if span.0 > 0 => written.0 / span.0 < now.0 / span.0,
            Durable::Every(_) | Durable::Never => false,
        }
    }
}

/// A pantry as the scenario means it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PantryPlan {
    /// How many can be served at once; none: unlimited.
    pub hatches: Option<u32>,
    /// What whoever stands at a hatch costs an hour, in cents.
    pub wage: i64,
    /// The building in which it is; none: an ideal one.
    pub building: Option<u32>,
    /// How long taking takes.
    pub take: Option<Distribution>,
    /// How long putting takes.
    pub put: Option<Distribution>,
    /// When what is written there is safe from a power cut.
    pub durable: Durable,
    /// What it is a copy of: then rows are only looked for there. None: it has its own.
    pub copies: Option<CopyPlan>,
    /// Its shelves.
    pub shelves: Vec<ShelfPlan>,
}

/// What becomes of a visit to a hatch.
enum Visit {
    /// It takes its time, and so much more.
    Lasts { more: Span },
    /// There is none: something is sold out, or has no room.
    Refused,
    /// The row that it is about is somebody else's.
    Waits { at: RowAt },
    /// The order's transaction begins anew.
    StartsAgain,
    /// What the recipe says cannot be worked out.
    Breaks,
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
        let cents_per_hour = self.plan.wage * i64::from(self.plan.hatches.unwrap_or(0));
        house.tell(Fact::Costs { of: Cost::Hatches(self.number), cents_per_hour });
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
        house.say_what_it_asks(order, self.number);
        let step = house.step(order);
        let visit = match step {
            Some(Step::Take { items, .. }) => self.taking(items),
            Some(Step::Put { items, .. }) if !self.has_room(items, &mut house.storerooms) => {
                Visit::Refused
            }
            Some(Step::Search(search)) => self.search(order, search, house),
            Some(Step::Change(change)) => self.prepare(order, change, house),
            _ => Visit::Lasts { more: Span::ZERO },
        };
        let Visit::Lasts { more } = visit else {
            house.tell(Fact::HatchFree { pantry: self.number });
            turn_away(order, &visit, house);
            return;
        };
        let time = match step {
            Some(Step::Take { .. } | Step::Search(_)) => self.plan.take.as_ref(),
            _ => self.plan.put.as_ref(),
        };
        let time = time.map_or(Span::ZERO, |time| house.draw_step(order, time));
        self.busy += 1;
        if let Some(Step::Take { items, .. }) = step {
            self.stock(items, |stock, portions| stock - portions, house);
            self.take_from_storeroom(items, house);
            self.note_food(order, items, -1, house);
        }
        house.moved(order, Phase::InPantry);
        let does = match step {
            Some(Step::Put { .. }) => AtHatch::Puts,
            Some(Step::Search(_)) => AtHatch::Looks,
            Some(Step::Change(_)) => AtHatch::Writes,
            _ => AtHatch::Takes,
        };
        house.tell(Fact::IsAtHatch { order, does });
        house.due_in(Span(time.0.saturating_add(more.0)), order);
    }

    fn taking(&self, items: &Items) -> Visit {
        let sold_out = items.iter().any(|(shelf, portions)| {
            self.plan.shelves[*shelf as usize].stock.is_some_and(|stock| stock < *portions)
        });
        if sold_out { Visit::Refused } else { Visit::Lasts { more: Span::ZERO } }
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
        let told = match house.step(order) {
            Some(Step::Put { items, .. }) => {
                self.stock(items, u64::saturating_add, house);
                let filled = &mut house.filled[self.number as usize];
                items.iter().for_each(|(shelf, _)| filled[*shelf as usize] += 1);
                self.put_into_storeroom(items, house);
                self.note_food(order, items, 1, house);
                Message::Helped(order)
            }
            Some(Step::Search(_)) => {
                let visitor = house.data.visitors.remove(&order).unwrap_or_default();
                if let Some(row) = visitor.holds {
                    // Waited for, and then of no use.
                    house.free_row(row);
                }
                if visitor.is_disappointed {
                    Message::NotHelped(order)
                } else {
                    Message::Helped(order)
                }
            }
            Some(Step::Change(change)) => self.change(order, change, house),
            _ => Message::Helped(order),
        };
        house.send(told);
        self.free_hatch(house);
    }

    /// Portions that a transaction moves go back if nothing comes of it.
    #[inline]
    fn note_food<W: Witness>(
        &self,
        order: u32,
        items: &Items,
        sign: i64,
        house: &mut House<'_, W>,
    ) {
        if house.data.is_used
            && let Some(pad) = house.pad_mut(order)
            && let Some(transaction) = &mut pad.transaction
        {
            for &(shelf, portions) in items {
                let portions = sign * portions as i64;
                transaction.food.push(Food { pantry: self.number, shelf, portions });
            }
        }
    }

    /// A transaction that came to nothing gives back what it took, and takes what it put.
    #[cold]
    pub fn on_food_back<W: Witness>(&mut self, house: &mut House<'_, W>) {
        let all = std::mem::take(&mut house.data.food_back);
        for food in all {
            if food.pantry != self.number {
                house.data.food_back.push(food);
                continue;
            }
            let items: Items = [(food.shelf, food.portions.unsigned_abs())].into();
            if food.portions > 0 {
                self.stock(&items, u64::saturating_sub, house);
                self.take_from_storeroom(&items, house);
            } else {
                self.stock(&items, u64::saturating_add, house);
            }
        }
    }

    /// A row takes up no room any more: a transaction has removed it, or was about to put it.
    #[cold]
    pub fn on_row_back<W: Witness>(&mut self, house: &mut House<'_, W>) {
        self.take_rows(1, house);
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
    pub fn on_power<W: Witness>(&mut self, on: bool, house: &mut House<'_, W>) {
        self.has_power = on;
        if on {
            house.letters_see_light(self.number);
        } else {
            house.letters_go_dark(self.number, self.plan.durable);
        }
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
            PantryTurn::Wage(cents) => {
                self.plan.wage = cents;
                self.tell_hatches(house);
            }
            PantryTurn::Take(time) => self.plan.take = time,
            PantryTurn::Put(time) => self.plan.put = time,
            PantryTurn::CopiedEvery(every) => {
                if let Some(copy) = &mut self.plan.copies {
                    copy.every = every;
                    let now = house.now();
                    let shelves = house.data.shelves.in_pantry(copy.of);
                    shelves.for_each(|rows| rows.are_copied_every(every, now));
                }
            }
            PantryTurn::Shelf(shelf, ShelfTurn::Stock(stock)) => {
                self.plan.shelves[shelf as usize].stock = stock;
                house.filled[self.number as usize][shelf as usize] += 1;
                self.keep_at_most(shelf, stock, house);
                house.tell(Fact::Stock { pantry: self.number, shelf, level: stock });
            }
        }
    }

    pub fn scene(&self, look: &Look<'_>, data: &Data) -> PantryScene {
        let shelf = |(shelf, plan): (u32, &ShelfPlan)| match data.shelves.get(self.number, shelf) {
            Some(rows) => rows.scene(),
            None => plan.stock.map_or(ShelfScene::Endless, ShelfScene::Portions),
        };
        PantryScene {
            hatches: self.plan.hatches,
            busy: self.busy,
            line: look.line(&self.line),
            shelves: (0..).zip(&self.plan.shelves).map(shelf).collect(),
            has_power: self.has_power,
            building: self.plan.building,
        }
    }

    pub(super) fn audit(&self) -> (u32, u32, bool) {
        let is_idle = self.has_power && self.has_free_hatch() && !self.line.is_empty();
        (self.busy, self.line.len(), is_idle)
    }
}

/// Nothing comes of a visit, at least for now.
#[cold]
fn turn_away<W: Witness>(order: u32, visit: &Visit, house: &mut House<'_, W>) {
    match visit {
        Visit::Waits { at } => {
            house.moved(order, Phase::LockWait);
            house.may_wait_long(order);
            let floor = &mut *house.floor;
            floor.data.visitors.entry(order).or_default().waits_for = Some(*at);
            let rows = floor.data.shelves.of_mut(at.pantry, at.shelf);
            rows.locks.wait(at.row, order, &mut floor.orders);
        }
        Visit::StartsAgain => house.send(Message::Helped(order)),
        Visit::Breaks => house.send(Message::Crashed(order)),
        Visit::Refused | Visit::Lasts { .. } => house.send(Message::NotHelped(order)),
    }
}
