//! Dials over windows of one's own, typed into the filter of the dials: `latency.p95@2m`.

use super::clock;
use super::pins::Pinned;
use super::row::{Goes, Row};
use crate::dashboard::app::{App, Panel};
use crate::dashboard::theme::Role;
use crate::dials::Dial;
use crate::kernel::Time;
use crate::runner::Request;
use crate::runner::live::shortest_window;
use crate::runner::snapshot::{FloorShot, WindowShot};
use crate::scenario::{Dials, WindowSpec};

/// So many are read at once.
const MOST: usize = 16;

/// Returns what is typed, as the filter of the dials has it.
fn typed(app: &App) -> Option<String> {
    let text = app.filter_of(Panel::Dials).replace(' ', "");
    text.contains('@').then_some(text)
}

/// Asks for what is pinned or typed, unless that is read already.
pub fn ask(app: &mut App) {
    let mut wanted = app.lesson.clone().unwrap_or_default();
    wanted.extend(app.read_since_fork());
    wanted.extend(app.pins.windows().map(str::to_owned));
    wanted.dedup();
    let typed = typed(app).filter(|text| understood(app, text).is_ok());
    wanted.extend(typed.filter(|text| !app.pins.has(&Pinned::Window(text.clone()))));
    wanted.truncate(MOST);
    if wanted != app.read_over {
        app.read_over.clone_from(&wanted);
        app.ask(Request::Read(wanted));
    }
}

/// Reads a dial with its window; the error says in one line what is wrong.
fn understood(app: &App, text: &str) -> Result<(Dial, WindowSpec), String> {
    let tongue = app.tongue();
    let (name, window) = text.split_once('@').unwrap_or((text, ""));
    if app.book.dial(name).is_none() {
        let named = Dials::of(&app.scenario.parts).over(name, app.scenario.opens);
        let slots = [("dial", name.to_owned())];
        return Err(match named.err().and_then(|(_, meant)| meant) {
            Some(meant) => tongue.shows("windows.meant", &[("meant", meant), slots[0].clone()]),
            None => tongue.shows("windows.no_dial", &slots),
        });
    }
    let wrong = |_| tongue.screen("windows.wrong").to_owned();
    let spec = WindowSpec::parse(window, app.scenario.opens).map_err(wrong)?;
    let least = shortest_window(&app.scenario);
    if matches!(spec, WindowSpec::Last(over) if over < least) {
        return Err(tongue.shows("windows.short", &[("least", app.brief(least.seconds()))]));
    }
    let dial = app.book.dial(name).cloned().ok_or_else(String::new)?;
    Ok((dial, spec))
}

/// Returns a row for what is typed, and for each window that is pinned.
pub fn rows(app: &App) -> Vec<Row> {
    let typed = typed(app);
    let mut rows = Vec::new();
    if let Some(text) = &typed {
        rows.push(match understood(app, text) {
            Ok(known) => row(app, text, &known),
            Err(why) => Row::note_only(why).role(Role::Bad),
        });
    }
    let pinned = app.pins.windows().filter(|text| typed.as_deref() != Some(*text));
    let known = pinned.filter_map(|text| Some((text, understood(app, text).ok()?)));
    rows.extend(known.map(|(text, known)| row(app, text, &known)));
    rows
}

fn row(app: &App, text: &str, (dial, spec): &(Dial, WindowSpec)) -> Row {
    let is_pinned = app.pins.has(&Pinned::Window(text.to_owned()));
    let name = if is_pinned { format!("*{text}") } else { text.to_owned() };
    let figure = |floor: &FloorShot| {
        let value = shot(floor, text).and_then(|shot| shot.value);
        value.map_or("–".to_owned(), |value| app.figures().value(value, dial.unit))
    };
    let between = shot(app.shot.floor(), text).and_then(|shot| shot.between);
    let words = app.tongue().both(|lens| lens.dial_name(&dial.id));
    let note = match (between, spec) {
        (Some((from, to)), _) => format!("{}–{}  {words}", clock(app, from), clock(app, to)),
        (None, WindowSpec::Between(from, _)) if *from >= app.shot.now => {
            app.tongue().shows("windows.later", &[("time", clock(app, *from))])
        }
        (None, WindowSpec::Between(..)) => app.tongue().screen("windows.past").to_owned(),
        (None, _) => app.tongue().screen("windows.soon").to_owned(),
    };
    let row = match &app.shot.floors[..] {
        [was, is] => Row::new(name).value(figure(was)).lately(figure(is)),
        _ => Row::new(name).value(figure(app.shot.floor())).lately(until(app, between, *spec)),
    };
    row.note(note).role(Role::Strong).goes(Goes::Pin(Pinned::Window(text.to_owned())))
}

/// Says until when the last so long is measured; nothing: until this very moment.
fn until(app: &App, between: Option<(Time, Time)>, spec: WindowSpec) -> String {
    match (between, spec) {
        (Some((_, to)), WindowSpec::Last(_)) if to < app.shot.now => {
            app.tongue().shows("windows.until", &[("to", clock(app, to))])
        }
        _ => String::new(),
    }
}

/// Returns what a floor shows over a window.
pub fn shot<'a>(floor: &'a FloorShot, text: &str) -> Option<&'a WindowShot> {
    floor.windows.iter().find(|shot| shot.text == text)
}

/// Returns a dial that is pinned over a window.
pub fn dial<'a>(app: &'a App, text: &str) -> Option<&'a Dial> {
    app.book.dial(text.split_once('@').map_or(text, |(name, _)| name))
}
