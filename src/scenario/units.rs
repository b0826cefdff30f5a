//! Reads and writes times, rates and money as a scenario writes them.

use crate::text::safe_text::safe_short;

const SECOND_NS: u64 = 1_000_000_000;
const MINUTE_NS: u64 = 60 * SECOND_NS;
const HOUR_NS: u64 = 60 * MINUTE_NS;
const DAY_NS: u64 = 24 * HOUR_NS;
const LONGEST_NS: u64 = 3650 * DAY_NS;
const RATE_MAX: f64 = 1e6;
const MONEY_MAX: f64 = 1e12;

/// How much of a wrong text an error quotes, in terminal cells.
const QUOTE_CELLS: usize = 40;

/// The units of a duration, descending as they have to be written.
const DURATION_UNITS: [(&str, u64); 9] = [
    ("d", DAY_NS),
    ("h", HOUR_NS),
    ("m", MINUTE_NS),
    ("s", SECOND_NS),
    ("ms", 1_000_000),
    ("us", 1_000),
    ("µs", 1_000),
    ("μs", 1_000),
    ("ns", 1),
];

/// The units of a rate, in seconds.
const RATE_UNITS: [(&str, f64); 4] = [("s", 1.0), ("min", 60.0), ("h", 3600.0), ("d", 86400.0)];

/// A number as it is written: the digits before and after the point.
#[derive(Clone, Copy)]
struct Decimal<'a> {
    whole: &'a str,
    fraction: &'a str,
}

/// A number with the nanoseconds its unit stands for.
type Part<'a> = (Decimal<'a>, u64);

/// Reads a duration such as `"1h 30m"`, from 1 ns to 10 years, as nanoseconds.
pub fn duration_ns(text: &str) -> Result<u64, String> {
    match duration_or_zero_ns(text)? {
        0 => Err(format!("{} is no time at all: write at least \"1ns\"", quote(text))),
        ns => Ok(ns),
    }
}

/// Reads a duration that may also be zero (`"0s"`).
pub fn duration_or_zero_ns(text: &str) -> Result<u64, String> {
    let parts = duration_parts(text).ok_or_else(|| {
        format!(
            "{} is no duration: write a number and a unit, such as \"90s\", \"1h 30m\", \
             \"250ms\" or \"50us\"",
            quote(text)
        )
    })?;
    total_ns(&parts).ok_or_else(|| too_long(text))
}

/// Reads a plain number of seconds (`"13894736.842105"`, `"5e-05"`) or a duration; zero is allowed.
pub fn seconds_ns(text: &str) -> Result<u64, String> {
    let spelled_out = without_exponent(trim(text));
    let (number, rest) = decimal(spelled_out.as_deref().unwrap_or(trim(text)));
    if let (Some(number), "") = (number, rest) {
        return total_ns(&[(number, SECOND_NS)]).ok_or_else(|| too_long(text));
    }
    let parts = duration_parts(text).ok_or_else(|| {
        format!(
            "{} is no time: write a number of seconds such as \"12.5\" or \"5e-05\", or a \
             duration such as \"1h 30m\"",
            quote(text)
        )
    })?;
    total_ns(&parts).ok_or_else(|| too_long(text))
}

/// Reads a time of day, `"HH:MM"` or `"HH:MM:SS"`, as nanoseconds since midnight.
pub fn time_of_day_ns(text: &str) -> Result<u64, String> {
    clock_ns(trim(text)).ok_or_else(|| {
        format!(
            "{} is no time of day: write hours and minutes from \"00:00\" to \"23:59\", or with \
             seconds such as \"12:10:05\"",
            quote(text)
        )
    })
}

/// Reads a moment of the run as nanoseconds since the restaurant opened.
///
/// It is a duration since opening (zero too), or a time of day; one that is earlier than
/// `opens_ns` (nanoseconds since midnight) is on the next day.
pub fn moment_ns(text: &str, opens_ns: u64) -> Result<u64, String> {
    if text.contains(':') {
        return Ok((time_of_day_ns(text)? + DAY_NS - opens_ns % DAY_NS) % DAY_NS);
    }
    let parts = duration_parts(text).ok_or_else(|| {
        format!(
            "{} is no moment: write a time of day such as \"12:10\", or the time since opening \
             such as \"10m\"",
            quote(text)
        )
    })?;
    total_ns(&parts).ok_or_else(|| too_long(text))
}

