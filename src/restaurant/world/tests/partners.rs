//! Partners with a limit, calls made again, and breakers.

use super::*;
use crate::restaurant::{BreakerPlan, Care, PartnerTurn};

/// One kitchen without a limit to its chefs, which makes one call for each order; the partner takes
/// so many seconds, and answers so many calls at once.
fn calls(call: Step, answers: f64, at_once: Option<u32>, orders: &[(f64, u32)]) -> Plan {
    let mut plan = plan(1, vec![call], room(orders));
    plan.kitchens[0].chefs = None;
    plan.kitchens[0].buildings = vec![0];
    plan.buildings = vec![BuildingPlan::default()];
    plan.partners =
        vec![PartnerPlan { answers: Some(constant(answers)), at_once, ..PartnerPlan::default() }];
    plan
}

fn careful(timeout: Option<f64>, care: Care) -> Step {
    let (partner, timeout) = (0, timeout.map(span));
    Step::Call { partner, timeout, or: Outcome::PARTNER, care: Some(Box::new(care)), money: None }
}

fn retries(retries: u32, wait: f64) -> Care {
    Care { retries: Some(retries), wait: span(wait), breaker: None }
}

fn breaker(after: u32, lasts: f64) -> Care {
    Care { breaker: Some(BreakerPlan { after, lasts: span(lasts) }), ..Care::default() }
}

fn turn(turn: PartnerTurn) -> Turn {
    Turn::Partner(0, turn)
}

fn off() -> Turn {
    Turn::Building(0, BuildingTurn::Power(false))
}

/// When something was told, in seconds.
fn when(stories: &Stories, is: impl Fn(&Fact) -> bool) -> Vec<f64> {
    let told = stories.facts.iter().filter(|(_, fact)| is(fact));
    told.map(|(at, _)| at.seconds()).collect()
}

fn taken(stories: &Stories) -> Vec<f64> {
    when(stories, |fact| matches!(fact, Fact::PartnerTaken { .. }))
}

fn free(stories: &Stories) -> Vec<f64> {
    when(stories, |fact| matches!(fact, Fact::PartnerFree { .. }))
}

fn called(stories: &Stories) -> Vec<f64> {
    when(stories, |fact| matches!(fact, Fact::Called { .. }))
}

#[test]
fn calls_beyond_the_limit_wait_in_line() {
    let stories = run(calls(call(None), 4.0, Some(1), &[(0.0, 0), (1.0, 0), (2.0, 0)]));
    assert_eq!(stories.ended(), served(&[4.0, 8.0, 12.0]));
    assert_eq!(called(&stories), [0.0, 1.0, 2.0]);
    assert_eq!((taken(&stories), free(&stories)), (vec![0.0, 4.0, 8.0], vec![4.0, 8.0, 12.0]));
    // All the time is one phase: the guest waits for the partner.
    let entered =
        when(&stories, |fact| matches!(fact, Fact::Moved { phase: Phase::PartnerWait, .. }));
    assert_eq!(entered, [0.0, 1.0, 2.0]);
    // Without a limit nobody tells of places.
    let stories = run(calls(call(None), 4.0, None, &[(0.0, 0), (1.0, 0)]));
    assert_eq!(stories.ended(), served(&[4.0, 5.0]));
    assert_eq!((taken(&stories), free(&stories)), (vec![], vec![]));
}

#[test]
fn a_call_given_up_keeps_its_place_until_the_answer_would_have_come() {
    // Order 0 gives up at 3 s, answered until 4 s; order 1 has waited since 0.5 s and gives up at
    // 3.5 s in the line; order 2 is taken at 4 s and given up at 5 s, and holds up order 3.
    let orders = [(0.0, 0), (0.5, 0), (2.0, 0), (5.5, 0)];
    let stories = run(calls(call(Some(3.0)), 4.0, Some(1), &orders));
    let gave_up = [(0, 3.0), (1, 3.5), (2, 5.0), (3, 8.5)];
    assert_eq!(stories.those(Outcome::PARTNER), gave_up);
    assert_eq!(taken(&stories), [0.0, 4.0, 8.0]);
    assert_eq!(free(&stories), [4.0, 8.0, 12.0]);
}

