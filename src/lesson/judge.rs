//! What is made of many students' figures: what was measured, and which claims do not hold.

use super::block::{By, Goal, Predict, Proof};
use super::cuts;
use super::measure::{Came, Measure, Reached};
use crate::dials::Unit;
use crate::scenario::{Set, show_value};

/// What a block has come to.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Verdict {
    /// What was measured, a line each.
    pub measured: Vec<String>,
    /// What does not hold, and what to do about it.
    pub wrong: Vec<(String, String)>,
    /// Borders that would do, where there are none or they do not.
    pub cut: Option<Vec<f64>>,
}

impl Verdict {
    /// Notes what does not hold.
    pub fn fails(&mut self, cause: &str, remedy: &str) {
        self.wrong.push((cause.to_owned(), remedy.to_owned()));
    }
}

/// Writes the least and the greatest of some figures.
fn spread(figures: &[Option<f64>], show: &dyn Fn(f64) -> String) -> String {
    let known = figures.iter().flatten().copied();
    let (least, most) = known
        .fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), at| (low.min(at), high.max(at)));
    if least > most {
        return "nothing".into();
    }
    let (least, most) = (show(least), show(most));
    if least == most { least } else { format!("{least} .. {most}") }
}

/// Returns how something measured is written.
fn show(by: &By) -> Box<dyn Fn(f64) -> String> {
    match by {
        By::Cut { measure: Measure::Ratio, .. } => Box::new(times),
        By::Cut { dial, measure, .. } => {
            let (unit, is_difference) = (dial.unit, *measure == Measure::Difference);
            Box::new(move |value| {
                if is_difference && value < 0.0 {
                    format!("-{}", show_value(-value, unit))
                } else {
                    show_value(value, unit)
                }
            })
        }
        By::When(_) => Box::new(|value| value.to_string()),
    }
}

fn times(value: f64) -> String {
    let rounded = cuts::rounded(value, 3);
    format!("{rounded} times")
}

/// Judges a prediction: every student must find the same answer right.
pub fn predict(predict: &Predict, came: &[Came]) -> Verdict {
    let mut verdict = Verdict::default();
    let measured: Vec<Option<f64>> = came.iter().map(|came| came.measured).collect();
    let all = came.len();
    let by_answer: Vec<usize> = (0..predict.choices.len())
        .map(|choice| came.iter().filter(|came| came.answer == Some(choice)).count())
        .collect();
    let show = show(&predict.by);
    let none = all - by_answer.iter().sum::<usize>();
    let said: Vec<String> = (0..)
        .zip(&by_answer)
        .filter(|(_, count)| **count > 0)
        .map(|(choice, count): (usize, &usize)| match count {
            count if *count == all => format!("\"{}\"", predict.choices[choice]),
            count => format!("\"{}\" for {count} of {all}", predict.choices[choice]),
        })
        .collect();
    let By::Cut { cut, measure, .. } = &predict.by else {
        verdict.measured.push(said.join(", "));
        if none > 0 {
            let cause = format!("in {none} of {all} runs not exactly one of the choices is true");
            let remedy = "let the conditions exclude each other, and leave nothing out";
            verdict.fails(&cause, remedy);
        } else if said.len() > 1 {
            let cause = format!("the right answer differs from run to run: {}", said.join(", "));
            verdict.fails(&cause, "write other conditions, or ask about another time");
        }
        return verdict;
    };
    let width = spread(&measured, &*show);
    let answers = if cut.is_empty() { String::new() } else { format!(": {}", said.join(", ")) };
    verdict.measured.push(format!("{width}{answers}"));
    let known: Vec<f64> = measured.iter().flatten().copied().collect();
    if none > 0 && known.len() < all {
        let why = match measure {
            Measure::Value => "the dial shows nothing",
            _ => "the dial shows nothing, or nothing to compare with",
        };
        let cause = format!("in {} of {all} runs {why}", all - known.len());
        let remedy = "choose another dial or time, or write measure = \"value\"";
        verdict.fails(&cause, remedy);
        return verdict;
    }
    let straddles = by_answer.iter().filter(|count| **count > 0).count() > 1;
    if cut.is_empty() || straddles {
        let proposed = cuts::propose(&known, cut, predict.choices.len(), *measure);
        let written = cuts::written(&proposed);
        if straddles {
            let cause = format!(
                "the right answer differs from run to run: {} (measured {width})",
                said.join(", ")
            );
            verdict.fails(&cause, &format!("write cut = {written}, or other choices"));
        } else {
            let cause = format!("cut is missing: measured were {width}");
            verdict.fails(&cause, &format!("write cut = {written}, or let --fill do it"));
        }
        verdict.cut = Some(proposed);
    }
    verdict
}