/// Reads a rate such as `"40/min"`, at most a million per second, as a number per second.
pub fn rate_per_second(text: &str) -> Result<f64, String> {
    let rate = rate_parts(trim(text)).ok_or_else(|| {
        format!(
            "{} is no rate: write a number, a slash and s, min, h or d, such as \"40/min\", \
             \"9/s\" or \"0.5/h\"",
            quote(text)
        )
    })?;
    if rate > RATE_MAX {
        return Err(format!("{} is too fast: write at most \"1000000/s\"", quote(text)));
    }
    Ok(rate)
}

/// Turns an amount of money into cents, rounding the number as it is written half to even.
pub fn cents(amount: f64) -> Result<i64, String> {
    if !amount.is_finite() {
        return Err(format!("{amount} is no amount of money: write a number such as 9.50"));
    }
    if amount.abs() > MONEY_MAX {
        return Err(format!("{amount:e} is too much money: write at most 1000000000000"));
    }
    let written = amount.abs().to_string();
    let (whole, fraction) = written.split_once('.').unwrap_or((&written, ""));
    let mut places = fraction.bytes().map(|digit| i64::from(digit - b'0'));
    let mut place = || places.next().unwrap_or(0);
    let whole: i64 = whole.parse().expect("at most thirteen digits");
    let down = whole * 100 + place() * 10 + place();
    let first_cut = place();
    let tie = first_cut == 5 && places.all(|digit| digit == 0);
    let up = if tie { down % 2 } else { i64::from(first_cut >= 5) };
    Ok(if amount < 0.0 { -(down + up) } else { down + up })
}

/// Writes a duration for people: `"1.5 s"`, `"2 min 30 s"`, `"1 h 5 min"`.
///
/// Three significant digits below a minute, then whole seconds, minutes or hours.
pub fn show_duration(ns: u64) -> String {
    let rough = to_nearest(ns, 10_u64.pow(ns.checked_ilog10().unwrap_or(0).saturating_sub(2)));
    if rough < MINUTE_NS {
        let (number, unit) = in_largest_unit(rough);
        return format!("{number} {unit}");
    }
    let in_seconds = to_nearest(ns, SECOND_NS);
    if in_seconds < HOUR_NS {
        return two_units(in_seconds, (MINUTE_NS, "min"), (SECOND_NS, "s"));
    }
    let in_minutes = to_nearest(ns, MINUTE_NS);
    if in_minutes < DAY_NS {
        return two_units(in_minutes, (HOUR_NS, "h"), (MINUTE_NS, "min"));
    }
    two_units(to_nearest(ns, HOUR_NS), (DAY_NS, "d"), (HOUR_NS, "h"))
}

/// Writes a duration exactly, as [`duration_or_zero_ns`] reads it.
pub fn write_duration(ns: u64) -> String {
    let mut parts = Vec::new();
    let mut rest = ns;
    for (unit, unit_ns) in &DURATION_UNITS[..3] {
        if rest >= *unit_ns {
            parts.push(format!("{}{unit}", rest / unit_ns));
            rest %= unit_ns;
        }
    }
    if rest > 0 || parts.is_empty() {
        let (number, unit) = in_largest_unit(rest);
        parts.push(format!("{number}{unit}"));
    }
    parts.join(" ")
}

/// Writes a time of day, `"12:10"`, with seconds only when there are some; days wrap.
pub fn show_clock(ns_since_midnight: u64) -> String {
    let seconds = ns_since_midnight / SECOND_NS;
    let (hours, minutes) = (seconds / 3600 % 24, seconds / 60 % 60);
    match seconds % 60 {
        0 => format!("{hours:02}:{minutes:02}"),
        seconds => format!("{hours:02}:{minutes:02}:{seconds:02}"),
    }
}

