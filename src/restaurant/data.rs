//! Everything that is written down in the house: rows, pads and wristbands; and who reads them.

use super::belongings::Names;
use super::dining_room::RoomPlan;
use super::door::Door;
use super::errand::ORPHAN;
use super::fact::Witness;
use super::house::{Floor, House};
use super::money::{Books, Sending};
use super::outbox::Outbox;
use super::overheard::Ways;
use super::pad::{OWN, Pad, PadPlan, Pads, roots};
use super::pantry::{RowAt, Shelves, Statements};
use super::people::Person;
use super::transaction::Food;
use super::{Phase, Words};
use crate::kernel::{NOBODY, Time};
use crate::rules::{Expression, Failure, Record, Sight, Value};
use std::cell::Cell;
use std::collections::BTreeMap;
use std::sync::Arc;

/// An order or errand that has to do with rows just now.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Visitor {
    /// The row for which it waits.
    pub waits_for: Option<RowAt>,
    /// A row that it holds for this visit to a hatch.
    pub holds: Option<RowAt>,
    /// Whether it has not found what it came for.
    pub is_disappointed: bool,
}

/// What is written down in a restaurant.
#[derive(Clone, Debug, Default)]
pub(super) struct Data {
    pub plan: Arc<PadPlan>,
    /// Whether orders have pads.
    pub is_used: bool,
    /// The row of a guest of whom nothing is known.
    pub nobody: Arc<[Value]>,
    pub shelves: Shelves,
    pub pads: Pads,
    pub door: Door,
    pub statements: Statements,
    pub ways: Ways,
    pub visitors: BTreeMap<u32, Visitor>,
    /// So many orders have had pads.
    pub writers: u64,
    /// What partners know of money.
    pub books: Books,
    /// What the calls that are made now send, by order.
    pub sending: BTreeMap<u32, Sending>,
    /// Letters that were not sent yet.
    pub letters: usize,
    pub outbox: Outbox,
    /// Portions that transactions which came to nothing give back.
    pub food_back: Vec<Food>,
}

impl Data {
    /// Returns how many orders wait for rows, by the locks and by what is noted about them.
    pub fn waiting(&self) -> (usize, usize) {
        let noted = self.visitors.values().filter(|visitor| visitor.waits_for.is_some()).count();
        (self.shelves.waiting(), noted)
    }

    /// Returns what is said of an order as it is placed; nothing if nothing is written down.
    pub fn spoken(&self, order: u32, now: Time) -> Vec<Words> {
        let Some(pad) = self.pads.of(order) else { return Vec::new() };
        let mut words = vec![Words::Carries(pad.carried(&self.plan))];
        let wristband = self.door.wristband(&pad.guest, now);
        if wristband != Value::Nothing {
            words.push(Words::Wears(wristband));
        }
        words
    }

    /// Returns about how many bytes a clone takes in the end.
    pub fn bytes(&self) -> u64 {
        self.shelves.bytes() + self.door.bytes() + self.books.bytes()
    }
}

/// What an expression sees while it is worked out.
pub(super) struct Desk<'d> {
    data: &'d Data,
    pad: &'d Pad,
    now: Time,
    /// The row that is looked at.
    row: Option<&'d Record>,
    /// Which names have been read so far.
    read: Cell<Names>,
}

impl<'d> Desk<'d> {
    /// Returns what is seen by whoever works out something about what stands on a pad.
    fn new(data: &'d Data, pad: &'d Pad, now: Time) -> Desk<'d> {
        Desk { data, pad, now, row: None, read: Cell::new(0) }
    }

    /// From now on another row is looked at.
    pub fn look_at(&mut self, row: &'d Record) {
        self.row = Some(row);
    }

    pub fn has_read(&self) -> Names {
        self.read.get()
    }

    /// Returns what a recipe has given a name to.
    fn named(&self, root: u32) -> &Value {
        let name = root - roots::NAMES;
        self.read.set(self.read.get() | 1 << name);
        &self.pad.names[name as usize]
    }

    /// Returns what the order said that the guest's room has overheard last.
    fn overheard(&self) -> Option<&Arc<[Value]>> {
        let room = *self.data.plan.overhears.get(self.pad.guest.room as usize)?;
        self.data.ways.heard(room?)
    }

    /// What the house itself knows of a guest, behind what is written in the guest's row.
    fn own(&self, field: usize) -> Value {
        match OWN.get(field) {
            Some(&"visit") => Value::from(self.pad.visit as f64),
            Some(&"order") => Value::from(self.pad.writer as f64),
            _ => self.data.door.wristband(&self.pad.guest, self.now),
        }
    }
}

