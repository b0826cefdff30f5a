//! Recipes: from a list of tables to the steps of a dish.

use super::keys::Kind;
use super::parts::Parts;
use super::safe_text::safe_short;
use super::value::{
    Problem, Read, Value, distribution, expected, list, span, table, text, unknown,
};
use crate::restaurant::{Items, Outcome, Step};
use toml::de::{DeTable, DeValue};

/// Step kinds and the further keys that each takes.
pub(super) const STEPS: &[(&str, &[&str])] =
    &[("prep", &[]), ("cook", &[]), ("take", &["or"]), ("put", &[]), ("call", &["timeout", "or"])];

/// Reads a recipe. Reasons that it names itself are added to `own`.
pub fn recipe(
    value: &Value<'_>,
    parts: &Parts,
    own: &mut Vec<String>,
) -> Result<Vec<Step>, Vec<Problem>> {
    let steps = list(value, &Kind::Recipe.tells()).map_err(|problem| vec![problem])?;
    let (mut read, mut problems) = (Vec::new(), Vec::new());
    for entry in steps {
        match step(entry, parts, own) {
            Ok(step) => read.push(step),
            Err(problem) => problems.push(problem),
        }
    }
    if problems.is_empty() { Ok(read) } else { Err(problems) }
}

fn step(value: &Value<'_>, parts: &Parts, own: &mut Vec<String>) -> Read<Step> {
    let entries = table(value, "a step, such as { prep = \"2s\" }")?;
    let names: Vec<&str> = STEPS.iter().map(|(name, _)| *name).collect();
    let found: Vec<_> = STEPS.iter().filter(|(name, _)| entries.contains_key(*name)).collect();
    let [(name, more)] = found[..] else {
        let (key, _) = entries.iter().next().ok_or_else(|| expected(value, "a step"))?;
        return match found.len() {
            0 => Err(unknown(key.span(), "step", key.get_ref(), &names)),
            _ => {
                Err(Problem::at(value, "a step does one thing")
                    .remedy("write two steps, { … }, { … }"))
            }
        };
    };
    for (key, _) in entries {
        let word: &str = key.get_ref();
        if word != *name && !more.contains(&word) {
            let cause = format!("the step {name} takes no \"{}\"", safe_short(word, 40));
            let takes: Vec<&str> = std::iter::once(name).chain(more.iter()).copied().collect();
            let remedy = format!("it takes {}", takes.join(", "));
            return Err(Problem::on(key.span(), cause)
                .remedy(remedy)
                .meant(super::diagnostics::nearest(word, more.iter().copied())));
        }
    }
    let inner = entries.get(*name).ok_or_else(|| expected(value, "a step"))?;
    match *name {
        "prep" => distribution(inner).map(Step::Prep),
        "cook" => distribution(inner).map(Step::Cook),
        "take" => {
            let (pantry, items) = items(inner, parts)?;
            Ok(Step::Take { pantry, items, or: reason(entries, Outcome::SOLD_OUT, own)? })
        }
        "put" => items(inner, parts).map(|(pantry, items)| Step::Put { pantry, items }),
        _ => call(entries, inner, parts, own),
    }
}

fn call(
    entries: &DeTable<'_>,
    inner: &Value<'_>,
    parts: &Parts,
    own: &mut Vec<String>,
) -> Read<Step> {
    let name = text(inner, "the name of a partner")?;
    let partner = parts
        .find("partner", name)
        .ok_or_else(|| unknown(inner.span(), "partner", name, &parts.names("partner")))?;
    let timeout = entries.get("timeout").map(span).transpose()?;
    Ok(Step::Call { partner, timeout, or: reason(entries, Outcome::PARTNER, own)? })
}

/// Reads what a visit to a hatch moves. All of it goes through one hatch.
fn items(value: &Value<'_>, parts: &Parts) -> Read<(u32, Items)> {
    const TELLS: &str = "shelves and portions, such as { patty = 1, bun = 1 }";
    let mut from = None;
    let mut items = Vec::new();
    for (name, portions) in table(value, TELLS)? {
        let known = parts.shelf_names();
        let Some((pantry, shelf)) = parts.shelf(name.get_ref()) else {
            return Err(unknown(name.span(), "shelf", name.get_ref(), &known));
        };
        if from.is_some_and(|first| first != pantry) {
            return Err(Problem::on(name.span(), "one visit cannot go to two pantries")
                .remedy("write one step for each pantry"));
        }
        from = Some(pantry);
        let DeValue::Integer(number) = portions.get_ref() else {
            return Err(expected(portions, "a whole number from 1 to 1000000"));
        };
        match u64::from_str_radix(number.as_str(), number.radix()) {
            Ok(count @ 1..=1_000_000) => items.push((shelf, count)),
            _ => {
                return Err(Problem::at(portions, "the number of portions is out of range")
                    .remedy("write a whole number from 1 to 1000000"));
            }
        }
    }
    let pantry = from.ok_or_else(|| expected(value, TELLS))?;
    Ok((pantry, items.into()))
}

/// Reads what the outcome is called when a step does not succeed.
fn reason(entries: &DeTable<'_>, default: Outcome, own: &mut Vec<String>) -> Read<Outcome> {
    let Some(value) = entries.get("or") else { return Ok(default) };
    let words = text(value, "a reason, such as \"sold out\"")?;
    let slug = words.replace(' ', "_");
    let is_slug = !slug.is_empty()
        && slug.len() <= 64
        && slug.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_');
    if !is_slug {
        return Err(Problem::at(value, "a reason is a few words in small letters")
            .remedy("write something like \"payment failed\""));
    }
    for category in ["refused", "failed"] {
        if let Some(outcome) = Outcome::find(&format!("{category}.{slug}")) {
            return Ok(outcome);
        }
    }
    let id = format!("refused.{slug}");
    let at = own.iter().position(|known| *known == id).unwrap_or_else(|| {
        own.push(id);
        own.len() - 1
    });
    Outcome::own(at).ok_or_else(|| {
        Problem::at(value, "too many different reasons")
            .remedy(format!("name at most {}", Outcome::OWN_MAX))
    })
}
