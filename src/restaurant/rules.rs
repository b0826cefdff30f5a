//! Rules of recipes, as a chef follows them: they take no time and need nobody's hands.

use super::Outcome;
use super::belongings::Names;
use super::data::Data;
use super::fact::{Fact, Witness};
use super::house::House;
use super::pad::{Answer, Pad};
use crate::kernel::{Span, Time};
use crate::rules::{Expression, Failure, Fields, Value};
use smallvec::SmallVec;
use std::mem::take;

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

/// Why a rule leads nowhere.
enum DeadEnd {
    /// It says so.
    Said(Outcome),
    /// It cannot be worked out.
    Failed(Failure),
}

impl From<Failure> for DeadEnd {
    fn from(failure: Failure) -> DeadEnd {
        DeadEnd::Failed(failure)
    }
}

impl<W: Witness> House<'_, W> {
    /// Follows a rule and goes on to where it leads; if it leads nowhere the order stays there, and
    /// this is why.
    pub fn follow(&mut self, order: u32, rule: &Rule) -> Result<(), Outcome> {
        match self.obey(order, rule) {
            Ok(()) => Ok(()),
            Err(DeadEnd::Said(outcome)) => Err(outcome),
            Err(DeadEnd::Failed(failure)) => {
                self.say_why_it_failed(order, failure);
                Err(Outcome::CRASHED)
            }
        }
    }

    fn obey(&mut self, order: u32, rule: &Rule) -> Result<(), DeadEnd> {
        let step = self.orders[order].ticket.step;
        let mut next = step + 1;
        match rule {
            Rule::Let { name, value } => {
                let (value, made_of) = self.trace_back(order, value)?;
                if let Some(pad) = self.pad_mut(order) {
                    pad.let_name(*name, value, made_of);
                }
            }
            Rule::Require { value, or } => {
                if !self.is_so(order, value)? {
                    return Err(DeadEnd::Said(*or));
                }
            }
            Rule::When { value, otherwise } => {
                if !self.is_so(order, value)? {
                    next = *otherwise;
                }
            }
            Rule::Answer { fields, values } => {
                let mut parts =
                    self.pad_mut(order).map(|pad| take(&mut pad.answer.parts)).unwrap_or_default();
                parts.clear();
                let mut made_of: SmallVec<[Names; 8]> = SmallVec::new();
                for value in values {
                    let (value, names) = self.trace_back(order, value)?;
                    parts.push(value);
                    made_of.push(names);
                }
                let wristband = || self.wristband(order);
                let leaks =
                    self.pad(order).map_or(0, |pad| pad.shown_to(wristband, &parts, &made_of));
                if let Some(pad) = self.pad_mut(order) {
                    pad.leaks = leaks;
                    pad.answer = Answer { names: Some(fields.clone()), parts };
                }
                self.say_answer(order);
            }
            Rule::Wristband { value, lasts } => {
                let value = self.work_out(order, value, None)?;
                let until = lasts.map_or(Time::NEVER, |lasts| self.now() + lasts);
                self.give_wristband(order, value, until);
            }
            Rule::Mail { outbox, .. } => {
                if outbox.is_some_and(|pantry| self.data.outbox.is_dark(pantry)) {
                    return Err(DeadEnd::Said(Outcome::POWER_OUT));
                }
                self.leave_letter(order, (step, *outbox));
            }
            Rule::Begin => self.begin(order),
            Rule::Commit => {
                let transaction = self.pad(order).and_then(|pad| pad.transaction.as_ref());
                if transaction.is_some_and(|transaction| transaction.is_lost) {
                    return Err(DeadEnd::Said(Outcome::POWER_OUT));
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

    /// Returns what the guest of an order says by a wristband; nothing: there is none.
    fn wristband(&self, order: u32) -> Value {
        let wristband = |pad: &Pad| self.data.door.wristband(&pad.guest, self.now());
        self.pad(order).map_or(Value::Nothing, wristband)
    }

    fn is_so(&self, order: u32, value: &Expression) -> Result<bool, Failure> {
        match self.work_out(order, value, None)? {
            Value::Flag(flag) => Ok(flag),
            // Only true is true: neither a number nor a text is.
            other => {
                Err(Failure { cause: format!("{} is neither true nor false", other.kind()).into() })
            }
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
