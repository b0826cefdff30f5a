//! The menu of a dining room: what somebody can order there by hand, and the form for what such an
//! order must carry.

use crate::runner::snapshot::Value;
use crate::scenario::Scenario;

/// A menu that is open.
#[derive(Clone, Debug)]
pub struct MenuList {
    /// The dining room.
    pub room: usize,
    /// The chosen dish.
    pub at: usize,
    /// What is filled in, once a dish is chosen that asks for something.
    pub form: Option<Form>,
}

/// What an order must carry, as far as it is filled in.
#[derive(Clone, Debug, PartialEq)]
pub struct Form {
    /// The fields.
    pub fields: Vec<Field>,
    /// Which one is typed into.
    pub at: usize,
}

/// One field of a form.
#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    /// Its name.
    pub name: String,
    /// What holds if nothing is typed: what a guest of the room would say.
    pub usual: Value,
    /// What is typed.
    pub typed: String,
}

impl Field {
    /// Returns what was typed, as what it usually is; none: nothing was.
    pub fn value(&self) -> Option<Value> {
        let typed = self.typed.trim();
        if typed.is_empty() {
            return None;
        }
        let number = || typed.parse::<f64>().ok().filter(|number| number.is_finite());
        Some(match (&self.usual, typed) {
            (Value::Text(_), text) => Value::text(text),
            (_, "true") => Value::from(true),
            (_, "false") => Value::from(false),
            (_, text) => number().map_or_else(|| Value::text(text), Value::from),
        })
    }
}

/// An order that is ready: dining room, dish, and what it carries besides what is usual there.
pub type Ready = (String, String, Vec<(String, Value)>);

impl MenuList {
    /// Opens the menu of a dining room.
    pub fn of(room: usize) -> MenuList {
        MenuList { room, at: 0, form: None }
    }

    /// Goes up or down: among the dishes, or among the fields of the form.
    pub fn go(&mut self, down: bool, scenario: &Scenario) {
        let (at, count) = match &mut self.form {
            Some(form) => (&mut form.at, form.fields.len()),
            None => (&mut self.at, scenario.names().dishes.len()),
        };
        let last = count.saturating_sub(1);
        *at = if down { (*at + 1).min(last) } else { at.saturating_sub(1) };
    }

    /// Chooses: a dish that asks for something opens its form. Returns the order once it is ready.
    pub fn choose(&mut self, scenario: &Scenario) -> Option<Ready> {
        let fields = self.asked(scenario);
        if self.form.is_none() && !fields.is_empty() {
            self.form = Some(Form { fields, at: 0 });
            return None;
        }
        let names = scenario.names();
        let fields = self.form.iter().flat_map(|form| &form.fields);
        let says = fields.filter_map(|field| Some((field.name.clone(), field.value()?)));
        Some((
            names.rooms.get(self.room)?.clone(),
            names.dishes.get(self.at)?.clone(),
            says.collect(),
        ))
    }

    /// Lists what the chosen dish asks for.
    fn asked(&self, scenario: &Scenario) -> Vec<Field> {
        let plan = &scenario.plan;
        let (Some(dish), Some(room)) = (plan.menu.get(self.at), plan.rooms.get(self.room)) else {
            return Vec::new();
        };
        let usual = room.would_say(&plan.pad);
        let field = |at: &u32| Field {
            name: plan.pad.order.name(*at).to_owned(),
            usual: usual.get(*at as usize).cloned().unwrap_or_default(),
            typed: String::new(),
        };
        dish.admission.asks.iter().map(field).collect()
    }
}
