//! Lessons: the bundled ones are proved, and broken copies of one fail, each with its remedy.

use boh::lesson::{BLOCKS, FRONT};
use boh::scenario::{bundled, bundled_lessons};
use std::fs;
use std::path::PathBuf;

use crate::support::{Folder, assert_mentions, json, kind, printed, refusal, run};

/// The lesson that the form was agreed with.
const AGREED: &str = r#"+++
format = 1
id = "lunch-rush"
title = "The lunch rush"
scenario = "lunch-rush"
minutes = 15
+++
# The lunch rush

It is noon, and the office next door is about to empty.
<!-- pause -->
<!-- speaker_note: show of hands before anyone presses a key -->

```toml run
until = "12:10"
```

```toml predict id=triple
ask     = "At 12:10 the orders triple. How long will the slowest guests wait?"
dial    = "latency.p95"
over    = "12:15..12:25"
choices = ["about as long", "about twice as long", "nearly three times or more"]
cut     = [1.4, 2.3]
```

```toml quiz id=bottleneck
ask   = "Which of these would shorten the wait the most?"
right = "Two more pantry hatches"
wrong = ["Ten more chefs", { text = "A bigger building", why = "Its burners are half idle." }]
why   = "The chefs stand at the hatch most of the time: look at their lanes."
proof = { set = { "pantry.main.hatches" = 4 }, dial = "latency.p95@12:20..12:30", falls_by = 0.3 }
```

```toml goal id=under-30
text     = "Get the slowest guests served within 30 seconds."
reach    = ["latency.p95@2m < 30s", "money.costs < 1000"]
by       = "12:30"
hold     = "1m"
knobs    = ["kitchen.main.chefs", "pantry.main.hatches"]
hints    = ["Follow one order with o.", "Where do the chefs stand?"]
solution = { "pantry.main.hatches" = 4 }
```
"#;

/// The lesson of which broken copies are made: its scenario is a bundled one.
fn sound() -> &'static str {
    let lessons = bundled_lessons();
    lessons.iter().find(|lesson| lesson.name == "queue-and-wait").unwrap().text
}

/// A copy of it, with one thing changed.
fn changed(from: &str, to: &str) -> String {
    let text = sound();
    assert_eq!(text.matches(from).count(), 1, "{from}");
    text.replace(from, to)
}

/// Checks a lesson with a file's name; returns the exit status, and both streams.
fn check(folder: &Folder, text: &str, extra: &[&str]) -> (i32, String, String) {
    let file = folder.file("lesson.md", text);
    let args = [&["check", file.to_str().unwrap()], extra].concat();
    let output = run(&args, b"");
    let (stdout, stderr) = kind(&output);
    (output.status.code().unwrap(), stdout, stderr)
}

/// Says in which line of a text something stands, as a message does.
fn line(text: &str, what: &str) -> String {
    let at = text.find(what).unwrap();
    format!("lesson.md:{}:", 1 + text[..at].matches('\n').count())
}

#[test]
fn every_bundled_lesson_is_proved() {
    let names: Vec<&str> = bundled_lessons().iter().map(|lesson| lesson.name).collect();
    assert_eq!(names.len(), 14);
    let output = run(&[&["check"], &names[..]].concat(), b"");
    let (stdout, stderr) = kind(&output);
    assert_eq!(output.status.code(), Some(0), "{stdout}{stderr}");
    assert_eq!(stderr, "", "a bundled lesson warns");
    for name in names {
        assert_mentions(&stdout, &[&format!("{name}.md: good: proved with 20 seeds")]);
    }
}

#[test]
fn no_lesson_is_called_like_a_scenario() {
    let lessons = bundled_lessons();
    let both = bundled().into_iter().find(|known| lessons.iter().any(|at| at.name == known.name));
    assert_eq!(both.map(|known| known.name), None, "a name means one thing");
}

#[test]
fn the_lesson_that_was_agreed_on_is_proved() {
    let (status, stdout, stderr) = check(&Folder::new(), AGREED, &[]);
    assert_eq!(status, 0, "{stdout}{stderr}");
    assert_eq!(stderr, "");
    assert_mentions(&stdout, &["predict triple", "\"nearly three times or more\""]);
}

