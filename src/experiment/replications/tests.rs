//! Any number of threads gives the same figures, and intervals cover what they promise to.

use super::*;
use crate::scenario::{Source, understand};
use std::cell::Cell;

/// One chef, a guest a second and a quarter on average: a queue of which everything is known.
const QUEUE: &str = r#"
title = "M/M/1"
duration = "400s"
[menu.soup]
recipe = [{ cook = { exp = "1s" } }]
[dining_room.web]
arrivals = "48/min"
[kitchen.main]
chefs = 1
[[goal]]
reach = "latency.mean > 1ms"
[[goal]]
reach = "hatches.busy > 0"
"#;

fn queue() -> Scenario {
    understand(&Source::from_text("queue", QUEUE), &[]).expect("it is valid")
}

fn plan(seed: u64, replications: u64, threads: usize) -> Plan {
    Plan { seed, drain: false, replications, threads }
}

fn of(scenario: &Scenario, plan: Plan) -> Replications {
    replicate(scenario, plan, &|| false, &mut |_| ())
}

fn dial(replications: &Replications, name: &str) -> Option<Interval> {
    replications.dials.iter().find(|(dial, _)| dial.name == name).expect("there is such a dial").1
}

#[test]
fn any_number_of_threads_gives_the_same_figures() {
    let scenario = queue();
    let one = of(&scenario, plan(5, 30, 1));
    for threads in [2, 3, 16] {
        let many = of(&scenario, plan(5, 30, threads));
        assert_eq!((one.finished, one.events), (30, many.events));
        assert_eq!(one.dials, many.dials);
        assert_eq!(one.goals, many.goals);
    }
}

#[test]
fn replication_r_has_the_seed_plus_r_less_one() {
    let scenario = queue();
    let three = of(&scenario, plan(7, 3, 2));
    let served = |seed: u64| {
        let options = Options { seed, drain: false, interrupted: &|| false };
        let run = runner::run(&scenario, options);
        let dials = run.dials(scenario.names());
        dials.iter().find(|(dial, _)| dial.name == "orders.served").unwrap().1.unwrap()
    };
    let mean = (served(7) + served(8) + served(9)) / 3.0;
    assert!((dial(&three, "orders.served").unwrap().mean - mean).abs() < 1e-9);
    assert!((three.simulated_seconds - 1200.0).abs() < 1e-9);
}

/// Nothing to read in any replication is nothing; in some, it is the mean of the others.
#[test]
fn a_dial_that_shows_nothing_is_left_out() {
    let mut scenario = queue();
    let all = of(&scenario, plan(1, 5, 2));
    assert_eq!(dial(&all, "hatches.busy"), None);
    assert_eq!((all.goals[0].met, all.goals[1].met), (true, false));
    assert_eq!(all.goals[1].got, None);
    // In a second or two hardly anybody is served.
    scenario.duration = crate::kernel::Span(1_500_000_000);
    let some = of(&scenario, plan(1, 200, 2));
    let served = dial(&some, "orders.served").unwrap();
    let latency = dial(&some, "latency.mean").unwrap();
    assert!(served.mean < 0.9 && latency.mean > 0.0 && latency.mean < 1.5);
}

#[test]
fn an_interrupted_experiment_tells_of_the_first_few() {
    let scenario = queue();
    let first = of(&scenario, plan(1, 4, 1));
    let done = Cell::new(0);
    let count = AtomicU64::new(0);
    let stop = || count.load(Ordering::Relaxed) >= 4;
    let mut progress = |finished: u64| {
        done.set(finished);
        count.store(finished, Ordering::Relaxed);
    };
    let cut = replicate(&scenario, plan(1, 100_000, 1), &stop, &mut progress);
    assert_eq!(cut.stopped, Some(Stopped::Interrupted));
    assert!((4..100_000).contains(&cut.finished) && done.get() == cut.finished);
    let again = of(&scenario, plan(1, cut.finished, 2));
    assert_eq!(cut.dials, again.dials);
    assert_eq!((first.stopped, first.finished), (None, 4));
    let none = replicate(&scenario, plan(1, 10, 2), &|| true, &mut |_| ());
    assert_eq!((none.finished, none.goals[0].met), (0, false));
    assert!(none.dials.iter().all(|(_, shown)| shown.is_none()));
}

#[test]
fn where_none_has_ended_the_first_is_told_as_far_as_it_went() {
    let mut scenario = queue();
    scenario.duration = crate::kernel::Span(3_000_000 * 1_000_000_000);
    let looks = AtomicU64::new(0);
    let stop = || looks.fetch_add(1, Ordering::Relaxed) > 20;
    let cut = replicate(&scenario, plan(1, 4, 2), &stop, &mut |_| ());
    assert_eq!((cut.stopped, cut.finished), (Some(Stopped::Interrupted), 0));
    assert!(cut.events > 0 && cut.simulated_seconds > 0.0);
    let served = dial(&cut, "orders.served").unwrap();
    assert!(served.mean > 0.0 && served.reach.is_none(), "{served:?}");
}

/// The share of `[0, end]` in which an M/M/1 queue that opens empty is busy, on average, by
/// uniformization (Grassmann 1977): P(t) is a Poisson mixture of the powers of a jump chain, and
/// its mean over time weighs power k with P(N(rate * end) > k) / (rate * end).
fn busy_from_empty(arrivals: f64, services: f64, end: f64) -> f64 {
    const STATES: usize = 400;
    let rate = arrivals + services;
    let (up, down) = (arrivals / rate, services / rate);
    let mut state = vec![0.0; STATES];
    state[0] = 1.0;
    let jumps = rate * end;
    let most = (jumps + 12.0 * jumps.sqrt()) as usize;
    let (mut log_poisson, mut reached, mut busy) = (-jumps, 0.0, 0.0);
    for jump in 0..most {
        reached += libm::exp(log_poisson);
        busy += (1.0 - reached) / jumps * (1.0 - state[0]);
        log_poisson += libm::log(jumps / (jump + 1) as f64);
        let mut next = vec![0.0; STATES];
        next[0] = (state[0] + state[1]) * down;
        for n in 1..STATES - 1 {
            next[n] = state[n - 1] * up + state[n + 1] * down;
        }
        next[STATES - 1] = (state[STATES - 2] + state[STATES - 1]) * up;
        state = next;
    }
    busy
}

/// A run is short and begins empty, so its chef is busy for less than the textbook's 80 %. The
/// exact mean for this very horizon is known too: against it there is no bias to excuse anything.
#[test]
fn nineteen_in_twenty_intervals_cover_the_truth() {
    const TRIALS: u64 = 1_000;
    let scenario = queue();
    let truth = busy_from_empty(0.8, 1.0, 400.0);
    assert!(truth > 0.78 && truth < 0.8, "{truth}");
    let covers = |trial: &u64| {
        let busy = dial(&of(&scenario, plan(1 + 20 * trial, 20, 2)), "chefs.busy").unwrap();
        (busy.low().unwrap()..=busy.high().unwrap()).contains(&truth)
    };
    let covered = (0..TRIALS).filter(covers).count();
    let share = covered as f64 / TRIALS as f64;
    assert!((0.922..=0.978).contains(&share), "{share}");
}
