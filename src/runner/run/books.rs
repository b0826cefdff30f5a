//! The books of a run: opened with the restaurant, closed at its end.

use super::{Run, Stage};
use crate::dials::{Layout, Ledger, Window};
use crate::kernel::Time;
use crate::restaurant::Round;
use crate::runner::command::Entry;
use crate::runner::finished::{Finished, Stopped};
use crate::runner::follower::Follower;
use crate::scenario::{Scenario, WindowSpec};

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

/// Returns the windows over which a run that ends then is measured: since the warm-up, and those of
/// goals.
pub(super) fn windows_of(scenario: &Scenario, end: Time) -> Vec<Window> {
    let mut windows = vec![WindowSpec::Whole.resolve(scenario.warm_up_ends(), end)];
    for goal in &scenario.goals {
        let window = goal.reach.window.resolve(scenario.warm_up_ends(), end);
        if window.from < window.to && !windows.contains(&window) {
            windows.push(window);
        }
    }
    windows
}

impl<F: Follower> Run<'_, F> {
    /// Ends the run where it stands and closes its books.
    ///
    /// Goals over the last so long are known only once the end is: a run that ended at another
    /// time than expected is run again for them; `interrupted` is asked whether to stop then.
    pub fn finish(mut self, interrupted: &dyn Fn() -> bool) -> Finished {
        self.interrupt();
        let end = self.restaurant.now();
        let stopped = if let Stage::Over(stopped) = self.stage { stopped } else { None };
        let trails = |window: WindowSpec| matches!(window, WindowSpec::Last(_));
        if end != self.expected_end
            && stopped != Some(Stopped::Interrupted)
            && self.scenario.goals.iter().any(|goal| trails(goal.reach.window))
        {
            return self.finish_again(end, interrupted);
        }
        for window in std::mem::take(&mut self.windows) {
            self.ears.ledger.close(window, end);
        }
        self.ears.ledger.advance(end);
        let events = self.restaurant.handled();
        let goes_round = stopped.and_then(|stopped| self.what_goes_round(stopped));
        let empties = self.drain && stopped.is_none();
        Finished {
            seed: self.seed,
            end,
            events,
            stopped,
            goes_round,
            stuck: if empties { self.restaurant.waiting() } else { 0 },
            in_house: self.in_house,
            turned: self
                .entries
                .iter()
                .filter(|entry| entry.at <= end)
                .filter_map(Entry::knob)
                .collect(),
            wall: self.begun.elapsed(),
            ledger: self.ears.ledger,
            warm_up: self.scenario.warm_up_ends(),
        }
    }

    fn finish_again(self, end: Time, interrupted: &dyn Fn() -> bool) -> Finished {
        let mut again = Run::open_until(self.scenario, (self.seed, self.drain), end, ());
        again.expect(&self.entries);
        again.go_to_the_end(interrupted);
        let finished = again.finish(interrupted);
        Finished { wall: self.begun.elapsed(), ..finished }
    }

    /// Returns what never ends in a run that was stopped for going on for ever; looks at a moment
    /// more of it.
    fn what_goes_round(&self, stopped: Stopped) -> Option<Round> {
        let closing = self.scenario.closing();
        let limit = if self.restaurant.now() < closing { closing } else { Time::NEVER };
        match stopped {
            Stopped::Interrupted | Stopped::TooManyOrders => None,
            Stopped::TooManyEvents | Stopped::StandsStill => {
                self.restaurant.clone().what_goes_round(limit, &mut ())
            }
        }
    }
}
