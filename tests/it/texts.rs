//! The texts of an order: what its guest says, the ticket, the request, what the pantry is asked, the
//! answer as data and as the guest sees it. They are made from what was really said and found.

use std::fs;

use crate::support::{Folder, assert_mentions, kind, refusal, report_of_trace, run};

/// A guest asks for the soup of a day.
const CARD: &str = r#"title = "Card"
duration = "1m"

[menu.card]
asks   = ["day", "bowls"]
recipe = [
  { find = "dishes", where = { day = "order.day" }, as = "today", or = "sold out" },
  { put = { asked = { day = "order.day", by = "guest.name" } } },
  { update = "dishes", key = "today.id", set = { asked = "asked + order.bowls" } },
  { answer = { soup = "today.soup", total = "order.bowls * 6.1" } },
]

[dining_room.web]
arrivals = { every = "20s" }
people   = [{ id = 1, name = "Ada" }]
says     = { day = '"monday"', bowls = "3" }
look     = "phone"

[pantry.main.shelf.dishes]
rows  = [
  { id = 1, day = "monday", soup = "lentil", asked = 0 },
  { id = 2, day = "tuesday", soup = "leek", asked = 0 },
]
index = ["day"]

[pantry.main.shelf.asked]
rows = []
"#;

/// Tells the life of the first order of a scenario.
fn told(scenario: &str, extra: &[&str]) -> String {
    let life = ["run", "-", "--plain", "--panel", "life", "--order", "1"];
    kind(&run(&[&life, extra].concat(), scenario.as_bytes())).0
}

#[test]
fn an_order_is_said_written_asked_and_answered_in_five_ways() {
    assert_mentions(
        &told(CARD, &[]),
        &[
            "The guest says: “One card, please.”",
            "The guest says: day: monday",
            "The ticket says: no. 1: 1 card",
            "The same over HTTP: POST /card HTTP/1.1",
            "The same over HTTP: { \"day\": \"monday\", \"bowls\": 3 }",
            "Asked of the pantry: find one of dishes with day “monday”",
            "Asked of the pantry: put into asked: day “monday”, by “Ada”",
            "Asked of the pantry: in dishes with id 1 write asked asked + order.bowls",
            "What comes back: HTTP/1.1 200",
            "What comes back: { \"soup\": \"lentil\", \"total\": 18.3 }",
            "The guest sees, on a phone: soup: lentil",
        ],
    );
    assert_mentions(
        &told(CARD, &["--lens", "backend"]),
        &[
            "Query: SELECT * FROM dishes WHERE day = 'monday' LIMIT 1",
            "Query: INSERT INTO asked SET day = 'monday', by = 'Ada'",
            "Query: UPDATE dishes SET asked = asked + order.bowls WHERE id = 1",
        ],
    );
}

#[test]
fn other_rows_and_words_are_told_otherwise() {
    let other = CARD.replace("soup = \"lentil\"", "soup = \"pea\"");
    assert_mentions(&told(&other, &[]), &["{ \"soup\": \"pea\"", "on a phone: soup: pea"]);
    let nothing = CARD.replace("'\"monday\"'", "'\"o\\'clock\"'").replace("o\\'clock", "o´clock");
    let refused = told(&nothing, &[]);
    assert_mentions(&refused, &["day: o´clock", "HTTP/1.1 409"]);
    assert!(!refused.contains("lentil"), "{refused}");
    let quote = CARD.replace("bowls = \"3\"", "bowls = \"3\", note = \"\"\"\"it's\" \"\"\"");
    let quote = quote.replace("day = \"order.day\" }, as", "day = \"order.note\" }, as");
    assert_mentions(&told(&quote, &["--lens", "backend"]), &["WHERE day = 'it''s' LIMIT 1"]);
}

#[test]
fn who_speaks_as_waiters_do_is_heard_to() {
    let shout = CARD.replace("look ", "speaks = \"kitchen\"\nlook ");
    let told = told(&shout, &[]);
    assert_mentions(&told, &["The guest says: “Ticket! One card. Fire!”", "HTTP/1.1 400"]);
    assert!(!told.contains("POST /card"), "{told}");
}

