//! A lesson's Markdown: prose, fenced blocks and comment words, each with its place in the file.
//!
//! The text is made harmless before it is read, byte for byte, so that places stay what they are and
//! nothing that is shown later can drive a terminal. Raw HTML and images are shown as text.

use super::prose::{Inline, Line, Prose, Style};
use crate::scenario::value::Problem;
use crate::text::safe_text::safe;
use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};
use std::ops::Range;

/// How deep lists and quotes may be nested.
const DEEPEST: usize = 12;

/// A piece of a lesson and where it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Piece {
    /// The bytes of the file.
    pub span: Range<usize>,
    /// What stands there.
    pub what: Found,
}

/// What stands at a place.
#[derive(Clone, Debug, PartialEq)]
pub enum Found {
    /// Prose.
    Prose(Prose),
    /// What stands between `<!--` and `-->`.
    Comment(String),
    /// A fenced block of TOML that has more than `toml` behind the fence.
    Fence(Fence),
}

/// A fenced block.
#[derive(Clone, Debug, PartialEq)]
pub struct Fence {
    /// What stands behind `toml`.
    pub info: String,
    /// Where the fence begins.
    pub span: Range<usize>,
    /// The text in it.
    pub text: String,
    /// Where each piece of that text stands: in the text, in the file.
    places: Vec<(usize, usize)>,
}

impl Fence {
    /// Returns where in the file a place in the text is.
    pub fn in_file(&self, span: &Range<usize>) -> Range<usize> {
        let place = |at: usize| {
            let number = self.places.partition_point(|(text, _)| *text <= at);
            match number.checked_sub(1).map(|number| self.places[number]) {
                Some((text, file)) => file + (at - text),
                None => self.span.start,
            }
        };
        if span.is_empty() && span.start == 0 {
            return self.span.clone();
        }
        place(span.start)..place(span.end.saturating_sub(1)) + 1
    }
}

/// Reads a lesson's text from `from` on; also says what is wrong.
pub fn pieces(text: &str, from: usize) -> (Vec<Piece>, Vec<Problem>) {
    let options = Options::ENABLE_TABLES;
    let events = Parser::new_ext(&text[from..], options).into_offset_iter();
    let events = events.map(|(event, span)| (event, span.start + from..span.end + from));
    let mut reader =
        Reader { text, events: events.peekable(), problems: Vec::new(), pieces: Vec::new() };
    let mut prose = Vec::new();
    reader.blocks(&mut prose, 0);
    (reader.pieces, reader.problems)
}

struct Reader<'t, I: Iterator> {
    text: &'t str,
    events: std::iter::Peekable<I>,
    pieces: Vec<Piece>,
    problems: Vec<Problem>,
}

