//! Exponential numbers without a logarithm in ninety-eight draws of a hundred.
//!
//! Marsaglia and Tsang, "The Ziggurat Method for Generating Random Variables" (2000): the area
//! under exp(-x) is covered by 256 layers of equal area; a point of a layer that lies under the
//! next one is accepted at once. The tables are computed here, with `libm` alone.

use super::chance::fraction;
use rand_core::Rng;
use std::sync::LazyLock;

const LAYERS: usize = 256;
/// Where the lowest layer ends and the tail begins.
const TAIL: f64 = 7.697_117_470_131_05;
/// The area of every layer, the lowest one with the tail.
const AREA: f64 = 0.003_949_659_822_581_557;

struct Layers {
    /// The right edge of each layer, from the widest to zero.
    edge: [f64; LAYERS + 1],
    /// The same, divided by 2^53.
    grain: [f64; LAYERS + 1],
    /// exp(-edge).
    height: [f64; LAYERS + 1],
}

static LAYERS_OF_EXP: LazyLock<Layers> = LazyLock::new(|| {
    let (mut edge, mut height) = ([0.0; LAYERS + 1], [1.0; LAYERS + 1]);
    // The lowest layer is as wide as a rectangle of its area would be.
    edge[0] = AREA / libm::exp(-TAIL);
    edge[1] = TAIL;
    for layer in 1..LAYERS - 1 {
        edge[layer + 1] = -libm::log(libm::exp(-edge[layer]) + AREA / edge[layer]);
    }
    for layer in 0..LAYERS {
        height[layer] = libm::exp(-edge[layer]);
    }
    Layers { edge, grain: edge.map(|edge| edge / (1_u64 << 53) as f64), height }
});

/// Returns an exponential number of mean 1.
#[inline]
pub fn exponential<R: Rng + Clone>(rng: &mut R) -> f64 {
    let layers = &*LAYERS_OF_EXP;
    let (layer, x) = layers.point(rng.next_u64());
    if x < layers.edge[layer + 1] {
        return x;
    }
    // A copy, so that the generator itself never leaves the processor's registers.
    let mut copy = rng.clone();
    let x = layers.rarely(layer, x, &mut copy);
    *rng = copy;
    x
}

impl Layers {
    /// Returns a point of a layer: the lowest bits choose the layer, the highest the place in it.
    #[inline]
    fn point(&self, bits: u64) -> (usize, f64) {
        let layer = (bits & (LAYERS as u64 - 1)) as usize;
        (layer, (bits >> 11) as f64 * self.grain[layer])
    }

    /// The tail below the lowest layer, and the corners that stick out of the others.
    #[cold]
    #[inline(never)]
    fn rarely(&self, mut layer: usize, mut x: f64, rng: &mut impl Rng) -> f64 {
        while x >= self.edge[layer + 1] {
            if layer == 0 {
                return TAIL - libm::log(fraction(rng));
            }
            let (low, high) = (self.height[layer], self.height[layer + 1]);
            if low + (high - low) * fraction(rng) < libm::exp(-x) {
                return x;
            }
            (layer, x) = self.point(rng.next_u64());
        }
        x
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_layer_has_the_same_area_and_the_last_one_closes() {
        let Layers { edge, height, .. } = &*LAYERS_OF_EXP;
        for layer in 1..LAYERS {
            let area = edge[layer] * (height[layer + 1] - height[layer]);
            assert!((area - AREA).abs() < 1e-12, "layer {layer}: {area}");
        }
        let lowest = TAIL * height[1] + libm::exp(-TAIL);
        assert!((lowest - AREA).abs() < 1e-12, "lowest layer: {lowest}");
    }
}
