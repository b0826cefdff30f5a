//! Power: generators, booting, districts, and what is in the dark.

use super::*;
use crate::restaurant::{BuildingPlan, Generator, Sharing};

fn power(building: u32, on: bool) -> Turn {
    Turn::Building(building, BuildingTurn::Power(on))
}

/// Orders every second, cooked in half a one, in the building that is made by this.
fn in_building(orders: u32, building: BuildingPlan) -> Plan {
    let mut plan = plan(9, vec![cook(0.5)], every_second(orders));
    plan.kitchens[0].buildings = vec![0];
    plan.buildings = vec![building];
    plan
}

/// When which orders ended in the dark.
fn dark(stories: &Stories) -> Vec<(usize, f64)> {
    stories.those(Outcome::POWER_OUT)
}

#[test]
fn after_a_power_cut_everything_boots() {
    let building = BuildingPlan { boots_in: span(1.0), ..BuildingPlan::default() };
    let (_, stories) =
        run_with(in_building(7, building), &[(1.2, power(0, false)), (4.0, power(0, true))]);
    // At 5 s all has booted before the guest of that moment comes.
    assert_eq!(dark(&stories), [(1, 1.2), (2, 2.0), (3, 3.0), (4, 4.0)]);
    let told = stories.facts.iter().filter_map(|(now, fact)| match fact {
        Fact::Power { on, .. } => Some((now.seconds(), "power", *on)),
        Fact::Up { up, .. } => Some((now.seconds(), "up", *up)),
        _ => None,
    });
    let expected = [
        (0.0, "power", true),
        (0.0, "up", true),
        (1.2, "power", false),
        (1.2, "up", false),
        (4.0, "power", true),
        (5.0, "up", true),
    ];
    assert_eq!(told.collect::<Vec<_>>(), expected);
}

#[test]
fn a_cut_while_booting_begins_anew_and_opening_needs_no_boot() {
    let building = BuildingPlan { boots_in: span(2.0), power: false, ..BuildingPlan::default() };
    let turns = [(0.5, power(0, true)), (1.5, power(0, false)), (2.5, power(0, true))];
    let (_, stories) = run_with(in_building(6, building), &turns);
    assert_eq!(dark(&stories), [(0, 0.0), (1, 1.0), (2, 2.0), (3, 3.0), (4, 4.0)]);
    assert_eq!(stories.those(Outcome::SERVED), [(5, 5.5)]);
}

#[test]
fn a_generator_starts_and_runs_dry() {
    let starts =
        |starts_in, lasts| Generator::Starts { starts_in: span(starts_in), lasts: span(lasts) };
    let run = |generator, turns: &[(f64, Turn)]| {
        let building = BuildingPlan { generator, ..BuildingPlan::default() };
        dark(&run_with(in_building(6, building), turns).1)
    };
    let off = (1.2, power(0, false));
    let all_after = [(1, 1.2), (2, 2.0), (3, 3.0), (4, 4.0), (5, 5.0)];
    assert_eq!(run(Generator::Off, std::slice::from_ref(&off)), all_after);
    assert_eq!(run(Generator::On, std::slice::from_ref(&off)), []);
    // From 2.2 s to 4.2 s there is power: order 4 is lost on the burner.
    let dry = [(1, 1.2), (2, 2.0), (4, 4.2), (5, 5.0)];
    assert_eq!(run(starts(1.0, 2.0), std::slice::from_ref(&off)), dry);
    // Without a pause nothing is interrupted, until there is no fuel.
    assert_eq!(run(starts(0.0, 3.0), std::slice::from_ref(&off)), [(4, 4.2), (5, 5.0)]);
    assert_eq!(run(starts(0.0, 3.0), &[off.clone(), (4.1, power(0, true))]), []);
    // Power that is back stops a generator that has not started.
    assert_eq!(run(starts(2.0, 9.0), &[off.clone(), (2.5, power(0, true))]), dry[..2]);
    let bought = Turn::Building(0, BuildingTurn::Generator(Generator::On));
    assert_eq!(run(Generator::Off, &[off, (3.5, bought)]), all_after[..3]);
}

