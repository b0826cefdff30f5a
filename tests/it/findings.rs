//! What is wrong is refused with a message that helps and cannot harm.

mod caps;
mod keys;

use std::path::Path;

use crate::support::{
    Folder, SMALL, assert_mentions, finding, kind, printed, refusal, run, small_with,
};

/// Clears the screen, sets the title, rings the bell and turns the text red with a C1 byte.
const HOSTILE: &str = "\u{1b}[2J\u{1b}]0;owned\u{7}\u{9b}31m";
/// The same as TOML writes it in a basic string.
const HOSTILE_TOML: &str = r"\u001b[2J\u001b]0;owned\u0007\u009b31m";

/// Has a file refused by all that read scenarios.
fn assert_file_refused(file: &Path) {
    let file = file.to_str().unwrap();
    refusal(&["run", file], b"");
    refusal(&["run", file, "--json"], b"");
    refusal(&["check", file], b"");
}

#[test]
fn a_misspelt_key_is_found_with_its_place_and_a_suggestion() {
    let folder = Folder::new();
    let file = folder.file("small.toml", small_with("patience", "patiense"));
    let file = file.to_str().unwrap();
    let wanted = ["small.toml:10:1", "^", "patiense", "did you mean", "patience"];
    assert_mentions(&refusal(&["run", file], b""), &wanted);
    assert_mentions(&refusal(&["check", file], b""), &wanted);
}

#[test]
fn all_findings_come_at_once() {
    let scenario = small_with("patience", "patiense")
        .replace("chefs", "cheffs")
        .replace("10m", "10 parsecs")
        .replace("price", "prise");
    assert_mentions(&finding(&scenario), &["patiense", "cheffs", "parsecs", "prise"]);
}

#[test]
fn units_are_checked() {
    for (right, wrong) in [
        ("10m", "10"),
        ("10m", "10 parsecs"),
        ("10m", "-10m"),
        ("10m", "2/min"),
        ("10m", "100000h"),
        ("20s", "20x"),
        ("90s", "90/s"),
        ("2/min", "2"),
        ("2/min", "2m"),
        ("2/min", "2/fortnight"),
        ("2/min", "-2/min"),
    ] {
        let message = finding(&small_with(&format!("\"{right}\""), &format!("\"{wrong}\"")));
        assert_mentions(&message, &[wrong, "^"]);
    }
}

#[test]
fn numbers_must_be_finite_and_in_bounds() {
    for wrong in ["nan", "inf", "-inf", "1e400", "-1"] {
        assert_mentions(
            &finding(&small_with("price = 5", &format!("price = {wrong}"))),
            &["price"],
        );
    }
    for wrong in ["nan", "-1", "1.5", "99999999999999999999", "true", "\"many\""] {
        assert_mentions(
            &finding(&small_with("chefs = 1", &format!("chefs = {wrong}"))),
            &["chefs"],
        );
    }
}

