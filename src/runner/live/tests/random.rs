//! Random requests to every bundled scenario: whatever is done to the past, the present is what it
//! would be if nobody had ever gone back, and what a journal says.

use super::{ask, beginning, check, go_to_the_end, json, notice};
use crate::kernel::{Span, Time};
use crate::runner::live::aims::Aim;
use crate::runner::live::branches::Position;
use crate::runner::live::session::{CHECKPOINT_BYTES, Session};
use crate::runner::snapshot::{FloorShot, NoticeKind};
use crate::runner::{Entry, Follow, Journal, Options, Request, Speed, ToBranch, replay};
use crate::scenario::{Scenario, Set, Source, bundled, understand};
use proptest::prelude::*;
use proptest::test_runner::TestRunner;

/// Days that are as they are but shorter, so that many cases can be tried.
const SHORTER: &[(&str, &[(&str, &str)])] = &[
    ("always-open", &[("duration", "8h")]),
    ("cache-stampede", &[("duration", "10m")]),
    ("lunch-rush", &[("duration", "20m")]),
    ("one-to-a-million", &[("duration", "70s"), ("dining_room.city.guests", "20000")]),
    ("retry-storm", &[("duration", "15m")]),
    ("two-districts", &[("duration", "30m")]),
    ("under-one-roof", &[("duration", "3h")]),
];

/// A scenario, and what it was made from.
struct Day {
    source: Source,
    sets: Vec<Set>,
    scenario: Scenario,
}

impl Day {
    fn of(name: &str) -> Day {
        let shorter = SHORTER.iter().find(|(known, _)| *known == name);
        let set =
            |(path, value): &(&str, &str)| Set { path: (*path).into(), value: (*value).into() };
        let sets: Vec<Set> = shorter.map_or(&[][..], |(_, sets)| *sets).iter().map(set).collect();
        let source = Source::open(name).expect("it is bundled");
        let scenario = understand(&source, &sets).expect("it is valid");
        Day { source, sets, scenario }
    }

    /// The report of a run whose journal was written down and read again.
    fn told_by_a_journal(&self, entries: &[Entry]) -> String {
        let day = (self.scenario.seed, self.scenario.drain);
        let journal = Journal::of(&self.source, &self.sets, &self.scenario, day, entries);
        let read = Journal::read("journal", &journal.text()).expect("it is a journal");
        let read = read.replay().expect("it can be run again");
        assert_eq!(read.entries, entries);
        let options = Options { seed: read.seed, drain: read.drain, interrupted: &|| false };
        json(&read.scenario, &replay(&read.scenario, options, &read.entries))
    }

    /// A session in which nobody has ever gone back, at the same moment of the same run.
    fn without_going_back(&self, to: Position, entries: &[Entry]) -> Session<'_> {
        let mut plain = Session::open(&self.scenario, beginning(&self.scenario), 1.0);
        plain.strand().run.expect(entries);
        plain.aim = Some(Aim::Travel { to, pauses: false });
        while plain.aim.is_some() {
            plain.pursue(u64::MAX);
        }
        plain
    }
}

/// Compares what is to be seen on two floors; what they remember of the way there may differ: news,
/// lanes, who is followed.
fn assert_same(one: &FloorShot, other: &FloorShot) {
    assert_eq!(one.scene, other.scene);
    assert_eq!(one.orders, other.orders);
    assert_eq!(one.dials, other.dials);
    assert_eq!((&one.trends, one.busy), (&other.trends, other.busy));
    let counts = |floor: &FloorShot| (floor.events, floor.placed, floor.decided);
    assert_eq!(counts(one), counts(other));
    assert_eq!(one.waiting, other.waiting);
}

/// A kind of request, and a number for what it is about.
type Wish = (u8, u64);

fn wish() -> impl Strategy<Value = Wish> {
    let kind = prop_oneof![
        8 => Just(0_u8),
        6 => 1_u8..=2,
        1 => Just(3_u8),
        6 => Just(4_u8),
        5 => Just(5_u8),
        3 => Just(6_u8),
        2 => Just(7_u8),
        4 => Just(8_u8),
        3 => Just(9_u8),
        8 => 10_u8..=12,
        3 => Just(13_u8),
        3 => Just(14_u8),
        4 => Just(15_u8),
    ];
    (kind, 0_u64..1000)
}

const CONDITIONS: &[&str] = &[
    "rail.length.now > 3",
    "orders.served >= 40",
    "latency.p95 > 3s",
    "orders.in_flight > 15",
    "latency.p95@1m > 5s",
    "orders.placed@30s >= 12",
    "money.profit < -5",
    "rail.lenght.now > 3",
];

