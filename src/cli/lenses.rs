//! In whose words something is told: one of the lenses that are always there, or a file.

use super::args::{Global, Words};
use super::output;
use crate::lens::{Lens, Problem, Tongue};
use crate::scenario::Source;
use crate::scenario::diagnostics::{Findings, nearest};
use crate::text::safe_text::safe_same_bytes;

/// Returns the words that were asked for; none: there are no such, which has been said.
pub fn open(words: &Words, global: Global) -> Option<Tongue> {
    let bundled = Tongue::BUNDLED.into_iter().find(|(name, _)| *name == words.lens);
    if let Some((_, tongue)) = bundled {
        return Some(tongue);
    }
    let names = Tongue::BUNDLED.map(|(name, _)| name);
    let (shown, text) = match Source::open_lens(&words.lens, &names) {
        Ok(read) => read,
        Err(error) => {
            output::message(&format!("error: {}\n", safe_same_bytes(&error.to_string())));
            return None;
        }
    };
    match Lens::parse(&text) {
        Ok(lens) => Some(Tongue::Own(lens)),
        Err(problems) => {
            output::findings(&findings(&shown, &text, problems), global);
            None
        }
    }
}

fn findings(shown: &str, text: &str, problems: Vec<Problem>) -> Findings {
    let mut findings = Findings::new(shown, text);
    for problem in problems {
        let finding = findings.error(problem.span, problem.cause);
        if let Some(remedy) = problem.remedy {
            finding.remedy(remedy);
        }
        if let Some((word, among)) = &problem.unknown {
            finding.did_you_mean(nearest(word, among.iter().map(String::as_str)));
        }
    }
    findings
}
