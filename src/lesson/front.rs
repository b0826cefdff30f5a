//! The front matter: what stands between two lines of `+++`.

use super::keys::{FRONT, MOST_ITEMS};
use super::read;
use super::reader::open;
use super::sheet::{Ground, Sheet};
use super::whole::{Lesson, Vary};
use super::worlds::Worlds;
use crate::scenario::diagnostics::Findings;
use crate::scenario::value::{self, Problem};
use crate::scenario::written::is_name;
use crate::scenario::{Set, Source};
use crate::text::syntax::malformed;
use std::ops::Range;
use toml::de::DeTable;

/// The most combinations of what differs from student to student.
const MOST_COMBINATIONS: usize = 24;

/// What the front matter says.
pub struct Front {
    /// The lesson, with nothing in it yet; none: it cannot be read.
    pub lesson: Option<Lesson>,
    /// Its world; none: that cannot open.
    pub ground: Option<Ground>,
    /// What is wrong.
    pub problems: Vec<Problem>,
}

/// Finds the front matter, and where the text behind it begins.
pub fn split(text: &str, findings: &mut Findings) -> Option<(Range<usize>, usize)> {
    const REMEDY: &str = "begin with +++, lines such as title = \"The rush\" and scenario = \
                          \"lunch-rush\", and +++ again";
    let mut at = 0;
    let mut lines = text.split_inclusive('\n').map(|line| {
        at += line.len();
        (line.trim(), at)
    });
    let Some(("+++", from)) = lines.next() else {
        findings.error(0..0, "there is no front matter").remedy(REMEDY);
        return None;
    };
    let mut to = from;
    for (line, end) in lines {
        if line == "+++" {
            return Some((from..to, end));
        }
        to = end;
    }
    findings.error(0..3, "the front matter does not end").remedy(REMEDY);
    None
}

/// Reads the front matter, which begins at a place of the file.
pub fn read(source: &Source, (text, from): (&str, usize), worlds: &mut Worlds) -> Front {
    let (document, errors) = DeTable::parse_recoverable(text);
    let mut problems: Vec<Problem> = errors
        .iter()
        .map(|error| {
            let wrong = malformed(text, error.message(), error.span());
            Problem::on(wrong.span.unwrap_or(0..0), wrong.cause).remedy(wrong.remedy)
        })
        .collect();
    let sheet = Sheet::of(&FRONT, document.get_ref(), text);
    let world = sheet.read("scenario", |value| {
        let name = value::text(value, &super::keys::Takes::Scenario.tells())?;
        let opened = open(source, name, worlds);
        opened.map_err(|problem| Problem { span: value.span(), ..problem })
    });
    let ground = world.map(|(_, ground)| ground);
    let _ = sheet.whole("format");
    let id = read::id(&sheet).unwrap_or_else(|| id_of(&source.name));
    let vary = ground.as_ref().map_or_else(Vec::new, |ground| vary(&sheet, ground, worlds));
    let lesson = Lesson {
        shown: source.shown.clone(),
        id,
        hash: String::new(),
        title: sheet.words("title"),
        teaches: sheet.words("teaches"),
        minutes: sheet.whole("minutes").map(|minutes| minutes as u32),
        vary,
        steps: Vec::new(),
        worlds: Worlds::default(),
        warnings: Findings::new("", ""),
    };
    let (wrong, is_good) = sheet.end();
    let is_good = is_good && problems.is_empty();
    problems.extend(wrong);
    for problem in &mut problems {
        problem.span = problem.span.start + from..problem.span.end + from;
    }
    Front { lesson: is_good.then_some(lesson), ground, problems }
}

/// Makes an id of a file's name, less its ending.
pub fn id_of(name: &str) -> String {
    let letters = name.to_lowercase();
    let letters = letters.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' });
    let id: String = letters.take(64).collect();
    let id = id.trim_matches('-');
    if is_name(id) { id.to_owned() } else { "lesson".to_owned() }
}

/// Reads what differs from student to student.
fn vary(sheet: &Sheet<'_, '_>, ground: &Ground, worlds: &Worlds) -> Vec<Vary> {
    let Some(value) = sheet.value("vary") else { return Vec::new() };
    let tells = super::keys::Takes::Vary.tells();
    let Some(table) = sheet.read("vary", |value| value::table(value, &tells)) else {
        return Vec::new();
    };
    let keys = crate::scenario::timeline::knobs("", table, &ground.scenario.parts);
    let mut vary = Vec::new();
    for (path, place, list) in keys {
        let entries = match value::list(list, &tells) {
            Ok(entries) if !entries.is_empty() && entries.len() <= MOST_ITEMS => entries,
            Ok(_) => {
                let remedy = format!("write 1 to {MOST_ITEMS} values");
                sheet.report(Problem::at(list, "there are too few or too many").remedy(remedy));
                continue;
            }
            Err(problem) => {
                sheet.report(problem);
                continue;
            }
        };
        let mut values = Vec::new();
        for entry in entries {
            let text = sheet.text(entry);
            let set = Set { path: path.clone(), value: text.clone() };
            match worlds.scenario(0, &[set]) {
                Ok(_) => values.push(text),
                Err(no_world) => {
                    let span = if ground.scenario.parts.locate(&path).is_some() {
                        entry.span()
                    } else {
                        place.clone()
                    };
                    let remedy = Some(no_world.remedy).filter(|remedy| !remedy.is_empty());
                    let problem = Problem::on(span, no_world.cause);
                    let did_you_mean = no_world.meant;
                    sheet.report(Problem { remedy, did_you_mean, ..problem });
                }
            }
        }
        vary.push(Vary { path, values });
    }
    let combinations: usize = vary.iter().map(|vary| vary.values.len()).product();
    if combinations > MOST_COMBINATIONS {
        let cause = format!("{combinations} combinations are too many to prove");
        let remedy = format!("write fewer values: at most {MOST_COMBINATIONS} combinations");
        sheet.report(Problem::at(value, cause).remedy(remedy));
        return Vec::new();
    }
    vary
}
