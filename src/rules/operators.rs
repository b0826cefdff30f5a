//! What the signs between values do.

use crate::rules::glance::Glance;
use crate::rules::{Failure, Value};
use std::cmp::Ordering;
use std::fmt::Write;
use std::sync::Arc;

/// The most bytes of a text that an expression makes.
pub(super) const TEXT_MAX: usize = 64 * 1024;

const TOO_LARGE: &str = "the number is too large";

/// A sign between two values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Operator {
    Plus,
    Minus,
    Times,
    Divide,
    Remainder,
    Equal,
    Unequal,
    Less,
    LessOrEqual,
    More,
    MoreOrEqual,
}

impl Operator {
    /// Returns the operator that is written so.
    pub(super) fn written(sign: &str) -> Option<Self> {
        Some(match sign {
            "+" => Self::Plus,
            "-" => Self::Minus,
            "*" => Self::Times,
            "/" => Self::Divide,
            "%" => Self::Remainder,
            "==" => Self::Equal,
            "!=" => Self::Unequal,
            "<" => Self::Less,
            "<=" => Self::LessOrEqual,
            ">" => Self::More,
            ">=" => Self::MoreOrEqual,
            _ => return None,
        })
    }

    /// Works out what it makes of two values.
    #[inline]
    pub(super) fn work_out(self, left: &Value, right: &Value) -> Result<Value, Failure> {
        if let (Value::Number(left), Value::Number(right)) = (left, right) {
            let simple = self.of_numbers(*left, *right).map(Glance::into_value);
            return simple.ok_or_else(|| self.why_no_number(*right));
        }
        match self {
            Self::Equal => Ok(Value::Flag(left == right)),
            Self::Unequal => Ok(Value::Flag(left != right)),
            Self::Plus => join(left, right),
            Self::Less | Self::LessOrEqual | Self::More | Self::MoreOrEqual => {
                match (left, right) {
                    (Value::Text(left), Value::Text(right)) => Ok(self.of_order(left.cmp(right))),
                    _ => Err(self.misfit(left, right)),
                }
            }
            Self::Minus | Self::Times | Self::Divide | Self::Remainder => {
                Err(self.misfit(left, right))
            }
        }
    }

    /// Works out what it makes of two numbers; nothing: there is no such number.
    #[inline]
    #[expect(clippy::float_cmp, reason = "numbers are equal that are the same, as everywhere")]
    pub(super) fn of_numbers(self, left: f64, right: f64) -> Option<Glance<'static>> {
        let number = match self {
            Self::Plus => left + right,
            Self::Minus => left - right,
            Self::Times => left * right,
            // By 0 it is none.
            Self::Divide => left / right,
            Self::Remainder => left % right,
            Self::Equal => return Some(Glance::Flag(left == right)),
            Self::Unequal => return Some(Glance::Flag(left != right)),
            Self::Less => return Some(Glance::Flag(left < right)),
            Self::LessOrEqual => return Some(Glance::Flag(left <= right)),
            Self::More => return Some(Glance::Flag(left > right)),
            Self::MoreOrEqual => return Some(Glance::Flag(left >= right)),
        };
        number.is_finite().then_some(Glance::Number(number))
    }

    /// Says why there is no number.
    fn why_no_number(self, right: f64) -> Failure {
        let divides = matches!(self, Self::Divide | Self::Remainder);
        Failure::new(if divides && right == 0.0 {
            "a number cannot be divided by 0"
        } else {
            TOO_LARGE
        })
    }

    fn of_order(self, order: Ordering) -> Value {
        Value::Flag(match self {
            Self::Less => order.is_lt(),
            Self::LessOrEqual => order.is_le(),
            Self::More => order.is_gt(),
            _ => order.is_ge(),
        })
    }

    /// Says which of two values it cannot be used on.
    fn misfit(self, left: &Value, right: &Value) -> Failure {
        let done = match self {
            Self::Plus => "added",
            Self::Minus => "subtracted",
            Self::Times => "multiplied",
            Self::Divide | Self::Remainder => "divided",
            _ => return not_comparable(left, right),
        };
        let odd = if matches!(left, Value::Number(_)) { right } else { left };
        Failure::new(format!("{} cannot be {done}", odd.kind()))
    }
}

/// Returns a number, unless it is beyond all numbers.
#[inline]
pub(super) fn finite(number: f64) -> Result<Value, Failure> {
    if number.is_finite() { Ok(Value::Number(number)) } else { Err(Failure::new(TOO_LARGE)) }
}

/// Turns a number's sign.
pub(super) fn negative(value: &Value) -> Result<Value, Failure> {
    match value {
        Value::Number(number) => Ok(Value::Number(-number)),
        _ => Err(Failure::new(format!("{} has no negative", value.kind()))),
    }
}

/// Returns a flag as it is; `what` names its place.
#[inline]
pub(super) fn flag(value: &Value, what: &str) -> Result<bool, Failure> {
    match value {
        Value::Flag(flag) => Ok(*flag),
        _ => Err(Failure::new(format!("{what} takes true or false, not {}", value.kind()))),
    }
}

/// Returns a text, unless it is too long.
pub(super) fn short_enough(text: impl AsRef<str> + Into<Arc<str>>) -> Result<Value, Failure> {
    if text.as_ref().len() > TEXT_MAX {
        return Err(Failure::new("the text is longer than 64 KiB"));
    }
    Ok(Value::Text(text.into()))
}

/// Joins two texts, or a text and a number.
fn join(left: &Value, right: &Value) -> Result<Value, Failure> {
    let mut joined = String::new();
    match (left, right) {
        (Value::Text(left), Value::Text(right)) if left.len() + right.len() <= TEXT_MAX => {
            joined.reserve_exact(left.len() + right.len());
            joined.push_str(left);
            joined.push_str(right);
        }
        (Value::Text(_), Value::Text(_) | Value::Number(_))
        | (Value::Number(_), Value::Text(_)) => {
            // Writing to a text cannot fail.
            let _ = write!(joined, "{left}{right}");
        }
        (Value::Text(_) | Value::Number(_), odd) | (odd, _) => {
            return Err(Failure::new(format!("{} cannot be added", odd.kind())));
        }
    }
    short_enough(joined)
}

fn not_comparable(left: &Value, right: &Value) -> Failure {
    let (left, right) = (left.kind(), right.kind());
    if left == right {
        return Failure::new(format!("{left} has no order: compare with == or !="));
    }
    Failure::new(format!("{left} cannot be compared with {right}"))
}
