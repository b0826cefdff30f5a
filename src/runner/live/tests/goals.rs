//! What is read of goals on the way is what the report says of them in the end.

use super::{ask, open, scenario, seconds, to, with};
use crate::kernel::Time;
use crate::runner::run::Progress;
use crate::runner::snapshot::{GoalShot, GoalTime};
use crate::runner::{Request, Speed};
use crate::scenario::Scenario;

/// Reads the goals at a moment, and as the report of a run that ends there reads them.
fn both(scenario: &Scenario, at: Time) -> (Vec<GoalShot>, Vec<Option<f64>>) {
    let mut session = open(scenario);
    if at < scenario.closing() {
        to(&mut session, at);
    } else {
        ask(&mut session, Request::Speed(Speed::Max));
        while session.go(Time::NEVER, 100_000) != Progress::Over {}
    }
    let goals = session.picture().floor().goals.clone();
    let finished = session.end().finished;
    (goals, scenario.goals.iter().map(|goal| finished.read(&goal.reach)).collect())
}

#[test]
fn goals_are_read_on_the_way_as_in_the_report() {
    for name in ["lunch-rush", "overheard", "first-order", "bigger-building"] {
        let scenario = scenario(name);
        let closes = scenario.closing();
        for part in [0, 1, 2, 3] {
            let (goals, report) = both(&scenario, Time(closes.0 / 3 * part + part));
            assert_eq!(goals.len(), report.len());
            for (at, (shot, said)) in goals.iter().zip(&report).enumerate() {
                assert_eq!(shot.got, *said, "{name}, part {part}, goal {at}");
                assert_eq!(shot.time == GoalTime::Over, part == 3, "{name}, goal {at}");
            }
        }
    }
}

#[test]
fn a_window_that_has_not_come_yet_is_to_come() {
    let rush = scenario("lunch-rush");
    let times = |at| both(&rush, seconds(at)).0.iter().map(|goal| goal.time).collect::<Vec<_>>();
    assert_eq!(times(600), [GoalTime::ToCome, GoalTime::Passes]);
    assert_eq!(times(1500), [GoalTime::Passes, GoalTime::Passes]);
    let (goals, _) = both(&rush, seconds(600));
    assert!(goals[0].got.is_none() && goals[1].got.is_some());
}

/// The last so long before an end that nobody knows yet.
#[test]
fn the_last_so_long_of_a_day_that_drains_is_not_known() {
    let mut rush = with("lunch-rush", &[("drain", "true")]);
    for goal in &mut rush.goals {
        goal.reach.window = crate::scenario::WindowSpec::Last(crate::kernel::Span(1_000_000_000));
    }
    let (goals, report) = both(&rush, rush.closing());
    assert!(goals.iter().all(|goal| goal.got.is_none() && goal.time == GoalTime::ToCome));
    assert!(report.iter().all(Option::is_some));
}