#[test]
fn a_call_that_hangs_holds_its_place_until_the_caller_gives_up() {
    let mut plan = calls(call(Some(3.0)), 1.0, Some(1), &[(0.0, 0), (1.0, 0), (2.0, 0)]);
    plan.partners[0].power = Power::Hangs;
    let (_, stories) = run_with(plan, &[(3.5, turn(PartnerTurn::Power(Power::On)))]);
    // Order 1 comes to the partner at 3 s, before it answers again, and hangs; order 2 does not.
    assert_eq!(stories.those(Outcome::PARTNER), [(0, 3.0), (1, 4.0)]);
    assert_eq!(stories.those(Outcome::SERVED), [(2, 5.0)]);
    assert_eq!((taken(&stories), free(&stories)), (vec![0.0, 3.0, 4.0], vec![3.0, 4.0, 5.0]));
}

#[test]
fn a_partner_that_goes_off_turns_its_line_away_and_answers_whom_it_has() {
    let plan = calls(call(Some(9.0)), 4.0, Some(1), &[(0.0, 0), (1.0, 0), (3.0, 0)]);
    let (_, stories) = run_with(plan, &[(2.0, turn(PartnerTurn::Power(Power::Off)))]);
    assert_eq!(stories.those(Outcome::PARTNER), [(1, 2.0), (2, 3.0)]);
    assert_eq!(stories.those(Outcome::SERVED), [(0, 4.0)]);
    assert_eq!(free(&stories), [4.0]);
}

#[test]
fn turning_the_limit_lets_those_in_who_wait() {
    let orders = [(0.0, 0), (0.0, 0), (0.0, 0), (0.0, 0)];
    let up = |count| turn(PartnerTurn::AtOnce(count));
    let plan = calls(call(None), 10.0, Some(1), &orders);
    let (_, stories) = run_with(plan.clone(), &[(1.0, up(Some(2))), (2.0, up(None))]);
    assert_eq!(stories.ended(), served(&[10.0, 11.0, 12.0, 12.0]));
    // Calls under way take their places when a limit comes, even if these are too many.
    let mut plan = plan;
    plan.partners[0].at_once = None;
    plan.rooms[0] = room(&[(0.0, 0), (1.0, 0), (2.0, 0), (6.0, 0)]);
    let (_, stories) = run_with(plan, &[(5.0, up(Some(1)))]);
    assert_eq!(stories.ended(), served(&[10.0, 11.0, 12.0, 22.0]));
    assert_eq!(
        (taken(&stories), free(&stories)),
        (vec![5.0, 5.0, 5.0, 12.0], vec![10.0, 11.0, 12.0, 22.0])
    );
}

#[test]
fn a_power_cut_frees_what_orders_hold_at_a_partner() {
    // Order 0 is being answered when the power goes out at 2 s, order 1 is in the line. The partner
    // is busy until 5 s with an answer for nobody.
    let on = Turn::Building(0, BuildingTurn::Power(true));
    for power in [Power::On, Power::Hangs] {
        let mut plan = calls(call(Some(60.0)), 5.0, Some(1), &[(0.0, 0), (1.0, 0), (4.0, 0)]);
        plan.partners[0].power = power;
        let is_on = turn(PartnerTurn::Power(Power::On));
        let (restaurant, stories) =
            run_with(plan, &[(2.0, off()), (3.0, on.clone()), (3.0, is_on)]);
        assert_eq!(stories.those(Outcome::POWER_OUT), [(0, 2.0), (1, 2.0)]);
        // Who hangs has nothing to be busy with.
        let free_at = if power == Power::On { 5.0 } else { 2.0 };
        let begins = f64::max(free_at, 4.0);
        assert_eq!(taken(&stories), [0.0, begins]);
        assert_eq!(free(&stories), [free_at, begins + 5.0]);
        assert_eq!(stories.those(Outcome::SERVED), [(2, begins + 5.0)]);
        assert_eq!(restaurant.orders(), 0);
    }
}