/// Makes a request of a wish, and says how often it is made.
fn request(scenario: &Scenario, (kind, number): Wish) -> (Request, u64) {
    let at = number as usize;
    let day = scenario.duration.0;
    let span = Span(day / 100 * (number % 60));
    let room = scenario.names().rooms[at % scenario.names().rooms.len()].clone();
    let request = match kind {
        0 => Request::To(Time(day / 1000 * number)),
        1 => Request::Back(span),
        2 => Request::Forward(span),
        3 => Request::Restart,
        4 => turn(scenario, at),
        5 => {
            let dish = scenario.names().dishes.get(at % 4).map_or("cake", String::as_str).into();
            Request::Place { room, dish, says: Vec::new() }
        }
        6 => Request::Fork,
        7 => Request::EndFork,
        8 => Request::Branch(match number % 3 {
            0 => ToBranch::Next,
            1 => ToBranch::Previous,
            _ => ToBranch::Number((number % 5) as u32),
        }),
        9 => Request::Follow(match number % 6 {
            0 | 1 => Follow::Number(number / 4),
            2 => Follow::Slot((number % 40) as u32),
            3 => Follow::NextOf((number % 2 == 0).then_some(0)),
            4 => Follow::NextOf(None),
            _ => Follow::Nobody,
        }),
        10 => return (Request::OneEvent, number % 40 + 1),
        11 => Request::NextFact,
        12 => Request::Until(CONDITIONS[at % CONDITIONS.len()].into()),
        13 => [Request::Pause, Request::Resume, Request::Toggle][at % 3].clone(),
        14 => [Request::Faster, Request::Slower, Request::Speed(Speed::Max)][at % 3].clone(),
        _ => Request::Resume,
    };
    (request, 1)
}

/// Turns something that there is in every restaurant of its kind, or something that is nowhere.
fn turn(scenario: &Scenario, at: usize) -> Request {
    let is_count =
        |name: &str| ["chefs", "hatches", "count", "at_once"].iter().any(|end| name.ends_with(end));
    let knobs = crate::scenario::knobs(scenario);
    let known = knobs.iter().map(|knob| knob.name.as_str());
    let known: Vec<&str> = known.filter(|name| is_count(name) || name.ends_with("power")).collect();
    let knob = if at % 10 == 9 { None } else { known.get(at / 10 % known.len().max(1)) };
    let knob = knob.copied().unwrap_or("menu");
    let value =
        if is_count(knob) { ["1", "3", "unlimited"][at % 3] } else { ["off", "on"][at % 2] };
    Request::Turn { knob: knob.into(), value: value.into() }
}

/// Does what is asked for, and what then goes on by itself; checks every picture on the way.
fn go_through(session: &mut Session<'_>, wishes: &[Wish]) {
    for wish in wishes {
        let (request, times) = request(session.scenario, *wish);
        for _ in 0..times {
            ask(session, request.clone());
        }
        for _ in 0..3 {
            session.recall();
            let picture = session.picture();
            // In the middle of a moment not everybody has been told everything.
            if session.strand().run.is_between() {
                check(&picture, session.scenario);
            }
            let of = |strand: usize| &session.branches[session.strands[strand].branch as usize];
            if session.is_forked() && of(0).entries == of(1).entries {
                assert_same(&picture.floors[0], &picture.floors[1]);
            }
            if session.goes_on() {
                session.go(Time::NEVER, 1 + wish.1 * 2);
            }
        }
    }
}

/// Goes through random requests; then the present, and the end of every branch that there is, are
/// what they would be without any going back.
fn try_requests(day: &Day, wishes: &[Wish], checkpoint_bytes: u64) {
    let scenario = &day.scenario;
    let beginning = super::Beginning { checkpoint_bytes, ..beginning(scenario) };
    let mut session = Session::open(scenario, beginning, 1.0);
    go_through(&mut session, wishes);
    assert!(session.checkpoints.size().1 <= checkpoint_bytes);

    let (here, branch) = (session.strand().position(), session.strand().branch as usize);
    let entries = session.branches[branch].entries.clone();
    let floor = session.picture().floor().clone();
    let plain = &mut day.without_going_back(here, &entries);
    assert_same(&floor, plain.picture().floor());
    let report =
        |session: &mut Session<'_>| json(scenario, &session.strand().run.clone().finish(&|| false));
    assert_eq!(report(&mut session), report(plain));

    if session.is_forked() {
        ask(&mut session, Request::EndFork);
    }
    for number in 0..session.branches.len() as u32 {
        ask(&mut session, Request::Branch(ToBranch::Number(number)));
        assert_eq!(session.strand().branch, number);
        go_to_the_end(&mut session);
        let told = day.told_by_a_journal(&session.branches[number as usize].entries);
        assert_eq!(report(&mut session), told, "branch {number}");
    }
    ask(&mut session, Request::OneEvent);
    assert_eq!(notice(&session), Some(NoticeKind::IsOver));
}

#[test]
fn whatever_is_asked_for_the_present_is_what_it_is_without_going_back() {
    let all = ProptestConfig::default();
    let cases = (all.cases / bundled().len() as u32).max(1);
    let memory = prop_oneof![Just(0), Just(3 << 20), Just(CHECKPOINT_BYTES)];
    let case = (prop::collection::vec(wish(), 1..14), memory);
    for known in bundled() {
        let day = Day::of(known.name);
        let config = ProptestConfig { cases, failure_persistence: None, ..all.clone() };
        let tried = TestRunner::new(config).run(&case, |(wishes, memory)| {
            try_requests(&day, &wishes, memory);
            Ok(())
        });
        tried.unwrap_or_else(|error| panic!("{}: {error}", known.name));
    }
}
