//! Drawing: what the screen is made of, by its size. Nothing here changes anything.

mod caption;
mod card;
mod charts;
mod checks;
mod closing;
pub mod diagnosis;
pub mod gap;
mod goals;
pub mod header;
pub mod knobs;
mod layout;
mod life;
mod menu;
mod screen;
mod story;

pub use caption::said;
pub use charts::plain;
pub use layout::{FEWEST_COLUMNS, FEWEST_ROWS};
pub use story::sentences;

use super::app::{App, FUTURES, Looks, Overlay, Panel};
use super::canvas::{Canvas, cells};
use super::floor::{self, Part, Picture, Sites};
use super::keymap::Place;
use super::message::Action;
use super::panels::Row;
use super::theme::Role;
use super::update::place;
use super::{big, footer, help, panels};
use crate::lens::Tongue;
use crate::report::wrap;
use layout::Layout;
use ratatui::Frame;
use ratatui::layout::{Position, Rect};

/// Draws the screen; a guide covers so many rows of it, above the keys.
pub fn view(app: &App, frame: &mut Frame<'_>, covered: u16) {
    with_keys(app, frame, covered, &|_| true);
}

/// Draws the screen, and of the keys those of which `works` says that they do something.
pub fn with_keys(app: &App, frame: &mut Frame<'_>, covered: u16, works: &dyn Fn(Action) -> bool) {
    let area = frame.area();
    let Some(mut canvas) = blank(frame, &app.looks) else { return };
    let last = Rect::new(0, area.height - 1, area.width, 1);
    if app.looks.is_big {
        let free = Rect { height: (area.height - 1).saturating_sub(covered), ..area };
        big::draw(&mut canvas.part(free), app, covered > 0);
    } else {
        everything(&mut canvas, app);
    }
    // Whoever guides says what is to be said.
    if covered == 0 && app.has_closed() {
        closing::draw(&mut canvas, app);
    }
    over(&mut canvas, app);
    // Where few things are drawn, nothing of them is chosen.
    let is_drawn = |action| {
        !app.looks.is_big || !matches!(action, Action::Enter | Action::Move | Action::Panel)
    };
    let place = place(app);
    let does_something = |action| {
        let has_branches = action != Action::Branch || app.shot.branches.len() > 1;
        (place != Place::Closed || is_drawn(action)) && has_branches && works(action)
    };
    footer::draw_those(&mut canvas.part(last), place, app.tongue(), does_something);
}

/// Draws what lies over the floor, if anything does.
pub fn over(canvas: &mut Canvas<'_>, app: &App) {
    let (width, height) = (canvas.width(), canvas.height());
    // There are as many keys as rows: the help takes the first one as well.
    let is_help = matches!(app.overlay, Some(Overlay::Help));
    let top = u16::from(!is_help);
    overlay(&mut canvas.part(Rect::new(0, top, width, height.saturating_sub(1 + top))), app);
}

/// Draws the floor, and the panels below it; the last row is left for the keys.
pub fn everything(canvas: &mut Canvas<'_>, app: &App) {
    let layout = Layout::of(app, (canvas.width(), canvas.height()));
    header::draw(&mut canvas.part(layout.header), app);
    for (at, place) in layout.floors.iter().enumerate() {
        floor::draw(&mut canvas.part(*place), &app.picture(at));
    }
    for (at, place) in layout.bars.iter().enumerate() {
        gap::bar(&mut canvas.part(*place), app, at);
    }
    if let Some(place) = layout.gap {
        gap::draw(&mut canvas.part(place), app);
    }
    if let Some(place) = layout.caption {
        caption::draw(&mut canvas.part(place), app);
    }
    if let Some(place) = layout.diagnosis {
        diagnosis::draw(&mut canvas.part(place), app);
    }
    if let Some(place) = layout.goals {
        goals::draw(&mut canvas.part(place), app);
    }
    for (panel, place) in &layout.panels {
        panel_frame(&mut canvas.part(*place), *panel, app);
        let inside = Rect::new(place.x, place.y + 1, place.width, place.height.saturating_sub(1));
        let mut inside = canvas.part(inside);
        match panel {
            Panel::Floor => {}
            Panel::Charts => charts::draw(&mut inside, app),
            Panel::Story => story::draw(&mut inside, app),
            panel => rows(&mut inside, *panel, app),
        }
    }
}

/// Draws the rows of a panel.
fn rows(canvas: &mut Canvas<'_>, panel: Panel, app: &App) {
    let wide = usize::from(canvas.width().saturating_sub(2));
    let rows = panels::rows(app, panel, usize::from(canvas.height()));
    let rows: Vec<Row> = rows.into_iter().flat_map(|row| row.wrapped(wide)).collect();
    let has_keys = app.panel == panel;
    let chosen = has_keys.then(|| panels::chosen(app, &rows)).flatten();
    panels::table::draw(canvas, &rows, if has_keys { app.scrolled } else { 0 }, chosen);
}

fn overlay(canvas: &mut Canvas<'_>, app: &App) {
    match &app.overlay {
        None => {}
        Some(Overlay::Help) => {
            let place = match app.looks.is_big {
                _ if app.lesson.is_some() => app.beside,
                true => Place::Big,
                false => Place::Floor,
            };
            help::draw(canvas, place, app.tongue());
        }
        Some(Overlay::Part(part)) => card::draw(canvas, *part, app),
        Some(Overlay::Knobs(list)) => knobs::draw(canvas, list, app),
        Some(Overlay::Menu(menu)) => menu::draw(canvas, menu, app),
        Some(Overlay::Life) => life::draw(canvas, app),
        Some(Overlay::Screen) => screen::draw(canvas, app),
        Some(Overlay::Check(list)) => checks::draw(canvas, list, app),
    }
}

