//! What orders carry besides what their room says: in a row of its trace, or told by hand.

use super::DiningRoom;
use crate::kernel::Span;
use crate::restaurant::arrivals::TraceRow;
use crate::restaurant::order::NOT_ON_THE_MENU;
use crate::rules::Value;

/// Where it is written down what an order carries.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::restaurant) enum Told {
    /// Nowhere: as the room says.
    #[default]
    Nowhere,
    /// In this row of the room's trace.
    Row(u32),
    /// Somebody outside orders, always as the same guest: this order by hand.
    ByHand(u32),
}

impl DiningRoom {
    /// Returns what a row of the trace says.
    pub(super) fn written(&self, row: usize) -> (u32, Option<Span>, Told) {
        match self.trace.as_ref().and_then(|rows| rows.get(row)) {
            None => (NOT_ON_THE_MENU, None, Told::Nowhere),
            Some(TraceRow { dish, patience, carries, .. }) => {
                let told = carries.as_ref().map_or(Told::Nowhere, |_| Told::Row(row as u32));
                (dish.unwrap_or(NOT_ON_THE_MENU), *patience, told)
            }
        }
    }

    /// Returns what an order carries besides what the room says.
    pub(super) fn carried(&self, told: Told) -> Option<&[(u32, Value)]> {
        match told {
            Told::Nowhere => None,
            Told::Row(row) => self.trace.as_ref()?.get(row as usize)?.carries.as_deref(),
            Told::ByHand(number) => self.by_hand.get(number as usize)?.as_deref(),
        }
    }
}
