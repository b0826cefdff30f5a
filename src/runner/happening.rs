//! What happened, told as one would tell it: by names and running numbers, not by indices.
//!
//! Happenings hold ids and names, and no words: a lens makes a sentence of each.

use super::follower::{By, Follower};
use crate::dials::Names;
use crate::kernel::Time;
use crate::restaurant::{Fact, Outcome, Phase, Witness};
use crate::scenario::Turned;
use crate::scenario::safe_text::safe_short;
use std::collections::BTreeSet;

/// Declares the kinds of happenings: name, id, and what their sentences may speak of.
macro_rules! kinds {
    ($($name:ident $id:literal [$($slot:literal)*] $doc:literal,)*) => {
        /// A kind of happening; lenses have a sentence for each.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Kind {
            $(#[doc = $doc] $name,)*
        }

        impl Kind {
            /// All kinds.
            pub const ALL: &[Kind] = &[$(Kind::$name),*];

            /// Returns the id under which lenses have its sentence.
            pub const fn id(self) -> &'static str {
                match self { $(Kind::$name => $id),* }
            }

            /// Returns what its sentence may speak of, besides the order.
            pub const fn slots(self) -> &'static [&'static str] {
                match self { $(Kind::$name => &[$($slot),*]),* }
            }
        }
    };
}

kinds! {
    Placed "placed" [] "An order was placed.",
    PlacedAgain "placed_again" [] "A guest tried again.",
    GaveUp "gave_up" [] "A guest who might have tried again did not.",
    Moved "moved" ["phase"] "An order entered a phase.",
    Decided "decided" ["outcome"] "An order was decided.",
    Paid "paid" ["money"] "A guest paid.",
    TakenAtOnce "taken_at_once" [] "A free chef took a ticket.",
    PickedUp "picked_up" [] "A chef took a ticket from the rail.",
    TakenAlong "taken_along" [] "A guest who left took the ticket along.",
    Tossed "tossed" [] "A ticket was thrown away.",
    Called "called" ["partner"] "A partner was called.",
    Answered "answered" ["partner"] "A partner answered well.",
    NotAnswered "not_answered" ["partner"] "A partner answered badly, or too late.",
    CalledAgain "called_again" ["partner"] "A failed call is made once more.",
    BreakerOpened "breaker_opened" ["partner"] "A breaker opened.",
    Probed "probed" ["partner"] "A call tries whether a partner is well again.",
    BreakerClosed "breaker_closed" ["partner"] "A breaker closed.",
    Prevented "prevented" ["partner"] "A breaker prevented a call.",
    FridgeHit "fridge_hit" [] "All that an order had to take was in the fridge.",
    FridgeStale "fridge_stale" [] "The same, but something was out of date.",
    WentDark "went_dark" ["building"] "A building lost its power.",
    WorksAgain "works_again" ["building"] "A building works again after a power cut.",
    Emptied "emptied" ["shelf" "pantry"] "Nothing is left on a shelf.",
    Said "said" ["text"] "The timeline said something.",
    Turned "turned" ["knob" "value"] "The timeline turned a knob.",
    TurnedByHand "turned_by_hand" ["knob" "value"] "Somebody turned a knob.",
    TurnedBack "turned_back" ["knob"] "A knob went back to where it stood.",
}

/// The order that something happened to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrderTag {
    /// Its number: 1 is the first that was placed.
    pub number: u64,
    /// The dining room that it came from.
    pub room: String,
    /// The dish; none: no menu has it.
    pub dish: Option<String>,
}

/// Something that happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Happening {
    /// When.
    pub at: Time,
    /// To which order, if to one.
    pub order: Option<OrderTag>,
    /// What.
    pub kind: Kind,
    /// What its sentence may speak of: names, texts, and ids of phases and outcomes.
    pub slots: Vec<(&'static str, String)>,
}

/// Follows a run and tells what happens.
#[derive(Debug)]
pub struct Teller<'a> {
    names: &'a Names,
    /// By index: the number, the dining room and the dish of the order that has it now.
    orders: Vec<(u64, u32, Option<u32>)>,
    placed: u64,
    /// Shelves that hold something.
    filled: BTreeSet<(u32, u32)>,
    /// Buildings in which nothing works.
    down: BTreeSet<u32>,
    told: Vec<Happening>,
    is_silent: bool,
}

/// How much of a setting is told, in terminal cells.
const VALUE_CELLS: usize = 60;

