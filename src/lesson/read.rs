//! From a fenced block to a typed one: a function for each kind.

use super::block::{
    By, Choice, Compare, Focus, Goal, Number, Over, Place, Predict, Proof, Quiz, Run, SetKnobs,
    Task, Until, Whom,
};
use super::keys::{MOST_CHOICES, MOST_ITEMS, Takes};
use super::measure::Measure;
use super::sheet::{Ground, Sheet, condition, dial, is_open, name, words};
use crate::dials::Unit;
use crate::kernel::{Span, Time};
use crate::rules;
use crate::scenario::diagnostics::nearest;
use crate::scenario::value::{self, Problem, Read, Value, expected, from_units, unknown};
use crate::scenario::{Goal as Condition, Set, WindowSpec, read_value};
use crate::text::safe_text::{safe, safe_short};
use toml::de::DeValue;

/// Reads a block of a kind, in its world; none: there is no such kind.
pub fn task(word: &str, sheet: &Sheet<'_, '_>, ground: &Ground) -> Option<Task> {
    Some(match word {
        "run" => Task::Run(run(sheet, ground)),
        "set" => Task::Set(set(sheet, ground)),
        "place" => Task::Place(place(sheet, ground)),
        "follow" => Task::Follow(follow(sheet, ground)),
        "focus" => Task::Focus(focus(sheet, ground)),
        "predict" => Task::Predict(predict(sheet, ground)?),
        "quiz" => Task::Quiz(quiz(sheet, ground)?),
        "number" => Task::Number(number(sheet, ground)?),
        "goal" => Task::Goal(goal(sheet, ground)),
        "compare" => Task::Compare(compare(sheet, ground)?),
        _ => return None,
    })
}

fn run(sheet: &Sheet<'_, '_>, ground: &Ground) -> Run {
    let opens = sheet.has("scenario");
    if !opens && !sheet.has("until") {
        sheet.missing("until");
    }
    let until = sheet.read("until", |value| {
        let text = value::text(value, &Takes::Until.tells())?;
        if text.contains(['<', '>']) {
            return condition(value, ground).map(Until::When);
        }
        let time = value::moment(value, ground.scenario.opens)?;
        is_open(value, time, ground)?;
        Ok(Until::Time(time))
    });
    Run { opens, until, speed: sheet.number("speed") }
}

fn set(sheet: &Sheet<'_, '_>, ground: &Ground) -> SetKnobs {
    let set = sheet.turns("set", ground);
    let lasts = sheet.span("for");
    let mut back = Vec::new();
    for set in set.iter().filter(|_| lasts.is_some()) {
        match ground.scenario.written.get(&set.path) {
            Some(value) => back.push(Set { path: set.path.clone(), value: value.clone() }),
            None => sheet.complain(
                "for",
                format!("{} cannot go back: the scenario does not say to what", set.path),
                "leave out for, and turn it back with a set block of its own",
            ),
        }
    }
    SetKnobs { set, lasts, back }
}

fn place(sheet: &Sheet<'_, '_>, ground: &Ground) -> Place {
    let names = ground.scenario.names();
    let room = sheet.read("room", |value| one_of(value, "dining room", &names.rooms));
    let dish = sheet.words("dish");
    let says = sheet.read("says", |value| {
        let table = value::table(value, &Takes::Says.tells())?;
        table.iter().map(|(name, value)| carries(name.get_ref(), value)).collect::<Read<Vec<_>>>()
    });
    let fields: Vec<&str> = ground.scenario.plan.pad.order.iter().collect();
    let says = says.unwrap_or_default();
    for (name, _) in &says {
        if !fields.contains(&name.as_str()) {
            sheet.report(unknown(sheet.place("says"), "field of an order", name, &fields));
        }
    }
    Place { room: room.unwrap_or_default(), dish, says }
}

/// Reads a field that an order carries: a number, a text or a flag.
fn carries(name: &str, value: &Value<'_>) -> Read<(String, rules::Value)> {
    let read = match value.get_ref() {
        DeValue::Boolean(flag) => rules::Value::from(*flag),
        DeValue::String(text) => rules::Value::text(&safe(text)),
        DeValue::Integer(_) | DeValue::Float(_) => {
            rules::Value::from(value::number(value, "a number")?)
        }
        _ => return Err(expected(value, "a number, a text, true or false")),
    };
    Ok((name.to_owned(), read))
}

/// Reads the name of one of several things.
fn one_of(value: &Value<'_>, what: &str, known: &[String]) -> Read<String> {
    let text = value::text(value, &format!("the name of a {what}"))?;
    if known.iter().any(|known| known == text) {
        return Ok(text.to_owned());
    }
    let known: Vec<&str> = known.iter().map(String::as_str).collect();
    Err(unknown(value.span(), what, text, &known))
}

