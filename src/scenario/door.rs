//! What a dish asks of whoever orders it.

use super::draft::Draft;
use super::keys::Kind;
use super::lexicon::Lexicon;
use super::value::{list, text, unknown};
use crate::knobs::{Setting, turns};
use crate::restaurant::{Admission, LockOut};
use crate::rules::Fields;

/// Returns what is asked of whoever orders a dish.
pub fn admission(draft: &mut Draft<'_, '_>, dish: &str, lexicon: &Lexicon) -> Admission {
    let path = |key: &str| format!("menu.{dish}.{key}");
    let mut asks = Vec::new();
    let mut problems = Vec::new();
    if let Some(entry) = draft.written.get(&path("asks")) {
        let tells = Kind::Fields.tells();
        for field in list(entry.value, &tells).unwrap_or_else(|problem| {
            problems.push(problem);
            &[]
        }) {
            match text(field, &tells) {
                Ok(name) => asks.extend(lexicon.pad.order.at(name)),
                Err(problem) => problems.push(problem),
            }
        }
    }
    let is_for_staff = matches!(draft.get(&path("staff")), Setting::Flag(true));
    let staff = lexicon.pad.guest.at("staff").filter(|_| is_for_staff);
    if is_for_staff && staff.is_none() {
        let cause = "nobody belongs to the staff";
        let remedy = "add people = [{ name = \"Kim\", staff = true }] to a dining room";
        draft.complain(&path("staff"), cause, remedy);
    }
    draft.problems.extend(problems);
    Admission {
        asks: asks.into(),
        guest_limit: turns::rate_gap(draft.get(&path("guest_limit"))),
        locks_out: locks_out(draft, &path("locks_out"), &lexicon.pad.order),
        needs_wristband: draft.written.get(&path("needs")).is_some(),
        staff,
    }
}

/// Returns when what is locked out for how long.
fn locks_out(draft: &mut Draft<'_, '_>, path: &str, order: &Fields) -> Option<LockOut> {
    let of = |key: &str| format!("{path}.{key}");
    let is_written = |key: &str| draft.written.get(&of(key)).is_some();
    let written = ["by", "after", "for"].into_iter().find(|key| is_written(key))?;
    let lasts = draft.get(&of("for")).span();
    let missing = [
        ("by", "which orders belong together", "add by = \"email\""),
        ("after", "after how many wrong tries", "add after = 5"),
        ("for", "for how long", "add for = \"15m\""),
    ];
    let missing = missing.into_iter().find(|(key, ..)| !is_written(key));
    if let Some((_, what, remedy)) = missing {
        draft.complain(&of(written), &format!("this lock-out does not say {what}"), remedy);
    }
    let by = field(draft, &of("by"), ("an order", order))?;
    Some(LockOut { by, after: draft.get(&of("after")).count(), lasts: lasts? })
}

/// Returns the field that a key names.
pub fn field(draft: &mut Draft<'_, '_>, path: &str, (of, fields): (&str, &Fields)) -> Option<u32> {
    let entry = draft.written.get(path)?;
    let found = text(entry.value, &Kind::Field.tells()).and_then(|name| {
        let names: Vec<&str> = fields.iter().collect();
        let what = format!("field of {of}");
        fields.at(name).ok_or_else(|| unknown(entry.value.span(), &what, name, &names))
    });
    found.map_err(|problem| draft.problems.push(problem)).ok()
}
