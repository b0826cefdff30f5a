//! The scenarios that come with the program.

use include_dir::{Dir, include_dir};

static FILES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/scenarios");

/// The folder of the bundled lessons, with the scenarios that only they use.
pub const LESSONS: &str = "lessons";

/// A scenario or lesson that comes with the program.
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

/// Lists the bundled lessons in the order of the course; their names are those of their files, less
/// the number and the ending.
pub fn lessons() -> Vec<Bundled> {
    let lessons = FILES.get_dir(LESSONS).into_iter().flat_map(Dir::files);
    let mut all: Vec<(&str, Bundled)> = lessons
        .filter_map(|file| {
            let stem = file.path().file_name()?.to_str()?.strip_suffix(".md")?;
            let name = stem.split_once('-').map_or(stem, |(_, name)| name);
            Some((stem, Bundled { name, text: file.contents_utf8()? }))
        })
        .collect();
    all.sort_by_key(|(stem, _)| *stem);
    all.into_iter().map(|(_, lesson)| lesson).collect()
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

/// Returns the text of a file in a bundled folder, such as a trace beside the scenarios.
pub fn file(folder: &str, name: &str) -> Option<&'static str> {
    let path = if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") };
    FILES.get_file(path)?.contents_utf8()
}
