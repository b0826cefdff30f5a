//! Words that are not known.

use super::Problem;
use crate::scenario::diagnostics::nearest;
use crate::text::safe_text::safe_short;
use std::ops::Range;

/// Says that a word is not one of those that may stand here.
pub fn unknown(span: Range<usize>, what: &str, word: &str, known: &[&str]) -> Problem {
    let listed = if known.is_empty() {
        add_first(what)
    } else {
        let shown: Vec<&str> = known.iter().copied().take(20).collect();
        let more = if known.len() > shown.len() { ", …" } else { "" };
        format!("there is {}{more}", shown.join(", "))
    };
    Problem::on(span, format!("no {what} is called \"{}\"", safe_short(word, 40)))
        .remedy(listed)
        .meant(nearest(word, known.iter().copied()))
}

/// Says how the first of a kind is added, when one is spoken of and there is none.
fn add_first(what: &str) -> String {
    let add = match what {
        "shelf" => {
            "add one, such as [pantry.main] with shelf.patty = { stock = 100 }, or for rows \
                    [pantry.main.shelf.guests] with rows = [{ id = 1 }]"
        }
        "pantry" => "add one, such as [pantry.main] with hatches = 2",
        "partner" => "add one, such as [partner.bank] with answers = \"1s\"",
        "building" => "add one, such as [building.main] with burners = 4",
        "district" => "add one, such as [district.north]",
        _ => "leave it out",
    };
    format!("there is none: {add}")
}
