//! Who tells a run as it goes on: every fact of it by names and running numbers.

use super::follower::{By, Follower};
use super::happening::Happening;
use super::told::{Tag, Told, said, turned_by};
use crate::dials::Names;
use crate::kernel::Time;
use crate::restaurant::{Fact, Stage, Witness};
use crate::scenario::Turned;
use std::collections::BTreeSet;

/// Follows a run and tells what happens.
#[derive(Debug)]
pub struct Teller<'a> {
    names: &'a Names,
    /// By index: the order that has it now.
    orders: Vec<Tag>,
    placed: u64,
    /// Shelves that hold something.
    filled: BTreeSet<(u32, u32)>,
    /// Copies of kitchens that are not closed.
    copies: BTreeSet<u32>,
    /// Buildings in which nothing works.
    down: BTreeSet<u32>,
    told: Vec<Happening>,
    is_silent: bool,
}

impl<'a> Teller<'a> {
    /// Returns a teller for a restaurant with these parts.
    pub fn new(names: &'a Names) -> Teller<'a> {
        Teller {
            names,
            orders: Vec::new(),
            placed: 0,
            filled: BTreeSet::new(),
            copies: BTreeSet::new(),
            down: BTreeSet::new(),
            told: Vec::new(),
            is_silent: false,
        }
    }

    /// Returns one whom nobody listens to.
    pub fn silent(names: &'a Names) -> Teller<'a> {
        Teller { is_silent: true, ..Teller::new(names) }
    }

    /// Takes what has happened since this was last asked.
    pub fn take(&mut self) -> Vec<Happening> {
        std::mem::take(&mut self.told)
    }

    /// Nobody listens any more.
    pub fn fall_silent(&mut self) {
        self.is_silent = true;
    }

    fn note(&mut self, index: u32, order: Tag) {
        let at = index as usize;
        if at >= self.orders.len() {
            self.orders.resize(at + 1, Tag::default());
        }
        self.orders[at] = order;
    }

    fn tell(&mut self, at: Time, told: Told) {
        if !self.is_silent {
            let order = told.order.map(|order| self.orders[order as usize]);
            self.told.push(told.happening(at, order, self.names));
        }
    }

    /// What is in a building works or does not; a shelf holds something or does not. Says whether
    /// that is news.
    fn is_new(&mut self, fact: Fact) -> bool {
        match fact {
            Fact::Up { building, up: false } => {
                self.down.insert(building);
                false
            }
            Fact::Up { building, up: true } => self.down.remove(&building),
            // A shelf that has never held anything is no news.
            Fact::Stock { pantry, shelf, level: Some(0) } => self.filled.remove(&(pantry, shelf)),
            Fact::Stock { pantry, shelf, .. } => {
                self.filled.insert((pantry, shelf));
                false
            }
            // Nor is a copy that has never been open.
            Fact::Copy { kitchen, stage: Stage::Closed, .. } => self.copies.remove(&kitchen),
            Fact::Copy { kitchen, .. } => {
                self.copies.insert(kitchen);
                true
            }
            _ => true,
        }
    }
}

impl Witness for Teller<'_> {
    fn see(&mut self, now: Time, fact: Fact) {
        match fact {
            Fact::Placed { order, room, dish, .. } => {
                self.placed += 1;
                self.note(order, Tag { number: self.placed, room, dish });
            }
            // What happens to an errand is told of the order that sent it.
            Fact::Split { order, errand, .. } | Fact::Mailed { order, letter: errand, .. } => {
                let of = self.orders[order as usize];
                self.note(errand, of);
            }
            _ => {}
        }
        if self.is_new(fact)
            && let Some(told) = Told::of(fact)
        {
            self.tell(now, told);
        }
    }
}

impl Follower for Teller<'_> {
    fn on_said(&mut self, now: Time, text: &str) {
        if !self.is_silent {
            self.told.push(said(now, text));
        }
    }

    fn on_turned(&mut self, now: Time, turned: &Turned, by: By) {
        if !self.is_silent {
            self.told.push(turned_by(now, turned, by));
        }
    }
}

#[cfg(test)]
mod tests;
