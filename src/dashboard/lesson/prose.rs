//! Prose, laid out in rows of so many cells.

use super::ink::{self, Piece, Row, flow_line, row};
use crate::dashboard::theme::{Role, Theme};
use crate::lesson::prose::{Line, Prose};

/// The fewest cells of a column of a table, if there are many.
const NARROWEST: usize = 6;
/// Between two columns of a table are so many cells.
const GAP: usize = 2;

/// Lays pieces of prose out, with an empty row between them.
pub fn lay<'p>(prose: impl IntoIterator<Item = &'p Prose>, cells: usize, theme: Theme) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    for piece in prose {
        if !rows.is_empty() {
            rows.push(Row::new());
        }
        rows.extend(piece_of(piece, cells, theme));
    }
    rows
}

/// Lays one piece out.
pub fn piece_of(prose: &Prose, cells: usize, theme: Theme) -> Vec<Row> {
    match prose {
        Prose::Heading(level, line) => heading(*level, line, cells, theme),
        Prose::Paragraph(line) => flow_line(line, cells, Role::Plain),
        Prose::List(first, items) => list(*first, items, cells, theme),
        Prose::Table(head, rows) => table(head, rows, cells, theme),
        Prose::Code(_, lines) => {
            let bar = Piece::of(theme.sign("▏ ", "| "), Role::Quiet);
            let room = cells.saturating_sub(2);
            let shown = |line: &String| ink::cut(row(line.replace('\t', "    "), Role::Key), room);
            ink::barred(lines.iter().flat_map(shown).collect(), &bar)
        }
        Prose::Quote(pieces) => {
            let bar = Piece::of(theme.sign("▌ ", "> "), Role::Meaning);
            ink::barred(lay(pieces, cells.saturating_sub(2), theme), &bar)
        }
        Prose::Rule => vec![row(theme.sign("─", "-").repeat(cells), Role::Quiet)],
    }
}

fn heading(level: u8, line: &Line, cells: usize, theme: Theme) -> Vec<Row> {
    let role = if level < 3 { Role::Name } else { Role::Strong };
    let mut rows = flow_line(line, cells, role);
    if level == 1 {
        let longest = rows.iter().map(ink::wide).max().unwrap_or(0);
        rows.push(row(theme.sign("─", "=").repeat(longest), Role::Quiet));
    }
    rows
}

fn list(first: Option<u64>, items: &[Vec<Prose>], cells: usize, theme: Theme) -> Vec<Row> {
    let last = first.map(|first| first + items.len().saturating_sub(1) as u64);
    let digits = last.map_or(0, |last| last.to_string().len());
    // Items that are more than a line stand apart.
    let is_loose = items.iter().any(|item| item.len() > 1);
    let mut rows = Vec::new();
    for (at, item) in items.iter().enumerate() {
        let sign = match first {
            Some(first) => format!("{:>digits$}. ", first + at as u64),
            None => format!("{} ", theme.sign("•", "-")),
        };
        let sign = Piece::of(sign, Role::Name);
        let room = cells.saturating_sub(usize::from(crate::dashboard::canvas::cells(&sign.text)));
        if at > 0 && is_loose {
            rows.push(Row::new());
        }
        let laid = lay(item, room, theme);
        let laid = if laid.is_empty() { vec![Row::new()] } else { laid };
        rows.extend(ink::hung(laid, &sign));
    }
    rows
}

fn table(head: &[Line], body: &[Vec<Line>], cells: usize, theme: Theme) -> Vec<Row> {
    let columns = widths(head, body, cells);
    let mut rows = table_row(head, &columns, Role::Strong);
    let all = columns.iter().sum::<usize>() + GAP * columns.len().saturating_sub(1);
    rows.push(row(theme.sign("─", "-").repeat(all.min(cells)), Role::Quiet));
    let is_high = |cell: &Line, wide: usize| flow_line(cell, wide, Role::Plain).len() > 1;
    let is_loose =
        body.iter().any(|line| line.iter().zip(&columns).any(|(cell, wide)| is_high(cell, *wide)));
    for (at, line) in body.iter().enumerate() {
        if at > 0 && is_loose {
            rows.push(Row::new());
        }
        rows.extend(table_row(line, &columns, Role::Plain));
    }
    rows
}

/// Returns how wide the columns are: as wide as their cells, and the widest less so where there is
/// no room.
fn widths(head: &[Line], body: &[Vec<Line>], cells: usize) -> Vec<usize> {
    let natural = |cell: Option<&Line>| {
        let flown = cell.map(|cell| flow_line(cell, usize::MAX, Role::Plain));
        flown.and_then(|rows| rows.iter().map(ink::wide).max()).unwrap_or(0)
    };
    let of = |column: usize| {
        let below = body.iter().map(|line| natural(line.get(column))).max().unwrap_or(0);
        below.max(natural(head.get(column))).max(1)
    };
    let mut widths: Vec<usize> = (0..head.len()).map(of).collect();
    let room = cells.saturating_sub(GAP * head.len().saturating_sub(1));
    while widths.iter().sum::<usize>() > room {
        let Some(widest) = widths.iter_mut().max() else { break };
        if *widest <= NARROWEST {
            break;
        }
        *widest -= 1;
    }
    widths
}

fn table_row(line: &[Line], columns: &[usize], role: Role) -> Vec<Row> {
    let cells: Vec<Vec<Row>> =
        line.iter().zip(columns).map(|(cell, wide)| flow_line(cell, *wide, role)).collect();
    let high = cells.iter().map(Vec::len).max().unwrap_or(0);
    let at = |y: usize| {
        let mut joined = Row::new();
        for (cell, wide) in cells.iter().zip(columns) {
            let part = cell.get(y).cloned().unwrap_or_default();
            let blanks = wide.saturating_sub(ink::wide(&part)) + GAP;
            joined.extend(part);
            joined.push(Piece::of(" ".repeat(blanks), Role::Plain));
        }
        joined.pop();
        joined
    };
    (0..high).map(at).collect()
}
