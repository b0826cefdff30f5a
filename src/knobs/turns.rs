//! From a setting to a turn of one actor: one function a knob.
//!
//! The table of keys of the scenario file points here; what it does not point at is not live.

use super::Setting;
use crate::kernel::{SECOND, Span};
use crate::restaurant::{
    AutoscalerTurn, BuildingTurn, Device, DishTurn, DispatcherTurn, Generator, KitchenTurn, Mix,
    PantryTurn, PartnerTurn, Policy, Power, RailOrder, RetryTurn, RoomTurn, ScreenLook, Sharing,
    ShelfTurn, Turn, Until, WaiterTurn, WhenFull,
};

/// Makes a turn of the part with this index. For a shelf there are two: the pantry's, its own.
pub type Turner = fn(part: u32, shelf: u32, setting: &Setting) -> Turn;

/// The words for [`RailOrder`], in the order of [`rail_order`].
pub const RAIL_ORDERS: &[&str] = &["fifo", "lifo", "shortest", "priority"];
/// The words for [`Policy`], in the order of [`policy`].
pub const POLICIES: &[&str] = &["round_robin", "random", "least_busy", "two_choices", "sticky"];
/// The words for [`Until`], in the order of [`until`].
pub const UNTIL: &[&str] = &["plate", "chef"];
/// The words for where guests go: only at the first is the restaurant.
pub const ADDRESSES: &[&str] = &["right", "wrong"];
/// The words for the language that guests speak: the waiter understands the first.
pub const LANGUAGES: &[&str] = &["guest", "kitchen"];
/// The words for [`ScreenLook`], in the order of [`screen_look`].
pub const SCREEN_LOOKS: &[&str] = &["page", "phone", "kiosk"];
/// The words for a partner's power, in the order of [`partner_power`].
pub const PARTNER_POWER: &[&str] = &["on", "off", "hangs"];
/// The words for the power of a building or a district, and for whether a kitchen is open.
pub const POWER: &[&str] = &["on", "off"];
/// The words for [`Sharing`], in the order of [`sharing`].
pub const SHARINGS: &[&str] = &["turns", "slices"];
/// The words for [`WhenFull`], in the order of [`when_full`].
pub const WORKTOP_FULL: &[&str] = &["wait", "crash"];

/// Returns the order of the rail that a setting names.
pub fn rail_order(setting: &Setting) -> RailOrder {
    match setting.word() {
        1 => RailOrder::Lifo,
        2 => RailOrder::Shortest,
        3 => RailOrder::Priority,
        _ => RailOrder::Fifo,
    }
}

/// Returns how the dispatcher chooses.
pub fn policy(setting: &Setting) -> Policy {
    match setting.word() {
        1 => Policy::Random,
        2 => Policy::LeastBusy,
        3 => Policy::TwoChoices,
        4 => Policy::Sticky,
        _ => Policy::RoundRobin,
    }
}

/// Returns until when patience counts.
pub fn until(setting: &Setting) -> Until {
    if setting.word() == 1 { Until::Chef } else { Until::Plate }
}

/// Returns what guests' devices do with an answer; nothing set takes no time.
pub fn device(setting: &Setting) -> Device {
    match setting {
        Setting::Device(device) => device.clone(),
        _ => Device::AtOnce,
    }
}

/// Returns what an answer looks like on a guest's screen.
pub fn screen_look(setting: &Setting) -> ScreenLook {
    match setting.word() {
        1 => ScreenLook::Phone,
        2 => ScreenLook::Kiosk,
        _ => ScreenLook::Page,
    }
}

/// Returns whether a partner is there.
pub fn partner_power(setting: &Setting) -> Power {
    match setting.word() {
        1 => Power::Off,
        2 => Power::Hangs,
        _ => Power::On,
    }
}

/// Returns how burners are shared.
pub fn sharing(setting: &Setting) -> Sharing {
    if setting.word() == 1 { Sharing::Slices } else { Sharing::Turns }
}

/// Returns what happens when the worktop is full.
pub fn when_full(setting: &Setting) -> WhenFull {
    if setting.word() == 1 { WhenFull::Crash } else { WhenFull::Wait }
}

