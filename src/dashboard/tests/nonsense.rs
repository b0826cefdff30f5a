//! In a lens of made-up words no screen has a real one: all words come through the lens.

use super::*;
use crate::kernel::Time;
use crate::lens::nonsense::{leftovers, nonsense};
use crate::runner::snapshot::{Notice, NoticeKind, State};
use crate::runner::{Snapshot, Speed};
use ratatui::crossterm::event::{KeyCode, KeyEvent};

/// Lists what is not the lens's to say: what the scenario's author has named, dials and knobs by
/// their own names, values as one writes them, and keys.
fn allowed(app: &App) -> Vec<String> {
    let names = app.scenario.names();
    let mut allowed = vec![app.scenario.title.clone()];
    allowed.extend(names.rooms.iter().chain(&names.dishes).chain(&names.kitchens).cloned());
    allowed.extend(names.partners.iter().chain(&names.buildings).cloned());
    for (pantry, shelves) in &names.pantries {
        allowed.push(pantry.clone());
        allowed.extend(shelves.iter().cloned());
    }
    allowed.extend(app.book.dials.iter().map(|dial| dial.name.clone()));
    for knob in app.shot.knobs.iter() {
        allowed.push(knob.name.clone());
        let written = knob.stands.starts_with(['"', '{', '[']);
        let is_word = ["true", "false"].contains(&knob.stands.as_str());
        allowed.extend((written || is_word).then(|| knob.stands.clone()));
    }
    for key in crate::scenario::KEYS {
        if let crate::scenario::Kind::Word(words) = key.kind {
            allowed.extend(words.iter().map(|word| format!("\"{word}\"")));
        }
    }
    let said = app.scenario.timeline.iter().filter_map(|entry| entry.say.as_ref());
    // What lies over the story may cut a word.
    let beginnings = |word: &str| {
        word.char_indices()
            .map(|(at, letter)| word[..at + letter.len_utf8()].to_owned())
            .collect::<Vec<_>>()
    };
    allowed.extend(said.flat_map(|say| say.split(' ')).flat_map(beginnings));
    let branches = app.shot.branches.iter().flat_map(|branch| &branch.done);
    // Of the name of a knob sometimes only the end.
    let ends = |done: &str| done.rsplit('.').next().map(str::to_owned);
    allowed.extend(branches.clone().filter_map(|(_, done)| ends(done)));
    allowed.extend(branches.map(|(_, done)| done.clone()));
    allowed.extend(KEYS.iter().flat_map(|key| key.shown.split(' ')).map(str::to_owned));
    allowed.retain(|text| text.chars().count() > 1);
    allowed
}

fn check(app: &mut App, what: &str) {
    app.looks.tongue = nonsense();
    let screen = drawn(app, 120, 40);
    let found = leftovers(&screen, &allowed(app));
    assert!(found.is_empty(), "{what}:\n{}\n{screen}", found.join("\n"));
}

#[test]
fn on_the_floor_and_in_its_panels() {
    for (name, seconds) in [
        ("first-order", 14.0),
        ("lunch-rush", 900.0),
        ("one-to-a-million", 100.0),
        ("power-cut", 200.0),
        ("cache-stampede", 200.0),
        ("slow-bank", 300.0),
        ("virtual-buildings", 120.0),
    ] {
        let mut app = app(name, seconds);
        check(&mut app, name);
        for panel in Panel::ALL {
            app.panel = panel;
            app.is_zoomed = true;
            check(&mut app, name);
        }
        // All the figures there are.
        app.panel = Panel::Dials;
        while app.scrolled < app.book.dials.len() {
            app.scrolled += 36;
            check(&mut app, name);
        }
    }
}

#[test]
fn in_whatever_lies_over_it() {
    let mut app = app("lunch-rush", 900.0);
    for overlay in [Overlay::Help, Overlay::Menu(MenuList::of(0)), Overlay::Life] {
        app.overlay = Some(overlay);
        check(&mut app, "overlay");
    }
    for part in app.picture(0).parts() {
        app.overlay = Some(Overlay::Part(part));
        check(&mut app, &format!("{part:?}"));
    }
    app.overlay = Some(Overlay::Part(Part::Partner(0)));
    check(&mut app, "partner");
    for at in 0..app.shot.knobs.len() {
        app.overlay = Some(Overlay::Knobs(KnobList { at, ..KnobList::default() }));
        let name = app.shot.knobs[at].name.clone();
        check(&mut app, &name);
    }
}

#[test]
fn in_the_life_of_an_order() {
    let mut stage = Stage::open("lunch-rush");
    stage.at(900.0);
    for number in [600, 900] {
        stage.ask(Request::Follow(Follow::Number(number)));
        stage.wait_for(|shot| shot.floor().life.as_ref().is_some_and(|life| life.number == number));
        let mut app = stage::app(&mut stage, 900.0, true);
        app.overlay = Some(Overlay::Life);
        check(&mut app, "life");
    }
}

#[test]
fn between_two_futures_and_behind_the_wall() {
    let mut stage = Stage::open("lunch-rush");
    stage.at(600.0);
    stage.ask(Request::Fork);
    check(&mut stage::app(&mut stage, 610.0, true), "nothing changed");
    stage.ask(Request::Turn { knob: "pantry.main.hatches".into(), value: "4".into() });
    let mut forked = stage::app(&mut stage, 900.0, true);
    stage.reads(&mut forked);
    check(&mut forked, "gap");
    let mut app = app("lunch-rush", 900.0);
    app.wall = true;
    check(&mut app, "wall");
}

