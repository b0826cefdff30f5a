//! Random scenarios in swarm style: every feature is there in about half of them.
//!
//! A [`Shape`] holds plain choices, so that a failing case shrinks to few features and small
//! numbers; [`render`](crate::render) writes it as a text, the only thing that a test runs.

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

/// Nanoseconds in a second.
pub(crate) const SECOND: u64 = 1_000_000_000;
/// Nanoseconds in a millisecond.
pub(crate) const MS: u64 = 1_000_000;

/// A distribution of durations: its family, and its mean in nanoseconds.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Dist {
    pub family: usize,
    pub mean: u64,
}

/// A number of things; none: `"unlimited"`.
pub(crate) type Count = Option<u32>;

/// How guests come to a dining room.
#[derive(Clone, Debug)]
pub(crate) enum Comes {
    Poisson,
    Every { whole_seconds: bool },
    Steps(Vec<u32>),
    Ramp(Vec<u32>),
    Burst(u32),
    Closed { guests: u32, think: usize },
    Trace(Vec<Row>),
}

/// A row of a trace: per cent of the duration, the dish (none: not on the menu), patience.
pub(crate) type Row = (u64, Option<usize>, Option<u64>);

#[derive(Clone, Debug)]
pub(crate) struct Room {
    pub comes: Comes,
    pub group: Option<u32>,
    pub mix: Option<Vec<u32>>,
    /// Patience and, if it is said, whether it counts until a chef takes the ticket.
    pub patience: Option<(Dist, Option<bool>)>,
    pub distance: Option<u64>,
    pub retry: Option<Retry>,
    /// What guests' devices do with the answer.
    pub device: Option<Screen>,
    /// Whether guests go to the right address, and whether they speak as guests do.
    pub goes_right: Option<bool>,
    pub speaks_right: Option<bool>,
}

/// What guests' devices do with an answer.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Screen {
    Draws(Dist),
    Off,
}

/// How guests try again.
#[derive(Clone, Debug)]
pub(crate) struct Retry {
    /// None: as often as it takes, which only a budget ends.
    pub limit: Count,
    /// In seconds.
    pub wait: Option<u64>,
    /// In halves.
    pub backoff: Option<u32>,
    pub jitter: Option<bool>,
    /// Per cent of a retry for each first attempt.
    pub budget: Option<u32>,
}

impl Retry {
    /// Whoever tries again as often as it takes has a budget and no longer and longer waits, or
    /// would never stop.
    pub(crate) fn is_endless(&self) -> bool {
        self.limit.is_none()
    }
}

/// What is done about calls that fail: further attempts with a wait between them, and a breaker
/// that opens after so many failures for so many seconds.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Care {
    pub retries: Option<(u32, u64)>,
    pub breaker: Option<(u32, u64)>,
}

#[derive(Clone, Debug)]
pub(crate) enum Step {
    Prep(Dist),
    Cook(Dist),
    Take { shelf: usize, second: Option<usize>, portions: u32, or: Option<usize> },
    Put { shelf: usize, portions: u32 },
    Call { partner: usize, timeout: Option<u64>, or: Option<usize>, care: Option<Care> },
    Ask { dish: usize, or: Option<usize> },
    Together { branches: Vec<Vec<Step>>, or: Option<usize> },
    Chance { percent: u32, then: Vec<Step>, other: Option<Vec<Step>> },
}

impl Step {
    /// Takes all breakers out of a step.
    pub(crate) fn forget_breaker(&mut self) {
        let all = |steps: &mut Vec<Step>| steps.iter_mut().for_each(Step::forget_breaker);
        match self {
            Step::Call { care: Some(care), .. } => care.breaker = None,
            Step::Together { branches, .. } => branches.iter_mut().for_each(all),
            Step::Chance { then, other, .. } => {
                all(then);
                other.iter_mut().for_each(all);
            }
            _ => {}
        }
    }

