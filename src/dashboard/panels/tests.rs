//! Panels as they are drawn and told, compared with approved ones, and with what the run says.

use super::pins::Pinned;
use super::row::{Graph, Row};
use super::{Topic, rows, tell};
use crate::dashboard::app::{App, Panel};
use crate::dashboard::message::Message;
use crate::dashboard::shell::Show;
use crate::dashboard::stage::{self, Stage, drawn};
use crate::kernel::{SECOND, Span, Time};
use crate::runner::Request;
use crate::runner::history::{History, Stretch};
use crate::runner::snapshot::{Phase, State};
use crate::scenario::{Source, understand};
use insta::assert_snapshot;
use ratatui::crossterm::event::{KeyCode, KeyEvent};
use std::sync::Arc;

mod windows;

fn app(name: &str, seconds: f64) -> App {
    stage::app(&mut Stage::open(name), seconds, true)
}

/// Panels that are made of rows.
const OF_ROWS: [Panel; 6] =
    [Panel::Dials, Panel::Lanes, Panel::Guests, Panel::Time, Panel::Places, Panel::Timeline];

/// The name of a panel without its prefix.
fn short(panel: Panel) -> &'static str {
    panel.id().trim_start_matches("panel.")
}

#[test]
fn every_panel_is_drawn() {
    let mut app = app("lunch-rush", 900.0);
    for panel in OF_ROWS {
        app.panel = panel;
        for (columns, rows) in [(80, 24), (120, 40)] {
            let name = format!("{}-{columns}x{rows}", short(panel));
            assert_snapshot!(name, drawn(&mut app, columns, rows));
        }
    }
    app.panel = Panel::Lanes;
    app.is_zoomed = true;
    assert_snapshot!("lanes-zoomed", drawn(&mut app, 100, 26));
}

#[test]
fn panels_of_other_restaurants() {
    for (name, seconds, panel) in [
        ("more-kitchens", 300.0, Panel::Lanes),
        ("one-to-a-million", 20.0, Panel::Lanes),
        ("streaming-night", 600.0, Panel::Lanes),
        ("noisy-neighbour", 700.0, Panel::Places),
        ("power-cut", 700.0, Panel::Timeline),
        ("retry-storm", 400.0, Panel::Guests),
    ] {
        let mut app = app(name, seconds);
        app.panel = panel;
        assert_snapshot!(format!("{name}-{}", short(panel)), drawn(&mut app, 120, 40));
    }
}

#[test]
fn every_panel_is_told() {
    let app = app("first-order", 18.9);
    let mut text = String::new();
    let panels = Panel::ALL.into_iter().map(Topic::Panel);
    for topic in panels.chain([Topic::Branches, Topic::Knobs]) {
        text.push_str(&tell(&app, topic).join("\n"));
        text.push_str("\n\n");
    }
    assert_snapshot!(text);
}

/// Whatever a row says on the screen is told as well.
#[test]
fn what_is_drawn_is_told() {
    for name in ["lunch-rush", "virtual-buildings", "two-districts"] {
        let app = app(name, 600.0);
        for panel in Panel::ALL {
            let told = tell(&app, Topic::Panel(panel)).join("\n");
            let rows = rows(&app, panel, usize::MAX).into_iter();
            for row in rows.filter(|row| !row.is_for_the_eye()) {
                for text in [&row.name, &row.value, &row.note] {
                    assert!(told.contains(text.trim()), "{name}, {panel:?}: {text}\n{told}");
                }
            }
        }
    }
}

fn value_of<'r>(rows: &'r [Row], name: &str) -> Option<&'r str> {
    rows.iter().find(|row| row.name == name).map(|row| row.value.as_str())
}

