//! Rows on a shelf: what they hold, how one is found, and how they change.
//!
//! The rows of a shelf are shared by all clones of a restaurant until one of them changes something
//! (copy on write), so a checkpoint costs nothing for what is only read.

use super::Durable;
use super::index::{Index, WordIndex};
use super::locks::Locks;
use crate::kernel::{Span, Time};
use crate::restaurant::scene::ShelfScene;
use crate::restaurant::transaction::Pending;
use crate::rules::{Fields, Record, Value};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

/// What the fields of one row hold, in the order of the shelf's fields.
pub type Cells = Arc<[Value]>;

/// A shelf of rows as the scenario means it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RowsPlan {
    /// The names of the fields.
    pub fields: Fields,
    /// The rows at opening.
    pub rows: Vec<Cells>,
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
struct Kept {
    /// None: the row was removed.
    rows: Vec<Option<Cells>>,
    live: u64,
    /// The last number given to a row.
    last_key: u64,
    by_key: Index,
    indexes: Vec<Index>,
    words: Option<WordIndex>,
    /// Whether anything has changed since opening.
    has_changed: bool,
}

/// A shelf of rows in a run.
#[derive(Clone, Debug)]
pub(in crate::restaurant) struct Rows {
    plan: Arc<RowsPlan>,
    kept: Arc<Kept>,
    pub locks: Locks,
    /// What is not safe yet; none: everything is.
    unsaved: Option<Unsaved>,
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

/// What a search looks for: rows whose fields hold this, and one of these words.
#[derive(Default)]
pub(in crate::restaurant) struct Wish<'w> {
    pub conditions: &'w [(u32, Value)],
    /// What else must be so of them.
    pub also: Option<&'w dyn Fn(&Cells) -> bool>,
    /// Words of which a row must have one; only where a shelf has an index of words.
    pub words: Option<&'w str>,
    /// So many matching rows are enough.
    pub most: usize,
}

/// A row that was found: where it is (none: the transaction has put it) and what it holds.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::restaurant) struct Match {
    pub row: Option<u32>,
    pub cells: Cells,
}

