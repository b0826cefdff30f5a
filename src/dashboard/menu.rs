//! The menu of a dining room: what somebody can order there by hand.

use crate::scenario::Scenario;

/// A menu that is open.
#[derive(Clone, Copy, Debug)]
pub struct MenuList {
    /// The dining room.
    pub room: usize,
    /// The chosen dish.
    pub at: usize,
}

impl MenuList {
    /// Opens the menu of a dining room.
    pub fn of(room: usize) -> MenuList {
        MenuList { room, at: 0 }
    }

    /// Goes up or down.
    pub fn go(&mut self, down: bool, scenario: &Scenario) {
        let last = scenario.names().dishes.len().saturating_sub(1);
        self.at = if down { (self.at + 1).min(last) } else { self.at.saturating_sub(1) };
    }

    /// Returns the dining room and the dish that are to be ordered, by name.
    pub fn order(&self, scenario: &Scenario) -> Option<(String, String)> {
        let names = scenario.names();
        Some((names.rooms.get(self.room)?.clone(), names.dishes.get(self.at)?.clone()))
    }
}
