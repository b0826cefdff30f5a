//! What a fact tells: a kind of happening, of which order, and what it speaks of, by indices. The
//! names come later, and only if somebody wants to hear it.

use super::follower::By;
use super::happening::{Happening, Kind, OrderTag};
use crate::dials::Names;
use crate::kernel::Time;
use crate::restaurant::{AtHatch, Fact, Outcome, Phase, Stage};
use crate::scenario::Turned;
use crate::text::safe_text::safe_short;

/// How much of a setting is told, in terminal cells.
const VALUE_CELLS: usize = 60;

/// An order as it is spoken of.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Tag {
    pub number: u64,
    pub room: u32,
    pub dish: Option<u32>,
}

/// What a fact tells.
#[derive(Clone, Copy, Debug)]
pub(super) struct Told {
    pub kind: Kind,
    /// The index of the order that it is told of.
    pub order: Option<u32>,
    about: About,
}

/// What a happening speaks of, besides the order.
#[derive(Clone, Copy, Debug)]
enum About {
    Nothing,
    Phase(Phase),
    Outcome(Outcome),
    Cents(i64),
    Money(u32, i64),
    Partner(u32),
    Building(u32),
    Shelf(u32, u32),
    Copy(u32, u32),
}

impl Told {
    /// Returns what a fact tells, if anything. Whether a shelf that is empty, or a building that
    /// works, is news, depends on what was before.
    pub fn of(fact: Fact) -> Option<Told> {
        let tell = |kind, order, about| Some(Told { kind, order: Some(order), about });
        let plain = |kind, order| tell(kind, order, About::Nothing);
        let apart = |kind, about| Some(Told { kind, order: None, about });
        match fact {
            Fact::Placed { order, visit: None, .. } => plain(Kind::Placed, order),
            Fact::Placed { order, .. } => plain(Kind::PlacedAgain, order),
            Fact::GaveUp { order } => plain(Kind::GaveUp, order),
            // The call itself is told, with the name of whom is called, and what is done at a hatch.
            Fact::Moved { phase: Phase::PartnerWait | Phase::InPantry, .. } => None,
            Fact::IsAtHatch { order, does } => plain(at_hatch(does), order),
            Fact::Moved { order, phase } => tell(Kind::Moved, order, About::Phase(phase)),
            Fact::Decided { order, outcome } => {
                tell(Kind::Decided, order, About::Outcome(outcome))
            }
            Fact::Paid { order, cents, .. } => tell(Kind::Paid, order, About::Cents(cents)),
            Fact::TakenAtOnce { order, .. } => plain(Kind::TakenAtOnce, order),
            Fact::PickedUp { order, .. } => plain(Kind::PickedUp, order),
            Fact::TakenAlong { order, .. } => plain(Kind::TakenAlong, order),
            Fact::Tossed { order, .. } => plain(Kind::Tossed, order),
            Fact::Called { .. }
            | Fact::Mailed { .. }
            | Fact::LetterSent { .. }
            | Fact::LetterLost { .. }
            | Fact::Answered { .. }
            | Fact::CalledAgain { .. }
            | Fact::Probed { .. }
            | Fact::Prevented { .. }
            | Fact::BreakerOpened { .. }
            | Fact::BreakerClosed { .. }
            | Fact::Charged { .. }
            | Fact::Refunded { .. }
            | Fact::Remembered { .. } => Told::of_partner(fact),
            Fact::FellBack { order, .. } => plain(Kind::FellBack, order),
            Fact::FridgeHit { order, is_stale: false, .. } => plain(Kind::FridgeHit, order),
            Fact::FridgeHit { order, .. } => plain(Kind::FridgeStale, order),
            Fact::Leaked { order, .. } => plain(Kind::Leaked, order),
            Fact::Overheard { order } => plain(Kind::Overheard, order),
            Fact::LockedOut { order } => plain(Kind::LockedOut, order),
            Fact::Power { building, on: false } => {
                apart(Kind::WentDark, About::Building(building))
            }
            Fact::Up { building, up: true } => apart(Kind::WorksAgain, About::Building(building)),
            Fact::Stock { pantry, shelf, level: Some(0) } => {
                apart(Kind::Emptied, About::Shelf(pantry, shelf))
            }
            Fact::Copy { of, nth, stage, .. } => {
                let kind = match stage {
                    Stage::Opening => Kind::CopyCalled,
                    Stage::Open => Kind::CopyOpened,
                    Stage::Closing => Kind::CopyCloses,
                    Stage::Closed => Kind::CopyClosed,
                };
                apart(kind, About::Copy(of, nth))
            }
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
            | Fact::Split { .. }
            | Fact::StepDone { .. }
            | Fact::StepsUndone { .. }
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
            | Fact::RowsRead { .. }
            | Fact::Stale { .. }
            | Fact::Conflict { .. }
            | Fact::SoldTwice { .. }
            | Fact::RowsLost { .. }
            | Fact::Wristband { .. }
            | Fact::TakesMoney { .. }
            | Fact::Joined { .. }
            | Fact::WillRetry { .. }
            // and these by the knob that was turned, or by what is not so any more.
            | Fact::Retries { .. }
            | Fact::Fridge { .. }
            | Fact::Capacity { .. }
            | Fact::Costs { .. }
            | Fact::Power { .. }
            | Fact::Up { .. }
            | Fact::Stock { .. } => None,
        }
    }

