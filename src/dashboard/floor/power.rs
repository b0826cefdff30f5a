//! Why nothing works in a building: there is no power, it starts again, or it is a spare one that
//! nobody has switched on.

use crate::dashboard::theme::Role;
use crate::lens::Tongue;
use crate::report::Figures;
use crate::runner::snapshot::{FloorShot, PowerScene};

/// Says why nothing works in a building, and in which role; none: whoever is there is in none.
pub fn why_off(
    floor: &FloorShot,
    building: Option<u32>,
    (tongue, figures): (Tongue, Figures),
) -> (String, Role) {
    let dark = || (tongue.screen("part.power_off").to_owned(), Role::Bad);
    let Some(number) = building.map(|building| building as usize) else { return dark() };
    if floor.is_spare(number) {
        return (tongue.screen("part.spare_off").to_owned(), Role::Idle);
    }
    match floor.scene.buildings.get(number) {
        Some(building) if building.power == PowerScene::Boots => {
            let left = building.changes.map_or(0, |at| at.0.saturating_sub(floor.scene.now.0));
            let time = figures.brief(left as f64 / 1e9);
            (tongue.shows("part.boots_left", &[("time", time)]), Role::Uneasy)
        }
        _ => dark(),
    }
}