#[test]
fn a_district_switches_all_its_buildings() {
    let building = BuildingPlan { district: Some(0), ..BuildingPlan::default() };
    let mut plan = in_building(4, building);
    plan.rooms.push(room(&[(0.0, 1), (1.0, 1), (2.0, 1)]));
    plan.menu.push(Dish { kitchen: 1, ..dish(vec![cook(0.5)]) });
    plan.kitchens.push(KitchenPlan { buildings: vec![1], ..KitchenPlan::default() });
    plan.buildings.push(BuildingPlan { generator: Generator::On, ..building });
    plan.districts = vec![true];
    let turns = [(0.8, Turn::District(0, false)), (2.5, Turn::District(0, true))];
    let (_, stories) = run_with(plan.clone(), &turns);
    // Only the building without a generator; orders of both rooms are counted in turn.
    assert_eq!(stories.those(Outcome::POWER_OUT).len(), 2);
    assert_eq!(stories.those(Outcome::SERVED).len(), 5);
    // A building needs its own power, too.
    let (_, stories) = run_with(plan.clone(), &[(2.2, power(0, false)), turns[1].clone()]);
    assert_eq!(stories.those(Outcome::POWER_OUT).len(), 2);
    plan.districts = vec![false];
    assert_eq!(run(plan).those(Outcome::POWER_OUT).len(), 4);
}

#[test]
fn a_virtual_building_boots_after_the_physical_one() {
    let building = BuildingPlan { boots_in: span(1.0), ..BuildingPlan::default() };
    let mut plan = in_building(7, building);
    plan.buildings.push(BuildingPlan { inside: Some(0), ..building });
    plan.kitchens[0].buildings = vec![1];
    let (_, stories) = run_with(plan, &[(0.8, power(0, false)), (2.0, power(0, true))]);
    assert_eq!(dark(&stories), [(1, 1.0), (2, 2.0), (3, 3.0)]);
}

#[test]
fn a_pantry_in_the_dark_sends_everybody_back() {
    // The kitchen has power: its chefs are free again as soon as the pantry has none.
    let mut plan = plan(2, vec![take(1)], room(&[(0.0, 0), (1.0, 0), (6.0, 0), (9.0, 0)]));
    plan.pantries = vec![PantryPlan {
        hatches: Some(1),
        take: Some(constant(20.0)),
        building: Some(0),
        shelves: vec![ShelfPlan::default()],
        ..PantryPlan::default()
    }];
    plan.buildings = vec![BuildingPlan { boots_in: span(1.0), ..BuildingPlan::default() }];
    let turns = [(5.0, power(0, false)), (7.0, power(0, true))];
    for juggles in [1, 3] {
        plan.kitchens[0].juggles = juggles;
        let (restaurant, stories) = run_with(plan.clone(), &turns);
        assert_eq!(dark(&stories), [(0, 5.0), (1, 5.0), (2, 6.0)]);
        assert_eq!(stories.those(Outcome::SERVED), [(3, 29.0)]);
        assert_eq!(restaurant.orders(), 0);
        let hands = (stories.count(is_hands_taken), stories.count(is_hands_free));
        assert_eq!(hands, (4, 4));
    }
}

/// Two kitchens, the one in a virtual building inside of the other's, and everything that there
/// is to wait for.
fn everything(sharing: Sharing) -> Plan {
    let orders: Vec<(f64, u32)> =
        (0..60).map(|n| (f64::from(n) * 0.25, [0, 1, 3, 4][n as usize % 4])).collect();
    let together = Step::Together { branches: [1, 3, 5].into(), then: 7, or: None };
    let branches = vec![
        together,
        take(1),
        Step::BranchEnds,
        call(Some(3.0)),
        Step::BranchEnds,
        cook(1.0),
        Step::BranchEnds,
    ];
    let put = Step::Put { pantry: 0, items: [(0, 1)].into(), or: Outcome::STOREROOM_FULL };
    let ask = Step::Ask { dish: 2, or: None };
    let mut plan = plan(4, vec![prep(0.5), cook(1.5), put], room(&orders));
    let elsewhere = |recipe| Dish { kitchen: 1, ..dish(recipe) };
    plan.menu.push(dish(branches.clone()));
    plan.menu.push(elsewhere(vec![cook(0.7)]));
    plan.menu.push(elsewhere(branches));
    plan.menu.push(dish(vec![ask, cook(0.6)]));
    plan.kitchens.push(KitchenPlan { chefs: Some(1), juggles: 4, ..plan.kitchens[0].clone() });
    plan.kitchens[0].buildings = vec![0];
    plan.kitchens[1].buildings = vec![1];
    plan.partners = vec![PartnerPlan { answers: Some(constant(2.0)), ..PartnerPlan::default() }];
    plan.pantries = vec![PantryPlan {
        hatches: Some(1),
        take: Some(constant(0.8)),
        put: Some(constant(0.4)),
        building: Some(0),
        shelves: vec![ShelfPlan { stock: Some(50), restock: None, ..ShelfPlan::default() }],
        ..PantryPlan::default()
    }];
    let physical = BuildingPlan {
        burners: Some(2),
        sharing,
        worktop: Some(6),
        water: Some(5.0),
        storeroom: Some(8),
        distance: span(0.3),
        boots_in: span(0.5),
        ..BuildingPlan::default()
    };
    let inside = Some(0);
    let within = BuildingPlan { inside, burners: Some(1), worktop: Some(3), ..physical };
    plan.buildings = vec![physical, BuildingPlan { sharing: Sharing::Turns, ..within }];
    plan
}

