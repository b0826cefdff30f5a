//! Collects what is wrong with a file and shows it with the place, the cause and the remedy.

use crate::text::safe_text::{safe_same_bytes, safe_short};
use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use std::collections::BTreeSet;
use std::ops::Range;
use unicode_width::UnicodeWidthChar;

/// How many errors are shown, and how many warnings.
const SHOWN_MAX: usize = 20;
/// The most misspelt names of a kind that are compared with all there are: that takes long where
/// there are many, and more findings than a few are not shown.
pub(super) const MOST_GUESSES: u32 = 50;

/// How much of a file name, and of a cause or remedy, is shown, in terminal cells.
const NAME_CELLS: usize = 200;
const TEXT_CELLS: usize = 400;

/// How much of a line is shown, and how much of that before the caret, in terminal cells.
const LINE_CELLS: usize = 72;
const LEAD_CELLS: usize = 48;

/// How far from the caret a line is looked at, in bytes: more than the cells above can hold.
const LINE_BYTES: usize = 4096;

/// The longest word that is compared with others, in characters.
const WORD_MAX: usize = 64;

/// Whether a finding makes the file invalid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Severity {
    /// The file cannot be used.
    Error,
    /// The file can be used, but probably does not mean what its author thinks.
    Warning,
}

/// One thing that is wrong with a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Whether it makes the file invalid.
    pub severity: Severity,
    /// The bytes of the source text it is about; None for the file as a whole.
    pub span: Option<Range<usize>>,
    /// What is wrong, as one sentence.
    pub cause: String,
    /// What to write instead.
    pub remedy: Option<String>,
    /// The name that was probably meant.
    pub suggestion: Option<String>,
}

impl Finding {
    /// Says what to write instead.
    pub fn remedy(&mut self, remedy: impl Into<String>) -> &mut Self {
        self.remedy = Some(remedy.into());
        self
    }

    /// Says which name was probably meant, if any (see [`nearest`]).
    pub fn did_you_mean<'a>(&mut self, name: impl Into<Option<&'a str>>) -> &mut Self {
        self.suggestion = name.into().map(str::to_owned);
        self
    }

    /// Lays the finding out; `file` is harmless already.
    fn render(&self, file: &str, source: &Source<'_>, renderer: &Renderer, dots: &str) -> String {
        let level = match self.severity {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
        };
        let cause = safe_short(&self.cause, TEXT_CELLS);
        let Some(span) = &self.span else {
            let title = level.primary_title(format!("{file}: {cause}"));
            return renderer.render(&[self.with_help(Group::with_title(title))]);
        };
        let place = source.place(span);
        let (text, caret) = window(place.line, &place.span, dots);
        let column_in_window = text[..caret.start].chars().count() + 1;
        let snippet = Snippet::source(text).path(file).line_start(place.number);
        let snippet = snippet.annotation(AnnotationKind::Primary.span(caret));
        let group = self.with_help(level.primary_title(cause).element(snippet));
        let block = renderer.render(&[group]);
        let wrong = format!("{file}:{}:{column_in_window}", place.number);
        let right = format!("{file}:{}:{}", place.number, place.column);
        let (title, rest) = block.split_once('\n').unwrap_or((&block, ""));
        format!("{title}\n{}", rest.replacen(&wrong, &right, 1))
    }

    /// Appends what to write instead.
    fn with_help<'a>(&self, group: Group<'a>) -> Group<'a> {
        let remedy = self.remedy.as_ref().map(|remedy| safe_short(remedy, TEXT_CELLS));
        let name = self.suggestion.as_ref().map(|name| safe_short(name, NAME_CELLS));
        let question = name.map(|name| format!("did you mean \"{name}\"?"));
        group.elements(remedy.into_iter().chain(question).map(|text| Level::HELP.message(text)))
    }
}

/// Everything that is wrong with one file.
#[derive(Clone, Debug)]
pub struct Findings {
    source_name: String,
    source_text: String,
    list: Vec<Finding>,
}

impl Findings {
    /// Starts without findings about the file of this name and text.
    pub fn new(source_name: impl Into<String>, source_text: impl Into<String>) -> Self {
        let (source_name, source_text) = (source_name.into(), source_text.into());
        Self { source_name, source_text, list: Vec::new() }
    }

