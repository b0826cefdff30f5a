//! Rows under random restaurants: what a transaction changes is changed all at once or not at all,
//! and nothing is sold twice.

use crate::dials::finished;
use crate::driver::{Pace, Watch, drive, facts};
use crate::render::Sample;
use boh::kernel::Time;
use boh::report::Report;
use boh::restaurant::{Fact, Outcome, Restaurant, Witness};
use boh::rules::Value;
use proptest::prelude::*;
use proptest::sample::select;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

/// A restaurant that gives seats away, as plain choices.
#[derive(Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "plain choices, each of its own")]
pub(crate) struct Booking {
    seed: u64,
    seats: u32,
    per_minute: u32,
    /// In milliseconds.
    times: (u32, u32, u32),
    hatches: Option<u32>,
    chefs: Option<u32>,
    juggles: u32,
    /// Per cent.
    fails: u32,
    timeout: Option<u32>,
    is_indexed: bool,
    /// Whether seats are found and given away in one go.
    pub is_atomic: bool,
    /// Which steps stand between finding a seat and giving it away.
    between: usize,
    /// Two seats at once, in the one order or the other.
    pairs: bool,
    gives_back: bool,
    /// In seconds: when the power of the kitchen goes off, and of the pantry.
    cuts: (Option<u32>, Option<u32>),
    patience: Option<u32>,
    retries: u32,
    /// One of [`DURABLE`].
    durable: usize,
    /// Whether what cannot be done is done otherwise, one of [`OTHERWISE`].
    otherwise: Option<usize>,
    /// How many calls the bank answers at once.
    at_once: Option<u32>,
    /// How often a copy of the pantry is brought up to date, in milliseconds; none: there is no copy.
    copied_every: Option<u32>,
}

/// When rows are safe.
const DURABLE: &[&str] = &["every write", "every 7s", "never"];

/// What is done where something cannot be done.
const OTHERWISE: &[&str] = &[
    "",
    "{ refund = \"bank\" }",
    "{ refund = \"bank\", timeout = \"1s\", retries = 1 }, { require = \"false\" }",
    "{ call = \"bank\", sends = \"1\" }, { mail = \"post\", outbox = \"main\" }",
];

/// What may stand between finding a seat and giving it away.
const BETWEEN: &[&str] = &[
    "",
    "{ cook = \"700ms\" },",
    "{ call = \"bank\", sends = \"12.5\", or = \"payment failed\" },",
    "{ take = { menus = 1 } }, { prep = \"100ms\" },",
    "{ count = \"seats\", where = { free = true }, as = \"left\" }, { require = \"left > 0\", or = \"no table\" },",
    "{ put = { menus = 2 } }, { require = \"seat.id != 2\" },",
    "{ mail = \"post\" }, { let = { half = \"seat.id / 2\" } },",
    "{ call = \"bank\", sends = \"12.5\", key = \"guest.order\", or = \"payment failed\" },",
    "{ call = \"bank\", sends = \"12.5\", key = \"guest.visit\", retries = 2, or = \"payment failed\" },",
    "{ call = \"bank\", sends = \"seat.id\", retries = 1, or = \"payment failed\" }, { mail = \"post\", outbox = \"main\" },",
    "{ mail = \"post\", outbox = \"main\" }, { prep = \"400ms\" },",
    "{ when = \"seat.id > 2\", then = [{ prep = \"300ms\" }], else = [{ find = \"seats\", where = { id = 1 }, as = \"first\" }] },",
];

