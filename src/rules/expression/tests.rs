//! Expressions as recipes write them: what they are worth, what they read, what is wrong.

use super::*;
use crate::rules::{Fields, Meaning, Record};

mod diagnostics;
mod random;

const ORDER: u32 = 0;
const GUEST: u32 = 1;
const TOTAL: u32 = 2;
const ROW: u32 = 3;
const FOUND: u32 = 4;

/// What is known in these tests.
fn known() -> Known {
    let mut known = Known::new();
    known.add("total", ORDER, Meaning::Row(Fields::new(["hidden"])));
    known.add("order", ORDER, Meaning::Row(Fields::new(["seats", "at", "package", "text"])));
    known.add("guest", GUEST, Meaning::Row(Fields::new(["discount", "name", "staff"])));
    known.add("total", TOTAL, Meaning::Single);
    known.add("row", ROW, Meaning::Row(Fields::new(["likes", "text", "total"])));
    known.add("found", FOUND, Meaning::Single);
    known.add_bare(ROW);
    known
}

/// What is seen in these tests.
struct Seen;

impl Sight for Seen {
    fn held(&self, _root: u32, _field: Option<u32>) -> Option<&Value> {
        None
    }

    fn made(&self, root: u32, field: Option<u32>) -> Value {
        match (root, field) {
            (TOTAL, None) => 22.5.into(),
            (FOUND, None) => {
                let fields = Fields::new(["id", "of"]);
                let inner = Record::new(fields.clone(), vec![1.0.into()]);
                let row = Record::new(fields, vec![7.0.into(), Value::Row(inner)]);
                Value::List([Value::Row(row)].into())
            }
            (ORDER, None) => Value::Row(Record::default()),
            (ORDER, Some(0)) => 2.0.into(),
            (ORDER, Some(1)) => 19.0.into(),
            (ORDER, Some(2)) => "gift".into(),
            (ORDER, Some(3)) => "spicy pizza".into(),
            (GUEST, Some(0)) => 0.1.into(),
            (GUEST, Some(1)) => "Ada".into(),
            (GUEST, Some(2)) => true.into(),
            (ROW, Some(0)) => 5.0.into(),
            (ROW, Some(1)) => "A spicy, spicy pizza".into(),
            _ => Value::Nothing,
        }
    }
}

fn compile(text: &str) -> Expression {
    Expression::compile(text, &known()).unwrap_or_else(|wrong| panic!("{text}: {wrong:?}"))
}

/// Asserts what an expression is worth.
fn worth(text: &str, value: impl Into<Value>) {
    assert_eq!(compile(text).work_out(&Seen), Ok(value.into()), "{text}");
}

/// Asserts why an expression is worth nothing.
fn fails(text: &str, cause: &str) {
    let failure = compile(text).work_out(&Seen).expect_err(text);
    assert_eq!(&*failure.cause, cause, "{text}");
}

#[test]
fn numbers_are_worked_out() {
    worth("order.seats * 12.5 * (1 - guest.discount)", 22.5);
    worth("7 / 2", 3.5);
    worth("-7 % 4 + 1_000", 997.0);
    worth("1 + 2 * 3 - -4", 11.0);
    worth("-order.at", -19.0);
    worth("9007199254740993 + 0", 9_007_199_254_740_992.0);
    worth("99999999999999999999", 1e20);
    worth("0.1 + 0.2", 0.1 + 0.2);
    worth("min(order.at, 18, total) + max(1, 2) + round(total) + round(total, 1)", 65.5);
}

#[test]
fn comparisons_are_worked_out() {
    for text in [
        "order.at > 18 && order.at <= 19 && order.at >= 19",
        "order.seats == 2.0 && order.seats != 3",
        "guest.name == \"Ada\" && guest.name < \"Bob\" && !(guest.name >= \"Bob\")",
        "guest.staff == true && !false",
        "guest.name != 2 && \"2\" != 2 && true != 1",
        "row.total == nothing && guest.name != nothing",
        "false || guest.staff",
        "order == order && found == found",
    ] {
        worth(text, true);
    }
}

