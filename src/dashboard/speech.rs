//! In whose words the screen speaks.

pub use crate::lens::Tongue;