impl<'t, I: Iterator<Item = (Event<'t>, Range<usize>)>> Reader<'t, I> {
    /// Reads until the end of whatever began before; at the margin everything becomes a piece, below
    /// it prose goes into `inside`.
    fn blocks(&mut self, inside: &mut Vec<Prose>, depth: usize) {
        while let Some((event, span)) = self.events.next() {
            match event {
                Event::End(_) => return,
                Event::Start(tag) => self.block(tag, span, inside, depth),
                Event::Rule => self.put(Prose::Rule, span, inside, depth),
                // The words of an item that is no paragraph.
                other => {
                    let line = self.line(Some((other, span.clone())));
                    self.put(Prose::Paragraph(line), span, inside, depth);
                }
            }
        }
    }

    fn put(&mut self, prose: Prose, span: Range<usize>, inside: &mut Vec<Prose>, depth: usize) {
        if depth == 0 {
            self.pieces.push(Piece { span, what: Found::Prose(prose) });
        } else {
            inside.push(prose);
        }
    }

    fn block(&mut self, tag: Tag<'t>, span: Range<usize>, inside: &mut Vec<Prose>, depth: usize) {
        let prose = match tag {
            Tag::Paragraph => Prose::Paragraph(self.line(None)),
            Tag::Heading { level, .. } => Prose::Heading(level as u8, self.line(None)),
            Tag::BlockQuote(_) => Prose::Quote(self.below(&span, depth)),
            Tag::List(first) => Prose::List(first, self.items(&span, depth)),
            Tag::Table(_) => self.table(),
            Tag::CodeBlock(kind) => {
                let fence = self.fence(&kind, &span);
                let is_block = fence.info.starts_with("toml ") && fence.info.len() > 5;
                if is_block && depth == 0 {
                    let info = fence.info["toml ".len()..].trim().to_owned();
                    let what = Found::Fence(Fence { info, ..fence });
                    self.pieces.push(Piece { span, what });
                    return;
                }
                if is_block {
                    let cause = "a block does nothing in a list or a quote";
                    let remedy = "let it begin at the left margin, with an empty line above";
                    self.problems.push(Problem::on(span.clone(), cause).remedy(remedy));
                }
                Prose::Code(fence.info, fence.text.lines().map(str::to_owned).collect())
            }
            Tag::HtmlBlock => return self.html(&span, inside, depth),
            _ => {
                self.blocks(inside, depth.max(1));
                return;
            }
        };
        self.put(prose, span, inside, depth);
    }

    /// Reads what stands in a list or a quote.
    fn below(&mut self, span: &Range<usize>, depth: usize) -> Vec<Prose> {
        let mut inside = Vec::new();
        if depth < DEEPEST {
            self.blocks(&mut inside, depth + 1);
        } else {
            let cause = format!("lists and quotes are nested more than {DEEPEST} deep");
            let remedy = "write it flatter";
            self.problems.push(Problem::on(span.clone(), cause).remedy(remedy));
            self.skip();
        }
        inside
    }

    /// Passes over everything up to the end of what began before.
    fn skip(&mut self) {
        let mut open = 1_usize;
        for (event, _) in self.events.by_ref() {
            match event {
                Event::Start(_) => open += 1,
                Event::End(_) => open -= 1,
                _ => {}
            }
            if open == 0 {
                return;
            }
        }
    }

    fn items(&mut self, span: &Range<usize>, depth: usize) -> Vec<Vec<Prose>> {
        let mut items = Vec::new();
        while let Some((event, _)) = self.events.next() {
            match event {
                Event::Start(Tag::Item) => items.push(self.below(span, depth)),
                _ => break,
            }
        }
        items
    }

    fn table(&mut self) -> Prose {
        let (mut head, mut rows, mut row) = (Vec::new(), Vec::new(), Vec::new());
        while let Some((event, _)) = self.events.next() {
            match event {
                Event::Start(Tag::TableCell) => row.push(self.line(None)),
                Event::End(TagEnd::TableHead) => head = std::mem::take(&mut row),
                Event::End(TagEnd::TableRow) => rows.push(std::mem::take(&mut row)),
                Event::End(TagEnd::Table) => break,
                _ => {}
            }
        }
        Prose::Table(head, rows)
    }

    fn fence(&mut self, kind: &CodeBlockKind<'t>, span: &Range<usize>) -> Fence {
        let info = match kind {
            CodeBlockKind::Fenced(info) => safe(info),
            CodeBlockKind::Indented => String::new(),
        };
        let mut fence = Fence { info, span: span.clone(), text: String::new(), places: Vec::new() };
        for (event, span) in self.events.by_ref() {
            match event {
                Event::Text(text) => {
                    fence.places.push((fence.text.len(), span.start));
                    fence.text.push_str(&text);
                }
                Event::End(_) => break,
                _ => {}
            }
        }
        // The caret stands below the fence, not below everything in it.
        let first_line = self.text[span.clone()].find('\n').unwrap_or(span.len());
        fence.span = span.start..span.start + first_line;
        fence
    }

    /// Reads raw HTML: comments are for us, anything else is shown as text.
    fn html(&mut self, span: &Range<usize>, inside: &mut Vec<Prose>, depth: usize) {
        self.skip();
        let mut rest = span.clone();
        while let Some(at) = self.text[rest.clone()].find("<!--") {
            self.as_text(rest.start..rest.start + at, inside, depth);
            let from = rest.start + at + "<!--".len();
            let Some(length) = self.text[from..rest.end].find("-->") else {
                rest.start += at;
                break;
            };
            let said = self.text[from..from + length].to_owned();
            rest.start = from + length + "-->".len();
            if depth == 0 {
                let span = from - "<!--".len()..rest.start;
                self.pieces.push(Piece { span, what: Found::Comment(said) });
            }
        }
        self.as_text(rest, inside, depth);
    }

    fn as_text(&mut self, span: Range<usize>, inside: &mut Vec<Prose>, depth: usize) {
        let text = self.text[span.clone()].trim();
        if !text.is_empty() {
            let inline = Inline { text: text.replace('\n', " "), ..Inline::default() };
            self.put(Prose::Paragraph(vec![inline]), span, inside, depth);
        }
    }

    /// Reads words up to the end of what they stand in, or up to the next block; `first` has been
    /// read already.
    fn line(&mut self, first: Option<(Event<'t>, Range<usize>)>) -> Line {
        let is_loose = first.is_some();
        let (mut line, mut open) = (Words::default(), 0_usize);
        let mut next = first;
        loop {
            // The words of a tight item end where something begins that is not words.
            if next.is_none() && is_loose && open == 0 && self.events.peek().is_none_or(ends_words)
            {
                break;
            }
            let Some((event, span)) = next.take().or_else(|| self.events.next()) else { break };
            match event {
                Event::End(_) if open == 0 => break,
                Event::End(tag) => {
                    open -= 1;
                    line.end(tag);
                }
                Event::Start(tag) => {
                    open += 1;
                    line.start(&tag);
                }
                Event::Code(text) => line.code(&text),
                Event::SoftBreak => line.push(" "),
                Event::HardBreak => line.break_here(),
                Event::InlineHtml(text) if text.starts_with("<!--") => {
                    let cause = "a comment in the middle of a paragraph does nothing";
                    let remedy = "let it stand on a line of its own, between empty lines";
                    self.problems.push(Problem::on(span, cause).remedy(remedy));
                }
                Event::Text(text) | Event::InlineHtml(text) | Event::Html(text) => line.push(&text),
                _ => {}
            }
        }
        line.line
    }
}

