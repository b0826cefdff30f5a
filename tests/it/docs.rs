//! The documents tell the truth: their examples pass, their commands run, what they name is there.
//!
//! What a document can say to this test:
//!
//! - a block that begins with three backticks and `toml cafe.toml` is a file in the reader's
//!   folder; so is `csv guests.csv`
//! - a `toml` block with a `title` is a scenario, and must be valid
//! - the commands of a `sh` block are run one after another in the reader's folder; one that does
//!   not end with 0 says so in a comment, as in `# exits with 1: p95 is 28.5 s`; times in such a
//!   comment must be printed; one with a placeholder, such as `boh run SCENARIO`, is not run
//! - `<!-- lines of: boh run lunch-rush -->` above a block: its lines are lines of what that
//!   command prints, in this order, with `…` for those left out
#![expect(clippy::disallowed_methods, reason = "it reads the files of the project")]

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Output, Stdio};

use crate::support::{Folder, boh, kind};

/// A fenced block of a document.
struct Block {
    /// The document and the line in which the block begins.
    place: String,
    /// What stands behind the backticks: a language, perhaps a file name.
    info: Vec<String>,
    /// The last line above the block that is not empty.
    above: String,
    text: String,
}

/// A document: its blocks, and the lines around them.
struct Document {
    name: String,
    blocks: Vec<Block>,
    prose: Vec<(usize, String)>,
}

/// A command of a `sh` block.
#[derive(Debug, PartialEq, Eq)]
struct Command {
    arguments: Vec<String>,
    /// The file in which its output goes.
    into: Option<String>,
    exits_with: i32,
    /// Times that it must print.
    times: Vec<String>,
}

impl Block {
    fn is(&self, language: &str) -> bool {
        self.info.first().is_some_and(|word| word == language)
    }

    fn file_name(&self) -> Option<&str> {
        self.info.get(1).map(String::as_str)
    }

    fn is_scenario(&self) -> bool {
        let names_title = |line: &str| {
            line.strip_prefix("title").is_some_and(|rest| rest.trim_start().starts_with('='))
        };
        self.is("toml") && self.text.lines().any(names_title)
    }

    /// Returns its commands; a backslash at the end of a line joins it with the next.
    fn commands(&self) -> Vec<Command> {
        self.text.replace("\\\n", " ").lines().filter_map(Command::parse).collect()
    }
}

impl Document {
    fn parse(name: &str, text: &str) -> Document {
        let mut document =
            Document { name: name.to_owned(), blocks: Vec::new(), prose: Vec::new() };
        let (mut open, mut above) = (None, String::new());
        for (number, line) in (1..).zip(text.lines()) {
            let ticks = line.trim_start().chars().take_while(|c| *c == '`').count();
            let rest = line.trim_start().trim_start_matches('`');
            match open {
                Some(fence) if ticks >= fence && rest.trim().is_empty() => open = None,
                Some(_) => {
                    let block = document.blocks.last_mut().unwrap();
                    block.text.push_str(line);
                    block.text.push('\n');
                }
                None if ticks >= 3 => {
                    open = Some(ticks);
                    document.blocks.push(Block {
                        place: format!("{name}:{number}"),
                        info: rest.split_whitespace().map(str::to_owned).collect(),
                        above: std::mem::take(&mut above),
                        text: String::new(),
                    });
                }
                None => {
                    document.prose.push((number, line.to_owned()));
                    if !line.trim().is_empty() {
                        line.clone_into(&mut above);
                    }
                }
            }
        }
        assert_eq!(open, None, "{name}: a block is never closed");
        document
    }

    /// Lays out the reader's folder: the files that the document shows.
    fn folder(&self) -> Folder {
        let folder = Folder::new();
        for block in &self.blocks {
            if let Some(name) = block.file_name() {
                folder.file(name, &block.text);
            }
        }
        folder
    }

    /// Lists the files that its reader has made.
    fn own_files(&self) -> Vec<String> {
        let shown = self.blocks.iter().filter_map(|block| block.file_name().map(str::to_owned));
        let shell = self.blocks.iter().filter(|block| block.is("sh"));
        let made = shell.flat_map(Block::commands).filter_map(|command| command.into);
        shown.chain(made).collect()
    }

