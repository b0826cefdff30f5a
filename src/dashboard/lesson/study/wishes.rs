//! What the restaurant has to do for a lesson: wishes of the walk, granted at once or after what stands
//! in front of them has been read.

use super::Study;
use crate::dashboard::app::{App, Panel};
use crate::dashboard::floor::Part;
use crate::dashboard::lesson::split;
use crate::kernel::Time;
use crate::lesson::block::{Focus, Task, Whom};
use crate::lesson::walk::{Refused, Wish};
use crate::lesson::{NoWorld, Step, What};
use crate::runner::{Follow, Request};
use crate::scenario::Set;

impl Study {
    /// Does what a step of the walk came to, or says why there was none.
    pub fn does(&mut self, wishes: Result<Vec<Wish>, Refused>) {
        match wishes {
            Ok(wishes) => {
                if self.walk.page().start != self.page_start {
                    self.shows_knobs = false;
                }
                self.takes(wishes);
            }
            Err(refused) => self.refuse(&refused),
        }
        self.note();
        self.reveal();
        self.goes_as_far_as_read();
    }

    /// Takes what the restaurant has to do. What changes something in it waits until that has been
    /// read which stands in front of it.
    pub(super) fn takes(&mut self, wishes: impl IntoIterator<Item = Wish>) {
        let mut wishes = wishes.into_iter().peekable();
        if matches!(wishes.peek(), Some(Wish::Open(_))) {
            // In a restaurant that opens afresh there is all that has come before.
            self.held.clear();
        }
        self.held.extend(wishes);
        let page = self.walk.page();
        let from = if page.contains(&self.come) { self.come } else { page.start };
        self.new = if self.come == page.end { page.end..page.end } else { from..page.end };
        self.come = page.end;
        self.grant_all(self.has_nothing_to_read());
    }

    /// Comes to steps that are to be read as if nobody had come to them before.
    pub fn comes_afresh(&mut self) {
        self.come = 0;
    }

    /// Lets the restaurant do what the lesson wants, up to where it changes something if somebody has
    /// to read first.
    fn grant_all(&mut self, may_go_on: bool) {
        while let Some(wish) = self.held.pop_front() {
            let changes = matches!(wish, Wish::GoOn { .. } | Wish::Enter(_) | Wish::Place(..));
            if changes && !may_go_on {
                self.held.push_front(wish);
                return;
            }
            if let Err(cause) = self.grant(wish) {
                self.held.clear();
                self.says("lesson.no_world", &[("cause", cause.to_string())]);
            }
        }
    }

    /// Says whether the restaurant waits until something has been read.
    pub fn is_read_first(&self) -> bool {
        !self.held.is_empty()
    }

    /// Lets the restaurant go on: what stands in front of that has been read.
    pub fn has_read(&mut self) {
        self.grant_all(true);
        self.fit();
        self.remember();
    }

    /// Lets the restaurant go on if what stands in front of that is to be seen, and the restaurant is
    /// as well.
    pub(super) fn goes_as_far_as_read(&mut self) {
        if self.is_read_first() && self.is_seen() {
            self.has_read();
        }
    }

    /// Says whether there is nothing new to be read in front of what the restaurant has to do.
    fn has_nothing_to_read(&self) -> bool {
        let is_prose = |step: &Step| matches!(step.what, What::Prose(_));
        let is_new = self.walk.lesson().steps[self.new.clone()].iter().any(is_prose);
        // A slide that runs shows no words.
        !is_new || self.walk.slides().is_some() && !self.runs()
    }

    fn runs(&self) -> bool {
        matches!(self.walk.block().map(|block| &block.task), Some(Task::Run(_)))
    }

    /// Says whether all is on the screen that stands in front of what the restaurant has to do, and
    /// what it does will be as well.
    fn is_seen(&self) -> bool {
        let holds_both = split::holds_both(self);
        if self.runs() && !holds_both {
            return false;
        }
        let split = self.split();
        let page = self.page();
        let end = self.scrolled.min(page.most_scrolled()) + page.high;
        self.walk.slides().is_some() && holds_both
            || split.pane.is_some() && !split.is_strip && !self.plays && page.above <= end
    }

