//! Buildings, districts and pantries.

use super::{FLOWS, Writer};
use crate::generator::{Building, Generator, Pantry, SECOND};
use std::collections::BTreeSet;
use std::fmt::Write as _;

impl Writer<'_> {
    pub(super) fn buildings(&mut self) {
        let shape = self.shape;
        for (at, building) in shape.buildings.iter().enumerate() {
            line!(self, "\n[building.{}]", self.name("building", at));
            self.has_if(building.burners.flatten().is_some(), "burners");
            self.has_if(building.rent.is_some(), "rent");
            self.power(building);
            self.maybe_count("burners", building.burners);
            self.sharing(building, building.is_virtual && at > 0);
            self.has_if(building.storeroom.flatten().is_some(), "storeroom");
            self.maybe_count("storeroom", building.storeroom);
            self.worktop(building);
            self.way(building);
            if building.is_virtual && at > 0 {
                self.has("inside");
                line!(self, "inside = \"{}\"", self.name("building", 0));
            }
            self.maybe_money("rent", building.rent);
            self.maybe_money("burner_rent", building.rent);
        }
        for district in self.districts() {
            let Some(on) = shape.districts[district] else { continue };
            line!(self, "\n[district.{}]", self.name("district", district));
            line!(self, "power = {}", on_or_off(on));
        }
    }

    /// Lists the districts with buildings.
    pub(super) fn districts(&self) -> Vec<usize> {
        let named = self.shape.buildings.iter().filter_map(|building| building.district);
        named.collect::<BTreeSet<_>>().into_iter().collect()
    }

    fn power(&mut self, building: &Building) {
        self.maybe("power", building.power.map(|on| on_or_off(on).to_owned()));
        let generator = building.generator.map(|generator| self.generator(generator));
        let none = self.never("\"off\"");
        self.maybe("generator", generator.or(none));
        self.maybe_money("generator_rent", building.rent);
        self.has_if(building.boots_in.is_some_and(|seconds| seconds > 0), "boots");
        let boots_in = building.boots_in.map(|seconds| self.seconds(seconds));
        let at_once = self.never("\"0s\"");
        self.maybe("boots_in", boots_in.or(at_once));
        if let Some(district) = building.district {
            self.has("district");
            line!(self, "district = \"{}\"", self.name("district", district));
        }
    }

    /// Slices are rounded to nanoseconds, at every scale.
    fn sharing(&mut self, building: &Building, is_virtual: bool) {
        if building.slices && !is_virtual && !self.style.exact {
            self.has_if(building.burners.flatten().is_some(), "slices");
            line!(self, "sharing = \"slices\"");
        }
    }

    fn worktop(&mut self, building: &Building) {
        let is_limited = building.worktop.flatten().is_some();
        self.has_if(is_limited, "worktop");
        self.maybe_count("worktop", building.worktop);
        self.has_if(is_limited && building.crashes == Some(true), "worktop crash");
        let words = boh::knobs::turns::WORKTOP_FULL;
        let full = building.crashes.map(|crashes| words[usize::from(crashes)]);
        self.maybe("worktop_full", full.map(|word| format!("\"{word}\"")));
    }

    fn way(&mut self, building: &Building) {
        let water = building.water.map(|flow| self.flow(flow));
        let unlimited = self.never("\"unlimited\"");
        self.maybe("water", water.or(unlimited));
        self.has_if(building.distance.is_some_and(|nanos| nanos > 0), "building distance");
        let distance = building.distance.map(|nanos| format!("\"{}\"", self.time(nanos)));
        let none = self.never("\"0s\"");
        self.maybe("distance", distance.or(none));
    }

    /// Writes how much fits through a pipe in a second.
    pub(super) fn flow(&mut self, flow: usize) -> String {
        self.has_if(flow < FLOWS.len(), "water");
        let flow = FLOWS.get(flow).map(|flow| flow / self.style.scale as f64);
        flow.map_or("\"unlimited\"".into(), |flow| flow.to_string())
    }

    pub(super) fn generator(&mut self, generator: Generator) -> String {
        match generator {
            Generator::Off => "\"off\"".into(),
            Generator::On => "\"on\"".into(),
            Generator::Starts { starts_in, lasts } => {
                self.has("generator");
                let (starts_in, lasts) = (self.seconds(starts_in), self.seconds(lasts));
                format!("{{ starts_in = {starts_in}, lasts = {lasts} }}")
            }
        }
    }

    fn seconds(&self, seconds: u64) -> String {
        format!("\"{}\"", self.time(seconds * SECOND))
    }

    pub(super) fn pantry(&mut self, at: usize, pantry: &Pantry, first_shelf: usize) {
        let name = self.name("pantry", at);
        line!(self, "\n[pantry.{name}]");
        self.has_if(pantry.hatches.flatten().is_some(), "hatches");
        self.has_if(pantry.take.is_some(), "take time");
        self.has_if(pantry.put.is_some(), "put time");
        self.maybe_count("hatches", pantry.hatches);
        self.maybe_dist("take", pantry.take);
        self.maybe_dist("put", pantry.put);
        if let Some(building) = pantry.building.filter(|_| !self.shape.buildings.is_empty()) {
            self.has("pantry in a building");
            let building = building % self.shape.buildings.len();
            line!(self, "building = \"{}\"", self.name("building", building));
        }
        for (at, shelf) in pantry.shelves.iter().enumerate() {
            line!(self, "[pantry.{name}.shelf.{}]", self.name("shelf", first_shelf + at));
            self.has_if(shelf.stock.flatten().is_some(), "stock");
            self.has_if(shelf.restock.is_some(), "restock");
            self.maybe_count("stock", shelf.stock);
            let restock = shelf.restock.map(|(every, to)| {
                format!("{{ every = \"{}\", to = {to} }}", self.time(every * SECOND))
            });
            self.maybe("restock", restock);
        }
    }
}

fn on_or_off(on: bool) -> &'static str {
    if on { "\"on\"" } else { "\"off\"" }
}
