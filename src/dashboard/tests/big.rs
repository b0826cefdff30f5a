//! Few things, and large.

use super::*;
use crate::dashboard::message::Action;
use crate::runner::Snapshot;
use crate::runner::snapshot::State;
use ratatui::crossterm::event::{KeyCode, KeyEvent};
use std::time::Duration;

fn big(name: &str, seconds: f64) -> App {
    let mut app = app(name, seconds);
    app.looks.is_big = true;
    app
}

fn press(app: &mut App, code: KeyCode) {
    app.update(Message::Key(KeyEvent::from(code)));
}

#[test]
fn few_things_in_every_size() {
    for (name, seconds) in [("first-order", 14.0), ("lunch-rush", 900.0)] {
        let mut app = big(name, seconds);
        for (columns, rows) in [(60, 16), (80, 24), (120, 40), (200, 60)] {
            let name = format!("big-{name}-{columns}x{rows}");
            assert_snapshot!(name, drawn(&mut app, columns, rows));
        }
    }
}

#[test]
fn few_things_in_ascii_and_in_other_words() {
    let mut app = stage::app(&mut Stage::open("lunch-rush"), 900.0, false);
    app.looks.is_big = true;
    let screen = drawn(&mut app, 80, 24);
    assert!(screen.is_ascii(), "{screen}");
    assert_snapshot!("big-ascii", screen);
    let mut app = big("power-cut", 1051.0);
    app.looks.tongue = Tongue::Backend;
    assert_snapshot!("big-power-cut-backend", drawn(&mut app, 80, 24));
}

#[test]
fn two_futures_and_the_wall() {
    let mut stage = Stage::open("lunch-rush");
    stage.at(600.0);
    stage.ask(Request::Fork);
    stage.ask(Request::Turn { knob: "pantry.main.hatches".into(), value: "4".into() });
    let mut forked = stage::app(&mut stage, 900.0, true);
    stage.reads(&mut forked);
    forked.looks.is_big = true;
    for (columns, rows) in [(60, 16), (80, 24), (120, 40)] {
        let name = format!("big-fork-{columns}x{rows}");
        assert_snapshot!(name, drawn(&mut forked, columns, rows));
    }
    let mut app = big("lunch-rush", 900.0);
    app.wall = true;
    let screen = drawn(&mut app, 80, 24);
    for hidden in ["chefs", "hatches", "rail"] {
        assert!(!screen.contains(hidden), "{hidden}: {screen}");
    }
    assert_snapshot!("big-wall", screen);
}

/// The largest figures in the room are of those who wait as well.
#[test]
fn nobody_is_served_and_it_says_so() {
    let mut app = big("payment", 714.0);
    let screen = drawn(&mut app, 120, 40);
    for told in ["nobody served for 116 s", "guests wait, up to 113 s"] {
        assert!(screen.contains(told), "{told}: {screen}");
    }
    app.looks.is_big = false;
    let screen = drawn(&mut app, 120, 40);
    assert!(screen.contains("wait nobody served for 116 s"), "{screen}");
}

/// A bar tells no more where it is higher still: words as large as figures do.
#[test]
fn where_there_is_room_words_are_large() {
    let mut app = big("lunch-rush", 900.0);
    let words = ["waiters", "rail", "chefs", "hatches", "Short of hatches"];
    for ((columns, rows), small) in [((80, 24), 5), ((120, 40), 4), ((200, 60), 0)] {
        let screen = drawn(&mut app, columns, rows);
        let found = words.iter().filter(|word| screen.contains(**word)).count();
        assert_eq!(found, small, "{screen}");
    }
    // In letters that are drawn of ASCII there is hardly ever room for them.
    let mut plain = stage::app(&mut Stage::open("lunch-rush"), 900.0, false);
    plain.looks.is_big = true;
    let screen = drawn(&mut plain, 200, 60);
    assert!(screen.is_ascii() && words.iter().all(|word| screen.contains(word)), "{screen}");
}

/// A rail without an end never gets full: what tells is how many wait on it.
#[test]
fn an_endless_rail_says_how_many_wait() {
    let mut app = big("payment", 714.0);
    let kitchen = &app.shot.floor().scene.kitchens[0];
    assert!(kitchen.rail_capacity.is_none() && kitchen.rail.len > 9, "{kitchen:?}");
    let told = format!(" {} wait ", kitchen.rail.len);
    let screen = drawn(&mut app, 80, 24);
    assert!(screen.contains(&told) && !screen.contains(" full "), "{told}: {screen}");
}

#[test]
fn every_size_of_few_things_is_drawn() {
    let mut apps =
        vec![big("first-order", 14.0), big("lunch-rush", 900.0), big("virtual-buildings", 60.0)];
    let mut forked = (*apps[1].shot).clone();
    forked.floors.push(forked.floors[0].clone());
    forked.is_forked = true;
    apps[1].update(Message::Shot(Arc::new(forked)));
    for app in &mut apps {
        for rows in 0..=80 {
            for columns in (0..=250).step_by(if rows % 10 == 0 { 1 } else { 7 }) {
                app.wall = columns % 13 == 0;
                app.looks.theme.unicode = columns % 3 != 0;
                stage::draw(app, columns, rows);
            }
        }
    }
}

