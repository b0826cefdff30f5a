//! Words of any script, and which of two texts answers better.

use super::{relevance, words};

#[test]
fn words_are_letters_and_digits_in_lower_case() {
    assert_eq!(words("Table 12, by the WINDOW!"), ["table", "12", "by", "the", "window"]);
    assert_eq!(words("Σίσυφος l'été 東京 x_y"), ["σίσυφος", "l", "été", "東京", "x", "y"]);
    assert_eq!(words(" -–… "), [""; 0]);
}

#[test]
fn a_text_without_any_of_the_words_has_no_relevance() {
    for (asked, text) in [("", ""), ("", "pizza"), ("pizza", ""), ("pizza", "pizzas"), ("!", "!")] {
        assert!(relevance(asked, text) <= 0.0, "{asked} in {text}");
    }
    assert!(relevance("PIZZA", "a pizza") > 0.0);
    assert!(relevance("ÉTÉ", "l'été") > 0.0);
}

#[test]
fn more_of_the_words_is_better_and_more_often_a_little() {
    let asked = "spicy pizza";
    let texts = [
        "pasta",
        "pizza",
        "pizza, pizza",
        &"pizza ".repeat(1000),
        "a spicy pizza",
        "a spicy spicy pizza",
    ];
    let found = texts.map(|text| relevance(asked, text));
    assert!(found.is_sorted() && found.windows(2).all(|pair| pair[0] < pair[1]), "{found:?}");
    assert!((relevance("pizza pizza", "pizza") - relevance("pizza", "pizza")).abs() < 1e-12);
}

#[test]
fn a_long_question_is_cut() {
    let asked: Vec<String> = (0..40).map(|n| format!("w{n}")).collect();
    assert!(relevance(&asked.join(" "), "w31") > 0.0);
    assert!(relevance(&asked.join(" "), "w32") <= 0.0);
}