#[test]
fn numbers_are_those_of_the_run() {
    for name in ["lunch-rush", "noisy-neighbour", "cache-stampede"] {
        let app = app(name, 900.0);
        let floor = app.shot.floor();
        let time = rows(&app, Panel::Time, usize::MAX);
        for phase in Phase::ALL {
            let read = app.book.lately(floor, &format!("phase.{}.mean", phase.id()));
            let words = &app.tongue().lens().phase(phase.id()).unwrap().name;
            let wanted = read.filter(|mean| *mean > 0.0);
            let wanted = wanted.map(|mean| app.figures().duration(mean));
            assert_eq!(value_of(&time, words), wanted.as_deref(), "{name}: {words}");
        }
        let dials = rows(&app, Panel::Dials, usize::MAX);
        for (dial, value) in app.book.dials.iter().zip(floor.dials.iter()) {
            let wanted = value.map(|value| app.figures().value(value, dial.unit));
            assert_eq!(value_of(&dials, &dial.name), wanted.as_deref(), "{name}: {}", dial.name);
        }
        // As many chefs have nothing to do as have nothing in their hands.
        let idle = app.tongue().screen("does.idle");
        let lanes = rows(&app, Panel::Lanes, usize::MAX);
        let idle = lanes.iter().filter(|row| row.value == idle).count() as u32;
        let free = |k: &crate::runner::snapshot::KitchenScene| k.chefs.unwrap() - k.hands_taken;
        assert_eq!(idle, floor.scene.kitchens.iter().map(free).sum::<u32>(), "{name}");
        let places = rows(&app, Panel::Places, usize::MAX);
        let at_hatches = floor.orders.iter().filter(|o| o.scene.phase == Phase::InPantry).count();
        let gets = app.tongue().screen("does.in_pantry");
        assert_eq!(places.iter().filter(|row| row.note == gets).count(), at_hatches, "{name}");
        // Of each order the line is as long as it has been there.
        let guests = rows(&app, Panel::Guests, usize::MAX);
        let strips = guests.iter().filter(|row| matches!(row.graph, Graph::Strip(_)));
        assert_eq!(strips.count(), floor.history.courses.len());
    }
}

/// Nobody says how many chefs there are: then it is said whose rows these are.
#[test]
fn of_any_number_of_chefs_the_first_are_shown() {
    let text = "title = \"Endless\"\nduration = \"10m\"\n\
        [menu.soup]\nrecipe = [{ prep = \"20s\" }]\n\
        [dining_room.web]\narrivals = \"5/s\"\n";
    let scenario = understand(&Source::from_text("endless", text), &[]).unwrap();
    let mut stage = Stage::on(scenario);
    let mut app = stage::app(&mut stage, 60.0, true);
    app.panel = Panel::Lanes;
    let screen = drawn(&mut app, 120, 40);
    let at_work = app.shot.floor().scene.kitchens[0].hands_taken;
    assert!(at_work > 64 && screen.contains(&format!("the first 64 of {at_work}")), "{screen}");
}

/// Where somebody has begun to watch only just now, it is said, and nothing is made up.
#[test]
fn what_nobody_watched_is_no_idle_time() {
    let mut app = app("lunch-rush", 900.0);
    let mut shot = (*app.shot).clone();
    let before = Span(SECOND.0 * 6);
    let since = Time(shot.now.0 - before.0);
    let history = &shot.floors[0].history;
    let recent = |lane: &Vec<Stretch>| {
        let inside = lane.iter().filter(|stretch| stretch.to.is_none_or(|to| to > since));
        inside.map(|stretch| Stretch { from: stretch.from.max(since), ..*stretch }).collect()
    };
    let lanes = history.lanes.iter().map(|copy| copy.iter().map(recent).collect());
    let lanes = lanes.collect();
    let history = History { since, lanes, ..(**history).clone() };
    shot.floors[0].history = Arc::new(history);
    app.update(Message::Shot(Arc::new(shot)));
    app.panel = Panel::Lanes;
    assert_snapshot!("lanes-unwatched", drawn(&mut app, 120, 40));
    app.is_zoomed = true;
    assert_snapshot!("lanes-unwatched-zoomed", drawn(&mut app, 100, 26));
}

