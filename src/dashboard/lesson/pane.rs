//! Drawing a lesson: its text, the restaurant beside it, and the keys.

use super::ink;
use super::split::Split;
use super::study::Study;
use crate::dashboard::canvas::{Canvas, cells};
use crate::dashboard::keymap::Place;
use crate::dashboard::message::Action;
use crate::dashboard::theme::Role;
use crate::dashboard::update::place;
use crate::dashboard::view;
use crate::dashboard::{big, footer};
use crate::lesson::block::Task;
use crate::lesson::walk::Waits;
use crate::runner::snapshot::State;
use ratatui::Frame;
use ratatui::layout::Rect;

/// Draws everything.
pub fn view(study: &Study, frame: &mut Frame<'_>) {
    let area = frame.area();
    let app = &study.house.app;
    let Some(mut canvas) = view::blank(frame, &app.looks) else { return };
    let split = study.split();
    if let Some(house) = split.house {
        self::house(&mut canvas, study, house);
        if study.shows_knobs && !split.is_strip {
            let list = study.knob_list(Vec::new());
            view::knobs::draw(&mut canvas.part(house), &list, app);
        }
    }
    if let Some(place) = split.pane {
        border(&mut canvas, study, place);
        canvas.part(place).clear();
        pane(&mut canvas.part(place), study, split);
    }
    view::over(&mut canvas, app);
    if let Some(list) = &study.list {
        let body = Rect::new(0, 0, area.width, area.height - 1);
        list.draw(&mut canvas.part(body), app.tongue());
    }
    let keys = if study.list.is_some() { Place::Contents } else { place(app) };
    let last = Rect::new(0, area.height - 1, area.width, 1);
    canvas.part(last).clear();
    let is_lesson = matches!(keys, Place::Lesson | Place::Preview);
    let does_something = |action| !is_lesson || does_something(study, action);
    footer::draw_those(&mut canvas.part(last), keys, app.tongue(), does_something);
}

/// Says whether a key does something now, and not only says why it does nothing.
fn does_something(study: &Study, action: Action) -> bool {
    let waits = study.walk.waits();
    let is_asked = matches!(waits, Waits::Choice | Waits::Number | Waits::Goal);
    match action {
        // Whatever is pressed goes into the figure.
        _ if !study.typed.is_empty() && waits == Waits::Number => false,
        Action::Next => {
            let has_more = || study.scrolled < study.page().most_scrolled();
            !is_asked || study.is_read_first() || has_more()
        }
        Action::Knobs | Action::Hint => waits == Waits::Goal,
        Action::Answer => waits == Waits::Goal || study.marked.is_some() && is_asked,
        Action::Pause => matches!(waits, Waits::World | Waits::Goal) || study.is_read_first(),
        // Each run of a lesson has a speed of its own.
        Action::Speed => study.house.app.shot.state == State::Running,
        Action::Again => study.has_blocks(),
        Action::Play => !study.predicts(),
        Action::Wall => study.split().house.is_some(),
        _ => true,
    }
}

/// Draws the restaurant in its part of the screen.
pub fn house(canvas: &mut Canvas<'_>, study: &Study, house: Rect) {
    let app = &study.house.app;
    if app.looks.is_big {
        big::draw(&mut canvas.part(house), app, true);
    } else {
        // The last row of a restaurant is for its keys, which are elsewhere here.
        let place = Rect { height: house.height + 1, ..house };
        view::everything(&mut canvas.part(place), app);
    }
}

/// Draws the line between the text and a restaurant beside it.
pub fn border(canvas: &mut Canvas<'_>, study: &Study, pane: Rect) {
    if study.split().house.is_some_and(|house| house.y == pane.y) {
        let line = canvas.theme.sign("│", "|");
        for y in pane.y..pane.bottom() {
            canvas.text(pane.right(), y, line, Role::Quiet);
        }
    }
}

/// Draws the text: its title, as much of the page as there is room for, what is waited for.
fn pane(canvas: &mut Canvas<'_>, study: &Study, split: Split) {
    let (width, height) = (canvas.width(), canvas.height());
    title(canvas, study);
    let page = study.page();
    let scrolled = study.scrolled.min(page.most_scrolled());
    let first = if split.is_strip { page.most_scrolled() } else { scrolled };
    if !study.plays {
        for (y, row) in (1..).zip(page.rows.iter().skip(first).take(page.high)) {
            ink::draw(canvas, (1, y), row);
        }
    }
    let last = height.saturating_sub(1);
    let (text, role) = waited(study);
    let has_more = !split.is_strip && first < page.most_scrolled();
    let more = match (has_more, first > 0 && !split.is_strip) {
        (true, _) => more(study, ("↓", "v")),
        (false, true) => more(study, ("↑", "^")),
        (false, false) => String::new(),
    };
    canvas.short((1, last), &text, width.saturating_sub(cells(&more) + 2), role);
    canvas.text(width.saturating_sub(cells(&more) + 1), last, &more, Role::Key);
}

/// Says that there is more to read below, or above.
fn more(study: &Study, (sign, ascii): (&'static str, &'static str)) -> String {
    let sign = study.house.app.theme().sign(sign, ascii);
    format!("{sign} {}", study.house.app.tongue().screen("lesson.more"))
}

/// Draws the line above the text: the lesson, and how much of it is done.
fn title(canvas: &mut Canvas<'_>, study: &Study) {
    let app = &study.house.app;
    let width = canvas.width();
    canvas.line((0, 0), width, app.theme().sign("─", "-"), Role::Quiet);
    let lesson = study.walk.lesson();
    let (done, all) = study.done();
    let told = format!(" {done}/{all} ");
    let room = width.saturating_sub(cells(&told) + 4);
    canvas.short((1, 0), &format!(" {} ", lesson.title), room, Role::Name);
    let x = width.saturating_sub(cells(&told) + 1);
    canvas.text(x, 0, &told, Role::Meaning);
}

/// Says what came of the last key, or what is waited for now.
fn waited(study: &Study) -> (String, Role) {
    let tongue = study.house.app.tongue();
    if study.plays {
        return (tongue.screen("lesson.plays").to_owned(), Role::Uneasy);
    }
    if let Some((id, slots)) = &study.said {
        return (tongue.shows(id, slots), Role::Uneasy);
    }
    let id = match study.walk.waits() {
        Waits::World if study.is_read_first() => "lesson.waits.read",
        Waits::Next => "lesson.waits.next",
        Waits::World => "lesson.waits.world",
        Waits::Choice => match study.walk.block().map(|block| &block.task) {
            Some(Task::Predict(_)) => "lesson.waits.predict",
            _ => "lesson.waits.choice",
        },
        Waits::Number => "lesson.waits.number",
        Waits::Goal => "lesson.waits.goal",
        Waits::Nothing => "lesson.waits.nothing",
    };
    (tongue.screen(id).to_owned(), Role::Key)
}
