//! The chefs of a copy of a kitchen, and the lanes in which is noted what they do. Whoever is free and
//! comes first takes the next order. Where there are very many, every second, fourth, … has a lane,
//! and stands for those behind: so what is noted is in proportion, and bounded.

use super::history::Held;
use crate::kernel::Time;
use crate::runner::history::{Doing, MOST_STRETCHES, Stretch};
use crate::runner::snapshot::MOST_LANES;
use std::collections::{BTreeSet, VecDeque};

/// The chefs of a copy.
#[derive(Clone, Debug)]
pub(super) struct Crew {
    /// Every how manieth of them has a lane.
    pub each: u32,
    pub lanes: Vec<Lane>,
    /// Those of the first `known` who have nothing in hand.
    pub free: BTreeSet<u32>,
    known: u32,
    /// Those who have something in hand of which nobody knows what it is.
    unknown: Vec<u32>,
    /// Who comes behind so many is not known one by one.
    most: u32,
}

impl Crew {
    /// Returns so many chefs, all of them free; none: any number.
    pub fn of(chefs: Option<u32>) -> Crew {
        let (lanes, free) = (Vec::new(), BTreeSet::new());
        let (known, unknown) = (0, Vec::new());
        Crew { each: each(chefs), lanes, free, known, unknown, most: most(chefs) }
    }

    /// There are so many from now on. Returns whether their lanes are not those any more that they
    /// should have.
    pub fn staff(&mut self, chefs: Option<u32>) -> bool {
        let wanted = each(chefs);
        if wanted > self.each {
            let step = (wanted / self.each) as usize;
            self.lanes = std::mem::take(&mut self.lanes).into_iter().step_by(step).collect();
            self.each = wanted;
        }
        self.most = most(chefs);
        wanted < self.each && chefs.is_none_or(|chefs| chefs as usize <= MOST_LANES)
    }

    /// Takes the first chef who is free; none: nobody is known to be.
    pub fn free_chef(&mut self) -> Option<u32> {
        if let Some(chef) = self.free.pop_first() {
            return Some(chef);
        }
        (self.known < self.most).then(|| {
            self.known += 1;
            self.known - 1
        })
    }

    /// Takes this chef, who must be free.
    pub fn turn_to(&mut self, chef: u32) -> u32 {
        self.free.extend(self.known..chef);
        self.known = self.known.max(chef + 1);
        self.free.remove(&chef);
        chef
    }

    /// Returns the first of so many chefs who is free and has a lane.
    pub fn free_lane(&self, chefs: u32) -> Option<u32> {
        let is_free = |chef: &u32| *chef >= self.known || self.free.contains(chef);
        (0..chefs).step_by(self.each as usize).take(MOST_LANES).find(is_free)
    }

    /// So many more have something in hand, since a moment.
    pub fn hold_unknown(&mut self, chefs: u32, from: Time) {
        for _ in 0..chefs {
            let Some(chef) = self.free_chef() else { return };
            self.unknown.push(chef);
            let stretch = Stretch { order: 0, doing: Doing::Unknown, from, to: None };
            self.lane(chef).into_iter().for_each(|lane| lane.present = Some((stretch, u32::MAX)));
        }
    }

    /// One of them has nothing in hand any more.
    pub fn lay_down_unknown(&mut self, now: Time) {
        let Some(chef) = self.unknown.pop() else { return };
        self.free.insert(chef);
        self.lane(chef).into_iter().for_each(|lane| lane.end(now));
    }

    /// Returns the lane of a chef; none: that one has none.
    pub fn lane(&mut self, chef: u32) -> Option<&mut Lane> {
        let at = (chef / self.each) as usize;
        if !chef.is_multiple_of(self.each) || at >= MOST_LANES {
            return None;
        }
        if self.lanes.len() <= at {
            self.lanes.resize_with(at + 1, Lane::default);
        }
        self.lanes.get_mut(at)
    }
}

/// Returns every how manieth of so many chefs has a lane: a power of two, so that there are always as
/// many as may be, or half as many.
fn each(chefs: Option<u32>) -> u32 {
    chefs.map_or(1, |chefs| (chefs as usize).div_ceil(MOST_LANES).next_power_of_two() as u32)
}

/// Returns how many of them are known one by one.
fn most(chefs: Option<u32>) -> u32 {
    if chefs.is_some() { u32::MAX } else { MOST_LANES as u32 }
}

