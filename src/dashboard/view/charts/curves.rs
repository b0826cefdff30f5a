//! Drawing the curves of a chart: one, or two that are told apart by how they are filled as well as
//! by their colours.

use crate::dashboard::canvas::{Canvas, cells};
use crate::dashboard::theme::Role;
use crate::kernel::Time;

const EIGHTHS: [&str; 9] = [" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"];

/// What something was, and when.
pub type Points = Vec<(Time, f64)>;

/// What is drawn.
pub enum Curves {
    /// One figure.
    One(Points),
    /// Two figures of which the one in front is never larger.
    Within {
        /// The larger one.
        behind: Points,
        /// The smaller one.
        front: Points,
    },
    /// One figure in two futures.
    Futures {
        /// As it was.
        was: Points,
        /// With what was changed.
        is: Points,
    },
}

/// A chart.
pub struct Chart {
    /// The title, which is the legend as well: what is named is drawn in the same colour.
    title: Vec<(String, Role)>,
    /// The highest value.
    highest: f64,
    /// What it is shown as.
    top: String,
    /// What is drawn second: its values, as many as of the other.
    second: Vec<f64>,
    first: Vec<f64>,
    /// Whether either may be the larger one.
    is_of_futures: bool,
}

impl Chart {
    /// Returns a chart with a title; `show` shows the highest value.
    pub fn new(title: Vec<(String, Role)>, curves: Curves, show: impl Fn(f64) -> String) -> Chart {
        let is_of_futures = matches!(curves, Curves::Futures { .. });
        let (second, first) = match curves {
            Curves::One(points) => (Vec::new(), points),
            Curves::Within { behind, front } => (behind, front),
            Curves::Futures { was, is } => (was, is),
        };
        let mut moments: Vec<Time> = second.iter().chain(&first).map(|point| point.0).collect();
        moments.sort_unstable();
        moments.dedup();
        let (second, first) = (at_all(&second, &moments), at_all(&first, &moments));
        let known = second.iter().chain(&first).copied().filter(|value| value.is_finite());
        let highest = known.fold(0.0, f64::max);
        let top = if highest > 0.0 { show(highest) } else { String::new() };
        Chart { title, highest, top, second, first, is_of_futures }
    }
}

/// Returns the values at all moments that are drawn, in their order.
fn at_all(points: &[(Time, f64)], moments: &[Time]) -> Vec<f64> {
    let mut all = vec![f64::NAN; moments.len()];
    for (at, value) in points {
        if let Ok(place) = moments.binary_search(at) {
            all[place] = *value;
        }
    }
    all
}

/// Draws a chart.
pub fn draw(canvas: &mut Canvas<'_>, chart: &Chart) {
    let wanted = chart.title.iter().map(|(text, _)| cells(text) + 1).sum::<u16>();
    let has_top = wanted + cells(&chart.top) <= canvas.width();
    let end = canvas.width() - if has_top { cells(&chart.top) } else { 0 };
    let mut x = 0;
    for (text, role) in &chart.title {
        // What it is about may be cut; a figure for which there is no room is left out.
        if x > 0 && x + cells(text) > end {
            break;
        }
        x = canvas.short((x, 0), text, end.saturating_sub(x), *role) + 1;
    }
    if has_top {
        canvas.text_right(0, &chart.top, Role::Quiet);
    }
    let (width, height) = (canvas.width(), canvas.height().saturating_sub(1));
    if chart.highest <= 0.0 || height == 0 {
        return;
    }
    for x in 0..width {
        let [second, first] = [&chart.second, &chart.first].map(|values| column(values, x, width));
        // The lower one stands in front; where both are the same it is as it was.
        let mut bars = [(second, Role::Second), (first, Role::First)];
        if chart.is_of_futures && first >= second {
            bars.reverse();
        }
        for (value, role) in bars {
            let share = value / chart.highest;
            let is_patterned =
                role == Role::Second && (chart.is_of_futures || !canvas.theme.has_colours());
            bar(canvas, x, share, (role, is_patterned));
        }
    }
}

/// Draws a column from the ground up.
fn bar(canvas: &mut Canvas<'_>, x: u16, share: f64, (role, is_patterned): (Role, bool)) {
    let height = canvas.height().saturating_sub(1);
    let exact = share * f64::from(height) * 8.0;
    let step = if is_patterned { 8.0 } else { 1.0 };
    let eighths = ((exact / step).round() * step) as u16;
    let eighths = if share > 0.0 { eighths.max(step as u16) } else { 0 };
    for row in 0..height {
        let here = eighths.saturating_sub(row * 8).min(8);
        if here > 0 {
            let whole = canvas.theme.fill(role);
            let sign = if is_patterned || !canvas.theme.unicode {
                whole
            } else {
                EIGHTHS[usize::from(here)]
            };
            canvas.text(x, height - row, sign, role);
        }
    }
}

/// Returns the highest point of a series in a column of so many; a short series is drawn point by
/// point.
fn column(series: &[f64], x: u16, width: u16) -> f64 {
    let (x, width) = (usize::from(x), usize::from(width).max(1));
    let (from, to) = if series.len() <= width {
        (x, x + 1)
    } else {
        (x * series.len() / width, (x + 1) * series.len() / width)
    };
    let points = series.get(from..to.min(series.len())).unwrap_or_default();
    points.iter().copied().filter(|v| v.is_finite()).fold(0.0, f64::max)
}
