//! Changing rows at a hatch: which row is meant is decided when the hatch opens; what it holds
//! afterwards, when the visit ends.

use super::rows::RowAt;
use super::search::work_out_all;
use super::{Pantry, Visit};
use crate::kernel::Span;
use crate::restaurant::fact::{Fact, Witness};
use crate::restaurant::house::House;
use crate::restaurant::menu::{Change, ChangeKind};
use crate::restaurant::message::Message;
use crate::restaurant::pad::roots;
use crate::restaurant::transaction::Pending;
use crate::rules::{Expression, Failure, Record, Value};

/// A row that a change is about, as the order that changes it sees it.
enum Target {
    /// One that everybody sees.
    Kept(u32),
    /// One that its own transaction is about to put: its number among the changes.
    New(usize),
}

impl Pantry {
    /// A hatch opens for somebody who wants to change rows.
    pub(super) fn prepare<W: Witness>(
        &self,
        order: u32,
        change: &Change,
        house: &mut House<'_, W>,
    ) -> Visit {
        let key = match &change.kind {
            ChangeKind::Put { .. } => {
                let has_room = self.has_room_for(1, &mut house.storerooms);
                return if has_room { Visit::Lasts { more: Span::ZERO } } else { Visit::Refused };
            }
            ChangeKind::Update { key, .. } | ChangeKind::Remove { key } => key,
        };
        let target = match self.target(order, change.shelf, key, house) {
            Ok(target) => target,
            Err(failure) => {
                house.say_why_it_failed(order, failure);
                return Visit::Breaks;
            }
        };
        if let Some(Target::Kept(row)) = target
            && let Some(waits) = self.lock(order, change.shelf, row, house)
        {
            return waits;
        }
        house.data.note_what_was_found(order, target.is_none());
        Visit::Lasts { more: Span::ZERO }
    }

    /// Finds the row with a key.
    fn target<W: Witness>(
        &self,
        order: u32,
        shelf: u32,
        key: &Expression,
        house: &House<'_, W>,
    ) -> Result<Option<Target>, Failure> {
        let key = house.work_out(order, key, None)?;
        let rows = house.data.shelves.of(self.number, shelf);
        let changes = house.changes_in_mind(order);
        let is_it = |change: &Pending| {
            let field = rows.plan().key;
            (change.pantry, change.shelf) == (self.number, shelf)
                && change.row.is_none()
                && change.record.as_ref().is_some_and(|row| *row.cell(field) == key)
        };
        if let Some(new) = changes.iter().position(is_it) {
            return Ok(Some(Target::New(new)));
        }
        let is_removed = |row: u32| {
            changes.iter().any(|change| change.row == Some(row) && change.record.is_none())
        };
        let kept = rows.by_key(&key).filter(|row| !is_removed(*row));
        Ok(kept.map(Target::Kept))
    }

    /// A visit has ended: now the row changes, at once or when the transaction ends. Returns what
    /// the kitchen is told.
    pub(super) fn change<W: Witness>(
        &mut self,
        order: u32,
        change: &Change,
        house: &mut House<'_, W>,
    ) -> Message {
        let done = match &change.kind {
            ChangeKind::Put { cells, into } => {
                self.put_row(order, change.shelf, (cells, *into), house)
            }
            ChangeKind::Update { key, set } => {
                self.change_row(order, change.shelf, (key, Some(set)), house)
            }
            ChangeKind::Remove { key } => self.change_row(order, change.shelf, (key, None), house),
        };
        let held = house.data.visitors.remove(&order).and_then(|visitor| visitor.holds);
        if let Some(row) = held {
            house.free_row(row);
        }
        match done {
            Ok(true) => Message::Helped(order),
            Ok(false) => Message::NotHelped(order),
            Err(failure) => {
                house.say_why_it_failed(order, failure);
                Message::Crashed(order)
            }
        }
    }

    fn put_row<W: Witness>(
        &mut self,
        order: u32,
        shelf: u32,
        (values, into): (&[(u32, Expression)], Option<u32>),
        house: &mut House<'_, W>,
    ) -> Result<bool, Failure> {
        let values = match work_out_all(order, values, house) {
            Ok(values) => values,
            Err(failure) => {
                self.forgo_rows(1, &mut house.storerooms);
                return Err(failure);
            }
        };
        let pantry = self.number;
        let rows = house.data.shelves.of_mut(pantry, shelf);
        let mut cells = vec![Value::Nothing; rows.plan().fields.len()];
        for (field, value) in values {
            cells[field as usize] = value;
        }
        let record = rows.with_key(cells);
        let now = house.now();
        if let Some(name) = into {
            house.found(order, name, (pantry, shelf), Value::Row(record.clone()));
        }
        let Some(pad) = house.pad_mut(order) else { return Ok(false) };
        let writer = pad.writer;
        if let Some(transaction) = &mut pad.transaction {
            let record = Some(record);
            transaction.changes.push(Pending { pantry, shelf, row: None, record });
        } else {
            let rows = house.data.shelves.of_mut(pantry, shelf);
            rows.is_written(now, writer);
            rows.put(record);
        }
        self.put_rows(1, house);
        Ok(true)
    }

