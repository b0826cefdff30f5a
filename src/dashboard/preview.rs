//! A preview: a scenario that runs, drawn small beside the list of all.

use super::app::{App, Looks};
use super::canvas::Canvas;
use super::floor;
use super::message::Message;
use super::shell::Show;
use crate::runner::Snapshot;
use crate::runner::live::{Beginning, Live, WallClock};
use crate::scenario::Scenario;
use std::sync::Arc;
use tokio::sync::watch;

/// The fewest columns in which a floor can be made out.
pub const FEWEST_COLUMNS: u16 = 60;
/// The fewest rows.
pub const FEWEST_ROWS: u16 = 9;

/// Nobody goes back in a preview.
const CHECKPOINT_BYTES: u64 = 1 << 20;

/// A scenario that runs. With it the last sender of requests goes, which ends the run.
pub struct Preview {
    app: App,
    pictures: watch::Receiver<Arc<Snapshot>>,
}

impl Preview {
    /// Lets a scenario run.
    pub fn start(scenario: &Arc<Scenario>, looks: Looks) -> Preview {
        let beginning = Beginning {
            drain: false,
            checkpoint_bytes: CHECKPOINT_BYTES,
            ..Beginning::of(scenario)
        };
        let Live { requests, pictures, .. } =
            Live::start(Arc::clone(scenario), beginning, WallClock::start());
        let first = Arc::clone(&pictures.borrow());
        // Its tokens stand where they are: what glides is for a floor that fills the screen.
        let looks = Looks { reduced_motion: true, ..looks };
        let app = App::open(Arc::clone(scenario), looks, (first, requests));
        Preview { app, pictures }
    }

    /// Takes the newest picture, if there is a new one.
    pub fn look(&mut self, looks: Looks) {
        self.app.looks.tongue = looks.tongue;
        if self.pictures.has_changed().unwrap_or(false) {
            let shot = Arc::clone(&self.pictures.borrow_and_update());
            self.app.update(Message::Shot(shot));
        }
    }

    /// Draws it.
    pub fn draw(&self, canvas: &mut Canvas<'_>) {
        floor::draw(canvas, &self.app.picture(0));
    }
}
