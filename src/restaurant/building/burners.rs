//! The burners of a building: held in turns, or shared in slices.

use super::holding::{Good, Layer};
use super::share::Share;
use crate::kernel::{Line, Span, Time};
use crate::restaurant::Phase;
use crate::restaurant::fact::{Fact, Witness};
use crate::restaurant::house::House;
use crate::restaurant::menu::Step;
use crate::restaurant::message::Message;
use crate::restaurant::scene::{BuildingScene, Look};

/// How burners are shared out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sharing {
    /// A burner is held until what is on it is done; the others wait.
    #[default]
    Turns,
    /// All that cooks gets the same share of the burners.
    Slices,
}

/// The burners of one building in a run.
#[derive(Clone, Debug)]
pub(in crate::restaurant) struct Burners {
    building: u32,
    /// What gets a burner here needs one of the physical building, too.
    is_virtual: bool,
    most: Option<u32>,
    sharing: Sharing,
    /// Burners held in turns.
    held: u32,
    line: Line,
    share: Share,
}

impl Burners {
    pub fn new(building: u32, is_virtual: bool, most: Option<u32>, sharing: Sharing) -> Burners {
        let (line, share) = (Line::default(), Share::default());
        Burners { building, is_virtual, most, sharing, held: 0, line, share }
    }

    pub fn most(&self) -> Option<u32> {
        self.most
    }

    /// Burners that are not held in turns.
    fn shared_out(&self) -> Option<u32> {
        self.most.map(|most| most.saturating_sub(self.held))
    }

    fn busy(&self) -> u32 {
        self.held + self.shared_out().map_or(self.share.len(), |most| self.share.len().min(most))
    }

    #[inline]
    fn has_free(&self) -> bool {
        self.most.is_none_or(|most| self.held < most && self.busy() < most)
    }

    /// An order wants a burner.
    #[inline]
    pub fn on_wanted<W: Witness>(&mut self, order: u32, house: &mut House<'_, W>) {
        if self.sharing == Sharing::Slices {
            let work = match house.step(order) {
                Some(Step::Cook(time)) => house.draw_work(order, time),
                _ => Span::ZERO,
            };
            self.share_with(order, work, house);
            self.settle(house);
        } else if self.has_free() {
            self.give(order, house);
        } else {
            house.moved(order, Phase::BurnerWait);
            house.join(&mut self.line, order);
        }
    }

    #[inline]
    fn give<W: Witness>(&mut self, order: u32, house: &mut House<'_, W>) {
        self.held += 1;
        house.orders[order].ticket.holds.add(Good::Burner);
        house.tell(Fact::BurnerTaken { building: self.building, order });
        if !self.is_virtual {
            house.send(Message::BurnerGiven(order));
            return;
        }
        if house.orders[order].phase == Phase::BurnerWait {
            // The wait for this burner is over, that for the other one begins.
            house.moved(order, Phase::BurnerWait);
        }
        house.send(Message::OuterBurnerWanted(order));
    }

    /// An order begins to cook with the others; the caller settles the burners.
    fn share_with<W: Witness>(&mut self, order: u32, work: Span, house: &mut House<'_, W>) {
        self.work_until(house.now());
        self.share.join(order, work);
        house.orders[order].ticket.holds.add(Good::Burner);
        house.tell(Fact::BurnerShared { building: self.building, order });
        house.send(Message::BurnerShared(order));
    }

    fn work_until(&mut self, now: Time) {
        self.share.work_until(now, self.shared_out());
    }

    /// Tells how many burners are busy, and expects the next order to be done.
    fn settle<W: Witness>(&mut self, house: &mut House<'_, W>) {
        house.tell(Fact::BurnersBusy { building: self.building, busy: self.busy() });
        let next = self.share.next_in(self.shared_out()).map(|time| house.now() + time);
        house.expect_cooked(self.building, next.unwrap_or(Time::NEVER));
    }

    /// The next of those that share burners is done.
    pub fn on_cooked<W: Witness>(&mut self, house: &mut House<'_, W>) {
        self.work_until(house.now());
        while let Some(order) = self.share.take_done() {
            let holds = &mut house.orders[order].ticket.holds;
            let is_outer = holds.has(Good::Burner, Layer::Outer);
            holds.give_back(Good::Burner, if is_outer { Layer::Outer } else { Layer::Own });
            house.send(Message::Cooked(order));
        }
        self.settle(house);
        self.go_on(house);
    }

