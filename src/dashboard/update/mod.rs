//! What a message changes: one file for each concern.

mod checks;
mod keys;
mod mouse;
mod shot;
mod typing;

pub use shot::shot;

use super::app::{App, Overlay};
use super::keymap::{self, Place};
use super::menu::MenuList;
use super::message::{Action, Message};
use super::panels::windows;
use super::shell::{self, After};
use crate::runner::Request;
use ratatui::crossterm::event::KeyEvent;

/// Takes note of a message.
pub fn update(app: &mut App, message: Message) -> After {
    match message {
        Message::Key(key) => return press(app, key),
        Message::Mouse(event) => mouse::mouse(app, event),
        Message::Paste(text) => {
            typing::paste(app, &text);
            windows::ask(app);
        }
        Message::Resized(columns, rows) => {
            app.size = (columns, rows);
            shot::place_tokens(app, false);
        }
        Message::Shot(taken) => {
            shot(app, taken);
            windows::ask(app);
        }
        Message::Tick(time) => {
            app.motion.iter_mut().for_each(|motion| motion.pass(time));
            app.notice_seen.1 += time;
        }
        Message::Stop(signal) => {
            app.signal = Some(signal);
            return After::End;
        }
        // Whoever shows files of somebody's own reads them.
        Message::Saved => {}
    }
    After::Draw
}

fn press(app: &mut App, key: KeyEvent) -> After {
    let after = does(app, key);
    windows::ask(app);
    after
}

fn does(app: &mut App, key: KeyEvent) -> After {
    app.notice_read = app.shot.notice.as_ref().map_or(app.notice_read, |notice| notice.number);
    if let Some(after) = shell::control(key, &mut app.signal) {
        return after;
    }
    if typing::press(app, key) {
        return After::Draw;
    }
    let place = place(app);
    match keymap::action(place, key) {
        Some(action) => keys::act(app, action, key.code),
        None if place == Place::Closed => too_late(app, key),
        None => After::Draw,
    }
}

/// A key that does something while the restaurant is open.
fn too_late(app: &mut App, key: KeyEvent) -> After {
    match keymap::action(Place::Floor, key) {
        // Of two futures one can still be kept.
        Some(Action::Fork) if app.shot.is_forked => keys::act(app, Action::Fork, key.code),
        // The run says why it does not go on.
        Some(_) => {
            app.ask(Request::Resume);
            After::Draw
        }
        None => After::Draw,
    }
}

/// Returns where keys go.
pub fn place(app: &App) -> Place {
    match app.overlay {
        None if app.lesson.is_some() => app.beside,
        None if app.has_closed() => Place::Closed,
        None if app.looks.is_big => Place::Big,
        None => Place::Floor,
        Some(Overlay::Help | Overlay::Part(_) | Overlay::Screen) => Place::Reading,
        Some(Overlay::Knobs(_)) => Place::Knobs,
        Some(Overlay::Menu(MenuList { form: Some(_), .. })) => Place::Form,
        Some(Overlay::Menu(_)) => Place::Menu,
        Some(Overlay::Life) => Place::Life,
        Some(Overlay::Check(_)) => Place::Check,
    }
}
