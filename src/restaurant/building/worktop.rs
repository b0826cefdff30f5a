//! The worktop of a building: room for the orders that are worked on.

use super::holding::{Good, Layer};
use crate::kernel::Line;
use crate::restaurant::Phase;
use crate::restaurant::fact::{Fact, Witness};
use crate::restaurant::house::House;
use crate::restaurant::message::Message;
use crate::restaurant::scene::{BuildingScene, Look};

/// What happens to an order that is picked up when the worktop is full.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum WhenFull {
    /// It waits.
    #[default]
    Wait,
    /// It is lost.
    Crash,
}

/// The worktop of one building in a run.
#[derive(Clone, Debug)]
pub(in crate::restaurant) struct Worktop {
    building: u32,
    /// What gets a place here needs one in the physical building, too.
    is_virtual: bool,
    most: Option<u32>,
    pub when_full: WhenFull,
    /// Whether places are counted; not until there is a limit.
    counts: bool,
    taken: u32,
    line: Line,
}

impl Worktop {
    pub fn new(building: u32, is_virtual: bool, most: Option<u32>, when_full: WhenFull) -> Worktop {
        let counts = most.is_some();
        Worktop { building, is_virtual, most, when_full, counts, taken: 0, line: Line::default() }
    }

    pub fn most(&self) -> Option<u32> {
        self.most
    }

    pub fn counts(&self) -> bool {
        self.counts
    }

    fn has_room(&self) -> bool {
        self.most.is_none_or(|most| self.taken < most)
    }

    /// An order that has been picked up wants a place.
    pub fn on_wanted<W: Witness>(&mut self, order: u32, house: &mut House<'_, W>) {
        if !self.counts || self.has_room() {
            self.give(order, house);
        } else if self.when_full == WhenFull::Crash {
            house.send(Message::Crashed(order));
        } else {
            house.moved(order, Phase::WorktopWait);
            house.join(&mut self.line, order);
            house.send(Message::NoPlace(order));
        }
    }

    fn give<W: Witness>(&mut self, order: u32, house: &mut House<'_, W>) {
        if self.counts {
            self.take(order, house);
        } else {
            house.orders[order].ticket.holds.add(Good::Place);
        }
        if !self.is_virtual {
            house.send(Message::PlaceGiven(order));
            return;
        }
        if house.orders[order].phase == Phase::WorktopWait {
            // The wait for this place is over, that for the other one begins.
            house.moved(order, Phase::WorktopWait);
        }
        house.send(Message::OuterPlaceWanted(order));
    }

    fn take<W: Witness>(&mut self, order: u32, house: &mut House<'_, W>) {
        self.taken += 1;
        house.orders[order].ticket.holds.add(Good::Place);
        house.tell(Fact::PlaceTaken { building: self.building, order });
    }

    /// A place is free again.
    pub fn on_back<W: Witness>(&mut self, house: &mut House<'_, W>) {
        self.free_one(house);
        self.go_on(house);
    }

    fn free_one<W: Witness>(&mut self, house: &mut House<'_, W>) {
        if self.counts {
            self.taken -= 1;
            house.tell(Fact::PlaceFree { building: self.building });
        }
    }

    pub fn go_on<W: Witness>(&mut self, house: &mut House<'_, W>) {
        while self.has_room()
            && let Some(order) = self.line.serve(&mut house.orders)
        {
            self.give(order, house);
        }
    }

    /// An order loses its place, or gives up waiting for one; the caller lets others go on.
    #[cold]
    pub fn lose<W: Witness>(&mut self, order: u32, layer: Layer, house: &mut House<'_, W>) {
        let lost = &mut house.orders[order];
        if lost.phase == Phase::WorktopWait && lost.ticket.holds.next(Good::Place) == layer {
            self.line.leave(order, &mut house.orders);
        } else if lost.ticket.holds.give_back(Good::Place, layer) {
            self.free_one(house);
        }
    }

    /// There is room for so many from now on. The caller knows the orders in progress, which are
    /// counted from the first limit on.
    pub fn turn_most<W: Witness>(
        &mut self,
        most: Option<u32>,
        in_progress: &[(u32, Layer)],
        house: &mut House<'_, W>,
    ) {
        self.most = most;
        if self.counts || most.is_none() {
            return;
        }
        self.counts = true;
        for &(order, layer) in in_progress {
            if !house.orders[order].ticket.holds.has(Good::Place, layer) {
                house.orders[order].ticket.holds.set(Good::Place, layer);
            }
            self.taken += 1;
            house.tell(Fact::PlaceTaken { building: self.building, order });
        }
    }

    /// Shows its part of the building.
    pub fn show(&self, scene: &mut BuildingScene, look: &Look<'_>) {
        scene.worktop = self.most;
        scene.places_taken = self.taken;
        scene.worktop_line = look.line(&self.line);
    }

    pub fn taken(&self) -> u32 {
        self.taken
    }

    pub fn waiting(&self) -> u32 {
        self.line.len()
    }

    pub fn is_idle_with_work(&self) -> bool {
        self.has_room() && !self.line.is_empty()
    }
}
