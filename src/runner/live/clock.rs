//! Real time, as a plug: a live run asks nothing else about it, and tests plug in their own.

use crate::runner::request::Request;
use crossbeam_channel::{Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

/// What came of waiting for a request.
#[derive(Debug)]
pub enum Waited {
    /// This was asked for.
    Asked(Request),
    /// Nothing was.
    Nothing,
    /// Nobody can ask for anything any more.
    NobodyThere,
}

/// Tells how much real time has gone by, and waits.
pub trait Clock: Send {
    /// Returns how much real time has gone by since it was made.
    fn now(&mut self) -> Duration;

    /// Waits for a request, at most so long; without a limit until there is one.
    fn wait(&mut self, requests: &Receiver<Request>, most: Option<Duration>) -> Waited;
}

/// The clock on the wall.
#[derive(Debug)]
pub struct WallClock(Instant);

impl WallClock {
    /// Starts it.
    pub fn start() -> WallClock {
        #[expect(clippy::disallowed_methods, reason = "here simulated and real time meet")]
        WallClock(Instant::now())
    }
}

impl Clock for WallClock {
    fn now(&mut self) -> Duration {
        self.0.elapsed()
    }

    fn wait(&mut self, requests: &Receiver<Request>, most: Option<Duration>) -> Waited {
        let got = match most {
            Some(most) => requests.recv_timeout(most),
            None => requests.recv().map_err(|_| RecvTimeoutError::Disconnected),
        };
        match got {
            Ok(request) => Waited::Asked(request),
            Err(RecvTimeoutError::Timeout) => Waited::Nothing,
            Err(RecvTimeoutError::Disconnected) => Waited::NobodyThere,
        }
    }
}
