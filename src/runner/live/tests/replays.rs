//! A journal that is watched: what is in it happens at its times, and whoever does something else
//! before that begins a branch.

use super::*;
use crate::runner::Journal;
use crate::runner::command::Command;

/// Returns what somebody did in a lunch rush, as a journal holds it.
fn journal(scenario: &Scenario) -> Journal {
    let mut session = open(scenario);
    to(&mut session, seconds(300));
    ask(&mut session, turn("kitchen.main.chefs", "30"));
    to(&mut session, seconds(700));
    ask(&mut session, place("web", "burger"));
    ask(&mut session, turn("pantry.main.hatches", "4"));
    go_to_the_end(&mut session);
    let source = Source::open("lunch-rush").expect("it is bundled");
    let entries = session.end().entries;
    assert_eq!(entries.len(), 3);
    Journal::of(&source, &[], scenario, (scenario.seed, false), &entries)
}

/// Opens what a journal holds.
fn watched<'a>(scenario: &'a Scenario, journal: &Journal) -> Session<'a> {
    let journal = Journal::read("a journal", &journal.text()).expect("it is one");
    let entries = journal.replay().expect("it can be run again").entries;
    Session::open(scenario, Beginning { entries, ..beginning(scenario) }, 1.0)
}

fn chefs(session: &mut Session<'_>) -> String {
    let picture = session.picture();
    picture.knobs.iter().find(|knob| knob.name == "kitchen.main.chefs").unwrap().stands.clone()
}

#[test]
fn watched_to_its_end_it_is_the_same_run_with_the_same_journal() {
    let scenario = scenario("lunch-rush");
    let journal = journal(&scenario);
    let mut session = watched(&scenario, &journal);
    for second in [299, 301, 1200, 100] {
        to(&mut session, seconds(second));
        assert_eq!(chefs(&mut session), if second > 300 { "30" } else { "20" });
    }
    ask(&mut session, Request::Restart);
    to(&mut session, seconds(400));
    assert_eq!(chefs(&mut session), "30");
    go_to_the_end(&mut session);
    assert_eq!(session.branches.len(), 1);
    let ended = session.end();
    assert_eq!(json(&scenario, &ended.finished), replayed(&scenario, &ended.entries));
    assert_eq!(journal.clone().with(&ended.entries).text(), journal.text());
}

#[test]
fn whoever_leaves_early_loses_nothing_of_the_journal() {
    let scenario = scenario("lunch-rush");
    let journal = journal(&scenario);
    let mut session = watched(&scenario, &journal);
    to(&mut session, seconds(500));
    to(&mut session, seconds(200));
    assert_eq!(journal.clone().with(&session.end().entries).text(), journal.text());
}

#[test]
fn a_knob_turned_before_what_is_to_come_begins_a_branch() {
    let scenario = scenario("lunch-rush");
    let journal = journal(&scenario);
    let mut session = watched(&scenario, &journal);
    to(&mut session, seconds(500));
    ask(&mut session, turn("kitchen.main.chefs", "25"));
    assert_eq!(notice(&session), Some(NoticeKind::NewBranch));
    ask(&mut session, turn("kitchen.main.chefs", "26"));
    assert_eq!(notice(&session), Some(NoticeKind::Turned));
    go_to_the_end(&mut session);
    let picture = session.picture();
    let done: Vec<usize> = picture.branches.iter().map(|branch| branch.done.len()).collect();
    assert_eq!(done, [3, 2]);
    // Nothing of what was to come has come here.
    assert_eq!(session.branches[1].entries.len(), 3);
    ask(&mut session, Request::Branch(ToBranch::Number(0)));
    ask(&mut session, Request::Restart);
    go_to_the_end(&mut session);
    let first = session.branches[0].entries.clone();
    let ended = session.end();
    assert_eq!(ended.entries, first);
    assert_eq!(json(&scenario, &ended.finished), replayed(&scenario, &first));
}

/// In a fork the future that is changed gets what is to come as well: else two things would change.
#[test]
fn two_futures_of_a_replay_share_what_is_to_come() {
    let scenario = scenario("lunch-rush");
    let journal = journal(&scenario);
    let mut session = watched(&scenario, &journal);
    to(&mut session, seconds(500));
    ask(&mut session, Request::Fork);
    ask(&mut session, turn("waiter.count", "9"));
    assert_eq!(notice(&session), Some(NoticeKind::Turned));
    go_to_the_end(&mut session);
    let entered = |number: usize| session.branches[number].entries.len();
    assert_eq!((entered(0), entered(1)), (3, 4));
    let own: Vec<&Command> = session.branches[1].own.iter().map(|entry| &entry.command).collect();
    assert!(matches!(own[..], [Command::Turn(turned)] if turned.knob == "waiter.count"));
}
