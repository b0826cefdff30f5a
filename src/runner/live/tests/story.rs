//! What stays of a run that nobody could follow: what is rare, what was so for the first time, and
//! what each minute came to.

use super::*;
use crate::runner::minutes::Minute;
use crate::runner::{Happening, Kind};

/// Goes on as a thread does at the highest speed.
fn hurry(session: &mut Session<'_>, to: Time) {
    while session.now() < to && !session.strand().is_over() {
        session.listen(false);
        session.go(to, 10_000);
        session.listen(true);
        session.go(to, 300);
    }
}

fn told(news: &[Happening], kind: Kind) -> impl Iterator<Item = &Happening> {
    news.iter().filter(move |news| news.kind == kind)
}

/// Every way in which orders were decided is told once, when it first happened.
#[test]
fn what_happened_for_the_first_time_stays() {
    for name in ["lunch-rush", "retry-storm", "power-cut", "payment"] {
        let scenario = scenario(name);
        let mut session = open(&scenario);
        hurry(&mut session, scenario.closing());
        let shot = session.picture();
        let floor = shot.floor();
        let dials = Dial::all(scenario.names());
        for outcome in scenario.names().outcomes() {
            let at = dials.iter().position(|dial| dial.name == format!("outcomes.{outcome}"));
            let has_been = at.and_then(|at| floor.dials[at]).is_some_and(|number| number > 0.0);
            let is_it = |news: &&Happening| news.slots.iter().any(|(_, id)| id == outcome);
            let firsts: Vec<_> = told(&floor.news, Kind::First).filter(is_it).collect();
            assert!(firsts.len() <= 1 && (!has_been || firsts.len() == 1), "{name}: {outcome}");
        }
        let said = told(&floor.news, Kind::Said).count();
        let wanted = scenario.timeline.iter().filter(|entry| entry.say.is_some()).count();
        assert_eq!(said, wanted, "{name}");
        assert!(floor.news.is_sorted_by_key(|news| news.at), "{name}");
    }
}

/// What is the first of its kind is not told twice.
#[test]
fn the_first_guest_who_is_served_is_told_of_once() {
    let scenario = scenario("first-order");
    let mut session = open(&scenario);
    session.listen(true);
    to(&mut session, seconds(30));
    let news = session.picture().floor().news.clone();
    assert_eq!(told(&news, Kind::First).count(), 1, "{news:?}");
    assert_eq!(told(&news, Kind::Decided).count(), 0, "{news:?}");
}

/// What happens again and again does not push out what was said and turned.
#[test]
fn what_happens_again_and_again_is_kept_apart() {
    let text = "title = \"Sold out\"\nduration = \"20m\"\n\
        [menu.soup]\nrecipe = [{ take = { bowl = 1 } }]\n\
        [dining_room.web]\narrivals = \"5/s\"\n\
        [pantry.main]\nshelf.bowl = { stock = 1, restock = { every = \"1s\", to = 1 } }\n\
        [[timeline]]\nat = \"1m\"\nsay = \"Bowls are rare.\"\n";
    let scenario = understand(&Source::from_text("sold-out", text), &[]).expect("it is valid");
    let mut session = open(&scenario);
    hurry(&mut session, seconds(1_199));
    let news = session.picture().floor().news.clone();
    let emptied: Vec<_> = told(&news, Kind::Emptied).collect();
    assert!((100..=101).contains(&emptied.len()), "{}", emptied.len());
    assert!(emptied[0].at < seconds(10) && emptied[1].at > seconds(900));
    assert_eq!(told(&news, Kind::Said).count(), 1);
    for _ in 0..1_000 {
        ask(&mut session, turn("dining_room.web.patience", "90s"));
        session.go(Time::NEVER, 1);
    }
    let news = session.picture().floor().news.clone();
    assert!(news.len() <= 600, "{}", news.len());
    assert_eq!(told(&news, Kind::Said).count(), 1, "what came first is still there");
}

#[test]
fn minutes_add_up_to_the_day() {
    let text = "title = \"Not on the minute\"\nopens = \"12:00:20\"\nduration = \"11m\"\n\
        [menu.soup]\nrecipe = [{ prep = { exp = \"2s\" } }]\n\
        [dining_room.web]\narrivals = \"3/s\"\npatience = \"20s\"\n\
        [kitchen.main]\nchefs = 5\nrail = { capacity = 20 }\n";
    let scenario = understand(&Source::from_text("odd", text), &[]).expect("it is valid");
    let mut session = open(&scenario);
    for second in [30, 39, 40, 41, 400, 659] {
        hurry(&mut session, seconds(second));
        let shot = session.picture();
        let floor = shot.floor();
        assert_eq!(floor.minutes.step, Span(60 * SECOND.0));
        let mut all = floor.minutes.over.clone();
        all.push(floor.minute);
        let sum = |of: fn(&Minute) -> u64| all.iter().map(of).sum::<u64>();
        assert_eq!(sum(|minute| minute.placed), floor.placed);
        assert_eq!(sum(|minute| minute.served + minute.lost), floor.decided);
        assert_eq!(sum(|minute| minute.long.0), seconds(second).0);
        // But for the first, each begins when the clock is at a full minute.
        let on_the_clock = |minute: &Minute| (minute.from.0 / SECOND.0 + 20).is_multiple_of(60);
        assert!(all[1..].iter().all(on_the_clock), "{all:?}");
        assert_eq!(all.len() as u64, 1 + (second + 20) / 60);
    }
    // They are the same after going back.
    let then = session.picture().floor().minutes.clone();
    to(&mut session, seconds(100));
    to(&mut session, seconds(659));
    assert_eq!(session.picture().floor().minutes, then);
}
