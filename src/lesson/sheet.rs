//! One table of a lesson, the front matter or a block, as it is read key by key.

use super::keys::{Key, MOST_ITEMS, Section, Takes};
use crate::dials::Dial;
use crate::kernel::{Span, Time};
use crate::scenario::diagnostics::nearest;
use crate::scenario::timeline::{self, knobs};
use crate::scenario::value::{self, Problem, Read, Value, expected, from_units};
use crate::scenario::written::is_name;
use crate::scenario::{Dials, Goal as Condition, Reach, Scenario, Set, WindowSpec, units};
use crate::text::safe_text::{safe, safe_short};
use std::cell::{Cell, RefCell};
use std::sync::Arc;
use toml::de::DeTable;

use super::block::Over;

/// The most misspelt knobs of a block that are compared with all there are.
const GUESSES: u32 = 20;

/// The world that a block speaks of.
#[derive(Debug)]
pub struct Ground {
    /// Its scenario, as written.
    pub scenario: Arc<Scenario>,
    /// Its dials.
    pub dials: RefCell<Dials>,
}

impl Ground {
    /// Returns the ground that a scenario is.
    pub fn of(scenario: Arc<Scenario>) -> Ground {
        let dials = RefCell::new(Dials::of(&scenario.parts));
        Ground { scenario, dials }
    }
}

/// A table in the making. What is wrong with it is collected; places are those in its own text.
pub struct Sheet<'d, 'a> {
    section: &'static Section,
    table: &'d DeTable<'a>,
    text: &'d str,
    problems: RefCell<Vec<Problem>>,
    /// Whether something required is missing or cannot be read.
    is_broken: Cell<bool>,
}

impl<'d, 'a> Sheet<'d, 'a> {
    /// Begins to read a table: finds unknown and missing keys.
    pub fn of(section: &'static Section, table: &'d DeTable<'a>, text: &'d str) -> Self {
        let sheet = Sheet {
            section,
            table,
            text,
            problems: RefCell::default(),
            is_broken: Cell::new(false),
        };
        sheet.keys();
        sheet
    }

    fn keys(&self) {
        let names = self.section.names();
        let here = match self.section.word {
            "" => "the front matter".to_owned(),
            word => format!("a {word} block"),
        };
        for (name, _) in self.table {
            if self.section.key(name.get_ref()).is_none() {
                let cause = format!("there is no key \"{}\" here", safe_short(name.get_ref(), 40));
                let remedy = format!("{here} takes {}", names.join(", "));
                let meant = nearest(name.get_ref(), names.iter().copied());
                self.report(Problem::on(name.span(), cause).remedy(remedy).meant(meant));
            }
        }
        for key in self.section.keys.iter().filter(|key| key.is_required()) {
            if !self.has(key.name) {
                self.missing(key.name);
            }
        }
    }

    /// Notes that a key which is needed here is not there.
    pub fn missing(&self, name: &str) {
        let tells = self.takes(name).tells();
        let cause = match self.section.word {
            "" => format!("{name} is missing in the front matter"),
            word => format!("{name} is missing in this {word}"),
        };
        self.report(Problem::on(0..0, cause).remedy(format!("add {name} = {tells}")));
        self.is_broken.set(true);
    }

    /// Notes what is wrong.
    pub fn report(&self, problem: Problem) {
        self.problems.borrow_mut().push(problem);
    }

    /// Notes what is wrong at a key.
    pub fn complain(&self, name: &str, cause: impl Into<String>, remedy: impl Into<String>) {
        self.report(Problem::on(self.place(name), cause).remedy(remedy));
    }

    /// Ends: says what is wrong, and whether what was read is of any use.
    pub fn end(self) -> (Vec<Problem>, bool) {
        let problems = self.problems.into_inner();
        let is_good = problems.is_empty() && !self.is_broken.get();
        (problems, is_good)
    }

    fn takes(&self, name: &str) -> Takes {
        let key: Option<&Key> = self.section.key(name);
        key.expect("only keys of the table are asked for").takes
    }

    /// Says whether a key is written.
    pub fn has(&self, name: &str) -> bool {
        self.table.get(name).is_some()
    }

    /// Returns what stands at a key.
    pub fn value(&self, name: &str) -> Option<&'d Value<'a>> {
        self.table.get(name)
    }

    /// Returns a value as it is written.
    pub fn text(&self, value: &Value<'_>) -> String {
        self.text.get(value.span()).unwrap_or_default().to_owned()
    }

    /// Returns where a key's value stands; if it does not, the beginning.
    pub fn place(&self, name: &str) -> std::ops::Range<usize> {
        self.value(name).map_or(0..0, Value::span)
    }

