//! What a lens lacks is borrowed and marked; what nobody has a word of its own for is not.

use crate::lens::{Lens, Tongue};

fn parsed(text: &str) -> &'static Lens {
    Lens::parse(&format!("id = \"own\"\nname = \"Own\"\n{text}")).expect("it is a lens")
}

#[test]
fn what_is_lacking_is_borrowed_and_marked() {
    let lens = parsed("[words]\nchef = \"pirate\"\n[phases]\ncooking = \"fires\"\n");
    assert_eq!((lens.word("chef"), lens.word("guest")), ("pirate", "client*"));
    let cooking = lens.phase("cooking").expect("it has the phase");
    assert_eq!(cooking.name, "fires");
    assert_eq!(cooking.help, "A worker executes the task on a CPU core.*");
    assert_eq!(lens.say("picked_up", &[]), "a worker takes the task from the queue*");
    // Kitchen and backend say the same.
    assert_eq!((lens.word("failed"), lens.screen("key.close")), ("failed", "close"));
    assert!(lens.borrows);
    assert_eq!(lens.card("kitchen").map(|card| &*card.name), Some("backend*"));
}

#[test]
fn what_is_borrowed_stands_for_itself() {
    let tongue = Tongue::Own(parsed("[words]\nchef = \"pirate\"\n"));
    assert_eq!(tongue.meaning(|lens| lens.word("chef").to_owned()).as_deref(), Some("worker"));
    assert_eq!(tongue.meaning(|lens| lens.word("guest").to_owned()), None);
}

#[test]
fn a_lens_may_say_what_its_words_stand_for() {
    let tongue =
        Tongue::Own(parsed("[words]\nchef = \"Koch\"\n[beside.words]\nchef = \"Arbeiter\"\n"));
    assert_eq!(tongue.meaning(|lens| lens.word("chef").to_owned()).as_deref(), Some("Arbeiter"));
    // Unmarked: these are the words of the field.
    assert_eq!(tongue.other().word("guest"), "client");
}

#[test]
fn the_words_go_round() {
    let own = parsed("");
    let all = |own: Option<&'static Lens>| {
        let next = |tongue: &Tongue| Some(tongue.next(own)).filter(|next| *next != Tongue::Kitchen);
        std::iter::successors(Some(Tongue::Kitchen), next).collect::<Vec<_>>()
    };
    let bundled = Tongue::BUNDLED.map(|(_, tongue)| tongue);
    assert_eq!(all(None), bundled);
    assert_eq!(all(Some(own)), [&bundled[..], &[Tongue::Own(own)]].concat());
}
