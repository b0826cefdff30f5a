//! Guests who try again, exactly.

use super::*;
use crate::restaurant::{RetryTurn, RoomTurn};

fn retry(limit: u32, wait: f64) -> RetryPlan {
    RetryPlan { limit: Some(limit), wait: span(wait), ..RetryPlan::default() }
}

/// One chef, no place on the rail, work of 2.5 s.
fn busy_kitchen(retry: RetryPlan, room: RoomPlan) -> Plan {
    let mut plan = plan(1, vec![cook(2.5)], room);
    plan.kitchens[0].capacity = Some(0);
    plan.rooms[0].retry = retry;
    plan
}

fn placed(stories: &Stories) -> Vec<f64> {
    let placed = |(now, fact): &(Time, Fact)| match fact {
        Fact::Placed { .. } => Some(now.seconds()),
        _ => None,
    };
    stories.facts.iter().filter_map(placed).collect()
}

#[test]
fn a_guest_tries_again_as_often_as_allowed_and_gives_up() {
    let stories = run(busy_kitchen(retry(2, 1.0), room(&[(0.0, 0), (0.25, 0)])));
    // Refused at 0.25 and 1.25 and 2.25: the chef is busy until 2.5.
    assert_eq!(placed(&stories), [0.0, 0.25, 1.25, 2.25]);
    assert_eq!(stories.count(|fact| matches!(fact, Fact::GaveUp { .. })), 1);
    let once_more = run(busy_kitchen(retry(3, 1.0), room(&[(0.0, 0), (0.25, 0)])));
    assert_eq!(placed(&once_more), [0.0, 0.25, 1.25, 2.25, 3.25]);
    assert_eq!(once_more.ended().last(), Some(&(5.75, Outcome::SERVED)));
}

#[test]
fn waits_grow_by_the_backoff() {
    let plan = RetryPlan { backoff: 2.0, ..retry(4, 0.25) };
    let stories = run(busy_kitchen(plan, room(&[(0.0, 0), (0.0, 0)])));
    assert_eq!(placed(&stories), [0.0, 0.0, 0.25, 0.75, 1.75, 3.75]);
}

#[test]
fn jittered_waits_are_at_most_the_full_wait_and_differ() {
    let plan = RetryPlan { jitter: true, ..retry(1, 1.0) };
    let mut busy = busy_kitchen(plan, room(&[(0.0, 0); 101]));
    busy.menu[0].recipe = vec![cook(100.0)];
    let again = &placed(&run(busy))[101..];
    assert_eq!(again.len(), 100);
    assert!(again.iter().all(|moment| (0.0..=1.0).contains(moment)), "{again:?}");
    let mean = again.iter().sum::<f64>() / 100.0;
    // Five standard deviations of the mean of a hundred uniform draws.
    assert!((mean - 0.5).abs() < 5.0 * 0.0289, "{mean}");
}

#[test]
fn a_budget_of_nothing_lets_ten_retries_through() {
    let plan = RetryPlan { budget: Some(0.0), ..retry(3, 0.5) };
    let mut busy = busy_kitchen(plan, room(&[(0.0, 0); 21]));
    busy.menu[0].recipe = vec![cook(100.0)];
    let stories = run(busy);
    assert_eq!(placed(&stories).len(), 21 + 10);
    assert_eq!(stories.count(|fact| matches!(fact, Fact::GaveUp { .. })), 20);
}

#[test]
fn a_guest_without_patience_comes_back_while_the_kitchen_cooks_on() {
    let mut plan = plan(2, vec![cook(3.0)], every_second(1));
    plan.rooms[0].patience = Some(constant(2.0));
    plan.rooms[0].retry = retry(1, 0.5);
    let stories = run(plan);
    assert_eq!(placed(&stories), [0.0, 2.5]);
    assert_eq!(stories.ended(), [(2.0, Outcome::PATIENCE), (4.5, Outcome::PATIENCE)]);
    assert_eq!(stories.all[0].closed, Some(3.0), "the first plate is cooked for nobody");
}

#[test]
fn other_faults_of_the_guest_are_not_tried_again() {
    let mut plan = busy_kitchen(retry(5, 1.0), room(&[(0.0, 7)]));
    plan.rooms[0] = RoomPlan {
        arrivals: Arrivals::Trace(
            [TraceRow { at: at(0.0), dish: None, patience: Some(span(9.0)), carries: None }].into(),
        ),
        ..plan.rooms[0].clone()
    };
    assert_eq!(run(plan).ended(), [(0.0, Outcome::NOT_ON_THE_MENU)]);
}

#[test]
fn patience_that_is_written_down_holds_for_every_attempt() {
    let mut plan = plan(1, vec![cook(9.0)], every_second(1));
    let rows = [TraceRow { at: at(0.0), dish: Some(0), patience: Some(span(2.0)), carries: None }];
    plan.rooms[0].arrivals = Arrivals::Trace(rows.into());
    plan.rooms[0].retry = retry(2, 1.0);
    let ended: Vec<f64> = run(plan).ended().into_iter().map(|(moment, _)| moment).collect();
    assert_eq!(ended, [2.0, 5.0, 8.0]);
}

#[test]
fn a_guest_of_a_closed_room_thinks_once_the_visit_is_over() {
    let mut plan = plan(1, vec![cook(10.0)], every_second(1));
    plan.rooms[0].arrivals = Arrivals::Closed(1, constant(1.0));
    plan.rooms[0].mix = Mix::new([(0, 1.0)]);
    plan.rooms[0].patience = Some(constant(2.0));
    plan.rooms[0].retry = retry(1, 0.5);
    let moments = placed(&run(plan));
    // Thinks 1, leaves at 3, is back at 3.5, leaves at 5.5, thinks 1, and so on.
    assert_eq!(moments[..4], [1.0, 3.5, 6.5, 9.0]);
}

#[test]
fn retries_that_are_turned_off_end_with_the_attempt_under_way() {
    let busy = busy_kitchen(retry(9, 1.0), room(&[(0.0, 0), (0.25, 0)]));
    let off = Turn::Room(0, RoomTurn::Retry(RetryTurn::Limit(Some(0))));
    let (restaurant, stories) = run_with(busy, &[(0.5, off)]);
    assert_eq!(placed(&stories), [0.0, 0.25, 1.25]);
    assert_eq!(stories.count(|fact| matches!(fact, Fact::GaveUp { .. })), 1);
    assert!(restaurant.is_at_rest());
}
