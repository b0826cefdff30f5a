//! The parts of an understood expression, and how each is worked out.

use crate::rules::functions::Function;
use crate::rules::operators::{Operator, flag, negative};
use crate::rules::{Failure, Sight, Value};
use std::borrow::Cow;
use std::slice;

/// The most values of a function that are worked out without asking for memory.
const FEW: usize = 3;

/// A part of an expression; the parts it is made of are inside.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Part {
    /// A value that is known already.
    Constant(Value),
    /// What a root holds.
    Whole(u32),
    /// What a field of a root holds.
    Field(u32, u32),
    /// What a field of a row holds that is found only when it is worked out, and the place at which
    /// it is in all likelihood.
    Member(Box<Part>, u32, Box<str>),
    Not(Box<Part>),
    Negative(Box<Part>),
    Two(Operator, Box<[Part; 2]>),
    /// Whether all are true; those behind the first that is not are not looked at.
    All(Box<[Part]>),
    /// Whether one is true; those behind it are not looked at.
    Any(Box<[Part]>),
    /// A condition, and what is worked out if it is true, and if not.
    If(Box<[Part; 3]>),
    Call(Function, Box<[Part]>),
}

impl Part {
    /// Works it out with what is seen. What is only looked at, a constant or a field, is not copied:
    /// a rank is worked out for every row that fits.
    pub(super) fn work_out<'s>(&'s self, sight: &'s dyn Sight) -> Result<Cow<'s, Value>, Failure> {
        let value = match self {
            Self::Constant(value) => return Ok(Cow::Borrowed(value)),
            Self::Whole(root) => return Ok(sight.look(*root, None)),
            Self::Field(root, field) => return Ok(sight.look(*root, Some(*field))),
            Self::Member(of, place, name) => {
                let of = of.work_out(sight)?;
                match &*of {
                    Value::Row(row) => row.get_near(*place, name).clone(),
                    other => {
                        let cause = format!("{} has no field {name}", other.kind());
                        return Err(Failure::new(cause));
                    }
                }
            }
            Self::Not(part) => Value::Flag(!flag(&*part.work_out(sight)?, "!")?),
            Self::Negative(part) => negative(&*part.work_out(sight)?)?,
            Self::Two(operator, sides) => {
                let [left, right] = &**sides;
                operator.work_out(&*left.work_out(sight)?, &*right.work_out(sight)?)?
            }
            Self::All(parts) => until(parts, sight, false, "&&")?,
            Self::Any(parts) => until(parts, sight, true, "||")?,
            Self::If(parts) => {
                let [condition, yes, no] = &**parts;
                let is_true = flag(&*condition.work_out(sight)?, "a condition")?;
                return if is_true { yes } else { no }.work_out(sight);
            }
            Self::Call(function, parts) => call(*function, parts, sight)?,
        };
        Ok(Cow::Owned(value))
    }

    /// Notes what it reads: a field of a root, or the root as a whole.
    pub(super) fn reads(&self, reads: &mut Vec<(u32, Option<u32>)>) {
        match self {
            Self::Whole(root) => reads.push((*root, None)),
            Self::Field(root, field) => reads.push((*root, Some(*field))),
            _ => self.inner().iter().for_each(|part| part.reads(reads)),
        }
    }

    /// Lists the parts it is made of.
    fn inner(&self) -> &[Part] {
        match self {
            Self::Constant(_) | Self::Whole(_) | Self::Field(..) => &[],
            Self::Member(part, ..) | Self::Not(part) | Self::Negative(part) => {
                slice::from_ref(part)
            }
            Self::Two(_, parts) => &**parts,
            Self::If(parts) => &**parts,
            Self::All(parts) | Self::Any(parts) | Self::Call(_, parts) => parts,
        }
    }

    /// Takes `field == value` apart, for a field of this root.
    pub(super) fn as_equality(&self, of: u32) -> Option<(u32, Value)> {
        let Self::Two(Operator::Equal, sides) = self else { return None };
        match &**sides {
            [Self::Field(root, field), Self::Constant(value)] if *root == of => {
                Some((*field, value.clone()))
            }
            _ => None,
        }
    }

    /// Whether something in it costs much work.
    pub(super) fn is_work(&self) -> bool {
        matches!(self, Self::Call(function, _) if function.is_work())
            || self.inner().iter().any(Self::is_work)
    }

    /// Whether it is known before anything is seen.
    fn is_constant(&self) -> bool {
        matches!(self, Self::Constant(_))
    }

    /// Works it out now if all that it is made of is known. What fails is left to fail when its
    /// turn comes, which may be never.
    pub(super) fn folded(self) -> Self {
        let inner = self.inner();
        let is_known = !inner.is_empty() && inner.iter().all(Self::is_constant);
        let is_work = matches!(&self, Self::Call(function, _) if function.is_work());
        if !is_known || is_work {
            return self;
        }
        let known = self.work_out(&Blind).map(Cow::into_owned);
        known.map_or(self, Self::Constant)
    }
}

/// Nothing is to be seen.
struct Blind;

impl Sight for Blind {
    fn held(&self, _root: u32, _field: Option<u32>) -> Option<&Value> {
        Some(&Value::Nothing)
    }

    fn made(&self, _root: u32, _field: Option<u32>) -> Value {
        Value::Nothing
    }
}

/// Whether one of the parts is the flag looked for, in which case that is the result.
fn until(parts: &[Part], sight: &dyn Sight, end: bool, sign: &str) -> Result<Value, Failure> {
    for part in parts {
        if flag(&*part.work_out(sight)?, sign)? == end {
            return Ok(Value::Flag(end));
        }
    }
    Ok(Value::Flag(!end))
}

fn call(function: Function, parts: &[Part], sight: &dyn Sight) -> Result<Value, Failure> {
    if parts.len() > FEW {
        let values: Result<Vec<Value>, Failure> =
            parts.iter().map(|part| Ok(part.work_out(sight)?.into_owned())).collect();
        return function.call(&values?);
    }
    let mut values: [Value; FEW] = [const { Value::Nothing }; FEW];
    for (value, part) in values.iter_mut().zip(parts) {
        *value = part.work_out(sight)?.into_owned();
    }
    function.call(&values[..parts.len()])
}
