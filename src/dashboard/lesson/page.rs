//! What is to be read now: the prose of the page, what is asked, what came of it.

use super::ink::{self, Piece, Row, flow, row};
use super::split::Split;
use super::study::Study;
use super::{goal, outcome, prose};
use crate::dashboard::theme::Role;
use crate::lesson::What;
use crate::lesson::block::{Block, Focus, Predict, Run, Task, Until};
use crate::lesson::walk::Waits;
use crate::report::lesson::before;
use crate::scenario::{Set, units::show_clock};

/// Wider than this a text cannot be read well.
const WIDEST: usize = 76;

/// The same where few things are drawn, and large.
const WIDEST_BIG: usize = 52;
/// On fewer rows than so many nothing but words is worth a row.
const ENOUGH_FOR_AIR: usize = 16;

/// A page, in rows.
#[derive(Clone, Debug)]
pub struct Page {
    /// The rows.
    pub rows: Vec<Row>,
    /// How many of them can be seen at once.
    pub high: usize,
    /// How many of them stand in front of what the restaurant has to do.
    pub above: usize,
}

impl Page {
    /// Returns how far it can be scrolled.
    pub fn most_scrolled(&self) -> usize {
        self.rows.len().saturating_sub(self.high)
    }
}

/// Lays out what is to be read.
pub fn lay(study: &Study, split: Split) -> Page {
    let pane = split.pane.unwrap_or_default();
    // A row for the title, and one for what is waited for.
    let high = usize::from(pane.height.saturating_sub(2));
    let is_big = study.house.app.looks.is_big;
    let widest = if is_big { WIDEST_BIG } else { WIDEST };
    let cells = usize::from(pane.width.saturating_sub(3)).clamp(1, widest);
    let mut rows: Vec<Row> = Vec::new();
    let (up_to, mut above) = (study.reads_up_to(), None);
    for at in study.walk.page() {
        if up_to == Some(at) {
            above = Some(rows.len());
        }
        let piece = match &study.walk.lesson().steps[at].what {
            What::Prose(prose) => prose::piece_of(prose, cells, study.house.app.theme()),
            What::Block(block) => of_block(study, at, block, cells),
            What::Pause | What::EndSlide | What::Note(_) => Vec::new(),
        };
        if !rows.is_empty() && !piece.is_empty() {
            rows.push(Row::new());
        }
        rows.extend(piece);
    }
    if study.walk.waits() == Waits::Nothing {
        rows.push(Row::new());
        rows.extend(end(study, cells));
    }
    let mut above = above.unwrap_or(rows.len());
    if is_big && high >= ENOUGH_FOR_AIR {
        above = airy(rows[..above].to_vec()).len();
        rows = airy(rows);
    }
    Page { rows, high, above }
}

/// Puts an empty row between any two, so that it can be read from the last row of a class; between
/// paragraphs there are more. A line below a heading stays there.
fn airy(rows: Vec<Row>) -> Vec<Row> {
    let mut all: Vec<Row> = Vec::with_capacity(rows.len() * 2);
    for row in rows {
        let is_line = row.iter().all(|piece| piece.role == Role::Quiet);
        if !all.is_empty() && !is_line {
            all.push(Row::new());
        }
        all.push(row);
    }
    all
}

/// Says that the lesson is over, and what has been done of it.
fn end(study: &Study, cells: usize) -> Vec<Row> {
    let tongue = study.house.app.tongue();
    let (done, graded) = study.done();
    let slots = [("done", done), ("all", graded)];
    let slots = slots.map(|(slot, count)| (slot, count.to_string()));
    let id = if done >= graded { "lesson.over" } else { "lesson.over.partly" };
    flow(&tongue.shows(id, &slots), cells, Role::Fine)
}

fn of_block(study: &Study, at: usize, block: &Block, cells: usize) -> Vec<Row> {
    if let Some(outcome) = study.outcomes.get(&at) {
        return outcome::rows(study, block, outcome, cells);
    }
    let is_here = study.walk.at() == Some(at);
    let tongue = study.house.app.tongue();
    match &block.task {
        Task::Run(run) if is_here && study.walk.waits() == Waits::World => {
            let mut rows = flow(&runs(study, run), cells, Role::Uneasy);
            rows.extend(followed(study, cells));
            rows
        }
        // It will be said once it has been done.
        Task::Set(_) | Task::Place(_) if study.is_to_come(at) => Vec::new(),
        Task::Set(set) => {
            let turned: Vec<Set> = set.set.clone();
            let slots = [("set", sets(&turned))];
            flow(&tongue.shows("lesson.turned", &slots), cells, Role::Meaning)
        }
        Task::Place(place) => {
            let slots = [("dish", place.dish.clone()), ("room", place.room.clone())];
            flow(&tongue.shows("lesson.placed", &slots), cells, Role::Meaning)
        }
        Task::Predict(predict) => predicts(study, (block, predict), is_here, cells),
        Task::Quiz(quiz) => {
            let mut rows = asked(study, "lesson.quiz", &quiz.ask, cells);
            rows.extend(if is_here { choices(study, cells) } else { done(study, block, cells) });
            rows
        }
        Task::Number(number) => {
            let mut rows = asked(study, "lesson.number", &number.ask, cells);
            if is_here {
                let cursor = Piece::of(format!("{}_", study.typed), Role::Strong);
                rows.push(vec![Piece::of("> ", Role::Key), cursor]);
            } else {
                rows.extend(done(study, block, cells));
            }
            rows
        }
        Task::Goal(goal) if is_here => goal::rows(study, goal, cells, goal::ALONE),
        Task::Goal(goal) => {
            let mut rows = asked(study, "lesson.goal", &goal.text, cells);
            rows.extend(done(study, block, cells));
            rows
        }
        Task::Focus(Focus::Knob(name)) => goal::knob_row(study, name, cells),
        Task::Compare(_) | Task::Run(_) | Task::Follow(_) | Task::Focus(_) => Vec::new(),
    }
}

