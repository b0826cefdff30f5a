//! Random texts: whatever is written, nothing panics, and what is worth something is in bounds.

use super::{ROW, Seen, known};
use crate::rules::operators::TEXT_MAX;
use crate::rules::{Expression, Known, Value};
use proptest::prelude::*;
use proptest::sample::select;
use rhai::Engine;

/// Pieces that expressions are made of, and some that they are not.
const PIECES: &str = "order order.seats guest.name total found likes first(found) nothing true \
    false 1 0 -1 1e308 9223372036854775808 0.5 \"a\" \"\" 'a' `x${1}` + - * / % == != < >= && || ! \
    ( ) , . ?. :: if else { } [ ] ; = => | .. abs( round( min( len( lower( choose( contains( \
    relevance( hash( verify( x this fn let in switch #{ /* */ // \\ \" é \u{202e} \u{0} 🦀 \
    e\u{301} 0x 1_ 1e $argon2id$v=19$m=8,t=1,p=1$ if\u{a0}true";

fn piece() -> impl Strategy<Value = &'static str> {
    select(PIECES.split(' ').collect::<Vec<_>>())
}

/// Expressions that are well formed, though not always worth something.
fn well_formed() -> impl Strategy<Value = String> {
    let leaves = "order.seats order.at guest.name guest.staff total likes row.total found \
        first(found).id order nothing true 2 0 0.5 1e300 \"ab\"";
    let leaf = select(leaves.split_whitespace().collect::<Vec<_>>()).prop_map(str::to_owned);
    let word = |words: &'static str| select(words.split(' ').collect::<Vec<_>>());
    leaf.prop_recursive(5, 40, 3, move |inner| {
        let sign = word("+ - * / % == != < <= > >= && ||");
        let one = word("abs round floor len lower first - !");
        let two = word("min max round contains starts_with relevance verify");
        prop_oneof![
            (inner.clone(), sign, inner.clone()).prop_map(|(a, s, b)| format!("({a} {s} {b})")),
            (one, inner.clone()).prop_map(|(f, a)| format!("{f}({a})")),
            (two, inner.clone(), inner.clone()).prop_map(|(f, a, b)| format!("{f}({a}, {b})")),
            (inner.clone(), inner.clone(), inner)
                .prop_map(|(a, b, c)| format!("(if {a} {{ {b} }} else {{ {c} }})")),
        ]
    })
}

/// Sums and comparisons of numbers, which `rhai` itself can work out too.
fn of_numbers() -> impl Strategy<Value = String> {
    let leaf = (-50..50i32).prop_map(|n| format!("{:?}", f64::from(n) / 4.0));
    leaf.prop_recursive(3, 16, 2, |inner| {
        let sign = select(vec!["+", "-", "*", "/", "%"]);
        let order = select(vec!["==", "!=", "<", "<=", ">", ">="]);
        prop_oneof![
            (inner.clone(), sign, inner.clone()).prop_map(|(a, s, b)| format!("({a} {s} {b})")),
            inner.clone().prop_map(|a| format!("-{a}")),
            (inner.clone(), order, inner.clone(), inner).prop_map(|(a, s, b, c)| format!(
                "(if {a} {s} {b} || {b} > 3.0 {{ {a} }} else {{ {c} }})"
            )),
        ]
    })
}

/// Whether a value is one that expressions may have.
fn is_in_bounds(value: &Value) -> bool {
    match value {
        Value::Number(number) => number.is_finite(),
        Value::Text(text) => text.len() <= TEXT_MAX,
        _ => true,
    }
}

fn survives(text: &str) {
    match Expression::compile(text, &known()) {
        Ok(expression) => {
            let (first, second) = (expression.work_out(&Seen), expression.work_out(&Seen));
            assert_eq!(first, second);
            assert!(first.is_err() || first.is_ok_and(|value| is_in_bounds(&value)));
            let _ = expression.as_relevance(ROW);
        }
        Err(wrong) => {
            assert!(text.get(wrong.at.clone()).is_some(), "{:?} is no piece", wrong.at);
            assert!(!wrong.cause.is_empty());
            assert!(wrong.remedy.is_some(), "{text:?}: {wrong:?}");
        }
    }
}

fn many() -> ProptestConfig {
    let usual = ProptestConfig::default();
    ProptestConfig { cases: usual.cases.max(1000), failure_persistence: None, ..usual }
}

proptest! {
    #![proptest_config(many())]

    #[test]
    fn any_text_is_survived(text in "(?s).{0,1100}") {
        survives(&text);
    }

    #[test]
    fn any_pieces_are_survived(pieces in prop::collection::vec(piece(), 0..60)) {
        survives(&pieces.concat());
        survives(&pieces.join(" "));
        survives(&pieces.join("\n"));
    }

    #[test]
    fn any_piece_repeated_is_survived(piece in piece(), times in 0usize..500) {
        survives(&piece.repeat(times));
        survives(&(piece.repeat(times) + "1" + ")".repeat(times).as_str()));
    }

    #[test]
    fn what_is_well_formed_is_understood(text in well_formed()) {
        if let Err(wrong) = Expression::compile(&text, &known()) {
            let may_be = [
                "too much stands inside each other",
                "an expression has 1000 characters at most",
                "here stands what is true or false",
            ];
            prop_assert!(may_be.contains(&&*wrong.cause), "{text}: {wrong:?}");
        }
        survives(&text);
    }

    #[test]
    fn numbers_are_those_that_rhai_works_out(text in of_numbers()) {
        // Some are too long or too deep.
        let Ok(ours) = Expression::compile(&text, &Known::new()) else { return Ok(()) };
        let ours = ours.work_out(&Seen);
        let theirs = Engine::new_raw().eval_expression::<f64>(&text);
        match (ours, theirs) {
            (Ok(ours), Ok(theirs)) => prop_assert_eq!(ours.number(), Some(theirs), "{}", text),
            // We stop where it goes on with what is beyond all numbers.
            (Err(_), theirs) => prop_assert!(text.contains(['/', '%']) || theirs.is_err(), "{}", text),
            (Ok(ours), Err(theirs)) => prop_assert!(false, "{text}: {ours:?}, {theirs}"),
        }
    }
}
