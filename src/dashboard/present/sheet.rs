//! What stands on a slide: few words in a line, and above them a large heading where there is room.

use super::presentation::Presentation;
use super::question;
use crate::dashboard::big::digits::Size;
use crate::dashboard::lesson::ink::{self, Row};
use crate::dashboard::lesson::prose::piece_of;
use crate::dashboard::lesson::{goal, page};
use crate::dashboard::theme::{Role, Theme};
use crate::lesson::What;
use crate::lesson::block::Task;
use crate::lesson::prose::{Prose, plain};
use crate::lesson::walk::Waits;

/// A line with more cells than this cannot be read from afar.
const WIDEST: usize = 60;
/// Left and right of the words so many cells stay free.
const MARGIN: u16 = 2;
/// Above and below the words so many rows stay free, those for the title and for keys included.
pub const FRAME: u16 = 3;

/// A large heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// Its lines.
    pub lines: Vec<String>,
    /// How large its letters are.
    pub size: Size,
}

impl Head {
    /// Returns how many rows it takes, with an empty one below.
    pub fn rows(&self) -> u16 {
        self.lines.len() as u16 * (self.size.rows() + 1)
    }
}

/// What stands on a slide.
#[derive(Clone, Debug, Default)]
pub struct Sheet {
    /// The large heading.
    pub head: Option<Head>,
    /// The rows below it.
    pub rows: Vec<Row>,
    /// How many of the rows are to be seen already.
    pub seen: usize,
    /// How many cells a row may take.
    pub cells: usize,
    /// How many rows below the heading there is room for.
    pub high: usize,
}

impl Sheet {
    /// Returns how far it can be scrolled.
    pub fn most_scrolled(&self) -> usize {
        self.seen.saturating_sub(self.high)
    }
}

impl Presentation {
    /// Returns how far the slide can be scrolled.
    pub(super) fn most_scrolled(&self) -> usize {
        let split = self.split();
        if split.is_strip || self.study.plays { 0 } else { self.sheet().most_scrolled() }
    }

    /// Returns how many rows of the slide are seen at once.
    pub(super) fn high(&self) -> usize {
        self.sheet().high
    }

    /// Lays the slide out for the room that it has.
    pub(super) fn sheet(&self) -> Sheet {
        let place = self.split().pane.unwrap_or_default();
        let room = (place.width, place.height);
        let cells = usize::from(room.0.saturating_sub(2 * MARGIN)).clamp(1, WIDEST);
        let high = usize::from(room.1.saturating_sub(FRAME)).max(1);
        if self.study.walk.waits() == Waits::Nothing {
            let rows = over(self, cells);
            return Sheet { seen: rows.len(), rows, cells, high, head: None };
        }
        if self.blocks().next().is_none() {
            return words(self, room, cells, high);
        }
        let rows = of_block(self, (cells, high));
        Sheet { seen: rows.len(), rows, cells, high, head: None }
    }
}

/// Lays prose out: also what is not to be seen yet, so that nothing moves when it comes.
fn words(on: &Presentation, room: (u16, u16), cells: usize, high: usize) -> Sheet {
    let theme = on.study.house.app.theme();
    let come = on.study.walk.page().end;
    let steps = &on.study.walk.lesson().steps;
    let pieces: Vec<(usize, &Prose)> = on
        .steps()
        .filter_map(|at| match &steps[at].what {
            What::Prose(prose) => Some((at, prose)),
            _ => None,
        })
        .collect();
    let lay = |pieces: &[(usize, &Prose)]| {
        let mut rows: Vec<Row> = Vec::new();
        let mut seen = 0;
        for (at, prose) in pieces {
            let laid = piece_of(prose, cells, theme);
            if !rows.is_empty() && !laid.is_empty() {
                rows.push(Row::new());
            }
            rows.extend(laid);
            if *at < come {
                seen = rows.len();
            }
        }
        (rows, seen)
    };
    if let Some(((_, Prose::Heading(level, line)), rest)) = pieces.split_first() {
        let (rows, seen) = lay(rest);
        let free = room.1.saturating_sub(FRAME).saturating_sub(rows.len() as u16);
        let wide = room.0.saturating_sub(2 * MARGIN);
        if let Some(head) = head(&plain(line), *level, (wide, free), theme) {
            let high = high.saturating_sub(usize::from(head.rows()));
            return Sheet { head: Some(head), rows, seen, cells, high };
        }
    }
    let (rows, seen) = lay(&pieces);
    Sheet { head: None, rows, seen, cells, high }
}

/// Finds the largest letters in which a heading fits into so many columns and rows: that of the
/// lesson in two lines at most, that of a part in one. None: in no letters.
fn head(text: &str, level: u8, (columns, rows): (u16, u16), theme: Theme) -> Option<Head> {
    let (most, sizes) = if level == 1 { (2, &Size::ALL[..]) } else { (1, &Size::ALL[1..]) };
    let sizes = sizes.iter().filter(|size| size.can_draw(&[text], theme.unicode));
    let heads = sizes.filter_map(|size| {
        let lines = broken(text, *size, columns)?;
        Some(Head { lines, size: *size })
    });
    heads.into_iter().find(|head| head.lines.len() <= most && head.rows() <= rows)
}

/// Breaks a text into lines of so many columns; none: a word is wider.
fn broken(text: &str, size: Size, columns: u16) -> Option<Vec<String>> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        let longer = lines.last().map(|line| format!("{line} {word}"));
        match longer.filter(|longer| size.columns(longer) <= columns) {
            Some(longer) => _ = lines.last_mut().map(|line| *line = longer),
            None if size.columns(word) <= columns => lines.push(word.to_owned()),
            None => return None,
        }
    }
    Some(lines)
}

/// Lays a slide out on which something is asked, or two futures stand.
fn of_block(on: &Presentation, (cells, high): (usize, usize)) -> Vec<Row> {
    let task = on.task();
    if let Some(Task::Goal(wanted)) = task
        && on.study.walk.waits() == Waits::Goal
    {
        return goal::rows(&on.study, wanted, cells, goal::IN_CLASS);
    }
    if task.is_none_or(|task| !task.is_graded() && !matches!(task, Task::Compare(_))) {
        return page::lay(&on.study, on.split()).rows;
    }
    // With air between the choices, if there is room for it.
    let airy = question::rows(on, cells, true);
    if airy.len() <= high { airy } else { question::rows(on, cells, false) }
}

/// Says that the lesson is over.
fn over(on: &Presentation, cells: usize) -> Vec<Row> {
    let tongue = on.study.house.app.tongue();
    let title = on.study.walk.lesson().title.clone();
    let mut rows = ink::flow(&title, cells, Role::Name);
    rows.push(Row::new());
    rows.extend(ink::flow(tongue.screen("slides.over"), cells, Role::Plain));
    rows
}
