//! The scenarios that come with the program.

use include_dir::{Dir, include_dir};

static FILES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/scenarios");

/// A scenario that comes with the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bundled {
    /// Its name: that of its file without the ending.
    pub name: &'static str,
    /// Its text.
    pub text: &'static str,
}

/// The order in which a newcomer meets the bundled scenarios; any others follow by name.
const ORDER: &[&str] = &[
    // Meet it
    "first-order",
    "two-languages",
    "two-looks",
    "many-dining-rooms",
    "wrong-address",
    // Recipes and data
    "reservation",
    "saved-document",
    "search",
    "social-feed",
    "slow-pantry",
    "no-index",
    "lost-data",
    "notice-board",
    // Who are you
    "login",
    "break-in",
    "overheard",
    // Partners
    "slow-bank",
    "payment",
    // Busy
    "lunch-rush",
    "one-to-a-million",
    "retry-storm",
    "cache-stampede",
    "timeout-cascade",
    // The building
    "what-and-where",
    "always-open",
    "power-cut",
    "under-one-roof",
    "noisy-neighbour",
    "bigger-building",
    "more-kitchens",
    "rush-hour-copies",
    "virtual-buildings",
    "two-districts",
    "sick-copy",
    "new-recipe",
    "whose-fault",
    "full-stack",
    // Real places
    "streaming-night",
];

/// Lists the bundled scenarios, those for beginners first.
pub fn bundled() -> Vec<Bundled> {
    let mut all: Vec<Bundled> = FILES
        .files()
        .filter_map(|file| {
            let name = file.path().file_name()?.to_str()?.strip_suffix(".toml")?;
            Some(Bundled { name, text: file.contents_utf8()? })
        })
        .collect();
    let rank = |name: &str| ORDER.iter().position(|known| *known == name).unwrap_or(ORDER.len());
    all.sort_by_key(|scenario| (rank(scenario.name), scenario.name));
    all
}

/// Lists the bundled files that a scenario speaks of, such as a trace, with their texts.
pub fn beside(scenario: &Bundled) -> Vec<(&'static str, &'static str)> {
    let named = |file: &&include_dir::File<'static>| {
        let is_scenario = file.path().extension().is_some_and(|ending| ending == "toml");
        let name = file.path().to_str().filter(|_| !is_scenario);
        name.is_some_and(|name| scenario.text.contains(&format!("\"{name}\"")))
    };
    let text = |file: &'static include_dir::File<'static>| {
        Some((file.path().to_str()?, file.contents_utf8()?))
    };
    FILES.files().filter(named).filter_map(text).collect()
}

/// Returns the text of a bundled file beside the scenarios, such as a trace.
pub fn file(name: &str) -> Option<&'static str> {
    FILES.get_file(name)?.contents_utf8()
}
