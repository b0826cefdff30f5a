//! The door under random restaurants: whose rows leave the house is counted, whoever is locked out
//! is let in again in time, and a hostile note does nothing where it is disarmed.

use crate::dials::finished;
use crate::driver::{Pace, Watch, drive, facts};
use crate::render::Sample;
use boh::kernel::{SECOND, Span, Time};
use boh::report::Report;
use boh::restaurant::{Fact, Outcome, Restaurant, Witness};
use proptest::prelude::*;
use proptest::sample::select;
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use std::collections::{BTreeMap, BTreeSet};

/// A restaurant where guests read notes, as plain choices.
#[derive(Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "plain choices, each of its own")]
struct Doorway {
    seed: u64,
    members: u64,
    notes: u64,
    per_minute: (u32, u32),
    /// Who of the guests says the right password, in per cent.
    right: u64,
    /// After how many wrong tries it is locked, and for how many seconds.
    lock: Option<(u64, u64)>,
    /// The lock changes so in the middle.
    turned_lock: Option<(u64, u64)>,
    guest_limit: Option<u32>,
    is_sealed: bool,
    neutralises: bool,
    asks_whose: bool,
    is_indexed: bool,
    /// In milliseconds.
    take: u32,
    cook: u32,
    patience: Option<u32>,
    chefs: Option<u32>,
    retries: u32,
    stands_for: u64,
    /// One of [`SHOWN`].
    shown: usize,
}

/// How a note comes into the answer.
const SHOWN: &[&str] = &[
    "{ answer = { text = \"note.text\" } }",
    "{ answer = { note = \"note\", again = \"note.id\" } }",
    "{ let = { a = \"note\", b = \"a.text + 1\" } }, { answer = { b = \"b\" } }",
    "{ answer = { text = \"note.text\" } }, { put = { log = { text = \"note.text\" } }, as = \"entry\" }, \
     { answer = { id = \"entry.id\", text = \"note.id\" } }",
];

fn doorway() -> impl Strategy<Value = Doorway> {
    let lock = || proptest::option::weighted(0.7, (1..=4_u64, 1..=20_u64));
    (
        (0..1_000_000_u64, 1..=5_u64, 1..=9_u64, 0..SHOWN.len()),
        (select(vec![10_u32, 60, 240]), select(vec![0_u32, 30, 120])),
        (0..=100_u64, lock(), proptest::option::weighted(0.3, (1..=3_u64, 1..=9_u64))),
        (proptest::option::weighted(0.3, select(vec![3_u32, 20])), 0..=2_u32, 1..=3_u64),
        (prop::bool::weighted(0.3), any::<bool>(), prop::bool::weighted(0.3), any::<bool>()),
        (select(vec![0_u32, 100, 700]), select(vec![0_u32, 300, 2_000])),
        (proptest::option::weighted(0.3, 1..=5_u32), proptest::option::of(1..=4_u32)),
    )
        .prop_map(|(size, per_minute, door, limits, flags, times, guests)| Doorway {
            seed: size.0,
            members: size.1,
            notes: size.2,
            shown: size.3,
            per_minute,
            right: door.0,
            lock: door.1,
            turned_lock: door.2,
            guest_limit: limits.0,
            retries: limits.1,
            stands_for: limits.2,
            is_sealed: flags.0,
            neutralises: flags.1,
            asks_whose: flags.2,
            is_indexed: flags.3,
            take: times.0,
            cook: times.1,
            patience: guests.0,
            chefs: guests.1,
        })
}

/// Who owns a note, and what it is about: also known to whoever reads this.
impl Doorway {
    fn owner(&self, note: u64) -> u64 {
        note % (self.members + 1)
    }

    fn topic(note: u64) -> u64 {
        note % 3
    }

    fn foreign(&self, notes: &[u64], wristband: u64) -> u64 {
        // What belongs to 0 belongs to nobody.
        let is_foreign = |note: &&u64| ![0, wristband].contains(&self.owner(**note));
        notes.iter().filter(is_foreign).count() as u64 * self.stands_for
    }

