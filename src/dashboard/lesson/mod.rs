//! A lesson on the screen.

mod ink;
mod prose;
#[cfg(test)]
mod tests;