#[test]
fn where_few_things_are_drawn() {
    for (name, seconds) in [("lunch-rush", 900.0), ("power-cut", 1051.0), ("first-order", 14.0)] {
        let mut app = app(name, seconds);
        app.looks.is_big = true;
        check(&mut app, name);
        app.overlay = Some(Overlay::Help);
        check(&mut app, name);
        app.overlay = None;
        app.wall = true;
        check(&mut app, name);
    }
    let mut stage = Stage::open("lunch-rush");
    stage.at(600.0);
    stage.ask(Request::Fork);
    let mut app = stage::app(&mut stage, 610.0, true);
    app.looks.is_big = true;
    check(&mut app, "two futures");
}

#[test]
fn in_every_state_and_notice() {
    let mut app = app("lunch-rush", 900.0);
    let over = State::Over(None);
    let to = Time::OPENING;
    for state in [State::Paused, over, State::Seeks, State::Travels { to }] {
        let speed = Speed::Max;
        let shot = Snapshot { state, speed, ..(*app.shot).clone() };
        app.update(Message::Shot(Arc::new(shot)));
        check(&mut app, &format!("{state:?}"));
    }
    for (number, kind) in (app.notice_read + 1..).zip(NoticeKind::ALL) {
        let slots = kind.slots().iter().map(|slot| (*slot, "7".to_owned())).collect();
        let notice = Some(Notice { number, kind: *kind, slots });
        let shot = Snapshot { notice, ..(*app.shot).clone() };
        app.update(Message::Shot(Arc::new(shot)));
        check(&mut app, kind.id());
    }
    app.looks.tongue = nonsense();
    assert_eq!(leftovers(&drawn(&mut app, 50, 10), &[]), [""; 0]);
}

#[test]
fn in_the_chooser() {
    let scenarios =
        ["first-order", "lunch-rush"].map(|name| Arc::clone(&Stage::open(name).scenario));
    let mut allowed = vec!["Back of House".to_owned(), "boh run first-order".to_owned()];
    allowed.extend(scenarios.iter().flat_map(|known| [known.title.clone(), known.chapter.clone()]));
    allowed.extend(scenarios[0].teaches.split(' ').map(str::to_owned));
    allowed.extend(KEYS.iter().flat_map(|key| key.shown.split(' ')).map(str::to_owned));
    allowed.retain(|text| text.len() > 1);
    let looks = super::looks(true);
    let mut chooser =
        Chooser::new(scenarios.to_vec(), crate::dashboard::Looks { tongue: nonsense(), ..looks });
    for help in [false, true] {
        if help {
            chooser.update(Message::Key(KeyEvent::from(KeyCode::Char('?'))));
        }
        let screen = stage::screen_text(&chooser, (120, 40));
        assert_eq!(leftovers(&screen, &allowed), [""; 0], "{screen}");
    }
}

/// A word that did not come through the lens would be found.
#[test]
fn a_real_word_is_found() {
    let mut app = app("first-order", 14.0);
    app.looks.tongue = Tongue::Kitchen;
    let screen = drawn(&mut app, 120, 40);
    let found = leftovers(&screen, &allowed(&app));
    assert!(found.iter().any(|found| found.starts_with("burners:")), "{found:?}");
}

#[test]
fn the_words_change_at_a_key() {
    let mut app = app("first-order", 14.0);
    let Tongue::Own(own) = nonsense() else { panic!("it is somebody's own") };
    app.looks.own_lens = Some(own);
    let mut seen = BTreeSet::new();
    for _ in 0..6 {
        assert!(seen.insert(drawn(&mut app, 120, 40)), "the same words twice");
        app.update(Message::Key(KeyEvent::from(KeyCode::Char('t'))));
    }
    assert_eq!(app.tongue(), Tongue::Kitchen);
}

/// What is chosen is explained; with nothing chosen, the keys are.
#[test]
fn a_question_is_about_what_is_chosen() {
    let mut app = app("first-order", 14.0);
    let press = |app: &mut App, code| app.update(Message::Key(KeyEvent::from(code)));
    press(&mut app, KeyCode::Char('?'));
    assert!(matches!(app.overlay, Some(Overlay::Help)));
    press(&mut app, KeyCode::Esc);
    press(&mut app, KeyCode::Down);
    press(&mut app, KeyCode::Down);
    press(&mut app, KeyCode::Char('?'));
    assert!(matches!(app.overlay, Some(Overlay::Part(Part::Waiter))));
    for (tongue, words) in [
        (Tongue::Kitchen, ["waiter = API", "Takes orders", "The set of requests", "no person"]),
        (
            Tongue::Theatre,
            ["stage manager = API", "Passes cues", "The set of requests", "one person"],
        ),
        (Tongue::Car, ["linkage = API", "The cables", "The set of requests", "passes everything"]),
    ] {
        app.looks.tongue = tongue;
        let screen = drawn(&mut app, 80, 24);
        for words in words {
            assert!(screen.contains(words), "{words}:\n{screen}");
        }
    }
}