pub(crate) fn booking() -> impl Strategy<Value = Booking> {
    let time = || select(vec![0, 100, 200, 500, 1_000, 1_700]);
    let counts = (
        1..=9_u32,
        select(vec![10_u32, 60, 240, 600]),
        proptest::option::of(1..=4_u32),
        proptest::option::of(1..=6_u32),
        1..=3_u32,
    );
    let bank = (select(vec![0_u32, 20, 60]), proptest::option::of(1..=3_u32));
    let flags = (any::<bool>(), prop::bool::weighted(0.7), any::<bool>(), any::<bool>());
    let cut = || proptest::option::weighted(0.3, 1..=100_u32);
    let guests = (
        proptest::option::weighted(0.3, 1..=12_u32),
        0..=2_u32,
        0..DURABLE.len(),
        proptest::option::weighted(0.4, 0..OTHERWISE.len()),
        proptest::option::weighted(0.3, 1..=3_u32),
    );
    let copied_every = proptest::option::weighted(0.3, select(vec![0_u32, 300, 2_000, 30_000]));
    (
        (0..1_000_000_u64, 0..BETWEEN.len()),
        counts,
        (time(), time(), time()),
        bank,
        flags,
        (cut(), cut()),
        (guests, copied_every),
    )
        .prop_map(
            |((seed, between), counts, times, bank, flags, cuts, (guests, copied_every))| {
                let (seats, per_minute, hatches, chefs, juggles) = counts;
                let (fails, timeout) = bank;
                let (is_indexed, is_atomic, pairs, gives_back) = flags;
                let (patience, retries, durable, otherwise, at_once) = guests;
                Booking {
                    seed,
                    seats,
                    per_minute,
                    times,
                    hatches,
                    chefs,
                    juggles,
                    fails,
                    timeout,
                    is_indexed,
                    is_atomic,
                    between,
                    pairs,
                    gives_back,
                    cuts,
                    patience,
                    retries,
                    durable,
                    otherwise,
                    at_once,
                    copied_every,
                }
            },
        )
}

impl Booking {
    fn recipe(&self) -> String {
        let find = |name: &str| {
            format!(
                "{{ find = \"seats\", where = {{ free = true }}, as = \"{name}\", or = \"no table\" }},"
            )
        };
        let give = |name: &str| {
            format!(
                "{{ update = \"seats\", key = \"{name}.id\", set = {{ free = false, guest = \"guest.id\" }} }},\n\
                 {{ put = {{ log = {{ seat = \"{name}.id\", guest = \"guest.id\" }} }} }},"
            )
        };
        let timeout = self.timeout.map_or(String::new(), |s| format!(", timeout = \"{s}s\""));
        let between =
            BETWEEN[self.between].replace(", or = \"pay", &format!("{timeout}, or = \"pay"));
        let mut steps = format!("{}\n{between}\n{}", find("seat"), give("seat"));
        if self.pairs {
            // In one go both or none; the rows are held in another order by every other guest.
            let second = "{ when = \"guest.id % 2 == 0\", then = [{ find = \"seats\", where = { id = 1 }, as = \"other\" }, \
                          { find = \"seats\", where = { id = 2 }, as = \"other\" }], \
                          else = [{ find = \"seats\", where = { id = 2 }, as = \"other\" }, { find = \"seats\", where = { id = 1 }, as = \"other\" }] },";
            steps = format!("{second}\n{steps}");
        }
        let steps = if self.is_atomic { format!("{{ atomic = [\n{steps}\n] }},") } else { steps };
        match self.otherwise {
            None => steps,
            Some(at) => format!("{{ try = [\n{steps}\n], else = [{}] }},", OTHERWISE[at]),
        }
    }

    fn moves_money(&self) -> bool {
        let recipe = self.recipe();
        recipe.contains("sends") || recipe.contains("refund")
    }

    /// Says whether a power cut of the kitchen takes letters along.
    fn has_letters_of_the_kitchen(&self) -> bool {
        self.recipe().contains("mail = \"post\" }")
    }

