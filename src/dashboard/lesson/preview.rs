//! A lesson that somebody is writing: shown again, at the same place, whenever it has been saved.
//!
//! Nothing that is done in a preview is kept anywhere. A version that is wrong is told of, and the
//! last one that could be shown stays.

use super::findings;
use super::study::{Keep, Over, Study};
use crate::dashboard::app::{App, Looks, Panel};
use crate::dashboard::canvas::Canvas;
use crate::dashboard::footer;
use crate::dashboard::keymap::{self, Place};
use crate::dashboard::message::{Action, Message};
use crate::dashboard::shell::{self, After, Show};
use crate::dashboard::theme::Role;
use crate::dashboard::update::place;
use crate::dashboard::view;
use crate::lesson::walk::{Done, Walk};
use crate::lesson::{Lesson, NoWorld, Reading, Spot, leap};
use crate::runner::Snapshot;
use crate::runner::live::{Beginning, Live};
use crate::scenario::Scenario;
use ratatui::Frame;
use ratatui::crossterm::event::{KeyCode, KeyEvent};
use ratatui::layout::Rect;
use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;
use tokio::sync::watch;

/// Where a preview has from what it shows.
pub struct Desk {
    /// Reads the lesson.
    pub read: Box<dyn FnMut() -> Reading>,
    /// Starts a live run.
    pub start: Rc<dyn Fn(Arc<Scenario>, Beginning) -> Live>,
    /// Changes whenever something is saved beside the lesson.
    pub saves: Option<watch::Receiver<()>>,
    /// As whom it is looked at.
    pub student: Option<String>,
}

/// A lesson that somebody is writing.
pub struct Preview {
    desk: Desk,
    /// The lesson as it was when it could last be shown; none: it never could.
    study: Option<Study>,
    /// What was read last.
    reading: Reading,
    /// How far the list of what is wrong is scrolled; none: it is not to be seen.
    told: Option<usize>,
    /// What came of the last reading, until a key is pressed.
    news: Option<News>,
    /// What has been answered since it was begun.
    over: Rc<RefCell<Over>>,
    looks: Looks,
    size: (u16, u16),
    signal: Option<i32>,
}

/// The id of words, and what they speak of.
type News = (&'static str, Vec<(&'static str, String)>);

impl Preview {
    /// Begins at the beginning of a lesson, or with what is wrong with it.
    pub fn begin(mut desk: Desk, looks: Looks) -> Preview {
        let reading = (desk.read)();
        let mut preview = Preview {
            desk,
            study: None,
            reading: reading.clone(),
            told: None,
            news: None,
            over: Rc::default(),
            looks,
            size: (80, 24),
            signal: None,
        };
        preview.takes(reading);
        if preview.told.is_none() {
            // The keys are new to whoever begins.
            preview.news = None;
        }
        preview
    }

    /// Ends it; waits for the restaurant. Returns the signal that ended it, if one did.
    pub fn close(self) -> Option<i32> {
        let Some(study) = self.study else { return self.signal };
        let signal = study.house.app.signal;
        study.close();
        signal.or(self.signal)
    }

    /// Reads the lesson again; where nothing has changed, nothing happens.
    fn read_again(&mut self) -> bool {
        let reading = (self.desk.read)();
        let is_new = !reading.is_same(&self.reading);
        if is_new {
            self.takes(reading);
        }
        is_new
    }

    /// Shows what has been read, or what is wrong with it.
    fn takes(&mut self, reading: Reading) {
        let (wrong, warned) = reading.counts();
        self.told = (wrong > 0).then_some(0);
        self.news = Some(("preview.wrong", vec![("n", wrong.to_string())]));
        if let Some(lesson) = &reading.lesson {
            let blocks = ("blocks", lesson.blocks().count().to_string());
            self.news = Some(("preview.read", vec![blocks, ("warned", warned.to_string())]));
            if let Err(cause) = self.sit(lesson.clone()) {
                self.news = Some(("lesson.no_world", vec![("cause", cause.to_string())]));
            }
        }
        self.reading = reading;
    }

    /// Goes on in another version of the lesson, where somebody is in this one.
    fn sit(&mut self, lesson: Lesson) -> Result<(), NoWorld> {
        let looks = self.study.as_ref().map_or(self.looks, |study| study.house.app.looks);
        let spot = self.study.as_ref().map_or_else(Spot::default, |study| Spot::of(&study.walk));
        let step = spot.step_in(&lesson);
        let walk = Walk::begin(lesson, self.desk.student.as_deref())?;
        let start = Rc::clone(&self.desk.start);
        let start = Box::new(move |scenario, beginning| start(scenario, beginning));
        let mut study = Study::begin((walk, step), looks, (start, self.keep()), Vec::new())?;
        study.house.app.beside = Place::Preview;
        if let Some(before) = self.study.take() {
            let (app, was) = (&mut study.house.app, &before.house.app);
            (app.mouse, app.wall) = (was.mouse, was.wall);
            if app.panel == Panel::Floor {
                app.panel = was.panel;
            }
            study.alone = before.alone;
            study.update(Message::Resized(self.size.0, self.size.1));
            study.scrolled = before.scrolled.min(study.page().most_scrolled());
            study.house.replaces(before.house);
        } else {
            study.update(Message::Resized(self.size.0, self.size.1));
        }
        self.study = Some(study);
        Ok(())
    }

    /// Returns what remembers what has been answered, for as long as this lasts.
    fn keep(&self) -> Keep {
        let over = Rc::clone(&self.over);
        Box::new(move |walk| {
            let news = walk.news().into_iter().filter(Done::is_over);
            over.borrow_mut().extend(news.map(|done| (done.block.clone(), done)));
            let over = over.borrow();
            let known = walk.lesson().blocks().filter_map(|block| over.get_key_value(&block.id));
            (known.map(|(id, done)| (id.clone(), done.clone())).collect(), Ok(()))
        })
    }

