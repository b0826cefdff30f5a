//! A screen as an SVG. Frames and bars are drawn as shapes: signs of a font that somebody else has
//! would not meet. Each word is stretched to its cells, so that everything stands where it should.

use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};
use std::fmt::Write;

/// The width and the height of a cell.
const CELL: (u16, u16) = (10, 20);
/// Around the screen.
const AROUND: u16 = 18;
/// Above it.
const ABOVE: u16 = 44;
const BACKGROUND: &str = "#0d1117";
const TEXT: &str = "#d0d7de";
/// What is dim.
const DIM: &str = "#6e7681";
const FONT: &str =
    "ui-monospace,'SF Mono','Cascadia Mono','DejaVu Sans Mono',Menlo,Consolas,monospace";

/// Draws a screen.
pub fn of(buffer: &Buffer) -> String {
    let (columns, rows) = (buffer.area.width, buffer.area.height);
    let (width, height) = (columns * CELL.0 + 2 * AROUND, rows * CELL.1 + ABOVE + AROUND);
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" \
         width=\"{width}\" height=\"{height}\" font-family=\"{FONT}\" font-size=\"16.6\">\n\
         <rect x=\"0.5\" y=\"0.5\" width=\"{}\" height=\"{}\" rx=\"10\" fill=\"{BACKGROUND}\" \
         stroke=\"#30363d\"/>\n",
        width - 1,
        height - 1
    );
    for (x, color) in [(24, "#ff5f57"), (46, "#febc2e"), (68, "#28c840")] {
        let _ = writeln!(svg, "<circle cx=\"{x}\" cy=\"22\" r=\"6.5\" fill=\"{color}\"/>");
    }
    let _ = writeln!(svg, "<g transform=\"translate({AROUND} {ABOVE})\">");
    for y in 0..rows {
        row(&mut svg, buffer, y);
    }
    svg + "</g>\n</svg>\n"
}

/// Draws a row: what looks alike and stands together is one shape, or one word.
fn row(svg: &mut String, buffer: &Buffer, y: u16) {
    let cell = |x: u16| &buffer[(x, y)];
    let mut x = 0;
    while x < buffer.area.width {
        let first = cell(x);
        let is_drawn = shape(first.symbol(), 1).is_some();
        let goes_on = |other: &Cell| {
            let is_same =
                if is_drawn { other.symbol() == first.symbol() } else { other.symbol() != " " };
            is_same
                && other.style() == first.style()
                && is_drawn == shape(other.symbol(), 1).is_some()
        };
        let mut end = x + 1;
        while end < buffer.area.width && (first.symbol() != " ") && goes_on(cell(end)) {
            end += 1;
        }
        let text: String = (x..end).map(|x| cell(x).symbol()).collect();
        piece(svg, (x, y), (&text, end - x), first);
        x = end;
    }
}

fn piece(svg: &mut String, (x, y): (u16, u16), (text, cells): (&str, u16), like: &Cell) {
    let (left, top, wide) = (x * CELL.0, y * CELL.1, cells * CELL.0);
    let is_turned = like.modifier.contains(Modifier::REVERSED);
    let is_dim = like.modifier.contains(Modifier::DIM);
    let (ink, ground) = (if is_dim { DIM } else { color(like.fg) }, BACKGROUND);
    if is_turned {
        let _ = writeln!(
            svg,
            "<rect x=\"{left}\" y=\"{top}\" width=\"{wide}\" height=\"20\" fill=\"{ink}\"/>"
        );
    }
    let ink = if is_turned { ground } else { ink };
    if text.trim().is_empty() {
        return;
    }
    let sign = text.chars().next().map(String::from).unwrap_or_default();
    if let Some(shape) = shape(&sign, cells) {
        let _ = writeln!(
            svg,
            "<g transform=\"translate({left} {top})\" fill=\"{ink}\" stroke=\"{ink}\">{shape}</g>"
        );
        return;
    }
    let bold = if like.modifier.contains(Modifier::BOLD) { " font-weight=\"700\"" } else { "" };
    let text = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    let _ = writeln!(
        svg,
        "<text x=\"{left}\" y=\"{}\" textLength=\"{wide}\" lengthAdjust=\"spacingAndGlyphs\" \
         fill=\"{ink}\"{bold}>{text}</text>",
        top + 15
    );
}

