//! Lessons gone through on a screen, as somebody would who presses keys.

use crate::dashboard::app::{Looks, Overlay};
use crate::dashboard::lesson::{Lecture, Study, Wants};
use crate::dashboard::message::Message;
use crate::dashboard::shell::{After, Show};
use crate::dashboard::stage::{EVERY_BLOCK, Hurried, Seat, lesson, looks, screen_text};
use crate::kernel::Time;
use crate::lens::Tongue;
use crate::lesson::block::Task;
use crate::lesson::walk::{Answer, Done, Waits, Walk};
use crate::lesson::{Lesson, What, open};
use crate::runner::live::Live;
use crate::runner::snapshot::State;
use crate::scenario::Source;
use insta::assert_snapshot;
use ratatui::crossterm::event::KeyCode;
use std::cell::RefCell;
use std::rc::Rc;
use std::time::Duration;

/// Somebody who goes through a lesson.
pub type Pupil = Seat<Study, Done>;

impl Pupil {
    pub fn of(lesson: Lesson, size: (u16, u16)) -> Pupil {
        Pupil::with(lesson, size, looks(true))
    }

    fn with(lesson: Lesson, size: (u16, u16), looks: Looks) -> Pupil {
        let course = vec![lecture(&lesson.id, &lesson.title), lecture("another", "Another one")];
        let walk = Walk::begin(lesson, None).unwrap();
        let told: Rc<RefCell<Vec<Done>>> = Rc::default();
        let keep = {
            let told = Rc::clone(&told);
            move |walk: &mut Walk| {
                told.borrow_mut().extend(walk.news());
                let over = walk.done().iter().filter(|done| done.is_over());
                (over.map(|done| (done.block.clone(), done.clone())).collect(), Ok(()))
            }
        };
        let start = Box::new(|scenario, beginning| {
            Live::start(scenario, beginning, Hurried(Duration::ZERO))
        });
        let study = Study::begin((walk, 0), looks, (start, Box::new(keep)), course).unwrap();
        Seat::take(study, size, told)
    }

    pub fn opens(name: &str, size: (u16, u16)) -> Pupil {
        Pupil::of(open(name).unwrap().1, size)
    }

    /// Waits until the restaurant stands where it is to stand; whatever is to be read first is read.
    pub fn settles(&mut self) {
        let stands = |study: &Study| {
            let shot = &study.house.app.shot;
            let rests = matches!(shot.state, State::Paused | State::Over(_));
            study.walk.waits() != Waits::World && shot.now == study.house.stand.at && rests
        };
        loop {
            while self.on.is_read_first() {
                self.presses("n");
            }
            self.waits("the restaurant to stand", |on| on.is_read_first() || stands(on));
            if !self.on.is_read_first() {
                return;
            }
        }
    }

    pub fn drawn(&self) -> String {
        screen_text(&self.on, self.size)
    }

    /// Presses `n` until something else is waited for.
    pub fn reads_on(&mut self) {
        for _ in 0..200 {
            match self.on.walk.waits() {
                Waits::Next => {
                    self.press(KeyCode::Char('n'));
                }
                Waits::World => self.settles(),
                _ => return,
            }
        }
        panic!("it never ends:\n{}", self.drawn());
    }

    /// Answers whatever is asked, rightly where that can be known.
    pub fn answers(&mut self) {
        let task = self.on.walk.block().unwrap().task.clone();
        match task {
            Task::Quiz(quiz) => {
                let choices = self.on.walk.choices();
                let right = choices.iter().position(|text| *text == quiz.right.text).unwrap();
                self.press(KeyCode::Char(char::from(b'1' + right as u8)));
                self.press(KeyCode::Enter);
            }
            Task::Predict(_) => {
                self.presses("1");
                self.press(KeyCode::Char('c'));
                self.settles();
            }
            Task::Number(_) => {
                self.presses("1");
                self.press(KeyCode::Enter);
            }
            Task::Goal(goal) => {
                for set in &goal.solution {
                    self.turns(&set.path, &set.value);
                }
                self.press(KeyCode::Char('c'));
            }
            other => panic!("nothing is asked: {other:?}"),
        }
    }

