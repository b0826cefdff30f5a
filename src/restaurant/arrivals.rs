//! When guests come: every pattern of arrivals, as a plan and as a running clock.

use super::pad::Carried;
use crate::kernel::{Distribution, Luck, Span, Time, exponential, stream};
use std::sync::Arc;

/// One row of a trace.
#[derive(Clone, Debug, PartialEq)]
pub struct TraceRow {
    /// When the guest orders.
    pub at: Time,
    /// What is ordered; none: something that no menu has.
    pub dish: Option<u32>,
    /// How long this guest waits.
    pub patience: Option<Span>,
    /// What the order carries besides what its room says.
    pub carries: Option<Carried>,
}

/// How guests come to a dining room.
#[derive(Clone, Debug, PartialEq)]
pub enum Arrivals {
    /// A Poisson process whose rate per second is linear between the points
    /// (from, rate there, rate just before the next point) and keeps its last value.
    Poisson(Arc<[(Time, f64, f64)]>),
    /// One at a time at even distances, the first at opening.
    Regular(Span),
    /// So many at once at even distances, the first at opening.
    Burst(u32, Span),
    /// As written down; in the order of time.
    Trace(Arc<[TraceRow]>),
    /// So many guests who think, order, get an answer and think again.
    Closed(u32, Distribution),
}

impl Arrivals {
    /// Returns a Poisson process of constant rate.
    pub fn constant(per_second: f64) -> Arrivals {
        Arrivals::Poisson([(Time::OPENING, per_second, per_second)].into())
    }

    /// Returns a Poisson process whose rate steps at each point and is zero before the first.
    pub fn steps(points: &[(Time, f64)]) -> Arrivals {
        Arrivals::Poisson(points.iter().map(|&(at, rate)| (at, rate, rate)).collect())
    }

    /// Returns a Poisson process whose rate is linear between the points and zero before them.
    pub fn ramp(points: &[(Time, f64)]) -> Arrivals {
        let next = points.iter().skip(1).chain(points.last());
        Arrivals::Poisson(points.iter().zip(next).map(|(a, b)| (a.0, a.1, b.1)).collect())
    }
}

/// The clock of an open room: one unit-rate stream, scaled by the rate.
#[derive(Clone, Debug)]
pub(super) struct ArrivalClock {
    luck: Luck,
    /// How many gaps or rows have been used.
    used: u64,
    /// What is left of the present unit-rate gap, as of `since`.
    left: f64,
    since: Time,
    /// Nanoseconds between guests on average where the rate never changes; else zero.
    steady_gap: f64,
    /// When the next guest comes; a message for another time is stale.
    pub next: Time,
}

impl ArrivalClock {
    pub fn new(luck: Luck) -> ArrivalClock {
        ArrivalClock {
            luck: luck.nth(stream("arrivals")),
            used: 0,
            left: 0.0,
            since: Time::OPENING,
            steady_gap: 0.0,
            next: Time::NEVER,
        }
    }

    /// Sets the time of the first arrival.
    pub fn start(&mut self, plan: &Arrivals) {
        self.steady_gap = steady_gap(plan);
        match plan {
            Arrivals::Poisson(profile) => self.draw_gap(profile, Time::OPENING),
            Arrivals::Regular(_) | Arrivals::Burst(..) => self.next = Time::OPENING,
            Arrivals::Trace(rows) => self.next = rows.first().map_or(Time::NEVER, |row| row.at),
            Arrivals::Closed(..) => self.next = Time::NEVER,
        }
    }

    /// Returns the number of the row of a trace that arrives now.
    pub fn row(&self) -> usize {
        self.used as usize
    }

    /// Sets the time of the next arrival after the one that is happening.
    #[inline(always)]
    pub fn advance(&mut self, plan: &Arrivals, now: Time) {
        match plan {
            Arrivals::Poisson(profile) => self.draw_gap(profile, now),
            Arrivals::Regular(every) | Arrivals::Burst(_, every) => self.next = now + *every,
            Arrivals::Trace(rows) => {
                self.used += 1;
                self.next = rows.get(self.used as usize).map_or(Time::NEVER, |row| row.at);
            }
            Arrivals::Closed(..) => self.next = Time::NEVER,
        }
    }

