//! Which chef has which order in hand, and what each has done of late: an order stays in its lane.

use super::crew::{Crew, Lane};
use super::history::{Errands, Held};
use crate::kernel::Time;
use crate::restaurant::Phase;
use crate::runner::history::{Doing, Stretch};
use std::collections::BTreeMap;

/// The lanes of the chefs of each copy of a kitchen.
#[derive(Clone, Debug, Default)]
pub(super) struct Lanes {
    copies: Vec<Crew>,
    /// Where each order in hand is.
    places: BTreeMap<u32, Place>,
}

/// Whose hands an order is in, and its number.
#[derive(Clone, Copy, Debug)]
struct Place {
    copy: usize,
    chef: u32,
    number: u64,
}

impl Lanes {
    /// Begins anew with what is in hand now; each copy has so many chefs, and so many of them have
    /// something in hand. Who has been in a lane stays there.
    pub fn begin(&mut self, now: Time, held: &[Held], hands: &[(Option<u32>, u32)]) {
        let before = std::mem::take(self);
        self.copies = hands.iter().map(|(chefs, _)| Crew::of(*chefs)).collect();
        let mut here: Vec<&Held> = held.iter().collect();
        here.sort_unstable_by_key(|held| (held.copy, held.order, held.slot));
        let was_at = |held: &Held| {
            let place = before.places.get(&held.slot)?;
            (place.copy == held.copy && place.number == held.order).then_some(place.chef)
        };
        let (stay, come): (Vec<&Held>, Vec<&Held>) =
            here.into_iter().partition(|held| was_at(held).is_some());
        for held in stay.into_iter().chain(come) {
            let Some((_, taken)) = hands.get(held.copy) else { continue };
            let crew = &mut self.copies[held.copy];
            let chef = was_at(held).or_else(|| crew.free_lane(*taken));
            let chef = chef.map(|chef| crew.turn_to(chef)).or_else(|| crew.free_chef());
            if let Some(chef) = chef {
                self.hold(chef, held);
            }
        }
        for (copy, (_, taken)) in hands.iter().enumerate() {
            let known = held.iter().filter(|held| held.copy == copy).count() as u32;
            self.copies[copy].hold_unknown(taken.saturating_sub(known), now);
        }
    }

    fn hold(&mut self, chef: u32, held: &Held) {
        let Held { copy, slot, order: number, .. } = *held;
        if let Some(lane) = self.copies[copy].lane(chef) {
            lane.join_in(held);
        }
        self.places.insert(slot, Place { copy, chef, number });
    }

    /// From now on a copy has so many chefs. Returns whether its lanes have to be begun anew: each
    /// stood for several chefs, who are so few now that each has one.
    pub fn staff(&mut self, copy: usize, chefs: Option<u32>) -> bool {
        self.crew(copy).staff(chefs)
    }

    /// A chef takes an order in hand.
    pub fn take(&mut self, now: Time, copy: usize, (number, slot): (u64, u32)) {
        let crew = self.crew(copy);
        let Some(chef) = crew.free_chef() else { return };
        if let Some(lane) = crew.lane(chef) {
            lane.held = Some((number, slot));
            lane.turn(now, Doing::Begins, slot);
        }
        self.places.insert(slot, Place { copy, chef, number });
    }

    /// A chef of a copy lays an order out of hand.
    pub fn hands_free(&mut self, now: Time, copy: usize, slot: u32) {
        if self.places.contains_key(&slot) {
            self.free(now, slot);
        } else {
            self.crew(copy).lay_down_unknown(now);
        }
    }

    /// Nobody has an order in hand any more.
    pub fn free(&mut self, now: Time, slot: u32) {
        if let Some(Place { copy, chef, .. }) = self.places.remove(&slot) {
            let crew = &mut self.copies[copy];
            crew.free.insert(chef);
            if let Some(lane) = crew.lane(chef) {
                lane.end(now);
                lane.held = None;
            }
        }
    }

