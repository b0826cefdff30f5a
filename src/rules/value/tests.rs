//! What values are, how they are shown and which comes first.

use super::*;

fn row(cells: &[(&str, Value)]) -> Value {
    let fields = Fields::new(cells.iter().map(|(name, _)| *name));
    Value::Row(Record::new(fields, cells.iter().map(|(_, value)| value.clone()).collect()))
}

fn list(values: &[Value]) -> Value {
    Value::List(values.into())
}

/// One or two of each kind, in order.
fn in_order() -> Vec<Value> {
    vec![
        Value::Nothing,
        false.into(),
        true.into(),
        (-1.5).into(),
        0.0.into(),
        12.0.into(),
        "".into(),
        "Ada".into(),
        "ada".into(),
        row(&[("a", 1.0.into())]),
        row(&[("a", 1.0.into()), ("b", 1.0.into())]),
        row(&[("a", 2.0.into())]),
        list(&[]),
        list(&[1.0.into()]),
        list(&[1.0.into(), Value::Nothing]),
    ]
}

#[test]
fn values_are_shown_short() {
    let shown = |value: Value| value.to_string();
    assert_eq!(shown(Value::Nothing), "nothing");
    assert_eq!(shown(true.into()), "true");
    assert_eq!(shown(40.0.into()), "40");
    assert_eq!(shown(0.1.into()), "0.1");
    assert_eq!(shown((-0.0).into()), "0");
    assert_eq!(shown("12.50".into()), "12.50");
    let table = row(&[("id", 7.0.into()), ("free", true.into())]);
    assert_eq!(shown(table.clone()), "id: 7, free: true");
    let price = 24.9 + 4.9;
    assert_eq!(shown(price.into()), "29.799999999999997", "as exactly as it is known");
    assert_eq!(shown(row(&[("total", price.into())])), "total: 29.8", "as people write it");
    assert_eq!(shown(list(&[table, "x".into()])), "id: 7, free: true; x");
}

#[test]
fn all_values_have_one_order() {
    let values = in_order();
    for (i, one) in values.iter().enumerate() {
        for (k, other) in values.iter().enumerate() {
            assert_eq!(one.order(other), i.cmp(&k), "{one:?} and {other:?}");
            assert_eq!(one == other, i == k, "{one:?} and {other:?}");
        }
    }
    assert_eq!(Value::from(-0.0).order(&Value::from(0.0)), Ordering::Equal);
}

#[test]
fn values_say_what_they_are() {
    let mut kinds: Vec<&str> = in_order().iter().map(Value::kind).collect();
    kinds.dedup();
    assert_eq!(kinds, ["nothing", "true or false", "a number", "a text", "a row", "a list"]);
    assert_eq!(Value::from(2.0).number(), Some(2.0));
    assert_eq!(Value::from("2").number(), None);
    assert_eq!(Value::from(f64::NAN), Value::Nothing);
    assert!(Value::from(true).is_true());
    assert!(![false.into(), 1.0.into(), "true".into(), Value::Nothing].iter().any(Value::is_true));
}

#[test]
fn what_a_row_does_not_have_is_nothing() {
    let Value::Row(row) = row(&[("id", 7.0.into()), ("name", "Ada".into())]) else { panic!() };
    assert_eq!(row.get("name"), &Value::from("Ada"));
    assert_eq!(row.cell(0), &Value::from(7.0));
    assert_eq!((row.get("age"), row.cell(2)), (&Value::Nothing, &Value::Nothing));
    assert_eq!((row.fields().at("name"), row.fields().at("age")), (Some(1), None));
    assert_eq!((row.fields().name(1), row.fields().name(2)), ("name", ""));
    assert_eq!((row.fields().len(), Fields::default().is_empty()), (2, true));
    let short = Record::new(row.fields().clone(), Vec::new());
    assert_eq!(short.to_string(), "id: nothing, name: nothing");
}
