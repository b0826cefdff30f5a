//! A walk through small lessons: what it waits for, what it wishes, what it keeps.

use super::*;
use crate::scenario::{Set, Source};

/// An M/M/c at noon; the rest of a lesson is written behind it.
const HEAD: &str =
    "+++\ntitle = \"T\"\nid = \"t\"\nscenario = \"noon.toml\"\n+++\n# T\n\nBefore.\n\n";

const PREDICT: &str = r#"
```toml predict id=p
ask = "How many?"
dial = "orders.placed"
measure = "value"
over = "12:04..12:06"
choices = ["fewer", "about 80", "more"]
cut = [50, 120]
```

Behind it.
"#;

const QUIZ: &str = r#"
```toml quiz id=q
ask = "Why?"
right = "hatches"
wrong = [{ text = "chefs", why = "They wait." }, "rail", "guests"]
why = "So."
proof = { set = { "pantry.main.hatches" = 4 }, dial = "latency.p95@12:15..12:30", falls_by = 0.6 }
```
"#;

const NUMBER: &str = r#"
```toml number id=n
ask = "How many were placed?"
dial = "orders.placed"
over = "12:04..12:06"
tolerance = 0.05
```
"#;

const GOAL: &str = r#"
```toml goal id=g
text = "Quick."
reach = ["latency.p95@10m < 20s", "money.costs < 180"]
from = "12:00"
by = "12:30"
points = 3
knobs = ["kitchen.main.chefs", "pantry.main.hatches"]
hints = ["one", "two"]
solution = { "pantry.main.hatches" = 4 }
```
"#;

fn never() -> bool {
    false
}

fn lesson(blocks: &[&str]) -> Lesson {
    let text = format!("{HEAD}{}", blocks.concat());
    let (lesson, findings) = Lesson::draft(&Source::lesson_from_text("t.md", &text));
    assert!(!findings.has_errors(), "{}", findings.render(false, false));
    lesson.unwrap()
}

/// Walks to where something is waited for first.
fn walk(blocks: &[&str]) -> Walk {
    let mut walk = Walk::begin(lesson(blocks), None).unwrap();
    walk.go_on(&never).unwrap();
    walk
}

fn set(path: &str, value: &str) -> Set {
    Set { path: path.into(), value: value.into() }
}

/// Returns a moment, in minutes after noon.
fn noon(minutes: u64) -> Time {
    Time(minutes * 60_000_000_000)
}

fn right(walk: &Walk) -> usize {
    walk.choices().iter().position(|choice| *choice == "hatches").unwrap()
}

#[test]
fn a_page_goes_up_to_what_is_waited_for() {
    let mut walk = walk(&[
        "```toml run\nuntil = \"12:02\"\n```\n\nHere.\n\n<!-- pause -->\n\nThere.\n",
        PREDICT,
    ]);
    assert_eq!((walk.waits(), walk.page()), (Waits::World, 0..3));
    assert_eq!(walk.stand().at, noon(2));
    assert_eq!(walk.go_on(&never).unwrap(), []);
    assert_eq!((walk.waits(), walk.page()), (Waits::Next, 0..5));
    walk.go_on(&never).unwrap();
    assert_eq!((walk.waits(), walk.page()), (Waits::Choice, 5..7));
    assert_eq!(walk.block().map(|block| block.id.as_str()), Some("p"));
    assert!(matches!(walk.go_on(&never), Err(Refused::NotNow(Waits::Choice))));
}

