//! The house rules as a test: who may import whom, and what no source file may hold.
//!
//! A rule looks at one file and says where it is broken. Every rule is also shown a planted
//! violation, so that none of them passes because it looks at nothing.
#![expect(clippy::disallowed_methods, reason = "it reads the files of the project")]

use std::fmt;
use std::fs;
use std::path::Path;

/// Which rooms a room may import, besides itself; each stands below those it may import.
const ROOMS: &[(&str, &[&str])] = &[
    ("text", &[]),
    ("kernel", &[]),
    ("rules", &["text"]),
    ("restaurant", &["kernel", "rules"]),
    ("dials", &["kernel", "restaurant"]),
    ("knobs", &["kernel", "restaurant"]),
    ("scenario", &["text", "kernel", "rules", "restaurant", "dials", "knobs"]),
    ("lens", &["text"]),
    ("runner", &["text", "kernel", "rules", "restaurant", "dials", "knobs", "scenario"]),
    ("diagnosis", &["kernel", "restaurant", "dials", "knobs", "scenario", "runner"]),
    ("experiment", &["dials", "scenario", "runner", "diagnosis"]),
    ("lesson", &["text", "kernel", "rules", "dials", "knobs", "scenario", "runner"]),
    (
        "report",
        &[
            "text",
            "kernel",
            "restaurant",
            "dials",
            "scenario",
            "lens",
            "diagnosis",
            "runner",
            "experiment",
            "lesson",
        ],
    ),
    (
        "dashboard",
        &[
            "text",
            "kernel",
            "dials",
            "knobs",
            "scenario",
            "lens",
            "runner",
            "diagnosis",
            "lesson",
            "report",
        ],
    ),
    (
        "cli",
        &[
            "text",
            "kernel",
            "restaurant",
            "dials",
            "knobs",
            "scenario",
            "lens",
            "runner",
            "diagnosis",
            "experiment",
            "lesson",
            "report",
            "dashboard",
        ],
    ),
];

/// Of some rooms another room may use only a few names: who, of whom, what.
const ONLY: &[(&str, &str, &[&str])] = &[("report", "restaurant", &["Phase", "Outcome", "Side"])];

/// Rooms in which the same seed must give the same run, on every machine and in every build.
const WORLD: &[&str] = &["text", "kernel", "rules", "restaurant", "dials", "knobs"];

/// What has no place in those rooms, and what to do instead.
const UNWORLDLY: &[(&str, &str)] = &[
    ("HashMap", "its order differs from run to run: use a BTreeMap or a list"),
    ("HashSet", "its order differs from run to run: use a BTreeSet or a list"),
    ("RandomState", "it differs from run to run"),
    ("SystemTime", "the model knows no wall clock"),
    ("Instant", "the model knows no wall clock"),
    ("thread_rng", "a draw is a function of its key: use Luck"),
    ("std::thread", "the model knows no threads"),
    ("std::fs", "the model knows no files"),
    ("std::io", "the model knows no input and no output"),
    ("std::env", "the model knows no environment"),
    ("std::net", "the model knows no network"),
];

/// Functions of std's floats that may differ in the last digit from machine to machine.
const UNPORTABLE: &[&str] = &[
    "acos", "acosh", "asin", "asinh", "atan", "atan2", "atanh", "cbrt", "cos", "cosh", "exp",
    "exp2", "exp_m1", "gamma", "hypot", "ln", "ln_1p", "ln_gamma", "log", "log10", "log2", "powf",
    "powi", "sin", "sin_cos", "sinh", "tan", "tanh",
];

/// What stands for something that is still to be done, or was meant to be taken out.
const UNDONE: &[&str] = &["todo!", "unimplemented!", "dbg!", "FIXME"];

/// The most lines of a file, its tests apart.
const MOST_LINES: usize = 500;

/// A Rust file.
struct Source {
    /// Its path from the root of the project, with `/` on every system.
    path: String,
    text: String,
    /// The text with blanks for all that is compiled for tests only.
    code: String,
    /// How many lines are not for tests only.
    lines: usize,
}