fn color(color: Color) -> &'static str {
    match color {
        Color::Cyan => "#4cd1e0",
        Color::Magenta => "#c297ff",
        Color::Blue => "#58a6ff",
        Color::Yellow => "#e3b341",
        Color::Red => "#ff6b6b",
        Color::LightRed => "#ff9d5c",
        Color::Green => "#56d364",
        _ => TEXT,
    }
}

/// Returns how a sign of which so many stand in a row is drawn; none: it is a letter.
fn shape(sign: &str, cells: u16) -> Option<String> {
    let wide = cells * CELL.0;
    let bar = |x: u16, y: f64, width: u16, height: f64, faint: f64| {
        let fade = if faint < 1.0 { format!(" fill-opacity=\"{faint}\"") } else { String::new() };
        format!(
            "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\"{fade} stroke=\"none\" \
             shape-rendering=\"crispEdges\"/>"
        )
    };
    let line = |path: &str, thick: &str| {
        format!("<path d=\"{path}\" fill=\"none\" stroke-width=\"{thick}\"/>")
    };
    let each = |one: &dyn Fn(u16) -> String| (0..cells).map(|at| one(at * CELL.0)).collect();
    let filled = |path: &dyn Fn(u16) -> String| {
        each(&|x| format!("<path d=\"{}\" stroke=\"none\"/>", path(x)))
    };
    if let Some(eighths) = "▏▎▍▌▋▊▉█".chars().position(|known| sign == known.to_string())
    {
        let part = (eighths as u16 + 1) * CELL.0 / 8;
        return Some(if part == CELL.0 {
            bar(0, 1.0, wide, 19.0, 1.0)
        } else {
            each(&|x| bar(x, 1.0, part.max(1), 19.0, 1.0))
        });
    }
    if let Some(eighths) = "▁▂▃▄▅▆▇".chars().position(|known| sign == known.to_string())
    {
        let high = (eighths as f64 + 1.0) * 2.5;
        return Some(bar(0, 20.0 - high, wide, high, 1.0));
    }
    Some(match sign {
        "░" => bar(0, 1.0, wide, 19.0, 0.3),
        "▒" => bar(0, 1.0, wide, 19.0, 0.6),
        "▪" => each(&|x| {
            format!(
                "<rect x=\"{}\" y=\"5\" width=\"8\" height=\"11\" rx=\"1.5\" stroke=\"none\"/>",
                x + 1
            )
        }),
        "▮" => each(&|x| {
            format!(
                "<rect x=\"{}\" y=\"4\" width=\"7\" height=\"13\" rx=\"1\" stroke=\"none\"/>",
                x + 1
            )
        }),
        "▯" => each(&|x| {
            format!(
                "<rect x=\"{}.5\" y=\"4.5\" width=\"6\" height=\"12\" rx=\"1\" fill=\"none\"/>",
                x + 1
            )
        }),
        "─" => line(&format!("M0 10H{wide}"), "1.4"),
        "━" => line(&format!("M0 10H{wide}"), "3"),
        "│" => each(&|x| line(&format!("M{} 0V20", x + 5), "1.4")),
        "┃" => each(&|x| line(&format!("M{} 0V20", x + 5), "3")),
        "┊" => r#"<path d="M5 0V20" fill="none" stroke-width="1.4" stroke-dasharray="3 3.67"/>"#
            .to_owned(),
        "╭" => line("M5 20V14Q5 10 10 10", "1.4"),
        "╮" => line("M5 20V14Q5 10 0 10", "1.4"),
        "╰" => line("M5 0V6Q5 10 10 10", "1.4"),
        "╯" => line("M5 0V6Q5 10 0 10", "1.4"),
        "┬" => line("M0 10H10M5 10V20", "1.4"),
        "·" => {
            each(&|x| format!("<circle cx=\"{}\" cy=\"10\" r=\"1.4\" stroke=\"none\"/>", x + 5))
        }
        "▸" | "▶" => filled(&|x| format!("M{} 5L{} 10L{} 15Z", x + 2, x + 9, x + 2)),
        "◂" => filled(&|x| format!("M{} 5L{} 10L{} 15Z", x + 8, x + 1, x + 8)),
        "■" => filled(&|x| format!("M{} 5h8v10h-8Z", x + 1)),
        _ => return None,
    })
}
