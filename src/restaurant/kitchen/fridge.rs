//! The fridge beside the chefs: what was taken from a shelf lies there for a while, so that the
//! next one need not go to the pantry for it. Whether the shelf has changed since, it cannot know.

use super::Kitchen;
use crate::kernel::{Span, Time};
use crate::restaurant::fact::{Fact, Witness};
use crate::restaurant::house::House;
use crate::restaurant::menu::Step;
use std::collections::BTreeMap;

/// A fridge as the scenario means it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FridgePlan {
    /// Of how many shelves something fits in; none: there is no fridge.
    pub holds: Option<u32>,
    /// How long something is fresh; none: for ever.
    pub fresh_for: Option<Span>,
}

/// A shelf: its pantry, and its number there.
type Shelf = (u32, u32);

/// What lies in a fridge.
#[derive(Clone, Copy, Debug)]
struct Portion {
    since: Time,
    /// How often the shelf had been filled by then.
    filled: u64,
    /// When it was last used, as a number that only rises.
    used: u64,
}

/// A fridge in a run.
#[derive(Clone, Debug, Default)]
pub(super) struct Fridge {
    portions: BTreeMap<Shelf, Portion>,
    /// The same by their last use.
    by_use: BTreeMap<u64, Shelf>,
    uses: u64,
}

impl Fridge {
    /// Returns of how many shelves something lies in it.
    pub fn len(&self) -> u32 {
        self.portions.len() as u32
    }

    fn has_fresh(&self, shelf: Shelf, fresh_for: Option<Span>, now: Time) -> bool {
        let is_fresh = |portion: &Portion| fresh_for.is_none_or(|span| now - portion.since < span);
        self.portions.get(&shelf).is_some_and(is_fresh)
    }

    /// Somebody takes from what lies there; returns how often the shelf had been filled when it
    /// was fetched.
    fn take(&mut self, shelf: Shelf) -> Option<u64> {
        let portion = self.portions.get_mut(&shelf)?;
        self.by_use.remove(&portion.used);
        self.uses += 1;
        portion.used = self.uses;
        self.by_use.insert(self.uses, shelf);
        Some(portion.filled)
    }

    /// Something is put in; what was used least recently makes room for it.
    fn put(&mut self, shelf: Shelf, since: Time, filled: u64, holds: u32) {
        if let Some(old) = self.portions.remove(&shelf) {
            self.by_use.remove(&old.used);
        }
        self.uses += 1;
        self.portions.insert(shelf, Portion { since, filled, used: self.uses });
        self.by_use.insert(self.uses, shelf);
        self.shrink(holds);
    }

    fn shrink(&mut self, holds: u32) {
        while self.portions.len() > holds as usize
            && let Some((_, shelf)) = self.by_use.pop_first()
        {
            self.portions.remove(&shelf);
        }
    }
}

impl Kitchen {
    /// Takes all that the present step needs from the fridge, if it is all there and fresh.
    pub(super) fn finds_in_fridge<W: Witness>(
        &mut self,
        order: u32,
        house: &mut House<'_, W>,
    ) -> bool {
        let (Some(fridge), Some(Step::Take { pantry, items, .. })) =
            (&mut self.fridge, house.step(order))
        else {
            return false;
        };
        let (fresh_for, now) = (self.plan.fridge.fresh_for, house.now());
        let mut shelves = items.iter().map(|(shelf, _)| (*pantry, *shelf));
        if !shelves.all(|shelf| fridge.has_fresh(shelf, fresh_for, now)) {
            return false;
        }
        let mut is_stale = false;
        for (shelf, _) in items {
            let filled = house.filled[*pantry as usize][*shelf as usize];
            is_stale |= fridge.take((*pantry, *shelf)) != Some(filled);
        }
        house.tell(Fact::FridgeHit { kitchen: self.number, order, is_stale });
        true
    }

    /// An order comes back from the pantry, if that is where it was: what it has taken is put in.
    #[cold]
    pub(super) fn fill_fridge<W: Witness>(&mut self, order: u32, house: &House<'_, W>) {
        if let (Some(fridge), Some(holds)) = (&mut self.fridge, self.plan.fridge.holds)
            && let Some(Step::Take { pantry, items, .. }) = house.step(order)
        {
            for (shelf, _) in items {
                let filled = house.filled[*pantry as usize][*shelf as usize];
                fridge.put((*pantry, *shelf), house.now(), filled, holds);
            }
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
