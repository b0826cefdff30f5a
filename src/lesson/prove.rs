//! Proving a lesson: every claim that it makes, over many seeds and everything that differs from
//! student to student.
//!
//! A lesson is walked as a student who does nothing of their own walks it; each block says which
//! trials it needs ([`measure`](super::measure)), all of them are run side by side, and what they
//! have seen is judged block by block.

use super::block::{Block, Compare, Goal, Number, Predict, Proof, Task};
use super::judge::{self, Verdict};
use super::measure::{Came, Reached};
use super::stand::{Stand, turns};
use super::timing::{Untimely, missed, untimely};
use super::trial::Trial;
use super::whole::{Lesson, What};
use super::worlds::{NoWorld, Variant, World};
use crate::kernel::Time;
use crate::runner::share_out;
use crate::scenario::{Set, show_value};
use std::ops::Range;
use std::sync::Arc;

/// How a lesson is proved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Plan {
    /// With how many seeds, from 1 on.
    pub seeds: u64,
    /// On how many threads; it changes nothing but the time that it takes.
    pub threads: usize,
}

/// The fewest seeds with which a lesson counts as proved.
pub const ENOUGH_SEEDS: u64 = 20;

/// What has come of proving a lesson.
#[derive(Clone, Debug, Default)]
pub struct Proved {
    /// What each block has come to, in the order of the lesson.
    pub blocks: Vec<Judged>,
    /// How many runs that took.
    pub runs: u64,
    /// Whether it was stopped before its end; then nothing is known.
    pub is_stopped: bool,
}

/// What a block has come to.
#[derive(Clone, Debug)]
pub struct Judged {
    /// Where it stands.
    pub span: Range<usize>,
    /// Its kind.
    pub word: &'static str,
    /// Its id.
    pub id: String,
    /// What was measured, and what of it does not hold.
    pub verdict: Verdict,
}

/// What a block asks of the trials of one student: which of them, and which of their looks.
struct Question {
    step: usize,
    of: Of,
    asked: Vec<Asked>,
}

/// A trial among those that are run, and the looks in it.
struct Asked {
    trial: usize,
    looks: Range<usize>,
}

/// What is asked of a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Of {
    Itself,
    Nothing,
    Solution,
    Wrong(usize),
}

/// The trials of all students.
#[derive(Default)]
struct Desk {
    trials: Vec<Trial>,
    /// Where those of the present student begin.
    own: usize,
}

impl Desk {
    /// Notes a trial; one that is like another of this student is run once, for all who look.
    fn ask(&mut self, trial: Trial) -> Asked {
        let same = |known: &Trial| {
            Arc::ptr_eq(&known.scenario, &trial.scenario) && known.entries == trial.entries
        };
        let known = self.trials[self.own..].iter().position(same);
        let number = known.map_or(self.trials.len(), |at| self.own + at);
        if known.is_none() {
            self.trials.push(Trial { looks: Vec::new(), ..trial.clone() });
        }
        let looks = &mut self.trials[number].looks;
        let from = looks.len();
        looks.extend(trial.looks);
        Asked { trial: number, looks: from..looks.len() }
    }
}

/// Proves a lesson; `progress` is told how many of how many runs are done.
pub fn prove(
    lesson: &Lesson,
    plan: Plan,
    interrupted: &(dyn Fn() -> bool + Sync),
    progress: &mut dyn FnMut(u64, u64),
) -> Proved {
    let mut desk = Desk::default();
    let mut questions = Vec::new();
    let (mut cannot, mut late) = (Vec::new(), Late::default());
    for vary in lesson.combinations() {
        for seed in 1..=plan.seeds {
            let variant = Variant { seed, vary: vary.clone() };
            desk.own = desk.trials.len();
            let asked = ask(lesson, &variant, &mut desk, interrupted);
            questions.extend(asked.0);
            cannot.extend(asked.1);
            late.note(asked.2);
            if interrupted() {
                return Proved { is_stopped: true, ..Proved::default() };
            }
        }
    }
    let runs = desk.trials.len() as u64;
    let mut seen: Vec<Vec<Option<f64>>> = vec![Vec::new(); desk.trials.len()];
    let mut done = 0;
    let run = |number: u64| {
        if interrupted() {
            return None;
        }
        Some(desk.trials[number as usize].run(interrupted))
    };
    share_out(runs, plan.threads, &run, &mut |number, figures| {
        seen[number as usize] = figures;
        done += 1;
        progress(done, runs);
    });
    if interrupted() {
        return Proved { runs, is_stopped: true, ..Proved::default() };
    }
    Proved { blocks: judge(lesson, &questions, &seen, (&cannot, &late)), runs, is_stopped: false }
}

