//! Goes through a guide as somebody would who presses the key that each step asks for.

use super::{Guided, Script, Until, banner};
use crate::dashboard::app::App;
use crate::dashboard::message::Message;
use crate::dashboard::shell::{After, Show};
use crate::dashboard::stage::{looks, screen};
use crate::runner::Request;
use crate::runner::live::{Beginning, Clock, Live, Waited};
use crate::scenario::{Source, understand};
use crossbeam_channel::{Receiver, Sender, bounded};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::crossterm::event::{KeyCode, KeyEvent};
use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

/// So many pictures are enough for any guide.
const ENOUGH: u32 = 50_000;
/// After so many pictures everything stands where it belongs.
const SETTLED: u32 = 100;
/// Time between two pictures.
const TICK: Duration = Duration::from_millis(40);

/// A clock that goes on only when a test says so; by then the last picture has been taken.
struct Stepped(Duration, Receiver<()>);

impl Clock for Stepped {
    fn now(&mut self) -> Duration {
        self.0
    }

    fn wait(&mut self, requests: &Receiver<Request>, most: Option<Duration>) -> Waited {
        crossbeam_channel::select! {
            recv(requests) -> request => request.map_or(Waited::NobodyThere, Waited::Asked),
            recv(self.1) -> _ => {
                self.0 += most.unwrap_or_default();
                Waited::Nothing
            }
        }
    }
}

/// A guide, and the restaurant that it goes through.
pub struct Tour {
    pub guided: Guided,
    live: Live,
    ticks: Sender<()>,
}

impl Tour {
    /// Begins a guide.
    pub fn begin(source: &Source, script: &'static Script) -> Tour {
        let scenario = Arc::new(understand(source, &[]).unwrap());
        let (ticks, clock) = bounded(0);
        let beginning = Beginning { drain: false, ..Beginning::of(&scenario) };
        let clock = Stepped(Duration::ZERO, clock);
        let live = Live::start(Arc::clone(&scenario), beginning, clock);
        let first = Arc::clone(&live.pictures.borrow());
        let app = App::open(scenario, looks(true), (first, live.requests.clone()));
        Tour { guided: Guided::new(app, Some(script)), live, ticks }
    }

    /// Presses a key.
    pub fn press(&mut self, key: KeyCode) -> After {
        self.guided.update(Message::Key(KeyEvent::from(key)))
    }

    /// Draws what is to be seen, once nothing moves any more.
    pub fn draw(&mut self, columns: u16, rows: u16) -> Terminal<TestBackend> {
        self.guided.update(Message::Resized(columns, rows));
        for _ in 0..SETTLED {
            self.pass();
        }
        screen(&self.guided, (columns, rows))
    }

    /// Lets a moment go by.
    pub fn pass(&mut self) {
        self.ticks.send(()).unwrap();
        if self.live.pictures.has_changed().unwrap() {
            let picture = Arc::clone(&self.live.pictures.borrow_and_update());
            self.guided.update(Message::Shot(picture));
        }
        self.guided.update(Message::Tick(TICK));
    }

    /// Goes on to the last step; returns what was said in each that lasted.
    pub fn go_to_the_end(&mut self) -> BTreeMap<&'static str, String> {
        let mut said = BTreeMap::new();
        for _ in 0..ENOUGH {
            self.pass();
            let guide = self.guided.guide.as_ref().unwrap();
            let step = guide.step();
            said.insert(step.id, banner::said(&self.guided.app, guide));
            match step.until {
                Until::Key(key) => assert_eq!(self.press(key), After::Draw),
                Until::Stations => assert_eq!(self.press(KeyCode::Enter), After::Draw),
                Until::Last => return said,
                Until::Passed(_) | Until::Seen(_) => {}
            }
        }
        panic!("it never ends: {said:?}");
    }
}
