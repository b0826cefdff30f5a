//! Textures: how stretches of time are drawn, so that work and waits differ without any colour.

use super::row::{Graph, Piece};
use crate::dashboard::app::App;
use crate::dashboard::floor::does;
use crate::dashboard::theme::{Role, Theme};
use crate::kernel::Time;
use crate::runner::history::Doing;
use crate::runner::snapshot::Phase;

/// What a stretch of time is drawn with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Texture {
    /// Cooks on a burner.
    Fire,
    /// Work by hand.
    Hand,
    /// At a hatch.
    Food,
    /// A partner is called.
    Phone,
    /// Others do something for it.
    Away,
    /// A waiter is with the guest.
    Waiter,
    /// On the way.
    Way,
    /// Waits for somebody else's turn to end.
    Wait,
    /// Nobody knows: nobody has watched.
    Unwatched,
    /// Nothing.
    Idle,
}

impl Texture {
    /// Those that a chef's hands can be at.
    pub const HANDS: [Texture; 6] =
        [Texture::Hand, Texture::Fire, Texture::Food, Texture::Phone, Texture::Away, Texture::Wait];

    /// Returns the texture of what goes on.
    pub fn of(doing: Doing) -> Texture {
        match doing {
            Doing::Begins => Texture::Hand,
            Doing::Errands | Doing::Several => Texture::Away,
            Doing::Phase(phase) => Texture::of_phase(phase),
            Doing::Unknown => Texture::Unwatched,
        }
    }

    /// Returns the texture of a phase.
    pub fn of_phase(phase: Phase) -> Texture {
        match phase {
            _ if phase.is_wait() => Texture::Wait,
            Phase::Prep => Texture::Hand,
            Phase::Cooking => Texture::Fire,
            Phase::InPantry => Texture::Food,
            Phase::PartnerWait => Texture::Phone,
            Phase::WalkingIn | Phase::WalkingOut => Texture::Way,
            // Taken down, carried, drawn.
            _ => Texture::Waiter,
        }
    }

    /// Returns its sign.
    pub fn drawn(self, theme: Theme) -> &'static str {
        let (unicode, ascii) = match self {
            Texture::Hand => ("█", "#"),
            Texture::Fire => ("▓", "%"),
            Texture::Food => ("▄", "="),
            Texture::Phone => ("≈", "~"),
            Texture::Away => ("▚", "&"),
            Texture::Waiter => ("▀", "^"),
            Texture::Way => ("─", "-"),
            Texture::Wait => ("░", ":"),
            Texture::Idle => (" ", " "),
            Texture::Unwatched => ("╌", "."),
        };
        theme.sign(unicode, ascii)
    }

    /// Returns what it means.
    pub fn role(self) -> Role {
        match self {
            Texture::Hand | Texture::Waiter | Texture::Away => Role::Work,
            Texture::Fire => Role::Fire,
            Texture::Food => Role::Plate,
            Texture::Phone | Texture::Way => Role::First,
            Texture::Wait => Role::Wait,
            Texture::Idle | Texture::Unwatched => Role::Idle,
        }
    }

    fn id(self) -> &'static str {
        match self {
            Texture::Hand => "legend.hand",
            Texture::Fire => "legend.fire",
            Texture::Food => "legend.food",
            Texture::Phone => "legend.phone",
            Texture::Away => "legend.away",
            Texture::Waiter => "legend.waiter",
            Texture::Way => "legend.way",
            Texture::Wait => "legend.wait",
            Texture::Idle => "does.idle",
            Texture::Unwatched => "legend.unwatched",
        }
    }
}

/// Returns what textures mean: those that are drawn somewhere.
pub fn legend(app: &App, mut drawn: Vec<Texture>) -> Graph {
    // Waits come first: what does not fit is cut behind them.
    drawn.sort_unstable_by_key(|texture| (*texture != Texture::Wait, *texture));
    drawn.dedup();
    drawn.retain(|texture| *texture != Texture::Idle);
    let words = |texture: Texture| (texture, app.tongue().screen(texture.id()).to_owned());
    Graph::Legend(drawn.into_iter().map(words).collect())
}

/// Returns a piece of time in which nobody has watched; none: it takes no time.
pub fn unwatched(app: &App, (from, to): (Time, Time)) -> Option<Piece> {
    let says = app.tongue().screen(Texture::Unwatched.id()).to_owned();
    let label = format!(" {says} ");
    (from < to).then_some(Piece { from, to, texture: Texture::Unwatched, label, says })
}

/// Says in a word or two what goes on.
pub fn shortly(app: &App, doing: Doing) -> &'static str {
    app.tongue().screen(match doing {
        Doing::Phase(phase) => does(phase),
        Doing::Errands => "does.errands",
        Doing::Several => "does.several",
        Doing::Begins => "does.begins",
        Doing::Unknown => Texture::Unwatched.id(),
    })
}

/// Says what goes on.
pub fn says(app: &App, doing: Doing) -> String {
    match doing {
        Doing::Phase(phase) => app.tongue().phase(phase.id()),
        doing => shortly(app, doing).to_owned(),
    }
}