    /// Lists what stands in backticks, with its place.
    fn names(&self) -> impl Iterator<Item = (String, &str)> {
        self.prose.iter().flat_map(move |(number, line)| {
            let quoted = line.split('`').skip(1).step_by(2);
            quoted.map(move |name| (format!("{}:{number}", self.name), name))
        })
    }
}

impl Command {
    /// Reads a line; none: it is no command of ours, or it has a placeholder.
    fn parse(line: &str) -> Option<Command> {
        let (words, comment) = words(line);
        let exits_with = comment.split_once("exits with ").map_or(0, |(_, rest)| {
            let status: String = rest.chars().take_while(char::is_ascii_digit).collect();
            status.parse().unwrap_or_else(|_| panic!("no exit status in: {line}"))
        });
        let cargo = ["cargo", "run", "--release", "--"];
        let mut arguments = if words.first()? == "boh" {
            words[1..].to_vec()
        } else if words.len() > cargo.len() && words[..cargo.len()] == cargo {
            words[cargo.len()..].to_vec()
        } else {
            return None;
        };
        if arguments.iter().any(|word| is_placeholder(word)) {
            return None;
        }
        let into = arguments.iter().position(|word| word == ">").map(|at| {
            let into = arguments[at + 1].clone();
            arguments.truncate(at);
            into
        });
        Some(Command { arguments, into, exits_with, times: times(comment) })
    }

    /// Runs it in the reader's folder and compares its exit status with what the document says.
    fn run(&self, folder: &Path, place: &str) -> Output {
        let output = boh()
            .args(&self.arguments)
            .current_dir(folder)
            .env("LC_ALL", "C.UTF-8")
            .stdin(Stdio::null())
            .output()
            .unwrap();
        let (stdout, stderr) = kind(&output);
        let code = output.status.code();
        assert_eq!(code, Some(self.exits_with), "{place}: {self:?}:\n{stdout}{stderr}");
        let printed: Vec<&str> = stdout.split_whitespace().collect();
        let missing = self.times.iter().find(|time| !printed.join(" ").contains(*time));
        assert_eq!(missing, None, "{place}: not printed by {self:?}:\n{stdout}");
        if let Some(into) = &self.into {
            fs::write(folder.join(into), &output.stdout).unwrap();
        }
        output
    }
}

/// Splits a line as a shell does, and its comment off.
pub(crate) fn words(line: &str) -> (Vec<String>, &str) {
    let (mut words, mut word, mut quote) = (Vec::new(), None::<String>, None);
    for (at, c) in line.char_indices() {
        match (quote, c) {
            (Some(mark), c) if c == mark => quote = None,
            (None, '\'' | '"') => {
                quote = Some(c);
                word.get_or_insert_default();
            }
            (None, '#') if word.is_none() => return (words, &line[at..]),
            (None, c) if c.is_whitespace() => words.extend(word.take()),
            (_, c) => word.get_or_insert_default().push(c),
        }
    }
    assert_eq!(quote, None, "a quote is never closed: {line}");
    words.extend(word);
    (words, "")
}

/// Lists the times in a comment, such as `28.5 s`.
fn times(comment: &str) -> Vec<String> {
    let words: Vec<&str> = comment.split_whitespace().collect();
    let time = |pair: &[&str]| {
        let unit = pair[1].trim_end_matches([',', '.', ';', ')']);
        let is_time =
            pair[0].parse::<f64>().is_ok() && ["us", "ms", "s", "min", "h"].contains(&unit);
        is_time.then(|| format!("{} {unit}", pair[0]))
    };
    words.windows(2).filter_map(time).collect()
}

/// Says whether a word stands for something that the reader chooses.
fn is_placeholder(word: &str) -> bool {
    let shouts = |c: char| c.is_ascii_uppercase() || "=_.".contains(c);
    word.contains(['<', '…']) || word.contains(char::is_uppercase) && word.chars().all(shouts)
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Reads the documents that speak of what there is today.
fn documents() -> Vec<Document> {
    let mut files: Vec<PathBuf> =
        fs::read_dir(root().join("docs")).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|file| file.extension().is_some_and(|ending| ending == "md"));
    files.sort();
    files.extend(["README.md", "CONTRIBUTING.md"].map(|name| root().join(name)));
    let read = |file: &PathBuf| {
        let name = file.strip_prefix(root()).unwrap().to_str().unwrap().replace('\\', "/");
        Document::parse(&name, &fs::read_to_string(file).unwrap())
    };
    files.iter().map(read).collect()
}

