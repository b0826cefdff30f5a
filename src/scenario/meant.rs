//! A scenario as meant: read, checked as a whole, and ready to run.

use super::caps;
use super::diagnostics::Findings;
use super::diagnostics::MOST_GUESSES;
use super::draft::Draft;
use super::goal::{Dials, Goal, Reach, WindowSpec};
use super::keys::{Kind, meaningless, means_something};
use super::load::Source;
use super::needs;
use super::parts::Parts;
use super::plan;
use super::rows::{self, Bulk};
use super::sets::{self, Set};
use super::timeline::{self, Entry};
use super::trace;
use super::units;
use super::value::{self, Problem, arrivals};
use super::written::{Written, finding, is_name};
use crate::dials::Names;
use crate::kernel::{Span, Time};
use crate::knobs::Setting;
use crate::restaurant::Plan;
use crate::rules::Fields;
use crate::text::safe_text::safe_short;
use crate::text::syntax::malformed;
use sha2::{Digest, Sha256};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use toml::de::DeTable;

/// A scenario, ready to run.
#[derive(Clone, Debug)]
pub struct Scenario {
    /// Its name.
    pub name: String,
    /// A number that changes with every byte of what was read.
    pub hash: String,
    /// Its title.
    pub title: String,
    /// What it teaches.
    pub teaches: String,
    /// Its chapter.
    pub chapter: String,
    /// The scenarios that one should know first.
    pub needs: Vec<String>,
    /// What was set before it opened, by path.
    pub set: Vec<String>,
    /// When it opens, since midnight.
    pub opens: Span,
    /// How long it is open.
    pub duration: Span,
    /// How long nothing is counted.
    pub warm_up: Span,
    /// The seed.
    pub seed: u64,
    /// Whether it goes on after closing time until the house is empty.
    pub drain: bool,
    /// How much longer a second of the restaurant is in the backend that it stands for.
    pub time_scale: f64,
    /// The restaurant.
    pub plan: Plan,
    /// Its parts.
    pub parts: Parts,
    /// Where its knobs stand at opening.
    pub settings: Vec<(String, Setting)>,
    /// Keys as written, by path.
    pub written: BTreeMap<String, String>,
    /// What happens when.
    pub timeline: Vec<Entry>,
    /// What is to be reached.
    pub goals: Vec<Goal>,
    /// Warnings; there are no errors.
    pub warnings: Findings,
}

impl Scenario {
    /// Returns the names of its parts.
    pub fn names(&self) -> &Names {
        &self.parts.0
    }

    /// Returns closing time.
    pub fn closing(&self) -> Time {
        Time::OPENING + self.duration
    }

    /// Returns the end of the warm-up.
    pub fn warm_up_ends(&self) -> Time {
        Time::OPENING + self.warm_up
    }
}

/// Reads and checks a scenario; everything that is wrong is found in one go.
pub fn understand(source: &Source, sets: &[Set]) -> Result<Scenario, Findings> {
    let mut findings = Findings::new(source.shown.clone(), source.text.clone());
    let (document, errors) = DeTable::parse_recoverable(&source.text);
    for error in errors {
        let wrong = malformed(&source.text, error.message(), error.span());
        findings.error(wrong.span, wrong.cause).remedy(wrong.remedy);
    }
    if findings.has_errors() {
        return Err(findings);
    }
    let texts = sets::documents(sets);
    let set_values = sets::values(&texts)?;
    let written = Written::walk(document.get_ref());
    let parts = parts(&written);
    let mut draft = Draft {
        parts,
        settings: BTreeMap::new(),
        places: BTreeMap::new(),
        problems: written.problems.clone(),
        opens: Span::ZERO,
        rows: BTreeMap::new(),
        traced: BTreeMap::new(),
        written,
    };
    sets::place(&mut draft, sets, &set_values)?;
    read_settings(&mut draft, source);
    let scenario = put_together(&mut draft, source, sets);
    for problem in &draft.problems {
        finding(problem, findings.error(problem.span.clone(), problem.cause.clone()));
    }
    match scenario {
        Some(mut scenario) if !findings.has_errors() => {
            warn(&scenario, &draft, &mut findings);
            scenario.warnings = findings;
            Ok(scenario)
        }
        _ => Err(findings),
    }
}

