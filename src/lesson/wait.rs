//! Waiting until a dial says so, with nobody who watches.

use super::trial::Trial;
use crate::dials::Window;
use crate::kernel::{SECOND, Span, Time};
use crate::runner::{Run, shown};
use crate::scenario::{Reach, WindowSpec};

/// While a window over the last so long passes once, it is looked at so many times.
const LOOKS: u64 = 24;

/// Returns the first moment from `from` on at which a condition is seen to hold.
pub fn wait(
    trial: &Trial,
    reach: &Reach,
    from: Time,
    interrupted: &dyn Fn() -> bool,
) -> Option<Time> {
    let scenario = &trial.scenario;
    let (warm_up, closing) = (scenario.warm_up_ends(), scenario.closing());
    let mut run = Run::open(scenario, trial.seed, scenario.drain, ());
    run.expect(&trial.entries);
    let (step, back) = match reach.window {
        WindowSpec::Last(span) => (Span(span.0.div_ceil(LOOKS)), span),
        WindowSpec::Whole | WindowSpec::Between(..) => (SECOND, Span::ZERO),
    };
    if let WindowSpec::Between(..) = reach.window {
        run.measure(reach.window.resolve(warm_up, closing));
    }
    // The first window over the last so long begins so long before anybody looks.
    let mut now = Time(from.0.saturating_sub(back.0));
    while now <= closing && run.go_to(now, interrupted) {
        if back > Span::ZERO {
            run.measure(Window { from: now.max(warm_up), to: now + back });
        }
        if now >= from {
            let window = match reach.window {
                WindowSpec::Whole => Window { from: warm_up, to: Time::NEVER },
                other => other.resolve(warm_up, now),
            };
            let reading = run.reading_of(window);
            if reach.is_met_by(shown(reading.as_ref(), &reach.dial)) {
                return Some(now);
            }
            run.forget_windows(Time(window.from.0.saturating_sub(back.0)));
        }
        now += step;
    }
    None
}
