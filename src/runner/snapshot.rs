//! A picture of a live run: plain data for whoever draws it. Its size is bounded by what a screen
//! can show, never by the number of guests.

use super::checked::Checked;
use super::command::Entry;
use super::finished::Stopped;
use super::happening::Happening;
use super::history::History;
use super::minutes::{Minute, Minutes};
pub use super::notice::{Notice, NoticeKind};
use super::request::Speed;
pub use super::run::{GoalShot, GoalTime};
use crate::kernel::{Span, Time};
pub use crate::restaurant::{
    Asks, BuildingScene, Category, ErrandScene, KitchenScene, LetterAt, LettersScene, LineScene,
    Meant, Milestone, MilestoneAt, OrderScene, Outcome, PantryScene, PartnerScene, Paste, Phase,
    Power, PowerScene, RailOrder, RoomScene, Scene, ScreenLook, ShelfScene, Stage, Statement, Term,
    Verb, WaiterScene,
};
pub use crate::rules::{Record, Value};
use std::sync::Arc;

/// What goes on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum State {
    /// Time goes by.
    Running,
    /// Time stands still.
    Paused,
    /// On the way to a moment as fast as possible.
    Travels {
        /// Where it goes.
        to: Time,
    },
    /// As fast as possible until something is so, or something happens to the followed order.
    Seeks,
    /// The run has ended; why, if it ended early. It can still be gone back from.
    Over(Option<Stopped>),
}

/// A live run at one moment.
#[derive(Clone, Debug)]
pub struct Snapshot {
    /// The how manieth picture this is.
    pub number: u64,
    /// The clock of the current floor; in a fork both floors show the same moment.
    pub now: Time,
    /// What goes on.
    pub state: State,
    /// How fast simulated time goes by, while it does.
    pub speed: Speed,
    /// The speed at which an ordinary order takes about four seconds.
    pub ordinary_speed: f64,
    /// The seed.
    pub seed: u64,
    /// What is to be seen: one floor, or, while a fork runs, two: as it was, and what changes.
    pub floors: Vec<FloorShot>,
    /// Which of the floors requests are meant for.
    pub current: usize,
    /// Every branch there is, by number; number 0 is the first run.
    pub branches: Vec<BranchShot>,
    /// What each branch has come to: as it is seen, or as it was when it was left where it had come
    /// farthest; none: that is not known any more.
    pub results: Vec<Option<BranchResult>>,
    /// Whether two futures run in step.
    pub is_forked: bool,
    /// The knobs of the current floor, in the order of [`knobs`](crate::scenario::knobs).
    pub knobs: Arc<[KnobShot]>,
    /// What the last request came to, or why nothing came of it.
    pub notice: Option<Notice>,
    /// How many checkpoints are kept, and about how many bytes they take.
    pub checkpoints: (usize, u64),
    /// What the trials that were asked for last have shown so far; none: there were none, or
    /// something has been done by hand since, or another past or branch is seen.
    pub checked: Option<Arc<Checked>>,
}

impl Snapshot {
    /// Returns the floor that requests are meant for.
    pub fn floor(&self) -> &FloorShot {
        &self.floors[self.current]
    }

    /// Says by how much a dial of the second floor is above that of the first; none: no fork, or
    /// nothing to compare.
    pub fn gap(&self, dial: usize) -> Option<f64> {
        let [was, is] = &self.floors[..] else { return None };
        Some(is.dials.get(dial).copied()?? - was.dials.get(dial).copied()??)
    }
}

/// A knob as it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct KnobShot {
    /// Its name.
    pub name: String,
    /// What it stands at, as one would write it; what was never set stands at its default.
    pub stands: String,
    /// Whether that is not what it stood at when the restaurant opened.
    pub is_turned: bool,
}