    fn crew(&mut self, copy: usize) -> &mut Crew {
        if self.copies.len() <= copy {
            self.copies.resize_with(copy + 1, || Crew::of(None));
        }
        &mut self.copies[copy]
    }

    fn of(&mut self, slot: u32) -> Option<&mut Lane> {
        let Place { copy, chef, .. } = *self.places.get(&slot)?;
        self.copies[copy].lane(chef)
    }

    /// An order, or a branch of one, has entered a phase. Of several branches, the one is told that
    /// takes the hands.
    pub fn moved(&mut self, now: Time, slot: u32, phase: Phase, errands: &Errands) {
        if let Some(lane) = self.of(slot) {
            return lane.turn(now, Doing::Phase(phase), slot);
        }
        let holder = errands.holder(slot);
        let Some(lane) = self.of(holder) else { return };
        let was_told = lane.present.is_some_and(|(_, whose)| whose == slot);
        if takes_hands(phase) {
            lane.turn(now, Doing::Phase(phase), slot);
        } else if was_told {
            lane.turn(now, Doing::Several, holder);
        }
    }

    /// An order sends somebody on an errand.
    pub fn sends(&mut self, now: Time, slot: u32, is_branch: bool, errands: &Errands) {
        let holder = errands.holder(slot);
        let Some(lane) = self.of(holder) else { return };
        let told = lane.present.map(|(stretch, whose)| (stretch.doing, whose));
        let is_told = told.is_some_and(|(_, whose)| whose == slot);
        if is_told && is_branch && told != Some((Doing::Several, holder)) {
            lane.turn(now, Doing::Several, holder);
        } else if is_told && !is_branch && slot == holder && told != Some((Doing::Errands, slot)) {
            lane.turn(now, Doing::Errands, slot);
        } else if is_told && !is_branch && slot != holder {
            lane.turn(now, Doing::Several, holder);
        }
    }

    /// An errand has come back.
    pub fn comes_back(&mut self, now: Time, (slot, errand): (u32, u32), is_last: bool) {
        if is_last && let Some(lane) = self.of(slot) {
            lane.turn(now, Doing::Begins, slot);
            return;
        }
        let told = |lane: &&mut Lane| lane.present.is_some_and(|(_, whose)| whose == errand);
        let lanes = self.copies.iter_mut().flat_map(|crew| &mut crew.lanes);
        // Only a branch is told in the lane of another.
        if let Some(lane) = lanes.filter(|lane| lane.held.is_some()).find(told)
            && let Some((_, holder)) = lane.held
            && holder != errand
        {
            lane.turn(now, Doing::Several, holder);
        }
    }

    /// Returns the slots of the orders in the lanes of so many copies.
    pub fn slots(&self, copies: usize) -> Vec<Vec<Option<u32>>> {
        let slots = |crew: &Crew| {
            let used = crew.lanes.iter().rposition(|lane| lane.held.is_some());
            let used = &crew.lanes[..used.map_or(0, |last| last + 1)];
            used.iter().map(|lane| lane.held.map(|(_, slot)| slot)).collect()
        };
        let mut all: Vec<_> = self.copies.iter().map(slots).collect();
        all.resize_with(copies, Vec::new);
        all
    }

    /// Returns what has happened in the lanes, oldest first.
    pub fn stretches(&self) -> Vec<Vec<Vec<Stretch>>> {
        let all = |lane: &Lane| {
            let present = lane.present.iter().map(|(stretch, _)| *stretch);
            lane.past.iter().copied().chain(present).collect()
        };
        self.copies.iter().map(|crew| crew.lanes.iter().map(all).collect()).collect()
    }

    /// Returns of each copy every how manieth chef has a lane.
    pub fn each(&self) -> Vec<u32> {
        self.copies.iter().map(|crew| crew.each).collect()
    }
}

/// Says whether one who is in a phase needs a chef's hands for it.
pub(super) fn takes_hands(phase: Phase) -> bool {
    matches!(phase, Phase::Prep | Phase::Cooking)
}
