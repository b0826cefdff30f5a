//! Exact traces, order by order: who was started when, and how and when it ended.

mod burners;
mod by_hand;
mod chaos;
mod devices;
mod errands;
mod fridges;
mod moments;
mod partners;
mod power;
mod retries;
mod room;
mod staffing;
mod way;

use super::*;
use crate::kernel::{Distribution, SECOND, Span};
use crate::restaurant::{
    Admission, Arrivals, BuildingPlan, BuildingTurn, Device, Fact, KitchenPlan, KitchenTurn,
    Manner, Mix, Outcome, PantryPlan, PantryTurn, PartnerPlan, Plan, Power, RailOrder, Restock,
    RetryPlan, RoomPlan, ScreenLook, ShelfPlan, TraceRow, Turn, Until, WaiterTurn,
};

const MS: u64 = SECOND.0 / 1000;

fn at(seconds: f64) -> Time {
    Time((seconds * 1000.0) as u64 * MS)
}

fn span(seconds: f64) -> Span {
    Span(at(seconds).0)
}

fn constant(seconds: f64) -> Distribution {
    Distribution::Constant(span(seconds))
}

fn cook(seconds: f64) -> Step {
    Step::Cook(constant(seconds))
}

fn prep(seconds: f64) -> Step {
    Step::Prep(constant(seconds))
}

fn take(portions: u64) -> Step {
    Step::Take { pantry: 0, items: [(0, portions)].into(), or: Outcome::SOLD_OUT }
}

fn call(timeout: Option<f64>) -> Step {
    Step::Call {
        partner: 0,
        timeout: timeout.map(span),
        or: Outcome::PARTNER,
        care: None,
        money: None,
    }
}

fn dish(recipe: Vec<Step>) -> Dish {
    Dish {
        price: 100,
        kitchen: 0,
        priority: 0,
        size: 1.0,
        recipe,
        admission: Admission::default(),
        names: 0,
    }
}

/// Guests who order the dishes with these numbers at these moments, in seconds.
fn room(orders: &[(f64, u32)]) -> RoomPlan {
    let row = |&(moment, dish): &(f64, u32)| TraceRow {
        at: at(moment),
        dish: Some(dish),
        patience: None,
        carries: None,
    };
    RoomPlan {
        arrivals: Arrivals::Trace(orders.iter().map(row).collect()),
        mix: Mix::default(),
        group: 1,
        patience: None,
        until: Until::Plate,
        distance: Span::ZERO,
        retry: RetryPlan::default(),
        people: None,
        says: [].into(),
        is_attacker: false,
        device: Device::AtOnce,
        manner: Manner::default(),
        look: ScreenLook::Page,
        is_sealed: false,
    }
}

/// Orders of one dish at 0, 1, 2, … seconds.
fn every_second(count: u32) -> RoomPlan {
    room(&(0..count).map(|second| (f64::from(second), 0)).collect::<Vec<_>>())
}

/// One kitchen with so many chefs.
fn plan(chefs: u32, recipe: Vec<Step>, room: RoomPlan) -> Plan {
    Plan {
        menu: vec![dish(recipe)],
        rooms: vec![room],
        kitchens: vec![KitchenPlan { chefs: Some(chefs), ..KitchenPlan::default() }],
        ..Plan::default()
    }
}

/// What happened to one order; times are in seconds.
#[derive(Clone, Debug, Default, PartialEq)]
struct Story {
    started: Option<f64>,
    ended: Option<(f64, Outcome)>,
    closed: Option<f64>,
    /// Prep and cooking, from when to when.
    work: Vec<(f64, f64)>,
}

#[derive(Debug, Default)]
struct Stories {
    all: Vec<Story>,
    errands: Vec<Story>,
    /// What is in each slot: an errand or an order, and its number.
    slots: Vec<(bool, usize)>,
    /// Every fact, too.
    facts: Vec<(Time, Fact)>,
}

impl Witness for Stories {
    fn see(&mut self, now: Time, fact: Fact) {
        self.facts.push((now, fact));
        let now = now.seconds();
        match fact {
            Fact::Placed { order, .. } => {
                self.begin(order, false);
                return;
            }
            Fact::Split { errand, .. } => {
                self.begin(errand, true);
                return;
            }
            _ => {}
        }
        match fact {
            Fact::TakenAtOnce { order, .. } | Fact::PickedUp { order, .. } => {
                self.of(order).started = Some(now);
            }
            Fact::WorkBegan { order, .. } => self.of(order).work.push((now, f64::NAN)),
            Fact::WorkEnded { order, .. } => {
                if let Some(work) = self.of(order).work.last_mut() {
                    work.1 = now;
                }
            }
            Fact::Decided { order, outcome } => self.of(order).ended = Some((now, outcome)),
            Fact::Closed { order } => self.of(order).closed = Some(now),
            _ => {}
        }
    }
}

