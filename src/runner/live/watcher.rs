//! Who watches a live run: notes little about every order, and everything only while somebody
//! listens or follows one. What it costs a fact that nobody listens to is one look at a flag.

use super::busy::BusyKeeper;
use super::history::Notes;
use super::life::Biographer;
use super::minutes::MinuteKeeper;
use super::news::NewsKeeper;
use super::recent::Recent;
use super::trends::{Counts, TrendKeeper};
use super::uptimes::UptimeKeeper;
use crate::kernel::Time;
use crate::restaurant::{Fact, Outcome, Phase, Witness, Words};
use crate::runner::follower::{By, Follower};
use crate::runner::snapshot::LettersShot;
use crate::runner::told::{Tag, Told, said, turned_by};
use crate::scenario::{Scenario, Turned};

/// What is known of the order in a slot, or of the errand there.
#[derive(Clone, Copy, Debug)]
struct Slot {
    /// Zero: nobody is there. There are fewer orders than a run may have events.
    number: u32,
    /// There are at most 256 of these.
    room: u16,
    /// [`NO_DISH`]: it is on no menu.
    dish: u16,
    placed: Time,
}

const _: () = assert!(size_of::<Slot>() == 16, "with many orders every access takes its time");

const NO_DISH: u16 = u16::MAX;
const EMPTY: Slot = Slot { number: 0, placed: Time::OPENING, room: 0, dish: NO_DISH };

impl Slot {
    fn tag(self) -> Tag {
        let dish = (self.dish != NO_DISH).then_some(self.dish.into());
        Tag { number: self.number.into(), room: self.room.into(), dish }
    }
}

/// Whose life is noted next.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Wanted {
    /// Nobody's.
    #[default]
    Nobody,
    /// That of the order with this number.
    Number(u64),
    /// That of the next order from this dining room; none: from any.
    NextOf(Option<u32>),
    /// That of the next order of this dish.
    NextDish(u32),
}

/// Who watches a live run.
#[derive(Clone, Debug)]
pub(super) struct Watcher {
    slots: Vec<Slot>,
    pub counts: Counts,
    /// When somebody was served last; none: nobody was.
    pub last_served: Option<Time>,
    /// Of each dining room: guests who wait.
    pub waiting: Vec<u32>,
    /// Of each partner: what has become of letters to it.
    pub letters: Vec<LettersShot>,
    pub trends: TrendKeeper,
    pub recent: Recent,
    pub busy: BusyKeeper,
    pub minutes: MinuteKeeper,
    /// In which ways orders have been decided, a bit for each.
    ways: u128,
    /// Whether somebody listens, or an order is followed: then every fact matters.
    is_attentive: bool,
    listens: bool,
    wanted: Wanted,
    /// Whether the next order that is placed by hand is followed.
    pub wants_by_hand: bool,
    biographer: Option<Box<Biographer>>,
    /// What happens, while somebody listens.
    pub notes: Notes,
    pub news: NewsKeeper,
    pub uptimes: UptimeKeeper,
}

impl Watcher {
    pub fn new(scenario: &Scenario) -> Watcher {
        Watcher {
            slots: Vec::new(),
            counts: Counts::default(),
            last_served: None,
            waiting: vec![0; scenario.names().rooms.len()],
            letters: vec![LettersShot::default(); scenario.names().partners.len()],
            trends: TrendKeeper::new(scenario.duration),
            recent: Recent::new(scenario),
            busy: BusyKeeper::new(scenario),
            minutes: MinuteKeeper::new(scenario),
            ways: 0,
            is_attentive: false,
            listens: false,
            wanted: Wanted::Nobody,
            wants_by_hand: false,
            biographer: None,
            notes: Notes::default(),
            news: NewsKeeper::default(),
            uptimes: UptimeKeeper::new(scenario.names().buildings.len()),
        }
    }

    /// Whether what happens from now on will be told.
    pub fn listen(&mut self, listens: bool) {
        self.listens = listens;
        self.heed();
    }

    /// Says whether what happens is told and noted.
    pub fn listens(&self) -> bool {
        self.listens
    }

