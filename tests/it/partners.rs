//! Partners with a limit, calls with care, and fridges, as written in a scenario.

use serde_json::Value;

use crate::support::{
    SMALL, assert_mentions, assert_same, dial, finding, kind, report, report_of_trace,
    run as run_it,
};

/// A dish of one step; its orders come at these seconds.
fn run(step: &str, orders: &[f64], rest: &str) -> Value {
    let scenario = format!(
        "title = \"Steps\"\nduration = \"40s\"\n[menu.dish]\nrecipe = [{step}]\n\
         [dining_room.web]\narrivals = {{ trace = \"trace.csv\" }}\n{rest}\n"
    );
    let rows: Vec<String> = orders.iter().map(|at| format!("{at},dish")).collect();
    report_of_trace(&scenario, &format!("at,dish\n{}\n", rows.join("\n")), &[])
}

fn counts<const N: usize>(report: &Value, names: [&str; N]) -> [u64; N] {
    names.map(|name| dial(report, name) as u64)
}

const BANK: [&str; 4] = [
    "partner.bank.calls",
    "partner.bank.failed",
    "partner.bank.prevented",
    "outcomes.failed.partner",
];

#[test]
fn a_partner_with_a_limit_is_busy_and_others_wait() {
    let bank = "[partner.bank]\nanswers = \"4s\"\n";
    let orders = [0.0, 1.0, 2.0];
    let report = run("{ call = \"bank\" }", &orders, &format!("{bank}at_once = 1"));
    assert_same(&report["dials"]["partner.bank.busy"], 12.0 / 40.0);
    assert_same(&report["dials"]["phase.partner_wait.mean"], (4.0 + 7.0 + 10.0) / 3.0);
    assert_eq!(counts(&report, BANK), [3, 0, 0, 0]);
    let report = run("{ call = \"bank\" }", &orders, &format!("{bank}at_once = \"unlimited\""));
    assert_eq!(report["dials"]["partner.bank.busy"], Value::Null);
    assert_same(&report["dials"]["latency.max"], 4.0);
    // The timeline opens a second counter at 3 s and closes it at 7 s.
    let turn = "[[timeline]]\nat = \"3s\"\nfor = \"4s\"\nset = { \"partner.bank.at_once\" = 2 }";
    let report = run("{ call = \"bank\" }", &orders, &format!("{bank}at_once = 1\n{turn}"));
    assert_same(&report["dials"]["latency.max"], 6.0);
    // 12 s of answers; a place for 40 s and another one for 4 s.
    assert_same(&report["dials"]["partner.bank.busy"], 12.0 / 44.0);
}

#[test]
fn an_answer_that_nobody_waits_for_keeps_the_partner_busy() {
    let bank = "[partner.bank]\nanswers = \"4s\"\nat_once = 1";
    let report = run("{ call = \"bank\", timeout = \"3s\" }", &[0.0, 10.0], bank);
    assert_same(&report["dials"]["partner.bank.busy"], 8.0 / 40.0);
    assert_eq!(counts(&report, BANK), [2, 2, 0, 2]);
}

#[test]
fn calls_are_made_again_and_prevented() {
    let off = "[partner.bank]\npower = \"off\"\nfee = 0.5";
    let orders = [0.0, 1.0, 2.0, 3.0];
    let of = |care: &str| run(&format!("{{ call = \"bank\", {care} }}"), &orders, off);
    let report = of("retries = 2, wait = \"100ms\"");
    assert_eq!(counts(&report, BANK), [12, 12, 0, 4]);
    assert_same(&report["dials"]["money.costs"], 6.0);
    let report = of("breaker = { after = 2, for = \"10s\" }, or = \"payment failed\"");
    assert_eq!(counts(&report, BANK), [2, 2, 2, 0]);
    assert_same(&report["dials"]["outcomes.refused.payment_failed"], 4.0);
    // Five failures open a breaker that does not say how many: the retries make four of them.
    let report = of("retries = 1, breaker = {}");
    assert_eq!(counts(&report, BANK), [5, 5, 2, 4]);
}

#[test]
fn any_number_of_calls_and_of_failures_may_be_written() {
    // About a hundred bad answers to each order, and then a good one.
    let bank = "[partner.bank]\nanswers = \"1ms\"\nfails = 0.99";
    let orders: Vec<f64> = (0..30).map(f64::from).collect();
    let report = run("{ call = \"bank\", retries = \"unlimited\" }", &orders, bank);
    assert_same(&report["dials"]["outcomes.served"], 30.0);
    assert!(dial(&report, "partner.bank.failed") > 30.0 * 50.0);
    // It never comes to an end, and is stopped.
    let off = "[menu.dish]\nrecipe = [{ call = \"bank\", retries = \"unlimited\" }]\n\
               [partner.bank]\npower = \"off\"\n";
    let day =
        "title = \"T\"\nduration = \"1m\"\n[dining_room.web]\narrivals = { every = \"9s\" }\n";
    let output = run_it(&["run", "-"], format!("{day}{off}").as_bytes());
    assert_eq!(output.status.code(), Some(3));
    assert_mentions(&kind(&output).0, &["time stands still", "dish"]);
    // After any number of failures a breaker lets calls through.
    let off = "[partner.bank]\npower = \"off\"";
    let breaker = "{ call = \"bank\", breaker = { after = \"unlimited\", for = \"1h\" } }";
    assert_eq!(counts(&run(breaker, &orders, off), BANK), [30, 30, 0, 30]);
}

