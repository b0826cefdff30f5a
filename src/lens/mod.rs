//! The lens: every word that is shown, in one vocabulary or another.
//!
//! A lens is a data file: names and help for dials, knobs, phases, outcomes and steps, sentences,
//! and the units of time. The registries hold ids, units and bounds; all words are here. Kitchen and
//! backend are complete, which a test proves against the registries; what another lens lacks it
//! borrows from the backend, and marks it. The room is read by whoever shows words; it reads ids
//! only and imports no room but `text`. Start with [`Lens`] and [`Tongue`]; another language is another
//! TOML file. [`Terms`] are the words of the subject itself, each told in both languages.

mod borrow;
mod bundled;
#[cfg(test)]
pub(crate) mod nonsense;
mod read;
mod terms;
mod tongue;
mod units;
mod vocabulary;

pub use read::Problem;
pub use terms::{Group, Limit, NOTHING, Term, Terms, plain};
pub use tongue::Tongue;
pub use units::Units;
pub use vocabulary::{BORROWED, Card, Lens, Words};

impl Lens {
    /// Reads a lens from the text of its file; what it lacks it borrows. It stays until the program
    /// ends, for all that is shown may hold on to it.
    pub fn parse(text: &str) -> Result<&'static Lens, Vec<Problem>> {
        let lens = read::read(text, &[Lens::kitchen(), Lens::backend()])?;
        Ok(Box::leak(Box::new(borrow::borrow(lens))))
    }
}
