//! `boh new lesson`: a lesson about one knob, with everything in it measured.

use super::{begun, for_shell, output, refuse, unfit};
use crate::cli::args::{Check, Global, NewLesson};
use crate::cli::{Exit, prove, signals};
use crate::lens::Lens;
use crate::lesson::{ENOUGH_SEEDS, Naming, NotFound, draft, id_of, seek};
use crate::scenario::diagnostics::nearest;
use crate::scenario::{KnobInfo, Source, knobs, understand};
use crate::text::safe_text::safe_short;
use std::num::NonZero;
use std::path::Path;
use std::sync::Arc;
use std::thread;

/// Writes a lesson.
pub fn write(args: &NewLesson, global: Global) -> anyhow::Result<Exit> {
    let shown = safe_short(&args.file.to_string_lossy(), 200);
    if let Some(cause) = unfit(&args.file, &shown, ("md", "hatches.md")) {
        return Ok(refuse(&cause));
    }
    let source = match source(args) {
        Ok(source) => source,
        Err(cause) => return Ok(refuse(&cause)),
    };
    let mut scenario = match understand(&source, &[]) {
        Ok(scenario) => scenario,
        Err(findings) => {
            output::findings(&findings, global);
            return Ok(Exit::Invalid);
        }
    };
    scenario.goals.clear();
    let scenario = Arc::new(scenario);
    let interrupts = signals::catch()?;
    let threads = thread::available_parallelism().map_or(1, NonZero::get);
    let sought =
        seek(&scenario, &args.teach, (ENOUGH_SEEDS, threads), &|| interrupts.caught().is_some());
    let sought = match sought {
        Ok(sought) => sought,
        Err(NotFound::Interrupted) => {
            return Ok(interrupts.caught().map_or(Exit::Failed, Exit::Signal));
        }
        Err(NotFound::NoKnob(name)) => {
            let known = knobs(&scenario);
            let meant = nearest(&name, known.iter().map(|knob| knob.name.as_str()));
            let name = safe_short(&name, 60);
            let cause = match meant {
                Some(meant) => format!("there is no knob \"{name}\": did you mean {meant}?"),
                None => format!("there is no knob \"{name}\": `boh knobs` lists them"),
            };
            return Ok(refuse(&cause));
        }
        Err(other) => return Ok(refuse(&other.to_string())),
    };
    let knob = |knob: &KnobInfo| {
        let words = Lens::kitchen().knob(knob.key.path);
        words.map_or_else(|| knob.name.clone(), |words| words.name.clone())
    };
    let dial = |name: &str| Lens::kitchen().dial_name(name);
    let naming = Naming { knob: &knob, dial: &dial };
    let stem = args.file.file_stem().unwrap_or_default().to_string_lossy();
    let id = id_of(&stem);
    let text = draft(&id, &args.from, &scenario, &sought, &naming);
    if let Some(refused) = begun(&args.file, &text)? {
        return Ok(refused);
    }
    if !global.quiet {
        let file = for_shell(&args.file);
        output::result(&format!(
            "{shown} is written. Next:\n  boh learn {file} --watch    beside your editor\n  boh check {file}\n\n"
        ))?;
    }
    let check = Check { files: Vec::new(), seeds: ENOUGH_SEEDS, fill: false };
    prove::check(&args.file.to_string_lossy(), &check, global)
}

/// Finds the scenario as the lesson will: bundled, or in the lesson's own folder.
fn source(args: &NewLesson) -> Result<Source, String> {
    let from = Path::new(&args.from);
    let is_file = from.extension().is_some_and(|ending| ending == "toml");
    if is_file && from.file_name() != Some(from.as_os_str()) {
        let name = safe_short(&args.from, 100);
        return Err(format!(
            "\"{name}\" is in another folder: a lesson reads only what lies beside it, so name a file \
             there"
        ));
    }
    let folder = args.file.parent().unwrap_or(Path::new(""));
    let at = if is_file { folder.join(from) } else { from.to_owned() };
    Source::open(&at.to_string_lossy()).map_err(|error| error.to_string())
}
