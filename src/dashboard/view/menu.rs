//! The menu of a dining room: what can be ordered there by hand.

use crate::dashboard::app::App;
use crate::dashboard::canvas::{Canvas, cells};
use crate::dashboard::help::card;
use crate::dashboard::menu::{Form, MenuList};
use crate::dashboard::texts::shown;
use crate::dashboard::theme::Role;
use crate::runner::snapshot::Value;

/// Draws the menu over what is there.
pub fn draw(canvas: &mut Canvas<'_>, menu: &MenuList, app: &App) {
    if let Some(form) = &menu.form {
        return fill_in(canvas, (menu, form), app);
    }
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
        // What costs nothing by itself may cost what the bank is asked for.
        let price = if price > 0.0 { format!("{price:.2}") } else { String::new() };
        let x = width.saturating_sub(3 + price.len() as u16);
        card.text(x, y, &price, Role::Plain);
        if at == menu.at {
            card.mark((1, y), width - 2, Role::Chosen);
        }
    }
}

/// Draws the form for what the chosen dish asks for.
fn fill_in(canvas: &mut Canvas<'_>, (menu, form): (&MenuList, &Form), app: &App) {
    let names = app.scenario.names();
    let tongue = app.tongue();
    let title = tongue.shows("form.title", &[("dish", names.dishes[menu.at].clone())]);
    let mut card = card(canvas, (70, form.fields.len() as u16 + 6), &title);
    let width = card.width();
    card.short((1, 0), tongue.screen("form.text"), width - 2, Role::Quiet);
    let rows = usize::from(card.height().saturating_sub(3));
    let first = form.at.saturating_sub(rows.saturating_sub(1));
    let names = form.fields.iter().map(|field| cells(&field.name)).max().unwrap_or(0).min(20);
    for (y, (at, field)) in (2..).zip(form.fields.iter().enumerate().skip(first).take(rows)) {
        card.short((2, y), &field.name, names, Role::Name);
        let (x, room) = (names + 4, width.saturating_sub(names + 6));
        if field.typed.is_empty() && field.usual != Value::Nothing {
            card.short((x, y), &shown(&field.usual), room, Role::Quiet);
        } else {
            let cursor = if at == form.at { "_" } else { "" };
            // Of a long text its end, where it is typed.
            let typed: Vec<char> = field.typed.chars().collect();
            let from = typed.len().saturating_sub(usize::from(room.saturating_sub(1)));
            let text: String = typed[from..].iter().collect();
            card.short((x, y), &format!("{text}{cursor}"), room, Role::Strong);
        }
        if at == form.at {
            card.mark((1, y), width - 2, Role::Chosen);
        }
    }
}
