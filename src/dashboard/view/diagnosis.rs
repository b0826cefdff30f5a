//! One line: what is short, and what does not help.

use crate::dashboard::app::App;
use crate::dashboard::canvas::{Canvas, cells};
use crate::dashboard::theme::Role;
use crate::diagnosis::{Cause, Diagnosis, Resource, Trouble};
use crate::dials::Names;
use crate::lens::Lens;
use crate::lens::Tongue;
use crate::runner::snapshot::PowerScene;

/// Draws the line; `is_chosen` says whether keys go to it.
pub fn draw(canvas: &mut Canvas<'_>, app: &App) {
    let tongue = app.tongue();
    let buildings = &app.shot.floor().scene.buildings;
    let is_dark = buildings.iter().any(|building| building.power != PowerScene::Up);
    if is_dark && app.diagnosis.trouble.is_none() {
        // Nothing is fine in the dark, whatever the last minutes were like.
        return;
    }
    let key = format!(" d {} ", tongue.screen("key.check.short"));
    let width = canvas.width();
    let room = width.saturating_sub(cells(&key) + 2);
    let role = match app.diagnosis.trouble {
        None => Role::Fine,
        Some(Trouble::Slow(_) | Trouble::Reads(_)) => Role::Uneasy,
        Some(Trouble::Lost(_) | Trouble::Twice(_)) => Role::Bad,
    };
    let sign = match app.diagnosis.trouble {
        None => canvas.theme.sign("✓", "+"),
        Some(_) => canvas.theme.sign("▲", "!"),
    };
    let x = canvas.text(1, 0, sign, role) + 1;
    let x = match app.future() {
        Some((future, role)) => canvas.text(x, 0, &format!("{future}: "), role),
        None => x,
    };
    let names = app.scenario.names();
    // Whatever does not fit is left out, the last first.
    let mut said = sentences(&app.diagnosis, names, tongue);
    let is_told = matches!(app.diagnosis.cause, None | Some(Cause::Says));
    if let Some(reason) = reason(app).filter(|_| is_told) {
        // What they are told says more than that nothing is short.
        said.reverse();
        said.insert(1, reason);
    }
    while said.len() > 1 && cells(&said.join(" ")) + x > room {
        said.pop();
    }
    canvas.short((x, 0), &said.join(" "), room.saturating_sub(x), Role::Plain);
    if !app.diagnosis.remedies.is_empty() && !app.has_closed() {
        let x = canvas.text_right(0, &key, Role::Quiet);
        canvas.text(x + 1, 0, "d", Role::Key);
    }
}

/// Says what most of those are told who get nothing; none: everybody gets something, or they are
/// told this and that.
fn reason(app: &App) -> Option<String> {
    let Some(Trouble::Lost(_)) = app.diagnosis.trouble else { return None };
    let floor = app.shot.floor();
    let read = |name: &str| floor.recent.get(app.book.place(name)?).copied().flatten();
    let lost: f64 = ["refused", "failed", "abandoned"]
        .iter()
        .filter_map(|how| read(&format!("orders.{how}")))
        .fold(0.0, |sum, number| sum + number);
    let outcomes = app.scenario.names().outcomes().filter(|id| *id != "served");
    let counted = outcomes.filter_map(|id| Some((id, read(&format!("outcomes.{id}"))?)));
    let (id, most) = counted.max_by(|one, other| one.1.total_cmp(&other.1))?;
    let outcome = app.tongue().lens().outcome_name(id);
    (most * 2.0 > lost).then(|| app.tongue().shows("diagnosis.reason", &[("outcome", outcome)]))
}

/// Says what is wrong in a few sentences, what matters most first.
pub fn sentences(found: &Diagnosis, names: &Names, tongue: Tongue) -> Vec<String> {
    let per_cent = |share: f64| format!("{:.0}", share * 100.0);
    let (id, share) = match found.trouble {
        None => return vec![tongue.screen("diagnosis.fine").to_owned()],
        Some(Trouble::Lost(share)) => ("diagnosis.lost", share),
        Some(Trouble::Slow(share)) => ("diagnosis.slow", share),
        Some(Trouble::Reads(share)) => ("diagnosis.reads", share),
        // A number of guests, and no share of anything.
        Some(Trouble::Twice(guests)) => ("diagnosis.twice", guests / 100.0),
    };
    let trouble = tongue.shows(id, &[("n", per_cent(share))]);
    let Some(Cause::Short(short)) = &found.cause else {
        return vec![other_cause(found.cause.as_ref(), names, tongue), trouble];
    };
    let id = if short.held_by.is_some() { "diagnosis.held" } else { "diagnosis.short" };
    let slots = [("what", name(short.resource, names, tongue.lens())), ("n", per_cent(short.busy))];
    let mut said = vec![tongue.shows(id, &slots)];
    if let Some(in_vain) = short.in_vain {
        let what = name(in_vain, names, tongue.lens());
        said.push(tongue.shows("diagnosis.in_vain", &[("what", what)]));
    }
    said.push(trouble);
    said
}

/// Says what else is wrong than that something is short.
fn other_cause(cause: Option<&Cause>, names: &Names, tongue: Tongue) -> String {
    match cause {
        Some(Cause::Off(knob)) => tongue.shows("diagnosis.off", &[("knob", knob.clone())]),
        Some(Cause::Unshared) => tongue.screen("diagnosis.unshared").to_owned(),
        Some(Cause::SoldOut(pantry, shelf)) => {
            let shelf = names.pantries[*pantry].1[*shelf].clone();
            tongue.shows("diagnosis.sold_out", &[("shelf", shelf)])
        }
        Some(Cause::Stale(at)) => {
            let what = name(Resource::Chefs(*at), names, tongue.lens());
            tongue.shows("diagnosis.stale", &[("what", what)])
        }
        Some(Cause::Address(room)) => {
            tongue.shows("diagnosis.address", &[("room", names.rooms[*room].clone())])
        }
        Some(Cause::ReadsAll(pantry, shelf)) => {
            let shelf = names.pantries[*pantry].1[*shelf].clone();
            tongue.shows("diagnosis.reads_all", &[("shelf", shelf)])
        }
        Some(Cause::NotAtomic) => tongue.screen("diagnosis.not_atomic").to_owned(),
        Some(Cause::Says) => tongue.screen("diagnosis.says").to_owned(),
        Some(Cause::Short(_)) | None => tongue.screen("diagnosis.unknown").to_owned(),
    }
}

/// Names something that there is a limited number of; if there are several parts of its kind, with
/// the name of its part.
pub fn name(resource: Resource, names: &Names, lens: &Lens) -> String {
    let of = |word: &str, all: &mut dyn Iterator<Item = &String>, at: usize| {
        let all: Vec<&String> = all.collect();
        let word = lens.word(word);
        match all.get(at) {
            Some(part) if all.len() > 1 => {
                let slots = [("what", word.to_owned()), ("part", (*part).clone())];
                lens.shows("diagnosis.of", &slots)
            }
            _ => word.to_owned(),
        }
    };
    let buildings = &mut names.buildings.iter();
    match resource {
        Resource::Waiters => lens.word("waiters").to_owned(),
        Resource::Chefs(at) => of("chefs", &mut names.kitchens.iter(), at),
        Resource::Hatches(at) => of("hatches", &mut names.pantries.iter().map(|p| &p.0), at),
        Resource::Burners(at) => of("burners", buildings, at),
        Resource::Worktop(at) => of("worktop", buildings, at),
        Resource::Water(at) => of("water", buildings, at),
        Resource::Calls(at) => of("calls", &mut names.partners.iter(), at),
    }
}
