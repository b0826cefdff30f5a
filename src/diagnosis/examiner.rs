//! The examination: from what is to be read to what is short, and what to do about it.

use super::bottleneck::{Bottleneck, Resource, SHORT_AT_TIMES, bottleneck};
use super::cause::{Cause, cause, stocks};
use super::house::{Outside, endless, inside, outside, said};
use super::moment::{Calls, Moment};
use super::remedies::{Remedy, more};
use super::trouble::{Trouble, trouble};
use super::unindexed::{ReadsAll, reads_most, unindexed};
use crate::dials::{Dial, Names};
use crate::knobs::Setting;
use crate::restaurant::Phase;
use crate::scenario::{Key, Scenario, knobs};
use std::collections::BTreeMap;

/// Whoever examines a restaurant: knows where each dial is found, and what can be turned.
#[derive(Clone, Debug)]
pub struct Examiner {
    names: Names,
    inside: Vec<Option<usize>>,
    outside: Vec<Outside>,
    unindexed: Vec<ReadsAll>,
    said: Vec<String>,
    endless: Vec<(u32, u32)>,
    at: BTreeMap<String, usize>,
    knobs: Vec<(String, &'static Key)>,
    /// Whether any kitchen has several copies.
    has_copies: bool,
    /// What a call of a partner costs, by the dial that counts its calls.
    fees: Vec<(String, f64)>,
}

/// What is wrong, why, and what could be done.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Diagnosis {
    /// What is worst for the guests; none: nothing is.
    pub trouble: Option<Trouble>,
    /// Why; none: nobody knows.
    pub cause: Option<Cause>,
    /// What could be done, what is believed in most first.
    pub remedies: Vec<Remedy>,
    /// Whether the first of them is believed to help most; otherwise nobody knows what would.
    pub is_sure: bool,
}

/// What is to be seen of a restaurant: its dials, and where its knobs stand.
pub(super) struct Sight<'a> {
    pub names: &'a Names,
    pub dial: &'a dyn Fn(&str) -> Option<f64>,
    pub knob: &'a dyn Fn(&str) -> Option<String>,
    pub has_copies: bool,
    pub outside: &'a [Outside],
    pub unindexed: &'a [ReadsAll],
    /// Ids of what only rules say no to.
    pub said: &'a [String],
    /// A kitchen all of whose chefs have called a partner for long.
    pub calls: Option<Calls>,
    /// Dishes and their steps that call without a time limit.
    pub endless: &'a [(u32, u32)],
}

impl Sight<'_> {
    /// Reads a dial; nothing to be read is nothing.
    pub fn count(&self, dial: &str) -> f64 {
        (self.dial)(dial).unwrap_or(0.0)
    }

    /// Says whether a knob stands at a word.
    pub fn is(&self, knob: &str, word: &str) -> bool {
        (self.knob)(knob).is_some_and(|stands| stands.trim_matches('"') == word)
    }
}

impl Examiner {
    /// Returns one for a scenario.
    pub fn of(scenario: &Scenario) -> Examiner {
        let names = scenario.names().clone();
        let dials = Dial::all(&names).into_iter().enumerate();
        let fees = names.partners.iter().filter_map(|name| {
            let knob = format!("partner.{name}.fee");
            let (_, fee) = scenario.settings.iter().find(|(known, _)| *known == knob)?;
            matches!(fee, Setting::Cents(_))
                .then(|| (format!("partner.{name}.calls"), fee.cents() as f64 / 100.0))
        });
        Examiner {
            at: dials.map(|(at, dial)| (dial.name, at)).collect(),
            knobs: knobs(scenario).into_iter().map(|knob| (knob.name, knob.key)).collect(),
            has_copies: scenario.plan.copies().iter().any(|copies| copies.len() > 1),
            fees: fees.collect(),
            inside: inside(scenario),
            outside: outside(scenario),
            unindexed: unindexed(scenario),
            said: said(scenario),
            endless: endless(scenario),
            names,
        }
    }

    /// Returns where a dial is found among all.
    pub(super) fn at(&self, dial: &str) -> Option<usize> {
        self.at.get(dial).copied()
    }

    pub(super) fn fees(&self) -> impl Iterator<Item = (&str, f64)> {
        self.fees.iter().map(|(calls, fee)| (calls.as_str(), *fee))
    }

