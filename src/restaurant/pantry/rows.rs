//! Rows on a shelf: what they hold, how one is found, and how they change.
//!
//! The rows of a shelf are shared by all clones of a restaurant until one of them changes something
//! (copy on write), so a checkpoint costs nothing for what is only read.

use super::copied::Copied;
use super::index::{Index, WordIndex};
use super::locks::Locks;
use super::remembered::Remembered;
use super::view::View;
use super::{Durable, PantryPlan};
use crate::kernel::{Span, Time};
use crate::restaurant::scene::ShelfScene;
use crate::rules::{Fields, Record, Value};
use std::collections::BTreeMap;
use std::sync::Arc;

/// A shelf of rows as the scenario means it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RowsPlan {
    /// The names of the fields.
    pub fields: Fields,
    /// The rows at opening.
    pub rows: Vec<Record>,
    /// The field that tells rows apart; new rows get the next number there.
    pub key: u32,
    /// Fields by which a row is found without reading all of them.
    pub index: Vec<u32>,
    /// The field whose words are indexed.
    pub words: Option<u32>,
    /// How long reading one row takes.
    pub scan: Span,
    /// The field that holds whose a row is: what that guest's wristband says. None: everybody's.
    pub owner: Option<u32>,
    /// For how many rows one stands in dials.
    pub stands_for: u64,
}

/// The rows of one shelf, and what helps to find them.
#[derive(Clone, Debug)]
pub(in crate::restaurant) struct Kept {
    /// None: the row was removed.
    pub(super) rows: Vec<Option<Record>>,
    pub(super) live: u64,
    /// The last number given to a row.
    last_key: u64,
    by_key: Index,
    pub(super) indexes: Vec<Index>,
    pub(super) words: Option<WordIndex>,
    /// How often a row was put, changed or removed, those at opening counted.
    pub(super) changes: u64,
}

/// A shelf of rows in a run.
#[derive(Clone, Debug)]
pub(in crate::restaurant) struct Rows {
    plan: Arc<RowsPlan>,
    kept: Arc<Kept>,
    pub locks: Locks,
    /// What is not safe yet; none: everything is.
    unsaved: Option<Unsaved>,
    /// What a copy of the pantry has of them; none: there is no copy.
    copied: Option<Copied>,
    pub(super) remembered: Remembered,
}

/// What a power cut would take, and what it would leave.
#[derive(Clone, Debug)]
struct Unsaved {
    /// How often everything is made safe; none: never.
    every: Option<Span>,
    /// As it was then.
    saved: Arc<Kept>,
    at: Time,
    /// Changes since.
    changes: u64,
    /// Who made them, and whether that guest has had a plate.
    writers: BTreeMap<u64, bool>,
}

impl Rows {
    pub fn new(plan: &Arc<RowsPlan>, durable: Durable, copied_every: Option<Span>) -> Rows {
        let mut kept = Kept {
            rows: Vec::with_capacity(plan.rows.len()),
            live: 0,
            last_key: 0,
            by_key: Index::default(),
            indexes: vec![Index::default(); plan.index.len()],
            words: plan.words.map(|_| WordIndex::default()),
            changes: 0,
        };
        for row in &plan.rows {
            kept.put(plan, row.clone());
        }
        let kept = Arc::new(kept);
        let every = match durable {
            Durable::EveryWrite => None,
            Durable::Every(span) => Some(Some(span)),
            Durable::Never => Some(None),
        };
        let unsaved = every.map(|every| Unsaved {
            every,
            saved: Arc::clone(&kept),
            at: Time::OPENING,
            changes: 0,
            writers: BTreeMap::new(),
        });
        let copied = copied_every.map(|every| Copied::new(every, &kept));
        Rows {
            plan: Arc::clone(plan),
            kept,
            locks: Locks::default(),
            unsaved,
            copied,
            remembered: Remembered::default(),
        }
    }

    /// Somebody is about to change a row: what was written before may be safe by now.
    pub fn is_written(&mut self, now: Time, writer: u64) {
        let kept = &self.kept;
        if let Some(copied) = &mut self.copied {
            copied.catch_up(kept, now);
        }
        if let Some(unsaved) = &mut self.unsaved {
            unsaved.save(kept, now);
            unsaved.changes += 1;
            unsaved.writers.entry(writer).or_default();
        }
    }

    /// A guest has the plate: whoever it is now believes that what the order wrote is there.
    pub fn is_confirmed(&mut self, writer: u64) {
        if let Some(unsaved) = &mut self.unsaved
            && let Some(has_plate) = unsaved.writers.get_mut(&writer)
        {
            *has_plate = true;
        }
    }

    /// A power cut takes what is not safe; returns how many changes, and which confirmed orders
    /// made them.
    pub fn lose(&mut self, now: Time) -> (u64, Vec<u64>) {
        let Some(unsaved) = &mut self.unsaved else { return (0, Vec::new()) };
        unsaved.save(&self.kept, now);
        self.kept = Arc::clone(&unsaved.saved);
        // Changes are counted from there once more.
        self.remembered.forget();
        if let Some(copied) = &mut self.copied {
            copied.start_again(&self.kept, now);
        }
        let writers = std::mem::take(&mut unsaved.writers).into_iter();
        let confirmed = writers.filter(|(_, has_plate)| *has_plate).map(|(writer, _)| writer);
        (std::mem::take(&mut unsaved.changes), confirmed.collect())
    }

