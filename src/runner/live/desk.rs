//! What the requests of whoever watches come to: the wording of notices and the list of knobs.

use super::results::Results;
use super::strand::Strand;
use crate::dials::Dial;
use crate::kernel::Span;
use crate::runner::command::Command;
use crate::runner::snapshot::{KnobShot, Notice, NoticeKind};
use crate::scenario::{Scenario, knobs};
use std::sync::Arc;

/// What does not change from picture to picture, or only by a request.
#[derive(Debug)]
pub(super) struct Desk {
    pub notice: Option<Notice>,
    pub pictures: u64,
    pub dials: Vec<Dial>,
    /// What branches had come to when they were left.
    pub results: Results,
    /// The knobs as they stood at opening.
    opening: Vec<KnobShot>,
    knobs: Arc<[KnobShot]>,
    /// Of which branch, after how many turns and entries, the knobs were listed.
    listed: Option<(u32, u64, usize, usize)>,
}

impl Desk {
    pub fn new(scenario: &Scenario) -> Desk {
        let shot = |knob: crate::scenario::KnobInfo| KnobShot {
            name: knob.name,
            stands: knob.written.unwrap_or_else(|| knob.key.default.to_owned()),
            is_turned: false,
        };
        Desk {
            notice: None,
            pictures: 0,
            dials: Dial::all(scenario.names()),
            results: Results::default(),
            opening: knobs(scenario).into_iter().map(shot).collect(),
            knobs: Arc::new([]),
            listed: None,
        }
    }

    /// Says what came of a request.
    pub fn say(&mut self, kind: NoticeKind, slots: Vec<(&'static str, String)>) {
        let number = self.notice.as_ref().map_or(0, |notice| notice.number) + 1;
        self.notice = Some(Notice { number, kind, slots });
    }

    /// Lists the knobs as they stand; what has just been turned stands so already.
    pub fn knobs(&mut self, strand: &Strand<'_>) -> Arc<[KnobShot]> {
        let run = &strand.run;
        // In the middle of a moment what is done by hand enters right after it.
        let soon = run.now() + Span(u64::from(!run.is_between()));
        let due = run.entries().partition_point(|entry| entry.at <= soon);
        let pending = run.entries()[..due].iter().rev();
        let pending = pending.take_while(|entry| entry.at == soon).count();
        let stands = (strand.branch, run.board().turns(), due, pending);
        if self.listed != Some(stands) {
            self.listed = Some(stands);
            let mut knobs = self.opening.clone();
            let mut turn = |name: &str, written: &str| {
                if let Some(knob) = knobs.iter_mut().find(|knob| knob.name == name) {
                    written.trim().clone_into(&mut knob.stands);
                    knob.is_turned = true;
                }
            };
            run.board().turned().for_each(|(name, written)| turn(name, written));
            for entry in &run.entries()[due - pending..due] {
                if let Command::Turn(turned) = &entry.command {
                    turn(&turned.knob, &turned.written);
                }
            }
            self.knobs = knobs.into();
        }
        Arc::clone(&self.knobs)
    }
}
