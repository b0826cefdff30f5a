//! Keyed chance: a draw is a function of what it is for, never of the order of events.
//!
//! A key is mixed from the seed, the name of a stream and numbers (room, visit, attempt, step). It
//! seeds a `SplitMix64` of its own, so nothing is stored per guest and changing one part of the
//! restaurant leaves every other draw as it was.

use rand_core::{Rng, SeedableRng};
use rand_xoshiro::SplitMix64;

/// A key from which draws are made, or further keys derived.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Luck(u64);

/// Returns the number of a stream's name (FNV-1a), so that names can be keys at no cost.
pub const fn stream(name: &str) -> u64 {
    let bytes = name.as_bytes();
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    let mut at = 0;
    while at < bytes.len() {
        hash = (hash ^ bytes[at] as u64).wrapping_mul(0x0000_0100_0000_01b3);
        at += 1;
    }
    hash
}

impl Luck {
    /// Returns the key of a run.
    pub fn of_seed(seed: u64) -> Luck {
        Luck(seed).nth(stream("back of house"))
    }

    /// Derives the key of one among many: a stream, a room, a visit, a step.
    #[inline]
    #[must_use]
    pub fn nth(self, number: u64) -> Luck {
        // The multipliers are those of MurmurHash3's 64-bit finaliser, not SplitMix64's own, so
        // that a derived key is never a later state of the same generator.
        let mut z = self.0 ^ number.wrapping_add(1).wrapping_mul(0xd6e8_feb8_6659_fd93);
        z = (z ^ (z >> 33)).wrapping_mul(0xff51_afd7_ed55_8ccd);
        z = (z ^ (z >> 33)).wrapping_mul(0xc4ce_b9fe_1a85_ec53);
        Luck(z ^ (z >> 33))
    }

    /// Returns a number for this key, alike for all keys.
    #[inline]
    pub fn number(self) -> u32 {
        (self.0 >> 32) as u32
    }

    /// Returns the generator of this key; the same key always gives the same numbers.
    #[inline]
    pub fn draw(self) -> SplitMix64 {
        SplitMix64::from_seed(self.0.to_le_bytes())
    }
}

/// Returns a number in (0, 1], a multiple of 2^-53.
#[inline]
pub fn fraction(rng: &mut impl Rng) -> f64 {
    ((rng.next_u64() >> 11) + 1) as f64 / (1_u64 << 53) as f64
}

/// Returns a whole number below `count`, all alike (Lemire's multiplication; its bias is below
/// `count` / 2^64).
#[inline]
pub fn pick(rng: &mut impl Rng, count: usize) -> usize {
    ((u128::from(rng.next_u64()) * count as u128) >> 64) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_generator_gives_its_authors_numbers() {
        // Seed 1234567, from the reference implementation in C.
        let mut generator = SplitMix64::from_seed(1_234_567_u64.to_le_bytes());
        let numbers: Vec<_> = (0..5).map(|_| generator.next_u64()).collect();
        let expected: [u64; 5] = [
            6_457_827_717_110_365_317,
            3_203_168_211_198_807_973,
            9_817_491_932_198_370_423,
            4_593_380_528_125_082_431,
            16_408_922_859_458_223_821,
        ];
        assert_eq!(numbers, expected);
    }

    #[test]
    fn a_key_depends_on_every_part_of_its_path_and_on_nothing_else() {
        let run = Luck::of_seed(7);
        let cook = run.nth(stream("cook")).nth(3).nth(0);
        assert_eq!(cook, Luck::of_seed(7).nth(stream("cook")).nth(3).nth(0));
        let others = [
            Luck::of_seed(8).nth(stream("cook")).nth(3).nth(0),
            run.nth(stream("take")).nth(3).nth(0),
            run.nth(stream("cook")).nth(4).nth(0),
            run.nth(stream("cook")).nth(0).nth(3),
        ];
        assert!(others.iter().all(|other| *other != cook));
    }

    #[test]
    fn neighbouring_keys_share_no_numbers() {
        let mut seen = std::collections::BTreeSet::new();
        for guest in 0..2_000 {
            let mut draw = Luck::of_seed(1).nth(guest).draw();
            assert!((0..4).all(|_| seen.insert(draw.next_u64())), "guest {guest} repeats a draw");
        }
    }
}
