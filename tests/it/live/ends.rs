//! However it ends, or is stopped for a while, the terminal is as the shell left it.

use super::REPORT;
#[cfg(unix)]
use super::seat::plain;
use super::seat::{Seat, boh};
use crate::support::Folder;

#[test]
fn whoever_interrupts_gets_a_report_as_well() {
    let mut seat = Seat::take(&["run", "first-order"], (80, 24), &[]);
    seat.sees("waiter = API");
    let (text, code) = seat.quits("\x03");
    assert!(text.contains(REPORT), "{text}");
    assert_eq!(code, 130);
}

/// What fails while the screen is taken is told once it is given back.
#[test]
fn a_journal_that_cannot_be_written_any_more_is_told_at_the_end() {
    let folder = Folder::new();
    let file = folder.path().join("mine.journal");
    let mut seat =
        Seat::take(&["run", "first-order", "--journal", file.to_str().unwrap()], (80, 24), &[]);
    seat.sees("waiter = API");
    drop(folder);
    let (text, code) = seat.quits("q");
    assert!(text.contains(REPORT), "{text}");
    let told = text.lines().filter(|line| line.starts_with("error: ")).count();
    assert_eq!((told, code), (1, 3), "{text}");
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

#[cfg(unix)]
#[test]
fn a_mouse_that_was_caught_is_let_go_and_caught_again() {
    let mut seat = Seat::take(&["run", "first-order"], (80, 24), &[]);
    seat.sees("waiter = API");
    seat.press("m");
    seat.catches_the_mouse();
    seat.press("\x1a");
    seat.gets_the_terminal_back();
    seat.signals("CONT");
    seat.catches_the_mouse();
    seat.sees("waiter = API");
    seat.quits("q");
}

/// Whoever started it is killed, and the shell above takes the terminal back: it gets the screen too.
#[cfg(unix)]
#[test]
fn whoever_loses_the_terminal_to_a_shell_ends() {
    // It says who it is, so that it can be killed, and starts what starts the program: that one
    // outlives it, with the program, and tells how that ended.
    const STARTS: &str =
        r#"echo $$ > "$0"; sh -c '"$0" run first-order; echo "status $?"' "$1"; :"#;
    const SHELL: &str = r#"set -m; was=$(stty -g); sh -c "$2" "$0" "$1"; stty "$was"; read line"#;
    let folder = Folder::new();
    let file = folder.path().join("killed");
    let mut command = plain("sh".as_ref());
    command.args(["-c", SHELL, file.to_str().unwrap(), env!("CARGO_BIN_EXE_boh"), STARTS]);
    let mut seat = Seat::of(command, (80, 24));
    seat.sees("waiter = API");
    let id = std::fs::read_to_string(file).unwrap();
    let kill = std::process::Command::new("kill").args(["-KILL", id.trim()]).status().unwrap();
    assert!(kill.success());
    seat.sees("status 129");
    seat.gets_the_terminal_back();
    let (text, _) = seat.quits("\n");
    assert!(text.contains(REPORT), "{text}");
}

/// Nobody tells whoever is not the shell's own child that the terminal has hung up, and while the
/// clock stands still nothing is drawn that could fail.
#[cfg(unix)]
#[test]
fn a_terminal_that_is_gone_ends_the_program_without_any_signal() {
    let mut command = boh();
    command.args(["run", "first-order"]);
    command.set_controlling_tty(false);
    let mut seat = Seat::of(command, (80, 24));
    seat.sees("waiter = API");
    seat.press(" ");
    seat.sees("paused");
    seat.is_closed();
}
