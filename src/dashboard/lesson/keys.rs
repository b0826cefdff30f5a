//! What keys do in a lesson.

use super::goal;
use super::list::List;
use super::study::{Study, Wants};
use crate::dashboard::app::Overlay;
use crate::dashboard::keymap::{self, Place};
use crate::dashboard::knobs::KnobList;
use crate::dashboard::message::{Action, Message};
use crate::dashboard::shell::{After, Show};
use crate::dashboard::update;
use crate::lesson::What;
use crate::lesson::block::Task;
use crate::lesson::walk::{Help, Waits};
use crate::runner::Request;
use crate::runner::snapshot::State;
use crate::scenario::read_value;
use crate::text::safe_text::safe;
use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

/// The most characters of a figure.
const MOST: usize = 20;

impl Study {
    /// Does what a key stands for.
    pub fn press(&mut self, key: KeyEvent) -> After {
        let app = &self.house.app;
        let is_plain = !key.modifiers.intersects(KeyModifiers::CONTROL | KeyModifiers::ALT);
        if is_plain && self.list.is_some() {
            return self.in_list(key);
        }
        if is_plain && app.overlay.is_some() && !self.plays {
            // Time is the lesson's, whatever lies over the floor.
            match keymap::action(update::place(app), key) {
                Some(Action::Pause) => {
                    self.pause();
                    return After::Draw;
                }
                Some(Action::Travel | Action::OneEvent) => {
                    self.says("lesson.locked", &[]);
                    return After::Draw;
                }
                _ => {}
            }
        }
        if !is_plain || app.overlay.is_some() || app.filter.is_open {
            return self.house.app.update(Message::Key(key));
        }
        if self.plays {
            if key.code == KeyCode::Char('i') {
                self.comes_back();
                return After::Draw;
            }
            return self.house.app.update(Message::Key(key));
        }
        self.said = None;
        if self.walk.waits() == Waits::Number && self.types(key.code) {
            return After::Draw;
        }
        match keymap::action(Place::Lesson, key) {
            Some(Action::Next) => return self.next(),
            Some(Action::Enter) => return self.enter(),
            Some(Action::Choose) => self.choose(key.code),
            Some(Action::Move) => self.goes(key.code == KeyCode::Down),
            Some(Action::Leaf) => self.leafs(key.code == KeyCode::PageDown),
            Some(Action::Zoom) => self.zoom(),
            Some(Action::Pause) => self.pause(),
            Some(Action::Knobs) => self.knobs(),
            Some(Action::Hint) => self.hint(),
            Some(Action::Answer) => self.answer(),
            Some(Action::Again) => self.again(),
            Some(Action::Play) => self.play(),
            Some(Action::List) => self.list = Some(List::open(self)),
            Some(_) => return self.house.app.update(Message::Key(key)),
            // Whoever knows the key from elsewhere reads why nothing comes of it.
            None if keymap::action(Place::Floor, key).is_some() => {
                self.says("lesson.only_freely", &[]);
            }
            None => {}
        }
        After::Draw
    }

    /// Goes on: first to what has not been read yet.
    fn next(&mut self) -> After {
        let page = self.page();
        if self.scrolled < page.most_scrolled() && !self.split().is_strip {
            self.leafs(true);
            return After::Draw;
        }
        if self.is_read_first() {
            self.has_read();
            return After::Draw;
        }
        match self.walk.waits() {
            Waits::Next => {
                self.marked = None;
                self.typed.clear();
                self.goes_on();
            }
            Waits::World => self.house.app.ask(Request::To(self.house.stand.at)),
            Waits::Choice | Waits::Number => self.says("lesson.answer_first", &[]),
            Waits::Goal => self.says("lesson.goal_first", &[]),
            Waits::Nothing => {
                let id = &self.walk.lesson().id;
                let at = self.course.iter().position(|lecture| lecture.id == *id);
                let next = at.and_then(|at| self.course.get(at + 1));
                let wants = next.map(|next| Wants::Lesson(next.id.clone()));
                self.wants = Some(wants.unwrap_or(Wants::Course));
                return After::End;
            }
        }
        After::Draw
    }

    /// Goes on to what is new: a pause right behind what came of a block takes no key of its own.
    fn goes_on(&mut self) {
        let judged = self.walk.verdict().and(self.walk.at());
        let wishes = self.walk.go_on(&|| false);
        self.does(wishes);
        let behind = self.walk.at().filter(|at| judged.is_some_and(|judged| judged + 1 == *at));
        if behind.is_some_and(|at| self.walk.lesson().steps[at].what == What::Pause) {
            let wishes = self.walk.go_on(&|| false);
            self.does(wishes);
        }
    }

