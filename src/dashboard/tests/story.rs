//! The story, at every speed: what can be read one by one is told so, the rest minute by minute, and
//! what is rare stays.

use super::app;
use crate::dashboard::app::{App, Panel};
use crate::dashboard::message::Message;
use crate::dashboard::shell::Show;
use crate::dashboard::stage::{Stage, drawn};
use crate::dashboard::view::sentences;
use crate::runner::snapshot::State;
use crate::runner::{Request, Snapshot, Speed};
use insta::assert_snapshot;
use ratatui::crossterm::event::{KeyCode, KeyEvent};
use std::sync::Arc;

fn at_speed(name: &str, seconds: f64, speed: Speed) -> App {
    let mut app = app(name, seconds);
    let shot = Snapshot { speed, ..(*app.shot).clone() };
    app.update(Message::Shot(Arc::new(shot)));
    app
}

fn told(app: &App) -> String {
    let lines = sentences(app).into_iter().map(|(clock, text, _)| format!("{clock:9} {text}"));
    lines.collect::<Vec<_>>().join("\n")
}

/// Returns a dashboard on a day that has gone by at the highest speed.
fn closed_at_once() -> App {
    let mut stage = Stage::open("lunch-rush");
    stage.ask(Request::Speed(Speed::Max));
    stage.ask(Request::Resume);
    let shot = stage.wait_for(|shot| matches!(shot.state, State::Over(_)));
    let mut app = app("lunch-rush", 1.0);
    app.update(Message::Shot(shot));
    app
}

#[test]
fn a_fast_story_is_told_minute_by_minute() {
    for (name, speed) in [
        ("60x", Speed::Times(60.0)),
        ("300x", Speed::Times(300.0)),
        ("as-fast-as-possible", Speed::Max),
    ] {
        let app = at_speed("lunch-rush", 1_230.0, speed);
        let told = told(&app);
        assert!(told.contains("The office next door has just emptied."), "{told}");
        assert!(!told.contains(" ms"), "{told}");
        assert_snapshot!(format!("story-{name}"), told);
    }
}

/// A high panel is filled with what has happened since the opening.
#[test]
fn every_row_of_the_story_is_used() {
    let mut app = at_speed("lunch-rush", 1_500.0, Speed::Times(60.0));
    app.panel = Panel::Story;
    assert_snapshot!("story-80x24", drawn(&mut app, 80, 24));
    assert_snapshot!("story-200x60", drawn(&mut app, 200, 60));
}

/// Who stands still reads the last moments one by one, below what each minute before came to.
#[test]
fn before_what_is_told_one_by_one_are_the_minutes() {
    let mut stage = Stage::open("lunch-rush");
    stage.at(900.0);
    let shot = stage.wait_for(|shot| shot.state == State::Paused);
    let mut app = app("lunch-rush", 900.0);
    app.update(Message::Shot(shot));
    let lines = sentences(&app);
    let first = lines.iter().position(|(_, text, _)| text.starts_with('#')).unwrap();
    assert!(lines.len() > 100 && first > 0, "{lines:?}");
    let since = app.shot.floor().told_since;
    let news = app.shot.floor().news.iter().filter(|news| news.at > since);
    assert!(news.count() >= 90);
    assert!(lines[lines.len() - 1].0.starts_with("12:1"), "{lines:?}");
}

/// After the highest speed one reads what was so at this moment, not what somebody heard before it.
#[test]
fn after_a_leap_the_story_is_that_of_the_moment() {
    let app = closed_at_once();
    let floor = app.shot.floor();
    let of_orders = floor.news.iter().filter(|news| news.order.is_some());
    let late = of_orders.filter(|news| news.at.0 + 60_000_000_000 > app.shot.now.0).count();
    assert!(late >= 90, "{late} of {}", floor.news.len());
    // The chefs' lanes are known as well.
    let long = app.ordinary * crate::runner::history::ORDERS_LONG;
    assert!((app.shot.now - floor.history.since).seconds() >= long);
}

/// The end of a day tells the day, and up goes to what was before.
#[test]
fn at_closing_the_day_is_told_and_can_be_gone_through() {
    let mut app = closed_at_once();
    let told = told(&app);
    assert!(told.contains("The office next door has just emptied."), "{told}");
    assert!(told.starts_with("12:00") && told.contains("12:29 "), "{told}");
    app.panel = Panel::Story;
    app.is_zoomed = true;
    let mut press = |code: KeyCode, times: usize| {
        for _ in 0..times {
            app.update(Message::Key(KeyEvent::from(code)));
        }
        drawn(&mut app, 80, 16)
    };
    let end = press(KeyCode::Down, 1);
    assert!(end.contains("12:29 ") && !end.contains("12:00 "), "{end}");
    // Nobody gets lost beyond the first line.
    let beginning = press(KeyCode::Up, 1_000);
    assert!(beginning.contains("12:00 ") && !beginning.contains("12:29 "), "{beginning}");
    let lines = told.lines().count();
    assert_eq!(press(KeyCode::Down, lines), end);
}
