//! A run that was watched, and turned at, is the same run when its journal is replayed.

use super::*;
use crate::kernel::Span;
use crate::report::{self, Report};
use crate::runner::{Finished, Options, Progress, Run, replay, run};
use proptest::prelude::*;

/// Two kitchens' worth of everything, with a timeline that turns the same knobs, a goal over the
/// last minute and one after closing time.
const BUSY: &str = r#"
title = "Busy"
opens = "12:00"
duration = "5m"
warm_up = "20s"
[menu.burger]
price = 9.5
recipe = [{ take = { patty = 1 } }, { prep = "2s" }, { cook = { exp = "3s" } }, { call = "bank", timeout = "5s" }]
[dining_room.web]
arrivals = "60/min"
patience = "40s"
distance = "500ms"
[dining_room.hall]
guests = 20
think = { exp = "10s" }
[waiter]
count = 3
take_order = { exp = "1s" }
serve = "500ms"
[kitchen.main]
chefs = 6
building = "corner"
[pantry.main]
hatches = 2
take = { exp = "1s" }
shelf.patty = { stock = 250, restock = { every = "1m", to = 100 } }
[partner.bank]
answers = "300ms"
[building.corner]
burners = 4
[[timeline]]
at = "2m"
set = { "kitchen.main.chefs" = 2, "building.corner.power" = "off" }
for = "30s"
[[timeline]]
at = "5m 5s"
set = { "kitchen.main.chefs" = 9 }
[[goal]]
reach = "latency.p95@1m < 30s"
[[goal]]
reach = "orders.served@4m..6m > 10"
"#;

/// Knobs, and what a student may turn them to.
const TURNS: &[(&str, &str)] = &[
    ("kitchen.main.chefs", "0"),
    ("kitchen.main.chefs", "3"),
    ("kitchen.main.chefs", "unlimited"),
    ("kitchen.main.juggles", "4"),
    ("kitchen.main.rail.capacity", "5"),
    ("kitchen.main.rail.order", "lifo"),
    ("pantry.main.hatches", "1"),
    ("pantry.main.take", "{ uniform = ['200ms', \"1s\"] }"),
    ("pantry.main.shelf.patty.stock", "0"),
    ("partner.bank.power", "hangs"),
    ("partner.bank.power", "on"),
    ("building.corner.power", "off"),
    ("building.corner.power", "\"on\""),
    ("dining_room.web.arrivals", "{ steps = [[\"12:01\", \"200/min\"], [\"4m\", \"5/min\"]] }"),
    ("dining_room.web.patience", "{ exp = \"1m\" }"),
    ("dining_room.hall.think", "1s"),
    ("waiter.count", "1"),
    ("menu.burger.price", "12.25"),
];

/// What somebody does at the restaurant: watches it for so long, or for so many events, and turns.
#[derive(Clone, Debug)]
struct Doing {
    watches: Result<Span, u64>,
    turns: Option<usize>,
    /// A dining room and a dish.
    places: Option<(&'static str, &'static str)>,
}

fn doing() -> impl Strategy<Value = Doing> {
    let whole_seconds = (0..40_u64).prop_map(|seconds| Ok(Span(seconds * 1_000_000_000)));
    let any_time = (0..40_000_000_000_u64).prop_map(|nanos| Ok(Span(nanos)));
    let watches = prop_oneof![whole_seconds, any_time, (1..2_000_u64).prop_map(Err)];
    let rooms = prop::sample::select(vec!["web", "hall"]);
    let dishes = prop::sample::select(vec!["burger", "salad", "a \"\u{1b}[2J\" \\ of é"]);
    let places = prop::option::of((rooms, dishes));
    (watches, prop::option::of(0..TURNS.len()), places).prop_map(|(watches, turns, places)| Doing {
        watches,
        turns,
        places,
    })
}

fn set(index: usize) -> Set {
    Set { path: TURNS[index].0.to_owned(), value: TURNS[index].1.to_owned() }
}

/// Runs a scenario as somebody at a screen does.
fn live(
    scenario: &Scenario,
    (seed, drain): (u64, bool),
    doings: &[Doing],
) -> (Finished, Vec<Entry>) {
    let mut run = Run::open(scenario, seed, drain, ());
    for doing in doings {
        if let Some(index) = doing.turns {
            run.enter(Command::Turn(turned(scenario, &set(index)).expect("a knob of it")));
        }
        if let Some((room, dish)) = doing.places {
            let order =
                ByHand::read(scenario, (room, dish), Vec::new()).expect("the room is one of it");
            run.enter(Command::Place(order));
        }
        match doing.watches {
            Ok(span) => while run.advance(run.now() + span, u64::MAX) == Progress::Handled {},
            Err(events) => {
                run.advance(Time::NEVER, events);
            }
        }
    }
    run.go_to_the_end(&|| false);
    let entries = run.entries().to_vec();
    (run.finish(&|| false), entries)
}

