//! What could help: what trials have shown so far, what helps most for its cost first.

use super::app::App;
use crate::diagnosis::{Effect, Trouble};
use crate::runner::{Request, Trial};

/// The list of what could help.
#[derive(Clone, Copy, Debug, Default)]
pub struct CheckList {
    /// Which one is chosen.
    pub at: usize,
}

impl CheckList {
    /// Asks for trials of everything that could help, and opens the list of them.
    pub fn open(app: &App) -> CheckList {
        let remedies = app.diagnosis.remedies.iter();
        let wanted = remedies.map(|remedy| (remedy.knob.clone(), remedy.to.clone())).collect();
        app.ask(Request::Check(wanted));
        CheckList::default()
    }

    /// Goes up or down.
    pub fn go(&mut self, down: bool, app_trials: usize) {
        let last = app_trials.saturating_sub(1);
        self.at = if down { (self.at + 1).min(last) } else { self.at.saturating_sub(1) };
    }
}

impl App {
    /// Lists the trials, those that have ended first, each with what came of it.
    pub fn trials(&self) -> Vec<(&Trial, Option<Effect>)> {
        let Some(checked) = &self.shot.checked else { return Vec::new() };
        let effects = self.examiner.effects(checked, self.measure());
        let ended = effects.iter().map(|effect| (&checked.trials[effect.trial], Some(*effect)));
        let is_known = |at: &usize| effects.iter().any(|effect| effect.trial == *at);
        let others = (0..checked.trials.len()).filter(|at| !is_known(at));
        ended.chain(others.map(|at| (&checked.trials[at], None))).collect()
    }

    /// Returns by what trials are judged.
    pub fn measure(&self) -> Trouble {
        self.diagnosis.trouble.unwrap_or(Trouble::Slow(0.0))
    }
}
