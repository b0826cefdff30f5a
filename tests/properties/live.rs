//! Random restaurants, watched: whatever somebody asks a live run for, its journal is the same run.

use crate::dials::replayed;
use crate::render::{Sample, sample};
use crate::rows::booking;
use boh::kernel::{Span, Time};
use boh::report::{Report, json};
use boh::runner::live::{Beginning, Clock, Live, Waited};
use boh::runner::{Finished, Follow, Journal, Request, Speed, ToBranch};
use boh::scenario::{Scenario, knobs};
use crossbeam_channel::{Receiver, Sender, bounded};
use proptest::collection::vec;
use proptest::prelude::*;
use std::collections::VecDeque;
use std::sync::Arc;
use std::time::Duration;

/// A clock of which every look takes a moment. After so many looks, or when nothing goes on, it asks
/// for the next thing: so a run on a thread is the same run every time.
struct Script {
    wishes: VecDeque<(u32, Request)>,
    looks: u32,
    time: Duration,
    desk: Receiver<Sender<Request>>,
    requests: Option<Sender<Request>>,
    resumes: u32,
}

impl Clock for Script {
    fn now(&mut self) -> Duration {
        let requests = self.requests.get_or_insert_with(|| self.desk.recv().unwrap());
        self.looks += 1;
        if self.wishes.front().is_some_and(|wish| wish.0 <= self.looks)
            && let Some((_, request)) = self.wishes.pop_front()
        {
            self.looks = 0;
            requests.send(request).unwrap();
        }
        self.time += Duration::from_millis(3);
        self.time
    }

    fn wait(&mut self, requests: &Receiver<Request>, most: Option<Duration>) -> Waited {
        if let Ok(request) = requests.try_recv() {
            return Waited::Asked(request);
        }
        if let Some(most) = most {
            self.time += most;
            return Waited::Nothing;
        }
        self.looks = 0;
        if let Some((_, request)) = self.wishes.pop_front() {
            return Waited::Asked(request);
        }
        // Whoever still was on the way somewhere has paused there.
        self.resumes += 1;
        if self.resumes < 3 { Waited::Asked(Request::Resume) } else { Waited::NobodyThere }
    }
}

/// Makes a request of two numbers.
fn request(scenario: &Scenario, kind: u32, number: usize) -> Request {
    let names = scenario.names();
    let day = scenario.duration.0;
    let (part, span) = (day / 100 * number as u64, Span(day / 100 * (number as u64 % 50)));
    match kind {
        0..=3 => {
            let all = knobs(scenario);
            let counts = all.iter().filter(|knob| !knob.name.ends_with(".arrivals"));
            let knob = counts.cycle().nth(number).map_or(String::new(), |knob| knob.name.clone());
            let value = ["0", "2", "unlimited", "\"off\"", "\"on\"", "1s"][number % 6];
            Request::Turn { knob, value: value.into() }
        }
        4..=6 => {
            let room = names.rooms[number % names.rooms.len()].clone();
            let dish = names.dishes.get(number % 4).map_or("cake", String::as_str);
            Request::Place { room, dish: dish.into(), says: Vec::new() }
        }
        7..=8 => Request::Back(span),
        9 => Request::Forward(span),
        10..=11 => Request::To(Time(part)),
        12 => Request::OneEvent,
        13 => Request::Toggle,
        14 => Request::Speed([Speed::Max, Speed::Times(50.0), Speed::Times(7.0)][number % 3]),
        15..=16 => Request::Fork,
        17 => Request::EndFork,
        18 => Request::Branch([ToBranch::Next, ToBranch::Previous][number % 2]),
        19 => Request::Follow(Follow::Number(number as u64)),
        20 => Request::Until(["rail.length.now > 2", "orders.placed@20s > 4"][number % 2].into()),
        _ => [Request::NextFact, Request::Restart][number % 2].clone(),
    }
}

fn report(scenario: &Scenario, run: &Finished) -> String {
    let text = json(&Report::new(scenario, run, None));
    text[..text.find("\"performance\"").unwrap()].to_owned()
}

proptest! {
    // A thread, pictures and branches take longer than the run itself.
    #![proptest_config(ProptestConfig {
        cases: ProptestConfig::default().cases.min(1_000),
        ..ProptestConfig::default()
    })]

    #[test]
    fn a_live_run_is_what_its_journal_says(
        sample in sample(),
        wishes in vec((0..30_u32, 0..22_u32, 0..100_usize), 0..12),
    ) {
        is_what_its_journal_says(&sample, wishes)?;
    }

    #[test]
    fn a_live_run_with_rows_is_what_its_journal_says(
        booking in booking(),
        wishes in vec((0..30_u32, 0..22_u32, 0..100_usize), 0..12),
    ) {
        is_what_its_journal_says(&booking.sample(), wishes)?;
    }
}

/// Watches a run, asks things of it, and replays its journal.
fn is_what_its_journal_says(
    sample: &Sample,
    wishes: Vec<(u32, u32, usize)>,
) -> Result<(), TestCaseError> {
    let (source, mut scenario) = sample.opened();
    // With some knobs turned, orders would wait for ten years until the house is empty.
    scenario.drain = false;
    let scenario = Arc::new(scenario);
    let wish = |(looks, kind, number)| (looks, request(&scenario, kind, number));
    let to_the_end = [Request::Speed(Speed::Max), Request::Resume].map(|request| (0, request));
    let (give, desk) = bounded(1);
    let clock = Script {
        wishes: wishes.into_iter().map(wish).chain(to_the_end).collect(),
        looks: 0,
        time: Duration::ZERO,
        desk,
        requests: None,
        resumes: 0,
    };
    let beginning = Beginning { speed: Some(Speed::Times(20.0)), ..Beginning::of(&scenario) };
    let live = Live::start(Arc::clone(&scenario), beginning, clock);
    give.send(live.requests).unwrap();
    let ended = live.thread.join().unwrap();
    let day = (ended.seed, scenario.drain);
    let journal = Journal::of(&source, &[], &scenario, day, &ended.entries).text();
    let mut read = Journal::read("journal", &journal).unwrap().replay().unwrap();
    read.scenario.drain = read.drain;
    let again = replayed(&read.scenario, &read.entries);
    prop_assert_eq!(again.stopped, ended.finished.stopped, "{}", journal);
    prop_assert_eq!(again.end, ended.finished.end, "{}", journal);
    // Work of no length that goes round for ever is noticed after so many events, not at one.
    if again.stopped.is_some() {
        return Ok(());
    }
    prop_assert_eq!(
        report(&read.scenario, &again),
        report(&scenario, &ended.finished),
        "{}",
        journal
    );
    Ok(())
}
