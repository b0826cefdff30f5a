//! The texts of an order: what its guest says, the ticket, the request, what pantries are asked, and
//! the answer. The words are the lens's, what they speak of is what was really said.

use super::app::App;
use crate::runner::snapshot::{
    Asks, Category, Life, Meant, Outcome, Record, Statement, Term, Value, Verb,
};
use serde_json::json;

/// The texts of an order, line by line.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Texts {
    /// What the guest says.
    pub says: Vec<String>,
    /// What the ticket says.
    pub ticket: Vec<String>,
    /// The same over HTTP.
    pub request: Vec<String>,
    /// What pantries are asked.
    pub asked: Vec<String>,
    /// What comes back.
    pub answer: Vec<String>,
}

impl Texts {
    /// Writes the texts of an order.
    pub fn of(life: &Life, app: &App) -> Texts {
        let speaks_kitchen = app.scenario.plan.rooms[life.room as usize].manner.speaks_kitchen;
        let tongue = app.tongue();
        let slots = [("dish", dish(life, app)), ("order", life.number.to_string())];
        let please = if speaks_kitchen { "life.please_kitchen" } else { "life.please" };
        let fields = fields(life.said.carries.as_ref(), app);
        let mut says = vec![tongue.shows(please, &slots)];
        let mut ticket = vec![tongue.shows("life.ticket_text", &slots)];
        let request = if speaks_kitchen {
            // It is no request: nobody has put it into the language of the house.
            vec![tongue.shows(please, &slots)]
        } else {
            request(life, &slots, app)
        };
        if !speaks_kitchen {
            says.extend(fields.iter().cloned());
        }
        ticket.extend(fields);
        let asked = life.said.asked.iter().flat_map(|(_, asked)| statement(asked, app)).collect();
        Texts { says, ticket, request, asked, answer: answer(life, app) }
    }
}

/// Returns the name of the dish that was ordered.
pub fn dish(life: &Life, app: &App) -> String {
    let names = app.scenario.names();
    let dish = life.dish.and_then(|dish| names.dishes.get(dish as usize));
    dish.map_or("?".to_owned(), Clone::clone)
}

/// Says what an order carries, a field a line.
fn fields(carries: Option<&Record>, app: &App) -> Vec<String> {
    let say = |(name, value): (&str, &Value)| {
        let slots = [("field", name.to_owned()), ("value", shown(value))];
        app.tongue().shows("life.field", &slots)
    };
    carries.map(|record| cells(record).map(say).collect()).unwrap_or_default()
}

/// Lists the fields of a row and what they hold.
pub fn cells(record: &Record) -> impl Iterator<Item = (&str, &Value)> {
    record.fields().iter().zip(record.cells())
}

fn request(life: &Life, slots: &[(&str, String)], app: &App) -> Vec<String> {
    let tongue = app.tongue();
    let mut lines = vec![tongue.shows("life.request_line", slots)];
    lines.push(tongue.shows("life.request_number", slots));
    if let Some(wristband) = &life.said.wristband {
        lines.push(tongue.shows("life.request_cookie", &[("value", shown(wristband))]));
    }
    if let Some(carries) = life.said.carries.as_ref().filter(|carries| !carries.fields().is_empty())
    {
        lines.push(in_one_line(carries));
    }
    lines
}

fn answer(life: &Life, app: &App) -> Vec<String> {
    let tongue = app.tongue();
    let Some((_, outcome)) = life.decided else {
        return vec!["…".to_owned(), tongue.screen("life.open").to_owned()];
    };
    let status = |status: u16| tongue.shows("life.status", &[("status", status.to_string())]);
    let status = match Outcome::FIXED.get(usize::from(outcome.0)) {
        // A client that has gone away hears nothing.
        _ if outcome.category() == Category::Abandoned => tongue.screen("life.gone").to_owned(),
        Some((_, Some(known))) => status(*known),
        Some((_, None)) => tongue.screen("life.no_answer").to_owned(),
        // A reason that the scenario itself names.
        None => status(422),
    };
    let mut lines = vec![status, outcome_name(outcome, app)];
    if let Some(cause) = life.said.failure.as_ref().filter(|_| outcome == Outcome::CRASHED) {
        lines.push(tongue.shows("life.because_of", &[("cause", cause.to_string())]));
    }
    if let Some(answer) = served(life) {
        lines.push(in_one_line(answer));
    }
    lines.extend(life.paid.map(|cents| format!("{:.2}", cents as f64 / 100.0)));
    lines
}

/// Returns the answer of an order that was served.
pub fn served(life: &Life) -> Option<&Record> {
    let is_served = life.decided.is_some_and(|(_, outcome)| outcome == Outcome::SERVED);
    life.said.answer.as_ref().filter(|_| is_served)
}

/// Returns the name of an outcome.
pub fn outcome_name(outcome: Outcome, app: &App) -> String {
    let id = app.scenario.names().outcomes().nth(usize::from(outcome.0)).unwrap_or_default();
    app.tongue().lens().outcome_name(id)
}

