//! What comes first when much happens at one instant, and whose patience ends when.

use super::*;

#[test]
fn t1_one_chef_serves_in_turn() {
    let stories = run(plan(1, vec![cook(2.5)], every_second(5)));
    assert_eq!(stories.started(), some(&[0.0, 2.5, 5.0, 7.5, 10.0]));
    assert_eq!(stories.ended(), served(&[2.5, 5.0, 7.5, 10.0, 12.5]));
}

#[test]
fn t2_two_chefs_share_one_rail() {
    let stories = run(plan(2, vec![cook(2.5)], every_second(5)));
    assert_eq!(stories.started(), some(&[0.0, 1.0, 2.5, 3.5, 5.0]));
    assert_eq!(stories.ended(), served(&[2.5, 3.5, 5.0, 6.0, 7.5]));
}

#[test]
fn t3_work_ends_before_the_next_guest_is_refused() {
    let mut plan = plan(1, vec![cook(2.5)], every_second(10));
    plan.kitchens[0].capacity = Some(1);
    let stories = run(plan);
    let refused = stories.those(Outcome::RAIL_FULL);
    assert_eq!(refused, [(2, 2.0), (4, 4.0), (6, 6.0), (7, 7.0), (9, 9.0)]);
    let started: Vec<f64> = [0, 1, 3, 5, 8].map(|n| stories.all[n].started.unwrap()).into();
    assert_eq!(started, [0.0, 2.5, 5.0, 7.5, 10.0]);
}

#[test]
fn t4_a_chef_comes_before_a_patience_that_ends() {
    let mut plan = plan(1, vec![cook(2.5)], every_second(10));
    (plan.rooms[0].patience, plan.rooms[0].until) = (Some(constant(3.0)), Until::Chef);
    let stories = run(plan);
    let gone = [(3, 6.0), (4, 7.0), (6, 9.0), (8, 11.0), (9, 12.0)];
    assert_eq!(stories.those(Outcome::PATIENCE), gone);
    let served = [(0, 2.5), (1, 5.0), (2, 7.5), (5, 10.0), (7, 12.5)];
    assert_eq!(stories.those(Outcome::SERVED), served);
    assert_eq!(stories.turns(), [0, 1, 2, 5, 7]);
}

#[test]
fn t5_the_last_guests_leave_one_after_the_other() {
    let mut plan = plan(1, vec![cook(3.0)], every_second(4));
    (plan.rooms[0].patience, plan.rooms[0].until) = (Some(constant(2.0)), Until::Chef);
    let stories = run(plan);
    assert_eq!(stories.those(Outcome::SERVED), [(0, 3.0), (1, 6.0)]);
    assert_eq!(stories.those(Outcome::PATIENCE), [(2, 4.0), (3, 5.0)]);
}

#[test]
fn at_one_instant_guests_come_before_others_lose_patience() {
    // Order 1 leaves at 3 s, too late for order 2, who comes at that moment.
    let mut plan = plan(1, vec![cook(10.0)], room(&[(0.0, 0), (1.0, 0), (3.0, 0), (4.0, 0)]));
    (plan.rooms[0].patience, plan.rooms[0].until) = (Some(constant(2.0)), Until::Chef);
    plan.kitchens[0].capacity = Some(1);
    let stories = run(plan);
    assert_eq!(stories.those(Outcome::RAIL_FULL), [(2, 3.0)]);
    assert_eq!(stories.those(Outcome::PATIENCE), [(1, 3.0), (3, 6.0)]);
}

#[test]
fn at_one_instant_knobs_are_turned_before_anything_else() {
    // The chef goes home at the very moment at which order 0 is done: order 1 waits for the next.
    let stop = Turn::Kitchen(0, KitchenTurn::Chefs(Some(0)));
    let go = Turn::Kitchen(0, KitchenTurn::Chefs(Some(1)));
    let plan = plan(1, vec![cook(2.0)], room(&[(0.0, 0), (1.0, 0), (9.0, 0)]));
    let (_, stories) = run_with(plan, &[(2.0, stop), (9.0, go)]);
    assert_eq!(stories.started(), some(&[0.0, 9.0, 11.0]));
    assert_eq!(stories.ended(), served(&[2.0, 11.0, 13.0]));
}

#[test]
fn what_is_due_now_comes_before_the_next_guest() {
    // Both come at 0 s, one after the other: the first has a chef before the second comes.
    let mut plan = plan(1, vec![cook(1.0)], room(&[(0.0, 0), (0.0, 0)]));
    plan.kitchens[0].capacity = Some(0);
    let stories = run(plan);
    assert_eq!(stories.those(Outcome::SERVED), [(0, 1.0)]);
    assert_eq!(stories.those(Outcome::RAIL_FULL), [(1, 0.0)]);
}

