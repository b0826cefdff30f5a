//! The autoscaler: opens copies of a kitchen when the chefs of those that are open are busier than
//! they should be, and closes copies when fewer would do.
//!
//! Copies are open in their order: the first so many. It looks [`LOOKS`] times before it decides,
//! and it sees no more than busy hands: how many guests wait it does not know.

use crate::kernel::{Span, Time};
use std::collections::VecDeque;
use std::ops::Range;

/// How often it looks at the chefs' hands before it decides.
const LOOKS: u32 = 10;
/// What is lost when shares are multiplied: seven chefs of ten at 0.7 are not too busy.
const SLACK: f64 = 1e-9;

/// How copies of a kitchen open and close by themselves.
#[derive(Clone, Debug, PartialEq)]
pub struct AutoscalePlan {
    /// How many are open at least, and at opening.
    pub from: u32,
    /// How many are open at most; none: all there are.
    pub to: Option<u32>,
    /// How busy the chefs of open copies should be.
    pub busy: f64,
    /// How often it decides.
    pub every: Span,
    /// How long it takes until a copy is open.
    pub opens_in: Span,
    /// For how long fewer copies must have been enough before some close.
    pub closes_after: Span,
}

/// What can be turned about it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum AutoscalerTurn {
    /// How many are open at least.
    From(u32),
    /// How many are open at most.
    To(Option<u32>),
    /// How busy chefs should be.
    Busy(f64),
    /// How often it decides.
    Every(Span),
    /// How long it takes until a copy is open.
    OpensIn(Span),
    /// For how long fewer must have been enough.
    ClosesAfter(Span),
}

/// What a copy of a kitchen is doing as a whole.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Stage {
    /// It is being opened: it costs money and gets no tickets yet.
    Opening,
    /// It gets tickets.
    #[default]
    Open,
    /// It gets no more tickets, and finishes those that it has.
    Closing,
    /// Nobody is there, and nobody is paid.
    Closed,
}

/// What it sees at one look.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Look {
    /// Hands that are taken in open copies.
    pub hands: u64,
    /// Chefs in each; none: unlimited.
    pub chefs: Option<u32>,
    /// Open copies that are dark: somebody else has to do their work.
    pub dark: u32,
}

/// The autoscaler of one kitchen in a run.
#[derive(Clone, Debug)]
pub(super) struct Autoscaler {
    plan: AutoscalePlan,
    /// All copies there are.
    copies: Range<u32>,
    /// The first so many are open.
    open: u32,
    /// Of each that is being opened, in their order, when it is open.
    opening: VecDeque<Time>,
    /// Looks since the last decision, and the hands seen.
    looks: u32,
    hands: u64,
    /// Since when fewer would do, and how many, at most, would have since then.
    idle: Option<(Time, u32)>,
    /// When it looks next; a message that comes at another time is stale.
    pub rings: Time,
}

impl Autoscaler {
    pub fn new(plan: AutoscalePlan, copies: Range<u32>) -> Autoscaler {
        let mut scaler = Autoscaler {
            plan,
            open: 0,
            opening: VecDeque::new(),
            looks: 0,
            hands: 0,
            idle: None,
            rings: Time::NEVER,
            copies,
        };
        scaler.open = scaler.least();
        scaler
    }

    fn all(&self) -> u32 {
        self.copies.end - self.copies.start
    }

    fn least(&self) -> u32 {
        self.plan.from.min(self.all())
    }

    fn most(&self) -> u32 {
        self.plan.to.unwrap_or(u32::MAX).min(self.all()).max(self.least())
    }

    /// How many are open or being opened.
    fn called(&self) -> u32 {
        self.open + self.opening.len() as u32
    }

    /// Returns all copies there are.
    pub fn copies(&self) -> Range<u32> {
        self.copies.clone()
    }

    /// Returns the copies that get tickets.
    pub fn in_service(&self) -> Range<u32> {
        self.copies.start..self.copies.start + self.open
    }

    /// Returns what a copy is doing; `is_done` says whether nothing is left for it to do.
    pub fn stage(&self, copy: u32, is_done: bool) -> Stage {
        let at = copy - self.copies.start;
        if at < self.open {
            Stage::Open
        } else if at < self.called() {
            Stage::Opening
        } else if is_done {
            Stage::Closed
        } else {
            Stage::Closing
        }
    }

    /// How long it is until the next look.
    pub fn next_look(&self) -> Span {
        Span((self.plan.every.0 / u64::from(LOOKS)).max(1))
    }

    /// It looks, and every so often it decides; returns when each copy that it calls is open.
    pub fn looks(&mut self, look: Look, now: Time) -> Vec<Time> {
        self.hands += look.hands;
        self.looks += 1;
        if self.looks < LOOKS {
            return Vec::new();
        }
        let needed = match look.chefs {
            // As many times the chefs of one copy as were busy, were they as busy as they should be.
            Some(chefs) => {
                let keep_up = f64::from(LOOKS) * f64::from(chefs) * self.plan.busy;
                (self.hands as f64 / keep_up - SLACK).ceil() as u32
            }
            None => 0,
        };
        (self.looks, self.hands) = (0, 0);
        let wanted = needed.saturating_add(look.dark).clamp(self.least(), self.most());
        if wanted >= self.called() {
            self.idle = None;
            return self.call(wanted, now);
        }
        let (since, most) = self.idle.unwrap_or((now, wanted));
        let most = most.max(wanted);
        self.idle = Some((since, most));
        if now - since >= self.plan.closes_after {
            self.idle = None;
            self.dismiss(most);
        }
        Vec::new()
    }

    /// Calls copies until there are so many.
    fn call(&mut self, wanted: u32, now: Time) -> Vec<Time> {
        let opens = now + self.plan.opens_in;
        let missing = wanted.saturating_sub(self.called());
        self.opening.extend((0..missing).map(|_| opens));
        vec![opens; missing as usize]
    }

    /// Lets all beyond so many close, those first that are not open yet.
    fn dismiss(&mut self, wanted: u32) {
        let opening = wanted.saturating_sub(self.open) as usize;
        self.opening.truncate(opening);
        self.open = self.open.min(wanted);
    }

    /// Copies whose time has come are open, in their order.
    pub fn opens(&mut self, now: Time) {
        while self.opening.front().is_some_and(|opens| *opens <= now) {
            self.opening.pop_front();
            self.open += 1;
        }
    }

    /// Returns, as [`looks`](Self::looks) does, when copies that are called now are open.
    pub fn turn(&mut self, turn: AutoscalerTurn, now: Time) -> Vec<Time> {
        match turn {
            AutoscalerTurn::From(from) => self.plan.from = from,
            AutoscalerTurn::To(to) => self.plan.to = to,
            AutoscalerTurn::Busy(busy) => self.plan.busy = busy,
            AutoscalerTurn::Every(every) => self.plan.every = every,
            AutoscalerTurn::OpensIn(span) => self.plan.opens_in = span,
            AutoscalerTurn::ClosesAfter(span) => self.plan.closes_after = span,
        }
        self.dismiss(self.most());
        self.call(self.least(), now)
    }
}

#[cfg(test)]
mod tests;
