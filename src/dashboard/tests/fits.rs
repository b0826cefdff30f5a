//! What does not fit is left out: half of a figure is another figure.

use super::*;

/// Lists the figures of a screen that were cut. The number of an order is known by its beginning.
fn cut(screen: &str) -> Vec<&str> {
    let is_cut = |word: &&str| {
        let kept = word.trim_matches('"').strip_suffix('…').unwrap_or_default();
        kept.ends_with(|c: char| c.is_ascii_digit())
            && kept.starts_with(|c: char| c.is_ascii_digit())
    };
    screen.split_whitespace().filter(is_cut).collect()
}

#[test]
fn no_figure_is_cut_on_any_screen() {
    for (name, seconds) in [("lunch-rush", 900.0), ("lunch-rush", 1795.0), ("payment", 714.0)] {
        let mut app = app(name, seconds);
        for panel in Panel::ALL {
            app.panel = panel;
            for (columns, rows) in [(60, 16), (67, 20), (80, 24), (120, 40)] {
                for is_zoomed in [false, true] {
                    app.is_zoomed = is_zoomed;
                    let screen = drawn(&mut app, columns, rows);
                    assert_eq!(cut(&screen), Vec::<&str>::new(), "{name} {panel:?}: {screen}");
                }
            }
        }
    }
    assert_eq!(cut("5 % over 4… #27… four…"), ["4…"]);
}

/// Of two figures for which there is no room the one is told that tells more.
#[test]
fn a_narrow_chart_tells_how_long_the_slowest_wait() {
    let mut app = app("lunch-rush", 900.0);
    (app.panel, app.is_zoomed) = (Panel::Charts, true);
    let narrow = drawn(&mut app, 60, 16);
    assert!(narrow.contains("5 % over 5") && !narrow.contains("half"), "{narrow}");
    let wide = drawn(&mut app, 120, 40);
    assert!(wide.contains("half") && wide.contains("5 % over 5"), "{wide}");
}

/// What guests came to is read in numbers, and numbers are whole or not there.
#[test]
fn what_guests_came_to_stands_there_in_whole_numbers() {
    let mut app = app("lunch-rush", 1795.0);
    let read = |what: &str| {
        let dial = format!("dining_room.web.orders.{what}");
        app.book.read(app.shot.floor(), &dial).unwrap()
    };
    let lost = read("refused") + read("failed") + read("abandoned");
    let told = format!("✓{} ✗{lost} ", read("served"));
    assert!(told.len() > 14, "they hardly fit: {told}");
    let screen = drawn(&mut app, 60, 16);
    assert!(screen.contains(&told), "{told}: {screen}");
}

/// Where two columns would cut words, there is one.
#[test]
fn no_word_is_cut_where_one_column_holds_it() {
    let mut app = app("lunch-rush", 900.0);
    (app.panel, app.is_zoomed) = (Panel::Dials, true);
    for (columns, rows) in [(120, 40), (160, 50), (200, 60)] {
        let screen = drawn(&mut app, columns, rows);
        assert!(
            screen.contains("1 plate in 20 took longer than") && !screen.contains('…'),
            "{screen}"
        );
    }
}