#[test]
fn what_does_not_matter_is_not_looked_at() {
    worth("false && 1 / 0 == 1", false);
    worth("true || 1 / 0 == 1", true);
    worth("choose(order.at > 18, \"late\", 1 / 0)", "late");
    worth("if order.at > 19 { 1 / 0 } else { \"early\" }", "early");
    worth("if order.at > 19 { 1 } else if total > 1 { abs(-2) } else { 3 }", 2.0);
}

#[test]
fn texts_and_numbers_are_joined() {
    worth("\"table \" + order.seats + \" at \" + order.at / 2", "table 2 at 9.5");
    worth("order.seats + \" seats\"", "2 seats");
    worth("guest.name + `!`", "Ada!");
    worth("\"é \\\"x\\\" \\\\\"", "é \"x\" \\");
}

#[test]
fn names_are_read() {
    worth("nothing", Value::Nothing);
    worth("total", 22.5);
    worth("likes + row.likes", 10.0);
    worth("order.package", "gift");
    worth("order", Value::Row(Record::default()));
    worth("first(found).id + first(found).of.id", 8.0);
    worth("first(found).colour", Value::Nothing);
}

#[test]
fn a_later_name_hides_an_earlier_one() {
    let mut known = known();
    known.add("guest", TOTAL, Meaning::Single);
    let guest = Expression::compile("guest", &known).unwrap();
    assert_eq!(guest.reads(), [(TOTAL, None)]);
    assert!(Expression::compile("guest.name", &known).is_err());
    // A field without its row gives way to every name.
    assert_eq!(compile("total").reads(), [(TOTAL, None)]);
    known.add("likes", GUEST, Meaning::Single);
    assert_eq!(Expression::compile("likes", &known).unwrap().reads(), [(GUEST, None)]);
}

#[test]
fn what_has_no_value_says_why() {
    fails("guest.name * 2", "a text cannot be multiplied");
    fails("2 * guest.name", "a text cannot be multiplied");
    fails("row.total + 1", "nothing cannot be added");
    fails("\"a\" + true", "true or false cannot be added");
    fails("\"a\" - \"b\"", "a text cannot be subtracted");
    fails("total / 0", "a number cannot be divided by 0");
    fails("total % 0", "a number cannot be divided by 0");
    fails("1e308 * 10 > 5", "the number is too large");
    fails("guest.name < 3", "a text cannot be compared with a number");
    fails("3 >= nothing", "a number cannot be compared with nothing");
    fails("order < order", "a row has no order: compare with == or !=");
    fails("-guest.name", "a text has no negative");
    fails("!total", "! takes true or false, not a number");
    fails("total && true", "&& takes true or false, not a number");
    fails("false || guest.name", "|| takes true or false, not a text");
    fails("choose(1, 2, 3)", "a condition takes true or false, not a number");
    fails("guest.name.x", "a text has no field x");
    fails("len(total)", "len(text) is not for a number");
}

/// Everything is this value.
struct One(Value);

impl Sight for One {
    fn held(&self, _root: u32, _field: Option<u32>) -> Option<&Value> {
        Some(&self.0)
    }

    fn made(&self, _root: u32, _field: Option<u32>) -> Value {
        Value::Nothing
    }
}

#[test]
fn texts_stay_short() {
    let twice = |value: Value| {
        let mut known = Known::new();
        known.add("x", 0, Meaning::Single);
        Expression::compile("x + x", &known).unwrap().work_out(&One(value))
    };
    let half = "x".repeat(32 * 1024);
    assert_eq!(twice(half.as_str().into()), Ok((half.clone() + half.as_str()).as_str().into()));
    let failure = twice((half + "x").as_str().into()).unwrap_err();
    assert_eq!(&*failure.cause, "the text is longer than 64 KiB");
}

#[test]
fn what_is_read_is_listed_once() {
    let expression = compile("order.at + order.seats + total + order.at + len(order)");
    let reads = [(ORDER, None), (ORDER, Some(0)), (ORDER, Some(1)), (TOTAL, None)];
    assert_eq!(expression.reads(), reads);
    assert_eq!(expression.roots(), [ORDER, TOTAL]);
    assert_eq!(compile("1 + 2").roots(), [0; 0]);
    assert_eq!(compile("if guest.staff { likes } else { total }").roots(), [GUEST, TOTAL, ROW]);
}

