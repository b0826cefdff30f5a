//! What is to be seen at one moment, as plain data: for pictures, never for the model.
//!
//! A [`Scene`] is as large as the restaurant has parts, however many orders are in the house; of
//! each line it lists the first few. Single orders are looked at one by one.

use super::building::Leg;
use super::dining_room::{DiningRoom, LongVisit};
use super::errand::ORPHAN;
use super::house::Floor;
use super::menu::{Dish, Step};
use super::milestone::Milestone;
use super::order::{AtPartner, NOT_ON_THE_MENU, Order};
use super::partner::Power;
use super::rail::RailOrder;
use super::{Outcome, Phase, Restaurant, Stage, Words};
use crate::kernel::{Line, NOBODY, Time};
use crate::rules::Record;

/// A restaurant at one moment, its orders apart.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Scene {
    /// The clock.
    pub now: Time,
    /// How many orders the house has to do with, errands included.
    pub orders: u32,
    /// The dining rooms.
    pub rooms: Vec<RoomScene>,
    /// The waiters.
    pub waiter: WaiterScene,
    /// The copies of all kitchens, counted through.
    pub kitchens: Vec<KitchenScene>,
    /// The pantries.
    pub pantries: Vec<PantryScene>,
    /// The partners.
    pub partners: Vec<PartnerScene>,
    /// The buildings.
    pub buildings: Vec<BuildingScene>,
}

/// A dining room.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RoomScene {
    /// How many guests stay in it and think between orders; none: they come from outside.
    pub guests: Option<u32>,
    /// When the next guest comes, where that is known.
    pub next: Option<Time>,
    /// Whether anybody new may come in.
    pub is_open: bool,
}

/// The first few of a line, and how long it is.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LineScene {
    /// How many wait in it.
    pub len: u32,
    /// The first of them, in the order in which they will be served: the slots of orders.
    pub first: Vec<u32>,
}

/// The waiters.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct WaiterScene {
    /// How many there are; none: any number.
    pub count: Option<u32>,
    /// How many take an order down or carry a plate.
    pub busy: u32,
    /// Whether orders are taken down at all, or reach the kitchen at once.
    pub takes_orders: bool,
    /// Whether plates are carried at all, or are with the guest at once.
    pub serves: bool,
    /// Guests who wait for a waiter.
    pub guests: LineScene,
    /// Finished plates that wait for one.
    pub plates: LineScene,
}

/// One copy of a kitchen.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct KitchenScene {
    /// Of which kitchen it is a copy.
    pub kitchen: u32,
    /// The how manieth copy, from 0.
    pub copy: u32,
    /// Chefs who are there and not on a break; none: any number.
    pub chefs: Option<u32>,
    /// Chefs on a break.
    pub on_break: u32,
    /// Orders a chef has in hand at most.
    pub juggles: u32,
    /// Chefs whose hands are taken.
    pub hands_taken: u32,
    /// Orders picked up and not finished.
    pub in_hand: u32,
    /// The tickets on its rail, in the order in which they will be taken.
    pub rail: LineScene,
    /// How many tickets may wait there; none: any number.
    pub rail_capacity: Option<u32>,
    /// In which order they are taken.
    pub rail_order: RailOrder,
    /// Orders that were set aside and are ready to go on, once a chef is free.
    pub resuming: LineScene,
    /// What it is doing as a whole, where copies open and close by themselves.
    pub stage: Stage,
    /// Whether chefs take new tickets.
    pub is_open: bool,
    /// Whether there is power.
    pub has_power: bool,
    /// The building that it is in; none: an ideal one.
    pub building: Option<u32>,
    /// Of how many shelves something lies in its fridge, and of how many something fits in; none:
    /// it has no fridge.
    pub fridge: Option<(u32, u32)>,
    /// Partners that it makes no calls to for a while, because too many failed.
    pub open_breakers: Vec<u32>,
}

/// A shelf at one moment.
#[derive(Clone, Debug, PartialEq)]
pub enum ShelfScene {
    /// It is never sold out.
    Endless,
    /// So many portions are left.
    Portions(u64),
    /// It holds rows.
    Rows {
        /// So many.
        count: u64,
        /// So many of them are held by transactions.
        held: u32,
        /// The last ones that were put.
        last: Vec<Record>,
    },
}

