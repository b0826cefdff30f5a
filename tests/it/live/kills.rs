//! Killed at random moments: however far the program has come, the terminal is as the shell left it.

use super::seat::Seat;
use boh::kernel::{Luck, pick};

/// As many kills as `cargo test` has time for; `BOH_KILLS=1000` asks for more.
const KILLS: u64 = 40;
/// After so many bytes the screen has been drawn a few times.
const MUCH: usize = 8_000;
/// So many bytes come before the first picture.
const EARLY: usize = 200;

/// What is killed: whatever draws all the time.
const RUNS: &[&[&str]] = &[
    &["run", "lunch-rush", "--speed", "60"],
    &["run", "first-order"],
    &["demo"],
    &["run", "one-to-a-million", "--speed", "10"],
];

const SIGNALS: &[(&str, u32)] = &[("HUP", 129), ("INT", 130), ("QUIT", 131), ("TERM", 143)];

#[test]
fn killed_at_any_moment_it_leaves_the_terminal_as_it_was() {
    let kills = std::env::var("BOH_KILLS").map_or(KILLS, |kills| kills.parse().unwrap());
    for kill in 0..kills {
        let random = &mut Luck::of_seed(1).nth(kill).draw();
        let run = RUNS[pick(random, RUNS.len())];
        let (signal, code) = SIGNALS[pick(random, SIGNALS.len())];
        // Half of them while it begins, before anything is drawn.
        let most = [EARLY, MUCH][pick(random, 2)];
        let bytes = pick(random, most);
        let mut seat = Seat::take(run, (80, 24), &[]);
        seat.gets(bytes);
        seat.signals(signal);
        let (text, ended) = seat.ends();
        // The signal itself ends whoever has not yet taken precautions.
        let is_early = seat.is_untouched();
        assert!(ended == code || is_early, "{kill}: {run:?} {signal} at {bytes}: {ended}\n{text}");
    }
}
