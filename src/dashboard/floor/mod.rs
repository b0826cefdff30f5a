//! The floor: the restaurant as a picture, left to right as an order travels.
//!
//! Each part draws itself as large as its place allows: a few people as figures, more as a line
//! each with what they do and how far they are, many as groups by what they do.

mod building;
mod figures;
mod ground;
mod guests;
mod kitchen;
mod mood;
mod motion;
mod pantry;
mod partner;
mod power;
mod seen;
mod sites;
mod tokens;
mod waiter;
mod wall;

pub use kitchen::does;
pub use motion::Motion;
pub use partner::{letters, postbox};
pub use power::why_off;
pub use seen::{Seen, seen};
pub use sites::Sites;
pub use tokens::tokens;
pub use wall::bricks;

use super::book::Book;
use super::canvas::{Canvas, cells};
use super::theme::Role;
use crate::kernel::Time;
use crate::lens::Tongue;
use crate::report::Figures;
use crate::runner::snapshot::{FloorShot, MOST_LANES};
use crate::scenario::Scenario;
use ratatui::layout::Rect;

/// A part of the restaurant that can be chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// A dining room.
    Room(usize),
    /// The waiters.
    Waiter,
    /// A copy of a kitchen, counted through.
    Kitchen(usize),
    /// A building that a kitchen is in.
    Building(usize),
    /// A pantry.
    Pantry(usize),
    /// A partner.
    Partner(usize),
}

/// What a floor is drawn from.
pub struct Picture<'a> {
    /// The scenario.
    pub scenario: &'a Scenario,
    /// The restaurant as it is.
    pub floor: &'a FloorShot,
    /// Where each dial is found.
    pub book: &'a Book,
    /// Its orders, by their slots.
    pub orders: &'a [Seen],
    /// In whose words.
    pub tongue: Tongue,
    /// Whether more than ASCII can be drawn.
    pub unicode: bool,
    /// What is chosen.
    pub chosen: Option<Part>,
    /// Whether the kitchen is behind a wall.
    pub wall: bool,
    /// How long an ordinary order takes, in seconds.
    pub ordinary: f64,
    /// Who is on the way from one part to another.
    pub motion: &'a Motion,
}

impl Picture<'_> {
    /// Returns the clock.
    pub fn now(&self) -> Time {
        self.floor.scene.now
    }

    /// Says whether there are waiters, or an order comes to the kitchen by itself.
    pub fn has_waiter(&self) -> bool {
        let waiter = &self.floor.scene.waiter;
        waiter.count.is_some() || waiter.takes_orders || waiter.serves
    }

    /// Lists the parts that can be chosen.
    pub fn parts(&self) -> Vec<Part> {
        let scene = &self.floor.scene;
        let rooms = (0..scene.rooms.len()).map(Part::Room);
        let waiter = self.has_waiter().then_some(Part::Waiter);
        let kitchens = (0..scene.kitchens.len()).map(Part::Kitchen);
        let is_shown = |at: &usize| self.has_kitchen(*at) || self.pantries_in(*at).next().is_some();
        let buildings = (0..scene.buildings.len()).filter(is_shown).map(Part::Building);
        let pantries = (0..scene.pantries.len()).map(Part::Pantry);
        let partners = (0..scene.partners.len()).map(Part::Partner);
        let behind = kitchens.chain(buildings).chain(pantries).chain(partners);
        rooms.chain(waiter).chain(behind).collect()
    }

    /// Says whether a kitchen is in a building.
    pub fn has_kitchen(&self, building: usize) -> bool {
        let kitchens = &self.floor.scene.kitchens;
        kitchens.iter().any(|kitchen| kitchen.building == Some(building as u32))
    }

    /// Lists the pantries that are in a building.
    pub fn pantries_in(&self, building: usize) -> impl Iterator<Item = usize> {
        let pantries = self.floor.scene.pantries.iter().enumerate();
        let there = pantries.filter(move |(_, pantry)| pantry.building == Some(building as u32));
        there.map(|(number, _)| number)
    }

    /// Returns how figures are shown.
    pub fn figures(&self) -> Figures {
        Figures::new(self.tongue.lens(), self.scenario.time_scale)
    }

    /// Reads a dial.
    pub fn dial(&self, name: &str) -> Option<f64> {
        self.book.read(self.floor, name)
    }

    /// Lists the chefs of a copy of a kitchen whose orders can be seen one by one, in their order.
    pub fn lanes(&self, kitchen: usize) -> Vec<Option<Seen>> {
        let lanes = self.floor.lanes.get(kitchen).map_or(&[][..], Vec::as_slice);
        let order = |slot: u32| {
            let at = self.orders.binary_search_by_key(&slot, |order| order.slot).ok()?;
            Some(self.orders[at])
        };
        let mut lanes: Vec<Option<Seen>> = lanes.iter().map(|lane| lane.and_then(order)).collect();
        // Those who have nothing in their hands come last.
        let chefs = self.floor.scene.kitchens[kitchen].chefs.unwrap_or(0) as usize;
        if lanes.len() < chefs && chefs <= MOST_LANES {
            lanes.resize(chefs, None);
        }
        lanes
    }

    /// Returns the name of a dish, and a sign for one that no menu has.
    pub fn dish(&self, dish: Option<usize>) -> &str {
        dish.and_then(|dish| self.scenario.names().dishes.get(dish)).map_or("?", String::as_str)
    }
}