/// Claims that do not hold: what is changed in the lesson, and what is said about it.
const FALSE: &[(&str, &str, &str, &[&str])] = &[
    (
        "\"latency.mean@10m < 7s\"",
        "\"latency.mean@10m < 700s\"",
        "```toml goal",
        &["in 20 of 20 runs the goal is reached when nothing is done", "ask for more"],
    ),
    (
        "solution = { \"pantry.main.hatches\" = 2 }",
        "solution = { \"kitchen.main.chefs\" = 7 }",
        "```toml goal",
        &["the solution does not reach the goal", "ask for less, or turn further"],
    ),
    (
        "  { \"pantry.main.hatches\" = 4 },",
        "  { \"pantry.main.hatches\" = 2, \"waiter.count\" = 9 },",
        "```toml goal",
        &["\"waiter.count\" = 9 } reaches the goal", "add a condition that it misses"],
    ),
    (
        "falls_by = 0.3",
        "falls_by = 0.99",
        "```toml quiz id=what-is-short",
        &["the proof does not hold in 20 of 20 runs", "0.99 is claimed", "claim less"],
    ),
    (
        "cut     = [0.75, 1.5]",
        "cut     = [0.75, 1.0]",
        "```toml predict",
        &["the right answer differs from run to run", "write cut = ["],
    ),
];

#[test]
fn false_claims_are_found() {
    for (from, to, place, says) in FALSE {
        let text = changed(from, to);
        let (status, _, stderr) = check(&Folder::new(), &text, &[]);
        assert_eq!(status, 1, "{to}: {stderr}");
        assert_mentions(&stderr, says);
        assert_mentions(&stderr, &[&line(&text, place)]);
    }
}

/// What makes a lesson invalid: what is changed, what it becomes, where, and what is said.
const INVALID: &[(&str, &str, &str, &[&str])] = &[
    (
        "quiz id=why-a-line",
        "quiz id=what-is-short",
        "```toml quiz id=what-is-short\nask   = \"The hatch",
        &["another block called \"what-is-short\"", "give each block its own id"],
    ),
    (
        "\"latency.mean@5m..25m\"",
        "\"latency.meen@5m..25m\"",
        "latency.meen",
        &["there is no dial \"latency.meen\"", "did you mean \"latency.mean\"?"],
    ),
    (
        "\"hatches.busy@10m > 0.35\"",
        "\"hatches.busy@10m ~ 0.35\"",
        "~ 0.35",
        &["there is no comparison", "write <, <=, > or >="],
    ),
    (
        "# Queue and wait\n",
        "# Queue \u{1b}[2J and wait\n",
        "# Queue ",
        &["a control character (U+001B)", "a lesson cannot speak to the terminal"],
    ),
    (
        "ask   = \"What is short in this restaurant?\"",
        "ask   = \"What is short \\u001b[2J?\"",
        "What is short \\",
        &["this text holds a control character", "write plain text"],
    ),
    (
        "until = \"5m\"",
        "scenario = \"../outside.toml\"\nuntil = \"5m\"",
        "../outside.toml",
        &["is not in the lesson's own folder"],
    ),
    (
        "until = \"5m\"",
        "scenario = \"/etc/passwd.toml\"\nuntil = \"5m\"",
        "/etc/passwd",
        &["is not in the lesson's own folder"],
    ),
    (
        "until = \"5m\"",
        "scenario = \"away.toml\"\nuntil = \"5m\"",
        "away.toml",
        &["leads out of the scenario's folder"],
    ),
    (
        "until = \"5m\"",
        "untill = \"5m\"",
        "untill",
        &["there is no key \"untill\" here", "did you mean \"until\"?", "until is missing"],
    ),
    (
        "```toml run",
        "```toml runn",
        "```toml runn",
        &["there is no block \"runn\"", "did you mean \"run\"?"],
    ),
    (
        "over    = \"5m..25m\"",
        "over    = \"5m..45m\"",
        "\"5m..45m\"",
        &["the restaurant closes at", "write an earlier time"],
    ),
    (
        "scenario = \"slow-pantry\"",
        "scenario = \"slow-pantri\"",
        "\"slow-pantri\"",
        &["no bundled scenario is called", "did you mean \"slow-pantry\"?"],
    ),
    (
        "change  = { \"kitchen.main.chefs\" = 12 }",
        "change  = { \"kitchen.main.chefs\" = \"many\" }",
        "change  =",
        &["the text \"many\" does not fit here", "or \"unlimited\""],
    ),
    (
        "<!-- pause -->\n\n## Busy, or at work?",
        "<!-- include: other.md -->\n\n## Busy, or at work?",
        "<!-- include",
        &["a lesson includes no other files", "write the text here"],
    ),
];

