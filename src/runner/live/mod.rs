//! A live run on a thread of its own: requests come in from any number of senders, pictures go out,
//! at most thirty a second of real time.
//!
//! The thread paces and nothing else; what is asked for is done by the `Session`, which knows
//! neither clock nor thread.

mod aims;
mod asked;
mod branches;
mod busy;
mod checkpoints;
mod clock;
mod courses;
mod crew;
mod desk;
mod following;
mod history;
mod lanes;
mod life;
mod minutes;
mod news;
mod picture;
mod recall;
mod recent;
mod results;
mod session;
mod strand;
mod thread;
mod trends;
mod trials;
mod until;
mod uptimes;
mod watcher;
mod windows;
mod workers;

#[cfg(test)]
mod tests;

pub use clock::{Clock, Waited, WallClock};
pub use session::{Beginning, CHECKPOINT_BYTES, Ended};
pub use windows::shortest_window;

use super::pace::ordinary_speed;
use super::request::Request;
use super::snapshot::Snapshot;
use crate::scenario::Scenario;
use crossbeam_channel::{Sender, bounded, unbounded};
use session::Session;
use std::sync::Arc;
use std::thread::JoinHandle;
use tokio::sync::watch;
use workers::Workers;

/// A live run.
#[derive(Debug)]
pub struct Live {
    /// Where to ask for something; the run ends when all senders are gone, or with
    /// [`Request::Quit`].
    pub requests: Sender<Request>,
    /// Where pictures come out.
    pub pictures: watch::Receiver<Arc<Snapshot>>,
    /// The thread; it returns how the run ended.
    pub thread: JoinHandle<Ended>,
}

impl Live {
    /// Opens the restaurant on a thread of its own; returns with the first picture.
    ///
    /// # Panics
    /// When the system gives no thread.
    pub fn start(
        scenario: Arc<Scenario>,
        beginning: Beginning,
        clock: impl Clock + 'static,
    ) -> Live {
        let (requests, asked) = unbounded();
        let (first, came) = bounded(1);
        let run = move || {
            let usual = ordinary_speed(&scenario, beginning.seed);
            let mut session = Session::open(&scenario, beginning, usual);
            let (sender, pictures) = watch::channel(Arc::new(session.picture()));
            // Whoever started it may be gone already; then nobody sees anything.
            let _ = first.send(pictures);
            std::thread::scope(|scope| {
                let workers = Workers::start(scope);
                thread::run(&mut session, (&asked, workers), &sender, clock);
                // What is being tried is not waited for.
                session.trials.forget();
            });
            session.end()
        };
        let thread = std::thread::Builder::new().name("kitchen".into()).spawn(run);
        let thread = thread.expect("the system gives a thread");
        let pictures = came.recv().expect("the thread sends a first picture");
        Live { requests, pictures, thread }
    }
}
