//! Pacing: so much simulated time for so much real time.

use crate::kernel::{Span, Time};
use crate::restaurant::{Fact, Outcome, Restaurant, Witness};
use crate::scenario::Scenario;
use std::time::{Duration, Instant};

/// An ordinary order takes about so many seconds of real time, unless somebody says how fast.
pub(super) const ORDINARY_SECONDS: f64 = 4.0;
/// So many messages show what an ordinary order is.
const TRIAL: u64 = 20_000;
/// How long a rest is: nobody sees more than so many pictures a second.
const REST: Duration = Duration::from_millis(40);

/// A clock that runs so much faster than the one on the wall.
#[derive(Debug)]
pub struct Pace {
    begun: Instant,
    speed: f64,
}

impl Pace {
    /// Starts the clock at opening, with so many simulated seconds a second.
    pub fn start(speed: f64) -> Pace {
        #[expect(clippy::disallowed_methods, reason = "here simulated and real time meet")]
        let begun = Instant::now();
        Pace { begun, speed }
    }

    /// Returns the moment that simulated time has come to.
    pub fn reached(&self) -> Time {
        Time::OPENING + Span::from_nanos(self.begun.elapsed().as_secs_f64() * 1e9 * self.speed)
    }

    /// Waits a moment.
    pub fn rest(&self) {
        #[expect(clippy::disallowed_methods, reason = "here simulated and real time meet")]
        std::thread::sleep(REST);
    }
}

/// Notes how long served orders took.
#[derive(Default)]
struct Latencies {
    placed: Vec<Time>,
    served: Vec<u64>,
}

impl Witness for Latencies {
    fn see(&mut self, now: Time, fact: Fact) {
        match fact {
            Fact::Placed { order, .. } => {
                let at = order as usize;
                if at >= self.placed.len() {
                    self.placed.resize(at + 1, now);
                }
                self.placed[at] = now;
            }
            Fact::Decided { order, outcome: Outcome::SERVED } => {
                self.served.push((now - self.placed[order as usize]).0);
            }
            _ => {}
        }
    }
}

/// Returns how many simulated seconds a second let an ordinary order take about four seconds, as
/// found in a trial of the first orders.
pub fn ordinary_speed(scenario: &Scenario, seed: u64) -> f64 {
    let mut latencies = Latencies::default();
    let mut trial = Restaurant::open(scenario.plan.clone(), seed, &mut latencies);
    trial.run_to(scenario.closing(), TRIAL, &mut latencies);
    let mut served = latencies.served;
    served.sort_unstable();
    let ordinary = served.get(served.len() / 2).map_or(0.0, |nanos| *nanos as f64 / 1e9);
    if ordinary > 0.0 { ordinary / ORDINARY_SECONDS } else { 1.0 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::{Source, understand};

    fn speed(name: &str) -> f64 {
        let source = Source::open(name).expect("it is bundled");
        let scenario = understand(&source, &[]).expect("it is valid");
        ordinary_speed(&scenario, scenario.seed)
    }

    #[test]
    fn an_ordinary_order_takes_four_seconds() {
        // Its orders take eleven seconds, all of them.
        assert!((speed("first-order") - 11.0 / 4.0).abs() < 1e-9);
        let busy = speed("lunch-rush");
        assert!((1.0..20.0).contains(&busy), "{busy}");
    }
}
