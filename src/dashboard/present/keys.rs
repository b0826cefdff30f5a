//! What keys do while a lesson is presented.

use super::presentation::Presentation;
use super::vote::Vote;
use crate::dashboard::keymap::{self, Place};
use crate::dashboard::message::{Action, Message};
use crate::dashboard::shell::{After, Show};
use crate::lesson::block::Task;
use crate::lesson::walk::Waits;
use crate::runner::snapshot::State;
use crate::scenario::read_value;
use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

/// The most characters of a figure, and of the number of a slide.
const MOST: usize = 12;

impl Presentation {
    /// Does what a key stands for.
    pub(super) fn press(&mut self, key: KeyEvent) -> After {
        let is_plain = !key.modifiers.intersects(KeyModifiers::CONTROL | KeyModifiers::ALT);
        if is_plain && self.is_helping {
            return match keymap::action(Place::Reading, key) {
                Some(Action::Quit) => After::End,
                Some(Action::Lens) => self.study.house.app.update(Message::Key(key)),
                _ => {
                    self.is_helping = false;
                    After::Draw
                }
            };
        }
        let app = &self.study.house.app;
        if !is_plain || self.study.plays || app.overlay.is_some() || app.filter.is_open {
            return self.study.press(key);
        }
        self.study.said = None;
        if self.types_slide(key.code) || self.votes(key.code) {
            return After::Draw;
        }
        match keymap::action(self.place(), key) {
            Some(Action::Quit) => return After::End,
            Some(action) => return self.act(action, key),
            None => {}
        }
        After::Draw
    }

    fn act(&mut self, action: Action, key: KeyEvent) -> After {
        match action {
            // Too many presses of it give nothing away.
            Action::Enter | Action::Hands if self.is_asked() => {
                self.study.says("slides.counted", &[]);
            }
            Action::Next | Action::Enter => self.next(),
            Action::Back => self.back(),
            Action::Jump => self.typed = Some(String::new()),
            Action::Help => self.is_helping = true,
            Action::Hands => self.study.says("slides.no_vote", &[]),
            Action::Move => self.scrolls(key.code == KeyCode::Down),
            Action::Pause => self.pauses(),
            Action::Big => {
                let is_big = self.study.house.app.looks.is_big;
                self.is_large = Some(!is_big);
            }
            Action::Knobs => self.study.knobs(),
            Action::Hint => self.study.hint(),
            Action::Answer => self.study.answer(),
            Action::Again => self.again(),
            Action::Play => self.study.play(),
            _ => return self.study.house.app.update(Message::Key(key)),
        }
        After::Draw
    }

    fn is_asked(&self) -> bool {
        matches!(self.study.walk.waits(), Waits::Choice | Waits::Number)
    }

    /// Lets the restaurant go on or stand still; where it has come to its end, goes on.
    fn pauses(&mut self) {
        match self.study.walk.waits() {
            Waits::World | Waits::Goal => self.study.pause(),
            _ => self.next(),
        }
    }

    /// Begins the attempt, or the slide, again.
    fn again(&mut self) {
        if self.study.walk.waits() == Waits::Goal {
            self.study.again();
        } else {
            self.goes_to(self.slide());
        }
    }

    /// Lets a key go into the number of a slide; says whether it did.
    fn types_slide(&mut self, code: KeyCode) -> bool {
        let Some(typed) = &mut self.typed else { return false };
        match code {
            KeyCode::Char(c) if c.is_ascii_digit() => {
                if typed.len() < MOST {
                    typed.push(c);
                }
            }
            KeyCode::Backspace => {
                typed.pop();
            }
            KeyCode::Enter => {
                let number = typed.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
                self.typed = None;
                let all = self.slides().count();
                match number.filter(|slide| *slide < all) {
                    Some(slide) => self.goes_to(slide),
                    None => self.study.says("slides.no_slide", &[("all", all.to_string())]),
                }
            }
            _ => self.typed = None,
        }
        true
    }

    /// Lets a key count hands, or go into a figure that is called out; says whether it did.
    fn votes(&mut self, code: KeyCode) -> bool {
        let (waits, at) = (self.study.walk.waits(), self.study.walk.at());
        let Some(vote) = at.and_then(|at| self.votes.get_mut(&at)) else { return false };
        match (waits, vote) {
            (Waits::Choice, Vote::Hands(tally)) => tally.takes(code),
            (Waits::Number, Vote::Figures(_)) => self.types_figure(code),
            _ => false,
        }
    }

    fn types_figure(&mut self, code: KeyCode) -> bool {
        let typed = &mut self.study.typed;
        match code {
            // A unit may stand behind a figure, so letters are keys only in front of one.
            KeyCode::Char(c) if c.is_ascii_digit() || (!typed.is_empty() && c != ' ') => {
                if typed.chars().count() < MOST {
                    typed.push(c);
                }
            }
            KeyCode::Backspace => {
                typed.pop();
            }
            KeyCode::Esc => typed.clear(),
            KeyCode::Enter if !typed.is_empty() => self.calls(),
            _ => return false,
        }
        true
    }

    /// Notes a figure that was called out.
    fn calls(&mut self) {
        let Some(Task::Number(number)) = self.task() else { return };
        let unit = number.dial.unit;
        let text = std::mem::take(&mut self.study.typed);
        match (read_value(text.trim(), unit), self.study.walk.at()) {
            (Ok(figure), Some(at)) => {
                if let Some(vote) = self.votes.get_mut(&at) {
                    vote.calls(&text, figure);
                }
            }
            (Err(cause), _) => self.study.says("lesson.no_figure", &[("cause", cause)]),
            (Ok(_), None) => {}
        }
    }

    fn scrolls(&mut self, down: bool) {
        let most = self.most_scrolled();
        self.scrolled =
            if down { (self.scrolled + 1).min(most) } else { self.scrolled.saturating_sub(1) };
    }

    /// Leafs through a slide that is higher than the screen.
    pub(super) fn leafs(&mut self, down: bool) {
        let step = self.high().saturating_sub(1).max(1);
        let most = self.most_scrolled();
        self.scrolled = if down {
            (self.scrolled + step).min(most)
        } else {
            self.scrolled.saturating_sub(step)
        };
    }

    /// Says whether the restaurant goes on.
    pub(super) fn runs(&self) -> bool {
        self.study.house.app.shot.state == State::Running
    }
}
