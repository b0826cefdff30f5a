//! Commands that explain, and commands that write files.

use boh::lens::Terms;
use boh::scenario::bundled;
use std::fs;
use std::process::Stdio;

use crate::support::{Folder, assert_mentions, boh, json, kind, printed, refusal, run};

#[test]
fn every_term_is_explained_and_sends_one_only_where_something_is() {
    let ships = |name: &str| bundled().iter().any(|scenario| scenario.name == name);
    for term in Terms::bundled().all() {
        let text = printed(&["explain", &term.id]);
        let sent: Vec<&str> = text
            .lines()
            .filter_map(|line| line.trim().strip_prefix("boh run "))
            .filter_map(|line| line.split_whitespace().next())
            .collect();
        let there: Vec<&String> = term.watch.iter().filter(|name| ships(name)).collect();
        assert_eq!(sent, there, "{}", term.id);
        let plain = text.split_whitespace().collect::<Vec<_>>().join(" ");
        for says in [&term.in_kitchen, &term.in_backend] {
            assert!(plain.contains(says.as_str()), "{}:\n{text}", term.id);
        }
        for limit in term.ends.iter().map(|id| Terms::bundled().limit(id).unwrap()) {
            assert!(plain.contains(&limit.says), "{}:\n{text}", term.id);
        }
    }
}

#[test]
fn words_are_explained_however_they_are_asked_for() {
    for asked in
        [&["load balancer"][..], &["LOAD", "Balancers"], &["load-balancer"], &["load_balancer"]]
    {
        let args = [&["explain"], asked].concat();
        assert_mentions(&printed(&args), &["dispatcher", "kitchen", "backend"]);
    }
    assert_mentions(
        &printed(&["explain", "rail.wait.p95"]),
        &["1 ticket in 20", "rail.wait.p95@2m"],
    );
    assert_mentions(
        &printed(&["explain", "kitchen.main.chefs"]),
        &["kitchen.NAME.chefs", "worker pool", "unlimited", "--set"],
    );
    assert_mentions(&printed(&["explain", "rail_full"]), &["HTTP 503", "refused.rail_full"]);
    assert_mentions(&printed(&["explain", "503"]), &["rail_full", "queue_full"]);
    assert_mentions(&printed(&["explain", "burner_wait"]), &["phase.burner_wait.mean"]);
    assert_mentions(&printed(&["explain", "prep"]), &["a step of a recipe", "prep = \"2s\""]);
}

#[test]
fn the_first_screen_lists_every_term() {
    let text = printed(&["explain"]);
    let plain = text.split_whitespace().collect::<Vec<_>>().join(" ");
    for term in Terms::bundled().all() {
        assert!(plain.contains(&term.backend), "{}", term.backend);
    }
    assert!(text.lines().all(|line| line.chars().count() <= 80));
}

#[test]
fn an_unknown_word_gets_suggestions() {
    assert_mentions(&refusal(&["explain", "wiater"], b""), &["did you mean", "waiter"]);
    assert_mentions(&refusal(&["explain", "latency.p96"], b""), &["did you mean", "latency.p95"]);
    assert_mentions(&refusal(&["explain", "qwertyuiop"], b""), &["boh explain"]);
    // What could command a terminal is shown harmlessly; `refusal` looks for it.
    refusal(&["explain", "\u{1b}[31m", "\u{202e}word"], b"");
}

#[test]
fn a_new_scenario_is_good_and_meets_its_goal() {
    let folder = Folder::new();
    let file = folder.path().join("cafe.toml");
    let file = file.to_str().unwrap();
    let said = printed(&["new", "scenario", file]);
    assert_mentions(&said, &["boh check", "boh run", "cafe.toml"]);
    let text = fs::read_to_string(file).unwrap();
    let lines = text.lines().filter(|line| !line.trim().is_empty()).count();
    assert!((10..=20).contains(&lines), "{lines} lines");
    let checked = run(&["check", file], b"");
    let (_, stderr) = kind(&checked);
    assert_eq!((checked.status.code(), stderr.as_str()), (Some(0), ""));
    assert_eq!(json(&["run", file, "--json"], "")["goals"][0]["met"], true);
    // Nothing else is left in the folder.
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);

    let again = refusal(&["new", "scenario", file, "--from", "lunch-rush"], b"");
    assert_mentions(&again, &["already there", "another name"]);
    assert_eq!(fs::read_to_string(file).unwrap(), text);
}

