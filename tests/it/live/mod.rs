//! The real program in a real terminal: what a student presses, and what is on the screen then.
//! Nothing here depends on how long anything takes: a test waits until the screen shows what it
//! should, and gives up only when it never will.

mod seat;

use seat::Seat;

use crate::support::Folder;

/// What the report begins with.
const REPORT: &str = "What happened";

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
    assert!(text.contains(REPORT), "{text}");
    assert_eq!(code, 0);
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
    seat.sees("Not turned");
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
    assert_eq!(code, 0);
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
    seat.sees("behind this wall");
    seat.sees_no_more("kitchen = backend");
    seat.quits("q");
}

#[test]
fn somebody_who_does_not_know_what_to_run_chooses() {
    let mut seat = Seat::take(&[], (80, 24), &[]);
    seat.sees("The first order");
    seat.sees("boh run first-order");
    seat.press("\x1b[B");
    seat.sees("boh run many-dining-rooms");
    seat.press("\r");
    seat.sees("kiosk = clients");
    seat.quits("q");
}

#[test]
fn at_the_end_the_goals_decide() {
    let mut seat = Seat::take(&["run", "lunch-rush", "--speed", "1000000"], (80, 24), &[]);
    seat.sees("closed");
    let (text, code) = seat.quits("q");
    assert!(text.contains("missed"), "{text}");
    assert_eq!(code, 1);
}

#[test]
fn whoever_interrupts_gets_a_report_as_well() {
    let mut seat = Seat::take(&["run", "first-order"], (80, 24), &[]);
    seat.sees("waiter = API");
    let (text, code) = seat.quits("\x03");
    assert!(text.contains(REPORT), "{text}");
    assert_eq!(code, 130);
}

#[cfg(unix)]
#[test]
fn a_signal_gives_the_terminal_back() {
    for (signal, exit) in [("TERM", 143), ("HUP", 129), ("INT", 130), ("QUIT", 131)] {
        let mut seat = Seat::take(&["run", "first-order"], (80, 24), &[]);
        seat.sees("waiter = API");
        seat.signals(signal);
        let (text, code) = seat.ends();
        assert!(text.contains(REPORT), "{signal}: {text}");
        assert_eq!(code, exit, "{signal}");
    }
}

#[cfg(unix)]
#[test]
fn whoever_stops_it_for_a_while_finds_it_as_it_was() {
    let mut seat = Seat::take(&["run", "first-order"], (80, 24), &[]);
    seat.sees("waiter = API");
    seat.press(" ");
    seat.sees("paused");
    seat.press("\x1a");
    seat.gets_the_terminal_back();
    seat.signals("CONT");
    seat.sees("paused");
    seat.signals("TSTP");
    seat.gets_the_terminal_back();
    seat.signals("CONT");
    seat.sees("paused");
    seat.quits("q");
}

#[test]
fn a_terminal_that_is_gone_ends_the_program() {
    let mut seat = Seat::take(&["run", "first-order"], (80, 24), &[]);
    seat.sees("waiter = API");
    seat.is_closed();
}

#[test]
fn a_paste_presses_no_keys() {
    let mut seat = Seat::take(&["run", "first-order"], (80, 24), &[]);
    seat.sees("waiter = API");
    seat.press("\x1b[200~q\x1b[201~ ");
    // The blank behind the paste is a key, the q in it is not.
    seat.sees("paused");
    seat.quits("q");
}

#[test]
fn without_colours_or_unicode_nothing_is_lost() {
    let env = [("NO_COLOR", "1"), ("LANG", "C"), ("LC_ALL", "C")];
    let mut seat = Seat::take(&["run", "first-order"], (80, 24), &env);
    seat.sees("waiter = API");
    seat.press(" ");
    seat.sees("paused");
    assert_eq!(seat.colors(), 0);
    let screen = seat.screen();
    assert!(screen.is_ascii(), "{screen}");
    seat.quits("q");
}

#[test]
fn where_nothing_can_be_drawn_there_is_the_report() {
    for term in ["dumb", ""] {
        let mut seat = Seat::take(&["run", "first-order"], (80, 24), &[("TERM", term)]);
        let (text, code) = seat.ends();
        assert!(text.contains(REPORT), "{text}");
        assert!(!seat.has_escapes(), "{text}");
        assert_eq!(code, 0);
    }
}

#[test]
fn what_was_done_is_in_the_journal() {
    let folder = Folder::new();
    let file = folder.path().join("mine.journal");
    let path = file.to_str().unwrap();
    let mut seat = Seat::take(&["run", "first-order", "--journal", path], (100, 32), &[]);
    seat.sees("waiter = API");
    seat.press("k");
    seat.sees("What can be turned");
    seat.press("chefs\r3\r");
    seat.sees("kitchen.main.chefs is now 3");
    seat.sees("#1 soup");
    seat.quits("q");
    let journal = std::fs::read_to_string(&file).unwrap();
    assert!(journal.contains("kitchen.main.chefs"), "{journal}");
}
