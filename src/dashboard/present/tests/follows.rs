//! Notes that follow a presentation.

use super::*;

/// The notes of the first lesson, and what they are told.
struct Second {
    notes: Notes,
    cue: Rc<RefCell<Option<Cue>>>,
    now: Rc<RefCell<u64>>,
    size: (u16, u16),
}

impl Second {
    fn opens(size: (u16, u16), looks: Looks) -> Second {
        let lesson = open("the-first-guest").unwrap().1;
        let (cue, now) = (Rc::<RefCell<Option<Cue>>>::default(), Rc::new(RefCell::new(100)));
        let (asked, told) = (Rc::clone(&cue), Rc::clone(&now));
        let ask = Box::new(move || asked.borrow().clone());
        let mut notes = Notes::open(lesson, looks, (ask, Box::new(move || *told.borrow())));
        notes.update(Message::Resized(size.0, size.1));
        Second { notes, cue, now, size }
    }

    fn cue(slide: usize, part: usize) -> Cue {
        Cue { slide, part, ..Cue::begin(&open("the-first-guest").unwrap().1, 100) }
    }

    /// Hears something, and that so many seconds have gone by.
    fn hears(&mut self, cue: Option<Cue>, seconds: u64) -> String {
        *self.cue.borrow_mut() = cue;
        *self.now.borrow_mut() = 100 + seconds;
        self.notes.update(Message::Tick(Duration::from_secs(1)));
        screen_text(&self.notes, self.size)
    }
}

#[test]
fn the_notes_follow_at_every_size() {
    for size in [(60, 16), (80, 24), (120, 40), (200, 60)] {
        let mut second = Second::opens(size, looks(true));
        let screen = second.hears(Some(Second::cue(0, 1)), 75);
        assert_snapshot!(format!("notes-{}x{}", size.0, size.1), screen);
    }
}

#[test]
fn the_notes_say_what_is_the_matter() {
    let mut second = Second::opens((80, 24), looks(true));
    let screen = second.hears(None, 0);
    assert!(screen.contains("Nobody presents yet."), "{screen}");
    assert!(screen.contains("boh present the-first-guest"), "{screen}");
    let another = Cue { lesson: "other\u{1b}[2J".into(), ..Second::cue(0, 1) };
    let screen = second.hears(Some(another), 0);
    assert!(screen.contains("Another lesson is presented now: other"), "{screen}");
    assert!(!screen.contains('\u{1b}'), "{screen}");
    let screen = second.hears(Some(Cue { hash: "0".into(), ..Second::cue(0, 1) }), 0);
    assert!(screen.contains("another version"), "{screen}");
    // What nobody can mean does no harm.
    let screen = second.hears(Some(Cue { begun: u64::MAX, ..Second::cue(usize::MAX, 9) }), 0);
    assert!(screen.contains("the end"), "{screen}");
    let screen = second.hears(Some(Cue { begun: 0, ..Second::cue(3, usize::MAX) }), u64::MAX - 100);
    assert!(screen.contains("4/15"), "{screen}");
}

#[test]
fn a_quiz_has_its_answer_in_the_notes_and_the_end_is_the_end() {
    let mut second = Second::opens((80, 24), looks(true));
    let screen = second.hears(Some(Second::cue(10, 1)), 60);
    assert!(screen.contains("Right: “The dining room only asks and shows."), "{screen}");
    assert!(screen.contains("There are no notes for this slide."), "{screen}");
    let screen = second.hears(Some(Second::cue(14, 1)), 60);
    assert!(screen.contains("Next: the end"), "{screen}");
    let screen = second.hears(Some(Second::cue(15, 1)), 3_600 * 2 + 61);
    assert!(screen.contains("15/15") && !screen.contains("Next"), "{screen}");
}

#[test]
fn what_comes_next_is_told_in_plain_words() {
    let tongue = looks(true).tongue;
    for lesson in course() {
        let slides = Slides::of(&lesson.steps);
        for slide in 0..=slides.count() {
            let told = outline::of(&lesson, &slides, slide, tongue);
            assert!(!told.is_empty() && !told.contains("?:"), "{}, {slide}: {told}", lesson.id);
        }
    }
}

#[test]
fn all_words_of_the_notes_come_through_the_lens() {
    let tongue = Looks { tongue: nonsense(), ..looks(true) };
    let mut second = Second::opens((80, 24), tongue);
    let mut allowed = written(&open("the-first-guest").unwrap().1);
    // A command is written as it is.
    allowed.push("boh present".to_owned());
    for slide in 0..=15 {
        let screen = second.hears(Some(Second::cue(slide, 1)), 75);
        let found = leftovers(&screen, &allowed);
        assert!(found.is_empty(), "{slide}:\n{}\n{screen}", found.join("\n"));
    }
    second.notes.update(Message::Key(KeyEvent::from(KeyCode::Char('?'))));
    let found = leftovers(&screen_text(&second.notes, (80, 24)), &allowed);
    assert!(found.is_empty(), "{}", found.join("\n"));
    assert_eq!(second.notes.update(Message::Key(KeyEvent::from(KeyCode::Char('q')))), After::End);
}
