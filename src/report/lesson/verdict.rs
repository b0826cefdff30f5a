//! What has come of an answer, in sentences.

use crate::dials::{Dial, Unit};
use crate::kernel::Time;
use crate::lens::Lens;
use crate::lesson::block::{By, Compare, Goal, Over, Predict, Proof, Quiz};
use crate::lesson::measure::{Came, Measure, Reached};
use crate::lesson::walk::{Verdict, Walk};
use crate::lesson::{Block, Task};
use crate::report::Figures;
use crate::scenario::units::show_clock;
use crate::scenario::{Goal as Condition, Set};

/// Says what has come of the block at which a walk stands, in the words of a lens and in figures of
/// this run; nothing, as long as it has not been judged.
pub fn verdict(walk: &Walk, lens: &'static Lens) -> Vec<String> {
    let (Some(verdict), Some(Block { task, .. })) = (walk.verdict(), walk.block()) else {
        return Vec::new();
    };
    let opens = walk.world().scenario(&[]).map_or(0, |scenario| scenario.opens.0);
    let teller = Teller { lens, figures: Figures::new(lens, 1.0), opens };
    match (task, verdict) {
        (Task::Predict(predict), Verdict::Predicted { came, chosen }) => {
            let said = teller.predicted(predict, (came, *chosen));
            said.into_iter().chain(teller.came(predict, came, walk.asked_at())).collect()
        }
        (Task::Quiz(quiz), Verdict::Answered { chosen, proof }) => {
            teller.answered(quiz, *chosen, proof.as_ref())
        }
        (Task::Number(number), Verdict::Read { said, read, is_right }) => {
            let why = Some(&number.why).filter(|why| !why.is_empty()).cloned();
            let read = teller.read(&number.dial, *said, *read);
            let judged = said.map(|_| teller.judged(*is_right));
            judged.into_iter().chain([read]).chain(why).collect()
        }
        (Task::Goal(goal), Verdict::Reached { reached, solved }) => {
            let mut said = vec![teller.says("lesson.reached", &[])];
            said.extend(conditions(goal, reached, lens));
            // In front of a class there are no points.
            let counts = *solved && walk.slides().is_none();
            said.extend(counts.then(|| teller.says("lesson.solved", &[])));
            said
        }
        (Task::Compare(compare), Verdict::Compared(both)) => teller.compared(compare, *both),
        _ => Vec::new(),
    }
}

/// Says for each condition of a goal whether it holds, and what its dial says.
pub fn conditions(goal: &Goal, reached: &Reached, lens: &'static Lens) -> Vec<String> {
    let stood = goal.reach.iter().zip(&reached.conditions);
    let told = stood.map(|(condition, (got, met))| {
        let id = if *met { "lesson.condition.met" } else { "lesson.condition.missed" };
        self::condition(id, condition, *got, lens)
    });
    told.collect()
}

/// Says what the dial of a condition says, and how the condition is written.
fn condition(id: &str, of: &Condition, got: Option<f64>, lens: &'static Lens) -> String {
    let Dial { id: dial, unit, .. } = &of.reach.dial;
    let slots = [
        ("condition", of.text.clone()),
        ("dial", lens.dial_name(dial)),
        ("figure", shown(Figures::new(lens, 1.0), lens, got, *unit)),
    ];
    lens.report(id, &slots)
}

/// Writes what is set as somebody would write it; what is as it was has a word of its own.
pub fn sets(sets: &[Set], lens: &'static Lens) -> String {
    if sets.is_empty() {
        return lens.report("lesson.as_it_is", &[]);
    }
    let written = sets.iter().map(|set| format!("{} = {}", set.path, set.value));
    written.collect::<Vec<_>>().join(", ")
}

fn shown(figures: Figures, lens: &'static Lens, got: Option<f64>, unit: Unit) -> String {
    got.map_or_else(|| lens.report("goals.nothing", &[]), |got| figures.value(got, unit))
}

/// Who tells it.
struct Teller {
    lens: &'static Lens,
    figures: Figures,
    opens: u64,
}

impl Teller {
    fn says(&self, id: &str, slots: &[(&str, String)]) -> String {
        self.lens.report(id, slots)
    }

    fn value(&self, got: Option<f64>, unit: Unit) -> String {
        shown(self.figures, self.lens, got, unit)
    }

    fn clock(&self, at: Time) -> String {
        show_clock(self.opens + at.0)
    }

