//! The list of knobs: which are shown, which is chosen, and the value that is typed.

use crate::runner::snapshot::KnobShot;

/// The list of knobs, as far as somebody has come in it.
#[derive(Clone, Debug, Default)]
pub struct KnobList {
    /// What their names are narrowed to.
    pub filter: String,
    /// The only ones that may be turned; empty: all.
    pub only: Vec<String>,
    /// Which one is chosen, among those that are shown.
    pub at: usize,
    /// The knob that is to be turned and the value typed so far.
    pub value: Option<(String, String)>,
}

impl KnobList {
    /// Lists the knobs that are shown.
    pub fn shown<'k>(&self, knobs: &'k [KnobShot]) -> Vec<&'k KnobShot> {
        let wanted = self.filter.to_lowercase();
        let may = |knob: &&KnobShot| self.only.is_empty() || self.only.contains(&knob.name);
        let is_wanted = |knob: &&KnobShot| wanted.split(' ').all(|word| knob.name.contains(word));
        knobs.iter().filter(may).filter(is_wanted).collect()
    }

    /// Returns the chosen one.
    pub fn chosen<'k>(&self, knobs: &'k [KnobShot]) -> Option<&'k KnobShot> {
        self.shown(knobs).get(self.at).copied()
    }

    /// Goes up or down.
    pub fn go(&mut self, down: bool, knobs: &[KnobShot]) {
        let last = self.shown(knobs).len().saturating_sub(1);
        self.at = if down { (self.at + 1).min(last) } else { self.at.saturating_sub(1) };
        self.value = None;
    }
}
