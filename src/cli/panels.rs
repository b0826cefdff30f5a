//! `boh run --plain --panel`: what panels of the dashboard hold, told line by line.

use super::args::{Global, Run};
use super::signals::Interrupts;
use super::{Exit, lenses, live, output, signals};
use crate::dashboard::App;
use crate::dashboard::panels::{Topic, tell};
use crate::kernel::Time;
use crate::report::{Said, ended_early};
use crate::runner::live::{Beginning, Ended, Live, WallClock};
use crate::runner::snapshot::State;
use crate::runner::{Follow, Request, Snapshot, Stopped};
use crate::scenario::Scenario;
use crate::scenario::units::{moment_ns, show_clock};
use crate::text::safe_text::safe;
use std::sync::Arc;
use std::thread::JoinHandle;

/// Runs up to a moment, or to the end, and tells what the panels hold then.
pub fn tell_panels(
    scenario: Scenario,
    (seed, drain): (u64, bool),
    args: &Run,
    global: Global,
) -> anyhow::Result<Exit> {
    let Some(at) = moment(args, &scenario) else { return Ok(Exit::Invalid) };
    let Some(tongue) = lenses::open(&args.view.words, global) else { return Ok(Exit::Invalid) };
    let interrupts = signals::catch()?;
    let scenario = Arc::new(scenario);
    let beginning = Beginning { seed, drain, ..Beginning::of(&scenario) };
    let Live { requests, mut pictures, thread } =
        Live::start(Arc::clone(&scenario), beginning, WallClock::start());
    let mut asked = vec![Request::Pause];
    asked.extend(args.order.map(|number| Request::Follow(Follow::Number(number))));
    asked.push(Request::To(at));
    let has_gone = asked.into_iter().try_for_each(|request| requests.send(request));
    // On the way there are pictures all the time.
    let is_enough = |shot: &Arc<Snapshot>| is_there(shot, at) || interrupts.caught().is_some();
    let runtime = tokio::runtime::Builder::new_current_thread().build()?;
    let found =
        runtime.block_on(async { pictures.wait_for(is_enough).await.map(|s| Arc::clone(&s)) });
    let (Ok(()), Ok(shot)) = (has_gone, found) else {
        // Who has run it has ended early, and says why.
        end(thread);
        return Ok(Exit::Failed);
    };
    let is_whole = is_there(&shot, at) && !matches!(shot.state, State::Over(Some(_)));
    let topics = told(args, &scenario, &shot);
    if is_whole && topics.len() < args.panels.len() {
        return Ok(Exit::Invalid);
    }
    if args.at.is_some() && is_whole && shot.now < at {
        let over = clock(&scenario, &shot);
        output::message(&format!("note: it is over at {over}: that is when this is told\n"));
    }
    let app = App::open(Arc::clone(&scenario), live::looks(tongue, global), (shot, requests));
    output::result(&text(&app, &topics))?;
    if is_whole {
        return Ok(Exit::Done);
    }
    // With the last sender the run ends.
    drop(app);
    let Ended { finished, .. } = end(thread);
    let early = ended_early(&finished, scenario.names());
    let early = early.unwrap_or_else(|| Said::new("warning.interrupted", Vec::new()));
    output::result(&format!("\n{}\n", early.by(tongue.lens())))?;
    Ok(exit(finished.stopped, &interrupts))
}

/// Reads at which moment it is to be told; none: that is wrong, or something is missing, which has
/// been said.
fn moment(args: &Run, scenario: &Scenario) -> Option<Time> {
    if args.panels.contains(&Topic::Life) && args.order.is_none() {
        output::message("error: it is not said which order is told of: add --order 1\n");
        return None;
    }
    let Some(text) = &args.at else { return Some(Time::NEVER) };
    match moment_ns(text, scenario.opens.0) {
        Ok(at) => Some(Time(at)),
        Err(cause) => {
            output::message(&format!("error: --at {cause}\n"));
            None
        }
    }
}

/// Says whether it has come to where it was to go, or no farther.
fn is_there(shot: &Snapshot, at: Time) -> bool {
    matches!(shot.state, State::Over(_)) || shot.state == State::Paused && shot.now == at
}

/// Lists what can be told: the life of an order only if there is that order, or it is said that
/// there is not.
fn told(args: &Run, scenario: &Scenario, shot: &Snapshot) -> Vec<Topic> {
    let placed = shot.floor().placed;
    let missing = args.order.filter(|number| *number > placed);
    if let (Some(number), true) = (missing, args.panels.contains(&Topic::Life)) {
        let by = clock(scenario, shot);
        output::message(&format!(
            "error: there is no order {number}: {placed} have been placed by {by}\n"
        ));
    }
    let is_known = |topic: &Topic| missing.is_none() || *topic != Topic::Life;
    args.panels.iter().copied().filter(is_known).collect()
}

fn clock(scenario: &Scenario, shot: &Snapshot) -> String {
    show_clock(scenario.opens.0 + shot.now.0)
}

fn text(app: &App, topics: &[Topic]) -> String {
    let mut text = String::new();
    for (number, topic) in topics.iter().enumerate() {
        text.push_str(if number == 0 { "" } else { "\n" });
        for line in tell(app, *topic) {
            text.push_str(&safe(&line));
            text.push('\n');
        }
    }
    text
}

fn end(thread: JoinHandle<Ended>) -> Ended {
    thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
}

/// What was told is not all that was asked for.
fn exit(stopped: Option<Stopped>, interrupts: &Interrupts) -> Exit {
    match (stopped, interrupts.caught()) {
        (Some(Stopped::Interrupted) | None, Some(signal)) => Exit::Signal(signal),
        _ => Exit::Failed,
    }
}