/// A broken rule.
#[derive(Debug, PartialEq, Eq)]
struct Broken {
    place: String,
    rule: String,
}

impl fmt::Display for Broken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.rule)
    }
}

impl Broken {
    fn at(file: &Source, offset: usize, rule: String) -> Broken {
        let line = 1 + file.text[..offset].matches('\n').count();
        Broken { place: format!("{}:{line}", file.path), rule }
    }

    fn import(file: &Source, offset: usize, room: &str, other: &str) -> Broken {
        Broken::at(file, offset, format!("{room} must not import {other}"))
    }

    fn name(file: &Source, offset: usize, room: &str, other: &str, name: &str) -> Broken {
        let rule = format!("{room} must not use {name} of {other}, only what the table names");
        Broken::at(file, offset, rule)
    }

    fn many_rooms(file: &Source, offset: usize) -> Broken {
        let rule = "one room in each `use` line, so that a reader sees where each name lives";
        Broken::at(file, offset, rule.into())
    }

    fn far_up(file: &Source, offset: usize) -> Broken {
        let rule = "name another room with `crate::`, so that imports can be seen";
        Broken::at(file, offset, rule.into())
    }

    fn no_line_in_the_table(file: &Source, room: &str) -> Broken {
        let rule = format!("the room {room} has no line in the table of tests/it/tidy.rs");
        Broken::at(file, 0, rule)
    }

    fn no_sentence(file: &Source) -> Broken {
        Broken::at(file, 0, "a file begins with a `//!` sentence that says what it is for".into())
    }

    fn long(file: &Source) -> Broken {
        let rule = format!("{} lines, {MOST_LINES} are allowed: split the file", file.lines);
        Broken::at(file, 0, rule)
    }

    fn undone(file: &Source, offset: usize, word: &str) -> Broken {
        Broken::at(file, offset, format!("{word} stays out: finish it, or write an issue"))
    }

    fn unworldly(file: &Source, offset: usize, word: &str, why: &str) -> Broken {
        Broken::at(file, offset, format!("{word} has no place here: {why}"))
    }

    fn unportable(file: &Source, offset: usize, function: &str) -> Broken {
        let rule = format!("std's {function} differs between machines: use the crate libm");
        Broken::at(file, offset, rule)
    }
}

impl Source {
    fn new(path: &str, text: &str) -> Source {
        let tests_only = path.ends_with("/tests.rs");
        let (code, lines) = if tests_only { (blank(text), 0) } else { without_tests(text) };
        Source { path: path.to_owned(), text: text.to_owned(), code, lines }
    }

    /// Returns the room in which it is; none: it is no part of a room.
    fn room(&self) -> Option<&str> {
        self.path.strip_prefix("src/")?.split_once('/').map(|(room, _)| room)
    }
}

/// Returns as many blanks as a text has bytes, in the same lines.
fn blank(text: &str) -> String {
    text.bytes().map(|byte| if byte == b'\n' { '\n' } else { ' ' }).collect()
}

/// Blanks every item under a `#[cfg(test)]` at the beginning of a line, up to its closing brace;
/// returns that and the number of the other lines. Every byte stays in its place.
fn without_tests(text: &str) -> (String, usize) {
    #[derive(PartialEq)]
    enum At {
        Code,
        Attribute,
        Item,
    }
    let mut at = At::Code;
    let (mut code, mut lines) = (String::with_capacity(text.len()), 0);
    for line in text.split_inclusive('\n') {
        let words = line.trim_end();
        if at == At::Code && words == "#[cfg(test)]" {
            at = At::Attribute;
        } else if at == At::Attribute && !words.starts_with("#[") {
            at = At::Item;
        }
        if at == At::Code {
            code.push_str(line);
            lines += 1;
            continue;
        }
        code.push_str(&blank(line));
        if at == At::Item && (words.ends_with(';') && !words.starts_with(' ') || words == "}") {
            at = At::Code;
        }
    }
    (code, lines)
}

