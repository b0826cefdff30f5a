//! What stands on the floor, and what goes about on it.

use super::*;
use crate::dashboard::canvas::Canvas;
use crate::dashboard::floor::{self, Sites, parts};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use std::time::Duration;

/// Draws a floor, with those who go about on it, or without.
fn floor(app: &App, size: (u16, u16), with_tokens: bool) -> (Buffer, Sites) {
    let area = Rect::new(0, 0, size.0, size.1);
    let mut buffer = Buffer::empty(area);
    let mut canvas = Canvas::new(&mut buffer, area, app.theme());
    canvas.clear();
    let picture = app.picture(0);
    let sites = Sites::find(&picture, area);
    if with_tokens {
        floor::draw(&mut canvas, &picture);
    } else {
        parts(&mut canvas, &sites, &picture);
    }
    (buffer, sites)
}

/// However narrow it is, no token covers a figure or a word, not even while it glides.
#[test]
fn tokens_leave_figures_and_words_alone() {
    for (name, from, wide) in [
        ("first-order", 0, 60),
        ("first-order", 8, 80),
        ("first-order", 8, 120),
        ("two-languages", 0, 80),
        ("payment", 130, 80),
    ] {
        let mut stage = Stage::open(name);
        let mut app = stage::app(&mut stage, f64::from(from), true);
        app.looks.reduced_motion = false;
        app.update(Message::Resized(wide, 24));
        let layout_high = 15;
        let (mut drawn_in_all, mut gliding) = (0, 0);
        for step in 0..120 {
            let seconds = f64::from(from) + f64::from(step) * 0.2;
            app.update(Message::Shot(Arc::new(stage.at(seconds))));
            app.motion[0].pass(Duration::from_millis(170));
            gliding += usize::from(app.motion[0].is_going_on());
            let size = (wide, layout_high);
            let (before, sites) = floor(&app, size, false);
            let (after, _) = floor(&app, size, true);
            let ways = |at: Position| sites.lane.contains(at) || at.x == sites.wall.x;
            for at in before.area.positions() {
                let (was, is) = (before[at].symbol(), after[at].symbol());
                let may_be = matches!(was, " " | "─" | "━") || ways(at);
                assert!(was == is || may_be, "{name} {seconds} {at:?}: {was} {is}\n{after:?}");
                drawn_in_all += usize::from(was != is);
            }
        }
        assert!(drawn_in_all > 100 && gliding > 10, "{name}: {drawn_in_all}, {gliding}");
    }
}

/// Several orders at the same hatch stand there as one that says how many they are, and others
/// beside them with a piece of the frame between.
#[test]
fn orders_at_the_same_place_are_counted() {
    for (unicode, told) in [(true, "╰─[soup ×3]───"), (false, "[soup x3]-")] {
        let mut app = stage::app(&mut Stage::open("first-order"), 10.0, unicode);
        let alone = drawn(&mut app, 80, 24);
        assert!(alone.contains("─[soup]──") || alone.contains("-[soup]--"), "{alone}");
        let mut shot = (*app.shot).clone();
        let orders = &mut shot.floors[0].orders;
        for _ in 0..2 {
            let mut next = orders.last().unwrap().clone();
            (next.number, next.scene.slot) = (next.number + 1, next.scene.slot + 1);
            orders.push(next);
        }
        app.update(Message::Shot(Arc::new(shot.clone())));
        let three = drawn(&mut app, 80, 24);
        assert!(three.contains(told), "{three}");
        // One that no menu has.
        shot.floors[0].orders[2].scene.dish = None;
        app.update(Message::Shot(Arc::new(shot)));
        let beside = drawn(&mut app, 80, 24);
        let line = if unicode { "[soup ×2]─[?]─" } else { "[soup x2]-[?]-" };
        assert!(beside.contains(line), "{beside}");
    }
}

