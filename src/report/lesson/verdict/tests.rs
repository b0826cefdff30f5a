//! What is said of a dial reads well for every dial there is, in every complete lens.

use super::*;
use crate::kernel::Span;
use crate::scenario::{Reach, Source, WindowSpec, bundled, understand};
use std::collections::BTreeMap;

fn lenses() -> [&'static Lens; 3] {
    let deutsch = include_str!("../../../../lenses/deutsch.toml");
    [Lens::kitchen(), Lens::backend(), Lens::parse(deutsch).expect("the lens is good")]
}

/// Lists a dial of every kind, each of a scenario that has it.
fn dials() -> Vec<Dial> {
    let mut found = BTreeMap::new();
    for known in bundled() {
        let scenario = understand(&Source::from_text(known.name, known.text), &[]).unwrap();
        for dial in Dial::all(scenario.names()) {
            found.entry(dial.id.clone()).or_insert(dial);
        }
    }
    let ids = Dial::ids();
    ids.iter().map(|id| found.remove(id).unwrap_or_else(|| panic!("nobody has {id}"))).collect()
}

fn minutes(from: u64, to: u64) -> Over {
    let at = |minutes| Time::OPENING + Span(minutes * 60_000_000_000);
    Over { from: at(from), to: at(to) }
}

fn set() -> Vec<Set> {
    vec![Set::parse("kitchen.main.chefs = 3").unwrap()]
}

/// What somebody is told of a dial that said one figure, then another; or nothing.
fn told(dial: &Dial, [one, other]: [Option<f64>; 2], lens: &'static Lens) -> Vec<String> {
    let teller = Teller { lens, figures: Figures::new(lens, 1.0), opens: 12 * 3_600_000_000_000 };
    let window = WindowSpec::Whole;
    let reach = Reach { dial: dial.clone(), window, comparison: "<", value: 1.0 };
    let condition = Condition { text: format!("{} < 1", dial.name), reach };
    let by = |by| Predict {
        ask: String::new(),
        over: minutes(10, 20),
        change: Vec::new(),
        choices: Vec::new(),
        by,
    };
    let cut = |measure| by(By::Cut { dial: dial.clone(), measure, cut: Vec::new() });
    let came = |measure: Measure| Came {
        figures: vec![other],
        base: one,
        measured: measure.of(other, one),
        answer: None,
    };
    let proof = Proof { set: set(), dial: dial.clone(), window, falls_by: 0.5 };
    let compare = Compare { a: Vec::new(), b: set(), dial: dial.clone(), over: None };
    let at = minutes(10, 20).from;
    let mut told = Vec::new();
    for measure in [Measure::Ratio, Measure::Difference] {
        told.extend(teller.came(&cut(measure), &came(measure), at));
    }
    told.extend(teller.came(&by(By::When(vec![condition.clone()])), &came(Measure::Value), at));
    told.push(teller.proved(&proof, [one, other]));
    told.push(teller.read(dial, one, other));
    told.push(teller.read(dial, None, other));
    told.extend(teller.compared(&compare, [one, other]));
    told.push(super::condition("lesson.condition.met", &condition, one, lens));
    told.push(super::condition("lesson.condition.missed", &condition, other, lens));
    told
}

#[test]
fn no_sentence_goes_on_behind_the_words_of_a_dial() {
    for lens in lenses() {
        for dial in dials() {
            let words = lens.dial_name(&dial.id);
            for figures in [[Some(0.25), Some(0.5)], [Some(0.5), Some(0.5)], [None, None]] {
                for said in told(&dial, figures, lens) {
                    // How it is written is no word of the sentence.
                    let said = said.replace(&dial.name, "");
                    // Others are about figures that have just been told.
                    if let Some((before, after)) = said.split_once(&words) {
                        let is_english = before.ends_with('“') && after.starts_with("”: ");
                        let is_german = before.ends_with('„') && after.starts_with("“: ");
                        assert!(is_english || is_german, "{said}");
                    }
                }
            }
        }
    }
}

/// One of each kind of figure with all that is said of it, and the first sentence of all others.
#[test]
fn all_that_is_said_of_dials_is_approved() {
    for lens in lenses() {
        let mut text = String::new();
        for id in ["latency.p95", "orders.served", "goodput.share", "money.costs"] {
            let all = dials();
            let dial = all.iter().find(|dial| dial.id == id).unwrap();
            for figures in [[Some(0.25), Some(0.5)], [None, None]] {
                text += &(told(dial, figures, lens).join("\n") + "\n\n");
            }
        }
        for dial in dials() {
            text += &(told(&dial, [Some(0.25), Some(0.5)], lens)[0].clone() + "\n");
        }
        insta::assert_snapshot!(format!("said-{}", lens.id), text);
    }
}
