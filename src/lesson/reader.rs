//! From pieces of a file to the steps of a lesson: which world a block is in, when it comes, and
//! whether it makes sense there.

use super::block::{Block, Predict, Run, Task, Until};
use super::keys::{self, BLOCKS};
use super::notes::{self, Said};
use super::pages::{Fence, Found, Piece};
use super::read;
use super::sheet::{Ground, Sheet};
use super::timing::untimely;
use super::whole::{Step, What};
use super::worlds::Worlds;
use crate::kernel::Time;
use crate::scenario::diagnostics::{Findings, nearest};
use crate::scenario::value::{Problem, text};
use crate::scenario::written::{finding, is_name};
use crate::scenario::{Set, Source};
use crate::text::safe_text::safe_short;
use crate::text::syntax::malformed;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use toml::de::DeTable;

/// The most blocks of a lesson.
const MOST_BLOCKS: usize = 100;

/// Reads one piece after another.
pub struct Reader<'s> {
    source: &'s Source,
    worlds: Worlds,
    /// The world as it is at this place; none: its scenario cannot be read.
    ground: Option<Ground>,
    world: usize,
    /// The moment at this place; none: it depends on the run.
    at: Option<Time>,
    ids: BTreeSet<String>,
    /// How many blocks of each kind there were.
    counts: BTreeMap<&'static str, usize>,
    findings: Findings,
}

