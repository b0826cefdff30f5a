//! Windows of one's own: dials over windows that whoever watches has asked for, read at every
//! picture. A window that began before now is measured by making the past again.
//!
//! The last so long ends where a stopwatch was pressed last: it is pressed a dozen times while so
//! long passes. As soon as the clock stands still it is measured up to that very moment.

use super::branches::Position;
use super::recent::{MOST_BYTES, STOPWATCH};
use super::session::{Session, WORTH_IT};
use super::strand::Strand;
use super::watcher::Watcher;
use crate::dials::{Dial, Lap, Ledger, Reading};
use crate::kernel::{Span, Time};
use crate::runner::run::Run;
use crate::runner::snapshot::WindowShot;
use crate::scenario::{Dials, Scenario, WindowSpec};
use std::collections::VecDeque;

/// A window over the last so long is made of so many laps, …
const LAPS: u64 = 12;
/// … or of fewer: there are at most so many in the time that the restaurant is open.
const MOST_LAPS: u64 = 2_400;
/// So many dials are read over windows.
const MOST: usize = 16;

/// A dial over a window.
#[derive(Clone, Debug)]
pub(super) struct Asked {
    text: String,
    dial: Dial,
    window: WindowSpec,
}

/// Returns the shortest of the windows over the last so long that can be measured.
pub fn shortest_window(scenario: &Scenario) -> Span {
    Span((scenario.duration.0 / MOST_LAPS).max(1))
}

/// A stopwatch for one window.
#[derive(Clone, Debug)]
pub(super) struct Stopwatch {
    of: WindowSpec,
    number: u32,
    /// When it is pressed first.
    from: Time,
    next: Time,
    /// When it was pressed last.
    pressed: Time,
    /// How long a lap is.
    step: Span,
    /// Of so many laps the window is made.
    most: usize,
    /// When it is not pressed any more.
    until: Time,
    laps: VecDeque<Lap>,
}

impl Stopwatch {
    /// Returns one for a window as it is seen at a moment; none: it cannot be measured.
    fn of(of: WindowSpec, now: Time, scenario: &Scenario, ledger: &Ledger) -> Option<Stopwatch> {
        let window = of.resolve(scenario.warm_up_ends(), now);
        let (most, step, until) = match of {
            WindowSpec::Whole => return None,
            WindowSpec::Between(..) => (1, window.to.0.checked_sub(window.from.0)?, window.to),
            WindowSpec::Last(over) => {
                let fit = over.0 / shortest_window(scenario).0;
                let laps = if ledger.lap_bytes() > MOST_BYTES { 1 } else { LAPS };
                let most = fit.min(laps).max(1);
                (most, over.0 / most, scenario.closing())
            }
        };
        let is_possible = match of {
            WindowSpec::Last(over) => over >= shortest_window(scenario),
            _ => step > 0,
        };
        // A last so long that cannot be divided evenly ends now all the same.
        let from = match of {
            WindowSpec::Last(_) => window.from.max(Time(now.0.saturating_sub(step * most))),
            _ => window.from,
        };
        let most = most as usize;
        let laps = VecDeque::new();
        let (number, step, pressed) = (STOPWATCH, Span(step), from);
        let next = from;
        is_possible.then_some(Stopwatch {
            of,
            number,
            from,
            next,
            pressed,
            step,
            most,
            until,
            laps,
        })
    }

    /// It is pressed first at this moment.
    fn begin_at(&mut self, from: Time) {
        (self.from, self.next) = (from, from);
    }

    /// Presses it: it is time.
    fn press(&mut self, ledger: &mut Ledger) {
        let now = self.next;
        self.pressed = now;
        if matches!(self.of, WindowSpec::Between(..)) && now >= self.until {
            self.laps.extend(ledger.stop(self.number, now));
            self.next = Time::NEVER;
            return;
        }
        self.laps.extend(ledger.lap(self.number, now));
        if self.laps.len() > self.most {
            self.laps.pop_front();
        }
        self.next = if now < self.until { now + self.step } else { Time::NEVER };
    }

    /// Says whether the last so long ends before this moment.
    fn is_behind(&self, now: Time) -> bool {
        let is_last = matches!(self.of, WindowSpec::Last(_));
        is_last && self.laps.len() >= self.most && self.pressed != now && self.next != now
    }

    /// Opens the window for reading, and says between which moments it is; none: it is not known.
    fn reading<'a>(
        &'a self,
        ledger: &'a Ledger,
        now: Time,
        warm_up: Time,
    ) -> Option<(Reading<'a>, (Time, Time))> {
        let is_last = matches!(self.of, WindowSpec::Last(_));
        if !is_last && self.laps.is_empty() {
            let reading = ledger.since(self.number, [], now)?;
            return Some((reading, (self.from, now)));
        }
        // A run that is over stands where it would have been pressed: that lap is whole as well.
        let ends_now = is_last && now == self.next;
        let laps = self.laps.len() + usize::from(ends_now);
        let shown = self.laps.range(laps.saturating_sub(self.most).min(self.laps.len())..);
        let first = shown.clone().next().map_or(Time(now.0.saturating_sub(self.step.0)), Lap::from);
        // As long as nothing has to be left out at its beginning, it goes on until now.
        let is_growing = is_last && laps < self.most && first == warm_up;
        if !is_growing && (laps == 0 || laps < self.most) {
            return None;
        }
        let reading = if ends_now || is_growing {
            ledger.since(self.number, shown, now)?
        } else {
            ledger.over(self.number, shown)?
        };
        let end = reading.end();
        Some((reading, (first, end)))
    }
}