fn parts(written: &Written<'_, '_>) -> Parts {
    let names = |section: &str| -> Vec<String> {
        written.parts(section).into_iter().map(|(name, _)| name.to_owned()).collect()
    };
    let mut kitchens = names("kitchen");
    if kitchens.is_empty() {
        kitchens.push("main".to_owned());
    }
    let shelves = |pantry: String| {
        let shelves = names(&format!("pantry.{pantry}.shelf"));
        (pantry, shelves)
    };
    Parts(Names {
        rooms: names("dining_room"),
        dishes: names("menu"),
        kitchens,
        pantries: names("pantry").into_iter().map(shelves).collect(),
        partners: names("partner"),
        buildings: names("building"),
        districts: districts(written),
        own_outcomes: Vec::new(),
    })
}

/// Lists the districts: those that have a section, and those that a building is in.
fn districts(written: &Written<'_, '_>) -> Vec<String> {
    let sections = written.parts("district").into_iter().map(|(name, _)| name);
    let of_buildings = written.entries.iter().filter(|entry| {
        entry.key.path == "building.*.district" && entry.value.get_ref().as_str().is_some()
    });
    let named = of_buildings.filter_map(|entry| entry.value.get_ref().as_str());
    let mut districts: Vec<String> = Vec::new();
    for name in sections.chain(named.filter(|name| is_name(name))) {
        if !districts.iter().any(|known| known == name) {
            districts.push(name.to_owned());
        }
    }
    districts
}

/// Reads every value that stands for itself.
fn read_settings(draft: &mut Draft<'_, '_>, source: &Source) {
    // The opening time first: other times are read against it.
    if let Some(entry) = draft.written.get("opens")
        && let Ok(Setting::Span(opens)) =
            value::setting(entry.key.kind, entry.value, Span::ZERO, &draft.parts)
    {
        draft.opens = opens;
    }
    let mut problems = Vec::new();
    for entry in &draft.written.entries {
        let traced = RefCell::new(Fields::default());
        let trace = |name: &str| {
            let (arrivals, fields) = trace::read(&source.beside(name)?, &draft.parts)?;
            traced.replace(fields);
            Ok(arrivals)
        };
        let read = match entry.key.kind {
            Kind::Arrivals => arrivals(entry.value, draft.opens, &trace).map(Setting::Arrivals),
            kind => value::setting(kind, entry.value, draft.opens, &draft.parts),
        };
        if entry.key.kind == Kind::Arrivals {
            draft.traced.insert(entry.path.clone(), traced.take());
        }
        draft.places.insert(entry.path.clone(), entry.value.span());
        match read {
            Ok(setting) => {
                draft.settings.insert(entry.path.clone(), setting);
            }
            Err(problem) => problems.push(problem),
        }
    }
    draft.problems.extend(problems);
    read_rows(draft, source);
}

/// Reads all rows, until they are too many.
fn read_rows(draft: &mut Draft<'_, '_>, source: &Source) {
    let file = |name: &str| source.beside(name);
    let mut all = Bulk::default();
    for entry in draft.written.entries.iter().filter(|entry| entry.key.kind == Kind::Rows) {
        let rows = match rows::rows(entry.value, &file) {
            Ok(rows) => rows,
            Err(wrong) => {
                draft.problems.extend(wrong);
                continue;
            }
        };
        let is_shelf = entry.path.starts_with("pantry.");
        all.add(if is_shelf { rows.on_a_shelf() } else { rows.as_listed() });
        if let Some(problem) = all.problem(entry.value) {
            draft.problems.push(problem);
            return;
        }
        draft.rows.insert(entry.path.clone(), rows);
    }
}

fn put_together(draft: &mut Draft<'_, '_>, source: &Source, sets: &[Set]) -> Option<Scenario> {
    require(draft);
    let plan = plan::build(draft);
    let timeline = timeline_of(draft, &source.text);
    if let Some(plan) = &plan {
        caps::check(plan, &timeline, draft);
    }
    check_turned_parts(draft);
    let goals = goals(draft);
    let needs = needs::needs(draft);
    let text = |path: &str| match draft.get(path) {
        Setting::Text(text) => text.clone(),
        _ => String::new(),
    };
    let span = |path: &str| draft.get(path).span().unwrap_or_default();
    let live = |path: &String| draft.parts.locate(path).is_some_and(|(key, ..)| key.is_live());
    let settings = draft.settings.iter().filter(|(path, _)| live(path));
    let written = draft.written.entries.iter().map(|entry| {
        let shown = source.text.get(entry.value.span()).filter(|text| !text.is_empty());
        let set = sets.iter().rev().find(|set| set.path == entry.path);
        let text = set.map_or(shown.unwrap_or_default(), |set| set.value.as_str());
        (entry.path.clone(), safe_short(text, 200))
    });
    Some(Scenario {
        name: source.name.clone(),
        hash: hash(source, sets, draft),
        title: text("title"),
        teaches: text("teaches"),
        chapter: text("chapter"),
        needs,
        set: sets.iter().map(|set| set.path.clone()).collect(),
        opens: draft.opens,
        duration: span("duration"),
        warm_up: span("warm_up"),
        seed: if let Setting::Whole(seed) = draft.get("seed") { *seed as u64 } else { 1 },
        drain: matches!(draft.get("drain"), Setting::Flag(true)),
        time_scale: draft.get("time_scale").number().unwrap_or(1.0),
        plan: plan?,
        settings: settings.map(|(path, setting)| (path.clone(), setting.clone())).collect(),
        written: written.collect(),
        parts: draft.parts.clone(),
        timeline,
        goals,
        warnings: Findings::new(source.shown.clone(), source.text.clone()),
    })
}