    /// Turns a knob by its list.
    fn turns(&mut self, knob: &str, value: &str) {
        self.settles();
        self.press(KeyCode::Char('k'));
        self.presses(knob);
        self.press(KeyCode::Enter);
        self.presses(value.trim_matches('"'));
        self.press(KeyCode::Enter);
        let knob = knob.to_owned();
        self.waits("the knob to be turned", |study| {
            let branch = study.house.app.shot.branches.iter().find(|branch| branch.is_shown);
            branch.is_some_and(|branch| branch.done.iter().any(|(_, done)| done.starts_with(&knob)))
        });
    }

    pub fn ends(self) {
        self.on.close();
    }
}

pub fn lecture(id: &str, title: &str) -> Lecture {
    let (id, title) = (id.to_owned(), title.to_owned());
    Lecture { id, title, teaches: String::new(), minutes: None, done: 0, of: 4 }
}

#[test]
fn the_first_lesson_at_every_size() {
    for size in [(60, 16), (80, 24), (120, 40), (200, 60)] {
        let mut pupil = Pupil::opens("the-first-guest", size);
        pupil.settles();
        let name = |what: &str| format!("lesson-{what}-{}x{}", size.0, size.1);
        assert_snapshot!(name("begins"), pupil.drawn());
        pupil.reads_on();
        pupil.settles();
        pupil.presses("2");
        assert_snapshot!(name("predicts"), pupil.drawn());
        pupil.press(KeyCode::Enter);
        pupil.settles();
        assert_snapshot!(name("predicted"), pupil.drawn());
        for _ in 0..2 {
            pupil.reads_on();
            if pupil.on.walk.waits() == Waits::Choice {
                pupil.answers();
            }
        }
        pupil.settles();
        assert_snapshot!(name("goal"), pupil.drawn());
        pupil.ends();
    }
}

#[test]
fn a_lesson_is_walked_to_its_end_by_its_solutions() {
    for name in ["the-first-guest", "queue-and-wait"] {
        let mut pupil = Pupil::opens(name, (80, 24));
        for _ in 0..50 {
            pupil.reads_on();
            if pupil.on.walk.waits() != Waits::Nothing {
                pupil.answers();
            }
        }
        assert!(pupil.on.walk.waits() == Waits::Nothing, "{}", pupil.drawn());
        assert!(pupil.on.walk.is_complete());
        let kept = pupil.told.borrow().clone();
        assert!(kept.iter().any(|done| done.points > 0 && done.is_right), "{kept:?}");
        assert_eq!(pupil.press(KeyCode::Char('n')), After::End);
        assert_eq!(pupil.on.wants, Some(Wants::Lesson("another".into())));
        pupil.ends();
    }
}

#[test]
fn nothing_runs_before_a_prediction_is_made() {
    let mut pupil = Pupil::opens("queue-and-wait", (80, 24));
    pupil.reads_on();
    pupil.settles();
    let now = pupil.on.house.app.shot.now;
    for key in [' ', 'n', 'k', 'i', '+', '.', 'R', 'f', 'c'] {
        pupil.press(KeyCode::Char(key));
        for arrow in [KeyCode::Left, KeyCode::Right] {
            pupil.press(arrow);
        }
    }
    // Nor while an order is followed.
    pupil.presses("o .");
    pupil.press(KeyCode::Right);
    pupil.press(KeyCode::Esc);
    assert!(!pupil.on.plays && pupil.on.walk.waits() == Waits::Choice);
    assert_eq!((pupil.on.house.app.shot.now, pupil.on.house.stand.at), (now, now));
    pupil.presses("c");
    assert!(pupil.drawn().contains("Mark a choice first"), "{}", pupil.drawn());
    pupil.ends();
}