/// Draws the floor.
pub fn draw(canvas: &mut Canvas<'_>, picture: &Picture<'_>) {
    let area = Rect::new(0, 0, canvas.width(), canvas.height());
    let sites = Sites::find(picture, area);
    parts(canvas, &sites, picture);
    tokens::draw(canvas, &sites, picture);
}

/// Draws everything that stands on the floor.
pub(super) fn parts(canvas: &mut Canvas<'_>, sites: &Sites, picture: &Picture<'_>) {
    for (room, place) in sites.rooms.iter().enumerate() {
        guests::draw(&mut canvas.part(*place), room, picture);
    }
    more(canvas, sites.rooms.last(), picture.floor.scene.rooms.len() - sites.rooms.len(), picture);
    if let Some(place) = sites.waiter {
        waiter::draw(&mut canvas.part(place), picture);
    }
    if picture.wall {
        wall::draw(canvas, sites, picture);
    } else {
        behind(canvas, sites, picture);
    }
}

fn behind(canvas: &mut Canvas<'_>, sites: &Sites, picture: &Picture<'_>) {
    let line = canvas.theme.sign("┊", ":");
    for y in sites.wall.y..sites.wall.bottom() {
        canvas.text(sites.wall.x, y, line, Role::Quiet);
    }
    for house in &sites.houses {
        building::draw(canvas, house, picture);
    }
    for (pantry, place) in sites.pantries.iter().enumerate() {
        pantry::draw(&mut canvas.part(*place), pantry, picture);
    }
    for (partner, place) in sites.partners.iter().enumerate() {
        partner::draw(&mut canvas.part(*place), partner, picture);
    }
    let scene = &picture.floor.scene;
    let shown: usize = sites.houses.iter().map(|house| house.kitchens.len()).sum();
    let last = sites.houses.last().map(|house| house.area);
    more(canvas, last.as_ref(), scene.kitchens.len() - shown, picture);
    let last = sites.partners.last().or(sites.pantries.last());
    let shown = sites.pantries.len() + sites.partners.len();
    more(canvas, last, scene.pantries.len() + scene.partners.len() - shown, picture);
}

/// Says how many found no room.
fn more(canvas: &mut Canvas<'_>, last: Option<&Rect>, hidden: usize, picture: &Picture<'_>) {
    if let (Some(last), true) = (last, hidden > 0) {
        let text = picture.tongue.shows("part.more", &[("n", hidden.to_string())]);
        canvas.text(last.x + 1, last.bottom().saturating_sub(1), &text, Role::Uneasy);
    }
}

