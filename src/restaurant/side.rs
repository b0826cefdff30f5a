//! The sides of a house: whose doing something is, and who turns what.

use super::{Outcome, Phase};

/// A side of the house, from the guest inwards.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum Side {
    /// Dining rooms: the frontend.
    Frontend,
    /// Waiters and the dispatcher: the API.
    Api,
    /// Kitchens and their recipes: the application.
    Kitchen,
    /// Pantries: databases.
    Pantry,
    /// Buildings: servers.
    Server,
    /// Partners: third parties.
    Partner,
}

impl Side {
    /// How many sides there are.
    pub const COUNT: usize = 6;

    /// All sides, from the guest inwards.
    pub const ALL: [Side; Side::COUNT] =
        [Side::Frontend, Side::Api, Side::Kitchen, Side::Pantry, Side::Server, Side::Partner];

    /// Returns the id used in the names of dials and of words.
    pub const fn id(self) -> &'static str {
        match self {
            Side::Frontend => "frontend",
            Side::Api => "api",
            Side::Kitchen => "kitchen",
            Side::Pantry => "pantry",
            Side::Server => "server",
            Side::Partner => "partner",
        }
    }

    /// Returns the id of the word that lenses have for it: that of its part.
    pub const fn word(self) -> &'static str {
        match self {
            Side::Frontend => "dining_room",
            Side::Api => "waiter",
            Side::Kitchen => "kitchen",
            Side::Pantry => "pantry",
            Side::Server => "building",
            Side::Partner => "partner",
        }
    }

    /// Returns the side on which a section of the scenario file is; none: it is on no side.
    pub fn of_section(section: &str) -> Option<Side> {
        Some(match section {
            "dining_room" => Side::Frontend,
            "waiter" | "dispatcher" => Side::Api,
            "menu" | "kitchen" => Side::Kitchen,
            "pantry" => Side::Pantry,
            "building" | "district" => Side::Server,
            "partner" => Side::Partner,
            _ => return None,
        })
    }
}

impl Outcome {
    /// Returns whose doing such an end is; none: that of whoever has had the order longest.
    pub fn side(self) -> Option<Side> {
        Some(match self {
            Outcome::SERVED | Outcome::TOO_SLOW | Outcome::PATIENCE => return None,
            // What has come from the guest was not right, or went somewhere else.
            Outcome::MALFORMED
            | Outcome::WHO_ARE_YOU
            | Outcome::NOT_ALLOWED
            | Outcome::NOT_ON_THE_MENU
            | Outcome::WRONG_ADDRESS => Side::Frontend,
            Outcome::TOO_MANY_ORDERS | Outcome::QUEUE_FULL => Side::Api,
            Outcome::SOLD_OUT | Outcome::NO_TABLE => Side::Pantry,
            Outcome::POWER_OUT | Outcome::STOREROOM_FULL => Side::Server,
            Outcome::PARTNER | Outcome::PAYMENT_FAILED => Side::Partner,
            // A full rail, a recipe that breaks off, and whatever else a recipe says no to.
            _ => Side::Kitchen,
        })
    }
}

impl Phase {
    /// Returns the side that has an order in this phase.
    pub const fn side(self) -> Side {
        match self {
            Phase::WalkingIn | Phase::WalkingOut | Phase::Displaying => Side::Frontend,
            Phase::WaiterWait | Phase::Ordering | Phase::PassWait | Phase::Serving => Side::Api,
            Phase::RailWait | Phase::HandsWait | Phase::Prep | Phase::Cooking => Side::Kitchen,
            Phase::HatchWait | Phase::InPantry | Phase::LockWait => Side::Pantry,
            Phase::WaterWait | Phase::WorktopWait | Phase::BurnerWait => Side::Server,
            Phase::PartnerWait => Side::Partner,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_end_but_two_has_a_side() {
        let undecided = Outcome::FIXED.iter().filter_map(|(id, _)| {
            let outcome = Outcome::find(id)?;
            outcome.side().is_none().then_some(*id)
        });
        let undecided: Vec<&str> = undecided.collect();
        assert_eq!(undecided, ["served", "failed.too_slow", "abandoned.patience"]);
        assert_eq!(Outcome::own(0).and_then(Outcome::side), Some(Side::Kitchen));
    }

    #[test]
    fn sides_are_counted_in_their_order() {
        for (at, side) in Side::ALL.into_iter().enumerate() {
            assert_eq!(side as usize, at);
        }
        let sides = |side| Phase::ALL.into_iter().any(|phase| phase.side() == side);
        assert!(Side::ALL.into_iter().all(sides), "an order can be anywhere");
    }
}
