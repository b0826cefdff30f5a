//! Where a session goes as fast as possible: to a moment, or until something is so.

use super::branches::Position;
use super::session::Session;
use super::strand::Strand;
use super::until::Condition;
use super::watcher::Wanted;
use crate::kernel::Time;
use crate::runner::run::Progress;

/// Where it goes as fast as possible, and rests then.
#[derive(Clone, Debug)]
pub(super) enum Aim {
    /// To a moment, perhaps into the middle of it.
    Travel { to: Position, pauses: bool },
    /// Until a dial says so.
    Until(Box<Condition>),
    /// Until more facts of the followed order are known.
    NextFact { known: u64 },
}

impl Session<'_> {
    /// Aims at something else, or at nothing.
    pub fn aim_at(&mut self, aim: Option<Aim>) {
        // What was measured for a condition is not needed any more.
        let forget = |strand: &mut Strand<'_>| strand.run.forget_windows(Time::NEVER);
        self.strands.iter_mut().for_each(forget);
        self.aim = aim;
    }

    /// Comes nearer to what is aimed at, by about so many events; does nothing without an aim.
    pub fn pursue(&mut self, most: u64) {
        let Some(mut aim) = self.aim.take() else { return };
        let goes_on = match &mut aim {
            Aim::Travel { to, pauses } => self.travel(*to, *pauses, most),
            Aim::Until(condition) => self.wait_until(condition, most),
            Aim::NextFact { known } => self.wait_for_fact(*known, most),
        };
        if goes_on {
            self.aim = Some(aim);
        } else {
            self.aim_at(None);
        }
    }

    /// Returns whether it is still on the way.
    fn travel(&mut self, to: Position, pauses: bool, most: u64) -> bool {
        let mut is_there = true;
        for strand in &mut self.strands {
            let goes_on =
                strand.run.now() < to.at && strand.advance(to.at, most) == Progress::Handled;
            is_there &= !goes_on;
            strand.make_ready(to.at);
        }
        self.note_progress();
        if !is_there {
            return true;
        }
        // Into the middle of the moment, if that is where it goes.
        self.strand().come_to(to);
        self.note_progress();
        if pauses {
            self.is_paused = true;
        }
        false
    }

    /// Returns how many facts of the followed order are known.
    pub fn facts(&self) -> u64 {
        let watcher = self.strands[self.current].run.watcher();
        watcher.biographer().map_or(0, |notes| notes.facts)
    }

    fn wait_for_fact(&mut self, known: u64, most: u64) -> bool {
        for _ in 0..most {
            let is_over = self.piece(Time::NEVER, 1) == Progress::Over;
            let watcher = self.strand().run.watcher();
            let is_awaited = watcher.wanted() != Wanted::Nobody || watcher.follows();
            if is_over || self.facts() != known || !is_awaited {
                self.is_paused = true;
                return false;
            }
        }
        true
    }
}