    /// Says whether this step, or one in it, is of some kind.
    pub(crate) fn has(&self, is: fn(&Step) -> bool) -> bool {
        let any = |steps: &[Step]| steps.iter().any(|step| step.has(is));
        is(self)
            || match self {
                Step::Together { branches, .. } => branches.iter().any(|steps| any(steps)),
                Step::Chance { then, other, .. } => any(then) || other.as_deref().is_some_and(any),
                _ => false,
            }
    }
}

#[derive(Clone, Debug)]
pub(crate) struct Dish {
    pub price: Option<u32>,
    pub priority: Option<i32>,
    pub kitchen: usize,
    /// One of [`crate::render::SIZES`].
    pub size: Option<usize>,
    pub steps: Vec<Step>,
}

#[derive(Clone, Debug)]
pub(crate) struct Waiter {
    pub count: Option<Count>,
    pub take_order: Option<Dist>,
    pub serve: Option<Dist>,
    pub queue: Option<Count>,
    /// How far apart orders are at the allowed rate.
    pub limit: Option<u64>,
    pub timeout: Option<u64>,
}

/// A policy and, in seconds, the interval of health checks.
#[derive(Clone, Debug)]
pub(crate) struct Dispatcher {
    pub policy: Option<usize>,
    pub checks: Option<u64>,
}

#[derive(Clone, Debug)]
pub(crate) struct Kitchen {
    pub copies: Option<u32>,
    /// The building of each copy, if they are not all in the same.
    pub spread: Option<Vec<usize>>,
    pub chefs: Option<Count>,
    pub juggles: Option<u32>,
    pub capacity: Option<Count>,
    pub order: Option<usize>,
    pub tosses: Option<bool>,
    pub building: Option<usize>,
    pub wage: Option<u32>,
    pub open: Option<bool>,
    /// How long chefs are there between two breaks, and how long these last.
    pub breaks: Option<(Dist, Dist)>,
    /// For how many shelves the fridge is, and how many seconds something is fresh.
    pub fridge: Option<(Count, Option<u64>)>,
}

#[derive(Clone, Debug)]
pub(crate) struct Building {
    pub power: Option<bool>,
    pub generator: Option<Generator>,
    /// In seconds.
    pub boots_in: Option<u64>,
    pub district: Option<usize>,
    pub burners: Option<Count>,
    /// Whether what cooks shares them.
    pub slices: bool,
    pub storeroom: Option<Count>,
    pub worktop: Option<Count>,
    /// What finds no place there is lost.
    pub crashes: Option<bool>,
    /// The second building is inside of the first one.
    pub is_virtual: bool,
    /// One of [`crate::render::FLOWS`]; none of them: unlimited.
    pub water: Option<usize>,
    pub distance: Option<u64>,
    pub rent: Option<u32>,
}

/// What gives power while there is none; times in seconds.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Generator {
    Off,
    On,
    Starts { starts_in: u64, lasts: u64 },
}

#[derive(Clone, Debug)]
pub(crate) struct Shelf {
    pub stock: Option<Count>,
    pub restock: Option<(u64, u32)>,
}

#[derive(Clone, Debug)]
pub(crate) struct Pantry {
    pub hatches: Option<Count>,
    pub take: Option<Dist>,
    pub put: Option<Dist>,
    pub building: Option<usize>,
    pub shelves: Vec<Shelf>,
}

#[derive(Clone, Debug)]
pub(crate) struct Partner {
    pub answers: Option<Dist>,
    pub fails: Option<u32>,
    pub at_once: Option<Count>,
    pub power: Option<usize>,
    pub fee: Option<u32>,
}

/// A knob, the part that it belongs to, and what it is turned to.
#[derive(Clone, Debug)]
pub(crate) struct Set {
    pub knob: usize,
    pub part: usize,
    pub count: Count,
    pub dist: Dist,
    pub number: u32,
}

#[derive(Clone, Debug)]
pub(crate) struct Entry {
    /// Per cent of the duration.
    pub at: u64,
    /// In seconds.
    pub lasts: Option<u64>,
    pub say: bool,
    pub sets: Vec<Set>,
}

