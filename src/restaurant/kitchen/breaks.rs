//! Chefs take breaks: at random, whatever they are doing. The work that they have in hand is kept
//! and goes on when any chef of the kitchen is free, before new tickets.

use super::Kitchen;
use crate::kernel::{Class, Distribution, Luck, NOBODY, Span, Time, stream};
use crate::restaurant::Phase;
use crate::restaurant::fact::{Fact, Witness};
use crate::restaurant::house::House;
use crate::restaurant::message::Message;
use crate::restaurant::order::Order;
use std::collections::{BTreeMap, BTreeSet};

/// When chefs take breaks, and for how long; unless both are said they take none.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct BreakPlan {
    /// How long a chef is there between two breaks.
    pub every: Option<Distribution>,
    /// How long a break lasts.
    pub lasts: Option<Distribution>,
}

/// What one chef does.
#[derive(Clone, Copy, Debug)]
struct Chef {
    /// The order that the chef's hands are on, or [`NOBODY`].
    order: u32,
    is_away: bool,
    /// When the chef goes or comes back; a message for another time is stale.
    rings: Time,
    /// How many breaks have begun or ended.
    rung: u64,
}

/// Chefs one by one: known only where they take breaks.
#[derive(Clone, Debug)]
pub(super) struct Staff {
    luck: Luck,
    chefs: Vec<Chef>,
    /// Those who are there and have nothing in their hands.
    free: BTreeSet<u32>,
    /// Those who are on a break.
    absent: BTreeSet<u32>,
    /// Who works on an order.
    of_order: BTreeMap<u32, u32>,
}

impl Staff {
    fn new(luck: Luck) -> Staff {
        Staff {
            luck,
            chefs: Vec::new(),
            free: BTreeSet::new(),
            absent: BTreeSet::new(),
            of_order: BTreeMap::new(),
        }
    }

    /// Says whether one of the first so many chefs is free. While surplus ones still work there
    /// are no more hands than without breaks.
    pub fn has_free(&self, chefs: u32, hands_taken: u32) -> bool {
        let is_surplus = self.chefs.len() > chefs as usize;
        self.free.first().is_some_and(|chef| *chef < chefs)
            && !(is_surplus && hands_taken + self.away(chefs) >= chefs)
    }

    pub fn take(&mut self, order: u32) {
        if let Some(chef) = self.free.pop_first() {
            self.chefs[chef as usize].order = order;
            self.of_order.insert(order, chef);
        }
    }

    pub fn release(&mut self, order: u32) {
        if let Some(chef) = self.of_order.remove(&order) {
            self.chefs[chef as usize].order = NOBODY;
            self.free.insert(chef);
        }
    }

    fn away(&self, chefs: u32) -> u32 {
        // Only those beyond are gone through: mostly there are none.
        (self.absent.len() - self.absent.range(chefs..).count()) as u32
    }
}

impl Kitchen {
    /// Returns how many chefs there are who take breaks; none: they do not.
    fn breaking_chefs(&self) -> Option<u32> {
        let BreakPlan { every, lasts } = &self.plan.breaks;
        every.as_ref().and(lasts.as_ref()).and(self.plan.chefs)
    }

    /// Returns how many chefs are there and not on a break; none: unlimited.
    pub(super) fn present_chefs(&self) -> Option<u32> {
        let chefs = self.plan.chefs?;
        Some(chefs - self.staff.as_ref().map_or(0, |staff| staff.away(chefs)))
    }

    /// Says whether a chef is on a break for whom work waits.
    pub fn misses_a_chef(&self) -> bool {
        let (Some(chefs), Some(staff)) = (self.plan.chefs, &self.staff) else { return false };
        let waits = self.may_pick_up() && self.rail.len() > 0 || !self.resuming.is_empty();
        waits && staff.away(chefs) > 0
    }

    /// Begins or ends to know chefs one by one, and sets clocks for new ones.
    pub(super) fn staff_breaks<W: Witness>(&mut self, house: &mut House<'_, W>) {
        let Some(chefs) = self.breaking_chefs() else {
            if let Some(staff) = self.staff.take() {
                house.breaking_chefs -= staff.chefs.len();
                house.absent_chefs -= staff.absent.len();
            }
            return;
        };
        let is_new = self.staff.is_none();
        let staff = self.staff.get_or_insert_with(|| Box::new(Staff::new(self.luck)));
        let known = staff.chefs.len() as u32;
        // Surplus chefs finish their ticket first, so there may be more than there should be.
        let there = chefs.max(if is_new { self.hands_taken } else { 0 });
        for chef in known..there {
            let fresh = Chef { order: NOBODY, is_away: false, rings: Time::NEVER, rung: 0 };
            staff.chefs.push(fresh);
            staff.free.insert(chef);
            house.breaking_chefs += 1;
        }
        if is_new {
            let here =
                |order: &Order| order.ticket.has_hands && order.ticket.kitchen == self.number;
            let orders = house.orders.iter().filter(|(_, order)| here(order));
            orders.for_each(|(order, _)| staff.take(order));
        }
        for chef in known..there {
            self.set_clock(chef, house);
        }
    }