    pub fn plan(&self) -> &RowsPlan {
        &self.plan
    }

    /// Returns the rows as they are.
    pub fn as_they_are(&self) -> View<'_> {
        View { plan: &self.plan, kept: &self.kept }
    }

    /// Returns the rows as the copy of the pantry has them now; where there is none, as they are.
    pub fn as_copied(&self, now: Time) -> View<'_> {
        let kept = self.copied.as_ref().map(|copied| copied.at(&self.kept, now));
        View { plan: &self.plan, kept: kept.unwrap_or(&self.kept) }
    }

    /// From now on the copy of the pantry is brought up to date so often.
    pub fn are_copied_every(&mut self, every: Span, now: Time) {
        if let Some(copied) = &mut self.copied {
            copied.catch_up(&self.kept, now);
            copied.every = every;
        }
    }

    /// Returns about how many bytes a clone takes in the end.
    pub fn bytes(&self) -> u64 {
        let each = size_of::<Option<Record>>()
            + size_of::<(usize, usize, Fields, Box<[Value]>)>()
            + self.plan.fields.len() * size_of::<Value>();
        let has_changed = self.kept.changes > self.plan.rows.len() as u64;
        if has_changed { self.kept.rows.len() as u64 * each as u64 } else { 0 }
    }

    /// Returns what is to be seen of them.
    pub fn scene(&self) -> ShelfScene {
        /// So many of the last ones are shown.
        const LAST: usize = 3;
        let last = self.kept.rows.iter().rev().flatten().take(LAST);
        ShelfScene::Rows {
            count: self.kept.live,
            held: self.locks.held(),
            last: last.cloned().collect(),
        }
    }

    /// Lists the rows in the order in which they were put.
    pub fn list(&self) -> impl Iterator<Item = Record> {
        self.kept.rows.iter().flatten().cloned()
    }

    /// Says whether a row was put since opening: only such rows take up room in a storeroom.
    pub fn was_put(&self, row: u32) -> bool {
        row as usize >= self.plan.rows.len()
    }

    /// Returns how many of the rows that are there were put since opening.
    pub fn put_since_opening(&self) -> u64 {
        self.kept.rows[self.plan.rows.len()..].iter().flatten().count() as u64
    }

    /// Returns a row, unless it was removed.
    pub fn record(&self, row: u32) -> Option<&Record> {
        self.kept.record(row)
    }

    /// Returns the row with this key.
    pub fn by_key(&self, key: &Value) -> Option<u32> {
        self.kept.by_key.at(key).rows.first().copied()
    }

    /// Puts a new row; one without a key gets the next number. Returns it as it is then.
    pub fn put(&mut self, row: Record) -> Record {
        let kept = Arc::make_mut(&mut self.kept);
        kept.put(&self.plan, row)
    }

    /// Returns a new row of what its fields are to hold, with its key, which is then taken.
    pub fn with_key(&mut self, mut cells: Vec<Value>) -> Record {
        let key = &mut cells[self.plan.key as usize];
        if *key == Value::Nothing {
            let kept = Arc::make_mut(&mut self.kept);
            kept.last_key += 1;
            *key = Value::from(kept.last_key as f64);
        }
        Record::new(self.plan.fields.clone(), cells)
    }

    /// Changes a row; nothing: it is removed.
    pub fn set(&mut self, number: u32, row: Option<Record>) {
        let kept = Arc::make_mut(&mut self.kept);
        kept.set(&self.plan, number, row);
    }
}

impl Unsaved {
    /// Makes everything safe if the time for it has come since the last time.
    fn save(&mut self, kept: &Arc<Kept>, now: Time) {
        let Some(every) = self.every.filter(|every| every.0 > 0) else { return };
        let last = Time(now.0 / every.0 * every.0);
        if last > self.at {
            self.saved = Arc::clone(kept);
            self.at = last;
            self.changes = 0;
            self.writers.clear();
        }
    }
}

impl Kept {
    pub(super) fn record(&self, row: u32) -> Option<&Record> {
        self.rows.get(row as usize)?.as_ref()
    }

    fn put(&mut self, plan: &RowsPlan, row: Record) -> Record {
        let key = row.cell(plan.key);
        let row = match key.number() {
            Some(number) => {
                // Numbers given later are new ones.
                if (0.0..9e15).contains(&number) {
                    self.last_key = self.last_key.max(number as u64);
                }
                row
            }
            None if *key == Value::Nothing => {
                self.last_key += 1;
                row.with(plan.key, Value::from(self.last_key as f64))
            }
            None => row,
        };
        let number = self.rows.len() as u32;
        self.changes += 1;
        self.enter(plan, number, row.cells());
        self.live += 1;
        self.rows.push(Some(row.clone()));
        row
    }

