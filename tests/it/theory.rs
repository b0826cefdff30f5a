//! Queues against their formulas.
//!
//! Forty replications of 200,000 counted orders each, after 20,000 that are not counted. A unit of
//! time, one mean service for most queues, is a minute. A tolerance is five standard errors of the
//! mean over the replications, as found with an independent simulator: with all seeds changed, one
//! figure in a million fails by chance. No formula is ever edited to make a test pass.

//!
//! Rows A9c and A10b of the plan are not supported: a chef never leaves work for a more urgent or
//! a newer order, only for a break.

mod attempts;
mod in_process;
mod networks;

use std::fmt::Write;

use serde_json::Value;

use crate::support::{check, dial, mean, replications};

const REPLICATIONS: u64 = 40;
const DISCARDED: f64 = 20_000.0;
const COUNTED: f64 = 200_000.0;
/// Seconds in a unit of time.
const UNIT: f64 = 60.0;

/// A lognormal of mean 1 and coefficient of variation 1.5.
const LOGNORMAL: &str = r#"{ lognormal = { mean = "60s", sd = "90s" } }"#;

/// One queue, its reports, and the figures that missed their formula.
struct Row {
    reports: Vec<Value>,
    misses: Vec<String>,
}

impl Row {
    fn run(scenario: &str) -> Self {
        Self { reports: replications(REPLICATIONS, scenario, &["--drain"]), misses: Vec::new() }
    }

    /// Compares the mean of any figure; `tolerance` in per cent.
    fn figure(
        mut self,
        name: &str,
        of: impl Fn(&Value) -> f64,
        theory: f64,
        tolerance: f64,
    ) -> Self {
        self.misses.extend(check(name, mean(&self.reports, of), theory, tolerance).err());
        self
    }

    /// Compares a dial that is a share or a number.
    fn dial(self, name: &str, of: &str, theory: f64, tolerance: f64) -> Self {
        self.figure(name, |report| dial(report, of), theory, tolerance)
    }

    /// Compares a dial that is a time.
    fn time(self, name: &str, of: &str, theory: f64, tolerance: f64) -> Self {
        self.figure(name, |report| dial(report, of) / UNIT, theory, tolerance)
    }

    /// Compares the mean number of orders in a kitchen, waiting or in its chefs' hands.
    fn inside(self, chefs: u32, theory: f64, tolerance: f64) -> Self {
        let inside = |report: &Value| {
            dial(report, "rail.length.mean") + f64::from(chefs) * dial(report, "chefs.busy")
        };
        self.figure("L", inside, theory, tolerance)
    }

    /// Compares the share of orders that ended in one way.
    fn share(self, name: &str, outcome: &str, theory: f64, tolerance: f64) -> Self {
        let share = |report: &Value| dial(report, &format!("outcomes.{outcome}")) / placed(report);
        self.figure(name, share, theory, tolerance)
    }

    /// Compares the orders served in a unit of time.
    fn throughput(self, theory: f64, tolerance: f64) -> Self {
        let served = |report: &Value| dial(report, "throughput.rate") * UNIT;
        self.figure("throughput", served, theory, tolerance)
    }

    /// Fails with every figure that missed.
    fn end(self) {
        assert!(self.misses.is_empty(), "\n{}", self.misses.join("\n"));
    }
}

fn placed(report: &Value) -> f64 {
    dial(report, "orders.placed")
}

/// Mean wait, in units, of all that came to the rail: served or taken along.
fn wait_of_all(report: &Value) -> f64 {
    let served = dial(report, "orders.served");
    let left = dial(report, "outcomes.abandoned.patience");
    let waited =
        served * dial(report, "rail.wait.mean") + left * dial(report, "rail.left.wait.mean");
    waited / (served + left) / UNIT
}