    /// Reads what stands at a key, if it is there and fits.
    pub fn read<T>(&self, name: &str, read: impl FnOnce(&'d Value<'a>) -> Read<T>) -> Option<T> {
        match read(self.value(name)?) {
            Ok(read) => Some(read),
            Err(problem) => {
                self.report(problem);
                None
            }
        }
    }

    /// Reads a text of one paragraph; empty: it is not there.
    pub fn words(&self, name: &str) -> String {
        let takes = self.takes(name);
        self.read(name, |value| words(value, takes)).unwrap_or_default()
    }

    /// Reads a list, entry by entry.
    pub fn list<T>(
        &self,
        name: &str,
        most: usize,
        mut read: impl FnMut(&'d Value<'a>) -> Read<T>,
    ) -> Vec<T> {
        let tells = self.takes(name).tells();
        let entries = self.read(name, |value| value::list(value, &tells)).unwrap_or_default();
        if entries.len() > most {
            let cause = format!("{} entries are too many", entries.len());
            self.complain(name, cause, format!("write at most {most}"));
            return Vec::new();
        }
        let mut all = Vec::new();
        for entry in entries {
            match read(entry) {
                Ok(read) => all.push(read),
                Err(problem) => self.report(problem),
            }
        }
        all
    }

    /// Reads a whole number.
    pub fn whole(&self, name: &str) -> Option<i64> {
        let takes = self.takes(name);
        let Takes::Whole(least, most) = takes else { return None };
        self.read(name, |value| value::whole(value, least, most, &takes.tells()))
    }

    /// Reads a number.
    pub fn number(&self, name: &str) -> Option<f64> {
        let takes = self.takes(name);
        self.read(name, |value| {
            let number = value::number(value, &takes.tells())?;
            let fits = if takes == Takes::Positive { number > 0.0 } else { number >= 0.0 };
            if fits && number <= 1e9 { Ok(number) } else { Err(expected(value, &takes.tells())) }
        })
    }

    /// Reads a moment.
    pub fn moment(&self, name: &str, ground: &Ground) -> Option<Time> {
        self.read(name, |value| value::moment(value, ground.scenario.opens))
    }

    /// Reads a duration.
    pub fn span(&self, name: &str) -> Option<Span> {
        match self.takes(name) {
            Takes::Span => self.read(name, value::span),
            _ => self.read(name, value::span_or_zero),
        }
    }

    /// Reads a stretch of time, which must lie while the restaurant is open.
    pub fn over(&self, name: &str, ground: &Ground) -> Option<Over> {
        let tells = self.takes(name).tells();
        self.read(name, |value| {
            let text = value::text(value, &tells)?;
            let spec = from_units(value, WindowSpec::parse(text, ground.scenario.opens))?;
            let WindowSpec::Between(from, to) = spec else { return Err(expected(value, &tells)) };
            is_open(value, to, ground)?;
            Ok(Over { from, to })
        })
    }

    /// Reads a dial without a window.
    pub fn dial(&self, name: &str, ground: &Ground) -> Option<Dial> {
        self.read(name, |value| {
            let (dial, window) = dial(value, ground)?;
            if window == WindowSpec::Whole {
                return Ok(dial);
            }
            Err(Problem::at(value, "the time over which it is read is said elsewhere")
                .remedy("write the dial without @, and over = \"12:15..12:25\""))
        })
    }

    /// Reads one condition, or a list of them.
    pub fn reach(&self, name: &str, ground: &Ground) -> Vec<Condition> {
        if self.value(name).is_some_and(|value| value.get_ref().is_str()) {
            return self.read(name, |value| condition(value, ground)).into_iter().collect();
        }
        self.list(name, MOST_ITEMS, |value| condition(value, ground))
    }

    /// Reads knobs that are turned while the restaurant is open.
    pub fn turns(&self, name: &str, ground: &Ground) -> Vec<Set> {
        self.value(name).map_or_else(Vec::new, |value| self.turns_in(value, ground))
    }

    /// Reads knobs that are turned while the restaurant is open.
    pub fn turns_in(&self, value: &Value<'_>, ground: &Ground) -> Vec<Set> {
        let scenario = &ground.scenario;
        let at = (self.text, scenario.opens);
        let read = timeline::sets(value, at, &scenario.parts, &mut GUESSES.clone());
        let turned = read.unwrap_or_else(|problems| {
            self.problems.borrow_mut().extend(problems);
            Vec::new()
        });
        let sets =
            turned.into_iter().map(|turned| Set { path: turned.knob, value: turned.written });
        sets.filter(|set| match crate::scenario::turned(scenario, set) {
            Ok(_) => true,
            Err(findings) => {
                for finding in findings {
                    let problem = Problem::at(value, finding.cause);
                    self.report(Problem { remedy: finding.remedy, ..problem });
                }
                false
            }
        })
        .collect()
    }