#[test]
fn a_prediction_is_locked_and_kept_before_the_world_goes_on() {
    let mut walk = walk(&[PREDICT]);
    assert!(matches!(walk.choose(3, &never), Err(Refused::NoSuchChoice(3))));
    let wishes = walk.choose(1, &never).unwrap();
    assert_eq!(wishes, [Wish::GoOn { to: noon(6), speed: None }]);
    assert_eq!((walk.waits(), walk.verdict(), walk.behind()), (Waits::World, None, Some("p")));
    let [done] = &walk.news()[..] else { panic!("one answer") };
    assert_eq!((&*done.block, done.is_right, done.points), ("p", true, 1));
    assert_eq!(done.answer, Answer::Choice("about 80".into()));
    assert!(matches!(walk.choose(0, &never), Err(Refused::NotNow(Waits::World))));
    walk.go_on(&never).unwrap();
    let Some(Verdict::Predicted { came, .. }) = walk.verdict() else { panic!("judged") };
    // Forty a minute for two minutes, and the graded figure is the one of the run itself.
    let placed = came.figures[0].unwrap();
    assert!((50.0..120.0).contains(&placed), "{placed}");
    walk.go_on(&never).unwrap();
    assert_eq!((walk.waits(), walk.page()), (Waits::Nothing, 0..4));
    assert!(walk.is_complete());
}

#[test]
fn a_quiz_is_mixed_for_each_student_and_proved_in_this_run() {
    let mut walk = walk(&[QUIZ]);
    let choices: Vec<String> = walk.choices().iter().map(|text| (*text).to_owned()).collect();
    assert_eq!(choices.len(), 4);
    let orders: std::collections::BTreeSet<Vec<usize>> = (0..50)
        .map(|n| Student::of(walk.lesson(), Some(&format!("s{n}"))).unwrap().mixed("t", "q", 4))
        .collect();
    assert!(orders.len() > 10, "{orders:?}");
    let wrong = choices.iter().position(|choice| choice == "chefs").unwrap();
    walk.choose(wrong, &never).unwrap();
    let Some(Verdict::Answered { chosen, proof: Some([Some(before), Some(after)]) }) =
        walk.verdict()
    else {
        panic!("{:?}", walk.verdict())
    };
    assert!(*after < 0.4 * before, "{before} {after}");
    let Some(Task::Quiz(quiz)) = walk.task() else { panic!("a quiz") };
    assert_eq!(quiz.choice(chosen.unwrap()).why, "They wait.");
    let done = &walk.done()[0];
    assert_eq!((done.is_right, done.points, done.is_over()), (false, 0, true));
}

#[test]
fn a_figure_may_be_a_little_wrong() {
    let graded = |factor: f64| {
        let mut walk = walk(&["```toml run\nuntil = \"12:06\"\n```\n", NUMBER]);
        walk.go_on(&never).unwrap();
        let Some(number) = walk.number() else { panic!("a number") };
        let read = number.trial(&walk.world(), &walk.stand()).unwrap().run(&never)[0].unwrap();
        walk.say(read * factor, &never).unwrap();
        walk.done()[0].is_right
    };
    assert!(graded(1.0) && graded(1.04) && graded(0.96));
    assert!(!graded(1.06) && !graded(0.94));
}

#[test]
fn a_goal_is_missed_by_nothing_and_reached_by_its_own_turns_only() {
    let mut walk = walk(&["```toml run\nuntil = \"12:20\"\n```\n", GOAL]);
    let wishes = walk.go_on(&never).unwrap();
    assert!(matches!(&wishes[..], [Wish::Open(stand)] if stand.at == noon(0)), "{wishes:?}");
    assert!(!walk.check(&never).unwrap().is_met());
    assert!(!walk.is_complete());
    let refused = walk.turn(&set("waiter.count", "3"));
    assert!(matches!(refused, Err(Refused::NotThisKnob(_))), "{refused:?}");
    assert!(matches!(walk.turn(&set("pantry.main.hatches", "-1")), Err(Refused::Impossible(_))));
    walk.turn(&set("pantry.main.hatches", "4")).unwrap();
    assert_eq!(walk.stand().entries.len(), 1);
    assert!(walk.check(&never).unwrap().is_met());
    let news = walk.news();
    assert_eq!(news.iter().map(|done| done.is_right).collect::<Vec<_>>(), [false, true]);
    assert_eq!((news[1].points, news[1].solved, walk.done()[0].tries), (3, false, 2));
    // The world is where the lesson had left it.
    let wishes = walk.go_on(&never).unwrap();
    assert!(matches!(&wishes[..], [Wish::Open(stand)] if stand.at == noon(20)), "{wishes:?}");
    assert!(walk.stand().entries.is_empty());
}