#[test]
fn a_pinned_dial_forgets_what_was_gone_back_from() {
    let mut stage = Stage::open("lunch-rush");
    let mut app = stage::app(&mut stage, 600.0, true);
    let dial = app.book.place("orders.served").unwrap();
    app.pins.turn(Pinned::Dial(dial), &Arc::clone(&app.shot));
    for seconds in [700.0, 800.0, 900.0, 750.0] {
        app.update(Message::Shot(Arc::new(stage.at(seconds))));
    }
    let at = |seconds: u64| Time::OPENING + Span(seconds * SECOND.0);
    let moments = |app: &App| -> Vec<Time> {
        app.pins.list()[0].courses[0].points.iter().map(|point| point.0).collect()
    };
    assert_eq!(moments(&app), [at(600), at(700), at(750)]);
    // Another branch has its own course from where it left.
    stage.at(650.0);
    stage.ask(Request::Turn { knob: "pantry.main.hatches".into(), value: "4".into() });
    let shot = stage.at(800.0);
    assert_eq!(shot.branches.len(), 2);
    let value = shot.floor().dials[dial].unwrap();
    app.update(Message::Shot(Arc::new(shot)));
    assert_eq!(moments(&app), [at(600), at(800)]);
    assert_eq!(app.pins.list()[0].courses[0].points[1].1.to_bits(), value.to_bits());
    app.panel = Panel::Charts;
    assert!(drawn(&mut app, 80, 24).contains("orders.served"));
}

#[test]
fn the_timeline_travels_and_pins_are_set_by_keys() {
    let (mut app, asked) = stage::listened(&mut Stage::open("power-cut"), 200.0, true);
    let press = |app: &mut App, code| {
        app.update(Message::Key(KeyEvent::from(code)));
    };
    press(&mut app, KeyCode::Char('9'));
    assert_eq!(app.panel, Panel::Timeline);
    press(&mut app, KeyCode::Enter);
    let next = app.scenario.timeline.iter().map(|entry| entry.at).find(|at| *at >= app.shot.now);
    let warm_up = Some(app.scenario.warm_up_ends()).filter(|at| *at >= app.shot.now);
    let next = next.into_iter().chain(warm_up).min().unwrap();
    assert_eq!(asked.try_recv(), Ok(Request::To(next)));
    press(&mut app, KeyCode::Up);
    press(&mut app, KeyCode::Enter);
    assert!(matches!(asked.try_recv(), Ok(Request::To(at)) if at < next));
    press(&mut app, KeyCode::Char('/'));
    "orders.placed".chars().for_each(|c| press(&mut app, KeyCode::Char(c)));
    press(&mut app, KeyCode::Enter);
    press(&mut app, KeyCode::Enter);
    let placed = app.book.place("orders.placed").unwrap();
    assert_eq!(app.pins.list()[0].of, Pinned::Dial(placed));
    press(&mut app, KeyCode::Enter);
    assert!(app.pins.list().is_empty());
}

#[test]
fn branches_stand_side_by_side() {
    let mut stage = Stage::open("lunch-rush");
    stage.at(900.0);
    stage.at(600.0);
    stage.ask(Request::Turn { knob: "pantry.main.hatches".into(), value: "4".into() });
    let mut app = stage::app(&mut stage, 900.0, true);
    let told = tell(&app, Topic::Branches).join("\n");
    let [Some(was), Some(is)] = &app.shot.results[..] else { panic!("{:?}", app.shot.results) };
    for result in [was, is] {
        let served = result.dials[app.book.place("orders.served").unwrap()].unwrap();
        assert!(told.contains(&format!("{served:.0}")), "{served}: {told}");
    }
    app.panel = Panel::Timeline;
    app.is_zoomed = true;
    assert_snapshot!("branches", drawn(&mut app, 120, 24));
}

#[test]
fn a_fork_is_told_in_both_futures() {
    let mut stage = Stage::open("lunch-rush");
    stage.at(600.0);
    stage.ask(Request::Fork);
    stage.ask(Request::Turn { knob: "pantry.main.hatches".into(), value: "4".into() });
    let mut app = stage::app(&mut stage, 900.0, true);
    assert_eq!(app.shot.state, State::Running);
    app.panel = Panel::Time;
    app.is_zoomed = true;
    assert_snapshot!("time-of-a-fork", drawn(&mut app, 100, 30));
}

/// Behind the wall nothing of the kitchen is seen.
#[test]
fn the_wall_hides_the_kitchen() {
    let mut app = app("lunch-rush", 900.0);
    app.wall = true;
    for panel in [Panel::Lanes, Panel::Time, Panel::Places] {
        let rows = rows(&app, panel, usize::MAX);
        assert_eq!(rows.len(), 1, "{panel:?}");
    }
    for row in rows(&app, Panel::Guests, usize::MAX) {
        let Graph::Strip(strip) = &row.graph else { continue };
        let cooking = app.tongue().phase("cooking");
        assert!(strip.pieces.iter().all(|piece| piece.says != cooking));
    }
}