    /// Writes it down.
    pub(crate) fn sample(&self) -> Sample {
        let count =
            |count: Option<u32>| count.map_or("\"unlimited\"".to_owned(), |n| n.to_string());
        let (take, put, answers) = self.times;
        let index = if self.is_indexed { "index = [\"id\", \"free\"]" } else { "scan = \"3ms\"" };
        let mut cuts = String::new();
        for (at, building) in [(self.cuts.0, "hall"), (self.cuts.1, "cellar")] {
            if let Some(at) = at {
                let _ = writeln!(
                    cuts,
                    "[[timeline]]\nat = \"{at}s\"\nset = {{ \"building.{building}.power\" = \"off\" }}\nfor = \"9s\""
                );
            }
        }
        let back = if self.gives_back {
            "[menu.leave]\nrecipe = [\n{ find = \"log\", where = { guest = \"guest.id\" }, as = \"entry\", or = \"no table\" },\n\
             { atomic = [{ remove = \"log\", key = \"entry.id\" }, \
             { update = \"seats\", key = \"entry.seat\", set = { free = true, guest = 0 } }] },\n]\n"
        } else {
            ""
        };
        let copy = self.copied_every.map_or(String::new(), |every| {
            format!("[pantry.copy]\nhatches = 2\ntake = \"{take}ms\"\ncopies = {{ of = \"main\", every = \"{every}ms\" }}\n")
        });
        let patience = self.patience.map_or(String::new(), |s| format!("patience = \"{s}s\"\n"));
        let text = format!(
            "title = \"Seats\"\nduration = \"2m\"\nseed = {seed}\n\
             [menu.book]\nprice = 3\nrecipe = [\n{recipe}\n{{ answer = {{ done = true }} }},\n]\n{back}\
             [dining_room.web]\narrivals = \"{per_minute}/min\"\n{patience}\
             people = {{ count = 7, id = \"{{n}}\" }}\nretry = {{ limit = {retries}, wait = \"2s\" }}\n\
             [kitchen.main]\nchefs = {chefs}\njuggles = {juggles}\nbuilding = \"hall\"\n\
             [building.hall]\nboots_in = \"3s\"\n[building.cellar]\n\
             [pantry.main]\nhatches = {hatches}\ntake = \"{take}ms\"\nput = \"{put}ms\"\ndurable = \"{durable}\"\nbuilding = \"cellar\"\n\
             [pantry.main.shelf.seats]\nrows = {{ count = {seats}, id = \"{{n}}\", free = true, guest = 0 }}\n{index}\n\
             [pantry.main.shelf.log]\nrows = []\n\
             [pantry.main.shelf.menus]\nstock = 50\n\
             [partner.bank]\nanswers = {{ exp = \"{answers}ms\" }}\nfails = {fails}\nat_once = {at_once}\n\
             [partner.post]\nanswers = \"2s\"\nfails = 0.3\n{copy}{cuts}",
            seed = self.seed,
            recipe = self.recipe(),
            per_minute = self.per_minute,
            retries = self.retries,
            chefs = count(self.chefs),
            juggles = self.juggles,
            hatches = count(self.hatches),
            seats = self.seats,
            answers = answers.max(1),
            fails = f64::from(self.fails) / 100.0,
            durable = DURABLE[self.durable],
            at_once = count(self.at_once),
        );
        Sample { text, trace: None, features: BTreeSet::new() }
    }
}

/// What the bank has, what the till has got, and letters; noted order by order.
#[derive(Default)]
struct Till {
    charged: i64,
    refunded: i64,
    owed: i64,
    paid: i64,
    letters: u64,
    sent: u64,
    lost: u64,
    /// What the bank has taken for orders that have not ended, by slot.
    held: BTreeMap<u32, i64>,
    open: BTreeSet<u32>,
    wrong: Vec<String>,
}

impl Till {
    fn see(&mut self, fact: Fact) {
        match fact {
            Fact::Placed { order, .. } => {
                self.open.insert(order);
                self.held.insert(order, 0);
            }
            Fact::Decided { order, .. } => {
                self.open.remove(&order);
                self.owed += self.held.remove(&order).unwrap_or(0);
            }
            Fact::Paid { cents, was_sent: true, .. } => {
                self.paid += cents;
                self.owed -= cents;
            }
            Fact::Charged { order, cents, is_owed, .. } => {
                self.charged += cents;
                self.moved(order, cents, is_owed);
            }
            Fact::Refunded { order, cents, is_owed, .. } => {
                self.refunded += cents;
                if cents < 0 || self.refunded > self.charged {
                    self.wrong.push(format!("{} of {} given back", self.refunded, self.charged));
                }
                self.moved(order, -cents, is_owed);
            }
            Fact::Mailed { .. } => self.letters += 1,
            Fact::LetterSent { .. } => self.sent += 1,
            Fact::LetterLost { .. } => self.lost += 1,
            _ => {}
        }
    }

