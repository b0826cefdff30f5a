//! How an order ends: exactly one outcome each.

/// What kind of end an outcome is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Category {
    /// The guest got the plate.
    Served,
    /// The house said no.
    Refused,
    /// The house could not.
    Failed,
    /// The guest gave up.
    Abandoned,
}

/// An outcome: one of the fixed ones, or a reason that a recipe names itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Outcome(pub u8);

macro_rules! outcomes {
    ($($name:ident $number:literal $id:literal $status:expr,)*) => {
        impl Outcome {
            $(#[doc = concat!("`", $id, "`")] pub const $name: Outcome = Outcome($number);)*
            /// The fixed outcomes: id and HTTP status (none: no answer at all).
            pub const FIXED: &[(&str, Option<u16>)] = &[$(($id, $status)),*];
        }
    };
}

outcomes! {
    SERVED 0 "served" Some(200),
    MALFORMED 1 "refused.malformed" Some(400),
    WHO_ARE_YOU 2 "refused.who_are_you" Some(401),
    PAYMENT_FAILED 3 "refused.payment_failed" Some(402),
    NOT_ALLOWED 4 "refused.not_allowed" Some(403),
    NOT_ON_THE_MENU 5 "refused.not_on_the_menu" Some(404),
    SOLD_OUT 6 "refused.sold_out" Some(409),
    NO_TABLE 7 "refused.no_table" Some(409),
    TOO_MANY_ORDERS 8 "refused.too_many_orders" Some(429),
    QUEUE_FULL 9 "refused.queue_full" Some(503),
    RAIL_FULL 10 "refused.rail_full" Some(503),
    CRASHED 11 "failed.crashed" Some(500),
    PARTNER 12 "failed.partner" Some(502),
    TOO_SLOW 13 "failed.too_slow" Some(504),
    STOREROOM_FULL 14 "failed.storeroom_full" Some(507),
    POWER_OUT 15 "failed.power_out" None,
    WRONG_ADDRESS 16 "failed.wrong_address" None,
    PATIENCE 17 "abandoned.patience" None,
}

impl Outcome {
    /// The most reasons of its own that one scenario may name.
    pub const OWN_MAX: usize = 64;

    /// Returns the n-th outcome that the scenario names itself (`refused.…`, status 422).
    pub fn own(number: usize) -> Option<Outcome> {
        let all = Self::FIXED.len() + number;
        (number < Self::OWN_MAX).then_some(Outcome(u8::try_from(all).ok()?))
    }

    /// Returns the fixed outcome with this id.
    pub fn find(id: &str) -> Option<Outcome> {
        let at = Self::FIXED.iter().position(|(known, _)| *known == id)?;
        u8::try_from(at).ok().map(Outcome)
    }

    /// Says whether a guest who tries again tries again after this: too much at once (429), any
    /// fault of the house (5xx), no answer, or no patience; never after another 4xx.
    pub fn is_worth_a_retry(self) -> bool {
        let at_once = [Outcome::TOO_MANY_ORDERS, Outcome::QUEUE_FULL, Outcome::RAIL_FULL];
        matches!(self.category(), Category::Failed | Category::Abandoned) || at_once.contains(&self)
    }

    /// Returns what kind of end it is.
    pub fn category(self) -> Category {
        match self {
            Outcome::SERVED => Category::Served,
            Outcome::PATIENCE => Category::Abandoned,
            Outcome(11..=16) => Category::Failed,
            _ => Category::Refused,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_category_is_the_first_word_of_the_id() {
        for (number, (id, _)) in (0..).zip(Outcome::FIXED) {
            let word = match Outcome(number).category() {
                Category::Served => "served",
                Category::Refused => "refused",
                Category::Failed => "failed",
                Category::Abandoned => "abandoned",
            };
            assert_eq!(id.split('.').next(), Some(word), "{id}");
            assert_eq!(Outcome::find(id), Some(Outcome(number)));
        }
        let own = Outcome::own(0).expect("there is room for one");
        assert_eq!(own.category(), Category::Refused);
        assert_eq!(Outcome::own(Outcome::OWN_MAX), None);
    }
}
