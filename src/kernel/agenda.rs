//! The agenda: the clock, what happens now, and what happens later.

use super::{EventQueue, LayeredQueue, Span, Time};

/// The order of queued events that fall on one instant.
///
/// Turned knobs come before all of them: whoever runs the world applies those between instants.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    /// Work that ends: answers, restocks, doors that are reached.
    WorkEnds = 1,
    /// Guests who arrive or have thought long enough.
    Arrival = 2,
    /// Guests whose patience runs out. It began when they ordered, before anybody in the house could
    /// begin to wait for them.
    Patience = 3,
    /// Others who have waited long enough.
    Deadline = 4,
}

const CLASS_BITS: u32 = 3;

fn key(at: Time, class: Class) -> u64 {
    at.0 << CLASS_BITS | class as u64
}

/// Messages due now, in a FIFO that is emptied before the next queued one, and messages due later.
#[derive(Clone, Debug)]
pub struct Agenda<E, Q = LayeredQueue<E>> {
    now: Time,
    queue: Q,
    /// Messages due now; those before the head have been handed out. Mostly there is only one.
    soon: Vec<E>,
    soon_head: usize,
    handled: u64,
    /// How many had been handed out when the clock last moved.
    handled_before: u64,
    cancelled: usize,
}

impl<E: Copy, Q: EventQueue<E>> Default for Agenda<E, Q> {
    fn default() -> Self {
        Agenda {
            now: Time::OPENING,
            queue: Q::default(),
            soon: Vec::new(),
            soon_head: 0,
            handled: 0,
            handled_before: 0,
            cancelled: 0,
        }
    }
}

impl<E: Copy, Q: EventQueue<E>> Agenda<E, Q> {
    /// Returns the clock.
    #[inline]
    pub fn now(&self) -> Time {
        self.now
    }

    /// Returns how many messages have been handed out.
    #[inline]
    pub fn handled(&self) -> u64 {
        self.handled
    }

    /// Returns how many messages have been handed out since the clock last moved.
    #[inline]
    pub fn handled_at_this_instant(&self) -> u64 {
        self.handled - self.handled_before
    }

    /// Returns how many messages are pending, cancelled ones included.
    pub fn pending(&self) -> usize {
        self.queue.len() + self.soon.len() - self.soon_head
    }

    /// Sends a message that is due now, after everything else that is due now.
    // Not inlined, so that a message is written in one piece: one that was written in parts and is
    // read as a whole right afterwards stalls the processor for longer than this call takes.
    #[inline(never)]
    pub fn send(&mut self, event: E) {
        if self.soon.len() < self.soon.capacity() {
            self.soon.push(event);
        } else {
            self.send_more(event);
        }
    }

    #[cold]
    #[inline(never)]
    fn send_more(&mut self, event: E) {
        self.soon.push(event);
    }

    /// Sends a message that is due after `delay`; without a delay it is due now.
    #[inline]
    pub fn send_in(&mut self, delay: Span, class: Class, event: E) -> Time {
        let due = self.now + delay;
        if delay == Span::ZERO {
            self.send(event);
        } else {
            self.queue.push(key(due, class), event);
        }
        due
    }

    /// Sends a message that is due at a moment, which may be this one.
    #[inline]
    pub fn send_at(&mut self, due: Time, class: Class, event: E) {
        if due == self.now {
            self.send(event);
        } else {
            self.queue.push(key(due, class), event);
        }
    }

    /// Queues a message for a moment; one that is due at this instant still waits for its class.
    #[inline]
    pub fn queue(&mut self, due: Time, class: Class, event: E) {
        self.queue.push(key(due, class), event);
    }

    /// Hands out the next message that is due now.
    #[inline]
    pub fn next_now(&mut self) -> Option<E> {
        let event = *self.soon.get(self.soon_head)?;
        self.soon_head += 1;
        if self.soon_head == self.soon.len() {
            self.soon.clear();
            self.soon_head = 0;
        }
        self.handled += 1;
        Some(event)
    }

    /// Hands out the next message that is due before the given class of the given instant, and
    /// moves the clock to it.
    #[inline(always)]
    pub fn next_before(&mut self, limit: Time, class: Class) -> Option<E> {
        match self.next_now() {
            None => self.next_queued(key(limit, class) - 1),
            next => next,
        }
    }

