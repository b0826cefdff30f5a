//! `boh explain`: what a word means, in the kitchen and in a backend.

use super::args::{Explain, Global};
use super::subjects::{self, Subject, shown};
use super::{Exit, lenses, output};
use crate::dials::{Dial, Unit};
use crate::lens::{Lens, NOTHING, Term, Terms, Tongue, Words};
use crate::report::{left, wrap};
use crate::restaurant::Phase;
use crate::scenario::{KEYS, Key, Source, StepInfo, bundled, understand};
use crate::text::safe_text::safe_short;
use std::fmt::Write as _;

/// Cells in a line.
const WIDTH: usize = 80;
/// Cells before a text that has a heading in front of it.
const INDENT: usize = 12;
/// What is said where a car or a theatre has nothing like it.
const NOT_THERE: &str = "(the comparison does not reach so far)";
/// The most letters of a kitchen word in the list of all terms.
const SHORT: usize = 22;

/// Explains a word; without one, lists what can be asked for.
pub fn explain(args: &Explain, global: Global) -> anyhow::Result<Exit> {
    let Some(tongue) = lenses::open(&args.words, global) else { return Ok(Exit::Invalid) };
    let asked = args.asked.join(" ");
    if asked.trim().is_empty() {
        output::result(&overview())?;
        return Ok(Exit::Done);
    }
    let found = subjects::find(&asked);
    if found.is_empty() {
        output::message(&unknown(&asked, global));
        return Ok(Exit::Invalid);
    }
    let answers: Vec<String> = found.iter().map(|subject| answer(subject, tongue)).collect();
    output::result(&answers.join("\n"))?;
    Ok(Exit::Done)
}

fn unknown(asked: &str, global: Global) -> String {
    let near = subjects::near(asked);
    let mut text = format!("error: no word \"{}\" is known here", safe_short(asked, 60));
    match &near[..] {
        [] => {}
        [only] => {
            let _ = write!(text, ": did you mean {only}?");
        }
        _ => {
            let _ = write!(text, ": did you mean one of {}?", near.join(", "));
        }
    }
    text.push('\n');
    if !global.quiet {
        text.push_str("`boh explain` lists the words to begin with\n");
    }
    text
}

/// The first screen: the terms by group, and how to ask.
fn overview() -> String {
    let mut text = String::from(
        "What does it mean? Ask for a word of the restaurant or of the backend:\n\n  \
         boh explain waiter\n  boh explain load balancer\n\n",
    );
    for group in Terms::bundled().groups() {
        let words: Vec<String> = group
            .terms
            .iter()
            .map(|term| {
                if term.kitchen == term.backend || term.kitchen.chars().count() > SHORT {
                    term.backend.clone()
                } else {
                    format!("{} ({})", term.backend, term.kitchen)
                }
            })
            .collect();
        let _ = writeln!(text, "{}", group.name);
        for line in wrap(&words.join(", "), WIDTH - 2) {
            let _ = writeln!(text, "  {line}");
        }
        text.push('\n');
    }
    text.push_str(
        "Also whatever can be turned or read, where an order is, and how it ends:\n\n  \
         boh explain kitchen.main.chefs\n  boh explain latency.p95\n  boh explain rail_wait\n  \
         boh explain 503\n",
    );
    text
}

fn answer(subject: &Subject, tongue: Tongue) -> String {
    match subject {
        Subject::Term(term) => of_term(term, tongue),
        Subject::Key(key) => of_key(key, tongue),
        Subject::Dial(dial, names) => of_dial(dial, names, tongue),
        Subject::Step(step) => of_step(*step, tongue),
        Subject::Phase(phase) => of_phase(*phase, tongue),
        Subject::Outcome(id, status) => of_outcome(id, *status, tongue),
    }
}