    /// Says something of a dial: its words, and how it is written. The words need not be a noun, so
    /// they are quoted, and what the dial says follows a colon.
    fn of_dial(&self, id: &str, dial: &Dial, slots: &[(&'static str, String)]) -> String {
        let named = [("dial", self.lens.dial_name(&dial.id)), ("name", dial.name.clone())];
        self.says(id, &[&named, slots].concat())
    }

    fn judged(&self, is_right: bool) -> String {
        self.says(if is_right { "lesson.right" } else { "lesson.wrong" }, &[])
    }

    /// Says whether a prediction is right, and which one would have been.
    fn predicted(&self, predict: &Predict, (came, chosen): (&Came, Option<usize>)) -> Vec<String> {
        match came.answer.and_then(|answer| predict.choices.get(answer)) {
            None => vec![self.says("lesson.unmeasured", &[])],
            Some(_) if came.answer == chosen => vec![self.judged(true)],
            Some(choice) => {
                let came = self.says("lesson.came", &[("choice", choice.clone())]);
                chosen.map(|_| self.judged(false)).into_iter().chain([came]).collect()
            }
        }
    }

    /// Says what came of a prediction, in figures.
    fn came(&self, predict: &Predict, came: &Came, asked_at: Time) -> Vec<String> {
        match &predict.by {
            By::When(conditions) => {
                let told = conditions.iter().zip(&came.figures);
                told.map(|(of, got)| condition("lesson.condition", of, *got, self.lens)).collect()
            }
            By::Cut { dial, measure, .. } => {
                let mut said = vec![self.over(dial, predict.over, came.figures.first())];
                if *measure != Measure::Value {
                    let base = [("figure", self.value(came.base, dial.unit))];
                    said.push(if predict.change.is_empty() {
                        self.before(predict.before(asked_at), base)
                    } else {
                        self.says("lesson.unchanged", &base)
                    });
                    said.extend(came.measured.map(|by| self.measured(*measure, by, dial.unit)));
                }
                said
            }
        }
    }

    fn over(&self, dial: &Dial, over: Over, figure: Option<&Option<f64>>) -> String {
        let slots = [
            ("from", self.clock(over.from)),
            ("to", self.clock(over.to)),
            ("figure", self.value(figure.copied().flatten(), dial.unit)),
        ];
        self.of_dial("lesson.figure", dial, &slots)
    }

    fn before(&self, before: Over, [figure]: [(&str, String); 1]) -> String {
        let slots = [("from", self.clock(before.from)), ("to", self.clock(before.to)), figure];
        self.says("lesson.before", &slots)
    }

    fn measured(&self, measure: Measure, by: f64, unit: Unit) -> String {
        match measure {
            Measure::Ratio => self.says("lesson.ratio", &[("times", format!("{by:.1}"))]),
            Measure::Difference | Measure::Value => self.differs(by, unit),
        }
    }

    /// Says how much more or less it is: shares differ by percentage points, not by per cent.
    fn differs(&self, by: f64, unit: Unit) -> String {
        let (id, figure) = match (unit, by < 0.0) {
            (Unit::Share, true) => ("lesson.less.share", format!("{:.1}", -by * 100.0)),
            (Unit::Share, false) => ("lesson.more.share", format!("{:.1}", by * 100.0)),
            (_, true) => ("lesson.less", self.value(Some(-by), unit)),
            (_, false) => ("lesson.more", self.value(Some(by), unit)),
        };
        self.says(id, &[("figure", figure)])
    }

    fn answered(
        &self,
        quiz: &Quiz,
        chosen: Option<usize>,
        seen: Option<&[Option<f64>; 2]>,
    ) -> Vec<String> {
        let right = [("choice", quiz.right.text.clone())];
        let mut said = match chosen {
            None => vec![self.says("lesson.right_is", &right)],
            Some(0) => vec![self.judged(true)],
            Some(_) => vec![self.judged(false), self.says("lesson.right_one", &right)],
        };
        let own = chosen.map(|chosen| &quiz.choice(chosen).why);
        said.extend(own.into_iter().chain([&quiz.why]).filter(|why| !why.is_empty()).cloned());
        said.extend(quiz.proof.as_ref().zip(seen).map(|(proof, seen)| self.proved(proof, *seen)));
        said
    }

    fn proved(&self, proof: &Proof, [before, after]: [Option<f64>; 2]) -> String {
        let slots = [
            ("before", self.value(before, proof.dial.unit)),
            ("after", self.value(after, proof.dial.unit)),
            ("sets", sets(&proof.set, self.lens)),
        ];
        self.of_dial("lesson.proof", &proof.dial, &slots)
    }

    fn read(&self, dial: &Dial, said: Option<f64>, read: Option<f64>) -> String {
        let figure = ("figure", self.value(read, dial.unit));
        match said.filter(|_| read.is_some()) {
            None => self.of_dial("lesson.reads", dial, &[figure]),
            Some(said) => {
                let said = ("said", self.figures.value(said, dial.unit));
                self.of_dial("lesson.read", dial, &[figure, said])
            }
        }
    }

    fn compared(&self, compare: &Compare, both: [Option<f64>; 2]) -> Vec<String> {
        let told = [&compare.a, &compare.b].into_iter().zip(both);
        let told = told.map(|(set, figure)| {
            let slots =
                [("sets", sets(set, self.lens)), ("figure", self.value(figure, compare.dial.unit))];
            self.of_dial("lesson.compared", &compare.dial, &slots)
        });
        let [Some(one), Some(other)] = both else { return told.collect() };
        let unit = compare.dial.unit;
        let is_seen = self.value(Some(one), unit) != self.value(Some(other), unit);
        let differs =
            if is_seen { self.differs(other - one, unit) } else { self.says("lesson.same", &[]) };
        told.chain([differs]).collect()
    }
}

#[cfg(test)]
mod tests;
