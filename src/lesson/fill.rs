//! Writing proposed borders into a lesson's text.

use super::cuts;
use super::prove::Judged;
use std::ops::Range;
use toml::de::DeTable;

/// Returns the text with the borders that were proposed, and how many blocks that changed.
pub fn fill(text: &str, judged: &[Judged]) -> (String, usize) {
    let mut edits: Vec<(Range<usize>, String)> = judged
        .iter()
        .filter_map(|judged| edit(text, &judged.span, judged.verdict.cut.as_deref()?))
        .collect();
    // From the end on, so that places before stay what they are.
    edits.sort_by_key(|(place, _)| std::cmp::Reverse(place.start));
    let mut filled = text.to_owned();
    for (place, written) in &edits {
        filled.replace_range(place.clone(), written);
    }
    (filled, edits.len())
}

/// Returns what to write where, so that the block at a place has these borders.
fn edit(text: &str, span: &Range<usize>, cut: &[f64]) -> Option<(Range<usize>, String)> {
    let block = text.get(span.clone())?;
    let from = span.start + block.find('\n')? + 1;
    let to = span.start + block.trim_end().rfind('\n')? + 1;
    let (document, _) = DeTable::parse_recoverable(text.get(from..to)?);
    let written = cuts::written(cut);
    match document.get_ref().get("cut") {
        Some(value) => Some((from + value.span().start..from + value.span().end, written)),
        None => Some((to..to, format!("cut     = {written}\n"))),
    }
}