    fn press(&mut self, key: KeyEvent) -> After {
        self.news = None;
        if let Some(after) = shell::control(key, &mut self.signal) {
            return after;
        }
        if let Some(scrolled) = self.told {
            return self.in_findings(key, scrolled);
        }
        let is_mine = self.study.as_ref().is_some_and(|study| !takes_letters(study));
        match keymap::action(Place::Preview, key).filter(|_| is_mine) {
            Some(Action::Leap) => self.leaps(key.code == KeyCode::Char(']')),
            Some(Action::Findings) if self.reading.findings.is_empty() => self.says("preview.good"),
            Some(Action::Findings) => self.told = Some(0),
            Some(Action::Reread) => self.rereads(),
            _ => return self.passes_on(Message::Key(key)),
        }
        After::Draw
    }

    /// Does what a key stands for where it is told what is wrong.
    fn in_findings(&mut self, key: KeyEvent, scrolled: usize) -> After {
        match keymap::action(Place::Findings, key) {
            Some(Action::Quit) => return After::End,
            Some(Action::Close | Action::Findings) if self.study.is_some() => self.told = None,
            Some(Action::Reread) => self.rereads(),
            Some(Action::Move | Action::Leaf) => {
                let step = if matches!(key.code, KeyCode::Up | KeyCode::Down) { 1 } else { 8 };
                let is_down = matches!(key.code, KeyCode::Down | KeyCode::PageDown);
                let there = if is_down { scrolled + step } else { scrolled.saturating_sub(step) };
                self.told = Some(there.min(self.most_scrolled()));
            }
            _ => {}
        }
        After::Draw
    }

    fn rereads(&mut self) {
        if !self.read_again() {
            self.says("preview.same");
        }
    }

    fn says(&mut self, id: &'static str) {
        self.news = Some((id, Vec::new()));
    }

    fn leaps(&mut self, forward: bool) {
        let Some(study) = &mut self.study else { return };
        study.goes_to(leap(&study.walk, forward));
        // The block is the last thing on its page.
        study.scrolled = study.page().most_scrolled();
    }

    /// Lets the lesson take note of a message; there is no other lesson behind it.
    fn passes_on(&mut self, message: Message) -> After {
        let Some(study) = &mut self.study else {
            return if let Message::Stop(signal) = message {
                self.signal = Some(signal);
                After::End
            } else {
                After::Draw
            };
        };
        let after = study.update(message);
        if after == After::End && study.wants.take().is_some() {
            self.says("preview.over");
            return After::Draw;
        }
        after
    }

    /// Returns how the screen looks now.
    fn looks(&self) -> Looks {
        self.study.as_ref().map_or(self.looks, |study| study.house.app.looks)
    }

    /// Returns where on the screen it is told what is wrong: where the text would be.
    fn place_of_findings(&self) -> Rect {
        let all = Rect::new(0, 0, self.size.0, self.size.1.saturating_sub(1));
        let split = self.study.as_ref().map(Study::split).filter(|split| !split.is_strip);
        split.and_then(|split| split.pane).unwrap_or(all)
    }

    fn most_scrolled(&self) -> usize {
        let place = self.place_of_findings();
        let rows = findings::rows(&self.reading.findings, self.looks(), place.width);
        rows.len().saturating_sub(usize::from(place.height.saturating_sub(2)))
    }

    /// Draws the last row: what came of the last reading, and the keys.
    fn draw_last(&self, canvas: &mut Canvas<'_>) {
        let tongue = self.looks().tongue;
        if let Some((id, slots)) = &self.news {
            canvas.clear();
            let width = canvas.width().saturating_sub(2);
            canvas.short((1, 0), &tongue.shows(id, slots), width, Role::Meaning);
        } else if self.told.is_some() {
            canvas.clear();
            footer::draw(canvas, Place::Findings, tongue);
        } else if self.reading.lesson.is_none() {
            canvas.clear();
            canvas.text(1, 0, tongue.screen("preview.last"), Role::Uneasy);
        }
    }
}

/// Says whether letters go into something that is open in a lesson.
fn takes_letters(study: &Study) -> bool {
    let app: &App = &study.house.app;
    study.list.is_some()
        || !study.typed.is_empty()
        || place(app) != Place::Preview
        || app.filter.is_open
}

impl Show for Preview {
    fn update(&mut self, message: Message) -> After {
        match message {
            Message::Saved => {
                self.read_again();
                After::Draw
            }
            Message::Key(key) => self.press(key),
            Message::Resized(columns, rows) => {
                self.size = (columns, rows);
                self.passes_on(Message::Resized(columns, rows))
            }
            message => self.passes_on(message),
        }
    }

    fn view(&self, frame: &mut Frame<'_>) {
        let (area, looks) = (frame.area(), self.looks());
        let canvas = match &self.study {
            Some(study) => {
                study.view(frame);
                view::whole(frame, &looks)
            }
            None => view::blank(frame, &looks),
        };
        let Some(mut canvas) = canvas else { return };
        if let Some(scrolled) = self.told {
            let place = self.place_of_findings();
            findings::draw(&mut canvas.part(place), &self.reading, scrolled, looks);
        }
        self.draw_last(&mut canvas.part(Rect::new(0, area.height - 1, area.width, 1)));
    }

    fn moves(&self) -> bool {
        self.study.as_ref().is_some_and(Study::moves)
    }

    fn opened(&mut self) -> Option<watch::Receiver<Arc<Snapshot>>> {
        self.study.as_mut()?.opened()
    }

    fn saves(&mut self) -> Option<watch::Receiver<()>> {
        self.desk.saves.take()
    }
}
