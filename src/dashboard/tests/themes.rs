//! One screen in each theme, with its styles: below each row of text a row of letters, one for
//! each style, and at the end what each letter stands for.

use super::*;
use crate::dashboard::theme::{Depth, Scheme, Theme};
use ratatui::buffer::{Buffer, Cell};
use ratatui::style::Color;

/// Names a style in few words.
fn style(cell: &Cell) -> String {
    format!("{} on {}, {:?}", cell.fg, cell.bg, cell.modifier)
}

/// Writes a screen down with its styles.
fn styled(buffer: &Buffer) -> String {
    let mut known: Vec<String> = Vec::new();
    let mut text = String::new();
    for y in 0..buffer.area.height {
        let row = (0..buffer.area.width).map(|x| &buffer[(x, y)]);
        let signs: String = row.clone().map(Cell::symbol).collect();
        let letters = row.map(|cell| {
            let style = style(cell);
            let at = known.iter().position(|known| *known == style);
            let at = at.unwrap_or_else(|| {
                known.push(style);
                known.len() - 1
            });
            char::from(b'a' + at as u8)
        });
        let letters: String = letters.collect();
        let _ = writeln!(text, "{}\n{}", signs.trim_end(), letters.trim_end_matches('a'));
    }
    for (letter, style) in ('a'..).zip(&known) {
        let _ = writeln!(text, "{letter} = {style}");
    }
    text
}

#[test]
fn one_screen_in_each_theme() {
    let mut app = app("lunch-rush", 900.0);
    for scheme in Scheme::ALL {
        app.looks.theme = Theme::new(scheme, Depth::True, true);
        let drawn = stage::draw(&mut app, 80, 24);
        let name = format!("{scheme:?}").to_lowercase();
        assert_snapshot!(format!("theme-{name}"), styled(drawn.backend().buffer()));
    }
    app.looks.theme = Theme::new(Scheme::Light, Depth::Sixteen, true);
    let drawn = stage::draw(&mut app, 80, 24);
    assert_snapshot!("theme-light-of-sixteen", styled(drawn.backend().buffer()));
}

/// Whatever is open, nothing shows the terminal's own background through.
#[test]
fn a_theme_with_a_background_covers_the_whole_screen() {
    let mut app = app("lunch-rush", 900.0);
    for (scheme, ground) in [(Scheme::Light, 0xff_ff_ff), (Scheme::Dark, 0x12_12_12)] {
        app.looks.theme = Theme::new(scheme, Depth::True, true);
        let ground = Color::from_u32(ground);
        for is_big in [false, true] {
            app.looks.is_big = is_big;
            let all = [None, Some(Overlay::Help), Some(Overlay::Knobs(KnobList::default()))];
            for (overlay, (columns, rows)) in all.into_iter().zip([(80, 24), (120, 40), (30, 5)]) {
                app.overlay = overlay;
                let drawn = stage::draw(&mut app, columns, rows);
                let cells = &drawn.backend().buffer().content;
                assert!(cells.iter().all(|cell| cell.bg == ground && cell.fg != Color::Reset));
            }
        }
    }
}

#[test]
fn without_colours_no_cell_has_one() {
    let mut app = app("lunch-rush", 900.0);
    app.looks.theme = Theme::new(Scheme::Mono, Depth::True, true);
    for is_big in [false, true] {
        app.looks.is_big = is_big;
        let drawn = stage::draw(&mut app, 120, 40);
        let cells = &drawn.backend().buffer().content;
        assert!(cells.iter().all(|cell| cell.bg == Color::Reset && cell.fg == Color::Reset));
    }
}
