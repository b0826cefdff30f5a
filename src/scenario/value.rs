//! Reading single values of a TOML document, with their bounds.

mod unknown;

pub use unknown::unknown;

use super::diagnostics::nearest;
use super::keys::{Kind, MOST_ITEMS};
use super::parts::Parts;
use super::units;
use crate::kernel::{Distribution, Span, Time};
use crate::knobs::Setting;
use crate::restaurant::{Arrivals, Device, Generator, Mix};
use crate::text::safe_text::{safe, safe_short};
use std::ops::Range;
use std::sync::Arc;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// A value of the document and where it stands.
pub type Value<'a> = Spanned<DeValue<'a>>;

/// What is wrong with a value.
#[derive(Clone, Debug, PartialEq)]
pub struct Problem {
    /// Where.
    pub span: Range<usize>,
    /// What.
    pub cause: String,
    /// What to write instead.
    pub remedy: Option<String>,
    /// What was probably meant.
    pub did_you_mean: Option<String>,
}

impl Problem {
    /// Returns a problem at a value.
    pub fn at(value: &Value<'_>, cause: impl Into<String>) -> Problem {
        Problem::on(value.span(), cause)
    }

    /// Returns a problem at a place.
    pub fn on(span: Range<usize>, cause: impl Into<String>) -> Problem {
        Problem { span, cause: cause.into(), remedy: None, did_you_mean: None }
    }

    /// Says what to write instead.
    pub fn remedy(mut self, remedy: impl Into<String>) -> Problem {
        self.remedy = Some(remedy.into());
        self
    }

    /// Says what was probably meant.
    pub fn meant(mut self, name: Option<&str>) -> Problem {
        self.did_you_mean = name.map(str::to_owned);
        self
    }
}

/// A value or what is wrong with it.
pub type Read<T> = Result<T, Problem>;

fn what(value: &Value<'_>) -> String {
    match value.get_ref() {
        DeValue::String(text) => format!("the text \"{}\"", safe_short(text, 40)),
        DeValue::Integer(number) => format!("the number {}", safe_short(number.as_str(), 40)),
        DeValue::Float(number) => format!("the number {}", safe_short(number.as_str(), 40)),
        DeValue::Boolean(flag) => flag.to_string(),
        DeValue::Datetime(_) => "a date".into(),
        DeValue::Array(_) => "a list".into(),
        DeValue::Table(_) => "a table".into(),
    }
}

/// Says that a value is of the wrong kind.
pub fn expected(value: &Value<'_>, expected: &str) -> Problem {
    let cause = match value.get_ref() {
        DeValue::Table(table) if table.is_empty() => "the table is empty".into(),
        DeValue::Array(list) if list.is_empty() => "the list is empty".into(),
        _ => format!("{} does not fit here", what(value)),
    };
    Problem::at(value, cause).remedy(format!("write {expected}"))
}

/// Turns a sentence about a unit into a problem at a value.
pub fn from_units<T>(value: &Value<'_>, read: Result<T, String>) -> Read<T> {
    read.map_err(|sentence| match sentence.split_once(": write ") {
        Some((cause, remedy)) => Problem::at(value, cause).remedy(format!("write {remedy}")),
        None => Problem::at(value, sentence),
    })
}