fn json(scenario: &Scenario, run: &Finished) -> String {
    let json = report::json(&Report::new(scenario, run, None));
    json.split("\"performance\"").next().expect("a text has a beginning").to_owned()
}

fn source() -> Source {
    Source::from_text("busy", BUSY)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn a_replay_is_the_run_that_was_watched(
        seed in any::<u64>(),
        drain in any::<bool>(),
        doings in prop::collection::vec(doing(), 0..12),
    ) {
        let source = source();
        let scenario = understand(&source, &[]).expect("it is valid");
        let (watched, entries) = live(&scenario, (seed, drain), &doings);
        let text = Journal::of(&source, &[], &scenario, (seed, drain), &entries).text();
        let journal = Journal::read("busy.journal", &text).expect("it was just written");
        let again = journal.replay().expect("it was just written");
        prop_assert_eq!(&again.entries, &entries);
        let options = Options { seed: again.seed, drain: again.drain, interrupted: &|| false };
        let replayed = replay(&again.scenario, options, &again.entries);
        prop_assert_eq!(json(&again.scenario, &replayed), json(&scenario, &watched));
    }

    #[test]
    fn any_scenario_text_and_trace_comes_back_to_the_letter(text in "\\PC*(\r|\n|\t|\"\"\"|\\\\|'|\u{1}|\\PC)*") {
        let scenario = understand(&source(), &[]).expect("it is valid");
        let beside = BTreeMap::from([("trace.csv".to_owned(), text.clone())]);
        let source = Source::from_journal("any", &text, beside.clone());
        let journal = Journal::of(&source, &[], &scenario, (1, false), &[]).text();
        let read = Journal::read("any.journal", &journal).expect("it was just written");
        prop_assert_eq!(&read.written.scenario.text, &text);
        prop_assert_eq!(&read.written.scenario.beside, &beside);
    }
}

/// An order by hand is a line that a person can write.
#[test]
fn an_order_by_hand_is_an_entry_of_its_own() {
    let source = source();
    let scenario = understand(&source, &[]).expect("it is valid");
    let order =
        ByHand::read(&scenario, ("web", "burger"), Vec::new()).expect("there is such a room");
    let entry = Entry { at: Time(90_000_000_000), command: Command::Place(order) };
    let text = Journal::of(&source, &[], &scenario, (1, false), &[entry]).text();
    assert!(
        text.contains("[[entry]]\nat = \"1m 30s\"\nplace = \"web\"\ndish = \"burger\"\n"),
        "{text}"
    );
    for (written, wrong, cause) in [
        ("place = \"web\"", "place = \"wbe\"", "there is no dining room"),
        ("dish = \"burger\"\n", "", "this entry does nothing, or several things"),
        ("dish = \"burger\"", "dish = \"burger\"\nto = \"3\"", "several things"),
    ] {
        assert!(text.contains(written));
        let journal = Journal::read("a.journal", &text.replace(written, wrong)).expect("it is one");
        let findings = journal.replay().expect_err("something is wrong");
        let first = findings.iter().next().expect("there is a finding");
        assert!(first.cause.contains(cause), "{}", first.cause);
        assert!(first.remedy.is_some());
    }
}

/// Two turns of one moment, and what the timeline turns then: the later one counts.
#[test]
fn turns_from_outside_come_before_the_timeline_and_in_order() {
    let scenario = understand(&source(), &[]).expect("it is valid");
    let turn = |index: usize| Entry {
        at: Time(120_000_000_000),
        command: Command::Turn(turned(&scenario, &set(index)).expect("a knob of it")),
    };
    let options = Options { seed: 1, drain: false, interrupted: &|| false };
    let of = |entries: &[Entry]| json(&scenario, &replay(&scenario, options, entries));
    let plain = json(&scenario, &run(&scenario, options));
    // The timeline turns chefs to 2 at this very moment, for a while: then it goes back to 3.
    assert_ne!(of(&[turn(1)]), plain);
    assert_eq!(of(&[turn(0), turn(1)]), of(&[turn(1)]));
    assert_ne!(of(&[turn(1), turn(0)]), of(&[turn(1)]));
}

