//! What the diagnosis says is what trials show, over all bundled scenarios.

use super::{Examiner, effects};
use crate::kernel::{Span, Time};
use crate::runner::live::{Beginning, CHECKPOINT_BYTES, Live, WallClock};
use crate::runner::snapshot::State;
use crate::runner::{Request, Snapshot};
use crate::scenario::{Scenario, Source, bundled, understand};
use std::sync::Arc;

/// A bundled restaurant that is open.
struct House {
    scenario: Arc<Scenario>,
    examiner: Examiner,
    live: Live,
}

impl House {
    fn open(name: &str) -> House {
        let source = Source::open(name).unwrap();
        let scenario = Arc::new(understand(&source, &[]).unwrap());
        let beginning = Beginning {
            seed: scenario.seed,
            drain: false,
            speed: None,
            checkpoint_bytes: CHECKPOINT_BYTES,
        };
        let live = Live::start(Arc::clone(&scenario), beginning, WallClock::start());
        House { examiner: Examiner::of(&scenario), scenario, live }
    }

    fn ask(&self, request: Request) {
        self.live.requests.send(request).unwrap();
    }

    fn wait_for(&mut self, mut is_it: impl FnMut(&Snapshot) -> bool) -> Arc<Snapshot> {
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        Arc::clone(&runtime.block_on(self.live.pictures.wait_for(|shot| is_it(shot))).unwrap())
    }

    fn at(&mut self, moment: Time) -> Arc<Snapshot> {
        self.ask(Request::To(moment));
        self.wait_for(|shot| shot.now == moment && shot.state == State::Paused)
    }
}

/// A few moments of the day: quarters of it, and a while after something happens in it.
fn moments(scenario: &Scenario) -> Vec<Time> {
    let open = scenario.duration.0;
    let mut moments: Vec<Time> = [1, 2, 3].map(|n| Time(open / 4 * n)).into();
    moments.extend(scenario.timeline.iter().map(|entry| entry.at + Span(open / 12)));
    moments.retain(|at| *at > scenario.warm_up_ends() && at.0 <= open / 100 * 95);
    moments.sort_unstable();
    moments.dedup();
    moments
}

#[test]
fn explore() {
    for (name, scenario) in names() {
        let mut house = House::open(&name);
        for at in moments(&scenario) {
            let shot = house.at(at);
            let stands = |name: &str| {
                shot.knobs.iter().find(|knob| knob.name == name).map(|knob| knob.stands.clone())
            };
            let floor = shot.floor();
            let found = house.examiner.examine(&floor.recent, &stands);
            println!(
                "\n== {name} at {} s: {:?} {:?}",
                at.0 / 1_000_000_000,
                found.trouble,
                found.bottleneck
            );
            for (dial, value) in
                house.scenario.names().clone().pipe_dials().into_iter().zip(&*floor.recent)
            {
                if let Some(value) = value
                    && (dial.contains("busy")
                        || dial.contains("working")
                        || dial.contains("wait.mean")
                        || dial.ends_with("up")
                        || dial.starts_with("phase.")
                        || dial.starts_with("orders.")
                        || dial.starts_with("wasted.")
                        || dial.starts_with("outcomes."))
                    && *value != 0.0
                    && !dial.starts_with("menu.")
                    && !dial.starts_with("dining")
                {
                    print!("{dial}={value:.2} ");
                }
            }
            println!();
            let Some(trouble) = found.trouble else { continue };
            let wanted = found.remedies.iter().map(|r| (r.knob.clone(), r.to.clone())).collect();
            house.ask(Request::Check(wanted));
            let shot =
                house.wait_for(|shot| shot.checked.as_ref().is_some_and(|c| c.is_complete()));
            let checked = shot.checked.as_ref().unwrap();
            let at = |dial: &str| house.examiner.at(dial);
            println!("   to {} s", checked.to.0 / 1_000_000_000);
            for effect in effects(checked, trouble, &at) {
                let t = &checked.trials[effect.trial];
                println!(
                    "   {} {} -> {}: better {:.2} served {:+.0} mean {:+.2?} p95 {:+.2?} cost {:.1} {}",
                    t.knob,
                    t.from,
                    t.to,
                    effect.better,
                    effect.served,
                    effect.mean,
                    effect.p95,
                    effect.cost,
                    effect.helps
                );
            }
        }
    }
}

trait PipeDials {
    fn pipe_dials(self) -> Vec<String>;
}
impl PipeDials for crate::dials::Names {
    fn pipe_dials(self) -> Vec<String> {
        crate::dials::Dial::all(&self).into_iter().map(|d| d.name).collect()
    }
}

fn names() -> Vec<(String, Scenario)> {
    bundled()
        .map(|b| (b.name.to_owned(), understand(&Source::open(b.name).unwrap(), &[]).unwrap()))
        .collect()
}
