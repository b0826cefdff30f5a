//! Texts of which each is kept once.

use crate::rules::Value;
use std::collections::BTreeSet;
use std::sync::Arc;

/// Texts that rows hold. Where equal ones are the same one, they are compared without reading them,
/// and what is compared for every row lies in one place.
#[derive(Clone, Debug, Default)]
pub struct Texts(BTreeSet<Arc<str>>);

impl Texts {
    /// Returns a value as it is kept: a text that is new here is from now on the one for all.
    pub fn keep(&mut self, value: &Value) -> Value {
        let Value::Text(text) = value else { return value.clone() };
        if let Some(kept) = self.0.get(text) {
            return Value::Text(Arc::clone(kept));
        }
        self.0.insert(Arc::clone(text));
        value.clone()
    }

    /// Returns a text, the one that is kept if there is one.
    pub fn find(&self, text: &str) -> Value {
        self.0.get(text).map_or_else(|| Value::text(text), |kept| Value::Text(Arc::clone(kept)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_one(a: &Value, b: &Value) -> bool {
        matches!((a, b), (Value::Text(a), Value::Text(b)) if Arc::ptr_eq(a, b))
    }

    #[test]
    fn of_equal_texts_one_is_kept() {
        let mut texts = Texts::default();
        let crime = texts.keep(&"crime".into());
        assert!(is_one(&crime, &texts.keep(&"crime".into())));
        assert!(is_one(&crime, &texts.find("crime")));
        let comedy = texts.find("comedy");
        assert_eq!(comedy, "comedy".into());
        assert!(!is_one(&comedy, &texts.find("comedy")), "what is only looked for is not kept");
        assert_eq!(texts.keep(&7.0.into()), 7.0.into());
    }
}
