//! What could help: what trials have shown so far, what helps most for its cost first.

use super::app::App;
use crate::diagnosis::{Effect, Trouble};
use crate::runner::{Request, Trial};

/// The list of what could help.
#[derive(Clone, Copy, Debug, Default)]
pub struct CheckList {
    /// Which trial is chosen, by its number: it stays so while others take its place. None: the
    /// first in the list, whichever that is.
    chosen: Option<usize>,
}

/// A trial, and what came of it.
#[derive(Clone, Copy, Debug)]
pub struct Tried<'a> {
    number: usize,
    /// The trial.
    pub trial: &'a Trial,
    /// What came of it; none: nothing yet, or nothing will.
    pub effect: Option<Effect>,
}

impl CheckList {
    /// Asks for trials of everything that could help, and opens the list of them.
    pub fn open(app: &App) -> CheckList {
        let remedies = app.diagnosis.remedies.iter();
        let wanted = remedies.map(|remedy| (remedy.knob.clone(), remedy.to.clone())).collect();
        app.ask(Request::Check(wanted));
        CheckList::default()
    }

    /// Returns the place of the chosen one in the list.
    pub fn at(&self, trials: &[Tried<'_>]) -> usize {
        trials.iter().position(|tried| Some(tried.number) == self.chosen).unwrap_or(0)
    }

    /// Returns the list with another one chosen, up or down.
    #[must_use]
    pub fn moved(&self, down: bool, trials: &[Tried<'_>]) -> CheckList {
        let at = self.at(trials);
        let to = if down { at + 1 } else { at.saturating_sub(1) };
        let to = trials.get(to.min(trials.len().saturating_sub(1)));
        CheckList { chosen: to.map(|tried| tried.number) }
    }
}

impl App {
    /// Lists the trials, those that have ended first.
    pub fn trials(&self) -> Vec<Tried<'_>> {
        let Some(checked) = &self.shot.checked else { return Vec::new() };
        let effects = self.examiner.effects(checked, self.measure());
        let tried = |number: usize, effect: Option<Effect>| {
            let trial = &checked.trials[number];
            Tried { number, trial, effect }
        };
        let is_known = |number: &usize| effects.iter().any(|effect| effect.trial == *number);
        let others = (0..checked.trials.len()).filter(|number| !is_known(number));
        let ended = effects.iter().map(|effect| tried(effect.trial, Some(*effect)));
        ended.chain(others.map(|number| tried(number, None))).collect()
    }

    /// Returns by what trials are judged.
    pub fn measure(&self) -> Trouble {
        self.diagnosis.trouble.unwrap_or(Trouble::Slow(0.0))
    }
}
