//! `boh learn FILE --watch`: a lesson beside the editor in which somebody writes it.

use super::args::{Global, Learn};
use super::live::{has_terminal, looks};
use super::{Exit, output};
use crate::dashboard::{self, Desk, Preview, Show as _};
use crate::lens::Tongue;
use crate::lesson::Reading;
use crate::runner::live::{Live, WallClock};
use crate::scenario::bundled_lessons;
use crate::text::safe_text::safe_short;
use anyhow::Context;
use notify::{RecommendedWatcher, RecursiveMode, Watcher as _};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::mpsc;
use std::thread;
use std::time::Duration;
use tokio::sync::watch;

/// An editor has saved a file when it has touched nothing for so long.
const QUIET: Duration = Duration::from_millis(60);

/// Shows a lesson, and shows it again whenever it has been saved.
pub fn preview(name: &str, args: &Learn, tongue: Tongue, global: Global) -> anyhow::Result<Exit> {
    if let Some(cause) = unfit(name) {
        output::message(&format!("error: {cause}\n"));
        return Ok(Exit::Invalid);
    }
    let (watcher, saves) = watched(Path::new(name)).with_context(|| {
        format!("the folder of \"{}\" cannot be watched", safe_short(name, 200))
    })?;
    let file = name.to_owned();
    let mut below = Below { watcher, folders: BTreeSet::new() };
    let desk = Desk {
        read: Box::new(move || below.read(&file)),
        start: Rc::new(|scenario, beginning| Live::start(scenario, beginning, WallClock::start())),
        saves: Some(saves),
        student: args.kept.student.clone(),
    };
    let mut preview = Preview::begin(desk, looks(tongue, global));
    let pictures = preview.opened();
    let drawn = dashboard::show(&mut preview, pictures);
    if let Some(signal) = preview.close() {
        return Ok(Exit::Signal(signal));
    }
    drawn.context("the terminal cannot be drawn on")?;
    Ok(Exit::Done)
}

/// The folders below the lesson's own that are watched: those in which its scenarios look for files.
struct Below {
    watcher: RecommendedWatcher,
    folders: BTreeSet<PathBuf>,
}

impl Below {
    /// Reads a lesson, and watches what it looks at from now on.
    fn read(&mut self, file: &str) -> Reading {
        self.watch();
        let reading = Reading::of(file);
        let known = self.folders.len();
        self.folders.extend(reading.folders().iter().cloned());
        if self.folders.len() == known {
            return reading;
        }
        self.watch();
        // Something may have been saved before that was noticed.
        Reading::of(file)
    }

    /// Watches every folder, also one that was taken away and put back. Where there is none, it is
    /// noticed when it is made: the folder above it is watched.
    fn watch(&mut self) {
        for folder in &self.folders {
            let _ = self.watcher.watch(folder, RecursiveMode::NonRecursive);
        }
    }
}

/// Says why this cannot be watched, and what to do instead.
fn unfit(name: &str) -> Option<String> {
    let shown = safe_short(name, 200);
    if name == "-" {
        return Some("standard input cannot be watched: write the lesson into a file".into());
    }
    if bundled_lessons().iter().any(|known| known.name == name) {
        let copy = format!("boh show {shown} > {shown}.md");
        return Some(format!("\"{shown}\" is no file: `{copy}` makes one of your own"));
    }
    if !Path::new(name).is_file() {
        return Some(format!("there is no file \"{shown}\": `boh new lesson {shown}` drafts one"));
    }
    if !has_terminal() {
        let cause = "--watch shows the lesson in a terminal, and there is none";
        return Some(format!("{cause}: `boh check {shown}` says what is wrong with it"));
    }
    None
}

/// Watches the folder of a file, as long as the watcher lives. Editors put a new file in the place
/// of the old one, and a scenario lies beside its lesson: so it is the folder that is watched.
fn watched(file: &Path) -> notify::Result<(RecommendedWatcher, watch::Receiver<()>)> {
    let (touched, touches) = mpsc::channel();
    let mut watcher = notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
        // Reading the lesson is an event, too.
        if event.is_ok_and(|event| !event.kind.is_access()) {
            let _ = touched.send(());
        }
    })?;
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty());
    watcher.watch(folder.unwrap_or(Path::new(".")), RecursiveMode::NonRecursive)?;
    let (saved, saves) = watch::channel(());
    thread::spawn(move || {
        while touches.recv().is_ok() {
            while touches.recv_timeout(QUIET).is_ok() {}
            if saved.send(()).is_err() {
                return;
            }
        }
    });
    Ok((watcher, saves))
}
