//! Urgent orders, orders made once more, and chefs who are not always there.

use std::fmt::Write;

use serde_json::Value;

use super::{Row, open_queue, span};
use crate::support::{assert_same, dial, report_of_trace};

/// Two rooms, one with urgent orders; nobody is interrupted for them.
#[test]
fn a10a_urgent_orders_first() {
    let span = span(0.8);
    let of = |room: &str, what: &str| {
        let path = format!("dining_room.{room}.{what}");
        move |report: &Value| dial(report, &path) / super::UNIT
    };
    Row::run(&format!(
        r#"
        title = "Two classes"
        {span}

        [menu.coffee]
        priority = 1
        recipe = [{{ cook = {{ exp = "60s" }} }}]

        [menu.lunch]
        recipe = [{{ cook = {{ exp = "60s" }} }}]

        [dining_room.urgent]
        arrivals = "0.2/min"
        orders   = {{ coffee = 1 }}

        [dining_room.patient]
        arrivals = "0.6/min"
        orders   = {{ lunch = 1 }}

        [kitchen.main]
        chefs = 1
        rail  = {{ order = "priority" }}
        "#
    ))
    .figure("Wq, urgent", of("urgent", "phase.rail_wait.mean"), 1.0, 0.6)
    .figure("Wq, patient", of("patient", "phase.rail_wait.mean"), 5.0, 1.8)
    .figure("T, urgent", of("urgent", "latency.mean"), 2.0, 0.45)
    .figure("T, patient", of("patient", "latency.mean"), 6.0, 1.5)
    .end();
}

/// One plate in five is not good, which a partner tells when it is cooked; its guest orders again
/// at once, at the end of the rail. Measured is what guests feel, from the first attempt.
#[test]
fn a14_plates_made_again() {
    let span = span(0.64);
    Row::run(&format!(
        r#"
        title = "Remake"
        {span}

        [menu.dish]
        recipe = [{{ cook = {{ exp = "60s" }} }}, {{ call = "taster" }}]

        [partner.taster]
        fails = 0.2

        [dining_room.web]
        arrivals = "0.64/min"
        retry = {{ limit = "unlimited" }}

        [kitchen.main]
        chefs = 1
        "#
    ))
    .inside(1, 4.0, 1.7)
    .time("W per fresh order", "visit.latency.mean", 6.25, 1.7)
    .end();
}

/// A cook who takes breaks at random, whatever is in hand: an M/M/1 queue whose server breaks down
/// (Avi-Itzhak and Naor, 1963). Work goes on where it was left.
///
/// L = lambda ((xi + eta)^2 + xi mu) / ((xi + eta) (eta mu - lambda (xi + eta))), with xi = 1/20
/// and eta = 1/5; W = L / lambda.
#[test]
fn a_cook_who_takes_breaks() {
    let (rate, mu, xi, eta): (f64, f64, f64, f64) = (0.5, 1.0, 1.0 / 20.0, 1.0 / 5.0);
    let both = xi + eta;
    let inside = rate * (both.powi(2) + xi * mu) / (both * (eta * mu - rate * both));
    let kitchen = r#"
        chefs  = 1
        breaks = { every = { exp = "20m" }, for = { exp = "5m" } }
    "#;
    Row::run(&open_queue(rate, r#"{ exp = "60s" }"#, kitchen, ""))
        .time("W", "latency.mean", inside / rate, 1.6)
        .end();
}

/// The chef is not there from 50 s to 60 s. Guests give up after half a second and order again at
/// once: no attempt is slow, but that is no comfort. The chef is as busy as if they had waited, so
/// the mean of their visits is that of orders without patience, to the nanosecond.
#[test]
fn t6_retries_do_not_hide_the_freeze() {
    let mut trace = "at,dish\n".to_owned();
    for tenth in 0..1000 {
        writeln!(trace, "{}.{},dish", tenth / 10, tenth % 10).unwrap();
    }
    let scenario = r#"
        title = "Freeze"
        duration = "99.95s"

        [menu.dish]
        recipe = [{ cook = "1ms" }]

        [dining_room.web]
        arrivals = { trace = "trace.csv" }
        patience = "500ms"
        patience_until = "chef"
        retry = { limit = "unlimited" }

        [kitchen.main]
        chefs = 1

        [[timeline]]
        at  = "50s"
        set = { "kitchen.main.chefs" = 0 }
        for = "10s"
        "#;
    let report = report_of_trace(scenario, &trace, &["--drain"]);
    let of = |name: &str| &report["dials"][name];
    assert_same(of("visits.begun"), 1000.0);
    assert_same(of("visits.happy"), 1000.0);
    assert_same(of("visit.latency.mean"), 0.511_051);
    assert!(dial(&report, "orders.placed") > 1900.0);
    assert!(dial(&report, "visit.latency.max") >= 10.0);
    assert!(dial(&report, "latency.max") <= 0.501);
}
