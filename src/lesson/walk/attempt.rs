//! An attempt at a goal: what has been turned in it, how far it is, and what has helped.

use super::done::{Answer, Turn, Verdict};
use super::steps::run;
use super::{Interrupted, Phase, Refused, Walk, Wish};
use crate::kernel::Time;
use crate::lesson::block::Goal;
use crate::lesson::measure::Reached;
use crate::lesson::stand::{Stand, turn, turns};
use crate::lesson::trial::Look;
use crate::runner::{Command, Entry};
use crate::scenario::Set;

/// An attempt at a goal.
#[derive(Clone, Debug, PartialEq)]
pub struct Attempt {
    /// Where it begins.
    begins: Stand,
    /// What has been turned since, in the order of time.
    turns: Vec<Entry>,
    /// How far somebody has gone in it.
    now: Time,
    /// How many hints have been shown.
    hints: usize,
    /// Whether the solution has been shown.
    solved: bool,
}

/// What helps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Help<'w> {
    /// A hint: the how manieth, and what it says.
    Hint(usize, &'w str),
    /// There are no more hints: what is left is [`Walk::solve`].
    NoMore,
}

impl Attempt {
    /// Begins the first one at a goal.
    pub(super) fn at(goal: &Goal, stand: &Stand) -> Attempt {
        let begins = goal.begins(stand);
        Attempt { now: begins.at, begins, turns: Vec::new(), hints: 0, solved: false }
    }

    /// Returns where it begins.
    pub fn begins(&self) -> &Stand {
        &self.begins
    }

    /// Lists what has been turned in it.
    pub fn turns(&self) -> &[Entry] {
        &self.turns
    }

    /// Returns the moment at which it stands.
    pub fn now(&self) -> Time {
        self.now
    }

    /// Returns how many hints have been shown.
    pub fn hints(&self) -> usize {
        self.hints
    }

    /// Says whether the solution has been shown.
    pub fn is_solved(&self) -> bool {
        self.solved
    }

    /// Returns the world as it stands in it.
    pub fn stand(&self) -> Stand {
        let entries = self.begins.entries.iter().chain(&self.turns).cloned().collect();
        Stand { at: self.now, entries, ..Stand::opening(self.begins.world) }
    }

    fn again(&mut self) {
        self.turns.clear();
        self.now = self.begins.at;
    }

    /// Says what was turned, for those who keep it.
    fn answer(&self) -> Answer {
        let turned = |entry: &Entry| match &entry.command {
            Command::Turn(turned) => {
                let set = Set { path: turned.knob.clone(), value: turned.written.clone() };
                Some(Turn { at: entry.at, set })
            }
            Command::Place(_) => None,
        };
        Answer::Turns(self.turns.iter().filter_map(turned).collect())
    }
}

impl Walk {
    /// Turns a knob where the attempt stands.
    pub fn turn(&mut self, set: &Set) -> Result<Vec<Wish>, Refused> {
        let (goal, attempt) = self.trying()?;
        if !goal.knobs.contains(&set.path) {
            return Err(Refused::NotThisKnob(set.path.clone()));
        }
        let at = attempt.now;
        if at >= goal.by {
            return Err(Refused::OutOfTime(attempt.begins.at, goal.by));
        }
        let entry = turn(&*self.world().scenario(&[])?, set, at)?;
        let wish = Wish::Enter(vec![entry.clone()]);
        self.trial_of_mine()?.turns.push(entry);
        Ok(vec![wish])
    }

    /// Takes over what has entered a world that is shown since the attempt began, and where it
    /// stands, whatever was said before: so somebody may also go back in it.
    pub fn entered(&mut self, entries: &[Entry], now: Time) -> Result<(), Refused> {
        let (goal, attempt) = self.trying()?;
        for entry in entries {
            match &entry.command {
                Command::Turn(turned) if goal.knobs.contains(&turned.knob) => {}
                Command::Turn(turned) => return Err(Refused::NotThisKnob(turned.knob.clone())),
                Command::Place(_) => return Err(Refused::NoOrders),
            }
            if entry.at < attempt.begins.at || entry.at >= goal.by {
                return Err(Refused::OutOfTime(attempt.begins.at, goal.by));
            }
        }
        let attempt = self.trial_of_mine()?;
        attempt.turns = entries.to_vec();
        attempt.now = now.max(attempt.begins.at);
        Ok(())
    }

