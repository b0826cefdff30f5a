//! What the diagnosis says is what trials show, over all bundled scenarios.

use super::effects::NOTHING;
use super::{Cause, Diagnosis, Effect, Examiner, Moment, Trouble, unindexed};
use crate::kernel::{Span, Time};
use crate::runner::live::{Beginning, Live, WallClock};
use crate::runner::snapshot::State;
use crate::runner::{Checked, Request, Snapshot};
use crate::scenario::{Scenario, Set, Source, bundled, understand};
use std::collections::BTreeSet;
use std::fmt::Write as _;
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
        let beginning = Beginning { drain: false, ..Beginning::of(&scenario) };
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

    fn examine(&self, shot: &Snapshot) -> Diagnosis {
        let stands = |name: &str| {
            shot.knobs.iter().find(|knob| knob.name == name).map(|knob| knob.stands.clone())
        };
        // An ordinary order takes four seconds at the ordinary speed.
        let moment = Moment::of(shot.floor(), shot.ordinary_speed * 4.0);
        self.examiner.examine(&shot.floor().recent, &stands, moment)
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

/// The scenarios in which it must know what helps, at some moment of the day.
const KNOWN: &[&str] = &[
    "many-dining-rooms",
    "wrong-address",
    "slow-pantry",
    "slow-bank",
    "lunch-rush",
    "timeout-cascade",
    "always-open",
    "noisy-neighbour",
    "bigger-building",
    "more-kitchens",
    "virtual-buildings",
    "two-districts",
    "sick-copy",
];

/// What it says where no knob is what is missing: a scenario, a minute of it, and the cause.
#[test]
fn what_no_knob_can_mend_is_said_as_it_is() {
    for (name, minute, wanted) in [
        ("no-index", 10, Cause::ReadsAll(0, 0)),
        ("search", 8, Cause::ReadsAll(0, 0)),
        ("reservation", 2, Cause::NotAtomic),
        ("social-feed", 15, Cause::Says),
        ("break-in", 12, Cause::Says),
        ("wrong-address", 10, Cause::Address(1)),
        ("power-cut", 18, Cause::WasOut),
    ] {
        let mut house = House::open(name);
        let shot = house.at(Time(minute * 60_000_000_000));
        let found = house.examine(&shot);
        assert_eq!(found.cause, Some(wanted), "{name}: {found:?}");
        // Only the address is a knob.
        assert_eq!(found.is_sure, name == "wrong-address", "{name}");
    }
    // With the index, nothing is wrong.
    let source = Source::open("no-index").unwrap();
    let set = Set::parse("pantry.main.shelf.members.index=[\"email\"]").unwrap();
    assert_eq!(unindexed(&understand(&source, &[set]).unwrap()), []);
}

/// All chefs stand at the telephone, and those who were served before had no reason to complain.
#[test]
fn nobody_is_well_who_waits_for_minutes() {
    let mut house = House::open("payment");
    let shot = house.at(Time(530 * 1_000_000_000));
    assert_eq!(house.examine(&shot).trouble, None, "the bank answers");
    let shot = house.at(Time(714 * 1_000_000_000));
    let trouble = house.examine(&shot).trouble;
    assert!(matches!(trouble, Some(Trouble::Late(waited)) if waited > 90.0), "{trouble:?}");
}

/// What all chefs do is why, long after the bank answers again.
#[test]
fn who_waits_at_the_telephone_for_ever_is_why() {
    let mut house = House::open("payment");
    for seconds in [650, 714, 777] {
        let shot = house.at(Time(seconds * 1_000_000_000));
        let found = house.examine(&shot);
        let Some(Cause::Calls { calls, is_endless }) = &found.cause else { panic!("{found:?}") };
        assert_eq!((calls.kitchen, calls.chefs, calls.partner, *is_endless), (0, 12, 0, true));
        assert!(!found.is_sure, "no knob sets a time limit");
    }
}

/// What does only so much less is as good.
const ALIKE: f64 = 0.1;

/// Returns how much worse the first suggestion is than what helps most, as a share of what may
/// be overlooked.
fn regret(found: &Diagnosis, effects: &[Effect], checked: &Checked, examiner: &Examiner) -> f64 {
    let first = found.remedies.first().expect("it suggests something");
    let is_first = |effect: &&Effect| checked.trials[effect.trial].knob == first.knob;
    let suggested = effects.iter().find(is_first).expect("it was tried");
    let dial = match found.trouble {
        Some(Trouble::Lost(_)) => "orders.placed",
        _ => "latency.mean",
    };
    let at = examiner.at(dial).unwrap();
    let all = checked.unchanged.dials().unwrap()[at].unwrap_or(0.0);
    let alike = (NOTHING * all).max(ALIKE * effects[0].better);
    (effects[0].better - suggested.better) / alike
}

#[test]
fn what_it_suggests_is_what_helps_most() {
    let (mut known, mut told, mut wrong) = (BTreeSet::new(), String::new(), 0);
    for bundled in bundled() {
        let mut house = House::open(bundled.name);
        for at in moments(&Arc::clone(&house.scenario)) {
            let shot = house.at(at);
            let found = house.examine(&shot);
            let seconds = at.0 / 1_000_000_000;
            let _ = writeln!(told, "{} at {seconds} s: {:?}", bundled.name, found.trouble);
            let Some(trouble) = found.trouble else { continue };
            let _ = writeln!(told, "   {:?}, {}", found.cause, found.is_sure);
            let wanted = found.remedies.iter().map(|r| (r.knob.clone(), r.to.clone())).collect();
            house.ask(Request::Check(wanted));
            let is_done = |checked: &Arc<Checked>| checked.from == at && checked.is_complete();
            let shot = house.wait_for(|shot| shot.checked.as_ref().is_some_and(is_done));
            let checked = shot.checked.as_ref().unwrap();
            let effects = house.examiner.effects(checked, trouble);
            for effect in effects.iter().take(4) {
                let trial = &checked.trials[effect.trial];
                let _ = writeln!(
                    told,
                    "      {} {} -> {}: {effect:?}",
                    trial.knob, trial.from, trial.to
                );
            }
            if found.is_sure {
                if regret(&found, &effects, checked, &house.examiner) > 1.0 {
                    wrong += 1;
                    let _ = writeln!(told, "   WRONG");
                }
                known.insert(bundled.name);
            }
        }
    }
    assert_eq!(wrong, 0, "{told}");
    let missing: Vec<_> = KNOWN.iter().filter(|name| !known.contains(**name)).collect();
    assert!(missing.is_empty(), "it does not know in {missing:?}\n{told}");
}
