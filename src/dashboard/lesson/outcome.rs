//! What came of a block: the answer beside what was measured in this very run.

use super::goal::condition_rows;
use super::ink::{Row, flow};
use super::page::{asked, sets};
use super::study::Study;
use crate::dashboard::theme::Role;
use crate::dials::Dial;
use crate::lesson::block::{Block, By, Compare, Number, Predict, Quiz, Task};
use crate::lesson::measure::{Came, Measure};
use crate::lesson::walk::Verdict;

/// Tells what came of a block.
pub fn of(study: &Study, block: &Block, verdict: &Verdict, cells: usize) -> Vec<Row> {
    let told = match (&block.task, verdict) {
        (Task::Predict(predict), Verdict::Predicted { chosen, came }) => {
            predicted(study, predict, (*chosen, came))
        }
        (Task::Quiz(quiz), Verdict::Answered { chosen, proof }) => {
            answered(study, quiz, (*chosen, *proof))
        }
        (Task::Number(number), Verdict::Read { said, read, is_right }) => {
            number_read(study, number, (*said, *read, *is_right))
        }
        (Task::Goal(goal), Verdict::Reached { reached, solved }) => {
            let mut rows = asked(study, "lesson.goal", &goal.text, cells);
            for (condition, seen) in goal.reach.iter().zip(&reached.conditions) {
                rows.extend(condition_rows(study, condition, *seen, cells));
            }
            let id = if *solved { "lesson.reached_solved" } else { "lesson.reached" };
            let words = study.house.app.tongue().screen(id);
            rows.extend(flow(words, cells, Role::Fine));
            return rows;
        }
        (Task::Compare(compare), Verdict::Compared(both)) => compared(study, compare, *both),
        _ => Vec::new(),
    };
    told.into_iter().flat_map(|(text, role)| flow(&text, cells, role)).collect()
}

type Told = Vec<(String, Role)>;

/// Shows a figure of a dial; none: there was nothing to be read.
fn figure(study: &Study, dial: &Dial, figure: Option<f64>) -> String {
    let figures = study.house.app.figures().unscaled();
    figure.map_or_else(|| "–".to_owned(), |figure| figures.value(figure, dial.unit))
}

/// Returns what a dial is called.
fn name(study: &Study, dial: &Dial) -> String {
    study.house.app.tongue().both(|lens| lens.dial_name(&dial.id))
}

fn question(study: &Study, id: &'static str, ask: &str) -> Told {
    let kind = study.house.app.tongue().screen(id).to_owned();
    vec![(kind, Role::Name), (ask.to_owned(), Role::Strong)]
}

/// Says whether an answer is right.
fn judged(study: &Study, is_right: bool, slots: &[(&str, String)]) -> (String, Role) {
    let tongue = study.house.app.tongue();
    if is_right {
        (tongue.shows("lesson.right", slots), Role::Fine)
    } else {
        (tongue.shows("lesson.wrong", slots), Role::Bad)
    }
}

fn predicted(study: &Study, predict: &Predict, (chosen, came): (usize, &Came)) -> Told {
    let tongue = study.house.app.tongue();
    let mut told = question(study, "lesson.predict", &predict.ask);
    let choice = |at: Option<usize>| {
        at.and_then(|at| predict.choices.get(at)).map_or("–".to_owned(), Clone::clone)
    };
    let slots = [("chosen", choice(Some(chosen))), ("answer", choice(came.answer))];
    told.push(judged(study, came.answer == Some(chosen), &slots));
    match &predict.by {
        By::Cut { dial, measure, .. } => {
            let got = figure(study, dial, came.figures.first().copied().flatten());
            let slots = [
                ("what", name(study, dial)),
                ("got", got),
                ("before", figure(study, dial, came.base)),
                ("times", came.measured.map_or("–".to_owned(), |times| format!("{times:.1}"))),
            ];
            let id = match measure {
                Measure::Value => "lesson.measured",
                _ if !predict.change.is_empty() => "lesson.measured_changed",
                Measure::Ratio => "lesson.measured_ratio",
                Measure::Difference => "lesson.measured_difference",
            };
            told.push((tongue.shows(id, &slots), Role::Plain));
        }
        By::When(conditions) => {
            for (condition, got) in conditions.iter().zip(&came.figures) {
                let dial = &condition.reach.dial;
                let slots = [("what", name(study, dial)), ("got", figure(study, dial, *got))];
                told.push((tongue.shows("lesson.measured", &slots), Role::Plain));
            }
        }
    }
    told.dedup();
    told
}

fn answered(
    study: &Study,
    quiz: &Quiz,
    (chosen, proof): (usize, Option<[Option<f64>; 2]>),
) -> Told {
    let tongue = study.house.app.tongue();
    let mut told = question(study, "lesson.quiz", &quiz.ask);
    let taken = quiz.choice(chosen);
    let slots = [("chosen", taken.text.clone()), ("answer", quiz.right.text.clone())];
    told.push(judged(study, chosen == 0, &slots));
    for why in [&taken.why, &quiz.why] {
        if !why.is_empty() {
            told.push((why.clone(), Role::Plain));
        }
    }
    if let (Some(claim), Some(seen)) = (&quiz.proof, proof) {
        let slots = [
            ("set", sets(&claim.set)),
            ("what", name(study, &claim.dial)),
            ("before", figure(study, &claim.dial, seen[0])),
            ("got", figure(study, &claim.dial, seen[1])),
        ];
        told.push((tongue.shows("lesson.proof", &slots), Role::Meaning));
    }
    told
}

fn number_read(
    study: &Study,
    number: &Number,
    (said, read, is_right): (f64, Option<f64>, bool),
) -> Told {
    let mut told = question(study, "lesson.number", &number.ask);
    let slots = [
        ("chosen", figure(study, &number.dial, Some(said))),
        ("answer", figure(study, &number.dial, read)),
    ];
    told.push(judged(study, is_right, &slots));
    if !number.why.is_empty() {
        told.push((number.why.clone(), Role::Plain));
    }
    told
}

fn compared(study: &Study, compare: &Compare, both: [Option<f64>; 2]) -> Told {
    let tongue = study.house.app.tongue();
    let what = [("what", name(study, &compare.dial))];
    let mut told = vec![(tongue.shows("lesson.compared", &what), Role::Name)];
    for (set, got) in [&compare.a, &compare.b].into_iter().zip(both) {
        let as_it_is = tongue.screen("lesson.as_it_is").to_owned();
        let set = if set.is_empty() { as_it_is } else { sets(set) };
        let slots = [("set", set), ("got", figure(study, &compare.dial, got))];
        told.push((tongue.shows("lesson.future", &slots), Role::Strong));
    }
    told
}
