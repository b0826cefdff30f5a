//! Looking for rows at a hatch: what is found is decided when the hatch opens, and how many rows
//! had to be read says how long it takes.

use super::best::Best;
use super::pasted::{self, Pasted};
use super::remembered::{Answer, Memory, Question, Values};
use super::rows::{RowAt, Rows};
use super::view::{Match, Reach, View, Wish};
use super::{Pantry, Visit};
use crate::kernel::{Span, Time};
use crate::restaurant::data::{Desk, reads_besides_the_row};
use crate::restaurant::fact::{Fact, Witness};
use crate::restaurant::house::House;
use crate::restaurant::menu::{Search, Wanted};
use crate::rules::{self, Expression, Failure, Record, Sight, Value};
use smallvec::SmallVec;
use std::cell::RefCell;

/// Values that fields must hold, few of them mostly.
pub(super) type Conditions<'v> = SmallVec<[(u32, &'v Value); 3]>;

/// Those of them that had to be made.
type Made = SmallVec<[Value; 1]>;

/// What is asked for at the hatch.
struct Asked<'v> {
    conditions: Conditions<'v>,
    /// What else a pasted statement demands.
    other: Option<&'v Expression>,
}

/// What a search has come to.
struct Found {
    answer: Answer,
    /// Whether the pantry of which this is a copy would have answered otherwise.
    is_stale: bool,
}

impl Pantry {
    /// Looks for rows on behalf of an order.
    pub(super) fn search<W: Witness>(
        &self,
        order: u32,
        search: &Search,
        house: &mut House<'_, W>,
    ) -> Visit {
        match self.look(order, search, house) {
            Ok(visit) => visit,
            Err(failure) => {
                house.say_why_it_failed(order, failure);
                Visit::Breaks
            }
        }
    }

    fn look<W: Witness>(
        &self,
        order: u32,
        search: &Search,
        house: &mut House<'_, W>,
    ) -> Result<Visit, Failure> {
        let mut pasted = None;
        if search.is_pasted {
            let conditions = work_out_all(order, &search.conditions, house)?;
            pasted = Some(house.pasted(order, search, &conditions));
        }
        let (found, memory) = self.answer(order, search, pasted.as_deref(), house)?;
        if let Some(memory) = memory {
            house.data.shelves.of_mut(search.of, search.shelf).remembered.note(memory);
        }
        Ok(self.hand_out(order, search, found, house))
    }

    /// Returns what a search comes to, by what is remembered or by looking; and what is to be
    /// remembered from now on.
    fn answer<W: Witness>(
        &self,
        order: u32,
        search: &Search,
        pasted: Option<&Pasted>,
        house: &House<'_, W>,
    ) -> Result<(Found, Option<Box<Memory>>), Failure> {
        let desk = house.desk(order, None);
        let mut made = Made::new();
        let asked = ask(search, pasted, desk.as_ref(), &mut made)?;
        if !self.is_usual(order, house) {
            return Ok((self.find(order, search, &asked, house)?, None));
        }
        if let Some(found) = one_by_index(search, &asked, house) {
            return Ok((found, None));
        }
        let Some((question, reach)) = question(order, search, &asked, desk.as_ref(), house) else {
            return Ok((self.find(order, search, &asked, house)?, None));
        };
        let shelf = house.data.shelves.of(search.of, search.shelf);
        if let Some(answer) = shelf.remembered.answer(&question, reach) {
            return Ok((Found { answer: answer.clone(), is_stale: false }, None));
        }
        let found = self.find(order, search, &asked, house)?;
        let memory = question.with(found.answer.clone(), reach);
        Ok((found, Some(memory)))
    }

    /// Says whether an order sees rows as they are: whoever changes rows just now sees what nobody
    /// else does, and a copy of the pantry answers as it was.
    fn is_usual<W: Witness>(&self, order: u32, house: &House<'_, W>) -> bool {
        let changes_rows = house.pad(order).is_none_or(|pad| pad.transaction.is_some());
        self.plan.copies.is_none() && !changes_rows
    }