/// What one student's blocks ask; the steps whose world cannot be made, with why; and the first step
/// that comes at the wrong time, with what is wrong.
type Questions = (Vec<Question>, Vec<(usize, NoWorld)>, Option<(usize, Untimely)>);

/// What comes at the wrong time, with some students.
#[derive(Default)]
struct Late {
    all: usize,
    found: Vec<(usize, Untimely)>,
}

impl Late {
    /// Notes what was found with one more student.
    fn note(&mut self, found: Option<(usize, Untimely)>) {
        self.all += 1;
        self.found.extend(found);
    }

    /// Says what of a block does not hold.
    fn tell(&self, step: usize, verdict: &mut Verdict) {
        let mut found = self.found.iter().filter(|(at, _)| *at == step);
        let Some((_, first)) = found.next() else { return };
        let cause = format!("in {} of {} runs {}", 1 + found.count(), self.all, first.cause);
        verdict.fails(&cause, first.remedy);
    }
}

fn ask(
    lesson: &Lesson,
    variant: &Variant,
    desk: &mut Desk,
    interrupted: &(dyn Fn() -> bool + Sync),
) -> Questions {
    let (mut questions, mut cannot, mut late) = (Vec::new(), Vec::new(), None);
    let mut stand = Stand::opening(0);
    for (step, block) in blocks(lesson) {
        let world = lesson.worlds.world(block.world, variant);
        match asks_of(block, &world, &stand) {
            Ok(asks) => questions.extend(asks.into_iter().map(|(of, trials)| {
                let asked = trials.into_iter().map(|trial| desk.ask(trial)).collect();
                Question { step, of, asked }
            })),
            Err(no_world) => cannot.push((step, no_world)),
        }
        let opens = world.scenario(&[]).map_or(0, |scenario| scenario.opens.0);
        let opens_afresh = matches!(&block.task, Task::Run(run) if run.opens);
        let before = if opens_afresh { Time::OPENING } else { stand.at };
        let mut wrong = untimely(&block.task, before, opens);
        match stand.after(block, &world, &|| interrupted()) {
            Ok(next) => {
                wrong = if next.missed { missed(&block.task) } else { wrong };
                stand = next;
            }
            Err(no_world) => cannot.push((step, no_world)),
        }
        // Whatever comes behind it comes too late as well.
        late = late.or(wrong.map(|wrong| (step, wrong)));
    }
    (questions, cannot, late)
}

/// Lists the blocks with their numbers among the steps.
fn blocks(lesson: &Lesson) -> impl Iterator<Item = (usize, &Block)> {
    lesson.steps.iter().enumerate().filter_map(|(at, step)| match &step.what {
        What::Block(block) => Some((at, &**block)),
        _ => None,
    })
}

/// Returns the trials that a block needs.
fn asks_of(
    block: &Block,
    world: &World<'_>,
    stand: &Stand,
) -> Result<Vec<(Of, Vec<Trial>)>, NoWorld> {
    Ok(match &block.task {
        Task::Predict(predict) => vec![(Of::Itself, predict.trials(world, stand)?)],
        Task::Number(number) => vec![(Of::Itself, vec![number.trial(world, stand)?])],
        Task::Compare(compare) => vec![(Of::Itself, compare.trials(world)?.into())],
        Task::Quiz(quiz) => match &quiz.proof {
            Some(proof) => vec![(Of::Itself, proof.trials(world)?.into())],
            None => Vec::new(),
        },
        Task::Goal(goal) => attempts(goal, world, stand)?,
        _ => Vec::new(),
    })
}

