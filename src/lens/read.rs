//! Reading a lens: everything that is wrong with its file is found in one go, each with its place.

#[cfg(test)]
mod tests;

use super::bundled::CARDS;
use super::units::UNITS;
use super::vocabulary::{Card, Lens, Table, Texts, Words, slots};
use crate::text::safe_text::safe;
use crate::text::syntax::malformed;
use std::collections::BTreeSet;
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// The tables of a lens.
const SECTIONS: &[&str] = &[
    "id", "name", "units", "words", "values", "says", "screen", "report", "dials", "knobs",
    "phases", "outcomes", "steps", "parts", "beside",
];
/// The most letters of a text.
const MOST_LETTERS: usize = 600;

/// Something that is wrong with the file of a lens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The bytes of the file it is about; none: the file as a whole.
    pub span: Option<Range<usize>>,
    /// What is wrong.
    pub cause: String,
    /// What to write instead.
    pub remedy: Option<String>,
    /// A word that is not known, and what might have been meant.
    pub unknown: Option<(String, Vec<String>)>,
}

type Value<'a> = Spanned<DeValue<'a>>;
type Place = Range<usize>;

/// Reads a lens. `known` are lenses that have words for everything there is: what they lack is
/// unknown, and slots that they do not use are not filled by anybody. Without any, nothing of that
/// is checked.
pub fn read(text: &str, known: &[&Lens]) -> Result<Lens, Vec<Problem>> {
    let mut reader = Reader { known, problems: Vec::new() };
    let mut lens = Lens::default();
    match DeTable::parse(text) {
        Ok(document) => reader.lens(&mut lens, document.get_ref(), true),
        Err(error) => {
            let wrong = malformed(text, error.message(), error.span());
            let problem = reader.problem(wrong.span, format!("this is no TOML: {}", wrong.cause));
            problem.remedy = Some(wrong.remedy.to_owned());
        }
    }
    let is_named = |name: &str| !name.is_empty() && name.chars().count() <= 30;
    if reader.problems.is_empty() && !(is_named(&lens.id) && is_named(&lens.name)) {
        let cause = "a lens needs an id and a name, each of at most 30 letters";
        let remedy = "write at the top: id = \"pirate\" and name = \"Pirate ship\"";
        reader.problem(None, cause.to_owned()).remedy = Some(remedy.to_owned());
    }
    if reader.problems.is_empty() { Ok(lens) } else { Err(reader.problems) }
}

struct Reader<'k> {
    known: &'k [&'k Lens],
    problems: Vec<Problem>,
}

