//! `boh schema`: the form of scenario files, lessons and reports, for editors and programs.

use super::args::{Schema, SchemaOf};
use super::{Exit, output};
use crate::lens::Lens;
use crate::lesson;
use crate::report;
use crate::scenario;

/// Prints a JSON Schema.
pub fn schema(args: &Schema) -> anyhow::Result<Exit> {
    let schema = match args.what {
        SchemaOf::Scenario => scenario::schema(&words),
        SchemaOf::Lesson => lesson::schema(),
        SchemaOf::Report => report::schema(),
    };
    output::result(&format!("{schema:#}\n"))?;
    Ok(Exit::Done)
}

/// Returns what both lenses say about a key.
fn words(path: &str) -> String {
    let help = |lens: &'static Lens| lens.knob(path).map(|words| words.help.as_str());
    let (kitchen, backend) = (help(Lens::kitchen()), help(Lens::backend()));
    match (kitchen, backend) {
        (Some(kitchen), Some(backend)) if kitchen != backend => format!("{kitchen} ({backend})"),
        (kitchen, backend) => kitchen.or(backend).unwrap_or_default().to_owned(),
    }
}
