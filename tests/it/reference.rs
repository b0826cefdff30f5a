//! The two references in `docs` are made from the tables of the program, and this test makes them.
//!
//! It fails when a file is not what the tables say. `UPDATE_DOCS=1 cargo test --test it reference`
//! writes both files anew.

use boh::dials::{Dial, Unit};
use boh::lens::{Lens, Words};
use boh::restaurant::{Outcome, Phase, Side};
use boh::scenario::{KEYS, Key, SPOKEN_OF, Source, any_names, steps, understand};
use serde_json::Value;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use crate::support::{json, report_of_trace};

const MADE: &str = "<!-- Made by tests/it/reference.rs from the tables of the program. Do not edit: \
                    UPDATE_DOCS=1 cargo test --test it reference -->\n\n";

/// Compares a file with what it should be, or writes it.
fn check(file: &str, text: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
    if std::env::var_os("UPDATE_DOCS").is_some() {
        fs::write(&path, text).unwrap();
    }
    let found = fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
    let line = (1..).zip(text.lines().zip(found.lines())).find(|(_, (want, got))| want != got);
    assert!(
        found == text,
        "{file} is not what the tables say (first at {line:?}); write it anew with\n  \
         UPDATE_DOCS=1 cargo test --test it reference"
    );
}

fn shown(pattern: &str) -> String {
    pattern.replace('*', "NAME").replace("[]", "")
}

/// Makes a text fit into a cell of a table.
fn cell(text: &str) -> String {
    text.replace('|', "\\|")
}