    /// Reads rows until it is clear what they come to.
    fn find<W: Witness>(
        &self,
        order: u32,
        search: &Search,
        asked: &Asked<'_>,
        house: &House<'_, W>,
    ) -> Result<Found, Failure> {
        let rows = house.data.shelves.of(search.of, search.shelf);
        let plan = rows.plan();
        let words = match &search.wanted {
            Wanted::Ranked { words: Some((words, field)), .. } if plan.words == Some(*field) => {
                Some(house.work_out(order, words, None)?)
            }
            _ => None,
        };
        let failed = RefCell::new(None);
        let is_so = |statement: &Expression, row: &Record| {
            let so = pasted::is_so(statement, row);
            so.unwrap_or_else(|failure| {
                failed.borrow_mut().get_or_insert(failure);
                false
            })
        };
        let also = asked.other.map(|other| move |row: &Record| is_so(other, row));
        let wish = Wish {
            conditions: &asked.conditions,
            also: also.as_ref().map(|also| also as &dyn Fn(&Record) -> bool),
            words: match &words {
                Some(Value::Text(text)) => Some(text),
                _ => None,
            },
            most: if matches!(search.wanted, Wanted::One) { 1 } else { usize::MAX },
        };
        let transaction = house.pad(order).and_then(|pad| pad.transaction.as_ref());
        let pending = transaction.map(|own| own.of(search.of, search.shelf)).unwrap_or_default();
        let (found, read) = self.view(rows, house.now()).search(&wish, &pending);
        if let Some(failure) = failed.take() {
            return Err(failure);
        }
        let value = choose(order, search, &found, house)?;
        let is_stale = self.plan.copies.is_some() && {
            let (now, _) = rows.as_they_are().search(&wish, &pending);
            // What has changed besides may rank otherwise, or be another sum; what could not be
            // worked out there breaks nothing here.
            now != found && choose(order, search, &now, house).ok().as_ref() != Some(&value)
        };
        let first = found.first().filter(|_| matches!(search.wanted, Wanted::One));
        let row = first.and_then(|first| Some((first.row?, first.record.clone())));
        Ok(Found { answer: Answer { value, row, read }, is_stale })
    }

    /// Gives an order what was found; in a transaction the row is the order's own from now on, or
    /// waited for.
    fn hand_out<W: Witness>(
        &self,
        order: u32,
        search: &Search,
        found: Found,
        house: &mut House<'_, W>,
    ) -> Visit {
        let Found { answer: Answer { value, row, read }, is_stale } = found;
        let in_transaction = house.pad(order).is_some_and(|pad| pad.transaction.is_some());
        if in_transaction
            && let Some((row, _)) = row
            && let Some(waits) = self.lock(order, search.shelf, row, house)
        {
            return waits;
        }
        let plan = house.data.shelves.of(search.of, search.shelf).plan();
        let more = Span(plan.scan.0.saturating_mul(read));
        let rows = read * plan.stands_for;
        house.tell(Fact::RowsRead { pantry: self.number, order, rows });
        if is_stale {
            house.tell(Fact::Stale { pantry: self.number, order });
        }
        if let Some((row, record)) = row
            && let Some(pad) = house.pad_mut(order)
        {
            pad.note(RowAt { pantry: search.of, shelf: search.shelf, row }, record);
        }
        house.data.note_what_was_found(order, value.is_none());
        if let (Some(name), Some(value)) = (search.into, value) {
            house.found(order, name, (search.of, search.shelf), value);
        }
        Visit::Lasts { more }
    }

    /// Returns what is seen of rows at these hatches.
    fn view<'r>(&self, rows: &'r Rows, now: Time) -> View<'r> {
        if self.plan.copies.is_some() { rows.as_copied(now) } else { rows.as_they_are() }
    }

    /// Lets a transaction hold a row; returns what becomes of the visit if somebody else holds it.
    /// Of the row that the order has waited for, and now does not need, others are told.
    pub(super) fn lock<W: Witness>(
        &self,
        order: u32,
        shelf: u32,
        row: u32,
        house: &mut House<'_, W>,
    ) -> Option<Visit> {
        let at = RowAt { pantry: self.number, shelf, row };
        let in_transaction = house.pad(order).is_some_and(|pad| pad.transaction.is_some());
        let waited_for =
            house.data.visitors.get_mut(&order).and_then(|visitor| visitor.holds.take());
        if let Some(other) = waited_for.filter(|held| *held != at) {
            house.free_row(other);
        }
        let locks = &mut house.data.shelves.of_mut(self.number, shelf).locks;
        let is_new = match locks.holder(row) {
            None => {
                locks.hold(row, order);
                true
            }
            Some(holder) if holder == order => waited_for == Some(at),
            Some(_) => {
                house.tell(Fact::Conflict { pantry: self.number, order });
                return Some(wait_for(order, at, house));
            }
        };
        if in_transaction && is_new {
            if let Some(pad) = house.pad_mut(order) {
                pad.locked.push(at);
            }
        } else if is_new {
            house.data.visitors.entry(order).or_default().holds = Some(at);
        }
        None
    }
}