#[test]
fn a_call_that_fails_is_made_again_after_a_wait() {
    let mut plan = calls(careful(Some(2.0), retries(2, 1.5)), 1.0, None, &[(0.0, 0)]);
    plan.partners[0].power = Power::Hangs;
    let stories = run(plan.clone());
    // Each attempt has its own timeout: 0 to 2 s, 3.5 to 5.5 s, 7 to 9 s.
    assert_eq!(called(&stories), [0.0, 3.5, 7.0]);
    assert_eq!(stories.ended(), [(9.0, Outcome::PARTNER)]);
    let attempts = stories.facts.iter().filter_map(|(at, fact)| match fact {
        Fact::CalledAgain { attempt, .. } => Some((at.seconds(), *attempt)),
        _ => None,
    });
    assert_eq!(attempts.collect::<Vec<_>>(), [(3.5, 1), (7.0, 2)]);
    // The second attempt finds a partner that answers.
    let on = turn(PartnerTurn::Power(Power::On));
    let (_, stories) = run_with(plan.clone(), &[(3.0, on)]);
    assert_eq!(called(&stories), [0.0, 3.5]);
    assert_eq!(stories.ended(), served(&[4.5]));
    // A power cut between two attempts ends the order there.
    let (restaurant, stories) = run_with(plan, &[(3.0, off())]);
    assert_eq!(stories.ended(), [(3.0, Outcome::POWER_OUT)]);
    assert_eq!((called(&stories), restaurant.orders()), (vec![0.0], 0));
}

#[test]
fn without_a_wait_a_call_is_made_again_at_once() {
    let mut plan = calls(careful(None, retries(3, 0.0)), 1.0, Some(1), &[(0.0, 0)]);
    plan.partners[0].power = Power::Off;
    let stories = run(plan);
    assert_eq!(called(&stories), [0.0; 4]);
    assert_eq!(stories.ended(), [(0.0, Outcome::PARTNER)]);
}

#[test]
fn the_first_attempt_draws_as_a_call_without_care_and_others_draw_their_own() {
    let hundred: Vec<_> = (0..100).map(|n| (f64::from(n) * 10.0, 0)).collect();
    let run = |step: Step| {
        let mut plan = calls(step, 0.0, None, &hundred);
        plan.partners[0].answers = Some(Distribution::Uniform(1e9, 2e9));
        plan.partners[0].fails = 0.5;
        run(plan)
    };
    let (plain, careful) = (run(call(None)), run(careful(None, retries(1, 0.0))));
    let mut attempts = Vec::new();
    for (first, both) in plain.ended().into_iter().zip(careful.ended()) {
        if first.1 == Outcome::SERVED {
            assert_eq!(first, both);
        } else {
            attempts.push((both.0 - first.0, first.0 % 10.0, both.1));
        }
    }
    assert!(attempts.iter().all(|(second, first, _)| (second - first).abs() > 1e-9));
    let helped = attempts.iter().filter(|attempt| attempt.2 == Outcome::SERVED).count();
    assert!((30..70).contains(&attempts.len()) && (10..50).contains(&helped), "{attempts:?}");
}

#[test]
fn a_breaker_opens_lets_one_probe_through_and_closes() {
    let mut plan = calls(careful(None, breaker(3, 10.0)), 1.0, None, &[]);
    plan.rooms[0] = room(&(0..30).map(|n| (f64::from(n), 0)).collect::<Vec<_>>());
    plan.partners[0].power = Power::Off;
    let (_, stories) = run_with(plan, &[(14.5, turn(PartnerTurn::Power(Power::On)))]);
    // Off until 14.5 s: three failures, a probe that fails at 12 s, one that goes well at 22 s.
    let opened = when(&stories, |fact| matches!(fact, Fact::BreakerOpened { .. }));
    let probed = when(&stories, |fact| matches!(fact, Fact::Probed { .. }));
    let closed = when(&stories, |fact| matches!(fact, Fact::BreakerClosed { .. }));
    assert_eq!((opened, probed, closed), (vec![2.0, 12.0], vec![12.0, 22.0], vec![23.0]));
    assert_eq!(stories.count(|fact| matches!(fact, Fact::Prevented { .. })), 9 + 9);
    // The answer of 23 s comes before the guest of that moment.
    assert_eq!(
        called(&stories),
        [0.0, 1.0, 2.0, 12.0, 22.0, 23.0, 24.0, 25.0, 26.0, 27.0, 28.0, 29.0]
    );
    let well: Vec<_> = (22..30).map(|n| (n, f64::from(n as u32) + 1.0)).collect();
    assert_eq!(stories.those(Outcome::SERVED), well);
    let prevented = stories.all[5].ended;
    assert_eq!(prevented, Some((5.0, Outcome::PARTNER)), "at once, with the reason of the step");
}

