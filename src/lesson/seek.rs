//! Looking for what a knob teaches: what to turn it to, which dial shows it, and what could be asked
//! for that nothing else reaches. All of it is measured.

use super::cuts::rounded;
use super::stand::turn;
use super::trial::{Look, Trial};
use crate::dials::Dial;
use crate::kernel::{MINUTE, SECOND, Span, Time};
use crate::runner::share_out;
use crate::scenario::{Dials, Kind, KnobInfo, Scenario, Set, WindowSpec, knobs};
use std::sync::Arc;

/// How much what is taught has to change what is measured, as a share.
const WORTH_IT: f64 = 0.1;
/// A change of so large a share is plain to see.
const PLAIN: f64 = 0.3;
/// The most other knobs that are tried.
const MOST_OTHERS: usize = 4;

/// Dials that may show it, and whether less of them is better.
const DIALS: &[(&str, bool)] = &[
    ("latency.mean", true),
    ("latency.p95", true),
    ("goodput.share", false),
    ("orders.served", false),
    ("wasted.orders", true),
    ("orders.refused", true),
    ("orders.failed", true),
    ("security.break_ins", true),
    ("security.leaked_rows", true),
    ("pantry.sold_twice", true),
    ("pantry.lost_confirmed", true),
];

/// What was found.
#[derive(Clone, Debug)]
pub struct Sought {
    /// The knob that teaches, as it stands.
    pub knob: KnobInfo,
    /// What to turn it to.
    pub turned: Set,
    /// The dial that shows it.
    pub dial: Dial,
    /// Whether less of that is better.
    pub less: bool,
    /// What to ask for: between what is read with nothing done, and with the knob turned.
    pub border: f64,
    /// By which share the dial falls at least, or rises.
    pub changes_by: f64,
    /// Over which time a prediction is asked.
    pub over: (Time, Time),
    /// Whether a ratio can be measured over that time.
    pub has_ratio: bool,
    /// What was measured there: how many times as much, or how much.
    pub measured: Vec<f64>,
    /// What it may cost; none: nothing does.
    pub costs: Option<f64>,
    /// Other knobs, turned up, which do not help.
    pub others: Vec<(KnobInfo, Set)>,
}

/// Why nothing was found.
#[derive(Debug, thiserror::Error)]
pub enum NotFound {
    /// There is no such knob.
    #[error("there is no knob \"{0}\"")]
    NoKnob(String),
    /// It takes something that cannot be turned up or down.
    #[error("{0} has no more or less: choose a knob that takes a number, a time or a word")]
    NoScale(String),
    /// Turning it changes nothing.
    #[error(
        "turning {0} makes nothing better that could be measured with all {1} seeds: choose another \
         knob, or let the scenario be busier"
    )]
    NoEffect(String, u64),
    /// Somebody stopped it.
    #[error("it was interrupted")]
    Interrupted,
}

/// A knob turned to something, and what was seen with each seed.
struct Tried {
    set: Option<Set>,
    seen: Vec<Vec<Option<f64>>>,
}

/// Looks for what a knob teaches; with so many seeds, on so many threads.
pub fn seek(
    scenario: &Arc<Scenario>,
    name: &str,
    (seeds, threads): (u64, usize),
    interrupted: &(dyn Fn() -> bool + Sync),
) -> Result<Sought, NotFound> {
    let all = knobs(scenario);
    let knob = all.iter().find(|knob| knob.name == name);
    let knob = knob.ok_or_else(|| NotFound::NoKnob(name.to_owned()))?.clone();
    let values = others_of(&knob);
    let sets = |knob: &KnobInfo, values: Vec<String>| {
        let set = |value| Set { path: knob.name.clone(), value };
        let can = |set: &Set| turn(scenario, set, Time::OPENING).is_ok();
        values.into_iter().map(set).filter(can).collect::<Vec<Set>>()
    };
    let candidates = sets(&knob, values);
    if candidates.is_empty() {
        return Err(NotFound::NoScale(name.to_owned()));
    }
    let others = all.iter().filter(|other| other.name != name && is_plain(other));
    let others: Vec<(KnobInfo, Set)> = others
        .filter_map(|other| {
            let set = sets(other, others_of(other)).into_iter().next()?;
            Some((other.clone(), set))
        })
        .take(MOST_OTHERS)
        .collect();
    let over = over(scenario);
    let dials = dials(scenario);
    let looks = looks(scenario, &dials, over);
    let wanted = std::iter::once(None)
        .chain(candidates.into_iter().map(Some))
        .chain(others.iter().map(|other| Some(other.1.clone())));
    let mut tried: Vec<Tried> = wanted.map(|set| Tried { set, seen: Vec::new() }).collect();
    let jobs = tried.len() as u64 * seeds;
    let run = |number: u64| {
        let set = tried[(number / seeds) as usize].set.as_ref();
        let turned = set.and_then(|set| turn(scenario, set, Time::OPENING).ok());
        let trial = Trial {
            scenario: Arc::clone(scenario),
            seed: number % seeds + 1,
            entries: turned.into_iter().collect(),
            looks: looks.clone(),
        };
        (!interrupted()).then(|| trial.run(interrupted))
    };
    let mut seen: Vec<Vec<Option<f64>>> = vec![Vec::new(); jobs as usize];
    share_out(jobs, threads, &run, &mut |number, figures| seen[number as usize] = figures);
    if interrupted() {
        return Err(NotFound::Interrupted);
    }
    let mut seen = seen.into_iter();
    for tried in &mut tried {
        tried.seen = seen.by_ref().take(seeds as usize).collect();
    }
    let (nothing, tried) = tried.split_first().expect("the first is with nothing done");
    let (candidates, of_others) = tried.split_at(tried.len() - others.len());
    let found = best(nothing, candidates, &dials);
    let no_effect = || NotFound::NoEffect(name.to_owned(), seeds);
    let Effect { at, candidate, border, least } = found.ok_or_else(no_effect)?;
    let (dial, less) = dials[at].clone();
    let (has_ratio, measured) = measured(nothing, candidate, at);
    let reaches = |figure: &Option<f64>| {
        figure.is_none_or(|figure| if less { figure < border } else { figure > border })
    };
    let helpless = others.into_iter().zip(of_others);
    let helpless = helpless.filter(|(_, tried)| !column(tried, 2 * at).iter().any(reaches));
    let costs = column(candidate, looks.len() - 1).iter().flatten().copied().fold(0.0, f64::max);
    Ok(Sought {
        turned: candidate.set.clone().unwrap_or_default(),
        dial,
        less,
        border,
        changes_by: least,
        over,
        has_ratio,
        measured,
        costs: (costs > 0.0).then(|| (costs * 1.05).ceil()),
        others: helpless.map(|(other, _)| other).take(2).collect(),
        knob,
    })
}

