//! The goals of the scenario as they stand, read as the report will read them: what it will say can
//! be seen coming.

use crate::dashboard::app::App;
use crate::dashboard::canvas::{Canvas, cells};
use crate::dashboard::theme::{Role, Theme};
use crate::dials::{Dial, Part, Unit};
use crate::runner::snapshot::{GoalShot, GoalTime, State};
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
            GoalTime::Passes if shot.got.is_none() => Mark::Open,
            // What is counted may yet become as many.
            GoalTime::Passes if counts && goal.reach.comparison.starts_with('>') => Mark::Open,
            GoalTime::Passes | GoalTime::Over => Mark::Missed,
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

/// Draws them in one line, with as many words as there is room for.
pub fn draw(canvas: &mut Canvas<'_>, app: &App) {
    let mut x = 1;
    if let Some((future, role)) = app.future() {
        x = canvas.text(x, 0, &format!("{future}: "), role);
    }
    let is_over = matches!(app.shot.state, State::Over(_));
    let title = if is_over { "goals.at_the_end" } else { "goals.so_far" };
    x = canvas.text(x, 0, app.tongue().screen(title), Role::Quiet) + 1;
    let (told, left) = fitting(app, canvas.width().saturating_sub(x));
    for (mark, text) in told {
        let (sign, role) = mark.sign(canvas.theme);
        x = canvas.text(x, 0, sign, role) + 1;
        x = canvas.text(x, 0, &text, Role::Plain) + 2;
    }
    if left > 0 {
        canvas.text(x, 0, &format!("+{left}"), Role::Quiet);
    }
}

/// Returns what is said of each goal in so many cells, and how many have no room: if any, those come
/// first that are missed.
fn fitting(app: &App, room: u16) -> (Vec<(Mark, String)>, usize) {
    // Each has a sign in front of it, and two cells to the next one.
    let wide = |told: &[(Mark, String)]| -> u16 {
        told.iter().map(|(_, text)| cells(text).saturating_add(4)).sum()
    };
    let told = |form: Form| all(app).map(|goal| (goal.mark, goal.told(form, app))).collect();
    let forms: [Vec<(Mark, String)>; 3] = Form::ALL.map(told);
    if let Some(told) = forms.iter().find(|told| wide(told) <= room + 2) {
        return (told.clone(), 0);
    }
    let [.., mut told] = forms;
    told.sort_by_key(|(mark, _)| *mark != Mark::Missed);
    let mut left = 0;
    while told.len() > 1 && wide(&told) + 1 > room {
        told.pop();
        left += 1;
    }
    (told, left)
}

/// With how many words a goal is told.
#[derive(Clone, Copy)]
enum Form {
    /// In words of the lens.
    Words,
    /// As it is written in the scenario.
    Written,
    /// One or the other, without its part and its time.
    Short,
}

impl Form {
    /// The most words first.
    const ALL: [Form; 3] = [Form::Words, Form::Written, Form::Short];
}

/// Names what a dial shows, and of which part.
fn named(dial: &Dial, app: &App) -> String {
    let name = app.tongue().lens().dial_name(&dial.id);
    let mut parts = dial.name.split('.');
    let part = match dial.part {
        Part::All => None,
        Part::Shelf(..) => parts.nth(3),
        _ => parts.nth(1),
    };
    part.map_or(name.clone(), |part| format!("{part}: {name}"))
}

impl Stands<'_> {
    /// Says how it stands.
    fn told(&self, form: Form, app: &App) -> String {
        let Goal { text, reach } = self.goal;
        let got = self.got(app).unwrap_or_else(|| "–".to_owned());
        let aim = text.trim().strip_prefix(reach.dial.name.as_str()).unwrap_or(text).trim();
        let tongue = app.tongue();
        match form {
            Form::Words => {
                let aim = aim.trim_start_matches('@').to_owned();
                let slots = [("what", named(&reach.dial, app)), ("got", got), ("aim", aim)];
                tongue.shows("goals.words", &slots)
            }
            Form::Written => {
                tongue.shows("goals.written", &[("reach", text.clone()), ("got", got)])
            }
            Form::Short => {
                let aim = aim.find(['<', '>']).map_or(aim, |at| &aim[at..]);
                let name = tongue.lens().dial_name(&reach.dial.id);
                let slots = [("what", name), ("got", got.clone()), ("aim", aim.to_owned())];
                let reach = format!("{} {aim}", reach.dial.id);
                let words = tongue.shows("goals.short", &slots);
                let written = tongue.shows("goals.written", &[("reach", reach), ("got", got)]);
                if cells(&written) < cells(&words) { written } else { words }
            }
        }
    }

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
