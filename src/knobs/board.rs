//! The board: where every knob stands, and how a turn for a while is taken back.

use super::Setting;
use std::collections::BTreeMap;

/// Where the knobs stand. Knobs that were never set stand at their default.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Board {
    knobs: BTreeMap<String, (Setting, u64)>,
    turns: u64,
}

/// How to take a turn back, unless somebody has turned the knob since.
#[derive(Clone, Debug, PartialEq)]
pub struct Restore {
    knob: String,
    before: Setting,
    turn: u64,
}

impl Board {
    /// Returns the board of a restaurant that opens with these settings.
    pub fn new(settings: impl IntoIterator<Item = (String, Setting)>) -> Board {
        let knobs = settings.into_iter().map(|(knob, setting)| (knob, (setting, 0)));
        Board { knobs: knobs.collect(), turns: 0 }
    }

    /// Notes that a knob was turned; returns how to take that back.
    pub fn turn(&mut self, knob: &str, setting: Setting) -> Restore {
        self.turns += 1;
        let before = self.knobs.insert(knob.to_owned(), (setting, self.turns));
        Restore {
            knob: knob.to_owned(),
            before: before.map_or(Setting::Absent, |(before, _)| before),
            turn: self.turns,
        }
    }

    /// Takes a turn back; returns the knob and its setting, or nothing if it was turned since.
    pub fn restore(&mut self, restore: &Restore) -> Option<(String, Setting)> {
        let stands = self.knobs.get(&restore.knob)?;
        if stands.1 != restore.turn {
            return None;
        }
        self.turns += 1;
        self.knobs.insert(restore.knob.clone(), (restore.before.clone(), self.turns));
        Some((restore.knob.clone(), restore.before.clone()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chefs(count: u64) -> Setting {
        Setting::Count(Some(count))
    }

    #[test]
    fn a_turn_is_taken_back_to_where_the_knob_stood() {
        let mut board = Board::new([("chefs".to_owned(), chefs(4))]);
        let restore = board.turn("chefs", chefs(1));
        assert_eq!(board.restore(&restore), Some(("chefs".to_owned(), chefs(4))));
        assert_eq!(board.restore(&restore), None, "once is enough");
    }

    #[test]
    fn a_knob_that_was_turned_since_stays() {
        let mut board = Board::new([("chefs".to_owned(), chefs(4))]);
        let restore = board.turn("chefs", chefs(1));
        board.turn("chefs", chefs(1));
        assert_eq!(board.restore(&restore), None);
    }

    #[test]
    fn a_knob_that_was_never_set_goes_back_to_absent() {
        let mut board = Board::default();
        let restore = board.turn("waiter.limit", Setting::Rate(2.0));
        assert_eq!(board.restore(&restore), Some(("waiter.limit".to_owned(), Setting::Absent)));
    }
}
