//! Slides, votes, and what comes of them.

use super::*;
use crate::dashboard::theme::{Depth, Scheme, Theme};
use ratatui::buffer::Cell;
use ratatui::style::Color;

/// A slide of three parts, a note, and what a lesson must have.
const PARTS: &str = "+++\nid = \"parts\"\ntitle = \"Parts\"\nscenario = \"slow-pantry\"\n+++\n\
                     ## Three things\n\nThe first one.\n\n<!-- pause -->\n\nThe second one.\n\n\
                     <!-- pause -->\n\nThe third one.\n\n<!-- speaker_note: Wait. -->\n\n\
                     <!-- pause -->\n\n";

/// The blocks of the small lesson that are asked for in every lesson.
fn parts() -> String {
    let from = EVERY_BLOCK.find("```toml predict").unwrap();
    format!("{PARTS}{}", &EVERY_BLOCK[from..])
}

#[test]
fn the_first_lesson_at_every_size() {
    for size in [(60, 16), (80, 24), (120, 40), (200, 60)] {
        let mut class = Class::opens("the-first-guest", size);
        class.settles();
        let name = |what: &str| format!("slides-{what}-{}x{}", size.0, size.1);
        assert_snapshot!(name("begins"), class.drawn());
        class.goes_to(3);
        class.settles();
        assert_snapshot!(name("runs"), class.drawn());
        class.finds("predict");
        class.settles();
        class.presses("12\n7\n0");
        assert_snapshot!(name("asks"), class.drawn());
        class.presses(" ");
        class.settles();
        assert_snapshot!(name("reveals"), class.drawn());
        class.finds("goal");
        class.settles();
        assert_snapshot!(name("goal"), class.drawn());
        class.solves();
        assert_snapshot!(name("solved"), class.drawn());
        class.ends();
    }
}

#[test]
fn every_lesson_of_the_course_is_presented_to_its_end() {
    for lesson in course() {
        let id = lesson.id.clone();
        let mut class = Class::of(lesson, (80, 24), looks(true));
        let all = class.on.slides().count();
        let mut seen = vec![false; all];
        for _ in 0..1_000 {
            seen.get_mut(class.on.slide()).into_iter().for_each(|seen| *seen = true);
            match class.on.study.walk.waits() {
                Waits::Nothing => break,
                Waits::World => class.settles(),
                Waits::Goal => class.solves(),
                Waits::Choice => class.presses("3\n4\n "),
                Waits::Number => class.presses("1\n "),
                Waits::Next => class.presses("n"),
            }
            assert!(!class.drawn().contains("cannot be opened"), "{id}: {}", class.drawn());
        }
        assert_eq!(class.on.study.walk.waits(), Waits::Nothing, "{id}");
        assert!(seen.iter().all(|seen| *seen), "{id}: {seen:?}");
        // The last cue says that it is over.
        assert_eq!(class.told.borrow().last().map(|cue| cue.slide), Some(all), "{id}");
        assert_eq!(class.press(KeyCode::Char('q')), After::End);
        class.ends();
    }
}

#[test]
fn a_pause_shows_the_next_part_and_nothing_moves() {
    let mut class = Class::written(&parts(), (80, 24));
    class.settles();
    let row = |class: &mut Class, text: &str| {
        class.drawn().lines().position(|line| line.contains(text)).unwrap()
    };
    let first = row(&mut class, "The first one.");
    assert!(!class.drawn().contains("The second one."), "{}", class.drawn());
    assert!(class.drawn().contains("1:3"), "{}", class.drawn());
    class.presses(" ");
    assert_eq!(row(&mut class, "The first one."), first);
    assert!(class.drawn().contains("The second one."), "{}", class.drawn());
    class.press(KeyCode::Right);
    assert!(class.drawn().contains("The third one."), "{}", class.drawn());
    // What is only said is nothing to wait at.
    class.press(KeyCode::PageDown);
    assert_eq!(class.on.study.walk.waits(), Waits::Choice, "{}", class.drawn());
    // Back is all of it.
    class.press(KeyCode::Left);
    assert!(class.drawn().contains("The third one."), "{}", class.drawn());
    let cues: Vec<_> = class.told.borrow().iter().map(|cue| (cue.slide, cue.part)).collect();
    assert_eq!(cues, [(0, 1), (0, 2), (0, 3), (1, 1), (0, 3)]);
    class.ends();
}

