//! Where somebody is in a lesson whose text changes meanwhile, and where else they could be.

use super::block::{Run, Task};
use super::walk::{Waits, Walk};
use super::whole::{Lesson, Step, What};

/// Where somebody is, told so that it can be found in another version of the lesson.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Spot {
    /// The blocks up to there; at the last of them, or behind it, somebody is.
    blocks: Vec<String>,
    /// Whether it is that block itself at which they are.
    is_at_block: bool,
    /// How many pauses they have come to behind that block.
    pauses: usize,
    /// Whether they have come to the end.
    is_over: bool,
}

impl Spot {
    /// Notes where somebody is.
    pub fn of(walk: &Walk) -> Spot {
        let steps = &walk.lesson().steps;
        let is_over = walk.waits() == Waits::Nothing;
        let come = match walk.at() {
            Some(at) => at + 1,
            None if is_over => steps.len(),
            None => 0,
        };
        let passed = &steps[..come];
        let behind = passed.iter().rposition(|step| block(step).is_some());
        let rest = &passed[behind.map_or(0, |at| at + 1)..];
        Spot {
            blocks: passed.iter().filter_map(block).map(str::to_owned).collect(),
            is_at_block: !is_over && behind.is_some_and(|at| at + 1 == come),
            pauses: rest.iter().filter(|step| step.what == What::Pause).count(),
            is_over,
        }
    }

    /// Returns the step of a lesson in front of which somebody is to be so that they are there
    /// again: at the same block, or at as many pauses behind it. If that block is gone, behind the
    /// nearest one before it.
    pub fn step_in(&self, lesson: &Lesson) -> usize {
        let steps = &lesson.steps;
        let place = |id: &String| steps.iter().position(|step| block(step) == Some(id));
        let mut known = self.blocks.iter().rev().enumerate();
        let nearest = known.find_map(|(gone, id)| Some((gone, place(id)?)));
        let from = match nearest {
            Some((0, at)) if self.is_at_block => return at,
            Some((0, at)) => at + 1,
            Some((_, at)) => return at + 1,
            None if self.blocks.is_empty() => 0,
            None => return 0,
        };
        let is_near = |at: &usize| block(&steps[*at]).is_none();
        let pauses =
            (from..steps.len()).take_while(is_near).filter(|at| steps[*at].what == What::Pause);
        let passed = pauses.take(self.pauses).last();
        match passed {
            Some(at) if self.is_over => at + 1,
            Some(at) => at,
            None => from,
        }
    }
}

/// Returns the step to which somebody leaps who answers nothing: the next block at which a lesson
/// waits, or the one before; in the end its end, or its beginning.
pub fn leap(walk: &Walk, forward: bool) -> usize {
    let steps = &walk.lesson().steps;
    let is_over = walk.waits() == Waits::Nothing;
    let here = walk.at().unwrap_or(if is_over { steps.len() } else { 0 });
    let stops = |at: &usize| match &steps[*at].what {
        What::Block(block) => waits(&block.task),
        _ => false,
    };
    if forward {
        (here + 1..steps.len()).find(stops).unwrap_or(steps.len())
    } else {
        (0..here).rev().find(stops).unwrap_or(0)
    }
}

/// Says whether a lesson waits for something at a block.
fn waits(task: &Task) -> bool {
    match task {
        Task::Compare(_) | Task::Run(Run { until: Some(_), .. }) => true,
        task => task.is_graded(),
    }
}

/// Returns the name of a step's block, if it is one.
fn block(step: &Step) -> Option<&str> {
    match &step.what {
        What::Block(block) => Some(&block.id),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::Source;

    /// Returns a lesson of these pieces: a capital letter is a quiz with that name, a small one a
    /// place where something is looked at, `|` a pause, anything else prose.
    fn lesson(pieces: &str) -> Lesson {
        let mut text = "+++\ntitle = \"T\"\nscenario = \"first-order\"\n+++\n".to_owned();
        for piece in pieces.chars() {
            let small = piece.to_ascii_lowercase();
            let written = match piece {
                'A'..='Z' => format!(
                    "```toml quiz id={small}\nask = \"?\"\nright = \"yes\"\nwrong = [\"no\"]\n```\n\n"
                ),
                'a'..='z' => {
                    format!("```toml focus id={small}{small}\npanel = \"charts\"\n```\n\n")
                }
                '|' => "<!-- pause -->\n\n".to_owned(),
                other => format!("Words {other}.\n\n"),
            };
            text.push_str(&written);
        }
        let (lesson, findings) = Lesson::draft(&Source::lesson_from_text("t.md", &text));
        lesson.unwrap_or_else(|| panic!("{}", findings.render(false, false)))
    }

    fn nobody() -> bool {
        false
    }

    /// Walks to a step of one version, and returns at which step of another version it goes on.
    fn again(before: &str, at: usize, after: &str) -> usize {
        let mut walk = Walk::begin(lesson(before), None).unwrap();
        walk.go_to(at, &nobody).unwrap();
        let other = lesson(after);
        let mut again = Walk::begin(other, None).unwrap();
        again.go_to(Spot::of(&walk).step_in(again.lesson()), &nobody).unwrap();
        again.at().unwrap_or(again.lesson().steps.len())
    }

    #[test]
    fn the_same_block_is_found_wherever_it_stands_now() {
        assert_eq!(again("1A2B3C", 3, "1A2B3C"), 3);
        assert_eq!(again("1A2B3C", 3, "112|3A4B3C"), 7);
        assert_eq!(again("1A2B3C", 3, "B1A2C"), 0);
        // What changes in the prose in front of it changes nothing.
        assert_eq!(again("1A2B", 1, "111A2B"), 3);
    }

    #[test]
    fn behind_a_block_pauses_are_counted() {
        assert_eq!(again("1A2|3|4B", 3, "1A2|3|4B"), 3);
        assert_eq!(again("1A2|3|4B", 5, "1A222|333|4B"), 9);
        // There are fewer of them now.
        assert_eq!(again("1A2|3|4B", 5, "1A2|34B"), 3);
        // Before the first block, too.
        assert_eq!(again("1|2|3A", 3, "11|22|33A"), 5);
        assert_eq!(again("1|2A", 1, "12A"), 2);
    }

    #[test]
    fn a_block_that_is_gone_is_looked_for_behind_the_nearest_before_it() {
        assert_eq!(again("1A2B3C", 3, "1A2|3C"), 3);
        assert_eq!(again("1A2B3C", 5, "1A23"), 4);
        assert_eq!(again("1A2B", 1, "12B"), 2);
        // A page further on is not the same as behind the nearest block that is left.
        assert_eq!(again("1A2B|3|4", 6, "1A2|3"), 3);
    }

    #[test]
    fn whoever_has_come_to_the_end_sees_what_is_added_there() {
        assert_eq!(again("1A2", 3, "1A2"), 3);
        assert_eq!(again("1A2|3", 5, "1A2|3B"), 5);
        assert_eq!(again("1A2", 3, "1A23C"), 4);
    }

    #[test]
    fn leaps_go_from_wait_to_wait_and_to_both_ends() {
        let mut walk = Walk::begin(lesson("1|aAbB2|C3"), None).unwrap();
        walk.go_to(0, &nobody).unwrap();
        let mut path = Vec::new();
        for forward in [true, true, true, true, true, false, false, false, false, false] {
            walk.go_to(leap(&walk, forward), &nobody).unwrap();
            path.push(walk.at());
        }
        let [a, b, c] = [3, 5, 8].map(Some);
        assert_eq!(path, [a, b, c, None, None, c, b, a, Some(1), Some(1)]);
    }
}
