//! `boh learn` in a terminal: the course, and lessons beside a restaurant that runs.

use super::args::{Global, Kept};
use super::keeping::{keeper, say};
use super::lessons::opened;
use super::live::looks;
use super::{Exit, output};
use crate::dashboard::{self, CourseList, Keep, Lecture, Looks, Study, Wants};
use crate::lens::Tongue;
use crate::lesson::progress::{Keeper, Progress};
use crate::lesson::walk::Walk;
use crate::lesson::{Lesson, Outline, outlines};
use crate::runner::live::{Live, WallClock};
use anyhow::Context;
use std::cell::RefCell;
use std::fmt::Write as _;
use std::rc::Rc;

/// Where what is done is kept, and by whom.
struct Desk<'a> {
    keeper: Rc<RefCell<Keeper>>,
    student: Option<&'a str>,
    global: Global,
}

/// Lets somebody study lesson after lesson; without one the course is shown first.
pub fn study(
    kept: &Kept,
    first: Option<Lesson>,
    tongue: Tongue,
    global: Global,
) -> anyhow::Result<Exit> {
    from(kept, first, looks(tongue, global), global)
}

/// The same, with a screen that looks like another one before.
pub fn from(
    kept: &Kept,
    first: Option<Lesson>,
    looks: Looks,
    global: Global,
) -> anyhow::Result<Exit> {
    let keeper = Rc::new(RefCell::new(keeper(kept, global)));
    let desk = Desk { keeper, student: kept.student.as_deref(), global };
    let (mut looks, mut next) = (looks, first);
    loop {
        let lesson = match next.take() {
            Some(lesson) => lesson,
            None => match desk.choose(&mut looks)? {
                Ok(lesson) => lesson,
                Err(exit) => return Ok(exit),
            },
        };
        match desk.sit(lesson, &mut looks)? {
            Ok(Wants::Course) => {}
            Ok(Wants::Lesson(id)) => next = opened(&id, global),
            Err(exit) => return Ok(exit),
        }
    }
}

/// Lists the course, with what is done of each lesson.
pub fn course(progress: &Progress, student: Option<&str>) -> Vec<Lecture> {
    let lecture = |lesson: Outline| {
        let record = progress.record(&lesson.id, student);
        Lecture {
            done: record.map_or(0, |record| record.answered() as usize),
            of: lesson.graded,
            id: lesson.id,
            title: lesson.title,
            teaches: lesson.teaches,
            minutes: lesson.minutes,
        }
    };
    outlines().into_iter().map(lecture).collect()
}

impl Desk<'_> {
    fn course(&self) -> Vec<Lecture> {
        course(self.keeper.borrow().progress(), self.student)
    }

    /// Lets somebody choose a lesson of the course, or leave.
    fn choose(&self, looks: &mut Looks) -> anyhow::Result<Result<Lesson, Exit>> {
        let mut list = CourseList::new(self.course(), *looks);
        dashboard::show(&mut list, None).context("the terminal cannot be drawn on")?;
        *looks = list.looks;
        if let Some(signal) = list.signal {
            return Ok(Err(Exit::Signal(signal)));
        }
        let chosen = list.chosen.and_then(|at| outlines().into_iter().nth(at));
        Ok(chosen.and_then(|lesson| opened(&lesson.id, self.global)).ok_or(Exit::Done))
    }

    /// Lets somebody study a lesson, from where they stopped; returns what they want next.
    fn sit(&self, lesson: Lesson, looks: &mut Looks) -> anyhow::Result<Result<Wants, Exit>> {
        let record = self.keeper.borrow().progress().record(&lesson.id, self.student).cloned();
        let step = record.map_or(0, |record| record.goes_on_at(&lesson));
        let (id, shown) = (lesson.id.clone(), lesson.shown.clone());
        let begun = Walk::begin(lesson, self.student).and_then(|walk| {
            let start = |scenario, beginning| Live::start(scenario, beginning, WallClock::start());
            Study::begin((walk, step), *looks, (Box::new(start), self.keep()), self.course())
        });
        let mut study = match begun {
            Ok(study) => study,
            Err(cause) => {
                output::message(&format!("error: {cause}\n"));
                return Ok(Err(Exit::Invalid));
            }
        };
        let pictures = dashboard::Show::opened(&mut study);
        let drawn = dashboard::show(&mut study, pictures);
        *looks = study.house.app.looks;
        let (signal, wants) = (study.house.app.signal, study.wants.take());
        study.close();
        if let Some(signal) = signal {
            return Ok(Err(Exit::Signal(signal)));
        }
        drawn.context("the terminal cannot be drawn on")?;
        if let Some(wants) = wants {
            return Ok(Ok(wants));
        }
        self.tell(&id, &shown, looks.tongue)?;
        Ok(Err(Exit::Done))
    }

    /// Returns what keeps everything that is done.
    fn keep(&self) -> Keep {
        let (keeper, student) = (Rc::clone(&self.keeper), self.student.map(str::to_owned));
        Box::new(move |walk| {
            let kept = keeper.borrow_mut().keep_walk(walk);
            let kept = kept.map_err(|troubles| {
                troubles.iter().map(|trouble| say(trouble).trim().to_owned()).collect()
            });
            let keeper = keeper.borrow();
            let record = keeper.progress().record(&walk.lesson().id, student.as_deref());
            let over = record.into_iter().flat_map(|record| &record.blocks);
            let over = over.filter(|done| done.is_over());
            (over.map(|done| (done.block.clone(), done.clone())).collect(), kept)
        })
    }

    /// Says how far somebody has come, and how to go on.
    fn tell(&self, id: &str, shown: &str, tongue: Tongue) -> anyhow::Result<()> {
        let keeper = self.keeper.borrow();
        let Some(record) = keeper.progress().record(id, self.student) else { return Ok(()) };
        let words = if record.is_done { "learn.done" } else { "learn.ended" };
        let slots = [
            ("n", record.answered().to_string()),
            ("all", record.graded.to_string()),
            ("points", record.points().to_string()),
            ("most", record.most_points.to_string()),
        ];
        let mut text = tongue.lens().report(words, &slots);
        if !record.is_done && !self.global.quiet {
            let _ = write!(text, "\nGo on with: boh learn {shown}");
        }
        text.push('\n');
        output::result(&text)
    }
}
