//! The one table of keys: what each does, where it works, and the words that tell it.
//!
//! The help, the footer and the page for students are made from it.

use super::message::Action;
use crate::lens::Lens;
use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use std::fmt::Write as _;

/// Where keys work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// On the floor and its panels.
    Floor,
    /// Where few things are drawn, and large.
    Big,
    /// Where the run has ended, and nothing can be done any more but to look, and to go back.
    Closed,
    /// In the list of scenarios.
    Chooser,
    /// In the list of knobs.
    Knobs,
    /// On the menu of a dining room.
    Menu,
    /// In the form for an order.
    Form,
    /// Where the life of an order is told.
    Life,
    /// In the list of what could help.
    Check,
    /// In the help, or in what is told about a part.
    Reading,
    /// Beside a lesson.
    Lesson,
    /// In the list of what is in a lesson, and of all lessons.
    Contents,
    /// On a slide of words, or with a question.
    Slide,
    /// On a slide with the restaurant.
    Stage,
    /// In the notes of a lesson that is presented.
    Notes,
    /// Beside a lesson that somebody is writing: the keys of a lesson work there, too.
    Preview,
    /// Where it is told what is wrong with such a lesson.
    Findings,
}

use Place::{
    Big, Check, Chooser, Closed, Contents, Findings, Floor, Form, Knobs, Lesson, Life, Menu, Notes,
    Preview, Reading, Slide, Stage,
};

/// A key and what it does.
#[derive(Clone, Copy, Debug)]
pub struct Binding {
    /// The keys.
    pub keys: &'static [KeyCode],
    /// How they are shown.
    pub shown: &'static str,
    /// The id of the words that tell what they do.
    pub id: &'static str,
    /// The id of the words for the footer.
    pub short: &'static str,
    /// Where they work.
    pub places: &'static [Place],
    /// What they do.
    pub action: Action,
    /// Whether the footer names them.
    pub is_in_footer: bool,
}

const LISTS: &[Place] =
    &[Chooser, Knobs, Menu, Form, Life, Check, Reading, Contents, Findings, Notes];
const OVERLAYS: &[Place] = &[Knobs, Menu, Form, Life, Check, Reading, Contents, Findings];
const RUNNING: &[Place] = &[Floor, Big, Life, Menu, Check];
const FASTER: &[Place] = &[Floor, Big, Life, Menu, Check, Lesson, Stage];
const RESTAURANT: &[Place] = &[Floor, Big];
const AT_ALL_TIMES: &[Place] = &[Floor, Big, Closed];
const LOOKED_AT: &[Place] = &[Floor, Closed];
const SLIDES: &[Place] = &[Slide, Stage];

/// The digits, then those that go from panel to panel: slices of one list, for lists of constants
/// cannot be joined.
const KEYPAD: &[KeyCode] = &[
    KeyCode::Char('0'),
    KeyCode::Char('1'),
    KeyCode::Char('2'),
    KeyCode::Char('3'),
    KeyCode::Char('4'),
    KeyCode::Char('5'),
    KeyCode::Char('6'),
    KeyCode::Char('7'),
    KeyCode::Char('8'),
    KeyCode::Char('9'),
    KeyCode::Tab,
    KeyCode::BackTab,
];
const DIGITS: &[KeyCode] = KEYPAD.split_at(10).0;
/// Those by which something is counted.
const COUNTS: &[KeyCode] = DIGITS.split_at(1).1;
/// Those by which panels are chosen.
const PANELS: &[KeyCode] = KEYPAD.split_at(1).1;

/// Declares a key: `id` is that of its words.
macro_rules! key {
    ($keys:expr, $shown:literal, $id:literal, $places:expr, $action:expr) => {
        Binding {
            keys: $keys,
            shown: $shown,
            id: concat!("key.", $id),
            short: concat!("key.", $id, ".short"),
            places: $places,
            action: $action,
            is_in_footer: true,
        }
    };
}

impl Binding {
    /// Says whether it works at a place.
    fn works(&self, place: Place) -> bool {
        self.places.contains(&place) || place == Preview && self.places.contains(&Lesson)
    }

    /// It is told in the help only.
    const fn in_help(self) -> Binding {
        Binding { is_in_footer: false, ..self }
    }
}

