//! I15: how a run must change, or not, when its scenario is changed.

use crate::dials::finished;
use crate::driver::{Pace, drive, facts};
use crate::generator::{Comes, Dish, Room, Shape, Step, shape};
use crate::laws::watched;
use crate::render::{Sample, Style};
use crate::watcher::{Book, Watcher};
use boh::dials::{Dial, Part, Unit};
use boh::kernel::Time;
use boh::restaurant::{Fact, Outcome};
use boh::scenario::{Scenario, Source, understand};
use proptest::prelude::*;

fn scenario(shape: &Shape, style: Style) -> Scenario {
    Sample::of(shape, style).scenario()
}

/// Reads every dial of a run.
fn read(scenario: &Scenario) -> Vec<(Dial, Option<f64>)> {
    let run = finished(scenario);
    let reading = run.reading().unwrap();
    let dials = Dial::all(scenario.names()).into_iter();
    dials.map(|dial| (dial.clone(), reading.read(&dial))).collect()
}

fn text_scenario(text: &str) -> Scenario {
    understand(&Source::from_text("sample", text), &[])
        .unwrap_or_else(|findings| panic!("{}", findings.render(false, false)))
}

/// Nothing in the house is limited, and nothing changes on the way.
fn unlimited(mut shape: Shape) -> Shape {
    shape.timeline.clear();
    (shape.head.drain, shape.head.goal) = (None, None);
    if let Some(waiter) = &mut shape.waiter {
        (waiter.count, waiter.queue, waiter.limit) = (None, None, None);
    }
    // Other tickets change whose turn it is, but all copies are alike where none is dark.
    let is_copied = shape.kitchens.iter().any(|kitchen| kitchen.copies.is_some());
    for kitchen in &mut shape.kitchens {
        (kitchen.chefs, kitchen.open) = (None, None);
    }
    for building in &mut shape.buildings {
        (building.burners, building.storeroom, building.water) = (None, None, None);
        building.worktop = None;
        // Of two things that are done at the same moment others may change which comes first.
        building.slices = false;
        if is_copied {
            (building.power, building.district, building.distance) = (None, None, None);
        }
    }
    if shape.buildings.iter().any(|building| building.power.is_some()) {
        // All whose orders a power cut ends hear of it at one moment: who is first to spend what
        // the guests of a room may spend on trying again is a matter of the books.
        shape.rooms.iter_mut().filter_map(|room| room.retry.as_mut()).for_each(|retry| {
            (retry.limit, retry.budget) = (retry.limit.or(Some(4)), None);
        });
    }
    shape.partners.iter_mut().for_each(|partner| partner.at_once = None);
    // What others fetch and how their calls went is not their own business alone.
    shape.dishes.iter_mut().for_each(|dish| dish.steps.iter_mut().for_each(Step::forget_breaker));
    shape.kitchens.iter_mut().for_each(|kitchen| kitchen.fridge = None);
    for pantry in &mut shape.pantries {
        pantry.hatches = None;
        pantry.shelves.iter_mut().for_each(|shelf| shelf.stock = None);
    }
    shape
}

/// Adds a room whose guests order a dish of their own and nothing else.
fn with_another_room(mut shape: Shape, dish: Dish, mut room: Room) -> Shape {
    let (rooms, dishes) = (shape.rooms.len() as u64, shape.dishes.len());
    // As many orders in each of the old rooms as before.
    shape.head.orders = shape.head.orders / rooms * (rooms + 1);
    for room in &mut shape.rooms {
        let mix = room.mix.get_or_insert_with(|| vec![1; dishes]);
        mix.resize(dishes, 1);
        mix[0] = mix[0].max(1);
        mix.push(0);
        if let Comes::Trace(rows) = &mut room.comes {
            // What was not on the menu is not what is new on it.
            for row in rows {
                row.1 = row.1.filter(|dish| *dish < dishes);
            }
        }
    }
    room.mix = Some((0..dishes).map(|_| 0).chain([1]).collect());
    shape.rooms.push(room);
    shape.dishes.push(dish);
    shape
}

