//! The fridge beside the chefs: what was taken from a shelf, or found among its rows, lies there for a
//! while, so that the next one need not go to the pantry for it. Whether the shelf has changed since,
//! it cannot know.

use super::Kitchen;
use crate::kernel::{Span, Time};
use crate::restaurant::data::reads_besides_the_row;
use crate::restaurant::fact::{Fact, Witness};
use crate::restaurant::house::House;
use crate::restaurant::menu::{Items, Search, Step, Wanted};
use crate::restaurant::pantry::{RowAt, answer_now};
use crate::rules::{Record, Sight, Value};

use std::collections::BTreeMap;
use std::sync::Arc;

/// A fridge as the scenario means it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FridgePlan {
    /// How many things fit in: portions of a shelf, or what was found by one question; none: there
    /// is no fridge.
    pub holds: Option<u32>,
    /// How long something is fresh; none: for ever.
    pub fresh_for: Option<Span>,
    /// What room for one thing costs an hour, in cents.
    pub rent: i64,
}

impl FridgePlan {
    /// Returns what it costs an hour, in cents; room without end costs nothing, like chefs without end.
    pub fn cents_per_hour(&self) -> i64 {
        let holds = self.holds.filter(|holds| *holds < u32::MAX).unwrap_or(0);
        self.rent.saturating_mul(i64::from(holds))
    }
}

/// Something that may lie in a fridge.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Thing {
    /// Portions of a shelf: its pantry, and its number there.
    Portions(u32, u32),
    /// The answer to a question about the rows of a shelf.
    Answer(Arc<Question>),
}

/// A question about the rows of a shelf. Two that read the same and fit the same rows are the same.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Question {
    pantry: u32,
    shelf: u32,
    /// Dish and step, where it is asked for more than rows whose fields hold something.
    at: Option<(u32, u32)>,
    counts: bool,
    /// The fields that must hold something.
    fields: Vec<u32>,
    /// What they must hold, and what else the answer depends on.
    values: Vec<Value>,
}

/// What lies there.
#[derive(Clone, Debug)]
enum Kept {
    /// Portions: how often the shelf had been filled by then.
    Portions(u64),
    /// What was found, and the row itself if it was one.
    Answer(Value, Option<(RowAt, Record)>),
}

/// Something in a fridge.
#[derive(Clone, Debug)]
struct Portion {
    since: Time,
    kept: Kept,
    /// When it was last used, as a number that only rises.
    used: u64,
}

/// A fridge in a run.
#[derive(Clone, Debug, Default)]
pub(super) struct Fridge {
    portions: BTreeMap<Thing, Portion>,
    /// The same by their last use.
    by_use: BTreeMap<u64, Thing>,
    uses: u64,
}

/// What comes of a look into the fridge.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Look {
    /// It is there, and fresh.
    Found,
    /// It is not: the order goes to the pantry.
    Missed,
    /// Nobody would look for such a thing there.
    Useless,
}

impl Fridge {
    /// Returns how many things lie in it.
    pub fn len(&self) -> u32 {
        self.portions.len() as u32
    }

    fn has_fresh(&self, thing: &Thing, fresh_for: Option<Span>, now: Time) -> bool {
        let is_fresh = |portion: &Portion| fresh_for.is_none_or(|span| now - portion.since < span);
        self.portions.get(thing).is_some_and(is_fresh)
    }

    /// Somebody takes from what lies there.
    fn take(&mut self, thing: &Thing) -> Option<&Kept> {
        let portion = self.portions.get_mut(thing)?;
        self.by_use.remove(&portion.used);
        self.uses += 1;
        portion.used = self.uses;
        self.by_use.insert(self.uses, thing.clone());
        Some(&portion.kept)
    }

    /// Something is put in; what was used least recently makes room for it.
    fn put(&mut self, thing: Thing, since: Time, kept: Kept, holds: u32) {
        if let Some(old) = self.portions.remove(&thing) {
            self.by_use.remove(&old.used);
        }
        self.uses += 1;
        self.by_use.insert(self.uses, thing.clone());
        self.portions.insert(thing, Portion { since, kept, used: self.uses });
        self.shrink(holds);
    }

    fn shrink(&mut self, holds: u32) {
        while self.portions.len() > holds as usize
            && let Some((_, thing)) = self.by_use.pop_first()
        {
            self.portions.remove(&thing);
        }
    }
}

impl Kitchen {
    /// Looks into the fridge for all that the present step needs.
    pub(super) fn look_into_fridge<W: Witness>(
        &mut self,
        order: u32,
        house: &mut House<'_, W>,
    ) -> Look {
        match house.step(order) {
            Some(Step::Take { pantry, items, .. }) => {
                self.look_for_food(order, *pantry, items, house)
            }
            Some(Step::Search(search)) => self.look_for_answer(order, search, house),
            _ => Look::Useless,
        }
    }

