//! Terminals of any size and kind, and whatever somebody might send through them.

use super::REPORT;
use super::seat::{Seat, boh, plain};
use crate::support::{Folder, SMALL};
use vt100::Color;

#[test]
fn a_paste_presses_no_keys() {
    let mut seat = Seat::take(&["run", "first-order"], (80, 24), &[]);
    seat.sees("waiter = API");
    seat.press("\x1b[200~q\x03\x1ak\rR\x1b[201~ ");
    // The blank behind the paste is a key, what is in it is not.
    seat.sees("paused");
    // Where something is typed it is typed, and no more.
    seat.press("k\x1b[200~kitchen.main.chefs\r\x1b[201~");
    seat.sees("type to search: kitchen.main.chefs");
    seat.press("\r\x1b[200~7\r\x1b[201~");
    seat.sees("7_");
    seat.sees_no_more("is now 7");
    seat.press("\r");
    seat.sees("is now 7");
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
fn a_theme_has_its_own_background_unless_there_are_to_be_no_colours() {
    let day = ["run", "first-order", "--theme", "light"];
    let white = Color::Idx(231);
    let mut seat = Seat::take(&day, (80, 24), &[("COLORTERM", "")]);
    seat.sees("waiter = API");
    seat.stands_on(white);
    seat.press("?");
    seat.sees("with the report of what was seen");
    seat.stands_on(white);
    let (text, _) = seat.quits("q");
    assert!(text.contains(REPORT), "{text}");
    let mut seat = Seat::take(&day, (80, 24), &[("COLORTERM", "truecolor")]);
    seat.sees("waiter = API");
    seat.stands_on(Color::Rgb(255, 255, 255));
    seat.quits("q");
    // Whoever wants no colours gets none, whatever the theme, unless it is asked for outright.
    let mut seat = Seat::take(&day, (80, 24), &[("NO_COLOR", "1")]);
    seat.sees("waiter = API");
    assert_eq!(seat.colors(), 0);
    seat.quits("q");
    let never = ["run", "first-order", "--theme", "light", "--color", "never"];
    let mut seat = Seat::take(&never, (80, 24), &[]);
    seat.sees("waiter = API");
    assert_eq!(seat.colors(), 0);
    seat.quits("q");
    let always = ["run", "first-order", "--theme", "color-blind", "--color", "always"];
    let mut seat = Seat::take(&always, (80, 24), &[("NO_COLOR", "1"), ("COLORTERM", "24bit")]);
    seat.sees("waiter = API");
    seat.stands_on(Color::Rgb(0, 0, 0));
    seat.quits("q");
}

#[test]
fn few_things_and_large_for_the_last_row() {
    let day = ["run", "lunch-rush", "--big", "--reduced-motion"];
    let mut seat = Seat::take(&day, (80, 24), &[]);
    seat.sees("1 in 20");
    seat.sees("hatches");
    seat.press(" ");
    seat.sees("paused");
    let keys = seat.screen().lines().last().unwrap().trim().to_owned();
    assert_eq!(keys, "Space pause  p all  ? help  q quit");
    seat.press("p");
    seat.sees("waiters");
    seat.sees_no_more("1 in 20");
    seat.sees("kitchen = backend");
    seat.press("p");
    seat.sees("1 in 20");
    seat.resizes(60, 16);
    seat.sees_no_more("kitchen words");
    seat.sees("1 in 20");
    let (text, _) = seat.quits("q");
    assert!(text.contains(REPORT), "{text}");
    let mut seat = Seat::take(&["demo", "--big"], (80, 24), &[]);
    seat.sees("A restaurant is a backend");
    seat.sees("1 in 20");
    seat.quits("q");
    let mut seat = Seat::take(&["--big"], (80, 24), &[]);
    seat.sees("Enter: order something");
    seat.press("\r");
    seat.sees("guests wait");
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

#[cfg(unix)]
#[test]
fn who_has_no_terminal_at_all_gets_the_report() {
    let mut unset = boh();
    unset.args(["run", "first-order"]);
    unset.env_remove("TERM");
    let mut closed = plain("sh".as_ref());
    closed.args(["-c", "exec \"$0\" run first-order <&-", env!("CARGO_BIN_EXE_boh")]);
    for command in [unset, closed] {
        let mut seat = Seat::of(command, (80, 24));
        let (text, code) = seat.ends();
        assert!(text.contains(REPORT), "{text}");
        assert!(!seat.has_escapes(), "{text}");
        assert_eq!(code, 0);
    }
}

#[test]
fn a_terminal_may_have_any_size_and_change_it_at_any_time() {
    let mut seat = Seat::take(&["run", "lunch-rush"], (80, 24), &[]);
    seat.sees("kitchen = backend");
    for (columns, rows) in [(1, 1), (1, 200), (200, 1), (500, 200), (0, 0), (65535, 3)] {
        seat.resizes(columns, rows);
        seat.resizes(120, 40);
        seat.sees("quit");
    }
    for size in 0..1_000 {
        seat.resizes(size % 211, size % 67);
    }
    seat.resizes(40, 10);
    seat.sees("Too small");
    seat.resizes(80, 24);
    seat.sees("kitchen = backend");
    seat.sees_no_more("Too small");
    seat.quits("q");
}

#[test]
fn a_thousand_keys_at_once_are_a_thousand_keys() {
    let mut seat = Seat::take(&["run", "first-order"], (80, 24), &[]);
    seat.sees("waiter = API");
    // An even number of pauses, then the help: had one key been lost, it would not stand there.
    seat.press(&" ".repeat(10_000));
    seat.press("?");
    seat.sees("with the report of what was seen");
    seat.quits("q");
}

/// Whatever would drive the terminal, hide or turn round text, or pile up in one cell.
const HOSTILE: &str = "a\\u001b]0;owned\\u0007b\\u001b[2Jc\\u009b31md\\u0090e\\u202ef\\u2066g\\u200b\
                       h\\U000e0041i\\u007fj\\u0008k\\rl";

#[test]
fn what_a_scenario_says_never_drives_the_terminal() {
    let folder = Folder::new();
    let marks = "\u{301}".repeat(50);
    let said = format!("[[timeline]]\nat = \"0s\"\nsay = \"{HOSTILE}{marks}\"\n");
    let titled = SMALL.lines().map(|line| match line.split_once(" = ") {
        Some(("title" | "teaches", _)) => format!("title = \"{HOSTILE}{marks}\"\n"),
        _ => format!("{line}\n"),
    });
    let text: String = titled.collect::<String>() + said.as_str();
    let file = folder.file("\u{1b}]0;owned\u{7}\u{202e}.toml", text);
    let mut seat = Seat::take(&["run", file.to_str().unwrap()], (100, 32), &[]);
    seat.sees("pause");
    seat.press("?");
    seat.sees("with the report of what was seen");
    seat.press("\x1b");
    seat.press("k");
    seat.press("\x1b");
    seat.sees("[3] Story");
    let (_, code) = seat.quits("q");
    assert_eq!(code, 0);
    assert_harmless(&seat.bytes());
    let refused = folder.file("\u{1b}[31m\u{9b}.toml", format!("{SMALL}\n[\"{HOSTILE}\"]\n"));
    let mut seat = Seat::take(&["run", refused.to_str().unwrap()], (100, 32), &[]);
    let (_, code) = seat.ends();
    assert_eq!(code, 2);
    assert_harmless(&seat.bytes());
}

/// Checks that only what the program itself draws with has reached the terminal.
fn assert_harmless(bytes: &[u8]) {
    let text = std::str::from_utf8(bytes).unwrap();
    let mut marks = 0;
    for (at, c) in text.char_indices() {
        let is_harmful = matches!(c, '\u{7f}'..='\u{9f}' | '\u{7}' | '\u{8}' | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{e0000}'..='\u{e007f}');
        marks = if c == '\u{301}' { marks + 1 } else { 0 };
        let behind = &text[at..];
        // Of all sequences those that begin with a bracket, and the two that switch a character set.
        let begins = c != '\u{1b}' || behind.starts_with("\u{1b}[");
        let context: String = behind.chars().take(20).collect();
        assert!(!is_harmful && begins && marks <= 8, "{context:?}");
    }
    assert!(!text.contains("\u{1b}]") && !text.contains("\u{1b}[2Jc"), "{text:?}");
}