fn follow(sheet: &Sheet<'_, '_>, ground: &Ground) -> Whom {
    let order = sheet.whole("order");
    if sheet.has("who") == sheet.has("order") {
        sheet.complain(
            "who",
            "say whom to follow, once",
            "write who = \"next login\" or order = 17",
        );
    }
    let names = ground.scenario.names();
    let who = sheet.read("who", |value| {
        let text = value::text(value, &Takes::Who.tells())?;
        let next = text.strip_prefix("next ").map(str::trim);
        match next {
            _ if text == "mine" => Ok(Whom::Mine),
            Some(next) if names.dishes.iter().any(|known| known == next) => {
                Ok(Whom::NextDish(next.to_owned()))
            }
            Some(next) if names.rooms.iter().any(|known| known == next) => {
                Ok(Whom::NextRoom(next.to_owned()))
            }
            Some(next) => {
                let known = names.dishes.iter().chain(&names.rooms);
                let known: Vec<&str> = known.map(String::as_str).collect();
                Err(unknown(value.span(), "dish or dining room", next, &known))
            }
            None => Err(expected(value, &Takes::Who.tells())),
        }
    });
    who.unwrap_or(Whom::Number(order.unwrap_or(1) as u64))
}

/// The panels of the dashboard; a test there compares.
pub const PANELS: &[&str] = &[
    "floor", "charts", "story", "dials", "lanes", "guests", "time", "places", "timeline", "knobs",
];

fn focus(sheet: &Sheet<'_, '_>, ground: &Ground) -> Focus {
    if ["panel", "part", "knob"].iter().filter(|key| sheet.has(key)).count() != 1 {
        let remedy =
            "write panel = \"lanes\", part = \"kitchen.main\" or knob = \"kitchen.main.chefs\"";
        sheet.complain("panel", "say what to look at, once", remedy);
    }
    let panel = sheet.read("panel", |value| {
        let text = value::text(value, &Takes::Name.tells())?;
        if PANELS.contains(&text) {
            return Ok(Focus::Panel(text.to_owned()));
        }
        Err(unknown(value.span(), "panel", text, PANELS))
    });
    let part = sheet.read("part", |value| {
        let text = value::text(value, &Takes::Part.tells())?;
        let sections = ["dining_room", "kitchen", "pantry", "partner", "building"];
        let parts = &ground.scenario.parts;
        let named = sections.iter().flat_map(|section| {
            parts.names(section).into_iter().map(move |name| format!("{section}.{name}"))
        });
        let known: Vec<String> =
            named.chain(["waiter".to_owned(), "dispatcher".to_owned()]).collect();
        one_of(value, "part", &known).map_err(|problem| {
            let meant = nearest(text, known.iter().map(String::as_str));
            problem.meant(meant)
        })?;
        Ok(Focus::Part(text.to_owned()))
    });
    let knob = sheet
        .read("knob", |value| Ok(Focus::Knob(one_knob(value, &known_knobs(ground), Takes::Knob)?)));
    panel.or(part).or(knob).unwrap_or(Focus::Panel("floor".into()))
}

fn predict(sheet: &Sheet<'_, '_>, ground: &Ground) -> Option<Predict> {
    let ask = sheet.words("ask");
    let over = sheet.over("over", ground);
    let change = sheet.value("change").map(|value| sheet.change(value, ground));
    let mut conditions = Vec::new();
    let choices = sheet.list("choices", MOST_CHOICES, |value| {
        let (text, when) = predicted(value, ground)?;
        conditions.extend(when);
        Ok(text)
    });
    if sheet.has("choices") && choices.len() < 2 {
        let cause = "a prediction needs at least two choices";
        sheet.complain("choices", cause, format!("write {}", Takes::Choices.tells()));
    }
    let by = if conditions.is_empty() {
        by_cut(sheet, ground, choices.len())?
    } else {
        if conditions.len() != choices.len() {
            let cause = "some choices say when they are right, and some do not";
            sheet.complain("choices", cause, "write { text = \"…\", when = \"…\" } for each");
        }
        for key in ["dial", "cut", "measure"] {
            if sheet.has(key) {
                let cause = format!("{key} means nothing where the choices are conditions");
                sheet.complain(key, cause, format!("leave out {key}"));
            }
        }
        By::When(conditions)
    };
    Some(Predict { ask, over: over?, change: change.unwrap_or_default(), choices, by })
}

