//! In a lens of made-up words nothing in a lesson is a real one but what its author wrote.

use super::walks::{Pupil, lecture};
use crate::dashboard::app::App;
use crate::dashboard::keymap::KEYS;
use crate::dashboard::lesson::{CourseList, Study};
use crate::dashboard::message::Message;
use crate::dashboard::shell::Show;
use crate::dashboard::stage::{EVERY_BLOCK, lesson, looks, screen_text};
use crate::lens::nonsense::{leftovers, nonsense};
use crate::lesson::Task;
use crate::lesson::walk::Waits;
use ratatui::crossterm::event::{KeyCode, KeyEvent};

/// Lists the words of a text.
fn words(text: &str) -> impl Iterator<Item = String> {
    text.split(|c: char| !c.is_ascii_alphabetic()).map(str::to_owned)
}

/// Lists what is not the lens's to say: the lesson's own text, and what its scenario's author has named.
fn allowed(app: &App, text: &str) -> Vec<String> {
    let names = app.scenario.names();
    let mut allowed: Vec<String> = words(text).chain(words(&app.scenario.title)).collect();
    // What the other lesson of the course is called.
    allowed.extend(words("Another one"));
    allowed.extend(names.rooms.iter().chain(&names.dishes).chain(&names.kitchens).cloned());
    allowed.extend(app.book.dials.iter().map(|dial| dial.name.clone()));
    allowed.extend(app.shot.knobs.iter().map(|knob| knob.name.clone()));
    allowed.extend(
        names.pantries.iter().flat_map(|(pantry, shelves)| {
            shelves.iter().chain([pantry]).cloned().collect::<Vec<_>>()
        }),
    );
    allowed.extend(KEYS.iter().flat_map(|key| key.shown.split(' ')).map(str::to_owned));
    allowed.retain(|text| text.chars().count() > 1);
    allowed
}

fn check(pupil: &mut Pupil, text: &str, what: &str) {
    let screen = pupil.drawn();
    let found = leftovers(&screen, &allowed(&pupil.on.house.app, text));
    assert!(found.is_empty(), "{what}:\n{}\n{screen}", found.join("\n"));
}

/// Presses keys that are no answer, and looks at what is said then.
fn tries(pupil: &mut Pupil, text: &str) {
    for key in [' ', 'c', 'h', 'k', 'n', 'i', 'i', 'l', 'l', '?'] {
        if key == 'n' && pupil.on.walk.waits() == Waits::Next {
            continue;
        }
        pupil.press(KeyCode::Char(key));
        check(pupil, text, &format!("{key} at {:?}", pupil.on.walk.waits()));
        if pupil.on.house.app.overlay.is_some() {
            pupil.press(KeyCode::Esc);
        }
    }
    pupil.settles();
}

#[test]
fn in_a_lesson_from_its_beginning_to_its_end() {
    // As wide as the list, which then cuts no word of what is below it.
    let mut pupil = Pupil::of(lesson(EVERY_BLOCK), (80, 40));
    pupil.on.house.app.looks.tongue = nonsense();
    for _ in 0..10 {
        check(&mut pupil, EVERY_BLOCK, "on the way");
        pupil.reads_on();
        pupil.settles();
        check(&mut pupil, EVERY_BLOCK, "asked");
        if pupil.on.walk.waits() == Waits::Nothing {
            break;
        }
        if !matches!(task(&pupil.on), Task::Number(_)) {
            tries(&mut pupil, EVERY_BLOCK);
        }
        pupil.answers();
        check(&mut pupil, EVERY_BLOCK, "answered");
    }
    assert_eq!(pupil.on.walk.waits(), Waits::Nothing);
    tries(&mut pupil, EVERY_BLOCK);
    pupil.ends();
}

fn task(study: &Study) -> Task {
    study.walk.block().unwrap().task.clone()
}

#[test]
fn in_the_list_of_lessons() {
    let lectures = vec![lecture("первый", "Второй"), lecture("третий", "Четвёртый")];
    let mut looks = looks(true);
    looks.tongue = nonsense();
    let mut list = CourseList::new(lectures, looks);
    for key in [KeyCode::Down, KeyCode::Char('?')] {
        list.update(Message::Key(KeyEvent::from(key)));
        let screen = screen_text(&list, (120, 40));
        let allowed = KEYS.iter().flat_map(|key| key.shown.split(' ')).map(str::to_owned);
        let own = ["Back of House", "boh learn"].map(str::to_owned);
        let found = leftovers(&screen, &allowed.chain(own).collect::<Vec<_>>());
        assert!(found.is_empty(), "{}\n{screen}", found.join("\n"));
    }
}

#[test]
fn a_real_word_in_a_lesson_is_found() {
    let mut pupil = Pupil::of(lesson(EVERY_BLOCK), (80, 24));
    pupil.on.house.app.looks.tongue = nonsense();
    pupil.on.says("lesson.no_world", &[("cause", "something real".into())]);
    let screen = pupil.drawn();
    let found = leftovers(&screen, &allowed(&pupil.on.house.app, EVERY_BLOCK));
    assert_eq!(found.len(), 2, "{found:?}");
    pupil.ends();
}
