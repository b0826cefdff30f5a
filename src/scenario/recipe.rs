//! Recipes: from a list of tables to the steps of a dish.

mod call;
mod rules;

pub use call::{MOST_FAILURES, MOST_RETRIES};
pub use rules::MOST_RANKED;

use super::keys::Kind;
use super::lexicon::Lexicon;
use super::parts::Parts;
use super::value::{
    Problem, Read, Value, distribution, expected, list, number, table, text, unknown,
};
use crate::restaurant::{Items, Money, Outcome, Step};
use crate::rules::Known;
use crate::text::safe_text::safe_short;
use std::ops::Range;
use toml::de::{DeTable, DeValue};

/// Step kinds and the further keys that each takes.
pub(super) const STEPS: &[(&str, &[&str])] = &[
    ("prep", &[]),
    ("cook", &[]),
    ("take", &["or"]),
    ("put", &["as", "or"]),
    ("find", &["where", "pasted", "fresh", "as", "or"]),
    ("rank", &["by", "where", "pasted", "fresh", "top", "as"]),
    ("count", &["where", "pasted", "fresh", "as"]),
    ("sum", &["of", "where", "pasted", "fresh", "as"]),
    ("update", &["key", "set", "or"]),
    ("remove", &["key", "or"]),
    ("let", &[]),
    ("require", &["or"]),
    ("when", &["then", "else"]),
    ("answer", &[]),
    ("wristband", &["lasts"]),
    ("atomic", &[]),
    ("mail", &["outbox"]),
    ("call", &["sends", "key", "timeout", "retries", "wait", "breaker", "or"]),
    ("refund", &["timeout", "retries", "wait", "breaker", "or"]),
    ("ask", &["or"]),
    ("together", &["or"]),
    ("chance", &["then", "else"]),
    ("try", &["else"]),
];

/// The most steps of one recipe, those of all branches together.
const MOST_STEPS: usize = 1_000;
/// How deep branches may lie in branches.
const DEEPEST: usize = 8;

/// A recipe as read: flat, and which dishes it asks for, with where it does.
#[derive(Debug, Default)]
pub struct Recipe {
    /// The steps.
    pub steps: Vec<Step>,
    /// The dishes that are asked for.
    pub asks: Vec<(u32, Range<usize>)>,
    /// How many names it gives.
    pub names: u32,
}

/// Reads a recipe. Reasons that it names itself are added to `own`.
pub fn recipe(
    value: &Value<'_>,
    (parts, lexicon): (&Parts, &Lexicon),
    own: &mut Vec<String>,
) -> Result<Recipe, Vec<Problem>> {
    let mut reader = Reader {
        parts,
        lexicon,
        own,
        known: lexicon.known(),
        names: Vec::new(),
        is_atomic: false,
        is_branch: false,
        is_tried: false,
        recipe: Recipe::default(),
        problems: Vec::new(),
    };
    reader.list(value, 0);
    reader.recipe.names = reader.names.len() as u32;
    if reader.problems.is_empty() { Ok(reader.recipe) } else { Err(reader.problems) }
}

/// Reads lists of steps, one behind the other.
struct Reader<'r> {
    parts: &'r Parts,
    lexicon: &'r Lexicon,
    own: &'r mut Vec<String>,
    /// What expressions may speak of from here on.
    known: Known,
    /// The names that the recipe has given so far.
    names: Vec<String>,
    /// Whether this is a part of a transaction.
    is_atomic: bool,
    /// Whether this is a part of a branch.
    is_branch: bool,
    /// Whether something else is done if this cannot be done.
    is_tried: bool,
    recipe: Recipe,
    problems: Vec<Problem>,
}

