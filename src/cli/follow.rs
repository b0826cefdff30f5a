//! Following a run: line by line, row by row, or not at all.

use super::args::View;
use super::files::{self, File};
use super::output;
use super::signals::Interrupts;
use crate::kernel::{SECOND, Span, Time};
use crate::lens::{Lens, Tongue};
use crate::report::{self, MOST_ROWS, Rows};
use crate::runner::{
    self, Entry, Finished, Happening, Options, Pace, Progress, Run, Teller, ordinary_speed,
};
use crate::scenario::Scenario;
use crate::scenario::units::show_duration;
use std::io::{self, IsTerminal};

/// A run to be followed: what it is made from.
#[derive(Clone, Copy)]
pub struct Followed<'a> {
    /// The scenario.
    pub scenario: &'a Scenario,
    /// The seed.
    pub seed: u64,
    /// Whether to go on after closing time until the house is empty.
    pub drain: bool,
    /// What enters from outside.
    pub entries: &'a [Entry],
}

/// After so many messages what was told is written.
const TOLD_AT_ONCE: u64 = 1_000;

/// Runs to the end, and tells and writes on the way what is asked for; none: it cannot, and that
/// has been said.
pub fn follow(
    followed: Followed<'_>,
    (view, tongue): (&View, Tongue),
    interrupts: &Interrupts,
) -> anyhow::Result<Option<Finished>> {
    let Followed { scenario, seed, drain, entries } = followed;
    let interrupted = || interrupts.caught().is_some();
    if !view.plain && view.csv.is_none() {
        let options = Options { seed, drain, interrupted: &interrupted };
        return Ok(Some(runner::replay(scenario, options, entries)));
    }
    let mut rows = match &view.csv {
        None => None,
        Some(path) => match RowWriter::create(path, scenario)? {
            None => return Ok(None),
            rows => rows,
        },
    };
    let mut lines = Lines::new(followed, view, tongue);
    let teller = if view.plain { Teller::new } else { Teller::silent };
    let mut run = Run::open(scenario, seed, drain, teller(scenario.names()));
    run.expect(entries);
    loop {
        let shown_until = lines.pace.as_ref().map_or(Time::NEVER, Pace::reached);
        let row_at = rows.as_ref().map_or(Time::NEVER, RowWriter::next);
        let until = shown_until.min(row_at).max(run.now());
        let most = if lines.are_heard { TOLD_AT_ONCE } else { u64::MAX };
        let progress = run.advance(until, most);
        if !lines.write(&run.follower().take())? {
            run.follower().fall_silent();
        }
        if let Some(rows) = &mut rows
            && progress != Progress::Handled
            && run.now() >= row_at
        {
            rows.write(&mut run)?;
        }
        if progress == Progress::Over {
            break;
        }
        if interrupted() {
            run.interrupt();
        } else if progress == Progress::Reached && until == shown_until {
            lines.pace.iter().for_each(Pace::rest);
        }
    }
    if let Some(rows) = rows {
        rows.finish()?;
    }
    Ok(Some(run.finish(&interrupted)))
}

/// Lines for what happens, as long as somebody reads them.
struct Lines {
    opens: u64,
    lenses: Vec<&'static Lens>,
    pace: Option<Pace>,
    are_heard: bool,
}

impl Lines {
    fn new(followed: Followed<'_>, view: &View, tongue: Tongue) -> Lines {
        let paced = view.plain && io::stdout().is_terminal();
        let speed = || ordinary_speed(followed.scenario, followed.seed);
        Lines {
            opens: followed.scenario.opens.0,
            lenses: tongue.lenses(),
            pace: paced.then(|| Pace::start(view.speed.unwrap_or_else(speed))),
            are_heard: view.plain,
        }
    }

    /// Writes what happened; says whether anybody reads on.
    fn write(&mut self, happenings: &[Happening]) -> anyhow::Result<bool> {
        let line = |happening| report::plain(happening, self.opens, &self.lenses) + "\n";
        let text: String = happenings.iter().map(line).collect();
        if !text.is_empty() && !output::stream(text.as_bytes())? {
            // Nobody reads on: what is left of the run need not be told, nor paced.
            (self.are_heard, self.pace) = (false, None);
        }
        Ok(self.are_heard)
    }
}

/// Writes a row for each simulated second.
struct RowWriter {
    rows: Rows,
    /// None: standard output.
    file: Option<File>,
    second: u64,
    is_read: bool,
}

impl RowWriter {
    /// Begins with the names of the columns; none: there would be too many rows, or the file
    /// cannot be where it should, which has been said.
    fn create(path: &str, scenario: &Scenario) -> anyhow::Result<Option<RowWriter>> {
        if scenario.duration.0 / SECOND.0 > MOST_ROWS {
            let (most, longest) = (MOST_ROWS, show_duration(MOST_ROWS * SECOND.0));
            output::message(&format!(
                "error: --csv writes a row for each simulated second, at most {most}: simulate at \
                 most {longest}, as in --duration 24h\n"
            ));
            return Ok(None);
        }
        let file = match path {
            "-" => None,
            path => match files::create(path)? {
                None => return Ok(None),
                file => file,
            },
        };
        let rows = Rows::new(scenario.names());
        let mut writer = RowWriter { rows, file, second: 0, is_read: true };
        writer.put(&writer.rows.head())?;
        Ok(Some(writer))
    }

    /// Returns the end of the next second.
    fn next(&self) -> Time {
        // Beyond the last row, a drain goes on without more of them.
        let has_more = self.is_read && self.second < MOST_ROWS;
        if has_more { Time::OPENING + Span((self.second + 1) * SECOND.0) } else { Time::NEVER }
    }

    fn write(&mut self, run: &mut Run<'_, Teller<'_>>) -> anyhow::Result<()> {
        self.second += 1;
        let row = self.rows.row(self.second, run.reading().as_ref());
        self.put(&row)
    }

    fn put(&mut self, row: &[u8]) -> anyhow::Result<()> {
        match &mut self.file {
            Some(file) => file.write(row)?,
            None => self.is_read = output::stream(row)?,
        }
        Ok(())
    }

    fn finish(self) -> anyhow::Result<()> {
        if self.second == MOST_ROWS {
            output::message(&format!("note: the CSV ends after {MOST_ROWS} rows\n"));
        }
        self.file.map_or(Ok(()), File::finish)
    }
}
