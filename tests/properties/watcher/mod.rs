//! A witness that believes nothing: it keeps books of its own from the facts, follows every order
//! through its recipe, and notes whatever cannot be.

mod book;
mod dispatcher;
mod ends;
mod errands;
mod fridge;
mod kitchen;
mod levels;
mod pantry;
mod partners;
mod plan;
mod power;
mod recipe;
mod slices;
mod storeroom;
mod visits;
mod way;
mod worktop;

use crate::driver::Watch;
use boh::kernel::Time;
use boh::restaurant::{
    Arrivals, Capacity, Category, Cost, Fact, Generator, KitchenPlan, Outcome, PantryPlan, Phase,
    Plan, Restaurant, Turn, Until, Witness,
};
use std::ops::Range;

pub(crate) use book::Book;
pub(crate) use errands::ErrandOf;
pub(crate) use fridge::FridgeBook;
pub(crate) use kitchen::KitchenBook;
pub(crate) use levels::{Level, PlaceBook, Pool};
use partners::Breakers;
use power::PowerBook;
pub(crate) use recipe::Place;
pub(crate) use storeroom::StoreBook;
pub(crate) use visits::Visit;
use worktop::WorktopBook;

/// The books.
#[derive(Clone, Debug)]
pub(crate) struct Watcher {
    /// The restaurant as planned, with all knobs turned so far.
    pub plan: Plan,
    pub warm_up: Time,
    pub now: Time,
    /// What cannot be.
    pub wrong: Vec<String>,
    pub orders: Vec<Book>,
    pub visits: Vec<Visit>,
    /// Visits between two attempts, by the number under which they are told.
    between: Vec<Option<usize>>,
    /// Retries that each room may still make.
    tokens: Vec<f64>,
    /// Orders whose guests have to say whether they try again.
    unheard: Vec<usize>,
    slots: Vec<Option<usize>>,
    open: i64,
    /// Orders that wait for errands.
    waiting: i64,
    pub undecided: Level,
    phases: [i64; Phase::COUNT],
    pub waiters: Pool,
    pub queue: Level,
    guests: Vec<u32>,
    pub waiter_waits: Vec<u64>,
    /// By copy.
    pub kitchens: Vec<KitchenBook>,
    /// The copies of each kitchen.
    pub copies: Vec<Range<usize>>,
    /// By kitchen, and of all.
    pub longest: Vec<i64>,
    pub longest_of_all: i64,
    /// Whose turn it is at each kitchen, where that is known.
    in_turn: Vec<Option<usize>>,
    /// Kitchens at which it will never be known again.
    confused: Vec<bool>,
    /// Kitchens to which the way takes time, or once did.
    is_far: Vec<bool>,
    power: Vec<PowerBook>,
    pub hatches: Vec<PlaceBook>,
    pub burners: Vec<PlaceBook>,
    /// Of each building, how long everybody has cooked who shares its burners, in nanoseconds.
    given: Vec<f64>,
    pub worktops: Vec<PlaceBook>,
    worktop_books: Vec<WorktopBook>,
    /// The water pipe of each building.
    pub pipes: Vec<PlaceBook>,
    pub partners: Vec<PlaceBook>,
    breakers: Breakers,
    /// Calls that were not made, of counted orders.
    pub prevented: Vec<u64>,
    pub rents: Vec<Level>,
    pub hatch_wages: Vec<Level>,
    /// One while a building has power.
    pub up: Vec<Level>,
    pub stock: Vec<Vec<Option<u64>>>,
    pub storerooms: Vec<StoreBook>,
    /// Of each shelf, what was put there and not taken again.
    kept: Vec<Vec<u64>>,
    /// Facts about stock that nobody has explained yet.
    stocked: Vec<(u32, u32, u64)>,
    /// Who got a hatch just now: what follows says whether there was enough.
    taking: Option<usize>,
    /// Calls and bad answers, of counted orders.
    pub calls: Vec<(u64, u64)>,
    pub fees: i64,
    /// Nanoseconds of work on errands for which nobody waited any more.
    pub wasted_on_errands: u64,
    /// How many facts were told.
    pub facts: u64,
    /// A partner has hung, somebody called it and would wait for ever.
    pub hangs: bool,
    /// How many knobs were turned.
    turns: u64,
    audit_every: u64,
    settled: u64,
}

