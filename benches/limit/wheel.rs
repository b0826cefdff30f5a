//! A timing wheel of six-bit digits: the queue for a million events that are all in the future.
//!
//! An event lies on the level of the highest digit in which its time differs from the present, in
//! the slot of that digit. Popping takes the first slot of the lowest level; a slot above level 0
//! is dealt out again to the levels below. Events of one instant leave in the order they came.

const DIGIT_BITS: usize = 6;
const DIGITS: usize = 1 << DIGIT_BITS;
const LEVELS: usize = 64_usize.div_ceil(DIGIT_BITS);

type Event = (u64, u32);

pub(super) struct Wheel {
    slots: Vec<Vec<Event>>,
    /// Which slots of a level hold events, one bit each.
    filled: [u64; LEVELS],
    /// Which levels do.
    levels: u32,
    /// No event lies before this time.
    now: u64,
    /// How many events of the slot at level 0 have already left.
    left: usize,
    spare: Vec<Event>,
}

impl Wheel {
    pub(super) fn new() -> Self {
        Self {
            slots: vec![Vec::new(); LEVELS * DIGITS],
            filled: [0; LEVELS],
            levels: 0,
            now: 0,
            left: 0,
            spare: Vec::new(),
        }
    }

    /// Adds an event; `time` must not lie before the last popped one.
    #[inline]
    #[expect(clippy::cast_possible_truncation, reason = "only the lowest six bits are kept")]
    pub(super) fn push(&mut self, time: u64, what: u32) {
        // The lowest bit is set so that "no difference" is level 0 without a branch.
        let level = ((time ^ self.now) | 1).ilog2() as usize / DIGIT_BITS;
        let digit = (time >> (DIGIT_BITS * level)) as usize & (DIGITS - 1);
        self.filled[level] |= 1 << digit;
        self.levels |= 1 << level;
        self.slots[level * DIGITS + digit].push((time, what));
    }

    /// Takes the earliest event.
    #[inline]
    pub(super) fn pop(&mut self) -> Option<Event> {
        while self.levels != 0 {
            let level = self.levels.trailing_zeros() as usize;
            let digit = self.filled[level].trailing_zeros() as usize;
            let slot = level * DIGITS + digit;
            if level == 0 {
                return Some(self.pop_now(slot, digit));
            }
            self.mark_empty(level, digit);
            if let [alone] = self.slots[slot][..] {
                self.slots[slot].clear();
                self.now = alone.0;
                return Some(alone);
            }
            self.deal_out(slot, level);
        }
        None
    }

    /// All events of a slot at level 0 are due at the same instant.
    #[inline]
    fn pop_now(&mut self, slot: usize, digit: usize) -> Event {
        let event = self.slots[slot][self.left];
        self.left += 1;
        self.now = event.0;
        if self.left == self.slots[slot].len() {
            self.slots[slot].clear();
            self.left = 0;
            self.mark_empty(0, digit);
        }
        event
    }

    #[inline]
    fn mark_empty(&mut self, level: usize, digit: usize) {
        self.filled[level] &= !(1 << digit);
        if self.filled[level] == 0 {
            self.levels &= !(1 << level);
        }
    }

    /// Moves to the start of the slot's span and spreads its events over the levels below.
    #[inline]
    fn deal_out(&mut self, slot: usize, level: usize) {
        let below = (1 << (DIGIT_BITS * level)) - 1;
        self.now = self.slots[slot][0].0 & !below;
        std::mem::swap(&mut self.spare, &mut self.slots[slot]);
        for i in 0..self.spare.len() {
            let (time, what) = self.spare[i];
            self.push(time, what);
        }
        self.spare.clear();
    }
}