/// A pantry.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PantryScene {
    /// How many hatches it has; none: any number.
    pub hatches: Option<u32>,
    /// How many of them are taken.
    pub busy: u32,
    /// Who waits for one.
    pub line: LineScene,
    /// What each shelf holds; none: it never runs out.
    pub shelves: Vec<ShelfScene>,
    /// Whether there is power.
    pub has_power: bool,
    /// The building that it is in; none: an ideal one.
    pub building: Option<u32>,
}

/// A partner outside the house.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PartnerScene {
    /// Calls it answers at once; none: any number, which are not counted.
    pub at_once: Option<u32>,
    /// Calls being answered, where there is a limit to them.
    pub busy: u32,
    /// Calls that wait in its line.
    pub line: LineScene,
    /// Whether it is there.
    pub power: Power,
    /// The letters to it that it has not taken yet; none: nobody writes to it.
    pub letters: Option<LettersScene>,
}

/// Letters that their partner has not taken yet.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LettersScene {
    /// How many wait in the outbox.
    pub in_outbox: u32,
    /// How many the partner takes just now.
    pub on_way: u32,
}

/// Where a letter is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LetterAt {
    /// It waits in the outbox.
    Outbox,
    /// Its partner takes it just now.
    Way,
}

/// Whether what is in a building works.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PowerScene {
    /// There is no power, from wherever.
    Dark,
    /// There is, and everything boots.
    Boots,
    /// Everything works.
    #[default]
    Up,
}

/// A building.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct BuildingScene {
    /// Whether what is in it works.
    pub power: PowerScene,
    /// Whether the power comes from its generator.
    pub on_generator: bool,
    /// When the generator starts or stops, or everything has booted.
    pub changes: Option<Time>,
    /// How many burners it has; none: any number.
    pub burners: Option<u32>,
    /// How many of them are busy.
    pub burners_busy: u32,
    /// How many orders have a burner or a share of the burners.
    pub cooking: u32,
    /// Who waits for a burner.
    pub burner_line: LineScene,
    /// Whether all that cooks gets the same share of the burners.
    pub shares_burners: bool,
    /// How many orders may be in progress; none: any number.
    pub worktop: Option<u32>,
    /// Places on the worktop that are taken, where they are counted.
    pub places_taken: u32,
    /// Who waits for a place.
    pub worktop_line: LineScene,
    /// Units of size a second that fit through its pipe; none: any number.
    pub water: Option<f64>,
    /// What is in the pipe: the slot of an order.
    pub in_pipe: Option<u32>,
    /// What waits for the pipe, in and out.
    pub pipe_line: LineScene,
    /// Rows that its storeroom holds.
    pub rows: u64,
    /// Rows that fit in; none: any number.
    pub storeroom: Option<u64>,
    /// The physical building around it; none: it is one itself.
    pub inside: Option<u32>,
    /// The district whose power it needs.
    pub district: Option<u32>,
}

/// An order in the house, or an errand of one, at one moment.
#[derive(Clone, Debug, PartialEq)]
pub struct OrderScene {
    /// The index of its slot, by which lines and facts speak of it.
    pub slot: u32,
    /// The dining room that it came from.
    pub room: u32,
    /// The dish; none: it is on no menu.
    pub dish: Option<u32>,
    /// Where it is.
    pub phase: Phase,
    /// The copy of the kitchen that has it, counted through all kitchens; while it walks: to or from
    /// whose building. None: neither.
    pub kitchen: Option<u32>,
    /// At the hatches of which pantry it is, or waits.
    pub pantry: Option<u32>,
    /// Which partner it calls.
    pub partner: Option<u32>,
    /// Which step of its dish's recipe it is at, from 0.
    pub step: u32,
    /// How many steps that recipe has, those of its branches included.
    pub steps: u32,
    /// When what it is at will be done, where that is known.
    pub due: Option<Time>,
    /// When its guest's patience ends.
    pub patience_ends: Option<Time>,
    /// Whether a chef's hands are taken for it.
    pub has_hands: bool,
    /// What kind of errand it is; none: it is a guest's order.
    pub errand: Option<ErrandScene>,
    /// Whether it waits for errands of its own and does nothing itself.
    pub waits_for_errands: bool,
    /// Whether it is another attempt of a guest who has tried before.
    pub is_retry: bool,
    /// How it ended, while work on it still goes on.
    pub fate: Option<Outcome>,
    /// Where it is, if it is a letter that an order has left.
    pub letter: Option<LetterAt>,
}