/// Turns a sentence about a file into a problem at its name; `remedy` is for what names none.
pub fn from_file<T>(
    (value, read): (&Value<'_>, Result<T, String>),
    remedy: &'static str,
) -> Read<T> {
    from_units(value, read).map_err(|problem| match problem.remedy {
        None => problem.remedy(remedy),
        Some(_) => problem,
    })
}

/// Reads a text.
pub fn text<'v>(value: &'v Value<'_>, tells: &str) -> Read<&'v str> {
    value.get_ref().as_str().ok_or_else(|| expected(value, tells))
}

/// Reads a finite number.
pub fn number(value: &Value<'_>, tells: &str) -> Read<f64> {
    let parsed = match value.get_ref() {
        DeValue::Integer(number) => {
            i64::from_str_radix(number.as_str(), number.radix()).ok().map(|number| number as f64)
        }
        DeValue::Float(number) => number.as_str().parse().ok(),
        _ => None,
    };
    match parsed {
        Some(number) if f64::is_finite(number) => Ok(number + 0.0),
        Some(_) => Err(Problem::at(value, format!("{} is not a finite number", what(value)))
            .remedy(format!("write {tells}"))),
        None => Err(expected(value, tells)),
    }
}

/// Reads a number above zero that is neither too small nor too big to reckon with.
fn positive(value: &Value<'_>, tells: &str) -> Read<f64> {
    match number(value, tells)? {
        number if (1e-6..=1e9).contains(&number) => Ok(number),
        _ => Err(Problem::at(value, format!("{} is out of range", what(value)))
            .remedy("write a number from 0.000001 to 1000000000")),
    }
}

/// Reads what gives power while there is none.
fn generator(value: &Value<'_>, tells: &str) -> Read<Generator> {
    match value.get_ref().as_str() {
        Some("off") => return Ok(Generator::Off),
        Some("on") => return Ok(Generator::On),
        Some(word) => {
            let cause = format!("\"{}\" is no choice here", safe_short(word, 40));
            let problem = Problem::at(value, cause).remedy(format!("write {tells}"));
            return Err(problem.meant(nearest(word, ["off", "on"])));
        }
        None => {}
    }
    let (starts_in, lasts) = two(value, "starts_in", "lasts", tells)?;
    let text = text(starts_in, &Kind::SpanOrZero.tells())?;
    let starts_in = from_units(starts_in, units::duration_or_zero_ns(text)).map(Span)?;
    Ok(Generator::Starts { starts_in, lasts: span(lasts)? })
}

/// Reads a whole number between two bounds.
pub fn whole(value: &Value<'_>, least: i64, most: i64, tells: &str) -> Read<i64> {
    let DeValue::Integer(number) = value.get_ref() else { return Err(expected(value, tells)) };
    match i64::from_str_radix(number.as_str(), number.radix()) {
        Ok(number) if (least..=most).contains(&number) => Ok(number),
        _ => Err(Problem::at(value, format!("{} is out of range", what(value)))
            .remedy(format!("write {tells}"))),
    }
}

fn count(value: &Value<'_>, least: u64, most: u64, tells: &str) -> Read<u64> {
    let bound = |bound: u64| i64::try_from(bound).unwrap_or(i64::MAX);
    whole(value, bound(least), bound(most), tells).map(|number| number as u64)
}

fn is_unlimited(value: &Value<'_>) -> bool {
    value.get_ref().as_str() == Some("unlimited")
}

/// Reads how many there may be at most; none: any number.
pub fn limit(value: &Value<'_>, least: u64, most: u64) -> Read<Option<u64>> {
    let number = || count(value, least, most, &Kind::Count(least, most).tells());
    if is_unlimited(value) { Ok(None) } else { number().map(Some) }
}

/// Reads a duration.
pub fn span(value: &Value<'_>) -> Read<Span> {
    let text = text(value, &Kind::Span.tells())?;
    from_units(value, units::duration_ns(text)).map(Span)
}

/// Reads a duration that may be zero.
pub fn span_or_zero(value: &Value<'_>) -> Read<Span> {
    let text = text(value, &Kind::SpanOrZero.tells())?;
    from_units(value, units::duration_or_zero_ns(text)).map(Span)
}

/// Reads a moment since opening.
pub fn moment(value: &Value<'_>, opens: Span) -> Read<Time> {
    let text = text(value, &Kind::Moment.tells())?;
    from_units(value, units::moment_ns(text, opens.0)).map(Time)
}

fn rate(value: &Value<'_>) -> Read<f64> {
    let text = text(value, "a rate, such as \"40/min\"")?;
    from_units(value, units::rate_per_second(text))
}

/// Reads a list with at most as many entries as a list may have.
pub fn list<'v, 'a>(value: &'v Value<'a>, tells: &str) -> Read<&'v [Value<'a>]> {
    let list = value.get_ref().as_array().ok_or_else(|| expected(value, tells))?;
    if list.len() > MOST_ITEMS {
        return Err(Problem::at(value, format!("{} entries are too many", list.len()))
            .remedy(format!("write at most {MOST_ITEMS} entries")));
    }
    Ok(list)
}

/// Reads a table.
pub fn table<'v, 'a>(value: &'v Value<'a>, tells: &str) -> Read<&'v DeTable<'a>> {
    value.get_ref().as_table().ok_or_else(|| expected(value, tells))
}