    /// Adds an error about a span of the source text, or about the file as a whole.
    pub fn error(
        &mut self,
        span: impl Into<Option<Range<usize>>>,
        cause: impl Into<String>,
    ) -> &mut Finding {
        self.add(Severity::Error, span.into(), cause.into())
    }

    /// Adds a warning about a span of the source text, or about the file as a whole.
    pub fn warning(
        &mut self,
        span: impl Into<Option<Range<usize>>>,
        cause: impl Into<String>,
    ) -> &mut Finding {
        self.add(Severity::Warning, span.into(), cause.into())
    }

    /// Adds findings about the same file that were collected elsewhere.
    pub fn absorb(&mut self, others: impl IntoIterator<Item = Finding>) {
        self.list.extend(others);
    }

    /// Tells whether the file is invalid.
    pub fn has_errors(&self) -> bool {
        self.list.iter().any(|finding| finding.severity == Severity::Error)
    }

    /// Tells whether nothing was found.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// Returns the number of errors and warnings.
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// Returns the findings in the order they were added.
    pub fn iter(&self) -> std::slice::Iter<'_, Finding> {
        self.list.iter()
    }

    /// Writes all findings in order of position, those about the whole file first.
    ///
    /// Whatever the file contains, the text has no control characters but newlines, and the
    /// colors if wanted. It is empty or ends with a newline.
    pub fn render(&self, color: bool, unicode: bool) -> String {
        let renderer = if color { Renderer::styled() } else { Renderer::plain() };
        let decor = if unicode { DecorStyle::Unicode } else { DecorStyle::Ascii };
        let renderer = renderer.decor_style(decor).term_width(usize::from(u16::MAX));
        let dots = if unicode { "…" } else { "..." };
        let file = safe_short(&self.source_name, NAME_CELLS);
        let source = Source::new(&self.source_text);
        let blocks: Vec<String> = self
            .shown()
            .iter()
            .map(|finding| finding.render(&file, &source, &renderer, dots) + "\n")
            .collect();
        let hidden = self.distinct().len() - blocks.len();
        let more = if hidden > 0 { format!("\n... and {hidden} more\n") } else { String::new() };
        blocks.join("\n") + more.as_str()
    }

    /// Lists the findings that are shown, in order of position, each with the number and the text of
    /// its line; none: it is about the file as a whole. The texts are as the file has them.
    pub fn with_lines(&self) -> Vec<(&Finding, Option<(usize, String)>)> {
        let source = Source::new(&self.source_text);
        let line = |finding: &Finding| {
            let place = source.place(finding.span.as_ref()?);
            Some((place.number, place.line.to_owned()))
        };
        self.shown().into_iter().map(|finding| (finding, line(finding))).collect()
    }

    /// Returns the findings that are shown, in order of position.
    fn shown(&self) -> Vec<&Finding> {
        let mut shown = self.distinct();
        let (mut errors, mut warnings) = (0, 0);
        shown.retain(|finding| {
            let count = match finding.severity {
                Severity::Error => &mut errors,
                Severity::Warning => &mut warnings,
            };
            *count += 1;
            *count <= SHOWN_MAX
        });
        shown
    }

    /// Returns the findings in order of position; what is found at the same place again and again,
    /// as the end of each of many lists, is one of them.
    fn distinct(&self) -> Vec<&Finding> {
        let mut told = BTreeSet::new();
        let mut distinct: Vec<&Finding> = self.iter().collect();
        distinct.sort_by_key(|finding| finding.span.as_ref().map(|span| span.start));
        distinct.retain(|finding| {
            let start = finding.span.as_ref().map(|span| span.start);
            told.insert((start, finding.severity == Severity::Error, &finding.cause))
        });
        distinct
    }

    /// Adds a finding and returns it for more to be said.
    fn add(
        &mut self,
        severity: Severity,
        span: Option<Range<usize>>,
        cause: String,
    ) -> &mut Finding {
        let finding = Finding { severity, span, cause, remedy: None, suggestion: None };
        self.list.push(finding);
        self.list.last_mut().expect("one was just added")
    }
}

impl IntoIterator for Findings {
    type Item = Finding;
    type IntoIter = std::vec::IntoIter<Finding>;

    fn into_iter(self) -> Self::IntoIter {
        self.list.into_iter()
    }
}