    /// Lets time go on in the attempt; what is turned then is turned at that moment.
    pub fn wait(&mut self, to: Time) -> Result<Vec<Wish>, Refused> {
        let (goal, attempt) = self.trying()?;
        if to < attempt.now || to > goal.by {
            return Err(Refused::OutOfTime(attempt.now, goal.by));
        }
        self.trial_of_mine()?.now = to;
        Ok(vec![Wish::GoOn { to, speed: None }])
    }

    /// Says how far each condition is at a moment of the attempt, and whether it holds there.
    pub fn distances(&self, at: Time, interrupted: Interrupted<'_>) -> Result<Reached, Refused> {
        let (goal, attempt) = self.trying()?;
        let mut trial = goal.trial(&self.world(), &self.on.stand, &attempt.turns)?;
        trial.looks = goal.reaches().map(|reach| Look::of(reach, at)).collect();
        let seen = run([&trial], interrupted)?.pop().unwrap_or_default();
        let holds = goal.reaches().zip(seen);
        Ok(Reached { conditions: holds.map(|(reach, got)| (got, reach.is_met_by(got))).collect() })
    }

    /// Judges the attempt as it is: nothing more is turned until the goal is judged. If it is
    /// reached, the block is over.
    pub fn check(&mut self, interrupted: Interrupted<'_>) -> Result<Reached, Refused> {
        let (goal, attempt) = self.trying()?;
        let trial = goal.trial(&self.world(), &self.on.stand, &attempt.turns)?;
        let seen = run([&trial], interrupted)?;
        let reached = goal.grade(seen.first().map_or(&[], Vec::as_slice));
        let (answer, solved) = (attempt.answer(), attempt.solved);
        let verdict = Verdict::Reached { reached: reached.clone(), solved };
        self.keep(answer, &verdict);
        if reached.is_met() {
            self.on.phase = Phase::Judged(verdict);
        }
        Ok(reached)
    }

    /// Goes back to where the attempt began.
    pub fn again(&mut self) -> Result<Vec<Wish>, Refused> {
        let attempt = self.trial_of_mine()?;
        attempt.again();
        Ok(vec![Wish::Open(attempt.stand())])
    }

    /// Shows the next hint.
    pub fn hint(&mut self) -> Result<Help<'_>, Refused> {
        let (goal, attempt) = self.trying()?;
        let at = attempt.hints;
        if at >= goal.hints.len() {
            return Ok(Help::NoMore);
        }
        self.trial_of_mine()?.hints += 1;
        let (goal, _) = self.trying()?;
        Ok(Help::Hint(at + 1, &goal.hints[at]))
    }

    /// Begins again with the solution, which is marked as such; all hints come before it.
    pub fn solve(&mut self) -> Result<Vec<Wish>, Refused> {
        let (goal, attempt) = self.trying()?;
        if attempt.hints < goal.hints.len() {
            return Err(Refused::HintsFirst(goal.hints.len() - attempt.hints));
        }
        let entries = turns(&*self.world().scenario(&[])?, &goal.solution, attempt.begins.at)?;
        let attempt = self.trial_of_mine()?;
        attempt.again();
        attempt.solved = true;
        let begins = Wish::Open(attempt.stand());
        attempt.turns.clone_from(&entries);
        Ok(vec![begins, Wish::Enter(entries)])
    }

    fn trying(&self) -> Result<(&Goal, &Attempt), Refused> {
        let found = self.goal().zip(self.attempt());
        found.ok_or(Refused::NotNow(self.waits()))
    }

    fn trial_of_mine(&mut self) -> Result<&mut Attempt, Refused> {
        let waits = self.waits();
        match &mut self.on.phase {
            Phase::Trying(attempt) => Ok(attempt),
            _ => Err(Refused::NotNow(waits)),
        }
    }
}