/// An errand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ErrandScene {
    /// The order that sent it; none: nobody waits for it any more.
    pub parent: Option<u32>,
    /// Whether it is a branch of its parent's recipe, which shares its parent's hands, and no dish
    /// that was asked for.
    pub is_branch: bool,
}

/// Looks at a house, and at the first few of each line in it.
pub(super) struct Look<'a> {
    pub floor: &'a Floor,
    pub most: usize,
}

impl Look<'_> {
    pub fn line(&self, line: &Line) -> LineScene {
        LineScene { len: line.len(), first: self.waiting(line, false).collect() }
    }

    /// Lists the first few of a line, from its front or from its back.
    pub fn waiting(&self, line: &Line, from_back: bool) -> impl Iterator<Item = u32> + use<'_> {
        let next = move |order: &u32| {
            let link = &self.floor.orders[*order].link;
            if from_back { link.before() } else { link.behind() }
        };
        let first = if from_back { line.back() } else { line.front() };
        std::iter::successors(first, next).take(self.most)
    }
}

impl Restaurant {
    /// Returns what is to be seen now; of each line the first `most`.
    pub fn scene(&self, most: usize) -> Scene {
        let look = &Look { floor: &self.floor, most };
        let copies = (0..).zip(&self.copies).flat_map(|(kitchen, copies)| {
            let copies = (0..).zip(&self.kitchens[copies.start as usize..copies.end as usize]);
            copies.map(move |(copy, scene)| KitchenScene { kitchen, copy, ..scene.scene(look) })
        });
        let buildings = self.buildings.iter().zip(&self.floor.storerooms);
        Scene {
            now: self.now(),
            orders: self.floor.orders.len() as u32,
            rooms: self.rooms.iter().map(DiningRoom::scene).collect(),
            waiter: self.waiter.scene(look),
            kitchens: copies.collect(),
            pantries: self
                .pantries
                .iter()
                .map(|pantry| pantry.scene(look, &self.floor.data))
                .collect(),
            partners: self.partner_scenes(look),
            buildings: buildings.map(|(at, storeroom)| at.scene(storeroom, look)).collect(),
        }
    }

    fn partner_scenes(&self, look: &Look<'_>) -> Vec<PartnerScene> {
        let mut scenes: Vec<PartnerScene> =
            self.partners.iter().map(|partner| partner.scene(look)).collect();
        for step in self.menu.iter().flat_map(|dish| &dish.recipe).filter(|step| step.is_letter()) {
            if let Some(partner) = step.partner() {
                scenes[partner as usize].letters = Some(LettersScene::default());
            }
        }
        let open = self.floor.data.letters;
        let orders = (open > 0).then(|| self.floor.orders.iter()).into_iter().flatten();
        let letters = orders.filter_map(|(slot, order)| {
            let at = self.letter_at(slot, order)?;
            Some((self.step_of(slot)?.partner()?, at))
        });
        for (partner, at) in letters.take(open) {
            let letters = scenes[partner as usize].letters.get_or_insert_default();
            match at {
                LetterAt::Outbox => letters.in_outbox += 1,
                LetterAt::Way => letters.on_way += 1,
            }
        }
        scenes
    }

    /// Says where a letter is; none: it is no letter.
    fn letter_at(&self, slot: u32, order: &Order) -> Option<LetterAt> {
        let may_be = order.phase == Phase::PartnerWait && order.errand.parent == ORPHAN;
        if !may_be || !self.step_of(slot).is_some_and(Step::is_letter) {
            return None;
        }
        Some(match order.ticket.at {
            AtPartner::CallsAgain | AtPartner::InLine => LetterAt::Outbox,
            AtPartner::Nowhere | AtPartner::Answered => LetterAt::Way,
        })
    }