impl<'a> IntoIterator for &'a Findings {
    type Item = &'a Finding;
    type IntoIter = std::slice::Iter<'a, Finding>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

/// A source text and where its lines start.
struct Source<'a> {
    text: &'a str,
    starts: Vec<usize>,
}

/// A span's first line: its number, text, and what the span covers of it (in bytes of it).
struct Place<'a> {
    number: usize,
    /// Counts characters from 1.
    column: usize,
    line: &'a str,
    span: Range<usize>,
}

impl<'a> Source<'a> {
    /// Finds the lines; a byte order mark belongs to none.
    fn new(text: &'a str) -> Self {
        let first = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        let starts = text.match_indices('\n').map(|(at, _)| at + 1);
        Self { text, starts: std::iter::once(first).chain(starts).collect() }
    }

    /// Returns where `span` begins, also for a span that does not fit the text.
    fn place(&self, span: &Range<usize>) -> Place<'a> {
        let number = self.starts.partition_point(|start| *start <= span.start).max(1);
        let from = self.starts[number - 1];
        let to = self.starts.get(number).map_or(self.text.len(), |next| next - 1);
        let line = &self.text[from..to];
        let line = line.strip_suffix('\r').unwrap_or(line);
        let start = boundary(line, span.start.saturating_sub(from));
        let end = boundary(line, span.end.saturating_sub(from)).max(start);
        let column = line[..start].chars().count() + 1;
        Place { number, column, line, span: start..end }
    }
}

/// Returns the last character boundary at or before byte `at`.
fn boundary(text: &str, at: usize) -> usize {
    let at = at.min(text.len());
    (0..=at).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

/// Makes a line harmless and cuts it to what fits beside the caret; returns where the caret is.
fn window(line: &str, span: &Range<usize>, dots: &str) -> (String, Range<usize>) {
    let from = boundary(line, span.start.saturating_sub(LINE_BYTES));
    let to = boundary(line, span.start + LINE_BYTES);
    let text = safe_same_bytes(&line[from..to]);
    let caret = span.start - from;
    let cells: usize = text.chars().map(cells).sum();
    if cells <= LINE_CELLS && text.len() == line.len() {
        return (text, span.clone());
    }
    let lead = text[..caret].chars().rev();
    let (lead_bytes, lead_cells) = fitting(lead, LEAD_CELLS);
    let (tail_bytes, _) = fitting(text[caret..].chars(), LINE_CELLS - lead_cells);
    let (left, right) = (caret - lead_bytes, caret + tail_bytes);
    let left_dots = if from + left > 0 { dots } else { "" };
    let right_dots = if from + right < line.len() { dots } else { "" };
    let start = left_dots.len() + lead_bytes;
    let end = start + span.len().min(tail_bytes);
    (format!("{left_dots}{}{right_dots}", &text[left..right]), start..end)
}

/// Returns the bytes and cells of the first characters that fit into `most` cells.
fn fitting(text: impl Iterator<Item = char>, most: usize) -> (usize, usize) {
    let (mut bytes, mut width) = (0, 0);
    for c in text {
        if width + cells(c) > most {
            break;
        }
        bytes += c.len_utf8();
        width += cells(c);
    }
    (bytes, width)
}

/// Returns how many terminal cells a harmless character takes.
fn cells(c: char) -> usize {
    c.width().unwrap_or(0)
}

/// Returns the name that `word` was probably meant to be, the first of equally near ones.
///
/// A third of the letters may differ; case does not count, nor hyphen against underscore.
pub fn nearest<'a>(word: &str, among: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word = plain_name(word)?;
    let letters = word.chars().count();
    let mut best: Option<(usize, &str)> = None;
    for name in among {
        let Some(plain) = plain_name(name) else { continue };
        let length = plain.chars().count();
        let longer = letters.max(length);
        if letters.abs_diff(length) > longer.max(3) / 3 {
            continue;
        }
        let distance = strsim::damerau_levenshtein(&word, &plain);
        let near = distance <= longer.max(3) / 3 && distance < longer;
        if near && best.is_none_or(|(least, _)| distance < least) {
            best = Some((distance, name));
        }
    }
    best.map(|(_, name)| name)
}

/// Returns a name as it is compared with others; None if it is too long for that.
fn plain_name(name: &str) -> Option<String> {
    let fits = name.chars().nth(WORD_MAX).is_none();
    fits.then(|| name.to_lowercase().replace('-', "_"))
}

#[cfg(test)]
mod tests;
