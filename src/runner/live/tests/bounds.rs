//! What a live run keeps is bounded, however long it goes on: counted, not timed.

use super::super::session::{CHECKPOINT_BYTES, Session};
use super::{Beginning, beginning};
use crate::kernel::Time;
use crate::scenario::{Scenario, Source, understand};

/// Ten years of a small restaurant that is always busy.
fn endless() -> Scenario {
    let text = "title = \"Ten years\"\nduration = \"87600h\"\n\
        [menu.soup]\nrecipe = [{ take = { bowl = 1 } }, { prep = { exp = \"1s\" } }]\n\
        [dining_room.web]\narrivals = \"9/s\"\npatience = \"5s\"\n\
        [kitchen.main]\nchefs = 10\n\
        [pantry.main]\nhatches = 9\ntake = { exp = \"800ms\" }\n\
        shelf.bowl = { stock = 100, restock = { every = \"10s\", to = 100 } }\n";
    understand(&Source::from_text("ten-years", text), &[]).expect("it is valid")
}

/// Goes on as a thread does at the highest speed: a stretch that nobody hears of, then a picture.
fn go_on(session: &mut Session<'_>, pictures: u64) {
    for _ in 0..pictures {
        session.listen(false);
        session.go(Time::NEVER, 100_000);
        session.listen(true);
        session.go(Time::NEVER, 300);
        let picture = session.picture();
        let (checkpoints, bytes) = picture.checkpoints;
        assert!(checkpoints <= 64 && bytes <= CHECKPOINT_BYTES, "{checkpoints}, {bytes}");
        let floor = picture.floor();
        assert!(floor.trends.points.len() < 240, "{}", floor.trends.points.len());
        assert!(floor.news.len() <= 100, "{}", floor.news.len());
        assert!(floor.orders.len() <= 512, "{}", floor.orders.len());
        assert!(picture.branches.len() == 1 && picture.branches[0].done.is_empty());
    }
}

#[test]
fn what_is_kept_of_a_long_run_does_not_grow() {
    let scenario = endless();
    let mut session = Session::open(&scenario, beginning(&scenario), 1.0);
    let estimated = |session: &mut Session<'_>| {
        let run = &session.strand().run;
        run.bytes() + run.watcher().bytes()
    };
    go_on(&mut session, 70);
    assert_eq!(session.checkpoints.size().0, 64, "as many as there may be");
    let (before, kept) = (estimated(&mut session), session.checkpoints.size());
    // Half as many events again: what is allocated on the way is given back.
    let counted = allocation_counter::measure(|| go_on(&mut session, 35));
    assert_eq!(session.checkpoints.size().0, 64);
    let after = estimated(&mut session);
    assert!(after <= before + before / 10, "{before} bytes became {after}");
    let grown = counted.bytes_current;
    assert!(grown.unsigned_abs() <= kept.1 / 10, "{grown} bytes more, with {kept:?} checkpoints");
    // The estimate is good enough for a cap: one more checkpoint is about as large as it says.
    let run = &session.strand().run;
    let mut clone = None;
    let size = allocation_counter::measure(|| clone = Some(run.clone())).bytes_current;
    assert!(size > 0 && size.unsigned_abs() <= 2 * after, "{after} bytes as estimated, {size}");
}

#[test]
fn a_smaller_cap_holds_as_well() {
    let scenario = endless();
    for checkpoint_bytes in [0, 1 << 20, 4 << 20] {
        let beginning = Beginning { checkpoint_bytes, ..beginning(&scenario) };
        let mut session = Session::open(&scenario, beginning, 1.0);
        for _ in 0..20 {
            session.go(Time::NEVER, 100_000);
            let (checkpoints, bytes) = session.checkpoints.size();
            assert!(bytes <= checkpoint_bytes, "{checkpoints} checkpoints take {bytes}");
        }
        assert_eq!(session.checkpoints.size().0 > 0, checkpoint_bytes > 0);
    }
}
