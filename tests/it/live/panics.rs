//! A mistake of our own: the terminal is given back first, then it is told.
//!
//! What breaks is the library, run by this very test program in a terminal of its own; the program
//! that is shipped has no way to break on purpose.

use std::env;
use std::io::{self, IsTerminal};
use std::sync::Arc;
use std::time::Duration;

use boh::dashboard::{App, Depth, Looks, Ours, Scheme, Theme, show};
use boh::lens::Tongue;
use boh::runner::live::{Beginning, Clock, Live, Waited, WallClock};
use boh::runner::{Request, Snapshot};
use boh::scenario::{Source, understand};
use crossbeam_channel::Receiver;
use tokio::sync::watch;

use super::seat::{Seat, plain};

/// What somebody says who breaks.
const FAINTS: &str = "the cook has fainted";

/// Runs a test of this file in a terminal.
fn breaks(test: &str) -> String {
    let mut command = plain(env::current_exe().unwrap().as_os_str());
    command.args(["--exact", test, "--ignored", "--nocapture", "--test-threads=1"]);
    let mut seat = Seat::of(command, (80, 24));
    let (text, code) = seat.breaks();
    assert_eq!(code, 101, "{text}");
    assert!(seat.bytes().windows(8).any(|part| part == b"\x1b[?1049h"), "nothing was drawn");
    text
}

#[cfg(unix)]
#[test]
fn whatever_breaks_gives_the_terminal_back_before_it_says_so() {
    let drawing = breaks("live::panics::the_screen_breaks");
    assert!(drawing.contains("index out of bounds"), "{drawing}");
    let cooking = breaks("live::panics::the_kitchen_breaks");
    assert!(cooking.contains(FAINTS), "{cooking}");
    for told in [drawing, cooking] {
        assert!(told.contains("boh has broken, running first-order with seed 1"), "{told}");
    }
}

/// A clock that breaks after some looks at it.
struct Bomb(WallClock, u32);

impl Clock for Bomb {
    fn now(&mut self) -> Duration {
        self.1 -= 1;
        assert!(self.1 > 0, "{FAINTS}");
        self.0.now()
    }

    fn wait(&mut self, requests: &Receiver<Request>, most: Option<Duration>) -> Waited {
        self.0.wait(requests, most)
    }
}

/// Shows a run in this terminal, unless there is none.
fn watch(clock: impl Clock + 'static, pictures: impl Fn(&Live) -> watch::Receiver<Arc<Snapshot>>) {
    if !io::stdout().is_terminal() {
        return;
    }
    let scenario = Arc::new(understand(&Source::open("first-order").unwrap(), &[]).unwrap());
    let _ours = Ours::of(&scenario, 1);
    let beginning = Beginning { seed: 1, drain: false, ..Beginning::of(&scenario) };
    let live = Live::start(Arc::clone(&scenario), beginning, clock);
    let pictures = pictures(&live);
    let first = Arc::clone(&live.pictures.borrow());
    let looks = Looks {
        theme: Theme::new(Scheme::Own, Depth::True, true),
        tongue: Tongue::Kitchen,
        own_lens: None,
        is_big: false,
        reduced_motion: false,
    };
    let mut app = App::open(scenario, looks, (first, live.requests));
    let _ = show(&mut app, Some(pictures));
    drop(app);
    live.thread.join().unwrap();
}

#[test]
#[ignore = "it breaks, and is run by the test above"]
fn the_kitchen_breaks() {
    watch(Bomb(WallClock::start(), 60), |live| live.pictures.clone());
}

#[test]
#[ignore = "it breaks, and is run by the test above"]
fn the_screen_breaks() {
    watch(WallClock::start(), |live| {
        // A picture that shows no floor at all cannot be.
        let impossible = Snapshot { floors: Vec::new(), ..(**live.pictures.borrow()).clone() };
        watch::channel(Arc::new(impossible)).1
    });
}
