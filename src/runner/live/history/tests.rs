//! What was noted is what happened.

use crate::kernel::{SECOND, Span, Time};
use crate::runner::Kind;
use crate::runner::history::{Course, ORDERS_LONG, Stretch};
use crate::runner::live::session::{Beginning, Session};
use crate::runner::request::Request;
use crate::runner::run::Progress;
use crate::runner::snapshot::{Busy, Snapshot};
use crate::scenario::{Scenario, Set, Source, bundled, understand};
use std::collections::BTreeSet;

fn scenario(name: &str) -> Scenario {
    understand(&Source::open(name).unwrap(), &[]).unwrap()
}

fn open(scenario: &Scenario) -> Session<'_> {
    let (seed, speed) = (scenario.seed, None);
    let beginning = Beginning { seed, drain: false, speed, ..Beginning::of(scenario) };
    Session::open(scenario, beginning, 1.0)
}

fn ask(session: &mut Session<'_>, request: Request) {
    session.listen(true);
    session.ask(request);
    while session.aim.is_some() {
        session.pursue(1_000);
    }
}

fn seconds(number: u64) -> Time {
    Time::OPENING + Span(number * SECOND.0)
}

/// Stretches follow each other; only the last one goes on.
fn check_stretches(stretches: &[Stretch], now: Time) {
    for two in stretches.windows(2) {
        assert!(two[0].from < two[0].to.unwrap() && two[0].to.unwrap() <= two[1].from, "{two:?}");
    }
    assert!(stretches.iter().all(|stretch| stretch.to.is_none_or(|to| to <= now)));
}

fn check(shot: &Snapshot, name: &str) {
    let floor = shot.floor();
    for lane in floor.history.lanes.iter().flatten() {
        check_stretches(lane, shot.now);
    }
    // Whoever has something in hand is the one in whose lane something goes on.
    let orders = floor.orders.iter().filter(|order| order.scene.has_hands);
    let in_hand: BTreeSet<(Option<u32>, u64)> =
        orders.map(|order| (order.scene.kitchen, order.number)).collect();
    let lanes = (0..).zip(&floor.history.lanes).flat_map(|(copy, lanes)| {
        let present = |lane: &Vec<Stretch>| lane.last().filter(|last| last.to.is_none()).copied();
        lanes.iter().filter_map(present).map(move |stretch| (Some(copy), stretch.order))
    });
    let noted: BTreeSet<(Option<u32>, u64)> = lanes.collect();
    let is_whole = floor.history.each.iter().all(|each| *each == 1);
    if is_whole && floor.orders.len() < 512 && floor.lanes.iter().all(|lanes| lanes.len() < 64) {
        assert_eq!(noted, in_hand, "{name} at {:?}", shot.now);
    }
    for course in &floor.history.courses {
        check_stretches(&course.stretches, shot.now);
        let Course { placed, known_from, decided, .. } = course;
        // From arrival to departure there is no gap.
        let long: f64 = course.stretches.iter().map(|s| s.seconds_within(*placed, shot.now)).sum();
        let end = decided.map_or(shot.now, |decided| decided.0);
        let whole = (end.0 - known_from.0) as f64 / 1e9;
        assert!((long - whole).abs() < 1e-6, "{name}: {course:?} lasts {long}, not {whole}");
    }
}

#[test]
fn stretches_are_what_orders_and_chefs_did() {
    for known in bundled() {
        let scenario = scenario(known.name);
        let mut session = open(&scenario);
        let open_for = scenario.duration.0 / SECOND.0;
        for at in [1, 7, 20, 21, 60, open_for / 2].into_iter().filter(|at| *at <= open_for) {
            ask(&mut session, Request::To(seconds(at)));
            check(&session.picture(), known.name);
            if session.strand().run.handled() > 400_000 {
                break;
            }
        }
    }
}