/// Lists what an expression reads besides the row that it is about: roots, or fields of roots.
pub(super) fn reads_besides_the_row(
    expression: &Expression,
) -> impl Iterator<Item = (u32, Option<u32>)> {
    expression.reads().iter().copied().filter(|(root, _)| *root != roots::ROW)
}

impl Sight for Desk<'_> {
    #[inline]
    fn held(&self, root: u32, field: Option<u32>) -> Option<&Value> {
        let cells: &[Value] = match (root, field) {
            (roots::ROW, Some(_)) => self.row.map_or(&[], |row| row.cells()),
            (roots::ORDER, Some(_)) => &self.pad.order,
            // The rest the house itself knows.
            (roots::GUEST, Some(at)) if at as usize >= self.pad.guest.row.len() => return None,
            (roots::GUEST, Some(_)) => &self.pad.guest.row,
            (roots::OVERHEARD, Some(_)) => self.overheard().map_or(&[], |said| &**said),
            (roots::ROW | roots::ORDER | roots::GUEST | roots::OVERHEARD, None) => return None,
            (name, None) => return Some(self.named(name)),
            (name, Some(_)) => match self.named(name) {
                Value::Row(row) => row.cells(),
                _ => &[],
            },
        };
        Some(cells.get(field? as usize).unwrap_or(&Value::Nothing))
    }

    fn made(&self, root: u32, field: Option<u32>) -> Value {
        let plan = &self.data.plan;
        match (root, field) {
            (roots::ROW, _) => self.row.cloned().map_or(Value::Nothing, Value::Row),
            (roots::ORDER, _) => {
                Value::Row(Record::new(plan.order.clone(), self.pad.order.to_vec()))
            }
            (roots::OVERHEARD, _) => self.overheard().map_or(Value::Nothing, |said| {
                Value::Row(Record::new(plan.order.clone(), said.to_vec()))
            }),
            (_, Some(field)) => self.own(field as usize - self.pad.guest.row.len()),
            (_, None) => {
                let mut cells = self.pad.guest.row.to_vec();
                cells.extend((0..OWN.len()).map(|field| self.own(field)));
                Value::Row(Record::new(plan.guest.clone(), cells))
            }
        }
    }
}

impl RoomPlan {
    /// Returns what an order by hand carries where nothing else is said, by field of orders: what the
    /// first guest of the room would say, without a wristband.
    pub fn would_say(&self, plan: &Arc<PadPlan>) -> Vec<Value> {
        let data = Data { plan: Arc::clone(plan), ..Data::default() };
        let people = self.people.as_ref().filter(|people| people.count() > 0);
        let row = people.map_or_else(|| [].into(), |people| people.row(0));
        let guest = Person { room: 0, number: None, is_attacker: false, row };
        let mut says = vec![Value::Nothing; plan.order.len()];
        let pad = Pad { order: says.clone().into(), guest, ..Pad::default() };
        let desk = Desk::new(&data, &pad, Time::OPENING);
        for (field, value) in &self.says {
            says[*field as usize] = value.work_out(&desk).unwrap_or_default();
        }
        says
    }
}

impl Data {
    /// Notes whether an order has not found what it came for.
    pub fn note_what_was_found(&mut self, order: u32, is_disappointed: bool) {
        match self.visitors.get_mut(&order) {
            Some(visitor) => visitor.is_disappointed = is_disappointed,
            None if is_disappointed => {
                self.visitors.insert(order, Visitor { is_disappointed, ..Visitor::default() });
            }
            None => {}
        }
    }
}

impl Floor {
    /// Says whether an order waits although the row for which it has waited is its own.
    pub fn waits_with_a_row(&self, order: u32) -> bool {
        let has_row = |visitor: &Visitor| visitor.holds.is_some();
        self.orders[order].phase == Phase::LockWait
            && self.data.visitors.get(&order).is_some_and(has_row)
    }
}

