//! A run that is watched: drawn as the shell draws it, on a terminal that is only in memory.

use boh::dashboard::{App, Depth, Looks, Message, Scheme, Show, Theme};
use boh::lens::Tongue;
use boh::runner::live::Live;
use boh::runner::snapshot::State;
use boh::scenario::Scenario;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use std::sync::Arc;
use std::time::Duration;
use tokio::time::{MissedTickBehavior, interval};

/// The size of the screen.
const SIZE: (u16, u16) = (120, 40);
/// As the shell: what moves by itself is drawn anew after so much time.
const TICK: Duration = Duration::from_millis(40);

/// Draws a run until it is over; returns how many events there were and how many screens were drawn.
pub(crate) fn draw(scenario: Arc<Scenario>, live: &Live) -> (f64, u64) {
    let mut terminal = Terminal::new(TestBackend::new(SIZE.0, SIZE.1)).expect("it is in memory");
    let mut pictures = live.pictures.clone();
    let first = Arc::clone(&pictures.borrow_and_update());
    let looks = Looks {
        theme: Theme::new(Scheme::Own, Depth::True, true),
        tongue: Tongue::Both,
        own_lens: None,
        is_big: false,
        reduced_motion: false,
    };
    let mut app = App::open(scenario, looks, (first, live.requests.clone()));
    app.update(Message::Resized(SIZE.0, SIZE.1));
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build();
    runtime.expect("there is a clock").block_on(async {
        let mut ticks = interval(TICK);
        ticks.set_missed_tick_behavior(MissedTickBehavior::Skip);
        let mut drawn = 0;
        loop {
            terminal.draw(|frame| app.view(frame)).expect("it is in memory");
            drawn += 1;
            if matches!(app.shot.state, State::Over(_)) {
                return (app.shot.floor().events as f64, drawn);
            }
            let moves = app.moves();
            tokio::select! {
                changed = pictures.changed() => {
                    changed.expect("the run goes on until somebody quits");
                    let shot = Arc::clone(&pictures.borrow_and_update());
                    app.update(Message::Shot(shot));
                }
                _ = ticks.tick(), if moves => {
                    app.update(Message::Tick(TICK));
                }
            }
        }
    })
}

/// Returns how many nanoseconds the threads whose names begin so have been on a processor; none: this system
/// does not say. Unlike real time it does not depend on what else the machine does.
pub(crate) fn on_processor(name: &str) -> Option<f64> {
    let mut nanos = 0.0;
    for thread in std::fs::read_dir("/proc/self/task").ok()? {
        let folder = thread.ok()?.path();
        let comm = std::fs::read_to_string(folder.join("comm")).unwrap_or_default();
        let is_it = comm.starts_with(name);
        if is_it {
            let text = std::fs::read_to_string(folder.join("schedstat")).ok()?;
            nanos += text.split(' ').next()?.parse::<f64>().ok()?;
        }
    }
    Some(nanos)
}
