//! What is said when the program breaks while it is watched.

use crate::scenario::Scenario;
use crate::text::safe_text::safe;
use std::io::{self, Write as _};

/// Says how to see it again when the program breaks while this lives: that is a mistake of ours.
#[derive(Debug)]
pub struct Ours {
    scenario: String,
    seed: u64,
}

impl Ours {
    /// Watches over a run of a scenario with this seed.
    pub fn of(scenario: &Scenario, seed: u64) -> Ours {
        Ours { scenario: safe(&scenario.name), seed }
    }
}

impl Drop for Ours {
    fn drop(&mut self) {
        if std::thread::panicking() {
            let Ours { scenario, seed } = self;
            // If it cannot be said, there is nobody to tell.
            let _ = writeln!(
                io::stderr(),
                "error: boh has broken, running {scenario} with seed {seed}: this is a mistake of boh's own"
            );
        }
    }
}
