//! What a lesson still lacks: what it cannot do without, and what would make it better.

use super::block::{By, Goal, Task};
use super::whole::{Lesson, What};
use std::ops::Range;

/// Something that is still to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Missing {
    /// Where; none: somewhere.
    pub span: Option<Range<usize>>,
    /// What is missing.
    pub cause: String,
    /// What to write.
    pub remedy: String,
}

fn missing(span: impl Into<Option<Range<usize>>>, cause: &str, remedy: &str) -> Missing {
    Missing { span: span.into(), cause: cause.into(), remedy: remedy.into() }
}

/// Lists what a lesson cannot do without.
pub fn missing_parts(lesson: &Lesson) -> Vec<Missing> {
    let mut list = Vec::new();
    if !lesson.steps.iter().any(|step| matches!(step.what, What::Prose(_))) {
        list.push(missing(None, "there is nothing to read", "write a few sentences"));
    }
    if !lesson.blocks().any(|block| matches!(block.task, Task::Predict(_))) {
        let remedy = "add a ```toml predict block: who predicts first sees more";
        list.push(missing(None, "nothing is predicted", remedy));
    }
    if !lesson.blocks().any(|block| matches!(block.task, Task::Goal(_))) {
        let remedy = "add a ```toml goal block that cannot be reached without the idea";
        list.push(missing(None, "there is no goal", remedy));
    }
    for (span, block) in placed(lesson) {
        if let Task::Predict(predict) = &block.task
            && let By::Cut { cut, .. } = &predict.by
            && cut.is_empty()
        {
            let remedy = "`boh check FILE` proposes some, and with --fill writes them";
            list.push(missing(span, "cut is missing: where one answer ends", remedy));
        }
    }
    list
}

/// Lists what would make a lesson better.
pub fn wishes(lesson: &Lesson) -> Vec<Missing> {
    let mut list = Vec::new();
    if lesson.minutes.is_none() {
        let remedy = "add minutes = 15 to the front matter";
        list.push(missing(None, "it does not say how long it takes", remedy));
    }
    if !lesson.blocks().any(|block| matches!(block.task, Task::Quiz(_))) {
        let remedy = "add a ```toml quiz block that asks why, not whether";
        list.push(missing(None, "nothing asks why", remedy));
    }
    if !lesson.steps.iter().any(|step| matches!(step.what, What::Note(_))) {
        let remedy = "add <!-- speaker_note: … --> where an instructor should know more";
        list.push(missing(None, "there are no notes for the instructor", remedy));
    }
    for (span, block) in placed(lesson) {
        if let Task::Goal(goal) = &block.task {
            goal_wishes(goal, &span, &mut list);
        }
    }
    list
}

fn goal_wishes(goal: &Goal, span: &Range<usize>, list: &mut Vec<Missing>) {
    if goal.hints.is_empty() {
        let remedy = "add hints = [\"…\"], from a nudge to nearly the solution";
        list.push(missing(span.clone(), "this goal has no hints", remedy));
    }
    if goal.wrong.is_empty() {
        let remedy = "add wrong = [{ \"kitchen.main.chefs\" = 30 }], and it is proved that these do \
                      not reach it";
        list.push(missing(span.clone(), "nothing is ruled out for this goal", remedy));
    }
    let has_price = goal.reaches().any(|reach| reach.dial.name.starts_with("money."));
    if !has_price && goal.wrong.is_empty() {
        let remedy = "without a price, turning everything up may win: add money.costs to reach";
        list.push(missing(span.clone(), "this goal costs nothing", remedy));
    }
}

/// Lists the blocks with their places.
fn placed(lesson: &Lesson) -> impl Iterator<Item = (Range<usize>, &super::block::Block)> {
    lesson.steps.iter().filter_map(|step| match &step.what {
        What::Block(block) => Some((step.span.clone(), &**block)),
        _ => None,
    })
}
