//! What the headers of the scenarios about a rush and about partners say in words.

use super::{check, ratio, with};
use crate::support::dial;

#[test]
fn retry_storm() {
    let storm = with("retry-storm", &[]);
    check("visits", dial(&storm, "visits.begun"), 5_660.0..5_680.0);
    check("orders of these", dial(&storm, "orders.placed"), 27_450.0..27_550.0);
    check("plates for nobody", dial(&storm, "wasted.orders"), 8_750.0..8_850.0);
    check("visits that end well", dial(&storm, "goodput.share"), 0.215..0.225);
    let chefs = ratio("retry-storm", &["kitchen.main.chefs=15"], "wasted.orders");
    check("more plates for nobody with more chefs", chefs, 1.3..1.7);
    let budget = with("retry-storm", &["dining_room.app.retry.budget=0.1"]);
    check("visits that end well with a budget", dial(&budget, "goodput.share"), 0.955..0.965);
}

#[test]
fn timeout_cascade() {
    let cascade = with("timeout-cascade", &[]);
    check("plates for nobody", dial(&cascade, "wasted.orders"), 645.5..646.5);
    let chefs = with("timeout-cascade", &["kitchen.main.chefs=24"]);
    let wages = dial(&chefs, "money.costs") - dial(&cascade, "money.costs");
    check("wages of twice the chefs", wages, 100.5..101.5);
    let sooner = with("timeout-cascade", &["waiter.timeout=5s"]);
    check("plates for nobody, given up sooner", dial(&sooner, "wasted.orders"), 1224.5..1225.5);
}

#[test]
fn slow_bank() {
    let profit = |sets: &[&str]| dial(&with("slow-bank", sets), "money.profit");
    let version = |name: &str| profit(&[&format!("dining_room.web.orders={{ {name} = 1 }}")]);
    let (plain, juggles) = (profit(&[]), profit(&["kitchen.main.juggles=20"]));
    let breaker = version("paid-by-card-with-breaker");
    check("a breaker pays", breaker / plain, 2.0..3.5);
    check("other work while waiting pays more", juggles / breaker, 1.2..1.5);
    let report = with("slow-bank", &["dining_room.web.orders={ paid-by-card-with-breaker = 1 }"]);
    check("calls not even made", dial(&report, "partner.bank.prevented"), 500.0..650.0);
    let card = dial(&report, "outcomes.refused.payment_failed");
    check("who pays by card hears no", card, 550.0..650.0);
}

#[test]
fn cache_stampede() {
    let report = with("cache-stampede", &[]);
    check("half of the guests", dial(&report, "latency.p50"), 0.35..0.45);
    // Nine times in 27 minutes, what lies in the fridge has become too old.
    let crowd = dial(&report, "fridge.misses") / (27.0 / 2.0);
    check("in the pantry each time", crowd, 15.0..40.0);
    let old = with("cache-stampede", &["kitchen.main.fridge.fresh_for=10m"]);
    let share = dial(&old, "fridge.stale") / dial(&old, "orders.served");
    check("old plates", share, 0.63..0.70);
    check("10,807 of them", dial(&old, "fridge.stale"), 10_806.5..10_807.5);
}
