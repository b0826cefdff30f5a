//! What somebody does by hand: knobs, forks and orders, and the branches that begin with them.

use super::*;

#[test]
fn a_knob_turned_after_going_back_begins_a_branch_and_the_old_one_is_kept() {
    let scenario = scenario("lunch-rush");
    let mut session = open(&scenario);
    to(&mut session, seconds(300));
    ask(&mut session, turn("kitchen.main.chefs", "30"));
    assert_eq!(notice(&session), Some(NoticeKind::Turned));
    let chefs = |session: &mut Session<'_>| {
        let picture = session.picture();
        picture.knobs.iter().find(|knob| knob.name == "kitchen.main.chefs").unwrap().stands.clone()
    };
    // It is seen at once, although no time has gone by.
    assert_eq!(chefs(&mut session), "30");
    go_to_the_end(&mut session);
    let first = session.picture();
    to(&mut session, seconds(200));
    assert_ne!(chefs(&mut session), "30");
    ask(&mut session, turn("pantry.main.hatches", "4"));
    assert_eq!(notice(&session), Some(NoticeKind::NewBranch));
    go_to_the_end(&mut session);
    let second = session.picture();
    assert_ne!(first.floor().dials, second.floor().dials);
    let done: Vec<usize> = second.branches.iter().map(|branch| branch.done.len()).collect();
    assert_eq!(done, [1, 1]);
    assert_eq!(second.branches[1].parent, Some(0));
    ask(&mut session, Request::Branch(ToBranch::Next));
    let again = session.picture();
    assert_eq!(again.floor().branch, 0);
    assert_eq!(again.floor().dials, first.floor().dials);
    assert_eq!(again.floor().scene, first.floor().scene);
    let entries = session.branches[1].entries.clone();
    ask(&mut session, Request::Branch(ToBranch::Number(1)));
    go_to_the_end(&mut session);
    assert_eq!(json(&scenario, &session.end().finished), replayed(&scenario, &entries));
}

#[test]
fn a_fork_without_a_change_equals_its_parent_and_with_one_shows_the_gap() {
    let scenario = scenario("lunch-rush");
    let mut session = open(&scenario);
    to(&mut session, seconds(400));
    ask(&mut session, Request::Fork);
    let dial = |session: &Session<'_>, name: &str| {
        session.desk.dials.iter().position(|dial| dial.name == name).unwrap()
    };
    for _ in 0..50 {
        session.go(Time::NEVER, 50);
        let picture = session.picture();
        let [was, is] = &picture.floors[..] else { panic!("there are two floors") };
        assert_eq!(was.scene, is.scene);
        assert_eq!(was.dials, is.dials);
        assert_eq!(was.orders, is.orders);
        let gap = picture.gap(dial(&session, "latency.p95"));
        assert!(gap.is_none_or(|gap| gap.abs() < f64::MIN_POSITIVE), "{gap:?}");
    }
    ask(&mut session, turn("pantry.main.hatches", "4"));
    to(&mut session, seconds(1500));
    let picture = session.picture();
    assert!(picture.is_forked && picture.current == 1);
    assert_eq!(picture.floors[0].scene.now, picture.floors[1].scene.now);
    // The same guests; less of a wait.
    assert_eq!(picture.floors[0].placed, picture.floors[1].placed);
    let gap = picture.gap(dial(&session, "latency.p95")).unwrap();
    assert!(gap < -1.0, "{gap}");
    ask(&mut session, Request::Back(Span(3600 * SECOND.0)));
    assert_eq!(notice(&session), Some(NoticeKind::AtForking));
    assert_eq!(session.now(), session.branches[1].from);
    ask(&mut session, Request::EndFork);
    go_to_the_end(&mut session);
    let ended = session.end();
    assert_eq!(ended.entries.len(), 1);
    assert_eq!(json(&scenario, &ended.finished), replayed(&scenario, &ended.entries));
}

#[test]
fn an_order_by_hand_is_followed_and_leaves_all_others_alone() {
    let scenario = scenario("first-order");
    let names = scenario.names();
    let mut session = open(&scenario);
    to(&mut session, seconds(7));
    ask(&mut session, place(&names.rooms[0], &names.dishes[0]));
    assert_eq!(notice(&session), Some(NoticeKind::Placed));
    ask(&mut session, place("nowhere", "soup"));
    assert_eq!(notice(&session), Some(NoticeKind::NotPlaced));
    to(&mut session, seconds(40));
    let picture = session.picture();
    let life = picture.floor().life.clone().expect("it is followed");
    assert!(life.by_hand && life.placed == seconds(7));
    let (decided, outcome) = life.decided.expect("it was served");
    assert_eq!(outcome, crate::restaurant::Outcome::SERVED);
    // Its phases fill its life without a gap.
    let whole: u64 = life.spans.iter().map(|span| (span.to.unwrap() - span.from).0).sum();
    assert_eq!(whole, (decided - life.placed).0);
    assert!(life.spans.iter().any(|span| span.phase == Phase::Cooking));
    let plain = {
        let mut plain = open(&scenario);
        to(&mut plain, seconds(40));
        plain.picture().floor().placed
    };
    assert_eq!(picture.floor().placed, plain + 1);
    // A dish that no menu has is ordered all the same, and refused.
    ask(&mut session, place(&names.rooms[0], "a dragon"));
    ask(&mut session, Request::Forward(Span(10 * SECOND.0)));
    let life = session.picture().floor().life.clone().expect("it is followed");
    assert_eq!((life.dish, life.decided.unwrap().1.0), (None, not_on_the_menu()));
    go_to_the_end(&mut session);
    let ended = session.end();
    assert_eq!(ended.entries.len(), 2);
    assert_eq!(json(&scenario, &ended.finished), replayed(&scenario, &ended.entries));
}

fn not_on_the_menu() -> u8 {
    let at = crate::restaurant::Outcome::FIXED.iter().position(|(id, _)| id.ends_with("the_menu"));
    at.unwrap() as u8
}

#[test]
fn after_closing_time_nobody_can_order_until_one_goes_back() {
    let scenario = scenario("lunch-rush");
    let beginning = Beginning { drain: true, ..beginning(&scenario) };
    let mut session = Session::open(&scenario, beginning, 1.0);
    to(&mut session, Time(scenario.closing().0 + SECOND.0));
    assert_eq!(session.picture().state, State::Paused);
    ask(&mut session, place("web", "burger"));
    assert_eq!(notice(&session), Some(NoticeKind::HasShut));
    ask(&mut session, Request::Back(Span(2 * SECOND.0)));
    ask(&mut session, place("web", "burger"));
    assert_eq!(notice(&session), Some(NoticeKind::NewBranch));
    go_to_the_end(&mut session);
    assert_eq!(session.picture().floor().scene.orders, 0);
    ask(&mut session, Request::Toggle);
    assert_eq!(notice(&session), Some(NoticeKind::IsOver));
    let life = session.picture().floor().life.clone().expect("it is followed");
    assert!(life.by_hand && life.closed.is_some());
}