/// Returns what gives power while there is none; nothing set is nothing.
pub fn generator(setting: &Setting) -> Generator {
    match setting {
        Setting::Generator(generator) => *generator,
        _ => Generator::Off,
    }
}

/// Returns how many orders a chef has in hand at most; nothing set: one.
pub fn juggles(setting: &Setting) -> u32 {
    match setting {
        Setting::Count(None) => u32::MAX,
        _ => setting.count().unwrap_or(1),
    }
}

/// Returns a number of rows; nothing set is any number.
pub fn rows(setting: &Setting) -> Option<u64> {
    if let Setting::Count(rows) = setting { *rows } else { None }
}

/// Returns how far apart orders are at the rate that a setting allows.
pub fn rate_gap(setting: &Setting) -> Option<Span> {
    match setting {
        // Not rounded up: the six of "6/s" must fit into one second.
        Setting::Rate(rate) if *rate > 0.0 => {
            Some(Span::from_nanos((SECOND.0 as f64 / rate).floor()))
        }
        // Nobody is ever allowed in: the gap outlasts every run.
        Setting::Rate(_) => Some(Span(u64::MAX >> 2)),
        _ => None,
    }
}

/// Returns a share; nothing set is none.
pub fn share(setting: &Setting) -> f64 {
    match setting {
        Setting::Share(share) => *share,
        _ => 0.0,
    }
}

/// Returns how many shelves a fridge holds something of; nothing set: there is none.
pub fn fridge_holds(setting: &Setting) -> Option<u32> {
    match setting {
        Setting::Count(_) => Some(setting.count().unwrap_or(u32::MAX)),
        _ => None,
    }
}

/// `dining_room.*.arrivals`
pub const ARRIVALS: Turner = |room, _, setting| {
    let turn = match setting {
        Setting::Arrivals(arrivals) => RoomTurn::Arrivals(arrivals.clone()),
        _ => RoomTurn::Arrivals(crate::restaurant::Arrivals::constant(0.0)),
    };
    Turn::Room(room, turn)
};
/// `dining_room.*.think`
pub const THINK: Turner = |room, _, setting| {
    let think = setting.distribution();
    Turn::Room(
        room,
        RoomTurn::Think(think.unwrap_or(crate::kernel::Distribution::Constant(SECOND))),
    )
};
/// `dining_room.*.orders`
pub const ORDERS: Turner = |room, _, setting| {
    let mix = if let Setting::Mix(mix) = setting { mix.clone() } else { Mix::default() };
    Turn::Room(room, RoomTurn::Mix(mix))
};
/// `dining_room.*.patience`
pub const PATIENCE: Turner =
    |room, _, setting| Turn::Room(room, RoomTurn::Patience(setting.distribution()));
/// `dining_room.*.patience_until`
pub const PATIENCE_UNTIL: Turner =
    |room, _, setting| Turn::Room(room, RoomTurn::Until(until(setting)));
/// `dining_room.*.sealed`
pub const SEALED: Turner =
    |room, _, setting| Turn::Room(room, RoomTurn::Sealed(matches!(setting, Setting::Flag(true))));
/// `dining_room.*.distance`
pub const DISTANCE: Turner =
    |room, _, setting| Turn::Room(room, RoomTurn::Distance(setting.span().unwrap_or_default()));

/// `dining_room.*.device`
pub const DEVICE: Turner = |room, _, setting| Turn::Room(room, RoomTurn::Device(device(setting)));
/// `dining_room.*.address`
pub const ADDRESS: Turner =
    |room, _, setting| Turn::Room(room, RoomTurn::Lost(setting.word() == 1));
/// `dining_room.*.speaks`
pub const SPEAKS: Turner =
    |room, _, setting| Turn::Room(room, RoomTurn::Speaks(setting.word() == 1));

/// Returns how often a guest tries again at most; none: any number of times.
pub fn retry_limit(setting: &Setting) -> Option<u32> {
    if *setting == Setting::Absent { Some(0) } else { setting.count() }
}