    fn enter(&mut self) -> After {
        match self.walk.waits() {
            Waits::Choice | Waits::Number => self.answer(),
            Waits::Goal => self.pause(),
            Waits::Next | Waits::World | Waits::Nothing => return self.next(),
        }
        After::Draw
    }

    fn choose(&mut self, code: KeyCode) {
        let KeyCode::Char(digit) = code else { return };
        let number = digit.to_digit(10).unwrap_or(0) as usize;
        let count = self.walk.choices().len();
        if self.walk.waits() == Waits::Choice && (1..=count).contains(&number) {
            self.marked = Some(number - 1);
            self.scrolled = self.page().most_scrolled();
        } else {
            self.says("lesson.not_now", &[]);
        }
    }

    /// Goes up or down: through what is not seen yet, then from choice to choice.
    fn goes(&mut self, down: bool) {
        let most = self.page().most_scrolled();
        let count = self.walk.choices().len();
        let is_asked = self.walk.waits() == Waits::Choice && count > 0;
        match (down, self.marked) {
            (true, _) if self.scrolled < most => self.scrolled += 1,
            (true, marked) if is_asked => {
                self.marked = Some(marked.map_or(0, |at| (at + 1).min(count - 1)));
            }
            (false, Some(at)) if is_asked && at > 0 => self.marked = Some(at - 1),
            (false, _) => self.scrolled = self.scrolled.saturating_sub(1),
            (true, _) => {}
        }
    }

    fn leafs(&mut self, down: bool) {
        let page = self.page();
        let step = page.high.saturating_sub(2).max(1);
        self.scrolled = if down {
            (self.scrolled + step).min(page.most_scrolled())
        } else {
            self.scrolled.saturating_sub(step)
        };
    }

    /// Gives the screen to the text, then to the restaurant, then to both.
    fn zoom(&mut self) {
        self.alone = match self.alone {
            None => Some(self.split().house.is_some()),
            Some(true) => Some(false),
            Some(false) => None,
        };
        self.remember();
    }

    /// Lets time go on or stand still, if the lesson does not wait for an answer.
    pub fn pause(&mut self) {
        if self.is_read_first() {
            self.has_read();
            return;
        }
        match self.walk.waits() {
            Waits::World => self.house.app.ask(Request::Toggle),
            Waits::Goal => self.try_on(),
            Waits::Choice | Waits::Number => self.says("lesson.answer_first", &[]),
            Waits::Next | Waits::Nothing => self.says("lesson.locked", &[]),
        }
    }

    /// Lets an attempt go on to where it is judged, or stand still.
    fn try_on(&mut self) {
        let Some(Task::Goal(goal)) = self.walk.block().map(|block| &block.task) else { return };
        let by = goal.by;
        if self.house.app.shot.state == State::Running {
            self.house.app.ask(Request::Pause);
        } else if self.house.stands_at(by) {
            self.says("lesson.at_the_end", &[]);
        } else {
            self.reached = None;
            self.house.go_on(by, None);
        }
    }

    /// Opens what may be turned at a goal.
    pub fn knobs(&mut self) {
        match self.walk.block().map(|block| &block.task) {
            Some(Task::Goal(goal)) if self.walk.waits() == Waits::Goal => {
                let only = goal.knobs.clone();
                self.has_read();
                self.reached = None;
                self.shows_knobs = false;
                self.house.app.overlay = Some(Overlay::Knobs(self.knob_list(only)));
            }
            _ => self.says("lesson.only_freely", &[]),
        }
    }

    /// Lists knobs, with the one that is to be looked at chosen.
    pub fn knob_list(&self, only: Vec<String>) -> KnobList {
        let list = KnobList { only, ..KnobList::default() };
        let shown = list.shown(&self.house.app.shot.knobs);
        let at = shown.iter().position(|knob| Some(&knob.name) == self.knob.as_ref());
        KnobList { at: at.unwrap_or(0), ..list }
    }

    /// Gives a hint, and after the last one the solution.
    pub fn hint(&mut self) {
        match self.walk.hint().map(|help| match help {
            Help::Hint(_, text) => Some(text.to_owned()),
            Help::NoMore => None,
        }) {
            Ok(Some(hint)) => {
                self.hints.push(hint);
                self.reveal();
            }
            Ok(None) => {
                self.reached = None;
                let wishes = self.walk.solve();
                self.does(wishes);
            }
            Err(_) => self.says("lesson.no_hints", &[]),
        }
    }

