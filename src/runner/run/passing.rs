//! Windows that are measured for a while only, because somebody waits for a dial over them.

use super::Run;
use crate::dials::{Dial, Window};
use crate::kernel::Time;
use crate::runner::agenda::Task;
use crate::runner::follower::Follower;

impl<F: Follower> Run<'_, F> {
    /// Reads a dial over a window, without putting anything in order for further readings.
    pub(in crate::runner) fn read_once(&mut self, dial: &Dial, window: Window) -> Option<f64> {
        let now = self.now();
        self.ears.ledger.advance(now);
        self.ears.ledger.reading(window)?.read(dial)
    }

    /// Measures over a window as well, which has not begun yet, until it is forgotten.
    pub fn measure(&mut self, window: Window) {
        if window.from < window.to && !self.windows.contains(&window) {
            self.passing.push(window);
            self.tasks.add(window.from, Task::Open(window));
            self.tasks.add(window.to, Task::Close(window));
        }
    }

    /// Returns over how many windows it measures, those of goals left out.
    #[cfg(test)]
    pub(in crate::runner) fn measured(&self) -> usize {
        self.passing.len()
    }

    /// Measures no more over the windows that began before a moment, except for those of goals.
    pub fn forget_windows(&mut self, before: Time) {
        for window in self.passing.extract_if(.., |window| window.from < before) {
            self.tasks.forget_window(window);
            self.ears.ledger.forget(window);
        }
    }
}