/// Judges whether figures can be read at all.
pub fn measurable(figures: &[(&str, &[Option<f64>])], show: &dyn Fn(f64) -> String) -> Verdict {
    let mut verdict = Verdict::default();
    for (name, read) in figures {
        verdict.measured.push(format!("{name} {}", spread(read, show)));
        let unknown = read.iter().filter(|figure| figure.is_none()).count();
        if unknown > 0 {
            let cause = format!("in {unknown} of {} runs {name} shows nothing", read.len());
            verdict.fails(&cause, "choose another dial, or a time in which something happens");
        }
    }
    verdict
}

/// Judges a claim.
pub fn proof(proof: &Proof, seen: &[[Option<f64>; 2]]) -> Verdict {
    let mut verdict = Verdict::default();
    let (word, sign) = if proof.falls_by < 0.0 { ("rises", -1.0) } else { ("falls", 1.0) };
    let by: Vec<Option<f64>> =
        seen.iter().map(|seen| Proof::falls(*seen).map(|falls| falls * sign)).collect();
    let show = |share: f64| cuts::rounded(share, 3).to_string();
    let width = spread(&by, &show);
    verdict.measured.push(format!("{} {word} by {width}", proof.dial.name));
    let misses = seen.iter().filter(|seen| !proof.holds(**seen)).count();
    if misses > 0 {
        let claimed = show(proof.falls_by * sign);
        let cause = format!(
            "the proof does not hold in {misses} of {} runs: {} {word} by {width}, and {claimed} is \
             claimed",
            seen.len(),
            proof.dial.name
        );
        verdict.fails(&cause, "claim less, change something else, or another answer is right");
    }
    verdict
}

/// Judges a goal: missed when nothing is done, reached by the solution, missed by what is ruled out.
pub fn goal(
    goal: &Goal,
    nothing: &[Reached],
    solution: &[Reached],
    wrong: &[Vec<Reached>],
) -> Verdict {
    let mut verdict = Verdict::default();
    let all = nothing.len();
    let met = |reached: &[Reached]| reached.iter().filter(|reached| reached.is_met()).count();
    for (name, reached) in [("nothing done", nothing), ("solution", solution)] {
        verdict.measured.push(format!("{name}: {}", conditions(goal, reached, true)));
    }
    if met(nothing) > 0 {
        let cause =
            format!("in {} of {all} runs the goal is reached when nothing is done", met(nothing));
        let seen = conditions(goal, nothing, true);
        verdict.fails(&cause, &format!("ask for more: without doing anything {seen}"));
    }
    if met(solution) < all {
        let cause = format!(
            "in {} of {all} runs the solution does not reach the goal",
            all - met(solution)
        );
        let seen = conditions(goal, solution, false);
        verdict.fails(&cause, &format!("ask for less, or turn further: with it {seen}"));
    }
    for (sets, reached) in goal.wrong.iter().zip(wrong) {
        let turned = turned(sets);
        let missed = conditions(goal, reached, false);
        let missed = if missed.is_empty() { "misses nothing".to_owned() } else { missed };
        verdict.measured.push(format!("{turned}: {missed}"));
        if met(reached) > 0 {
            let cause = format!("in {} of {all} runs {turned} reaches the goal", met(reached));
            let remedy = "add a condition that it misses, such as a price, or do not rule it out";
            verdict.fails(&cause, remedy);
        }
    }
    verdict
}

/// Writes what each condition came to; only those that were ever missed, unless all are wanted.
fn conditions(goal: &Goal, reached: &[Reached], wants_all: bool) -> String {
    let told = goal.reach.iter().enumerate().filter_map(|(at, condition)| {
        let figures: Vec<Option<f64>> =
            reached.iter().map(|reached| reached.conditions[at].0).collect();
        let is_missed = reached.iter().any(|reached| !reached.conditions[at].1);
        let unit = condition.reach.dial.unit;
        let show = |value: f64| show_figure(value, unit);
        (wants_all || is_missed)
            .then(|| format!("{} was {}", condition.text, spread(&figures, &show)))
    });
    told.collect::<Vec<_>>().join("; ")
}

fn show_figure(value: f64, unit: Unit) -> String {
    if value < 0.0 { format!("-{}", show_value(-value, unit)) } else { show_value(value, unit) }
}

/// Writes turns as in a lesson.
pub fn turned(sets: &[Set]) -> String {
    let pair = |set: &Set| format!("\"{}\" = {}", set.path, set.value);
    format!("{{ {} }}", sets.iter().map(pair).collect::<Vec<_>>().join(", "))
}
