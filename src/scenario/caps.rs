//! Counts that multiply: a small file must not ask for a huge restaurant. Checked before anything
//! is built.

use super::draft::Draft;
use super::keys::{Kind, MOST_CHEFS, MOST_ITEMS};
use super::timeline::Entry;
use super::value::Problem;
use crate::restaurant::{Plan, Step};

/// The most copies of all kitchens together.
const MOST_COPIES: u64 = 10_000;
/// The most shelves in the fridges of all copies, and breakers of all of them.
const MOST_KEPT: u64 = 1_000_000;
/// The most figures that are kept for each dish in each dining room, in each window of a goal.
const MOST_CELLS: u64 = 500_000;
/// The most tickets and branches that one order may become.
const MOST_ERRANDS: u64 = MOST_ITEMS as u64;

/// Finds what would be too much of a plan, with what the timeline turns.
pub fn check(plan: &Plan, timeline: &[Entry], draft: &mut Draft<'_, '_>) {
    let copies: Vec<u64> = plan.kitchens.iter().map(|kitchen| kitchen.copies.into()).collect();
    if let Some((all, path)) = too_many(&copies, MOST_COPIES, "copies", draft) {
        let cause = format!("{all} copies of all kitchens together are too many");
        draft.complain(&path, &cause, &format!("let there be at most {MOST_COPIES} in all"));
    }
    // Each chef who takes breaks has a clock.
    let clocks = clocks(plan, timeline, draft);
    if let Some((all, path)) = too_many(&clocks, MOST_CHEFS, "chefs", draft) {
        let cause = format!("{all} chefs of all copies who take breaks are too many");
        let remedy = format!("let copies times chefs be at most {MOST_CHEFS}, or leave out breaks");
        draft.complain(&path, &cause, &remedy);
    }
    let fridges = fridges(plan, timeline, draft);
    if let Some((all, path)) = too_many(&fridges, MOST_KEPT, "fridge.holds", draft) {
        let cause = format!("{all} shelves in the fridges of all copies are too many");
        let remedy = format!("let copies times shelves that fit be at most {MOST_KEPT}");
        draft.complain(&path, &cause, &remedy);
    }
    if let Some((all, path)) = too_many(&breakers(plan), MOST_KEPT, "copies", draft) {
        let cause = format!("{all} breakers of all copies are too many");
        let remedy = format!("let copies times calls with a breaker be at most {MOST_KEPT}");
        draft.complain(&path, &cause, &remedy);
    }
    cells(plan, draft);
    errands(plan, draft);
}

/// Every dish is counted in every dining room, in every window that a goal looks at.
fn cells(plan: &Plan, draft: &mut Draft<'_, '_>) {
    let entries = draft.written.entries.iter();
    let goals: Vec<_> = entries.filter(|entry| entry.key.kind == Kind::Reach).collect();
    let place = goals.last().map(|goal| goal.value.span());
    let (rooms, dishes) = (plan.rooms.len() as u64, plan.menu.len() as u64);
    let goals = goals.len() as u64;
    if rooms * (dishes + 1) * (goals + 1) > MOST_CELLS {
        let cause = format!("{rooms} dining rooms, {dishes} dishes and {goals} goals are too much");
        let remedy = format!("let rooms times dishes times goals be at most {MOST_CELLS}");
        draft.problems.push(Problem::on(place.unwrap_or(0..0), cause).remedy(remedy));
    }
}

/// Returns how many there are in all kitchens if these are too many, and the key of the kitchen
/// that has most.
fn too_many(each: &[u64], most: u64, key: &str, draft: &Draft<'_, '_>) -> Option<(u64, String)> {
    let all = each.iter().sum();
    let largest = (0..each.len()).rev().max_by_key(|at| each[*at]).filter(|_| all > most)?;
    Some((all, format!("kitchen.{}.{key}", draft.parts.0.kitchens[largest])))
}

/// Returns the most of something that a kitchen ever has.
fn ever(written: Option<u32>, path: &str, timeline: &[Entry]) -> u64 {
    let turned = timeline.iter().flat_map(|entry| &entry.sets).filter(|turned| turned.knob == path);
    turned.map(|turned| turned.setting.count()).fold(written, Ord::max).unwrap_or(0).into()
}

fn clocks(plan: &Plan, timeline: &[Entry], draft: &Draft<'_, '_>) -> Vec<u64> {
    let clocks = plan.kitchens.iter().zip(&draft.parts.0.kitchens).map(|(kitchen, name)| {
        let breaks = format!("kitchen.{name}.breaks.");
        let mut turned = timeline.iter().flat_map(|entry| &entry.sets);
        if kitchen.breaks.every.is_none() && !turned.any(|turned| turned.knob.starts_with(&breaks))
        {
            return 0;
        }
        u64::from(kitchen.copies) * ever(kitchen.chefs, &format!("kitchen.{name}.chefs"), timeline)
    });
    clocks.collect()
}

fn fridges(plan: &Plan, timeline: &[Entry], draft: &Draft<'_, '_>) -> Vec<u64> {
    let shelves: usize = plan.pantries.iter().map(|pantry| pantry.shelves.len()).sum();
    let kitchens = plan.kitchens.iter().zip(&draft.parts.0.kitchens);
    let fridges = kitchens.map(|(kitchen, name)| {
        let path = format!("kitchen.{name}.fridge.holds");
        let holds = ever(kitchen.fridge.holds, &path, timeline);
        u64::from(kitchen.copies) * holds.min(shelves as u64)
    });
    fridges.collect()
}

fn breakers(plan: &Plan) -> Vec<u64> {
    let has_breaker = |step: &&Step| matches!(step, Step::Call { care: Some(care), .. } if care.breaker.is_some());
    let mut breakers = vec![0; plan.kitchens.len()];
    for dish in &plan.menu {
        let kitchen = dish.kitchen as usize;
        let steps = dish.recipe.iter().filter(has_breaker).count() as u64;
        breakers[kitchen] += steps * u64::from(plan.kitchens[kitchen].copies);
    }
    breakers
}

/// A dish that asks for dishes that ask for dishes: one order may become very many tickets.
fn errands(plan: &Plan, draft: &mut Draft<'_, '_>) {
    let mut known = vec![None; plan.menu.len()];
    for dish in 0..plan.menu.len() {
        let errands = errands_of(dish, plan, &mut known);
        if errands > MOST_ERRANDS {
            let name = draft.parts.0.dishes[dish].clone();
            let many = if errands == u64::MAX { "endlessly many" } else { &errands.to_string() };
            let cause = format!("one order of {name} becomes {many} tickets and branches");
            let remedy = format!("ask for fewer dishes: at most {MOST_ERRANDS} may come of one");
            draft.complain(&format!("menu.{name}.recipe"), &cause, &remedy);
        }
    }
}

/// Returns how many tickets and branches come of one order, both ways of a chance counted. No dish
/// asks for itself.
fn errands_of(dish: usize, plan: &Plan, known: &mut [Option<u64>]) -> u64 {
    if let Some(errands) = known[dish] {
        return errands;
    }
    let mut errands = 0_u64;
    for step in &plan.menu[dish].recipe {
        let further = match step {
            Step::Ask { dish, .. } => errands_of(*dish as usize, plan, known).saturating_add(1),
            Step::Together { branches, .. } => branches.len() as u64,
            _ => 0,
        };
        errands = errands.saturating_add(further);
    }
    known[dish] = Some(errands);
    errands
}
