//! The menu of a dining room: what can be ordered there by hand.

use crate::dashboard::app::App;
use crate::dashboard::canvas::Canvas;
use crate::dashboard::help::card;
use crate::dashboard::menu::MenuList;
use crate::dashboard::theme::Role;

/// Draws the menu over what is there.
pub fn draw(canvas: &mut Canvas<'_>, menu: &MenuList, app: &App) {
    let names = app.scenario.names();
    let tongue = app.tongue();
    let title = tongue.shows("menu.title", &[("room", names.rooms[menu.room].clone())]);
    let size = (60, names.dishes.len() as u16 + 6);
    let mut card = card(canvas, size, &title);
    let width = card.width();
    card.short((1, 0), tongue.screen("menu.text"), width - 2, Role::Quiet);
    let rows = usize::from(card.height().saturating_sub(3));
    let first = menu.at.saturating_sub(rows / 2).min(names.dishes.len().saturating_sub(rows));
    for (y, (at, dish)) in (2..).zip(names.dishes.iter().enumerate().skip(first).take(rows)) {
        let price = app.scenario.plan.menu[at].price as f64 / 100.0;
        card.text(2, y, dish, Role::Plain);
        let price = format!("{price:.2}");
        let x = width.saturating_sub(3 + price.len() as u16);
        card.text(x, y, &price, Role::Plain);
        if at == menu.at {
            card.mark((1, y), width - 2, Role::Chosen);
        }
    }
}
