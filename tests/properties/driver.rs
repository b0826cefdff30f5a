//! Drives a restaurant as the runner does, but message by message or in odd stretches.

use boh::kernel::Time;
use boh::knobs::{Board, Restore};
use boh::restaurant::{Fact, Restaurant, Stop, Turn, Witness};
use boh::scenario::{Scenario, Turned};
use std::collections::{BTreeMap, VecDeque};

/// More than a restaurant ever has to do in a test, and little enough to be kept in memory.
const ALL: u64 = 3_000_000;

/// A witness that also wants to know what a driver does.
pub(crate) trait Watch: Witness {
    /// A knob is about to be turned.
    fn turned(&mut self, _: Time, _: &Turn) {}
    /// A message has been handled.
    fn handled(&mut self) {}
    /// Nothing more happens at this instant, or rather before the next queued event.
    fn settled(&mut self, _: &Restaurant) {}
}

impl Watch for Vec<(Time, Fact)> {}

/// An order that somebody places by hand: when, in which room, and which dish; none: on no menu.
pub(crate) type ByHand = (Time, u32, Option<u32>);

/// How a run is cut into pieces.
#[derive(Clone, Debug)]
pub(crate) enum Pace {
    /// In one go from knob to knob.
    Straight,
    /// One message at a time.
    Messages,
    /// In stretches: nanoseconds or, when odd, messages; now and then the rest is done by a clone.
    Stretches(Vec<u64>),
}

enum Due {
    Restore(Restore),
    Entry(usize),
}

/// A run under way.
pub(crate) struct Driver<'a, W> {
    scenario: &'a Scenario,
    pub restaurant: Restaurant,
    pub witness: W,
    pace: Pace,
    stretches: usize,
    board: Board,
    due: BTreeMap<(Time, bool, u64), Due>,
    by_hand: VecDeque<ByHand>,
    added: u64,
}

/// Runs a scenario to its end.
pub(crate) fn drive<W: Watch>(scenario: &Scenario, pace: Pace, witness: W) -> Driver<'_, W> {
    drive_with(scenario, &[], pace, witness)
}

/// Runs a scenario to its end, with orders placed by hand, in the order of time.
pub(crate) fn drive_with<'a, W: Watch>(
    scenario: &'a Scenario,
    by_hand: &[ByHand],
    pace: Pace,
    witness: W,
) -> Driver<'a, W> {
    let mut driver = Driver::open(scenario, scenario.seed, pace, witness);
    driver.by_hand.extend(by_hand);
    driver.turn_knobs();
    driver.run_to_closing();
    if scenario.drain {
        driver.restaurant.shut();
        driver.drain();
    }
    driver
}

/// Returns everything that happens in a run.
pub(crate) fn facts(scenario: &Scenario, pace: Pace) -> Vec<(Time, Fact)> {
    drive(scenario, pace, Vec::new()).witness
}