/// What is seen after going back is what was seen then.
#[test]
fn going_back_shows_the_past_as_it_was() {
    let scenario = scenario("lunch-rush");
    let mut session = open(&scenario);
    ask(&mut session, Request::To(seconds(600)));
    let then = session.picture();
    ask(&mut session, Request::To(seconds(900)));
    ask(&mut session, Request::To(seconds(600)));
    let again = session.picture();
    check(&again, "lunch-rush");
    assert!(again.floor().history.courses.iter().all(|course| course.placed <= again.now));
    let of = |shot: &Snapshot| shot.floor().history.courses.clone();
    assert_eq!(of(&then), of(&again));
}

fn turn(session: &mut Session<'_>, knob: &str, value: &str) {
    ask(session, Request::Turn { knob: knob.into(), value: value.into() });
}

/// Of very many chefs only some have lanes; as many of those have something in hand, in proportion,
/// as of all.
#[test]
fn lanes_stand_for_all_chefs() {
    let scenario = scenario("one-to-a-million");
    let mut session = open(&scenario);
    for (at, chefs) in [(20, 1000), (25, 1000), (40, 300), (60, 300)] {
        ask(&mut session, Request::To(seconds(at)));
        let shot = session.picture();
        check(&shot, "one-to-a-million");
        let floor = shot.floor();
        let (kitchen, each) = (&floor.scene.kitchens[0], floor.history.each[0]);
        assert_eq!((kitchen.chefs, each > 1), (Some(chefs), true));
        let lanes = floor.history.lanes[0].iter();
        let at_work = lanes.filter(|lane| lane.last().is_some_and(|last| last.to.is_none()));
        let (of_lanes, of_all) = (at_work.count() as f64 * f64::from(each), kitchen.hands_taken);
        let wrong = (of_lanes - f64::from(of_all)).abs() / f64::from(chefs);
        assert!(wrong < 0.1, "{of_lanes} of {of_all} at {at}");
        if at == 25 {
            turn(&mut session, "kitchen.main.chefs", "300");
        }
    }
}

/// Whoever comes and goes, lanes are those of the chefs who are there.
#[test]
fn chefs_come_and_go_while_somebody_watches() {
    let scenario = scenario("lunch-rush");
    let mut session = open(&scenario);
    for (at, chefs, each) in [(700, "20", 1), (720, "200", 4), (740, "130", 4), (760, "30", 1)] {
        ask(&mut session, Request::To(seconds(at)));
        turn(&mut session, "kitchen.main.chefs", chefs);
        ask(&mut session, Request::To(seconds(at + 15)));
        let shot = session.picture();
        check(&shot, "lunch-rush");
        assert_eq!(shot.floor().history.each, [each], "{chefs}");
    }
}

/// A fast run is not listened to; what is known then has begun anew.
#[test]
fn what_nobody_listened_to_is_not_made_up() {
    let scenario = scenario("lunch-rush");
    let mut session = open(&scenario);
    ask(&mut session, Request::To(seconds(300)));
    session.listen(false);
    session.go(seconds(600), u64::MAX);
    let shot = session.picture();
    check(&shot, "lunch-rush");
    let history = &shot.floor().history;
    assert_eq!(history.since, shot.now);
    assert!(history.lanes.iter().flatten().all(|lane| lane.len() <= 1));
}

/// Goes on as fast as possible, which nobody listens to.
fn hurry_to(session: &mut Session<'_>, at: Time) {
    session.listen(false);
    // In pieces, as a thread does: checkpoints are kept between them.
    while session.go(at, 10_000) == Progress::Handled {}
    assert_eq!(session.now(), at);
}

/// Whoever looks then sees what whoever watched all the time has seen.
#[test]
fn what_nobody_watched_is_called_to_mind() {
    let scenario = scenario("lunch-rush");
    let mut watched = open(&scenario);
    ask(&mut watched, Request::To(seconds(900)));
    let mut hurried = open(&scenario);
    ask(&mut hurried, Request::To(seconds(4)));
    hurry_to(&mut hurried, seconds(900));
    hurried.recall();
    let (watched, hurried) = (watched.picture(), hurried.picture());
    let (watched, hurried) = (watched.floor(), hurried.floor());
    assert_eq!(watched.history, hurried.history);
    assert_eq!(watched.news, hurried.news);
    assert!(watched.news.iter().any(|news| news.at > seconds(899)));
    assert_eq!(watched.busy, hurried.busy);
}

