//! Pictures of a restaurant that really runs, taken at given moments, for tests.

use super::app::{App, Looks};
use super::message::Message;
use super::shell::{After, Show};
use super::theme::{Depth, Scheme, Theme};
use crate::kernel::{Span, Time};
use crate::lens::Tongue;
use crate::lesson::Lesson;
use crate::runner::live::{Beginning, Clock, Live, Waited, WallClock};
use crate::runner::snapshot::State;
use crate::runner::{Request, Snapshot};
use crate::scenario::{Scenario, Source, understand};
use crossbeam_channel::Receiver;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::crossterm::event::{KeyCode, KeyEvent};
use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch;

/// A lesson with every kind of block.
pub const EVERY_BLOCK: &str = include_str!("lesson/tests/small.md");

/// So many pictures are enough for any stretch of a lesson.
const ENOUGH: u32 = 20_000;

/// A restaurant on a stage.
pub struct Stage {
    pub scenario: Arc<Scenario>,
    live: Live,
}

impl Stage {
    /// Opens a bundled scenario.
    pub fn open(name: &str) -> Stage {
        let source = Source::open(name).unwrap();
        Stage::on(understand(&source, &[]).unwrap())
    }

    /// Opens a scenario.
    pub fn on(scenario: Scenario) -> Stage {
        let scenario = Arc::new(scenario);
        let beginning = Beginning { drain: false, ..Beginning::of(&scenario) };
        let live = Live::start(Arc::clone(&scenario), beginning, WallClock::start());
        Stage { scenario, live }
    }

    /// Asks for something.
    pub fn ask(&self, request: Request) {
        self.live.requests.send(request).unwrap();
    }

    /// Waits for a picture.
    pub fn wait_for(&mut self, mut is_it: impl FnMut(&Snapshot) -> bool) -> Arc<Snapshot> {
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        let found = runtime.block_on(self.live.pictures.wait_for(|shot| is_it(shot)));
        Arc::clone(&found.unwrap())
    }

    /// Goes to a moment and takes a picture, as if the clock still went on.
    pub fn at(&mut self, seconds: f64) -> Snapshot {
        let moment = Time::OPENING + Span::from_nanos(seconds * 1e9);
        self.ask(Request::To(moment));
        let shot = self.wait_for(|shot| shot.now == moment && shot.state == State::Paused);
        Snapshot { state: State::Running, notice: None, ..(*shot).clone() }
    }

    /// Reads what a dashboard on this stage wants to have read over windows.
    pub fn reads(&mut self, app: &mut App) {
        app.update(Message::Shot(Arc::clone(&app.shot)));
        let wanted = app.read_over.clone();
        assert!(!wanted.is_empty(), "it wants to read nothing");
        self.ask(Request::Read(wanted.clone()));
        let is_read = |shot: &Snapshot| {
            let texts = shot.floor().windows.iter().map(|window| &window.text);
            shot.now == app.shot.now && texts.eq(&wanted)
        };
        let shot = self.wait_for(is_read);
        let shot = Snapshot { state: State::Running, notice: None, ..(*shot).clone() };
        app.update(Message::Shot(Arc::new(shot)));
    }
}

/// A clock that goes as fast as anybody asks it.
pub struct Hurried(pub Duration);

impl Clock for Hurried {
    fn now(&mut self) -> Duration {
        self.0 += Duration::from_millis(1);
        self.0
    }

    fn wait(&mut self, requests: &Receiver<Request>, most: Option<Duration>) -> Waited {
        match most {
            None => requests.recv().map_or(Waited::NobodyThere, Waited::Asked),
            Some(most) => {
                self.0 += most;
                match requests.try_recv() {
                    Ok(request) => Waited::Asked(request),
                    Err(crossbeam_channel::TryRecvError::Empty) => Waited::Nothing,
                    Err(crossbeam_channel::TryRecvError::Disconnected) => Waited::NobodyThere,
                }
            }
        }
    }
}