/// A branch: one of several courses that the run has taken.
#[derive(Clone, Debug, PartialEq)]
pub struct BranchShot {
    /// Its number.
    pub number: u32,
    /// Which branch it came from; none: it is the first run.
    pub parent: Option<u32>,
    /// When it left that one.
    pub from: Time,
    /// How far it has come.
    pub reached: Time,
    /// What was done by hand in it, after it left its parent: when, and `knob = value` or
    /// `room: dish`.
    pub done: Vec<(Time, String)>,
    /// All that enters it, that of its parents included, if it is seen: with that any moment of it
    /// can be made again.
    pub entries: Vec<Entry>,
    /// Whether it is the one that is seen, or one of the two.
    pub is_shown: bool,
}

impl BranchShot {
    /// Says how much of what was done in it is still to come, after it was gone back in or in a
    /// replay. What enters right after this moment is not.
    pub fn to_come(&self, now: Time) -> usize {
        self.done.iter().filter(|(at, _)| *at > now + Span(1)).count()
    }
}

/// What a branch has come to.
#[derive(Clone, Debug, PartialEq)]
pub struct BranchResult {
    /// At which moment.
    pub at: Time,
    /// The dials then, in the order of [`Dial::all`](crate::dials::Dial::all).
    pub dials: Arc<[Option<f64>]>,
}

/// One floor: a run at one moment.
#[derive(Clone, Debug)]
pub struct FloorShot {
    /// The number of its branch.
    pub branch: u32,
    /// How many events have been handled.
    pub events: u64,
    /// The parts; how many orders there are, wait and are worked on is always exact.
    pub scene: Scene,
    /// Orders in the house and their errands, as many as are looked at one by one.
    pub orders: Vec<OrderShot>,
    /// Of each dining room: how many guests wait for what they ordered, however many that are.
    pub waiting: Vec<u32>,
    /// Of each copy of a kitchen: the slots of the orders in its chefs' hands. An order stays in
    /// its lane from picture to picture. Of more than [`MOST_LANES`] chefs only some have one.
    pub lanes: Vec<Vec<Option<u32>>>,
    /// What happened of late, in those lanes and to single orders.
    pub history: Arc<History>,
    /// Of each partner: what has become of letters to it since opening.
    pub letters: Vec<LettersShot>,
    /// When the order was placed whose guest has waited longest; none: nobody waits.
    pub oldest: Option<Time>,
    /// When somebody was served last; none: nobody was.
    pub last_served: Option<Time>,
    /// The dials in the order of [`Dial::all`](crate::dials::Dial::all), since the warm-up.
    pub dials: Arc<[Option<f64>]>,
    /// How busy everything was over the last moments before this one.
    pub busy: Busy,
    /// What things have been like of late: the same dials over the last moments, without those of
    /// single dining rooms, dishes and shelves.
    pub recent: Arc<[Option<f64>]>,
    /// When those last moments began; none: nothing is counted yet.
    pub recent_since: Option<Time>,
    /// The dials over windows that were asked for last.
    pub windows: Vec<WindowShot>,
    /// The goals of the scenario, in its order.
    pub goals: Vec<GoalShot>,
    /// Orders placed since opening, during the warm-up as well.
    pub placed: u64,
    /// Orders decided since opening, likewise.
    pub decided: u64,
    /// How things have gone so far.
    pub trends: Arc<Trends>,
    /// Of each building, when it was up.
    pub uptimes: Arc<Vec<Uptime>>,
    /// What happened, oldest first: everything in the last moments, and in the whole run what is rare
    /// (said, turned, sold out, dark, breakers, copies), and every way in which an order was decided,
    /// when it first was.
    pub news: Vec<Happening>,
    /// From when on everything is told.
    pub told_since: Time,
    /// What the minutes have come to that are over.
    pub minutes: Arc<Minutes>,
    /// What the present minute has come to so far.
    pub minute: Minute,
    /// The life of the followed order.
    pub life: Option<Arc<Life>>,
}

impl FloorShot {
    /// Says whether a building is a spare one: it has been off since opening, and others have not.
    pub fn is_spare(&self, building: usize) -> bool {
        let was_up = |uptime: &Uptime| uptime.began_up || !uptime.changes.is_empty();
        let others = self.uptimes.iter().enumerate().filter(|(at, _)| *at != building);
        self.scene.buildings.get(building).is_some_and(|own| own.power == PowerScene::Dark)
            && self.uptimes.get(building).is_some_and(|own| !was_up(own))
            && others.map(|(_, uptime)| uptime).any(was_up)
    }
}

