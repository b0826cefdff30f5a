//! The courses of orders, each from its arrival on. At most so many are noted at a time: while very
//! many are in the house, an order that comes in is noted only when another has been decided.

use crate::kernel::Time;
use crate::restaurant::Outcome;
use crate::runner::history::{Course, Doing, MOST_STRETCHES, Stretch};
use std::collections::{BTreeMap, VecDeque};

/// So many orders are noted that are still open, and so many that are decided.
pub(super) const MOST_OPEN: usize = 64;
const MOST_DECIDED: usize = 64;

/// Orders and where they have been.
#[derive(Clone, Debug, Default)]
pub(super) struct Courses {
    /// By their slots.
    open: BTreeMap<u32, Course>,
    decided: VecDeque<Course>,
}

impl Courses {
    /// Notes an order from now on.
    pub fn begin(&mut self, slot: u32, course: Course) {
        if self.open.len() < MOST_OPEN {
            self.open.insert(slot, course);
        }
    }

    /// Something else goes on with an order from now.
    pub fn turn(&mut self, now: Time, slot: u32, doing: Doing) {
        let Some(course) = self.open.get_mut(&slot) else { return };
        end(course, now);
        if course.stretches.len() == MOST_STRETCHES {
            let first = course.stretches.remove(0);
            course.known_from = first.to.unwrap_or(now);
        }
        course.stretches.push(Stretch { order: course.number, doing, from: now, to: None });
    }

    /// An order is decided: its course ends here, whatever is still done for it.
    pub fn decide(&mut self, now: Time, slot: u32, outcome: Outcome) {
        let Some(mut course) = self.open.remove(&slot) else { return };
        end(&mut course, now);
        course.decided = Some((now, outcome));
        if self.decided.len() == MOST_DECIDED {
            self.decided.pop_front();
        }
        self.decided.push_back(course);
    }

    /// Lists them by number.
    pub fn list(&self) -> Vec<Course> {
        let mut all: Vec<Course> = self.decided.iter().chain(self.open.values()).cloned().collect();
        all.sort_by_key(|course| course.number);
        all
    }
}

/// What goes on ends now; what took no time is not kept.
fn end(course: &mut Course, now: Time) {
    match course.stretches.last_mut() {
        Some(last) if last.to.is_none() && last.from == now => {
            course.stretches.pop();
        }
        Some(last) if last.to.is_none() => last.to = Some(now),
        _ => {}
    }
}
