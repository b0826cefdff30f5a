//! A building: its power, and what it has only so much of.

use super::{head, taken};
use crate::dashboard::app::App;
use crate::dashboard::floor::count;
use crate::dashboard::panels::row::Row;
use crate::dashboard::theme::Role;
use crate::runner::snapshot::{BuildingScene, LineScene, PowerScene};

/// Returns the rows of a building.
pub fn rows(app: &App, at: usize) -> Vec<Row> {
    let tongue = app.tongue();
    let scene = &app.shot.floor().scene.buildings[at];
    let name = &app.scenario.names().buildings[at];
    let word = |id: &'static str| tongue.screen(id);
    let mut rows = vec![head(app, "part.building", name), power(app, scene)];
    let wide = |number: Option<u32>| number.map(u64::from);
    let busy = u64::from(scene.burners_busy);
    let burners = taken(word("part.burners"), busy, wide(scene.burners), &scene.burner_line, app);
    let burners = if scene.shares_burners && scene.cooking > 0 {
        burners.note(tongue.shows("places.shared", &[("n", count(scene.cooking.into()))]))
    } else {
        burners
    };
    rows.push(burners);
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

fn power(app: &App, scene: &BuildingScene) -> Row {
    let tongue = app.tongue();
    let (id, role) = match scene.power {
        PowerScene::Up => ("places.power_on", Role::Plain),
        PowerScene::Boots => ("part.boots", Role::Uneasy),
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