#[test]
fn a_goal_that_is_missed_can_be_tried_again_with_hints_and_the_solution() {
    let mut pupil = Pupil::opens("queue-and-wait", (120, 40));
    loop {
        pupil.reads_on();
        if pupil.on.walk.waits() == Waits::Goal {
            break;
        }
        pupil.answers();
    }
    pupil.settles();
    // Run as it is: it is judged at its end by itself.
    pupil.presses(" ");
    pupil.waits("the verdict", |study| study.reached.is_some());
    assert!(pupil.drawn().contains("Not reached yet"), "{}", pupil.drawn());
    pupil.presses("x");
    pupil.settles();
    pupil.presses("hhh");
    assert!(pupil.drawn().contains("Hint 3"), "{}", pupil.drawn());
    pupil.presses("h");
    pupil.waits("the solution to be turned", |study| {
        let branch = study.house.app.shot.branches.iter().find(|branch| branch.is_shown);
        branch.is_some_and(|branch| !branch.done.is_empty())
    });
    assert!(pupil.drawn().contains("The solution, worth no points"), "{}", pupil.drawn());
    pupil.presses("c");
    assert_eq!(pupil.on.walk.waits(), Waits::Next);
    let kept = pupil.told.borrow().last().cloned().unwrap();
    assert!(kept.is_right && kept.solved && kept.points == 0 && kept.hints == 3, "{kept:?}");
    pupil.ends();
}

#[test]
fn whoever_plays_freely_comes_back_to_where_they_were() {
    let mut pupil = Pupil::opens("queue-and-wait", (80, 24));
    pupil.reads_on();
    pupil.answers();
    let (at, entered) = (pupil.on.walk.at(), pupil.on.walk.stand());
    pupil.presses("i");
    assert!(pupil.drawn().contains("You play freely"), "{}", pupil.drawn());
    pupil.press(KeyCode::Char('k'));
    pupil.presses("hatches");
    pupil.press(KeyCode::Enter);
    pupil.presses("9");
    pupil.press(KeyCode::Enter);
    pupil.waits("the knob to be turned", |study| {
        study.house.app.shot.knobs.iter().any(|knob| knob.is_turned)
    });
    pupil.presses("+ ");
    pupil.presses("i");
    pupil.settles();
    assert!(pupil.on.house.app.shot.knobs.iter().all(|knob| !knob.is_turned));
    assert_eq!((pupil.on.walk.at(), pupil.on.walk.stand()), (at, entered.clone()));
    assert_eq!(pupil.on.house.app.shot.now, entered.at);
    pupil.ends();
}

#[test]
fn the_list_shows_what_is_done_and_leads_anywhere() {
    let mut pupil = Pupil::opens("queue-and-wait", (80, 24));
    pupil.reads_on();
    pupil.answers();
    pupil.presses("l");
    assert_snapshot!("lesson-list", pupil.drawn());
    for _ in 0..20 {
        pupil.press(KeyCode::Down);
    }
    assert_eq!(pupil.press(KeyCode::Enter), After::End);
    assert_eq!(pupil.on.wants, Some(Wants::Lesson("another".into())));
    pupil.ends();
}

/// A page of a lesson that begins with a run, and a knob that is to be looked at before a goal.
const RUNS: &str = "+++\ntitle = \"T\"\nscenario = \"slow-pantry\"\n+++\nRead this first, please.\n\n\
                    ```toml run id=a\nuntil = \"2m\"\n```\n\nThen this.\n\n<!-- pause -->\n\n\
                    ```toml focus id=b\nknob = \"pantry.main.hatches\"\n```\n\nLook at it.\n\n\
                    ```toml goal id=g\ntext = \"Go.\"\nreach = \"orders.served > 1\"\nby = \"9m\"\n\
                    knobs = [\"kitchen.main.chefs\", \"pantry.main.hatches\"]\n\
                    solution = { \"pantry.main.hatches\" = 2 }\n```\n";

fn runs() -> Lesson {
    drafted(RUNS)
}

/// Reads a lesson that is not complete.
fn drafted(text: &str) -> Lesson {
    let (lesson, findings) = Lesson::draft(&Source::lesson_from_text("t.md", text));
    lesson.unwrap_or_else(|| panic!("{}", findings.render(false, false)))
}

