//! Orders placed by hand in random restaurants: they obey every law that others do, and leave others
//! alone.

pub(crate) use crate::driver::ByHand;
use crate::laws::{nothing_wrong, watched, watched_with};
use crate::render::sample;
use crate::watcher::Book;
use boh::kernel::Time;
use boh::restaurant::Arrivals;
use boh::runner::{ByHand as Order, Command, Entry};
use boh::scenario::Scenario;
use proptest::collection::vec;
use proptest::prelude::*;

/// Where in the day, in which room, and which dish somebody wants to order.
pub(crate) type Wish = (u64, usize, usize);

/// No wishes at all in half of the runs.
pub(crate) fn by_hand() -> impl Strategy<Value = Vec<Wish>> {
    let wish = (0..1000_u64, 0..3_usize, 0..4_usize);
    prop_oneof![Just(Vec::new()), vec(wish, 1..6)]
}

/// Makes orders of wishes.
pub(crate) fn placed(scenario: &Scenario, wishes: &[Wish]) -> Vec<ByHand> {
    let (rooms, dishes) = (scenario.plan.rooms.len(), scenario.plan.menu.len());
    let order = |&(share, room, dish): &Wish| {
        let at = Time(scenario.duration.0 / 1000 * share);
        (at, (room % rooms) as u32, (dish < dishes).then_some(dish as u32))
    };
    let mut orders: Vec<ByHand> = wishes.iter().map(order).collect();
    orders.sort_by_key(|order| order.0);
    orders
}

/// What a journal has of them.
pub(crate) fn entries(scenario: &Scenario, orders: &[ByHand]) -> Vec<Entry> {
    let names = scenario.names();
    let entry = |&(at, room, dish): &ByHand| {
        let room = names.rooms[room as usize].as_str();
        let dish = dish.map_or("cake", |dish| names.dishes[dish as usize].as_str());
        let order = Order::read(scenario, (room, dish), Vec::new()).unwrap();
        Entry { at, command: Command::Place(order) }
    };
    orders.iter().map(entry).collect()
}

proptest! {
    /// Whoever comes by chance or as written comes at the same time and wants the same.
    #[test]
    fn they_leave_all_other_guests_alone(sample in sample(), wishes in by_hand()) {
        let scenario = sample.scenario();
        let by_hand = placed(&scenario, &wishes);
        let (before, after) = (watched(&scenario), watched_with(&scenario, &by_hand));
        nothing_wrong(&after.witness)?;
        for (number, room) in (0_u32..).zip(&scenario.plan.rooms) {
            // Guests who come again when they have been served may have waited longer.
            if matches!(room.arrivals, Arrivals::Closed(..)) {
                continue;
            }
            let first = |book: &&Book| book.room == number && !book.is_retry;
            let own = |book: &Book| (book.placed, book.dish);
            let mut wanted: Vec<_> = before.witness.guests().filter(first).map(own).collect();
            let added = by_hand.iter().filter(|order| order.1 == number);
            wanted.extend(added.map(|order| (order.0, order.2)));
            wanted.sort_unstable();
            let mut came: Vec<_> = after.witness.guests().filter(first).map(own).collect();
            came.sort_unstable();
            prop_assert_eq!(came, wanted);
        }
    }
}
