//! How things have gone: a point at each even step of simulated time.

use crate::dials::Loads;
use crate::kernel::{Span, Time};
use crate::runner::snapshot::{TrendPoint, Trends};
use std::sync::Arc;

/// When there are so many points, each two become one.
const MOST_POINTS: usize = 240;
/// At first each point stands for so small a part of the time that the restaurant is open.
const FIRST_STEP: u64 = 8 * MOST_POINTS as u64;

/// Keeps the points, and what is needed for the next one.
#[derive(Clone, Debug)]
pub(super) struct TrendKeeper {
    /// Shared with pictures until a point is added.
    trends: Arc<Trends>,
    next: Time,
    /// As of the last point.
    before: Counts,
    loads: Loads,
    /// How long the orders took that were served since.
    pub latencies: Latencies,
}

/// How many orders there have been.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Counts {
    pub placed: u64,
    pub decided: u64,
    pub served: u64,
}

/// How long orders took: every one of them, or when there are many every second, fourth, …
#[derive(Clone, Debug)]
pub(super) struct Latencies {
    kept: Vec<u64>,
    seen: u32,
    /// How many stand for the next one that is kept, less one.
    passed_over: u32,
}

/// So many latencies show well enough where nineteen in twenty of them are.
const MOST_KEPT: usize = 8192;

impl Latencies {
    fn new() -> Latencies {
        Latencies { kept: Vec::new(), seen: 0, passed_over: 0 }
    }

    #[inline]
    pub fn record(&mut self, nanos: u64) {
        if self.seen & self.passed_over == 0 {
            self.keep(nanos);
        }
        self.seen = self.seen.wrapping_add(1);
    }

    fn keep(&mut self, nanos: u64) {
        if self.kept.len() == MOST_KEPT {
            let mut at = 0;
            self.kept.retain(|_| {
                at += 1;
                at % 2 == 1
            });
            self.passed_over = self.passed_over * 2 + 1;
        }
        self.kept.push(nanos);
    }

    /// Returns the nearest rank of so many in a hundred, in seconds.
    fn percentile(&mut self, percent: usize) -> Option<f64> {
        let rank = (self.kept.len() * percent).div_ceil(100).checked_sub(1)?;
        let (_, nanos, _) = self.kept.select_nth_unstable(rank);
        Some(*nanos as f64 / 1e9)
    }

    fn clear(&mut self) {
        self.kept.clear();
        (self.seen, self.passed_over) = (0, 0);
    }
}

impl TrendKeeper {
    /// Returns one for a restaurant that is open so long.
    pub fn new(open: Span) -> TrendKeeper {
        let step = Span((open.0 / FIRST_STEP).max(1));
        TrendKeeper {
            trends: Arc::new(Trends { step, points: Vec::new() }),
            next: Time::OPENING + step,
            before: Counts::default(),
            loads: Loads::default(),
            latencies: Latencies::new(),
        }
    }

    /// Returns when the present step ends: then a point is due.
    pub fn next(&self) -> Time {
        self.next
    }

    pub fn trends(&self) -> Arc<Trends> {
        Arc::clone(&self.trends)
    }

    /// The present step has ended.
    pub fn add_point(&mut self, counts: Counts, loads: Loads) {
        let trends = Arc::make_mut(&mut self.trends);
        let (counted, taken) = (self.before, self.loads);
        (self.before, self.loads) = (counts, loads);
        trends.points.push(TrendPoint {
            placed: (counts.placed - counted.placed) as u32,
            decided: (counts.decided - counted.decided) as u32,
            served: (counts.served - counted.served) as u32,
            p50: self.latencies.percentile(50),
            p95: self.latencies.percentile(95),
            rail: (loads.tickets - taken.tickets) as f64 / trends.step.0 as f64,
            waiters: loads.waiters.share_since(taken.waiters),
            chefs: loads.chefs.share_since(taken.chefs),
            burners: loads.burners.share_since(taken.burners),
            hatches: loads.hatches.share_since(taken.hatches),
            partners: loads.partners.share_since(taken.partners),
        });
        self.latencies.clear();
        if trends.points.len() == MOST_POINTS {
            trends.points = trends.points.chunks_exact(2).map(|two| join(two[0], two[1])).collect();
            trends.step = Span(trends.step.0 * 2);
        }
        self.next += trends.step;
    }
}

/// Makes one point of two.
fn join(a: TrendPoint, b: TrendPoint) -> TrendPoint {
    let longer = |a: Option<f64>, b: Option<f64>| match (a, b) {
        (Some(a), Some(b)) => Some(a.max(b)),
        (a, b) => a.or(b),
    };
    let middle = |a: Option<f64>, b: Option<f64>| match (a, b) {
        (Some(a), Some(b)) => Some(f64::midpoint(a, b)),
        (a, b) => a.or(b),
    };
    TrendPoint {
        placed: a.placed + b.placed,
        decided: a.decided + b.decided,
        served: a.served + b.served,
        p50: longer(a.p50, b.p50),
        p95: longer(a.p95, b.p95),
        rail: f64::midpoint(a.rail, b.rail),
        waiters: middle(a.waiters, b.waiters),
        chefs: middle(a.chefs, b.chefs),
        burners: middle(a.burners, b.burners),
        hatches: middle(a.hatches, b.hatches),
        partners: middle(a.partners, b.partners),
    }
}
