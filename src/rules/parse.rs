//! From text to the tree that `rhai` makes of it, within its limits.

use crate::rules::Wrong;
use rhai::{AST, Engine, Expr, LexError, ParseError, ParseErrorType, Position, Stmt, Token};
use std::ops::Range;
use std::sync::OnceLock;

/// The most characters of an expression.
const LENGTH_MAX: usize = 1000;

/// How deep brackets may stand in brackets.
const DEPTH_MAX: usize = 32;

/// The most characters of a piece of the text that are shown in a sentence.
const SHOWN_MAX: usize = 60;

/// The most bytes of a text inside an expression: all of it, at four a character.
const LITERAL_MAX: usize = 4 * LENGTH_MAX;

/// An expression as a tree.
pub(super) struct Tree(AST);

impl Tree {
    /// Returns the whole expression.
    pub(super) fn expression(&self) -> Option<&Expr> {
        match self.0.statements() {
            [Stmt::Expr(expression)] => Some(expression),
            _ => None,
        }
    }
}

/// Reads a text as one expression.
pub(super) fn parse(text: &str) -> Result<Tree, Wrong> {
    if text.chars().nth(LENGTH_MAX).is_some() {
        let cause = format!("an expression has {LENGTH_MAX} characters at most");
        return Err(
            Wrong::new(0..text.len(), cause).remedy("work a part of it out in a let before")
        );
    }
    if text.trim().is_empty() {
        let wrong = Wrong::new(0..text.len(), "there is no expression");
        return Err(wrong.remedy("write one, such as order.seats * 2, or nothing"));
    }
    let tree = engine().compile_expression(text);
    tree.map(Tree).map_err(|error| explain(text, &error))
}

/// Returns the bytes of the word or sign at a place, as `rhai` counts it.
pub(super) fn place(text: &str, position: Position) -> Range<usize> {
    let (Some(line), Some(column)) = (position.line(), position.position()) else {
        return text.len()..text.len();
    };
    let before: usize = text.split_inclusive('\n').take(line - 1).map(str::len).sum();
    let rest = &text[before..];
    let inside = rest.char_indices().nth(column - 1).map_or(rest.len(), |(at, _)| at);
    let start = before + inside;
    let is_part = |c: char| c.is_alphanumeric() || c == '_';
    let word = text[start..].find(|c| !is_part(c)).unwrap_or(text.len() - start);
    let sign = text[start..].chars().next().map_or(0, char::len_utf8);
    start..start + word.max(sign)
}

/// Returns the reader of texts: only expressions, nothing that a program would be written with.
fn engine() -> &'static Engine {
    static ENGINE: OnceLock<Engine> = OnceLock::new();
    ENGINE.get_or_init(|| {
        let mut engine = Engine::new_raw();
        engine
            .set_max_expr_depths(DEPTH_MAX)
            .set_max_string_size(LITERAL_MAX)
            .set_allow_switch_expression(false)
            .set_allow_statement_expression(false)
            .set_allow_loop_expressions(false);
        #[expect(deprecated, reason = "it is not: so rhai marks what may change")]
        engine.on_parse_token(|token, _, _| as_name(token));
        engine
    })
}

/// Takes words that mean something in programs only as plain names, so that fields may be called
/// so.
fn as_name(token: Token) -> Token {
    let word = match &token {
        Token::True | Token::False | Token::If | Token::Else => return token,
        Token::Reserved(word) => word.to_string(),
        word if word.is_standard_keyword() => word.to_string(),
        _ => return token,
    };
    let is_word = word.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    if is_word { Token::Identifier(Box::new(word.into())) } else { token }
}

/// Says in plain words why a text is no expression.
fn explain(text: &str, error: &ParseError) -> Wrong {
    let at = place(text, error.position());
    let found = shown(&text[at.clone()]);
    let wrong = match error.err_type() {
        ParseErrorType::ExprTooDeep => {
            let cause = "too much stands inside each other";
            return Wrong::new(at, cause).remedy("work a part of it out in a let before");
        }
        ParseErrorType::BadInput(input) => return bad_input(text, at, &found, input),
        ParseErrorType::LiteralTooLarge(..) => too_long(at),
        ParseErrorType::MissingToken(token, _) if found.is_empty() => {
            let wrong = Wrong::new(at, format!("at its end a {token} is missing"));
            wrong.remedy(format!("write {token} there, or take out what it belongs to"))
        }
        ParseErrorType::MissingToken(token, _) => {
            let wrong = Wrong::new(at, format!("a {token} is missing before {found}"));
            wrong.remedy(format!("write {token} there, or take {found} out"))
        }
        ParseErrorType::MismatchedType(..) => Wrong::new(at, "here stands what is true or false")
            .remedy("write a comparison, such as order.seats > 2"),
        ParseErrorType::PropertyExpected => {
            Wrong::new(at, "behind a point stands the name of a field")
                .remedy("write it, such as order.seats")
        }
        _ if found.is_empty() => Wrong::new(at, "the expression ends too early")
            .remedy("write what is missing behind it, such as order.seats * 2"),
        _ => stray(at, &found),
    };
    with_quotes(text, wrong)
}

fn too_long(at: Range<usize>) -> Wrong {
    Wrong::new(at, "this text is too long").remedy("write a shorter one, or join two with +")
}

/// Says that something stands where nothing like it can.
fn stray(at: Range<usize>, found: &str) -> Wrong {
    Wrong::new(at, format!("{found} cannot stand here"))
        .remedy("take it out, or write a value on both sides of each sign: order.seats * 2")
}

fn bad_input(text: &str, at: Range<usize>, found: &str, input: &LexError) -> Wrong {
    match input {
        LexError::UnterminatedString => {
            Wrong::new(at, "a text has no end").remedy("write \" behind it")
        }
        LexError::StringTooLong(_) => too_long(at),
        LexError::MalformedEscapeSequence(_) => {
            Wrong::new(at, "\\ begins a special character that does not exist")
                .remedy("write \\\\ for \\ itself")
        }
        LexError::MalformedNumber(number) => {
            Wrong::new(at, format!("{number} is no number")).remedy("write it as 1200 or 12.5")
        }
        LexError::MalformedChar(_) => {
            Wrong::new(at, "' holds no text").remedy("write texts between \"")
        }
        _ if found == "=" => Wrong::new(at, "= changes something, which expressions never do")
            .remedy("write == to compare"),
        _ => with_quotes(text, stray(at, found)),
    }
}

/// Returns a piece of the text as it is shown in a sentence.
pub(super) fn shown(piece: &str) -> String {
    match piece.char_indices().nth(SHOWN_MAX) {
        Some((end, _)) => format!("{}…", &piece[..end]),
        None => piece.to_owned(),
    }
}

/// Adds how a text is written, if the expression looks like one without its quotes.
fn with_quotes(text: &str, wrong: Wrong) -> Wrong {
    let is_plain = |c: char| c.is_alphanumeric() || " _-.,:;@!?'".contains(c);
    let has_letter = text.chars().any(char::is_alphabetic);
    if has_letter && text.chars().all(is_plain) {
        return wrong.remedy(quoted(text.trim()));
    }
    wrong
}

/// Says how a word is written that is meant as a text.
pub(super) fn quoted(word: &str) -> String {
    format!("write '\"{}\"' for a text", shown(word))
}
