//! What the panels hold, as rows: one function makes the rows of a panel, [`table`] draws them, and
//! [`tell`] tells them line by line.

mod branches;
mod dials;
mod floor;
mod guests;
pub mod knobs;
mod lanes;
mod lately;
pub mod life;
pub mod pins;
mod places;
mod row;
pub mod table;
#[cfg(test)]
mod tests;
mod texture;
mod time;
mod timeline;
pub mod windows;

pub use row::{Goes, Row};
pub use texture::Texture;

use super::app::{App, Panel};
use crate::kernel::Time;
use crate::scenario::units::{show_clock, show_clock_ms};

/// What can be told line by line: every panel, and what lies over the floor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Topic {
    /// A panel.
    Panel(Panel),
    /// The branches, which the timeline has as well.
    Branches,
    /// What can be turned.
    Knobs,
    /// The life of the followed order, which lies over the floor.
    Life,
}

impl Topic {
    /// Returns the id of its name.
    fn id(self) -> &'static str {
        match self {
            Topic::Panel(panel) => panel.id(),
            Topic::Branches => "panel.branches",
            Topic::Knobs => "panel.knobs",
            Topic::Life => "panel.life",
        }
    }

    /// Returns how it is asked for.
    pub fn name(self) -> &'static str {
        self.id().trim_start_matches("panel.")
    }
}

/// Returns the rows of a panel, or of those about as many as there is room for.
pub fn rows(app: &App, panel: Panel, room: usize) -> Vec<Row> {
    if app.wall && matches!(panel, Panel::Lanes | Panel::Time | Panel::Places) {
        return vec![Row::note_only(app.tongue().screen("wall.text"))];
    }
    match panel {
        Panel::Floor => floor::rows(app),
        Panel::Charts => lately::charts(app),
        Panel::Story => lately::story(app),
        Panel::Dials => dials::rows(app),
        Panel::Lanes => lanes::rows(app, room),
        Panel::Guests => guests::rows(app, room),
        Panel::Time => time::rows(app),
        Panel::Places => places::rows(app, room),
        Panel::Timeline => {
            let mut rows = timeline::rows(app);
            rows.extend(branches::rows(app));
            rows
        }
    }
}

/// Tells what a panel holds, one fact a line.
pub fn tell(app: &App, topic: Topic) -> Vec<String> {
    let rows = match topic {
        Topic::Panel(panel) => rows(app, panel, usize::MAX),
        Topic::Branches => branches::rows(app),
        Topic::Knobs => knobs::rows(app),
        Topic::Life => life::rows(app),
    };
    let name = app.tongue().screen(topic.id());
    let is_of_one = match topic {
        Topic::Panel(panel) => app.future_of(panel).is_some(),
        Topic::Knobs | Topic::Life => true,
        Topic::Branches => false,
    };
    let name = if is_of_one { app.titled(name) } else { name.to_owned() };
    let slots = [("panel", name), ("time", clock(app, app.shot.now))];
    let mut lines = vec![app.tongue().shows("panel.told", &slots)];
    lines.extend(rows.iter().flat_map(|row| row.tell(|at| precise(app, at))));
    lines
}

/// Returns the row that is chosen, among all rows of a panel.
pub fn chosen(app: &App, rows: &[Row]) -> Option<usize> {
    let places: Vec<usize> = (0..rows.len()).filter(|at| rows[*at].goes.is_some()).collect();
    let first = match app.panel {
        // Where the clock stands now.
        Panel::Timeline => places
            .iter()
            .position(|at| matches!(rows[*at].goes, Some(Goes::To(to)) if to >= app.shot.now)),
        _ => Some(0),
    };
    let at = app.cursor.or(first).unwrap_or(0);
    places.get(at.min(places.len().checked_sub(1)?)).copied()
}

/// Goes up or down among the rows that something can be done with.
pub fn go(app: &mut App, down: bool) {
    let all = rows(app, app.panel, usize::MAX);
    let places: Vec<usize> = (0..all.len()).filter(|at| all[*at].goes.is_some()).collect();
    let Some(last) = places.len().checked_sub(1) else { return };
    let here = chosen(app, &all).and_then(|row| places.iter().position(|at| *at == row));
    let here = here.unwrap_or(0);
    app.cursor = Some(if down { (here + 1).min(last) } else { here.saturating_sub(1) });
}

/// Writes a moment as the clock shows it.
pub fn clock(app: &App, at: Time) -> String {
    show_clock((app.scenario.opens.0 + at.0) / 1_000_000_000 * 1_000_000_000)
}

fn precise(app: &App, at: Time) -> String {
    show_clock_ms(app.scenario.opens.0 + at.0)
}

/// Writes how long something has gone on since a moment.
fn since(app: &App, from: Time) -> String {
    app.brief(app.shot.now.0.saturating_sub(from.0) as f64 / 1e9)
}
