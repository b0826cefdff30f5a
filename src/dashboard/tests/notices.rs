//! What came of a request is said for a while, and not as if it were now.

use super::*;
use crate::runner::Snapshot;
use crate::runner::snapshot::{Notice, NoticeKind};
use ratatui::crossterm::event::{KeyCode, KeyEvent};
use std::time::Duration;

/// Shows a notice with this number.
fn tell(app: &mut App, number: u64, kind: NoticeKind) {
    let slots = kind.slots().iter().map(|slot| (*slot, format!("{slot}-{number}"))).collect();
    let notice = Some(Notice { number, kind, slots });
    let shot = Snapshot { notice, ..(*app.shot).clone() };
    app.update(Message::Shot(Arc::new(shot)));
}

fn pass(app: &mut App, milliseconds: u64) {
    app.update(Message::Tick(Duration::from_millis(milliseconds)));
}

#[test]
fn a_notice_goes_by_itself() {
    let mut app = app("lunch-rush", 900.0);
    assert!(!app.moves());
    for number in [7, 8] {
        tell(&mut app, number, NoticeKind::Turned);
        let text = format!("knob-{number} is now value-{number}.");
        for _ in 0..3 {
            assert!(drawn(&mut app, 80, 24).contains(&text));
            assert!(app.moves(), "somebody has to take it away");
            pass(&mut app, 1600);
            // Another picture with the same notice makes it no newer.
            tell(&mut app, number, NoticeKind::Turned);
        }
        pass(&mut app, 400);
        assert!(!drawn(&mut app, 80, 24).contains(&text));
        assert!(!app.moves());
    }
}

/// Somebody has to read why nothing came of what they did.
#[test]
fn what_has_failed_stays_until_a_key_is_pressed() {
    let mut app = app("lunch-rush", 900.0);
    tell(&mut app, 7, NoticeKind::NotTurned);
    pass(&mut app, 60_000);
    assert!(drawn(&mut app, 80, 24).contains("knob-7 cannot be value-7"));
    assert!(!app.moves());
    app.update(Message::Key(KeyEvent::from(KeyCode::Up)));
    assert!(!drawn(&mut app, 80, 24).contains("cannot be"));
}

/// The clock says already which moment it is.
#[test]
fn a_moment_that_was_gone_to_is_no_news() {
    let mut stage = Stage::open("lunch-rush");
    let mut app = stage::app(&mut stage, 60.0, true);
    stage.ask(Request::To(app.shot.now));
    let shot = stage.wait_for(|shot| shot.number > 1);
    app.update(Message::Shot(shot));
    assert!(app.news().is_none());
}
