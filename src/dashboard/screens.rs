//! The guest's screen: the same answer, drawn as a page, on a phone or at a kiosk. What is on it came
//! from the house; how it looks is the business of the guest's device alone.

use super::app::App;
use super::canvas::{Canvas, cells as width_of};
use super::texts::{self, dish, outcome_name, served, shown};
use super::theme::Role;
use crate::report::wrap;
use crate::runner::snapshot::{Life, Outcome, Phase, ScreenLook, Value};

/// The looks, and the ids of their names.
pub const LOOKS: [(ScreenLook, &str); 3] = [
    (ScreenLook::Page, "screen.page"),
    (ScreenLook::Phone, "screen.phone"),
    (ScreenLook::Kiosk, "screen.kiosk"),
];

/// What a guest's screen shows, however it looks.
#[derive(Clone, Debug, PartialEq)]
pub struct Shown {
    /// What was asked for.
    pub title: String,
    /// What is there of the answer, or what is there instead.
    pub lines: Vec<String>,
    /// Whether it is an answer, and not what is shown while there is none.
    pub is_answer: bool,
}

impl Shown {
    /// Returns what the screen of the guest of an order shows now.
    pub fn of(life: &Life, app: &App) -> Shown {
        let title = dish(life, app);
        let says = |id: &'static str| vec![app.tongue().screen(id).to_owned()];
        let is_at_device = life.spans.last().is_some_and(|span| span.phase == Phase::Displaying);
        let lines = match life.decided {
            None if is_at_device => says("screen.draws"),
            None => says("screen.waits"),
            Some((_, Outcome::SERVED)) => match served(life) {
                Some(answer) => texts::cells(answer).flat_map(line).collect(),
                None => says("screen.plate"),
            },
            Some((_, outcome)) => vec![outcome_name(outcome, app)],
        };
        let is_answer = life.decided.is_some_and(|(_, outcome)| outcome == Outcome::SERVED);
        Shown { title, lines, is_answer }
    }
}

/// A field of an answer as lines: of a list one for each entry.
fn line((name, value): (&str, &Value)) -> Vec<String> {
    match value {
        Value::List(list) => {
            let entries = list.iter().map(|entry| format!("· {}", shown(entry)));
            std::iter::once(format!("{name}:")).chain(entries).collect()
        }
        value => vec![format!("{name}: {}", shown(value))],
    }
}

/// Returns how wide and how high a screen wants to be.
pub fn size(look: ScreenLook) -> (u16, u16) {
    match look {
        ScreenLook::Page => (50, 12),
        ScreenLook::Phone => (26, 14),
        ScreenLook::Kiosk => (38, 14),
    }
}

/// Draws a guest's screen.
pub fn draw(canvas: &mut Canvas<'_>, look: ScreenLook, shown: &Shown, app: &App) {
    let (width, height) = (canvas.width(), canvas.height());
    if width < 8 || height < 4 {
        return;
    }
    canvas.frame(look == ScreenLook::Kiosk, Role::Name);
    let role = if shown.is_answer { Role::Strong } else { Role::Plain };
    let inside = usize::from(width - 4);
    match look {
        ScreenLook::Page => {
            let address = app.tongue().shows("screen.address", &[("dish", shown.title.clone())]);
            canvas.short((2, 0), &address, width - 4, Role::Quiet);
            canvas.short((2, 1), &shown.title, width - 4, Role::Name);
            canvas.line((2, 2), width - 4, canvas.theme.sign("─", "-"), Role::Quiet);
            body(canvas, (2, 3), &shown.lines, inside, role);
        }
        ScreenLook::Phone => {
            let speaker = canvas.theme.sign("▂▂▂▂", "----");
            canvas.text_middle(0, speaker, Role::Quiet);
            canvas.text_middle(1, &shown.title, Role::Name);
            body(canvas, (2, 3), &shown.lines, inside, role);
            canvas.text_middle(height - 2, canvas.theme.sign("▭", "[ ]"), Role::Quiet);
        }
        ScreenLook::Kiosk => {
            canvas.text_middle(1, &shown.title.to_uppercase(), Role::Name);
            let mut y = 3;
            for line in &shown.lines {
                // Each in a field of its own, as large as a hand.
                for part in wrap(line, inside.saturating_sub(4)) {
                    if y + 1 < height {
                        let room = usize::from(width).saturating_sub(width_of(&part).into()) / 2;
                        canvas.text(room as u16, y, &part, role);
                        y += 1;
                    }
                }
                if y + 1 < height {
                    canvas.line((4, y), width - 8, canvas.theme.sign("▔", "="), Role::Quiet);
                }
                y += 1;
            }
        }
    }
}

fn body(canvas: &mut Canvas<'_>, (x, y): (u16, u16), lines: &[String], width: usize, role: Role) {
    let lines = lines.iter().flat_map(|line| wrap(line, width));
    let last = canvas.height() - 1;
    for (y, line) in (y..last).zip(lines) {
        canvas.text(x, y, &line, role);
    }
}
