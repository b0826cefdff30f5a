//! How a lesson is cut into slides, for whoever presents it.
//!
//! A slide begins behind an `end_slide`, at a large heading, and wherever something else is shown:
//! words, a question, or the restaurant. A question stands alone; blocks that let the restaurant do
//! something stand together, up to one that lets it go on. What is only said belongs to the slide
//! before it, and so does a pause at whose end there is nothing more to be seen.

use super::block::Task;
use super::prose::Prose;
use super::whole::{Lesson, Step, What};
use std::collections::BTreeSet;
use std::ops::Range;

/// A heading of this level or a larger one begins a slide.
const LARGE: u8 = 2;

/// The slides of a lesson.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Slides {
    /// The steps with which they begin, rising.
    begins: Vec<usize>,
    /// Pauses behind which a slide still has something to show.
    stops: BTreeSet<usize>,
    /// How many steps there are.
    steps: usize,
}

/// What a step shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shows {
    /// Words under a large heading of their own.
    Heading,
    /// Words.
    Words,
    /// The restaurant.
    House,
    /// The restaurant, which goes on.
    Run,
    /// Something that stands alone.
    Alone,
}

impl Shows {
    fn of(what: &What) -> Option<Shows> {
        Some(match what {
            What::Prose(Prose::Heading(level, _)) if *level <= LARGE => Shows::Heading,
            What::Prose(_) => Shows::Words,
            What::Pause | What::EndSlide | What::Note(_) => return None,
            What::Block(block) => match &block.task {
                Task::Run(run) if run.until.is_some() => Shows::Run,
                Task::Run(_) | Task::Set(_) | Task::Place(_) | Task::Follow(_) | Task::Focus(_) => {
                    Shows::House
                }
                Task::Predict(_)
                | Task::Quiz(_)
                | Task::Number(_)
                | Task::Goal(_)
                | Task::Compare(_) => Shows::Alone,
            },
        })
    }

    /// Says whether it can stand on the slide of what was shown last.
    fn joins(self, last: Shows) -> bool {
        match self {
            Shows::Words => matches!(last, Shows::Heading | Shows::Words),
            Shows::House | Shows::Run => last == Shows::House,
            Shows::Heading | Shows::Alone => false,
        }
    }
}

impl Slides {
    /// Cuts a lesson.
    pub fn of(steps: &[Step]) -> Slides {
        let mut slides = Slides { steps: steps.len(), ..Slides::default() };
        let (mut last, mut is_over) = (None, true);
        for (at, step) in steps.iter().enumerate() {
            let shows = Shows::of(&step.what);
            if step.what == What::EndSlide && last.is_some() {
                is_over = true;
                continue;
            }
            let joins = shows.zip(last).is_none_or(|(shows, last)| shows.joins(last));
            if is_over || !joins {
                slides.begins.push(at);
                (last, is_over) = (None, false);
            }
            last = shows.or(last);
        }
        for slide in 0..slides.count() {
            slides.stop_in(slide, steps);
        }
        slides
    }

    /// Finds where a slide shows only its first parts.
    fn stop_in(&mut self, slide: usize, steps: &[Step]) {
        let mut has_more = false;
        for at in self.steps(slide).rev() {
            if Shows::of(&steps[at].what).is_some() {
                has_more = true;
            } else if has_more && steps[at].what == What::Pause {
                self.stops.insert(at);
            }
        }
    }

    /// Returns how many there are.
    pub fn count(&self) -> usize {
        self.begins.len()
    }

    /// Returns the steps of a slide; none behind the last one.
    pub fn steps(&self, slide: usize) -> Range<usize> {
        let begins = |slide: usize| self.begins.get(slide).copied().unwrap_or(self.steps);
        begins(slide)..begins(slide + 1)
    }

    /// Returns the slide on which a step stands; behind the last step it is one more than there are.
    pub fn at(&self, step: usize) -> usize {
        if step >= self.steps {
            return self.count();
        }
        self.begins.partition_point(|begins| *begins <= step).saturating_sub(1)
    }

    /// Says whether the slide before is over at a step: another one begins there, or the lesson ends.
    pub fn turns_at(&self, step: usize) -> bool {
        step == self.steps || self.begins.binary_search(&step).is_ok()
    }

    /// Says whether a step is a pause in the midst of a slide.
    pub fn pauses_at(&self, step: usize) -> bool {
        self.stops.contains(&step)
    }