/// Reads a choice of a prediction: a text, perhaps with the condition under which it is right.
fn predicted(value: &Value<'_>, ground: &Ground) -> Read<(String, Option<Condition>)> {
    let tells = Takes::Choices.tells();
    let Some(table) = value.get_ref().as_table() else {
        return words(value, Takes::Text(200)).map(|text| (text, None));
    };
    match (table.get("text"), table.get("when"), table.len()) {
        (Some(text), Some(when), 2) => {
            Ok((words(text, Takes::Text(200))?, Some(condition(when, ground)?)))
        }
        _ => Err(expected(value, &tells)),
    }
}

fn by_cut(sheet: &Sheet<'_, '_>, ground: &Ground, choices: usize) -> Option<By> {
    if !sheet.has("dial") {
        sheet.missing("dial");
    }
    let measure = sheet.read("measure", |value| {
        let text = value::text(value, &Takes::Measure.tells())?;
        Measure::named(text).ok_or_else(|| unknown(value.span(), "measure", text, &Measure::NAMES))
    });
    let measure = measure.unwrap_or(Measure::Ratio);
    let dial = sheet.dial("dial", ground)?;
    let unit = if measure == Measure::Ratio { Unit::Count } else { dial.unit };
    let cut = sheet.list("cut", MOST_CHOICES, |value| border(value, unit));
    let rises = cut.windows(2).all(|pair| pair[0] < pair[1]);
    if !rises {
        sheet.complain("cut", "the borders do not rise", "write the lowest first, each once");
    } else if sheet.has("cut") && cut.len() + 1 != choices {
        let cause = format!("{} borders make {} answers", cut.len(), cut.len() + 1);
        sheet.complain("cut", cause, format!("write {} borders", choices.saturating_sub(1)));
    }
    Some(By::Cut { dial, measure, cut })
}

/// Reads a border: a number, or a text with a unit.
fn border(value: &Value<'_>, unit: Unit) -> Read<f64> {
    match value.get_ref().as_str() {
        Some(text) => from_units(value, read_value(text, unit)),
        None => value::number(value, "a number, such as 1.4"),
    }
}

/// Reads a choice of a quiz: a text, perhaps with why it is right or wrong.
fn choice(value: &Value<'_>) -> Read<Choice> {
    let Some(table) = value.get_ref().as_table() else {
        return words(value, Takes::Text(300)).map(|text| Choice { text, why: String::new() });
    };
    match (table.get("text"), table.get("why"), table.len()) {
        (Some(text), Some(why), 2) => Ok(Choice {
            text: words(text, Takes::Text(300))?,
            why: words(why, Takes::Text(super::keys::MOST_TEXT))?,
        }),
        _ => Err(expected(value, "{ text = \"…\", why = \"…\" }")),
    }
}

fn quiz(sheet: &Sheet<'_, '_>, ground: &Ground) -> Option<Quiz> {
    let wrong = sheet.list("wrong", MOST_CHOICES - 1, choice);
    if sheet.has("wrong") && wrong.is_empty() {
        let remedy = format!("write {}", Takes::Wrong.tells());
        sheet.complain("wrong", "a quiz needs a wrong answer", remedy);
    }
    let right = sheet.read("right", choice);
    if let Some(right) =
        right.as_ref().filter(|right| wrong.iter().any(|wrong| wrong.text == right.text))
    {
        let cause = format!("\"{}\" is right and wrong", safe_short(&right.text, 40));
        sheet.complain("wrong", cause, "write another wrong answer");
    }
    let proof = sheet.value("proof").and_then(|value| proof(value, sheet, ground));
    let (ask, why) = (sheet.words("ask"), sheet.words("why"));
    Some(Quiz { ask, right: right?, wrong, why, proof })
}

fn proof(value: &Value<'_>, sheet: &Sheet<'_, '_>, ground: &Ground) -> Option<Proof> {
    let read = || -> Read<Proof> {
        let tells = Takes::Proof.tells();
        let table = value::table(value, &tells)?;
        let names = ["set", "dial", "falls_by", "rises_by"];
        for (name, _) in table {
            if !names.contains(&name.get_ref().as_ref()) {
                return Err(unknown(name.span(), "key of a proof", name.get_ref(), &names));
            }
        }
        let get = |name: &str| {
            let missing = || Problem::at(value, format!("{name} is missing in this proof"));
            table.get(name).ok_or_else(|| missing().remedy(format!("write {tells}")))
        };
        let set = sheet.change(get("set")?, ground);
        let (dial, window) = dial(get("dial")?, ground)?;
        let falls_by = match (table.get("falls_by"), table.get("rises_by")) {
            (Some(falls), None) => share(falls)?,
            (None, Some(rises)) => -share(rises)?,
            _ => {
                return Err(Problem::at(value, "a proof says by how much the dial changes")
                    .remedy("write falls_by = 0.3, a share, or rises_by"));
            }
        };
        Ok(Proof { set, dial, window, falls_by })
    };
    read().map_err(|problem| sheet.report(problem)).ok()
}

