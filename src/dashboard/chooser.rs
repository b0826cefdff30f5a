//! The chooser: what there is to run, by chapters, with what it teaches and what it looks like.

mod large;

use super::app::Looks;
use super::canvas::Canvas;
use super::footer;
use super::help;
use super::keymap::{self, Place};
use super::message::{Action, Message};
use super::preview::{self, Preview};
use super::shell::{self, After, Show};
use super::theme::Role;
use super::view;
use crate::report::wrap;
use crate::scenario::Scenario;
use ratatui::Frame;
use ratatui::crossterm::event::{KeyCode, KeyEvent};
use ratatui::layout::Rect;
use std::sync::Arc;

/// After so many ticks somebody has stayed with a scenario.
const RESTED: u32 = 8;
/// On so many rows there is room for a preview below what is told of a scenario.
const MANY_ROWS: u16 = 34;

/// What somebody has chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Chosen {
    /// To be guided.
    Guide,
    /// To learn, lesson by lesson.
    Course,
    /// The scenario with this number.
    Scenario(usize),
}

/// Where somebody chooses a scenario, or to be guided.
pub struct Chooser {
    scenarios: Vec<Arc<Scenario>>,
    /// The scenario that is chosen; none: the guide, or the course.
    at: Option<usize>,
    /// Whether it is the course.
    is_course: bool,
    /// How many lessons there are, and how many of them are done.
    lessons: (usize, usize),
    /// How it looks.
    pub looks: Looks,
    is_helping: bool,
    /// The columns and rows of the screen.
    size: (u16, u16),
    /// For how many ticks the same scenario has been chosen.
    rested: u32,
    preview: Option<Preview>,
    /// What was chosen.
    pub chosen: Option<Chosen>,
    /// The signal that ended it.
    pub signal: Option<i32>,
}

impl Chooser {
    /// Returns a chooser of these scenarios. At first it offers one thing: to be guided.
    pub fn new(scenarios: Vec<Arc<Scenario>>, looks: Looks) -> Chooser {
        Chooser {
            scenarios,
            at: None,
            is_course: false,
            lessons: (0, 0),
            looks,
            is_helping: false,
            size: (0, 0),
            rested: 0,
            preview: None,
            chosen: None,
            signal: None,
        }
    }

    /// Offers a course of so many lessons, of which so many are done.
    pub fn offers(&mut self, lessons: usize, done: usize) {
        self.lessons = (lessons, done);
    }

    /// Somebody comes back from the guide or from a lesson, and wants to see what else there is.
    pub fn has_been_guided(&mut self) {
        self.choose(None);
        self.is_course = true;
    }

    /// Goes up or down: first the guide, then the course, then the scenarios.
    fn go(&mut self, down: bool) {
        match (self.at, self.is_course, down) {
            (None, false, true) => self.is_course = true,
            (None, false, false) => {}
            (None, true, true) => self.choose((!self.scenarios.is_empty()).then_some(0)),
            (None, true, false) => self.is_course = false,
            (Some(0), _, false) => self.choose(None),
            (Some(at), _, false) => self.choose(Some(at - 1)),
            (Some(at), _, true) => self.choose(Some((at + 1).min(self.scenarios.len() - 1))),
        }
    }

    /// Says whether the guide is chosen.
    fn is_guide(&self) -> bool {
        self.at.is_none() && !self.is_course
    }

    fn press(&mut self, key: KeyEvent) -> After {
        if let Some(after) = shell::control(key, &mut self.signal) {
            return after;
        }
        let place = if self.is_helping { Place::Reading } else { Place::Chooser };
        match keymap::action(place, key) {
            Some(Action::Quit) => return After::End,
            Some(Action::Close | Action::Help) => self.is_helping = !self.is_helping,
            Some(Action::Lens) => self.looks.change_words(),
            Some(Action::Move) => self.go(key.code == KeyCode::Down),
            Some(Action::Enter) => {
                self.chosen = Some(match self.at {
                    Some(at) => Chosen::Scenario(at),
                    None if self.is_course => Chosen::Course,
                    None => Chosen::Guide,
                });
                self.preview = None;
                return After::End;
            }
            _ => {}
        }
        After::Draw
    }

    fn choose(&mut self, at: Option<usize>) {
        if at != self.at {
            (self.at, self.rested, self.preview) = (at, 0, None);
        }
    }

    /// Says whether there is room for a preview beside the list.
    fn has_room(&self) -> bool {
        let beside = self.size.0.saturating_sub(list_wide(self.size.0) + 3);
        !self.looks.is_big && beside >= preview::FEWEST_COLUMNS && self.size.1 >= MANY_ROWS
    }

    /// Lets the chosen scenario run once somebody has stayed with it for a moment.
    fn tick(&mut self) {
        self.rested = self.rested.saturating_add(1);
        match &mut self.preview {
            Some(preview) => preview.look(self.looks),
            None if self.rested == RESTED => {
                let scenario = self.at.and_then(|at| self.scenarios.get(at));
                self.preview = scenario.map(|scenario| Preview::start(scenario, self.looks));
            }
            None => {}
        }
    }

