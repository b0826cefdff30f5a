//! What comes at the wrong time: asked of a block and the moment at which the lesson comes to it,
//! as far as its file tells, and again in each run that proves it.

use super::block::{By, Number, Predict, Run, Task, Until};
use super::measure::Measure;
use crate::kernel::Time;
use crate::scenario::units;

/// Why a block makes no sense at a moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Untimely {
    /// The key that says otherwise.
    pub key: &'static str,
    /// What is wrong.
    pub cause: String,
    /// What to write instead.
    pub remedy: &'static str,
}

impl Untimely {
    fn new(key: &'static str, cause: String, remedy: &'static str) -> Untimely {
        Untimely { key, cause, remedy }
    }
}

/// Says what is wrong with a block that comes at a moment of a restaurant that opens at `opens`, in
/// nanoseconds since midnight.
pub fn untimely(task: &Task, at: Time, opens: u64) -> Option<Untimely> {
    let clock = units::show_clock(opens + at.0);
    match task {
        Task::Run(Run { until: Some(Until::Time(until)), .. }) if at > *until => {
            let cause = format!("it is {clock} already");
            Some(Untimely::new("until", cause, "write a later time, or move the block up"))
        }
        Task::Predict(predict) => not_ahead(predict, at, &clock),
        Task::Number(Number { over: Some(over), .. }) if at < over.to => {
            let cause = format!("it is only {clock}: nobody can read this yet");
            Some(Untimely::new("over", cause, "let a run block go on so long before it"))
        }
        Task::Goal(goal) if goal.from.is_none() && at >= goal.by => {
            let cause = format!("it is {clock} already: there is no time left");
            let remedy = "write a later by, or from = \"opening time\" such as \"12:00\"";
            Some(Untimely::new("by", cause, remedy))
        }
        _ => None,
    }
}

/// Says what is wrong with when a prediction is asked.
fn not_ahead(predict: &Predict, at: Time, clock: &str) -> Option<Untimely> {
    if !predict.change.is_empty() {
        return None;
    }
    if predict.over.from < at {
        let cause = format!("it is {clock} already where this is asked");
        return Some(Untimely::new("over", cause, "write a later time, or ask earlier"));
    }
    let By::Cut { measure, .. } = &predict.by else { return None };
    if *measure == Measure::Value || at.0 >= predict.over.length().0 {
        return None;
    }
    let cause = format!(
        "there is nothing to compare with: only {} have passed where this is asked",
        units::show_duration(at.0)
    );
    Some(Untimely::new(
        "over",
        cause,
        "write a shorter time, ask later, or write measure = \"value\"",
    ))
}

/// Says of a block that goes on until something holds that this never came.
pub fn missed(task: &Task) -> Option<Untimely> {
    let Task::Run(Run { until: Some(Until::When(condition)), .. }) = task else { return None };
    let cause = format!("{} never comes true before closing time", condition.text);
    Some(Untimely::new(
        "until",
        cause,
        "write what does come true, or a time such as until = \"25m\"",
    ))
}