impl Stories {
    fn begin(&mut self, slot: u32, is_errand: bool) {
        let stories = if is_errand { &mut self.errands } else { &mut self.all };
        self.slots.resize(self.slots.len().max(slot as usize + 1), (false, 0));
        self.slots[slot as usize] = (is_errand, stories.len());
        stories.push(Story::default());
    }

    fn of(&mut self, slot: u32) -> &mut Story {
        match self.slots[slot as usize] {
            (false, number) => &mut self.all[number],
            (true, number) => &mut self.errands[number],
        }
    }

    fn started(&self) -> Vec<Option<f64>> {
        self.all.iter().map(|story| story.started).collect()
    }

    fn ended(&self) -> Vec<(f64, Outcome)> {
        self.all.iter().map(|story| story.ended.unwrap()).collect()
    }

    /// Returns which orders ended in a way, and when.
    fn those(&self, outcome: Outcome) -> Vec<(usize, f64)> {
        let ended = self.all.iter().enumerate();
        let of = ended.filter_map(|(number, story)| Some((number, story.ended?)));
        of.filter(|(_, ended)| ended.1 == outcome)
            .map(|(number, ended)| (number, ended.0))
            .collect()
    }

    /// Returns the orders in the order in which chefs started on them.
    fn turns(&self) -> Vec<usize> {
        let mut turns: Vec<_> = self.all.iter().enumerate().collect();
        turns.retain(|(_, story)| story.started.is_some());
        turns.sort_by(|a, b| a.1.started.partial_cmp(&b.1.started).unwrap());
        turns.into_iter().map(|(number, _)| number).collect()
    }

    fn count(&self, is: impl Fn(&Fact) -> bool) -> usize {
        self.facts.iter().filter(|(_, fact)| is(fact)).count()
    }
}

/// Runs a plan for an hour, turning knobs on the way; looks for what is wrong after every message.
fn run_with(plan: Plan, turns: &[(f64, Turn)]) -> (Restaurant, Stories) {
    let mut stories = Stories::default();
    let mut restaurant = Restaurant::open(plan, 1, &mut stories);
    for (moment, turn) in turns {
        // Several turns at one moment come one right after the other.
        if at(*moment) > restaurant.now() {
            run_to(&mut restaurant, at(*moment), &mut stories);
        }
        restaurant.turn(turn.clone(), &mut stories);
    }
    run_to(&mut restaurant, at(3600.0), &mut stories);
    (restaurant, stories)
}

fn run_to(restaurant: &mut Restaurant, limit: Time, stories: &mut Stories) {
    while restaurant.run_one(limit, stories) {
        let now = restaurant.now();
        while restaurant.run_one(now, stories) {}
        assert_eq!(restaurant.audit(), Vec::<String>::new(), "at {} s", now.seconds());
    }
    restaurant.run_to(limit, u64::MAX, stories);
}

fn run(plan: Plan) -> Stories {
    run_with(plan, &[]).1
}

fn some(moments: &[f64]) -> Vec<Option<f64>> {
    moments.iter().copied().map(Some).collect()
}

fn served(moments: &[f64]) -> Vec<(f64, Outcome)> {
    moments.iter().map(|moment| (*moment, Outcome::SERVED)).collect()
}

/// A kitchen whose orders stand everywhere when the power goes out at 5 s: order 0 is set aside at
/// the hatch, 1 waits there, 2 is on the only burner, 3 waits for it, 4 and 5 hang on the rail.
fn house_in_full_swing() -> Plan {
    let at_once = [(0.0, 0), (0.0, 0), (0.0, 1), (0.0, 1), (1.0, 1), (1.0, 1)];
    let mut plan = plan(2, vec![take(1)], room(&at_once));
    plan.menu.push(dish(vec![cook(20.0)]));
    plan.kitchens[0].juggles = 2;
    plan.kitchens[0].buildings = vec![0];
    plan.buildings = vec![BuildingPlan { burners: Some(1), ..BuildingPlan::default() }];
    let shelves = vec![ShelfPlan { stock: Some(5), restock: None, ..ShelfPlan::default() }];
    plan.pantries = vec![PantryPlan {
        hatches: Some(1),
        take: Some(constant(20.0)),
        shelves,
        ..PantryPlan::default()
    }];
    plan
}

