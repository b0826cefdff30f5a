//! The file of progress: what is kept reads back, and whatever else lies there is not lost.

use super::*;
use crate::kernel::Time;
use crate::lesson::walk::{Answer, Turn};
use crate::scenario::{Set, Source};
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

fn lesson() -> Lesson {
    crate::lesson::course().swap_remove(0)
}

fn done(block: &str, answer: Answer, is_right: bool) -> Done {
    let block = block.to_owned();
    let points = u32::from(is_right);
    Done { block, answer, is_right, points, most_points: 1, tries: 1, hints: 0, solved: false }
}

fn chosen(block: &str) -> Done {
    done(block, Answer::Choice("a \"word\" \\ and # more".into()), true)
}

fn news<'a>(lesson: &'a Lesson, done: &'a [Done]) -> News<'a> {
    News { lesson, student: None, behind: None, done, is_over: false }
}

fn kept(keeper: &mut Keeper, block: &str) {
    let lesson = lesson();
    keeper.keep(&news(&lesson, &[chosen(block)])).unwrap();
}

fn at() -> (TempDir, PathBuf) {
    let folder = TempDir::new().unwrap();
    let place = folder.path().join("deep").join("progress.toml");
    (folder, place)
}

fn opened(place: &Path) -> Keeper {
    let (keeper, troubles) = Keeper::open(Some(place));
    assert!(troubles.is_empty(), "{troubles:?}");
    keeper
}

fn blocks(keeper: &Keeper) -> usize {
    keeper.progress().records.iter().map(|record| record.blocks.len()).sum()
}

#[test]
fn what_is_kept_reads_back() {
    let (_folder, place) = at();
    let lesson = lesson();
    let turn = Turn {
        at: Time(90_000_000_500),
        set: Set { path: "a.b".into(), value: "{ x = 1 }".into() },
    };
    let all = [
        chosen("a"),
        done("b", Answer::Figure(0.1 + 0.2), false),
        Done { hints: 2, solved: true, ..done("c", Answer::Turns(vec![turn]), true) },
        done("d", Answer::Turns(Vec::new()), false),
    ];
    let mut keeper = opened(&place);
    let said = News { student: Some("Ada \u{e9}"), behind: Some("c"), ..news(&lesson, &all) };
    keeper.keep(&said).unwrap();
    let again = opened(&place);
    assert_eq!(again.progress(), keeper.progress());
    let record = again.progress().record(&lesson.id, Some("Ada \u{e9}")).unwrap();
    assert_eq!(record.blocks[1], all[1]);
    assert_eq!(record.blocks[2], all[2]);
    assert_eq!((record.points(), record.tries()), (2, 4));
    assert_eq!(again.progress().record(&lesson.id, None), None);
}

#[test]
fn what_is_known_is_not_written_again() {
    let (_folder, place) = at();
    let lesson = lesson();
    let mut keeper = opened(&place);
    let said = News { behind: Some("a"), ..news(&lesson, &[]) };
    keeper.keep(&said).unwrap();
    fs::remove_file(&place).unwrap();
    keeper.keep(&said).unwrap();
    assert!(!place.exists());
}

#[test]
fn two_who_write_lose_nothing_of_each_other() {
    let (_folder, place) = at();
    let (mut one, mut other) = (opened(&place), opened(&place));
    for number in 0..10 {
        kept(&mut one, &format!("one-{number}"));
        kept(&mut other, &format!("other-{number}"));
    }
    assert_eq!(blocks(&opened(&place)), 20);
}

#[test]
fn a_file_that_was_cut_off_or_changed_is_put_aside_and_the_copy_used() {
    let (_folder, place) = at();
    let mut keeper = opened(&place);
    kept(&mut keeper, "a");
    kept(&mut keeper, "b");
    let good = fs::read(&place).unwrap();
    let bak = fs::read(place.with_file_name("progress.toml.bak")).unwrap();
    let cut = (0..good.len()).step_by(7).map(|at| good[..at].to_vec());
    let flipped = (0..good.len()).step_by(3).map(|at| {
        let mut bytes = good.clone();
        bytes[at] ^= 1 << (at % 8);
        bytes
    });
    let zeros = [vec![0; good.len()]];
    let mut put_aside = 0;
    for damaged in cut.chain(flipped).chain(zeros) {
        fs::write(&place, &damaged).unwrap();
        fs::write(place.with_file_name("progress.toml.bak"), &bak).unwrap();
        let (keeper, troubles) = Keeper::open(Some(&place));
        match &troubles[..] {
            // Nothing that counts was touched: the words above it.
            [] => assert_eq!(blocks(&keeper), 2),
            [Trouble::Aside(_, aside, true)] => {
                assert_eq!(fs::read(aside).unwrap(), damaged);
                assert_eq!(blocks(&keeper), 1);
                fs::remove_file(aside).unwrap();
                put_aside += 1;
            }
            other => panic!("{other:?}"),
        }
    }
    assert!(put_aside > 100, "{put_aside}");
}