    /// Writes it down. What a call sends says what was shown, and who saw it.
    fn sample(&self) -> Sample {
        const BAND: &str = "choose(guest.wristband == nothing, 0, guest.wristband)";
        let notes = (1..=self.notes).map(|note| {
            let owner = match self.owner(note) {
                0 => String::new(),
                owner => format!(", member = {owner}"),
            };
            format!("{{ id = {note}, topic = \"t{}\", text = \"n\"{owner} }}", Self::topic(note))
        });
        let people = (0..20).map(|guest| {
            let note = guest * 7 % self.notes + 1;
            let right = if guest * 37 % 100 < self.right { "right" } else { "wrong" };
            let words =
                ["t0", "t1", "x\\\" || topic != \\\"", "t2\\\" || true // "][guest as usize % 4];
            let email = guest % self.members + 1;
            format!("{{ email = {email}, note = {note}, word = \"{right}\", words = \"{words}\" }}")
        });
        let lock = self.lock.map_or(String::new(), |(after, seconds)| {
            format!("locks_out = {{ by = \"room\", after = {after}, for = \"{seconds}s\" }}\n")
        });
        let turned = self.lock.and(self.turned_lock).map_or(String::new(), |(after, seconds)| {
            format!(
                "[[timeline]]\nat = \"31s\"\nset = {{ \"menu.login.locks_out.after\" = {after}, \
                 \"menu.login.locks_out.for\" = \"{seconds}s\" }}\n"
            )
        });
        let limit =
            self.guest_limit.map_or(String::new(), |n| format!("guest_limit = \"{n}/min\"\n"));
        let patience = self.patience.map_or(String::new(), |s| format!("patience = \"{s}s\"\n"));
        let require =
            if self.asks_whose { "{ require = \"note.member == guest.wristband\" }," } else { "" };
        let text = format!(
            "title = \"Notes\"\nduration = \"1m\"\nseed = {seed}\n\
             [menu.login]\n{lock}recipe = [\n\
             {{ find = \"members\", where = {{ id = \"order.email\" }}, as = \"member\", or = \"who are you\" }},\n\
             {{ cook = \"{cook}ms\" }},\n{{ require = \"order.word == 'right'\", or = \"who are you\" }},\n\
             {{ wristband = \"member.id\", lasts = \"20s\" }},\n{{ answer = {{ hello = \"member.id\" }} }},\n]\n\
             [menu.note]\nrecipe = [\n{{ find = \"notes\", where = {{ id = \"order.note\" }}, as = \"note\" }},\n{require}\n{shown},\n\
             {{ call = \"bank\", sends = \"(note.id * 1000 + {BAND}) / 100\" }},\n{{ cook = \"{cook}ms\" }},\n]\n\
             [menu.topic]\nrecipe = [\n{{ rank = \"notes\", by = \"row.id\", where = {{ topic = \"order.words\" }}, pasted = true, as = \"notes\" }},\n\
             {{ answer = {{ notes = \"notes\" }} }},\n\
             {{ call = \"bank\", sends = \"(len(notes) * 1000 + {BAND}) / 100\" }},\n]\n\
             [dining_room.web]\narrivals = \"{web}/min\"\nsealed = {is_sealed}\n{patience}people = [{people}]\n\
             says = {{ room = 0, email = \"guest.email\", note = \"guest.note\", word = \"guest.word\", words = \"guest.words\" }}\n\
             retry = {{ limit = {retries}, wait = \"2s\" }}\n\
             [dining_room.spy]\nattacker = true\noverhears = \"web\"\narrivals = \"{spy}/min\"\npeople = {{ count = 3, id = \"{{n}}\" }}\n\
             says = {{ room = 1, email = \"overheard.email\", note = \"overheard.note\", word = \"overheard.word\", words = \"overheard.words\" }}\n\
             [waiter]\nneutralises = \"{neutralises}\"\n{limit}\
             [kitchen.main]\nchefs = {chefs}\n[partner.bank]\n\
             [pantry.main]\ntake = \"{take}ms\"\n\
             [pantry.main.shelf.members]\nrows = {{ count = {members}, id = \"{{n}}\" }}\nowner = \"id\"\n\
             [pantry.main.shelf.notes]\nowner = \"member\"\nstands_for = {stands_for}\n{index}rows = [{notes}]\n\
             [pantry.main.shelf.log]\nrows = []\n{turned}",
            seed = self.seed,
            cook = self.cook,
            shown = SHOWN[self.shown],
            web = self.per_minute.0,
            spy = self.per_minute.1,
            is_sealed = self.is_sealed,
            people = people.collect::<Vec<_>>().join(", "),
            retries = self.retries,
            neutralises = if self.neutralises { "on" } else { "off" },
            chefs = self.chefs.map_or("\"unlimited\"".into(), |chefs| chefs.to_string()),
            take = self.take,
            members = self.members,
            stands_for = self.stands_for,
            index = if self.is_indexed { "index = [\"id\", \"topic\"]\n" } else { "" },
            notes = notes.collect::<Vec<_>>().join(", "),
        )
        .replace("'right'", "\\\"right\\\"");
        Sample { text, trace: None, features: BTreeSet::new() }
    }
}

