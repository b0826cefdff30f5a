//! A building: power and burners for the kitchens in it.

use super::BuildingTurn;
use super::Phase;
use super::fact::{Capacity, Cost, Fact, Witness};
use super::house::House;
use super::message::Message;
use crate::kernel::Line;

/// A building as the scenario means it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BuildingPlan {
    /// Whether there is power.
    pub power: bool,
    /// How many burners there are; none: unlimited.
    pub burners: Option<u32>,
    /// What it costs an hour, in cents.
    pub rent: i64,
}

impl Default for BuildingPlan {
    fn default() -> Self {
        BuildingPlan { power: true, burners: None, rent: 0 }
    }
}

/// A building in a run.
#[derive(Clone, Debug)]
pub(super) struct Building {
    number: u32,
    plan: BuildingPlan,
    busy: u32,
    line: Line,
}

impl Building {
    pub fn new(number: u32, plan: BuildingPlan) -> Building {
        Building { number, plan, busy: 0, line: Line::default() }
    }

    pub fn has_power(&self) -> bool {
        self.plan.power
    }

    pub fn open<W: Witness>(&self, house: &mut House<'_, W>) {
        let of = Capacity::Burners(self.number);
        house.tell(Fact::Capacity { of, count: self.plan.burners });
        let of = Cost::Rent(self.number);
        house.tell(Fact::Costs { of, cents_per_hour: self.plan.rent });
    }

    fn has_free_burner(&self) -> bool {
        self.plan.burners.is_none_or(|burners| self.busy < burners)
    }

    /// An order wants a burner.
    pub fn on_wanted<W: Witness>(&mut self, order: u32, house: &mut House<'_, W>) {
        if self.has_free_burner() {
            self.give(order, house);
        } else {
            house.moved(order, Phase::BurnerWait);
            house.join(&mut self.line, order);
        }
    }

    fn give<W: Witness>(&mut self, order: u32, house: &mut House<'_, W>) {
        self.busy += 1;
        house.tell(Fact::BurnerTaken { building: self.number, order });
        house.send(Message::BurnerGiven(order));
    }

    /// A burner is free again.
    pub fn on_back<W: Witness>(&mut self, house: &mut House<'_, W>) {
        self.busy -= 1;
        house.tell(Fact::BurnerFree { building: self.number });
        self.go_on(house);
    }

    fn go_on<W: Witness>(&mut self, house: &mut House<'_, W>) {
        while self.has_free_burner()
            && let Some(order) = self.line.serve(&mut house.orders)
        {
            self.give(order, house);
        }
    }

    /// The power goes off: all burners go out and nobody waits for one any more.
    fn go_dark<W: Witness>(&mut self, house: &mut House<'_, W>) {
        while self.line.serve(&mut house.orders).is_some() {}
        for _ in 0..std::mem::take(&mut self.busy) {
            house.tell(Fact::BurnerFree { building: self.number });
        }
    }

    pub fn turn<W: Witness>(&mut self, turn: BuildingTurn, house: &mut House<'_, W>) {
        match turn {
            BuildingTurn::Power(on) => {
                self.plan.power = on;
                if !on {
                    self.go_dark(house);
                }
            }
            BuildingTurn::Burners(burners) => {
                self.plan.burners = burners;
                self.open(house);
                self.go_on(house);
            }
            BuildingTurn::Rent(rent) => {
                self.plan.rent = rent;
                self.open(house);
            }
        }
    }

    pub(super) fn audit(&self) -> (u32, u32, bool) {
        (self.busy, self.line.len(), self.has_free_burner() && !self.line.is_empty())
    }
}
