//! Knobs: where each stands, what it takes, and what one more costs.

use super::row::Row;
use crate::dashboard::app::App;
use crate::dashboard::theme::Role;
use crate::runner::snapshot::KnobShot;
use crate::scenario::{Kind, KnobInfo};

/// What there can be more of, and the knob that says what one more costs an hour.
const PAID: [(&str, &str); 4] = [
    (".chefs", ".wage"),
    (".hatches", ".wage"),
    (".fridge.holds", ".fridge.rent"),
    (".burners", ".burner_rent"),
];

/// Returns a row for each knob.
pub fn rows(app: &App) -> Vec<Row> {
    let infos = crate::scenario::knobs(&app.scenario);
    let knobs = app.shot.knobs.iter();
    let known =
        knobs.filter_map(|knob| Some((knob, infos.iter().find(|info| info.name == knob.name)?)));
    let row = |(knob, info): (&KnobShot, &KnobInfo)| {
        let takes = app.tongue().shows("knobs.takes", &[("what", info.key.kind.tells())]);
        let price = price(app, knob, info);
        let texts = [help(app, info), takes, price.unwrap_or_default()];
        let role = if knob.is_turned { Role::Strong } else { Role::Plain };
        let note: Vec<String> = texts.into_iter().filter(|text| !text.is_empty()).collect();
        Row::new(&knob.name).value(&knob.stands).note(note.join(" ")).role(role)
    };
    known.map(row).collect()
}

/// Says what a knob does.
pub fn help(app: &App, info: &KnobInfo) -> String {
    app.tongue()
        .both(|lens| lens.knob(info.key.path).map_or(String::new(), |words| words.help.clone()))
}

/// Says what one more of something costs an hour; none: it is not a number of things.
pub fn price(app: &App, knob: &KnobShot, info: &KnobInfo) -> Option<String> {
    let is_number = matches!(info.key.kind, Kind::Count(..) | Kind::Limited(..));
    let paid = PAID.iter().find_map(|(of, by)| Some((knob.name.strip_suffix(of)?, by)));
    if let Some((part, by)) = paid {
        let wage = stands(app, &format!("{part}{by}")).unwrap_or("0");
        let price = wage.parse::<f64>().unwrap_or(0.0);
        if price > 0.0 {
            return Some(app.tongue().shows("knobs.price", &[("price", format!("{price:.2}"))]));
        }
    }
    let parts = ["hatches", "burners", "worktop", "chefs"];
    let is_staff = parts.iter().any(|part| knob.name.ends_with(&format!(".{part}")));
    let costs_nothing = is_number && (is_staff || knob.name == "waiter.count");
    costs_nothing.then(|| app.tongue().screen("knobs.free").to_owned())
}

/// Returns where a knob stands.
pub fn stands<'a>(app: &'a App, name: &str) -> Option<&'a str> {
    let knob = app.shot.knobs.iter().find(|knob| knob.name == name)?;
    Some(knob.stands.as_str())
}
