//! Lessons presented on a screen, as somebody would who presses keys in front of a class.

use super::{Notes, Presentation, outline};
use crate::dashboard::app::Looks;
use crate::dashboard::message::Message;
use crate::dashboard::shell::{After, Show};
use crate::dashboard::stage::{EVERY_BLOCK, Hurried, Seat, lesson, looks, screen, screen_text};
use crate::lens::nonsense::{leftovers, nonsense};
use crate::lesson::walk::{Attempt, Waits, Walk};
use crate::lesson::{Cue, Lesson, Slides, What, course, open};
use crate::runner::live::Live;
use crate::runner::snapshot::State;
use insta::assert_snapshot;
use ratatui::crossterm::event::{KeyCode, KeyEvent};
use std::cell::RefCell;
use std::rc::Rc;
use std::time::Duration;

mod follows;
mod talks;

/// Somebody in front of a class.
type Class = Seat<Presentation, Cue>;

impl Class {
    fn of(lesson: Lesson, size: (u16, u16), looks: Looks) -> Class {
        let told: Rc<RefCell<Vec<Cue>>> = Rc::default();
        let cue = Cue::begin(&lesson, 0);
        let tell = {
            let told = Rc::clone(&told);
            move |cue: &Cue| {
                told.borrow_mut().push(cue.clone());
                Ok(())
            }
        };
        let walk = Walk::begin(lesson, None).unwrap().in_slides();
        let start = |scenario, beginning| Live::start(scenario, beginning, Hurried(Duration::ZERO));
        let (start, tell) = (Box::new(start), Box::new(tell));
        let on = Presentation::begin((walk, 0), looks, start, (cue, tell)).unwrap();
        Seat::take(on, size, told)
    }

    fn opens(name: &str, size: (u16, u16)) -> Class {
        Class::of(open(name).unwrap().1, size, looks(true))
    }

    fn written(text: &str, size: (u16, u16)) -> Class {
        Class::of(lesson(text), size, looks(true))
    }

    /// Waits until the restaurant stands where it is to stand.
    fn settles(&mut self) {
        self.waits("the restaurant to stand", |on| {
            let house = &on.study.house;
            let rests = matches!(house.app.shot.state, State::Paused | State::Over(_));
            on.study.walk.waits() != Waits::World && house.app.shot.now == house.stand.at && rests
        });
    }

    fn drawn(&self) -> String {
        screen_text(&self.on, self.size)
    }

    /// Goes to a slide, counted from 1.
    fn goes_to(&mut self, slide: usize) {
        self.presses(&format!("g{slide}\n"));
        assert_eq!(self.on.slide() + 1, slide, "{}", self.drawn());
    }

    /// Goes to the first slide with a block of this kind.
    fn finds(&mut self, kind: &str) {
        let is_it = |what: &What| matches!(what, What::Block(block) if block.task.word() == kind);
        let at = self.on.study.walk.lesson().steps.iter().position(|step| is_it(&step.what));
        let slide = self.on.slides().at(at.unwrap());
        self.goes_to(slide + 1);
    }

    /// Shows the solution of a goal, behind what is to be leafed through first.
    fn solves(&mut self) {
        self.settles();
        let is_solved = |on: &Presentation| on.study.walk.attempt().is_none_or(Attempt::is_solved);
        for _ in 0..10 {
            if !is_solved(&self.on) {
                self.presses("n");
            }
        }
        assert!(is_solved(&self.on), "{}", self.drawn());
        self.waits("the solution", |on| on.study.walk.waits() == Waits::Next);
    }

    fn ends(self) {
        self.on.close();
    }
}

/// Lists what an author has written in a lesson, and what keys are called.
fn written(lesson: &Lesson) -> Vec<String> {
    let mut allowed = vec![lesson.title.clone(), lesson.id.clone(), lesson.shown.clone()];
    for step in &lesson.steps {
        match &step.what {
            What::Prose(prose) => {
                let lines = prose.lines();
                let texts = lines.iter().flat_map(|line| line.iter());
                allowed.extend(texts.flat_map(|inline| inline.text.split(' ').map(str::to_owned)));
            }
            What::Note(note) => allowed.extend(note.split(' ').map(str::to_owned)),
            What::Block(block) => {
                let text = format!("{:?}", block.task);
                let words = text.split(|c: char| c.is_whitespace() || c == '"');
                allowed.extend(words.map(str::to_owned));
            }
            What::Pause | What::EndSlide => {}
        }
    }
    let keys = crate::dashboard::keymap::KEYS.iter().flat_map(|key| key.shown.split(' '));
    allowed.extend(keys.map(str::to_owned));
    allowed.retain(|text| text.chars().count() > 1);
    allowed
}