/// `dining_room.*.retry.limit`
pub const RETRY_LIMIT: Turner =
    |room, _, setting| Turn::Room(room, RoomTurn::Retry(RetryTurn::Limit(retry_limit(setting))));
/// `dining_room.*.retry.wait`
pub const RETRY_WAIT: Turner = |room, _, setting| {
    Turn::Room(room, RoomTurn::Retry(RetryTurn::Wait(setting.span().unwrap_or_default())))
};
/// `dining_room.*.retry.backoff`
pub const RETRY_BACKOFF: Turner = |room, _, setting| {
    Turn::Room(room, RoomTurn::Retry(RetryTurn::Backoff(setting.number().unwrap_or(1.0))))
};
/// `dining_room.*.retry.jitter`
pub const RETRY_JITTER: Turner = |room, _, setting| {
    let jitter = matches!(setting, Setting::Flag(true));
    Turn::Room(room, RoomTurn::Retry(RetryTurn::Jitter(jitter)))
};
/// `dining_room.*.retry.budget`
pub const RETRY_BUDGET: Turner =
    |room, _, setting| Turn::Room(room, RoomTurn::Retry(RetryTurn::Budget(setting.number())));

/// `waiter.count`
pub const WAITERS: Turner = |_, _, setting| Turn::Waiter(WaiterTurn::Count(setting.count()));
/// `waiter.take_order`
pub const TAKE_ORDER: Turner =
    |_, _, setting| Turn::Waiter(WaiterTurn::TakeOrder(setting.distribution()));
/// `waiter.serve`
pub const SERVE: Turner = |_, _, setting| Turn::Waiter(WaiterTurn::Serve(setting.distribution()));
/// `waiter.queue`
pub const QUEUE: Turner = |_, _, setting| Turn::Waiter(WaiterTurn::Queue(setting.count()));
/// `waiter.limit`
pub const LIMIT: Turner = |_, _, setting| Turn::Waiter(WaiterTurn::Limit(rate_gap(setting)));
/// `waiter.guest_limit`
pub const GUEST_LIMIT: Turner =
    |_, _, setting| Turn::Waiter(WaiterTurn::GuestLimit(rate_gap(setting)));
/// `waiter.neutralises`
pub const NEUTRALISES: Turner =
    |_, _, setting| Turn::Waiter(WaiterTurn::IsCareless(setting.word() == 1));
/// `waiter.timeout`
pub const TIMEOUT: Turner = |_, _, setting| Turn::Waiter(WaiterTurn::Timeout(setting.span()));

/// `dispatcher.policy`
pub const POLICY: Turner =
    |_, _, setting| Turn::Dispatcher(DispatcherTurn::Policy(policy(setting)));
/// `dispatcher.checks`
pub const CHECKS: Turner = |_, _, setting| Turn::Dispatcher(DispatcherTurn::Checks(setting.span()));

/// `kitchen.*.chefs`
pub const CHEFS: Turner =
    |kitchen, _, setting| Turn::Kitchen(kitchen, KitchenTurn::Chefs(setting.count()));
/// `kitchen.*.juggles`
pub const JUGGLES: Turner =
    |kitchen, _, setting| Turn::Kitchen(kitchen, KitchenTurn::Juggles(juggles(setting)));
/// `kitchen.*.rail.capacity`
pub const CAPACITY: Turner =
    |kitchen, _, setting| Turn::Kitchen(kitchen, KitchenTurn::Capacity(setting.count()));
/// `kitchen.*.rail.order`
pub const RAIL_ORDER: Turner =
    |kitchen, _, setting| Turn::Kitchen(kitchen, KitchenTurn::Order(rail_order(setting)));
/// `kitchen.*.tosses_stale_tickets`
pub const TOSSES: Turner = |kitchen, _, setting| {
    let tosses = matches!(setting, Setting::Flag(true));
    Turn::Kitchen(kitchen, KitchenTurn::TossesStaleTickets(tosses))
};
/// `kitchen.*.wage`
pub const WAGE: Turner =
    |kitchen, _, setting| Turn::Kitchen(kitchen, KitchenTurn::Wage(setting.cents()));
