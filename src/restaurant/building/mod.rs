//! A building: power, burners, worktop, water, storeroom and an address for what is in it.
//!
//! A virtual building stands in a physical one: what is in it needs what both have to give.

mod burners;
mod holding;
mod pipe;
mod power;
mod share;
mod storeroom;
mod worktop;

pub use burners::Sharing;
pub(super) use holding::{Good, Holds, Layer, Leg};
pub(super) use pipe::was_taken_along;
pub use power::Generator;
pub(super) use storeroom::Storeroom;
pub use worktop::WhenFull;

use super::BuildingTurn;
use super::fact::{Capacity, Cost, Fact, Witness};
use super::house::House;
use super::scene::{BuildingScene, Look};
use crate::kernel::{Span, Time};
use burners::Burners;
use pipe::Pipe;
use power::Power;
use worktop::Worktop;

/// A building as the scenario means it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BuildingPlan {
    /// Whether there is power.
    pub power: bool,
    /// What gives power while there is none.
    pub generator: Generator,
    /// How long everything in it takes until it works after a power cut.
    pub boots_in: Span,
    /// How many burners there are; none: unlimited.
    pub burners: Option<u32>,
    /// How they are shared.
    pub sharing: Sharing,
    /// How many orders may be in progress; none: unlimited.
    pub worktop: Option<u32>,
    /// What happens to one more.
    pub worktop_full: WhenFull,
    /// Units of size that fit through the pipe in a second; none: unlimited.
    pub water: Option<f64>,
    /// How many rows may be kept; none: unlimited.
    pub storeroom: Option<u64>,
    /// One way from the waiter.
    pub distance: Span,
    /// The physical building in which this one, a virtual one, is.
    pub inside: Option<u32>,
    /// The district whose power it needs.
    pub district: Option<u32>,
    /// What it costs an hour, in cents.
    pub rent: i64,
    /// What a generator that stands ready costs an hour, in cents.
    pub generator_rent: i64,
    /// What a burner costs an hour, in cents.
    pub burner_rent: i64,
}

impl Default for BuildingPlan {
    fn default() -> Self {
        BuildingPlan {
            power: true,
            generator: Generator::Off,
            boots_in: Span::ZERO,
            burners: None,
            sharing: Sharing::Turns,
            worktop: None,
            worktop_full: WhenFull::Wait,
            water: None,
            storeroom: None,
            distance: Span::ZERO,
            inside: None,
            district: None,
            rent: 0,
            generator_rent: 0,
            burner_rent: 0,
        }
    }
}

/// A building in a run.
#[derive(Clone, Debug)]
pub(super) struct Building {
    number: u32,
    inside: Option<u32>,
    district: Option<u32>,
    /// Whether it takes tickets and plates any time at all to come and go.
    has_way: bool,
    distance: Span,
    rent: i64,
    generator_rent: i64,
    burner_rent: i64,
    /// Whether anybody is there to pay for it.
    is_used: bool,
    power: Power,
    pub burners: Burners,
    pub worktop: Worktop,
    pub pipe: Pipe,
}

impl Building {
    /// Returns a building; `district` says whether its district has power.
    pub fn new(number: u32, plan: &BuildingPlan, district: bool) -> Building {
        let is_virtual = plan.inside.is_some();
        let mut building = Building {
            number,
            inside: plan.inside,
            district: plan.district,
            has_way: is_virtual,
            distance: plan.distance,
            rent: plan.rent,
            generator_rent: plan.generator_rent,
            burner_rent: plan.burner_rent,
            is_used: true,
            power: Power::new(plan.power, district, plan.generator, plan.boots_in),
            burners: Burners::new(number, is_virtual, plan.burners, plan.sharing),
            worktop: Worktop::new(number, is_virtual, plan.worktop, plan.worktop_full),
            pipe: Pipe::new(number, plan.water),
        };
        building.find_way();
        building
    }

    fn find_way(&mut self) {
        let has_way = self.distance > Span::ZERO || !self.pipe.is_open() || self.worktop.counts();
        self.has_way |= has_way;
    }

    /// Says whether tickets and plates take a way: else they come and go at once.
    #[inline]
    pub fn has_way(&self) -> bool {
        self.has_way
    }

    /// Returns the physical building around it; none: it is one itself.
    pub fn inside(&self) -> Option<u32> {
        self.inside
    }

    pub fn district(&self) -> Option<u32> {
        self.district
    }

    pub fn distance(&self) -> Span {
        self.distance
    }

    /// Says whether what is in it has power and has booted.
    pub fn is_up(&self) -> bool {
        self.power.is_up()
    }

    pub fn open<W: Witness>(&mut self, house: &mut House<'_, W>) {
        self.tell(house);
        let (building, on) = (self.number, self.power.is_lit());
        house.tell(Fact::Power { building, on });
        house.tell(Fact::Up { building, up: self.is_up() });
    }

    /// Tells what there is of everything.
    fn tell<W: Witness>(&mut self, house: &mut House<'_, W>) {
        let number = self.number;
        self.tell_rent(house);
        let pipe = self.pipe.water.map(|_| 1);
        let storeroom = house.storerooms[number as usize].most;
        let storeroom = storeroom.map(|most| u32::try_from(most).unwrap_or(u32::MAX));
        for (of, count) in [
            (Capacity::Burners(number), self.burners.most()),
            (Capacity::Worktop(number), self.worktop.most()),
            (Capacity::Water(number), pipe),
            (Capacity::Storeroom(number), storeroom),
        ] {
            house.tell(Fact::Capacity { of, count });
        }
    }

