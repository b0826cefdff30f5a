//! What a chef does for an order, step by step of its recipe.

use super::Kitchen;
use super::fridge::Look;
use crate::kernel::{Span, fraction, stream};
use crate::restaurant::building::{Good, Layer};
use crate::restaurant::fact::{Fact, Witness};
use crate::restaurant::house::House;
use crate::restaurant::menu::Step;
use crate::restaurant::message::Message;
use crate::restaurant::{Outcome, Phase};

impl Kitchen {
    /// Begins the step at which an order is; the caller lets others go on with hands set free.
    #[inline(always)]
    pub(super) fn begin_step<W: Witness>(&mut self, order: u32, house: &mut House<'_, W>) {
        match house.step(order) {
            None => self.finish(order, house),
            Some(step @ (Step::Prep(_) | Step::Cook(_)))
                if !house.orders[order].ticket.is_branch =>
            {
                self.begin_handwork(step, order, house);
            }
            Some(step) => self.begin_other_step(step, order, house),
        }
    }

    /// Begins a step that is no handwork, or that of a branch.
    // Apart, so that the usual way has few registers to save.
    #[inline(never)]
    fn begin_other_step<W: Witness>(&mut self, step: &Step, order: u32, house: &mut House<'_, W>) {
        match step {
            Step::Prep(_) | Step::Cook(_) => self.want_hands(order, house),
            Step::Take { .. } | Step::Search(_) if self.fridge.is_some() => {
                match self.look_into_fridge(order, house) {
                    Look::Found => {
                        house.step_is_done(order);
                        house.orders[order].ticket.step += 1;
                        self.begin_step(order, house);
                        return;
                    }
                    Look::Missed => {
                        house.tell(Fact::FridgeMissed { kitchen: self.number, order });
                    }
                    Look::Useless => {}
                }
                self.visit(order, house);
            }
            Step::Take { .. } | Step::Put { .. } | Step::Search(_) | Step::Change(_) => {
                self.visit(order, house);
            }
            Step::Call { care, money, .. } => {
                if let Some(money) = money
                    && !house.notes_what_is_sent(order, money)
                {
                    self.give_up(order, Outcome::CRASHED, house);
                    return;
                }
                self.set_aside(order, house);
                house.moved(order, Phase::PartnerWait);
                house.orders[order].ticket.attempt = 0;
                match care {
                    None => house.send(Message::Call(order)),
                    Some(_) => self.call(order, house),
                }
            }
            Step::Ask { dish, .. } => {
                self.set_aside(order, house);
                house.ask(order, *dish);
            }
            Step::Chance { .. } | Step::GoTo(_) | Step::Try { .. } => {
                self.find_way(order, house);
                self.begin_step(order, house);
            }
            Step::Rule(_) => self.think(order, house),
            Step::Together { branches, .. } => self.split_up(order, branches, house),
            Step::BranchEnds => self.branch_ends(order, house),
        }
    }

    /// Follows rules up to the next step that takes time, or to one because of which nothing comes
    /// of the order.
    fn think<W: Witness>(&mut self, order: u32, house: &mut House<'_, W>) {
        self.find_way(order, house);
        let reason = match house.step(order) {
            Some(Step::Rule(rule)) => house.follow(order, rule).err(),
            _ => None,
        };
        match reason {
            Some(reason) => self.give_up(order, reason, house),
            None => self.begin_step(order, house),
        }
    }

    /// Prep or cooking: the order has hands.
    pub(super) fn handwork<W: Witness>(&mut self, order: u32, house: &mut House<'_, W>) {
        if let Some(step) = house.step(order) {
            self.begin_handwork(step, order, house);
        }
    }

    // Apart, as above.
    #[inline(never)]
    fn begin_handwork<W: Witness>(&mut self, step: &Step, order: u32, house: &mut House<'_, W>) {
        match step {
            Step::Prep(time) => {
                let time = house.draw_work(order, time);
                self.work(order, Phase::Prep, time, house);
            }
            Step::Cook(_) if self.building.is_some() => house.send(Message::BurnerWanted(order)),
            _ => self.cook(order, house),
        }
    }

