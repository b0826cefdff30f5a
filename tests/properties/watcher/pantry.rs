//! Burners, hatches, shelves and partners.

use super::{Book, Watcher};
use boh::kernel::{Distribution, Span};
use boh::restaurant::{Phase, Power, Step};

impl Watcher {
    pub(super) fn burner_taken(&mut self, building: usize, slot: u32, order: usize) {
        let wait = self.waits(order, Phase::BurnerWait);
        let is_first = self.burners[building].take(slot, wait, self.now);
        self.must(is_first, || format!("order {order} gets a burner out of turn"));
    }

    pub(super) fn hatch_taken(&mut self, pantry: usize, slot: u32, order: usize) {
        let wait = self.waits(order, Phase::HatchWait);
        let is_first = self.hatches[pantry].take(slot, wait, self.now);
        self.must(is_first, || format!("order {order} gets a hatch out of turn"));
        let book = &self.orders[order];
        let step = book.steps - usize::from(book.phase == Phase::HatchWait);
        let dish = book.dish.map(|dish| &self.plan.menu[dish as usize]);
        let Some(Step::Take { items, .. }) = dish.and_then(|dish| dish.recipe.get(step)).cloned()
        else {
            return;
        };
        let stock = &mut self.stock[pantry];
        let enough =
            items.iter().all(|(shelf, n)| stock[*shelf as usize].is_none_or(|level| level >= *n));
        self.orders[order].sold_out = (!enough).then_some(step);
        if enough {
            for (shelf, portions) in &items {
                if let Some(level) = &mut stock[*shelf as usize] {
                    *level -= portions;
                }
            }
        }
    }

    /// A hatch comes free; stock that rose just before was put in by whoever leaves.
    pub(super) fn hatch_free(&mut self, pantry: u32) {
        let place = &mut self.hatches[pantry as usize];
        place.pool.add(-1, self.now);
        let ok = place.pool.taken.now >= 0;
        self.must(ok, || "a hatch is free that was not taken".into());
        let stocked = std::mem::take(&mut self.stocked);
        if stocked.is_empty() {
            let is_taken = self.is_left(pantry);
            self.must(is_taken, || "a hatch is free and nothing was put in".into());
            return;
        }
        let mut items = Vec::new();
        for (of, shelf, level) in stocked {
            let own = &mut self.stock[of as usize][shelf as usize];
            let more = own.and_then(|own| level.checked_sub(own)).unwrap_or(0);
            *own = Some(level);
            self.must(of == pantry && more > 0, || format!("{level} portions on shelf {shelf}"));
            items.push((shelf, more));
        }
        let is_put = self.is_put(pantry, &items);
        self.must(is_put, || format!("nobody puts {items:?} in"));
    }

    /// Says whether some order leaves a hatch without having put anything in.
    fn is_left(&self, pantry: u32) -> bool {
        let leaves = |order: usize| {
            let is_dark = self.orders[order].copy.is_some_and(|copy| self.is_dark(copy));
            let is_put_in = match self.step(order) {
                Some(Step::Put { pantry: of, items }) if *of == pantry => {
                    let shelves = &self.stock[pantry as usize];
                    items.iter().any(|(shelf, _)| shelves[*shelf as usize].is_some())
                }
                _ => false,
            };
            let book = &self.orders[order];
            book.sold_out.is_some() || book.phase == Phase::InPantry && (is_dark || !is_put_in)
        };
        self.slots.iter().flatten().any(|order| leaves(*order))
    }

    /// Says whether some order is at a hatch to put exactly this in.
    pub(super) fn is_put(&self, pantry: u32, items: &[(u32, u64)]) -> bool {
        let puts = |order: usize| {
            let Some(Step::Put { pantry: of, items: all }) = self.step(order) else { return false };
            let shelves = &self.stock[pantry as usize];
            let told = all.iter().filter(|(shelf, _)| shelves[*shelf as usize].is_some());
            self.orders[order].phase == Phase::InPantry && *of == pantry && told.eq(items)
        };
        self.slots.iter().flatten().any(|order| puts(*order))
    }

    pub(super) fn stocked(&mut self, pantry: u32, shelf: u32, level: Option<u64>) {
        let own = self.stock[pantry as usize][shelf as usize];
        if own != level {
            let limited = own.is_some() && level.is_some();
            self.must(limited, || format!("{level:?} portions on shelf {shelf}, not {own:?}"));
            self.stocked.push((pantry, shelf, level.unwrap_or(0)));
        }
    }

    /// What is left unexplained after a message was restocked.
    pub(super) fn restocked(&mut self) {
        for (pantry, shelf, level) in std::mem::take(&mut self.stocked) {
            let plan = self.plan.pantries[pantry as usize].shelves[shelf as usize].restock;
            let own = &mut self.stock[pantry as usize][shelf as usize];
            let rises = own.is_some_and(|own| own < level);
            *own = Some(level);
            let now = self.now.0;
            let due = plan.is_some_and(|plan| now.is_multiple_of(plan.every.0) && plan.to == level);
            self.must(rises && due, || format!("{level} portions on shelf {shelf}"));
        }
    }

    pub(super) fn called(&mut self, partner: usize, order: usize, fee: i64) {
        let is_counted = self.is_counted(&self.orders[order]);
        let plan = &self.plan.partners[partner];
        let ok = plan.fee == fee && self.orders[order].phase == Phase::PartnerWait;
        let forever = matches!(self.step(order), Some(Step::Call { timeout: None, .. }));
        self.hangs |= plan.power == Power::Hangs && forever;
        if is_counted {
            self.calls[partner].0 += 1;
            self.fees += fee;
        }
        let answers = match (plan.power, &plan.answers) {
            (Power::On, None) => Some(Span::ZERO),
            (Power::On, Some(Distribution::Constant(time))) => Some(*time),
            _ => None,
        };
        let book = &mut self.orders[order];
        (book.called, book.answers_in) = (Some(self.now), answers);
        self.must(ok, || format!("order {order} calls for {fee} cents"));
    }

    pub(super) fn answered(&mut self, partner: usize, order: usize, well: bool) {
        let is_counted = self.is_counted(&self.orders[order]);
        self.calls[partner].1 += u64::from(is_counted && !well);
        let timeout = match self.step(order) {
            Some(Step::Call { timeout, .. }) => *timeout,
            _ => None,
        };
        let now = self.now;
        let Book { called: Some(called), answers_in, .. } = self.orders[order] else {
            self.must(false, || format!("order {order} is answered and has not called"));
            return;
        };
        self.orders[order].answered = Some(well);
        let plan = &self.plan.partners[partner];
        let gives_up = timeout.is_some_and(|timeout| now == called + timeout);
        let is_answer = answers_in.is_none_or(|time| now == called + time);
        let ok = if well {
            is_answer && plan.fails < 1.0
        } else {
            gives_up || is_answer && (plan.fails > 0.0 || plan.power == Power::Off)
        };
        let in_time = timeout.is_none_or(|timeout| now <= called + timeout);
        self.must(ok && in_time, || format!("order {order} gets an answer: {well}"));
    }
}
