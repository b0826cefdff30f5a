//! The goals of a scenario are seen while it runs, and those who must not succeed are not praised.

use super::*;

/// Returns the line of the goals.
fn line(app: &mut App, columns: u16, rows: u16) -> Option<String> {
    let screen = drawn(app, columns, rows);
    let line = screen.lines().find(|line| line.contains("Goals now:"));
    line.map(|line| line.trim_matches('"').trim().to_owned())
}

#[test]
fn one_line_says_how_the_goals_stand() {
    let mut lines = String::new();
    for (name, seconds) in [
        ("first-order", 14.0),
        ("lunch-rush", 900.0),
        ("lunch-rush", 1500.0),
        ("overheard", 900.0),
        ("break-in", 900.0),
        ("lost-data", 900.0),
        ("payment", 900.0),
        ("many-dining-rooms", 1800.0),
        ("streaming-night", 900.0),
    ] {
        let mut app = app(name, seconds);
        for columns in [80, 120, 200] {
            let line = line(&mut app, columns, 24).expect("there is such a line");
            let _ = writeln!(lines, "{name:18}{line}");
        }
    }
    assert_snapshot!(lines);
}

#[test]
fn where_there_is_no_room_the_goals_are_left_out() {
    let mut app = app("lunch-rush", 900.0);
    assert_eq!(line(&mut app, 60, 16), None);
    assert!(line(&mut app, 60, 24).is_some());
    app.wall = true;
    assert_eq!(line(&mut app, 80, 24), None);
}

/// A window that has not come yet is neither met nor missed.
#[test]
fn what_has_not_come_yet_is_open() {
    let mut app = app("lunch-rush", 900.0);
    let line = line(&mut app, 80, 24).unwrap();
    assert!(line.starts_with("Goals now: ○ latency.p95@12:20..12:30"), "{line}");
    assert!(line.contains("✓ money.costs"), "{line}");
}

#[test]
fn whoever_comes_to_do_harm_is_praised_for_nothing() {
    let mut app = app("overheard", 900.0);
    let screen = drawn(&mut app, 120, 40);
    let through = screen.lines().find(|line| line.contains("got through")).expect(&screen);
    assert!(through.contains("✗"), "{through}");
}