/// A scenario as plain choices.
#[derive(Clone, Debug)]
pub(crate) struct Shape {
    pub head: Head,
    pub dishes: Vec<Dish>,
    pub rooms: Vec<Room>,
    pub waiter: Option<Waiter>,
    pub dispatcher: Option<Dispatcher>,
    pub kitchens: Vec<Kitchen>,
    pub buildings: Vec<Building>,
    /// Whether each district has power, if that is said.
    pub districts: Vec<Option<bool>>,
    pub pantries: Vec<Pantry>,
    pub partners: Vec<Partner>,
    pub timeline: Vec<Entry>,
}

#[derive(Clone, Debug)]
pub(crate) struct Head {
    pub seed: u64,
    pub seconds: u64,
    /// About so many orders come in all rooms.
    pub orders: u64,
    pub opens: Option<u64>,
    /// Per cent of the duration.
    pub warm_up: Option<u64>,
    pub drain: Option<bool>,
    pub goal: Option<usize>,
    pub names: usize,
}

/// How many families of distributions there are; those below [`CONSTANTS`] are constant.
pub(crate) const FAMILIES: usize = 14;
/// So many of the families are constant.
pub(crate) const CONSTANTS: usize = 6;

fn flip<S: Strategy>(value: S) -> impl Strategy<Value = Option<S::Value>> {
    option::weighted(0.5, value)
}

fn mostly<S: Strategy>(value: S) -> impl Strategy<Value = Option<S::Value>> {
    option::weighted(0.75, value)
}

/// Durations: whole seconds most of the time, so that much happens at the same instant.
fn mean() -> impl Strategy<Value = u64> {
    prop_oneof![
        12 => (1..=4_u64).prop_map(|seconds| seconds * SECOND),
        1 => Just(0),
        2 => select(vec![100 * MS, 250 * MS, 1500 * MS, 2_500 * MS]),
        1 => 1..=9_u64 * SECOND,
    ]
}

fn dist() -> impl Strategy<Value = Dist> {
    (0..FAMILIES, mean()).prop_map(|(family, mean)| Dist { family, mean })
}

fn patience() -> impl Strategy<Value = Dist> {
    let seconds = prop_oneof![1 => Just(0), 30 => 1..=40_u64];
    (0..FAMILIES, seconds).prop_map(|(family, seconds)| Dist { family, mean: seconds * SECOND })
}

fn count(most: u32) -> impl Strategy<Value = Count> {
    prop_oneof![9 => (1..=most).prop_map(Some), 1 => Just(None)]
}

/// A count that may also be zero.
fn count_or_zero(most: u32) -> impl Strategy<Value = Count> {
    prop_oneof![1 => Just(Some(0)), 5 => count(most)]
}

fn comes() -> Vec<BoxedStrategy<Comes>> {
    let rates = || vec(0..=3_u32, 1..=3);
    let row = (0..=100_u64, option::weighted(0.9, 0..3_usize), flip(0..=30_u64));
    vec![
        Just(Comes::Poisson).boxed(),
        any::<bool>().prop_map(|whole_seconds| Comes::Every { whole_seconds }).boxed(),
        rates().prop_map(Comes::Steps).boxed(),
        rates().prop_map(Comes::Ramp).boxed(),
        (1..=12_u32).prop_map(Comes::Burst).boxed(),
        (1..=12_u32, 0..FAMILIES)
            .prop_map(|(guests, think)| Comes::Closed { guests, think })
            .boxed(),
        vec(row, 1..=30).prop_map(Comes::Trace).boxed(),
    ]
}