/// After a single event the rest of its moment comes first, whatever is asked for meanwhile.
#[test]
fn a_turn_in_the_middle_of_a_moment_comes_right_after_it() {
    let scenario = understand(&source(), &[]).expect("it is valid");
    let turn = || Command::Turn(turned(&scenario, &set(0)).expect("a knob of it"));
    let mut run = Run::open(&scenario, 0, false, ());
    assert_eq!(run.advance(Time::NEVER, 1), Progress::Handled);
    let now = run.now();
    run.enter(turn());
    assert_eq!(run.advance(now, u64::MAX), Progress::Reached);
    run.enter(turn());
    run.advance(now + Span(1), u64::MAX);
    run.enter(turn());
    run.advance(now + Span(9), u64::MAX);
    run.enter(turn());
    let times: Vec<u64> = run.entries().iter().map(|entry| entry.at.0 - now.0).collect();
    assert_eq!(times, [1, 1, 1, 9]);
}

fn journal() -> String {
    let scenario = understand(&source(), &[]).expect("it is valid");
    let doings = [
        Doing { watches: Ok(Span(90_123_456_789)), turns: None, places: None },
        Doing { watches: Ok(Span(1)), turns: Some(7), places: None },
        Doing { watches: Err(100), turns: Some(0), places: None },
        Doing { watches: Err(100), turns: Some(2), places: None },
    ];
    let (_, entries) = live(&scenario, (9, false), &doings);
    Journal::of(&source(), &[], &scenario, (9, false), &entries).text()
}

#[test]
fn a_journal_reads_like_one() {
    let text = journal();
    let head = text.split("[scenario]").next().expect("a text has a beginning");
    insta::assert_snapshot!(head, @r#"
    # A journal of Back of House. Run it again with: boh replay FILE
    format = 1
    engine = 1
    seed = "9"
    drain = false

    [[entry]]
    at = "1m 30.123456789s"
    turn = "pantry.main.take"
    to = """{ uniform = ['200ms', "1s"] }"""

    [[entry]]
    at = "1m 30.12345679s"
    turn = "kitchen.main.chefs"
    to = "0"

    [[entry]]
    at = "1m 43.776131724s"
    turn = "kitchen.main.chefs"
    to = "unlimited"
    "#);
}

fn refusal(text: &str) -> String {
    let read = Journal::read("a.journal", text).and_then(|journal| journal.replay());
    read.expect_err("it is refused").render(false, false)
}

#[test]
fn a_journal_that_cannot_be_replayed_says_why() {
    let good = journal();
    let with = |old: &str, new: &str| {
        assert!(good.contains(old), "{old}");
        refusal(&good.replacen(old, new, 1))
    };
    for (refused, words) in [
        (refusal(""), "this is no journal"),
        (refusal("\u{1}\u{2}"), "damaged"),
        (refusal(BUSY), "this is a scenario, and no journal"),
        (refusal(&good[..good.len() / 2]), "damaged"),
        (with("to = \"0\"", "to = 0s"), "texts between quotes, as in"),
        (with("to = \"0\"", "to = \"0"), "end the text with \""),
        (with("drain = false", "drain"), "such as price = 5"),
        (with("format = 1", "format = 2"), "a newer one"),
        (with("format = 1", "format = 0"), "there is no format 0"),
        (with("engine = 1", "engine = 2"), "a newer one"),
        (with("seed = \"9\"", "seed = \"-9\""), "this is no seed"),
        (with("drain", "drian"), "damaged"),
        (with("kitchen.main.chefs", "kitchen.main.chef"), "did you mean \"kitchen.main.chefs\""),
        (with("pantry.main.take", "kitchen.main.chefs"), "does not fit here"),
        (with("to = \"0\"", "to = \"-1\""), "out of range"),
        (with("1m 30.123456789s", "3h"), "before the entry above"),
        (with("1m 30.123456789s", "soon"), "is no duration"),
        (with("chefs = 6", "chefs = 7"), "not the one that was run"),
        (with("chefs = 6", "cooks = 6"), "its scenario cannot be run"),
    ] {
        assert!(refused.contains(words), "no \"{words}\" in:\n{refused}");
        assert!(refused.contains("a.journal"), "{refused}");
        assert!(refused.contains("help: "), "{refused}");
    }
}
