//! The thread on which a live run is: it ends as it should, whoever watches.

use super::*;
use crate::runner::live::Live;
use std::sync::Arc;

/// Waits for a picture that is as it should be.
fn picture_of(live: &mut Live, is_so: impl Fn(&Snapshot) -> bool) -> Arc<Snapshot> {
    loop {
        let picture = Arc::clone(&live.pictures.borrow_and_update());
        if is_so(&picture) {
            return picture;
        }
        assert!(!live.thread.is_finished(), "the thread ended before that was so");
        std::thread::yield_now();
    }
}

#[test]
fn a_thread_runs_it_at_any_speed_and_ends_with_what_was_seen() {
    let scenario = Arc::new(scenario("lunch-rush"));
    for speed in [Speed::Max, Speed::Times(50.0), Speed::Times(5000.0)] {
        let beginning = Beginning { speed: Some(speed), ..beginning(&scenario) };
        let clock = HandClock(std::time::Duration::ZERO);
        let mut live = Live::start(Arc::clone(&scenario), beginning, clock);
        let over = |picture: &Snapshot| matches!(picture.state, State::Over(_));
        let end = picture_of(&mut live, over);
        assert_eq!(end.now, scenario.closing());
        // Back by more than there is, then something else is done.
        let send = |request: Request| live.requests.send(request).unwrap();
        send(Request::Pause);
        send(Request::To(seconds(100)));
        send(turn("kitchen.main.chefs", "7"));
        let turned = picture_of(&mut live, |picture| picture.branches.len() == 2);
        assert_eq!((turned.now, turned.state), (seconds(100), State::Paused));
        live.requests.send(Request::Resume).unwrap();
        picture_of(&mut live, over);
        live.requests.send(Request::Quit).unwrap();
        let ended = live.thread.join().unwrap();
        assert_eq!(ended.entries.len(), 1);
        assert_eq!(json(&scenario, &ended.finished), replayed(&scenario, &ended.entries));
    }
}

#[test]
fn who_is_gone_leaves_no_thread_behind() {
    let scenario = Arc::new(scenario("first-order"));
    let clock = HandClock(std::time::Duration::ZERO);
    let live = Live::start(Arc::clone(&scenario), beginning(&scenario), clock);
    let Live { requests, pictures, thread } = live;
    drop((requests, pictures));
    thread.join().unwrap();
}
