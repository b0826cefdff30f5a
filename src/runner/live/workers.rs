//! Threads on which trials are made, so that the run which is watched goes on undisturbed.

use super::trials::{Came, Job};
use crossbeam_channel::{Receiver, Sender, unbounded};
use std::num::NonZeroUsize;
use std::thread::{Scope, available_parallelism};

/// Threads that wait for trials to make. They end when this is dropped.
#[derive(Debug)]
pub(super) struct Workers<'a> {
    pub jobs: Sender<Job<'a>>,
    pub came: Receiver<Came>,
}

impl<'a> Workers<'a> {
    /// Starts one thread less than the machine has cores, and at least one.
    pub fn start<'s>(scope: &'s Scope<'s, '_>) -> Workers<'a>
    where
        'a: 's,
    {
        let (jobs, to_do) = unbounded::<Job<'a>>();
        let (tell, came) = unbounded();
        let cores = available_parallelism().map_or(1, NonZeroUsize::get);
        for _ in 1..cores.max(2) {
            let (to_do, tell): (Receiver<Job<'a>>, Sender<Came>) = (to_do.clone(), tell.clone());
            scope.spawn(move || {
                for job in to_do {
                    // If nobody listens any more, nothing is wanted any more either.
                    job.work(|came| drop(tell.send(came)));
                }
            });
        }
        Workers { jobs, came }
    }
}