/// What has become of letters to a partner.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LettersShot {
    /// How many it has taken: they lie in their guests' postboxes.
    pub sent: u64,
    /// How many a power cut has taken.
    pub lost: u64,
}

/// A dial over a window that somebody asked for.
#[derive(Clone, Debug, PartialEq)]
pub struct WindowShot {
    /// The dial and its window, as they were asked for.
    pub text: String,
    /// What it shows.
    pub value: Option<f64>,
    /// Between which moments that was measured; none: that is not known, or has not begun.
    pub between: Option<(Time, Time)>,
}

/// So many chefs of a copy of a kitchen have lanes of their own.
pub const MOST_LANES: usize = 64;

/// An order in the house, or an errand of one.
#[derive(Clone, Debug, PartialEq)]
pub struct OrderShot {
    /// Its running number: 1 is the first that was placed. An errand has that of its order.
    pub number: u64,
    /// When it was placed; an errand: when it was sent.
    pub placed: Time,
    /// When it entered its present phase.
    pub entered: Time,
    /// What is to be seen of it.
    pub scene: OrderScene,
}

/// How things have gone: points at even distances since opening.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Trends {
    /// How much simulated time each point stands for: the first is about the first so much.
    pub step: Span,
    /// The points; when there are too many, each two become one.
    pub points: Vec<TrendPoint>,
}

/// When a building was up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Uptime {
    /// From when on that is known.
    pub since: Time,
    /// Whether it was up then.
    pub began_up: bool,
    /// When it went down or came up.
    pub changes: Vec<Time>,
}

impl Default for Uptime {
    fn default() -> Self {
        Uptime { since: Time::OPENING, began_up: true, changes: Vec::new() }
    }
}

impl Uptime {
    /// Lists the stretches of time until now in which it was up, or was not.
    pub fn pieces(&self, now: Time) -> impl Iterator<Item = ((Time, Time), bool)> {
        let from = std::iter::once(self.since).chain(self.changes.iter().copied());
        let to = self.changes.iter().copied().chain([now]);
        let is_up = (0..).map(|at| (at % 2 == 0) == self.began_up);
        from.zip(to).zip(is_up)
    }

    /// Says whether it has been down at all.
    pub fn has_been_down(&self) -> bool {
        !self.began_up || !self.changes.is_empty()
    }
}

/// Which share of all there is was taken up over the last moments; none: there is no limit, or no
/// time has gone by yet.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Busy {
    /// Of waiters.
    pub waiters: Option<f64>,
    /// Of chefs' hands.
    pub chefs: Option<f64>,
    /// Of burners.
    pub burners: Option<f64>,
    /// Of hatches.
    pub hatches: Option<f64>,
}

/// What one step of time was like.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct TrendPoint {
    /// Orders placed in it.
    pub placed: u32,
    /// Orders decided in it, well or badly.
    pub decided: u32,
    /// Orders served in it.
    pub served: u32,
    /// How long the middle one of the orders served in it took, in seconds. Of two points that
    /// became one: the longer time.
    pub p50: Option<f64>,
    /// How long nineteen in twenty of them took at most, likewise.
    pub p95: Option<f64>,
    /// Tickets on all rails on average.
    pub rail: f64,
    /// The share of all waiters' time that was taken up; none: there is no limit to them.
    pub waiters: Option<f64>,
    /// The same of chefs' hands.
    pub chefs: Option<f64>,
    /// The same of burners.
    pub burners: Option<f64>,
    /// The same of hatches.
    pub hatches: Option<f64>,
    /// The same of calls that partners answer at once.
    pub partners: Option<f64>,
}

