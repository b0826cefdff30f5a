//! What actors say to each other: eight bytes a message.

use crate::kernel::Luck;
use std::num::NonZeroU32;

/// The how manieth visit of one guest, in three bytes, so that nothing is stored for a guest who
/// thinks. After 2^24 visits a guest's luck repeats.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Visit([u8; 3]);

impl Visit {
    pub fn number(self) -> u64 {
        let [low, middle, high] = self.0;
        u64::from(u32::from_le_bytes([low, middle, high, 0]))
    }

    pub fn next(self) -> Visit {
        let [low, middle, high, _] = (self.number() as u32).wrapping_add(1).to_le_bytes();
        Visit([low, middle, high])
    }
}

/// A guest of a closed room at one of its visits; no guest takes no more room than one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Guest {
    /// One more than the number among the guests of all closed rooms.
    after: NonZeroU32,
    visit: Visit,
}

impl Guest {
    pub fn new(number: u32, visit: Visit) -> Guest {
        Guest { after: NonZeroU32::MIN.saturating_add(number), visit }
    }

    pub fn number(self) -> u32 {
        self.after.get() - 1
    }

    pub fn visit(self) -> Visit {
        self.visit
    }
}

/// Whose message it is, in three bytes of the order's luck: an order that has its slot later, and
/// expects something at the same moment, is somebody else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Whose([u8; 3]);

impl Whose {
    pub fn order_of(luck: Luck) -> Whose {
        let [_, bytes @ ..] = luck.number().to_le_bytes();
        Whose(bytes)
    }
}

/// A message, due now or later. Numbers are indices of orders, rooms, guests, shelves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Message {
    // To a dining room.
    /// The next guest (or group) of an open room arrives.
    GuestsArrive(u32),
    /// A guest of a closed room has thought long enough.
    GuestReady(u32, Visit),
    /// The guest of a long visit tries again.
    ComesBack(u32),
    /// The guest of an order has no patience left.
    PatienceEnds(u32, Whose),
    /// A room looks who of those who have the same patience has none left.
    PatienceLooks(u32),
    /// The house has answered with something else than a plate.
    Answer(u32),
    /// The waiter has answered while the kitchen cooks on.
    Apology(u32),

    /// A plate comes.
    PlateComes(u32),

    // To the waiter.
    /// A guest has come to the waiter.
    Guest(u32),
    /// A guest in the waiter's queue has left.
    GuestLeft(u32),
    /// A plate is ready.
    Plate(u32),
    /// The kitchen has had as long as the waiter waits.
    AnswerOverdue(u32, Whose),

    // To the dispatcher, and from there to a kitchen.
    /// A ticket comes to the rail.
    Ticket(u32),

    // To an autoscaler, by the kitchen whose it is.
    /// It looks how busy chefs are.
    AutoscalerLooks(u32),
    /// A copy may be open now.
    CopyOpens(u32),

    // To a kitchen.
    /// A guest takes the ticket along.
    TicketLeft(u32),
    /// A chef on a break lays down what shares burners.
    LaysDown(u32),
    /// A chef of a copy goes on a break, or comes back.
    ChefsClock { copy: u16, chef: u32 },
    /// A burner is free for this order.
    BurnerGiven(u32),
    /// This order cooks from now on, as fast as its share of the burners lets it.
    BurnerShared(u32),
    /// An order that shared burners is cooked.
    Cooked(u32),
    /// There is a place on the worktop for this order.
    PlaceGiven(u32),
    /// There is none, and this order waits for one.
    NoPlace(u32),
    /// There is none, and this order is lost.
    Crashed(u32),
    /// There is no power where this order has gone for food.
    NoPower(u32),
    /// What was asked from the pantry or a partner has been done.
    Helped(u32),
    /// The pantry or the partner could not.
    NotHelped(u32),
    /// A dish that an order has asked for is done, or will never be.
    Asked(u32),

    // To the pantry.
    /// An order comes to the hatches.
    AtHatch(u32),
    /// A row for which an order has waited is its own now.
    RowGiven(u32),
    /// An order will not come back from the hatches.
    LeavesHatch(u32),
    /// A shelf is filled up.
    Restock(u32),
    /// A transaction that came to nothing gives food back to this pantry.
    FoodBack(u32),
    /// A row that was to be put into this pantry takes up no room any more.
    RowBack(u32),

    // To a partner.
    /// An order calls.
    Call(u32),
    /// The caller waits no longer.
    CallOverdue(u32, Whose),
    /// An order that has called will not wait for the answer.
    LeavesPartner(u32),
    /// This partner is done with a call that nobody waits for any more.
    PartnerBack(u32),
    /// A call about money that nobody waits for any more comes to its end.
    LateCall(u32),

    // To a building.
    /// An order wants a burner.
    BurnerWanted(u32),
    /// A burner of this building is free again.
    BurnerBack(u32),
    /// An order that has a burner of a virtual building wants one of the physical one.
    OuterBurnerWanted(u32),
    /// The next order of those who share this building's burners is done.
    NextCooked(u32),
    /// An order wants a place on the worktop.
    PlaceWanted(u32),
    /// An order that has a place in a virtual building wants one in the physical one.
    OuterPlaceWanted(u32),
    /// A place on this building's worktop is free again.
    PlaceBack(u32),
    /// A generator starts or stops, or everything has booted.
    PowerChanges(u32),

    // To whoever has the order.
    /// Nothing comes of an order whose guest has heard so: a branch of it has failed.
    Spoiled(u32),
    /// What the order waits for has come: its phase says what.
    Due(u32, Whose),
}

impl Message {
    /// Says whether somebody may have waited long enough.
    pub fn is_deadline(self) -> bool {
        matches!(
            self,
            Message::PatienceLooks(_)
                | Message::PatienceEnds(..)
                | Message::AnswerOverdue(..)
                | Message::CallOverdue(..)
        )
    }
}
