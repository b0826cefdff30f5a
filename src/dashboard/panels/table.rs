//! Drawing the rows of a panel.

use super::row::{Graph, Mark, Row, Strip};
use crate::dashboard::canvas::{Canvas, cells};
use crate::dashboard::theme::Role;
use crate::kernel::Time;
use ratatui::layout::Rect;

/// A column has at least so many cells.
const COLUMN: u16 = 58;
/// More cells than this no value takes.
const MOST_VALUE: u16 = 20;
/// The fewest cells of a drawing.
const FEWEST: u16 = 12;

/// The cells of the columns of a table.
#[derive(Clone, Copy)]
struct Columns {
    name: u16,
    value: u16,
    lately: u16,
    note: u16,
}

/// Draws rows from the given one on, as many as fit; keeps the chosen one in sight.
pub fn draw(canvas: &mut Canvas<'_>, rows: &[Row], from: usize, chosen: Option<usize>) {
    let (width, height) = (canvas.width(), usize::from(canvas.height()));
    if height == 0 || width == 0 {
        return;
    }
    let has_strips = rows.iter().any(|row| matches!(row.graph, Graph::Strip(_)));
    // Rows without drawings stand side by side where nothing of them is cut.
    let most = if has_strips { 1 } else { (width / wanted(rows)).max(1) };
    let across = rows.len().div_ceil(height).clamp(1, usize::from(most));
    let fit = across * height;
    let last = rows.len().saturating_sub(fit);
    let first = match chosen {
        Some(chosen) => chosen.saturating_sub(fit / 2).min(last),
        None => from.min(last),
    };
    let wide = width / across as u16;
    let shown = &rows[first..rows.len().min(first + fit)];
    for (at, column) in shown.chunks(height).enumerate() {
        let place = Rect::new(at as u16 * wide, 0, wide.saturating_sub(1), height as u16);
        let mut part = canvas.part(place);
        let columns = columns(column, part.width());
        for (y, row) in column.iter().enumerate() {
            let is_chosen = chosen == Some(first + at * height + y);
            line(&mut part, y as u16, row, columns);
            if is_chosen {
                part.mark((0, y as u16), wide.saturating_sub(1), Role::Chosen);
            }
        }
    }
    // Where there is more, one sees it.
    if first > 0 {
        canvas.text_right(0, canvas.theme.sign("▲", "^"), Role::Key);
    }
    if first < last {
        canvas.text_right(height as u16 - 1, canvas.theme.sign("▼", "v"), Role::Key);
    }
}

/// Returns how many cells a column takes: beside a drawing words may be cut, elsewhere none is.
fn wanted(rows: &[Row]) -> u16 {
    let is_sentence = |row: &&Row| row.is_head || row.name.is_empty() && row.value.is_empty();
    if rows.iter().any(|row| !matches!(row.graph, Graph::None)) {
        return COLUMN;
    }
    let longest = |of: fn(&Row) -> &str| {
        rows.iter().filter(|row| !is_sentence(row)).map(|row| cells(of(row))).max().unwrap_or(0)
    };
    let value = longest(|row| &row.value).min(MOST_VALUE);
    let lately = longest(|row| &row.lately).min(MOST_VALUE);
    let line = longest(|row| &row.name) + value + lately + longest(|row| &row.note) + 6;
    let whole = |row: &Row| cells(&row.name) + cells(&row.value) + cells(&row.note) + 5;
    let sentence = rows.iter().filter(is_sentence).map(whole).max().unwrap_or(0);
    line.max(sentence).max(COLUMN)
}

fn columns(rows: &[Row], width: u16) -> Columns {
    let own = || rows.iter().filter(|row| !row.is_head);
    let longest = |of: fn(&Row) -> &str| own().map(|row| cells(of(row))).max().unwrap_or(0);
    let value = longest(|row| &row.value).min(MOST_VALUE).min(width / 3);
    let lately = longest(|row| &row.lately).min(MOST_VALUE).min(width / 4);
    let drawn = |row: &&Row| !matches!(row.graph, Graph::None);
    let is_drawn = own().any(|row| drawn(&row));
    let most = if is_drawn { width * 2 / 5 } else { width / 2 };
    let name = longest(|row| &row.name).min(most);
    let beside = own().filter(drawn).map(|row| cells(&row.note)).max().unwrap_or(0);
    let left = width.saturating_sub(name + value + lately + 4);
    // The drawing comes first; what is to be said beside it has what it leaves.
    let note = if beside == 0 || !is_drawn {
        0
    } else {
        beside.min(left / 2).min(left.saturating_sub(FEWEST))
    };
    let is_strip = own().any(|row| matches!(row.graph, Graph::Strip(_)));
    // Beside what went on there is either room for the words, or there are none.
    let is_too_little = note < if is_strip { beside } else { 5 };
    Columns { name, value, lately, note: if is_too_little { 0 } else { note } }
}

