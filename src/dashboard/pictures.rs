//! Pictures for the documents, made from what the program really draws: as text, and in colour as
//! an SVG. Whoever changes a screen makes them anew; CONTRIBUTING.md says how.
#![expect(clippy::disallowed_methods, reason = "it reads and writes the documents")]

mod svg;

use super::app::App;
use super::guide::tour::Tour;
use super::guide::{DEMO, DEMO_SCENARIO};
use super::stage::{self, Stage};
use crate::scenario::Source;
use std::fs;
use std::path::{Path, PathBuf};

/// The columns and rows of the picture at the top of README.md.
const WIDE: (u16, u16) = (120, 40);

fn path(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

fn read(name: &str) -> String {
    fs::read_to_string(path(name)).unwrap()
}

/// Opens a dashboard on a bundled scenario, so many seconds after it has opened.
fn app(name: &str, seconds: f64) -> App {
    stage::app(&mut Stage::open(name), seconds, true)
}

/// Draws the last screen of the demo in colour: one rush, and two futures of it.
fn dashboard() -> String {
    let mut tour = Tour::begin(&Source::open(DEMO_SCENARIO).unwrap(), &DEMO);
    tour.go_to_the_end();
    svg::of(tour.draw(WIDE.0, WIDE.1).backend().buffer())
}

/// Returns a document with the screen of a moment in the place that is marked for it.
fn with_screen(page: &str, mark: &str, mut app: App) -> String {
    let mark = format!("<!-- screen: {mark} -->\n\n```text\n");
    let (above, rest) = page.split_once(&mark).expect("the place is marked");
    let (_, below) = rest.split_once("```\n").expect("the picture ends");
    let screen = stage::drawn(&mut app, 80, 24);
    let line = |line: &str| line.trim_matches('"').trim_end().to_owned() + "\n";
    let picture: String = screen.lines().map(line).collect();
    format!("{above}{mark}{picture}```\n{below}")
}

/// Lists the documents with pictures, as they should be.
fn documents() -> [(&'static str, String); 2] {
    let students =
        with_screen(&read("docs/students.md"), "first-order-cooks", app("first-order", 14.0));
    [("docs/students.md", students), ("docs/dashboard.svg", dashboard())]
}

#[test]
fn the_documents_show_what_is_drawn() {
    for (name, should) in documents() {
        if std::env::var_os("UPDATE_DOCS").is_some() {
            fs::write(path(name), &should).unwrap();
        }
        let makes = "UPDATE_DOCS=1 cargo test --lib pictures";
        assert!(read(name) == should, "{name} shows another screen; this makes it anew: {makes}");
    }
    assert!(read("README.md").contains("(docs/dashboard.svg)"), "README.md shows no picture");
}
