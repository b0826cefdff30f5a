//! What the thread of a live run does all day: looks for requests, goes on as far as real time has,
//! and takes pictures.

use super::aims::Aim;
use super::asked::{When, when};
use super::clock::{Clock, Waited};
use super::session::Session;
use super::workers::Workers;
use crate::kernel::{Span, Time};
use crate::runner::request::{Request, Speed};
use crate::runner::run::Progress;
use crate::runner::snapshot::Snapshot;
use crossbeam_channel::{Receiver, TryRecvError};
use std::collections::VecDeque;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch;

/// Between two pictures is at least so much real time.
const FRAME: Duration = Duration::from_millis(34);
/// Taking pictures takes at most one part in so many of the time.
const SPARED: u32 = 12;
/// After so many events somebody looks for requests, and at the clock.
const GLANCE: u64 = 10_000;
/// The last so many events before a picture are told, at whatever speed.
const TOLD: u64 = 300;
/// However long nobody is there, it takes at most so much real time.
const LULL: Duration = Duration::from_secs(1);
/// Who is farther behind real time than this does not catch up.
const LATE: Duration = Duration::from_millis(200);

/// Simulated and real time, at the last moment at which they were made to agree.
#[derive(Clone, Copy)]
struct Pace {
    real: Duration,
    simulated: Time,
    speed: f64,
}

/// Runs a session until somebody ends it, or nobody is there any more.
pub(super) fn run<'a>(
    session: &mut Session<'a>,
    (asked, workers): (&Receiver<Request>, Workers<'a>),
    pictures: &watch::Sender<Arc<Snapshot>>,
    clock: impl Clock,
) {
    let taken = (Duration::ZERO, Duration::ZERO);
    let (waiting, pace, lull, is_new) = (VecDeque::new(), None, None, false);
    Thread { session, asked, workers, pictures, clock, waiting, pace, lull, taken, is_new }.run();
}

struct Thread<'t, 'a, C> {
    session: &'t mut Session<'a>,
    asked: &'t Receiver<Request>,
    workers: Workers<'a>,
    pictures: &'t watch::Sender<Arc<Snapshot>>,
    clock: C,
    /// What is to be done as soon as it is where it goes.
    waiting: VecDeque<Request>,
    pace: Option<Pace>,
    /// Until when nobody is there, and how fast that passes; none: nobody has looked, or somebody is
    /// there.
    lull: Option<(Time, f64)>,
    /// When the last picture was taken, and how long that took.
    taken: (Duration, Duration),
    /// Whether something may have changed since the last one.
    is_new: bool,
}

/// Nobody wants anything any more.
struct Over;

impl<C: Clock> Thread<'_, '_, C> {
    fn run(mut self) {
        while self.look_for_requests().is_ok() {
            self.look_at_trials();
            let rests = if self.session.goes_on() {
                self.is_new = true;
                self.go_on()
            } else {
                self.pace = None;
                true
            };
            let now = self.clock.now();
            if self.is_new && now >= self.next() {
                self.take_picture();
            }
            if rests && self.rest().is_err() {
                return;
            }
        }
    }

    /// Waits for a request until the next picture may be taken; if there is nothing new to be seen,
    /// for ever.
    fn rest(&mut self) -> Result<(), Over> {
        let now = self.clock.now();
        let is_due = self.is_new || self.session.goes_on() || self.session.trials.go_on();
        let most = is_due.then(|| self.next().saturating_sub(now));
        match self.clock.wait(self.asked, most) {
            Waited::Asked(request) => self.hear(request),
            Waited::Nothing => Ok(()),
            Waited::NobodyThere => Err(Over),
        }
    }

    /// Hands out trials that are to be made, and notes what has come of others.
    fn look_at_trials(&mut self) {
        while let Ok(came) = self.workers.came.try_recv() {
            self.session.trials.note(came);
            self.is_new = true;
        }
        for job in self.session.trials.take_jobs() {
            // They live as long as this does.
            let _ = self.workers.jobs.send(job);
        }
    }

