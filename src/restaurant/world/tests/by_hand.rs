//! Orders placed by hand.

use super::*;

/// Many guests who wait for some time, and chefs enough for all of them.
fn free_for_all() -> Restaurant {
    let guests = RoomPlan {
        arrivals: Arrivals::constant(2.0),
        mix: Mix::new([(0, 1.0)]),
        patience: Some(Distribution::Exponential(10e9)),
        ..room(&[])
    };
    let mut plan = plan(1, vec![Step::Cook(Distribution::Exponential(5e9))], guests);
    plan.kitchens[0].chefs = None;
    Restaurant::open(plan, 7, &mut ())
}

/// Runs until a moment; returns when orders were placed and decided, and how.
fn run_to(restaurant: &mut Restaurant, to: f64) -> Vec<(Time, Option<Outcome>)> {
    let mut facts: Vec<(Time, Fact)> = Vec::new();
    restaurant.run_to(at(to), u64::MAX, &mut facts);
    let told = |(now, fact): (Time, Fact)| match fact {
        Fact::Placed { .. } => Some((now, None)),
        Fact::Decided { outcome, .. } => Some((now, Some(outcome))),
        _ => None,
    };
    facts.into_iter().filter_map(told).collect()
}

#[test]
fn an_order_by_hand_has_luck_of_its_own_and_changes_nobody_elses() {
    let (mut plain, mut asked) = (free_for_all(), free_for_all());
    run_to(&mut plain, 30.0);
    run_to(&mut asked, 30.0);
    assert!(asked.place(0, (Some(0), None), &mut ()).is_some());
    assert!(asked.place(0, (Some(0), None), &mut ()).is_some());
    assert!(asked.audit().is_empty(), "{:?}", asked.audit());
    let (plain, asked) = (run_to(&mut plain, 600.0), run_to(&mut asked, 600.0));
    let all = plain.len();
    let mut others = plain.into_iter().peekable();
    let by_hand: Vec<_> =
        asked.into_iter().filter(|told| others.next_if_eq(told).is_none()).collect();
    assert_eq!(others.next(), None, "of {all}");
    // Placed at 30 s, before anybody listened; decided at moments of their own.
    let [(first, Some(_)), (second, Some(_))] = by_hand[..] else { panic!("{by_hand:?}") };
    assert!(first != second && first > at(30.0));
}

#[test]
fn after_closing_nobody_is_let_in_by_hand_either() {
    let mut restaurant = free_for_all();
    run_to(&mut restaurant, 5.0);
    restaurant.shut();
    assert_eq!(restaurant.place(0, (Some(0), None), &mut ()), None);
}

/// What is seen is what the actors say of themselves.
#[test]
fn a_scene_shows_lines_in_the_order_in_which_they_are_served() {
    for (order, expected) in [
        (RailOrder::Fifo, [1, 2, 3, 4]),
        (RailOrder::Lifo, [4, 3, 2, 1]),
        (RailOrder::Shortest, [3, 1, 2, 4]),
        (RailOrder::Priority, [2, 4, 1, 3]),
    ] {
        let orders = [(0.0, 0), (1.0, 0), (2.0, 1), (3.0, 2), (4.0, 1)];
        let mut plan = plan(1, vec![cook(100.0)], room(&orders));
        plan.menu.push(Dish { priority: 1, ..dish(vec![cook(100.0)]) });
        plan.menu.push(dish(vec![cook(1.0)]));
        plan.kitchens[0].order = order;
        let mut restaurant = Restaurant::open(plan, 1, &mut ());
        run_to(&mut restaurant, 5.0);
        let scene = restaurant.scene(9);
        assert_eq!(scene.kitchens[0].rail.first, expected, "{order:?}");
        assert_eq!(restaurant.scene(2).kitchens[0].rail.first, expected[..2]);
        assert_eq!((scene.kitchens[0].rail.len, scene.kitchens[0].hands_taken), (4, 1));
        let front: Vec<_> = expected.iter().map(|slot| restaurant.in_front_of(*slot)).collect();
        let before: Vec<_> =
            std::iter::once(None).chain(expected.map(Some)).take(expected.len()).collect();
        assert_eq!(front, before, "{order:?}");
        let cooking = restaurant.order_scene(0);
        assert_eq!((cooking.phase, cooking.due), (Phase::Cooking, Some(at(100.0))));
        assert!(cooking.has_hands && cooking.kitchen == Some(0) && cooking.errand.is_none());
    }
}
