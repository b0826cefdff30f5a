//! Dining rooms and how guests come to them.

use super::Writer;
use crate::generator::{CONSTANTS, Comes, Dist, Room, Row, SECOND, Screen};
use std::fmt::Write as _;

impl Writer<'_> {
    pub(super) fn room(&mut self, at: usize, room: &Room) {
        line!(self, "\n[dining_room.{}]", self.name("room", at));
        let group = u64::from(room.group.unwrap_or(1));
        let orders = self.shape.head.orders / self.shape.rooms.len() as u64 / group;
        self.comes(&room.comes, orders.max(1));
        self.has_if(room.group.is_some_and(|group| group > 1), "group");
        self.maybe("group", room.group.map(|group| group.to_string()));
        if let Some(mix) = &room.mix {
            self.has("orders");
            let weights = self.weights(mix);
            line!(self, "orders = {weights}");
        }
        match room.patience {
            Some((patience, until)) => {
                let random = patience.family >= CONSTANTS;
                self.has(if random { "random patience" } else { "constant patience" });
                self.has(if until == Some(true) { "until chef" } else { "until plate" });
                self.maybe_dist("patience", Some(patience));
                let words = |chef| if chef { "\"chef\"" } else { "\"plate\"" };
                self.maybe("patience_until", until.map(|until| words(until).into()));
            }
            None if self.style.spelled_out => line!(self, "patience = \"3650d\""),
            None => {}
        }
        self.has_if(room.distance.is_some_and(|distance| distance > 0), "distance");
        let distance = room.distance.map(|distance| format!("\"{}\"", self.time(distance)));
        self.maybe("distance", distance);
        self.has_if(room.device.is_some(), "device");
        let device = room.device.map(|time| match time {
            Screen::Draws(time) => self.dist(time),
            Screen::Off => "\"off\"".to_owned(),
        });
        self.maybe("device", device);
        let word = |is_right: bool, right: &str, wrong: &str| {
            format!("\"{}\"", if is_right { right } else { wrong })
        };
        self.has_if(room.goes_right == Some(false), "wrong address");
        self.maybe("address", room.goes_right.map(|goes| word(goes, "right", "wrong")));
        self.has_if(room.speaks_right == Some(false), "speaks kitchen");
        self.maybe("speaks", room.speaks_right.map(|speaks| word(speaks, "guest", "kitchen")));
        self.retry(room);
    }

    fn retry(&mut self, room: &Room) {
        let Some(retry) = &room.retry else {
            let never = self.never("0");
            self.maybe("retry.limit", never);
            return;
        };
        self.has_if(retry.limit != Some(0), "retry");
        self.has_if(retry.is_endless(), "retry unlimited");
        line!(self, "retry.limit = {}", Self::count(retry.limit));
        let wait = retry.wait.map(|wait| format!("\"{}\"", self.time(wait * SECOND)));
        self.maybe("retry.wait", wait);
        // Powers of a half are no whole numbers of nanoseconds at every scale.
        let backoff = retry.backoff.filter(|halves| !self.style.exact || halves % 2 == 0);
        let backoff = backoff.filter(|_| !retry.is_endless());
        self.has_if(backoff.is_some_and(|halves| halves > 2), "backoff");
        self.maybe("retry.backoff", backoff.map(|halves| (f64::from(halves) / 2.0).to_string()));
        let jitter = retry.jitter.filter(|_| !self.style.exact);
        self.has_if(jitter == Some(true), "jitter");
        self.maybe("retry.jitter", jitter.map(|jitter| jitter.to_string()));
        let budget = retry.budget.or(retry.is_endless().then_some(50));
        self.has_if(budget.is_some(), "budget");
        self.maybe("retry.budget", budget.map(|share| (f64::from(share) / 100.0).to_string()));
    }

    pub(super) fn weights(&self, mix: &[u32]) -> String {
        let dishes = 0..self.shape.dishes.len();
        let weights: Vec<u32> = dishes.map(|dish| mix.get(dish).copied().unwrap_or(1)).collect();
        let nothing = weights.iter().all(|weight| *weight == 0);
        let pairs = weights.iter().enumerate().map(|(dish, weight)| {
            format!("{} = {}", self.name("dish", dish), if nothing { 1 } else { *weight })
        });
        format!("{{ {} }}", pairs.collect::<Vec<_>>().join(", "))
    }

    /// Writes how guests come; `orders` of them until closing time.
    pub(super) fn comes(&mut self, comes: &Comes, orders: u64) {
        match comes {
            Comes::Closed { guests, think } => {
                self.has("closed");
                let seconds = self.shape.head.seconds * u64::from(*guests) / orders;
                let think = Dist { family: *think, mean: seconds.max(1) * SECOND };
                let think = self.dist(think);
                line!(self, "guests = {guests}\nthink = {think}");
            }
            Comes::Trace(rows) => {
                self.has("trace");
                self.trace(rows);
                line!(self, "arrivals = {{ trace = \"trace.csv\" }}");
            }
            open => {
                let arrivals = self.arrivals(open, orders);
                line!(self, "arrivals = {arrivals}");
            }
        }
    }

    pub(super) fn trace(&mut self, rows: &[Row]) {
        let mut text = "at,dish,patience\n".to_owned();
        for (percent, dish, patience) in rows {
            let dish = dish.map(|dish| self.name("dish", dish));
            let dish = dish.unwrap_or_else(|| "nothing".into());
            let at = self.shape.head.seconds * percent / 100 * self.style.scale;
            let patience = patience.map(|seconds| (seconds * self.style.scale).to_string());
            writeln!(text, "{at},{dish},{}", patience.unwrap_or_default()).unwrap();
        }
        self.sample.trace = Some(text);
    }

    pub(super) fn arrivals(&mut self, comes: &Comes, orders: u64) -> String {
        let seconds = self.shape.head.seconds;
        let per_minute = orders as f64 * 60.0 / seconds as f64;
        let exactly = Comes::Every { whole_seconds: false };
        let is_rate = matches!(comes, Comes::Poisson | Comes::Steps(_) | Comes::Ramp(_));
        match if self.style.exact && is_rate { &exactly } else { comes } {
            Comes::Every { whole_seconds } => {
                self.has("every");
                let gap = seconds * SECOND / orders;
                let whole = gap / SECOND * SECOND;
                let gap = if *whole_seconds { whole.max(SECOND) } else { gap };
                format!("{{ every = \"{}\" }}", self.time(gap))
            }
            Comes::Burst(size) => {
                self.has("burst");
                let gap = (seconds * u64::from(*size) / orders).max(1);
                let gap = self.time(gap * SECOND);
                format!("{{ burst = {{ size = {size}, every = \"{gap}\" }} }}")
            }
            Comes::Steps(rates) => {
                self.has("steps");
                format!("{{ steps = {} }}", self.points(rates, per_minute))
            }
            Comes::Ramp(rates) => {
                self.has("ramp");
                format!("{{ ramp = {} }}", self.points(rates, per_minute))
            }
            Comes::Poisson | Comes::Closed { .. } | Comes::Trace(_) => {
                self.has("poisson");
                self.rate(per_minute)
            }
        }
    }

    pub(super) fn points(&mut self, rates: &[u32], per_minute: f64) -> String {
        let seconds = self.shape.head.seconds;
        let mut points = Vec::new();
        for (at, rate) in (0..).zip(rates) {
            let moment = self.moment(seconds * at / rates.len() as u64);
            let rate = self.rate(per_minute * f64::from(*rate) / 1.5);
            points.push(format!("[\"{moment}\", {rate}]"));
        }
        format!("[{}]", points.join(", "))
    }
}
