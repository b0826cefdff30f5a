//! Taking a picture of a live run. Its cost is bounded by what a screen can show.

use super::aims::Aim;
use super::session::Session;
use super::strand::Strand;
use super::watcher::Watcher;
use super::windows::Asked;
use crate::dials::{Dial, Part, Reading};
use crate::kernel::Time;
use crate::runner::finished::shown;
use crate::runner::request::Speed;
use crate::runner::run::Run;
use crate::runner::snapshot::{FloorShot, OrderShot, Snapshot, State};
use crate::scenario::Scenario;
use std::sync::Arc;

/// So many of each line are listed.
const MOST_IN_LINE: usize = 64;
/// So many orders are looked at one by one, those that are worked on first of all.
const MOST_ORDERS: usize = 512;
/// They are searched for among the first so many slots.
pub(super) const MOST_SLOTS: usize = 1 << 14;

impl Session<'_> {
    /// Takes a picture of what is to be seen now.
    pub fn picture(&mut self) -> Snapshot {
        self.desk.pictures += 1;
        self.measure_up_to_now();
        self.begin_windows();
        let scenario = self.scenario;
        let dials = &self.desk.dials;
        let floors: Vec<FloorShot> =
            self.strands.iter_mut().map(|s| floor(s, scenario, (dials, &self.asked))).collect();
        let is_shown = |number: u32| self.strands.iter().any(|strand| strand.branch == number);
        let branches = (0..).zip(&self.branches);
        Snapshot {
            number: self.desk.pictures,
            now: self.now(),
            state: self.state(),
            speed: self.hurries.map_or(self.speed, Speed::Times),
            ordinary_speed: self.ordinary_speed,
            seed: self.seed,
            results: self.desk.results.of(self.branches.len(), &floors),
            floors,
            current: self.current,
            branches: branches.map(|(at, branch)| branch.shot(at, is_shown(at))).collect(),
            is_forked: self.is_forked(),
            knobs: self.desk.knobs(&self.strands[self.current]),
            notice: self.desk.notice.clone(),
            checkpoints: self.checkpoints.size(),
            checked: self.trials.checked(),
        }
    }

    fn state(&self) -> State {
        match &self.aim {
            Some(Aim::Travel { to, .. }) => State::Travels { to: to.at },
            Some(Aim::Until(_) | Aim::NextFact { .. }) => State::Seeks,
            None if self.is_over() => State::Over(self.strands[self.current].run.stopped()),
            None if self.is_paused => State::Paused,
            None => State::Running,
        }
    }
}

/// Reads dials; before the warm-up has ended there is nothing to be read.
pub(super) fn read(strand: &mut Strand<'_>, dials: &[Dial]) -> Arc<[Option<f64>]> {
    let reading = strand.run.reading();
    dials.iter().map(|dial| shown(reading.as_ref(), dial)).collect()
}

/// Reads what things have been like of late, and since when that is.
fn recent(run: &Run<'_, Watcher>, dials: &[Dial]) -> (Arc<[Option<f64>]>, Option<Time>) {
    let reading =
        run.watcher().recent.reading(run.ledger(), run.now(), run.watcher().counts.decided);
    let is_small = |dial: &Dial| {
        let is_single = matches!(dial.part, Part::Room(_) | Part::Dish(_) | Part::Shelf(..));
        !is_single
    };
    let all = dials.iter().map(|dial| shown(reading.as_ref().filter(|_| is_small(dial)), dial));
    (all.collect(), reading.as_ref().map(Reading::begins))
}

fn floor(
    strand: &mut Strand<'_>,
    scenario: &Scenario,
    (dials, asked): (&[Dial], &[Asked]),
) -> FloorShot {
    let windows = strand.windows(asked, scenario.warm_up_ends());
    let shows = read(strand, dials);
    let goals = strand.run.goals();
    let watcher = strand.run.watcher();
    if !watcher.listens() || watcher.notes.is_stale {
        strand.begin_notes();
    }
    let run = &strand.run;
    let (recent, recent_since) = recent(run, dials);
    let (restaurant, watcher, ledger) = (run.restaurant(), run.watcher(), run.ledger());
    let shot = |slot: u32| {
        let (number, placed) = watcher.order_in(slot)?;
        let entered = ledger.entered(slot);
        Some(OrderShot { number, placed, entered, scene: restaurant.order_scene(slot) })
    };
    let scene = restaurant.scene(MOST_IN_LINE);
    let (mut slots, others): (Vec<u32>, Vec<u32>) =
        watcher.taken(MOST_SLOTS).partition(|slot| restaurant.is_worked_on(*slot));
    slots.extend(others);
    slots.truncate(MOST_ORDERS);
    let waiting = watcher.taken(MOST_SLOTS).filter(|slot| restaurant.is_waited_for(*slot));
    let oldest = waiting.filter_map(|slot| Some(watcher.order_in(slot)?.1)).min();
    let orders: Vec<OrderShot> = slots.into_iter().filter_map(shot).collect();
    FloorShot {
        branch: strand.branch,
        events: run.handled(),
        lanes: watcher.notes.lanes.slots(scene.kitchens.len()),
        history: Arc::new(watcher.notes.history()),
        scene,
        orders,
        waiting: watcher.waiting.clone(),
        letters: watcher.letters.clone(),
        oldest,
        last_served: watcher.last_served,
        dials: shows,
        busy: watcher.busy.busy(ledger, run.now()),
        minutes: watcher.minutes.all(),
        minute: watcher.minutes.present(watcher.counts, ledger.loads(run.now()), run.now()),
        recent,
        recent_since,
        windows,
        goals,
        placed: watcher.counts.placed,
        decided: watcher.counts.decided,
        trends: watcher.trends.trends(),
        uptimes: watcher.uptimes.all(),
        news: watcher.news.all(scenario.names()),
        told_since: watcher.news.since(),
        life: watcher.biographer().map(|notes| Arc::new(notes.with_lamps(restaurant))),
    }
}
