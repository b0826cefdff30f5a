//! The door: who is locked out, how often one guest may order, whose rows leave the house, what a
//! hostile note does, and what is overheard.

use serde_json::Value;

use crate::support::{assert_mentions, finding, report};

/// Reads a dial that shows whole numbers.
fn count(report: &Value, dial: &str) -> u64 {
    let shown = &report["dials"][dial];
    shown.as_f64().unwrap_or_else(|| panic!("{dial}: {shown}")) as u64
}

fn outcome(report: &Value, name: &str) -> u64 {
    count(report, &format!("outcomes.{name}"))
}

/// A login with a lock; `room` says who comes.
fn lock(room: &str, more: &str) -> String {
    format!(
        "title = \"T\"\nduration = \"60s\"\n[menu.login]\nasks = [\"email\", \"password\"]\n\
         locks_out = {{ by = \"email\", after = 5, for = \"20s\" }}\nrecipe = [\n\
         {{ find = \"members\", where = {{ email = \"order.email\" }}, as = \"member\", or = \"who are you\" }},\n\
         {{ cook = \"100ms\" }},\n\
         {{ require = \"order.password == member.password\", or = \"who are you\" }},\n\
         {{ wristband = \"member.id\" }},\n]\n\
         [dining_room.web]\nsays = {{ email = \"guest.email\", password = \"guest.password\" }}\n{room}\n\
         [pantry.main.shelf.members]\nrows = [{{ id = 1, email = \"ada\", password = \"right\" }}]\n{more}"
    )
}

const WRONG: &str =
    "arrivals = { every = \"1s\" }\npeople = [{ email = \"ada\", password = \"wrong\" }]";

#[test]
fn five_wrong_tries_in_a_row_lock_out_for_a_while() {
    // Five tries, then nobody for twenty seconds after the fifth was found wrong; and so on.
    let report = report(&lock(WRONG, ""), 1, &[]);
    assert_eq!(outcome(&report, "refused.who_are_you"), 15);
    assert_eq!(outcome(&report, "refused.too_many_orders"), 45);
    assert_eq!(count(&report, "security.locked_out"), 45);
    assert_eq!(count(&report, "security.wrong"), 15);
}

#[test]
fn a_lock_can_be_turned_while_open() {
    let never = report(&lock(WRONG, ""), 1, &["--set", "menu.login.locks_out.after=unlimited"]);
    assert_eq!(count(&never, "security.locked_out"), 0);
    let turned = "[[timeline]]\nat = \"10500ms\"\nset = { \"menu.login.locks_out.after\" = 1, \
                  \"menu.login.locks_out.for\" = \"2s\" }";
    let turned = report(&lock(WRONG, turned), 1, &[]);
    // Until 24 s as before; from then on one try, and two seconds in which one or two come.
    assert_eq!(outcome(&turned, "refused.who_are_you"), 5 + 12);
    let cause = "menu.kiosk.locks_out.after means nothing";
    let kiosk =
        "[menu.kiosk]\n[[timeline]]\nat = \"1s\"\nset = { \"menu.kiosk.locks_out.after\" = 1 }";
    assert_mentions(&finding(&lock(WRONG, kiosk)), &[cause, "write locks_out"]);
}

#[test]
fn whoever_gets_in_is_not_locked_out() {
    let two = |other: &str| {
        format!(
            "guests = 2\nthink = \"1s\"\npeople = [{{ email = \"ada\", password = \"wrong\" }}, \
             {{ email = \"ada\", password = \"{other}\" }}]"
        )
    };
    let always_wrong = report(&lock(&two("bad"), ""), 1, &[]);
    assert!(count(&always_wrong, "security.locked_out") > 0);
    let by_turns = report(&lock(&two("right"), ""), 1, &[]);
    assert_eq!(count(&by_turns, "security.locked_out"), 0);
    assert_eq!(count(&by_turns, "orders.served"), count(&by_turns, "security.wrong"));
}

/// Whoever does not wait to hear that it was wrong has tried all the same.
#[test]
fn a_try_counts_whether_or_not_the_guest_waits_for_the_answer() {
    let report = report(&lock(&format!("{WRONG}\npatience = \"50ms\""), ""), 1, &[]);
    assert_eq!(outcome(&report, "abandoned.patience"), 15);
    assert_eq!(count(&report, "security.locked_out"), 45);
}

#[test]
fn half_a_lock_is_a_finding() {
    let lock = |written: &str| {
        lock(WRONG, "").replace("by = \"email\", after = 5, for = \"20s\"", written)
    };
    let missing = finding(&lock("by = \"email\", after = 5"));
    assert_mentions(&missing, &["does not say for how long", "add for = \"15m\""]);
    assert_mentions(&finding(&lock("after = 5, for = \"20s\"")), &["which orders belong together"]);
    let unknown = finding(&lock("by = \"emial\", after = 5, for = \"20s\""));
    assert_mentions(&unknown, &["no field of an order is called \"emial\"", "email"]);
}

/// Three guests who would order every second.
const THREE: &str = "title = \"T\"\nduration = \"60s\"\n[menu.soup]\n[menu.bread]\n\
                     [dining_room.web]\nguests = 3\nthink = \"1s\"\norders = { soup = 1 }\n[waiter]\n";

#[test]
fn each_guest_has_a_limit_of_their_own() {
    for limit in ["waiter.guest_limit=10/min", "menu.soup.guest_limit=10/min"] {
        let report = report(THREE, 1, &["--set", limit]);
        // Each of them at 1 s, 7 s, … 55 s.
        assert_eq!(count(&report, "orders.served"), 30, "{limit}");
        assert_eq!(outcome(&report, "refused.too_many_orders"), 3 * 59 - 30, "{limit}");
        assert_eq!(count(&report, "security.locked_out"), 0, "{limit}");
    }
    let other = report(THREE, 1, &["--set", "menu.bread.guest_limit=10/min"]);
    assert_eq!(count(&other, "orders.served"), 3 * 59);
}

/// Nothing is written down in this restaurant until the knob is turned.
#[test]
fn a_limit_for_each_guest_can_begin_in_the_middle() {
    for knob in ["waiter.guest_limit", "menu.soup.guest_limit"] {
        let turned = format!(
            "{THREE}[[timeline]]\nat = \"29500ms\"\nset = {{ \"{knob}\" = \"10/min\" }}\nfor = \"18s\"\n"
        );
        let report = report(&turned, 1, &[]);
        // Each at 1 s, … 29 s; at 30 s, 36 s, 42 s; at 48 s, … 59 s.
        assert_eq!(count(&report, "orders.served"), 3 * (29 + 3 + 12), "{knob}");
    }
}

/// A guest is one of the people of a room, whenever that one comes.
#[test]
fn guests_who_come_again_are_known_by_who_they_are() {
    let room = |people: u32| {
        format!(
            "title = \"T\"\nduration = \"60s\"\n[menu.soup]\n[dining_room.web]\n\
             arrivals = {{ every = \"1s\" }}\npeople = {{ count = {people}, id = \"{{n}}\" }}\n\
             [waiter]\nguest_limit = \"1/h\"\n"
        )
    };
    assert_eq!(count(&report(&room(1), 1, &[]), "orders.served"), 1);
    let many = count(&report(&room(7), 1, &[]), "orders.served");
    assert_eq!(many, 7, "all of them come within a minute");
    let nobody = room(1).replace("people = { count = 1, id = \"{n}\" }", "");
    assert_eq!(count(&report(&nobody, 1, &[]), "orders.served"), 60, "everyone is new here");
}
