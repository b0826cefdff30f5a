//! What happened, told as one would tell it: by names and running numbers, not by indices.
//!
//! Happenings hold ids and names, and no words: a lens makes a sentence of each.

use super::follower::{By, Follower};
use super::told::{Tag, Told};
use crate::dials::Names;
use crate::kernel::Time;
use crate::restaurant::{Fact, Witness};
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

/// How much of a setting is told, in terminal cells.
const VALUE_CELLS: usize = 60;

/// Follows a run and tells what happens.
#[derive(Debug)]
pub struct Teller<'a> {
    names: &'a Names,
    /// By index: the order that has it now.
    orders: Vec<Tag>,
    placed: u64,
    /// Shelves that hold something.
    filled: BTreeSet<(u32, u32)>,
    /// Buildings in which nothing works.
    down: BTreeSet<u32>,
    told: Vec<Happening>,
    is_silent: bool,
}

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

    fn note(&mut self, index: u32, order: Tag) {
        let at = index as usize;
        if at >= self.orders.len() {
            self.orders.resize(at + 1, Tag::default());
        }
        self.orders[at] = order;
    }

    fn tell(&mut self, at: Time, told: Told) {
        if !self.is_silent {
            let order = told.order.map(|order| self.orders[order as usize]);
            self.told.push(told.happening(at, order, self.names));
        }
    }

    /// What is in a building works or does not; a shelf holds something or does not. Says whether
    /// that is news.
    fn is_new(&mut self, fact: Fact) -> bool {
        match fact {
            Fact::Up { building, up: false } => {
                self.down.insert(building);
                false
            }
            Fact::Up { building, up: true } => self.down.remove(&building),
            // A shelf that has never held anything is no news.
            Fact::Stock { pantry, shelf, level: Some(0) } => self.filled.remove(&(pantry, shelf)),
            Fact::Stock { pantry, shelf, .. } => {
                self.filled.insert((pantry, shelf));
                false
            }
            _ => true,
        }
    }
}

impl Witness for Teller<'_> {
    fn see(&mut self, now: Time, fact: Fact) {
        match fact {
            Fact::Placed { order, room, dish, .. } => {
                self.placed += 1;
                self.note(order, Tag { number: self.placed, room, dish });
            }
            // What happens to an errand is told of the order that sent it.
            Fact::Split { order, errand, .. } => {
                let of = self.orders[order as usize];
                self.note(errand, of);
            }
            _ => {}
        }
        if self.is_new(fact)
            && let Some(told) = Told::of(fact)
        {
            self.tell(now, told);
        }
    }
}

impl Follower for Teller<'_> {
    fn on_said(&mut self, now: Time, text: &str) {
        if !self.is_silent {
            self.told.push(said(now, text));
        }
    }

    fn on_turned(&mut self, now: Time, turned: &Turned, by: By) {
        if !self.is_silent {
            self.told.push(turned_by(now, turned, by));
        }
    }
}

/// Tells a text of the timeline.
pub(super) fn said(at: Time, text: &str) -> Happening {
    Happening { at, order: None, kind: Kind::Said, slots: vec![("text", text.to_owned())] }
}

/// Tells that a knob was turned, and by whom.
pub(super) fn turned_by(at: Time, turned: &Turned, by: By) -> Happening {
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
    Happening { at, order: None, kind, slots }
}

#[cfg(test)]
mod tests;
