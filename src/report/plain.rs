//! A run line by line: one fact a line, for a pipe or a screen reader.

use crate::lens::Lens;
use crate::runner::Happening;
use crate::scenario::units::show_clock_ms;
use crate::text::safe_text::safe;

/// Returns the line for something that happened in a restaurant that opens at `opens`, in
/// nanoseconds since midnight: in the words of the first lens, and in brackets in those of others.
pub fn plain(happening: &Happening, opens: u64, lenses: &[&Lens]) -> String {
    let mut said: Vec<String> = Vec::new();
    for lens in lenses {
        let sentence = lens.say(happening.kind.id(), &happening.slots);
        if !said.contains(&sentence) {
            said.push(sentence);
        }
    }
    let first = lenses.first().copied().unwrap_or(Lens::kitchen());
    let order = happening.order.as_ref().map_or_else(String::new, |order| {
        let slots = [
            ("order", order.number.to_string()),
            ("room", order.room.clone()),
            ("dish", order.dish.clone().unwrap_or_default()),
        ];
        format!("{}: ", first.say("order", &slots))
    });
    let clock = show_clock_ms(opens + happening.at.0);
    let (sentence, others) = said.split_first().map_or(("", &[][..]), |(a, b)| (a.as_str(), b));
    let others =
        if others.is_empty() { String::new() } else { format!(" ({})", others.join("; ")) };
    safe(&format!("{clock}  {order}{sentence}{others}"))
}