impl Reader<'_> {
    fn here(&self) -> u32 {
        self.recipe.steps.len() as u32
    }

    /// Reads a list of steps and finds everything that is wrong in it.
    fn list(&mut self, value: &Value<'_>, depth: usize) {
        let steps = match list(value, &Kind::Recipe.tells()) {
            Ok(steps) => steps,
            Err(problem) => return self.problems.push(problem),
        };
        if depth > DEEPEST || self.recipe.steps.len() + steps.len() > MOST_STEPS {
            let cause = "the recipe is too long, or its branches lie too deep";
            let remedy = format!("write at most {MOST_STEPS} steps, {DEEPEST} branches deep");
            return self.problems.push(Problem::at(value, cause).remedy(remedy));
        }
        for entry in steps {
            if let Err(problem) = self.step(entry, depth) {
                self.problems.push(problem);
                self.know_anyway(entry);
            }
        }
    }

    fn step(&mut self, value: &Value<'_>, depth: usize) -> Read<()> {
        let (name, entries, inner) = kind_of(value)?;
        let step = match name {
            "prep" => distribution(inner).map(Step::Prep)?,
            "cook" => distribution(inner).map(Step::Cook)?,
            "take" => {
                let (pantry, items) = items(inner, self.parts, self.lexicon)?;
                Step::Take { pantry, items, or: reason(entries, Outcome::SOLD_OUT, self.own)? }
            }
            "put" => {
                if let Some(step) = self.put_row(entries, inner)? {
                    step
                } else {
                    let (pantry, items) = items(inner, self.parts, self.lexicon)?;
                    let or = reason(entries, Outcome::STOREROOM_FULL, self.own)?;
                    Step::Put { pantry, items, or }
                }
            }
            "call" => {
                let or = reason(entries, Outcome::PARTNER, self.own)?;
                let money = call::sends(entries, &self.known)?;
                call::call((entries, inner), self.parts, or, money)?
            }
            "refund" => {
                let or = reason(entries, Outcome::PARTNER, self.own)?;
                call::call((entries, inner), self.parts, or, Some(Money::GivesBack))?
            }
            "ask" => {
                self.not_in_atomic(name, inner)?;
                self.ask(entries, inner)?
            }
            "together" => {
                self.not_in_atomic(name, inner)?;
                return self.together(entries, inner, depth);
            }
            "chance" => return self.chance(entries, inner, depth),
            "try" => {
                self.not_in_atomic(name, inner)?;
                self.attempt(entries, inner, depth);
                return Ok(());
            }
            _ => match self.thinking(name, (entries, inner), depth)? {
                Some(step) => step,
                None => return Ok(()),
            },
        };
        self.recipe.steps.push(step);
        Ok(())
    }

    fn ask(&mut self, entries: &DeTable<'_>, inner: &Value<'_>) -> Read<Step> {
        let name = text(inner, "the name of a dish")?;
        let dish = self
            .parts
            .dish(name)
            .ok_or_else(|| unknown(inner.span(), "dish", name, &self.parts.dish_names()))?;
        self.recipe.asks.push((dish, inner.span()));
        Ok(Step::Ask { dish, or: own_reason(entries, self.own)? })
    }

    /// Branches stand one behind the other, each with its end.
    fn together(&mut self, entries: &DeTable<'_>, inner: &Value<'_>, depth: usize) -> Read<()> {
        const TELLS: &str = "lists of steps, such as [[{ prep = \"2s\" }], [{ ask = \"soup\" }]]";
        if self.is_tried {
            let cause = "together cannot be part of try";
            let remedy = "write try in each of its branches instead";
            return Err(Problem::at(inner, cause).remedy(remedy));
        }
        let or = own_reason(entries, self.own)?;
        let lists = list(inner, TELLS)?;
        if lists.is_empty() {
            return Err(expected(inner, TELLS));
        }
        let at = self.recipe.steps.len();
        self.recipe.steps.push(Step::BranchEnds);
        let mut branches = Vec::new();
        let outside = std::mem::replace(&mut self.is_branch, true);
        for branch in lists {
            branches.push(self.here());
            self.list(branch, depth + 1);
            self.recipe.steps.push(Step::BranchEnds);
        }
        self.is_branch = outside;
        let then = self.here();
        self.recipe.steps[at] = Step::Together { branches: branches.into(), then, or };
        Ok(())
    }

    /// The first way stands behind the step and leads past the second one.
    fn chance(&mut self, entries: &DeTable<'_>, inner: &Value<'_>, depth: usize) -> Read<()> {
        let share = number(inner, &Kind::Share.tells())?;
        if !(0.0..=1.0).contains(&share) {
            let cause = format!("{share} is no chance");
            return Err(Problem::at(inner, cause).remedy("write a number from 0 to 1"));
        }
        if !entries.contains_key("then") && !entries.contains_key("else") {
            let remedy = "add then = [{ … }], and perhaps else = [{ … }]";
            return Err(Problem::at(inner, "nothing depends on this chance").remedy(remedy));
        }
        self.then_or_else(entries, depth, |otherwise| Step::Chance { share, otherwise });
        Ok(())
    }

    /// Reads what is done in one case, and what in the other.
    fn then_or_else(
        &mut self,
        entries: &DeTable<'_>,
        depth: usize,
        choose: impl FnOnce(u32) -> Step,
    ) {
        let then = |reader: &mut Self| {
            if let Some(then) = entries.get("then") {
                reader.list(then, depth + 1);
            }
        };
        self.two_ways(then, entries.get("else"), depth, choose);
    }

    /// The steps that are tried stand behind the step and lead past those for when they fail.
    fn attempt(&mut self, entries: &DeTable<'_>, inner: &Value<'_>, depth: usize) {
        let outside = self.is_tried;
        let tried = |reader: &mut Self| {
            reader.is_tried = true;
            reader.list(inner, depth + 1);
            reader.is_tried = outside;
        };
        self.two_ways(tried, entries.get("else"), depth, |otherwise| Step::Try { otherwise });
    }

    /// Reads two ways, one behind the other; `choose` is the step that goes to the second one.
    fn two_ways(
        &mut self,
        first: impl FnOnce(&mut Self),
        other: Option<&Value<'_>>,
        depth: usize,
        choose: impl FnOnce(u32) -> Step,
    ) {
        let at = self.recipe.steps.len();
        self.recipe.steps.push(Step::BranchEnds);
        first(self);
        let past = self.recipe.steps.len();
        self.recipe.steps.push(Step::BranchEnds);
        self.recipe.steps[at] = choose(self.here());
        if let Some(other) = other {
            self.list(other, depth + 1);
        }
        self.recipe.steps[past] = Step::GoTo(self.here());
    }
}