/// Says whether a knob takes a plain number of things that a scenario says.
fn is_plain(knob: &KnobInfo) -> bool {
    let is_staff =
        ["chefs", "count", "hatches", "burners"].iter().any(|of| knob.name.ends_with(of));
    is_staff && knob.written.as_ref().is_some_and(|written| written.parse::<u64>().is_ok())
}

/// Returns the middle third of the time the restaurant is open, or nearly so.
fn over(scenario: &Scenario) -> (Time, Time) {
    let warm_up = scenario.warm_up_ends().0;
    let unit = if scenario.duration > Span(MINUTE.0 * 6) { MINUTE } else { SECOND };
    let third = |number: u64| {
        let span = scenario.duration.0 - warm_up;
        Time((warm_up + span / 3 * number) / unit.0 * unit.0)
    };
    (third(1), third(2).max(third(1) + unit))
}

fn dials(scenario: &Scenario) -> Vec<(Dial, bool)> {
    let mut known = Dials::of(&scenario.parts);
    let read = DIALS.iter().filter_map(|(name, less)| {
        let (dial, _) = known.over(name, scenario.opens).ok()?;
        Some((dial, *less))
    });
    read.collect()
}

/// For each dial: since the opening at closing time, and over the time of the prediction; then costs.
fn looks(scenario: &Scenario, dials: &[(Dial, bool)], (from, to): (Time, Time)) -> Vec<Look> {
    let closing = scenario.closing();
    let mut looks = Vec::new();
    for (dial, _) in dials {
        looks.push(Look::at(dial, WindowSpec::Whole, closing));
        looks.push(Look { dial: dial.clone(), from: Some(from), at: to });
    }
    let costs = Dials::of(&scenario.parts).over("money.costs", scenario.opens);
    looks.extend(costs.ok().map(|(dial, _)| Look::at(&dial, WindowSpec::Whole, closing)));
    looks
}

fn column(tried: &Tried, look: usize) -> Vec<Option<f64>> {
    tried.seen.iter().map(|seen| seen.get(look).copied().flatten()).collect()
}

/// Returns the least and the greatest; none: something could not be read.
fn spread(figures: &[Option<f64>]) -> Option<(f64, f64)> {
    let all: Option<Vec<f64>> = figures.iter().copied().collect();
    let all = all.filter(|all| !all.is_empty())?;
    Some(
        all.iter().fold((f64::INFINITY, f64::NEG_INFINITY), |at, next| {
            (at.0.min(*next), at.1.max(*next))
        }),
    )
}

/// What a candidate does to a dial.
#[derive(Clone, Copy)]
struct Effect<'t> {
    /// Which dial.
    at: usize,
    candidate: &'t Tried,
    /// What lies between with nothing done and with the candidate.
    border: f64,
    /// By which share the dial changes at least.
    least: f64,
}

