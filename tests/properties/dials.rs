//! Every dial against the watcher's own books, and the report as a whole.

use crate::by_hand::{by_hand, entries, placed};
use crate::driver::{Pace, Watch, drive};
use crate::laws::{nothing_wrong, watched_with};
use crate::render::sample;
use crate::watcher::{Book, FridgeBook, KitchenBook, PlaceBook, Pool, Visit, Watcher};
use boh::dials::{Dial, Ledger, Part, Stat, Unit, What, Window};
use boh::kernel::{HOUR, Time};
use boh::report::{Report, json};
use boh::restaurant::{Category, Fact, Outcome, Restaurant, Side, Witness};
use boh::runner::{self, Entry, Finished, Options, ledger_of};
use boh::scenario::Scenario;
use proptest::prelude::*;
use serde_json::Value;

/// Runs a scenario as the program does.
pub(crate) fn finished(scenario: &Scenario) -> Finished {
    replayed(scenario, &[])
}

/// Runs it with what entered from outside.
pub(crate) fn replayed(scenario: &Scenario, entries: &[Entry]) -> Finished {
    let options = Options { seed: scenario.seed, drain: scenario.drain, interrupted: &|| false };
    runner::replay(scenario, options, entries)
}

/// What a dial should show.
enum Expected {
    Shows(Option<f64>),
    /// There are no books about it.
    Unknown,
    /// Only what it adds up to with others: `check_sums` looks.
    Summed,
}

/// The books at the end of a run.
struct Books<'a> {
    watcher: &'a Watcher,
    end: Time,
}

fn sum<'a>(lists: impl Iterator<Item = &'a Vec<u64>>) -> Vec<u64> {
    lists.flatten().copied().collect()
}

/// Returns how long was waited for what has a limit, or had one while somebody waited.
fn mean_wait<'a>(all: impl Iterator<Item = (&'a Pool, &'a Vec<u64>)>) -> Option<f64> {
    let is_limited =
        |(pool, waits): &(&Pool, &Vec<u64>)| pool.most.is_some() || waits.iter().any(|n| *n > 0);
    figure(sum(all.filter(is_limited).map(|(_, waits)| waits)), Stat::Mean)
}

/// Returns a figure of some durations, in seconds.
fn figure(mut nanos: Vec<u64>, stat: Stat) -> Option<f64> {
    nanos.sort_unstable();
    let count = nanos.len() as u64;
    let last = *nanos.last()? as f64;
    let found = match stat {
        Stat::Mean => nanos.iter().map(|n| u128::from(*n)).sum::<u128>() as f64 / count as f64,
        Stat::Max => last,
        // The smallest that at least so many per mille do not exceed.
        Stat::Percentile(level) => {
            let reached = |at: &usize| (*at as u64 + 1) * 1_000 >= count * u64::from(level);
            nanos[(0..nanos.len()).find(reached)?] as f64
        }
    };
    Some(found / 1e9)
}

fn share(part: f64, whole: f64) -> Option<f64> {
    (whole > 0.0).then(|| part / whole)
}

/// Counts at fridges; none: no kitchen has one, or had one that was used.
fn fridges(kitchens: &[KitchenBook], what: impl Fn(&FridgeBook) -> u64) -> Option<f64> {
    let fridges = kitchens.iter().map(|kitchen| &kitchen.fridge);
    let used = fridges.filter(|fridge| fridge.is_there || fridge.hits + fridge.misses > 0);
    used.map(what).reduce(|sum, count| sum + count).map(|sum| sum as f64)
}

