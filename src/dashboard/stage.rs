//! Pictures of a restaurant that really runs, made at given moments, for tests.

use super::app::{App, Looks};
use super::message::Message;
use super::shell::Show;
use super::speech::Tongue;
use super::theme::Theme;
use crate::dials::{Dial, Ledger, Window};
use crate::kernel::{Span, Time};
use crate::restaurant::{Fact, Restaurant, Witness};
use crate::runner::snapshot::{FloorShot, KnobShot, OrderShot, Snapshot, State, Trends};
use crate::runner::{Request, Speed, ordinary_speed, shown};
use crate::scenario::{Scenario, Set, Source, knobs, understand};
use crossbeam_channel::Receiver;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use std::collections::BTreeMap;
use std::sync::Arc;

/// A restaurant on a stage.
pub struct Stage {
    pub scenario: Arc<Scenario>,
    restaurant: Restaurant,
    ears: Ears,
}

struct Ears {
    ledger: Ledger,
    orders: BTreeMap<u32, (u64, Time, Time)>,
    waiting: Vec<u32>,
    of: BTreeMap<u32, u32>,
    placed: u64,
    decided: u64,
}

impl Witness for Ears {
    fn see(&mut self, now: Time, fact: Fact) {
        self.ledger.see(now, fact);
        match fact {
            Fact::Placed { order, room, .. } => {
                self.placed += 1;
                self.orders.insert(order, (self.placed, now, now));
                self.of.insert(order, room);
                self.waiting[room as usize] += 1;
            }
            Fact::Split { order, errand, .. } => {
                let number = self.orders[&order].0;
                self.orders.insert(errand, (number, now, now));
            }
            Fact::Moved { order, .. } => self.orders.get_mut(&order).unwrap().2 = now,
            Fact::Decided { order, .. } => {
                self.decided += 1;
                self.waiting[self.of[&order] as usize] -= 1;
            }
            Fact::Closed { order } | Fact::Joined { errand: order, .. } => {
                self.orders.remove(&order);
            }
            _ => {}
        }
    }
}

impl Stage {
    /// Opens a bundled scenario.
    pub fn open(name: &str, sets: &[&str]) -> Stage {
        let source = Source::open(name).unwrap();
        let sets: Vec<Set> = sets.iter().map(|set| Set::parse(set).unwrap()).collect();
        let scenario = Arc::new(understand(&source, &sets).unwrap());
        let mut ledger = crate::runner::ledger_of(&scenario);
        ledger.open(window(&scenario), Time::OPENING);
        let waiting = vec![0; scenario.names().rooms.len()];
        let mut ears = Ears {
            ledger,
            orders: BTreeMap::new(),
            waiting,
            of: BTreeMap::new(),
            placed: 0,
            decided: 0,
        };
        let restaurant = Restaurant::open(scenario.plan.clone(), scenario.seed, &mut ears);
        Stage { scenario, restaurant, ears }
    }

    /// Goes on to a moment and takes a picture.
    pub fn at(&mut self, seconds: f64) -> Snapshot {
        let until = Time::OPENING + Span::from_nanos(seconds * 1e9);
        self.restaurant.run_to(until, u64::MAX, &mut self.ears);
        let ordinary = ordinary_speed(&self.scenario, self.scenario.seed);
        Snapshot {
            number: 1,
            now: until,
            state: State::Running,
            speed: Speed::Times(ordinary),
            ordinary_speed: ordinary,
            seed: self.scenario.seed,
            floors: vec![self.floor(until)],
            current: 0,
            branches: Vec::new(),
            is_forked: false,
            knobs: knobs(&self.scenario)
                .into_iter()
                .map(|knob| KnobShot {
                    name: knob.name,
                    stands: knob.written.unwrap_or(knob.key.default.to_owned()),
                    is_turned: false,
                })
                .collect(),
            notice: None,
            checkpoints: (1, 1_000),
        }
    }

    fn floor(&mut self, now: Time) -> FloorShot {
        let scene = self.restaurant.scene(200);
        let orders: Vec<OrderShot> = self
            .ears
            .orders
            .iter()
            .take(500)
            .map(|(slot, (number, placed, entered))| OrderShot {
                number: *number,
                placed: *placed,
                entered: *entered,
                scene: self.restaurant.order_scene(*slot),
            })
            .collect();
        let lanes = (0..).zip(&scene.kitchens).map(|(number, kitchen)| {
            let most = kitchen.chefs.unwrap_or(8).min(64) as usize;
            let theirs = orders
                .iter()
                .filter(|order| order.scene.has_hands && order.scene.kitchen == Some(number));
            let mut lane: Vec<Option<u32>> =
                theirs.map(|o| Some(o.scene.slot)).take(most).collect();
            lane.resize(most, None);
            lane
        });
        let lanes = lanes.collect();
        self.ears.ledger.advance(now);
        let reading = self.ears.ledger.reading(window(&self.scenario));
        let dials = Dial::all(self.scenario.names());
        let dials = dials.iter().map(|dial| shown(reading.as_ref(), dial)).collect();
        FloorShot {
            branch: 0,
            events: 0,
            lanes,
            waiting: self.ears.waiting.clone(),
            dials,
            placed: self.ears.placed,
            decided: self.ears.decided,
            trends: Arc::new(Trends::default()),
            news: Vec::new(),
            life: None,
            orders,
            scene,
        }
    }
}

fn window(scenario: &Scenario) -> Window {
    Window { from: Time::OPENING, to: scenario.closing() }
}

/// Returns how the screen is to look, with colours, and with more than ASCII or without.
pub fn looks(unicode: bool) -> Looks {
    Looks { theme: Theme::new(true, unicode), tongue: Tongue::Kitchen, reduced_motion: true }
}

/// Opens a dashboard on a picture.
pub fn app(stage: &mut Stage, seconds: f64, unicode: bool) -> App {
    let shot = Arc::new(stage.at(seconds));
    let (requests, _) = crossbeam_channel::unbounded();
    App::open(Arc::clone(&stage.scenario), looks(unicode), (shot, requests))
}

/// Opens a dashboard on a bundled scenario, and what it asks for.
pub fn listened(name: &str, seconds: f64) -> (App, Receiver<Request>) {
    let mut stage = Stage::open(name, &[]);
    let shot = Arc::new(stage.at(seconds));
    let (requests, asked) = crossbeam_channel::unbounded();
    (App::open(Arc::clone(&stage.scenario), looks(true), (shot, requests)), asked)
}

/// Draws a dashboard on a screen of this size, as text.
pub fn drawn(app: &mut App, columns: u16, rows: u16) -> String {
    draw(app, columns, rows).backend().to_string()
}

/// Draws a dashboard on a screen of this size.
pub fn draw(app: &mut App, columns: u16, rows: u16) -> Terminal<TestBackend> {
    app.update(Message::Resized(columns, rows));
    let mut terminal = Terminal::new(TestBackend::new(columns, rows)).unwrap();
    terminal.draw(|frame| app.view(frame)).unwrap();
    terminal
}