/// Writes a time of day to the millisecond, `"12:10:03.120"`; after midnight with the days since
/// the first, `"+1d 00:00:03.120"`.
pub fn show_clock_ms(ns_since_midnight: u64) -> String {
    let (days, rest) = (ns_since_midnight / DAY_NS, ns_since_midnight % DAY_NS);
    let (seconds, millis) = (rest / SECOND_NS, rest % SECOND_NS / 1_000_000);
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    let clock = format!("{hours:02}:{minutes:02}:{seconds:02}.{millis:03}");
    if days == 0 { clock } else { format!("+{days}d {clock}") }
}

/// Writes a rate, as [`rate_per_second`] reads it, in the unit that makes the number short.
pub fn write_rate(per_second: f64) -> String {
    let mut shortest = per_second.to_string();
    let mut shortest_unit = "s";
    for (unit, seconds) in &RATE_UNITS[1..3] {
        let exact = per_second * seconds;
        let rounded = (exact * 1e6).round() / 1e6;
        for number in [exact, rounded] {
            let written = number.to_string();
            let reads_back = (number / seconds).to_bits() == per_second.to_bits();
            if reads_back && written.len() < shortest.len() {
                (shortest, shortest_unit) = (written, unit);
            }
        }
    }
    format!("{shortest}/{shortest_unit}")
}

/// Quotes a text in an error, cut to a readable length.
fn quote(text: &str) -> String {
    format!("\"{}\"", safe_short(text, QUOTE_CELLS))
}

/// Says that a time is beyond the longest allowed one.
fn too_long(text: &str) -> String {
    format!("{} is too long: write at most ten years, \"3650d\"", quote(text))
}

/// Removes blanks around a text.
fn trim(text: &str) -> &str {
    text.trim_matches([' ', '\t'])
}

/// Splits `text` behind its leading ASCII digits.
fn split_digits(text: &str) -> (&str, &str) {
    text.split_at(text.bytes().take_while(u8::is_ascii_digit).count())
}

/// Reads a decimal number off the front of `text`: digits, perhaps a point and more digits.
fn decimal(text: &str) -> (Option<Decimal<'_>>, &str) {
    let (whole, rest) = split_digits(text);
    let (fraction, rest) = match rest.strip_prefix('.').map(split_digits) {
        Some(("", _)) => return (None, text),
        Some(split) => split,
        None => ("", rest),
    };
    (if whole.is_empty() { None } else { Some(Decimal { whole, fraction }) }, rest)
}

/// Spells out a number with an exponent, as programs write very small and very large ones; none: it
/// is not such a number.
fn without_exponent(text: &str) -> Option<String> {
    const MOST_PLACES: i32 = 40;
    let (mantissa, exponent) = text.split_once(['e', 'E'])?;
    let (Some(Decimal { whole, fraction }), "") = decimal(mantissa) else { return None };
    let places: i32 = exponent.parse().ok().filter(|places: &i32| places.abs() <= MOST_PLACES)?;
    let digits = format!("{whole}{fraction}");
    let point = places + whole.len() as i32;
    let zeros = |count: i32| "0".repeat(count.max(0) as usize);
    let padded = format!("{}{digits}{}", zeros(1 - point), zeros(point - digits.len() as i32));
    let (whole, fraction) = padded.split_at(point.max(1) as usize);
    Some(if fraction.is_empty() { whole.to_owned() } else { format!("{whole}.{fraction}") })
}

/// Reads the parts of a duration; their units must descend.
fn duration_parts(text: &str) -> Option<Vec<Part<'_>>> {
    let mut parts: Vec<Part<'_>> = Vec::new();
    let mut rest = trim(text);
    loop {
        let (number, after) = decimal(rest);
        let ends = |c: char| c == ' ' || c == '\t' || c.is_ascii_digit();
        let (unit, after) = after.split_at(after.find(ends).unwrap_or(after.len()));
        let (_, unit_ns) = DURATION_UNITS.iter().find(|(name, _)| *name == unit)?;
        if parts.last().is_some_and(|(_, before)| before <= unit_ns) {
            return None;
        }
        parts.push((number?, *unit_ns));
        rest = trim(after);
        if rest.is_empty() {
            return Some(parts);
        }
    }
}