/// Writes the name of a part and what it stands for; returns how many rows that took.
fn heading(
    canvas: &mut Canvas<'_>,
    (own, id): (&str, &'static str),
    is_chosen: bool,
    tongue: Tongue,
) -> u16 {
    let word = tongue.screen(id);
    let name = if own.is_empty() { word.to_owned() } else { format!("{word} {own}") };
    let mut end = canvas.text(0, 0, &name, Role::Name);
    if is_chosen {
        canvas.mark((0, 0), end, Role::Chosen);
    }
    let Some(meaning) = meaning(tongue, id) else { return 1 };
    let stands_for = format!("= {meaning}");
    if end + 1 + cells(&stands_for) <= canvas.width() {
        end = canvas.text(end + 1, 0, &stands_for, Role::Meaning);
        debug_assert!(end <= canvas.width());
        return 1;
    }
    if canvas.height() > 5 {
        canvas.text(0, 1, &stands_for, Role::Meaning);
        return 2;
    }
    1
}

/// Returns what the name of a part stands for; none: it says so itself.
fn meaning(tongue: Tongue, id: &str) -> Option<String> {
    tongue.meaning(|lens| lens.screen(id).to_owned())
}

/// Draws the frame of a part that has one, with its name and what it stands for.
fn framed(
    canvas: &mut Canvas<'_>,
    (own, id): (&str, &'static str),
    (is_chosen, role): (bool, Role),
    tongue: Tongue,
) {
    canvas.frame(is_chosen, role);
    let word = tongue.screen(id);
    let short = if own.is_empty() { word } else { own };
    let full = if own.is_empty() { word.to_owned() } else { format!("{word} {own}") };
    let stands_for = meaning(tongue, id).map_or_else(String::new, |meaning| format!("= {meaning}"));
    // What a part stands for is worth more than its kind, which the picture tells as well.
    let wanted = [(full.as_str(), 1), (short, 1), (short, 0)];
    let room = canvas.width().saturating_sub(2);
    let fits =
        |(name, around): &(&str, u16)| cells(name) + cells(&stands_for) + 1 + 2 * around <= room;
    let (name, around, stands_for) = match wanted.into_iter().find(fits) {
        Some((name, around)) => (name, around, stands_for.as_str()),
        None => (short, u16::from(cells(short) + 2 <= room), ""),
    };
    let blank = " ".repeat(usize::from(around));
    let end = canvas.short((1, 0), &format!("{blank}{name}{blank}"), room, Role::Name);
    if !stands_for.is_empty() {
        let x = end + 1 - around;
        let end = canvas.text(x, 0, stands_for, Role::Meaning);
        canvas.text(x - 1, 0, " ", Role::Plain);
        canvas.text(end, 0, &blank, Role::Plain);
    }
}

/// Draws how much of something is taken: a sign for each if there are few, else a bar; then the
/// numbers.
fn gauge(canvas: &mut Canvas<'_>, (x, y): (u16, u16), (taken, all): (u64, u64), role: Role) -> u16 {
    let numbers = format!("{taken}/{all}");
    let room = canvas.width().saturating_sub(x + cells(&numbers) + 1);
    if all <= u64::from(room) {
        let (on, off) = (canvas.theme.sign("▮", "#"), canvas.theme.sign("▯", "."));
        canvas.line((x, y), all as u16, off, Role::Quiet);
        canvas.line((x, y), taken.min(all) as u16, on, role);
        return canvas.text(x + all as u16 + 1, y, &numbers, Role::Plain);
    }
    let room = room.min(20);
    canvas.bar((x, y), room, taken as f64 / all.max(1) as f64, role);
    canvas.text(x + room + 1, y, &numbers, Role::Plain)
}

/// Draws a sign for each in a line, as many as there is room for in so many cells.
fn queue(canvas: &mut Canvas<'_>, (x, y): (u16, u16), cells: u16, roles: &[Role], all: usize) {
    let sign = canvas.theme.sign("▪", "o");
    let fit = usize::from(cells).min(all);
    for at in 0..fit {
        let role = roles.get(at).copied().unwrap_or(Role::Wait);
        canvas.text(x + at as u16, y, sign, role);
    }
    if all > fit && fit > 0 {
        canvas.text(x + fit as u16 - 1, y, canvas.theme.sign("…", "+"), Role::Wait);
    }
}

/// Shows a number in as few cells as make sense.
pub fn count(number: u64) -> String {
    match number {
        0..=99_999 => number.to_string(),
        100_000..=9_999_999 => format!("{}k", number / 1_000),
        _ => format!("{}M", number / 1_000_000),
    }
}
