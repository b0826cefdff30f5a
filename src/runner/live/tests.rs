//! A live run is the run that it would be without anybody watching; the time machine is exact.

mod bounds;
mod by_hand;
mod goals;
mod lulls;
mod random;
mod replays;
mod story;
mod thread;
mod windows;

use super::session::{Beginning, CHECKPOINT_BYTES, Session};
use crate::dials::Dial;
use crate::kernel::{SECOND, Span, Time};
use crate::report::{self, Report};
use crate::restaurant::KitchenPlan;
use crate::runner::run::Progress;
use crate::runner::snapshot::{FloorShot, NoticeKind, OrderScene, OrderShot, Phase, State};
use crate::runner::{Entry, Finished, Follow, Options, Request, Snapshot, Speed, ToBranch, replay};
use crate::scenario::{Scenario, Set, Source, understand};

fn scenario(name: &str) -> Scenario {
    understand(&Source::open(name).expect("it is bundled"), &[]).expect("it is valid")
}

fn with(name: &str, sets: &[(&str, &str)]) -> Scenario {
    let set = |(path, value): &(&str, &str)| Set { path: (*path).into(), value: (*value).into() };
    let sets: Vec<Set> = sets.iter().map(set).collect();
    understand(&Source::open(name).expect("it is bundled"), &sets).expect("it is valid")
}

/// Checks that what is drawn is what the dials of the same instant say.
fn check(picture: &Snapshot, scenario: &Scenario) {
    let dials = Dial::all(scenario.names());
    for floor in &picture.floors {
        let read = |name: &str| {
            let at = dials.iter().position(|dial| dial.name == name).expect("there is such a dial");
            floor.dials[at]
        };
        let FloorShot { scene, orders, .. } = floor;
        let rails: u32 = scene.kitchens.iter().map(|kitchen| kitchen.rail.len).sum();
        if scene.now > scenario.warm_up_ends() {
            assert_eq!(read("rail.length.now"), Some(f64::from(rails)));
        }
        let waiting: u32 = floor.waiting.iter().sum();
        assert_eq!(u64::from(waiting), floor.placed - floor.decided);
        if scenario.warm_up == Span::ZERO && scene.now > Time::OPENING {
            assert_eq!(read("orders.in_flight"), Some(f64::from(waiting)));
            assert_eq!(read("orders.placed"), Some(floor.placed as f64));
        }
        if orders.len() < 512 && scene.orders < 512 {
            assert_eq!(orders.len(), scene.orders as usize);
            let count = |what: &dyn Fn(&OrderScene) -> bool| {
                orders.iter().filter(|order| what(&order.scene)).count() as u32
            };
            assert_eq!(count(&|order| order.phase == Phase::RailWait), rails);
            let hands: u32 = scene.kitchens.iter().map(|kitchen| kitchen.hands_taken).sum();
            assert_eq!(count(&|order| order.has_hands), hands);
            let lanes = floor.lanes.iter().flatten().flatten().count() as u32;
            assert!(lanes <= hands, "{lanes} lanes, {hands} hands");
            // Who began when there were more chefs at work than lanes has none.
            let few = |plan: &KitchenPlan| plan.chefs.is_some_and(|chefs| chefs < 60);
            let as_planned = picture.branches.iter().all(|branch| branch.done.is_empty());
            if as_planned && scenario.plan.kitchens.iter().all(few) {
                assert_eq!(lanes, hands);
            }
            let hatches: u32 = scene.pantries.iter().map(|pantry| pantry.line.len).sum();
            assert_eq!(count(&|order| order.phase == Phase::HatchWait), hatches);
            for order in orders {
                assert!(order.placed <= order.entered && order.entered <= scene.now);
                assert!(order.scene.due.is_none_or(|due| due >= scene.now));
            }
        }
        let step = floor.trends.step.0;
        // At closing time the last step may end together with the run.
        let missing = scene.now.0 / step - floor.trends.points.len() as u64;
        assert!(missing <= u64::from(scene.now == scenario.closing()), "{missing} {:?}", scene.now);
        let placed: u32 = floor.trends.points.iter().map(|point| point.placed).sum();
        assert!(u64::from(placed) <= floor.placed);
    }
}