/// Returns the one row that is looked for if an index knows it; nothing: it has to be searched.
fn one_by_index<W: Witness>(
    search: &Search,
    asked: &Asked<'_>,
    house: &House<'_, W>,
) -> Option<Found> {
    if !matches!(search.wanted, Wanted::One) || asked.other.is_some() {
        return None;
    }
    let rows = house.data.shelves.of(search.of, search.shelf).as_they_are();
    let (first, read) = rows.first(&asked.conditions)?;
    let value = first.map(|(_, record)| Value::Row(record.clone()));
    let row = first.map(|(row, record)| (row, record.clone()));
    Some(Found { answer: Answer { value, row, read }, is_stale: false })
}

/// Returns the question whose answer may be remembered, and how the rows are that it is about.
fn question<'q, W: Witness>(
    order: u32,
    search: &'q Search,
    asked: &'q Asked<'_>,
    desk: Option<&'q Desk<'_>>,
    house: &House<'_, W>,
) -> Option<(Question<'q>, Reach)> {
    if search.is_pasted {
        return None;
    }
    let by = match &search.wanted {
        Wanted::One | Wanted::Count => None,
        Wanted::Sum { of } => Some(of),
        Wanted::Ranked { by, .. } => Some(by),
    };
    let view = house.data.shelves.of(search.of, search.shelf).as_they_are();
    let reach = view.reach(&asked.conditions);
    let asking = &house.orders[order];
    let step = (asking.slip.dish, asking.ticket.step);
    let reads = |values: &mut Values<'q>| {
        if let Some(by) = by {
            for (root, field) in reads_besides_the_row(by) {
                values.push(desk?.held(root, field)?);
            }
        }
        Some(())
    };
    Some((Question::new(step, &asked.conditions, reach, reads)?, reach))
}

/// Works out what a step asks for; what is pasted has been understood before.
fn ask<'v>(
    search: &'v Search,
    pasted: Option<&'v Pasted>,
    desk: Option<&'v Desk<'_>>,
    made: &'v mut Made,
) -> Result<Asked<'v>, Failure> {
    match pasted {
        None => Ok(Asked { conditions: look_at_all(&search.conditions, desk, made)?, other: None }),
        Some(Pasted::Plain(plain)) => {
            let plain = plain.iter().map(|(field, value)| (*field, value));
            Ok(Asked { conditions: plain.collect(), other: None })
        }
        Some(Pasted::Other(statement)) => {
            Ok(Asked { conditions: Conditions::new(), other: Some(statement) })
        }
        Some(Pasted::Nonsense) => Err(Failure { cause: "nobody knows what this means".into() }),
    }
}

/// Returns what a step would find if its order went to the pantry now; nothing: nothing, or nobody
/// knows.
pub(in crate::restaurant) fn answer_now<W: Witness>(
    order: u32,
    search: &Search,
    house: &House<'_, W>,
) -> Option<Value> {
    let desk = house.desk(order, None);
    let mut made = Made::new();
    let conditions = look_at_all(&search.conditions, desk.as_ref(), &mut made).ok()?;
    let most = if matches!(search.wanted, Wanted::One) { 1 } else { usize::MAX };
    let wish = Wish { conditions: &conditions, also: None, words: None, most };
    let rows = house.data.shelves.of(search.of, search.shelf);
    let (found, _) = rows.as_they_are().search(&wish, &[]);
    choose(order, search, &found, house).ok()?
}