fn line(canvas: &mut Canvas<'_>, y: u16, row: &Row, columns: Columns) {
    let width = canvas.width();
    if row.is_head {
        let x = canvas.short((1, y), &row.name, width, row.role);
        let x = canvas.short((x + 1, y), &row.value, width.saturating_sub(x), Role::Strong);
        let x = if row.value.is_empty() { x } else { x + 1 };
        canvas.short((x + 1, y), &row.note, width.saturating_sub(x + 2), Role::Quiet);
        return;
    }
    let Columns { name, value, lately, note } = columns;
    if row.name.is_empty() && row.value.is_empty() && matches!(row.graph, Graph::None) {
        canvas.short((1, y), &row.note, width.saturating_sub(1), row.role);
        return;
    }
    canvas.short((1, y), &row.name, name, row.role);
    let shown = cells(&row.value).min(value);
    canvas.short((name + 2 + value - shown, y), &row.value, value, row.role);
    let x = if value == 0 { name + 2 } else { name + value + 3 };
    let shown = cells(&row.lately).min(lately);
    canvas.short((x + lately - shown, y), &row.lately, lately, Role::Quiet);
    let x = if lately == 0 { x } else { x + lately + 1 };
    let room = width.saturating_sub(x);
    let wide = if note == 0 { room } else { room.saturating_sub(note + 1) };
    match &row.graph {
        Graph::None => {
            canvas.short((x, y), &row.note, room, row.role);
            return;
        }
        Graph::Bar(share, role) => canvas.bar((x, y), wide, *share, *role),
        Graph::Strip(shown) => strip(&mut canvas.part(Rect::new(x, y, wide, 1)), shown),
        Graph::Axis(from, to) => {
            let mut part = canvas.part(Rect::new(x, y, wide, 1));
            let line = part.theme.sign("┄", ".");
            part.line((0, 0), wide, line, Role::Quiet);
            part.text(0, 0, from, Role::Quiet);
            part.text_right(0, to, Role::Quiet);
        }
        Graph::Marks(window, all) => {
            marks(&mut canvas.part(Rect::new(1, y, width - 1, 1)), *window, all);
        }
        Graph::Legend(all) => {
            let mut x = 1;
            for (texture, words) in all {
                let sign = texture.drawn(canvas.theme);
                x = canvas.text(x, y, &sign.repeat(2), texture.role());
                x = canvas.text(x + 1, y, words, Role::Quiet) + 2;
            }
        }
    }
    if note > 0 {
        canvas.short((x + wide + 1, y), &row.note, note, Role::Quiet);
    }
}

/// Returns in which of so many columns a moment is.
fn column(at: Time, (from, to): (Time, Time), width: u16) -> u16 {
    let whole = to.0.saturating_sub(from.0).max(1) as f64;
    let share = at.0.saturating_sub(from.0) as f64 / whole;
    ((share * f64::from(width)).round() as u16).min(width)
}

fn strip(canvas: &mut Canvas<'_>, strip: &Strip) {
    let width = canvas.width();
    for piece in &strip.pieces {
        let sign = piece.texture.drawn(canvas.theme);
        let left = column(piece.from, strip.window, width);
        let right = column(piece.to, strip.window, width);
        // What was short is still seen, if only as a cell.
        let wide = right.saturating_sub(left).max(u16::from(left < width));
        canvas.line((left, 0), wide, sign, piece.texture.role());
        let label = cells(&piece.label);
        if label > 0 && label + 2 <= wide {
            canvas.text(left + (wide - label) / 2, 0, &piece.label, Role::Plain);
        }
    }
    if let Some(end) = strip.end {
        let x = column(end.at, strip.window, width).min(width.saturating_sub(1));
        canvas.text(x, 0, canvas.theme.sign(end.sign.0, end.sign.1), end.role);
    }
}

fn marks(canvas: &mut Canvas<'_>, window: (Time, Time), marks: &[Mark]) {
    let width = canvas.width();
    canvas.line((0, 0), width, canvas.theme.sign("━", "-"), Role::Quiet);
    for mark in marks {
        let x = column(mark.at, window, width.saturating_sub(1));
        canvas.text(x, 0, canvas.theme.sign(mark.sign.0, mark.sign.1), mark.role);
    }
}
