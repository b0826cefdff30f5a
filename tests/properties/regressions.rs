//! What random scenarios have found, in small: each of these was wrong once.

use crate::dials::finished;
use crate::driver::{Pace, facts};
use boh::dials::Dial;
use boh::restaurant::Fact;
use boh::scenario::{Scenario, Source, understand};

fn scenario(text: &str) -> Scenario {
    let text = format!("title = \"Regression\"\nduration = \"1m\"\n{text}");
    understand(&Source::from_text("regression", &text), &[])
        .unwrap_or_else(|findings| panic!("{}", findings.render(false, false)))
}

/// Reads a dial of a run.
fn dial(scenario: &Scenario, name: &str) -> Option<f64> {
    let dial = Dial::find(name, scenario.names()).unwrap();
    finished(scenario).reading().unwrap().read(&dial)
}

/// Chefs who are unlimited at first are as many as have work.
#[test]
fn nobody_is_busier_than_busy() {
    let scenario = scenario(
        r#"
        [menu.soup]
        recipe = [{ prep = "10s" }]
        [dining_room.web]
        arrivals = { every = "1s" }
        [kitchen.main]
        [[timeline]]
        at = "30s"
        set = { "kitchen.main.chefs" = 5 }
        "#,
    );
    assert_eq!(dial(&scenario, "chefs.busy"), Some(1.0));
    assert_eq!(dial(&scenario, "chefs.working"), Some(1.0));
}

#[test]
fn a_shelf_that_is_never_sold_out_any_more_shows_nothing() {
    let scenario = scenario(
        r#"
        [menu.soup]
        recipe = [{ take = { beans = 1 } }]
        [dining_room.web]
        arrivals = { every = "1s" }
        [pantry.main.shelf.beans]
        stock = 9
        [[timeline]]
        at = "5s"
        set = { "pantry.main.shelf.beans.stock" = "unlimited" }
        "#,
    );
    assert_eq!(dial(&scenario, "pantry.main.shelf.beans.stock"), None);
}

/// Two outages, one right after the other: the second goes back to where the first one came from,
/// and between them nobody gets to work.
#[test]
fn a_turn_for_a_while_right_after_another_goes_back_all_the_way() {
    let scenario = scenario(
        r#"
        [menu.soup]
        recipe = [{ prep = "1s" }]
        [dining_room.web]
        arrivals = { every = "2s" }
        [kitchen.main]
        chefs = 1
        rail.capacity = 0
        [[timeline]]
        at = "10s"
        set = { kitchen.main.chefs = 0 }
        for = "10s"
        [[timeline]]
        at = "20s"
        set = { kitchen.main.chefs = 0 }
        for = "20s"
        "#,
    );
    // Those at 10 s to 38 s find nobody; 0 to 8 s and 40 to 58 s are served.
    assert_eq!(dial(&scenario, "outcomes.refused.rail_full"), Some(15.0));
    assert_eq!(dial(&scenario, "orders.served"), Some(15.0));
}

/// The power goes while orders stand at a sold-out hatch: each of them ends once.
#[test]
fn without_power_every_order_at_the_hatch_ends_once() {
    let scenario = scenario(
        r#"
        drain = true
        [menu.soup]
        recipe = [{ take = { beans = 1 } }]
        [dining_room.web]
        arrivals = { burst = { size = 4, every = "40s" } }
        [kitchen.main]
        building = "old"
        [building.old]
        [pantry.main]
        hatches = 1
        take = "5s"
        shelf.beans = { stock = 2 }
        [[timeline]]
        at = "7s"
        set = { "building.old.power" = "off" }
        "#,
    );
    assert_eq!(dial(&scenario, "orders.served"), Some(1.0));
    assert_eq!(dial(&scenario, "outcomes.failed.power_out"), Some(7.0));
    assert_eq!(dial(&scenario, "pantry.main.shelf.beans.stock"), Some(0.0));
}