    fn heed(&mut self) {
        let follows = self.biographer.as_ref().is_some_and(|notes| !notes.is_complete());
        self.is_attentive = self.listens || follows;
    }

    /// Says whether an order is followed that is still in the house.
    pub fn follows(&self) -> bool {
        self.biographer.as_ref().is_some_and(|notes| !notes.is_complete())
    }

    /// Follows another order, or none, once it is placed.
    pub fn want(&mut self, wanted: Wanted) {
        self.wanted = wanted;
        self.wants_by_hand = false;
        self.biographer = None;
        self.heed();
    }

    pub fn wanted(&self) -> Wanted {
        self.wanted
    }

    /// Follows an order that is in the house, from the phase on that it has entered.
    pub fn join_in(&mut self, slot: u32, phase: Phase, entered: Time) {
        if let Some(known) = self.slots.get(slot as usize).filter(|slot| slot.number > 0) {
            let notes = Biographer::join_in(slot, known.tag(), known.placed, phase, entered);
            self.wanted = Wanted::Nobody;
            self.biographer = Some(Box::new(notes));
            self.heed();
        }
    }

    pub fn biographer(&self) -> Option<&Biographer> {
        self.biographer.as_deref()
    }

    pub fn biographer_mut(&mut self) -> Option<&mut Biographer> {
        self.biographer.as_deref_mut()
    }

    /// Returns the number of the order in a slot, or of the errand there, and when it was placed;
    /// none: nobody is there.
    pub fn order_in(&self, slot: u32) -> Option<(u64, Time)> {
        let known = self.slots.get(slot as usize)?;
        (known.number > 0).then_some((known.number.into(), known.placed))
    }

    /// Lists the slots of an order and its errands.
    pub fn slots_of(&self, number: u64) -> impl Iterator<Item = u32> {
        let is_it = move |(_, slot): &(u32, &Slot)| u64::from(slot.number) == number;
        (0..).zip(&self.slots).filter(is_it).map(|(at, _)| at)
    }

    /// Lists the slots in which somebody is, but looks only at the first `most` of them.
    pub fn taken(&self, most: usize) -> impl Iterator<Item = u32> {
        let is_taken = |(_, slot): &(u32, &Slot)| slot.number > 0;
        (0..).zip(self.slots.iter().take(most)).filter(is_taken).map(|(at, _)| at)
    }

    /// Returns about how many bytes a clone takes.
    pub fn bytes(&self) -> u64 {
        let slots = self.slots.len() * size_of::<Slot>();
        (slots + NewsKeeper::MOST_BYTES + size_of::<Watcher>()) as u64
    }

    #[inline]
    fn placed(&mut self, now: Time, order: u32, room: u32, dish: Option<u32>) {
        self.counts.placed += 1;
        self.waiting[room as usize] += 1;
        let (number, room) = (self.counts.placed as u32, room as u16);
        let dish = dish.map_or(NO_DISH, |dish| dish as u16);
        self.note(order, Slot { number, room, dish, placed: now });
    }

    #[inline]
    fn note(&mut self, order: u32, slot: Slot) {
        if self.slots.len() <= order as usize {
            self.add_slots(order);
        }
        self.slots[order as usize] = slot;
    }

    #[cold]
    #[inline(never)]
    fn add_slots(&mut self, order: u32) {
        self.slots.resize(order as usize + 1, EMPTY);
    }

    #[cold]
    fn may_begin(&mut self, now: Time, order: u32, is_retry: bool) {
        let tag = self.slots[order as usize].tag();
        let is_wanted = match self.wanted {
            Wanted::Nobody => false,
            Wanted::Number(number) => number == tag.number,
            Wanted::NextOf(room) => room.is_none_or(|room| room == tag.room),
            Wanted::NextDish(dish) => tag.dish == Some(dish),
        };
        if is_wanted {
            self.begin(now, order, is_retry);
        }
    }

