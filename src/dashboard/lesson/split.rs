//! How the screen is divided between the text and the restaurant.

use super::page;
use super::study::Study;
use crate::lesson::walk::Waits;
use crate::runner::snapshot::State;
use ratatui::layout::Rect;

/// From so many columns on the text stands beside the restaurant.
const BESIDE: u16 = 106;
/// From so many rows on it stands below.
const BELOW: u16 = 22;
/// The fewest rows in which a restaurant can be made out.
const FEWEST: u16 = 12;
/// Where there is no room for both, so many rows of text are left below the restaurant.
const STRIP: u16 = 4;

/// How the screen is divided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Split {
    /// The restaurant; none: it is not to be seen now.
    pub house: Option<Rect>,
    /// The text; none: it is not to be seen now.
    pub pane: Option<Rect>,
    /// Whether there is only a strip for the text, which shows its end.
    pub is_strip: bool,
}

impl Split {
    /// Returns how large the restaurant's own screen is: with the row for the keys, which it leaves
    /// free.
    pub fn size_of_house(&self, screen: (u16, u16)) -> (u16, u16) {
        self.house.map_or(screen, |place| (place.width, place.height + 1))
    }
}

/// Says whether there is room for the text and the restaurant at once.
pub fn holds_both(study: &Study) -> bool {
    study.size.1 >= BELOW && !study.house.app.looks.is_big
}

/// Divides the screen.
pub fn of(study: &Study) -> Split {
    let (width, height) = study.size;
    let all = Rect::new(0, 0, width, height.saturating_sub(1));
    let strip = |rows: u16| {
        let rows = rows.min(all.height / 3);
        let house = Rect { height: all.height - rows, ..all };
        let pane = Rect { y: house.height, height: rows, ..all };
        Split { house: Some(house), pane: Some(pane), is_strip: true }
    };
    if study.plays {
        return strip(2);
    }
    match study.alone {
        Some(true) => return Split { house: None, pane: Some(all), is_strip: false },
        Some(false) => return strip(STRIP),
        None => {}
    }
    if holds_both(study) && width >= BESIDE {
        let wide = (width * 42 / 100).clamp(45, 76);
        let pane = Rect { width: wide, ..all };
        let house = Rect { x: wide + 1, width: width - wide - 1, ..all };
        return Split { house: Some(house), pane: Some(pane), is_strip: false };
    }
    if holds_both(study) {
        let rows = (all.height / 2).max(FEWEST);
        let house = Rect { height: rows, ..all };
        let pane = Rect { y: rows, height: all.height - rows, ..all };
        let both = Split { house: Some(house), pane: Some(pane), is_strip: false };
        // Whoever is to choose sees what there is to choose from; meanwhile the clock stands still.
        let is_cut =
            study.walk.waits() == Waits::Choice && page::lay(study, both).most_scrolled() > 0;
        return if is_cut { Split { house: None, pane: Some(all), is_strip: false } } else { both };
    }
    if study.is_read_first() {
        return Split { house: None, pane: Some(all), is_strip: false };
    }
    let runs = matches!(study.house.app.shot.state, State::Running);
    if study.walk.waits() == Waits::World || study.walk.waits() == Waits::Goal && runs {
        return strip(STRIP);
    }
    Split { house: None, pane: Some(all), is_strip: false }
}