impl Watcher {
    /// Returns a watcher who audits the restaurant every so many times it comes to rest.
    pub(crate) fn new(plan: &Plan, warm_up: Time, audit_every: u64) -> Watcher {
        let shelves =
            |pantry: &PantryPlan| pantry.shelves.iter().map(|shelf| shelf.stock).collect();
        let copies: Vec<Range<usize>> =
            plan.copies().into_iter().map(|all| all.start as usize..all.end as usize).collect();
        let mut watcher = Watcher {
            warm_up,
            now: Time::OPENING,
            wrong: Vec::new(),
            orders: Vec::new(),
            visits: Vec::new(),
            between: Vec::new(),
            tokens: vec![10.0; plan.rooms.len()],
            unheard: Vec::new(),
            slots: Vec::new(),
            open: 0,
            waiting: 0,
            undecided: Level::default(),
            phases: [0; Phase::COUNT],
            waiters: Pool::from(warm_up),
            queue: Level::from(warm_up),
            guests: Vec::new(),
            waiter_waits: Vec::new(),
            kitchens: (0..)
                .zip(&copies)
                .flat_map(|(home, all)| all.clone().map(move |_| KitchenBook::from(warm_up, home)))
                .collect(),
            longest: vec![0; plan.kitchens.len()],
            longest_of_all: 0,
            in_turn: copies.iter().map(|all| Some(all.start)).collect(),
            confused: vec![false; plan.kitchens.len()],
            is_far: vec![false; plan.kitchens.len()],
            power: vec![PowerBook::default(); plan.buildings.len()],
            copies,
            hatches: vec![PlaceBook::from(warm_up); plan.pantries.len()],
            burners: vec![PlaceBook::from(warm_up); plan.buildings.len()],
            given: vec![0.0; plan.buildings.len()],
            worktops: vec![PlaceBook::from(warm_up); plan.buildings.len()],
            worktop_books: vec![WorktopBook::default(); plan.buildings.len()],
            pipes: vec![PlaceBook::from(warm_up); plan.buildings.len()],
            partners: vec![PlaceBook::from(warm_up); plan.partners.len()],
            breakers: Breakers::default(),
            prevented: vec![0; plan.partners.len()],
            rents: vec![Level::from(warm_up); plan.buildings.len()],
            hatch_wages: vec![Level::from(warm_up); plan.pantries.len()],
            up: vec![Level::from(warm_up); plan.buildings.len()],
            stock: plan.pantries.iter().map(shelves).collect(),
            storerooms: vec![StoreBook::default(); plan.buildings.len()],
            kept: plan.pantries.iter().map(|pantry| vec![0; pantry.shelves.len()]).collect(),
            stocked: Vec::new(),
            taking: None,
            calls: vec![(0, 0); plan.partners.len()],
            fees: 0,
            wasted_on_errands: 0,
            facts: 0,
            hangs: false,
            turns: 0,
            audit_every,
            settled: 0,
            plan: plan.clone(),
        };
        for copy in 0..watcher.kitchens.len() {
            watcher.kitchens[copy].has_breaks = watcher.plan_of(copy).breaks.every.is_some();
        }
        watcher.note_far_copies();
        (0..plan.buildings.len()).for_each(|at| watcher.counts_places(at));
        watcher
    }

    /// Lists the orders of guests, and not the errands that they send others on.
    pub(crate) fn guests(&self) -> impl Iterator<Item = &Book> {
        self.orders.iter().filter(|book| book.errand.is_none())
    }

    /// Notes what cannot be; the first few are enough.
    fn must(&mut self, is_so: bool, what: impl FnOnce() -> String) {
        if !is_so && self.wrong.len() < 5 {
            let wrong = format!("at {} s: {}", self.now.seconds(), what());
            self.wrong.push(wrong);
        }
    }

