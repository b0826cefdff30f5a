//! Where in its recipe an order may be. Which way a chance went is not told: as long as nothing
//! shows it, an order is in several places.

use super::Watcher;
use boh::kernel::{Distribution, Span};
use boh::restaurant::{Phase, Step};

/// A step of a recipe in which an order may be, or which it may begin next.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Place {
    pub dish: u32,
    pub at: usize,
    has_begun: bool,
    /// How long it still lasts, where that is no matter of chance or of others.
    pub(super) lasts: Option<Span>,
}

impl Place {
    pub(super) fn before(dish: u32, at: u32) -> Place {
        Place { dish, at: at as usize, has_begun: false, lasts: None }
    }
}

/// Adds the steps that may be done next from some step on.
fn ways(recipe: &[Step], at: usize, found: &mut Vec<usize>) {
    match recipe.get(at) {
        Some(Step::GoTo(next)) => ways(recipe, *next as usize, found),
        Some(Step::Chance { share, otherwise }) => {
            if *share > 0.0 {
                ways(recipe, at + 1, found);
            }
            if *share < 1.0 {
                ways(recipe, *otherwise as usize, found);
            }
        }
        _ if found.contains(&at) => {}
        _ => found.push(at),
    }
}

/// Returns how long something takes, unless that is a matter of chance.
pub(super) fn constant(time: Option<&Distribution>) -> Option<Span> {
    match time {
        None => Some(Span::ZERO),
        Some(Distribution::Constant(time)) => Some(*time),
        Some(_) => None,
    }
}

impl Watcher {
    pub(super) fn step_at(&self, place: &Place) -> Option<&Step> {
        self.plan.menu[place.dish as usize].recipe.get(place.at)
    }

    /// Lists the steps in which an order may be.
    pub(super) fn steps(&self, order: usize) -> impl Iterator<Item = &Step> {
        let begun = self.orders[order].places.iter().filter(|place| place.has_begun);
        begun.filter_map(|place| self.step_at(place))
    }

    /// Lists what an order may do next.
    pub(super) fn next_places(&self, order: usize) -> Vec<Place> {
        let mut next = Vec::new();
        for place in &self.orders[order].places {
            let from = match (place.has_begun, self.step_at(place)) {
                (false, _) => place.at,
                (true, Some(Step::Together { then, .. })) => *then as usize,
                (true, _) => place.at + 1,
            };
            let mut found = Vec::new();
            ways(&self.plan.menu[place.dish as usize].recipe, from, &mut found);
            let step = |at| Place { at, has_begun: true, lasts: None, ..*place };
            next.extend(found.into_iter().map(step));
        }
        next.sort_by_key(|place| (place.dish, place.at));
        next.dedup_by_key(|place| (place.dish, place.at));
        next
    }

    /// Begins the next step, which must be one of some kind.
    pub(super) fn begin_step(&mut self, order: usize, is: impl Fn(&Watcher, &Place) -> bool) {
        let mut next = self.next_places(order);
        next.retain(|place| is(self, place));
        self.must(!next.is_empty(), || format!("order {order} does not do what its recipe says"));
        self.orders[order].places = next;
    }

    /// Says whether an order may have done all of its recipe, or all of its branch.
    pub(super) fn may_be_done(&self, order: usize) -> bool {
        let is_branch = self.orders[order].is_branch();
        self.next_places(order).iter().any(|place| match self.step_at(place) {
            None => !is_branch,
            Some(step) => is_branch && *step == Step::BranchEnds,
        })
    }

    /// Says whether a step begins with this phase.
    pub(super) fn begins(&self, order: usize, place: &Place, phase: Phase) -> bool {
        let book = &self.orders[order];
        let has_burners = book.copy.is_some_and(|copy| self.building_of(copy).is_some());
        match self.step_at(place) {
            None => {
                book.errand.is_none()
                    && matches!(
                        phase,
                        Phase::WaterWait | Phase::WalkingOut | Phase::PassWait | Phase::Serving
                    )
                    || book.errand.is_none() && self.is_displayed(order, phase)
            }
            Some(Step::Prep(_)) => phase == Phase::Prep,
            Some(Step::Cook(_)) => {
                phase == Phase::Cooking || phase == Phase::BurnerWait && has_burners
            }
            Some(Step::Take { .. } | Step::Put { .. }) => phase == Phase::HatchWait,
            Some(Step::Call { .. }) => phase == Phase::PartnerWait,
            Some(_) => false,
        }
    }

    /// Says whether an order may wait for hands: something is left to do, in a branch with hands.
    pub(super) fn may_want_hands(&self, order: usize) -> bool {
        let is_branch = self.orders[order].is_branch();
        self.next_places(order).iter().any(|place| match self.step_at(place) {
            Some(Step::Prep(_) | Step::Cook(_)) => true,
            Some(_) => !is_branch,
            None => false,
        })
    }

    /// Notes how long a step will last that has begun just now.
    pub(super) fn expect_end(&mut self, order: usize) {
        let phase = self.orders[order].phase;
        let mut places = self.orders[order].places.clone();
        for place in places.iter_mut().filter(|place| place.lasts.is_none()) {
            place.lasts = match (phase, self.step_at(place)) {
                (Phase::Prep, Some(Step::Prep(time)))
                | (Phase::Cooking, Some(Step::Cook(time))) => constant(Some(time)),
                (Phase::InPantry, Some(Step::Take { pantry, .. })) => {
                    constant(self.plan.pantries[*pantry as usize].take.as_ref())
                }
                (Phase::InPantry, Some(Step::Put { pantry, .. })) => {
                    constant(self.plan.pantries[*pantry as usize].put.as_ref())
                }
                _ => None,
            };
        }
        self.orders[order].places = places;
    }

    /// A phase is over: it has lasted as long as it should, or no longer if it is interrupted.
    pub(super) fn has_lasted(&mut self, order: usize, is_interrupted: bool) {
        self.fetches(order);
        self.has_put(order);
        let has_cooked = self.has_cooked(order, is_interrupted);
        let now = self.now;
        let book = &mut self.orders[order];
        let spent = now - book.entered;
        let (phase, entered) = (book.phase, book.entered);
        let mut ok = book.stays.is_none_or(|stays| stays == spent);
        if has_cooked {
            // As long as it had to share.
        } else if is_interrupted {
            book.places.retain(|place| place.lasts.is_none_or(|lasts| lasts >= spent));
            let left = |lasts: Span| Span(lasts.0 - spent.0);
            book.places.iter_mut().for_each(|place| place.lasts = place.lasts.map(left));
        } else if matches!(phase, Phase::Prep | Phase::Cooking | Phase::InPantry) {
            book.places.retain(|place| place.lasts.is_none_or(|lasts| lasts == spent));
        }
        ok &= self.way_has_lasted(order, spent);
        let book = &self.orders[order];
        ok &= !book.places.is_empty() || book.dish.is_none();
        self.must(ok, || format!("order {order} is in {phase:?} since {} s", entered.seconds()));
    }
}