impl Books<'_> {
    /// Lists counted orders of a part.
    fn orders(&self, part: Part) -> impl Iterator<Item = &Book> {
        self.watcher.guests().filter(move |book| {
            let is_here = match part {
                Part::Room(room) => book.room as usize == room,
                Part::Dish(dish) => book.dish.is_some_and(|of| of as usize == dish),
                _ => true,
            };
            is_here && book.is_counted
        })
    }

    fn ended(&self, part: Part, is: impl Fn(Outcome) -> bool) -> f64 {
        let ended = |book: &&Book| book.outcome.is_some_and(|(_, outcome)| is(outcome));
        self.orders(part).filter(ended).count() as f64
    }

    fn served(&self, part: Part) -> f64 {
        self.ended(part, |outcome| outcome == Outcome::SERVED)
    }

    fn decided(&self, part: Part) -> f64 {
        self.ended(part, |_| true)
    }

    fn latencies(&self, part: Part) -> Vec<u64> {
        let latency = |book: &Book| match book.outcome {
            Some((at, Outcome::SERVED)) => Some((at - book.placed).0),
            _ => None,
        };
        self.orders(part).filter_map(latency).collect()
    }

    /// Lists counted visits of a room, or of all.
    fn visits(&self, part: Part) -> impl Iterator<Item = &Visit> {
        self.watcher.visits.iter().filter(move |visit| {
            let is_here = match part {
                Part::Room(room) => visit.room as usize == room,
                _ => true,
            };
            is_here && visit.began >= self.watcher.warm_up
        })
    }

    fn visits_ended(&self, part: Part, happily: bool) -> f64 {
        let ended = |visit: &&Visit| visit.ended.is_some_and(|(_, happy)| happy == happily);
        self.visits(part).filter(ended).count() as f64
    }

    /// What guests felt: from the first attempt to the end of the last one.
    fn visit_latencies(&self, part: Part) -> Vec<u64> {
        let latency = |visit: &Visit| visit.ended.map(|(at, _)| (at - visit.began).0);
        self.visits(part).filter_map(latency).collect()
    }

    fn seconds(&self) -> f64 {
        (self.end - self.watcher.warm_up).seconds()
    }

    fn kitchens(&self, part: Part) -> &[KitchenBook] {
        match part {
            Part::Kitchen(at) => &self.watcher.kitchens[self.watcher.copies[at].clone()],
            _ => &self.watcher.kitchens,
        }
    }

    fn places(part: Part, all: &[PlaceBook]) -> &[PlaceBook] {
        match part {
            Part::Pantry(at) | Part::Building(at) | Part::Partner(at) => {
                all.get(at..=at).unwrap_or_default()
            }
            _ => all,
        }
    }

    /// The share of time that something limited was taken; what is unlimited does not count.
    fn busy<'w>(&self, pools: impl Iterator<Item = (&'w Pool, i128)>) -> Option<f64> {
        let (mut taken, mut there) = (0, 0);
        for (pool, area) in pools.filter(|(pool, _)| pool.most.is_some()) {
            taken += area;
            there += pool.there.area(self.end);
        }
        share(taken as f64, there as f64)
    }

    fn mean_level(&self, area: i128) -> Option<f64> {
        share(area as f64 / 1e9, self.seconds())
    }

    /// The rows in storerooms, those without a limit left out.
    fn rows(&self, part: Part) -> Option<f64> {
        let plans = self.watcher.plan.buildings.iter().zip(&self.watcher.storerooms).enumerate();
        let here = plans.filter(|(at, _)| part == Part::All || part == Part::Building(*at));
        let limited = here.filter(|(_, (plan, _))| plan.storeroom.is_some());
        limited.map(|(_, (_, store))| store.rows as f64).reduce(|sum, rows| sum + rows)
    }

    fn costs(&self) -> f64 {
        let wages = self.watcher.kitchens.iter().map(|kitchen| kitchen.wages.area(self.end));
        let rents = self.watcher.rents.iter().map(|rent| rent.area(self.end));
        let hatches = self.watcher.hatch_wages.iter().map(|wages| wages.area(self.end));
        let cents = wages.chain(rents).chain(hatches).sum::<i128>() as f64 / HOUR.0 as f64;
        (cents.round_ties_even() + self.watcher.fees as f64) / 100.0
    }

    fn revenue(&self, part: Part) -> f64 {
        self.orders(part).filter_map(|book| book.paid).sum::<i64>() as f64 / 100.0
    }

    fn expected(&self, dial: &Dial) -> Expected {
        let (watcher, part) = (self.watcher, dial.part);
        let category = |category| Some(self.ended(part, |outcome| outcome.category() == category));
        if matches!(dial.what, What::Blame(_)) {
            return Expected::Summed;
        }
        Expected::Shows(match dial.what {
            What::OrdersPlaced => Some(self.orders(part).count() as f64),
            What::VisitsBegun => Some(self.visits(part).count() as f64),
            What::OrdersServed => category(Category::Served),
            What::OrdersRefused => category(Category::Refused),
            What::OrdersFailed => category(Category::Failed),
            What::OrdersAbandoned => category(Category::Abandoned),
            What::OrdersInFlight => Some(self.orders(part).count() as f64 - self.decided(part)),
            What::VisitsHappy => Some(self.visits_ended(part, true)),
            What::VisitsUnhappy => Some(self.visits_ended(part, false)),
            What::Latency(stat) => figure(self.latencies(part), stat),
            What::VisitLatency(stat) => figure(self.visit_latencies(part), stat),
            What::ThroughputRate => share(self.served(part), self.seconds()),
            What::GoodputRate => share(self.visits_ended(part, true), self.seconds()),
            What::GoodputShare => {
                let happy = self.visits_ended(part, true);
                share(happy, happy + self.visits_ended(part, false))
            }
            What::PhaseMean(phase) => {
                let is_served = |book: &&Book| matches!(book.outcome, Some((_, Outcome::SERVED)));
                let served = self.orders(part).filter(is_served);
                let total: u128 = served.map(|book| u128::from(book.spent[phase as usize])).sum();
                share(total as f64 / 1e9, self.served(part))
            }
            What::Ended(outcome) => Some(self.ended(part, |other| other == outcome)),
            What::PartnerCalls | What::PartnerFailed => {
                let Part::Partner(at) = part else { return Expected::Unknown };
                let (calls, failed) = watcher.calls[at];
                Some(if dial.what == What::PartnerCalls { calls } else { failed } as f64)
            }
            What::Stock => {
                let Part::Shelf(pantry, shelf) = part else { return Expected::Unknown };
                watcher.stock[pantry][shelf].map(|level| level as f64)
            }
            What::WastedOrders => Some(watcher.wasted().count() as f64),
            What::WastedSeconds => {
                let nanos = watcher.wasted().sum::<u64>() + watcher.wasted_on_errands;
                Some(nanos as f64 / 1e9)
            }
            What::Wrong => Some(self.ended(part, |other| other == Outcome::WHO_ARE_YOU)),
            // Nothing is written down in these restaurants; `rows.rs` has others.
            What::RowsRead
            | What::StaleRows
            | What::Conflicts
            | What::SoldTwice
            | What::LostRows
            | What::LostConfirmed
            | What::Logins
            | What::LockedOut
            | What::BreakIns
            | What::LeakedRows
            | What::Overheard
            | What::LettersWritten
            | What::LettersSent
            | What::LettersLost
            | What::Owed => Some(0.0),
            // No call sends money there, and no copies open and close: see `autoscale.rs`.
            What::Charged
            | What::ChargedTwice
            | What::Refunded
            | What::CopiesOpenNow
            | What::CopiesOpenMean => None,
            What::Revenue => Some(self.revenue(part)),
            What::Costs => Some(self.costs()),
            What::Profit => Some(self.revenue(part) - self.costs()),
            _ => return self.expected_level(dial),
        })
    }

    fn expected_level(&self, dial: &Dial) -> Expected {
        let (watcher, part, end) = (self.watcher, dial.part, self.end);
        let kitchens = self.kitchens(part);
        let burners = Self::places(part, &watcher.burners);
        let hatches = Self::places(part, &watcher.hatches);
        let pipes = Self::places(part, &watcher.pipes);
        let worktops = Self::places(part, &watcher.worktops);
        let taken = |pool: &Pool| pool.taken.area(end);
        Expected::Shows(match dial.what {
            What::WaiterBusy => {
                self.busy([(&watcher.waiters, taken(&watcher.waiters))].into_iter())
            }
            What::ChefsBusy => self.busy(kitchens.iter().map(|k| (&k.chefs, taken(&k.chefs)))),
            What::ChefsWorking => {
                self.busy(kitchens.iter().map(|k| (&k.chefs, k.working.area(end))))
            }
            What::BurnersBusy => self.busy(burners.iter().map(|b| (&b.pool, taken(&b.pool)))),
            What::HatchesBusy => self.busy(hatches.iter().map(|h| (&h.pool, taken(&h.pool)))),
            What::WaiterWait => mean_wait([(&watcher.waiters, &watcher.waiter_waits)].into_iter()),
            What::WaiterQueue => {
                let mean = self.mean_level(watcher.queue.area(end));
                mean.filter(|mean| watcher.waiters.most.is_some() || *mean > 0.0)
            }
            What::RailLengthNow => Some(kitchens.iter().map(|k| k.rail.now).sum::<i64>() as f64),
            What::RailLengthMean => {
                self.mean_level(kitchens.iter().map(|k| k.rail.area(end)).sum())
            }
            What::RailLengthMax => Some(match part {
                Part::Kitchen(at) => watcher.longest[at],
                _ => watcher.longest_of_all,
            } as f64),
            What::RailWait(stat) => figure(sum(kitchens.iter().map(|k| &k.waits)), stat),
            What::RailWaitedShare => {
                let came: u64 = kitchens.iter().map(|k| k.came).sum();
                let at_once: u64 = kitchens.iter().map(|k| k.at_once).sum();
                share((came - at_once) as f64, came as f64)
            }
            What::RailLeftWait => figure(sum(kitchens.iter().map(|k| &k.left)), Stat::Mean),
            What::BurnersWait => mean_wait(burners.iter().map(|b| (&b.pool, &b.waits))),
            What::HatchesWait => mean_wait(hatches.iter().map(|h| (&h.pool, &h.waits))),
            What::Up => {
                let Part::Building(at) = part else { return Expected::Unknown };
                self.mean_level(watcher.up[at].area(end))
            }
            What::PartnerBusy => {
                let partners = Self::places(part, &watcher.partners);
                self.busy(partners.iter().map(|p| (&p.pool, taken(&p.pool))))
            }
            What::FridgeHits => fridges(kitchens, |fridge| fridge.hits),
            What::FridgeMisses => fridges(kitchens, |fridge| fridge.misses),
            What::FridgeStale => fridges(kitchens, |fridge| fridge.stale),
            What::WorktopBusy => self.busy(worktops.iter().map(|w| (&w.pool, taken(&w.pool)))),
            What::WorktopWait => mean_wait(worktops.iter().map(|w| (&w.pool, &w.waits))),
            What::WaterBusy => self.busy(pipes.iter().map(|p| (&p.pool, taken(&p.pool)))),
            What::WaterWait => mean_wait(pipes.iter().map(|p| (&p.pool, &p.waits))),
            What::StoreroomRows => self.rows(part),
            What::PartnerPrevented => {
                let Part::Partner(at) = part else { return Expected::Unknown };
                Some(watcher.prevented[at] as f64)
            }
            _ => return Expected::Unknown,
        })
    }
}

