//! Noting what happens as stretches of time, while somebody listens. Whenever that begins it begins
//! with what is so then, so nothing in it is ever missing or of another course of the run.

use super::courses::{Courses, MOST_OPEN};
use super::lanes::{Lanes, takes_hands};
use super::picture::MOST_SLOTS;
use super::strand::Strand;
use crate::kernel::Time;
use crate::restaurant::{Capacity, ErrandScene, Fact, OrderScene, Phase};
use crate::runner::history::{Course, Doing, History, Stretch};
use crate::runner::told::Tag;
use std::collections::BTreeMap;

/// An order in a chef's hands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Held {
    pub copy: usize,
    pub slot: u32,
    /// Its number.
    pub order: u64,
    pub doing: Doing,
    /// In whose slot that goes on: its own, or that of a branch.
    pub whose: u32,
    pub since: Time,
}

/// Who is on an errand, for whom, and whether as a branch of the same recipe.
#[derive(Clone, Debug, Default)]
pub(super) struct Errands {
    sent: BTreeMap<u32, (u32, bool)>,
}

impl Errands {
    /// Returns who has the hands that a branch shares; an order itself is its own holder.
    pub fn holder(&self, slot: u32) -> u32 {
        let mut slot = slot;
        while let Some((parent, true)) = self.sent.get(&slot) {
            slot = *parent;
        }
        slot
    }
}

/// Notes what happens.
#[derive(Clone, Debug, Default)]
pub(super) struct Notes {
    since: Time,
    pub lanes: Lanes,
    courses: Courses,
    errands: Errands,
    /// Whether they have to be begun anew.
    pub is_stale: bool,
}

impl Notes {
    /// Takes note of a fact; `tag` is that of the order that it is about.
    pub fn see(&mut self, now: Time, fact: Fact, tag: impl Fn(u32) -> Tag) {
        let Notes { lanes, courses, errands, is_stale, .. } = self;
        match fact {
            Fact::Placed { order, .. } => {
                let Tag { number, room, dish } = tag(order);
                let (stretches, decided) = (Vec::new(), None);
                let known_from = now;
                let course =
                    Course { number, room, dish, placed: now, known_from, stretches, decided };
                courses.begin(order, course);
                courses.turn(now, order, Doing::Phase(Phase::WalkingIn));
            }
            Fact::Moved { order, phase } => {
                lanes.moved(now, order, phase, errands);
                courses.turn(now, order, Doing::Phase(phase));
            }
            Fact::Split { order, errand, dish } => {
                // A branch is of the dish of its order; nobody asks for the very same.
                let is_branch = tag(order).dish == Some(dish);
                lanes.sends(now, order, is_branch, errands);
                errands.sent.insert(errand, (order, is_branch));
                courses.turn(now, order, Doing::Errands);
            }
            Fact::Joined { order, errand, last } => {
                errands.sent.remove(&errand);
                lanes.comes_back(now, (order, errand), last);
                if last {
                    courses.turn(now, order, Doing::Begins);
                }
            }
            Fact::Decided { order, outcome } => courses.decide(now, order, outcome),
            Fact::Closed { order } => {
                errands.sent.remove(&order);
                lanes.free(now, order);
            }
            Fact::HandsTaken { kitchen, order } => {
                lanes.take(now, kitchen as usize, (tag(order).number, order));
            }
            Fact::HandsFree { kitchen, order } => lanes.hands_free(now, kitchen as usize, order),
            Fact::Capacity { of: Capacity::Chefs(kitchen), count } => {
                *is_stale |= lanes.staff(kitchen as usize, count);
            }
            _ => {}
        }
    }

    /// Returns from when on nothing was missed.
    pub fn since(&self) -> Time {
        self.since
    }

    /// Returns what was noted.
    pub fn history(&self) -> History {
        History {
            since: self.since,
            lanes: self.lanes.stretches(),
            each: self.lanes.each(),
            courses: self.courses.list(),
        }
    }
}

impl Strand<'_> {
    /// From now on, or no longer, everything that happens is noted and told; what was told before a
    /// while that nobody listened to is of another moment.
    pub fn listen(&mut self, listens: bool) {
        if listens && !self.run.watcher().listens() {
            self.begin_notes();
        }
        self.run.follower().listen(listens);
    }

    /// Begins to note what happens with what is so now.
    pub fn begin_notes(&mut self) {
        let (restaurant, watcher) = (self.run.restaurant(), self.run.watcher());
        let (ledger, since) = (self.run.ledger(), self.run.now());
        let mut notes = Notes { since, lanes: watcher.notes.lanes.clone(), ..Notes::default() };
        let known = |slot: u32| Some((watcher.order_in(slot)?, restaurant.order_scene(slot)));
        let scenes: Vec<_> = watcher.taken(MOST_SLOTS).filter_map(known).collect();
        for (_, scene) in &scenes {
            if let Some(ErrandScene { parent: Some(parent), is_branch }) = scene.errand {
                notes.errands.sent.insert(scene.slot, (parent, is_branch));
            }
        }
        let mut held = Vec::new();
        for ((order, _), scene) in &scenes {
            if let Some(copy) = scene.kitchen.filter(|_| scene.has_hands) {
                let (slot, doing, copy) = (scene.slot, doing(scene), copy as usize);
                held.push(Held { copy, slot, order: *order, doing, whose: slot, since });
            }
        }
        // Of branches the one is told that takes the hands.
        for (_, scene) in scenes.iter().filter(|(_, scene)| scene.errand.is_some()) {
            let holder = notes.errands.holder(scene.slot);
            // They stand in the order of their slots.
            let place = held.binary_search_by_key(&holder, |held| held.slot);
            if let Some(held) = place.ok().map(|at| &mut held[at])
                && holder != scene.slot
            {
                if takes_hands(scene.phase) && !scene.waits_for_errands {
                    (held.doing, held.whose) = (Doing::Phase(scene.phase), scene.slot);
                } else if held.whose == holder {
                    held.doing = Doing::Several;
                }
            }
        }
        let kitchens = restaurant.scene(0).kitchens;
        // Of very many orders only some are looked at; of the others it is known how many are in hand.
        let hands = kitchens.iter().map(|kitchen| (kitchen.chefs, kitchen.hands_taken));
        notes.lanes.begin(since, &held, &hands.collect::<Vec<_>>());
        let mut open: Vec<_> =
            scenes.iter().filter(|(_, s)| s.errand.is_none() && s.fate.is_none()).collect();
        open.sort_unstable_by_key(|((number, _), _)| *number);
        for ((number, placed), scene) in open.into_iter().take(MOST_OPEN) {
            // When it sent others is not known, when it entered a phase is.
            let known_from =
                if scene.waits_for_errands { since } else { ledger.entered(scene.slot) };
            let stretch =
                Stretch { order: *number, doing: doing(scene), from: known_from, to: None };
            let course = Course {
                number: *number,
                room: scene.room,
                dish: scene.dish,
                placed: *placed,
                known_from,
                stretches: vec![stretch],
                decided: None,
            };
            notes.courses.begin(scene.slot, course);
        }
        let watcher = self.run.follower();
        watcher.notes = notes;
        watcher.news.begin(since);
    }
}

fn doing(scene: &OrderScene) -> Doing {
    if scene.waits_for_errands { Doing::Errands } else { Doing::Phase(scene.phase) }
}

#[cfg(test)]
mod tests;
