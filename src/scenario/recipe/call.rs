//! Calls of partners: how long they wait, and what is done when they fail.

use crate::kernel::{SECOND, Span};
use crate::restaurant::{BreakerPlan, Care, Money, Outcome, Step};
use crate::rules::Known;
use crate::scenario::diagnostics::nearest;
use crate::scenario::lexicon::expression;
use crate::scenario::parts::Parts;
use crate::scenario::value::{
    Problem, Read, Value, limit, span, span_or_zero, table, text, unknown,
};
use crate::text::safe_text::safe_short;
use toml::de::DeTable;

/// The most further attempts at one call.
pub const MOST_RETRIES: u64 = 100;
/// The most failures in a row that a breaker may wait for.
pub const MOST_FAILURES: u64 = 1_000_000;
/// So many failures in a row open a breaker that does not say how many.
const FAILURES: u32 = 5;
/// For so long, if it does not say how long.
const LASTS: Span = Span(30 * SECOND.0);

/// Reads a step that calls a partner; `or` is the outcome without a good answer.
pub fn call(
    (entries, inner): (&DeTable<'_>, &Value<'_>),
    parts: &Parts,
    or: Outcome,
    money: Option<Money>,
) -> Read<Step> {
    let partner = partner(inner, parts)?;
    let timeout = entries.get("timeout").map(span).transpose()?;
    let care = care(entries)?;
    let care = (care != Care::default()).then(|| Box::new(care));
    Ok(Step::Call { partner, timeout, or, care, money: money.map(Box::new) })
}

/// Reads how much money a call sends, and by what its partner knows it again; none: it sends none.
pub fn sends(entries: &DeTable<'_>, known: &Known) -> Read<Option<Money>> {
    let key = entries.get("key").map(|value| expression(value, known)).transpose()?;
    match (entries.get("sends"), entries.get("key")) {
        (Some(amount), _) => {
            expression(amount, known).map(|amount| Some(Money::Sends { amount, key }))
        }
        (None, Some(key)) => Err(Problem::at(key, "the call has a key, and sends no money")
            .remedy("add sends = \"12.5\", or remove key")),
        (None, None) => Ok(None),
    }
}

/// Reads the name of a partner.
pub fn partner(value: &Value<'_>, parts: &Parts) -> Read<u32> {
    let name = text(value, "the name of a partner")?;
    let found = parts.find("partner", name);
    found.ok_or_else(|| unknown(value.span(), "partner", name, &parts.names("partner")))
}

fn care(entries: &DeTable<'_>) -> Read<Care> {
    let retries = entries.get("retries").map(|value| limit(value, 0, MOST_RETRIES));
    let retries = retries.transpose()?;
    if let (Some(wait), None) = (entries.get("wait"), retries) {
        return Err(Problem::at(wait, "the call is made only once: there is no further attempt")
            .remedy("add retries = 3, or remove wait"));
    }
    let wait = entries.get("wait").map(span_or_zero).transpose()?.unwrap_or_default();
    let retries = retries.unwrap_or(Some(0)).map(|retries| retries as u32);
    let breaker = entries.get("breaker").map(breaker).transpose()?.flatten();
    // Without a further attempt nothing is waited for.
    let wait = if retries == Some(0) { Span::ZERO } else { wait };
    Ok(Care { retries, wait, breaker })
}

/// Reads a breaker; none: it waits for more failures than there can be.
fn breaker(value: &Value<'_>) -> Read<Option<BreakerPlan>> {
    const KEYS: [&str; 2] = ["after", "for"];
    let entries = table(value, "a breaker, such as { after = 5, for = \"30s\" }")?;
    for (key, _) in entries {
        let word: &str = key.get_ref();
        if !KEYS.contains(&word) {
            let cause = format!("a breaker takes no \"{}\"", safe_short(word, 40));
            let remedy = format!("it takes {}", KEYS.join(", "));
            return Err(Problem::on(key.span(), cause).remedy(remedy).meant(nearest(word, KEYS)));
        }
    }
    let after = entries.get("after").map(|value| limit(value, 1, MOST_FAILURES)).transpose()?;
    let after = after.map_or(Some(FAILURES), |after| after.map(|after| after as u32));
    let lasts = entries.get("for").map(span).transpose()?.unwrap_or(LASTS);
    Ok(after.map(|after| BreakerPlan { after, lasts }))
}