fn room(comes: BoxedStrategy<Comes>) -> impl Strategy<Value = Room> {
    let patience = option::weighted(0.6, (patience(), option::weighted(0.7, any::<bool>())));
    let distance = flip(select(vec![0, 500 * MS, SECOND, 2 * SECOND]));
    let mix = flip(vec(0..=3_u32, 3));
    let retry = option::weighted(0.4, retry());
    let device = option::weighted(
        0.2,
        prop_oneof![4 => dist().prop_map(Screen::Draws), 1 => Just(Screen::Off)],
    );
    let right = || option::weighted(0.2, prop::bool::weighted(0.45));
    let way = (distance, device, right(), right());
    (comes, flip(1..=3_u32), mix, patience, way, retry).prop_map(
        |(comes, group, mix, patience, (distance, device, goes_right, speaks_right), retry)| Room {
            comes,
            group,
            mix,
            patience,
            distance,
            retry,
            device,
            goes_right,
            speaks_right,
        },
    )
}

fn retry() -> impl Strategy<Value = Retry> {
    let limit = prop_oneof![1 => Just(Some(0)), 8 => (1..=4_u32).prop_map(Some), 2 => Just(None)];
    let wait = mostly(prop_oneof![1 => Just(0), 5 => 1..=20_u64]);
    (limit, wait, flip(2..=6_u32), flip(any::<bool>()), flip(0..=150_u32)).prop_map(
        |(limit, wait, backoff, jitter, budget)| Retry { limit, wait, backoff, jitter, budget },
    )
}

/// One room of each kind of arrivals that is switched on, at least one.
fn rooms() -> impl Strategy<Value = Vec<Room>> {
    let each = comes().into_iter().map(|comes| (prop::bool::weighted(0.36), room(comes)));
    each.collect::<Vec<_>>().prop_map(|rooms| {
        let (on, off): (Vec<_>, Vec<_>) = rooms.into_iter().partition(|(on, _)| *on);
        let mut rooms: Vec<Room> = on.into_iter().map(|(_, room)| room).collect();
        if rooms.is_empty() {
            rooms.extend(off.into_iter().map(|(_, room)| room).take(1));
        }
        rooms
    })
}

fn reason() -> impl Strategy<Value = Option<usize>> {
    flip(0..crate::render::REASONS.len())
}

fn care() -> impl Strategy<Value = Care> {
    (mostly((1..=3_u32, 0..=3_u64)), flip((1..=4_u32, 1..=30_u64)))
        .prop_map(|(retries, breaker)| Care { retries, breaker })
}

/// A step that has no others in it.
fn plain_step() -> impl Strategy<Value = Step> {
    prop_oneof![
        dist().prop_map(Step::Prep),
        dist().prop_map(Step::Cook),
        (0..4_usize, flip(0..4_usize), 1..=3_u32, reason())
            .prop_map(|(shelf, second, portions, or)| Step::Take { shelf, second, portions, or }),
        (0..4_usize, 1..=2_u32).prop_map(|(shelf, portions)| Step::Put { shelf, portions }),
        (0..2_usize, flip(1..=4_u64), reason(), flip(care()))
            .prop_map(|(partner, timeout, or, care)| Step::Call { partner, timeout, or, care }),
        (0..2_usize, reason()).prop_map(|(dish, or)| Step::Ask { dish, or }),
    ]
}

/// A step that may have others in it, so many deep.
fn step(depth: u32) -> BoxedStrategy<Step> {
    if depth == 0 {
        return plain_step().boxed();
    }
    let steps = || vec(step(depth - 1), 0..=3);
    let percent = prop_oneof![8 => 1..=99_u32, 1 => Just(0), 1 => Just(100)];
    prop_oneof![
        10 => plain_step(),
        1 => (vec(steps(), 1..=3), reason())
            .prop_map(|(branches, or)| Step::Together { branches, or }),
        1 => (percent, steps(), flip(steps()))
            .prop_map(|(percent, then, other)| Step::Chance { percent, then, other }),
    ]
    .boxed()
}

fn dish() -> impl Strategy<Value = Dish> {
    let steps = prop_oneof![1 => Just(Vec::new()), 12 => vec(step(2), 1..=5)];
    let size = flip(0..crate::render::SIZES.len());
    (flip(0..=2_000_u32), flip(-2..=2_i32), 0..2_usize, size, steps).prop_map(
        |(price, priority, kitchen, size, steps)| Dish { price, priority, kitchen, size, steps },
    )
}