    /// Returns the number of the order that has a slot.
    fn order(&mut self, slot: u32, fact: Fact) -> Option<usize> {
        let found = self.slots.get(slot as usize).copied().flatten();
        self.must(found.is_some(), || format!("{fact:?} of an order that is not in the house"));
        found
    }

    /// Returns the copies of the kitchen that makes the dish of an order.
    fn copies_for(&self, order: usize) -> Range<usize> {
        let dish = self.orders[order].dish.map(|dish| &self.plan.menu[dish as usize]);
        dish.map_or(0..0, |dish| self.copies[dish.kitchen as usize].clone())
    }

    /// Returns the plan of the kitchen of which this is a copy.
    fn plan_of(&self, copy: usize) -> &KitchenPlan {
        &self.plan.kitchens[self.kitchens[copy].home]
    }

    fn building_of(&self, copy: usize) -> Option<usize> {
        let first = self.copies[self.kitchens[copy].home].start;
        self.plan_of(copy).building((copy - first) as u32).map(|building| building as usize)
    }

    /// Returns how long a counted order has waited in a phase; one that did not have to waits 0.
    fn waits(&self, order: usize, phase: Phase) -> Option<u64> {
        let book = &self.orders[order];
        let is_here = book.phase == phase && !book.is_waiting;
        let wait = if is_here { (self.now - book.entered).0 } else { 0 };
        book.is_counted.then_some(wait)
    }

    fn capacity(&mut self, of: Capacity, count: Option<u32>) {
        let now = self.now;
        let (pool, planned) = match of {
            Capacity::Waiters => (&mut self.waiters, self.plan.waiter.count),
            Capacity::Chefs(at) => {
                let chefs = self.plan_of(at as usize).chefs;
                (&mut self.kitchens[at as usize].chefs, chefs)
            }
            Capacity::Hatches(at) => {
                (&mut self.hatches[at as usize].pool, self.plan.pantries[at as usize].hatches)
            }
            Capacity::Burners(at) => {
                (&mut self.burners[at as usize].pool, self.plan.buildings[at as usize].burners)
            }
            Capacity::Calls(at) => {
                (&mut self.partners[at as usize].pool, self.plan.partners[at as usize].at_once)
            }
            Capacity::Storeroom(at) => {
                let planned = self.plan.buildings[at as usize].storeroom;
                let ok = count.map(u64::from) == planned;
                self.must(ok, || format!("room for {count:?} rows, not {planned:?}"));
                return;
            }
            Capacity::Water(at) => {
                let planned = self.plan.buildings[at as usize].water.map(|_| 1);
                (&mut self.pipes[at as usize].pool, planned)
            }
            Capacity::Worktop(at) => {
                (&mut self.worktops[at as usize].pool, self.plan.buildings[at as usize].worktop)
            }
        };
        pool.most = count;
        pool.staff(now);
        // Some may be on a break.
        let has_breaks = matches!(of, Capacity::Chefs(at) if self.kitchens[at as usize].has_breaks);
        let ok = count == planned || has_breaks && count.is_some() && count < planned;
        self.must(ok, || format!("{count:?} of {of:?}, not {planned:?}"));
    }

    fn costs(&mut self, of: Cost, cents: i64) {
        let (level, planned) = match of {
            Cost::Wages(at) => {
                let plan = self.plan_of(at as usize);
                let holds = plan.fridge.holds.filter(|holds| *holds < u32::MAX).unwrap_or(0);
                let wages = plan.wage * i64::from(plan.chefs.unwrap_or(0))
                    + plan.fridge.rent * i64::from(holds);
                (&mut self.kitchens[at as usize].wages, wages)
            }
            Cost::Hatches(at) => {
                let plan = &self.plan.pantries[at as usize];
                let wages = plan.wage * i64::from(plan.hatches.unwrap_or(0));
                (&mut self.hatch_wages[at as usize], wages)
            }
            Cost::Rent(at) => {
                let plan = &self.plan.buildings[at as usize];
                let is_ready = plan.generator != Generator::Off;
                let burners = plan.burner_rent * i64::from(plan.burners.unwrap_or(0));
                let rent = plan.rent + burners + i64::from(is_ready) * plan.generator_rent;
                (&mut self.rents[at as usize], rent)
            }
        };
        level.set(cents, self.now);
        self.must(cents == planned, || format!("{of:?} costs {cents}, not {planned}"));
    }

