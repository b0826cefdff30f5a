//! The text of a lesson to begin with, about one knob, with everything in it measured.

use super::cuts::{propose, rounded, written};
use super::judge::turned;
use super::measure::{Measure, answer};
use super::seek::Sought;
use crate::dials::Unit;
use crate::scenario::{KnobInfo, Scenario, Set, show_value, units};
use std::fmt::Write as _;

/// The words for what is in a lesson: those of a lens.
pub struct Naming<'w> {
    /// Names a knob.
    pub knob: &'w dyn Fn(&KnobInfo) -> String,
    /// Names a dial.
    pub dial: &'w dyn Fn(&str) -> String,
}

/// Writes a lesson about what was found.
pub fn draft(
    id: &str,
    named: &str,
    scenario: &Scenario,
    sought: &Sought,
    naming: &Naming<'_>,
) -> String {
    let knob = (naming.knob)(&sought.knob);
    let dial = (naming.dial)(&sought.dial.name);
    let stands = sought.knob.written.as_deref().unwrap_or(sought.knob.key.default);
    let clock = |at: crate::kernel::Time| units::show_clock(scenario.opens.0 + at.0);
    let (from, to) = (clock(sought.over.0), clock(sought.over.1));
    let mut text = String::new();
    let _ = write!(
        text,
        "+++\nformat   = 1\nid       = \"{id}\"\ntitle    = \"{title}: {knob}\"\nscenario = \
         \"{named}\"\nminutes  = 10\n+++\n# {title}: {knob}\n\n",
        title = plain(&scenario.title),
    );
    let _ = writeln!(text, "{}\n", plain(&scenario.teaches));
    text.push_str(
        "<!-- // Everything measured below was measured with 20 seeds. Change the words as you like, and \
         run `boh check` again. -->\n<!-- speaker_note: Let everybody say a number before anyone \
         presses a key. -->\n<!-- pause -->\n\n## What will change?\n\n",
    );
    let _ = writeln!(
        text,
        "Look at the restaurant for a while. At present, `{}` is `{stands}`.\n\n```toml run\nuntil = \
         \"{from}\"\n```\n",
        sought.knob.name
    );
    predict(&mut text, (&dial, &knob), (&from, &to), sought);
    text.push_str(
        "Were you right? Follow one order with `o`: where did it stand, and for how long?\n\n",
    );
    quiz(&mut text, &dial, (stands, sought), naming);
    goal(
        &mut text,
        &dial,
        &clock(scenario.closing()),
        &clock(crate::kernel::Time::OPENING),
        sought,
    );
    text.push_str("What helps depends on what there is least of. Look before you buy.\n");
    text
}

fn predict(
    text: &mut String,
    (dial, knob): (&str, &str),
    (from, to): (&str, &str),
    sought: &Sought,
) {
    let measure = if sought.has_ratio { Measure::Ratio } else { Measure::Value };
    let cut = propose(&sought.measured, &[], 3, measure);
    let unit = sought.dial.unit;
    let (asks, choices) = if sought.has_ratio {
        let choices = ratios(&cut);
        ("compared with the restaurant as it is", choices)
    } else {
        let show = |at: usize| show_value(cut[at], unit);
        let (low, high) = (show(0), show(1));
        ("", [format!("less than {low}"), format!("{low} to {high}"), format!("more than {high}")])
    };
    let asks = if asks.is_empty() { String::new() } else { format!(", {asks}") };
    let list: Vec<String> = choices.iter().map(|choice| format!("\"{choice}\"")).collect();
    let _ = writeln!(
        text,
        "```toml predict id=what-changes\nask     = \"The same guests, but {knob}: {}. What will '{dial}' \
         be from {from} to {to}{asks}?\"\ndial    = \"{}\"\nmeasure = \"{}\"\nover    = \
         \"{from}..{to}\"\nchange  = {}\nchoices = [{}]\ncut     = {}\n```\n",
        plain(&sought.turned.value.replace('"', "")),
        sought.dial.name,
        if sought.has_ratio { "ratio" } else { "value" },
        turned(std::slice::from_ref(&sought.turned)),
        list.join(", "),
        written(&cut),
    );
}

