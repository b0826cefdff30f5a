//! How things look: a style for each role, and the signs things are drawn with.
//!
//! A role is what something means, never a colour. Whatever a colour says is also said by a sign
//! or a word. Without colours only bold, dim and reverse are used, so that nothing gets lost where
//! `NO_COLOR` is set. The colours are the sixteen of the terminal on its own background.

use ratatui::style::{Color, Modifier, Style};
use ratatui::symbols::border;

/// What something means on the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Ordinary text.
    Plain,
    /// What may be overlooked.
    Quiet,
    /// What should be read first.
    Strong,
    /// The name of a part.
    Name,
    /// What a part stands for.
    Meaning,
    /// What is chosen.
    Chosen,
    /// A key.
    Key,
    /// A guest who is content, a level that is well.
    Fine,
    /// One who is getting uneasy.
    Uneasy,
    /// One who is about to leave, or something that does not work.
    Bad,
    /// Work that goes on.
    Work,
    /// Fire: cooking on a burner.
    Fire,
    /// A wait: somebody stands there and can do nothing.
    Wait,
    /// Somebody who has nothing to do.
    Idle,
    /// Food, a plate, an answer.
    Plate,
    /// A first series in a chart.
    First,
    /// A second series in a chart.
    Second,
}

/// The styles and signs of a screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Theme {
    has_colors: bool,
    /// Whether more than ASCII can be drawn.
    pub unicode: bool,
}

impl Theme {
    /// Returns a theme for a terminal with colours, and with more than ASCII, or without.
    pub fn new(has_colors: bool, unicode: bool) -> Theme {
        Theme { has_colors, unicode }
    }

    /// Returns the style of a role.
    pub fn style(self, role: Role) -> Style {
        if self.has_colors { colored(role) } else { plain(role) }
    }

    /// Returns one of two signs, by what can be drawn.
    pub fn sign(self, unicode: &'static str, ascii: &'static str) -> &'static str {
        if self.unicode { unicode } else { ascii }
    }

    /// Returns the lines of a frame.
    pub fn frame(self) -> border::Set<'static> {
        if self.unicode { border::ROUNDED } else { ASCII_FRAME }
    }

    /// Returns the lines of a frame that is chosen.
    pub fn thick_frame(self) -> border::Set<'static> {
        if self.unicode { border::THICK } else { ASCII_THICK_FRAME }
    }
}

fn colored(role: Role) -> Style {
    let style = Style::new();
    match role {
        Role::Plain => style,
        Role::Quiet | Role::Idle => style.fg(Color::DarkGray),
        Role::Strong => style.add_modifier(Modifier::BOLD),
        Role::Name | Role::Key => style.fg(Color::Cyan).add_modifier(Modifier::BOLD),
        Role::Meaning => style.fg(Color::Magenta),
        Role::Chosen => style.add_modifier(Modifier::REVERSED),
        Role::Fine | Role::First => style.fg(Color::Blue).add_modifier(Modifier::BOLD),
        Role::Uneasy | Role::Wait => style.fg(Color::Yellow),
        Role::Bad => style.fg(Color::Red).add_modifier(Modifier::BOLD),
        Role::Work => style.fg(Color::Cyan),
        Role::Fire | Role::Second => style.fg(Color::LightRed),
        Role::Plate => style.fg(Color::Green).add_modifier(Modifier::BOLD),
    }
}

fn plain(role: Role) -> Style {
    let style = Style::new();
    match role {
        Role::Plain | Role::Fine | Role::Work | Role::Meaning | Role::First => style,
        Role::Quiet | Role::Idle => style.add_modifier(Modifier::DIM),
        Role::Strong | Role::Name | Role::Key | Role::Fire | Role::Plate | Role::Second => {
            style.add_modifier(Modifier::BOLD)
        }
        Role::Chosen => style.add_modifier(Modifier::REVERSED),
        Role::Uneasy | Role::Wait => style.add_modifier(Modifier::UNDERLINED),
        Role::Bad => style.add_modifier(Modifier::BOLD.union(Modifier::REVERSED)),
    }
}

const ASCII_FRAME: border::Set<'static> = border::Set {
    top_left: "+",
    top_right: "+",
    bottom_left: "+",
    bottom_right: "+",
    vertical_left: "|",
    vertical_right: "|",
    horizontal_top: "-",
    horizontal_bottom: "-",
};

const ASCII_THICK_FRAME: border::Set<'static> = border::Set {
    top_left: "#",
    top_right: "#",
    bottom_left: "#",
    bottom_right: "#",
    vertical_left: "#",
    vertical_right: "#",
    horizontal_top: "=",
    horizontal_bottom: "=",
};