    /// Says whether somebody has waited long at a moment; `dials` is what all dials show.
    pub fn is_late(&self, dials: &[Option<f64>], moment: Moment) -> bool {
        let slowest = self.at("latency.p95").and_then(|at| dials.get(at).copied().flatten());
        moment.late(slowest).is_some()
    }

    /// Examines a restaurant: `dials` is what all dials show, `stands` where a knob stands.
    pub fn examine(
        &self,
        dials: &[Option<f64>],
        stands: &dyn Fn(&str) -> Option<String>,
        moment: Moment,
    ) -> Diagnosis {
        let read = |dial: &str| dials.get(self.at(dial)?).copied().flatten();
        let names = &self.names;
        let calls = moment.calling(read("latency.p95"));
        let sight = Sight { calls, ..self.sight(&read, stands) };
        let reads = || reads_most(&self.unindexed, &read).map(|(_, share)| Trouble::Reads(share));
        // Those who were served may have been well, and those who still wait are not.
        let late = || moment.late(read("latency.p95")).map(Trouble::Late);
        let Some(trouble) = trouble(&read).or_else(late).or_else(reads) else {
            return Diagnosis::default();
        };
        let short = bottleneck(names, &self.inside, &read);
        let cause = cause(&sight, trouble, short);
        // What a rule says no to is as it should be: whatever else there is matters more.
        let (trouble, cause) = match (cause, reads()) {
            (Some(Cause::Says), Some(reads)) => (reads, super::cause::cause(&sight, reads, short)),
            (cause, _) => (trouble, cause),
        };
        let wanted = cause.as_ref().and_then(|cause| knob_of(cause, names));
        let mut remedies = self.all(&sight);
        let is_wanted = |remedy: &Remedy| Some(&remedy.knob) == wanted.as_ref();
        let is_sure = (is_served(trouble) || !waits_for_partners(cause.as_ref()))
            && is_sure(&sight, cause.as_ref())
            && remedies.iter().any(is_wanted);
        // What would be in vain comes last.
        let in_vain = in_vain(cause.as_ref(), names);
        let belief = |remedy: &Remedy| match () {
            () if is_wanted(remedy) => 0,
            () if Some(&remedy.knob) == in_vain.as_ref() => 2,
            () => 1,
        };
        remedies.sort_by_key(belief);
        Diagnosis { trouble: Some(trouble), cause, remedies, is_sure }
    }

    fn sight<'a>(
        &'a self,
        dial: &'a dyn Fn(&str) -> Option<f64>,
        knob: &'a dyn Fn(&str) -> Option<String>,
    ) -> Sight<'a> {
        Sight {
            names: &self.names,
            dial,
            knob,
            has_copies: self.has_copies,
            outside: &self.outside,
            unindexed: &self.unindexed,
            said: &self.said,
            calls: None,
            endless: &self.endless,
        }
    }

    /// Lists everything that could be done.
    fn all(&self, sight: &Sight<'_>) -> Vec<Remedy> {
        let mut remedies = Vec::new();
        for (knob, key) in &self.knobs {
            if !means_something(knob, key, sight) {
                continue;
            }
            if let Some(from) = (sight.knob)(knob)
                && let Some(to) = more(key, &from)
            {
                remedies.push(Remedy { knob: knob.clone(), from, to });
            }
        }
        remedies
    }
}

/// Says whether somebody is served: otherwise it cannot be seen whether those who wait will ever be
/// answered.
fn is_served(trouble: Trouble) -> bool {
    match trouble {
        Trouble::Lost(share) => share < 1.0,
        Trouble::Late(_) => false,
        Trouble::Slow(_) | Trouble::Reads(_) | Trouble::Twice(_) => true,
    }
}

/// Returns the knob that would be turned in vain.
fn in_vain(cause: Option<&Cause>, names: &Names) -> Option<String> {
    match cause {
        Some(Cause::Short(Bottleneck { in_vain: Some(resource), .. })) => {
            knob_of_resource(*resource, names)
        }
        _ => None,
    }
}

/// Says whether it is chefs who are short because they wait for partners.
fn waits_for_partners(cause: Option<&Cause>) -> bool {
    matches!(cause, Some(Cause::Short(Bottleneck { held_by: Some(Phase::PartnerWait), .. })))
}

