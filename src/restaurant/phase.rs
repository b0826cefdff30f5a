//! Where an order is: exactly one phase at every instant.

/// The phases of an order, in the order in which one travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum Phase {
    /// On the way to the waiter.
    WalkingIn,
    /// Waits for water (bandwidth).
    WaterWait,
    /// Waits for a waiter.
    WaiterWait,
    /// A waiter takes it down.
    Ordering,
    /// Hangs on the rail.
    RailWait,
    /// Waits for room on the worktop.
    WorktopWait,
    /// Set aside, waits for a free chef.
    HandsWait,
    /// A chef's hands are on it, without fire.
    Prep,
    /// Waits for a burner.
    BurnerWait,
    /// On a burner.
    Cooking,
    /// Waits for a hatch of the pantry.
    HatchWait,
    /// At the hatch.
    InPantry,
    /// Waits for a row that somebody else holds.
    LockWait,
    /// Waits for a partner's answer.
    PartnerWait,
    /// A finished plate waits for a waiter.
    PassWait,
    /// A waiter carries the plate.
    Serving,
    /// On the way to the guest.
    WalkingOut,
    /// The guest's own device draws it.
    Displaying,
}

impl Phase {
    /// How many phases there are.
    pub const COUNT: usize = 18;

    /// All phases in the order in which an order travels.
    pub const ALL: [Phase; Phase::COUNT] = [
        Phase::WalkingIn,
        Phase::WaterWait,
        Phase::WaiterWait,
        Phase::Ordering,
        Phase::RailWait,
        Phase::WorktopWait,
        Phase::HandsWait,
        Phase::Prep,
        Phase::BurnerWait,
        Phase::Cooking,
        Phase::HatchWait,
        Phase::InPantry,
        Phase::LockWait,
        Phase::PartnerWait,
        Phase::PassWait,
        Phase::Serving,
        Phase::WalkingOut,
        Phase::Displaying,
    ];

    /// Returns the id used in the names of dials.
    pub const fn id(self) -> &'static str {
        match self {
            Phase::WalkingIn => "walking_in",
            Phase::WaterWait => "water_wait",
            Phase::WaiterWait => "waiter_wait",
            Phase::Ordering => "ordering",
            Phase::RailWait => "rail_wait",
            Phase::WorktopWait => "worktop_wait",
            Phase::HandsWait => "hands_wait",
            Phase::Prep => "prep",
            Phase::BurnerWait => "burner_wait",
            Phase::Cooking => "cooking",
            Phase::HatchWait => "hatch_wait",
            Phase::InPantry => "in_pantry",
            Phase::LockWait => "lock_wait",
            Phase::PartnerWait => "partner_wait",
            Phase::PassWait => "pass_wait",
            Phase::Serving => "serving",
            Phase::WalkingOut => "walking_out",
            Phase::Displaying => "displaying",
        }
    }

    /// Says whether the order waits for somebody else's turn to end.
    pub fn is_wait(self) -> bool {
        match self {
            Phase::WaterWait
            | Phase::WaiterWait
            | Phase::RailWait
            | Phase::WorktopWait
            | Phase::HandsWait
            | Phase::BurnerWait
            | Phase::HatchWait
            | Phase::LockWait
            | Phase::PassWait => true,
            Phase::WalkingIn
            | Phase::Ordering
            | Phase::Prep
            | Phase::Cooking
            | Phase::InPantry
            | Phase::PartnerWait
            | Phase::Serving
            | Phase::WalkingOut
            | Phase::Displaying => false,
        }
    }

    /// Says whether the order is in a kitchen's care: on its rail, in hands or set aside.
    pub(super) fn is_in_kitchen(self) -> bool {
        (Phase::RailWait..=Phase::PartnerWait).contains(&self)
    }
}
