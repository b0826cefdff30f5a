//! The real program in a real terminal: what a student presses, and what is on the screen then.
//! Nothing here depends on how long anything takes: a test waits until the screen shows what it
//! should, and gives up only when it never will.

mod ends;
#[cfg(target_os = "linux")]
mod halves;
mod keys;
#[cfg(unix)]
mod kills;
mod lessons;
mod panics;
mod preview;
mod seat;
mod talks;
mod terminals;

use seat::Seat;

use std::path::Path;

use crate::support::{Folder, SMALL, run};

/// What the report begins with.
const REPORT: &str = "What happened";

/// Returns how a run ends that somebody has quit at some moment: as its report says of the goals.
fn told(report: &str) -> u32 {
    u32::from(report.contains("✗ missed"))
}

#[test]
fn a_student_sees_one_order_and_quits_with_the_report() {
    let mut seat = Seat::take(&["run", "first-order"], (80, 24), &[]);
    seat.sees("waiter = API");
    seat.sees("pantry");
    seat.sees("#1 soup");
    seat.press(" ");
    seat.sees("paused");
    seat.press("?");
    seat.sees("with the report of what was seen");
    seat.press("\x1b");
    seat.sees_no_more("with the report of what was seen");
    seat.press("t");
    seat.sees("API = waiter");
    let (text, code) = seat.quits("q");
    // In the words that were chosen last.
    assert!(text.contains("How requests ended"), "{text}");
    assert_eq!(code, told(&text));
}

#[test]
fn a_knob_is_turned_time_goes_back_and_two_futures_run() {
    let mut seat = Seat::take(&["run", "first-order"], (100, 32), &[]);
    seat.sees("#1 soup");
    seat.press("k");
    seat.sees("What can be turned");
    seat.press("chefs\r");
    seat.sees("kitchen.main.chefs");
    seat.press("nonsense\r");
    seat.sees("cannot be nonsense");
    seat.press("\r");
    seat.press("2\r");
    seat.sees("kitchen.main.chefs is now 2");
    seat.press("R");
    seat.sees_no_more("#1 soup");
    seat.press("f");
    seat.sees("two futures");
    seat.press("f");
    seat.sees_no_more("The same guests, two futures");
    seat.press("]");
    let (text, code) = seat.quits("q");
    assert!(text.contains(REPORT), "{text}");
    assert_eq!(code, told(&text));
}

#[test]
fn an_order_by_hand_is_followed() {
    let mut seat = Seat::take(&["run", "first-order"], (100, 32), &[]);
    seat.sees("waiter = API");
    seat.press("\x1b[B\r");
    seat.sees("The menu in table");
    seat.press("\r");
    seat.sees("The life of order");
    seat.sees("HTTP/1.1 200");
    seat.resizes(60, 16);
    seat.sees_no_more("HTTP/1.1 200");
    seat.sees("It took");
    seat.press("\x1b");
    seat.sees_no_more("The life of order");
    seat.resizes(40, 10);
    seat.sees("Too small");
    seat.resizes(120, 40);
    seat.sees("= third party");
    let (text, _) = seat.quits("q");
    assert!(text.contains(REPORT), "{text}");
}

#[test]
fn what_is_short_is_tried_out_and_done() {
    // Long enough that nobody has to be quick.
    let day = ["run", "slow-pantry", "--duration", "20h", "--speed", "600"];
    let mut seat = Seat::take(&day, (80, 24), &[]);
    seat.sees("Short of hatches");
    seat.press("d");
    seat.sees("What would help?");
    seat.sees("pantry.main.hatches 1 → 2");
    seat.sees("Best for its cost: pantry.main.hatches = 2");
    seat.press("\r");
    seat.sees("pantry.main.hatches is now 2");
    let (text, _) = seat.quits("q");
    assert!(text.contains(REPORT), "{text}");
}

#[test]
fn the_wall_hides_the_kitchen() {
    let mut seat = Seat::take(&["run", "first-order"], (80, 24), &[]);
    seat.sees("kitchen = backend");
    seat.press("b");
    seat.sees("A guest does not see");
    seat.sees_no_more("kitchen = backend");
    seat.quits("q");
}

