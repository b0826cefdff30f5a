//! A lens of made-up words, in letters that no real word here has: for tests that look for words
//! which do not come through a lens.

use super::bundled::CARDS;
use super::vocabulary::slot_at;
use super::{Lens, Tongue};
use std::path::Path;
use std::sync::LazyLock;
use toml::{Table, Value};

static NONSENSE: LazyLock<&'static Lens> = LazyLock::new(|| {
    let words = |text: &str, lens: &'static Lens| {
        let mut table: Table = text.parse().expect("the bundled lenses are read by a test");
        let card = |id: &str| {
            let card = lens.card(id).expect("the bundled lenses have all cards");
            let texts = [("name", &card.name), ("help", &card.help), ("ends", &card.ends)];
            let texts = texts.map(|(id, text)| (id.to_owned(), Value::String(text.clone())));
            (id.to_owned(), Value::Table(texts.into_iter().collect()))
        };
        let cards: Table = CARDS.iter().map(|(id, _)| card(id)).collect();
        table.insert("parts".to_owned(), Value::Table(cards));
        made_up(&mut table);
        table
    };
    let mut lens = words(include_str!("kitchen.toml"), Lens::kitchen());
    let mut beside = words(include_str!("backend.toml"), Lens::backend());
    beside.remove("id");
    beside.remove("name");
    let units = Value::Table(Table::from_iter([("time".to_owned(), "restaurant".into())]));
    for table in [&mut lens, &mut beside] {
        let own = table.get_mut("units").and_then(Value::as_table_mut).expect("it has units");
        own.extend(units.as_table().expect("it is a table").clone());
    }
    lens.insert("beside".to_owned(), Value::Table(beside));
    Lens::parse(&lens.to_string()).unwrap_or_else(|problems| panic!("{problems:?}"))
});

/// Returns the tongue of made-up words.
pub fn nonsense() -> Tongue {
    Tongue::Own(*NONSENSE)
}

/// Makes up words for all texts; slots stay.
fn made_up(table: &mut Table) {
    for (_, value) in table.iter_mut() {
        match value {
            Value::String(text) => {
                let mut left = 0;
                let letter = |(at, c): (usize, char)| {
                    if let Some(slot) = slot_at(&text[at..]) {
                        left = slot.len() + 2;
                    }
                    left = usize::saturating_sub(left, 1);
                    match c {
                        _ if left > 0 => c,
                        'a'..='z' => shifted(c, 'a', 'а'),
                        'A'..='Z' => shifted(c, 'A', 'А'),
                        _ => c,
                    }
                };
                let words = text.char_indices().map(letter).collect();
                *text = words;
            }
            Value::Table(table) => made_up(table),
            _ => {}
        }
    }
}

/// Returns the Cyrillic letter at the place of a Latin one.
fn shifted(c: char, latin: char, cyrillic: char) -> char {
    char::from_u32(cyrillic as u32 + (c as u32 - latin as u32)).unwrap_or(cyrillic)
}

/// Lists the words of a text that are neither made up nor allowed; `allowed` may have been cut
/// where an ellipsis stands.
pub fn leftovers(text: &str, allowed: &[String]) -> Vec<String> {
    let mut allowed: Vec<&str> = allowed.iter().map(String::as_str).collect();
    allowed.sort_by_key(|text| std::cmp::Reverse(text.len()));
    allowed.dedup();
    let mut found = Vec::new();
    for line in text.lines() {
        let mut left = line.to_owned();
        // What was cut first: a part of it may be allowed as well.
        while let Some(at) = left.find('…') {
            let cut = allowed.iter().filter_map(|text| cut_before(&left[..at], text)).max();
            left.replace_range(at - cut.unwrap_or(0)..at + '…'.len_utf8(), " ");
        }
        for text in allowed.iter().filter(|text| !text.is_empty()) {
            left = left.replace(text, " ");
        }
        let words = left.split(|c: char| !c.is_ascii_alphabetic());
        found.extend(words.filter(|word| word.len() > 1).map(|word| format!("{word}: {line}")));
    }
    found
}

/// Returns how many bytes of an allowed text stand right before the place where it was cut.
fn cut_before(line: &str, text: &str) -> Option<usize> {
    let ends = text.char_indices().map(|(at, _)| at).rev();
    ends.filter(|at| *at > 1).find(|at| line.ends_with(&text[..*at]))
}

/// Returns the source files of a room: what asks a lens for words.
#[expect(clippy::disallowed_methods, reason = "it reads the files of the room")]
pub fn sources(room: &str) -> Vec<String> {
    let mut sources = Vec::new();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src").join(room)];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                sources.push(std::fs::read_to_string(path).unwrap());
            }
        }
    }
    sources
}
