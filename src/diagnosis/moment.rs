//! What is to be seen at this very moment: the figures of those who were served say nothing about
//! those who still wait.

use crate::runner::snapshot::{FloorShot, KitchenScene, OrderShot};

/// A restaurant at this very moment.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Moment {
    /// For how many seconds whoever waits longest has waited; none: nobody waits.
    pub oldest: Option<f64>,
    /// How many seconds an ordinary order takes.
    pub ordinary: f64,
    /// A kitchen all of whose chefs call the same partner; none: there is none.
    pub calls: Option<Calls>,
}

/// All chefs of a kitchen call a partner and do nothing else.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Calls {
    /// The kitchen.
    pub kitchen: usize,
    /// How many chefs that are.
    pub chefs: u32,
    /// The partner.
    pub partner: usize,
    /// The dish and the step of its recipe at which one of them calls.
    pub step: (u32, u32),
    /// For how many seconds the last of them has called.
    pub shortest: f64,
}

/// Whoever has waited so many times as long as is usual has waited long.
const LONG: f64 = 3.0;

impl Moment {
    /// Returns that of a floor, where an ordinary order takes so many seconds.
    pub fn of(floor: &FloorShot, ordinary: f64) -> Moment {
        let now = floor.scene.now;
        let oldest = floor.oldest.map(|placed| now.0.saturating_sub(placed.0) as f64 / 1e9);
        let mut copies = (0..).zip(&floor.scene.kitchens);
        let calls = copies.find_map(|(copy, kitchen)| calls(copy, kitchen, floor));
        Moment { oldest, ordinary, calls }
    }

    /// Returns for how many seconds somebody has waited, if that is long; `slowest` is what hardly
    /// anybody of those took longer than who were served of late.
    pub(super) fn late(self, slowest: Option<f64>) -> Option<f64> {
        self.oldest.filter(|oldest| *oldest > self.long(slowest))
    }

    /// Returns the kitchen all of whose chefs have called for long.
    pub(super) fn calling(self, slowest: Option<f64>) -> Option<Calls> {
        self.calls.filter(|calls| calls.shortest > self.long(slowest))
    }

    /// Returns how many seconds are long.
    fn long(self, slowest: Option<f64>) -> f64 {
        LONG * slowest.unwrap_or(0.0).max(self.ordinary)
    }
}

/// Returns whom all chefs of a copy of a kitchen call; none: somebody is free, or does something
/// else.
fn calls(copy: u32, kitchen: &KitchenScene, floor: &FloorShot) -> Option<Calls> {
    kitchen.chefs.filter(|chefs| *chefs > 0 && kitchen.hands_taken >= *chefs)?;
    let is_held = |order: &&OrderShot| order.scene.has_hands && order.scene.kitchen == Some(copy);
    let held: Vec<&OrderShot> = floor.orders.iter().filter(is_held).collect();
    let first = &held.first()?.scene;
    let partner = first.partner?;
    let now = floor.scene.now.0;
    let called = held.iter().map(|order| now.saturating_sub(order.entered.0));
    held.iter().all(|order| order.scene.partner == Some(partner)).then_some(Calls {
        kitchen: kitchen.kitchen as usize,
        chefs: kitchen.hands_taken,
        partner: partner as usize,
        step: (first.dish?, first.step),
        shortest: called.min()? as f64 / 1e9,
    })
}
