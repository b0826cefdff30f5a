//! Transactions: what an order changes all at once, or not at all, and the rows it holds meanwhile.

use super::Outcome;
use super::data::Visitor;
use super::fact::{Fact, Witness};
use super::house::House;
use super::message::Message;
use super::pantry::RowAt;
use crate::rules::Record;

/// A change that a transaction has in mind.
#[derive(Clone, Debug)]
pub(super) struct Pending {
    pub pantry: u32,
    pub shelf: u32,
    /// None: a new row.
    pub row: Option<u32>,
    /// What it will be; none: it is removed.
    pub record: Option<Record>,
}

/// What an order is about to change.
#[derive(Clone, Debug, Default)]
pub(super) struct Transaction {
    /// The step at which it began.
    pub begins: u32,
    pub changes: Vec<Pending>,
    /// Portions that it has put (or, below zero, taken), by pantry and shelf.
    pub food: Vec<Food>,
    /// Letters that it leaves in the outbox: the steps that write them, and who keeps them.
    pub letters: Vec<(u32, Option<u32>)>,
    /// Whether a power cut has taken what it was about.
    pub is_lost: bool,
}

/// Portions that were put, or, below zero, taken.
#[derive(Clone, Copy, Debug)]
pub(super) struct Food {
    pub pantry: u32,
    pub shelf: u32,
    pub portions: i64,
}

impl Transaction {
    /// Notes what a row is to be; nothing: it is to be removed.
    pub fn change(&mut self, at: RowAt, record: Option<Record>) {
        let RowAt { pantry, shelf, row } = at;
        let same = |known: &&mut Pending| {
            (known.pantry, known.shelf, known.row) == (pantry, shelf, Some(row))
        };
        match self.changes.iter_mut().find(same) {
            Some(known) => known.record = record,
            None => self.changes.push(Pending { pantry, shelf, row: Some(row), record }),
        }
    }

    /// Says whether it has anything in mind for a pantry.
    pub fn touches(&self, pantry: u32) -> bool {
        self.changes.iter().any(|change| change.pantry == pantry)
            || self.letters.iter().any(|(_, outbox)| *outbox == Some(pantry))
    }

    /// Returns what it has in mind for a shelf.
    pub fn of(&self, pantry: u32, shelf: u32) -> Vec<&Pending> {
        let is_here = |change: &&Pending| (change.pantry, change.shelf) == (pantry, shelf);
        self.changes.iter().filter(is_here).collect()
    }
}

impl<W> House<'_, W> {
    /// Returns what an order's transaction has in mind so far.
    pub fn changes_in_mind(&self, order: u32) -> &[Pending] {
        let transaction = self.pad(order).and_then(|pad| pad.transaction.as_ref());
        transaction.map_or(&[], |transaction| &transaction.changes)
    }
}

impl<W: Witness> House<'_, W> {
    /// From now on an order changes nothing until it commits.
    pub fn begin(&mut self, order: u32) {
        let begins = self.orders[order].ticket.step;
        if let Some(pad) = self.pad_mut(order) {
            pad.transaction = Some(Transaction { begins, ..Transaction::default() });
        }
    }

    /// Everything that an order had in mind is done, and what it holds is free.
    pub fn commit(&mut self, order: u32) {
        let Some(pad) = self.pad_mut(order) else { return };
        let Some(transaction) = pad.transaction.take() else { return };
        let (locked, writer) = (std::mem::take(&mut pad.locked), pad.writer);
        pad.keeps_what_was_sent();
        let now = self.now();
        for Pending { pantry, shelf, row, record } in transaction.changes {
            let rows = self.data.shelves.of_mut(pantry, shelf);
            rows.is_written(now, writer);
            match (row, record) {
                (Some(row), None) => {
                    let takes_up_room = rows.was_put(row);
                    rows.set(row, None);
                    if takes_up_room {
                        self.send(Message::RowBack(pantry));
                    }
                }
                (Some(row), record) => rows.set(row, record),
                (None, Some(record)) => drop(rows.put(record)),
                (None, None) => {}
            }
        }
        for (step, _) in transaction.letters {
            self.send_letter(order, step);
        }
        for row in locked {
            self.free_row(row);
        }
    }

    /// Nothing comes of what an order had in mind; what it holds, or waits for, is left to others.
    pub fn forget_rows(&mut self, order: u32) {
        if let Some(visitor) = self.data.visitors.remove(&order) {
            self.forget_visit(order, visitor);
        }
        if self.data.pads.of(order).is_some() {
            self.roll_back(order);
        }
    }

    /// Returns where an order goes on that cannot do the step at which it is; nothing comes of a
    /// transaction that it has begun. A power cut is not caught, nor is a guest who has left.
    pub fn fallback(&mut self, order: u32, reason: Outcome) -> Option<u32> {
        if matches!(reason, Outcome::POWER_OUT | Outcome::PATIENCE) {
            return None;
        }
        let step = self.orders[order].ticket.step;
        let otherwise = self.dish(order)?.fallback(step)?;
        if self.data.is_used {
            if let Some(visitor) = self.data.visitors.remove(&order) {
                self.forget_visit(order, visitor);
            }
            self.data.sending.remove(&order);
            self.roll_back(order);
        }
        Some(otherwise)
    }

    fn forget_visit(&mut self, order: u32, visitor: Visitor) {
        if let Some(at) = visitor.waits_for {
            let floor = &mut *self.floor;
            let rows = floor.data.shelves.of_mut(at.pantry, at.shelf);
            rows.locks.leave(at.row, order, &mut floor.orders);
        }
        if let Some(row) = visitor.holds {
            self.free_row(row);
        }
    }

    /// Undoes what a transaction has done, and frees what it holds.
    pub fn roll_back(&mut self, order: u32) {
        let Some(pad) = self.pad_mut(order) else { return };
        let Some(transaction) = pad.transaction.take() else { return };
        let locked = std::mem::take(&mut pad.locked);
        pad.forgets_what_was_sent();
        self.tell(Fact::StepsUndone { order, since: transaction.begins });
        for food in transaction.food {
            self.data.food_back.push(food);
            self.send(Message::FoodBack(food.pantry));
        }
        let new = |change: &Pending| change.row.is_none() && change.record.is_some();
        for change in transaction.changes.iter().filter(|change| new(change)) {
            self.send(Message::RowBack(change.pantry));
        }
        for row in locked {
            self.free_row(row);
        }
    }

    /// A row comes free; whoever waits for it goes back to the hatches.
    pub fn free_row(&mut self, at: RowAt) {
        let floor = &mut *self.floor;
        let rows = floor.data.shelves.of_mut(at.pantry, at.shelf);
        if let Some(next) = rows.locks.free(at.row, &mut floor.orders) {
            let visitor = floor.data.visitors.entry(next).or_default();
            visitor.waits_for = None;
            visitor.holds = Some(at);
            self.send(Message::RowGiven(next));
        }
    }

    /// Says whether an order that waited for a row would, in the end, wait for itself.
    pub fn would_wait_for_itself(&self, order: u32, at: RowAt) -> bool {
        let mut row = at;
        loop {
            let rows = self.data.shelves.of(row.pantry, row.shelf);
            let Some(holder) = rows.locks.holder(row.row) else { return false };
            if holder == order {
                return true;
            }
            match self.data.visitors.get(&holder).and_then(|visitor| visitor.waits_for) {
                Some(next) => row = next,
                None => return false,
            }
        }
    }
}
