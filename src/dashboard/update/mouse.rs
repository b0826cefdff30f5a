//! What the mouse does, if it may: it chooses a part of the floor.

use crate::dashboard::app::App;
use crate::dashboard::view;
use ratatui::crossterm::event::{MouseButton, MouseEvent, MouseEventKind};

/// Chooses what was clicked on.
pub fn mouse(app: &mut App, event: MouseEvent) {
    if event.kind != MouseEventKind::Down(MouseButton::Left) || app.overlay.is_some() {
        return;
    }
    let Some(part) = view::part_at(app, (event.column, event.row)) else { return };
    let parts = app.picture(app.shot.current).parts();
    app.chosen = parts.iter().position(|known| *known == part);
}
