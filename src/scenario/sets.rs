//! Keys set from outside, as in `--set PATH=VALUE`: they replace what the file says.

use super::diagnostics::{Findings, nearest};
use super::draft::Draft;
use super::keys::Kind;
use super::parts::Parts;
use super::timeline::knobs;
use super::value::{self, Value};
use super::written::{self, finding};
use crate::kernel::Span;
use crate::text::safe_text::safe_short;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// A key set from outside, as in `--set PATH=VALUE`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Set {
    /// The path.
    pub path: String,
    /// The value, as TOML or as a bare word.
    pub value: String,
}

impl Set {
    /// Splits `PATH=VALUE`.
    pub fn parse(text: &str) -> Result<Set, String> {
        match text.split_once('=') {
            Some((path, value)) if !path.trim().is_empty() && !value.trim().is_empty() => {
                Ok(Set { path: path.trim().into(), value: value.trim().into() })
            }
            _ => Err(format!(
                "\"{}\" is not PATH=VALUE: write something like kitchen.main.chefs=3",
                safe_short(text, 60)
            )),
        }
    }
}

/// Makes a small document of each value.
pub fn documents(sets: &[Set]) -> Vec<String> {
    sets.iter().map(|set| format!("{KEY}{}", set.value)).collect()
}

/// Parses values set from outside: TOML, or a bare word that stands for itself.
pub fn values(texts: &[String]) -> Result<Vec<Value<'_>>, Findings> {
    texts.iter().map(|text| parse_set(text)).collect()
}

fn parse_set(text: &str) -> Result<Value<'_>, Findings> {
    let raw = text.strip_prefix(KEY).unwrap_or(text);
    let bare = || Spanned::new(0..0, DeValue::String(raw.into()));
    match DeTable::parse(text) {
        // A time such as 12:10 is meant as a text.
        Ok(document) => Ok(match document.into_inner().into_iter().next() {
            Some((_, value)) if !value.get_ref().is_datetime() => value,
            _ => bare(),
        }),
        Err(_) if !raw.starts_with(['"', '\'', '[', '{']) => Ok(bare()),
        Err(error) => {
            let mut findings = Findings::new("--set", raw);
            let cause = format!("the value is no TOML: {}", error.message());
            findings.error(None, cause).remedy("quote it once for the shell, as in '…'");
            Err(findings)
        }
    }
}

/// What is put in front of a value so that it is a document.
const KEY: &str = "v = ";

/// Lists the keys that are set with their values: `rail={ capacity = 3 }` sets `rail.capacity`.
fn keys_in<'v, 'a>(set: &Set, value: &'v Value<'a>, parts: &Parts) -> Vec<(String, &'v Value<'a>)> {
    match (parts.locate(&set.path), value.get_ref().as_table()) {
        (None, Some(entries)) if !entries.is_empty() => {
            let inner = knobs(&set.path, entries, parts).into_iter();
            inner.map(|(path, _, value)| (path, value)).collect()
        }
        _ => vec![(set.path.clone(), value)],
    }
}

pub fn place<'d, 'a>(
    draft: &mut Draft<'d, 'a>,
    sets: &[Set],
    values: &'d [Value<'a>],
) -> Result<(), Findings> {
    let mut findings = Findings::new("--set", "");
    let all = sets.iter().zip(values);
    for (path, value) in all.flat_map(|(set, value)| keys_in(set, value, &draft.parts)) {
        match draft.parts.locate(&path) {
            Some((key, ..)) if !path.contains('[') => {
                let problem = value::setting(key.kind, value, Span::ZERO, &draft.parts).err();
                if let Some(problem) = problem
                    && !matches!(key.kind, Kind::Arrivals | Kind::Moment)
                {
                    let cause = format!("{}: {}", safe_short(&path, 60), problem.cause);
                    finding(&problem, findings.error(None, cause));
                }
                draft.written.put(written::Entry { path, key, value });
            }
            _ => {
                let paths = draft.parts.paths(|key| !key.path.contains('['));
                let meant = nearest(&path, paths.iter().map(|path| path.0.as_str()));
                let cause =
                    format!("there is no key \"{}\" in this scenario", safe_short(&path, 60));
                findings
                    .error(None, cause)
                    .remedy("`boh knobs SCENARIO` lists the keys that can be turned")
                    .did_you_mean(meant);
            }
        }
    }
    if findings.has_errors() { Err(findings) } else { Ok(()) }
}
