//! The lens: every word that is shown, in one vocabulary or another.
//!
//! A lens is a data file: names and help for dials, knobs, phases, outcomes and steps, and the
//! nouns of sentences. The registries hold ids, units and bounds; all words are here. Kitchen and backend
//! are complete, which a test proves against the registries. The room is read by whoever shows
//! words; it reads ids only and imports no other room. Start with [`Lens`]; another language is
//! another TOML file beside `kitchen.toml`. [`Terms`] are the words of the subject itself, each told
//! in both languages.

mod terms;
mod vocabulary;

pub use terms::{Group, Limit, Term, Terms, plain};
pub use vocabulary::{Lens, LensError, Words};
