//! What a guide says, in a frame above the keys.

use super::{Guide, Until};
use crate::dashboard::app::App;
use crate::dashboard::canvas::{Canvas, cells};
use crate::dashboard::theme::Role;
use crate::dashboard::view::{FEWEST_COLUMNS, FEWEST_ROWS};
use crate::lens::Lens;
use crate::report::wrap;
use ratatui::Frame;
use ratatui::layout::Rect;

/// Draws what the guide says now.
pub fn draw(frame: &mut Frame<'_>, app: &App, guide: &Guide) {
    let area = frame.area();
    let high = rows(area, app, guide);
    if high == 0 {
        return;
    }
    let lines = lines(app, guide, usize::from(area.width) - 4);
    let place = Rect::new(0, area.height - 1 - high, area.width, high);
    let mut canvas = Canvas::new(frame.buffer_mut(), place, app.theme());
    canvas.clear();
    canvas.frame(true, Role::Name);
    let tongue = app.tongue();
    let (at, all) = (guide.at + 1, guide.script.steps.len());
    let title = format!(" {} {at}/{all} ", tongue.screen(guide.script.title));
    canvas.text(2, 0, &title, Role::Strong);
    let keys = format!(" {} ", tongue.screen(keys(guide)));
    let x = canvas.width().saturating_sub(cells(&keys) + 2);
    canvas.text(x, high - 1, &keys, Role::Key);
    for (y, (text, role)) in (1..high - 1).zip(&lines) {
        canvas.text(2, y, text, *role);
    }
}

/// Returns how many rows of the screen it covers, above the keys.
pub fn rows(area: Rect, app: &App, guide: &Guide) -> u16 {
    if area.width < FEWEST_COLUMNS || area.height < FEWEST_ROWS {
        return 0;
    }
    let lines = lines(app, guide, usize::from(area.width) - 4);
    let high = u16::try_from(lines.len()).unwrap_or(u16::MAX).saturating_add(2);
    high.min(area.height - 2)
}

/// Returns what it says, in the words that are shown.
#[cfg(test)]
pub fn said(app: &App, guide: &Guide) -> String {
    let step = guide.step();
    app.tongue().shows(step.id, &(step.slots)(app, &guide.notes))
}

/// Says what it has to say: first in the words that are shown, then in the others.
fn lines(app: &App, guide: &Guide, width: usize) -> Vec<(String, Role)> {
    let tongue = app.tongue();
    let step = guide.step();
    let slots = (step.slots)(app, &guide.notes);
    let mut texts = vec![(tongue.shows(step.id, &slots), Role::Plain)];
    if matches!(step.until, Until::Stations) {
        texts = stations(app).unwrap_or(texts);
    } else if !app.wall {
        // In front of the wall there is nothing to be translated yet.
        let other = tongue.other().shows(step.id, &slots);
        if other != texts[0].0 {
            texts.push((other, Role::Meaning));
        }
    }
    let wrapped = |(text, role): (String, Role)| {
        wrap(&text, width).into_iter().map(move |line| (line, role)).collect::<Vec<_>>()
    };
    let vain = guide.notes.vain.map(|id| (tongue.screen(id).to_owned(), Role::Uneasy));
    texts.into_iter().chain(vain).flat_map(wrapped).collect()
}

/// Says where the followed order is, in both words.
fn stations(app: &App) -> Option<Vec<(String, Role)>> {
    let phase = app.shot.floor().life.as_ref()?.spans.last()?.phase.id();
    let tongue = app.tongue();
    let told = |lens: &'static Lens| {
        let words = lens.phase(phase)?;
        Some(format!("{}: {}", words.name, words.help))
    };
    Some(vec![(told(tongue.lens())?, Role::Plain), (told(tongue.other())?, Role::Meaning)])
}

/// Returns the id of the words for the keys that matter now.
fn keys(guide: &Guide) -> &'static str {
    match guide.step().until {
        _ if guide.script.yields => "guide.any",
        Until::Key(ratatui::crossterm::event::KeyCode::Char(_)) => "guide.wall",
        Until::Key(_) => "guide.on",
        Until::Stations if guide.notes.halts => "guide.on",
        Until::Last => "guide.end",
        Until::Stations | Until::Passed(_) | Until::Seen(_) => "guide.watch",
    }
}
