//! What the screen shows, and how: everything that `view` draws from.

use super::book::Book;
use super::checks::CheckList;
use super::floor::{Motion, Part, Seen};
use super::keymap::Place;
use super::knobs::KnobList;
use super::menu::MenuList;
use super::panels::pins::Pins;
use super::shell::{After, Show};
use super::theme::{Role, Theme};
use super::{message::Message, update, view};
use crate::diagnosis::{Diagnosis, Examiner, Moment};
use crate::kernel::Time;
use crate::lens::Lens;
use crate::lens::Tongue;
use crate::report::Figures;
use crate::runner::snapshot::{FloorShot, KnobShot, State};
use crate::runner::{Request, Snapshot};
use crate::scenario::Scenario;
use crossbeam_channel::Sender;
use ratatui::Frame;
use std::sync::Arc;
use std::time::Duration;

/// How the screen is to look.
#[derive(Clone, Copy, Debug)]
pub struct Looks {
    /// Styles and signs.
    pub theme: Theme,
    /// In whose words.
    pub tongue: Tongue,
    /// A lens that somebody brought.
    pub own_lens: Option<&'static Lens>,
    /// Whether few things are drawn, and large, so that they can be read from the last row.
    pub is_big: bool,
    /// Whether nothing glides.
    pub reduced_motion: bool,
}

impl Looks {
    /// Tells it in the next words.
    pub fn change_words(&mut self) {
        self.tongue = self.tongue.next(self.own_lens);
    }
}

/// A panel of the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Panel {
    /// The restaurant.
    Floor,
    /// Live charts.
    Charts,
    /// What happened, in words.
    Story,
    /// Everything that can be read.
    Dials,
    /// Who did what when.
    Lanes,
    /// Each order from arrival to departure.
    Guests,
    /// Where the time goes.
    Time,
    /// Pantries, buildings, partners.
    Places,
    /// What was, what is to come, and the branches.
    Timeline,
}

impl Panel {
    /// All panels, by number.
    pub const ALL: [Panel; 9] = [
        Panel::Floor,
        Panel::Charts,
        Panel::Story,
        Panel::Dials,
        Panel::Lanes,
        Panel::Guests,
        Panel::Time,
        Panel::Places,
        Panel::Timeline,
    ];

    /// Says whether in a fork it shows both futures.
    pub fn has_both_futures(self) -> bool {
        matches!(self, Panel::Floor | Panel::Charts | Panel::Dials | Panel::Time | Panel::Timeline)
    }

    /// Returns the id of its name.
    pub fn id(self) -> &'static str {
        match self {
            Panel::Floor => "panel.floor",
            Panel::Charts => "panel.charts",
            Panel::Story => "panel.story",
            Panel::Dials => "panel.dials",
            Panel::Lanes => "panel.lanes",
            Panel::Guests => "panel.guests",
            Panel::Time => "panel.time",
            Panel::Places => "panel.places",
            Panel::Timeline => "panel.timeline",
        }
    }
}

/// What lies over the floor.
#[derive(Clone, Debug)]
pub enum Overlay {
    /// The keys.
    Help,
    /// What a part is, and where the comparison ends.
    Part(Part),
    /// What can be turned.
    Knobs(KnobList),
    /// The menu of a dining room.
    Menu(MenuList),
    /// The life of the followed order.
    Life,
    /// The screen of its guest.
    Screen,
    /// What could help.
    Check(CheckList),
}

/// A filter that is typed.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// The text.
    pub text: String,
    /// Whether keys go into it.
    pub is_open: bool,
}

/// The dashboard.
pub struct App {
    /// The scenario.
    pub scenario: Arc<Scenario>,
    /// Where each dial is found.
    pub book: Book,
    /// How it looks.
    pub looks: Looks,
    /// The restaurant as it is.
    pub shot: Arc<Snapshot>,
    /// Whoever says what is wrong.
    pub examiner: Examiner,
    /// What is wrong, as of late.
    pub diagnosis: Diagnosis,
    /// When that was found out, on which branch, with which knobs.
    pub examined: Option<(Time, u32, Arc<[KnobShot]>)>,
    /// The orders of each floor.
    pub orders: Vec<Vec<Seen>>,
    /// Who is on the way, on each floor.
    pub motion: Vec<Motion>,
    /// What lies over the floor.
    pub overlay: Option<Overlay>,
    /// The panel that keys go to.
    pub panel: Panel,
    /// Whether it fills the screen.
    pub is_zoomed: bool,
    /// Whether the kitchen is behind a wall.
    pub wall: bool,
    /// Which part is chosen, by its place among all.
    pub chosen: Option<usize>,
    /// What the dials and the story are narrowed to.
    pub filter: Filter,
    /// How far a list is scrolled.
    pub scrolled: usize,
    /// How far from where it begins the list of guests is scrolled.
    pub browsed: isize,
    /// Which row of a panel is chosen, among those that something can be done with.
    pub cursor: Option<usize>,
    /// Dials that are drawn as charts.
    pub pins: Pins,
    /// Dials over windows that the run has been asked for.
    pub read_over: Vec<String>,
    /// Where keys go first to a lesson beside it: dials over windows that the lesson looks at.
    pub lesson: Option<Vec<String>>,
    /// Where keys go beside that lesson.
    pub beside: Place,
    /// Whether the mouse does something.
    pub mouse: bool,
    /// The columns and rows of the screen.
    pub size: (u16, u16),
    /// How long an ordinary order takes, in seconds.
    pub ordinary: f64,
    /// The last notice that somebody has read: a key was pressed since.
    pub notice_read: u64,
    /// The last notice that was seen, and for how long it has been.
    pub notice_seen: (u64, Duration),
    /// The signal that ended it.
    pub signal: Option<i32>,
    requests: Sender<Request>,
}