#[test]
fn a_vote_can_be_skipped_and_nothing_runs_before_it_is_over() {
    let mut class = Class::opens("the-first-guest", (80, 24));
    class.finds("predict");
    class.settles();
    let now = class.on.study.house.app.shot.now;
    class.presses("xik+");
    class.settles();
    assert_eq!(class.on.study.house.app.shot.now, now);
    assert!(!class.drawn().contains("✓"), "{}", class.drawn());
    class.presses(" ");
    // Nobody has seen what comes of it before it has come.
    assert!(!class.drawn().contains("✓"), "{}", class.drawn());
    class.presses("n");
    class.settles();
    let screen = class.drawn();
    assert!(screen.contains("✓ 1 none") && !screen.contains('█'), "{screen}");
    class.ends();
}

#[test]
fn votes_stay_when_somebody_goes_back() {
    let mut class = Class::opens("the-first-guest", (80, 24));
    class.finds("predict");
    class.presses("12\n7\n ");
    class.settles();
    class.press(KeyCode::PageUp);
    class.settles();
    class.presses("n");
    class.settles();
    let screen = class.drawn();
    assert!(
        screen.contains("none                                                  12"),
        "{screen}"
    );
    class.ends();
}

#[test]
fn a_slide_is_found_by_its_number() {
    let mut class = Class::opens("the-first-guest", (80, 24));
    class.goes_to(7);
    class.presses("g99\n");
    assert!(class.drawn().contains("There are 15 slides"), "{}", class.drawn());
    assert_eq!(class.on.slide(), 6);
    class.presses("g1");
    assert!(class.drawn().contains("Go to slide 1_ of 15"), "{}", class.drawn());
    class.press(KeyCode::Esc);
    assert_eq!(class.on.slide(), 6);
    assert!(!class.drawn().contains("Go to slide"), "{}", class.drawn());
    class.ends();
}

#[test]
fn a_class_tries_a_goal_and_begins_again() {
    let mut class = Class::opens("queue-and-wait", (120, 40));
    class.finds("goal");
    class.settles();
    class.presses(" ");
    class.waits("the verdict", |on| on.study.reached.is_some());
    assert!(class.drawn().contains("Not reached yet"), "{}", class.drawn());
    class.presses("x");
    class.settles();
    assert!(class.on.study.reached.is_none());
    class.presses("k");
    assert!(class.drawn().contains("What can be turned"), "{}", class.drawn());
    class.press(KeyCode::Esc);
    class.presses("h");
    assert!(class.drawn().contains("Hint 1"), "{}", class.drawn());
    class.solves();
    let screen = class.drawn();
    assert!(screen.contains("A solution: pantry.main.hatches = 2"), "{screen}");
    assert!(!screen.contains("points"), "{screen}");
    class.ends();
}

#[test]
fn whoever_plays_freely_comes_back_to_the_slide() {
    let mut class = Class::opens("queue-and-wait", (80, 24));
    class.goes_to(2);
    class.settles();
    class.presses("i");
    assert!(class.drawn().contains("You play freely"), "{}", class.drawn());
    class.presses("i");
    class.settles();
    assert_eq!(class.on.slide(), 1);
    assert!(!class.drawn().contains("You play freely"), "{}", class.drawn());
    class.ends();
}

#[test]
fn a_slide_that_is_too_long_is_leafed_through() {
    let mut class = Class::opens("the-first-guest", (60, 16));
    class.settles();
    assert!(class.drawn().contains("↓ more"), "{}", class.drawn());
    class.presses("n");
    assert_eq!(class.on.slide(), 0);
    assert!(class.drawn().contains("The waiter walks between the two."), "{}", class.drawn());
    class.presses("p");
    assert!(class.drawn().contains("Welcome."), "{}", class.drawn());
    class.presses("nn");
    assert_eq!(class.on.slide(), 1);
    class.ends();
}

