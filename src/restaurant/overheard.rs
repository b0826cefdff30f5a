//! What can be overheard on the way from a dining room to the waiter: all that is said there aloud.
//! A sealed envelope is opened by the waiter only.

use super::fact::{Fact, Witness};
use super::house::House;
use crate::rules::Value;
use std::sync::Arc;

/// The way from one dining room to the waiter.
#[derive(Clone, Debug, Default)]
struct Way {
    /// Whether somebody listens there.
    has_listener: bool,
    is_sealed: bool,
    /// What was said by the order that was heard last.
    heard: Option<Arc<[Value]>>,
}

/// The ways from all dining rooms.
#[derive(Clone, Debug, Default)]
pub(super) struct Ways(Vec<Way>);

impl Ways {
    /// Takes of each room whether it seals what it says, and which room it overhears.
    pub fn new(sealed: impl Iterator<Item = bool>, overhears: &[Option<u32>]) -> Ways {
        let way = |is_sealed| Way { is_sealed, ..Way::default() };
        let mut ways: Vec<Way> = sealed.map(way).collect();
        for &room in overhears.iter().flatten() {
            ways[room as usize].has_listener = true;
        }
        Ways(ways)
    }

    pub fn seal(&mut self, room: u32, is_sealed: bool) {
        self.0[room as usize].is_sealed = is_sealed;
    }

    /// Returns what was heard last from a room; none: nothing yet.
    pub fn heard(&self, room: u32) -> Option<&Arc<[Value]>> {
        self.0.get(room as usize)?.heard.as_ref()
    }

    /// Somebody says something; returns whether it was overheard.
    fn say(&mut self, room: u32, said: &Arc<[Value]>) -> bool {
        let way = &mut self.0[room as usize];
        let is_heard = way.has_listener && !way.is_sealed;
        if is_heard {
            way.heard = Some(Arc::clone(said));
        }
        is_heard
    }
}

impl<W: Witness> House<'_, W> {
    /// A guest says to the waiter what the order carries.
    pub fn speak(&mut self, order: u32) {
        let room = self.orders[order].slip.room;
        let data = &mut self.floor.data;
        if data.pads.of(order).is_some_and(|pad| data.ways.say(room, &pad.order)) {
            self.tell(Fact::Overheard { order });
        }
    }
}
