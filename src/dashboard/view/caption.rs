//! What is to be said about the floor at this moment: what a single order is at, or where most of
//! those stand who wait; what the last request came to.

use super::knobs::takes;
use crate::dashboard::app::App;
use crate::dashboard::canvas::Canvas;
use crate::dashboard::floor::count;
use crate::dashboard::theme::Role;
use crate::lens::Lens;
use crate::runner::Speed;
use crate::runner::snapshot::{BuildingScene, Notice, NoticeKind, PowerScene, State};
use std::time::Duration;

/// With more orders than this, none is spoken of alone.
const FEW: usize = 3;
/// So many who wait in one place are worth a word.
const MANY: u32 = 3;

/// Draws what is to be said.
pub fn draw(canvas: &mut Canvas<'_>, app: &App) {
    let mut lines = Vec::new();
    lines.extend(app.news());
    // What a wall is for stands on it.
    let is_open = !matches!(app.shot.state, State::Over(_));
    let (first, second) = if app.wall && is_open { Default::default() } else { said(app) };
    lines.push((first, Role::Plain));
    if !second.is_empty() {
        lines.push((second, Role::Meaning));
    }
    for (y, (text, role)) in (0..canvas.height()).zip(lines) {
        canvas.text(1, y, &text, role);
    }
}

/// So long a notice stays: what has come about is soon to be seen on the floor.
pub const STAYS: Duration = Duration::from_secs(5);

/// Says whether nothing came of a request: that stays until somebody has read it.
fn has_failed(notice: &Notice) -> bool {
    matches!(
        notice.kind,
        NoticeKind::NotTurned
            | NoticeKind::NoSuchKnob
            | NoticeKind::NotPlaced
            | NoticeKind::HasShut
            | NoticeKind::NoCondition
            | NoticeKind::TooLongAgo
    )
}

impl App {
    /// Returns the last notice, until the next key is pressed or it has been there for long enough.
    fn notice(&self) -> Option<&Notice> {
        let notice = self.shot.notice.as_ref()?;
        let is_fresh = has_failed(notice) || self.notice_seen.1 < STAYS;
        (notice.number > self.notice_read && is_fresh).then_some(notice)
    }

    /// Says whether there is a notice that will not stay.
    pub fn has_passing_news(&self) -> bool {
        self.notice().is_some_and(|notice| !has_failed(notice))
    }

    /// Says what the last request came to.
    pub fn news(&self) -> Option<(String, Role)> {
        let notice = self.notice()?;
        let role = if has_failed(notice) { Role::Bad } else { Role::Strong };
        let id = format!("notice.{}", notice.kind.id());
        let value = |slot: &str| notice.slots.iter().find(|(known, _)| *known == slot);
        let knobs = crate::scenario::knobs(&self.scenario);
        let knob = value("knob").and_then(|(_, knob)| knobs.iter().find(|k| k.name == *knob));
        let in_words = |(slot, value): &(&'static str, String)| match (*slot, value.parse::<u32>())
        {
            // Branches are counted from 1, as people count.
            ("branch", Ok(number)) => (*slot, (number + 1).to_string()),
            ("takes", _) => {
                let takes = knob.map(|knob| takes(knob.key.kind, self.tongue().lens()));
                (*slot, takes.unwrap_or_else(|| value.clone()))
            }
            // A whole second needs no thousandths.
            ("time", _) => (*slot, value.trim_end_matches(".000").to_owned()),
            _ => (*slot, value.clone()),
        };
        let slots: Vec<(&str, String)> = notice.slots.iter().map(in_words).collect();
        Some((self.tongue().shows(&id, &slots), role))
    }
}

/// Says what is most worth saying, and what it means in other words.
pub fn said(app: &App) -> (String, String) {
    let tongue = app.tongue();
    let lens = tongue.lens();
    let orders = &app.orders[app.shot.current];
    let mut alone = orders.iter().filter(|order| !order.is_errand && !order.waits_for_errands);
    if let State::Over(_) = app.shot.state {
        return (lens.screen("says.over").to_owned(), String::new());
    }
    if app.wall {
        return (lens.screen("wall.text").to_owned(), String::new());
    }
    // What is over before it can be read is not said.
    let is_slow = match app.shot.speed {
        Speed::Times(speed) => speed <= app.shot.ordinary_speed * 2.5,
        Speed::Max => false,
    };
    if orders.len() <= FEW && (is_slow || app.shot.state != State::Running) {
        let Some(order) = alone.next() else {
            let id = if app.shot.floor().placed == 0 { "says.opening" } else { "says.quiet" };
            let meaning = tongue.meaning(|lens| lens.screen(id).to_owned());
            return (lens.screen(id).to_owned(), meaning.unwrap_or_default());
        };
        let id = order.phase.id();
        let help = |lens: &'static Lens| {
            let words = lens.phase(id).map_or("", |words| words.help.as_str());
            let dish = app.picture(app.shot.current).dish(order.dish).to_owned();
            let slots = [("order", order.number.to_string()), ("dish", dish)];
            format!("{}: {words}", lens.shows("says.order", &slots))
        };
        return (help(lens), tongue.meaning(help).unwrap_or_default());
    }
    let short = shortest(app);
    if short.is_none() && app.diagnosis.trouble.is_some() {
        // Nobody waits, and still it does not flow: the diagnosis says why.
        return (String::new(), String::new());
    }
    let (id, number) = short.unwrap_or(("says.flows", 0));
    let slots = [("n", count(number.into())), ("time", app.brief(until_up(app)))];
    let meaning = tongue.meaning(|lens| lens.shows(id, &slots));
    (lens.shows(id, &slots), meaning.unwrap_or_default())
}