#[test]
fn names_must_exist() {
    let with_step = |step: &str| {
        let recipe = format!("recipe = [{{ {step} }}]");
        let soup = small_with(r#"recipe = [{ cook = { exp = "20s" } }]"#, &recipe);
        soup + "[pantry.main]\nshelf.patty = { stock = 5 }\n[partner.bank]\nanswers = \"1s\"\n"
    };
    let more = |text: &str| format!("{SMALL}{text}");
    for (scenario, wrong, right) in [
        (with_step("take = { pattty = 1 }"), "pattty", "patty"),
        (with_step("put = { pattty = 1 }"), "pattty", "patty"),
        (with_step("call = \"ban\""), "ban", "bank"),
        (more("[[goal]]\nreach = \"latncy.p95 < 30s\"\n"), "latncy.p95", "latency.p95"),
        (more("[[goal]]\nreach = \"rail.wait.maen < 30s\"\n"), "rail.wait.maen", "rail.wait.mean"),
        (
            more("[[timeline]]\nat = \"1m\"\nset = { \"kitchen.main.chef\" = 2 }\n"),
            "kitchen.main.chef",
            "kitchen.main.chefs",
        ),
        (small_with("patience", "orders = { sou = 1 }\npatience"), "sou", "soup"),
    ] {
        assert_mentions(&finding(&scenario), &[wrong, "did you mean", right]);
    }
}

#[test]
fn a_goal_must_make_sense() {
    for reach in [
        "",
        "latency.p95",
        "latency.p95 <",
        "latency.p95 ~ 30s",
        "latency.p95 < 30 parsecs",
        "latency.p95@ < 30s",
        "latency.p95@00:09..00:01 < 30s",
    ] {
        finding(&format!("{SMALL}[[goal]]\nreach = \"{reach}\"\n"));
    }
}

#[test]
fn what_is_required_is_named() {
    assert_mentions(&finding(""), &["title", "duration", "menu", "dining_room"]);
    assert_mentions(&finding(&small_with("title = \"Small\"", "")), &["title"]);
    assert_mentions(&finding(&small_with("duration = \"10m\"", "")), &["duration"]);
}

#[test]
fn broken_toml_is_found_with_its_place() {
    let folder = Folder::new();
    let file = folder.file("broken.toml", small_with("chefs = 1", "chefs = = 1"));
    assert_mentions(&refusal(&["run", file.to_str().unwrap()], b""), &["broken.toml:13:", "^"]);
    let deep = format!("x = {}", "[".repeat(100_000));
    finding(&deep);
    finding(&format!("{SMALL}\n{deep}"));
}

#[test]
fn files_that_are_no_scenario_are_refused() {
    let folder = Folder::new();
    let comment = format!("# {}\n", "x".repeat(2_000_000));
    assert_file_refused(&folder.path().join("missing.toml"));
    assert_file_refused(folder.path());
    assert_file_refused(&folder.file("empty.toml", ""));
    assert_file_refused(&folder.file("big.toml", comment.clone() + SMALL));
    assert_file_refused(&folder.file("latin1.toml", b"title = \"Caf\xe9\"\n"));
    assert_file_refused(&folder.file("nul.toml", SMALL.replace("Small", "Sm\0all")));
    assert_file_refused(&folder.file("binary.toml", [0x1b, 0x5b, 0x9b, 0xff, 0x00, 0x07]));
    #[cfg(unix)]
    assert_file_refused(Path::new("/dev/null"));

    refusal(&["run", "-"], b"");
    refusal(&["run", "-"], b"title = \"Caf\xe9\"\n");
    refusal(&["run", "-"], (comment + SMALL).as_bytes());
}

#[test]
fn a_byte_order_mark_and_foreign_line_ends_are_fine() {
    let plain = run(&["run", "-", "--json"], SMALL.as_bytes());
    assert_eq!(plain.status.code(), Some(0));
    for scenario in [format!("\u{feff}{SMALL}"), SMALL.replace('\n', "\r\n")] {
        let output = run(&["run", "-", "--json"], scenario.as_bytes());
        assert_eq!(output.status.code(), Some(0), "{:?}", kind(&output));
    }
}

#[test]
fn one_bad_file_among_good_ones_is_enough() {
    let folder = Folder::new();
    let good = folder.file("good.toml", SMALL);
    let bad = folder.file("bad.toml", small_with("chefs", "cheffs"));
    let [good, bad] = [&good, &bad].map(|file| file.to_str().unwrap());
    printed(&["check", good, good]);
    assert_mentions(&refusal(&["check", good, bad, good], b""), &["bad.toml", "cheffs"]);
}

/// A finding says what to write instead, and is told once.
#[test]
fn each_finding_is_told_once_and_has_a_remedy() {
    let guests = "[dining_room.web]\narrivals = \"2/min\"\n";
    let step = |step: &str| small_with("cook = { exp = \"20s\" }", step);
    let many = (0..300).map(|at| format!("[menu.m{at}]")).collect::<Vec<_>>().join("\n");
    for (scenario, cause) in [
        (small_with("price = 5", "price = 5\nprice = 6"), "duplicate key"),
        (small_with("price = 5", "price = [[[[[["), "unclosed"),
        (small_with("price = 5", "price = lunch"), "quoted"),
        (small_with("price = 5", &format!("{} = 1", vec!["a"; 81].join("."))), "inside each other"),
        (step("let = { x = \"1 2\" }"), "cannot stand here"),
        (step("let = { x = \"1 +\" }"), "ends too early"),
        (step("let = { x = \"(1\" }"), "a ) is missing"),
        (step("cook = { hyperexp = [[2, \"1s\"], [0.5, \"2s\"]] }"), "a probability"),
        (step("find = \"x\", as = \"r\""), "no shelf"),
        (step("put = {}"), "empty"),
        (step("cook = {}"), "empty"),
        (format!("title = \"x\"\nduration = \"1m\"\n{many}\n{guests}"), "300 parts"),
    ] {
        let said = finding(&scenario);
        assert_mentions(&said, &[cause, "standard input:"]);
        let (errors, remedies) = (said.matches("error: ").count(), said.matches("help: ").count());
        assert_eq!(errors, remedies, "{cause}: {said}");
        let mut blocks: Vec<&str> = said.split("\n\n").map(str::trim).collect();
        blocks.sort_unstable();
        assert!(blocks.windows(2).all(|pair| pair[0] != pair[1]), "{cause}: {said}");
        assert!(!said.contains("nothing is on the menu"), "{cause}: {said}");
    }
}

#[test]
fn nothing_from_a_file_drives_the_terminal() {
    finding(&small_with("Small", HOSTILE)); // raw control characters are no TOML
    for (old, new) in [
        ("title", format!("\"{HOSTILE_TOML}\" = 1\ntitle")),
        ("Small\"", format!("{HOSTILE_TOML}\"\nwrong = \"{HOSTILE_TOML}\"")),
        ("10m", HOSTILE_TOML.to_owned()),
        ("2/min", HOSTILE_TOML.to_owned()),
        ("[menu.soup]", format!("[menu.\"{HOSTILE_TOML}\"]")),
        ("chefs = 1", format!("rail = {{ order = \"{HOSTILE_TOML}\" }}")),
        ("chefs = 1", format!("[[goal]]\nreach = \"{HOSTILE_TOML} < 1s\"")),
        ("chefs = 1", format!("[[timeline]]\nat = \"1m\"\nset = {{ \"{HOSTILE_TOML}\" = 1 }}")),
        ("chefs = 1", format!("# {HOSTILE}\nchefs = 1")),
    ] {
        finding(&small_with(old, &new));
    }
}

/// A title may say anything, but no command prints it as it is.
#[test]
fn a_hostile_title_is_tamed() {
    let folder = Folder::new();
    let said = format!("[[timeline]]\nat = \"1m\"\nsay = \"{HOSTILE_TOML}\"\n");
    let title = format!("{HOSTILE_TOML}\"\nteaches = \"{HOSTILE_TOML}");
    let file = folder.file("title.toml", small_with("Small", &title) + said.as_str());
    let file = file.to_str().unwrap();
    for args in [
        &["run", file][..],
        &["run", file, "--json"],
        &["check", file],
        &["knobs", file],
        &["dials", file],
        &["show", file],
    ] {
        kind(&run(args, b""));
    }
}

#[cfg(unix)]
#[test]
fn a_hostile_file_name_is_tamed() {
    let folder = Folder::new();
    let name = format!("{HOSTILE}.toml");
    assert_file_refused(&folder.path().join(&name));
    assert_file_refused(&folder.file(&name, small_with("chefs", "cheffs")));

    let file = folder.file(&name, SMALL);
    let file = file.to_str().unwrap();
    for args in [&["run", file][..], &["run", file, "--json"], &["check", file], &["knobs", file]] {
        let output = run(args, b"");
        kind(&output);
        assert_eq!(output.status.code(), Some(0), "{args:?}");
    }
}

#[test]
fn nothing_from_the_command_line_drives_the_terminal() {
    let option = format!("--{HOSTILE}");
    let setting = format!("{HOSTILE}=1");
    for args in [
        &[HOSTILE][..],
        &["run", HOSTILE],
        &["check", HOSTILE],
        &["show", HOSTILE],
        &["knobs", HOSTILE],
        &["dials", HOSTILE],
        &["run", "lunch-rush", &option],
        &["run", "lunch-rush", HOSTILE],
        &["run", "lunch-rush", "--seed", HOSTILE],
        &["run", "lunch-rush", "--duration", HOSTILE],
        &["run", "lunch-rush", "--set", HOSTILE],
        &["run", "lunch-rush", "--set", &setting],
    ] {
        refusal(args, b"");
    }
}

#[test]
fn every_bad_line_of_a_trace_is_named() {
    let folder = Folder::new();
    let trace = "at,dish\n0,soup\nnoon,soup\n2,soup\nlate,soup\n";
    folder.file("guests.csv", trace);
    let scenario = "title = \"Trace\"\nduration = \"1m\"\n[menu.soup]\n\
                    [dining_room.web]\narrivals = { trace = \"guests.csv\" }\n";
    let file = folder.file("trace.toml", scenario);
    let message = refusal(&["check", file.to_str().unwrap()], b"");
    assert_mentions(&message, &["trace.toml:5", "line 3", "noon", "line 5", "late"]);
}

#[test]
fn every_entry_after_closing_time_is_named_with_its_place() {
    let folder = Folder::new();
    let scenario = "title = \"Late\"\nduration = \"1m\"\n[menu.soup]\n\
                    [dining_room.web]\narrivals = \"1/s\"\n\
                    [[timeline]]\nat = \"70s\"\nsay = \"late\"\n\
                    [[timeline]]\nat = \"2m\"\nsay = \"later\"\n";
    let file = folder.file("late.toml", scenario);
    let (stdout, stderr) = kind(&run(&["check", file.to_str().unwrap()], b""));
    let wanted = ["late.toml:7", "10 s after closing time", "late.toml:10", "1 min after"];
    assert_mentions(&format!("{stdout}{stderr}"), &wanted);
}

#[test]
fn whoever_takes_from_no_shelf_is_told_how_portions_are_written() {
    let message = finding(&small_with("cook = { exp = \"20s\" }", "take = { patty = 1 }"));
    assert_mentions(&message, &["patty", "stock = 100"]);
}
