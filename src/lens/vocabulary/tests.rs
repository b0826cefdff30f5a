//! Kitchen and backend have words for everything there is, and for nothing else.

use super::*;
use crate::dials::Dial;
use crate::lens::read::read;
use crate::lens::units::UNITS;
use crate::restaurant::{Outcome, Phase};
use crate::runner::Kind;
use crate::scenario::{KEYS, steps};
use std::collections::BTreeSet;
use std::sync::LazyLock;

fn complete() -> [&'static Lens; 3] {
    [Lens::kitchen(), Lens::backend(), &DEUTSCH]
}

/// The lens in another language, as it is written: nothing is borrowed for it.
static DEUTSCH: LazyLock<Lens> = LazyLock::new(|| {
    let text = include_str!("../../../lenses/deutsch.toml");
    read(text, &[Lens::kitchen(), Lens::backend()]).expect("the lens is good")
});

/// In every complete lens a table has words for exactly these ids; names are at most so long, and help is
/// one sentence.
fn check<'a>(table: fn(&Lens) -> &Table, ids: impl Iterator<Item = &'a str>, longest: usize) {
    let ids: BTreeSet<&str> = ids.collect();
    for lens in complete() {
        let known: BTreeSet<&str> = table(lens).keys().map(String::as_str).collect();
        let (missing, surplus) = (&ids - &known, &known - &ids);
        assert!(missing.is_empty(), "{}: no words for {missing:?}", lens.id);
        assert!(surplus.is_empty(), "{}: words for nothing there is: {surplus:?}", lens.id);
        for (id, Words { name, help }) in table(lens) {
            let length = name.chars().count();
            assert!((1..=longest).contains(&length), "{id}: {length} characters: {name}");
            assert!(help.ends_with('.') && !help.contains(". "), "{id}: one sentence: {help}");
            assert!(!help.starts_with(char::is_lowercase), "{id}: not a sentence: {help}");
            assert!([name, help].iter().all(|text| text.trim() == *text), "{id}: blanks");
        }
    }
}

#[test]
fn every_dial_has_words() {
    check(|lens| &lens.dials, Dial::ids().iter().map(String::as_str), 34);
}

#[test]
fn every_key_has_words() {
    check(|lens| &lens.knobs, KEYS.iter().map(|key| key.path), 34);
}

#[test]
fn every_phase_has_words() {
    check(|lens| &lens.phases, Phase::ALL.into_iter().map(Phase::id), 30);
}

#[test]
fn every_outcome_has_words() {
    check(|lens| &lens.outcomes, Outcome::FIXED.iter().map(|known| known.0), 40);
}

#[test]
fn every_step_has_words() {
    check(|lens| &lens.steps, steps().map(|step| step.name), 34);
}

/// Every kind of happening has a sentence that speaks only of what it has, and of all of it.
#[test]
fn every_happening_has_a_sentence() {
    let mut slots: BTreeMap<&str, &[&str]> =
        Kind::ALL.iter().map(|kind| (kind.id(), kind.slots())).collect();
    slots.insert("order", &["order", "room", "dish"]);
    for lens in complete() {
        assert!(lens.says.keys().map(String::as_str).eq(slots.keys().copied()), "{}", lens.id);
        for (id, sentence) in &lens.says {
            let spoken_of = sentence.split('{').skip(1).filter_map(|rest| rest.split('}').next());
            let spoken_of: BTreeSet<&str> = spoken_of.collect();
            assert_eq!(
                spoken_of,
                slots[id.as_str()].iter().copied().collect(),
                "{}: {id}",
                lens.id
            );
            assert!(!sentence.ends_with('.') && sentence.trim() == sentence, "{}: {id}", lens.id);
        }
    }
}