#[test]
fn somebody_who_does_not_know_what_to_run_chooses() {
    let mut seat = Seat::take(&[], (80, 24), &[]);
    seat.sees("The first order");
    seat.sees("Enter: order something");
    seat.press("\x1b[B");
    seat.sees("Enter: all lessons");
    seat.press("\x1b[B");
    seat.sees("boh run first-order");
    seat.press("\x1b[B");
    seat.sees("boh run two-languages");
    seat.press("\x1b[B\x1b[B");
    seat.sees("boh run many-dining-rooms");
    seat.press("\r");
    seat.sees("kiosk = clients");
    seat.quits("q");
}

#[test]
fn somebody_new_orders_something_and_sees_behind_the_wall() {
    let mut seat = Seat::take(&[], (80, 24), &[]);
    seat.sees("Enter: order something");
    seat.press("\r");
    seat.sees("You are a guest in a restaurant");
    seat.sees("behind");
    seat.press("\r");
    seat.sees("Your soup is here, after");
    seat.press("b");
    seat.sees("This is the back of house");
    seat.press("\r");
    seat.sees("network: request travels");
    seat.press("\r");
    seat.sees("API parses and validates");
    // Enough: the rest is for whoever plays.
    seat.press("\x1b");
    seat.sees_no_more("API parses and validates");
    let (text, code) = seat.quits("q");
    assert!(text.contains(REPORT), "{text}");
    assert_eq!(code, 0);
}

#[test]
fn the_demo_begins_by_itself_and_any_key_takes_over() {
    let mut seat = Seat::take(&["demo"], (100, 32), &[]);
    seat.sees("A restaurant is a backend");
    seat.press("?");
    seat.sees_no_more("any key takes over");
    let (text, _) = seat.quits("q");
    assert!(text.contains(REPORT), "{text}");
}

#[test]
fn at_the_end_the_goals_decide() {
    let mut seat = Seat::take(&["run", "lunch-rush", "--speed", "1000000"], (80, 24), &[]);
    seat.sees("closed");
    let (text, code) = seat.quits("q");
    assert!(text.contains("missed"), "{text}");
    assert_eq!(code, 1);
}

/// What is missed when somebody quits is missed, as the report says.
#[test]
fn before_the_end_the_goals_decide_as_well() {
    let folder = Folder::new();
    for (goal, exit) in [("orders.placed >= 0", 0), ("orders.placed < 0", 1)] {
        let file = folder.file("goal.toml", format!("{SMALL}\n[[goal]]\nreach = \"{goal}\"\n"));
        let day = ["run", file.to_str().unwrap(), "--duration", "10h", "--speed", "20"];
        let mut seat = Seat::take(&day, (80, 24), &[]);
        seat.sees(" 00:01 ");
        let (text, code) = seat.quits("q");
        assert!(text.contains("this is what was measured so far"), "{text}");
        assert_eq!((code, told(&text)), (exit, exit), "{text}");
    }
}

#[test]
fn what_was_done_is_in_the_journal() {
    let folder = Folder::new();
    let file = folder.path().join("mine.journal");
    let path = file.to_str().unwrap();
    let mut seat = Seat::take(&["run", "first-order", "--journal", path], (100, 32), &[]);
    seat.sees("#1 soup");
    seat.press("k");
    seat.sees("What can be turned");
    seat.press("chefs\r3\r");
    seat.sees("kitchen.main.chefs is now 3");
    seat.quits("q");
    let journal = std::fs::read_to_string(&file).unwrap();
    assert!(journal.contains("kitchen.main.chefs"), "{journal}");
    replays(&folder, &file);
}

/// What was done comes again at its time; watched to the end it is the same run.
fn replays(folder: &Folder, file: &Path) {
    let copy = folder.path().join("again.journal");
    let (path, again) = (file.to_str().unwrap(), copy.to_str().unwrap());
    let args = ["replay", path, "--journal", again, "--speed", "0.001"];
    let mut seat = Seat::take(&args, (100, 32), &[]);
    seat.sees("replay, 1 to come");
    seat.press("M");
    seat.sees("closed");
    let (text, code) = seat.quits("q");
    let plain = run(&["replay", path, "--headless"], b"");
    let report = String::from_utf8(plain.stdout).unwrap();
    assert!(text.replace("\r\n", "\n").contains(&report), "{text}");
    assert_eq!(Some(code as i32), plain.status.code());
    assert_eq!(std::fs::read(file).unwrap(), std::fs::read(copy).unwrap());
}
