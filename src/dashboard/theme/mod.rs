//! How things look: a style for each role, and the signs things are drawn with.
//!
//! A [`Role`] is what something means, never a colour. Whatever a colour says is also said by a
//! sign or a word. A [`Scheme`] has a [`Palette`]: a colour for each role. [`Depth`] brings these
//! colours down to what the terminal can show. Without colours only bold, dim, reverse and
//! underlined are used, so that nothing gets lost where `NO_COLOR` is set.

mod contrast;
mod depth;
mod frames;
mod palette;
mod roles;
#[cfg(test)]
mod sight;
#[cfg(test)]
mod tests;

pub use depth::Depth;
pub use roles::Role;

use palette::Palette;
use ratatui::style::{Color, Style};
use ratatui::symbols::border;

/// Which colours are used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scheme {
    /// The terminal's own, on its own background.
    Own,
    /// Light on dark.
    Dark,
    /// Dark on light.
    Light,
    /// Such as almost everybody can tell apart.
    ColourBlind,
    /// Nothing faint.
    HighContrast,
    /// None.
    Mono,
}

impl Scheme {
    /// All of them.
    #[cfg(test)]
    pub const ALL: [Scheme; 6] = [
        Scheme::Own,
        Scheme::Dark,
        Scheme::Light,
        Scheme::ColourBlind,
        Scheme::HighContrast,
        Scheme::Mono,
    ];

    fn palette(self) -> Option<Palette> {
        match self {
            Scheme::Own => Some(Palette::OWN),
            Scheme::Dark => Some(Palette::DARK),
            Scheme::Light => Some(Palette::LIGHT),
            Scheme::ColourBlind => Some(Palette::COLOUR_BLIND),
            Scheme::HighContrast => Some(Palette::HIGH_CONTRAST),
            Scheme::Mono => None,
        }
    }
}

/// The styles and signs of a screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Theme {
    /// None: no colours.
    palette: Option<Palette>,
    /// Whether more than ASCII can be drawn.
    pub unicode: bool,
}

impl Theme {
    /// Returns a theme for a terminal of this depth, with more than ASCII, or without.
    pub fn new(scheme: Scheme, depth: Depth, unicode: bool) -> Theme {
        let palette = scheme.palette().map(|palette| palette.reduced(depth));
        Theme { palette, unicode }
    }

    /// Returns the style of a role.
    pub fn style(self, role: Role) -> Style {
        let Some(palette) = self.palette else { return role.without_colors() };
        let style = Style::new().add_modifier(role.emphasis());
        // Whatever has no colour of its own is told apart as if there were none at all.
        palette.of(role).map_or_else(|| role.without_colors(), |color| style.fg(color))
    }

    /// Returns the style of a cell in which nothing stands.
    pub fn blank(self) -> Style {
        let ground = |palette: Palette| Style::reset().fg(palette.text).bg(palette.background);
        self.palette.map_or(Style::reset(), ground)
    }

    /// Says whether the background is not the terminal's own.
    pub fn has_ground(self) -> bool {
        self.palette.is_some_and(|palette| palette.background != Color::Reset)
    }

    /// Says whether there are colours.
    pub fn has_colours(self) -> bool {
        self.palette.is_some()
    }

    /// Returns what a bar of a role is filled with: that of a second series differs without any
    /// colour.
    pub fn fill(self, role: Role) -> &'static str {
        if role == Role::Second { self.sign("░", ":") } else { self.sign("█", "#") }
    }

    /// Returns one of two signs, by what can be drawn.
    pub fn sign(self, unicode: &'static str, ascii: &'static str) -> &'static str {
        if self.unicode { unicode } else { ascii }
    }

    /// Returns the lines of a frame.
    pub fn frame(self) -> border::Set<'static> {
        if self.unicode { border::ROUNDED } else { frames::ASCII }
    }

    /// Returns the lines of a frame that is chosen.
    pub fn thick_frame(self) -> border::Set<'static> {
        if self.unicode { border::THICK } else { frames::ASCII_THICK }
    }
}
