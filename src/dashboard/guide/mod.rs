//! A guide goes along through a restaurant that really runs: step by step it says something, asks
//! the run for something, and waits until that has come about or somebody has pressed a key.
//!
//! It is wrapped around the dashboard, which knows nothing of it; whoever leaves the guide keeps
//! the restaurant. Every number that it tells was read from the run.

mod banner;
mod demo;
mod minute;
#[cfg(test)]
mod tests;
#[cfg(test)]
pub(super) mod tour;

use super::app::App;
use super::message::{Action, Message};
use super::shell::{After, Show};
use super::view;
use crate::kernel::{SECOND, Span, Time};
use crate::runner::snapshot::{Life, State};
use crate::runner::{Request, Speed};
use ratatui::Frame;
use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use std::time::Duration;

pub use demo::{DEMO, DEMO_SCENARIO};
pub use minute::{MINUTE, MINUTE_SCENARIO};

/// What the words of a step speak of.
type Slots = Vec<(&'static str, String)>;

/// One step of a guide.
struct Step {
    /// The id of its words.
    id: &'static str,
    /// What is done when it begins.
    begins: fn(&mut App, &mut Notes),
    /// When it is over.
    until: Until,
    /// What its words speak of.
    slots: fn(&App, &Notes) -> Slots,
}

/// When a step is over.
#[derive(Clone, Copy)]
enum Until {
    /// When this key was pressed.
    Key(KeyCode),
    /// When so much real time has gone by.
    Passed(Duration),
    /// When that is to be seen.
    Seen(fn(&App, &Notes) -> bool),
    /// When the followed order has gone through all its stations; it halts at each.
    Stations,
    /// Never: it is the last one.
    Last,
}

/// A script: what a guide says and does from beginning to end.
pub struct Script {
    /// The id of its name.
    title: &'static str,
    steps: &'static [Step],
    /// Whether any key ends it; otherwise only `Esc`.
    yields: bool,
}

/// What a guide remembers.
#[derive(Clone, Debug, Default)]
struct Notes {
    /// How often it had seen the phase of the followed order change when that was let go on.
    stations: usize,
    /// Whether that order stands at a station until a key is pressed.
    halts: bool,
    /// The picture on which the step began: what it asked for is seen on a later one.
    began: u64,
    /// The order that was followed when the step began: another one is meant.
    known: Option<u64>,
    /// What a dial showed before anything was changed.
    before: Option<f64>,
    /// The id of what is said of a key that did nothing.
    vain: Option<&'static str>,
}

/// A guide on its way.
struct Guide {
    script: &'static Script,
    at: usize,
    passed: Duration,
    notes: Notes,
}

impl Guide {
    fn step(&self) -> &'static Step {
        &self.script.steps[self.at]
    }

    fn begin(&mut self, app: &mut App) {
        self.passed = Duration::ZERO;
        self.notes.vain = None;
        (self.notes.began, self.notes.stations, self.notes.halts) = (app.shot.number, 0, false);
        self.notes.known = app.shot.floor().life.as_ref().map(|life| life.number);
        (self.step().begins)(app, &mut self.notes);
    }

    fn next(&mut self, app: &mut App) {
        if self.at + 1 < self.script.steps.len() {
            self.at += 1;
            self.begin(app);
        }
    }

    /// Looks at a picture: has come what the step waits for?
    fn look(&mut self, app: &mut App) {
        if app.shot.number <= self.notes.began {
            return;
        }
        match self.step().until {
            Until::Seen(is_seen) if is_seen(app, &self.notes) => self.next(app),
            Until::Stations => self.go_along(app),
            _ => {}
        }
    }

    /// Halts the clock when the followed order has come to its next station.
    fn go_along(&mut self, app: &mut App) {
        let Some(life) = followed(app, &self.notes) else { return };
        if life.decided.is_some() {
            self.next(app);
        } else if life.spans.len() > self.notes.stations && !self.notes.halts {
            self.notes.stations = life.spans.len();
            self.notes.halts = true;
            app.ask(Request::Pause);
        }
    }

    /// Says whether a key was meant for it.
    fn press(&mut self, app: &mut App, key: KeyCode) -> bool {
        self.notes.vain = None;
        match self.step().until {
            Until::Key(wanted) if wanted == key => self.next(app),
            Until::Stations if key == KeyCode::Enter && self.notes.halts => {
                self.notes.halts = false;
                app.ask(Request::Resume);
            }
            // While somebody only watches, Enter opens nothing, and says so.
            until => {
                if key != KeyCode::Enter {
                    return false;
                }
                let is_wall = matches!(until, Until::Key(_));
                let id = if is_wall { "guide.not_enter.wall" } else { "guide.not_enter" };
                self.notes.vain = Some(id);
            }
        }
        true
    }

    /// Says whether a key of the restaurant does something while this one guides. Enter is the
    /// guide's own, and in front of the wall there is nothing to be turned or chosen yet.
    fn leaves(&self, app: &App, action: Action) -> bool {
        match action {
            _ if self.script.yields || app.overlay.is_some() => true,
            Action::Enter => false,
            Action::Knobs | Action::Move | Action::Fork => !app.wall,
            _ => true,
        }
    }
}

