//! Copies of a kitchen that open and close by themselves.

use super::draft::Draft;
use crate::knobs::{Setting, turns};
use crate::restaurant::AutoscalePlan;

/// Returns how the copies of a kitchen open and close; none: all are open.
pub fn autoscale(draft: &mut Draft<'_, '_>, kitchen: &str, copies: u32) -> Option<AutoscalePlan> {
    let path = |key: &str| format!("kitchen.{kitchen}.autoscale.{key}");
    let of = |key: &str| draft.get(&path(key));
    let is_said = *of("busy") != Setting::Absent;
    let others = ["from", "to", "every", "opens_in", "closes_after"];
    let first = others.into_iter().find(|key| *of(key) != Setting::Absent);
    let plan = AutoscalePlan {
        from: of("from").count().unwrap_or(1),
        to: of("to").count(),
        busy: turns::share(of("busy")),
        every: turns::scale_every(of("every")),
        opens_in: of("opens_in").span().unwrap_or_default(),
        closes_after: of("closes_after").span().unwrap_or_default(),
    };
    let chefs = draft.get(&format!("kitchen.{kitchen}.chefs")).count();
    let to = plan.to.unwrap_or(copies);
    let (key, cause, remedy) = match first {
        None if !is_said => return None,
        Some(key) if !is_said => {
            (key, "it does not say how busy chefs should be".into(), "add busy = 0.7".into())
        }
        _ if chefs.is_none() => (
            "busy",
            "unlimited chefs are never busy".into(),
            "say how many chefs each copy has".into(),
        ),
        _ if copies == 1 => (
            "busy",
            "there is one copy, so none can open".into(),
            "say how many there can be, such as copies = 4".into(),
        ),
        _ if plan.from > copies => (
            "from",
            format!("there are {copies} copies, not {}", plan.from),
            format!("write copies = {}, or from = {copies}", plan.from),
        ),
        _ if to > copies => (
            "to",
            format!("there are {copies} copies, not {to}"),
            format!("write copies = {to}, or to = {copies}"),
        ),
        _ if plan.from > to => (
            "from",
            format!("at least {} are more than at most {to}", plan.from),
            format!("write from = {to}, or less"),
        ),
        _ => return Some(plan),
    };
    draft.complain(&path(key), &cause, &remedy);
    None
}