#[test]
fn without_power_everything_in_the_kitchen_ends_at_once() {
    let off = Turn::Building(0, BuildingTurn::Power(false));
    let (restaurant, stories) = run_with(house_in_full_swing(), &[(5.0, off)]);
    assert_eq!(stories.ended(), [(5.0, Outcome::POWER_OUT); 6]);
    assert!(stories.all.iter().all(|story| story.closed == Some(5.0)));
    assert_eq!(restaurant.orders(), 0);
    let hands = (stories.count(is_hands_taken), stories.count(is_hands_free));
    assert_eq!(hands, (4, 4));
    let freed = [
        stories.count(|fact| matches!(fact, Fact::BurnerFree { .. })),
        stories.count(|fact| matches!(fact, Fact::HatchFree { .. })),
        stories.count(|fact| matches!(fact, Fact::Tossed { .. })),
    ];
    assert_eq!(freed, [1, 1, 2]);
    // Order 1 left the line of the hatch first: nothing more was taken from the shelf.
    let levels = stories.facts.iter().filter_map(|(_, fact)| match fact {
        Fact::Stock { level, .. } => *level,
        _ => None,
    });
    assert_eq!(levels.collect::<Vec<_>>(), [5, 4]);
}

fn is_hands_taken(fact: &Fact) -> bool {
    matches!(fact, Fact::HandsTaken { .. })
}

fn is_hands_free(fact: &Fact) -> bool {
    matches!(fact, Fact::HandsFree { .. })
}

#[test]
fn without_power_new_orders_end_too_until_it_is_back() {
    let power = |on| Turn::Building(0, BuildingTurn::Power(on));
    let mut plan = plan(1, vec![cook(1.0)], every_second(6));
    plan.kitchens[0].buildings = vec![0];
    plan.buildings = vec![BuildingPlan::default()];
    let (_, stories) = run_with(plan, &[(1.5, power(false)), (4.0, power(true))]);
    assert_eq!(stories.those(Outcome::POWER_OUT), [(1, 1.5), (2, 2.0), (3, 3.0)]);
    assert_eq!(stories.those(Outcome::SERVED), [(0, 1.0), (4, 5.0), (5, 6.0)]);
}

#[test]
fn a_hatch_is_not_given_to_an_order_that_loses_its_power_too() {
    // Sold out: whoever were served now would end twice.
    let mut plan = plan(9, vec![take(1)], room(&[(0.0, 0), (0.0, 0), (0.0, 0)]));
    plan.kitchens[0].buildings = vec![0];
    plan.buildings = vec![BuildingPlan::default()];
    let shelves = vec![ShelfPlan { stock: Some(1), restock: None, ..ShelfPlan::default() }];
    let take = Some(constant(9.0));
    plan.pantries = vec![PantryPlan { hatches: Some(1), take, shelves, ..PantryPlan::default() }];
    let off = Turn::Building(0, BuildingTurn::Power(false));
    let (restaurant, stories) = run_with(plan, &[(5.0, off)]);
    assert_eq!(stories.ended(), [(5.0, Outcome::POWER_OUT); 3]);
    assert_eq!(restaurant.orders(), 0);
}

#[test]
fn each_of_several_turns_at_one_instant_runs_its_course() {
    // A chef comes and takes a ticket to the burners; then, at the same instant, the power goes.
    let chefs = Turn::Kitchen(0, KitchenTurn::Chefs(Some(1)));
    let off = Turn::Building(0, BuildingTurn::Power(false));
    for recipe in [vec![cook(3.0)], vec![take(1)], vec![call(None)]] {
        let mut plan = plan(0, recipe, room(&[(0.0, 0)]));
        plan.kitchens[0].buildings = vec![0];
        plan.buildings = vec![BuildingPlan::default()];
        plan.pantries =
            vec![PantryPlan { shelves: vec![ShelfPlan::default()], ..PantryPlan::default() }];
        plan.partners =
            vec![PartnerPlan { answers: Some(constant(1.0)), ..PartnerPlan::default() }];
        let turns = [(1.0, chefs.clone()), (1.0, off.clone())];
        let (restaurant, stories) = run_with(plan, &turns);
        assert_eq!(restaurant.orders(), 0);
        assert_eq!(stories.all[0].ended.map(|ended| ended.0), Some(1.0));
        assert_eq!(stories.all[0].closed, Some(1.0));
        let hands = (stories.count(is_hands_taken), stories.count(is_hands_free));
        assert_eq!(hands, (1, 1));
    }
}

