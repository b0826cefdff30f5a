//! Everything that has a name, and what somebody means who asks for one.

use crate::dials::Dial;
use crate::lens::{Lens, Term, Terms, plain};
use crate::restaurant::{Outcome, Phase};
use crate::scenario::{KEYS, Key, StepInfo, any_names, steps};

/// The most suggestions for a word that nobody knows.
const MOST_NEAR: usize = 5;
/// From here on a rating means that a name holds what was asked for.
const PART: usize = 20;

/// Something that can be explained.
#[derive(Clone, Debug)]
pub enum Subject {
    /// A term of the subject.
    Term(&'static Term),
    /// A key of the scenario file; most are knobs.
    Key(&'static Key),
    /// A kind of dial, and its names for all parts of which it can be read.
    Dial(Dial, Vec<String>),
    /// A step of a recipe.
    Step(StepInfo),
    /// A phase of an order.
    Phase(Phase),
    /// A way in which an order ends: its id and its HTTP status.
    Outcome(&'static str, Option<u16>),
}

/// Finds what is meant by a word: by its own name first, then by what the lenses call it.
pub fn find(asked: &str) -> Vec<Subject> {
    // A window says over which time a dial is read, not which dial.
    let asked = asked.split_once('@').map_or(asked, |(name, _)| name);
    let word = plain(asked);
    if word.is_empty() {
        return Vec::new();
    }
    let mut found: Vec<Subject> =
        Terms::bundled().find(asked).map(Subject::Term).into_iter().collect();
    let others = all().into_iter().filter(|subject| !matches!(subject, Subject::Term(_)));
    let others: Vec<Subject> = others.collect();
    let is_named = |subject: &&Subject| subject.is_named(&word);
    found.extend(others.iter().filter(is_named).cloned());
    if found.is_empty() {
        let is_called =
            |subject: &&Subject| subject.called().iter().any(|name| plain(name) == word);
        found.extend(others.iter().filter(is_called).cloned());
    }
    if found.is_empty()
        && let Some((section, "")) = part(asked)
    {
        found.extend(Terms::bundled().find(section).map(Subject::Term));
    }
    found
}

/// Splits the name of something at a part, such as `kitchen.main.chefs`, into the section and what
/// stands behind the name of the part.
fn part(asked: &str) -> Option<(&str, &str)> {
    let (section, rest) = asked.split_once('.')?;
    let any = format!("{section}.*.");
    let is_section = KEYS.iter().any(|key| key.path.starts_with(&any));
    is_section.then(|| (section, rest.split_once('.').map_or("", |(_, behind)| behind)))
}

/// Lists names that are nearly what was asked for, the nearest first.
pub fn near(asked: &str) -> Vec<String> {
    // What a part is called differs from scenario to scenario.
    let word = match part(asked) {
        Some((section, rest)) => plain(&format!("{section}.NAME.{rest}")),
        None => plain(asked),
    };
    if word.chars().count() > 60 {
        return Vec::new();
    }
    let mut near: Vec<(usize, String)> = Vec::new();
    for subject in all() {
        let names = subject.names();
        let rated = names.iter().filter_map(|name| Some((distance(&word, &plain(name))?, name)));
        if let Some((rating, name)) = rated.min_by_key(|(rating, _)| *rating) {
            near.push((rating, name.clone()));
        }
    }
    near.sort_by_key(|(rating, _)| *rating);
    near.dedup_by(|a, b| a.1 == b.1);
    // Beside a slip of the fingers, what is further away only distracts.
    let best = near.first().map_or(0, |near| near.0);
    near.retain(|(rating, _)| best >= PART || *rating <= best + 1);
    near.into_iter().take(MOST_NEAR).map(|(_, name)| name).collect()
}

/// Says how far a name is from what was asked for; none: they have nothing in common.
fn distance(asked: &str, name: &str) -> Option<usize> {
    let long = asked.chars().count().max(name.chars().count());
    let distance = strsim::damerau_levenshtein(asked, name);
    if distance <= long / 3 {
        return Some(distance);
    }
    // A part of a longer name; the shorter the rest, the nearer.
    let holds = |part: &str| name.split(' ').any(|word| word == part);
    let is_part = asked.len() >= 3 && asked.split(' ').all(holds);
    is_part.then(|| PART + name.len() - asked.len().min(name.len()))
}

/// Lists everything that can be explained; a name of the author's choice is `*`.
fn all() -> Vec<Subject> {
    let terms = Terms::bundled().all().map(Subject::Term);
    let keys = KEYS.iter().map(Subject::Key);
    let phases = Phase::ALL.into_iter().map(Subject::Phase);
    let outcomes = Outcome::FIXED.iter().map(|(id, status)| Subject::Outcome(id, *status));
    let mut dials: Vec<(Dial, Vec<String>)> = Vec::new();
    for dial in Dial::all(&any_names()) {
        // Of a dial that can be read of many parts the first is the plain one.
        match dials.iter_mut().find(|(known, _)| known.id == dial.id) {
            Some((_, names)) => names.push(dial.name),
            None => dials.push((dial.clone(), vec![dial.name])),
        }
    }
    let dials = dials.into_iter().map(|(dial, names)| Subject::Dial(dial, names));
    let steps = steps().map(Subject::Step);
    terms.chain(keys).chain(steps).chain(dials).chain(phases).chain(outcomes).collect()
}

impl Subject {
    /// Says whether this is its own name; a part may have any name in it.
    fn is_named(&self, word: &str) -> bool {
        match self {
            Subject::Outcome(id, Some(status)) => {
                let code = status.to_string();
                let codes = [code.clone(), format!("http {code}"), format!("status {code}")];
                codes.iter().any(|code| code == word) || is_outcome(id, word)
            }
            Subject::Outcome(id, None) => is_outcome(id, word),
            Subject::Dial(dial, names) => {
                names.iter().any(|name| fits(name, word)) || plain(&dial.id) == word
            }
            Subject::Key(key) => fits(&key.path.replace("[]", ""), word),
            Subject::Step(step) => step.name == word,
            Subject::Phase(phase) => plain(phase.id()) == word,
            Subject::Term(_) => false,
        }
    }

    /// Lists what people call it.
    fn called(&self) -> Vec<&str> {
        let lenses = [Lens::kitchen(), Lens::backend()];
        let words = |lens: &'static Lens| match self {
            Subject::Key(key) => lens.knob(key.path),
            Subject::Dial(dial, _) => lens.dial(&dial.id),
            Subject::Step(step) => lens.step(step.name),
            Subject::Phase(phase) => lens.phase(phase.id()),
            Subject::Outcome(id, _) => lens.outcome(id),
            Subject::Term(_) => None,
        };
        let mut called: Vec<&str> =
            lenses.into_iter().filter_map(words).map(|words| words.name.as_str()).collect();
        if let Subject::Key(key) = self {
            // Also by the end of its path, as in `take_order`.
            called.push(key.path.rsplit(['*', '.', ']']).next().unwrap_or(key.path));
            called.extend(key.path.rsplit_once("*.").map(|(_, end)| end));
        }
        called
    }

    /// Lists its names as they are written, the best first.
    fn names(&self) -> Vec<String> {
        match self {
            Subject::Term(term) => term.words().map(str::to_owned).collect(),
            Subject::Key(key) => {
                let path = key.path.replace("[]", "");
                vec![shown(&path), path.replace(".*", "")]
            }
            Subject::Dial(dial, _) => vec![shown(&dial.name), dial.id.clone()],
            Subject::Step(step) => vec![step.name.to_owned()],
            Subject::Phase(phase) => vec![phase.id().to_owned()],
            Subject::Outcome(id, _) => {
                let slug = id.split_once('.').map_or(*id, |(_, slug)| slug);
                vec![slug.to_owned(), (*id).to_owned()]
            }
        }
    }
}

/// Writes a pattern for people: `kitchen.*.chefs` is `kitchen.NAME.chefs`.
pub fn shown(pattern: &str) -> String {
    pattern.replace('*', "NAME")
}

/// Says whether a word is an outcome's id, with its category or without.
fn is_outcome(id: &str, word: &str) -> bool {
    let slug = id.split_once('.').map_or(id, |(_, slug)| slug);
    [id, slug].iter().any(|name| plain(name) == word)
}

/// Says whether a plain name fits a pattern in which `*` is any name, or left out.
fn fits(pattern: &str, word: &str) -> bool {
    fn words_fit(pattern: &[&str], words: &[&str]) -> bool {
        match pattern {
            [] => words.is_empty(),
            ["*", rest @ ..] => (0..=words.len()).any(|from| words_fit(rest, &words[from..])),
            [first, rest @ ..] => words.first() == Some(first) && words_fit(rest, &words[1..]),
        }
    }
    let pattern = plain(pattern);
    let words: Vec<&str> = word.split(' ').collect();
    words_fit(&pattern.split(' ').collect::<Vec<_>>(), &words)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(asked: &str, names: &[&str]) {
        let named = |subject: Subject| match subject {
            Subject::Term(term) => format!("term {}", term.id),
            Subject::Key(key) => format!("key {}", key.path),
            Subject::Dial(dial, _) => format!("dial {}", dial.id),
            Subject::Step(step) => format!("step {}", step.name),
            Subject::Phase(phase) => format!("phase {}", phase.id()),
            Subject::Outcome(id, _) => format!("outcome {id}"),
        };
        let found: Vec<String> = find(asked).into_iter().map(named).collect();
        assert_eq!(found, names, "{asked}");
    }

    #[test]
    fn names_are_found_however_they_are_written() {
        check("kitchen.main.chefs", &["key kitchen.*.chefs"]);
        check("kitchen.*.chefs", &["key kitchen.*.chefs"]);
        check("kitchen chefs", &["key kitchen.*.chefs"]);
        check("rail.wait.p95", &["dial rail.wait.p95"]);
        check("kitchen.main.rail.wait.p95@2m", &["dial rail.wait.p95"]);
        check("RAIL-WAIT-P95", &["dial rail.wait.p95"]);
        check("rail_full", &["outcome refused.rail_full"]);
        check("refused.rail_full", &["outcome refused.rail_full"]);
        check("503", &["outcome refused.queue_full", "outcome refused.rail_full"]);
        check("http 404", &["outcome refused.not_on_the_menu"]);
        check("rail_wait", &["phase rail_wait"]);
        check("partner.bank.calls", &["dial partner.calls"]);
        check("timeline.at", &["key timeline[].at"]);
        check("seed", &["term seed", "key seed"]);
        check("partner.bank", &["term integration"]);
        check("dining_room.web", &["term frontend"]);
        check("kitchen.main.cooks", &[]);
        check("pantry.main.shelf.patty.stock", &["key pantry.*.shelf.*.stock", "dial shelf.stock"]);
        check("", &[]);
    }

    #[test]
    fn what_the_lenses_call_something_is_known_too() {
        check("median latency (p50)", &["dial latency.p50"]);
        check("waits for a burner", &["phase burner_wait"]);
        check("take order", &["key waiter.take_order"]);
        check("the rail was full", &["outcome refused.rail_full"]);
    }

    #[test]
    fn whatever_has_a_name_is_found_by_it() {
        for subject in all() {
            for name in subject.names() {
                let written = name.replace("NAME", "high-street");
                let found = find(&written);
                let is_it = |found: &Subject| found.names()[0] == subject.names()[0];
                assert!(found.iter().any(is_it), "{written}: {found:?}");
            }
        }
    }

    #[test]
    fn near_misses_come_nearest_first() {
        assert_eq!(near("wiater")[0], "waiter");
        assert!(near("latency.p94").contains(&"latency.p95".to_owned()));
        assert!(near("wait mean").len() == MOST_NEAR);
        assert_eq!(near("building.high-street-17.burner"), ["building.NAME.burners"]);
        assert!(near("qqqqqqqq").is_empty());
        assert!(near(&"x".repeat(10_000)).is_empty());
    }
}