fn both(
    words: impl Fn(&'static Lens) -> Option<&'static Words>,
) -> (&'static Words, &'static Words) {
    (words(Lens::kitchen()).unwrap(), words(Lens::backend()).unwrap())
}

/// How something is written, and what that means.
type Example = (&'static str, &'static str);

/// What a kind of value looks like: its name, the key it is tried at, and examples.
const VALUES: &[(&str, &str, &[Example])] = &[
    (
        "A duration",
        "dining_room.web.distance",
        &[
            ("\"90s\"", "the units are d, h, m, s, ms, us and ns"),
            ("\"1h 30m\"", "several, the larger one first"),
            (
                "\"1.5s\"",
                "any number of decimals, rounded to the nanosecond; from 1 ns to 10 years",
            ),
        ],
    ),
    (
        "A time",
        "timeline.at",
        &[
            ("\"12:10\"", "a time of day; one before `opens` is on the next day"),
            ("\"12:10:30\"", "with seconds"),
            ("\"10m\"", "so long after opening"),
        ],
    ),
    (
        "A rate",
        "waiter.limit",
        &[
            ("\"40/min\"", "per s, min, h or d"),
            ("\"0.5/h\"", "decimals are allowed; at most a million per second"),
        ],
    ),
    (
        "A count or capacity",
        "kitchen.main.chefs",
        &[("20", "a whole number"), ("\"unlimited\"", "no limit, as when it is left out")],
    ),
    (
        "A distribution",
        "pantry.main.take",
        &[
            ("\"2s\"", "always the same"),
            ("{ exp = \"40s\" }", "exponential, with this mean"),
            ("{ uniform = [\"1s\", \"3s\"] }", "anything between two bounds alike"),
            ("{ normal = [\"40s\", \"8s\"] }", "mean and deviation; below zero counts as zero"),
            (
                "{ lognormal = { mean = \"40s\", sd = \"20s\" } }",
                "mean and deviation of the value itself",
            ),
            (
                "{ erlang = { k = 3, mean = \"2s\" } }",
                "the sum of k exponentials; the mean is that of the sum",
            ),
            (
                "{ hyperexp = [[0.9, \"1s\"], [0.1, \"20s\"]] }",
                "one of several exponentials: probability and mean",
            ),
            ("{ empirical = [\"1s\", \"2s\", \"9s\"] }", "one of these, all equally likely"),
        ],
    ),
    (
        "Arrivals",
        "dining_room.web.arrivals",
        &[
            ("\"40/min\"", "at random (Poisson), so many on average"),
            ("{ every = \"2s\" }", "evenly, the first at opening"),
            (
                "{ steps = [[\"0s\", \"40/min\"], [\"10m\", \"120/min\"]] }",
                "another rate from each time on; none before the first",
            ),
            (
                "{ ramp = [[\"0s\", \"10/min\"], [\"10m\", \"60/min\"]] }",
                "a rate that changes evenly from point to point",
            ),
            ("{ burst = { size = 30, every = \"5m\" } }", "so many at once, again and again"),
        ],
    ),
];

/// A scenario in which an example of each value can stand.
fn with(place: &str, value: &str) -> String {
    let arrivals = if place.ends_with("arrivals") { value } else { "\"2/min\"" };
    let distance = if place.ends_with("distance") { value } else { "\"0s\"" };
    let chefs = if place.ends_with("chefs") { value } else { "1" };
    let take = if place.ends_with("take") { value } else { "\"1s\"" };
    let limit = if place.ends_with("limit") { value } else { "\"9/s\"" };
    let at = if place.ends_with("at") { value } else { "\"1m\"" };
    let recipe = if place.ends_with("recipe") { value } else { "[]" };
    format!(
        "title = \"X\"\nduration = \"1h\"\nopens = \"12:00\"\n[menu.soup]\nrecipe = {recipe}\n\
         [menu.salad]\n[dining_room.web]\narrivals = {arrivals}\ndistance = {distance}\n[kitchen.main]\n\
         chefs = {chefs}\n[pantry.main]\ntake = {take}\nshelf.patty = {{ stock = 9 }}\n\
         shelf.bun = {{ stock = 9 }}\nshelf.orders = {{ stock = 0 }}\n[waiter]\nlimit = {limit}\n\
         [partner.bank]\n{SPOKEN_OF}\n[[timeline]]\nat = {at}\nsay = \"Hello\"\n"
    )
}

#[test]
fn every_example_of_the_reference_is_accepted() {
    let values = VALUES.iter().flat_map(|(_, place, examples)| {
        examples.iter().map(|(example, _)| (*place, (*example).to_owned()))
    });
    let recipes = steps().map(|step| ("menu.soup.recipe", format!("[{}]", step.example)));
    for (place, example) in values.chain(recipes) {
        let source = Source::from_text("example", &with(place, &example));
        let read = understand(&source, &[]);
        assert!(read.is_ok(), "{example}:\n{}", read.unwrap_err().render(false, false));
    }
}

#[test]
fn reference_of_scenarios() {
    let mut text = format!("# Scenario files\n\n{MADE}");
    text.push_str(
        "Every key of a scenario file. How to write one is told in \
         [the guide for instructors](instructors.md); `boh check FILE` says what is wrong with one, and \
         `boh schema scenario` prints all this for an editor.\n\n\
         A file is TOML 1.0, UTF-8, at most 1 MiB. `NAME` is a name of your choice: a-z, 0-9, - and _, at \
         most 64. What is left out is ideal: it takes no time and has no limit. A key marked \\* is a knob: \
         it can also be turned while the restaurant is open, by `--set`, in the timeline or by hand.\n\n\
         So much fits; where it is too much, `boh check` says so before anything is built: 256 parts of a kind, 10,000 \
         entries in a list, 100,000 rows on a shelf or in a CSV file, 1,000,000 guests by a pattern, 64 fields in a row, \
         4,096 bytes in each text of a row that stands in the file itself, 64 MiB in a CSV file; in all rows of a scenario together 2,000,000 fields and 64 \
         MiB of text.\n\n\
         ## Values\n\n| value | example | meaning |\n|---|---|---|\n",
    );
    for (name, _, examples) in VALUES {
        for (at, (example, meaning)) in examples.iter().enumerate() {
            let name = if at == 0 { name } else { "" };
            let _ = writeln!(text, "| {name} | `{example}` | {meaning} |");
        }
    }
    text.push_str(
        "|  | `{ trace = \"guests.csv\" }` | one guest a line, from a file beside the scenario with the header \
         `at,dish[,patience]` |\n| Money | `9.50` | a plain number, kept in cents |\n| A name | `\"main\"` | of a part that is \
         somewhere in the file |\n",
    );
    text.push_str("\n## Steps of a recipe\n\n| step | example | may also have | what it is |\n|---|---|---|---|\n");
    for step in steps() {
        let more: Vec<String> = step.more.iter().map(|key| format!("`{key}`")).collect();
        let (kitchen, _) = both(|lens| lens.step(step.name));
        let (name, help) = (step.name, &kitchen.help);
        let _ = writeln!(text, "| `{name}` | `{}` | {} | {help} |", step.example, more.join(", "));
    }
    text.push_str("\n`or` is what the outcome is called when a step does not succeed.\n");
    let mut section = "";
    for key in KEYS {
        let of = key.path.split_once(['.', '[']).map_or("", |(section, _)| section);
        if key.path == KEYS[0].path || of != section {
            section = of;
            text.push_str(&heading(section));
        }
        text.push_str(&row(key));
    }
    check("docs/scenarios.md", &text);
}

fn heading(section: &str) -> String {
    let title = match section {
        "" => "The top of the file".to_owned(),
        list @ ("timeline" | "goal") => format!("`[[{list}]]`"),
        section if KEYS.iter().any(|key| key.path.starts_with(&format!("{section}.*"))) => {
            format!("`[{section}.NAME]`")
        }
        section => format!("`[{section}]`"),
    };
    let side = Side::of_section(section).map_or_else(String::new, |side| {
        let word = |lens: &'static Lens| lens.word(side.word());
        format!("On the side of the {} ({}).\n\n", word(Lens::kitchen()), word(Lens::backend()))
    });
    format!("\n## {title}\n\n{side}| key | takes | default | what it does |\n|---|---|---|---|\n")
}

fn row(key: &Key) -> String {
    let (kitchen, backend) = both(|lens| lens.knob(key.path));
    let live = if key.is_live() { "\\*" } else { "" };
    let path = shown(key.path);
    let takes = cell(&key.kind.tells());
    let (default, help, name) = (key.default, &kitchen.help, &backend.name);
    format!("| `{path}`{live} | {takes} | {default} | {help} ({name}) |\n")
}

/// Tells how lost visits come to a side, from the program's own tables.
fn blame() -> String {
    let mut text = String::from(
        "\n## Who lost a visit\n\nThe dials `blame.SIDE` count the visits that ended unhappy, each on one side of the house, so \
         together they are `visits.unhappy`. The last order of the visit decides. Most ends say whose doing they are; \
         an order that took too long (`failed.too_slow`, `abandoned.patience`) is lost by the side that has had it \
         longest, counted from its own phases, of an errand those of the dish that was asked for. What it waited on the rail it \
         waited for chefs: that time goes to the side where most orders in chefs' hands were when somebody last looked \
         (at most 1,024 orders, once a second).\n\n| side | ends | phases |\n|---|---|---|\n",
    );
    for side in Side::ALL {
        let is_its = |id: &&str| Outcome::find(id).and_then(Outcome::side) == Some(side);
        let ends = Outcome::FIXED.iter().map(|(id, _)| *id).filter(is_its);
        let ends: Vec<String> = ends.map(|id| format!("`{id}`")).collect();
        let own = if side == Side::Kitchen { ", and what a recipe names itself" } else { "" };
        let phases = Phase::ALL.into_iter().filter(|phase| phase.side() == side);
        let phases: Vec<String> = phases.map(|phase| format!("`{}`", phase.id())).collect();
        let (ends, phases) = (ends.join(", "), phases.join(", "));
        let _ = writeln!(text, "| `blame.{}` | {ends}{own} | {phases} |", side.id());
    }
    text
}

/// Says when a dial shows nothing; none: it always shows something.
fn null_when(dial: &Dial) -> Option<&'static str> {
    match (dial.unit, dial.id.as_str()) {
        (_, "wasted.seconds") => None,
        (_, id) if id.starts_with("copies.") => Some("all copies are always open"),
        (_, id) if id.starts_with("fridge.") => Some("there is no fridge"),
        (_, "up" | "building.up") => None,
        (_, "storeroom.rows") => Some("no storeroom has a limit"),
        (_, "shelf.stock") => Some("it is unlimited"),
        (_, "partner.charged" | "partner.charged_twice" | "partner.refunded") => {
            Some("no call sends money there")
        }
        (_, "waiter.queue.mean") => Some("there are no waiters, or any number of them"),
        (
            _,
            "waiter.wait.mean" | "burners.wait.mean" | "worktop.wait.mean" | "water.wait.mean"
            | "hatches.wait.mean",
        ) => Some("nobody came for it, or it is unlimited"),
        (_, "goodput.share") => Some("no visit has ended"),
        (_, "rail.waited.share") => Some("no ticket came"),
        (Unit::Share, _) => Some("it is not there, or unlimited"),
        (Unit::Seconds, _) => Some("nothing was measured"),
        (Unit::Count | Unit::PerSecond | Unit::Money, _) => None,
    }
}

