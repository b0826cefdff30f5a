//! Somebody who studies a lesson beside a restaurant that runs: where they are, what they do, and
//! what the restaurant has to do for it.

mod wishes;

use super::course::Lecture;
use super::house::{House, Start};
use super::ink::Row;
use super::list::List;
use super::outcome::Outcome;
use super::page::{self, Page};
use super::split::{self, Split};
use crate::dashboard::app::Looks;
use crate::dashboard::message::Message;
use crate::dashboard::shell::{After, Show};
use crate::lesson::block::Task;
use crate::lesson::measure::Reached;
use crate::lesson::walk::{Done, Refused, Waits, Walk, Wish};
use crate::lesson::{NoWorld, Stand};
use crate::runner::Snapshot;
use ratatui::Frame;
use std::collections::{BTreeMap, VecDeque};
use std::ops::Range;
use std::sync::Arc;
use tokio::sync::watch;

/// Blocks in which nothing more is to be done, by their ids, and what was done there.
pub type Over = BTreeMap<String, Done>;

/// Keeps how far a walk is and what has been answered in it; returns what is over in the lesson.
/// The error says in a sentence why nothing could be kept.
pub type Keep = Box<dyn FnMut(&mut Walk) -> (Over, Result<(), String>)>;

/// What somebody wants to see next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wants {
    /// The lesson with this id.
    Lesson(String),
    /// All lessons.
    Course,
}

/// Somebody who studies a lesson.
pub struct Study {
    /// The restaurant.
    pub house: House,
    /// Where they are in the lesson.
    pub walk: Walk,
    /// What has come of blocks on this page, by the number of their step.
    pub outcomes: BTreeMap<usize, Outcome>,
    /// Hints that have been given at the present goal.
    pub hints: Vec<String>,
    /// How far the last attempt came.
    pub reached: Option<Reached>,
    /// The choice that is marked.
    pub marked: Option<usize>,
    /// The figure that is typed.
    pub typed: String,
    /// What is said about the last key: the id of the words, and what they speak of.
    pub said: Option<(&'static str, Vec<(&'static str, String)>)>,
    /// The step with which the page begins.
    page_start: usize,
    /// The rows that were on the page when something was last revealed, and how wide it was then.
    seen: Vec<Row>,
    cells: Option<u16>,
    /// How far the page is scrolled.
    pub scrolled: usize,
    /// Whether the text alone, or the restaurant alone, has the screen, where somebody wants that.
    pub alone: Option<bool>,
    /// Whether somebody plays freely, apart from the lesson.
    pub plays: bool,
    /// The list of steps and lessons, if it is open.
    pub list: Option<List>,
    /// The course.
    pub course: Vec<Lecture>,
    /// The columns and rows of the screen.
    pub size: (u16, u16),
    /// The knob that is to be looked at; empty: any of them.
    pub knob: Option<String>,
    /// Whether the list of knobs is to be seen in the place of the restaurant.
    pub shows_knobs: bool,
    /// What the restaurant has to do once somebody has read what stands in front of it.
    held: VecDeque<Wish>,
    /// The number of steps to which somebody has come.
    come: usize,
    /// Those of them to which they have come last.
    new: Range<usize>,
    /// What is wanted next.
    pub wants: Option<Wants>,
    /// The blocks in which nothing more is to be done, now or since some other day.
    pub over: Over,
    keep: Keep,
}

/// On fewer rows than this one panel of the restaurant has all the room.
const LOW: u16 = 20;

/// Nobody interrupts what the screen waits for: it takes a moment.
const NOBODY: &dyn Fn() -> bool = &|| false;

impl Study {
    /// Begins a lesson, in front of one of its steps.
    pub fn begin(
        (mut walk, step): (Walk, usize),
        looks: Looks,
        (start, keep): (Start, Keep),
        course: Vec<Lecture>,
    ) -> Result<Study, NoWorld> {
        let mut wishes = match walk.go_to(step, NOBODY) {
            Ok(wishes) => wishes.into_iter(),
            Err(Refused::Impossible(cause)) => return Err(cause),
            Err(_) => Vec::new().into_iter(),
        };
        let opens = match wishes.next() {
            Some(Wish::Open(stand)) => stand,
            _ => Stand::opening(0),
        };
        let house = House::open(&walk, &opens, looks, start)?;
        let mut study = Study {
            house,
            walk,
            outcomes: BTreeMap::new(),
            hints: Vec::new(),
            reached: None,
            marked: None,
            typed: String::new(),
            said: None,
            page_start: 0,
            seen: Vec::new(),
            cells: None,
            scrolled: 0,
            alone: None,
            plays: false,
            list: None,
            course,
            size: (80, 24),
            knob: None,
            shows_knobs: false,
            held: VecDeque::new(),
            come: 0,
            new: 0..0,
            wants: None,
            over: Over::new(),
            keep,
        };
        // How large the screen is, is not known yet.
        study.takes(wishes);
        study.note();
        study.reveal();
        study.scrolled = 0;
        Ok(study)
    }

    /// Ends it; waits for the restaurant.
    pub fn close(self) {
        self.house.close();
    }

    /// Keeps what has been answered, and remembers what came of it.
    pub fn note(&mut self) {
        if let (Some(at), Some(outcome)) = (self.walk.at(), Outcome::of(self, &self.walk)) {
            self.outcomes.insert(at, outcome);
        }
        let page = self.walk.page();
        self.outcomes.retain(|at, _| page.contains(at));
        if self.walk.waits() != Waits::Goal {
            self.reached = None;
            self.hints.clear();
        }
        self.house.app.lesson = Some(self.watched());
        let (over, kept) = (self.keep)(&mut self.walk);
        self.over.extend(over);
        let id = &self.walk.lesson().id;
        if let Some(lecture) = self.course.iter_mut().find(|lecture| lecture.id == *id) {
            lecture.done = self.over.len();
        }
        if let Err(cause) = kept {
            self.says("lesson.not_kept", &[("cause", cause)]);
        }
    }

