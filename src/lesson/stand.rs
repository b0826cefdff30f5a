//! Where the world of a lesson stands at a block, when nobody does anything of their own.

use super::block::{Block, Place, Run as RunOn, SetKnobs, Task, Until};
use super::trial::Trial;
use super::worlds::{NoWorld, World};
use crate::kernel::Time;
use crate::runner::{ByHand, Command, Entry};
use crate::scenario::{Scenario, Set, turned};

/// A world at a moment, and what has entered it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Stand {
    /// Which of the lesson's worlds.
    pub world: usize,
    /// The moment.
    pub at: Time,
    /// What has entered, and will by itself, in the order of time.
    pub entries: Vec<Entry>,
    /// Whether the block that brought it here waited in vain: its condition never held.
    pub missed: bool,
}

impl Stand {
    /// Returns a world at its opening.
    pub fn opening(world: usize) -> Stand {
        Stand { world, ..Stand::default() }
    }

    /// Returns where the world stands behind a block, which is in this world. Attempts at a goal and
    /// futures that are compared leave it where it is. A condition that never holds takes it to
    /// closing time. `interrupted` is asked now and then whether to stop.
    pub fn after(
        &self,
        block: &Block,
        world: &World<'_>,
        interrupted: &dyn Fn() -> bool,
    ) -> Result<Stand, NoWorld> {
        let mut stand = Stand { missed: false, ..self.clone() };
        match &block.task {
            Task::Run(run) => {
                if run.opens {
                    stand = Stand::opening(block.world);
                }
                let came = stand.goes(run, world, interrupted)?;
                stand.missed = came.is_none();
                stand.at = came.unwrap_or_else(|| world.closing());
            }
            Task::Set(set) => stand.enter(set.entries(&*world.scenario(&[])?, self.at)?),
            Task::Place(place) => stand.enter(vec![place.entry(&*world.scenario(&[])?, self.at)?]),
            Task::Predict(predict) => stand.at = stand.at.max(predict.over.to),
            Task::Follow(_)
            | Task::Focus(_)
            | Task::Quiz(_)
            | Task::Number(_)
            | Task::Goal(_)
            | Task::Compare(_) => {}
        }
        Ok(stand)
    }

    /// Lists those entries that this stand does not know; one that it knows once and is there twice
    /// is new once.
    pub fn new_among(&self, entries: &[Entry]) -> Vec<Entry> {
        let mut known = self.entries.clone();
        let is_new = |entry: &&Entry| match known.iter().position(|one| one == *entry) {
            Some(at) => {
                known.remove(at);
                false
            }
            None => true,
        };
        entries.iter().filter(is_new).cloned().collect()
    }

    /// Lets something enter.
    fn enter(&mut self, entries: Vec<Entry>) {
        self.entries.extend(entries);
        self.entries.sort_by_key(|entry| entry.at);
    }

    /// Returns when it has gone on as far as a block says; none: what it waits for never comes.
    fn goes(
        &self,
        run: &RunOn,
        world: &World<'_>,
        interrupted: &dyn Fn() -> bool,
    ) -> Result<Option<Time>, NoWorld> {
        Ok(match &run.until {
            None => Some(self.at),
            Some(Until::Time(time)) => Some(self.at.max(*time)),
            Some(Until::When(condition)) => {
                let trial = world.trial(&[], self.entries.clone(), Vec::new())?;
                trial.wait(&condition.reach, self.at, interrupted)
            }
        })
    }
}

/// Returns what enters when a knob is turned.
pub fn turn(scenario: &Scenario, set: &Set, at: Time) -> Result<Entry, NoWorld> {
    let turned = turned(scenario, set).map_err(|findings| NoWorld::of(&findings))?;
    Ok(Entry { at, command: Command::Turn(turned) })
}

/// Returns what enters when knobs are turned at the same moment, as a solution is.
pub fn turns(scenario: &Scenario, sets: &[Set], at: Time) -> Result<Vec<Entry>, NoWorld> {
    sets.iter().map(|set| turn(scenario, set, at)).collect()
}

impl SetKnobs {
    /// Returns what enters when this block comes.
    pub fn entries(&self, scenario: &Scenario, at: Time) -> Result<Vec<Entry>, NoWorld> {
        let mut entries = turns(scenario, &self.set, at)?;
        if let Some(lasts) = self.lasts {
            entries.extend(turns(scenario, &self.back, at + lasts)?);
        }
        Ok(entries)
    }
}

impl Place {
    /// Returns what enters when this block comes.
    pub fn entry(&self, scenario: &Scenario, at: Time) -> Result<Entry, NoWorld> {
        let order = (self.room.as_str(), self.dish.as_str());
        let order = ByHand::read(scenario, order, self.says.clone());
        let order = order.map_err(|sentence| NoWorld::saying(&sentence))?;
        Ok(Entry { at, command: Command::Place(order) })
    }
}

impl Trial {
    /// Returns the first moment from `from` on at which somebody who looks every second finds that a
    /// condition holds (over the last so long: 24 times while so long passes); none: it never does.
    pub fn wait(
        &self,
        reach: &crate::scenario::Reach,
        from: Time,
        interrupted: &dyn Fn() -> bool,
    ) -> Option<Time> {
        super::wait::wait(self, reach, from, interrupted)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::{Source, understand};

    #[test]
    fn what_enters_twice_is_new_once_if_it_is_known_once() {
        let source = Source::open("first-order").expect("it is bundled");
        let scenario = understand(&source, &[]).expect("it is valid");
        let chefs = |count: u32| {
            let set = Set::parse(&format!("kitchen.main.chefs={count}")).expect("it is one");
            turn(&scenario, &set, Time::OPENING).expect("it can be turned")
        };
        let stand = Stand { entries: vec![chefs(1), chefs(2)], ..Stand::default() };
        let entries = [chefs(2), chefs(1), chefs(3), chefs(2)];
        assert_eq!(stand.new_among(&entries), [chefs(3), chefs(2)]);
        assert_eq!(stand.new_among(&stand.entries), []);
    }
}