impl Reader<'_> {
    fn problem(&mut self, span: impl Into<Option<Place>>, cause: String) -> &mut Problem {
        self.problems.push(Problem { span: span.into(), cause, remedy: None, unknown: None });
        self.problems.last_mut().expect("one was just added")
    }

    fn unknown(&mut self, (word, span): (&str, Place), what: &str, among: Vec<String>) {
        let problem = self.problem(span, format!("{what} \"{word}\""));
        problem.unknown = Some((word.to_owned(), among));
    }

    fn lens(&mut self, lens: &mut Lens, document: &DeTable<'_>, is_whole: bool) {
        for (key, value) in document {
            let (section, span) = (key.get_ref().as_ref(), key.span());
            match section {
                "id" if is_whole => lens.id = self.text(value, None),
                "name" if is_whole => lens.name = self.text(value, None),
                "beside" if is_whole => {
                    let mut beside = Lens::default();
                    if let Some(table) = self.as_table(value) {
                        self.lens(&mut beside, table, false);
                    }
                    lens.beside = Some(Box::new(beside));
                }
                "units" => self.units(lens, value),
                "parts" => self.parts(lens, value),
                "words" => self.texts(&mut lens.words, value, |lens| &lens.words),
                "values" => self.texts(&mut lens.values, value, |lens| &lens.values),
                "says" => self.texts(&mut lens.says, value, |lens| &lens.says),
                "screen" => self.texts(&mut lens.screen, value, |lens| &lens.screen),
                "report" => self.texts(&mut lens.report, value, |lens| &lens.report),
                "dials" => self.table(&mut lens.dials, value, |lens| &lens.dials),
                "knobs" => self.table(&mut lens.knobs, value, |lens| &lens.knobs),
                "phases" => self.table(&mut lens.phases, value, |lens| &lens.phases),
                "outcomes" => self.table(&mut lens.outcomes, value, |lens| &lens.outcomes),
                "steps" => self.table(&mut lens.steps, value, |lens| &lens.steps),
                unknown => {
                    let among = SECTIONS.iter().map(|known| (*known).to_owned()).collect();
                    self.unknown((unknown, span), "a lens has no table", among);
                }
            }
        }
    }

    /// Reads a table of texts.
    fn texts(&mut self, into: &mut Texts, value: &Value<'_>, of: fn(&Lens) -> &Texts) {
        let Some(table) = self.as_table(value) else { return };
        for (key, value) in table {
            let id = key.get_ref().as_ref();
            let meant: Vec<&str> =
                self.known.iter().filter_map(|lens| of(lens).get(id)).map(String::as_str).collect();
            if meant.is_empty() && !self.known.is_empty() {
                let among = self.known.iter().flat_map(|lens| of(lens).keys().cloned()).collect();
                self.unknown((id, key.span()), "nothing is shown under", among);
                continue;
            }
            let filled: BTreeSet<String> =
                meant.into_iter().flat_map(slots).map(str::to_owned).collect();
            let text = self.text(value, (!self.known.is_empty()).then_some(&filled));
            into.insert(id.to_owned(), text);
        }
    }

    /// Reads a table of names, with help or without.
    fn table(&mut self, into: &mut Table, value: &Value<'_>, of: fn(&Lens) -> &Table) {
        let Some(table) = self.as_table(value) else { return };
        for (key, value) in table {
            let id = key.get_ref().as_ref();
            let is_known = self.known.iter().any(|lens| of(lens).contains_key(id));
            if !is_known && !self.known.is_empty() {
                let among = self.known.iter().flat_map(|lens| of(lens).keys().cloned()).collect();
                self.unknown((id, key.span()), "there is no", among);
                continue;
            }
            let mut words = Words::default();
            self.fields(value, &mut [("name", &mut words.name), ("help", &mut words.help)]);
            into.insert(id.to_owned(), words);
        }
    }

    fn parts(&mut self, lens: &mut Lens, value: &Value<'_>) {
        let Some(table) = self.as_table(value) else { return };
        for (key, value) in table {
            let id = key.get_ref().as_ref();
            if !CARDS.iter().any(|(known, _)| *known == id) {
                let among = CARDS.iter().map(|(id, _)| (*id).to_owned()).collect();
                self.unknown((id, key.span()), "there is no part", among);
                continue;
            }
            let mut card = Card::default();
            self.fields(
                value,
                &mut [("name", &mut card.name), ("help", &mut card.help), ("ends", &mut card.ends)],
            );
            lens.parts.insert(id.to_owned(), card);
        }
    }

    /// Reads a table of a few texts; a text alone is the first of them.
    fn fields(&mut self, value: &Value<'_>, fields: &mut [(&str, &mut String)]) {
        if let (DeValue::String(_), Some((_, first))) = (value.get_ref(), fields.first_mut()) {
            **first = self.text(value, Some(&BTreeSet::new()));
            return;
        }
        let Some(table) = self.as_table(value) else { return };
        for (key, value) in table {
            let name = key.get_ref().as_ref();
            if let Some((_, field)) = fields.iter_mut().find(|(field, _)| *field == name) {
                **field = self.text(value, Some(&BTreeSet::new()));
            } else {
                let among = fields.iter().map(|(field, _)| (*field).to_owned()).collect();
                self.unknown((name, key.span()), "nothing is called", among);
            }
        }
    }

    fn units(&mut self, lens: &mut Lens, value: &Value<'_>) {
        let Some(table) = self.as_table(value) else { return };
        for (key, value) in table {
            let id = key.get_ref().as_ref();
            if id == "time" {
                let text = self.text(value, None);
                lens.units.are_scaled = text == "backend";
                if !matches!(text.as_str(), "backend" | "restaurant") {
                    let cause = format!("time is shown in no \"{text}\"");
                    let remedy = "write \"restaurant\", or \"backend\": as long as the same would \
                                  take there, by the scenario's time_scale";
                    self.problem(value.span(), cause).remedy = Some(remedy.to_owned());
                }
            } else if UNITS.contains(&id) {
                let name = self.text(value, Some(&BTreeSet::new()));
                lens.units.names.insert(id.to_owned(), name);
            } else {
                let mut among: Vec<String> = UNITS.iter().map(|id| (*id).to_owned()).collect();
                among.push("time".to_owned());
                self.unknown((id, key.span()), "there is no unit", among);
            }
        }
    }

    fn as_table<'v, 'a>(&mut self, value: &'v Value<'a>) -> Option<&'v DeTable<'a>> {
        if let DeValue::Table(table) = value.get_ref() {
            return Some(table);
        }
        let cause = "here stands a table of words, such as { name = \"engine\" }";
        let remedy = "write a table, or the name alone as a text";
        self.problem(value.span(), cause.to_owned()).remedy = Some(remedy.to_owned());
        None
    }

    /// Reads a text, which may use only the slots that are filled; none: any.
    fn text(&mut self, value: &Value<'_>, filled: Option<&BTreeSet<String>>) -> String {
        let DeValue::String(text) = value.get_ref() else {
            let problem = self.problem(value.span(), "words are a text in quotes".to_owned());
            problem.remedy = Some("write them between quotes, as in \"engine\"".to_owned());
            return String::new();
        };
        if *text != safe(text) {
            let cause = "a lens is plain text, and this holds a control character, a character \
                         that nobody can see, or too many marks on a letter";
            let remedy = "write only what is to be read: one line, with at most seven marks on a \
                          letter";
            self.problem(value.span(), cause.to_owned()).remedy = Some(remedy.to_owned());
        }
        if text.chars().count() > MOST_LETTERS {
            let cause = format!("no screen has room for more than {MOST_LETTERS} letters");
            self.problem(value.span(), cause).remedy = Some("write a shorter text".to_owned());
        }
        if let Some(filled) = filled {
            for slot in slots(text).into_iter().filter(|slot| !filled.contains(*slot)) {
                let among: Vec<String> = filled.iter().cloned().collect();
                let remedy = match &among[..] {
                    [] => "nothing is filled in here: leave the braces out".to_owned(),
                    _ => format!("what is filled in here: {{{}}}", among.join("}, {")),
                };
                let problem = self.problem(value.span(), format!("nobody fills {{{slot}}}"));
                problem.remedy = Some(remedy);
                problem.unknown = Some((slot.to_owned(), among));
            }
            if text.rfind('{') > text.rfind('}') {
                let cause = "a brace that opens is closed by another: {order}".to_owned();
                let remedy = "write { and } around the name of a slot, and nowhere else";
                self.problem(value.span(), cause).remedy = Some(remedy.to_owned());
            }
        }
        text.clone().into_owned()
    }
}