/// Says whether there is a line that is worth a word.
pub fn is_line(app: &App) -> bool {
    shortest(app).is_some()
}

/// Returns where most of those stand who wait, with the id of what is said of it. The rail comes
/// last: tickets wait there because chefs wait elsewhere.
fn shortest(app: &App) -> Option<(&'static str, u32)> {
    let scene = &app.shot.floor().scene;
    let pantries: u32 = scene.pantries.iter().map(|pantry| pantry.line.len).sum();
    let burners: u32 = scene.buildings.iter().map(|building| building.burner_line.len).sum();
    let worktops: u32 = scene.buildings.iter().map(|building| building.worktop_line.len).sum();
    let water: u32 = scene.buildings.iter().map(|building| building.pipe_line.len).sum();
    let partners: u32 = scene.partners.iter().map(|partner| partner.line.len).sum();
    let dark = dark(app);
    if !dark.is_empty() {
        let boots = dark.iter().all(|building| building.power == PowerScene::Boots);
        return Some((if boots { "says.boots" } else { "says.dark" }, dark.len() as u32));
    }
    let causes = [
        ("says.pantry", pantries),
        ("says.burners", burners),
        ("says.worktop", worktops),
        ("says.water", water),
        ("says.partner", partners),
    ];
    let most = causes.into_iter().max_by_key(|cause| cause.1)?;
    if most.1 >= MANY {
        return Some(most);
    }
    let waiters = scene.waiter.guests.len + scene.waiter.plates.len;
    let rails: u32 = scene.kitchens.iter().map(|kitchen| kitchen.rail.len).sum();
    let lines = [("says.waiter", waiters), ("says.rail", rails)];
    lines.into_iter().max_by_key(|line| line.1).filter(|line| line.1 >= MANY)
}

/// Lists the buildings in which nothing works, but for spare ones, in which nobody is.
pub fn dark(app: &App) -> Vec<&BuildingScene> {
    let floor = app.shot.floor();
    let buildings = floor.scene.buildings.iter().enumerate();
    let is_dark = |at: usize, building: &BuildingScene| {
        building.power != PowerScene::Up && !floor.is_spare(at)
    };
    let dark = buildings.filter(|(at, building)| is_dark(*at, building));
    dark.map(|(_, building)| building).collect()
}

/// Returns in how many seconds all of them work again that start again.
fn until_up(app: &App) -> f64 {
    let up = dark(app).into_iter().filter_map(|building| building.changes).max();
    up.map_or(0.0, |at| at.0.saturating_sub(app.shot.now.0) as f64 / 1e9)
}