    /// Goes over from one plan to another; what is left of a Poisson gap is kept.
    pub fn turn(&mut self, old: &Arrivals, new: &Arrivals, now: Time) {
        self.steady_gap = steady_gap(new);
        match (old, new) {
            (Arrivals::Poisson(before), Arrivals::Poisson(after)) => {
                self.left = (self.left - area(before, self.since, now)).max(0.0);
                self.since = now;
                self.next = reach(after, now, self.left);
            }
            (_, Arrivals::Poisson(profile)) => self.draw_gap(profile, now),
            // At opening nobody has come yet: it is as if it had been written so.
            (_, Arrivals::Regular(_) | Arrivals::Burst(..)) if now == Time::OPENING => {
                self.next = now;
            }
            // As with a gap that was drawn, the share of it that is left stays the same.
            (
                Arrivals::Regular(old) | Arrivals::Burst(_, old),
                Arrivals::Regular(new) | Arrivals::Burst(_, new),
            ) => self.next = now + share(self.next, now, *old, *new),
            (_, Arrivals::Regular(every) | Arrivals::Burst(_, every)) => self.next = now + *every,
            (_, Arrivals::Trace(rows)) => {
                self.used = rows.partition_point(|row| row.at < now) as u64;
                self.next = rows.get(self.used as usize).map_or(Time::NEVER, |row| row.at);
            }
            (_, Arrivals::Closed(..)) => self.next = Time::NEVER,
        }
    }

    #[inline(always)]
    fn draw_gap(&mut self, profile: &[(Time, f64, f64)], now: Time) {
        self.left = exponential(&mut self.luck.nth(self.used).draw());
        self.used += 1;
        self.since = now;
        self.next = if self.steady_gap > 0.0 {
            now + Span::from_nanos(self.left * self.steady_gap)
        } else {
            reach(profile, now, self.left)
        };
    }
}

/// Returns what is left of a gap once it is as long as the new one: nothing, if its end is now.
fn share(end: Time, now: Time, old: Span, new: Span) -> Span {
    // After closing time nobody comes any more, and the end may be past.
    let left = u128::from(end.0.saturating_sub(now.0)) * u128::from(new.0);
    let gap = u128::from(old.0.max(1));
    Span(u64::try_from((left + gap / 2) / gap).unwrap_or(u64::MAX))
}

fn steady_gap(plan: &Arrivals) -> f64 {
    match plan {
        Arrivals::Poisson(profile) => match profile[..] {
            [(Time::OPENING, rate, _)] if rate > 0.0 => 1e9 / rate,
            _ => 0.0,
        },
        _ => 0.0,
    }
}

/// Returns the rate at `now`, the rate it goes to, and when, and the profile behind that.
type Piece<'a> = (f64, f64, Time, &'a [(Time, f64, f64)]);

fn piece(profile: &[(Time, f64, f64)], now: Time) -> Piece<'_> {
    let at = profile.partition_point(|point| point.0 <= now);
    let until = profile.get(at).map_or(Time::NEVER, |point| point.0);
    let Some(&(from, start, end)) = at.checked_sub(1).and_then(|at| profile.get(at)) else {
        return (0.0, 0.0, until, profile);
    };
    if start.to_bits() == end.to_bits() || until == Time::NEVER {
        return (start, start, until, &profile[at..]);
    }
    let share = (now - from).seconds() / (until - from).seconds();
    (start + (end - start) * share, end, until, &profile[at..])
}

/// Returns the expected number of arrivals between two moments.
fn area(profile: &[(Time, f64, f64)], mut from: Time, to: Time) -> f64 {
    let mut sum = 0.0;
    while from < to {
        let (start, end, until, _) = piece(profile, from);
        if until <= to {
            sum += f64::midpoint(start, end) * (until - from).seconds();
            from = until;
        } else {
            let full = (until - from).seconds();
            let part = (to - from).seconds();
            let reached = start + (end - start) * part / full;
            sum += f64::midpoint(start, reached) * part;
            from = to;
        }
    }
    sum
}

/// Returns when the expected number of arrivals since `now` reaches `units`.
fn reach(profile: &[(Time, f64, f64)], mut now: Time, mut units: f64) -> Time {
    loop {
        let (start, end, until, _) = piece(profile, now);
        let length = (until - now).seconds();
        let here = f64::midpoint(start, end) * length;
        if here > units {
            return (now + Span::from_nanos(solve(start, (end - start) / length, units) * 1e9))
                .min(until);
        }
        if until == Time::NEVER {
            return Time::NEVER;
        }
        units -= here;
        now = until;
    }
}