    /// Lists the notes of a slide.
    pub fn notes<'l>(&self, lesson: &'l Lesson, slide: usize) -> Vec<&'l str> {
        let steps = self.steps(slide).map(|at| &lesson.steps[at].what);
        let notes = steps.filter_map(|what| match what {
            What::Note(note) => Some(note.as_str()),
            _ => None,
        });
        notes.collect()
    }

    /// Returns how many parts of a slide are to be seen when a walk has come to a step, and how many
    /// there are.
    pub fn parts(&self, slide: usize, come: usize) -> (usize, usize) {
        let steps = self.steps(slide);
        let seen = self.stops.range(steps.start..come.clamp(steps.start, steps.end)).count();
        let all = self.stops.range(steps).count() + 1;
        // The pause at which it stands has not been gone past yet.
        let stands = come.checked_sub(1).is_some_and(|at| self.pauses_at(at));
        (seen + usize::from(!stands), all)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lesson::course;
    use crate::scenario::Source;

    /// Cuts a lesson with this text; returns the steps with which slides begin.
    fn cut(text: &str) -> (Lesson, Slides) {
        let text = format!("+++\ntitle = \"T\"\nscenario = \"lunch-rush\"\n+++\n{text}");
        let (lesson, findings) = Lesson::draft(&Source::lesson_from_text("t.md", &text));
        let lesson = lesson.unwrap_or_else(|| panic!("{}", findings.render(false, false)));
        let slides = Slides::of(&lesson.steps);
        (lesson, slides)
    }

    fn begins(text: &str) -> Vec<usize> {
        cut(text).1.begins
    }

    const RUN: &str = "```toml run\nuntil = \"2m\"\n```\n\n";
    const SET: &str = "```toml set\nset = { \"kitchen.main.chefs\" = 3 }\n```\n\n";
    const FOLLOW: &str = "```toml follow\nwho = \"mine\"\n```\n\n";
    const QUIZ: &str = "```toml quiz\nask = \"A?\"\nright = \"b\"\nwrong = [\"c\"]\n```\n\n";

    #[test]
    fn large_headings_and_ends_begin_slides() {
        assert_eq!(begins("# A\n\nb\n\n### c\n\nd\n\n## E\n\nf"), [0, 4]);
        assert_eq!(begins("a\n\n<!-- end_slide -->\n\nb\n\n<!-- end_slide -->"), [0, 2]);
        assert_eq!(begins("a\n\n<!-- end_slide -->\n\n<!-- end_slide -->\n\n# B"), [0, 3]);
    }

    #[test]
    fn a_question_stands_alone_and_the_restaurant_apart_from_words() {
        assert_eq!(begins(&format!("a\n\n{QUIZ}b\n\n{QUIZ}{QUIZ}")), [0, 1, 2, 3, 4]);
        assert_eq!(begins(&format!("a\n\n{SET}{FOLLOW}{RUN}{FOLLOW}{RUN}b")), [0, 1, 4, 6]);
    }

    #[test]
    fn notes_belong_to_what_stands_before_them() {
        let note = |text: &str| format!("<!-- speaker_note: {text} -->\n\n");
        let text = format!("# A\n\n{}{QUIZ}{}## B\n\n{}", note("one"), note("two"), note("three"));
        let (lesson, slides) = cut(&text);
        let notes: Vec<_> = (0..slides.count()).map(|at| slides.notes(&lesson, at)).collect();
        assert_eq!(notes, [["one"], ["two"], ["three"]]);
        // Behind the end of a slide they are about the next one.
        let (lesson, slides) = cut(&format!("a\n\n<!-- end_slide -->\n\n{}b", note("one")));
        assert_eq!((slides.notes(&lesson, 0), slides.notes(&lesson, 1)), (vec![], vec!["one"]));
    }

    #[test]
    fn pauses_show_the_next_part_of_a_slide() {
        let pause = "<!-- pause -->\n\n";
        let (_, slides) = cut(&format!("a\n\n{pause}b\n\n{pause}c\n\n{pause}## D"));
        assert_eq!(slides.stops, BTreeSet::from([1, 3]));
        let parts = |come| slides.parts(slides.at(0), come);
        assert_eq!([1, 2, 3, 4, 5, 6].map(parts), [1, 1, 2, 2, 3, 3].map(|seen| (seen, 3)));
        assert_eq!((slides.at(6), slides.at(7), slides.steps(2)), (1, 2, 7..7));
    }

    #[test]
    fn every_lesson_of_the_course_is_cut_without_a_gap() {
        for lesson in course() {
            let slides = Slides::of(&lesson.steps);
            let all: Vec<usize> = (0..slides.count()).flat_map(|at| slides.steps(at)).collect();
            assert_eq!(all, (0..lesson.steps.len()).collect::<Vec<_>>(), "{}", lesson.id);
            for slide in 0..slides.count() {
                let shows = |at: usize| Shows::of(&lesson.steps[at].what).is_some();
                assert!(slides.steps(slide).any(shows), "{}: slide {slide}", lesson.id);
            }
        }
    }
}
