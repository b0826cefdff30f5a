//! Buildings and districts: what stands where, and in what.

use super::draft::Draft;
use super::value::{Problem, unknown};
use super::written::is_name;
use crate::knobs::turns;
use crate::restaurant::BuildingPlan;

/// Puts the buildings together.
pub fn buildings(draft: &mut Draft<'_, '_>) -> Vec<BuildingPlan> {
    let mut buildings = Vec::new();
    for name in draft.names("building") {
        let path = |key: &str| format!("building.{name}.{key}");
        let inside = draft.reference(&path("inside"));
        let district = district(draft, &path("district"));
        let get = |key: &str| draft.get(&path(key));
        buildings.push(BuildingPlan {
            power: get("power").word() == 0,
            generator: turns::generator(get("generator")),
            boots_in: get("boots_in").span().unwrap_or_default(),
            burners: get("burners").count(),
            sharing: turns::sharing(get("sharing")),
            worktop: get("worktop").count(),
            worktop_full: turns::when_full(get("worktop_full")),
            water: get("water").number(),
            storeroom: turns::rows(get("storeroom")),
            distance: get("distance").span().unwrap_or_default(),
            inside,
            district,
            rent: get("rent").cents(),
            generator_rent: get("generator_rent").cents(),
            burner_rent: get("burner_rent").cents(),
        });
    }
    check_inside(draft, &mut buildings);
    buildings
}

/// Says of each district whether it has power.
pub fn districts(draft: &Draft<'_, '_>) -> Vec<bool> {
    let has_power = |name: String| draft.get(&format!("district.{name}.power")).word() == 0;
    draft.names("district").into_iter().map(has_power).collect()
}

/// Returns the district that a key names.
fn district(draft: &mut Draft<'_, '_>, path: &str) -> Option<u32> {
    let entry = draft.written.get(path)?;
    let name = entry.value.get_ref().as_str()?;
    let found = draft.parts.find("district", name);
    if found.is_none() {
        let mut problem =
            unknown(entry.value.span(), "district", name, &draft.parts.names("district"));
        if !is_name(name) {
            problem = Problem::on(entry.value.span(), "this is no name for a district")
                .remedy("write a-z, 0-9, - and _, beginning with a letter or digit");
        }
        draft.problems.push(problem);
    }
    found
}

/// A virtual building is in a physical one, and takes turns at its burners.
fn check_inside(draft: &mut Draft<'_, '_>, buildings: &mut [BuildingPlan]) {
    let names = draft.names("building");
    let inside: Vec<Option<u32>> = buildings.iter().map(|building| building.inside).collect();
    for ((at, name), building) in (0..).zip(&names).zip(buildings) {
        let Some(around) = building.inside else { continue };
        let path = format!("building.{name}.inside");
        if around == at {
            let cause = format!("the building {name} cannot be inside of itself");
            draft.complain(&path, &cause, "name a physical building, or remove inside");
            building.inside = None;
        } else if inside[around as usize].is_some() {
            let other = &names[around as usize];
            let cause = format!("{other} is a virtual building, and {name} would be inside of it");
            let remedy = "name a physical building: one that has no inside itself";
            draft.complain(&path, &cause, remedy);
        }
        let path = format!("building.{name}.sharing");
        if draft.written.get(&path).is_some() {
            let cause = format!("{name} is a virtual building, whose burners are held in turns");
            let remedy = "remove sharing here, or write it at the physical building";
            draft.complain(&path, &cause, remedy);
        }
    }
}