    /// Reads keys that are set from the opening on. Whether they can be is for whoever opens that
    /// world to find out.
    pub fn change(&self, value: &Value<'_>, ground: &Ground) -> Vec<Set> {
        const TELLS: &str = "keys of the scenario, such as { \"kitchen.main.chefs\" = 3 }";
        let table = match value::table(value, TELLS) {
            Ok(table) => table,
            Err(problem) => {
                self.report(problem);
                return Vec::new();
            }
        };
        let parts = &ground.scenario.parts;
        let mut sets = Vec::new();
        for (path, place, value) in knobs("", table, parts) {
            if parts.locate(&path).is_none() {
                let cause = format!("there is no key \"{}\"", safe_short(&path, 60));
                let paths = parts.paths(|key| !key.path.contains('['));
                let meant = nearest(&path, paths.iter().map(|path| path.0.as_str()));
                let remedy = "`boh knobs SCENARIO` lists the keys that can be turned";
                self.report(Problem::on(place, cause).remedy(remedy).meant(meant));
                continue;
            }
            sets.push(Set { path, value: self.text(value) });
        }
        sets
    }
}

/// Reads a text of one paragraph. A control character that was written with an escape is refused.
pub fn words(value: &Value<'_>, takes: Takes) -> Read<String> {
    let text = value::text(value, &takes.tells())?;
    let is_forbidden = |c: char| c.is_control() && c != '\n' && c != '\r' && c != '\t';
    if text.chars().any(is_forbidden) {
        return Err(Problem::at(value, "this text holds a control character")
            .remedy("write plain text: a lesson cannot speak to the terminal"));
    }
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let most = if let Takes::Text(most) = takes { most } else { super::keys::MOST_TEXT };
    if text.is_empty() {
        return Err(Problem::at(value, "this text is empty").remedy("write a sentence"));
    }
    if text.chars().count() > most {
        return Err(Problem::at(value, "the text is too long")
            .remedy(format!("write at most {most} characters")));
    }
    Ok(safe(&text))
}

/// Reads the name of something.
pub fn name(value: &Value<'_>, takes: Takes) -> Read<String> {
    let text = value::text(value, &takes.tells())?;
    if is_name(text) { Ok(text.to_owned()) } else { Err(expected(value, &takes.tells())) }
}

/// Says what is wrong with a moment after closing time.
pub fn is_open(value: &Value<'_>, at: Time, ground: &Ground) -> Read<()> {
    if at <= ground.scenario.closing() {
        return Ok(());
    }
    let opens = ground.scenario.opens.0;
    let closes = units::show_clock(opens + ground.scenario.duration.0);
    Err(Problem::at(value, format!("the restaurant closes at {closes}"))
        .remedy("write an earlier time, or give the scenario a longer duration"))
}

/// Turns a sentence about a dial or a comparison into a problem.
fn said(value: &Value<'_>, (sentence, meant): (String, Option<String>)) -> Problem {
    let (cause, remedy) = match sentence.split_once(": ") {
        Some((cause, remedy)) => (cause.to_owned(), Some(remedy.to_owned())),
        None => (sentence, None),
    };
    Problem { span: value.span(), cause, remedy, did_you_mean: meant }
}

/// Reads a dial, perhaps over a window.
pub fn dial(value: &Value<'_>, ground: &Ground) -> Read<(Dial, WindowSpec)> {
    let text = value::text(value, &Takes::Dial.tells())?;
    let read = ground.dials.borrow_mut().over(text, ground.scenario.opens);
    let (dial, window) = read.map_err(|wrong| said(value, wrong))?;
    if let WindowSpec::Between(_, to) = window {
        is_open(value, to, ground)?;
    }
    Ok((dial, window))
}

/// Reads a condition.
pub fn condition(value: &Value<'_>, ground: &Ground) -> Read<Condition> {
    let text = value::text(value, &Takes::Reach.tells())?;
    let read = Reach::parse(text, ground.scenario.opens, &mut ground.dials.borrow_mut());
    let reach = read.map_err(|wrong| said(value, wrong))?;
    if let WindowSpec::Between(_, to) = reach.window {
        is_open(value, to, ground)?;
    }
    Ok(Condition { text: safe(text.trim()), reach })
}
