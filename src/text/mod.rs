//! Text of strangers, made harmless.
//!
//! Whatever a file, an argument or another person says may be meant to drive a terminal or to
//! deceive a reader. The rooms that read such texts take them through [`safe_text`], and so does
//! whoever writes to a stream; [`syntax`] says what is wrong with the form of a text. Knows no other
//! room.

pub mod safe_text;
pub mod syntax;
