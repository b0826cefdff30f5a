//! The door: who wears a wristband, and until when.

use super::people::Person;
use crate::kernel::Time;
use crate::rules::Value;
use std::collections::BTreeMap;
use std::sync::Arc;

/// A wristband.
#[derive(Clone, Debug)]
struct Band {
    value: Value,
    until: Time,
}

/// The wristbands of all guests who wear one, by room and number.
#[derive(Clone, Debug, Default)]
pub(super) struct Door {
    // Shared by clones until somebody gets one.
    bands: Arc<BTreeMap<(u32, u32), Band>>,
}

impl Door {
    /// Gives a guest a wristband instead of any that it wears.
    pub fn give(&mut self, guest: &Person, value: Value, until: Time) {
        if let Some(number) = guest.number {
            let band = Band { value, until };
            Arc::make_mut(&mut self.bands).insert((guest.room, number), band);
        }
    }

    /// Returns what a guest's wristband says; nothing: it wears none that is still good.
    pub fn wristband(&self, guest: &Person, now: Time) -> Value {
        let band = guest.number.and_then(|number| self.bands.get(&(guest.room, number)));
        band.filter(|band| now < band.until).map_or(Value::Nothing, |band| band.value.clone())
    }

    /// Returns about how many bytes a clone takes in the end.
    pub fn bytes(&self) -> u64 {
        (self.bands.len() * (size_of::<Band>() + 16)) as u64
    }
}