    /// A burner is free again.
    #[inline]
    pub fn on_back<W: Witness>(&mut self, house: &mut House<'_, W>) {
        self.free_one(house);
        self.go_on(house);
    }

    fn free_one<W: Witness>(&mut self, house: &mut House<'_, W>) {
        let shares = !self.share.is_empty();
        if shares {
            self.work_until(house.now());
        }
        self.held -= 1;
        house.tell(Fact::BurnerFree { building: self.building });
        if shares {
            self.settle(house);
        }
    }

    #[inline]
    pub fn go_on<W: Witness>(&mut self, house: &mut House<'_, W>) {
        while !self.line.is_empty()
            && self.has_free()
            && let Some(order) = self.line.serve(&mut house.orders)
        {
            self.give(order, house);
        }
    }

    /// An order loses its burner, or its place in the line; the caller lets others go on.
    #[cold]
    pub fn lose<W: Witness>(&mut self, order: u32, layer: Layer, house: &mut House<'_, W>) {
        let lost = &mut house.orders[order];
        if lost.phase == Phase::BurnerWait && lost.ticket.holds.next(Good::Burner) == layer {
            self.line.leave(order, &mut house.orders);
        } else if lost.ticket.holds.give_back(Good::Burner, layer) {
            self.work_until(house.now());
            if self.share.remove(order) {
                self.settle(house);
            } else {
                self.free_one(house);
            }
        }
    }

    /// Says whether an order shares burners here.
    pub fn shares(&self, order: u32) -> bool {
        self.share.has(order)
    }

    /// An order that shares burners is laid down; returns the work that is left of it.
    #[cold]
    pub fn lay_down<W: Witness>(&mut self, order: u32, house: &mut House<'_, W>) -> Span {
        self.work_until(house.now());
        let left = self.share.left(order);
        self.share.remove(order);
        self.settle(house);
        self.go_on(house);
        left
    }

    /// From now on there are so many burners; once that is told, the caller shares them anew.
    pub fn turn_most(&mut self, most: Option<u32>, now: Time) {
        self.work_until(now);
        self.most = most;
    }

    /// There are more or fewer burners for those who share them.
    pub fn share_anew<W: Witness>(&mut self, house: &mut House<'_, W>) {
        if !self.share.is_empty() {
            self.settle(house);
        }
    }

    /// From now on burners are shared otherwise. Who shares some goes on doing so until done; the
    /// orders that hold one, which the caller knows, begin to share it with those who wait.
    #[cold]
    pub fn turn_sharing<W: Witness>(
        &mut self,
        sharing: Sharing,
        holders: &[u32],
        house: &mut House<'_, W>,
    ) {
        if self.sharing == sharing {
            return;
        }
        self.sharing = sharing;
        if sharing == Sharing::Turns {
            return;
        }
        self.work_until(house.now());
        for &order in holders {
            let left = house.orders[order].due - house.now();
            house.forget_due(order);
            house.may_wait_long(order);
            self.held -= 1;
            house.tell(Fact::BurnerFree { building: self.building });
            self.share.join(order, left);
        }
        while let Some(order) = self.line.serve(&mut house.orders) {
            let work = match house.step(order) {
                Some(Step::Cook(time)) => house.draw_work(order, time),
                _ => Span::ZERO,
            };
            self.share_with(order, work, house);
        }
        self.settle(house);
    }

    /// Returns how many orders have a burner, or a share of them.
    pub fn taken(&self) -> u32 {
        self.held + self.share.len()
    }

    /// Shows its part of the building.
    pub fn show(&self, scene: &mut BuildingScene, look: &Look<'_>) {
        scene.burners = self.most;
        scene.burners_busy = self.busy();
        scene.cooking = self.taken();
        scene.burner_line = look.line(&self.line);
        scene.shares_burners = self.sharing == Sharing::Slices;
    }

    pub fn waiting(&self) -> u32 {
        self.line.len()
    }

    pub fn is_idle_with_work(&self) -> bool {
        self.has_free() && !self.line.is_empty()
    }
}
