//! Reading dials: from a ledger to numbers.

mod copies;
mod waits;

use super::gauge::Gauge;
use super::ledger::Ledger;
use super::levels::{BuildingLevels, Levels, Pool};
use super::registry::{Dial, Part, Stat, What};
use super::spread::{Mean, Spread};
use super::tally::{Tally, Window};
use super::totals::{
    Cell, DoorTotals, FridgeTotals, LetterTotals, PantryTotals, PartnerTotals, RailTotals, Totals,
    Visits,
};
use crate::kernel::Time;
use crate::restaurant::{Category, Outcome, Phase};
use std::borrow::Cow;
use std::cell::RefCell;

/// Nanoseconds in a second.
const NS: f64 = 1e9;

/// One window of a ledger, or several in a row, opened for reading.
#[derive(Debug)]
pub struct Reading<'a> {
    ledger: &'a Ledger,
    tally: &'a Tally,
    /// What follows it without a gap.
    later: Vec<&'a Tally>,
    end: Time,
    levels: &'a Levels,
    /// Figures of the spreads read so far: a dashboard and a report read all of them.
    figures: RefCell<Vec<(Part, Which, Option<Figures>)>>,
}

/// Mean, percentiles 50, 90, 95, 99, and maximum, in seconds.
type Figures = [f64; 6];

/// Which spread of a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Which {
    Latency,
    Visit,
    Rail,
}

impl Ledger {
    /// Opens a window for reading; none: it has not begun.
    pub fn reading(&self, window: Window) -> Option<Reading<'_>> {
        let tally = self.tally(window)?;
        let (end, levels) = match &tally.closed {
            Some((end, levels)) => (*end, levels),
            None => (self.now, &self.levels),
        };
        Reading::of(self, vec![tally], (end, levels))
    }
}

fn share(part: f64, whole: f64) -> Option<f64> {
    (whole > 0.0).then(|| part / whole)
}

impl<'a> Reading<'a> {
    /// Opens tallies that follow each other without a gap; none: there are none.
    pub(super) fn of(
        ledger: &'a Ledger,
        mut tallies: Vec<&'a Tally>,
        (end, levels): (Time, &'a Levels),
    ) -> Option<Reading<'a>> {
        let later = tallies.split_off(1.min(tallies.len()));
        let tally = tallies.pop()?;
        Some(Reading { ledger, tally, later, end, levels, figures: RefCell::default() })
    }

    /// Lists all its tallies.
    fn tallies(&self) -> impl Iterator<Item = &'a Tally> {
        std::iter::once(self.tally).chain(self.later.iter().copied())
    }
}

