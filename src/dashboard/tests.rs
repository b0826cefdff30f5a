//! Screens as they are drawn, compared with approved ones; every size; every word.
#![expect(clippy::disallowed_methods, reason = "it reads the documents")]

mod big;
mod closing;
mod fits;
mod forms;
mod futures;
mod goals;
mod nonsense;
mod notices;
mod on_the_floor;
mod story;
mod themes;
mod verdicts;

use super::app::{App, Overlay, Panel};
use super::checks::CheckList;
use super::chooser::Chooser;
use super::floor::Part;
use super::keymap::{self, KEYS};
use super::knobs::KnobList;
use super::menu::MenuList;
use super::message::Message;
use super::shell::Show;
use super::stage::{self, Stage, drawn, looks};
use crate::lens::Lens;
use crate::lens::Tongue;
use crate::lens::nonsense::sources;
use crate::runner::{Follow, Request};
use insta::assert_snapshot;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::crossterm::event::KeyCode;
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;
use std::sync::Arc;

/// Opens a dashboard on a bundled scenario, so many seconds after it has opened.
fn app(name: &str, seconds: f64) -> App {
    stage::app(&mut Stage::open(name), seconds, true)
}

#[test]
fn first_order_at_its_stations() {
    let mut stage = Stage::open("first-order");
    for (station, seconds) in [
        ("reads", 3.0),
        ("walks", 8.3),
        ("orders", 9.0),
        ("hatch", 10.0),
        ("cooks", 14.0),
        ("bank", 17.0),
        ("served", 18.2),
        ("walks-back", 18.7),
    ] {
        let mut app = stage::app(&mut stage, seconds, true);
        assert_snapshot!(format!("first-order-{station}"), drawn(&mut app, 80, 24));
    }
}

#[test]
fn screens_of_every_size() {
    for (name, seconds) in [("first-order", 14.0), ("lunch-rush", 900.0)] {
        let mut app = app(name, seconds);
        for (columns, rows) in [(60, 16), (80, 24), (120, 40), (200, 60)] {
            let name = format!("{name}-{columns}x{rows}");
            assert_snapshot!(name, drawn(&mut app, columns, rows));
        }
    }
}

#[test]
fn a_crowd_is_drawn_in_groups() {
    let mut app = app("one-to-a-million", 100.0);
    assert_snapshot!(drawn(&mut app, 120, 40));
}

#[test]
fn a_screen_without_colours_or_unicode() {
    let mut app = stage::app(&mut Stage::open("lunch-rush"), 900.0, false);
    let screen = drawn(&mut app, 80, 24);
    assert!(screen.is_ascii(), "{screen}");
    assert_snapshot!(screen);
}

#[test]
fn a_building_shows_its_district() {
    let mut app = app("two-districts", 60.0);
    for (columns, rows) in [(60, 16), (80, 24), (120, 40)] {
        for (tongue, [north, south]) in [
            (Tongue::Kitchen, ["district north", "district south"]),
            (Tongue::Backend, ["data centre north", "data centre south"]),
        ] {
            app.looks.tongue = tongue;
            let screen = drawn(&mut app, columns, rows);
            assert!(screen.contains(north) && screen.contains(south), "{screen}");
        }
    }
}

#[test]
fn words_of_the_field() {
    let mut app = app("first-order", 14.0);
    app.looks.tongue = Tongue::Backend;
    assert_snapshot!(drawn(&mut app, 80, 24));
}

#[test]
fn what_lies_over_the_floor() {
    let mut app = app("lunch-rush", 900.0);
    let overlays = [
        ("help", Overlay::Help),
        ("waiter", Overlay::Part(Part::Waiter)),
        ("kitchen", Overlay::Part(Part::Kitchen(0))),
        ("knobs", Overlay::Knobs(KnobList::default())),
        ("menu", Overlay::Menu(MenuList::of(0))),
        ("life", Overlay::Life),
    ];
    for (name, overlay) in overlays {
        app.overlay = Some(overlay);
        assert_snapshot!(format!("overlay-{name}"), drawn(&mut app, 80, 24));
    }
}

#[test]
fn the_life_of_one_order() {
    let mut stage = Stage::open("lunch-rush");
    stage.at(900.0);
    stage.ask(Request::Follow(Follow::Number(600)));
    stage.wait_for(|shot| shot.floor().life.as_ref().is_some_and(|life| life.decided.is_some()));
    let mut app = stage::app(&mut stage, 900.0, true);
    app.overlay = Some(Overlay::Life);
    assert_snapshot!(drawn(&mut app, 100, 30));
}

