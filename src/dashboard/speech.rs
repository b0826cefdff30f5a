//! In whose words the screen speaks.

use crate::lens::Lens;

/// Whose words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tongue {
    /// The restaurant's own.
    Kitchen,
    /// The terms of the field.
    Backend,
    /// Both: the restaurant's own, and the terms of the field in brackets.
    Both,
}

impl Tongue {
    /// Returns the next one.
    #[must_use]
    pub fn next(self) -> Tongue {
        match self {
            Tongue::Kitchen => Tongue::Backend,
            Tongue::Backend => Tongue::Both,
            Tongue::Both => Tongue::Kitchen,
        }
    }

    /// Returns the id of its name.
    pub fn id(self) -> &'static str {
        match self {
            Tongue::Kitchen => "head.kitchen",
            Tongue::Backend => "head.backend",
            Tongue::Both => "head.both",
        }
    }

    /// Returns the lens that speaks first.
    pub fn lens(self) -> &'static Lens {
        match self {
            Tongue::Kitchen | Tongue::Both => Lens::kitchen(),
            Tongue::Backend => Lens::backend(),
        }
    }

    /// Returns the lens that says what something stands for.
    pub fn other(self) -> &'static Lens {
        match self {
            Tongue::Kitchen | Tongue::Both => Lens::backend(),
            Tongue::Backend => Lens::kitchen(),
        }
    }

    /// Lists the lenses in which sentences are told.
    pub fn lenses(self) -> &'static [fn() -> &'static Lens] {
        match self {
            Tongue::Kitchen => &[Lens::kitchen],
            Tongue::Backend => &[Lens::backend],
            Tongue::Both => &[Lens::kitchen, Lens::backend],
        }
    }

    /// Returns what the screen shows under an id.
    pub fn screen(self, id: &'static str) -> &'static str {
        self.lens().screen(id)
    }

    /// Returns the same with its `{slots}` filled.
    pub fn shows(self, id: &str, slots: &[(&str, String)]) -> String {
        self.lens().shows(id, slots)
    }

    /// Says something with each lens, what others say in brackets.
    pub fn both(self, say: impl Fn(&'static Lens) -> String) -> String {
        let mut said: Vec<String> = self.lenses().iter().map(|lens| say(lens())).collect();
        said.dedup();
        match said.split_first() {
            Some((first, [])) => first.clone(),
            Some((first, others)) => format!("{first} ({})", others.join("; ")),
            None => String::new(),
        }
    }

    /// Returns the name of a phase.
    pub fn phase(self, id: &str) -> String {
        self.both(|lens| lens.phase(id).map_or(id, |words| &words.name).to_owned())
    }
}