    fn moved(&mut self, order: Option<u32>, cents: i64, is_owed: bool) {
        let is_open = order.is_some_and(|order| self.open.contains(&order));
        if is_open == is_owed {
            self.wrong.push(format!("{order:?} is owed: {is_owed}, open: {is_open}"));
        }
        match order.filter(|_| is_open) {
            Some(order) => *self.held.entry(order).or_default() += cents,
            None => self.owed += cents,
        }
    }

    /// What the bank has, the till has, or it is owed, or held for somebody in the house.
    fn balances(&mut self) {
        let held: i64 = self.held.values().sum();
        if self.charged - self.refunded != self.paid + self.owed + held {
            let Till { charged, refunded, paid, owed, .. } = self;
            self.wrong.push(format!("{charged} - {refunded} is not {paid} + {owed} + {held}"));
        }
        if self.sent + self.lost > self.letters {
            self.wrong
                .push(format!("{} letters, {} sent, {} lost", self.letters, self.sent, self.lost));
        }
    }
}

/// Notes what is wrong with the rows between two moments.
#[derive(Default)]
struct Auditor {
    is_atomic: bool,
    placed: u64,
    ended: BTreeMap<u8, u64>,
    paid: i64,
    sold_twice: u64,
    conflicts: u64,
    read: u64,
    lost: u64,
    promises: u64,
    stale: u64,
    till: Till,
    wrong: Vec<String>,
}

impl Witness for Auditor {
    fn see(&mut self, _: Time, fact: Fact) {
        match fact {
            Fact::Placed { .. } => self.placed += 1,
            Fact::Decided { outcome, .. } => *self.ended.entry(outcome.0).or_default() += 1,
            Fact::Paid { cents, .. } => self.paid += cents,
            Fact::SoldTwice { .. } => self.sold_twice += 1,
            Fact::Conflict { .. } => self.conflicts += 1,
            Fact::Stale { .. } => self.stale += 1,
            Fact::RowsRead { rows, .. } => self.read += rows,
            Fact::RowsLost { rows, confirmed, .. } => {
                self.lost += rows;
                self.promises += confirmed;
                if confirmed > rows {
                    self.wrong.push(format!("{confirmed} orders lost {rows} rows"));
                }
            }
            _ => {}
        }
        self.till.see(fact);
        self.wrong.append(&mut self.till.wrong);
    }
}

impl Watch for Auditor {
    fn settled(&mut self, restaurant: &Restaurant) {
        self.wrong.extend(restaurant.audit());
        self.till.balances();
        let of = |shelf: u32, field: &'static str| {
            let rows = restaurant.rows(0, shelf, usize::MAX);
            rows.into_iter().map(move |row| row.get(field).clone()).collect::<Vec<Value>>()
        };
        if self.is_atomic && self.wrong.is_empty() {
            let taken = of(0, "free").iter().filter(|free| !free.is_true()).count();
            let booked: Vec<Value> = of(1, "seat");
            let seats: BTreeSet<String> = booked.iter().map(Value::to_string).collect();
            if taken != booked.len() || seats.len() != booked.len() {
                self.wrong.push(format!("{taken} seats are taken, {booked:?} are booked"));
            }
        }
    }
}

