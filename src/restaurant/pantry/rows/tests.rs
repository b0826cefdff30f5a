//! Rows are found, changed and removed as they should be, with an index or without.

use super::*;
use crate::restaurant::pantry::remembered::{Answer, Question};
use crate::restaurant::pantry::view::Wish;
use crate::restaurant::transaction::Pending;

/// A field, and what it is to hold.
type Condition = (u32, Value);

fn holds(field: u32, value: impl Into<Value>) -> Condition {
    (field, value.into())
}

fn looked_at(conditions: &[Condition]) -> Vec<(u32, &Value)> {
    conditions.iter().map(|(field, value)| (*field, value)).collect()
}

fn member(id: impl Into<Value>, email: &str, likes: f64) -> Record {
    let fields = Fields::new(["id", "email", "likes"]);
    Record::new(fields, vec![id.into(), email.into(), likes.into()])
}

/// Members, with an index of this kind.
fn members(index: Vec<u32>, words: Option<u32>) -> Rows {
    let rows = (1..=30_u32).map(|n| {
        let email = format!("guest {} of table {}", n % 7, n % 3);
        member(f64::from(n), &email, f64::from(n % 4))
    });
    let fields = Fields::new(["id", "email", "likes"]);
    let plan = RowsPlan {
        fields,
        rows: rows.collect(),
        index,
        words,
        stands_for: 1,
        ..RowsPlan::default()
    };
    Rows::new(&Arc::new(plan), Durable::EveryWrite, None)
}