/// The phases in which orders and errands were when the power went out.
fn phases_lost(stories: &Stories) -> Vec<Phase> {
    let (mut phases, mut lost) = (vec![None; 200], Vec::new());
    for (_, fact) in &stories.facts {
        match *fact {
            Fact::Placed { order, .. } => phases[order as usize] = Some(Phase::WalkingIn),
            Fact::Moved { order, phase } => phases[order as usize] = Some(phase),
            // Whoever waits for errands is where they are.
            Fact::Split { order, .. } => phases[order as usize] = None,
            Fact::Closed { order } | Fact::Joined { errand: order, .. } => {
                phases[order as usize] = None;
            }
            Fact::Up { up: false, .. } => lost.extend(phases.iter().flatten()),
            _ => {}
        }
    }
    lost
}

/// Every audit on the way must find nothing, and nobody may be left behind.
#[test]
fn a_power_cut_at_any_moment_leaves_nothing_behind() {
    let mut lost_in = Vec::new();
    for sharing in [Sharing::Turns, Sharing::Slices] {
        for building in [0, 1] {
            for moment in 1..25 {
                let cut = f64::from(moment) * 0.65;
                let other = power(1 - building, false);
                let turns = [
                    (cut, power(building, false)),
                    (cut + 1.0, power(building, true)),
                    (cut + 3.1, other),
                    (cut + 3.9, power(1 - building, true)),
                ];
                let (restaurant, stories) = run_with(everything(sharing), &turns);
                let left = restaurant.orders();
                assert_eq!(left, 0, "{sharing:?}, building {building} dark at {cut} s");
                lost_in.extend(phases_lost(&stories));
            }
        }
    }
    // Whatever there is to wait for, somebody waited for it when the power went out.
    for phase in Phase::ALL {
        let never = matches!(
            phase,
            Phase::WaiterWait
                | Phase::Ordering
                | Phase::LockWait
                | Phase::PassWait
                | Phase::Serving
                | Phase::Displaying
        );
        assert_eq!(lost_in.contains(&phase), !never, "{phase:?}");
    }
}

/// Knobs turned while everything is in progress lose and make nothing.
#[test]
fn knobs_turned_at_any_moment_leave_nothing_behind() {
    for moment in 1..25 {
        let at = f64::from(moment) * 0.6;
        let knobs = [
            BuildingTurn::Sharing(Sharing::Slices),
            BuildingTurn::Worktop(Some(2)),
            BuildingTurn::Water(None),
            BuildingTurn::Burners(Some(1)),
            BuildingTurn::Sharing(Sharing::Turns),
            BuildingTurn::Worktop(None),
            BuildingTurn::Water(Some(3.0)),
            BuildingTurn::Burners(None),
            BuildingTurn::Worktop(Some(9)),
        ];
        let turns: Vec<(f64, Turn)> = knobs
            .into_iter()
            .zip(0..)
            .map(|(knob, n)| (at + 0.35 * f64::from(n), Turn::Building(0, knob)))
            .collect();
        let (restaurant, stories) = run_with(everything(Sharing::Turns), &turns);
        assert_eq!(restaurant.orders(), 0, "from {at} s on");
        assert_eq!(stories.those(Outcome::POWER_OUT), []);
    }
}