#[test]
fn what_is_known_already_is_not_worked_out_again() {
    for text in ["1 + 2 * 3", "min(1, 7)", "if true { 7 } else { 8 }", "choose(true, 7, 8)"] {
        assert!(matches!(compile(text).0.part, Part::Constant(_)), "{text}");
    }
    for (text, part) in [
        ("total", Part::Whole(TOTAL)),
        ("order.at", Part::Field(ORDER, 1)),
        ("likes", Part::Field(ROW, 0)),
        ("12", Part::Constant(12.0.into())),
    ] {
        assert_eq!(compile(text).0.part, part, "{text}");
    }
    // Hashing is work: not while a file is read, and not for what nobody asks.
    assert!(matches!(compile("hash(\"a\")").0.part, Part::Call(..)));
}

#[test]
fn a_search_for_words_is_taken_apart() {
    let search = compile("relevance(order.text, row.text)").as_relevance(ROW);
    let (asked, field) = search.unwrap();
    assert_eq!((asked.text(), field), ("order.text", 1));
    assert_eq!(asked.work_out(&Seen), Ok("spicy pizza".into()));
    assert_eq!(asked.roots(), [ORDER]);
    let nested = compile(" (relevance((order.text + min(1, 2)), ( text ) ) )");
    assert_eq!(nested.as_relevance(ROW).unwrap().0.text(), "(order.text + min(1, 2))");
    for other in [
        "relevance(order.text, row.text) + 1",
        "relevance(row.text, row.text)",
        "relevance(order.text, guest.name)",
        "relevance(order.text, order.text)",
        "contains(order.text, row.text)",
        "row.text",
    ] {
        assert_eq!(compile(other).as_relevance(ROW), None, "{other}");
    }
    worth("relevance(order.text, row.text) > relevance(order.text, \"pizza\")", true);
}

#[test]
fn expressions_are_compared_by_what_they_say() {
    assert_eq!(compile("order.at"), compile(" order.at "));
    assert_ne!(compile("order.at"), compile("order.seats"));
    assert_eq!(compile("row.likes").text(), "row.likes");
    let mut other = Known::new();
    other.add("total", ROW, Meaning::Single);
    assert_ne!(compile("total"), Expression::compile("total", &other).unwrap());
}

#[test]
fn a_constant_is_always_the_same() {
    let ada = Expression::constant("Ada".into());
    assert_eq!((ada.text(), ada.roots(), ada.work_out(&Seen)), ("Ada", &[][..], Ok("Ada".into())));
    assert_ne!(Expression::constant("1".into()), Expression::constant(1.0.into()));
}

#[test]
fn expressions_may_be_shared_by_threads() {
    fn shared<T: Send + Sync + Clone>(_: &T) {}
    shared(&compile("order.at"));
}

/// What is written in an expression may be shown: it is made harmless as rows are.
#[test]
fn texts_are_harmless_however_they_are_written() {
    worth(r#""a\x1b[31m\u202eb\n""#, "a\u{fffd}[31m\u{fffd}b\u{fffd}");
    worth("\"a\u{9b}31m\u{200b}\"", "a\u{fffd}31m\u{fffd}");
    let raw = compile("1 +\n\t2 // \u{1b}[31m");
    assert_eq!(raw.text(), "1 +  2 // \u{fffd}[31m");
}

/// Whatever a look comes to, the long way comes to as well.
#[test]
fn the_quick_way_and_the_long_way_agree() {
    let texts = [
        "order.seats * 12.5 * (1 - guest.discount)",
        "-order.seats + row.likes / 2 - 7 % 3",
        "order.package == \"gift\" && guest.staff",
        "!(guest.name != \"Ada\") || order.seats > 3",
        "choose(row.likes >= 5, total, order.at)",
        "row.text == order.text",
        "guest.staff == true",
        "order.package == 3",
        "order.seats <= 2 && order.at < 20",
    ];
    for text in texts {
        let part = &compile(text).0.part;
        let long = part.work_out(&Seen).map(Cow::into_owned).unwrap();
        if let Some(glance) = part.glance(&Seen) {
            assert_eq!(glance.into_value(), long, "{text}");
        }
    }
    let numbers = compile(texts[0]);
    assert!(numbers.0.part.glance(&Seen).is_some(), "there is a quick way for numbers");
    let failing = compile("order.package * 2");
    assert!(failing.0.part.glance(&Seen).is_none(), "the long way says why it fails");
}
