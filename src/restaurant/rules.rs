//! Rules of recipes, as a chef follows them: they take no time and need nobody's hands.

use super::Outcome;
use super::data::Data;
use super::fact::{Fact, Witness};
use super::house::House;
use crate::kernel::{Span, Time};
use crate::rules::{Expression, Fields, Record, Value};

/// A rule of a recipe: it takes no time, for it is what a chef knows.
#[derive(Clone, Debug, PartialEq)]
pub enum Rule {
    /// Gives something a name.
    Let {
        /// The number of the name.
        name: u32,
        /// What it stands for.
        value: Expression,
    },
    /// Goes on only if this is true.
    Require {
        /// What must be true.
        value: Expression,
        /// The outcome if it is not.
        or: Outcome,
    },
    /// Goes on with the next step if this is true, else elsewhere.
    When {
        /// What is asked.
        value: Expression,
        /// Where it goes on otherwise.
        otherwise: u32,
    },
    /// Writes down the answer.
    Answer {
        /// The names of its parts.
        fields: Fields,
        /// What they hold.
        values: Box<[Expression]>,
    },
    /// Gives the guest a wristband.
    Wristband {
        /// Whose.
        value: Expression,
        /// How long it is good.
        lasts: Option<Span>,
    },
    /// Leaves a letter for a partner in the outbox.
    Mail {
        /// To whom.
        partner: u32,
        /// The pantry that keeps it until it is sent; none: the kitchen has it in its head.
        outbox: Option<u32>,
    },
    /// A transaction begins here: what is changed from now on is changed at its end, or not at all.
    Begin,
    /// And ends here.
    Commit,
}

impl<W: Witness> House<'_, W> {
    /// Says why an order is not even taken to the kitchen; none: it is.
    pub fn is_not_admitted(&self, order: u32) -> Option<Outcome> {
        let admission = &self.dish(order)?.admission;
        if admission.is_free() {
            return None;
        }
        let pad = self.pad(order)?;
        let carries = |field: &u32| pad.order[*field as usize] != Value::Nothing;
        if !admission.asks.iter().all(carries) {
            return Some(Outcome::MALFORMED);
        }
        let wears = || self.data.door.wristband(&pad.guest, self.now()) != Value::Nothing;
        if admission.needs_wristband && !wears() {
            return Some(Outcome::WHO_ARE_YOU);
        }
        let is_staff = |field: u32| pad.guest.row.get(field as usize).is_some_and(Value::is_true);
        admission.staff.filter(|field| !is_staff(*field)).map(|_| Outcome::NOT_ALLOWED)
    }

    /// Follows a rule and goes on to where it leads; if it leads nowhere the order stays there, and
    /// this is why.
    pub fn follow(&mut self, order: u32, rule: &Rule) -> Result<(), Outcome> {
        let step = self.orders[order].ticket.step;
        let mut next = step + 1;
        match rule {
            Rule::Let { name, value } => {
                let value = self.reckon(order, value)?;
                if let Some(pad) = self.pad_mut(order) {
                    pad.names[*name as usize] = value;
                }
            }
            Rule::Require { value, or } => {
                if !self.is_so(order, value)? {
                    return Err(*or);
                }
            }
            Rule::When { value, otherwise } => {
                if !self.is_so(order, value)? {
                    next = *otherwise;
                }
            }
            Rule::Answer { fields, values } => {
                let cells = values.iter().map(|value| self.reckon(order, value));
                let cells = cells.collect::<Result<_, _>>()?;
                if let Some(pad) = self.pad_mut(order) {
                    pad.answer = Some(Record { fields: fields.clone(), cells });
                }
            }
            Rule::Wristband { value, lasts } => {
                let value = self.reckon(order, value)?;
                let until = lasts.map_or(Time::NEVER, |lasts| self.now() + lasts);
                self.give_wristband(order, value, until);
            }
            Rule::Mail { outbox, .. } => {
                if outbox.is_some_and(|pantry| self.data.outbox.is_dark(pantry)) {
                    return Err(Outcome::POWER_OUT);
                }
                self.leave_letter(order, (step, *outbox));
            }
            Rule::Begin => self.begin(order),
            Rule::Commit => {
                let transaction = self.pad(order).and_then(|pad| pad.transaction.as_ref());
                if transaction.is_some_and(|transaction| transaction.is_lost) {
                    return Err(Outcome::POWER_OUT);
                }
                self.commit(order);
            }
        }
        if matches!(rule, Rule::Mail { .. } | Rule::Answer { .. } | Rule::Wristband { .. }) {
            self.step_is_done(order);
        }
        self.orders[order].ticket.step = next;
        Ok(())
    }

    fn reckon(&self, order: u32, value: &Expression) -> Result<Value, Outcome> {
        self.work_out(order, value, None).map_err(|_| Outcome::CRASHED)
    }

    fn is_so(&self, order: u32, value: &Expression) -> Result<bool, Outcome> {
        match self.reckon(order, value)? {
            Value::Flag(flag) => Ok(flag),
            // Only true is true: neither a number nor a text is.
            _ => Err(Outcome::CRASHED),
        }
    }

    fn give_wristband(&mut self, order: u32, value: Value, until: Time) {
        let slot = self.pad_slot(order);
        let Data { pads, door, .. } = &mut self.floor.data;
        let Some(pad) = pads.of(slot) else { return };
        let is_own = !pad.guest.is_attacker;
        door.give(&pad.guest, value, until);
        self.tell(Fact::Wristband { order, is_own });
    }
}
