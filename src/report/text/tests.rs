//! In a lens of made-up words no report has a real one, and whatever a lens says is asked for.

use super::*;
use crate::experiment::{self, Plan};
use crate::kernel::Time;
use crate::lens::nonsense::{leftovers, nonsense, sources};
use crate::report::{Replicated, plain, replicated_text};
use crate::runner::{self, Run, Teller};
use crate::scenario::{Scenario, Source, bundled, understand};
use std::collections::BTreeSet;

const OPTIONS: fn() -> Options = || Options { unicode: true, tongue: nonsense() };

fn scenarios() -> Vec<Scenario> {
    let read = |known: &crate::scenario::Bundled| {
        understand(&Source::from_text(known.name, known.text), &[]).unwrap()
    };
    bundled().iter().map(read).collect()
}

/// Lists what is not the lens's to say.
fn allowed(scenario: &Scenario) -> Vec<String> {
    let names = scenario.names();
    let mut allowed = vec![scenario.title.clone()];
    allowed.extend(names.rooms.iter().chain(&names.dishes).chain(&names.kitchens).cloned());
    allowed.extend(names.partners.iter().chain(&names.buildings).cloned());
    for (pantry, shelves) in &names.pantries {
        allowed.push(pantry.clone());
        allowed.extend(shelves.iter().cloned());
    }
    allowed.extend(scenario.teaches.split(' ').map(str::to_owned));
    for entry in &scenario.timeline {
        allowed.extend(entry.say.iter().flat_map(|say| say.split(' ')).map(str::to_owned));
        allowed.extend(entry.sets.iter().map(|turned| turned.knob.clone()));
    }
    allowed.extend(scenario.goals.iter().map(|goal| goal.text.clone()));
    let own = names.own_outcomes.iter().filter_map(|id| id.split_once('.'));
    allowed.extend(own.flat_map(|(_, reason)| reason.split('_')).map(str::to_owned));
    allowed.retain(|text| text.len() > 1);
    allowed
}

#[test]
fn no_report_has_a_word_of_its_own() {
    for scenario in scenarios().into_iter().filter(|known| known.name != "one-to-a-million") {
        let options = runner::Options { seed: 1, drain: false, interrupted: &|| false };
        let report = Report::new(&scenario, &runner::run(&scenario, options), None);
        let text = text(&report, OPTIONS());
        let found = leftovers(&text, &allowed(&scenario));
        assert!(found.is_empty(), "{}:\n{}\n{text}", scenario.name, found.join("\n"));
    }
}

#[test]
fn no_report_of_replications_has_one() {
    let scenario = &scenarios()[1];
    let plan = Plan { seed: 1, drain: false, replications: 3, threads: 1 };
    let run = experiment::replicate(scenario, plan, &|| false, &mut |_| {});
    let text = replicated_text(&Replicated::new(scenario, run, None), OPTIONS());
    let found = leftovers(&text, &allowed(scenario));
    assert!(found.is_empty(), "{}\n{text}", found.join("\n"));
}

#[test]
fn no_told_line_has_one() {
    for scenario in scenarios() {
        let mut run = Run::open(&scenario, 1, false, Teller::new(scenario.names()));
        run.advance(Time::NEVER, 20_000);
        let mut allowed = allowed(&scenario);
        for happening in run.follower().take() {
            for (slot, value) in &happening.slots {
                if ["value", "knob"].contains(slot) {
                    allowed.push(value.clone());
                }
            }
            let line = plain(&happening, scenario.opens.0, &nonsense().lenses());
            let found = leftovers(&line, &allowed);
            assert!(found.is_empty(), "{}: {found:?}", scenario.name);
        }
    }
}

/// The slots that a text uses stand in the file that asks for it, and every text is asked for.
#[test]
fn every_text_is_asked_for_and_its_slots_are_filled() {
    let mut sources: Vec<String> =
        ["report", "dashboard", "cli"].into_iter().flat_map(sources).collect();
    sources.push(include_str!("../../scenario/keys.rs").to_owned());
    sources.push(include_str!("../../lens/tongue.rs").to_owned());
    let mut checked = 0;
    let lenses = [Lens::kitchen(), Lens::backend(), Lens::car(), Lens::theatre()];
    for (id, text) in lenses.into_iter().flat_map(Lens::filled_texts) {
        // What these speak of is named where notices and happenings are.
        if id.starts_with("notice.") || id.starts_with("talk.") {
            continue;
        }
        let literal = format!("\"{id}\"");
        let asking: Vec<&String> = sources.iter().filter(|text| text.contains(&literal)).collect();
        assert!(!asking.is_empty() || id.starts_with("key."), "nobody asks for {id}");
        let used = text.split('{').skip(1).filter_map(|rest| rest.split_once('}'));
        // Braces of the scenario's own language are no slots.
        let used: BTreeSet<&str> = used
            .map(|(slot, _)| slot)
            .filter(|slot| slot.chars().all(char::is_alphanumeric))
            .collect();
        for slot in used {
            let filled = format!("\"{slot}\"");
            let is_filled = asking.iter().any(|text| text.contains(&filled));
            assert!(is_filled, "{id}: nobody fills {{{slot}}}");
            checked += 1;
        }
    }
    assert!(checked > 100, "{checked}");
}
