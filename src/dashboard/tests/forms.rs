//! Forms for orders by hand, and the screens on which their answers are seen.

use super::*;
use crate::runner::snapshot::Value;
use ratatui::crossterm::event::{KeyCode, KeyEvent};

/// Presses keys, and returns what the run is asked for in the end.
fn press(app: &mut App, keys: &[KeyCode]) {
    for code in keys {
        app.update(Message::Key(KeyEvent::from(*code)));
    }
}

fn letters(text: &str) -> Vec<KeyCode> {
    text.chars().map(KeyCode::Char).collect()
}

#[test]
fn a_dish_that_asks_for_something_has_a_form() {
    let (mut app, asked) = stage::listened(&mut Stage::open("login"), 60.0, true);
    press(&mut app, &[KeyCode::Down, KeyCode::Enter]);
    let dishes = app.scenario.names().dishes.clone();
    let login = dishes.iter().position(|dish| dish == "login").unwrap();
    press(&mut app, &vec![KeyCode::Down; login]);
    press(&mut app, &[KeyCode::Enter]);
    assert!(asked.try_recv().is_err(), "the form comes first");
    let form = drawn(&mut app, 100, 30);
    assert!(form.contains("email") && form.contains("ada@example.com"), "{form}");
    // What is a key elsewhere is a letter here.
    press(&mut app, &letters("q?k"));
    press(&mut app, &[KeyCode::Down]);
    press(&mut app, &letters("wrong horse"));
    press(&mut app, &[KeyCode::Backspace, KeyCode::Enter]);
    let says = vec![
        ("email".to_owned(), Value::from("q?k")),
        ("password".to_owned(), Value::from("wrong hors")),
    ];
    let room = app.scenario.names().rooms[0].clone();
    assert_eq!(asked.try_recv(), Ok(Request::Place { room, dish: "login".into(), says }));
    // Closed without an order, the menu is there again.
    press(&mut app, &[KeyCode::Esc, KeyCode::Enter]);
    press(&mut app, &vec![KeyCode::Down; login]);
    press(&mut app, &[KeyCode::Enter, KeyCode::Esc]);
    assert!(drawn(&mut app, 100, 30).contains("What would you like?"));
    assert!(asked.try_recv().is_err());
}

#[test]
fn what_is_typed_is_what_it_usually_is() {
    let field = |usual: Value, typed: &str| crate::dashboard::menu::Field {
        name: "x".into(),
        usual,
        typed: typed.into(),
    };
    let value = |usual: Value, typed: &str| field(usual, typed).value();
    assert_eq!(value(Value::Nothing, " "), None);
    assert_eq!(value(Value::from(1.0), "2.5"), Some(Value::from(2.5)));
    assert_eq!(value(Value::from("text"), "2.5"), Some(Value::from("2.5")));
    assert_eq!(value(Value::from(true), "false"), Some(Value::from(false)));
    assert_eq!(value(Value::from(1.0), "many"), Some(Value::from("many")));
}

#[test]
fn one_answer_has_three_looks() {
    let mut stage = Stage::open("two-looks");
    stage.ask(Request::Follow(crate::runner::Follow::NextOf(Some(1))));
    let mut app = stage::app(&mut stage, 120.0, true);
    app.overlay = Some(crate::dashboard::app::Overlay::Screen);
    let wide = drawn(&mut app, 140, 30);
    for text in ["on a phone", "as a page", "at a kiosk", "back-of-house.example/card", "CARD"] {
        assert!(wide.contains(text), "{text}: {wide}");
    }
    assert!(wide.matches("trout").count() >= 3, "the answer of tuesday, three times: {wide}");
    // Where there is little room, only that of the guest's own device.
    let narrow = drawn(&mut app, 60, 16);
    assert!(narrow.contains("on a phone") && !narrow.contains("at a kiosk"), "{narrow}");
    for (width, height) in [(60, 16), (61, 17), (80, 24), (250, 80)] {
        for overlay in
            [crate::dashboard::app::Overlay::Life, crate::dashboard::app::Overlay::Screen]
        {
            app.overlay = Some(overlay);
            drawn(&mut app, width, height);
        }
    }
}

/// What was pasted together is shown as it was sent, and then as it was understood.
#[test]
fn a_pasted_text_is_shown_as_it_was_sent() {
    let told = |neutralises: &str, day: &str| {
        let mut stage = Stage::open("break-in");
        stage.at(1.0);
        let value = neutralises.to_owned();
        stage.ask(Request::Turn { knob: "waiter.neutralises".into(), value });
        let place = |dish: &str, says: Vec<(String, Value)>| Request::Place {
            room: "goran".into(),
            dish: dish.into(),
            says,
        };
        stage.ask(place("login", Vec::new()));
        stage.at(20.0);
        stage.ask(place("my-day", vec![("day".to_owned(), Value::from(day))]));
        let mut app = stage::app(&mut stage, 40.0, true);
        let texts =
            crate::dashboard::texts::Texts::of(app.shot.floor().life.as_ref().unwrap(), &app);
        app.overlay = Some(Overlay::Life);
        drawn(&mut app, 80, 24);
        texts.asked
    };
    assert_eq!(
        told("off", "friday\" || true // "),
        [
            "this text, pasted together: member == 7.0 && day == \"friday\" || true // \"",
            "which the pantry understands as: the best 20 of bookings with member == 7.0 && \
             day == \"friday\" || true // \", by row.id",
        ]
    );
    assert_eq!(
        told("off", "friday"),
        [
            "this text, pasted together: member == 7.0 && day == \"friday\"",
            "which the pantry understands as: the best 20 of bookings with member 7 and day “friday”, \
             by row.id",
        ]
    );
    let [sent, understood] = &told("on", "friday\" || true // ")[..] else { panic!() };
    assert!(sent.contains("\\\""), "the quote is disarmed: {sent}");
    assert!(understood.contains("and day “friday\" || true // ”"), "{understood}");
    let nonsense = told("off", "friday\" || ");
    assert_eq!(nonsense[1], "which the pantry does not understand");
}
