//! The examination: from what is to be read to what is short, and what to do about it.

use super::bottleneck::{Bottleneck, bottleneck};
use super::remedies::{Remedy, more};
use super::trouble::{Trouble, trouble};
use crate::dials::{Dial, Names};
use crate::scenario::{Key, Scenario, knobs};
use std::collections::BTreeMap;

/// Whoever examines a restaurant: knows where each dial is found, and what can be turned.
#[derive(Clone, Debug)]
pub struct Examiner {
    names: Names,
    at: BTreeMap<String, usize>,
    knobs: Vec<(String, &'static Key)>,
}

/// What is wrong, why, and what could be done.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Diagnosis {
    /// What is worst for the guests; none: nothing is.
    pub trouble: Option<Trouble>,
    /// What is short.
    pub bottleneck: Option<Bottleneck>,
    /// What could be done, what is believed in most first.
    pub remedies: Vec<Remedy>,
    /// Whether the first of them is a suggestion; otherwise nobody knows.
    pub is_sure: bool,
}

impl Examiner {
    /// Returns one for a scenario.
    pub fn of(scenario: &Scenario) -> Examiner {
        let names = scenario.names().clone();
        let dials = Dial::all(&names).into_iter().enumerate();
        Examiner {
            at: dials.map(|(at, dial)| (dial.name, at)).collect(),
            knobs: knobs(scenario).into_iter().map(|knob| (knob.name, knob.key)).collect(),
            names,
        }
    }

    /// Returns where a dial is found among all.
    pub fn at(&self, dial: &str) -> Option<usize> {
        self.at.get(dial).copied()
    }

    /// Examines a restaurant: `dials` is what all dials show, `stands` where a knob stands.
    pub fn examine(
        &self,
        dials: &[Option<f64>],
        stands: &dyn Fn(&str) -> Option<String>,
    ) -> Diagnosis {
        let read = |dial: &str| dials.get(self.at(dial)?).copied().flatten();
        let trouble = trouble(&read);
        let bottleneck = bottleneck(&self.names, &read);
        let mut remedies = Vec::new();
        for (knob, key) in &self.knobs {
            if let Some(from) = stands(knob)
                && let Some(to) = more(key, &from)
            {
                remedies.push(Remedy { knob: knob.clone(), from, to });
            }
        }
        Diagnosis { trouble, bottleneck, remedies, is_sure: false }
    }
}