const LOGIN: u32 = 0;
const NOTE: u32 = 1;

/// An order of a guest, as its witness knows it.
#[derive(Clone, Default)]
struct Known {
    room: usize,
    dish: u32,
    placed: Time,
    /// How many rows of others the guest may have paid for: what is paid does not tell all.
    paid_for: Vec<u64>,
    leaked: u64,
    is_locked_out: bool,
}

/// Books of its own about the door.
struct Doorkeeper<'d> {
    door: &'d Doorway,
    orders: BTreeMap<u32, Known>,
    /// By room: wrong tries in a row, and from when to when it was locked.
    tries: [u64; 2],
    closed: [Vec<(Time, Time)>; 2],
    counts: BTreeMap<&'static str, u64>,
    wrong: Vec<String>,
}

impl<'d> Doorkeeper<'d> {
    fn new(door: &'d Doorway) -> Self {
        Doorkeeper {
            door,
            orders: BTreeMap::new(),
            tries: [0; 2],
            closed: [Vec::new(), Vec::new()],
            counts: BTreeMap::new(),
            wrong: Vec::new(),
        }
    }

    fn count(&mut self, dial: &'static str, more: u64) {
        *self.counts.entry(dial).or_default() += more;
    }

    /// Returns how many rows of others may have been shown for this money.
    fn paid_for(&self, dish: u32, cents: i64) -> Vec<u64> {
        let (what, wristband) = (cents as u64 / 1000, cents as u64 % 1000);
        if dish == NOTE {
            return vec![self.door.foreign(&[what], wristband)];
        }
        let about = |topic: u64| -> Vec<u64> {
            (1..=self.door.notes).filter(|note| Doorway::topic(*note) == topic).collect()
        };
        // What hostile notes find depends on whether they are disarmed.
        let hostile = if self.door.neutralises { vec![] } else { (1..=self.door.notes).collect() };
        let sets = [about(0), about(1), hostile];
        let fits = sets.iter().filter(|set| set.len() as u64 == what);
        fits.map(|set| self.door.foreign(set, wristband)).collect()
    }

    fn lock_settings(&self, now: Time) -> Option<(u64, u64)> {
        let turned = self.door.turned_lock.filter(|_| now >= Time(31 * SECOND.0));
        self.door.lock.map(|lock| turned.unwrap_or(lock))
    }

    fn decided(&mut self, now: Time, order: u32, outcome: Outcome) {
        let Some(known) = self.orders.remove(&order) else { return };
        let is_served = outcome == Outcome::SERVED;
        if !is_served && known.leaked > 0 {
            self.wrong.push(format!("{} rows shown to nobody", known.leaked));
        }
        let nothing = vec![0];
        let paid_for = if known.paid_for.is_empty() { &nothing } else { &known.paid_for };
        if is_served && !paid_for.contains(&known.leaked) {
            let Known { dish, leaked, .. } = known;
            self.wrong.push(format!("{paid_for:?} rows of others shown by {dish}, told {leaked}"));
        }
        if known.is_locked_out && outcome != Outcome::TOO_MANY_ORDERS {
            self.wrong.push(format!("locked out, and then {outcome:?}"));
        }
        // Whoever leaves early hears nothing of what was wrong.
        if known.dish == LOGIN && self.door.patience.is_none() {
            self.login(now, &known, outcome);
        }
    }

    /// Follows the lock of a room.
    fn login(&mut self, now: Time, known: &Known, outcome: Outcome) {
        let Some((after, seconds)) = self.lock_settings(now) else { return };
        let (tries, closed) = (&mut self.tries[known.room], &mut self.closed[known.room]);
        if known.is_locked_out {
            if !closed.iter().any(|(from, until)| (*from..=*until).contains(&now)) {
                self.wrong.push(format!("locked out at {now:?}, where it is open: {closed:?}"));
            }
            return;
        }
        let is_let_in = [Outcome::SERVED, Outcome::WHO_ARE_YOU].contains(&outcome);
        // What happens at the very moment at which a lock changes may come before or behind it.
        let was_closed =
            |(from, until): &(Time, Time)| *from < known.placed && known.placed < *until;
        if is_let_in && closed.iter().any(was_closed) {
            self.wrong
                .push(format!("let in at {:?}, where it is locked: {closed:?}", known.placed));
        }
        let is_closed = closed.last().is_some_and(|(_, until)| now < *until);
        match outcome {
            Outcome::SERVED => {
                *tries = 0;
                if is_closed && let Some((_, until)) = closed.last_mut() {
                    *until = now;
                }
            }
            Outcome::WHO_ARE_YOU if !is_closed => {
                *tries += 1;
                if *tries >= after {
                    *tries = 0;
                    closed.push((now, now + Span(seconds * SECOND.0)));
                }
            }
            _ => {}
        }
    }
}