fn waiter() -> impl Strategy<Value = Waiter> {
    (
        mostly(count(4)),
        option::weighted(0.6, dist()),
        option::weighted(0.6, dist()),
        flip(prop_oneof![1 => Just(Some(0)), 8 => count(8)]),
        flip(select(vec![200 * MS, SECOND, 2 * SECOND, 5 * SECOND])),
        flip(1..=25_u64),
    )
        .prop_map(|(count, take_order, serve, queue, limit, timeout)| Waiter {
            count,
            take_order,
            serve,
            queue,
            limit,
            timeout,
        })
}

fn dispatcher() -> impl Strategy<Value = Dispatcher> {
    (option::weighted(0.9, 0..5_usize), flip(1..=30_u64))
        .prop_map(|(policy, checks)| Dispatcher { policy, checks })
}

fn kitchen() -> impl Strategy<Value = Kitchen> {
    let capacity =
        prop_oneof![2 => Just(Some(0)), 3 => (1..=9_u32).prop_map(Some), 1 => Just(None)];
    let copies = option::weighted(0.4, (1..=4_u32, flip(vec(0..2_usize, 4))));
    (
        copies,
        option::weighted(0.8, count(4)),
        flip(1..=3_u32),
        option::weighted(0.7, capacity),
        option::weighted(0.85, 0..4_usize),
        flip(any::<bool>()),
        option::weighted(0.7, 0..2_usize),
        (
            flip(0..=3_000_u32),
            flip(prop::bool::weighted(0.85)),
            option::weighted(0.35, breaks()),
            option::weighted(0.35, (count_or_zero(5), flip(1..=90_u64))),
        ),
    )
        .prop_map(|(copies, chefs, juggles, capacity, order, tosses, building, more)| {
            Kitchen {
                copies: copies.as_ref().map(|copies| copies.0),
                spread: copies.and_then(|copies| copies.1),
                chefs,
                juggles,
                capacity,
                order,
                tosses,
                building,
                wage: more.0,
                open: more.1,
                breaks: more.2,
                fridge: more.3,
            }
        })
}

fn breaks() -> impl Strategy<Value = (Dist, Dist)> {
    let lasts = (0..FAMILIES, 1..=20_u64);
    (0..FAMILIES, 5..=120_u64, lasts).prop_map(|(family, seconds, lasts)| {
        let every = Dist { family, mean: seconds * SECOND };
        (every, Dist { family: lasts.0, mean: lasts.1 * SECOND })
    })
}

fn building() -> impl Strategy<Value = Building> {
    let power = flip(prop::bool::weighted(0.8));
    let boots_in = flip(0..=30_u64);
    let district = flip(0..2_usize);
    let limits = (mostly(count(3)), flip(count_or_zero(30)), flip(0..=9_000_u32));
    let way = (flip(0..=crate::render::FLOWS.len()), flip(select(vec![0, 500 * MS, SECOND])));
    let worktop = flip(count_or_zero(6));
    let more = (worktop, flip(any::<bool>()), any::<bool>(), any::<bool>());
    (power, flip(generator()), boots_in, district, limits, way, more).prop_map(
        |(power, generator, boots_in, district, limits, way, more)| {
            let (burners, storeroom, rent) = limits;
            let (water, distance) = way;
            let (worktop, crashes, is_virtual, slices) = more;
            Building {
                power,
                generator,
                boots_in,
                district,
                burners,
                slices,
                storeroom,
                worktop,
                crashes,
                is_virtual,
                water,
                distance,
                rent,
            }
        },
    )
}

fn generator() -> impl Strategy<Value = Generator> {
    prop_oneof![
        1 => Just(Generator::Off),
        1 => Just(Generator::On),
        3 => (0..=20_u64, 1..=120_u64)
            .prop_map(|(starts_in, lasts)| Generator::Starts { starts_in, lasts }),
    ]
}