#[test]
fn the_help_tells_the_keys_of_the_slide() {
    let mut class = Class::opens("the-first-guest", (120, 40));
    class.presses("?");
    assert_snapshot!("slides-help", class.drawn());
    class.press(KeyCode::Esc);
    assert!(!class.drawn().contains("count hands"), "{}", class.drawn());
    class.finds("run");
    class.presses("?");
    assert_snapshot!("slides-help-restaurant", class.drawn());
    class.ends();
}

#[test]
fn every_kind_of_block_has_its_slide() {
    let mut class = Class::written(EVERY_BLOCK, (80, 24));
    let mut screens = Vec::new();
    for _ in 0..40 {
        match class.on.study.walk.waits() {
            Waits::World => class.settles(),
            Waits::Number => {
                class.settles();
                class.presses("110\n500\n110\nx");
                screens.push(class.drawn());
                class.presses(" ");
                screens.push(class.drawn());
            }
            Waits::Choice => {
                class.presses("5\n11 ");
                class.settles();
                screens.push(class.drawn());
            }
            Waits::Goal => {
                class.solves();
                screens.push(class.drawn());
            }
            Waits::Next => {
                class.presses("n");
                let is_compared = class.on.study.walk.verdict().is_some();
                screens.extend(is_compared.then(|| class.drawn()));
            }
            Waits::Nothing => break,
        }
    }
    screens.push(class.drawn());
    assert_snapshot!("slides-every-block", screens.join("\n\n"));
    class.ends();
}

#[test]
fn without_more_than_ascii() {
    let mut class = Class::of(open("the-first-guest").unwrap().1, (120, 40), looks(false));
    class.settles();
    assert!(class.drawn().is_ascii(), "{}", class.drawn());
    assert_snapshot!("slides-ascii", class.drawn());
    class.finds("predict");
    class.presses("3\n4\n ");
    class.settles();
    assert!(class.drawn().is_ascii(), "{}", class.drawn());
    assert!(class.drawn().contains("* 1 none"), "{}", class.drawn());
    class.ends();
}

#[test]
fn without_colours_a_slide_says_the_same() {
    let mono = Theme::new(Scheme::Mono, Depth::Sixteen, true);
    let lesson = || open("the-first-guest").unwrap().1;
    let mut class = Class::of(lesson(), (80, 24), Looks { theme: mono, ..looks(true) });
    class.finds("predict");
    class.settles();
    class.presses("12\n7");
    let terminal = screen(&class.on, (80, 24));
    let is_plain = |cell: &Cell| cell.fg == Color::Reset && cell.bg == Color::Reset;
    assert!(terminal.backend().buffer().content().iter().all(is_plain));
    let screen = class.drawn();
    assert!(screen.contains("▸ 2 one or two") && screen.contains(" 12"), "{screen}");
    class.presses(" ");
    class.settles();
    assert!(class.drawn().contains("✓ 1 none"), "{}", class.drawn());
    class.ends();
}

#[test]
fn on_a_small_screen_it_says_so() {
    let class = Class::opens("the-first-guest", (59, 16));
    assert!(class.drawn().contains("Too small"), "{}", class.drawn());
    class.ends();
}

/// Words of a lens stand everywhere; those of the lesson are the author's.
#[test]
fn all_words_come_through_the_lens() {
    let tongue = Looks { tongue: nonsense(), ..looks(true) };
    let mut class = Class::of(lesson(&parts()), (120, 40), tongue);
    let allowed = written(class.on.study.walk.lesson());
    for keys in ["", "?", "\u{1b}", "g7", "\n", "  ", " ", "3\n4", "x"] {
        for key in keys.chars() {
            class.press(match key {
                '\u{1b}' => KeyCode::Esc,
                '\n' => KeyCode::Enter,
                key => KeyCode::Char(key),
            });
        }
        let screen = class.drawn();
        let found = leftovers(&screen, &allowed);
        assert!(found.is_empty(), "{keys}:\n{}\n{screen}", found.join("\n"));
    }
    class.ends();
}
