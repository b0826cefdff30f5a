//! Doing what whoever watches asks for.

use super::aims::Aim;
use super::branches::Position;
use super::session::Session;
use super::watcher::Wanted;
use crate::kernel::Time;
use crate::rules::Value;
use crate::runner::command::{ByHand, Command};
use crate::runner::request::{Request, Speed, ToBranch};
use crate::runner::snapshot::NoticeKind;
use crate::scenario::diagnostics::nearest;
use crate::scenario::{Set, knobs, turned};
use crate::text::safe_text::safe_short;

/// How much of what somebody typed is repeated, in terminal cells.
const REPEATED: usize = 60;

impl Session<'_> {
    /// Does what is asked for; that it goes anywhere happens in [`pursue`](Session::pursue).
    pub fn ask(&mut self, request: Request) {
        match request {
            Request::Toggle if self.is_over() && !self.seeks() => self.say(NoticeKind::IsOver),
            Request::Toggle if self.is_paused && !self.seeks() => self.resume(),
            Request::Pause | Request::Toggle => self.pause(),
            Request::Resume => self.resume(),
            Request::GoOnTo(at) => {
                let is_there = self.now() >= at;
                self.halts_at = Some(at).filter(|_| !is_there);
                self.is_paused = is_there;
            }
            Request::Speed(speed) => (self.speed, self.is_ordinary) = (speed, false),
            Request::Faster => (self.speed, self.is_ordinary) = (self.speed.faster(), false),
            Request::Slower => (self.speed, self.is_ordinary) = (self.speed.slower(), false),
            Request::OneEvent | Request::Forward(_) if self.is_over() => {
                self.say(NoticeKind::IsOver);
            }
            Request::OneEvent => {
                self.aim_at(None);
                self.is_paused = true;
                self.listen(true);
                self.one_event();
            }
            Request::To(at) => self.visit(at, true),
            Request::Back(_) if self.goes_to() == Time::OPENING => self.say(NoticeKind::AtOpening),
            Request::Back(span) => {
                // At the highest speed one would be at the end again before one has seen anything.
                let pauses = self.is_over() && self.speed == Speed::Max;
                self.visit(Time(self.goes_to().0.saturating_sub(span.0)), pauses);
            }
            Request::Forward(span) => self.visit(self.goes_to() + span, false),
            Request::Restart => self.visit(Time::OPENING, false),
            Request::Read(dials) => self.read_over(&dials),
            Request::Until(text) => self.wait_for(&text),
            Request::NextFact => {
                let watcher = self.strand().run.watcher();
                if watcher.follows() || watcher.wanted() != Wanted::Nobody {
                    let known = self.facts();
                    self.aim_at(Some(Aim::NextFact { known }));
                } else {
                    self.say(NoticeKind::NobodyFollowed);
                }
            }
            Request::Turn { knob, value } => self.turn(knob, value),
            Request::Place { room, dish, says } => self.place(&room, &dish, says),
            Request::Follow(whom) => self.follow(whom),
            Request::Check(wanted) => self.check(wanted),
            Request::Fork | Request::EndFork | Request::Branch(_) => self.ask_for_branch(&request),
            // Whoever runs the session ends it.
            Request::Quit => {}
        }
    }

    pub fn say(&mut self, kind: NoticeKind) {
        self.desk.say(kind, Vec::new());
    }

    /// Says whether it goes on until something is so.
    fn seeks(&self) -> bool {
        matches!(self.aim, Some(Aim::Until(_) | Aim::NextFact { .. }))
    }

    /// Returns the moment that is seen, or will be.
    fn goes_to(&self) -> Time {
        match self.aim {
            Some(Aim::Travel { to, .. }) => to.at,
            _ => self.now(),
        }
    }

    fn pause(&mut self) {
        if self.seeks() {
            self.aim_at(None);
        }
        self.is_paused = true;
    }

    fn resume(&mut self) {
        if self.is_over() {
            self.say(NoticeKind::IsOver);
        } else {
            self.is_paused = false;
        }
    }

    /// Goes to a moment, forward or back.
    fn visit(&mut self, at: Time, pauses: bool) {
        let mut at = at;
        if self.is_forked() {
            let parts =
                self.strands.iter().map(|strand| self.branches[strand.branch as usize].from);
            let parts = parts.max().unwrap_or(Time::OPENING);
            if at < parts {
                at = parts;
                self.say(NoticeKind::AtForking);
            }
        }
        let to = Position { at, handled: 0 };
        let is_back = self.strands.iter().any(|strand| {
            at < strand.run.now() || at == strand.run.now() && !strand.run.is_between()
        });
        if is_back {
            self.go_to(to, pauses);
        } else {
            self.aim_at(Some(Aim::Travel { to, pauses }));
        }
    }

    /// Lets something enter, and says that it did unless that begins a new branch.
    fn do_by_hand(
        &mut self,
        command: Command,
        done: NoticeKind,
        slots: Vec<(&'static str, String)>,
    ) {
        match self.enter(command) {
            Some(branch) => {
                self.desk.say(NoticeKind::NewBranch, vec![("branch", branch.to_string())]);
            }
            None => self.desk.say(done, slots),
        }
    }

    fn turn(&mut self, knob: String, value: String) {
        if self.strand().is_over() {
            self.say(NoticeKind::IsOver);
            return;
        }
        let slots =
            vec![("knob", safe_short(&knob, REPEATED)), ("value", safe_short(&value, REPEATED))];
        match turned(self.scenario, &Set { path: knob, value }) {
            Ok(turned) => self.do_by_hand(Command::Turn(turned), NoticeKind::Turned, slots),
            Err(_) => self.say_what_it_takes(slots),
        }
    }

    /// Says what a knob takes that was not turned, or which knob may be meant.
    fn say_what_it_takes(&mut self, mut slots: Vec<(&'static str, String)>) {
        let knobs = knobs(self.scenario);
        let name = slots[0].1.clone();
        if let Some(known) = knobs.iter().find(|knob| knob.name == name) {
            slots.push(("takes", known.key.kind.tells()));
            return self.desk.say(NoticeKind::NotTurned, slots);
        }
        let all = || knobs.iter().map(|knob| knob.name.as_str());
        let meant = nearest(&name, all()).or(all().next()).unwrap_or_default();
        let slots = vec![("knob", name), ("meant", meant.to_owned())];
        self.desk.say(NoticeKind::NoSuchKnob, slots);
    }

    fn place(&mut self, room: &str, dish: &str, says: Vec<(String, Value)>) {
        if self.strand().is_over() {
            self.say(NoticeKind::IsOver);
            return;
        }
        let slots =
            vec![("room", safe_short(room, REPEATED)), ("dish", safe_short(dish, REPEATED))];
        match ByHand::read(self.scenario, (room, dish), says) {
            Ok(_) if self.strand().run.has_shut() => self.say(NoticeKind::HasShut),
            Ok(order) => {
                self.strand().followed = None;
                let watcher = self.strand().run.follower();
                watcher.want(Wanted::Nobody);
                watcher.wants_by_hand = true;
                self.do_by_hand(Command::Place(order), NoticeKind::Placed, slots);
            }
            Err(_) => self.desk.say(NoticeKind::NotPlaced, slots),
        }
    }

    fn ask_for_branch(&mut self, request: &Request) {
        let count = self.branches.len() as u32;
        self.trials.forget();
        match request {
            Request::Fork if self.is_forked() => self.say(NoticeKind::AlreadyForked),
            Request::Fork if self.is_over() => self.say(NoticeKind::IsOver),
            Request::Fork => {
                let branch = self.fork();
                self.desk.say(NoticeKind::Forked, vec![("branch", branch.to_string())]);
            }
            Request::EndFork if self.is_forked() => {
                self.note_results();
                let kept = self.strands.swap_remove(self.current);
                let branch = kept.branch.to_string();
                (self.strands, self.current) = (vec![kept], 0);
                self.desk.say(NoticeKind::ForkEnded, vec![("branch", branch)]);
            }
            Request::EndFork => self.say(NoticeKind::NotForked),
            Request::Branch(_) if count == 1 => self.say(NoticeKind::OnlyBranch),
            Request::Branch(to) => {
                let current = self.strand().branch;
                let number = match to {
                    _ if self.is_forked() => self.strands[1 - self.current].branch,
                    ToBranch::Next => (current + 1) % count,
                    ToBranch::Previous => (current + count - 1) % count,
                    ToBranch::Number(number) => *number,
                };
                if number >= count || number == current {
                    return self.say(NoticeKind::OnlyBranch);
                }
                if self.is_forked() {
                    self.current = 1 - self.current;
                } else {
                    self.show_branch(number);
                }
                self.desk.say(NoticeKind::TookBranch, vec![("branch", number.to_string())]);
            }
            _ => {}
        }
    }
}

/// When a request can be met, while it is on its way to another moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum When {
    /// At once.
    Now,
    /// At once, unless something is to be done first where it goes.
    OnTheWay,
    /// Only there: it is about what is seen.
    There,
}

pub(super) fn when(request: &Request) -> When {
    match request {
        Request::Pause
        | Request::Resume
        | Request::Toggle
        | Request::Speed(_)
        | Request::Faster
        | Request::Slower
        | Request::Quit => When::Now,
        Request::To(_) | Request::Back(_) | Request::Forward(_) | Request::Restart => {
            When::OnTheWay
        }
        Request::OneEvent
        | Request::Read(_)
        | Request::GoOnTo(_)
        | Request::Until(_)
        | Request::NextFact
        | Request::Turn { .. }
        | Request::Place { .. }
        | Request::Follow(_)
        | Request::Check(_)
        | Request::Fork
        | Request::EndFork
        | Request::Branch(_) => When::There,
    }
}
