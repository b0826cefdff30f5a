//! Scenarios: from a TOML text to a restaurant that can open.
//!
//! As written, checked, as meant: `written` walks the document along the one table of
//! [`keys`](KEYS) and finds everything that is wrong in one go, `value` reads single values,
//! `meant` puts them together into a [`Scenario`]. Everything in a file is untrusted: names are
//! letters, texts are made harmless, and every number has bounds. Only `load` touches files.

mod autoscale;
mod buildings;
mod bundled;
mod caps;
mod copies;
pub mod diagnostics;
mod door;
mod draft;
mod goal;
mod keys;
mod knobs;
mod lexicon;
mod load;
mod meant;
mod needs;
mod parts;
mod people;
mod plan;
mod recipe;
mod rows;
mod schema;
mod sets;
pub(crate) mod timeline;
mod trace;
pub mod units;
pub(crate) mod value;
pub(crate) mod written;

pub use bundled::{Bundled, beside, bundled, lessons as bundled_lessons};
pub use goal::{Dials, Goal, Reach, WindowSpec, read_value, show_value};
pub use keys::{KEYS, Key, Kind};
pub use knobs::{KnobInfo, knobs, turned};
pub use load::{LoadError, Source};
pub use meant::{Scenario, understand};
pub use schema::steps::{SPOKEN_OF, StepInfo, steps};
pub use schema::{any_names, schema};
pub use sets::Set;
pub use timeline::{Entry, Turned};
