//! Lessons as they are read: prose, blocks, places, and what is wrong with them.

use super::block::{Until, Whom};
use super::prose::{Inline, Prose, Style, plain};
use super::*;
use crate::kernel::{MINUTE, SECOND, Span, Time};
use crate::scenario::{Source, bundled_lessons};

/// A lesson with some more in it, in the folder of the bundled ones.
fn text(more: &str) -> String {
    format!("+++\ntitle = \"X\"\nscenario = \"lunch-rush\"\n+++\n\n{more}\n")
}

/// Reads a lesson that need not be complete; returns it with what is wrong.
fn drafted(more: &str) -> (Option<Lesson>, String) {
    let source = Source::lesson_from_text("lesson.md", &text(more));
    let (lesson, findings) = Lesson::draft(&source);
    (lesson, findings.render(false, false))
}

fn steps(more: &str) -> Vec<What> {
    let (lesson, wrong) = drafted(more);
    assert_eq!(wrong, "");
    lesson.unwrap().steps.into_iter().map(|step| step.what).collect()
}

fn words(text: &str) -> Inline {
    Inline { text: text.into(), ..Inline::default() }
}

#[test]
fn every_bundled_lesson_can_be_read() {
    let all = bundled_lessons();
    assert_eq!(all.len(), 14);
    assert_eq!(course().len(), all.len());
    for known in all {
        match Lesson::open(&Source::bundled_lesson(&known)) {
            Ok(lesson) => {
                assert_eq!(lesson.id, known.name);
                let warnings = lesson.warnings.render(false, false);
                assert!(warnings.is_empty(), "{warnings}");
                assert_eq!(misfits(&lesson), [], "{}", known.name);
            }
            Err(findings) => panic!("{}", findings.render(false, false)),
        }
    }
}

#[test]
fn prose_keeps_its_form() {
    let strong = Inline { style: Style { strong: true, ..Style::default() }, ..words("chefs") };
    let code = Inline { style: Style { code: true, ..Style::default() }, ..words("o") };
    let link = Inline { link: Some("https://example.com".into()), ..words("there") };
    assert_eq!(
        steps("## Six **chefs**\n\nPress `o`\n[there](https://example.com).\n\n---\n"),
        [
            What::Prose(Prose::Heading(2, vec![words("Six "), strong])),
            What::Prose(Prose::Paragraph(vec![
                words("Press "),
                code,
                words(" "),
                link,
                words(".")
            ])),
            What::Prose(Prose::Rule),
        ]
    );
    let table = "| a | b |\n|---|---|\n| 1 | 2 |\n";
    assert_eq!(
        steps(table),
        [What::Prose(Prose::Table(
            vec![vec![words("a")], vec![words("b")]],
            vec![vec![vec![words("1")], vec![words("2")]]],
        ))]
    );
    let paragraph = |text: &str| Prose::Paragraph(vec![words(text)]);
    assert_eq!(
        steps("3. one\n4. two\n   - inner\n\n> said\n"),
        [
            What::Prose(Prose::List(
                Some(3),
                vec![
                    vec![paragraph("one")],
                    vec![paragraph("two"), Prose::List(None, vec![vec![paragraph("inner")]])],
                ],
            )),
            What::Prose(Prose::Quote(vec![paragraph("said")])),
        ]
    );
    assert_eq!(
        steps("```toml\na = 1\n```\n"),
        [What::Prose(Prose::Code("toml".into(), vec!["a = 1".into()]))]
    );
}

#[test]
fn comment_words_are_steps() {
    let said = "Words.\n<!-- pause -->\n<!--\nspeaker_note: |\n  one\n  two\n-->\n<!-- // mine -->\n\
                <!-- end_slide -->\n";
    let found = steps(said);
    assert_eq!(found[1..], [What::Pause, What::Note("one two".into()), What::EndSlide]);
    let (_, wrong) = drafted("<!-- pouse -->\n\nWords.\n");
    assert!(wrong.contains("did you mean \"pause\"?"), "{wrong}");
    let (_, wrong) = drafted("Words <!-- pause --> more.\n");
    assert!(wrong.contains("let it stand on a line of its own"), "{wrong}");
}