#[test]
fn a_new_scenario_may_be_a_copy() {
    let folder = Folder::new();
    for scenario in bundled() {
        let file = folder.path().join(format!("my {}.toml", scenario.name));
        let said = printed(&["new", "scenario", file.to_str().unwrap(), "--from", scenario.name]);
        assert!(said.contains(&format!("boh run '{}'", file.display())), "{said}");
        assert_eq!(fs::read_to_string(&file).unwrap(), scenario.text);
        printed(&["check", file.to_str().unwrap()]);
    }
}

#[test]
fn a_new_scenario_is_refused_with_what_to_do() {
    let folder = Folder::new();
    let inside = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    for (file, from, says) in [
        (inside("cafe.txt"), "first-order", ".toml"),
        (inside("toml"), "first-order", ".toml"),
        (inside("attic/cafe.toml"), "first-order", "make it first"),
        (inside("cafe.toml"), "frist-order", "did you mean first-order"),
        (inside("cafe.toml"), "nothing-like-it", "boh list"),
    ] {
        assert_mentions(&refusal(&["new", "scenario", &file, "--from", from], b""), &[says]);
    }
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    refusal(&["new"], b"");
    refusal(&["new", "scenario"], b"");
}

#[test]
fn manual_pages_are_written_for_every_command() {
    let folder = Folder::new();
    let pages = folder.path().join("share/man1");
    for _ in 0..2 {
        // The second time over those that are there.
        printed(&["man", pages.to_str().unwrap()]);
    }
    let mut names: Vec<String> = fs::read_dir(&pages)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    for name in ["boh.1", "boh-run.1", "boh-explain.1", "boh-new-scenario.1", "boh-man.1"] {
        assert!(names.iter().any(|known| known == name), "{name} is not in {names:?}");
        let page = fs::read_to_string(pages.join(name)).unwrap();
        assert!(page.contains(".SH NAME") && page.contains(".SH SYNOPSIS"), "{name}:\n{page}");
    }
    assert!(names.iter().all(|name| name.ends_with(".1")), "{names:?}");

    let file = folder.file("file", "");
    let said = refusal(&["man", file.to_str().unwrap()], b"");
    assert_mentions(&said, &["no folder"]);
    // Below a file no folder can be made: that is no wrong usage, but a write that failed.
    let output = run(&["man", file.join("man1").to_str().unwrap()], b"");
    let (_, stderr) = kind(&output);
    assert_eq!(output.status.code(), Some(3), "{stderr}");
    assert_mentions(&stderr, &["cannot be made"]);
}

#[test]
fn every_shell_gets_completions() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = printed(&["completions", shell]);
        assert_mentions(&script, &["boh", "explain"]);
    }
    refusal(&["completions", "cmd"], b"");
    refusal(&["completions"], b"");
}

#[test]
fn schemas_are_printed_as_json() {
    for what in ["scenario", "lesson", "report"] {
        let schema = json(&["schema", what], "");
        assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
        assert!(jsonschema::draft202012::meta::is_valid(&schema), "{what}");
    }
    let scenario = json(&["schema", "scenario"], "");
    let chefs = &scenario["properties"]["kitchen"]["additionalProperties"]["properties"]["chefs"];
    assert_mentions(chefs["description"].as_str().unwrap(), &["chefs", "worker pool", "knob"]);
    refusal(&["schema", "lens"], b"");
}

#[test]
fn a_closed_pipe_ends_these_quietly_too() {
    for args in [
        &["explain"][..],
        &["explain", "waiter"],
        &["schema", "scenario"],
        &["completions", "bash"],
    ] {
        let mut child =
            boh().args(args).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        let (_, stderr) = kind(&output);
        assert_eq!((output.status.code(), stderr.as_str()), (Some(0), ""), "{args:?}");
    }
}