/// Makes of the rows found what was wanted; nothing: none was found.
fn choose<W: Witness>(
    order: u32,
    search: &Search,
    found: &[Match<'_>],
    house: &House<'_, W>,
) -> Result<Option<Value>, Failure> {
    // One look at what is written down for all rows.
    let Some(mut desk) = house.desk(order, None) else { return Ok(None) };
    Ok(Some(match &search.wanted {
        Wanted::One => return Ok(found.first().map(|found| Value::Row(found.record.clone()))),
        Wanted::Count => Value::from(found.len() as f64),
        Wanted::Sum { of } => {
            let mut sum = 0.0;
            for Match { record, .. } in found {
                desk.look_at(record);
                sum += number(&*of.look(&desk)?)?;
            }
            Value::from(sum)
        }
        Wanted::Ranked { by, top, words } => {
            let mut best = Best::of(*top as usize);
            // The words that are asked for are the same for all rows.
            let asked = match words {
                Some((asked, field)) => match asked.work_out(&desk)? {
                    Value::Text(text) => Some((rules::Asked::of(&text), *field)),
                    _ => None,
                },
                None => None,
            };
            // From behind: what was put last often ranks highest, and then it does not move again.
            for (at, Match { record, .. }) in found.iter().enumerate().rev() {
                desk.look_at(record);
                let rank = match asked.as_ref().map(|(asked, field)| (asked, record.cell(*field))) {
                    Some((asked, Value::Text(text))) => Value::from(asked.relevance(text)),
                    _ => match by.number(&desk) {
                        Some(number) if best.is_beyond(number) => continue,
                        Some(number) => Value::Number(number),
                        None => by.work_out(&desk)?,
                    },
                };
                // What has none of the words is no answer, whether or not they are indexed.
                if words.is_none() || rank.number().is_some_and(|rank| rank > 0.0) {
                    best.note(rank, at);
                }
            }
            let row = |at: usize| Value::Row(found[at].record.clone());
            Value::List(best.rows().map(row).collect())
        }
    }))
}

/// An order cannot have a row yet. If the one who has it waits, in the end, for this order, the
/// order begins its transaction anew, so that the other one can go on.
fn wait_for<W: Witness>(order: u32, at: RowAt, house: &mut House<'_, W>) -> Visit {
    if !house.would_wait_for_itself(order, at) {
        return Visit::Waits { at };
    }
    let begins = house.pad(order).and_then(|pad| Some(pad.transaction.as_ref()?.begins));
    house.roll_back(order);
    if let Some(begins) = begins {
        house.orders[order].ticket.step = begins;
        house.begin(order);
    }
    Visit::StartsAgain
}

/// Works out what fields are to hold. What is held somewhere is only looked at, and not moved: to
/// move what was just written takes longer than to make it.
fn look_at_all<'v>(
    values: &'v [(u32, Expression)],
    desk: Option<&'v Desk<'_>>,
    made: &'v mut Made,
) -> Result<Conditions<'v>, Failure> {
    let Some(desk) = desk else {
        return Ok(values.iter().map(|(field, _)| (*field, &Value::Nothing)).collect());
    };
    let held = values.iter().map(|(field, value)| Some((*field, value.held(desk)?)));
    if let Some(all) = held.collect::<Option<Conditions<'_>>>() {
        return Ok(all);
    }
    for (_, value) in values {
        if value.held(desk).is_none() {
            made.push(value.work_out(desk)?);
        }
    }
    let mut made = made.iter();
    let all = values
        .iter()
        .filter_map(|(field, value)| Some((*field, value.held(desk).or_else(|| made.next())?)));
    Ok(all.collect())
}

/// Works out what fields are to hold.
pub(super) fn work_out_all<W: Witness>(
    order: u32,
    values: &[(u32, Expression)],
    house: &House<'_, W>,
) -> Result<Vec<(u32, Value)>, Failure> {
    let Some(desk) = house.desk(order, None) else {
        return Ok(values.iter().map(|(field, _)| (*field, Value::Nothing)).collect());
    };
    values.iter().map(|(field, value)| Ok((*field, value.work_out(&desk)?))).collect()
}

fn number(value: &Value) -> Result<f64, Failure> {
    let cause = || format!("{} cannot be added up", value.kind());
    value.number().ok_or_else(|| Failure { cause: cause().into() })
}
