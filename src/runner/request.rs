//! What somebody who watches a run asks for.

use crate::kernel::{Span, Time};
use crate::rules::Value;

/// How fast simulated time goes by.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Speed {
    /// So many simulated seconds in a real one.
    Times(f64),
    /// As fast as the machine can.
    Max,
}

/// The speeds that are gone through step by step.
const LADDER: &[f64] = &[
    0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0, 200.0, 500.0, 1e3, 2e3, 5e3, 1e4, 1e5,
    1e6,
];

impl Speed {
    /// Returns the next higher speed; above the highest one is as fast as the machine can.
    #[must_use]
    pub fn faster(self) -> Speed {
        let Speed::Times(speed) = self else { return Speed::Max };
        let next = LADDER.iter().find(|step| **step > speed * 1.01);
        next.map_or(Speed::Max, |step| Speed::Times(*step))
    }

    /// Returns the next lower speed; there is a lowest one.
    #[must_use]
    pub fn slower(self) -> Speed {
        let highest = LADDER[LADDER.len() - 1];
        let Speed::Times(speed) = self else { return Speed::Times(highest) };
        let next = LADDER.iter().rev().find(|step| **step < speed * 0.99);
        Speed::Times(*next.unwrap_or(&LADDER[0]))
    }
}

/// Whom to follow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Follow {
    /// The order in this slot, or the order that an errand there belongs to.
    Slot(u32),
    /// The order with this running number, even if it has ended or is still to come.
    Number(u64),
    /// The next order that somebody places in this dining room; none: in any.
    NextOf(Option<u32>),
    /// The next order of this dish.
    NextDish(u32),
    /// Nobody any more.
    Nobody,
}

/// Which branch to go to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ToBranch {
    /// The one after the current one, the first after the last.
    Next,
    /// The one before the current one, the last before the first.
    Previous,
    /// The one with this number.
    Number(u32),
}

/// Something that whoever watches wants.
#[derive(Clone, Debug, PartialEq)]
pub enum Request {
    /// Time stands still.
    Pause,
    /// Time goes on.
    Resume,
    /// Whichever of the two is not so.
    Toggle,
    /// Time goes by as fast as this.
    Speed(Speed),
    /// The next higher speed.
    Faster,
    /// The next lower speed.
    Slower,
    /// Handle a single event, and pause.
    OneEvent,
    /// Go to this moment, forward or back, and pause there.
    To(Time),
    /// Go on at the present speed, and pause when this moment comes.
    GoOnTo(Time),
    /// Go on until a dial says so, as in `rail.length.now > 20`, and pause there. As in a goal it may
    /// be over a window: over the last so long (`latency.p95@2m > 20s`) it is looked at 24 times
    /// while so long passes.
    Until(String),
    /// Read these dials over their windows (`latency.p95@2m`, `orders.served@12:10..12:20`) at every
    /// picture, and no others.
    Read(Vec<String>),
    /// Go on until something happens to the followed order, and pause there.
    NextFact,
    /// Go back so much simulated time; running or paused, it stays so.
    Back(Span),
    /// Go forward so much simulated time; running or paused, it stays so.
    Forward(Span),
    /// Go back to opening time.
    Restart,
    /// Turn a knob, by its name, to a value as one would write it in a scenario.
    Turn {
        /// The knob.
        knob: String,
        /// What to turn it to.
        value: String,
    },
    /// Place an order by hand and follow it.
    Place {
        /// The dining room, by name.
        room: String,
        /// The dish, by name; one that no menu has is ordered all the same.
        dish: String,
        /// What it carries besides what its room says, by name.
        says: Vec<(String, Value)>,
    },
    /// Follow an order.
    Follow(Follow),
    /// Find out what would come of turning each of these knobs now, apart from the run that is seen:
    /// knobs, and what to turn them to as one would write it in a scenario.
    Check(Vec<(String, String)>),
    /// Let the present go on twice from here: what is turned next changes only the second one.
    Fork,
    /// Go on with the current future alone; both are kept as branches.
    EndFork,
    /// Go to another branch, at the same moment if it has come so far; in a fork: say to which of
    /// the two floors requests are meant.
    Branch(ToBranch),
    /// End the run here.
    Quit,
}
