//! Typing: into the filter, or the value of a knob.

use crate::dashboard::app::{App, Overlay};
use crate::dashboard::menu::MenuList;
use crate::runner::Request;
use crate::text::safe_text::safe;
use ratatui::crossterm::event::{KeyCode, KeyEvent};

/// The most characters that are typed.
const MOST: usize = 200;

/// Begins to type a value for the chosen knob.
pub fn begin(app: &mut App) {
    if let Some(Overlay::Knobs(list)) = &mut app.overlay
        && let Some(knob) = list.chosen(&app.shot.knobs)
    {
        list.value = Some((knob.name.clone(), String::new()));
    }
}

/// Lets a key go into whatever is typed; says whether it did.
pub fn press(app: &mut App, key: KeyEvent) -> bool {
    if let Some(Overlay::Knobs(list)) = &mut app.overlay {
        return match (key.code, &mut list.value) {
            (KeyCode::Enter, Some((knob, value))) if !value.trim().is_empty() => {
                let (knob, value) = (knob.clone(), value.trim().to_owned());
                list.value = None;
                app.ask(Request::Turn { knob, value });
                true
            }
            (KeyCode::Enter, value @ Some(_)) => {
                *value = None;
                true
            }
            (KeyCode::Esc, _) => false,
            (code, Some((_, value))) => type_into(value, code),
            (code, None) => {
                let typed = type_into(&mut list.filter, code);
                list.at = if typed { 0 } else { list.at };
                typed
            }
        };
    }
    if let Some(Overlay::Menu(MenuList { form: Some(form), .. })) = &mut app.overlay {
        return form
            .fields
            .get_mut(form.at)
            .is_some_and(|field| type_into(&mut field.typed, key.code));
    }
    if !app.filter.is_open || app.overlay.is_some() {
        return false;
    }
    match key.code {
        KeyCode::Enter => app.filter.is_open = false,
        KeyCode::Esc => {
            app.filter.is_open = false;
            app.filter.text.clear();
        }
        code => {
            (app.scrolled, app.cursor) = (0, None);
            return type_into(&mut app.filter.text, code);
        }
    }
    true
}

/// A paste goes where something is typed, and nowhere else: it presses no keys.
pub fn paste(app: &mut App, text: &str) {
    let text = safe(text.trim());
    let into = match &mut app.overlay {
        Some(Overlay::Knobs(list)) => match &mut list.value {
            Some((_, value)) => value,
            None => &mut list.filter,
        },
        Some(Overlay::Menu(MenuList { form: Some(form), .. })) => {
            match form.fields.get_mut(form.at) {
                Some(field) => &mut field.typed,
                None => return,
            }
        }
        None if app.filter.is_open => &mut app.filter.text,
        _ => return,
    };
    let room = MOST.saturating_sub(into.chars().count());
    into.extend(text.chars().take(room));
}

fn type_into(text: &mut String, code: KeyCode) -> bool {
    match code {
        KeyCode::Char(c) if text.chars().count() < MOST => text.push(c),
        KeyCode::Char(_) => {}
        KeyCode::Backspace => {
            text.pop();
        }
        _ => return false,
    }
    true
}