/// Draws the line above a panel, with its name.
fn panel_frame(canvas: &mut Canvas<'_>, panel: Panel, app: &App) {
    let has_keys = app.panel == panel;
    let line = canvas.theme.sign("─", "-");
    canvas.line((0, 0), canvas.width(), line, Role::Quiet);
    let number = Panel::ALL.iter().position(|known| *known == panel).unwrap_or(0) + 1;
    let x = canvas.text(1, 0, &format!("[{number}] "), Role::Key);
    let name = format!("{} ", app.tongue().screen(panel.id()));
    let end = canvas.text(x, 0, &name, if has_keys { Role::Strong } else { Role::Quiet });
    let end = match app.future_of(panel) {
        Some((future, role)) => canvas.text(end, 0, &format!("({future}) "), role),
        None if app.shot.floors.len() > 1 && panel == Panel::Charts => futures(canvas, end, app),
        None => end,
    };
    if has_keys
        && matches!(panel, Panel::Story | Panel::Dials)
        && (app.filter.is_open || !app.filter.text.is_empty())
    {
        let cursor = if app.filter.is_open { "_" } else { "" };
        canvas.text(end, 0, &format!("/{}{cursor} ", app.filter.text), Role::Key);
        return;
    }
    // The first one that there is room for.
    let hints: &[&'static str] = match panel {
        Panel::Dials => &["panel.hint.windows", "panel.hint.dials"],
        Panel::Timeline => &["panel.hint.timeline"],
        Panel::Lanes | Panel::Guests | Panel::Places | Panel::Time => &["panel.hint"],
        Panel::Floor | Panel::Charts | Panel::Story => return,
    };
    let mut hints = hints.iter().map(|hint| format!(" {} ", app.tongue().screen(hint)));
    let fits = |hint: &String| has_keys && end + cells(hint) < canvas.width();
    if let Some(hint) = hints.find(fits) {
        canvas.text_right(0, &hint, Role::Quiet);
    }
}

/// Writes how each of two futures is drawn; returns the next column.
fn futures(canvas: &mut Canvas<'_>, x: u16, app: &App) -> u16 {
    FUTURES.into_iter().fold(x, |x, (id, role)| {
        let text = format!("{} {} ", canvas.theme.fill(role), app.tongue().screen(id));
        canvas.text(x + 1, 0, &text, role)
    })
}

/// Wipes the screen, to draw on all of it; none: it is too small, and says so.
pub fn blank<'f>(frame: &'f mut Frame<'_>, looks: &Looks) -> Option<Canvas<'f>> {
    let area = frame.area();
    Canvas::new(frame.buffer_mut(), area, looks.theme).clear();
    whole(frame, looks)
}

/// As [`blank`], but what is there stays until something is drawn over it.
pub fn whole<'f>(frame: &'f mut Frame<'_>, looks: &Looks) -> Option<Canvas<'f>> {
    let area = frame.area();
    let mut canvas = Canvas::new(frame.buffer_mut(), area, looks.theme);
    if area.width < FEWEST_COLUMNS || area.height < FEWEST_ROWS {
        too_small(&mut canvas, looks.tongue);
        return None;
    }
    Some(canvas)
}

/// Says in a friendly way that nothing can be drawn here.
fn too_small(canvas: &mut Canvas<'_>, tongue: Tongue) {
    let slots = [("columns", FEWEST_COLUMNS.to_string()), ("rows", FEWEST_ROWS.to_string())];
    let lines = wrap(&tongue.shows("small", &slots), usize::from(canvas.width()));
    let top = canvas.height().saturating_sub(lines.len() as u16) / 2;
    for (y, line) in (top..).zip(&lines) {
        canvas.text_middle(y, line, Role::Plain);
    }
}

/// Returns where everything stands on a floor, as it is drawn now.
pub fn sites(app: &App, at: usize) -> Sites {
    let layout = Layout::of(app, app.size);
    let place = layout.floors.get(at).copied().unwrap_or_default();
    Sites::find(&app.picture(at), Rect::new(0, 0, place.width, place.height))
}

/// Returns the part of the current floor that is drawn somewhere.
pub fn part_at(app: &App, (column, row): (u16, u16)) -> Option<Part> {
    if app.looks.is_big {
        return None;
    }
    let layout = Layout::of(app, app.size);
    let at = app.shot.current;
    let place = layout.floors.get(at)?;
    let inside = Position::new(column.checked_sub(place.x)?, row.checked_sub(place.y)?);
    sites(app, at).part_at(inside)
}

impl App {
    /// Returns what a floor is drawn from.
    pub fn picture(&self, at: usize) -> Picture<'_> {
        let floor = &self.shot.floors[at];
        let chosen = self.chosen.filter(|_| at == self.shot.current);
        let mut picture = Picture {
            scenario: &self.scenario,
            floor,
            book: &self.book,
            orders: self.orders.get(at).map_or(&[], Vec::as_slice),
            tongue: self.tongue(),
            unicode: self.theme().unicode,
            chosen: None,
            wall: self.wall,
            ordinary: self.ordinary,
            motion: self.motion.get(at).unwrap_or(&NO_MOTION),
        };
        picture.chosen = chosen.and_then(|at| picture.parts().get(at).copied());
        picture
    }
}

static NO_MOTION: std::sync::LazyLock<floor::Motion> =
    std::sync::LazyLock::new(floor::Motion::default);