    fn set_clock<W: Witness>(&mut self, chef: u32, house: &mut House<'_, W>) {
        const BREAKS: u64 = stream("breaks");
        let Some(staff) = &mut self.staff else { return };
        let known = &mut staff.chefs[chef as usize];
        let luck = staff.luck.nth(BREAKS).nth(chef.into()).nth(known.rung);
        let BreakPlan { every, lasts } = &self.plan.breaks;
        // Who is done with something at the instant of a break is done with it before.
        let (time, class) =
            if known.is_away { (lasts, Class::WorkEnds) } else { (every, Class::Deadline) };
        let Some(time) = time else { return };
        let copy = u16::try_from(self.number).unwrap_or(u16::MAX);
        let clock = Message::ChefsClock { copy, chef };
        // Nobody goes and comes at one instant: what hands begin to do is begun before they leave.
        let time = time.sample(luck).max(Span(1));
        known.rings = house.agenda.send_in(time, class, clock);
        known.rung += 1;
    }

    /// A chef goes on a break, or comes back.
    #[cold]
    pub fn on_clock<W: Witness>(&mut self, chef: u32, house: &mut House<'_, W>) {
        let Some(staff) = &mut self.staff else { return };
        let now = house.now();
        let Some(known) = staff.chefs.get_mut(chef as usize).filter(|known| known.rings == now)
        else {
            return;
        };
        known.is_away = !known.is_away;
        if known.is_away {
            staff.free.remove(&chef);
            staff.absent.insert(chef);
            house.absent_chefs += 1;
            if known.order != NOBODY {
                let order = std::mem::replace(&mut known.order, NOBODY);
                staff.of_order.remove(&order);
                self.lay_down(order, house);
            }
        } else {
            staff.absent.remove(&chef);
            house.absent_chefs -= 1;
            staff.free.insert(chef);
        }
        self.set_clock(chef, house);
        self.tell_chefs(house);
        self.go_on(house);
    }

    /// Takes the hands off an order; what was being done is kept, and waits for other hands.
    fn lay_down<W: Witness>(&mut self, holder: u32, house: &mut House<'_, W>) {
        house.orders[holder].ticket.has_hands = false;
        self.hands_taken -= 1;
        house.tell(Fact::HandsFree { kitchen: self.number, order: holder });
        let order = match house.orders[holder].errand.team {
            NOBODY => holder,
            team if house.teams[team].working == NOBODY => return,
            team => house.teams[team].working,
        };
        let phase = house.orders[order].phase;
        if house.orders[order].waits_for_errands() || !matches!(phase, Phase::Prep | Phase::Cooking)
        {
            // It stands at a hatch, a phone or a burner: it wants hands once it has been helped.
            return;
        }
        let due = house.orders[order].due;
        if due == Time::NEVER {
            // Its building alone knows how much work is left.
            house.send(Message::LaysDown(order));
            return;
        }
        house.forget_due(order);
        self.give_burners_back(order, house);
        self.on_laid_down(order, due - house.now(), house);
    }

    /// Work of an order has been laid down, perhaps before it began: it waits for other hands.
    pub fn on_laid_down<W: Witness>(&mut self, order: u32, left: Span, house: &mut House<'_, W>) {
        if house.orders[order].phase != Phase::BurnerWait {
            house.tell(Fact::WorkEnded { kitchen: self.number, order });
        }
        house.laid_down.insert(order, left);
        self.wait_for_hands(order, house);
        self.go_on(house);
    }

    /// An order is about to cook whose chef may have gone on a break meanwhile: says whether it
    /// has hands, perhaps those of another chef.
    #[cold]
    pub(super) fn finds_hands<W: Witness>(&mut self, order: u32, house: &mut House<'_, W>) -> bool {
        let holder = house.holder(order);
        if !house.orders[holder].ticket.has_hands {
            if !self.has_free_hands() {
                return false;
            }
            self.take_hands(holder, house);
        }
        true
    }
}
