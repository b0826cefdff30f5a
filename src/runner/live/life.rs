//! The life of the followed order, noted fact by fact while it is followed.

use crate::kernel::Time;
use crate::restaurant::{Fact, Phase, Restaurant, Words};
use crate::runner::snapshot::{Lamp, Life, LifeErrand, LifeLetter, LifeSpan, Light, Said};
use crate::runner::told::{Tag, Told, at_hatch};

/// More errands and notes of one order are not kept.
const MOST: usize = 256;
/// Nor more phases of one of them.
const MOST_SPANS: usize = 4096;

/// Notes the life of one order.
#[derive(Clone, Debug)]
pub(super) struct Biographer {
    pub life: Life,
    /// The order and its errands that are still in the house.
    threads: Vec<Thread>,
    /// Its letters that are on their way, by slot, with their places in the list.
    letters: Vec<(u32, usize)>,
    /// How many facts have been noted.
    pub facts: u64,
}

/// An order in the house, or an errand of it.
#[derive(Clone, Debug)]
struct Thread {
    slot: u32,
    /// Its place among the errands; none: the order itself.
    errand: Option<usize>,
    kitchen: Option<u32>,
    pantry: Option<u32>,
    partner: Option<u32>,
    /// Whether somebody has looked at where it is in its present line.
    was_looked_at: bool,
}

impl Thread {
    fn new(slot: u32, errand: Option<usize>, kitchen: Option<u32>) -> Thread {
        Thread { slot, errand, kitchen, pantry: None, partner: None, was_looked_at: false }
    }
}

/// Returns the order that a fact is about.
fn order_of(fact: Fact) -> Option<u32> {
    match fact {
        Fact::Placed { order, .. }
        | Fact::WillRetry { order, .. }
        | Fact::Moved { order, .. }
        | Fact::Closed { order }
        | Fact::StepDone { order, .. }
        | Fact::StepsUndone { order, .. }
        | Fact::Split { order, .. }
        | Fact::Joined { order, .. }
        | Fact::Hung { order, .. }
        | Fact::HatchTaken { order, .. } => Some(order),
        _ => Told::of(fact)?.order,
    }
}

impl Biographer {
    /// Begins with an order that has just been placed.
    pub fn begin(slot: u32, tag: Tag, is_retry: bool, now: Time) -> Biographer {
        let walking = LifeSpan {
            phase: Phase::WalkingIn,
            from: now,
            to: None,
            kitchen: None,
            pantry: None,
            at_hatch: None,
            partner: None,
            behind: None,
            notes: Vec::new(),
        };
        let life = Life {
            number: tag.number,
            room: tag.room,
            dish: tag.dish,
            is_retry,
            by_hand: false,
            placed: now,
            known_from: now,
            said: Said::default(),
            spans: vec![walking],
            decided: None,
            paid: None,
            tries_again: None,
            closed: None,
            done: Vec::new(),
            lamps: Vec::new(),
            letters: Vec::new(),
            errands: Vec::new(),
        };
        let threads = vec![Thread::new(slot, None, None)];
        Biographer { life, threads, letters: Vec::new(), facts: 0 }
    }

    /// Begins in the middle of a life, in a phase that was entered a while ago.
    pub fn join_in(slot: u32, tag: Tag, placed: Time, phase: Phase, entered: Time) -> Biographer {
        let mut notes = Biographer::begin(slot, tag, false, entered);
        notes.life.placed = placed;
        notes.life.spans[0].phase = phase;
        notes
    }

    /// Says whether nothing more will happen to it.
    pub fn is_complete(&self) -> bool {
        self.threads.is_empty() && self.letters.is_empty()
    }

    /// Lists the slots of those who wait in a line at which nobody has looked yet.
    pub fn to_look_at(&self) -> Vec<u32> {
        let waits = |thread: &&Thread| !thread.was_looked_at;
        self.threads.iter().filter(waits).map(|thread| thread.slot).collect()
    }

    /// Notes whom one of them stands behind.
    pub fn looked_at(&mut self, slot: u32, behind: Option<u64>) {
        let Some(at) = self.threads.iter().position(|thread| thread.slot == slot) else { return };
        self.threads[at].was_looked_at = true;
        if let Some(span) = self.spans(at).last_mut() {
            span.behind = behind;
        }
    }

    fn spans(&mut self, thread: usize) -> &mut Vec<LifeSpan> {
        match self.threads[thread].errand {
            None => &mut self.life.spans,
            Some(errand) => &mut self.life.errands[errand].spans,
        }
    }

