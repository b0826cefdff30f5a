//! While nobody is there, real time does not drag on; while somebody is, it goes on as ever.

use super::*;
use crate::runner::live::thread;
use crate::runner::live::workers::Workers;
use crate::runner::live::{Clock, Waited};
use crossbeam_channel::Receiver;
use crossbeam_channel::unbounded;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch;

/// A clock that nobody looks at any more after a while.
struct Ends {
    now: Duration,
    at: Duration,
}

impl Clock for Ends {
    fn now(&mut self) -> Duration {
        self.now
    }

    fn wait(&mut self, _: &Receiver<Request>, most: Option<Duration>) -> Waited {
        self.now += most.unwrap_or_default();
        if self.now < self.at { Waited::Nothing } else { Waited::NobodyThere }
    }
}

fn seldom() -> Scenario {
    let text = r#"
        title = "One guest every ten minutes"
        duration = "1h"
        [menu.soup]
        recipe = [{ prep = "4s" }]
        [dining_room.table]
        arrivals = { every = "10m" }
        [[timeline]]
        at = "5m"
        say = "Still nobody."
    "#;
    understand(&Source::from_text("seldom", text), &[]).expect("it is valid")
}

/// Returns what is on the clock after so much real time, and what was asked for last.
fn after(seconds: f64, requests: &[Request], begins: Beginning) -> f64 {
    let scenario = seldom();
    let mut session = Session::open(&scenario, begins, 1.0);
    let (pictures, _seen) = watch::channel(Arc::new(session.picture()));
    let (asks, asked) = unbounded();
    for request in requests {
        asks.send(request.clone()).expect("it is heard");
    }
    let clock = Ends { now: Duration::ZERO, at: Duration::from_millis((seconds * 1e3) as u64) };
    std::thread::scope(|scope| {
        thread::run(&mut session, (&asked, Workers::start(scope)), &pictures, clock);
    });
    session.now().seconds()
}

#[test]
fn an_empty_house_takes_a_second_until_something_is_said_or_somebody_comes() {
    let begins = || Beginning::of(&seldom());
    let near = |seconds: f64, clock: f64| {
        let reached = after(seconds, &[], begins());
        assert!((reached - clock).abs() < 0.2, "{reached} instead of {clock} after {seconds}");
    };
    near(3.0, 3.0);
    // The soup is eaten; five minutes pass in a second, and five more.
    near(5.1, 300.0);
    near(6.2, 600.0);
    near(8.2, 602.0);
}

#[test]
fn whoever_says_how_fast_it_goes_gets_just_that() {
    let begins = |speed| Beginning { speed, ..Beginning::of(&seldom()) };
    let speed = Some(Speed::Times(1.0));
    assert!((after(6.0, &[], begins(speed)) - 6.0).abs() < 0.2);
    let asked = [Request::Speed(Speed::Times(2.0))];
    assert!((after(6.0, &asked, begins(None)) - 12.0).abs() < 0.4);
}

/// Somebody who pauses while nobody is there, has a look, and goes.
struct Pauses {
    now: Duration,
    looks: u32,
}

impl Clock for Pauses {
    fn now(&mut self) -> Duration {
        self.now
    }

    fn wait(&mut self, _: &Receiver<Request>, most: Option<Duration>) -> Waited {
        self.now += most.unwrap_or_default();
        if self.now < Duration::from_millis(4600) {
            return Waited::Nothing;
        }
        self.looks += 1;
        match self.looks {
            1 => Waited::Asked(Request::Pause),
            2 | 3 => Waited::Nothing,
            _ => Waited::NobodyThere,
        }
    }
}

#[test]
fn whoever_pauses_reads_how_fast_it_will_go_on() {
    let scenario = seldom();
    let mut session = Session::open(&scenario, Beginning::of(&scenario), 1.0);
    let (pictures, seen) = watch::channel(Arc::new(session.picture()));
    let (_asks, asked) = unbounded();
    std::thread::scope(|scope| {
        let workers = Workers::start(scope);
        let clock = Pauses { now: Duration::ZERO, looks: 0 };
        thread::run(&mut session, (&asked, workers), &pictures, clock);
    });
    let now = session.now().seconds();
    assert!(now > 20.0 && now < 300.0, "it was hurrying: {now}");
    let shot = Arc::clone(&seen.borrow());
    assert_eq!((shot.state, shot.speed), (State::Paused, Speed::Times(1.0)));
}
