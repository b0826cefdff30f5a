//! Every function, with what it takes and what it does not.

use super::*;

fn call(name: &str, values: &[Value]) -> Result<Value, String> {
    let function = Function::named(name).unwrap();
    assert!(function.takes(values.len()), "{name} takes no {} values", values.len());
    function.call(values).map_err(|failure| failure.cause.into())
}

/// Asserts what functions make of their values.
fn check<V: Into<Value> + Clone>(name: &str, cases: &[(&[V], Value)]) {
    for (values, expected) in cases {
        let values: Vec<Value> = values.iter().cloned().map(Into::into).collect();
        assert_eq!(call(name, &values), Ok(expected.clone()), "{name} of {values:?}");
    }
}

fn list(values: &[Value]) -> Value {
    Value::List(values.into())
}

#[test]
fn the_table_is_in_the_order_of_its_variants() {
    for (function, name, form, _) in ALL {
        assert_eq!(function.to_string(), *name);
        assert_eq!(Function::named(name), Some(*function));
        assert!(form.starts_with(&format!("{name}(")), "{form}");
    }
    assert!(Function::names().is_sorted());
    assert_eq!(Function::named("eval"), None);
}

#[test]
fn functions_of_numbers() {
    check("abs", &[(&[-2.5], 2.5.into()), (&[2.0], 2.0.into())]);
    check("floor", &[(&[-2.5], (-3.0).into()), (&[2.9], 2.0.into())]);
    check("max", &[(&[1.0, 3.0], 3.0.into()), (&[5.0], 5.0.into())]);
    check("min", &[(&[1.0, 3.0, -2.0, 4.0], (-2.0).into()), (&[5.0], 5.0.into())]);
}

#[test]
fn halves_are_rounded_away_from_zero() {
    check("round", &[(&[2.5], 3.0.into()), (&[-2.5], (-3.0).into()), (&[2.4], 2.0.into())]);
    check(
        "round",
        &[
            (&[0.125, 2.0], 0.13.into()),
            (&[-0.125, 2.0], (-0.13).into()),
            (&[1250.0, -2.0], 1300.0.into()),
            (&[1.5, 0.0], 2.0.into()),
            (&[1e300, 12.0], 1e300.into()),
            (&[1e300, -12.0], 1e300.into()),
        ],
    );
    for digits in [13.0, -13.0, 0.5, f64::MAX] {
        let cause = call("round", &[1.0.into(), digits.into()]).unwrap_err();
        assert!(cause.contains("takes whole digits from -12 to 12"), "{cause}");
    }
}

#[test]
fn functions_of_texts() {
    check("contains", &[(&["a pizza", "pizz"], true.into()), (&["pizza", "Pizza"], false.into())]);
    check("starts_with", &[(&["pizza", "piz"], true.into()), (&["pizza", "zza"], false.into())]);
    check("lower", &[(&["ÉTÉ at Noon"], "été at noon".into()), (&["noon"], "noon".into())]);
    check("len", &[(&["été"], 3.0.into()), (&[""], 0.0.into())]);
    check("relevance", &[(&["pizza", "Pizza."], 1.0.into()), (&["pizza", "pasta"], 0.0.into())]);
    let long = "Ⱥ".repeat(30_000);
    assert_eq!(
        call("lower", &[long.as_str().into()]),
        Err("the text is longer than 64 KiB".into())
    );
}

#[test]
fn functions_of_lists() {
    let some = list(&[1.0.into(), "two".into()]);
    assert_eq!(call("len", std::slice::from_ref(&some)), Ok(2.0.into()));
    assert_eq!(call("first", std::slice::from_ref(&some)), Ok(1.0.into()));
    assert_eq!(call("first", &[list(&[])]), Ok(Value::Nothing));
    assert_eq!(call("contains", &[some.clone(), "two".into()]), Ok(true.into()));
    assert_eq!(call("contains", &[some, 2.0.into()]), Ok(false.into()));
}

#[test]
fn one_of_two_is_chosen() {
    let choose = |flag: bool| call("choose", &[flag.into(), 1.0.into(), "b".into()]);
    assert_eq!((choose(true), choose(false)), (Ok(1.0.into()), Ok("b".into())));
}

#[test]
fn a_password_is_hashed_and_verified() {
    let hash = call("hash", &["correct horse".into()]).unwrap();
    assert_eq!(call("verify", &["correct horse".into(), hash.clone()]), Ok(true.into()));
    assert_eq!(call("verify", &["wrong".into(), hash]), Ok(false.into()));
    let cause = call("verify", &["a".into(), "b".into()]).unwrap_err();
    assert!(cause.contains("takes an argon2 hash"), "{cause}");
}

#[test]
fn a_function_says_what_it_is_not_for() {
    let odd = [Value::Nothing, Value::Row(crate::rules::Record::default())];
    for (function, name, form, takes) in ALL {
        for odd in &odd {
            let values = vec![odd.clone(); *takes.start()];
            let failure = function.call(&values).unwrap_err();
            let kinds = vec![odd.kind(); values.len()].join(" and ");
            assert_eq!(*failure.cause, format!("{form} is not for {kinds}"), "{name}");
        }
    }
    let cause = call("min", &[1.0.into(), "2".into()]).unwrap_err();
    assert_eq!(cause, "min(number, number) is not for a number and a text");
}