/// A building without a kitchen stands on the floor where its pantry does.
#[test]
fn the_building_of_a_pantry_can_be_chosen() {
    let mut app = app("lost-data", 60.0);
    let parts = app.picture(0).parts();
    let cellar = app.scenario.names().buildings.iter().position(|name| name == "cellar").unwrap();
    app.chosen = parts.iter().position(|part| *part == Part::Building(cellar));
    assert!(app.chosen.is_some(), "{parts:?}");
    assert_snapshot!("building-of-a-pantry", drawn(&mut app, 80, 24));
    app.update(Message::Key(ratatui::crossterm::event::KeyCode::Char('?').into()));
    assert!(matches!(app.overlay, Some(Overlay::Part(Part::Building(at))) if at == cellar));
}

/// Letters wait in the outbox while the post is closed, and a power cut takes them: one sees how
/// many, and on the other side of the wall how many have come.
#[test]
fn letters_are_counted_where_they_are() {
    let mut stage = Stage::open("payment");
    stage.at(0.0);
    // Who hangs up when the bank says nothing sells something again later.
    let value = "{ hamper-tried-again = 1 }".to_owned();
    stage.ask(Request::Turn { knob: "dining_room.web.orders".into(), value });
    let mut counted = |seconds: f64| {
        let app = stage::app(&mut stage, seconds, true);
        let floor = app.shot.floor();
        let post = app.scenario.names().partners.iter().position(|name| name == "post").unwrap();
        let open = floor.scene.partners[post].letters.unwrap();
        assert!(
            floor.scene.partners.iter().filter(|partner| partner.letters.is_some()).count() == 1
        );
        let dial = |name: &str| app.book.read(floor, name).unwrap() as u64;
        let gone = dial("mail.sent") + dial("mail.lost");
        let written = dial("mail.written");
        assert_eq!(written - gone, u64::from(open.in_outbox + open.on_way), "at {seconds}");
        let shot = floor.letters[post];
        assert!(shot.sent >= dial("mail.sent") && shot.lost == dial("mail.lost"));
        (app, open.in_outbox, shot)
    };
    let (_, waiting, before) = counted(1190.0);
    assert!(waiting == 0 && before.sent > 300 && before.lost == 0, "{waiting} {before:?}");
    let (mut app, waiting, closed) = counted(1300.0);
    assert!(waiting > 30 && closed.sent - before.sent < 20, "{waiting} {closed:?}");
    assert_snapshot!("letters-80x24", drawn(&mut app, 80, 24));
    app.wall = true;
    let wall = drawn(&mut app, 80, 24);
    assert!(wall.contains(&format!("{} letters lie in postboxes.", closed.sent)), "{wall}");
    app.wall = false;
    let (mut app, waiting, lost) = counted(1494.0);
    assert!(waiting < 10 && lost.lost > 100, "{waiting} {lost:?}");
    assert_snapshot!("letters-lost-120x40", drawn(&mut app, 120, 40));
}

/// The first guest's letter comes after the plate, into the postbox.
#[test]
fn a_guest_finds_a_letter_in_the_postbox() {
    let mut stage = Stage::open("payment");
    stage.at(1.0);
    let says = vec![("wants".to_owned(), "Picnic".into())];
    stage.ask(Request::Place { room: "web".into(), dish: "hamper".into(), says });
    let mut seen = Vec::new();
    for step in 1..60 {
        let mut app = stage::app(&mut stage, 1.0 + f64::from(step) * 0.5, true);
        app.overlay = Some(Overlay::Screen);
        let screen = drawn(&mut app, 80, 24);
        let texts = ["The postbox is empty.", "1 letter lies in the postbox."];
        seen.extend(texts.into_iter().filter(|text| screen.contains(text)));
        let letters = &app.shot.floor().life.as_ref().unwrap().letters;
        let sent = letters.iter().filter(|letter| letter.sent.is_some()).count();
        assert_eq!(screen.contains(texts[1]), sent == 1, "{screen}");
    }
    seen.dedup();
    assert_eq!(seen, ["The postbox is empty.", "1 letter lies in the postbox."]);
}