/// Returns the attempts at a goal: nothing is done, the solution, and what is ruled out.
fn attempts(
    goal: &Goal,
    world: &World<'_>,
    stand: &Stand,
) -> Result<Vec<(Of, Vec<Trial>)>, NoWorld> {
    let scenario = world.scenario(&[])?;
    let begins = goal.begins(stand).at;
    let attempt = |sets: &[Set]| -> Result<Vec<Trial>, NoWorld> {
        Ok(vec![goal.trial(world, stand, &turns(&scenario, sets, begins)?)?])
    };
    let mut all = vec![(Of::Nothing, attempt(&[])?), (Of::Solution, attempt(&goal.solution)?)];
    for (number, wrong) in goal.wrong.iter().enumerate() {
        all.push((Of::Wrong(number), attempt(wrong)?));
    }
    Ok(all)
}

/// Judges each block by what all students have seen.
fn judge(
    lesson: &Lesson,
    questions: &[Question],
    seen: &[Vec<Option<f64>>],
    (cannot, late): (&[(usize, NoWorld)], &Late),
) -> Vec<Judged> {
    let of = |step: usize, of: Of| -> Vec<Vec<Vec<Option<f64>>>> {
        let asked = questions.iter().filter(|known| known.step == step && known.of == of);
        let look = |asked: &Asked| seen[asked.trial][asked.looks.clone()].to_vec();
        asked.map(|question| question.asked.iter().map(look).collect()).collect()
    };
    let judged = |(step, block): (usize, &Block)| {
        let mut verdict = match &block.task {
            Task::Predict(predict) => predicted(predict, &of(step, Of::Itself)),
            Task::Number(number) => read_off(number, &of(step, Of::Itself)),
            Task::Compare(compare) => compared(compare, &of(step, Of::Itself)),
            Task::Quiz(quiz) => {
                let proof = quiz.proof.as_ref()?;
                claimed(proof, &of(step, Of::Itself))
            }
            Task::Goal(goal) => {
                let graded = |which: Of| -> Vec<Reached> {
                    of(step, which).iter().map(|seen| goal.grade(&seen[0])).collect()
                };
                let wrong = (0..goal.wrong.len()).map(|number| graded(Of::Wrong(number)));
                judge::goal(
                    goal,
                    &graded(Of::Nothing),
                    &graded(Of::Solution),
                    &wrong.collect::<Vec<_>>(),
                )
            }
            _ => Verdict::default(),
        };
        if let Some((_, no_world)) = cannot.iter().find(|(at, _)| *at == step) {
            verdict.fails(&no_world.cause, &no_world.remedy);
        }
        late.tell(step, &mut verdict);
        let is_told = !verdict.measured.is_empty() || !verdict.wrong.is_empty();
        is_told.then(|| Judged {
            span: lesson.steps[step].span.clone(),
            word: block.task.word(),
            id: block.id.clone(),
            verdict,
        })
    };
    blocks(lesson).filter_map(judged).collect()
}

fn predicted(predict: &Predict, seen: &[Vec<Vec<Option<f64>>>]) -> Verdict {
    let came: Vec<Came> = seen.iter().map(|seen| predict.grade(seen)).collect();
    judge::predict(predict, &came)
}

fn pairs(seen: &[Vec<Vec<Option<f64>>>]) -> Vec<[Option<f64>; 2]> {
    seen.iter().map(|seen| [seen[0][0], seen[1][0]]).collect()
}

fn claimed(proof: &Proof, seen: &[Vec<Vec<Option<f64>>>]) -> Verdict {
    judge::proof(proof, &pairs(seen))
}

fn read_off(number: &Number, seen: &[Vec<Vec<Option<f64>>>]) -> Verdict {
    let read: Vec<Option<f64>> = seen.iter().map(|seen| seen[0][0]).collect();
    let unit = number.dial.unit;
    judge::measurable(&[(&number.dial.name, &read)], &|value| show_value(value, unit))
}

fn compared(compare: &Compare, seen: &[Vec<Vec<Option<f64>>>]) -> Verdict {
    let pairs = pairs(seen);
    let side = |at: usize| pairs.iter().map(|pair| pair[at]).collect::<Vec<_>>();
    let unit = compare.dial.unit;
    judge::measurable(&[("a", &side(0)), ("b", &side(1))], &|value| show_value(value, unit))
}