    /// Says whether what a step does is still to come.
    pub fn is_to_come(&self, step: usize) -> bool {
        self.is_read_first() && self.new.contains(&step)
    }

    /// Returns the step in front of which everything is to be read; none: there is none.
    pub fn reads_up_to(&self) -> Option<usize> {
        let steps = &self.walk.lesson().steps;
        let changes = |at: &usize| match &steps[*at].what {
            What::Block(block) => {
                matches!(block.task, Task::Run(_) | Task::Set(_) | Task::Place(_))
            }
            _ => false,
        };
        self.new.clone().rev().find(changes).filter(|_| self.is_read_first())
    }

    /// Lets the restaurant do what the lesson wants.
    fn grant(&mut self, wish: Wish) -> Result<(), NoWorld> {
        match wish {
            Wish::Open(stand) => self.house.reopen(&self.walk, &stand, &[])?,
            Wish::GoOn { to, speed } => {
                self.shows_knobs = false;
                if let Some(change) = self.changed() {
                    // What was predicted is how it would be then: that is what is watched.
                    let mut stand = self.house.stand.clone();
                    (stand.entries, stand.at) = (Vec::new(), change.1);
                    self.house.reopen(&self.walk, &stand, &change.0)?;
                }
                self.house.go_on(to, speed);
            }
            Wish::Enter(entries) => self.house.enter(&self.walk, &entries)?,
            Wish::Place(_, entry) => self.house.enter(&self.walk, &[entry])?,
            Wish::Follow(whom) => self.follow(&whom),
            Wish::Focus(focus) => self.focus(&focus),
        }
        Ok(())
    }

    /// Returns what the present prediction changes from the opening on, and when its time begins.
    pub(super) fn changed(&self) -> Option<(Vec<Set>, Time)> {
        match self.walk.block().map(|block| &block.task) {
            Some(Task::Predict(predict)) if !predict.change.is_empty() => {
                Some((predict.change.clone(), predict.over.from))
            }
            _ => None,
        }
    }

    fn follow(&mut self, whom: &Whom) {
        let app = &self.house.app;
        let place = |names: &[String], name: &str| names.iter().position(|known| known == name);
        let names = app.scenario.names();
        let follow = match whom {
            // Whoever places an order follows it.
            Whom::Mine => return,
            Whom::Number(number) => Follow::Number(*number),
            Whom::NextRoom(room) => {
                Follow::NextOf(place(&names.rooms, room).map(|room| room as u32))
            }
            Whom::NextDish(dish) => {
                Follow::NextDish(place(&names.dishes, dish).unwrap_or_default() as u32)
            }
        };
        app.ask(Request::Follow(follow));
    }

    fn focus(&mut self, focus: &Focus) {
        let app = &mut self.house.app;
        match focus {
            Focus::Knob(name) => (self.knob, self.shows_knobs) = (Some(name.clone()), true),
            Focus::Panel(name) if name == "knobs" => self.shows_knobs = true,
            Focus::Panel(name) => {
                let is_it = |panel: &Panel| panel.id().strip_prefix("panel.") == Some(name);
                app.panel = Panel::ALL.into_iter().find(is_it).unwrap_or(Panel::Floor);
            }
            Focus::Part(path) => app.chosen = part(app, path),
        }
    }
}

/// Returns which of the parts of a picture has a path such as `kitchen.main`.
fn part(app: &App, path: &str) -> Option<usize> {
    let names = app.scenario.names();
    let (kind, name) = path.split_once('.').unwrap_or((path, ""));
    let in_list = |names: &[String]| names.iter().position(|known| known == name);
    let wanted = match kind {
        "dining_room" => Part::Room(in_list(&names.rooms)?),
        "waiter" => Part::Waiter,
        "kitchen" => {
            let at = in_list(&names.kitchens)?;
            Part::Kitchen(app.scenario.plan.copies().get(at)?.start as usize)
        }
        "pantry" => Part::Pantry(names.pantries.iter().position(|(known, _)| known == name)?),
        "partner" => Part::Partner(in_list(&names.partners)?),
        "building" => Part::Building(in_list(&names.buildings)?),
        _ => return None,
    };
    app.picture(app.shot.current).parts().iter().position(|part| *part == wanted)
}
