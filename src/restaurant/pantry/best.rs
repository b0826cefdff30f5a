//! The rows that rank highest, found while all are looked at once.

use crate::rules::Value;
use smallvec::SmallVec;

/// The ranks that are highest so far, of rows that are looked at from the last to the first.
pub(super) struct Best {
    top: usize,
    /// The highest first, each with the number of its row; where few are wanted, only those.
    ranked: SmallVec<[(Value, usize); 8]>,
}

impl Best {
    /// Among so few a new one finds its place sooner than all are sorted.
    const FEW: usize = 32;

    pub fn of(top: usize) -> Best {
        Best { top, ranked: SmallVec::new() }
    }

    /// Says whether a rank comes behind those that are wanted.
    #[inline]
    pub fn is_beyond(&self, rank: f64) -> bool {
        let is_full = self.top <= Best::FEW && self.ranked.len() == self.top;
        is_full && matches!(self.ranked.last(), Some((Value::Number(last), _)) if *last > rank)
    }

    pub fn note(&mut self, rank: Value, at: usize) {
        if self.top > Best::FEW {
            self.ranked.push((rank, at));
            return;
        }
        // Of equals the earlier row comes first.
        let place = self.ranked.iter().rposition(|(other, _)| other.order(&rank).is_gt());
        let place = place.map_or(0, |before| before + 1);
        if place < self.top {
            self.ranked.truncate(self.top - 1);
            self.ranked.insert(place, (rank, at));
        }
    }

    /// Lists the numbers of the rows that rank highest.
    pub fn rows(&mut self) -> impl ExactSizeIterator<Item = usize> {
        if self.top > Best::FEW {
            self.ranked.sort_unstable_by(|(a, at), (b, other)| b.order(a).then(at.cmp(other)));
            self.ranked.truncate(self.top);
        }
        self.ranked.iter().map(|(_, at)| *at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Some ranks, many of them equal, not all of them numbers.
    fn ranks(seed: u32) -> Vec<Value> {
        let rank = |at: u32| match at.wrapping_mul(2_654_435_761).wrapping_add(seed) >> 27 {
            0 => Value::Nothing,
            1 => "a text".into(),
            number => f64::from(number / 2).into(),
        };
        (0..80).map(rank).collect()
    }

    #[test]
    fn the_highest_come_first_and_of_equals_the_earlier() {
        let mut beyond = 0;
        for seed in (0..64).map(|part: u32| part << 26) {
            let ranks = ranks(seed);
            let mut sorted: Vec<usize> = (0..ranks.len()).collect();
            sorted.sort_by(|a, b| ranks[*b].order(&ranks[*a]));
            for top in [0, 1, 5, 32, 33, 79, 80, 200] {
                let mut best = Best::of(top);
                for (at, rank) in ranks.iter().enumerate().rev() {
                    if rank.number().is_some_and(|rank| best.is_beyond(rank)) {
                        beyond += 1;
                    } else {
                        best.note(rank.clone(), at);
                    }
                }
                let wanted = &sorted[..top.min(sorted.len())];
                assert!(best.rows().eq(wanted.iter().copied()), "top {top}, seed {seed}");
            }
        }
        assert!(beyond > 1_000, "many need not be noted: {beyond}");
    }
}
