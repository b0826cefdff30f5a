//! The goals of the scenario as they stand, read as the report will read them: what it will say can
//! be seen coming.

use crate::dashboard::app::App;
use crate::dashboard::theme::{Role, Theme};
use crate::dials::Unit;
use crate::runner::snapshot::{GoalShot, GoalTime};
use crate::scenario::Goal;

/// How a goal stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// It would be met if the run ended now.
    Met,
    /// It would be missed.
    Missed,
    /// Nothing can be said yet.
    Open,
}

impl Mark {
    /// Says how a goal stands.
    fn of(goal: &Goal, shot: GoalShot) -> Mark {
        let is_met = goal.reach.is_met_by(shot.got);
        let counts = matches!(goal.reach.dial.unit, Unit::Count | Unit::Money);
        match shot.time {
            GoalTime::ToCome => Mark::Open,
            _ if is_met => Mark::Met,
            GoalTime::Over => Mark::Missed,
            GoalTime::Passes if shot.got.is_none() => Mark::Open,
            // What is counted may yet become as many.
            GoalTime::Passes if counts && goal.reach.comparison.starts_with('>') => Mark::Open,
            GoalTime::Passes => Mark::Missed,
        }
    }

    /// Returns its sign, and what that means.
    pub fn sign(self, theme: Theme) -> (&'static str, Role) {
        match self {
            Mark::Met => (theme.sign("✓", "+"), Role::Fine),
            Mark::Missed => (theme.sign("✗", "x"), Role::Bad),
            Mark::Open => (theme.sign("○", "o"), Role::Quiet),
        }
    }
}

/// A goal, and what is known of it.
pub struct Stands<'a> {
    goal: &'a Goal,
    shot: GoalShot,
    /// How it stands.
    pub mark: Mark,
}

/// Lists the goals of the floor that keys go to.
pub fn all(app: &App) -> impl Iterator<Item = Stands<'_>> {
    let goals = app.scenario.goals.iter().zip(&app.shot.floor().goals);
    goals.map(|(goal, shot)| Stands { goal, shot: *shot, mark: Mark::of(goal, *shot) })
}

impl Stands<'_> {
    /// Says what came of it, as the report does.
    pub fn reported(&self, app: &App) -> String {
        let lens = app.tongue().lens();
        let got = self.got(app).unwrap_or_else(|| lens.report("goals.nothing", &[]));
        let slots = [("reach", self.goal.text.clone()), ("got", got)];
        match self.mark {
            Mark::Met => lens.report("goals.met", &slots),
            Mark::Missed => lens.report("goals.missed", &slots),
            Mark::Open => lens.shows("goals.open", &slots),
        }
    }

    /// Shows what its dial shows, as goals are written: in the times of the run.
    fn got(&self, app: &App) -> Option<String> {
        let unit = self.goal.reach.dial.unit;
        self.shot.got.map(|got| app.figures().unscaled().value(got, unit))
    }
}
