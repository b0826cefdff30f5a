//! Somebody who presents a lesson: which slide is shown, how far it is, what the class has said.

use super::vote::{Tally, Vote};
use crate::dashboard::app::Looks;
use crate::dashboard::keymap::Place;
use crate::dashboard::lesson::split::Split;
use crate::dashboard::lesson::{Start, Study};
use crate::dashboard::message::Message;
use crate::dashboard::shell::{After, Show};
use crate::dashboard::update;
use crate::lesson::block::Task;
use crate::lesson::walk::{Attempt, Help, Waits, Walk};
use crate::lesson::{Block, Cue, NoWorld, Slides, What};
use crate::runner::{Request, Snapshot};
use ratatui::Frame;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;
use tokio::sync::watch;

/// Lets others know which slide is shown. The error says in a sentence why it could not be done.
pub type Tell = Box<dyn FnMut(&Cue) -> Result<(), String>>;

/// On a smaller screen than this the restaurant is drawn large.
const ROOM: (u16, u16) = (100, 30);

/// Nobody interrupts what the screen waits for: it takes a moment.
pub(super) const NOBODY: &dyn Fn() -> bool = &|| false;

/// Somebody who presents a lesson.
pub struct Presentation {
    /// Where they are in the lesson, and the restaurant.
    pub study: Study,
    /// What the class has said, by the number of the step.
    pub(super) votes: BTreeMap<usize, Vote>,
    /// The number of a slide that is typed, to go there.
    pub(super) typed: Option<String>,
    /// Whether the keys are shown.
    pub(super) is_helping: bool,
    /// How far the slide is scrolled.
    pub(super) scrolled: usize,
    /// Whether the restaurant is drawn large, where somebody wants it so or not.
    pub(super) is_large: Option<bool>,
    cue: Cue,
    tell: Tell,
}

impl Presentation {
    /// Begins with a slide of a walk that goes from slide to slide.
    pub fn begin(
        (walk, slide): (Walk, usize),
        looks: Looks,
        start: Start,
        (cue, tell): (Cue, Tell),
    ) -> Result<Presentation, NoWorld> {
        let step = walk.slides().map_or(0, |slides| slides.steps(slide).start);
        // Nothing of what is shown to others is anybody's progress.
        let keep = |_: &mut Walk| (BTreeMap::new(), Ok(()));
        let study = Study::begin((walk, step), looks, (start, Box::new(keep)), Vec::new())?;
        let mut presentation = Presentation {
            study,
            votes: BTreeMap::new(),
            typed: None,
            is_helping: false,
            scrolled: 0,
            is_large: looks.is_big.then_some(true),
            cue,
            tell,
        };
        presentation.arrives();
        presentation.tells(true);
        Ok(presentation)
    }

    /// Ends it; waits for the restaurant.
    pub fn close(self) {
        self.study.close();
    }

    /// Returns the slides.
    pub(super) fn slides(&self) -> &Slides {
        self.study.walk.slides().expect("a presentation goes from slide to slide")
    }

    /// Returns the number of the slide that is shown, from 0.
    pub(super) fn slide(&self) -> usize {
        self.slides().at(self.study.walk.page().start)
    }

    /// Returns the steps of the slide that is shown, also those that are not to be seen yet.
    pub(super) fn steps(&self) -> Range<usize> {
        self.slides().steps(self.slide())
    }

    /// Lists the blocks of the slide, with the numbers of their steps.
    pub(super) fn blocks(&self) -> impl Iterator<Item = (usize, &Block)> {
        let steps = &self.study.walk.lesson().steps;
        self.steps().filter_map(|at| match &steps[at].what {
            What::Block(block) => Some((at, &**block)),
            _ => None,
        })
    }

    /// Returns what the block at which it stands does.
    pub(super) fn task(&self) -> Option<&Task> {
        self.study.walk.block().map(|block| &block.task)
    }

    /// Says whether the slide shows the restaurant.
    fn is_live(&self) -> bool {
        let shows = |task: &Task| !task.is_graded() && !matches!(task, Task::Compare(_));
        self.blocks().any(|(_, block)| shows(&block.task))
    }

    /// Returns what the class has said to the present question.
    pub(super) fn vote(&self) -> Option<&Vote> {
        self.votes.get(&self.study.walk.at()?)
    }

    /// Says how the screen is divided.
    pub(super) fn split(&self) -> Split {
        self.study.split()
    }

    /// Returns where keys go.
    pub(super) fn place(&self) -> Place {
        let app = &self.study.house.app;
        match update::place(app) {
            _ if self.is_helping => Place::Reading,
            Place::Lesson if self.split().house.is_some() => Place::Stage,
            Place::Lesson if self.study.walk.waits() == Waits::Goal => Place::Stage,
            Place::Lesson => Place::Slide,
            other => other,
        }
    }