impl<'s> Reader<'s> {
    /// Begins, in the world of the front matter.
    pub fn of(
        source: &'s Source,
        (worlds, ground): (Worlds, Option<Ground>),
        findings: Findings,
    ) -> Reader<'s> {
        Reader {
            source,
            worlds,
            ground,
            world: 0,
            at: Some(Time::OPENING),
            ids: BTreeSet::new(),
            counts: BTreeMap::new(),
            findings,
        }
    }

    /// Ends.
    pub fn end(self) -> (Worlds, Findings) {
        (self.worlds, self.findings)
    }

    /// Reads all pieces.
    pub fn steps(&mut self, pieces: Vec<Piece>) -> Vec<Step> {
        let mut steps = Vec::new();
        let mut fences = pieces.iter().filter(|piece| matches!(piece.what, Found::Fence(_)));
        if let Some(piece) = fences.nth(MOST_BLOCKS) {
            self.findings
                .error(piece.span.clone(), format!("more than {MOST_BLOCKS} blocks are too many"))
                .remedy("make two lessons of it");
            return steps;
        }
        for piece in pieces {
            let what = match piece.what {
                Found::Prose(prose) => Some(What::Prose(prose)),
                Found::Comment(text) => self.comment(&text, &piece.span),
                Found::Fence(fence) => self.fence(&fence).map(|block| What::Block(Box::new(block))),
            };
            steps.extend(what.map(|what| Step { span: piece.span, what }));
        }
        steps
    }

    fn comment(&mut self, text: &str, span: &Range<usize>) -> Option<What> {
        match notes::said(text) {
            Said::Step(what) => return Some(what),
            Said::Nothing => {}
            Said::Unknown(cause, remedy, meant) => {
                self.findings.warning(span.clone(), cause).remedy(remedy).did_you_mean(meant);
            }
            Said::Refused(cause, remedy) => {
                self.findings.error(span.clone(), cause).remedy(remedy);
            }
        }
        None
    }

    /// Reads a fenced block.
    fn fence(&mut self, fence: &Fence) -> Option<Block> {
        let mut words = fence.info.split_whitespace();
        let word = words.next().unwrap_or_default();
        let Some(section) = keys::section(word) else {
            let known: Vec<&str> = BLOCKS.iter().map(|section| section.word).collect();
            let cause = format!("there is no block \"{}\"", safe_short(word, 40));
            self.findings
                .error(fence.span.clone(), cause)
                .remedy(format!("write one of {}", known.join(", ")))
                .did_you_mean(nearest(word, known.iter().copied()));
            return None;
        };
        let id = self.id(section.word, &words.collect::<Vec<_>>(), fence);
        let (document, errors) = DeTable::parse_recoverable(&fence.text);
        for error in &errors {
            let wrong = malformed(&fence.text, error.message(), error.span());
            let span = wrong.span.map(|span| fence.in_file(&span));
            self.findings.error(span, wrong.cause).remedy(wrong.remedy);
        }
        if !errors.is_empty() {
            return None;
        }
        let sheet = Sheet::of(section, document.get_ref(), &fence.text);
        if section.word == "run" {
            self.open_world(&sheet);
        }
        let task = self.ground.as_ref().and_then(|at| read::task(section.word, &sheet, at));
        if let Some(task) = &task {
            self.check_worlds(task, &sheet);
            self.goes_on(task, &sheet);
        }
        let points = section.key("points").and_then(|key| sheet.whole(key.name)).unwrap_or(1);
        let (problems, is_good) = sheet.end();
        for problem in &problems {
            let span = fence.in_file(&problem.span);
            finding(problem, self.findings.error(span, problem.cause.clone()));
        }
        let task = task.filter(|_| is_good)?;
        Some(Block { id, points: points as u32, world: self.world, task })
    }

    /// Reads the name of a block; without one it is called after its kind and number.
    fn id(&mut self, kind: &'static str, words: &[&str], fence: &Fence) -> String {
        let number = self.counts.entry(kind).or_insert(0);
        *number += 1;
        let by_default = format!("{kind}-{number}");
        let mut id = None;
        for word in words {
            match word.split_once('=') {
                Some(("id", name)) if is_name(name) => id = Some(name.to_owned()),
                _ => {
                    let cause = format!("\"{}\" does not fit behind {kind}", safe_short(word, 40));
                    let remedy = "write id= and a name of a-z, 0-9, - and _, such as id=first-wait";
                    self.findings.error(fence.span.clone(), cause).remedy(remedy);
                }
            }
        }
        let asks = ["predict", "quiz", "number", "goal", "compare"].contains(&kind);
        if id.is_none() && words.is_empty() && asks {
            let cause = format!("this {kind} has no id: it is called {by_default} by its number");
            let remedy = format!(
                "write ```toml {kind} id=NAME, so that progress is kept when other blocks come \
                 before it"
            );
            self.findings.warning(fence.span.clone(), cause).remedy(remedy);
        }
        let id = id.unwrap_or(by_default);
        if !self.ids.insert(id.clone()) {
            let cause = format!("there is another block called \"{id}\"");
            self.findings.error(fence.span.clone(), cause).remedy("give each block its own id");
        }
        id
    }

    /// Opens the scenario that a run block names.
    fn open_world(&mut self, sheet: &Sheet<'_, '_>) {
        let Some(value) = sheet.value("scenario") else { return };
        let read = text(value, &keys::Takes::Scenario.tells()).and_then(|name| {
            open(self.source, name, &mut self.worlds)
                .map_err(|problem| Problem { span: value.span(), ..problem })
        });
        match read {
            Ok((number, ground)) => (self.world, self.ground) = (number, Some(ground)),
            Err(problem) => {
                sheet.report(problem);
                self.ground = None;
            }
        }
        self.at = Some(Time::OPENING);
    }

    /// Finds out whether the worlds in which something is changed can open.
    fn check_worlds(&self, task: &Task, sheet: &Sheet<'_, '_>) {
        let check = |key: &str, change: &[Set]| {
            if let Err(no_world) = self.worlds.scenario(self.world, change) {
                let problem = Problem::on(sheet.place(key), no_world.cause);
                let remedy = Some(no_world.remedy).filter(|remedy| !remedy.is_empty());
                sheet.report(Problem { remedy, did_you_mean: no_world.meant, ..problem });
            }
        };
        match task {
            Task::Predict(Predict { change, .. }) => check("change", change),
            Task::Quiz(quiz) => {
                if let Some(proof) = &quiz.proof {
                    check("proof", &proof.set);
                }
            }
            Task::Compare(compare) => {
                check("a", &compare.a);
                check("b", &compare.b);
            }
            _ => {}
        }
    }

    /// Goes on to where the world stands behind a block, and finds what comes at the wrong time.
    fn goes_on(&mut self, task: &Task, sheet: &Sheet<'_, '_>) {
        let Some(ground) = &self.ground else { return };
        let wrong = self.at.and_then(|at| untimely(task, at, ground.scenario.opens.0));
        if let Some(wrong) = wrong {
            sheet.complain(wrong.key, wrong.cause, wrong.remedy);
        }
        // What a condition waits for is found out only when the lesson is proved.
        let to = match task {
            Task::Run(Run { until: Some(Until::When(_)), .. }) => {
                self.at = None;
                return;
            }
            Task::Run(Run { until: Some(Until::Time(until)), .. }) => *until,
            Task::Predict(predict) => predict.over.to,
            _ => return,
        };
        self.at = Some(self.at.map_or(to, |at| at.max(to)));
    }
}

/// Opens a scenario that a lesson names; the place in the problem is not said.
pub fn open(source: &Source, name: &str, worlds: &mut Worlds) -> Result<(usize, Ground), Problem> {
    let problem = |cause: String, remedy: &str| Problem::on(0..0, cause).remedy(remedy);
    let scenario = source.scenario(name).map_err(|(cause, meant)| {
        let remedy = "write a bundled scenario (`boh list`), or a file in the lesson's folder \
                          that ends in .toml";
        problem(cause, remedy).meant(meant.as_deref())
    })?;
    let number = worlds.add(scenario);
    match worlds.scenario(number, &[]) {
        Ok(scenario) => Ok((number, Ground::of(scenario))),
        Err(no_world) => {
            let name = safe_short(name, 60);
            let cause = format!("the scenario {name} cannot open: {}", no_world.cause);
            Err(problem(cause, "`boh check` that scenario first"))
        }
    }
}
