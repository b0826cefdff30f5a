//! The course: all lessons, what they teach, and what is done of each.

use super::list::mark;
use crate::dashboard::app::Looks;
use crate::dashboard::canvas::{Canvas, cells};
use crate::dashboard::keymap::{self, Place};
use crate::dashboard::message::{Action, Message};
use crate::dashboard::shell::{self, After, Show};
use crate::dashboard::theme::Role;
use crate::dashboard::view;
use crate::dashboard::{footer, help};
use crate::report::wrap;
use ratatui::Frame;
use ratatui::crossterm::event::{KeyCode, KeyEvent};
use ratatui::layout::Rect;

/// A lesson of the course, and what has been done of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lecture {
    /// What it is known by.
    pub id: String,
    /// Its title.
    pub title: String,
    /// What it teaches; empty: nothing is said.
    pub teaches: String,
    /// How long it takes in a class.
    pub minutes: Option<u32>,
    /// How much of what it asks for has been done.
    pub done: usize,
    /// How much it asks for.
    pub of: usize,
}

impl Lecture {
    /// Says whether everything in it is done.
    pub fn is_done(&self) -> bool {
        self.done >= self.of && self.of > 0
    }
}

/// Where somebody chooses a lesson.
pub struct CourseList {
    lectures: Vec<Lecture>,
    at: usize,
    is_helping: bool,
    /// How it looks.
    pub looks: Looks,
    /// The lesson that was chosen, by its place.
    pub chosen: Option<usize>,
    /// The signal that ended it.
    pub signal: Option<i32>,
}

impl CourseList {
    /// Returns a list of these lessons; the first that is not done yet is offered.
    pub fn new(lectures: Vec<Lecture>, looks: Looks) -> CourseList {
        let at = lectures.iter().position(|lecture| !lecture.is_done()).unwrap_or(0);
        CourseList { lectures, at, is_helping: false, looks, chosen: None, signal: None }
    }

    fn press(&mut self, key: KeyEvent) -> After {
        if let Some(after) = shell::control(key, &mut self.signal) {
            return after;
        }
        let last = self.lectures.len().saturating_sub(1);
        let place = if self.is_helping { Place::Reading } else { Place::Chooser };
        match keymap::action(place, key) {
            Some(Action::Quit) => return After::End,
            Some(Action::Close | Action::Help) => self.is_helping = !self.is_helping,
            Some(Action::Lens) => self.looks.change_words(),
            Some(Action::Move) if key.code == KeyCode::Up => self.at = self.at.saturating_sub(1),
            Some(Action::Move) => self.at = (self.at + 1).min(last),
            Some(Action::Enter) if !self.lectures.is_empty() => {
                self.chosen = Some(self.at);
                return After::End;
            }
            _ => {}
        }
        After::Draw
    }

    fn draw_list(&self, canvas: &mut Canvas<'_>) {
        let rows = usize::from(canvas.height());
        let first = self.at.saturating_sub(rows / 2).min(self.lectures.len().saturating_sub(rows));
        let wide = canvas.width().saturating_sub(4);
        for (y, (at, lecture)) in (0..).zip(self.lectures.iter().enumerate().skip(first).take(rows))
        {
            let (sign, role) = mark(lecture.is_done(), canvas.theme.unicode);
            canvas.text(1, y, sign, role);
            let done = format!("{}/{}", lecture.done, lecture.of);
            let room = wide.saturating_sub(cells(&done) + 1);
            canvas.short((3, y), &format!("{:>2} {}", at + 1, lecture.title), room, Role::Plain);
            let x = canvas.width().saturating_sub(cells(&done) + 1);
            canvas.text(x, y, &done, if lecture.done > 0 { Role::Fine } else { Role::Quiet });
            if at == self.at {
                canvas.mark((1, y), wide + 2, Role::Chosen);
            }
        }
    }

    fn draw_chosen(&self, canvas: &mut Canvas<'_>) {
        let Some(lecture) = self.lectures.get(self.at) else { return };
        let tongue = self.looks.tongue;
        canvas.text(0, 0, &lecture.title, Role::Strong);
        let mut y = 2;
        for line in wrap(&lecture.teaches, usize::from(canvas.width())) {
            canvas.text(0, y, &line, Role::Plain);
            y += 1;
        }
        if !lecture.teaches.is_empty() {
            y += 1;
        }
        let slots = [("done", lecture.done.to_string()), ("all", lecture.of.to_string())];
        canvas.text(0, y, &tongue.shows("course.done", &slots), Role::Meaning);
        if let Some(minutes) = lecture.minutes {
            let slots = [("n", minutes.to_string())];
            canvas.text(0, y + 1, &tongue.shows("course.minutes", &slots), Role::Quiet);
        }
        y += 3;
        let command = format!("boh learn {}", lecture.id);
        for (text, role) in [(tongue.screen("course.begins"), Role::Quiet), (&command, Role::Key)] {
            for line in wrap(text, usize::from(canvas.width())) {
                canvas.text(0, y, &line, role);
                y += 1;
            }
        }
    }
}

impl Show for CourseList {
    fn update(&mut self, message: Message) -> After {
        match message {
            Message::Key(key) => self.press(key),
            Message::Stop(signal) => {
                self.signal = Some(signal);
                After::End
            }
            _ => After::Draw,
        }
    }

    fn view(&self, frame: &mut Frame<'_>) {
        let tongue = self.looks.tongue;
        let Some(mut canvas) = view::blank(frame, &self.looks) else { return };
        let (width, height) = (canvas.width(), canvas.height());
        let end = canvas.text(1, 0, "Back of House", Role::Name);
        canvas.text(end + 2, 0, tongue.screen("course.title"), Role::Quiet);
        let line = self.looks.theme.sign("─", "-");
        canvas.line((0, 1), width, line, Role::Quiet);
        canvas.line((0, height - 2), width, line, Role::Quiet);
        let list = (width / 2).clamp(34, 50);
        self.draw_list(&mut canvas.part(Rect::new(0, 2, list, height - 4)));
        let beside = Rect::new(list + 1, 2, width - list - 2, height - 4);
        self.draw_chosen(&mut canvas.part(beside));
        let last = Rect::new(0, height - 1, width, 1);
        if self.is_helping {
            help::draw(
                &mut canvas.part(Rect::new(0, 0, width, height - 1)),
                Place::Chooser,
                tongue,
            );
        }
        let keys = if self.is_helping { Place::Reading } else { Place::Chooser };
        footer::draw(&mut canvas.part(last), keys, tongue);
    }

    fn moves(&self) -> bool {
        false
    }
}