    #[inline(always)]
    fn next_queued(&mut self, limit: u64) -> Option<E> {
        let (found, event) = self.queue.pop_up_to(limit)?;
        let at = Time(found >> CLASS_BITS);
        if at != self.now {
            self.now = at;
            self.handled_before = self.handled;
        }
        self.handled += 1;
        Some(event)
    }

    /// Moves the clock forward to `at`; everything before must have been handed out.
    pub fn advance(&mut self, at: Time) {
        debug_assert!(at >= self.now, "the clock never runs backwards");
        if at > self.now {
            self.now = at;
            self.handled_before = self.handled;
        }
    }

    /// Takes back the count of a message that turned out to be cancelled.
    #[inline]
    pub fn was_stale(&mut self) {
        self.was_nothing();
        self.cancelled = self.cancelled.saturating_sub(1);
    }

    /// Takes back the count of a message that only looked whether there was something to do.
    #[inline]
    pub fn was_nothing(&mut self) {
        self.handled -= 1;
        self.handled_before = self.handled_before.min(self.handled);
    }

    /// Notes that one queued message no longer matters. Returns true when so many are stale that
    /// the queue should be swept.
    #[inline]
    pub fn cancel(&mut self) -> bool {
        const FEW: usize = 1024;
        self.cancelled += 1;
        self.cancelled > FEW && self.cancelled > self.queue.len() / 2
    }

    /// Drops every queued message that is stale.
    pub fn sweep(&mut self, mut keep: impl FnMut(Time, &E) -> bool) {
        self.queue.sweep(|found, event| keep(Time(found >> CLASS_BITS), event));
        self.cancelled = 0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_instant_runs_work_then_arrivals_then_deadlines_and_what_is_due_now_first() {
        let mut agenda: Agenda<&str> = Agenda::default();
        agenda.send_in(Span(5), Class::Deadline, "deadline");
        agenda.send_in(Span(5), Class::Arrival, "arrival");
        agenda.send_in(Span(5), Class::WorkEnds, "first work");
        agenda.send_in(Span(5), Class::WorkEnds, "second work");
        let mut seen = Vec::new();
        while let Some(event) = agenda.next_before(Time::NEVER, Class::WorkEnds) {
            seen.push(event);
            if event == "first work" {
                agenda.send("now");
            }
        }
        assert_eq!(seen, ["first work", "now", "second work", "arrival", "deadline"]);
        assert_eq!((agenda.now(), agenda.handled()), (Time(5), 5));
    }

    #[test]
    fn a_limit_stands_between_work_that_ends_and_arrivals() {
        let mut agenda: Agenda<u8> = Agenda::default();
        agenda.send_in(Span(5), Class::Arrival, 2);
        agenda.send_in(Span(5), Class::WorkEnds, 1);
        assert_eq!(agenda.next_before(Time(5), Class::WorkEnds), None);
        assert_eq!(agenda.next_before(Time(5), Class::Arrival), Some(1));
        assert_eq!(agenda.next_before(Time(5), Class::Arrival), None);
        assert_eq!(agenda.now(), Time(5));
    }

    #[test]
    fn what_would_come_after_the_last_moment_never_comes() {
        let mut agenda: Agenda<u32> = Agenda::default();
        for number in 0..200 {
            agenda.send_in(Span(u64::MAX - u64::from(number)), Class::Deadline, number);
        }
        assert_eq!(agenda.next_before(Time::NEVER, Class::WorkEnds), None);
        assert_eq!(agenda.pending(), 200);
    }

    #[test]
    fn a_queue_half_full_of_stale_messages_asks_to_be_swept() {
        let mut agenda: Agenda<u32> = Agenda::default();
        for number in 0..4000 {
            agenda.send_in(Span(10 + u64::from(number)), Class::Deadline, number);
        }
        let asked = (0..4000).take_while(|_| !agenda.cancel()).count();
        assert_eq!(asked, 2000);
        agenda.sweep(|_, number| *number >= 2001);
        assert_eq!(agenda.pending(), 1999);
    }
}