/// `kitchen.*.fridge.holds`
pub const FRIDGE_HOLDS: Turner =
    |kitchen, _, setting| Turn::Kitchen(kitchen, KitchenTurn::FridgeHolds(fridge_holds(setting)));
/// `kitchen.*.fridge.fresh_for`
pub const FRESH_FOR: Turner =
    |kitchen, _, setting| Turn::Kitchen(kitchen, KitchenTurn::FreshFor(setting.span()));
/// `kitchen.*.fridge.rent`
pub const FRIDGE_RENT: Turner =
    |kitchen, _, setting| Turn::Kitchen(kitchen, KitchenTurn::FridgeRent(setting.cents()));

/// `kitchen.*.open`
pub const OPEN: Turner =
    |kitchen, _, setting| Turn::Kitchen(kitchen, KitchenTurn::Open(setting.word() == 0));
/// `kitchen.*.breaks.every`
pub const BREAKS_EVERY: Turner =
    |kitchen, _, setting| Turn::Kitchen(kitchen, KitchenTurn::BreaksEvery(setting.distribution()));
/// `kitchen.*.breaks.for`
pub const BREAKS_FOR: Turner =
    |kitchen, _, setting| Turn::Kitchen(kitchen, KitchenTurn::BreaksFor(setting.distribution()));

/// `kitchen.*.autoscale.from`
pub const SCALE_FROM: Turner = |kitchen, _, setting| {
    Turn::Autoscaler(kitchen, AutoscalerTurn::From(setting.count().unwrap_or(1)))
};
/// `kitchen.*.autoscale.to`
pub const SCALE_TO: Turner =
    |kitchen, _, setting| Turn::Autoscaler(kitchen, AutoscalerTurn::To(setting.count()));
/// `kitchen.*.autoscale.busy`
pub const SCALE_BUSY: Turner =
    |kitchen, _, setting| Turn::Autoscaler(kitchen, AutoscalerTurn::Busy(share(setting)));
/// `kitchen.*.autoscale.every`
pub const SCALE_EVERY: Turner =
    |kitchen, _, setting| Turn::Autoscaler(kitchen, AutoscalerTurn::Every(scale_every(setting)));
/// `kitchen.*.autoscale.opens_in`
pub const SCALE_OPENS_IN: Turner = |kitchen, _, setting| {
    Turn::Autoscaler(kitchen, AutoscalerTurn::OpensIn(setting.span().unwrap_or_default()))
};
/// `kitchen.*.autoscale.closes_after`
pub const SCALE_CLOSES_AFTER: Turner = |kitchen, _, setting| {
    Turn::Autoscaler(kitchen, AutoscalerTurn::ClosesAfter(setting.span().unwrap_or_default()))
};

/// Returns how often an autoscaler decides.
pub fn scale_every(setting: &Setting) -> Span {
    setting.span().unwrap_or(Span(15 * SECOND.0))
}

/// `pantry.*.hatches`
pub const HATCHES: Turner =
    |pantry, _, setting| Turn::Pantry(pantry, PantryTurn::Hatches(setting.count()));
/// `pantry.*.wage`
pub const HATCH_WAGE: Turner =
    |pantry, _, setting| Turn::Pantry(pantry, PantryTurn::Wage(setting.cents()));
/// `pantry.*.take`
pub const TAKE: Turner =
    |pantry, _, setting| Turn::Pantry(pantry, PantryTurn::Take(setting.distribution()));
/// `pantry.*.put`
pub const PUT: Turner =
    |pantry, _, setting| Turn::Pantry(pantry, PantryTurn::Put(setting.distribution()));
/// `pantry.*.copies.every`
pub const COPIED_EVERY: Turner = |pantry, _, setting| {
    Turn::Pantry(pantry, PantryTurn::CopiedEvery(setting.span().unwrap_or_default()))
};
/// `pantry.*.shelf.*.stock`
pub const STOCK: Turner = |pantry, shelf, setting| {
    let stock = if let Setting::Count(stock) = setting { *stock } else { None };
    Turn::Pantry(pantry, PantryTurn::Shelf(shelf, ShelfTurn::Stock(stock)))
};

