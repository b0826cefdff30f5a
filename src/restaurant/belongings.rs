//! Rows that belong to somebody: which of them stand behind the names that a recipe has given, and
//! which of those an answer shows to somebody else.
//!
//! This is followed row by row. What an expression reads of a name comes from all the rows behind
//! it; only where rows themselves come out is it just these. How many rows were counted, or what
//! they add up to, says nothing of any one of them.

use super::data::Data;
use super::house::House;
use super::pad::Pad;
use crate::rules::{Expression, Failure, Record, Value};

/// Which names an expression has read, one bit for each.
pub(super) type Names = u64;

/// A row that belongs to somebody, behind a name.
#[derive(Clone, Debug)]
pub(super) struct Belonging {
    name: u32,
    /// Pantry, shelf and key, which tell it from all other rows.
    at: (u32, u32, Value),
    owner: Value,
    record: Record,
    /// For how many rows it stands.
    stands_for: u64,
}

impl Belonging {
    fn is_the_same_row(&self, other: &Belonging) -> bool {
        self.at == other.at
    }
}

/// Calls `look` with every row that a value is or holds.
fn each_row(value: &Value, look: &mut dyn FnMut(&Record)) {
    match value {
        Value::Row(record) => look(record),
        Value::List(list) => list.iter().for_each(|value| each_row(value, look)),
        _ => {}
    }
}

impl Pad {
    /// Lists the rows that somebody owns and a value comes from that was made of these names, each
    /// row once.
    fn owned_behind(&self, names: Names, value: &Value) -> Vec<Belonging> {
        let mut came_out: Vec<*const Value> = Vec::new();
        if self.belongings.is_empty() {
            return Vec::new();
        }
        each_row(value, &mut |row| came_out.push(row.cells().as_ptr()));
        came_out.sort_unstable();
        let is_read = |row: &&Belonging| names & 1 << row.name != 0;
        let comes_out = |row: &&Belonging| {
            came_out.is_empty() || came_out.binary_search(&row.record.cells().as_ptr()).is_ok()
        };
        let rows = self.belongings.iter().filter(is_read).filter(comes_out);
        let mut behind: Vec<Belonging> = rows.cloned().collect();
        only_once(&mut behind);
        behind
    }

    /// A name stands for something new, behind which are these rows.
    fn name_stands_for(&mut self, name: u32, mut rows: Vec<Belonging>) {
        if self.belongings.is_empty() && rows.is_empty() {
            return;
        }
        self.belongings.retain(|row| row.name != name);
        for row in &mut rows {
            row.name = name;
        }
        self.belongings.append(&mut rows);
    }

    /// Gives a value that was made of these names a name of its own.
    pub fn let_name(&mut self, name: u32, value: Value, made_of: Names) {
        let behind = self.owned_behind(made_of, &value);
        self.name_stands_for(name, behind);
        self.names[name as usize] = value;
    }

    /// Returns how many rows an answer shows whose owner is not the one who gets it.
    pub fn shown_to(
        &self,
        wristband: impl FnOnce() -> Value,
        values: &[Value],
        made_of: &[Names],
    ) -> u64 {
        if self.belongings.is_empty() {
            return 0;
        }
        let wristband = wristband();
        let mut shown = Vec::new();
        for (value, names) in values.iter().zip(made_of) {
            shown.append(&mut self.owned_behind(*names, value));
        }
        only_once(&mut shown);
        let foreign = shown.iter().filter(|row| row.owner != wristband);
        foreign.map(|row| row.stands_for).sum()
    }
}

/// Leaves each row once.
fn only_once(rows: &mut Vec<Belonging>) {
    let order = |row: &Belonging| (row.at.0, row.at.1);
    rows.sort_by(|a, b| order(a).cmp(&order(b)).then_with(|| a.at.2.order(&b.at.2)));
    rows.dedup_by(|a, b| a.is_the_same_row(b));
}

impl<W> House<'_, W> {
    /// A name of a recipe stands for what was found on a shelf.
    pub fn found(&mut self, order: u32, name: u32, (pantry, shelf): (u32, u32), value: Value) {
        let slot = self.pad_slot(order);
        let Data { shelves, pads, .. } = &mut self.floor.data;
        let plan = shelves.of(pantry, shelf).plan();
        let Some(pad) = pads.of_mut(slot) else { return };
        let mut rows = Vec::new();
        if let Some(owner) = plan.owner {
            each_row(&value, &mut |record| {
                let owner = record.cell(owner).clone();
                // What belongs to nobody may be shown to everybody.
                if owner != Value::Nothing {
                    let at = (pantry, shelf, record.cell(plan.key).clone());
                    let stands_for = plan.stands_for;
                    let record = record.clone();
                    rows.push(Belonging { name, at, owner, record, stands_for });
                }
            });
        }
        pad.name_stands_for(name, rows);
        pad.names[name as usize] = value;
    }

    /// Works an expression out for an order, and says of which names it was made.
    pub fn trace_back(
        &self,
        order: u32,
        expression: &Expression,
    ) -> Result<(Value, Names), Failure> {
        let Some(desk) = self.desk(order, None) else { return Ok((Value::Nothing, 0)) };
        let value = expression.work_out(&desk)?;
        Ok((value, desk.has_read()))
    }
}
