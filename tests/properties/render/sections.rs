//! The sections of a file, but for dining rooms and the timeline.

use super::{REASONS, SIZES, Writer};
use crate::generator::{Care, Dish, Kitchen, SECOND, Step};
use std::fmt::Write as _;

impl Writer<'_> {
    pub(super) fn head(&mut self) {
        let head = &self.shape.head;
        line!(self, "title = \"Sample\"\nduration = \"{}\"", self.time(head.seconds * SECOND));
        line!(self, "seed = {}", head.seed);
        if let Some(minutes) = head.opens {
            line!(self, "opens = \"{:02}:{:02}\"", minutes / 60, minutes % 60);
        }
        if let Some(percent) = head.warm_up {
            self.has("warm_up");
            let warm_up = self.time(head.seconds * percent / 100 * SECOND);
            line!(self, "warm_up = \"{warm_up}\"");
        }
        if let Some(drain) = head.drain {
            self.has_if(drain, "drain");
            line!(self, "drain = {drain}");
        }
    }

    pub(super) fn dish(&mut self, at: usize, dish: &Dish) {
        line!(self, "\n[menu.{}]", self.name("dish", at));
        self.has_if(dish.price.is_some(), "price");
        self.maybe_money("price", dish.price);
        self.maybe("priority", dish.priority.map(|priority| priority.to_string()));
        self.has_if(dish.size.is_some(), "size");
        self.maybe("size", dish.size.map(|size| SIZES[size].to_string()));
        if self.shape.kitchens.len() > 1 {
            let kitchen = self.name("kitchen", dish.kitchen % self.shape.kitchens.len());
            line!(self, "kitchen = \"{kitchen}\"");
        }
        let recipe = self.steps(at, &dish.steps);
        line!(self, "recipe = {recipe}");
    }

    /// Writes steps of the recipe of a dish.
    fn steps(&mut self, dish: usize, steps: &[Step]) -> String {
        let steps: Vec<String> = steps.iter().filter_map(|step| self.step(dish, step)).collect();
        format!("[{}]", steps.join(", "))
    }

    /// Lists all shelves: the pantry of each.
    pub(super) fn shelves(&self) -> Vec<usize> {
        let pantries = self.shape.pantries.iter().enumerate();
        pantries.flat_map(|(at, pantry)| pantry.shelves.iter().map(move |_| at)).collect()
    }

    fn care(&mut self, care: Option<Care>) -> String {
        let mut text = String::new();
        if let Some((retries, wait)) = care.and_then(|care| care.retries) {
            self.has("call again");
            let wait = self.time(wait * SECOND);
            write!(text, ", retries = {retries}, wait = \"{wait}\"").unwrap();
        }
        if let Some((after, lasts)) = care.and_then(|care| care.breaker) {
            self.has("breaker");
            let lasts = self.time(lasts * SECOND);
            write!(text, ", breaker = {{ after = {after}, for = \"{lasts}\" }}").unwrap();
        }
        text
    }

    pub(super) fn reason(&mut self, or: Option<usize>) -> String {
        self.has_if(or.is_some(), "or");
        or.map_or(String::new(), |or| format!(", or = \"{}\"", REASONS[or]))
    }

    /// Says whether an errand could be a branch as well as a dish that is asked for, after a
    /// chance whose outcome nothing shows.
    fn hides_asks(&self, dish: usize) -> bool {
        let steps = &self.shape.dishes[dish].steps;
        let has = |is: fn(&Step) -> bool| steps.iter().any(|step| step.has(is));
        has(|step| matches!(step, Step::Chance { .. }))
            && has(|step| matches!(step, Step::Together { .. }))
    }

    /// Writes a step of the recipe of a dish.
    fn step(&mut self, dish: usize, step: &Step) -> Option<String> {
        let shelves = self.shelves();
        Some(match *step {
            // A dish asks for those before it, so that there is no circle.
            Step::Ask { dish: other, or } if dish > 0 && !self.hides_asks(dish) => {
                self.has("ask");
                self.has_if(or.is_some(), "ask or");
                let (other, reason) = (self.name("dish", other % dish), self.reason(or));
                format!("{{ ask = \"{other}\"{reason} }}")
            }
            Step::Together { ref branches, or } => {
                self.has("together");
                self.has_if(or.is_some(), "together or");
                let lists: Vec<_> = branches.iter().map(|steps| self.steps(dish, steps)).collect();
                format!("{{ together = [{}]{} }}", lists.join(", "), self.reason(or))
            }
            Step::Chance { percent, ref then, ref other } => {
                self.has("chance");
                let then = self.steps(dish, then);
                let other = other.as_ref().map(|steps| self.steps(dish, steps));
                let other = other.map_or(String::new(), |steps| format!(", else = {steps}"));
                let share = f64::from(percent) / 100.0;
                format!("{{ chance = {share}, then = {then}{other} }}")
            }
            Step::Prep(dist) => {
                self.has("prep");
                format!("{{ prep = {} }}", self.dist(dist))
            }
            Step::Cook(dist) => {
                self.has("cook");
                format!("{{ cook = {} }}", self.dist(dist))
            }
            Step::Take { shelf, second, portions, or } if !shelves.is_empty() => {
                self.has("take");
                let shelf = shelf % shelves.len();
                let mut items = format!("{} = {portions}", self.name("shelf", shelf));
                let second = second.map(|second| second % shelves.len());
                let fits = |second: &usize| *second != shelf && shelves[*second] == shelves[shelf];
                if let Some(second) = second.filter(fits) {
                    write!(items, ", {} = 1", self.name("shelf", second)).unwrap();
                }
                let reason = self.reason(or);
                format!("{{ take = {{ {items} }}{reason} }}")
            }
            Step::Put { shelf, portions } if !shelves.is_empty() => {
                self.has("put");
                let shelf = self.name("shelf", shelf % shelves.len());
                format!("{{ put = {{ {shelf} = {portions} }} }}")
            }
            Step::Call { partner, timeout, or, care } if !self.shape.partners.is_empty() => {
                self.has("call");
                self.has_if(timeout.is_some(), "call timeout");
                let partner = self.name("partner", partner % self.shape.partners.len());
                let timeout = timeout.map(|seconds| self.time(seconds * SECOND));
                let timeout = timeout.map_or(String::new(), |t| format!(", timeout = \"{t}\""));
                let (care, reason) = (self.care(care), self.reason(or));
                format!("{{ call = \"{partner}\"{timeout}{care}{reason} }}")
            }
            Step::Take { .. } | Step::Put { .. } | Step::Call { .. } | Step::Ask { .. } => {
                return None;
            }
        })
    }

    pub(super) fn waiter(&mut self) {
        let shape = self.shape;
        match &shape.waiter {
            Some(waiter) => {
                line!(self, "\n[waiter]");
                self.has_if(waiter.count.flatten().is_some(), "waiter count");
                self.has_if(waiter.take_order.is_some(), "take_order");
                self.has_if(waiter.serve.is_some(), "serve");
                self.has_if(waiter.queue.is_some(), "queue");
                self.has_if(waiter.limit.is_some(), "limit");
                self.has_if(waiter.timeout.is_some(), "timeout");
                self.maybe_count("count", waiter.count);
                self.maybe_dist("take_order", waiter.take_order);
                self.maybe_dist("serve", waiter.serve);
                self.maybe_count("queue", waiter.queue);
                // A bucket holds a second's worth at any scale; a turned one stays half full.
                let never = self.never("\"1000000/s\"").filter(|_| shape.timeline.is_empty());
                let limit = waiter.limit.filter(|_| !self.style.exact);
                let limit = limit.map(|gap| self.rate(60.0 * 1e9 / gap as f64));
                self.maybe("limit", limit.or(never));
                let timeout = waiter.timeout.map(|s| format!("\"{}\"", self.time(s * SECOND)));
                self.maybe("timeout", timeout.or(self.never("\"3650d\"")));
            }
            None if self.style.spelled_out => {
                line!(self, "[waiter]\ncount = \"unlimited\"\nqueue = \"unlimited\"");
                line!(self, "timeout = \"3650d\"");
            }
            None => {}
        }
    }

    pub(super) fn dispatcher(&mut self) {
        let Some(dispatcher) = &self.shape.dispatcher else { return };
        self.has("dispatcher");
        line!(self, "\n[dispatcher]");
        let policies = boh::knobs::turns::POLICIES;
        let policy = dispatcher.policy.map(|policy| policies[policy]);
        if let Some(policy) = policy.filter(|_| self.sample.features.contains("copies")) {
            self.has(policy);
        }
        self.has_if(dispatcher.checks.is_some(), "checks");
        self.maybe("policy", policy.map(|policy| format!("\"{policy}\"")));
        let checks = dispatcher.checks.map(|s| format!("\"{}\"", self.time(s * SECOND)));
        self.maybe("checks", checks);
    }

    /// A value that means the same as none.
    pub(super) fn never(&self, value: &str) -> Option<String> {
        self.style.spelled_out.then(|| value.to_owned())
    }

    pub(super) fn kitchen(&mut self, at: usize, kitchen: &Kitchen) {
        line!(self, "\n[kitchen.{}]", self.name("kitchen", at));
        self.has_if(at > 0, "two kitchens");
        self.has_if(kitchen.chefs.flatten().is_some(), "chefs");
        self.has_if(kitchen.juggles.is_some_and(|juggles| juggles > 1), "juggles");
        let capacity = kitchen.capacity.flatten();
        self.has_if(capacity == Some(0), "no capacity");
        self.has_if(capacity.is_some_and(|most| most > 0), "some capacity");
        self.has_if(kitchen.tosses == Some(true), "tosses");
        self.has_if(kitchen.wage.is_some(), "wage");
        let orders = boh::knobs::turns::RAIL_ORDERS;
        let order = kitchen.order.map(|order| orders[order]);
        if let Some(order) = order {
            self.has(order);
        }
        self.maybe_count("chefs", kitchen.chefs);
        self.maybe("juggles", kitchen.juggles.map(|juggles| juggles.to_string()));
        self.maybe_count("rail.capacity", kitchen.capacity);
        self.maybe("rail.order", order.map(|order| format!("\"{order}\"")));
        self.maybe("tosses_stale_tickets", kitchen.tosses.map(|tosses| tosses.to_string()));
        self.maybe_money("wage", kitchen.wage);
        self.has_if(kitchen.open == Some(false), "closed kitchen");
        let open = kitchen.open.map(|open| if open { "\"on\"" } else { "\"off\"" });
        self.maybe("open", open.map(str::to_owned));
        if let Some((holds, fresh_for)) = kitchen.fridge {
            self.has("fridge");
            self.has_if(fresh_for.is_some(), "fresh for");
            line!(self, "fridge.holds = {}", Self::count(holds));
            let fresh_for = fresh_for.map(|s| format!("\"{}\"", self.time(s * SECOND)));
            self.maybe("fridge.fresh_for", fresh_for);
            self.maybe_money("fridge.rent", kitchen.wage);
        }
        if let Some((every, lasts)) = kitchen.breaks.filter(|_| kitchen.chefs.flatten().is_some()) {
            self.has("breaks");
            self.maybe_dist("breaks.every", Some(every));
            self.maybe_dist("breaks.for", Some(lasts));
        }
        let copies = kitchen.copies.unwrap_or(1);
        self.has_if(copies > 1, "copies");
        let single = self.never("1");
        self.maybe("copies", kitchen.copies.map(|copies| copies.to_string()).or(single));
        if let Some(building) = kitchen.building.filter(|_| !self.shape.buildings.is_empty()) {
            self.has("building");
            let name = |at: &usize| {
                format!("\"{}\"", self.name("building", at % self.shape.buildings.len()))
            };
            let value = match &kitchen.spread {
                None => name(&building),
                Some(spread) => {
                    let names: Vec<_> = spread.iter().take(copies as usize).map(name).collect();
                    format!("[{}]", names.join(", "))
                }
            };
            self.has_if(kitchen.spread.is_some() && copies > 1, "several buildings");
            line!(self, "building = {value}");
        }
    }

    pub(super) fn partners(&mut self) {
        let shape = self.shape;
        for (at, partner) in shape.partners.iter().enumerate() {
            line!(self, "\n[partner.{}]", self.name("partner", at));
            self.has_if(partner.answers.is_some(), "answers");
            self.has_if(partner.fails.is_some(), "fails");
            self.has_if(partner.at_once.flatten().is_some(), "at once");
            self.maybe_count("at_once", partner.at_once);
            self.has_if(partner.fee.is_some(), "fee");
            self.maybe_dist("answers", partner.answers);
            self.maybe("fails", partner.fails.map(|share| (f64::from(share) / 100.0).to_string()));
            let words = boh::knobs::turns::PARTNER_POWER;
            self.maybe("power", partner.power.map(|power| format!("\"{}\"", words[power])));
            self.maybe_money("fee", partner.fee);
        }
    }
}
