//! The screen of the guest of the followed order: as it looks in its dining room, and, where there is
//! room, how the same answer looks elsewhere.

use crate::dashboard::app::App;
use crate::dashboard::canvas::{Canvas, cells};
use crate::dashboard::floor::postbox;
use crate::dashboard::help::card;
use crate::dashboard::screens::{LOOKS, Shown, draw as draw_screen, size};
use crate::dashboard::theme::Role;
use crate::dashboard::view::life;
use ratatui::layout::Rect;

/// Draws it over what is there.
pub fn draw(canvas: &mut Canvas<'_>, app: &App) {
    let tongue = app.tongue();
    let Some(life) = app.shot.floor().life.as_deref() else {
        return life::nobody(canvas, app);
    };
    let own = app.scenario.plan.rooms[life.room as usize].look;
    let mut looks = LOOKS.to_vec();
    // That of the guest's own device first.
    looks.sort_by_key(|(look, _)| *look != own);
    let room = canvas.width().saturating_sub(4);
    let mut fit = Vec::new();
    let mut taken = 0;
    for (look, name) in looks {
        let (wide, high) = size(look);
        if fit.is_empty() || taken + wide + 2 <= room {
            fit.push((look, name, wide.min(room), high));
            taken += wide + 2;
        }
    }
    let highest = fit.iter().map(|(.., high)| *high).max().unwrap_or(0);
    let slots = [("order", life.number.to_string())];
    let title = tongue.shows("screen.title", &slots);
    // A letter comes by post, not to the device.
    let letters = life.letters.iter().filter(|letter| letter.sent.is_some()).count();
    let post = (!life.letters.is_empty()).then(|| postbox(letters as u64, tongue));
    let high = highest + 4 + u16::from(post.is_some());
    let same = tongue.screen("screen.same");
    let wide = taken.max(cells(same)).min(room);
    let mut card = card(canvas, (wide + 4, high), &title);
    let shown = Shown::of(life, app);
    let (mut x, below) = (1, card.height().saturating_sub(1));
    for (look, name, wide, high) in fit {
        card.short((x + 1, 0), tongue.screen(name), wide, Role::Quiet);
        let under = 1 + u16::from(post.is_some());
        let place = Rect::new(x, 1, wide, high.min(below.saturating_sub(under)));
        draw_screen(&mut card.part(place), look, &shown, app);
        x += wide + 2;
    }
    let width = card.width().saturating_sub(2);
    if let Some(post) = post.filter(|_| below > 2) {
        card.short((1, below - 1), &post, width, Role::Strong);
    }
    card.short((1, below), same, width, Role::Quiet);
}