/// Nobody comes, and nothing has a limit: what then shows nothing is what the reference says.
#[test]
fn what_shows_nothing_is_as_the_reference_says() {
    let scenario = "title = \"X\"\nduration = \"1m\"\n[menu.soup]\n[dining_room.web]\n\
                    arrivals = { trace = \"trace.csv\" }\n[kitchen.main]\n[pantry.main]\nshelf.patty = {}\n\
                    [partner.bank]\n[building.here]\n[waiter]\n";
    let report = report_of_trace(scenario, "at,dish\n", &[]);
    let names = boh::dials::Names {
        rooms: vec!["web".into()],
        dishes: vec!["soup".into()],
        kitchens: vec!["main".into()],
        pantries: vec![("main".into(), vec!["patty".into()])],
        partners: vec!["bank".into()],
        buildings: vec!["here".into()],
        ..any_names()
    };
    for dial in Dial::all(&names) {
        let shows = report["dials"].get(&dial.name).unwrap_or_else(|| panic!("no {}", dial.name));
        assert_eq!(shows.is_null(), null_when(&dial).is_some(), "{}: {shows}", dial.name);
    }
}

#[test]
fn reference_of_dials() {
    let mut text = format!("# Dials\n\n{MADE}");
    text.push_str(
        "Everything that can be read of a run: in reports, in goals, over a window. `boh dials SCENARIO` lists \
         those of one scenario with its own names, `boh explain latency.p95` tells about one.\n\n\
         `NAME` stands for the name of a part. Durations are in seconds, shares from 0 to 1, money is a plain \
         number. Counted is what was placed after `warm_up`. Percentiles are by nearest rank, exact below \
         100,000 samples and within 0.1 % above; means and maxima are exact. A dial that has nothing to show is \
         `null` in JSON; a goal on it is missed.\n\n\
         ## Windows\n\n| written | read over |\n|---|---|\n| `latency.p95` | all since the end of the warm-up |\n\
         | `latency.p95@2m` | the last two minutes |\n| `latency.p95@12:10..12:20` | from 12:10 to 12:20 |\n\n\
         In a window an order counts where it happened: placed when it was placed, waits when somebody picked it \
         up, outcomes, latencies and phases when it ended.\n",
    );
    text.push_str(&blame());
    let all = Dial::all(&any_names());
    let mut groups: Vec<(Vec<String>, Vec<&Dial>)> = Vec::new();
    let mut seen: Vec<&str> = Vec::new();
    for dial in &all {
        if seen.contains(&dial.id.as_str()) {
            continue;
        }
        seen.push(&dial.id);
        let parts: Vec<String> =
            all.iter().filter(|other| other.id == dial.id).map(part_of).collect();
        match groups.iter_mut().find(|group| group.0 == parts) {
            Some(group) => group.1.push(dial),
            None => groups.push((parts, vec![dial])),
        }
    }
    for (parts, dials) in groups {
        let _ = write!(text, "\n## Of {}\n\n", parts.join(", "));
        let example = dials[0];
        let names = all.iter().filter(|dial| dial.id == example.id);
        let names: Vec<String> = names.map(|dial| format!("`{}`", shown(&dial.name))).collect();
        let _ = write!(text, "Written {}.\n\n", names.join(", "));
        text.push_str(
            "| dial | unit | in the kitchen | in a backend | null when |\n|---|---|---|---|---|\n",
        );
        for dial in dials {
            let (kitchen, backend) = both(|lens| lens.dial(&dial.id));
            let (name, unit) = (shown(&dial.name), unit(dial.unit));
            let null = null_when(dial).unwrap_or("never");
            let _ = writeln!(
                text,
                "| `{name}` | {unit} | {} | {} | {null} |",
                kitchen.help, backend.help
            );
        }
    }
    text.push_str(
        "\nA reason that a recipe names itself with `or` has a dial of its own, such as \
         `outcomes.refused.too_spicy`.\n",
    );
    check("docs/dials.md", &text);
}

