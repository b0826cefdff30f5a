//! What a lens has no words for it borrows from the terms of the field, and marks it.

#[cfg(test)]
mod tests;

use super::vocabulary::{BORROWED, Lens, Table, Texts};

/// Fills what a lens lacks.
pub fn borrow(lens: Lens) -> Lens {
    let (mut lens, count) = filled(lens, BORROWED);
    lens.borrows = count > 0;
    // What it calls the things of a backend it may leave to the field, whose words those are.
    lens.beside = lens.beside.map(|beside| Box::new(filled(*beside, "").0));
    lens
}

fn filled(mut lens: Lens, mark: &'static str) -> (Lens, u32) {
    let mut borrower = Borrower { mark, count: 0 };
    let (kitchen, backend) = (Lens::kitchen(), Lens::backend());
    borrower.texts(&mut lens.words, &kitchen.words, &backend.words);
    borrower.texts(&mut lens.values, &kitchen.values, &backend.values);
    borrower.texts(&mut lens.says, &kitchen.says, &backend.says);
    borrower.texts(&mut lens.screen, &kitchen.screen, &backend.screen);
    borrower.texts(&mut lens.report, &kitchen.report, &backend.report);
    borrower.table(&mut lens.dials, &kitchen.dials, &backend.dials);
    borrower.table(&mut lens.knobs, &kitchen.knobs, &backend.knobs);
    borrower.table(&mut lens.phases, &kitchen.phases, &backend.phases);
    borrower.table(&mut lens.outcomes, &kitchen.outcomes, &backend.outcomes);
    borrower.table(&mut lens.steps, &kitchen.steps, &backend.steps);
    for (id, card) in &backend.parts {
        let own = lens.parts.entry(id.clone()).or_default();
        let known = kitchen.card(id);
        borrower.text(&mut own.name, &card.name, known.map(|known| &*known.name));
        borrower.text(&mut own.help, &card.help, known.map(|known| &*known.help));
    }
    for (id, name) in &backend.units.names {
        lens.units.names.entry(id.clone()).or_insert_with(|| name.clone());
    }
    (lens, borrower.count)
}

struct Borrower {
    mark: &'static str,
    count: u32,
}

impl Borrower {
    fn texts(&mut self, own: &mut Texts, kitchen: &Texts, backend: &Texts) {
        for (id, text) in
            backend.iter().filter(|(id, _)| !own.contains_key(*id)).collect::<Vec<_>>()
        {
            let mut borrowed = String::new();
            self.text(&mut borrowed, text, kitchen.get(id).map(String::as_str));
            own.insert(id.clone(), borrowed);
        }
    }

    fn table(&mut self, own: &mut Table, kitchen: &Table, backend: &Table) {
        for (id, words) in backend {
            let own = own.entry(id.clone()).or_default();
            let known = kitchen.get(id);
            self.text(&mut own.name, &words.name, known.map(|known| &*known.name));
            self.text(&mut own.help, &words.help, known.map(|known| &*known.help));
        }
    }

    /// Fills a text that is lacking; one that kitchen and backend share belongs to neither of them
    /// and needs no mark.
    fn text(&mut self, own: &mut String, text: &str, kitchen: Option<&str>) {
        if !own.is_empty() {
            return;
        }
        text.clone_into(own);
        if !text.is_empty() && kitchen != Some(text) {
            own.push_str(self.mark);
            self.count += 1;
        }
    }
}
