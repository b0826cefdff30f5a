//! A lesson in one terminal and the editor in another: what is saved is seen.

use std::fs;
use std::path::Path;

use super::seat::Seat;
use crate::support::{Folder, SMALL, kind, run};

const LESSON: &str = "+++\ntitle = \"Mine\"\nscenario = \"cafe.toml\"\n+++\nFirst words.\n\n\
                      ```toml run id=morning\nuntil = \"2m\"\n```\n\n\
                      ```toml quiz id=why\nask = \"Why is that?\"\nright = \"It is so\"\n\
                      wrong = [\"It is not\"]\n```\n";

/// Saves a file as editors do: under another name first, then in the place of the old one.
fn save(file: &Path, text: &str) {
    let beside = file.with_extension("swap");
    fs::write(&beside, text).unwrap();
    fs::rename(beside, file).unwrap();
}

#[test]
fn a_lesson_is_read_again_whenever_it_is_saved() {
    let folder = Folder::new();
    let file = folder.file("mine.md", LESSON);
    let cafe = folder.file("cafe.toml", SMALL);
    let state = folder.path().join("state");
    let env = [("XDG_STATE_HOME", state.to_str().unwrap())];
    let mut seat = Seat::take(&["learn", file.to_str().unwrap(), "--watch"], (100, 32), &env);
    seat.sees("First words");
    seat.press("]");
    seat.sees("Why is that?");
    seat.sees(" 00:02 ");
    save(&file, &LESSON.replace("It is not", "Nobody knows"));
    seat.sees("Nobody knows");
    seat.sees("Read again. Blocks: 2");
    // Into the same file, too, and a scenario beside it.
    fs::write(&file, LESSON.replace("until", "untill")).unwrap();
    seat.sees("Line 8: there is no key \"untill\" here");
    seat.press("w");
    seat.sees("Nobody knows");
    save(&file, &LESSON.replace("It is not", "Somebody knows"));
    seat.sees("Somebody knows");
    save(&cafe, &SMALL.replace("Small", "Tiny"));
    seat.sees("Tiny");
    seat.press("1\r");
    seat.sees("Right.");
    let (text, code) = seat.quits("q");
    assert!(!text.contains("boh learn"), "{text}");
    assert_eq!(code, 0);
    assert!(!state.exists(), "something was kept");
}

/// What a scenario needs may lie in a folder of its own, which may not be there yet.
#[test]
fn a_file_in_a_folder_below_is_noticed_too() {
    let folder = Folder::new();
    let file = folder.file("mine.md", LESSON);
    let traced = "arrivals = { trace = \"data/guests/trace.csv\" }";
    folder.file("cafe.toml", SMALL.replace("arrivals = \"2/min\"", traced));
    let mut seat = Seat::take(&["learn", file.to_str().unwrap(), "--watch"], (100, 32), &[]);
    seat.sees("there is no file");
    let below = folder.path().join("data").join("guests");
    fs::create_dir_all(&below).unwrap();
    let trace = below.join("trace.csv");
    save(&trace, "at,dish\n60,soup\n");
    seat.sees("First words");
    save(&trace, "at,dsh\n60,soup\n");
    seat.sees("does not name the");
    save(&trace, "at,dish\n70,soup\n");
    seat.sees("First words");
    seat.quits("q");
}

#[test]
fn what_cannot_be_watched_is_said() {
    let folder = Folder::new();
    let file = folder.file("mine.md", LESSON);
    let file = file.to_str().unwrap();
    for (args, told) in [
        (vec!["-", "--watch"], "write the lesson into a file"),
        (vec!["the-first-guest", "--watch"], "`boh show the-first-guest > the-first-guest.md`"),
        (vec!["nothing.md", "--watch"], "`boh new lesson nothing.md`"),
        (vec![file, "--watch"], "`boh check "),
        (vec![file, "--watch", "--plain"], "cannot be used with"),
        (vec!["--watch"], "<LESSON>"),
    ] {
        let output = run(&[&["learn"], &args[..]].concat(), b"");
        let (stdout, stderr) = kind(&output);
        assert_eq!((output.status.code(), &*stdout), (Some(2), ""), "{args:?}: {stderr}");
        assert!(stderr.contains(told), "{args:?}: {stderr}");
    }
}