#[test]
fn a_sentence_is_filled() {
    let slots = |slots: &[(&'static str, &str)]| -> Vec<(&'static str, String)> {
        slots.iter().map(|(slot, value)| (*slot, (*value).to_owned())).collect()
    };
    let kitchen = Lens::kitchen();
    let order = slots(&[("order", "17"), ("room", "web"), ("dish", "burger")]);
    assert_eq!(kitchen.say("order", &order), "order 17 (web, burger)");
    assert_eq!(
        kitchen.say("order", &slots(&[("order", "1"), ("room", "web"), ("dish", "")])),
        "order 1 (web, a dish that no menu has)"
    );
    assert_eq!(kitchen.say("moved", &slots(&[("phase", "rail_wait")])), "waits on the rail");
    assert_eq!(kitchen.say("decided", &slots(&[("outcome", "refused.too_spicy")])), "too spicy");
    // What fills a slot is never filled again.
    assert_eq!(kitchen.say("said", &slots(&[("text", "{knob} } {")])), "{knob} } {");
    assert_eq!(kitchen.say("unicorn", &[]), "unicorn");
}

/// Two dials, or two phases, of one name could not be told apart on a screen.
#[test]
fn no_two_share_a_name() {
    for lens in complete() {
        for table in [&lens.dials, &lens.phases, &lens.outcomes] {
            let names: BTreeSet<&str> = table.values().map(|words| words.name.as_str()).collect();
            assert_eq!(names.len(), table.len(), "{}", lens.id);
        }
    }
}

#[test]
fn complete_lenses_know_the_same_words_and_sentences() {
    let tables: [fn(&Lens) -> &Texts; 5] = [
        |lens| &lens.words,
        |lens| &lens.values,
        |lens| &lens.screen,
        |lens| &lens.report,
        |lens| &lens.units.names,
    ];
    for lens in complete() {
        for table in tables {
            let (known, own) = (table(Lens::kitchen()), table(lens));
            assert!(known.keys().eq(own.keys()), "{}: {own:?}", lens.id);
        }
        assert!(lens.words.values().all(|word| !word.is_empty()), "{}", lens.id);
        assert!(lens.parts.keys().eq(Lens::kitchen().parts.keys()), "{}", lens.id);
        assert!(lens.parts.values().all(|card| !card.name.is_empty() && !card.help.is_empty()));
        let mut units: Vec<&str> = lens.units.names.keys().map(String::as_str).collect();
        units.sort_unstable();
        let mut known = UNITS.to_vec();
        known.sort_unstable();
        assert_eq!(units, known, "{}", lens.id);
    }
}

/// Every value of a knob that is a word, and every kind of knob, can be told in words; those of the
/// kitchen are those of the table of keys.
#[test]
fn every_value_has_words() {
    let kitchen = Lens::kitchen();
    for key in KEYS {
        let (id, slots) = key.kind.told();
        assert!(kitchen.values.contains_key(id), "{id}");
        if !matches!(key.kind, crate::scenario::Kind::Word(_)) {
            assert_eq!(kitchen.takes(id, &slots), key.kind.tells(), "{}", key.path);
        }
        let is_word = key.default.parse::<f64>().is_err()
            && !key.default.starts_with(['"', '[', '{'])
            && !["true", "false"].contains(&key.default);
        if key.is_live() && is_word {
            assert!(kitchen.values.contains_key(key.default), "{}: {}", key.path, key.default);
        }
    }
}

/// What an HTTP client would see is told with the status that the model gives.
#[test]
fn the_backend_tells_the_status_of_each_outcome() {
    for (id, status) in Outcome::FIXED {
        let backend = Lens::backend();
        let help = &backend.outcome(id).expect("the lens is complete").help;
        let dial = &backend.dial(&format!("outcomes.{id}")).expect("the lens is complete").name;
        match status {
            Some(status) => {
                assert!(help.starts_with(&format!("HTTP {status} ")), "{id}: {help}");
                assert!(dial.starts_with(&status.to_string()), "{id}: {dial}");
            }
            None => assert!(!help.contains("HTTP"), "{id}: {help}"),
        }
    }
}

#[test]
fn what_a_lens_lacks_is_named_by_its_id() {
    let kitchen = Lens::kitchen();
    assert_eq!(kitchen.outcome_name("refused.rail_full"), "the rail was full");
    assert_eq!(kitchen.outcome_name("refused.too_spicy"), "too spicy");
    assert_eq!(kitchen.dial_name("outcomes.refused.too_spicy"), "refused: too spicy");
    assert_eq!(Lens::backend().dial_name("outcomes.refused.too_spicy"), "rejected: too spicy");
    assert_eq!(kitchen.word("guests"), "guests");
    assert_eq!(kitchen.word("unicorn"), "unicorn");
}
