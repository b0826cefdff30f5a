//! What an order holds in buildings, and which way it is on: two bytes of its ticket.

/// Where a building stands to an order: its kitchen is in it, or in a virtual one inside of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::restaurant) enum Layer {
    /// The building of its kitchen.
    Own,
    /// The physical building around that one.
    Outer,
}

/// Something of which a building has a limited number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::restaurant) enum Good {
    Burner,
    Place,
}

/// What an order holds of the building of its kitchen and of the one around it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::restaurant) struct Holds(u8);

impl Holds {
    fn bit(good: Good, layer: Layer) -> u8 {
        1 << (good as u8 * 2 + layer as u8)
    }

    #[inline]
    pub fn has(self, good: Good, layer: Layer) -> bool {
        self.0 & Self::bit(good, layer) != 0
    }

    /// Notes one more; whatever the own building has to give comes first.
    #[inline]
    pub fn add(&mut self, good: Good) {
        self.set(good, self.next(good));
    }

    /// Notes one of this building.
    pub fn set(&mut self, good: Good, layer: Layer) {
        self.0 |= Self::bit(good, layer);
    }

    /// Returns of which building the next one is that it gets, or waits for.
    #[inline]
    pub fn next(self, good: Good) -> Layer {
        if self.has(good, Layer::Own) { Layer::Outer } else { Layer::Own }
    }

    /// Gives one back; says whether there was one.
    #[inline]
    pub fn give_back(&mut self, good: Good, layer: Layer) -> bool {
        let had = self.has(good, layer);
        self.0 &= !Self::bit(good, layer);
        had
    }
}

/// A way of an order between the waiter and the kitchen's building.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::restaurant) enum Leg {
    /// None of these: with the guest, the waiter or the kitchen.
    #[default]
    None,
    /// The ticket walks to the building.
    WalksIn,
    /// The ticket comes in through the pipe of a building.
    PipeIn(Layer),
    /// The plate goes out through the pipe of a building.
    PipeOut(Layer),
    /// The plate walks to the waiter.
    WalksOut,
}