/// What one turn has set off is over before the next one at the same moment.
#[test]
fn turns_at_one_moment_come_one_after_the_other() {
    let scenario = scenario(
        r#"
        drain = true
        [menu.soup]
        recipe = [{ cook = "5s" }]
        [dining_room.web]
        arrivals = { every = "20s" }
        [kitchen.main]
        chefs = 0
        building = "old"
        [building.old]
        burners = 1
        [[timeline]]
        at = "30s"
        set = { "kitchen.main.chefs" = 2, "building.old.power" = "off" }
        "#,
    );
    assert_eq!(dial(&scenario, "outcomes.failed.power_out"), Some(3.0));
    // They were in hand for no time at all.
    assert_eq!(dial(&scenario, "burners.busy"), Some(0.0));
    assert_eq!(dial(&scenario, "wasted.orders"), Some(0.0));
}

/// Guests begin and cease to try again while orders are in the house: every visit ends once.
#[test]
fn visits_end_once_when_retries_are_turned_on_and_off() {
    let scenario = scenario(
        r#"
        drain = true
        [menu.soup]
        recipe = [{ call = "bank", timeout = "4s" }]
        [partner.bank]
        power = "hangs"
        [dining_room.web]
        arrivals = { every = "1s" }
        retry = { limit = 0, wait = "3s" }
        [[timeline]]
        at = "10s"
        set = { "dining_room.web.retry.limit" = 2 }
        for = "20s"
        "#,
    );
    assert_eq!(dial(&scenario, "visits.begun"), Some(60.0));
    assert_eq!(dial(&scenario, "visits.happy"), Some(0.0));
    assert_eq!(dial(&scenario, "visits.unhappy"), Some(60.0));
}

/// A branch fails and it is the last one: the guest hears it before the order is forgotten.
#[test]
fn a_guest_hears_of_a_failed_branch_once() {
    let scenario = scenario(
        r#"
        drain = true
        [menu.soup]
        recipe = [{ together = [[{ call = "bank" }]] }]
        [partner.bank]
        power = "off"
        [dining_room.web]
        arrivals = { every = "2s" }
        retry = { limit = 1, wait = "1s" }
        "#,
    );
    assert_eq!(dial(&scenario, "outcomes.failed.partner"), Some(60.0));
    assert_eq!(dial(&scenario, "visits.unhappy"), Some(30.0));
}

/// Chefs come from their breaks and go again, but nothing waits for them: the house is stuck.
#[test]
fn a_stuck_house_is_stuck_whoever_takes_breaks() {
    let scenario = scenario(
        r#"
        drain = true
        [menu.bread]
        kitchen = "bakery"
        recipe = [{ prep = "1s" }]
        [menu.soup]
        kitchen = "main"
        recipe = [{ ask = "bread" }]
        [dining_room.web]
        arrivals = { every = "20s" }
        orders = { soup = 1 }
        [kitchen.bakery]
        open = "off"
        [kitchen.main]
        chefs = 40
        breaks = { every = "5s", for = { exp = "8s" } }
        "#,
    );
    assert_eq!(finished(&scenario).stuck, 3, "a dish asked of another kitchen is no order");
}

/// A juggling chef is not waited for when only a way that was not taken is left of the recipe.
#[test]
fn no_hands_are_needed_to_finish_after_a_chance() {
    let scenario = scenario(
        r#"
        drain = true
        [menu.soup]
        recipe = [{ chance = 1, then = [{ call = "bank" }], else = [{ prep = "1s" }] }]
        [menu.stew]
        recipe = [{ prep = "60s" }]
        [partner.bank]
        answers = "1s"
        [dining_room.soups]
        arrivals = { burst = { size = 1, every = "1m" } }
        orders = { soup = 1 }
        [dining_room.stews]
        arrivals = { burst = { size = 1, every = "1m" } }
        orders = { stew = 1 }
        [kitchen.main]
        chefs = 1
        juggles = 2
        "#,
    );
    assert_eq!(dial(&scenario, "menu.soup.latency.max"), Some(1.0));
}

/// A branch is interrupted by a break and then not taken up again, because another one failed:
/// the next branch works as long as its recipe says.
#[test]
fn interrupted_work_that_is_given_up_leaves_nothing_behind() {
    let scenario = scenario(
        r#"
        [menu.soup]
        recipe = [{ together = [[{ cook = "10s" }], [{ call = "bank", timeout = "5s" }]] }]
        [partner.bank]
        power = "hangs"
        [dining_room.web]
        arrivals = { every = "20s" }
        [kitchen.main]
        chefs = 1
        breaks = { every = "4s", for = "8s" }
        [[timeline]]
        at = "15s"
        set = { "partner.bank.power" = "on", "kitchen.main.breaks.every" = "10m" }
        "#,
    );
    assert_eq!(dial(&scenario, "phase.cooking.mean"), Some(10.0));
}