fn require(draft: &mut Draft<'_, '_>) {
    let missing = |key: &str| {
        let written = draft.written.entries.iter().any(|entry| entry.path == key);
        (!written).then(|| {
            let cause = format!("the key {key} is missing");
            let example = match key {
                "title" => "title = \"Lunch rush\"",
                _ => "duration = \"30m\"",
            };
            Problem::on(0..0, cause).remedy(format!("add {example} at the top"))
        })
    };
    let mut problems: Vec<Problem> =
        ["title", "duration"].into_iter().filter_map(missing).collect();
    if draft.parts.0.dishes.is_empty() {
        let remedy = "add at least one, such as [menu.burger] with recipe = [{ prep = \"2s\" }]";
        problems.push(Problem::on(0..0, "nothing is on the menu").remedy(remedy));
    }
    if draft.parts.0.rooms.is_empty() {
        let remedy = "add at least one, such as [dining_room.web] with arrivals = \"40/min\"";
        problems.push(Problem::on(0..0, "there is no dining room").remedy(remedy));
    }
    draft.problems.extend(problems);
    let (duration, warm_up) = (draft.get("duration").span(), draft.get("warm_up").span());
    if let (Some(duration), Some(warm_up)) = (duration, warm_up)
        && warm_up >= duration
    {
        draft.complain(
            "warm_up",
            "the warm-up lasts until closing time",
            "write a warm_up shorter than the duration",
        );
    }
}

fn timeline_of(draft: &mut Draft<'_, '_>, text: &str) -> Vec<Entry> {
    let mut entries = Vec::new();
    let mut guesses = MOST_GUESSES;
    for at in 0.. {
        let prefix = format!("timeline[{at}]");
        let Some(span) = draft.written.place(&prefix) else { break };
        let moment = draft.get(&format!("{prefix}.at")).span();
        let sets = match draft.written.get(&format!("{prefix}.set")) {
            None => Vec::new(),
            Some(entry) => {
                timeline::sets(entry.value, (text, draft.opens), &draft.parts, &mut guesses)
                    .unwrap_or_else(|problems| {
                        draft.problems.extend(problems);
                        Vec::new()
                    })
            }
        };
        let lasts = draft.get(&format!("{prefix}.for")).span();
        let say = match draft.get(&format!("{prefix}.say")) {
            Setting::Text(text) => Some(text.clone()),
            _ => None,
        };
        let has = |key: &str| draft.written.get(&format!("{prefix}.{key}")).is_some();
        if !has("at") {
            draft
                .problems
                .push(Problem::on(span, "this entry does not say when").remedy("add at = \"10m\""));
        } else if !has("set") && !has("say") {
            let cause = "this entry does nothing";
            draft.problems.push(Problem::on(span, cause).remedy("add set = { … } or say = \"…\""));
        }
        if let Some(moment) = moment {
            entries.push(Entry { at: Time::OPENING + moment, sets, lasts, say });
        }
    }
    entries.sort_by_key(|entry| entry.at);
    entries
}

/// Guests who come cannot begin to stay, nor the other way round; and the like.
fn check_turned_parts(draft: &mut Draft<'_, '_>) {
    let mut problems = Vec::new();
    for entry in draft.written.entries.iter().filter(|entry| entry.key.kind == Kind::Sets) {
        let knobs = timeline::sets(entry.value, ("", draft.opens), &draft.parts, &mut 0)
            .unwrap_or_default();
        let is_written = |path: &str| draft.written.get(path).is_some();
        for knob in knobs.iter().filter(|turned| !means_something(&turned.knob, is_written)) {
            let (cause, remedy) = meaningless(&knob.knob);
            problems.push(Problem::at(entry.value, cause).remedy(remedy));
        }
    }
    draft.problems.extend(problems);
}