/// Lays out a prediction: its choices, or what was chosen while the restaurant goes on.
fn predicts(
    study: &Study,
    (block, predict): (&Block, &Predict),
    is_here: bool,
    cells: usize,
) -> Vec<Row> {
    let app = &study.house.app;
    let mut rows = asked(study, "lesson.predict", &predict.ask, cells);
    if is_here && study.walk.waits() == Waits::World {
        let chosen = study.marked.and_then(|at| predict.choices.get(at));
        let to = show_clock(app.scenario.opens.0 + predict.over.to.0);
        let slots = [("choice", chosen.cloned().unwrap_or_default()), ("time", to)];
        rows.extend(flow(&app.tongue().shows("lesson.predicted", &slots), cells, Role::Uneasy));
    } else {
        rows.extend(if is_here { choices(study, cells) } else { done(study, block, cells) });
    }
    rows
}

/// Says how far the restaurant goes on, and whether what is waited for never comes.
fn runs(study: &Study, run: &Run) -> String {
    let app = &study.house.app;
    let stand = study.walk.stand();
    let to = show_clock(app.scenario.opens.0 + stand.at.0);
    let (id, condition) = match &run.until {
        Some(Until::When(condition)) if stand.missed => {
            ("lesson.waits_in_vain", condition.text.clone())
        }
        _ => ("lesson.runs", String::new()),
    };
    app.tongue().shows(id, &[("time", to), ("condition", condition)])
}

/// Returns a question under the name of its kind.
pub fn asked(study: &Study, id: &'static str, text: &str, cells: usize) -> Vec<Row> {
    let mut rows = vec![row(study.house.app.tongue().screen(id), Role::Name)];
    if !text.is_empty() {
        rows.extend(flow(text, cells, Role::Strong));
    }
    rows
}

/// Says of a block that is behind, and of which nothing more is known here, what was done there.
fn done(study: &Study, block: &Block, cells: usize) -> Vec<Row> {
    let lens = study.house.app.tongue().lens();
    let said = study.over.get(&block.id).map(|done| before(block, done, lens));
    said.map_or_else(Vec::new, |said| flow(&said, cells, Role::Quiet))
}

/// Lists the choices of the present question.
fn choices(study: &Study, cells: usize) -> Vec<Row> {
    let mut rows = Vec::new();
    for (at, text) in study.walk.choices().into_iter().enumerate() {
        let is_marked = study.marked == Some(at);
        let role = if is_marked { Role::Chosen } else { Role::Plain };
        let sign = study.house.app.theme().sign("▸", ">");
        let sign = if is_marked { sign } else { " " };
        let sign = Piece::of(format!("{sign} {} ", at + 1), Role::Key);
        rows.extend(ink::hung(flow(text, cells.saturating_sub(4), role), &sign));
    }
    rows
}

/// Says where the followed order is.
fn followed(study: &Study, cells: usize) -> Vec<Row> {
    let app = &study.house.app;
    let Some(life) = app.shot.floor().life.as_deref() else { return Vec::new() };
    let Some(phase) = life.spans.last().filter(|_| life.closed.is_none()) else {
        return Vec::new();
    };
    let id = phase.phase.id();
    let words = app.tongue().lens().phase(id);
    let told = words.map_or(String::new(), |words| format!("{}: {}", words.name, words.help));
    flow(&format!("#{} {told}", life.number), cells, Role::Meaning)
}

/// Says what is set, as one writes it.
pub fn sets(sets: &[Set]) -> String {
    let one = |set: &Set| format!("{} = {}", set.path, set.value.trim_matches('"'));
    sets.iter().map(one).collect::<Vec<_>>().join(", ")
}

/// Returns the dial of a condition with its window, if it has one, as the run is asked for it.
pub fn windowed(condition: &str) -> Option<String> {
    let dial = condition.split(['<', '>']).next().unwrap_or_default().replace(' ', "");
    dial.contains('@').then_some(dial)
}
