//! Lessons presented in a real terminal, to the end, and their notes in a second one.

use super::seat::Seat;
use crate::support::Folder;
use boh::lesson::block::Task;
use boh::lesson::open;
use boh::lesson::walk::{Help, Waits, Walk};

const SCREEN: (u16, u16) = (80, 24);
const LESSON: &str = "the-first-guest";

/// Begins something in a terminal; what is remembered is in a folder.
fn sits(args: &[&str], folder: &Folder) -> Seat {
    let state = folder.path().to_str().unwrap();
    Seat::take(&[&["present"], args].concat(), SCREEN, &[("XDG_STATE_HOME", state)])
}

fn never() -> bool {
    false
}

/// Somebody who presents in a terminal, and knows from a walk beside it what comes next.
struct Talk {
    seat: Seat,
    walk: Walk,
}

impl Talk {
    fn begins(folder: &Folder) -> Talk {
        let mut walk = Walk::begin(open(LESSON).unwrap().1, None).unwrap().in_slides();
        walk.go_to(0, &never).unwrap();
        Talk { seat: sits(&[LESSON], folder), walk }
    }

    /// Waits until the slide at which the walk stands is shown, and nothing is on its way.
    fn stands(&self) {
        let slides = self.walk.slides().unwrap();
        let number = slides.at(self.walk.page().start) + 1;
        let title = format!(" {number}/{} ", slides.count());
        self.seat.sees_that(&title, |screen| {
            screen.contains(&title) && !screen.contains("n: to the end")
        });
    }

    /// Waits for a restaurant that goes on, as fast as it can.
    fn waits(&mut self) {
        // More than it takes: at the end nothing is faster.
        self.seat.press("++++++++++++++++++++");
        while self.walk.waits() == Waits::World {
            self.walk.go_on(&never).unwrap();
        }
        self.stands();
    }

    /// Does what the slide waits for; says whether the lesson goes on.
    fn step(&mut self) -> bool {
        match self.walk.waits() {
            Waits::Nothing => return false,
            Waits::World => self.waits(),
            Waits::Next => {
                self.stands();
                self.seat.press(" ");
                self.walk.go_on(&never).unwrap();
            }
            Waits::Choice | Waits::Number => self.votes(),
            Waits::Goal => self.solves(),
        }
        true
    }

    fn votes(&mut self) {
        self.stands();
        self.seat.sees("Space: see what comes of it");
        self.seat.press("12\r7\r");
        self.seat.sees(" 12");
        self.seat.press(" ");
        self.walk.reveal(&never).unwrap();
        if self.walk.waits() == Waits::World {
            self.waits();
        }
        // What came of it, beside what the class has said.
        self.seat.sees("✓");
        self.seat.sees("████████ 12");
        self.seat.sees(" 7");
    }

    fn solves(&mut self) {
        self.stands();
        self.seat.sees("n: a solution");
        self.seat.press("n");
        self.seat.sees("▶");
        self.seat.press("n");
        self.seat.sees("The goal is reached.");
        let Task::Goal(_) = self.walk.block().unwrap().task else { unreachable!() };
        while let Help::Hint(..) = self.walk.hint().unwrap() {}
        self.walk.solve().unwrap();
        assert!(self.walk.check(&never).unwrap().is_met());
    }
}

#[test]
fn a_lesson_is_presented_to_its_end_with_votes() {
    let folder = Folder::new();
    let mut talk = Talk::begins(&folder);
    while talk.step() {}
    talk.seat.sees("That was the lesson.");
    let (text, code) = talk.seat.quits("q");
    // Only the cursor comes back.
    assert_eq!((text.replace("\x1b[?25h", "").as_str(), code), ("", 0));
    // Nobody has done anything, and nobody presents any more.
    let kept = folder.path().join("back-of-house");
    assert!(!kept.join("progress.toml").exists() && !kept.join("presented.toml").exists());
}

#[test]
fn the_notes_follow_whoever_presents() {
    let folder = Folder::new();
    let mut notes = sits(&[LESSON, "--notes"], &folder);
    notes.sees("Nobody presents yet. In another terminal: boh present the-first-guest");
    let mut seat = sits(&[LESSON], &folder);
    notes.sees("Ask first who has ever used a backend today.");
    notes.sees("1/15");
    notes.sees("of 10 minutes");
    notes.sees("Next: One order, there and back");
    seat.press("n");
    notes.sees("2/15");
    notes.sees("There are no notes for this slide.");
    // Whoever comes later sees the same.
    let mut other = sits(&[LESSON, "--notes"], &folder);
    other.sees("2/15");
    seat.press("g10\r");
    notes.sees("Some will say \"one or two\"");
    other.sees("10/15");
    other.quits("q");
    let file = folder.path().join("back-of-house/presented.toml");
    std::fs::write(&file, [0xff; 5_000]).unwrap();
    notes.sees("Nobody presents yet.");
    seat.press("n");
    notes.sees("11/15");
    notes.sees("Right: “The dining room only asks and shows.");
    assert_eq!(seat.quits("q").1, 0);
    notes.sees("Nobody presents yet.");
    assert_eq!(notes.quits("q").1, 0);
}

#[cfg(unix)]
#[test]
fn whoever_is_gone_presents_no_more() {
    let folder = Folder::new();
    let seat = sits(&[LESSON, "--from", "4"], &folder);
    seat.sees("Five things happened");
    let mut notes = sits(&[LESSON, "--notes"], &folder);
    notes.sees("4/15");
    seat.signals("KILL");
    notes.sees("Nobody presents yet.");
    let mut seat = sits(&["queue-and-wait"], &folder);
    seat.sees("1/1");
    notes.sees("Another lesson is presented now: queue-and-wait.");
    assert_eq!(notes.quits("q").1, 0);
    seat.quits("q");
}