    /// Changes a row, or, without anything to set, removes it.
    fn change_row<W: Witness>(
        &mut self,
        order: u32,
        shelf: u32,
        (key, set): (&Expression, Option<&[(u32, Expression)]>),
        house: &mut House<'_, W>,
    ) -> Result<bool, Failure> {
        let is_disappointed =
            house.data.visitors.get(&order).is_some_and(|visitor| visitor.is_disappointed);
        // Found once more: a lock has kept it as it was.
        let target = self.target(order, shelf, key, house)?;
        let Some(target) = target.filter(|_| !is_disappointed) else { return Ok(false) };
        let Some(old) = self.record_of(order, shelf, &target, house) else { return Ok(false) };
        let record = set.map(|set| changed(order, &old, set, house)).transpose()?;
        match target {
            Target::New(at) => {
                if record.is_none() {
                    self.take_rows(1, house);
                }
                let pad = house.pad_mut(order).and_then(|pad| pad.transaction.as_mut());
                if let Some(transaction) = pad {
                    transaction.changes[at].record = record;
                }
            }
            Target::Kept(row) => {
                let at = RowAt { pantry: self.number, shelf, row };
                self.tell_if_sold_twice(order, at, set, house);
                self.change_kept(order, at, record, house);
            }
        }
        Ok(true)
    }

    fn record_of<W: Witness>(
        &self,
        order: u32,
        shelf: u32,
        target: &Target,
        house: &House<'_, W>,
    ) -> Option<Record> {
        let changes = house.changes_in_mind(order);
        match target {
            Target::New(at) => changes[*at].record.clone(),
            Target::Kept(row) => {
                let of_row = |change: &&Pending| {
                    (change.pantry, change.shelf, change.row) == (self.number, shelf, Some(*row))
                };
                match changes.iter().find(of_row) {
                    Some(change) => change.record.clone(),
                    None => house.data.shelves.of(self.number, shelf).record(*row).cloned(),
                }
            }
        }
    }

    /// Somebody else has changed what an order overwrites, since the order looked at it. What is
    /// worked out from the row as it is now loses nothing.
    fn tell_if_sold_twice<W: Witness>(
        &self,
        order: u32,
        at: RowAt,
        set: Option<&[(u32, Expression)]>,
        house: &mut House<'_, W>,
    ) {
        let rows = house.data.shelves.of(at.pantry, at.shelf);
        let (Some(now), Some(pad)) = (rows.record(at.row), house.pad(order)) else { return };
        let is_outdated = |field: u32| pad.is_outdated(at, field, now.cell(field));
        let is_lost = match set {
            None => (0..now.cells().len() as u32).any(is_outdated),
            Some(set) => set
                .iter()
                .any(|(field, value)| !value.roots().contains(&roots::ROW) && is_outdated(*field)),
        };
        if is_lost {
            house.tell(Fact::SoldTwice { pantry: self.number, order });
        }
    }

    /// Changes a row that everybody sees, now or at the end of the transaction.
    fn change_kept<W: Witness>(
        &self,
        order: u32,
        at: RowAt,
        record: Option<Record>,
        house: &mut House<'_, W>,
    ) {
        let Some(pad) = house.pad_mut(order) else { return };
        if let Some(transaction) = &mut pad.transaction {
            transaction.change(at, record);
            return;
        }
        if let Some(record) = &record {
            pad.note(at, record.clone());
        }
        let (writer, now) = (pad.writer, house.now());
        let rows = house.data.shelves.of_mut(at.pantry, at.shelf);
        rows.is_written(now, writer);
        let takes_up_room = record.is_none() && rows.was_put(at.row);
        rows.set(at.row, record);
        if takes_up_room {
            self.take_rows(1, house);
        }
    }
}

/// Returns a row as it is after a change.
fn changed<W: Witness>(
    order: u32,
    row: &Record,
    set: &[(u32, Expression)],
    house: &House<'_, W>,
) -> Result<Record, Failure> {
    let mut cells = row.cells().to_vec();
    for (field, value) in set {
        cells[*field as usize] = house.work_out(order, value, Some(row))?;
    }
    Ok(Record::new(row.fields().clone(), cells))
}