    /// Goes on: to what is below, to the next part, to what comes of a question, to the next slide.
    pub(super) fn next(&mut self) {
        if self.scrolled < self.most_scrolled() {
            self.leafs(true);
            return;
        }
        match self.study.walk.waits() {
            Waits::Next => {
                let wishes = self.study.walk.go_on(NOBODY);
                self.study.does(wishes);
                self.arrives();
            }
            Waits::World => {
                let to = self.study.house.stand.at;
                self.study.house.app.ask(Request::To(to));
            }
            Waits::Choice | Waits::Number => {
                let wishes = self.study.walk.reveal(NOBODY);
                self.study.does(wishes);
                self.scrolled = 0;
            }
            Waits::Goal => self.solves(),
            Waits::Nothing => self.study.says("slides.over_key", &[]),
        }
    }

    /// Shows the solution of a goal, or goes to the end of it.
    fn solves(&mut self) {
        let Some(Task::Goal(goal)) = self.task() else { return };
        let by = goal.by;
        let is_solved = self.study.walk.attempt().is_some_and(Attempt::is_solved);
        if is_solved && self.study.house.stand.at == by {
            self.study.house.app.ask(Request::To(by));
            return;
        }
        // Whoever presents knows it anyway.
        while let Ok(Help::Hint(..)) = self.study.walk.hint() {}
        self.study.reached = None;
        let wishes = self.study.walk.solve();
        let is_shown = wishes.is_ok();
        self.study.does(wishes);
        if is_shown {
            self.study.house.go_on(by, None);
        }
    }

    /// Goes back to the slide before, all of it.
    pub(super) fn back(&mut self) {
        if self.scrolled > 0 {
            self.leafs(false);
            return;
        }
        self.goes_to(self.slide().saturating_sub(1));
        let is_read = self.blocks().next().is_none();
        while is_read && self.parts().0 < self.parts().1 {
            let wishes = self.study.walk.go_on(NOBODY);
            self.study.does(wishes);
        }
    }

    /// Goes to a slide.
    pub(super) fn goes_to(&mut self, slide: usize) {
        let step = self.slides().steps(slide).start;
        self.study.outcomes.clear();
        let wishes = self.study.walk.go_to(step, NOBODY);
        self.study.does(wishes);
        self.arrives();
    }

    /// Comes to a slide, or to another part of it.
    fn arrives(&mut self) {
        self.scrolled = 0;
        self.study.typed.clear();
        let Some(at) = self.study.walk.at() else { return };
        let vote = match self.study.walk.waits() {
            Waits::Choice => Vote::Hands(Tally::of(self.study.walk.choices().len())),
            Waits::Number => Vote::Figures(Vec::new()),
            _ => return,
        };
        self.votes.entry(at).or_insert(vote);
    }

    /// Returns how many parts of the slide are to be seen, and how many there are.
    pub(super) fn parts(&self) -> (usize, usize) {
        let walk = &self.study.walk;
        let come = walk.at().map_or_else(|| walk.lesson().steps.len(), |at| at + 1);
        self.slides().parts(self.slide(), come)
    }

    /// Lets others know which slide is shown, if it is another one, or for the first time.
    fn tells(&mut self, first: bool) {
        let (slide, part) = (self.slide(), self.parts().0);
        if !first && (slide, part) == (self.cue.slide, self.cue.part) {
            return;
        }
        (self.cue.slide, self.cue.part) = (slide, part);
        if let Err(cause) = (self.tell)(&self.cue) {
            self.study.says("slides.not_told", &[("cause", cause)]);
        }
    }

    /// Divides the screen between the slide and the restaurant.
    fn arrange(&mut self) {
        let study = &mut self.study;
        let is_small = study.size.0 < ROOM.0 || study.size.1 < ROOM.1;
        if !study.plays {
            study.house.app.looks.is_big = self.is_large.unwrap_or(is_small);
        }
        let (waits, is_live) = (self.study.walk.waits(), self.is_live());
        self.study.alone = match waits {
            Waits::Goal => None,
            Waits::World => Some(false),
            _ => Some(!is_live),
        };
        self.study.fit();
        self.scrolled = self.scrolled.min(self.most_scrolled());
    }
}

impl Show for Presentation {
    fn update(&mut self, message: Message) -> After {
        let after = match message {
            Message::Key(key) => self.press(key),
            Message::Paste(_) if self.place() == Place::Slide => After::Draw,
            message => self.study.update(message),
        };
        self.arrange();
        self.tells(false);
        after
    }

    fn view(&self, frame: &mut Frame<'_>) {
        super::draw::view(self, frame);
    }

    fn moves(&self) -> bool {
        self.study.moves()
    }

    fn opened(&mut self) -> Option<watch::Receiver<Arc<Snapshot>>> {
        self.study.opened()
    }
}