    /// Cooks: the order has hands and a burner.
    #[inline(always)]
    fn cook<W: Witness>(&mut self, order: u32, house: &mut House<'_, W>) {
        if let Some(Step::Cook(time)) = house.step(order) {
            let time = house.draw_work(order, time);
            self.work(order, Phase::Cooking, time, house);
        }
    }

    #[inline(always)]
    fn work<W: Witness>(&mut self, order: u32, phase: Phase, time: Span, house: &mut House<'_, W>) {
        house.moved(order, phase);
        house.tell(Fact::WorkBegan { kitchen: self.number, order });
        house.due_in(time, order);
    }

    #[inline]
    fn visit<W: Witness>(&mut self, order: u32, house: &mut House<'_, W>) {
        self.set_aside(order, house);
        house.send(Message::AtHatch(order));
    }

    #[inline]
    pub(super) fn set_aside<W: Witness>(&mut self, order: u32, house: &mut House<'_, W>) {
        if self.juggles() {
            self.free_hands(order, house);
        }
    }

    /// A burner is free for an order.
    pub fn on_burner<W: Witness>(&mut self, order: u32, house: &mut House<'_, W>) {
        if self.staff.is_none() || self.finds_hands(order, house) {
            self.cook(order, house);
        } else {
            self.give_burners_back(order, house);
            self.wait_for_hands(order, house);
        }
    }

    /// An order cooks; its building knows when it is done.
    pub fn on_shared_burner<W: Witness>(&mut self, order: u32, house: &mut House<'_, W>) {
        if self.staff.is_some() && !self.finds_hands(order, house) {
            house.send(Message::LaysDown(order));
            return;
        }
        house.moved(order, Phase::Cooking);
        house.tell(Fact::WorkBegan { kitchen: self.number, order });
        house.may_wait_long(order);
    }

    /// Prep or cooking has ended; the chef goes on with the same order.
    #[inline(always)]
    pub fn on_worked<W: Witness>(&mut self, order: u32, house: &mut House<'_, W>) {
        house.tell(Fact::WorkEnded { kitchen: self.number, order });
        let worked = &mut house.orders[order];
        worked.ticket.step += 1;
        let (phase, is_branch) = (worked.phase, worked.ticket.is_branch);
        if phase == Phase::Cooking {
            self.give_burners_back(order, house);
        }
        if is_branch {
            self.pass_hands_on(order, house);
            self.go_on_with(order, house);
        } else {
            self.begin_step(order, house);
        }
        self.go_on(house);
    }

    /// Gives back the burners that an order holds, in its building and the one around.
    #[inline(always)]
    pub fn give_burners_back<W: Witness>(&self, order: u32, house: &mut House<'_, W>) {
        let Some(building) = self.building else { return };
        let holds = &mut house.orders[order].ticket.holds;
        let own = holds.give_back(Good::Burner, Layer::Own);
        let outer = holds.give_back(Good::Burner, Layer::Outer);
        if own {
            house.send(Message::BurnerBack(building));
        }
        if outer && let Some(outer) = self.outer {
            house.send(Message::BurnerBack(outer));
        }
    }

    /// An order waits for any chef of the kitchen, before new tickets.
    pub(super) fn wait_for_hands<W: Witness>(&mut self, order: u32, house: &mut House<'_, W>) {
        house.moved(order, Phase::HandsWait);
        house.join(&mut self.resuming, order);
    }

    /// The pantry or a partner has done what was asked.
    pub fn on_helped<W: Witness>(&mut self, order: u32, house: &mut House<'_, W>) {
        if house.is_letter(order) {
            house.letter_came_back(order, true);
            return;
        }
        if self.fridge.is_some() {
            self.fill_fridge(order, house);
        }
        if !self.breakers.is_empty() {
            self.tell_breaker(order, house);
        }
        if house.data.is_used {
            house.notes_that_it_was_sent(order);
        }
        house.step_is_done(order);
        house.orders[order].ticket.step += 1;
        self.resume(order, house);
        self.go_on(house);
    }

    /// Goes on with an order that had been set aside.
    pub(super) fn resume<W: Witness>(&mut self, order: u32, house: &mut House<'_, W>) {
        // Whoever has nothing left to do needs no hands.
        take_chances(order, house);
        let ticket = house.orders[order].ticket;
        if ticket.is_branch {
            self.go_on_with(order, house);
        } else if ticket.has_hands || house.step(order).is_none() {
            self.begin_step(order, house);
        } else if self.has_free_hands() {
            self.take_hands(order, house);
            self.begin_step(order, house);
        } else {
            self.wait_for_hands(order, house);
        }
    }