    /// The warm-up is over.
    fn count_from_here(&mut self) {
        self.longest.fill(0);
        self.longest_of_all = 0;
        self.note_longest();
    }

    /// Notes how many tickets wait now, in case there never were more.
    fn note_longest(&mut self) {
        let length = |copies: &[KitchenBook]| copies.iter().map(|copy| copy.rail.now).sum::<i64>();
        for (longest, copies) in self.longest.iter_mut().zip(&self.copies) {
            *longest = (*longest).max(length(&self.kitchens[copies.clone()]));
        }
        self.longest_of_all = self.longest_of_all.max(length(&self.kitchens));
    }

    /// The run is over.
    pub(crate) fn ends(&mut self, end: Time) {
        if self.now < self.warm_up {
            self.count_from_here();
        }
        self.now = end;
    }

    /// A fact about an order in the house.
    fn of_order(&mut self, slot: u32, order: usize, fact: Fact) {
        match fact {
            Fact::Moved { phase, .. } => self.moved(slot, order, phase),
            Fact::Decided { outcome, .. } => {
                self.decided(order, outcome);
                if outcome == Outcome::POWER_OUT {
                    self.leaves_lines(slot);
                }
            }
            Fact::Paid { cents, .. } => self.paid(order, cents),
            Fact::Closed { .. } => self.closed(slot, order),
            Fact::Split { errand, dish, .. } => self.split(slot, order, errand, dish),
            Fact::Joined { errand, last, .. } => self.joined(order, errand, last),
            Fact::WillRetry { visit, .. } => self.will_retry(order, visit),
            Fact::GaveUp { .. } => self.gave_up(order),
            Fact::GuestTaken { queued, .. } => self.guest_taken(slot, order, queued),
            Fact::PlateTaken { .. } => self.waiter(1),
            Fact::TakenAtOnce { kitchen, .. } => self.taken_at_once(kitchen as usize, order),
            Fact::Hung { kitchen, .. } => self.hung(kitchen as usize, slot, order),
            Fact::PickedUp { kitchen, .. } => self.picked_up(kitchen as usize, slot, order),
            Fact::TakenAlong { kitchen, .. } => {
                let wait = self.waits(order, Phase::RailWait);
                self.kitchens[kitchen as usize].left.extend(wait);
                self.taken_down(kitchen as usize, slot);
                let book = &self.orders[order];
                let left = book.outcome.is_some_and(|outcome| outcome.1 == Outcome::PATIENCE);
                let ok = left && book.until == Until::Chef;
                self.must(ok, || format!("order {order} is taken along"));
            }
            Fact::Tossed { kitchen, .. } => {
                self.taken_down(kitchen as usize, slot);
                let is_dark = self.is_dark(kitchen as usize);
                if !is_dark {
                    self.orders[order].broken.push(Outcome::PATIENCE);
                }
                let ok = is_dark || self.is_stale(order);
                self.must(ok, || format!("the ticket of order {order} is tossed"));
            }
            Fact::WorkBegan { kitchen, .. } => self.work(kitchen as usize, order, true),
            Fact::WorkEnded { kitchen, .. } => self.work(kitchen as usize, order, false),
            Fact::BurnerTaken { building, .. } => {
                self.burner_taken(building as usize, slot, order);
            }
            Fact::BurnerShared { building, .. } => self.burner_shared(building as usize, order),
            Fact::PlaceTaken { building, .. } => self.place_taken(building as usize, slot, order),
            Fact::WaterTaken { building, .. } => self.water_taken(building as usize, slot, order),
            Fact::HatchTaken { pantry, .. } => self.hatch_taken(pantry as usize, slot, order),
            Fact::Called { partner, fee, .. } => self.called(partner as usize, slot, order, fee),
            Fact::Answered { partner, well, .. } => {
                self.answered(partner as usize, slot, order, well);
            }
            Fact::PartnerTaken { partner, .. } => {
                self.partner_taken(partner as usize, slot, order);
            }
            Fact::CalledAgain { partner, attempt, .. } => {
                self.called_again(partner as usize, order, attempt);
            }
            Fact::Probed { partner, .. } => self.probed(partner as usize, order),
            Fact::Prevented { partner, .. } => self.prevented(partner as usize, order),
            Fact::FridgeHit { kitchen, is_stale, .. } => {
                self.fridge_hit(kitchen as usize, order, is_stale);
            }
            Fact::FridgeMissed { kitchen, .. } => self.fridge_missed(kitchen as usize, order),
            other => unreachable!("{other:?} is about no order"),
        }
    }

