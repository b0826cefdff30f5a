//! The way between the waiter and a kitchen: the distance of its building, and the water pipes.
//! Nobody tells which copy a ticket is on its way to: until it is there it may be several.

use super::{Book, Watcher};
use boh::kernel::Span;
use boh::restaurant::Phase;

/// Something on a way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Station {
    Walk(Span),
    /// The pipe of a building.
    Pipe(usize),
}

/// Where on its way an order may be: at which station of the way of which copy.
#[derive(Clone, Copy, Debug)]
pub(super) struct Spot {
    pub copy: usize,
    /// None: it has not set out.
    at: Option<(usize, Station)>,
    waits: bool,
    lasts: Option<Span>,
}

impl Watcher {
    /// Returns the physical building around the one of a copy.
    pub(super) fn outer_of(&self, copy: usize) -> Option<usize> {
        let own = self.building_of(copy)?;
        self.plan.buildings[own].inside.map(|outer| outer as usize)
    }

    /// Lists the stations between the waiter and a copy, in or out.
    fn stations(&self, copy: usize, comes_in: bool) -> Vec<Station> {
        let own = self.building_of(copy);
        let layers = [self.outer_of(copy), own].into_iter().flatten();
        let distance = layers.clone().map(|at| self.plan.buildings[at].distance.0).sum();
        let walk = std::iter::once(Station::Walk(Span(distance)));
        let mut all: Vec<Station> = walk.chain(layers.map(Station::Pipe)).collect();
        if !comes_in {
            all.reverse();
        }
        all
    }

    /// Says whether a station takes no time at all.
    fn is_passed(&self, station: Station) -> bool {
        match station {
            Station::Walk(distance) => distance == Span::ZERO,
            Station::Pipe(at) => {
                self.plan.buildings[at].water.is_none() && self.pipes[at].pool.taken.now == 0
            }
        }
    }

    /// Returns where an order comes to next from a spot; none: to the end of its way.
    fn next_station(&self, spot: &Spot, comes_in: bool) -> Option<(usize, Station)> {
        let from = spot.at.map_or(0, |(at, _)| at + 1);
        let stations = self.stations(spot.copy, comes_in).into_iter().enumerate();
        stations.skip(from).find(|(_, station)| !self.is_passed(*station))
    }

    /// Lists where on its way an order may be, which may begin just now.
    fn spots(&self, order: usize) -> Vec<Spot> {
        let book = &self.orders[order];
        if !book.way.is_empty() {
            return book.way.clone();
        }
        let copies = match book.copy {
            Some(copy) => copy..copy + 1,
            None => self.copies_for(order),
        };
        copies.map(|copy| Spot { copy, at: None, waits: false, lasts: None }).collect()
    }

    /// Lists the copies to which a ticket may be on its way.
    pub(super) fn bound_for(&self, order: usize) -> Vec<usize> {
        self.spots(order).into_iter().map(|spot| spot.copy).collect()
    }

    /// An order comes to a station of some kind.
    fn comes_to(&mut self, order: usize, waits: bool, is: impl Fn(&Watcher, Station) -> bool) {
        let comes_in = self.orders[order].copy.is_none();
        if comes_in && self.orders[order].handed.is_none() {
            self.orders[order].handed = Some(self.now);
            self.orders[order].timeout = self.plan.waiter.timeout;
        }
        let next = self.spots(order).into_iter().filter_map(|spot| {
            let at = if spot.waits { spot.at } else { self.next_station(&spot, comes_in) };
            let (_, station) = at?;
            is(self, station).then_some(Spot { at, waits, lasts: None, ..spot })
        });
        let next: Vec<Spot> = next.collect();
        let ok = !next.is_empty() && self.orders[order].errand.is_none();
        self.must(ok, || format!("order {order} goes another way, waiting: {waits}"));
        self.orders[order].way = next;
    }

    /// An order begins to pass through a pipe.
    pub(super) fn water_taken(&mut self, building: usize, slot: u32, order: usize) {
        let wait = self.waits(order, Phase::WaterWait);
        self.has_lasted(order, false);
        self.comes_to(order, false, |_, station| station == Station::Pipe(building));
        // Whoever may be at another pipe is in several lines.
        let in_lines =
            |slot: &u32| self.pipes.iter().filter(|pipe| pipe.line.contains(slot)).count();
        let mut before = self.pipes[building].line.iter().take_while(|other| **other != slot);
        let is_next = !before.any(|slot| in_lines(slot) == 1);
        self.pipes.iter_mut().for_each(|pipe| pipe.line.retain(|waiting| *waiting != slot));
        let pipe = &mut self.pipes[building];
        pipe.waits.extend(wait);
        pipe.pool.add(1, self.now);
        let ok = is_next && pipe.pool.taken.now == 1;
        self.must(ok, || format!("order {order} passes through a pipe out of turn"));
        self.orders[order].passes = Some(building);
    }

    pub(super) fn water_free(&mut self, building: usize) {
        let pool = &mut self.pipes[building].pool;
        pool.add(-1, self.now);
        let ok = pool.taken.now == 0;
        self.must(ok, || "a pipe is free that was not taken".into());
    }

