//! What happened last: everything while somebody listens, and what is rare in any case.

use crate::dials::Names;
use crate::kernel::Time;
use crate::restaurant::Fact;
use crate::runner::happening::Happening;
use crate::runner::told::{Tag, Told};
use std::collections::{BTreeSet, VecDeque};

/// So many happenings are kept, and so many of the rare ones.
const KEPT: usize = 100;
const KEPT_RARE: usize = 40;

/// Something that happened, and the how manieth.
#[derive(Clone, Debug)]
struct News {
    number: u64,
    at: Time,
    what: What,
}

/// By names only once somebody reads it.
#[derive(Clone, Debug)]
enum What {
    Told(Told, Option<Tag>),
    Happening(Happening),
}

/// Keeps the last of it.
#[derive(Clone, Debug, Default)]
pub(super) struct NewsKeeper {
    told: u64,
    usual: VecDeque<News>,
    rare: VecDeque<News>,
    /// Shelves on which nothing is.
    empty: BTreeSet<(u32, u32)>,
    /// Buildings in which nothing works.
    down: BTreeSet<u32>,
}

impl NewsKeeper {
    /// It never takes many more bytes than these.
    pub const MOST_BYTES: usize = (KEPT + KEPT_RARE) * size_of::<News>();

    /// Begins to tell everything: what was told before is of another moment.
    pub fn begin(&mut self) {
        self.usual.clear();
    }

    /// Tells what happened last, by names, oldest first.
    pub fn last(&self, names: &Names) -> Vec<Happening> {
        let mut all: Vec<&News> = self.usual.iter().chain(&self.rare).collect();
        all.sort_by_key(|news| news.number);
        let last = all.len().saturating_sub(KEPT);
        let tell = |news: &&News| match &news.what {
            What::Told(told, order) => told.happening(news.at, *order, names),
            What::Happening(happening) => happening.clone(),
        };
        all[last..].iter().map(tell).collect()
    }

    /// Returns what a fact tells, unless it is rare or nothing to tell.
    pub fn usual(fact: Fact) -> Option<Told> {
        let is_rare = matches!(
            fact,
            Fact::Stock { .. }
                | Fact::Up { .. }
                | Fact::Power { .. }
                | Fact::Copy { .. }
                | Fact::BreakerOpened { .. }
                | Fact::BreakerClosed { .. }
        );
        if is_rare { None } else { Told::of(fact) }
    }

    /// Notes what happened while somebody listened.
    pub fn tell(&mut self, at: Time, told: Told, order: Option<Tag>) {
        let news = self.number(at, What::Told(told, order));
        keep(&mut self.usual, KEPT, news);
    }

    /// Notes what somebody said or did.
    pub fn tell_rare(&mut self, at: Time, happening: Happening) {
        let news = self.number(at, What::Happening(happening));
        keep(&mut self.rare, KEPT_RARE, news);
    }

    fn number(&mut self, at: Time, what: What) -> News {
        self.told += 1;
        News { number: self.told, at, what }
    }

    /// Says whether it matters how much there is on a shelf now: nothing, or something again.
    #[inline]
    pub fn cares_for(&self, level: Option<u64>) -> bool {
        level == Some(0) || !self.empty.is_empty()
    }

    /// Notes a rare fact, whether or not somebody listens.
    #[cold]
    #[inline(never)]
    pub fn see(&mut self, now: Time, fact: Fact) {
        let is_news = match fact {
            // A shelf that has never held anything is no news.
            Fact::Stock { pantry, shelf, level: Some(0) } => {
                self.empty.insert((pantry, shelf)) && now > Time::OPENING
            }
            Fact::Stock { pantry, shelf, .. } => {
                self.empty.remove(&(pantry, shelf));
                false
            }
            Fact::Up { building, up: false } => {
                self.down.insert(building);
                false
            }
            Fact::Up { building, up: true } => self.down.remove(&building),
            Fact::Copy { .. } => now > Time::OPENING,
            _ => true,
        };
        if is_news && let Some(told) = Told::of(fact) {
            let news = self.number(now, What::Told(told, None));
            keep(&mut self.rare, KEPT_RARE, news);
        }
    }
}

fn keep(list: &mut VecDeque<News>, most: usize, news: News) {
    if list.len() == most {
        list.pop_front();
    }
    list.push_back(news);
}