fn beginning(scenario: &Scenario) -> Beginning {
    Beginning { speed: Some(Speed::Max), ..Beginning::of(scenario) }
}

fn open(scenario: &Scenario) -> Session<'_> {
    Session::open(scenario, beginning(scenario), 1.0)
}

/// Does something, and goes where that leads.
fn ask(session: &mut Session<'_>, request: Request) {
    session.ask(request);
    while session.aim.is_some() {
        session.pursue(10_000);
    }
}

fn to(session: &mut Session<'_>, at: Time) {
    ask(session, Request::To(at));
}

fn go_to_the_end(session: &mut Session<'_>) {
    while session.go(Time::NEVER, 100_000) != Progress::Over {}
}

/// The report, without the one field that may differ between two runs.
fn json(scenario: &Scenario, finished: &Finished) -> String {
    let json = report::json(&Report::new(scenario, finished, None));
    json.split("\"performance\"").next().expect("a text has a beginning").to_owned()
}

fn replayed(scenario: &Scenario, entries: &[Entry]) -> String {
    let options = Options { seed: scenario.seed, drain: scenario.drain, interrupted: &|| false };
    json(scenario, &replay(scenario, options, entries))
}

fn notice(session: &Session<'_>) -> Option<NoticeKind> {
    session.desk.notice.as_ref().map(|notice| notice.kind)
}

#[test]
fn going_back_and_forward_again_changes_nothing() {
    let scenario = scenario("lunch-rush");
    let mut session = open(&scenario);
    for second in [600, 200, 599, 0, 1000, 1] {
        to(&mut session, Time(second * SECOND.0));
        assert_eq!(session.now(), Time(second * SECOND.0));
        assert_eq!(session.picture().state, State::Paused);
        ask(&mut session, Request::OneEvent);
    }
    go_to_the_end(&mut session);
    assert_eq!(session.branches.len(), 1);
    let ended = session.end();
    assert!(ended.entries.is_empty());
    assert_eq!(json(&scenario, &ended.finished), replayed(&scenario, &[]));
}

/// At the highest speed one would be at the end again before one has seen anything.
#[test]
fn whoever_goes_back_from_the_end_stays_there() {
    let scenario = scenario("lunch-rush");
    for (speed, state) in [(Speed::Max, State::Paused), (Speed::Times(5.0), State::Running)] {
        let mut session = open(&scenario);
        ask(&mut session, Request::Speed(speed));
        go_to_the_end(&mut session);
        ask(&mut session, Request::Back(Span(60 * SECOND.0)));
        let picture = session.picture();
        assert_eq!((picture.now, picture.state), (seconds(29 * 60), state));
    }
}

#[test]
fn it_goes_on_to_a_moment_and_pauses_there() {
    let scenario = scenario("lunch-rush");
    let mut session = open(&scenario);
    ask(&mut session, Request::GoOnTo(seconds(90)));
    assert_eq!(session.picture().state, State::Running);
    // However it is cut into pieces, and whoever pauses on the way.
    session.go_on(seconds(40), 1_000_000);
    ask(&mut session, Request::Pause);
    ask(&mut session, Request::Resume);
    while session.goes_on() {
        session.go_on(Time::NEVER, 7);
    }
    assert_eq!((session.now(), session.picture().state), (seconds(90), State::Paused));
    // It is not held back there.
    ask(&mut session, Request::Resume);
    session.go_on(seconds(100), 1_000_000);
    assert_eq!((session.now(), session.picture().state), (seconds(100), State::Running));
    // What has been already is not waited for.
    ask(&mut session, Request::GoOnTo(seconds(5)));
    assert_eq!((session.now(), session.picture().state), (seconds(100), State::Paused));
}

#[test]
fn a_picture_tells_all_that_enters_the_branch_that_is_seen() {
    let scenario = scenario("lunch-rush");
    let mut session = open(&scenario);
    to(&mut session, seconds(100));
    ask(&mut session, turn("kitchen.main.chefs", "30"));
    to(&mut session, seconds(200));
    ask(&mut session, place("web", "burger"));
    let picture = session.picture();
    let entered: Vec<Time> = picture.branches[0].entries.iter().map(|entry| entry.at).collect();
    assert_eq!(entered, [seconds(100), seconds(200)]);
}

