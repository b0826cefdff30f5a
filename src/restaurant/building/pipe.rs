//! The water pipe of a building: orders come in and plates go out through it, one at a time.

use super::Leg;
use crate::kernel::{Line, SECOND, Span};
use crate::restaurant::fact::{Fact, Witness};
use crate::restaurant::house::House;
use crate::restaurant::order::Order;
use crate::restaurant::scene::{BuildingScene, Look};
use crate::restaurant::{Outcome, Phase};

/// The pipe of one building in a run.
#[derive(Clone, Debug)]
pub(in crate::restaurant) struct Pipe {
    building: u32,
    /// Units of size a second; none: any number at once.
    pub water: Option<f64>,
    passing: Option<u32>,
    line: Line,
}

impl Pipe {
    pub fn new(building: u32, water: Option<f64>) -> Pipe {
        Pipe { building, water, passing: None, line: Line::default() }
    }

    /// Says whether whatever comes is through at once.
    pub fn is_open(&self) -> bool {
        self.water.is_none() && self.passing.is_none()
    }

    /// An order or a plate comes to the pipe.
    pub fn on_comes<W: Witness>(&mut self, order: u32, house: &mut House<'_, W>) {
        if self.passing.is_none() {
            self.pass(order, house);
        } else {
            house.moved(order, Phase::WaterWait);
            house.join(&mut self.line, order);
        }
    }

    fn pass<W: Witness>(&mut self, order: u32, house: &mut House<'_, W>) {
        self.passing = Some(order);
        house.tell(Fact::WaterTaken { building: self.building, order });
        let phase = match house.orders[order].ticket.leg {
            Leg::PipeOut(_) => Phase::WalkingOut,
            _ => Phase::WalkingIn,
        };
        house.moved(order, phase);
        let size = house.dish(order).map_or(1.0, |dish| dish.size);
        let time = self.water.map_or(0.0, |water| size / water * SECOND.0 as f64);
        house.due_in(Span::from_nanos(time), order);
    }

    /// What was in the pipe is through.
    pub fn on_passed<W: Witness>(&mut self, house: &mut House<'_, W>) {
        self.passing = None;
        house.tell(Fact::WaterFree { building: self.building });
        while self.passing.is_none()
            && let Some(order) = self.line.serve(&mut house.orders)
        {
            if was_taken_along(&house.orders[order]) {
                house.close(order);
            } else {
                self.pass(order, house);
            }
        }
    }

    /// The power goes off: returns what was in the pipe or waited for it.
    #[cold]
    pub fn clear<W: Witness>(&mut self, house: &mut House<'_, W>) -> Vec<u32> {
        let mut lost = Vec::new();
        if let Some(order) = self.passing.take() {
            house.forget_due(order);
            house.tell(Fact::WaterFree { building: self.building });
            lost.push(order);
        }
        lost.extend(std::iter::from_fn(|| self.line.serve(&mut house.orders)));
        lost
    }

    /// Shows its part of the building.
    pub fn show(&self, scene: &mut BuildingScene, look: &Look<'_>) {
        scene.water = self.water;
        scene.in_pipe = self.passing;
        scene.pipe_line = look.line(&self.line);
    }

    pub fn passing(&self) -> u32 {
        u32::from(self.passing.is_some())
    }

    pub fn waiting(&self) -> u32 {
        self.line.len()
    }

    pub fn is_idle_with_work(&self) -> bool {
        self.passing.is_none() && !self.line.is_empty()
    }
}

/// The guest has left and taken the ticket along, which is still on its way.
pub(in crate::restaurant) fn was_taken_along(order: &Order) -> bool {
    order.slip.takes_ticket_along && order.fate == Some(Outcome::PATIENCE)
}
