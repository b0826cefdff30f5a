//! The restaurant beside a lesson: opened at whatever moment the lesson needs, with whatever has
//! entered it, and driven by requests like any other.

use crate::dashboard::app::{App, Looks};
use crate::dashboard::message::Message;
use crate::dashboard::shell::Show;
use crate::kernel::{Span, Time};
use crate::lesson::walk::Walk;
use crate::lesson::{NoWorld, Stand};
use crate::runner::live::{Beginning, Ended, Live};
use crate::runner::snapshot::State;
use crate::runner::{Command, Entry, Request, Snapshot, Speed};
use crate::scenario::{Scenario, Set};
use std::sync::Arc;
use std::thread::JoinHandle;
use tokio::sync::watch;

/// Starts a live run: whoever shows a lesson says with which clock.
pub type Start = Box<dyn Fn(Arc<Scenario>, Beginning) -> Live>;

/// Whoever watches a stretch of a lesson does so for at most so many seconds, unless its author
/// says how fast it goes.
const LONGEST: f64 = 20.0;

/// The restaurant beside a lesson.
pub struct House {
    /// Its dashboard.
    pub app: App,
    /// Where it stands, or will when it has gone on as far as it was told to.
    pub stand: Stand,
    start: Start,
    /// Pictures that nobody watches yet.
    pictures: Option<watch::Receiver<Arc<Snapshot>>>,
    threads: Vec<JoinHandle<Ended>>,
}

impl House {
    /// Opens it at a moment of one of a walk's worlds.
    pub fn open(walk: &Walk, stand: &Stand, looks: Looks, start: Start) -> Result<House, NoWorld> {
        let (app, live) = begin(&start, walk, stand, &[], looks)?;
        let stand = stand.clone();
        Ok(House { app, stand, start, pictures: Some(live.0), threads: vec![live.1] })
    }

    /// Opens it afresh at a moment, with keys changed from the opening on.
    pub fn reopen(&mut self, walk: &Walk, stand: &Stand, change: &[Set]) -> Result<(), NoWorld> {
        let (app, (pictures, thread)) = begin(&self.start, walk, stand, change, self.app.looks)?;
        let before = std::mem::replace(&mut self.app, app);
        let app = &mut self.app;
        app.mouse = before.mouse;
        app.wall = before.wall;
        (app.panel, app.is_zoomed, app.chosen) = (before.panel, before.is_zoomed, before.chosen);
        app.lesson.clone_from(&before.lesson);
        app.beside = before.beside;
        app.update(Message::Resized(before.size.0, before.size.1));
        // With its dashboard the last sender of requests goes, which ends the run before.
        drop(before);
        self.pictures = Some(pictures);
        self.threads.push(thread);
        self.stand = stand.clone();
        Ok(())
    }

    /// Takes the place of another one, which ends without anybody waiting for it before this one
    /// closes.
    pub fn replaces(&mut self, before: House) {
        self.threads.extend(before.threads);
    }

    /// Gives out the pictures of a run that has been opened since this was last asked.
    pub fn pictures(&mut self) -> Option<watch::Receiver<Arc<Snapshot>>> {
        self.pictures.take()
    }

    /// Goes on to a moment, so that it can be watched, and stands there.
    pub fn go_on(&mut self, to: Time, speed: Option<f64>) {
        let left = (to - self.app.shot.now.min(to)).seconds();
        let speed = speed.unwrap_or_else(|| self.app.shot.ordinary_speed.max(left / LONGEST));
        self.app.ask(Request::Speed(Speed::Times(speed)));
        self.app.ask(Request::GoOnTo(to));
        self.stand.at = to;
    }

    /// Says whether it stands at a moment, or cannot come any further.
    pub fn stands_at(&self, at: Time) -> bool {
        match self.app.shot.state {
            State::Paused => self.app.shot.now >= at,
            State::Over(_) => true,
            State::Running | State::Travels { .. } | State::Seeks => false,
        }
    }

    /// Lets something enter here and now. What enters later needs a run that expects it.
    pub fn enter(&mut self, walk: &Walk, entries: &[Entry]) -> Result<(), NoWorld> {
        let at = self.stand.at;
        let mut stand = self.stand.clone();
        stand.entries.extend_from_slice(entries);
        stand.entries.sort_by_key(|entry| entry.at);
        // Whatever is done by hand in front of what is still to enter would take its place.
        if stand.entries.iter().any(|entry| entry.at > at + Span(1)) {
            return self.reopen(walk, &stand, &[]);
        }
        for entry in entries {
            match &entry.command {
                Command::Turn(turned) => self.app.ask(Request::Turn {
                    knob: turned.knob.clone(),
                    value: turned.written.clone(),
                }),
                Command::Place(order) => self.app.ask(Request::Place {
                    room: order.room_name.clone(),
                    dish: order.dish_name.clone(),
                    says: order.says.clone(),
                }),
            }
        }
        self.stand = stand;
        Ok(())
    }

    /// Lists what somebody has let enter since it stood somewhere.
    pub fn entered_since(&self, begins: &Stand) -> Vec<Entry> {
        let shot = &self.app.shot;
        let branch = shot.branches.get(shot.floor().branch as usize);
        begins.new_among(branch.map_or(&[], |branch| &branch.entries))
    }

    /// Waits for all runs to end.
    pub fn close(self) {
        let House { app, threads, .. } = self;
        drop(app);
        for thread in threads {
            if let Err(panic) = thread.join() {
                // It has been told already, on a terminal that was given back.
                std::panic::resume_unwind(panic);
            }
        }
    }
}

type Begun = (App, (watch::Receiver<Arc<Snapshot>>, JoinHandle<Ended>));

fn begin(
    start: &Start,
    walk: &Walk,
    stand: &Stand,
    change: &[Set],
    looks: Looks,
) -> Result<Begun, NoWorld> {
    let world = walk.lesson().worlds.world(stand.world, walk.student().variant());
    let scenario = world.scenario(change)?;
    let beginning = Beginning {
        seed: world.seed(),
        entries: stand.entries.clone(),
        // Nothing has happened before the lesson wants it to.
        is_paused: true,
        ..Beginning::of(&scenario)
    };
    let Live { requests, pictures, thread } = start(Arc::clone(&scenario), beginning);
    let first = Arc::clone(&pictures.borrow());
    let mut app = App::open(scenario, looks, (first, requests));
    app.lesson = Some(Vec::new());
    if stand.at > Time::OPENING {
        app.ask(Request::To(stand.at));
    }
    Ok((app, (pictures, thread)))
}
