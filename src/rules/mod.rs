//! The expressions that stand in recipes, and the values they work on.
//!
//! - For: what a scenario writes as `"order.seats * 12.5"`: understood once, when the file is
//!   read, then worked out very often.
//! - Owns: [`Value`], the language of [`Expression`]s and their functions, passwords and their
//!   hashes, the words of a text, rounding to cents.
//! - Never: knows of shelves, orders or guests. What a name means is told by [`Known`], what it
//!   holds by [`Sight`]. Nothing in an expression is endless, changes something or can panic.
//! - The crate `rhai` reads the text, with its limits. Its tree becomes our own, of flat
//!   [`reads`](Expression::reads) and plain numbers, which is worked out without looking up names.
//! - Start reading in `expression.rs`.

mod cents;
mod expression;
mod functions;
mod glance;
mod known;
mod operators;
mod parse;
mod part;
mod password;
mod paste;
mod texts;
mod understand;
mod value;
mod words;
mod wrong;

pub use cents::cents;
pub use expression::{Expression, Failure, Sight};
pub use known::{Known, Meaning};
pub use paste::{neutral, pasted};
pub use texts::Texts;
pub use value::{Fields, Record, Value};
pub use words::{Asked, relevance, words};
pub use wrong::Wrong;