const FRIDGE: [&str; 3] = ["fridge.hits", "fridge.misses", "fridge.stale"];

#[test]
fn a_fridge_saves_visits_until_what_it_holds_is_old() {
    let pantry = "[pantry.main]\ntake = \"1s\"\nshelf.salt = { stock = 50, restock = \
                  { every = \"15s\", to = 50 } }\n";
    let orders = [0.0, 2.0, 4.0, 14.0, 16.0, 24.0];
    let step = "{ take = { salt = 1 } }";
    let report = run(step, &orders, pantry);
    for name in FRIDGE {
        assert_eq!(report["dials"][name], Value::Null);
    }
    let fridge = "[kitchen.main]\nfridge = { holds = 1, fresh_for = \"20s\" }\n";
    let report = run(step, &orders, &format!("{pantry}{fridge}"));
    // Fetched at 1 s, filled up at 15 s, fetched anew at 25 s.
    assert_eq!(counts(&report, FRIDGE), [4, 2, 1]);
    assert_same(&report["dials"]["pantry.main.shelf.salt.stock"], 50.0);
    assert_same(&report["dials"]["phase.in_pantry.mean"], 2.0 / 6.0);
    for name in FRIDGE {
        assert_eq!(report["dials"][format!("kitchen.main.{name}")], report["dials"][name]);
    }
}

#[test]
fn only_kitchens_that_have_a_fridge_count() {
    let rest = "[kitchen.cold]\nfridge.holds = 1\n[kitchen.warm]\n\
                [pantry.main]\nshelf.salt = { stock = 50 }\n[menu.other]\nkitchen = \"warm\"";
    let report = run("{ take = { salt = 1 } }]\nkitchen = \"cold\"\n#", &[0.0, 1.0], rest);
    assert_eq!(counts(&report, FRIDGE), [1, 1, 0]);
    assert_eq!(report["dials"]["kitchen.warm.fridge.hits"], Value::Null);
    assert_eq!(report["dials"]["kitchen.cold.fridge.hits"], 1.0);
}

#[test]
fn a_fridge_can_come_and_go() {
    let fridge = "[kitchen.main]\n[pantry.main]\ntake = \"1s\"\nshelf.salt = { stock = 50 }\n\
                  [[timeline]]\nat = \"5s\"\nfor = \"10s\"\n\
                  set = { \"kitchen.main.fridge.holds\" = \"unlimited\" }\n";
    let orders = [0.0, 3.0, 6.0, 9.0, 12.0, 16.0];
    let report = run("{ take = { salt = 1 } }", &orders, fridge);
    // Nobody looks for it before 5 s or after 15 s.
    assert_eq!(counts(&report, FRIDGE), [2, 1, 0]);
}

#[test]
fn runs_without_any_of_it_tell_nothing_of_it() {
    let report = report(SMALL, 1, &[]);
    assert!(FRIDGE.iter().all(|name| report["dials"][*name] == Value::Null));
}

#[test]
fn what_is_wrong_with_a_call_or_a_fridge_is_found() {
    let call = |more: &str| {
        let step = format!("recipe = [{{ call = \"bank\", {more} }}]");
        SMALL.replace(r#"recipe = [{ cook = { exp = "20s" } }]"#, &step) + "[partner.bank]\n"
    };
    for (more, words) in [
        ("breaker = { after = 0 }", &["0", "from 1 to"][..]),
        ("breaker = { afer = 3 }", &["afer", "after, for", "did you mean", "after"]),
        ("breaker = { for = \"0s\" }", &["0s"]),
        ("breaker = true", &["breaker", "after = 5"]),
        ("retries = 101", &["101", "from 0 to 100"]),
        ("retries = -1", &["-1", "from 0 to 100"]),
        ("retries = \"often\"", &["often", "whole number"]),
        ("wait = \"1s\"", &["only once", "retries = 3"]),
        ("retries = 1, wait = \"soon\"", &["soon"]),
        ("retry = 1", &["retry", "retries"]),
    ] {
        assert_mentions(&finding(&call(more)), words);
    }
    let with = |text: &str| finding(&format!("{SMALL}{text}\n"));
    let words = ["fresh_for", "of how many shelves", "holds = 10"];
    assert_mentions(&with("fridge.fresh_for = \"1m\""), &words);
    assert_mentions(&with("fridge = { hold = 1 }"), &["hold", "did you mean", "holds"]);
    assert_mentions(&with("fridge.holds = -1"), &["-1"]);
    assert_mentions(&with("[partner.bank]\nat_once = \"many\""), &["many", "unlimited"]);
}
