//! Who is on the way: a token does not jump from one part to the next but goes there.
//!
//! In the model the way between waiter, kitchen and pantry takes no time; on the screen it takes a
//! moment, so that one sees who goes where. While the clock stands still nothing moves.

use crate::runner::snapshot::Phase;
use std::collections::BTreeMap;
use std::time::Duration;

/// How long the way takes, in real time.
const WAY: Duration = Duration::from_millis(600);
/// Among more than so many, nobody could be followed with the eyes.
const MOST: usize = 12;

/// A place on the screen.
pub type Point = (u16, u16);

/// Whose token it is: the number of the order, and its slot, which tells errands apart.
pub type Whose = (u64, u32);

/// Where tokens are that are on the way.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Motion {
    on_the_way: BTreeMap<Whose, Way>,
    at: BTreeMap<Whose, (Point, Phase)>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
struct Way {
    from: Point,
    gone: Duration,
}

impl Motion {
    /// Notes where tokens belong now; those that are in another phase than before set out from where
    /// they were, if they may glide.
    pub fn note(&mut self, places: &[(Whose, Point, Phase)], may_glide: bool) {
        let before = std::mem::take(&mut self.at);
        for (whose, point, phase) in places {
            self.at.insert(*whose, (*point, *phase));
            let Some((was, _)) = before.get(whose).filter(|was| was.1 != *phase) else { continue };
            let from = self.of(*whose, *was);
            if may_glide && places.len() <= MOST {
                self.on_the_way.insert(*whose, Way { from, gone: Duration::ZERO });
            } else {
                self.on_the_way.remove(whose);
            }
        }
        let at = &self.at;
        self.on_the_way.retain(|whose, _| at.contains_key(whose));
    }

    /// Lets so much real time go by.
    pub fn pass(&mut self, time: Duration) {
        for way in self.on_the_way.values_mut() {
            way.gone += time;
        }
        self.on_the_way.retain(|_, way| way.gone < WAY);
    }

    /// Says whether a token is on the way.
    pub fn is_moving(&self, whose: Whose) -> bool {
        self.on_the_way.contains_key(&whose)
    }

    /// Says whether anything is on the way.
    pub fn is_going_on(&self) -> bool {
        !self.on_the_way.is_empty()
    }

    /// Returns where a token is drawn that belongs at `to`.
    pub fn of(&self, whose: Whose, to: Point) -> Point {
        let Some(way) = self.on_the_way.get(&whose) else { return to };
        let share = way.gone.as_secs_f64() / WAY.as_secs_f64();
        // It starts and ends gently.
        let share = (share * share * (3.0 - 2.0 * share)).clamp(0.0, 1.0);
        let between = |from: u16, to: u16| {
            (f64::from(from) + (f64::from(to) - f64::from(from)) * share).round() as u16
        };
        (between(way.from.0, to.0), between(way.from.1, to.1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WHOSE: Whose = (1, 0);

    #[test]
    fn a_token_goes_and_does_not_jump() {
        let mut motion = Motion::default();
        motion.note(&[(WHOSE, (0, 0), Phase::Ordering)], true);
        assert!(!motion.is_going_on());
        motion.note(&[(WHOSE, (10, 4), Phase::Prep)], true);
        assert_eq!(motion.of(WHOSE, (10, 4)), (0, 0));
        motion.pass(WAY / 2);
        assert_eq!(motion.of(WHOSE, (10, 4)), (5, 2));
        motion.pass(WAY);
        assert_eq!((motion.of(WHOSE, (10, 4)), motion.is_going_on()), ((10, 4), false));
    }

    #[test]
    fn in_a_crowd_nobody_glides() {
        let mut motion = Motion::default();
        let crowd = |x, phase| -> Vec<(Whose, Point, Phase)> {
            (0..99).map(|number| ((number, 0), (x, 0), phase)).collect()
        };
        motion.note(&crowd(0, Phase::RailWait), true);
        motion.note(&crowd(9, Phase::Prep), true);
        assert!(!motion.is_going_on());
    }
}
