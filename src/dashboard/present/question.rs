//! A question in front of a class: its choices with the hands that are counted, and afterwards what
//! came of it beside what was said.

use super::presentation::Presentation;
use super::vote::{Called, Tally, Vote};
use crate::dashboard::canvas::cells as width_of;
use crate::dashboard::lesson::ink::{self, Piece, Row, flow, row};
use crate::dashboard::lesson::page::{asked, sets};
use crate::dashboard::theme::{Role, Theme};
use crate::lesson::block::{Compare, Number, Task};
use crate::lesson::walk::{Verdict, Waits};
use crate::report::lesson::{sets as written, verdict};
use crate::scenario::show_value;

/// A bar of the most hands takes so many cells of a row of sixty.
const BAR: usize = 24;
/// The cells for a number of hands.
const HANDS: usize = 6;

/// Lays the present question out; `airy` leaves rows free between choices.
pub fn rows(on: &Presentation, cells: usize, airy: bool) -> Vec<Row> {
    let mut rows = ask(on, cells);
    rows.push(Row::new());
    let choices = on.study.walk.choices();
    let theme = on.study.house.app.theme();
    let Some(verdict) = on.study.walk.verdict() else {
        rows.extend(match on.vote() {
            Some(Vote::Hands(tally)) => counting(&choices, tally, (cells, airy), theme),
            Some(Vote::Figures(called)) => calling(on, called, cells),
            None => Vec::new(),
        });
        return rows;
    };
    let tally = match on.vote() {
        Some(Vote::Hands(tally)) => Some(tally),
        _ => None,
    };
    rows.extend(match (on.task(), verdict) {
        (Some(Task::Predict(_)), Verdict::Predicted { came, .. }) => {
            counted(&choices, (came.answer, tally), (cells, airy), theme)
        }
        (Some(Task::Quiz(quiz)), _) => {
            let right = choices.iter().position(|text| *text == quiz.right.text);
            counted(&choices, (right, tally), (cells, airy), theme)
        }
        (Some(Task::Number(number)), Verdict::Read { read, .. }) => called(on, number, *read),
        (Some(Task::Goal(goal)), _) => {
            let slots = [("set", sets(&goal.solution))];
            let tongue = on.study.house.app.tongue();
            flow(&tongue.shows("slides.solution", &slots), cells, Role::Meaning)
        }
        (Some(Task::Compare(compare)), Verdict::Compared(both)) => {
            futures(on, compare, *both, cells)
        }
        _ => Vec::new(),
    });
    rows.extend(told(on, cells));
    rows
}

/// Says what is asked.
pub fn ask(on: &Presentation, cells: usize) -> Vec<Row> {
    match on.task() {
        Some(Task::Predict(predict)) => asked(&on.study, "slides.predict", &predict.ask, cells),
        Some(Task::Quiz(quiz)) => asked(&on.study, "lesson.quiz", &quiz.ask, cells),
        Some(Task::Number(number)) => asked(&on.study, "lesson.number", &number.ask, cells),
        Some(Task::Goal(goal)) => asked(&on.study, "slides.goal", &goal.text, cells),
        Some(Task::Compare(_)) => asked(&on.study, "lesson.compare", "", cells),
        _ => Vec::new(),
    }
}

/// Says what came of it, in figures of this run, and why.
fn told(on: &Presentation, cells: usize) -> Vec<Row> {
    let mut rows = Vec::new();
    let mut sentences = verdict(&on.study.walk, on.study.house.app.tongue().lens());
    // Which choice is right is marked among them.
    let is_marked = match on.study.walk.verdict() {
        Some(Verdict::Predicted { came, .. }) => came.answer.is_some(),
        Some(Verdict::Answered { .. }) => true,
        _ => false,
    };
    sentences.drain(..usize::from(is_marked).min(sentences.len()));
    for (at, sentence) in sentences.iter().enumerate() {
        rows.push(Row::new());
        let role = if at == 0 { Role::Strong } else { Role::Plain };
        rows.extend(flow(sentence, cells, role));
    }
    let tongue = on.study.house.app.tongue();
    for (choice, why) in objections(on) {
        rows.push(Row::new());
        let slots = [("choice", choice), ("why", why)];
        rows.extend(flow(&tongue.shows("slides.objection", &slots), cells, Role::Quiet));
    }
    rows
}

