//! The list of what is in a lesson, and of all lessons, with what is done.

use super::course::Lecture;
use super::study::Study;
use crate::dashboard::canvas::Canvas;
use crate::dashboard::help::card;
use crate::dashboard::theme::Role;
use crate::lens::Tongue;
use crate::lesson::What;
use crate::lesson::block::Task;

/// Where a line of the list leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Goes {
    /// To a step of this lesson.
    Step(usize),
    /// To another lesson.
    Lesson(String),
}

/// A line of the list.
#[derive(Clone, Debug)]
struct Line {
    text: String,
    /// Whether it is done; none: it is nothing to be done.
    done: Option<bool>,
    goes: Option<Goes>,
}

/// The list, as far as somebody has come in it.
#[derive(Clone, Debug)]
pub struct List {
    lines: Vec<Line>,
    at: usize,
}

impl List {
    /// Lists what is in the present lesson, and all lessons.
    pub fn open(study: &Study) -> List {
        let tongue = study.house.app.tongue();
        let head = |text: String| Line { text, done: None, goes: None };
        let mut lines = vec![head(study.walk.lesson().title.clone())];
        let here = study.walk.at().unwrap_or(0);
        let mut at = 1;
        for (step, known) in study.walk.lesson().steps.iter().enumerate() {
            let What::Block(block) = &known.what else { continue };
            let text = match &block.task {
                Task::Predict(predict) => &predict.ask,
                Task::Quiz(quiz) => &quiz.ask,
                Task::Number(number) => &number.ask,
                Task::Goal(goal) => &goal.text,
                _ => continue,
            };
            let done = study.over.contains_key(&block.id);
            if step <= here {
                at = lines.len();
            }
            let goes = Some(Goes::Step(step));
            lines.push(Line { text: text.clone(), done: Some(done), goes });
        }
        lines.push(head(tongue.screen("lesson.all").to_owned()));
        for lecture in &study.course {
            let goes = Some(Goes::Lesson(lecture.id.clone()));
            lines.push(Line { text: titled(lecture), done: Some(lecture.is_done()), goes });
        }
        List { lines, at }
    }

    /// Goes up or down, past lines that lead nowhere.
    pub fn go(&mut self, down: bool) {
        let leads = |at: &usize| self.lines[*at].goes.is_some();
        let next = if down {
            (self.at + 1..self.lines.len()).find(leads)
        } else {
            (0..self.at).rev().find(leads)
        };
        self.at = next.unwrap_or(self.at);
    }

    /// Returns where the chosen line leads.
    pub fn chosen(&self) -> Option<Goes> {
        self.lines.get(self.at)?.goes.clone()
    }

    /// Draws it over what is there.
    pub fn draw(&self, canvas: &mut Canvas<'_>, tongue: Tongue) {
        let size = (canvas.width().min(90), self.lines.len() as u16 + 2);
        let mut card = card(canvas, size, tongue.screen("lesson.list"));
        let rows = usize::from(card.height());
        let first = self.at.saturating_sub(rows / 2).min(self.lines.len().saturating_sub(rows));
        for (y, (at, line)) in (0..).zip(self.lines.iter().enumerate().skip(first).take(rows)) {
            let role = if line.goes.is_some() { Role::Plain } else { Role::Name };
            let wide = card.width().saturating_sub(4);
            if let Some(done) = line.done {
                let (sign, role) = mark(done, card.theme.unicode);
                card.text(1, y, sign, role);
            }
            card.short((3, y), &line.text, wide, role);
            if at == self.at {
                card.mark((1, y), wide + 2, Role::Chosen);
            }
        }
    }
}

/// Returns the sign of something that is done, or not.
pub fn mark(done: bool, unicode: bool) -> (&'static str, Role) {
    match (done, unicode) {
        (true, true) => ("✓", Role::Fine),
        (true, false) => ("+", Role::Fine),
        (false, true) => ("·", Role::Quiet),
        (false, false) => (".", Role::Quiet),
    }
}

/// Returns the title of a lesson, and how much of it is done.
pub fn titled(lecture: &Lecture) -> String {
    format!("{}  {}/{}", lecture.title, lecture.done, lecture.of)
}