    /// An order enters a phase that may be one of its way.
    pub(super) fn on_way(&mut self, order: usize, to: Phase) {
        let is_passing = self.orders[order].passes.is_some();
        let walks = |_: &Watcher, station| matches!(station, Station::Walk(_));
        match to {
            Phase::WalkingIn | Phase::WalkingOut if is_passing => {}
            Phase::WalkingIn => self.comes_to(order, false, walks),
            Phase::WaterWait => self.comes_to(order, true, |watcher, station| match station {
                Station::Pipe(at) => watcher.pipes[at].pool.taken.now > 0,
                Station::Walk(_) => false,
            }),
            Phase::WalkingOut if !self.may_be_brought(order) => {
                self.comes_to(order, false, walks);
            }
            Phase::PassWait | Phase::Serving | Phase::WalkingOut | Phase::Displaying => {
                let ok = self.may_be_brought(order);
                self.must(ok, || format!("order {order} does not go all the way"));
                self.orders[order].is_brought = true;
                self.orders[order].way.clear();
            }
            _ => {}
        }
    }

    /// Says whether a plate may be at the waiter's.
    pub(super) fn may_be_brought(&self, order: usize) -> bool {
        let is_there = |spot: &Spot| !spot.waits && self.next_station(spot, false).is_none();
        self.orders[order].is_brought || self.spots(order).iter().any(is_there)
    }

    /// A ticket has come to a copy.
    pub(super) fn has_come(&mut self, copy: usize, order: usize) {
        let is_errand = self.orders[order].errand.is_some();
        if !self.orders[order].way.is_empty() {
            self.has_lasted(order, false);
        }
        let is_there = |spot: &Spot| {
            spot.copy == copy && !spot.waits && self.next_station(spot, true).is_none()
        };
        let ok = is_errand || self.spots(order).iter().any(is_there);
        self.must(ok, || format!("order {order} comes to copy {copy} on no way"));
        self.orders[order].way.clear();
    }

    /// Notes how long the part of a way lasts that begins just now.
    pub(super) fn expect_way_end(&mut self, slot: u32, order: usize) {
        let size = self.orders[order].dish.map_or(1.0, |dish| self.plan.menu[dish as usize].size);
        let mut way = std::mem::take(&mut self.orders[order].way);
        for spot in &mut way {
            match spot.at {
                Some((_, Station::Pipe(at)))
                    if spot.waits && !self.pipes[at].line.contains(&slot) =>
                {
                    self.pipes[at].line.push(slot);
                }
                Some((_, Station::Pipe(_))) if spot.waits => {}
                Some((_, Station::Pipe(at))) => {
                    let water = self.plan.buildings[at].water;
                    let seconds = water.map_or(0.0, |water| size / water);
                    spot.lasts = Some(Span::from_nanos(seconds * 1e9));
                }
                Some((_, Station::Walk(distance))) => spot.lasts = Some(distance),
                None => {}
            }
        }
        self.orders[order].way = way;
    }

    /// A phase is over that may have been a part of a way; says whether it has lasted as long as
    /// it should.
    pub(super) fn way_has_lasted(&mut self, order: usize, spent: Span) -> bool {
        let book = &mut self.orders[order];
        let walks = matches!(book.phase, Phase::WalkingIn | Phase::WalkingOut);
        // What comes next may have been told before the phase is over.
        if !walks || book.way.iter().all(|spot| spot.lasts.is_none()) {
            return true;
        }
        book.passes = None;
        book.way.retain(|spot| spot.lasts.is_none_or(|lasts| lasts == spent));
        !book.way.is_empty()
    }

    /// Says whether a plate is still on its way out of a building.
    pub(super) fn is_leaving(&self, book: &Book, building: usize) -> bool {
        let is_out = |spot: &Spot| {
            let pipes = self.stations(spot.copy, false);
            let pipe = pipes.iter().position(|station| *station == Station::Pipe(building));
            spot.at.is_some_and(|(at, _)| pipe.is_some_and(|pipe| at <= pipe))
        };
        !book.is_brought && book.way.iter().any(is_out)
    }

    /// Says whether it is known at which pipe an order waits: whoever may be on the way to several
    /// copies is in several lines.
    pub(super) fn is_in_one_pipe(&self, slot: u32) -> bool {
        self.pipes.iter().filter(|pipe| pipe.line.contains(&slot)).count() == 1
    }

    /// What must be so whenever everything that is due now has been done.
    pub(super) fn pipes_at_rest(&mut self) {
        for building in 0..self.pipes.len() {
            let passes = |order: &&usize| self.orders[**order].passes == Some(building);
            let passing = self.slots.iter().flatten().filter(passes).count() as i64;
            let pipe = &self.pipes[building];
            let waiting = pipe.line.iter().filter(|slot| self.is_in_one_pipe(**slot)).count();
            let taken = pipe.pool.taken.now;
            let ok = taken == passing;
            self.must(ok, || format!("{passing} pass through pipe {building}, not {taken}"));
            let ok = taken + waiting as i64 == 0 || !self.is_down(building);
            self.must(ok, || format!("pipe {building} is used without power"));
        }
    }

    /// Notes at which kitchens a ticket comes to a copy later than it is sent there.
    pub(super) fn note_far_copies(&mut self) {
        for copy in 0..self.kitchens.len() {
            let layers = [self.building_of(copy), self.outer_of(copy)].into_iter().flatten();
            let plans = layers.map(|at| &self.plan.buildings[at]);
            let takes_time = plans.map(|plan| plan.distance > Span::ZERO || plan.water.is_some());
            if takes_time.into_iter().any(|takes_time| takes_time) {
                let home = self.kitchens[copy].home;
                (self.is_far[home], self.confused[home]) = (true, true);
            }
        }
    }
}