/// The life of one order.
#[derive(Clone, Debug, PartialEq)]
pub struct Life {
    /// Its running number.
    pub number: u64,
    /// The dining room that it came from.
    pub room: u32,
    /// The dish; none: it is on no menu.
    pub dish: Option<u32>,
    /// Whether it is another attempt of a guest who has tried before.
    pub is_retry: bool,
    /// Whether somebody placed it by hand.
    pub by_hand: bool,
    /// When it was placed.
    pub placed: Time,
    /// From when on its life is known: mostly from when it was placed.
    pub known_from: Time,
    /// What was said and written about it.
    pub said: Said,
    /// The phases that it has gone through, in order.
    pub spans: Vec<LifeSpan>,
    /// How it was decided, and when.
    pub decided: Option<(Time, Outcome)>,
    /// What its guest paid, in cents.
    pub paid: Option<i64>,
    /// Whether its guest will try again, once that is known.
    pub tries_again: Option<bool>,
    /// When nothing of it was left in the house.
    pub closed: Option<Time>,
    /// The steps that have been done for it, and whether for good: a transaction may yet undo them.
    pub done: Vec<(u32, bool)>,
    /// The milestones of its recipe.
    pub lamps: Vec<Lamp>,
    /// The letters that were written for it.
    pub letters: Vec<LifeLetter>,
    /// What it sent others for: branches of its recipe, dishes asked for; those of its errands, too.
    pub errands: Vec<LifeErrand>,
}

/// What was said and written about an order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Said {
    /// What it carries; none: nothing is written down about orders, or that is not known.
    pub carries: Option<Record>,
    /// What its guest's wristband says; none: it wears none.
    pub wristband: Option<Value>,
    /// What was asked of pantries for it, and when.
    pub asked: Vec<(Time, Statement)>,
    /// What goes back to its guest.
    pub answer: Option<Record>,
    /// Why something in its recipe could not be worked out.
    pub failure: Option<Box<str>>,
}

/// A milestone of a recipe, and how far the order is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lamp {
    /// What is done there.
    pub milestone: Milestone,
    /// Whether it has been.
    pub light: Light,
}

/// How a lamp shines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Light {
    /// The step is done.
    Done,
    /// The order stands there.
    Now,
    /// It may come there.
    Ahead,
    /// It will never come there, or nothing came of it.
    Never,
}

/// A letter that was written for an order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LifeLetter {
    /// To which partner.
    pub partner: u32,
    /// When it was written.
    pub written: Time,
    /// When the partner took it: from then on it lies in the guest's postbox.
    pub sent: Option<Time>,
    /// When a power cut took it.
    pub lost: Option<Time>,
}

/// One phase in the life of an order.
#[derive(Clone, Debug, PartialEq)]
pub struct LifeSpan {
    /// The phase.
    pub phase: Phase,
    /// When it was entered.
    pub from: Time,
    /// When it was left; none: not yet.
    pub to: Option<Time>,
    /// The copy of the kitchen that had it, counted through.
    pub kitchen: Option<u32>,
    /// The pantry at whose hatches it was.
    pub pantry: Option<u32>,
    /// What it was there for: the id of a [`Kind`](super::Kind).
    pub at_hatch: Option<&'static str>,
    /// The partner that was called.
    pub partner: Option<u32>,
    /// The number of the order right in front of it in the line, when it was first looked at there.
    pub behind: Option<u64>,
    /// What happened meanwhile: ids of [`Kind`](super::Kind)s, and when.
    pub notes: Vec<(Time, &'static str)>,
}

/// Somebody sent on an errand.
#[derive(Clone, Debug, PartialEq)]
pub struct LifeErrand {
    /// The errand that sent it, by its place in the list; none: the order itself.
    pub of: Option<usize>,
    /// The dish that was asked for; for a branch, that of its order.
    pub dish: u32,
    /// Whether it is a branch of the recipe, and no dish asked for.
    pub is_branch: bool,
    /// When it was sent.
    pub sent: Time,
    /// When it came back; none: not yet.
    pub back: Option<Time>,
    /// The phases that it has gone through.
    pub spans: Vec<LifeSpan>,
}
