//! What can be turned in a scenario: listed to choose from, and read when somebody does.

use super::diagnostics::Findings;
use super::keys::{Key, meaningless, means_something};
use super::meant::Scenario;
use super::sets::{self, Set};
use super::timeline::{self, Turned};
use super::written::finding;
use crate::text::safe_text::safe_short;

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
    let is_written = |path: &str| scenario.written.contains_key(path);
    let knobs = scenario.parts.paths(Key::is_live).into_iter();
    knobs.filter(|(path, _)| means_something(path, is_written)).map(info).collect()
}

/// Reads a knob and what somebody turns it to while the restaurant is open.
pub fn turned(scenario: &Scenario, set: &Set) -> Result<Turned, Findings> {
    let texts = sets::documents(std::slice::from_ref(set));
    let values = sets::values(&texts)?;
    let opens = scenario.opens;
    let read = timeline::turned(
        set.path.clone(),
        (&set.value, 0..0),
        &values[0],
        opens,
        &scenario.parts,
        &mut 1,
    );
    let is_written = |path: &str| scenario.written.contains_key(path);
    match read {
        Ok(turned) if means_something(&turned.knob, is_written) => Ok(turned),
        Ok(turned) => {
            let mut findings = Findings::new(safe_short(&set.path, 60), "");
            let (cause, remedy) = meaningless(&turned.knob);
            findings.error(None, cause).remedy(remedy);
            Err(findings)
        }
        Err(problem) => {
            let mut findings = Findings::new(safe_short(&set.path, 60), "");
            finding(&problem, findings.error(None, problem.cause.clone()));
            Err(findings)
        }
    }
}