#[test]
fn broken_copies_are_refused_with_a_remedy() {
    for (from, to, place, says) in INVALID {
        let outside = Folder::new();
        let folder = Folder::new();
        let secret = outside.file("secret.toml", "title = \"Secret\"\n");
        link(&secret, &folder.path().join("away.toml"));
        let text = changed(from, to);
        let (status, stdout, stderr) = check(&folder, &text, &[]);
        assert_eq!(status, 2, "{to}: {stdout}{stderr}");
        assert_mentions(&stderr, says);
        assert_mentions(&stderr, &[&line(&text, place)]);
        assert!(!stderr.contains("Secret"), "{stderr}");
    }
}

#[cfg(unix)]
fn link(to: &PathBuf, from: &PathBuf) {
    std::os::unix::fs::symlink(to, from).unwrap();
}

#[cfg(not(unix))]
fn link(to: &PathBuf, from: &PathBuf) {
    fs::copy(to, from).unwrap();
}

#[test]
fn everything_wrong_is_found_at_once() {
    let text = changed("until = \"5m\"", "until = \"5x\"").replace("falls_by", "fall_by");
    let (status, _, stderr) = check(&Folder::new(), &text, &[]);
    assert_eq!(status, 2);
    assert_mentions(&stderr, &[&line(&text, "\"5x\""), &line(&text, "fall_by"), "falls_by"]);
}

#[test]
fn a_lesson_where_a_scenario_is_asked_for_is_said_to_be_one() {
    let stderr = refusal(&["check", "-"], AGREED.as_bytes());
    assert_mentions(&stderr, &["is a lesson, no scenario", "boh learn -"]);
}

#[test]
fn missing_borders_are_proposed_and_filled_in() {
    let folder = Folder::new();
    let text = changed("cut     = [0.75, 1.5]\n", "");
    let (status, stdout, stderr) = check(&folder, &text, &[]);
    assert_eq!(status, 2, "{stdout}{stderr}");
    assert_mentions(&stderr, &["cut is missing: measured were", "write cut = ["]);
    assert_mentions(&stdout, &["not complete yet\n", "To do:", "cut is missing"]);
    let (status, stdout, stderr) = check(&folder, &text, &["--fill"]);
    assert_eq!(status, 0, "{stdout}{stderr}");
    let filled = fs::read_to_string(folder.path().join("lesson.md")).unwrap();
    let cut = filled.lines().find(|line| line.starts_with("cut ")).unwrap();
    assert_eq!(filled.replace(&format!("{cut}\n"), ""), text);
    // A border that the answers straddle is moved.
    let text = changed("cut     = [0.75, 1.5]", "cut     = [0.75, 1.0]");
    let (status, stdout, stderr) = check(&folder, &text, &["--fill"]);
    assert_eq!(status, 0, "{stdout}{stderr}");
    assert_mentions(&stdout, &["cut written for 1 of its predictions"]);
}

