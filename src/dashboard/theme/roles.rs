//! What something means on the screen, and how loudly it is said without any colour.

use ratatui::style::{Modifier, Style};

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

impl Role {
    /// Returns what a role looks like beside its colour.
    pub fn emphasis(self) -> Modifier {
        match self {
            Role::Plain
            | Role::Quiet
            | Role::Idle
            | Role::Meaning
            | Role::Uneasy
            | Role::Wait
            | Role::Work
            | Role::Fire
            | Role::Second => Modifier::empty(),
            Role::Strong
            | Role::Name
            | Role::Key
            | Role::Fine
            | Role::First
            | Role::Bad
            | Role::Plate => Modifier::BOLD,
            Role::Chosen => Modifier::REVERSED,
        }
    }

    /// Returns how a role looks where there are no colours: only bold, dim, reverse and underlined
    /// are left.
    pub fn without_colors(self) -> Style {
        let style = Style::new();
        match self {
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
}