#[test]
fn an_attempt_goes_on_in_time_and_begins_again() {
    let mut walk = walk(&[GOAL]);
    walk.wait(noon(10)).unwrap();
    let early = walk.distances(noon(10), &never).unwrap();
    assert!(early.is_met(), "a quiet morning: {early:?}");
    walk.turn(&set("kitchen.main.chefs", "40")).unwrap();
    assert!(matches!(walk.wait(noon(9)), Err(Refused::OutOfTime(..))));
    assert!(matches!(walk.wait(noon(31)), Err(Refused::OutOfTime(..))));
    assert_eq!(walk.attempt().map(|attempt| attempt.turns()[0].at), Some(noon(10)));
    walk.again().unwrap();
    let attempt = walk.attempt().unwrap();
    assert_eq!((attempt.turns().len(), attempt.now()), (0, noon(0)));
}

#[test]
fn what_entered_a_run_that_is_watched_replaces_what_was_said() {
    let mut walk = walk(&[GOAL]);
    walk.turn(&set("kitchen.main.chefs", "40")).unwrap();
    let world = walk.world().scenario(&[]).unwrap();
    let at = noon(12);
    let turned = crate::lesson::turn(&world, &set("pantry.main.hatches", "4"), at).unwrap();
    walk.entered(std::slice::from_ref(&turned), noon(13)).unwrap();
    assert_eq!(walk.attempt().map(Attempt::turns), Some(&[turned.clone()][..]));
    let foreign = crate::lesson::turn(&world, &set("kitchen.main.rail.capacity", "9"), at).unwrap();
    assert!(matches!(walk.entered(&[foreign], noon(13)), Err(Refused::NotThisKnob(_))));
    let late = Entry { at: noon(30), ..turned };
    assert!(matches!(walk.entered(&[late], noon(30)), Err(Refused::OutOfTime(..))));
}

#[test]
fn hints_come_one_by_one_then_the_solution_which_earns_nothing() {
    let mut walk = walk(&[GOAL]);
    assert!(matches!(walk.solve(), Err(Refused::HintsFirst(2))));
    assert_eq!(walk.hint().unwrap(), Help::Hint(1, "one"));
    assert_eq!(walk.hint().unwrap(), Help::Hint(2, "two"));
    assert_eq!(walk.hint().unwrap(), Help::NoMore);
    walk.turn(&set("kitchen.main.chefs", "3")).unwrap();
    let wishes = walk.solve().unwrap();
    assert!(matches!(&wishes[..], [Wish::Open(begins), Wish::Enter(entries)]
        if begins.entries.is_empty() && entries.len() == 1));
    assert!(walk.check(&never).unwrap().is_met());
    let done = &walk.done()[0];
    assert_eq!((done.is_right, done.points, done.hints, done.solved), (true, 0, 2, true));
}

#[test]
fn of_questions_the_first_answer_counts_and_of_goals_the_best() {
    let mut walk = walk(&[QUIZ, GOAL]);
    let wrong = walk.choices().iter().position(|choice| *choice == "rail").unwrap();
    walk.choose(wrong, &never).unwrap();
    let quiz = walk.at().unwrap();
    walk.go_to(quiz, &never).unwrap();
    walk.choose(right(&walk), &never).unwrap();
    assert_eq!((walk.done()[0].points, walk.done()[0].tries), (0, 2));
    walk.go_on(&never).unwrap();
    walk.check(&never).unwrap();
    walk.turn(&set("pantry.main.hatches", "4")).unwrap();
    walk.check(&never).unwrap();
    let goal = walk.at().unwrap();
    walk.go_to(goal, &never).unwrap();
    walk.check(&never).unwrap();
    let done = &walk.done()[1];
    assert_eq!((done.is_right, done.points, done.tries), (true, 3, 3));
}