    /// Says whether an order is the followed one, or an errand of it.
    pub fn knows(&self, slot: u32) -> bool {
        self.threads.iter().any(|thread| thread.slot == slot)
    }

    /// Hears what is said and written about the order.
    pub fn hear(&mut self, now: Time, slot: u32, words: Words) {
        let Some(thread) = self.threads.iter().find(|thread| thread.slot == slot) else { return };
        let errand = thread.errand.map(|errand| &self.life.errands[errand]);
        let is_own = errand.is_none_or(|errand| errand.is_branch);
        let said = &mut self.life.said;
        match words {
            Words::Carries(carries) if is_own => said.carries = Some(carries),
            Words::Wears(wristband) if is_own => said.wristband = Some(wristband),
            Words::Fails(cause) => said.failure = Some(cause),
            Words::Answers(answer) if is_own => said.answer = Some(answer),
            // Who has waited for a row asks once more.
            Words::Asks(statement)
                if said.asked.len() < MOST
                    && said.asked.last().is_none_or(|(_, last)| *last != statement) =>
            {
                said.asked.push((now, statement));
            }
            Words::Carries(_) | Words::Wears(_) | Words::Answers(_) | Words::Asks(_) => {}
        }
    }

    /// Is told every fact while the order is followed.
    pub fn see(&mut self, now: Time, fact: Fact) {
        if let Fact::LetterSent { letter, .. } | Fact::LetterLost { letter, .. } = fact {
            self.letter_ends(letter, now, matches!(fact, Fact::LetterSent { .. }));
            return;
        }
        let Some(order) = order_of(fact) else { return };
        // An errand that came back is told with the order that it came back to.
        let Some(at) = self.threads.iter().position(|thread| thread.slot == order) else { return };
        self.facts += 1;
        match fact {
            Fact::Moved { phase, .. } => self.moved(at, now, phase),
            Fact::Split { errand, dish, .. } => self.split(at, now, errand, dish),
            Fact::Joined { errand, .. } => self.ends(errand, now),
            Fact::Closed { order } => self.ends(order, now),
            Fact::StepDone { step, for_good, .. } if self.is_of_its_recipe(at) => {
                self.life.done.push((step, for_good));
            }
            Fact::StepsUndone { since, .. } if self.is_of_its_recipe(at) => {
                self.life.done.retain(|(step, for_good)| *for_good || *step < since);
            }
            Fact::Mailed { letter, partner, .. } if self.life.letters.len() < MOST => {
                self.letters.push((letter, self.life.letters.len()));
                let letter = LifeLetter { partner, written: now, sent: None, lost: None };
                self.life.letters.push(letter);
            }
            Fact::Decided { outcome, .. } => self.life.decided = Some((now, outcome)),
            Fact::Paid { cents, .. } => self.life.paid = Some(cents),
            Fact::WillRetry { .. } => self.life.tries_again = Some(true),
            Fact::GaveUp { .. } => self.life.tries_again = Some(false),
            Fact::TakenAtOnce { kitchen, .. } | Fact::PickedUp { kitchen, .. } => {
                self.threads[at].kitchen = Some(kitchen);
            }
            Fact::Hung { kitchen, .. } => {
                self.threads[at].kitchen = Some(kitchen);
                if let Some(span) = self.spans(at).last_mut() {
                    span.kitchen = Some(kitchen);
                }
            }
            Fact::IsAtHatch { does, .. } => {
                if let Some(span) = self.spans(at).last_mut() {
                    span.at_hatch = Some(at_hatch(does).id());
                }
            }
            Fact::HatchTaken { pantry, .. } => {
                self.threads[at].pantry = Some(pantry);
                let span = self.spans(at).last_mut();
                if let Some(span) = span.filter(|span| span.phase == Phase::HatchWait) {
                    span.pantry = Some(pantry);
                }
            }
            Fact::Called { partner, .. } => {
                self.threads[at].partner = Some(partner);
                let span = self.spans(at).last_mut();
                if let Some(span) = span.filter(|span| span.phase == Phase::PartnerWait) {
                    span.partner = Some(partner);
                }
            }
            _ => {}
        }
        let is_phase = matches!(fact, Fact::Moved { .. } | Fact::IsAtHatch { .. });
        if let Some(told) = Told::of(fact).filter(|_| !is_phase)
            && let Some(span) = self.spans(at).last_mut()
            && span.notes.len() < MOST
        {
            span.notes.push((now, told.kind.id()));
        }
    }

