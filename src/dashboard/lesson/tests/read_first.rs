//! Whatever a lesson does happens when somebody has read what stands in front of it; the last line
//! names the keys that do something then.

use super::walks::Pupil;
use crate::kernel::{SECOND, Span, Time};
use crate::lesson::walk::Waits;
use crate::runner::snapshot::State;
use ratatui::crossterm::event::KeyCode;

fn seconds(number: u64) -> Time {
    Time::OPENING + Span(number * SECOND.0)
}

/// Comes to where the first lesson has shown a soup and says that one is to be ordered.
fn at_the_second_soup(size: (u16, u16)) -> Pupil {
    let mut pupil = Pupil::opens("the-first-guest", size);
    while pupil.on.walk.waits() == Waits::Next {
        pupil.presses("n");
    }
    pupil.waits("the first soup", |on| on.is_read_first() || on.house.app.shot.now >= seconds(41));
    pupil
}

const ORDERS: &str = "Now order a soup yourself";

#[test]
fn nothing_is_ordered_before_it_was_read() {
    let mut pupil = at_the_second_soup((80, 24));
    let mut steps = 0;
    while pupil.on.is_read_first() {
        let screen = pupil.drawn();
        assert!(!screen.contains(ORDERS) && screen.contains("↓ more"), "{screen}");
        assert!(!screen.contains("Ordered by hand"), "{screen}");
        let shot = &pupil.on.house.app.shot;
        assert_eq!((shot.now, shot.state), (seconds(40), State::Paused));
        assert!(pupil.on.house.stand.entries.is_empty());
        pupil.press(KeyCode::Down);
        steps += 1;
    }
    assert!(steps > 2, "there is more to read than fits");
    let screen = pupil.drawn();
    assert!(screen.contains(ORDERS), "{screen}");
    assert_eq!(pupil.on.house.stand.entries.len(), 1);
    pupil.settles();
    assert_eq!(pupil.on.house.app.shot.now, seconds(55));
    assert!(pupil.on.house.app.shot.floor().life.is_some(), "the order is followed");
    pupil.ends();
}

#[test]
fn whoever_goes_on_has_read_it() {
    for key in ["n", " "] {
        let mut pupil = at_the_second_soup((80, 24));
        assert!(pupil.on.is_read_first());
        pupil.presses(key);
        assert!(!pupil.on.is_read_first(), "{key:?}");
        pupil.settles();
        assert_eq!(pupil.on.house.app.shot.now, seconds(55));
        // From the beginning of the page once more: the same soup, and not another one.
        pupil.presses("x");
        pupil.settles();
        assert_eq!(pupil.on.house.stand.entries.len(), 1);
        pupil.ends();
    }
}

/// Whoever sees the whole text has it in front of them.
#[test]
fn on_a_large_screen_nothing_waits() {
    let pupil = at_the_second_soup((200, 60));
    assert!(!pupil.on.is_read_first());
    assert_eq!(pupil.on.house.stand.entries.len(), 1);
    pupil.ends();
}

/// Playing freely comes back to a restaurant in which everything has been done once.
#[test]
fn playing_freely_orders_nothing_twice() {
    let mut pupil = at_the_second_soup((80, 24));
    assert!(pupil.on.is_read_first());
    pupil.presses("ii");
    pupil.settles();
    assert_eq!(pupil.on.house.stand.entries.len(), 1);
    assert!(!pupil.on.is_read_first());
    pupil.ends();
}

#[test]
fn the_last_line_names_what_does_something() {
    let mut pupil = Pupil::opens("the-first-guest", (200, 60));
    let check = |pupil: &mut Pupil, named: &[&str], not: &[&str]| {
        let screen = pupil.drawn();
        let keys = screen.lines().last().unwrap_or_default();
        for key in named {
            assert!(keys.contains(&format!(" {key} ")), "{key}: {keys}");
        }
        for key in not {
            assert!(!keys.contains(&format!(" {key} ")), "{key}: {keys}");
        }
    };
    // Words alone.
    let idle = ["c check", "Space run", "k turn", "h hint", "x again", "+ - speed", "+- speed"];
    check(&mut pupil, &["n go on", "i play", "q quit"], &idle);
    pupil.presses("f");
    assert!(pupil.drawn().contains("Only where you play freely"), "{}", pupil.drawn());
    pupil.presses("n");
    check(&mut pupil, &["n go on", "Space run", "x again"], &["c check", "k turn", "h hint"]);
    pupil.reads_on();
    pupil.settles();
    // A question: nothing goes on before it is answered.
    assert_eq!(pupil.on.walk.waits(), Waits::Choice);
    check(&mut pupil, &["e view", "x again"], &["n go on", "c check", "i play", "Space run"]);
    pupil.presses("2");
    check(&mut pupil, &["c check"], &["n go on"]);
    for _ in 0..3 {
        pupil.answers();
        pupil.reads_on();
        if pupil.on.walk.waits() == Waits::Goal {
            break;
        }
    }
    assert_eq!(pupil.on.walk.waits(), Waits::Goal);
    pupil.settles();
    check(&mut pupil, &["Space run", "k turn", "c check", "h hint", "x again"], &["n go on"]);
    pupil.ends();
}
