//! One line: what is short, and what does not help.

use super::caption;
use crate::dashboard::app::App;
use crate::dashboard::canvas::{Canvas, cells};
use crate::dashboard::panels::clock;
use crate::dashboard::theme::Role;
use crate::diagnosis::{Calls, Cause, Moment, Resource, Trouble};
use crate::dials::Names;
use crate::lens::Lens;
use crate::lens::Tongue;

/// Draws the line; `is_chosen` says whether keys go to it.
pub fn draw(canvas: &mut Canvas<'_>, app: &App) {
    let tongue = app.tongue();
    if !caption::dark(app).is_empty() && app.diagnosis.trouble.is_none() {
        // Nothing is fine in the dark, whatever the last minutes were like.
        return;
    }
    let key = format!(" d {} ", tongue.screen("key.check.short"));
    let width = canvas.width();
    let room = width.saturating_sub(cells(&key) + 2);
    let (sign, role) = match app.diagnosis.trouble {
        None => match calm(app) {
            Calm::Fine => (canvas.theme.sign("✓", "+"), Role::Fine),
            Calm::Early => ("?", Role::Quiet),
            Calm::Line => (canvas.theme.sign("•", "."), Role::Uneasy),
        },
        Some(Trouble::Slow(_) | Trouble::Reads(_) | Trouble::Late(_)) => {
            (canvas.theme.sign("▲", "!"), Role::Uneasy)
        }
        Some(Trouble::Lost(_) | Trouble::Twice(_)) => (canvas.theme.sign("▲", "!"), Role::Bad),
    };
    let x = canvas.text(1, 0, sign, role) + 1;
    let x = match app.future() {
        Some((future, role)) => canvas.text(x, 0, &format!("{future}: "), role),
        None => x,
    };
    // Whatever does not fit is left out, the last first.
    let mut said = sentences(app);
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

/// What is to be said where nothing is wrong.
enum Calm {
    /// Nothing is counted yet.
    Early,
    /// It was well of late, and at this moment there is a line.
    Line,
    /// It is well.
    Fine,
}

fn calm(app: &App) -> Calm {
    if app.shot.now < app.scenario.warm_up_ends() {
        Calm::Early
    } else if caption::is_line(app) {
        Calm::Line
    } else {
        Calm::Fine
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
pub fn sentences(app: &App) -> Vec<String> {
    let (found, names, tongue) = (&app.diagnosis, app.scenario.names(), app.tongue());
    let Some(trouble) = found.trouble else { return vec![nothing(app)] };
    let said = said_of(trouble, app);
    if let Some(Cause::Calls { calls, is_endless }) = &found.cause {
        let mut all = vec![calling(calls, app)];
        all.extend(is_endless.then(|| tongue.screen("diagnosis.endless").to_owned()));
        all.push(of_late(trouble, said, app));
        return all;
    }
    let Some(Cause::Short(short)) = &found.cause else {
        let is_late = matches!(trouble, Trouble::Late(_));
        if is_late && found.cause.is_none() {
            return vec![said];
        }
        return vec![other_cause(found.cause.as_ref(), names, tongue), of_late(trouble, said, app)];
    };
    let id = if short.held_by.is_some() { "diagnosis.held" } else { "diagnosis.short" };
    let what = name(short.resource, names, tongue.lens());
    let mut all = vec![tongue.shows(id, &[("what", what), ("n", per_cent(short.busy))])];
    if let Some(in_vain) = short.in_vain {
        let what = name(in_vain, names, tongue.lens());
        all.push(tongue.shows("diagnosis.in_vain", &[("what", what)]));
    }
    all.push(of_late(trouble, said, app));
    all
}

/// Says that all chefs of a kitchen call a partner.
fn calling(calls: &Calls, app: &App) -> String {
    let names = app.scenario.names();
    let chefs = name(Resource::Chefs(calls.kitchen), names, app.tongue().lens());
    let partner = names.partners[calls.partner].clone();
    let slots = [("n", calls.chefs.to_string()), ("what", chefs), ("partner", partner)];
    app.tongue().shows("diagnosis.calls", &slots)
}

/// Says that what was tried does not remove the cause; none: nobody knows that.
pub fn remains(app: &App) -> Option<String> {
    let Some(Cause::Calls { calls, is_endless }) = &app.diagnosis.cause else { return None };
    let cause = match is_endless {
        true => app.tongue().screen("diagnosis.endless").to_owned(),
        false => calling(calls, app),
    };
    Some(app.tongue().shows("check.remains", &[("cause", cause)]))
}

/// Says of what is worst within which time that was, if that is not said yet; how long somebody
/// waits is so now.
fn of_late(trouble: Trouble, said: String, app: &App) -> String {
    let is_said = matches!(trouble, Trouble::Lost(_) | Trouble::Late(_));
    match app.lately(app.shot.floor()).filter(|_| !is_said) {
        Some(time) => app.tongue().shows("diagnosis.within", &[("time", time), ("said", said)]),
        None => said,
    }
}

/// Says that nothing is wrong, as far as that can be said.
fn nothing(app: &App) -> String {
    let tongue = app.tongue();
    match calm(app) {
        Calm::Fine => tongue.screen("diagnosis.fine").to_owned(),
        Calm::Line => tongue.screen("diagnosis.line").to_owned(),
        Calm::Early => {
            let until = clock(app, app.scenario.warm_up_ends());
            tongue.shows("diagnosis.early", &[("time", until)])
        }
    }
}

/// Says what is worst for the guests.
fn said_of(trouble: Trouble, app: &App) -> String {
    let tongue = app.tongue();
    match trouble {
        Trouble::Lost(share) => {
            let time = app.lately(app.shot.floor()).unwrap_or_default();
            tongue.shows("diagnosis.lost", &[("n", per_cent(share)), ("time", time)])
        }
        Trouble::Slow(share) => tongue.shows("diagnosis.slow", &[("n", per_cent(share))]),
        Trouble::Reads(share) => tongue.shows("diagnosis.reads", &[("n", per_cent(share))]),
        Trouble::Twice(guests) => tongue.shows("diagnosis.twice", &[("n", plain_count(guests))]),
        Trouble::Late(waited) => {
            // They wait on while nobody looks at what is wrong.
            let waited = Moment::of(app.shot.floor(), app.ordinary).oldest.unwrap_or(waited);
            tongue.shows("diagnosis.late", &[("time", app.brief(waited))])
        }
    }
}

fn per_cent(share: f64) -> String {
    plain_count(share * 100.0)
}

fn plain_count(number: f64) -> String {
    format!("{number:.0}")
}

/// Says what else is wrong than that something is short.
fn other_cause(cause: Option<&Cause>, names: &Names, tongue: Tongue) -> String {
    match cause {
        Some(Cause::Off(knob)) => tongue.shows("diagnosis.off", &[("knob", knob.clone())]),
        Some(Cause::WasOut) => tongue.screen("diagnosis.was_out").to_owned(),
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
        Some(Cause::Short(_) | Cause::Calls { .. }) | None => {
            tongue.screen("diagnosis.unknown").to_owned()
        }
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
