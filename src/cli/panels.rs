//! `boh run --plain --panel`: what panels of the dashboard hold, told line by line.

use super::args::{Global, Run};
use super::{Exit, lenses, live, output};
use crate::dashboard::App;
use crate::dashboard::panels::{Topic, tell};
use crate::kernel::Time;
use crate::runner::live::{Beginning, Live, WallClock};
use crate::runner::snapshot::State;
use crate::runner::{Follow, Request, Snapshot};
use crate::scenario::Scenario;
use crate::scenario::safe_text::safe;
use crate::scenario::units::moment_ns;
use std::sync::Arc;

/// Runs up to a moment, or to the end, and tells what the panels hold then.
pub fn tell_panels(
    scenario: Scenario,
    (seed, drain): (u64, bool),
    args: &Run,
    global: Global,
) -> anyhow::Result<Exit> {
    let at = match &args.at {
        None => Time::NEVER,
        Some(text) => match moment_ns(text, scenario.opens.0) {
            Ok(at) => Time(at),
            Err(cause) => {
                output::message(&format!("error: --at {cause}\n"));
                return Ok(Exit::Invalid);
            }
        },
    };
    if args.panels.contains(&Topic::Life) && args.order.is_none() {
        output::message("error: it is not said which order is told of: add --order 1\n");
        return Ok(Exit::Invalid);
    }
    let Some(tongue) = lenses::open(&args.view.words, global) else { return Ok(Exit::Invalid) };
    let scenario = Arc::new(scenario);
    let beginning = Beginning { seed, drain, ..Beginning::of(&scenario) };
    let Live { requests, mut pictures, thread } =
        Live::start(Arc::clone(&scenario), beginning, WallClock::start());
    let mut asked = vec![Request::Pause];
    asked.extend(args.order.map(|number| Request::Follow(Follow::Number(number))));
    asked.push(Request::To(at));
    let has_gone = asked.into_iter().try_for_each(|request| requests.send(request));
    let is_there = |shot: &Arc<Snapshot>| {
        matches!(shot.state, State::Over(_)) || shot.state == State::Paused && shot.now == at
    };
    let runtime = tokio::runtime::Builder::new_current_thread().build()?;
    let found =
        runtime.block_on(async { pictures.wait_for(is_there).await.map(|s| Arc::clone(&s)) });
    let (Ok(()), Ok(shot)) = (has_gone, found) else {
        // Who has run it has ended early, and says why.
        return match thread.join() {
            Ok(_) => Ok(Exit::Failed),
            Err(panic) => std::panic::resume_unwind(panic),
        };
    };
    let app = App::open(scenario, live::looks(tongue, global), (shot, requests));
    let mut text = String::new();
    for (number, topic) in args.panels.iter().enumerate() {
        text.push_str(if number == 0 { "" } else { "\n" });
        for line in tell(&app, *topic) {
            text.push_str(&safe(&line));
            text.push('\n');
        }
    }
    output::result(&text)?;
    Ok(Exit::Done)
}
