//! Rows that are read one by one, because there is no index of what is asked for.

use crate::kernel::Span;
use crate::restaurant::{Phase, RowsPlan, Search, Step, Wanted};
use crate::scenario::Scenario;

/// A dish whose recipe reads all rows of a shelf, which an index would spare it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadsAll {
    /// The name of the dish.
    dish: String,
    /// Whose shelf.
    pub pantry: usize,
    /// Which one.
    pub shelf: usize,
}

/// An order that spends more than this share of its time in a pantry spends most of it there.
const MOST: f64 = 0.5;
/// And so many rows for each order are too many to be meant.
const MANY: f64 = 100.0;

/// Lists the dishes of a scenario that read all rows of a shelf for want of an index.
pub fn unindexed(scenario: &Scenario) -> Vec<ReadsAll> {
    let plan = &scenario.plan;
    let rows = |search: &Search| {
        let pantry = plan.pantries.get(search.of as usize)?;
        pantry.shelves.get(search.shelf as usize)?.rows.clone()
    };
    let dishes = scenario.names().dishes.iter().zip(&plan.menu);
    let reads = dishes.flat_map(|(name, dish)| {
        let searches = dish.recipe.iter().filter_map(|step| match step {
            Step::Search(search) => Some(search),
            _ => None,
        });
        let without =
            searches.filter(|search| rows(search).is_some_and(|rows| lacks(&rows, search)));
        without.map(|search| ReadsAll {
            dish: name.clone(),
            pantry: search.of as usize,
            shelf: search.shelf as usize,
        })
    });
    reads.collect()
}

/// Says whether there could be an index that a search would use, and is not.
fn lacks(rows: &RowsPlan, search: &Search) -> bool {
    if rows.scan == Span::ZERO || search.is_pasted {
        return false;
    }
    if let Wanted::Ranked { words: Some((_, field)), .. } = &search.wanted
        && rows.words != Some(*field)
        && search.conditions.is_empty()
    {
        return true;
    }
    let is_found = |field: &u32| *field == rows.key || rows.index.contains(field);
    !search.conditions.is_empty() && !search.conditions.iter().any(|(field, _)| is_found(field))
}

/// Returns what is read so long that it is most of the time of an order, and for how large a share of
/// that time; none: nothing is.
pub fn reads_most<'a>(
    known: &'a [ReadsAll],
    read: &dyn Fn(&str) -> Option<f64>,
) -> Option<(&'a ReadsAll, f64)> {
    let served = read("orders.served")?;
    if read("rows.read")? <= MANY * served {
        return None;
    }
    let spent = |phase: Phase| read(&format!("phase.{}.mean", phase.id()));
    let all: f64 = Phase::ALL.into_iter().filter_map(spent).sum();
    let share = spent(Phase::InPantry)? / all;
    // Of late nobody counts dishes one by one: then any of them may be wanted.
    let is_wanted =
        |reads: &&ReadsAll| read(&format!("menu.{}.orders.served", reads.dish)) != Some(0.0);
    known.iter().find(is_wanted).filter(|_| share > MOST).map(|reads| (reads, share))
}
