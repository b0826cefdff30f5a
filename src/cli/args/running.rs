//! What can be written after `boh run` and `boh replay`.

use super::Words;
use crate::dashboard::Panel;
use crate::dashboard::panels::Topic;
use crate::experiment::MOST_REPLICATIONS;
use clap::Args as ClapArgs;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};

/// What the help of `boh run` ends with.
pub(super) const RUN_EXAMPLES: &str = "\
Examples:
  boh run lunch-rush
  boh run lunch-rush --set pantry.main.hatches=4
  boh run lunch-rush --set 'pantry.main.take={ exp = \"2s\" }' --seed 8
  boh run cafe.toml --duration 10m --json
  boh show lunch-rush | boh run -
  boh run lunch-rush --plain --panel lanes --panel time --at 12:15

`boh knobs SCENARIO` lists what can be set, `boh explain KNOB` says what it does.
Exit status: 0 all goals met, 1 a goal missed, 2 not a valid scenario, 3 stopped by a cap.";

/// `boh run`
#[derive(Debug, ClapArgs)]
pub struct Run {
    /// A bundled scenario, a file, or - for standard input
    pub scenario: String,
    /// The seed: the same seed gives the same run
    #[arg(long, value_name = "N")]
    pub seed: Option<u64>,
    /// How long to simulate, such as 10m
    #[arg(long, value_name = "TIME")]
    pub duration: Option<String>,
    /// Set a key of the scenario, such as kitchen.main.chefs=3
    #[arg(long = "set", value_name = "PATH=VALUE")]
    pub sets: Vec<String>,
    /// After closing time, go on until the house is empty
    #[arg(long)]
    pub drain: bool,
    /// Run so many times, with one seed after another, and report means with 95 % intervals
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..=MOST_REPLICATIONS))]
    pub reps: Option<u64>,
    /// On how many threads to replicate; the result is the same for any number
    #[arg(long, value_name = "N", requires = "reps", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub threads: Option<u16>,
    /// Write a journal, from which `boh replay` runs the same run again
    #[arg(long, value_name = "FILE")]
    pub journal: Option<String>,
    /// Tell what a panel of the dashboard holds, line by line, and nothing else: at the end, or with
    /// --at
    #[arg(
        long = "panel",
        value_name = "PANEL",
        value_parser = topics(),
        requires = "plain",
        conflicts_with_all = ["csv", "speed", "journal", "reps"]
    )]
    pub panels: Vec<Topic>,
    /// At which time to tell it, such as 12:15, or 10m after opening
    #[arg(long, value_name = "TIME", requires = "panels")]
    pub at: Option<String>,
    /// Which order to tell of with --panel life; 1 is the first
    #[arg(long, value_name = "N", requires = "panels", value_parser = clap::value_parser!(u64).range(1..))]
    pub order: Option<u64>,
    #[command(flatten)]
    pub view: View,
}

/// `boh replay`
#[derive(Debug, ClapArgs)]
pub struct Replay {
    /// A journal that `boh run --journal` wrote, or - for standard input
    pub journal: String,
    /// Write a journal of what is done this time as well
    #[arg(long = "journal", value_name = "FILE")]
    pub written: Option<String>,
    #[command(flatten)]
    pub view: View,
}

/// How a run is shown.
#[derive(Debug, ClapArgs)]
pub struct View {
    /// Print one JSON object and nothing else
    #[arg(long)]
    pub json: bool,
    /// Report at the end, draw nothing
    #[arg(long)]
    pub headless: bool,
    /// Tell what happens line by line, one fact a line; paced only in a terminal
    #[arg(long, conflicts_with_all = ["json", "headless"])]
    pub plain: bool,
    /// How many simulated seconds pass in a second where it is watched; if not said, an ordinary
    /// order takes four seconds
    #[arg(long, value_name = "N", value_parser = speed)]
    pub speed: Option<f64>,
    #[command(flatten)]
    pub words: Words,
    /// Write every dial at the end of every simulated second, as CSV; - is standard output
    #[arg(long, value_name = "FILE")]
    pub csv: Option<String>,
}

fn speed(text: &str) -> Result<f64, String> {
    match text.parse::<f64>() {
        Ok(speed) if speed > 0.0 && speed <= FASTEST => Ok(speed),
        _ => Err(format!("write a number above 0, at most {FASTEST}")),
    }
}

/// Faster than anybody could look: a year in half a minute.
const FASTEST: f64 = 1_000_000.0;

/// What can be told line by line, and how the help tells of it.
const TOPICS: &[(Topic, &str)] = &[
    (Topic::Panel(Panel::Floor), "The restaurant, part by part"),
    (Topic::Panel(Panel::Charts), "How long, how many, how busy"),
    (Topic::Panel(Panel::Story), "What happened last"),
    (Topic::Panel(Panel::Dials), "Everything that can be read"),
    (Topic::Panel(Panel::Lanes), "What each chef did when"),
    (Topic::Panel(Panel::Guests), "Each order from arrival to departure"),
    (Topic::Panel(Panel::Time), "Where the time goes"),
    (Topic::Panel(Panel::Places), "Pantries, buildings, partners"),
    (Topic::Panel(Panel::Timeline), "What was, what is to come, and the branches"),
    (Topic::Branches, "The branches alone"),
    (Topic::Knobs, "What can be turned, and where it stands"),
    (
        Topic::Life,
        "One order (--order): all that was said of it, how far its recipe is, its phases",
    ),
];

fn topics() -> impl TypedValueParser<Value = Topic> {
    let known = TOPICS.iter().map(|(topic, help)| PossibleValue::new(topic.name()).help(*help));
    PossibleValuesParser::new(known).try_map(|name| {
        let mut known = TOPICS.iter().map(|(topic, _)| *topic);
        known.find(|topic| topic.name() == name).ok_or("there is no such panel")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_panel_can_be_told() {
        for panel in Panel::ALL {
            assert!(TOPICS.iter().any(|(topic, _)| *topic == Topic::Panel(panel)), "{panel:?}");
        }
    }
}
