//! What a run does at a moment, before anything happens in it: windows of the books, turns of knobs,
//! orders by hand.

use super::Run;
use crate::kernel::Time;
use crate::runner::agenda::Task;
use crate::runner::command::{ByHand, Command};
use crate::runner::follower::{By, Follower};
use crate::scenario::Turned;

impl<F: Follower> Run<'_, F> {
    /// Does what is to be done now: windows first, then whatever is turned, then orders by hand.
    pub(super) fn do_tasks(&mut self) {
        let now = self.restaurant.now();
        let mut turns = Vec::new();
        let mut placed = Vec::new();
        while let Some(task) = self.tasks.take(now) {
            match task {
                Task::Open(window) => self.ears.ledger.open(window, now),
                Task::Close(window) => self.ears.ledger.close(window, now),
                Task::Sample => self.in_house.push(self.restaurant.orders()),
                Task::Command(Command::Turn(turned)) => {
                    self.board.turn(&turned.knob, turned.setting.clone(), &turned.written);
                    note(turned, By::Outside, &mut turns);
                }
                Task::Command(Command::Place(order)) => placed.push(order),
                Task::Entry(at) => self.do_entry(at, now, &mut turns),
                Task::Restore(restore) => {
                    if let Some((knob, setting)) = self.board.restore(&restore) {
                        let turned = Turned { knob, setting, written: String::new() };
                        note(turned, By::Back, &mut turns);
                    }
                }
            }
        }
        for (turned, by) in &turns {
            if let Some(turn) = turned.turn(&self.scenario.parts) {
                self.ears.follower.on_turned(now, turned, *by);
                self.restaurant.turn(turn, &mut self.ears);
            }
        }
        for ByHand { room, dish, carries, .. } in placed {
            let order = (dish, Some(carries));
            if let Some(order) = self.restaurant.place(room, order, &mut self.ears) {
                let words = self.restaurant.spoken(order);
                self.ears.follower.on_placed_by_hand(now, order, words);
            }
        }
    }

    fn do_entry(&mut self, at: usize, now: Time, turns: &mut Vec<(Turned, By)>) {
        let entry = &self.scenario.timeline[at];
        if let Some(text) = &entry.say {
            self.ears.follower.on_said(now, text);
        }
        for turned in &entry.sets {
            let (knob, setting) = (&turned.knob, turned.setting.clone());
            let restore = self.board.turn(knob, setting, &turned.written);
            if let Some(lasts) = entry.lasts {
                self.tasks.add(now + lasts, Task::Restore(restore));
            }
            note(turned.clone(), By::Timeline, turns);
        }
    }
}

/// Notes a turn; a knob that goes back and forth at one moment is turned once.
fn note(turned: Turned, by: By, turns: &mut Vec<(Turned, By)>) {
    turns.retain(|(noted, _)| noted.knob != turned.knob);
    turns.push((turned, by));
}