/// Lists the files of some folders of the project, with their paths from its root.
fn project_files(folders: &[&str]) -> Vec<String> {
    let mut found = Vec::new();
    let mut folders: Vec<PathBuf> = folders.iter().map(|folder| root().join(folder)).collect();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).into_iter().flatten() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(root()).unwrap().to_str().unwrap();
                found.push(name.replace('\\', "/"));
            }
        }
    }
    found
}

#[test]
fn every_scenario_of_the_documents_is_valid() {
    let mut checked = 0;
    for document in documents() {
        let folder = document.folder();
        for block in document.blocks.iter().filter(|block| block.is_scenario()) {
            let file = folder.file("stdin.toml", &block.text);
            let output = boh()
                .args(["check", "-"])
                .current_dir(folder.path())
                .stdin(File::open(file).unwrap())
                .output()
                .unwrap();
            let (stdout, stderr) = kind(&output);
            assert_eq!(output.status.code(), Some(0), "{}:\n{stdout}{stderr}", block.place);
            assert_eq!(stderr, "", "{}: an example warns", block.place);
            checked += 1;
        }
    }
    assert!(checked > 5, "only {checked} scenarios were found");
}

#[test]
fn every_command_of_the_documents_runs() {
    let mut ran = 0;
    for document in documents() {
        let folder = document.folder();
        for block in document.blocks.iter().filter(|block| block.is("sh")) {
            for command in block.commands() {
                command.run(folder.path(), &block.place);
                ran += 1;
            }
        }
    }
    assert!(ran > 10, "only {ran} commands were found");
}

#[test]
fn every_picture_of_the_documents_is_what_is_printed() {
    let mut compared = 0;
    for document in documents() {
        let folder = document.folder();
        for block in &document.blocks {
            let Some((_, source)) = block.above.split_once("<!-- lines of: ") else { continue };
            let source = source.trim_end().trim_end_matches("-->").trim_end();
            let command = Command::parse(source).expect("a command that can be run");
            let (stdout, stderr) = kind(&command.run(folder.path(), &block.place));
            let printed = stdout + stderr.as_str();
            let mut printed = printed.lines();
            for line in block.text.lines().filter(|line| !["", "…"].contains(&line.trim())) {
                let found = printed.any(|printed| printed.trim_end() == line.trim_end());
                assert!(found, "{}: `{source}` does not print:\n{line}", block.place);
            }
            compared += 1;
        }
    }
    assert!(compared > 2, "only {compared} pictures were found");
}

#[test]
fn every_file_that_the_documents_name_is_there() {
    let folders = ["src/", "tests/", "benches/", "scenarios/", "docs/", ".ci/"];
    let endings = [".rs", ".toml", ".md", ".csv"];
    let files = project_files(&["src", "tests", "benches", "scenarios", "docs"]);
    for document in documents() {
        let own = document.own_files();
        for (place, name) in document.names() {
            let is_path = folders.iter().any(|folder| name.starts_with(folder))
                || endings.iter().any(|ending| name.ends_with(ending));
            let is_one = !name.contains([' ', '*', '<', '…']) && !endings.contains(&name);
            if is_path && is_one && !own.iter().any(|own| own == name) {
                let tail = format!("/{name}");
                let is_there =
                    root().join(name).exists() || files.iter().any(|file| file.ends_with(&tail));
                assert!(is_there, "{place}: there is no {name}");
            }
        }
    }
}

/// `Agenda`, `Restaurant::turn` and `run_to()` in the architecture are names of the code.
#[test]
fn every_name_in_the_architecture_is_in_the_code() {
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    let sources = project_files(&["src", "tests"]);
    let is_code = |file: &&String| Path::new(file).extension().is_some_and(|ending| ending == "rs");
    let sources = sources.iter().filter(is_code);
    let code: Vec<String> =
        sources.map(|file| fs::read_to_string(root().join(file)).unwrap()).collect();
    let known: std::collections::BTreeSet<&str> =
        code.iter().flat_map(|text| text.split(|c| !is_word(c))).collect();
    let text = fs::read_to_string(root().join("docs/architecture.md")).unwrap();
    for (place, name) in Document::parse("docs/architecture.md", &text).names() {
        let bare = name.trim_end_matches("()");
        let is_name = bare.chars().all(|c| is_word(c) || c == ':');
        if is_name && (bare != name || bare.contains("::") || bare.contains(char::is_uppercase)) {
            for part in bare.split("::") {
                assert!(known.contains(part), "{place}: the code has no {part}");
            }
        }
    }
}

