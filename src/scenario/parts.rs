//! The parts of a scenario by name, so that one can refer to another.

use super::keys::{self, Key};
use crate::dials::Names;

/// The names of all parts, in the order in which they are written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parts(pub Names);

fn at(list: &[String], name: &str) -> Option<u32> {
    list.iter().position(|known| known == name).and_then(|at| u32::try_from(at).ok())
}

impl Parts {
    /// Returns the index of a dish.
    pub fn dish(&self, name: &str) -> Option<u32> {
        at(&self.0.dishes, name)
    }

    /// Lists the dishes.
    pub fn dish_names(&self) -> Vec<&str> {
        self.0.dishes.iter().map(String::as_str).collect()
    }

    /// Returns the index of a part of one of the sections of the file.
    pub fn find(&self, section: &str, name: &str) -> Option<u32> {
        match section {
            "pantry" => {
                let at = self.0.pantries.iter().position(|pantry| pantry.0 == name)?;
                u32::try_from(at).ok()
            }
            _ => at(self.list(section), name),
        }
    }

    /// Lists the names of the parts of a section.
    pub fn names(&self, section: &str) -> Vec<&str> {
        match section {
            "pantry" => self.0.pantries.iter().map(|pantry| pantry.0.as_str()).collect(),
            _ => self.list(section).iter().map(String::as_str).collect(),
        }
    }

    fn list(&self, section: &str) -> &[String] {
        match section {
            "menu" => &self.0.dishes,
            "dining_room" => &self.0.rooms,
            "kitchen" => &self.0.kitchens,
            "partner" => &self.0.partners,
            "building" => &self.0.buildings,
            "district" => &self.0.districts,
            _ => &[],
        }
    }

    /// Returns the pantry and the index in it of a shelf.
    pub fn shelf(&self, name: &str) -> Option<(u32, u32)> {
        let pantries = (0..).zip(&self.0.pantries);
        pantries.into_iter().find_map(|(pantry, (_, shelves))| Some((pantry, at(shelves, name)?)))
    }

    /// Lists the shelves of all pantries.
    pub fn shelf_names(&self) -> Vec<&str> {
        self.0.pantries.iter().flat_map(|pantry| &pantry.1).map(String::as_str).collect()
    }

    /// Returns the key at which a path stands, and the indices of the part and the shelf in it.
    pub fn locate(&self, path: &str) -> Option<(&'static Key, u32, u32)> {
        let words: Vec<&str> = path.split('.').collect();
        let (section, part) = match words[..] {
            [section, name, _, ..] => (section, self.find(section, name)),
            _ => ("", None),
        };
        let Some(part) = part else { return keys::find(path).map(|key| (key, 0, 0)) };
        if let [_, _, "shelf", name, ref rest @ ..] = words[..]
            && section == "pantry"
        {
            let shelf = at(&self.0.pantries[part as usize].1, name)?;
            let key = keys::find(&format!("pantry.*.shelf.*.{}", rest.join(".")))?;
            return Some((key, part, shelf));
        }
        let key = keys::find(&format!("{section}.*.{}", words[2..].join(".")))?;
        Some((key, part, 0))
    }

    /// Lists every path at which a key that `wanted` accepts can stand.
    pub fn paths(&self, wanted: impl Fn(&Key) -> bool) -> Vec<(String, &'static Key)> {
        let mut paths = Vec::new();
        for key in keys::KEYS.iter().filter(|key| wanted(key)) {
            match key.path.split('.').collect::<Vec<_>>()[..] {
                ["pantry", "*", "shelf", "*", ref rest @ ..] => {
                    for (pantry, shelves) in &self.0.pantries {
                        for shelf in shelves {
                            let path = format!("pantry.{pantry}.shelf.{shelf}.{}", rest.join("."));
                            paths.push((path, key));
                        }
                    }
                }
                [section, "*", ref rest @ ..] => {
                    for name in self.names(section) {
                        paths.push((format!("{section}.{name}.{}", rest.join(".")), key));
                    }
                }
                _ => paths.push((key.path.to_owned(), key)),
            }
        }
        paths
    }
}
