//! What to write instead of what is no TOML, and where.

use std::ops::Range;

/// So many names the reader of TOML takes in a chain, or brackets in brackets.
const MOST_DEEP: usize = 80;

/// What is wrong with the form of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Malformed {
    /// The bytes that it is about; none: the text as a whole.
    pub span: Option<Range<usize>>,
    /// What is wrong.
    pub cause: String,
    /// What to write instead.
    pub remedy: &'static str,
}

/// What to write instead, by how the reader's message begins; the first that fits counts.
const REMEDIES: &[(&str, &str)] = &[
    ("duplicate key", "write it once: take one of the two out, or give it another name"),
    ("unclosed array table", "write ]] behind its name"),
    ("unclosed array", "write ] behind its last entry"),
    ("unclosed inline table", "write } behind its last value"),
    ("unclosed table", "write ] behind its name"),
    ("missing comma", "write a comma between two of them"),
    ("extra comma", "leave the comma out"),
    ("string values must be quoted", "write a value, and texts between quotes, as in \"90s\""),
    ("missing opening quote", "write a value, and texts between quotes, as in \"90s\""),
    ("missing escaped value", "write \\\\ for \\ itself"),
    ("too few unicode", "write \\u and four digits, such as \\u00e9, or \\\\ for \\ itself"),
    ("invalid basic string", "end the text with \" on the same line, and write \\\\ for \\ itself"),
    ("invalid literal string", "end the text with ' on the same line"),
    ("invalid multi-line", "end the text with the three quotes with which it begins"),
    ("invalid unquoted key", "write names with a-z, 0-9, - and _, and values behind a ="),
    ("unquoted keys cannot be empty", "write a name, such as price = 5"),
    ("key with no value", "write = and a value behind it, such as price = 5"),
    ("missing value", "write a value behind it, such as price = 5"),
    ("missing assignment", "write = between name and value, such as price = 5"),
    ("missing key", "write a name in front of it, such as price = 5"),
    ("extra `=`", "write = once"),
    ("extra assignment", "write = once"),
    ("unexpected `=` in array", "write { name = value } in a list"),
    ("unexpected leading zero", "write the number without 0 in front, or times between quotes"),
    ("invalid comment character", "leave out control characters"),
    ("carriage return", "end lines with a line feed, or with both"),
    ("more than", "write fewer inside each other, or a table of its own for them"),
    ("dotted key", "write it once: as a value, or as a table"),
    ("invalid", "write numbers as 12 or 0.5, and texts and times between quotes, as in \"12:10\""),
];

/// For everything else.
const FORM: &str =
    "write name = value, one a line, below [headers]; texts between quotes, as in \"90s\"";

/// Says where a text is no TOML, and what to write, from what its reader says.
pub fn malformed(text: &str, message: &str, span: Option<Range<usize>>) -> Malformed {
    let is_deep =
        ["recursion limit", "cannot recurse"].iter().any(|says| message.starts_with(says));
    let cause = if is_deep {
        format!("more than {MOST_DEEP} things stand inside each other")
    } else {
        message.to_owned()
    };
    let fits = REMEDIES.iter().find(|(begins, _)| cause.starts_with(begins));
    let remedy = fits.map_or(FORM, |(_, remedy)| remedy);
    let span = span.or_else(|| is_deep.then(|| chain(text)).flatten());
    Malformed { span, cause, remedy }
}

/// Finds the first line with so many points that its names are too long a chain.
fn chain(text: &str) -> Option<Range<usize>> {
    let mut from = 0;
    for line in text.split_inclusive('\n') {
        if line.matches('.').count() + 1 >= MOST_DEEP {
            return Some(from..from + line.trim_end().len());
        }
        from += line.len();
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use toml::de::DeTable;

    /// Returns what is said of a text that is no TOML.
    fn said(text: &str) -> Vec<Malformed> {
        let (_, errors) = DeTable::parse_recoverable(text);
        let said = errors.iter().map(|error| malformed(text, error.message(), error.span()));
        said.collect()
    }

    #[test]
    fn each_mistake_has_its_own_remedy() {
        for (text, remedy) in [
            ("a = 1\na = 2", "once"),
            ("a = [1, [2", "]"),
            ("a = { b = 1", "}"),
            ("[a", "]"),
            ("a = [\"b\" \"c\"]", "comma"),
            ("a = lunch", "quotes"),
            ("a = \"lunch", "end the text"),
            ("a = \"\\q\"", "\\\\"),
            ("a = ", "value"),
            ("a", "value"),
            ("a = 012", "0 in front"),
            ("[a]\nb = 1\n[a.b]\nc = 1", "once"),
        ] {
            let said = said(text);
            assert!(!said.is_empty(), "{text:?}");
            assert!(said.iter().any(|one| one.remedy.contains(remedy)), "{text:?}: {said:?}");
            assert!(said.iter().all(|one| one.span.is_some()), "{text:?}: {said:?}");
        }
    }

    #[test]
    fn what_is_too_deep_has_a_place() {
        let chain = format!("x = 1\n{} = 1\n", vec!["a"; 81].join("."));
        let said = said(&chain);
        assert_eq!(said[0].span, Some(6..chain.len() - 1));
        assert!(said[0].cause.contains("inside each other"), "{said:?}");
        assert!(said[0].remedy.contains("fewer"), "{said:?}");
    }
}
