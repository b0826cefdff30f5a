//! People, drawn large: five columns wide and three rows high.

use super::mood::Mood;
use crate::dashboard::canvas::Canvas;
use crate::dashboard::theme::Role;

/// A person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Person {
    /// A guest who waits for something, in this mood.
    Guest(Mood),
    /// A guest who reads the menu.
    Reader,
    /// A waiter.
    Waiter,
    /// A chef.
    Chef,
}

impl Person {
    fn face(self, unicode: bool) -> &'static str {
        match (self, unicode) {
            (Person::Guest(Mood::Fine), true) => "^‿^",
            (Person::Guest(Mood::Fine), false) => "^_^",
            (Person::Guest(Mood::Uneasy), _) => "o_o",
            (Person::Guest(Mood::Bad), _) => ">_<",
            (Person::Reader, _) => "-_-",
            (Person::Waiter | Person::Chef, true) => "•‿•",
            (Person::Waiter | Person::Chef, false) => "'_'",
        }
    }

    fn lines(self, unicode: bool) -> [String; 3] {
        let face = self.face(unicode);
        let [top, side, bottom] = match (self, unicode) {
            (Person::Chef, true) => ["▗███▖", "│", "╰───╯"],
            (Person::Chef, false) => ["(@@@)", "|", "'---'"],
            (Person::Waiter, true) => ["╭───╮", "│", "╰▸◂─╯"],
            (Person::Waiter, false) => [".---.", "|", "'><-'"],
            (_, true) => ["╭───╮", "│", "╰┬─┬╯"],
            (_, false) => [".---.", "|", "'+-+'"],
        };
        [top.to_owned(), format!("{side}{face}{side}"), bottom.to_owned()]
    }
}

/// Draws a person.
pub fn draw(canvas: &mut Canvas<'_>, (x, y): (u16, u16), person: Person, role: Role) {
    for (row, line) in (y..).zip(person.lines(canvas.theme.unicode)) {
        canvas.text(x, row, &line, role);
    }
}

/// Says how many figures stand side by side, each with so many columns, in how many rows of so many
/// lines; none if there is no room for all.
pub fn grid(
    (width, height): (u16, u16),
    count: usize,
    (wide, high): (u16, u16),
) -> Option<(u16, u16)> {
    let across = usize::from(width / wide.max(1)).min(count.max(1));
    if across == 0 {
        return None;
    }
    let down = count.div_ceil(across);
    let fits = down * usize::from(high) <= usize::from(height);
    fits.then_some((across as u16, down as u16))
}