/// Adds up the parts exactly and rounds to the nearest nanosecond, half up.
///
/// Returns None if that is longer than ten years.
fn total_ns(parts: &[Part<'_>]) -> Option<u64> {
    let mut total = fractions_ns(parts);
    for (number, unit_ns) in parts {
        let digits = number.whole.trim_start_matches('0');
        if digits.len() > 18 {
            return None;
        }
        let whole: u128 = if digits.is_empty() { 0 } else { digits.parse().ok()? };
        total += whole * u128::from(*unit_ns);
    }
    u64::try_from(total).ok().filter(|ns| *ns <= LONGEST_NS)
}

/// Returns the nanoseconds of all that stands behind the points, rounded half up.
///
/// Schoolbook multiplication from the last decimal place to the first, all parts at once, so
/// that any number of decimals is exact.
fn fractions_ns(parts: &[Part<'_>]) -> u128 {
    let places = parts.iter().map(|(number, _)| number.fraction.len()).max().unwrap_or(0);
    let (mut carry, mut tenth) = (0, 0);
    for place in (0..places).rev() {
        let mut column: u128 = carry;
        for (number, unit_ns) in parts {
            let digit = number.fraction.as_bytes().get(place).map_or(0, |digit| digit - b'0');
            column += u128::from(digit) * u128::from(*unit_ns);
        }
        (carry, tenth) = (column / 10, column % 10);
    }
    carry + u128::from(tenth >= 5)
}

/// Reads `"HH:MM"` or `"HH:MM:SS"`.
fn clock_ns(text: &str) -> Option<u64> {
    let mut total = 0;
    let mut fields = text.split(':');
    for (limit, unit_ns) in [(24, HOUR_NS), (60, MINUTE_NS), (60, SECOND_NS)] {
        let field = match fields.next() {
            None if unit_ns == SECOND_NS => return Some(total),
            field => field?,
        };
        if field.len() != 2 || !field.bytes().all(|digit| digit.is_ascii_digit()) {
            return None;
        }
        total += field.parse().ok().filter(|number: &u64| *number < limit)? * unit_ns;
    }
    fields.next().is_none().then_some(total)
}

/// Reads `"NUMBER/UNIT"` as a number per second.
fn rate_parts(text: &str) -> Option<f64> {
    let (number, unit) = text.split_once('/')?;
    let (_, seconds) = RATE_UNITS.iter().find(|(name, _)| *name == unit)?;
    let (Some(_), "") = decimal(number) else { return None };
    Some(number.parse::<f64>().ok()? / seconds)
}

/// Rounds to a multiple of `step`, half up.
fn to_nearest(ns: u64, step: u64) -> u64 {
    let down = ns - ns % step;
    if ns % step < step.div_ceil(2) { down } else { down.saturating_add(step) }
}

/// Returns the exact number of the largest unit up to seconds that is not longer than `ns`.
fn in_largest_unit(ns: u64) -> (String, &'static str) {
    let units = [("s", SECOND_NS, 9), ("ms", 1_000_000, 6), ("us", 1_000, 3)];
    match units.into_iter().find(|(_, unit_ns, _)| ns >= *unit_ns) {
        _ if ns == 0 => ("0".to_owned(), "s"),
        None => (ns.to_string(), "ns"),
        Some((unit, unit_ns, places)) => {
            let number = format!("{}.{:0places$}", ns / unit_ns, ns % unit_ns);
            (number.trim_end_matches('0').trim_end_matches('.').to_owned(), unit)
        }
    }
}

/// Writes a time in two neighbouring units, the second only when it is not zero.
fn two_units(ns: u64, large: (u64, &str), small: (u64, &str)) -> String {
    match ns % large.0 / small.0 {
        0 => format!("{} {}", ns / large.0, large.1),
        rest => format!("{} {} {rest} {}", ns / large.0, large.1, small.1),
    }
}

#[cfg(test)]
mod tests;
