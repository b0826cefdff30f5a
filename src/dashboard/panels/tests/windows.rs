//! Dials over windows of one's own: typed, read, pinned.

use super::*;
use crate::dashboard::app::Filter;

/// Types into the filter of the dials.
fn type_in(app: &mut App, text: &str) {
    app.panel = Panel::Dials;
    let keys = std::iter::once('/').chain(text.chars());
    keys.for_each(|c| _ = app.update(Message::Key(KeyEvent::from(KeyCode::Char(c)))));
}

/// Returns the row below the head, as it is told.
fn first(app: &App) -> String {
    rows(app, Panel::Dials, usize::MAX)[1].tell(|_| String::new()).join("\n")
}

#[test]
fn a_window_that_is_typed_is_a_row_and_can_be_pinned() {
    let mut stage = Stage::open("lunch-rush");
    let (mut app, asked) = stage::listened(&mut stage, 900.0, true);
    type_in(&mut app, "latency.p95@2m");
    let wanted = vec!["latency.p95@2m".to_owned()];
    let asks: Vec<Request> = asked.try_iter().collect();
    // While it is typed, shorter windows are understood as well, and read.
    assert_eq!(asks.last(), Some(&Request::Read(wanted.clone())));
    stage.ask(Request::Read(wanted.clone()));
    for seconds in [960.0, 1020.0] {
        app.update(Message::Shot(Arc::new(stage.at(seconds))));
    }
    let value = app.shot.floor().windows[0].value.unwrap();
    let shown = app.figures().value(value, crate::dials::Unit::Seconds);
    let told = first(&app);
    assert!(told.starts_with(&format!("latency.p95@2m: {shown}; 12:15–12:17")), "{told}");
    // Enter ends the typing, Enter again pins; then it stays without the filter.
    for code in [KeyCode::Enter, KeyCode::Enter, KeyCode::Esc] {
        app.update(Message::Key(KeyEvent::from(code)));
    }
    assert!(app.pins.has(&Pinned::Window(wanted[0].clone())) && app.filter.text.is_empty());
    assert!(first(&app).starts_with("*latency.p95@2m: "), "{}", first(&app));
    assert_eq!(app.read_over, wanted);
    app.update(Message::Shot(Arc::new(stage.at(1080.0))));
    assert_eq!(app.pins.list()[0].courses[0].points.len(), 2);
    app.panel = Panel::Charts;
    assert!(drawn(&mut app, 80, 24).contains("latency.p95@2m"));
}

#[test]
fn what_is_mistyped_is_said_in_one_line() {
    let mut app = app("lunch-rush", 900.0);
    for (text, says) in [
        ("latency.p59@2m", "There is no dial latency.p59: did you mean latency.p"),
        ("latency.p95@", "Behind the @"),
        ("latency.p95@2 parsecs", "Behind the @"),
        ("latency.p95@12:20..12:10", "Behind the @"),
        ("latency.p95@1ms", "The last so long must be"),
    ] {
        app.filter = Filter::default();
        type_in(&mut app, text);
        assert!(first(&app).starts_with(says), "{text}: {}", first(&app));
        assert!(app.read_over.iter().all(|read| read != text));
        let line = rows(&app, Panel::Dials, usize::MAX)[1].clone();
        assert_eq!(line.wrapped(120).len(), 1);
    }
    app.filter = Filter::default();
    type_in(&mut app, "orders.served@12:20..12:25");
    assert!(first(&app).contains("begins at 12:20"), "{}", first(&app));
}

#[test]
fn in_a_fork_dials_have_two_columns() {
    let mut stage = Stage::open("lunch-rush");
    stage.at(600.0);
    stage.ask(Request::Fork);
    stage.ask(Request::Turn { knob: "pantry.main.hatches".into(), value: "4".into() });
    let mut app = stage::app(&mut stage, 900.0, true);
    app.panel = Panel::Dials;
    app.filter.text = "latency.p95".to_owned();
    app.is_zoomed = true;
    assert_snapshot!("dials-of-a-fork", drawn(&mut app, 80, 24));
}
