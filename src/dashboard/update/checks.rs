//! The list of what could help: going through it, and doing what is chosen.

use crate::dashboard::app::{App, Overlay};
use crate::runner::Request;

/// Goes up or down.
pub fn go(app: &mut App, down: bool) {
    let all = app.trials().len();
    if let Some(Overlay::Check(list)) = &mut app.overlay {
        list.go(down, all);
    }
}

/// Turns the chosen knob, in a fork if `forks` says so, and closes the list.
pub fn turn(app: &mut App, forks: bool) {
    let Some(Overlay::Check(list)) = &app.overlay else { return };
    let chosen = app.trials().get(list.at).map(|(trial, _)| (*trial).clone());
    let Some(chosen) = chosen else { return };
    if forks && !app.shot.is_forked {
        app.ask(Request::Fork);
    }
    app.ask(Request::Turn { knob: chosen.knob, value: chosen.to });
    app.overlay = None;
}
