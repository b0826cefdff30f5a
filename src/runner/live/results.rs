//! What branches have come to, kept when they are left.

use super::picture::read;
use super::session::Session;
use crate::runner::snapshot::{BranchResult, FloorShot};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Of so many branches it is kept what they had come to.
const MOST: usize = 64;

/// What branches had come to, by their numbers.
#[derive(Debug, Default)]
pub(super) struct Results {
    kept: BTreeMap<u32, BranchResult>,
}

impl Results {
    fn keep(&mut self, branch: u32, result: BranchResult) {
        self.kept.insert(branch, result);
        if self.kept.len() > MOST {
            // The first run is what others are compared with.
            let oldest = self.kept.keys().copied().find(|number| *number > 0);
            oldest.map(|number| self.kept.remove(&number));
        }
    }

    /// Returns what each branch has come to; those that are seen stand where they stand now.
    pub fn of(&self, branches: usize, floors: &[FloorShot]) -> Vec<Option<BranchResult>> {
        let of = |number: u32| {
            let seen = floors
                .iter()
                .find(|floor| floor.branch == number)
                .map(|floor| BranchResult { at: floor.scene.now, dials: Arc::clone(&floor.dials) });
            let kept = self.kept.get(&number);
            let is_farther = |seen: &BranchResult| kept.is_none_or(|kept| kept.at <= seen.at);
            seen.filter(is_farther).or_else(|| kept.cloned())
        };
        (0..branches as u32).map(of).collect()
    }
}

impl Session<'_> {
    /// Keeps what the branches that are seen have come to, if they have never come farther.
    pub fn note_results(&mut self) {
        for strand in &mut self.strands {
            if self.branches[strand.branch as usize].reached == strand.position() {
                let (at, dials) = (strand.run.now(), read(strand, &self.desk.dials));
                self.desk.results.keep(strand.branch, BranchResult { at, dials });
            }
        }
    }
}