/// Equal but for the last digits, and for a cent in sums of money.
fn same(dial: &Dial, got: Option<f64>, want: Option<f64>) -> bool {
    match (got, want) {
        (Some(got), Some(want)) => {
            let cent = if dial.unit == Unit::Money { 0.010_001 } else { 0.0 };
            (got - want).abs() <= 1e-9 * want.abs() + cent
        }
        (got, want) => got == want,
    }
}

/// What a run shows on the way: counters, and orders that must add up.
struct Looks<'a> {
    ledger: Ledger,
    window: Window,
    dials: &'a [Dial],
    last: Vec<f64>,
    settled: u64,
    every: u64,
    wrong: Vec<String>,
}

impl Witness for Looks<'_> {
    fn see(&mut self, now: Time, fact: Fact) {
        self.ledger.see(now, fact);
    }
}

fn is_counter(dial: &Dial) -> bool {
    matches!(
        dial.what,
        What::OrdersPlaced
            | What::OrdersServed
            | What::OrdersRefused
            | What::OrdersFailed
            | What::OrdersAbandoned
            | What::VisitsBegun
            | What::VisitsHappy
            | What::VisitsUnhappy
            | What::Blame(_)
            | What::Ended(_)
            | What::Latency(Stat::Max)
            | What::VisitLatency(Stat::Max)
            | What::RailWait(Stat::Max)
            | What::RailLengthMax
            | What::PartnerCalls
            | What::PartnerFailed
            | What::WastedOrders
            | What::WastedSeconds
            | What::Revenue
            | What::Costs
    )
}