/// What a power cut can leave: the file as it was, cut off, empty or with other bytes, and what was
/// being written beside it.
#[test]
fn after_a_power_cut_the_copy_of_before_is_used_and_that_is_said() {
    let (_folder, place) = at();
    let mut keeper = opened(&place);
    kept(&mut keeper, "a");
    kept(&mut keeper, "b");
    let good = String::from_utf8(fs::read(&place).unwrap()).unwrap();
    let bak = fs::read(backup_of(&place)).unwrap();
    let staged = place.with_file_name(".boh-progress-Xy12ab");
    let wrong_sum = good.replacen("right = true", "right = false", 1);
    assert_ne!(wrong_sum, good);
    for left in ["", &good[..good.len() / 2], &wrong_sum] {
        fs::write(&place, left).unwrap();
        fs::write(backup_of(&place), &bak).unwrap();
        fs::write(&staged, &good[..good.len() / 3]).unwrap();
        let (mut keeper, troubles) = Keeper::open(Some(&place));
        let [Trouble::Aside(_, aside, true)] = &troubles[..] else { panic!("{troubles:?}") };
        assert_eq!(fs::read(aside).unwrap(), left.as_bytes());
        assert_eq!(blocks(&keeper), 1);
        fs::remove_file(aside).unwrap();
        kept(&mut keeper, "c");
        assert_eq!(blocks(&opened(&place)), 2);
        assert!(!staged.exists(), "half a file stays for ever");
    }
    // Cut off before it took its place, it changes nothing.
    fs::write(&staged, &good[..10]).unwrap();
    assert_eq!(blocks(&opened(&place)), 2);
}

#[test]
fn a_lesson_is_forgotten_and_can_be_brought_back() {
    let (_folder, place) = at();
    let lesson = lesson();
    let mut keeper = opened(&place);
    kept(&mut keeper, "a");
    keeper.keep(&News { student: Some("ada"), ..news(&lesson, &[chosen("b")]) }).unwrap();
    let before = fs::read(&place).unwrap();
    assert_eq!(keeper.forget("another", None).unwrap(), None);
    assert_eq!(keeper.forget(&lesson.id, Some("bob")).unwrap(), None);
    let copy = keeper.forget(&lesson.id, None).unwrap().unwrap();
    let again = opened(&place);
    assert_eq!(again.progress(), keeper.progress());
    assert_eq!(again.progress().record(&lesson.id, None), None);
    assert!(again.progress().record(&lesson.id, Some("ada")).is_some());
    // What is forgotten next does not take the place of that copy.
    let other = keeper.forget(&lesson.id, Some("ada")).unwrap().unwrap();
    assert_ne!(other, copy);
    assert_eq!(fs::read(&copy).unwrap(), before);
    fs::copy(&copy, &place).unwrap();
    assert_eq!(blocks(&opened(&place)), 2);
}

fn backup_of(place: &Path) -> PathBuf {
    place.with_file_name("progress.toml.bak")
}

#[test]
fn something_else_in_its_place_is_never_written_over() {
    for foreign in ["", "hello\n", "format = 1\n", "\u{1b}[2J"] {
        let (_folder, place) = at();
        fs::create_dir_all(place.parent().unwrap()).unwrap();
        fs::write(&place, foreign).unwrap();
        let (mut keeper, troubles) = Keeper::open(Some(&place));
        let [Trouble::Aside(_, aside, false)] = &troubles[..] else { panic!("{troubles:?}") };
        assert_eq!(fs::read(aside).unwrap(), foreign.as_bytes());
        kept(&mut keeper, "a");
        assert_eq!(blocks(&opened(&place)), 1);
    }
    let (_folder, place) = at();
    fs::create_dir_all(&place).unwrap();
    let (mut keeper, troubles) = Keeper::open(Some(&place));
    assert!(matches!(troubles[..], [Trouble::NoFile(_)]), "{troubles:?}");
    kept(&mut keeper, "a");
    assert!(place.is_dir());
    assert_eq!(blocks(&keeper), 1, "it goes on without being kept");
}

