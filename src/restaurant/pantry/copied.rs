//! What a copy of a pantry has: the rows of another one as they were when it was last brought up to
//! date. That happens so often, at whole multiples from opening on.

use super::rows::Kept;
use crate::kernel::{Span, Time};
use std::sync::Arc;

/// Which pantry another one is a copy of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CopyPlan {
    /// The pantry where rows are changed.
    pub of: u32,
    /// How often the copy is brought up to date; zero: with every change.
    pub every: Span,
}

/// The rows of one shelf as a copy has them.
#[derive(Clone, Debug)]
pub(super) struct Copied {
    pub every: Span,
    kept: Arc<Kept>,
    at: Time,
}

impl Copied {
    pub fn new(every: Span, kept: &Arc<Kept>) -> Copied {
        Copied { every, kept: Arc::clone(kept), at: Time::OPENING }
    }

    /// Returns the last moment at which the copy was brought up to date.
    fn last(&self, now: Time) -> Time {
        if self.every == Span::ZERO { now } else { Time(now.0 / self.every.0 * self.every.0) }
    }

    /// Notes what the rows were like at the last such moment. Somebody is about to change one: what
    /// stands there now has stood there since the change before.
    pub fn catch_up(&mut self, kept: &Arc<Kept>, now: Time) {
        let last = self.last(now);
        if last > self.at {
            self.kept = Arc::clone(kept);
            self.at = last;
        }
    }

    /// Returns what the copy has, where the rows themselves are like this.
    pub fn at<'k>(&'k self, kept: &'k Arc<Kept>, now: Time) -> &'k Kept {
        let is_noted = self.every > Span::ZERO && self.last(now) <= self.at;
        if is_noted { &self.kept } else { kept }
    }

    /// The rows were lost: what is left is what everybody sees.
    pub fn start_again(&mut self, kept: &Arc<Kept>, now: Time) {
        self.kept = Arc::clone(kept);
        self.at = now;
    }
}

#[cfg(test)]
mod tests {
    use super::super::Durable;
    use super::super::rows::{Rows, RowsPlan};
    use super::*;
    use crate::rules::{Fields, Record};

    /// The numbers of the rows that are there.
    fn numbers(kept: &Kept) -> Vec<String> {
        kept.rows.iter().flatten().map(|row| row.cell(0).to_string()).collect()
    }

    #[test]
    fn a_copy_shows_what_the_shelf_held_when_it_was_last_brought_up_to_date() {
        for every in [0_u64, 1, 3, 7, 40, 1_000] {
            let plan = RowsPlan { fields: Fields::new(["id"]), ..RowsPlan::default() };
            let mut rows = Rows::new(&Arc::new(plan), Durable::EveryWrite, Some(Span(every)));
            // What was there at the end of each moment.
            let mut history: Vec<Vec<String>> = Vec::new();
            for now in 0..200_u64 {
                let copied = |rows: &Rows| numbers(rows.as_copied(Time(now)).kept);
                let wanted = |rows: &Rows, history: &[Vec<String>]| match now.checked_rem(every) {
                    None => numbers(rows.as_they_are().kept),
                    // Before anything else happened at that moment.
                    Some(since) if since < now => history[(now - since) as usize - 1].clone(),
                    Some(_) => Vec::new(),
                };
                assert_eq!(copied(&rows), wanted(&rows, &history), "at {now}, every {every}");
                if now % 5 < 2 {
                    rows.is_written(Time(now), 1);
                    let row = vec![f64::from(now as u32).into()];
                    rows.put(Record::new(Fields::new(["id"]), row));
                }
                if now % 11 == 10 {
                    rows.is_written(Time(now), 1);
                    rows.set((now / 11) as u32, None);
                }
                assert_eq!(copied(&rows), wanted(&rows, &history), "at {now}, every {every}");
                history.push(numbers(rows.as_they_are().kept));
            }
        }
    }
}