#[test]
fn why_a_recipe_breaks_off_is_told() {
    let broken = CARD.replace("order.bowls * 6.1", "order.day * 6.1");
    assert_mentions(&told(&broken, &[]), &["HTTP/1.1 500", "the recipe broke off: ", "a text"]);
}

#[test]
fn it_must_be_said_whose_life_is_told() {
    let output = run(&["run", "first-order", "--plain", "--panel", "life"], b"");
    let (_, message) = kind(&output);
    assert_eq!(output.status.code(), Some(2));
    assert_mentions(&message, &["--order 1"]);
    let missing = ["run", "first-order", "--plain", "--panel", "life", "--order", "999"];
    assert_mentions(&refusal(&missing, b""), &["no order 999", "3 have been placed by 00:01"]);
}

/// A cap is told with what it left to tell, and so is a moment that never comes.
#[test]
fn panels_are_told_as_far_as_the_run_went() {
    const IN_NO_TIME: &str = r#"
title = "In no time"
duration = "60s"
[menu.soup]
[dining_room.web]
guests = 1
think = "0s"
"#;
    let output = run(&["run", "-", "--plain", "--panel", "dials"], IN_NO_TIME.as_bytes());
    let (stdout, stderr) = kind(&output);
    assert_eq!(output.status.code(), Some(3), "{stderr}");
    assert_mentions(&stdout, &["orders served", "time stands still", "again and again"]);
    let late = ["run", "first-order", "--plain", "--panel", "time", "--at", "2h"];
    let output = run(&late, b"");
    let (stdout, stderr) = kind(&output);
    assert_eq!(output.status.code(), Some(0), "{stderr}");
    assert_mentions(&stdout, &["at 00:01"]);
    assert_mentions(&stderr, &["note: it is over at 00:01"]);
}

#[test]
fn orders_of_a_trace_carry_what_stands_there() {
    let scenario = CARD.replace("{ every = \"20s\" }", "{ trace = \"trace.csv\" }");
    let trace = "at,dish,day,bowls\n1,card,tuesday,2\n2,card,,\n3,card,sunday,1\n";
    let report = report_of_trace(&scenario, trace, &[]);
    assert_eq!(report["outcomes"]["served"], 2, "what is empty is as the room says");
    assert_eq!(report["outcomes"]["refused.sold_out"], 1);
    let folder = Folder::new();
    folder.file("trace.csv", "at,dish,Day\n1,card,2\n");
    let file = folder.file("scenario.toml", &scenario);
    let output = run(&["check", file.to_str().unwrap()], b"");
    assert_eq!(output.status.code(), Some(2));
    assert_mentions(&kind(&output).1, &["a column \"Day\"", "at,dish[,patience][,field …]"]);
}

/// What somebody fills in stands in the journal, and a replay says it again.
#[test]
fn what_an_order_by_hand_carries_is_in_the_journal() {
    let folder = Folder::new();
    let journal = folder.path().join("a.journal");
    let name = journal.to_str().unwrap();
    let quiet = CARD.replace("{ every = \"20s\" }", "\"0/min\"");
    kind(&run(&["run", "-", "--json", "--journal", name], quiet.as_bytes()));
    let text = fs::read_to_string(&journal).unwrap();
    let replayed = |entry: &str| {
        let entry = format!("[[entry]]\nat = \"5s\"\nplace = \"web\"\ndish = \"card\"\n{entry}\n");
        fs::write(&journal, text.replacen("[scenario]", &format!("{entry}[scenario]"), 1)).unwrap();
        let output = run(&["replay", name, "--json"], b"");
        (output.status.code(), kind(&output))
    };
    let served = |says: &str| {
        let (code, (report, message)) = replayed(says);
        assert_eq!(code, Some(0), "{message}");
        report.contains("\"served\":1")
    };
    assert!(served(""), "the first guest of the room says monday");
    assert!(served("[entry.says]\nday = \"tuesday\"\nbowls = 1\n"));
    assert!(!served("[entry.says]\nday = \"sunday\"\n"));
    let (code, (_, message)) = replayed("[entry.says]\ncolour = \"red\"\n");
    assert_eq!(code, Some(2));
    assert_mentions(&message, &["no order carries \"colour\"", "day, bowls"]);
}
