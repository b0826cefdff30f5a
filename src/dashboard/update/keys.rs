//! What keys do.

use super::checks;
use crate::dashboard::app::{App, Overlay, Panel};
use crate::dashboard::checks::CheckList;
use crate::dashboard::floor::Part;
use crate::dashboard::knobs::KnobList;
use crate::dashboard::menu::MenuList;
use crate::dashboard::message::Action;
use crate::dashboard::panels::{self, Goes};
use crate::dashboard::shell::After;
use crate::dashboard::view;
use crate::kernel::{SECOND, Span};
use crate::runner::{Follow, Request, Speed, ToBranch};
use ratatui::crossterm::event::KeyCode;
use std::sync::Arc;

/// Does what a key stands for.
pub fn act(app: &mut App, action: Action, code: KeyCode) -> After {
    match action {
        Action::Quit => return After::End,
        Action::Mouse => {
            app.mouse = !app.mouse;
            return After::CatchMouse(app.mouse);
        }
        Action::Help => help(app),
        Action::Close => close(app),
        Action::Enter => enter(app),
        Action::Move => go(app, code),
        Action::Check => app.overlay = Some(Overlay::Check(CheckList::open(app))),
        Action::Knobs => app.overlay = Some(Overlay::Knobs(KnobList::default())),
        Action::Lens => app.looks.change_words(),
        Action::Wall => app.wall = !app.wall,
        Action::Big => app.looks.is_big = !app.looks.is_big,
        Action::Zoom => app.is_zoomed = !app.is_zoomed,
        Action::Filter => {
            app.filter.is_open = true;
            if !matches!(app.panel, Panel::Story | Panel::Dials) {
                show(app, Panel::Dials);
            }
        }
        Action::Panel => choose_panel(app, code),
        Action::Follow => follow(app),
        Action::Fork if matches!(app.overlay, Some(Overlay::Check(_))) => checks::turn(app, true),
        Action::Pause
        | Action::Travel
        | Action::Speed
        | Action::OneEvent
        | Action::Restart
        | Action::Fork
        | Action::Branch => time(app, action, code),
        // Whoever shows the lesson does them.
        Action::Next
        | Action::Choose
        | Action::Leaf
        | Action::Hint
        | Action::Answer
        | Action::Again
        | Action::Play
        | Action::List
        | Action::Back
        | Action::Jump
        | Action::Hands
        | Action::Leap
        | Action::Findings
        | Action::Reread => {}
    }
    After::Draw
}

/// Keys that are about time.
fn time(app: &mut App, action: Action, code: KeyCode) {
    let request = match (action, code) {
        (Action::Pause, _) => Request::Toggle,
        (Action::OneEvent, _) => Request::OneEvent,
        (Action::Restart, _) => Request::Restart,
        (Action::Travel, KeyCode::Left) => Request::Back(stride(app)),
        (Action::Travel, _) => Request::Forward(stride(app)),
        (Action::Speed, KeyCode::Char('-')) => Request::Slower,
        (Action::Speed, KeyCode::Char('0')) => {
            Request::Speed(Speed::Times(app.shot.ordinary_speed))
        }
        (Action::Speed, KeyCode::Char('M')) => Request::Speed(Speed::Max),
        (Action::Speed, _) => Request::Faster,
        (Action::Fork, _) if app.shot.is_forked => Request::EndFork,
        (Action::Fork, _) => Request::Fork,
        (Action::Branch, KeyCode::Char('[')) => Request::Branch(ToBranch::Previous),
        (Action::Branch, _) => Request::Branch(ToBranch::Next),
        _ => return,
    };
    app.ask(request);
}

/// Lengths of time that a key goes back or forward, in seconds.
const STRIDES: &[u64] = &[1, 2, 5, 10, 30, 60, 120, 300, 600, 1_800, 3_600];

/// Returns how far a key goes in time: about as far as an ordinary order takes.
pub fn stride(app: &App) -> Span {
    let wanted = app.ordinary.max(0.001);
    if wanted < 1.0 {
        return Span::from_nanos(wanted * 1e9);
    }
    let fit = STRIDES.iter().rev().find(|stride| **stride as f64 <= wanted * 1.01);
    Span(fit.unwrap_or(&1) * SECOND.0)
}

fn close(app: &mut App) {
    if let Some(Overlay::Menu(MenuList { form: form @ Some(_), .. })) = &mut app.overlay {
        *form = None;
    } else if matches!(app.overlay, Some(Overlay::Screen)) {
        app.overlay = Some(Overlay::Life);
    } else if app.overlay.take().is_some() {
        app.scrolled = 0;
    } else if app.looks.is_big {
        app.looks.is_big = false;
    } else if app.is_zoomed {
        app.is_zoomed = false;
    } else if app.filter.text.is_empty() {
        app.chosen = None;
    } else {
        app.filter.text.clear();
    }
}

/// Explains the part that is chosen, or else the keys.
fn help(app: &mut App) {
    let parts = app.picture(app.shot.current).parts();
    let is_seen = app.overlay.is_none() && !app.looks.is_big;
    let part = app.chosen.and_then(|at| parts.get(at)).filter(|_| is_seen);
    app.overlay = Some(part.map_or(Overlay::Help, |part| Overlay::Part(*part)));
    app.scrolled = 0;
}

