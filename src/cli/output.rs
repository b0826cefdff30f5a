//! Writing results and messages; nothing reaches a terminal that could drive it.

use super::Exit;
use super::args::{Color, Global};
use crate::dashboard::Depth;
use crate::scenario::diagnostics::Findings;
use crate::text::safe_text::{safe_same_bytes, safe_short};
use clap::error::{ContextKind, ContextValue};
use std::borrow::Cow;
use std::io::{self, IsTerminal, Write};

/// So many cells of a word of the command line are repeated.
const MOST_OF_A_WORD: usize = 200;

/// Writes a result to standard output. A closed pipe ends quietly.
pub fn result(text: &str) -> anyhow::Result<()> {
    stream(text.as_bytes()).map(|_| ())
}

/// Writes a piece of a result to standard output; says whether anybody reads on.
///
/// Whatever a command tells leaves through here, so here it is made harmless once more: a text of
/// a file may have come another way than anybody thought of.
pub fn stream(bytes: &[u8]) -> anyhow::Result<bool> {
    as_it_is(harmless(&String::from_utf8_lossy(bytes)).as_bytes())
}

/// Writes bytes that are all ours to standard output, tabs and all; says whether anybody reads on.
pub fn as_it_is(bytes: &[u8]) -> anyhow::Result<bool> {
    let mut out = io::stdout().lock();
    match out.write_all(bytes).and_then(|()| out.flush()) {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(false),
        Err(error) => Err(anyhow::Error::new(error).context("standard output cannot be written")),
    }
}

/// Returns text that no terminal obeys; most is plain, and not copied.
fn harmless(text: &str) -> Cow<'_, str> {
    if text.bytes().all(|byte| byte == b'\n' || matches!(byte, b' '..=b'~')) {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(safe_same_bytes(text))
    }
}

/// Writes a message to standard error; if that cannot be done there is nobody to tell.
pub fn message(text: &str) {
    let _ = io::stderr().lock().write_all(harmless(text).as_bytes());
}

/// Writes findings to standard error: with colours, which only whoever renders them may add.
pub fn findings(findings: &Findings, global: Global) {
    let color = colors(global, io::stderr().is_terminal());
    // ASCII carets, everywhere: they survive every terminal, log and copy.
    let rendered = findings.render(color, false);
    if color {
        let _ = io::stderr().lock().write_all(rendered.as_bytes());
    } else {
        message(&rendered);
    }
}

/// Says why a command could not go on.
pub fn failed(error: &anyhow::Error) -> Exit {
    message(&format!("error: {}\n", safe_same_bytes(&format!("{error:#}"))));
    Exit::Failed
}

/// Says what is wrong with the command line, or answers `--help` and `--version`.
pub fn usage(mut error: clap::Error) -> Exit {
    for kind in [ContextKind::InvalidArg, ContextKind::InvalidSubcommand, ContextKind::InvalidValue]
    {
        if let Some(ContextValue::String(word)) = error.get(kind) {
            let short = ContextValue::String(safe_short(word, MOST_OF_A_WORD));
            error.insert(kind, short);
        }
    }
    // Words of the command line are quoted in it: plain text, made harmless.
    let text = safe_same_bytes(&error.render().to_string());
    if error.use_stderr() {
        message(&text);
        Exit::Invalid
    } else {
        result(&text).map_or(Exit::Failed, |()| Exit::Done)
    }
}

/// Says whether to use colours on a stream.
pub fn colors(global: Global, is_terminal: bool) -> bool {
    let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    match global.color {
        Color::Always => true,
        Color::Never => false,
        Color::Auto => {
            is_terminal && !set("NO_COLOR") && std::env::var_os("TERM").is_none_or(|t| t != "dumb")
        }
    }
}

/// Says how many colours the terminal has.
pub fn depth() -> Depth {
    let says = |name: &str| std::env::var(name).unwrap_or_default().to_lowercase();
    match says("COLORTERM").as_str() {
        "truecolor" | "24bit" => Depth::True,
        _ if says("TERM").contains("256color") => Depth::Indexed,
        _ => Depth::Sixteen,
    }
}

/// Says whether more than ASCII can be shown.
pub fn unicode(global: Global) -> bool {
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"]
        .into_iter()
        .find_map(|name| std::env::var(name).ok().filter(|value| !value.is_empty()));
    let speaks_utf8 = |locale: String| {
        let locale = locale.to_lowercase();
        locale.contains("utf-8") || locale.contains("utf8")
    };
    !global.ascii && locale.is_some_and(speaks_utf8)
}
