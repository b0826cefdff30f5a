//! In whose words something is told: by one lens, or by two side by side.

use super::vocabulary::{BORROWED, Lens};

/// Whose words.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Tongue {
    /// The restaurant's own.
    Kitchen,
    /// The terms of the field.
    Backend,
    /// Both: the restaurant's own, and the terms of the field in brackets.
    Both,
    /// Those of a car.
    Car,
    /// Those of a theatre.
    Theatre,
    /// Those of a lens that somebody brought.
    Own(&'static Lens),
}

impl Tongue {
    /// The tongues that are always there, with the words by which they are asked for.
    pub const BUNDLED: [(&'static str, Tongue); 5] = [
        ("kitchen", Tongue::Kitchen),
        ("backend", Tongue::Backend),
        ("both", Tongue::Both),
        ("car", Tongue::Car),
        ("theatre", Tongue::Theatre),
    ];

    /// Returns the next one; `own` is a lens that somebody brought, which comes last.
    #[must_use]
    pub fn next(self, own: Option<&'static Lens>) -> Tongue {
        match self {
            Tongue::Kitchen => Tongue::Backend,
            Tongue::Backend => Tongue::Both,
            Tongue::Both => Tongue::Car,
            Tongue::Car => Tongue::Theatre,
            Tongue::Theatre => own.map_or(Tongue::Kitchen, Tongue::Own),
            Tongue::Own(_) => Tongue::Kitchen,
        }
    }

    /// Returns the lens that somebody brought.
    pub fn own(self) -> Option<&'static Lens> {
        match self {
            Tongue::Own(lens) => Some(lens),
            _ => None,
        }
    }

    /// Says whose words these are.
    pub fn title(self) -> String {
        match self {
            Tongue::Both => self.screen("head.both").to_owned(),
            tongue => {
                let name = tongue.lens().name.to_lowercase();
                tongue.shows("head.words", &[("lens", name)])
            }
        }
    }

    /// Returns the lens that speaks first.
    pub fn lens(self) -> &'static Lens {
        match self {
            Tongue::Kitchen | Tongue::Both => Lens::kitchen(),
            Tongue::Backend => Lens::backend(),
            Tongue::Car => Lens::car(),
            Tongue::Theatre => Lens::theatre(),
            Tongue::Own(lens) => lens,
        }
    }

    /// Returns the lens that says what something stands for.
    pub fn other(self) -> &'static Lens {
        match self {
            Tongue::Kitchen | Tongue::Both | Tongue::Car | Tongue::Theatre => Lens::backend(),
            Tongue::Backend => Lens::kitchen(),
            Tongue::Own(lens) => lens.beside(),
        }
    }

    /// Lists the lenses in which sentences are told.
    pub fn lenses(self) -> Vec<&'static Lens> {
        match self {
            Tongue::Both => vec![self.lens(), self.other()],
            tongue => vec![tongue.lens()],
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
        let mut said: Vec<String> = self.lenses().into_iter().map(say).collect();
        said.dedup();
        match said.split_first() {
            Some((first, [])) => first.clone(),
            Some((first, others)) => format!("{first} ({})", others.join("; ")),
            None => String::new(),
        }
    }

    /// Says what something stands for; none: the same, or it has no word of its own.
    pub fn meaning(self, say: impl Fn(&'static Lens) -> String) -> Option<String> {
        let (own, meaning) = (say(self.lens()), say(self.other()));
        let own = own.strip_suffix(BORROWED).unwrap_or(&own);
        (own != meaning && !meaning.is_empty()).then_some(meaning)
    }

    /// Returns the name of a phase.
    pub fn phase(self, id: &str) -> String {
        self.both(|lens| lens.phase(id).map_or(id, |words| &words.name).to_owned())
    }
}