#[test]
fn fewer_chefs_finish_their_tickets_first() {
    let chefs = |count| Turn::Kitchen(0, KitchenTurn::Chefs(Some(count)));
    let plan = plan(3, vec![cook(4.0)], every_second(6));
    let (_, stories) = run_with(plan, &[(2.5, chefs(1))]);
    // Orders 0 to 2 are finished by three chefs; the rest is cooked by one.
    assert_eq!(stories.started(), some(&[0.0, 1.0, 2.0, 6.0, 10.0, 14.0]));
}

#[test]
fn orders_set_aside_come_before_new_tickets() {
    // One chef with two orders in hand: 0 is set aside from 1 s to 3 s, meanwhile 1 is prepared
    // until 4 s; then 0 goes on, and only then 2, who has waited since 2 s.
    let recipe = vec![prep(1.0), call(None), prep(1.0)];
    let mut plan = plan(1, recipe, room(&[(0.0, 0), (0.0, 1), (2.0, 1)]));
    plan.menu.push(dish(vec![prep(3.0)]));
    plan.partners = vec![PartnerPlan { answers: Some(constant(2.0)), ..PartnerPlan::default() }];
    plan.kitchens[0].juggles = 2;
    let stories = run(plan.clone());
    assert_eq!(stories.started(), some(&[0.0, 1.0, 5.0]));
    assert_eq!(stories.all[0].work, [(0.0, 1.0), (4.0, 5.0)]);
    // A chef who does not juggle waits for the answer with idle hands.
    plan.kitchens[0].juggles = 1;
    let stories = run(plan);
    assert_eq!(stories.started(), some(&[0.0, 4.0, 7.0]));
    assert_eq!(stories.all[0].work, [(0.0, 1.0), (3.0, 4.0)]);
}

#[test]
fn a_chef_has_no_more_orders_in_hand_than_may_be_juggled() {
    let mut plan = plan(1, vec![call(None)], every_second(4));
    plan.partners = vec![PartnerPlan { answers: Some(constant(10.0)), ..PartnerPlan::default() }];
    plan.kitchens[0].juggles = 2;
    assert_eq!(run(plan).started(), some(&[0.0, 1.0, 10.0, 11.0]));
}

/// Four tickets wait when the chef is free at 10 s: long, short, short and long ones.
fn rail(order: RailOrder) -> Vec<usize> {
    let orders = [(0.0, 0), (1.0, 1), (2.0, 2), (3.0, 2), (4.0, 1)];
    let mut plan = plan(1, vec![cook(10.0)], room(&orders));
    plan.menu.push(Dish { priority: 5, ..dish(vec![cook(3.0), prep(3.0)]) });
    plan.menu.push(Dish { priority: -5, ..dish(vec![prep(2.0), cook(2.0)]) });
    plan.kitchens[0].order = order;
    run(plan).turns()
}

#[test]
fn each_order_of_the_rail_picks_its_tickets() {
    assert_eq!(rail(RailOrder::Fifo), [0, 1, 2, 3, 4]);
    assert_eq!(rail(RailOrder::Lifo), [0, 4, 3, 2, 1]);
    assert_eq!(rail(RailOrder::Shortest), [0, 2, 3, 1, 4]);
    assert_eq!(rail(RailOrder::Priority), [0, 1, 4, 2, 3]);
}

#[test]
fn tickets_keep_their_place_when_the_order_of_the_rail_is_turned() {
    let orders = [(0.0, 0), (1.0, 0), (2.0, 0), (3.0, 0), (4.0, 0)];
    let turn = |order| Turn::Kitchen(0, KitchenTurn::Order(order));
    let turns = [(5.0, turn(RailOrder::Lifo)), (15.0, turn(RailOrder::Fifo))];
    let (_, stories) = run_with(plan(1, vec![cook(10.0)], room(&orders)), &turns);
    assert_eq!(stories.turns(), [0, 4, 1, 2, 3]);
}