fn enter(app: &mut App) {
    match &mut app.overlay {
        Some(Overlay::Menu(menu)) => {
            if let Some((room, dish, says)) = menu.choose(&app.scenario) {
                app.ask(Request::Place { room, dish, says });
                app.overlay = Some(Overlay::Life);
            }
        }
        Some(Overlay::Check(_)) => checks::turn(app, false),
        Some(Overlay::Knobs(_)) => super::typing::begin(app),
        Some(Overlay::Life) => app.overlay = Some(Overlay::Screen),
        Some(Overlay::Help | Overlay::Part(_) | Overlay::Screen) => close(app),
        None if matches!(app.panel, Panel::Dials | Panel::Timeline) => choose_row(app),
        None => {
            let parts = app.picture(app.shot.current).parts();
            let part = parts.get(app.chosen.unwrap_or(0));
            app.overlay = part.map(|part| match part {
                Part::Room(room) if !app.has_closed() => Overlay::Menu(MenuList::of(*room)),
                part => Overlay::Part(*part),
            });
        }
    }
}

/// Goes up or down in whatever is open.
fn go(app: &mut App, code: KeyCode) {
    let down = code == KeyCode::Down;
    match &mut app.overlay {
        Some(Overlay::Knobs(list)) => list.go(down, &app.shot.knobs),
        Some(Overlay::Check(_)) => checks::go(app, down),
        Some(Overlay::Menu(menu)) => menu.go(down, &app.scenario),
        // Of a life the last is seen first.
        Some(Overlay::Life) => scroll(app, !down),
        Some(_) => scroll(app, down),
        None if app.panel == Panel::Story => {
            scroll(app, !down);
            app.scrolled = app.scrolled.min(view::sentences(app).len().saturating_sub(1));
        }
        None if app.panel == Panel::Guests => {
            let moved = app.browsed + if down { 1 } else { -1 };
            app.browsed = moved.clamp(-MOST_BROWSED, MOST_BROWSED);
        }
        None if matches!(app.panel, Panel::Dials | Panel::Timeline) => panels::go(app, down),
        None if !matches!(app.panel, Panel::Floor | Panel::Charts) => scroll(app, down),
        None => {
            let parts = app.picture(app.shot.current).parts().len();
            app.chosen = match (app.chosen, down) {
                (None, true) => Some(0),
                (None, false) => parts.checked_sub(1),
                (Some(at), true) => Some((at + 1) % parts.max(1)),
                (Some(at), false) => Some((at + parts.max(1) - 1) % parts.max(1)),
            };
        }
    }
}

/// So far from where it begins the list of guests can be scrolled.
const MOST_BROWSED: isize = 128;

fn scroll(app: &mut App, down: bool) {
    app.scrolled = if down { app.scrolled + 1 } else { app.scrolled.saturating_sub(1) };
}

fn follow(app: &mut App) {
    if matches!(app.overlay, Some(Overlay::Life)) {
        // Again: somebody else.
        app.ask(Request::Follow(Follow::NextOf(None)));
        return;
    }
    app.overlay = Some(Overlay::Life);
    app.scrolled = 0;
    let parts = app.picture(app.shot.current).parts();
    let room = match app.chosen.and_then(|at| parts.get(at)) {
        Some(Part::Room(room)) => Some(*room as u32),
        _ => None,
    };
    let floor = app.shot.floor();
    let is_over = floor.life.as_ref().is_none_or(|life| life.closed.is_some());
    if is_over {
        // Somebody who has just come in, or else the next one.
        let newest = floor.orders.iter().filter(|order| order.scene.errand.is_none());
        let of_room = newest.filter(|order| room.is_none_or(|room| order.scene.room == room));
        let newest = of_room.max_by_key(|order| order.number);
        let follow = newest.map_or(Follow::NextOf(room), |order| Follow::Slot(order.scene.slot));
        app.ask(Request::Follow(follow));
    }
}

fn choose_panel(app: &mut App, code: KeyCode) {
    let all = Panel::ALL;
    let at = all.iter().position(|panel| *panel == app.panel).unwrap_or(0);
    let number = match code {
        KeyCode::Char(digit) => digit.to_digit(10).unwrap_or(1) as usize - 1,
        KeyCode::BackTab => at + all.len() - 1,
        _ => at + 1,
    };
    show(app, all[number % all.len()]);
}

/// Lets keys go to a panel.
fn show(app: &mut App, panel: Panel) {
    app.panel = panel;
    (app.scrolled, app.browsed, app.cursor) = (0, 0, None);
}

/// Does what the chosen row of a panel is for.
fn choose_row(app: &mut App) {
    let rows = panels::rows(app, app.panel, usize::MAX);
    let Some(row) = panels::chosen(app, &rows) else { return };
    match rows[row].goes.clone() {
        Some(Goes::Pin(dial)) => {
            let shot = Arc::clone(&app.shot);
            app.pins.turn(dial, &shot);
        }
        Some(Goes::To(at)) => app.ask(Request::To(at)),
        Some(Goes::Branch(number)) => app.ask(Request::Branch(ToBranch::Number(number))),
        None => {}
    }
}
