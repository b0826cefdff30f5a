//! The chooser where few things are drawn, and large: what is chosen in large letters, what is
//! before and behind it, and what it teaches.

use super::Chooser;
use crate::dashboard::big::digits::{self, Size};
use crate::dashboard::canvas::Canvas;
use crate::dashboard::theme::Role;
use crate::report::wrap;

/// So many others are shown before the chosen one, and as many behind it.
const AROUND: usize = 2;
/// What is told of it has at least so many rows.
const TOLD: u16 = 4;

/// Draws it.
pub fn draw(canvas: &mut Canvas<'_>, chooser: &Chooser) {
    let tongue = chooser.looks.tongue;
    let guide = tongue.screen("chooser.guide");
    let titles = chooser.scenarios.iter().map(|scenario| scenario.title.as_str());
    let course = chooser.course();
    let titles: Vec<&str> = [guide, &course].into_iter().chain(titles).collect();
    let at = chooser.at.map_or(usize::from(chooser.is_course), |at| at + 2).min(titles.len() - 1);
    let teaches = match chooser.at.and_then(|at| chooser.scenarios.get(at)) {
        Some(scenario) => scenario.teaches.as_str(),
        None if chooser.is_course => tongue.screen("chooser.course.text"),
        None => tongue.screen("chooser.guide.text"),
    };
    let mut y = 0;
    let other = |canvas: &mut Canvas<'_>, y: u16, title: &str| {
        let room = canvas.width().saturating_sub(4);
        canvas.short((3, y), title, room, Role::Plain);
    };
    for title in &titles[at.saturating_sub(AROUND)..at] {
        other(canvas, y, title);
        y += 1;
    }
    y += 1;
    y += chosen(canvas, y, titles[at]) + 1;
    for title in titles.iter().skip(at + 1).take(AROUND) {
        other(canvas, y, title);
        y += 1;
    }
    y += 1;
    if chooser.at.is_none() {
        let begins =
            if chooser.is_course { "chooser.course.begins" } else { "chooser.guide.begins" };
        canvas.text(1, y, tongue.screen(begins), Role::Key);
        y += 1;
    }
    let width = usize::from(canvas.width().saturating_sub(2));
    for line in wrap(teaches, width) {
        canvas.text(1, y, &line, Role::Strong);
        y += 1;
    }
}

/// Draws a title as large as there is room for, in as many lines as it takes; returns how many rows.
fn chosen(canvas: &mut Canvas<'_>, y: u16, title: &str) -> u16 {
    let (width, height) = (canvas.width().saturating_sub(2), canvas.height());
    let others = 2 * AROUND as u16 + 3 + TOLD;
    let rows = height.saturating_sub(others);
    let unicode = canvas.theme.unicode;
    let in_size = |size: Size| {
        let lines = wrap(title, usize::from(width / size.columns("m")));
        let fits = lines.iter().all(|line| size.columns(line) <= width);
        let high = lines.len() as u16 * size.rows();
        let texts: Vec<&str> = lines.iter().map(String::as_str).collect();
        let is_drawn = size.can_draw(&texts, unicode);
        (fits && is_drawn && high <= rows).then_some((size, lines))
    };
    let Some((size, lines)) = Size::ALL.into_iter().find_map(in_size) else {
        canvas.text(1, y, canvas.theme.sign("▸", ">"), Role::Strong);
        let end = canvas.short((3, y), title, width, Role::Strong);
        canvas.mark((2, y), end.saturating_sub(1), Role::Chosen);
        return 1;
    };
    for (row, line) in (0..).zip(&lines) {
        digits::draw(canvas, (1, y + row * size.rows()), (line, size), Role::Strong);
    }
    lines.len() as u16 * size.rows()
}