/// Says whether a dial is that of one of the first rooms or dishes.
fn is_of_old_part(dial: &Dial, rooms: usize, dishes: usize) -> bool {
    match dial.part {
        Part::Room(at) => at < rooms,
        Part::Dish(at) => at < dishes,
        _ => false,
    }
}

/// A queue in which nothing but the order of arrivals decides who is next.
fn queue(seed: u64, scale: u64, time: &str, order: &str, chefs: usize) -> Scenario {
    let time = time.replace('@', &(scale * 1_000).to_string());
    text_scenario(&format!(
        "title = \"Queue\"\nduration = \"{}s\"\nseed = {seed}\ndrain = true\n\
         [menu.dish]\nrecipe = [{{ prep = {time} }}]\n\
         [menu.other]\npriority = 1\nrecipe = [{{ prep = {{ exp = \"{}ms\" }} }}]\n\
         [dining_room.web]\narrivals = \"{}/min\"\n\
         [kitchen.main]\nchefs = {chefs}\nrail.order = \"{order}\"\n",
        600 * scale,
        700 * scale,
        50.0 / scale as f64,
    ))
}

/// Times of work, all of mean one second: `@` is the number of milliseconds.
const TIMES: &[&str] = &[
    "\"@ms\"",
    "{ exp = \"@ms\" }",
    "{ erlang = { k = 2, mean = \"@ms\" } }",
    "{ normal = [\"@ms\", \"@ms\"] }",
    "{ lognormal = { mean = \"@ms\", sd = \"@ms\" } }",
    "{ hyperexp = [[0.5, \"@ms\"], [0.5, \"@ms\"]] }",
];

/// What of an order must not depend on how many chefs there are.
fn own(book: &Book) -> (Time, u32, Option<u32>) {
    (book.placed, book.room, book.dish)
}