#[test]
fn what_differs_from_student_to_student_is_proved_in_every_combination() {
    let vary = |values: &str| {
        let front = "scenario = \"slow-pantry\"\n";
        let vary = format!("[vary]\n\"waiter.count\" = {values}\n");
        let text = sound().replacen("+++\n# Queue", &format!("{vary}+++\n# Queue"), 1);
        assert!(text.contains(front) && text.contains("[vary]"));
        text
    };
    let runs = |stdout: &str| -> u64 {
        let number = stdout.split(" runs").next().unwrap().rsplit(' ').next().unwrap();
        number.parse().unwrap_or_else(|_| panic!("{stdout}"))
    };
    let (status, one, stderr) = check(&Folder::new(), sound(), &[]);
    assert_eq!(status, 0, "{one}{stderr}");
    let (status, two, stderr) = check(&Folder::new(), &vary("[8, 9]"), &[]);
    assert_eq!(status, 0, "{two}{stderr}");
    assert_eq!(runs(&two), 2 * runs(&one));
    let (status, _, stderr) = check(&Folder::new(), &vary("[8, -1]"), &[]);
    assert_eq!(status, 2);
    assert_mentions(&stderr, &["waiter.count", "-1 is out of range"]);
}

#[test]
fn a_lesson_and_a_scenario_are_checked_in_one_call() {
    let folder = Folder::new();
    let file = folder.file("lesson.md", sound());
    let text = printed(&["check", "slow-pantry", file.to_str().unwrap(), "--seeds", "2"]);
    assert_mentions(&text, &["slow-pantry.toml: good", "as far as 2 seeds show"]);
}

#[test]
fn a_new_lesson_is_good_as_it_is_written() {
    let taught = [
        ("lunch-rush", "pantry.main.hatches"),
        ("slow-pantry", "pantry.main.hatches"),
        ("bigger-building", "building.corner.burners"),
    ];
    for (scenario, knob) in taught {
        let folder = Folder::new();
        let file = folder.path().join("mine.md");
        let file = file.to_str().unwrap();
        printed(&["new", "lesson", file, "--from", scenario, "--teach", knob]);
        let output = run(&["check", file], b"");
        let (stdout, stderr) = kind(&output);
        assert_eq!(output.status.code(), Some(0), "{scenario}: {stdout}{stderr}");
        assert_eq!(stderr, "", "{scenario}");
        let again = ["new", "lesson", file, "--from", scenario, "--teach", knob];
        assert_mentions(&refusal(&again, b""), &["is already there"]);
    }
}

#[test]
fn a_knob_that_teaches_nothing_is_refused() {
    let folder = Folder::new();
    let file = folder.path().join("mine.md");
    let new = |knob: &str| {
        let file = file.to_str().unwrap();
        refusal(&["new", "lesson", file, "--from", "slow-pantry", "--teach", knob], b"")
    };
    assert_mentions(&new("pantry.main.hatchs"), &["did you mean pantry.main.hatches?"]);
    assert_mentions(&new("waiter.count"), &["makes nothing better", "choose another knob"]);
    assert!(!file.exists());
}

#[test]
fn bundled_lessons_are_listed_and_shown() {
    let list = printed(&["list"]);
    let first = list.find("The first guest").unwrap();
    assert!(first < list.find("Your own restaurant").unwrap());
    assert_eq!(printed(&["show", "queue-and-wait"]), sound());
}

#[test]
fn every_block_of_every_bundled_lesson_fits_its_schema() {
    let schema = json(&["schema", "lesson"], "");
    let of = |word: &str| {
        let schema = if word.is_empty() { &schema } else { &schema["$defs"][word] };
        jsonschema::validator_for(schema).unwrap()
    };
    let mut checked = 0;
    for lesson in bundled_lessons() {
        let (_, rest) = lesson.text.split_once("+++\n").unwrap();
        let (front, body) = rest.split_once("+++\n").unwrap();
        let front: serde_json::Value = toml::from_str(front).unwrap();
        assert!(of("").is_valid(&front), "{}", lesson.name);
        for block in body.split("```toml ").skip(1) {
            let (head, text) = block.split_once('\n').unwrap();
            let text = text.split("```").next().unwrap();
            let word = head.split(' ').next().unwrap();
            let block: serde_json::Value = toml::from_str(text).unwrap();
            let errors: Vec<String> =
                of(word).iter_errors(&block).map(|error| error.to_string()).collect();
            assert!(errors.is_empty(), "{}: {head}: {errors:?}", lesson.name);
            checked += 1;
        }
    }
    assert!(checked > 80, "only {checked} blocks were found");
}

