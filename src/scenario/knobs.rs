//! What can be turned in a scenario, for people and programs to choose from.

use super::keys::Key;
use super::meant::Scenario;

/// A knob of a scenario.
#[derive(Clone, Debug)]
pub struct KnobInfo {
    /// Its name.
    pub name: String,
    /// Its key, with kind, bounds and default.
    pub key: &'static Key,
    /// What it stands at, as written in the file; none: at its default.
    pub written: Option<String>,
}

/// Lists the knobs of a scenario.
pub fn knobs(scenario: &Scenario) -> Vec<KnobInfo> {
    let info = |(name, key): (String, &'static Key)| {
        let written = scenario.written.get(&name).cloned();
        KnobInfo { name, key, written }
    };
    scenario.parts.paths(Key::is_live).into_iter().map(info).collect()
}
