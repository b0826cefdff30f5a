//! What has come of a block some other day.

use super::verdict::sets;
use crate::lens::Lens;
use crate::lesson::walk::{Answer, Done};
use crate::lesson::{Block, Task};
use crate::report::Figures;
use crate::scenario::Set;

/// Says what somebody has answered at a block before, and whether it was right, or how the goal was
/// reached.
pub fn before(block: &Block, done: &Done, lens: &'static Lens) -> String {
    let answer = match (&done.answer, &block.task) {
        (Answer::Turns(turns), _) => {
            let turned: Vec<Set> = turns.iter().map(|turn| turn.set.clone()).collect();
            return lens.report("lesson.once_reached", &[("sets", sets(&turned, lens))]);
        }
        (Answer::Choice(text), _) => text.clone(),
        (Answer::Figure(figure), Task::Number(number)) => {
            Figures::new(lens, 1.0).value(*figure, number.dial.unit)
        }
        // The block has become something else since.
        (Answer::Figure(figure), _) => figure.to_string(),
    };
    let id = if done.is_right { "lesson.once_right" } else { "lesson.once_wrong" };
    lens.report(id, &[("answer", answer)])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::Time;
    use crate::lesson::Lesson;
    use crate::lesson::walk::Turn;
    use crate::scenario::Source;

    const ASKS: &str = "+++\ntitle = \"T\"\nscenario = \"slow-pantry\"\n+++\nRead.\n\n\
                        ```toml quiz id=q\nask = \"Why?\"\nright = \"So.\"\nwrong = [\"No.\"]\n```\n\n\
                        ```toml number id=n\nask = \"How long?\"\ndial = \"latency.p95\"\n```\n\n\
                        ```toml goal id=g\ntext = \"Go.\"\nreach = \"orders.served > 1\"\n\
                        knobs = [\"pantry.main.hatches\"]\n\
                        solution = { \"pantry.main.hatches\" = 2 }\n```\n";

    #[test]
    fn an_answer_is_told_as_it_was_given() {
        let (lesson, findings) = Lesson::draft(&Source::lesson_from_text("t.md", ASKS));
        let lesson = lesson.unwrap_or_else(|| panic!("{}", findings.render(false, false)));
        let set = Set::parse("pantry.main.hatches = 3").unwrap();
        for (id, answer, is_right, told) in [
            ("q", Answer::Choice("So.".into()), true, "Your answer was right: “So.”"),
            ("n", Answer::Figure(12.5), false, "Your answer was not right: “12.5 s”"),
            ("q", Answer::Figure(12.5), false, "Your answer was not right: “12.5”"),
            (
                "g",
                Answer::Turns(vec![Turn { at: Time::OPENING, set }]),
                true,
                "and reached it. You had turned: pantry.main.hatches = 3",
            ),
        ] {
            let block = lesson.blocks().find(|block| block.id == id).unwrap();
            let (block_id, most_points) = (id.into(), 2);
            let (points, tries, hints, solved) = (0, 1, 0, false);
            let done = Done {
                block: block_id,
                answer,
                is_right,
                points,
                most_points,
                tries,
                hints,
                solved,
            };
            let said = before(block, &done, Lens::kitchen());
            assert!(
                said.starts_with("You have done this before") && said.ends_with(told),
                "{said}"
            );
        }
    }
}