/// Reads a table with exactly one key.
pub fn only<'v, 'a>(value: &'v Value<'a>, tells: &str) -> Read<(&'v str, &'v Value<'a>)> {
    let mut entries = table(value, tells)?.iter();
    match (entries.next(), entries.next()) {
        (Some((key, inner)), None) => Ok((key.get_ref().as_ref(), inner)),
        _ => Err(expected(value, tells)),
    }
}

/// Reads pairs such as `[["12:00", "40/min"], …]`.
fn pairs<'v, 'a, T>(
    value: &'v Value<'a>,
    tells: &str,
    read: impl Fn(&'v Value<'a>, &'v Value<'a>) -> Read<T>,
) -> Read<Vec<T>> {
    let entries = list(value, tells)?;
    if entries.is_empty() {
        return Err(Problem::at(value, "the list is empty").remedy(format!("write {tells}")));
    }
    let pair = |entry: &'v Value<'a>| match list(entry, tells)? {
        [first, second] => read(first, second),
        _ => Err(expected(entry, tells)),
    };
    entries.iter().map(pair).collect()
}

fn profile(value: &Value<'_>, opens: Span) -> Read<Vec<(Time, f64)>> {
    const TELLS: &str = "pairs of time and rate, such as [[\"12:00\", \"40/min\"]]";
    let points = pairs(value, TELLS, |at, per| Ok((moment(at, opens)?, rate(per)?)))?;
    if points.windows(2).any(|pair| pair[0].0 >= pair[1].0) {
        return Err(Problem::at(value, "the times do not rise")
            .remedy("write the points in the order of time, each once"));
    }
    Ok(points)
}

/// Reads a pattern of arrivals; `trace` reads the file of a trace.
pub fn arrivals(
    value: &Value<'_>,
    opens: Span,
    trace: &dyn Fn(&str) -> Result<Arrivals, String>,
) -> Read<Arrivals> {
    let tells = Kind::Arrivals.tells();
    if value.get_ref().is_str() {
        return rate(value).map(Arrivals::constant);
    }
    let (word, inner) = only(value, &tells)?;
    match word {
        "every" => span(inner).map(Arrivals::Regular),
        "steps" => profile(inner, opens).map(|points| Arrivals::steps(&points)),
        "ramp" => profile(inner, opens).map(|points| Arrivals::ramp(&points)),
        "burst" => burst(inner),
        "trace" => from_file(
            (inner, trace(text(inner, "the name of a CSV file")?)),
            "write a CSV file beside the scenario with the header at,dish[,patience][,field …]",
        ),
        _ => {
            let known = ["every", "steps", "ramp", "burst", "trace"];
            Err(unknown(value.span(), "pattern of arrivals", word, &known))
        }
    }
}

fn burst(value: &Value<'_>) -> Read<Arrivals> {
    const TELLS: &str = "{ size = 10, every = \"1m\" }";
    let entries = table(value, TELLS)?;
    let get = |word: &str| entries.get(word).ok_or_else(|| expected(value, TELLS));
    let size = count(get("size")?, 1, 1_000_000, "a whole number from 1 to 1000000")?;
    let every = span(get("every")?)?;
    if entries.len() > 2 {
        return Err(expected(value, TELLS));
    }
    Ok(Arrivals::Burst(size as u32, every))
}

