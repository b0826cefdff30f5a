//! Tests of the findings: whole layouts, and hostile files that must come out harmless.

use super::*;
use proptest::prelude::*;

const SOURCE: &str = "title = \"Lunch\"\n\n[kitchen.main]\nchef = \"many\"\n";

/// Returns the span of a piece of the source.
fn span_of(source: &str, piece: &str) -> Range<usize> {
    let start = source.find(piece).expect("the piece is in the source");
    start..start + piece.len()
}

/// Checks the whole text of some findings, without colors.
fn check(source: &str, unicode: bool, add: impl Fn(&mut Findings), wanted: &str) {
    let mut findings = Findings::new("lunch.toml", source);
    add(&mut findings);
    assert_eq!(findings.render(false, unicode), wanted);
}

#[test]
fn findings_are_shown_in_order_of_position() {
    let add = |findings: &mut Findings| {
        findings
            .warning(span_of(SOURCE, "\"many\""), "\"many\" is no number")
            .remedy("write a number such as 3");
        findings
            .error(span_of(SOURCE, "chef"), "the key \"chef\" is unknown")
            .remedy("write one of chefs, rail, copies")
            .did_you_mean(nearest("chef", ["rail", "chefs"]));
        findings
            .error(None, "there is no dining room")
            .remedy("add a table such as [dining_room.web]");
    };
    check(
        SOURCE,
        false,
        add,
        r#"error: lunch.toml: there is no dining room
 |
 = help: add a table such as [dining_room.web]

error: the key "chef" is unknown
 --> lunch.toml:4:1
  |
4 | chef = "many"
  | ^^^^
  |
  = help: write one of chefs, rail, copies
  = help: did you mean "chefs"?

warning: "many" is no number
 --> lunch.toml:4:8
  |
4 | chef = "many"
  |        ^^^^^^
  |
  = help: write a number such as 3
"#,
    );
}

#[test]
fn unicode_decor() {
    let add = |findings: &mut Findings| {
        findings
            .error(span_of(SOURCE, "chef"), "the key \"chef\" is unknown")
            .did_you_mean("chefs");
    };
    check(
        SOURCE,
        true,
        add,
        r#"error: the key "chef" is unknown
  ╭▸ lunch.toml:4:1
  │
4 │ chef = "many"
  │ ━━━━
  │
  ╰ help: did you mean "chefs"?
"#,
    );
}

#[test]
fn spans_at_the_edges() {
    for (source, span, place, line, carets) in [
        ("", 0..0, "1:1", "1 |", "  | ^"),
        ("", 7..9, "1:1", "1 |", "  | ^"),
        ("a = 1", 5..5, "1:6", "1 | a = 1", "  |      ^"),
        ("a = 1\r\nb = 2", 4..12, "1:5", "1 | a = 1", "  |     ^"),
        ("a = 1\n", 6..6, "2:1", "2 |", "  | ^"),
        ("a = 1\n", Range { start: 2, end: 1 }, "1:3", "1 | a = 1", "  |   ^"),
        ("\u{feff}a = 1", 3..4, "1:1", "1 | a = 1", "  | ^"),
        ("\u{feff}a = 1", 0..1, "1:1", "1 | a = 1", "  | ^"),
        ("é = \t\"é\"", 6..10, "1:6", "1 | é =  \"é\"", "  |      ^^^"),
        ("é = 1", 1..2, "1:1", "1 | é = 1", "  | ^"),
        ("x\u{9b}\u{1b}[0m = 1", 3..7, "1:3", "1 | x???[0m = 1", "  |    ^^^^"),
    ] {
        let wanted = format!("error: wrong\n --> lunch.toml:{place}\n  |\n{line}\n{carets}\n");
        check(source, false, |findings| _ = findings.error(span.clone(), "wrong"), &wanted);
    }
}

#[test]
fn long_lines_are_cut_around_the_caret() {
    let source = format!("a = 1\nb = \"{}\" # {}", "漢".repeat(100), "x".repeat(1_000_000));
    let add = |findings: &mut Findings| {
        findings.error(6..7, "start");
        findings.error(71..74, "middle");
        findings.error(source.len() - 3..source.len(), "end");
    };
    let wanted = format!(
        "error: start\n --> lunch.toml:2:1\n  |\n2 | b = \"{}...\n  | ^\n\n\
         error: middle\n --> lunch.toml:2:26\n  |\n2 | b = \"{}...\n  | {}^^\n\n\
         error: end\n --> lunch.toml:2:1000107\n  |\n2 | ...{}\n  | {}^^^\n",
        "漢".repeat(33),
        "漢".repeat(33),
        " ".repeat(45),
        "x".repeat(51),
        " ".repeat(51),
    );
    check(&source, false, add, &wanted);
}