#[test]
fn two_futures_side_by_side() {
    let mut stage = Stage::open("lunch-rush");
    stage.at(600.0);
    stage.ask(Request::Fork);
    let turned = Request::Turn { knob: "pantry.main.hatches".into(), value: "4".into() };
    stage.ask(turned);
    let mut app = stage::app(&mut stage, 900.0, true);
    assert_eq!(app.shot.floors.len(), 2);
    stage.reads(&mut app);
    // Before the fork there was no difference: that would only hide the one there is.
    let served = app.shot.floors.iter().map(|floor| app.since_fork(floor, "orders.served"));
    let all = app.shot.floors.iter().map(|floor| app.book.read(floor, "orders.served"));
    let before = all.zip(served).map(|(all, since)| all.zip(since).map(|(all, since)| all - since));
    let before: Vec<f64> = before.map(|before| before.expect("it is known")).collect();
    assert!(before[0] > 300.0 && (before[0] - before[1]).abs() < 0.5, "{before:?}");
    assert_snapshot!(drawn(&mut app, 120, 40));
}

#[test]
fn what_would_help() {
    let mut stage = Stage::open("lunch-rush");
    let mut app = stage::app(&mut stage, 900.0, true);
    let remedies = app.diagnosis.remedies.iter();
    let wanted = remedies.map(|remedy| (remedy.knob.clone(), remedy.to.clone())).collect();
    app.overlay = Some(Overlay::Check(CheckList::default()));
    assert_snapshot!("check-nothing-yet", drawn(&mut app, 80, 24));
    stage.ask(Request::Check(wanted));
    let is_done = |checked: &Arc<crate::runner::Checked>| checked.is_complete();
    let shot = stage.wait_for(|shot| shot.checked.as_ref().is_some_and(is_done));
    app.update(Message::Shot(shot));
    for (columns, rows) in [(80, 24), (120, 40)] {
        assert_snapshot!(format!("check-{columns}x{rows}"), drawn(&mut app, columns, rows));
    }
    app.looks.tongue = Tongue::Backend;
    assert_snapshot!("check-backend", drawn(&mut app, 80, 24));
}

/// The line says what is short wherever it is short.
#[test]
fn one_line_says_what_is_short() {
    let mut lines = String::new();
    for (name, seconds) in [
        ("first-order", 40.0),
        ("many-dining-rooms", 1800.0),
        ("slow-pantry", 900.0),
        ("slow-bank", 750.0),
        ("lunch-rush", 900.0),
        ("retry-storm", 1200.0),
        ("timeout-cascade", 750.0),
        ("always-open", 61_200.0),
        ("noisy-neighbour", 900.0),
        ("more-kitchens", 1200.0),
        ("virtual-buildings", 2700.0),
        ("power-cut", 1051.0),
    ] {
        let mut app = app(name, seconds);
        for tongue in [Tongue::Kitchen, Tongue::Backend] {
            app.looks.tongue = tongue;
            let screen = drawn(&mut app, 80, 24);
            let is_line = |line: &&str| line.contains("\" ▲ ") || line.contains("\" ✓ ");
            let line = screen.lines().find(is_line).expect("there is such a line");
            let _ = writeln!(lines, "{name:18}{}", line.trim_matches('"').trim_end());
        }
    }
    assert_snapshot!(lines);
}

#[test]
fn what_a_guest_sees() {
    let mut app = app("lunch-rush", 900.0);
    app.wall = true;
    assert_snapshot!(drawn(&mut app, 80, 24));
}

#[test]
fn a_chooser_of_scenarios() {
    let scenarios = ["first-order", "lunch-rush", "power-cut"]
        .map(|name| Arc::clone(&Stage::open(name).scenario));
    let chooser = Chooser::new(scenarios.to_vec(), looks(true));
    assert_snapshot!(stage::screen_text(&chooser, (80, 24)));
}

/// Whoever sees the end of the list knows whether it is one.
#[test]
fn a_long_list_says_that_it_goes_on() {
    let one = Arc::clone(&Stage::open("first-order").scenario);
    for (unicode, up, down) in [(true, '▲', '▼'), (false, '^', 'v')] {
        let mut chooser = Chooser::new(vec![Arc::clone(&one); 40], looks(unicode));
        // Of seventeen rows one is that of a chapter, and one or two say what is left out.
        for (steps, above, below) in [(0, 0, 25), (22, 13, 12), (40, 24, 0)] {
            for _ in 0..steps {
                chooser.update(Message::Key(KeyCode::Down.into()));
            }
            let screen = stage::screen_text(&chooser, (80, 24));
            for (sign, hidden) in [(up, above), (down, below)] {
                let is_told = screen.contains(&format!(" {sign} {hidden} more "));
                assert_eq!(is_told, hidden > 0, "{sign} {hidden}: {screen}");
            }
        }
    }
}

