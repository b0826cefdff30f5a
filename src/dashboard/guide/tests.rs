//! The guides, driven as somebody would who presses the key that each of them asks for.

use super::tour::Tour;
use super::{DEMO, DEMO_SCENARIO, MINUTE, MINUTE_SCENARIO};
use crate::dashboard::app::Overlay;
use crate::dashboard::message::Message;
use crate::dashboard::shell::{After, Show};
use crate::dashboard::stage::screen_text;
use crate::kernel::{SECOND, Span, Time};
use crate::runner::snapshot::State;
use crate::runner::{self, Options, Run, Speed};
use crate::scenario::{Scenario, Set, Source, understand};
use ratatui::crossterm::event::KeyCode;

fn dial(scenario: &Scenario, name: &str) -> f64 {
    let options = Options { seed: scenario.seed, drain: false, interrupted: &|| false };
    let run = runner::run(scenario, options);
    let dial = crate::dials::Dial::find(name, scenario.names()).unwrap();
    run.reading().unwrap().read(&dial).unwrap()
}

/// What a dial shows at a moment.
fn dial_at(scenario: &Scenario, name: &str, moment: Time) -> f64 {
    let mut run = Run::open(scenario, scenario.seed, false, ());
    run.go_to(moment, &|| false);
    let dial = crate::dials::Dial::find(name, scenario.names()).unwrap();
    run.reading().unwrap().read(&dial).unwrap()
}

fn with(source: &Source, knob: &str, value: &str) -> Scenario {
    let set = Set { path: knob.to_owned(), value: value.to_owned() };
    understand(source, &[set]).unwrap()
}

#[test]
fn the_first_minute_tells_what_came_of_it() {
    let source = Source::from_text("first-minute", MINUTE_SCENARIO);
    let scenario = understand(&source, &[]).unwrap();
    assert!(scenario.warnings.iter().next().is_none());
    assert!((dial(&scenario, "orders.placed") - 60.0).abs() < 0.5, "sixty guests come");
    let mut tour = Tour::begin(&source, &MINUTE);
    let said = tour.go_to_the_end();
    let plates = |knob, value| dial(&with(&source, knob, value), "orders.served");
    let chefs = plates("kitchen.main.chefs", "18");
    let hatches = plates("pantry.main.hatches", "3");
    assert!(hatches > 1.5 * chefs, "{hatches} plates instead of {chefs}");
    assert!((chefs - plates("kitchen.main.chefs", "8")).abs() < 1.5, "chefs do not help");
    let end = &said["minute.end"];
    assert!(end.contains(&format!("chefs: {chefs} plates")), "{end}");
    assert!(end.contains(&format!("hatches: {hatches}")), "{end}");
    assert!(said["minute.plate"].contains("9.5 s"), "{}", said["minute.plate"]);
    let vain = &said["minute.vain"];
    assert!(vain.contains(&format!("{chefs} of sixty")), "{vain}");
    // Whoever wants to can go on from there.
    assert_eq!(tour.press(KeyCode::Enter), After::End);
    assert!(tour.guided.wants_more);
}

/// The last line, as it is drawn.
fn last(tour: &Tour, size: (u16, u16)) -> String {
    screen_text(&tour.guided, size).lines().last().unwrap_or_default().to_owned()
}

/// A line of keys names what works; a key that does nothing says so.
#[test]
fn enter_is_the_guides_own_and_never_silent() {
    let source = Source::from_text("first-minute", MINUTE_SCENARIO);
    let mut tour = Tour::begin(&source, &MINUTE);
    for size in [(80, 24), (200, 60)] {
        tour.guided.update(Message::Resized(size.0, size.1));
        let keys = last(&tour, size);
        assert!(keys.contains("Space pause") && keys.contains("q quit"), "{keys}");
        for idle in ["Enter", "k knobs", "part", "fork", "branches"] {
            assert!(!keys.contains(idle), "{idle}: {keys}");
        }
    }
    let said = |tour: &Tour| screen_text(&tour.guided, (200, 60));
    // The soup is on its way, and nobody can do anything about that.
    assert_eq!(tour.press(KeyCode::Enter), After::Draw);
    assert!(!said(&tour).contains("Enter does nothing now"), "{}", said(&tour));
    assert_eq!(tour.press(KeyCode::Enter), After::Draw);
    assert!(said(&tour).contains("Enter does nothing now. Watch"), "{}", said(&tour));
    while tour.guided.guide.as_ref().unwrap().step().id != "minute.plate" {
        assert!(tour.guided.app.shot.now < Time::OPENING + Span(60 * SECOND.0));
        tour.pass();
    }
    assert!(!said(&tour).contains("Enter does nothing now"), "{}", said(&tour));
    tour.press(KeyCode::Enter);
    assert!(said(&tour).contains("b lifts the wall"), "{}", said(&tour));
    // Behind the wall there is something to be turned.
    tour.press(KeyCode::Char('b'));
    let keys = last(&tour, (200, 60));
    assert!(keys.contains("k knobs") && !keys.contains("Enter"), "{keys}");
}

#[test]
fn whoever_leaves_the_guide_keeps_the_restaurant() {
    let source = Source::from_text("first-minute", MINUTE_SCENARIO);
    let mut tour = Tour::begin(&source, &MINUTE);
    tour.pass();
    assert_eq!(tour.press(KeyCode::Esc), After::Draw);
    assert!(tour.guided.guide.is_none());
    tour.press(KeyCode::Char('?'));
    assert!(tour.guided.app.overlay.is_some());
}

#[test]
fn the_demo_tells_what_came_of_it_and_any_key_takes_over() {
    let source = Source::open(DEMO_SCENARIO).unwrap();
    let mut tour = Tour::begin(&source, &DEMO);
    let said = tour.go_to_the_end();
    let end = &said["demo.end"];
    // It ends before closing time: whoever takes over still finds the restaurant open.
    let ends = tour.guided.app.shot.now;
    assert!(ends < tour.guided.app.scenario.closing());
    let p95 = |knob, value| dial_at(&with(&source, knob, value), "latency.p95", ends);
    // The knobs are turned at 12:10 and not from the beginning: until then nothing is short.
    let (before, hatches) = (p95("kitchen.main.chefs", "20"), p95("pantry.main.hatches", "4"));
    assert!(hatches < before / 2.5, "{hatches} s instead of {before} s");
    assert!(end.contains(&format!("As it was: {before:.0} s")), "{end}");
    let notes = &tour.guided.guide.as_ref().unwrap().notes;
    let read =
        |at: usize| tour.guided.app.book.read(&tour.guided.app.shot.floors[at], "latency.p95");
    let (chefs, raced) = (read(0).unwrap(), read(1).unwrap());
    assert!(chefs >= notes.before.unwrap() * 0.97, "ten more chefs do not help");
    assert!(raced < notes.before.unwrap() / 2.5, "two more hatches do");
    tour.press(KeyCode::Char('k'));
    assert!(tour.guided.guide.is_none());
    assert!(matches!(tour.guided.app.overlay, Some(Overlay::Knobs(_))));
    assert_eq!(tour.guided.app.shot.state, State::Paused);
    // From there it goes on, as slowly as any other run.
    tour.press(KeyCode::Esc);
    tour.press(KeyCode::Char(' '));
    while tour.guided.app.shot.now == ends {
        tour.pass();
    }
    let shot = &tour.guided.app.shot;
    assert_eq!(shot.state, State::Running);
    assert_eq!(shot.speed, Speed::Times(shot.ordinary_speed));
}