/// Lists the wrong choices of a quiz for which somebody voted, and why they are wrong.
fn objections(on: &Presentation) -> Vec<(String, String)> {
    let (Some(Task::Quiz(quiz)), Some(Vote::Hands(tally))) = (on.task(), on.vote()) else {
        return Vec::new();
    };
    let choices = on.study.walk.choices();
    let voted = choices.iter().zip(&tally.hands).filter(|(_, hands)| hands.is_some_and(|n| n > 0));
    let wrong = voted.filter_map(|(text, _)| quiz.wrong.iter().find(|wrong| wrong.text == *text));
    let wrong = wrong.filter(|wrong| !wrong.why.is_empty());
    wrong.map(|wrong| (wrong.text.clone(), wrong.why.clone())).collect()
}

/// Lists the choices while hands are counted.
fn counting(
    choices: &[&str],
    tally: &Tally,
    (cells, airy): (usize, bool),
    theme: Theme,
) -> Vec<Row> {
    let mut rows = Vec::new();
    for (at, text) in choices.iter().enumerate() {
        let is_here = tally.at == Some(at);
        let role = if is_here { Role::Strong } else { Role::Plain };
        let sign = if is_here { theme.sign("▸", ">") } else { " " };
        let sign = Piece::of(format!("{sign} {} ", at + 1), Role::Key);
        let hands = match tally.hands[at] {
            Some(hands) => hands.to_string(),
            None if is_here => "_".to_owned(),
            None => String::new(),
        };
        let laid = flow(text, cells.saturating_sub(4 + HANDS), role);
        let mut laid = ink::hung(laid, &sign);
        beside(&mut laid, Piece::of(format!("{hands:>HANDS$}"), Role::Strong), cells);
        if airy && at > 0 {
            rows.push(Row::new());
        }
        rows.extend(laid);
    }
    rows
}

/// Puts something at the right end of the first row.
fn beside(rows: &mut [Row], piece: Piece, cells: usize) {
    let Some(first) = rows.first_mut() else { return };
    let taken = ink::wide(first) + ink::wide(&vec![piece.clone()]);
    first.push(Piece::of(" ".repeat(cells.saturating_sub(taken)), Role::Plain));
    first.push(piece);
}

/// Lists the choices with what came of them, and how many had voted for each.
fn counted(
    choices: &[&str],
    (right, tally): (Option<usize>, Option<&Tally>),
    (cells, airy): (usize, bool),
    theme: Theme,
) -> Vec<Row> {
    let tally = tally.filter(|tally| tally.all() > 0);
    let most = tally.and_then(|tally| tally.hands.iter().flatten().max()).copied().unwrap_or(0);
    let room = cells.saturating_sub(4);
    let beside = room.saturating_sub(BAR + HANDS);
    // Where they are longer than that, bars stand below them.
    let is_short = choices.iter().all(|text| usize::from(width_of(text)) <= beside);
    let wide = if tally.is_some() && is_short { beside } else { room };
    let mut rows = Vec::new();
    for (at, text) in choices.iter().enumerate() {
        let is_right = right == Some(at);
        let role = if is_right { Role::Fine } else { Role::Plain };
        let sign = if is_right { theme.sign("✓", "*") } else { " " };
        let sign = Piece::of(format!("{sign} {} ", at + 1), Role::Fine);
        let mut laid = ink::hung(flow(text, wide, role), &sign);
        if let Some(tally) = tally {
            let hands = tally.hands[at].unwrap_or(0);
            let role = if is_right { Role::Fine } else { Role::Idle };
            if is_short {
                bar(&mut laid[0], (hands, most), (wide + 4, role), theme);
            } else {
                let mut below = Row::new();
                bar(&mut below, (hands, most), (4, role), theme);
                laid.push(below);
            }
        }
        if airy && at > 0 {
            rows.push(Row::new());
        }
        rows.extend(laid);
    }
    rows
}

