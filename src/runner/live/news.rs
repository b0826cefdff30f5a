//! What happened: everything in the last moments while somebody listens, and in the whole run what is
//! rare. What is said and turned stays, and whatever happens for the first time; of what happens
//! again and again, the last.

use crate::dials::Names;
use crate::kernel::Time;
use crate::restaurant::Fact;
use crate::runner::happening::{Happening, Kind};
use crate::runner::told::{Tag, Told};
use std::collections::{BTreeSet, VecDeque};
use std::sync::Arc;

/// So many happenings are kept, …
const KEPT: usize = 100;
/// … so many of the rare ones that happen again and again, …
const KEPT_RARE: usize = 100;
/// … and so many of those that stay: of more, those in the middle do not.
const KEPT_LASTING: usize = 400;

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
    /// From when on everything is told.
    since: Time,
    usual: VecDeque<News>,
    rare: VecDeque<News>,
    /// Shared with checkpoints until one is added.
    lasting: Arc<Vec<News>>,
    /// What has happened that is rare, apart from orders.
    known: BTreeSet<(&'static str, u32, u32)>,
    /// Shelves on which nothing is.
    empty: BTreeSet<(u32, u32)>,
    /// Buildings in which nothing works.
    down: BTreeSet<u32>,
}

impl NewsKeeper {
    /// It never takes many more bytes than these.
    pub const MOST_BYTES: usize = (KEPT + KEPT_RARE + KEPT_LASTING) * size_of::<News>();

    /// From now on everything is told; what was told before that is of another moment.
    pub fn begin(&mut self, now: Time) {
        self.since = now;
        self.usual.clear();
    }

    /// Returns from when on everything is told.
    pub fn since(&self) -> Time {
        self.since
    }

    /// Tells all that is kept, by names, oldest first.
    pub fn all(&self, names: &Names) -> Vec<Happening> {
        let mut all: Vec<&News> =
            self.usual.iter().chain(&self.rare).chain(&*self.lasting).collect();
        all.sort_by_key(|news| news.number);
        let tell = |news: &News| match &news.what {
            What::Told(told, order) => told.happening(news.at, *order, names),
            What::Happening(happening) => happening.clone(),
        };
        all.into_iter().map(tell).collect()
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
        if told.kind == Kind::Decided && self.is_told_as_first(at, order) {
            return;
        }
        let news = self.number(at, What::Told(told, order));
        if let Some(gone) = keep(&mut self.usual, KEPT, news) {
            self.since = gone.at;
        }
    }

    /// Says whether it has just been told of an order that it was the first to be decided so.
    fn is_told_as_first(&self, at: Time, order: Option<Tag>) -> bool {
        let Some(News { at: told_at, what: What::Told(told, of), .. }) = self.lasting.last() else {
            return false;
        };
        let number = |tag: &Option<Tag>| tag.map(|tag| tag.number);
        told.kind == Kind::First && *told_at == at && number(of) == number(&order)
    }

    /// Notes what somebody said or did.
    pub fn tell_rare(&mut self, at: Time, happening: Happening) {
        let news = self.number(at, What::Happening(happening));
        self.keep_for_good(news);
    }

    /// Notes what happened to an order and had never happened before.
    #[cold]
    #[inline(never)]
    pub fn tell_first(&mut self, at: Time, told: Told, order: Tag) {
        let news = self.number(at, What::Told(told, Some(order)));
        self.keep_for_good(news);
    }

    fn keep_for_good(&mut self, news: News) {
        let lasting = Arc::make_mut(&mut self.lasting);
        if lasting.len() == KEPT_LASTING {
            lasting.remove(KEPT_LASTING / 2);
        }
        lasting.push(news);
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
            let is_first = self.known.insert(told.again());
            let news = self.number(now, What::Told(told, None));
            if is_first {
                self.keep_for_good(news);
            } else {
                keep(&mut self.rare, KEPT_RARE, news);
            }
        }
    }
}

/// Keeps something with the last others; returns what is not kept any more.
fn keep(list: &mut VecDeque<News>, most: usize, news: News) -> Option<News> {
    let gone = if list.len() == most { list.pop_front() } else { None };
    list.push_back(news);
    gone
}