/// Fewer chefs, and they take breaks: the surplus one finishes the ticket, and meanwhile nobody
/// else takes a third.
#[test]
fn no_more_chefs_work_than_there_are() {
    let scenario = scenario(
        r#"
        [menu.soup]
        recipe = [{ prep = "20s" }]
        [dining_room.web]
        arrivals = { burst = { size = 3, every = "40s" } }
        [kitchen.main]
        chefs = 3
        breaks = { every = "12s", for = "2s" }
        [[timeline]]
        at = "5s"
        set = { "kitchen.main.chefs" = 2 }
        "#,
    );
    let run = crate::laws::watched(&scenario);
    assert_eq!(run.witness.wrong, [""; 0]);
}

/// Some chefs are back for no time at all and leave what they have hardly begun.
#[test]
fn chefs_who_come_and_go_lose_no_work() {
    let scenario = scenario(
        r#"
        seed = 832932
        drain = true
        [menu.soup]
        recipe = [{ cook = "2s" }]
        [dining_room.web]
        arrivals = { every = "1s" }
        [kitchen.main]
        chefs = 3
        copies = 3
        breaks = { every = { normal = ["1s", "2s"] }, for = "4s" }
        building = "old"
        [building.old]
        "#,
    );
    let run = crate::laws::watched(&scenario);
    assert_eq!(run.witness.wrong, [""; 0]);
    assert_eq!(dial(&scenario, "phase.cooking.mean"), Some(2.0));
}

/// Whoever checks knows at opening that a kitchen is closed, as well as that one is dark.
#[test]
fn a_kitchen_that_is_closed_at_opening_is_known_to_be_ill() {
    let scenario = scenario(
        r#"
        [menu.soup]
        recipe = [{ prep = "1s" }]
        [dining_room.web]
        arrivals = { every = "5s" }
        [dispatcher]
        checks = "1s"
        [kitchen.main]
        open = "off"
        copies = 3
        building = ["old", "new", "old"]
        [building.old]
        [building.new]
        power = "off"
        "#,
    );
    let run = crate::laws::watched(&scenario);
    assert_eq!(run.witness.wrong, [""; 0]);
}

/// A branch has failed: there is no plate that would go out through the water pipe.
#[test]
fn an_order_that_has_failed_goes_through_no_pipe() {
    let scenario = scenario(
        r#"
        [menu.soup]
        recipe = [{ together = [[{ call = "bank" }]] }]
        [partner.bank]
        power = "off"
        [dining_room.web]
        arrivals = { every = "20s" }
        [kitchen.main]
        building = "old"
        [building.old]
        water = 0.5
        "#,
    );
    assert_eq!(dial(&scenario, "outcomes.failed.partner"), Some(3.0));
    // Two seconds for each of the three tickets, and nothing more.
    assert_eq!(dial(&scenario, "water.busy"), Some(0.1));
}

/// A chef on a break is neither idle nor busy: nobody counts on them.
#[test]
fn a_chef_on_a_break_is_not_there() {
    let scenario = scenario(
        r#"
        [menu.soup]
        recipe = [{ prep = "5s" }]
        [dining_room.web]
        arrivals = { every = "1s" }
        [kitchen.main]
        chefs = 1
        breaks = { every = "10s", for = "10s" }
        "#,
    );
    assert_eq!(dial(&scenario, "orders.served"), Some(6.0));
    assert_eq!(dial(&scenario, "chefs.busy"), Some(1.0));
    assert_eq!(dial(&scenario, "chefs.working"), Some(1.0));
}

