//! Windows of one's own show what a goal over the same window would.

use super::{Beginning, ask, beginning, notice, over, scenario, seconds, to, turn};
use crate::kernel::Time;
use crate::runner::Request;
use crate::runner::live::session::{CHECKPOINT_BYTES, Session};
use crate::runner::snapshot::NoticeKind;

const DIALS: [&str; 5] =
    ["latency.p95", "orders.served", "rail.wait.mean", "rail.length.max", "chefs.busy"];

/// Checks each window of a picture, and returns between which moments they are.
fn check(session: &mut Session<'_>) -> Vec<(Time, Time)> {
    let scenario = session.scenario;
    let picture = session.picture();
    let windows = &picture.floor().windows;
    assert_eq!(windows.len(), session.asked.len());
    let mut moments = Vec::new();
    for shot in windows {
        let Some((from, end)) = shot.between else { continue };
        let name = shot.text.split('@').next().unwrap();
        let wanted = over(scenario, &format!("{}ns..{}ns", from.0, end.0), name);
        let got = shot.value.unwrap_or(0.0);
        assert!((got - wanted).abs() < 1e-9, "{}: {got} instead of {wanted}", shot.text);
        moments.push((from, end));
    }
    moments
}

fn asked(windows: &[&str]) -> Request {
    let each = windows.iter().flat_map(|w| DIALS.map(|dial| format!("{dial}@{w}")));
    Request::Read(each.take(16).collect())
}

#[test]
fn a_window_shows_what_a_goal_over_it_would() {
    let scenario = scenario("lunch-rush");
    for memory in [0, CHECKPOINT_BYTES] {
        let beginning = Beginning { checkpoint_bytes: memory, ..beginning(&scenario) };
        let mut session = Session::open(&scenario, beginning, 1.0);
        to(&mut session, seconds(700));
        ask(&mut session, asked(&["2m", "10m..15m"]));
        // What has begun before it was asked for is known at once, and ends now.
        assert_eq!(check(&mut session)[0], (seconds(580), seconds(700)));
        assert_eq!(check(&mut session)[5], (seconds(600), seconds(700)));
        // It goes along, in steps of a twelfth; what has ended stays as it is.
        while session.now() < seconds(900) {
            session.go(Time::NEVER, 10);
        }
        to(&mut session, seconds(947));
        session.is_paused = false;
        let moments = check(&mut session);
        assert_eq!(moments[0], (seconds(820), seconds(940)));
        assert_eq!(moments[5], (seconds(600), seconds(900)));
        // As soon as the clock stands still it ends at that very moment.
        session.is_paused = true;
        let moments = check(&mut session);
        assert_eq!(moments[0], (seconds(827), seconds(947)));
        assert_eq!(moments[5], (seconds(600), seconds(900)));
        ask(&mut session, Request::OneEvent);
        let now = session.now();
        assert_eq!(check(&mut session)[0], (Time(now.0 - seconds(120).0), now));
        // Where the run is over it is over the end.
        super::go_to_the_end(&mut session);
        let end = check(&mut session)[0].1;
        assert!(seconds(1790) <= end && end <= seconds(1800), "{end:?}");
        ask(&mut session, asked(&["90s", "29m..30m"]));
        assert_eq!(check(&mut session)[0], (seconds(1710), seconds(1800)));
        assert_eq!(check(&mut session)[5], (seconds(1740), seconds(1800)));
        ask(&mut session, asked(&["2m", "10m..15m"]));
        // Back in time it is what it was there.
        to(&mut session, seconds(650));
        assert_eq!(check(&mut session)[0], (seconds(530), seconds(650)));
        assert_eq!(check(&mut session)[5], (seconds(600), seconds(650)));
    }
}

#[test]
fn what_has_not_begun_is_not_known() {
    let scenario = scenario("lunch-rush");
    let mut session = Session::open(&scenario, beginning(&scenario), 1.0);
    to(&mut session, seconds(180));
    ask(&mut session, asked(&["20m..25m"]));
    assert!(session.picture().floor().windows.iter().all(|shot| shot.between.is_none()));
    // Counting begins with the end of the warm-up: until then the last so long is shorter.
    ask(&mut session, asked(&["2m"]));
    assert_eq!(check(&mut session)[0], (seconds(120), seconds(180)));
    // A mistyped one is left out, and without any nothing is measured.
    ask(&mut session, Request::Read(vec!["latency.p59@2m".into(), "latency.p95".into()]));
    assert_eq!(session.picture().floor().windows.len(), 1);
    ask(&mut session, Request::Read(Vec::new()));
    assert!(session.picture().floor().windows.is_empty());
}

#[test]
fn both_futures_have_their_windows() {
    let scenario = scenario("lunch-rush");
    let mut session = Session::open(&scenario, beginning(&scenario), 1.0);
    to(&mut session, seconds(700));
    ask(&mut session, asked(&["2m"]));
    session.picture();
    ask(&mut session, Request::Fork);
    ask(&mut session, turn("pantry.main.hatches", "4"));
    to(&mut session, seconds(940));
    let picture = session.picture();
    let value = |floor: usize| picture.floors[floor].windows[0].value.unwrap();
    let wanted = over(&scenario, "820s..940s", "latency.p95");
    assert!((value(0) - wanted).abs() < 1e-9 && value(1) < value(0), "{} {}", value(0), value(1));
}

/// What waits for a dial over a window, and what shows one, keep out of each other's way.
#[test]
fn waiting_for_a_window_leaves_others_alone() {
    let scenario = scenario("lunch-rush");
    let mut session = Session::open(&scenario, beginning(&scenario), 1.0);
    to(&mut session, seconds(660));
    ask(&mut session, asked(&["1m"]));
    session.picture();
    ask(&mut session, Request::Until("rail.wait.mean@2m > 15s".into()));
    assert_eq!(notice(&session), Some(NoticeKind::IsSo));
    assert_eq!(check(&mut session)[0].1, session.now());
}

#[test]
fn of_late_percentiles_are_known_as_well() {
    let scenario = scenario("lunch-rush");
    let mut session = Session::open(&scenario, beginning(&scenario), 1.0);
    to(&mut session, seconds(907));
    let picture = session.picture();
    let at = session.desk.dials.iter().position(|dial| dial.name == "latency.p95").unwrap();
    let longest = session.desk.dials.iter().position(|d| d.name == "rail.length.max").unwrap();
    // Laps are thirty seconds long, and begin when counting does.
    let all = ["780s", "750s", "720s", "690s", "660s"].map(|from| {
        let window = format!("{from}..907s");
        (over(&scenario, &window, "latency.p95"), over(&scenario, &window, "rail.length.max"))
    });
    let recent = &picture.floor().recent;
    let got = (recent[at].unwrap(), recent[longest].unwrap());
    let is =
        |wanted: &(f64, f64)| (wanted.0 - got.0).abs() < 1e-9 && (wanted.1 - got.1).abs() < 1e-9;
    assert!(all.iter().any(is), "{got:?} is none of {all:?}");
}
