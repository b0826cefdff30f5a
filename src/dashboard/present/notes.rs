//! The notes of a lesson in a second terminal, which follows the first.

use super::outline;
use crate::dashboard::app::Looks;
use crate::dashboard::big::digits::{self, Size};
use crate::dashboard::canvas::{Canvas, cells};
use crate::dashboard::keymap::{self, Place};
use crate::dashboard::lesson::ink::{self, Row, flow};
use crate::dashboard::message::{Action, Message};
use crate::dashboard::shell::{self, After, Show};
use crate::dashboard::theme::Role;
use crate::dashboard::view;
use crate::dashboard::{footer, help};
use crate::lesson::{Cue, Lesson, Slides};
use ratatui::Frame;
use ratatui::crossterm::event::{KeyCode, KeyEvent};
use ratatui::layout::Rect;
use std::time::Duration;

/// So often somebody looks which slide is shown.
const LOOK: Duration = Duration::from_millis(200);
/// Wider than this a text cannot be read well.
const WIDEST: usize = 76;
/// Rows for what comes next, with the line above.
const NEXT: u16 = 3;

/// Finds out which slide is shown; none: nobody presents.
pub type Ask = Box<dyn FnMut() -> Option<Cue>>;
/// Tells the time, in seconds since 1970.
pub type Now = Box<dyn FnMut() -> u64>;

/// The notes of a lesson.
pub struct Notes {
    lesson: Lesson,
    slides: Slides,
    /// How it looks.
    pub looks: Looks,
    /// The signal that ended it.
    pub signal: Option<i32>,
    ask: Ask,
    now: Now,
    cue: Option<Cue>,
    /// For how long it has run, in seconds.
    elapsed: u64,
    since: Duration,
    scrolled: usize,
    size: (u16, u16),
    is_helping: bool,
}

impl Notes {
    /// Opens the notes of a lesson.
    pub fn open(lesson: Lesson, looks: Looks, (ask, now): (Ask, Now)) -> Notes {
        let slides = Slides::of(&lesson.steps);
        let mut notes = Notes {
            lesson,
            slides,
            looks,
            signal: None,
            ask,
            now,
            cue: None,
            elapsed: 0,
            since: Duration::ZERO,
            scrolled: 0,
            size: (80, 24),
            is_helping: false,
        };
        notes.look();
        notes
    }

    /// Looks which slide is shown, and what the time is.
    fn look(&mut self) {
        let before = self.cue.take();
        self.cue = (self.ask)();
        let slide = |cue: &Option<Cue>| cue.as_ref().map(|cue| cue.slide);
        if slide(&before) != slide(&self.cue) {
            self.scrolled = 0;
        }
        let begun = self.cue.as_ref().map(|cue| cue.begun);
        self.elapsed = begun.map_or(0, |begun| (self.now)().saturating_sub(begun));
    }

    fn press(&mut self, key: KeyEvent) -> After {
        if let Some(after) = shell::control(key, &mut self.signal) {
            return after;
        }
        let place = if self.is_helping { Place::Reading } else { Place::Notes };
        match keymap::action(place, key) {
            Some(Action::Quit) => return After::End,
            Some(Action::Lens) => self.looks.change_words(),
            Some(Action::Move) if !self.is_helping => {
                let down = key.code == KeyCode::Down;
                let most = self.rows().len().saturating_sub(self.high());
                let at = if down { self.scrolled + 1 } else { self.scrolled.saturating_sub(1) };
                self.scrolled = at.min(most);
            }
            Some(Action::Help | Action::Close) => self.is_helping = !self.is_helping,
            _ => self.is_helping = false,
        }
        After::Draw
    }

    /// Says why there is nothing to follow; none: there is.
    fn trouble(&self) -> Option<String> {
        let tongue = self.looks.tongue;
        let name = |id: &str| [("lesson", id.to_owned())];
        match &self.cue {
            None => Some(tongue.shows("notes.nobody", &name(&self.lesson.shown))),
            Some(cue) if !cue.is_of(&self.lesson) => {
                let slots = [("other", short(&cue.lesson)), ("lesson", self.lesson.id.clone())];
                Some(tongue.shows("notes.another", &slots))
            }
            Some(cue) if cue.hash != self.lesson.hash => {
                Some(tongue.shows("notes.changed", &name(&self.lesson.id)))
            }
            Some(_) => None,
        }
    }

    /// Returns the slide that is shown; none: there is nothing to follow.
    fn slide(&self) -> Option<usize> {
        let slide = self.cue.as_ref()?.slide.min(self.slides.count());
        self.trouble().is_none().then_some(slide)
    }

    /// Lists what is to be said at the slide that is shown.
    fn rows(&self) -> Vec<Row> {
        let tongue = self.looks.tongue;
        let wide = usize::from(self.size.0.saturating_sub(3)).clamp(1, WIDEST);
        let Some(slide) = self.slide() else {
            return flow(&self.trouble().unwrap_or_default(), wide, Role::Strong);
        };
        let now = outline::of(&self.lesson, &self.slides, slide, tongue);
        let mut rows = flow(&now, wide, Role::Name);
        if let Some(right) = outline::right(&self.lesson, &self.slides, slide) {
            let slots = [("choice", right.to_owned())];
            rows.extend(flow(&tongue.shows("notes.right", &slots), wide, Role::Quiet));
        }
        let notes = self.slides.notes(&self.lesson, slide);
        for note in &notes {
            rows.push(Row::new());
            rows.extend(flow(note, wide, Role::Plain));
        }
        if notes.is_empty() && slide < self.slides.count() {
            rows.push(Row::new());
            rows.extend(flow(tongue.screen("notes.none"), wide, Role::Quiet));
        }
        rows
    }