impl Looks<'_> {
    fn look(&mut self, now: Time) {
        self.ledger.advance(now);
        let Some(reading) = self.ledger.reading(self.window) else { return };
        let read = |dial: &Dial| reading.read(dial).unwrap_or(0.0);
        let shown: Vec<f64> = self.dials.iter().map(read).collect();
        for ((dial, before), now) in self.dials.iter().zip(&self.last).zip(&shown) {
            if is_counter(dial) && now < before {
                self.wrong.push(format!("{dial} falls from {before} to {now}"));
            }
        }
        let value = |what: What, part: Part| {
            let at = self.dials.iter().position(|dial| (dial.what, dial.part) == (what, part));
            at.map_or(0.0, |at| shown[at])
        };
        for dial in self.dials.iter().filter(|dial| dial.what == What::OrdersPlaced) {
            let ends = [What::OrdersServed, What::OrdersRefused, What::OrdersFailed];
            let ends = ends.into_iter().chain([What::OrdersAbandoned, What::OrdersInFlight]);
            let sum: f64 = ends.map(|what| value(what, dial.part)).sum();
            let placed = value(What::OrdersPlaced, dial.part);
            if (placed - sum).abs() > 0.0 {
                self.wrong.push(format!("{dial} is {placed}, but {sum} are somewhere"));
            }
        }
        self.last = shown;
    }
}

