//! Values pasted into the text of an expression, which is understood only afterwards.

use crate::rules::Value;

/// Returns a value as it is written in an expression; none: rows and lists cannot be written. A text
/// stands between quotes as it is: whatever is in it may end it, and go on as it likes.
pub fn pasted(value: &Value) -> Option<String> {
    Some(match value {
        Value::Nothing => "nothing".to_owned(),
        Value::Flag(flag) => flag.to_string(),
        // With a point or an exponent it is read as the same number.
        Value::Number(number) => format!("{number:?}"),
        Value::Text(text) => format!("\"{text}\""),
        Value::Row(_) | Value::List(_) => return None,
    })
}

/// Returns a value that means nothing but itself wherever it is pasted. Texts are harmless: they have
/// one line.
pub fn neutral(value: &Value) -> Value {
    let Value::Text(text) = value else { return value.clone() };
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '"' | '\\' => escaped.extend(['\\', c]),
            c => escaped.push(c),
        }
    }
    Value::text(&escaped)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::{Expression, Fields, Known, Meaning};

    fn compile(condition: &str) -> Expression {
        let mut known = Known::new();
        known.add("row", 2, Meaning::Row(Fields::new(["id", "email"])));
        known.add_bare(2);
        Expression::compile(condition, &known).unwrap()
    }

    fn pasted_as(value: &Value) -> Option<Vec<(u32, Value)>> {
        compile(&format!("email == {}", pasted(value).unwrap())).as_equalities(2)
    }

    #[test]
    fn what_is_neutral_is_read_back_as_it_was() {
        let texts =
            ["", "ada", "\"", "\\", "a\" || email != \"", "\\\" // b", "`${1}`", "é\u{fffd}"];
        for text in texts {
            let value = Value::text(text);
            assert_eq!(pasted_as(&neutral(&value)), Some(vec![(1, value)]), "{text:?}");
        }
        for number in [0.0, -0.5, 1e21, -3e-9, f64::MAX, 123_456_789.0] {
            let value = Value::from(number);
            assert_eq!(pasted_as(&neutral(&value)), Some(vec![(1, value)]), "{number}");
        }
        for value in [Value::Nothing, true.into(), false.into()] {
            assert_eq!(pasted_as(&value), Some(vec![(1, value.clone())]));
        }
        assert_eq!(pasted(&Value::List([].into())), None);
    }

    #[test]
    fn a_quote_ends_the_text_of_which_it_is_pasted_as_a_part() {
        let note = Value::text("x\" || email != \"");
        assert_eq!(pasted_as(&note), None, "it says more than what a field holds");
        assert_eq!(pasted_as(&Value::text("x\" || true //")), None);
        assert_eq!(pasted_as(&Value::text("ada")), Some(vec![(1, Value::text("ada"))]));
    }

    #[test]
    fn several_fields_are_told_apart_from_everything_else() {
        let both = compile("id == 3.0 && email == \"ada\"").as_equalities(2);
        assert_eq!(both, Some(vec![(0, 3.0.into()), (1, "ada".into())]));
        for other in
            ["id != 3", "id == 3 || id == 4", "id == 3 && id < 4", "id == row.email", "true"]
        {
            assert_eq!(compile(other).as_equalities(2), None, "{other}");
        }
        assert!(compile("id == 3 && verify(email, \"x\")").is_work());
        assert!(!compile("id == 3 && len(email) > 2").is_work());
    }
}
