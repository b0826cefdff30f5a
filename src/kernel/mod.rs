//! The kernel: time, the event queue, chance and distributions.
//!
//! It knows no restaurant, no input or output, no wall clock and no thread; everything in it is
//! plain data that can be cloned. Start with [`Agenda`]: it says what happens next.

mod agenda;
mod arena;
mod chance;
mod distribution;
mod heap;
mod layered;
mod line;
mod queue;
mod radix;
mod time;
mod ziggurat;

pub use agenda::{Agenda, Class};
pub use arena::Arena;
pub use chance::{Luck, fraction, pick, stream};
pub use distribution::Distribution;
pub use heap::HeapQueue;
pub use layered::LayeredQueue;
pub use line::{Line, Link, Linked, NOBODY};
pub use queue::EventQueue;
pub use radix::RadixQueue;
pub use time::{HOUR, MINUTE, SECOND, Span, Time};
pub use ziggurat::exponential;
