//! What is most worth saying: as much of it as there is room for in large letters, the rest below.

use super::digits::{self, Size};
use super::{FEW_ROWS, MANY_ROWS};
use crate::dashboard::app::App;
use crate::dashboard::canvas::Canvas;
use crate::dashboard::theme::Role;
use crate::dashboard::view::{diagnosis, gap, said};
use crate::report::wrap;

/// Large letters take at most one part in so many of the rows.
const SHARE: u16 = 4;
/// The letters.
const LETTERS: Size = Size::Medium;

/// A few sentences, in lines.
#[derive(Default)]
pub struct Verdict {
    large: Vec<String>,
    small: Vec<String>,
    role: Option<Role>,
}

impl Verdict {
    /// Lays out what is to be said on a screen of so many columns and rows.
    pub fn of(app: &App, (width, height): (u16, u16)) -> Verdict {
        let (sentences, role) = sentences(app);
        let room = width.saturating_sub(2);
        // One row more is that of the keys.
        let is_high = height + 1 >= 2 * MANY_ROWS;
        let rows = if is_high { height / SHARE } else { 0 };
        let in_large = |few: usize| {
            let lines = wrap(&sentences[..few].join(" "), usize::from(room / LETTERS.columns("m")));
            let texts: Vec<&str> = lines.iter().map(String::as_str).collect();
            let is_drawn = LETTERS.can_draw(&texts, app.theme().unicode)
                && texts.iter().all(|line| LETTERS.columns(line) <= room)
                && texts.len() as u16 * LETTERS.rows() <= rows;
            is_drawn.then_some((few, lines))
        };
        let (few, large) =
            (1..=sentences.len()).rev().find_map(in_large).unwrap_or((0, Vec::new()));
        let most = if height >= FEW_ROWS { 2 } else { 1 };
        let mut small = wrap(&sentences[few..].join(" "), usize::from(room));
        small.truncate(most);
        Verdict { large, small, role: Some(role) }
    }

    /// Returns how many rows it takes: above what is large one is left free.
    pub fn rows(&self) -> u16 {
        let large = self.large.len() as u16 * LETTERS.rows();
        large + u16::from(large > 0) + self.small.len() as u16
    }

    /// Draws it.
    pub fn draw(&self, canvas: &mut Canvas<'_>) {
        let role = self.role.unwrap_or(Role::Plain);
        let mut y = u16::from(!self.large.is_empty());
        for line in &self.large {
            digits::draw(canvas, (1, y), (line, LETTERS), role);
            y += LETTERS.rows();
        }
        for line in &self.small {
            canvas.text(1, y, line, role);
            y += 1;
        }
    }
}

/// Says what is most worth saying, what matters most first.
fn sentences(app: &App) -> (Vec<String>, Role) {
    let (mut sentences, role) = if let Some((news, role)) = app.news() {
        (vec![news], role)
    } else if app.shot.floors.len() > 1 {
        (vec![gap::sentence(app)], Role::Strong)
    } else if app.diagnosis.trouble.is_some() && !app.wall {
        (diagnosis::sentences(app), Role::Strong)
    } else {
        (vec![said(app).0], Role::Strong)
    };
    sentences.retain(|sentence| !sentence.is_empty());
    (sentences, role)
}
