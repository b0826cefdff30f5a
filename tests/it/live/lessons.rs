//! Lessons gone through in a real terminal, by their own solutions, to the end.

use super::seat::Seat;
use crate::support::Folder;
use boh::lesson::block::Task;
use boh::lesson::walk::{Waits, Walk};
use boh::lesson::{What, course, open};
use boh::scenario::units::show_clock;

/// A screen on which every page fits, so that no key only leafs.
const SCREEN: (u16, u16) = (120, 120);
/// As often as it takes to be as fast as the machine can.
const FASTEST: &str = "++++++++++++++++++++";

/// Somebody who studies in a terminal, and knows from a walk beside it what comes next.
struct Pupil {
    seat: Seat,
    walk: Walk,
}

impl Pupil {
    /// Begins a lesson; what is done is kept in a folder.
    fn begins(name: &str, folder: &Folder) -> Pupil {
        let (_, lesson) = open(name).unwrap();
        let mut walk = Walk::begin(lesson, None).unwrap();
        walk.go_to(0, &|| false).unwrap();
        let state = folder.path().to_str().unwrap();
        let seat = Seat::take(&["learn", name], SCREEN, &[("XDG_STATE_HOME", state)]);
        // Before the screen is taken, the terminal would change what Enter is.
        seat.sees("n go on");
        Pupil { seat, walk }
    }

    /// Returns the clock of a moment of the present world, as the first line shows it.
    fn clock(&self) -> String {
        let opens = self.walk.world().scenario(&[]).unwrap().opens.0;
        show_clock(opens + self.walk.stand().at.0)
    }

    /// Waits until the restaurant stands where the walk does.
    fn stands(&self) {
        let clock = format!(" {} ", self.clock());
        self.seat.sees_that(&clock, |screen| {
            let first: String = screen.lines().next().unwrap_or_default().to_owned();
            first.contains(&clock) && !first.contains('▶') && !first.contains('»')
        });
    }

    /// Does what is waited for; says whether the lesson goes on.
    fn step(&mut self) -> bool {
        // The clock may show the same before and after a run.
        self.seat.sees(match self.walk.waits() {
            Waits::Next => "n: go on",
            // That may be over before anybody looks.
            Waits::World => "",
            Waits::Choice => "a number, then Enter",
            Waits::Number => "type the figure, then Enter",
            Waits::Goal => "k turn, Space run",
            Waits::Nothing => "n: the next lesson",
        });
        match self.walk.waits() {
            Waits::Nothing => return false,
            Waits::Next => {
                self.seat.press("n");
                let judged = self.walk.verdict().and(self.walk.at());
                self.walk.go_on(&|| false).unwrap();
                // A pause right behind what came of a block takes no key of its own.
                let behind =
                    self.walk.at().filter(|at| judged.is_some_and(|judged| judged + 1 == *at));
                if behind.is_some_and(|at| self.walk.lesson().steps[at].what == What::Pause) {
                    self.walk.go_on(&|| false).unwrap();
                }
            }
            Waits::World => {
                self.seat.press(FASTEST);
                // One run may follow another before anybody has looked.
                while self.walk.waits() == Waits::World {
                    self.walk.go_on(&|| false).unwrap();
                }
                self.stands();
            }
            Waits::Choice => self.chooses(),
            Waits::Number => self.reads(),
            Waits::Goal => self.reaches(),
        }
        true
    }

    fn chooses(&mut self) {
        let right = match &self.walk.block().unwrap().task {
            Task::Quiz(quiz) => {
                let choices = self.walk.choices();
                choices.iter().position(|text| *text == quiz.right.text).unwrap()
            }
            Task::Predict(predict) => {
                let trials = predict.trials(&self.walk.world(), &self.walk.stand()).unwrap();
                let seen: Vec<_> = trials.iter().map(|trial| trial.run(&|| false)).collect();
                predict.grade(&seen).answer.unwrap()
            }
            other => panic!("nothing to choose: {other:?}"),
        };
        self.seat.press(&format!("{}\r", right + 1));
        self.walk.choose(right, &|| false).unwrap();
        if self.walk.waits() == Waits::Next {
            self.seat.sees("Right.");
        }
    }

    /// Writes the figure that is read; those of the course are counts.
    fn reads(&mut self) {
        let Task::Number(number) = &self.walk.block().unwrap().task else { unreachable!() };
        let trial = number.trial(&self.walk.world(), &self.walk.stand()).unwrap();
        let read = trial.run(&|| false)[0].unwrap();
        self.seat.press(&format!("{read}\r"));
        self.walk.say(read, &|| false).unwrap();
        self.seat.sees("Right.");
    }

    fn reaches(&mut self) {
        let Task::Goal(goal) = self.walk.block().unwrap().task.clone() else { unreachable!() };
        self.stands();
        for set in &goal.solution {
            let value = set.value.trim_matches('"');
            self.seat.press("k");
            self.seat.sees("What can be turned");
            self.seat.press(&format!("{}\r{value}\r", set.path));
            self.seat.sees_no_more("What can be turned");
            self.walk.turn(set).unwrap();
        }
        self.seat.press("c");
        assert!(self.walk.check(&|| false).unwrap().is_met());
        self.seat.sees("The goal is reached.");
    }

    /// Goes on to the end, and leaves.
    fn ends(mut self) {
        while self.step() {}
        self.seat.sees("n: the next lesson");
        self.seat.sees("All is done");
        let (text, code) = self.seat.quits("q");
        assert!(text.contains("Done:"), "{text}");
        assert_eq!(code, 0);
    }
}

#[test]
fn the_whole_course_is_walked_to_its_end() {
    let folder = Folder::new();
    let course = course();
    for lesson in &course {
        Pupil::begins(&lesson.id, &folder).ends();
    }
    let state = [("XDG_STATE_HOME", folder.path().to_str().unwrap())];
    let mut list = Seat::take(&["learn"], SCREEN, &state);
    for (number, lesson) in (1..).zip(&course) {
        list.sees(&format!("✓ {number:>2} {}", lesson.title));
    }
    list.quits("q");
}

#[test]
fn somebody_new_finds_the_lessons_and_comes_back_to_where_they_stopped() {
    let folder = Folder::new();
    let state = [("XDG_STATE_HOME", folder.path().to_str().unwrap())];
    let mut seat = Seat::take(&[], SCREEN, &state);
    seat.sees("Lessons: 0 of 14 done");
    seat.press("\x1b[B");
    seat.sees("Enter: all lessons");
    seat.press("\r");
    seat.sees("boh learn the-first-guest");
    seat.press("\r");
    seat.sees("You are about to open a restaurant");
    seat.press("n");
    seat.sees("watch; Space pauses");
    seat.press(FASTEST);
    seat.sees("Five things happened");
    let (text, code) = seat.quits("q");
    assert!(text.contains("Go on with: boh learn the-first-guest"), "{text}");
    assert_eq!(code, 0);
    let mut again = Seat::take(&["learn", "the-first-guest"], SCREEN, &state);
    again.sees("Five things happened");
    again.quits("q");
}