    /// Lists what the list shows: a chapter, or the number of a scenario.
    fn lines(&self) -> Vec<Result<usize, &str>> {
        let mut lines = Vec::new();
        let mut chapter = None;
        for (at, scenario) in self.scenarios.iter().enumerate() {
            if chapter != Some(scenario.chapter.as_str()) {
                chapter = Some(scenario.chapter.as_str());
                lines.push(Err(scenario.chapter.as_str()));
            }
            lines.push(Ok(at));
        }
        lines
    }

    fn draw_list(&self, canvas: &mut Canvas<'_>) {
        let lines = self.lines();
        let is_at = |line: &Result<usize, &str>| line.ok().is_some_and(|at| self.at == Some(at));
        let at = lines.iter().position(is_at).unwrap_or(0);
        let rows = usize::from(canvas.height());
        // The chosen one stays in view, with what is around it.
        let first = at.saturating_sub(rows / 2).min(lines.len().saturating_sub(rows));
        let end = (first + rows).min(lines.len());
        // Where there is more, the line at that end says how much.
        let (above, below) = (usize::from(first > 0), usize::from(end < lines.len()));
        let (from, to) = (first + above, end.saturating_sub(below));
        self.draw_more(canvas, 0, &lines[..from], ("▲", "^"));
        self.draw_more(canvas, canvas.height().saturating_sub(1), &lines[to..], ("▼", "v"));
        for (y, line) in (above as u16..).zip(&lines[from..to.max(from)]) {
            match line {
                Err(chapter) => {
                    // Whoever is new sees one thing first.
                    let role = if self.is_guide() { Role::Quiet } else { Role::Name };
                    canvas.text(1, y, chapter, role);
                }
                Ok(number) => {
                    let role = if self.is_guide() { Role::Quiet } else { Role::Plain };
                    canvas.text(3, y, &self.scenarios[*number].title, role);
                    if self.at == Some(*number) {
                        mark(canvas, y);
                    }
                }
            }
        }
    }

    /// Says how many scenarios are left out of the list at one of its ends.
    fn draw_more(
        &self,
        canvas: &mut Canvas<'_>,
        y: u16,
        hidden: &[Result<usize, &str>],
        (sign, ascii): (&'static str, &'static str),
    ) {
        let count = hidden.iter().filter(|line| line.is_ok()).count();
        if count > 0 {
            let text = self.looks.tongue.shows("chooser.more", &[("n", count.to_string())]);
            let sign = canvas.theme.sign(sign, ascii);
            canvas.text(1, y, &format!("{sign} {text}"), Role::Key);
        }
    }

    /// Draws what is offered to whoever is new.
    fn draw_guide(&self, canvas: &mut Canvas<'_>) {
        let tongue = self.looks.tongue;
        canvas.text(3, 0, tongue.screen("chooser.guide"), Role::Strong);
        let role = if self.is_guide() { Role::Quiet } else { Role::Strong };
        canvas.text(3, 1, &self.course(), role);
        if self.at.is_none() {
            mark(canvas, u16::from(self.is_course));
        }
    }

    /// Returns what the course is called, and how much of it is done.
    fn course(&self) -> String {
        let (lessons, done) = self.lessons;
        let slots = [("all", lessons.to_string()), ("done", done.to_string())];
        self.looks.tongue.shows("chooser.course", &slots)
    }

    /// Draws what it is.
    fn draw_offer(&self, canvas: &mut Canvas<'_>) {
        let tongue = self.looks.tongue;
        let [begins, text] = if self.is_course {
            ["chooser.course.begins", "chooser.course.text"]
        } else {
            ["chooser.guide.begins", "chooser.guide.text"]
        };
        canvas.text(0, 0, tongue.screen(begins), Role::Key);
        let mut y = 2;
        for line in wrap(tongue.screen(text), usize::from(canvas.width())) {
            canvas.text(0, y, &line, Role::Plain);
            y += 1;
        }
        canvas.text(0, y + 1, tongue.screen("chooser.others"), Role::Quiet);
    }