impl Rows {
    pub fn new(plan: &Arc<RowsPlan>, durable: Durable) -> Rows {
        let mut kept = Kept {
            rows: Vec::with_capacity(plan.rows.len()),
            live: 0,
            last_key: 0,
            by_key: Index::default(),
            indexes: vec![Index::default(); plan.index.len()],
            words: plan.words.map(|_| WordIndex::default()),
            has_changed: false,
        };
        for cells in &plan.rows {
            kept.put(plan, Arc::clone(cells));
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
        Rows { plan: Arc::clone(plan), kept, locks: Locks::default(), unsaved }
    }

    /// Somebody is about to change a row: what was written before may be safe by now.
    pub fn is_written(&mut self, now: Time, writer: u64) {
        let kept = &self.kept;
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
        let writers = std::mem::take(&mut unsaved.writers).into_iter();
        let confirmed = writers.filter(|(_, has_plate)| *has_plate).map(|(writer, _)| writer);
        (std::mem::take(&mut unsaved.changes), confirmed.collect())
    }

    pub fn plan(&self) -> &RowsPlan {
        &self.plan
    }

    /// Returns about how many bytes a clone takes in the end.
    pub fn bytes(&self) -> u64 {
        let each = size_of::<Option<Cells>>() + 16 + self.plan.fields.len() * size_of::<Value>();
        if self.kept.has_changed { self.kept.rows.len() as u64 * each as u64 } else { 0 }
    }

    /// Returns what is to be seen of them.
    pub fn scene(&self) -> ShelfScene {
        /// So many of the last ones are shown.
        const LAST: usize = 3;
        let last = self.kept.rows.iter().rev().flatten().take(LAST);
        ShelfScene::Rows {
            count: self.kept.live,
            held: self.locks.held(),
            last: last.map(|cells| self.record(cells)).collect(),
        }
    }

    /// Lists the rows in the order in which they were put.
    pub fn list(&self) -> impl Iterator<Item = Record> {
        let cells = self.kept.rows.iter().flatten();
        cells.map(|cells| self.record(cells))
    }

    /// Returns a row with the names of its fields.
    pub fn record(&self, cells: &Cells) -> Record {
        Record { fields: self.plan.fields.clone(), cells: Arc::clone(cells) }
    }

    /// Says whether a row was put since opening: only such rows take up room in a storeroom.
    pub fn was_put(&self, row: u32) -> bool {
        row as usize >= self.plan.rows.len()
    }

    /// Returns how many of the rows that are there were put since opening.
    pub fn put_since_opening(&self) -> u64 {
        self.kept.rows[self.plan.rows.len()..].iter().flatten().count() as u64
    }

    /// Returns what a row holds, unless it was removed.
    pub fn cells(&self, row: u32) -> Option<&Cells> {
        self.kept.rows.get(row as usize)?.as_ref()
    }

    /// Returns the row with this key.
    pub fn by_key(&self, key: &Value) -> Option<u32> {
        self.kept.by_key.at(key).first().copied()
    }

    /// Looks for rows, as a transaction sees them that has these changes in mind; returns them with
    /// the number of rows that had to be read.
    pub fn search(&self, wish: &Wish<'_>, pending: &[&Pending]) -> (Vec<Match>, u64) {
        let Candidates { rows: candidates, read, by } = self.candidates(wish, pending);
        let mut found = Vec::new();
        let fits = |cells: &Cells| {
            let holds = |(at, (field, value)): (usize, &(u32, Value))| {
                // The index says so of all rows that it names.
                Some(at) == by || cells[*field as usize] == *value
            };
            wish.conditions.iter().enumerate().all(holds)
                && wish.also.is_none_or(|also| also(cells))
        };
        let mut look_at = |row: Option<u32>, cells: Option<&Cells>| {
            if let Some(cells) = cells.filter(|cells| fits(cells)) {
                found.push(Match { row, cells: Arc::clone(cells) });
            }
            found.len() < wish.most
        };
        let mut goes_on = true;
        for row in candidates {
            let changed = pending.iter().find(|change| change.row == Some(row));
            let cells = match changed {
                Some(change) => change.cells.as_ref(),
                None => self.cells(row),
            };
            goes_on = look_at(Some(row), cells);
            if !goes_on {
                break;
            }
        }
        let new = pending.iter().filter(|change| goes_on && change.row.is_none());
        for change in new {
            if !look_at(None, change.cells.as_ref()) {
                break;
            }
        }
        (found, read)
    }

    /// Returns the rows that have to be looked at, and how many a pantry reads to do so.
    fn candidates(&self, wish: &Wish<'_>, pending: &[&Pending]) -> Candidates<'_> {
        let indexed = wish.conditions.iter().enumerate().find_map(|(by, (field, value))| {
            let at = self.plan.index.iter().position(|known| known == field)?;
            Some((by, self.kept.indexes[at].at(value)))
        });
        let by_words = || {
            let words = self.kept.words.as_ref()?;
            Some(words.with_any(wish.words?))
        };
        let (by, rows) = if let Some((by, rows)) = indexed {
            (Some(by), Cow::Borrowed(rows))
        } else if let Some(rows) = by_words() {
            (None, Cow::Owned(rows))
        } else {
            let rows = Numbers::All(0..self.kept.rows.len() as u32);
            return Candidates { rows, read: self.kept.live, by: None };
        };
        let read = rows.len() as u64;
        if pending.is_empty() {
            return Candidates { rows: Numbers::Some(rows, 0), read, by };
        }
        // Of what a transaction has changed an index knows nothing yet.
        let mut rows = rows.into_owned();
        rows.extend(pending.iter().filter_map(|change| change.row));
        rows.sort_unstable();
        rows.dedup();
        Candidates { rows: Numbers::Some(Cow::Owned(rows), 0), read, by: None }
    }

    /// Puts a new row; one without a key gets the next number. Returns what it holds then.
    pub fn put(&mut self, cells: Cells) -> Cells {
        let plan = Arc::clone(&self.plan);
        let kept = Arc::make_mut(&mut self.kept);
        kept.has_changed = true;
        kept.put(&plan, cells)
    }

    /// Returns the cells of a new row with its key, which is then taken.
    pub fn with_key(&mut self, cells: Cells) -> Cells {
        let key = self.plan.key;
        if cells[key as usize] != Value::Nothing {
            return cells;
        }
        let kept = Arc::make_mut(&mut self.kept);
        kept.has_changed = true;
        kept.last_key += 1;
        with(&cells, key, Value::from(kept.last_key as f64))
    }

    /// Changes what a row holds; nothing: it is removed.
    pub fn set(&mut self, row: u32, cells: Option<Cells>) {
        let plan = Arc::clone(&self.plan);
        let kept = Arc::make_mut(&mut self.kept);
        kept.has_changed = true;
        kept.set(&plan, row, cells);
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

/// What has to be looked at to find rows.
struct Candidates<'r> {
    rows: Numbers<'r>,
    /// So many rows a pantry reads.
    read: u64,
    /// Which condition holds for all of them.
    by: Option<usize>,
}

/// The numbers of rows.
enum Numbers<'r> {
    All(std::ops::Range<u32>),
    /// These, from the one on that comes next.
    Some(Cow<'r, [u32]>, usize),
}

impl Iterator for Numbers<'_> {
    type Item = u32;

    #[inline]
    fn next(&mut self) -> Option<u32> {
        match self {
            Numbers::All(rows) => rows.next(),
            Numbers::Some(rows, next) => {
                *next += 1;
                rows.get(*next - 1).copied()
            }
        }
    }
}

/// Returns cells of which one holds something else.
fn with(cells: &Cells, field: u32, value: Value) -> Cells {
    let mut cells = cells.to_vec();
    cells[field as usize] = value;
    cells.into()
}

impl Kept {
    fn put(&mut self, plan: &RowsPlan, cells: Cells) -> Cells {
        let cells = match cells[plan.key as usize].number() {
            Some(number) => {
                // Numbers given later are new ones.
                if (0.0..9e15).contains(&number) {
                    self.last_key = self.last_key.max(number as u64);
                }
                cells
            }
            None if cells[plan.key as usize] == Value::Nothing => {
                self.last_key += 1;
                with(&cells, plan.key, Value::from(self.last_key as f64))
            }
            None => cells,
        };
        let row = self.rows.len() as u32;
        self.enter(plan, row, &cells);
        self.live += 1;
        self.rows.push(Some(Arc::clone(&cells)));
        cells
    }

    fn set(&mut self, plan: &RowsPlan, row: u32, cells: Option<Cells>) {
        let Some(old) = self.rows[row as usize].take() else { return };
        self.strike_out(plan, row, &old);
        if let Some(cells) = &cells {
            self.enter(plan, row, cells);
        } else {
            self.live -= 1;
        }
        self.rows[row as usize] = cells;
    }

    /// Notes a row in all indexes.
    fn enter(&mut self, plan: &RowsPlan, row: u32, cells: &Cells) {
        self.by_key.enter(&cells[plan.key as usize], row);
        for (index, field) in self.indexes.iter_mut().zip(&plan.index) {
            index.enter(&cells[*field as usize], row);
        }
        if let (Some(words), Some(field)) = (&mut self.words, plan.words) {
            words.enter(&cells[field as usize], row);
        }
    }

    fn strike_out(&mut self, plan: &RowsPlan, row: u32, cells: &Cells) {
        self.by_key.strike_out(&cells[plan.key as usize], row);
        for (index, field) in self.indexes.iter_mut().zip(&plan.index) {
            index.strike_out(&cells[*field as usize], row);
        }
        if let (Some(words), Some(field)) = (&mut self.words, plan.words) {
            words.strike_out(&cells[field as usize], row);
        }
    }
}

/// The shelves of rows of all pantries, by pantry and shelf; none: portions.
#[derive(Clone, Debug, Default)]
pub(in crate::restaurant) struct Shelves(BTreeMap<(u32, u32), Rows>);

/// Where a row is: pantry, shelf, and its number there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::restaurant) struct RowAt {
    pub pantry: u32,
    pub shelf: u32,
    pub row: u32,
}

impl Shelves {
    pub fn new(shelves: impl Iterator<Item = ((u32, u32), Arc<RowsPlan>, Durable)>) -> Shelves {
        Shelves(shelves.map(|(at, plan, durable)| (at, Rows::new(&plan, durable))).collect())
    }

