//! Whatever is wrong with a lens is found, with its place and with what might have been meant.

use super::*;

const PIRATE: &str = "id = \"pirate\"\nname = \"Pirate ship\"\n";

fn problems(text: &str) -> Vec<Problem> {
    let text = format!("{PIRATE}{text}");
    let found = read(&text, &[Lens::kitchen(), Lens::backend()]).expect_err("it is wrong");
    for problem in &found {
        let span = problem.span.clone().expect("it is about a place");
        assert!(text.get(span).is_some(), "{problem:?}");
    }
    found
}

fn check(text: &str, place: &str, cause: &str, meant: Option<&str>) {
    let found = problems(text);
    let [problem] = &found[..] else { panic!("one problem: {found:?}") };
    assert!(problem.cause.contains(cause), "{}", problem.cause);
    let whole = format!("{PIRATE}{text}");
    let span = problem.span.clone().expect("it is about a place");
    assert!(whole[span].contains(place), "{problem:?}");
    let unknown = problem.unknown.as_ref();
    assert_eq!(meant.is_some(), unknown.is_some(), "{problem:?}");
    if let (Some(meant), Some((_, among))) = (meant, unknown) {
        assert!(among.iter().any(|known| known == meant), "{meant}: {among:?}");
    }
}

#[test]
fn every_mistake_is_found_where_it_is() {
    check("[wrods]\nchef = \"pirate\"", "wrods", "no table \"wrods\"", Some("words"));
    check("[words]\ncheff = \"pirate\"", "cheff", "under \"cheff\"", Some("chef"));
    check("[words]\nchef = 3", "3", "in quotes", None);
    check("words = 3", "3", "a table", None);
    check("[words]\nchef = \"\\u001b[2Jpirate\"", "pirate", "control character", None);
    for hostile in ["co\\u202eoks", "co\\u200boks", "a\\U000e0041b", "one\\ntwo"] {
        let text = format!("[phases]\ncooking = {{ name = \"x\", help = \"{hostile}\" }}");
        check(&text, &hostile[..2], "nobody can see", None);
    }
    let piled = format!("[phases]\ncooking = \"e{}\"", "\u{301}".repeat(8));
    check(&piled, "e", "too many marks", None);
    check("[phases]\ncokking = \"fires\"", "cokking", "no \"cokking\"", Some("cooking"));
    check("[phases.cooking]\nnam = \"fires\"", "nam", "called \"nam\"", Some("name"));
    check("[says]\npaid = \"{gold} for us\"", "gold", "fills {gold}", Some("money"));
    check("[says]\npaid = \"{money for us\"", "money", "closed", None);
    check("[units]\ntime = \"moons\"", "moons", "no \"moons\"", None);
    check("[units]\nhuor = \"glass\"", "huor", "no unit", Some("h"));
    check("[parts.kichen]\nname = \"deck\"", "kichen", "no part", Some("kitchen"));
    check("[beside.words]\ncheff = \"x\"", "cheff", "under \"cheff\"", Some("chef"));
    check(&format!("[words]\nchef = \"{}\"", "x".repeat(601)), "xxx", "600", None);
    check("[words", "", "no TOML", None);
}

#[test]
fn all_mistakes_are_found_in_one_go() {
    assert_eq!(problems("[words]\na = \"\"\nb = \"\"\n[phases]\nc = \"\"").len(), 3);
}

#[test]
fn a_lens_has_an_id_and_a_name() {
    for text in ["", "id = \"x\"", "id = \"\"\nname = \"Y\""] {
        let found = read(text, &[]).expect_err("it has none");
        assert!(found[0].remedy.as_ref().is_some_and(|remedy| remedy.contains("id =")), "{text}");
    }
}
