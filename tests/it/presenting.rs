//! Lessons presented with nobody in front of a terminal: every slide line by line, with its notes.

use boh::lesson::{Lesson, Slides, Task, What, course};
use unicode_width::UnicodeWidthStr;

use crate::support::{Folder, assert_mentions, boh, kind};

/// Presents something; returns what is written to both streams, and the exit code.
fn presents(args: &[&str], folder: &Folder) -> (String, String, Option<i32>) {
    let mut command = boh();
    command.current_dir(folder.path()).env("XDG_STATE_HOME", folder.path());
    let output = command.arg("present").args(args).output().unwrap();
    let (stdout, stderr) = kind(&output);
    (stdout, stderr, output.status.code())
}

/// Returns the words of a text in one line.
fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Lists what must be told of a lesson besides its prose.
fn told(lesson: &Lesson) -> Vec<String> {
    let of = |what: &What| match what {
        What::Note(note) => vec![format!("Notes: {note}")],
        What::Block(block) => match &block.task {
            Task::Predict(predict) => vec![predict.ask.clone(), "What came of it: ".to_owned()],
            Task::Quiz(quiz) => {
                vec![quiz.ask.clone(), format!("Right: “{}”", quiz.right.text), quiz.why.clone()]
            }
            Task::Number(number) => vec![number.ask.clone(), format!(" ({}).", number.dial.name)],
            Task::Goal(goal) => vec![goal.text.clone(), "The goal is reached.".to_owned()],
            _ => Vec::new(),
        },
        _ => Vec::new(),
    };
    lesson.steps.iter().flat_map(|step| of(&step.what)).collect()
}

#[test]
fn every_lesson_is_told_slide_by_slide_with_its_notes() {
    let folder = Folder::new();
    for lesson in course() {
        let (stdout, stderr, code) = presents(&[&lesson.id, "--plain"], &folder);
        assert_eq!((code, &*stderr), (Some(0), ""), "{}", lesson.id);
        let slides = Slides::of(&lesson.steps).count();
        for slide in 1..=slides {
            assert_mentions(&stdout, &[&format!("--- Slide {slide} of {slides} ---")]);
        }
        let text = flat(&stdout);
        for words in told(&lesson) {
            assert!(text.contains(flat(&words).as_str()), "{}: {words}\n{stdout}", lesson.id);
        }
        // What happened stands in one line each, whatever its length.
        let is_said = |line: &&str| !line.starts_with(|c: char| c.is_ascii_digit());
        let wide = stdout.lines().filter(is_said).find(|line| line.width() > 80);
        assert_eq!(wide, None, "{}", lesson.id);
    }
    // Nothing is kept anywhere.
    assert_eq!(folder.path().read_dir().unwrap().count(), 0);
}

#[test]
fn without_a_terminal_everything_is_told_line_by_line() {
    let folder = Folder::new();
    let plain = presents(&["queue-and-wait", "--plain"], &folder);
    assert_eq!(presents(&["queue-and-wait"], &folder), plain);
    assert_eq!(presents(&["queue-and-wait", "--notes"], &folder), plain);
    let (from, _, _) = presents(&["queue-and-wait", "--from", "3"], &folder);
    assert!(from.starts_with("--- Slide 3 of "), "{from}");
    assert!(plain.0.ends_with(&from), "{from}");
}

#[test]
fn the_program_speaks_the_words_that_are_chosen() {
    let folder = Folder::new();
    let lens = format!("{}/lenses/deutsch.toml", env!("CARGO_MANIFEST_DIR"));
    let (stdout, _, code) = presents(&["queue-and-wait", "--lens", &lens], &folder);
    assert_eq!(code, Some(0));
    assert_mentions(&stdout, &["--- Folie 1 von ", "Notizen: Let them only look"]);
}

#[test]
fn what_cannot_be_presented_is_said() {
    let folder = Folder::new();
    for (args, says) in [
        (&["queue-and-wait", "--from", "99"][..], "so there is no 99"),
        (&["queue-and-wait", "--from", "0"], "from 1 on"),
        (&["queue-and-wait", "--notes", "--plain"], "cannot be used with"),
        (&["queue-and-weight"], "queue-and-wait"),
        (&[], "required"),
    ] {
        let (stdout, stderr, code) = presents(args, &folder);
        assert_eq!((code, &*stdout), (Some(2), ""), "{args:?}: {stderr}");
        assert_mentions(&stderr, &[says]);
    }
}