/// `duration` and `warm_up` for orders that come, or end, at `rate` a unit.
fn span(rate: f64) -> String {
    let warm_up = DISCARDED / rate * UNIT;
    let duration = (DISCARDED + COUNTED) / rate * UNIT;
    format!("warm_up = \"{warm_up:.6}s\"\nduration = \"{duration:.6}s\"")
}

/// One kitchen with Poisson arrivals of `rate` a unit; `cook` is a distribution, `kitchen` and
/// `room` are further keys.
fn open_queue(rate: f64, cook: &str, kitchen: &str, room: &str) -> String {
    let span = span(rate);
    format!(
        r#"
        title = "Queue"
        {span}

        [menu.dish]
        recipe = [{{ cook = {cook} }}]

        [dining_room.web]
        arrivals = "{rate}/min"
        {room}

        [kitchen.main]
        {kitchen}
        "#
    )
}

#[test]
fn a1_one_cook() {
    Row::run(&open_queue(0.8, r#"{ exp = "60s" }"#, "chefs = 1", ""))
        .dial("P(wait)", "rail.waited.share", 0.8, 0.4)
        .time("Wq", "rail.wait.mean", 4.0, 2.5)
        .dial("Lq", "rail.length.mean", 3.2, 2.6)
        .time("W", "latency.mean", 5.0, 2.0)
        .inside(1, 4.0, 2.2)
        .dial("utilisation", "chefs.busy", 0.8, 0.3)
        .time("wait p90", "rail.wait.p90", 10.397_208, 2.2)
        .time("wait p95", "rail.wait.p95", 13.862_944, 2.5)
        .time("wait p99", "rail.wait.p99", 21.910_133, 4.0)
        .time("sojourn p50", "latency.p50", 3.465_736, 1.5)
        .time("sojourn p95", "latency.p95", 14.978_661, 2.3)
        .time("sojourn p99", "latency.p99", 23.025_851, 4.0)
        .end();
}

#[test]
fn a2_ten_cooks() {
    Row::run(&open_queue(9.0, r#"{ exp = "60s" }"#, "chefs = 10", ""))
        .dial("P(wait)", "rail.waited.share", 0.668_732, 1.5)
        .time("Wq", "rail.wait.mean", 0.668_732, 5.6)
        .dial("Lq", "rail.length.mean", 6.018_584, 6.0)
        .time("W", "latency.mean", 1.668_732, 2.5)
        .inside(10, 15.018_584, 3.0)
        .time("wait p90", "rail.wait.p90", 1.900_212, 5.0)
        .time("wait p95", "rail.wait.p95", 2.593_360, 6.0)
        .time("wait p99", "rail.wait.p99", 4.202_798, 9.5)
        .time("sojourn p50", "latency.p50", 1.329_092, 2.2)
        .time("sojourn p95", "latency.p95", 4.360_867, 3.0)
        .time("sojourn p99", "latency.p99", 6.249_877, 5.0)
        .end();
}

/// At most eight orders inside: four in hands and four on the rail.
#[test]
fn a3a_full_rail() {
    let kitchen = "chefs = 4\nrail = { capacity = 4 }";
    Row::run(&open_queue(4.5, r#"{ exp = "60s" }"#, kitchen, ""))
        .share("blocked", "refused.rail_full", 0.194_875, 0.8)
        .throughput(3.623_061, 0.2)
        .inside(4, 5.367_049, 0.25)
        .dial("Lq", "rail.length.mean", 1.743_988, 0.6)
        .time("Wq of accepted", "rail.wait.mean", 0.481_358, 0.6)
        .dial("utilisation", "chefs.busy", 0.905_765, 0.15)
        .end();
}

/// Erlang's loss formula asks only for the mean of the service.
fn a3b(cook: &str, tolerance: f64) {
    Row::run(&open_queue(8.0, cook, "chefs = 10\nrail = { capacity = 0 }", ""))
        .share("blocked", "refused.rail_full", 0.121_661, tolerance)
        .end();
}

#[test]
fn a3b_no_rail_exponential() {
    a3b(r#"{ exp = "60s" }"#, 0.8);
}

#[test]
fn a3b_no_rail_constant() {
    a3b(r#""60s""#, 0.7);
}

#[test]
fn a3b_no_rail_lognormal() {
    a3b(LOGNORMAL, 1.2);
}

#[test]
fn a4a_constant_service() {
    Row::run(&open_queue(0.8, r#""60s""#, "chefs = 1", ""))
        .time("Wq", "rail.wait.mean", 2.0, 1.3)
        .inside(1, 2.4, 1.3)
        .end();
}

#[test]
fn a4b_lognormal_service() {
    Row::run(&open_queue(0.7, LOGNORMAL, "chefs = 1", ""))
        .time("Wq", "rail.wait.mean", 3.791_667, 3.2)
        .inside(1, 3.354_167, 2.6)
        .end();
}

#[test]
fn a5a_exponential_patience() {
    let room = "patience = { exp = \"120s\" }\npatience_until = \"chef\"";
    Row::run(&open_queue(12.0, r#"{ exp = "60s" }"#, "chefs = 10", room))
        .dial("P(wait)", "rail.waited.share", 0.850_385, 0.35)
        .share("abandoned", "abandoned.patience", 0.195_656, 0.8)
        .figure("Wq of all", wait_of_all, 0.391_312, 0.9)
        .time("Wq of served", "rail.wait.mean", 0.400_834, 1.0)
        .dial("Lq", "rail.length.mean", 4.695_743, 0.9)
        .dial("utilisation", "chefs.busy", 0.965_213, 0.1)
        .end();
}

#[test]
fn a5b_fixed_patience() {
    let room = "patience = \"180s\"\npatience_until = \"chef\"";
    Row::run(&open_queue(1.2, r#"{ exp = "60s" }"#, "chefs = 1", room))
        .share("abandoned", "abandoned.patience", 0.269_303, 0.6)
        .dial("P(wait)", "rail.waited.share", 0.876_836, 0.15)
        .time("Wq of served", "rail.wait.mean", 1.371_139, 0.35)
        .figure("Wq of all", wait_of_all, 1.809_797, 0.3)
        .throughput(0.876_836, 0.15)
        .end();
}

#[test]
fn a6a_closed_room() {
    let throughput = 0.832_037;
    let span = span(throughput);
    Row::run(&format!(
        r#"
        title = "Ten guests, one cook"
        {span}

        [menu.dish]
        recipe = [{{ cook = {{ exp = "60s" }} }}]

        [dining_room.web]
        guests = 10
        think  = {{ exp = "540s" }}

        [kitchen.main]
        chefs = 1
        "#
    ))
    .throughput(throughput, 0.15)
    .time("R", "latency.mean", 3.018_700, 0.5)
    .end();
}

/// Twenty guests, then one waiter, then one cook; each time by its wait and by its phases.
#[test]
fn a6b_closed_room_two_stations() {
    let (waiting, cooking) = (1.0, 0.6);
    let (throughput, at_waiter, at_cook) = (0.990_333, 8.763_168, 1.432_049);
    let span = span(throughput);
    let by_phases = |wait: &'static str, work: &'static str| {
        move |report: &Value| (dial(report, wait) + dial(report, work)) / UNIT
    };
    let row = Row::run(&format!(
        r#"
        title = "Twenty guests, one waiter, one cook"
        {span}

        [menu.dish]
        recipe = [{{ cook = {{ exp = "36s" }} }}]

        [dining_room.web]
        guests = 20
        think  = {{ exp = "600s" }}

        [waiter]
        count      = 1
        take_order = {{ exp = "60s" }}

        [kitchen.main]
        chefs = 1
        "#
    ))
    .throughput(throughput, 0.2)
    .time("R", "latency.mean", 10.195_218, 0.5)
    .figure("R1", |report| dial(report, "waiter.wait.mean") / UNIT + waiting, at_waiter, 0.6)
    .figure("R2", |report| dial(report, "rail.wait.mean") / UNIT + cooking, at_cook, 0.5)
    .figure(
        "R1 by phases",
        by_phases("phase.waiter_wait.mean", "phase.ordering.mean"),
        at_waiter,
        0.6,
    )
    .figure(
        "R2 by phases",
        by_phases("phase.rail_wait.mean", "phase.cooking.mean"),
        at_cook,
        0.5,
    );

    // The slowest station bounds both, whatever the guests do.
    assert!(mean(&row.reports, |report| dial(report, "throughput.rate")) * UNIT <= 1.0 / waiting);
    assert!(mean(&row.reports, |report| dial(report, "latency.mean")) / UNIT >= 20.0 - 10.0);
    row.end();
}

/// One burner that all orders share, and chefs for all of them: the mean time depends on the mean
/// work alone, and everybody's on their own work in proportion.
fn a9b(cook: &str, tolerance: f64) {
    let building = "building = \"one\"\n[building.one]\nburners = 1\nsharing = \"slices\"";
    Row::run(&open_queue(0.8, cook, building, ""))
        .time("T", "latency.mean", 5.0, tolerance)
        .time("cooking", "phase.cooking.mean", 5.0, tolerance)
        .dial("utilisation", "burners.busy", 0.8, 0.4)
        .end();
}

#[test]
fn a9b_shared_burner_exponential() {
    a9b(r#"{ exp = "60s" }"#, 2.0);
}

#[test]
fn a9b_shared_burner_constant() {
    a9b(r#""60s""#, 1.2);
}

#[test]
fn a9b_shared_burner_lognormal() {
    a9b(LOGNORMAL, 2.0);
}

/// A rush on infinitely many cooks: how many orders are in progress at six moments.
///
/// Such a kitchen is as good as many independent ones, so one run at 1,600 times the rate stands
/// for 1,600 runs. Nobody leaves but served: in progress are those placed so far, less the served.
#[test]
fn a12_rush() {
    const STANDS_FOR: u32 = 1_600;
    let moments = [
        ("00:10", 12.642_411, 1.0),
        ("00:30", 19.004_259, 0.9),
        ("00:40", 44.918_510, 0.6),
        ("01:00", 57.958_942, 0.5),
        ("01:15", 28.469_785, 0.7),
        ("01:30", 21.889_864, 0.8),
    ];
    let calm = 2 * STANDS_FOR;
    let rush = 6 * STANDS_FOR;
    let mut scenario = format!(
        r#"
        title = "Rush"
        duration = "90m"

        [menu.dish]
        recipe = [{{ cook = {{ exp = "10m" }} }}]

        [dining_room.web]
        arrivals = {{ steps = [["00:00", "{calm}/min"], ["00:30", "{rush}/min"], ["01:00", "{calm}/min"]] }}
        "#
    );
    for (moment, ..) in moments {
        for orders in ["orders.placed", "orders.served"] {
            writeln!(scenario, "[[goal]]\nreach = \"{orders}@00:00..{moment} >= 0\"").unwrap();
        }
    }

    let reports = replications(10, &scenario, &[]);
    let per_run = f64::from(STANDS_FOR);
    let mut row = Row { reports, misses: Vec::new() };
    for (i, (moment, in_progress, tolerance)) in moments.into_iter().enumerate() {
        let got = |report: &Value, goal: usize| report["goals"][goal]["got"].as_f64().unwrap();
        let at_moment = |report: &Value| (got(report, 2 * i) - got(report, 2 * i + 1)) / per_run;
        row = row.figure(moment, at_moment, in_progress, tolerance);
    }
    let at_the_end = |report: &Value| dial(report, "orders.in_flight") / per_run;
    row.figure("at the end", at_the_end, 21.889_864, 0.8).end();
}
