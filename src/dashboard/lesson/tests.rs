//! What a lesson looks like on a screen.

use super::{ink, prose};
use crate::dashboard::canvas::Canvas;
use crate::dashboard::stage::looks;
use crate::lesson::{Lesson, What};
use crate::scenario::Source;
use insta::assert_snapshot;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// Everything that prose can be.
const ALL: &str = include_str!("tests/prose.md");

/// Draws the prose of a lesson in so many cells, as text.
fn laid(text: &str, cells: u16, unicode: bool) -> String {
    let source = Source::lesson_from_text("prose.md", text);
    let (lesson, findings) = Lesson::draft(&source);
    let lesson = lesson.unwrap_or_else(|| panic!("{}", findings.render(false, false)));
    let prose_of = |step: &crate::lesson::Step| match &step.what {
        What::Prose(prose) => Some(prose.clone()),
        _ => None,
    };
    let prose: Vec<_> = lesson.steps.iter().filter_map(prose_of).collect();
    let theme = looks(unicode).theme;
    let rows = prose::lay(&prose, usize::from(cells), theme);
    let area = Rect::new(0, 0, cells, rows.len() as u16);
    let mut buffer = Buffer::empty(area);
    let mut canvas = Canvas::new(&mut buffer, area, theme);
    for (y, row) in (0..).zip(&rows) {
        assert!(ink::wide(row) <= usize::from(cells), "{row:?}");
        ink::draw(&mut canvas, (0, y), row);
    }
    let line = |y: u16| {
        let line: String = (0..cells).map(|x| buffer[(x, y)].symbol()).collect();
        line.trim_end().to_owned()
    };
    (0..area.height).map(line).collect::<Vec<_>>().join("\n")
}

#[test]
fn prose_is_laid_out_at_every_width() {
    for cells in [24, 50, 76] {
        assert_snapshot!(format!("lesson-prose-{cells}"), laid(ALL, cells, true));
    }
    let plain = laid(ALL, 50, false);
    assert!(plain.is_ascii(), "{plain}");
    assert_snapshot!("lesson-prose-ascii", plain);
}

mod nonsense;
mod preview;
mod read_first;
mod walks;

#[test]
fn lessons_name_the_panels_that_there_are() {
    let names = crate::dashboard::Panel::ALL.map(|panel| panel.id().trim_start_matches("panel."));
    // Where knobs stand is seen beside a goal.
    assert_eq!([names.as_slice(), &["knobs"]].concat(), crate::lesson::PANELS);
}
