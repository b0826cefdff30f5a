//! Journals from outside: what was run is run again, to the byte.

use std::fs;

use crate::support::{Folder, SMALL, assert_mentions, boh, kind, refusal, run, small_with};

/// Cuts the one field that may differ between two runs.
fn without_performance(report: &str) -> &str {
    report.split("\"performance\"").next().unwrap()
}

/// Runs with a journal, then replays it, and compares.
fn assert_replays(args: &[&str], stdin: &str) -> String {
    let folder = Folder::new();
    let journal = folder.path().join("a.journal");
    let journal = journal.to_str().unwrap();
    let first = run(&[args, &["--json", "--journal", journal]].concat(), stdin.as_bytes());
    let (report, stderr) = kind(&first);
    let again = run(&["replay", journal, "--json"], b"");
    let (replayed, _) = kind(&again);
    assert_eq!(again.status.code(), first.status.code(), "{args:?}: {stderr}");
    assert_eq!(without_performance(&replayed), without_performance(&report), "{args:?}");
    assert!(report.starts_with("{\"schema_version\""), "{args:?}: {stderr}");
    fs::read_to_string(journal).unwrap()
}

#[test]
fn a_replay_is_the_same_run_to_the_byte() {
    assert_replays(&["run", "lunch-rush"], "");
    assert_replays(&["run", "lunch-rush", "--seed", "18446744073709551615", "--drain"], "");
    let sets = ["--set", "kitchen.main.chefs=3", "--set", "kitchen.main.rail.order=lifo"];
    let sets = [&["run", "lunch-rush", "--duration", "11m"][..], &sets].concat();
    let journal = assert_replays(&sets, "");
    assert_mentions(&journal, &["boh replay", "path = \"kitchen.main.chefs\"", "Lunch rush"]);
    assert_replays(&["run", "-"], SMALL);
    // Line ends, quotes and comments of the scenario are part of what its hash is made of.
    assert_replays(
        &["run", "-"],
        &small_with("title", "# '''\"\"\" \\ é\n\ttitle").replace('\n', "\r\n"),
    );
}

#[test]
fn a_journal_holds_the_trace_beside_the_scenario() {
    let folder = Folder::new();
    let text = small_with("\"2/min\"", "{ trace = \"guests.csv\" }");
    let scenario = folder.file("traced.toml", text);
    let trace = folder.file("guests.csv", "at,dish\n1,soup\n2.5,soup\n3,pie\n");
    let journal = folder.path().join("traced.journal");
    let args =
        ["run", scenario.to_str().unwrap(), "--json", "--journal", journal.to_str().unwrap()];
    let (report, _) = kind(&run(&args, b""));
    fs::remove_file(scenario).unwrap();
    fs::remove_file(trace).unwrap();
    let (replayed, _) = kind(&run(&["replay", journal.to_str().unwrap(), "--json"], b""));
    assert_eq!(without_performance(&replayed), without_performance(&report));
    assert_mentions(&report, &["\"refused.not_on_the_menu\":1"]);
}

/// What somebody did meanwhile is in it, too; a replay shows it in every way that a run can be.
#[test]
fn turns_in_a_journal_are_replayed() {
    let folder = Folder::new();
    let journal = folder.path().join("a.journal");
    let name = journal.to_str().unwrap();
    let (plain, _) = kind(&run(&["run", "-", "--journal", name], SMALL.as_bytes()));
    let text = fs::read_to_string(&journal).unwrap();
    let entry = "[[entry]]\nat = \"2m 0.5s\"\nturn = \"kitchen.main.chefs\"\nto = \"0\"\n\n";
    fs::write(&journal, text.replacen("[scenario]", &format!("{entry}[scenario]"), 1)).unwrap();
    let (turned, _) = kind(&run(&["replay", name], b""));
    assert_ne!(turned, plain);
    let (told, _) = kind(&run(&["replay", name, "--plain"], b""));
    assert_mentions(&told, &["00:02:00.500  somebody turns kitchen.main.chefs to 0"]);
    let (rows, _) = kind(&run(&["replay", name, "--csv", "-"], b""));
    assert_eq!(rows.lines().count(), 601);
    // And from standard input.
    let (piped, _) = kind(&run(&["replay", "-"], &fs::read(&journal).unwrap()));
    assert_eq!(piped, turned);
}

#[test]
fn what_is_no_journal_is_refused() {
    assert_mentions(
        &refusal(&["replay", "nowhere.journal"], b""),
        &["nowhere.journal", "--journal"],
    );
    assert_mentions(&refusal(&["replay", "-"], SMALL.as_bytes()), &["scenario", "boh run FILE"]);
    refusal(&["replay", "."], b"");
    refusal(&["replay", "-"], b"\xff\xfe");
    refusal(&["replay", "-"], b"");
    refusal(&["replay"], b"");
    let folder = Folder::new();
    let journal = folder.path().join("a.journal");
    run(&["run", "-", "--journal", journal.to_str().unwrap()], SMALL.as_bytes());
    let text = fs::read_to_string(&journal).unwrap();
    let newer = text.replace("format = 1", "format = 2");
    assert_mentions(&refusal(&["replay", "-"], newer.as_bytes()), &["format 2", "newer"]);
    let damaged = &text[..text.len() - 9];
    assert_mentions(&refusal(&["replay", "-"], damaged.as_bytes()), &["damaged"]);
    let changed = text.replace("chefs = 1", "chefs = 2");
    assert_mentions(&refusal(&["replay", "-"], changed.as_bytes()), &["not the one that was run"]);
    let output =
        boh().args(["run", "first-order", "--reps", "2", "--journal", "x"]).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
}