impl Witness for Doorkeeper<'_> {
    fn see(&mut self, now: Time, fact: Fact) {
        match fact {
            Fact::Placed { order, room, dish: Some(dish), .. } => {
                let known = Known { room: room as usize, dish, placed: now, ..Known::default() };
                self.orders.insert(order, known);
                if room == 0 && !self.door.is_sealed {
                    self.count("said aloud", 1);
                }
            }
            Fact::Paid { order, cents, .. } => {
                let paid_for = self.paid_for(self.orders[&order].dish, cents);
                if paid_for.is_empty() {
                    self.wrong.push(format!("nothing is shown for {cents} cents"));
                }
                self.orders.entry(order).or_default().paid_for = paid_for;
            }
            Fact::Leaked { order, rows } => {
                self.orders.entry(order).or_default().leaked = rows;
                self.count("security.leaked_rows", rows);
            }
            Fact::Decided { order, outcome } => self.decided(now, order, outcome),
            Fact::LockedOut { order } => {
                self.orders.entry(order).or_default().is_locked_out = true;
                self.count("security.locked_out", 1);
            }
            Fact::Overheard { .. } => self.count("security.overheard", 1),
            Fact::Wristband { is_own, .. } => {
                self.count("security.logins", 1);
                self.count("security.break_ins", u64::from(!is_own));
            }
            _ => {}
        }
    }
}

impl Watch for Doorkeeper<'_> {
    fn settled(&mut self, restaurant: &Restaurant) {
        self.wrong.extend(restaurant.audit());
    }
}

proptest! {
    // Looking through the whole restaurant after every message takes longer than the run itself.
    #![proptest_config(ProptestConfig {
        cases: ProptestConfig::default().cases.min(2_000),
        ..ProptestConfig::default()
    })]

    #[test]
    fn no_row_of_another_guest_leaves_uncounted(door in doorway()) {
        let sample = door.sample();
        let scenario = sample.scenario();
        let driver = drive(&scenario, Pace::Messages, Doorkeeper::new(&door));
        let Doorkeeper { wrong, counts, .. } = driver.witness;
        prop_assert!(wrong.is_empty(), "{wrong:#?}\n{}", sample.text);
        let told = |name: &str| counts.get(name).copied().unwrap_or(0);
        prop_assert_eq!(told("security.overheard"), told("said aloud"), "{}", sample.text);
        let report = Report::new(&scenario, &finished(&scenario), None);
        for name in ["leaked_rows", "locked_out", "overheard", "logins", "break_ins"] {
            let name = format!("security.{name}");
            let shown = report.dials.iter().find(|(dial, _)| dial.name == name).and_then(|(_, s)| *s);
            prop_assert_eq!(shown, Some(told(&name) as f64), "{}\n{}", name, sample.text);
        }
        if door.lock.is_none() {
            prop_assert_eq!(told("security.locked_out"), 0);
        }
    }

    #[test]
    fn the_door_is_the_same_however_a_run_is_cut(door in doorway(), cuts in prop::collection::vec(1..4_000_000_000_u64, 1..6)) {
        let scenario = door.sample().scenario();
        let straight = facts(&scenario, Pace::Straight);
        prop_assert_eq!(&facts(&scenario, Pace::Messages), &straight);
        // Now and then the rest is done by a clone.
        prop_assert_eq!(&facts(&scenario, Pace::Stretches(cuts)), &straight);
    }
}

/// Each law is tried: in some of these restaurants something happens that it is about.
#[test]
fn random_doors_are_tried_by_everybody() {
    let rng = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    let mut runner = TestRunner::new_with_rng(Config::default(), rng);
    let mut met: BTreeMap<&str, u32> = BTreeMap::new();
    for _ in 0..100 {
        let door = doorway().new_tree(&mut runner).unwrap().current();
        let witness = Doorkeeper::new(&door);
        let doorkeeper = drive(&door.sample().scenario(), Pace::Straight, witness).witness;
        for (dial, count) in doorkeeper.counts {
            *met.entry(dial).or_default() += u32::from(count > 0);
        }
    }
    let dials = ["leaked_rows", "locked_out", "overheard", "break_ins"];
    let rare = dials.iter().filter(|dial| met.get(&*format!("security.{dial}")) < Some(&20));
    assert_eq!(rare.count(), 0, "{met:?}");
}
