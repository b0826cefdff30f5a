//! What is wrong with an expression, where, and what to write instead.

use std::ops::Range;

/// The longest word that is compared with others, in characters.
const WORD_MAX: usize = 64;

/// What is wrong with an expression.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wrong {
    /// The bytes of its text that this is about.
    pub at: Range<usize>,
    /// What is wrong, as one sentence.
    pub cause: String,
    /// What to write instead.
    pub remedy: Option<String>,
    /// The name that was probably meant.
    pub did_you_mean: Option<String>,
}

impl Wrong {
    /// Says what is wrong with a piece of the text.
    pub(super) fn new(at: Range<usize>, cause: impl Into<String>) -> Self {
        Self { at, cause: cause.into(), remedy: None, did_you_mean: None }
    }

    /// Says what to write instead.
    pub(super) fn remedy(mut self, remedy: impl Into<String>) -> Self {
        self.remedy = Some(remedy.into());
        self
    }

    /// Names the nearest of what there is, if one is near.
    pub(super) fn did_you_mean<'a>(
        mut self,
        word: &str,
        among: impl IntoIterator<Item = &'a str>,
    ) -> Self {
        self.did_you_mean = nearest(word, among).map(str::to_owned);
        self
    }
}

/// Returns the name that differs least from a word, unless most of it differs.
fn nearest<'a>(word: &str, among: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let letters = word.chars().take(WORD_MAX + 1).count();
    let near = |name: &&str| {
        let longer = letters.max(name.chars().take(WORD_MAX + 1).count());
        if longer > WORD_MAX {
            return None;
        }
        let distance = strsim::damerau_levenshtein(&word.to_lowercase(), &name.to_lowercase());
        (distance <= longer.max(3) / 3 && distance < longer).then_some(distance)
    };
    let near = among.into_iter().filter_map(|name| near(&name).map(|distance| (distance, name)));
    near.min_by_key(|(distance, _)| *distance).map(|(_, name)| name)
}