proptest! {
    #[test]
    fn scaling_all_times_scales_everything_that_happens(shape in shape(), scale in 2..6_u64) {
        let style = Style { exact: true, ..Style::default() };
        let before = facts(&scenario(&shape, style), Pace::Straight);
        let after = facts(&scenario(&shape, Style { scale, ..style }), Pace::Straight);
        let scaled: Vec<(Time, Fact)> =
            before.into_iter().map(|(at, fact)| (Time(at.0 * scale), fact)).collect();
        prop_assert!(scaled == after);
    }

    #[test]
    fn scaling_random_times_scales_latencies_but_for_rounding(
        seed in 0..1_000_u64,
        scale in 2..100_u64,
        time in 0..TIMES.len(),
        chefs in 1..4_usize,
    ) {
        let before = read(&queue(seed, 1, TIMES[time], "fifo", chefs));
        let after = read(&queue(seed, scale, TIMES[time], "fifo", chefs));
        for ((dial, before), (_, after)) in before.iter().zip(&after) {
            if let (Some(before), Some(after), Unit::Seconds) = (before, after, dial.unit) {
                let off = (before * scale as f64 - after).abs();
                prop_assert!(off <= 1e-6 * after + 1e-7 * scale as f64, "{}: {} becomes {}", dial, before, after);
            }
        }
    }

    #[test]
    fn renaming_changes_nothing_but_names(shape in shape(), names in 1..4_usize) {
        let (before, after) = (Style::default(), Style { names, ..Style::default() });
        let (before, after) = (scenario(&shape, before), scenario(&shape, after));
        prop_assert!(facts(&before, Pace::Straight) == facts(&after, Pace::Straight));
        let values = |scenario| read(scenario).into_iter().map(|dial| dial.1).collect::<Vec<_>>();
        prop_assert_eq!(values(&before), values(&after));
    }

    #[test]
    fn another_room_changes_nothing_where_nothing_is_limited(
        shape in shape(),
        other in shape(),
    ) {
        let base = unlimited(shape);
        let (rooms, dishes) = (base.rooms.len(), base.dishes.len());
        let mut room = other.rooms[0].clone();
        if matches!(room.comes, Comes::Trace(_)) {
            room.comes = Comes::Poisson;
        }
        let more = with_another_room(base.clone(), other.dishes[0].clone(), room);
        // The same orders for the old rooms are written down in both.
        let mut base = more.clone();
        base.rooms.pop();
        base.dishes.pop();
        base.head.orders = more.head.orders / (rooms as u64 + 1) * rooms as u64;
        let (before, after) = (read(&scenario(&base, Style::default())), {
            read(&scenario(&more, Style::default()))
        });
        let old = |dials: Vec<(Dial, Option<f64>)>| {
            let mut dials = dials;
            dials.retain(|(dial, _)| is_of_old_part(dial, rooms, dishes));
            // Reasons that only the other dish names are no change.
            dials.retain(|(dial, _)| !dial.name.contains(".outcomes."));
            dials
        };
        let (before, after) = (old(before), old(after));
        let other = before.iter().zip(&after).find(|(before, after)| before != after);
        prop_assert!(before == after, "{other:?} in {:?}", Sample::of(&more, Style::default()));
    }

    #[test]
    fn unlimited_is_the_same_as_left_out(shape in shape()) {
        let style = Style { spelled_out: true, ..Style::default() };
        let (before, after) = (scenario(&shape, Style::default()), scenario(&shape, style));
        let before = drive(&before, Pace::Straight, Vec::new());
        // Whoever is stuck for ever is so for ten years at most.
        if before.restaurant.orders() == 0 || shape.head.drain != Some(true) {
            prop_assert!(before.witness == facts(&after, Pace::Straight));
        }
    }

    #[test]
    fn more_or_fewer_chefs_leave_every_order_its_own_times(shape in shape(), chefs in 1..6_u32) {
        let mut shape = shape;
        for room in &mut shape.rooms {
            if matches!(room.comes, Comes::Closed { .. }) {
                room.comes = Comes::Poisson;
            }
        }
        // How long something cooks in slices depends on what else does.
        shape.buildings.iter_mut().for_each(|building| building.slices = false);
        let mut other = shape.clone();
        for kitchen in &mut other.kitchens {
            kitchen.chefs = Some(Some(chefs));
        }
        let (before, after) =
            (scenario(&shape, Style::default()), scenario(&other, Style::default()));
        let mut steps = before.plan.menu.iter().flat_map(|dish| &dish.recipe);
        let has_chances = steps.any(|step| matches!(step, boh::restaurant::Step::Chance { .. }));
        let (before, after) = (watched(&before), watched(&after));
        let first = |book: &&Book| !book.is_retry;
        let [before, after] = [&before.witness, &after.witness]
            .map(|watcher| watcher.guests().filter(first).collect::<Vec<_>>());
        prop_assert!(before.iter().map(|b| own(b)).eq(after.iter().map(|b| own(b))));
        for (before, after) in before.into_iter().zip(after) {
            let ends = [before.outcome, after.outcome].map(|end| end.map(|end| end.1));
            if ends == [Some(Outcome::SERVED); 2] {
                prop_assert_eq!(before.worked(), after.worked());
                // When a break interrupts it, nobody is told which way of a chance it was.
                prop_assert!(has_chances || before.works == after.works);
            } else if ends == [Some(Outcome::PATIENCE); 2] {
                prop_assert_eq!(before.outcome, after.outcome);
            }
        }
    }

    /// One chef is never idle while there is work, in whatever order tickets are taken.
    #[test]
    fn the_order_of_the_rail_does_not_change_the_work(
        seed in 0..1_000_u64,
        time in 0..TIMES.len(),
        order in 1..4_usize,
    ) {
        let order = boh::knobs::turns::RAIL_ORDERS[order];
        let [fifo, other] = ["fifo", order].map(|order| queue(seed, 1, TIMES[time], order, 1));
        let (fifo, other) = (watched(&fifo), watched(&other));
        prop_assert_eq!(fifo.restaurant.now(), other.restaurant.now());
        let end = fifo.restaurant.now();
        let [fifo, other] = [fifo, other].map(|driver| driver.witness);
        let busy = |watcher: &Watcher| watcher.kitchens[0].chefs.taken.area(end);
        prop_assert_eq!(busy(&fifo), busy(&other));
        // Who is served when does change, but all are.
        prop_assert_eq!(fifo.guests().count(), other.guests().count());
    }
}
