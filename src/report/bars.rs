//! Bars and columns for text reports.

use unicode_width::UnicodeWidthStr;

/// Eighths of a cell.
const EIGHTHS: [&str; 8] = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];

/// Draws a share of a full bar; anything at all shows at least a sliver.
pub(super) fn bar(share: f64, width: usize, unicode: bool) -> String {
    let share = share.clamp(0.0, 1.0);
    if !unicode {
        let whole = (share * width as f64).round() as usize;
        return "#".repeat(if share > 0.0 { whole.max(1) } else { 0 });
    }
    let mut eighths = (share * width as f64 * 8.0).round() as usize;
    if share > 0.0 {
        eighths = eighths.max(1);
    }
    format!("{}{}", "█".repeat(eighths / 8), EIGHTHS[eighths % 8])
}

/// Fills a text up to so many cells.
pub fn left(text: &str, cells: usize) -> String {
    let missing = cells.saturating_sub(text.width());
    format!("{text}{}", " ".repeat(missing))
}

/// Fills a text up to so many cells, from the left.
pub(super) fn right(text: &str, cells: usize) -> String {
    let missing = cells.saturating_sub(text.width());
    format!("{}{text}", " ".repeat(missing))
}

/// Breaks a text into lines of at most so many cells.
pub fn wrap(text: &str, cells: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split_whitespace() {
        let line = lines.last_mut().expect("there is always a line");
        if !line.is_empty() && line.width() + 1 + word.width() > cells {
            lines.push(word.to_owned());
        } else {
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_are_as_long_as_their_share() {
        assert_eq!(bar(0.5, 4, true), "██");
        assert_eq!(bar(0.5, 4, false), "##");
        assert_eq!((bar(0.0, 4, true), bar(0.0001, 4, true)), (String::new(), "▏".to_owned()));
        assert_eq!(bar(7.0, 3, false), "###");
    }

    #[test]
    fn wrapped_lines_fit() {
        assert_eq!(wrap("one two three", 7), ["one two", "three"]);
        assert_eq!(wrap("", 7), [""]);
    }
}