    /// Gives the answer, or has the attempt judged.
    pub fn answer(&mut self) {
        match self.walk.waits() {
            Waits::Choice => match self.marked {
                Some(choice) => {
                    let wishes = self.walk.choose(choice, &|| false);
                    self.does(wishes);
                }
                None => self.says("lesson.choose_first", &[]),
            },
            Waits::Number => self.read_off(),
            Waits::Goal => {
                goal::check(self);
                if self.reached.is_some() {
                    // What it was judged by is to be seen.
                    self.scrolled = self.page().most_scrolled();
                }
            }
            Waits::Next | Waits::World | Waits::Nothing => self.says("lesson.not_now", &[]),
        }
    }

    fn read_off(&mut self) {
        let Some(Task::Number(number)) = self.walk.block().map(|block| &block.task) else { return };
        match read_value(self.typed.trim(), number.dial.unit) {
            Ok(said) => {
                let done = self.walk.say(said, &|| false).map(|()| Vec::new());
                self.does(done);
            }
            Err(cause) => self.says("lesson.no_figure", &[("cause", cause)]),
        }
    }

    /// Lets a key go into the figure; says whether it did.
    fn types(&mut self, code: KeyCode) -> bool {
        match code {
            KeyCode::Char(c) if !self.typed.is_empty() || c.is_ascii_digit() || c == '.' => {
                if self.typed.chars().count() < MOST {
                    self.typed.push(c);
                }
            }
            KeyCode::Backspace => {
                self.typed.pop();
            }
            KeyCode::Esc => self.typed.clear(),
            _ => return false,
        }
        true
    }

    /// Takes a pasted figure; says whether one is waited for.
    pub fn paste(&mut self, text: &str) -> bool {
        let waits = self.walk.waits() == Waits::Number && !self.plays;
        let takes = waits && self.house.app.overlay.is_none();
        if takes {
            let room = MOST.saturating_sub(self.typed.chars().count());
            self.typed.extend(safe(text.trim()).chars().take(room));
        }
        takes
    }

    /// Begins an attempt, or else the page, again.
    pub fn again(&mut self) {
        self.reached = None;
        self.marked = None;
        if self.walk.waits() == Waits::Goal {
            let wishes = self.walk.again();
            self.does(wishes);
            return;
        }
        self.outcomes.clear();
        self.typed.clear();
        let page = self.walk.page().start;
        let wishes = self.walk.go_to(page, &|| false);
        self.comes_afresh();
        self.does(wishes);
        self.scrolled = 0;
    }

    /// Goes to a step of the lesson, as if everything before it had been done.
    pub fn goes_to(&mut self, step: usize) {
        self.outcomes.clear();
        self.typed.clear();
        (self.marked, self.scrolled) = (None, 0);
        let wishes = self.walk.go_to(step, &|| false);
        self.comes_afresh();
        self.does(wishes);
        self.scrolled = 0;
    }

    /// Says whether a prediction is asked for: nothing runs until then.
    pub fn predicts(&self) -> bool {
        let predicts = matches!(self.walk.block().map(|b| &b.task), Some(Task::Predict(_)));
        predicts && self.walk.waits() == Waits::Choice
    }

    /// Says whether there is anything on the page but words.
    pub fn has_blocks(&self) -> bool {
        let steps = &self.walk.lesson().steps[self.walk.page()];
        steps.iter().any(|step| matches!(step.what, What::Block(_)))
    }

    /// Lets somebody play freely; the lesson waits.
    pub fn play(&mut self) {
        if self.predicts() {
            self.says("lesson.answer_first", &[]);
            return;
        }
        if self.walk.waits() == Waits::Goal
            && let Err(refused) = goal::note_turns(self)
        {
            self.refuse(&refused);
            return;
        }
        // What it comes back to has gone on as far as the lesson wanted.
        self.has_read();
        self.plays = true;
        self.house.app.lesson = None;
        self.house.app.ask(Request::Pause);
    }

    /// Comes back to the lesson, as it was left.
    fn comes_back(&mut self) {
        self.plays = false;
        let stand = self.walk.stand();
        if let Err(cause) = self.house.reopen(&self.walk, &stand, &[]) {
            self.says("lesson.no_world", &[("cause", cause.to_string())]);
        }
        self.note();
    }

    fn in_list(&mut self, key: KeyEvent) -> After {
        let Some(list) = &mut self.list else { return After::Draw };
        match keymap::action(Place::Contents, key) {
            Some(Action::Move) => list.go(key.code == KeyCode::Down),
            Some(Action::Enter) => {
                let goes = list.chosen();
                self.list = None;
                match goes {
                    Some(super::list::Goes::Step(step)) => self.goes_to(step),
                    Some(super::list::Goes::Lesson(id)) => {
                        self.wants = Some(Wants::Lesson(id));
                        return After::End;
                    }
                    None => {}
                }
            }
            Some(Action::Close | Action::List) => self.list = None,
            Some(Action::Quit) => return After::End,
            _ => {}
        }
        After::Draw
    }
}
