//! Every palette can be read on its background, and the colours that must be told apart are.

use super::contrast::{FAINT, READABLE, Rgb, contrast};
use super::depth::{Depth, shown};
use super::palette::Palette;
use super::sight::{Sight, distance};
use super::{Role, Scheme, Theme};
use ratatui::style::{Color, Modifier, Style};

const ROLES: [Role; 16] = [
    Role::Plain,
    Role::Quiet,
    Role::Strong,
    Role::Name,
    Role::Meaning,
    Role::Key,
    Role::Fine,
    Role::Uneasy,
    Role::Bad,
    Role::Work,
    Role::Fire,
    Role::Wait,
    Role::Idle,
    Role::Plate,
    Role::First,
    Role::Second,
];

/// What must be told apart.
const PAIRS: [(Role, Role); 5] = [
    (Role::Fine, Role::Uneasy),
    (Role::Fine, Role::Bad),
    (Role::Uneasy, Role::Bad),
    (Role::Work, Role::Wait),
    (Role::First, Role::Second),
];

const DEPTHS: [Depth; 3] = [Depth::True, Depth::Indexed, Depth::Sixteen];

/// Those whose background is known.
const GROUNDED: [Scheme; 4] =
    [Scheme::Dark, Scheme::Light, Scheme::ColourBlind, Scheme::HighContrast];

fn rgb(color: Option<Color>) -> Rgb {
    shown(color.unwrap()).unwrap()
}

fn palette(scheme: Scheme, depth: Depth) -> Palette {
    scheme.palette().unwrap().reduced(depth)
}

#[test]
fn everything_can_be_read() {
    for (scheme, depth) in GROUNDED.into_iter().flat_map(|s| DEPTHS.map(|depth| (s, depth))) {
        let palette = palette(scheme, depth);
        let ground = rgb(Some(palette.background));
        for role in ROLES {
            let is_quiet = matches!(role, Role::Quiet | Role::Idle);
            let found = contrast(rgb(palette.of(role)), ground);
            let least = match scheme {
                // As much as WCAG asks at level AAA.
                Scheme::HighContrast if depth != Depth::Sixteen => 7.0,
                _ if is_quiet => FAINT,
                _ => READABLE,
            };
            assert!(found >= least, "{scheme:?} {depth:?} {role:?}: {found:.2}");
        }
    }
}

#[test]
fn what_matters_is_told_apart_by_everybody() {
    for depth in DEPTHS {
        let palette = palette(Scheme::ColourBlind, depth);
        for (one, other) in PAIRS {
            let (a, b) = (rgb(palette.of(one)), rgb(palette.of(other)));
            assert!(distance(a, b) > 20.0, "{depth:?} {one:?} {other:?}");
            for sight in Sight::ALL {
                let apart = sight.distance(a, b);
                let least = if depth == Depth::Sixteen { 10.0 } else { 20.0 };
                assert!(apart > least, "{sight:?} {depth:?} {one:?} {other:?}: {apart:.1}");
            }
        }
    }
}

/// Sixteen colours are too few for that on white: there bold tells the rest.
#[test]
fn in_every_scheme_what_matters_is_told_apart() {
    for (scheme, depth) in GROUNDED.into_iter().flat_map(|s| DEPTHS.map(|depth| (s, depth))) {
        let (palette, theme) = (palette(scheme, depth), Theme::new(scheme, depth, true));
        for (one, other) in PAIRS {
            assert_ne!(theme.style(one), theme.style(other), "{scheme:?} {depth:?} {one:?}");
            let apart = distance(rgb(palette.of(one)), rgb(palette.of(other)));
            let is_apart = apart > 10.0 || depth == Depth::Sixteen;
            assert!(is_apart, "{scheme:?} {depth:?} {one:?} {other:?}: {apart:.1}");
        }
    }
}

#[test]
fn without_colours_there_is_none() {
    for depth in DEPTHS {
        let theme = Theme::new(Scheme::Mono, depth, true);
        assert!(!theme.has_ground());
        for role in ROLES {
            let style = theme.style(role);
            assert_eq!((style.fg, style.bg), (None, None), "{role:?}");
        }
    }
}

#[test]
fn only_the_terminals_own_colours_leave_its_background() {
    for scheme in Scheme::ALL {
        let own = matches!(scheme, Scheme::Own | Scheme::Mono);
        for depth in DEPTHS {
            assert_eq!(Theme::new(scheme, depth, true).has_ground(), !own, "{scheme:?}");
        }
    }
}

/// The terminal's own are the sixteen that everybody can change.
#[test]
fn the_terminals_own_colours_are_no_others() {
    let palette = palette(Scheme::Own, Depth::True);
    for role in ROLES {
        assert!(!matches!(palette.of(role), Some(Color::Rgb(..) | Color::Indexed(_))), "{role:?}");
    }
}

/// Bright black is the background of some terminals, and white is that of others.
#[test]
fn nothing_is_drawn_in_the_colour_of_somebodys_background() {
    let theme = Theme::new(Scheme::Own, Depth::Sixteen, true);
    for role in ROLES {
        let ink = theme.style(role).fg;
        let is_ground =
            matches!(ink, Some(Color::Black | Color::DarkGray | Color::Gray | Color::White));
        assert!(!is_ground, "{role:?}: {ink:?}");
    }
    for role in [Role::Quiet, Role::Idle] {
        assert_eq!(theme.style(role), Style::new().add_modifier(Modifier::DIM), "{role:?}");
    }
}