#[test]
fn html_and_pictures_are_text() {
    let found = steps("<script>alert(1)</script>\n\n![a cat](file:///etc/passwd)\n");
    let lines: Vec<String> = found
        .iter()
        .map(|what| match what {
            What::Prose(Prose::Paragraph(line)) => plain(line),
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(lines, ["<script>alert(1)</script>", "a cat"]);
}

#[test]
fn characters_in_disguise_are_harmless_too() {
    let found = steps("&#x1b;[2J [there](https://a&#7;b) `c`\n\n```a&#27;b\ncode\n```\n");
    let What::Prose(Prose::Paragraph(line)) = &found[0] else { panic!("{found:?}") };
    assert_eq!(plain(line), "\u{fffd}[2J there c");
    assert_eq!(line[1].link.as_deref(), Some("https://a\u{fffd}b"));
    assert_eq!(found[1], What::Prose(Prose::Code("a\u{fffd}b".into(), vec!["code".into()])));
}

#[test]
fn blocks_are_typed() {
    let found = steps(
        "```toml run\nuntil = \"12:10\"\n```\n\n```toml follow\nwho = \"next burger\"\n```\n\n```toml \
         run\nuntil = \"rail.length.now > 20\"\n```\n",
    );
    let tasks: Vec<&Task> = found
        .iter()
        .map(|what| match what {
            What::Block(block) => &block.task,
            other => panic!("{other:?}"),
        })
        .collect();
    let Task::Run(run) = tasks[0] else { panic!("{tasks:?}") };
    assert_eq!(run.until, Some(Until::Time(Time::OPENING + Span(10 * MINUTE.0))));
    assert_eq!(*tasks[1], Task::Follow(Whom::NextDish("burger".into())));
    let Task::Run(run) = tasks[2] else { panic!("{tasks:?}") };
    assert!(matches!(run.until, Some(Until::When(_))));
}

#[test]
fn what_is_wrong_in_a_block_is_found_at_its_place() {
    let goal = "```toml goal id=g\ntext = \"t\"\nreach = \"latency.p59 < 3s\"\nknobs = \
                [\"kitchen.main.chef\"]\nsolution = { \"kitchen.main.chefs\" = 3 }\n```\n";
    let (_, wrong) = drafted(goal);
    assert!(wrong.contains("lesson.md:8:9"), "{wrong}");
    assert!(wrong.contains("did you mean \"latency.p50\"?"), "{wrong}");
    assert!(wrong.contains("lesson.md:9:10"), "{wrong}");
    assert!(wrong.contains("did you mean \"kitchen.main.chefs\"?"), "{wrong}");
    // The same with the line ends of other systems, and with a mark at the beginning.
    let other = format!("\u{feff}{}", text(goal)).replace('\n', "\r\n");
    let (_, findings) = Lesson::draft(&Source::lesson_from_text("lesson.md", &other));
    let wrong = findings.render(false, false);
    assert!(wrong.contains("lesson.md:8:9") && wrong.contains("lesson.md:9:10"), "{wrong}");
}

#[test]
fn blocks_come_in_their_time() {
    let at = |blocks: &[&str]| {
        let fenced: Vec<String> = blocks.iter().map(|at| format!("```toml {at}\n```\n")).collect();
        drafted(&fenced.join("\n")).1
    };
    let run = "run\nuntil = \"12:20\"";
    assert!(at(&[run, "run\nuntil = \"12:10\""]).contains("it is 12:20 already"));
    let predict = |over: &str| {
        format!(
            "predict id=p\nask = \"?\"\ndial = \"latency.mean\"\nover = \"{over}\"\nchoices = \
             [\"a\", \"b\"]\ncut = [1]"
        )
    };
    assert_eq!(at(&[run, &predict("12:20..12:25")]), "");
    assert!(
        at(&[run, &predict("12:10..12:25")]).contains("it is 12:20 already where this is asked")
    );
    assert!(at(&[&predict("12:20..12:25")]).contains("there is nothing to compare with"));
    let goal = "goal id=g\ntext = \"t\"\nreach = \"latency.mean < 3s\"\nby = \"12:10\"\nknobs = \
                [\"kitchen.main.chefs\"]\nsolution = { \"kitchen.main.chefs\" = 3 }";
    assert!(at(&[run, goal]).contains("there is no time left"));
    let twice = format!("{goal}\nfrom = \"12:00\"");
    assert_eq!(at(&[run, &twice]), "");
    assert!(at(&[&twice, &twice]).contains("another block called \"g\""));
    let number = "number id=n\nask = \"?\"\ndial = \"orders.served\"\nover = \"12:05..12:15\"";
    assert!(at(&["run\nuntil = \"12:10\"", number]).contains("nobody can read this yet"));
}

#[test]
fn hostile_markdown_is_read_or_refused_and_never_more() {
    let deep = [
        ">".repeat(50_000),
        "- ".repeat(20_000),
        "[".repeat(50_000),
        "*a ".repeat(30_000),
        "|".repeat(50_000),
        format!("|{}\n|{}\n", "a|".repeat(2_000), "-|".repeat(2_000)),
        "<!--".repeat(10_000),
        "<a".repeat(30_000),
        "`".repeat(60_000),
        "![".repeat(30_000),
        "x".repeat(200_000),
    ];
    for more in deep {
        let _ = drafted(&more);
    }
    let (_, wrong) = drafted(&"> ".repeat(30));
    assert!(wrong.contains("nested more than 12 deep"), "{wrong}");
    let (_, wrong) = drafted("- a\n\n  ```toml run\n  until = \"12:10\"\n  ```\n");
    assert!(wrong.contains("let it begin at the left margin"), "{wrong}");
    let many = "```toml run\nuntil = \"12:10\"\n```\n\n".repeat(101);
    assert!(drafted(&many).1.contains("more than 100 blocks"));
}

#[test]
fn a_lesson_that_is_not_complete_says_what_is_missing() {
    let source = Source::lesson_from_text("lesson.md", &text("Words."));
    let wrong = Lesson::open(&source).unwrap_err().render(false, false);
    assert!(
        wrong.contains("nothing is predicted") && wrong.contains("there is no goal"),
        "{wrong}"
    );
    let source = Source::lesson_from_text("lesson.md", "Words.");
    let wrong = Lesson::open(&source).unwrap_err().render(false, false);
    assert!(wrong.contains("there is no front matter"), "{wrong}");
}

#[test]
fn the_world_stands_where_the_blocks_have_brought_it() {
    let more = "```toml run\nuntil = \"12:02\"\n```\n\n```toml set\nset = { \"kitchen.main.chefs\" = 5 \
                }\nfor = \"1m\"\n```\n\n```toml place\nroom = \"web\"\ndish = \"burger\"\n```\n\n```toml \
                run\nuntil = \"orders.served > 100\"\n```\n";
    let (lesson, wrong) = drafted(more);
    assert_eq!(wrong, "");
    let lesson = lesson.unwrap();
    let variant = Variant { seed: 3, vary: Vec::new() };
    let mut stand = Stand::opening(0);
    let mut stands = Vec::new();
    for block in lesson.blocks() {
        let world = lesson.worlds.world(block.world, &variant);
        stand = stand.after(block, &world, &|| false).unwrap();
        stands.push((stand.at, stand.entries.len()));
    }
    let two = Time::OPENING + Span(2 * MINUTE.0);
    assert_eq!(stands[..3], [(two, 0), (two, 2), (two, 3)]);
    // Seen by somebody who looks every second.
    let at = stands[3].0;
    assert!(at > two && at.0 % SECOND.0 == 0, "{at:?}");
    let served = |at: Time| {
        let scenario = lesson.worlds.world(0, &variant).scenario(&[]).unwrap();
        let mut dials = crate::scenario::Dials::of(&scenario.parts);
        let (dial, window) = dials.over("orders.served", scenario.opens).unwrap();
        let looks = vec![Look::at(&dial, window, at)];
        let trial = Trial { scenario, seed: 3, entries: stand.entries.clone(), looks };
        trial.run(&|| false)[0].unwrap()
    };
    assert!(served(at) > 100.0 && served(Time(at.0 - SECOND.0)) <= 100.0);
}

#[test]
fn borders_are_proposed_around_what_was_measured() {
    use super::cuts::propose;
    use super::measure::{Measure, answer};
    let all_alike = |measured: &[f64], cut: &[f64], choices: usize, measure: Measure| {
        let cut = propose(measured, cut, choices, measure);
        assert_eq!(cut.len(), choices - 1, "{cut:?}");
        assert!(cut.windows(2).all(|pair| pair[0] < pair[1]), "{cut:?}");
        let answers: Vec<usize> = measured.iter().map(|at| answer(*at, &cut)).collect();
        assert!(answers.windows(2).all(|pair| pair[0] == pair[1]), "{measured:?} {cut:?}");
        cut
    };
    let measures = [Measure::Ratio, Measure::Difference, Measure::Value];
    let spreads = [[0.4, 0.5, 0.7], [0.99, 1.0, 1.01], [2.0, 3.0, 9.0], [0.0, 0.0, 0.0]];
    for measured in spreads.iter().chain(&[[-4.0, -3.0, -1.0], [900.0, 1000.0, 1300.0]]) {
        for choices in 2..=9 {
            for measure in measures {
                all_alike(measured, &[], choices, measure);
            }
        }
        all_alike(measured, &[0.75, 1.0], 3, Measure::Ratio);
        all_alike(measured, &[0.2, 0.45, 0.6, 2.5, 5.0], 6, Measure::Value);
    }
    // What the author has written and what holds stays.
    assert_eq!(propose(&[1.2, 1.3], &[0.5, 3.0], 3, Measure::Ratio), [0.5, 3.0]);
}
