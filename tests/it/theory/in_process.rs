//! What no dial shows: facts read from runs inside this process.

use std::num::NonZero;
use std::thread;

use boh::kernel::Time;
use boh::restaurant::{Fact, Plan, Restaurant, Stop, Witness};
use boh::scenario::{Source, understand};

use super::{COUNTED, DISCARDED, REPLICATIONS, UNIT, check, open_queue};

fn plan(scenario: &str) -> Plan {
    let source = Source::from_text("theory", scenario);
    understand(&source, &[])
        .unwrap_or_else(|findings| panic!("{}", findings.render(false, false)))
        .plan
}

/// Returns what a run gives for each of the seeds 1 to `count`, spread over the processors.
fn runs<T: Send>(count: u64, run: impl Fn(u64) -> T + Sync) -> Vec<T> {
    let workers = thread::available_parallelism().map_or(2, NonZero::get) as u64;
    let work = |first: u64| (first..=count).step_by(workers as usize).map(&run).collect::<Vec<_>>();
    thread::scope(|scope| {
        let work = &work;
        let workers: Vec<_> = (1..=workers).map(|first| scope.spawn(move || work(first))).collect();
        workers.into_iter().flat_map(|worker| worker.join().unwrap()).collect()
    })
}

/// Waits on the rail of the orders that are counted, and their squares.
#[derive(Default)]
struct Waits {
    hung: Vec<Time>,
    arrived: u64,
    counts: Vec<bool>,
    sum: f64,
    squares: f64,
    counted: f64,
}

impl Waits {
    fn came(&mut self, order: u32, now: Time) {
        let slot = order as usize;
        if self.hung.len() <= slot {
            self.hung.resize(slot + 1, now);
            self.counts.resize(slot + 1, false);
        }
        self.hung[slot] = now;
        self.counts[slot] = (DISCARDED..DISCARDED + COUNTED).contains(&(self.arrived as f64));
        self.arrived += 1;
    }

    fn began(&mut self, order: u32, now: Time) {
        if self.counts[order as usize] {
            let wait = (now - self.hung[order as usize]).seconds() / UNIT;
            self.sum += wait;
            self.squares += wait * wait;
            self.counted += 1.0;
        }
    }
}

impl Witness for Waits {
    fn see(&mut self, now: Time, fact: Fact) {
        match fact {
            Fact::TakenAtOnce { order, .. } => {
                self.came(order, now);
                self.began(order, now);
            }
            Fact::Hung { order, .. } => self.came(order, now),
            Fact::PickedUp { order, .. } => self.began(order, now),
            _ => {}
        }
    }
}

/// Last in, first out: the mean wait is that of first in, first out; its square is five times as
/// large. Dials show no squares, so the facts are read.
#[test]
fn a9a_last_in_first_out() {
    let squares_of = |order: &str| {
        let kitchen = format!("chefs = 1\nrail = {{ order = \"{order}\" }}");
        let plan = plan(&open_queue(0.8, r#"{ exp = "60s" }"#, &kitchen, ""));
        let waits = runs(REPLICATIONS, |seed| {
            let mut waits = Waits::default();
            let mut restaurant = Restaurant::open(plan.clone(), seed, &mut waits);
            while waits.counted < COUNTED {
                restaurant.run_to(Time(u64::MAX - 1), 100_000, &mut waits);
            }
            (waits.sum / waits.counted, waits.squares / waits.counted)
        });
        let mean =
            |of: fn(&(f64, f64)) -> f64| waits.iter().map(of).sum::<f64>() / REPLICATIONS as f64;
        (mean(|waits| waits.0), mean(|waits| waits.1))
    };
    let (wait, square) = squares_of("lifo");
    check("Wq", wait, 4.0, 2.2).unwrap();
    check("E[Wq^2]", square, 200.0, 9.5).unwrap();
    let (wait, square) = squares_of("fifo");
    check("Wq, first in first out", wait, 4.0, 2.5).unwrap();
    check("E[Wq^2], first in first out", square, 40.0, 9.5).unwrap();
}

/// Twenty orders are there at opening and more come: how long it takes until nobody is left.
#[test]
fn a13_drain() {
    const RUNS: u64 = 20_000;
    let plan = plan(
        r#"
        title = "Drain"
        duration = "7d"

        [menu.dish]
        recipe = [{ cook = { exp = "60s" } }]

        [dining_room.web]
        arrivals = "0.8/min"

        [dining_room.early]
        arrivals = { burst = { size = 20, every = "1000d" } }

        [kitchen.main]
        chefs = 1
        "#,
    );
    let times = runs(RUNS, |seed| {
        let mut restaurant = Restaurant::open(plan.clone(), seed, &mut ());
        while restaurant.orders() > 0 || restaurant.now() == Time::OPENING {
            assert_eq!(restaurant.run_to(Time(u64::MAX - 1), 1, &mut ()), Stop::Handled);
        }
        restaurant.now().seconds() / UNIT
    });
    let mean = times.iter().sum::<f64>() / RUNS as f64;
    let variance = times.iter().map(|time| (time - mean).powi(2)).sum::<f64>() / (RUNS - 1) as f64;
    check("mean", mean, 100.0, 2.4).unwrap();
    check("standard deviation", variance.sqrt(), 67.082_039, 6.0).unwrap();
}
