//! From step to step.

use super::done::{Answer, Done, Verdict};
use super::{Attempt, Interrupted, On, Phase, Refused, Waits, Walk, Wish};
use crate::kernel::Time;
use crate::lesson::block::{Block, Compare, Number, Predict, Quiz, Run, Task};
use crate::lesson::measure::Came;
use crate::lesson::stand::Stand;
use crate::lesson::trial::Trial;
use crate::lesson::whole::What;

impl Walk {
    /// Goes on to where something is waited for; returns what the world has to do on the way, in
    /// this order. A question that is open stays: see [`Walk::leave`].
    pub fn go_on(&mut self, interrupted: Interrupted<'_>) -> Result<Vec<Wish>, Refused> {
        match (&self.on.phase, self.waits()) {
            (Phase::Predicted(verdict), _) => {
                self.on.phase = Phase::Judged(verdict.clone());
                Ok(Vec::new())
            }
            // What a slide shows stays until somebody goes on.
            (Phase::OnTheWay, _) if self.slides.is_some() => {
                self.on.phase = Phase::Shown;
                Ok(Vec::new())
            }
            (_, Waits::Next | Waits::World) => self.advance(interrupted),
            (_, other) => Err(Refused::NotNow(other)),
        }
    }

    /// Leaves a question or a goal open, and goes on as if it had been answered. Whoever shows a
    /// prediction rather asks for an answer.
    pub fn leave(&mut self, interrupted: Interrupted<'_>) -> Result<Vec<Wish>, Refused> {
        if let (Some(predict), Phase::Asked) = (self.predict(), &self.on.phase) {
            let to = predict.over.to.max(self.on.stand.at);
            (self.on.stand.at, self.on.phase) = (to, Phase::OnTheWay);
            return Ok(vec![Wish::GoOn { to, speed: None }]);
        }
        match self.waits() {
            Waits::Choice | Waits::Number | Waits::Goal => self.advance(interrupted),
            other => Err(Refused::NotNow(other)),
        }
    }

    /// Stands in front of a step, as if everything before it had been gone through, and goes on from
    /// there.
    pub fn go_to(
        &mut self,
        step: usize,
        interrupted: Interrupted<'_>,
    ) -> Result<Vec<Wish>, Refused> {
        let mut on = On::default();
        for before in self.lesson.steps.iter().take(step) {
            on = self.beyond(&on);
            if let What::Block(block) = &before.what {
                on.stand = self.after(&on.stand, block, interrupted)?;
            }
        }
        let mut wishes = vec![Wish::Open(on.stand.clone())];
        let before = std::mem::replace(&mut self.on, on);
        match self.advance(interrupted) {
            Ok(more) => {
                wishes.extend(more);
                Ok(wishes)
            }
            Err(refused) => {
                self.on = before;
                Err(refused)
            }
        }
    }

    /// Goes from step to step, up to one at which something is waited for.
    fn advance(&mut self, interrupted: Interrupted<'_>) -> Result<Vec<Wish>, Refused> {
        let mut wishes = Vec::new();
        if self.goal().is_some() {
            // An attempt was a run of its own.
            wishes.push(Wish::Open(self.on.stand.clone()));
        }
        let (mut on, mut is_shown) = (self.on.clone(), false);
        while on.phase == Phase::Shown || on.come == self.on.come {
            on = self.beyond(&on);
            let Some(step) = self.lesson.steps.get(on.come - 1) else { break };
            match &step.what {
                What::Pause if self.pauses_at(on.come - 1) => break,
                What::Block(block) => self.enter(&mut on, block, &mut wishes, interrupted)?,
                What::Prose(_) | What::Note(_) | What::Pause | What::EndSlide => {}
            }
            is_shown |= matches!(step.what, What::Prose(_) | What::Block(_));
            // What is only said, behind what is shown, is nothing to wait at.
            if is_shown && self.turns_at(on.come) {
                break;
            }
        }
        self.on = on;
        Ok(wishes)
    }

    /// Says whether a slide is over at a step.
    fn turns_at(&self, step: usize) -> bool {
        self.slides.as_ref().is_some_and(|slides| slides.turns_at(step))
    }

    /// Says whether a pause is to be waited at.
    fn pauses_at(&self, step: usize) -> bool {
        self.slides.as_ref().is_none_or(|slides| slides.pauses_at(step))
    }