/// The last order is closed before its place on the worktop is free again.
#[test]
fn an_empty_house_has_finished_its_last_moment() {
    let mut scenario = scenario(
        r#"
        [menu.soup]
        recipe = [{ call = "bank", timeout = "2s" }]
        [partner.bank]
        power = "hangs"
        [dining_room.web]
        arrivals = { every = "40s" }
        [waiter]
        timeout = "1s"
        [kitchen.main]
        building = "old"
        [building.old]
        worktop = 1
        "#,
    );
    scenario.drain = true;
    let [straight, by_messages] =
        [Pace::Straight, Pace::Messages].map(|pace| facts(&scenario, pace));
    assert_eq!(straight.last().map(|fact| fact.1), Some(Fact::PlaceFree { building: 0 }));
    assert_eq!(straight, by_messages);
}

/// Nobody is told which copy a ticket is on its way to: it may wait at either pipe.
#[test]
fn tickets_wait_at_the_pipe_of_a_copy_with_power() {
    let scenario = scenario(
        r#"
        [menu.soup]
        size = 2
        [dining_room.web]
        arrivals = { every = "500ms" }
        distance = "500ms"
        [kitchen.main]
        copies = 2
        building = ["old", "new"]
        [building.old]
        water = 0.5
        [building.new]
        water = 0.5
        [[timeline]]
        at = "3s"
        set = { "building.old.power" = "off" }
        "#,
    );
    let run = crate::laws::watched(&scenario);
    assert_eq!(run.witness.wrong, [""; 0]);
}

/// A guest's patience ends in its turn, whoever had been at the same place in the books before, with
/// a patience that would have ended at the same moment.
#[test]
fn a_deadline_is_not_taken_for_that_of_an_earlier_order() {
    let web = r#"
        [menu.soup]
        recipe = []
        [menu.cake]
        recipe = [{ ask = "soup" }]
        [waiter]
        take_order = "4s"
        serve = "24ns"
        [kitchen.main]
        [dining_room.web]
        arrivals = { every = "1s" }
        orders = { soup = 1 }
        patience = "4s"
        retry = { limit = "unlimited", wait = "10s", budget = 0.5 }
        "#;
    let others = r#"
        [dining_room.others]
        arrivals = { every = "1s" }
        orders = { cake = 1 }
        patience = "19s"
        "#;
    // The budget goes to whoever is first to leave at a moment.
    let [alone, with_others] = [web.to_owned(), format!("{web}{others}")]
        .map(|text| dial(&scenario(&text), "dining_room.web.visit.latency.mean"));
    assert_eq!(alone, with_others);
}

/// Nor is an answer that nobody waits for any more taken for what a later order waits for.
#[test]
fn an_answer_is_not_taken_for_that_to_an_earlier_order() {
    let web = r#"
        seed = 2
        [menu.soup]
        recipe = [{ call = "bank" }, { call = "bank", timeout = "1s", retries = 3, wait = "3s" }]
        [menu.stew]
        recipe = [{ ask = "soup" }]
        [menu.bread]
        recipe = []
        [dining_room.web]
        arrivals = { burst = { size = 2, every = "3s" } }
        orders = { soup = 1, stew = 1 }
        distance = "500ms"
        retry = { limit = 1, budget = 0.05 }
        [partner.bank]
        answers = "3s"
        "#;
    let others = r#"
        [dining_room.others]
        arrivals = "32/min"
        orders = { bread = 1 }
        distance = "500ms"
        "#;
    let [alone, with_others] = [web.to_owned(), format!("{web}{others}")]
        .map(|text| dial(&scenario(&text), "menu.soup.orders.placed"));
    assert_eq!(alone, with_others);
}

/// Work of no length is laid down like any other, with nothing left to be done: a burner comes free
/// for an order whose chef has gone on a break.
#[test]
fn nothing_to_be_done_is_laid_down_once() {
    let scenario = scenario(
        r#"
        [menu.soup]
        recipe = [{ cook = "0s" }]
        [menu.stew]
        recipe = [{ cook = "4s" }]
        [dining_room.web]
        arrivals = { every = "500ms" }
        [kitchen.main]
        chefs = 2
        building = "flat"
        breaks = { every = "5s", for = "3s" }
        [building.house]
        sharing = "slices"
        [building.flat]
        burners = 1
        inside = "house"
        "#,
    );
    let run = crate::laws::watched(&scenario);
    assert_eq!(run.witness.wrong, [""; 0]);
}