fn unit(unit: Unit) -> &'static str {
    match unit {
        Unit::Count => "number",
        Unit::Seconds => "seconds",
        Unit::Share => "share",
        Unit::PerSecond => "per second",
        Unit::Money => "money",
    }
}

/// Says of what a dial is read, from its name.
fn part_of(dial: &Dial) -> String {
    let words: Vec<&str> = dial.name.split('.').collect();
    match words[..] {
        [_, "*", "shelf", "*", ..] => "a shelf".into(),
        ["menu", "*", ..] => "a dish".into(),
        [part, "*", ..] => format!("a {}", part.replace('_', " ")),
        _ => "the whole".into(),
    }
}

/// The schema of reports describes real ones, and names every field of them.
#[test]
fn real_reports_fit_their_schema() {
    let mut schema = json(&["schema", "report"], "");
    let validator = jsonschema::draft202012::new(&schema).unwrap();
    let mut reports = vec![
        json(&["run", "first-order", "--json"], ""),
        json(&["run", "first-order", "--json", "--set", "kitchen.main.chefs=0"], ""),
    ];
    // With replications figures are means with their intervals.
    let mut replicated = reports[0].clone();
    replicated["dials"]["latency.p95"] =
        serde_json::json!({ "mean": 11.0, "low": 10.5, "high": 11.5 });
    reports.push(replicated);
    for report in &reports {
        let errors: Vec<String> =
            validator.iter_errors(report).map(|error| error.to_string()).collect();
        assert!(errors.is_empty(), "{errors:?}");
    }
    for place in [
        "",
        "/properties/dials",
        "/properties/performance",
        "/properties/goals/items",
        "/properties/sides",
    ] {
        schema.pointer_mut(place).unwrap()["additionalProperties"] = Value::Bool(false);
    }
    let closed = jsonschema::draft202012::new(&schema).unwrap();
    let lunch = json(&["run", "lunch-rush", "--json"], "");
    let errors: Vec<String> = closed.iter_errors(&lunch).map(|error| error.to_string()).collect();
    assert!(errors.is_empty(), "not in the schema: {errors:?}");

    for (field, wrong) in [
        ("seed", Value::from("seven")),
        ("scenario_hash", Value::from("none")),
        ("partial", Value::Null),
        ("dials", serde_json::json!({})),
        ("outcomes", serde_json::json!({ "eaten": 3 })),
        ("goals", serde_json::json!([{ "reach": "x < 1" }])),
    ] {
        let mut broken = lunch.clone();
        broken[field] = wrong;
        assert!(!validator.is_valid(&broken), "{field}");
    }
    let mut broken = lunch.clone();
    broken.as_object_mut().unwrap().remove("events");
    assert!(!validator.is_valid(&broken));
    let mut broken = lunch;
    broken["dials"]["latency.p95"] = Value::from("fast");
    assert!(!validator.is_valid(&broken));
}