    /// Says how much of what the lesson asks for is done, and how much that is.
    pub fn done(&self) -> (usize, usize) {
        let graded = self.walk.lesson().blocks().filter(|block| block.task.is_graded()).count();
        (self.over.len().min(graded), graded)
    }

    /// Lists the dials over windows that the present goal looks at.
    fn watched(&self) -> Vec<String> {
        let Some(Task::Goal(goal)) = self.walk.block().map(|block| &block.task) else {
            return Vec::new();
        };
        goal.reach.iter().filter_map(|condition| page::windowed(&condition.text)).collect()
    }

    /// Says something about the last key.
    pub fn says(&mut self, id: &'static str, slots: &[(&'static str, String)]) {
        self.said = Some((id, slots.to_vec()));
    }

    /// Says why something was not done.
    pub fn refuse(&mut self, refused: &Refused) {
        match refused {
            Refused::NotThisKnob(knob) => {
                self.says("lesson.not_this_knob", &[("knob", knob.clone())]);
            }
            Refused::NoOrders => self.says("lesson.no_orders", &[]),
            Refused::Impossible(cause) => {
                self.says("lesson.no_world", &[("cause", cause.to_string())]);
            }
            Refused::OutOfTime(..) => self.says("lesson.out_of_time", &[]),
            Refused::HintsFirst(_) => self.says("lesson.hints_first", &[]),
            Refused::NotNow(_) | Refused::NoSuchChoice(_) | Refused::Interrupted => {
                self.says("lesson.not_now", &[]);
            }
        }
    }

    /// Lays out what is to be read.
    pub fn page(&self) -> Page {
        page::lay(self, self.split())
    }

    /// Says how the screen is divided.
    pub fn split(&self) -> Split {
        split::of(self)
    }

    /// Brings what is new into view: as much of it as there is room for, from its beginning.
    pub fn reveal(&mut self) {
        let (start, page) = (self.walk.page().start, self.page());
        let is_new_page = std::mem::replace(&mut self.page_start, start) != start;
        let cells = self.split().pane.map(|pane| pane.width);
        let was_as_wide = std::mem::replace(&mut self.cells, cells) == cells;
        let old = self.seen.iter().zip(&page.rows).take_while(|(seen, now)| seen == now).count();
        let most = page.most_scrolled();
        self.scrolled = match old {
            _ if is_new_page => 0,
            old if was_as_wide => old.saturating_sub(1).min(most),
            _ => most,
        };
        self.seen = page.rows;
        self.fit();
    }

    /// Remembers what is on the page, as wide as it is now.
    pub fn remember(&mut self) {
        self.cells = self.split().pane.map(|pane| pane.width);
        self.seen = self.page().rows;
    }

    /// Gives the restaurant as much room as there is for it.
    pub fn fit(&mut self) {
        let split = self.split();
        let size = split.size_of_house(self.size);
        // Where there are few rows the picture is worth more than what is told below it.
        let is_low = split.house.is_some_and(|house| house.height < LOW);
        self.house.app.is_zoomed = is_low;
        if self.house.app.size != size {
            self.house.app.update(Message::Resized(size.0, size.1));
        }
    }

    /// Looks at a picture: has the restaurant come to where the lesson wants it?
    fn look(&mut self) {
        if self.plays || self.is_read_first() {
            return;
        }
        match self.walk.waits() {
            Waits::World if self.house.stands_at(self.house.stand.at) => {
                let stand = self.walk.stand();
                let was_changed = self.changed().is_some();
                let wishes = self.walk.go_on(NOBODY);
                if was_changed && let Err(cause) = self.house.reopen(&self.walk, &stand, &[]) {
                    self.says("lesson.no_world", &[("cause", cause.to_string())]);
                }
                self.does(wishes);
            }
            Waits::Goal => super::goal::look(self),
            _ => {}
        }
    }
}

impl Show for Study {
    fn update(&mut self, message: Message) -> After {
        let after = match message {
            Message::Key(key) => self.press(key),
            Message::Resized(columns, rows) => {
                self.size = (columns, rows);
                self.remember();
                After::Draw
            }
            Message::Mouse(event) => {
                let house = self.split().house;
                let mut event = event;
                event.column = event.column.saturating_sub(house.map_or(0, |place| place.x));
                self.house.app.update(Message::Mouse(event))
            }
            Message::Paste(text) if !self.paste(&text) => {
                self.house.app.update(Message::Paste(text))
            }
            Message::Paste(_) => After::Draw,
            message @ (Message::Tick(_) | Message::Stop(_) | Message::Saved) => {
                self.house.app.update(message)
            }
            Message::Shot(shot) => {
                let after = self.house.app.update(Message::Shot(shot));
                self.look();
                after
            }
        };
        self.goes_as_far_as_read();
        self.fit();
        after
    }

    fn view(&self, frame: &mut Frame<'_>) {
        super::pane::view(self, frame);
    }

    fn moves(&self) -> bool {
        self.split().house.is_some() && self.house.app.moves()
    }

    fn opened(&mut self) -> Option<watch::Receiver<Arc<Snapshot>>> {
        self.house.pictures()
    }
}
