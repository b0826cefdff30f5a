//! How people see colours who lack one of the three kinds of cones, and how far apart two colours
//! are to the eye.

use super::contrast::{Rgb, linear};

/// What somebody cannot see.
#[derive(Clone, Copy, Debug)]
pub enum Sight {
    /// No red cones.
    Protanopia,
    /// No green cones.
    Deuteranopia,
    /// No blue cones.
    Tritanopia,
}

impl Sight {
    pub const ALL: [Sight; 3] = [Sight::Protanopia, Sight::Deuteranopia, Sight::Tritanopia];

    /// Returns what becomes of red, green and blue: the matrices for severity 1.0 of Machado,
    /// Oliveira and Fernandes, "A Physiologically-based Model for Simulation of Color Vision
    /// Deficiency", IEEE Transactions on Visualization and Computer Graphics 15 (6), 2009.
    fn matrix(self) -> [[f64; 3]; 3] {
        match self {
            Sight::Protanopia => [
                [0.152_286, 1.052_583, -0.204_868],
                [0.114_503, 0.786_281, 0.099_216],
                [-0.003_882, -0.048_116, 1.051_998],
            ],
            Sight::Deuteranopia => [
                [0.367_322, 0.860_646, -0.227_968],
                [0.280_085, 0.672_501, 0.047_413],
                [-0.011_820, 0.042_940, 0.968_881],
            ],
            Sight::Tritanopia => [
                [1.255_528, -0.076_749, -0.178_779],
                [-0.078_411, 0.930_809, 0.147_602],
                [0.004_733, 0.691_367, 0.303_900],
            ],
        }
    }

    /// Says how far apart two colours are to somebody who sees like this.
    pub fn distance(self, a: Rgb, b: Rgb) -> f64 {
        apart(times(self.matrix(), light(a)), times(self.matrix(), light(b)))
    }
}

/// Says how far apart two colours are to somebody who sees all of them.
pub fn distance(a: Rgb, b: Rgb) -> f64 {
    apart(light(a), light(b))
}

fn light((red, green, blue): Rgb) -> [f64; 3] {
    [red, green, blue].map(linear)
}

fn times(matrix: [[f64; 3]; 3], color: [f64; 3]) -> [f64; 3] {
    matrix.map(|row| row.iter().zip(color).map(|(factor, part)| factor * part).sum())
}

/// Returns the distance in CIE 1976 L*a*b* (CIE 15:2004): about 2.3 can just be told apart.
fn apart(a: [f64; 3], b: [f64; 3]) -> f64 {
    let (a, b) = (lab(a), lab(b));
    a.iter().zip(b).map(|(a, b)| (a - b) * (a - b)).sum::<f64>().sqrt()
}

/// From linear sRGB (IEC 61966-2-1) by way of XYZ under daylight, D65.
fn lab(color: [f64; 3]) -> [f64; 3] {
    const XYZ: [[f64; 3]; 3] =
        [[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]];
    const WHITE: [f64; 3] = [0.9505, 1.0, 1.0890];
    let part = |at: usize| {
        let share = times(XYZ, color.map(|part| part.clamp(0.0, 1.0)))[at] / WHITE[at];
        if share > 0.008_856 { share.cbrt() } else { 7.787 * share + 16.0 / 116.0 }
    };
    let (x, y, z) = (part(0), part(1), part(2));
    [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
}

#[test]
fn black_and_white_are_a_hundred_apart_to_everybody() {
    let (black, white) = ((0, 0, 0), (255, 255, 255));
    assert!((distance(black, white) - 100.0).abs() < 0.1);
    for sight in Sight::ALL {
        assert!((sight.distance(black, white) - 100.0).abs() < 0.1, "{sight:?}");
    }
}

/// The pair that everybody knows.
#[test]
fn red_and_green_are_alike_without_red_or_green_cones() {
    let (red, green) = ((0xb0, 0x30, 0x10), (0x50, 0x60, 0x08));
    let all = distance(red, green);
    assert!(Sight::Deuteranopia.distance(red, green) < all / 4.0);
    assert!(Sight::Protanopia.distance(red, green) < all / 2.0);
    assert!(Sight::Tritanopia.distance(red, green) > all * 0.8);
}
