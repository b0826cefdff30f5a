//! What came of a block: the answer beside what was measured in this very run, as line by line, too.

use super::ink::{self, Row, flow};
use super::page::asked;
use super::study::Study;
use crate::dashboard::theme::{Role, Theme};
use crate::lesson::block::{Block, Task};
use crate::lesson::walk::{Answer, Verdict, Walk};
use crate::report::lesson::{sets, verdict};

/// What has been said of a block.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome {
    /// What was answered, in the words of the choice; none: it was no choice.
    pub chosen: Option<String>,
    /// Whether that is right.
    pub is_right: bool,
    /// What came of it.
    pub sentences: Vec<String>,
    /// Two futures as bars: what is set in each, and its figure; empty: none are compared.
    bars: Vec<(String, f64)>,
}

impl Outcome {
    /// Tells what came of the block at which a walk stands, if it has been judged.
    pub fn of(study: &Study, walk: &Walk) -> Option<Outcome> {
        let is_right = walk.verdict()?.is_right();
        let block = walk.block()?;
        let chosen = study.marked.and_then(|at| walk.choices().get(at).map(|text| (*text).into()));
        let kept = walk.done().iter().find(|done| done.block == block.id);
        let kept = kept.and_then(|done| match &done.answer {
            Answer::Choice(text) => Some(text.clone()),
            Answer::Figure(_) | Answer::Turns(_) => None,
        });
        let lens = study.house.app.tongue().lens();
        let sentences = verdict(walk, lens);
        let bars = match (&block.task, walk.verdict()) {
            (Task::Compare(compare), Some(Verdict::Compared([Some(one), Some(other)]))) => {
                let said = [&compare.a, &compare.b].map(|set| sets(set, lens));
                said.into_iter().zip([*one, *other]).collect()
            }
            _ => Vec::new(),
        };
        Some(Outcome { chosen: chosen.or(kept), is_right, sentences, bars })
    }

    /// Draws two futures as bars, one above the other: the longer one fills the row.
    fn draw_bars(&self, theme: Theme, cells: usize) -> Vec<Row> {
        let most = self.bars.iter().map(|(_, figure)| figure.abs()).fold(0.0, f64::max);
        if most <= 0.0 {
            return Vec::new();
        }
        let mut rows = Vec::new();
        for ((said, figure), role) in self.bars.iter().zip([Role::Second, Role::First]) {
            let full = (figure.abs() / most * cells as f64).round() as usize;
            rows.extend(flow(said, cells, Role::Quiet));
            rows.push(ink::row(theme.fill(role).repeat(full.min(cells)), role));
        }
        rows
    }
}

/// Tells what came of a block.
pub fn rows(study: &Study, block: &Block, outcome: &Outcome, cells: usize) -> Vec<Row> {
    let tongue = study.house.app.tongue();
    let mut rows = match &block.task {
        Task::Predict(predict) => asked(study, "lesson.predict", &predict.ask, cells),
        Task::Quiz(quiz) => asked(study, "lesson.quiz", &quiz.ask, cells),
        Task::Number(number) => asked(study, "lesson.number", &number.ask, cells),
        Task::Goal(goal) => asked(study, "lesson.goal", &goal.text, cells),
        Task::Compare(_) => asked(study, "lesson.compare", "", cells),
        _ => Vec::new(),
    };
    if let Some(chosen) = &outcome.chosen {
        let slots = [("choice", chosen.clone())];
        rows.extend(flow(&tongue.shows("lesson.chosen", &slots), cells, Role::Plain));
    }
    rows.extend(outcome.draw_bars(study.house.app.theme(), cells));
    let is_graded = block.task.is_graded();
    for (at, sentence) in outcome.sentences.iter().enumerate() {
        let role = match (at, outcome.is_right) {
            (0, true) if is_graded => Role::Fine,
            (0, false) if is_graded => Role::Bad,
            _ => Role::Plain,
        };
        rows.extend(flow(sentence, cells, role));
    }
    rows
}