fn turn(knob: &str, value: &str) -> Request {
    Request::Turn { knob: knob.into(), value: value.into() }
}

fn place(room: &str, dish: &str) -> Request {
    Request::Place { room: room.into(), dish: dish.into(), says: Vec::new() }
}

fn seconds(seconds: u64) -> Time {
    Time(seconds * SECOND.0)
}

#[test]
fn an_order_that_is_followed_late_is_known_from_its_beginning() {
    let scenario = scenario("lunch-rush");
    let mut session = open(&scenario);
    to(&mut session, seconds(900));
    let before = session.picture();
    let waits =
        |order: &&OrderShot| order.scene.phase == Phase::HatchWait && order.placed < seconds(890);
    let order = before.floor().orders.iter().find(waits).expect("somebody waits").clone();
    ask(&mut session, Request::Follow(Follow::Slot(order.scene.slot)));
    assert_eq!(notice(&session), Some(NoticeKind::Follows));
    let picture = session.picture();
    // Nothing but what is known has changed.
    assert_eq!(picture.floor().scene, before.floor().scene);
    assert_eq!(picture.floor().orders, before.floor().orders);
    let life = picture.floor().life.clone().expect("it is followed");
    assert_eq!(
        (life.number, life.placed, life.known_from),
        (order.number, order.placed, order.placed)
    );
    assert_eq!(
        life.spans.last().map(|span| (span.phase, span.from)),
        Some((order.scene.phase, order.entered))
    );
    assert!(life.spans.iter().any(|span| span.behind.is_some()), "{:?}", life.spans);
    // From fact to fact, to its end.
    let mut facts = 0;
    while session.picture().floor().life.as_ref().unwrap().closed.is_none() {
        ask(&mut session, Request::NextFact);
        facts += 1;
    }
    assert!((3..100).contains(&facts), "{facts}");
    // Going back to before it was placed keeps it in mind.
    ask(&mut session, Request::To(Time(order.placed.0 - 1)));
    assert!(session.picture().floor().life.is_none());
    to(&mut session, seconds(900));
    assert_eq!(session.picture().floor().life.as_ref().map(|life| life.number), Some(order.number));
}

#[test]
fn it_goes_on_until_a_dial_says_so() {
    let scenario = scenario("lunch-rush");
    let mut session = open(&scenario);
    ask(&mut session, Request::Until("rail.length.now > 20".into()));
    assert_eq!(notice(&session), Some(NoticeKind::IsSo));
    let rail = session.picture().floor().scene.kitchens[0].rail.len;
    assert_eq!(rail, 21, "at the first moment");
    // Going back, for a window that began before now, is not seen.
    ask(&mut session, Request::Follow(Follow::NextOf(None)));
    let before = session.picture();
    ask(&mut session, Request::Until("orders.placed@2m > 10".into()));
    assert_eq!(notice(&session), Some(NoticeKind::IsSo));
    let after = session.picture();
    assert_eq!((&after.floor().scene, after.now), (&before.floor().scene, before.now));
    assert_eq!(session.strand().run.watcher().wanted(), super::watcher::Wanted::NextOf(None));
    ask(&mut session, Request::Until("rail.lenght > 20".into()));
    assert_eq!(notice(&session), Some(NoticeKind::NoCondition));
    ask(&mut session, Request::Until("rail.length.now > 4000000000".into()));
    assert_eq!(notice(&session), Some(NoticeKind::NeverSo));
    assert!(matches!(session.picture().state, State::Over(None)));
}

/// What a dial showed between two moments, as a goal would say.
fn over(scenario: &Scenario, window: &str, dial: &str) -> f64 {
    let goal = "latency.p95@12:20..12:30 < 30s";
    let source = Source::open("lunch-rush").unwrap();
    let text = source.text.replace(goal, &format!("{dial}@{window} < 1000000"));
    assert_ne!(text, source.text);
    let asked = understand(&Source::from_text("lunch-rush", &text), &[]).unwrap();
    let options = Options { seed: scenario.seed, drain: false, interrupted: &|| false };
    let finished = replay(&asked, options, &[]);
    finished.read(&asked.goals[0].reach).unwrap()
}