impl Watch for Looks<'_> {
    fn settled(&mut self, restaurant: &Restaurant) {
        self.settled += 1;
        if self.settled.is_multiple_of(self.every) && self.wrong.is_empty() {
            // The window opens with the first look after the warm-up: then all counts are zero.
            self.look(restaurant.now());
        }
    }
}

/// What the report of any run may show.
fn check_report(report: &Report) -> Result<(), TestCaseError> {
    let text = json(report);
    let parsed: Value = serde_json::from_str(&text).unwrap();
    prop_assert!(!text.contains("NaN") && !text.contains("-0,") && !text.contains("-0.0,"));
    let dials = parsed["dials"].as_object().unwrap();
    prop_assert_eq!(dials.len(), report.dials.len());
    for (dial, shown) in &report.dials {
        let read = dials[&dial.name].as_f64();
        prop_assert!(same(dial, read, *shown), "{}: {:?} is read as {:?}", dial, shown, read);
        let Some(shown) = shown else { continue };
        let may_be_negative = dial.what == What::Profit;
        prop_assert!(may_be_negative || *shown >= 0.0 && shown.is_sign_positive(), "{}", dial);
        prop_assert!(dial.unit != Unit::Share || *shown <= 1.0 + 1e-12, "{} is {}", dial, shown);
    }
    let of = |name: &str| report.dial(name);
    for prefix in ["latency", "visit.latency", "rail.wait"] {
        let figures = ["p50", "p90", "p95", "p99", "max"].map(|f| of(&format!("{prefix}.{f}")));
        prop_assert!(figures.is_sorted(), "{}: {:?}", prefix, figures);
    }
    let outcomes: u64 = report.outcomes.iter().map(|id| report.outcome(id)).sum();
    let all = ["orders.placed", "orders.in_flight"].map(|name| of(name).unwrap() as u64);
    prop_assert_eq!(all[0], outcomes + all[1]);
    Ok(())
}