/// Reads a distribution.
pub fn distribution(value: &Value<'_>) -> Read<Distribution> {
    let tells = Kind::Distribution.tells();
    let nanos = |value: &Value<'_>| span(value).map(|span| span.0 as f64);
    if value.get_ref().is_str() {
        let text = text(value, &tells)?;
        let span = from_units(value, units::duration_or_zero_ns(text))?;
        return Ok(Distribution::Constant(Span(span)));
    }
    let (word, inner) = only(value, &tells)?;
    match word {
        "exp" => nanos(inner).map(Distribution::Exponential),
        "uniform" => match list(inner, "[\"1s\", \"3s\"]")? {
            [low, high] => {
                let (from, to) = (nanos(low)?, nanos(high)?);
                if from > to {
                    return Err(Problem::at(inner, "the first bound is above the second")
                        .remedy("write the lower bound first"));
                }
                Ok(Distribution::Uniform(from, to))
            }
            _ => Err(expected(inner, "two durations, such as [\"1s\", \"3s\"]")),
        },
        "normal" => match list(inner, "[\"40s\", \"8s\"]")? {
            [mean, sd] => Ok(Distribution::Normal(nanos(mean)?, nanos(sd)?)),
            _ => Err(expected(inner, "mean and deviation, such as [\"40s\", \"8s\"]")),
        },
        "lognormal" => {
            let (mean, sd) = two(inner, "mean", "sd", "{ mean = \"40s\", sd = \"20s\" }")?;
            Ok(Distribution::Lognormal(nanos(mean)?, nanos(sd)?))
        }
        "erlang" => {
            let (k, mean) = two(inner, "k", "mean", "{ k = 3, mean = \"2s\" }")?;
            let k = count(k, 1, 1_000, "a whole number from 1 to 1000")?;
            Ok(Distribution::Erlang(k as u32, nanos(mean)?))
        }
        "hyperexp" => hyperexponential(inner),
        "empirical" => {
            let spans = list(inner, "a list of durations")?;
            if spans.is_empty() {
                return Err(
                    Problem::at(inner, "the list is empty").remedy("write [\"1s\", \"2s\"]")
                );
            }
            let spans: Arc<[Span]> = spans.iter().map(span).collect::<Read<_>>()?;
            Ok(Distribution::Empirical(spans))
        }
        _ => {
            let known =
                ["exp", "uniform", "normal", "lognormal", "erlang", "hyperexp", "empirical"];
            Err(unknown(value.span(), "distribution", word, &known))
        }
    }
}

fn two<'v, 'a>(
    value: &'v Value<'a>,
    first: &str,
    second: &str,
    tells: &str,
) -> Read<(&'v Value<'a>, &'v Value<'a>)> {
    let entries = table(value, tells)?;
    match (entries.get(first), entries.get(second), entries.len()) {
        (Some(first), Some(second), 2) => Ok((first, second)),
        _ => Err(expected(value, tells)),
    }
}

fn hyperexponential(value: &Value<'_>) -> Read<Distribution> {
    const TELLS: &str = "pairs of probability and mean, such as [[0.9, \"1s\"], [0.1, \"20s\"]]";
    let share = |value: &Value<'_>| match number(value, &Kind::Share.tells())? {
        share if (0.0..=1.0).contains(&share) => Ok(share),
        _ => Err(Problem::at(value, "a probability lies between 0 and 1")
            .remedy("write a number from 0 to 1, such as 0.9")),
    };
    let branches =
        pairs(value, TELLS, |p, mean| Ok((share(p)?, span(mean).map(|span| span.0 as f64)?)))?;
    let sum: f64 = branches.iter().map(|branch| branch.0).sum();
    if (sum - 1.0).abs() > 1e-9 {
        return Err(Problem::at(value, format!("the probabilities add up to {sum}"))
            .remedy("write probabilities that add up to 1"));
    }
    Ok(Distribution::Hyperexponential(branches.into()))
}

/// Reads weights by dish.
pub fn weights(value: &Value<'_>, parts: &Parts) -> Read<Mix> {
    let tells = Kind::Weights.tells();
    let mut weights = Vec::new();
    for (name, weight) in table(value, &tells)? {
        let Some(dish) = parts.dish(name.get_ref()) else {
            return Err(unknown(name.span(), "dish", name.get_ref(), &parts.dish_names()));
        };
        let number = number(weight, "a number from 0")?;
        if !(0.0..=1e9).contains(&number) {
            return Err(Problem::at(weight, format!("{number} is no weight"))
                .remedy("write a number from 0 to 1000000000"));
        }
        weights.push((dish, number));
    }
    if weights.iter().all(|(_, weight)| *weight == 0.0) {
        return Err(Problem::at(value, "nothing is ever ordered")
            .remedy("give at least one dish a weight above 0"));
    }
    Ok(Mix::new(weights))
}

/// Reads a scale such as `"1s = 10ms"`, as the second over the first.
fn time_scale(value: &Value<'_>) -> Read<f64> {
    let tells = Kind::TimeScale.tells();
    let text = text(value, &tells)?;
    let Some((kitchen, backend)) = text.split_once('=') else {
        return Err(expected(value, &tells));
    };
    let kitchen = from_units(value, units::duration_ns(kitchen.trim()))?;
    let backend = from_units(value, units::duration_ns(backend.trim()))?;
    Ok(backend as f64 / kitchen as f64)
}