    fn look_for_requests(&mut self) -> Result<(), Over> {
        loop {
            match self.asked.try_recv() {
                Ok(request) => self.hear(request)?,
                Err(TryRecvError::Empty) => return Ok(()),
                Err(TryRecvError::Disconnected) => return Err(Over),
            }
        }
    }

    fn hear(&mut self, request: Request) -> Result<(), Over> {
        if request == Request::Quit {
            return Err(Over);
        }
        (self.lull, self.session.hurries) = (None, None);
        let has_to_wait = match when(&request) {
            When::Now => false,
            When::OnTheWay => !self.waiting.is_empty(),
            When::There => matches!(self.session.aim, Some(Aim::Travel { .. })),
        };
        if has_to_wait {
            self.waiting.push_back(request);
        } else {
            self.session.ask(request);
        }
        self.is_new = true;
        Ok(())
    }

    /// Goes on for a moment; returns whether there is nothing to do before the next picture.
    fn go_on(&mut self) -> bool {
        self.session.hurries = None;
        if self.session.aim.is_some() {
            self.pace = None;
            self.session.listen(true);
            self.session.pursue(GLANCE);
            while !matches!(self.session.aim, Some(Aim::Travel { .. }))
                && let Some(request) = self.waiting.pop_front()
            {
                self.session.ask(request);
            }
            return false;
        }
        match self.session.speed {
            Speed::Max => {
                self.pace = None;
                self.session.listen(false);
                self.session.go_on(Time::NEVER, GLANCE);
                false
            }
            Speed::Times(speed) => {
                self.session.listen(true);
                self.keep_pace(speed)
            }
        }
    }

    /// Goes on as far as real time has; returns whether it has got there.
    fn keep_pace(&mut self, speed: f64) -> bool {
        let real = self.clock.now();
        let now = self.session.now();
        let (until, speed) = self.hurry(speed);
        let fresh = Pace { real, simulated: now, speed };
        // Another speed holds from now on.
        let is_same = |pace: &Pace| (pace.speed - speed).abs() < f64::EPSILON;
        let pace = self.pace.take().filter(is_same).unwrap_or(fresh);
        let gone = real.saturating_sub(pace.real).as_nanos() as f64 * pace.speed;
        let target = (pace.simulated + Span::from_nanos(gone)).min(until);
        let late = Span::from_nanos(LATE.as_nanos() as f64 * pace.speed);
        // If the machine is too slow, what was missed is not caught up with.
        self.pace = Some(if target <= now + late { pace } else { fresh });
        if target <= now {
            return true;
        }
        self.session.go_on(target, GLANCE) != Progress::Handled
    }

    /// Returns how fast it goes, and until when: while nobody is there a while passes quickly, unless
    /// somebody has said how fast.
    fn hurry(&mut self, speed: f64) -> (Time, f64) {
        if !self.session.is_ordinary || self.session.is_forked() {
            self.lull = None;
        } else if self.lull.is_none_or(|(until, _)| until <= self.session.now()) {
            let now = self.session.now();
            let until = self.session.strand().run.quiet_until();
            let quick = |until: Time| (until - now).seconds() / LULL.as_secs_f64();
            self.lull = until.map(|until| (until, quick(until).max(speed)));
        }
        self.session.hurries = self.lull.map(|(_, speed)| speed);
        self.lull.unwrap_or((Time::NEVER, speed))
    }

    /// Returns when the next picture may be taken. Whoever stands still has nothing better to do.
    fn next(&self) -> Duration {
        let (at, took) = self.taken;
        at + if self.session.goes_on() { FRAME.max(took * SPARED) } else { FRAME }
    }

    fn take_picture(&mut self) {
        let is_fastest = self.session.goes_on() && self.session.speed == Speed::Max;
        if !is_fastest {
            // What went before this moment is worth more than a quick picture.
            self.session.recall();
        }
        let begun = self.clock.now();
        if is_fastest && self.session.aim.is_none() {
            self.session.listen(true);
            self.session.go_on(Time::NEVER, TOLD);
        }
        self.pictures.send_replace(Arc::new(self.session.picture()));
        self.is_new = false;
        let ended = self.clock.now();
        self.taken = (ended, ended.saturating_sub(begun));
    }
}
