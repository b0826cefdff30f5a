//! Where everything stands on the floor: left to right as an order travels, and only what there is.

use super::{Part, Picture};
use ratatui::layout::{Position, Rect};

/// The fewest rows of a part.
const FEWEST: u16 = 3;

/// Where the parts stand.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sites {
    /// The dining rooms that are shown.
    pub rooms: Vec<Rect>,
    /// Between dining rooms and waiters.
    pub lane: Rect,
    /// The waiters; none: orders come to the kitchen by themselves.
    pub waiter: Option<Rect>,
    /// The wall between what guests see and what they do not.
    pub wall: Rect,
    /// All that is behind the wall.
    pub behind: Rect,
    /// Kitchens by the building that they are in.
    pub houses: Vec<House>,
    /// Pantries that are shown.
    pub pantries: Vec<Rect>,
    /// Partners that are shown.
    pub partners: Vec<Rect>,
}

/// A building with the kitchens in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct House {
    /// The building; none: the kitchen is in none.
    pub building: Option<usize>,
    /// Copies of kitchens, and how much of the height is theirs.
    pub kitchens: Vec<(usize, Rect)>,
    /// The frame.
    pub area: Rect,
}

impl Sites {
    /// Finds a place for everything.
    pub fn find(picture: &Picture<'_>, area: Rect) -> Sites {
        let scene = &picture.floor.scene;
        let width = area.width;
        let has_waiter = picture.has_waiter();
        let stores = scene.pantries.len() + scene.partners.len();
        let rooms_wide = share(width, 19, (12, 40));
        let lane_wide = share(width, 11, (4, 34));
        let waiter_wide = if has_waiter { share(width, 16, (11, 30)) } else { 0 };
        let stores_wide = if stores > 0 { share(width, 25, (13, 46)) } else { 0 };
        let fixed = rooms_wide + lane_wide + waiter_wide + 1 + stores_wide;
        let kitchens_wide = width.saturating_sub(fixed);
        let mut x = area.x;
        let mut column = |wide: u16| {
            let column = Rect { x, width: wide, ..area };
            x += wide;
            column
        };
        let rooms = column(rooms_wide);
        let lane = column(lane_wide);
        let waiter = column(waiter_wide);
        let wall = column(1);
        let kitchens = column(kitchens_wide);
        let beside = column(stores_wide);
        let behind = Rect { width: kitchens.width + beside.width, ..kitchens };
        let mut stores = stack(beside, &vec![1; stores]);
        let partners = stores.split_off(scene.pantries.len().min(stores.len()));
        Sites {
            rooms: stack(rooms, &vec![1; scene.rooms.len()]),
            lane,
            waiter: has_waiter.then_some(waiter),
            wall,
            behind,
            houses: houses(picture, kitchens),
            pantries: stores,
            partners,
        }
    }
}

impl Sites {
    /// Returns where a copy of a kitchen is, and whether it has a frame to itself.
    pub fn kitchen(&self, number: usize) -> Option<(bool, Rect)> {
        self.houses.iter().find_map(|house| {
            let (_, place) = house.kitchens.iter().find(|kitchen| kitchen.0 == number)?;
            Some((house.building.is_none() && house.kitchens.len() == 1, *place))
        })
    }

    /// Returns the part that stands somewhere.
    pub fn part_at(&self, at: Position) -> Option<Part> {
        let among = |places: &[Rect]| places.iter().position(|place| place.contains(at));
        let kitchens = self.houses.iter().flat_map(|house| &house.kitchens);
        let mut kitchen = kitchens.filter(|(_, place)| place.contains(at));
        among(&self.rooms)
            .map(Part::Room)
            .or(self.waiter.filter(|place| place.contains(at)).map(|_| Part::Waiter))
            .or_else(|| kitchen.next().map(|(number, _)| Part::Kitchen(*number)))
            .or_else(|| {
                let house = self.houses.iter().find(|house| house.area.contains(at))?;
                house.building.map(Part::Building)
            })
            .or_else(|| among(&self.pantries).map(Part::Pantry))
            .or_else(|| among(&self.partners).map(Part::Partner))
    }
}

/// Returns so many per cent of a width, between the narrowest and the widest that make sense.
fn share(width: u16, percent: u16, (least, most): (u16, u16)) -> u16 {
    let wide = u32::from(width) * u32::from(percent) / 100;
    (wide as u16).clamp(least, most)
}

/// Stacks parts that want more or less of the height; those that find no room are left out.
pub fn stack(area: Rect, wants: &[u16]) -> Vec<Rect> {
    let fit = usize::from(area.height / FEWEST).min(wants.len());
    let wants = &wants[..fit];
    let all: u32 = wants.iter().map(|want| u32::from(*want)).sum();
    let spare = u32::from(area.height) - fit as u32 * u32::from(FEWEST);
    let (mut y, mut wanted, mut given) = (area.y, 0, 0);
    wants
        .iter()
        .map(|want| {
            wanted += u32::from(*want);
            let until = spare * wanted / all.max(1);
            let height = FEWEST + (until - given) as u16;
            given = until;
            let place = Rect { y, height, ..area };
            y += height;
            place
        })
        .collect()
}

/// Groups the kitchens by the building that they are in.
fn houses(picture: &Picture<'_>, area: Rect) -> Vec<House> {
    let mut groups: Vec<(Option<usize>, Vec<usize>)> = Vec::new();
    for (number, kitchen) in picture.floor.scene.kitchens.iter().enumerate() {
        let building = kitchen.building.map(|building| building as usize);
        match groups.iter_mut().find(|group| building.is_some() && group.0 == building) {
            Some(group) => group.1.push(number),
            None => groups.push((building, vec![number])),
        }
    }
    let wants: Vec<u16> = groups.iter().map(|group| group.1.len() as u16).collect();
    let places = stack(area, &wants);
    let house = |((building, kitchens), area): ((Option<usize>, Vec<usize>), Rect)| {
        let gauges = u16::from(building.is_some() && area.height > 4);
        let inside = Rect {
            x: area.x + 1,
            y: area.y + 1,
            width: area.width.saturating_sub(2),
            height: area.height.saturating_sub(2 + gauges),
        };
        let places = split(inside, kitchens.len());
        House { building, kitchens: kitchens.into_iter().zip(places).collect(), area }
    };
    groups.into_iter().zip(places).map(house).collect()
}

/// Splits a height into equal parts, as many as there is room for.
fn split(area: Rect, parts: usize) -> Vec<Rect> {
    let height = usize::from(area.height);
    let fit = height.min(parts).max(1);
    let row = |at: usize| {
        let (from, to) = (height * at / fit, height * (at + 1) / fit);
        Rect { y: area.y + from as u16, height: (to - from) as u16, ..area }
    };
    (0..fit).map(row).collect()
}
