//! Signals that ask a run to stop; a second one stops it at once.

use anyhow::Context;
use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::flag;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

/// Says which signal was caught.
pub struct Interrupts(Arc<AtomicUsize>);

/// Begins to catch signals.
pub fn catch() -> anyhow::Result<Interrupts> {
    let caught = Arc::new(AtomicUsize::new(0));
    let once = Arc::new(AtomicBool::new(false));
    for signal in [SIGINT, SIGTERM] {
        // In this order: none is lost, and the first one finds the flag down and only raises it.
        flag::register_usize(signal, Arc::clone(&caught), signal as usize)
            .and_then(|_| {
                flag::register_conditional_shutdown(signal, 128 + signal, Arc::clone(&once))
            })
            .and_then(|_| flag::register(signal, Arc::clone(&once)))
            .context("signals cannot be caught")?;
    }
    Ok(Interrupts(caught))
}

/// Lets a signal end the program at once, where nothing is left to be told or written.
pub fn end_at_once() -> anyhow::Result<()> {
    for signal in [SIGINT, SIGTERM] {
        flag::register_conditional_shutdown(signal, 128 + signal, Arc::new(AtomicBool::new(true)))
            .context("signals cannot be caught")?;
    }
    Ok(())
}

/// Says when to stop, where a signal ends the program at once: never.
pub fn never() -> bool {
    false
}

impl Interrupts {
    /// Returns the signal that was caught.
    pub fn caught(&self) -> Option<i32> {
        match self.0.load(Ordering::Relaxed) {
            0 => None,
            signal => i32::try_from(signal).ok(),
        }
    }
}