#[test]
fn a_condition_over_a_window_is_read_as_goals_are() {
    let scenario = scenario("lunch-rush");
    for memory in [0, CHECKPOINT_BYTES] {
        let beginning = Beginning { checkpoint_bytes: memory, ..beginning(&scenario) };
        let mut session = Session::open(&scenario, beginning, 1.0);
        to(&mut session, seconds(660));
        // The rush lasts for a minute; the last two minutes began before it.
        ask(&mut session, Request::Until("rail.wait.mean@2m > 15s".into()));
        assert_eq!(notice(&session), Some(NoticeKind::IsSo));
        let at = session.now();
        assert_eq!(
            (at.0 - seconds(660).0) % (5 * SECOND.0),
            0,
            "looked at 24 times in two minutes"
        );
        let reads = |end: Time| {
            let window = format!("{}ns..{}ns", end.0 - 120 * SECOND.0, end.0);
            over(&scenario, &window, "rail.wait.mean")
        };
        assert!(reads(at) > 15.0 && reads(Time(at.0 - 5 * SECOND.0)) <= 15.0, "{at:?}");
        // Between two moments: from the first on, also if that has passed already.
        to(&mut session, seconds(700));
        ask(&mut session, Request::Until("orders.placed@10m..15m >= 400".into()));
        let (at, is_so) = (session.now(), notice(&session));
        assert_eq!(is_so, Some(NoticeKind::IsSo));
        let window = format!("600s..{}ns", at.0 + 1);
        assert!((over(&scenario, &window, "orders.placed") - 400.0).abs() < 0.5, "{at:?}");
        // Nothing is measured any more than what goals need.
        assert_eq!(session.strand().run.measured(), 0);
        go_to_the_end(&mut session);
        assert_eq!(json(&scenario, &session.end().finished), replayed(&scenario, &[]));
    }
}

/// A clock on which each look takes a moment, and waiting takes as long as it may.
struct HandClock(std::time::Duration);

impl super::Clock for HandClock {
    fn now(&mut self) -> std::time::Duration {
        self.0 += std::time::Duration::from_micros(100);
        self.0
    }

    fn wait(
        &mut self,
        requests: &crossbeam_channel::Receiver<Request>,
        most: Option<std::time::Duration>,
    ) -> super::Waited {
        let Some(most) = most else {
            return requests.recv().map_or(super::Waited::NobodyThere, super::Waited::Asked);
        };
        self.0 += most;
        match requests.try_recv() {
            Ok(request) => super::Waited::Asked(request),
            Err(crossbeam_channel::TryRecvError::Empty) => super::Waited::Nothing,
            Err(crossbeam_channel::TryRecvError::Disconnected) => super::Waited::NobodyThere,
        }
    }
}

#[test]
fn a_picture_of_a_hundred_thousand_guests_is_no_larger_than_of_a_hundred() {
    let sets = [("duration", "70s"), ("dining_room.city.guests", "400000")];
    let scenario = with("one-to-a-million", &sets);
    let mut session = open(&scenario);
    to(&mut session, seconds(60));
    let picture = session.picture();
    let FloorShot { scene, orders, waiting, lanes, .. } = picture.floor();
    assert!(scene.orders > 20_000, "{}", scene.orders);
    assert_eq!(waiting[0], scene.orders);
    assert_eq!(orders.len(), 512);
    assert_eq!((scene.kitchens[0].rail.first.len(), lanes[0].len()), (64, 63));
    assert_eq!(scene.kitchens[0].hands_taken, 1000);
    // Nobody of them is more than a slot and a few numbers.
    assert!(picture.checkpoints.1 < CHECKPOINT_BYTES);
    ask(&mut session, Request::Back(Span(SECOND.0)));
    assert_eq!(session.now(), seconds(59));
}
