//! What is wrong with a lesson, with its place and what to write instead.

use super::ink::{self, Piece, Row, flow, hung};
use crate::dashboard::app::Looks;
use crate::dashboard::canvas::Canvas;
use crate::dashboard::help::card;
use crate::dashboard::theme::Role;
use crate::lesson::Reading;
use crate::scenario::diagnostics::{Finding, Findings, Severity};

/// Draws it over what is there, so far down.
pub fn draw(canvas: &mut Canvas<'_>, reading: &Reading, scrolled: usize, looks: Looks) {
    let rows = rows(&reading.findings, looks, canvas.width());
    let (wrong, warned) = reading.counts();
    let (id, count) = if wrong > 0 { ("preview.mend", wrong) } else { ("preview.look", warned) };
    let title = looks.tongue.shows(id, &[("n", count.to_string())]);
    let size = (canvas.width(), rows.len() as u16 + 2);
    let mut card = card(canvas, size, &title);
    for (y, row) in (0..card.height()).zip(rows.iter().skip(scrolled)) {
        ink::draw(&mut card, (1, y), row);
    }
}

/// Lists it in rows, for a card of so many columns.
pub fn rows(findings: &Findings, looks: Looks, width: u16) -> Vec<Row> {
    let cells = usize::from(width.saturating_sub(4));
    let mut rows: Vec<Row> = Vec::new();
    for (finding, line) in findings.with_lines() {
        if !rows.is_empty() {
            rows.push(Row::new());
        }
        rows.extend(of_one(finding, line, looks, cells));
    }
    rows
}

fn of_one(
    finding: &Finding,
    line: Option<(usize, String)>,
    looks: Looks,
    cells: usize,
) -> Vec<Row> {
    let role = match finding.severity {
        Severity::Error => Role::Bad,
        Severity::Warning => Role::Uneasy,
    };
    let within = cells.saturating_sub(2);
    let tongue = looks.tongue;
    let place = line.as_ref().map(|(number, _)| {
        let slots = [("line", number.to_string())];
        format!("{} ", tongue.shows("preview.line", &slots))
    });
    let cause = format!("{}{}", place.unwrap_or_default(), finding.cause);
    let mut rows = flow(&cause, cells, role);
    if let Some((_, text)) = line.filter(|(_, text)| !text.trim().is_empty()) {
        let bar = Piece::of(looks.theme.sign("▏ ", "| "), Role::Quiet);
        let text = ink::row(text.trim_end().replace('\t', "    "), Role::Key);
        rows.extend(ink::barred(ink::cut(text, within).into_iter().take(1).collect(), &bar));
    }
    let blank = Piece::of("  ", Role::Plain);
    if let Some(remedy) = &finding.remedy {
        rows.extend(hung(flow(remedy, within, Role::Plain), &blank));
    }
    if let Some(name) = &finding.suggestion {
        let meant = tongue.shows("preview.meant", &[("name", name.clone())]);
        rows.extend(hung(flow(&meant, within, Role::Plain), &blank));
    }
    rows
}
