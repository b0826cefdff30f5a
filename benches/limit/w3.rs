//! The closed loop on the queue that suits it best: many guests, each either thinking or served.

use std::collections::VecDeque;

use super::{Chance, Measured, wheel::Wheel};

const THINK: f64 = 100.0;
const SERVICE: f64 = 1.0;
/// Guests per server that keep the servers busy nine tenths of the time.
const GUESTS_PER_SERVER: f64 = (THINK + SERVICE) * 0.9;
/// Marks an event as the end of a service; the end of a think has only the guest's number.
const SERVED: u32 = 1 << 31;

/// Closes `n` cycles with `n` guests; making the guests is part of the work.
#[expect(clippy::cast_possible_truncation, reason = "guests are numbered in 31 bits")]
#[inline(never)]
pub(crate) fn w3(n: u64, seed: u64) -> Measured {
    let mut chance = Chance::new(seed);
    let mut wheel = Wheel::new();
    for guest in 0..n {
        wheel.push(chance.nanos(THINK), guest as u32);
    }
    let mut idle_servers = servers(n);
    let mut waiting_since = vec![0; n as usize];
    let mut queue = VecDeque::new();
    let mut closed = 0;
    let mut waited = 0;
    while closed < n {
        let Some((now, event)) = wheel.pop() else { break };
        if event & SERVED == 0 {
            if idle_servers > 0 {
                idle_servers -= 1;
                wheel.push(now + chance.nanos(SERVICE), event | SERVED);
            } else {
                waiting_since[event as usize] = now;
                queue.push_back(event);
            }
        } else {
            closed += 1;
            wheel.push(now + chance.nanos(THINK), event & !SERVED);
            if let Some(guest) = queue.pop_front() {
                waited += now - waiting_since[guest as usize];
                wheel.push(now + chance.nanos(SERVICE), guest | SERVED);
            } else {
                idle_servers += 1;
            }
        }
    }
    Measured { orders: closed, mean_wait: waited as f64 / 1e9 / n as f64, ..Measured::default() }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a positive number of servers, far below 2^32"
)]
fn servers(guests: u64) -> usize {
    (guests as f64 / GUESTS_PER_SERVER).ceil() as usize
}
