//! The timeline: what has happened and what is to come, by the scenario and by hand. Choosing an
//! entry and pressing Enter goes there.

use super::clock;
use super::row::{Goes, Graph, Mark, Row};
use crate::dashboard::app::App;
use crate::dashboard::theme::Role;
use crate::kernel::Time;
use crate::runner::snapshot::State;

/// Something at a moment.
struct Event {
    at: Time,
    text: String,
    sign: (&'static str, &'static str),
    role: Role,
}

/// Returns the line with the clock's place, and a row for each entry.
pub fn rows(app: &App) -> Vec<Row> {
    let now = app.shot.now;
    let events = events(app);
    let closing = app.scenario.closing().max(now);
    let mut marks: Vec<Mark> =
        events.iter().map(|e| Mark { at: e.at, sign: e.sign, role: e.role }).collect();
    marks.push(Mark { at: now, sign: ("◆", "@"), role: Role::Strong });
    let line = Row::new("").graph(Graph::Marks((Time::OPENING, closing), marks));
    let mut rows = vec![line];
    let mut is_told = false;
    for event in events {
        if event.at > now && !is_told {
            rows.push(here(app));
            is_told = true;
        }
        let is_past = event.at <= now;
        let row = Row::new(clock(app, event.at)).note(event.text).goes(Goes::To(event.at));
        rows.push(row.role(if is_past { Role::Quiet } else { Role::Plain }));
    }
    if !is_told {
        rows.push(here(app));
    }
    rows
}

fn here(app: &App) -> Row {
    let id = match app.shot.state {
        State::Over(_) => "state.over",
        _ => "timeline.now",
    };
    let text = format!("{} {}", app.theme().sign("◆", "@"), app.tongue().screen(id));
    Row::new(clock(app, app.shot.now)).note(text).role(Role::Strong)
}

fn events(app: &App) -> Vec<Event> {
    let tongue = app.tongue();
    let scenario = &app.scenario;
    let edge = |at: Time, id: &'static str| Event {
        at,
        text: tongue.screen(id).to_owned(),
        sign: ("┃", "|"),
        role: Role::Name,
    };
    let mut events = vec![edge(Time::OPENING, "timeline.opens")];
    if scenario.warm_up.0 > 0 {
        events.push(edge(scenario.warm_up_ends(), "timeline.counts"));
    }
    for entry in &scenario.timeline {
        let mut say = |at: Time, text: String| {
            events.push(Event { at, text, sign: ("▼", "v"), role: Role::Meaning });
        };
        if let Some(text) = &entry.say {
            say(entry.at, format!("“{text}”"));
        }
        for turned in &entry.sets {
            let slots = [("knob", turned.knob.clone()), ("value", turned.written.clone())];
            say(entry.at, tongue.both(|lens| lens.say("turned", &slots)));
            if let Some(lasts) = entry.lasts {
                let slots = [("knob", turned.knob.clone())];
                say(entry.at + lasts, tongue.shows("timeline.back", &slots));
            }
        }
    }
    for (at, done) in by_hand(app) {
        let text = tongue.shows("timeline.by_hand", &[("done", done)]);
        events.push(Event { at, text, sign: ("▲", "^"), role: Role::Uneasy });
    }
    events.push(edge(scenario.closing(), "timeline.closes"));
    events.sort_by_key(|event| event.at);
    events
}

/// Lists what was done by hand in the branch that is seen, that of the branches it left included.
fn by_hand(app: &App) -> Vec<(Time, String)> {
    let mut done = Vec::new();
    let mut until = Time::NEVER;
    let mut number = Some(app.shot.floor().branch);
    while let Some(branch) =
        number.and_then(|number| app.shot.branches.iter().find(|b| b.number == number))
    {
        done.extend(branch.done.iter().filter(|(at, _)| *at <= until).cloned());
        until = until.min(branch.from);
        number = branch.parent;
    }
    done
}
