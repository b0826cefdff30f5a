//! A run is told in order, by names and running numbers.

use super::*;
use crate::lens::Lens;
use crate::report::plain;
use crate::runner::{Command, Kind, Run};
use crate::scenario::{Scenario, Set, Source, turned, understand};

const TWO_GUESTS: &str = r#"
title = "Two guests"
opens = "23:59:30"
duration = "1m"
[menu.soup]
price = 5
recipe = [{ take = { carrots = 2 } }, { cook = "4s" }, { call = "bank" }]
[dining_room.table]
guests = 1
think = "20s"
distance = "500ms"
[waiter]
take_order = "1s"
serve = "500ms"
[kitchen.main]
chefs = 1
[pantry.main]
take = "1s"
shelf.carrots = { stock = 4 }
shelf.bowls = { stock = 0 }
[partner.bank]
answers = "1s"
[[timeline]]
at = "10s"
say = "The bank \u001b[2J is slow today."
set = { "partner.bank.answers" = { exp =
  "9s" } }
for = "5s"
"#;

fn scenario(text: &str) -> Scenario {
    understand(&Source::from_text("two", text), &[]).expect("it is valid")
}

fn told(scenario: &Scenario, turns: &[(&str, &str)], lenses: &[&Lens]) -> Vec<String> {
    let mut run = Run::open(scenario, 1, false, Teller::new(scenario.names()));
    for (knob, value) in turns {
        let set = Set { path: (*knob).into(), value: (*value).into() };
        run.enter(Command::Turn(turned(scenario, &set).expect("it is a knob")));
    }
    run.go_to_the_end(&|| false);
    let happenings = run.follower().take();
    happenings.iter().map(|told| plain(told, scenario.opens.0, lenses)).collect()
}

#[test]
fn a_run_is_told_line_by_line() {
    let lines = told(&scenario(TWO_GUESTS), &[], &[Lens::kitchen()]);
    insta::assert_snapshot!(lines.join("\n"), @r#"
    23:59:40.000  The bank �[2J is slow today.
    23:59:40.000  partner.bank.answers is turned to { exp = "9s" }
    23:59:45.000  partner.bank.answers goes back to where it stood
    23:59:50.000  order 1 (table, soup): a guest orders
    23:59:50.500  order 1 (table, soup): is taken down by a waiter
    23:59:51.500  order 1 (table, soup): a free chef takes the ticket at once
    23:59:51.500  order 1 (table, soup): gets food at the hatch
    23:59:52.500  order 1 (table, soup): cooks on a burner
    23:59:56.500  order 1 (table, soup): the chef calls bank, a partner
    23:59:57.500  order 1 (table, soup): bank answers
    23:59:57.500  order 1 (table, soup): is served by a waiter
    23:59:58.000  order 1 (table, soup): on the way to the guest
    23:59:58.500  order 1 (table, soup): the guest pays 5.00
    23:59:58.500  order 1 (table, soup): the guest got the plate
    +1d 00:00:18.500  order 2 (table, soup): a guest orders
    +1d 00:00:19.000  order 2 (table, soup): is taken down by a waiter
    +1d 00:00:20.000  order 2 (table, soup): a free chef takes the ticket at once
    +1d 00:00:20.000  the shelf carrots of the pantry main is empty
    +1d 00:00:20.000  order 2 (table, soup): gets food at the hatch
    +1d 00:00:21.000  order 2 (table, soup): cooks on a burner
    +1d 00:00:25.000  order 2 (table, soup): the chef calls bank, a partner
    +1d 00:00:26.000  order 2 (table, soup): bank answers
    +1d 00:00:26.000  order 2 (table, soup): is served by a waiter
    +1d 00:00:26.500  order 2 (table, soup): on the way to the guest
    +1d 00:00:27.000  order 2 (table, soup): the guest pays 5.00
    +1d 00:00:27.000  order 2 (table, soup): the guest got the plate
    "#);
}

#[test]
fn both_lenses_are_told_in_one_line() {
    let turns = [("menu.soup.price", "6.50")];
    let lines = told(&scenario(TWO_GUESTS), &turns, &[Lens::kitchen(), Lens::backend()]);
    let has = |line: &str| assert!(lines.iter().any(|told| told == line), "{line}\n{lines:#?}");
    has(
        "23:59:30.000  somebody turns menu.soup.price to 6.50 (an operator sets menu.soup.price to \
         6.50)",
    );
    has(
        "23:59:51.500  order 1 (table, soup): a free chef takes the ticket at once (an idle worker \
         takes the task at once)",
    );
    // What is the same in both is told once.
    assert_eq!(lines.iter().filter(|line| line.contains("slow today")).count(), 1);
    assert!(lines.iter().any(|line| line.ends_with("is slow today.")));
    let backend = told(&scenario(TWO_GUESTS), &[], &[Lens::backend()]);
    assert!(backend.iter().any(|line| line.contains("request 1 (table, soup): ")));
}

/// Slots are used again, numbers are not.
#[test]
fn orders_have_running_numbers() {
    let busy = scenario(
        "title = \"Busy\"\nduration = \"1m\"\n[menu.tea]\nrecipe = [{ cook = { exp = \"1s\" } }]\n\
         [dining_room.web]\narrivals = \"5/s\"\n",
    );
    let mut run = Run::open(&busy, 1, false, Teller::new(busy.names()));
    run.go_to_the_end(&|| false);
    let happenings = run.follower().take();
    let placed = happenings.iter().filter(|told| told.kind == Kind::Placed);
    let numbers: Vec<u64> = placed.map(|told| told.order.as_ref().unwrap().number).collect();
    assert!(numbers.len() > 200);
    assert_eq!(numbers, (1..=numbers.len() as u64).collect::<Vec<_>>());
    let mut run = Run::open(&busy, 1, false, Teller::silent(busy.names()));
    run.go_to_the_end(&|| false);
    assert_eq!(run.follower().take(), []);
}