/// Returns the code without its comments, byte for byte in the same place.
fn without_comments(code: &str) -> String {
    let mut bare = String::with_capacity(code.len());
    for line in code.split_inclusive('\n') {
        let end = line.find("//").unwrap_or(line.len());
        bare.push_str(&line[..end]);
        bare.push_str(&blank(&line[end..]));
    }
    bare
}

fn is_part_of_a_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// Returns the word at the beginning of a text.
fn word(text: &str) -> &str {
    &text[..text.find(|c| !is_part_of_a_word(c)).unwrap_or(text.len())]
}

/// Lists where a word stands, and not only as a part of a longer one.
fn words<'t>(text: &'t str, wanted: &'t str) -> impl Iterator<Item = usize> + 't {
    text.match_indices(wanted).map(|(at, _)| at).filter(move |&at| {
        let before = text[..at].chars().next_back();
        let behind = text[at + wanted.len()..].chars().next();
        !before.is_some_and(is_part_of_a_word) && !behind.is_some_and(is_part_of_a_word)
    })
}

/// Lists the names in `::Name` or `::{Name, Other as That}` at the beginning of a text.
fn names(text: &str) -> Vec<&str> {
    let Some(path) = text.strip_prefix("::") else { return vec!["all"] };
    match path.strip_prefix('{').and_then(|list| list.split_once('}')) {
        Some((list, _)) => {
            list.split(',').map(|name| word(name.trim())).filter(|name| !name.is_empty()).collect()
        }
        None => vec![word(path)],
    }
}

/// Imports go down only.
fn imports(file: &Source) -> Vec<Broken> {
    let Some(room) = file.room() else { return Vec::new() };
    let Some((_, may)) = ROOMS.iter().find(|(known, _)| *known == room) else {
        return vec![Broken::no_line_in_the_table(file, room)];
    };
    let mut broken = Vec::new();
    for (at, found) in file.code.match_indices("crate::") {
        let rest = &file.code[at + found.len()..];
        let other = word(rest);
        if rest.starts_with(['{', '*']) {
            broken.push(Broken::many_rooms(file, at));
        } else if other != room && ROOMS.iter().any(|(known, _)| *known == other) {
            if !may.contains(&other) {
                broken.push(Broken::import(file, at, room, other));
            }
            let only = ONLY.iter().find(|(who, whom, _)| *who == room && *whom == other);
            let used = only.map_or(Vec::new(), |_| names(&rest[other.len()..]));
            let wrong = used.into_iter().find(|name| !only.is_some_and(|o| o.2.contains(name)));
            broken.extend(wrong.map(|name| Broken::name(file, at, room, other, name)));
        }
    }
    broken.extend(file.code.match_indices("super::super").map(|(at, _)| Broken::far_up(file, at)));
    if file.path == format!("src/{room}/mod.rs") {
        // Above the room's own sheet is the crate, with all other rooms.
        let up = words(&file.code, "super").filter(|&at| file.code[at..].starts_with("super::"));
        broken.extend(up.map(|at| Broken::far_up(file, at)));
    }
    broken
}

/// Every file says first what it is for.
fn first_sentence(file: &Source) -> Vec<Broken> {
    let lines = file.text.lines().map_while(|line| line.strip_prefix("//! "));
    let paragraph: Vec<&str> = lines.collect();
    let is_sentence = paragraph.last().is_some_and(|last| last.ends_with(['.', ':']));
    if is_sentence { Vec::new() } else { vec![Broken::no_sentence(file)] }
}

/// A file can be read in one go.
fn length(file: &Source) -> Vec<Broken> {
    if file.lines > MOST_LINES { vec![Broken::long(file)] } else { Vec::new() }
}

/// What is in is done.
fn done(file: &Source) -> Vec<Broken> {
    let found = UNDONE.iter().flat_map(|word| {
        file.text.match_indices(word).map(|(at, _)| Broken::undone(file, at, word))
    });
    found.collect()
}