    /// Comes to the next step, on a new page if the one before ends a page.
    fn beyond(&self, on: &On) -> On {
        let steps = &self.lesson.steps;
        let last = on.come.checked_sub(1).and_then(|last| steps.get(last));
        let ends = match &self.slides {
            Some(slides) => slides.turns_at(on.come),
            None => last.is_some_and(|last| last.what == What::Pause),
        };
        let page = if ends { on.come } else { on.page };
        let phase = if on.come < steps.len() { Phase::Shown } else { Phase::Over };
        On { come: on.come + 1, page, stand: on.stand.clone(), began: on.stand.at, phase }
    }

    /// Returns where the world stands behind a block.
    fn after(
        &self,
        stand: &Stand,
        block: &Block,
        interrupted: Interrupted<'_>,
    ) -> Result<Stand, Refused> {
        let world = self.lesson.worlds.world(block.world, self.student.variant());
        let after = stand.after(block, &world, interrupted)?;
        if interrupted() { Err(Refused::Interrupted) } else { Ok(after) }
    }

    /// Begins what a block does.
    fn enter(
        &self,
        on: &mut On,
        block: &Block,
        wishes: &mut Vec<Wish>,
        interrupted: Interrupted<'_>,
    ) -> Result<(), Refused> {
        let mut after = on.stand.clone();
        if !block.task.is_graded() {
            after = self.after(&on.stand, block, interrupted)?;
        }
        match &block.task {
            Task::Run(run) => {
                wishes.extend(running(run, &after));
                if run.until.is_some() {
                    on.phase = Phase::OnTheWay;
                }
            }
            Task::Set(_) => wishes.push(Wish::Enter(on.stand.new_among(&after.entries))),
            Task::Place(place) => {
                let entered = on.stand.new_among(&after.entries).into_iter();
                wishes.extend(entered.map(|entry| Wish::Place(place.clone(), entry)));
            }
            Task::Follow(whom) => wishes.push(Wish::Follow(whom.clone())),
            Task::Focus(focus) => wishes.push(Wish::Focus(focus.clone())),
            Task::Predict(_) | Task::Quiz(_) | Task::Number(_) => on.phase = Phase::Asked,
            Task::Goal(goal) => {
                let attempt = Attempt::at(goal, &on.stand);
                if *attempt.begins() != on.stand {
                    wishes.push(Wish::Open(attempt.stand()));
                }
                on.phase = Phase::Trying(Box::new(attempt));
            }
            Task::Compare(compare) => {
                let both = self.both(block, compare, interrupted)?;
                on.phase = Phase::Judged(Verdict::Compared(both));
            }
        }
        on.stand = after;
        Ok(())
    }

    fn both(
        &self,
        block: &Block,
        compare: &Compare,
        interrupted: Interrupted<'_>,
    ) -> Result<[Option<f64>; 2], Refused> {
        let world = self.lesson.worlds.world(block.world, self.student.variant());
        two(&compare.trials(&world)?, interrupted)
    }

    /// Answers a question with one of its [`choices`](Walk::choices), counted from 0. The world then
    /// has to go on to the end of what was predicted.
    pub fn choose(
        &mut self,
        choice: usize,
        interrupted: Interrupted<'_>,
    ) -> Result<Vec<Wish>, Refused> {
        let choices = self.choices();
        if self.waits() != Waits::Choice {
            return Err(Refused::NotNow(self.waits()));
        }
        let text = *choices.get(choice).ok_or(Refused::NoSuchChoice(choices.len()))?;
        let answer = Answer::Choice(text.to_owned());
        if let Some(predict) = self.predict() {
            let came = self.comes_of(predict, interrupted)?;
            let to = predict.over.to;
            let verdict = Verdict::Predicted { chosen: Some(choice), came };
            self.keep(answer, &verdict);
            return Ok(self.foresees(verdict, to));
        }
        let Some(quiz) = self.quiz() else { return Err(Refused::NotNow(self.waits())) };
        let chosen = Some(self.mixed(quiz)[choice]);
        let proof = self.proved(quiz, interrupted)?;
        self.judge(answer, Verdict::Answered { chosen, proof });
        Ok(Vec::new())
    }

    /// Shows what comes of a question that nobody answers alone, as in front of a class; nothing of
    /// it is kept.
    pub fn reveal(&mut self, interrupted: Interrupted<'_>) -> Result<Vec<Wish>, Refused> {
        if !matches!(self.waits(), Waits::Choice | Waits::Number) {
            return Err(Refused::NotNow(self.waits()));
        }
        if let Some(predict) = self.predict() {
            let came = self.comes_of(predict, interrupted)?;
            let to = predict.over.to;
            return Ok(self.foresees(Verdict::Predicted { chosen: None, came }, to));
        }
        let verdict = match (self.quiz(), self.number()) {
            (Some(quiz), _) => {
                Verdict::Answered { chosen: None, proof: self.proved(quiz, interrupted)? }
            }
            (None, Some(number)) => {
                let read = self.reads(number, interrupted)?;
                Verdict::Read { said: None, read, is_right: false }
            }
            (None, None) => return Err(Refused::NotNow(self.waits())),
        };
        self.on.phase = Phase::Judged(verdict);
        Ok(Vec::new())
    }

