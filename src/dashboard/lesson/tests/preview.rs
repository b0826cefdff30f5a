//! A lesson that changes while somebody looks at it.

use crate::dashboard::lesson::{Desk, Preview};
use crate::dashboard::message::Message;
use crate::dashboard::shell::{After, Show};
use crate::dashboard::stage::{Hurried, looks, screen_text};
use crate::kernel::Time;
use crate::lesson::Reading;
use crate::runner::live::Live;
use crate::runner::snapshot::State;
use crate::scenario::Source;
use insta::assert_snapshot;
use ratatui::crossterm::event::{KeyCode, KeyEvent};
use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;

/// A lesson with a page of prose, a run, a quiz and a prediction that is not finished.
const DRAFT: &str = include_str!("draft.md");

/// Somebody with an editor beside the screen.
struct Author {
    preview: Preview,
    text: Rc<RefCell<String>>,
    size: (u16, u16),
}

impl Author {
    fn begins(text: &str, size: (u16, u16)) -> Author {
        let text = Rc::new(RefCell::new(text.to_owned()));
        let read = {
            let text = Rc::clone(&text);
            move || Reading::of_source(&Source::lesson_from_text("draft.md", &text.borrow()))
        };
        let desk = Desk {
            read: Box::new(read),
            start: Rc::new(|scenario, beginning| {
                Live::start(scenario, beginning, Hurried(Duration::ZERO))
            }),
            saves: None,
            student: None,
        };
        let mut preview = Preview::begin(desk, looks(true));
        preview.update(Message::Resized(size.0, size.1));
        Author { preview, text, size }
    }

    /// Saves the file with something else in the place of a text.
    fn saves(&mut self, text: &str, instead: &str) {
        let changed = self.text.borrow().replace(text, instead);
        assert_ne!(changed, *self.text.borrow(), "there is no {text}");
        *self.text.borrow_mut() = changed;
        self.preview.update(Message::Saved);
    }

    fn presses(&mut self, keys: &str) -> After {
        let keys = keys.chars().map(KeyCode::Char);
        let after = keys.map(|key| self.preview.update(Message::Key(KeyEvent::from(key))));
        after.last().unwrap_or(After::Draw)
    }

    /// Waits until the restaurant stands at the quiz.
    fn settles(&mut self) {
        let Some(mut pictures) = self.preview.opened() else { return };
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        loop {
            let shot = Arc::clone(&pictures.borrow_and_update());
            let rests = shot.state == State::Paused && shot.now == Time(300_000_000_000);
            self.preview.update(Message::Shot(shot));
            if rests {
                return;
            }
            runtime.block_on(pictures.changed()).unwrap();
        }
    }

    fn drawn(&self) -> String {
        screen_text(&self.preview, self.size)
    }

    fn sees(&self, text: &str) {
        assert!(self.drawn().contains(text), "no `{text}`:\n{}", self.drawn());
    }

    fn sees_no(&self, text: &str) {
        assert!(!self.drawn().contains(text), "`{text}`:\n{}", self.drawn());
    }

    fn ends(self) {
        assert_eq!(self.preview.close(), None);
    }
}

#[test]
fn what_is_saved_is_shown_at_the_same_place() {
    let mut author = Author::begins(DRAFT, (80, 24));
    author.sees("[] block");
    author.presses("]]");
    author.sees("Why do they wait?");
    author.saves("Lazy chefs", "Sleepy chefs");
    author.sees("Sleepy chefs");
    author.sees("Read again. Blocks: 4, findings to look at (w): 2");
    // More in front of it changes nothing either.
    author.saves("until = \"5m\"", "until = \"6m\"");
    author.saves("# The hatch", "# The hatch\n\nMore.\n\n<!-- pause -->\n\n");
    author.sees("Why do they wait?");
    // Whoever does not save has nothing read again.
    author.presses("r");
    author.sees("nothing has changed");
    author.ends();
}

#[test]
fn what_is_wrong_is_told_and_the_last_version_stays() {
    for size in [(60, 16), (80, 24), (120, 40)] {
        let mut author = Author::begins(DRAFT, size);
        author.presses("]]");
        author.saves("right = ", "rihgt = ");
        author.settles();
        assert_snapshot!(format!("preview-wrong-{}x{}", size.0, size.1), author.drawn());
        author.presses("w");
        author.sees("Why do they wait?");
        author.sees("the last version that could be shown");
        author.presses("w");
        author.sees("Did you mean \"right\"?");
        author.saves("rihgt = ", "right = ");
        author.sees_no("Did you mean");
        author.sees("Why do they wait?");
        author.ends();
    }
}

#[test]
fn a_lesson_that_was_never_right_is_mended_first() {
    let mut author = Author::begins(&DRAFT.replace("slow-pantry", "slow-pantri"), (80, 24));
    author.sees("Did you mean \"slow-pantry\"?");
    author.presses("w]nc");
    author.sees("Did you mean \"slow-pantry\"?");
    author.saves("slow-pantri", "slow-pantry");
    author.sees("Six chefs");
    author.saves("slow-pantry", "slow-pantri");
    assert_eq!(author.presses("q"), After::End);
    author.ends();
}

#[test]
fn an_author_leaps_without_an_answer_and_never_leaves_by_it() {
    let mut author = Author::begins(DRAFT, (80, 24));
    author.presses("]]]");
    author.sees("Twelve chefs");
    author.presses("]");
    author.sees("That was the lesson");
    assert_eq!(author.presses("n"), After::Draw);
    author.sees("[ leaps back");
    author.presses("[[");
    author.sees("Why do they wait?");
    author.presses("w");
    author.sees("To look at: 2");
    author.sees("cut is missing");
    author.ends();
}

#[test]
fn what_was_answered_is_remembered_as_long_as_the_preview_lasts() {
    let mut author = Author::begins(DRAFT, (80, 24));
    author.presses("]]");
    author.sees(" 0/2 ");
    author.presses("1c");
    author.sees(" 1/2 ");
    author.saves("Lazy chefs", "Sleepy chefs");
    author.sees(" 1/2 ");
    author.ends();
}