impl<'a, W: Watch> Driver<'a, W> {
    fn open(scenario: &'a Scenario, seed: u64, pace: Pace, mut witness: W) -> Driver<'a, W> {
        let restaurant = Restaurant::open(scenario.plan.clone(), seed, &mut witness);
        let entries = scenario.timeline.iter().enumerate();
        Driver {
            scenario,
            restaurant,
            witness,
            pace,
            stretches: 0,
            board: Board::new(scenario.settings.iter().cloned()),
            due: entries.map(|(at, entry)| ((entry.at, true, at as u64), Due::Entry(at))).collect(),
            by_hand: VecDeque::new(),
            added: 0,
        }
    }

    fn next_turn(&self) -> Option<Time> {
        let knob = self.due.first_key_value().map(|((at, ..), _)| *at);
        knob.into_iter().chain(self.by_hand.front().map(|order| order.0)).min()
    }

    fn run_to_closing(&mut self) {
        let closing = self.scenario.closing();
        while let Some(at) = self.next_turn().filter(|at| *at < closing) {
            self.run_to(at);
            self.turn_knobs();
        }
        self.run_to(closing);
        // Work that ends at closing time still ends.
        while self.restaurant.run_through(closing, 1, &mut self.witness) == Stop::Handled {
            self.witness.handled();
            self.settle();
        }
    }

    fn drain(&mut self) {
        loop {
            let next = self.next_turn();
            self.run_until_empty(next.unwrap_or(Time::NEVER));
            let goes_on = self.restaurant.orders() > 0 || !self.restaurant.is_at_rest();
            let Some(next) = next.filter(|_| goes_on) else { return };
            self.run_to(next);
            self.turn_knobs();
        }
    }

    fn run_to(&mut self, at: Time) {
        match self.pace {
            Pace::Straight => {}
            Pace::Messages => while self.one(at) {},
            Pace::Stretches(_) => self.stretch_to(at),
        }
        let stop = self.restaurant.run_to(at, ALL, &mut self.witness);
        assert_eq!(stop, Stop::Reached);
    }

    fn run_until_empty(&mut self, limit: Time) {
        match self.pace {
            Pace::Straight | Pace::Stretches(_) => {
                let stop = self.restaurant.run_until_empty(limit, ALL, &mut self.witness);
                assert_eq!(stop, Stop::Reached);
            }
            Pace::Messages => while !self.restaurant.is_at_rest() && self.one(limit) {},
        }
    }

    /// Handles a message and, if it is the last one for now, looks around.
    fn one(&mut self, limit: Time) -> bool {
        if !self.restaurant.run_one(limit, &mut self.witness) {
            return false;
        }
        assert!(self.restaurant.handled() < ALL, "there is no end to it");
        self.witness.handled();
        self.settle();
        true
    }

    /// Handles whatever is due now.
    fn settle(&mut self) {
        let now = self.restaurant.now();
        if matches!(self.pace, Pace::Messages) {
            while self.restaurant.run_one(now, &mut self.witness) {
                self.witness.handled();
            }
            self.witness.settled(&self.restaurant);
        }
    }

    fn stretch_to(&mut self, at: Time) {
        while self.restaurant.now() < at {
            let Pace::Stretches(stretches) = &self.pace else { return };
            let Some(stretch) = stretches.get(self.stretches).copied() else { return };
            self.stretches += 1;
            if stretch % 2 == 0 {
                let limit = Time(self.restaurant.now().0 + stretch).min(at);
                self.restaurant.run_to(limit, ALL, &mut self.witness);
            } else {
                self.restaurant.run_to(at, stretch % 1_000, &mut self.witness);
            }
            if stretch % 3 == 0 {
                self.restaurant = self.restaurant.clone();
            }
        }
    }

    /// Turns all knobs that are due. Those that go back go first.
    fn turn_knobs(&mut self) {
        let now = self.restaurant.now();
        let mut turns: Vec<Turned> = Vec::new();
        let mut note = |turned: Turned| {
            turns.retain(|known| known.knob != turned.knob);
            turns.push(turned);
        };
        while let Some(first) = self.due.first_entry().filter(|first| first.key().0 <= now) {
            match first.remove() {
                Due::Restore(restore) => {
                    if let Some((knob, setting)) = self.board.restore(&restore) {
                        note(Turned { knob, setting, written: String::new() });
                    }
                }
                Due::Entry(at) => {
                    let entry = &self.scenario.timeline[at];
                    for turned in &entry.sets {
                        let restore =
                            self.board.turn(&turned.knob, turned.setting.clone(), &turned.written);
                        if let Some(lasts) = entry.lasts {
                            let key = (now + lasts, false, self.added);
                            self.due.insert(key, Due::Restore(restore));
                            self.added += 1;
                        }
                        note(turned.clone());
                    }
                }
            }
        }
        for turned in &turns {
            self.turn(turned);
        }
        // Orders by hand come behind all knobs of their moment.
        while self.by_hand.front().is_some_and(|order| order.0 <= now)
            && let Some((_, room, dish)) = self.by_hand.pop_front()
        {
            self.between(|driver| {
                driver.restaurant.place(room, (dish, None), &mut driver.witness);
            });
        }
    }

    fn turn(&mut self, turned: &Turned) {
        let turn = turned.turn(&self.scenario.parts).unwrap();
        self.between(|driver| {
            driver.witness.turned(driver.restaurant.now(), &turn);
            driver.restaurant.turn(turn, &mut driver.witness);
        });
    }

    /// Lets something enter.
    fn between(&mut self, enter: impl FnOnce(&mut Self)) {
        // What entered before has set things off that come first; guests wait at the door until
        // opening.
        if self.restaurant.now() > Time::OPENING {
            self.settle();
        }
        enter(self);
        self.witness.handled();
        if self.restaurant.now() > Time::OPENING {
            self.settle();
        }
    }
}
