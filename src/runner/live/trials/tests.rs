//! Trials are exact: they are the runs that they stand for.

use super::*;
use crate::kernel::SECOND;
use crate::runner::Request;
use crate::runner::command::Entry;
use crate::runner::headless::{Options, replay};
use crate::runner::live::session::{Beginning, Session};
use crate::runner::request::ToBranch;
use crate::scenario::{Goal, Reach, Scenario, Source, WindowSpec, understand};

fn scenario(name: &str) -> Scenario {
    understand(&Source::open(name).unwrap(), &[]).unwrap()
}

/// Opens a session that stands at a moment.
fn session(scenario: &Scenario, at: Time) -> Session<'_> {
    let beginning = Beginning { drain: false, ..Beginning::of(scenario) };
    let mut session = Session::open(scenario, beginning, 1.0);
    session.ask(Request::To(at));
    while session.aim.is_some() {
        session.pursue(100_000);
    }
    session
}

/// Makes all trials that are to be made.
fn work(session: &mut Session<'_>) -> Arc<Checked> {
    loop {
        let jobs = session.trials.take_jobs();
        if jobs.is_empty() {
            return session.trials.checked().unwrap();
        }
        let mut came = Vec::new();
        for job in jobs {
            job.work(|news| came.push(news));
        }
        for news in came {
            session.trials.note(news);
        }
    }
}

/// Runs a scenario to its end without anybody who watches, and reads its dials over a window.
fn read(scenario: &Scenario, window: Window, entries: &[Entry]) -> Vec<Option<f64>> {
    let mut scenario = scenario.clone();
    let window = WindowSpec::Between(window.from, window.to);
    let dials = Dial::all(scenario.names());
    let goal = |dial: &Dial| Goal {
        text: String::new(),
        reach: Reach { dial: dial.clone(), window, comparison: ">", value: 0.0 },
    };
    scenario.goals = dials.iter().map(goal).collect();
    let options = Options { seed: scenario.seed, drain: false, interrupted: &|| false };
    let finished = replay(&scenario, options, entries);
    let read = |goal: &Goal| finished.read(&goal.reach).filter(|value| value.is_finite());
    scenario.goals.iter().map(|goal| read(goal).map(|value| value + 0.0)).collect()
}

#[test]
fn a_trial_is_the_run_that_it_stands_for() {
    for (name, at, knob, value) in [
        ("lunch-rush", 900, "pantry.main.hatches", "3"),
        ("slow-bank", 750, "kitchen.main.juggles", "10"),
        ("two-districts", 1101, "district.north.power", "\"on\""),
    ] {
        let scenario = scenario(name);
        let at = Time(at * SECOND.0);
        let mut session = session(&scenario, at);
        session.check(vec![(knob.to_owned(), value.to_owned())]);
        let checked = work(&mut session);
        assert!(checked.is_complete());
        assert_eq!(checked.from, at);
        let window = Window { from: checked.from, to: checked.to };
        let unchanged = checked.unchanged.dials().unwrap();
        assert_eq!(unchanged, read(&scenario, window, &[]), "{name}: going on");
        let set = Set { path: knob.to_owned(), value: value.to_owned() };
        let command = Command::Turn(turned(&scenario, &set).unwrap());
        let turned = read(&scenario, window, &[Entry { at, command }]);
        assert_eq!(checked.trials[0].state.dials().unwrap(), turned, "{name}: {knob}");
        assert_ne!(unchanged, turned, "{name}: it makes a difference");
    }
}

#[test]
fn the_run_that_is_watched_does_not_notice() {
    let scenario = scenario("lunch-rush");
    let mut watched = session(&scenario, Time(900 * SECOND.0));
    watched.check(vec![("kitchen.main.chefs".into(), "1".into())]);
    work(&mut watched);
    let mut other = session(&scenario, Time(900 * SECOND.0));
    for session in [&mut watched, &mut other] {
        session.ask(Request::To(Time(1_000 * SECOND.0)));
        while session.aim.is_some() {
            session.pursue(100_000);
        }
    }
    assert_eq!(watched.picture().floor().dials, other.picture().floor().dials);
}

#[test]
fn what_is_of_another_past_is_thrown_away() {
    let scenario = scenario("lunch-rush");
    let mut session = session(&scenario, Time(900 * SECOND.0));
    let wanted = vec![
        ("kitchen.main.chefs".to_owned(), "nonsense".to_owned()),
        ("pantry.main.hatches".to_owned(), "3".to_owned()),
    ];
    let begin = |session: &mut Session<'_>| {
        session.check(wanted.clone());
        let checked = work(session);
        assert_eq!(checked.trials[0].state, TrialState::GivenUp, "it cannot be turned so");
        assert!(checked.trials[1].state.dials().is_some());
        assert_eq!(checked.trials[1].from, "2");
    };
    begin(&mut session);
    session.ask(Request::To(Time(960 * SECOND.0)));
    while session.aim.is_some() {
        session.pursue(100_000);
    }
    assert!(session.trials.checked().is_some(), "time that goes by changes nothing");
    let turn = Request::Turn { knob: "pantry.main.hatches".into(), value: "2".into() };
    for request in [turn, Request::Back(SECOND), Request::Fork, Request::Branch(ToBranch::Next)] {
        begin(&mut session);
        session.ask(request.clone());
        assert!(session.trials.checked().is_none(), "{request:?}");
        while session.aim.is_some() {
            session.pursue(100_000);
        }
    }
}

#[test]
fn after_closing_time_there_is_nothing_to_try() {
    let scenario = scenario("first-order");
    let mut session = session(&scenario, scenario.closing());
    session.ask(Request::Check(vec![("kitchen.main.chefs".into(), "2".into())]));
    assert!(session.trials.checked().is_none());
    assert_eq!(session.picture().notice.unwrap().kind, NoticeKind::IsOver);
}
