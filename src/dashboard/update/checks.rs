//! The list of what could help: going through it, and doing what is chosen.

use crate::dashboard::app::{App, Overlay};
use crate::runner::Request;

/// Goes up or down.
pub fn go(app: &mut App, down: bool) {
    if let Some(Overlay::Check(list)) = &app.overlay {
        app.overlay = Some(Overlay::Check(list.moved(down, &app.trials())));
    }
}

/// Turns the chosen knob, in a fork if `forks` says so, and closes the list.
pub fn turn(app: &mut App, forks: bool) {
    let Some(Overlay::Check(list)) = &app.overlay else { return };
    let trials = app.trials();
    let Some(chosen) = trials.get(list.at(&trials)) else { return };
    let (knob, value) = (chosen.trial.knob.clone(), chosen.trial.to.clone());
    if forks && !app.shot.is_forked {
        app.ask(Request::Fork);
    }
    app.ask(Request::Turn { knob, value });
    app.overlay = None;
}