    fn of_house(&mut self, fact: Fact) {
        match fact {
            Fact::GuestQueued => {
                self.queue.add(1, self.now);
                let most = self.plan.waiter.queue;
                let ok = most.is_none_or(|most| self.queue.now <= i64::from(most));
                self.must(ok, || format!("more guests queue than {most:?}"));
            }
            Fact::GuestUnqueued => self.queue.add(-1, self.now),
            Fact::WaiterFree => self.waiter(-1),
            Fact::HandsTaken { kitchen, .. } => self.hands(kitchen as usize, 1),
            Fact::HandsFree { kitchen, .. } => self.hands(kitchen as usize, -1),
            Fact::BurnerFree { building } => {
                let pool = &mut self.burners[building as usize].pool;
                pool.add(-1, self.now);
                let ok = pool.taken.now >= 0;
                self.must(ok, || "a burner is free that was not taken".into());
            }
            Fact::BurnersBusy { building, busy } => self.burners_busy(building as usize, busy),
            Fact::PlaceFree { building } => self.place_free(building as usize),
            Fact::WaterFree { building } => self.water_free(building as usize),
            Fact::HatchFree { pantry } => self.hatch_free(pantry),
            Fact::PartnerFree { partner } => self.partner_free(partner as usize),
            Fact::BreakerOpened { kitchen, partner } => {
                self.breaker_opened(kitchen as usize, partner as usize);
            }
            Fact::BreakerClosed { kitchen, partner } => {
                self.breaker_closed(kitchen as usize, partner as usize);
            }
            Fact::Fridge { kitchen, holds } => self.fridge(kitchen as usize, holds),
            Fact::Stock { pantry, shelf, level } => self.stocked(pantry, shelf, level),
            Fact::Capacity { of, count } => self.capacity(of, count),
            Fact::Costs { of, cents_per_hour } => self.costs(of, cents_per_hour),
            Fact::Retries { room, on } => {
                let planned = self.retries_are_on(room);
                self.must(on == planned, || format!("guests of room {room} try again: {on}"));
            }
            Fact::Rows { building, rows } => self.rows(building as usize, rows),
            Fact::Power { building, on } => self.lit(building as usize, on),
            Fact::Up { building, up } => self.works(building as usize, up),
            // What is done is known from where the order goes next.
            Fact::StepDone { order, step, .. } => {
                let is_there = self.slots.get(order as usize).is_some_and(Option::is_some);
                self.must(is_there, || format!("step {step} is done for nobody in slot {order}"));
            }
            // What is done there is known from the recipe.
            Fact::IsAtHatch { order, does } => {
                let is_there = self.slots.get(order as usize).is_some_and(Option::is_some);
                self.must(is_there, || format!("{does:?} is for nobody in slot {order}"));
            }
            other => unreachable!("{other:?} is about an order"),
        }
    }