#[test]
fn every_dependency_has_its_reason_in_the_architecture() {
    let manifest = fs::read_to_string(root().join("Cargo.toml")).unwrap();
    let reasons = fs::read_to_string(root().join("docs/architecture.md")).unwrap();
    let mut section = "";
    for line in manifest.lines() {
        if line.starts_with('[') {
            section = line;
        } else if section.ends_with("dependencies]")
            && let Some((name, _)) = line.split_once([' ', '='])
        {
            let reason = format!("\n| `{name}` |");
            assert!(reasons.contains(&reason), "docs/architecture.md does not say why {name}");
        }
    }
}

/// The table of keys for instructors has every key in the row of its section, and marks knobs.
#[test]
fn every_key_is_in_the_table_for_instructors() {
    let text = fs::read_to_string(root().join("docs/instructors.md")).unwrap();
    for key in boh::scenario::KEYS {
        let path = key.path.replace("[].", ".*.");
        let (row, name) = match path.split_once('.') {
            None => ("| top of the file |".to_owned(), path.clone()),
            Some((section @ ("waiter" | "dispatcher"), name)) => {
                (format!("| `[{section}]` |"), name.to_owned())
            }
            Some((section @ ("timeline" | "goal"), name)) => {
                (format!("| `[[{section}]]` |"), name.trim_start_matches("*.").to_owned())
            }
            Some((section, name)) => {
                let name = name.trim_start_matches("*.").replace('*', "NAME");
                (format!("| `[{section}.{}]` |", place_of(section)), name)
            }
        };
        let line = text.lines().find(|line| line.starts_with(&row));
        let line = line.unwrap_or_else(|| panic!("no row {row}"));
        let found = line.split_once(&format!("`{name}`"));
        let (_, behind) = found.unwrap_or_else(|| panic!("{row} lacks {name}"));
        assert_eq!(behind.starts_with("\\*"), key.is_live(), "{row} {name}: knobs are marked *");
    }
}

/// Returns what the table calls the name of a part.
fn place_of(section: &str) -> String {
    match section {
        "menu" => "DISH".into(),
        "dining_room" => "ROOM".into(),
        other => other.to_uppercase(),
    }
}

#[test]
fn blocks_and_commands_are_read_as_meant() {
    let text = "Say:\n<!-- lines of: boh list -->\n\n```text\nA\n```\n````toml cafe.toml\n\
                title = \"X\"\n```\n````\nSee `src/lib.rs`.\n";
    let document = Document::parse("x.md", text);
    assert_eq!(document.blocks.len(), 2);
    assert_eq!(document.blocks[0].above, "<!-- lines of: boh list -->");
    assert!(!document.blocks[0].is_scenario() && document.blocks[1].is_scenario());
    assert_eq!(document.own_files(), ["cafe.toml"]);
    assert_eq!(document.names().collect::<Vec<_>>(), [("x.md:11".to_owned(), "src/lib.rs")]);

    let parse = |line: &str| {
        let command = Command::parse(line)?;
        Some((command.arguments.join("|"), command.into, command.exits_with))
    };
    assert_eq!(
        parse("boh run x --set 'a={ exp = \"2s\" }'  # exits with 1: missed"),
        Some(("run|x|--set|a={ exp = \"2s\" }".into(), None, 1))
    );
    assert_eq!(
        parse("cargo run --release -- show x > my.toml"),
        Some(("show|x".into(), Some("my.toml".into()), 0))
    );
    assert_eq!(parse("boh"), Some((String::new(), None, 0)));
    assert_eq!(times("# exits with 1: not 2 but 3 min 44 s."), ["3 min", "44 s"]);
    for line in ["cargo test", "", "# boh run x", "boh run SCENARIO", "boh run x --set PATH=VALUE"]
    {
        assert_eq!(parse(line), None, "{line}");
    }
}