/// Returns what a step does, all that is said about it, and what stands at its name.
fn kind_of<'v, 'a>(value: &'v Value<'a>) -> Read<(&'static str, &'v DeTable<'a>, &'v Value<'a>)> {
    let entries = table(value, "a step, such as { prep = \"2s\" }")?;
    let names: Vec<&str> = STEPS.iter().map(|(name, _)| *name).collect();
    let found: Vec<_> = STEPS.iter().filter(|(name, _)| entries.contains_key(*name)).collect();
    let [(name, more)] = found[..] else {
        let (key, _) = entries.iter().next().ok_or_else(|| expected(value, "a step"))?;
        return match found.len() {
            0 => Err(unknown(key.span(), "step", key.get_ref(), &names)),
            _ => {
                Err(Problem::at(value, "a step does one thing")
                    .remedy("write two steps, { … }, { … }"))
            }
        };
    };
    for (key, _) in entries {
        let word: &str = key.get_ref();
        if word != *name && !more.contains(&word) {
            let cause = format!("the step {name} takes no \"{}\"", safe_short(word, 40));
            let takes: Vec<&str> = std::iter::once(name).chain(more.iter()).copied().collect();
            let remedy = format!("it takes {}", takes.join(", "));
            return Err(Problem::on(key.span(), cause)
                .remedy(remedy)
                .meant(super::diagnostics::nearest(word, more.iter().copied())));
        }
    }
    let inner = entries.get(*name).ok_or_else(|| expected(value, "a step"))?;
    Ok((name, entries, inner))
}

/// Reads what a visit to a hatch moves. All of it goes through one hatch.
fn items(value: &Value<'_>, parts: &Parts, lexicon: &Lexicon) -> Read<(u32, Items)> {
    const TELLS: &str = "shelves and portions, such as { patty = 1, bun = 1 }";
    let mut from = None;
    let mut items = Vec::new();
    for (name, portions) in table(value, TELLS)? {
        let known = parts.shelf_names();
        let Some((pantry, shelf)) = parts.shelf(name.get_ref()) else {
            return Err(unknown(name.span(), "shelf", name.get_ref(), &known));
        };
        if from.is_some_and(|first| first != pantry) {
            return Err(Problem::on(name.span(), "one visit cannot go to two pantries")
                .remedy("write one step for each pantry"));
        }
        if lexicon.rows(pantry, shelf).is_some() {
            let cause = format!("the shelf {} holds rows, not portions", name.get_ref());
            return Err(Problem::on(name.span(), cause)
                .remedy("find and remove its rows, or put a row, such as { … = { … } }"));
        }
        from = Some(pantry);
        let DeValue::Integer(number) = portions.get_ref() else {
            return Err(expected(portions, "a whole number from 1 to 1000000"));
        };
        match u64::from_str_radix(number.as_str(), number.radix()) {
            Ok(count @ 1..=1_000_000) => items.push((shelf, count)),
            _ => {
                return Err(Problem::at(portions, "the number of portions is out of range")
                    .remedy("write a whole number from 1 to 1000000"));
            }
        }
    }
    let pantry = from.ok_or_else(|| expected(value, TELLS))?;
    Ok((pantry, items.into()))
}

/// Reads what the outcome is called when a step does not succeed.
fn reason(entries: &DeTable<'_>, default: Outcome, own: &mut Vec<String>) -> Read<Outcome> {
    own_reason(entries, own).map(|reason| reason.unwrap_or(default))
}

/// Reads the reason that a step names, if it names one.
fn own_reason(entries: &DeTable<'_>, own: &mut Vec<String>) -> Read<Option<Outcome>> {
    let Some(value) = entries.get("or") else { return Ok(None) };
    let words = text(value, "a reason, such as \"sold out\"")?;
    let slug = words.replace(' ', "_");
    let is_slug = !slug.is_empty()
        && slug.len() <= 64
        && slug.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_');
    if !is_slug {
        return Err(Problem::at(value, "a reason is a few words in small letters")
            .remedy("write something like \"payment failed\""));
    }
    for category in ["refused", "failed"] {
        if let Some(outcome) = Outcome::find(&format!("{category}.{slug}")) {
            return Ok(Some(outcome));
        }
    }
    own_outcome(&slug, value, own).map(Some)
}

/// Returns the outcome of this scenario's own with a name.
fn own_outcome(slug: &str, value: &Value<'_>, own: &mut Vec<String>) -> Read<Outcome> {
    let id = format!("refused.{slug}");
    let at = own.iter().position(|known| *known == id).unwrap_or_else(|| {
        own.push(id);
        own.len() - 1
    });
    Outcome::own(at).ok_or_else(|| {
        Problem::at(value, "too many different reasons")
            .remedy(format!("name at most {}", Outcome::OWN_MAX))
    })
}