/// Adds a paragraph with its heading to the left of it.
fn paragraph(text: &mut String, heading: &str, says: &str) {
    for (at, line) in wrap(says, WIDTH - INDENT - 2).into_iter().enumerate() {
        let heading = if at == 0 { heading } else { "" };
        let _ = writeln!(text, "  {}{line}", left(heading, INDENT));
    }
}

/// Adds the words of a lens for something, and those for what it stands for.
fn both(
    text: &mut String,
    tongue: Tongue,
    words: impl Fn(&'static Lens) -> Option<&'static Words>,
) {
    for lens in [tongue.lens(), tongue.other()] {
        if let Some(words) = words(lens) {
            paragraph(text, lens.name(), &format!("{}: {}", words.name, words.help));
        }
    }
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Adds a list of names with what both lenses call them.
fn list(text: &mut String, heading: &str, rows: &[(String, String)]) {
    if rows.is_empty() {
        return;
    }
    let _ = writeln!(text, "\n  {heading}");
    let wide = rows.iter().map(|(name, _)| name.chars().count()).max().unwrap_or(0) + 2;
    for (name, called) in rows {
        let _ = writeln!(text, "    {}", format!("{}{called}", left(name, wide)).trim_end());
    }
}

/// Returns what a lens calls something, and what that stands for, once if they agree.
fn called(tongue: Tongue, words: impl Fn(&'static Lens) -> Option<&'static Words>) -> String {
    let name = |lens| words(lens).map_or_else(String::new, |words| words.name.clone());
    let own = name(tongue.lens());
    let meaning = tongue.meaning(name);
    meaning.map_or(own.clone(), |meaning| format!("{own} / {meaning}"))
}

fn of_term(term: &Term, tongue: Tongue) -> String {
    let mut text = if term.kitchen == term.backend {
        format!("{}\n\n", capital(&term.backend))
    } else {
        format!("{} = {}\n\n", capital(&term.kitchen), term.backend)
    };
    paragraph(&mut text, &Lens::kitchen().name, &term.in_kitchen);
    paragraph(&mut text, &Lens::backend().name, &term.in_backend);
    let others = [("Car", &term.car), ("Theatre", &term.theatre)];
    for (heading, says) in others {
        let says = if says == NOTHING { NOT_THERE.to_owned() } else { capital(says) };
        paragraph(&mut text, heading, &format!("{says}."));
    }
    for limit in term.ends.iter().filter_map(|id| Terms::bundled().limit(id)) {
        paragraph(&mut text, "But", &limit.says);
    }
    list(&mut text, "Watch it in", &scenarios(&term.watch));
    let keys = term.turn.iter().filter_map(|path| KEYS.iter().find(|key| key.path == path));
    let (knobs, fixed): (Vec<&Key>, Vec<&Key>) = keys.partition(|key| key.is_live());
    list(&mut text, "Turn", &keys_called(&knobs, tongue));
    list(&mut text, "Write", &keys_called(&fixed, tongue));
    let ids = Dial::ids();
    let dials = term.read.iter().filter(|id| ids.contains(id));
    let dials = dials.map(|id| (id.clone(), called(tongue, |lens| lens.dial(id))));
    list(&mut text, "Read", &dials.collect::<Vec<_>>());
    let see = term.see.iter().filter_map(|id| Terms::bundled().find(id));
    let see: Vec<&str> = see.map(|term| term.backend.as_str()).collect();
    if !see.is_empty() {
        text.push('\n');
        paragraph(&mut text, "See also", &see.join(", "));
    }
    text
}

fn keys_called(keys: &[&'static Key], tongue: Tongue) -> Vec<(String, String)> {
    let row = |key: &&'static Key| (shown(key.path), called(tongue, |lens| lens.knob(key.path)));
    keys.iter().map(row).collect()
}

/// Lists those of some scenarios that ship, with how to watch one.
fn scenarios(names: &[String]) -> Vec<(String, String)> {
    let known = bundled();
    let of = |name: &String| {
        let found = known.iter().find(|scenario| scenario.name == name)?;
        let source = Source::from_text(found.name, found.text);
        let title = understand(&source, &[]).map_or_else(|_| String::new(), |known| known.title);
        Some((format!("boh run {name}"), title))
    };
    names.iter().filter_map(of).collect()
}

fn of_key(key: &'static Key, tongue: Tongue) -> String {
    let what = if key.is_live() { "a knob" } else { "a key of the scenario file" };
    let mut text = format!("{} ({what})\n\n", shown(key.path));
    both(&mut text, tongue, |lens| lens.knob(key.path));
    text.push('\n');
    paragraph(&mut text, "Takes", &key.kind.tells());
    paragraph(&mut text, "Default", key.default);
    if key.is_live() && !key.path.contains('[') {
        let say = format!(
            "boh run SCENARIO --set {}=VALUE, or at a time in [[timeline]]",
            shown(key.path)
        );
        paragraph(&mut text, "Turn it", &say);
    }
    related(&mut text, |term| term.turn.iter().any(|path| path == key.path));
    text
}

/// Adds the terms that name something.
fn related(text: &mut String, names: impl Fn(&Term) -> bool) {
    let terms: Vec<&str> = Terms::bundled()
        .all()
        .filter(|term| names(term))
        .map(|term| term.backend.as_str())
        .collect();
    if !terms.is_empty() {
        paragraph(text, "See also", &terms.join(", "));
    }
}

fn of_dial(dial: &Dial, names: &[String], tongue: Tongue) -> String {
    let mut text = format!("{} (a dial: {})\n\n", dial.id, unit(dial.unit));
    both(&mut text, tongue, |lens| lens.dial(&dial.id));
    text.push('\n');
    let names: Vec<String> = names.iter().map(|name| shown(name)).collect();
    paragraph(&mut text, "Read it as", &names.join(", "));
    let name = names.first().map_or("", String::as_str);
    paragraph(&mut text, "Over a time", &format!("{name}@2m, or {name}@12:10..12:20"));
    related(&mut text, |term| term.read.contains(&dial.id));
    text
}

/// Says what a dial is counted in.
pub fn unit(unit: Unit) -> &'static str {
    match unit {
        Unit::Count => "number",
        Unit::Seconds => "seconds",
        Unit::Share => "share, 0 to 1",
        Unit::PerSecond => "a second",
        Unit::Money => "money",
    }
}

fn of_step(step: StepInfo, tongue: Tongue) -> String {
    let mut text = format!("{} (a step of a recipe)\n\n", step.name);
    both(&mut text, tongue, |lens| lens.step(step.name));
    text.push('\n');
    paragraph(&mut text, "Write", step.example);
    if !step.more.is_empty() {
        paragraph(&mut text, "Takes also", &step.more.join(", "));
    }
    text
}

fn of_phase(phase: Phase, tongue: Tongue) -> String {
    let at = Phase::ALL.iter().position(|known| *known == phase).unwrap_or(0) + 1;
    let mut text = format!("{} (a phase of an order, {at} of {})\n\n", phase.id(), Phase::COUNT);
    both(&mut text, tongue, |lens| lens.phase(phase.id()));
    text.push('\n');
    let dial = format!("phase.{}.mean", phase.id());
    paragraph(&mut text, "Read it as", &dial);
    related(&mut text, |term| term.read.contains(&dial));
    text
}

fn of_outcome(id: &str, status: Option<u16>, tongue: Tongue) -> String {
    let status = status.map_or("no answer at all".to_owned(), |code| format!("HTTP {code}"));
    let mut text = format!("{id} (how an order ends: {status})\n\n");
    both(&mut text, tongue, |lens| lens.outcome(id));
    text.push('\n');
    let dial = format!("outcomes.{id}");
    paragraph(&mut text, "Read it as", &dial);
    related(&mut text, |term| term.read.contains(&dial));
    text
}