/// The same seed gives the same run.
fn worldly(file: &Source) -> Vec<Broken> {
    if !file.room().is_some_and(|room| WORLD.contains(&room)) {
        return Vec::new();
    }
    let code = without_comments(&file.code);
    let mut broken = Vec::new();
    for (word, why) in UNWORLDLY {
        broken.extend(words(&code, word).map(|at| Broken::unworldly(file, at, word, why)));
    }
    for function in UNPORTABLE {
        let is_std = |at: &usize| {
            let before = &code[..*at];
            let is_method = before.ends_with('.') && code[at + function.len()..].starts_with('(');
            is_method || before.ends_with("f64::") || before.ends_with("f32::")
        };
        let found = words(&code, function).filter(is_std);
        broken.extend(found.map(|at| Broken::unportable(file, at, function)));
    }
    broken
}

/// Reads the Rust files of a folder of the project and of all folders in it, in order of path.
fn files(folder: &str) -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    let mut folders = vec![root.join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).into_iter().flatten() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                let name = path.strip_prefix(root).unwrap().to_str().unwrap().replace('\\', "/");
                found.push(Source::new(&name, &fs::read_to_string(&path).unwrap()));
            }
        }
    }
    found.sort_by(|a, b| a.path.cmp(&b.path));
    found
}

/// Fails with every place at which the files break a rule.
fn hold(files: &[Source], rule: impl Fn(&Source) -> Vec<Broken>) {
    assert!(!files.is_empty(), "there is nothing to look at");
    let broken: Vec<String> =
        files.iter().flat_map(rule).map(|broken| broken.to_string()).collect();
    assert!(broken.is_empty(), "house rules broken:\n{}", broken.join("\n"));
}

/// Shows a rule a planted file; returns where it is broken, without the file's path.
fn planted(path: &str, text: &str, rule: impl Fn(&Source) -> Vec<Broken>) -> Vec<String> {
    let broken = rule(&Source::new(path, text));
    let shown = broken.iter().map(|broken| broken.to_string().replacen(path, "", 1));
    shown.collect()
}

#[test]
fn imports_go_down_only() {
    hold(&files("src"), imports);
}

#[test]
fn the_table_of_rooms_goes_down_only_and_is_the_map() {
    for (at, (room, may)) in ROOMS.iter().enumerate() {
        let above: Vec<&str> = ROOMS[..at].iter().map(|(room, _)| *room).collect();
        assert!(may.iter().all(|other| above.contains(other)), "{room} imports what is below it");
    }
    let map = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/lib.rs")).unwrap();
    let rooms = map.lines().filter_map(|line| line.strip_prefix("//! - [`")).map(word);
    assert!(rooms.eq(ROOMS.iter().map(|(room, _)| *room)), "src/lib.rs lists other rooms");
}

#[test]
fn every_file_begins_with_a_sentence() {
    hold(&files("src"), first_sentence);
}

#[test]
fn no_file_is_long() {
    hold(&files("src"), length);
}

#[test]
fn nothing_is_left_undone() {
    let mut all: Vec<Source> = ["src", "tests", "benches"].into_iter().flat_map(files).collect();
    all.retain(|file| file.path != "tests/it/tidy.rs");
    hold(&all, done);
}

#[test]
fn the_world_is_the_same_everywhere() {
    hold(&files("src"), worldly);
}

#[test]
fn a_planted_import_is_found() {
    let planted = |path: &str, text: &str| planted(path, text, imports);
    let up = "//! Up.\nuse crate::dials::Ledger;\n";
    assert_eq!(planted("src/kernel/up.rs", up), [":2: kernel must not import dials"]);
    assert_eq!(planted("src/cli/down.rs", up), [""; 0]);
    let inline = "fn f() { crate::runner::run(); }";
    assert_eq!(planted("src/dials/x.rs", inline), [":1: dials must not import runner"]);
    assert_eq!(planted("src/dials/x.rs", "use crate::{kernel, cli};").len(), 1);
    assert_eq!(planted("src/dials/x/y.rs", "use super::super::super::cli;").len(), 1);
    assert_eq!(planted("src/dials/mod.rs", "use super::cli::Exit;\npub(super) fn f() {}").len(), 1);
    assert_eq!(planted("src/attic/mod.rs", "").len(), 1);

    let whole = "use crate::restaurant::{\n    Outcome, Phase,\n    Restaurant as World,\n};";
    let rule = ":1: report must not use Restaurant of restaurant, only what the table names";
    assert_eq!(planted("src/report/x.rs", whole), [rule]);
    assert_eq!(planted("src/report/x.rs", "use crate::restaurant::Phase;"), [""; 0]);
    assert_eq!(planted("src/report/x.rs", "use crate::restaurant;").len(), 1);
}

