//! Following an order: one that is in the house, one that was, one that is still to come.

use super::session::{Session, WORTH_IT};
use super::watcher::Wanted;
use crate::restaurant::Witness as _;
use crate::runner::request::Follow;
use crate::runner::snapshot::NoticeKind;

impl Session<'_> {
    pub fn follow(&mut self, whom: Follow) {
        let want = match whom {
            Follow::Slot(slot) => return self.follow_slot(slot),
            Follow::Number(number) => return self.follow_number(number),
            Follow::NextOf(room) => Wanted::NextOf(room),
            Follow::NextDish(dish) => Wanted::NextDish(dish),
            Follow::Nobody => Wanted::Nobody,
        };
        let strand = self.strand();
        strand.followed = None;
        strand.run.follower().want(want);
        self.say(match want {
            Wanted::Nobody => NoticeKind::NobodyFollowed,
            _ => NoticeKind::WaitsFor,
        });
    }

    /// Follows the order in a slot, or that of the errand there.
    fn follow_slot(&mut self, slot: u32) {
        let mut slot = slot;
        loop {
            let run = &self.strand().run;
            let Some((number, _)) = run.watcher().order_in(slot) else {
                return self.say(NoticeKind::NoSuchOrder);
            };
            match run.restaurant().order_scene(slot).errand.map(|errand| errand.parent) {
                None => return self.follow_known(number, Some(slot)),
                Some(Some(parent)) => slot = parent,
                // Nobody waits for it any more: the order itself may be gone.
                Some(None) => return self.follow_known(number, None),
            }
        }
    }

    fn follow_number(&mut self, number: u64) {
        let watcher = self.strand().run.watcher();
        if number == 0 {
            self.say(NoticeKind::NoSuchOrder);
        } else if number > watcher.counts.placed {
            let strand = self.strand();
            strand.followed = Some(number);
            strand.run.follower().want(Wanted::Number(number));
            self.say(NoticeKind::WaitsFor);
        } else {
            let run = &self.strand().run;
            let is_order = |slot: &u32| run.restaurant().order_scene(*slot).errand.is_none();
            let slot = run.watcher().slots_of(number).find(is_order);
            self.follow_known(number, slot);
        }
    }

    /// Follows an order that has been placed; if it is known to be in the house, its slot is given.
    fn follow_known(&mut self, number: u64, slot: Option<u32>) {
        let known = self.strand().run.watcher().biographer().map(|notes| notes.life.number);
        let follows = known == Some(number) || self.look_back_at(number) || {
            if let Some(slot) = slot {
                let run = &mut self.strand().run;
                let phase = run.restaurant().order_scene(slot).phase;
                let entered = run.ledger().entered(slot);
                let (now, words) = (run.now(), run.restaurant().spoken(slot));
                run.follower().join_in(slot, phase, entered);
                for words in words {
                    run.follower().hear(now, slot, words);
                }
            }
            slot.is_some()
        };
        if follows {
            self.desk.say(NoticeKind::Follows, vec![("order", number.to_string())]);
        } else {
            self.say(NoticeKind::NoSuchOrder);
        }
    }

    /// Makes the whole life of an order known, if that does not take too long; says whether.
    fn look_back_at(&mut self, number: u64) -> bool {
        let here = self.strand().position();
        let before = self.strand().followed.replace(number);
        let run = self.run_before(self.current, here.at);
        if here.handled.saturating_sub(run.handled()) > WORTH_IT {
            self.strand().followed = before;
            return false;
        }
        let strand = self.strand();
        strand.become_run(run);
        strand.come_to(here);
        true
    }
}