/// Puts a bar and its number behind a row, from a column on.
fn bar(row: &mut Row, (hands, most): (u32, u32), (from, role): (usize, Role), theme: Theme) {
    let blanks = from.saturating_sub(ink::wide(row));
    let long = length(f64::from(hands), f64::from(most));
    row.push(Piece::of(" ".repeat(blanks), Role::Plain));
    row.push(Piece::of(theme.fill(role).repeat(long), role));
    row.push(Piece::of(format!(" {hands}"), Role::Strong));
}

/// Returns how long a bar is; whatever is more than nothing is seen.
fn length(of: f64, most: f64) -> usize {
    if of.is_nan() || most.is_nan() || of <= 0.0 || most <= 0.0 {
        return 0;
    }
    ((of / most * (BAR as f64)).round() as usize).clamp(1, BAR)
}

/// Lists figures that have been called out, and the one that is typed.
fn calling(on: &Presentation, called: &[Called], cells: usize) -> Vec<Row> {
    let mut rows = Vec::new();
    for one in called {
        let mut laid = vec![row(format!("    {}", one.text), Role::Plain)];
        beside(&mut laid, Piece::of(format!("{:>HANDS$}", one.hands), Role::Strong), cells);
        rows.extend(laid);
    }
    if on.study.walk.waits() == Waits::Number {
        let typed = Piece::of(format!("{}_", on.study.typed), Role::Strong);
        rows.push(vec![Piece::of("  > ", Role::Key), typed]);
    }
    rows
}

/// Lists figures that were called out beside the one that is read: which were near enough.
fn called(on: &Presentation, number: &Number, read: Option<f64>) -> Vec<Row> {
    let Some(Vote::Figures(called)) = on.vote() else { return Vec::new() };
    let theme = on.study.house.app.theme();
    let most = called.iter().map(|one| one.hands).max().unwrap_or(0);
    let row_of = |one: &Called| {
        let is_right = read.is_some_and(|read| number.is_right(one.figure, read));
        let role = if is_right { Role::Fine } else { Role::Idle };
        let sign = if is_right { theme.sign("✓", "*") } else { " " };
        let shown = show_value(one.figure, number.dial.unit);
        let text = format!("{sign}   {shown}");
        let mut row = row(text, if is_right { Role::Fine } else { Role::Plain });
        bar(&mut row, (one.hands, most), (20, role), theme);
        row
    };
    called.iter().map(row_of).collect()
}

/// Lists two futures: what is set in each, and its figure as a bar.
fn futures(on: &Presentation, compare: &Compare, both: [Option<f64>; 2], cells: usize) -> Vec<Row> {
    let app = &on.study.house.app;
    let (lens, theme) = (app.tongue().lens(), app.theme());
    let most = both.iter().flatten().copied().fold(0.0, f64::max);
    let mut rows = Vec::new();
    let sides = [(&compare.a, Role::First), (&compare.b, Role::Second)];
    for ((set, role), figure) in sides.into_iter().zip(both) {
        rows.extend(flow(&written(set, lens), cells, Role::Strong));
        let shown = figure.map_or_else(
            || lens.report("goals.nothing", &[]),
            |figure| app.figures().unscaled().value(figure, compare.dial.unit),
        );
        let long = length(figure.unwrap_or(0.0), most);
        let bar = Piece::of(theme.fill(role).repeat(long), role);
        rows.push(vec![bar, Piece::of(format!(" {shown}"), Role::Strong)]);
        rows.push(Row::new());
    }
    rows.pop();
    rows
}

/// Says in one row how many hands each choice has, as long as nothing has come of it.
pub fn hands(on: &Presentation) -> Option<String> {
    let Some(Vote::Hands(tally)) = on.vote() else { return None };
    let hand = |(number, hands): (usize, &Option<u32>)| {
        format!("{number}: {}", hands.map_or_else(|| "–".to_owned(), |hands| hands.to_string()))
    };
    (tally.all() > 0).then(|| (1..).zip(&tally.hands).map(hand).collect::<Vec<_>>().join("   "))
}
