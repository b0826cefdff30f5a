//! Closing time: what is said then, and which keys are named.

use super::*;
use crate::report::{self, Report};
use crate::runner::snapshot::State;
use crate::runner::{Options, Speed, run};
use crossbeam_channel::Receiver;
use ratatui::crossterm::event::{KeyCode, KeyEvent};

/// Opens a dashboard, and lets the day come to its end.
fn closed(name: &str) -> (App, Receiver<Request>) {
    let mut stage = Stage::open(name);
    let (mut app, asked) = stage::listened(&mut stage, 60.0, true);
    app.overlay = Some(Overlay::Check(CheckList::default()));
    stage.ask(Request::Speed(Speed::Max));
    stage.ask(Request::Resume);
    let shot = stage.wait_for(|shot| matches!(shot.state, State::Over(_)));
    let shot = crate::runner::Snapshot { notice: None, ..(*shot).clone() };
    app.update(Message::Shot(Arc::new(shot)));
    (app, asked)
}

#[test]
fn a_card_says_what_came_of_the_day() {
    let (mut app, _) = closed("lunch-rush");
    for (columns, rows) in [(60, 16), (80, 24), (120, 40)] {
        assert_snapshot!(format!("closed-{columns}x{rows}"), drawn(&mut app, columns, rows));
    }
    app.looks.is_big = true;
    assert_snapshot!("closed-big", drawn(&mut app, 80, 24));
}

/// In the very words of the report that q prints.
#[test]
fn the_card_says_what_the_report_says() {
    for name in ["lunch-rush", "overheard", "payment"] {
        let (mut app, _) = closed(name);
        let screen = drawn(&mut app, 120, 40);
        let scenario = &app.scenario;
        let options = Options { seed: scenario.seed, drain: false, interrupted: &|| false };
        let told = Report::new(scenario, &run(scenario, options), None);
        let words = report::Options { unicode: true, tongue: Tongue::Kitchen };
        let told = report::text(&told, words);
        let goals = told.lines().map(str::trim).filter(|line| line.contains("(it was "));
        let goals: Vec<&str> = goals.collect();
        assert_eq!(goals.len(), scenario.goals.len());
        for goal in goals {
            assert!(screen.contains(goal), "{goal}:\n{screen}");
        }
    }
}

#[test]
fn only_keys_that_do_something_are_named() {
    let (mut app, asked) = closed("lunch-rush");
    assert!(app.overlay.is_none(), "what could be tried out cannot any more");
    let screen = drawn(&mut app, 200, 60);
    let footer = screen.lines().last().unwrap();
    for (names, key) in [(true, "← back"), (true, "R restart"), (true, "q quit")]
        .into_iter()
        .chain([(false, "pause"), (false, "speed"), (false, "fork"), (false, "knobs")])
    {
        assert_eq!(footer.contains(key), names, "{key}: {footer}");
    }
    while asked.try_recv().is_ok() {}
    for key in ['d', 'k', 'f', ' ', '+', 'o'] {
        app.update(Message::Key(KeyEvent::from(KeyCode::Char(key))));
        assert!(app.overlay.is_none(), "{key}");
        // The run says why it does not go on.
        assert_eq!(asked.try_recv(), Ok(Request::Resume), "{key}");
    }
    app.update(Message::Key(KeyEvent::from(KeyCode::Left)));
    assert!(matches!(asked.try_recv(), Ok(Request::Back(_))));
    // Nobody orders any more: a dining room is looked at.
    app.update(Message::Key(KeyEvent::from(KeyCode::Down)));
    app.update(Message::Key(KeyEvent::from(KeyCode::Enter)));
    assert!(matches!(app.overlay, Some(Overlay::Part(Part::Room(0)))));
}