#[test]
fn plates_go_before_guests() {
    let mut plan = plan(9, vec![cook(1.5)], every_second(3));
    plan.waiter.count = Some(1);
    (plan.waiter.take_order, plan.waiter.serve) = (Some(constant(2.0)), Some(constant(1.0)));
    // Taken down 0 to 2, 2 to 4; then the plate of order 0, ready since 3.5 s; then guest 2.
    assert_eq!(run(plan).ended(), served(&[5.0, 8.0, 9.5]));
}

#[test]
fn a_full_queue_and_the_limit_refuse_without_a_waiter() {
    let mut plan = plan(9, vec![], room(&[(0.0, 0), (0.0, 0), (0.0, 0), (0.4, 0), (1.0, 0)]));
    plan.waiter.take_order = Some(constant(5.0));
    (plan.waiter.count, plan.waiter.queue) = (Some(1), Some(1));
    let stories = run(plan.clone());
    assert_eq!(stories.those(Outcome::QUEUE_FULL), [(2, 0.0), (3, 0.4), (4, 1.0)]);
    // Two a second: two at once, then one more after half a second.
    plan.waiter.limit = Some(span(0.5));
    let stories = run(plan.clone());
    assert_eq!(stories.those(Outcome::TOO_MANY_ORDERS), [(2, 0.0), (3, 0.4)]);
    assert_eq!(stories.those(Outcome::QUEUE_FULL), [(4, 1.0)]);
    // Turning the limit up does not fill the bucket.
    plan.waiter.queue = None;
    let up = Turn::Waiter(WaiterTurn::Limit(Some(span(0.25))));
    let (_, stories) = run_with(plan, &[(0.1, up)]);
    assert_eq!(stories.those(Outcome::TOO_MANY_ORDERS), [(2, 0.0)]);
}

#[test]
fn a_visit_takes_all_or_nothing_and_sold_out_is_decided_at_the_hatch() {
    let mut plan = plan(9, vec![take(2)], room(&[(0.0, 0), (0.0, 0), (0.0, 0), (9.0, 0)]));
    let restock = Some(Restock { every: span(4.0), to: 2 });
    let shelves = vec![ShelfPlan { stock: Some(3), restock, ..ShelfPlan::default() }];
    let take = Some(constant(3.0));
    plan.pantries = vec![PantryPlan { hatches: Some(1), take, shelves, ..PantryPlan::default() }];
    let more = Turn::Pantry(0, PantryTurn::Hatches(Some(2)));
    // One portion is left when order 1 comes to the hatch: it and order 2 go empty-handed.
    let stories = run(plan.clone());
    assert_eq!(stories.those(Outcome::SOLD_OUT), [(1, 3.0), (2, 3.0)]);
    assert_eq!(stories.those(Outcome::SERVED), [(0, 3.0), (3, 12.0)]);
    // A hatch more is open at once to those who wait.
    let (_, stories) = run_with(plan, &[(1.0, more)]);
    assert_eq!(stories.those(Outcome::SOLD_OUT), [(1, 1.0), (2, 1.0)]);
}

#[test]
fn a_partner_who_hangs_is_left_after_the_timeout() {
    let mut plan = plan(1, vec![call(Some(3.0)), cook(1.0)], every_second(2));
    plan.partners = vec![PartnerPlan { power: Power::Hangs, ..PartnerPlan::default() }];
    let stories = run(plan.clone());
    assert_eq!(stories.ended(), [(3.0, Outcome::PARTNER), (6.0, Outcome::PARTNER)]);
    plan.partners[0].power = Power::Off;
    let stories = run(plan);
    assert_eq!(stories.ended(), [(0.0, Outcome::PARTNER), (1.0, Outcome::PARTNER)]);
}

#[test]
fn a_long_patience_holds_no_memory() {
    let mut room = room(&[]);
    (room.arrivals, room.patience) = (Arrivals::Regular(Span(MS)), Some(constant(3600.0)));
    room.mix = Mix::new([(0, 1.0)]);
    // The second kind waits on the rail, so that its patience is really expected to end.
    for chefs in [None, Some(1)] {
        let mut plan =
            plan(1, vec![Step::Prep(Distribution::Constant(Span(MS * 2 / 5)))], room.clone());
        plan.kitchens[0].chefs = chefs;
        plan.rooms[0].group = 2;
        let mut restaurant = Restaurant::open(plan, 1, &mut ());
        let mut most = 0;
        for second in 1..=100 {
            restaurant.run_to(at(f64::from(second)), u64::MAX, &mut ());
            most = most.max(restaurant.pending());
        }
        assert!(most < 4_000, "{most} messages are pending with {chefs:?} chefs");
    }
}
