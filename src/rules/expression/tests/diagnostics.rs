//! What is wrong with an expression: the place, the cause, the remedy and the name meant.

use super::known;
use crate::rules::{Expression, Fields, Known, Meaning, Wrong};

fn wrong(text: &str) -> Wrong {
    Expression::compile(text, &known()).map(|_| ()).expect_err(text)
}

/// Asserts which piece of a text is wrong, why, what to write instead and what was meant.
fn check(text: &str, piece: &str, cause: &str, remedy: &str, meant: &str) {
    let wrong = wrong(text);
    let remedy = Some(remedy.to_owned()).filter(|remedy| !remedy.is_empty());
    let meant = Some(meant.to_owned()).filter(|meant| !meant.is_empty());
    assert_eq!((&text[wrong.at.clone()], &*wrong.cause), (piece, cause), "{text}");
    assert_eq!((wrong.remedy, wrong.did_you_mean), (remedy, meant), "{text}");
}

#[test]
fn names_that_are_not_known() {
    let text = |word: &str| format!("write '\"{word}\"' for a text");
    check("pending", "pending", "nothing is called pending here", &text("pending"), "");
    check("totl + 1", "totl", "nothing is called totl here", &text("totl"), "total");
    check("1 + seats", "seats", "nothing is called seats here", &text("seats"), "order.seats");
    check("ordr.seats", "ordr", "nothing is called ordr here", &text("ordr"), "order");
    check("nothin", "nothin", "nothing is called nothin here", &text("nothin"), "nothing");
    check("min", "min", "min is a function", "write min(number, number)", "");
    check("this", "this", "nothing is called this here", &text("this"), "");
}

#[test]
fn fields_that_are_not_there() {
    let fields = "it has seats, at, package, text";
    check("1 + order.seat", "seat", "order has no field seat", fields, "seats");
    check("order.colour", "colour", "order has no field colour", fields, "");
    check("total.x", "x", "total is a single value, without fields", "write total alone", "");
    let mut empty = Known::new();
    empty.add("order", 0, Meaning::Row(Fields::default()));
    let wrong = Expression::compile("order.x", &empty).unwrap_err();
    assert_eq!(wrong.remedy.as_deref(), Some("order has no fields at all"));
}

#[test]
fn fields_that_the_rows_of_a_list_do_not_have() {
    let mut known = Known::new();
    known.add("picks", 7, Meaning::Rows(Fields::new(["title", "kind"])));
    let compile = |text: &str| Expression::compile(text, &known);
    assert!(compile("first(picks).kind == \"crime\" && len(picks) > 0").is_ok());
    let wrong = compile("first(picks).kin").unwrap_err();
    assert_eq!(&*wrong.cause, "first(picks) has no field kin");
    assert_eq!(wrong.remedy.as_deref(), Some("it has title, kind"));
    assert_eq!((wrong.did_you_mean.as_deref(), wrong.at), (Some("kind"), 13..16));
    let wrong = compile("picks.kind").unwrap_err();
    assert_eq!(&*wrong.cause, "picks is a list of rows");
    assert_eq!(wrong.remedy.as_deref(), Some("write first(picks).kind"));
}

#[test]
fn functions_that_do_not_fit() {
    let all = "there are abs, choose, contains, first, floor, hash, len, lower, max, min, \
               relevance, round, starts_with, verify";
    check("lenn(guest.name)", "lenn", "there is no function lenn", all, "len");
    for forbidden in ["eval", "print", "debug", "Fn", "call", "curry", "type_of", "is_def_var"] {
        let cause = format!("there is no function {forbidden}");
        assert_eq!(wrong(&format!("{forbidden}(1)")).cause, cause);
    }
    check("1 + abs()", "abs", "abs is called with 0 values", "write abs(number)", "");
    let form = "write round(number) or round(number, digits)";
    check("round(1, 2, 3)", "round", "round is called with 3 values", form, "");
    let cause = "len cannot be called behind a point";
    let remedy = "write what it is for in brackets, as in len(text)";
    check("guest.name.len()", "len", cause, remedy, "");
}

