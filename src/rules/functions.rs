//! The functions of expressions.

use crate::rules::operators::{finite, short_enough};
use crate::rules::{Failure, Value, password, words};
use std::fmt;
use std::ops::RangeInclusive;
use std::sync::Arc;

/// The most values that a function takes.
const MOST: usize = 16;

/// The most decimal places that are rounded to, either way.
const DIGITS_MAX: f64 = 12.0;

/// Above this every number is a whole one already.
const WHOLE: f64 = 4_503_599_627_370_496.0;

/// A function that can be called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Function {
    Abs,
    Choose,
    Contains,
    First,
    Floor,
    Hash,
    Len,
    Lower,
    Max,
    Min,
    Relevance,
    Round,
    StartsWith,
    Verify,
}

/// Every function, with its name and what it takes, as it is shown.
const ALL: &[(Function, &str, &str, RangeInclusive<usize>)] = &[
    (Function::Abs, "abs", "abs(number)", 1..=1),
    (Function::Choose, "choose", "choose(condition, if_true, if_false)", 3..=3),
    (Function::Contains, "contains", "contains(text, part)", 2..=2),
    (Function::First, "first", "first(list)", 1..=1),
    (Function::Floor, "floor", "floor(number)", 1..=1),
    (Function::Hash, "hash", "hash(text)", 1..=1),
    (Function::Len, "len", "len(text)", 1..=1),
    (Function::Lower, "lower", "lower(text)", 1..=1),
    (Function::Max, "max", "max(number, number)", 1..=MOST),
    (Function::Min, "min", "min(number, number)", 1..=MOST),
    (Function::Relevance, "relevance", "relevance(words, text)", 2..=2),
    (Function::Round, "round", "round(number) or round(number, digits)", 1..=2),
    (Function::StartsWith, "starts_with", "starts_with(text, part)", 2..=2),
    (Function::Verify, "verify", "verify(text, hash)", 2..=2),
];

impl Function {
    /// Returns the function of a name.
    pub(super) fn named(name: &str) -> Option<Self> {
        ALL.iter().find(|(_, known, ..)| *known == name).map(|(function, ..)| *function)
    }

    /// Lists the names of all functions.
    pub(super) fn names() -> impl Iterator<Item = &'static str> {
        ALL.iter().map(|(_, name, ..)| *name)
    }

    /// Returns what is written to call it.
    pub(super) fn form(self) -> &'static str {
        self.line().2
    }

    /// Whether it takes so many values.
    pub(super) fn takes(self, values: usize) -> bool {
        self.line().3.contains(&values)
    }

    /// Whether it costs so much that it is not worked out before it is needed.
    pub(super) fn is_work(self) -> bool {
        matches!(self, Self::Hash | Self::Verify)
    }

    fn line(self) -> &'static (Function, &'static str, &'static str, RangeInclusive<usize>) {
        // Their order is that of the variants, which a test compares.
        &ALL[self as usize]
    }

    /// Works out what it makes of its values, which are as many as it takes.
    pub(super) fn call(self, values: &[Value]) -> Result<Value, Failure> {
        match (self, values) {
            (Self::Abs, [Value::Number(number)]) => Ok(Value::Number(number.abs())),
            (Self::Choose, [Value::Flag(flag), yes, no]) => {
                Ok(if *flag { yes } else { no }.clone())
            }
            (Self::Contains, [Value::Text(text), Value::Text(part)]) => {
                Ok(Value::Flag(text.contains(&**part)))
            }
            (Self::Contains, [Value::List(list), part]) => Ok(Value::Flag(list.contains(part))),
            (Self::First, [Value::List(list)]) => Ok(list.first().cloned().unwrap_or_default()),
            (Self::Floor, [Value::Number(number)]) => Ok(Value::Number(number.floor())),
            (Self::Hash, [Value::Text(text)]) => Ok(Value::Text(password::hash(text)?)),
            (Self::Len, [Value::Text(text)]) => Ok(Value::Number(text.chars().count() as f64)),
            (Self::Len, [Value::List(list)]) => Ok(Value::Number(list.len() as f64)),
            (Self::Lower, [Value::Text(text)]) => lower(text),
            (Self::Max, numbers) => self.best(numbers, f64::max),
            (Self::Min, numbers) => self.best(numbers, f64::min),
            (Self::Relevance, [Value::Text(asked), Value::Text(text)]) => {
                Ok(Value::Number(words::relevance(asked, text)))
            }
            (Self::Round, [Value::Number(number)]) => Ok(Value::Number(number.round())),
            (Self::Round, [Value::Number(number), Value::Number(digits)]) => {
                round(*number, *digits)
            }
            (Self::StartsWith, [Value::Text(text), Value::Text(part)]) => {
                Ok(Value::Flag(text.starts_with(&**part)))
            }
            (Self::Verify, [Value::Text(text), Value::Text(hash)]) => {
                Ok(Value::Flag(password::verify(text, hash)?))
            }
            _ => Err(self.misfit(values)),
        }
    }

    fn best(self, values: &[Value], of: fn(f64, f64) -> f64) -> Result<Value, Failure> {
        let mut best: Option<f64> = None;
        for value in values {
            let Value::Number(number) = value else { return Err(self.misfit(values)) };
            best = Some(best.map_or(*number, |best| of(best, *number)));
        }
        best.map(Value::Number).ok_or_else(|| self.misfit(values))
    }

    /// Says that it does not take values of such kinds.
    fn misfit(self, values: &[Value]) -> Failure {
        let kinds: Vec<&str> = values.iter().map(Value::kind).collect();
        Failure::new(format!("{} is not for {}", self.form(), kinds.join(" and ")))
    }
}

/// By its name.
impl fmt::Display for Function {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.line().1)
    }
}

/// Returns a text in small letters; one that has no others is not copied.
fn lower(text: &Arc<str>) -> Result<Value, Failure> {
    let is_lower = text.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase());
    if is_lower { Ok(Value::Text(text.clone())) } else { short_enough(text.to_lowercase()) }
}

/// Rounds to so many decimal places, halves away from zero.
fn round(number: f64, digits: f64) -> Result<Value, Failure> {
    if digits % 1.0 != 0.0 || digits.abs() > DIGITS_MAX {
        return Err(Failure::new("round(number, digits) takes whole digits from -12 to 12"));
    }
    let mut scale = 1.0;
    for _ in 0..digits.abs() as u32 {
        scale *= 10.0;
    }
    if digits < 0.0 {
        return finite((number / scale).round() * scale);
    }
    let scaled = number * scale;
    finite(if scaled.abs() < WHOLE { scaled.round() / scale } else { number })
}

#[cfg(test)]
mod tests;