    /// What must be so whenever everything that is due now has been done.
    fn at_rest(&mut self) {
        let here = |phase: Phase| self.phases[phase as usize];
        let mut sums = vec![
            ("busy waiters", self.waiters.taken.now, here(Phase::Ordering) + here(Phase::Serving)),
            ("guests who wait", self.queue.now, here(Phase::WaiterWait)),
            ("orders in phases", self.open, self.phases.iter().sum::<i64>() + self.waiting),
            ("guests who say nothing", self.unheard.len() as i64, 0),
        ];
        for kitchen in &self.kitchens {
            let here = |phase: Phase| kitchen.phases[phase as usize];
            sums.push(("tickets", kitchen.rail.now, here(Phase::RailWait)));
            sums.push(("work", kitchen.working.now, here(Phase::Prep) + here(Phase::Cooking)));
        }
        for (building, place) in self.burners.iter().enumerate() {
            // Those have a burner here and wait for one of the building around.
            let turns_outward = |order: &&usize| {
                let Book { phase, copy, has_own_burner, .. } = self.orders[**order];
                let own = copy.and_then(|copy| self.building_of(copy));
                has_own_burner && phase == Phase::BurnerWait && own == Some(building)
            };
            let waiting = self.slots.iter().flatten().filter(turns_outward).count() as i64;
            let cooking = self.busy_with(building, self.cooking(building));
            sums.push(("burners", place.pool.taken.now, cooking + waiting));
        }
        let hatches = self.hatches.iter().map(|place| place.pool.taken.now).sum();
        sums.push(("hatches", hatches, here(Phase::InPantry)));
        for (what, one, other) in sums {
            self.must(one == other, || format!("{what}: {one} by the facts, {other} by phases"));
        }
        for kitchen in 0..self.kitchens.len() {
            let here = &self.kitchens[kitchen];
            let inside = here.phases.iter().sum::<i64>().max(here.in_hand);
            let ok = inside == 0 || !self.is_dark(kitchen);
            self.must(ok, || format!("{inside} orders in a kitchen without power"));
        }
        self.power_at_rest();
        self.storerooms_at_rest();
        self.pipes_at_rest();
        self.worktops_at_rest();
        for (who, work) in self.idle() {
            self.must(work == 0, || format!("{who} are free and {work} wait for one"));
        }
    }

    /// Lists who is free, and how much work there is for them.
    fn idle(&self) -> Vec<(&'static str, i64)> {
        let here = |phase: Phase| self.phases[phase as usize];
        let guests = here(Phase::WaiterWait) + here(Phase::PassWait);
        let mut all = vec![(&self.waiters, "waiters", guests)];
        for (at, kitchen) in self.kitchens.iter().enumerate() {
            let plan = self.plan_of(at);
            let rail = kitchen.phases[Phase::RailWait as usize];
            let most = plan.chefs.map(|chefs| i64::from(chefs) * i64::from(plan.juggles));
            let may_pick_up = plan.is_open && most.is_none_or(|most| kitchen.in_hand < most);
            let new = if may_pick_up { rail } else { 0 };
            all.push((&kitchen.chefs, "chefs", self.wanting(at) + new));
        }
        for (at, place) in self.hatches.iter().enumerate() {
            let waiting = place.line.iter().filter(|slot| self.is_surely_at(**slot, at)).count();
            all.push((&place.pool, "hatches", waiting as i64));
        }
        for place in &self.worktops {
            all.push((&place.pool, "places", place.line.len() as i64));
        }
        for place in &self.burners {
            all.push((&place.pool, "burners", place.line.len() as i64));
        }
        for place in &self.pipes {
            // One at a time passes, also when there is no limit any more.
            let work = place.line.iter().filter(|slot| self.is_in_one_pipe(**slot)).count() as i64;
            all.push((&place.pool, "pipes", if place.pool.taken.now > 0 { 0 } else { work }));
        }
        for place in &self.partners {
            all.push((&place.pool, "partners", place.line.len() as i64));
        }
        let free = all.into_iter().filter(|(pool, ..)| pool.is_free());
        free.map(|(_, who, work)| (who, work)).collect()
    }

