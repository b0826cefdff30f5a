//! What a live run keeps is bounded, however long it goes on: counted, not timed.

use super::{Beginning, beginning};
use crate::kernel::Time;
use crate::runner::live::session::{CHECKPOINT_BYTES, Session};
use crate::scenario::{Scenario, Source, understand};

/// Ten years of a restaurant that is always busy, and just keeps up.
fn endless() -> Scenario {
    let text = "title = \"Ten years\"\nduration = \"87600h\"\n\
        [menu.soup]\nrecipe = [{ take = { bowl = 1 } }, { prep = { exp = \"1s\" } }]\n\
        [dining_room.web]\narrivals = \"9/s\"\n\
        [kitchen.main]\nchefs = 24\n\
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
        assert!(floor.news.len() <= 600, "{}", floor.news.len());
        assert!(floor.minutes.over.len() <= 251, "{}", floor.minutes.over.len());
        assert!(floor.orders.len() <= 512, "{}", floor.orders.len());
        assert!(picture.branches.len() == 1 && picture.branches[0].done.is_empty());
    }
}

#[test]
fn what_is_kept_of_a_long_run_does_not_grow() {
    let scenario = endless();
    let cap = 24 << 20;
    let beginning = Beginning { checkpoint_bytes: cap, ..beginning(&scenario) };
    let mut session = Session::open(&scenario, beginning, 1.0);
    let estimated = |session: &mut Session<'_>| {
        let run = &session.strand().run;
        run.bytes() + run.watcher().bytes()
    };
    go_on(&mut session, 70);
    let (before, kept) = (estimated(&mut session), session.checkpoints.size());
    // As many as there may be: one more would be too many.
    assert!(kept.0 > 2 && (kept.0 == 64 || kept.1 + 2 * before > cap), "{kept:?}, {before}");
    // Half as many events again: what is allocated on the way is given back.
    let counted = allocation_counter::measure(|| go_on(&mut session, 35));
    let (after, kept) = (estimated(&mut session), session.checkpoints.size());
    assert!(after <= before + before / 10, "{before} bytes became {after}");
    assert!(kept.1 <= cap, "{kept:?}");
    let grown = counted.bytes_current;
    assert!(grown.unsigned_abs() <= 2 * after, "{grown} bytes more; one is of {after}");
    // The estimate is good enough for a cap: one more checkpoint is about as large as it says.
    let run = &session.strand().run;
    let mut clone = None;
    let size = allocation_counter::measure(|| clone = Some(run.clone())).bytes_current;
    assert!(clone.is_some());
    assert!((after / 2..2 * after).contains(&size.unsigned_abs()), "{after} estimated, {size}");
}

#[test]
fn a_smaller_cap_holds_as_well() {
    let scenario = endless();
    for checkpoint_bytes in [0, 8 << 20, 24 << 20] {
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