fn goals(draft: &mut Draft<'_, '_>) -> Vec<Goal> {
    let (mut goals, mut problems) = (Vec::new(), Vec::new());
    let mut dials = None;
    for entry in draft.written.entries.iter().filter(|entry| entry.key.kind == Kind::Reach) {
        let Some(text) = entry.value.get_ref().as_str() else { continue };
        let dials = dials.get_or_insert_with(|| Dials::of(&draft.parts));
        match Reach::parse(text, draft.opens, dials) {
            Ok(reach) => goals.push(Goal { text: text.to_owned(), reach }),
            Err((cause, meant)) => {
                let (cause, remedy) = match cause.split_once(": ") {
                    Some((cause, remedy)) => (cause.to_owned(), Some(remedy.to_owned())),
                    None => (cause, None),
                };
                problems.push(Problem {
                    span: entry.value.span(),
                    cause,
                    remedy,
                    did_you_mean: meant,
                });
            }
        }
    }
    for (path, span) in &draft.written.tables {
        if path.starts_with("goal[") && draft.written.get(&format!("{path}.reach")).is_none() {
            let remedy = "add reach = \"latency.p95 < 30s\"";
            problems.push(Problem::on(span.clone(), "this goal says nothing").remedy(remedy));
        }
    }
    draft.problems.extend(problems);
    goals
}

/// Warns of what runs but is hardly meant.
fn warn(scenario: &Scenario, draft: &Draft<'_, '_>, findings: &mut Findings) {
    for (goal, entry) in scenario
        .goals
        .iter()
        .zip(draft.written.entries.iter().filter(|e| e.key.kind == Kind::Reach))
    {
        if let WindowSpec::Between(from, to) = goal.reach.window {
            if to <= scenario.warm_up_ends() {
                let cause = "this window lies in the warm-up, where nothing is counted";
                findings.warning(entry.value.span(), cause).remedy("write a later window");
            } else if from >= scenario.closing() && !scenario.drain {
                let cause = "this window begins after closing time";
                findings.warning(entry.value.span(), cause).remedy("write an earlier window");
            }
        }
    }
    for entry in draft.written.entries.iter().filter(|entry| entry.key.path == "timeline[].at") {
        let at = draft.get(&entry.path).span().map(|since| Time::OPENING + since);
        if let Some(at) = at.filter(|at| *at >= scenario.closing()) {
            let after = units::show_duration((at - scenario.closing()).0);
            let cause = format!("an entry of the timeline comes {after} after closing time");
            let remedy = "write an earlier time, or a longer duration";
            findings.warning(entry.value.span(), cause).remedy(remedy);
        }
    }
    for name in draft.parts.names("dining_room") {
        let place = |key: &str| draft.place(&format!("dining_room.{name}.{key}"));
        if !place("guests").is_empty() && !place("group").is_empty() {
            let cause = "guests who stay come and order one by one: group means nothing here";
            findings.warning(place("group"), cause).remedy("remove it, or let guests arrive");
        }
    }
    for name in draft.parts.names("pantry") {
        let of = |key: &str| draft.get(&format!("pantry.{name}.{key}"));
        if of("wage").cents() > 0 && of("hatches").count().is_none() {
            let cause = "nobody is paid at hatches of which there are any number";
            let place = draft.place(&format!("pantry.{name}.wage"));
            findings.warning(place, cause).remedy("say how many hatches there are");
        }
    }
    for name in draft.parts.names("kitchen") {
        let of = |key: &str| draft.get(&format!("kitchen.{name}.{key}"));
        if of("wage").cents() > 0 && of("chefs").count().is_none() {
            let cause = "unlimited chefs are paid nothing";
            let place = draft.place(&format!("kitchen.{name}.wage"));
            findings.warning(place, cause).remedy("say how many chefs there are");
        }
    }
}

fn hash(source: &Source, sets: &[Set], draft: &Draft<'_, '_>) -> String {
    let mut hasher = Sha256::new();
    hasher.update(source.text.as_bytes());
    for set in sets {
        hasher.update(b"\0");
        hasher.update(set.path.as_bytes());
        hasher.update(b"=");
        hasher.update(set.value.as_bytes());
    }
    for entry in &draft.written.entries {
        let file = match entry.key.kind {
            Kind::Arrivals => "trace",
            Kind::Rows => "from",
            _ => continue,
        };
        let named = entry.value.get_ref().as_table().and_then(|table| table.get(file));
        let name = named.and_then(|name| name.get_ref().as_str());
        if let Some(text) = name.and_then(|name| source.beside(name).ok()) {
            hasher.update(b"\0");
            hasher.update(text.as_bytes());
        }
    }
    let digest = hasher.finalize();
    digest.iter().take(16).fold(String::new(), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}
