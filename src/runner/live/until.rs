//! Going on until a dial says so: read since the warm-up or, as goals may be, over a window.
//!
//! A window is measured from where it begins. If that is in the past, the past is made again, as for
//! the life of an order. Over the last so long there is another window at every look: looks are
//! spread evenly, so that only a few windows are measured at once.

use super::aims::Aim;
use super::branches::Position;
use super::session::{Session, WORTH_IT};
use crate::dials::Window;
use crate::kernel::{Span, Time};
use crate::runner::run::Progress;
use crate::runner::snapshot::NoticeKind;
use crate::scenario::units::show_clock_ms;
use crate::scenario::{Dials, Reach, WindowSpec, show_value};
use crate::text::safe_text::safe_short;

/// While a window over the last so long passes once, it is looked at so many times.
const LOOKS: u64 = 24;
/// Percentiles take a while to read, and change little with each event.
const EVENTS_A_PERCENTILE: u64 = 256;
/// How much of what somebody typed is repeated, in terminal cells.
const REPEATED: usize = 60;

/// Why something is not waited for.
type Refusal = (NoticeKind, Vec<(&'static str, String)>);

/// Something that is waited for.
#[derive(Clone, Debug)]
pub(super) struct Condition {
    reach: Reach,
    text: String,
    looks: Looks,
}

/// When it is looked at, and over which window.
#[derive(Clone, Copy, Debug)]
enum Looks {
    /// After every event, or after a few.
    Often(Window),
    /// At even steps, over the last so long.
    At { next: Time, over: Span },
}

fn step(over: Span) -> Span {
    Span(over.0.div_ceil(LOOKS))
}

impl Session<'_> {
    /// Goes on until a condition holds, such as `rail.length.now > 20`.
    pub fn wait_for(&mut self, text: &str) {
        let dials = &mut Dials::of(&self.scenario.parts);
        let aim = match Reach::parse(text, self.scenario.opens, dials) {
            Ok(reach) => self.condition(reach, safe_short(text, REPEATED)),
            Err((cause, meant)) => {
                let meant = meant.map_or(String::new(), |meant| format!("; did you mean {meant}?"));
                let condition = ("condition", safe_short(text, REPEATED));
                let slots = vec![condition, ("why", format!("{cause}{meant}"))];
                Err((NoticeKind::NoCondition, slots))
            }
        };
        match aim {
            Ok(condition) => self.aim = Some(Aim::Until(Box::new(condition))),
            Err((kind, slots)) => self.desk.say(kind, slots),
        }
    }

    /// Begins to measure what a condition needs; the error says why that cannot be.
    fn condition(&mut self, reach: Reach, text: String) -> Result<Condition, Refusal> {
        self.aim_at(None);
        let warm_up = self.scenario.warm_up_ends();
        let looks = match reach.window {
            WindowSpec::Whole => Looks::Often(reach.window.resolve(warm_up, Time::NEVER)),
            WindowSpec::Between(from, _) => {
                let window = reach.window.resolve(warm_up, Time::NEVER);
                if !self.measure(&[window]) {
                    let at = show_clock_ms(self.scenario.opens.0 + from.0);
                    let slots = vec![("condition", text), ("time", at)];
                    return Err((NoticeKind::TooLongAgo, slots));
                }
                Looks::Often(window)
            }
            WindowSpec::Last(over) => {
                let next = self.first_look(over);
                Looks::At { next, over }
            }
        };
        Ok(Condition { reach, text, looks })
    }

    /// Returns when a window over the last so long is looked at for the first time: now, or, if
    /// its time cannot be made again, as soon as it has passed.
    fn first_look(&mut self, over: Span) -> Time {
        let now = self.strand().run.now();
        let windows = |first: Time| -> Vec<Window> {
            (0..=LOOKS).map(|look| self.last(first + Span(step(over).0 * look), over)).collect()
        };
        let (at_once, later) = (windows(now), windows(now + over));
        if self.measure(&at_once) {
            return now;
        }
        self.measure(&later);
        now + over
    }

    /// Returns the window that lasts so long and ends there.
    fn last(&self, end: Time, over: Span) -> Window {
        WindowSpec::Last(over).resolve(self.scenario.warm_up_ends(), end)
    }

    /// Measures over these windows; says whether that can be, which it always can if none has begun.
    fn measure(&mut self, windows: &[Window]) -> bool {
        let here = self.strand().position();
        let is_past =
            |from: Time| Position { at: from, handled: 0 } < Position { handled: 0, ..here };
        let begun = windows.iter().filter(|window| window.from < window.to);
        let begun = begun.map(|window| window.from).min().filter(|from| is_past(*from));
        let Some(from) = begun else {
            let run = &mut self.strand().run;
            for window in windows {
                run.measure(*window);
            }
            return true;
        };
        let mut run = self.run_before(self.current, from);
        if here.handled.saturating_sub(run.handled()) > WORTH_IT {
            return false;
        }
        for window in windows {
            run.measure(*window);
        }
        self.strand().live_again(run, here, None);
        true
    }

    /// Returns whether it goes on.
    pub(super) fn wait_until(&mut self, condition: &mut Condition, most: u64) -> bool {
        let every = match condition.looks {
            Looks::Often(_) if condition.reach.dial.reads_a_spread() => EVENTS_A_PERCENTILE,
            Looks::Often(_) => 1,
            Looks::At { .. } => most,
        };
        for _ in 0..most.div_ceil(every) {
            if self.is_so(condition) {
                return false;
            }
            let limit = self.next_look(&mut condition.looks);
            if self.piece(limit, every) == Progress::Over {
                let slots = vec![("condition", condition.text.clone())];
                self.desk.say(NoticeKind::NeverSo, slots);
                return false;
            }
        }
        true
    }

    /// Looks whether it is so, if it is time to; then it rests and says so.
    fn is_so(&mut self, condition: &Condition) -> bool {
        let Condition { reach, text, looks } = condition;
        let run = &mut self.strands[self.current].run;
        let window = match looks {
            Looks::Often(window) => *window,
            Looks::At { next, .. } if run.now() < *next => return false,
            Looks::At { next, over } => {
                WindowSpec::Last(*over).resolve(self.scenario.warm_up_ends(), *next)
            }
        };
        let got = run.read_once(&reach.dial, window);
        if !reach.is_met_by(got) {
            return false;
        }
        let value = show_value(got.unwrap_or(0.0), reach.dial.unit);
        self.is_paused = true;
        let slots = vec![("condition", text.clone()), ("value", value)];
        self.desk.say(NoticeKind::IsSo, slots);
        true
    }

    /// Returns how far it may go before the next look; a look that has been taken makes room for a
    /// window that begins now.
    fn next_look(&mut self, looks: &mut Looks) -> Time {
        let Looks::At { next, over } = looks else { return Time::NEVER };
        if self.strand().run.now() >= *next {
            *next += step(*over);
            let begun = self.last(*next, *over).from;
            let last = self.last(*next + Span(step(*over).0 * LOOKS), *over);
            let run = &mut self.strand().run;
            run.forget_windows(begun);
            if last.from > run.now() {
                run.measure(last);
            }
        }
        *next
    }
}