/// From a checkpoint on, in a restaurant with too many events to begin at its opening.
#[test]
fn of_many_events_the_last_moments_are_called_to_mind() {
    let guests = Set { path: "dining_room.city.guests".into(), value: "30000".into() };
    let scenario = understand(&Source::open("one-to-a-million").unwrap(), &[guests]).unwrap();
    let mut session = open(&scenario);
    hurry_to(&mut session, seconds(280));
    let long = Span::from_nanos(ORDERS_LONG * 4.0 * SECOND.0 as f64);
    let wanted = Time(seconds(280).0 - long.0);
    assert!(session.checkpoints.size().0 > 0);
    session.recall();
    let shot = session.picture();
    check(&shot, "one-to-a-million");
    let since = shot.floor().history.since;
    assert!(since > Time::OPENING && since <= wanted, "{since:?}");
    // Nothing else has become of the run.
    let mut plain = open(&scenario);
    hurry_to(&mut plain, seconds(281));
    session.go(seconds(281), u64::MAX);
    let (one, other) = (session.picture(), plain.picture());
    assert_eq!(one.floor().dials, other.floor().dials);
}

/// It is tried once, however often somebody looks.
#[test]
fn what_cannot_be_called_to_mind_is_not_tried_again() {
    let scenario = scenario("lunch-rush");
    let mut session = open(&scenario);
    hurry_to(&mut session, seconds(900));
    session.recall();
    let since = session.picture().floor().history.since;
    assert_eq!(session.strand().recalled, Some(since));
    // As if it had not been possible: what is told is of this moment alone.
    session.listen(false);
    session.listen(true);
    session.strand().recalled = Some(seconds(900));
    session.recall();
    let floor = session.picture().floor().clone();
    assert_eq!(floor.history.since, seconds(900));
    let mut of_orders = floor.news.iter().filter(|news| news.order.is_some());
    assert!(of_orders.all(|news| news.kind == Kind::First), "{:?}", floor.news);
    assert_eq!(floor.told_since, seconds(900));
}

/// How busy everything was is of the moment that is shown, whichever way led there.
#[test]
fn how_busy_everything_was_is_of_this_moment() {
    let scenario = scenario("lunch-rush");
    let mut session = open(&scenario);
    assert_eq!(session.picture().floor().busy, Busy::default());
    ask(&mut session, Request::To(seconds(60)));
    let calm = session.picture().floor().busy;
    ask(&mut session, Request::To(seconds(1200)));
    let rush = session.picture().floor().busy;
    assert!(rush.hatches.unwrap() > 0.9 && calm.hatches.unwrap() < 0.9, "{calm:?}, {rush:?}");
    ask(&mut session, Request::To(seconds(60)));
    assert_eq!(session.picture().floor().busy, calm);
    // There is no limit to what nobody counts.
    let endless = understand(&Source::open("one-to-a-million").unwrap(), &[]).unwrap();
    let mut session = open(&endless);
    session.go(seconds(1), u64::MAX);
    let busy = session.picture().floor().busy;
    assert!(busy.waiters.is_none() && busy.chefs.is_some(), "{busy:?}");
}

#[test]
fn what_a_branch_came_to_is_kept_when_it_is_left() {
    let scenario = scenario("lunch-rush");
    let mut session = open(&scenario);
    ask(&mut session, Request::To(seconds(900)));
    let first = session.picture();
    ask(&mut session, Request::To(seconds(600)));
    let (knob, value) = ("pantry.main.hatches".to_owned(), "4".to_owned());
    ask(&mut session, Request::Turn { knob, value });
    ask(&mut session, Request::To(seconds(700)));
    let shot = session.picture();
    let [Some(was), Some(is)] = &shot.results[..] else { panic!("{:?}", shot.results) };
    assert_eq!((was.at, &was.dials), (seconds(900), &first.floor().dials));
    assert_eq!((is.at, &is.dials), (seconds(700), &shot.floor().dials));
}
