//! Branches: the courses that the run has taken, side by side, and what each change came to.

use super::clock;
use super::row::{Goes, Row};
use crate::dashboard::app::App;
use crate::dashboard::theme::Role;
use crate::runner::snapshot::{BranchResult, BranchShot};

/// Who was served, and how long the slowest took.
struct Came {
    served: f64,
    lost: f64,
    p95: Option<f64>,
    costs: f64,
}

impl Came {
    fn of(app: &App, result: &BranchResult) -> Came {
        let read = |name: &str| {
            let at = app.book.place(name)?;
            result.dials.get(at).copied().flatten()
        };
        let count = |name: &str| read(name).unwrap_or(0.0);
        Came {
            served: count("orders.served"),
            lost: count("orders.abandoned") + count("orders.refused") + count("orders.failed"),
            p95: read("latency.p95"),
            costs: count("money.costs"),
        }
    }

    /// Of those decided so far, the share that was served.
    fn share(&self) -> Option<f64> {
        let decided = self.served + self.lost;
        (decided > 0.0).then(|| self.served / decided)
    }
}

/// Returns a row for each branch, and a sentence for each that was changed.
pub fn rows(app: &App) -> Vec<Row> {
    let tongue = app.tongue();
    let mut rows = vec![Row::head(tongue.screen("panel.branches"))];
    if app.shot.branches.len() < 2 {
        rows.push(Row::note_only(tongue.screen("branches.one")));
        return rows;
    }
    let first = app.shot.results.first().and_then(Option::as_ref);
    for branch in &app.shot.branches {
        let result = app.shot.results.get(branch.number as usize).and_then(Option::as_ref);
        let sign = if branch.is_shown { app.theme().sign("▸", ">") } else { " " };
        let slots = [("n", (branch.number + 1).to_string())];
        let name = format!("{sign} {}", tongue.shows("branches.name", &slots));
        let role = if branch.is_shown { Role::Strong } else { Role::Plain };
        let row = Row::new(name).value(clock(app, branch.reached)).role(role);
        let note = result.map_or(String::new(), |result| numbers(app, branch, result, first));
        rows.push(row.note(note).goes(Goes::Branch(branch.number)));
        if let (Some(first), Some(result), true) = (first, result, branch.number > 0) {
            rows.push(Row::note_only(sentence(app, branch, result, first)).role(Role::Meaning));
        }
    }
    rows
}

/// Shows by how much a figure is above that of the first branch.
fn more(difference: f64) -> String {
    if difference.abs() < 0.5 { String::new() } else { format!(" ({difference:+.0})") }
}

fn numbers(
    app: &App,
    branch: &BranchShot,
    result: &BranchResult,
    first: Option<&BranchResult>,
) -> String {
    let came = Came::of(app, result);
    // Counts of two moments cannot be compared.
    let fair = first.filter(|first| branch.number > 0 && first.at == result.at);
    let before = fair.map(|first| Came::of(app, first));
    let than = |of: fn(&Came) -> f64| {
        before.as_ref().map_or(String::new(), |before| more(of(&came) - of(before)))
    };
    let slots = [
        ("served", format!("{:.0}{}", came.served, than(|came| came.served))),
        ("lost", format!("{:.0}{}", came.lost, than(|came| came.lost))),
        ("p95", came.p95.map_or("–".to_owned(), |time| app.brief(time))),
        ("costs", format!("{:.2}", came.costs)),
    ];
    app.tongue().shows("branches.numbers", &slots)
}

/// Says in one sentence what a branch came to, compared with the first.
fn sentence(app: &App, branch: &BranchShot, result: &BranchResult, first: &BranchResult) -> String {
    let tongue = app.tongue();
    let Some((_, done)) = branch.done.last() else {
        return tongue.screen("branches.same").to_owned();
    };
    let (was, is) = (Came::of(app, first), Came::of(app, result));
    let (Some(before), Some(after)) = (was.p95, is.p95) else {
        return tongue.shows("branches.soon", &[("done", done.clone())]);
    };
    let percent = |share: Option<f64>| share.map_or(0.0, |share| share * 100.0);
    let (served_before, served_after) = (percent(was.share()), percent(is.share()));
    let better = after < before * 0.95 || served_after > served_before + 1.0;
    let worse = after > before * 1.05 || served_after < served_before - 1.0;
    let id = match (better, worse) {
        (true, false) => "branches.better",
        (false, true) => "branches.worse",
        (true, true) => "branches.mixed",
        (false, false) => "branches.alike",
    };
    let slots = [
        ("done", done.clone()),
        ("before", app.brief(before)),
        ("after", app.brief(after)),
        ("served_before", format!("{served_before:.0}")),
        ("served_after", format!("{served_after:.0}")),
    ];
    let said = tongue.shows(id, &slots);
    if first.at == result.at {
        return said;
    }
    let slots = [("first", clock(app, first.at)), ("here", clock(app, result.at))];
    format!("{said} {}", tongue.shows("branches.moments", &slots))
}