/// The ids of the names of two futures and their roles: as it was, and what changes.
pub const FUTURES: [(&str, Role); 2] = [("gap.was", Role::Second), ("gap.is", Role::First)];

/// So many real seconds an ordinary order takes at the ordinary speed.
const ORDINARY_SECONDS: f64 = 4.0;

impl App {
    /// Opens the dashboard on a run whose requests go there.
    pub fn open(
        scenario: Arc<Scenario>,
        looks: Looks,
        (shot, requests): (Arc<Snapshot>, Sender<Request>),
    ) -> App {
        let ordinary = shot.ordinary_speed * ORDINARY_SECONDS;
        let mut app = App {
            book: Book::of(scenario.names()),
            examiner: Examiner::of(&scenario),
            diagnosis: Diagnosis::default(),
            examined: None,
            scenario,
            looks,
            shot: Arc::clone(&shot),
            orders: Vec::new(),
            motion: Vec::new(),
            overlay: None,
            panel: Panel::Floor,
            is_zoomed: false,
            wall: false,
            chosen: None,
            filter: Filter::default(),
            scrolled: 0,
            browsed: 0,
            cursor: None,
            pins: Pins::default(),
            read_over: Vec::new(),
            lesson: None,
            beside: Place::Lesson,
            mouse: false,
            size: (80, 24),
            ordinary,
            notice_read: 0,
            notice_seen: (0, Duration::ZERO),
            signal: None,
            requests,
        };
        update::shot(&mut app, shot);
        app
    }

    /// Returns the theme.
    pub fn theme(&self) -> Theme {
        self.looks.theme
    }

    /// Returns in whose words it speaks.
    pub fn tongue(&self) -> Tongue {
        self.looks.tongue
    }

    /// Returns how figures are shown.
    pub fn figures(&self) -> Figures {
        Figures::new(self.tongue().lens(), self.scenario.time_scale)
    }

    /// Shows a length of time in seconds in as few cells as make sense.
    pub fn brief(&self, seconds: f64) -> String {
        self.figures().brief(seconds)
    }

    /// Says how long the time is of which it is known what things were like of late on a floor, as
    /// the clock goes; none: nothing is counted yet.
    pub fn lately(&self, floor: &FloorShot) -> Option<String> {
        let since = floor.recent_since?;
        let seconds = self.shot.now.0.saturating_sub(since.0) as f64 / 1e9;
        Some(self.figures().unscaled().brief(seconds))
    }

    /// Says for how long nobody has been served on a floor, although guests wait long; none: plates
    /// come.
    pub fn nobody_served(&self, floor: &FloorShot) -> Option<String> {
        let since = floor.last_served.unwrap_or(Time::OPENING);
        let seconds = self.shot.now.0.saturating_sub(since.0) as f64 / 1e9;
        let moment = Moment::of(floor, self.ordinary);
        let waited = moment.oldest.map(|waited| waited.min(seconds));
        let is_late = self.examiner.is_late(&floor.recent, Moment { oldest: waited, ..moment });
        let slots = [("time", self.brief(seconds))];
        is_late.then(|| self.tongue().shows("served.nobody", &slots))
    }

    /// Returns what a panel is narrowed to, in small letters: only the one that keys go to is.
    pub fn filter_of(&self, panel: Panel) -> String {
        if self.panel == panel { self.filter.text.to_lowercase() } else { String::new() }
    }

    /// Returns the name of the future that keys go to, and its role; none: there is only one.
    pub fn future(&self) -> Option<(&'static str, Role)> {
        let (id, role) = FUTURES[self.shot.current.min(1)];
        (self.shot.floors.len() > 1).then(|| (self.tongue().screen(id), role))
    }

    /// Returns the same for a panel that is about one future alone.
    pub fn future_of(&self, panel: Panel) -> Option<(&'static str, Role)> {
        self.future().filter(|_| !panel.has_both_futures())
    }

    /// Says of a title whose future it is about, where there are two.
    pub fn titled(&self, title: &str) -> String {
        self.future().map_or(title.to_owned(), |(future, _)| format!("{title} ({future})"))
    }

    /// Says whether the run has ended, and whoever watches is alone with it.
    pub fn has_closed(&self) -> bool {
        matches!(self.shot.state, State::Over(_)) && self.lesson.is_none()
    }

    /// Asks the run for something. If nobody is there any more, the next snapshot will not come,
    /// which ends the dashboard.
    pub fn ask(&self, request: Request) {
        let _ = self.requests.send(request);
    }
}

impl Show for App {
    fn update(&mut self, message: Message) -> After {
        update::update(self, message)
    }

    fn view(&self, frame: &mut Frame<'_>) {
        view::view(self, frame, 0);
    }

    fn moves(&self) -> bool {
        // Where everything is large, nobody walks.
        let may_move = !self.looks.reduced_motion && !self.looks.is_big;
        let moves =
            self.shot.state == State::Running && self.motion.iter().any(Motion::is_going_on);
        // What is said for a while only has to be taken away.
        may_move && moves || self.has_passing_news()
    }
}