#[test]
fn patience_ends_with_other_deadlines_even_if_the_wait_has_just_begun() {
    // Order 0 reaches the rail at 4 s, as its patience ends; the chef is free at 4 s, too.
    let mut plan = plan(1, vec![cook(1.0)], room(&[(3.0, 0)]));
    let mut far = room(&[(0.0, 0)]);
    (far.patience, far.until, far.distance) = (Some(constant(4.0)), Until::Chef, span(4.0));
    plan.rooms.push(far);
    assert_eq!(run(plan).ended(), served(&[9.0, 4.0]));
}

#[test]
fn at_one_instant_the_guest_leaves_before_the_waiter_apologises() {
    let mut plan = plan(1, vec![cook(10.0)], room(&[(0.0, 0), (0.0, 0)]));
    plan.rooms[0].patience = Some(constant(5.0));
    plan.waiter.timeout = Some(span(5.0));
    let stories = run(plan);
    assert_eq!(stories.ended(), [(5.0, Outcome::PATIENCE), (5.0, Outcome::PATIENCE)]);
}

#[test]
fn at_one_instant_the_guest_leaves_before_the_kitchen_hangs_up() {
    let mut plan = plan(1, vec![call(Some(5.0))], room(&[(0.0, 0)]));
    plan.rooms[0].patience = Some(constant(5.0));
    plan.partners = vec![PartnerPlan { power: Power::Hangs, ..PartnerPlan::default() }];
    let stories = run(plan);
    assert_eq!(stories.ended(), [(5.0, Outcome::PATIENCE)]);
    assert_eq!(stories.all[0].closed, Some(5.0));
}

#[test]
fn a_guest_without_patience_leaves_at_once() {
    let mut plan = plan(1, vec![cook(1.0)], every_second(2));
    (plan.rooms[0].patience, plan.rooms[0].until) = (Some(constant(0.0)), Until::Chef);
    let stories = run(plan);
    assert_eq!(stories.ended(), [(0.0, Outcome::PATIENCE), (1.0, Outcome::PATIENCE)]);
    assert_eq!(stories.started(), [None, None]);
}

#[test]
fn a_guest_who_leaves_takes_the_ticket_along() {
    let mut plan = plan(1, vec![cook(4.0)], every_second(3));
    (plan.rooms[0].patience, plan.rooms[0].until) = (Some(constant(3.5)), Until::Chef);
    let stories = run(plan);
    // Nothing is cooked for order 2, who leaves at 5.5 s.
    assert_eq!(stories.started(), [Some(0.0), Some(4.0), None]);
    assert_eq!(stories.all[2].closed, Some(5.5));
    assert_eq!(stories.count(|fact| matches!(fact, Fact::TakenAlong { .. })), 1);
    // Order 1 was started in time, and patience no longer counts.
    assert_eq!(stories.those(Outcome::SERVED), [(0, 4.0), (1, 8.0)]);
}

#[test]
fn work_for_a_guest_who_left_goes_on() {
    let mut plan = plan(1, vec![cook(4.0)], every_second(3));
    plan.rooms[0].patience = Some(constant(3.5));
    let stories = run(plan.clone());
    let gone = [(0, 3.5), (1, 4.5), (2, 5.5)];
    assert_eq!(stories.those(Outcome::PATIENCE), gone);
    assert_eq!(stories.started(), some(&[0.0, 4.0, 8.0]));
    assert_eq!(stories.all[2].closed, Some(12.0));
    // Unless stale tickets are tossed when their turn comes; what is in hand is finished.
    plan.kitchens[0].tosses_stale_tickets = true;
    let stories = run(plan);
    assert_eq!(stories.those(Outcome::PATIENCE), gone);
    assert_eq!(stories.started(), [Some(0.0), Some(4.0), None]);
    assert_eq!(stories.all[2].closed, Some(8.0));
}

#[test]
fn the_kitchen_cooks_on_after_an_apology() {
    for until in [Until::Plate, Until::Chef] {
        let mut plan = plan(1, vec![cook(5.0)], every_second(2));
        (plan.waiter.timeout, plan.rooms[0].until) = (Some(span(3.5)), until);
        let stories = run(plan);
        assert_eq!(stories.ended(), [(3.5, Outcome::TOO_SLOW), (4.5, Outcome::TOO_SLOW)]);
        assert_eq!(stories.all[0].work, [(0.0, 5.0)]);
        assert_eq!(stories.all[1].work, [(5.0, 10.0)], "{until:?}");
        assert_eq!(stories.all[1].closed, Some(10.0));
    }
}
