//! How things have gone: a point at each even step of simulated time.

use crate::dials::{Loads, Spread};
use crate::kernel::{Span, Time};
use crate::runner::snapshot::{TrendPoint, Trends};
use std::sync::Arc;

/// When there are so many points, each two become one.
const MOST_POINTS: usize = 240;
/// At first each point stands for so small a part of the time that the restaurant is open.
const FIRST_STEP: u64 = 8 * MOST_POINTS as u64;
const MIDDLE: u32 = 500;
const NINETEEN_IN_TWENTY: u32 = 950;

/// Counts what happens in the present step.
#[derive(Clone, Debug)]
pub(super) struct TrendKeeper {
    /// Shared with pictures until a point is added.
    trends: Arc<Trends>,
    next: Time,
    loads: Loads,
    pub now: StepCounts,
}

/// What has happened since the last point.
#[derive(Clone, Debug, Default)]
pub(super) struct StepCounts {
    pub placed: u32,
    pub decided: u32,
    pub served: u32,
    /// How long those served took.
    pub latency: Spread,
}

impl TrendKeeper {
    /// Returns one for a restaurant that is open so long.
    pub fn new(open: Span) -> TrendKeeper {
        let step = Span((open.0 / FIRST_STEP).max(1));
        TrendKeeper {
            trends: Arc::new(Trends { step, points: Vec::new() }),
            next: Time::OPENING + step,
            loads: Loads::default(),
            now: StepCounts::default(),
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
    pub fn add_point(&mut self, loads: Loads) {
        let counts = std::mem::take(&mut self.now);
        let trends = Arc::make_mut(&mut self.trends);
        let seconds = |nanos: u64| nanos as f64 / 1e9;
        let figures = counts.latency.percentiles([MIDDLE, NINETEEN_IN_TWENTY]);
        let before = self.loads;
        trends.points.push(TrendPoint {
            placed: counts.placed,
            decided: counts.decided,
            served: counts.served,
            p50: figures.map(|[middle, _]| seconds(middle)),
            p95: figures.map(|[_, most]| seconds(most)),
            rail: (loads.tickets - before.tickets) as f64 / trends.step.0 as f64,
            waiters: loads.waiters.share_since(before.waiters),
            chefs: loads.chefs.share_since(before.chefs),
            burners: loads.burners.share_since(before.burners),
            hatches: loads.hatches.share_since(before.hatches),
            partners: loads.partners.share_since(before.partners),
        });
        self.loads = loads;
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