    /// Finds the size in which the clock is drawn; none: that of everything else.
    fn clock_size(&self) -> Option<Size> {
        let few = self.size.1 < 22;
        let room = (self.size.0 / 2, if few { 0 } else { 4 });
        Size::largest(&[&clock(self.elapsed)], room, 0, self.looks.theme.unicode)
    }

    /// Returns the row with which the notes begin.
    fn top(&self) -> u16 {
        2 + self.clock_size().map_or(1, Size::rows)
    }

    /// Returns how many rows of notes are seen at once.
    fn high(&self) -> usize {
        // Below the notes is what comes next, and the keys.
        usize::from(self.size.1.saturating_sub(self.top() + NEXT + 1))
    }

    fn draw_time(&self, canvas: &mut Canvas<'_>) {
        let tongue = self.looks.tongue;
        let planned = self.lesson.minutes.map(u64::from);
        let is_late = planned.is_some_and(|minutes| self.elapsed > minutes * 60);
        let role = if is_late { Role::Bad } else { Role::Strong };
        let text = clock(self.elapsed);
        let x = match self.clock_size() {
            Some(size) => digits::draw(canvas, (1, 1), (&text, size), role),
            None => canvas.text(1, 1, &text, role),
        };
        if let Some(minutes) = planned {
            let of = tongue.shows("notes.of", &[("n", minutes.to_string())]);
            let room = canvas.width().saturating_sub(x + 2);
            canvas.short((x + 2, 1), &of, room, Role::Meaning);
        }
    }

    fn draw_next(&self, canvas: &mut Canvas<'_>, slide: usize) {
        let (width, tongue) = (canvas.width(), self.looks.tongue);
        canvas.line((0, 0), width, canvas.theme.sign("─", "-"), Role::Quiet);
        let next = outline::of(&self.lesson, &self.slides, slide + 1, tongue);
        let text = tongue.shows("notes.next", &[("what", next)]);
        let rows = flow(&text, usize::from(width.saturating_sub(3)).min(WIDEST), Role::Meaning);
        for (y, row) in (1..NEXT).zip(&rows) {
            ink::draw(canvas, (1, y), row);
        }
    }

    fn draw_title(&self, canvas: &mut Canvas<'_>) {
        let told = self.cue.as_ref().zip(self.slide()).map_or(String::new(), |(cue, slide)| {
            let all = self.slides.count();
            let (_, parts) = self.slides.parts(slide, self.slides.steps(slide).start);
            let part = if parts > 1 { format!("  {}:{parts}", cue.part) } else { String::new() };
            format!("{}/{all}{part}", (slide + 1).min(all))
        });
        let room = canvas.width().saturating_sub(cells(&told) + 4);
        canvas.short((1, 0), &self.lesson.title, room, Role::Name);
        let x = canvas.width().saturating_sub(cells(&told) + 1);
        canvas.text(x, 0, &told, Role::Strong);
    }
}

/// Shows a length of time as a clock does.
fn clock(seconds: u64) -> String {
    let (minutes, seconds) = (seconds / 60, seconds % 60);
    if minutes < 100 {
        return format!("{minutes}:{seconds:02}");
    }
    format!("{}:{:02}:{seconds:02}", (minutes / 60).min(9_999), minutes % 60)
}

/// Makes a name from a file harmless.
fn short(name: &str) -> String {
    crate::text::safe_text::safe_short(name, 64)
}

impl Show for Notes {
    fn update(&mut self, message: Message) -> After {
        match message {
            Message::Key(key) => return self.press(key),
            Message::Resized(columns, rows) => self.size = (columns, rows),
            Message::Tick(time) => {
                self.since += time;
                if self.since >= LOOK {
                    self.since = Duration::ZERO;
                    self.look();
                }
            }
            Message::Stop(signal) => {
                self.signal = Some(signal);
                return After::End;
            }
            Message::Mouse(_) | Message::Paste(_) | Message::Shot(_) | Message::Saved => {}
        }
        After::Draw
    }

    fn view(&self, frame: &mut Frame<'_>) {
        let area = frame.area();
        let tongue = self.looks.tongue;
        let Some(mut canvas) = view::blank(frame, &self.looks) else { return };
        let (width, height) = (area.width, area.height);
        self.draw_title(&mut canvas);
        let slide = self.slide();
        if slide.is_some() {
            self.draw_time(&mut canvas);
        }
        let top = self.top();
        for (y, row) in (top..).zip(self.rows().iter().skip(self.scrolled).take(self.high())) {
            ink::draw(&mut canvas, (1, y), row);
        }
        if let Some(slide) = slide.filter(|slide| *slide < self.slides.count()) {
            let next = Rect::new(0, height - 1 - NEXT, width, NEXT);
            self.draw_next(&mut canvas.part(next), slide);
        }
        if self.is_helping {
            let body = Rect { height: height - 1, ..area };
            help::draw(&mut canvas.part(body), Place::Notes, tongue);
        }
        let last = Rect::new(0, height - 1, width, 1);
        let keys = if self.is_helping { Place::Reading } else { Place::Notes };
        footer::draw(&mut canvas.part(last), keys, tongue);
    }

    fn moves(&self) -> bool {
        // Time goes by, and somebody goes from slide to slide.
        true
    }
}