#[test]
fn whoever_comes_back_reads_what_they_have_answered_before() {
    let mut pupil = Pupil::opens("queue-and-wait", (120, 40));
    let steps = &pupil.on.walk.lesson().steps;
    let asks = |what: &What| matches!(what, What::Block(block) if block.task.word() == "predict");
    let asked = steps.iter().position(|step| asks(&step.what)).unwrap();
    let What::Block(block) = &steps[asked].what else { unreachable!() };
    let id = block.id.clone();
    let answer = Answer::Choice("About so.".into());
    let done = |is_right| Done {
        block: id.clone(),
        answer: answer.clone(),
        is_right,
        points: 0,
        most_points: 2,
        tries: 1,
        hints: 0,
        solved: false,
    };
    for (known, words) in [
        (None, ""),
        (Some(done(true)), "Your answer was right: “About so.”"),
        (Some(done(false)), "Your answer was not right: “About so.”"),
    ] {
        let is_over = known.is_some();
        pupil.on.over.extend(known.map(|done| (id.clone(), done)));
        let wishes = pupil.on.walk.go_to(asked + 1, &|| false);
        pupil.on.does(wishes);
        let page = pupil.on.page().rows.into_iter().flatten();
        let read = page.map(|piece| piece.text).collect::<Vec<_>>().join(" ");
        assert_eq!(read.contains("done this before"), is_over, "{read}");
        assert!(read.contains(words), "{read}");
    }
    pupil.ends();
}

#[test]
fn a_pause_right_behind_an_answer_takes_no_key_of_its_own() {
    const ASKS: &str = "+++\ntitle = \"T\"\nscenario = \"slow-pantry\"\n+++\nBefore.\n\n\
                        ```toml quiz id=q\nask = \"Why?\"\nright = \"So.\"\nwrong = [\"Not so.\"]\n\
                        ```\n\n<!-- pause -->\n\nBehind.\n\n<!-- pause -->\n\nThe end.\n";
    let mut pupil = Pupil::of(drafted(ASKS), (80, 24));
    pupil.settles();
    pupil.answers();
    assert!(pupil.drawn().contains("Right."), "{}", pupil.drawn());
    pupil.presses("n");
    assert!(pupil.drawn().contains("Behind."), "{}", pupil.drawn());
    // Behind what is to be read it does.
    assert!(!pupil.drawn().contains("The end."), "{}", pupil.drawn());
    pupil.presses("n");
    assert!(pupil.drawn().contains("The end."), "{}", pupil.drawn());
    pupil.ends();
}

#[test]
fn where_there_is_room_for_one_thing_it_is_the_page_first() {
    for (size, is_big) in [((60, 16), false), ((80, 24), true), ((120, 40), true)] {
        let mut pupil = Pupil::with(runs(), size, Looks { is_big, ..looks(true) });
        assert!(pupil.on.is_read_first());
        assert!(pupil.drawn().contains("Read this first"), "{}", pupil.drawn());
        assert_eq!(pupil.on.house.stand.at, Time::OPENING);
        pupil.presses("n");
        assert!(!pupil.drawn().contains("Read this first"), "{}", pupil.drawn());
        pupil.settles();
        assert!(pupil.drawn().contains("Then this"), "{}", pupil.drawn());
        pupil.ends();
    }
    // Where there is room for both, nothing waits.
    let mut pupil = Pupil::of(runs(), (80, 24));
    assert!(!pupil.on.is_read_first());
    assert!(pupil.drawn().contains("Read this first"), "{}", pupil.drawn());
    // Nor does it where somebody makes room.
    let mut small = Pupil::of(runs(), (60, 16));
    small.size = (80, 24);
    small.on.update(Message::Resized(80, 24));
    assert!(!small.on.is_read_first());
    small.settles();
    pupil.settles();
    small.ends();
    pupil.ends();
}

/// A run, and more behind it than fits on a small screen.
#[test]
fn what_is_new_is_read_from_its_beginning() {
    let lines: Vec<String> = (1..30).map(|number| format!("Line {number}.")).collect();
    let text = RUNS.replace("Then this.", &lines.join("\n\n"));
    let lesson = drafted(&text);
    for size in [(60, 16), (80, 24)] {
        let mut pupil = Pupil::of(lesson.clone(), size);
        pupil.settles();
        assert!(pupil.drawn().contains("Line 1."), "{}", pupil.drawn());
        pupil.ends();
    }
}