/// Reads the value of a key that stands for itself; lists of steps, entries and goals are read by
/// those who know what they mean.
pub fn setting(kind: Kind, value: &Value<'_>, opens: Span, parts: &Parts) -> Read<Setting> {
    let tells = kind.tells();
    match kind {
        Kind::Text(most) => {
            let text = text(value, &tells)?;
            if text.chars().count() > most {
                return Err(
                    Problem::at(value, "the text is too long").remedy(format!("write {tells}"))
                );
            }
            Ok(Setting::Text(safe(text)))
        }
        Kind::Whole(least, most) => whole(value, least, most, &tells).map(Setting::Whole),
        Kind::Count(least, most) => limit(value, least, most).map(Setting::Count),
        Kind::Limited(least, most) => {
            count(value, least, most, &tells).map(|count| Setting::Count(Some(count)))
        }
        Kind::Share => match number(value, &tells)? {
            share if (0.0..=1.0).contains(&share) => Ok(Setting::Share(share)),
            _ => Err(Problem::at(value, format!("{} is out of range", what(value)))
                .remedy(format!("write {tells}"))),
        },
        Kind::Number(least, most) => match number(value, &tells)? {
            number if (f64::from(least)..=f64::from(most)).contains(&number) => {
                Ok(Setting::Number(number))
            }
            _ => Err(Problem::at(value, format!("{} is out of range", what(value)))
                .remedy(format!("write {tells}"))),
        },
        Kind::Money => {
            let amount = number(value, &tells)?;
            if amount < 0.0 {
                return Err(Problem::at(value, format!("{} is negative", what(value)))
                    .remedy(format!("write {tells}")));
            }
            from_units(value, units::cents(amount)).map(Setting::Cents)
        }
        Kind::Flow | Kind::Rate if is_unlimited(value) => Ok(Setting::Absent),
        Kind::Positive | Kind::Flow => positive(value, &tells).map(Setting::Number),
        Kind::Generator => generator(value, &tells).map(Setting::Generator),
        Kind::Device if value.get_ref().as_str() == Some("off") => Ok(Setting::Device(Device::Off)),
        Kind::Device => distribution(value).map(|time| Setting::Device(Device::Takes(time))),
        Kind::Flag => {
            value.get_ref().as_bool().map(Setting::Flag).ok_or_else(|| expected(value, &tells))
        }
        Kind::Word(words) => {
            let word = text(value, &tells)?;
            let at = words.iter().position(|known| *known == word);
            at.map(Setting::Word).ok_or_else(|| {
                Problem::at(value, format!("\"{}\" is no choice here", safe_short(word, 40)))
                    .remedy(format!("write {tells}"))
                    .meant(nearest(word, words.iter().copied()))
            })
        }
        Kind::Span => span(value).map(Setting::Span),
        Kind::SpanOrZero => span_or_zero(value).map(Setting::Span),
        Kind::TimeOfDay => {
            let text = text(value, &tells)?;
            from_units(value, units::time_of_day_ns(text)).map(|ns| Setting::Span(Span(ns)))
        }
        Kind::Moment => moment(value, opens).map(|time| Setting::Span(Span(time.0))),
        Kind::Distribution => distribution(value).map(Setting::Distribution),
        Kind::Rate => rate(value).map(Setting::Rate),
        Kind::Arrivals => {
            let no_trace = |_: &str| Err("a trace cannot be turned to".to_owned());
            arrivals(value, opens, &no_trace).map(Setting::Arrivals)
        }
        Kind::Weights => weights(value, parts).map(Setting::Mix),
        Kind::TimeScale => time_scale(value).map(Setting::Number),
        Kind::Name(_) | Kind::Reach => text(value, &tells).map(|text| Setting::Text(text.into())),
        Kind::Recipe
        | Kind::Sets
        | Kind::Buildings
        | Kind::Field
        | Kind::Fields
        | Kind::Scenarios
        | Kind::Rows
        | Kind::Durable
        | Kind::Says
        | Kind::Index => Ok(Setting::Absent),
    }
}