    fn begin(&mut self, now: Time, order: u32, is_retry: bool) {
        let tag = self.slots[order as usize].tag();
        self.wanted = Wanted::Nobody;
        self.biographer = Some(Box::new(Biographer::begin(order, tag, is_retry, now)));
        self.heed();
    }

    #[inline]
    fn decided(&mut self, now: Time, order: u32, outcome: Outcome) {
        let slot = self.slots[order as usize];
        self.counts.decided += 1;
        self.waiting[usize::from(slot.room)] -= 1;
        if outcome == Outcome::SERVED {
            self.counts.served += 1;
            self.last_served = Some(now);
            self.trends.latencies.record((now - slot.placed).0);
        }
        let way = 1_u128 << outcome.0;
        if self.ways & way == 0 {
            self.ways |= way;
            self.news.tell_first(now, Told::first(order, outcome), slot.tag());
        }
    }

    #[cold]
    #[inline(never)]
    fn attend(&mut self, now: Time, fact: Fact) {
        if self.listens
            && let Some(told) = NewsKeeper::usual(fact)
        {
            let order = told.order.map(|order| self.slots[order as usize].tag());
            self.news.tell(now, told, order);
        }
        if self.listens {
            let slots = &self.slots;
            self.notes.see(now, fact, |order| slots[order as usize].tag());
        }
        if let Some(biographer) = &mut self.biographer {
            biographer.see(now, fact);
            if biographer.is_complete() {
                self.heed();
            }
        }
    }
}

impl Witness for Watcher {
    // The caller names the fact, so only one arm is left of this at each place.
    #[inline(always)]
    fn see(&mut self, now: Time, fact: Fact) {
        match fact {
            Fact::Placed { order, room, dish, visit } => {
                self.placed(now, order, room, dish);
                if self.wanted != Wanted::Nobody {
                    self.may_begin(now, order, visit.is_some());
                }
            }
            Fact::Split { order, errand, .. } | Fact::Mailed { order, letter: errand, .. } => {
                let of = self.slots[order as usize];
                self.note(errand, Slot { placed: now, ..of });
            }
            Fact::LetterSent { partner, .. } => self.letters[partner as usize].sent += 1,
            Fact::LetterLost { partner, .. } => self.letters[partner as usize].lost += 1,
            Fact::Decided { order, outcome } => self.decided(now, order, outcome),
            Fact::Stock { level, .. } if self.news.cares_for(level) => self.news.see(now, fact),
            Fact::Up { building, up } => {
                self.uptimes.note(building, up, now);
                self.news.see(now, fact);
            }
            Fact::Power { .. }
            | Fact::BreakerOpened { .. }
            | Fact::Copy { .. }
            | Fact::BreakerClosed { .. } => self.news.see(now, fact),
            _ => {}
        }
        if self.is_attentive {
            self.attend(now, fact);
        }
        match fact {
            Fact::Closed { order } => self.slots[order as usize].number = 0,
            Fact::Joined { errand, .. } => self.slots[errand as usize].number = 0,
            _ => {}
        }
    }

    #[inline]
    fn listens_to(&self, order: u32) -> bool {
        self.is_attentive && self.biographer.as_ref().is_some_and(|notes| notes.knows(order))
    }

    fn hear(&mut self, now: Time, order: u32, words: Words) {
        if let Some(biographer) = &mut self.biographer {
            biographer.hear(now, order, words);
        }
    }
}

impl Follower for Watcher {
    fn on_said(&mut self, now: Time, text: &str) {
        self.news.tell_rare(now, said(now, text));
    }

    fn on_turned(&mut self, now: Time, turned: &Turned, by: By) {
        self.news.tell_rare(now, turned_by(now, turned, by));
    }

    fn on_placed_by_hand(&mut self, now: Time, order: u32, words: Vec<Words>) {
        if std::mem::take(&mut self.wants_by_hand) {
            self.begin(now, order, false);
            for words in words {
                self.hear(now, order, words);
            }
        }
        if let Some(notes) = &mut self.biographer
            && notes.life.number == u64::from(self.slots[order as usize].number)
        {
            notes.life.by_hand = true;
        }
    }
}
