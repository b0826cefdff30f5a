//! A bare `boh` in a terminal: the first minute, or any scenario.

use super::args::{Global, Kept};
use super::keeping::keeper;
use super::live::{Watched, looks, sit, watch};
use super::{Exit, demo, study};
use crate::dashboard::{self, Chooser, Chosen, MINUTE, MINUTE_SCENARIO};
use crate::lens::Tongue;
use crate::scenario::{Scenario, Source, bundled, understand};
use anyhow::Context;
use std::sync::Arc;

/// Lets somebody choose, and shows it; from the guide there is a way back.
pub fn choose(global: Global) -> anyhow::Result<Exit> {
    let sources = bundled().into_iter().map(|known| Source::from_text(known.name, known.text));
    let known = sources.filter_map(|source| understand(&source, &[]).ok());
    let scenarios: Vec<Arc<Scenario>> = known.map(Arc::new).collect();
    let mut chooser = Chooser::new(scenarios.clone(), looks(Tongue::Kitchen, global));
    let kept = Kept { student: None, here: false };
    let lectures = study::course(keeper(&kept, global).progress(), None);
    chooser.offers(lectures.len(), lectures.iter().filter(|lecture| lecture.is_done()).count());
    loop {
        dashboard::show(&mut chooser, None).context("the terminal cannot be drawn on")?;
        if let Some(signal) = chooser.signal {
            return Ok(Exit::Signal(signal));
        }
        let looks = chooser.looks;
        match chooser.chosen.take() {
            None => return Ok(Exit::Done),
            Some(Chosen::Scenario(chosen)) => {
                return watch(Watched::of(Arc::clone(&scenarios[chosen])), looks, global);
            }
            Some(Chosen::Course) => {
                return study::from(&kept, None, looks, global);
            }
            Some(Chosen::Guide) => {
                let source = Source::from_text("first-minute", MINUTE_SCENARIO);
                let watched = Watched { script: Some(&MINUTE), ..demo::opened(&source)? };
                if let Some(exit) = sit(watched, looks, global)? {
                    return Ok(exit);
                }
                chooser.has_been_guided();
            }
        }
    }
}
