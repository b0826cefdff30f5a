//! Back of House: learn how a backend works by running a restaurant.
//!
//! The rooms, from the ground up; each imports only those above it in this list:
//!
//! - [`text`]: text of strangers, made harmless
//! - [`kernel`]: time, the event queue, chance and distributions
//! - [`rules`]: the expressions that stand in recipes, and the values they work on
//! - [`restaurant`]: the actors, their messages and the facts they state (the model)
//! - [`dials`]: everything that can be read, folded from facts
//! - [`knobs`]: everything that can be turned
//! - [`scenario`]: files as written, checked, and as meant
//! - [`lens`]: all words; it reads ids only
//! - [`runner`]: runs a scenario, with its timeline and its windows
//! - [`diagnosis`]: what was short, and whether there was a steady state
//! - [`experiment`]: the same scenario on many days
//! - [`lesson`]: Markdown lessons: read, checked, graded from runs
//! - [`report`]: a finished run as text and as JSON
//! - [`dashboard`]: what is kept open and watched: the live run in a terminal
//! - [`cli`]: one file a command; it alone knows all
//!
//! Data flows one way: file, scenario, world, facts, dials, screen.

#[expect(clippy::disallowed_methods, reason = "the command line reads the environment")]
pub mod cli;
pub mod dashboard;
pub mod diagnosis;
pub mod dials;
pub mod experiment;
pub mod kernel;
pub mod knobs;
pub mod lens;
pub mod lesson;
pub mod report;
pub mod restaurant;
pub mod rules;
pub mod runner;
pub mod scenario;
pub mod text;