impl Reading<'_> {
    /// Returns what a dial shows; none: no samples, or nothing that could be counted.
    pub fn read(&self, dial: &Dial) -> Option<f64> {
        let part = dial.part;
        match dial.what {
            What::OrdersPlaced => Some(self.sum(part, |cell| cell.placed)),
            What::OrdersServed => Some(self.ended(part, Category::Served)),
            What::OrdersRefused => Some(self.ended(part, Category::Refused)),
            What::OrdersFailed => Some(self.ended(part, Category::Failed)),
            What::OrdersAbandoned => Some(self.ended(part, Category::Abandoned)),
            What::OrdersInFlight => Some(self.in_flight(part)),
            What::Ended(outcome) => Some(self.sum(part, |cell| cell.ended[usize::from(outcome.0)])),
            What::Latency(stat) => self.figure(part, Which::Latency, stat),
            What::VisitLatency(stat) => self.figure(part, Which::Visit, stat),
            What::RailWait(stat) => self.figure(part, Which::Rail, stat),
            What::PhaseMean(phase) => self.phase_mean(part, phase),
            What::ThroughputRate => share(self.ended(part, Category::Served), self.seconds()),
            What::VisitsBegun => Some(self.visits(part, |visits| visits.begun)),
            What::VisitsHappy => Some(self.visits(part, |visits| visits.happy)),
            What::VisitsUnhappy => Some(self.visits(part, |visits| visits.unhappy)),
            What::Blame(side) => Some(self.visits(part, |visits| visits.lost[side as usize])),
            What::GoodputRate => share(self.visits(part, |visits| visits.happy), self.seconds()),
            What::GoodputShare => share(
                self.visits(part, |visits| visits.happy),
                self.visits(part, |visits| visits.happy + visits.unhappy),
            ),
            What::PartnerCalls => self.partner(part, |partner| partner.calls),
            What::PartnerFailed => self.partner(part, |partner| partner.failed),
            What::PartnerPrevented => self.partner(part, |partner| partner.prevented),
            What::Charged => self.money_at(part, |partner| partner.charged),
            What::ChargedTwice => self
                .books(part)
                .map(|(end, opened)| (end.charged_twice - opened.charged_twice) as f64),
            What::Refunded => self.money_at(part, |partner| partner.refunded),
            What::RowsRead => Some(self.pantries(part, |pantry| pantry.rows_read)),
            What::StaleRows => Some(self.pantries(part, |pantry| pantry.stale)),
            What::Conflicts => Some(self.pantries(part, |pantry| pantry.conflicts)),
            What::SoldTwice => Some(self.pantries(part, |pantry| pantry.sold_twice)),
            What::LostRows => Some(self.pantries(part, |pantry| pantry.lost_rows)),
            What::LostConfirmed => Some(self.pantries(part, |pantry| pantry.lost_confirmed)),
            What::LettersWritten => Some(self.letters(|letters| letters.written)),
            What::LettersSent => Some(self.letters(|letters| letters.sent)),
            What::LettersLost => Some(self.letters(|letters| letters.lost)),
            What::Logins => Some(self.door(|door| door.logins)),
            What::LockedOut => Some(self.door(|door| door.locked_out)),
            What::BreakIns => Some(self.door(|door| door.break_ins)),
            What::LeakedRows => Some(self.door(|door| door.leaked_rows)),
            What::Overheard => Some(self.door(|door| door.overheard)),
            What::Wrong => {
                let who = usize::from(Outcome::WHO_ARE_YOU.0);
                Some(self.sum(part, |cell| cell.ended[who]))
            }
            What::FridgeHits => self.fridges(part, |fridge| fridge.hits),
            What::FridgeMisses => self.fridges(part, |fridge| fridge.misses),
            What::FridgeStale => self.fridges(part, |fridge| fridge.stale),
            What::Stock => self.stock(part),
            What::Revenue => Some(self.revenue(part)),
            What::Costs => Some(self.costs()),
            What::Profit => Some(self.revenue(part) - self.costs()),
            What::Owed => Some(self.owed()),
            What::WastedOrders => Some(self.mean(|totals| totals.wasted).count() as f64),
            What::WastedSeconds => Some(self.mean(|totals| totals.wasted).total_seconds()),
            _ => self.read_level(dial),
        }
    }

    fn read_level(&self, dial: &Dial) -> Option<f64> {
        let part = dial.part;
        match dial.what {
            What::WaiterBusy => self.busy([|levels: &Levels| levels.waiters]),
            What::WaiterQueue => self.mean_queue(),
            What::RailLengthNow => Some(self.kitchens(part).map(|at| self.rail_now(at)).sum()),
            What::RailLengthMean => {
                self.kitchens(part).map(|at| self.mean_level(|l| l.kitchens[at].rail)).sum()
            }
            What::RailLengthMax => {
                let longest = self.tallies().map(|tally| match part {
                    Part::Kitchen(at) => tally.longest[at],
                    _ => tally.longest_rails,
                });
                longest.max().map(|longest| longest as f64)
            }
            What::RailWaitedShare => self.waited_share(part),
            What::RailLeftWait => {
                let left = self.kitchens(part).map(|at| self.mean(|t| t.rails[at].left));
                left.fold(Mean::default(), Mean::merge).seconds()
            }
            What::CopiesOpenNow => self.copies(part, |at| Some(self.open_now(at))),
            What::CopiesOpenMean => {
                self.copies(part, |at| self.mean_level(|levels| levels.kitchens[at].open))
            }
            What::ChefsBusy => {
                self.busy(self.kitchens(part).map(|at| move |l: &Levels| l.kitchens[at].chefs))
            }
            What::ChefsWorking => {
                let pools = self.kitchens(part).map(|at| {
                    move |levels: &Levels| {
                        let kitchen = levels.kitchens[at];
                        Pool { busy: kitchen.working, ..kitchen.chefs }
                    }
                });
                self.busy(pools)
            }
            What::BurnersBusy => self.busy_in(part, |building| building.burners),
            What::WorktopBusy => self.busy_in(part, |building| building.worktop),
            What::WaterBusy => self.busy_in(part, |building| building.water),
            What::StoreroomRows => self.rows(part),
            What::Up => match part {
                Part::Building(at) => self.mean_level(|levels| levels.buildings[at].up),
                _ => None,
            },
            What::HatchesBusy => {
                let all = self.ledger.layout.pantries;
                self.busy(indices(part, all).map(|at| move |l: &Levels| l.hatches[at]))
            }
            What::PartnerBusy => {
                let all = self.ledger.layout.partners;
                self.busy(indices(part, all).map(|at| move |l: &Levels| l.partners[at]))
            }
            other => self.mean_wait(other, part),
        }
    }

    /// Returns the length of the window so far, in seconds.
    pub fn seconds(&self) -> f64 {
        (self.end.0.saturating_sub(self.tally.window.from.0)) as f64 / NS
    }

    /// Returns where the window begins.
    pub fn begins(&self) -> Time {
        self.tally.window.from
    }

    /// Returns where the window ends, so far.
    pub fn end(&self) -> Time {
        self.end
    }

    /// Totals at the end of the window and at its beginning.
    fn ends(&self) -> (&Totals, &Totals) {
        (&self.levels.totals, &self.tally.opened.totals)
    }

    /// The cells of a part, by index.
    fn cells(&self, part: Part) -> impl Iterator<Item = usize> + use<> {
        let row = self.ledger.layout.dishes + 1;
        (0..self.ledger.layout.cells()).filter(move |at| belongs(*at, row, part))
    }

    fn sum(&self, part: Part, what: impl Fn(&Cell) -> u64) -> f64 {
        let (end, opened) = self.ends();
        let count = |at: usize| what(&end.cells[at]) - what(&opened.cells[at]);
        self.cells(part).map(count).sum::<u64>() as f64
    }

    fn ended(&self, part: Part, category: Category) -> f64 {
        self.sum(part, |cell| cell.ended_as(|outcome| outcome.category() == category))
    }

    fn in_flight(&self, part: Part) -> f64 {
        self.cells(part).map(|at| self.levels.totals.cells[at].open()).sum::<u64>() as f64
    }

    fn revenue(&self, part: Part) -> f64 {
        let (end, opened) = self.ends();
        let revenue = |at: usize| end.cells[at].revenue - opened.cells[at].revenue;
        self.cells(part).map(revenue).sum::<i64>() as f64 / 100.0
    }

    /// The dining rooms of a part, by index.
    fn rooms(&self, part: Part) -> std::ops::Range<usize> {
        indices(part, self.ledger.layout.rooms)
    }

    fn visits(&self, part: Part, what: impl Fn(&Visits) -> u64) -> f64 {
        let (end, opened) = self.ends();
        let count = |at: usize| what(&end.visits[at]) - what(&opened.visits[at]);
        self.rooms(part).map(count).sum::<u64>() as f64
    }

    fn mean(&self, of: impl Fn(&Totals) -> Mean) -> Mean {
        let (end, opened) = self.ends();
        of(end).since(of(opened))
    }

    /// Lists the copies of the kitchens of a part.
    fn kitchens(&self, part: Part) -> impl Iterator<Item = usize> + use<> {
        let layout = &self.ledger.layout;
        let copies = match part {
            Part::Kitchen(at) => layout.kitchens[at].clone(),
            _ => 0..layout.copies() as u32,
        };
        copies.map(|copy| copy as usize)
    }

    fn rails(&self, part: Part, what: impl Fn(&RailTotals) -> u64) -> u64 {
        let (end, opened) = self.ends();
        let count = |at: usize| what(&end.rails[at]) - what(&opened.rails[at]);
        self.kitchens(part).map(count).sum()
    }

    fn rail_now(&self, kitchen: usize) -> f64 {
        self.levels.kitchens[kitchen].rail.level() as f64
    }

    fn waited_share(&self, part: Part) -> Option<f64> {
        let came = self.rails(part, |rail| rail.came);
        let at_once = self.rails(part, |rail| rail.at_once);
        share(came.saturating_sub(at_once) as f64, came as f64)
    }

    fn phase_mean(&self, part: Part, phase: Phase) -> Option<f64> {
        let (end, opened) = self.ends();
        let spent = |at: usize| end.cells[at].phases.of(phase) - opened.cells[at].phases.of(phase);
        let total = self.cells(part).map(spent).sum::<u128>();
        share(total as f64 / NS, self.ended(part, Category::Served))
    }

    fn partner(&self, part: Part, what: impl Fn(&PartnerTotals) -> u64) -> Option<f64> {
        let Part::Partner(at) = part else { return None };
        let (end, opened) = self.ends();
        Some((what(&end.partners[at]) - what(&opened.partners[at])) as f64)
    }

    /// Reads the books of a partner; none: it is sent no money.
    fn books(&self, part: Part) -> Option<(&PartnerTotals, &PartnerTotals)> {
        let Part::Partner(at) = part else { return None };
        let (end, opened) = self.ends();
        self.levels.takes_money[at].then_some((&end.partners[at], &opened.partners[at]))
    }

    fn money_at(&self, part: Part, what: impl Fn(&PartnerTotals) -> i64) -> Option<f64> {
        let (end, opened) = self.books(part)?;
        Some((what(end) - what(opened)) as f64 / 100.0)
    }

    fn owed(&self) -> f64 {
        let (end, opened) = self.ends();
        (end.owed - opened.owed) as f64 / 100.0
    }

    /// Counts at the rows of some pantries.
    fn pantries(&self, part: Part, what: impl Fn(&PantryTotals) -> u64) -> f64 {
        let (end, opened) = self.ends();
        let count = |at: usize| what(&end.pantries[at]) - what(&opened.pantries[at]);
        indices(part, self.ledger.layout.pantries).map(count).sum::<u64>() as f64
    }

    fn letters(&self, what: impl Fn(&LetterTotals) -> u64) -> f64 {
        let (end, opened) = self.ends();
        (what(&end.letters) - what(&opened.letters)) as f64
    }

    fn door(&self, what: impl Fn(&DoorTotals) -> u64) -> f64 {
        let (end, opened) = self.ends();
        (what(&end.door) - what(&opened.door)) as f64
    }

    /// Counts at the fridges of some kitchens; none: there is none, and there was none.
    fn fridges(&self, part: Part, what: impl Fn(&FridgeTotals) -> u64) -> Option<f64> {
        let (end, opened) = self.ends();
        let count = |of: &dyn Fn(&FridgeTotals) -> u64, at: usize| {
            of(&end.fridges[at]) - of(&opened.fridges[at])
        };
        let is_there = |at: &usize| {
            let looked_up = count(&|fridge| fridge.hits + fridge.misses, *at);
            self.levels.kitchens[*at].has_fridge || looked_up > 0
        };
        let counts = self.kitchens(part).filter(is_there).map(|at| count(&what, at));
        counts.reduce(|sum, count| sum + count).map(|sum| sum as f64)
    }

    fn stock(&self, part: Part) -> Option<f64> {
        let Part::Shelf(pantry, shelf) = part else { return None };
        self.levels.stock[pantry][shelf].map(|level| level as f64)
    }

    /// Returns the integral of a level over the window, in level times nanoseconds.
    fn area(&self, of: impl Fn(&Levels) -> Gauge) -> f64 {
        let before = of(&self.tally.opened).integral(self.tally.window.from);
        (of(self.levels).integral(self.end) - before) as f64
    }

    fn mean_level(&self, of: impl Fn(&Levels) -> Gauge) -> Option<f64> {
        share(self.area(of) / NS, self.seconds())
    }

    /// Returns the busy share of pools; unlimited ones do not count.
    fn busy<F: Fn(&Levels) -> Pool>(&self, pools: impl IntoIterator<Item = F>) -> Option<f64> {
        let (mut busy, mut there) = (0.0, 0.0);
        for of in pools {
            if of(self.levels).wanted.is_some() {
                busy += self.area(|levels| of(levels).busy);
                there += self.area(|levels| of(levels).there);
            }
        }
        share(busy, there)
    }

    /// Returns the busy share of something in one building, or in all.
    fn busy_in(&self, part: Part, of: fn(&BuildingLevels) -> Pool) -> Option<f64> {
        let all = indices(part, self.ledger.layout.buildings);
        self.busy(all.map(|at| move |levels: &Levels| of(&levels.buildings[at])))
    }

    /// Returns the rows in one storeroom, or in all that have a limit.
    fn rows(&self, part: Part) -> Option<f64> {
        let all = indices(part, self.ledger.layout.buildings);
        let limited = all.map(|at| self.levels.buildings[at]);
        let rows = limited.filter(|building| building.storeroom.is_some()).map(|b| b.rows);
        rows.reduce(|sum, rows| sum + rows).map(|rows| rows as f64)
    }

    fn figure(&self, part: Part, which: Which, stat: Stat) -> Option<f64> {
        let known = |known: &&(Part, Which, Option<Figures>)| known.0 == part && known.1 == which;
        let cached = self.figures.borrow().iter().find(known).map(|known| known.2);
        let figures = cached.unwrap_or_else(|| {
            let fresh = figures(&self.spread(part, which));
            self.figures.borrow_mut().push((part, which, fresh));
            fresh
        })?;
        Some(match stat {
            Stat::Mean => figures[0],
            Stat::Percentile(500) => figures[1],
            Stat::Percentile(900) => figures[2],
            Stat::Percentile(950) => figures[3],
            Stat::Percentile(_) => figures[4],
            Stat::Max => figures[5],
        })
    }

    fn spread(&self, part: Part, which: Which) -> Cow<'_, Spread> {
        let mut spreads: Vec<&Spread> = Vec::new();
        for tally in self.tallies() {
            match which {
                Which::Latency => spreads
                    .extend(self.cells(part).flat_map(|at| [&tally.latency[at], &tally.again[at]])),
                Which::Visit => {
                    spreads.extend(self.cells(part).map(|at| &tally.latency[at]));
                    spreads.extend(self.rooms(part).map(|at| &tally.visit_latency[at]));
                }
                Which::Rail => spreads.extend(self.kitchens(part).map(|at| &tally.rail_wait[at])),
            }
        }
        let zeros = match which {
            Which::Rail => self.rails(part, |rail| rail.at_once),
            Which::Latency | Which::Visit => 0,
        };
        spreads.retain(|spread| spread.count() > 0);
        if let ([only], 0) = (&spreads[..], zeros) {
            return Cow::Borrowed(only);
        }
        let mut merged = Spread::default();
        merged.record_zeros(zeros);
        for spread in spreads {
            merged.merge(spread);
        }
        Cow::Owned(merged)
    }
}

/// Says whether a cell is of a part; `row` cells belong to each dining room.
fn belongs(cell: usize, row: usize, part: Part) -> bool {
    match part {
        Part::Room(room) => cell / row == room,
        Part::Dish(dish) => cell % row == dish,
        _ => true,
    }
}

fn figures(spread: &Spread) -> Option<Figures> {
    let [p50, p90, p95, p99] = spread.percentiles([500, 900, 950, 990])?;
    let of = |nanos: u64| nanos as f64 / NS;
    Some([spread.mean()? / NS, of(p50), of(p90), of(p95), of(p99), of(spread.max()?)])
}

/// The indices of the parts of one kind that a dial reads: one, or all.
fn indices(part: Part, all: usize) -> std::ops::Range<usize> {
    match part {
        Part::Room(at)
        | Part::Kitchen(at)
        | Part::Pantry(at)
        | Part::Partner(at)
        | Part::Building(at) => at..at + 1,
        _ => 0..all,
    }
}
