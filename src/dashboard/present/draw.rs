//! Drawing a slide: with much air, or below the restaurant.

use super::presentation::Presentation;
use super::question;
use super::sheet::{FRAME, Sheet};
use crate::dashboard::big::digits;
use crate::dashboard::canvas::{Canvas, cells};
use crate::dashboard::keymap::Place;
use crate::dashboard::lesson::ink::{self, Row, row};
use crate::dashboard::lesson::{goal, page, pane};
use crate::dashboard::theme::Role;
use crate::dashboard::view;
use crate::dashboard::{footer, help};
use crate::lesson::block::Task;
use crate::lesson::walk::Waits;
use ratatui::Frame;
use ratatui::layout::Rect;

/// Draws everything.
pub fn view(on: &Presentation, frame: &mut Frame<'_>) {
    if on.study.plays {
        pane::view(&on.study, frame);
        return;
    }
    let area = frame.area();
    let app = &on.study.house.app;
    let Some(mut canvas) = view::blank(frame, &app.looks) else { return };
    let split = on.split();
    if let Some(place) = split.house {
        pane::house(&mut canvas, &on.study, place);
    }
    if let Some(place) = split.pane {
        pane::border(&mut canvas, &on.study, place);
        let mut part = canvas.part(place);
        part.clear();
        if split.is_strip { strip(&mut part, on) } else { slide(&mut part, on) }
    }
    view::over(&mut canvas, app);
    if on.is_helping {
        let body = Rect { height: area.height - 1, ..area };
        let keys = if split.house.is_some() { Place::Stage } else { Place::Slide };
        help::draw(&mut canvas.part(body), keys, app.tongue());
    }
    let last = Rect::new(0, area.height - 1, area.width, 1);
    canvas.part(last).clear();
    footer::draw(&mut canvas.part(last), on.place(), app.tongue());
}

/// Draws a slide that has the screen, or its part of it.
fn slide(canvas: &mut Canvas<'_>, on: &Presentation) {
    title(canvas, on);
    let sheet = on.sheet();
    let (width, height) = (canvas.width(), canvas.height());
    let head = sheet.head.as_ref().map_or(0, super::sheet::Head::rows);
    let rows = sheet.rows.len().min(sheet.high) as u16;
    let free = height.saturating_sub(FRAME).saturating_sub(head + rows);
    // A little above the middle, where one looks first.
    let top = 1 + u16::from(free > 0) + free / 3;
    let x = width.saturating_sub(sheet.cells as u16) / 2;
    heading(canvas, &sheet, (x, top));
    let shown = sheet.rows.iter().take(sheet.seen).skip(on.scrolled).take(sheet.high);
    for (y, row) in (top + head..).zip(shown) {
        ink::draw(canvas, (x, y), row);
    }
    let is_more = on.scrolled < sheet.most_scrolled();
    status(canvas, on, is_more);
}

/// Draws the large heading, above the words unless it is wider than they may be.
fn heading(canvas: &mut Canvas<'_>, sheet: &Sheet, (x, y): (u16, u16)) {
    let Some(head) = &sheet.head else { return };
    let widest = head.lines.iter().map(|line| head.size.columns(line)).max().unwrap_or(0);
    let middle = canvas.width().saturating_sub(widest) / 2;
    let mut y = y;
    for line in &head.lines {
        digits::draw(canvas, (x.min(middle), y), (line, head.size), Role::Name);
        y += head.size.rows() + 1;
    }
}

/// Draws what is told below the restaurant.
fn strip(canvas: &mut Canvas<'_>, on: &Presentation) {
    let width = canvas.width();
    canvas.line((0, 0), width, canvas.theme.sign("─", "-"), Role::Quiet);
    title(canvas, on);
    let high = usize::from(canvas.height().saturating_sub(2));
    let rows = below(on, usize::from(width.saturating_sub(3)));
    let first = rows.len().saturating_sub(high);
    for (y, row) in (1..).zip(&rows[first..]) {
        ink::draw(canvas, (1, y), row);
    }
    status(canvas, on, false);
}

/// Says what is to be said below the restaurant.
fn below(on: &Presentation, cells: usize) -> Vec<Row> {
    let app = &on.study.house.app;
    match on.task() {
        Some(Task::Goal(wanted)) => goal::rows(&on.study, wanted, cells, goal::IN_CLASS),
        Some(Task::Predict(_)) => {
            // The question itself, without the name of its kind, and what was said to it.
            let mut rows: Vec<Row> = question::ask(on, cells).into_iter().skip(1).take(1).collect();
            rows.extend(question::hands(on).map(|hands| row(hands, Role::Strong)));
            rows
        }
        _ if on.study.walk.waits() == Waits::World => page::lay(&on.study, on.split()).rows,
        _ => {
            let rows = page::lay(&on.study, on.split()).rows;
            let stands = app.tongue().screen("slides.stands");
            if rows.iter().all(Row::is_empty) { vec![row(stands, Role::Plain)] } else { rows }
        }
    }
}

/// Draws the line above a slide: the lesson, and which slide it is.
fn title(canvas: &mut Canvas<'_>, on: &Presentation) {
    let width = canvas.width();
    let all = on.slides().count();
    let number = (on.slide() + 1).min(all);
    let dots = match on.parts() {
        (_, 1) => String::new(),
        (seen, parts) => format!("  {seen}:{parts}"),
    };
    let told = format!(" {number}/{all}{dots} ");
    let room = width.saturating_sub(cells(&told) + 4);
    let title = format!(" {} ", on.study.walk.lesson().title);
    canvas.short((1, 0), &title, room, Role::Quiet);
    let x = width.saturating_sub(cells(&told) + 1);
    canvas.text(x, 0, &told, Role::Meaning);
}

/// Draws the line below a slide: what came of the last key, or what is waited for.
fn status(canvas: &mut Canvas<'_>, on: &Presentation, is_more: bool) {
    let (width, last) = (canvas.width(), canvas.height().saturating_sub(1));
    let tongue = on.study.house.app.tongue();
    let more = if is_more {
        format!("{} {}", canvas.theme.sign("↓", "v"), tongue.screen("lesson.more"))
    } else {
        String::new()
    };
    let (text, role) = waited(on);
    canvas.short((1, last), &text, width.saturating_sub(cells(&more) + 2), role);
    canvas.text(width.saturating_sub(cells(&more) + 1), last, &more, Role::Key);
}

fn waited(on: &Presentation) -> (String, Role) {
    let tongue = on.study.house.app.tongue();
    if let Some(typed) = &on.typed {
        let slots = [("n", format!("{typed}_")), ("all", on.slides().count().to_string())];
        return (tongue.shows("slides.go_to", &slots), Role::Key);
    }
    if let Some((id, slots)) = &on.study.said {
        return (tongue.shows(id, slots), Role::Uneasy);
    }
    let id = match on.study.walk.waits() {
        Waits::Next => return (String::new(), Role::Quiet),
        Waits::World if on.runs() => "slides.waits.runs",
        Waits::World => "slides.waits.world",
        Waits::Choice => "slides.waits.choice",
        Waits::Number => "slides.waits.number",
        Waits::Goal => "slides.waits.goal",
        Waits::Nothing => "slides.waits.nothing",
    };
    (tongue.screen(id).to_owned(), Role::Quiet)
}
