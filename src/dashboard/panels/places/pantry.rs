//! A pantry: who is at each hatch and for how long, who waits, and what lies on the shelves.

use super::{endless, head, taken};
use crate::dashboard::app::App;
use crate::dashboard::floor::count;
use crate::dashboard::panels::knobs::stands;
use crate::dashboard::panels::row::{Graph, Row};
use crate::dashboard::panels::since;
use crate::dashboard::theme::Role;
use crate::runner::snapshot::{OrderShot, Phase, Record, ShelfScene};
use crate::text::safe_text::safe_short;

/// Of what a shelf holds when it is full, this share is little.
const LITTLE: f64 = 0.1;

/// Returns the rows of a pantry; of each line so many.
pub fn rows(app: &App, at: usize, most: usize) -> Vec<Row> {
    let (floor, tongue) = (app.shot.floor(), app.tongue());
    let scene = &floor.scene.pantries[at];
    let (name, shelves) = &app.scenario.names().pantries[at];
    let mut title = head(app, "part.pantry", name);
    if !scene.has_power {
        title = title.value(tongue.screen("part.power_off"));
    }
    let all = scene.hatches.map(u64::from);
    let hatches = taken(tongue.screen("part.hatches"), scene.busy.into(), all, &scene.line, app);
    let mut rows = vec![title, endless(hatches, all, app)];
    let mut at_hatches: Vec<&OrderShot> = floor
        .orders
        .iter()
        .filter(|o| o.scene.pantry == Some(at as u32) && o.scene.phase == Phase::InPantry)
        .collect();
    at_hatches.sort_by_key(|order| (order.entered, order.number));
    let order =
        |order: &OrderShot| tongue.shows("guests.order", &[("order", order.number.to_string())]);
    for served in at_hatches.into_iter().take(most) {
        let row = Row::new(format!("  {}", order(served)));
        rows.push(row.value(since(app, served.entered)).note(tongue.screen("does.in_pantry")));
    }
    let line = scene.line.first.iter().take(most);
    for slot in line {
        let Some(waits) = floor.orders.iter().find(|order| order.scene.slot == *slot) else {
            continue;
        };
        let note = tongue.screen("does.hatch_wait");
        let row = Row::new(format!("  {}", order(waits))).role(Role::Wait);
        rows.push(row.value(since(app, waits.entered)).note(note));
    }
    for (shelf, stock) in shelves.iter().zip(&scene.shelves) {
        match stock {
            ShelfScene::Endless => rows.push(stocked(app, (name, shelf), None)),
            ShelfScene::Portions(stock) => rows.push(stocked(app, (name, shelf), Some(*stock))),
            ShelfScene::Rows { count: all, held, last } => {
                rows.extend(shelved(app, shelf, (*all, *held), last));
            }
        }
    }
    rows
}

/// Tells of a shelf of rows: how many there are, how many somebody holds, and the last ones.
fn shelved(app: &App, shelf: &str, (all, held): (u64, u32), last: &[Record]) -> Vec<Row> {
    let tongue = app.tongue();
    let mut head = Row::new(shelf).value(tongue.shows("part.rows", &[("n", count(all))]));
    if held > 0 {
        let held = tongue.shows("places.held", &[("n", count(held.into()))]);
        head = head.note(held).role(Role::Wait);
    }
    let row = |record: &Record| Row::new("").note(safe_short(&record.to_string(), 200));
    std::iter::once(head).chain(last.iter().map(row)).collect()
}

fn stocked(app: &App, (pantry, shelf): (&str, &str), stock: Option<u64>) -> Row {
    let tongue = app.tongue();
    let knob = |key: &str| {
        let stands = stands(app, &format!("pantry.{pantry}.shelf.{shelf}.{key}"))?;
        Some(stands.trim_matches('\u{22}').to_owned())
    };
    let Some(stock) = stock else {
        return Row::new(shelf).value("–").note(tongue.screen("places.never_out"));
    };
    let to = knob("restock.to").and_then(|to| to.parse::<u64>().ok());
    let opening = app.scenario.written.get(&format!("pantry.{pantry}.shelf.{shelf}.stock"));
    let full = to.or_else(|| opening.and_then(|stock| stock.parse().ok())).unwrap_or(0);
    let share = (stock as f64 / full.max(stock).max(1) as f64).min(1.0);
    let (mut notes, mut role) = (Vec::new(), Role::Plain);
    if stock == 0 {
        notes.push(tongue.screen("places.sold_out").to_owned());
        role = Role::Bad;
    } else if full > 0 && share < LITTLE {
        notes.push(tongue.screen("places.low").to_owned());
        role = Role::Uneasy;
    }
    if let (Some(every), Some(to)) = (knob("restock.every"), to) {
        let slots = [("to", count(to)), ("every", every)];
        notes.push(tongue.shows("places.restock", &slots));
    }
    let value = if full >= stock && full > 0 {
        format!("{}/{}", count(stock), count(full))
    } else {
        count(stock)
    };
    Row::new(shelf)
        .value(value)
        .role(role)
        .graph(Graph::Bar(share, Role::Plate))
        .note(notes.join(", "))
}
