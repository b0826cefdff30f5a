//! The words of a text, and how well a text answers a few words.

/// The most different words that are looked for at once.
const ASKED_MAX: usize = 32;

/// Lists the words of a text in lower case: letters and digits of any script.
pub fn words(text: &str) -> Vec<String> {
    as_written(text).map(str::to_lowercase).collect()
}

/// Returns how well a text answers the words asked for: see [`Asked::relevance`].
pub fn relevance(asked: &str, text: &str) -> f64 {
    Asked::of(asked).relevance(text)
}

/// Words that are asked for, each once, in lower case: the first 32 different ones.
#[derive(Clone, Debug, PartialEq)]
pub struct Asked(Vec<String>);

impl Asked {
    /// Takes the words of a text.
    pub fn of(asked: &str) -> Asked {
        let mut different: Vec<String> = Vec::new();
        for word in as_written(asked).map(str::to_lowercase) {
            if !different.contains(&word) {
                different.push(word);
            }
            if different.len() == ASKED_MAX {
                break;
            }
        }
        Asked(different)
    }

    /// Returns how well a text answers the words: 0 if none of them is in it.
    ///
    /// Each different word that is in the text counts one, and one that is in it `n` times adds
    /// `(n - 1) / (n + 1)` of its share of one more: a text with more of the words is always ahead of
    /// one that repeats fewer.
    pub fn relevance(&self, text: &str) -> f64 {
        let (mut found, mut repeated) = (0.0, 0.0);
        for word in &self.0 {
            let times = as_written(text).filter(|written| is_same(written, word)).count() as f64;
            if times > 0.0 {
                found += 1.0;
                repeated += (times - 1.0) / (times + 1.0);
            }
        }
        if found > 0.0 { found + repeated / self.0.len() as f64 } else { 0.0 }
    }
}

fn as_written(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

/// Whether a word is another one, which is in lower case already.
fn is_same(written: &str, lower: &str) -> bool {
    if written.is_ascii() {
        written.eq_ignore_ascii_case(lower)
    } else {
        written.to_lowercase() == lower
    }
}

#[cfg(test)]
mod tests;
