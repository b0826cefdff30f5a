//! What the house knows nothing of: guests' own devices, where guests go, how they speak.

use super::*;
use crate::restaurant::RoomTurn;

/// Two orders, a second apart, of a dish that takes one second; the way takes half a second.
fn two_orders(device: Device, patience: Option<f64>) -> Plan {
    let mut plan = plan(2, vec![cook(1.0)], room(&[(0.0, 0), (1.0, 0)]));
    let room = &mut plan.rooms[0];
    (room.device, room.distance, room.patience) = (device, span(0.5), patience.map(constant));
    plan
}

fn turn(device: Device) -> Turn {
    Turn::Room(0, RoomTurn::Device(device))
}

fn takes(seconds: f64) -> Device {
    Device::Takes(constant(seconds))
}

#[test]
fn an_answer_is_there_once_the_device_has_drawn_it() {
    let stories = run(two_orders(takes(0.25), None));
    assert_eq!(stories.ended(), served(&[2.25, 3.25]));
    let displaying = |fact: &Fact| matches!(fact, Fact::Moved { phase: Phase::Displaying, .. });
    assert_eq!(stories.count(displaying), 2);
}

#[test]
fn nobody_sees_an_answer_on_a_device_that_is_off_and_the_kitchen_notices_nothing() {
    let stories = run(two_orders(Device::Off, Some(10.0)));
    assert_eq!(stories.ended(), [(10.0, Outcome::PATIENCE), (11.0, Outcome::PATIENCE)]);
    let on = run(two_orders(Device::AtOnce, Some(10.0)));
    let work = |stories: &Stories| -> Vec<_> {
        stories.all.iter().map(|story| (story.started, story.work.clone())).collect()
    };
    assert_eq!(work(&stories), work(&on));
}

#[test]
fn a_device_that_is_on_again_draws_what_has_come_meanwhile() {
    let turns = [(2.5, turn(takes(0.25))), (2.6, turn(Device::Off))];
    let (_, stories) = run_with(two_orders(Device::Off, Some(10.0)), &turns);
    // What it has begun to draw it draws to the end.
    assert_eq!(stories.ended(), [(2.75, Outcome::SERVED), (11.0, Outcome::PATIENCE)]);
    let at_once = run_with(two_orders(Device::Off, None), &[(5.0, turn(Device::AtOnce))]);
    assert_eq!(at_once.1.ended(), served(&[5.0, 5.0]));
    assert_eq!(at_once.0.orders(), 0);
}

#[test]
fn whoever_leaves_while_the_device_draws_has_seen_nothing() {
    let stories = run(two_orders(takes(60.0), Some(10.0)));
    assert_eq!(stories.ended(), [(10.0, Outcome::PATIENCE), (11.0, Outcome::PATIENCE)]);
    // The devices draw on, for nobody.
    assert_eq!(stories.all[1].closed, Some(63.0));
}

#[test]
fn no_answer_comes_from_where_nobody_is() {
    let mut lost = two_orders(Device::AtOnce, None);
    lost.rooms[0].manner = Manner { is_lost: true, speaks_kitchen: false };
    lost.rooms[0].retry = RetryPlan { limit: Some(1), wait: span(1.0), ..RetryPlan::default() };
    let stories = run(lost);
    // There and back again, a second of waiting, and there once more.
    let ends = [0.5, 2.5, 1.5, 3.5].map(|at| (at, Outcome::WRONG_ADDRESS));
    let mut ended = stories.ended();
    ended.sort_by(|a, b| a.0.total_cmp(&b.0));
    assert_eq!(ended, [ends[0], ends[2], ends[1], ends[3]]);
    assert_eq!(stories.started(), [None; 4]);
}

#[test]
fn a_guest_who_speaks_to_the_kitchen_past_the_waiter_is_turned_away() {
    let mut plan = two_orders(Device::AtOnce, None);
    plan.rooms[0].manner.speaks_kitchen = true;
    plan.waiter.take_order = Some(constant(0.25));
    let (_, stories) = run_with(plan, &[(0.9, Turn::Room(0, RoomTurn::Speaks(false)))]);
    assert_eq!(stories.ended(), [(0.75, Outcome::MALFORMED), (3.25, Outcome::SERVED)]);
}