/// All keys, in the order in which they are told.
pub const KEYS: &[Binding] = &[
    key!(
        &[KeyCode::Char(' '), KeyCode::Right, KeyCode::Char('n'), KeyCode::PageDown],
        "Space →",
        "slides.next",
        &[Slide],
        Action::Next
    ),
    key!(&[KeyCode::Char(' ')], "Space", "slides.run", &[Stage], Action::Pause),
    key!(
        &[KeyCode::Right, KeyCode::Char('n'), KeyCode::PageDown],
        "→ n",
        "slides.skip",
        &[Stage],
        Action::Next
    ),
    key!(
        &[KeyCode::Left, KeyCode::Char('p'), KeyCode::PageUp],
        "← p",
        "slides.back",
        SLIDES,
        Action::Back
    ),
    key!(DIGITS, "0…9", "slides.hands", &[Slide], Action::Hands).in_help(),
    key!(&[KeyCode::Enter], "Enter", "slides.enter", &[Slide], Action::Enter).in_help(),
    key!(&[KeyCode::Up, KeyCode::Down], "↑ ↓", "slides.move", SLIDES, Action::Move).in_help(),
    key!(&[KeyCode::Char('g')], "g", "slides.jump", SLIDES, Action::Jump),
    key!(&[KeyCode::Char('['), KeyCode::Char(']')], "[ ]", "leap", &[Preview], Action::Leap),
    key!(&[KeyCode::Char('w')], "w", "findings", &[Preview, Findings], Action::Findings),
    key!(&[KeyCode::Char('r')], "r", "reread", &[Preview, Findings], Action::Reread),
    key!(&[KeyCode::Char('n')], "n", "next", &[Lesson], Action::Next),
    key!(&[KeyCode::Char('e')], "e", "text", &[Lesson], Action::Zoom),
    key!(&[KeyCode::Enter], "Enter", "answer", &[Lesson], Action::Enter).in_help(),
    key!(COUNTS, "1…9", "answer.number", &[Lesson], Action::Choose).in_help(),
    key!(&[KeyCode::Up, KeyCode::Down], "↑ ↓", "answer.move", &[Lesson], Action::Move).in_help(),
    key!(
        &[KeyCode::PageUp, KeyCode::PageDown],
        "PgUp PgDn",
        "leaf",
        &[Lesson, Findings],
        Action::Leaf
    )
    .in_help(),
    key!(&[KeyCode::Char('c')], "c", "judge", &[Lesson, Stage], Action::Answer),
    key!(&[KeyCode::Char(' ')], "Space", "try", &[Lesson], Action::Pause),
    key!(&[KeyCode::Char('k')], "k", "turn.allowed", &[Lesson, Stage], Action::Knobs),
    key!(&[KeyCode::Char('h')], "h", "hint", &[Lesson, Stage], Action::Hint),
    key!(&[KeyCode::Char('x')], "x", "again", &[Lesson, Slide, Stage], Action::Again),
    key!(&[KeyCode::Char('i')], "i", "play", &[Lesson, Slide, Stage], Action::Play),
    key!(&[KeyCode::Char('l')], "l", "list", &[Lesson], Action::List),
    key!(&[KeyCode::Char('l')], "l", "list.close", &[Contents], Action::List).in_help(),
    key!(&[KeyCode::Tab, KeyCode::BackTab], "Tab", "panel.next", &[Lesson, Stage], Action::Panel)
        .in_help(),
    key!(&[KeyCode::Enter], "Enter", "choose", &[Chooser, Contents], Action::Enter),
    key!(&[KeyCode::Enter], "Enter", "turn", &[Knobs], Action::Enter),
    key!(&[KeyCode::Enter], "Enter", "place", &[Menu, Form], Action::Enter),
    key!(&[KeyCode::Enter], "Enter", "see", &[Life], Action::Enter),
    key!(&[KeyCode::Enter], "Enter", "remedy", &[Check], Action::Enter),
    key!(&[KeyCode::Char('f')], "f", "remedy.fork", &[Check], Action::Fork),
    key!(&[KeyCode::Up, KeyCode::Down], "↑ ↓", "move", LISTS, Action::Move),
    key!(&[KeyCode::Char(' ')], "Space", "pause", RUNNING, Action::Pause),
    key!(&[KeyCode::Left, KeyCode::Right], "← →", "time", &[Floor, Big, Life], Action::Travel),
    key!(&[KeyCode::Left], "←", "time.back", &[Closed], Action::Travel),
    key!(&[KeyCode::Char('R')], "R", "restart", &[Closed], Action::Restart),
    key!(PANELS, "Tab 1…9", "panel", &[Closed], Action::Panel),
    key!(
        &[KeyCode::Char('+'), KeyCode::Char('='), KeyCode::Char('-')],
        "+ -",
        "speed",
        FASTER,
        Action::Speed
    ),
    key!(&[KeyCode::Enter], "Enter", "details", LOOKED_AT, Action::Enter),
    key!(&[KeyCode::Char('o')], "o", "follow", &[Floor, Big, Life, Lesson, Stage], Action::Follow),
    key!(&[KeyCode::Char('k')], "k", "knobs", RESTAURANT, Action::Knobs),
    key!(&[KeyCode::Char('d')], "d", "check", RESTAURANT, Action::Check).in_help(),
    key!(&[KeyCode::Up, KeyCode::Down], "↑ ↓", "part", LOOKED_AT, Action::Move),
    key!(&[KeyCode::Char('f')], "f", "fork", RESTAURANT, Action::Fork),
    key!(&[KeyCode::Char('['), KeyCode::Char(']')], "[ ]", "branch", AT_ALL_TIMES, Action::Branch),
    key!(
        &[KeyCode::Char('t')],
        "t",
        "lens",
        &[Floor, Big, Closed, Life, Check, Reading, Chooser, Lesson, Slide, Stage, Notes],
        Action::Lens
    ),
    key!(&[KeyCode::Char('b')], "b", "wall", &[Floor, Big, Closed, Lesson, Stage], Action::Wall),
    key!(&[KeyCode::Char('p')], "p", "big", &[Floor, Closed, Lesson], Action::Big).in_help(),
    key!(&[KeyCode::Char('p')], "p", "small", &[Big], Action::Big),
    key!(&[KeyCode::Char('P')], "P", "slides.big", &[Stage], Action::Big).in_help(),
    key!(&[KeyCode::Char('.')], ".", "event", RUNNING, Action::OneEvent),
    key!(&[KeyCode::Char('0'), KeyCode::Char('M')], "0 M", "pace", RUNNING, Action::Speed)
        .in_help(),
    key!(&[KeyCode::Char('R')], "R", "restart", RESTAURANT, Action::Restart).in_help(),
    key!(PANELS, "Tab 1…9", "panel", &[Floor], Action::Panel).in_help(),
    key!(&[KeyCode::Char('e')], "e", "zoom", LOOKED_AT, Action::Zoom).in_help(),
    key!(&[KeyCode::Char('/')], "/", "filter", LOOKED_AT, Action::Filter).in_help(),
    key!(&[KeyCode::Char('m')], "m", "mouse", &[Floor, Closed, Lesson, Stage], Action::Mouse)
        .in_help(),
    key!(&[KeyCode::Esc], "Esc", "leave", AT_ALL_TIMES, Action::Close).in_help(),
    key!(&[KeyCode::Esc], "Esc", "close", OVERLAYS, Action::Close),
    key!(
        &[KeyCode::Char('?'), KeyCode::F(1)],
        "?",
        "help",
        &[Floor, Big, Closed, Chooser, Life, Menu, Lesson, Slide, Stage, Notes],
        Action::Help
    ),
    key!(
        &[KeyCode::Char('q')],
        "q",
        "quit",
        &[
            Floor, Big, Closed, Chooser, Life, Menu, Check, Reading, Lesson, Contents, Findings,
            Slide, Stage, Notes,
        ],
        Action::Quit
    ),
];

