//! Calling to mind what was not watched: whoever comes to a moment at the highest speed, or by a jump,
//! has seen nothing of what went before. A twin lives the last moments again and tells of them.

use super::branches::Position;
use super::session::{Session, WORTH_IT};
use super::strand::Strand;
use super::watcher::Wanted;
use crate::kernel::{Span, Time};
use crate::runner::history::ORDERS_LONG;
use crate::runner::pace::ORDINARY_SECONDS;
use crate::runner::run::Progress;

/// So many events at most are told once more.
const TOLD: u64 = 300_000;

impl<'a> Session<'a> {
    /// Makes known what went on in the last moments before this one, where nobody has listened and
    /// the past is short enough to be made again.
    pub fn recall(&mut self) {
        if self.aim.is_some() {
            return;
        }
        self.listen(true);
        for at in 0..self.strands.len() {
            self.recall_on(at);
        }
    }

    fn recall_on(&mut self, at: usize) {
        let long = Span::from_nanos(self.ordinary_speed * ORDINARY_SECONDS * ORDERS_LONG * 1e9);
        let strand = &self.strands[at];
        let here = strand.position();
        let since = strand.run.watcher().notes.since();
        let wanted = Time(here.at.0.saturating_sub(long.0));
        if since <= wanted || strand.recalled == Some(since) {
            return;
        }
        let twin = self.twin_from(at, wanted, here).filter(|twin| twin.position() == here);
        let strand = &mut self.strands[at];
        let watcher = strand.run.follower();
        if let Some(mut twin) = twin {
            let told = twin.run.follower();
            watcher.notes = std::mem::take(&mut told.notes);
            watcher.news = std::mem::take(&mut told.news);
        }
        strand.recalled = Some(watcher.notes.since());
    }

    /// Returns a twin that has come to where a floor is, and has listened on the way, if it can from
    /// the wanted moment on; none: all that is too long ago.
    fn twin_from(&self, at: usize, wanted: Time, here: Position) -> Option<Strand<'a>> {
        let mut runs = [wanted, here.at].into_iter().map(|from| self.any_run_before(at, from));
        let run = runs.find(|run| here.handled.saturating_sub(run.handled()) <= WORTH_IT)?;
        let mut twin = Strand::of(run, self.strands[at].branch);
        twin.run.follower().want(Wanted::Nobody);
        twin.listen(false);
        let told_from = here.handled.saturating_sub(TOLD);
        while twin.run.handled() < told_from {
            let left = told_from - twin.run.handled();
            if twin.advance(here.at, left) != Progress::Handled {
                break;
            }
        }
        twin.listen(true);
        twin.come_to(here);
        Some(twin)
    }
}