#[test]
fn only_twenty_errors_are_shown() {
    let mut findings = Findings::new("f", "x".repeat(100));
    for at in (0..35).rev() {
        findings.error(at..at + 1, format!("error no. {at}"));
        findings.warning(None, format!("odd no. {at}"));
    }
    let text = findings.render(false, false);
    assert!(text.ends_with("\n\n... and 30 more\n"), "{text}");
    assert_eq!(text.matches("error: ").count(), 20);
    assert_eq!(text.matches("warning: ").count(), 20);
    assert!(text.contains("error no. 19\n") && !text.contains("error no. 20\n"));
}

#[test]
fn what_is_found_again_at_the_same_place_is_told_once() {
    let mut findings = Findings::new("f", "[[[[");
    for span in [4..4, 4..4, 0..4, 0..1] {
        findings.error(span, "unclosed").remedy("close it");
    }
    findings.error(4..4, "something else");
    let text = findings.render(false, false);
    assert_eq!(text.matches("error: unclosed").count(), 2, "{text}");
    assert_eq!(text.matches("error: something else").count(), 1, "{text}");
    assert!(!text.contains("more"), "{text}");
}

#[test]
fn findings_are_counted_and_absorbed() {
    let mut findings = Findings::new("f", "text");
    assert!(findings.is_empty() && !findings.has_errors());
    assert_eq!(findings.render(true, true), "");
    findings.warning(None, "odd");
    assert!(!findings.is_empty() && !findings.has_errors());
    let mut others = Findings::new("f", "text");
    others.error(0..1, "wrong");
    findings.absorb(others);
    assert!(findings.has_errors());
    assert_eq!(findings.len(), 2);
    let causes: Vec<&str> = findings.iter().map(|finding| finding.cause.as_str()).collect();
    assert_eq!(causes, ["odd", "wrong"]);
}

#[test]
fn near_names() {
    let names = ["chefs", "rail", "take_order", "warm_up", "price", "prices", "b", "duration"];
    for (word, wanted) in [
        ("chef", Some("chefs")),
        ("Chefs", Some("chefs")),
        ("rial", Some("rail")),
        ("take-order", Some("take_order")),
        ("warmup", Some("warm_up")),
        ("pricess", Some("prices")),
        ("prise", Some("price")),
        ("duratoin", Some("duration")),
        ("b", Some("b")),
        ("a", None),
        ("", None),
        ("kitchen", None),
    ] {
        assert_eq!(nearest(word, names), wanted, "of {word:?}");
    }
    assert_eq!(nearest("cat", ["bat", "hat"]), Some("bat"));
    assert_eq!(nearest("cat", []), None);
    assert_eq!(nearest(&"x".repeat(100_000), ["x"]), None);
}

/// Returns the text without the color sequences, the only escapes that are allowed.
fn without_colors(text: &str) -> String {
    let mut pieces = text.split("\u{1b}[");
    let mut plain = pieces.next().unwrap_or("").to_owned();
    for piece in pieces {
        let (codes, rest) = piece.split_once('m').expect("a color ends with m");
        assert!(codes.bytes().all(|b| b.is_ascii_digit() || b == b';'), "{codes:?}");
        plain.push_str(rest);
    }
    plain
}

fn hostile() -> impl Strategy<Value = String> {
    prop_oneof![
        "([a-z]{1,5} = (1|\"é\"|\\[\r?\n1\\])(\r|\n|\t| # \u{1b}\\]0;x\u{7}\u{202e}){0,3}){0,9}",
        "[\n\r\t\u{0}-\u{20}\u{7f}-\u{a0}a-e漢\u{301}\u{200b}-\u{200f}\u{202a}-\u{202e}\u{2066}]{0,300}",
        "\\PC{0,80}(\u{301}{0,40}\n){0,3}.{0,20}",
        "\u{feff}?.{0,20}",
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn no_control_byte_comes_out(
        source in hostile(), name in hostile(), cause in hostile(), word in hostile(),
        start in 0_usize..400, end in prop_oneof![0_usize..400, Just(usize::MAX)],
        color: bool, unicode: bool,
    ) {
        let mut findings = Findings::new(name, source);
        findings.error(start..end, cause.clone()).remedy(cause.clone()).did_you_mean(&*word);
        findings.warning(usize::MAX..end, cause.clone()).did_you_mean(nearest(&word, [&*cause]));
        findings.warning(None, cause).remedy(word);
        let rendered = findings.render(color, unicode);
        let plain = if color { without_colors(&rendered) } else { rendered };
        for line in plain.lines() {
            prop_assert!(!line.contains(char::is_control), "{:?}", line);
            prop_assert_eq!(crate::text::safe_text::safe(line), line);
        }
    }

    #[test]
    fn line_and_column_are_true(source in "[a\"é漢\u{301}\u{9b}\n]{0,200}", at in 0_usize..300) {
        let at = boundary(&source, at);
        let before = &source[..at];
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or("").chars().count() + 1;
        let mut findings = Findings::new("f", source.clone());
        findings.error(at..at + 1, "wrong");
        let rendered = findings.render(false, true);
        let place = format!("f:{line}:{column}\n");
        prop_assert!(rendered.contains(&place), "{:?} is not in {}", place, rendered);
    }
}
