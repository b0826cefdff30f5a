//! The autoscaler, decision by decision.

use super::*;
use crate::kernel::{MINUTE, SECOND};

fn scaler() -> Autoscaler {
    let plan = AutoscalePlan {
        from: 1,
        to: Some(5),
        busy: 0.7,
        every: Span(10 * SECOND.0),
        opens_in: Span(60 * SECOND.0),
        closes_after: Span(5 * MINUTE.0),
    };
    Autoscaler::new(plan, 10..16)
}

/// Lets it look for one decision, at copies of ten chefs of whom so many are busy in all.
fn decide(scaler: &mut Autoscaler, hands: u64, at: u64) -> Vec<Time> {
    let look = Look { hands, chefs: Some(10), dark: 0 };
    let calls = (0..LOOKS).map(|_| scaler.looks(look, Time(at * SECOND.0)));
    calls.last().unwrap_or_default()
}

fn stages(scaler: &Autoscaler) -> Vec<Stage> {
    scaler.copies().map(|copy| scaler.stage(copy, true)).collect()
}

#[test]
fn as_many_copies_as_the_busy_hands_need() {
    use Stage::{Closed, Open, Opening};
    let mut scaler = scaler();
    assert_eq!(decide(&mut scaler, 7, 10), [], "seven of ten are as busy as they should be");
    assert_eq!(decide(&mut scaler, 10, 20), [Time(80 * SECOND.0)]);
    assert_eq!(stages(&scaler), [Open, Opening, Closed, Closed, Closed, Closed]);
    assert_eq!(decide(&mut scaler, 10, 30), [], "the one that is being opened counts");
    scaler.opens(Time(79 * SECOND.0));
    assert_eq!(scaler.in_service(), 10..11);
    scaler.opens(Time(80 * SECOND.0));
    assert_eq!(scaler.in_service(), 10..12);
    assert_eq!(decide(&mut scaler, 60, 90).len(), 3, "never more than five");
}

#[test]
fn copies_close_once_fewer_have_been_enough_for_long_enough() {
    let mut scaler = scaler();
    scaler.turn(AutoscalerTurn::From(5), Time(0));
    scaler.opens(Time(60 * SECOND.0));
    scaler.turn(AutoscalerTurn::From(1), Time(60 * SECOND.0));
    assert_eq!(scaler.in_service(), 10..15);
    decide(&mut scaler, 0, 100);
    decide(&mut scaler, 20, 200);
    assert_eq!(scaler.in_service(), 10..15);
    decide(&mut scaler, 0, 400);
    assert_eq!(scaler.in_service(), 10..13, "as many as were needed at most in the meantime");
    assert_eq!(scaler.stage(13, false), Stage::Closing);
    assert_eq!(scaler.stage(13, true), Stage::Closed);
}

#[test]
fn a_moment_in_which_all_are_needed_begins_the_wait_anew() {
    let mut scaler = scaler();
    scaler.turn(AutoscalerTurn::From(2), Time(0));
    scaler.opens(Time(60 * SECOND.0));
    scaler.turn(AutoscalerTurn::From(1), Time(60 * SECOND.0));
    decide(&mut scaler, 3, 100);
    decide(&mut scaler, 13, 390);
    decide(&mut scaler, 3, 400);
    assert_eq!(scaler.in_service(), 10..12);
    decide(&mut scaler, 3, 700);
    assert_eq!(scaler.in_service(), 10..11);
}

#[test]
fn copies_that_are_not_open_yet_are_sent_back_first() {
    let mut scaler = scaler();
    decide(&mut scaler, 30, 10);
    assert_eq!(scaler.called(), 5);
    scaler.turn(AutoscalerTurn::To(Some(2)), Time(20 * SECOND.0));
    assert_eq!((scaler.open, scaler.called()), (1, 2));
}

#[test]
fn the_work_of_dark_copies_is_done_by_others() {
    let mut scaler = scaler();
    for _ in 0..LOOKS {
        scaler.looks(Look { hands: 7, chefs: Some(10), dark: 1 }, Time(SECOND.0));
    }
    assert_eq!(scaler.called(), 2);
}