impl Strand<'_> {
    /// Returns when a stopwatch is to be pressed next.
    pub fn next_press(&self) -> Time {
        let next = self.stopwatches.iter().flatten().map(|stopwatch| stopwatch.next);
        next.min().unwrap_or(Time::NEVER)
    }

    /// Presses the stopwatches for which it is time.
    pub fn press(&mut self) {
        let now = self.run.now();
        let (ledger, _) = self.run.books_and_follower();
        for stopwatch in self.stopwatches.iter_mut().flatten().filter(|watch| watch.next == now) {
            stopwatch.press(ledger);
        }
    }

    /// Reads what somebody has asked for.
    pub fn windows(&mut self, asked: &[Asked], warm_up: Time) -> Vec<WindowShot> {
        let now = self.run.now();
        let whole = WindowSpec::Whole.resolve(warm_up, now);
        let shot = |Asked { text, dial, window }: &Asked| {
            let text = text.clone();
            if *window == WindowSpec::Whole {
                let value = self.run.read_once(dial, whole);
                return WindowShot { text, value, between: Some((whole.from, now)) };
            }
            let mut all = self.stopwatches.iter().flatten();
            let found = all.find(|stopwatch| stopwatch.of == *window);
            let read = found.and_then(|watch| watch.reading(self.run.ledger(), now, warm_up));
            let (value, between) = match read {
                Some((reading, between)) => (reading.read(dial), Some(between)),
                None => (None, None),
            };
            WindowShot { text, value, between }
        };
        asked.iter().map(shot).collect()
    }
}

impl Session<'_> {
    /// From now on these dials are read over their windows; what cannot be read is left out.
    pub fn read_over(&mut self, texts: &[String]) {
        let dials = &mut Dials::of(&self.scenario.parts);
        let opens = self.scenario.opens;
        let asked = texts.iter().take(MOST).filter_map(|text| {
            let (dial, window) = dials.over(text, opens).ok()?;
            Some(Asked { text: text.clone(), dial, window })
        });
        self.asked = asked.collect();
        for strand in &mut self.strands {
            strand.run.books_and_follower().0.keep_stopwatch(STOPWATCH);
            strand.stopwatches = None;
        }
    }

    /// Begins to measure what was asked for, where that is not done yet.
    pub fn begin_windows(&mut self) {
        // What is waited for has its own past to be made again.
        if self.aim.is_some() || self.asked.is_empty() {
            return;
        }
        for at in 0..self.strands.len() {
            if self.strands[at].stopwatches.is_none() {
                self.begin_windows_of(at);
            }
        }
    }

    /// Measures the last so long up to this very moment, if the clock stands still at it and the past
    /// is short enough to be made again.
    pub fn measure_up_to_now(&mut self) {
        if self.goes_on() {
            return;
        }
        for at in 0..self.strands.len() {
            let strand = &self.strands[at];
            let here = strand.position();
            let watches = strand.stopwatches.iter().flatten();
            let behind = watches.filter(|watch| watch.is_behind(here.at));
            let Some(over) = behind.map(|watch| watch.step.0 * watch.most as u64).max() else {
                continue;
            };
            if strand.looked_back == Some(here) {
                continue;
            }
            let before = self.run_before(at, Time(here.at.0.saturating_sub(over)));
            let is_near = here.handled.saturating_sub(before.handled()) <= WORTH_IT;
            let strand = &mut self.strands[at];
            strand.looked_back = Some(here);
            if is_near {
                strand.stopwatches = None;
            }
        }
    }

    fn begin_windows_of(&mut self, at: usize) {
        let run = &self.strands[at].run;
        let here = self.strands[at].position();
        let soon = run.next_moment();
        let mut stopwatches: Vec<Stopwatch> = Vec::new();
        let mut earliest: Option<Time> = None;
        for asked in &self.asked {
            let is_known = stopwatches.iter().any(|known| known.of == asked.window);
            let new = Stopwatch::of(asked.window, here.at, self.scenario, run.ledger());
            let Some(mut new) = new.filter(|_| !is_known) else { continue };
            new.number = STOPWATCH + 1 + stopwatches.len() as u32;
            if new.from < soon {
                let before = self.run_before(at, new.from);
                let is_near = here.handled.saturating_sub(before.handled()) <= WORTH_IT;
                match new.of {
                    _ if is_near => earliest = Some(earliest.unwrap_or(new.from).min(new.from)),
                    // It is known as soon as so long has passed.
                    WindowSpec::Last(_) => new.begin_at(soon),
                    _ => continue,
                }
            }
            stopwatches.push(new);
        }
        let again = earliest.map(|from| self.run_before(at, from));
        let strand = &mut self.strands[at];
        match again {
            Some(run) => {
                strand.live_again(run, here, Some(stopwatches));
            }
            None => strand.stopwatches = Some(stopwatches),
        }
    }
}

impl<'a> Strand<'a> {
    /// Comes to where it is once more, from another moment of its past: whoever watches has seen
    /// none of that.
    pub fn live_again(
        &mut self,
        run: Run<'a, Watcher>,
        here: Position,
        stopwatches: Option<Vec<Stopwatch>>,
    ) {
        let watcher = self.run.watcher().clone();
        let followed = self.followed;
        self.become_run(run);
        self.stopwatches = stopwatches;
        self.come_to(here);
        *self.run.follower() = watcher;
        self.followed = followed;
    }
}