/// Returns the `t` at which `rate * t + slope * t^2 / 2` reaches `units`, in a form that loses no
/// digits when the slope is small.
fn solve(rate: f64, slope: f64, units: f64) -> f64 {
    2.0 * units / (rate + (rate * rate + 2.0 * slope * units).max(0.0).sqrt())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::SECOND;

    fn at(seconds: u64) -> Time {
        Time::OPENING + Span(seconds * SECOND.0)
    }

    fn counts(plan: &Arrivals, cuts: &[u64]) -> Vec<usize> {
        let mut clock = ArrivalClock::new(Luck::of_seed(3));
        clock.start(plan);
        let mut times = Vec::new();
        while clock.next < at(*cuts.last().unwrap()) {
            let now = clock.next;
            times.push(now);
            clock.advance(plan, now);
        }
        cuts.windows(2)
            .map(|cut| times.iter().filter(|t| (at(cut[0])..at(cut[1])).contains(t)).count())
            .collect()
    }

    /// Five standard deviations of a Poisson count.
    fn check(found: &[usize], expected: &[f64]) {
        for (found, expected) in found.iter().zip(expected) {
            let off = (*found as f64 - expected).abs();
            assert!(off <= 5.0 * expected.sqrt(), "{found} arrivals, {expected} expected");
        }
    }

    #[test]
    fn steps_are_silent_before_the_first_and_keep_the_last() {
        let plan = Arrivals::steps(&[(at(1000), 2.0), (at(2000), 6.0)]);
        check(&counts(&plan, &[0, 1000, 2000, 3000, 9000]), &[0.0, 2000.0, 6000.0, 36000.0]);
    }

    #[test]
    fn a_ramp_is_linear_between_its_points() {
        let plan = Arrivals::ramp(&[(at(0), 0.0), (at(1000), 10.0), (at(2000), 4.0)]);
        let cuts = [0, 500, 1000, 2000, 3000];
        check(&counts(&plan, &cuts), &[1250.0, 3750.0, 7000.0, 4000.0]);
    }

    #[test]
    fn regular_guests_come_on_the_dot_from_opening() {
        assert_eq!(counts(&Arrivals::Regular(Span(SECOND.0 * 5)), &[0, 1, 5, 6, 21]), [1, 0, 1, 3]);
    }

    #[test]
    fn what_is_turned_at_opening_is_as_if_it_had_been_written() {
        let every = Span(SECOND.0 * 5);
        let plans = [Arrivals::constant(1.0), Arrivals::Regular(every), Arrivals::Burst(7, every)];
        for (old, new) in plans.iter().flat_map(|old| plans.iter().map(move |new| (old, new))) {
            let mut written = ArrivalClock::new(Luck::of_seed(3));
            let mut turned = written.clone();
            written.start(new);
            turned.start(old);
            turned.turn(old, new, Time::OPENING);
            let off = turned.next.0.abs_diff(written.next.0);
            assert!(off <= 1, "{old:?} to {new:?}: {off} ns");
        }
    }

    #[test]
    fn regular_guests_keep_the_share_of_the_gap_that_is_left() {
        let every = |seconds: u64| Arrivals::Regular(Span(SECOND.0 * seconds));
        let burst = Arrivals::Burst(7, Span(SECOND.0 * 2));
        let cases = [
            (2, every(4), at(4)),
            (3, every(4), at(4)),
            (2, every(8), at(6)),
            (1, burst, Time(2_500_000_000)),
        ];
        for (now, new, next) in cases {
            let mut clock = ArrivalClock::new(Luck::of_seed(3));
            clock.start(&every(4));
            clock.advance(&every(4), Time::OPENING);
            clock.turn(&every(4), &new, at(now));
            assert_eq!(clock.next, next, "{new:?} from {now} s on");
            clock.turn(&new, &new, next);
            assert_eq!(clock.next, next, "whoever is due at a turn still comes");
        }
        let mut clock = ArrivalClock::new(Luck::of_seed(3));
        clock.start(&Arrivals::constant(1.0));
        clock.turn(&Arrivals::constant(1.0), &every(5), at(1));
        assert_eq!(clock.next, at(6), "there was no gap of that kind");
    }

    #[test]
    fn doubling_the_rate_half_way_keeps_the_unit_stream() {
        let (slow, fast) = (Arrivals::constant(1.0), Arrivals::constant(2.0));
        let mut plain = ArrivalClock::new(Luck::of_seed(9));
        plain.start(&slow);
        let mut turned = plain.clone();
        let half = Time(plain.next.0 / 2);
        turned.turn(&slow, &fast, half);
        let expected = half.0 + (plain.next.0 - half.0) / 2;
        assert!(turned.next.0.abs_diff(expected) <= 1, "{turned:?} instead of {expected}");
    }
}
