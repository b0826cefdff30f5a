//! Two futures of one restaurant: what is drawn of both is told apart by more than its colour.

use super::*;
use crate::dashboard::panels::pins::Pinned;
use crate::dashboard::panels::{Topic, tell};
use crate::dashboard::theme::{Depth, Scheme, Theme};
use crate::kernel::{SECOND, Span, Time};

/// Opens the rush at noon, and from 12:10 on with two hatches more beside it; a dial is pinned.
fn forked() -> App {
    let mut stage = Stage::open("lunch-rush");
    let mut app = stage::app(&mut stage, 300.0, true);
    app.panel = Panel::Charts;
    let dial = app.book.place("orders.served").unwrap();
    app.pins.turn(Pinned::Dial(dial), &Arc::clone(&app.shot));
    let mut watch = |stage: &mut Stage, from: u64, to: u64| {
        for seconds in (from..=to).step_by(30) {
            app.update(Message::Shot(Arc::new(stage.at(seconds as f64))));
        }
    };
    watch(&mut stage, 330, 600);
    stage.ask(Request::Fork);
    stage.ask(Request::Turn { knob: "pantry.main.hatches".into(), value: "4".into() });
    watch(&mut stage, 630, 900);
    stage.reads(&mut app);
    app
}

#[test]
fn charts_draw_both_futures() {
    let mut app = forked();
    let [was, is] = &app.pins.list()[0].courses[..] else { panic!("there are two futures") };
    let before = |points: &[(Time, f64)]| -> Vec<u64> {
        let fork = Time::OPENING + Span(600 * SECOND.0);
        let known = points.iter().filter(|point| point.0 <= fork);
        known.map(|point| point.1.to_bits()).collect()
    };
    assert_eq!(before(&was.points), before(&is.points));
    assert_eq!((was.points.len(), is.points.len()), (21, 21));
    assert!(is.points.last().unwrap().1 > was.points.last().unwrap().1);
    assert_snapshot!("fork-charts-80x24", drawn(&mut app, 80, 24));
    assert_snapshot!("fork-charts-200x60", drawn(&mut app, 200, 60));
    app.is_zoomed = true;
    assert_snapshot!("fork-charts-zoomed", drawn(&mut app, 100, 30));
    app.looks.theme = Theme::new(Scheme::Mono, Depth::True, false);
    assert_snapshot!("fork-charts-ascii", drawn(&mut app, 100, 30));
    let told = tell(&app, Topic::Panel(Panel::Charts)).join("\n");
    let served = |at: usize| app.shot.floors[at].dials[app.book.place("orders.served").unwrap()];
    let served = [0, 1].map(|at| served(at).unwrap());
    assert!(told.contains(&format!("orders.served: {} | {}", served[0], served[1])), "{told}");
}

#[test]
fn a_card_says_which_future_is_which() {
    let mut app = forked();
    app.overlay = Some(Overlay::Part(Part::Pantry(0)));
    assert_snapshot!("fork-card", drawn(&mut app, 80, 30));
}

/// Whoever keeps one of two futures keeps its past.
#[test]
fn a_future_that_is_kept_has_its_own_course() {
    let mut app = forked();
    let kept = app.pins.list()[0].courses[1].points.clone();
    let mut shot = (*app.shot).clone();
    shot.floors.remove(0);
    (shot.current, shot.is_forked) = (0, false);
    app.update(Message::Shot(Arc::new(shot)));
    let [course] = &app.pins.list()[0].courses[..] else { panic!("there is one future") };
    assert_eq!(course.points, kept);
}

/// Each floor says which future it is, and nothing about them is cut.
#[test]
fn both_futures_say_which_they_are() {
    let mut app = forked();
    app.panel = Panel::Floor;
    for (columns, rows) in [(80, 24), (120, 40)] {
        let screen = drawn(&mut app, columns, rows);
        let line = |text: &str| screen.lines().position(|line| line.contains(text));
        let (was, is) = (line("AS IT WAS"), line("WITH hatches = 4"));
        assert!(was.is_some() && is.is_some() && was < is, "{screen}");
        assert!(screen.contains("hatches = 4: the slowest guests wait"), "{screen}");
        assert!(!screen.contains("pantry.main.hatches"), "{screen}");
        let told = screen.lines().find(|line| line.contains("hatches = 4: the slow")).unwrap();
        assert!(told.trim_matches('"').trim_end().ends_with("plates."), "{told}");
        assert_snapshot!(format!("fork-{columns}x{rows}"), screen);
    }
    // Where there are few rows, the floors need them.
    assert!(!drawn(&mut app, 60, 16).contains("AS IT WAS"));
}
