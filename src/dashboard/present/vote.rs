//! Hands, counted while somebody talks: a number is typed, Enter goes to the next choice.

use ratatui::crossterm::event::KeyCode;

/// More hands than this are not counted at a choice.
const MOST_HANDS: u32 = 9_999;
/// More figures than this are not noted.
const MOST_FIGURES: usize = 12;

/// Hands at the choices of a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tally {
    /// How many at each choice; none: nobody has counted.
    pub hands: Vec<Option<u32>>,
    /// The choice at which hands are counted; none: all have been.
    pub at: Option<usize>,
    /// Whether the next digit begins another number.
    is_fresh: bool,
}

impl Tally {
    /// Begins to count, at the first of so many choices.
    pub fn of(choices: usize) -> Tally {
        Tally { hands: vec![None; choices], at: Some(0), is_fresh: true }
    }

    /// Returns how many hands there were in all.
    pub fn all(&self) -> u32 {
        self.hands.iter().flatten().sum()
    }

    /// Takes a key that counts; says whether it did.
    pub fn takes(&mut self, code: KeyCode) -> bool {
        let last = self.hands.len().saturating_sub(1);
        match (code, self.at) {
            (KeyCode::Char(c), Some(at)) if c.is_ascii_digit() => {
                let digit = c.to_digit(10).unwrap_or(0);
                let before = self.hands[at].filter(|_| !self.is_fresh).unwrap_or(0);
                self.hands[at] = Some((before * 10 + digit).min(MOST_HANDS));
                self.is_fresh = false;
            }
            (KeyCode::Backspace, Some(at)) => {
                self.hands[at] = self.hands[at].map(|hands| hands / 10).filter(|hands| *hands > 0);
                self.is_fresh = false;
            }
            (KeyCode::Enter, Some(at)) => self.goes((at < last).then_some(at + 1)),
            (KeyCode::Down, at) => self.goes(Some(at.map_or(0, |at| (at + 1).min(last)))),
            (KeyCode::Up, at) => self.goes(Some(at.map_or(last, |at| at.saturating_sub(1)))),
            _ => return false,
        }
        true
    }

    fn goes(&mut self, at: Option<usize>) {
        (self.at, self.is_fresh) = (at, true);
    }
}

/// A figure that was called out.
#[derive(Clone, Debug, PartialEq)]
pub struct Called {
    /// As it was typed.
    pub text: String,
    /// What it is, in the unit of the dial.
    pub figure: f64,
    /// By how many.
    pub hands: u32,
}

/// What a class has said to a question.
#[derive(Clone, Debug, PartialEq)]
pub enum Vote {
    /// Hands at its choices.
    Hands(Tally),
    /// Figures.
    Figures(Vec<Called>),
}

impl Vote {
    /// Notes a figure; one that was called before has a hand more.
    pub fn calls(&mut self, text: &str, figure: f64) {
        let Vote::Figures(called) = self else { return };
        let is_it = |known: &Called| known.figure.total_cmp(&figure).is_eq();
        if let Some(known) = called.iter().position(is_it).map(|at| &mut called[at]) {
            known.hands = (known.hands + 1).min(MOST_HANDS);
        } else if called.len() < MOST_FIGURES {
            called.push(Called { text: text.to_owned(), figure, hands: 1 });
            called.sort_by(|one, other| one.figure.total_cmp(&other.figure));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counted(keys: &str) -> Tally {
        let mut tally = Tally::of(3);
        for key in keys.chars() {
            tally.takes(match key {
                '\n' => KeyCode::Enter,
                '<' => KeyCode::Backspace,
                '^' => KeyCode::Up,
                'v' => KeyCode::Down,
                digit => KeyCode::Char(digit),
            });
        }
        tally
    }

    #[test]
    fn hands_are_counted_choice_by_choice() {
        let tally = counted("12\n7\n\n");
        assert_eq!((tally.hands.clone(), tally.at), (vec![Some(12), Some(7), None], None));
        assert_eq!(tally.all(), 19);
    }

    #[test]
    fn what_was_mistyped_is_typed_again() {
        assert_eq!(counted("12\n7^15").hands, [Some(15), Some(7), None]);
        assert_eq!(counted("12<").hands, [Some(1), None, None]);
        assert_eq!(counted("1<").hands, [None, None, None]);
        assert_eq!(counted("\n\n\nv4").hands, [Some(4), None, None]);
        assert_eq!(counted("99999999").hands, [Some(9_999), None, None]);
        assert!(!Tally::of(3).takes(KeyCode::Char('x')));
    }

    #[test]
    fn a_figure_that_is_called_again_has_a_hand_more() {
        let mut vote = Vote::Figures(Vec::new());
        for (text, figure) in [("9s", 9.0), ("4s", 4.0), ("9s", 9.0)] {
            vote.calls(text, figure);
        }
        let Vote::Figures(called) = vote else { panic!("they are figures") };
        let called: Vec<_> = called.iter().map(|one| (one.text.as_str(), one.hands)).collect();
        assert_eq!(called, [("4s", 1), ("9s", 2)]);
    }
}
