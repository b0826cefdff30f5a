//! How full everything is that there is only so much of: all parts of a kind taken together.

use crate::dashboard::app::App;
use crate::dashboard::floor::count;
use crate::runner::snapshot::{LineScene, Power, PowerScene, Scene};

/// How full the parts of a kind are.
#[derive(Clone, Debug, PartialEq)]
pub struct Level {
    /// The id of their name.
    pub id: &'static str,
    /// How much of them is taken: none, 0, to all, 1.
    pub share: f64,
    /// The same in numbers.
    pub shown: String,
    /// Whether any number of them may be taken.
    pub is_endless: bool,
    /// How many wait for one, or in it if it never gets full; none: those who are in it are those
    /// who wait.
    pub waiting: Option<u32>,
    /// How many of the parts do not work, and how many there are.
    pub off: (usize, usize),
    /// The id of what is said where none of them works.
    pub when_off: &'static str,
}

/// As full as this is as good as full: what flickers below the brim is not worth a look.
const FULL: f64 = 0.95;

impl Level {
    /// Says whether hardly anything more goes in.
    pub fn is_full(&self) -> bool {
        self.share >= FULL && !self.is_endless
    }

    /// Says whether none of them works.
    pub fn is_off(&self) -> bool {
        self.off.0 > 0 && self.off.0 == self.off.1
    }
}

/// Of so many tickets an endless rail is drawn full at first.
const LONG: f64 = 10.0;

/// Lists the kinds of parts in the order in which an order comes to them.
pub fn levels(app: &App, at: usize) -> Vec<Level> {
    let (scene, busy) = (&app.shot.floors[at].scene, app.shot.floors[at].busy);
    let waiter = &scene.waiter;
    let waiters = [(waiter.busy, waiter.count)];
    let waiters = pool("part.waiters", &waiters, busy.waiters);
    let waiters = waiters.map(|pool| pool.waits(&[&waiter.guests, &waiter.plates]));
    if app.wall {
        // What a guest sees.
        return waiters.into_iter().collect();
    }
    let kitchens = || scene.kitchens.iter();
    let (pantries, partners, buildings) = (&scene.pantries, &scene.partners, &scene.buildings);
    let chefs: Vec<_> = kitchens().map(|kitchen| (kitchen.hands_taken, kitchen.chefs)).collect();
    let chefs = pool("part.chefs", &chefs, busy.chefs);
    let hatches: Vec<_> = pantries.iter().map(|pantry| (pantry.busy, pantry.hatches)).collect();
    let hatches = pool("part.hatches", &hatches, busy.hatches);
    let burners: Vec<_> = buildings.iter().map(|b| (b.burners_busy, b.burners)).collect();
    let worktop: Vec<_> = buildings.iter().map(|b| (b.places_taken, b.worktop)).collect();
    let calls: Vec<_> = partners.iter().map(|partner| (partner.busy, partner.at_once)).collect();
    let all = [
        waiters,
        Some(rail(app, at, scene)),
        chefs.map(|pool| Level {
            off: off(kitchens().map(|kitchen| kitchen.has_power)),
            ..pool.waits(&kitchens().map(|kitchen| &kitchen.resuming).collect::<Vec<_>>())
        }),
        hatches.map(|pool| Level {
            off: off(pantries.iter().map(|pantry| pantry.has_power)),
            ..pool.waits(&pantries.iter().map(|pantry| &pantry.line).collect::<Vec<_>>())
        }),
        pool("part.burners", &burners, busy.burners).map(|pool| Level {
            off: off(buildings.iter().map(|building| building.power == PowerScene::Up)),
            ..pool.waits(&buildings.iter().map(|b| &b.burner_line).collect::<Vec<_>>())
        }),
        pool("part.worktop", &worktop, None)
            .map(|pool| pool.waits(&buildings.iter().map(|b| &b.worktop_line).collect::<Vec<_>>())),
        pool("part.partner", &calls, None).map(|pool| Level {
            off: off(partners.iter().map(|partner| partner.power == Power::On)),
            when_off: if partners.iter().any(|partner| partner.power == Power::Hangs) {
                "part.hangs"
            } else {
                "part.partner_off"
            },
            ..pool.waits(&partners.iter().map(|partner| &partner.line).collect::<Vec<_>>())
        }),
    ];
    all.into_iter().flatten().collect()
}

/// Returns how many parts do not work, and how many there are.
fn off(work: impl Iterator<Item = bool>) -> (usize, usize) {
    work.fold((0, 0), |(off, all), works| (off + usize::from(!works), all + 1))
}

/// Returns the level of everything of a kind that there is only so much of, over the last moments if
/// that is known; none: there is none.
fn pool(id: &'static str, parts: &[(u32, Option<u32>)], busy: Option<f64>) -> Option<Level> {
    let counted = parts.iter().filter_map(|(taken, all)| Some((*taken, (*all)?)));
    let (taken, all) = counted.fold((0, 0), |sum, part| (sum.0 + part.0, sum.1 + part.1));
    if all == 0 && parts.iter().all(|part| part.1.is_none()) {
        return None;
    }
    let share = if all == 0 { 1.0 } else { f64::from(taken) / f64::from(all) };
    let share = busy.unwrap_or(share);
    let taken = (share * f64::from(all)).round() as u64;
    let shown = format!("{}/{}", count(taken), count(all.into()));
    let (waiting, off, when_off) = (Some(0), (0, 0), "part.power_off");
    Some(Level { id, share, shown, is_endless: false, waiting, off, when_off })
}

impl Level {
    fn waits(self, lines: &[&LineScene]) -> Level {
        Level { waiting: Some(lines.iter().map(|line| line.len).sum()), ..self }
    }
}

fn rail(app: &App, at: usize, scene: &Scene) -> Level {
    let tickets: u32 = scene.kitchens.iter().map(|kitchen| kitchen.rail.len).sum();
    let places: Option<u32> = scene.kitchens.iter().map(|kitchen| kitchen.rail_capacity).sum();
    let shown = match places {
        Some(places) => format!("{}/{}", count(tickets.into()), count(places.into())),
        None => count(tickets.into()),
    };
    // One without an end is drawn as full as it was when it was longest.
    let longest = app.book.read(&app.shot.floors[at], "rail.length.max").unwrap_or(0.0);
    let most = places.map_or(longest.max(LONG), f64::from);
    let share = if most > 0.0 { (f64::from(tickets) / most).min(1.0) } else { 0.0 };
    Level {
        id: "part.rail",
        share,
        shown,
        is_endless: places.is_none(),
        waiting: places.is_none().then_some(tickets),
        off: (0, 0),
        when_off: "part.power_off",
    }
}
