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
    /// What differs between two floors.
    pub gap: Option<Rect>,
    /// What is to be said about the floor at this moment.
    pub caption: Option<Rect>,
    /// What is short, in one line.
    pub diagnosis: Option<Rect>,
    /// The other panels that are shown.
    pub panels: Vec<(Panel, Rect)>,
    /// The keys.
    pub footer: Rect,
}

impl Layout {
    /// Divides a screen with so many columns and rows.
    pub fn of(app: &App, (width, height): (u16, u16)) -> Layout {
        let row = |y: u16| Rect::new(0, y, width, 1);
        let body = Rect::new(0, 1, width, height.saturating_sub(2));
        let mut layout = Layout {
            header: row(0),
            floors: Vec::new(),
            gap: None,
            caption: None,
            diagnosis: None,
            panels: Vec::new(),
            footer: row(height.saturating_sub(1)),
        };
        if app.is_zoomed && app.panel != Panel::Floor {
            layout.panels.push((app.panel, body));
            return layout;
        }
        let below = if app.is_zoomed { u16::from(height >= 22) } else { below(height) };
        let captioned = if height >= 22 { 2 } else { 1 };
        let floor_high = body.height.saturating_sub(below + captioned);
        let floor = Rect { height: floor_high, ..body };
        layout.caption = Some(Rect { y: floor.bottom(), height: captioned, ..body });
        layout.floors = if app.shot.floors.len() > 1 { halves(floor) } else { vec![floor] };
        let mut below = Rect { y: floor.bottom() + captioned, height: below, ..body };
        if height >= 22 {
            layout.diagnosis = Some(Rect { height: 1, ..below });
            below = Rect { y: below.y + 1, height: below.height.saturating_sub(1), ..below };
        }
        layout.panels_below(app, below);
        layout
    }

    fn panels_below(&mut self, app: &App, place: Rect) {
        if place.height < 2 {
            return;
        }
        if app.shot.is_forked {
            self.gap = Some(place);
            return;
        }
        let figures = app.panel == Panel::Figures;
        // Nobody has finished yet: there is nothing to draw a chart of.
        let is_wide = place.width >= FEWEST_BESIDE;
        let has_charts = app.shot.floor().decided > 0 && is_wide || app.panel == Panel::Charts;
        if !has_charts && !figures {
            self.panels.push((Panel::Story, place));
            return;
        }
        if !is_wide {
            let panel = if figures { Panel::Figures } else { Panel::Charts };
            self.panels.push((panel, place));
            return;
        }
        let left = place.width * 45 / 100;
        let right = Rect { x: place.x + left + 1, width: place.width - left - 1, ..place };
        self.panels.push((Panel::Story, Rect { width: left, ..place }));
        let beside = if figures { Panel::Figures } else { Panel::Charts };
        self.panels.push((beside, right));
    }
}

/// More rows than this a floor and what is said about it need not have.
const HIGHEST_FLOOR: u16 = 36;

/// Returns how many rows are left for what stands below the floor.
fn below(height: u16) -> u16 {
    match height {
        0..=17 => 3,
        18..=23 => 4,
        24..=31 => 6,
        32..=47 => 11,
        // A floor higher than this would be empty below.
        _ => height - HIGHEST_FLOOR,
    }
}

fn halves(area: Rect) -> Vec<Rect> {
    let upper = area.height / 2;
    let lower = area.height - upper;
    vec![Rect { height: upper, ..area }, Rect { y: area.y + upper, height: lower, ..area }]
}
