//! What a part is: in the restaurant, in a backend, and where the comparison ends.

use crate::dashboard::app::App;
use crate::dashboard::canvas::Canvas;
use crate::dashboard::floor::Part;
use crate::dashboard::help::card;
use crate::dashboard::panels::clock;
use crate::dashboard::theme::Role;
use crate::dials::Dial;
use crate::lens::{Card, Lens};
use crate::report::wrap;
use crate::runner::snapshot::FloorShot;

/// Draws what a part is over what is there: in the words of the lens, and what it stands for.
pub fn draw(canvas: &mut Canvas<'_>, part: Part, app: &App) {
    let tongue = app.tongue();
    let id = id_of(part);
    let (Some(own), Some(other)) = (tongue.lens().card(id), tongue.other().card(id)) else {
        return;
    };
    let width = canvas.width().min(76);
    let inside = usize::from(width.saturating_sub(4));
    let mut lines: Vec<(String, Role)> = Vec::new();
    let mut add = |text: &str, role: Role| {
        lines.extend(wrap(text, inside).into_iter().map(|line| (line, role)));
        lines.push((String::new(), Role::Plain));
    };
    add(&own.help, Role::Plain);
    if let Some(help) = tongue.meaning(|lens| told(lens, id).help) {
        add(&help, Role::Meaning);
    }
    // A lens that is silent about it leaves it to the field.
    let ends = if own.ends.is_empty() { &other.ends } else { &own.ends };
    if !ends.is_empty() {
        add(&format!("{} {ends}", tongue.screen("help.ends")), Role::Uneasy);
    }
    if matches!(part, Part::Kitchen(_)) {
        add(tongue.screen("talk.help"), Role::Quiet);
    }
    let shown = shown(part, app);
    if !shown.is_empty() && app.shot.floors.len() > 1 {
        let since = clock(app, app.scenario.warm_up_ends());
        lines.push((tongue.shows("dials.futures", &[("time", since)]), Role::Name));
    }
    lines.extend(shown.into_iter().map(|line| (line, Role::Strong)));
    if lines.last().is_some_and(|(line, _)| line.is_empty()) {
        lines.pop();
    }
    let size = (width, lines.len() as u16 + 2);
    let title = match tongue.meaning(|lens| told(lens, id).name) {
        Some(meaning) => format!("{} = {meaning}", own.name),
        None => own.name.clone(),
    };
    let mut card = card(canvas, size, &title);
    for (y, (line, role)) in (0..).zip(lines.iter().skip(app.scrolled)) {
        card.text(1, y, line, *role);
    }
}

/// Returns a line for each dial of a part that has something to say: what it is, and what it shows;
/// in a fork, in both futures.
fn shown(part: Part, app: &App) -> Vec<String> {
    let names = app.scenario.names();
    let scene = &app.shot.floor().scene;
    let prefix = match part {
        Part::Room(at) => format!("dining_room.{}.", names.rooms[at]),
        Part::Waiter => "waiter.".to_owned(),
        Part::Kitchen(at) => {
            format!("kitchen.{}.", names.kitchens[scene.kitchens[at].kitchen as usize])
        }
        Part::Building(at) => format!("building.{}.", names.buildings[at]),
        Part::Pantry(at) => format!("pantry.{}.", names.pantries[at].0),
        Part::Partner(at) => format!("partner.{}.", names.partners[at]),
    };
    let dials = app.book.dials.iter().filter(|dial| dial.name.starts_with(&prefix));
    let line = |dial: &Dial| {
        let read = |floor: &FloorShot| app.book.read(floor, &dial.name);
        let values: Vec<Option<f64>> = app.shot.floors.iter().map(read).collect();
        values.iter().any(Option::is_some).then(|| {
            let figure = |value: Option<f64>| {
                value.map_or("–".to_owned(), |value| app.figures().value(value, dial.unit))
            };
            let values: Vec<String> = values.into_iter().map(figure).collect();
            format!("{}: {}", app.tongue().lens().dial_name(&dial.id), values.join(" | "))
        })
    };
    dials.filter_map(line).collect()
}

fn told(lens: &Lens, id: &str) -> Card {
    lens.card(id).cloned().unwrap_or_default()
}

/// Returns the id under which a part is explained.
fn id_of(part: Part) -> &'static str {
    match part {
        Part::Room(_) => "guests",
        Part::Waiter => "waiter",
        Part::Kitchen(_) => "kitchen",
        Part::Building(_) => "building",
        Part::Pantry(_) => "pantry",
        Part::Partner(_) => "partner",
    }
}
