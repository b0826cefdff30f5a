//! Text of strangers, in every place and through every command: nothing of it drives a terminal,
//! or can be seen otherwise than it is.

use crate::support::{Folder, run};

/// Sets the clipboard, turns the text red with C0 and C1, turns it around, hides in it, piles up;
/// as TOML writes it.
const HOSTILE: &str =
    r"A\u001b]52;c;aGk=\u0007\u001b[31m\u009b31m\u007f\u202eB\u200b\u2066\u00ad\U000e0041C";

/// The same inside of a text of an expression: once as a character, and once as a code that the
/// expression itself turns into one.
fn literal() -> String {
    format!(r#""\"{HOSTILE}\\x1b[32m\\u202e\\u009b\\n\"""#)
}

/// Returns a scenario with these steps, whose rows, guests and titles are hostile, too.
fn scenario(steps: &str) -> String {
    format!(
        r#"title = "{HOSTILE}"
teaches = "{HOSTILE}"
duration = "30s"
[menu.a]
asks = ["q"]
recipe = [{{ prep = "1s" }}, {steps}, {{ prep = "1s" }}]
[dining_room.w]
arrivals = {{ every = "5s" }}
people = [{{ n = "{HOSTILE}" }}]
says = {{ q = "guest.n" }}
[kitchen.main]
chefs = 2
[pantry.p]
shelf.m = {{ rows = [{{ id = 1, name = "{HOSTILE}" }}] }}
[partner.p]
[[timeline]]
at = "10s"
say = "{HOSTILE}"
"#
    )
}

/// Steps in which `HERE` stands for an expression.
const STEPS: &[&str] = &[
    "{ answer = { x = HERE } }",
    "{ let = { x = HERE } }, { answer = { x = \"x + order.q\" } }",
    "{ put = { m = { name = HERE } } }",
    "{ update = \"m\", key = \"1\", set = { name = HERE } }",
    "{ update = \"m\", key = HERE, set = { name = \"1\" } }",
    "{ remove = \"m\", key = HERE }",
    "{ find = \"m\", where = { name = HERE }, as = \"r\" }, { answer = { r = \"r\" } }",
    "{ find = \"m\", where = { name = \"order.q + \\\"\\\\x1b\\\"\" }, pasted = true, as = \"r\" }",
    "{ find = \"m\", where = { name = HERE }, pasted = true, as = \"r\" }",
    "{ rank = \"m\", by = \"1\", where = { name = HERE }, as = \"r\" }, { answer = { r = \"r\" } }",
    "{ count = \"m\", where = { name = HERE }, as = \"r\" }",
    "{ sum = \"m\", of = \"1\", where = { name = HERE }, as = \"r\" }",
    "{ wristband = HERE }",
    "{ call = \"p\", key = HERE, sends = \"1\" }",
    "{ when = HERE, then = [{ prep = \"1s\" }] }",
    "{ require = HERE, or = \"no\" }",
    "{ atomic = [{ find = \"m\", where = { name = HERE }, as = \"r\" }] }",
];

/// What may not reach a terminal: controls but the end of a line, and what turns text around, hides
/// in it or cannot be seen.
fn is_banned(c: char) -> bool {
    c != '\n' && c.is_control()
        || matches!(c,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{e0000}'..='\u{e0fff}')
}

/// Runs a command and looks at both of its streams; returns whether it was refused.
fn looks_through(args: &[&str]) -> bool {
    let output = run(args, b"");
    for stream in [&output.stdout, &output.stderr] {
        let text = String::from_utf8(stream.clone()).unwrap();
        let line = text.lines().find(|line| line.contains(is_banned));
        assert_eq!(line, None, "{args:?}");
        assert!(!text.contains("panicked"), "{args:?}: {text}");
    }
    output.status.code() == Some(2)
}

#[test]
fn no_text_of_an_expression_reaches_the_terminal_as_it_is() {
    let folder = Folder::new();
    let mut refused = Vec::new();
    for steps in STEPS {
        let file = folder.file("s.toml", scenario(&steps.replace("HERE", &literal())));
        let file = file.to_str().unwrap();
        let panels = ["--panel", "life", "--panel", "story", "--panel", "places"];
        let told = ["--panel", "guests", "--panel", "lanes", "--order", "2", "--lens", "both"];
        let args = [&["run", file, "--plain", "--at", "12s"][..], &panels, &told].concat();
        if looks_through(&args) {
            refused.push(*steps);
        }
        looks_through(&["run", file, "--plain", "--lens", "backend"]);
        looks_through(&["run", file, "--json"]);
    }
    assert_eq!(refused, [""; 0], "all are to be run");
}

#[test]
fn no_command_passes_on_what_a_scenario_says() {
    let folder = Folder::new();
    let steps = STEPS[6].replace("HERE", &literal());
    let file = folder.file("s.toml", scenario(&steps));
    let journal = folder.path().join("j.toml");
    let (file, journal) = (file.to_str().unwrap(), journal.to_str().unwrap());
    for args in [
        &["run", file, "--csv", "-"][..],
        &["run", file, "--reps", "2"],
        &["run", file, "--reps", "2", "--json"],
        &["run", file, "--journal", journal],
        &["replay", journal, "--plain"],
        &["replay", journal, "--json"],
        &["check", file],
        &["show", file],
        &["knobs", file],
        &["dials", file],
    ] {
        assert!(!looks_through(args), "{args:?}");
    }
    let lesson = format!(
        "+++\ntitle = \"{HOSTILE}\"\nscenario = \"s.toml\"\n+++\n# T\n\n\u{1b}[31mred \u{202e}\u{200b}\n\n\
         ```toml quiz id=q\nask = \"{HOSTILE}\"\nright = \"{HOSTILE}\"\nwrong = [\"b{HOSTILE}\"]\n\
         why = \"{HOSTILE}\"\n```\n"
    );
    let lesson = folder.file("l.md", lesson);
    let answers = folder.file("a.txt", format!("q = {HOSTILE}\u{1b}[31m\n"));
    let (lesson, answers) = (lesson.to_str().unwrap(), answers.to_str().unwrap());
    looks_through(&["check", lesson, "--seeds", "1"]);
    looks_through(&["learn", lesson, "--answers", answers]);
    looks_through(&["present", lesson, "--plain"]);
    looks_through(&["show", lesson]);
}

#[test]
fn what_is_wrong_is_quoted_harmlessly() {
    let folder = Folder::new();
    for wrong in [
        format!("{{ answer = {{ x = \"{HOSTILE}\" }} }}"),
        format!("{{ answer = {{ \"{HOSTILE}\" = \"1\" }} }}"),
        format!("{{ find = \"{HOSTILE}\", as = \"r\" }}"),
        format!("{{ find = \"m\", as = \"{HOSTILE}\" }}"),
        format!("{{ prep = \"{HOSTILE}\" }}"),
        format!("{{ \"{HOSTILE}\" = 1 }}"),
    ] {
        let file = folder.file("s.toml", scenario(&wrong));
        let file = file.to_str().unwrap();
        assert!(looks_through(&["check", file]), "{wrong}");
        assert!(looks_through(&["run", file, "--json"]), "{wrong}");
    }
}