/// Says whether what is to be done about a cause is known to help.
fn is_sure(sight: &Sight<'_>, cause: Option<&Cause>) -> bool {
    match cause {
        // Whoever waits for another kitchen may be helped there as well.
        Some(Cause::Short(Bottleneck {
            resource: Resource::Chefs(at), held_by: Some(_), ..
        })) => !sight.outside[*at].asks,
        Some(Cause::Short(short)) => short.busy >= SHORT_AT_TIMES,
        // Those who got nothing come again: how much of that ends is not to be foreseen.
        Some(Cause::Stale(_)) => sight.names.rooms.iter().all(|room| {
            let knob = format!("dining_room.{room}.retry.limit");
            sight.is(&knob, "0")
        }),
        // Another shelf may be the next to be empty.
        Some(Cause::SoldOut(..)) => stocks(sight).filter(|shelf| shelf.2 == 0.0).count() == 1,
        Some(Cause::Off(_) | Cause::Unshared | Cause::Address(_)) => true,
        // That is for the one who writes the file: no knob does it.
        Some(
            Cause::Calls { .. }
            | Cause::WasOut
            | Cause::ReadsAll(..)
            | Cause::NotAtomic
            | Cause::Says,
        )
        | None => false,
    }
}

/// Says whether turning a knob can change anything, with everything else as it stands.
fn means_something(knob: &str, key: &Key, sight: &Sight<'_>) -> bool {
    let part = knob.rsplit_once('.').map_or(knob, |(part, _)| part);
    match key.path {
        "dispatcher.policy" | "dispatcher.checks" => sight.has_copies,
        "dining_room.*.retry.budget" => !sight.is(&format!("{part}.limit"), "0"),
        "kitchen.*.juggles" => !sight.is(&format!("{part}.chefs"), "unlimited"),
        "kitchen.*.tosses_stale_tickets" => sight.count("wasted.orders") > 0.0,
        "pantry.*.shelf.*.stock" => sight.count("outcomes.refused.sold_out") > 0.0,
        "kitchen.*.rail.capacity" => sight.count("outcomes.refused.rail_full") > 0.0,
        "waiter.queue" => sight.count("outcomes.refused.queue_full") > 0.0,
        "building.*.storeroom" => sight.count("outcomes.failed.storeroom_full") > 0.0,
        _ => true,
    }
}

/// Returns the knob that is to be turned against a cause.
fn knob_of(cause: &Cause, names: &Names) -> Option<String> {
    match cause {
        Cause::Short(Bottleneck { resource: Resource::Chefs(at), held_by: Some(_), .. }) => {
            Some(format!("kitchen.{}.juggles", names.kitchens[*at]))
        }
        Cause::Short(short) => knob_of_resource(short.resource, names),
        Cause::Off(knob) => Some(knob.clone()),
        Cause::Unshared => Some("dispatcher.policy".to_owned()),
        Cause::SoldOut(pantry, shelf) => {
            let (pantry, shelves) = &names.pantries[*pantry];
            Some(format!("pantry.{pantry}.shelf.{}.stock", shelves[*shelf]))
        }
        Cause::Stale(at) => Some(format!("kitchen.{}.tosses_stale_tickets", names.kitchens[*at])),
        Cause::Address(at) => Some(format!("dining_room.{}.address", names.rooms[*at])),
        Cause::Calls { .. }
        | Cause::WasOut
        | Cause::ReadsAll(..)
        | Cause::NotAtomic
        | Cause::Says => None,
    }
}

/// Returns the knob that says how much of something there is.
fn knob_of_resource(resource: Resource, names: &Names) -> Option<String> {
    Some(match resource {
        Resource::Waiters => "waiter.count".to_owned(),
        Resource::Chefs(at) => format!("kitchen.{}.chefs", names.kitchens.get(at)?),
        Resource::Hatches(at) => format!("pantry.{}.hatches", names.pantries.get(at)?.0),
        Resource::Burners(at) => format!("building.{}.burners", names.buildings.get(at)?),
        Resource::Worktop(at) => format!("building.{}.worktop", names.buildings.get(at)?),
        Resource::Water(at) => format!("building.{}.water", names.buildings.get(at)?),
        Resource::Calls(at) => format!("partner.{}.at_once", names.partners.get(at)?),
    })
}