impl<W> House<'_, W> {
    /// Returns the slot under which an order's pad is: its branches share one.
    pub fn pad_slot(&self, order: u32) -> u32 {
        let mut at = order;
        while self.orders[at].ticket.is_branch {
            match self.orders[at].errand.parent {
                ORPHAN => break,
                parent => at = parent,
            }
        }
        at
    }

    pub fn pad(&self, order: u32) -> Option<&Pad> {
        self.data.pads.of(self.pad_slot(order))
    }

    pub fn pad_mut(&mut self, order: u32) -> Option<&mut Pad> {
        let slot = self.pad_slot(order);
        self.data.pads.of_mut(slot)
    }

    /// Works an expression out for an order, perhaps about a row.
    pub fn work_out(
        &self,
        order: u32,
        expression: &Expression,
        row: Option<&Record>,
    ) -> Result<Value, Failure> {
        let desk = self.desk(order, row);
        desk.map_or(Ok(Value::Nothing), |desk| expression.work_out(&desk))
    }

    /// Returns what an expression sees that is worked out for an order, perhaps about a row.
    pub fn desk<'d>(&'d self, order: u32, row: Option<&'d Record>) -> Option<Desk<'d>> {
        let (data, pad) = (&self.data, self.pad(order)?);
        Some(Desk { row, ..Desk::new(data, pad, self.now()) })
    }
}

impl<W: Witness> House<'_, W> {
    /// Writes down what the order of a guest carries.
    pub fn write_pad(
        &mut self,
        order: u32,
        guest: Person,
        says: &[(u32, Expression)],
        carried: Option<&[(u32, Value)]>,
    ) {
        let names = self.dish(order).map_or(0, |dish| dish.names);
        self.data.writers += 1;
        let mut pad = self.data.pads.take_blank();
        pad.begin(guest, names, self.data.writers);
        pad.placed = self.now();
        if let Some(first) = self.first_order_of(order) {
            pad.visit = first;
        }
        // What the last order on this pad carried.
        let mut cells = std::mem::take(&mut pad.order);
        let desk = Desk::new(&self.data, &pad, self.now());
        let said = |field: u32| {
            let own = carried.unwrap_or_default().iter().rfind(|(of, _)| *of == field);
            let by_room = || {
                let (_, value) = says.iter().rfind(|(of, _)| *of == field)?;
                // What cannot be worked out is not said.
                value.work_out(&desk).ok()
            };
            own.map(|(_, value)| value.clone()).or_else(by_room).unwrap_or_default()
        };
        let fields = 0..self.data.plan.order.len() as u32;
        if let Some(cells) = Arc::get_mut(&mut cells).filter(|cells| cells.len() == fields.len()) {
            for (cell, field) in cells.iter_mut().zip(fields) {
                *cell = said(field);
            }
        } else {
            cells = fields.map(said).collect();
        }
        pad.order = cells;
        self.data.pads.put(order, pad);
    }

    /// Nobody needs what is written down about an order any more.
    pub fn throw_pad_away(&mut self, order: u32) {
        self.data.sending.remove(&order);
        if let Some(writer) = self.data.pads.wipe(order) {
            self.data.books.leave_account(writer);
        }
    }

    /// A guest has got the plate.
    pub fn confirm(&mut self, order: u32) {
        if let Some(writer) = self.data.pads.of(order).map(|pad| pad.writer) {
            self.data.shelves.are_confirmed(writer);
        }
    }

    /// Returns the number of the first order of the visit of which this is another attempt.
    fn first_order_of(&self, order: u32) -> Option<u64> {
        match self.orders[order].visit {
            NOBODY => None,
            visit => self.long_visits[visit].first,
        }
    }

    /// A dish that is asked for is for the same guest, who has said the same.
    pub fn copy_pad(&mut self, from: u32, to: u32) {
        let names = self.dish(to).map_or(0, |dish| dish.names);
        let mut copy = self.data.pads.take_blank();
        if let Some(pad) = self.pad(from) {
            copy.begin(pad.guest.clone(), names, pad.writer);
            copy.order = Arc::clone(&pad.order);
            (copy.is_raw, copy.placed, copy.visit) = (pad.is_raw, pad.placed, pad.visit);
            self.data.pads.put(to, copy);
        }
    }
}
