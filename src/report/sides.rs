//! On which sides of the house something was turned.

use super::bars::wrap;
use super::page::{Page, WIDTH};
use crate::kernel::Time;
use crate::restaurant::Side;
use crate::scenario::{Entry, Scenario};

/// On which sides of the house knobs were turned, and by whom.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sides {
    /// By somebody, before opening or while it was open.
    pub by_hand: Vec<Side>,
    /// By the timeline.
    pub by_timeline: Vec<Side>,
}

impl Sides {
    /// Returns the sides turned on until a time; `turned` names the knobs turned on the way.
    pub fn of(scenario: &Scenario, turned: &[String], end: Time) -> Sides {
        let knobs = |entry: &Entry| entry.sets.iter().map(|set| set.knob.clone()).collect();
        let came = scenario.timeline.iter().filter(|entry| entry.at <= end);
        let by_timeline: Vec<Vec<String>> = came.map(knobs).collect();
        let by_hand = [scenario.set.as_slice(), turned].concat();
        Sides { by_hand: sides_of(&by_hand), by_timeline: sides_of(&by_timeline.concat()) }
    }
}

/// Returns the sides of the house on which some knobs are.
fn sides_of(knobs: &[String]) -> Vec<Side> {
    let section = |knob: &String| Side::of_section(knob.split('.').next().unwrap_or_default());
    let on: Vec<Side> = knobs.iter().filter_map(section).collect();
    Side::ALL.into_iter().filter(|side| on.contains(side)).collect()
}

impl<R> Page<'_, R> {
    /// Tells on which sides of the house knobs were turned.
    pub(super) fn sides(&mut self, sides: &Sides) {
        self.turned("sides.by_hand", &sides.by_hand);
        self.turned("sides.by_timeline", &sides.by_timeline);
    }

    fn turned(&mut self, id: &str, sides: &[Side]) {
        if sides.is_empty() {
            return;
        }
        let called = |side: &Side| {
            let tongue = self.options.tongue;
            let own = tongue.lens().word(side.word());
            let meaning = tongue.meaning(|lens| lens.word(side.word()).to_owned());
            meaning.map_or(own.to_owned(), |meaning| format!("{own} ({meaning})"))
        };
        let sides = sides.iter().map(called).collect::<Vec<_>>().join(", ");
        for line in wrap(&self.says(id, &[("sides", sides)]), WIDTH) {
            self.line(&line);
        }
    }
}