#[test]
fn what_is_no_expression() {
    let remedy = "write what is missing behind it, such as order.seats * 2";
    check("1 +", "", "the expression ends too early", remedy, "");
    let remedy = "write ) there, or take out what it belongs to";
    check("(1", "", "at its end a ) is missing", remedy, "");
    check("min(1 2)", "2", "a , is missing before 2", "write , there, or take 2 out", "");
    let remedy = "write a comparison, such as order.seats > 2";
    let cause = "here stands what is true or false";
    check("if 1 { 2 } else { 3 }", "1", cause, remedy, "");
    check("true && 12", "12", cause, remedy, "");
    let stray = "take it out, or write a value on both sides of each sign: order.seats * 2";
    check("1 2", "2", "2 cannot stand here", stray, "");
    let cause = "= changes something, which expressions never do";
    check("a = 1", "=", cause, "write == to compare", "");
    check("let x = 1", "x", "x cannot stand here", stray, "");
    check("1; 2", ";", "; cannot stand here", stray, "");
    let cause = "behind a point stands the name of a field";
    check("order.", "", cause, "write '\"order.\"' for a text", "");
    let remedy = "write if a { b } else { c }";
    check("if total > 1 { 2 }", "if", "this if has no else", remedy, "");
    check("\"abc", "\"", "a text has no end", "write \" behind it", "");
    check("'paid'", "'", "' holds no text", "write texts between \"", "");
    check("'p'", "'", "' holds no text", "write texts between \"", "");
    check("()", "(", "() holds no value", "write nothing", "");
    check("1e999", "1e999", "this number is too large", "write one below 1e308", "");
    let cause = "\\ begins a special character that does not exist";
    check("\"a\\q\"", "q", cause, "write \\\\ for \\ itself", "");
    let remedy = "join it with +: \"table \" + table.id";
    check("`a ${total}`", "`", "nothing is worked out inside a text", remedy, "");
    for text in ["", " \n "] {
        let wrong = wrong(text);
        assert_eq!((wrong.at, &*wrong.cause), (0..text.len(), "there is no expression"));
    }
}

#[test]
fn texts_without_their_quotes() {
    let remedy = "write '\"who are you\"' for a text";
    check("who are you", "are", "are cannot stand here", remedy, "");
    let remedy = "write '\"ada@example.com\"' for a text";
    check("ada@example.com", "@", "@ cannot stand here", remedy, "");
    check("été", "été", "été cannot stand here", "write '\"été\"' for a text", "");
}

#[test]
fn signs_that_mean_nothing() {
    let remedy = "there are + - * / % == != < <= > >= && || !";
    for (text, sign) in [
        ("2 ** 3", "**"),
        ("1 & 2", "&"),
        ("1 | 2", "|"),
        ("1 ^ 2", "^"),
        ("1 << 2", "<<"),
        ("1 >> 2", ">>"),
        ("1..2", ".."),
        ("1..=2", "..="),
        ("total ?? 1", "??"),
        ("order?.at", "?."),
        ("total !in order", "!in"),
        ("+total", "+"),
    ] {
        let wrong = wrong(text);
        assert_eq!(wrong.cause, format!("the sign {sign} means nothing here"), "{text}");
        assert_eq!(wrong.remedy.as_deref(), Some(remedy), "{text}");
        assert_eq!(text.as_bytes()[wrong.at.start], sign.as_bytes()[0], "{text}");
    }
}

#[test]
fn what_belongs_into_programs_is_refused() {
    for text in [
        "[1, 2]",
        "#{a: 1}",
        "total[1]",
        "|x| x",
        "fn f() { 1 }",
        "while true {}",
        "loop {}",
        "for x in order {}",
        "switch total { 1 => 2 }",
        "{ 1 }",
        "{ let x = 1; x }",
        "return 1",
        "throw 1",
        "import \"a\" as b",
        "a::b",
        "total += 1",
        "order.at = 3",
        "order.at++",
        "try {} catch {}",
        "if true { let x = 1; } else { 2 }",
        "if true {} else { 2 }",
        "1 in order",
        "$x",
        "#",
        "do {} while true",
        "const X = 1",
        "x => 1",
        "total ? 1 : 2",
    ] {
        wrong(text);
    }
}

#[test]
fn a_place_is_counted_in_bytes() {
    let text = "\"é\" +\n  \"東京\" + pendin";
    let at = text.find("pendin").unwrap();
    assert_eq!(wrong(text).at, at..text.len());
}

#[test]
fn what_is_too_long_or_too_deep() {
    let padded = |count: usize| "1".to_owned() + " ".repeat(count).as_str();
    assert!(Expression::compile(&padded(999), &known()).is_ok());
    let long = wrong(&padded(1000));
    assert_eq!((long.at, &*long.cause), (0..1001, "an expression has 1000 characters at most"));
    let nested = |times: usize| "abs(".repeat(times) + "1" + ")".repeat(times).as_str();
    assert!(Expression::compile(&nested(12), &known()).is_ok());
    for deep in [
        nested(40),
        "(".repeat(999),
        "!".repeat(999),
        "if true {".repeat(40),
        "1+".repeat(400) + "1",
        "true&&".repeat(100) + "true",
        "order.".repeat(100) + "at",
    ] {
        let wrong = wrong(&deep);
        assert_eq!(wrong.cause, "too much stands inside each other", "{deep}");
        assert!(wrong.remedy.is_some());
    }
    let word = "x".repeat(900);
    assert!(wrong(&word).cause.len() < 100);
    assert!(wrong(&word).remedy.unwrap().len() < 100);
}