/// Says in words what lies between two borders of a ratio.
fn ratios(cut: &[f64]) -> [String; 3] {
    let times = |border: f64| match border {
        border if border < 1.0 => format!("{} % of it", rounded(border * 100.0, 2)),
        border => format!("{} times as much", rounded(border, 2)),
    };
    let (low, high) = (times(cut[0]), times(cut[1]));
    if answer(1.0, cut) == 1 {
        return ["clearly less".into(), "about the same".into(), "clearly more".into()];
    }
    [format!("less than {low}"), format!("between {low} and {high}"), format!("more than {high}")]
}

fn quiz(text: &mut String, dial: &str, (stands, sought): (&str, &Sought), naming: &Naming<'_>) {
    let helps = |knob: &KnobInfo, set: &Set| {
        format!("{}: {}", (naming.knob)(knob), plain(&set.value.replace('"', "")))
    };
    let wrong: Vec<String> = match &sought.others[..] {
        [] => vec![format!(
            "{}: {}, as it is",
            (naming.knob)(&sought.knob),
            plain(&stands.replace('"', ""))
        )],
        others => others.iter().map(|(knob, set)| helps(knob, set)).collect(),
    };
    let wrong: Vec<String> = wrong.iter().map(|wrong| format!("\"{wrong}\"")).collect();
    let word = if sought.less { "falls" } else { "rises" };
    let _ = writeln!(
        text,
        "```toml quiz id=what-helps\nask   = \"Which of these helps the most?\"\nright = \
         \"{}\"\nwrong = [{}]\nwhy   = \"With it, '{dial}' {word} by at least {} %; the \
         others do not do half as much.\"\nproof = {{ set = {}, dial = \"{}\", {word}_by = {} \
         }}\n```\n\n<!-- pause -->\n\n## Your turn\n",
        helps(&sought.knob, &sought.turned),
        wrong.join(", "),
        rounded(sought.changes_by * 80.0, 2),
        turned(std::slice::from_ref(&sought.turned)),
        sought.dial.name,
        rounded(sought.changes_by * 0.8, 2),
    );
}

fn goal(text: &mut String, dial: &str, by: &str, from: &str, sought: &Sought) {
    let sign = if sought.less { "<" } else { ">" };
    let asks = show_value(sought.border, sought.dial.unit);
    let border = match sought.dial.unit {
        Unit::Seconds => units::write_duration((sought.border * 1e9).round() as u64),
        _ => sought.border.to_string(),
    };
    let mut reach = vec![format!("\"{} {sign} {border}\"", sought.dial.name)];
    reach.extend(sought.costs.map(|costs| format!("\"money.costs < {costs}\"")));
    let price =
        sought.costs.map_or(String::new(), |costs| format!(", and spend less than {costs}"));
    let names = std::iter::once(&sought.knob).chain(sought.others.iter().map(|other| &other.0));
    let knobs: Vec<String> = names.map(|knob| format!("\"{}\"", knob.name)).collect();
    let wrong: Vec<String> =
        sought.others.iter().map(|(_, set)| turned(std::slice::from_ref(set))).collect();
    let word = if sought.less { "below" } else { "above" };
    let _ = writeln!(
        text,
        "```toml goal id=your-turn\ntext     = \"Bring '{dial}' {word} {asks}{price}.\"\nreach    = \
         [{}]\nfrom     = \"{from}\"\nby       = \"{by}\"\nknobs    = [{}]\nhints    = [\n  \"Follow one \
         order with o. Where does it stand?\",\n  \"Turn {}.\",\n]\nsolution = {}",
        reach.join(", "),
        knobs.join(", "),
        sought.knob.name,
        turned(std::slice::from_ref(&sought.turned)),
    );
    if !wrong.is_empty() {
        let _ = writeln!(text, "wrong    = [{}]", wrong.join(", "));
    }
    text.push_str("```\n\n");
}

/// Leaves out what would end a text in TOML.
fn plain(text: &str) -> String {
    text.replace(['"', '\\'], "'")
}