/// One chef's hands.
#[derive(Clone, Debug, Default)]
pub(super) struct Lane {
    /// The number of the order in hand, or of that of an errand, and its slot.
    pub held: Option<(u64, u32)>,
    /// What goes on, and in whose slot: in that of the order, or of a branch of it.
    pub present: Option<(Stretch, u32)>,
    pub past: VecDeque<Stretch>,
}

impl Lane {
    /// Something else goes on from now.
    pub fn turn(&mut self, now: Time, doing: Doing, whose: u32) {
        let Some((number, _)) = self.held else { return };
        self.end(now);
        let stretch = Stretch { order: number, doing, from: now, to: None };
        self.present = Some((stretch, whose));
    }

    pub fn end(&mut self, now: Time) {
        if let Some((stretch, _)) = self.present.take()
            && stretch.from < now
        {
            if self.past.len() == MOST_STRETCHES {
                self.past.pop_front();
            }
            self.past.push_back(Stretch { to: Some(now), ..stretch });
        }
    }

    /// Goes on with what is in hand already.
    pub fn join_in(&mut self, held: &Held) {
        self.held = Some((held.order, held.slot));
        let doing = held.doing;
        let stretch = Stretch { order: held.order, doing, from: held.since, to: None };
        self.present = Some((stretch, held.whose));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_chefs_have_a_lane_each_and_many_share_them_evenly() {
        assert_eq!([0, 1, 64].map(|chefs| each(Some(chefs))), [1; 3]);
        assert_eq!([65, 80, 128, 129, 1_000].map(|chefs| each(Some(chefs))), [2, 2, 2, 4, 16]);
        assert_eq!(each(None), 1);
        let mut crew = Crew::of(Some(1_000));
        for _ in 0..500 {
            let chef = crew.free_chef().expect("somebody is free");
            crew.lane(chef).into_iter().for_each(|lane| lane.held = Some((1, chef)));
        }
        let held = crew.lanes.iter().filter(|lane| lane.held.is_some()).count();
        assert_eq!(held, 500_usize.div_ceil(16));
    }

    #[test]
    fn the_first_who_is_free_comes_first() {
        let mut crew = Crew::of(Some(100));
        assert_eq!([(); 3].map(|()| crew.free_chef()), [Some(0), Some(1), Some(2)]);
        crew.free.insert(1);
        assert_eq!(crew.free_chef(), Some(1));
        assert_eq!(crew.turn_to(7), 7);
        assert_eq!([(); 5].map(|()| crew.free_chef()), [3, 4, 5, 6, 8].map(Some));
    }

    #[test]
    fn more_chefs_take_no_lane_from_those_who_keep_one() {
        let mut crew = Crew::of(Some(100));
        for chef in 0..100 {
            crew.lane(chef).into_iter().for_each(|lane| lane.held = Some((1, chef)));
        }
        assert!(!crew.staff(Some(200)));
        let held: Vec<u32> = crew.lanes.iter().map(|lane| lane.held.unwrap().1).collect();
        assert_eq!(held, (0..100).step_by(4).collect::<Vec<u32>>());
        assert!(!crew.staff(Some(100)), "fewer lanes than there might be do no harm");
        assert!(crew.staff(Some(64)), "now everybody is to have one");
    }

    /// Of more orders than anybody looks at it is known how many are in hand.
    #[test]
    fn what_is_in_hand_is_counted_even_where_nobody_knows_it() {
        let mut crew = Crew::of(Some(1_000));
        let known: Vec<u32> =
            (0..3).filter_map(|_| crew.free_lane(500).map(|chef| crew.turn_to(chef))).collect();
        assert_eq!(known, [0, 16, 32]);
        crew.hold_unknown(497, Time::OPENING);
        assert_eq!(crew.free_chef(), Some(500));
        let at_work = |crew: &Crew| {
            crew.lanes.iter().filter(|lane| lane.present.is_some()).count() + known.len()
        };
        assert_eq!(at_work(&crew), 500_usize.div_ceil(16));
        (0..4).for_each(|_| crew.lay_down_unknown(Time(1)));
        assert_eq!(at_work(&crew), 496_usize.div_ceil(16));
        assert_eq!(crew.free_chef(), Some(496));
    }

    /// Where nobody says how many there are, the first ones have lanes.
    #[test]
    fn of_any_number_the_first_are_known() {
        let mut crew = Crew::of(None);
        let taken = std::iter::from_fn(|| crew.free_chef());
        assert_eq!(taken.count(), MOST_LANES);
    }
}