    /// The pantry or a partner could not: the order ends with the reason of the step, unless a
    /// call is made once more.
    #[cold]
    pub fn on_not_helped<W: Witness>(&mut self, order: u32, house: &mut House<'_, W>) {
        if house.is_letter(order) {
            house.letter_came_back(order, false);
            return;
        }
        let reason = match house.step(order) {
            Some(Step::Call { partner, care: Some(care), .. })
                if self.calls_again(order, *partner, care, house) =>
            {
                return;
            }
            Some(Step::Take { or, .. } | Step::Put { or, .. } | Step::Call { or, .. }) => *or,
            Some(Step::Search(search)) => search.or,
            Some(Step::Change(change)) => change.or,
            _ => Outcome::CRASHED,
        };
        self.give_up(order, reason, house);
    }

    /// A dish that an order has asked for is done, or will never be.
    pub fn on_asked<W: Witness>(&mut self, asked: u32, house: &mut House<'_, W>) {
        let failed = house.orders[asked].fate;
        if house.data.is_used && failed.is_none() {
            house.takes_over_what_was_sent(asked);
        }
        let Some((order, _)) = house.come_back(asked) else { return };
        match (failed, house.step(order)) {
            (None, _) => self.on_helped(order, house),
            (Some(reason), Some(Step::Ask { or, .. })) => {
                self.give_up(order, or.unwrap_or(reason), house);
            }
            (Some(reason), _) => self.give_up(order, reason, house),
        }
    }

    /// An order cannot go on, unless its recipe says what to do then.
    #[cold]
    pub(super) fn give_up<W: Witness>(
        &mut self,
        order: u32,
        reason: Outcome,
        house: &mut House<'_, W>,
    ) {
        if let Some(step) = house.fallback(order, reason) {
            house.tell(Fact::FellBack { kitchen: self.number, order });
            house.orders[order].ticket.step = step;
            self.resume(order, house);
            self.go_on(house);
            return;
        }
        if house.orders[order].ticket.is_branch {
            self.break_off(order, reason, house);
        } else {
            self.let_go(order, house);
            self.clear_place(order, house);
            house.end(order, reason);
        }
        self.go_on(house);
    }

    #[inline(always)]
    fn finish<W: Witness>(&mut self, order: u32, house: &mut House<'_, W>) {
        self.let_go(order, house);
        if house.orders[order].is_errand() {
            self.clear_place(order, house);
            house.send(Message::Asked(order));
        } else {
            house.send(Message::Plate(order));
        }
    }

    /// Goes on to the next step at which something is done.
    pub(super) fn find_way<W: Witness>(&mut self, order: u32, house: &mut House<'_, W>) {
        loop {
            take_chances(order, house);
            if self.fridge.is_none() || self.look_into_fridge(order, house) != Look::Found {
                return;
            }
            house.step_is_done(order);
            house.orders[order].ticket.step += 1;
        }
    }
}

/// Goes where chances, rules and ends of ways lead; it stays at a rule that leads nowhere.
#[inline]
fn take_chances<W: Witness>(order: u32, house: &mut House<'_, W>) {
    loop {
        match house.step(order) {
            Some(step @ (Step::GoTo(_) | Step::Chance { .. } | Step::Try { .. })) => {
                take_chance(step, order, house);
            }
            Some(Step::Rule(rule)) if house.follow(order, rule).is_ok() => {}
            _ => return,
        }
    }
}

fn take_chance<W: Witness>(step: &Step, order: u32, house: &mut House<'_, W>) {
    const CHANCE: u64 = stream("chance");
    let at = house.orders[order].ticket.step;
    let next = match step {
        Step::GoTo(next) => *next,
        Step::Try { .. } => at + 1,
        Step::Chance { share, otherwise } => {
            let luck = house.orders[order].slip.luck.nth(CHANCE).nth(u64::from(at));
            if fraction(&mut luck.draw()) <= *share { at + 1 } else { *otherwise }
        }
        _ => return,
    };
    house.orders[order].ticket.step = next;
}