#[test]
fn large_text_has_air() {
    let lesson = open("the-first-guest").unwrap().1;
    let pupil = Pupil::with(lesson, (80, 24), Looks { is_big: true, ..looks(true) });
    assert_snapshot!("lesson-begins-big-80x24", pupil.drawn());
    pupil.ends();
}

#[test]
fn a_knob_that_is_looked_at_is_chosen_in_the_list_of_knobs() {
    let mut pupil = Pupil::of(runs(), (120, 40));
    pupil.settles();
    pupil.presses("n");
    pupil.settles();
    let seen = pupil.drawn();
    assert!(pupil.on.shows_knobs && seen.contains("pantry.main.hatches = 1"), "{seen}");
    // Keys still go to the lesson; at a goal the knob is the one that is turned.
    pupil.presses("k");
    let Some(Overlay::Knobs(list)) = &pupil.on.house.app.overlay else { panic!("{seen}") };
    let chosen = list.chosen(&pupil.on.house.app.shot.knobs).unwrap();
    assert_eq!(chosen.name, "pantry.main.hatches");
    assert!(!pupil.on.shows_knobs);
    pupil.ends();
}

/// Words of a lens stand everywhere; those of the lesson are the author's.
#[test]
fn the_program_speaks_the_words_that_are_chosen() {
    let mut pupil = Pupil::opens("the-first-guest", (80, 24));
    pupil.on.house.app.looks.tongue = Tongue::Backend;
    pupil.reads_on();
    pupil.press(KeyCode::Char('k'));
    assert!(pupil.drawn().contains("experiment freely"), "{}", pupil.drawn());
    pupil.ends();
}

#[test]
fn every_kind_of_block_has_its_screen() {
    let mut pupil = Pupil::of(lesson(EVERY_BLOCK), (120, 40));
    // The text alone: the picture is not what this is about.
    pupil.presses("e");
    let mut screens = Vec::new();
    for _ in 0..10 {
        pupil.reads_on();
        if pupil.on.walk.waits() != Waits::Nothing {
            pupil.settles();
            screens.push(pupil.drawn());
            pupil.answers();
        }
    }
    screens.push(pupil.drawn());
    assert_snapshot!("lesson-every-block", screens.join("\n\n"));
    pupil.ends();
}

/// Whoever is asked sees the question and all that can be chosen, also where there are few rows.
#[test]
fn a_question_is_seen_with_all_its_choices() {
    for name in ["the-first-guest", "queue-and-wait"] {
        let mut pupil = Pupil::opens(name, (80, 24));
        let mut questions = 0;
        for _ in 0..50 {
            pupil.reads_on();
            if pupil.on.walk.waits() == Waits::Choice {
                // Prose in front of it may be longer than the screen: it is read first.
                while pupil.drawn().contains("↓ more") {
                    pupil.presses("n");
                }
                let screen = pupil.drawn();
                for number in 1..=pupil.on.walk.choices().len() {
                    assert!(screen.contains(&format!(" {number} ")), "{number}:\n{screen}");
                }
                let asks = ["Your prediction", "A question"];
                assert!(asks.iter().any(|asks| screen.contains(asks)), "{screen}");
                questions += 1;
            }
            if pupil.on.walk.waits() != Waits::Nothing {
                pupil.answers();
            }
        }
        assert!(questions > 2);
        pupil.ends();
    }
}

#[test]
fn a_page_with_a_question_is_seen_as_a_whole_if_it_fits() {
    let mut pupil = Pupil::opens("the-first-guest", (80, 24));
    pupil.reads_on();
    pupil.settles();
    let screen = pupil.drawn();
    assert!(screen.contains("What can the dining room do alone?"), "{screen}");
    assert!(screen.contains("as many as before") && !screen.contains("↓ more"), "{screen}");
    // As soon as it runs, the restaurant is there again.
    pupil.presses("1");
    pupil.press(KeyCode::Enter);
    assert!(pupil.on.split().house.is_some());
    pupil.ends();
}
