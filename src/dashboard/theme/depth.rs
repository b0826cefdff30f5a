//! How many colours a terminal has, and which of them is nearest to the one that is wanted.

use super::contrast::{Rgb, contrast};
use ratatui::style::Color;

/// How many colours a terminal has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Depth {
    /// Any.
    True,
    /// The 256 of xterm, of which the first sixteen may be anybody's own.
    Indexed,
    /// Sixteen.
    Sixteen,
}

/// The sixteen colours by their numbers, as xterm shows them unless somebody has changed them.
const SIXTEEN: [(Color, Rgb); 16] = [
    (Color::Black, (0, 0, 0)),
    (Color::Red, (205, 0, 0)),
    (Color::Green, (0, 205, 0)),
    (Color::Yellow, (205, 205, 0)),
    (Color::Blue, (0, 0, 238)),
    (Color::Magenta, (205, 0, 205)),
    (Color::Cyan, (0, 205, 205)),
    (Color::Gray, (229, 229, 229)),
    (Color::DarkGray, (127, 127, 127)),
    (Color::LightRed, (255, 0, 0)),
    (Color::LightGreen, (0, 255, 0)),
    (Color::LightYellow, (255, 255, 0)),
    (Color::LightBlue, (92, 92, 255)),
    (Color::LightMagenta, (255, 0, 255)),
    (Color::LightCyan, (0, 255, 255)),
    (Color::White, (255, 255, 255)),
];

/// The six levels of red, green and blue among the 256 colours.
const LEVELS: [u8; 6] = [0, 95, 135, 175, 215, 255];

impl Depth {
    /// Returns the nearest colour to stand on.
    pub fn ground(self, wanted: Color) -> Color {
        let Color::Rgb(..) = wanted else { return wanted };
        self.nearest(wanted, |_| true)
    }

    /// Returns the nearest colour that has at least so much contrast to a background.
    pub fn ink(self, wanted: Color, background: Color, least: f64) -> Color {
        let Some(ground) = shown(background) else { return wanted };
        self.nearest(wanted, |rgb| contrast(rgb, ground) >= least)
    }

    fn nearest(self, wanted: Color, fits: impl Fn(Rgb) -> bool) -> Color {
        let Color::Rgb(red, green, blue) = wanted else { return wanted };
        let colors: Vec<(Color, Rgb)> = match self {
            Depth::True => return wanted,
            Depth::Indexed => (16..=255).map(|at| (Color::Indexed(at), indexed(at))).collect(),
            Depth::Sixteen => SIXTEEN.to_vec(),
        };
        let fitting = colors.into_iter().filter(|(_, rgb)| fits(*rgb));
        let near = fitting.min_by_key(|(_, rgb)| distance(*rgb, (red, green, blue)));
        near.map_or(wanted, |(color, _)| color)
    }
}

/// Returns what a colour looks like, where that is known.
pub fn shown(color: Color) -> Option<Rgb> {
    match color {
        Color::Rgb(red, green, blue) => Some((red, green, blue)),
        Color::Indexed(at) if at >= 16 => Some(indexed(at)),
        color => SIXTEEN.iter().find(|(known, _)| *known == color).map(|(_, rgb)| *rgb),
    }
}

/// Returns what one of the 240 colours above the sixteen looks like: a cube, then shades of grey.
fn indexed(at: u8) -> Rgb {
    let at = at.saturating_sub(16);
    if at >= 216 {
        let grey = 8 + 10 * (at - 216);
        return (grey, grey, grey);
    }
    let level = |number: u8| LEVELS[usize::from(number % 6)];
    (level(at / 36), level(at / 6), level(at))
}

/// Says how far apart two colours are: what the eye sees best counts most ("redmean", Riemersma).
fn distance(a: Rgb, b: Rgb) -> i64 {
    let apart = |a: u8, b: u8| (i64::from(a) - i64::from(b)).pow(2);
    let red = i64::midpoint(i64::from(a.0), i64::from(b.0));
    let (r, g, b) = (apart(a.0, b.0), apart(a.1, b.1), apart(a.2, b.2));
    (512 + red) * r + 1024 * g + (767 - red) * b
}

#[cfg(test)]
mod tests {
    use super::super::contrast::READABLE;
    use super::*;

    #[test]
    fn what_a_terminal_has_is_taken_as_it_is() {
        for at in 16..=255 {
            let (red, green, blue) = indexed(at);
            let near = Depth::Indexed.ground(Color::Rgb(red, green, blue));
            assert_eq!(shown(near), Some((red, green, blue)));
        }
        for (color, (red, green, blue)) in SIXTEEN {
            assert_eq!(Depth::Sixteen.ground(Color::Rgb(red, green, blue)), color);
        }
        let any = Color::Rgb(1, 2, 3);
        assert_eq!(Depth::True.ground(any), any);
    }

    #[test]
    fn the_nearest_is_one_that_can_be_read() {
        // The nearest of sixteen would be yellow, which nobody can read on white.
        let ochre = Color::Rgb(0xd0, 0xc0, 0x20);
        assert_eq!(Depth::Sixteen.ground(ochre), Color::Yellow);
        let ink = Depth::Sixteen.ink(ochre, Color::White, READABLE);
        assert!(contrast(shown(ink).unwrap(), (255, 255, 255)) >= READABLE, "{ink:?}");
        // On a background that nobody knows, whatever is wanted is taken.
        assert_eq!(Depth::Sixteen.ink(Color::Yellow, Color::Reset, READABLE), Color::Yellow);
    }
}
