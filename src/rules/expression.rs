//! An expression as it stands in a recipe: understood once, worked out often.

use crate::rules::functions::Function;
use crate::rules::part::Part;
use crate::rules::understand::Reader;
use crate::rules::{Known, Value, Wrong, parse};
use crate::text::safe_text::safe;
use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

/// Where the values come from while an expression is worked out.
pub trait Sight {
    /// Returns what a root holds, or what a field of it does, by its place in the root's fields;
    /// nothing: it is to be made.
    fn held(&self, root: u32, field: Option<u32>) -> Option<&Value>;

    /// Makes what is not held.
    fn made(&self, root: u32, field: Option<u32>) -> Value;

    /// Returns what a root or a field of it holds, made only if it has to be.
    #[inline]
    fn look(&self, root: u32, field: Option<u32>) -> Cow<'_, Value> {
        match self.held(root, field) {
            Some(value) => Cow::Borrowed(value),
            None => Cow::Owned(self.made(root, field)),
        }
    }
}

/// Why an expression has no value this time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// The cause, without the place: "a text cannot be multiplied".
    pub cause: Box<str>,
}

impl Failure {
    pub(super) fn new(cause: impl Into<Box<str>>) -> Self {
        Self { cause: cause.into() }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.cause)
    }
}

impl std::error::Error for Failure {}

/// An expression that was understood. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Expression(Arc<Understood>);

#[derive(Debug)]
struct Understood {
    text: Box<str>,
    part: Part,
    reads: Box<[(u32, Option<u32>)]>,
    roots: Box<[u32]>,
}

impl Expression {
    /// Understands a text in which these names are known.
    pub fn compile(text: &str, known: &Known) -> Result<Self, Wrong> {
        let tree = parse::parse(text)?;
        let part = Reader::new(text, known).read(&tree)?;
        Ok(Self::of(&on_one_line(text), part))
    }

    /// Returns an expression that is always this value.
    pub fn constant(value: Value) -> Self {
        Self::of(&value.to_string(), Part::Constant(value))
    }

    /// Works it out with what is seen.
    #[inline]
    pub fn work_out<S: Sight>(&self, sight: &S) -> Result<Value, Failure> {
        match self.0.part.glance(sight) {
            Some(glance) => Ok(glance.into_value()),
            None => self.work_out_at_length(sight),
        }
    }

    // Apart, so that the quick way has few registers to save.
    #[inline(never)]
    fn work_out_at_length(&self, sight: &dyn Sight) -> Result<Value, Failure> {
        self.0.part.work_out(sight).map(Cow::into_owned)
    }

    /// Works it out if that is quick, and comes to a number.
    #[inline]
    pub fn number<S: Sight>(&self, sight: &S) -> Option<f64> {
        self.0.part.glance(sight)?.number()
    }

    /// Returns its value if that is held already: it is a constant, or something that is seen.
    #[inline]
    pub fn held<'s, S: Sight>(&'s self, sight: &'s S) -> Option<&'s Value> {
        match &self.0.part {
            Part::Constant(value) => Some(value),
            Part::Field(root, field) => sight.held(*root, Some(*field)),
            Part::Whole(root) => sight.held(*root, None),
            _ => None,
        }
    }

    /// Works it out with what is seen; what is only looked at is not copied.
    pub fn look<'s, S: Sight>(&'s self, sight: &'s S) -> Result<Cow<'s, Value>, Failure> {
        match &self.0.part {
            Part::Constant(value) => Ok(Cow::Borrowed(value)),
            Part::Field(root, field) => Ok(sight.look(*root, Some(*field))),
            Part::Whole(root) => Ok(sight.look(*root, None)),
            part => match part.glance(sight) {
                Some(glance) => Ok(glance.into_cow()),
                None => part.work_out(sight),
            },
        }
    }

    /// Returns the text as it was written, on one line and harmless.
    pub fn text(&self) -> &str {
        &self.0.text
    }

    /// Lists the roots that it reads, sorted, each once.
    pub fn roots(&self) -> &[u32] {
        &self.0.roots
    }

    /// Lists what it reads, sorted, each once: a field of a root, or the root as a whole.
    pub fn reads(&self) -> &[(u32, Option<u32>)] {
        &self.0.reads
    }

    /// Takes `relevance(words, row.field)`, and nothing else, apart: the expression of the words,
    /// which do not depend on the row, and the field of the row's root.
    pub fn as_relevance(&self, row: u32) -> Option<(Self, u32)> {
        let Part::Call(Function::Relevance, values) = &self.0.part else { return None };
        let [asked, Part::Field(root, field)] = &**values else { return None };
        let asked = Self::of(&asked_text(&self.0.text), asked.clone());
        (*root == row && !asked.roots().contains(&row)).then_some((asked, *field))
    }

    /// Takes `field == value && …`, and nothing else, apart: fields of a root, and what they are
    /// compared with.
    pub fn as_equalities(&self, root: u32) -> Option<Vec<(u32, Value)>> {
        match &self.0.part {
            Part::All(parts) => parts.iter().map(|part| part.as_equality(root)).collect(),
            part => part.as_equality(root).map(|one| vec![one]),
        }
    }

    /// Whether it calls a function that costs much work.
    pub fn is_work(&self) -> bool {
        self.0.part.is_work()
    }

    fn of(text: &str, part: Part) -> Self {
        let mut reads = Vec::new();
        part.reads(&mut reads);
        reads.sort_unstable();
        reads.dedup();
        let mut roots: Vec<u32> = reads.iter().map(|(root, _)| *root).collect();
        roots.dedup();
        Self(Arc::new(Understood {
            text: text.into(),
            part,
            reads: reads.into(),
            roots: roots.into(),
        }))
    }
}

/// Two are the same that are written alike and read the same.
impl PartialEq for Expression {
    fn eq(&self, other: &Self) -> bool {
        let (one, other) = (&self.0, &other.0);
        one.text == other.text && one.reads == other.reads && one.part == other.part
    }
}

/// Returns the text of an expression as it is shown.
fn on_one_line(text: &str) -> String {
    safe(&text.trim().replace(['\n', '\r', '\t'], " "))
}

/// Returns what is written for the words in `relevance(words, row.field)`.
fn asked_text(text: &str) -> String {
    let name = Function::Relevance.to_string();
    let behind = text.split_once(&name).map_or(text, |(_, behind)| behind);
    let inside = behind.split_once('(').map_or(behind, |(_, inside)| inside);
    inside.rsplit_once(',').map_or(inside, |(asked, _)| asked).trim().to_owned()
}

#[cfg(test)]
mod tests;
