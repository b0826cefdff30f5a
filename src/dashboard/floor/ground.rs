//! Where tokens may be drawn: where nothing else stands. A token is an order on its way between
//! parts; it goes behind whoever stands there, and covers no figure and no word.

use super::Sites;
use super::motion::Point;
use crate::dashboard::canvas::Canvas;
use ratatui::layout::{Position, Rect};

/// What is free on a floor.
pub(super) struct Ground {
    size: (u16, u16),
    /// Of each cell, row by row: whether nothing stands there.
    free: Vec<bool>,
    /// Whether it is a part of a frame on which nothing is written.
    edge: Vec<bool>,
}

impl Ground {
    /// Looks at a floor on which no token has been drawn yet.
    pub fn of(canvas: &Canvas<'_>, sites: &Sites) -> Ground {
        let size = (canvas.width(), canvas.height());
        let theme = canvas.theme;
        let edges = [theme.frame().horizontal_bottom, theme.thick_frame().horizontal_bottom];
        let wall = Rect { x: sites.wall.x, width: 1, ..sites.wall };
        let cells = || (0..size.1).flat_map(|y| (0..size.0).map(move |x| (x, y)));
        let is_word = |at: Point| canvas.sign_at(at).chars().all(char::is_alphanumeric);
        let is_free = |(x, y): Point| {
            let at = Position::new(x, y);
            // The ways between dining rooms and waiters, and the gap in the wall, are for tokens.
            let is_way = sites.lane.contains(at) || wall.contains(at);
            // A blank beside a word belongs to it.
            let is_blank = canvas.sign_at((x, y)) == " "
                && (x == 0 || !is_word((x - 1, y)))
                && (x + 1 >= size.0 || !is_word((x + 1, y)));
            is_way || is_blank
        };
        let free = cells().map(is_free).collect();
        let edge = cells().map(|at| edges.contains(&canvas.sign_at(at))).collect();
        Ground { size, free, edge }
    }

    fn is(&self, cells: &[bool], (x, y): Point, wide: u16) -> bool {
        let (width, height) = (usize::from(self.size.0), usize::from(self.size.1));
        let (from, y) = (usize::from(x), usize::from(y));
        let to = from + usize::from(wide);
        y < height && to <= width && cells[y * width + from..y * width + to].iter().all(|is| *is)
    }

    /// Returns where so many cells beside each other are free, at this place or a little beside it.
    pub fn place(&self, (x, y): Point, (wide, most): (u16, u16)) -> Option<Point> {
        (x..=x + most.saturating_sub(wide))
            .map(|x| (x, y))
            .find(|at| self.is(&self.free, *at, wide))
    }

    /// Takes so many cells of a frame beside each other, at this place or behind it.
    pub fn take_edge(&mut self, (x, y): Point, wide: u16, end: u16) -> Option<Point> {
        let last = end.saturating_sub(wide + 1);
        let at = (x..=last).map(|x| (x, y)).find(|at| self.is(&self.edge, *at, wide))?;
        let from = usize::from(at.1) * usize::from(self.size.0) + usize::from(at.0);
        // A piece of the frame is left between two of them.
        let row = (usize::from(at.1) + 1) * usize::from(self.size.0);
        self.edge[from..(from + usize::from(wide) + 1).min(row)].fill(false);
        Some(at)
    }
}