/// Says what a pantry is asked. Of a text that was pasted together: what was sent, and what it was
/// understood as.
fn statement(statement: &Statement, app: &App) -> Vec<String> {
    let tongue = app.tongue();
    let Asks::Rows { paste: Some(paste), .. } = &statement.asks else {
        return vec![plainly(statement, app)];
    };
    let sent = tongue.shows("asks.pasted", &[("text", paste.text.to_string())]);
    let understood = match &paste.meant {
        Meant::Nonsense => tongue.screen("asks.nonsense").to_owned(),
        _ => tongue.shows("asks.meant", &[("asked", plainly(statement, app))]),
    };
    vec![sent, understood]
}

/// Says what a pantry understands.
fn plainly(statement: &Statement, app: &App) -> String {
    let names = &app.scenario.names().pantries[statement.pantry as usize].1;
    let shelf = |shelf: u32| names.get(shelf as usize).cloned().unwrap_or_default();
    let tongue = app.tongue();
    match &statement.asks {
        Asks::Portions { puts, items } => {
            let id = if *puts { "asks.put" } else { "asks.take" };
            let one = |(at, portions): &(u32, u64)| {
                tongue.shows(id, &[("shelf", shelf(*at)), ("n", portions.to_string())])
            };
            items.iter().map(one).collect::<Vec<_>>().join(tongue.screen("asks.then"))
        }
        Asks::Rows { shelf: at, verb, fits, sets, paste } => {
            let fits = match paste.as_ref().map(|paste| &paste.meant) {
                Some(Meant::IsSo(what)) => what.to_string(),
                _ => joined(fits, ("asks.is", "asks.and"), app),
            };
            let fits = if fits.is_empty() {
                String::new()
            } else {
                tongue.shows("asks.where", &[("fits", fits)])
            };
            let sets = joined(sets, ("asks.becomes", "asks.comma"), app);
            let mut slots = vec![("shelf", shelf(*at)), ("fits", fits), ("sets", sets)];
            let id = match verb {
                Verb::Find => "asks.find",
                Verb::Count => "asks.count",
                Verb::Put => "asks.put_row",
                Verb::Update => "asks.update",
                Verb::Remove => "asks.remove",
                Verb::Sum(of) => {
                    slots.push(("by", of.to_string()));
                    "asks.sum"
                }
                Verb::Rank(by, top) => {
                    slots.extend([("by", by.to_string()), ("n", top.to_string())]);
                    "asks.rank"
                }
            };
            tongue.shows(id, &slots)
        }
    }
}

fn joined(terms: &[(Box<str>, Term)], (one, between): (&str, &'static str), app: &App) -> String {
    let say = |(field, term): &(Box<str>, Term)| {
        let value = match term {
            Term::Value(Value::Text(text)) => {
                // What stands between quotes may have some itself.
                let is_sql = app.tongue().screen("asks.text").contains('\'');
                let text = if is_sql { text.replace('\'', "''") } else { text.to_string() };
                app.tongue().shows("asks.text", &[("text", text)])
            }
            Term::Value(value) => shown(value),
            Term::Text(text) => text.to_string(),
        };
        app.tongue().shows(one, &[("field", field.to_string()), ("value", value)])
    };
    terms.iter().map(say).collect::<Vec<_>>().join(app.tongue().screen(between))
}

/// Shows a value as somebody would say it.
pub fn shown(value: &Value) -> String {
    match value {
        Value::Number(number) => figure(*number),
        Value::Row(row) => {
            cells(row).map(|(_, value)| shown(value)).collect::<Vec<_>>().join(" · ")
        }
        Value::List(list) => list.iter().map(shown).collect::<Vec<_>>().join("; "),
        value => value.to_string(),
    }
}

/// Shows a number without the last digits, which only a computer's reckoning has.
fn figure(number: f64) -> String {
    let rounded = format!("{number:.6}");
    rounded.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// Returns a row as data, with blanks at which a line can be broken.
fn in_one_line(row: &Record) -> String {
    let text = format!("{:#}", data(&Value::Row(row.clone())));
    text.lines().map(str::trim).collect::<Vec<_>>().join(" ")
}

/// Returns a value as data.
fn data(value: &Value) -> serde_json::Value {
    match value {
        Value::Nothing => serde_json::Value::Null,
        Value::Flag(flag) => json!(flag),
        Value::Number(number) => {
            let shown = figure(*number);
            let whole = shown.parse::<i64>().map(|whole| json!(whole));
            whole.unwrap_or_else(|_| json!(shown.parse::<f64>().unwrap_or(*number)))
        }
        Value::Text(text) => json!(&**text),
        Value::Row(row) => cells(row).map(|(name, value)| (name.to_owned(), data(value))).collect(),
        Value::List(list) => list.iter().map(data).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_as_somebody_would_write_them() {
        for (number, text) in [(7.0, "7"), (29.799_999_999_999_997, "29.8"), (-0.5, "-0.5")] {
            assert_eq!(figure(number), text);
            assert_eq!(data(&Value::from(number)).to_string(), text);
        }
    }
}
