//! The breaker goes only the ways that are drawn, whatever happens to the calls.

use super::*;
use crate::kernel::Span;
use proptest::prelude::*;

const PLAN: BreakerPlan = BreakerPlan { after: 3, lasts: Span(10) };

#[test]
fn failures_in_a_row_open_it_and_one_probe_decides() {
    let mut breaker = Breaker::default();
    assert!(!breaker.failed(false, PLAN, Time(0)));
    assert!(!breaker.failed(false, PLAN, Time(0)));
    // A call that goes well begins the row anew.
    assert!(!breaker.went_well(false));
    assert!(!breaker.failed(false, PLAN, Time(1)));
    assert!(!breaker.failed(false, PLAN, Time(2)));
    assert_eq!(breaker.ask(Time(2)), Advice::Call);
    assert!(breaker.failed(false, PLAN, Time(3)));
    assert_eq!(breaker.ask(Time(12)), Advice::Leave);
    assert_eq!(breaker.ask(Time(13)), Advice::Probe);
    assert_eq!(breaker.ask(Time(13)), Advice::Leave, "there is one probe");
    assert!(breaker.failed(true, PLAN, Time(20)));
    assert_eq!(breaker.ask(Time(29)), Advice::Leave);
    assert_eq!(breaker.ask(Time(30)), Advice::Probe);
    assert!(breaker.went_well(true));
    assert_eq!(breaker, Breaker::Closed { failures: 0 });
}

#[test]
fn calls_that_began_before_it_opened_change_nothing() {
    let open = Breaker::Open { until: Time(10) };
    for mut breaker in [open, Breaker::HalfOpen] {
        let before = breaker;
        assert!(!breaker.went_well(false) && !breaker.failed(false, PLAN, Time(5)));
        assert_eq!(breaker, before);
    }
}

#[test]
fn a_lost_probe_makes_way_for_another() {
    let mut breaker = Breaker::HalfOpen;
    breaker.lost_probe(Time(7));
    assert_eq!(breaker.ask(Time(7)), Advice::Probe);
}

/// What happens next: somebody asks, or one of the calls under way ends.
#[derive(Clone, Debug)]
enum Event {
    Asks,
    Ends { which: usize, well: bool },
    IsLost { which: usize },
}

fn event() -> impl Strategy<Value = Event> {
    prop_oneof![
        3 => Just(Event::Asks),
        3 => (0..8_usize, any::<bool>()).prop_map(|(which, well)| Event::Ends { which, well }),
        1 => (0..8_usize).prop_map(|which| Event::IsLost { which }),
    ]
}

/// What a run of a breaker must be like, kept apart from it.
#[derive(Default)]
struct Watch {
    /// Calls under way; the probe is true.
    calls: Vec<bool>,
    /// Failures in a row, as long as it is closed.
    failures: u32,
    opened: Option<Time>,
}

impl Watch {
    fn asks(&mut self, breaker: &mut Breaker, now: Time) {
        let before = *breaker;
        let advice = breaker.ask(now);
        match advice {
            Advice::Call => assert!(before.is_closed() && breaker.is_closed()),
            Advice::Probe => {
                assert!(!self.calls.contains(&true), "two probes");
                assert!(self.opened.is_none_or(|opened| now >= opened + PLAN.lasts));
                assert_eq!(*breaker, Breaker::HalfOpen);
            }
            Advice::Leave => assert!(!before.is_closed() && before == *breaker),
        }
        if advice != Advice::Leave {
            self.calls.push(advice == Advice::Probe);
        }
    }

    fn ends(&mut self, breaker: &mut Breaker, is_probe: bool, well: bool, now: Time) {
        let before = *breaker;
        let turns =
            if well { breaker.went_well(is_probe) } else { breaker.failed(is_probe, PLAN, now) };
        assert_eq!(
            turns,
            before.is_closed() && !breaker.is_closed() || before == Breaker::HalfOpen && is_probe
        );
        if before.is_closed() {
            self.failures = if well { 0 } else { self.failures + 1 };
            assert_eq!(turns, self.failures == PLAN.after);
        } else if !is_probe {
            assert_eq!(before, *breaker);
        }
        if turns {
            self.failures = 0;
            assert_eq!(breaker.is_closed(), well);
            self.opened = (!well).then_some(now);
        }
    }
}

proptest! {
    #[test]
    fn it_goes_only_the_ways_there_are(events in prop::collection::vec((0..6_u64, event()), 0..200)) {
        let (mut breaker, mut watch) = (Breaker::default(), Watch::default());
        let mut now = Time(0);
        for (later, event) in events {
            now = Time(now.0 + later);
            match event {
                Event::Asks => watch.asks(&mut breaker, now),
                Event::Ends { which, well } if which < watch.calls.len() => {
                    let is_probe = watch.calls.remove(which);
                    watch.ends(&mut breaker, is_probe, well, now);
                }
                Event::IsLost { which } if which < watch.calls.len() => {
                    if watch.calls.remove(which) {
                        breaker.lost_probe(now);
                        watch.opened = None;
                    }
                }
                Event::Ends { .. } | Event::IsLost { .. } => {}
            }
            prop_assert_eq!(breaker == Breaker::HalfOpen, watch.calls.contains(&true));
        }
    }
}