    fn draw_chosen(&self, canvas: &mut Canvas<'_>) {
        let Some(scenario) = self.at.and_then(|at| self.scenarios.get(at)) else {
            self.draw_offer(canvas);
            return;
        };
        let mut y = 0;
        let width = usize::from(canvas.width());
        canvas.text(0, y, &scenario.title, Role::Strong);
        y += 2;
        for line in wrap(&scenario.teaches, width) {
            canvas.text(0, y, &line, Role::Plain);
            y += 1;
        }
        if !scenario.needs.is_empty() {
            let slots = [("names", scenario.needs.join(", "))];
            for line in wrap(&self.looks.tongue.shows("chooser.needs", &slots), width) {
                canvas.text(0, y, &line, Role::Quiet);
                y += 1;
            }
        }
        y += 1;
        canvas.text(0, y, self.looks.tongue.screen("chooser.parts"), Role::Name);
        y += 1;
        for (count, one, many) in parts(scenario) {
            let id = if count == 1 { one } else { many };
            let word = self.looks.tongue.lens().word(id);
            let meaning = self.looks.tongue.meaning(|lens| lens.word(id).to_owned());
            let end = canvas.text(1, y, &format!("{count:>3} {word}"), Role::Plain);
            if let Some(meaning) = meaning {
                let sign = canvas.theme.sign("→", "=");
                canvas.text((end + 1).max(20), y, &format!("{sign} {meaning}"), Role::Meaning);
            }
            y += 1;
        }
        y += 1;
        let begins = format!("boh run {}", scenario.name);
        canvas.text(0, y, self.looks.tongue.screen("chooser.begins"), Role::Quiet);
        canvas.text(0, y + 1, &begins, Role::Key);
        y += 3;
        let rest = canvas.height().saturating_sub(y);
        if let Some(preview) = &self.preview
            && rest >= preview::FEWEST_ROWS
            && canvas.width() >= preview::FEWEST_COLUMNS
        {
            preview.draw(&mut canvas.part(Rect::new(0, y, canvas.width(), rest)));
        }
    }
}

/// Marks a line of the list as chosen.
fn mark(canvas: &mut Canvas<'_>, y: u16) {
    canvas.text(1, y, canvas.theme.sign("▸", ">"), Role::Strong);
    let cells = canvas.width().saturating_sub(3);
    canvas.mark((2, y), cells, Role::Chosen);
}

/// Returns how wide the list is on a screen of so many columns.
fn list_wide(width: u16) -> u16 {
    (width * 2 / 5).clamp(28, 44)
}

/// Lists the parts that a scenario has: how many, and the ids of the words for one and for many.
fn parts(scenario: &Scenario) -> Vec<(u32, &'static str, &'static str)> {
    let names = scenario.names();
    let count = |list: &[String]| list.len() as u32;
    let plan = &scenario.plan;
    let kitchens = plan.copies().last().map_or(0, |copies| copies.end);
    let chefs: u32 = plan.kitchens.iter().filter_map(|k| Some(k.chefs? * k.copies)).sum();
    let all = [
        (count(&names.rooms), "dining_room", "dining_rooms"),
        (plan.waiter.count.unwrap_or(0), "waiter", "waiters"),
        (kitchens, "kitchen", "kitchens"),
        (chefs, "chef", "chefs"),
        (names.pantries.len() as u32, "pantry", "pantries"),
        (count(&names.partners), "partner", "partners"),
        (count(&names.buildings), "building", "buildings"),
    ];
    all.into_iter().filter(|part| part.0 > 0).collect()
}

impl Show for Chooser {
    fn update(&mut self, message: Message) -> After {
        match message {
            Message::Key(key) => self.press(key),
            Message::Stop(signal) => {
                self.signal = Some(signal);
                After::End
            }
            Message::Resized(columns, rows) => {
                self.size = (columns, rows);
                After::Draw
            }
            Message::Tick(_) => {
                self.tick();
                After::Draw
            }
            _ => After::Draw,
        }
    }

    fn view(&self, frame: &mut Frame<'_>) {
        let Some(mut canvas) = view::blank(frame, &self.looks) else { return };
        let (width, height) = (canvas.width(), canvas.height());
        let end = canvas.text(1, 0, "Back of House", Role::Name);
        canvas.text(end + 2, 0, self.looks.tongue.screen("chooser.title"), Role::Quiet);
        canvas.line((0, 1), width, self.looks.theme.sign("─", "-"), Role::Quiet);
        let list = list_wide(width);
        let body = height - 4;
        if self.looks.is_big {
            large::draw(&mut canvas.part(Rect::new(0, 2, width, body)), self);
        } else {
            self.draw_guide(&mut canvas.part(Rect::new(0, 2, list, 2)));
            self.draw_list(&mut canvas.part(Rect::new(0, 5, list, body - 3)));
            let rest = Rect::new(list + 2, 2, width - list - 3, body);
            self.draw_chosen(&mut canvas.part(rest));
        }
        canvas.line((0, height - 2), width, self.looks.theme.sign("─", "-"), Role::Quiet);
        let last = Rect::new(0, height - 1, width, 1);
        if self.is_helping {
            help::draw(
                &mut canvas.part(Rect::new(0, 0, width, height - 1)),
                Place::Chooser,
                self.looks.tongue,
            );
            footer::draw(&mut canvas.part(last), Place::Reading, self.looks.tongue);
        } else {
            footer::draw(&mut canvas.part(last), Place::Chooser, self.looks.tongue);
        }
    }

    fn moves(&self) -> bool {
        self.has_room() && !self.looks.reduced_motion
    }
}
