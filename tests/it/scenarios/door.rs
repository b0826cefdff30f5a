//! What the scenarios about who somebody is show on any day, beyond the figures in their headers.

use serde_json::Value;

use crate::support::{dial, json};

/// Runs a scenario on five days.
fn days(scenario: &str, sets: &[&str], check: impl Fn(&Value)) {
    for seed in ["1", "2", "3", "4", "5"] {
        let mut args = vec!["run", scenario, "--json", "--seed", seed];
        for set in sets {
            args.extend(["--set", set]);
        }
        check(&json(&args, ""));
    }
}

const CODE: [&str; 2] = [
    "dining_room.web.orders={ login-with-a-code = 1 }",
    "dining_room.burglar.orders={ login-with-a-code = 1 }",
];
const HIS_OWN: &str = "dining_room.goran.orders={ login = 1, my-booking = 1, my-day = 1 }";

#[test]
fn a_lock_stops_most_of_a_break_in_and_most_of_the_guests() {
    days("break-in", &[], |report| {
        assert!(dial(report, "security.break_ins") >= 5.0);
        assert!(dial(report, "dining_room.web.goodput.share") > 0.99);
    });
    days("break-in", &["menu.login.locks_out.after=5"], |report| {
        assert!(dial(report, "security.break_ins") < 8.0);
        assert!(dial(report, "security.locked_out") > 1_500.0);
        assert!(dial(report, "dining_room.web.goodput.share") < 0.5);
    });
}

#[test]
fn bookings_of_others_are_read_until_the_recipe_asks_whose_they_are() {
    days("break-in", &[], |report| {
        let booked = dial(report, "menu.booking.orders.served");
        let leaked = dial(report, "security.leaked_rows");
        assert!(leaked > 50.0 && leaked < booked, "two of twelve are his own");
    });
    let [web, burglar] = CODE;
    days("break-in", &[web, burglar, HIS_OWN], |report| {
        assert!(dial(report, "security.leaked_rows") < 0.5);
        assert!(dial(report, "outcomes.refused.not_allowed") > 50.0);
    });
    days("break-in", &[web, burglar, HIS_OWN, "waiter.neutralises=off"], |report| {
        // Every note shows all bookings, ten of which belong to others.
        let leaked = 10.0 * dial(report, "menu.my-day.orders.served");
        assert!((dial(report, "security.leaked_rows") - leaked).abs() < 0.5 && leaked > 500.0);
    });
}

#[test]
fn what_is_overheard_opens_every_door_until_it_is_sealed() {
    days("overheard", &[], |report| {
        let said = dial(report, "dining_room.web.orders.placed");
        assert!((said - dial(report, "security.overheard")).abs() <= 1.0);
        let logins = dial(report, "security.logins");
        assert!(dial(report, "security.break_ins") > 0.2 * logins);
        assert!(dial(report, "dining_room.spy.orders.served") > 150.0, "letters, too");
    });
    days("overheard", &["dining_room.web.sealed=true"], |report| {
        assert!(dial(report, "security.overheard") < 0.5);
        assert!(dial(report, "dining_room.spy.orders.served") < 0.5);
    });
}
