//! Comment words, as presenterm has them: `<!-- pause -->` and the like.

use super::whole::What;
use crate::scenario::diagnostics::nearest;
use crate::text::safe_text::safe_short;

/// The words that mean something here.
pub const WORDS: &[&str] = &["pause", "end_slide", "speaker_note"];

/// What presenterm knows besides: how slides look.
const LOOKS: &[&str] = &[
    "alignment",
    "column",
    "column_layout",
    "font_size",
    "incremental_lists",
    "jump_to_middle",
    "list_item_newlines",
    "new_line",
    "new_lines",
    "newline",
    "newlines",
    "no_footer",
    "reset_layout",
    "skip_slide",
];

/// What a comment comes to.
#[derive(Debug, PartialEq)]
pub enum Said {
    /// A step of the lesson.
    Step(What),
    /// Something of the author's own.
    Nothing,
    /// What is wrong with it, and what to do.
    Unknown(String, String, Option<&'static str>),
    /// Something that lessons do not do.
    Refused(String, String),
}

/// Reads what stands between `<!--` and `-->`.
pub fn said(comment: &str) -> Said {
    let text = comment.trim();
    let (word, rest) = text.split_once(':').unwrap_or((text, ""));
    let word = word.trim();
    match word {
        "pause" if rest.is_empty() => return Said::Step(What::Pause),
        "end_slide" if rest.is_empty() => return Said::Step(What::EndSlide),
        "speaker_note" => {
            let note = rest.trim_start_matches([' ', '|', '>']);
            let note = note.split_whitespace().collect::<Vec<_>>().join(" ");
            return Said::Step(What::Note(note));
        }
        "include" => {
            let cause = "a lesson includes no other files".to_owned();
            return Said::Refused(cause, "write the text here".into());
        }
        "comment" => return Said::Nothing,
        _ => {}
    }
    let is_own = text.contains('\n') || text.starts_with("//") || word.contains(' ');
    if is_own || word.is_empty() {
        return Said::Nothing;
    }
    if LOOKS.contains(&word) {
        let cause = format!("{word} has no effect here");
        return Said::Unknown(
            cause,
            "leave it out: whoever shows the lesson says how it looks".into(),
            None,
        );
    }
    let cause = format!("\"{}\" is no comment word", safe_short(word, 40));
    let remedy = format!("write {}, or <!-- // … --> for a note to yourself", WORDS.join(", "));
    Said::Unknown(cause, remedy, nearest(word, WORDS.iter().copied()))
}