    /// Finds out what comes of a prediction.
    fn comes_of(&self, predict: &Predict, interrupted: Interrupted<'_>) -> Result<Came, Refused> {
        let trials = predict.trials(&self.world(), &self.on.stand)?;
        Ok(predict.grade(&run(&trials, interrupted)?))
    }

    /// Lets the world go on to where what was predicted is over.
    fn foresees(&mut self, verdict: Verdict, over: Time) -> Vec<Wish> {
        let to = over.max(self.on.stand.at);
        (self.on.stand.at, self.on.phase) = (to, Phase::Predicted(verdict));
        vec![Wish::GoOn { to, speed: None }]
    }

    /// Finds out what the proof of a quiz reads, if it has one.
    fn proved(
        &self,
        quiz: &Quiz,
        interrupted: Interrupted<'_>,
    ) -> Result<Option<[Option<f64>; 2]>, Refused> {
        let Some(proof) = &quiz.proof else { return Ok(None) };
        two(&proof.trials(&self.world())?, interrupted).map(Some)
    }

    /// Reads what a figure is.
    fn reads(&self, number: &Number, interrupted: Interrupted<'_>) -> Result<Option<f64>, Refused> {
        let trial = number.trial(&self.world(), &self.on.stand)?;
        Ok(run([&trial], interrupted)?.first().and_then(|seen| first(seen)))
    }

    /// Answers with a figure, in the unit of the dial: seconds, shares of 1, a second.
    pub fn say(&mut self, said: f64, interrupted: Interrupted<'_>) -> Result<(), Refused> {
        let (Some(number), Phase::Asked) = (self.number(), &self.on.phase) else {
            return Err(Refused::NotNow(self.waits()));
        };
        let read = self.reads(number, interrupted)?;
        let is_right = read.is_some_and(|read| number.is_right(said, read));
        self.judge(Answer::Figure(said), Verdict::Read { said: Some(said), read, is_right });
        Ok(())
    }

    fn judge(&mut self, answer: Answer, verdict: Verdict) {
        self.keep(answer, &verdict);
        self.on.phase = Phase::Judged(verdict);
    }

    /// Keeps what has come of the present block.
    pub(super) fn keep(&mut self, answer: Answer, verdict: &Verdict) {
        let Some(block) = self.block() else { return };
        let (hints, solved) =
            self.attempt().map_or((0, false), |attempt| (attempt.hints(), attempt.is_solved()));
        let is_right = verdict.is_right();
        let done = Done {
            block: block.id.clone(),
            answer,
            is_right,
            points: if is_right && !solved { block.points } else { 0 },
            most_points: block.points,
            tries: 1,
            hints: u32::try_from(hints).unwrap_or(u32::MAX),
            solved,
        };
        self.news.push(done.clone());
        match self.done.iter_mut().find(|known| known.block == done.block) {
            Some(known) => known.and_then(&done),
            None => self.done.push(done),
        }
    }
}

/// Says what the world has to do to go on.
fn running(run: &Run, after: &Stand) -> Vec<Wish> {
    let opens = run.opens.then(|| Wish::Open(Stand::opening(after.world)));
    let goes = run.until.as_ref().map(|_| Wish::GoOn { to: after.at, speed: run.speed });
    opens.into_iter().chain(goes).collect()
}

/// Runs trials; all of them have to come to their ends.
pub(super) fn run<'t>(
    trials: impl IntoIterator<Item = &'t Trial>,
    interrupted: Interrupted<'_>,
) -> Result<Vec<Vec<Option<f64>>>, Refused> {
    let seen = trials.into_iter().map(|trial| trial.run(interrupted)).collect();
    if interrupted() { Err(Refused::Interrupted) } else { Ok(seen) }
}

/// Runs two trials that look at one thing each.
fn two(trials: &[Trial; 2], interrupted: Interrupted<'_>) -> Result<[Option<f64>; 2], Refused> {
    let seen = run(trials, interrupted)?;
    let of = |trial: usize| seen.get(trial).and_then(|seen| first(seen));
    Ok([of(0), of(1)])
}

fn first(seen: &[Option<f64>]) -> Option<f64> {
    seen.first().copied().flatten()
}
