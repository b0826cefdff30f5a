//! The quick way to work an expression out: where nothing has to be made, looking is enough.
//!
//! Ranks and conditions are worked out for every row that fits, and mostly compare and add up what
//! is held already. Such parts come to a number, a flag or something that is held, without copies.
//! Whatever is more than that has no quick way, and so has all that fails: the long way says why.

use crate::rules::functions::Function;
use crate::rules::operators::Operator;
use crate::rules::part::Part;
use crate::rules::{Sight, Value};
use std::borrow::Cow;

/// What a look has come to.
#[derive(Clone, Copy, Debug)]
pub(super) enum Glance<'s> {
    Number(f64),
    Flag(bool),
    /// Neither a number nor a flag.
    Held(&'s Value),
}

impl<'s> Glance<'s> {
    #[inline]
    fn of(value: &'s Value) -> Self {
        match value {
            Value::Number(number) => Self::Number(*number),
            Value::Flag(flag) => Self::Flag(*flag),
            held => Self::Held(held),
        }
    }

    pub(super) fn number(self) -> Option<f64> {
        if let Self::Number(number) = self { Some(number) } else { None }
    }

    fn flag(self) -> Option<bool> {
        if let Self::Flag(flag) = self { Some(flag) } else { None }
    }

    #[inline]
    pub(super) fn into_value(self) -> Value {
        match self {
            Self::Number(number) => Value::Number(number),
            Self::Flag(flag) => Value::Flag(flag),
            Self::Held(value) => value.clone(),
        }
    }

    pub(super) fn into_cow(self) -> Cow<'s, Value> {
        match self {
            Self::Held(value) => Cow::Borrowed(value),
            other => Cow::Owned(other.into_value()),
        }
    }
}

impl Part {
    /// Works it out by looking; nothing: it takes more than that, or it fails.
    // Most parts of parts are fields and constants, which need no call.
    #[inline(always)]
    pub(super) fn glance<'s, S: Sight>(&'s self, sight: &'s S) -> Option<Glance<'s>> {
        match self {
            Self::Constant(value) => Some(Glance::of(value)),
            Self::Field(root, field) => at_hand(sight, *root, *field),
            // What has to be made as a whole is a row, and no simple value.
            Self::Whole(root) => sight.held(*root, None).map(Glance::of),
            deeper => deeper.glance_at_parts(sight),
        }
    }

    fn glance_at_parts<'s, S: Sight>(&'s self, sight: &'s S) -> Option<Glance<'s>> {
        Some(match self {
            Self::Constant(_) | Self::Whole(_) | Self::Field(..) => self.glance(sight)?,
            Self::Member(of, place, name) => match of.glance(sight)? {
                Glance::Held(Value::Row(row)) => Glance::of(row.get_near(*place, name)),
                _ => return None,
            },
            Self::Not(part) => Glance::Flag(!part.glance(sight)?.flag()?),
            Self::Negative(part) => Glance::Number(-part.glance(sight)?.number()?),
            Self::Two(operator, sides) => {
                let [left, right] = &**sides;
                between(*operator, left.glance(sight)?, right.glance(sight)?)?
            }
            Self::All(parts) => Glance::Flag(until(parts, sight, false)?),
            Self::Any(parts) => Glance::Flag(until(parts, sight, true)?),
            Self::If(_) => return self.chosen(sight)?.glance(sight),
            Self::Call(Function::First, parts) => match parts.first()?.glance(sight)? {
                Glance::Held(Value::List(list)) => Glance::of(list.first()?),
                _ => return None,
            },
            Self::Call(..) => return None,
        })
    }

    /// Follows choices inside choices to what is chosen in the end.
    #[inline]
    fn chosen<S: Sight>(&self, sight: &S) -> Option<&Self> {
        let mut at = self;
        while let Self::If(parts) = at {
            let [condition, yes, no] = &**parts;
            at = if condition.is_so(sight)? { yes } else { no };
        }
        Some(at)
    }

    /// Whether it is the flag `true`; mostly a field is compared with a constant.
    #[inline(always)]
    fn is_so<S: Sight>(&self, sight: &S) -> Option<bool> {
        if let Self::Two(Operator::Equal, sides) = self
            && let [Self::Field(root, field), Self::Constant(constant)] = &**sides
            && let Some(held) = sight.held(*root, Some(*field))
        {
            return Some(held == constant);
        }
        self.glance(sight)?.flag()
    }
}

/// Looks at what a field holds. What has to be made can only be a number or a flag.
#[inline(always)]
fn at_hand<S: Sight>(sight: &S, root: u32, field: u32) -> Option<Glance<'_>> {
    match sight.held(root, Some(field)) {
        Some(value) => Some(Glance::of(value)),
        None => match sight.made(root, Some(field)) {
            Value::Number(number) => Some(Glance::Number(number)),
            Value::Flag(flag) => Some(Glance::Flag(flag)),
            _ => None,
        },
    }
}

#[inline]
fn between<'s>(operator: Operator, left: Glance<'_>, right: Glance<'_>) -> Option<Glance<'s>> {
    let is_equal = match (left, right) {
        (Glance::Number(left), Glance::Number(right)) => {
            return operator.of_numbers(left, right);
        }
        (Glance::Flag(left), Glance::Flag(right)) => left == right,
        (Glance::Held(left), Glance::Held(right)) => left == right,
        _ => false,
    };
    match operator {
        Operator::Equal => Some(Glance::Flag(is_equal)),
        Operator::Unequal => Some(Glance::Flag(!is_equal)),
        _ => None,
    }
}

/// Whether one of the parts is the flag looked for; those behind it are not looked at.
fn until<S: Sight>(parts: &[Part], sight: &S, end: bool) -> Option<bool> {
    for part in parts {
        if part.is_so(sight)? == end {
            return Some(end);
        }
    }
    Some(!end)
}