#[test]
fn while_a_probe_is_under_way_others_fail_at_once() {
    let orders = [(0.0, 0), (5.0, 0), (6.0, 0), (7.0, 0), (9.0, 0)];
    let mut plan = calls(careful(Some(3.0), breaker(1, 2.0)), 3.0, None, &orders);
    plan.partners[0].power = Power::Hangs;
    let (_, stories) = run_with(plan, &[(4.0, turn(PartnerTurn::Power(Power::On)))]);
    // Opened at 3 s; the probe of 5 s is answered at 8 s.
    assert_eq!(stories.those(Outcome::PARTNER), [(0, 3.0), (2, 6.0), (3, 7.0)]);
    assert_eq!(stories.those(Outcome::SERVED), [(1, 8.0), (4, 12.0)]);
}

#[test]
fn an_open_breaker_prevents_further_attempts_too() {
    let care = Care { retries: Some(5), wait: span(1.0), ..breaker(2, 60.0) };
    let mut plan = calls(careful(None, care), 1.0, None, &[(0.0, 0)]);
    plan.partners[0].power = Power::Off;
    let stories = run(plan);
    // The second attempt opens the breaker at 1 s, the third is not made.
    assert_eq!(called(&stories), [0.0, 1.0]);
    assert_eq!(when(&stories, |fact| matches!(fact, Fact::Prevented { .. })), [2.0]);
    assert_eq!(stories.ended(), [(2.0, Outcome::PARTNER)]);
}

#[test]
fn each_copy_and_each_step_has_a_breaker_of_its_own() {
    let mut plan = calls(careful(None, breaker(1, 60.0)), 1.0, None, &[]);
    // The tickets go to the copies in turn; the second dish has the same call as its second step.
    plan.rooms[0] = room(&[(0.0, 0), (1.0, 0), (2.0, 0), (3.0, 0), (4.0, 1), (5.0, 1), (6.0, 1)]);
    plan.menu.push(dish(vec![prep(0.5), careful(None, breaker(1, 60.0))]));
    plan.kitchens[0].copies = 2;
    plan.partners[0].power = Power::Off;
    let stories = run(plan);
    let opened = stories.facts.iter().filter_map(|(at, fact)| match fact {
        Fact::BreakerOpened { kitchen, .. } => Some((at.seconds(), *kitchen)),
        _ => None,
    });
    assert_eq!(opened.collect::<Vec<_>>(), [(0.0, 0), (1.0, 1), (4.5, 0), (5.5, 1)]);
    assert_eq!(stories.count(|fact| matches!(fact, Fact::Prevented { .. })), 3);
}

#[test]
fn a_power_cut_forgets_the_breaker_and_its_probe() {
    let on = Turn::Building(0, BuildingTurn::Power(true));
    let orders = [(0.0, 0), (3.0, 0), (6.0, 0)];
    let mut plan = calls(careful(Some(1.0), breaker(1, 1.0)), 1.0, Some(1), &orders);
    plan.partners[0].power = Power::Hangs;
    let turns = [(3.5, off()), (4.0, on), (5.0, turn(PartnerTurn::Power(Power::On)))];
    let (_, stories) = run_with(plan, &turns);
    assert_eq!(when(&stories, |fact| matches!(fact, Fact::Probed { .. })), [3.0]);
    assert_eq!(when(&stories, |fact| matches!(fact, Fact::BreakerClosed { .. })), [3.5]);
    assert_eq!(stories.those(Outcome::POWER_OUT), [(1, 3.5)]);
    assert_eq!(stories.those(Outcome::SERVED), [(2, 7.0)]);
}

#[test]
fn branches_call_with_care_too() {
    let steps = vec![
        Step::Together { branches: [1, 3].into(), then: 5, or: None },
        careful(Some(2.0), retries(1, 1.0)),
        Step::BranchEnds,
        cook(1.0),
        Step::BranchEnds,
    ];
    let mut plan = calls(call(None), 1.0, Some(1), &[(0.0, 0)]);
    plan.menu[0] = dish(steps);
    plan.partners[0].power = Power::Hangs;
    let (_, stories) = run_with(plan, &[(2.5, turn(PartnerTurn::Power(Power::On)))]);
    assert_eq!(called(&stories), [0.0, 3.0]);
    assert_eq!(stories.ended(), served(&[4.0]));
}
