//! Lenses from outside: bundled ones, one that somebody brings, and what is wrong with it.

use crate::support::{Folder, assert_mentions, kind, printed, refusal, run};

const PIRATE: &str = "id = \"pirate\"\nname = \"Pirate ship\"\n[words]\nchef = \"deck hand\"\n\
                      [phases]\ncooking = \"is hauled on deck\"\n";

fn deutsch() -> String {
    format!("{}/lenses/deutsch.toml", env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn a_report_is_in_the_words_asked_for_and_beside_them_what_they_stand_for() {
    for (lens, words) in [
        ("kitchen", ["What happened", "in backend words", "waits on the rail", "workers)"]),
        (
            "backend",
            ["How requests ended", "in kitchen words", "waits in the work queue", "chefs)"],
        ),
        ("car", ["How the trips went", "in backend words", "waits on the fuel rail", "workers)"]),
        ("theatre", ["What was played", "in backend words", "waits on the cue board", "workers)"]),
        (&deutsch(), ["Was geschah", "in Fachworten", "wartet an der Bonleiste", "Worker)"]),
    ] {
        let output = run(&["run", "lunch-rush", "--lens", lens], b"");
        assert_mentions(&kind(&output).0, &words);
    }
}

/// Kitchen is the default, and shows both as ever.
#[test]
fn both_are_side_by_side() {
    let report = |lens: &[&str]| kind(&run(&[&["run", "first-order"], lens].concat(), b"")).0;
    assert_eq!(report(&[]), report(&["--lens", "both"]));
}

#[test]
fn a_lens_that_somebody_brings_borrows_and_marks() {
    let folder = Folder::new();
    let file = folder.file("pirate.toml", PIRATE);
    let file = file.to_str().unwrap();
    let told = printed(&["run", "first-order", "--plain", "--lens", file]);
    assert_mentions(&told, &["request 1 (table, soup)*: is hauled on deck", "sends it*"]);
    let words = printed(&["explain", "cooking", "--lens", file]);
    assert_mentions(&words, &["Pirate", "is hauled on deck", "computes on a CPU core"]);
    let knobs = printed(&["knobs", "first-order", "--lens", &deutsch()]);
    assert_mentions(&knobs, &["Deutsch: Ändert, wie viele Köche", "Backend: "]);
    let dials = printed(&["dials", "first-order", "--lens", &deutsch()]);
    assert_mentions(&dials, &["Wie viele Bestellungen Gäste aufgaben"]);
}

#[test]
fn a_replay_is_told_through_a_lens() {
    let folder = Folder::new();
    let journal = folder.path().join("day.journal");
    let journal = journal.to_str().unwrap();
    kind(&run(&["run", "first-order", "--headless", "--journal", journal], b""));
    let told = printed(&["replay", journal, "--plain", "--lens", "theatre"]);
    assert_mentions(&told, &["a free stagehand takes the cue card at once"]);
}

#[test]
fn everything_wrong_with_a_lens_is_told_with_its_place() {
    let folder = Folder::new();
    let bad = "[says]\npaid = \"{monney} for us\"\n[wrods]\n[dials]\n\"latency.p59\" = \"slow\"\n";
    let file = folder.file("bad.toml", format!("{PIRATE}{bad}"));
    let message = refusal(&["run", "first-order", "--lens", file.to_str().unwrap()], b"");
    assert_mentions(
        &message,
        &[
            "bad.toml:8:8",
            "nobody fills {monney}",
            "did you mean \"money\"",
            "bad.toml:9:2",
            "did you mean \"words\"",
            "bad.toml:11:1",
            "did you mean \"latency.p5",
        ],
    );
}

#[test]
fn what_is_no_lens_is_refused() {
    let folder = Folder::new();
    let large = folder.file("large.toml", " ".repeat((1 << 20) + 1));
    let binary = folder.file("binary.toml", [0xff, 0xfe]);
    let evil = folder.file("evil.toml", "id = \"x\"\nname = \"\\u001b[2Jx\"\n");
    let path = |path: &std::path::Path| path.to_str().unwrap().to_owned();
    for (lens, words) in [
        ("kitchn".to_owned(), "did you mean kitchen?"),
        (path(folder.path()), "no regular file"),
        (path(&large), "larger than 1 MiB"),
        (path(&binary), "not UTF-8"),
        (path(&evil), "control character"),
    ] {
        let message = refusal(&["run", "first-order", "--lens", &lens], b"");
        assert_mentions(&message, &[words]);
        assert!(!message.contains('\u{1b}'), "{message}");
    }
}