#[test]
fn tests_may_import_all() {
    let tests = "//! X.\n#[cfg(test)]\nmod tests {\n    use crate::cli;\n}\n";
    assert_eq!(planted("src/lens/x.rs", tests, imports), [""; 0]);
    assert_eq!(planted("src/lens/x/tests.rs", "use crate::cli;", imports), [""; 0]);
    // What stands behind the tests, or behind their declaration, is code again.
    let behind = "#[cfg(test)]\nmod tests {\n    fn f() {}\n}\nuse crate::cli;\n";
    let declared = "#[cfg(test)]\nmod tests;\nuse crate::cli;\n";
    assert_eq!(planted("src/lens/x.rs", behind, imports), [":5: lens must not import cli"]);
    assert_eq!(planted("src/lens/x.rs", declared, imports), [":3: lens must not import cli"]);
}

#[test]
fn a_planted_file_without_a_sentence_is_found() {
    let planted = |text: &str| planted("src/cli/x.rs", text, first_sentence).len();
    assert_eq!(planted("use std::fs;\n"), 1);
    assert_eq!(planted("//! utilities\nfn f() {}\n"), 1);
    assert_eq!(planted("//!\n"), 1);
    assert_eq!(planted("//! `boh run`: simulate\n//! and report.\n\nuse std::fs;\n"), 0);
}

#[test]
fn a_planted_long_file_is_found() {
    let planted = |path: &str, text: &str| planted(path, text, length).len();
    let long = "fn f() {}\n".repeat(MOST_LINES);
    assert_eq!(planted("src/cli/x.rs", &long), 0);
    assert_eq!(planted("src/cli/x.rs", &format!("{long}fn g() {{}}\n")), 1);
    let tests = format!("{long}#[cfg(test)]\nmod tests {{\n{long}}}\n");
    assert_eq!(planted("src/cli/x.rs", &tests), 0);
    assert_eq!(planted("src/cli/x/tests.rs", &long.repeat(2)), 0);
}

#[test]
fn planted_remains_are_found() {
    for word in UNDONE {
        let text = format!("//! X.\nfn f() {{\n    {word}()\n}}\n");
        assert_eq!(planted("src/cli/x.rs", &text, done).len(), 1, "{word}");
    }
}

#[test]
fn planted_differences_between_machines_are_found() {
    let planted = |path: &str, text: &str| planted(path, text, worldly).len();
    for (word, _) in UNWORLDLY {
        let text = format!("fn f() {{ {word}::x(); }}");
        for room in WORLD {
            assert_eq!(planted(&format!("src/{room}/x.rs"), &text), 1, "{word}");
        }
        assert_eq!(planted("src/cli/x.rs", &text), 0, "{word}");
    }
    for function in UNPORTABLE {
        for text in [format!("let x = y.{function}();"), format!("list.map(f64::{function})")] {
            assert_eq!(planted("src/kernel/x.rs", &text), 1, "{text}");
        }
        let portable = format!("let x = libm::{function}(y);");
        assert_eq!(planted("src/kernel/x.rs", &portable), 0, "{portable}");
    }
    let fine = "/// Not an Instant.\nfn at_this_instant(x: f64) -> f64 { x.sqrt() } // x.ln()\n";
    assert_eq!(planted("src/kernel/x.rs", fine), 0);
}
