//! The order record: who wants what, where it is, and what it may still wait for.

use super::building::{Holds, Leg};
use super::dining_room::Manner;
use super::errand::Errand;
use super::message::{Guest, Whose};
use super::{Outcome, Phase};
use crate::kernel::{Arena, Link, Linked, Luck, NOBODY, Time};
use std::ops::{Deref, DerefMut};

/// The index of a dish that no menu has.
pub(super) const NOT_ON_THE_MENU: u32 = u32::MAX;

const _: () = assert!(size_of::<Order>() == 128, "an order fills two lines of the cache");

/// One attempt of one guest, or an errand that such an order sends somebody on: a branch of its
/// recipe, or a dish asked of another kitchen. What the parts need to know travels with it.
///
/// It fills two lines of the processor's cache.
#[derive(Clone, Debug)]
#[repr(align(64))]
pub(super) struct Order {
    pub slip: Slip,
    pub deadlines: Deadlines,
    pub ticket: Ticket,
    pub phase: Phase,
    /// When what it waits for comes, if that is known: a [`Due`](super::message::Message::Due)
    /// message that says another time is stale.
    pub due: Time,
    /// How it ended; work on it may still go on.
    pub fate: Option<Outcome>,
    pub link: Link,
    pub errand: Errand,
    /// Which of the room's visits this is another attempt at; [`NOBODY`]: it is the first attempt.
    pub visit: u32,
}

impl Order {
    /// Tells it from others that have its slot before or after it.
    #[inline]
    pub fn whose(&self) -> Whose {
        Whose::order_of(self.slip.luck)
    }

    /// Says whether a message is for it, and not for one that had its slot before.
    #[inline]
    pub fn is(&self, whose: Whose) -> bool {
        self.whose() == whose
    }

    /// Says whether it is an errand and no guest's order.
    #[inline]
    pub fn is_errand(&self) -> bool {
        self.errand.parent != NOBODY
    }

    /// Says whether it does nothing itself but wait for its errands.
    #[inline]
    pub fn waits_for_errands(&self) -> bool {
        self.errand.first != NOBODY
    }
}

/// What the guest asked for. It never changes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Slip {
    pub room: u32,
    /// The guest of a closed room, and the how manieth visit it is.
    pub guest: Option<Guest>,
    pub dish: u32,
    /// The key of all draws of this order.
    pub luck: Luck,
    /// The same for all orders of one guest.
    pub guest_key: u32,
    /// Whether the guest takes the ticket along when leaving.
    pub takes_ticket_along: bool,
    /// How the guest goes about it.
    pub manner: Manner,
}

/// When somebody stops waiting; [`Time::NEVER`] when nobody would.
#[derive(Clone, Copy, Debug)]
pub(super) struct Deadlines {
    /// The guest.
    pub patience: Time,
    /// Whether somebody will say when that moment has come.
    pub leaves: Leaves,
    /// The waiter, for the kitchen.
    pub answer: Time,
    /// The kitchen, for a partner.
    pub call: Time,
}

/// Who says that a guest has no patience left.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Leaves {
    /// Nobody yet: a message is queued only once the order waits for something that may come later.
    #[default]
    Unexpected,
    /// A message of its own.
    Queued,
    /// The room, which looks after guests who all have the same patience.
    InLine,
}

impl Default for Deadlines {
    fn default() -> Self {
        Deadlines {
            patience: Time::NEVER,
            leaves: Leaves::default(),
            answer: Time::NEVER,
            call: Time::NEVER,
        }
    }
}

/// What the kitchen notes on the ticket.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Ticket {
    /// The kitchen that it is for; from the dispatcher on, the copy of it.
    pub kitchen: u32,
    /// The step of the recipe.
    pub step: u32,
    /// The how manieth ticket on this rail.
    pub number: u32,
    /// Whether a chef's hands are taken for it.
    pub has_hands: bool,
    /// Whether it is one of several branches of a recipe, which share their order's hands.
    pub is_branch: bool,
    /// The how manieth attempt at a call this is; the first is 0.
    pub attempt: u32,
    /// Where the order is while it waits for a partner.
    pub at: AtPartner,
    /// Whether its call is the one that tries whether a partner is well again.
    pub is_probe: bool,
    /// What the order holds in its kitchen's building.
    pub holds: Holds,
    /// Which way between waiter and kitchen it is on.
    pub leg: Leg,
}

/// Where an order is while it waits for a partner.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum AtPartner {
    /// Nowhere in particular: it has not called, or the partner answers any number of calls.
    #[default]
    Nowhere,
    /// In its kitchen, until it calls once more.
    CallsAgain,
    /// In the partner's line.
    InLine,
    /// It is being answered, one of so many at once.
    Answered,
}

impl AtPartner {
    /// Says whether the partner keeps a place for it, in the line or in front of it.
    pub fn has_place(self) -> bool {
        matches!(self, AtPartner::InLine | AtPartner::Answered)
    }
}

/// All orders that the house still has to do with.
#[derive(Clone, Debug, Default)]
pub(super) struct Orders(Arena<Order>);

impl Deref for Orders {
    type Target = Arena<Order>;
    fn deref(&self) -> &Arena<Order> {
        &self.0
    }
}

impl DerefMut for Orders {
    fn deref_mut(&mut self) -> &mut Arena<Order> {
        &mut self.0
    }
}

impl Linked for Orders {
    #[inline]
    fn link(&mut self, id: u32) -> &mut Link {
        &mut self.0[id].link
    }
}