#[test]
fn what_a_newer_program_has_written_stays() {
    let (_folder, place) = at();
    fs::create_dir_all(place.parent().unwrap()).unwrap();
    let text = "format = 2\nwhatever = true\n";
    fs::write(&place, text).unwrap();
    let (mut keeper, troubles) = Keeper::open(Some(&place));
    assert!(matches!(troubles[..], [Trouble::Newer(_)]), "{troubles:?}");
    kept(&mut keeper, "a");
    assert_eq!(fs::read(&place).unwrap(), text.as_bytes());
}

#[test]
fn keys_that_are_not_known_yet_stay() {
    let mut progress = Progress::default();
    progress.keep(&news(&lesson(), &[chosen("a")]));
    progress.rest.insert("colour".into(), "red".into());
    progress.records[0].rest.insert("mood".into(), toml::Value::Integer(3));
    let read = form::read(&form::write(&progress)).unwrap();
    assert_eq!(read, progress);
}

#[cfg(unix)]
#[test]
fn only_its_owner_may_read_it_and_links_are_not_followed() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let (folder, place) = at();
    kept(&mut opened(&place), "a");
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!((mode(&place), mode(place.parent().unwrap())), (0o600, 0o700));
    let elsewhere = folder.path().join("elsewhere.toml");
    let link = folder.path().join("link.toml");
    fs::rename(&place, &elsewhere).unwrap();
    symlink(&elsewhere, &link).unwrap();
    let (mut keeper, troubles) = Keeper::open(Some(&link));
    assert!(matches!(troubles[..], [Trouble::NoFile(_)]), "{troubles:?}");
    let before = fs::read(&elsewhere).unwrap();
    kept(&mut keeper, "b");
    assert_eq!(fs::read(&elsewhere).unwrap(), before);
}

#[test]
fn what_was_begun_by_somebody_who_was_killed_is_swept_away() {
    let (_folder, place) = at();
    kept(&mut opened(&place), "a");
    let left = place.with_file_name(".boh-progress-XXXX");
    fs::write(&left, "half").unwrap();
    kept(&mut opened(&place), "b");
    assert!(!left.exists());
}

#[test]
fn a_lesson_is_done_when_its_end_is_reached_and_nothing_is_open() {
    let lesson = lesson();
    let all: Vec<Done> = lesson
        .blocks()
        .filter(|block| block.task.is_graded())
        .map(|block| done(&block.id, Answer::Turns(Vec::new()), true))
        .collect();
    let mut progress = Progress::default();
    progress.keep(&News { is_over: true, ..news(&lesson, &all[1..]) });
    assert!(!progress.records[0].is_done);
    progress.keep(&news(&lesson, &all[..1]));
    assert!(!progress.records[0].is_done);
    progress.keep(&News { is_over: true, ..news(&lesson, &[]) });
    assert!(progress.records[0].is_done);
    assert_eq!(progress.records[0].answered(), progress.records[0].graded);
    assert_eq!(progress.records[0].goes_on_at(&lesson), 0);
}

#[test]
fn somebody_goes_on_behind_the_block_that_was_last() {
    let lesson = lesson();
    let behind = lesson.blocks().nth(1).unwrap().id.clone();
    let mut progress = Progress::default();
    progress.keep(&News { behind: Some(&behind), ..news(&lesson, &[]) });
    let step = progress.records[0].goes_on_at(&lesson);
    let is_it = matches!(&lesson.steps[step - 1].what,
        crate::lesson::What::Block(block) if block.id == behind);
    assert!(is_it);
    let other = "+++\ntitle = \"T\"\nid = \"t\"\nscenario = \"noon.toml\"\n+++\nWords.\n";
    let other = Lesson::draft(&Source::lesson_from_text("t.md", other)).0.unwrap();
    assert_eq!(progress.records[0].goes_on_at(&other), 0);
}