    /// Counts orders that ended in a way.
    pub(crate) fn ended(&self, category: Category) -> usize {
        let is = |book: &&Book| book.outcome.is_some_and(|o| o.1.category() == category);
        self.orders.iter().filter(is).count()
    }
}

/// Returns the order that a fact is about.
fn subject(fact: Fact) -> Option<u32> {
    match fact {
        Fact::Moved { order, .. }
        | Fact::Decided { order, .. }
        | Fact::Paid { order, .. }
        | Fact::Closed { order }
        | Fact::Split { order, .. }
        | Fact::Joined { order, .. }
        | Fact::WillRetry { order, .. }
        | Fact::GaveUp { order }
        | Fact::GuestTaken { order, .. }
        | Fact::PlateTaken { order }
        | Fact::TakenAtOnce { order, .. }
        | Fact::Hung { order, .. }
        | Fact::PickedUp { order, .. }
        | Fact::TakenAlong { order, .. }
        | Fact::Tossed { order, .. }
        | Fact::WorkBegan { order, .. }
        | Fact::WorkEnded { order, .. }
        | Fact::BurnerTaken { order, .. }
        | Fact::BurnerShared { order, .. }
        | Fact::PlaceTaken { order, .. }
        | Fact::WaterTaken { order, .. }
        | Fact::HatchTaken { order, .. }
        | Fact::Called { order, .. }
        | Fact::PartnerTaken { order, .. }
        | Fact::CalledAgain { order, .. }
        | Fact::Probed { order, .. }
        | Fact::Prevented { order, .. }
        | Fact::FridgeHit { order, .. }
        | Fact::FridgeMissed { order, .. }
        | Fact::Answered { order, .. } => Some(order),
        _ => None,
    }
}

impl Witness for Watcher {
    fn see(&mut self, now: Time, fact: Fact) {
        let before = self.now;
        self.must(now >= before, || format!("{fact:?} happens before {} s", before.seconds()));
        if before < self.warm_up && now >= self.warm_up {
            self.count_from_here();
        }
        self.cook_until(now);
        self.now = now;
        self.facts += 1;
        if let Fact::Placed { order, room, dish, visit } = fact {
            self.placed(order, room, dish, visit);
        } else if let Some(slot) = subject(fact) {
            if let Some(order) = self.order(slot, fact) {
                self.of_order(slot, order, fact);
            }
        } else {
            self.of_house(fact);
        }
    }
}

impl Watch for Watcher {
    fn turned(&mut self, now: Time, turn: &Turn) {
        if self.now < self.warm_up && now >= self.warm_up {
            self.count_from_here();
        }
        self.cook_until(now);
        self.now = now;
        self.turns += 1;
        self.turn(turn);
    }

    fn handled(&mut self) {
        self.restocked();
    }

    fn settled(&mut self, restaurant: &Restaurant) {
        self.at_rest();
        let (open, inside) = (self.open as usize, restaurant.orders());
        self.must(open == inside, || format!("{inside} orders inside, {open} by the facts"));
        let guests = self.plan.rooms.iter().map(|room| match room.arrivals {
            Arrivals::Closed(guests, _) => u64::from(guests),
            _ => 1 + self.turns,
        });
        let shelves = self.stock.iter().map(|shelves| shelves.len() as u64);
        // Four deadlines an order; as many stale messages again, and a few.
        let orders = 4 * self.open as u64 + self.between.iter().flatten().count() as u64;
        let most = 2 * (orders + guests.chain(shelves).sum::<u64>()) + 2_048;
        let pending = restaurant.pending();
        self.must(pending as u64 <= most, || format!("{pending} messages, at most {most}"));
        let is_now = restaurant.now() >= self.now;
        self.must(is_now, || "the clock runs backwards".into());
        self.settled += 1;
        if self.settled.is_multiple_of(self.audit_every) {
            for wrong in restaurant.audit() {
                self.must(false, || wrong);
            }
        }
    }
}
