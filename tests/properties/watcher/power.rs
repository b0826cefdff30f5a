//! Power: which buildings have some, from outside, from a generator or not at all, and which of
//! them have booted.

use super::Watcher;
use boh::kernel::Time;
use boh::restaurant::{Generator, Phase, Step};

/// What is known of the power of a building.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct PowerBook {
    /// Whether there is power; none: nobody has said so yet.
    is_lit: Option<bool>,
    /// Whether it works, as far as was told.
    is_down: bool,
    /// Since when there is no power from outside.
    off_since: Time,
    boots_until: Time,
    /// Since when it works or does not.
    pub changed: Time,
}

impl Watcher {
    fn comes_from_outside(&self, building: usize) -> bool {
        let plan = &self.plan.buildings[building];
        plan.power && plan.district.is_none_or(|district| self.plan.districts[district as usize])
    }

    /// Switches something, and notes where there is no power from outside from now on.
    pub(super) fn switch(&mut self, switch: impl FnOnce(&mut Watcher)) {
        let all = 0..self.plan.buildings.len();
        let before: Vec<bool> = all.map(|building| self.comes_from_outside(building)).collect();
        switch(self);
        for (building, before) in before.into_iter().enumerate() {
            if before && !self.comes_from_outside(building) {
                self.power[building].off_since = self.now;
            }
        }
    }

    fn should_be_lit(&self, building: usize, now: Time) -> bool {
        let plan = &self.plan.buildings[building];
        let gives = match plan.generator {
            Generator::Off => false,
            Generator::On => true,
            Generator::Starts { starts_in, lasts } => {
                let starts = self.power[building].off_since + starts_in;
                starts <= now && now < starts + lasts
            }
        };
        let is_around = plan.inside.is_none_or(|around| !self.power[around as usize].is_down);
        (self.comes_from_outside(building) || gives) && is_around
    }

    fn should_be_up(&self, building: usize, now: Time) -> bool {
        let power = &self.power[building];
        power.is_lit == Some(true) && power.boots_until <= now
    }

    /// A building has power from now on, or has none.
    pub(super) fn lit(&mut self, building: usize, on: bool) {
        let boots_until = self.now + self.plan.buildings[building].boots_in;
        let book = &mut self.power[building];
        // What has power at opening need not boot.
        let is_first = book.is_lit.is_none();
        if on && !is_first {
            book.boots_until = boots_until;
        }
        let before = book.is_lit.replace(on);
        let ok = is_first || before != Some(on) && on == self.should_be_lit(building, self.now);
        self.must(ok, || format!("building {building} has power: {on}"));
    }

    /// What is in a building works from now on, or does not.
    pub(super) fn works(&mut self, building: usize, up: bool) {
        self.up[building].set(i64::from(up), self.now);
        let ok = up == self.should_be_up(building, self.now);
        self.must(ok, || format!("building {building} works: {up}"));
        let book = &mut self.power[building];
        (book.is_down, book.changed) = (!up, self.now);
        if !up {
            self.dark_ones_leave();
        }
    }

    /// What must be so whenever everything that is due now has been done.
    pub(super) fn power_at_rest(&mut self) {
        // Whatever changes by itself just now may not have been queued first.
        let moments = [self.now, Time(self.now.0.saturating_sub(1))];
        for building in 0..self.power.len() {
            let PowerBook { is_lit, is_down, .. } = self.power[building];
            let lit = moments.iter().any(|at| Some(self.should_be_lit(building, *at)) == is_lit);
            let up = moments.iter().any(|at| self.should_be_up(building, *at) != is_down);
            self.must(lit, || format!("building {building} has power: {is_lit:?}"));
            self.must(up, || format!("building {building} does not work: {is_down}"));
        }
        for pantry in 0..self.hatches.len() {
            let place = &self.hatches[pantry];
            let waiting =
                place.line.iter().filter(|slot| self.is_surely_at(**slot, pantry)).count();
            let here = place.pool.taken.now + waiting as i64;
            let ok = here == 0 || !self.is_pantry_dark(pantry as u32);
            self.must(ok, || format!("{here} orders at a pantry without power"));
        }
    }

    pub(super) fn is_down(&self, building: usize) -> bool {
        self.power[building].is_down
    }

    pub(super) fn is_dark(&self, copy: usize) -> bool {
        self.building_of(copy).is_some_and(|building| self.is_down(building))
    }

    pub(super) fn is_outer_dark(&self, copy: usize) -> bool {
        self.outer_of(copy).is_some_and(|building| self.is_down(building))
    }

    pub(super) fn is_pantry_dark(&self, pantry: u32) -> bool {
        let building = self.plan.pantries[pantry as usize].building;
        building.is_some_and(|building| self.is_down(building as usize))
    }

    /// Says whether the pantry of a step has no power.
    pub(super) fn is_at_dark_pantry(&self, step: &Step) -> bool {
        match step {
            Step::Take { pantry, .. } | Step::Put { pantry, .. } => self.is_pantry_dark(*pantry),
            _ => false,
        }
    }

    /// Says whether an order cannot go on, be it in the middle of something, because its kitchen
    /// or the pantry where it is has lost its power.
    pub(super) fn is_cut_short(&self, order: usize) -> bool {
        let book = &self.orders[order];
        let at_hatch = matches!(book.phase, Phase::HatchWait | Phase::InPantry);
        book.copy.is_some_and(|copy| self.is_dark(copy))
            || at_hatch && self.steps(order).any(|step| self.is_at_dark_pantry(step))
    }

    /// Says whether what an order wants to do next is at a pantry without power.
    pub(super) fn goes_to_dark_pantry(&self, order: usize) -> bool {
        let next = self.next_places(order);
        let mut steps = next.iter().filter_map(|place| self.step_at(place));
        steps.any(|step| self.is_at_dark_pantry(step))
    }

    /// Those in a kitchen without power wait for nothing any more.
    fn dark_ones_leave(&mut self) {
        for slot in 0..self.slots.len() {
            let copy = self.slots[slot].and_then(|order| self.orders[order].copy);
            if copy.is_some_and(|copy| self.is_dark(copy)) {
                self.leaves_kitchen(slot as u32);
            }
        }
        for copy in 0..self.kitchens.len() {
            if self.is_dark(copy) {
                self.kitchens[copy].fridge.clear();
            }
        }
    }
}