/// `partner.*.answers`
pub const ANSWERS: Turner =
    |partner, _, setting| Turn::Partner(partner, PartnerTurn::Answers(setting.distribution()));
/// `partner.*.fails`
pub const FAILS: Turner =
    |partner, _, setting| Turn::Partner(partner, PartnerTurn::Fails(share(setting)));
/// `partner.*.at_once`
pub const ANSWERED_AT_ONCE: Turner =
    |partner, _, setting| Turn::Partner(partner, PartnerTurn::AtOnce(setting.count()));
/// `partner.*.power`
pub const PARTNER_POWERED: Turner =
    |partner, _, setting| Turn::Partner(partner, PartnerTurn::Power(partner_power(setting)));
/// `partner.*.fee`
pub const FEE: Turner =
    |partner, _, setting| Turn::Partner(partner, PartnerTurn::Fee(setting.cents()));

/// `building.*.power`
pub const BUILDING_POWER: Turner =
    |building, _, setting| Turn::Building(building, BuildingTurn::Power(setting.word() == 0));
/// `building.*.burners`
pub const BURNERS: Turner =
    |building, _, setting| Turn::Building(building, BuildingTurn::Burners(setting.count()));
/// `building.*.burner_rent`
pub const BURNER_RENT: Turner =
    |building, _, setting| Turn::Building(building, BuildingTurn::BurnerRent(setting.cents()));
/// `building.*.generator`
pub const GENERATOR: Turner =
    |building, _, setting| Turn::Building(building, BuildingTurn::Generator(generator(setting)));
/// `building.*.generator_rent`
pub const GENERATOR_RENT: Turner =
    |building, _, setting| Turn::Building(building, BuildingTurn::GeneratorRent(setting.cents()));
/// `building.*.boots_in`
pub const BOOTS_IN: Turner = |building, _, setting| {
    Turn::Building(building, BuildingTurn::BootsIn(setting.span().unwrap_or_default()))
};
/// `building.*.sharing`
pub const SHARING: Turner =
    |building, _, setting| Turn::Building(building, BuildingTurn::Sharing(sharing(setting)));
/// `building.*.worktop`
pub const WORKTOP: Turner =
    |building, _, setting| Turn::Building(building, BuildingTurn::Worktop(setting.count()));
/// `building.*.worktop_full`
pub const WHEN_FULL: Turner =
    |building, _, setting| Turn::Building(building, BuildingTurn::WorktopFull(when_full(setting)));
/// `building.*.water`
pub const WATER: Turner =
    |building, _, setting| Turn::Building(building, BuildingTurn::Water(setting.number()));
/// `building.*.storeroom`
pub const STOREROOM: Turner =
    |building, _, setting| Turn::Building(building, BuildingTurn::Storeroom(rows(setting)));
/// `building.*.distance`
pub const BUILDING_DISTANCE: Turner = |building, _, setting| {
    Turn::Building(building, BuildingTurn::Distance(setting.span().unwrap_or_default()))
};
/// `district.*.power`
pub const DISTRICT_POWER: Turner =
    |district, _, setting| Turn::District(district, setting.word() == 0);

/// `building.*.rent`
pub const RENT: Turner =
    |building, _, setting| Turn::Building(building, BuildingTurn::Rent(setting.cents()));

/// `menu.*.price`
pub const PRICE: Turner = |dish, _, setting| Turn::Dish(dish, DishTurn::Price(setting.cents()));
/// `menu.*.locks_out.after`
pub const LOCKS_AFTER: Turner =
    |dish, _, setting| Turn::Dish(dish, DishTurn::LocksAfter(setting.count()));
/// `menu.*.locks_out.for`
pub const LOCKS_FOR: Turner =
    |dish, _, setting| Turn::Dish(dish, DishTurn::LocksFor(setting.span().unwrap_or_default()));
/// `menu.*.guest_limit`
pub const DISH_GUEST_LIMIT: Turner =
    |dish, _, setting| Turn::Dish(dish, DishTurn::GuestLimit(rate_gap(setting)));