/// Reads by which share something changes.
fn share(value: &Value<'_>) -> Read<f64> {
    let number = value::number(value, "a share, such as 0.3")?;
    if number > 0.0 && number <= 1e6 {
        return Ok(number);
    }
    Err(expected(value, "a share above 0, such as 0.3 for 30 %"))
}

fn number(sheet: &Sheet<'_, '_>, ground: &Ground) -> Option<Number> {
    let (ask, why) = (sheet.words("ask"), sheet.words("why"));
    let (over, tolerance) = (sheet.over("over", ground), sheet.number("tolerance"));
    let dial = sheet.dial("dial", ground)?;
    Some(Number { ask, dial, over, tolerance: tolerance.unwrap_or(0.05), why })
}

fn goal(sheet: &Sheet<'_, '_>, ground: &Ground) -> Goal {
    let closing = ground.scenario.closing();
    let by = sheet.moment("by", ground).unwrap_or(closing);
    if let Some(value) = sheet.value("by")
        && let Err(problem) = is_open(value, by, ground)
    {
        sheet.report(problem);
    }
    let from = sheet.moment("from", ground);
    if from.is_some_and(|from| from >= by) {
        sheet.complain("from", "the attempt ends before it begins", "write an earlier time");
    }
    let hold = sheet.span("hold").unwrap_or(Span::ZERO);
    if from.is_some_and(|from| from < by && by - from < hold) {
        let cause = "it has to hold for longer than the attempt lasts";
        sheet.complain("hold", cause, "write a shorter time, or an earlier from");
    }
    let knobs = knobs(sheet, ground);
    let solution = sheet.turns("solution", ground);
    for set in &solution {
        if !knobs.is_empty() && !knobs.contains(&set.path) {
            let cause = format!("the solution turns {}, which is not among the knobs", set.path);
            sheet.complain("solution", cause, "add it to knobs, or solve it without");
        }
    }
    let reach = sheet.reach("reach", ground);
    for condition in &reach {
        if ends_after(condition.reach.window, by) {
            let cause = format!("{} looks beyond the time at which it is judged", condition.text);
            sheet.complain("reach", cause, "write an earlier window, or a later by");
        }
    }
    Goal {
        text: sheet.words("text"),
        reach,
        from,
        by,
        hold,
        knobs,
        hints: sheet.list("hints", MOST_ITEMS, |value| words(value, Takes::Text(500))),
        solution,
        wrong: sheet.list("wrong", MOST_ITEMS, |value| Ok(sheet.turns_in(value, ground))),
    }
}

fn ends_after(window: WindowSpec, by: Time) -> bool {
    matches!(window, WindowSpec::Between(_, to) if to > by)
}

/// Reads the names of knobs.
fn knobs(sheet: &Sheet<'_, '_>, ground: &Ground) -> Vec<String> {
    let known = known_knobs(ground);
    sheet.list("knobs", MOST_ITEMS, |value| one_knob(value, &known, Takes::Knobs))
}

/// Reads the name of a knob.
fn one_knob(value: &Value<'_>, known: &[String], takes: Takes) -> Read<String> {
    let text = value::text(value, &takes.tells())?;
    if known.iter().any(|known| known == text) {
        return Ok(text.to_owned());
    }
    let cause = format!("there is no knob \"{}\"", safe_short(text, 60));
    let meant = nearest(text, known.iter().map(String::as_str));
    Err(Problem::at(value, cause).remedy("`boh knobs SCENARIO` lists them").meant(meant))
}

/// Lists the names of the knobs that there are.
fn known_knobs(ground: &Ground) -> Vec<String> {
    crate::scenario::knobs(&ground.scenario).into_iter().map(|knob| knob.name).collect()
}

fn compare(sheet: &Sheet<'_, '_>, ground: &Ground) -> Option<Compare> {
    let change =
        |name: &str| sheet.value(name).map_or_else(Vec::new, |value| sheet.change(value, ground));
    let (a, b) = (change("a"), change("b"));
    let over: Option<Over> = sheet.over("over", ground);
    Some(Compare { a, b, dial: sheet.dial("dial", ground)?, over })
}

/// Reads the front matter's own name.
pub fn id(sheet: &Sheet<'_, '_>) -> Option<String> {
    sheet.read("id", |value| name(value, Takes::Name))
}