    /// Returns the shelves of rows of a pantry.
    pub fn in_pantry(&mut self, pantry: u32) -> impl Iterator<Item = &mut Rows> {
        self.0.range_mut((pantry, 0)..(pantry + 1, 0)).map(|(_, rows)| rows)
    }

    /// A guest has the plate of an order that may have written something.
    pub fn are_confirmed(&mut self, writer: u64) {
        self.0.values_mut().for_each(|rows| rows.is_confirmed(writer));
    }

    /// Returns the rows of a shelf, if it holds rows.
    pub fn get(&self, pantry: u32, shelf: u32) -> Option<&Rows> {
        self.0.get(&(pantry, shelf))
    }

    /// Returns the rows of a shelf that a checked recipe speaks of.
    pub fn of(&self, pantry: u32, shelf: u32) -> &Rows {
        &self.0[&(pantry, shelf)]
    }

    pub fn of_mut(&mut self, pantry: u32, shelf: u32) -> &mut Rows {
        self.0.get_mut(&(pantry, shelf)).expect("a checked recipe speaks of shelves that there are")
    }

    /// Returns how many orders wait for a row.
    pub fn waiting(&self) -> usize {
        self.0.values().map(|rows| rows.locks.waiting()).sum()
    }

    /// Returns about how many bytes a clone takes in the end.
    pub fn bytes(&self) -> u64 {
        self.0.values().map(Rows::bytes).sum()
    }
}

#[cfg(test)]
mod tests;
