//! The page that reports for people are written on.

use super::bars::wrap;
use super::figures::Figures;
use crate::lens::Tongue;

/// How a text report is written.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Options {
    /// Whether the terminal shows more than ASCII.
    pub unicode: bool,
    /// In whose words.
    pub tongue: Tongue,
}

/// Cells in a line.
pub(super) const WIDTH: usize = 80;

/// A page, and what is written on it.
pub(super) struct Page<'a, R> {
    pub out: String,
    pub options: Options,
    pub figures: Figures,
    pub report: &'a R,
}

impl<'a, R> Page<'a, R> {
    /// Returns an empty page for a report on a scenario with this time scale.
    pub fn new(report: &'a R, options: Options, time_scale: f64) -> Page<'a, R> {
        let figures = Figures::new(options.tongue.lens(), time_scale);
        Page { out: String::new(), options, figures, report }
    }

    /// Writes a line.
    pub fn line(&mut self, text: &str) {
        self.out.push_str(text.trim_end());
        self.out.push('\n');
    }

    /// Says what the mark behind borrowed words means.
    pub fn borrowed(&mut self) {
        let lens = self.options.tongue.lens();
        if lens.borrows {
            self.line("");
            self.line(lens.screen("help.borrowed"));
        }
    }

    /// Says something in the words of the lens.
    pub fn says(&self, id: &str, slots: &[(&str, String)]) -> String {
        self.options.tongue.lens().report(id, slots)
    }

    /// Writes a text in as many lines as it takes.
    pub fn lines(&mut self, text: &str) {
        for line in wrap(text, WIDTH) {
            self.line(&line);
        }
    }
}
