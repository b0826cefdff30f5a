//! What to know before a scenario: others that come with the program.

use super::bundled::bundled;
use super::draft::Draft;
use super::keys::Kind;
use super::value::{list, text, unknown};

/// Returns the scenarios that one should know first.
pub fn needs(draft: &mut Draft<'_, '_>) -> Vec<String> {
    let Some(entry) = draft.written.get("needs") else { return Vec::new() };
    let known: Vec<&str> = bundled().iter().map(|scenario| scenario.name).collect();
    let tells = Kind::Scenarios.tells();
    let (mut needs, mut problems) = (Vec::new(), Vec::new());
    match list(entry.value, &tells) {
        Err(problem) => problems.push(problem),
        Ok(names) => {
            for name in names {
                match text(name, &tells) {
                    Ok(known_as) if known.contains(&known_as) => needs.push(known_as.to_owned()),
                    Ok(other) => problems.push(unknown(name.span(), "scenario", other, &known)),
                    Err(problem) => problems.push(problem),
                }
            }
        }
    }
    draft.problems.extend(problems);
    needs
}
