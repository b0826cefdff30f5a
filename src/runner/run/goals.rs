//! Goals of a run that goes on, read as its report will read them.

use super::Run;
use crate::runner::follower::Follower;
use crate::scenario::{Reach, WindowSpec};

/// Whether the time over which a goal is read has passed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GoalTime {
    /// It has not begun, or nobody can know yet when it begins.
    ToCome,
    /// It passes now: what is read is what there is so far.
    Passes,
    /// It has: nothing changes any more.
    Over,
}

/// A goal as it is now.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct GoalShot {
    /// What its dial shows; none: there is nothing to be read yet.
    pub got: Option<f64>,
    /// Whether that can still change.
    pub time: GoalTime,
}

impl<F: Follower> Run<'_, F> {
    /// Reads all goals as of now: what the report would say if the run ended here.
    pub(in crate::runner) fn goals(&mut self) -> Vec<GoalShot> {
        let now = self.now();
        self.ears.ledger.advance(now);
        let scenario = self.scenario;
        scenario.goals.iter().map(|goal| self.goal(&goal.reach)).collect()
    }

    fn goal(&self, reach: &Reach) -> GoalShot {
        let now = self.now();
        let ends_elsewhere = self.drain || self.is_over() && now != self.expected_end;
        if matches!(reach.window, WindowSpec::Last(_)) && ends_elsewhere {
            // The last so long before an end that was not known: the report runs it again.
            return GoalShot { got: None, time: GoalTime::ToCome };
        }
        let window = reach.window.resolve(self.scenario.warm_up_ends(), self.expected_end);
        let time = if self.is_over() || now >= window.to {
            GoalTime::Over
        } else if now < window.from {
            GoalTime::ToCome
        } else {
            GoalTime::Passes
        };
        let reading = self.ears.ledger.reading(window);
        let got = reading.and_then(|reading| reading.read(&reach.dial));
        GoalShot { got, time }
    }
}