    fn tell_rent<W: Witness>(&self, house: &mut House<'_, W>) {
        let of = Cost::Rent(self.number);
        let cents_per_hour = if self.is_used { self.cents_per_hour() } else { 0 };
        house.tell(Fact::Costs { of, cents_per_hour });
    }

    /// What it costs an hour: itself, its burners if they can be counted, a generator that stands ready.
    fn cents_per_hour(&self) -> i64 {
        let burners = self.burner_rent.saturating_mul(self.burners.most().unwrap_or(0).into());
        let is_ready = self.power.generator != Generator::Off;
        let generator = if is_ready { self.generator_rent } else { 0 };
        self.rent.saturating_add(burners).saturating_add(generator)
    }

    /// Somebody pays for it from now on, or nobody does.
    pub fn use_it<W: Witness>(&mut self, is_used: bool, house: &mut House<'_, W>) {
        if std::mem::replace(&mut self.is_used, is_used) != is_used {
            self.tell_rent(house);
        }
    }

    /// The physical building around it is up, or not.
    pub fn is_around(&mut self, up: bool) {
        self.power.is_around(up);
    }

    /// The district has power, or not.
    pub fn switch_district(&mut self, on: bool, now: Time) {
        self.power.switch_district(on, now);
    }

    /// Finds out whether there is power; returns whether it goes down or comes up.
    #[cold]
    pub fn update_power<W: Witness>(&mut self, house: &mut House<'_, W>) -> Option<bool> {
        let now = house.now();
        let (was_lit, was_up) = (self.power.is_lit(), self.power.is_up());
        self.power.update(now);
        let (building, on, up) = (self.number, self.power.is_lit(), self.power.is_up());
        if on != was_lit {
            house.tell(Fact::Power { building, on });
        }
        if up != was_up {
            house.tell(Fact::Up { building, up });
        }
        house.expect_power(building, self.power.changes(now));
        (up != was_up).then_some(up)
    }

    /// What a knob changes in this building alone; the rest is routed.
    pub fn turn<W: Witness>(&mut self, turn: BuildingTurn, house: &mut House<'_, W>) {
        match turn {
            BuildingTurn::Power(on) => self.power.switch(on, house.now()),
            BuildingTurn::Generator(generator) => self.power.generator = generator,
            BuildingTurn::BootsIn(time) => self.power.boots_in = time,
            BuildingTurn::Burners(burners) => self.burners.turn_most(burners, house.now()),
            BuildingTurn::WorktopFull(when) => self.worktop.when_full = when,
            BuildingTurn::Water(water) => self.pipe.water = water,
            BuildingTurn::Storeroom(rows) => house.storerooms[self.number as usize].most = rows,
            BuildingTurn::Distance(distance) => self.distance = distance,
            BuildingTurn::Rent(rent) => self.rent = rent,
            BuildingTurn::GeneratorRent(rent) => self.generator_rent = rent,
            BuildingTurn::BurnerRent(rent) => self.burner_rent = rent,
            // Those who are in the building have to be known: see `turn_building`.
            BuildingTurn::Sharing(_) | BuildingTurn::Worktop(_) => {}
        }
        self.find_way();
        self.tell(house);
        if matches!(turn, BuildingTurn::Burners(_)) {
            self.burners.share_anew(house);
        }
        self.go_on(house);
    }

    /// Whatever is free goes to those who wait.
    pub fn go_on<W: Witness>(&mut self, house: &mut House<'_, W>) {
        self.burners.go_on(house);
        self.worktop.go_on(house);
    }

    /// An order in this building, or in a virtual one inside, loses what it has or waits for here.
    #[cold]
    pub fn lose<W: Witness>(&mut self, order: u32, layer: Layer, house: &mut House<'_, W>) {
        self.burners.lose(order, layer, house);
        self.worktop.lose(order, layer, house);
    }

    pub fn scene(&self, storeroom: &Storeroom, look: &Look<'_>) -> BuildingScene {
        let mut scene = BuildingScene {
            power: self.power.scene(),
            on_generator: self.power.is_on_generator(),
            changes: self.power.changes(look.floor.now()),
            rows: storeroom.rows(),
            storeroom: storeroom.most,
            inside: self.inside,
            district: self.district,
            ..BuildingScene::default()
        };
        self.burners.show(&mut scene, look);
        self.worktop.show(&mut scene, look);
        self.pipe.show(&mut scene, look);
        scene
    }

    pub(super) fn audit(&self) -> BuildingAudit {
        BuildingAudit {
            burners: (self.burners.taken(), self.burners.waiting()),
            worktop: (self.worktop.taken(), self.worktop.waiting()),
            counts_places: self.worktop.counts(),
            water: (self.pipe.passing(), self.pipe.waiting()),
            is_idle_with_work: self.burners.is_idle_with_work()
                || self.worktop.is_idle_with_work()
                || self.pipe.is_idle_with_work(),
        }
    }
}

/// What an audit looks at: of each thing, how many orders have one, how many wait.
pub(super) struct BuildingAudit {
    pub burners: (u32, u32),
    pub worktop: (u32, u32),
    pub counts_places: bool,
    pub water: (u32, u32),
    pub is_idle_with_work: bool,
}
