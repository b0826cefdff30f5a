//! What the runner has to do when: windows, samples, the timeline.

use super::command::Command;
use crate::dials::Window;
use crate::kernel::Time;
use crate::knobs::Restore;
use crate::scenario::Scenario;
use std::collections::BTreeMap;
use std::collections::btree_map::OccupiedEntry;

/// Something to do between two messages of the world.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Task {
    Close(Window),
    Open(Window),
    /// Note how many orders are in the house.
    Sample,
    /// Do what somebody outside wants.
    Command(Command),
    /// Do what an entry of the timeline says.
    Entry(usize),
    Restore(Restore),
}

/// Tasks in the order of their time; at one moment windows, which only measure, come first, then
/// what enters from outside, then knobs that go back, then the timeline.
#[derive(Clone, Debug, Default)]
pub(super) struct Tasks {
    due: BTreeMap<(Time, Turns, u64), Task>,
    added: u64,
}

/// Whether a task turns knobs, and why.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Turns {
    Nothing,
    Outside,
    Back,
    Anew,
}

/// How many samples of the orders in the house are taken.
const SAMPLES: u64 = 40;

impl Tasks {
    /// Returns the tasks of a run that closes at `closing`; `windows` are those read afterwards.
    pub fn of(scenario: &Scenario, windows: &[Window], closing: Time) -> Tasks {
        let mut tasks = Tasks::default();
        for window in windows {
            tasks.add(window.from, Task::Open(*window));
            // A window that lasts until closing time is closed when the run ends.
            if window.to < closing {
                tasks.add(window.to, Task::Close(*window));
            }
        }
        let (warm_up, open) = (scenario.warm_up.0, closing.0.saturating_sub(scenario.warm_up.0));
        for sample in 1..=SAMPLES {
            let share = u128::from(open) * u128::from(sample) / u128::from(SAMPLES + 1);
            tasks.add(Time(warm_up + share as u64), Task::Sample);
        }
        for (at, entry) in scenario.timeline.iter().enumerate() {
            tasks.add(entry.at, Task::Entry(at));
        }
        tasks
    }

    pub fn add(&mut self, at: Time, task: Task) {
        let turns = match task {
            Task::Close(_) | Task::Open(_) | Task::Sample => Turns::Nothing,
            Task::Command(_) => Turns::Outside,
            Task::Restore(_) => Turns::Back,
            Task::Entry(_) => Turns::Anew,
        };
        self.due.insert((at, turns, self.added), task);
        self.added += 1;
    }

    /// Returns when the next task is due.
    pub fn next(&self) -> Option<Time> {
        self.due.first_key_value().map(|((at, ..), _)| *at)
    }

    /// Returns when something is turned, placed or said next.
    pub fn next_to_be_seen(&self) -> Option<Time> {
        let mut due = self.due.keys();
        due.find(|(_, turns, _)| *turns != Turns::Nothing).map(|(at, ..)| *at)
    }

    /// Takes out the next task if it is due by `now`.
    pub fn take(&mut self, now: Time) -> Option<Task> {
        self.due.first_entry().filter(|entry| entry.key().0 <= now).map(OccupiedEntry::remove)
    }

    /// Nothing that was to enter from outside will.
    pub fn forget_commands(&mut self) {
        self.due.retain(|_, task| !matches!(task, Task::Command(_)));
    }

    /// A window need not be measured.
    pub fn forget_window(&mut self, window: Window) {
        self.due.retain(|_, task| *task != Task::Open(window) && *task != Task::Close(window));
    }

    /// Says whether a knob will still be turned.
    pub fn will_turn(&self) -> bool {
        self.due.keys().any(|(_, turns, _)| *turns != Turns::Nothing)
    }
}
