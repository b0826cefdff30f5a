//! How the screen is divided.

use crate::dashboard::app::{App, Panel};
use ratatui::layout::Rect;

/// The fewest columns on which anything is drawn.
pub const FEWEST_COLUMNS: u16 = 60;
/// The fewest rows.
pub const FEWEST_ROWS: u16 = 16;

/// The fewest columns on which charts stand beside the story unless somebody asks for them.
const FEWEST_BESIDE: u16 = 76;

/// The places of everything.
pub struct Layout {
    /// Clock and speed.
    pub header: Rect,
    /// One floor, or in a fork two.
    pub floors: Vec<Rect>,
    /// Above each of two floors a bar that says which it is, where there is room.
    pub bars: Vec<Rect>,
    /// What differs between two floors.
    pub gap: Option<Rect>,
    /// What is to be said about the floor at this moment.
    pub caption: Option<Rect>,
    /// What is short, in one line.
    pub diagnosis: Option<Rect>,
    /// The goals, in one line.
    pub goals: Option<Rect>,
    /// The other panels that are shown.
    pub panels: Vec<(Panel, Rect)>,
}

impl Layout {
    /// Divides a screen with so many columns and rows.
    pub fn of(app: &App, (width, height): (u16, u16)) -> Layout {
        let row = |y: u16| Rect::new(0, y, width, 1);
        let body = Rect::new(0, 1, width, height.saturating_sub(2));
        let mut layout = Layout {
            header: row(0),
            floors: Vec::new(),
            bars: Vec::new(),
            gap: None,
            caption: None,
            diagnosis: None,
            goals: None,
            panels: Vec::new(),
        };
        if app.is_zoomed && app.panel != Panel::Floor {
            layout.panels.push((app.panel, body));
            return layout;
        }
        let goals = u16::from(has_goals(app, height));
        let below =
            if app.is_zoomed { u16::from(height >= 22) + goals } else { below(app, height) };
        // In front of the wall there is nothing to be said about what is behind it.
        let captioned = if height >= 22 && !app.wall { 2 } else { 1 };
        let floor_high = body.height.saturating_sub(below + captioned);
        let floor = Rect { height: floor_high, ..body };
        layout.caption = Some(Rect { y: floor.bottom(), height: captioned, ..body });
        layout.floors = if app.shot.floors.len() > 1 { halves(floor) } else { vec![floor] };
        if app.shot.floors.len() > 1 && floor.height / 2 > FEWEST_WITH_BAR {
            layout.bars_above();
        }
        let mut below = Rect { y: floor.bottom() + captioned, height: below, ..body };
        if height >= 22 && !app.wall {
            layout.diagnosis = Some(Rect { height: 1, ..below });
            below = Rect { y: below.y + 1, height: below.height.saturating_sub(1), ..below };
        }
        if goals > 0 {
            layout.goals = Some(Rect { height: 1, ..below });
            below = Rect { y: below.y + 1, height: below.height.saturating_sub(1), ..below };
        }
        layout.panels_below(app, below);
        layout
    }

    /// Takes the first row of each floor for a bar.
    fn bars_above(&mut self) {
        self.bars = self.floors.iter().map(|floor| Rect { height: 1, ..*floor }).collect();
        for floor in &mut self.floors {
            *floor = Rect { y: floor.y + 1, height: floor.height - 1, ..*floor };
        }
    }

    fn panels_below(&mut self, app: &App, place: Rect) {
        if place.height < 2 {
            return;
        }
        let wanted = wanted(app, place.width >= FEWEST_BESIDE);
        let mut places = slots(place, &wanted, app.panel);
        if app.shot.is_forked && place.width >= BESIDE_GAP {
            // What the change comes to is the story of a fork.
            self.gap = Some(places.remove(0));
        } else if app.shot.is_forked && app.panel != Panel::Floor {
            self.panels.push((app.panel, place));
            return;
        } else if app.shot.is_forked {
            self.gap = Some(place);
            return;
        }
        let fit = places.len();
        let mut shown: Vec<Panel> = wanted.into_iter().take(fit).collect();
        let chosen = app.panel;
        if chosen != Panel::Floor
            && !shown.contains(&chosen)
            && let Some(last) = shown.last_mut()
        {
            *last = chosen;
        }
        self.panels = shown.into_iter().zip(places).collect();
    }
}

/// Says whether there are goals, and room to say how they stand.
fn has_goals(app: &App, height: u16) -> bool {
    // What two futures come to needs every row.
    let enough = if app.shot.is_forked { ROOMY } else { 24 };
    height >= enough && !app.wall && !app.scenario.goals.is_empty()
}