proptest! {
    // Looking through all rows after every message takes longer than the run itself.
    #![proptest_config(ProptestConfig {
        cases: ProptestConfig::default().cases.min(2_000),
        ..ProptestConfig::default()
    })]

    #[test]
    fn a_transaction_changes_all_or_nothing(booking in booking()) {
        let sample = booking.sample();
        let scenario = sample.scenario();
        let witness = Auditor { is_atomic: booking.is_atomic, ..Auditor::default() };
        let driver = drive(&scenario, Pace::Messages, witness);
        let Auditor { wrong, ended, placed, paid, sold_twice, conflicts, read, lost, promises, stale, till, .. } =
            driver.witness;
        let report = Report::new(&scenario, &finished(&scenario), None);
        let shown = |name: &str| {
            report.dials.iter().find(|(dial, _)| dial.name == name).and_then(|(_, shown)| *shown)
        };
        for (dial, told) in [
            ("rows.read", read),
            ("pantry.conflicts", conflicts),
            ("pantry.main.sold_twice", sold_twice),
            ("pantry.stale", stale),
            ("pantry.lost_rows", lost),
            ("pantry.main.lost_confirmed", promises),
        ] {
            prop_assert_eq!(shown(dial), Some(told as f64), "{}\n{}", dial, sample.text);
        }
        let takes_money = booking.moves_money();
        for (dial, told) in [
            ("money.owed", till.owed),
            ("partner.bank.charged", till.charged),
            ("partner.bank.refunded", till.refunded),
        ] {
            let told = (takes_money || dial == "money.owed").then_some(told as f64 / 100.0);
            prop_assert_eq!(shown(dial), told, "{}\n{}", dial, sample.text);
        }
        for (dial, told) in
            [("mail.written", till.letters), ("mail.sent", till.sent), ("mail.lost", till.lost)]
        {
            prop_assert_eq!(shown(dial), Some(told as f64), "{}\n{}", dial, sample.text);
        }
        if booking.durable == 0 && !booking.has_letters_of_the_kitchen() {
            prop_assert_eq!(till.lost, 0, "{}", sample.text);
        }
        // Without a key that is older than the order, the till never has more than the bank.
        if !booking.recipe().contains("guest.visit") {
            prop_assert!(till.owed >= 0, "{}", sample.text);
        }
        prop_assert!(wrong.is_empty(), "{wrong:#?}\n{}", sample.text);
        prop_assert!(ended.values().sum::<u64>() <= placed);
        if booking.durable == 0 || booking.cuts.1.is_none() {
            prop_assert_eq!(lost, 0, "{}", sample.text);
        }
        if booking.copied_every.unwrap_or(0) == 0 {
            prop_assert_eq!(stale, 0, "{}", sample.text);
        }
        let served = ended.get(&Outcome::SERVED.0).copied().unwrap_or(0);
        if booking.is_atomic {
            prop_assert_eq!(sold_twice, 0, "{}", sample.text);
            if !booking.gives_back && lost == 0 && booking.otherwise.is_none() {
                prop_assert!(served <= u64::from(booking.seats), "{}", sample.text);
            }
        }
        // Whoever was served has paid the price, or what the call has sent.
        let each = if BETWEEN[booking.between].contains("sends") { 1_250 } else { 300 };
        let is_fixed = booking.otherwise.is_none() && !booking.recipe().contains("sends = \"seat.id");
        if !booking.gives_back && is_fixed {
            prop_assert_eq!(paid, each * served as i64, "{}", sample.text);
        }
    }

    #[test]
    fn rows_are_the_same_however_a_run_is_cut(booking in booking(), cuts in prop::collection::vec(1..4_000_000_000_u64, 1..6)) {
        let scenario = booking.sample().scenario();
        let straight = facts(&scenario, Pace::Straight);
        prop_assert_eq!(&facts(&scenario, Pace::Messages), &straight);
        // Now and then the rest is done by a clone.
        prop_assert_eq!(&facts(&scenario, Pace::Stretches(cuts)), &straight);
    }
}

/// Without a transaction the same seat is given away twice, in some of the restaurants.
#[test]
fn without_a_transaction_seats_are_sold_twice() {
    let sold_twice = (1..=20).map(|seed| {
        let booking = Booking {
            seed,
            seats: 9,
            per_minute: 240,
            times: (200, 300, 0),
            hatches: None,
            chefs: None,
            juggles: 1,
            fails: 0,
            timeout: None,
            is_indexed: false,
            is_atomic: false,
            between: 1,
            pairs: false,
            gives_back: false,
            cuts: (None, None),
            patience: None,
            retries: 0,
            durable: 0,
            otherwise: None,
            at_once: None,
            copied_every: None,
        };
        let scenario = booking.sample().scenario();
        let witness = Auditor::default();
        drive(&scenario, Pace::Straight, witness).witness.sold_twice
    });
    assert!(sold_twice.min() > Some(0), "each of these restaurants sells a seat twice");
}
