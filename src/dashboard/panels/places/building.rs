//! A building: its power, and what it has only so much of.

use super::{endless, head, taken};
use crate::dashboard::app::App;
use crate::dashboard::floor::count;
use crate::dashboard::panels::Texture;
use crate::dashboard::panels::row::{Graph, Piece, Row, Strip};
use crate::dashboard::theme::Role;
use crate::kernel::Time;
use crate::runner::snapshot::{BuildingScene, LineScene, PowerScene, Uptime};

/// Returns the rows of a building.
pub fn rows(app: &App, at: usize) -> Vec<Row> {
    let tongue = app.tongue();
    let scene = &app.shot.floor().scene.buildings[at];
    let name = &app.scenario.names().buildings[at];
    let word = |id: &'static str| tongue.screen(id);
    let mut rows = vec![head(app, "part.building", name), power(app, at, scene)];
    rows.extend(uptime(app, at));
    let wide = |number: Option<u32>| number.map(u64::from);
    let busy = u64::from(scene.burners_busy);
    let burners = taken(word("part.burners"), busy, wide(scene.burners), &scene.burner_line, app);
    let burners = if scene.shares_burners && scene.cooking > 0 {
        burners.note(tongue.shows("places.shared", &[("n", count(scene.cooking.into()))]))
    } else {
        burners
    };
    rows.push(endless(burners, wide(scene.burners), app));
    if let Some(places) = scene.worktop {
        let line = &scene.worktop_line;
        let places = Some(u64::from(places));
        rows.push(taken(word("part.worktop"), scene.places_taken.into(), places, line, app));
    }
    if let Some(water) = scene.water {
        let in_pipe = u64::from(scene.in_pipe.is_some());
        let row = taken(word("part.water"), in_pipe, None, &scene.pipe_line, app);
        let through = tongue.shows("places.through", &[("n", format!("{water:.0}"))]);
        let note =
            if row.note.is_empty() { through.clone() } else { format!("{through}, {}", row.note) };
        rows.push(
            row.value(if in_pipe > 0 { word("places.flows") } else { word("does.idle") })
                .note(note),
        );
    }
    if let Some(most) = scene.storeroom {
        let line = &LineScene::default();
        let row = taken(word("part.storeroom"), scene.rows, Some(most), line, app);
        let is_full = scene.rows >= most;
        rows.push(if is_full { row.role(Role::Bad) } else { row });
    }
    let names = app.scenario.names();
    if let Some(outer) = scene.inside {
        let outer = names.buildings[outer as usize].clone();
        rows.push(Row::note_only(tongue.shows("part.virtual", &[("building", outer)])));
    }
    if let Some(district) = scene.district {
        let name = names.districts[district as usize].clone();
        rows.push(Row::note_only(tongue.shows("places.district", &[("district", name)])));
    }
    rows
}

/// Returns the day of a building as a strip, once any has been down.
fn uptime(app: &App, at: usize) -> Option<Row> {
    let floor = app.shot.floor();
    let uptimes = floor.uptimes.iter();
    let own = floor.uptimes.get(at).filter(|_| uptimes.clone().any(Uptime::has_been_down))?;
    let (tongue, now) = (app.tongue(), app.shot.now);
    let piece = |((from, to), is_up): ((Time, Time), bool)| Piece {
        from,
        to,
        texture: if is_up { Texture::Hand } else { Texture::Wait },
        label: String::new(),
        says: tongue.screen(if is_up { "places.was_up" } else { "places.was_down" }).to_owned(),
    };
    let pieces = own.pieces(now).filter(|((from, to), _)| from < to).map(piece).collect();
    let window = (Time::OPENING, app.scenario.closing().max(now));
    let up = app.book.read(floor, &format!("building.{}.up", app.scenario.names().buildings[at]));
    let row = Row::new(tongue.screen("places.uptime"))
        .value(up.map_or("–".to_owned(), |share| format!("{:.1} %", share * 100.0)))
        .graph(Graph::Strip(Strip { window, pieces, end: None }));
    Some(row)
}

fn power(app: &App, at: usize, scene: &BuildingScene) -> Row {
    let tongue = app.tongue();
    let (id, role) = match scene.power {
        PowerScene::Up => ("places.power_on", Role::Plain),
        PowerScene::Boots => ("part.boots", Role::Uneasy),
        PowerScene::Dark if app.shot.floor().is_spare(at) => ("part.spare_off", Role::Idle),
        PowerScene::Dark => ("part.power_off", Role::Bad),
    };
    let mut notes = Vec::new();
    if scene.on_generator {
        notes.push(tongue.screen("places.generator").to_owned());
    }
    if let Some(at) = scene.changes {
        let left = app.brief(at.0.saturating_sub(app.shot.now.0) as f64 / 1e9);
        notes.push(tongue.shows("places.changes", &[("time", left)]));
    }
    Row::new(tongue.screen("places.power"))
        .value(tongue.screen(id))
        .note(notes.join(", "))
        .role(role)
}
