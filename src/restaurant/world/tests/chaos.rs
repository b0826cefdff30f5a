//! Whatever is turned while calls and visits are under way: the audit finds nothing wrong, and in
//! the end nothing is held.

use super::*;
use crate::kernel::{Luck, pick, stream};
use crate::restaurant::{BreakerPlan, Care, FridgePlan, PartnerTurn};
use rand_core::Rng;

fn careful(partner: u32, care: Care) -> Step {
    let (timeout, care) = (Some(span(1.5)), Some(Box::new(care)));
    Step::Call { partner, timeout, or: Outcome::PARTNER, care, money: None }
}

/// Two kitchens, one with two copies, that call, branch, ask each other, and have fridges.
fn busy_house(seed: u64) -> Plan {
    let breaker = Some(BreakerPlan { after: 3, lasts: span(2.0) });
    let calls = careful(0, Care { retries: Some(2), wait: span(0.3), breaker });
    let at_once = careful(1, Care { retries: Some(1), wait: Span::ZERO, breaker });
    let branches = vec![
        Step::Together { branches: [1, 4].into(), then: 8, or: None },
        calls.clone(),
        take(1),
        Step::BranchEnds,
        prep(0.2),
        take(1),
        cook(0.4),
        Step::BranchEnds,
        Step::Ask { dish: 1, or: None },
        call(Some(2.0)),
    ];
    let arrivals = (0..400).map(|n| (f64::from(n) * 0.15, 2 * (n % 2))).collect::<Vec<_>>();
    let mut plan = plan(3, branches, room(&arrivals));
    plan.menu.push(Dish { kitchen: 1, ..dish(vec![at_once.clone(), cook(0.1)]) });
    plan.menu.push(dish(vec![
        calls,
        take(1),
        at_once,
        Step::Put { pantry: 0, items: [(0, 1)].into(), or: Outcome::STOREROOM_FULL },
    ]));
    plan.kitchens.push(KitchenPlan::default());
    plan.kitchens[0].copies = 2;
    for (number, kitchen) in plan.kitchens.iter_mut().enumerate() {
        kitchen.juggles = 1 + ((seed + number as u64) % 2) as u32 * 3;
        kitchen.fridge = FridgePlan { holds: Some(1), fresh_for: Some(span(1.0)), rent: 7 };
    }
    plan.kitchens[0].buildings = vec![0, 1];
    plan.kitchens[1].buildings = vec![1];
    plan.buildings = vec![BuildingPlan::default(); 2];
    let (answers, fails) = (Some(Distribution::Exponential(7e8)), 0.2);
    let partner = PartnerPlan { answers, fails, at_once: Some(2), ..PartnerPlan::default() };
    plan.partners = vec![partner.clone(), PartnerPlan { at_once: None, ..partner }];
    let shelves = vec![ShelfPlan { stock: Some(300), restock: None, ..ShelfPlan::default() }];
    let take = Some(constant(0.3));
    plan.pantries = vec![PantryPlan { hatches: Some(2), take, shelves, ..PantryPlan::default() }];
    plan.rooms[0].patience = Some(Distribution::Exponential(9e9));
    plan
}

fn any_turn(rng: &mut impl Rng) -> Turn {
    let partner = pick(rng, 2) as u32;
    let count = [None, Some(0), Some(1), Some(2), Some(5)][pick(rng, 5)];
    match pick(rng, 4) {
        0 => Turn::Partner(partner, PartnerTurn::AtOnce(count)),
        1 => {
            let power = [Power::On, Power::Off, Power::Hangs][pick(rng, 3)];
            Turn::Partner(partner, PartnerTurn::Power(power))
        }
        2 => Turn::Building(partner, BuildingTurn::Power(pick(rng, 3) > 0)),
        _ => Turn::Kitchen(partner, KitchenTurn::FridgeHolds(count)),
    }
}

/// Runs up to a moment, with an audit whenever nothing more is due now.
fn audited(restaurant: &mut Restaurant, limit: Time, facts: &mut Vec<(Time, Fact)>) {
    while restaurant.run_one(limit, facts) {
        let now = restaurant.now();
        while restaurant.run_one(now, facts) {}
        assert_eq!(restaurant.audit(), Vec::<String>::new(), "at {} s", now.seconds());
    }
    restaurant.run_to(limit, u64::MAX, facts);
}

#[test]
fn nothing_is_held_by_nobody_whatever_is_turned() {
    let (mut probes, mut hits, mut cuts) = (0, 0, 0);
    for seed in 0..40 {
        let mut facts = Vec::new();
        let mut rng = Luck::of_seed(seed).nth(stream("turns")).draw();
        let mut restaurant = Restaurant::open(busy_house(seed), seed, &mut facts);
        for turn in 1..60 {
            audited(&mut restaurant, at(f64::from(turn)), &mut facts);
            // Sometimes several at one instant.
            for _ in 0..=pick(&mut rng, 2) {
                restaurant.turn(any_turn(&mut rng), &mut facts);
            }
        }
        for number in 0..2 {
            restaurant.turn(Turn::Building(number, BuildingTurn::Power(true)), &mut facts);
            for turn in [PartnerTurn::AtOnce(Some(1)), PartnerTurn::Power(Power::On)] {
                restaurant.turn(Turn::Partner(number, turn), &mut facts);
            }
        }
        audited(&mut restaurant, at(3600.0), &mut facts);
        assert_eq!((restaurant.orders(), restaurant.pending()), (0, 0), "seed {seed}");
        let count = |is: fn(&Fact) -> bool| facts.iter().filter(|(_, fact)| is(fact)).count();
        let taken = count(|fact| matches!(fact, Fact::PartnerTaken { .. }));
        let free = count(|fact| matches!(fact, Fact::PartnerFree { .. }));
        assert_eq!(taken, free, "seed {seed}");
        let opened = count(|fact| matches!(fact, Fact::BreakerOpened { .. }));
        let closed = count(|fact| matches!(fact, Fact::BreakerClosed { .. }));
        assert!(opened >= closed, "seed {seed}");
        probes += count(|fact| matches!(fact, Fact::Probed { .. }));
        hits += count(|fact| matches!(fact, Fact::FridgeHit { .. }));
        cuts += count(|fact| matches!(fact, Fact::Decided { outcome: Outcome::POWER_OUT, .. }));
    }
    assert!(probes > 100 && hits > 100 && cuts > 100, "{probes} probes, {hits} hits, {cuts} cuts");
}
