//! What happened, told as one would tell it: by names and running numbers, not by indices.
//!
//! Happenings hold ids and names, and no words: a lens makes a sentence of each.

use crate::kernel::Time;

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
    HatchTakes "hatch_takes" [] "Portions are handed out at a hatch.",
    HatchPuts "hatch_puts" [] "Portions are put in at a hatch.",
    HatchLooks "hatch_looks" [] "Something is looked up at a hatch.",
    HatchWrites "hatch_writes" [] "A row is written at a hatch, or taken out.",
    Decided "decided" ["outcome"] "An order was decided.",
    First "first" ["outcome"] "An order was decided in a way in which none had been.",
    Paid "paid" ["money"] "A guest paid.",
    TakenAtOnce "taken_at_once" [] "A free chef took a ticket.",
    PickedUp "picked_up" [] "A chef took a ticket from the rail.",
    TakenAlong "taken_along" [] "A guest who left took the ticket along.",
    Tossed "tossed" [] "A ticket was thrown away.",
    Called "called" ["partner"] "A partner was called.",
    Answered "answered" ["partner"] "A partner answered well.",
    NotAnswered "not_answered" ["partner"] "A partner answered badly, or too late.",
    Mailed "mailed" ["partner"] "A letter to a partner was left in the outbox.",
    LetterSent "letter_sent" ["partner"] "A letter was taken by its partner.",
    LetterLost "letter_lost" ["partner"] "A letter was lost to a power cut.",
    FellBack "fell_back" [] "A step could not be done, and the recipe said what to do then.",
    Charged "charged" ["partner" "money"] "A partner took money.",
    ChargedTwice "charged_twice" ["partner" "money"] "A partner took money once more for the same.",
    Refunded "refunded" ["partner" "money"] "A partner gave money back.",
    Remembered "remembered" ["partner"] "A partner knew a key, and took nothing.",
    CalledAgain "called_again" ["partner"] "A failed call is made once more.",
    BreakerOpened "breaker_opened" ["partner"] "A breaker opened.",
    Probed "probed" ["partner"] "A call tries whether a partner is well again.",
    BreakerClosed "breaker_closed" ["partner"] "A breaker closed.",
    Prevented "prevented" ["partner"] "A breaker prevented a call.",
    FridgeHit "fridge_hit" [] "All that an order had to take was in the fridge.",
    FridgeStale "fridge_stale" [] "The same, but something was out of date.",
    Leaked "leaked" [] "A guest got to see rows of somebody else.",
    Overheard "overheard" [] "An order was overheard.",
    LockedOut "locked_out" [] "An order was sent back, because what it says is locked out.",
    WentDark "went_dark" ["building"] "A building lost its power.",
    WorksAgain "works_again" ["building"] "A building works again after a power cut.",
    CopyCalled "copy_called" ["copy" "kitchen"] "A copy of a kitchen is being opened.",
    CopyOpened "copy_opened" ["copy" "kitchen"] "A copy of a kitchen is open.",
    CopyCloses "copy_closes" ["copy" "kitchen"] "A copy of a kitchen gets no more tickets.",
    CopyClosed "copy_closed" ["copy" "kitchen"] "A copy of a kitchen is closed.",
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
