//! What a report says besides figures: ids and slots, which a lens makes sentences of.

use crate::dials::Names;
use crate::lens::Lens;
use crate::runner::{Finished, MOST_ORDERS, Round, Stopped};

/// Something that is said.
#[derive(Clone, Debug, PartialEq)]
pub struct Said {
    id: &'static str,
    slots: Vec<(&'static str, String)>,
    /// Something else that is said in a slot of it.
    inside: Option<(&'static str, Box<Said>)>,
}

impl Said {
    /// Returns what a lens has under an id, with these slots.
    pub fn new(id: &'static str, slots: Vec<(&'static str, String)>) -> Said {
        Said { id, slots, inside: None }
    }

    /// Says it.
    pub fn by(&self, lens: &Lens) -> String {
        let inside = self.inside.as_ref().map(|(slot, said)| (*slot, said.by(lens)));
        let slots: Vec<(&str, String)> = self.slots.iter().cloned().chain(inside).collect();
        lens.report(self.id, &slots)
    }

    /// Says it within a slot of something else.
    #[must_use]
    pub fn inside(self, id: &'static str, slot: &'static str) -> Said {
        Said { id, slots: Vec::new(), inside: Some((slot, Box::new(self))) }
    }

    /// Fills another slot.
    #[must_use]
    pub fn with(mut self, slot: &'static str, value: String) -> Said {
        self.slots.push((slot, value));
        self
    }
}

/// Says why a run ended early; none: it did not.
pub fn ended_early(run: &Finished, names: &Names) -> Option<Said> {
    let round = run.goes_round.map(|round| what_happens(round, names));
    run.stopped.map(|stopped| why_stopped(stopped, round))
}

/// Says why a run ended early; `round` is what never ends.
pub fn why_stopped(stopped: Stopped, round: Option<Said>) -> Said {
    let round = || round.unwrap_or_else(|| Said::new("round.same", Vec::new()));
    match stopped {
        Stopped::Interrupted => Said::new("warning.interrupted", Vec::new()),
        Stopped::TooManyEvents => round().inside("warning.events", "round"),
        Stopped::TooManyOrders => {
            Said::new("warning.orders", vec![("most", MOST_ORDERS.to_string())])
        }
        Stopped::StandsStill => round().inside("warning.stands_still", "round"),
    }
}

/// Says what happens in a round, as the beginning of a sentence.
fn what_happens(round: Round, names: &Names) -> Said {
    let name = |names: &[String], at: u32| names.get(at as usize).cloned().unwrap_or_default();
    let (id, part) = match round {
        Round::Retries(room) => ("round.retries", name(&names.rooms, room)),
        Round::Thinking(room) => ("round.thinking", name(&names.rooms, room)),
        Round::Arrivals(room) => ("round.arrivals", name(&names.rooms, room)),
        Round::Looks(kitchen) => ("round.looks", name(&names.kitchens, kitchen)),
        Round::Breaks(kitchen) => ("round.breaks", name(&names.kitchens, kitchen)),
        Round::Deliveries(pantry, shelf) => {
            let shelves = names.pantries.get(pantry as usize).map(|pantry| &pantry.1[..]);
            ("round.deliveries", name(shelves.unwrap_or_default(), shelf))
        }
        Round::Steps(dish) => ("round.steps", name(&names.dishes, dish)),
    };
    Said::new(id, vec![("part", part)])
}