/// A dashboard with somebody who explains it.
pub struct Guided {
    /// The dashboard.
    pub app: App,
    guide: Option<Guide>,
    /// Whether somebody wants to see what else there is.
    pub wants_more: bool,
}

impl Guided {
    /// Begins to guide somebody through a restaurant that has just opened; without a script
    /// whoever sees it is alone.
    pub fn new(app: App, script: Option<&'static Script>) -> Guided {
        let mut app = app;
        let guide = script.map(|script| {
            let notes = Notes::default();
            let mut guide = Guide { script, at: 0, passed: Duration::ZERO, notes };
            guide.begin(&mut app);
            guide
        });
        Guided { app, guide, wants_more: false }
    }

    fn press(&mut self, key: KeyEvent) -> Option<After> {
        let guide = self.guide.as_mut()?;
        let is_plain = !key.modifiers.contains(KeyModifiers::CONTROL);
        if guide.script.yields && is_plain {
            self.guide = None;
            hand_over(&self.app);
            // Whoever takes over with Space or an arrow means just that.
            return None;
        }
        if self.app.overlay.is_some() || self.app.filter.is_open || !is_plain {
            return None;
        }
        if key.code == KeyCode::Esc {
            self.guide = None;
            return Some(After::Draw);
        }
        if matches!(guide.step().until, Until::Last) && key.code == KeyCode::Enter {
            self.wants_more = true;
            return Some(After::End);
        }
        guide.press(&mut self.app, key.code).then_some(After::Draw)
    }
}

impl Show for Guided {
    fn update(&mut self, message: Message) -> After {
        if let Message::Key(key) = message
            && let Some(after) = self.press(key)
        {
            return after;
        }
        let is_shot = matches!(message, Message::Shot(_));
        let passed = if let Message::Tick(time) = message { time } else { Duration::ZERO };
        let after = self.app.update(message);
        if let Some(guide) = &mut self.guide {
            guide.passed += passed;
            match guide.step().until {
                Until::Passed(time) if guide.passed >= time => guide.next(&mut self.app),
                _ if is_shot => guide.look(&mut self.app),
                _ => {}
            }
        }
        after
    }

    fn view(&self, frame: &mut Frame<'_>) {
        let covered = match &self.guide {
            Some(guide) => banner::rows(frame.area(), &self.app, guide),
            None => 0,
        };
        let guide = self.guide.as_ref();
        let works = |action| guide.is_none_or(|guide| guide.leaves(&self.app, action));
        view::with_keys(&self.app, frame, covered, &works);
        if let Some(guide) = &self.guide {
            banner::draw(frame, &self.app, guide);
        }
    }

    fn moves(&self) -> bool {
        let guide = self.guide.as_ref();
        let waits = guide.is_some_and(|guide| matches!(guide.step().until, Until::Passed(_)));
        waits || self.app.moves()
    }
}

/// A show goes faster than anybody can follow, and halts by itself.
fn hand_over(app: &App) {
    app.ask(Request::Speed(Speed::Times(app.shot.ordinary_speed)));
    if app.shot.state == State::Running {
        app.ask(Request::GoOnTo(Time::NEVER));
    }
}

/// Returns the life of the order that is followed since the step began.
fn followed<'a>(app: &'a App, notes: &Notes) -> Option<&'a Life> {
    app.shot.floor().life.as_deref().filter(|life| Some(life.number) != notes.known)
}

fn no_slots(_: &App, _: &Notes) -> Slots {
    Vec::new()
}

fn nothing(_: &mut App, _: &mut Notes) {}

fn at(seconds: u64) -> Time {
    Time::OPENING + Span(seconds * SECOND.0)
}

/// Says whether the clock stands at a moment.
fn stands_at(app: &App, moment: Time) -> bool {
    app.shot.now == moment && app.shot.state == State::Paused
}

fn turn(app: &App, knob: &str, value: &str) {
    app.ask(Request::Turn { knob: knob.to_owned(), value: value.to_owned() });
}
