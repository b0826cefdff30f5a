//! Lessons walked with nobody there, or by somebody who writes: the real program, its exit codes,
//! and the file of progress that it leaves.

use std::fmt::Write as _;
use std::fs;
use std::io::{Read, Write};
use std::path::Path;
use std::process::{Command, Output, Stdio};

use boh::kernel::{Luck, pick};
use boh::lesson::walk::{Waits, Walk};
use boh::lesson::{Lesson, Task, course};
use serde_json::Value;
use unicode_width::UnicodeWidthStr;

use crate::support::{Folder, assert_mentions, boh, kind};

/// As many kills as `cargo test` has time for; `BOH_KILLS=1000` asks for more.
const KILLS: u64 = 30;

fn never() -> bool {
    false
}

/// Returns the command with its progress in this folder.
fn learn(folder: &Path, args: &[&str]) -> Command {
    let mut command = boh();
    command.current_dir(folder).arg("learn").args(args).arg("--here");
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// Has somebody write these lines.
fn written(folder: &Path, args: &[&str], lines: &[&str]) -> Output {
    let mut child = learn(folder, args).stdin(Stdio::piped()).spawn().unwrap();
    let text = lines.iter().flat_map(|line| [*line, "\n"]).collect::<String>();
    // A program that stops early does not read to the end.
    let _ = child.stdin.take().unwrap().write_all(text.as_bytes());
    child.wait_with_output().unwrap()
}

fn progress(folder: &Path) -> Value {
    let mut command = boh();
    let output =
        command.current_dir(folder).args(["progress", "--here", "--json"]).output().unwrap();
    let (stdout, stderr) = kind(&output);
    assert_eq!((output.status.code(), &*stderr), (Some(0), ""));
    serde_json::from_str(&stdout).unwrap()
}

/// Makes a file of answers from a lesson itself: what came of each prediction, what each dial says,
/// the right choice of each quiz, the solution of each goal.
fn answers(lesson: Lesson) -> String {
    let mut walk = Walk::begin(lesson, None).unwrap();
    let mut text = String::new();
    let quoted = |words: &str| serde_json::to_string(words).unwrap();
    while walk.waits() != Waits::Nothing {
        let answer = walk.block().and_then(|block| {
            let (world, stand) = (walk.world(), walk.stand());
            let answer = match &block.task {
                Task::Predict(predict) if walk.waits() == Waits::Choice => {
                    let trials = predict.trials(&world, &stand).unwrap();
                    let seen: Vec<_> = trials.iter().map(|trial| trial.run(&never)).collect();
                    quoted(&predict.choices[predict.grade(&seen).answer.unwrap()])
                }
                Task::Quiz(quiz) => quoted(&quiz.right.text),
                Task::Number(number) => {
                    let read = number.trial(&world, &stand).unwrap().run(&never)[0].unwrap();
                    format!("{read:?}")
                }
                Task::Goal(goal) => {
                    let set =
                        |set: &boh::scenario::Set| format!("\"{}\" = {}", set.path, set.value);
                    let sets: Vec<String> = goal.solution.iter().map(set).collect();
                    format!("{{ {} }}", sets.join(", "))
                }
                _ => return None,
            };
            Some(format!("{} = {answer}", block.id))
        });
        if let Some(answer) = answer {
            writeln!(text, "{answer}").unwrap();
        }
        match walk.waits() {
            Waits::Next | Waits::World => drop(walk.go_on(&never).unwrap()),
            _ => drop(walk.leave(&never).unwrap()),
        }
    }
    text
}

fn lesson(id: &str) -> Lesson {
    course().into_iter().find(|lesson| lesson.id == id).unwrap()
}

#[test]
fn the_whole_course_is_done_by_its_own_solutions() {
    let folder = Folder::new();
    for lesson in course() {
        let id = lesson.id.clone();
        folder.file("answers.toml", answers(lesson));
        let output = learn(folder.path(), &[&id, "--answers", "answers.toml"]).output().unwrap();
        let (stdout, stderr) = kind(&output);
        assert_eq!((output.status.code(), &*stderr), (Some(0), ""), "{id}: {stdout}");
        assert!(stdout.contains("Done: "), "{id}: {stdout}");
        // What was written, and what happened, stands in one line each.
        let is_told = |line: &&str| !line.starts_with(|c: char| c.is_ascii_digit());
        let told = stdout.lines().filter(|line| !line.starts_with("Your ")).filter(is_told);
        let wide = told.into_iter().find(|line| line.width() > 80 && !line.contains(" = "));
        assert_eq!(wide, None, "{id}");
    }
    let progress = progress(folder.path());
    let lessons = progress["lessons"].as_array().unwrap();
    assert_eq!(lessons.len(), 14);
    for lesson in lessons {
        assert_eq!(lesson["done"], Value::Bool(true), "{lesson}");
        assert_eq!(lesson["points"], lesson["most_points"], "{lesson}");
    }
    let output = learn(folder.path(), &[]).output().unwrap();
    assert_mentions(&kind(&output).0, &["Everything is done."]);
}

#[test]
fn somebody_who_writes_is_told_what_may_be_written_and_goes_on_another_time() {
    let folder = Folder::new();
    let lines = ["what?", "", "", "9", "as", "none", "quit"];
    let output = written(folder.path(), &["the-first-guest", "--plain"], &lines);
    let (stdout, stderr) = kind(&output);
    assert_eq!((output.status.code(), &*stderr), (Some(1), ""), "{stdout}");
    assert_mentions(
        &stdout,
        &[
            "Write nothing or next to go on",
            "Write a number from 1 to 3",
            "Right.",
            "order 1 (table",
        ],
    );
    let first = &progress(folder.path())["lessons"][0];
    assert_eq!((&first["answered"], &first["points"]), (&1.into(), &1.into()), "{first}");
    let again = written(folder.path(), &["the-first-guest", "--plain"], &[]);
    let (stdout, _) = kind(&again);
    assert_mentions(&stdout, &["You go on where you stopped.", "and yet nothing comes. Why?"]);
    // What is behind is not asked again: it is told what was answered.
    let said = "done this before. Your answer was right: “none”";
    assert!(stdout.contains(said) && !stdout.contains("1  none"), "{stdout}");
}

#[test]
fn a_lesson_is_forgotten_and_brought_back_as_it_is_said() {
    let folder = Folder::new();
    let file = folder.path().join("boh-progress.toml");
    written(folder.path(), &["the-first-guest", "--plain"], &["", "", "as", "quit"]);
    let before = fs::read(&file).unwrap();
    let forget = |lesson: &str| {
        let args = ["progress", "--here", "--forget", lesson];
        boh().current_dir(folder.path()).args(args).output().unwrap()
    };
    let output = forget("the-first-gest");
    assert_eq!(output.status.code(), Some(2));
    assert_mentions(&kind(&output).1, &["did you mean the-first-guest?"]);
    let output = forget("the-first-guest");
    let (stdout, stderr) = kind(&output);
    assert_eq!((output.status.code(), &*stderr), (Some(0), ""));
    assert_eq!(progress(folder.path())["lessons"].as_array().unwrap().len(), 0);
    let copy = stdout.lines().last().unwrap();
    assert_eq!(fs::read(folder.path().join(copy)).unwrap(), before);
    fs::copy(folder.path().join(copy), &file).unwrap();
    assert_eq!(progress(folder.path())["lessons"].as_array().unwrap().len(), 1);
}

#[test]
fn a_goal_is_tried_line_by_line() {
    let folder = Folder::new();
    let goal = "+++\ntitle = \"T\"\nscenario = \"lunch-rush\"\n+++\nWords.\n\n```toml predict id=p\n\
                ask = \"?\"\ndial = \"latency.p95\"\nover = \"12:15..12:25\"\n\
                measure = \"value\"\nchoices = [\"less\", \"more\"]\ncut = [30]\n```\n\n```toml goal id=g\ntext = \"Quick.\"\n\
                reach = \"latency.p95@12:20..12:30 < 30s\"\nby = \"12:30\"\nfrom = \"12:00\"\n\
                knobs = [\"pantry.main.hatches\"]\nhints = [\"hatches\"]\n\
                solution = { \"pantry.main.hatches\" = 4 }\n```\n";
    folder.file("t.md", goal);
    let lines = [
        "2",
        "nonsense",
        "kitchen.main.chefs = 3",
        "pantry.main.hatches = x",
        "solution",
        "show",
        "run 11:00",
        "run 12:10",
        "pantry.main.hatches = 3",
        "again",
        "check",
        "hint",
        "hint",
        "pantry.main.hatches = 4",
        "check",
    ];
    let output = written(folder.path(), &["t.md", "--plain"], &lines);
    let (stdout, stderr) = kind(&output);
    assert_eq!((output.status.code(), &*stderr), (Some(0), ""), "{stdout}");
    for told in [
        "Write knob = value to turn a knob",
        "kitchen.main.chefs is not to be turned here. Turn one of: pantry.main.hatches.",
        "There are 1 more hints: write hint.",
        "  latency.p95@12:20..12:30 < 30s (“1 plate in 20 took longer than”)\n",
        "At 12:00:",
        "  pantry.main.hatches = 2",
        "Turned at 12:10: pantry.main.hatches = 3.",
        "Begun again, at 12:00.",
        "Not reached yet.\nMissed: latency.p95@12:20..12:30 < 30s. “1 plate in 20 took longer than”: ",
        "Hint 1 of 1: hatches",
        "There are no more hints",
        "The goal is reached.\nMet: latency.p95@12:20..12:30 < 30s. “1 plate in 20 took longer than”: ",
        "Done: 2 of 2 answered",
    ] {
        assert!(stdout.contains(told), "no {told:?} in:\n{stdout}");
    }
    let goal = &progress(folder.path())["lessons"][0]["blocks"][1];
    assert_eq!((&goal["tries"], &goal["hints"]), (&2.into(), &1.into()), "{goal}");
    assert_eq!(goal["answer"], "pantry.main.hatches = 4", "{goal}");
}

#[test]
fn answers_that_do_not_fit_are_found_before_anything_is_done() {
    let folder = Folder::new();
    for (text, words) in [
        ("closed-kitchn = 1", &["did you mean", "closed-kitchen", "answers.toml:1:1"][..]),
        ("closed-kitchen = [1]", &["no answer here", "the words of a choice"]),
        ("closed-kitchen = ", &["no TOML"]),
        ("\nclosed-kitchen = 9", &["no such choice", "a number from 1 to", "answers.toml:2:18"]),
        ("closed-kitchen = \"quit\"", &["no such choice", "the words of a choice"]),
    ] {
        folder.file("answers.toml", text);
        let args = ["the-first-guest", "--answers", "answers.toml"];
        let output = learn(folder.path(), &args).output().unwrap();
        let (stdout, stderr) = kind(&output);
        assert_eq!((output.status.code(), &*stdout), (Some(2), ""), "{stderr}");
        assert_mentions(&stderr, words);
    }
    for (args, words) in [
        (&["the-first-guest"][..], "--plain"),
        (&["-"], "--answers"),
        (&["the-frist-guest", "--plain"], "did you mean the-first-guest?"),
        (&["the-first-guest", "--answers", "no.toml"], "no.toml"),
        (&["the-first-guest", "--plain", "--student", "\u{1b}[2J"], "write a name"),
        (&["the-first-guest", "--plain", "--student", &"x".repeat(900)], "xxx…'"),
    ] {
        let output = learn(folder.path(), args).output().unwrap();
        let (stdout, stderr) = kind(&output);
        assert_eq!((output.status.code(), &*stdout), (Some(2), ""), "{args:?}: {stderr}");
        assert_mentions(&stderr, &[words]);
    }
    assert!(!folder.path().join("boh-progress.toml").exists());
}

/// What cannot be turned at a goal is found at its line as well.
#[test]
fn answers_to_a_goal_turn_only_its_knobs() {
    let folder = Folder::new();
    for answer in ["{ \"kitchen.main.chef\" = 3 }", "[\"kitchen.main.chef = 3\", \"check\"]"] {
        folder.file("answers.toml", format!("# Answers\nquicker-soup = {answer}\n"));
        let args = ["the-first-guest", "--answers", "answers.toml"];
        let output = learn(folder.path(), &args).output().unwrap();
        let (stdout, stderr) = kind(&output);
        assert_eq!((output.status.code(), &*stdout), (Some(2), ""), "{stderr}");
        assert_mentions(
            &stderr,
            &["kitchen.main.chef cannot be turned", "turn only", "answers.toml:2:"],
        );
    }
}

#[test]
fn what_is_wrong_or_left_open_ends_with_one() {
    let folder = Folder::new();
    let right = answers(lesson("the-first-guest"));
    let (first, others) = right.split_once('\n').unwrap();
    assert!(first.starts_with("closed-kitchen = "), "{first}");
    for text in [others.to_owned(), format!("closed-kitchen = 3\n{others}")] {
        folder.file("answers.toml", text);
        let args = ["the-first-guest", "--answers", "answers.toml"];
        let output = learn(folder.path(), &args).output().unwrap();
        assert_eq!(output.status.code(), Some(1), "{}", kind(&output).0);
    }
}

#[test]
fn progress_is_shown_as_a_table_and_as_rows() {
    let folder = Folder::new();
    folder.file("answers.toml", answers(lesson("the-first-guest")));
    let args = ["the-first-guest", "--answers", "answers.toml", "--student", "=ada"];
    assert_eq!(learn(folder.path(), &args).output().unwrap().status.code(), Some(0));
    let shown = |args: &[&str]| {
        let mut command = boh();
        let output =
            command.current_dir(folder.path()).args(["progress", "--here"]).args(args).output();
        kind(&output.unwrap()).0
    };
    assert_mentions(&shown(&[]), &["the-first-guest", "=ada", "done"]);
    assert_mentions(&shown(&["--student", "bob"]), &["Nothing has been done yet"]);
    let rows = shown(&["--csv"]);
    let mut lines = rows.lines();
    assert_eq!(
        lines.next(),
        Some("student,lesson,block,right,points,max,tries,hints,solution,answer")
    );
    let first = "'=ada,the-first-guest,closed-kitchen,true,1,1,1,0,false,none";
    assert_eq!(lines.next(), Some(first), "{rows}");
}

#[test]
fn a_damaged_file_of_progress_is_told_of_and_put_aside() {
    let folder = Folder::new();
    folder.file("boh-progress.toml", "not mine\n");
    let output = learn(folder.path(), &[]).output().unwrap();
    let (_, stderr) = kind(&output);
    assert_eq!(output.status.code(), Some(0));
    assert_mentions(&stderr, &["boh-progress.toml.corrupt-1", "a new one is begun"]);
    let aside = folder.path().join("boh-progress.toml.corrupt-1");
    assert_eq!(fs::read_to_string(aside).unwrap(), "not mine\n");
}

/// Reads so many bytes of what a program prints, and kills it.
fn killed_after(mut command: Command, bytes: usize) -> String {
    let mut child = command.spawn().unwrap();
    let mut read = vec![0; bytes];
    let mut out = child.stdout.take().unwrap();
    let mut got = 0;
    while got < bytes {
        match out.read(&mut read[got..]).unwrap() {
            0 => break,
            more => got += more,
        }
    }
    // On Unix this is SIGKILL: nothing is tidied up.
    let _ = child.kill();
    child.wait().unwrap();
    // What it had printed before, too, had been done.
    read.truncate(got);
    out.read_to_end(&mut read).unwrap();
    String::from_utf8_lossy(&read).into_owned()
}

/// Counts what the program has said about answers.
fn judged(stdout: &str) -> u64 {
    let says = |line: &&str| matches!(*line, "Right." | "Not so." | "The goal is reached.");
    stdout.lines().filter(says).count() as u64
}

#[test]
fn killed_at_any_moment_it_loses_nothing_that_was_done() {
    let kills = std::env::var("BOH_KILLS").map_or(KILLS, |kills| kills.parse().unwrap());
    let folder = Folder::new();
    let text = answers(lesson("the-first-guest"));
    let (first, others) = text.split_once('\n').unwrap();
    // Once right, once wrong, so that the file is not the same each time.
    folder.file("right.toml", &text);
    folder.file("wrong.toml", format!("closed-kitchen = 3\n{others}"));
    assert!(first.starts_with("closed-kitchen"));
    let all = ["the-first-guest", "--answers", "right.toml"];
    let much = learn(folder.path(), &all).output().unwrap().stdout.len();
    let mut tries = progress(folder.path())["lessons"][0]["tries"].as_u64().unwrap();
    for kill in 0..kills {
        let random = &mut Luck::of_seed(3).nth(kill).draw();
        let file = ["right.toml", "wrong.toml"][pick(random, 2)];
        let bytes = pick(random, much);
        let said =
            killed_after(learn(folder.path(), &["the-first-guest", "--answers", file]), bytes);
        let now = progress(folder.path());
        let lesson = &now["lessons"][0];
        let after = lesson["tries"].as_u64().unwrap();
        let least = tries + judged(&said);
        // One more may have been kept that nobody was told of.
        assert!((least..=least + 1).contains(&after), "{kill}: {tries} then {after}\n{said}");
        assert_eq!(lesson["done"], Value::Bool(true), "{kill}: what was done stays done");
        tries = after;
    }
}