fn pantry() -> impl Strategy<Value = Pantry> {
    let stock = prop_oneof![1 => Just(Some(0)), 8 => (1..=60_u32).prop_map(Some), 1 => Just(None)];
    let restock = flip((1..=90_u64, 0..=40_u32));
    let shelf = (mostly(stock), restock).prop_map(|(stock, restock)| Shelf { stock, restock });
    (mostly(count(3)), mostly(dist()), mostly(dist()), flip(0..2_usize), vec(shelf, 1..=2))
        .prop_map(|(hatches, take, put, building, shelves)| Pantry {
            hatches,
            take,
            put,
            building,
            shelves,
        })
}

fn partner() -> impl Strategy<Value = Partner> {
    let power = prop_oneof![6 => Just(0), 1 => Just(1), 1 => Just(2_usize)];
    let fails = prop_oneof![4 => 0..=100_u32, 1 => Just(100)];
    (mostly(dist()), flip(fails), flip(power), flip(0..=200_u32), flip(count(3))).prop_map(
        |(answers, fails, power, fee, at_once)| Partner { answers, fails, at_once, power, fee },
    )
}

fn set() -> impl Strategy<Value = Set> {
    let count = count_or_zero(5);
    (0..crate::render::KNOB_WEIGHTS, 0..4_usize, count, dist(), 0..1_000_u32)
        .prop_map(|(knob, part, count, dist, number)| Set { knob, part, count, dist, number })
}

fn entry() -> impl Strategy<Value = Entry> {
    let at = prop_oneof![1 => Just(0), 16 => 1..=95_u64, 1 => 100..=110_u64];
    (at, flip(1..=60_u64), any::<bool>(), vec(set(), 1..=4))
        .prop_map(|(at, lasts, say, sets)| Entry { at, lasts, say, sets })
}

fn head() -> impl Strategy<Value = Head> {
    let orders = prop_oneof![14 => 5..=120_u64, 5 => 120..=500_u64, 1 => 500..=2_000_u64];
    let opens = flip(select(vec![0, 12 * 60, 23 * 60 + 58]));
    (
        0..1_000_000_u64,
        60..=600_u64,
        orders,
        opens,
        flip(0..=60_u64),
        flip(prop::bool::weighted(0.75)),
        flip(0..crate::render::GOALS.len()),
        0..4_usize,
    )
        .prop_map(|(seed, seconds, orders, opens, warm_up, drain, goal, names)| Head {
            seed,
            seconds,
            orders,
            opens,
            warm_up,
            drain,
            goal,
            names,
        })
}

/// Up to two parts of a kind, none in a quarter of the scenarios.
fn parts<S: Strategy>(part: impl Fn() -> S) -> impl Strategy<Value = Vec<S::Value>> {
    (mostly(part()), flip(part())).prop_map(|(first, second)| {
        let second = second.filter(|_| first.is_some());
        first.into_iter().chain(second).collect()
    })
}

/// Every scenario there may be.
pub(crate) fn shape() -> impl Strategy<Value = Shape> {
    let kitchens = (option::weighted(0.95, kitchen()), option::weighted(0.75, kitchen()))
        .prop_map(|(first, second)| first.into_iter().chain(second).collect());
    let timeline = prop_oneof![2 => Just(Vec::new()), 5 => vec(entry(), 1..=5)];
    (
        head(),
        vec(dish(), 1..=3),
        rooms(),
        (mostly(waiter()), option::weighted(0.75, dispatcher())),
        kitchens,
        (parts(building), vec(flip(prop::bool::weighted(0.75)), 2)),
        parts(pantry),
        parts(partner),
        timeline,
    )
        .prop_map(
            |(head, dishes, rooms, staff, kitchens, places, pantries, partners, timeline)| {
                let (waiter, dispatcher) = staff;
                let (buildings, districts) = places;
                Shape {
                    head,
                    dishes,
                    rooms,
                    waiter,
                    dispatcher,
                    kitchens,
                    buildings,
                    districts,
                    pantries,
                    partners,
                    timeline,
                }
            },
        )
}
