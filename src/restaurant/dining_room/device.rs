//! The guest's own device, which draws the answer. It stands on the guest's table: nobody in the
//! house knows how long it takes, or whether it is on.

use super::DiningRoom;
use crate::kernel::{Distribution, stream};
use crate::restaurant::Phase;
use crate::restaurant::fact::Witness;
use crate::restaurant::house::House;

/// What a guest's device does with an answer.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Device {
    /// It takes no time to draw it.
    #[default]
    AtOnce,
    /// It takes so long.
    Takes(Distribution),
    /// It is off: the guest sees nothing until it is on again.
    Off,
}

impl DiningRoom {
    /// An answer has come to a device that takes its time, or is off.
    #[cold]
    pub(super) fn display<W: Witness>(&mut self, order: u32, house: &mut House<'_, W>) {
        const DEVICE: u64 = stream("device");
        let time = match &self.plan.device {
            Device::AtOnce => return self.on_displayed(order, house),
            Device::Takes(time) => Some(time.sample(house.orders[order].slip.luck.nth(DEVICE))),
            Device::Off => None,
        };
        house.moved(order, Phase::Displaying);
        match time {
            Some(time) => house.due_in(time, order),
            None => house.join(&mut self.unseen, order),
        }
    }

    /// A guest has left before a device that is off has drawn the answer.
    pub(super) fn turns_away<W: Witness>(&mut self, order: u32, house: &mut House<'_, W>) {
        self.unseen.leave(order, &mut house.orders);
        house.close(order);
    }

    pub(super) fn turn_device<W: Witness>(&mut self, device: Device, house: &mut House<'_, W>) {
        self.plan.device = device;
        if self.plan.device != Device::Off {
            while let Some(order) = self.unseen.serve(&mut house.orders) {
                self.display(order, house);
            }
        }
    }

    pub fn unseen(&self) -> u32 {
        self.unseen.len()
    }
}
