//! In a lens of made-up words nothing in a lesson is a real one but what its author wrote.

use super::walks::{Pupil, lecture};
use crate::dashboard::app::App;
use crate::dashboard::keymap::KEYS;
use crate::dashboard::lesson::{CourseList, Study};
use crate::dashboard::message::Message;
use crate::dashboard::shell::Show;
use crate::dashboard::stage::looks;
use crate::lens::nonsense::{leftovers, nonsense};
use crate::lesson::walk::Waits;
use crate::lesson::{Lesson, Task};
use crate::scenario::Source;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
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
    let found = leftovers(&screen, &allowed(&pupil.study.house.app, text));
    assert!(found.is_empty(), "{what}:\n{}\n{screen}", found.join("\n"));
}

/// Presses keys that are no answer, and looks at what is said then.
fn tries(pupil: &mut Pupil, text: &str) {
    for key in [' ', 'c', 'h', 'k', 'n', 'i', 'i', 'l', 'l', '?'] {
        if key == 'n' && pupil.study.walk.waits() == Waits::Next {
            continue;
        }
        pupil.press(KeyCode::Char(key));
        check(pupil, text, &format!("{key} at {:?}", pupil.study.walk.waits()));
        if pupil.study.house.app.overlay.is_some() {
            pupil.press(KeyCode::Esc);
        }
    }
    pupil.settles();
}

/// Every kind of block.
const SMALL: &str = include_str!("small.md");

#[test]
fn in_a_lesson_from_its_beginning_to_its_end() {
    let source = Source::lesson_from_text("small.md", SMALL);
    let lesson =
        Lesson::open(&source).unwrap_or_else(|wrong| panic!("{}", wrong.render(false, false)));
    // As wide as the list, which then cuts no word of what is below it.
    let mut pupil = Pupil::of(lesson, (80, 40));
    pupil.study.house.app.looks.tongue = nonsense();
    for _ in 0..10 {
        check(&mut pupil, SMALL, "on the way");
        pupil.reads_on();
        pupil.settles();
        check(&mut pupil, SMALL, "asked");
        if pupil.study.walk.waits() == Waits::Nothing {
            break;
        }
        if !matches!(task(&pupil.study), Task::Number(_)) {
            tries(&mut pupil, SMALL);
        }
        pupil.answers();
        check(&mut pupil, SMALL, "answered");
    }
    assert_eq!(pupil.study.walk.waits(), Waits::Nothing);
    tries(&mut pupil, SMALL);
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
        let mut terminal = Terminal::new(TestBackend::new(120, 40)).unwrap();
        terminal.draw(|frame| list.view(frame)).unwrap();
        let screen = terminal.backend().to_string();
        let allowed = KEYS.iter().flat_map(|key| key.shown.split(' ')).map(str::to_owned);
        let own = ["Back of House", "boh learn"].map(str::to_owned);
        let found = leftovers(&screen, &allowed.chain(own).collect::<Vec<_>>());
        assert!(found.is_empty(), "{}\n{screen}", found.join("\n"));
    }
}

#[test]
fn a_real_word_in_a_lesson_is_found() {
    let source = Source::lesson_from_text("small.md", SMALL);
    let mut pupil = Pupil::of(Lesson::open(&source).unwrap(), (80, 24));
    pupil.study.house.app.looks.tongue = nonsense();
    pupil.study.says("lesson.no_world", &[("cause", "something real".into())]);
    let screen = pupil.drawn();
    let found = leftovers(&screen, &allowed(&pupil.study.house.app, SMALL));
    assert_eq!(found.len(), 2, "{found:?}");
    pupil.ends();
}