/// Returns how the screen is to look, with colours, and with more than ASCII or without.
pub fn looks(unicode: bool) -> Looks {
    Looks {
        theme: Theme::new(Scheme::Own, Depth::Sixteen, unicode),
        tongue: Tongue::Kitchen,
        own_lens: None,
        is_big: false,
        reduced_motion: true,
    }
}

/// Opens a dashboard on a picture.
pub fn app(stage: &mut Stage, seconds: f64, unicode: bool) -> App {
    listened(stage, seconds, unicode).0
}

/// Opens a dashboard on a picture, and what it asks for.
pub fn listened(stage: &mut Stage, seconds: f64, unicode: bool) -> (App, Receiver<Request>) {
    let shot = Arc::new(stage.at(seconds));
    let (requests, asked) = crossbeam_channel::unbounded();
    (App::open(Arc::clone(&stage.scenario), looks(unicode), (shot, requests)), asked)
}

/// Draws a dashboard on a screen of this size, as text.
pub fn drawn(app: &mut App, columns: u16, rows: u16) -> String {
    draw(app, columns, rows).backend().to_string()
}

/// Draws a dashboard on a screen of this size.
pub fn draw(app: &mut App, columns: u16, rows: u16) -> Terminal<TestBackend> {
    app.update(Message::Resized(columns, rows));
    screen(app, (columns, rows))
}

/// Draws whatever is shown on a screen of this size.
pub fn screen(on: &impl Show, (columns, rows): (u16, u16)) -> Terminal<TestBackend> {
    let mut terminal = Terminal::new(TestBackend::new(columns, rows)).unwrap();
    terminal.draw(|frame| on.view(frame)).unwrap();
    terminal
}

/// Draws whatever is shown on a screen of this size, as text.
pub fn screen_text(on: &impl Show, size: (u16, u16)) -> String {
    screen(on, size).backend().to_string()
}

/// Opens a lesson that is written like this.
pub fn lesson(text: &str) -> Lesson {
    let source = Source::lesson_from_text("small.md", text);
    Lesson::open(&source).unwrap_or_else(|wrong| panic!("{}", wrong.render(false, false)))
}

/// Somebody at a screen on which restaurants open: presses keys, and waits for pictures.
pub struct Seat<S, N> {
    pub on: S,
    pub size: (u16, u16),
    /// What it has told others.
    pub told: Rc<RefCell<Vec<N>>>,
    pictures: watch::Receiver<Arc<Snapshot>>,
}

impl<S: Show, N> Seat<S, N> {
    pub fn take(mut on: S, size: (u16, u16), told: Rc<RefCell<Vec<N>>>) -> Seat<S, N> {
        let pictures = on.opened().expect("a restaurant has opened");
        on.update(Message::Resized(size.0, size.1));
        Seat { on, size, told, pictures }
    }

    pub fn press(&mut self, key: KeyCode) -> After {
        let after = self.on.update(Message::Key(KeyEvent::from(key)));
        self.take_over();
        after
    }

    /// Presses keys one after another; the end of a line is Enter.
    pub fn presses(&mut self, keys: &str) {
        for key in keys.chars() {
            self.press(if key == '\n' { KeyCode::Enter } else { KeyCode::Char(key) });
        }
    }

    /// Waits for pictures until something is so.
    pub fn waits(&mut self, what: &str, is_so: impl Fn(&S) -> bool) {
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        for _ in 0..ENOUGH {
            if is_so(&self.on) {
                return;
            }
            runtime.block_on(self.pictures.changed()).unwrap();
            let shot = Arc::clone(&self.pictures.borrow_and_update());
            self.on.update(Message::Shot(shot));
            self.take_over();
        }
        panic!("waited for {what} in vain:\n{}", screen_text(&self.on, self.size));
    }

    /// Watches the restaurant that has opened last.
    fn take_over(&mut self) {
        if let Some(pictures) = self.on.opened() {
            self.pictures = pictures;
        }
    }
}
