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

/// Says whether a live key means anything where it stands: guests who come do not think between
/// orders, guests who stay do not arrive, and a virtual building's burners are held in turns.
pub fn means_something(path: &str, is_written: impl Fn(&str) -> bool) -> bool {
    let stays = |room: &str| is_written(&format!("{room}.guests"));
    match path.rsplit_once('.') {
        Some((room, "arrivals")) => !stays(room),
        Some((room, "think")) => stays(room),
        Some((building, "sharing")) => !is_written(&format!("{building}.inside")),
        _ => true,
    }
}

/// Lists the knobs of a scenario.
pub fn knobs(scenario: &Scenario) -> Vec<KnobInfo> {
    let info = |(name, key): (String, &'static Key)| {
        let written = scenario.written.get(&name).cloned();
        KnobInfo { name, key, written }
    };
    let is_written = |path: &str| scenario.written.contains_key(path);
    let knobs = scenario.parts.paths(Key::is_live).into_iter();
    knobs.filter(|(path, _)| means_something(path, is_written)).map(info).collect()
}