    fn look_for_food<W: Witness>(
        &mut self,
        order: u32,
        pantry: u32,
        items: &Items,
        house: &mut House<'_, W>,
    ) -> Look {
        let Some(fridge) = &mut self.fridge else { return Look::Useless };
        let (fresh_for, now) = (self.plan.fridge.fresh_for, house.now());
        let thing = |shelf: u32| Thing::Portions(pantry, shelf);
        if !items.iter().all(|(shelf, _)| fridge.has_fresh(&thing(*shelf), fresh_for, now)) {
            return Look::Missed;
        }
        let mut is_stale = false;
        for (shelf, _) in items {
            let filled = house.filled[pantry as usize][*shelf as usize];
            let known = fridge.take(&thing(*shelf));
            is_stale |= !matches!(known, Some(Kept::Portions(known)) if *known == filled);
        }
        house.tell(Fact::FridgeHit { kitchen: self.number, order, is_stale });
        Look::Found
    }

    /// Looks for what was found before, by the same question; it may be out of date by now.
    fn look_for_answer<W: Witness>(
        &mut self,
        order: u32,
        search: &Search,
        house: &mut House<'_, W>,
    ) -> Look {
        let (Some(fridge), Some(name)) = (&mut self.fridge, search.into) else {
            return Look::Useless;
        };
        let Some(question) = question(order, search, house) else { return Look::Useless };
        let (fresh_for, now) = (self.plan.fridge.fresh_for, house.now());
        if !fridge.has_fresh(&question, fresh_for, now) {
            return Look::Missed;
        }
        let Some(Kept::Answer(value, row)) = fridge.take(&question).cloned() else {
            return Look::Missed;
        };
        let is_stale = answer_now(order, search, house).as_ref() != Some(&value);
        if let (Some((at, record)), Some(pad)) = (row, house.pad_mut(order)) {
            pad.note(at, record);
        }
        house.found(order, name, (search.of, search.shelf), value);
        house.tell(Fact::FridgeHit { kitchen: self.number, order, is_stale });
        Look::Found
    }

    /// An order comes back from the pantry, if that is where it was: what it has brought is put in.
    #[cold]
    pub(super) fn fill_fridge<W: Witness>(&mut self, order: u32, house: &House<'_, W>) {
        let (Some(fridge), Some(holds)) = (&mut self.fridge, self.plan.fridge.holds) else {
            return;
        };
        match house.step(order) {
            Some(Step::Take { pantry, items, .. }) => {
                for (shelf, _) in items {
                    let filled = house.filled[*pantry as usize][*shelf as usize];
                    let thing = Thing::Portions(*pantry, *shelf);
                    fridge.put(thing, house.now(), Kept::Portions(filled), holds);
                }
            }
            Some(Step::Search(search)) => {
                if let (Some(name), Some(pad)) = (search.into, house.pad(order))
                    && let Some(question) = question(order, search, house)
                {
                    let value = pad.names[name as usize].clone();
                    let row = pad.seen_as(&value);
                    fridge.put(question, house.now(), Kept::Answer(value, row), holds);
                }
            }
            _ => {}
        }
    }

    /// Without power nothing keeps.
    pub(super) fn empty_fridge(&mut self) {
        if let Some(fridge) = &mut self.fridge {
            *fridge = Fridge::default();
        }
    }

    /// The fridge holds more or less from now on, or comes or goes.
    pub(super) fn resize_fridge<W: Witness>(
        &mut self,
        holds: Option<u32>,
        house: &mut House<'_, W>,
    ) {
        self.plan.fridge.holds = holds;
        match (&mut self.fridge, holds) {
            (Some(fridge), Some(holds)) => fridge.shrink(holds),
            (fridge, holds) => *fridge = holds.map(|_| Fridge::default()),
        }
        house.tell(Fact::Fridge { kitchen: self.number, holds });
    }
}

/// Returns what a step asks of rows, as far as its answer can be kept; none: it cannot, because
/// everything must be as it is now, or nobody knows what is meant.
fn question<W: Witness>(order: u32, search: &Search, house: &House<'_, W>) -> Option<Thing> {
    let in_transaction = house.pad(order)?.transaction.is_some();
    if in_transaction || search.is_pasted {
        return None;
    }
    let (of, counts) = match &search.wanted {
        Wanted::One => (None, false),
        Wanted::Count => (None, true),
        Wanted::Sum { of } => (Some(of), false),
        Wanted::Ranked { by, .. } => (Some(by), false),
    };
    let at = of.map(|_| (house.orders[order].slip.dish, house.orders[order].ticket.step));
    let values = search.conditions.iter().map(|(_, value)| house.work_out(order, value, None));
    let mut values: Vec<Value> = values.collect::<Result<_, _>>().ok()?;
    if let Some(of) = of {
        let desk = house.desk(order, None)?;
        let read = reads_besides_the_row(of);
        values.extend(read.map(|(root, field)| desk.look(root, field).into_owned()));
    }
    Some(Thing::Answer(Arc::new(Question {
        pantry: search.of,
        shelf: search.shelf,
        at,
        counts,
        fields: search.conditions.iter().map(|(field, _)| *field).collect(),
        values,
    })))
}
