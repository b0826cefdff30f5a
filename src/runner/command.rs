//! What enters a run from outside.

use crate::kernel::Time;
use crate::restaurant::Carried;
use crate::rules::Value;
use crate::scenario::diagnostics::nearest;
use crate::scenario::{Scenario, Turned};
use crate::text::safe_text::safe_short;

/// Something that somebody outside does to a run.
#[derive(Clone, Debug, PartialEq)]
pub enum Command {
    /// A knob is turned.
    Turn(Turned),
    /// An order is placed by hand.
    Place(ByHand),
}

/// An order placed by hand.
#[derive(Clone, Debug, PartialEq)]
pub struct ByHand {
    /// The dining room, by index.
    pub room: u32,
    /// The dish, by index; none: no menu has it.
    pub dish: Option<u32>,
    /// The dining room as somebody wrote it.
    pub room_name: String,
    /// The dish as somebody wrote it, which may do harm to a terminal.
    pub dish_name: String,
    /// What the order carries besides what its room says, by name.
    pub says: Vec<(String, Value)>,
    /// The same by field.
    pub carries: Carried,
}

/// The most bytes of a dish that no menu has.
const MOST_BYTES: usize = 200;
/// How much of a wrong name is quoted, in terminal cells.
const QUOTED: usize = 60;

impl ByHand {
    /// Reads an order placed by hand; the error says what is wrong and what to do.
    pub fn read(
        scenario: &Scenario,
        (room, dish): (&str, &str),
        says: Vec<(String, Value)>,
    ) -> Result<ByHand, String> {
        let names = scenario.names();
        let Some(number) = names.rooms.iter().position(|name| name == room) else {
            let meant = nearest(room, names.rooms.iter().map(String::as_str));
            let meant = meant.or(names.rooms.first().map(String::as_str)).unwrap_or_default();
            let room = safe_short(room, QUOTED);
            return Err(format!("there is no dining room \"{room}\": write one such as {meant}"));
        };
        if dish.len() > MOST_BYTES {
            return Err(format!("no dish has so long a name: write at most {MOST_BYTES} bytes"));
        }
        let fields = &scenario.plan.pad.order;
        let unknown = |name: &str| {
            let known: Vec<&str> = fields.iter().collect();
            let name = safe_short(name, QUOTED);
            format!("no order carries \"{name}\": write one of {}", known.join(", "))
        };
        let carry = |(name, value): &(String, Value)| {
            let field = fields.at(name).ok_or_else(|| unknown(name))?;
            Ok::<_, String>((field, value.clone()))
        };
        let carries = says.iter().map(carry).collect::<Result<_, _>>()?;
        Ok(ByHand {
            room: number as u32,
            dish: names.dishes.iter().position(|name| name == dish).map(|dish| dish as u32),
            room_name: room.to_owned(),
            dish_name: dish.to_owned(),
            says,
            carries,
        })
    }
}

/// A command and the moment at which it enters: before everything else of that moment, after what
/// entered before it; knobs are turned first.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// When.
    pub at: Time,
    /// What.
    pub command: Command,
}

impl Entry {
    /// Returns the knob that it turns.
    pub fn knob(&self) -> Option<String> {
        match &self.command {
            Command::Turn(turned) => Some(turned.knob.clone()),
            Command::Place(_) => None,
        }
    }
}
