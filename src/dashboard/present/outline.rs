//! A slide in a few words: for whoever presents, who wants to know what comes next.

use crate::lens::Tongue;
use crate::lesson::block::Task;
use crate::lesson::prose::plain;
use crate::lesson::{Lesson, Slides, What};

/// Says what a slide is, and what it begins with; behind the last one nothing comes.
pub fn of(lesson: &Lesson, slides: &Slides, slide: usize, tongue: Tongue) -> String {
    if slide >= slides.count() {
        return tongue.screen("notes.end").to_owned();
    }
    let steps = slides.steps(slide).map(|at| &lesson.steps[at].what);
    let told = steps.filter_map(|what| match what {
        What::Prose(prose) => prose.lines().first().map(|line| plain(line)),
        What::Block(block) => Some(task(&block.task, tongue)),
        What::Pause | What::EndSlide | What::Note(_) => None,
    });
    told.take(2).collect::<Vec<_>>().join(" – ")
}

fn task(task: &Task, tongue: Tongue) -> String {
    let named = |id: &'static str, text: &str| format!("{}: {text}", tongue.screen(id));
    match task {
        Task::Predict(predict) => named("notes.predict", &predict.ask),
        Task::Quiz(quiz) => named("lesson.quiz", &quiz.ask),
        Task::Number(number) => named("lesson.number", &number.ask),
        Task::Goal(goal) => named("slides.goal", &goal.text),
        Task::Compare(_) => tongue.screen("lesson.compare").to_owned(),
        Task::Run(_) | Task::Set(_) | Task::Place(_) | Task::Follow(_) | Task::Focus(_) => {
            tongue.screen("notes.house").to_owned()
        }
    }
}

/// Returns what the instructor may know of a slide beforehand: the right choice of its quiz.
pub fn right<'l>(lesson: &'l Lesson, slides: &Slides, slide: usize) -> Option<&'l str> {
    let mut steps = slides.steps(slide).map(|at| &lesson.steps[at].what);
    steps.find_map(|what| match what {
        What::Block(block) => match &block.task {
            Task::Quiz(quiz) => Some(quiz.right.text.as_str()),
            _ => None,
        },
        _ => None,
    })
}
