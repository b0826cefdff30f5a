//! Running a scenario as fast as possible, from opening to its end.

use super::agenda::{Task, Tasks};
use crate::dials::{Layout, Ledger, Reading, Window};
use crate::kernel::Time;
use crate::knobs::Board;
use crate::restaurant::{Restaurant, Stop};
use crate::scenario::{Reach, Scenario, Turned, WindowSpec};
use std::time::{Duration, Instant};

/// How a scenario is run.
#[derive(Clone, Copy)]
pub struct Options<'a> {
    /// The seed.
    pub seed: u64,
    /// Whether to go on after closing time until the house is empty.
    pub drain: bool,
    /// Asked now and then whether to stop early.
    pub interrupted: &'a dyn Fn() -> bool,
}

/// Why a run stopped before its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stopped {
    /// Somebody asked.
    Interrupted,
    /// More events than a run may have.
    TooManyEvents,
    /// More orders in the house than a run may have.
    TooManyOrders,
    /// Endlessly many events at one instant.
    StandsStill,
}

/// A run that has ended.
#[derive(Debug)]
pub struct Finished {
    /// The seed.
    pub seed: u64,
    /// When it ended.
    pub end: Time,
    /// How many messages were handled.
    pub events: u64,
    /// Why it ended early; none: it did not.
    pub stopped: Option<Stopped>,
    /// Orders that can never end, because nobody will ever do anything about them.
    pub stuck: usize,
    /// How many orders were in the house at even distances since the warm-up.
    pub in_house: Vec<usize>,
    /// How long it took, building the world included.
    pub wall: Duration,
    ledger: Ledger,
    warm_up: Time,
}

impl Finished {
    /// Opens the run since its warm-up for reading.
    pub fn reading(&self) -> Option<Reading<'_>> {
        self.ledger.reading(WindowSpec::Whole.resolve(self.warm_up, self.end))
    }

    /// Reads what a goal looks at.
    pub fn read(&self, reach: &Reach) -> Option<f64> {
        let window = reach.window.resolve(self.warm_up, self.end);
        self.ledger.reading(window)?.read(&reach.dial)
    }
}

/// The most messages of a run.
const MOST_EVENTS: u64 = 1_000_000_000;
/// The most orders in the house at once.
const MOST_ORDERS: usize = 10_000_000;
/// After so many messages the runner looks up.
const STRETCH: u64 = 1_000_000;

/// Runs a scenario to its end.
pub fn run(scenario: &Scenario, options: Options<'_>) -> Finished {
    #[expect(clippy::disallowed_methods, reason = "here simulated and real time meet")]
    let begun = Instant::now();
    let mut finished = Run::open(scenario, options, scenario.closing()).finish();
    // The last two minutes are known only once the end is: a run that drained is run again.
    let trails = |window: WindowSpec| matches!(window, WindowSpec::Last(_));
    if finished.end != scenario.closing()
        && scenario.goals.iter().any(|goal| trails(goal.reach.window))
        && finished.stopped != Some(Stopped::Interrupted)
    {
        finished = Run::open(scenario, options, finished.end).finish();
    }
    finished.wall = begun.elapsed();
    finished
}

struct Run<'a> {
    scenario: &'a Scenario,
    options: Options<'a>,
    restaurant: Restaurant,
    ledger: Ledger,
    board: Board,
    tasks: Tasks,
    windows: Vec<Window>,
    in_house: Vec<usize>,
}