/// What a guide says covers nothing: the rest moves up.
#[test]
fn a_guide_has_rows_of_its_own() {
    let mut app = big("lunch-rush", 900.0);
    for (columns, rows) in [(60, 16), (80, 24), (120, 40)] {
        app.update(Message::Resized(columns, rows));
        for covered in 0..=rows {
            let mut terminal = Terminal::new(TestBackend::new(columns, rows)).unwrap();
            let view = |frame: &mut ratatui::Frame<'_>| {
                crate::dashboard::view::view(&app, frame, covered);
            };
            terminal.draw(view).unwrap();
            let buffer = terminal.backend().buffer();
            let free = (rows - 1).saturating_sub(covered);
            for y in free..rows - 1 {
                let is_blank = |x: u16| buffer[(x, y)].symbol() == " ";
                assert!((0..columns).all(is_blank), "{columns}x{rows}: {covered}, {y}");
            }
        }
    }
}

#[test]
fn a_key_goes_there_and_back() {
    let mut app = app("lunch-rush", 900.0);
    let everything = drawn(&mut app, 80, 24);
    press(&mut app, KeyCode::Char('p'));
    let few = drawn(&mut app, 80, 24);
    assert_ne!(everything, few);
    // What is chosen on the floor cannot be seen here: the keys are explained.
    press(&mut app, KeyCode::Char('?'));
    assert!(matches!(app.overlay, Some(Overlay::Help)));
    press(&mut app, KeyCode::Esc);
    assert_eq!(drawn(&mut app, 80, 24), few);
    for code in [KeyCode::Esc, KeyCode::Char('p'), KeyCode::Char('p')] {
        press(&mut app, code);
    }
    assert_eq!(drawn(&mut app, 80, 24), everything);
}

#[test]
fn the_last_line_names_at_most_four_keys() {
    for unicode in [true, false] {
        let mut app = stage::app(&mut Stage::open("lunch-rush"), 900.0, unicode);
        app.looks.is_big = true;
        let screen = drawn(&mut app, 250, 80);
        let last = screen.lines().last().unwrap().trim_matches('"').trim();
        assert_eq!(last, "Space pause  p all  ? help  q quit");
    }
    assert!(keymap::of(keymap::Place::Big).all(|key| key.action != Action::Panel));
}

/// Nothing glides: no picture follows another by itself, and levels go up and down by whole rows
/// where motion is to be reduced.
#[test]
fn nothing_glides() {
    let mut app = big("lunch-rush", 300.0);
    app.looks.reduced_motion = false;
    let running = Snapshot { state: State::Running, ..(*app.shot).clone() };
    app.update(Message::Shot(Arc::new(running)));
    assert!(!app.moves());
    let before = drawn(&mut app, 80, 24);
    app.update(Message::Tick(Duration::from_secs(1)));
    assert_eq!(drawn(&mut app, 80, 24), before);
    app.looks.reduced_motion = true;
    for seconds in [100.0, 300.0, 650.0, 700.0] {
        let mut app = big("lunch-rush", seconds);
        let screen = drawn(&mut app, 80, 24);
        assert!(!screen.contains(['▁', '▂', '▃', '▅', '▆', '▇']), "{screen}");
    }
}

/// The numbers below the boxes and the figures are those of the restaurant.
#[test]
fn it_is_what_it_shows() {
    let mut app = big("lunch-rush", 300.0);
    let screen = drawn(&mut app, 80, 24);
    let floor = app.shot.floor();
    let (kitchen, pantry) = (&floor.scene.kitchens[0], &floor.scene.pantries[0]);
    // What flickers is shown as it has been over the last moments.
    let of = |busy: Option<f64>, all: Option<u32>| {
        let all = all.unwrap();
        format!("{:.0}/{all}", (busy.unwrap() * f64::from(all)).round())
    };
    let shown = [
        format!("{}/{}", kitchen.rail.len, kitchen.rail_capacity.unwrap()),
        of(floor.busy.chefs, kitchen.chefs),
        of(floor.busy.hatches, pantry.hatches),
    ];
    for shown in shown {
        assert!(screen.contains(&format!(" {shown} ")), "{shown}: {screen}");
    }
    // Where nothing is large, the figures can be read as text.
    let waiting: u32 = floor.waiting.iter().sum();
    let p95 = app.brief(app.book.lately(floor, "latency.p95").unwrap());
    let mut terminal = Terminal::new(TestBackend::new(60, 16)).unwrap();
    terminal.draw(|frame| crate::dashboard::view::view(&app, frame, 8)).unwrap();
    let small = terminal.backend().to_string();
    for shown in [format!(" {waiting} "), p95] {
        assert!(small.contains(&shown), "{shown}: {small}");
    }
}