fn ends_words(event: &(Event<'_>, Range<usize>)) -> bool {
    match &event.0 {
        Event::End(_) | Event::Rule => true,
        Event::Start(tag) => !matches!(
            tag,
            Tag::Emphasis | Tag::Strong | Tag::Link { .. } | Tag::Image { .. } | Tag::Strikethrough
        ),
        _ => false,
    }
}

/// Words in the making.
#[derive(Default)]
struct Words {
    line: Line,
    style: Style,
    /// How often each style has begun: it may be nested in itself.
    strong: usize,
    stressed: usize,
    links: Vec<String>,
}

impl Words {
    fn start(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::Strong => self.strong += 1,
            Tag::Emphasis => self.stressed += 1,
            Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. } => {
                self.links.push(safe(dest_url));
            }
            _ => {}
        }
        self.restyle();
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Strong => self.strong -= 1,
            TagEnd::Emphasis => self.stressed -= 1,
            TagEnd::Link | TagEnd::Image => drop(self.links.pop()),
            _ => {}
        }
        self.restyle();
    }

    fn restyle(&mut self) {
        self.style = Style { strong: self.strong > 0, stressed: self.stressed > 0, code: false };
    }

    /// Adds words. What was written as `&#x1b;` is a character only now.
    fn push(&mut self, text: &str) {
        let text = &safe(text);
        let link = self.links.last().cloned();
        if let Some(last) = self.line.last_mut()
            && last.style == self.style
            && last.link == link
            && last.text != "\n"
        {
            last.text.push_str(text);
            return;
        }
        self.line.push(Inline { text: text.to_owned(), style: self.style, link });
    }

    fn code(&mut self, text: &str) {
        let style = Style { code: true, ..self.style };
        let link = self.links.last().cloned();
        self.line.push(Inline { text: safe(text), style, link });
    }

    fn break_here(&mut self) {
        self.line.push(Inline { text: "\n".into(), ..Inline::default() });
    }
}