/// Lists the panels below the floor, the most important first.
fn wanted(app: &App, is_wide: bool) -> Vec<Panel> {
    let chosen = Some(app.panel).filter(|panel| *panel != Panel::Floor);
    if !is_wide {
        return vec![chosen.unwrap_or(Panel::Story)];
    }
    // Nobody has finished yet: there is nothing to draw a chart of.
    let has_charts = app.shot.floor().decided > 0;
    let mut wanted = vec![Panel::Story];
    wanted.extend(has_charts.then_some(Panel::Charts));
    // A lone order's lane tells less than the picture does.
    if !has_charts && app.size.1 < ROOMY && chosen.is_none() {
        return wanted;
    }
    if !has_charts && app.size.1 < ROOMY {
        wanted.extend(chosen.filter(|chosen| *chosen != Panel::Story));
        return wanted;
    }
    wanted.push(Panel::Lanes);
    wanted.extend(has_charts.then_some(Panel::Time));
    wanted.extend([Panel::Guests, Panel::Places]);
    if app.shot.is_forked {
        wanted.retain(|panel| *panel != Panel::Story);
    }
    wanted
}

/// With fewer rows than this a floor has none for a bar above it.
const FEWEST_WITH_BAR: u16 = 6;
/// From so many rows on there is room for more than one panel beside the story.
const ROOMY: u16 = 32;
/// From so many columns on there are panels beside what a fork comes to.
const BESIDE_GAP: u16 = 190;
/// From so many columns on there are three columns of panels.
const THREE: u16 = 150;

/// Says whether a panel is a table or a strip, which needs more room than sentences do.
fn needs_room(panel: Panel) -> bool {
    !matches!(panel, Panel::Floor | Panel::Story | Panel::Charts)
}

/// Divides the place below the floor: the story on the left, the others beside it.
fn slots(place: Rect, wanted: &[Panel], chosen: Panel) -> Vec<Rect> {
    if wanted.len() < 2 {
        return vec![place];
    }
    let is_wide = place.width >= THREE;
    let down = if place.height >= 14 { 2 } else { 1 };
    let beside = if is_wide { 2 * usize::from(down) } else { usize::from(down) };
    let is_full = wanted.iter().take(1 + beside).any(|at| needs_room(*at)) || needs_room(chosen);
    let percent = match (is_wide, is_full) {
        (true, _) => 32,
        (false, true) => 38,
        (false, false) => 45,
    };
    let left = place.width * percent / 100;
    let story = Rect { width: left, ..place };
    let beside = Rect { x: place.x + left + 1, width: place.width - left - 1, ..place };
    let mut columns = vec![beside];
    if is_wide {
        let half = beside.width / 2;
        let right = Rect { x: beside.x + half, width: beside.width - half, ..beside };
        columns = vec![Rect { width: half - 1, ..beside }, right];
    }
    let mut slots = vec![story];
    for row in 0..down {
        for column in &columns {
            let high = place.height / down;
            let y = place.y + row * high;
            let height = if row + 1 == down { place.bottom() - y } else { high };
            slots.push(Rect { y, height, ..*column });
        }
    }
    slots.truncate(wanted.len());
    slots
}

/// More rows than this a floor and what is said about it need not have.
const HIGHEST_FLOOR: u16 = 32;

/// Returns how many rows are left for what stands below the floor.
fn below(app: &App, height: u16) -> u16 {
    // Whoever has chosen a panel wants to see it.
    let is_chosen = needs_room(app.panel) || app.shot.is_forked && app.panel != Panel::Floor;
    if app.shot.is_forked && !is_chosen && app.size.0 < BESIDE_GAP && height >= ROOMY {
        // What two futures come to takes no more rows; they need them themselves.
        return 11;
    }
    match height {
        0..=17 => 3 + u16::from(is_chosen),
        18..=23 => {
            if is_chosen {
                7
            } else {
                4
            }
        }
        24..=31 => {
            if is_chosen {
                10
            } else {
                6
            }
        }
        32..=39 => {
            if is_chosen {
                14
            } else {
                11
            }
        }
        40..=51 => 16,
        // A floor higher than this would be empty below.
        _ => height - HIGHEST_FLOOR,
    }
}

fn halves(area: Rect) -> Vec<Rect> {
    let upper = area.height / 2;
    let lower = area.height - upper;
    vec![Rect { height: upper, ..area }, Rect { y: area.y + upper, height: lower, ..area }]
}