fn wish<'w>(conditions: &'w [(u32, &'w Value)]) -> Wish<'w> {
    Wish { conditions, most: usize::MAX, ..Wish::default() }
}

#[test]
fn an_index_finds_the_same_rows_and_reads_fewer() {
    let mut plain = members(Vec::new(), None);
    let mut indexed = members(vec![1, 2], None);
    for step in 0..200_u32 {
        let row = step * 7 % 30;
        let change = match step % 5 {
            0 => None,
            _ => Some(member(
                f64::from(row + 1),
                &format!("guest {}", step % 5),
                f64::from(step % 4),
            )),
        };
        for rows in [&mut plain, &mut indexed] {
            rows.set(row, change.clone());
            if step % 3 == 0 {
                rows.put(member(1_000.0 + f64::from(step), "guest 1", 2.0));
            }
        }
        for (field, value) in [(1, Value::from("guest 1")), (2, Value::from(2.0))] {
            let conditions = [(field, &value)];
            let (found, read) = plain.as_they_are().search(&wish(&conditions), &[]);
            let (same, fewer) = indexed.as_they_are().search(&wish(&conditions), &[]);
            assert_eq!(found, same, "step {step}");
            assert_eq!(fewer, same.len() as u64);
            assert_eq!(read, plain.list().count() as u64);
        }
    }
}

#[test]
fn an_index_of_words_finds_whatever_has_one_of_them() {
    let rows = members(Vec::new(), Some(1));
    let asked = Wish { words: Some("GUEST-5, or the 2nd"), ..wish(&[]) };
    let (all, _) = rows.as_they_are().search(&asked, &[]);
    assert_eq!(all.len(), 30, "every row has the word guest");
    let (found, read) = rows.as_they_are().search(&Wish { words: Some("5"), ..wish(&[]) }, &[]);
    assert_eq!((found.len() as u64, read), (4, 4), "5, 12, 19 and 26");
}

#[test]
fn a_transaction_sees_what_it_has_in_mind_and_others_do_not() {
    let rows = members(vec![2], None);
    let pending = |row, record| Pending { pantry: 0, shelf: 0, row, record };
    let changes = [
        pending(Some(0), Some(member(1.0, "changed", 9.0))),
        pending(Some(1), None),
        pending(None, Some(member(99.0, "new", 9.0))),
    ];
    let own: Vec<&Pending> = changes.iter().collect();
    let held = [holds(2, 9.0), holds(2, 2.0)];
    let held = looked_at(&held);
    let (conditions, two) = held.split_at(1);
    let names = |pending: &[&Pending]| -> Vec<String> {
        let (found, _) = rows.as_they_are().search(&wish(conditions), pending);
        found.iter().map(|found| found.record.cell(1).to_string()).collect()
    };
    assert_eq!(names(&own), ["changed", "new"]);
    assert_eq!(names(&[]), Vec::<String>::new());
    let (before, _) = rows.as_they_are().search(&wish(two), &[]);
    let (without, _) = rows.as_they_are().search(&wish(two), &own);
    assert_eq!(before.len(), without.len() + 1, "the row that it removes");
}

#[test]
fn a_new_row_gets_the_next_number_and_a_clone_keeps_its_own() {
    let mut rows = members(Vec::new(), None);
    let before = rows.clone();
    let put = rows.put(member(Value::Nothing, "new", 0.0));
    assert_eq!(*put.cell(0), Value::from(31.0));
    let next = rows.with_key(vec![Value::Nothing, "newer".into(), 0.0.into()]);
    assert_eq!(
        *next.cell(0),
        Value::from(32.0),
        "the number is taken even before the row is there"
    );
    rows.set(0, None);
    assert_eq!((before.list().count(), rows.list().count()), (30, 30));
    assert_eq!((before.by_key(&1.0.into()), rows.by_key(&1.0.into())), (Some(0), None));
    assert_eq!(
        (before.bytes(), rows.bytes() > 0),
        (0, true),
        "what is only read costs a clone nothing"
    );
}

#[test]
fn rows_that_are_as_they_were_say_so_and_no_others_do() {
    for index in [Vec::new(), vec![1], vec![2, 1]] {
        let mut rows = members(index, None);
        let asked = |step: u32| match step % 3 {
            0 => vec![holds(1, format!("guest {} of table 1", step % 7).as_str())],
            1 => vec![holds(2, f64::from(step % 4))],
            _ => vec![
                holds(2, f64::from(step % 4)),
                holds(1, format!("guest {} of table 2", step % 7).as_str()),
            ],
        };
        let mut seen: Vec<(u32, u64, Vec<Record>)> = Vec::new();
        let mut same = 0;
        for step in 0..400_u32 {
            match step % 4 {
                0 => rows.set(step * 11 % 30, None),
                1 => {
                    let email = format!("guest {} of table {}", step % 7, step % 3);
                    rows.set(step * 7 % 30, Some(member(f64::from(step), &email, 2.0)));
                }
                2 => drop(rows.put(member(f64::from(step), "guest 1 of table 1", 3.0))),
                _ => {}
            }
            for question in 0..84 {
                let conditions = asked(question);
                let conditions = looked_at(&conditions);
                let view = rows.as_they_are();
                let (found, _) = view.search(&wish(&conditions), &[]);
                let found: Vec<Record> = found.iter().map(|found| found.record.clone()).collect();
                let changed = view.reach(&conditions).changed;
                match seen.iter_mut().find(|(asked, ..)| *asked == question) {
                    Some((_, then, before)) if *then == changed => {
                        assert_eq!(*before, found, "step {step}, question {question}");
                        same += 1;
                    }
                    Some(seen) => *seen = (question, changed, found),
                    None => seen.push((question, changed, found)),
                }
            }
        }
        assert!(same > 5_000, "it pays: {same}");
    }
}

#[test]
fn an_answer_is_remembered_until_a_power_cut_takes_what_it_was_made_of() {
    let plan = Arc::clone(&members(Vec::new(), None).plan);
    let mut rows = Rows::new(&plan, Durable::Never, None);
    let conditions = [(2, &Value::from(2.0))];
    let ask = |rows: &Rows| {
        let reach = rows.as_they_are().reach(&conditions);
        (Question::new((0, 0), &conditions, reach, |_| Some(())).unwrap(), reach)
    };
    rows.is_written(Time(1), 7);
    rows.put(member(50.0, "guest 1", 2.0));
    let (question, reach) = ask(&rows);
    let answer = Answer { value: Some(8.0.into()), row: None, read: 31 };
    rows.remembered.note(question.with(answer, reach));
    let (question, _) = ask(&rows);
    assert!(rows.remembered.answer(&question, reach).is_some());
    assert!(rows.clone().remembered.answer(&question, reach).is_none(), "a clone finds out anew");
    rows.lose(Time(2));
    rows.is_written(Time(3), 8);
    rows.put(member(51.0, "guest 2", 1.0));
    let (question, now) = ask(&rows);
    assert_eq!(now.changed, reach.changed, "as many changes as before, but others");
    assert!(rows.remembered.answer(&question, now).is_none());
}

#[test]
fn of_more_questions_than_there_are_places_each_gets_its_own_answer_or_none() {
    let mut rows = members(Vec::new(), None);
    let reach = rows.as_they_are().reach(&[]);
    let conditions = |n: u32| [holds(1, format!("{}", n % 40).as_str()), holds(2, f64::from(n))];
    let mut known = 0;
    for n in 0..1_000_u32 {
        let (step, said) = ((n % 3, n % 5), conditions(n));
        let said = looked_at(&said);
        let asked = Question::new(step, &said, reach, |_| Some(())).unwrap();
        let answer = Answer { value: Some(f64::from(n).into()), row: None, read: 30 };
        rows.remembered.note(asked.with(answer, reach));
        for before in n.saturating_sub(300)..=n {
            let step = (before % 3, before % 5);
            let said = conditions(before);
            let said = looked_at(&said);
            let asked = Question::new(step, &said, reach, |_| Some(())).unwrap();
            let found = rows.remembered.answer(&asked, reach);
            assert!(found.is_some() || before < n, "the last one is always remembered");
            if let Some(found) = found {
                assert_eq!(found.value, Some(f64::from(before).into()));
                known += 1;
            }
        }
    }
    assert!(known > 100_000, "it pays: {known}");
}