    /// Returns what a fact tells that has to do with a partner.
    fn of_partner(fact: Fact) -> Option<Told> {
        let tell = |kind, order, about| Some(Told { kind, order: Some(order), about });
        let apart = |kind, about| Some(Told { kind, order: None, about });
        match fact {
            Fact::Called { partner, order, .. } => {
                tell(Kind::Called, order, About::Partner(partner))
            }
            Fact::Mailed { partner, order, .. } => {
                tell(Kind::Mailed, order, About::Partner(partner))
            }
            Fact::Answered { partner, order, well } => {
                let kind = if well { Kind::Answered } else { Kind::NotAnswered };
                tell(kind, order, About::Partner(partner))
            }
            Fact::LetterSent { partner, letter } => {
                tell(Kind::LetterSent, letter, About::Partner(partner))
            }
            Fact::LetterLost { partner, letter } => {
                tell(Kind::LetterLost, letter, About::Partner(partner))
            }
            Fact::Charged { partner, order, cents, again, .. } => {
                let kind = if again { Kind::ChargedTwice } else { Kind::Charged };
                Some(Told { kind, order, about: About::Money(partner, cents) })
            }
            Fact::Refunded { partner, order, cents, .. } => {
                Some(Told { kind: Kind::Refunded, order, about: About::Money(partner, cents) })
            }
            Fact::Remembered { partner, order } => {
                Some(Told { kind: Kind::Remembered, order, about: About::Partner(partner) })
            }
            Fact::CalledAgain { partner, order, .. } => {
                tell(Kind::CalledAgain, order, About::Partner(partner))
            }
            Fact::Probed { partner, order, .. } => {
                tell(Kind::Probed, order, About::Partner(partner))
            }
            Fact::Prevented { partner, order, .. } => {
                tell(Kind::Prevented, order, About::Partner(partner))
            }
            Fact::BreakerOpened { partner, .. } => {
                apart(Kind::BreakerOpened, About::Partner(partner))
            }
            Fact::BreakerClosed { partner, .. } => {
                apart(Kind::BreakerClosed, About::Partner(partner))
            }
            _ => None,
        }
    }

    /// Returns what is told where an order is decided in a way in which none has been.
    pub fn first(order: u32, outcome: Outcome) -> Told {
        Told { kind: Kind::First, order: Some(order), about: About::Outcome(outcome) }
    }

    /// Returns what is the same where the same thing happens again, apart from orders.
    pub fn again(&self) -> (&'static str, u32, u32) {
        let (one, other) = match self.about {
            About::Building(building) => (building, 0),
            About::Partner(partner) => (partner, 0),
            About::Copy(kitchen, nth) => (kitchen, nth),
            About::Shelf(pantry, shelf) => (pantry, shelf),
            About::Nothing
            | About::Phase(_)
            | About::Outcome(_)
            | About::Cents(_)
            | About::Money(..) => (0, 0),
        };
        (self.kind.id(), one, other)
    }

    /// Tells it by names.
    pub fn happening(self, at: Time, order: Option<Tag>, names: &Names) -> Happening {
        let order = order.map(|tag| OrderTag {
            number: tag.number,
            room: names.rooms[tag.room as usize].clone(),
            dish: tag.dish.map(|dish| names.dishes[dish as usize].clone()),
        });
        let slots = match self.about {
            About::Nothing => Vec::new(),
            About::Phase(phase) => vec![("phase", phase.id().to_owned())],
            About::Outcome(outcome) => {
                let id = names.outcomes().nth(usize::from(outcome.0)).unwrap_or_default();
                vec![("outcome", id.to_owned())]
            }
            About::Cents(cents) => vec![("money", money(cents))],
            About::Money(partner, cents) => {
                let partner = names.partners[partner as usize].clone();
                vec![("partner", partner), ("money", money(cents))]
            }
            About::Partner(partner) => {
                vec![("partner", names.partners[partner as usize].clone())]
            }
            About::Building(building) => {
                vec![("building", names.buildings[building as usize].clone())]
            }
            About::Copy(kitchen, nth) => {
                let kitchen = names.kitchens[kitchen as usize].clone();
                vec![("copy", (nth + 1).to_string()), ("kitchen", kitchen)]
            }
            About::Shelf(pantry, shelf) => {
                let (name, shelves) = &names.pantries[pantry as usize];
                vec![("shelf", shelves[shelf as usize].clone()), ("pantry", name.clone())]
            }
        };
        Happening { at, order, kind: self.kind, slots }
    }
}

/// Returns what is told of an order at a hatch.
pub(super) fn at_hatch(does: AtHatch) -> Kind {
    match does {
        AtHatch::Takes => Kind::HatchTakes,
        AtHatch::Puts => Kind::HatchPuts,
        AtHatch::Looks => Kind::HatchLooks,
        AtHatch::Writes => Kind::HatchWrites,
    }
}

fn money(cents: i64) -> String {
    format!("{:.2}", cents as f64 / 100.0)
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