/// Whatever is open, however small or large the screen.
#[test]
fn every_size_is_drawn() {
    let mut apps =
        vec![app("first-order", 14.0), app("lunch-rush", 900.0), app("more-kitchens", 60.0)];
    let mut forked = (*apps[1].shot).clone();
    forked.floors.push(forked.floors[0].clone());
    forked.is_forked = true;
    apps[1].update(Message::Shot(Arc::new(forked)));
    for app in &mut apps {
        for rows in 0..=60 {
            for columns in (0..=200).step_by(if rows % 10 == 0 { 1 } else { 7 }) {
                app.overlay = match (rows + columns) % 9 {
                    5 => Some(Overlay::Check(CheckList::default())),
                    0 => Some(Overlay::Help),
                    1 => Some(Overlay::Part(Part::Kitchen(0))),
                    2 => Some(Overlay::Knobs(KnobList::default())),
                    3 => Some(Overlay::Menu(MenuList::of(0))),
                    4 => Some(Overlay::Life),
                    _ => None,
                };
                app.panel = Panel::ALL[usize::from(rows + columns) % Panel::ALL.len()];
                app.is_zoomed = columns % 11 == 0;
                app.wall = columns % 13 == 0;
                stage::draw(app, columns, rows);
            }
        }
    }
}

/// The numbers on the screen are the dials of that instant.
#[test]
fn it_is_what_it_shows() {
    let mut app = app("lunch-rush", 900.0);
    app.panel = Panel::Dials;
    app.is_zoomed = true;
    for name in ["orders.served", "latency.p95", "rail.length.now"] {
        name.clone_into(&mut app.filter.text);
        let value = app.book.read(app.shot.floor(), name).unwrap();
        let unit = app.book.dial(name).unwrap().unit;
        let shown = crate::scenario::show_value(value, unit);
        let screen = drawn(&mut app, 120, 40);
        let line = screen.lines().skip(2).find(|line| line.contains(name)).unwrap();
        assert!(line.contains(&shown), "{line}: {shown}");
    }
    let rail = app.shot.floor().scene.kitchens[0].rail.len;
    app.is_zoomed = false;
    let screen = drawn(&mut app, 120, 40);
    assert!(screen.contains(&format!("{rail}/40")), "{screen}");
}

/// Lists the ids that a source file asks a lens for.
fn asked(text: &str) -> BTreeSet<String> {
    let known = Lens::kitchen().screen_ids();
    let literals = text.split('"').skip(1).step_by(2).map(str::to_owned);
    literals.filter(|literal| known.contains(&literal.as_str())).collect()
}

#[test]
fn every_word_of_the_screen_is_used_and_in_both_lenses() {
    let (kitchen, backend) = (Lens::kitchen().screen_ids(), Lens::backend().screen_ids());
    assert_eq!(kitchen, backend);
    let mut used: BTreeSet<String> =
        sources("dashboard").iter().flat_map(|text| asked(text)).collect();
    for binding in KEYS {
        used.insert(binding.id.to_owned());
        used.insert(binding.short.to_owned());
        assert!(
            kitchen.contains(&binding.id) && kitchen.contains(&binding.short),
            "{}",
            binding.id
        );
    }
    let notices = crate::runner::snapshot::NoticeKind::ALL;
    used.extend(notices.iter().map(|kind| format!("notice.{}", kind.id())));
    // Whose words these are is told by the lens itself.
    used.extend(asked(include_str!("../lens/tongue.rs")));
    let unused: Vec<_> = kitchen.iter().filter(|id| !used.contains(**id)).collect();
    assert!(unused.is_empty(), "words that nobody shows: {unused:?}");
    let missing: Vec<_> = used.iter().filter(|id| !kitchen.contains(&id.as_str())).collect();
    assert!(missing.is_empty(), "no words for {missing:?}");
}

/// On no screen stands an id for which there are no words.
#[test]
fn no_id_is_on_the_screen() {
    let mut app = app("lunch-rush", 900.0);
    for tongue in [Tongue::Kitchen, Tongue::Backend, Tongue::Both] {
        app.looks.tongue = tongue;
        for overlay in
            [None, Some(Overlay::Help), Some(Overlay::Life), Some(Overlay::Menu(MenuList::of(0)))]
        {
            app.overlay = overlay;
            let screen = drawn(&mut app, 120, 40);
            for id in
                ["part.", "does.", "key.", "says.", "state.", "mood.", "life.", "menu.t", "chart."]
            {
                assert!(!screen.contains(id), "{id}: {screen}");
            }
        }
    }
}