#[test]
fn somebody_who_goes_to_a_step_finds_the_world_as_the_lesson_leaves_it() {
    let set = "```toml set\nset = { \"pantry.main.hatches\" = 1 }\nfor = \"1m\"\n```\n";
    let blocks = ["```toml run\nuntil = \"12:02\"\n```\n", set, PREDICT, QUIZ];
    let mut by_foot = walk(&blocks);
    while by_foot.block().is_none_or(|block| block.id != "q") {
        match by_foot.waits() {
            Waits::Choice => drop(by_foot.choose(0, &never).unwrap()),
            _ => drop(by_foot.go_on(&never).unwrap()),
        }
    }
    let mut at_once = Walk::begin(lesson(&blocks), None).unwrap();
    let wishes = at_once.go_to(by_foot.at().unwrap(), &never).unwrap();
    assert_eq!(at_once.stand(), by_foot.stand());
    assert_eq!(at_once.stand().entries.len(), 2);
    assert_eq!(wishes, [Wish::Open(by_foot.stand())]);
    assert_eq!((at_once.waits(), at_once.page()), (by_foot.waits(), by_foot.page()));
}

#[test]
fn whoever_is_interrupted_is_where_they_were() {
    let mut walk = walk(&[PREDICT]);
    let before = (walk.on.clone(), walk.done.clone());
    assert!(matches!(walk.choose(1, &|| true), Err(Refused::Interrupted)));
    assert_eq!((walk.on.clone(), walk.done.clone()), before);
    assert!(walk.news().is_empty());
}

#[test]
fn what_is_left_open_is_not_answered() {
    let mut walk = walk(&[PREDICT, GOAL]);
    walk.leave(&never).unwrap();
    assert_eq!((walk.waits(), walk.stand().at), (Waits::World, noon(6)));
    walk.go_on(&never).unwrap();
    walk.leave(&never).unwrap();
    assert_eq!(walk.waits(), Waits::Nothing);
    assert!(walk.done().is_empty() && !walk.is_complete());
}

#[test]
fn slides_end_where_slides_end() {
    let text = ["One.\n\n<!-- pause -->\n\nTwo.\n\n<!-- end_slide -->\n\nThree.\n\n", PREDICT];
    let mut read = walk(&text);
    assert_eq!(read.page(), 0..4);
    read.go_on(&never).unwrap();
    assert_eq!((read.waits(), read.page()), (Waits::Choice, 4..8));
    let mut slides = Walk::begin(lesson(&text), None).unwrap().in_slides();
    slides.go_on(&never).unwrap();
    slides.go_on(&never).unwrap();
    assert_eq!((slides.waits(), slides.page()), (Waits::Next, 0..6));
    slides.go_on(&never).unwrap();
    assert_eq!((slides.waits(), slides.page()), (Waits::Next, 6..7));
    slides.go_on(&never).unwrap();
    assert_eq!((slides.waits(), slides.page()), (Waits::Choice, 7..8));
}

#[test]
fn what_varies_is_drawn_from_the_student() {
    let text = HEAD.replace(
        "scenario = ",
        "vary = { \"kitchen.main.chefs\" = [18, 19, 20, 21, 22, 23] }\nscenario = ",
    ) + PREDICT;
    let lesson = Lesson::draft(&Source::lesson_from_text("t.md", &text)).0.unwrap();
    let drawn =
        |id: Option<&str>| Student::of(&lesson, id).unwrap().variant().vary[0].value.clone();
    assert_eq!(drawn(None), "18");
    assert_eq!(drawn(Some("ada")), drawn(Some("ada")));
    let all: std::collections::BTreeSet<_> =
        (0..40).map(|n| drawn(Some(&format!("{n}")))).collect();
    assert_eq!(all.len(), 6);
}
