//! The board: where every knob stands, and how a turn for a while is taken back.

use super::Setting;
use std::collections::BTreeMap;

/// Where the knobs stand. Knobs that were never set stand at their default.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Board {
    knobs: BTreeMap<String, Stand>,
    turns: u64,
}

/// Where a knob stands.
#[derive(Clone, Debug, PartialEq)]
struct Stand {
    setting: Setting,
    /// As somebody wrote it; none: nobody did since opening.
    written: Option<String>,
    /// The turn that brought it there.
    turn: u64,
}

/// How to take a turn back, unless somebody has turned the knob since.
#[derive(Clone, Debug, PartialEq)]
pub struct Restore {
    knob: String,
    before: Setting,
    written: Option<String>,
    turn: u64,
}

impl Board {
    /// Returns the board of a restaurant that opens with these settings.
    pub fn new(settings: impl IntoIterator<Item = (String, Setting)>) -> Board {
        let stand = |(knob, setting)| (knob, Stand { setting, written: None, turn: 0 });
        Board { knobs: settings.into_iter().map(stand).collect(), turns: 0 }
    }

    /// Notes that a knob was turned; returns how to take that back.
    pub fn turn(&mut self, knob: &str, setting: Setting, written: &str) -> Restore {
        self.turns += 1;
        let stand = Stand { setting, written: Some(written.to_owned()), turn: self.turns };
        let before = self.knobs.insert(knob.to_owned(), stand);
        let (before, written) = before.map_or((Setting::Absent, None), |b| (b.setting, b.written));
        Restore { knob: knob.to_owned(), before, written, turn: self.turns }
    }

    /// Takes a turn back; returns the knob and its setting, or nothing if it was turned since.
    pub fn restore(&mut self, restore: &Restore) -> Option<(String, Setting)> {
        let stands = self.knobs.get_mut(&restore.knob)?;
        if stands.turn != restore.turn {
            return None;
        }
        self.turns += 1;
        let (setting, written) = (restore.before.clone(), restore.written.clone());
        *stands = Stand { setting, written, turn: self.turns };
        Some((restore.knob.clone(), restore.before.clone()))
    }

    /// Lists the knobs that do not stand where they stood at opening, as somebody wrote it.
    pub fn turned(&self) -> impl Iterator<Item = (&str, &str)> {
        self.knobs.iter().filter_map(|(knob, stand)| {
            stand.written.as_deref().map(|written| (knob.as_str(), written))
        })
    }

    /// Returns how many turns there have been.
    pub fn turns(&self) -> u64 {
        self.turns
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
        let restore = board.turn("chefs", chefs(1), "1");
        assert_eq!(board.turned().collect::<Vec<_>>(), [("chefs", "1")]);
        assert_eq!(board.restore(&restore), Some(("chefs".to_owned(), chefs(4))));
        assert_eq!(board.turned().count(), 0);
        assert_eq!(board.restore(&restore), None, "once is enough");
    }

    #[test]
    fn a_knob_that_was_turned_since_stays() {
        let mut board = Board::new([("chefs".to_owned(), chefs(4))]);
        let restore = board.turn("chefs", chefs(1), "1");
        board.turn("chefs", chefs(1), "1");
        assert_eq!(board.restore(&restore), None);
    }

    #[test]
    fn a_knob_that_was_never_set_goes_back_to_absent() {
        let mut board = Board::default();
        let restore = board.turn("waiter.limit", Setting::Rate(2.0), "2/s");
        assert_eq!(board.restore(&restore), Some(("waiter.limit".to_owned(), Setting::Absent)));
    }
}