/// Returns what a key does at a place.
pub fn action(place: Place, event: KeyEvent) -> Option<Action> {
    if event.modifiers.intersects(KeyModifiers::CONTROL | KeyModifiers::ALT) {
        return None;
    }
    let here = KEYS.iter().filter(|binding| binding.works(place));
    let mut found = here.filter(|binding| binding.keys.contains(&event.code));
    found.next().map(|binding| binding.action)
}

/// Lists the keys of a place.
pub fn of(place: Place) -> impl Iterator<Item = &'static Binding> {
    KEYS.iter().filter(move |binding| binding.works(place))
}

impl Place {
    /// Returns the id of its name.
    fn id(self) -> &'static str {
        match self {
            Floor => "place.floor",
            Big => "place.big",
            Closed => "place.closed",
            Chooser => "place.chooser",
            Knobs => "place.knobs",
            Menu => "place.menu",
            Form => "place.form",
            Life => "place.life",
            Check => "place.check",
            Reading => "place.reading",
            Lesson => "place.lesson",
            Contents => "place.contents",
            Slide => "place.slide",
            Stage => "place.stage",
            Notes => "place.notes",
            Preview => "place.preview",
            Findings => "place.findings",
        }
    }
}

/// Returns the table of keys as the page for students shows it.
pub fn markdown(lens: &Lens) -> String {
    let mut text = String::from("| key | what it does | where |\n|---|---|---|\n");
    for binding in KEYS {
        let shown: Vec<String> = binding.shown.split(' ').map(|key| format!("`{key}`")).collect();
        let places: Vec<&str> =
            binding.places.iter().map(|place| lens.screen(place.id())).collect();
        let (shown, places) = (shown.join(" "), places.join(", "));
        let does = lens.screen(binding.id);
        let _ = writeln!(text, "| {shown} | {does} | {places} |");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_does_one_thing_at_a_place() {
        for (at, binding) in KEYS.iter().enumerate() {
            for other in &KEYS[..at] {
                let place = binding.places.iter().find(|place| other.works(**place));
                let both = binding.keys.iter().find(|key| other.keys.contains(key));
                assert!(
                    place.is_none() || both.is_none(),
                    "{both:?} means {} and {} at {place:?}",
                    binding.id,
                    other.id
                );
            }
        }
    }
}