impl<'a> Run<'a> {
    /// Opens the restaurant; trailing windows are those before `end`.
    fn open(scenario: &'a Scenario, options: Options<'a>, end: Time) -> Run<'a> {
        let mut windows = vec![WindowSpec::Whole.resolve(scenario.warm_up_ends(), end)];
        for goal in &scenario.goals {
            let window = goal.reach.window.resolve(scenario.warm_up_ends(), end);
            if window.from < window.to && !windows.contains(&window) {
                windows.push(window);
            }
        }
        let mut ledger = ledger_of(scenario);
        let restaurant = Restaurant::open(scenario.plan.clone(), options.seed, &mut ledger);
        Run {
            scenario,
            options,
            restaurant,
            ledger,
            board: Board::new(scenario.settings.iter().cloned()),
            tasks: Tasks::of(scenario, &windows, end),
            windows,
            in_house: Vec::new(),
        }
    }

    fn finish(mut self) -> Finished {
        let closing = self.scenario.closing();
        // What is due at opening comes before the first guest.
        self.do_tasks();
        let mut stopped = self.run_to(closing, true);
        if stopped.is_none() && self.options.drain {
            self.restaurant.shut();
            stopped = self.drain();
        }
        let end = self.restaurant.now();
        for window in std::mem::take(&mut self.windows) {
            self.ledger.close(window, end);
        }
        self.ledger.advance(end);
        let empties = self.options.drain && stopped.is_none();
        Finished {
            seed: self.options.seed,
            end,
            events: self.restaurant.handled(),
            stopped,
            stuck: if empties { self.restaurant.orders() } else { 0 },
            in_house: self.in_house,
            wall: Duration::ZERO,
            ledger: self.ledger,
            warm_up: self.scenario.warm_up_ends(),
        }
    }

    /// Runs from task to task; at closing time work that ends still ends.
    fn run_to(&mut self, end: Time, closes: bool) -> Option<Stopped> {
        while let Some(at) = self.tasks.next().filter(|at| *at < end) {
            if let Some(stopped) = self.stretches(at, false) {
                return Some(stopped);
            }
            self.do_tasks();
        }
        self.stretches(end, closes)
    }

    fn stretches(&mut self, end: Time, closes: bool) -> Option<Stopped> {
        loop {
            let stop = if closes {
                self.restaurant.run_through(end, STRETCH, &mut self.ledger)
            } else {
                self.restaurant.run_to(end, STRETCH, &mut self.ledger)
            };
            match stop {
                Stop::Reached => return None,
                Stop::StandsStill => return Some(Stopped::StandsStill),
                Stop::Handled => {}
            }
            if let Some(stopped) = self.look_up() {
                return Some(stopped);
            }
        }
    }

    fn drain(&mut self) -> Option<Stopped> {
        loop {
            let next = self.tasks.next().unwrap_or(Time::NEVER);
            let stop = self.restaurant.run_until_empty(next, STRETCH, &mut self.ledger);
            match stop {
                Stop::StandsStill => return Some(Stopped::StandsStill),
                Stop::Handled => {}
                Stop::Reached if next != Time::NEVER && !self.restaurant.is_at_rest() => {
                    self.do_tasks();
                }
                // Stuck for now: the next turn of a knob may help.
                Stop::Reached if self.restaurant.orders() > 0 && self.tasks.will_turn() => {
                    self.restaurant.run_to(next, STRETCH, &mut self.ledger);
                    self.do_tasks();
                }
                Stop::Reached => return None,
            }
            if let Some(stopped) = self.look_up() {
                return Some(stopped);
            }
        }
    }

    fn look_up(&self) -> Option<Stopped> {
        if (self.options.interrupted)() {
            Some(Stopped::Interrupted)
        } else if self.restaurant.handled() > MOST_EVENTS {
            Some(Stopped::TooManyEvents)
        } else if self.restaurant.orders() > MOST_ORDERS {
            Some(Stopped::TooManyOrders)
        } else {
            None
        }
    }

    fn do_tasks(&mut self) {
        let now = self.restaurant.now();
        let mut turns = Vec::new();
        while let Some(task) = self.tasks.take(now) {
            match task {
                Task::Open(window) => self.ledger.open(window, now),
                Task::Close(window) => self.ledger.close(window, now),
                Task::Sample => self.in_house.push(self.restaurant.orders()),
                Task::Entry(at) => self.do_entry(at, now, &mut turns),
                Task::Restore(restore) => {
                    if let Some((knob, setting)) = self.board.restore(&restore) {
                        note(Turned { knob, setting }, &mut turns);
                    }
                }
            }
        }
        for turned in &turns {
            if let Some(turn) = turned.turn(&self.scenario.parts) {
                self.restaurant.turn(turn, &mut self.ledger);
            }
        }
    }

    fn do_entry(&mut self, at: usize, now: Time, turns: &mut Vec<Turned>) {
        let entry = &self.scenario.timeline[at];
        for turned in &entry.sets {
            let restore = self.board.turn(&turned.knob, turned.setting.clone());
            if let Some(lasts) = entry.lasts {
                self.tasks.add(now + lasts, Task::Restore(restore));
            }
            note(turned.clone(), turns);
        }
    }
}

/// Notes a turn; a knob that goes back and forth at one moment is turned once.
fn note(turned: Turned, turns: &mut Vec<Turned>) {
    turns.retain(|noted| noted.knob != turned.knob);
    turns.push(turned);
}

/// Returns an empty ledger with the parts of a scenario.
pub fn ledger_of(scenario: &Scenario) -> Ledger {
    let names = scenario.names();
    let layout = Layout {
        rooms: names.rooms.len(),
        dishes: names.dishes.len(),
        kitchens: scenario.plan.copies(),
        pantries: names.pantries.len(),
        partners: names.partners.len(),
        buildings: names.buildings.len(),
        outcomes: names.outcomes().count(),
    };
    let shelves: Vec<usize> = names.pantries.iter().map(|pantry| pantry.1.len()).collect();
    Ledger::new(layout, scenario.warm_up_ends(), &shelves)
}
