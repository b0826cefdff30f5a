//! Tests of the harmless texts, with hostile input.

use super::*;
use proptest::prelude::*;

/// Checks what a hostile text turns into.
fn check(text: &str, harmless: &str) {
    assert_eq!(safe(text), harmless, "of {text:?}");
}

#[test]
fn controls_and_invisible_characters_are_replaced() {
    check("", "");
    check("Grüße, 漢字 and 🍔", "Grüße, 漢字 and 🍔");
    check(
        "\u{1b}[2J\u{7}\r\n\t\0\u{7f}",
        "\u{fffd}[2J\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}",
    );
    check("\u{9b}31m\u{85}", "\u{fffd}31m\u{fffd}");
    check("a\u{202e}b\u{2066}c\u{61c}d\u{200e}", "a\u{fffd}b\u{fffd}c\u{fffd}d\u{fffd}");
    check("a\u{200d}b\u{200b}\u{2060}\u{feff}", "a\u{fffd}b\u{fffd}\u{fffd}\u{fffd}");
    check("\u{e0041}\u{e007f}\u{2028}\u{2029}\u{ad}", "\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}");
}

#[test]
fn a_cell_holds_eight_code_points() {
    check(&format!("e{}x", "\u{301}".repeat(5_000)), &format!("e{}x", "\u{301}".repeat(7)));
    check(&"\u{301}".repeat(20), &"\u{301}".repeat(7));
    let khmer = safe(&"\u{17d2}\u{1780}".repeat(5_000));
    assert!(khmer.chars().count() <= 8 * khmer.width().max(1), "{}", khmer.chars().count());
}

#[test]
fn short_texts_end_in_an_ellipsis() {
    for (text, cells, short) in [
        ("burger", 6, "burger"),
        ("burger", 5, "burg…"),
        ("burger", 1, "…"),
        ("burger", 0, ""),
        ("", 0, ""),
        ("漢字漢字", 8, "漢字漢字"),
        ("漢字漢字", 7, "漢字漢…"),
        ("漢字漢字", 6, "漢字…"),
        ("a\u{301}b", 1, "…"),
        ("ab\u{301}", 2, "ab\u{301}"),
        ("a\nb", 3, "a\u{fffd}b"),
    ] {
        assert_eq!(safe_short(text, cells), short, "{text:?} in {cells}");
    }
}

#[test]
fn byte_offsets_stay() {
    for (text, harmless) in [
        ("a\tb\nc\r\n", "a b\nc?\n"),
        ("\u{1b}[0m", "?[0m"),
        ("\u{9b}x", "??x"),
        ("\u{202e}x", "\u{fffd}x"),
        ("\u{e0041}x", "????x"),
    ] {
        assert_eq!(safe_same_bytes(text), harmless, "of {text:?}");
    }
    let marks = safe_same_bytes(&format!("e{}", "\u{301}".repeat(10)));
    assert_eq!(marks, format!("e{}??{}", "\u{301}".repeat(7), "\u{301}".repeat(2)));
}

/// A banned character, as the brief of this file lists them (not as the code does).
fn banned(c: char) -> bool {
    let n = u32::from(c);
    n < 0x20
        || (0x7f..=0x9f).contains(&n)
        || (0x200b..=0x200f).contains(&n)
        || (0x2028..=0x202e).contains(&n)
        || (0x2066..=0x2069).contains(&n)
        || (0xe0000..=0xe007f).contains(&n)
        || [0x61c, 0x2060, 0xfeff].contains(&n)
}

/// Returns texts that are mostly trouble.
fn hostile() -> impl Strategy<Value = String> {
    let trouble = prop::char::ranges(
        vec![
            '\0'..='\u{ff}',
            '\u{300}'..='\u{310}',
            '\u{5b0}'..='\u{61f}',
            '\u{640}'..='\u{650}',
            '\u{1160}'..='\u{1170}',
            '\u{1780}'..='\u{17d3}',
            '\u{200a}'..='\u{2070}',
            '\u{2600}'..='\u{2610}',
            '\u{fe00}'..='\u{fe0f}',
            '\u{1f1e6}'..='\u{1f1ff}',
            '\u{1f3fa}'..='\u{1f400}',
            '\u{e0000}'..='\u{e01ff}',
        ]
        .into(),
    );
    prop::collection::vec(prop_oneof![trouble, any::<char>()], 0..60)
        .prop_map(|chars| chars.into_iter().collect())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn nothing_banned_comes_out(text in hostile()) {
        prop_assert!(!safe(&text).chars().any(banned));
        prop_assert!(!safe_short(&text, 20).chars().any(banned));
        prop_assert!(!safe_same_bytes(&text).chars().any(|c| c != '\n' && banned(c)));
        prop_assert_eq!(safe(&safe(&text)), safe(&text));
    }

    #[test]
    fn a_short_text_fits(text in hostile(), cells in 0_usize..20) {
        let short = safe_short(&text, cells);
        prop_assert!(short.width() <= cells, "{:?} has {} cells", short, short.width());
        prop_assert!(short.chars().count() <= 8 * cells.max(1) + 8);
    }

    #[test]
    fn offsets_mean_the_same(text in hostile()) {
        let harmless = safe_same_bytes(&text);
        prop_assert_eq!(harmless.len(), text.len());
        for (at, c) in text.char_indices() {
            prop_assert!(harmless.is_char_boundary(at));
            prop_assert_eq!(c == '\n', harmless.as_bytes()[at] == b'\n');
        }
    }
}