/// Merged dials are the sums over rooms, and over dishes and what is not on the menu.
fn check_sums(
    scenario: &Scenario,
    report: &Report,
    books: &Books<'_>,
) -> Result<(), TestCaseError> {
    let names = scenario.names();
    let off_the_menu = books.orders(Part::All).filter(|book| book.dish.is_none()).count() as f64;
    let adds_up = |dial: &Dial| {
        let is_count = matches!(dial.unit, Unit::Count | Unit::Money);
        is_count && dial.part == Part::Room(0)
    };
    for (dial, _) in report.dials.iter().filter(|(dial, _)| adds_up(dial)) {
        let id = dial.name.splitn(3, '.').nth(2).unwrap();
        let all = report.dial(id).unwrap();
        let read = |section: &str, name: &String| {
            report.dial(&format!("{section}.{name}.{id}")).unwrap_or(0.0)
        };
        let rooms: f64 = names.rooms.iter().map(|name| read("dining_room", name)).sum();
        prop_assert!((rooms - all).abs() < 1e-6, "{}: {} in rooms, {} in all", id, rooms, all);
        if id.starts_with("visits.") || id.starts_with("blame.") {
            continue;
        }
        let dishes: f64 = names.dishes.iter().map(|name| read("menu", name)).sum();
        let gap = all - dishes;
        prop_assert!((-1e-6..=off_the_menu + 1e-6).contains(&gap), "{}: {} missing", id, gap);
    }
    let prefixes = names.rooms.iter().map(|room| format!("dining_room.{room}."));
    for prefix in std::iter::once(String::new()).chain(prefixes) {
        let read = |id: &str| report.dial(&format!("{prefix}{id}")).unwrap();
        let blamed: f64 = Side::ALL.iter().map(|side| read(&format!("blame.{}", side.id()))).sum();
        let gap = blamed - read("visits.unhappy");
        prop_assert!(gap.abs() < 1e-6, "{}blame: {} too many", prefix, gap);
    }
    Ok(())
}

proptest! {
    /// The dials of the program's own run are those of the watcher's books.
    #[test]
    fn every_dial_agrees_with_the_books(sample in sample(), wishes in by_hand()) {
        let scenario = sample.scenario();
        let by_hand = placed(&scenario, &wishes);
        let run = replayed(&scenario, &entries(&scenario, &by_hand));
        let driver = watched_with(&scenario, &by_hand);
        nothing_wrong(&driver.witness)?;
        prop_assert_eq!(run.stopped, None);
        prop_assert_eq!(run.end, driver.restaurant.now());
        let books = Books { watcher: &driver.witness, end: run.end };
        let report = Report::new(&scenario, &run, None);
        let mut wrong = Vec::new();
        for (dial, shown) in &report.dials {
            match books.expected(dial) {
                Expected::Shows(wanted) if same(dial, *shown, wanted) => {}
                Expected::Shows(wanted) => {
                    wrong.push(format!("{dial}: {shown:?}, not {wanted:?}"));
                }
                Expected::Summed => {}
                Expected::Unknown => wrong.push(format!("{dial}: nobody keeps books about it")),
            }
        }
        prop_assert!(wrong.is_empty(), "{:#?}", wrong);
        check_report(&report)?;
        check_sums(&scenario, &report, &books)?;
    }

    /// I14: counters never fall, and at every instant no order is missing from the dials.
    #[test]
    fn counters_never_fall(sample in sample()) {
        let scenario = sample.scenario();
        let dials = Dial::all(scenario.names());
        let window = Window { from: scenario.warm_up_ends(), to: Time::NEVER };
        let mut ledger = ledger_of(&scenario);
        ledger.open(window, Time::OPENING);
        let looks = Looks {
            ledger,
            window,
            dials: &dials,
            last: vec![0.0; dials.len()],
            settled: 0,
            every: 29,
            wrong: Vec::new(),
        };
        let driver = drive(&scenario, Pace::Messages, looks);
        prop_assert!(driver.witness.wrong.is_empty(), "{:#?}", driver.witness.wrong);
    }
}
