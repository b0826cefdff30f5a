use super::*;
use crate::scenario::{Source, bundled_lessons};

/// Reads a lesson in the folder of the bundled ones; returns what is wrong with it.
pub fn wrong(text: &str) -> String {
    match Lesson::open(&Source::lesson_from_text("lesson.md", text)) {
        Ok(lesson) => lesson.warnings.render(false, false),
        Err(findings) => findings.render(false, false),
    }
}

#[test]
fn every_bundled_lesson_can_be_read() {
    let all = bundled_lessons();
    assert_eq!(all.len(), 14);
    for known in all {
        match Lesson::open(&Source::bundled_lesson(&known)) {
            Ok(lesson) => {
                assert_eq!(lesson.id, known.name);
                let warnings = lesson.warnings.render(false, false);
                assert!(warnings.is_empty(), "{warnings}");
            }
            Err(findings) => panic!("{}", findings.render(false, false)),
        }
    }
}

#[test]
fn what_is_wrong_is_found_at_its_place() {
    let text = "+++\ntitle = \"X\"\nscenario = \"lunch-rush\"\n+++\n\nWords.\n\n```toml goal id=g\ntext = \"t\"\nreach = \"latency.p59 < 3s\"\nknobs = [\"kitchen.main.chef\"]\nsolution = { \"kitchen.main.chefs\" = 3 }\n```\n";
    let wrong = wrong(text);
    assert!(wrong.contains("lesson.md:10:9"), "{wrong}");
    assert!(wrong.contains("did you mean \"latency.p95\"?"), "{wrong}");
    assert!(wrong.contains("lesson.md:11:10"), "{wrong}");
    assert!(wrong.contains("did you mean \"kitchen.main.chefs\"?"), "{wrong}");
}