    fn set(&mut self, plan: &RowsPlan, number: u32, row: Option<Record>) {
        let Some(old) = self.rows[number as usize].take() else { return };
        self.changes += 1;
        if let Some(row) = &row {
            self.move_over(plan, number, (old.cells(), row.cells()));
        } else {
            self.strike_out(plan, number, old.cells());
            self.live -= 1;
        }
        self.rows[number as usize] = row;
    }

    /// Notes a row in all indexes.
    fn enter(&mut self, plan: &RowsPlan, row: u32, cells: &[Value]) {
        let changes = self.changes;
        for (index, field) in self.all_indexes(plan) {
            index.enter(&cells[field as usize], row, changes);
        }
        if let (Some(words), Some(field)) = (&mut self.words, plan.words) {
            words.enter(&cells[field as usize], row);
        }
    }

    fn strike_out(&mut self, plan: &RowsPlan, row: u32, cells: &[Value]) {
        let changes = self.changes;
        for (index, field) in self.all_indexes(plan) {
            index.strike_out(&cells[field as usize], row, changes);
        }
        if let (Some(words), Some(field)) = (&mut self.words, plan.words) {
            words.strike_out(&cells[field as usize], row);
        }
    }

    /// Notes in all indexes what a row holds instead; most changes leave most fields as they were.
    fn move_over(&mut self, plan: &RowsPlan, row: u32, (old, new): (&[Value], &[Value])) {
        let changes = self.changes;
        for (index, field) in self.all_indexes(plan) {
            let (old, new) = (&old[field as usize], &new[field as usize]);
            if old == new {
                index.touch(old, changes);
            } else {
                index.strike_out(old, row, changes);
                index.enter(new, row, changes);
            }
        }
        if let (Some(words), Some(field)) = (&mut self.words, plan.words) {
            let (old, new) = (&old[field as usize], &new[field as usize]);
            if old != new {
                words.strike_out(old, row);
                words.enter(new, row);
            }
        }
    }

    /// Lists the indexes, each with its field.
    fn all_indexes<'k>(
        &'k mut self,
        plan: &'k RowsPlan,
    ) -> impl Iterator<Item = (&'k mut Index, u32)> {
        let by_field = self.indexes.iter_mut().zip(plan.index.iter().copied());
        by_field.chain(std::iter::once((&mut self.by_key, plan.key)))
    }
}

/// The shelves of rows of all pantries, by pantry and shelf; none: portions.
#[derive(Clone, Debug, Default)]
pub(in crate::restaurant) struct Shelves(Vec<Box<[Option<Rows>]>>);

/// Where a row is: pantry, shelf, and its number there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::restaurant) struct RowAt {
    pub pantry: u32,
    pub shelf: u32,
    pub row: u32,
}

const OF_RECIPES: &str = "a checked recipe speaks of shelves that there are";

impl Shelves {
    /// The shelves of rows of these pantries.
    pub fn of_all(pantries: &[PantryPlan]) -> Shelves {
        let of_pantry = |(number, pantry): (u32, &PantryPlan)| {
            let mut copies = pantries.iter().filter_map(|other| other.copies);
            let copied_every = copies.find(|copy| copy.of == number).map(|copy| copy.every);
            let rows = pantry.shelves.iter().map(|plan| {
                let rows = plan.rows.as_ref()?;
                Some(Rows::new(rows, pantry.durable, copied_every))
            });
            rows.collect()
        };
        Shelves((0..).zip(pantries).map(of_pantry).collect())
    }

    /// Returns the shelves of rows of a pantry.
    pub fn in_pantry(&mut self, pantry: u32) -> impl Iterator<Item = &mut Rows> {
        self.0[pantry as usize].iter_mut().flatten()
    }

    /// A guest has the plate of an order that may have written something.
    pub fn are_confirmed(&mut self, writer: u64) {
        self.0.iter_mut().flatten().flatten().for_each(|rows| rows.is_confirmed(writer));
    }

    /// Returns the rows of a shelf, if it holds rows.
    pub fn get(&self, pantry: u32, shelf: u32) -> Option<&Rows> {
        self.0.get(pantry as usize)?.get(shelf as usize)?.as_ref()
    }

    /// Returns the rows of a shelf that a checked recipe speaks of.
    pub fn of(&self, pantry: u32, shelf: u32) -> &Rows {
        self.get(pantry, shelf).expect(OF_RECIPES)
    }

    pub fn of_mut(&mut self, pantry: u32, shelf: u32) -> &mut Rows {
        self.0[pantry as usize][shelf as usize].as_mut().expect(OF_RECIPES)
    }

    /// Returns how many orders wait for a row.
    pub fn waiting(&self) -> usize {
        self.all().map(|rows| rows.locks.waiting()).sum()
    }

    /// Returns about how many bytes a clone takes in the end.
    pub fn bytes(&self) -> u64 {
        self.all().map(Rows::bytes).sum()
    }

    fn all(&self) -> impl Iterator<Item = &Rows> {
        self.0.iter().flatten().flatten()
    }
}

#[cfg(test)]
mod tests;
