//! The timeline: any knob of any part, by the kind of its key.

use super::{Writer, live_keys};
use crate::generator::{Comes, Dist, Entry, Generator, Retry, SECOND, Set};
use boh::scenario::{Key, Kind};
use std::fmt::Write as _;

/// Knobs that are turned more often than the others, because much hangs on them.
const FAVOURITES: &[&str] = &[
    "kitchen.*.chefs",
    "building.*.power",
    "waiter.count",
    "pantry.*.hatches",
    "pantry.*.shelf.*.stock",
    "partner.*.power",
    "dining_room.*.arrivals",
    "dining_room.*.think",
    "kitchen.*.rail.order",
];

impl Writer<'_> {
    pub(super) fn entry(&mut self, entry: &Entry) {
        let mut sets: Vec<(String, String)> = Vec::new();
        for set in &entry.sets {
            if let Some((path, value)) = self.set(set)
                && sets.iter().all(|(known, _)| *known != path)
            {
                sets.push((path, value));
            }
        }
        if sets.is_empty() {
            return;
        }
        self.has("timeline");
        self.has_if(entry.lasts.is_some(), "for");
        self.has_if(sets.len() > 1, "several turns at once");
        let at = self.moment(self.shape.head.seconds * entry.at / 100);
        // A knob is one quoted key, or a path of keys.
        let quote = if entry.say { "" } else { "\"" };
        let knob = |(path, value)| format!("{quote}{path}{quote} = {value}");
        let sets: Vec<_> = sets.iter().map(|(path, value)| knob((path, value))).collect();
        line!(self, "\n[[timeline]]\nat = \"{at}\"\nset = {{ {} }}", sets.join(", "));
        if let Some(seconds) = entry.lasts {
            line!(self, "for = \"{}\"", self.time(seconds * SECOND));
        }
        if entry.say {
            line!(self, "say = \"Something changes.\"");
        }
    }

    /// Returns the path and the value of a turned knob, if there is such a part.
    pub(super) fn set(&mut self, set: &Set) -> Option<(String, String)> {
        let choice = set.knob / 3;
        let key = if set.knob.is_multiple_of(3) {
            let path = FAVOURITES[choice % FAVOURITES.len()];
            live_keys().find(|key| key.path == path)?
        } else {
            live_keys().nth(choice % live_keys().count())?
        };
        let (section, rest) = key.path.split_once('.')?;
        let part = |count: usize| (count > 0).then(|| set.part % count);
        let shape = self.shape;
        let mut set = set.clone();
        let path = match (section, rest.strip_prefix("*.")) {
            (_, None) => key.path.to_owned(),
            ("pantry", Some(rest)) => match rest.strip_prefix("shelf.*.") {
                None => {
                    format!("pantry.{}.{rest}", self.name("pantry", part(shape.pantries.len())?))
                }
                Some(rest) => {
                    let shelves = self.shelves();
                    let shelf = part(shelves.len())?;
                    let (pantry, shelf) =
                        (self.name("pantry", shelves[shelf]), self.name("shelf", shelf));
                    format!("pantry.{pantry}.shelf.{shelf}.{rest}")
                }
            },
            ("dining_room", Some(rest)) => {
                let room = self.room_with(rest, set.part)?;
                let is_endless = shape.rooms[room].retry.as_ref().is_some_and(Retry::is_endless);
                match rest {
                    // Elsewhere guests might never give up.
                    "retry.limit" if !is_endless => set.count = set.count.or(Some(3)),
                    "retry.backoff" if is_endless => return None,
                    _ => {}
                }
                format!("dining_room.{}.{rest}", self.name("room", room))
            }
            ("district", Some(rest)) => {
                let districts = self.districts();
                let district = districts[part(districts.len())?];
                format!("district.{}.{rest}", self.name("district", district))
            }
            (section, Some(rest)) => {
                let (count, kind) = match section {
                    "menu" => (shape.dishes.len(), "dish"),
                    "kitchen" => (shape.kitchens.len(), "kitchen"),
                    "partner" => (shape.partners.len(), "partner"),
                    _ => (shape.buildings.len(), "building"),
                };
                format!("{section}.{}.{rest}", self.name(kind, part(count)?))
            }
        };
        Some((path, self.value(key, &set)?))
    }

    /// Returns a room in which a knob makes sense.
    pub(super) fn room_with(&self, knob: &str, part: usize) -> Option<usize> {
        let rooms = self.shape.rooms.iter().enumerate().filter(|(_, room)| {
            let is_closed = matches!(room.comes, Comes::Closed { .. });
            match knob {
                "arrivals" => !is_closed,
                "think" => is_closed,
                _ => true,
            }
        });
        let rooms: Vec<usize> = rooms.map(|(at, _)| at).collect();
        (!rooms.is_empty()).then(|| rooms[part % rooms.len()])
    }

    /// Returns a value for a knob, by the kind of its key.
    pub(super) fn value(&mut self, key: &Key, set: &Set) -> Option<String> {
        let number = u64::from(set.number);
        Some(match key.kind {
            // No more copies open than there are.
            Kind::Count(least, _) if key.path.ends_with("autoscale.to") => {
                number.clamp(least, 4).to_string()
            }
            Kind::Count(least, _) => Self::count(set.count.map(|count| count.max(least as u32))),
            Kind::Limited(least, most) => number.clamp(least, most.min(4)).to_string(),
            Kind::Number(least, _) => {
                let steps = if self.style.exact { 1.0 } else { 4.0 };
                (f64::from(least) + f64::from(set.number % 8).min(steps * 2.0) / steps).to_string()
            }
            Kind::Flag if self.style.exact && key.path.ends_with("jitter") => return None,
            Kind::Share => (f64::from(set.number % 101) / 100.0).to_string(),
            Kind::Money => format!("{:.2}", f64::from(set.number) / 10.0),
            Kind::Flag => (number % 2 == 0).to_string(),
            // The first word is the usual one: it is where things mostly stand.
            Kind::Word(words) => format!("\"{}\"", words[(number as usize + 1) % words.len()]),
            Kind::Span => format!("\"{}\"", self.time((1 + number % 20) * SECOND)),
            Kind::SpanOrZero => format!("\"{}\"", self.time(number % 3 * SECOND)),
            // Whoever does nothing in no time never comes to an end.
            Kind::Distribution if key.path.ends_with("think") || key.path.contains("breaks") => {
                let mean = set.dist.mean.max(SECOND);
                self.dist(Dist { mean, ..set.dist })
            }
            Kind::Device if number % 5 == 0 => "\"off\"".to_owned(),
            Kind::Distribution | Kind::Device => self.dist(set.dist),
            // What is left of a gap, or saved up, is rounded when it is turned.
            Kind::Rate | Kind::Arrivals if self.style.exact => return None,
            Kind::Rate => self.rate([12.0, 30.0, 60.0, 300.0][number as usize % 4]),
            Kind::Generator => self.generator(match number % 4 {
                0 => Generator::Off,
                1 => Generator::On,
                _ => Generator::Starts { starts_in: number % 7 * 3, lasts: 1 + number % 50 },
            }),
            Kind::Flow => self.flow(number as usize % 6),
            Kind::Weights => self.weights(&[set.number % 3, set.number / 3 % 3, 1]),
            Kind::Arrivals => {
                let comes = match number % 5 {
                    0 => Comes::Every { whole_seconds: true },
                    1 => Comes::Burst(1 + set.number % 7),
                    2 => Comes::Steps(vec![1, 2]),
                    3 => Comes::Ramp(vec![0, 3]),
                    _ => Comes::Poisson,
                };
                let rooms = self.shape.rooms.len() as u64;
                self.arrivals(&comes, (self.shape.head.orders / rooms).max(1))
            }
            _ => return None,
        })
    }
}
