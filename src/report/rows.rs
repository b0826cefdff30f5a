//! What the dials show from second to second, as rows of CSV.

use crate::dials::{Dial, Names, Reading};
use crate::runner::shown;

/// The most rows: eleven days and a half.
pub const MOST_ROWS: u64 = 1_000_000;

/// Makes rows: the time in seconds, then every dial since the warm-up. A cell is empty where a
/// dial shows nothing.
#[derive(Debug)]
pub struct Rows {
    dials: Vec<Dial>,
}

impl Rows {
    /// Makes rows for a restaurant with these parts.
    pub fn new(names: &Names) -> Rows {
        Rows { dials: Dial::all(names) }
    }

    /// Returns the row with the names of the columns.
    pub fn head(&self) -> Vec<u8> {
        row(std::iter::once("time").chain(self.dials.iter().map(|dial| dial.name.as_str())))
    }

    /// Returns the row of the state at the end of a second; nothing to read: the warm-up lasts.
    pub fn row(&self, second: u64, reading: Option<&Reading<'_>>) -> Vec<u8> {
        // Rust writes the shortest number that reads back the same, as the JSON report does.
        let cell = |dial| shown(reading, dial).map_or_else(String::new, |value| value.to_string());
        row(std::iter::once(second.to_string()).chain(self.dials.iter().map(cell)))
    }
}

fn row<T: AsRef<[u8]>>(cells: impl Iterator<Item = T>) -> Vec<u8> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(cells).expect("it is written to memory");
    writer.into_inner().expect("it is written to memory")
}
