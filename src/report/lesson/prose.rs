//! Prose as lines, for a pipe or a screen reader: marks in front of what is no plain paragraph, as
//! Markdown has them.

use crate::lesson::prose::{Inline, Line, Prose};
use crate::report::{left, wrap};
use std::fmt::Write as _;
use unicode_width::UnicodeWidthStr;

/// How far code is moved in.
const INDENT: &str = "    ";

/// Returns a piece of prose as lines of at most so many cells, where its words allow it.
pub fn prose(piece: &Prose, cells: usize) -> Vec<String> {
    match piece {
        Prose::Heading(level, line) => {
            hanging(&format!("{} ", "#".repeat(usize::from(*level))), &words(line), cells)
        }
        Prose::Paragraph(line) => hanging("", &words(line), cells),
        Prose::List(first, items) => items
            .iter()
            .enumerate()
            .flat_map(|(at, item)| {
                let mark =
                    first.map_or_else(|| "- ".to_owned(), |n| format!("{}. ", n + at as u64));
                behind(&mark, item, cells)
            })
            .collect(),
        Prose::Table(head, rows) => table(head, rows, cells),
        Prose::Code(_, lines) => lines.iter().map(|line| format!("{INDENT}{line}")).collect(),
        Prose::Quote(pieces) => {
            let mut lines = Vec::new();
            for (at, piece) in pieces.iter().enumerate() {
                if at > 0 {
                    lines.push(">".to_owned());
                }
                let inner = prose(piece, cells.saturating_sub(2));
                lines.extend(inner.iter().map(|line| format!("> {line}")));
            }
            lines
        }
        Prose::Rule => vec!["---".to_owned()],
    }
}

/// Returns the words of a line with the addresses of its links; a line break stays one.
fn words(line: &[Inline]) -> String {
    let mut text = String::new();
    for (at, inline) in line.iter().enumerate() {
        text.push_str(&inline.text);
        // A link may have words in several styles; its address follows the last of them.
        let goes_on = line.get(at + 1).is_some_and(|next| next.link == inline.link);
        if let Some(address) = inline.link.as_deref().filter(|_| !goes_on)
            && !text.ends_with(address)
        {
            let _ = write!(text, " ({address})");
        }
    }
    text
}

/// Breaks a text into lines, the first behind a mark and the others below it.
fn hanging(mark: &str, text: &str, cells: usize) -> Vec<String> {
    let indent = " ".repeat(mark.width());
    let room = cells.saturating_sub(mark.width()).max(1);
    let lines = text.split('\n').flat_map(|line| wrap(line, room)).enumerate();
    lines.map(|(at, line)| format!("{}{line}", if at == 0 { mark } else { &indent })).collect()
}

/// Puts what an item holds behind its mark.
fn behind(mark: &str, item: &[Prose], cells: usize) -> Vec<String> {
    let indent = " ".repeat(mark.width());
    let inner = item.iter().flat_map(|piece| prose(piece, cells.saturating_sub(mark.width())));
    inner
        .enumerate()
        .map(|(at, line)| format!("{}{line}", if at == 0 { mark } else { &indent }))
        .collect()
}

/// Writes a table in columns if it fits, otherwise each cell with the head of its column.
fn table(head: &[Line], rows: &[Vec<Line>], cells: usize) -> Vec<String> {
    let text = |line: &Line| words(line).replace('\n', " ");
    let head: Vec<String> = head.iter().map(text).collect();
    let rows: Vec<Vec<String>> = rows.iter().map(|row| row.iter().map(text).collect()).collect();
    let wide = |at: usize| {
        let all = rows.iter().chain([&head]).filter_map(|row| row.get(at));
        all.map(|cell| cell.width()).max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..head.len()).map(wide).collect();
    if widths.iter().sum::<usize>() + 2 * widths.len() > cells {
        return rows.iter().flat_map(|row| told(&head, row, cells)).collect();
    }
    let line = |row: &Vec<String>| {
        let cells = row.iter().zip(&widths).map(|(cell, wide)| left(cell, *wide));
        cells.collect::<Vec<_>>().join("  ").trim_end().to_owned()
    };
    let rule: Vec<String> = widths.iter().map(|wide| "-".repeat(*wide)).collect();
    [line(&head), line(&rule)].into_iter().chain(rows.iter().map(line)).collect()
}

/// Tells a row of a table that does not fit.
fn told(head: &[String], row: &[String], cells: usize) -> Vec<String> {
    let named = head.iter().zip(row).filter(|(_, cell)| !cell.is_empty());
    let named = named.map(|(name, cell)| match name.as_str() {
        "" => cell.clone(),
        name => format!("{name}: {cell}"),
    });
    hanging("- ", &named.collect::<Vec<_>>().join("; "), cells)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lesson::{Lesson, What};
    use crate::scenario::Source;

    fn read(text: &str) -> Vec<String> {
        let text = format!("+++\ntitle = \"T\"\nscenario = \"noon.toml\"\n+++\n{text}");
        let lesson = Lesson::draft(&Source::lesson_from_text("lesson.md", &text)).0.unwrap();
        let pieces = lesson.steps.iter().filter_map(|step| match &step.what {
            What::Prose(piece) => Some(prose(piece, 30)),
            _ => None,
        });
        pieces.flatten().collect()
    }

    #[test]
    fn prose_keeps_its_marks_and_fits() {
        assert_eq!(
            read("## Two *words*\n\nA paragraph that is longer than thirty cells, `code` too.\n"),
            ["## Two words", "A paragraph that is longer", "than thirty cells, code too."]
        );
        assert_eq!(
            read("3. one\n4. two, which is longer than the line is\n"),
            ["3. one", "4. two, which is longer than", "   the line is"]
        );
        assert_eq!(read("- a\n  - b\n"), ["- a", "  - b"]);
        assert_eq!(read("> said\n>\n> again\n"), ["> said", ">", "> again"]);
        assert_eq!(read("[here](https://example.org)\n"), ["here (https://example.org)"]);
    }

    #[test]
    fn tables_stand_in_columns_or_are_told() {
        assert_eq!(read("| a | bb |\n|---|----|\n| 1 | 2 |\n"), ["a  bb", "-  --", "1  2"]);
        let wide =
            "| name | what it says |\n|---|---|\n| first | something that is rather long |\n";
        let told = ["- name: first; what it says:", "  something that is rather", "  long"];
        assert_eq!(read(wide), told);
    }
}