#[test]
fn every_notice_says_what_it_may() {
    for lens in [Lens::kitchen(), Lens::backend()] {
        for kind in crate::runner::snapshot::NoticeKind::ALL {
            let text = lens.screen(&format!("notice.{}", kind.id())).to_owned();
            for slot in text.split('{').skip(1).filter_map(|rest| rest.split('}').next()) {
                assert!(kind.slots().contains(&slot), "{}: {{{slot}}}", kind.id());
            }
        }
    }
}

/// A building is chosen like any other part, and explained with what its dials show.
#[test]
fn a_building_is_a_part() {
    use super::floor::Part;
    use ratatui::crossterm::event::{KeyCode, KeyEvent};
    let mut app = stage::app(&mut Stage::open("lunch-rush"), 900.0, true);
    let parts = app.picture(0).parts();
    let at = parts.iter().position(|part| *part == Part::Building(0)).unwrap();
    for _ in 0..=at {
        app.update(Message::Key(KeyEvent::from(KeyCode::Down)));
    }
    assert_eq!(app.chosen, Some(at));
    let floor = drawn(&mut app, 80, 24);
    assert!(floor.contains("┏ building = server"), "{floor}");
    for code in [KeyCode::Char('?'), KeyCode::Enter] {
        app.update(Message::Key(KeyEvent::from(code)));
        let card = drawn(&mut app, 80, 40);
        let busy = app.book.read(app.shot.floor(), "building.high-street.burners.busy").unwrap();
        let shown = app.figures().value(busy, crate::dials::Unit::Share);
        assert!(card.contains("building = server") && card.contains(&shown), "{shown}: {card}");
        app.update(Message::Key(KeyEvent::from(KeyCode::Esc)));
    }
    // Its frame is clicked on; what stands inside is another part.
    let frame = super::view::part_at(&app, (40, 1)).unwrap();
    assert_eq!(frame, Part::Building(0));
    assert_eq!(super::view::part_at(&app, (42, 3)), Some(Part::Kitchen(0)));
}

#[test]
fn keys_reach_the_run() {
    use ratatui::crossterm::event::{KeyCode, KeyEvent};
    let (mut app, asked) = stage::listened(&mut Stage::open("first-order"), 14.0, true);
    let mut press = |code| {
        app.update(Message::Key(KeyEvent::from(code)));
        asked.try_recv().ok()
    };
    assert_eq!(press(KeyCode::Char(' ')), Some(Request::Toggle));
    assert_eq!(press(KeyCode::Char('.')), Some(Request::OneEvent));
    assert_eq!(press(KeyCode::Char('+')), Some(Request::Faster));
    assert_eq!(press(KeyCode::Char('-')), Some(Request::Slower));
    assert!(matches!(press(KeyCode::Left), Some(Request::Back(_))));
    assert!(matches!(press(KeyCode::Right), Some(Request::Forward(_))));
    assert_eq!(press(KeyCode::Char('f')), Some(Request::Fork));
    // Down to the dining room, open its menu, order.
    assert_eq!(press(KeyCode::Down), None);
    assert_eq!(press(KeyCode::Enter), None);
    let placed = Request::Place { room: "table".into(), dish: "soup".into(), says: vec![] };
    assert_eq!(press(KeyCode::Enter), Some(placed));
    assert_eq!(press(KeyCode::Esc), None);
    // What would help: everything is tried out.
    assert!(matches!(press(KeyCode::Char('d')), Some(Request::Check(_))));
    assert_eq!(press(KeyCode::Esc), None);
    // A knob: typing narrows the list, Enter begins a value, Enter sets it.
    assert_eq!(press(KeyCode::Char('k')), None);
    for c in "kitchen.main.chefs".chars() {
        assert_eq!(press(KeyCode::Char(c)), None);
    }
    assert_eq!(press(KeyCode::Enter), None);
    assert_eq!(press(KeyCode::Char('3')), None);
    let turned = Request::Turn { knob: "kitchen.main.chefs".into(), value: "3".into() };
    assert_eq!(press(KeyCode::Enter), Some(turned));
}

/// Reads a page of the documents.
fn page(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs").join(name);
    std::fs::read_to_string(path).unwrap()
}

#[test]
fn the_page_for_students_has_the_keys() {
    let page = page("students.md");
    let keys = keymap::markdown(Lens::kitchen());
    assert!(page.contains(&keys), "docs/students.md lacks this table:\n{keys}");
}
