//! People, drawn as large as there is room for them.

use super::mood::Mood;
use crate::dashboard::canvas::Canvas;
use crate::dashboard::theme::Role;

/// How large a figure is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Size {
    /// Five columns and three rows.
    Small,
    /// Nine columns and five rows.
    Large,
}

impl Size {
    /// From the largest to the smallest.
    const ALL: [Size; 2] = [Size::Large, Size::Small];

    /// Returns the columns and rows of a figure.
    pub fn cells(self) -> (u16, u16) {
        match self {
            Size::Small => (5, 3),
            Size::Large => (9, 5),
        }
    }
}

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
    /// Returns the eyes and the mouth.
    fn face(self, unicode: bool) -> (char, char) {
        match (self, unicode) {
            (Person::Guest(Mood::Fine), true) => ('^', '‿'),
            (Person::Guest(Mood::Fine), false) => ('^', 'u'),
            (Person::Guest(Mood::Uneasy), true) => ('•', '─'),
            (Person::Guest(Mood::Uneasy), false) => ('o', '-'),
            (Person::Guest(Mood::Bad), true) => ('ò', '⌒'),
            (Person::Guest(Mood::Bad), false) => ('@', 'n'),
            (Person::Reader, true) => ('‾', '‿'),
            (Person::Reader, false) => ('-', 'u'),
            (Person::Waiter | Person::Chef, true) => ('•', '‿'),
            (Person::Waiter | Person::Chef, false) => ('o', 'u'),
        }
    }

    fn lines(self, size: Size, unicode: bool) -> Vec<String> {
        let (eye, mouth) = self.face(unicode);
        let side = if unicode { '│' } else { '|' };
        let [top, bottom] = match (self, size, unicode) {
            (Person::Chef, Size::Small, true) => ["▗███▖", "╰───╯"],
            (Person::Chef, Size::Small, false) => ["(@@@)", "'---'"],
            (Person::Waiter, Size::Small, true) => ["╭───╮", "╰▸◂─╯"],
            (Person::Waiter, Size::Small, false) => [".---.", "'><-'"],
            (_, Size::Small, true) => ["╭───╮", "╰┬─┬╯"],
            (_, Size::Small, false) => [".---.", "'+-+'"],
            (Person::Chef, Size::Large, true) => [" ▗█████▖ ", "╰───────╯"],
            (Person::Chef, Size::Large, false) => [" (@@@@@) ", "'-------'"],
            (Person::Waiter, Size::Large, true) => ["╭───────╮", "╰──▸◂───╯"],
            (Person::Waiter, Size::Large, false) => [".-------.", "'--><---'"],
            (_, Size::Large, true) => ["╭───────╮", "╰─┬───┬─╯"],
            (_, Size::Large, false) => [".-------.", "'-+---+-'"],
        };
        let mut lines = vec![top.to_owned()];
        match size {
            Size::Small => lines.push(format!("{side}{eye}{mouth}{eye}{side}")),
            Size::Large => {
                let brow = match (self, unicode) {
                    (Person::Chef, true) => "▝▀▀▀▀▀▘",
                    (Person::Chef, false) => "=======",
                    _ => "       ",
                };
                lines.push(format!("{side}{brow}{side}"));
                lines.push(format!("{side} {eye}   {eye} {side}"));
                lines.push(format!("{side}   {mouth}   {side}"));
            }
        }
        lines.push(bottom.to_owned());
        lines
    }
}

/// Draws a person.
pub fn draw(
    canvas: &mut Canvas<'_>,
    (x, y): (u16, u16),
    (person, size): (Person, Size),
    role: Role,
) {
    for (row, line) in (y..).zip(person.lines(size, canvas.theme.unicode)) {
        canvas.text(x, row, &line, role);
    }
}

/// Figures in rows and columns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// How large they are.
    pub size: Size,
    /// How many columns each has, with what is beside it.
    pub wide: u16,
    /// Where each one stands.
    pub places: Vec<(u16, u16)>,
}

/// Finds the largest size in which so many figures fit, with so many columns beside each and so
/// many rows below it; none if there is no room for all.
pub fn group(
    (width, height): (u16, u16),
    count: usize,
    (beside, below): (u16, u16),
) -> Option<Group> {
    Size::ALL.into_iter().find_map(|size| {
        let (wide, high) = (size.cells().0 + beside, size.cells().1 + below);
        let across = usize::from(width / wide).min(count);
        let down = count.checked_div(across).map(|_| count.div_ceil(across)).filter(|n| *n > 0)?;
        if down * usize::from(high) > usize::from(height) {
            return None;
        }
        // Whoever has more room stands further apart.
        let (wide, high) = (width / across as u16, height / down as u16);
        let place = |at: u16| {
            let (column, row) = (at % across as u16, at / across as u16);
            let top = (high - size.cells().1 - below) / 2;
            (column * wide + 1.min(wide - size.cells().0), row * high + top)
        };
        Some(Group { size, wide, places: (0..count as u16).map(place).collect() })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_as_large_as_they_are_said_to_be() {
        let guests = Mood::ALL.map(Person::Guest);
        for person in guests.into_iter().chain([Person::Reader, Person::Waiter, Person::Chef]) {
            for size in Size::ALL {
                for unicode in [true, false] {
                    let lines = person.lines(size, unicode);
                    assert_eq!(lines.len(), usize::from(size.cells().1), "{person:?}");
                    for line in lines {
                        assert_eq!(line.chars().count(), usize::from(size.cells().0), "{line}");
                        assert!(unicode || line.is_ascii(), "{line}");
                    }
                }
            }
        }
    }

    #[test]
    fn there_is_room_for_all_or_for_none() {
        let small = group((10, 5), 1, (0, 2));
        assert_eq!(small.map(|group| group.size), Some(Size::Small));
        assert_eq!(group((20, 9), 1, (0, 2)).map(|group| group.size), Some(Size::Large));
        assert_eq!(group((4, 9), 1, (0, 0)), None);
        assert_eq!(group((20, 9), 0, (0, 2)), None);
    }
}