    /// Says whether one of them follows the order's own recipe, and not that of a dish asked for.
    fn is_of_its_recipe(&self, thread: usize) -> bool {
        let errand = self.threads[thread].errand;
        errand.is_none_or(|errand| Some(self.life.errands[errand].dish) == self.life.dish)
    }

    fn letter_ends(&mut self, slot: u32, now: Time, is_sent: bool) {
        let Some(at) = self.letters.iter().position(|letter| letter.0 == slot) else { return };
        let (_, letter) = self.letters.swap_remove(at);
        let letter = &mut self.life.letters[letter];
        *(if is_sent { &mut letter.sent } else { &mut letter.lost }) = Some(now);
    }

    /// Returns its life with the lamps as they shine now.
    pub fn with_lamps(&self, restaurant: &Restaurant) -> Life {
        let mut life = self.life.clone();
        let Some(dish) = life.dish else { return life };
        let here = |(at, thread): (usize, &Thread)| {
            let scene = restaurant.order_scene(thread.slot);
            self.is_of_its_recipe(at).then_some((scene.step, scene.phase))
        };
        let here: Vec<(u32, Phase)> = self.threads.iter().enumerate().filter_map(here).collect();
        let light = |step: u32| {
            let is_at = |(at, phase): &(u32, Phase)| {
                *at == step && (Phase::WorktopWait..=Phase::PartnerWait).contains(phase)
            };
            if life.done.iter().any(|(done, _)| *done == step) {
                Light::Done
            } else if here.iter().any(is_at) {
                Light::Now
            } else if here.iter().all(|(at, _)| *at > step) {
                Light::Never
            } else {
                Light::Ahead
            }
        };
        let milestones = restaurant.milestones(dish).into_iter();
        life.lamps =
            milestones.map(|milestone| Lamp { milestone, light: light(milestone.step) }).collect();
        life
    }

    fn moved(&mut self, at: usize, now: Time, phase: Phase) {
        let thread = &mut self.threads[at];
        thread.was_looked_at = false;
        let is_in_kitchen = (Phase::RailWait..=Phase::PartnerWait).contains(&phase);
        let fresh = LifeSpan {
            phase,
            from: now,
            to: None,
            kitchen: thread.kitchen.filter(|_| is_in_kitchen),
            pantry: thread.pantry.filter(|_| phase == Phase::InPantry),
            at_hatch: None,
            partner: thread.partner.filter(|_| phase == Phase::PartnerWait),
            behind: None,
            notes: Vec::new(),
        };
        let spans = self.spans(at);
        if spans.len() == MOST_SPANS {
            return;
        }
        match spans.last_mut() {
            // It passed through without any time: what is noted of it belongs to what follows.
            Some(last) if last.from == now && last.to.is_none() => {
                let notes = std::mem::take(&mut last.notes);
                *last = LifeSpan { notes, ..fresh };
            }
            Some(last) => {
                last.to.get_or_insert(now);
                spans.push(fresh);
            }
            None => spans.push(fresh),
        }
    }

    fn split(&mut self, at: usize, now: Time, slot: u32, dish: u32) {
        // While it waits for errands it does nothing itself.
        if let Some(last) = self.spans(at).last_mut() {
            last.to.get_or_insert(now);
        }
        if self.life.errands.len() == MOST {
            return;
        }
        let Thread { errand: of, kitchen, .. } = self.threads[at];
        // A branch is a branch of the dish that is being made.
        let whole = of.map_or(self.life.dish, |of| Some(self.life.errands[of].dish));
        let is_branch = whole == Some(dish);
        self.threads.push(Thread::new(
            slot,
            Some(self.life.errands.len()),
            kitchen.filter(|_| is_branch),
        ));
        let spans = Vec::new();
        self.life.errands.push(LifeErrand { of, dish, is_branch, sent: now, back: None, spans });
    }

    /// One of them is not in the house any more.
    fn ends(&mut self, slot: u32, now: Time) {
        let Some(at) = self.threads.iter().position(|thread| thread.slot == slot) else { return };
        if let Some(last) = self.spans(at).last_mut() {
            last.to.get_or_insert(now);
        }
        match self.threads.swap_remove(at).errand {
            None => self.life.closed = Some(now),
            Some(errand) => self.life.errands[errand].back = Some(now),
        }
    }
}