    /// Returns the first so many rows of a shelf; of a shelf of portions there are none.
    pub fn rows(&self, pantry: u32, shelf: u32, most: usize) -> Vec<Record> {
        let rows = self.floor.data.shelves.get(pantry, shelf);
        rows.map(|rows| rows.list().take(most).collect()).unwrap_or_default()
    }

    /// Returns what is said of an order as it is placed, which must be in the house.
    pub fn spoken(&self, slot: u32) -> Vec<Words> {
        self.floor.data.spoken(slot, self.now())
    }

    /// Returns about how many bytes a clone takes.
    pub fn bytes(&self) -> u64 {
        /// A message with its time, and the room that queues keep to grow.
        const MESSAGE: usize = 56;
        /// An actor with what it holds.
        const ACTOR: usize = 1024;
        let slots = self.floor.orders.slots() * (size_of::<Order>() + size_of::<u32>());
        let visits = self.floor.long_visits.slots() * size_of::<LongVisit>();
        let actors = self.rooms.len() + self.kitchens.len() + self.pantries.len();
        let actors = actors + self.partners.len() + self.buildings.len();
        let data = self.floor.data.bytes();
        (slots + visits + self.pending() * MESSAGE + actors * ACTOR) as u64 + data
    }

    /// Says whether a chef has picked an order up, which must be in the house.
    pub fn is_worked_on(&self, slot: u32) -> bool {
        let order = &self.floor.orders[slot];
        order.ticket.has_hands || order.phase.is_in_kitchen() && order.phase != Phase::RailWait
    }

    /// Says whether a guest waits for what is in a slot, which must be in the house: errands and
    /// letters are nobody's, and nobody waits for what is decided.
    pub fn is_waited_for(&self, slot: u32) -> bool {
        let order = &self.floor.orders[slot];
        order.fate.is_none() && !order.is_errand() && self.letter_at(slot, order).is_none()
    }

    /// Looks at one order, which must be in the house.
    pub fn order_scene(&self, slot: u32) -> OrderScene {
        let order = &self.floor.orders[slot];
        let (slip, ticket, errand) = (order.slip, order.ticket, order.errand);
        let dish = (slip.dish != NOT_ON_THE_MENU).then_some(slip.dish);
        let in_kitchen = order.phase.is_in_kitchen() || ticket.has_hands || ticket.leg != Leg::None;
        let step = dish.and_then(|_| self.step_of(slot));
        let known = |time: Time| (time != Time::NEVER).then_some(time);
        OrderScene {
            slot,
            room: slip.room,
            dish,
            phase: order.phase,
            kitchen: in_kitchen.then_some(ticket.kitchen),
            pantry: match (order.phase, step) {
                (Phase::HatchWait | Phase::InPantry | Phase::LockWait, Some(step)) => step.pantry(),
                _ => None,
            },
            partner: match (order.phase, step) {
                (Phase::PartnerWait, Some(step)) => step.partner(),
                _ => None,
            },
            step: ticket.step,
            steps: dish.map_or(0, |dish| self.menu[dish as usize].recipe.len() as u32),
            due: known(order.due),
            patience_ends: known(order.deadlines.patience),
            has_hands: ticket.has_hands,
            errand: order.is_errand().then_some(ErrandScene {
                parent: Some(errand.parent).filter(|parent| *parent != ORPHAN),
                is_branch: ticket.is_branch,
            }),
            waits_for_errands: order.waits_for_errands(),
            is_retry: order.visit != NOBODY && self.floor.long_visits[order.visit].is_retry(),
            fate: order.fate,
            letter: self.letter_at(slot, order),
        }
    }

    /// Lists the milestones of a dish.
    pub fn milestones(&self, dish: u32) -> Vec<Milestone> {
        self.menu.get(dish as usize).map(Dish::milestones).unwrap_or_default()
    }

    /// Returns who is served before an order, right before it, in the line in which it waits.
    pub fn in_front_of(&self, slot: u32) -> Option<u32> {
        let order = &self.floor.orders[slot];
        match order.phase {
            Phase::RailWait => {
                self.kitchens[order.ticket.kitchen as usize].in_front_of(slot, &self.floor)
            }
            _ => order.link.before(),
        }
    }
}