/// Returns the first plain effect: dials that beginners know come first, and so do small turns; else
/// the greatest.
fn best<'t>(
    nothing: &Tried,
    candidates: &'t [Tried],
    dials: &[(Dial, bool)],
) -> Option<Effect<'t>> {
    let effects = (0..dials.len()).flat_map(|at| {
        let less = dials[at].1;
        candidates.iter().filter_map(move |candidate| effect(nothing, candidate, (at, less)))
    });
    let effects: Vec<Effect<'_>> = effects.collect();
    let plain = effects.iter().find(|effect| effect.least >= PLAIN);
    let greatest = || effects.iter().max_by(|one, other| one.least.total_cmp(&other.least));
    plain.or_else(greatest).copied()
}

/// Returns what a candidate does to a dial; none: nothing that is the same in every run.
fn effect<'t>(
    nothing: &Tried,
    candidate: &'t Tried,
    (at, less): (usize, bool),
) -> Option<Effect<'t>> {
    let (before, after) = (column(nothing, 2 * at), column(candidate, 2 * at));
    let (all_before, all_after) = (spread(&before)?, spread(&after)?);
    spread(&column(nothing, 2 * at + 1))?;
    spread(&column(candidate, 2 * at + 1))?;
    let (near, far) = if less { (all_before.0, all_after.1) } else { (all_before.1, all_after.0) };
    let gap = if less { near - far } else { far - near };
    let border = rounded(f64::midpoint(near, far), 2);
    let divides =
        if less { far < border && border <= near } else { near <= border && border < far };
    let changes = before.into_iter().zip(after).filter_map(|(before, after)| {
        let share = 1.0 - after? / before.filter(|before| *before != 0.0)?;
        Some(if less { share } else { -share })
    });
    let least = changes.fold(f64::INFINITY, f64::min);
    let is_worth_it = gap > WORTH_IT * near.abs() && least.is_finite() && divides;
    is_worth_it.then_some(Effect { at, candidate, border, least })
}

/// Returns what a prediction about the dial comes to: how many times as much, if that can be said.
fn measured(nothing: &Tried, candidate: &Tried, at: usize) -> (bool, Vec<f64>) {
    let before = column(nothing, 2 * at + 1);
    let after: Vec<f64> = column(candidate, 2 * at + 1).into_iter().flatten().collect();
    let has_ratio = before.iter().all(|before| before.is_some_and(|before| before != 0.0));
    if !has_ratio {
        return (false, after);
    }
    (true, before.into_iter().flatten().zip(after).map(|(before, after)| after / before).collect())
}

/// Returns what a knob could be turned to instead, as one writes it: more of it first.
fn others_of(knob: &KnobInfo) -> Vec<String> {
    let stands = knob.written.as_deref().unwrap_or(knob.key.default);
    match knob.key.kind {
        Kind::Count(..) | Kind::Limited(..) => match stands.parse::<u64>() {
            Ok(number) => {
                let mut list = vec![number * 2, number * 3, number + 1, number / 2];
                list.retain(|other| *other != number && *other > 0);
                list.dedup();
                list.iter().map(u64::to_string).collect()
            }
            Err(_) => vec!["10".into(), "2".into()],
        },
        Kind::Flag => vec![(stands != "true").to_string()],
        Kind::Word(words) => {
            let quoted = words.iter().map(|word| format!("\"{word}\""));
            quoted.filter(|word| word != stands).collect()
        }
        Kind::Share => match stands.parse::<f64>() {
            Ok(share) => vec![(share / 2.0).to_string(), "0".into()],
            Err(_) => Vec::new(),
        },
        Kind::Span if stands.starts_with('"') => scaled(stands),
        Kind::Span => vec!["\"5s\"".into(), "\"1s\"".into()],
        Kind::SpanOrZero | Kind::Distribution | Kind::Rate | Kind::Arrivals | Kind::Device => {
            scaled(stands)
        }
        Kind::Positive | Kind::Flow | Kind::Number(..) => match stands.parse::<f64>() {
            Ok(number) => vec![(number * 2.0).to_string(), (number / 2.0).to_string()],
            Err(_) => Vec::new(),
        },
        _ => Vec::new(),
    }
}

/// Returns a text with every number in it halved, and doubled.
fn scaled(text: &str) -> Vec<String> {
    [0.5, 2.0].iter().filter_map(|by| scale(text, *by)).collect()
}

fn scale(text: &str, by: f64) -> Option<String> {
    let mut scaled = String::new();
    let mut rest = text;
    let mut is_changed = false;
    while let Some(at) = rest.find(|c: char| c.is_ascii_digit()) {
        let (before, number) = rest.split_at(at);
        let end = number.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(number.len());
        scaled.push_str(before);
        let value: f64 = number[..end].parse().ok()?;
        // Only what has a unit: not the k of a distribution, nor a clock time.
        let has_unit = number[end..].starts_with(|c: char| c.is_ascii_lowercase() || c == '/');
        if has_unit {
            scaled.push_str(&(value * by).to_string());
            is_changed = true;
        } else {
            scaled.push_str(&number[..end]);
        }
        rest = &number[end..];
    }
    scaled.push_str(rest);
    is_changed.then_some(scaled)
}
