//! The lenses that come with the program.

use super::borrow::borrow;
use super::read::read;
use super::terms::Terms;
use super::vocabulary::{Card, Lens};
use std::sync::LazyLock;

static KITCHEN: LazyLock<Lens> = LazyLock::new(|| complete(include_str!("kitchen.toml")));
static BACKEND: LazyLock<Lens> = LazyLock::new(|| complete(include_str!("backend.toml")));
static CAR: LazyLock<Lens> = LazyLock::new(|| analogy(include_str!("car.toml")));
static THEATRE: LazyLock<Lens> = LazyLock::new(|| analogy(include_str!("theatre.toml")));

/// The parts that have a card, and the word under which the terms tell about each.
pub const CARDS: &[(&str, &str)] = &[
    ("guests", "dining room"),
    ("waiter", "waiter"),
    ("kitchen", "kitchen"),
    ("building", "building"),
    ("pantry", "pantry"),
    ("partner", "integration"),
];

impl Lens {
    /// Returns the restaurant's own words.
    pub fn kitchen() -> &'static Lens {
        &KITCHEN
    }

    /// Returns the standard terms of the field.
    pub fn backend() -> &'static Lens {
        &BACKEND
    }

    /// Returns the words of a car: what the driver sees, and the engine.
    pub fn car() -> &'static Lens {
        &CAR
    }

    /// Returns the words of a theatre: the stage, and what is behind it.
    pub fn theatre() -> &'static Lens {
        &THEATRE
    }
}

fn complete(text: &str) -> Lens {
    let mut lens = read(text, &[]).expect("the bundled lenses are read by a test");
    // What the subject's own list of words tells is not told a second time.
    let terms = Terms::bundled();
    for (id, word) in CARDS {
        let Some(term) = terms.find(word) else { continue };
        let ends = term.ends.iter().filter_map(|id| Some(terms.limit(id)?.says.as_str()));
        let ends = ends.collect::<Vec<_>>().join(" ");
        let (name, help) = if lens.id == "backend" {
            (term.backend.clone(), term.in_backend.clone())
        } else {
            (term.kitchen.clone(), term.in_kitchen.clone())
        };
        lens.parts.insert((*id).to_owned(), Card { name, help, ends });
    }
    lens
}

fn analogy(text: &str) -> Lens {
    let lens = read(text, &[Lens::kitchen(), Lens::backend()]);
    borrow(lens.expect("the bundled lenses are read by a test"))
}
