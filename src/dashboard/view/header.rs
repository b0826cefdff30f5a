//! The first line: what runs, the clock, how fast, and which seed.

use crate::dashboard::app::App;
use crate::dashboard::canvas::{Canvas, cells};
use crate::dashboard::theme::Role;
use crate::runner::Speed;
use crate::runner::snapshot::State;
use crate::scenario::units::show_clock;

/// Draws the first line.
pub fn draw(canvas: &mut Canvas<'_>, app: &App) {
    let mut facts = vec![(clock(app), Role::Strong)];
    facts.extend(self::facts(app));
    // The last ones give way first; the warm-up is worth more than the seed.
    let wide =
        |facts: &[(String, Role)]| -> u16 { facts.iter().map(|(text, _)| cells(text) + 2).sum() };
    while wide(&facts) + 14 > canvas.width() && facts.len() > 2 {
        facts.pop();
    }
    let right = wide(&facts);
    let room = canvas.width().saturating_sub(right + 2);
    canvas.short((1, 0), &app.scenario.title, room, Role::Name);
    let mut x = canvas.width().saturating_sub(right);
    for (text, role) in facts {
        x = canvas.text(x, 0, &text, role) + 2;
    }
}

/// Shows the clock.
pub fn clock(app: &App) -> String {
    show_clock(app.scenario.opens.0 + app.shot.now.0)
}

/// Says what goes on, what matters most first.
pub fn facts(app: &App) -> Vec<(String, Role)> {
    let (shot, tongue) = (&app.shot, app.tongue());
    let (sign, state, role) = match shot.state {
        State::Running => (app.theme().sign("▶", ">"), "state.running", Role::Fine),
        State::Paused => (app.theme().sign("⏸", "="), "state.paused", Role::Uneasy),
        State::Travels { .. } | State::Seeks => {
            (app.theme().sign("»", ">>"), "state.travels", Role::Uneasy)
        }
        State::Over(_) => (app.theme().sign("■", "#"), "state.over", Role::Bad),
    };
    let mut facts = vec![(format!("{sign} {}", tongue.screen(state)), role)];
    if matches!(shot.state, State::Running | State::Paused) {
        facts.push((speed(shot.speed, app), Role::Plain));
    }
    if shot.branches.len() > 1 {
        let slots = [
            ("now", (shot.floor().branch + 1).to_string()),
            ("all", shot.branches.len().to_string()),
        ];
        facts.push((tongue.shows("head.branch", &slots), Role::Meaning));
    }
    let branch = shot.branches.get(shot.floor().branch as usize);
    let to_come = branch.map_or(0, |branch| branch.to_come(shot.now));
    if to_come > 0 && !matches!(shot.state, State::Over(_)) {
        let slots = [("n", to_come.to_string())];
        facts.push((tongue.shows("head.replay", &slots), Role::Uneasy));
    }
    if shot.now < app.scenario.warm_up_ends() {
        facts.push((tongue.screen("head.warm_up").to_owned(), Role::Quiet));
    }
    facts.push((tongue.shows("head.seed", &[("seed", shot.seed.to_string())]), Role::Quiet));
    facts.push((tongue.title(), Role::Meaning));
    facts
}

/// Shows how fast the clock goes.
fn speed(speed: Speed, app: &App) -> String {
    let number = match speed {
        Speed::Max => return app.tongue().screen("state.max").to_owned(),
        Speed::Times(times) if times >= 10.0 => format!("{times:.0}"),
        Speed::Times(times) => {
            let text = format!("{times:.2}");
            text.trim_end_matches('0').trim_end_matches('.').to_owned()
        }
    };
    app.tongue().shows("state.times", &[("n", number)])
}