impl<'a> Teller<'a> {
    /// Returns a teller for a restaurant with these parts.
    pub fn new(names: &'a Names) -> Teller<'a> {
        Teller {
            names,
            orders: Vec::new(),
            placed: 0,
            filled: BTreeSet::new(),
            down: BTreeSet::new(),
            told: Vec::new(),
            is_silent: false,
        }
    }

    /// Returns one whom nobody listens to.
    pub fn silent(names: &'a Names) -> Teller<'a> {
        Teller { is_silent: true, ..Teller::new(names) }
    }

    /// Takes what has happened since this was last asked.
    pub fn take(&mut self) -> Vec<Happening> {
        std::mem::take(&mut self.told)
    }

    /// Nobody listens any more.
    pub fn fall_silent(&mut self) {
        self.is_silent = true;
    }

    fn tag(&self, order: u32) -> OrderTag {
        let (number, room, dish) = self.orders[order as usize];
        OrderTag {
            number,
            room: self.names.rooms[room as usize].clone(),
            dish: dish.map(|dish| self.names.dishes[dish as usize].clone()),
        }
    }

    fn tell(&mut self, at: Time, kind: Kind, slots: Vec<(&'static str, String)>) {
        if !self.is_silent {
            self.told.push(Happening { at, order: None, kind, slots });
        }
    }

    fn tell_of(&mut self, order: u32, at: Time, kind: Kind, slots: Vec<(&'static str, String)>) {
        if !self.is_silent {
            self.told.push(Happening { at, order: Some(self.tag(order)), kind, slots });
        }
    }

    fn placed(&mut self, order: u32, room: u32, dish: Option<u32>) {
        self.placed += 1;
        self.note(order, (self.placed, room, dish));
    }

    fn note(&mut self, index: u32, order: (u64, u32, Option<u32>)) {
        let at = index as usize;
        if at >= self.orders.len() {
            self.orders.resize(at + 1, (0, 0, None));
        }
        self.orders[at] = order;
    }

    fn outcome(&self, outcome: Outcome) -> String {
        self.names.outcomes().nth(usize::from(outcome.0)).unwrap_or_default().to_owned()
    }

    fn partner(&self, partner: u32) -> Vec<(&'static str, String)> {
        vec![("partner", self.names.partners[partner as usize].clone())]
    }

    fn building(&self, building: u32) -> Vec<(&'static str, String)> {
        vec![("building", self.names.buildings[building as usize].clone())]
    }

    /// What happened between a kitchen and its partners and fridge.
    fn see_care(&mut self, now: Time, fact: Fact) {
        let (kind, partner, order) = match fact {
            Fact::CalledAgain { partner, order, .. } => (Kind::CalledAgain, partner, Some(order)),
            Fact::BreakerOpened { partner, .. } => (Kind::BreakerOpened, partner, None),
            Fact::Probed { partner, order, .. } => (Kind::Probed, partner, Some(order)),
            Fact::BreakerClosed { partner, .. } => (Kind::BreakerClosed, partner, None),
            Fact::Prevented { partner, order, .. } => (Kind::Prevented, partner, Some(order)),
            Fact::FridgeHit { order, is_stale, .. } => {
                let kind = if is_stale { Kind::FridgeStale } else { Kind::FridgeHit };
                self.tell_of(order, now, kind, Vec::new());
                return;
            }
            _ => return,
        };
        match order {
            Some(order) => self.tell_of(order, now, kind, self.partner(partner)),
            None => self.tell(now, kind, self.partner(partner)),
        }
    }

    /// A building has power or is dark; what is in it works or does not.
    fn see_power(&mut self, now: Time, fact: Fact) {
        match fact {
            Fact::Power { building, on: false } => {
                self.tell(now, Kind::WentDark, self.building(building));
            }
            Fact::Up { building, up: false } => {
                self.down.insert(building);
            }
            Fact::Up { building, up: true } if self.down.remove(&building) => {
                self.tell(now, Kind::WorksAgain, self.building(building));
            }
            _ => {}
        }
    }

    fn shelf(&self, pantry: u32, shelf: u32) -> Vec<(&'static str, String)> {
        let (name, shelves) = &self.names.pantries[pantry as usize];
        vec![("shelf", shelves[shelf as usize].clone()), ("pantry", name.clone())]
    }
}

impl Witness for Teller<'_> {
    fn see(&mut self, now: Time, fact: Fact) {
        match fact {
            Fact::Placed { order, room, dish, visit } => {
                self.placed(order, room, dish);
                let kind = if visit.is_some() { Kind::PlacedAgain } else { Kind::Placed };
                self.tell_of(order, now, kind, Vec::new());
            }
            Fact::GaveUp { order } => self.tell_of(order, now, Kind::GaveUp, Vec::new()),
            // What happens to an errand is told of the order that sent it.
            Fact::Split { order, errand, .. } => {
                let of = self.orders[order as usize];
                self.note(errand, of);
            }
            Fact::Moved { order, phase } => {
                // The call itself is told, with the name of whom is called.
                if phase != Phase::PartnerWait {
                    self.tell_of(order, now, Kind::Moved, vec![("phase", phase.id().to_owned())]);
                }
            }
            Fact::Decided { order, outcome } => {
                let slots = vec![("outcome", self.outcome(outcome))];
                self.tell_of(order, now, Kind::Decided, slots);
            }
            Fact::Paid { order, cents } => {
                let money = format!("{:.2}", cents as f64 / 100.0);
                self.tell_of(order, now, Kind::Paid, vec![("money", money)]);
            }
            Fact::TakenAtOnce { order, .. } => {
                self.tell_of(order, now, Kind::TakenAtOnce, Vec::new());
            }
            Fact::PickedUp { order, .. } => self.tell_of(order, now, Kind::PickedUp, Vec::new()),
            Fact::TakenAlong { order, .. } => {
                self.tell_of(order, now, Kind::TakenAlong, Vec::new());
            }
            Fact::Tossed { order, .. } => self.tell_of(order, now, Kind::Tossed, Vec::new()),
            Fact::Called { partner, order, .. } => {
                self.tell_of(order, now, Kind::Called, self.partner(partner));
            }
            Fact::Answered { partner, order, well } => {
                let kind = if well { Kind::Answered } else { Kind::NotAnswered };
                self.tell_of(order, now, kind, self.partner(partner));
            }
            Fact::Stock { pantry, shelf, level: Some(0) } => {
                // A shelf that has never held anything is no news.
                if self.filled.remove(&(pantry, shelf)) {
                    self.tell(now, Kind::Emptied, self.shelf(pantry, shelf));
                }
            }
            Fact::Stock { pantry, shelf, .. } => {
                self.filled.insert((pantry, shelf));
            }
            Fact::CalledAgain { .. }
            | Fact::BreakerOpened { .. }
            | Fact::Probed { .. }
            | Fact::BreakerClosed { .. }
            | Fact::Prevented { .. }
            | Fact::FridgeHit { .. } => self.see_care(now, fact),
            Fact::Power { .. } | Fact::Up { .. } => self.see_power(now, fact),
            // These are told by the phase that the order enters at the same moment;
            Fact::GuestQueued
            | Fact::GuestUnqueued
            | Fact::GuestTaken { .. }
            | Fact::PlateTaken { .. }
            | Fact::Hung { .. }
            | Fact::WorkBegan { .. }
            | Fact::WorkEnded { .. }
            | Fact::BurnerTaken { .. }
            | Fact::BurnerShared { .. }
            | Fact::HatchTaken { .. }
            | Fact::PlaceTaken { .. }
            | Fact::WaterTaken { .. }
            | Fact::PartnerTaken { .. }
            | Fact::FridgeMissed { .. }
            // these by what the order does next, and how it ended;
            | Fact::Closed { .. }
            | Fact::WaiterFree
            | Fact::HandsTaken { .. }
            | Fact::HandsFree { .. }
            | Fact::BurnerFree { .. }
            | Fact::HatchFree { .. }
            | Fact::BurnersBusy { .. }
            | Fact::PlaceFree { .. }
            | Fact::WaterFree { .. }
            | Fact::PartnerFree { .. }
            | Fact::Rows { .. }
            | Fact::Joined { .. }
            | Fact::WillRetry { .. }
            // and these by the knob that was turned.
            | Fact::Retries { .. }
            | Fact::Fridge { .. }
            | Fact::Capacity { .. }
            | Fact::Costs { .. } => {}
        }
    }
}

impl Follower for Teller<'_> {
    fn on_said(&mut self, now: Time, text: &str) {
        self.tell(now, Kind::Said, vec![("text", text.to_owned())]);
    }

    fn on_turned(&mut self, now: Time, turned: &Turned, by: By) {
        let kind = match by {
            By::Timeline => Kind::Turned,
            By::Outside => Kind::TurnedByHand,
            By::Back => Kind::TurnedBack,
        };
        let mut slots = vec![("knob", turned.knob.clone())];
        if by != By::Back {
            let written = turned.written.split_whitespace().collect::<Vec<_>>().join(" ");
            slots.push(("value", safe_short(&written, VALUE_CELLS)));
        }
        self.tell(now, kind, slots);
    }
}

#[cfg(test)]
mod tests;
