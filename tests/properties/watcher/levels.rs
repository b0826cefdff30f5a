//! Levels over time, and what there is a limited number of.

use boh::kernel::Time;

/// A level and its integral since some moment.
#[derive(Clone, Debug, Default)]
pub(crate) struct Level {
    pub now: i64,
    since: u64,
    from: u64,
    area: i128,
}

impl Level {
    pub(super) fn from(from: Time) -> Level {
        Level { from: from.0, ..Level::default() }
    }

    pub(super) fn set(&mut self, level: i64, now: Time) {
        self.area = self.area(now);
        self.since = now.0;
        self.now = level;
    }

    pub(super) fn add(&mut self, change: i64, now: Time) {
        self.set(self.now + change, now);
    }

    /// The integral up to now, in level times nanoseconds.
    pub(crate) fn area(&self, now: Time) -> i128 {
        let span = now.0.max(self.from) - self.since.max(self.from);
        self.area + i128::from(self.now) * i128::from(span)
    }
}

/// Something limited: how much of it is taken, and how much there is.
#[derive(Clone, Debug, Default)]
pub(crate) struct Pool {
    pub taken: Level,
    pub there: Level,
    /// How many there should be; none: unlimited.
    pub most: Option<u32>,
}

impl Pool {
    pub(super) fn from(from: Time) -> Pool {
        Pool { taken: Level::from(from), there: Level::from(from), ..Pool::default() }
    }

    pub(super) fn add(&mut self, change: i64, now: Time) {
        self.taken.add(change, now);
        self.staff(now);
    }

    /// Who is surplus stays until the work in hand is done.
    pub(super) fn staff(&mut self, now: Time) {
        let most = self.most.map_or(0, i64::from);
        self.there.set(most.max(self.taken.now), now);
    }

    /// Says whether one more could be taken.
    pub(super) fn is_free(&self) -> bool {
        self.most.is_none_or(|most| self.taken.now < i64::from(most))
    }

    pub(super) fn is_within(&self) -> bool {
        self.taken.now >= 0 && self.most.is_none_or(|most| self.taken.now <= i64::from(most))
    }
}

/// A pantry or a building: what is limited there, who waits for it and how long one waited.
#[derive(Clone, Debug)]
pub(crate) struct PlaceBook {
    pub pool: Pool,
    pub waits: Vec<u64>,
    pub(super) line: Vec<u32>,
}

impl PlaceBook {
    pub(super) fn from(from: Time) -> PlaceBook {
        PlaceBook { pool: Pool::from(from), waits: Vec::new(), line: Vec::new() }
    }

    /// Somebody gets one; returns whether that is whose turn it is, and whether one was free.
    pub(super) fn take(&mut self, slot: u32, wait: Option<u64>, now: Time) -> bool {
        self.waits.extend(wait);
        self.pool.add(1, now);
        let is_first = self.line.first().is_none_or(|first| *first == slot);
        self.line.retain(|waiting| *waiting != slot);
        is_first && self.pool.is_within()
    }
}
