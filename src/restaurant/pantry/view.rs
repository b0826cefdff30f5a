//! Rows as they are seen: as they are now, or as a copy of the pantry has them.

use super::index::Alike;
use super::rows::{Kept, RowsPlan};
use crate::restaurant::transaction::Pending;
use crate::rules::{Record, Value};
use smallvec::SmallVec;
use std::borrow::Cow;

/// What a search looks for: rows whose fields hold this, and one of these words.
#[derive(Default)]
pub(in crate::restaurant) struct Wish<'w> {
    pub conditions: &'w [(u32, &'w Value)],
    /// What else must be so of them.
    pub also: Option<&'w dyn Fn(&Record) -> bool>,
    /// Words of which a row must have one; only where a shelf has an index of words.
    pub words: Option<&'w str>,
    /// So many matching rows are enough.
    pub most: usize,
}

/// A row that was found: where it is (none: the transaction has put it) and what it holds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::restaurant) struct Match<'r> {
    pub row: Option<u32>,
    pub record: &'r Record,
}

/// Rows that were found, in the order in which they stand; often it is one.
pub(in crate::restaurant) type Matches<'r> = SmallVec<[Match<'r>; 4]>;

/// What is seen of the rows of a shelf.
#[derive(Clone, Copy, Debug)]
pub(in crate::restaurant) struct View<'r> {
    pub plan: &'r RowsPlan,
    pub kept: &'r Kept,
}

impl<'r> View<'r> {
    /// Looks for rows, as a transaction sees them that has these changes in mind; returns them with
    /// the number of rows that had to be read.
    pub fn search(&self, wish: &Wish<'_>, pending: &[&'r Pending]) -> (Matches<'r>, u64) {
        let Candidates { rows, read, by } = self.candidates(wish, pending);
        let fit = Fit::new(wish.conditions, wish.also, by);
        let mut found = Matches::new();
        let mut look_at = |row: Option<u32>, record: Option<&'r Record>| {
            if let Some(record) = record.filter(|record| fit.fits(record)) {
                found.push(Match { row, record });
            }
            found.len() < wish.most
        };
        let goes_on = match rows {
            Numbers::All(mut rows) => rows.all(|row| look_at(Some(row), self.record(row, pending))),
            Numbers::Some(rows) if pending.is_empty() => {
                return (self.settled(&rows, &fit, wish.most), read);
            }
            Numbers::Some(rows) => {
                rows.iter().all(|row| look_at(Some(*row), self.record(*row, pending)))
            }
        };
        if goes_on {
            let mut new = pending.iter().filter(|change| change.row.is_none());
            new.all(|change| look_at(None, change.record.as_ref()));
        }
        (found, read)
    }

    /// Returns the first row for which this is so, and how many an index says have to be read;
    /// nothing: no index knows.
    pub fn first(&self, conditions: &[(u32, &Value)]) -> Option<(Option<(u32, &'r Record)>, u64)> {
        let (by, alike) = self.indexed(conditions)?;
        let fit = Fit::new(conditions, None, Some(by));
        let rows = alike.rows.iter().filter_map(|row| Some((*row, self.kept.record(*row)?)));
        let first = { rows }.find(|(_, record)| fit.fits(record));
        Some((first, alike.rows.len() as u64))
    }

    /// Looks through these rows, which nobody is about to change: that is the usual way.
    fn settled(&self, rows: &[u32], fit: &Fit<'_>, most: usize) -> Matches<'r> {
        let mut found = Matches::with_capacity(rows.len().min(most));
        for row in rows {
            if let Some(record) = self.kept.record(*row)
                && fit.fits(record)
            {
                found.push(Match { row: Some(*row), record });
                if found.len() >= most {
                    break;
                }
            }
        }
        found
    }

    /// Returns what a row holds, as a transaction sees it.
    #[inline]
    fn record(&self, row: u32, pending: &[&'r Pending]) -> Option<&'r Record> {
        match pending.iter().find(|change| change.row == Some(row)) {
            Some(change) => change.record.as_ref(),
            None => self.kept.record(row),
        }
    }

    /// Returns the first of these conditions of which an index knows, and the rows for which it is
    /// so.
    fn indexed(&self, conditions: &[(u32, &Value)]) -> Option<(usize, &'r Alike)> {
        conditions.iter().enumerate().find_map(|(by, (field, value))| {
            let at = self.plan.index.iter().position(|known| known == field)?;
            Some((by, self.kept.indexes[at].at(value)))
        })
    }

    /// Returns how many rows an index leaves for which this may be so, and how often the shelf had
    /// changed when one of them was changed last.
    pub fn reach(&self, conditions: &[(u32, &Value)]) -> Reach {
        match self.indexed(conditions) {
            Some((_, alike)) => Reach { rows: alike.rows.len() as u64, changed: alike.changed },
            None => Reach { rows: self.kept.live, changed: self.kept.changes },
        }
    }

    /// Returns the rows that have to be looked at, and how many a pantry reads to do so.
    fn candidates(&self, wish: &Wish<'_>, pending: &[&Pending]) -> Candidates<'r> {
        let by_words = || {
            let words = self.kept.words.as_ref()?;
            Some(words.with_any(wish.words?))
        };
        let (by, rows) = if let Some((by, alike)) = self.indexed(wish.conditions) {
            (Some(by), Cow::Borrowed(&alike.rows[..]))
        } else if let Some(rows) = by_words() {
            (None, Cow::Owned(rows))
        } else {
            let rows = Numbers::All(0..self.kept.rows.len() as u32);
            return Candidates { rows, read: self.kept.live, by: None };
        };
        let read = rows.len() as u64;
        if pending.is_empty() {
            return Candidates { rows: Numbers::Some(rows), read, by };
        }
        // Of what a transaction has changed an index knows nothing yet.
        let mut rows = rows.into_owned();
        rows.extend(pending.iter().filter_map(|change| change.row));
        rows.sort_unstable();
        rows.dedup();
        Candidates { rows: Numbers::Some(Cow::Owned(rows)), read, by: None }
    }
}

/// How much there is to look at, and which state of the rows it is.
#[derive(Clone, Copy, Debug)]
pub(in crate::restaurant) struct Reach {
    pub rows: u64,
    pub changed: u64,
}

/// What a row must be like, apart from what an index has said of it.
struct Fit<'w> {
    conditions: SmallVec<[(usize, &'w Value); 3]>,
    also: Option<&'w dyn Fn(&Record) -> bool>,
}

impl<'w> Fit<'w> {
    /// `by` is the condition that holds for all rows that are looked at.
    fn new(
        conditions: &[(u32, &'w Value)],
        also: Option<&'w dyn Fn(&Record) -> bool>,
        by: Option<usize>,
    ) -> Fit<'w> {
        let all = conditions.iter().enumerate();
        let open = all.filter(|(at, _)| Some(*at) != by);
        let conditions = open.map(|(_, (field, value))| (*field as usize, *value)).collect();
        Fit { conditions, also }
    }

    #[inline(always)]
    fn fits(&self, record: &Record) -> bool {
        let cells = record.cells();
        self.conditions.iter().all(|(field, value)| cells[*field] == **value)
            && self.also.is_none_or(|also| also(record))
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
    Some(Cow<'r, [u32]>),
}
