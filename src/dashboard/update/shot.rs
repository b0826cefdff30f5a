//! A new picture of the restaurant.

use crate::dashboard::app::{App, Overlay};
use crate::dashboard::floor::{Motion, seen, tokens};
use crate::dashboard::view;
use crate::diagnosis::{Moment, Trouble};
use crate::kernel::Span;
use crate::runner::Snapshot;
use crate::runner::snapshot::{NoticeKind, State};
use std::sync::Arc;
use std::time::Duration;

/// Takes note of a new picture.
pub fn shot(app: &mut App, taken: Arc<Snapshot>) {
    let before = std::mem::replace(&mut app.shot, taken);
    let shot = Arc::clone(&app.shot);
    app.orders = shot.floors.iter().map(seen).collect();
    app.motion.resize_with(shot.floors.len(), Motion::default);
    examine(app);
    let went_on = shot.now >= before.now && shot.floor().branch == before.floor().branch;
    let runs = went_on && shot.state == State::Running;
    app.pins.note(&shot);
    if let Some(notice) = shot.notice.as_ref().filter(|notice| notice.number != app.notice_seen.0) {
        app.notice_seen = (notice.number, Duration::ZERO);
    }
    if app.has_closed()
        && matches!(app.overlay, Some(Overlay::Knobs(_) | Overlay::Menu(_) | Overlay::Check(_)))
    {
        // Nothing of that can be done any more.
        app.overlay = None;
    }
    // While the clock stands still, nothing would let them arrive.
    place_tokens(app, runs && !app.looks.reduced_motion);
    // Whoever has turned a knob wants to see what comes of it.
    let notice = shot.notice.as_ref().filter(|notice| notice.number > app.notice_read);
    let kinds = [NoticeKind::Turned, NoticeKind::NewBranch];
    let has_turned = notice.is_some_and(|notice| kinds.contains(&notice.kind));
    if has_turned && matches!(app.overlay, Some(Overlay::Knobs(_))) {
        app.overlay = None;
    }
}

/// So often a day somebody looks at what is wrong, so that nobody has to read faster than that.
const LOOKS: u64 = 240;

/// Notes what is wrong, unless that was done a moment ago.
fn examine(app: &mut App) {
    let (shot, floor) = (Arc::clone(&app.shot), app.shot.floor());
    let moment = Moment::of(floor, app.ordinary);
    let is_known = is_known(app, moment);
    let pause = app.scenario.duration.0 / LOOKS;
    if let Some((at, branch, knobs)) = &app.examined
        && (*at..*at + Span(pause)).contains(&shot.now)
        && *branch == floor.branch
        && Arc::ptr_eq(knobs, &shot.knobs)
        && is_known
    {
        return;
    }
    let stands = |name: &str| {
        let knob = shot.knobs.iter().find(|knob| knob.name == name);
        knob.map(|knob| knob.stands.clone())
    };
    app.diagnosis = app.examiner.examine(&floor.recent, &stands, moment);
    app.examined = Some((shot.now, floor.branch, Arc::clone(&shot.knobs)));
}

/// Says whether it is as the diagnosis has it that somebody has waited long, or nobody has: a word
/// about this very moment must not be out of date.
fn is_known(app: &App, moment: Moment) -> bool {
    match app.diagnosis.trouble {
        None => !app.examiner.is_late(&app.shot.floor().recent, moment),
        Some(Trouble::Late(_)) => app.examiner.is_late(&app.shot.floor().recent, moment),
        Some(_) => true,
    }
}

/// Notes where tokens belong.
pub fn place_tokens(app: &mut App, may_glide: bool) {
    for at in 0..app.shot.floors.len() {
        let picture = app.picture(at);
        let sites = view::sites(app, at);
        let places: Vec<_> = tokens(&picture, &sites)
            .into_iter()
            .map(|token| (token.whose, token.at, token.phase))
            .collect();
        app.motion[at].note(&places, may_glide);
    }
}
