//! Which chef has which order in hand, and what each has done of late: an order stays in its lane.

use super::history::{Errands, Held};
use crate::kernel::Time;
use crate::restaurant::Phase;
use crate::runner::history::{Doing, MOST_STRETCHES, Stretch};
use crate::runner::snapshot::MOST_LANES;
use std::collections::{BTreeMap, VecDeque};

/// The lanes of the chefs of each copy of a kitchen.
#[derive(Clone, Debug, Default)]
pub(super) struct Lanes {
    copies: Vec<Vec<Lane>>,
    /// Where each order in hand is: copy and lane.
    places: BTreeMap<u32, (usize, usize)>,
}

/// One chef's hands.
#[derive(Clone, Debug, Default)]
struct Lane {
    /// The number of the order in hand, or of that of an errand, and its slot.
    held: Option<(u64, u32)>,
    /// What goes on, and in whose slot: in that of the order, or of a branch of it.
    present: Option<(Stretch, u32)>,
    past: VecDeque<Stretch>,
}

impl Lane {
    /// Something else goes on from now.
    fn turn(&mut self, now: Time, doing: Doing, whose: u32) {
        let Some((number, _)) = self.held else { return };
        self.end(now);
        let stretch = Stretch { order: number, doing, from: now, to: None };
        self.present = Some((stretch, whose));
    }

    fn end(&mut self, now: Time) {
        if let Some((stretch, _)) = self.present.take()
            && stretch.from < now
        {
            if self.past.len() == MOST_STRETCHES {
                self.past.pop_front();
            }
            self.past.push_back(Stretch { to: Some(now), ..stretch });
        }
    }
}

impl Lanes {
    /// Begins anew with what is in hand now; who has been in a lane stays there.
    pub fn begin(&mut self, held: &[Held]) {
        let copies = held.iter().map(|held| held.copy + 1).max().unwrap_or(0);
        self.copies.resize_with(copies.max(self.copies.len()), Vec::new);
        self.places.clear();
        for (copy, lanes) in self.copies.iter_mut().enumerate() {
            let mut here: Vec<&Held> = held.iter().filter(|held| held.copy == copy).collect();
            here.sort_unstable_by_key(|held| (held.order, held.slot));
            for lane in lanes.iter_mut() {
                let still = |held: &&Held| lane.held == Some((held.order, held.slot));
                let stays = here.iter().position(still).map(|at| here.remove(at));
                *lane = Lane::default();
                if let Some(held) = stays {
                    lane.join_in(held);
                }
            }
            for held in here {
                if let Some(lane) = free(lanes) {
                    lanes[lane].join_in(held);
                }
            }
            let used = lanes.iter().rposition(|lane| lane.held.is_some());
            lanes.truncate(used.map_or(0, |last| last + 1));
            for (at, lane) in lanes.iter().enumerate() {
                self.places.extend(lane.held.map(|(_, slot)| (slot, (copy, at))));
            }
        }
    }

    /// A chef takes an order in hand.
    pub fn take(&mut self, now: Time, copy: usize, (number, slot): (u64, u32)) {
        if self.copies.len() <= copy {
            self.copies.resize_with(copy + 1, Vec::new);
        }
        let lanes = &mut self.copies[copy];
        let Some(at) = free(lanes) else { return };
        lanes[at].held = Some((number, slot));
        lanes[at].turn(now, Doing::Begins, slot);
        self.places.insert(slot, (copy, at));
    }

    /// A chef lays an order out of hand.
    pub fn free(&mut self, now: Time, slot: u32) {
        if let Some((copy, at)) = self.places.remove(&slot) {
            let lane = &mut self.copies[copy][at];
            lane.end(now);
            lane.held = None;
        }
    }

    fn of(&mut self, slot: u32) -> Option<&mut Lane> {
        let (copy, at) = self.places.get(&slot)?;
        Some(&mut self.copies[*copy][*at])
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
        let lanes = self.copies.iter_mut().flatten();
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
        let slots = |lanes: &Vec<Lane>| {
            let used = lanes.iter().rposition(|lane| lane.held.is_some()).map_or(0, |at| at + 1);
            lanes[..used].iter().map(|lane| lane.held.map(|(_, slot)| slot)).collect()
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
        self.copies.iter().map(|lanes| lanes.iter().map(all).collect()).collect()
    }
}

impl Lane {
    fn join_in(&mut self, held: &Held) {
        self.held = Some((held.order, held.slot));
        let doing = held.doing;
        let stretch = Stretch { order: held.order, doing, from: held.since, to: None };
        self.present = Some((stretch, held.whose));
    }
}

/// Says whether one who is in a phase needs a chef's hands for it.
pub(super) fn takes_hands(phase: Phase) -> bool {
    matches!(phase, Phase::Prep | Phase::Cooking)
}

/// Finds a lane in which nobody has anything in hand, or adds one; none: there are enough.
fn free(lanes: &mut Vec<Lane>) -> Option<usize> {
    let free = lanes.iter().position(|lane| lane.held.is_none());
    if free.is_none() && lanes.len() < MOST_LANES {
        lanes.push(Lane::default());
        return Some(lanes.len() - 1);
    }
    free
}