#[test]
fn every_key_is_in_the_guide_for_teachers() {
    let guide = fs::read_to_string("docs/teaching.md").unwrap();
    let part = |heading: &str| {
        let from = guide.find(heading).unwrap_or_else(|| panic!("no part {heading}"));
        let rest = &guide[from + heading.len()..];
        &rest[..rest.find("\n###").unwrap_or(rest.len())]
    };
    for section in std::iter::once(&FRONT).chain(BLOCKS) {
        let told = match section.word {
            "" => part("## The file"),
            word if guide.contains(&format!("### `{word}`")) => part(&format!("### `{word}`")),
            word => {
                let row = part("### What happens").lines();
                let start = format!("| `{word}` |");
                row.into_iter().find(|row| row.starts_with(&start)).unwrap()
            }
        };
        for key in section.keys {
            let is_told = [format!("`{}`", key.name), format!("`{} = ", key.name)]
                .iter()
                .any(|name| told.contains(name.as_str()));
            assert!(is_told, "{} of {} is not in docs/teaching.md", key.name, section.word);
        }
    }
}

/// Returns a lesson in which a prediction is asked where `until` has brought the restaurant.
fn waiting(until: &str, over: &str) -> String {
    format!(
        "+++\ntitle = \"L\"\nscenario = \"slow-pantry\"\n+++\n# T\n\nprose\n\n\
         ```toml run\nuntil = \"{until}\"\n```\n\n\
         ```toml predict id=p\nask = \"q\"\ndial = \"latency.mean\"\nover = \"{over}\"\n\
         choices = [\"a\", \"b\", \"c\"]\ncut = [0.1, 5]\n```\n\n\
         ```toml goal id=g\ntext = \"t\"\nreach = \"latency.mean@10m < 7s\"\nfrom = \"0s\"\n\
         knobs = [\"pantry.main.hatches\"]\nsolution = {{ \"pantry.main.hatches\" = 2 }}\n```\n"
    )
}

/// When a condition comes true is known only when it has been run: a lesson that asks for what has
/// happened by then is not proved.
#[test]
fn what_a_run_waits_for_comes_true_and_in_time() {
    let folder = Folder::new();
    let check = |text: String| {
        let file = folder.file("waits.md", text);
        let output = run(&["check", file.to_str().unwrap(), "--seeds", "3"], b"");
        let (stdout, stderr) = kind(&output);
        (output.status.code(), stdout + stderr.as_str())
    };
    let (code, said) = check(waiting("rail.length.now > 1000000", "20m..25m"));
    assert_eq!(code, Some(1), "{said}");
    let never = ["in 3 of 3 runs rail.length.now > 1000000 never comes true", "help: write what"];
    assert_mentions(&said, &never);
    assert!(!said.contains("already"), "what comes behind it is no mistake of its own: {said}");
    let (code, said) = check(waiting("orders.served > 20", "1s..2s"));
    assert_eq!(code, Some(1), "{said}");
    assert_mentions(&said, &["predict p: in 3 of 3 runs it is", "already", "help: write a later"]);
    let (_, said) = check(waiting("orders.served > 20", "20m..25m"));
    assert!(!said.contains("already") && !said.contains("never comes"), "{said}");

    let file = folder.file("waits.md", waiting("rail.length.now > 1000000", "20m..25m"));
    let answers = folder.file("a.toml", "p = \"a\"\n");
    let [file, answers] = [&file, &answers].map(|path| path.to_str().unwrap());
    let said = run(&["learn", file, "--answers", answers], b"");
    let said = kind(&said).0.split_whitespace().collect::<Vec<_>>().join(" ");
    assert_mentions(&said, &["rail.length.now > 1000000 never comes true"]);
}
